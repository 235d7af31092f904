"""Headers above columns of spaces: one line or several, of which some span columns and some only go on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.layout.document import Cell
from daraevidence.layout.tables.gutters import Piece, Row
from daraevidence.layout.tables.headers import bare, is_size, is_stub, sized, stands_alone, statistic
from daraevidence.layout.tables.lines import Line, Page, join

__all__ = ["Heads", "as_line", "read_heads", "restarts"]

_NEAR = 6


class Heads(NamedTuple):
    """The name of the labels, the paths of the columns, and what was inferred, with how sure that is."""

    stub: Cell
    paths: tuple[tuple[Cell, ...], ...]
    confidence: float
    reasons: tuple[str, ...]


def as_line(line: Line, piece: Piece, indent: int = 0) -> Line:
    """A piece of a line as a line of its own."""
    return line._replace(start=piece.start, end=piece.end, text=piece.text, indent=indent, kind="text")


def read_heads(rows: Sequence[Row], edges: Sequence[tuple[int, int]], width: int, page: Page) -> Heads:
    """The header of so many columns (with that of the labels) from its lines, top line first."""
    labels: list[Line] = []
    levels: list[list[list[Line]]] = [[] for _ in range(width - 1)]
    spanned, doubtful, several = False, False, False
    above: set[tuple[int, int]] = set()
    below = [_own(row, edges, width)[1] for row in rows]
    for i, row in enumerate(rows):
        label, pieces = _own(row, edges, width)
        if label is not None:
            labels.append(as_line(row.line, label))
        spans, sure = _spans(row, pieces, edges, width, below[i + 1 :])
        doubtful = doubtful or not sure
        fresh = spanned or _level_of_its_own(pieces, width - 1)
        spanned = any(last > first for first, last in spans)
        several = several or spanned
        for piece, span in zip(pieces, spans):
            with_above = span in above if _bracketed(piece.text) else not fresh and not spanned
            for column in range(span[0], span[1] + 1):
                path, line = levels[column], as_line(row.line, piece)
                if path and with_above:
                    path[-1].append(line)
                else:
                    path.append([line])
        above = {*spans} if fresh or spanned else above | {*spans}
    place = rows[0].line.start
    stub = join(labels, page) if labels else Cell("", place, place)
    empty = Cell("", rows[-1].line.end, rows[-1].line.end)
    paths = tuple(tuple(join(lines, page) for lines in path) or (empty,) for path in levels)
    reasons = ["header of several levels from what stands below what"] if several else []
    if doubtful:
        reasons.append("spans of the headers taken from their places")
    return Heads(stub, paths, 0.6 if doubtful else 0.85 if several else 1.0, tuple(reasons))


def _own(row: Row, edges: Sequence[tuple[int, int]], width: int) -> tuple[Piece | None, list[Piece]]:
    """The piece of a header line that names the labels, and the others."""
    pieces = list(row.pieces)
    if edges and not row.ordered:
        aside = pieces[0].left >= edges[1][0] - 2 or (pieces[0].right > edges[1][0] and not is_stub(pieces[0].text))
    else:
        last = row.slots is None or row.slots[-1] is None
        aside = len(pieces) == width - 1 and last and not is_stub(pieces[0].text)
        aside = aside or (row.slots is not None and row.slots[0] is None)
    return (None, pieces) if aside else (pieces[0], pieces[1:])


def _level_of_its_own(pieces: Sequence[Piece], columns: int) -> bool:
    """Whether a header line does not go on with the one above it: what the cells are, or names that repeat."""
    names = [bare(piece.text) for piece in pieces]
    if all(statistic(f"x {piece.text}") for piece in pieces):
        return True
    return len(pieces) == columns > 1 and len(set(names)) < len(names)


def _bracketed(text: str) -> bool:
    """Whether a piece of a header goes on with the name that it stands below: ``(N=40)``, ``N=40``, ``(95% CI)``."""
    return is_size(text) or (text[0] in "([" and text[-1] in ")]")


def _spans(
    row: Row, pieces: Sequence[Piece], edges: Sequence[tuple[int, int]], width: int, below: Sequence[Sequence[Piece]]
) -> tuple[list[tuple[int, int]], bool]:
    """The first and last column of each piece of a header line, and whether they are sure."""
    columns, count = width - 1, len(pieces)
    if count == columns:
        return [(c, c) for c in range(columns)], True
    lower = next((found for found in below if len(found) == columns), None)
    alone = columns
    if lower is not None:
        alone = next((c for c in range(columns) if all(stands_alone(piece.text) for piece in lower[c:])), columns)
        if count == alone:
            return [(c, c) for c in range(count)], True
        if count == 1 and alone > 1 and sized(pieces[0].text) and not any(sized(piece.text) for piece in lower):
            return [(0, alone - 1)], True  # "All (N=25)" above "Any grade" and "Grade ≥3" is the size of all
    if not edges:
        return _separated_spans(row, count, columns, lower[:alone] if lower else ())
    apart = lower is not None and len({bare(p.text) for p in lower}) == columns and all(sized(p.text) for p in lower)
    if lower is not None and (count == 1 or not apart):
        for after in (alone, columns):
            even = _even(pieces, edges[1 : after + 1])
            if even:
                return even, True
        places = _restarts(lower)
        if 1 < len(places) == count:
            return list(_until(places, columns)), False
    own = [_over(piece, edges[1:]) for piece in pieces]
    if not all(a[1] < b[0] for a, b in pairwise(own)):
        return [(min(i, columns - 1),) * 2 for i in range(count)], False
    return own, all(first == last for first, last in own)


def _separated_spans(row: Row, count: int, columns: int, lower: Sequence[Piece]) -> tuple[list[tuple[int, int]], bool]:
    """The spans of the pieces of a header line between separators: to where those below begin anew, else over empty fields."""
    places = [c - 1 for c, piece in enumerate(row.slots or ()) if c and piece is not None]
    again = _restarts(lower) if lower else []
    if 1 < len(again) == count:
        return list(_until(again, len(lower))), True
    if len(places) != count:
        return [(min(i, columns - 1),) * 2 for i in range(count)], False
    if places and lower and places[0] == 0 and len(places) < len(lower):
        return list(_until(places, len(lower))), places != list(range(count))
    return [(place, place) for place in places], True


def _over(piece: Piece, edges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The columns over which a piece stands, else the nearest."""
    over = [c for c, (left, right) in enumerate(edges) if piece.left < right and left < piece.right]
    if over:
        return over[0], over[-1]
    near = min(range(len(edges)), key=lambda c: abs(edges[c][0] + edges[c][1] - piece.left - piece.right))
    return near, near


