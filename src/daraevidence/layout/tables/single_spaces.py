"""Tables printed one row per line with single spaces between the columns: all lines together tell how many columns there are.

A label may stand on a line of its own above its cells, or go on on the next line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.footnotes import is_footnote
from daraevidence.layout.tables.headers import sized
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.rows import RowLines, build, carries_on
from daraevidence.layout.tables.single_heads import KNOWN, Names, read_names, statistics_behind
from daraevidence.layout.tables.single_rows import Cut, Piece, best_cut, cuts_of, shape_of
from daraevidence.layout.tables.spaced_grid import Found

__all__ = ["read_run"]

#: lines of a header; headings between it and the first row, and between rows; the longest heading
_TALLEST, _BETWEEN, _LONGEST = 3, 3, 100
_SOME = 40
_FIGURES = compiled(r"(?<![\w(\[-])\d[\d.]*")


class _Run(NamedTuple):
    """Lines without empty ones, the ways to cut each, and for a number of columns the kinds of figures in them."""

    page: Page
    lines: Sequence[Line]
    cuts: Sequence[Sequence[Cut]]
    columns: int = 0
    shapes: tuple[str, ...] = ()

    def cut(self, place: int, columns: int = 0) -> Cut | None:
        """The line as a row of so many cells."""
        found = best_cut(self.cuts[place], columns or self.columns, self.shapes if not columns else ())
        if found is None or found.label.text:
            return found
        return found if place and self.columns > 1 and self.bare(place - 1) else None

    def bare(self, place: int) -> bool:
        """Whether a line is a heading or a label by itself: words without figures, or with a level behind them (``Cycle 1``)."""
        text = self.lines[place].text
        if len(text) > _LONGEST or text[-1] in ".,;" or sized(text):
            return False
        if not self.cuts[place] and len(_FIGURES.findall(text)) > 1:
            return False
        single = all(len(cut.cells) == 1 for cut in self.cuts[place])
        level = all(not cut.label.text or cut.cells[0].text.isdigit() for cut in self.cuts[place])
        return not self.cuts[place] or (single and level and self.columns > 1)


def read_run(page: Page, lines: Sequence[Line]) -> Found | None:
    """The table of some lines: every row ends in the same number of figures or marked words, and the header can be cut."""
    run = _Run(page, lines, [cuts_of(line) for line in lines])
    votes: Counter[int] = Counter()
    for place, cuts in enumerate(run.cuts[:_SOME]):
        if cuts and place:
            below = not cuts[0].label.text and all(len(cut.cells) < 2 for cut in run.cuts[place - 1])
            votes[max((len(cut.cells) for cut in cuts if cut.label.text or below), default=0)] += 1
    # in "LDH >250 U/L 2" one figure is the label's
    ranked = sorted((count for count in votes if count and votes[count] > 1), key=lambda count: (-votes[count], -count))
    for columns in dict.fromkeys([*ranked[:3], 1]):
        if ranked:
            found = _read(run._replace(columns=columns, shapes=_shapes(run, columns)))
            if found is not None:
                return found
    return None


def _shapes(run: _Run, columns: int) -> tuple[str, ...]:
    """What kind of figure each column holds most often."""
    rows = [own[0].cells for cuts in run.cuts if len(own := [cut for cut in cuts if len(cut.cells) == columns]) == 1]
    kinds = [Counter(kind for cells in rows if (kind := shape_of(cells[c].text))) for c in range(columns)]
    return tuple(kind.most_common(1)[0][0] if kind else "" for kind in kinds)


def _read(run: _Run) -> Found | None:
    """The table with so many columns."""
    first = next((place for place in range(1, len(run.lines)) if run.cut(place) is not None), None)
    headed = _header(run, first) if first is not None else None
    if headed is None:
        return None
    top, begin, names = headed
    rows, after = _rows(run, begin, statistics_behind(names))
    filled = [cells for _, cells in rows if cells]
    if not _is_table(names, filled):
        return None
    left = after < len(run.lines) and not is_footnote(run.page.lines, run.lines[after].number)
    if left and not run.lines[after].text[0].isupper():
        return None
    built, nested = build(rows, run.columns, run.page)
    doubts = [
        (0.8, "columns by single spaces", True),
        (0.6, "lines below the last row were not understood", left),
        (0.5, "words of the header divided by what stands together elsewhere", not names.sure),
        (0.8, "rows without values taken as parents of those below", nested),
    ]
    head = run.lines[top]
    return Found(
        head.number,
        run.lines[after - 1].number,
        head.start,
        _cell(names.stub) if names.stub is not None else Cell("", head.start, head.start),
        tuple(tuple(map(_cell, path)) for path in names.paths),
        built,
        min(sure for sure, _, found in doubts if found),
        tuple(reason for _, reason, found in doubts if found),
    )


def _cell(piece: Piece) -> Cell:
    return Cell(" ".join(piece.text.split()), piece.start, piece.end)


def _header(run: _Run, first: int) -> tuple[int, int, Names] | None:
    """The first line of the header, the line behind its last, and its names: that which names the labels, with most lines."""
    best: tuple[tuple[bool, bool, int, int], int, int, Names] | None = None
    for after in range(first, max(first - _BETWEEN, 0) - 1, -1):
        if after == first and not run.cuts[first][-1].label.text:
            continue
        for top in range(after - 1, max(after - _TALLEST, 0) - 1, -1):
            if run.cut(top) is not None:
                break
            names = read_names(run.page, run.lines[top:after], run.columns)
            if names is None:
                continue
            merit = names.stub is not None, names.sure, after - top, after
            if best is None or merit > best[0]:
                best = merit, top, after, names
    return best[1:] if best is not None else None


def _is_table(names: Names, rows: Sequence[tuple[tuple[Line, ...], ...]]) -> bool:
    """Whether header and rows are a table's and no list of words and numbers."""
    if len(names.paths) > 1:
        return len(rows) > 1
    name = names.paths[0][0].text
    if names.stub is None or len(rows) < 2:
        return False
    told = sized(name) or bool(KNOWN.match(name))
    return told or (
        len(rows) > 2 and sum(shape_of(cells[0][0].text) not in ("figure", "words") for cells in rows) > 0.6 * len(rows)
    )


