"""Records of tables: one for each statistic of each cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from daraevidence.draft import Draft
from daraevidence.extractors.grid.columns import CHANGE, Column
from daraevidence.extractors.grid.doses import tells_no_results
from daraevidence.extractors.grid.effects import named_effect
from daraevidence.extractors.grid.kinds import RowKind, is_baseline_title, row_kinds
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.grid.times import TimePoint, time_point
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.table.announced import Announced, announce
from daraevidence.extractors.table.cell_parts import completed, counted_parts, merge, part_hint
from daraevidence.extractors.table.cells import Hint, fits, is_blank, named_counts, read_cell, read_p
from daraevidence.extractors.table.comparisons import is_difference, name_comparators, named_arm, order_ratios, put_sides
from daraevidence.extractors.table.differences import difference
from daraevidence.extractors.table.events import fill_event, read_event
from daraevidence.extractors.table.known_names import KnownGroups
from daraevidence.extractors.table.p_columns import PColumns
from daraevidence.extractors.table.p_values import Told, give_p_values, give_row_p, is_p_row
from daraevidence.extractors.table.parts import part_of_row, size_of_part
from daraevidence.extractors.table.patients import told_of_patients
from daraevidence.extractors.table.proved_sizes import size_by_percents
from daraevidence.extractors.table.row_paths import measured, outcome_of_part
from daraevidence.extractors.table.row_sizes import RowSizes
from daraevidence.extractors.table.slashed import in_parts
from daraevidence.extractors.table.spreads import put_spread
from daraevidence.extractors.table.statistics import code_of, fill_characteristic, fill_endpoint, joined, label_of
from daraevidence.extractors.table.study_rows import title_of_all
from daraevidence.extractors.table.view import Holder, Slot, TableView, put_holder, view
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.places import copied
from daraevidence.language.quantities import PValue, Quantity
from daraevidence.language.vocabulary import TIMES_TO_EVENT, UNHARMED, endpoint_code
from daraevidence.layout.document import Cell, Document, Grid
from daraevidence.layout.mentions import Mentions

__all__ = ["told_in_tables"]

_AT_TIME = compiled(r"(?i)\b(?:at|by|after|to|over|within) (?:\d+|week|month|day|year)|\d-(?:week|month|year|day)\b")
_VERSUS = compiled(r"(?i)\bdifferences?\b.*?\b(?:vs\.?|versus|from|compared with)\s+(.+)$|\b(?:vs\.?|versus)\s+(.+)$")
_BEFORE = compiled(
    r"(?i)(?:at )?(?:baseline|screening|admission|enrol\w*|entry)|pre(?:[- ]?(?:test|treat|interv|op|dose|study)\w*|$)"
    r"|before\b(?: \w+){0,2}|T0$|(?:start|beginning)$|initial\b"
)
_LATER = compiled(
    r"(?i)(?:at |after |by )?(?:(?:week|month|day|year|cycle|visit)s?\s*[1-9]|[1-9]\d*(?:st|nd|rd|th)?[\s-]*(?:week|month|day|"
    r"year|hour|wk|mo|yr)|end(?: of|$)|follow[ -]?up)|post(?:[- ]?(?:test|treat|interv|op)|$)|after\b|final\b|T[1-9]\d?$"
)
_BETWEEN = Gated("between", r"(?i)\bbetween\b")


def told_in_tables(document: Document, mentions: Mentions, scope: Scope) -> Iterator[Draft]:
    """Endpoints, characteristics and adverse events of all tables (drafts of these three kinds)."""
    groups = KnownGroups(scope)
    groups.first = next((grid.start for grid in document.grids if is_baseline_title(grid.title.text)), None)
    for grid in document.grids:
        drafts = list(_told(document, grid, groups))
        size_by_percents(drafts, scope)
        yield from drafts


def _told(document: Document, grid: Grid, groups: KnownGroups) -> Iterator[Draft]:
    if not grid.rows or not grid.columns or tells_no_results(grid, document):
        return
    table = view(document, grid, groups)
    found = told_of_patients(table) if table.kind == "cases" else _Rows(table).read()
    for draft in found:
        if grid.confidence < 0.8:
            draft.doubt(grid.confidence, "the table's layout is uncertain")
        yield draft


@dataclass(slots=True)
class _Row:
    """One row while it is read."""

    index: int
    cells: tuple[Cell, ...]
    path: list[Label]
    holder: Holder | None
    size: int | None


@dataclass(slots=True)
class _Rows:
    """Reads the rows of one table, one after another."""

    table: TableView
    told: list[Told] = field(default_factory=list)
    shares: list[str] = field(default_factory=list)
    #: sizes that rows of their own print (``n`` below a variable, a column ``n`` beside row groups), with their cells
    sizes: dict[tuple[int, int], tuple[int, Cell]] = field(default_factory=dict)
    #: rows that hold P values only, with those of each group
    p_rows: dict[int, dict[int, PValue]] = field(default_factory=dict)
    row_sizes: RowSizes = field(init=False)
    p_columns: PColumns = field(init=False)
    parent: int = -1
    #: rows in which a ratio or a difference compares the groups
    compared: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.row_sizes = RowSizes(self.table)
        self.p_columns = PColumns(self.table)

    def read(self) -> list[Draft]:
        """The drafts of all rows, P values given to those whom they compare."""
        table = self.table
        places = {tuple(cell.start for cell in row.path): i for i, row in enumerate(table.grid.rows)}
        unseen: dict[tuple[int, ...], int] = {}
        parents, headings, p_values = [], set(), {}
        for index, row in enumerate(table.grid.rows):
            above = tuple(cell.start for cell in row.path[:-1])
            parents.append(places.get(above, -1) if above else -1)
            if above and parents[-1] < 0:
                parents[-1] = unseen.setdefault(above, -2 - len(unseen))
            self.parent = parents[-1]
            p = self.p_columns.read(index)
            if p is not None:
                p_values[index] = p
            if not self._row(index):
                headings.add(index)
        self.p_columns.give(self.told)
        for index, found in self.p_rows.items():
            give_row_p(self.told, index, found, parents)
        order_ratios(self.told, table)
        name_comparators(self.told, frozenset(self.compared))
        give_p_values(self.told, p_values, parents, frozenset(headings), table.transposed, frozenset(table.arm_rows))
        return [draft for told in self.told for draft in told.drafts]

    def _row(self, index: int) -> bool:
        """Read one row; whether it has any cell that is not a P value."""
        table = self.table
        path = table.path(index)
        cells = table.grid.rows[index].path
        row = _Row(index, cells, path, table.holder(index), path[-1].n if path else None)
        if index in table.studies:
            cell, label = title_of_all(table.grid.title)
            row.cells, row.path, row.size = (cell,), [label], None
        part = part_of_row(table, index, path) if row.holder is None else None
        if part is not None:
            row.holder, row.path = part
            row.cells = cells[: len(row.path)]
        if row.holder is not None and row.holder.n is not None:
            row.size = None
        seen = False
        if path and "/" in path[-1].title:
            path[-1] = in_parts(table, index, path[-1])
        if self.row_sizes.read(index):
            return True
        if path and is_p_row(path[-1].text) and not table.transposed:
            cells_of = {number: table.cell(index, slot.columns[0]) for number, slot in enumerate(table.slots)}
            read = {
                number: read_p(self.table.text(cell), cell.start) for number, cell in cells_of.items() if not is_blank(cell.text)
            }
            self.p_rows[index] = {number: p for number, p in read.items() if p is not None}
            return True
        for number, slot in enumerate(table.slots):
            if slot.column.part in ("p", "test") or self._unheaded(slot):
                continue
            if all(is_blank(table.cell(index, column).text) for column in slot.columns):
                seen = seen or any(table.cell(index, column).text.strip() for column in slot.columns)
                continue
            seen = True
            self._cell(row, number, slot)
        return seen

    def _unheaded(self, slot: Slot) -> bool:
        """Whether nothing heads a column though others have headers: nobody can say what it holds."""
        table = self.table
        blank = not any(cell.text.strip() for cell in table.grid.columns[slot.columns[0]])
        return blank and slot.column == Column() and len(table.columns) > 1

    def _cell(self, row: _Row, number: int, slot: Slot) -> None:
        """Read the cell (or the cells that belong together) of one group."""
        holder = self.row_sizes.holder(row.index, number, self._holder(row, slot))
        path = self._path(row, slot)
        announced = self._announced(row, slot, holder)
        cell = self.table.cell(row.index, slot.columns[0])
        hint = completed(announced.hint, cell.text, self.table.defaults, counted=self.table.counted)
        announced = Announced(hint, announced.level, announced.unit_from)
        quantities = self._quantities(row, slot, announced)
        at = row.index, number, self.parent
        if self._size(row, number, slot, quantities) or put_spread(self.told, row.path, at, quantities, announced):
            return
        compares = slot.holder is None and slot.column.part in ("ratio", "difference")
        told = Told(row.index, number, holder.name if holder and not compares else "", self.parent)
        if not quantities:
            self._named(row, slot, cell, holder, told)
        for quantity in quantities:
            told.p = told.p or quantity.p
            part = self._comparison(row, slot, quantity)
            if part:
                self.compared.add(row.index)
            if part == "difference":
                told.drafts += difference(
                    table=self.table, slot=slot, row=(row.cells[-1] if row.cells else None, row.holder), path=path,
                    quantity=quantity, announced=announced, at=self._point(slot, path),
                )  # fmt: skip
                continue
            for kind in self._kinds(row, slot, path, quantity, announced):
                draft = self._draft(kind, row, slot, quantity, holder, path, announced)
                if draft is not None:
                    told.drafts.append(draft)
            if quantity.n is not None and holder and holder.n and quantity.n.value < holder.n:
                self.shares = [joined(row.path).lower()]
        if told.drafts or told.p:
            self.told.append(told)

    def _comparison(self, row: _Row, slot: Slot, quantity: Quantity) -> str:
        """Which comparison a cell holds: ``ratio``, ``difference``, or "" for none."""
        part = slot.column.part if slot.column.part in ("ratio", "difference") else ""
        named = named_effect(self.table.cell(row.index, slot.columns[0]).text) if part else None
        if named is not None:
            return named.part
        if part != "ratio":
            return part
        cells = self.table.grid.rows[row.index].cells
        header = " ".join(cell.text for cell in self.table.grid.columns[slot.columns[0]])
        arms = [cells[each.columns[0]].text for each in self.table.slots if not each.column.part and each.columns[0] < len(cells)]
        return "difference" if is_difference(header, row.path[-1] if row.path else None, arms, quantity) else part

    def _size(self, row: _Row, number: int, slot: Slot, quantities: Sequence[Quantity]) -> bool:
        """Whether a cell is the size of a group or of a variable's data; it is kept for the cells that it is the N of."""
        n = quantities[0].n if len(quantities) == 1 and quantities[0].percent is None else None
        if n is None or self.table.kind == "adverse":
            return False
        cell = self.table.cell(row.index, slot.columns[0])
        if self.table.transposed and slot.column.outcome is None and slot.column.part == "n" and row.holder is not None:
            if row.holder.n is None:
                row.holder = row.holder._replace(n=int(n.value), at=(cell.start, cell.end))
                part = size_of_part(self.table, row.cells, row.holder, cell, copied(quantities[0]))
                if part is not None:
                    self.told.append(Told(row.index, number, str(part.get("cohort")), self.parent, drafts=[part]))
            return True
        if row.path and row.path[-1].bare and row.path[-1].shape == "n" and len(row.path) > 1:
            self.sizes[self.parent, number] = (int(n.value), cell)
            return True
        return False

    def _holder(self, row: _Row, slot: Slot) -> Holder | None:
        """The group: the row's own, inside that of the column where both are named."""
        own, column = row.holder, slot.holder
        if own is None or column is None:
            return own or column
        if own.role == "total" and column.role != "total":
            if row.index in self.table.studies:
                return column._replace(study=own.study, n=None, group=self.table.groups.find(column.name, own.study))
            return column  # all patients of an arm are the arm
        words = re.split(r"\W+", own.name)
        if column.role in ("total",) or not column.name or any(g.holder and g.holder.name in words for g in self.table.slots):
            return own
        name = f"{column.name}, {own.name}"
        known = self.table.groups.find(name, own.study)
        return own._replace(name=known.name if known else name, group=known)

    def _path(self, row: _Row, slot: Slot) -> list[Label]:
        """What is measured: the labels of the row, the header where rows are groups, without words that name the group."""
        outcome = slot.column.outcome
        if self.table.transposed:
            return [outcome if outcome is not None else outcome_of_part(self.table, row.index)]
        path = measured(self.table, row.index, row.path, row.holder, self.told)
        return path if outcome is None else [*path, outcome]

    def _announced(self, row: _Row, slot: Slot, holder: Holder | None) -> Announced:
        table = self.table
        size = row.size or (holder.n if holder else None)
        if slot.column.part in ("ratio", "difference") and slot.column.label is not None:
            told = announce([], [slot.column.label], None)
            named = named_effect(table.cell(row.index, slot.columns[0]).text)
            if named is None:
                return told
            level = named.level or told.level
            spreads = tuple(dict.fromkeys((*told.hint.spreads, "ci")))
            hint = told.hint._replace(ratio=named.measure, center="", shape="", spreads=spreads, level=level)
            return Announced(hint, level, told.unit_from)
        path = [] if table.transposed else row.path
        told = announce(path, [slot.column.outcome, slot.column.label, table.stub, table.title], size)
        if slot.column.part in ("mean", "median") and told.hint.shape == "percent":  # "Hematocrit (%)" below a column of means
            told = replace(told, hint=told.hint._replace(shape="", unit=told.hint.unit or "%"))
        return told

    def _quantities(self, row: _Row, slot: Slot, announced: Announced) -> list[Quantity]:
        cells = [self.table.cell(row.index, column) for column in slot.columns]
        if len(cells) == 1:
            text = self.table.text(cells[0])
            named = named_effect(cells[0].text) if slot.column.part in ("ratio", "difference") else None
            if named is not None:
                text = f"{' ' * named.end}{text[named.end :]}"
            return read_cell(text, cells[0].start, announced.hint)
        merged: Quantity | None = None
        parts = counted_parts([self.table.columns[column].part for column in slot.columns], [cell.text for cell in cells])
        for cell, part in zip(cells, parts, strict=True):
            for quantity in read_cell(self.table.text(cell), cell.start, part_hint(part, announced.hint)):
                merged = quantity if merged is None else merge(merged, quantity, part)
        return [merged] if merged is not None else []

    def _kinds(
        self, row: _Row, slot: Slot, path: Sequence[Label], quantity: Quantity, announced: Announced
    ) -> tuple[RowKind, ...]:
        titles = [label.title for label in path if label.title] or [label.text for label in row.path]
        outcome = slot.column.outcome is not None and (self.table.kind != "baseline" or self.table.parted)
        if outcome or announced.hint.ratio or quantity.unit.startswith("% per "):
            return ("endpoint",)
        if CHANGE.fullmatch(slot.column.context) and self.table.kind != "adverse":
            return ("endpoint",)
        if slot.column.moment and slot.column.time is None and _BEFORE.match(slot.column.moment):
            return ("characteristic",)
        leaf = titles[-1] if len(row.path) > 1 else ""
        if leaf and _BEFORE.fullmatch(leaf):
            return ("characteristic",)
        time = slot.column.time
        if (
            self._is_later(slot.column.moment)
            or self._is_later(leaf)
            or (self.table.kind in ("mixed", "outcome") and time and time.value)
        ):
            return ("endpoint",)
        counted = quantity.role in ("proportion", "count", "number")
        return row_kinds(self.table.kind, titles, counted)

    def _is_later(self, moment: str) -> bool:  # in a table of what was before and after
        return bool(moment) and self.table.kind == "mixed" and _LATER.match(moment) is not None

    def _draft(
        self, kind: RowKind, row: _Row, slot: Slot, quantity: Quantity,
        holder: Holder | None, path: list[Label], announced: Announced,
    ) -> Draft | None:  # fmt: skip
        cell = self.table.cell(row.index, slot.columns[0])
        last = self.table.cell(row.index, slot.columns[-1])
        draft = Draft(kind, cell.start, max(cell.end, last.end))
        quantity = copied(quantity)
        put_holder(draft, self.table, holder)
        label_cell = row.cells[-1] if row.cells else None
        if kind == "adverse_event":
            event = read_event(row.cells, self.table.grid.title) if row.cells else None
            if event is None:
                return None
            return draft if fill_event(draft, event, quantity, slot.column.grade, slot.column.at, holder) else None
        at = (label_cell.start, label_cell.end) if label_cell else (cell.start, cell.start)
        cells = (label_cell, self._unit_cell(row, announced))
        size = row.size
        number = self.table.slots.index(slot)
        if size is None and (self.parent, number) in self.sizes and self.parent >= 0:
            size, label_cell = self.sizes[self.parent, number]
            cells = (label_cell, cells[1])
        if _BETWEEN.search(joined(path)) and quantity.role == "value" and self._of_part(path):
            holder, size = (holder._replace(n=None) if holder else None), None
        if kind == "characteristic":
            name = joined(path) or self.table.title.title
            if not name:
                return None
            if "of" in quantity.extra:
                name = f"{name} > {quantity.extra['of']}"
            draft.put("characteristic", self._context(slot, name), at)
            return draft if fill_characteristic(draft, quantity, announced, holder, size, cells) else None
        code = "OTHER" if self._means_other(path) else code_of(path, self.table.title.title)
        label = label_of(path, code) or self.table.title.title or (slot.column.label.text if slot.column.label else "")
        if not label:
            return None
        if "of" in quantity.extra:
            label = f"{label} > {quantity.extra['of']}"
        draft.put("endpoint", code, at, "normalised").put("label", self._context(slot, label), at)
        point = self._point(slot, path)
        title = path[-1].title or (row.path[-1].title if row.path else "") if path else ""
        versus = _VERSUS.search(title) if holder is not None else None
        if versus:
            draft.put("comparator", named_arm(self.table, versus[1] or versus[2]), at)
            holder = holder._replace(n=None) if holder else None
        elif announced.hint.ratio and not (slot.column.part == "ratio" and slot.column.group is not None):
            put_sides(draft, self.table, row.holder, slot)
            point = None if slot.column.time is None and code in UNHARMED | TIMES_TO_EVENT else point  # of the whole time
        return draft if fill_endpoint(draft, quantity, announced, holder, size, cells, path, point) else None

    def _means_other(self, path: Sequence[Label]) -> bool:
        """Whether the text explains the short form of a row as something else than the outcome of that name: a scale ``PFS``."""
        short = path[-1].title if path else ""
        long = self.table.grid.abbreviations.get(short) or self.table.document.abbreviations.get(short)
        return long is not None and endpoint_code(long) == "OTHER"

    def _context(self, slot: Slot, label: str) -> str:
        """A label below the phase that heads its column, where that is no counted time."""
        return f"{slot.column.context} > {label}" if slot.column.context and slot.column.time is None else label

    def _point(self, slot: Slot, path: Sequence[Label]) -> TimePoint | None:
        """The time that a column, a row, the title or else the line above the table tells of."""
        title = self.table.title.title or self.table.lead()
        said = [*(label.title for label in reversed(path)), title if _AT_TIME.search(title) else ""]
        return slot.column.time or next((t for t in map(time_point, said) if t), None)

    def _of_part(self, path: Sequence[Label]) -> bool:
        """Whether a row is about those whom the row above counts: both share their main words."""
        words = set(re.findall(r"[\w-]{4,}", joined(path).lower()))
        return any(len(words & set(re.findall(r"[\w-]{4,}", share))) >= 2 for share in self.shares)

    def _unit_cell(self, row: _Row, announced: Announced) -> Cell | None:
        for cell, label in zip(reversed(row.cells), reversed(row.path), strict=True):
            if label is announced.unit_from:
                return cell
        return None

    def _named(self, row: _Row, slot: Slot, cell: Cell, holder: Holder | None, told: Told) -> None:
        """Counts of what the cell itself names."""
        base = self.table.title.title if self.table.transposed else joined(row.path)
        for named in named_counts(self.table.text(cell), cell.start):
            draft = Draft("characteristic", cell.start, cell.end)
            put_holder(draft, self.table, holder)
            draft.put("characteristic", f"{base} > {named.name}" if base else named.name, (named.start, named.end))
            quantity = named.quantity
            known = holder.group.n if holder and holder.group and holder.n is None else None
            n, percent = quantity.n, quantity.percent
            if holder and known and n and percent and fits(int(n.value), known, percent):
                holder = holder._replace(n=known)
            fill_characteristic(draft, quantity, Announced(Hint()), holder, None, (None, None))
            told.drafts.append(draft)
