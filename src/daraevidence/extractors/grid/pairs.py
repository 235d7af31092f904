"""Cells that tell of two groups at once: ``3.1 ± 1.5 (4.3 ± 1.9)`` under ``Intervention (control)``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid, GridRow

__all__ = ["parted"]

_NAMES = compiled(
    r"(?:(?P<head>.*[^\s;:,(/])\s*[;:,]\s+)?(?P<one>[A-Za-z][\w -]{1,40}?)\s*\(\s*(?P<other>[A-Za-z][\w -]{1,40}?)\s*\)"
)
_VALUE = r"[<>≤≥]?\s?[-\u2212\u2013+]?\d[\d.,]*(?:\s?%)?"
_PAIR = compiled(rf"(?P<one>{_VALUE}\s?±\s?{_VALUE})\s*\(\s*(?P<other>{_VALUE}\s?±\s?{_VALUE})\s*\)")
_P_PAIR = compiled(rf"(?P<one>{_VALUE})\s*\(\s*(?P<other>{_VALUE})\s*\)")
_P = compiled(r"(?i)(?:adjusted |two-sided )?p[\s-]*values?\b")
_STATISTIC = compiled(r"(?i)\b(?:SD|SEM?|n|no|range|IQR|CI|mean|median|percent|rank|ref|standard|years?|months?|days?)\b")
#: As many of a column's cells must hold two values.
_SHARE = 0.7


def parted(grid: Grid) -> Grid:
    """The grid with each column of two groups as two columns, the groups' names below what its header says of both.

    A header names the groups (``Mean ± SD at week 12; Exercise (education)``) and most of its cells hold a mean with its spread
    before the brackets and another one inside; a column of pairs of P values beside it is parted, too.
    """
    heads = [_names(path) for path in grid.columns]
    if not any(heads):
        return grid
    kinds = [_kind(grid, index) if head else None for index, head in enumerate(heads)]
    if not any(kind is _PAIR for kind in kinds):
        return grid
    columns: list[tuple[Cell, ...]] = []
    rows: list[list[Cell]] = [[] for _ in grid.rows]
    for index, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
        path = grid.columns[index]
        if head is None or kind is None:
            columns.append(path)
            for row, cells in zip(grid.rows, rows, strict=True):
                cells.append(row.cells[index] if index < len(row.cells) else Cell("", 0, 0))
            continue
        for name in (head[1], head[2]):
            columns.append((*path[:-1], *((head[0],) if head[0].text else ()), name))
        for row, cells in zip(grid.rows, rows, strict=True):
            cells += _parts(row.cells[index] if index < len(row.cells) else Cell("", 0, 0), kind)
    whole = tuple(GridRow(row.path, tuple(cells)) for row, cells in zip(grid.rows, rows, strict=True))
    return replace(grid, columns=tuple(columns), rows=whole)


def _names(path: tuple[Cell, ...]) -> tuple[Cell, Cell, Cell] | None:
    """What a header says of both groups, and the groups that it names."""
    cell = path[-1] if path else None
    found = _NAMES.fullmatch(cell.text.strip()) if cell is not None and len(cell.text) < 200 else None
    if cell is None or found is None or _STATISTIC.search(found["one"]) or _STATISTIC.search(found["other"]):
        return None
    one, other = (re.sub(r"(?<=[a-z])\d$", "", found[name]) for name in ("one", "other"))
    head = (found["head"] or "").strip(" ;:,")
    return Cell(head, cell.start, cell.end), Cell(one, cell.start, cell.end), Cell(other, cell.start, cell.end)


def _kind(grid: Grid, index: int) -> re.Pattern[str] | None:
    """The form of the pairs in a column."""
    cells = [row.cells[index].text.strip() for row in grid.rows if index < len(row.cells)]
    filled = [text for text in cells if any(char.isdigit() for char in text)]
    forms = (_PAIR, _P_PAIR) if _P.match(grid.columns[index][-1].text) else (_PAIR,)
    for form in forms:
        if len(filled) > 1 and sum(form.fullmatch(text) is not None for text in filled) >= _SHARE * len(filled):
            return form
    return None


def _parts(cell: Cell, form: re.Pattern[str]) -> tuple[Cell, Cell]:
    """The two halves of a cell; what is no pair belongs to nobody."""
    found = form.fullmatch(cell.text.strip())
    if found is None:
        blank = Cell("-" if cell.text.strip() in ("-", "\u2013", "\u2014") else "", cell.end, cell.end)
        return blank, blank
    same = cell.end - cell.start == len(cell.text)
    halves = []
    for name in ("one", "other"):
        at = found.span(name)
        start, end = (cell.start + at[0], cell.start + at[1]) if same else (cell.start, cell.end)
        halves.append(Cell(found[name], start, end))
    return halves[0], halves[1]
