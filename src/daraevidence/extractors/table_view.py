"""A table made ready for reading: its columns, the groups of its columns and rows, what its labels say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.announced import Defaults, read_defaults
from daraevidence.extractors.cells import as_number
from daraevidence.extractors.labels import Label, read_label
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.table_groups import Column, NamedGroup, read_columns, row_group, rows_are_groups
from daraevidence.extractors.table_kinds import TableKind, table_kind
from daraevidence.layout.document import Cell, Document, Grid
from daraevidence.language.rounding import fit_percent

__all__ = ["Holder", "Slot", "TableView", "put_holder", "view"]


class Holder(NamedTuple):
    """The group that a number is about: ``name`` as records use it, ``n`` its size where the table prints it."""

    study: str | None
    name: str
    n: int | None
    at: tuple[int, int]
    group: Group | None = None
    role: str = "arm"


@dataclass(frozen=True, slots=True)
class Slot:
    """Columns that tell one statistic together (``n`` and ``%`` of one arm), mostly one column."""

    columns: tuple[int, ...]
    column: Column
    holder: Holder | None


@dataclass(slots=True)
class TableView:
    """A grid with all that holds for the whole of it."""

    document: Document
    scope: Scope
    grid: Grid
    kind: TableKind
    columns: list[Column]
    slots: list[Slot]
    transposed: bool
    defaults: Defaults
    study: str | None
    stub: Label
    title: Label
    labels: dict[tuple[int, str], Label] = field(default_factory=dict)
    holders: dict[int, Holder | None] = field(default_factory=dict)

    def path(self, row: int) -> list[Label]:
        """The labels of a row, outermost first."""
        return [self._label(cell) for cell in self.grid.rows[row].path]

    def _label(self, cell: Cell) -> Label:
        key = (cell.start, cell.text)
        if key not in self.labels:
            self.labels[key] = read_label(cell.text)
        return self.labels[key]

    def holder(self, row: int) -> Holder | None:
        """The group that a row itself names."""
        if row not in self.holders:
            own = row_group(self.grid, row, self.columns)
            known = self.scope.row_group(self.grid, row) if own is not None else None
            self.holders[row] = None if own is None else _holder(own, known, self.study, self.scope)
        return self.holders[row]

    def cell(self, row: int, column: int) -> Cell:
        """A cell; an empty one where the row is too short."""
        cells = self.grid.rows[row].cells
        return cells[column] if column < len(cells) else Cell("", 0, 0)

    def raw(self, cell: Cell) -> str:
        """The characters of a cell: as many as its range has."""
        return self.document.raw(cell.start, cell.end)


_PLAIN = re.compile(r"(?i)\b(?:patients?|subjects?|participants?|the|group|arm|cohort|all|of|who|were|was)\b|[^\w+≥≤<>/-]+")


def _words(name: str) -> frozenset[str]:
    return frozenset(_PLAIN.sub(" ", name.casefold()).split())


def _known(name: str, study: str | None, scope: Scope) -> Group | None:
    """The group of the study that bears this name, or one of the same words."""
    groups = scope.groups_of(study)
    folded, words = name.casefold(), _words(name)
    for group in groups:
        if folded == group.name.casefold() or any(folded == alias.casefold() for alias in group.aliases):
            return group
    alike = [group for group in groups if words and words in (_words(group.name), *map(_words, group.aliases))]
    return alike[0] if len({group.name for group in alike}) == 1 else None


def _holder(named: NamedGroup, known: Group | None, study: str | None, scope: Scope) -> Holder:
    group = known or (_known(named.name, study, scope) if named.name else None)
    if group is None and not named.name:
        group = scope.total(study)
    at = (named.start, named.end)
    if group is not None:
        return Holder(group.study or study, group.name, named.n, at, group, group.role)
    return Holder(study, named.name or "total", named.n, at, None, named.role)


def _title_group(grid: Grid, scope: Scope) -> Group | None:
    """The group that the title names, if it names just one."""
    named = {mention.group.name: mention.group for mention in scope.mentions(grid.title.start, grid.title.end)}
    return next(iter(named.values())) if len(named) == 1 else None


def _column_holder(view: TableView, index: int, column: Column) -> Holder | None:
    if column.part in ("p", "ratio", "difference") or column.outcome is not None:
        return None
    known = view.scope.column_group(view.grid, index)
    named = column.group
    if named is None:
        if known is None:
            return None
        return Holder(known.study or view.study, known.name, None, column.at, known, known.role)
    if known is None and not named.name:
        known = _title_group(view.grid, view.scope)
    return _holder(named, known, view.study, view.scope)


def _slots(view: TableView) -> list[Slot]:
    """Columns with parts of one statistic of one group go together; others stand alone."""
    found: dict[tuple[object, ...], list[int]] = {}
    for index, column in enumerate(view.columns):
        if column.part in ("p", "ratio", "difference"):
            key: tuple[object, ...] = (index,)
        elif column.part:
            outcome = column.outcome.title if column.outcome else ""
            key = (column.group.name if column.group else "", column.grade, column.time, column.moment, outcome, "parts")
        else:
            key = (index,)
        parts = found.setdefault(key, [])
        if any(view.columns[i].part == column.part for i in parts):
            found[(index, "again")] = [index]
        else:
            parts.append(index)
    slots = []
    for indices in sorted(found.values()):
        column = view.columns[indices[0]]
        slots.append(Slot(tuple(indices), column, _column_holder(view, indices[0], column)))
    return slots


def view(document: Document, grid: Grid, scope: Scope) -> TableView:
    """A table with its columns, groups and kind."""
    columns = read_columns(grid)
    study = scope.table_study(grid)
    headers = [cell.text for path in grid.columns for cell in path]
    labels = [row.path[-1].text for row in grid.rows if row.path]
    block = document.block_at(grid.start)
    section = block.section if block is not None else grid.section
    role = next((heading.role for heading in document.headings(section) if heading.role not in ("", "study", "results")), "")
    kind = table_kind(grid.title.text, grid.stub.text, headers, labels, role)
    below = [cell.text for cell in grid.footnotes.values()]
    if grid.end - grid.body[1] < 4000 and grid.body[1]:
        below.append(document.raw(grid.body[1], max(grid.body[1], grid.end)))
    made = TableView(
        document, scope, grid, kind, columns, [], rows_are_groups(grid, columns), read_defaults([grid.title.text, *below]),
        study.name if study else None, read_label(grid.stub.text), read_label(grid.title.text),
    )  # fmt: skip
    made.slots = _with_sizes(made, _slots(made))
    return made


_COUNT = re.compile(r"(\d[\d,]*)\s*[(\[]\s*(\d+(?:\.\d+)?)\s*%?\s*[)\]]")


def _fitting(view: TableView, slot: Slot, size: int) -> bool:
    """Whether the percents of a column are those of its counts of this size (three at least, and most of them)."""
    fits = total = 0
    for row in range(len(view.grid.rows)):
        found = _COUNT.fullmatch(view.cell(row, slot.columns[0]).text.strip())
        if found:
            n = int(found[1].replace(",", ""))
            total += 1
            fits += n <= size and fit_percent(n, size, as_number(found[2])).reading in ("exact", "truncated", "double")
    return total >= 3 and fits * 10 >= total * 8


def _with_sizes(view: TableView, slots: Sequence[Slot]) -> list[Slot]:
    """Give a column without N the size of its group or of the study where its own percents, or all groups, show that."""
    whole = view.scope.total(view.study)
    known = [group.n for group in view.scope.groups_of(view.study) if group.role in ("total", "arm") and group.n is not None]
    out = []
    for slot in slots:
        holder = slot.holder
        if holder is None or holder.n is not None:
            out.append(slot)
            continue
        sizes = [group.n for group in (holder.group, whole) if group is not None and group.n is not None]
        size = next((size for size in sizes if _fitting(view, slot, size)), None)
        if size is None and whole is not None and whole.n is not None and len(known) > 0 and set(known) == {whole.n}:
            size = whole.n
        out.append(slot if size is None else Slot(slot.columns, slot.column, holder._replace(n=size)))
    return out


def put_holder(draft: Draft, view: TableView, holder: Holder | None) -> None:
    """Study and cohort of a record, inherited from title and header."""
    title = (view.grid.title.start, view.grid.title.end)
    draft.put("study", holder.study if holder else view.study, title, "inherited")
    if holder is not None:
        draft.put("cohort", holder.name, holder.at, "inherited")
        return
    whole = view.scope.total(view.study)
    draft.put("cohort", whole.name if whole else "total", title, "inherited")
