"""Plain text and Markdown: the repaired view, and the tables that are drawn in it with characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.reading.bare_marks import boxed
from daraevidence.reading.captions import captions_of
from daraevidence.reading.delimited import find_delimited
from daraevidence.reading.markdown import Unmarked, unmark
from daraevidence.reading.normalize import normalize
from daraevidence.reading.ruled import Ruled, find_ruled, lines_of
from daraevidence.reading.scraped import find_scraped
from daraevidence.reading.text import Cut, Shape
from daraevidence.span import Edit, OffsetMap

__all__ = ["View", "is_marked", "read_drawn"]

#: Lines that no plain text has: the rule of a pipe table, a heading below the first level, a fence.
_MARKED = compiled(r"(?m)^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t|:-]*$|^#{2,6} \S|^:::")


#: frames drawn with characters of their own, as those of dashes and bars
_FRAMES = str.maketrans(
    {
        **dict.fromkeys("│┃║╎╏┆┇┊┋", "|"),
        **dict.fromkeys("─━┄┅┈┉╌╍", "-"),
        "═": "=",
        **{chr(code): "+" for code in (*range(0x250C, 0x254C), *range(0x2552, 0x2574))},
    }
)


#: fields side by side in two lines running
_DELIMITED = compiled(r"(?m)^[^\n;,]{0,80}(?:;[^\s]|,[^\s\d]|\",)[^\n]*\n[^\n;]{0,80}[;,][^\s]")


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
    delimited = _DELIMITED.search(source) is not None
    lines = lines_of(source) if "--" in source or "|" in source or delimited else []
    tables = find_ruled(lines)
    if "|\n" in source:
        tables = sorted([*tables, *find_scraped(lines, tables)], key=lambda table: table.first)
    if delimited:
        tables = sorted([*tables, *find_delimited(lines, tables)], key=lambda table: table.first)
    captions = captions_of(lines, tables)
    ranges = sorted((*_ranges(tables), *(caption for caption in captions if caption)))
    marks = unmark(source, ranges) if marked else Unmarked()
    more = boxed(source) if marked else sorted((*boxed(source), *_underlines(source), *_bold_lines(source)))
    clean, offsets, cuts = normalize(source, _with(marks.edits, more))
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


#: ``Results`` above ``-------``
_UNDERLINED = compiled(r"(?m)^[ \t]*(?P<head>\S[^\n|]{1,100}?)[ \t]*\r?\n(?P<line>[ \t]*([-=~_])\3{2,}[ \t]*)\r?$")
_GAP = compiled(r"\S(?: {2,}|\t)\S")


def _underlines(source: str) -> Iterator[Edit]:
    """The lines under headings are left out: as long as the heading, which is no row of columns."""
    if "\n--" not in source and "\n==" not in source and "\n~~" not in source and "\n__" not in source:
        return
    for match in _UNDERLINED.finditer(source):
        long = len(match["line"].strip())
        if abs(long - len(match["head"])) <= 2 and not _GAP.search(match["head"]):
            yield Edit(match.start("line") - 1, match.end("line"), "")


_BOLD = compiled(r"(?m)^[ \t]*(?P<mark>\*\*|__)(?=[^\s*_])(?P<text>[^\n|*]{1,160}?)(?P=mark)[ \t]*\r?$")


def _bold_lines(source: str) -> Iterator[Edit]:
    """The marks of a line that is bold from end to end, as headings are, in a text without other marks."""
    for match in _BOLD.finditer(source) if "**" in source or "__" in source else ():
        yield Edit(*match.span("mark"), "")
        yield Edit(match.end("text"), match.end("text") + 2, "")


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
