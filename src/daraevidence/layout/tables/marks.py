"""Raised letters, signs and digits: which of them lead to notes, and what a range is without them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.lines import Page
from daraevidence.layout.tables.titles import Titles, unnumbered
from daraevidence.reading.text import Shape, Text

__all__ = ["Marks"]

_MARK = compiled(r"[\[(]?(?:[a-z]{1,2}|[*†‡§¶#‖]{1,3}|\d{1,3})(?:\s?[,–-]?\s?(?:[a-z]|[*†‡§¶#‖]{1,3}|\d{1,3})){0,12}[\])]?")
_ONE = compiled(r"(?<![a-z])[ivx]{2,5}(?![a-z])|[a-z]{1,2}|([*†‡§¶#‖])\1{0,2}|\d{1,3}")
#: A digit raised behind these is an exponent.
_BASE = compiled(r"(?:\^|(?<![\d.])10|[x×]\s?10|(?<![A-Za-z])[cmkd]?m)$")
_ORDINAL = frozenset(["st", "nd", "rd", "th", "tm", "sm"])


def _told(text: str) -> str:
    """A text with single spaces; the points of a list in it stand apart by bars."""
    return " ".join(text.replace("\n\u2022 ", " | ").split())


class Marks:
    """The raised marks of a text, by place."""

    def __init__(self, text: Text) -> None:
        self.clean = text.clean
        self.shapes = sorted(
            (self._boxed(shape) for shape in text.shapes if shape.kind == "superscript" and self._leads(shape)),
            key=lambda shape: shape.start,
        )
        self.starts = [shape.start for shape in self.shapes]
        self.headings = frozenset(shape.start for shape in text.shapes if shape.kind == "heading")

    def _boxed(self, shape: Shape) -> Shape:
        """A mark with the brackets around it."""
        boxed = self.clean[shape.start - 1 : shape.start] == "[" and self.clean[shape.end : shape.end + 1] == "]"
        return shape._replace(start=shape.start - 1, end=shape.end + 1) if boxed else shape

    def _leads(self, shape: Shape) -> bool:
        """Whether a raised text is a mark, and no exponent or ordinal."""
        text = self.clean[shape.start : shape.end].strip()
        if not _MARK.fullmatch(text) or text in _ORDINAL:
            return False
        return not (text[-1].isdigit() and _BASE.search(self.clean[max(0, shape.start - 6) : shape.start]))

    def within(self, start: int, end: int) -> Sequence[Shape]:
        """The marks inside a range."""
        return self.shapes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def opens(self, place: int) -> Shape | None:
        """The mark that begins at a place."""
        index = bisect_left(self.starts, place)
        return self.shapes[index] if index < len(self.shapes) and self.starts[index] == place else None

    def letters(self, shape: Shape) -> tuple[str, ...]:
        """The single marks of a raised text (``a,b`` are two)."""
        return tuple(match[0] for match in _ONE.finditer(self.clean[shape.start : shape.end]))

    def cell(self, start: int, end: int) -> Cell:
        """A range as a cell: single spaces, marks taken off and kept as notes."""
        parts: list[str] = []
        notes: list[str] = []
        place, last = start, end
        for shape in self.within(start, end):
            if shape.start == start and self.clean[shape.end : end].strip():
                continue  # a raised beginning (an isotope) belongs to its word
            parts.append(self.clean[place : shape.start])
            notes += self.letters(shape)
            place = shape.end
        tail = self.clean[place:end]
        if not tail.strip(" ,;\n") and notes:
            bare = "".join(parts).rstrip(" ,\n")
            last = start + len(self.clean[start:place].rstrip()) if not bare else self._end(start, place)
            return Cell(_told(bare), start, last, tuple(dict.fromkeys(notes)))
        parts.append(tail)
        return Cell(_told("".join(parts)), start, last, tuple(dict.fromkeys(notes)))

    def _end(self, start: int, place: int) -> int:
        """Where a range ends when the marks at its end are taken off."""
        for shape in reversed(self.within(start, place)):
            if self.clean[shape.end : place].strip(" ,;\n"):
                break
            place = shape.start
        return start + len(self.clean[start:place].rstrip(" ,\n"))

    def title(self, start: int, end: int, page: Page, titles: Titles) -> tuple[Cell, tuple[Cell, ...]]:
        """A title and its citations: raised digits, or digits glued to its end where nothing in it is raised."""
        raised = self.within(start, end)
        if not raised:
            first, _ = page.span(start, end)
            line = page.lines[first] if page.lines else None
            if line is not None and line.start == start and line.end == end:
                cell, cited = titles.plain(line)
                return cell, cited
        cell = self.cell(start, end)
        skip = len(cell.text) - len(unnumbered(cell.text))
        if skip:
            begin = self._skipped(start, end, skip)
            cell = Cell(unnumbered(cell.text), begin, cell.end, cell.notes)
        cited = tuple(
            Cell(match[0], shape.start + match.start(), shape.start + match.end())
            for shape in raised
            for match in re.finditer(r"\d{1,3}", self.clean[shape.start : shape.end])
        )
        return cell._replace(notes=tuple(note for note in cell.notes if not note.isdigit())), cited

    def _skipped(self, start: int, end: int, count: int) -> int:
        """The place behind so many characters of a range's text (with single spaces) and the space behind them."""
        place = start
        while place < end and count > 0:
            place += 1
            count -= not (self.clean[place - 1].isspace() and self.clean[place : place + 1].isspace())
        return place
