"""Every number of a document with its companions, scanned once."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from sys import maxsize

from daraevidence.language.grammar import quantities
from daraevidence.language.numbers import has_decimal_commas
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Document, Grid
from daraevidence.layout.paged import Paged, packed

__all__ = ["Mentions", "scan"]

#: How many quantities are sorted at once.
_WAITING = 512


@dataclass(frozen=True, slots=True)
class Mentions:
    """All quantities, in the order of the text, none overlapping another."""

    quantities: tuple[Quantity, ...] | Paged[Quantity]
    starts: Sequence[int]

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
    starts = array("q")

    def placed(found: Iterable[Quantity]) -> Iterator[Quantity]:
        for quantity in found:
            starts.append(quantity.start)
            yield quantity

    found = packed(placed(_in_order(document)))
    return Mentions(found, tuple(starts) if isinstance(found, tuple) else starts)


def _in_order(document: Document) -> Iterator[Quantity]:
    """All quantities sorted, and of two that overlap (blocks that share a place) only the first."""
    commas = has_decimal_commas(document.clean)
    after = 0  # the end of the last one
    waiting: list[tuple[int, int, int, Quantity]] = []
    for order, start, end, text in [*_passages(document), (-1, maxsize, maxsize, "")]:
        if len(waiting) > _WAITING or order < 0:
            waiting.sort()
            ready = bisect_left(waiting, (start,))
            for _, _, _, quantity in waiting[:ready]:
                if quantity.start >= after:
                    after = quantity.end
                    yield quantity
            del waiting[:ready]
        for quantity in quantities(document.raw(start, end) if text is None else text, start, commas):
            waiting.append((quantity.start, -quantity.end, order, quantity))


def _passages(document: Document) -> list[tuple[int, int, int, str | None]]:
    """Blocks and cells in the order of the text: which comes first where both hold a number, place, and the text of a block."""
    found: list[tuple[int, int, int, str | None]] = []
    for block in document.blocks:
        if block.kind != "table":
            found.append((len(found), block.start, block.end, block.text))
    for grid in document.grids:
        for start, end in _places(grid):
            found.append((len(found), start, end, None))
    found.sort(key=itemgetter(1))
    return found


def _places(grid: Grid) -> list[tuple[int, int]]:
    """The places of a table's labels and cells, without those that an earlier one covers."""
    cells = [grid.stub, *(cell for column in grid.columns for cell in column)]
    cells += [cell for row in grid.rows for cell in (*row.path, *row.cells)]
    return list(dict.fromkeys((cell.start, cell.end) for cell in cells if cell.end > cell.start))
