"""Columns of a table that nothing rules: told by how the parts of its rows stand below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.reading.pdf_characters import Word
from daraevidence.reading.pdf_lines import Segment

__all__ = ["Band", "Draft", "TextRow", "assemble", "bands_of", "is_table", "is_value"]

#: The parts of one row from left to right.
TextRow: TypeAlias = list[Segment]

_VALUE = re.compile(
    r"[<>≤≥~≈=±(\[]{0,2}\s?[-−–+]?\.?\d|(?:NR|NE|NA|ND|NS|N/A|n/a|NC)\b|[-–—−…]{1,3}$"
    r"|not (?:reached|estimable|evaluable|applicable)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(r"[(\[]?\s?n\s?=\s?\d", re.IGNORECASE)
_OPEN = re.compile(r"(?:[,(\[/-]|\b(?:of|the|and|or|with|in|to|for|by|than|vs\.?|versus|a|an|from|at|per|on))$", re.IGNORECASE)
_MARKER = re.compile(r"[•·▪◦○●■–*-]|\[?\(?\d{1,3}[.)\]]{0,2}")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Band(NamedTuple):
    """The left and right edge of a column."""

    x0: float
    x1: float


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


@dataclass(slots=True)
class _Made:
    """One row of the table: parts by column, the columns that a part spans, and the place of its last line."""

    parts: dict[int, list[Segment]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    base: float = 0.0

    def text(self, column: int) -> str:
        return " ".join(segment.text for segment in self.parts.get(column, ()))


def is_value(text: str) -> bool:
    """Whether a text is a figure, as cells are; a group's size (``n=34``) is none."""
    return _VALUE.match(text) is not None and _SIZE.match(text) is None


def bands_of(rows: Sequence[TextRow]) -> list[Band]:
    """The columns of some rows: where the parts of the fullest rows stand, and parts of others that touch none of them."""
    most = max((len(row) for row in rows), default=0)
    if most < 2:
        return []
    counts = [len(row) for row in rows]
    while most > 2 and counts.count(most) + counts.count(most - 1) < 2:
        most -= 1
    core = [segment for row in rows if max(2, most - 1) <= len(row) <= most for segment in row]
    bands: list[Band] = []
    for segment in sorted(core, key=lambda segment: segment.x0):
        if bands and segment.x0 < bands[-1].x1 - 0.5:
            bands[-1] = Band(bands[-1].x0, max(bands[-1].x1, segment.x1))
        else:
            bands.append(Band(segment.x0, segment.x1))
    for row in rows:
        if 2 <= len(row) < max(2, most - 1):
            for segment in row:
                if not any(_overlap(segment, band) > -2 for band in bands):
                    bands = sorted([*bands, Band(segment.x0, segment.x1)])
    return bands


def _overlap(segment: Segment, band: Band) -> float:
    return min(segment.x1, band.x1) - max(segment.x0, band.x0)


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
    return any(map(is_value, values)) and figures * (5 if ruled else 2) >= len(values)


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


def assemble(rows: Sequence[TextRow], bands: Sequence[Band], heads: int | None, cuts: Sequence[float]) -> list[Draft]:
    """The cells of rows in columns. ``heads`` is the number of rows above the body where rules tell; ``cuts`` are rules.

    Lines that go on with the label or the values of the row above are put to it. The lines of a header are one row where
    each stands in one column, and an upper row where they stand over several.
    """
    if heads is None:
        heads = _head_count(rows, bands)
    made = _header(rows[:heads], bands)
    count = len(made)
    body: list[_Made] = []
    placed_rows = [_placed(row, bands) for row in rows[heads:]]
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


def _head_count(rows: Sequence[TextRow], bands: Sequence[Band]) -> int:
    """The rows above the first one with a label and a figure."""
    for i, row in enumerate(rows):
        placed = _placed(row, bands)
        if 0 in placed.parts and any(is_value(placed.text(column)) for column in placed.parts if column):
            k = i
            while k > 0 and set(_placed(rows[k - 1], bands).parts) == {0} and k > 1:
                k -= 1  # a label without values above it opens the body
            return k
    return 1 if rows else 0


def _placed(row: TextRow, bands: Sequence[Band]) -> _Made:
    """The parts of a row by column."""
    made = _Made(base=max(segment.base for segment in row))
    for segment in row:
        for part in _cut(segment, bands):
            touched = [i for i, band in enumerate(bands) if _overlap(part, band) > min(2.0, 0.3 * (part.x1 - part.x0))]
            if not touched:
                middle = (part.x0 + part.x1) / 2
                touched = [min(range(len(bands)), key=lambda i: abs((bands[i].x0 + bands[i].x1) / 2 - middle))]
            column = touched[0]
            made.parts.setdefault(column, []).append(part)
            if column:
                made.spans[column] = max(made.spans.get(column, 1), len(touched))
    return made


