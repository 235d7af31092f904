"""What the document says at each place, as the referee sees it: the library's own records, and numbers that none of them owns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from daraevidence.delivery.wording import words
from daraevidence.draft import Draft
from daraevidence.extractors.measures import put_intervals, put_p, put_proportion, put_value
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.referee.grounding import values

__all__ = ["Library", "Reading", "Scene", "Spot"]

#: What a quantity without a record may still tell; the rest (dates, citations, names) is no result.
_RESULTS = frozenset(
    {"proportion", "count", "value", "not_reached", "ratio", "p", "interval", "group_size", "number", "threshold", "dose",
     "duration", "timepoint"}
)  # fmt: skip


class Spot(NamedTuple):
    """One printed number: its place, and the quantity that it is part of."""

    start: int
    end: int
    number: Number
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reader sees around a place: the words of the sentence or of the row and column, and those above it.

    ``start`` and ``end`` is the sentence or the row; ``row`` and ``column`` are the words of a table's labels ("" in prose).
    """

    start: int
    end: int
    words: str
    above: str
    row: str = ""
    column: str = ""


@dataclass(slots=True, eq=False)
class Reading:
    """One thing that the document says. ``owned`` tells a record of the library from a number that no record owns."""

    draft: Draft
    scene: Scene
    owned: bool


