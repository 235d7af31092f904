"""Ranges to be in: ``aged 18 to 75 years``, ``ECOG performance status of 0-1``, ``hemoglobin between 7 and 10 g/dL``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from daraevidence.extractors.limit.conditions import counted_told, sets_conditions
from daraevidence.extractors.limit.names import can_have, change_of, is_pure
from daraevidence.extractors.limit.places import LimitPlace, speaks_of_conditions, was_found
from daraevidence.extractors.limit.variables import is_of_weight, noun_before
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.quantities import Quantity, Role
from daraevidence.language.vocabulary import Term

__all__ = ["CONDITIONS", "is_aimed", "ranged_variable", "ranges_of", "unit_of_low"]

_UP_TO = compiled(
    r"(?i)[)\]]?\s*(?:levels?|values?|counts?|scores?|concentrations?)?\s*(?:of|between|from|is|are|:|\(|"
    r"(?:rises|falls|drops|increases|decreases|climbs) to|(?:remains|stays)(?: (?:at|between))?|"
    r"(?:(?:should|must|to|was|is|were|are) )?(?:be )?(?:maintained|kept|held)(?: (?:at|in the range of|within))?)?"
    r"\s*(?:between |from )?"
)
_OF_AGE = compiled(r"(?:\s|[-‐–])*(?:of age|old)\b")
#: ``eGFR 15 to 29 mL/min: 15 mg once daily``: a condition with what to do
_LABELLED = compiled(r"[A-Za-z][^:;.\d]{1,40}\d[^:;]{2,40}:\s\S")
#: ``reduce to 75% if CrCl 30-50 mL/min``
_IF = Gated(
    "if|when|unless|until|once",
    r"(?i)(?:^|[\s(;,])(?:if|when|unless|until|once)\s(?:[A-Za-z][^\s.;:]*\s){1,5}\d[\d.,]*\s?(?:[-–‑]|to)\s?\d[\d.,]*(?!\s?(?:mg|mcg|g|%)\b)",
)
#: ``250 mg every 24 hours for CrCl 10-29 mL/min``
_FOR = Gated(
    "for", r"\bfor\s(?:an?\s|the\s)?(?:[A-Za-z][\w/+-]*\s){1,3}(?:of\s)?\d[\d.,]*\s?(?:[-–‑]|to)\s?\d[\d.,]*\s?m[LlMmEe]"
)
#: the head of a list of conditions
CONDITIONS = Gated(
    "inclusion|exclusion|eligib|criteria|required|must|had to",
    r"(?i)\b(?:inclusion|exclusion|eligib\w+|criteria|required|must|had to)\b",
)
_AGES = frozenset(("years", "months", "weeks", "days"))
#: a dose with the weights that it is for: ``4 mg daily from 20 to 40 kg``
_DOSED_BY = compiled(r"\d\s?(?:mg|mcg|µg|g|mL|IU|U)\b[^.;]{0,40}\s(?:from|at|for|between|of|weighing)\s$")
_STATISTIC = compiled(r"(?i)\b(?:medians?|means?|average|range[ds]?|IQR)\b[^.;]*$")
#: ``164 participants (12-17 years``
_PEOPLE_BEFORE = compiled(rf"(?i)\b(?:{PEOPLE})\s\($")
#: ``people between`` 18 and 65, ``adults`` 40 to 75
_PEOPLE_AGED = compiled(
    rf"(?i)\b(?:{PERSONS}|those|anyone)\s(?:(?:who\s(?:are|were)|aged?|ages)\s)?(?:between\s(?:the ages of\s)?|from\s)?$"
)
_BETWEEN_FROM = compiled(r"(?:between|from)\s$")
#: a level to aim at
_AIMED = Gated(
    "target|aim|goal|range|keep|kept|held|maintain|adjusted|titrated|dosed",
    r"(?i)\b(?:(?:should|must) be (?:maintained|kept|held)|"
    r"maintain|targets?|targeted|aim(?:s|ed|ing)?|goal|therapeutic range|keep|(?:adjusted|titrated|dosed) to)\b",
)
#: what is done at a level
_TREATED = Gated(
    "dos|halv|withh|held|reduc|offer|screen|treat",
    r"(?i)\b(?:dos(?:e|es|ed|ing) (?:is|was|were|are|should)|halv(?:e|ed)|withh(?:e|o)ld|"
    r"(?:was|were|is|are) (?:held|reduced|offered|screened))\b",
)
#: ``382 patients with a CrCl of 15-50 mL/min``
_OF_GROUP = Gated(
    "with",
    rf"(?i)\b(?:{PERSONS}|"
    r"those)\s(?:[\w-]+\s){0,4}?with\s(?:an?\s)?[^.;,:()\d]{2,40}\s"
    r"(?:of|between)\s(?:between\s)?\d[\d.,]*\s?(?:[-–‑]|to|and)\s?\d",
)
#: ``severe impairment (creatinine clearance 10-20 mL/min)``
_BAND = Gated(
    "impairment|severe|moderate|mild|insufficiency|reduced|window",
    r"(?i)\b(?:impairment|severe|moderate|mild|insufficiency|reduced|window)\b[^().;]{0,30}\s\([A-Za-z][^();,\d]{1,40}\s\d[\d.,]*\s?(?:[-–]|to|and)\s?\d"
    r"[^();]{0,50}\)",
)
#: advice, and whom it is for
_ADVISED = compiled(
    r"(?i)\b(?:recommend\w*|should|must|monitor|adjust\w*|avoid|not (?:been )?studied|contraindicated|between the ages of|"
    r"for (?:patients|adults|children|women|men|people) (?:with|aged|ages))\b"
)
_BETWEEN = compiled(r"(?i)\bbetween (?:the ages? of |an? (?:\w+ )?of )?$")
_AGES_OF = compiled(r"(?i)\bages? (?:of )?$")
_AND = compiled(r"\s+and\s+")
_UP_TO_NEXT = compiled(r"\s+(?:to|through)\s+|\s?[-–]\s?")


def ranges_of(place: LimitPlace, folded: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The ranges of a place that may be conditions: in a cell, in a sentence (``folded``: in small letters) or below a head that
    speaks of conditions, or before a colon. None where percents say what was found."""
    wide = [replace(each, value=None) if each.role == "name" else each for each in found if len(each.numbers) > 1]
    made, paired = _between(place, found)
    wide += made
    if not wide:
        return []
    if _IF.search(place.text) or (any(each.role == "dose" for each in found) and _FOR.search(place.text)):
        return wide
    if any(each.role == "proportion" and each.percent and each not in paired for each in found):
        return []
    told = (
        speaks_of_conditions(folded)
        or CONDITIONS.search(place.parent)
        or _LABELLED.match(place.text)
        or _AIMED.search(place.text)
        or _TREATED.search(place.text)
        or any(each.unit == "kg" for each in wide)
        or _OF_GROUP.search(place.text)
        or sets_conditions(place)
        or _BAND.search(place.text)
        or (bool(paired) and any(each.role == "threshold" and each.unit for each in found))
        or (_ADVISED.search(place.text) and not any(each.role in ("ratio", "p") for each in found))
    )
    return wide if place.cell or told else []


