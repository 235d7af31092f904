"""Tables in plain text: one cell a line, or one row a line."""

from __future__ import annotations

from daraevidence.layout.document import Grid
from daraevidence.reading.text import Text

__all__ = ["find_grids"]


def find_grids(text: Text) -> list[Grid]:
    """All tables of a text, in order, none overlapping; ``section`` is left to the outline."""
    return []
