"""Columns of a table that nothing rules: told by how the parts of its rows stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from daraevidence.reading.pdf_bands import Band, PlacedRow, TextRow, in_columns
from daraevidence.reading.pdf_characters import Word
from daraevidence.reading.pdf_headers import header_rows
from daraevidence.reading.pdf_lines import Segment
from daraevidence.reading.pdf_rules import Rule

__all__ = ["TALLEST_HEAD", "Draft", "assemble", "heads_of", "is_table", "is_value"]

_VALUE = re.compile(
    r"[<>≤≥~≈=±(\[]{0,2}\s?[-−–+]?\.?\d|(?:NR|NE|NA|ND|NS|N/A|n/a|NC)\b|[-–—−…]{1,3}$"
    r"|not (?:reached|estimable|evaluable|applicable)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[(\[]?\s?n\s?=\s?\d", re.IGNORECASE)
_OPEN = re.compile(r"(?:[,(\[/-]|\b(?:of|the|and|or|with|in|to|for|by|than|vs\.?|versus|a|an|from|at|per|on))$", re.IGNORECASE)
_MARKER = re.compile(r"[•·▪◦○●■–*-]|\[?\(?\d{1,3}[.)\]]{0,2}")

_FEW = 2

#: Lines of a header.
TALLEST_HEAD = 6
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class Draft:
    """A cell in the making: its rows of words."""

    row: int
    column: int
    parts: list[list[Word]]
    colspan: int = 1
    header: bool = False

    @property
    def x0(self) -> float:
        """Where the first line begins."""
        return self.parts[0][0].x0


def is_value(text: str) -> bool:
    """Whether a text is a figure, as cells are; a group's size (``n=34``) is none."""
    return _VALUE.match(text) is not None and _SIZE.match(text) is None


def is_table(rows: Sequence[TextRow], bands: Sequence[Band], ruled: bool, closed: bool = False) -> bool:
    """Whether rows make a table: columns that most rows keep to, figures or short words in them, and hardly any prose.

    ``ruled``: rules stand above and below; ``closed``: one stands also under the header.
    """
    multi = [row for row in rows if len(row) > 1]
    if closed and _headed(rows, bands):
        return True
    if len(bands) < 2 or len(multi) < (2 if ruled or len(bands) > 2 else 3) or len(multi) * (4 if closed else 3) < len(rows):
        return False
    if len(bands) == 2 and all(_MARKER.fullmatch(row[0].text) for row in multi):
        return False
    width = bands[-1].x1 - bands[0].x0
    prose = sum(1 for row in rows if len(row) == 1 and row[0].x1 - row[0].x0 > 0.75 * width and len(_words(row[0])) > 7)
    if prose * 8 > len(rows) or any("...." in segment.text for row in multi for segment in row):
        return False
    values = [segment.text for row in multi for segment in row if segment.x0 > bands[0].x1 - 1]
    figures = sum(1 for text in values if is_value(text) or _SIZE.match(text))
    long = sum(1 for row in multi for segment in row[1:] if len(_words(segment)) > 6)
    if long * 4 > len(values):
        return False
    if not any(map(is_value, values)):
        return False
    return figures * (5 if ruled else 2) >= len(values) or (not ruled and _all_figures(rows[heads_of(rows) :], bands))


def _all_figures(body: Sequence[TextRow], bands: Sequence[Band]) -> bool:
    """Whether rows below a header, if only one or two, have figures in their columns and nothing else."""
    values = [part.text for row in body for part in row if part.x0 > bands[0].x1 - 1]
    return len(values) > _FEW and all(map(is_value, values))


def _headed(rows: Sequence[TextRow], bands: Sequence[Band]) -> bool:
    """Whether the first row names every column and all parts below it keep to the columns, as in tables of words."""
    if len(bands) < 2 or len(rows) < 3 or len(rows[0]) != len(bands):
        return False
    if any(abs(part.x0 - band.x0) > 4 for part, band in zip(rows[0], bands)):
        return False
    parts = [part for row in rows[1:] for part in row]
    limits = [*(band.x0 for band in bands[1:]), max(part.x1 for row in rows for part in row) + 2]
    kept = sum(1 for part in parts if any(abs(part.x0 - band.x0) < 30 and part.x1 < limit for band, limit in zip(bands, limits)))
    return kept == len(parts) and sum(1 for row in rows if len(row) > 1) * 4 > len(rows)


def _words(segment: Segment) -> list[str]:
    return _WORD.findall(segment.text)


