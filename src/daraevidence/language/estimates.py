"""A number with everything behind it that belongs to the same statistic."""

from __future__ import annotations

import re
from decimal import Decimal

from daraevidence.language.contexts import time_role
from daraevidence.language.counts import counted_at
from daraevidence.language.intervals import Companions, bracket, interval, keyed_interval, p_value
from daraevidence.language.keywords import Keyword
from daraevidence.language.numbers import DASH, DASHES, Number
from daraevidence.language.passage import Passage
from daraevidence.language.quantities import Interval, Quantity, Role
from daraevidence.language.rounding import share
from daraevidence.language.units import hyphen_unit_at, percent_at, power_at, unit_at

__all__ = ["count_of_total", "estimate", "group_size", "lone_interval", "not_reached", "ratio"]

_ASIDE = re.compile(r"\s\([A-Za-z][^()\d%]{0,40}\)(?=\s[A-Za-z])")
_DID = re.compile(
    r"\s(?:(?:had|died|achieved|experienced|developed|responded|relapsed|withdrew|discontinued|completed|occurr(?:ed|ing)|showed|remained|required|received"
    r"|underwent|progressed|met|failed|were|was)\b|of (?:the|these|those|them)\b)"
)
_OPEN = re.compile(r"\s{0,16}[(\[]\s{0,16}")
_NEXT = re.compile(r"\s?[,;]\s{1,16}(?:with (?:a )?)?|\s{1,2}(?:with (?:a )?)(?=9\d)|\s{1,2}(?=9\d(?:\.\d)?\s?%\s?C)")
_PLUS_MINUS = re.compile(rf"\s{{0,2}}(?:\u00b1|\+\s?/\s?[{DASH}]|\+ ?or ?[{DASH}]|\+[{DASH}])\s{{0,2}}")
_DESCRIBED = re.compile(r"\sof(?:\s[A-Za-z-]{1,20}){1,4}?(\s{1,16}[(\[]\s?)(?=[\dA-Za-z])")
_CUTOFF = re.compile(r"\b(?:cut-?\s?offs?|thresholds?|limits?|ceiling|floor)\s(?:value\s)?(?:of|at|is|was|=)\s\Z", re.IGNORECASE)
_WHOLE = re.compile(r"(?:\A|[.;:,(]\s{0,2}|\b(?=[OA]))(?:[Oo]f|[Aa]mong)(?: the| these| those| all)?\s?\Z")
_OF = re.compile(
    r"\s{1,2}(?:out )?of(?: (?:the|these|those|all|our|a total of))?(?: (?:first|remaining|other|last|evaluable))?\s{1,2}"
)
_SLASH = re.compile(r"\s?/\s?")
_COMMA_PERCENT = re.compile(r"[,;]?\s{1,2}(?:or |i\.e\.,? )?")
_WORDS_TO_PERCENT = re.compile(r"(?:\s[A-Za-z][\w/\u00ae-]*){1,6}\s?\(\s?(?=[\d.])")
_CHANGE = re.compile(
    r"\b(?:increas|decreas|improv|reduc|ris|rose|fell|fall|drop|declin|chang|grew|went|lower|rais)\w*\b[^.;]{0,70}\bfrom\s(?:a mean of |a median of )?\Z",
    re.IGNORECASE,
)
_MEAN = re.compile(r"\b(?:means?|average|SD|SEM?|standard (?:deviation|error))\b|\u00b1", re.IGNORECASE)
_STANDARD_ERROR = re.compile(r"\bSEM?\b|standard error", re.IGNORECASE)
_CENTRAL = re.compile(r"\b(?:means?|medians?|average|mean)\b", re.IGNORECASE)
_OR_MORE = re.compile(
    r"\s(?:of age )?(?:or|and) (?:(older|more|greater|higher|above|over|longer)|(younger|less|fewer|lower|below|shorter))\b"
)
_TIMES = re.compile(r"\s?[x\u00d7](?:\s?(?P<uln>ULN|the upper)|(?=\s?(?:SC|IV|PO|IM|daily|weekly|per)\b))")
_RATIO = re.compile(r"\s?:\s?(?=\d)")
_MASS_POWER = frozenset({Decimal(4), Decimal(5), Decimal(6), Decimal(7)})


