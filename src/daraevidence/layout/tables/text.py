"""Tables: cells that the source marks, one cell a line, one row a line, lists."""

from __future__ import annotations

from daraevidence.layout.document import Grid
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

__all__ = ["find_grids"]


def find_grids(text: Text) -> list[Grid]:
    """All tables of a text, in order, none overlapping; ``section`` is left to the outline."""
    page = Page(text.clean)
    titles = Titles(page)
    grids: list[Grid] = []
    taken: list[tuple[int, int]] = []
    for grid in shaped_grids(text, page, titles) if text.shapes else ():
        grids.append(grid)
        taken.append(page.span(grid.start, grid.end))
    for grid in ruled_grids(text, page, titles) if text.shapes else ():
        grids.append(grid)
        taken.append(page.span(grid.start, grid.end))
    for grid, first, after in bullet_grids(page, titles):
        grids.append(grid)
        taken.append((first, after))
    for reader in (numbered_grids, positional_grids):
        for grid, first, after in reader(page, titles, closed_lines(page.lines, taken)):
            grids.append(grid)
            taken.append((first, after))
    shut = [False] * len(page.lines)
    for start, end in taken:
        shut[start:end] = [True] * (end - start)
    for grid, first, after in spaced_grids(page, titles, shut, closed_lines(page.lines, taken)):
        grids.append(grid)
        taken.append((first, after))
    for region in regions(page, titles, closed_lines(page.lines, taken)):
        below = footnotes.read(page.lines, region.last, page.clean)
        cells = grid_of(region, page, below)
        if cells is not None:
            grids.append(cells)
    whole = joined(sorted(grids, key=lambda grid: grid.start), text.clean)
    return [with_shared_values(grid) for grid in whole]
