"""The time at which a result of the prose was seen: inside its words, beside its number, or at the head of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.samples import FOLLOW_UP
from daraevidence.extractors.sentence.paired import is_rate
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.results import AFTER_STEP, RESULTS, TIMES
from daraevidence.extractors.sentence.sides import Side
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["put_time", "still_at", "time_of", "told_time"]

#: ``12-month overall survival``: the time of that outcome alone
_OF_ANOTHER = compiled(r"\d+[-‐‑](?:year|month|week|day|hour)\s+[A-Za-z]")
_CLAUSE_ENDS = compiled(r"[;:.]\s")
#: what a sentence may begin with before the time that it tells of: ``RESULTS: At the end of``, ``By``, ``Within the first``
_OPENS = compiled(
    r"\s*(?:[A-Z][A-Za-z ]{3,20}:\s+)?(?:(?:Overall|However|In addition|Furthermore|Moreover|Thus|Similarly|Likewise|Next),\s+)?"
    r"(?:(?:Among|For|In|As for|Of)\s[^,;:.()\d]{3,60}\s)?"
    r"(?:(?:When|Once|As)\s[^,;:.()\d]{3,80}\s)?"
    r"(?:at|by|after|within|through|over|until|on|during)\s+(?:about\s+|approximately\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+)?|first\s+)?",
    re.IGNORECASE,
)
#: behind a time: it is one of the study, not one that something took or that patients must have
_NO_TIME = compiled(r"\s*(?:or (?:more|longer)|and older|of age|before|prior to|ago|earlier|old\b)", re.IGNORECASE)


def put_time(place: Place, draft: Draft, side: Side, phrase: Phrase, sides: Sequence[Side] = ()) -> None:
    """Give a result the time at which it was seen, where the sentence says it; ``sides``: the results set side by side."""
    point = time_of(place, side, phrase)
    if point is None and len(sides) > 1 and not side.timed:
        told = [other for each in sides if each is not side and (other := time_of(place, each, phrase)) is not None]
        point = told[0] if len({one.start for one in told}) == 1 else None
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
    near = [q for q in points if _is_near(place, q, side.quantity) and not _is_of_neighbour(place, q, side.quantity, phrase)]
    near.sort(key=lambda q: _is_apart(place, q, side.quantity))
    if inside and near and _is_apart(place, inside[0], side.quantity) and not _is_apart(place, near[0], side.quantity):
        inside = []
    for point in inside[:1] or near[:1]:
        if not _is_follow_up(place, point):
            return point
    if place.when is not None and _THEN.search(place.text[: max(0, side.quantity.start - place.base)]):
        return place.when
    of_time = side.quantity.role == "not_reached" or (side.quantity.unit in TIMES and side.quantity.role == "value")
    if not of_time and not points and place.role != "safety" and _GOES_ON.match(place.text):
        return place.when
    if of_time:
        return None
    return _held_time(place, side.quantity) if not points and place.since is not None else _opening_time(place, side.quantity)


def _held_time(place: Place, quantity: Quantity) -> Quantity | None:
    """The time with which the sentence before began, where this one goes on telling how patients then were.

    A measurement belongs to a visit (``At week 24, 62% had responded. The mean score was 4.9``), and so does all that follows
    a sentence which does no more than name the visit; an event, a rate and a ratio do not.
    """
    if place.role == "safety" or _opening(place) is not None:
        return _opening_time(place, quantity)
    measured = quantity.role == "value" and not quantity.measure and not is_rate(quantity.unit) and not _RATE.search(place.text)
    return place.since if measured or place.scene_at else None


#: what is counted over the whole time
_RATE = compiled(r"\b(?:annuali[sz]ed|yearly|per (?:year|month|100)|number needed|median time|survival)\b", re.IGNORECASE)


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
        over = quantity.value is not None and place.text[quantity.start - place.base :][:5].casefold() == "over "
        if quantity.value is not None and (over or not quantity.value.op) and quantity.unit in TIMES and not quantity.intervals:
            yield quantity


def _opening(place: Place) -> Quantity | None:
    """The time with which a sentence begins."""
    head = _OPENS.match(place.text)
    for quantity in _points(place):
        start, end = quantity.start - place.base, quantity.end - place.base
        if start <= _FIRST and _HEADS.match(place.text, end):
            return quantity
        if head is None or start > head.end():
            return None
        if end <= head.start() or quantity.role not in ("timepoint", "duration", "value"):
            continue
        if _NO_TIME.match(place.text, quantity.end - place.base) or _is_follow_up(place, quantity):
            return None
        return quantity
    return None


#: how far from its beginning a sentence may begin with a time: behind a bullet and its space
_FIRST = 3
#: ``Month 12: no virus in``, ``Six weeks later, FVIII activity was``
_HEADS = compiled(r"\s*:\s|\s+(?:later|on|after (?:the )?[a-z]+),\s")
#: ``by then``: at the time that was told of last
_THEN = compiled(r"\b(?:by then|(?:at|by) (?:that|this|the same) (?:time(?:[- ]?point)?|point|visit|stage))\b", re.IGNORECASE)


#: a sentence that tells more of what was seen at the time of the one before it
_GOES_ON = compiled(
    r"\s*(?:In addition|Additionally|Similarly|Likewise|Moreover|Furthermore|By (?:comparison|contrast)|"
    r"In (?:contrast|comparison)|(?:This|That|These|Those) (?:compare[ds]?|(?:was|were) compared|(?:was|is) in contrast)|"
    r"(?:The )?(?:placebo|control|comparator|sham) (?:group|arm))\b",
)


def told_time(place: Place) -> Quantity | None:
    """The time that a sentence tells of: the one with which it begins, or the only one in it."""
    points = [q for q in place.quantities if _is_point(place, q) and not _is_follow_up(place, q)]
    alone = points[0] if len({(q.value.value, q.unit) for q in points if q.value is not None}) == 1 else None
    return _opening(place) or alone


def still_at(place: Place) -> tuple[Quantity | None, bool]:
    """The time that holds behind a sentence, with which it or one before it began, and whether it only names that time."""
    opening = _opening(place)
    if opening is not None or any(_is_point(place, q) for q in place.quantities):
        return opening, len(place.quantities) == 1
    return place.since, False


def _is_point(place: Place, quantity: Quantity) -> bool:
    if quantity.value is None or quantity.intervals or quantity.sd is not None or _is_stretch(place, quantity):
        return False
    if quantity.role == "timepoint":
        return True
    if quantity.unit not in TIMES or (quantity.value.op and not _is_span(place, quantity)):
        return False
    if quantity.role == "duration" and _OF_OUTCOME.match(place.text, quantity.end - place.base):
        return True
    return quantity.role in ("duration", "value") and (
        bool(quantity.value.op) or _after(place, quantity) or _within(place, quantity)
    )


def _is_span(place: Place, quantity: Quantity) -> bool:
    """``no exacerbations over 52 weeks``: in that time, not ``aged over 65 years``, ``lasting over 6 months``."""
    start, end = quantity.start - place.base, quantity.end - place.base
    return (
        place.text[start : start + 5].casefold() == "over "
        and _LASTS.search(place.text, max(0, start - 30), start) is None
        and _NO_TIME.match(place.text, end) is None
    )


#: before a time that is a least one: how long something took, how old somebody is
_LASTS = compiled(
    r"\b(?:last\w*|aged?|for|of|is|are|was|were|took|and|or|by|to|than|patients|those|\w*olds?|adults|persist\w*)\s+$",
    re.IGNORECASE,
)


#: ``one-year freedom from recurrence``
_OF_OUTCOME = compiled(
    r"(?<=[a-z])\s+(?:[a-z-]+\s+){0,3}?(?:freedom|retention|persistence|rates?|risks?|incidence|probabilit(?:y|ies)|outcomes?|relapses?|"
    r"recurrences?|remission|response|results?|success|estimates?|patency|cure)\b",
    re.IGNORECASE,
)
#: ``died within 60 days``, ``a year later``
_WITHIN = compiled(
    r"\b(?:within|in|during|over|through|throughout)\s+(?:the\s+first\s+|the\s+)?$|\bover\s+an?\s+$|\bwithin\s+(?:about\s+|a\s+)?$",
    re.IGNORECASE,
)
#: ``262 completed 3 years``: that long they were watched
_COMPLETED = compiled(r"\bcompleted\s(?:the\s|all\s)?\Z", re.IGNORECASE)
_WITHIN_NOT = compiled(r"\bin\s+(?:the\s+)?$", re.IGNORECASE)
_LATER = compiled(
    r"\s+(?:later\b|on[,.]|after (?:the )?(?:surgery|randomi[sz]ation|transplant\w*|operation|start|end)\b)", re.IGNORECASE
)
#: ``from week 24 to week 104``: a stretch of time, and no point in it
_FROM = compiled(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_TO = compiled(r"\s+(?:to|and|until|through)\s+(?:(?:week|month|day|year)s?\s+)?\d", re.IGNORECASE)
_SINCE = compiled(
    rf"\b(?:from|between)\s+(?:week|month|day|year)?s?\s*\d+\s*(?:{TIME_UNITS})?\s+(?:to|and|until|through)\s+$",
    re.IGNORECASE,
)


def _within(place: Place, quantity: Quantity) -> bool:
    start, end = quantity.start - place.base, quantity.end - place.base
    before = place.text[max(0, start - 24) : start]
    if _COMPLETED.search(before) is not None:
        return True
    led = _WITHIN.search(before) is not None and ("first" in before or _WITHIN_NOT.search(before) is None)
    return led or _LATER.match(place.text, end) is not None or AFTER_STEP.match(place.text, end) is not None


def _is_stretch(place: Place, quantity: Quantity) -> bool:
    start, end = quantity.start - place.base, quantity.end - place.base
    before = place.text[max(0, start - 30) : start]
    return (_FROM.search(before) is not None and _TO.match(place.text, end) is not None) or _SINCE.search(before) is not None


def _is_near(place: Place, point: Quantity, quantity: Quantity) -> bool:
    """Whether a time stands in the clause of a result, and not far from it, nor behind another result whose clause it ends."""
    if point.end <= quantity.start and _is_of_other(place, point, quantity):
        return False
    if point.start >= quantity.end and (
        _is_of_next(place, point, quantity) or _OF_SOME.search(place.text, quantity.end - place.base, point.start - place.base)
    ):
        return False
    if _OF_ANOTHER.match(place.text, point.start - place.base) or not -80 <= point.start - quantity.end <= 60:
        return False
    first, last = min(point.end, quantity.end) - place.base, max(point.start, quantity.start) - place.base
    return _CLAUSE_ENDS.search(place.text[max(0, first) : max(0, last)]) is None


def _is_of_neighbour(place: Place, point: Quantity, quantity: Quantity, phrase: Phrase) -> bool:
    """``Fifteen were cured, three relapsed within 6 months and one died``: each has a verb, one has a time."""
    if phrase.start < quantity.end - place.base:
        return False
    counted = [q for q in place.quantities if q.role in ("count", "proportion") and q is not quantity]
    if point.start >= quantity.end:
        between = [q.start - place.base for q in counted if phrase.end <= q.start - place.base and q.end <= point.start]
        alone = _SHARED.search(place.text, 0, point.start - place.base) is None
        return bool(between) and alone and ", " in place.text[phrase.end : between[0]]
    before = [q for q in counted if q.end <= point.start]
    return bool(before) and _AND_NEXT.fullmatch(place.text, point.end - place.base, quantity.start - place.base) is not None


#: ``, at week 12``, ``, all within``: the time of all
_SHARED = compiled(
    r"(?:,\s+(?:all\s+|both\s+|respectively,\s+)?|\brespectively\s+)(?:at|by|within|after|during|in|over)\s+(?:the\s+)?(?:first\s+)?$"
)
_AND_NEXT = compiled(r"\s*,?\s+and\s+(?:only\s+|another\s+)?")
_CLAUSE_BEGINS = compiled(r"\s*,\s")
_JOINT = compiled(r"(?:\s*[(\[][^()\[\]]*[)\]])?[^,;:.()]{0,60}")


def _is_of_other(place: Place, point: Quantity, quantity: Quantity) -> bool:
    """``13% at 12 months, three (6%) stopped``: a time that stands with the result before it, and a comma behind it."""
    if _CLAUSE_BEGINS.match(place.text, point.end - place.base) is None:
        return False
    others = [q for q in place.quantities if q.role in RESULTS and q.end <= point.start and q is not quantity]
    return bool(others) and _JOINT.fullmatch(place.text, others[-1].end - place.base, point.start - place.base) is not None


_AND_OTHER = compiled(r"[^;:]*?[)\]%\d],?\s+and\s+(?!(?:in|with|for|of|on)\b)(?:[A-Za-z][\w-]*\s+){1,5}(?:at|by|after|within)\s+")
_BRACKETED = compiled(r"\s*[(\[]")
#: ``Two progressed, one after 11 months``
_OF_SOME = compiled(r"(?:,|\band)\s+(?:one|two|three|four|\d+)\s+(?:after|at|on|by|within)\s+$")


def _is_of_next(place: Place, point: Quantity, quantity: Quantity) -> bool:
    """``complications (5% vs 4%) and mortality at 3 months (8% vs 2%)``: a time in the name of the outcome behind."""
    behind = _BRACKETED.match(place.text, point.end - place.base)
    return (
        behind is not None
        and any(q.role in RESULTS and q.start - place.base == behind.end() for q in place.quantities)
        and _AND_OTHER.fullmatch(place.text, quantity.end - place.base, point.start - place.base) is not None
    )


def _is_apart(place: Place, point: Quantity, quantity: Quantity) -> bool:
    """Whether a result and a time stand in clauses that are set against each other: ``X at 3 months, but Y at 6 months``."""
    first, last = min(point.end, quantity.end) - place.base, max(point.start, quantity.start) - place.base
    return _SET_APART.search(place.text, max(0, first), max(0, last)) is not None


_SET_APART = compiled(r"(?:,\s+and|[,)]\s+(?:but|while|whereas|although))\s")


def _is_follow_up(place: Place, point: Quantity) -> bool:
    start, end = point.start - place.base, point.end - place.base
    before, behind = place.text[max(0, start - 40) : end].rpartition(", ")[2], place.text[end : end + 20].partition(",")[0]
    return FOLLOW_UP.search(before + behind) is not None


def _after(place: Place, quantity: Quantity) -> bool:
    """``discontinued after 6 months``"""
    start = quantity.start - place.base
    return quantity.unit in TIMES and not quantity.intervals and place.text[max(0, start - 6) : start].casefold() == "after "
