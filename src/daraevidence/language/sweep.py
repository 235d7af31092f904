"""The grammar of printed statistics: one pass over the numbers of a text, each read with what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from daraevidence.language.contexts import label_at
from daraevidence.language.counts import zero_counts
from daraevidence.language.dates import find_dates
from daraevidence.language.estimates import estimate
from daraevidence.language.intervals import p_value
from daraevidence.language.led import group_size, lone_interval, not_reached, ratio
from daraevidence.language.lists import share_units
from daraevidence.language.names import citation, find_identifiers, glued
from daraevidence.language.numbers import Number, has_decimal_commas
from daraevidence.language.passage import Passage, read_passage
from daraevidence.language.patterns import compiled
from daraevidence.language.places import copied, moved
from daraevidence.language.quantities import Quantity
from daraevidence.language.shares import count_of_total
from daraevidence.language.units import bare_power_at, power_at, unit_at

__all__ = ["quantities"]

_NOT_REACHED = compiled(
    r"\b(?:[Nn]ot (?:yet )?(?:been )?(?:reached|attained|estimable|calculable)\b(?:\s?[\[(]N[RE][\])])?|N[RE](?![\w/-])(?![.]\w))"
)
_SHORT_LEFT = compiled(r"(?:\b(?:was|were|is|are|of|vs\.?|v|versus|and|to|reached|remained|:|both)|[=:,])\s{1,2}\Z|\A\s{0,2}\Z")
_SHORT_RIGHT = compiled(r"\s{1,2}(?:vs\.?|versus|v|\(\s?(?:9\d|CI|[Rr]ange|IQR|P|p|\d)|months|mo\b)|\s?[-]\s?\d")


def quantities(text: str, offset: int = 0, decimal_commas: bool | None = None) -> list[Quantity]:
    """All quantities of a block of text, in order, none overlapping; every number stands in one of them.

    ``offset`` is the place of ``text[0]`` in the repaired view. ``decimal_commas`` says that the document prints ``0,59``;
    ``None`` lets this text decide. A ``one`` that counts nothing ("one of the largest") is no number.
    """
    if decimal_commas is None:
        decimal_commas = has_decimal_commas(text)
    found = [copied(each) for each in _short(text, decimal_commas)] if len(text) < 48 else _swept(text, decimal_commas)
    return [moved(quantity, offset) for quantity in found] if offset else found


def _swept(text: str, decimal_commas: bool) -> list[Quantity]:
    passage = read_passage(text, decimal_commas)
    found = list(_read(passage))
    share_units(passage, found)
    _gather(passage, found)
    return found


#: cells and labels of tables come again, and a cell is also read with its headers
_short = lru_cache(maxsize=8192)(_swept)


def _read(passage: Passage) -> Iterator[Quantity]:
    end = 0
    starts = [number.start for number in passage.numbers]
    for start, given, index in _anchors(passage):
        if start < end:
            continue
        found = given if given is not None else _at_number(passage, index)
        if given is not None and given.role == "not_reached":
            found = not_reached(passage, given.start, given.end)
        elif given is not None and given.role == "count":
            found = _none_of(passage, given)
        if found is None:
            continue
        found.start = max(found.start, end)
        found.end = end = _whole(passage, starts, max(found.end, found.start + 1))
        yield found


def _whole(passage: Passage, starts: list[int], end: int) -> int:
    """An end that cuts no number in two."""
    last = bisect_left(starts, end) - 1
    return max(end, passage.numbers[last].end) if last >= 0 else end


def _anchors(passage: Passage) -> list[tuple[int, Quantity | None, int]]:
    """Where a quantity may begin: numbers, dates, identifiers, words that say zero or not reached."""
    text = passage.text
    others: list[tuple[int, int, Quantity | None, int]] = []
    if passage.numbers or passage.keywords:
        others += [(start, 0, Quantity("identifier", start, end), -1) for start, end in find_identifiers(text)]
        for date in find_dates(text):
            extra = {"iso": date.iso} if date.iso else {"start": date.first, "end": date.last}
            others.append((date.start, 1, Quantity("date", date.start, date.end, extra=extra), -1))
        others += [
            (word.start, 1, Quantity("p", word.start, p.end, p=p), -1)
            for word in passage.keywords.values()
            if word.kind == "p" and (p := p_value(passage, word.start)) is not None and p.number is None
        ]
    for match in _NOT_REACHED.finditer(text) if "ot " in text or "NR" in text or "NE" in text else ():
        if len(match[0]) > 2 or _stands_for_not_reached(text, match):
            others.append((match.start(), 1, Quantity("not_reached", match.start(), match.end()), -1))
    for start, end, noun, noun_end in zero_counts(text):
        word = Number(start, end, text[start:end], Decimal(0), word=True)
        others.append((start, 1, Quantity("count", start, noun_end, n=word, noun=noun), -1))
    if not others:  # as in most cells
        return [(number.start, None, i) for i, number in enumerate(passage.numbers)]
    anchors = [*[(number.start, 2, None, i) for i, number in enumerate(passage.numbers)], *others]
    anchors.sort(key=lambda anchor: anchor[:2])
    return [(start, given, index) for start, _, given, index in anchors]


def _stands_for_not_reached(text: str, match: re.Match[str]) -> bool:
    """``was NR``, ``NR vs 12``; never ``no response (NR)`` or ``NE`` of a compass."""
    if _SHORT_RIGHT.match(text, match.end()):
        return True
    left = _SHORT_LEFT.search(text, max(0, match.start() - 12), match.start())
    return left is not None and (match[0] == "NR" or text[match.start() - 2 : match.start() - 1] not in (",", ":"))


def _none_of(passage: Passage, given: Quantity) -> Quantity:
    if given.n is not None and passage.text[given.start : given.start + 4].lower() in ("none", "not "):
        return count_of_total(passage, given.n, given.start) or given
    return given


def _at_number(passage: Passage, index: int) -> Quantity | None:
    number = passage.numbers[index]
    text = passage.text
    start = number.start
    around = passage.inside.get(start)
    if around is not None:
        return ratio(passage, around) or estimate(passage, number, start)
    if start in passage.levels:
        alone = lone_interval(passage, passage.levels[start].start)
        if alone is not None:
            return alone
    led = _led(passage, number)
    if led is not None:
        return led
    level = _LEVEL.match(text, start) if number.value == 0 and _SCALE.search(text, max(0, start - 24), start) else None
    if level is not None:
        return Quantity("name", start, level.end())
    named = glued(text, number)
    if named is not None:
        return Quantity("citation" if named[0] == "citation" else "name", named[1], named[2])
    cited = citation(text, number)
    if cited is not None:
        return Quantity("citation", *cited)
    label = label_at(passage, index)
    if label is not None:
        found = Quantity(label.role, label.start, label.end, value=number, noun=label.noun, unit=label.unit)
        more = ("label", "grade") if label.role == "grade" else ("label",)
        found.extra = dict.fromkeys(more, label.value)
        return found
    if number.text == "10" or (number.text.startswith("10") and start and text[start - 1] in "x\u00d7X"):
        power = _lone_power(passage, number)
        if power is not None:
            return power
    compared, first = passage.compared(number)
    found = estimate(passage, compared, first)
    if number.word and number.value == 1 and _NO.search(text, max(0, start - 4), start):
        return None  # "No one relapsed"
    if number.word and number.value <= 1 and found.role == "number":
        counts = _THERE.search(text, max(0, start - 20), start) or _IN_GROUP.match(text, number.end)
        return found if counts else None
    return found


#: ``IGA 0/1``, ``PGA 0 or 1``, ``Global Assessment (0/1)``, ``a score of 0 or 1 (0/1)``: levels that count as a success
_LEVEL = compiled(r"0(?:\s?/\s?|\sor\s)[12](?![\d.,%/]?\d|\s?%)")
_SCALE = compiled(
    r"\b[a-z]?(?!OR\b|HR\b|RR\b|CI\b|SD\b|IQR\b)[A-Z]{2,5}(?:-[A-Z]{1,3})?(?:\s(?:scores?|of))*\s\(?\Z|"
    r"\b(?:[Aa]ssessment|[Ss]cale|[Ss]cores?)(?:\s(?:scores?|of))*\s\(?\Z|\b0\sor\s[12]\s\(\Z"
)
_NO = compiled(r"\b[Nn]o\s\Z")
#: ``there was one seizure``: counts, as "one of the largest" does not
_THERE = compiled(r"\b[Tt]here (?:was|has been) (?:only |also )?\Z")


#: ``one in the placebo group``
_IN_GROUP = compiled(r"\s(?:in|on|from)\s(?:the\s)(?:[\w/+-]+\s){1,4}?(?:group|arm|cohort)\b")


def _led(passage: Passage, number: Number) -> Quantity | None:
    """A number that a statistic word leads to."""
    keyword = passage.leads.get(number.start)
    if keyword is None and number.op == "":
        for back in (1, 2, 3):
            keyword = passage.leads.get(number.start - back)
            if keyword is not None:
                if keyword.kind != "ratio" or not set(passage.text[keyword.end : number.start]) <= set("<>\u2264\u2265= "):
                    keyword = None
                break
    if keyword is None:
        return None
    if keyword.kind == "p":
        p = p_value(passage, keyword.start)
        return Quantity("p", p.start, p.end, p=p) if p else None
    if keyword.kind == "ratio":
        return ratio(passage, keyword)
    if keyword.kind == "n":
        return group_size(passage, keyword, number)
    if keyword.kind in ("ci", "range", "iqr"):
        return lone_interval(passage, keyword.start)
    return None


def _lone_power(passage: Passage, number: Number) -> Quantity | None:
    """``x106/kg < 2``: the power stands before its number; ``10^9/L`` without any number is a unit."""
    text = passage.text
    first = number.start - 1 if number.start and text[number.start - 1] in "x\u00d7X" else number.start
    power = power_at(text, first) if first < number.start else bare_power_at(text, first)
    if power is None:
        return None
    unit = unit_at(text, power.end)
    end = unit.end if unit else power.end
    behind = re.compile(r"\s?(?:[<>\u2264\u2265]=?|of|was|=)\s?").match(text, end)
    value = passage.number(behind.end()) if behind else None
    if value is not None:
        value, _ = passage.compared(value)
        found = Quantity("threshold" if value.op else "value", first, value.end, value=value)
        found.exponent_lost = power.lost
    else:
        found = Quantity("name", first, end)
    found.factor, found.factor_at = power.factor, (power.start, power.end)
    if unit is not None:
        found.unit, found.unit_at = unit.name, (unit.start, unit.end)
    return found


def _gather(passage: Passage, found: list[Quantity]) -> None:
    """Give each quantity the numbers that stand in it, without the digits of a power of ten."""
    starts = [number.start for number in passage.numbers]
    for quantity in found:
        inside = passage.numbers[bisect_left(starts, quantity.start) : bisect_left(starts, quantity.end)]
        first, last = quantity.factor_at
        if last > first:
            inside = [number for number in inside if not first <= number.start < last or number is quantity.value]
        if not inside and quantity.n is not None:
            inside = [quantity.n]
        quantity.numbers = tuple(inside)
