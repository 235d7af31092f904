"""The columns of a table that nothing rules, and the parts of its rows by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.reading.pdf_lines import Segment

__all__ = ["Band", "PlacedRow", "TextRow", "bands_of", "in_columns", "overlap"]

#: The parts of one row from left to right.
TextRow: TypeAlias = list[Segment]


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


def bands_of(rows: Sequence[TextRow], heads: int = 0) -> list[Band]:
    """The columns of some rows: where the parts of the fullest rows stand, and parts of others that touch none of them.

    ``heads`` rows are a header: parts of it may stand between two columns, so that only its fullest row adds to those of the
    rows below.
    """
    body = rows[heads:]
    if heads and sum(1 for row in body if len(row) > 1) < 2:
        body, heads = rows, 0
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
    bands = _one_of_labels(bands, body)
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


def _with_header(bands: list[Band], heads: Sequence[TextRow]) -> list[Band]:
    """The columns as wide as their own parts of a header, and those of which only a header is printed."""
    wide = list(bands)
    fullest = max(heads, key=len)
    for part in fullest if len(fullest) > 1 else ():
        touched = [i for i, band in enumerate(wide) if overlap(part, band) > -2]
        if not touched:
            wide = sorted([*wide, Band(part.x0, part.x1)])
        elif len(touched) == 1:
            wide[touched[0]] = Band(min(wide[touched[0]].x0, part.x0), max(wide[touched[0]].x1, part.x1))
    outer = [part for row in heads for part in row if part.x0 > wide[-1].x1 + 2]
    return [*wide, Band(min(part.x0 for part in outer), max(part.x1 for part in outer))] if outer else wide


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
