"""The text of a PDF in reading order, with what is known of its characters: places, shapes, repairs."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import OPENING
from daraevidence.reading.boxes import Boxes, Places
from daraevidence.reading.hyphens import Hyphens
from daraevidence.reading.lines import BULLET
from daraevidence.reading.normalize import mend
from daraevidence.reading.page.grids import GridCell, PageTable
from daraevidence.reading.page.lines import Line
from daraevidence.reading.page.paragraphs import Paragraph, follows
from daraevidence.reading.page.tables import depths
from daraevidence.reading.text import Cut, Shape, ShapeKind
from daraevidence.span import Edit, OffsetMap

__all__ = ["Writer", "Written", "goes_on"]

_TEN = compiled(r"(?<![\d.,])10$")
_EXPONENT = compiled(r"[-–−]?\d{1,2}$")
_SQUARED = compiled(r"(?:^|[\s/(\d])(?:[cmkdnμµ]?m|[A-Za-zχη])$")
_CITED = compiled(r"\[?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*,?\]?$")

_OPEN = compiled(rf"\s(?:{OPENING})$")

#: the beginning of a reference: ``1 Weiss AB, Olsen P``
_REFERENCE = compiled(r"\d{1,3}[.)]?\s+(?:[^\W\d_]+\s+){0,2}[^\W\d_][\w’'‐-]+,?\s[A-Z]{1,3}[.,;]")


class Written(NamedTuple):
    """What a ``Text`` is made of."""

    source: str
    clean: str
    map: OffsetMap
    pages: tuple[int, ...]
    cuts: tuple[Cut, ...]
    shapes: tuple[Shape, ...]
    boxes: Boxes
    inferred: tuple[tuple[int, str], ...]


class _Drafts:
    """Shapes with places of the source, kept as plain numbers: there are as many as cells."""

    def __init__(self) -> None:
        self._kinds: list[ShapeKind] = []
        self._places = array("i")
        self._levels = array("i")
        self._cells = array("i")

    def add(self, kind: ShapeKind, start: int, end: int, level: int = 0, cell: Sequence[int] = (-1, -1, -1, 1, 1, 0)) -> int:
        """Add a shape; its number. ``cell``: table, row, column, how many of these it spans, whether it is of a header."""
        self._kinds.append(kind)
        self._places.extend((start, end))
        self._levels.append(level)
        self._cells.extend(cell)
        return len(self._kinds) - 1

    def deepen(self, number: int, level: int) -> None:
        """Set the level of a shape."""
        self._levels[number] = level

    def reopened(self, end: int) -> int | None:
        """Take back the last shape where it ends at a place: where it begins."""
        if not self._kinds or self._places[-1] != end:
            return None
        start = self._places[-2]
        for kept, count in ((self._places, 2), (self._levels, 1), (self._cells, 6)):
            del kept[-count:]
        self._kinds.pop()
        return start

    def shapes(self, offsets: OffsetMap) -> Iterator[Shape]:
        """The shapes with places of the repaired view, but for those that it leaves out."""
        for i, kind in enumerate(self._kinds):
            start, end = offsets.to_target(self._places[2 * i], self._places[2 * i + 1])
            if end > start:
                table, row, column, rowspan, colspan, header = self._cells[6 * i : 6 * i + 6]
                yield Shape(kind, start, end, self._levels[i], table, row, column, rowspan, colspan, bool(header))


class Writer:
    """Writes lines, paragraphs and tables one after another, and then the repaired view of the whole."""

    def __init__(self) -> None:
        self._done: list[str] = []  # the text of whole pages
        self._parts: list[str] = []
        self._length = 0
        self._boxes = Boxes()
        self._places = Places()
        self._pages: list[int] = []
        self._joins = array("i")  # two places each
        self._breaks = array("i")
        self._marks: list[Edit] = []
        self._cuts: list[Cut] = []
        self._furniture: list[tuple[int, int]] = []
        self._shapes = _Drafts()
        self._labels: list[tuple[float, int]] = []
        self._open: tuple[Paragraph, int] | None = None
        self._tables = 0
        self._inferred: dict[tuple[int, str], None] = {}

    def page(self) -> None:
        """Begin a page."""
        self._end_page()
        self._pages.append(self._length)

    def _end_page(self) -> None:
        if self._pages:
            self._done.append("".join(self._parts))
            self._boxes.add(self._pages[-1], self._places)
        self._parts.clear()
        self._places = Places()

    def furniture(self, line: Line) -> None:
        """Write a line that the repaired view leaves out."""
        start = self._length
        self._line(line, prose=False, marked=False)
        self._cuts.append(Cut(start, self._length, "furniture"))
        self._space("\n")
        self._furniture.append((start, self._length))

    def paragraph(self, paragraph: Paragraph, tight: bool = False, titling: bool = False) -> None:
        """Write a paragraph; one that goes on with the sentence of the last is joined to it.

        ``titling``: a table is written next; a caption is its title.
        """
        if self._open is not None and goes_on(self._open[0], paragraph):
            self._joins.extend((self._open[1], self._length))
            while self._furniture and self._furniture[-1][0] >= self._open[1]:
                self._furniture.pop()
            start = self._shapes.reopened(self._open[1])
            begin = self._length if start is None else start
        else:
            self._space("  " * (paragraph.level - 1) if paragraph.kind == "item" else "")
            begin = self._length
        self._lines(paragraph.lines, prose=paragraph.kind in ("paragraph", "item"))
        table = self._tables if titling and paragraph.kind == "caption" else -1
        self._shapes.add(paragraph.kind, begin, self._length, paragraph.level, (table, -1, -1, 1, 1, 0))
        self._open = (paragraph, self._length)
        self._space("\n" if tight else "\n\n")

    def rows(self, table: PageTable, row: int, skip: int) -> int:
        """Write the rows of a table, from row ``row`` of the whole; ``skip`` rows repeat the header and are left out."""
        last = row
        joined = ["joined with the part before it, which has as many columns at the same places"] if row and not skip else []
        self._inferred.update(dict.fromkeys((self._tables, reason) for reason in (*table.reasons, *joined)))
        for cells in table.rows():
            start = self._length
            for i, cell in enumerate(cells):
                if i:
                    self._space("\t")
                begin = self._length + _point(cell)
                self._lines(cell.lines, prose=False, cell=True)
                number = -1
                if cell.row >= skip and self._length > begin:
                    place = (self._tables, row + cell.row - skip, cell.column, cell.rowspan, cell.colspan, cell.header)
                    number = self._shapes.add("cell", begin, self._length, 0, place)
                    last = max(last, place[1] + cell.rowspan)
                if cell.column == 0 and not cell.header and cell.lines:
                    self._labels.append((cell.lines[0].x0 - table.x0, number))
            if cells[0].row < skip:
                self._cuts.append(Cut(start, self._length, "furniture"))
                self._forget(start)
                self._space("\n")
                self._furniture.append((start, self._length))
            else:
                self._space("\n")
        return last

    def _forget(self, start: int) -> None:
        """Take back the edits of what is left out."""
        while self._joins and self._joins[-2] >= start:
            del self._joins[-2:]
        while self._breaks and self._breaks[-1] >= start:
            self._breaks.pop()
        while self._marks and self._marks[-1].start >= start:
            self._marks.pop()

    def close_table(self) -> None:
        """End a table: how far in its labels stand is told by all of them."""
        for (_, number), level in zip(self._labels, depths([x for x, _ in self._labels])):
            if number >= 0:
                self._shapes.deepen(number, level)
        self._labels.clear()
        self._space("\n")
        self._tables += 1
        self._open = None

    def written(self) -> Written:
        """The text and its repaired view."""
        self._end_page()
        source = "".join(self._done)
        self._done.clear()
        hyphens = Hyphens(source)
        joins = [hyphens.join(source, end, begin) for end, begin in zip(self._joins[0::2], self._joins[1::2])]
        joins += [Edit(end, end + 1, "") for end in self._breaks if hyphens.parted(source, end, end + 1)]
        joins += [Edit(start, end, "") for start, end in self._furniture]
        clean, offsets = mend(source, sorted(self._marks), sorted(joins))
        shapes = sorted(self._shapes.shapes(offsets), key=lambda shape: (shape.start << 40) - shape.end)
        pages = tuple(self._pages)
        return Written(
            source, clean, offsets, pages, tuple(sorted(self._cuts)), tuple(shapes), self._boxes, tuple(self._inferred)
        )

    def _space(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._places.skip(len(text))

    def _lines(self, lines: Sequence[Line], prose: bool, cell: bool = False) -> None:
        for i, line in enumerate(lines):
            if i:
                if not cell or lines[i - 1].text.endswith("-") or (_listed(lines) and not BULLET.match(line.text)):
                    self._joins.extend((self._length, self._length + 1))
                else:
                    self._breaks.append(self._length)
                self._space("\n")
            self._line(line, prose, marked=True)

    def _line(self, line: Line, prose: bool, marked: bool) -> None:
        start = self._length
        self._parts.append(line.text)
        self._length += len(line.text)
        self._places.add(line.boxes)
        for first, last in line.raised if marked else ():
            self._shapes.add("superscript", start + first, start + last)
            self._raise(line.text, start, first, last, prose)

    def _raise(self, text: str, start: int, first: int, last: int, prose: bool) -> None:
        """The edits of a superscript: an exponent gets its mark; a citation in prose its brackets, or is cut behind a number."""
        before, own = text[:first], text[first:last]
        if _TEN.search(before) and _EXPONENT.match(own):
            self._marks.append(Edit(start + first, start + first, "^"))
        elif prose and before.strip() and _CITED.match(own) and not _SQUARED.search(before, max(0, first - 4)):
            if before[-1].isdigit():
                self._marks.append(Edit(start + first, start + last, ""))
                self._cuts.append(Cut(start + first, start + last, "citation"))
            elif not own.startswith("["):
                self._marks.append(Edit(start + first, start + first, "["))
                comma = own.endswith(",")
                self._marks.append(Edit(start + last - comma, start + last - comma, "]"))


def _listed(lines: Sequence[Line]) -> bool:
    """Whether the lines of a cell are points of a list."""
    return bool(BULLET.match(lines[0].text)) and sum(1 for line in lines if BULLET.match(line.text)) > 1


def _point(cell: GridCell) -> int:
    """How many characters the mark of the first point takes in a cell that holds a list."""
    mark = BULLET.match(cell.lines[0].text) if cell.lines and _listed(cell.lines) else None
    return mark.end() if mark else 0


def goes_on(last: Paragraph, paragraph: Paragraph) -> bool:
    """Whether the sentence of a paragraph goes on in the next, over the end of a column or page."""
    if last.kind not in ("paragraph", "item") or paragraph.kind != "paragraph" or last.ended:
        return False
    if abs(last.lines[-1].size - paragraph.lines[0].size) > 0.06 * paragraph.lines[0].size or len(last.text) < 30:
        return False
    if follows(last.text, paragraph.text) or _REFERENCE.match(paragraph.text):
        return False
    first = paragraph.text[0]
    if first.islower() or last.text[-1] in "-,;(" or _OPEN.search(last.text) or last.text.count("(") > last.text.count(")"):
        return True
    return first in "(0123456789" and len(paragraph.text) > 60
