"""The doses of a sentence, each with the drug that it is of, and what the sentence tells of a treatment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.dose.alone import was_got
from daraevidence.extractors.dose.doses import Given, dose_text, doses_of_fixed, how_given, other_schedule, schedule_near
from daraevidence.extractors.dose.schedules import SCHEDULE
from daraevidence.extractors.dose.told import Told
from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.language.dosing import ROUTE_WORD
from daraevidence.language.patterns import compiled
from daraevidence.language.products import is_plain_word
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import GIVEN

__all__ = ["SHARED", "doses_of", "is_no_level", "tellings_of", "told_again"]

#: between two doses that are given alike: ``5 mg or 10 mg once daily``
SHARED = compiled(r"[\s,/]*(?:or|and|to|versus|vs\.?)?\s*")


#: between a dose and its drug behind it
_AHEAD = compiled(
    rf"(?: each)?\)?(?: (?:{ROUTE_WORD}|of|the|either|tablets?|capsules?|pills?|patch(?:es)?|injections?|"
    r"infusions?|daily|weekly|monthly|once|twice|doses?|loading|maintenance|starting|initial|single|fixed|bolus|booster))* "
)
#: a thing of another name right before a dose, in a list: ``X 60 mg/kg, unknownol 20 mg/kg``
_ANOTHER = compiled(r"(?:[,;/+]|\b(?:and|or|plus|with|versus|vs\.?))\s(?P<name>[A-Za-z][a-z]{4,})\s[(\[]?$")


def _is_of_another(text: str, after: int, dose: int) -> bool:
    """Whether right before a dose stands a name that no vocabulary knows, and that is no word of the language."""
    name = _ANOTHER.search(text, max(after, dose - 50), dose)
    return name is not None and not is_plain_word(name["name"])


#: before the most that a dose by weight may come to
_CAPPED = compiled(
    r"(?i)\b(?:max(?:imum|imal|\.)?(?:\s(?:single|daily|total))?(?:\sdose)?(?:\sof|:|,)?|not\s(?:to\s)?exceed(?:ing)?|"
    r"capped\sat)\s?$"
)


#: before the amount of a step: ``increased by 2.5 mg each week``, ``increments of 25 mg``
_STEPPED = compiled(r"(?i)(?<!followed )\b(?:by|(?:increments?|steps?) of)\s(?:an? (?:additional|further) )?$")


#: what a dose is made up of, behind it: ``120 mg (two 60-mg capsules)``
_PIECES = compiled(r"[(\[](?:given |taken )?(?:as )?(?:one|two|three|four|six|\d)\s(?:[x×]\s)?$")


def is_no_level(text: str, place: int) -> bool:
    """Whether an amount at a place is no dose that is given, but the most of one, or a step from one to the next."""
    if _PIECES.search(text, max(0, place - 30), place):
        return True
    return bool(_CAPPED.search(text, max(0, place - 40), place) or _STEPPED.search(text, max(0, place - 40), place))


def _is_only(found: Sequence[Treatment]) -> bool:
    """Whether a sentence names one drug, with or without a placebo."""
    drugs = {treatment.drugs for treatment in found} - {("placebo",)}
    return len(drugs) == 1 and len(next(iter(drugs))) == 1


def doses_of(text: str, offset: int, found: Sequence[Treatment], number: int, doses: Iterable[Quantity]) -> Iterator[Quantity]:
    """The doses that belong to a single drug: those behind it up to the next drug, or right before it (``100 mg of X``)."""
    treatment = found[number]
    doses = list(doses)
    holders: list[Treatment | None] = []
    behind: Treatment | None = None  # whose doses, of the list that is read from its end, stand before it
    for place in range(len(doses) - 1, -1, -1):
        dose = doses[place]
        holder = max((t for t in found if t.start <= dose.start), key=lambda t: t.start, default=None)
        ahead = min((t for t in found if t.start >= dose.end), key=lambda t: t.start, default=None)
        listed = behind is not None and SHARED.fullmatch(text, dose.end - offset, doses[place + 1].start - offset)
        if ahead is not None and (
            _AHEAD.fullmatch(text, dose.end - offset, ahead.start - offset) or (listed and ahead is behind)
        ):
            holder = behind = ahead
        elif holder is None and ahead is not None and _is_only(found) and was_got(text, dose.start - offset):
            holder, behind = ahead, None  # "children received 75 mg and adults received 150 mg of X"
        else:
            behind = None
            if holder is not None and _is_of_another(text, holder.end - offset, dose.start - offset):
                holder = None
        holders.append(holder)
    for dose, holder in zip(doses, reversed(holders)):
        if holder is treatment and not is_no_level(text, dose.start - offset):
            yield dose


#: before the first and the last dose of a titration: ``escalated from 0.25 mg to 2.4 mg``
_FROM = compiled(
    r"(?i)\b(?:escalat|titrat|uptitrat|increas|rais|stepp|ramp|taper|reduc|lower|decreas)\w*\s(?:[a-z-]+\s){0,4}?from\s(?:an?\s)?"
    r"(?:(?:starting|initial)\s)?(?:dose\sof\s)?$"
)


def _levels(text: str, offset: int, dose: Quantity) -> list[Quantity]:
    """A dose, or the first and the last one of a titration, which is printed as a range."""
    if (
        dose.value is not None
        or len(dose.numbers) != 2
        or not _FROM.search(text, max(0, dose.start - offset - 80), dose.start - offset)
    ):
        return [dose]
    first, last = dose.numbers
    between = replace(dose, end=first.end, numbers=(first,), value=first, intervals=())
    return [between, replace(dose, start=last.start, numbers=(last,), value=last, intervals=())]


def told_again(text: str, offset: int, told: Told, stop: int) -> Iterator[Told]:
    """The same dose as often as other patients had it: ``600 mg every 12 months (n=74) or every 6 months (n=76)``."""
    other = other_schedule(text, offset, told.given, stop)
    if other is not None:
        yield replace(told, given=other, apart=other.schedule.casefold(), parts=[])


#: from a drug to how often it was given, and from there to its first dose: ``X was given once a week, starting at 5 mg``
_GIVEN_OFTEN = compiled(rf"(?:,?\s(?:(?:was|were|is|are)\s)?(?:(?:{GIVEN}|started)\s)?(?:{ROUTE_WORD}\s)?|\s\()")
_THEN_DOSE = compiled(
    r"(?:,?\s(?:and|then|each|all|(?:start|beginn)(?:ing|ed)|at|with|in|as|an?|the|of|(?:initial|starting|single|fixed|flat|total|"
    rf"daily|weekly|loading)|doses?|{ROUTE_WORD}))*,?\s[(\[]?"
)


def _often_ahead(text: str, offset: int, after: int, dose: int) -> Given:
    """How often a drug was given where that stands between it and its first dose; places in the repaired view."""
    given = _GIVEN_OFTEN.match(text, after - offset, dose - offset) if 8 < dose - after < 120 else None
    said = SCHEDULE.match(text, given.end(), dose - offset) if given is not None else None
    if said is None or not _THEN_DOSE.fullmatch(text, said.end(), dose - offset):
        return Given()
    return Given(" ".join(said[0].split()), (said.start() + offset, said.end() + offset))


_PURPOSE = compiled(r"(?i)\b(?:pre-?medication|rescue)\b")


#: before a dose that others had, or that came instead
_SWITCHED = compiled(
    r"(?i)\b(?:switch|chang|mov|extend|shorten|convert|increas|reduc|escalat)\w*\s(?:dosing\s|treatment\s)?(?:back\s)?to\s$"
)


def _was_told(dose: Quantity, before: Sequence[Quantity]) -> bool:
    """Whether a dose was told before."""
    same = (each.value is not None and dose.value is not None and each.value.value == dose.value.value for each in before)
    return any(same)


def _holder(parts: Sequence[Treatment], number: int, dose: Quantity) -> Treatment | None:
    """The part of a combination that a dose is of: the last one before it; of a fixed one, the one in its turn."""
    if parts and parts[0].fixed:
        return parts[number % len(parts)]
    parts = [part for part in parts if not part.only_classes] or parts  # "X with endocrine therapy is 150 mg"
    before = [part for part in parts if part.start <= dose.start]
    return max(before, key=lambda part: part.start) if before else next(iter(parts), None)


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
    dosed = [level for dose in dosed for level in _levels(text, offset, dose)]
    ahead: dict[int, Given] = {}
    for number, dose in enumerate(dosed):
        holder = _holder(parts, number, dose)
        if holder is not None:
            end = max(dose.end, holder.end if holder.start >= dose.end else 0)  # "100 mg of X every 2 weeks"
            stop = min([following, *(a - offset for a, _ in treatment.places if a >= end)])
            for last, another in pairwise(dosed[number:]):
                if not SHARED.fullmatch(text, last.end - offset, another.start - offset):
                    stop = min(stop, another.start - offset)
                    break
            since = (min(dose.start, holder.start) - offset, max(dose.start, holder.start) - offset)
            given = how_given(text, offset, end - offset, stop, since)
            if holder.start >= dose.end:  # "2.5 mg daily of X"
                before = how_given(text, offset, dose.end - offset, holder.start - offset, (0, 0))
                given = before if before.schedule and before.schedule_at[0] < holder.start else given
            often = ahead.setdefault(holder.start, _often_ahead(text, offset, holder.end, dose.start))
            if not given.schedule:
                given = replace(given, schedule=often.schedule, schedule_at=often.schedule_at)
            told = Told(study, holder, 2, summary, dose, dose_text(dose), given, purpose)
            if number and _SWITCHED.search(text, max(0, dose.start - offset - 40), dose.start - offset):
                told.apart = given.schedule.casefold() if _was_told(dose, dosed[:number]) else ""
            if whole is not None:
                whole.parts.append(told)
            yield told
            yield from told_again(text, offset, told, stop)
    if whole is not None:
        yield whole
    if not dosed and len(treatment.drugs) == 1 and not purpose:
        schedule = schedule_near(text, offset, treatment.start - offset, treatment.end - offset)
        yield Told(study, treatment, weight, summary, given=Given(*schedule), purpose=purpose)
