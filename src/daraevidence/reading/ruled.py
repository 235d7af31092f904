"""Tables that the source draws with characters: between bars, under rules of dashes, framed. Their columns are places in a line.

They are found in the source's own characters, before any mark is taken out of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled

__all__ = ["Line", "Piece", "Ruled", "find_ruled", "lines_of", "trimmed"]

_RULE = compiled(r"[ \t]*:?-{2,}:?(?:[ \t]+:?-{2,}:?)+[ \t]*$")
_FULL = compiled(r"[ \t]*-{10,}[ \t]*$")
_PIPE_RULE = compiled(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_BAR = compiled(r"(?<!\\)\|")
_FRAME = compiled(r"[ \t]*\+(?:[-=:]{3,}\+)+[ \t]*$")
_PART_RULE = compiled(r"\+[-=:]{3,}\+")
#: A label is moved in by these.
_HARD_SPACES = compiled(r"(?:&(?:nbsp|emsp|ensp|thinsp|#160);\s?|[\xa0\u2003\u2002])+")
_TALLEST = 400
#: rows of a header above its rule; rules of a frame without any between its rows
_MOST_HEADS = 3
_FEWEST = 3

#: A line of the source: its text and the place where it starts.
Line: TypeAlias = tuple[str, int]


class Piece(NamedTuple):
    """One cell as printed: the places of its lines in the source, and how far in its text stands; no lines: nothing printed."""

    place: int
    lines: tuple[tuple[int, int], ...] = ()
    indent: int = 0


class Ruled(NamedTuple):
    """A table: rows of its header and of its body; ``first`` and ``after`` are line numbers of the source."""

    heads: list[list[Piece]]
    body: list[list[Piece]]
    first: int
    after: int


def lines_of(source: str) -> list[Line]:
    """The lines of a source without their ends, with their places."""
    lines: list[Line] = []
    place = 0
    for raw in source.splitlines(keepends=True):
        lines.append((raw.rstrip("\r\n"), place))
        place += len(raw)
    return lines


def find_ruled(lines: Sequence[Line]) -> list[Ruled]:
    """All tables that are drawn, in order, none overlapping.

    Read: pipe tables with and without outer bars, simple and multiline tables of dashes, grid tables (``+---+``) with cells
    over several columns or rows.
    """
    found: list[Ruled] = []
    number = floor = 0
    while number < len(lines):
        line = lines[number][0]
        table = None
        if "--" in line or "|" in line:
            if line.lstrip().startswith("+") and _FRAME.match(line):
                table = _framed(lines, number)
            elif "|" in line and _PIPE_RULE.match(line):
                table = _pipes(lines, number, floor)
            elif _RULE.match(line):
                table = _dashes(lines, number, floor)
        if table is None:
            number += 1
            continue
        if any(len(row) > 1 for row in table.body):
            found.append(table)
        number = floor = max(table.after, number + 1)
    return found


def _pipes(lines: Sequence[Line], number: int, floor: int) -> Ruled | None:
    """A pipe table whose rule is a line: header rows above, mostly one, rows until a line that is in none.

    A row may run over several lines, where its cells hold lines of their own: it ends with its last bar.
    """
    if number <= floor or "|" not in lines[number - 1][0]:
        return None
    rule = lines[number][0].strip()
    width = len([part for part in rule.split("|") if part.strip()])
    outer = rule.startswith("|"), rule.endswith("|")
    first = _row_up(lines, number, floor, width)
    head = _barred(lines[first:number], width, outer)
    head += [Piece(lines[number - 1][1])] * (width - len(head))
    heads = [head]
    while first > floor and len(heads) < _MOST_HEADS and len(_BAR.findall(lines[first - 1][0])) == width - 1 + 2 * outer[0]:
        first -= 1
        heads.insert(0, _barred(lines[first : first + 1], width, outer))
    after = number + 1
    body = []
    while after < len(lines) and "|" in lines[after][0] and not _PIPE_RULE.match(lines[after][0]):
        end = _row_down(lines, after, width)
        empty = Piece(lines[after][1])
        body.append((_barred(lines[after:end], width, outer) + [empty] * len(head))[: len(head)])
        after = end
    return Ruled(heads, body, first, after) if body and len(head) > 1 else None


def _row_down(lines: Sequence[Line], first: int, width: int) -> int:
    """The number of the line behind the row that begins on a line."""
    bars = len(_BAR.findall(lines[first][0]))
    led = lines[first][0].lstrip().startswith("|")
    if bars >= width - 1 + led:
        return first + 1
    need, broken = width + led, bars < 2
    for after in range(first + 1, min(first + _TALLEST, len(lines))):
        text = lines[after][0].strip()
        own = len(_BAR.findall(text)) if text else width
        bars += own
        broken = broken or not text.strip("|") or own < 2
        if bars > need or (led and text.startswith("|") and text.strip("|")):
            break
        if bars == need and text.endswith("|"):
            return after + 1 if broken else first + 1
    return first + 1


def _row_up(lines: Sequence[Line], after: int, floor: int, width: int) -> int:
    """The number of the first line of the row that ends above a line."""
    bars, broken = 0, False
    for first in range(after - 1, max(floor, after - _TALLEST) - 1, -1):
        text = lines[first][0].strip()
        own = len(_BAR.findall(text))
        led = text.startswith("|") and bool(text.strip("|"))
        if not text or (first == after - 1 and own >= width - 1 + led):
            break
        bars += own
        broken = broken or not text.strip("|") or own < 2
        if bars == width + led and broken and own:
            return first
        if bars > width:
            break
    return after - 1


def _barred(lines: Sequence[Line], width: int, outer: tuple[bool, bool]) -> list[Piece]:
    """The pieces of a row between bars; ``outer`` says whether the rule has bars at its ends.

    A bar at the end of a row whose rule has none there stands beside an empty cell, unless the row has a cell too many.
    """
    pieces: list[Piece] = []
    for text, place in lines:
        edges = [match.start() for match in _BAR.finditer(text)]
        own = [trimmed(text, place, a, b) for a, b in zip([0, *(edge + 1 for edge in edges)], [*edges, len(text)])]
        if pieces and own[0].lines:
            open_cell = pieces.pop()
            own[0] = open_cell._replace(lines=(*open_cell.lines, *own[0].lines)) if open_cell.lines else own[0]
        elif pieces:
            own[0] = pieces.pop()
        pieces += own
    if lines[0][0].lstrip().startswith("|") and (outer[0] or len(pieces) > width):
        pieces = pieces[1:]
    if lines[-1][0].rstrip().endswith("|") and len(pieces) > 1 and (outer[1] or len(pieces) > width):
        pieces = pieces[:-1]
    return pieces


def trimmed(text: str, place: int, start: int, end: int) -> Piece:
    """The printed characters of a slice of a line."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return Piece(place + min(start, len(text)))
    indent = len(piece) - len(piece.lstrip())
    begin = place + start + indent
    spaces = _HARD_SPACES.match(bare)
    if spaces and spaces.end() < len(bare):
        begin += spaces.end()
        indent += 2 * spaces[0].count(";")
        bare = bare[spaces.end() :]
    return Piece(begin, ((begin, begin + len(bare)),), indent)


