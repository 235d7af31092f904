"""Tables as web pages are scraped to text: a bar behind each cell and none before the first, with no rule below the header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from daraevidence.reading.ruled import Line, Piece, Ruled, trimmed

__all__ = ["find_scraped"]

_FEWEST = 3
_FIGURE = re.compile(r"\d")
#: a size is no figure of the body
_SIZED = re.compile(r"\b[nN]\s?=\s?\d")


def find_scraped(lines: Sequence[Line], tables: Sequence[Ruled]) -> list[Ruled]:
    """The tables outside of others whose lines all end with a bar, and mostly begin with none.

    The cells of a row that a line break in one of them has parted stand on lines one after another: above the first whole row,
    lines that have as many cells together as the columns are one row. A line of one cell heads the rows below it.
    """
    taken = {number for table in tables for number in range(table.first, table.after)}
    found: list[Ruled] = []
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and end not in taken and lines[end][0].rstrip().endswith("|"):
            end += 1
        if end - number >= _FEWEST:
            table = _table(lines, number, end)
            if table is not None:
                found.append(table)
        number = max(end, number + 1)
    return found


def _table(lines: Sequence[Line], first: int, after: int) -> Ruled | None:
    """The table of lines that end with a bar; ``None`` where they are framed by bars, or most cells hold no figures."""
    rows = [_cells(line) for line in lines[first:after]]
    width, often = Counter(map(len, rows)).most_common(1)[0]
    led = sum(text.lstrip().startswith("|") for text, _ in lines[first:after])
    if width < 2 or often < 2 or 2 * often < len(rows) or 2 * led > len(rows):
        return None
    whole_rows = [text.split("|")[1:-1] for (text, _), row in zip(lines[first:after], rows) if len(row) == width]
    values = [cell for row in whole_rows for cell in row if cell.strip()]
    figures = sum(bool(_FIGURE.search(value)) and not _SIZED.search(value) for value in values)
    if 2 * figures < len(values) or not figures:
        return None
    whole = next(index for index, row in enumerate(rows) if len(row) == width)
    head = _header(rows[:whole], width)
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


def _cells(line: Line) -> list[Piece]:
    text, place = line
    edges = [match.start() for match in re.finditer(r"(?<!\\)\|", text)]
    return [trimmed(text, place, a, b) for a, b in zip([0, *(edge + 1 for edge in edges)], edges)]
