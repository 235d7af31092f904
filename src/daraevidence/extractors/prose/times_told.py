"""The time at which a result of the prose was seen: inside its words, beside its number, or at the head of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.prose.kinds import FOLLOW_UP
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.sides import Side
from daraevidence.language.quantities import Quantity

__all__ = ["put_time", "time_of"]

#: ``12-month overall survival``: the time of that outcome alone
_OF_ANOTHER = re.compile(r"\d+[-‐‑](?:year|month|week|day|hour)\s+[A-Za-z]")
_CLAUSE_ENDS = re.compile(r"[;:.]\s")
#: what a sentence may begin with before the time that it tells of: ``RESULTS: At the end of``, ``By``, ``Within the first``
_OPENS = re.compile(
    r"\s*(?:[A-Z][A-Za-z ]{3,20}:\s+)?(?:(?:Overall|However|In addition|Furthermore|Moreover|Thus|Similarly|Likewise|Next),\s+)?"
    r"(?:at|by|after|within|through|over|until|on|during)\s+(?:about\s+|approximately\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+)?|first\s+)?",
    re.IGNORECASE,
)
#: behind a time: it is one of the study, not one that something took or that patients must have
_NO_TIME = re.compile(r"\s*(?:or (?:more|longer)|and older|of age|before|prior to|ago|earlier|old\b)", re.IGNORECASE)


def put_time(place: Place, draft: Draft, side: Side, phrase: Phrase) -> None:
    """Give a result the time at which it was seen, where the sentence says it."""
    point = time_of(place, side, phrase)
    if point is not None and point.value is not None:
        draft.put("timepoint", float(point.value.value), (point.value.start, point.value.end))
        draft.put("timepoint_unit", point.unit, point.unit_at, "normalised")


def time_of(place: Place, side: Side, phrase: Phrase) -> Quantity | None:
    """``12-month PFS``, ``at 1 year``, ``by week 24``: inside the label, else near it in the clause, else at the opening.

    A follow-up (``After a median of 14 months of follow-up``) is no such time.
    """
    if side.timed:
        return side.time
    points = [q for q in place.quantities if _is_point(place, q)]
    if any(point.start == side.quantity.start for point in points):
        return None  # "recovered on day 21 (range 14-38)": the time is the result
    start, end = place.at(phrase)
    inside = [q for q in points if start <= q.start < end]
    near = [q for q in points if _is_near(place, q, side.quantity)]
    for point in inside[:1] or near[:1]:
        if not _is_follow_up(place, point):
            return point
    of_time = side.quantity.role == "not_reached" or (side.quantity.unit in TIMES and side.quantity.role == "value")
    return None if of_time else _opening_time(place, side.quantity)


def _opening_time(place: Place, quantity: Quantity) -> Quantity | None:
    """The time that opens a sentence is that of all its results: ``At 3 months, X was 42% with A and 38% with B (OR, 1.2)``.

    Not where a later time stands between the two.
    """
    point = _opening(place)
    if point is None or point.start >= quantity.start:
        return None
    others = [q for q in place.quantities if q.role == "timepoint" and point.end <= q.start < quantity.start]
    return None if others else point


def _points(place: Place) -> Iterator[Quantity]:
    for quantity in place.quantities:
        if quantity.value is not None and not quantity.value.op and quantity.unit in TIMES and not quantity.intervals:
            yield quantity


def _opening(place: Place) -> Quantity | None:
    """The time with which a sentence begins."""
    head = _OPENS.match(place.text)
    if head is None:
        return None
    for quantity in _points(place):
        start = quantity.start - place.base
        if start > head.end():
            return None
        if quantity.end - place.base <= head.start() or quantity.role not in ("timepoint", "duration", "value"):
            continue
        if _NO_TIME.match(place.text, quantity.end - place.base) or _is_follow_up(place, quantity):
            return None
        return quantity
    return None


def _is_point(place: Place, quantity: Quantity) -> bool:
    return quantity.value is not None and (quantity.role == "timepoint" or (quantity.role == "value" and _after(place, quantity)))


def _is_near(place: Place, point: Quantity, quantity: Quantity) -> bool:
    """Whether a time stands in the clause of a result, and not far from it."""
    if _OF_ANOTHER.match(place.text, point.start - place.base) or not -80 <= point.start - quantity.end <= 60:
        return False
    first, last = min(point.end, quantity.end) - place.base, max(point.start, quantity.start) - place.base
    return _CLAUSE_ENDS.search(place.text[max(0, first) : max(0, last)]) is None


def _is_follow_up(place: Place, point: Quantity) -> bool:
    start, end = point.start - place.base, point.end - place.base
    before, behind = place.text[max(0, start - 40) : end].rpartition(", ")[2], place.text[end : end + 20].partition(",")[0]
    return FOLLOW_UP.search(before + behind) is not None


def _after(place: Place, quantity: Quantity) -> bool:
    """``discontinued after 6 months``"""
    start = quantity.start - place.base
    return quantity.unit in TIMES and not quantity.intervals and place.text[max(0, start - 6) : start].casefold() == "after "
