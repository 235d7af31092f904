"""Tables that the source draws with characters: between bars, under rules of dashes, framed. What their headers span is lost."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables.footnotes import Below, strip, strip_rows
from daraevidence.layout.tables.headers import is_size, is_stub
from daraevidence.layout.tables.lines import Page, valued
from daraevidence.layout.tables.marks import Marks
from daraevidence.layout.tables.overheads import spread_over
from daraevidence.layout.tables.paragraphs import LETTERED, notes_under
from daraevidence.layout.tables.rows import Group
from daraevidence.layout.tables.second_labels import has_second_labels
from daraevidence.layout.tables.shifted import refilled, unshifted
from daraevidence.layout.tables.spaced_grid import title_lines
from daraevidence.layout.tables.spans import column_paths, is_header_row
from daraevidence.layout.tables.surroundings import is_note, title_below
from daraevidence.layout.tables.titles import Titles
from daraevidence.reading.text import Shape, Text

__all__ = ["ruled_grids"]


#: A sign glued to a word leads to a note; one behind a number stays with it, as printed (``0.02*``).
_SIGN = compiled(r"(?:(?<=[A-Za-z])|(?<=[A-Za-z%]\)))[*†‡§¶]{1,3}$")


_SHORTEST_NOTE = 25
#: ``Body mass indexa)``: the letter of a note and its bracket, glued to a word
_GLUED = compiled(r"(?<=[a-z)%])([a-h])\)(?=,|:|$| [(\[])")

#: studies, groups, sizes, and what is told of each
_MOST_HEADS = 4
#: So many characters below a name describe it.
_DESCRIPTION = 60

_Row: TypeAlias = "list[_Piece]"


class _Part(NamedTuple):
    """A table, or a part of it below a header of its own, which begins at ``place``."""

    heads: list[_Row]
    body: list[_Row]
    place: int


_POINT = compiled(r"^[-*•▪◦‣●]\s+")


class _Piece(NamedTuple):
    """A cell and how far in its text stands."""

    cell: Cell
    indent: int = 0
    strong: bool = False


def ruled_grids(text: Text, page: Page, titles: Titles) -> Iterator[Grid]:
    """The drawn tables, in order."""
    tables: dict[int, list[Shape]] = defaultdict(list)
    captions: dict[int, Shape] = {}
    for shape in text.shapes:
        if shape.kind == "piece":
            tables[shape.table].append(shape)
        elif shape.kind == "caption":
            captions.setdefault(shape.table, shape)
    marks = Marks(text)
    untaken = [False] * len(page.lines) if tables else []
    starts = sorted(min(shape.start for shape in shapes) for shapes in tables.values())
    under = not captions and _captions_under(page, titles, marks, list(tables.values()))
    for number, shapes in sorted(tables.items()):
        heads, body = _rows_of(text, marks, shapes)
        caption = captions.get(number)
        title = marks.title(caption.start, caption.end, page, titles) if caption is not None else None
        if title is None and not under:
            title = _title_on_top(page, titles, marks, untaken, min((shape.start for shape in shapes), default=0))
        last = max((piece.cell.end for row in body for piece in row), default=0)
        notes: list[Cell] = []
        while len(body) > 2 and _is_note(body[-1]):
            notes.insert(0, body.pop()[0].cell)
        following = bisect_right(starts, last)
        ceiling = starts[following] if following < len(starts) else None
        stop = ceiling or len(page.clean)
        captioned = title_below(page, titles, marks, last, stop, surely=under) if title is None and last else None
        if captioned is not None:
            title = captioned[0].title, captioned[0].citations
        end = max(last, title[0].end if title else 0)
        below = notes_under(page, marks, end, notes, ceiling)
        parts = list(_parts(heads, body))
        for index, part in enumerate(parts):
            grid = _grid(page, part, title, below)
            if grid is None:
                continue
            if title is not None and captioned is None and not index:
                grid = replace(grid, start=min(title[0].start, grid.start))
            yield (
                grid
                if index < len(parts) - 1
                else replace(grid, end=max(grid.end, below.end, last, grid.title.end, captioned[1] if captioned else 0))
            )


def _captions_under(page: Page, titles: Titles, marks: Marks, tables: Sequence[Sequence[Shape]]) -> bool:
    """Whether the captions of several tables stand below them: the last has one there, and the first none above."""
    if len(tables) < 2:
        return False
    first, last = min(shape.start for shape in tables[0]), max(shape.end for shape in tables[-1])
    number = page.span(first, first + 1)[0] if page.lines else 0
    above = next((line for line in reversed(page.lines[max(number - 3, 0) : number]) if not line.blank), None)
    if above is not None and titles.captioned(above):
        return False
    return title_below(page, titles, marks, last, len(page.clean)) is not None


def _is_note(row: _Row) -> bool:
    """Whether the last row of a table is a note: one cell that opens like one."""
    text = row[0].cell.text
    lettered = len(text) > _SHORTEST_NOTE and LETTERED.match(text) is not None
    return (lettered or is_note(text)) and not any(piece.cell.text for piece in row[1:])


def _title_on_top(
    page: Page, titles: Titles, marks: Marks, untaken: Sequence[bool], place: int
) -> tuple[Cell, tuple[Cell, ...]] | None:
    """The title of a table that has no caption: the line above its header, which is no sentence and no heading of a section.

    Behind an empty line, it stands by itself.
    """
    number = page.span(place, place + 1)[0] if page.lines else 0
    apart = number > 1 and page.lines[number - 1].blank
    last = number - 1 - apart
    if number < 1 or page.lines[last].blank or common_heading(page.lines[last].text) is not None:
        return None
    if apart and (page.lines[last].start in marks.headings or (last and not page.lines[last - 1].blank)):
        return None
    above = title_lines(page, titles, number, untaken)
    return titles.plain(titles.joined(above)) if above else None


def _rows_of(text: Text, marks: Marks, shapes: Sequence[Shape]) -> tuple[list[_Row], list[_Row]]:
    """The rows of the header and of the body."""
    cells: dict[int, dict[int, list[Shape]]] = defaultdict(lambda: defaultdict(list))
    for shape in shapes:
        cells[shape.row][shape.column].append(shape)
    heads: list[_Row] = []
    body: list[_Row] = []
    for _, row in sorted(cells.items()):
        parts = [row] if not row[0][0].header else _described(row)
        for part in parts:
            pieces = [_piece(text, marks, lines) for _, lines in sorted(part.items())]
            (heads if row[0][0].header else body).append(pieces)
    named = max((i for row in (*heads, *body) for i, piece in enumerate(row) if piece.cell.text), default=0) + 1
    return [row[:named] for row in heads], [row[:named] for row in body if any(piece.cell.text for piece in row)]


def _described(row: dict[int, list[Shape]]) -> list[dict[int, list[Shape]]]:
    """The row of a header, or two where long descriptions stand on lines of their own below short names."""
    rest = {column: lines[1:] or [lines[0]._replace(start=lines[0].start, end=lines[0].start)] for column, lines in row.items()}
    long = [lines for column, lines in rest.items() if column and lines[-1].end - lines[0].start > _DESCRIPTION]
    if 2 * len(long) <= len(row) - 1:
        return [row]
    return [{column: lines[:1] for column, lines in row.items()}, rest]


def _unbroken(cell: Cell) -> Cell:
    """A line of a cell without the sign for a line break at its end."""
    if not cell.text.endswith("\\"):
        return cell
    bare = cell.text[:-1].rstrip()
    return cell._replace(text=bare, end=cell.end - (len(cell.text) - len(bare)))


def _piece(text: Text, marks: Marks, lines: Sequence[Shape]) -> _Piece:
    """A cell of one or several lines."""
    parts = [_unbroken(marks.cell(line.start, line.end)) for line in lines]
    cell = parts[0]
    if len(parts) > 1:
        notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
        cell = Cell(" ".join(part.text for part in parts if part.text), cell.start, parts[-1].end, notes)
    if " \u2022 " in cell.text:
        points = cell.text.split(" \u2022 ")
        cell = cell._replace(text=" | ".join([_POINT.sub("", points[0]), *points[1:]]))
    glued = _GLUED.search(cell.text) if cell.text.count(")") > cell.text.count("(") else None
    if glued:
        cell = cell._replace(text=cell.text[: glued.start()] + cell.text[glued.end() :], notes=(*cell.notes, glued[1]))
    sign = _SIGN.search(cell.text)
    if sign:
        cell = Cell(cell.text[: sign.start()], cell.start, cell.end - len(sign[0]), (*cell.notes, sign[0]))
    place = text.map.to_source(lines[0].start, lines[0].end)[0]
    strong = text.source[max(0, place - 8) : place].endswith(("**", "__", "<b>", "<strong>"))
    return _Piece(cell, lines[0].level, strong)


def _parts(heads: list[_Row], body: list[_Row]) -> Iterator[_Part]:
    """The header and the body of a table; several where a further header stands between its rows: words without a label over
    columns of figures, under figures. What such a header leaves open is as above."""
    if not heads and body:
        heads, body = body[:1], body[1:]
    starts = [i for i in range(1, len(body) - 1) if heads and _is_further(heads[-1], body[i - 1], body[i], body[i + 1])]
    head, place = heads, min((piece.cell.start for row in heads for piece in row), default=0)
    for first, after in zip([0, *(i + 1 for i in starts)], [*starts, len(body)]):
        if first:
            head = [[own if own.cell.text else old for own, old in zip(body[first - 1], heads[-1])]]
            place = min(piece.cell.start for piece in body[first - 1])
        yield _Part(head, body[first:after], place)


def _is_further(head: _Row, above: _Row, row: _Row, below: _Row) -> bool:
    filled = [i for i, piece in enumerate(row) if piece.cell.text]
    if row[0].cell.text or len(filled) < 2 or len(filled) * 2 < sum(bool(piece.cell.text) for piece in head[1:]):
        return False
    if any(i >= len(other) or not valued(other[i].cell.text) for i in filled for other in (above, below)):
        return False
    return not any(valued(row[i].cell.text) for i in filled) and bool(above[0].cell.text and below[0].cell.text)


def _grid(page: Page, part: _Part, title: tuple[Cell, tuple[Cell, ...]] | None, below: Below) -> Grid | None:
    """The grid of a part; it ends with its last cell."""
    body = list(part.body)
    heads = [[piece.cell for piece in row] for row in part.heads]
    sizes = sum(map(_prints_sizes, body)) > 1  # "Week 12 | n = 104 | n = 107" again further down is no header
    while (
        body and heads and len(heads) < _MOST_HEADS and is_header_row([p.cell.text for p in body[0]], [c.text for c in heads[-1]])
    ):
        if sizes and body[0][0].cell.text and _prints_sizes(body[0]):
            break
        heads.append([piece.cell for piece in body.pop(0)])
    if not body or len(body[0]) < 2 or not heads:
        return None
    whole = refilled(heads, [[piece.cell for piece in row] for row in body])
    if whole is not None:
        heads = whole[0]
        body = [[old._replace(cell=cell) for old, cell in zip(row, cells)] for row, cells in zip(body, whole[1])]
    texts = [[piece.cell.text for piece in row] for row in body]
    heads = unshifted(heads, texts) or spread_over(heads, texts) or heads
    stub, columns, clear = column_paths(heads)
    if has_second_labels(heads, texts):
        columns, (rows, nested) = columns[1:], (_doubly(body), False)
    else:
        rows, nested = _nested(body)
    last = max(item.end for row in rows for item in (*row.path, *row.cells))
    reasons = ["columns by rules"]
    if nested:
        reasons.append("rows without values taken as parents")
    if not clear:
        reasons.append("spans of the headers are lost")
    named, cited = title or (Cell("", part.place, part.place), ())
    return Grid(
        title=strip(named, below.footnotes, page),
        citations=cited,
        stub=strip(stub, below.footnotes, page),
        columns=tuple(tuple(strip(item, below.footnotes, page) for item in path) for path in columns),
        rows=strip_rows(rows, below.footnotes, page),
        start=page.lines[page.span(part.place, part.place + 1)[0]].start if page.lines else part.place,
        end=last,
        body=(part.place, last),
        footnotes=below.footnotes,
        abbreviations=below.abbreviations,
        confidence=0.5 if not clear else 0.85 if nested else 0.95,
        reasons=tuple(reasons),
    )


def _doubly(body: Sequence[_Row]) -> tuple[GridRow, ...]:
    """Rows with two labels each; the first stands once above all that share it."""
    rows: list[GridRow] = []
    first: Cell | None = None
    for row in body:
        own = row[0].cell
        if first is None or (own.text and own.text != first.text):
            first = own
        rows.append(GridRow((first, row[1].cell), tuple(piece.cell for piece in row[2:])))
    return tuple(rows)


def _prints_sizes(row: _Row) -> bool:
    return any(piece.cell.text for piece in row[1:]) and all(is_size(p.cell.text) for p in row[1:] if p.cell.text)


def _nested(body: Sequence[_Row]) -> tuple[tuple[GridRow, ...], bool]:
    """Rows with their paths: nested by indentation, else under rows without values."""
    least = min((row[0].indent for row in body if row[0].cell.text), default=0)
    several = sum(map(_prints_sizes, body)) > 1  # "Disease duration | n=355 | n=325": what is below is of so many
    indented = any(row[0].indent > least and row[0].cell.text for row in body)
    rows: list[GridRow] = []
    above: list[tuple[int, Cell]] = []
    group, nested = Group(), False
    for row in body:
        label, values = row[0].cell, tuple(piece.cell for piece in row[1:])
        bare = not any(value.text for value in values)
        if several and _prints_sizes(row):
            bare = not is_stub(label.text)
            if not label.text or not bare:
                group = Group()
                rows.append(GridRow((label,), values))
                continue
        if not label.text and rows:
            # a line without a label goes on with the row above where that has room
            rows.append(GridRow(rows[-1].path, values))
            continue
        if not indented:
            if row[0].strong or (several and _prints_sizes(row)):
                group = Group(sized=not row[0].strong)
            heading = group.above(label, bare, [value.text for value in values])
            nested = nested or heading is not None
            rows.append(GridRow((heading, label) if heading is not None else (label,), values))
            continue
        while above and above[-1][0] >= row[0].indent:
            above.pop()
        rows.append(GridRow((*(parent for _, parent in above), label), values))
        above.append((row[0].indent, label))
    return tuple(rows), nested
