"""Columns ``n`` beside those of means: of how many patients each row of a group is."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.grid.columns import Column
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Grid

__all__ = ["size_columns"]

_WHOLE = compiled(r"\d{1,3}(?:,\d{3})+|\d+")
#: a mean with its spread, a median with its range, a count with its share
_MORE = compiled(r"\d\s?%?\s*(?:±|\+/-|[(\[/])")
_COMPARING = ("p", "test", "ratio", "difference")


def size_columns(grid: Grid, columns: Sequence[Column]) -> dict[int, int]:
    """The column of sizes for each column that has one.

    ``n | Mean | SD`` below each group or where no column is a group's, ``n | Exercise | n | Control`` and
    ``Exercise | n | Control | n`` side by side. Not
    ``n | %``, and not ``n`` beside a lone figure that nothing calls a mean: that may be the share of those counted.
    """
    counts = [i for i, column in enumerate(columns) if column.part == "n" and _are_whole(grid, i)]
    found: dict[int, int] = {}
    grouped = any(_group(column) for column in columns)
    for index in counts:
        if grouped and not _group(columns[index]):
            continue
        for other in filter(lambda i: _cells(grid, i), _told_of(columns, index)):
            if not _has_size(grid, columns, other):
                return {}
            found[other] = index
    return found or _alternating(grid, columns, counts)


def _group(column: Column) -> str:
    return column.group.name if column.group is not None else ""


def _told_of(columns: Sequence[Column], index: int) -> list[int]:
    """The other columns of the same group, time and outcome; of any time where a group has one column of sizes and this none."""
    own = columns[index]
    name = _group(own)
    of_group = [i for i, each in enumerate(columns) if i != index and _group(each) == name]
    once = own.time is None and not own.moment and not any(columns[i].part == "n" for i in of_group)
    what = (own.grade, own.outcome) if once else (own.grade, own.outcome, own.time, own.moment)
    return [
        i
        for i in of_group
        if (each := columns[i]).part not in _COMPARING
        and ((each.grade, each.outcome) if once else (each.grade, each.outcome, each.time, each.moment)) == what
    ]


def _alternating(grid: Grid, columns: Sequence[Column], counts: Sequence[int]) -> dict[int, int]:
    """Headers that only say ``n``, each on the same side of a group's."""
    grouped = [i for i, column in enumerate(columns) if column.group is not None and column.group.name and not column.part]
    if len(counts) < 2 or len(counts) != len(grouped) or any(columns[i].group for i in counts):
        return {}
    sides = {group - count for group, count in zip(grouped, counts)}
    if sides not in ({1}, {-1}) or not all(_has_size(grid, columns, i) for i in grouped):
        return {}
    return dict(zip(grouped, counts))


def _cells(grid: Grid, column: int) -> list[str]:
    cells = (row.cells[column].text.strip() for row in grid.rows if column < len(row.cells))
    return [text for text in cells if any(map(str.isdigit, text))]


def _are_whole(grid: Grid, column: int) -> bool:
    cells = _cells(grid, column)
    return bool(cells) and all(_WHOLE.fullmatch(text) for text in cells)


def _has_size(grid: Grid, columns: Sequence[Column], column: int) -> bool:
    """Whether the cells of a column can be of so many patients: means, medians, their spreads, or figures with one."""
    part, label = columns[column].part, columns[column].label
    if part in ("mean", "median", "sd", "se", "iqr", "range", "ci"):
        return True
    cells = _cells(grid, column)
    told = label is not None and label.center in ("mean", "median")
    return not part and (told or (bool(cells) and sum(_MORE.search(text) is not None for text in cells) * 10 >= len(cells) * 8))
