"""A table made ready for reading: its columns, the groups of its columns and rows, what its labels say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.grid.columns import Column, read_columns
from daraevidence.extractors.grid.described import described
from daraevidence.extractors.grid.groups import NamedGroup
from daraevidence.extractors.grid.kinds import TableKind, table_kind
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.grid.pairs import parted
from daraevidence.extractors.grid.part_counts import of_parts
from daraevidence.extractors.grid.rows import row_group, rows_are_groups
from daraevidence.extractors.grid.shape import nested
from daraevidence.extractors.grid.turned import repeated_leaves, turned
from daraevidence.extractors.group_names import key
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.table.announced import Defaults, read_defaults
from daraevidence.extractors.table.known_names import KnownGroups
from daraevidence.extractors.table.note_sizes import noted_sizes
from daraevidence.extractors.table.size_columns import size_columns
from daraevidence.extractors.table.study_rows import studies_of_rows
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import fit_percent
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Cell, Document, Grid

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
    """Columns that tell one statistic together (``n`` and ``%`` of one arm), mostly one column; ``size`` is that of the N of
    each row, where there is one."""

    columns: tuple[int, ...]
    column: Column
    holder: Holder | None
    size: int | None = None


@dataclass(slots=True)
class TableView:
    """A grid with all that holds for the whole of it."""

    document: Document
    scope: Scope
    groups: KnownGroups
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
    #: names of rows below several labels, and the rows of them that are an arm's
    leaves: frozenset[tuple[str, ...]] = frozenset()
    arm_rows: set[int] = field(default_factory=set)
    #: the group with which a column compares the groups of the rows, see `comparisons.reference`
    references: dict[int, Holder | None] = field(default_factory=dict)
    #: the studies that the rows are
    studies: dict[int, str] = field(default_factory=dict)
    #: whether the rows part all patients, and the columns tell how many of each part had an outcome
    parted: bool = False
    #: whether most rows that announce a statistic announce ``n (%)``
    counted: bool = False
    noted: dict[str, tuple[int, tuple[int, int]]] | None = None

    def lead(self) -> str:
        """What the line right above the table leads to it with: ``Over 30 days:``; nothing where none does."""
        blocks = self.document.blocks
        place = bisect_left(blocks, self.grid.start, key=lambda block: block.start) - 1
        text = blocks[place].text.rstrip() if place >= 0 and blocks[place].kind == "paragraph" else ""
        return text[sentences(text)[-1][0] :] if text.endswith(":") else ""

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
        if row in self.studies:
            name, label = self.studies[row], self.grid.rows[row].path[-1]
            whole = self.scope.total(name)
            return Holder(name, whole.name if whole else "total", None, (label.start, label.end), whole, "total")
        if row not in self.holders:
            own = row_group(self.grid, row, self.columns)
            if own is None:
                own = row_group(self.grid, row, self.columns, self._is_arm) if self.leaves else None
                if own is not None:
                    self.arm_rows.add(row)
            known = self.scope.row_group(self.grid, row) if own is not None else None
            holder = None if own is None else _holder(own, known, self.study, self.groups)
            if holder is not None and holder.n is None and row in self.arm_rows:
                n, at = self._sizes_of_rows().get(holder.name, (None, holder.at))
                holder = holder._replace(n=n, at=at)
            self.holders[row] = holder
        return self.holders[row]

    def _sizes_of_rows(self) -> dict[str, tuple[int, tuple[int, int]]]:
        """The sizes that title and remarks give to the groups of the rows."""
        if self.noted is None:
            found = [row_group(self.grid, row, self.columns, self._is_arm) for row in range(len(self.grid.rows))]
            names = list(dict.fromkeys(group.name for group in found if group is not None))
            self.noted = noted_sizes(self.document, self.grid, names)
        return self.noted

    def _is_arm(self, name: str) -> bool:
        return key(name) in self.leaves and self.groups.find(name, self.study) is not None

    def cell(self, row: int, column: int) -> Cell:
        """A cell; an empty one where the row is too short."""
        cells = self.grid.rows[row].cells
        return cells[column] if column < len(cells) else Cell("", 0, 0)

    def raw(self, cell: Cell) -> str:
        """The characters of a cell: as many as its range has."""
        return self.document.raw(cell.start, cell.end)

    def text(self, cell: Cell) -> str:
        """The characters to read: the cell's own where footnote letters stand behind them, else the raw ones."""
        raw = self.raw(cell)
        return cell.text if raw.startswith(cell.text) or len(raw) != cell.end - cell.start else raw