def _even(pieces: Sequence[Piece], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """Spans of as many columns each, where each piece stands above its own."""
    count = len(pieces)
    if not edges or len(edges) % count or count == len(edges):
        return None
    period = len(edges) // count
    spans = [(i * period, (i + 1) * period - 1) for i in range(count)]
    for piece, (first, last) in zip(pieces, spans):
        if not edges[first][0] - _NEAR <= piece.left < edges[last][1] or piece.right > edges[last][1] + _NEAR:
            return None
    if count == 1:
        (first, last) = _over(pieces[0], edges)
        middle = edges[0][0] + edges[-1][1] - pieces[0].left - pieces[0].right
        return spans if first < last or abs(middle) <= 2 * _NEAR else None
    return spans


def _restarts(lower: Sequence[Piece]) -> list[int]:
    """Where the names of a header line begin anew with the first of them."""
    names = [bare(piece.text) for piece in lower]
    return [i for i, name in enumerate(names) if name == names[0]]


def restarts(pieces: Sequence[Piece]) -> bool:
    """Whether a line has the names of its first columns again, as the lower line of a header has them."""
    return len(pieces) > 3 and 1 < len(_restarts(pieces)) < len(pieces)


def _until(places: Sequence[int], columns: int) -> list[tuple[int, int]]:
    """Spans from each place to the next."""
    return [(first, after - 1) for first, after in pairwise([*places, columns])]
