"""The columns of a table that nothing rules, and the parts of its rows by column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.reading.page.lines import Segment

__all__ = ["Band", "PlacedRow", "TextRow", "bands_of", "in_columns", "is_size", "is_value", "overlap"]

_MOST_COLUMNS = 40

#: The parts of one row from left to right.
TextRow: TypeAlias = list[Segment]


_VALUE = compiled(
    r"[<>≤≥~≈=±(\[]{0,2}\s?[-−–+]?\.?\d|(?:NR|NE|NA|ND|NS|N/A|n/a|NC)\b|[-–—−…]{1,3}$"
    r"|not (?:reached|estimable|evaluable|applicable)\b",
    re.IGNORECASE,
)
_SIZE = compiled(r"[(\[]?\s?n\s?=\s?\d", re.IGNORECASE)


class Band(NamedTuple):
    """The left and right edge of a column."""

    x0: float
    x1: float


@dataclass(slots=True)
class PlacedRow:
    """One row of the table: parts by column, the columns that a part spans, and the place of its last line."""

    parts: dict[int, list[Segment]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    base: float = 0.0

    def text(self, column: int) -> str:
        return " ".join(segment.text for segment in self.parts.get(column, ()))


def is_value(text: str) -> bool:
    """Whether a text is a figure, as cells are; a group's size (``n=34``) is none."""
    return _VALUE.match(text) is not None and not is_size(text)


def is_size(text: str) -> bool:
    """Whether a text is the size of a group."""
    return _SIZE.match(text) is not None


def bands_of(rows: Sequence[TextRow], heads: int = 0) -> list[Band]:
    """The columns of some rows: where the parts of the fullest rows stand, and parts of others that touch none of them.

    ``heads`` rows are a header: parts of it may stand between two columns, so that only its fullest row adds to those of the
    rows below.
    """
    body = rows[heads:]
    multi = sorted(len(row) for row in body if len(row) > 1)
    if heads and len(multi) < 2 and (not multi or multi[-1] < max(map(len, rows[:heads])) - 1):
        body, heads = rows, 0  # a single row tells the columns where it has as many parts as the header
    most = max((len(row) for row in body), default=0)
    if most < 2:
        return []
    counts = Counter(len(row) for row in body)
    most = next((size for size in range(most, 1, -1) if counts[size] + counts[size - 1] * (size > 2) > 1), most)
    core = [segment for row in body if max(2, most - 1) <= len(row) <= most for segment in row]
    bands: list[Band] = []
    for segment in sorted(core, key=lambda segment: segment.x0):
        if bands and segment.x0 < bands[-1].x1 - 0.5:
            bands[-1] = Band(bands[-1].x0, max(bands[-1].x1, segment.x1))
        else:
            bands.append(Band(segment.x0, segment.x1))
    bands = _widened(_never_beside(_one_of_labels(bands, body), body), body)
    if heads:
        bands = _with_header(bands, rows[:heads])
    for row in body:
        if 2 <= len(row) < max(2, most - 1):
            for segment in row:
                if not any(overlap(segment, band) > -2 for band in bands):
                    bands = sorted([*bands, Band(segment.x0, segment.x1)])
    return bands


def _one_of_labels(bands: list[Band], body: Sequence[TextRow]) -> list[Band]:
    """The columns with that of the labels as one: labels that are moved in may stand below no part of any other."""
    second = min(row[1].x0 for row in body if len(row) > 1)
    labels = [band for band in bands if band.x1 < second + 0.5]
    return [Band(labels[0].x0, labels[-1].x1), *bands[len(labels) :]] if len(labels) > 1 else bands


def _never_beside(bands: list[Band], body: Sequence[TextRow]) -> list[Band]:
    """The columns without those that only seem two: no row has a part in both, and no space parts them."""
    apart = {
        i
        for row in body
        for i in range(len(bands) - 1)
        if any(overlap(part, bands[i]) > 0 for part in row) and any(overlap(part, bands[i + 1]) > 0 for part in row)
    }
    size = max(part.size for row in body for part in row)
    found = bands[:1]
    for i, band in enumerate(bands[1:]):
        if i and i not in apart and band.x0 - bands[i].x1 < 0.3 * size:
            found[-1] = Band(found[-1].x0, band.x1)
        else:
            found.append(band)
    return found


