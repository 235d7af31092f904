"""Values of a table that are printed once and stand for several rows: what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Grid

__all__ = ["with_shared_values"]

_P_VALUE = compiled(r"(?i)(?:two-sided |one-sided |nominal )?p(?:[- ]?values?)?\b[^\w]{0,3}(?:\(.{0,40}\))?$")
_SURE = 0.95


def with_shared_values(grid: Grid) -> Grid:
    """The table with a reason where a P value is printed once for the rows of a group, on its heading or its first row."""
    names = [name for column, path in enumerate(grid.columns) if _P_VALUE.match(path[-1].text) for name in _shared(grid, column)]
    if not names:
        return grid
    told = ", ".join(dict.fromkeys(names[:3])) + (" …" if len(names) > 3 else "")
    reason = f"P value printed once for the rows below {told}"
    return replace(grid, reasons=(*grid.reasons, reason), confidence=min(grid.confidence, _SURE))


def _shared(grid: Grid, column: int) -> Iterator[str]:
    """The labels of the groups of rows with one P value for all, in one column."""
    heading: dict[tuple[int, ...], bool] = {}
    rows: dict[tuple[int, ...], list[bool]] = {}
    for row in grid.rows:
        path = tuple(cell.start for cell in row.path)
        filled = bool(row.cells[column].text)
        heading[path] = filled
        if any(cell.text for cell in row.cells):
            rows.setdefault(path[:-1], []).append(filled)
    labels = {cell.start: cell.text for row in grid.rows for cell in row.path}
    for parent, below in rows.items():
        first_only = below[0] and not any(below[1:])
        above = heading.get(parent, False) and not any(below)
        if parent and len(below) > 1 and (first_only or above):
            yield labels[parent[-1]]
