"""One page: its words to regions of lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from daraevidence.reading.page.characters import PageWords, Word
from daraevidence.reading.page.columns import Region, columns
from daraevidence.reading.page.grids import PageTable
from daraevidence.reading.page.lines import Line, Segment, line_of, rows_of, segments_of
from daraevidence.reading.page.ruled import ruled_grids
from daraevidence.reading.page.rules import read_rules
from daraevidence.reading.page.tables import aligned_table, aligned_tables, between_rules, inside_rules, zones

__all__ = ["Item", "lay_out"]

Item: TypeAlias = Line | PageTable


def lay_out(words: PageWords, page: Any, number: int) -> list[list[Item]]:
    """The regions of a page in reading order: ruled tables first, then columns, then tables without rules in each."""
    tables, left = _ruled(words, page, number)
    segments = [segment for row in rows_of(left) for segment in segments_of(row)]
    segments += [Segment([], table.x0, table.x1, table.top + 4, 1.0, table) for table in tables]
    regions = [_items(region, words, number) for region in columns(segments)]
    if words.aside:
        regions.append([line_of(row, words.boxes, number) for row in rows_of(words.aside)])
    return regions


def _ruled(words: PageWords, page: Any, number: int) -> tuple[list[PageTable], list[Word]]:
    """The tables that rules make, and the words outside them."""
    rules = read_rules(page, words.frame, words.turns)
    left = words.words
    tables: list[PageTable] = []
    if len(rules.across) < 2:
        return tables, left
    for grid in ruled_grids(rules):
        table, used = inside_rules(grid, left, words.boxes, number)
        if table is not None:
            tables.append(table)
            left = [word for word in left if id(word) not in used]
    free = [
        rule
        for rule in rules.across
        if not any(t.top - 2 <= rule.at <= t.bottom + 2 and rule.start < t.x1 and t.x0 < rule.end for t in tables)
    ]
    for group in zones(free):
        for table, used in between_rules(group, free, left, words.boxes, number):
            tables.append(table)
            left = [word for word in left if id(word) not in used]
    return tables, left


def _items(region: Region, words: PageWords, number: int) -> list[Item]:
    """The lines and tables of a region from top to bottom."""
    rows = _rows(region)
    items: list[Item] = []
    done = 0
    for first, last, bands in aligned_tables(rows):
        items += _lines(rows[done:first], words, number)
        items.append(aligned_table(rows[first:last], bands, words.boxes, number))
        done = last
    return items + _lines(rows[done:], words, number)


def _rows(region: Region) -> list[list[Segment]]:
    """The segments of a region in rows; a table is a row of its own."""
    rows: list[list[Segment]] = []
    for segment in region:  # sorted by place
        last = rows[-1][0] if rows else None
        same = last is not None and last.table is None and segment.table is None
        if last is not None and same and segment.base - last.base <= 0.3 * min(segment.size, last.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda segment: segment.x0)
    return rows


def _lines(rows: Sequence[Sequence[Segment]], words: PageWords, number: int) -> list[Item]:
    """Rows as lines."""
    items: list[Item] = []
    for row in rows:
        if row[0].table is not None:
            items.append(row[0].table)
            continue
        inner = sorted((word for segment in row for word in segment.words), key=lambda word: word.x0)
        items += [line_of(part, words.boxes, number) for part in _parted(inner, words.height)]
    return items


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
