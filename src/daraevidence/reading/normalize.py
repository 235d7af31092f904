"""The repaired view of a text: what is damaged by printing is mended, reversibly."""

from __future__ import annotations

from daraevidence.reading.text import Cut
from daraevidence.span import OffsetMap

__all__ = ["normalize"]


def normalize(source: str) -> tuple[str, OffsetMap, tuple[Cut, ...]]:
    """The repaired view, the map to the source, and what was left out."""
    return source, OffsetMap.identity(len(source)), ()
