"""What stands in brackets or behind a comma after an estimate, moved to the estimate."""

from __future__ import annotations

import re

from daraevidence.language.intervals import OPENING, Companions, bracket, keyed_interval
from daraevidence.language.numbers import Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.units import percent_at, power_at, unit_at

__all__ = ["NEXT", "STANDARD_ERROR", "only_p", "tail", "take", "unit_behind"]

#: what leads on from an estimate to what belongs to it; the space may be lost: ``0.71,95% CI``
NEXT = compiled(
    r"\s?[,;]\s{1,16}(?:with (?:a )?)?|[,;](?=9\d(?:\.\d)?\s?%\s?C|[Pp]\s?[=<]|IQR|[Rr]ange)"
    r"|\s{1,2}(?:with (?:a )?)(?=9\d)|\s{1,2}(?=9\d(?:\.\d)?\s?%\s?C)"
)
_MEAN = compiled(r"\b(?:means?|average|SD|SEM?|standard (?:deviation|error))\b|\u00b1", re.IGNORECASE)
#: ``mean [SD], 21.4 [13.0]``: the head says what stands in square brackets
_IN_SQUARES = compiled(r"\[\s?(?:\u00b1\s?)?(?:SD|SEM?|standard (?:deviation|error))\s?\]", re.IGNORECASE)
STANDARD_ERROR = compiled(r"\bSEM?\b|standard error", re.IGNORECASE)


def take(found: Quantity, companions: Companions, passage: Passage) -> None:
    """Move what a bracket says to the statistic before it."""
    found.intervals += tuple(companions.intervals)
    found.sd = found.sd or companions.sd
    found.se = found.se or companions.se
    found.p = found.p or companions.p
    if companions.extra:
        found.extra = {**found.extra, **companions.extra}
        if "average" in companions.extra and found.value is not None and found.percent is None:
            found.role = "value"
    if companions.percent is not None and found.percent is None:
        found.percent = companions.percent
    if companions.n is not None and found.n is None:
        found.n, found.denominator = companions.n, companions.denominator or found.denominator
    elif companions.denominator is not None and found.denominator is None:
        found.denominator = companions.denominator
    for number in companions.bare:
        _take_bare(found, number, passage)
    if found.role == "number" and (found.intervals or found.sd or found.se or "iqr_width" in found.extra):
        found.role = "value"
    if found.percent is not None and found.value is not None and not found.value.decimals and found.role in ("number", "value"):
        found.n, found.value, found.role = found.value, None, "proportion"
    elif found.percent is not None and found.role == "count":
        found.role = "proportion"
    elif found.role == "number" and companions.p is not None:
        found.role = "value"


def _take_bare(found: Quantity, number: Number, passage: Passage) -> None:
    """A number in brackets that no word explains: percent of a count, count of a percent, spread of a mean."""
    if "companion" not in found.extra:
        found.note("companion", number.text)
    text = passage.text
    if found.role == "proportion" and found.percent is not None and found.n is None and not number.decimals:
        found.n = number
    elif found.role == "proportion" and found.percent is None and number.value <= 100:
        found.percent = number
    elif found.role in ("number", "value") and found.value is not None and found.percent is None:
        mean = _MEAN.search(text, max(0, found.start - 100), found.start)
        close = number.end + 1
        behind = text[number.end : close] in (")", "]") and found.value.value != 10 and unit_at(text, close) is not None
        if mean or found.value.decimals or found.value.value < 0 or found.unit or behind:
            round_one = text[number.start - 1 : number.start] == "("
            if mean and (round_one or _IN_SQUARES.search(text, max(0, found.start - 160), found.start)):
                if STANDARD_ERROR.search(text, max(0, found.start - 100), found.start):
                    found.se = number
                else:
                    found.sd = number
            found.role = "value"
        elif number.value <= 100 and found.role == "number":
            found.percent = number


def tail(passage: Passage, found: Quantity) -> Quantity:
    """What stands behind an estimate, in brackets or behind a comma, and a unit behind that."""
    text = passage.text
    opened = OPENING.match(text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if (
        companions is not None
        and not only_p(companions)
        and not _foreign(found, companions)
        and not _cited(text, found, companions)
    ):
        take(found, companions, passage)
        found.end = companions.end
        return unit_behind(passage, found)
    behind = NEXT.match(text, found.end)
    while behind:
        keyed = keyed_interval(passage, behind.end())
        if keyed is None:
            _spread_behind(passage, found, behind.end())
            break
        found.intervals += (keyed[0],)
        found.end = keyed[2]
        if found.role == "number":
            found.role = "value"
        behind = NEXT.match(text, found.end)
    return found


def _spread_behind(passage: Passage, found: Quantity, place: int) -> None:
    """``6.6 points, SD 1.0``: the spread of a mean behind a comma."""
    keyword = passage.keywords.get(place)
    if keyword is None or keyword.kind not in ("sd", "se") or found.sd or found.se:
        return
    if found.role == "proportion" and found.percent is not None and found.n is None:  # a mean that is a percent
        found.role, found.value, found.percent = "value", found.percent, None
    if found.value is None:
        return
    number = passage.number(keyword.end)
    if number is not None and not number.word:
        setattr(found, keyword.kind, number)
        found.end = number.end
        if found.role == "number":
            found.role = "value"


def only_p(companions: Companions) -> bool:
    return companions.p is not None and not (
        companions.intervals or companions.percent or companions.n or companions.sd or companions.se or companions.bare
    )


def _foreign(found: Quantity, companions: Companions) -> bool:
    """``12 months (45%)``: a percent behind a value is another statistic; so is the size of the group, ``12 months (n=4)``."""
    if found.role == "proportion":
        return False
    if companions.intervals or companions.sd or companions.se or "average" in companions.extra:
        return False
    return companions.percent is not None or companions.n is not None or found.role in ("dose", "timepoint", "duration")


def _cited(text: str, found: Quantity, companions: Companions) -> bool:
    """``45.3% [2,3]``: whole numbers in square brackets that do not enclose the percent are references."""
    if found.percent is None or text[companions.end - 1 : companions.end] != "]":
        return False
    if companions.intervals and not companions.bare and companions.percent is None and companions.n is None:
        low, high = companions.intervals[0].low, companions.intervals[0].high
        if companions.intervals[0].kind != "bare" or low is None or high is None or low.number is None or high.number is None:
            return False
        return not (low.number.decimals or high.number.decimals or low.number.value <= found.percent.value <= high.number.value)
    return bool(companions.bare) and companions.percent is None and companions.n is None and not companions.intervals


def unit_behind(passage: Passage, found: Quantity) -> Quantity:
    """``61 (range, 32-87) years``, ``5.2 (1.1-9.0) x 10^6/kg``."""
    if found.unit or found.role not in ("value", "not_reached"):
        return found
    text = passage.text
    power = power_at(text, found.end)
    if power is not None:
        found.factor, found.factor_at, found.exponent_lost, found.end = (
            power.factor,
            (power.start, power.end),
            power.lost,
            power.end,
        )
    percent = percent_at(text, found.end)
    unit = unit_at(text, found.end)
    if unit is not None:
        found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
    elif percent is not None:
        found.unit, found.unit_at, found.end = "%", (found.end, percent[0]), percent[0]
    elif any(span.end < found.end for span in found.intervals):
        inner = unit_at(text, max(span.end for span in found.intervals))
        if inner is not None:
            found.unit, found.unit_at = inner.name, (inner.start, inner.end)
    return found
