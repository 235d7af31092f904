"""Tables printed one row per line: their columns are settled from all lines, then header, rows and notes are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Grid
from daraevidence.layout.tables.footnotes import is_footnote
from daraevidence.layout.tables.gutters import Piece, Row, Settled, has_gaps, pieces_of, settle, upper_row
from daraevidence.layout.tables.headers import is_size, is_stub, sized, statistic
from daraevidence.layout.tables.lines import Line, Page, valued
from daraevidence.layout.tables.rows import carries_on
from daraevidence.layout.tables.single_spaces import read_run
from daraevidence.layout.tables.spaced_grid import Found, finished, title_lines
from daraevidence.layout.tables.spaced_header import read_heads, restarts
from daraevidence.layout.tables.spaced_rows import is_table, read_body
from daraevidence.layout.tables.titles import Titles

__all__ = ["spaced_grids"]

#: A line moved in so far is no label.
_DEEP = 8
#: So many lines without columns may stand between two that have them.
_BETWEEN = 3
_EMPTY = 2


def spaced_grids(page: Page, titles: Titles, taken: Sequence[bool], closed: Sequence[bool]) -> Iterator[tuple[Grid, int, int]]:
    """Tables with one row per line, with the numbers of their first line and of the line after their last.

    ``taken`` lines belong to other tables; ``closed`` ones also are bullets, prose, rules or notes.
    """
    shut = list(closed)
    for stretch in _stretches(page, titles, taken):
        whole = None
        for found in _read(page, titles, stretch, taken):
            whole, first, after = finished(page, titles, found, taken, whole)
            yield whole, first, after
            shut[found.first : found.last + 1] = [True] * (found.last + 1 - found.first)
    for run in _runs(page, titles, shut):
        single = read_run(page, run)
        if single:
            yield finished(page, titles, single, shut, None)


def _runs(page: Page, titles: Titles, closed: Sequence[bool]) -> Iterator[Sequence[Line]]:
    """Stretches of three lines or more of text; a caption begins a new one below it."""
    place = 0
    while place < len(page.lines):
        end = place
        while end < len(page.lines) and not closed[end] and page.lines[end].kind == "text":
            if titles.captioned(page.lines[end]):
                break
            end += 1
        if end - place >= 3:
            yield page.lines[place:end]
        place = end + 1


class _Stretch(NamedTuple):
    """Lines that may be a table, without empty ones, with their pieces."""

    lines: list[Line]
    pieces: list[tuple[Piece, ...]]


def _stretches(page: Page, titles: Titles, taken: Sequence[bool]) -> Iterator[_Stretch]:
    """Stretches of lines of which most have columns; each begins with such a line, and a new header begins a new one.

    Some lines without columns may stand at the end, of which the last row may be wrapped.
    """
    place = 0
    while place < len(page.lines):
        first = _pieces(page, page.lines[place]) if has_gaps(page.lines[place]) and not taken[place] else ()
        if _alone(page.lines[place], first):
            place += 1
            continue
        floor = place
        stretch, place = _stretch(page, titles, taken, place, first)
        if len(stretch.lines) > 2:
            heads = _names_above(page, titles, taken, floor, first)
            yield _Stretch([*(line for line, _ in heads), *stretch.lines], [*(found for _, found in heads), *stretch.pieces])


def _alone(line: Line, pieces: Sequence[Piece]) -> bool:
    """Whether a line has one piece only, and no bars around empty cells either."""
    return len(pieces) < 2 and not (pieces and line.text[0] == "|" and line.text.count("|") > 2)


def _names_above(
    page: Page, titles: Titles, taken: Sequence[bool], place: int, first: tuple[Piece, ...]
) -> list[tuple[Line, tuple[Piece, ...]]]:
    """The lines right above a first row of figures that name its only column: they have one piece, behind the labels."""
    found: list[tuple[Line, tuple[Piece, ...]]] = []
    if len(first) != 2 or not (_figure(first[1].text) or is_size(first[1].text)):
        return found
    while place > 0 and len(found) < 4 and not taken[place - 1]:
        line = page.lines[place - 1]
        own = _pieces(page, line)
        if len(own) != 1 or titles.captioned(line) or line.indent == 0:
            break
        tabbed = "\t" in page.clean[line.start - line.indent : line.start]
        if own[0].left < first[0].left + _DEEP or (own[0].left < first[1].left - 2 * _DEEP and not tabbed):
            break
        found.insert(0, (line, own))
        place -= 1
    return found


def _stretch(page: Page, titles: Titles, taken: Sequence[bool], place: int, first: tuple[Piece, ...]) -> tuple[_Stretch, int]:
    """The stretch that begins at a line, and the number of the line after it."""
    lines, pieces = [page.lines[place]], [first]
    kept, empty, figures = 1, 0, False
    at = place + 1
    while at < len(page.lines) and not taken[at]:
        line = page.lines[at]
        own = _pieces(page, line)
        if own and is_footnote(page.lines, at):
            break
        if not own:
            empty += 1
            if empty > _EMPTY or line.kind not in ("blank", "rule"):
                break
        else:
            alone = _alone(line, own)
            fresh = empty or len(lines) > kept
            if (alone and (titles.captioned(line) or len(lines) - kept >= _BETWEEN)) or (fresh and figures and _heads(own)):
                break
            lines.append(line)
            pieces.append(own)
            kept = len(lines) if not alone or line.indent >= _DEEP else kept
            figures = figures or any(_figure(piece.text) for piece in own[1:])
            empty = 0
        at += 1
    return _Stretch(lines, pieces), lines[kept - 1].number + 1


def _pieces(page: Page, line: Line) -> tuple[Piece, ...]:
    """The pieces of a line that may be a row; none of prose, lists and notes."""
    if line.blank or line.kind in ("rule", "abbreviations"):
        return ()
    pieces = pieces_of(line, page)
    if line.kind != "text" and (len(pieces) < 2 or max(b.left - a.right for a, b in pairwise(pieces)) < 3):
        return ()
    return pieces


def _heads(pieces: Sequence[Piece]) -> bool:
    """Whether a line is the header of another table: it names the labels or sizes, and has no figures."""
    if len(pieces) < 2 or any(valued(piece.text) for piece in pieces[1:]):
        return False
    return is_stub(pieces[0].text) or all(sized(piece.text) for piece in pieces[1:])


def _figure(text: str) -> bool:
    return valued(text) or (any(ch.isdigit() for ch in text) and not sized(text))


def _read(page: Page, titles: Titles, stretch: _Stretch, taken: Sequence[bool]) -> Iterator[Found]:
    """The tables of a stretch: its columns are those of all lines from the last one of the header down.

    A header in the middle begins another table with the same columns.
    """
    if _labels_above(stretch.pieces):
        return
    first = _first_row(stretch.lines, stretch.pieces)
    base = max((i for i in range(first) if len(stretch.pieces[i]) > 1), default=0)
    settled = settle(stretch.lines[base:], stretch.pieces[base:], page, stretch.lines[:base]) if first else None
    if settled is None:
        return
    margin = min(pieces[0].left for pieces in stretch.pieces) + _DEEP
    upper = [
        (line, pieces)
        for line, pieces in zip(stretch.lines[:base], stretch.pieces)
        if len(pieces) > 1 or _unnamed(line, pieces, margin)
    ]
    heads = [upper_row(line, pieces, settled, page) for line, pieces in upper]
    lower = _above_rows(settled.rows[: first - base], settled, heads, settled.rows[first - base :])
    heads = [*_above(page, stretch.lines[0], settled), *heads, *settled.rows[:lower]]
    rows = _ended(settled.rows[lower:], settled)
    titled = title_lines(page, titles, heads[0].line.number, taken)
    sure = bool(titled) and titles.read(titles.joined(titled)) is not None
    header = whole = read_heads(heads, settled.edges, settled.width, page)
    for part, (inner, body_rows) in enumerate(_sections(rows)):
        if inner is not None:
            own = read_heads([inner], settled.edges, settled.width, page)
            paths = tuple(path if path[0].text else above for path, above in zip(own.paths, whole.paths))
            header = own._replace(stub=own.stub if own.stub.text else whole.stub, paths=paths)
        body = read_body(body_rows, settled, page)
        if body is None or not is_table(header, body, sure):
            return
        yield Found(
            (inner or heads[0]).line.number,
            body.last,
            (inner or heads[0]).line.start,
            header.stub,
            header.paths,
            body.rows,
            min(0.9, header.confidence, body.confidence),
            (settled.how, *header.reasons, *body.reasons, *(["a header between rows begins columns of its own"] if part else ())),
            part > 0,
        )


def _labels_above(pieces: Sequence[Sequence[Piece]]) -> bool:
    """Whether the lines are labels and, below each, its cells only: such rows are read where the lines are cut by figures."""
    rows = [(before, own) for before, own in pairwise(pieces) if len(own) > 1 and valued(own[0].text)]
    below = sum(len(before) == 1 and all(valued(piece.text) for piece in own) for before, own in rows)
    return below > 1 and 2 * below > sum(len(own) > 1 for own in pieces)


def _sections(rows: Sequence[Row]) -> list[tuple[Row | None, list[Row]]]:
    """The rows below each header that stands between rows: a line of words only, without a label or with that of a header."""
    cells = [piece.text for row in rows for piece in row.pieces[1:]]
    figures = sum(map(valued, cells)) > 0.6 * len(cells)
    found: list[tuple[Row | None, list[Row]]] = [(None, [])]
    for i, row in enumerate(rows):
        slots = row.slots or ()
        filled = [piece.text for piece in slots[1:] if piece is not None]
        named = bool(slots) and (slots[0] is None or is_stub(slots[0].text) or all(map(_named_size, filled)))
        inner = figures and named and len(filled) > 1 and not any(map(valued, filled))
        if inner and found[-1][1] and i + 1 < len(rows):
            found.append((row, []))
        else:
            found[-1][1].append(row)
    return found


def _named_size(text: str) -> bool:
    """Whether a cell is the name of a group with its size, and not the size alone: ``Nivetan (n=70)``."""
    return sized(text) and not is_size(text)


#: the label of a row of sizes
_SIZES = compiled(r"(?i)(?:total )?(?:no\.|number) of \w+|(?:.*, )?n$")
_NO_LABEL = compiled(r"\|\s*\|")


def _unnamed(line: Line, pieces: Sequence[Piece], margin: int) -> bool:
    """Whether a line has nothing in the column of labels: its first piece stands far in, or behind a second bar."""
    return pieces[0].left >= margin or bool(_NO_LABEL.match(line.text))


def _first_row(lines: Sequence[Line], pieces: Sequence[Sequence[Piece]]) -> int:
    """The place of the first line below the header: it has a label, and figures that are not the sizes of groups.

    Below lines that stand over the columns only, the first line with a label names the labels.
    """
    margin = min(found[0].left for found in pieces) + _DEEP
    named = not _unnamed(lines[0], pieces[0], margin)
    for i, found in enumerate(pieces[1:], 1):
        cells = [piece.text for piece in found[1:]]
        if _unnamed(lines[i], found, margin) or (restarts(found) and not any(map(valued, cells))):
            continue
        figures = any(_figure(text) and not statistic(f"x {text}") for text in cells)
        stub = is_stub(found[0].text) and not figures and not (_SIZES.match(found[0].text) and all(map(valued, cells)))
        if not named and (stub or (cells and not any(map(valued, cells)))):
            named = True
        elif not cells or figures or not all(map(is_size, cells)):
            return i
    return 0


def _above_rows(rows: Sequence[Row], settled: Settled, upper: Sequence[Row], below: Sequence[Row]) -> int:
    """How many of the lines above the first row of figures are the header's: the last is a heading of rows where it stands in
    the column of labels by itself, below lines that leave that column empty, and does not name it; further rows of this kind
    below show that a word that could name it (``Primary endpoint``) does not."""
    last, above = rows[-1], [*upper, *rows[:-1]]
    if len(last.pieces) != 1 or not above or (is_stub(last.pieces[0].text) and not any(map(_bare, below))):
        return len(rows)
    if settled.edges:
        aside = (
            all(row.pieces[0].left >= settled.edges[1][0] - 2 for row in above) and last.pieces[0].left < settled.edges[1][0] - 2
        )
    else:
        aside = all(row.slots is not None and row.slots[0] is None for row in above) and bool(last.slots and last.slots[0])
    return len(rows) - aside


def _bare(row: Row) -> bool:
    return len(row.pieces) == 1


def _above(page: Page, line: Line, settled: Settled) -> list[Row]:
    """The lines right above the header that stand over the columns only."""
    found: list[Row] = []
    number = line.number - 1
    while (settled.edges or settled.mark == "\t") and number >= 0 and len(found) < 2 and page.lines[number].kind == "text":
        above = page.lines[number]
        pieces = _pieces(page, above)
        tabbed = "\t" in page.clean[above.start - above.indent : above.start]
        if not pieces or (pieces[0].left < max(settled.edges[1][0] - 2, _DEEP) if settled.edges else not tabbed):
            break
        found.insert(0, upper_row(above, pieces, settled, page))
        number -= 1
    return found


def _ended(rows: Sequence[Row], settled: Settled) -> Sequence[Row]:
    """The rows up to the last whose pieces stand in the columns, with the lines that go on with it."""
    last = max((i for i, row in enumerate(rows) if row.slots is not None and len(row.pieces) > 1), default=-1)
    after = last + 1
    while 0 < after < len(rows) and rows[after].line.number == rows[after - 1].line.number + 1:
        before, row = rows[after - 1], rows[after]
        if not before.pieces or not row.pieces:
            break
        labelled = not settled.edges or row.pieces[0].left < settled.edges[1][0]
        label = before.line._replace(text=before.pieces[0].text)
        if labelled and not carries_on(label, row.line):
            break
        after += 1
    return rows[:after]
