"""Tables whose rows are the groups and whose columns are the outcomes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from daraevidence.extractors.grid.columns import Column, read_columns
from daraevidence.extractors.grid.contexts import in_context
from daraevidence.extractors.grid.groups import NamedGroup
from daraevidence.extractors.grid.labels import read_label
from daraevidence.extractors.grid.of_studies import columns_of_studies
from daraevidence.extractors.grid.pairs import parted
from daraevidence.extractors.grid.part_counts import of_parts
from daraevidence.extractors.grid.rows import STUDIES
from daraevidence.extractors.group_names import is_whole, key
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Grid

__all__ = ["arm_leaves", "arm_names", "repeated_leaves", "turned"]

_MOST = 50
_PLACEBO = compiled(r"(?i)(?:placebo|controls?|usual care|sham|no treatment|standard care|treatment as usual)(?: (?:group|arm))?")
#: Parts of one statistic: headers that say nothing of an outcome.
_PARTS = ("percent", "mean", "median", "sd", "se", "range", "iqr", "ci")


def arm_names(grids: Iterable[Grid]) -> frozenset[tuple[str, ...]]:
    """The names of groups that columns give with a size, or that head columns of two tables, or of one and rows of another."""
    grids = list(grids)
    sized: set[tuple[str, ...]] = set()
    seen: dict[tuple[str, ...], int] = {}
    for grid in grids:
        groups = [column.group for column in read_columns(parted(grid)) if column.group is not None and column.group.name]
        for name, group in {key(group.name): group for group in groups if not is_whole(group.name)}.items():
            seen[name] = seen.get(name, 0) + 1
            if group.n is not None:
                sized.add(name)
    for grid in grids:
        for name in repeated_leaves(grid) & seen.keys():
            seen[name] += 1
    return frozenset(sized | {name for name, count in seen.items() if count > 1})


def arm_leaves(grid: Grid, arms: frozenset[tuple[str, ...]], text: str) -> frozenset[tuple[str, ...]]:
    """The names of rows that are arms below outcomes: those that are ``arms`` elsewhere, and with them all that stand below every
    label beside them. Where no table has arms, the text must call some of them groups or tell their size."""
    leaves = frozenset(name for name in repeated_leaves(grid) if not name or name[0] not in _NO_ARMS)
    known = leaves & arms
    below: dict[str, list[tuple[str, ...]]] = {}
    for row in grid.rows:
        if len(row.path) > 1 and any(cell.text.strip() for cell in row.cells):
            name = key(read_label(row.path[-1].text[:400]).title)
            if name in leaves:
                below.setdefault(row.path[-2].text, []).append(name)
    if not 1 < len(leaves) <= _MOST_ARMS or any(frozenset(names) != leaves for names in below.values()):
        return known
    if not known and not arms:
        known = frozenset(key(name) for name in _leaf_names(grid) if _is_called_group(name, text))
    return leaves if known else known


_MOST_ARMS = 6
#: how the label of a row begins that compares the arms above it
_NO_ARMS = frozenset(("test", "tests", "p", "difference", "differences", "total", "overall", "change"))


def _is_called_group(name: str, text: str) -> bool:
    """Whether a text calls a name a group or gives it a size: ``the PFMT group``, ``(PFMT, n=42)``."""
    form = rf"(?<![\w-]){re.escape(name)}(?:\s(?:group|arm)\b|[\s,;:(]{{1,3}}n\s?=\s?\d)"
    return len(name) > 1 and re.search(form, text) is not None


def repeated_leaves(grid: Grid) -> frozenset[tuple[str, ...]]:
    """The names of rows that stand below at least two labels each, with values: arms below outcomes, or times."""
    parents: dict[tuple[str, ...], set[str]] = {}
    for row in grid.rows:
        if len(row.path) > 1 and any(cell.text.strip() for cell in row.cells):
            parents.setdefault(key(read_label(row.path[-1].text[:400]).title), set()).add(row.path[-2].text)
    return frozenset(name for name, above in parents.items() if len(above) > 1)


def _leaf_names(grid: Grid) -> list[str]:
    """Row names below several labels, as printed."""
    leaves = repeated_leaves(grid)
    printed = {read_label(row.path[-1].text[:400]).title for row in grid.rows if len(row.path) > 1} if leaves else set()
    return [name for name in printed if key(name) in leaves]


def turned(grid: Grid, columns: list[Column], known: Callable[[str], bool]) -> list[Column]:
    """Columns in their context; those that read like groups are outcomes where the rows bear the names of known groups and
    they do not.

    Columns that only say ``Mean`` and ``SD`` then tell of the outcome that the title names. Rows of one group and a control
    (``Placebo``) are groups, too, where no header bears a known name or a size.
    """
    if STUDIES.fullmatch(grid.stub.text.strip()):
        return columns_of_studies(grid, columns)
    parts = of_parts(grid, columns)
    if parts is not None:
        return parts
    columns = in_context(grid, columns, known)
    headed: list[NamedGroup] = [column.group for column in columns if column.group is not None and column.group.name]
    if any(group.n is not None or known(group.name) for group in headed) or any(column.outcome for column in columns):
        return columns
    rows = [row for row in grid.rows[:_MOST] if any(cell.text.strip() for cell in row.cells)]
    named = sum(bool(row.path) and _is_group(row.path[-1].text, known) for row in rows)
    if any(map(known, _leaf_names(grid))):
        return columns
    if named < 2 or named * 2 < len(rows):
        return columns
    return _shared([_outcome(column, grid, bool(headed)) for column in columns])


def _shared(columns: list[Column]) -> list[Column]:
    """A column of percents or spreads right of an outcome tells of the same one."""
    for i in range(1, len(columns)):
        left, column = columns[i - 1], columns[i]
        if column.part in ("percent", "sd", "se") and column.outcome is None and left.outcome is not None and not left.part:
            columns[i] = replace(column, outcome=left.outcome)
            columns[i - 1] = replace(left, part="n" if column.part == "percent" else "mean")
    return columns


def _is_group(text: str, known: Callable[[str], bool]) -> bool:
    name = read_label(text[:400]).title
    return known(text) or known(name) or _PLACEBO.fullmatch(name.strip(" *†‡§")) is not None


def _outcome(column: Column, grid: Grid, headed: bool) -> Column:
    if column.group is not None and column.group.name:
        return replace(column, group=None, outcome=read_label(column.group.name))
    if not headed and column.part in _PARTS and column.group is None and grid.title.text:
        return replace(column, outcome=read_label(grid.title.text))
    return column