def _holder(named: NamedGroup, known: Group | None, study: str | None, groups: KnownGroups) -> Holder:
    """A named group as records name it: the document's own group of this name, where there is one."""
    group = known or (groups.find(named.name, study) if named.name else None)
    if study is None and named.name and (group is None or group.study is None):
        group = groups.find(named.name, None, anywhere=True) or group
    if group is None and not named.name:
        group = groups.scope.total(study)
    at = (named.start, named.end)
    if group is not None:
        return Holder(group.study or study, group.name, named.n, at, group, group.role)
    return Holder(study, named.name or "total", named.n, at, None, named.role)


def _only_group(scope: Scope, start: int, end: int, n: int | None) -> Group | None:
    """The group that a range names, if it names just one and the size does not speak against it."""
    named = {mention.group.name: mention.group for mention in scope.mentions(start, end)}
    found = next(iter(named.values())) if len(named) == 1 else None
    return found if found is not None and (found.n is None or n is None or found.n == n) else None


_NEAR = 20_000


def _described(view: TableView, n: int | None) -> Group | None:
    """The group that the title names, else the sentence that announces the table (``… are shown in Table: <title>``)."""
    title = view.grid.title
    if title.end <= title.start:
        return None
    found = _only_group(view.scope, title.start, title.end, n)
    if found is not None or len(title.text) < 8:
        return found
    clean = view.document.clean
    place = clean.rfind(title.text, max(0, title.start - _NEAR), title.start)
    block = view.document.block_at(place) if place >= 0 else None
    if block is None or not re.search(r"(?i)\btable\b[^.]{0,12}$", clean[max(block.start, place - 20) : place]):
        return None
    for start, end in sentences(block.text):
        if block.start + start <= place < block.start + end:
            return _only_group(view.scope, block.start + start, place, n)
    return None


def _column_holder(view: TableView, index: int, column: Column) -> Holder | None:
    grouped = column.group is not None and column.group.name
    alone = column.part in ("p", "ratio", "difference") or column.outcome is not None
    if column.part == "test" or (alone and not grouped):
        return None
    known = view.scope.column_group(view.grid, index)
    named = column.group
    if named is None:
        if known is None:
            return None
        return Holder(known.study or view.study, known.name, None, column.at, known, known.role)
    if not named.name and (known is None or known.role == "total"):
        known = _described(view, named.n) or known
    return _holder(named, known, view.study, view.groups)


def _is_interval_of(columns: Sequence[Column], index: int) -> bool:
    """Whether a column ``95% CI`` is that of the ratio or the difference to its left."""
    column, left = columns[index], columns[index - 1] if index else Column()
    named = column.group is not None and column.group.name
    return column.part == "ci" and left.part in ("ratio", "difference") and not named


def _slots(view: TableView) -> list[Slot]:
    """Columns with parts of one statistic of one group go together; others stand alone."""
    found: dict[tuple[object, ...], list[int]] = {}
    sizes = {} if view.transposed else size_columns(view.grid, view.columns)
    for index, column in enumerate(view.columns):
        if index in sizes.values():
            continue
        if column.part in ("p", "test", "ratio", "difference"):
            key: tuple[object, ...] = (index,)
        elif _is_interval_of(view.columns, index):
            key = (index - 1,)
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
        slots.append(Slot(tuple(indices), column, _column_holder(view, indices[0], column), sizes.get(indices[0])))
    return slots


def _titled(document: Document, grid: Grid) -> Grid:
    """The grid with the short line right above it as its title, where it has none of its own."""
    if grid.title.text.strip():
        return grid
    index = bisect_right(document.blocks, grid.start - 1, key=lambda block: block.start) - 1
    block = document.blocks[index] if index >= 0 else None
    if block is None or block.kind not in ("heading", "title", "caption", "paragraph") or grid.start - block.end > 4:
        return grid
    if len(block.text) > 200 or block.text.rstrip().endswith("."):
        return grid
    return replace(grid, title=Cell(block.text.strip().rstrip(":"), block.start, block.end))


