"""Every number of a document with its companions, scanned once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from daraevidence.language.grammar import quantities
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Document

__all__ = ["Mentions", "scan"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All quantities, in the order of the text, none overlapping another."""

    quantities: tuple[Quantity, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin inside a range of the repaired view."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def scan(document: Document) -> Mentions:
    """Read each block and each cell of each table once."""
    found: list[Quantity] = []
    for block in document.blocks:
        if block.kind != "table":
            found += quantities(block.text, block.start)
    for grid in document.grids:
        cells = [cell for row in grid.rows for cell in (*row.path, *row.cells)]
        cells += [cell for column in grid.columns for cell in column]
        for cell in dict.fromkeys((c.start, c.end) for c in (grid.stub, *cells) if c.end > c.start):
            found += quantities(document.raw(*cell), cell[0])
    found.sort(key=lambda quantity: quantity.start)
    return Mentions(tuple(found), tuple(quantity.start for quantity in found))
