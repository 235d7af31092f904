"""Tables of cases, one cell a line: a header line for each column, then rows that begin with 1, 2, 3 …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.titles import Titles

__all__ = ["numbered_grids"]

_STUB = compiled(r"(?i)(?:patient|case|subject|pt|participant)s?\.?(?:\s*(?:no\.?|number|id|#))?$|no\.?$|#$")
_FIRST = compiled(r"(?P<name>(?:(?:patient|case|subject|pt\.?)\s+|#|[PC])?)1$", re.I)
_WIDEST = 16


def numbered_grids(page: Page, titles: Titles, closed: Sequence[bool]) -> Iterator[tuple[Grid, int, int]]:
    """Tables whose rows bear the numbers 1, 2, 3 …, with the numbers of their first line and of the line after their last.

    The label column's header says that rows are patients, and all rows have as many lines as there are headers: that says
    where a row ends, whatever its cells hold.
    """
    lines, floor = page.lines, 0
    for stub in range(len(lines)):
        if stub < floor or closed[stub] or lines[stub].indent or not _STUB.match(lines[stub].text):
            continue
        found = _rows(lines, stub, closed)
        if found is None:
            continue
        width, count = found
        grid, first, after = _grid(page, titles, closed, stub, width, count)
        yield grid, first, after
        floor = after


def _rows(lines: Sequence[Line], stub: int, closed: Sequence[bool]) -> tuple[int, int] | None:
    """How many lines a row has, and how many rows there are, below the header that begins at ``stub``."""
    for width in range(3, _WIDEST + 1):
        first = stub + width
        if first >= len(lines) or lines[first - 1].blank or closed[first - 1]:
            return None
        match = _FIRST.match(lines[first].text)
        if match is None:
            continue
        count = 0
        while _whole(lines, first + count * width, width, f"{match['name']}{count + 1}", closed):
            count += 1
        return (width, count) if count >= (2 if match["name"] else 3) else None
    return None


def _whole(lines: Sequence[Line], place: int, width: int, label: str, closed: Sequence[bool]) -> bool:
    """Whether a row with a label stands at a place, no line of it empty."""
    if place + width > len(lines) or lines[place].text != label:
        return False
    return not any(line.blank or (closed[line.number] and line.kind != "prose") for line in lines[place : place + width])


def _cell(line: Line) -> Cell:
    return Cell(" ".join(line.text.split()), line.start, line.end)


def _grid(page: Page, titles: Titles, closed: Sequence[bool], stub: int, width: int, count: int) -> tuple[Grid, int, int]:
    lines = page.lines
    first, after = stub, stub + width * (count + 1)
    title, citations = Cell("", lines[stub].start, lines[stub].start), ()
    if stub and not lines[stub - 1].blank and not closed[stub - 1] and lines[stub - 1].kind in ("text", "prose"):
        title, citations = titles.plain(lines[stub - 1])  # type: ignore[assignment]
        first = stub - 1
    below = footnotes.read(lines, after, page.clean)
    marks = below.footnotes if below else {}
    cells = [_cell(line) for line in lines[stub:after]]
    rows = [GridRow((cells[place],), tuple(cells[place + 1 : place + width])) for place in range(width, len(cells), width)]
    start, last = lines[stub].start, lines[after - 1].end
    grid = Grid(
        title=title,
        citations=citations,
        stub=footnotes.strip(cells[0], marks, page),
        columns=tuple((footnotes.strip(cell, marks, page),) for cell in cells[1:width]),
        rows=footnotes.strip_rows(rows, marks, page),
        start=min(title.start, start),
        end=max(last, below.end) if below else last,
        body=(start, last),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=0.95,
        reasons=("rows by the numbers of patients",),
    )
    return grid, first, below.after if below else after
