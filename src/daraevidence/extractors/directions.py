"""Of which of two groups a ratio or a difference is, by the results of both."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import UNHARMED

__all__ = ["Amount", "difference_of_first", "ratio_of_first"]

#: results nearer to one another, and ratios nearer to 1, say nothing of their order
_APART = Decimal("0.04")
#: medians of curves that cross or lie close say less
_TIMES_APART = Decimal("0.2")
_SPARED = compiled(r"\b(?:surviv\w+|alive|free(?:dom)?)\b|-free\b", re.IGNORECASE)
#: times that end with the event whose hazard is told, as a stay in hospital does not
_TO_EVENT = compiled(
    r"\b(?:surviv\w+|time\s+(?:to|until|from)|duration\s+of\s+(?:response|remission|benefit))\b|-free\b", re.IGNORECASE
)


class Amount(NamedTuple):
    """A result: a ``share`` in percent, a ``time`` to an event or another ``value``."""

    kind: str
    value: Decimal


def ratio_of_first(
    measure: str, ratio: Decimal, one: Amount | None, other: Amount | None, outcome: str, code: str
) -> bool | None:
    """Whether a ratio is of the first group and not of the second; ``None`` where the results do not tell.

    A hazard is lower where the time to the event is longer and where more are spared it; a ratio of shares below 1 is of the
    smaller share. ``outcome`` is the label of the results, ``code`` its endpoint.
    """
    if one is None or other is None or one.kind != other.kind or abs(ratio - 1) < _APART:
        return None
    apart = _TIMES_APART if one.kind == "time" else _APART
    if one.kind == "value" or abs(one.value - other.value) <= apart * max(abs(one.value), abs(other.value)):
        return None
    if one.kind == "time" and code not in UNHARMED and _TO_EVENT.search(outcome) is None:
        return None
    inverse = one.kind == "time" or code in UNHARMED or _SPARED.search(outcome) is not None
    if inverse and measure != "hazard_ratio":
        return None
    return (one.value > other.value) == ((ratio > 1) != inverse)


def difference_of_first(difference: Decimal, one: Amount | None, other: Amount | None) -> bool | None:
    """Whether a difference is the first result less the second, and not the second less the first; ``None`` where it is neither,
    as a difference that was adjusted may be."""
    if one is None or other is None or one.kind != other.kind or not difference:
        return None
    real = one.value - other.value
    if not real or abs(abs(real) - abs(difference)) > abs(difference) / 2:
        return None
    return (real > 0) == (difference > 0)
