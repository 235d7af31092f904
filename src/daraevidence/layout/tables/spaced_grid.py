"""From the parts of a table with one row per line to its grid: the title above, the notes below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.regions import caption_below
from daraevidence.layout.tables.titles import Titles

__all__ = ["Found", "finished"]

_NEAR = 3
_TALLEST_TITLE = 4


class Found(NamedTuple):
    """A table's parts: ``first`` and ``last`` are the numbers of the header's first line and of the last row's line.

    ``part``: it goes on below a table with the same title, with a header of its own.
    """

    first: int
    last: int
    start: int
    stub: Cell
    columns: tuple[tuple[Cell, ...], ...]
    rows: tuple[GridRow, ...]
    confidence: float
    reasons: tuple[str, ...]
    part: bool = False


def finished(page: Page, titles: Titles, found: Found, closed: Sequence[bool], whole: Grid | None) -> tuple[Grid, int, int]:
    """The grid, with the numbers of its first line and of the line after its last; it may be a part of a ``whole`` above."""
    after = found.last + 1
    first, title = found.first, Cell("", found.start, found.start)
    citations: tuple[Cell, ...] = ()
    if found.part and whole is not None:
        title, citations = whole.title, whole.citations
    else:
        above = title_lines(page, titles, found.first, closed)
        if above:
            first = above[0].number
            title, citations = titles.plain(titles.joined(above))
    captioned = after
    if not title.text:
        title, citations, captioned = caption_below(page.lines, after, titles)
    below = footnotes.read(page.lines, captioned, page.clean)
    marks = below.footnotes if below else {}
    last = page.lines[found.last].end
    grid = Grid(
        title=title,
        citations=citations,
        stub=footnotes.strip(found.stub, marks, page),
        columns=tuple(tuple(footnotes.strip(cell, marks, page) for cell in path) for path in found.columns),
        rows=footnotes.strip_rows(found.rows, marks, page),
        start=found.start if found.part or not title.text else min(title.start, found.start),
        end=max(last, title.end, below.end if below else 0),
        body=(found.start, last),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=found.confidence,
        reasons=found.reasons,
    )
    return grid, first, below.after if below else captioned


def title_lines(page: Page, titles: Titles, head: int, closed: Sequence[bool]) -> list[Line]:
    """The lines of the title above a header: one that looks like it, with the lines above that go on in it up to its caption."""
    lines, place = page.lines, head - 1
    while place > 0 and (lines[place].blank or lines[place].kind == "rule") and head - place < _NEAR:
        place -= 1
    if place > 1 and lines[place].text.startswith("From: "):  # the article of a table that stands by itself
        place -= 1 + lines[place - 1].blank
    if place < 0 or lines[place].blank or (closed[place] and not titles.captioned(lines[place])):
        return []
    for first in range(place, max(place - _TALLEST_TITLE, -1), -1):
        line = lines[first]
        if line.blank or line.kind not in ("text", "prose"):
            break
        if titles.captioned(line):
            return lines[first : place + 1]
    if not _titular(lines[place]):
        return []
    first = place
    while (
        first > 0 and not closed[first - 1] and place - first < _TALLEST_TITLE and titles.goes_on(lines[first - 1], lines[first])
    ):
        first -= 1
    return lines[first : place + 1]


def _titular(line: Line) -> bool:
    return line.kind == "text" and len(line.text) < 160 and line.text[-1] not in ".;,:?" and line.text[0].isalnum()