def _rows(run: _Run, begin: int, tests: int) -> tuple[list[RowLines], int]:
    """The rows from a line on, and the place behind the last line of the last of them; headings have no cells."""
    rows: list[RowLines] = []
    waiting: list[Line] = []
    after = begin
    for place in range(begin, len(run.lines)):
        line = run.lines[place]
        cut = run.cut(place) or _short(run, place, tests)
        if cut is None:
            if rows and rows[-1][1] and not waiting and place == after and _goes_on(run, rows[-1][0][-1], place):
                rows[-1] = ((*rows[-1][0], line), rows[-1][1])
                after = place + 1
                continue
            if not run.bare(place) or len(waiting) >= _BETWEEN or is_footnote(run.page.lines, line.number):
                break
            waiting.append(line)
            continue
        label = [_line(line, cut.label)] if cut.label.text else []
        while waiting and (not label or carries_on(waiting[-1], label[0])):
            label.insert(0, waiting.pop())
        if not label:
            break
        rows += [(tuple(heading), ()) for heading in _headings(waiting)]
        waiting = []
        rows.append((tuple(label), tuple((_line(line, cell),) if cell.text else () for cell in cut.cells)))
        after = place + 1
    return rows, after


def _line(line: Line, piece: Piece) -> Line:
    return line._replace(start=piece.start, end=piece.end, text=piece.text)


def _goes_on(run: _Run, label: Line, place: int) -> bool:
    """Whether a line without figures goes on with the label of the row above it."""
    line = run.lines[place]
    return (
        not run.cuts[place]
        and len(line.text) <= _LONGEST
        and carries_on(label, line)
        and not is_footnote(run.page.lines, line.number)
    )


def _headings(lines: Sequence[Line]) -> list[list[Line]]:
    """Headings between rows, each of one line or more."""
    found: list[list[Line]] = []
    for line in lines:
        if found and carries_on(found[-1][-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _short(run: _Run, place: int, tests: int) -> Cut | None:
    """A row without the tests or ratios of the last columns, or with nothing but them; its cells are of the kinds of theirs."""
    if not tests or tests == run.columns:
        return None
    for count, begin in ((run.columns - tests, 0), (tests, run.columns - tests)):
        cut = run.cut(place, count)
        if cut is None or any(len(other.cells) > count for other in run.cuts[place]):
            continue
        groups = [shape_of(cell.text) in ("part", "words") for cell in cut.cells]
        if (begin and all(groups)) or (not begin and not any(groups)):
            end = run.lines[place].end
            lacking = (Piece("", end, end),) * (run.columns - count)
            return cut._replace(cells=(*lacking, *cut.cells) if begin else (*cut.cells, *lacking))
    return None