def is_aimed(place: LimitPlace, begin: int) -> bool:
    """Whether a range is one thing, a level to aim at: ``adjusted to a trough of 8-12 ng/mL``."""
    return _AIMED.search(place.text, max(0, begin - 60), begin) is not None


def _between(place: LimitPlace, found: Sequence[Quantity]) -> tuple[list[Quantity], tuple[Quantity, ...]]:
    """``between 7 and 10 g/dL``, ``a score of 60 to 110`` and ``one or two prior lines``, which stand as two numbers, as one
    range; and the numbers that ranges are made of."""
    made = [each for each in (_in_words(place, quantity) for quantity in found) if each is not None]
    used: list[Quantity] = []
    for first, second in pairwise(found):
        begin, end = first.start - place.start, first.end - place.start
        low, high = _number_of(first), _number_of(second)
        if not 0 < second.start - first.end < 7 or low is None or high is None or low.op or high.op:
            continue
        scored = (
            first.role == "name" and first.noun == "score" and _UP_TO_NEXT.fullmatch(place.text, end, second.start - place.start)
        )
        between = _AND.fullmatch(place.text, end, second.start - place.start) and _BETWEEN.search(
            place.text, max(0, begin - 28), begin
        )
        if not (scored or between):
            continue
        if first.percent and second.percent and first.n is None and second.n is None:
            made.append(replace(second, role="value", start=low.start, numbers=(low, high), value=None, percent=None, unit="%"))
        elif _is_plain(first) and _is_plain(second) and first.unit in ("", second.unit):
            role: Role = "value" if second.unit else "number"
            made.append(replace(second, role=role, start=low.start, numbers=(low, high), value=None, n=None, noun=""))
        else:
            continue
        used += (first, second)
    return made, tuple(used)


def _number_of(quantity: Quantity) -> Number | None:
    """The only number that a quantity tells."""
    return quantity.value or quantity.percent or quantity.n or (quantity.numbers[0] if len(quantity.numbers) == 1 else None)


def _is_plain(quantity: Quantity) -> bool:
    """Whether a quantity is but one number, with or without a unit."""
    counted = quantity.role == "count" and quantity.denominator is None and quantity.percent is None
    return counted or (quantity.value is not None and not quantity.intervals)


#: ``one or`` two, ``2 to`` 4
_FIRST_OF_TWO = compiled(r"(?i)\b(one|two|three|[123])\s(?:or|to)\s$")
_FEW = {"one": 1, "two": 2, "three": 3}


