"""Doses that stand without their drug: ``received 100 mg SC every 12 weeks``, ``assigned to 28 mg or 56 mg``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.language.dosing import OFTEN, ROUTE_WORD
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import GIVEN

__all__ = ["doses_alone", "only_drug", "placed_at", "was_got"]

_KIND = r"(?:(?:an?|the|either|single|fixed|daily|weekly|oral|intravenous|subcutaneous|intramuscular|dose of|doses of)\s+)*"
#: words right before a dose that say that patients got it
_GOT = compiled(
    r"(?i)\b(?:receiv(?:ed|ing)|to receive|were given|was given|administered|treated with|took|"
    rf"(?:kept|were|was|stayed|remained|maintained|continued|put|those|{PEOPLE})\s+on|"
    r"(?:start|began|begun|beg[iu]n|initiat|continu)\w*\s+(?:(?:treatment|therapy|maintenance)\s+)?(?:at|on|with)|"
    r"switched\s+to|chang(?:ed|ing)\s+to|(?:fixed|starting|initial|target|maintenance)\s+dose\s+(?:was|of)|"
    rf"(?:assigned|allocated|randomi[sz]ed)(?:\s+\(?\d(?::\d){{1,4}}\)?)?\s+to(?:\s+receive)?|"
    r"dose\s+(?:[a-z]+\s+){1,4}?(?:increased|lowered|reduced|raised|escalated|decreased|titrated|halved|doubled)\s+to)"
    rf"\s+{_KIND}$"
    r"|\b(?:infusions?|injections?|doses?|dosing|treatments?|regimen|tablets|capsules)\s\($"
    r"|(?:\d of \d+|\d\s?%|\d\))\s(?:at|on|with)\s(?:the\s)?$"
    r"|^(?:[Tt]he|[Tt]heir|[Ii]ts)?\s?(?:[a-z-]+\s)?[Dd]os(?:e|es|age|ing)\s(?:was|were|varied|depended)\b[^.;()]{0,80}\($"
)
#: a dose that a group goes by: ``the 20 mg dose (n=104)``, ``a 5 mg dose had no effect``
_LEVEL_BEFORE = compiled(r"(?i)\b(?:the|an?|each|with|at)\s$")
_LEVEL_BEHIND = compiled(
    r"\sdose(?:s|\slevel)?(?:\s(?:group|arm|cohort))?\s(?:\([nN]\s?=|had|lowered|reduced|improved|was|showed|did|produced|led)"
)
#: a route and how often behind a dose: it was given so
_GIVEN_SO = compiled(rf"\s?,?\s?{ROUTE_WORD}\s{OFTEN}\b")
#: from one dose to the next of a list
_THEN = compiled(
    rf"(?i)(?:\s{OFTEN})?" + r"[\s,;]*(?:\([^()]*\)[\s,;]*)?(?:(?:and|or|versus|vs\.?|to)\s+)?(?:to\s+)?(?:\([^()]*\)\s*)?"
)
#: a dose of something else: ``100 mg of X``
_OF = compiled(r"\s*(?:of|per)\s+[A-Za-z]")


def only_drug(*told: Iterable[Treatment]) -> Treatment | None:
    """The drug that a dose without one is of: the only one of the headings above it, else of its study, else of the title."""
    for treatments in told:
        known: dict[tuple[str, ...], Treatment] = {}
        for each in treatments:
            if not each.only_classes and not each.barred:
                known.setdefault(each.drugs, each)
        if known:
            only = next(iter(known.values())) if len(known) == 1 else None
            return only if only is not None and len(only.drugs) == 1 else None
    return None


#: a sentence whose subject is given, and is a name: ``Zorlisib is taken at 60 mg``
_SUBJECT = compiled(
    r"(?:[^.;]{0,60}[,;]\s)?(?P<name>[A-Z][a-z]{4,}|[A-Z]{4,})(?:\s[a-z]{4,})?\s(?:was|is|were|had been|"
    rf"has been)\s(?:then\s|first\s|[a-z]+ly\s)?(?:{GIVEN}|started|begun|added|used|initiated)\b"
)
_NO_SUBJECT = compiled(
    r"(?:Treatment|Therapy|Dos|Infusion|Injection|Patients|Participants|Tablet|Capsule|Medication|Maintenance|Induction|These|"
    r"There|Those)"
)


def _has_another_subject(text: str) -> bool:
    """Whether a sentence is on something that was given and that no vocabulary knows."""
    subject = _SUBJECT.match(text)
    return subject is not None and _NO_SUBJECT.match(subject["name"]) is None


def was_got(text: str, place: int) -> bool:
    """Whether the words right before a dose say that patients got it."""
    return _GOT.search(text, max(0, place - 140), place) is not None


def doses_alone(text: str, offset: int, doses: Sequence[Quantity]) -> list[Quantity]:
    """The doses of a sentence that names no drug, where it says that patients got them; those of a list behind the first too."""
    found: list[Quantity] = []
    if doses and _has_another_subject(text):
        return found
    for dose in doses:
        start, end = dose.start - offset, dose.end - offset
        got = _GOT.search(text, max(0, start - 140) if start >= 140 else 0, start) or (
            _LEVEL_BEFORE.search(text, max(0, start - 6), start) and _LEVEL_BEHIND.match(text, end)
        )
        listed = found and _THEN.fullmatch(text, found[-1].end - offset, start)
        if (got or listed or _GIVEN_SO.match(text, end)) and not _OF.match(text, end):
            found.append(dose)
    return found


def placed_at(treatment: Treatment, dose: Quantity) -> Treatment:
    """The treatment as told at a dose: its name stands where it was named."""
    at = (treatment.start, treatment.end)
    return replace(treatment, start=dose.start, end=dose.end, places=[at], short=treatment.title, short_at=at)
