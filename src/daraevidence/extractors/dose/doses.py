"""Doses, routes and schedules beside a drug."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from daraevidence.extractors.dose.routes import ROUTE, ROUTE_TEXT, route_of
from daraevidence.extractors.dose.schedules import COUNT, SCHEDULE, joined_schedule, schedules_in
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import GIVEN
from daraevidence.layout.document import Document

__all__ = ["Given", "dose_text", "doses_of_fixed", "how_given", "oral_products", "other_schedule", "routes_of", "schedule_near"]

_ROUTE_BEFORE = compiled(
    ROUTE_TEXT + r"\s+(?:(?:doses?|injections?|infusions?|tablets?)\s+(?:of\s+)?(?:either\s+)?"
    r"|(?:lead-in|bridging|run-in|induction|maintenance|loading|step-down|therapy|treatment|formulation|dosing)\s+"
    r"(?:(?:with|of|phase|period|dose)\s+){0,2}\(?)?$"
)
#: ``a single intramuscular dose of either`` before a drug
_SINGLE_BEFORE = compiled(
    rf"(?i)\b(?P<often>single)(?:\s{ROUTE_TEXT})?\s(?P<noun>dose|injection|infusion)\s+of\s+(?:either\s+)?$"
)
#: the size of a group, or the most that is given, behind a dose
_SIZE_BEHIND = compiled(
    r"\s?[(\[](?:[nN]\s?=\s?[\d,]+|(?:maximum|max\b|up to|capped|not exceeding)[^()\[\]]{0,40}"
    r"|(?:given |taken )?(?:as )?(?:one|two|three|four|six|\d)\s(?:[x×]\s)?\d[^()]{0,20}"
    r"(?:tablets?|capsules?|injections?|vials?|pens?))[)\]]"
)
#: behind these words stands another group
_OTHERS = compiled(r"\b(?:or|versus|vs|compared (?:with|to))\b(?! (?:(?:a )?match(?:ing|ed) )?placebo\b)")
#: ``once-daily oral`` before a drug
_OFTEN_BEFORE = compiled(
    rf"(?i)\b((?:once|twice|thrice|three[ -]times)[ -](?:daily|weekly|monthly)|weekly|monthly|daily|biweekly|nightly)"
    rf"(?: (?:and|or))?(?: {ROUTE_TEXT})?\s+(?:(?:doses?|injections?|infusions?|tablets?|capsules?)\s(?:of\s)?)?$"
)
_CLAUSE_END = compiled(
    r"[;.]\s|(?<!\(IV)(?<!\(SC)(?<!\(PO)(?<!\(IM)\)|, (?:and|with|followed)|\band \d|\b(?:by|steps of|increments of) \d"
    r"|\band (?:doubled|increased|raised|reduced|halved)\b"
)
_WEEKLY_BEFORE = compiled(
    rf"\b({COUNT} (?:weekly|monthly|biweekly|daily|planned|additional|consecutive)?\s?(?:weekly "
    rf"|monthly )?)(?:cycles? of |doses? of )?$",
    re.I,
)
_INJECTIONS = compiled(r"^ ?(injections?|infusions?|doses|administrations?|cycles|applications?)\b", re.I)


#: between a treatment without a dose and how often it was given
_NOUN_BEHIND = compiled(
    rf"(?:\s(?:regimen|chemotherapy|therapy|treatment|infusions?|injections?))?(?:\s(?:was|were)\s(?:{GIVEN}))?,?\s(?=\S)"
)


_TOLD = Gated(
    "intravenous|oral|subcutaneous",
    r"\b([A-Z][\w-]{2,30}(?: [A-Z][\w-]{2,30})?) (?:for|by|as) (?:an? )?(intravenous|subcutaneous|oral)(?: \((?:IV|SC|PO)\))?"
    r" (?:use|injection|infusion|administration)",
)


#: what a product is, and so which way it is given
_ORAL = Gated(
    "capsule|tablet|oral",
    r"\b([A-Za-z][\w-]{3,30})(?:\s?[®™])?(?: \([a-z][^()]{3,50}\))?"
    r"(?: (?:extended-release |film-coated |oral )?(tablets|capsules|oral solution)\b"
    r"|,? (?:is )?(?:an?|its|our|the) (?:[\w-]+,? ){0,4}?(oral)\b)",
)


_SAID = Gated(
    "intramuscular|intravenous|oral|subcutaneous",
    r"\b([Ii]ntravenous|[Ss]ubcutaneous|[Oo]ral|[Ii]ntramuscular)\s+([A-Za-z][\w-]{4,30})\b",
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is printed of a way to give a drug; the places are of the repaired view."""

    schedule: str = ""
    schedule_at: tuple[int, int] = (0, 0)
    route: str = ""
    route_at: tuple[int, int] = (0, 0)


