"""Tables of Markdown: columns between bars (pipe tables) or under rules of dashes (simple and multiline tables).

They are read from the source's own characters, since their columns are places in a line; the cells are places of the
repaired view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables.captions import caption_above, caption_below, notes_below, plain
from daraevidence.layout.tables.footnotes import strip, strip_rows
from daraevidence.layout.tables.lines import Page
from daraevidence.layout.tables.shifted import unshifted
from daraevidence.layout.tables.spans import column_paths, is_header_row
from daraevidence.reading.text import Text

__all__ = ["ruled_grids"]

_RULE = re.compile(r"[ \t]*:?-{2,}:?(?:[ \t]+:?-{2,}:?)+[ \t]*$")
_FULL = re.compile(r"[ \t]*-{10,}[ \t]*$")
_PIPE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_FRAME = re.compile(r"[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*$")
#: A label is moved in by these.
_HARD_SPACES = re.compile(r"(?:&(?:nbsp|emsp|ensp|thinsp|#160);\s?)+")
_TALLEST = 400

#: A line of the source: its text and the place where it starts.
Row: TypeAlias = tuple[str, int]


class _Piece(NamedTuple):
    """One cell as printed: source places, and how far in its text stands."""

    text: str
    start: int
    end: int
    indent: int = 0


class _Raw(NamedTuple):
    """A table before it is understood: rows of pieces; ``first`` and ``after`` are line numbers of the source."""

    heads: list[list[_Piece]]
    body: list[list[_Piece]]
    first: int
    after: int


def ruled_grids(text: Text, page: Page) -> Iterator[Grid]:
    """The tables of Markdown, in order."""
    if "--" not in text.source:
        return
    lines: list[Row] = []
    place = 0
    for raw in text.source.splitlines(keepends=True):
        lines.append((raw.rstrip("\r\n"), place))
        place += len(raw)
    number, floor = 0, 0
    while number < len(lines):
        line = lines[number][0]
        raw_table = None
        if "--" in line or "|" in line:
            if line.lstrip().startswith("+") and _FRAME.match(line):
                raw_table = _framed(lines, number)
            elif "|" in line and _PIPE_RULE.match(line):
                raw_table = _pipes(lines, number, floor)
            elif _RULE.match(line):
                raw_table = _dashes(lines, number, floor)
        if raw_table is None:
            number += 1
            continue
        grid = _grid(text, page, lines, raw_table, floor)
        if grid is not None:
            yield grid
        number = floor = max(raw_table.after, number + 1)


def _pipes(lines: Sequence[Row], number: int, floor: int) -> _Raw | None:
    """A pipe table whose rule is a line: one header line above, rows until a line without bars."""
    if number <= floor or "|" not in lines[number - 1][0]:
        return None
    rule = lines[number][0].strip()
    width = len([part for part in rule.split("|") if part.strip()])
    outer = rule.startswith("|"), rule.endswith("|")
    head = _barred(lines[number - 1], width, outer)
    after = number + 1
    body = []
    while after < len(lines) and "|" in lines[after][0] and not _PIPE_RULE.match(lines[after][0]):
        empty = _Piece("", lines[after][1], lines[after][1])
        body.append((_barred(lines[after], width, outer) + [empty] * len(head))[: len(head)])
        after += 1
    return _Raw([head], body, number - 1, after) if body and len(head) > 1 else None


def _framed(lines: Sequence[Row], number: int) -> _Raw | None:
    """A grid table: cells between bars, rows between lines of dashes, the header above one of equals signs."""
    after = number
    while after < len(lines) and lines[after][0].lstrip()[:1] in ("+", "|") and after - number < 20 * _TALLEST:
        after += 1
    rules = [lines[i][0] for i in range(number, after) if _FRAME.match(lines[i][0])]
    edges = sorted({match.start() for rule in rules for match in re.finditer(r"\+", rule)})
    if len(rules) < 2 or len(edges) < 3:
        return None
    heads: list[list[_Piece]] = []
    body: list[list[_Piece]] = []
    rows: list[list[_Piece]] = []
    for text, place in lines[number + 1 : after]:
        if not _FRAME.match(text):
            rows.append(_between(text, place, edges))
            continue
        if rows:
            body.append(_stacked(rows))
            rows = []
        if "=" in text and not heads:
            heads, body = body, []
    if not heads:
        heads, body = body[:1], body[1:]
    return _Raw(heads, body, number, after) if heads and body else None


def _between(text: str, place: int, edges: Sequence[int]) -> list[_Piece]:
    """The pieces of a line between the edges that have a bar in it; a cell over several columns stands in the first."""
    pieces = [_Piece("", place + min(left, len(text)), place + min(left, len(text))) for left in edges[:-1]]
    start = first = 0
    for index, (left, right) in enumerate(pairwise(edges)):
        if index == 0 or text[left : left + 1] in ("|", "+"):
            start, first = left + 1, index
        if text[right : right + 1] in ("|", "+") or right >= len(text):
            pieces[first] = _trimmed(text, place, start, min(right, len(text)))
    return pieces


def _barred(line: Row, width: int, outer: tuple[bool, bool]) -> list[_Piece]:
    """The pieces of a line between bars; ``outer`` says whether the rule has bars at its ends.

    A bar at the end of a line whose rule has none there stands beside an empty cell, unless the line has a cell too many.
    """
    text, place = line
    edges = [match.start() for match in _BAR.finditer(text)]
    starts = [0, *(edge + 1 for edge in edges)]
    ends = [*edges, len(text)]
    pieces = [_trimmed(text, place, a, b) for a, b in zip(starts, ends)]
    if text.lstrip().startswith("|") and (outer[0] or len(pieces) > width):
        pieces = pieces[1:]
    if text.rstrip().endswith("|") and len(pieces) > 1 and (outer[1] or len(pieces) > width):
        pieces = pieces[:-1]
    return pieces


def _trimmed(text: str, place: int, start: int, end: int) -> _Piece:
    """The printed characters of a slice of a line."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return _Piece("", place + min(start, len(text)), place + min(start, len(text)))
    indent = len(piece) - len(piece.lstrip())
    begin = place + start + indent
    spaces = _HARD_SPACES.match(bare)
    if spaces and spaces.end() < len(bare):
        begin += spaces.end()
        indent += 2 * spaces[0].count(";")
        bare = bare[spaces.end() :]
    return _Piece(bare, begin, begin + len(bare), indent)


