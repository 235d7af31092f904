"""Tables printed one row per line: columns by tabs or runs of spaces, or by single spaces where header and figures tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.headers import is_size, is_stub
from daraevidence.layout.tables.lines import Line, Page, valued
from daraevidence.layout.tables.titles import Titles

__all__ = ["spaced_grids"]

_GAP = re.compile(r"[ \u00a0]+\|[ \u00a0]+|\t+[ \t\u00a0]*|[ \u00a0]{2,}\t*")
_FIGURE = re.compile(
    r"(?:[<>≤≥~=]{0,2}\s?[-−–+]?(?:\d[\d,]*(?:[.·]\d+)?|\.\d+)%?(?:(?:[-–/]|\s(?:[-–/]|to)\s|\s?±\s?)\d[\d,.]*%?)?|NR|NE|NA|N/A|"
    r"[-–—](?=\s|$)|Not (?:reached|reported))"
    r"(?:\s?(?:months?|weeks?|days?|years?|mg(?:/\w+)?|"
    r"(?:/|per )\s?(?:100 )?(?:patient-|person-)?(?:y|yrs?|years?|PY|months?))\b)?(?:\s?[(\[][^()\[\]]*[)\]])*(?=\s|$)"
)
#: How a row's label begins: with a letter, ``12-week …``, ``≥2 …``
_LABEL = re.compile(r"[^\W\d_]|\d{1,3}-[a-z]|[<>≤≥]\s?\d")
_TAIL = re.compile(
    r"(?i)(?<=\s)((?:p[- ]?values?|p|(?:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|"
    r"hr|or|rr|(?:mean |risk )?difference)"
    r"(?:,? ?[(\[]?95% ?ci[)\]]?)?)(?: ?[a-z*†])?)$"
)
_WORDS = re.compile(r"[A-Z][^\s\d()\[\]]*(?: [a-z][^\s\d()\[\]]*){0,3}(?:\s?[(\[][^()\[\]]*[)\]])*(?=\s|$)")
_BROKEN = re.compile(r"[;:?!]|[a-z]\.(?:\s|$)|,$")


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def spaced_grids(page: Page, titles: Titles, closed: Sequence[bool]) -> Iterator[tuple[Grid, int, int]]:
    """Tables with one row per line, with the numbers of their first line and of the line after their last."""
    lines, place = page.lines, 0
    while place < len(lines):
        if closed[place] or lines[place].kind != "text":
            place += 1
            continue
        end = place
        while end < len(lines) and not closed[end] and lines[end].kind == "text":
            end += 1
        run = lines[place:end]
        if len(run) >= 3:
            found = _wide(page, run) or _narrow(page, run)
            if found:
                yield _finished(page, titles, found, run, closed)
        place = end


class _Found(NamedTuple):
    """A table's parts: ``first`` is the header's place in the run, ``last`` that after the last row."""

    first: int
    last: int
    stub: Cell
    columns: tuple[tuple[Cell, ...], ...]
    rows: tuple[GridRow, ...]
    confidence: float
    reasons: tuple[str, ...]


def _finished(page: Page, titles: Titles, found: _Found, run: Sequence[Line], closed: Sequence[bool]) -> tuple[Grid, int, int]:
    lines = page.lines
    head, after = run[found.first].number, run[found.last - 1].number + 1
    title = Cell("", run[found.first].start, run[found.first].start)
    citations: tuple[Cell, ...] = ()
    above = head - 1
    while above > 0 and lines[above].blank and head - above < 3:
        above -= 1
    if above >= 0 and not lines[above].blank and not closed[above] and _titular(lines[above]):
        title, citations = titles.plain(lines[above])
        head = above
    below = footnotes.read(lines, after, page.clean)
    marks = below.footnotes if below else {}
    start, last = run[found.first].start, run[found.last - 1].end
    grid = Grid(
        title=title,
        citations=citations,
        stub=footnotes.strip(found.stub, marks, page),
        columns=tuple(tuple(footnotes.strip(cell, marks, page) for cell in path) for path in found.columns),
        rows=footnotes.strip_rows(found.rows, marks, page),
        start=min(title.start, start),
        end=max(last, below.end) if below else last,
        body=(start, last),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=found.confidence,
        reasons=found.reasons,
    )
    return grid, head, below.after if below else after


def _titular(line: Line) -> bool:
    return line.kind == "text" and len(line.text) < 160 and line.text[-1] not in ".;,:?" and line.text[0].isalnum()


def _split(line: Line) -> list[_Piece]:
    """The pieces of a line between tabs or runs of spaces."""
    pieces: list[_Piece] = []
    place = 0
    for match in [*_GAP.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        if end > place:
            pieces.append(_Piece(line.text[place:end], line.start + place, line.start + end))
        place = match.end() if match else end
    return pieces


def _cell(piece: _Piece) -> Cell:
    return Cell(" ".join(piece.text.split()), piece.start, piece.end)


def _wide(page: Page, run: Sequence[Line]) -> _Found | None:
    """Columns by tabs or runs of spaces: most lines have the same number of pieces, and most cells a figure."""
    if sum(1 for line in run if _GAP.search(line.text)) < 3:
        return None
    split = [_split(line) for line in run]
    counts = Counter(len(pieces) for pieces in split if len(pieces) > 1)
    width, often = max(counts.items(), key=lambda count: (count[1], count[0]))
    first = next(i for i, pieces in enumerate(split) if len(pieces) in (width, width - 1) and len(pieces) > 1)
    last = max(i for i, pieces in enumerate(split) if len(pieces) == width) + 1
    while (
        last < len(run)
        and 1 < len(split[last]) < width
        and all(valued(piece.text) or any(ch.isdigit() for ch in piece.text) for piece in split[last][1:])
    ):
        last += 1  # rows whose last cells are empty
    body = split[first + 1 : last]
    if width < 2 or often < 3 or _fitting(run[first:last], split[first:last], width) < 0.6 * len(body):
        return None
    full = [pieces for pieces in body if len(pieces) == width]
    figures = sum(valued(piece.text) or any(ch.isdigit() for ch in piece.text) for pieces in full for piece in pieces[1:])
    if figures < 0.5 * len(full) * (width - 1) or not any(ch.isalpha() for pieces in full for ch in pieces[0].text):
        return None
    head = [_cell(piece) for piece in split[first]]
    nothing = Cell("", head[0].start, head[0].start)
    stub, columns = (head[0], head[1:]) if len(head) == width else (nothing, head)
    paths: list[tuple[Cell, ...]] = [(cell,) for cell in columns]
    if first and len(head) < width:
        upper = _upper(run[first - 1], split[first - 1], run[first], split[first])
        if upper:
            stub, paths = upper[0] or stub, [(above, cell) for above, cell in zip(upper[1], columns)]
            first -= 1
    below = last - len(body)
    while below < last - 1 and below < first + 4 and _second(run[below], split[below], columns, run[first]):
        _add(paths, [_cell(piece) for piece in split[below]])
        below += 1
    rows = _wide_rows(run[below:last], split[below:last], width)
    return _Found(first, last, stub, tuple(paths), rows, 0.9, ("columns by runs of spaces",))


def _fitting(lines: Sequence[Line], split: Sequence[Sequence[_Piece]], width: int) -> int:
    """How many lines below the first are rows: full ones, and shorter ones whose pieces all begin or end where columns do."""
    places = [
        {(piece.start - line.start + line.indent, 0) for piece in pieces[1:]}
        | {(piece.end - line.start + line.indent, 1) for piece in pieces[1:]}
        for line, pieces in zip(lines, split)
    ]
    known = set().union(*(found for found, pieces in zip(places, split) if len(pieces) == width))
    count = 0
    for line, pieces in zip(lines[1:], split[1:]):
        count += len(pieces) == width or (
            1 < len(pieces) < width
            and all(
                (piece.start - line.start + line.indent, 0) in known or (piece.end - line.start + line.indent, 1) in known
                for piece in pieces[1:]
            )
        )
    return count


def _upper(line: Line, pieces: Sequence[_Piece], lower: Line, columns: Sequence[_Piece]) -> tuple[Cell | None, list[Cell]] | None:
    """The groups above the columns' headers, one for each column, with the name of the labels before them.

    Each group has as many columns, and stands above them.
    """
    stub = None
    places = [piece.start - line.start + line.indent for piece in pieces]
    firsts = [piece.start - lower.start + lower.indent for piece in columns]
    if places and places[0] + len(pieces[0].text) < firsts[0]:
        stub, pieces, places = _cell(pieces[0]), pieces[1:], places[1:]
    if len(pieces) < 2 or len(columns) % len(pieces):
        return None
    period = len(columns) // len(pieces)
    groups = [pieces[i // period] for i in range(len(columns))]
    for i, place in enumerate(places):
        last = firsts[(i + 1) * period - 1] + len(columns[(i + 1) * period - 1].text)
        if not firsts[i * period] - 6 <= place < last:
            return None
    return (stub, [_cell(piece) for piece in groups]) if period > 1 else None


def _second(line: Line, pieces: Sequence[_Piece], columns: Sequence[Cell], above: Line) -> bool:
    """Whether a line below the header goes on with it: sizes, or words, all of them to the right of the labels."""
    if not 0 < len(pieces) <= len(columns):
        return False
    if all(is_size(piece.text) for piece in pieces):
        return True
    inset = pieces[0].start - line.start + line.indent
    return inset >= min(cell.start for cell in columns) - above.start + above.indent - 3 and not any(
        valued(piece.text) for piece in pieces
    )


def _add(paths: list[tuple[Cell, ...]], cells: Sequence[Cell]) -> None:
    """Puts the cells of a second header line below those of the first: one for each column, or for the nearest."""
    if len(cells) == len(paths):
        paths[:] = [(*path, cell) for path, cell in zip(paths, cells)]


def _wide_rows(lines: Sequence[Line], split: Sequence[list[_Piece]], width: int) -> tuple[GridRow, ...]:
    """Rows with their paths; a row with fewer pieces gets each in the column whose place is nearest."""
    starts: list[list[int]] = [[] for _ in range(width - 1)]
    for line, pieces in zip(lines, split):
        if len(pieces) == width:
            for column, piece in enumerate(pieces[1:]):
                starts[column].append((piece.start + piece.end) // 2 - line.start + line.indent)
    middle = [sorted(places)[len(places) // 2] if places else 0 for places in starts]
    rows: list[GridRow] = []
    above: list[tuple[int, Cell]] = []
    for line, pieces in zip(lines, split):
        label = _cell(pieces[0])
        cells = [Cell("", pieces[0].end, pieces[0].end)] * (width - 1)
        for i, piece in enumerate(pieces[1:]):
            column = i
            if len(pieces) != width:
                place = (piece.start + piece.end) // 2 - line.start + line.indent
                column = min(range(width - 1), key=lambda c: abs(middle[c] - place))
            cells[column] = _cell(piece)
        while above and above[-1][0] >= line.indent:
            above.pop()
        rows.append(GridRow((*(cell for _, cell in above), label), tuple(cells)))
        above.append((line.indent, label))
    return tuple(rows)


def _narrow(page: Page, run: Sequence[Line]) -> _Found | None:
    """Columns by single spaces: every row ends in the same number of figures or marked words, and the header can be divided."""
    for first in range(min(3, len(run) - 2)):
        if _row(run[first]) is not None:
            continue
        counts = Counter(len(parsed[1]) for line in run[first + 1 : first + 40] if (parsed := _row(line)))
        if not counts:
            return None
        columns = max(counts, key=lambda count: (counts[count], count))
        rows: list[tuple[_Piece, list[_Piece]]] = []
        for line in run[first + 1 :]:
            parsed = _row(line)
            if parsed is None or len(parsed[1]) != columns:
                parsed = _row_of_words(line, columns)
            if parsed is None:
                break
            rows.append(parsed)
        if len(rows) < 2 or columns < 2:
            continue
        after = first + 1 + len(rows)
        if after < len(run) and not run[after].text[0].isupper():
            return None
        head, sure = _header(run[first], columns), True
        if head is None:
            head, sure = _tailed(page, run[first], columns) or _divided(page, run[first], columns), False
        if head is None:
            continue
        reasons = ["columns by single spaces"]
        if after < len(run):
            reasons.append("lines below the last row were not understood")
        if not sure:
            reasons.append("words of the header divided by what stands together elsewhere")
        grid_rows = tuple(GridRow((_cell(label),), tuple(_cell(cell) for cell in cells)) for label, cells in rows)
        confidence = min(0.8 if after == len(run) else 0.6, 0.8 if sure else 0.5)
        return _Found(first, after, _cell(head[0]), tuple((_cell(p),) for p in head[1:]), grid_rows, confidence, tuple(reasons))
    return None


def _row_of_words(line: Line, columns: int) -> tuple[_Piece, list[_Piece]] | None:
    """Label and cells of a row whose first cell is in words, behind a label in brackets: ``Rash (any) None [2] 3%``."""
    if len(line.text) > 200 or not line.text[0].isalpha():
        return None
    for match in re.finditer(r"[)\]] (?=\S)", line.text):
        cells = _cells(line, match.end())
        if cells and len(cells) == columns:
            return _Piece(line.text[: match.start() + 1], line.start, line.start + match.start() + 1), cells
    return None


def _row(line: Line) -> tuple[_Piece, list[_Piece]] | None:
    """Label and cells of a row such as ``Nausea (any grade) 12 (34%) 8 (21%)`` or ``Fatigue 31% [4] Common [2]``."""
    text = line.text
    if len(text) > 200 or _BROKEN.search(re.sub(r"[(\[][^()\[\]]*[)\]]", "", text)) or not _LABEL.match(text):
        return None
    depth = 0
    for match in re.finditer(r"[(\[]|[)\]]|(?<=\s)\S", text):
        depth += (match[0] in "([") - (match[0] in ")]")
        if depth > (match[0] in "([") or not _FIGURE.match(text, match.start()):
            continue
        cells = _cells(line, match.start())
        if cells:
            label = text[: match.start()].rstrip()
            return _Piece(label, line.start, line.start + len(label)), cells
        return None
    return None


def _cells(line: Line, place: int) -> list[_Piece] | None:
    """The cells from a place to the line's end, or ``None`` where something else stands there."""
    cells: list[_Piece] = []
    while place < len(line.text):
        match = _FIGURE.match(line.text, place) or _WORDS.match(line.text, place)
        if not match or match.end() == place:
            return None
        cells.append(_Piece(match[0], line.start + place, line.start + match.end()))
        place = match.end()
        while place < len(line.text) and line.text[place] == " ":
            place += 1
    return cells


