"""Cells over rows and columns: where each stands, with what spans spread out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.marks import Marks
from daraevidence.reading.text import Shape

__all__ = ["Frame", "Slot", "frame_of"]

#: A table is not larger than so many places for each of its cells: spans beyond it are no spans.
_SPARSE = 60
_WIDEST = 200


#: What financial writers set in columns of their own: the ends and beginnings of cells.
_ENDS = compiled(r"(?:[)\]%]|[*†‡§]{1,3}|\s)+")
_BEGINS = compiled(r"(?:US|CA|C|A)?[$€£(<>≤≥]+")


class Slot(NamedTuple):
    """A cell at a place of the frame; a cell that spans several places is the same slot at each of them."""

    shape: Shape
    cell: Cell


@dataclass(slots=True)
class Frame:
    """The cells of one table by row and column; columns without any text are left out."""

    marks: Marks
    height: int
    width: int
    start: int
    end: int
    slots: list[list[Slot | None]] = field(default_factory=list)

    def slot(self, row: int, column: int) -> Slot | None:
        """The cell at a place, or ``None`` where the source has none."""
        return self.slots[row][column] if 0 <= row < self.height and 0 <= column < self.width else None

    def anchors(self, row: int) -> Iterator[Slot]:
        """The cells of a row, each once, also those that span down from rows above."""
        seen: Shape | None = None
        for slot in self.slots[row] if 0 <= row < self.height else ():
            if slot is not None and slot.shape is not seen:
                seen = slot.shape
                yield slot

    def texts(self, row: int) -> list[str]:
        """What stands in each column; a cell over several columns stands in its first."""
        found: list[str] = []
        seen: Shape | None = None
        for slot in self.slots[row]:
            found.append(slot.cell.text if slot is not None and slot.shape is not seen else "")
            seen = slot.shape if slot is not None else None
        return found

    def alone(self, row: int) -> Slot | None:
        """The one cell that a row consists of, where it spans all columns."""
        slots = list(self.anchors(row))
        if len(slots) != 1 or not slots[0].cell.text or slots[0].shape.row < 0:
            return None
        return slots[0] if self.width > 1 and all(slot is not None for slot in self.slots[row]) else None

    def reach(self, row: int) -> int:
        """How many columns the first cell of a row spans."""
        first = self.slot(row, 0)
        return next((c for c in range(1, self.width) if self.slot(row, c) is not first), self.width) if first is not None else 1

    def bare_below(self, row: int) -> bool:
        """Whether the row below has no value beside its label, so that a row over all columns is one of several labels."""
        return row + 1 < self.height and not any(self.texts(row + 1)[1:])

    def place(self, row: int) -> int:
        """Where a row begins in the text."""
        return min((slot.shape.start for slot in self.anchors(row)), default=self.end)


def frame_of(shapes: Sequence[Shape], marks: Marks) -> Frame | None:
    """The frame of a table's cells; ``None`` where they make no table (nothing in them, one row, one column)."""
    filled = [shape for shape in shapes if shape.end > shape.start]
    if len(filled) < 4:
        return None
    top = min(shape.row for shape in filled)
    shapes = [shape._replace(row=shape.row - top) for shape in shapes if shape.row >= top] if top > 0 else shapes
    height = max(shape.row for shape in filled) + 1 - top
    width = min(max(shape.column for shape in shapes) + 1, _WIDEST)
    if height < 2 or width < 2 or height * width > _SPARSE * len(shapes) + 2000:
        return None
    places: list[list[Slot | None]] = [[None] * width for _ in range(height)]
    slots = [Slot(shape, marks.cell(shape.start, shape.end)) for shape in shapes]
    for slot in slots:
        if 0 <= slot.shape.row < height and 0 <= slot.shape.column < width:
            places[slot.shape.row][slot.shape.column] = slot
    for slot in slots:
        shape = slot.shape
        for row in range(max(shape.row, 0), min(shape.row + max(shape.rowspan, 1), height)):
            for column in range(max(shape.column, 0), min(shape.column + max(shape.colspan, 1), width)):
                if places[row][column] is None:
                    places[row][column] = slot
    kept = _kept(places, width)
    if len(kept) < 2:
        return None
    kept = _whole(places, kept)
    start, end = min(shape.start for shape in filled), max(shape.end for shape in filled)
    return Frame(marks, height, len(kept), start, end, [[row[column] for column in kept] for row in places])


def _whole(places: list[list[Slot | None]], kept: list[int]) -> list[int]:
    """The columns without those that hold only the beginnings or ends of the cells beside them (``$``, ``%)``), put together."""
    found: list[int] = []
    opening: list[int] = []
    for column, before, following in zip(kept, [None, *kept], [*kept[1:], None]):
        if found and _only(_ENDS, places, column, before):
            _merge(places, found[-1], column, found[-1])
        elif following is not None and _only(_BEGINS, places, column, following):
            opening.append(column)
        else:
            found.append(column)
            for begun in opening:
                _merge(places, begun, column, column)
            opening = []
    return found


def _only(form: re.Pattern[str], places: list[list[Slot | None]], column: int, other: int | None) -> bool:
    """Whether the cells of a column that do not span another one have this form."""
    own = {slot.cell.text for row in places if (slot := row[column]) and (other is None or row[other] is not slot)} - {""}
    return bool(own) and all(form.fullmatch(text) for text in own)


def _merge(places: list[list[Slot | None]], left: int, right: int, kept: int) -> None:
    for row in places:
        first, last = row[left], row[right]
        if first is not None and last is not None and first is not last and first.cell.text and last.cell.text:
            cell = Cell(first.cell.text + last.cell.text, first.cell.start, last.cell.end, (*first.cell.notes, *last.cell.notes))
            row[kept] = Slot(first.shape, cell)
        elif last is None or not last.cell.text:
            row[kept] = first if first is not None else last
        else:
            row[kept] = last


def _kept(places: Sequence[Sequence[Slot | None]], width: int) -> list[int]:
    """The columns with text of their own; one whose texts all stand in the column beside it too has none."""
    kept: list[int] = []
    for column in range(width):
        for row in places:
            slot = row[column]
            if slot is None or not slot.cell.text or (column + 1 < width and row[column + 1] is slot):
                continue
            if not kept or row[kept[-1]] is not slot:
                kept.append(column)
                break
    return kept
