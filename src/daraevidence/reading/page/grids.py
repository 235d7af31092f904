"""Tables of a PDF page: cells with the lines that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from daraevidence.reading.page.lines import Line

__all__ = ["GridCell", "PageTable"]


@dataclass(slots=True)
class GridCell:
    """A cell with its lines."""

    row: int
    column: int
    lines: list[Line]
    rowspan: int = 1
    colspan: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """The lines with spaces between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PageTable:
    """The cells of one table by rows; ``edges`` are the left edges of the columns, ``heads`` the number of header rows,
    ``reasons`` what was inferred and is not printed."""

    cells: list[GridCell]
    x0: float
    top: float
    x1: float
    bottom: float
    page: int
    edges: list[float] = field(default_factory=list)
    heads: int = 1
    reasons: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[list[GridCell]]:
        """The cells that begin in each row, from left to right."""
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        row: list[GridCell] = []
        for cell in ordered:
            if row and cell.row != row[0].row:
                yield row
                row = []
            row.append(cell)
        if row:
            yield row
