"""Saved web pages: what a reader sees of them, line by line, with the place of each character in the file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.reading.elements import BLOCKS, HEADINGS, Element, Event, read_elements, title_of
from daraevidence.reading.indentation import indent_of
from daraevidence.reading.normalize import LETTERS, mended, repaired
from daraevidence.reading.raised import raised
from daraevidence.reading.rows import Rows
from daraevidence.reading.text import Cut, Shape, ShapeKind
from daraevidence.span import Edit, OffsetMap

__all__ = ["View", "view_page"]

#: The start of a part in which nothing is written yet, or never was.
_UNSEEN, _EMPTY = -1, -2
_INSIDE, _SPACE, _TAB, _LINE, _BLANK = range(5)
#: What is not kept as it is: space that is no single blank, references to characters, letters to mend.
_PIECE = compiled(rf"[^\S ]\s*| \s+|&(?:#\d{{1,8}}|#[xX][\da-fA-F]{{1,8}}|[A-Za-z][A-Za-z\d]{{1,31}});?|{LETTERS.pattern}")
_PIECE_KEPT = compiled(rf"&(?:#\d{{1,8}}|#[xX][\da-fA-F]{{1,8}}|[A-Za-z][A-Za-z\d]{{1,31}});?|{LETTERS.pattern}")
#: Lists are not shown further in than this.
_DEEPEST = 12
_REFERENCE = compiled(r"&#?\w{1,32};?")
_DIGIT = compiled(r"\d")
_APART = frozenset(
    "p table ul ol dl pre blockquote figure section article header footer aside details address form fieldset hr".split()
)
_FIXED = compiled(r"[\xa0\u2000-\u200a\u202f\u3000]")


class View(NamedTuple):
    """What is seen of a page, with the edits that make it and the map to the file, what is left out, and what the markup says
    of its parts."""

    clean: str
    edits: tuple[Edit, ...]
    map: OffsetMap
    cuts: tuple[Cut, ...]
    shapes: tuple[Shape, ...]


@dataclass(slots=True)
class _Frame:
    """A part of the page that becomes a shape; ``start`` is known when its first character is written."""

    kind: ShapeKind
    level: int = 0
    start: int = _UNSEEN
    place: tuple[int, int, int, int, int] = (-1, -1, -1, 1, 1)
    header: bool = False
    foot: bool = False
    indent: float = 0


def view_page(source: str) -> View:
    """The visible text of a page: one block a line, a blank line between paragraphs, one row of a table a line.

    Bullets of lists are written (``•``, further in by depth), cells stand apart by tabs. Left out: scripts, styles, comments,
    hidden elements, menus, buttons, banners. The repairs of letters are those of ``normalize``.
    """
    elements, events = read_elements(source)
    writer = _Writer(source, elements, events, title_of(elements))
    writer.write()
    return writer.view()


class _Writer:
    """Writes the view: all that stands between two characters that are kept is one edit."""

    def __init__(self, source: str, elements: Sequence[Element], events: Sequence[Event], title: Element | None) -> None:
        self.source, self.elements, self.events, self.title = source, elements, events, title
        self.edits: list[Edit] = []
        self.cuts: list[Cut] = []
        self.shapes: list[Shape] = []
        self.cursor = self.length = self.tabs = 0
        self.gap = _LINE
        self.tail = self.post = self.bullet = ""
        self.lists = self.fixed = self.inline = self.captions = self.tables = 0
        self.broken = self.point = False
        self.grids: list[Rows] = []
        self.figures: list[tuple[Element, int]] = []
        self.frames: dict[int, _Frame] = {}
        self.waiting: list[_Frame] = []
        self.cells: list[_Frame] = []
        self.items: list[int] = []

    def write(self) -> None:
        """Go through the events once."""
        i = 0
        while i < len(self.events):
            kind, a, b = self.events[i]
            if kind == "text":
                self._text(a, b)
            elif kind == "close":
                self._close(self.elements[a])
            else:
                element = self.elements[a]
                if element.fate or (element.name == "title" and element is not self.title):
                    if element.fate == "cut":
                        self._cut(i, element.closed, "furniture")
                    i = element.closed
                elif element.name == "sup":
                    i = self._raise(element, i)
                else:
                    self._open(element)
            i += 1

    def view(self) -> View:
        """The page as it was written."""
        if self.cursor < len(self.source):
            self.edits.append(Edit(self.cursor, len(self.source), ""))
        clean, offsets = OffsetMap.apply(self.source, self.edits)
        order = sorted(self.shapes, key=lambda shape: (shape.start, -shape.end))
        return View(repaired(clean), tuple(self.edits), offsets, tuple(self.cuts), tuple(order))

    # what is written

    def _text(self, start: int, end: int) -> None:
        """Characters of the page: space run together, references to characters and letters mended."""
        source = self.source
        fixed = self.fixed and not self.cells
        place = start
        for match in (_PIECE_KEPT if fixed else _PIECE).finditer(source, start, end):
            piece = match[0]
            if piece[0] == "&":
                value = html.unescape(piece)
                if value == piece:
                    continue
            elif piece[0].isspace():
                value = " "
            else:
                value = mended(piece)
            self._keep(place, match.start(), bool(fixed))
            place = match.end()
            if value.isspace():
                self._space(value if piece[0] == "&" else piece)
            elif value := mended(value):
                self._flush(match.start())
                self._put(match.start(), match.end(), value)
        self._keep(place, end, bool(fixed))

    def _keep(self, start: int, end: int, fixed: bool) -> None:
        """Characters that stay as they are, with single blanks at their ends."""
        source = self.source
        if fixed:
            while start < end and self.gap >= _LINE and source[start] in "\r\n":
                start += 1
        else:
            if start < end and source[start] == " ":
                self._space(" ")
                start += 1
            if start < end and source[end - 1] == " ":
                end -= 1
        if start < end:
            self._flush(start)
            self.length += end - start
            self.tail = (self.tail + source[max(start, end - 16) : end])[-16:]
            self.cursor = end
        if not fixed and source[end : end + 1] == " " and start <= end:
            self._space(" ")

    def _put(self, start: int, end: int, text: str) -> None:
        """Characters that stand for others."""
        self.edits.append(Edit(start, end, text))
        self.length += len(text)
        self.tail = (self.tail + text)[-16:]
        self.cursor = end

    def _space(self, printed: str) -> None:
        self.gap = max(self.gap, _SPACE)
        if self.cells and self.cells[-1].start < 0:
            self.cells[-1].indent += len(_FIXED.findall(printed))

    def _flush(self, place: int) -> None:
        """Write what stands before the next character: a blank, a tab, a line end, a bullet."""
        if self.gap == _SPACE:
            between = " "
        elif self.gap == _TAB:
            between = "\t" * max(self.tabs, 1)
        elif self.gap:
            between = ("\n\n" if self.gap == _BLANK else "\n") if self.length else ""
            between += "\t" * self.tabs + self.bullet
            if self.lists and not self.bullet and not self.cells:
                between += "  " * (min(self.lists, _DEEPEST) + 1)
            self.bullet = ""
        else:
            between = ""
        if self.point and self.cells:
            between = "\n\u2022 "
        text = between + self.post
        if self.cursor < place or text:
            if self.source[self.cursor : place] != text:
                self.edits.append(Edit(self.cursor, place, text))
            self.length += len(text)
            self.tail += text
        self.cursor = place
        self.gap, self.tabs, self.post, self.broken, self.point = _INSIDE, 0, "", False, False
        for frame in self.waiting:
            if frame.start == _UNSEEN:
                frame.start = self.length
        self.waiting.clear()

    def _break(self, level: int) -> None:
        """End a line (or a paragraph) before the next character, where a line can end."""
        if self.cells:
            if self.cells[-1].start >= 0:
                self.gap = max(self.gap, _LINE)
        elif self.inline or self.captions:
            self.gap = max(self.gap, _SPACE)
        else:
            self.gap = max(self.gap, min(level, _LINE) if self.lists else level)

    def _cut(self, first: int, last: int, reason: str) -> None:
        """Note what is seen and left out, where there are digits in it."""
        i = first + 1
        while i < last:
            kind, a, b = self.events[i]
            if kind == "open" and self.elements[a].fate == "hidden":
                i = self.elements[a].closed
            elif kind == "text":
                place = a
                for match in (*_REFERENCE.finditer(self.source, a, b), None):
                    stop = match.start() if match else b
                    if _DIGIT.search(self.source, place, stop):
                        self.cuts.append(Cut(place, stop, reason))
                    place = match.end() if match else b
            i += 1

    # what opens and closes

    def _open(self, element: Element) -> None:
        name = element.name
        if name in ("td", "th") and self.grids and self.grids[-1].open:
            self._open_cell(element)
            return
        if name not in BLOCKS:
            if name == "br":
                again = self.broken and self.gap >= _LINE
                self._break(_BLANK if again else _LINE)
                self.broken = True
            elif name == "hr":
                self._break(_BLANK)
            elif self.cells and self.cells[-1].start < 0 and element.attributes:
                self.cells[-1].indent += indent_of(element.attributes)
            elif name == "title":
                self._frame(element, _Frame("title"))
            return
        if name == "li" and self.cells:
            self.point = self.cells[-1].start >= 0
            return
        if self.cells and self.cells[-1].start < 0 and element.attributes:
            self.cells[-1].indent += indent_of(element.attributes)
        if name in ("ul", "ol", "table") and self.items and not self.cells:
            self._end(self.items[-1])
        self._break(_BLANK if name in _APART or name in HEADINGS else _LINE)
        if name in ("ul", "ol", "menu", "dir") and not self.cells:
            self.lists += 1
        elif name == "li":
            depth = min(max(self.lists, 1), _DEEPEST)
            self.bullet = "  " * depth + "\u2022 "
            self.items.append(element.opened)
            self._frame(element, _Frame("item", depth))
        elif name == "pre":
            self.fixed += 1
        elif name == "table":
            self.bullet = ""
            self.grids.append(Rows(not element.layout, self.tables))
            self.tables += not element.layout
        elif name == "tr" and self.grids:
            self.grids[-1].next_row()
            self.tabs = 0
        elif name == "figure":
            self.figures.append((element, self.tables))
        else:
            self._open_block(element)

    def _open_block(self, element: Element) -> None:
        """A heading, a caption, a paragraph."""
        name = element.name
        if name in HEADINGS:
            self._frame(element, _Frame("title" if element is self.title else "heading", int(name[1])))
            self.inline += 1
        elif name == "caption" and self.grids and self.grids[-1].open:
            self._frame(element, _Frame("caption", place=(self.grids[-1].table, -1, -1, 1, 1)))
            self.captions += 1
        elif name == "figcaption":
            table = -1
            if self.figures and self.figures[-1][0].kept:
                table = self.tables - 1 if self.tables > self.figures[-1][1] else self.tables
            self._frame(element, _Frame("caption", place=(table, -1, -1, 1, 1)))
            self.captions += 1
        elif name == "p" and not self.cells and not self.lists and element.bold < element.text:
            self._frame(element, _Frame("paragraph"))

    def _open_cell(self, element: Element) -> None:
        grid = self.grids[-1]
        spans = element.number("rowspan"), element.number("colspan")
        row, column, rowspan, colspan = grid.place(*spans)
        self.tabs += column > 0
        parent = element.parent.parent if element.parent is not None else None
        part = parent.name if parent is not None else ""
        header = element.name == "th" or part == "thead"
        frame = _Frame("cell", place=(grid.table, row, column, rowspan, colspan), header=header)
        frame.foot = part == "tfoot" and not column and colspan > 1
        frame.indent = indent_of(element.attributes) if element.attributes else 0
        self._frame(element, frame)
        self.cells.append(frame)

    def _close(self, element: Element) -> None:
        name = element.name
        frame = self.frames.get(element.opened)
        if frame is not None and frame.kind == "cell":
            self._end(element.opened)
            self.cells.pop()
            self.point = False
            if frame.start >= 0:
                self.gap, self.tabs = _TAB, 0
            return
        if frame is not None:
            self._end(element.opened)
            self.inline -= name in HEADINGS
            self.captions -= name in ("caption", "figcaption")
        if name == "li" and self.items and self.items[-1] == element.opened:
            self.items.pop()
        if name not in BLOCKS or (self.cells and name == "li"):
            if name == "title":
                self._break(_BLANK)
            return
        if name in ("ul", "ol", "menu", "dir") and not self.cells:
            self.lists -= 1
        elif name == "pre":
            self.fixed -= 1
        elif name == "figure" and self.figures:
            self.figures.pop()
        elif name == "table" and self.grids:
            self.grids.pop()
            self.tabs = 0
        if name == "tr":
            self.tabs = 0
            self.gap = max(self.gap, _LINE) if not self.cells else self.gap
        self._break(_BLANK if name in _APART or name in HEADINGS else _LINE)

    def _frame(self, element: Element, frame: _Frame) -> None:
        self.frames[element.opened] = frame
        self.waiting.append(frame)

    def _end(self, key: int) -> None:
        """The shape of a part that ends here."""
        frame = self.frames.pop(key, None)
        if frame is None:
            return
        start = self.length if frame.start < 0 else frame.start
        if frame.start < 0:
            frame.start = _EMPTY
            if frame.kind != "cell":
                return
        level = round(frame.indent) if frame.kind == "cell" else frame.level
        kind: ShapeKind = "foot" if frame.foot else frame.kind
        self.shapes.append(Shape(kind, start, self.length, level, *frame.place, frame.header))

    # what is raised

    def _raise(self, element: Element, i: int) -> int:
        """Write raised text as what it is; the index of the last event that this took."""
        inner = [(a, b) for kind, a, b in self.events[i : min(element.closed, i + 40)] if kind == "text"]
        text = html.unescape("".join(self.source[a:b] for a, b in inner)).strip() if element.text < 60 else "x" * 60
        before = self.tail + " " if self.gap == _SPACE else "" if self.gap > _SPACE else self.tail
        after = next((self.source[a] for kind, a, b in self.events[element.closed : element.closed + 8] if kind == "text"), "")
        what = raised(text, before, after, bool(self.cells or self.captions)) if element.closed - i < 40 else "plain"
        if what == "plain":
            return i
        if what == "gone":
            self._cut(i, element.closed, "citation")
            return element.closed
        if what == "apart":
            self.gap = max(self.gap, _SPACE)
        elif self.gap == _SPACE and (what == "power" or not after.isalpha()):
            self.gap = _INSIDE  # a mark that stands directly before a word opens what follows
        self.post = "^" if what == "power" else "[" if what == "boxed" else ""
        if what != "power":
            self._frame(element, _Frame("superscript"))
        for a, b in inner:
            self._text(a, b)
        if what != "power":
            self._end(element.opened)
        if what == "boxed":
            self._put(self.cursor, max(self.events[element.closed][2], self.cursor), "]")
        return element.closed
