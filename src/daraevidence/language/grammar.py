"""The grammar of printed statistics, composed bottom up: digit, number, percent, interval, n (%), CI, p."""

from __future__ import annotations

from daraevidence.language.quantities import Quantity

__all__ = ["quantities"]


def quantities(text: str, offset: int = 0) -> list[Quantity]:
    """All quantities of a block of text, in order, none overlapping; every number stands in one of them.

    ``offset`` is the place of ``text[0]`` in the repaired view.
    """
    return []