def how_given(text: str, offset: int, after: int, before: int, since: tuple[int, int]) -> Given:
    """Route and schedule behind a dose that ends at ``after``, up to the next clause or drug (``before``); places in ``text``.

    A route may also stand between the drug and its dose (``since``: where the drug begins and where the dose does), or right
    before the drug: ``X was given IV at 2 mg on day 1 and 4 mg on day 8``, ``oral X 5 mg``.
    """
    size = _SIZE_BEHIND.match(text, after, before)
    after = size.end() if size else after
    far = min(before, after + 120)
    schedules = list(schedules_in(text, after, far))
    # "on days 1, 8, and 15" holds no end of a clause
    stops = (stop.start() for stop in _CLAUSE_END.finditer(text, after, far) if not _goes_on(text, stop))
    end = next((stop for stop in stops if not any(said.start() <= stop < said.end() for said in schedules)), far)
    schedules = [said for said in schedules if said.end() <= end]
    near = max([after + 40, *(said.end() + 18 for said in schedules)])
    route = ROUTE.search(text, after, min(end, near))
    if route is not None and (route.end() > end or _OTHERS.search(text, after, route.start())):
        route = None
    if route is not None and before < len(text) and not text[route.end() : before].strip():
        route = None  # "X 180 µg weekly with oral Y": how the next drug is given
    if route is None:
        for route in ROUTE.finditer(text, *since):  # noqa: B007 - the last one before the dose counts
            pass
    if route is None:
        route = _ROUTE_BEFORE.search(text, max(0, since[0] - 45), since[0])
    schedule, at = "", (0, 0)
    if schedules:
        schedule, first, last = joined_schedule(text, schedules)
        at = (first + offset, last + offset)
    if not schedules and (ahead := _OFTEN_BEFORE.search(text, max(0, since[0] - 50), since[0])):
        schedule, at = ahead[1], (ahead.start(1) + offset, ahead.end(1) + offset)
    if not schedule and (single := _SINGLE_BEFORE.search(text, max(0, since[0] - 60), since[0])):
        schedule, at = f"{single['often']} {single['noun']}", (single.start("often") + offset, single.end("noun") + offset)
    if not route and (infused := _INFUSED.search(text, max(0, since[0] - 30), end)):
        return Given(schedule, at, "IV", (infused.start() + offset, infused.end() + offset))
    if not route:
        return Given(schedule, at)
    return Given(schedule, at, route_of(route["route"]), (route.start("route") + offset, route.end("route") + offset))


