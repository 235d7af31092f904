"""A document's characters: as they are, and repaired, with the map between the two."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.reading.boxes import Boxes
from daraevidence.span import Box, OffsetMap, Span

__all__ = ["Cut", "Shape", "ShapeKind", "SourceKind", "Text"]

SourceKind: TypeAlias = Literal["text", "html", "markdown", "pdf"]


class Cut(NamedTuple):
    """A range of the source that the repaired view leaves out, and why (``furniture``: running head, page number, URL)."""

    start: int
    end: int
    reason: str


ShapeKind: TypeAlias = Literal["title", "heading", "paragraph", "item", "caption", "cell", "foot", "piece", "superscript", "note"]


class Shape(NamedTuple):
    """What the source itself says of a range of the repaired view: markup of a web page, size and ruling lines of a page.

    ``level``: of a heading (1 is the highest), the depth of a list item (from 1), or how far in the text of a cell stands
    (in any unit). A cell says its table (counted from 0 in the document), row and column and how many of them it spans;
    ``header`` cells name rows or columns; a caption may say its table. A superscript is a raised letter, sign or number that
    leads to a note or a reference, never an exponent. A piece is a line of a cell of a table that the source draws with
    characters: its row and column are sure, what it spans is not.
    """

    kind: ShapeKind
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """``source`` is what all public spans index; ``clean`` is what layout and language read.

    ``pages`` holds the source offset at which each page starts (empty where there are no pages); ``notes`` are remarks
    of the reader for the findings (``(rule, explanation)``, such as a guessed encoding); ``shapes`` are in the order of the text
    and empty for plain text, whose shape only layout can tell;
    ``boxes`` are the places of the source's characters on the pages, where there are pages; ``inferred`` says what the reader
    told of a table that is not printed: its number among the shapes, and what; ``origin`` is the path that the text was read
    from, where it was one.
    """

    name: str
    kind: SourceKind
    sha256: str
    source: str
    clean: str
    map: OffsetMap
    pages: tuple[int, ...] = ()
    cuts: tuple[Cut, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    shapes: tuple[Shape, ...] = ()
    boxes: Boxes | None = None
    origin: str = ""
    inferred: tuple[tuple[int, str], ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The source span of a range of the repaired view."""
        first, last = self.map.to_source(start, end)
        return Span(first, last, self.page(first))

    def quote(self, start: int, end: int) -> str:
        """The source's own characters for a range of the repaired view."""
        first, last = self.map.to_source(start, end)
        return self.source[first:last]

    def page(self, place: int) -> int | None:
        """The page (from 1) of a place of the source."""
        return bisect_right(self.pages, place) if self.pages else None

    def __repr__(self) -> str:
        return f"Text(name={self.name!r}, kind={self.kind!r}, {len(self.source)} characters)"

    def places(self, start: int, end: int) -> tuple[Box, ...]:
        """Where a range of the source stands on the pages: a box for each of its lines."""
        if self.boxes is None:
            return ()
        found: list[Box] = []
        start, end = max(start, 0), min(end, len(self.source))
        while start < end:
            page = max(self.page(start) or 1, 1)
            stop = min(end, self.pages[page]) if page < len(self.pages) else end
            found += self.boxes.of(start, max(stop, start + 1), page)
            start = max(stop, start + 1)
        return tuple(found)
