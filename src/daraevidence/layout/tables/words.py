"""Tables of words whose labels stand below each other by indentation: what to do for each grade of each event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.layout.tables.headers import is_stub
from daraevidence.layout.tables.lines import Line, valued
from daraevidence.layout.tables.rows import RowLines

__all__ = ["Nested", "nested_words"]

_WIDEST = 5
_LONGEST = 300


class Nested(NamedTuple):
    """The header's lines come first, ``head`` of them; each row below has a label and ``columns`` cells, or none."""

    columns: int
    head: int
    rows: tuple[RowLines, ...]


def nested_words(lines: Sequence[Line]) -> Nested | None:
    """The rows of a table of words, one cell per line: an indented label belongs to the label without cells above it.

    The first line names the labels and each column has one line of header; a label that an indented line follows at once
    is a group's and has no cells, every other one has a cell for each column. ``None`` where the lines do not come out so.
    """
    if not 6 <= len(lines) <= _LONGEST or not is_stub(lines[0].text) or not any(line.indent for line in lines):
        return None
    for columns in range(2, _WIDEST):
        rows = _rows(lines[columns + 1 :], columns)
        if rows and sum(bool(label[0].indent) for label, _ in rows) > 1 and not any(line.indent for line in lines[: columns + 1]):
            return Nested(columns, columns + 1, rows)
    return None


def _rows(lines: Sequence[Line], columns: int) -> tuple[RowLines, ...]:
    """The rows of so many cells, or none where a label or a cell stands in the wrong place."""
    found: list[RowLines] = []
    place = 0
    while place < len(lines):
        label, after = lines[place], lines[place + 1 : place + 1 + columns]
        if valued(label.text):
            return ()
        if after and after[0].indent > label.indent:
            found.append(((label,), ()))
            place += 1
            continue
        if len(after) < columns or any(cell.indent for cell in after):
            return ()
        found.append(((label,), tuple((cell,) for cell in after)))
        place += 1 + columns
    return tuple(found)
