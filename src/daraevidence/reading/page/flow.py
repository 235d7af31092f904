"""The pages of a PDF put together to one text: what is told by all of them, then page after page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from daraevidence.reading.page.floats import Part, Settler
from daraevidence.reading.page.folded import Page, Pages
from daraevidence.reading.page.grids import GridCell, PageTable
from daraevidence.reading.page.lines import Line
from daraevidence.reading.page.pages import Item
from daraevidence.reading.page.paragraphs import Paragraph, Ranks, carried, paragraphs
from daraevidence.reading.page.tables import continues
from daraevidence.reading.page.text import Writer, Written

__all__ = ["write"]


def write(pages: Pages) -> Written:
    """All pages as one text; they are taken out of ``pages`` and let go as they are written."""
    pages.tell_margins()
    ranks = Ranks(pages.body)
    for page in pages:
        for items in page.regions:
            for part, below in pairwise([*_parts(items), None]):
                if isinstance(part, Paragraph):
                    ranks.see(part, isinstance(below, PageTable))
    flow = _Flow()
    waiting: deque[tuple[Page, list[list[Part]]]] = deque()
    last: list[Part] = []
    for page in pages.taken():
        regions = [list(_parts(items)) for items in page.regions]
        for region in regions:
            ranks.rank(_paragraphs(region))
        for region in filter(None, regions):
            _last_labels(last, region)
            carried(_paragraphs(last), _paragraphs(region))
            last = region
        if any(regions):  # what stood before them needs them no more
            while waiting:
                flow.write(*waiting.popleft())
        waiting.append((page, regions))
    while waiting:
        flow.write(*waiting.popleft())
    return flow.written()


class _Flow:
    """Writes pages, and tables that go on over their ends."""

    def __init__(self) -> None:
        self._writer = Writer()
        self._settler = Settler()
        self._open: PageTable | None = None
        self._row = 0

    def write(self, page: Page, regions: Sequence[list[Part]]) -> None:
        """Write a page whose parts are known: its head, its regions, its foot."""
        self._settler.settle(regions)
        self._writer.page()
        margins = sorted((line for line in page.edges if line.furniture), key=lambda line: (line.base, line.x0))
        for line in margins:
            if line.edge < 0:
                self._writer.furniture(line)
        for parts in regions:
            for i, part in enumerate(parts):
                if isinstance(part, PageTable):
                    self._table(part)
                else:
                    self._paragraph(part, parts[i + 1] if i + 1 < len(parts) else None)
        for line in margins:
            if line.edge > 0:
                self._writer.furniture(line)

    def written(self) -> Written:
        """The text of all pages."""
        self._shut()
        return self._writer.written()

    def _table(self, table: PageTable) -> None:
        skip = continues(self._open, table) if self._open is not None else None
        if skip is None:
            self._shut()
        self._row = self._writer.rows(table, 0 if skip is None else self._row, skip or 0)
        self._open = table

    def _paragraph(self, part: Paragraph, after: Part | None) -> None:
        self._shut()
        tight = isinstance(after, Paragraph) and (part.kind, after.kind) == ("item", "item")
        self._writer.paragraph(part, tight or (part.close and part.kind == "paragraph"), isinstance(after, PageTable))

    def _shut(self) -> None:
        if self._open is not None:
            self._writer.close_table()
            self._open = None


def _last_labels(last: list[Part], below: Sequence[Part]) -> None:
    """Put labels without values at the end of a page or column to their table, where its header and it go on in the next."""
    place = max((i for i, part in enumerate(last) if isinstance(part, PageTable)), default=-1)
    table, following = last[place] if place >= 0 else None, below[0] if below else None
    rest = last[place + 1 :]
    if not isinstance(table, PageTable) or not isinstance(following, PageTable) or not 0 < len(rest) < 3:
        return
    labels = [part.lines[0] for part in rest if isinstance(part, Paragraph) and len(part.lines) == 1]
    if len(labels) < len(rest) or not continues(table, following):
        return
    edge = table.edges[1] if len(table.edges) > 1 else table.x1
    if all(table.x0 - 3 < line.x0 and line.x1 < edge + 5 for line in labels):
        row = max(cell.row + cell.rowspan for cell in table.cells)
        table.cells += [GridCell(row + i, 0, [line]) for i, line in enumerate(labels)]
        del last[place + 1 :]


def _paragraphs(parts: Iterable[Part]) -> list[Paragraph]:
    return [part for part in parts if isinstance(part, Paragraph)]


def _parts(region: Sequence[Item]) -> Iterator[Part]:
    """The paragraphs and tables of a region in order."""
    lines: list[Line] = []
    for item in region:
        if isinstance(item, PageTable):
            yield from paragraphs(lines)
            lines = []
            yield item
        elif not item.furniture:
            lines.append(item)
    yield from paragraphs(lines)