def _dashes(lines: Sequence[Row], number: int, floor: int) -> _Raw | None:
    """A simple table (header over the rule, rows until an empty line) or a multiline one (between full rules)."""
    rule = lines[number][0]
    spans = [(match.start(), match.end()) for match in re.finditer(r"\S+", rule)]
    top = number - 1
    while top >= floor and number - top < 20 and not _FULL.match(lines[top][0]) and lines[top][0].strip():
        if _RULE.match(lines[top][0]):
            return None
        top -= 1
    multiline = top >= floor and bool(_FULL.match(lines[top][0]))
    first = top if multiline else top + 1
    heads = [_sliced(lines[i], spans) for i in range(top + 1, number)]
    after = number + 1
    groups: list[list[list[_Piece]]] = [[]]
    while after < len(lines) and after - number < _TALLEST:
        text = lines[after][0]
        if _FULL.match(text) or _RULE.match(text) or text.lstrip().startswith(":::"):
            break
        if not text.strip():
            if not multiline and not text:
                break
            groups.append([])
        else:
            shut = text.find("::::")
            groups[-1].append(_sliced((text[:shut], lines[after][1]) if shut > 0 else lines[after], spans))
            if not multiline:
                groups.append([])
            if shut > 0:
                after += 1
                break
        after += 1
    closed = after < len(lines) and bool(_FULL.match(lines[after][0]))
    if multiline and not closed:
        return None
    body = [_stacked(group) for group in groups if group]
    if not body or not heads:
        return None
    return _Raw([_stacked(heads)], body, first, after + closed)


def _sliced(line: Row, spans: Sequence[tuple[int, int]]) -> list[_Piece]:
    """The pieces of a line under the columns of a rule; a cell that stands a little beside its column is not cut."""
    text, place = line
    cuts = [0]
    for start, _ in spans[1:]:
        cut = min(start, len(text))
        if 0 < cut < len(text) and not text[cut - 1].isspace():
            near = [c for d in range(1, 8) for c in (cut - d, cut + d) if cuts[-1] < c <= len(text) and text[c - 1].isspace()]
            cut = near[0] if near else cut
        else:
            tail = re.search(r"\s{2,}(\S{1,3}) ?$", text[cuts[-1] : cut])
            if tail and text[cut : cut + 2].strip() == "":
                cut = cuts[-1] + tail.start(1)
        cuts.append(max(cut, cuts[-1]))
    pieces = [_trimmed(text, place, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)])]
    if any("  " in piece.text for piece in pieces) or any(0 < c < len(text) and not text[c - 1].isspace() for c in cuts):
        pieces = _chunked(text, place, spans) or pieces
    first = spans[0][0]
    return [pieces[0]._replace(indent=max(0, pieces[0].indent - first)), *pieces[1:]]


