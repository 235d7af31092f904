"""Which numbers of a sentence are results, and which belong to a phrase, a time or the patients that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.binding import RESPECTIVELY
from daraevidence.language.quantities import Quantity

__all__ = ["NEEDED", "TIMES", "base_count", "is_part_of_phrase", "promoted", "results_of", "statistics"]

_RESULTS = frozenset(("proportion", "count", "value", "not_reached"))


def statistics(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence that are results, in order."""
    return results_of(text, base, promoted(text, base, quantities))


def results_of(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    whole = base_count(text, base, quantities)
    return [
        q for q in quantities if q.role in _RESULTS and not _is_context(text, base, q) and (whole is None or q is not whole[0])
    ]


_FOLLOWED = re.compile(r"\bfollow(?:ed)?[- ]?up\b[^,;.]{0,80}$|\bfollowed (?:for|up)\b[^,;.]{0,40}$", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:median|mean|average)\b", re.IGNORECASE)
_UNITS_OF_CARE = frozenset(
    ("cycles", "lines", "courses", "doses", "times", "injections", "infusions", "visits", "sessions", "attempts")
)


#: what is counted, but is no patient and no event
_THINGS = re.compile(
    r"[\w,.-]+\s+(?:of\s+(?:these|the|those)\s+)?(?:[\w-]+\s+){0,2}?(?:groups?|arms?|cohorts?|subgroups?|studies|"
    r"study|reports?|papers?|articles?|"
    r"trials?|cent(?:er|re)s?|sites?|hospitals?|institutions?|countries|domains?|criteria|measurements?|publications?|authors?|"
    r"approaches|strategies|methods?|databases?|categories|phases?|parts?|types?|classes|drugs?|agents?)\b",
    re.IGNORECASE,
)
#: ``5% in A and in none in B``: none is one of two results
_SET_BESIDE = re.compile(
    r"\d[^;.]{0,90}\b(?:and|versus|vs\.?|compared (?:with|to)|but)\s+(?:(?:in|with|for|to)\s+)?$", re.IGNORECASE
)
_PREVENTED = re.compile(
    r"\bneeded to (?:treat|harm)\b[^.;]{0,40}\b(?:prevent|for|cause|achieve|gain|obtain|benefit)\s+$", re.IGNORECASE
)
_MORE = re.compile(r"\s*(?:longer|shorter|later|earlier|more|less|higher|lower|ago)\b", re.IGNORECASE)
_AT_TIME = re.compile(
    r"\b(?:after|within|at|past|over|every|for at least|for up to|up to)\s+(?:a |the |about |approximately )?$", re.IGNORECASE
)
TIMES = frozenset(("months", "weeks", "days", "years", "hours", "minutes"))
#: ``in the 2.4 mg group``
_DOSED = re.compile(
    r"\s*(?:/\w+\s+)?(?:once|twice|(?:bi)?weekly|daily|group|arm|dose|cohort|tablets?|capsules?)\b",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:of|among|in|for)\s+(?:the\s+|these\s+|those\s+|all\s+|our\s+)?(?:total of\s+)?(?P<n>[\w,-]+)\s+"
    r"(?P<what>[^,;:()]{3,140}?)(?:\s*\([^()]*\))?,\s",
    re.IGNORECASE,
)


def _is_context(text: str, base: int, quantity: Quantity) -> bool:
    """A follow-up time, a number of cycles inside a phrase, or a "no" (which is read as a negation): no result of its own."""
    start = quantity.start - base
    before = text[max(0, start - 120) : start]
    if quantity.role in ("count", "proportion") and _PREVENTED.search(before):
        return True
    if quantity.role == "count":
        if quantity.n is not None and quantity.n.word and quantity.n.value == 0:
            return not (text[start : start + 5].casefold() == "none " and _SET_BESIDE.search(before))
        return bool(_THINGS.match(text, quantity.start - base))
    if quantity.role == "value" and _MORE.match(text, quantity.end - base):
        return True
    if quantity.role != "value":
        return False
    if _DOSED.match(text, quantity.end - base) and not quantity.intervals:
        return True
    if is_part_of_phrase(quantity) and not _AVERAGE.search(before):
        return True
    if quantity.unit in TIMES and not quantity.intervals and _AT_TIME.search(before):
        return True
    return bool(_FOLLOWED.search(before))