def _framed(lines: Sequence[Line], number: int) -> Ruled | None:
    """A grid table: cells between bars, rows between lines of dashes, the header above one of equals signs."""
    after = number
    while after < len(lines) and lines[after][0].lstrip()[:1] in ("+", "|") and after - number < 20 * _TALLEST:
        after += 1
    rules = [text for text, _ in lines[number:after] if text.lstrip()[:1] == "+" or _PART_RULE.search(text)]
    edges = sorted({match.start() for rule in rules for match in re.finditer(r"\+", rule)})
    if len(rules) < 2 or len(edges) < 3 or len(edges) > 200:
        return None
    heads: list[list[_Cell]] = []
    body: list[list[_Cell]] = []
    frame = _Frame(edges)
    bars: list[int] = []
    headed = False
    for text, place in lines[number + 1 : after]:
        ruled = text.lstrip()[:1] == "+"
        own = [] if ruled else [edge for edge in edges if text[edge : edge + 1] == "|"]
        if bars and own and len(own) > len(bars) and len(rules) == _FEWEST and not heads:
            heads.append(frame.shut(place))  # names below those of groups that stand over several columns
        bars = own
        row = frame.line(text, place)
        if row is not None:
            body.append(row)
            if "=" in text and not headed and not text.strip("+-=: \t"):
                heads, body, headed = [*heads, *body], [], True
    if len(rules) == _FEWEST and len(body) == 2:
        heads, body = [*heads, body[0]], body[1:]
    if len(rules) == _FEWEST and len(body) == 1:
        body = _single_lines(lines[number + 1 : after], edges) or body
    rows = [[cell.piece() for cell in row] for row in (*heads, *body)]
    count = len(heads) or 1
    return Ruled(rows[:count], rows[count:], number, after) if len(rows) > count else None