def _chunked(text: str, place: int, spans: Sequence[tuple[int, int]]) -> list[_Piece] | None:
    """The pieces of a line that stands beside its columns: what is apart by two spaces goes to the column that starts nearest."""
    chunks = [(match.start(), match.end()) for match in re.finditer(r"\S+(?:\s\S+)*", text)]
    if len(chunks) > len(spans):
        return None
    starts = [start for start, _ in spans]
    if len(chunks) == len(spans):
        places = list(range(len(spans)))
    else:
        places = [min(range(len(starts)), key=lambda i: abs(starts[i] - start)) for start, _ in chunks]
    if any(a >= b for a, b in pairwise(places)):
        return None
    pieces = [_Piece("", place + min(start, len(text)), place + min(start, len(text))) for start in starts]
    for index, (start, end) in zip(places, chunks):
        pieces[index] = _Piece(text[start:end], place + start, place + end, start if index == 0 else 0)
    return pieces


def _stacked(rows: Sequence[list[_Piece]]) -> list[_Piece]:
    """One row of several lines: what stands in a column is put together."""
    merged = list(rows[0])
    for row in rows[1:]:
        for i, piece in enumerate(row):
            if piece.text:
                own = merged[i]
                text = f"{own.text} {piece.text}" if own.text else piece.text
                merged[i] = _Piece(
                    text, own.start if own.text else piece.start, piece.end, own.indent if own.text else piece.indent
                )
    return merged


def _grid(text: Text, page: Page, lines: Sequence[Row], raw: _Raw, floor: int) -> Grid | None:
    """The grid of a table of pieces with its caption and notes."""

    def cell(piece: _Piece) -> Cell:
        start, end = text.map.to_target(piece.start, piece.end)
        written, notes = plain(piece.text)
        return Cell(written, start, end, notes)

    heads = [[cell(piece) for piece in row] for row in raw.heads]
    body = [row for row in raw.body if any(piece.text for piece in row)]
    while body and len(heads) < 3 and is_header_row([plain(piece.text)[0] for piece in body[0]], [c.text for c in heads[-1]]):
        heads.append([cell(piece) for piece in body.pop(0)])
    if not body or len(body[0]) < 2:
        return None
    heads = unshifted(heads, [[piece.text for piece in row] for row in body]) or heads
    stub, columns, clear = column_paths(heads)
    rows, nested = _rows(body, cell)
    title, above = caption_above(text, lines, raw.first, floor)
    if not title.text:
        title = caption_below(text, lines, raw.after) or title
    below = notes_below(text, lines, raw.after)
    start = text.map.to_target(lines[raw.first][1], lines[raw.first][1])[0]
    last = max(item.end for row in rows for item in (*row.path, *row.cells))
    reasons = ["columns by rules"]
    if nested:
        reasons.append("rows without values taken as parents")
    if not clear:
        reasons.append("spans of the headers are lost")
    begin = min(piece.start for row in raw.heads for piece in row)
    return Grid(
        title=strip(title, below.footnotes, page),
        citations=(),
        stub=strip(stub, below.footnotes, page),
        columns=tuple(tuple(strip(item, below.footnotes, page) for item in path) for path in columns),
        rows=strip_rows(rows, below.footnotes, page),
        start=min(above, start) if title.text else start,
        end=max(last, below.end, title.end),
        body=(text.map.to_target(begin, begin)[0], last),
        footnotes=below.footnotes,
        abbreviations=below.abbreviations,
        confidence=0.5 if not clear else 0.85 if nested else 0.95,
        reasons=tuple(reasons),
    )


def _rows(body: Sequence[Sequence[_Piece]], cell: Callable[[_Piece], Cell]) -> tuple[tuple[GridRow, ...], bool]:
    """Rows with their paths: nested by indentation, else under rows without values."""
    indented = any(row[0].indent and row[0].text for row in body)
    rows: list[GridRow] = []
    above: list[tuple[int, Cell]] = []
    nested = False
    for row in body:
        label, values = cell(row[0]), tuple(cell(piece) for piece in row[1:])
        bare = not any(value.text for value in values)
        depth = row[0].indent if indented else 0 if bare or row[0].text.startswith("**") else 1
        if not label.text and rows:
            # a line without a label goes on with the row above where that has room
            label = rows[-1].path[-1]
            rows.append(GridRow(rows[-1].path, values))
            continue
        while above and above[-1][0] >= depth:
            above.pop()
        rows.append(GridRow((*(parent for _, parent in above), label), values))
        nested = nested or (bool(above) and not indented)
        if indented or bare:
            above.append((depth, label))
    return tuple(rows), nested
