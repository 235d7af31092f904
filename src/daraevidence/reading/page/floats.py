"""Tables that stand in the middle of a sentence, at the top of a column or page: the sentence is read first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from daraevidence.reading.page.grids import PageTable
from daraevidence.reading.page.paragraphs import Paragraph
from daraevidence.reading.page.text import goes_on

__all__ = ["Part", "Settler"]

Part: TypeAlias = Paragraph | PageTable


class Settler:
    """Puts what goes on with a sentence before the table, its caption and its notes that part the two, page by page."""

    def __init__(self) -> None:
        self._last: Paragraph | None = None

    def settle(self, regions: Sequence[list[Part]]) -> None:
        """Settle the next page: its regions in reading order; nothing is moved to another page."""
        last = self._last
        between: list[tuple[list[Part], Part]] = []
        for region in regions:
            for part in list(region):
                if isinstance(part, PageTable):
                    between.append((region, part))
                elif last is not None and goes_on(last, part):
                    if any(isinstance(other, PageTable) for _, other in between):
                        _move(part, region, *between[0])
                    last, between = part, []
                elif last is not None and _beside(last, part):
                    between.append((region, part))
                else:
                    last, between = part, []
        self._last = None if between else last


def _beside(last: Paragraph, part: Paragraph) -> bool:
    """Whether a paragraph belongs to a table: a caption, a heading, or a note in smaller letters."""
    return part.kind in ("caption", "heading") or part.lines[0].size < 0.94 * last.lines[-1].size


def _move(part: Part, source: list[Part], target: list[Part], before: Part) -> None:
    source[:] = [other for other in source if other is not part]
    place = next(i for i, other in enumerate(target) if other is before)
    target.insert(place, part)