def _single_lines(lines: Sequence[Line], edges: Sequence[int]) -> list[list[_Cell]]:
    """The rows of a frame with no rules between them, each on a line: those below its header; none where a label is wrapped."""
    rules = [index for index, (text, _) in enumerate(lines) if text.lstrip()[:1] == "+"]
    found = []
    for text, place in lines[rules[0] + 1 : rules[1]]:
        frame = _Frame(edges)
        frame.line(text, place)
        row = frame.row(place)
        if not row[0].lines:
            return []
        found.append(row)
    return found if any(cell.lines for row in found for cell in row[1:]) else []


class _Cell:
    """A cell of a grid table that may still grow."""

    def __init__(self, place: int) -> None:
        self.place, self.lines, self.indent = place, list[tuple[int, int]](), 0

    def piece(self) -> Piece:
        return Piece(self.place, tuple(self.lines), self.indent)


class _Frame:
    """The rows of a grid table, line by line; a rule under some columns only ends these: the other cells go on."""

    def __init__(self, edges: Sequence[int]) -> None:
        self.spans = list(pairwise(edges))
        self.cells: list[_Cell | None] = [None] * len(self.spans)
        self.kept: set[int] = set()

    def line(self, text: str, place: int) -> list[_Cell] | None:
        """Read a line; the cells of the row that it ends, if it ends one. A cell over several rows is one of each, a label
        stands in the first only; a cell over several columns is one of each, unless it is all of the row."""
        shut = [_is_rule(text[left + 1 : right]) for left, right in self.spans]
        row = self.row(place) if any(shut) and any(cell is not None for cell in self.cells) else None
        if row is not None:
            self.kept = {index for index, closed in enumerate(shut) if not closed and self.cells[index] is not None}
            self.cells = [cell if index in self.kept else None for index, cell in enumerate(self.cells)]
        if not all(shut):
            self._text(text, place, shut)
        return row

    def shut(self, place: int) -> list[_Cell]:
        """The cells of a row that ends without a rule."""
        row = self.row(place)
        self.cells = [None] * len(self.cells)
        return row

    def row(self, place: int) -> list[_Cell]:
        cells = [cell if cell is not None else _Cell(place) for cell in self.cells]
        if cells[0] is cells[-1]:
            return [cells[0], *(_Cell(place) for _ in cells[1:])]
        return [_Cell(place) if 0 in self.kept else cells[0], *cells[1:]]

    def _text(self, text: str, place: int, shut: Sequence[bool]) -> None:
        first = 0
        for index, (left, right) in enumerate(self.spans):
            if text[left : left + 1] in ("|", "+") or index == 0:
                first = index
            if shut[index] or (text[right : right + 1] not in ("|", "+") and right < len(text)):
                continue
            piece = trimmed(text, place, self.spans[first][0] + 1, min(right, len(text)))
            cell = self.cells[first] or _Cell(piece.place)
            if piece.lines and not cell.lines:
                cell.place, cell.indent = piece.place, piece.indent
            cell.lines += piece.lines
            self.cells[first : index + 1] = [cell] * (index + 1 - first)


