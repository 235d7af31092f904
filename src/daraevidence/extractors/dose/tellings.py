"""The doses of a sentence, each with the drug that it is of, and what the sentence tells of a treatment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.dose.doses import Given, dose_text, doses_of_fixed, how_given, schedule_near
from daraevidence.extractors.dose.told import Told
from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.language.quantities import Quantity

__all__ = ["SHARED", "doses_of", "tellings_of"]

#: between two doses that are given alike: ``5 mg or 10 mg once daily``
SHARED = re.compile(r"[\s,/]*(?:or|and|to|versus|vs\.?)?\s*")


#: between a dose and its drug behind it
_AHEAD = re.compile(
    r"(?: (?:IV|SC|of|oral|intravenous|subcutaneous|tablets?|capsules?|injections?|infusions?|daily|weekly|once|twice))* "
)
#: before the most that a dose by weight may come to
_CAPPED = re.compile(
    r"(?i)\b(?:max(?:imum|imal|\.)?(?:\s(?:single|daily|total))?(?:\sdose)?(?:\sof|:|,)?|not\s(?:to\s)?exceed(?:ing)?|capped\sat)\s?$"
)


def doses_of(text: str, offset: int, found: Sequence[Treatment], number: int, doses: Iterable[Quantity]) -> Iterator[Quantity]:
    """The doses that belong to a single drug: those behind it up to the next drug, or right before it (``100 mg of X``)."""
    treatment = found[number]
    for dose in doses:
        holder = max((t for t in found if t.start <= dose.start), key=lambda t: t.start, default=None)
        ahead = min((t for t in found if t.start >= dose.end), key=lambda t: t.start, default=None)
        if ahead is not None and _AHEAD.fullmatch(text, dose.end - offset, ahead.start - offset):
            holder = ahead
        if holder is treatment and not _CAPPED.search(text, max(0, dose.start - offset - 40), dose.start - offset):
            yield dose


_PURPOSE = re.compile(r"(?i)\b(?:pre-?medication|rescue)\b")


def tellings_of(
    text: str,
    offset: int,
    treatment: Treatment,
    study: str | None,
    weight: int,
    summary: bool,
    dosed: list[Quantity],
    following: int,
) -> Iterator[Told]:
    purpose = ""
    said = _PURPOSE.search(text[: treatment.start - offset])
    if said and len(treatment.drugs) == 1:
        purpose = "rescue" if said[0].casefold() == "rescue" else "premedication"
    parts = [treatment]
    whole: Told | None = None
    if len(treatment.drugs) > 1:
        parts = treatment.parts
        place = (treatment.start - offset, treatment.end - offset)
        given = Given(*schedule_near(text, offset, *place))
        if parts and all(part.fixed for part in parts):
            dosed = doses_of_fixed(text, offset, dosed, len(parts))
            if dosed:
                given = how_given(text, offset, dosed[-1].end - offset, following, place)
        # a dose inside a combination is that of one drug; the combination has a row of its own without it
        whole = Told(study, treatment, weight, summary, given=given)
    for number, dose in enumerate(dosed):
        holder = (
            parts[number % len(parts)]
            if parts and parts[0].fixed
            else max(
                (part for part in parts if part.start <= dose.start),
                key=lambda part: part.start,
                default=parts[0] if parts else None,
            )
        )
        if holder is not None:
            end = max(dose.end, holder.end if holder.start >= dose.end else 0)  # "100 mg of X every 2 weeks"
            stop = min([following, *(a - offset for a, _ in treatment.places if a >= end)])
            for last, another in pairwise(dosed[number:]):
                if not SHARED.fullmatch(text, last.end - offset, another.start - offset):
                    stop = min(stop, another.start - offset)
                    break
            given = how_given(text, offset, end - offset, stop, (holder.start - offset, max(dose.start, holder.start) - offset))
            told = Told(study, holder, 2, summary, dose, dose_text(dose), given, purpose)
            if whole is not None:
                whole.parts.append(told)
            yield told
    if whole is not None:
        yield whole
    if not dosed and len(treatment.drugs) == 1 and not purpose:
        schedule = schedule_near(text, offset, treatment.start - offset, treatment.end - offset)
        yield Told(study, treatment, weight, summary, given=Given(*schedule), purpose=purpose)
