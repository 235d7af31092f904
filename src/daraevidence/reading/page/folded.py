"""Pages of a PDF that are laid out and wait to be written, which none can be before all are known: folded small."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass

from daraevidence.reading.folding import fold, unfold
from daraevidence.reading.page.lines import Line
from daraevidence.reading.page.margins import Edge, running
from daraevidence.reading.page.pages import Item

__all__ = ["Page", "Pages"]


@dataclass(slots=True)
class Page:
    """One page as it was laid out: regions of lines and tables in reading order; ``edges`` are the lines of its margins."""

    number: int
    regions: list[list[Item]]
    edges: list[Line]


class Pages:
    """The pages of a document: some twentieth of what their lines weigh, and what can be told of all of them at once."""

    def __init__(self) -> None:
        self.empty = True
        self._folded: deque[bytes] = deque()
        self._edges: list[list[Edge]] = []
        self._furniture: list[list[int]] = []
        self._sizes: Counter[float] = Counter()

    def add(self, page: Page) -> None:
        """Take in the next page."""
        self.empty = self.empty and not page.regions
        lines = [item for region in page.regions for item in region if isinstance(item, Line)]
        self._edges.append([Edge.of(line, lines) for line in page.edges])
        for line in lines:
            self._sizes[line.size] += len(line.text)
        self._folded.append(fold(page))

    def tell_margins(self) -> None:
        """Tell which lines of the margins are furniture, once all pages are there."""
        self._furniture = running(self._edges, self.body)
        for edges, dropped in zip(self._edges, self._furniture):
            for i in dropped:
                self._sizes[edges[i].size] -= len(edges[i].text)

    @property
    def body(self) -> float:
        """The size in which most of the text is printed, without the furniture."""
        return max(self._sizes, key=lambda size: self._sizes[size]) if self._sizes else 0.0

    def __iter__(self) -> Iterator[Page]:
        """Each page, its furniture marked."""
        for folded, dropped in zip(self._folded, self._furniture):
            yield _unfolded(folded, dropped)

    def taken(self) -> Iterator[Page]:
        """Each page as ``__iter__`` gives it, but for the last time."""
        for dropped in self._furniture:
            yield _unfolded(self._folded.popleft(), dropped)


def _unfolded(folded: bytes, dropped: list[int]) -> Page:
    page: Page = unfold(folded)
    for i in dropped:
        page.edges[i].furniture = True
    return page
