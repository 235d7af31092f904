"""A number that no word before it explains, with everything behind it that belongs to the same statistic."""

from __future__ import annotations

import re
from decimal import Decimal

from daraevidence.language.changes import from_value
from daraevidence.language.companions import STANDARD_ERROR, tail
from daraevidence.language.contexts import time_role
from daraevidence.language.counting import CUTOFF, PEOPLE_OVER, counted, of_all
from daraevidence.language.counts import counted_at
from daraevidence.language.gated import Gated
from daraevidence.language.intervals import interval
from daraevidence.language.numbers import DASHES, Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Interval, Quantity, Role
from daraevidence.language.shares import PLUS_MINUS, count_of_total, percent_of_group
from daraevidence.language.titres import titre_at
from daraevidence.language.units import hyphen_unit_at, power_at, unit_at

__all__ = ["estimate"]

#: said of the dose that follows, not of one in a bracket that is closed by now
_CENTRAL = compiled(r"\b(?:means?|medians?|average|mean)\b(?:[^()]|\([^()]*\))*\Z", re.IGNORECASE)
#: from a result to the dose of whoever had it: ``was -1.9 kg with X`` 5 mg
_GIVEN_AT = compiled(
    r"\d\)?\s?(?:[%\w/²^µμ°]{1,14}\)?\s+){0,2}?(?:(?:with|for|in|on|by|receiving|taking|given|than|versus|vs\.?)\s+(?:the\s+)?)"
    r"(?!(?:the|an?|this|that|both|each|another|week|month|day|year|only|about)\b)[A-Za-z][\w-]{3,}[®™]?\s$"
)
_OR_MORE = compiled(
    r"\s(?:of age )?(?:or|and) (?:(older|more|greater|higher|above|over|longer|larger|bigger|heavier)"
    r"|(younger|less|fewer|lower|below|"
    r"shorter|smaller|lighter))\b(?! than\b)"
)
_TIMES = compiled(r"\s?[x\u00d7](?=\s?(?:SC|IV|PO|IM|daily|weekly|per)\b)")
#: the dose of carboplatin: ``carboplatin AUC 5``, ``carboplatin (area under the curve [AUC], 5 to 6)``
_AREA = compiled(r"arboplatin\b[^.;]{0,70}\b(?:AUC|area under the (?:concentration-time )?curve)\b[\])]?(?:,|:| of| =)?\s?\Z")
_RATIO = compiled(r"\s?:\s?(?=\d)")
#: ``10-point scale``, ``100-mm visual analogue scale``: how long a scale is
_SCALE = compiled(
    r"[ ](?:(?!difference|change|increase|decrease|reduction|improvement|rise|fall|gain|drop)[A-Za-z-]+[ ]){0,3}?"
    r"(?:scales?|VAS|NRS|Likert|index|questionnaires?|inventory|checklist|instruments?)\b"
)
#: ``8.9 out of 10``, ``6.2 of a possible 20``
_OF_SCALE = compiled(
    r"\s(?:out of(?: an?)?|of an?)(?: possible| maximum| maximal| total)?(?: score)?(?: of)?(?: points)?"
    r" \d{1,3}(?![\d.,/%]\d|\s?%)(?: points)?"
)
#: ``1-mm ST depression``, ``15-letter gain in``: how large what is spoken of is; not ``a 5-point improvement``
_OF_A_THING = compiled(
    r" (?!(?:[a-z-]+ly )?(?:(?:absolute|relative|further|mean|median|net|overall|greater|larger|smaller|significant) )*"
    r"(?:(?:differ|chang|increas|decreas|reduc|improv|rise|fall|gain|drop|declin|loss|elevat|higher|lower|more|less|better|worse"
    r"|longer|shorter|in|on|for|with|and|or|to|of|versus|vs|benefit|advantage|shift)))[A-Za-z]"
)
_MASS_POWER = frozenset({Decimal(4), Decimal(5), Decimal(6), Decimal(7)})


def estimate(passage: Passage, number: Number, start: int) -> Quantity:
    """The statistic that begins with a number which no word before it explains."""
    whole = not number.decimals and number.value >= 0
    found = count_of_total(passage, number, start) if whole else _pressures(passage, number, start)
    if found is not None:
        return found
    found = _ranged(passage, number, start)
    if found is None:
        found = percent_of_group(passage, number, start) or _amount(passage, number, start, whole)
    return _compared(passage, of_all(passage, found) if whole else found)