def _in_words(place: LimitPlace, quantity: Quantity) -> Quantity | None:
    """A few things counted: ``one or two prior antiangiogenic regimens``, ``two to four antidepressants``."""
    number = quantity.value or quantity.n
    if number is None or number.op or number.decimals or quantity.role not in ("number", "count", "value") or number.value > 6:
        return None
    begin = number.start - place.start
    first = _FIRST_OF_TWO.search(place.text, max(0, begin - 9), begin)
    if first is None or quantity.unit in _AGES or len(quantity.numbers) != 1:
        return None
    few = _FEW.get(first[1].lower()) or int(first[1])
    if few >= number.value:
        return None
    low = Number(place.start + first.start(1), place.start + first.end(1), str(few), Decimal(few), word=True)
    ends = (low, number._replace(text=str(number.value), word=True))
    return replace(quantity, role="number", start=low.start, numbers=ends, value=None, n=None, noun="")


#: ``6 months`` to 5 years
_OWN_UNIT = compiled(r"\s?(?P<unit>weeks|months)\s(?:to|through|[-–]|up to)\s")


def unit_of_low(place: LimitPlace, quantity: Quantity) -> str:
    """The unit of the low end of a range of ages where it has its own: ``6 months to 5 years``."""
    if quantity.unit != "years" or not quantity.numbers:
        return ""
    own = _OWN_UNIT.match(place.text, quantity.numbers[0].end - place.start)
    return own["unit"] if own is not None else ""


def _unnamed(place: LimitPlace, quantity: Quantity, start: int) -> Term | None:
    """What a range without a known measure before it is of: age, body weight, or the noun before it."""
    behind = _OF_AGE.match(place.text, quantity.end - place.start) if quantity.unit in _AGES else None
    if behind is not None:
        return Term(quantity.end, place.start + behind.end(), "variable", "age", behind[0])
    if is_of_weight(place, quantity):
        return Term(quantity.start, quantity.end, "variable", "body weight", "body weight")
    begin = start - place.start
    if quantity.unit in ("", "years") and _AGES_OF.search(place.text, max(0, begin - 12), begin):
        return Term(quantity.start, quantity.end, "variable", "age", "age")
    if quantity.unit in ("", "years") and _PEOPLE_AGED.search(place.text, max(0, begin - 60), begin):
        return Term(quantity.start, quantity.end, "variable", "age", "age")
    if quantity.unit == "years" and _PEOPLE_BEFORE.search(place.text, 0, start - place.start):
        return Term(quantity.start, quantity.end, "variable", "age", "age")
    noun = _BETWEEN_FROM.sub("", place.text[: start - place.start])
    named = noun_before(place, place.start + len(noun), quantity.unit) if quantity.role != "proportion" else None
    return Term(*named[1], "variable", named[0], named[0]) if named is not None else None


def ranged_variable(place: LimitPlace, quantity: Quantity, variables: Sequence[Term]) -> Term | None:
    """What a range is of, or ``None`` where it is no range to be in.

    Not the range of what was found (``Median age was 57 years (range 31-83)``).
    """
    scored = quantity.role == "name" and len(quantity.numbers) > 1
    if not scored and (
        quantity.role not in ("value", "proportion", "number") or quantity.value is not None or quantity.percent is not None
    ):
        return None
    ends = [number for number in quantity.numbers if quantity.start <= number.start][:2]
    if len(ends) < 2 or (ends[0].value >= ends[1].value and not unit_of_low(place, quantity)) or ends[0].op or ends[1].op:
        return None
    begin = ends[0].start - place.start
    if is_of_weight(place, quantity) and _DOSED_BY.search(place.text, max(0, begin - 60), begin):
        return Term(quantity.start, quantity.end, "variable", "body weight", "body weight")
    if quantity.role == "number" and not _STATISTIC.search(place.text, max(0, begin - 60), begin):
        counted = counted_told(place, quantity)
        if counted is not None:
            return Term(place.start + counted[1], place.start + counted[2], "variable", counted[0], counted[0])
    if was_found(place.text, begin) and not is_aimed(place, begin):
        return None
    variable = max((each for each in variables if each.end <= ends[0].start), key=lambda each: each.end, default=None)
    if variable is not None and place.text[variable.start - place.start - 1 : variable.start - place.start] in ("(", "["):
        # "creatinine clearance [CLcr]"; a name of many words goes by its short form
        long = next((each for each in variables if each.end == variable.start - 2 and each.code == variable.code), None)
        variable = long._replace(end=variable.end) if long is not None and len(long.text.split()) < 4 else variable
    if scored:
        near = variable is not None and is_pure(variable) and _UP_TO.fullmatch(place.text[variable.end - place.start : begin])
        return variable if near else _unnamed(place, quantity, ends[0].start)
    change = change_of(place.text[:begin]) if variable is not None and place.cell else None
    if change is not None and variable is not None:
        name = change[0] + variable.text
        return Term(place.start + change[1], quantity.start, "variable", name, name)
    if variable is None and place.cell and not place.text[:begin].strip() and place.about:
        return place.about[0] if can_have(place.about[0], quantity, "") else None
    if variable is None or not _UP_TO.fullmatch(place.text[variable.end - place.start : begin]):
        return _unnamed(place, quantity, ends[0].start)
    return variable if can_have(variable, quantity, place.text[variable.end - place.start : begin]) else None