def assemble(
    rows: Sequence[TextRow], bands: Sequence[Band], heads: int | None, cuts: Sequence[float], ties: Sequence[Rule] = ()
) -> list[Draft]:
    """The cells of rows in columns. ``heads`` is the number of rows above the body where rules tell; ``cuts`` are rules,
    ``ties`` those below parts of the header.

    Lines that go on with the label or the values of the row above are put to it. The lines of a header are one row where
    each stands in one column, and an upper row where they stand over several.
    """
    if heads is None:
        heads = _head_count(rows, bands)
    made = header_rows(rows[:heads], bands, ties)
    count = len(made)
    body: list[PlacedRow] = []
    placed_rows = [in_columns(row, bands) for row in rows[heads:]]
    tight = _tight(placed_rows)
    values = [row.text(column) for row in placed_rows for column in row.parts if column]
    worded = sum(map(is_value, values)) * 3 < len(values) and _labelled(placed_rows)
    ruled = _intervals(rows[heads:], cuts)
    for placed in placed_rows:
        if body and (0 not in placed.parts if worded else _goes_on(body[-1], placed, tight, ruled, cuts)):
            for column, parts in placed.parts.items():
                body[-1].parts.setdefault(column, []).extend(parts)
                body[-1].spans[column] = max(body[-1].spans.get(column, 1), placed.spans.get(column, 1))
            body[-1].base = placed.base
        else:
            body.append(placed)
    drafts: list[Draft] = []
    for number, item in enumerate([*made, *body]):
        for column, parts in sorted(item.parts.items()):
            lines: list[list[Word]] = []
            base = -1e9
            for segment in sorted(parts, key=lambda segment: (segment.base, segment.x0)):
                if segment.base - base > 0.3 * segment.size:
                    lines.append([])
                    base = segment.base
                lines[-1] += segment.words
            drafts.append(Draft(number, column, lines, item.spans.get(column, 1), number < count))
    return drafts


def _intervals(rows: Sequence[TextRow], cuts: Sequence[float]) -> bool:
    """Whether rules part the body row by row."""
    if not rows:
        return False
    inner = [cut for cut in cuts if rows[0][0].base < cut < rows[-1][0].base]
    return len(inner) >= 2 and len(rows) <= 3 * (len(inner) + 1)


def heads_of(rows: Sequence[TextRow]) -> int:
    """The rows above the first one with a label and a figure behind it, where the columns are not known yet."""
    second = min((row[1].x0 for row in rows if len(row) > 1), default=0.0)
    for i, row in enumerate(rows):
        if len(row) > 1 and row[0].x0 < second - 1 and any(is_value(part.text) for part in row[1:]):
            return i if i <= TALLEST_HEAD else 0
    return 0


def _head_count(rows: Sequence[TextRow], bands: Sequence[Band]) -> int:
    """The rows above the first one with a label and a figure."""
    for i, row in enumerate(rows):
        placed = in_columns(row, bands)
        if 0 in placed.parts and any(is_value(placed.text(column)) for column in placed.parts if column):
            k = i
            while k > 0 and set(in_columns(rows[k - 1], bands).parts) == {0} and k > 1:
                k -= 1  # a label without values above it opens the body
            return k
    return 1 if rows else 0


def _tight(rows: Sequence[PlacedRow]) -> float:
    """The distance below which a line belongs to the row above it: less than between any two rows that are surely two."""
    steps = [b.base - a.base for a, b in pairwise(rows) if _full(a) and _full(b) and not _hangs(b)]
    return 0.87 * min(steps, default=0.0)


def _labelled(rows: Sequence[PlacedRow]) -> bool:
    """Whether labels stand apart, each beside the first of several lines, as in tables of words."""
    return 0 < sum(1 for row in rows if 0 in row.parts) * 2 <= len(rows)


def _full(row: PlacedRow) -> bool:
    return bool(row.text(0)) and any(is_value(row.text(column)) for column in row.parts if column)


def _hangs(row: PlacedRow) -> bool:
    """Whether all values of a line go on with something: in brackets, in lower case."""
    values = [row.text(column) for column in row.parts if column]
    return all(text[:1] in "([,;)" or text[:1].islower() for text in values)


def _open_above(above: PlacedRow, row: PlacedRow) -> bool:
    """Whether each value of a line goes on with one above it that a bracket or a comma leaves open."""
    over = [above.text(column) for column in row.parts if column]
    return all(text.count("(") > text.count(")") or text[-1:] in tuple(",;(") for text in over)


def _goes_on(above: PlacedRow, row: PlacedRow, tight: float, ruled: bool, cuts: Sequence[float]) -> bool:
    """Whether a line belongs to the row above it."""
    if any(above.base < cut < row.base for cut in cuts):
        return False
    step = row.base - above.base
    size = max(segment.size for parts in row.parts.values() for segment in parts)
    if ruled:
        return not (_full(above) and _full(row)) or step < tight
    if step > 2.0 * size:
        return False
    near = step < tight
    label, over = row.text(0), above.text(0)
    values = [row.text(column) for column in row.parts if column]
    above_values = any(above.text(column) for column in above.parts if column)
    opened = over.count("(") > over.count(")") or _OPEN.search(over) is not None
    lower = label[:1].islower() or label[:1] == "("
    if label and values:
        if above_values:
            return bool(over) and (_hangs(row) or _open_above(above, row)) and (near or lower or opened)
        return bool(over) and (near or opened) and lower
    if not label:
        return bool(over) and (near or _hangs(row) or not any(map(is_value, values)))
    return bool(over) and (near or (lower and opened) or (opened and above_values) or (lower and above_values))