class Library:
    """Everything that one document says, by numbers and by words."""

    def __init__(self, document: Document, mentions: Mentions, drafts: Sequence[Draft]) -> None:
        self.document = document
        self.mentions = mentions
        self.drafts = drafts
        self._cells = _cells(document)
        self._cell_starts = [start for start, _, _, _, _ in self._cells]
        self._scenes: dict[tuple[int, int], Scene] = {}
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    @cached_property
    def spots(self) -> dict[Decimal, list[Spot]]:
        """Printed numbers by what they can be worth."""
        found: dict[Decimal, list[Spot]] = {}
        for quantity in self.mentions.quantities:
            for number in quantity.numbers:
                if number.end > number.start:
                    for value in values(quantity, number.value, number.start):
                        found.setdefault(value, []).append(Spot(number.start, number.end, number, quantity))
        return found

    def powers(self, value: Decimal) -> list[Spot]:
        """Places of a number whose power of ten is printed with another one of the sentence (``6.1 against 7.3 x 10^6``)."""
        found = []
        for factor in self._factors:
            for spot in self.spots.get(value / factor, ()):
                scene = self.scene(spot.start)
                if any(each.factor == factor for each in self.mentions.within(scene.start, scene.end)):
                    found.append(spot)
        return found

    def is_result(self, spot: Spot) -> bool:
        """Whether a number can be one that a record tells: no date, citation or name, and no part of a label."""
        if spot.quantity.role not in _RESULTS:
            return False
        index = bisect_right(self._cell_starts, spot.start) - 1
        in_label = index >= 0 and spot.start < self._cells[index][1] and -1 in self._cells[index][3:]
        return not in_label or spot.quantity.role == "group_size"

    @cached_property
    def _factors(self) -> list[Decimal]:
        return sorted({quantity.factor for quantity in self.mentions.quantities} - {Decimal(1)})

    @cached_property
    def readings(self) -> list[Reading]:
        """Records of the library first, then what else is printed."""
        own = [Reading(draft, self.scene(draft.start), True) for draft in self.drafts]
        return [*own, *self._unowned()]

    @cached_property
    def _owners(self) -> dict[int, list[Reading]]:
        found: dict[int, list[Reading]] = {}
        for reading in self.readings:
            for marks in reading.draft.marks.values() if reading.owned else ():
                for mark in marks:
                    if mark.how != "inherited":
                        found.setdefault(mark.start, []).append(reading)
        return found

    def owners(self, place: int) -> list[Reading]:
        """The records of the library whose own number begins at a place."""
        return self._owners.get(place, [])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the document."""
        return frozenset(word for block in self.document.blocks for word in words(block.text)) | frozenset(
            words(self.document.title)
        )

    def _unowned(self) -> Iterator[Reading]:
        marks = sorted((m.start, m.end) for d in self.drafts for ms in d.marks.values() for m in ms if m.how != "inherited")
        starts = [start for start, _ in marks]
        for quantity in self.mentions.quantities:
            if quantity.role not in _RESULTS or not quantity.numbers:
                continue
            first, last = bisect_left(starts, quantity.start), bisect_left(starts, quantity.end)
            owned = {number for start, end in marks[first:last] for number in quantity.numbers if start <= number.start < end}
            if len(owned) * 2 >= len(quantity.numbers) and owned:
                continue
            draft = Draft("endpoint", quantity.start, quantity.end)
            put_proportion(draft, quantity)
            put_value(draft, quantity)
            put_intervals(draft, quantity)
            put_p(draft, quantity.p)
            yield Reading(draft, self.scene(quantity.start), False)

    # --- scenes ------------------------------------------------------------------------------------------------------

    def scene(self, place: int) -> Scene:
        """What stands around a place."""
        index = bisect_right(self._cell_starts, place) - 1
        if index >= 0 and place < max(self._cells[index][1], self._cells[index][0] + 1):
            _, _, grid, row, column = self._cells[index]
            key = (-1 - grid, row * 4096 + column)
            if key not in self._scenes:
                self._scenes[key] = self._table_scene(grid, row, column)
            return self._scenes[key]
        block = self.document.block_at(place)
        if block is None:
            return Scene(place, place, "", "")
        start, end = self._sentence(block, place)
        if (start, end) not in self._scenes:
            said = self.document.raw(start, end)
            self._scenes[start, end] = Scene(start, end, said, self._above(block))
        return self._scenes[start, end]

    def _sentence(self, block: Block, place: int) -> tuple[int, int]:
        if block.index not in self._sentences:
            self._sentences[block.index] = [(block.start + a, block.start + b) for a, b in sentences(block.text)]
        found = self._sentences[block.index]
        index = bisect_right(found, (place, len(self.document.clean) + 1)) - 1
        return found[max(index, 0)] if found else (block.start, block.end)

    def _above(self, block: Block) -> str:
        parts = [section.title for section in self.document.headings(block.section)]
        parent, steps = block.parent, 0
        while parent >= 0 and steps < 6:
            parts.append(self.document.blocks[parent].text[:400])
            parent, steps = self.document.blocks[parent].parent, steps + 1
        return " | ".join(parts)

    def _table_scene(self, index: int, row: int, column: int) -> Scene:
        grid = self.document.grids[index]
        line = grid.rows[row] if row >= 0 else None
        label = " > ".join(cell.text for cell in line.path) if line is not None else ""
        header = " > ".join(cell.text for cell in grid.columns[column]) if 0 <= column < len(grid.columns) else ""
        places = [cell for cell in (*line.path[-1:], *line.cells) if cell.end > cell.start] if line is not None else []
        start = min((cell.start for cell in places), default=grid.start)
        end = max((cell.end for cell in places), default=grid.start)
        titles = [grid.title.text, grid.stub.text, *(section.title for section in self.document.headings(grid.section))]
        return Scene(start, end, f"{label} | {header}", " | ".join(titles), label, header)


def _cells(document: Document) -> list[tuple[int, int, int, int, int]]:
    """``(start, end, table, row, column)`` of labels, headers and cells; -1 where a label has no column, a header no row."""
    found = []
    for index, grid in enumerate(document.grids):
        for column, path in enumerate(grid.columns):
            found += [(cell.start, cell.end, index, -1, column) for cell in path if cell.end > cell.start]
        for row, line in enumerate(grid.rows):
            if line.path and line.path[-1].end > line.path[-1].start:
                found.append((line.path[-1].start, line.path[-1].end, index, row, -1))
            found += [(cell.start, cell.end, index, row, c) for c, cell in enumerate(line.cells) if cell.end > cell.start]
    return sorted(found)
