"""Titres: the highest dilution at which something is seen still."""

from __future__ import annotations

import re

from daraevidence.language.companions import tail
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["titre_at"]

_TITRE = Gated("titer|titre|dilution", r"\b(?:titers?|titres?|dilutions?)\b(?:[^.;]|\.\d){0,120}\Z", re.IGNORECASE)
_TO = compiled(r"\s?:\s?(?=\d)")


def titre_at(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``titres of 1:160``: the value is the second number. Never ``randomised 1:1``, where nothing was diluted."""
    versus = _TO.match(passage.text, number.end)
    other = passage.number(versus.end()) if versus is not None else None
    if other is None or other.word or other.value < 2 or not _TITRE.search(passage.text, max(0, start - 140), start):
        return None
    found = Quantity("value", start, other.end, value=other, extra={"titre": f"{number.text}:{other.text}"})
    return tail(passage, found)
