"""Tables: cells that the source marks, one cell a line, one row a line, lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from daraevidence.layout.document import Grid
from daraevidence.layout.paged import packed
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.choose import grid_of
from daraevidence.layout.tables.continued import joined
from daraevidence.layout.tables.lines import Page
from daraevidence.layout.tables.lists import bullet_grids
from daraevidence.layout.tables.numbered import numbered_grids
from daraevidence.layout.tables.positional import positional_grids
from daraevidence.layout.tables.regions import closed_lines, regions
from daraevidence.layout.tables.ruled import ruled_grids
from daraevidence.layout.tables.shaped import shaped_grids
from daraevidence.layout.tables.shared import with_shared_values
from daraevidence.layout.tables.spaced import spaced_grids
from daraevidence.layout.tables.titles import Titles
from daraevidence.reading.text import Text

__all__ = ["each_grid", "find_grids"]


def find_grids(text: Text) -> list[Grid]:
    """All tables of a text, in order, none overlapping; ``section`` is left to the outline."""
    return list(each_grid(text))


def each_grid(text: Text) -> Iterator[Grid]:
    """The same, one table at a time."""
    starts = array("q")

    def begun() -> Iterator[Grid]:
        for grid in _found(text):
            starts.append(grid.start)
            yield grid

    # The readers take turns; the lines of a long text weigh enough beside its tables.
    found = packed(begun(), 4)
    order = sorted(range(len(found)), key=starts.__getitem__)
    return map(with_shared_values, joined((found[index] for index in order), text.clean))


def _found(text: Text) -> Iterator[Grid]:
    """The tables of each reader in turn; lines that one has taken are closed to those after it."""
    page = Page(text.clean)
    titles = Titles(page)
    taken: list[tuple[int, int]] = []
    for marked in (shaped_grids, ruled_grids) if text.shapes else ():
        for grid in marked(text, page, titles):
            taken.append(page.span(grid.start, grid.end))
            yield grid
    for grid, first, after in bullet_grids(page, titles):
        taken.append((first, after))
        yield grid
    for reader in (numbered_grids, positional_grids):
        for grid, first, after in reader(page, titles, closed_lines(page.lines, taken)):
            taken.append((first, after))
            yield grid
    shut = [False] * len(page.lines)
    for start, end in taken:
        shut[start:end] = [True] * (end - start)
    for grid, first, after in spaced_grids(page, titles, shut, closed_lines(page.lines, taken)):
        taken.append((first, after))
        yield grid
    for region in regions(page, titles, closed_lines(page.lines, taken)):
        below = footnotes.read(page.lines, region.last, page.clean)
        cells = grid_of(region, page, below)
        if cells is not None:
            yield cells