def _pressures(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``12.4/8.3 mm Hg``: a systolic and a diastolic pressure."""
    text = passage.text
    lower = passage.number(number.end + 1) if text[number.end : number.end + 1] == "/" else None
    unit = unit_at(text, lower.end) if lower is not None else None
    if lower is None or unit is None or unit.name not in ("mm Hg", "kPa"):
        return None
    found = Quantity("value", start, unit.end, value=number, unit=unit.name, unit_at=(unit.start, unit.end))
    found.note("pair", f"{number.text}/{lower.text}")
    return found


def _ranged(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``45-48% of patients``, ``1-3 g/m2``, ``15-30 x 10^9/L``, ``4 to 12 times``, ``5-7 days``."""
    if number.word:
        return None
    text = passage.text
    limits = interval(passage, number.start, _VARIED.search(text, max(0, start - 40), start) is not None)
    if limits is None:
        return None
    low, high = limits.low.number, limits.high.number
    if " to " in text[limits.low.end : limits.high.start] and from_value(text, number.start, number.end):
        return None
    if " to " in text[limits.low.end : limits.high.start] and (_falls(low, high) or _POINTS_TO.match(text, limits.low.end)):
        return None  # "(81 to 78 min)", "by 5.1 percentage points to 35.2%"
    if low is not None and high is not None and low.value == 10 and high.value in _MASS_POWER and not low.decimals:
        factor = Decimal(1).scaleb(-int(high.value) - 1)
        return Quantity(
            "number", start, limits.end, value=low, factor=factor, factor_at=(low.start, high.end), exponent_lost=True
        )
    between = unit_at(text, limits.low.end)
    if between is not None and limits.unit is not None and between.kind != limits.unit.kind:
        return None  # "every 4 weeks to 0.5 mg" goes on to another amount
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
    if _is_area(text, start):
        found.role, found.unit = "dose", "AUC"
        return found
    return _hyphened(passage, found, limits.high.end) or counted(passage, found, limits.high.end)


#: ``varied between`` 12% and 45%
_VARIED = Gated(
    "between", r"\b(?:rang(?:ed|es|ing)|varied|varies|varying|fluctuat(?:ed|es|ing))\s(?:\w+ly\s)?between\s\Z", re.IGNORECASE
)
_POINTS_TO = compiled(r"\s?(?:percentage|%)[- ]points? to ")


def _falls(low: Number | None, high: Number | None) -> bool:
    return low is not None and high is not None and low.value > high.value


def _is_area(text: str, start: int) -> bool:
    """Whether a number is the area under the curve that a dose of carboplatin aims at."""
    before = text[max(0, start - 12) : start]
    return ("AUC" in before or "curve" in before) and _AREA.search(text, max(0, start - 110), start) is not None


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
            found.value = number._replace(
                value=Decimal(int(number.value * 1000)), decimals=0
            )  # 50.000/uL: a point between thousands
        return tail(passage, found)
    if _is_area(text, start):
        found.role, found.unit = "dose", "AUC"
        return found
    hyphened = _hyphened(passage, found, end)
    if hyphened is not None:
        return hyphened
    times = _TIMES.match(text, end)
    if times is not None:
        found.role, found.unit, found.unit_at, found.end = (
            "value",
            "times",
            times.span(),
            times.end(),
        )
        return found
    titre = titre_at(passage, number, start) if number.value == 1 and whole else None
    if titre is not None:
        return titre
    versus = _RATIO.match(text, end)
    other = passage.number(versus.end()) if versus and whole else None
    if other is not None and not other.decimals and number.value < 60 and other.value < 60:
        found.end, found.extra = other.end, {"ratio": f"{number.text}:{other.text}"}
        return found
    scale = _OF_SCALE.match(text, end) if number.decimals and found.sd is None else None
    if scale is not None:
        found.role, found.end = "value", scale.end()
        return tail(passage, found)
    if whole and power is None and found.sd is None:
        return counted(passage, found, end)
    noun = counted_at(text, end, 1) if power is None else None
    if noun is not None and noun.unit:  # 5.4 cycles
        found.role, found.unit, found.unit_at, found.end = "value", noun.name, (noun.start, noun.end), noun.end
    return tail(passage, found)


def _censored(text: str, end: int) -> int:
    """The end of ``28+`` (a censored time); ``64.9+/-4.8`` has another plus."""
    after = text[end + 1 : end + 2]
    return end + 1 if text[end : end + 1] == "+" and not after.isalnum() and after not in ("/", *DASHES) else end


def _spread(passage: Passage, found: Quantity, end: int) -> int:
    match = PLUS_MINUS.match(passage.text, end)
    deviation = passage.number(match.end()) if match else None
    if deviation is None:
        return end
    error = STANDARD_ERROR.search(passage.text, max(0, found.start - 60), found.start)
    if error:
        found.se = deviation
    else:
        found.sd = deviation
    found.role = "value"
    found.note("spread", "\u00b1")
    return deviation.end


def _hyphened(passage: Passage, found: Quantity, end: int) -> Quantity | None:
    """``6-month PFS``, ``28-day cycle``, ``12-, 24- and 36-month``, ``18-year-old``."""
    unit = hyphen_unit_at(passage.text, end)
    if unit is None:
        return None
    found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
    if unit.name in ("points", "mm", "cm") and _SCALE.match(passage.text, unit.end):
        found.role = "name"
        return found
    if passage.text[unit.end : unit.end + 1] in (*DASHES, " ") and passage.text.startswith("old", unit.end + 1):
        found.role = "value"
        return found
    found.role = _unit_role(passage, found, unit.kind, True)
    if found.role == "value" and unit.kind == "measure" and _OF_A_THING.match(passage.text, unit.end):
        found.role = "name"
    return found


def _unit_role(passage: Passage, found: Quantity, kind: str, hyphen: bool) -> Role:
    if found.sd is not None or found.se is not None:
        return "value"
    if kind == "time":
        return time_role(passage.text, found.start, found.end, hyphen)
    if kind == "dose":
        central = _CENTRAL.search(passage.text, max(0, found.start - 70), found.start)
        if central is None or _GIVEN_AT.search(passage.text, central.start(), found.start) is not None:
            return "dose"
    return "value"


def _compared(passage: Passage, found: Quantity) -> Quantity:
    """``18 years or older``, ``>=3500/uL``, ``at least 2``: a compared number is a limit, unless it is the percent of a group."""
    text = passage.text
    number = found.value or found.percent or found.n
    if number is None and found.intervals and found.intervals[0].low is not None:
        number = found.intervals[0].low.number
    more = _OR_MORE.match(text, found.end)
    share = found.role == "proportion" and found.n is None and found.denominator is None and not found.intervals
    if more is not None and number is not None and (found.role in ("value", "number", "duration", "count") or share):
        op = ">=" if more[1] else "<="
        found.value, found.n, found.role, found.end = number._replace(op=op), None, "threshold", more.end()
        found.percent = None
        noun = None if found.unit else counted_at(text, found.end)
        if noun is not None and noun.unit:
            found.unit, found.unit_at, found.end = noun.name, (noun.start, noun.end), noun.end
        return found
    if found.start == (number.start if number else found.start):
        bare = found.role in ("proportion", "value") and found.n is None and not found.intervals
        if bare and CUTOFF.search(text, max(0, found.start - 26), found.start):
            found.role, found.value, found.percent = "threshold", number, None
        return found
    compared, _ = passage.compared(number) if number else (None, 0)
    if compared is None or compared.op in ("", "~"):
        if compared is not None and compared.op == "~":
            _replace(found, number, compared)
        return found
    _replace(found, number, compared)
    if found.unit in ("months", "weeks", "days", "years", "hours") and text[found.start : found.start + 4].lower() == "over":
        older = found.unit == "years" and PEOPLE_OVER.search(text, max(0, found.start - 16), found.start)
        found.role = "threshold" if older else "duration"
        found.value = number._replace(op=compared.op) if older and number is not None else found.value
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


_OF_OR_IN = compiled(r"\s(?:of|in)\b")


def _of_a_group(text: str, found: Quantity, number: Number) -> bool:
    if found.percent is None or found.n is not None:
        return True
    if number.op == "<" and number.value <= 5:
        return True
    worded = text[found.start : found.start + 1].isalpha()
    return worded and bool(_OF_OR_IN.match(text[found.end : found.end + 4]))
