"""Treatments as a document tells of them, which of the tellings are records, and the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from daraevidence.draft import Draft
from daraevidence.extractors.dose.doses import Given
from daraevidence.extractors.dose.schedules import hours_between, is_frequency
from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import GIVEN

__all__ = ["Told", "kept", "regimen_draft", "share_schedules"]


@dataclass(slots=True)
class Told:
    """One treatment at one place with its dose and schedule."""

    study: str | None
    treatment: Treatment
    weight: int
    summary: bool
    dose: Quantity | None = None
    dose_printed: str = ""
    given: Given = field(default_factory=Given)
    purpose: str = ""
    #: how often, where the same dose is given otherwise to others
    apart: str = ""
    #: the dosed drugs of a combination, told with it
    parts: list[Told] = field(default_factory=list)

    @property
    def key(self) -> tuple[object, ...]:
        value = self.dose.value.value if self.dose and self.dose.value else self.dose_printed or None
        amount = (value, self.dose.unit.removesuffix("/day") if self.dose else "")
        schedule = self.given.schedule.casefold() if self.dose is None and len(self.treatment.drugs) == 1 else ""
        return (self.study, self.treatment.drugs, self.treatment.other, *amount, schedule, self.apart)


#: between two doses of one list: ``X 10 mg (N=155), or X 20 mg once daily``, ``X 3 mg/kg plus Y 1 mg/kg every 3 weeks``
_LISTED = compiled(r"[)\s,;]*(?:\([nN]\s?=\s?[\d,]+\)[\s,;]*)?(?P<joint>or|and|plus|\+|versus|vs\.?|to|with)?[\s,]*(?:of\s+)?")
#: between a drug and its dose
_BEFORE_DOSE = compiled(r"\s?(?:\(|\[)?(?:at\s)?(?:an?\s)?(?:(?:fixed|flat|total|daily)\s)?(?:dose\sof\s)?$")


#: how one dose is given, not how often
_OTHERWISE = compiled(r"(?:as|over|in|by|continuous|single|before|after)\b")


def _is_its_own(text: str, offset: int, given: Given) -> bool:
    """Whether a schedule behind the last of several drugs is of that one alone: ``(X 375 mg/m2 and Y 100 mg on days 1-5)``."""
    if _OTHERWISE.match(given.schedule):
        return True
    closed = text[given.schedule_at[1] - offset :].startswith((")", "]"))
    return closed and bool(given.schedule) and hours_between(given.schedule) <= 0


#: behind the last of several: ``X 600 mg and Y 900 mg are each injected every 2 months``
_EACH = compiled(rf"[\s,]*(?:(?:are|were|is|was|to be|may be|should be)\s(?:each|both)\b|each\b|both\b|were\s(?:{GIVEN})\b)")


def share_schedules(text: str, offset: int, tellings: list[Told]) -> list[Told]:
    """What stands behind the last dose of a list holds for those before it: the schedule, and the route that stands with it.

    The doses are of one drug, or of drugs that are given together (``plus``); ``X 10 mg or Y 5 mg daily`` says nothing of X.
    """
    dosed = sorted((each for each in tellings if each.dose is not None), key=lambda each: each.dose.start if each.dose else 0)
    together = ""
    for told, after in reversed(list(pairwise(dosed))):
        _share_route(text, offset, told, after)
        given, own = after.given, told.given
        if (
            told.dose is None
            or after.dose is None
            or not (given.schedule or given.route)
            or own.schedule_at not in ((0, 0), given.schedule_at)
        ):
            continue
        same = told.treatment.drugs == after.treatment.drugs
        gap = text[told.dose.end - offset : after.dose.start - offset]
        named = told.dose.end <= after.treatment.start and after.treatment.end <= after.dose.start
        named = named and _BEFORE_DOSE.fullmatch(text, after.treatment.end - offset, after.dose.start - offset) is not None
        joint = _LISTED.fullmatch(gap[: after.treatment.start - told.dose.end] if named else gap)
        alike = same or _EACH.match(text, after.dose.end - offset)
        together = (joint["joint"] or together) if joint else ""
        if together == "and" and _is_its_own(text, offset, given):
            together = ""
        if joint and (alike or together in ("plus", "+", "with", "and")):
            route = given if not own.route and given.route_at[0] >= after.dose.end else own
            often = given if given.schedule else own
            told.given = Given(often.schedule, often.schedule_at, route.route, route.route_at)
    _set_apart(dosed)
    return tellings


#: from one dose of a drug to its next, each at its own time: ``200 mg on day 1 and 100 mg on days 2 to 5, intravenously``
_NEXT_TIME = compiled(r"[^.;()]{0,40}?(?:\band\b|\bthen\b|\bfollowed by\b|,)\s(?:then\s|by\s)?")


def _share_route(text: str, offset: int, told: Told, after: Told) -> None:
    """The route behind the last dose of a drug is that of its doses before."""
    if told.dose is None or after.dose is None or told.given.route or not after.given.route:
        return
    if told.treatment.drugs != after.treatment.drugs or after.given.route_at[0] < after.dose.end:
        return
    if _NEXT_TIME.fullmatch(text, told.dose.end - offset, after.dose.start - offset) is not None:
        own = told.given
        told.given = Given(own.schedule, own.schedule_at, after.given.route, after.given.route_at)


def _set_apart(dosed: list[Told]) -> None:
    """One dose of a drug that is named again with another schedule is another regimen: ``X 5 mg weekly, X 5 mg monthly``.

    Not how one treatment goes on: ``X 5 mg daily, then 5 mg weekly``.
    """
    named: dict[tuple[object, ...], dict[str, int]] = {}
    for told in dosed:
        if told.given.schedule and not told.apart:
            named.setdefault(told.key, {}).setdefault(told.given.schedule.casefold(), told.treatment.start)
    for told in [each for each in dosed if not each.apart and each.given.schedule]:
        places = named.get(told.key, {})
        if len(places) > 1 and len(set(places.values())) == len(places):
            told.apart = told.given.schedule.casefold()


def _set_apart_by_frequency(rows: Sequence[Told]) -> None:
    """One dose that is given more often at one place than at another: ``X 100 mg every 12 weeks``, later ``every 20``."""
    first: dict[tuple[object, ...], tuple[float, int]] = {}
    for row in sorted((row for row in rows if row.dose is not None and not row.apart), key=lambda row: row.treatment.start):
        hours = hours_between(row.given.schedule)
        if not hours:
            continue
        known, place = first.setdefault(row.key, (hours, row.treatment.start))
        if place != row.treatment.start and not 0.8 < known / hours < 1.25:
            row.apart = row.given.schedule.casefold()


def kept(told: list[Told]) -> Iterator[Told]:
    """One telling for each study, regimen and dose; what a summary retells and what only repeats a drug of a combination goes."""
    studies: dict[str | None, list[Told]] = {}
    for each in told:
        studies.setdefault(each.study, []).append(each)
    for rows in studies.values():
        own = [row for row in rows if not row.summary]
        dosed = {row.treatment.drugs for row in own if row.dose or len(row.treatment.drugs) > 1}
        rows = [row for row in rows if not row.summary or not own or (row.dose and row.treatment.drugs not in dosed)]
        combined = {one for row in rows if len(row.treatment.drugs) > 1 for one in row.treatment.drugs}
        detailed = {row.treatment.drugs for row in rows if len(row.treatment.drugs) == 1 and (row.dose or row.given.schedule)}
        best: dict[tuple[object, ...], Told] = {}
        _set_apart_by_frequency(rows)
        rows = _apart_by_grade(rows)
        apart = {(*row.key[:-1], row.apart) for row in rows if row.apart}
        often = {(row.treatment.drugs, hours_between(row.given.schedule)) for row in rows if row.dose}
        for row in rows:
            if row.dose is None and is_frequency(row.given.schedule) and not row.treatment.other and _single(row):
                hours = hours_between(row.given.schedule)
                if hours > 0 and (row.treatment.drugs, hours) in often:
                    continue  # the schedule of the dose, told alone
            if (*row.key[:-1], row.given.schedule.casefold()) in apart:  # told again, alone
                row.apart = row.given.schedule.casefold()
            single = _single(row)
            if single and row.weight < 2 and row.treatment.drugs[0] in combined and not row.dose:
                continue
            bare = row.dose is None and not row.given.schedule and not row.treatment.other
            if single and bare and row.treatment.drugs in detailed:
                continue
            known = best.get(row.key)
            if known is not None:
                known.parts = row.parts = known.parts or row.parts
            if known is None or _better(row, known):
                best[row.key] = row
        _share_doses(best.values())
        yield from sorted(best.values(), key=lambda row: row.treatment.start)


def _apart_by_grade(rows: list[Told]) -> list[Told]:
    """The rows, those of one drug at a full and at a reduced dose apart; what names neither is one of these."""
    grades: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        if row.dose is None and row.treatment.graded:
            grades.setdefault(row.treatment.drugs, set()).add(row.treatment.graded)
    several = {drugs for drugs, said in grades.items() if len(said) > 1}
    for row in rows:
        if row.dose is None and row.treatment.drugs in several and not row.apart:
            row.apart = row.treatment.graded
    return [row for row in rows if row.treatment.drugs not in several or row.dose is not None or row.apart]


def _single(row: Told) -> bool:
    """Whether a telling is of one drug alone."""
    return len(row.treatment.drugs) == 1


def _share_doses(rows: Iterable[Told]) -> None:
    """A drug that a study gives at one dose only is given so in its combinations too, where these tell none."""
    given: dict[str, list[Told]] = {}
    for row in rows:
        if len(row.treatment.drugs) == 1 and row.dose is not None and not row.purpose:
            given.setdefault(row.treatment.drugs[0], []).append(row)
    for row in rows:
        if len(row.treatment.drugs) > 1:
            told = {part.treatment.drugs for part in row.parts}
            alone = [given[name][0] for name in row.treatment.drugs if len(given.get(name, ())) == 1]
            row.parts += [part for part in alone if part.treatment.drugs not in told]


def _better(row: Told, known: Told) -> bool:
    """A telling with a short name, or with a schedule, is the better one of two."""
    return _rank(row) > _rank(known)


def _rank(told: Told) -> tuple[bool, bool]:
    return bool(told.given.schedule), told.treatment.named and len(told.treatment.title) < 12


def regimen_draft(each: Told, routes: Mapping[str, tuple[str, tuple[int, int]]]) -> Draft:
    """The record of a telling; ``routes`` are those that the document states once for a drug."""
    treatment, dose, given = each.treatment, each.dose, each.given
    start = min([treatment.start, *([dose.start] if dose else [])])
    end = max([treatment.end, *([dose.end] if dose else [])])
    draft = Draft("regimen", start, end).put("study", each.study)
    name = treatment.title.replace(" ,", ",") + (f" ({each.purpose})" if each.purpose else "")
    draft.put("regimen", name, treatment.title_at)
    for place in treatment.places:
        draft.put("drugs", " + ".join(treatment.drugs), place, "normalised")
    unit, often = _daily(dose, given) if dose is not None else ("", given.schedule)
    if dose is not None:
        draft.put("dose", float(dose.value.value * dose.factor) if dose.value else None, (dose.start, dose.end))
        draft.put("dose_text", each.dose_printed, (dose.start, dose.end))
        draft.put("dose_unit", unit, dose.unit_at if dose.unit_at[1] else (dose.start, dose.end), "normalised")
    single = treatment.drugs[0] if len(treatment.drugs) == 1 else ""
    if given.route:
        draft.put("route", given.route, given.route_at, "normalised")
    elif single in routes:
        draft.put("route", routes[single][0], routes[single][1], "inherited")
    if dose is not None and often != given.schedule:
        draft.put("schedule", often, dose.unit_at if dose.unit_at[1] else (dose.start, dose.end), "normalised")
    else:
        draft.put("schedule", often, given.schedule_at)
    draft.components = tuple(_components(each, routes))
    if each.weight < 1:
        draft.doubt(0.6, "the study names no drug; the document is about this one")
    elif each.weight < 2:
        draft.doubt(0.7, "told of in passing")
    return draft


#: more than one dose a day, so that the amount of a day is not that of a dose
_PARTED = compiled(r"(?i)\b(?:twice|thrice|(?:two|three|four|\d) times|divided|BID|TID|b\.i\.d|t\.i\.d|q\d{1,2}h|hours)")
_ONCE = compiled(r"(?i)\b(?:daily|day|night|nightly|morning|evening|bedtime|q\.?d\.?)\b")


def _daily(dose: Quantity, given: Given) -> tuple[str, str]:
    """The unit and the schedule of a dose, alike for ``20 mg daily``, ``20 mg per day`` and ``20 mg/day``.

    An amount by weight, or of a day in parts, keeps its unit.
    """
    unit, _, time = dose.unit.partition("/")
    if time != "day" or _PARTED.search(given.schedule):
        return dose.unit, given.schedule
    if _ONCE.search(given.schedule):
        return unit, given.schedule
    return unit, f"per day {given.schedule}".rstrip()


def _components(each: Told, routes: Mapping[str, tuple[str, tuple[int, int]]]) -> Iterator[dict[str, str | float]]:
    """Each drug of a regimen with its dose, unit, route and schedule, as far as they are printed."""
    for name in each.treatment.drugs:
        own = each if len(each.treatment.drugs) == 1 else next((p for p in each.parts if p.treatment.drugs == (name,)), None)
        component: dict[str, str | float] = {"drug": name}
        dose = own.dose if own is not None else None
        if dose is not None and dose.value is not None:
            component["dose"] = float(dose.value.value * dose.factor)
        given = own.given if own is not None else each.given
        unit, schedule = _daily(dose, given) if dose is not None else ("", given.schedule)
        if unit:
            component["unit"] = unit
        route = (own.given.route if own is not None else "") or routes.get(name, ("",))[0]
        yield component | ({"route": route} if route else {}) | ({"schedule": schedule} if schedule else {})
