"""Groups that tables name, and the sizes that tables give to groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.grid.columns import column_groups, read_columns
from daraevidence.extractors.grid.doses import tells_no_results
from daraevidence.extractors.grid.groups import NamedGroup, clean
from daraevidence.extractors.grid.kinds import is_outcome
from daraevidence.extractors.grid.labels import read_label
from daraevidence.extractors.grid.pairs import parted
from daraevidence.extractors.grid.rows import row_group
from daraevidence.extractors.grid.turned import arm_leaves, arm_names, turned
from daraevidence.extractors.group.sizes_told import sizes_in_prose
from daraevidence.extractors.group_names import is_whole, key
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.layout.document import Document, Grid

__all__ = ["groups_in_tables", "sizes_from_rows"]

_COUNT = compiled(r"(?P<n>\d[\d,]*)\s*[(\[]\s*(?P<p>\d+(?:\.\d+)?)\s*%?\s*[)\]]")

_UNCERTAIN = 0.8
_WHOLE_NUMBER = compiled(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_WHO = compiled(
    r"(?i)(?:(?:total )?(?:number|no\.?) of |(?:randomi[sz]ed|enrolled|included|all) )?"
    rf"(?:{PEOPLE}|students|pupils|n|sample size)"
    r"(?:,? (?:randomi[sz]ed|enrolled|included|analy[sz]ed|n))?(?:\s?\(n\)|, n)?"
    r"|(?:(?:number|no\.?) )?(?:randomi[sz]ed|analy[sz]ed)(?:, n|\s?\(n\))?"
)


def groups_in_tables(scope: Scope, document: Document) -> None:
    """Add the groups of column headers and row labels, in the order of the text."""
    grids = [parted(grid) for grid in document.grids if not tells_no_results(grid, document)]
    arms = arm_names(grids)
    for grid in grids:
        study = scope.table_study(grid)
        owner = study.name if study else None
        columns = turned(grid, read_columns(grid), lambda name: key(name) in arms)
        leaves = arm_leaves(grid, arms, document.clean) | _sized_leaves(grid)
        rows = [row_group(grid, row, columns, lambda name, leaves=leaves: key(name) in leaves) for row in range(len(grid.rows))]  # type: ignore[misc]
        cases = len(rows) > 1 and all(named is not None and named.n == 1 for named in rows)
        for column, named in enumerate(column_groups(columns)):
            if named is not None and not cases:
                holder = owner or scope.having(named.name)
                scope.put_column(grid, column, _added(scope, holder, named, grid.confidence))
        for row, named in enumerate(rows):
            if named is not None:
                scope.put_row(grid, row, _added(scope, owner, named, grid.confidence))


def _sized_leaves(grid: Grid) -> frozenset[tuple[str, ...]]:
    """The labels below an outcome that print a size of their own (``Median PFS > Same class (n=41)``), two or more of them."""
    found: dict[tuple[str, ...], int] = {}
    for row in grid.rows:
        label = read_label(clean(row.path[-1].text[:400])) if len(row.path) > 1 else None
        if label is not None and label.n is not None and label.title and not is_outcome(label.title):
            found[key(clean(label.title))] = label.n
    return frozenset(found) if len(found) > 1 else frozenset()


def _added(scope: Scope, owner: str | None, named: NamedGroup, sure: float) -> Group:
    """The group; one that is known from a table alone whose columns are uncertain is as uncertain."""
    at = (named.start, named.end)
    name, role = named.name, named.role
    if not name or is_whole(name):
        role = "total"
    group = scope.add_group(
        owner, name or "total", n=named.n, role=role, aliases=named.aliases, at=at, n_at=at if named.n is not None else None
    )
    if sure < _UNCERTAIN and group.draft is not None and (group.draft.start, group.draft.end) == at:
        group.draft.doubt(sure, "the table's layout is uncertain")
    return group


def sizes_from_rows(scope: Scope, document: Document) -> None:
    """Give groups without a size the one that a row of their study's whole group prints (``Regimen, n (%) > X | 206 (43.5)``).

    A column without a size has the study's size where all its ``n (%)`` cells agree with that and no other column says more.
    """
    rows: dict[str | None, dict[tuple[str, ...], list[tuple[int, tuple[int, int]]]]] = {}
    grids = [parted(grid) for grid in document.grids]
    for grid in grids:
        study = scope.table_study(grid)
        owner = study.name if study else None
        for column in range(len(grid.columns)):
            group = scope.column_group(grid, column)
            if group is not None and group.role == "total" and group.n is not None and len(grid.columns) == 1:
                _collect(grid, column, group.n, rows.setdefault(owner, {}))
    for group in scope.groups:
        if group.n is None and group.role != "total":
            found = rows.get(group.study, {}).get(key(group.name), [])
            if len(found) == 1 and found[0][0] > 0:
                scope.size(group, found[0][0], found[0][1], "a row of the whole group gives its size")
    for grid in grids:
        _sizes_row(scope, grid)
        _sizes_column(scope, grid)
        for column in range(len(grid.columns)):
            group = scope.column_group(grid, column)
            if group is not None and group.n is None and group.role == "arm":
                _whole_column(scope, grid, column, group)
    sizes_in_prose(scope, document)


def _sizes_row(scope: Scope, grid: Grid) -> None:
    """One of the first rows, ``Participants | 258 | 125 | 133``, gives the columns' groups their sizes, where a whole group is
    their sum."""
    row = next((row for row in grid.rows[:4] if row.path and _WHO.fullmatch(row.path[-1].text.strip())), None)
    if row is None:
        return
    found: dict[int, tuple[Group, int, tuple[int, int]]] = {}
    for column, cell in enumerate(row.cells):
        group = scope.column_group(grid, column)
        if group is not None and _WHOLE_NUMBER.fullmatch(cell.text.strip()):
            found[column] = group, int(cell.text.strip().replace(",", "")), (cell.start, cell.end)
    whole = [n for group, n, _ in found.values() if group.role == "total"]
    parts = [n for group, n, _ in found.values() if group.role != "total"]
    if len(parts) < 2 or 0 in parts or (whole and sum(parts) != whole[0]):
        return
    for group, n, at in found.values():
        if group.n is None:
            scope.size(group, n, at, "a row of the table gives its size")
        if whole and group.role == "subgroup":
            group.role = "arm"
            if group.draft is not None:
                group.draft.put("role", "arm")


def _sizes_column(scope: Scope, grid: Grid) -> None:
    """A column ``n`` or ``No. of patients`` gives the groups of the rows their sizes (``Age > <50 years | 83 | 0.84``)."""
    for column, header in enumerate(grid.columns):
        if not header or not _WHO.fullmatch(header[-1].text.strip()) or scope.column_group(grid, column) is not None:
            continue
        for row, cells in enumerate(grid.rows):
            group = scope.row_group(grid, row)
            cell = cells.cells[column] if column < len(cells.cells) else None
            if group is None or group.n is not None or cell is None or not _WHOLE_NUMBER.fullmatch(cell.text.strip()):
                continue
            n = int(cell.text.strip().replace(",", ""))
            if n > 0:
                scope.size(group, n, (cell.start, cell.end), "a column of the table gives its size")


def _collect(grid: Grid, column: int, total: int, rows: dict[tuple[str, ...], list[tuple[int, tuple[int, int]]]]) -> None:
    for row in grid.rows:
        cell = row.cells[column] if column < len(row.cells) else None
        match = _COUNT.fullmatch(cell.text.strip()) if cell is not None else None
        if cell is None or match is None or not row.path or len(row.path) < 2:
            continue
        n = int(match["n"].replace(",", ""))
        if _agrees(match, total):
            rows.setdefault(key(row.path[-1].text), []).append((n, (cell.start, cell.end)))


def _whole_column(scope: Scope, grid: Grid, column: int, group: Group) -> None:
    """The size of a column whose cells are all shares of the study's whole group."""
    total = scope.total(group.study)
    if total is None or total.n is None:
        return
    counts = [
        match for row in grid.rows if column < len(row.cells) and (match := _COUNT.fullmatch(row.cells[column].text.strip()))
    ]
    filled = [match for match in counts if match["n"] != "0"]
    if len(filled) < 3:
        return
    if all(_agrees(match, total.n) for match in filled):
        scope.size(group, total.n, None, "all its percents are of the study's whole group")


def _agrees(match: re.Match[str], total: int) -> bool:
    """Whether a cell ``n (p)`` is a share of the total."""
    n = int(match["n"].replace(",", ""))
    return 0 <= n <= total and total > 0 and fit_percent(n, total, as_number(match["p"])).reading not in ("no", "near")