def estimate(passage: Passage, number: Number, start: int) -> Quantity:
    """The statistic that begins with a number which no word before it explains."""
    whole = not number.decimals and number.value >= 0
    if whole:
        found = count_of_total(passage, number, start)
        if found is not None:
            return found
    found = _ranged(passage, number, start)
    if found is None:
        found = _percent(passage, number, start) or _amount(passage, number, start, whole)
    return _compared(passage, found)


# -- n of N ---------------------------------------------------------------------------------------------------------------


def count_of_total(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``8/36``, ``14 of 22 (64%)``, ``three out of the 100 D-Vd patients``, ``8/36, 22%``, ``72 of 207, 34.8%``."""
    text = passage.text
    slash = None if number.word else _SLASH.match(text, number.end)
    match = slash or _OF.match(text, number.end)
    total = passage.number(match.end()) if match else None
    if total is None or total.decimals or total.value <= 0 or match is None:
        return None
    if slash and (total.word or text[total.end : total.end + 1] == "/" or text[number.start - 1 : number.start] == "/"):
        return None
    if total.value < number.value:
        return _pair(passage, number, total, start) if slash else None
    end = total.end
    if percent_at(text, end) is not None or power_at(text, end) is not None:
        return None
    unit = unit_at(text, end)
    noun = counted_at(text, end)
    if unit is not None or (noun is not None and noun.unit and not slash):
        return None
    found = Quantity("proportion", start, end, n=number, denominator=total)
    if noun is not None:
        found.noun, found.end = noun.name, noun.end
    return _with_percent(passage, found, end)


def _pair(passage: Passage, number: Number, total: Number, start: int) -> Quantity:
    """``120/80 mm Hg``: two numbers that belong together."""
    found = Quantity("number", start, total.end, value=number, extra={"pair": f"{number.text}/{total.text}"})
    unit = unit_at(passage.text, total.end)
    if unit is not None:
        found.role, found.unit, found.unit_at, found.end = "value", unit.name, (unit.start, unit.end), unit.end
    return found


def _with_percent(passage: Passage, found: Quantity, bare_end: int) -> Quantity:
    """The percent of a count: in brackets, behind a comma, or in brackets behind a few words where it agrees."""
    text = passage.text
    for end in dict.fromkeys((found.end, bare_end)):
        opened = _OPEN.match(text, end)
        companions = bracket(passage, opened.end()) if opened else None
        if companions is not None:
            _take(found, companions, passage)
            found.end = max(found.end, companions.end)
            return found
        comma = _COMMA_PERCENT.match(text, end)
        percent = passage.number(comma.end()) if comma else None
        after = percent_at(text, percent.end) if percent else None
        if percent is not None and after is not None and found.percent is None and _agrees(found, percent):
            found.percent, found.end = percent, after[0]
            return found
    words = _WORDS_TO_PERCENT.match(text, found.end)
    percent = passage.number(words.end()) if words else None
    after = percent_at(text, percent.end) if percent else None
    if percent is not None and after is not None and _agrees(found, percent):
        found.percent, found.end = percent, after[0] + (text[after[0] : after[0] + 1] == ")")
    return found


def _agrees(found: Quantity, percent: Number) -> bool:
    if found.n is None or found.denominator is None:
        return False
    return abs(share(found.n.value, found.denominator.value) - percent.value) <= 2


# -- ranges ---------------------------------------------------------------------------------------------------------------


def _ranged(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``45-48% of patients``, ``1-3 g/m2``, ``15-30 x 10^9/L``, ``4 to 12 times``, ``5-7 days``."""
    if number.word:
        return None
    text = passage.text
    limits = interval(passage, number.start, False)
    if limits is None:
        return None
    low, high = limits.low.number, limits.high.number
    if " to " in text[limits.low.end : limits.high.start] and _CHANGE.search(text, max(0, number.start - 110), number.start):
        return None
    if low is not None and high is not None and low.value == 10 and high.value in _MASS_POWER and not low.decimals:
        factor = Decimal(1).scaleb(-int(high.value) - 1)
        return Quantity(
            "number", start, limits.end, value=low, factor=factor, factor_at=(low.start, high.end), exponent_lost=True
        )
    span = Interval("bare", number.start, limits.high.end, limits.low, limits.high)
    found = Quantity("number", start, limits.end, intervals=(span,))
    if limits.percent:
        found.role, found.unit = "proportion", "%"
        found.extra = {
            "percent_low": str(low.value) if low else "",
            "percent_high": str(high.value) if high else "",
            "percent_text": text[number.start : limits.high.end],
        }
        return found
    if limits.power:
        found.factor, found.factor_at = limits.power.factor, (limits.power.start, limits.power.end)
        found.exponent_lost = limits.power.lost
    if limits.unit is not None:
        found.unit, found.unit_at = limits.unit.name, (limits.unit.start, limits.unit.end)
        found.role = _unit_role(passage, found, limits.unit.kind, False)
        return found
    return _hyphened(passage, found, limits.high.end) or _counted(passage, found, limits.high.end)


# -- percent --------------------------------------------------------------------------------------------------------------


def _percent(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``82.9%``, ``73 percent``, ``62% (n=13)``, ``78%, 21/27``, ``17.0% (95% CI, 7.7-30.8%)``, ``58% of the 36 patients``."""
    text = passage.text
    spread = _PLUS_MINUS.match(text, number.end)
    deviation = passage.number(spread.end()) if spread else None
    percent = percent_at(text, deviation.end if deviation else number.end)
    if percent is None and deviation is not None:
        percent = percent_at(text, number.end)
        deviation = None
    if percent is None:
        return None
    end, points = percent
    if points or number.value < 0 or deviation is not None:
        found = Quantity(
            "value", start, end, value=number, unit="percentage points" if points else "%", unit_at=(number.end, end)
        )
        found.sd = deviation
        return _tail(passage, found)
    found = Quantity("proportion", start, end, percent=number, unit="%", unit_at=(number.end, end))
    comma = re.compile(r"[,;]\s").match(text, end)
    count = passage.number(comma.end()) if comma else None
    if count is not None and not count.decimals and not count.word:
        whole = count_of_total(passage, count, count.start)
        if whole is not None and whole.percent is None and whole.n and whole.denominator:
            found.n, found.denominator, found.end = whole.n, whole.denominator, whole.denominator.end
            if not _agrees(found, number):
                found.n, found.denominator, found.end = None, None, end
    _tail(passage, found)
    of = re.compile(r"\sof (?:the |these |those |all )").match(text, found.end)
    total = passage.number(of.end()) if of else None
    if total is not None and not total.decimals and found.denominator is None and percent_at(text, total.end) is None:
        noun = counted_at(text, total.end)
        if noun is not None and not noun.unit:
            found.denominator, found.noun, found.end = total, noun.name, noun.end
    return found


# -- amounts --------------------------------------------------------------------------------------------------------------


def _amount(passage: Passage, number: Number, start: int, whole: bool) -> Quantity:
    """A number with power, spread, unit, counted noun and brackets, as far as they are printed."""
    text = passage.text
    found = Quantity("number", start, number.end, value=number)
    end = _censored(text, number.end)
    found.end = end = _spread(passage, found, end)
    power = power_at(text, end)
    if power is not None:
        found.role, found.factor, found.factor_at, found.exponent_lost = (
            "value",
            power.factor,
            (power.start, power.end),
            power.lost,
        )
        found.end = end = _spread(passage, found, power.end)
    unit = unit_at(text, end)
    if unit is not None:
        found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
        found.role = _unit_role(passage, found, unit.kind, False)
        if unit.name == "cells/uL" and number.decimals == 3 and number.value >= 1 and found.factor == 1:
            found.value = number._replace(value=number.value * 1000, decimals=0)  # 50.000/uL: a point between thousands
        return _tail(passage, found)
    hyphened = _hyphened(passage, found, end)
    if hyphened is not None:
        return hyphened
    times = _TIMES.match(text, end)
    if times is not None:
        found.role, found.unit, found.unit_at, found.end = (
            "value",
            "x ULN" if times["uln"] else "times",
            times.span(),
            times.end(),
        )
        return found
    versus = _RATIO.match(text, end)
    other = passage.number(versus.end()) if versus and whole else None
    if other is not None and not other.decimals and number.value < 60 and other.value < 60:
        found.end, found.extra = other.end, {"ratio": f"{number.text}:{other.text}"}
        return found
    if whole and power is None and found.sd is None:
        return _counted(passage, found, end)
    return _tail(passage, found)


def _censored(text: str, end: int) -> int:
    """The end of ``28+`` (a censored time); ``64.9+/-4.8`` has another plus."""
    after = text[end + 1 : end + 2]
    return end + 1 if text[end : end + 1] == "+" and not after.isalnum() and after not in ("/", *DASHES) else end


def _spread(passage: Passage, found: Quantity, end: int) -> int:
    match = _PLUS_MINUS.match(passage.text, end)
    deviation = passage.number(match.end()) if match else None
    if deviation is None:
        return end
    error = _STANDARD_ERROR.search(passage.text, max(0, found.start - 60), found.start)
    if error:
        found.se = deviation
    else:
        found.sd = deviation
    found.role = "value"
    found.extra["spread"] = "\u00b1"
    return deviation.end


def _hyphened(passage: Passage, found: Quantity, end: int) -> Quantity | None:
    """``6-month PFS``, ``28-day cycle``, ``12-, 24- and 36-month``, ``18-year-old``."""
    unit = hyphen_unit_at(passage.text, end)
    if unit is None:
        return None
    found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
    if passage.text[unit.end : unit.end + 1] in (*DASHES, " ") and passage.text.startswith("old", unit.end + 1):
        found.role = "value"
        return found
    found.role = _unit_role(passage, found, unit.kind, True)
    return found


def _unit_role(passage: Passage, found: Quantity, kind: str, hyphen: bool) -> Role:
    if kind == "time":
        return time_role(passage.text, found.start, found.end, hyphen)
    if kind == "dose" and not _CENTRAL.search(passage.text, max(0, found.start - 70), found.start):
        return "dose"
    return "value"


def _counted(passage: Passage, found: Quantity, end: int) -> Quantity:
    """``13 (62%)``, ``5 deaths (0.3%)``, ``7 (14%) of 51 patients``, ``4 prior lines``, ``59 (40-82)``."""
    text = passage.text
    opened = _OPEN.match(text, end)
    companions = bracket(passage, opened.end()) if opened and found.value is not None else None
    if companions is not None and not _only_p(companions):
        _take(found, companions, passage)
        found.end = companions.end
        if found.role == "proportion":
            return _total_behind(passage, found)
        if found.role == "value":
            return _unit_behind(passage, found)
    aside = _ASIDE.match(text, end)
    noun = counted_at(text, aside.end() if aside else end)
    if noun is None:
        if found.value is not None and found.role == "number" and _DID.match(text, end):
            found.role, found.n, found.value = "count", found.value, None
            part = _OF.match(text, found.end)
            of = counted_at(text, part.end() - 1) if part else None
            found.noun = of.name if of is not None and not of.unit else ""
        return found
    if aside and found.value is not None and not noun.unit:
        found.role, found.noun, found.n, found.value = "count", noun.name, found.value, None
        return found
    if noun.unit:
        found.role, found.unit, found.unit_at, found.end = "value", noun.name, (noun.start, noun.end), noun.end
        described = _DESCRIBED.match(text, noun.end)
        keyed = passage.keywords.get(described.end()) if described else None
        if described is not None and keyed is not None and keyed.kind in ("range", "iqr", "ci"):
            found.end = described.start(1)
        return _tail(passage, found)
    if found.value is None:
        found.noun, found.end = noun.name, noun.end
        return found
    found.role, found.noun, found.n, found.end = "count", noun.name, found.value, noun.end
    found.value = None
    if _WHOLE.search(text, max(0, found.start - 22), found.start):
        found.extra["whole"] = "1"
    opened = _OPEN.match(text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if companions is not None and companions.percent is not None:
        _take(found, companions, passage)
        found.end = companions.end
    return found


def _total_behind(passage: Passage, found: Quantity) -> Quantity:
    text = passage.text
    of = _OF.match(text, found.end)
    total = passage.number(of.end()) if of else None
    if total is not None and not total.decimals and found.n and total.value >= found.n.value and found.denominator is None:
        if percent_at(text, total.end) is None and unit_at(text, total.end) is None:
            found.denominator, found.end = total, total.end
    noun = counted_at(text, found.end, 5)
    if noun is not None and not noun.unit:
        found.noun = noun.name
        if found.denominator is not None:
            found.end = noun.end
    return found


# -- companions -----------------------------------------------------------------------------------------------------------


def _take(found: Quantity, companions: Companions, passage: Passage) -> None:
    """Move what a bracket says to the statistic before it."""
    found.intervals += tuple(companions.intervals)
    found.sd = found.sd or companions.sd
    found.se = found.se or companions.se
    found.p = found.p or companions.p
    found.extra |= companions.extra
    if companions.percent is not None and found.percent is None:
        found.percent = companions.percent
    if companions.n is not None and found.n is None:
        found.n, found.denominator = companions.n, companions.denominator or found.denominator
    elif companions.denominator is not None and found.denominator is None:
        found.denominator = companions.denominator
    for number in companions.bare:
        _take_bare(found, number, passage)
    if found.role == "number" and (found.intervals or found.sd or found.se):
        found.role = "value"
    if found.percent is not None and found.value is not None and not found.value.decimals and found.role in ("number", "value"):
        found.n, found.value, found.role = found.value, None, "proportion"
    elif found.percent is not None and found.role == "count":
        found.role = "proportion"
    elif found.role == "number" and companions.p is not None:
        found.role = "value"


def _take_bare(found: Quantity, number: Number, passage: Passage) -> None:
    """A number in brackets that no word explains: percent of a count, count of a percent, spread of a mean."""
    found.extra.setdefault("companion", number.text)
    text = passage.text
    if found.role == "proportion" and found.percent is not None and found.n is None and not number.decimals:
        found.n = number
    elif found.role == "proportion" and found.percent is None and number.value <= 100:
        found.percent = number
    elif found.role in ("number", "value") and found.value is not None and found.percent is None:
        mean = _MEAN.search(text, max(0, found.start - 100), found.start)
        if mean or found.value.decimals or found.value.value < 0 or found.unit:
            if mean and text[number.start - 1 : number.start] == "(":
                if _STANDARD_ERROR.search(text, max(0, found.start - 100), found.start):
                    found.se = number
                else:
                    found.sd = number
            found.role = "value"
        elif number.value <= 100 and found.role == "number":
            found.percent = number


def _tail(passage: Passage, found: Quantity) -> Quantity:
    """What stands behind an estimate, in brackets or behind a comma, and a unit behind that."""
    text = passage.text
    opened = _OPEN.match(text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if companions is not None and not _only_p(companions) and not _foreign(found, companions) and not _cited(text, found, companions):
        _take(found, companions, passage)
        found.end = companions.end
        return _unit_behind(passage, found)
    behind = _NEXT.match(text, found.end)
    while behind:
        keyed = keyed_interval(passage, behind.end())
        if keyed is None:
            break
        found.intervals += (keyed[0],)
        found.end = keyed[2]
        if found.role == "number":
            found.role = "value"
        behind = _NEXT.match(text, found.end)
    return found


def _only_p(companions: Companions) -> bool:
    return companions.p is not None and not (
        companions.intervals or companions.percent or companions.n or companions.sd or companions.se or companions.bare
    )


def _foreign(found: Quantity, companions: Companions) -> bool:
    """``12 months (45%)``: a percent behind a value is another statistic; so is the size of the group, ``12 months (n=4)``."""
    if found.role == "proportion":
        return False
    if companions.intervals or companions.sd or companions.se:
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


def _unit_behind(passage: Passage, found: Quantity) -> Quantity:
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


def _compared(passage: Passage, found: Quantity) -> Quantity:
    """``18 years or older``, ``>=3500/uL``, ``at least 2``: a compared number is a limit, unless it is the percent of a group."""
    text = passage.text
    number = found.value or found.percent or found.n
    if number is None and found.intervals and found.intervals[0].low is not None:
        number = found.intervals[0].low.number
    more = _OR_MORE.match(text, found.end)
    if more is not None and number is not None and found.role in ("value", "number", "duration", "count"):
        op = ">=" if more[1] else "<="
        found.value, found.n, found.role, found.end = number._replace(op=op), None, "threshold", more.end()
        return found
    if found.start == (number.start if number else found.start):
        if found.role in ("proportion", "value") and found.n is None and not found.intervals:
            if _CUTOFF.search(text, max(0, found.start - 26), found.start):
                found.role, found.value, found.percent = "threshold", number, None
        return found
    compared, _ = passage.compared(number) if number else (None, 0)
    if compared is None or compared.op in ("", "~"):
        if compared is not None and compared.op == "~":
            _replace(found, number, compared)
        return found
    _replace(found, number, compared)
    if found.unit in ("months", "weeks", "days", "years", "hours") and text[found.start : found.start + 4].lower() == "over":
        found.role = "duration"
    elif found.role == "proportion":
        if not _of_a_group(text, found, compared):
            found.role, found.value, found.percent, found.unit = "threshold", found.percent or found.n, None, "%"
    elif found.role in ("value", "number", "duration", "dose", "count", "timepoint"):
        found.role, found.value, found.n = "threshold", found.value or found.n, None
    return found


def _replace(found: Quantity, number: Number | None, compared: Number) -> None:
    for name in ("value", "percent", "n"):
        if getattr(found, name) is number:
            setattr(found, name, compared)


def _of_a_group(text: str, found: Quantity, number: Number) -> bool:
    if found.percent is None or found.n is not None:
        return True
    if number.op == "<" and number.value <= 5:
        return True
    worded = text[found.start : found.start + 1].isalpha()
    return worded and bool(re.match(r"\s(?:of|in)\b", text[found.end : found.end + 4]))


# -- led by a word --------------------------------------------------------------------------------------------------------


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
    opened = _OPEN.match(text, found.end)
    if opened is not None:
        companions = bracket(passage, opened.end())
        if companions is not None:
            _take(found, companions, passage)
            found.end = companions.end
            found.role = "ratio"
    behind = re.compile(r"\s?[,;]?\s{1,2}(?:with (?:a )?|and )?").match(text, found.end)
    while behind:
        keyed = keyed_interval(passage, behind.end())
        if keyed is not None:
            found.intervals += (keyed[0],)
            found.end = keyed[2]
        elif found.p is None and (p := p_value(passage, behind.end())) is not None:
            found.p, found.end = p, p.end
        else:
            break
        behind = re.compile(r"\s?[,;]?\s{1,2}(?:with (?:a )?|and )?").match(text, found.end)
    return found


def group_size(passage: Passage, keyword: Keyword, number: Number) -> Quantity:
    """``(n=43)``, ``N=286``; a proportion where a percent stands beside it: ``n=4; 57%``, ``n=11 [20%]``, ``n=13/20``."""
    text = passage.text
    found = Quantity("group_size", keyword.start, number.end, n=number)
    slash = _SLASH.match(text, number.end)
    total = passage.number(slash.end()) if slash else None
    if total is not None and total.value >= number.value and not total.decimals:
        found.role, found.denominator, found.end = "proportion", total, total.end
    comma = re.compile(r"\s?[;,]\s?").match(text, found.end)
    percent = passage.number(comma.end()) if comma else None
    after = percent_at(text, percent.end) if percent else None
    if percent is not None and after is not None and passage.levels.get(percent.start) is None:
        found.role, found.percent, found.end = "proportion", percent, after[0]
        return found
    opened = _OPEN.match(text, found.end)
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
    behind = _NEXT.match(passage.text, found.end)
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
    opened = _OPEN.match(passage.text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if companions is not None and (companions.intervals or companions.p) and not companions.bare:
        found.intervals, found.p, found.end = tuple(companions.intervals), companions.p, companions.end
        return _unit_behind(passage, found)
    return _tail(passage, found) if companions is None else found