def view(document: Document, grid: Grid, groups: KnownGroups) -> TableView:
    """A table with its columns, groups and kind."""
    grid, said = described(_titled(document, grid))
    grid = parted(nested(grid))
    scope = groups.scope
    study = scope.table_study(grid)
    owner = study.name if study else None
    columns = turned(grid, read_columns(grid), lambda name: groups.find(name, owner) is not None)
    columns = [replace(one, part="test", group=None) if i in said else one for i, one in enumerate(columns)]
    studies = studies_of_rows(grid, scope)
    headers = [cell.text for path in grid.columns for cell in path]
    labels = [row.path[-1].text for row in grid.rows if row.path]
    block = document.block_at(grid.start)
    section = block.section if block is not None else grid.section
    role = next((heading.role for heading in document.headings(section) if heading.role not in ("", "study", "results")), "")
    reported = any(column.outcome is not None or column.part in ("ratio", "difference") for column in columns) or any(
        read_label(label).ratio for label in labels
    )
    arms = {column.group.name for column in columns if column.group is not None and column.group.name}
    second = len(arms) > 1 and groups.first is not None and groups.first < grid.start
    kind = table_kind(grid.title.text, grid.stub.text, headers, labels, role, reported=reported, second=second)
    below = [cell.text for cell in grid.footnotes.values()]
    if grid.end - grid.body[1] < 4000 and grid.body[1]:
        below.append(document.raw(grid.body[1], max(grid.body[1], grid.end)))
    made = TableView(
        document,
        scope,
        groups, grid, kind, columns, [], rows_are_groups(grid, columns), read_defaults([grid.title.text, *below]),
        study.name if study else None, read_label(grid.stub.text), read_label(grid.title.text),
    )  # fmt: skip
    shapes = [label.shape for row in range(len(grid.rows)) for label in made.path(row)[-1:] if label.shape]
    shapes += [label.shape for row in range(len(grid.rows)) for label in made.path(row)[-2:-1] if label.shape]
    made.counted = len(shapes) >= 3 and shapes.count("n_percent") * 10 >= len(shapes) * 8
    made.leaves = repeated_leaves(grid)
    made.studies = studies
    if studies:
        made.transposed = all(column.group is None or not column.group.name for column in columns)
    made.parted = made.transposed and of_parts(grid, read_columns(grid)) is not None
    made.slots = _with_sizes(made, _slots(made))
    return made


_COUNT = compiled(r"(\d[\d,]*)\s*[(\[]\s*(\d+(?:\.\d+)?)\s*%?\s*[)\]]")


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
    arms = list(dict.fromkeys(slot.holder.name for slot in slots if slot.holder is not None and slot.holder.role != "total"))
    noted = noted_sizes(view.document, view.grid, arms)
    for slot in slots:
        holder = slot.holder
        if holder is None and view.title.n is not None and not (arms or view.transposed) and not slot.column.part:
            at = (view.grid.title.start, view.grid.title.end)
            name = whole.name if whole is not None else "total"
            holder = Holder(view.study, name, view.title.n, at, whole, "total")
            slot = replace(slot, holder=holder)
        if holder is None or holder.n is not None:
            out.append(slot)
            continue
        if holder.name in noted:
            n, at = noted[holder.name]
            out.append(replace(slot, holder=holder._replace(n=n, at=at)))
            continue
        sizes = [group.n for group in (holder.group, whole) if group is not None and group.n is not None]
        alike = [size for size in dict.fromkeys(view.groups.sizes(holder.name, holder.study)) if _fitting(view, slot, size)]
        size = next((size for size in sizes if _fitting(view, slot, size)), alike[0] if len(alike) == 1 else None)
        own = holder.group.n if holder.group is not None else None
        alone = whole is not None and whole.n is not None and len(known) > 0 and set(known) == {whole.n}
        if size is None and whole is not None and alone and own in (None, whole.n) and _holds(view, slot, whole.n or 0):
            size = whole.n
        out.append(slot if size is None else replace(slot, holder=holder._replace(n=size)))
    return out


def _holds(view: TableView, slot: Slot, size: int) -> bool:
    """Whether no count of a column is larger than a size that it may have."""
    if slot.column.part not in ("", "n"):
        return True
    cells = (view.cell(row, slot.columns[0]).text.strip() for row in range(len(view.grid.rows)))
    counts = (text if slot.column.part else found[1] if (found := _COUNT.fullmatch(text)) else "" for text in cells)
    return all(int(text.replace(",", "")) <= size for text in counts if text.replace(",", "").isdecimal())


def put_holder(draft: Draft, view: TableView, holder: Holder | None) -> None:
    """Study and cohort of a record, inherited from title and header."""
    title = (view.grid.title.start, view.grid.title.end)
    draft.put("study", holder.study if holder else view.study, title, "inherited")
    if holder is not None:
        draft.put("cohort", holder.name, holder.at, "inherited")
        return
    whole = view.scope.total(view.study)
    draft.put("cohort", whole.name if whole else "total", title, "inherited")
