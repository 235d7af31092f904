"""Columns that tell of each row, and of no group: its unit, its statistic."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.language.units import unit_at
from daraevidence.layout.document import Grid, GridRow

__all__ = ["described"]

_UNIT = compiled(r"(?i)units?(?: of measure(?:ment)?)?(?:\s*\([^()]{1,20}\))?")
_STATISTIC = compiled(r"(?i)(?:summary |descriptive )?statistics?|summary|measures?|parameters?|format|category|type|")
_NONE = compiled(r"[-–—]*|n/?a", re.IGNORECASE)
_FIGURE = compiled(r"[^\W\d]{0,2}\d[\d.,]*(?:\s.*)?")


def described(grid: Grid) -> tuple[Grid, frozenset[int]]:
    """The grid with what columns of units and of statistics say in the labels of their rows; and which columns these are.

    ``Age | years | 44 (10)`` below ``Unit`` is ``Age, years``; ``Age | mean (SD) | 44 (10)`` is ``Age, mean (SD)``.
    """
    found = frozenset(index for index in range(min(3, len(grid.columns) - 1)) if _describes(grid, index))
    if not found:
        return grid, found
    rows = []
    for row in grid.rows:
        said = [row.cells[i].text.strip() for i in sorted(found) if i < len(row.cells)]
        words = ", ".join(text for text in said if not _NONE.fullmatch(text))
        path = row.path
        if words and path:
            path = (*path[:-1], path[-1]._replace(text=f"{path[-1].text}, {words}"))
        rows.append(GridRow(path, tuple(cell._replace(text="") if i in found else cell for i, cell in enumerate(row.cells))))
    return replace(grid, rows=tuple(rows)), found


def _describes(grid: Grid, index: int) -> bool:
    head = " ".join(cell.text.strip() for cell in grid.columns[index] if cell.text.strip())
    cells = [row.cells[index] for row in grid.rows if index < len(row.cells)]
    filled = [cell.text.strip() for cell in cells if not _NONE.fullmatch(cell.text.strip())]
    if not filled or len(head) > 40:
        return False
    if _UNIT.fullmatch(head):
        return not any(_FIGURE.fullmatch(text) for text in filled)
    if not _STATISTIC.fullmatch(head):
        return False
    return all(_is_statistic(text) for text in filled) or (bool(head) and all(_is_unit(text) for text in filled))


def _is_statistic(text: str) -> bool:
    label = read_label(text)
    return label.bare and bool(label.center or label.shape or label.spreads)


def _is_unit(text: str) -> bool:
    found = unit_at(text, 0)
    return found is not None and found.end == len(text)
