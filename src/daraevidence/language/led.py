"""Statistics that a word leads to: ratios, group sizes, intervals by themselves, times that are not reached."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.language.companions import NEXT, tail, take, unit_behind
from daraevidence.language.intervals import OPENING, bracket, interval, keyed_interval, p_value
from daraevidence.language.keywords import Keyword
from daraevidence.language.numbers import Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Interval, Quantity
from daraevidence.language.units import percent_at, unit_at

__all__ = ["group_size", "lone_interval", "not_reached", "ratio"]

_AND = compiled(r"\s?[,;]?\s{1,16}(?:with (?:a )?|and )?|[,;](?=9\d(?:\.\d)?\s?%|[Pp]\s?[=<])")
_COMMA_SPACE = compiled(r"\s?[,;]\s")
_COMMA = compiled(r"\s?[;,]\s?")
_SLASH = compiled(r"\s?/\s?")


def ratio(passage: Passage, keyword: Keyword) -> Quantity | None:
    """``HR, 0.59; 95% CI, 0.41-0.87; P=0.006``, ``odds ratio of 2.3 (1.1 to 4.8)``; the number begins where the words end."""
    number = passage.number(passage.skip(keyword.end)) or passage.number(passage.skip(keyword.end + 1))
    if (
        number is None
        or number.word
        or percent_at(passage.text, number.end) is not None
        or unit_at(passage.text, number.end) is not None
    ):
        return None
    number, _ = passage.compared(number)
    found = Quantity("ratio", keyword.start, number.end, value=number, measure=keyword.detail)
    text = passage.text
    opened = OPENING.match(text, found.end)
    if opened is not None:
        companions = bracket(passage, opened.end())
        if companions is not None:
            take(found, companions, passage)
            found.end = companions.end
            found.role = "ratio"
            if "CI" in text[keyword.start : keyword.end]:  # HR (95% CI): 0.56 (0.43-0.73)
                found.intervals = tuple(replace(span, kind="ci") if span.kind == "bare" else span for span in found.intervals)
    if not found.intervals:
        _unnamed_limits(passage, found, number)
    behind = _AND.match(text, found.end)
    while behind:
        keyed = keyed_interval(passage, behind.end())
        if keyed is not None:
            found.intervals += (keyed[0],)
            found.end = keyed[2]
        elif found.p is None and (p := p_value(passage, behind.end())) is not None:
            found.p, found.end = p, p.end
        else:
            break
        behind = _AND.match(text, found.end)
    return found


def _unnamed_limits(passage: Passage, found: Quantity, number: Number) -> None:
    """``HR 0.79, 0.66-0.94``: two limits behind a ratio that no word names; they have its decimals and lie around it."""
    behind = _COMMA_SPACE.match(passage.text, found.end)
    limits = interval(passage, behind.end(), False) if behind else None
    low, high = (limits.low.number, limits.high.number) if limits is not None else (None, None)
    if limits is None or behind is None or low is None or high is None or limits.percent:
        return
    if 0 < low.decimals == high.decimals and abs(low.decimals - number.decimals) < 2 and low.value <= number.value <= high.value:
        found.intervals = (Interval("bare", behind.end(), limits.end, limits.low, limits.high),)
        found.end = limits.end


def group_size(passage: Passage, keyword: Keyword, number: Number) -> Quantity:
    """``(n=43)``, ``N=286``; a proportion where a percent stands beside it: ``n=4; 57%``, ``n=11 [20%]``, ``n=13/20``."""
    text = passage.text
    found = Quantity("group_size", keyword.start, number.end, n=number)
    slash = _SLASH.match(text, number.end)
    total = passage.number(slash.end()) if slash else None
    if total is not None and total.value >= number.value and not total.decimals:
        found.role, found.denominator, found.end = "proportion", total, total.end
    comma = _COMMA.match(text, found.end)
    percent = passage.number(comma.end()) if comma else None
    after = percent_at(text, percent.end) if percent else None
    if percent is not None and after is not None and passage.levels.get(percent.start) is None:
        found.role, found.percent, found.end = "proportion", percent, after[0]
        return found
    opened = OPENING.match(text, found.end)
    inner = passage.number(opened.end()) if opened else None
    if opened is not None and inner is not None:
        after = percent_at(text, inner.end)
        close = after[0] if after else inner.end
        bracketed = opened[0].strip() == "[" and not inner.decimals
        if text[close : close + 1] in (")", "]") and (after or not bracketed) and inner.value <= 100:
            found.role, found.percent, found.end = "proportion", inner, close + 1
    return found


def lone_interval(passage: Passage, place: int) -> Quantity | None:
    """``(range, 2-3)`` and ``95% CI, 4.2-6.6`` behind words that are no number."""
    keyed = keyed_interval(passage, place)
    if keyed is None:
        return None
    found = Quantity("interval", place, keyed[2], intervals=(keyed[0],))
    if keyed[1] is not None and keyed[1].unit is not None:
        found.unit, found.unit_at = keyed[1].unit.name, (keyed[1].unit.start, keyed[1].unit.end)
    elif keyed[1] is not None and keyed[1].percent:
        found.unit = "%"
    behind = NEXT.match(passage.text, found.end)
    p = p_value(passage, behind.end()) if behind else None
    if p is not None and passage.text[p.end : p.end + 1] in (")", "]"):
        found.p, found.end = p, p.end
    return found


def not_reached(passage: Passage, start: int, end: int) -> Quantity:
    """``not reached (95% CI, 11.6-NR)``, ``NR``, ``NE``."""
    found = Quantity("not_reached", start, end)
    unit = unit_at(passage.text, end)
    if unit is not None and unit.kind == "time":
        found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
    opened = OPENING.match(passage.text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if companions is not None and (companions.intervals or companions.p) and not companions.bare:
        found.intervals, found.p, found.end = tuple(companions.intervals), companions.p, companions.end
        return unit_behind(passage, found)
    return tail(passage, found) if companions is None else found
