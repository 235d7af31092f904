"""Made-up tables: what is printed, and what must be read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = ["Line", "Sheet"]


@dataclass(frozen=True)
class Line:
    """One row: its depth, its label (as printed on lines, and as read), its cells (each as printed on lines).

    ``note`` is the footnote letter behind the label.
    """

    depth: int
    printed: tuple[str, ...]
    label: str
    cells: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table and what must be read from it.

    ``columns`` are the paths of the data columns; ``printed_columns`` the same as one cell a line prints them: the headers of the
    groups, each on one line or several, and below them the names that repeat.
    """

    title: str
    citations: tuple[str, ...]
    stub: str
    columns: tuple[tuple[str, ...], ...]
    printed_columns: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    footnotes: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)

    def rows(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Row paths and cells, one for each column."""
        found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        above: list[str] = []
        for line in self.lines:
            above = [*above[: line.depth], line.label]
            cells = [" ".join(cell) for cell in line.cells]
            found.append((tuple(above), tuple(cells + [""] * (len(self.columns) - len(cells)))))
        return found

    def grid(self) -> list[list[str]]:
        """Header and rows of the table as ``daraevidence.testing.table_rows`` gives those of a table that was read."""
        head = [self.stub, *(" > ".join(path) for path in self.columns)]
        return [head, *([" > ".join(path), *cells] for path, cells in self.rows())]

    def levels(self) -> int:
        """How many levels the headers have."""
        return max((len(path) for path in self.columns), default=1)


def spans(columns: Sequence[Sequence[str]], level: int) -> list[tuple[int, int]]:
    """Ranges of columns over which one header of a level stands."""
    found: list[tuple[int, int]] = []
    for index, path in enumerate(columns):
        if found and columns[found[-1][0]][: level + 1] == path[: level + 1] and len(path) > level + 1:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found
