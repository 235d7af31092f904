"""Rows below the header of columns of spaces: wrapped labels and cells put together, labels nested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import GridRow
from daraevidence.layout.tables.choose import broken, running
from daraevidence.layout.tables.gutters import Piece, Row, Settled
from daraevidence.layout.tables.headers import is_stub, sized, stands_alone
from daraevidence.layout.tables.lines import Line, Page, valued
from daraevidence.layout.tables.rows import OPEN, build, carries_on
from daraevidence.layout.tables.spaced_header import Heads, as_line

__all__ = ["Body", "is_table", "read_body"]

_GOES_ON = compiled(r"(?:[-/+,;&±]|\b(?:and|or|of|to|with|without|in|for|the|by|at|from|vs\.?|per|until|if|is|a))$")
_NUMBERED = compiled(r"[\[(]?\d{1,3}(?:\.\d{1,2})*[.)\]]?$|[a-z][.)]$")
#: A share, an interval, a percent or a number with decimals: no page, year, hour or number of a house.
_RESULT = compiled(r"[<>≤≥]?\s?[-−]?[\d,]+(?:\.\d+)?\s?%?\s?[(\[/±]\s?\S|[<>≤≥]?\s?-?\d*(?:\.\d+|%)%?$|(?:NR|NE)\b")
#: the label of a row for a range of values: ``≥50``, ``25-49``
_LEVEL = compiled(r"(?:[<>≤≥]\s?)?\d[\d.,]*(?:\s?(?:[-–]|to)\s?<?\s?\d[\d.,]*)?%?$")
_BELONGS = compiled(r"[(\[±)\]]|to \d|\d{2}% CI\b")


class Body(NamedTuple):
    """The rows, with what was inferred and how sure that is; ``last`` is the number of the last line."""

    rows: tuple[GridRow, ...]
    last: int
    confidence: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Entry:
    """A row in the making: the lines of its label, and those of each cell."""

    label: list[Line]
    cells: list[list[Line]]
    number: int = 0
    again: bool = field(default=False)


def read_body(rows: Sequence[Row], settled: Settled, page: Page) -> Body | None:
    """The rows of a table from its lines below the header."""
    entries: list[_Entry] = []
    columns = settled.width - 1
    wrapped = ordered = strange = 0
    for index, row in enumerate(rows):
        label, cells = _parts(row, settled)
        ordered += row.ordered
        strange += row.slots is None and len(row.pieces) > 1
        own = as_line(row.line, label, row.line.indent + label.start - row.line.start) if label else None
        fresh = [as_line(row.line, piece) if piece else None for piece in cells]
        above = entries[-1] if entries and entries[-1].number == row.line.number - 1 else None
        if above is not None and _joins(above, own, fresh, rows[index + 1 : index + 2], settled):
            wrapped += 1
            above.label += [own] if own else []
            for lines, line in zip(above.cells, fresh):
                lines += [line] if line else []
            above.number = row.line.number
            continue
        if own is None and not entries:
            return None
        lines = [own] if own else list(entries[-1].label)
        entries.append(_Entry(lines, [[line] if line else [] for line in fresh], row.line.number, own is None))
    while entries and not any(entries[-1].cells):
        entries.pop()
    if not entries:
        return None
    built, nested = build([(tuple(e.label), tuple(map(tuple, e.cells))) for e in entries], columns, page)
    doubts = [
        (0.85, "lines without a label taken as more of the row above", wrapped),
        (0.8, "rows without values taken as parents of those below", nested),
        (0.8, "lines without a label taken as rows of the label above", any(entry.again for entry in entries)),
        (0.7, "cells of shorter lines taken to the nearest column", ordered),
        (0.6, "lines beside the columns taken to the nearest", strange),
    ]
    return Body(
        built,
        max(entry.number for entry in entries),
        min([1.0, *(sure for sure, _, found in doubts if found)]),
        tuple(reason for _, reason, found in doubts if found),
    )


def is_table(header: Heads, body: Body, sure: bool) -> bool:
    """Whether rows and header are those of a table, and no list, contact or directory that stands in columns.

    Most cells are figures, and the header names the labels, the sizes of groups or a statistic, or many cells are shares or
    intervals, or two columns hold figures; else the header names the labels and the cells are words of a table. ``sure``: the
    table has a title that is surely one.
    """
    cells = [cell.text for row in body.rows for cell in row.cells if cell.text]
    labels = [row.path[-1].text for row in body.rows]
    heads = [cell.text for path in header.paths for cell in path if cell.text]
    letters = sum(any(ch.isalpha() for ch in text) for text in labels)
    levels = bool(header.stub.text) and all(map(_LEVEL.match, labels)) and any(text[0] in "<>≤≥" for text in labels)
    if len(body.rows) < 2 or not cells or not heads or not (letters or levels) or all(map(_NUMBERED.match, labels)):
        return False
    if all(_RESULT.match(text) and not sized(text) for text in heads):
        return False
    odd = sum(map(broken if sure else running, (*cells, *labels)))
    if odd > (0.25 if sure else 0.08) * (len(cells) + len(labels)):
        return False
    named = sure or levels or is_stub(header.stub.text) or any(sized(text) or stands_alone(text) for text in heads)
    figures = sum(valued(text) for text in cells)
    if named and figures < 0.5 * len(cells):
        return len(body.rows) > 2 and not any(text[0].islower() for text in heads)
    if named:
        return True
    results = sum(bool(_RESULT.match(text)) for text in cells)
    least = 0.3 if len(header.paths) > 1 else 0.6
    return results >= least * len(cells) and figures >= 0.6 * len(cells)


def _parts(row: Row, settled: Settled) -> tuple[Piece | None, list[Piece | None]]:
    """The label of a line and its cells, one for each column."""
    if row.slots is not None:
        return row.slots[0], list(row.slots[1:])
    columns = settled.width - 1
    cells: list[Piece | None] = [None] * columns
    pieces = list(row.pieces)
    label = None
    if not settled.edges or pieces[0].left < settled.edges[1][0] - 1:
        label = pieces.pop(0)
    for piece in pieces:
        free = [c for c in range(columns) if cells[c] is None]
        if settled.edges and free:
            middle = piece.left + piece.right
            cells[min(free, key=lambda c: abs(sum(settled.edges[c + 1]) - middle))] = piece
        elif free:
            cells[free[0]] = piece
    return label, cells


def _joins(above: _Entry, own: Line | None, fresh: Sequence[Line | None], ahead: Sequence[Row], settled: Settled) -> bool:
    """Whether a line goes on with the row above it: a wrapped label, wrapped cells, or cells below their label."""
    filled = [(lines, line, c) for c, (lines, line) in enumerate(zip(above.cells, fresh)) if line]
    bare = not any(above.cells)
    if own is None:
        if bare:
            return not above.again
        on = [bool(lines) and _cell_goes_on(lines[-1], line, _room(settled, c)) for lines, line, c in filled]
        return all(on[i] or not lines for i, (lines, _, _) in enumerate(filled)) and any(on)
    if not carries_on(above.label[-1], own):
        return False
    if not filled:
        return not bare or not own.indent or own.text[0] in "(["
    if bare:
        return not (own.text[0].islower() and ahead and ahead[0].pieces[0].text[0].islower())
    return all(lines and _cell_goes_on(lines[-1], line, _room(settled, c)) for lines, line, c in filled)


def _room(settled: Settled, column: int) -> int:
    """How many characters a column has room for."""
    if not settled.edges:
        return 10**6
    left, right = settled.edges[column + 1]
    return right - left


def _cell_goes_on(before: Line, line: Line, room: int) -> bool:
    """Whether a piece goes on with the cell above it: it opens a bracket or goes on with a sentence, or had no room there."""
    if _BELONGS.match(line.text) or OPEN.search(before.text) or (_GOES_ON.search(before.text) and len(before.text) > 1):
        return True
    if line.text[0].islower():
        return True
    if valued(before.text) or before.text.endswith("."):
        return False
    return len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) > room
