"""One page: its words to regions of lines and tables in reading order."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from daraevidence.reading.pdf_characters import PageWords, Word
from daraevidence.reading.pdf_columns import columns
from daraevidence.reading.pdf_grids import PageTable
from daraevidence.reading.pdf_lines import Line, line_of, rows_of, segments_of

__all__ = ["lay_out"]


def lay_out(words: PageWords, page: Any, number: int) -> list[list[Line | PageTable]]:
    """The regions of a page in reading order."""
    segments = [segment for row in rows_of(words.words) for segment in segments_of(row)]
    regions: list[list[Line | PageTable]] = []
    for region in columns(segments):
        rows = rows_of(word for segment in region for word in segment.words)
        regions.append([line_of(part, words.boxes, number) for row in rows for part in _parted(row, words.height)])
    if words.aside:
        regions.append([line_of(row, words.boxes, number) for row in rows_of(words.aside)])
    return regions


def _parted(row: list[Word], height: float) -> list[list[Word]]:
    """A row at the edge of a page in its parts: what stands left and right in a running head is told apart."""
    if 0.1 * height < row[0].base < 0.9 * height:
        return [row]
    parts = [row[:1]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > 3 * word.size:
            parts.append([])
        parts[-1].append(word)
    return parts
