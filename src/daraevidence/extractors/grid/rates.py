"""How often events come: of how many people or in which time a label counts them."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["rate_of"]

_RATE = compiled(
    r"(?i)(?:\bper\s|/\s?)(?:(?P<many>1\d{0,2}(?:[ ,\u202f]?000)?)\s)?"
    rf"(?:(?P<who>person|patient|subject|participant)s?(?:[- ]|\sat\srisk\s)(?P<time>{TIME_UNITS})|(?P<short>P-?Y(?:R|E)?s?)\b"
    r"|(?P<alone>year|annum|month|week|day)(?![\w-]))"
)
#: words of events beside a rate; ``Change in eGFR per year`` and ``Cost per patient`` count none
_NEEDED = Gated("per|/", r"(?i)\bper\b|/")
_COUNTED = compiled(
    r"(?i)\b(?:events?|episodes?|rates?|incidence|exacerbations?|relapses?|attacks?|hospitali[sz]ations?|admissions?|visits?|falls?|"
    r"fractures?|infections?|flares?|seizures?|cris[ie]s|bleeds?|bleeding|deaths?|cases?|strokes?|recurrences?|\w{5,}s)\b"
)
_ANNUAL = Gated("annual", r"(?i)\bannuali[sz]ed\b(?:\s[\w/-]+){0,5}?\s(?:rates?|number|incidence)\b")


def rate_of(text: str) -> str:
    """``per 100 patient-years`` for ``Events/100 person-years``, ``per year`` for ``Annualized relapse rate``, or ""."""
    if _NEEDED.search(text):
        found = _RATE.search(text)
        if found is not None and found["alone"] is None:
            many = re.sub(r"\D", "", found["many"] or "")
            unit = f"{(found['who'] or 'patient').lower()}-{(found['time'] or 'years').lower().rstrip('s').replace('yr', 'year')}"
            return f"per {many} {unit}s" if many not in ("", "1") else f"per {unit}"
        if found is not None and (found["many"] is None and _COUNTED.search(text[: found.start()])):
            alone = found["alone"].lower()
            return "per year" if alone == "annum" else f"per {alone}"
    return "per year" if _ANNUAL.search(text) else ""
