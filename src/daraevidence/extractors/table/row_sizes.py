"""Rows of a table that print nothing but sizes: of how many patients the rows below are."""

from __future__ import annotations

from daraevidence.extractors.table.note_sizes import sizes_in_note
from daraevidence.extractors.table.view import Holder, TableView
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["RowSizes"]

_DONE = "analy[sz]ed|assessed|evaluated|randomi[sz]ed|enrolled|included|treated"
_COUNTED = compiled(
    r"(?i)(?:n|no\.?|number(?: of \w+)?)\s*(?:\(?(?:analy[sz]ed|assessed|evaluated|randomi[sz]ed|with data|completed)\)?)|N|n|"
    rf"(?:(?:(?:total )?(?:number|no\.?) of |total |all )?(?:{PEOPLE})(?: (?:in group|{_DONE}|with data))?|"
    rf"{_DONE}|sample size|total)(?:, (?:n|no\.?)| \([nN]\))?"
)
_WHOLE = compiled(r"\d{1,3}(?:,\d{3})+|\d+")
_SIZE = compiled(r"[(\[]?\s?[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d+)\s?[)\]]?")


class RowSizes:
    """The last such row: ``Disease duration | n=355 | n=325`` holds for the rows below its label, else for all up to the next."""

    def __init__(self, table: TableView) -> None:
        self._table = table
        self._sizes: dict[int, tuple[int, tuple[int, int]]] = {}
        self._row = -1
        self._noted: dict[int, dict[str, tuple[int, tuple[int, int]]]] = {}

    def read(self, row: int) -> bool:
        """Whether a row is such a one; it is kept."""
        cells = [self._table.cell(row, slot.columns[0]) for slot in self._table.slots]
        form = _WHOLE if self._counts(row) else _SIZE
        found = [form.fullmatch(cell.text.strip()) for cell in cells]
        if not any(found) or any(match is None and cell.text.strip() for match, cell in zip(found, cells)):
            return False
        self._row = row
        self._sizes = {
            number: (int(match[match.lastindex or 0].replace(",", "")), (cell.start, cell.end))
            for number, (match, cell) in enumerate(zip(found, cells))
            if match is not None
        }
        return True

    def holder(self, row: int, number: int, holder: Holder | None) -> Holder | None:
        """The group of a cell with the size that holds for it: that of its row, else that of a row of sizes above."""
        column = self._table.slots[number].size
        own = self._table.cell(row, column) if column is not None else None
        if holder is not None and own is not None and _WHOLE.fullmatch(own.text.strip()):
            return holder._replace(n=int(own.text.strip().replace(",", "")), at=(own.start, own.end))
        if holder is not None and row not in self._noted:
            self._noted[row] = self._in_notes(row)
        noted = self._noted[row].get(holder.name) if holder is not None else None
        if holder is not None and noted is not None:
            return holder._replace(n=noted[0], at=noted[1])
        size = self._sizes.get(number)
        if size is None or holder is None or not self._holds(row):
            return holder
        return holder._replace(n=size[0], at=size[1])

    def _counts(self, row: int) -> bool:
        """Whether the label of a row says that it counts those who were looked at; among baseline facts only the first does."""
        path = self._table.grid.rows[row].path
        if self._table.kind == "cases" or (self._table.kind == "baseline" and row) or len(path) != 1:
            return False
        return _COUNTED.fullmatch(path[0].text.strip()) is not None

    def _in_notes(self, row: int) -> dict[str, tuple[int, tuple[int, int]]]:
        """The sizes of the groups that a note to the label of a row gives."""
        table = self._table
        notes = [table.grid.footnotes.get(letter) for cell in table.grid.rows[row].path for letter in cell.notes]
        if not any(notes):
            return {}
        arms = {slot.holder.name: slot.holder for slot in table.slots if slot.holder and slot.holder.role != "total"}
        limits = [arm.n or (arm.group.n if arm.group is not None else None) for arm in arms.values()]
        for note in notes:
            sizes = sizes_in_note(note, list(arms), limits, table.document) if note is not None else []
            if sizes:
                return dict(zip(arms, sizes))
        return {}

    def _holds(self, row: int) -> bool:
        """Whether a row is below the label of the sizes, where any is."""
        rows = self._table.grid.rows
        label = rows[self._row].path
        parent = self._row + 1 < len(rows) and rows[self._row + 1].path[: len(label)] == label
        return not parent or rows[row].path[: len(label)] == label
