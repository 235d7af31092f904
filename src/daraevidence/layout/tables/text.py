"""Tables in plain text: one cell a line, or one row a line."""

from __future__ import annotations

from daraevidence.layout.document import Grid
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.choose import grid_of
from daraevidence.layout.tables.lines import Page
from daraevidence.layout.tables.regions import regions
from daraevidence.layout.tables.titles import Titles
from daraevidence.reading.text import Text

__all__ = ["find_grids"]


def find_grids(text: Text) -> list[Grid]:
    """All tables of a text, in order, none overlapping; ``section`` is left to the outline."""
    page = Page(text.clean)
    titles = Titles(page)
    grids: list[Grid] = []
    for region in regions(page, titles, []):
        below = footnotes.read(page.lines, region.last, page.clean)
        grid = grid_of(region, page, below)
        if grid is not None:
            grids.append(grid)
    return grids