def _cut(segment: Segment, bands: Sequence[Band]) -> list[Segment]:
    """A part that reaches into a second column, parted where a space between words lies between the columns."""
    parts = [segment]
    for left, right in pairwise(bands):
        tail = parts[-1]
        if not (tail.x0 < left.x1 - 1 and tail.x1 > right.x0 + 1) or len(tail.words) < 2:
            continue
        for i in range(1, len(tail.words)):
            before, after = tail.words[i - 1], tail.words[i]
            if before.x1 <= left.x1 + 1 and after.x0 >= right.x0 - 1 and after.x0 - before.x1 > 0.4 * after.size:
                parts[-1:] = [Segment.of(tail.words[:i]), Segment.of(tail.words[i:])]
                break
    return parts


def _tight(rows: Sequence[_Made]) -> float:
    """The distance below which a line belongs to the row above it: less than between any two rows that are surely two."""
    steps = [b.base - a.base for a, b in pairwise(rows) if _full(a) and _full(b) and not _hangs(b)]
    return 0.87 * min(steps, default=0.0)


def _labelled(rows: Sequence[_Made]) -> bool:
    """Whether labels stand apart, each beside the first of several lines, as in tables of words."""
    return 0 < sum(1 for row in rows if 0 in row.parts) * 2 <= len(rows)


def _full(row: _Made) -> bool:
    return bool(row.text(0)) and any(is_value(row.text(column)) for column in row.parts if column)


def _hangs(row: _Made) -> bool:
    """Whether all values of a line go on with something: in brackets, in lower case."""
    values = [row.text(column) for column in row.parts if column]
    return all(text[:1] in "([,;)" or text[:1].islower() for text in values)


def _open_above(above: _Made, row: _Made) -> bool:
    """Whether each value of a line goes on with one above it that a bracket or a comma leaves open."""
    over = [above.text(column) for column in row.parts if column]
    return all(text.count("(") > text.count(")") or text[-1:] in tuple(",;(") for text in over)


def _goes_on(above: _Made, row: _Made, tight: float, ruled: bool, cuts: Sequence[float]) -> bool:
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


def _header(rows: Sequence[TextRow], bands: Sequence[Band]) -> list[_Made]:
    """The rows of a header: upper rows whose parts stand over several columns, then one row of the columns' own."""
    made: list[_Made] = []
    for i, row in enumerate(rows):
        full = any(len(other) >= len(bands) - 1 > len(row) for other in rows[i + 1 :])
        wider = any(len(other) > len(row) for other in rows[:i])
        placed = _placed(row, bands) if wider else _spread(row, bands, full)
        wide = any(count > 1 for count in placed.spans.values())
        last = made[-1] if made else None
        if last is not None and wide == any(count > 1 for count in last.spans.values()) and _stacks(last, placed):
            for column, parts in placed.parts.items():
                own = next((c for c in last.parts if c <= column < c + last.spans.get(c, 1)), column)
                last.parts.setdefault(own, []).extend(parts)
        else:
            made.append(placed)
    return made


def _stacks(above: _Made, row: _Made) -> bool:
    """Whether the parts of a line stand each below the same span as the line above."""
    for column in row.parts:
        for other in above.parts:
            first, last = column, column + row.spans.get(column, 1)
            start, end = other, other + above.spans.get(other, 1)
            if first < end and start < last and (first, last) != (start, end):
                return False
    return True


def _spread(row: TextRow, bands: Sequence[Band], full: bool) -> _Made:
    """A line of a header: parts that reach over several columns span them; equally many columns each where they are fewer.

    ``full``: a row below it has a part for every column, so that these may stand over the first of their columns.
    """
    placed = _placed(row, bands)
    own = [segment for segment in row if segment.x0 > bands[0].x1 - 2]
    columns = len(bands) - 1
    if not 0 < len(own) < columns or columns % len(own):
        return placed
    size = columns // len(own)
    step = (bands[-1].x0 - bands[1].x0) / max(columns - 1, 1)
    for i, segment in enumerate(own):
        left, right = bands[1 + i * size], bands[(i + 1) * size]
        following = bands[1 + (i + 1) * size].x0 if 1 + (i + 1) * size < len(bands) else right.x0 + step
        middle = (segment.x0 + segment.x1) / 2
        reach = 0.2 * (right.x1 - left.x0) + 3
        centred = abs(2 * middle - left.x0 - right.x1) < 2 * reach or abs(2 * middle - left.x0 - following) < 2 * reach
        reaches = left.x0 - 6 <= segment.x0 and bands[1 + i * size].x1 + 2 < segment.x1 <= right.x1 + 6
        if not (centred or reaches or (full and abs(segment.x0 - left.x0) < 3)):
            return placed
    made = _Made(base=placed.base)
    if 0 in placed.parts:
        made.parts[0] = [segment for segment in placed.parts[0] if segment not in own]
        if not made.parts[0]:
            del made.parts[0]
    for i, segment in enumerate(own):
        made.parts[1 + i * size] = [segment]
        made.spans[1 + i * size] = size
    return made
