"""Tables as web pages are scraped to text: a bar behind each cell and none before the first, with no rule below the header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.reading.ruled import Line, Piece, Ruled, trimmed

__all__ = ["find_scraped"]

_FEWEST = 3
_TALLEST_HEAD = 20
_LONGEST_NAME = 90
_BAR = compiled(r"(?<!\\)\|")
_FIGURE = compiled(r"\d")
#: a size is no figure of the body
_SIZED = compiled(r"\b[nN]\s?=\s?\d")


def find_scraped(lines: Sequence[Line], tables: Sequence[Ruled]) -> list[Ruled]:
    """The tables outside of others whose lines all end with a bar, and mostly begin with none.

    The cells of a row that a line break in one of them has parted stand on lines one after another: above the first whole row,
    lines that have as many cells together as the columns are one row. A line of one cell heads the rows below it.
    """
    taken = {number for table in tables for number in range(table.first, table.after)}
    found: list[Ruled] = []
    number = floor = 0
    while number < len(lines):
        end = number
        while end < len(lines) and end not in taken and lines[end][0].rstrip().endswith("|"):
            end += 1
        if end - number >= _FEWEST:
            table = _table(lines, floor, number, end)
            if table is not None:
                found.append(table)
                floor = end
        number = max(end, number + 1)
    return found


def _table(lines: Sequence[Line], floor: int, first: int, after: int) -> Ruled | None:
    """The table of lines that end with a bar; ``None`` where most cells hold no figures, or where it is
    framed by bars with its header in place."""
    lower = lines[after - max(2, (after - first) // 3) : after]  # headers may begin with a bar in any case
    framed = all(text.lstrip().startswith("|") for text, _ in lower)
    rows = [_cells(line, framed) for line in lines[first:after]]
    several = Counter(len(row) for row in rows if len(row) > 1)
    width, often = several.most_common(1)[0] if several else (0, 0)
    if often < 2 or 2 * often < several.total():
        return None
    rows = [_cut(row, width) for row in rows]
    whole_rows = [text.split("|")[1 + framed : -1] for (text, _), row in zip(lines[first:after], rows) if len(row) == width]
    values = [cell for row in whole_rows for cell in row if cell.strip()]
    figures = sum(bool(_FIGURE.search(value)) and not _SIZED.search(value) for value in values)
    if 2 * figures < len(values) or not figures:
        return None
    whole = next(index for index, row in enumerate(rows) if len(row) == width)
    top = first if framed else _top(lines, floor, first, first + whole, width)
    if framed and not whole and (rows[0][-1].lines or not rows[0][0].lines):
        return None  # its header is whole and in place
    head = [_joined(lines[top : first + whole])] if top < first else _header(rows[:whole], width)
    first = top
    if head is None:
        return None
    empty = Piece(lines[after - 1][1])
    body = [(row + [empty._replace(place=row[-1].place)] * width)[:width] for row in rows[whole:]]
    heads, body = (head, body) if head else (body[:1], body[1:])
    return Ruled(heads, body, first, after) if len(body) > 1 else None


def _header(rows: Sequence[list[Piece]], width: int) -> list[list[Piece]] | None:
    """The rows of a header whose lines are parted, ``None`` where they make none: as many cells as columns in each, or names
    alone on their lines, which stand over several columns each."""
    made: list[list[Piece]] = []
    cells: list[Piece] = []
    for row in rows:
        cells += row
        if len(cells) == width:
            made.append(cells)
            cells = []
        elif len(cells) > width:
            return None
    if cells:
        if made or any(len(row) > 1 for row in rows):
            return None
        made.append(cells + [Piece(cells[-1].place)] * (width - len(cells)))
    return made


def _cut(row: list[Piece], width: int) -> list[Piece]:
    """A row without empty cells beyond the last column."""
    while len(row) > width and not row[-1].lines:
        row = row[:-1]
    return row


def _top(lines: Sequence[Line], floor: int, first: int, body: int, width: int) -> int:
    """The number of the first line of a header with line breaks inside of its cells, whose lines above the last ones end
    without a bar: it has a bar itself, and there are as many bars as columns down to the first row. ``first`` where none is.
    """
    bars = 0
    for number in range(body - 1, max(floor, first - _TALLEST_HEAD) - 1, -1):
        text = lines[number][0]
        own = len(_BAR.findall(text))
        bars += own
        if not text.strip() or len(text) > _LONGEST_NAME or bars > width:
            break
        if own and bars == width and number < first:
            return number
    return first


def _joined(lines: Sequence[Line]) -> list[Piece]:
    """The cells of a row that runs over several lines."""
    made: list[Piece] = []
    open_ = False
    for text, place in lines:
        edges = [match.start() for match in _BAR.finditer(text)]
        parts = [trimmed(text, place, a, b) for a, b in zip([0, *(edge + 1 for edge in edges)], [*edges, len(text)])]
        if open_:
            before = made.pop()
            parts[0] = before._replace(lines=(*before.lines, *parts[0].lines)) if before.lines else parts[0]
        made += parts if parts[-1].lines or not edges else parts[:-1]
        open_ = bool(parts[-1].lines) or not edges
    return made


def _cells(line: Line, framed: bool) -> list[Piece]:
    """The cells of a line that ends with a bar; that of a framed table may begin with one."""
    text, place = line
    edges = [match.start() for match in _BAR.finditer(text)]
    if framed and edges and not text[: edges[0]].strip():
        return [trimmed(text, place, a + 1, b) for a, b in pairwise(edges)]
    return [trimmed(text, place, a, b) for a, b in zip([0, *(edge + 1 for edge in edges)], edges)]
