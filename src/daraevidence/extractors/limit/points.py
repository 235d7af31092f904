"""Points that a limit is worth in a score: ``1 point: WBC <3500/uL``, ``age ≥65 years (2 points)``."""

from __future__ import annotations

import re

from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["EACH", "POINTS", "points_of"]

POINTS = compiled(r"(?i)^\W*(\d{1,2}(?:\.5)?) points?\b|^\W*score (?:of )?(\d{1,2})\s*[:=]")
_POINTS_AFTER = compiled(r"(?i)^[^.;,()]{0,6}[(\[:=]\s*\+?(\d{1,2}(?:\.5)?) points?\b|^\s*\(\+?(\d)\)")
_POINTS_BEFORE = compiled(
    r"(?i)\b(one|two|three|\d{1,2}) points? (?:each )?(?:(?:was|were|is) )?(?:(?:given|assigned"
    r"|scored) )?(?:each )?(?:for|if|to|when)\b(?:[^.;]|(?<=\d)\.(?=\d)){0,120}$"
)
#: ``Assign 1 point for each of the following:``, ``1 point each: …; …``
EACH = Gated(
    "point",
    r"(?i)\b(?P<worth>one|two|three|\d{1,2}) points? (?:(?:is|are|was|were) )?(?:(?:given|assigned|scored|awarded|counted) )?"
    r"(?:each\b|apiece\b|for (?:each|every|any)\b|per (?:item|factor)\b)[^.;:]{0,40}(?P<colon>:)?",
)
_GIVEN = compiled(r"(?i)\b(?:one|two|three|\d{1,2}) points?\b")
_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0}


def points_of(place: LimitPlace, quantity: Quantity, points: re.Match[str] | None) -> tuple[float, tuple[int, int]] | None:
    """Points of a score: those that the item begins with, or those beside the limit."""
    if place.worth is not None:
        return place.worth
    if points:
        group = 1 if points[1] else 2
        return float(points[group]), (place.start + points.start(group), place.start + points.end(group))
    begin, end = quantity.start - place.start, quantity.end - place.start
    after = _POINTS_AFTER.match(place.text[end : end + 30])
    if after and re.search(r"(?i)\b(?:points?|score)\b", place.text + place.parent):
        group = 1 if after[1] else 2
        return float(after[group]), (quantity.end + after.start(group), quantity.end + after.end(group))
    ahead = None
    for given in _GIVEN.finditer(place.text, 0, begin):  # the last one before the limit counts
        ahead = _POINTS_BEFORE.match(place.text[:begin], given.start()) or ahead
    if ahead:
        worth = _WORDS.get(ahead[1].casefold())
        value = worth if worth is not None else float(ahead[1]) if ahead[1].isdigit() else None
        return (value, (place.start + ahead.start(1), place.start + ahead.end(1))) if value is not None else None
    each = EACH.search(place.text, 0, begin)
    if each is not None and each["colon"] and "." not in re.sub(r"\d\.\d", "", place.text[each.end() : begin]):
        return _worth(each["worth"]), (place.start + each.start("worth"), place.start + each.end("worth"))
    above = EACH.search(place.parent)
    return (_worth(above["worth"]), (place.start, place.start)) if above is not None else None


def _worth(word: str) -> float:
    return _WORDS.get(word.casefold()) or float(word)