def _pieces(line: Line) -> list[_Piece]:
    """The words of a line."""
    return [_Piece(match[0], line.start + match.start(), line.start + match.end()) for match in re.finditer(r"\S+", line.text)]


def _between(line: Line, words: Sequence[_Piece]) -> _Piece:
    """The stretch of a line from the first to the last of some words."""
    return _Piece(line.text[words[0].start - line.start : words[-1].end - line.start], words[0].start, words[-1].end)


def _divided(page: Page, line: Line, count: int) -> list[_Piece] | None:
    """A header whose words do not divide evenly: it is cut where words stand together least often in the rest of the text."""
    words = _pieces(line)
    rest = words[1:]
    if not is_stub(words[0].text) or not count <= len(rest) <= 3 * count or any(ch.isdigit() for ch in line.text):
        return None
    folded = page.clean[:200_000].lower()
    glue = [folded.count(f"{a.text} {b.text}".lower()) - 1 for a, b in pairwise(rest)]
    cuts = sorted(sorted(range(1, len(rest)), key=lambda i: glue[i - 1])[: count - 1])
    return [words[0], *(_between(line, rest[a:b]) for a, b in pairwise([0, *cuts, len(rest)]))]


def _tailed(page: Page, line: Line, count: int) -> list[_Piece] | None:
    """A header that ends with columns of known names (``Difference (95% CI) P value``): the rest is divided."""
    ends: list[_Piece] = []
    text = line.text
    while len(ends) < count - 1 and (match := _TAIL.search(text)):
        ends.insert(0, _Piece(match[1], line.start + match.start(1), line.start + match.end(1)))
        text = text[: match.start(1)].rstrip()
    words = _pieces(line._replace(text=text, end=line.start + len(text)))
    left = count - len(ends)
    if not ends or len(words) <= left or not is_stub(words[0].text) or len(words) > 4 * left + 1:
        return None
    rest = words[1:]
    glue = [_glue(a.text, b.text) for a, b in pairwise(rest)]
    cuts = sorted(sorted(range(1, len(rest)), key=lambda i: glue[i - 1])[: left - 1])
    if any(glue[cut - 1] > 1 for cut in cuts):
        return None
    return [words[0], *(_between(line, rest[a:b]) for a, b in pairwise([0, *cuts, len(rest)])), *ends]


def _glue(word: str, following: str) -> int:
    """How firmly two words of a header belong together: a dose to its drug, a unit to its number, small words to those before."""
    if not following[0].isupper():
        return 3
    return 0 if word in ("mg", "mcg", "g", "IU") or word[-1] == ")" or word.islower() else 1


def _header(line: Line, count: int) -> list[_Piece] | None:
    """Label header and column headers of a line: one word for each, words repeated in each, or sizes in brackets."""
    words = _pieces(line)
    for lead in range(1, min(5, len(words) - count + 1)):
        rest = words[lead:]
        if len(rest) % count:
            continue
        size = len(rest) // count
        chunks = [rest[i : i + size] for i in range(0, len(rest), size)]
        alike = size > 1 and (len({chunk[-1].text for chunk in chunks}) == 1 or len({chunk[0].text for chunk in chunks}) == 1)
        sized = size > 1 and all(re.match(r"[(\[]?[nN]\s?=", chunk[-1].text) for chunk in chunks)
        named = is_stub(_between(line, words[:lead]).text)
        if alike or sized or (size == 1 and (named or lead == 1) and not any(re.match(r"[(\[]", word.text) for word in words)):
            return [_between(line, words[:lead]), *(_between(line, chunk) for chunk in chunks)]
    return None