def _is_rule(text: str) -> bool:
    return len(text) > 2 and not text.strip("-=:")


def _dashes(lines: Sequence[Line], number: int, floor: int) -> Ruled | None:
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
    groups, after = _groups(lines, number + 1, spans, multiline)
    closed = after < len(lines) and bool(_FULL.match(lines[after][0]))
    if multiline and not closed:
        return None
    body = [_stacked(group) for group in groups if group]
    if not body:
        return None
    again = after < len(lines) and lines[after][0].strip() == rule.strip()
    if not heads:  # between two rules, its header is one of its rows
        return Ruled([], body, number, after + 1) if again and len(body) > 1 else None
    return Ruled([_stacked(heads)], body, first, after + (closed or again))


def _groups(
    lines: Sequence[Line], after: int, spans: Sequence[tuple[int, int]], multiline: bool
) -> tuple[list[list[list[Piece]]], int]:
    """The lines of each row below a rule, and the number of the line behind the last."""
    number = after
    groups: list[list[list[Piece]]] = [[]]
    while after < len(lines) and after - number < _TALLEST:
        text, place = lines[after]
        if _FULL.match(text) or _RULE.match(text) or text.lstrip().startswith(":::"):
            break
        if not text.strip():
            if not multiline and not text:
                break
            groups.append([])
        else:
            shut = text.find("::::")
            groups[-1].append(_sliced((text[:shut], place) if shut > 0 else (text, place), spans))
            if not multiline:
                groups.append([])
            if shut > 0:
                after += 1
                break
        after += 1
    return groups, after


_SHORT_LAST = compiled(r"\s{2,}(\S{1,3}) ?$")


def _sliced(line: Line, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of a line under the columns of a rule; a cell that stands a little beside its column is not cut."""
    text, place = line
    cuts = [0]
    for start, _ in spans[1:]:
        cut = min(start, len(text))
        if 0 < cut < len(text) and not text[cut - 1].isspace():
            near = [c for d in range(1, 8) for c in (cut - d, cut + d) if cuts[-1] < c <= len(text) and text[c - 1].isspace()]
            cut = near[0] if near else cut
        else:
            tail = _SHORT_LAST.search(text, cuts[-1], cut) if text[cut : cut + 2].isspace() or cut == len(text) else None
            if tail:
                cut = tail.start(1)
        cuts.append(max(cut, cuts[-1]))
    pieces = [trimmed(text, place, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)])]
    gaps = any("  " in text[first - place : last - place] for piece in pieces for first, last in piece.lines)
    if gaps or any(0 < c < len(text) and not text[c - 1].isspace() for c in cuts):
        pieces = _chunked(text, place, spans) or pieces
    first = spans[0][0]
    return [pieces[0]._replace(indent=max(0, pieces[0].indent - first)), *pieces[1:]]


def _chunked(text: str, place: int, spans: Sequence[tuple[int, int]]) -> list[Piece] | None:
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
    pieces = [Piece(place + min(start, len(text))) for start in starts]
    for index, (start, end) in zip(places, chunks):
        pieces[index] = Piece(place + start, ((place + start, place + end),), start if index == 0 else 0)
    return pieces


def _stacked(rows: Sequence[list[Piece]]) -> list[Piece]:
    """One row of several lines: what stands in a column is put together."""
    merged = list(rows[0])
    for row in rows[1:]:
        for i, piece in enumerate(row):
            if piece.lines:
                own = merged[i]
                merged[i] = own._replace(lines=(*own.lines, *piece.lines)) if own.lines else piece
    return merged
