"""Whether the figures of a cell agree with the size of its group: what is read as ``12 (30)`` below ``n=40`` is right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import fit_percent
from daraevidence.layout.document import Cell

__all__ = ["disagrees", "sizes_of"]

_SIZE = compiled(r"\b[nN]\s?=\s?(\d[\d,]{0,8})")
_SHARE = compiled(r"(\d{1,6})(?:\s?/\s?(\d{1,6}))?\s?[(\[]\s?(\d{1,3}(?:\.\d{1,3})?)\s?%?[)\]]")


def sizes_of(columns: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """The size of the group of each column, 0 where its header names none."""
    return tuple(_size(" ".join(cell.text for cell in path)) for path in columns)


def _size(text: str) -> int:
    found = _SIZE.findall(text)
    return int(found[-1].replace(",", "")) if found else 0


@lru_cache(maxsize=8192)
def disagrees(text: str, size: int) -> bool:
    """Whether a share cannot be one of a group of this size: its count is larger, or its percent is that of another group.

    ``12 (30)`` of 40 agrees, of 80 it does not; ``12/40 (30)`` may be of a larger group. Other cells say nothing.
    """
    match = _SHARE.match(text) if size else None
    if match is None:
        return False
    count, total, percent = int(match[1]), int(match[2] or size), Decimal(match[3])
    if percent > 100 or count > total or total > size:
        return percent <= 100
    decimals = len(match[3].partition(".")[2])
    return fit_percent(count, total, Number(0, 0, match[3], percent, decimals)).reading == "no"
