"""Plain text and Markdown: the repaired view, and the tables that are drawn in it with characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.reading.bare_marks import boxed
from daraevidence.reading.captions import captions_of
from daraevidence.reading.markdown import Unmarked, unmark
from daraevidence.reading.normalize import normalize
from daraevidence.reading.ruled import Ruled, find_ruled, lines_of
from daraevidence.reading.text import Cut, Shape
from daraevidence.span import Edit, OffsetMap

__all__ = ["View", "is_marked", "read_drawn"]

#: Lines that no plain text has: the rule of a pipe table, a heading below the first level, a fence.
_MARKED = re.compile(r"(?m)^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t|:-]*$|^#{2,6} \S|^:::")


#: frames drawn with characters of their own, as those of dashes and bars
_FRAMES = str.maketrans(
    {
        **dict.fromkeys("│┃║╎╏┆┇┊┋", "|"),
        **dict.fromkeys("─━┄┅┈┉╌╍", "-"),
        "═": "=",
        **{chr(code): "+" for code in (*range(0x250C, 0x254C), *range(0x2552, 0x2574))},
    }
)


class View(NamedTuple):
    """The repaired view with the map to the source, what is left out, and what is drawn."""

    clean: str
    map: OffsetMap
    cuts: tuple[Cut, ...]
    shapes: tuple[Shape, ...]


def is_marked(text: str) -> bool:
    """Whether a text is in Markdown, by lines that nothing else has."""
    return _MARKED.search(text) is not None


def read_drawn(source: str, marked: bool) -> View:
    """The view of a text; ``marked``: its marks are those of Markdown."""
    if any(sign in source for sign in "│┃║"):
        source = source.translate(_FRAMES)
    lines = lines_of(source) if "--" in source or "|" in source else []
    tables = find_ruled(lines)
    captions = captions_of(lines, tables)
    ranges = sorted((*_ranges(tables), *(caption for caption in captions if caption)))
    marks = unmark(source, ranges) if marked else Unmarked()
    clean, offsets, cuts = normalize(source, _with(marks.edits, boxed(source)))
    shapes = [*_pieces(tables), *_captions(captions), *(Shape("superscript", *place) for place in marks.raised)]
    number = len(tables)
    for part in marks.parts:
        shapes += [shape._replace(table=shape.table + number) if shape.table >= 0 else shape for shape in part.shapes]
        number = max(number, 1 + max((shape.table for shape in shapes), default=-1))
    placed = [_placed(shape, offsets) for shape in shapes]
    return View(
        clean,
        offsets,
        tuple(sorted((*marks.cuts, *cuts))),
        tuple(sorted(placed, key=lambda shape: (shape.start, -shape.end))),
    )


def _with(marks: Sequence[Edit], more: Sequence[Edit]) -> list[Edit]:
    """Edits in order; none of the second where one of the first is near."""
    taken = {place for edit in marks for place in (edit.start, edit.end)} if more else set()
    return sorted([*marks, *(edit for edit in more if taken.isdisjoint((edit.start, edit.end)))])


def _placed(shape: Shape, offsets: OffsetMap) -> Shape:
    """A shape with places of the repaired view."""
    start, end = offsets.to_target(shape.start, shape.end)
    return shape._replace(start=start, end=end)


def _ranges(tables: Sequence[Ruled]) -> Iterator[tuple[int, int]]:
    """The places of all pieces."""
    for table in tables:
        for row in (*table.heads, *table.body):
            for piece in row:
                yield from piece.lines


def _pieces(tables: Sequence[Ruled]) -> Iterator[Shape]:
    """The pieces of the tables; an empty cell is a shape without characters, a cell of several lines as many shapes."""
    for number, table in enumerate(tables):
        for index, row in enumerate((*table.heads, *table.body)):
            for column, piece in enumerate(row):
                for start, end in piece.lines or ((piece.place, piece.place),):
                    yield Shape("piece", start, end, piece.indent, number, index, column, header=index < len(table.heads))


def _captions(captions: Sequence[tuple[int, int] | None]) -> Iterator[Shape]:
    for number, caption in enumerate(captions):
        if caption is not None:
            yield Shape("caption", *caption, table=number)
