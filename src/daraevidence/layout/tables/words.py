"""Tables of words: what to do for each grade of each event, or at each limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.dosing import DOSED
from daraevidence.language.instructions import is_instruction
from daraevidence.language.patterns import compiled
from daraevidence.layout.tables.headers import is_stub
from daraevidence.layout.tables.lines import Line, valued
from daraevidence.layout.tables.rows import RowLines

__all__ = ["Nested", "instructions", "nested_words"]

_WIDEST = 5
_LONGEST = 300
#: a dose, with how often it is given
_DOSE = compiled(DOSED + "$")


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


def instructions(lines: Sequence[Line]) -> Nested | None:
    """The rows of a table with a column of instructions or doses, one cell per line, all cells filled.

    The one number of columns for which every cell of a column, below a header that is none, says what to do, and
    no cell of the labels. ``None`` where there is none, or more than one.
    """
    if not 6 <= len(lines) <= _LONGEST or sum(_tells(line.text) for line in lines) < 2:
        return None
    found = [columns for columns in range(1, _WIDEST) if _instructs(lines, columns + 1)]
    if len(found) != 1:
        return None
    width = found[0] + 1
    rows = (lines[place : place + width] for place in range(width, len(lines), width))
    return Nested(found[0], width, tuple(((row[0],), tuple((cell,) for cell in row[1:])) for row in rows))


def _tells(text: str) -> bool:
    """Whether a cell says what to do: an instruction, or a dose with how often it is given."""
    return is_instruction(text) or _DOSE.match(text) is not None


def _instructs(lines: Sequence[Line], width: int) -> bool:
    """Whether lines fill rows of a width so that a column holds instructions or doses only."""
    if len(lines) % width or len(lines) < 3 * width or any(_tells(line.text) for line in lines[:width]):
        return False
    columns = [lines[width + column :: width] for column in range(width)]
    telling = [column for column in columns[1:] if all(_tells(line.text) for line in column)]
    if not telling or any(_tells(line.text) for line in columns[0]):
        return False
    # doses alone do not tell: beside figures they are those of patients
    others = (line for column in columns if column not in telling for line in column)
    return any(is_instruction(line.text) for column in telling for line in column) or not any(
        valued(line.text) for line in others
    )


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
