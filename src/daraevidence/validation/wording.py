"""Words of a sentence against its numbers: which group has more, how many times, rates of events by time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from daraevidence.draft import Flag, Severity
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import bounds, unit_of
from daraevidence.language.word_classes import ABOUT, CHANGE
from daraevidence.layout.document import Block, Document

__all__ = ["words_against_numbers"]

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"\s?(?:%|months?|years?|weeks?|days?|points?)?"
_THAN = compiled(
    rf"\b(?P<word>higher|greater|longer|larger|lower|shorter|fewer|smaller)\b(?P<first>[^.;()]{{0,80}}?)\bthan\b[^.;()\d]{{1,70}}"
    rf"[(\[](?P<a>{_NUMBER}){_UNIT}\s?(?:vs?\.?|versus|compared with|and)\s(?P<b>{_NUMBER}){_UNIT}(?=[)\],;\s])"
)
_LOWER = frozenset({"lower", "shorter", "fewer", "smaller"})
#: ``nearly doubled with A (12% vs 6%)``
_TIMES = Gated(
    "halved|doubled|tripled|trebled|twice",
    rf"(?P<about>\b(?:{ABOUT})\s)?\b(?P<word>halved|doubled|tripled|trebled|"
    rf"twice)\b[^.;()\d]{{0,90}}[(\[](?P<a>{_NUMBER}){_UNIT}[^.;()\d]{{0,30}}?\s(?:vs?\.?|versus|compared with|and|"
    rf"to)\s(?P<b>{_NUMBER}){_UNIT}(?=[)\],;\s])",
)
#: by which factor two numbers differ that the word can be said of
_FACTORS = {"halved": (1.6, 2.6), "doubled": (1.6, 2.6), "twice": (1.6, 2.6), "tripled": (2.5, 3.7), "trebled": (2.5, 3.7)}
_NOT = compiled(r"\b(?:not?|nor|neither|never|without|no)\b|n't\b", re.IGNORECASE)
_YEARS = r"\s(?:person|patient|subject)[- ]years"
_RATE = compiled(
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s[a-z][a-z ]{0,40}?\b(?:in|over|during|per)\s(?:a total of )?"
    rf"(?P<time>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?){_YEARS}\s?[(;,\[]\s?(?:a rate of )?"
    rf"(?P<rate>\d+(?:\.\d+)?)[a-z ]{{0,20}}\sper\s(?P<per>1,?0{{2,5}}){_YEARS}"
)


_CHANGE = compiled(
    rf"\bfrom\s(?:an?\s(?:mean|average)\s(?:of\s)?)?(?P<a>{_NUMBER})(?P<unit>\s?%|\s[A-Za-z][A-Za-z/]{{0,9}})?(?:\s(?:at|"
    rf"in)\s[a-z0-9 ]{{1,30}}?)?\sto\s(?P<b>{_NUMBER})(?:\s?%|\s[A-Za-z][A-Za-z/]{{0,9}})?(?:\s(?:at|in|after|"
    r"by)\s[a-z0-9 ]{1,30}?)?\s?[,;(]\s?(?:(?:an?|the|corresponding to an?|for an?)\s)?(?:(?:mean|absolute|relative|overall|"
    rf"net)\s)?(?:{CHANGE})\sof\s[-−–+]?(?P<d>{_NUMBER})(?P<percent>\s?%(?!\s?[- ]?points?))?"
)
_MODELLED = compiled(r"\b(?:medians?|least[- ]squares|LSM?|adjusted|model\w*|estimated|geometric)\b", re.IGNORECASE)
_SHARE = compiled(
    rf"(?<![\w.-])(?P<p>{_NUMBER})% of (?:the |all |these |those )?(?P<n>\d{{1,4}}) (?:[a-z-]+ ){{0,2}}?"
    rf"(?:{PEOPLE}|cases|responders|"
    r"eyes|centers|centres|hospitals)\b"
)
_ESTIMATED = compiled(
    r"\b(?:estimat\w+|kaplan|surviv\w+|alive|-free|cumulative|probabilit\w+|weighted|imput\w+|adjusted|predicted|expected|"
    r"assum\w+|power|about|"
    r"approximately|nearly|almost|roughly|around|more than|less than|at least|up to|over|under|mean|median|average)\b",
    re.IGNORECASE,
)


def words_against_numbers(document: Document) -> Iterator[Flag]:
    """E3, A14: words that say what two numbers must be to each other.

    E3 ``higher in A than in B (62% vs 45%)``: the first number is that of the subject, and higher; ``halved (4.0% vs 2.9%)``: one
    is about twice the other; ``warning``. Not ``not higher``, nor equal numbers. A14 ``16 strokes in 452.0 person-years (3.5 per
    100 person-years)``: events by time; ``error`` beyond one unit.
    C10 ``fell from 8.4% to 7.1%, a reduction of 1.2 points``: the change is the difference of both, or in percent of the first;
    ``warning``. Not medians, nor changes that a model gives. A3 ``35% of the 18 patients``: some whole number of them gives the
    percent, rounded or cut; ``warning``. Not estimates (survival, weighted) nor shares of more than the percent can tell apart.
    """
    for block in document.blocks:
        if block.kind not in ("paragraph", "item", "footnote"):
            continue
        text = block.text
        if " than " in text:
            yield from _directions(block)
        yield from _multiples(block)
        if "-years" in text or " years" in text:
            yield from _rates(block)
        if " from " in text and " of " in text:
            yield from _changes(block)
        if "% of" in text:
            yield from _impossible_shares(block)


def _number(found: re.Match[str], name: str, block: Block) -> Number:
    return as_number(found[name], block.start + found.start(name))


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


def _multiples(block: Block) -> Iterator[Flag]:
    for found in _TIMES.finditer(block.text):
        one, two = _number(found, "a", block), _number(found, "b", block)
        (low, high), (least, most) = sorted((bounds(one), bounds(two)))
        smallest, largest = _FACTORS[found["word"]]
        if found["about"]:
            smallest, largest = smallest * 0.8, 10.0 * largest
        if low <= 0 or (float(most / low) >= smallest and float(least / high) <= largest):
            continue
        times = max(one.value, two.value) / min(one.value, two.value)
        words = f"{found['word']} is said of {one.text} and {two.text}, of which one is {times:.1f} times the other."
        places = (
            (one.start, one.end),
            (two.start, two.end),
            (block.start + found.start("word"), block.start + found.end("word")),
        )
        yield Flag("words-numbers-disagree", "warning", one.start, two.end, words, "a = 2 b", one.text, two.text, places=places)


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


def _changes(block: Block) -> Iterator[Flag]:
    for found in _CHANGE.finditer(block.text):
        clause = block.text[max(0, found.start() - 120) : found.end()]
        if _MODELLED.search(clause):
            continue
        one, two, told = (_number(found, name, block) for name in "abd")
        (low, high), (least, most), (small, large) = bounds(one), bounds(two), bounds(told)
        near, far = sorted((abs(low - most), abs(high - least)))
        if low <= most and least <= high:
            near = Decimal(0)
        shares = [(near, far)]
        if found["percent"] and low > 0:
            relative = [(100 * near / high, 100 * far / low)]
            shares = shares + relative if (found["unit"] or "").strip() == "%" else relative
        if any(small <= most_of and large >= least_of for least_of, most_of in shares):
            continue
        again = f"{abs(one.value - two.value)}"
        words = f"From {one.text} to {two.text} is a change of {again}, not of {told.text}."
        places = tuple((number.start, number.end) for number in (one, two, told))
        yield Flag(
            "words-numbers-disagree", "warning", told.start, told.end, words, "change = b - a", told.text, again, places=places
        )


def _impossible_shares(block: Block) -> Iterator[Flag]:
    for found in _SHARE.finditer(block.text):
        share, size = _number(found, "p", block), int(found["n"])
        floor = max(0, found.start() - 300)
        start = max(floor, block.text.rfind(". ", floor, found.start()))
        if (
            not 0 < size < 10 ** (share.decimals + 2)
            or share.value > 100
            or _ESTIMATED.search(block.text, start, found.end() + 80)
        ):
            continue
        unit = unit_of(share)
        whole = int(share.value * size / 100)
        if any(
            share.value - unit < Decimal(100 * n) / size < share.value + unit
            for n in range(max(0, whole - 1), min(size, whole + 2) + 1)
        ):
            continue
        near = sorted(
            (Decimal(100 * n) / size for n in (whole, whole + 1) if n <= size), key=lambda exact: abs(exact - share.value)
        )
        shown = " and ".join(f"{exact:.{share.decimals + 1}f}%" for exact in near)
        words = f"No number of {size} is {share.text}%; the nearest are {shown}."
        end = block.start + found.end()
        yield Flag("percent-mismatch", "warning", share.start, end, words, "some whole n: 100 n / N", share.text, str(size))
