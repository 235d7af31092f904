"""Values of the one patient that a question is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.limit.names import is_pure
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.values import put_value
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term

__all__ = ["goes_on", "is_of_the_patient", "own_values"]

_DIGIT = compiled(r"\d")
_PATIENT = compiled(
    r"(?i)\byou (?:sent|gave|report(?:ed)?|describe|mention(?:ed)?)\b|\b(?:your|my|this|the) patient(?:'s|’s)?\b"
    r"|\ban? \d{1,3}[-‑– ]year[-‑– ]old\b|\ba patient\b"
    r"|\b(?:in|for|does|should|can|has|to) (?:an?|my) (?:\w+ )?(?:man|woman|boy|girl|child|person) (?:with|who|on|whose|taking)\b"
)
#: ``Bottom line for this patient``: a heading above what is told of the one
_BELOW = compiled(r"(?i)\b(?:your|my|this) patient\b")
_WITH_VALUES = compiled(r"(?i)\bpatients? (?:with|who has)\b.*\(")
#: who is spoken of goes on in the next sentence
_HE = compiled(r"(?:His|Her|He|She|Their|The (?:latest|last|current|most recent))\b")
#: what is told of others
_FOUND = compiled(
    r"(?i)\b(?:medians?|means?|average|trials?|stud(?:y|ies)|patients|cohort|should|must|if|when|guidelines?|labell?ed)\b|%\s?\)"
)
_OWN = compiled(r"(?i)^\)?\s*(?:count|level|value)?s?\s*(?:of|is|was|are|were|=|:|at)?\s*$")
#: a scale that no vocabulary knows: ``the admission score is`` 9
_SCORED = compiled(
    r"(?:^|[\s(])(?P<name>(?!(?:[Tt]he|[Aa]n?|[Aa]nd|[Ww]ith|[Hh]is|[Hh]er|[Yy]our|or|of) )"
    r"[A-Za-z][\w-]{2,20}(?: [a-z][\w-]{2,20})? (?:score|index|function))"
    r"\s*(?:of|is|was|=|:)?\s*$"
)
_OLD = compiled(r"(?i)[-‑– ](?:year|yr)s?[-‑– ]old\b")
_IS_OLD = compiled(r"(?i)\b(?:patient|he|she|who|woman|man) is $")


def is_of_the_patient(place: LimitPlace, in_study: bool, before: bool) -> bool:
    """Whether a sentence tells of the one patient that a question is about; ``before``: the sentence before did."""
    if _BELOW.search(place.heading) and not in_study and _DIGIT.search(place.text) and _FOUND.search(place.text) is None:
        return True
    if not _DIGIT.search(place.text) or in_study:
        return bool(_PATIENT.match(place.text.lstrip())) and "your patient" in place.text[:40].casefold()
    if _PATIENT.search(place.text) or _WITH_VALUES.search(place.text):
        return True
    return before and (_HE.match(place.text.lstrip()) is not None or _FOUND.search(place.text) is None)


def goes_on(place: LimitPlace, before: bool) -> bool:
    """Whether a sentence without a number leaves open that the next one is on the same patient."""
    return before and not _DIGIT.search(place.text)


def own_values(place: LimitPlace, found: Sequence[Quantity], variables: Sequence[Term]) -> Iterator[Draft]:
    """``WBC 14.5 x10^9/L``, ``FEV1 of 41%``: variables with their value right behind; and the age: ``a 44-year-old man``."""
    for quantity in found:
        if quantity.role == "proportion" and quantity.n is None and quantity.percent is not None and not quantity.percent.op:
            quantity = replace(quantity, value=quantity.percent, percent=None)
        elif quantity.role == "name" and len(quantity.numbers) == 1:  # "the score is 9"
            quantity = replace(quantity, role="number", start=quantity.numbers[0].start, value=quantity.numbers[0])
        elif quantity.role not in ("value", "number"):
            continue
        draft = _own_value(place, quantity, variables) or _own_age(place, quantity)
        if draft is not None:
            yield draft


def _own_value(place: LimitPlace, quantity: Quantity, variables: Sequence[Term]) -> Draft | None:
    if quantity.value is None:
        return None
    for variable in reversed(variables):
        aged = variable.code == "age" and quantity.role == "number"
        if not quantity.unit and not aged and not is_pure(variable):
            continue
        gap = place.text[variable.end - place.start : max(variable.end, quantity.start) - place.start]
        if variable.end <= quantity.start and _OWN.match(gap):
            own = replace(quantity, unit="years") if aged else quantity
            return _draft(own, "age" if aged else variable.text, (variable.start, variable.end))
    scored = _SCORED.search(place.text, 0, quantity.start - place.start) if not quantity.unit else None
    if scored is None:
        return None
    return _draft(quantity, scored["name"], (place.start + scored.start("name"), place.start + scored.end("name")))


def _own_age(place: LimitPlace, quantity: Quantity) -> Draft | None:
    if quantity.value is None or quantity.unit not in ("years", ""):
        return None
    begin, end = quantity.start - place.start, quantity.end - place.start
    old = _OLD.search(place.text, max(0, end - 6), end + 5)
    if old is None and not (_IS_OLD.search(place.text[:begin]) and place.text[end : end + 1] in (",", ".", ";", " ")):
        return None
    return _draft(replace(quantity, unit="years"), "age", (quantity.start, quantity.end))


def _draft(quantity: Quantity, name: str, at: tuple[int, int]) -> Draft:
    draft = Draft("threshold", min(at[0], quantity.start), quantity.end).put("context", "patient's own value")
    draft.put("variable", name, at, "normalised" if name == "age" else "printed").put("operator", "=")
    put_value(draft, quantity)
    return draft