#: what is infused goes into a vein where nothing else is said
_INFUSED = Gated("infus", r"\b(?:infused|infusions?)\b")
#: from the bracket of a dose to how it was given
_WAS_GIVEN = compiled(rf",?\s(?:(?:was |were )?(?:{GIVEN})\s)?(?:as an? )?")


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a bracket only closes the amount: ``X (15 mg/kg) intravenously every 4 weeks``."""
    given = _WAS_GIVEN.match(text, stop.end()) if stop[0] == ")" else None
    return given is not None and (ROUTE.match(text, given.end()) or SCHEDULE.match(text, given.end())) is not None


_OR = compiled(r" ?(?:\([^()]{1,30}\) ?)?,? ?(?:or|versus|vs\.?) | (?:by|in) \d+ (?:patients?|participants?),? and ")


def other_schedule(text: str, offset: int, given: Given, stop: int) -> Given | None:
    """A second schedule that stands behind the first of a dose: ``every 12 months (n=74) or every 6 months``."""
    place = given.schedule_at[1] - offset
    joint = _OR.match(text, place, stop) if given.schedule and place >= 0 else None
    second = SCHEDULE.match(text, joint.end(), stop) if joint is not None else None
    if second is None or second[0].casefold() == given.schedule.casefold():
        return None
    return replace(given, schedule=" ".join(second[0].split()), schedule_at=(second.start() + offset, second.end() + offset))


def schedule_near(text: str, offset: int, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """A schedule told around a drug without a dose: ``4 weekly X injections``, ``four planned cycles`` behind it."""
    before = _WEEKLY_BEFORE.search(text, max(0, start - 40), start)
    noun = _INJECTIONS.match(text[end : end + 30])
    if before and noun and before[1].strip():
        follows = re.compile(r" followed by \d{1,2} (?:injections|doses|infusions) every other week", re.I).match(
            text, end + noun.end()
        )
        said = f"{before[1].strip()} {noun[1]}{follows[0] if follows else ''}"
        return said, (before.start(1) + offset, end + (follows.end() - end if follows else noun.end()) + offset)
    named = _NOUN_BEHIND.match(text, end)
    behind = SCHEDULE.match(text, named.end()) if named is not None else None
    if behind is None:
        return "", (0, 0)
    parts = list(schedules_in(text, behind.start(), min(len(text), behind.start() + 90)))
    said, first, last = joined_schedule(text, parts)
    return said, (first + offset, last + offset)


#: the first amounts of a fixed combination: ``97/103 mg``, ``100/62.5/25 mcg``
_AMOUNTS = compiled(r"((?:\d+(?:\.\d+)?\s?/\s?){1,3})$")


def doses_of_fixed(text: str, offset: int, doses: list[Quantity], count: int) -> list[Quantity]:
    """As many doses as a fixed combination has drugs, or a multiple: ``300 mg/120 mg``, ``97/103 mg``; else none."""
    found: list[Quantity] = []
    for dose in doses:
        before = _AMOUNTS.search(text, max(0, dose.start - offset - 40), dose.start - offset)
        for number in re.finditer(r"\d+(?:\.\d+)?", before[1]) if before and not found else ():
            start = dose.start - (len(before[1]) - number.start()) if before else 0
            found.append(replace(dose, start=start, end=start + len(number[0]), value=as_number(number[0], start)))
        pair = dose.value is None or "pair" in dose.extra
        found += _each(dose) if pair and len(dose.numbers) == count else [dose]
    return found if len(found) % count == 0 else []


def _each(dose: Quantity) -> Iterator[Quantity]:
    """The amounts that are printed with one unit: ``250/50 mcg``."""
    for number in dose.numbers:
        yield replace(dose, start=number.start, end=number.end, numbers=(number,), value=number, intervals=(), extra={})


def routes_of(document: Document) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """What a document says of a product: ``X for intravenous (IV) use``, ``weekly subcutaneous X``: name, route and place."""
    for block in document.blocks:
        if block.kind in ("paragraph", "item") and " (" in block.text:
            for match in _TOLD.finditer(block.text):
                yield match[1], route_of(match[2]), (block.start + match.start(2), block.start + match.end(2))
        if block.kind in ("paragraph", "item"):
            for match in _SAID.finditer(block.text):
                yield match[2], route_of(match[1]), (block.start + match.start(1), block.start + match.end(1))


def oral_products(document: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """The products that a document calls tablets, capsules or oral, with the place of that word."""
    for block in document.blocks:
        if block.kind in ("title", "heading", "metadata", "paragraph", "item"):
            for match in _ORAL.finditer(block.text):
                group = 2 if match[2] else 3
                yield match[1], (block.start + match.start(group), block.start + match.end(group))


def dose_text(quantity: Quantity) -> str:
    """The printed dose where it is no single number (``1-3``)."""
    if quantity.value is not None or not quantity.numbers:
        return ""
    low, high = quantity.numbers[0], quantity.numbers[-1]
    return low.text if low is high else f"{low.text}-{high.text}"
