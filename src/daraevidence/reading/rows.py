"""Rows and columns of a table of a web page: where a cell stands when others span over its place."""

from __future__ import annotations

__all__ = ["Rows"]

_WIDEST = 200
_TALLEST = 100_000


class Rows:
    """The places of one table; ``open``: its cells are cells, and not parts of the page that a table only lays out."""

    def __init__(self, open_: bool, table: int) -> None:
        self.open, self.table = open_, table
        self.row, self.column = -1, 0
        self._until: list[int] = []  # for each column the first row that no cell above spans
        self._taken, self._taken_until = 0, 0  # so many first columns are taken up to that row

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = self._taken if self.row < self._taken_until else 0

    def place(self, rowspan: int, colspan: int) -> tuple[int, int, int, int]:
        """Row, column and spans of the next cell of the row, at the first place that is free."""
        if self.row < 0:
            self.next_row()
        until, row = self._until, self.row
        column = first = self.column
        while column < len(until) and until[column] > row:
            column += 1
        if first == 0 and column > 0:
            self._taken, self._taken_until = column, min(until[:column])
        rowspan = min(rowspan or _TALLEST, _TALLEST)
        colspan = max(1, min(colspan, _WIDEST - column))
        end = column + colspan
        if end > len(until):
            until += [0] * (end - len(until))
        until[column:end] = [max(other, row + rowspan) for other in until[column:end]]
        self.column = end
        return row, column, rowspan, colspan