def _widened(bands: list[Band], body: Sequence[TextRow]) -> list[Band]:
    """The columns of values as wide as all that is printed in them alone."""
    wide = list(bands)
    for row in body:
        for part in row if len(row) > 1 else ():
            touched = [i for i, band in enumerate(wide) if overlap(part, band) > -2]
            if len(touched) == 1 and touched[0]:
                _widen(wide, touched[0], part)
    return wide


def _widen(bands: list[Band], column: int, part: Segment) -> None:
    """Make a column as wide as a part of it, where that reaches into no other."""
    left, right = min(bands[column].x0, part.x0), max(bands[column].x1, part.x1)
    if (column == 0 or bands[column - 1].x1 < left) and (column + 1 == len(bands) or right < bands[column + 1].x0):
        bands[column] = Band(left, right)


def _with_header(bands: list[Band], heads: Sequence[TextRow]) -> list[Band]:
    """The columns as wide as their own parts of a header, and those of which only a header is printed."""
    wide = list(bands)
    fullest = max(heads, key=len)
    if 1 < len(fullest) <= _MOST_COLUMNS >= len(bands):
        found = _assigned(fullest, bands)
        for part, column in zip(fullest, found):
            if column is not None:
                _widen(wide, column, part)
        wide = sorted([*wide, *(Band(part.x0, part.x1) for part, column in zip(fullest, found) if column is None)])
    outer = [part for row in heads for part in row if part.x0 > wide[-1].x1 + 2]
    return [*wide, Band(min(part.x0 for part in outer), max(part.x1 for part in outer))] if outer else wide


def _assigned(parts: Sequence[Segment], bands: Sequence[Band]) -> list[int | None]:
    """The column of each part of a header, in their order and as near as all can be; ``None`` for a column of its own.

    A header may stand beside what is printed in its column, as over figures that end at the right of a wide one.
    """
    steps = sorted(b.x0 - a.x0 for a, b in pairwise(bands))
    # a column without figures is likely only where the header has more parts than there are columns of figures
    own = (0.9 if len(parts) > len(bands) else 3.0) * (steps[len(steps) // 2] if steps else 0.0)
    # best[j]: cost and columns of the parts so far, in the first j columns
    best: list[tuple[float, list[int | None]]] = [(0.0, [])] * (len(bands) + 1)
    for part in parts:
        following: list[tuple[float, list[int | None]]] = []
        for j in range(len(bands) + 1):
            cost, columns = best[j]
            options = [(cost + own, [*columns, None])]
            if j:
                cost, columns = best[j - 1]
                away = max(-overlap(part, bands[j - 1]), 0.0)
                options += [following[-1], (cost + away, [*columns, j - 1])]
            following.append(min(options, key=lambda option: option[0]))
        best = following
    columns = best[-1][1]
    if any(column is None and max(overlap(part, band) for band in bands) > -2 for part, column in zip(parts, columns)):
        return [_nearest(part, bands) for part in parts]
    return columns


def _nearest(part: Segment, bands: Sequence[Band]) -> int | None:
    """The one column that a part touches; ``None`` where it touches none."""
    touched = [i for i, band in enumerate(bands) if overlap(part, band) > -2]
    return max(touched, key=lambda i: overlap(part, bands[i])) if touched else None


def overlap(segment: Segment, band: Band) -> float:
    return min(segment.x1, band.x1) - max(segment.x0, band.x0)


def in_columns(row: TextRow, bands: Sequence[Band]) -> PlacedRow:
    """The parts of a row by column."""
    made = PlacedRow(base=max(segment.base for segment in row))
    for segment in row:
        for part in _cut(segment, bands):
            touched = [i for i, band in enumerate(bands) if overlap(part, band) > min(2.0, 0.3 * (part.x1 - part.x0))]
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
