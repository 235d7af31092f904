"""Rows of a table that print nothing but sizes: of how many patients the rows below are."""

from __future__ import annotations

import re

from daraevidence.extractors.table.view import Holder, TableView

__all__ = ["RowSizes"]

_SIZE = re.compile(r"[(\[]?\s?[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d+)\s?[)\]]?")


class RowSizes:
    """The last such row: ``Disease duration | n=355 | n=325`` holds for the rows below its label, else for all up to the next."""

    def __init__(self, table: TableView) -> None:
        self._table = table
        self._sizes: dict[int, tuple[int, tuple[int, int]]] = {}
        self._row = -1

    def read(self, row: int) -> bool:
        """Whether a row is such a one; it is kept."""
        cells = [self._table.cell(row, slot.columns[0]) for slot in self._table.slots]
        found = [_SIZE.fullmatch(cell.text.strip()) for cell in cells]
        if not any(found) or any(match is None and cell.text.strip() for match, cell in zip(found, cells)):
            return False
        self._row = row
        self._sizes = {
            number: (int(match[1].replace(",", "")), (cell.start, cell.end))
            for number, (match, cell) in enumerate(zip(found, cells))
            if match is not None
        }
        return True

    def holder(self, row: int, number: int, holder: Holder | None) -> Holder | None:
        """The group of a cell with the size that holds for it."""
        size = self._sizes.get(number)
        if size is None or holder is None or not self._holds(row):
            return holder
        return holder._replace(n=size[0], at=size[1])

    def _holds(self, row: int) -> bool:
        """Whether a row is below the label of the sizes, where any is."""
        rows = self._table.grid.rows
        label = rows[self._row].path
        parent = self._row + 1 < len(rows) and rows[self._row + 1].path[: len(label)] == label
        return not parent or rows[row].path[: len(label)] == label
