"""Columns of lines that have one row each: settled from all lines together, by what stands above what or by separators."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.layout.tables.lines import Line, Page, valued

__all__ = ["Piece", "Row", "Settled", "has_gaps", "pieces_of", "settle", "upper_row"]

_GAP = compiled(r"\t[ \t]*| +\t[ \t]*| +\|(?: +|$)| {2,}")
#: between the cells of a line with bars at both ends, of which some are empty
_BARS = compiled(r"\s*\|[\s|]*")
_MARK = compiled(r"(?:[•·▪◦○●■‣∙*–-]|o(?=\s))\s*")
_TAB = 8
#: of all lines, at most this share is read against the columns of the others
_STRANGE = 0.25
_WIDEST = 1000


class Piece(NamedTuple):
    """What stands between two gaps of a line; ``left`` and ``right`` are its columns of characters."""

    text: str
    start: int
    end: int
    left: int
    right: int


#: The pieces of a line by column, the column of labels first; ``None`` for nothing.
Slots: TypeAlias = tuple[Piece | None, ...]


class Row(NamedTuple):
    """A line with its pieces; ``slots`` is ``None`` where they do not stand in the columns, each in one."""

    line: Line
    pieces: tuple[Piece, ...]
    slots: Slots | None = None
    #: the line's cells are in their columns by their order only
    ordered: bool = False


class Settled(NamedTuple):
    """The columns of some lines: how many with that of the labels, their edges, the lines in them, and how they were found."""

    width: int
    edges: tuple[tuple[int, int], ...]
    rows: tuple[Row, ...]
    how: str
    #: the separator, where there is one
    mark: str = ""


def has_gaps(line: Line) -> bool:
    """Whether a line may have more than one piece."""
    return "  " in line.text or "\t" in line.text or " |" in line.text


def pieces_of(line: Line, page: Page) -> tuple[Piece, ...]:
    """The pieces of a line between tabs or runs of spaces; the mark of a bullet belongs to none."""
    place = line.start - line.indent
    raw = page.clean[place : line.end]
    mark = _MARK.match(raw, line.indent) if line.kind == "bullet" else None
    begin = mark.end() if mark else line.indent
    places = _places(raw, page.stops.get(place, _TAB)) if "\t" in raw else range(len(raw) + 1)
    found: list[Piece] = []
    barred = line.text[0] == "|" and line.text[-1] == "|"
    for match in [*(_BARS if barred else _GAP).finditer(raw, begin), None]:
        end = match.start() if match else len(raw)
        if end > begin:
            found.append(Piece(raw[begin:end], place + begin, place + end, places[begin], places[end]))
        begin = match.end() if match else end
    return tuple(found)


def _places(raw: str, tab: int) -> list[int]:
    """The column in which each character of a line stands, and that behind its last: a tab goes on to the next stop."""
    return list(accumulate(raw, lambda at, ch: at + (tab - at % tab if ch == "\t" else 1), initial=0))


def settle(lines: Sequence[Line], pieces: Sequence[tuple[Piece, ...]], page: Page, above: Sequence[Line] = ()) -> Settled | None:
    """The columns of some lines, or ``None`` where they have none in common; ``above`` are lines of the header over them.

    Tried in this order: the same separator (tab, bar) in every line; the same number of pieces in every line; gaps that
    stand below each other; as many pieces as most lines have.
    """
    rows = [Row(line, found) for line, found in zip(lines, pieces)]
    many = [row for row in rows if len(row.pieces) > 1]
    if len(many) < 2:
        return None
    return _separated(rows, many, page, above) or _counted(rows, many, 1.0) or _aligned(rows, many) or _counted(rows, many, 0.6)


def upper_row(line: Line, pieces: tuple[Piece, ...], settled: Settled, page: Page) -> Row:
    """A line of the header above those from which the columns are known."""
    row = Row(line, pieces)
    return _fielded(row, _fields(line, settled.mark, page), settled.width) if settled.mark else row


def _separated(rows: Sequence[Row], many: Sequence[Row], page: Page, above: Sequence[Line]) -> Settled | None:
    """Columns by a separator: a tab, or a bar between spaces. A header names columns that most rows leave empty."""
    for mark, name in (("\t", "columns by tabs"), ("|", "columns by bars")):
        if sum(mark in row.line.text for row in many) < 0.9 * len(many):
            continue
        fields = [_fields(row.line, mark, page) for row in rows]
        filled = [found for row, found in zip(rows, fields) if len(row.pieces) > 1]
        counts = Counter(map(len, filled))
        width = max(counts, key=lambda count: (counts[count], count))
        indented = counts[width + 1] if mark == "\t" else 0
        if max(counts) == len(filled[0]):
            width = len(filled[0])  # the rows lack their last cells
        elif counts[width] + indented < 0.5 * len(many):
            continue
        width = max([width, *(_named(_fields(line, mark, page)) for line in above)])
        lacking = sum(piece is None for found in filled for piece in found[1:])
        if lacking > 0.3 * sum(len(found) - 1 for found in filled):
            continue
        return Settled(width, (), tuple(_fielded(row, found, width) for row, found in zip(rows, fields)), name, mark)
    return None


def _named(found: Sequence[Piece | None]) -> int:
    """How many columns a line of the header names one by one, with that of the labels."""
    return len(found) if len(found) > 1 and all(found[1:]) else 0


def _fields(line: Line, mark: str, page: Page) -> list[Piece | None]:
    """What stands between the separators of a line, ``None`` for nothing; bars at both ends of a line separate nothing."""
    place = line.start - line.indent if mark == "\t" else line.start
    raw = page.clean[place : line.end]
    found: list[Piece | None] = []
    at = 0
    for field in raw.split(mark):
        bare = field.strip()
        begin = place + at + len(field) - len(field.lstrip())
        found.append(Piece(bare, begin, begin + len(bare), len(found), len(found) + 1) if bare else None)
        at += len(field) + 1
    if mark == "|" and len(found) > 2 and found[0] is None and raw.startswith("|"):
        found = found[1:]
    while len(found) > 1 and found[-1] is None:
        found.pop()
    return found


def _fielded(row: Row, found: list[Piece | None], width: int) -> Row:
    """A line of fields; a tab more before the label moves it in."""
    moved = 0
    while found[0] is None and (len(found) > width or _labelled(found)):
        found, moved = found[1:], moved + 1
    line = row.line._replace(indent=moved or (row.line.indent if found[0] is not None else 0))
    kept = tuple(piece for piece in found if piece is not None)
    if len(found) > width:
        return Row(line, kept)
    return Row(line, kept, (*found, *[None] * (width - len(found))))


def _labelled(found: Sequence[Piece | None]) -> bool:
    """Whether words behind a tab, with figures behind them, are a label that is moved in."""
    cells = [piece.text for piece in found[1:] if piece is not None]
    return len(cells) > 1 and not any(ch.isdigit() for ch in cells[0]) and all(map(valued, cells[1:]))


def _counted(rows: Sequence[Row], many: Sequence[Row], least: float) -> Settled | None:
    """Columns by the number of pieces; a shorter line gets each piece where the full ones have theirs."""
    counts = Counter(len(row.pieces) for row in many)
    width, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    full = [row for row in many if len(row.pieces) == width]
    if often < 3 or often < least * len(many):
        return None
    middles = [sorted(row.pieces[c].left + row.pieces[c].right for row in full)[often // 2] for c in range(width)]
    edges = tuple((min(row.pieces[c].left for row in full), max(row.pieces[c].right for row in full)) for c in range(width))
    return Settled(width, edges, tuple(_ordered(row, width, middles) for row in rows), "columns by runs of spaces")


def _ordered(row: Row, width: int, middles: Sequence[int]) -> Row:
    """A line whose pieces are in the columns in their order, as near as can be to the pieces of full lines."""
    count = len(row.pieces)
    if count == width:
        return row._replace(slots=row.pieces)
    if count > width or count < 2:
        return row
    slots: list[Piece | None] = [row.pieces[0], *[None] * (width - 1)]
    first = 1
    for i, piece in enumerate(row.pieces[1:]):
        last = width - (count - 2 - i)
        near = min(range(first, last), key=lambda c: abs(middles[c] - piece.left - piece.right))
        slots[near], first = piece, near + 1
    return row._replace(slots=tuple(slots), ordered=True)


def _aligned(rows: Sequence[Row], many: Sequence[Row]) -> Settled | None:
    """Columns by gutters: stretches of characters that are empty in all lines, but for a few."""
    size = min(max(row.pieces[-1].right for row in many) + 1, _WIDEST)
    blocked = [0] * (size + 1)
    for row in many:
        for left, right in _words(row):
            blocked[min(left, size)] += 1
            blocked[min(right, size)] -= 1
    counts = list(accumulate(blocked))[:size]
    best: tuple[int, Settled] | None = None
    most = len(many)
    for strange in dict.fromkeys([0, 1, 2, 3, most // 20, most // 10, most // 5, int(_STRANGE * most)]):
        if strange > max(1, _STRANGE * most):
            continue
        edges = _edges(counts, strange, many)
        if len(edges) < 2:
            continue
        placed = tuple(_placed(row, edges) for row in rows)
        fit = sum(row.slots is not None for row in placed if len(row.pieces) > 1)
        if best is None or fit > best[0]:
            best = fit, Settled(len(edges), edges, placed, "columns by runs of spaces")
    if best is None or best[0] < max(2, (1 - 1.2 * _STRANGE) * most):
        return None
    return best[1]


def _words(row: Row) -> list[tuple[int, int]]:
    """The columns of characters that the words of a line take."""
    return [
        (piece.left + match.start(), piece.left + match.end())
        for piece in row.pieces
        for match in re.finditer(r"\S+", piece.text)
    ]


def _edges(counts: Sequence[int], strange: int, many: Sequence[Row]) -> tuple[tuple[int, int], ...]:
    """The columns between gutters that at most so many lines cross, with those of pieces that stand in no column."""
    runs: list[list[int]] = []
    for place, count in enumerate(counts):
        if count > strange:
            if runs and runs[-1][1] == place:
                runs[-1][1] = place + 1
            else:
                runs.append([place, place + 1])
    for row in many if strange else ():
        for piece in row.pieces:
            near = bisect_right(runs, piece.left, key=lambda run: run[0])
            before, after = runs[near - 1] if near else [0, -1], runs[near] if near < len(runs) else [10**9, 0]
            if before[1] <= piece.left and piece.right <= after[0]:
                runs.insert(near, [piece.left, piece.right])
    if not runs:
        return ()
    joined = [runs[0]]
    for run, (broken, spaced) in zip(runs[1:], _crossings(runs, many)):
        if broken >= 2 * spaced:
            joined.append(run)
        else:
            joined[-1] = [joined[-1][0], run[1]]
    return tuple((left, right) for left, right in joined)


def _crossings(runs: Sequence[list[int]], many: Sequence[Row]) -> list[tuple[int, int]]:
    """For each gutter, how many lines have a piece on either side of it, and how many one piece with a single space there."""
    found = [[0, 0] for _ in runs[1:]]
    lefts = [run[0] for run in runs]
    for row in many:
        for piece in row.pieces:
            first, last = bisect_right(lefts, piece.left) - 1, bisect_right(lefts, piece.right - 1) - 1
            for gutter in range(max(first, 0), last):
                found[gutter][1] += 1
        for before, after in pairwise(row.pieces):
            first, last = bisect_right(lefts, before.right - 1) - 1, bisect_right(lefts, after.left) - 1
            if last - first == 1 and first >= 0:
                found[first][0] += 1
    return [(broken, spaced) for broken, spaced in found]


def _placed(row: Row, edges: Sequence[tuple[int, int]]) -> Row:
    """A line with each piece in the column where it stands; one piece over two columns is cut where a space is between them."""
    slots: list[Piece | None] = [None] * len(edges)
    for piece in row.pieces:
        first = bisect_right(edges, piece.left, key=lambda edge: edge[1])
        last = bisect_left(edges, piece.right, key=lambda edge: edge[0]) - 1
        parts = [piece] if first >= last else _cut(piece, edges[first : last + 1])
        if last < first or len(parts) != last - first + 1:
            return row._replace(slots=row.pieces) if len(row.pieces) == len(edges) else row
        for column, part in zip(range(first, last + 1), parts):
            if slots[column] is not None:
                return row
            slots[column] = part
    return row._replace(slots=tuple(slots))


def _cut(piece: Piece, edges: Sequence[tuple[int, int]]) -> list[Piece]:
    """A piece that fills several columns, cut at the spaces between them; whole where there is none."""
    cuts = [0]
    for (_, right), (left, _) in pairwise(edges):
        at = piece.text.find(" ", max(right - piece.left, 0), max(left - piece.left, 0))
        if at < 0:
            return [piece]
        cuts.append(at + 1)
    found = []
    for begin, end in pairwise([*cuts, len(piece.text) + 1]):
        text = piece.text[begin : end - 1]
        found.append(
            Piece(text, piece.start + begin, piece.start + begin + len(text), piece.left + begin, piece.left + begin + len(text))
        )
    return found if all(part.text.strip() for part in found) else [piece]