def base_count(text: str, base: int, quantities: Sequence[Quantity]) -> tuple[Quantity, int, int] | None:
    """``Of the 22 patients who responded, ...``: the count that the sentence is of, and the place of its words."""
    match = _BASE.match(text)
    if match is None:
        return None
    for quantity in quantities:
        if quantity.start - base == match.start("n") and quantity.role in ("count", "number", "group_size", "value"):
            return quantity, match.start("n"), match.end("what")
    return None


def is_part_of_phrase(quantity: Quantity) -> bool:
    if quantity.role != "value" or quantity.intervals:
        return False
    return quantity.unit in _UNITS_OF_CARE or (quantity.unit.isalpha() and len(quantity.unit) > 6 and quantity.unit not in TIMES)


_BETWEEN = re.compile(r"\s*(?:v\.?|vs\.?|versus|compared (?:with|to)|and)\s*", re.IGNORECASE)
#: a number that names a thing: ``period 1``, ``units 1 and 2``
_NUMBERED = re.compile(
    r"\b(?:periods?|units?|groups?|phases?|weeks?|days?|months?|years?|parts?|steps?|models?|tables?|figures?|"
    r"figs?|arms?|cohorts?|"
    r"grades?|stages?|types?|visits?|cycles?|questions?|items?|levels?|class(?:es)?|quarters?|versions?|"
    r"sections?|appendi\w+)\.?\s*$",
    re.IGNORECASE,
)
#: ``number needed to treat, 12``, ``NNT 12``
NEEDED = re.compile(
    r"\b(?:[Nn]umber[- ]needed[- ]to[- ](?:treat|harm|screen|vaccinate)\b[^.;()\d]{0,70}?|NNT[BH]?\b|NNH\b)\s*"
    r"(?:,|:|=|was|of|is|to be)?\s*$"
)
#: ``(mean difference, -2.9; P=0.005)``
_DIFFERS = re.compile(r"\b(?:difference|change)s?\s*(?:,|:|=|of|was)\s*$", re.IGNORECASE)
#: ``13.9 per 100 patient-years with A versus 21.5 with B``: the unit is said once
_SET_AGAINST = re.compile(r"[^.;:\d]{0,70}\b(?:versus|vs\.?|compared (?:with|to)|and)\s+")
_GOES_WITH = re.compile(r"\s*(?:in|with|among|for)\b")
_SCORED = re.compile(
    r"\b(?:mean|median|average|scores?|levels?|index|ratio|area)\b[^.;]{0,100}\b(?:was|were|of|is|to)\s*$",
    re.IGNORECASE,
)


def promoted(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Bare numbers that are results: ``(0.1 versus 1.4)``, ``0.77 and 0.79, respectively``, ``the mean score was 3.4``."""
    found = list(quantities)
    for i, one in enumerate(found):
        if one.role != "number" or one.value is None or _NUMBERED.search(text[max(0, one.start - base - 16) : one.start - base]):
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if following is not None and following.role == "number" and following.value is not None:
            between = text[one.end - base : following.start - base]
            if _BETWEEN.fullmatch(between) and (between.strip() != "and" or RESPECTIVELY.search(text)):
                found[i], found[i + 1] = replace(one, role="value"), replace(following, role="value")
                continue
        lead = text[max(0, one.start - base - 90) : one.start - base]
        if NEEDED.search(lead) or (_DIFFERS.search(lead) and (one.value.decimals or one.value.value < 0)):
            found[i] = replace(one, role="value")
            continue
        ahead = found[i - 1] if i else None
        if ahead is not None and one.value.decimals and _says_unit(text, base, ahead, one):
            found[i] = replace(one, role="value", unit=ahead.unit, unit_at=ahead.unit_at)
            continue
        if one.value.decimals and _SCORED.search(text[max(0, one.start - base - 140) : one.start - base]):
            found[i] = replace(one, role="value")
    return found


def _says_unit(text: str, base: int, ahead: Quantity, one: Quantity) -> bool:
    """Whether the result before a bare number has the unit of both."""
    if ahead.role != "value" or not ahead.unit or not _GOES_WITH.match(text, one.end - base):
        return False
    return _SET_AGAINST.fullmatch(text, ahead.end - base, one.start - base) is not None
