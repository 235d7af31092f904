"""Words of a sentence against its numbers: which group has more, how far two percents lie apart, rates of events by time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from daraevidence.draft import Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.rounding import bounds, unit_of
from daraevidence.layout.document import Block, Document

__all__ = ["words_against_numbers"]

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"\s?(?:%|months?|years?|weeks?|days?|points?)?"
_THAN = re.compile(
    rf"\b(?P<word>higher|greater|longer|larger|lower|shorter|fewer|smaller)\b(?P<first>[^.;()]{{0,80}}?)\bthan\b[^.;()\d]{{1,70}}"
    rf"[(\[](?P<a>{_NUMBER}){_UNIT}\s?(?:vs?\.?|versus|compared with|and)\s(?P<b>{_NUMBER}){_UNIT}(?=[)\],;\s])"
)
_LOWER = frozenset({"lower", "shorter", "fewer", "smaller"})
_NOT = re.compile(r"\b(?:not?|nor|neither|never|without|no)\b|n't\b", re.IGNORECASE)
_YEARS = r"\s(?:person|patient|subject)[- ]years"
_RATE = re.compile(
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s[a-z][a-z ]{0,40}?\b(?:in|over|during|per)\s(?:a total of )?"
    rf"(?P<time>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?){_YEARS}\s?[(;,\[]\s?(?:a rate of )?"
    rf"(?P<rate>\d+(?:\.\d+)?)[a-z ]{{0,20}}\sper\s(?P<per>1,?0{{2,5}}){_YEARS}"
)
_PARSED = re.compile(r",")
_POINTS = re.compile(
    rf"(?P<a>{_NUMBER})\s?%[^.;%]{{0,60}}\b(?:vs?\.?|versus|compared with|and)\s(?P<b>{_NUMBER})\s?%[^.;%]{{0,60}}?"
    rf"(?:difference|increase|reduction|gain)(?: of|,)?\s(?P<d>{_NUMBER})\s(?:percentage|%)[- ]points?"
)


def words_against_numbers(document: Document) -> Iterator[Flag]:
    """E3, A14: words that say what two numbers must be to each other.

    E3 ``higher in A than in B (62% vs 45%)``: the first number is that of the subject, and higher; ``warning``. ``62% vs 45%, a
    difference of 17 percentage points``: the difference of both, behind their rounding; ``warning``. A14 ``16 strokes in 452.0
    person-years (3.5 per 100 person-years)``: events by time; ``error`` beyond one unit. Not ``not higher``, nor equal numbers.
    """
    for block in document.blocks:
        if block.kind not in ("paragraph", "item", "footnote"):
            continue
        if " than " in block.text:
            yield from _directions(block)
        if "-years" in block.text or " years" in block.text:
            yield from _rates(block)
        if "-point" in block.text or " point" in block.text:
            yield from _points(block)


def _number(found: re.Match[str], name: str, block: Block) -> Number:
    text = _PARSED.sub("", found[name])
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(0)
    return Number(block.start + found.start(name), block.start + found.end(name), found[name], value, len(text.partition(".")[2]))


def _directions(block: Block) -> Iterator[Flag]:
    for found in _THAN.finditer(block.text):
        if _NOT.search(block.text[max(0, found.start() - 40) : found.start("first") + len(found["first"])]):
            continue
        one, two = _number(found, "a", block), _number(found, "b", block)
        turned = one.value > two.value if found["word"] in _LOWER else one.value < two.value
        if turned:
            words = (
                f"{found['word']} is said of {one.text}, which is not {found['word']} than {two.text}; the two may be swapped."
            )
            yield Flag(
                "words-numbers-disagree",
                "warning",
                one.start,
                two.end,
                words,
                "the subject's number comes first",
                one.text,
                two.text,
                "swapped",
                places=(
                    (one.start, one.end),
                    (two.start, two.end),
                    (block.start + found.start("word"), block.start + found.end("word")),
                ),
            )


def _points(block: Block) -> Iterator[Flag]:
    for found in _POINTS.finditer(block.text):
        one, two, told = (_number(found, name, block) for name in "abd")
        (low, high), (least, most), (small, large) = bounds(one), bounds(two), bounds(told)
        near, far = sorted((abs(low - most), abs(high - least)))
        if large < near or small > far:
            again = abs(one.value - two.value)
            words = f"{one.text}% and {two.text}% are {again} percentage points apart, not {told.text}."
            places = tuple((number.start, number.end) for number in (one, two, told))
            yield Flag(
                "words-numbers-disagree",
                "warning",
                told.start,
                told.end,
                words,
                "difference = a - b",
                told.text,
                str(again),
                places=places,
            )


def _rates(block: Block) -> Iterator[Flag]:
    for found in _RATE.finditer(block.text):
        n, time, rate, per = (_number(found, name, block) for name in ("n", "time", "rate", "per"))
        low, high = bounds(time)
        if low <= 0 or n.value > 10**9:
            continue
        least, most = n.value * per.value / high, n.value * per.value / low
        small, large = bounds(rate)
        if large >= least and small <= most:
            continue
        exact = n.value * per.value / time.value
        severity: Severity = "warning" if abs(exact - rate.value) <= unit_of(rate) * Decimal("1.5") else "error"
        shown = f"{exact:.{rate.decimals + 1}f}"
        words = f"{n.text} in {time.text} person-years are {shown} per {per.text}, not {rate.text}."
        places = tuple((number.start, number.end) for number in (n, time, rate))
        yield Flag("rate-mismatch", severity, n.start, rate.end, words, "rate = events / time", rate.text, shown, places=places)
