"""Tables printed one cell a line in which an empty cell is an empty line: every row has as many lines as the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daraevidence.layout.document import Cell, Grid
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.headers import is_size, is_stub, sized
from daraevidence.layout.tables.lines import Line, Page, join, valued
from daraevidence.layout.tables.regions import is_value
from daraevidence.layout.tables.rows import RowLines, build, carries_on
from daraevidence.layout.tables.titles import Titles

__all__ = ["positional_grids"]

_WIDEST = 16
_LONGEST = 400


def positional_grids(page: Page, titles: Titles, closed: Sequence[bool]) -> Iterator[tuple[Grid, int, int]]:
    """Tables with empty lines for empty cells, with the numbers of their first line and of the line after their last.

    Only where a row has an empty cell and all rows keep the rhythm of the header: what else is printed one cell a line
    is read by its looks.
    """
    lines, floor = page.lines, 0
    for head in range(len(lines)):
        if head < floor or closed[head] or lines[head].blank or lines[head].indent or not _may_head(lines, head):
            continue
        best = max(
            (rows for width in range(3, _WIDEST + 1) if (rows := _rows(lines, head, width, closed))), key=len, default=None
        )
        if best is None:
            continue
        grid, first, after = _grid(page, titles, closed, head, best)
        yield grid, first, after
        floor = after


def _may_head(lines: Sequence[Line], head: int) -> bool:
    """Whether a line may name the label column: its words say so, or the size of a group stands in one of the next lines."""
    ahead = lines[head + 1 : head + 3]
    if not ahead or is_stub(ahead[0].text) or sized(lines[head].text):
        return False
    return is_stub(lines[head].text) or any(sized(line.text) for line in ahead)


def _rows(lines: Sequence[Line], head: int, width: int, closed: Sequence[bool]) -> list[RowLines] | None:
    """The rows of so many lines below a header of so many, or ``None`` where they keep no such rhythm."""
    first = head + width
    if first + width > len(lines):
        return None
    if any(line.blank or valued(line.text) or _in_parts(line) for line in lines[head:first]):
        return None
    rows: list[RowLines] = []
    empty = 0
    for place in range(first, min(first + _LONGEST * width, len(lines)), width):
        label, cells = lines[place], lines[place + 1 : place + width]
        printed = [line for line in cells if not line.blank]
        if label.blank or any(closed[line.number] or line.indent for line in printed) or closed[place] or is_value(label):
            break
        if any(map(_in_parts, (label, *printed))) or not all(map(is_value, printed)):
            return None  # words among the figures: a line more or less, and the rhythm is chance
        if sized(label.text) or (printed and carries_on(label, printed[0])):
            break
        rows.append(((label,), tuple((line,) if not line.blank else () for line in cells) + ((),) * (width - 1 - len(cells))))
        empty += len(printed) < len(cells)
    while rows and not any(rows[-1][1]):
        rows.pop()
        empty -= 1
    heading = any(not any(cells) for _, cells in rows)
    if sum(any(cells) for _, cells in rows) < (2 if heading else 4) or empty < 1:
        return None
    last = rows[-1][1][-1]
    after = (last[0].number if last else rows[-1][0][0].number + width - 1) + 1
    return rows if after >= len(lines) or lines[after].blank or closed[after] or not is_value(lines[after]) else None


def _in_parts(line: Line) -> bool:
    """Whether a line is a part of what stands on several: a divided word, a size below its group."""
    return (line.text.endswith(("-", "‐")) and len(line.text) > 1) or is_size(line.text)


def _grid(page: Page, titles: Titles, closed: Sequence[bool], head: int, found: Sequence[RowLines]) -> tuple[Grid, int, int]:
    lines, width = page.lines, len(found[0][1]) + 1
    first, title, citations = _title(lines, titles, closed, head)
    after = max(line.number for label, cells in found for part in (label, *cells) for line in part) + 1
    below = footnotes.read(lines, after, page.clean)
    marks = below.footnotes if below else {}
    header = [join((line,), page) for line in lines[head : head + width]]
    rows, nested = build(found, width - 1, page)
    start, end = lines[head].start, lines[after - 1].end
    grid = Grid(
        title=title,
        citations=citations,
        stub=footnotes.strip(header[0], marks, page),
        columns=tuple((footnotes.strip(cell, marks, page),) for cell in header[1:]),
        rows=footnotes.strip_rows(rows, marks, page),
        start=min(title.start, start) if title.text else start,
        end=max(end, below.end) if below else end,
        body=(start, end),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=0.8 if nested else 0.95,
        reasons=(
            "empty lines taken as empty cells",
            *(("rows without values taken as parents of those below",) if nested else ()),
        ),
    )
    return grid, first, below.after if below else after


def _title(lines: Sequence[Line], titles: Titles, closed: Sequence[bool], head: int) -> tuple[int, Cell, tuple[Cell, ...]]:
    """The title directly above the header, or above one empty line where its looks say so; its line and citations."""
    place = head - 1
    if place > 0 and lines[place].blank and not lines[place - 1].blank and titles.read(lines[place - 1]) is not None:
        place -= 1
    if place >= 0 and not lines[place].blank and lines[place].kind in ("text", "prose") and not closed[place]:
        title, citations = titles.plain(lines[place])
        return place, title, citations
    return head, Cell("", lines[head].start, lines[head].start), ()
