"""Treatments as prose names them: drugs given together are one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import TermKind, terms

__all__ = ["Treatment", "named_after", "treatment_after", "treatments"]


class Treatment(NamedTuple):
    """A regimen or the drugs that are given together, with its place."""

    name: str
    start: int
    end: int


_KINDS: frozenset[TermKind] = frozenset({"drug", "regimen", "drug_class"})
_JOINT = compiled(r"\s*(?:\+|/|-|‐|–|plus|and|in\s+combination\s+with|combined\s+with|added\s+to|with|,\s+and|,)\s*")
_INTO = compiled(
    r"\s*(?:(?:an?|the|either|first-line|second-line|frontline|induction|maintenance|consolidation|standard|initial|"
    r"combination|therapy|"
    r"treatment|based|on|with|of|regimen|intra[a-z]+|inhaled|topical|nebuli[sz]ed|subcutaneous|oral|IV|SC|open-label|double-blind|weekly|monthly|daily|"
    r"fixed-dose|"
    r"\d+(?:\.\d+)?\s*m?g(?:/kg)?)\s+){0,6}",
    re.IGNORECASE,
)


def treatments(text: str, names: Mapping[str, str] | None = None) -> list[Treatment]:
    """All treatments of a text, in order: ``X plus Y``, ``X, Y, and Z``, ``X-Y``, ``XYd``; ``names`` are the document's own."""
    found: list[Treatment] = []
    for term in terms(text, 0, _KINDS, names):
        if found and _JOINT.fullmatch(text, found[-1].end, term.start):
            start = found.pop().start
        else:
            start = term.start
        found.append(Treatment(" ".join(text[start : term.end].split()), start, term.end))
    return found


_NAME = compiled(
    r"(?P<name>[A-Z][\w+/-]{1,15}|[a-z][a-z-]{4,24}(?:\s(?:chemotherapy|therapy|radiotherapy|surgery))?)"
    r"(?=\s*[,.;)]|\s+(?:and|or|versus|vs|from|in|between|to|with|at|for|during|alone|once|twice|every|daily|weekly|monthly|\d+(?:\.\d+)?\s?(?:mg|mcg|µg|μg|g|mL|IU|U))\b)"
)


def named_after(text: str, place: int) -> Treatment | None:
    """The word behind ``patients treated with`` where no vocabulary knows it: ``PTCy``, ``radiotherapy``."""
    into = _INTO.match(text, place)
    match = _NAME.match(text, into.end() if into else place)
    return Treatment(match["name"], match.start("name"), match.end("name")) if match else None


def treatment_after(text: str, place: int, names: Mapping[str, str] | None = None) -> Treatment | None:
    """The treatment that begins behind a place, past ``induction therapy with``."""
    into = _INTO.match(text, place)
    # "standard medical treatment" is a name, "standard therapy with X" leads to one
    for start in dict.fromkeys((into.end() if into else place, place)):
        found = treatments(text[start : start + 120], names)
        if found and found[0].start == 0:
            return Treatment(found[0].name, start, start + found[0].end)
    return None
