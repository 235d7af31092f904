"""Tables over several pages."""

from __future__ import annotations

from daraevidence.reading.pdf_grids import PageTable

__all__ = ["continues"]


def continues(above: PageTable, table: PageTable) -> int | None:
    """How many rows of a table repeat the header of the one before it, which it goes on from; ``None`` where it does not."""
    return None
