"""Which study a place belongs to, as the rules see it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.layout.document import Document, Grid

__all__ = ["Studies"]


class Studies:
    """The study that holds at a place: that of the record before it in the same section, else the section's own key.

    Keys compare only: a name of a study, or ``#`` and the place of the section (with a table's citations).
    """

    def __init__(self, document: Document, drafts: Sequence[Draft]) -> None:
        self._document = document
        named = sorted((draft.start, draft.end, str(draft.get("study"))) for draft in drafts if draft.get("study"))
        self._starts = [start for start, _, _ in named]
        self._names = [name for _, _, name in named]

    def at(self, place: int) -> str:
        """The key of a place in prose."""
        block = self._document.block_at(place)
        section = block.section if block is not None else -1
        start = self._document.sections[section].start if section >= 0 else 0
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and self._starts[index] >= start:
            return self._names[index]
        after = index + 1
        if after < len(self._starts) and block is not None and self._starts[after] < block.end:
            return self._names[after]
        return f"#{self._root(section)}"

    def of(self, grid: Grid) -> str:
        """The key of a table: the study of most of its records."""
        inside = self._names[bisect_right(self._starts, grid.start - 1) : bisect_right(self._starts, grid.end)]
        if inside:
            return Counter(inside).most_common(1)[0][0]
        cited = ",".join(cell.text for cell in grid.citations)
        return f"#{self._root(grid.section)}{'/' if cited else ''}{cited}"

    def _root(self, section: int) -> int:
        outer = section
        for found in self._document.headings(section):
            if found.role == "study":
                return found.index
            outer = found.index
        return outer
