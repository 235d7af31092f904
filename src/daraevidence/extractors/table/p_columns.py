"""Columns of P values: which records the value of a row is about."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.measures import put_p
from daraevidence.extractors.table.cells import is_blank, read_p
from daraevidence.extractors.table.comparisons import named_arm
from daraevidence.extractors.table.p_values import Told, give_part_p
from daraevidence.extractors.table.view import TableView
from daraevidence.language.quantities import PValue
from daraevidence.layout.document import Cell

__all__ = ["PColumns"]


class PColumns:
    """The P columns of a table; those of one group, of one time, of two groups among several are kept until all rows are read."""

    def __init__(self, table: TableView) -> None:
        self._table = table
        self._own: dict[tuple[int, str], Cell] = {}
        self._parts: list[tuple[int, int]] = []
        self._moments = frozenset(slot.column.moment for slot in table.slots if not slot.column.part)

    def read(self, row: int) -> PValue | None:
        """The P value that compares all groups of a row; one that stands below the header of a group is that group's own."""
        for number, column in enumerate(self._table.columns):
            if column.part != "p":
                continue
            if column.versus is not None or (column.moment and column.moment in self._moments):
                self._parts.append((row, number))
            elif column.group is not None and column.group.name:
                self._own[row, column.group.name] = self._table.cell(row, number)
            else:
                cell = self._table.cell(row, number)
                if not is_blank(cell.text):
                    return read_p(self._table.text(cell), cell.start)
        return None

    def give(self, told: Sequence[Told]) -> None:
        """Put the values that were kept on the records that they are about."""
        slots, rows = self._table.slots, dict[int, list[Told]]()
        for each in told:
            rows.setdefault(each.row, []).append(each)
            group = slots[each.slot].column.group
            p = self._value(self._own.get((each.row, group.name))) if group else None
            for draft in each.drafts if p is not None else ():
                if draft.kind == "endpoint":
                    put_p(draft, p)
        for row, number in self._parts:
            column = self._table.columns[number]
            p = self._value(self._table.cell(row, number))
            meant = [each for each in rows.get(row, ()) if slots[each.slot].column.moment == column.moment]
            if p is not None:
                give_part_p(meant, p, row, [named_arm(self._table, name) for name in column.versus or ()])

    def _value(self, cell: Cell | None) -> PValue | None:
        return read_p(self._table.text(cell), cell.start) if cell is not None and not is_blank(cell.text) else None
