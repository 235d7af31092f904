"""Scores printed as tables: which columns give points, and which cells do."""

from __future__ import annotations

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid

__all__ = ["Worth", "is_score_table", "points_above", "points_beside", "points_of"]

_WORTH = compiled(r"(?i)[+]?(?P<points>[-−]?\d{1,2}(?:\.5)?)(?P<said> (?:points?|pts?))?")
_POINTS = compiled(r"(?i)(?:assigned )?(?:points?|pts|score|weight)(?: (?:assigned|awarded))?")
_SCORE = Gated("scor|point|index", r"(?i)\b(?:scores?|scoring|points?|index)\b")
_LIMIT = compiled(r"(?:[<>≤≥]=?\s?\d|\d[\d.,]*\s?(?:[-–]|to)\s?\d).{0,30}")

#: rows that sum the score up
_TOTAL = compiled(r"(?i)(?:total|sum|maximum|range)\b")

#: points and the cell that prints them
Worth = tuple[float, Cell]


def points_of(cell: Cell) -> Worth | None:
    """``2 points``, ``+1``, ``0`` as a number of points."""
    match = _WORTH.fullmatch(cell.text.strip())
    return (float(match["points"].replace("−", "-")), cell) if match is not None else None


def points_above(grid: Grid) -> list[Worth]:
    """The points of each column, where every column is headed by some and cells hold limits; else nothing."""
    heads = [path[-1] for path in grid.columns if path]
    worth = [points for head in heads if (points := points_of(head)) is not None]
    said = any((match := _WORTH.fullmatch(head.text.strip())) is not None and match["said"] for head in heads)
    if len(worth) < 2 or len(worth) < len(grid.columns) or not (said or _SCORE.search(f"{grid.title.text} {grid.stub.text}")):
        return []
    return worth if any(_LIMIT.fullmatch(cell.text.strip()) for row in grid.rows for cell in row.cells) else []


def points_beside(grid: Grid) -> int | None:
    """The column that gives each item its points: ``Points``; its cells are small whole numbers."""
    column = next((i for i, path in enumerate(grid.columns) if path and _POINTS.fullmatch(path[-1].text.strip())), None)
    if column is None or len(grid.columns) > 3:
        return None
    items = [row for row in grid.rows if column < len(row.cells) and not (row.path and _TOTAL.match(row.path[-1].text.strip()))]
    cells = [row.cells[column] for row in items if row.cells[column].text.strip()]
    return column if cells and all(points_of(cell) is not None for cell in cells) else None


def is_score_table(grid: Grid) -> bool:
    """Whether a table says what a score gives points for, and nothing of patients."""
    return bool(points_above(grid)) or points_beside(grid) is not None
