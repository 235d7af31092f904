"""What is said once for all doses of a sentence: ahead of them or behind the last one.

``assigned to injections under the skin every three weeks, either X (0.3 mg/kg) or placebo``;
``X 6 mg every 8 weeks, X 6 mg as needed, or Y 2 mg every 8 weeks, all by intravitreal injection``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.dose.doses import Given
from daraevidence.extractors.dose.routes import ROUTE, route_of
from daraevidence.extractors.dose.schedules import SCHEDULE
from daraevidence.extractors.dose.told import Told
from daraevidence.language.gated import Gated
from daraevidence.language.word_classes import GIVEN

__all__ = ["govern"]

#: the head of a list of treatments, with what is said of all of them
_AHEAD = Gated(
    "either|one of",
    r"(?i)\b(?:injections?|infusions?|tablets?|capsules?|treatments?|doses?|medication|therapy|given|receive|received)\b"
    r"(?P<how>[^.;:()]{3,80}?)[,:]?\s(?:of\s|with\s|to\s)?(?:either|one of)\b[^.;()]{0,30}$",
)
#: the end of such a list
_BEHIND = Gated(
    "all|both|each",
    r"(?i)[,;(]\s?(?:all|both|each)(?:\sof\s(?:them|which|these))?(?:\s(?:drugs?|treatments?|groups|arms|doses|regimens|"
    rf"of))?,?\s(?:(?:was|were|being|are|is)\s)?(?:(?:{GIVEN}|used)\s)?(?:(?:as|by|via|through)\s)?(?:an?\s|"
    r"the\s)?(?P<how>[^.;:()]{2,60})",
)


def govern(text: str, offset: int, tellings: Sequence[Told]) -> Sequence[Told]:
    """Give the tellings of a sentence (which begins at ``offset``) the route and schedule that are said once for all of them."""
    if not tellings:
        return tellings
    first = min(told.treatment.start if told.dose is None else min(told.treatment.start, told.dose.start) for told in tellings)
    dosed = any(told.dose is not None for told in tellings)
    last = max(  # of a combination with doses the last of these: "FLOT (X 5 mg, Y 2 mg, all on day 1)"
        told.treatment.end if told.dose is None else max(told.treatment.end, told.dose.end)
        for told in tellings
        if told.dose is not None or not (dosed and told.treatment.parts)
    )
    heads = (_AHEAD.search(text, max(0, first - offset - 140), first - offset), _BEHIND.search(text, last - offset))
    for head in heads:
        if head is not None:
            route = ROUTE.search(text, head.start(), head.end("how"))
            often = SCHEDULE.search(text, *head.span("how"))
            if heads[1] is head and route is not None and route.start("route") > head.start("how") + 24:
                route = None
            for told in tellings:
                told.given = _completed(told.given, offset, route, often)
    return tellings


def _completed(given: Given, offset: int, route: re.Match[str] | None, often: re.Match[str] | None) -> Given:
    schedule, at = given.schedule, given.schedule_at
    if often is not None and not schedule:
        schedule, at = " ".join(often[0].split()), (often.start() + offset, often.end() + offset)
    if route is None or given.route:
        return Given(schedule, at, given.route, given.route_at)
    return Given(schedule, at, route_of(route["route"]), (route.start("route") + offset, route.end("route") + offset))
