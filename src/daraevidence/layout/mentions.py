"""Every number of a document with its companions, scanned once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from daraevidence.language.grammar import quantities
from daraevidence.language.numbers import has_decimal_commas
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Document, Grid

__all__ = ["Mentions", "scan"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All quantities, in the order of the text, none overlapping another."""

    quantities: tuple[Quantity, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin inside a range of the repaired view."""
        return self.quantities[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def at(self, place: int) -> Quantity | None:
        """The quantity that covers a place, or ``None``."""
        index = bisect_right(self.starts, place) - 1
        return self.quantities[index] if index >= 0 and place < self.quantities[index].end else None

    def covering(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that share a character with a range."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.quantities[first].end <= start:
            first += 1
        return self.quantities[first : bisect_left(self.starts, end)]


def scan(document: Document) -> Mentions:
    """Read each block and each cell of each table once."""
    commas = has_decimal_commas(document.clean)
    found: list[Quantity] = []
    for block in document.blocks:
        if block.kind != "table":
            found += quantities(block.text, block.start, commas)
    for grid in document.grids:
        for start, end in _places(grid):
            found += quantities(document.raw(start, end), start, commas)
    return _in_order(found)


def _places(grid: Grid) -> list[tuple[int, int]]:
    """The places of a table's labels and cells, without those that an earlier one covers."""
    cells = [grid.stub, *(cell for column in grid.columns for cell in column)]
    cells += [cell for row in grid.rows for cell in (*row.path, *row.cells)]
    return list(dict.fromkeys((cell.start, cell.end) for cell in cells if cell.end > cell.start))


def _in_order(found: list[Quantity]) -> Mentions:
    """Sorted, and of two that overlap (blocks that share a place) only the first."""
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return Mentions(tuple(kept), tuple(quantity.start for quantity in kept))
