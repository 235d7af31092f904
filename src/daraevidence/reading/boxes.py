"""Where the characters of a text stand on the pages."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from daraevidence.span import Box

__all__ = ["Boxes"]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Four numbers a character of the source: left, top, right and bottom in points from the page's top left corner.

    All four are zero for what is not on the page (the spaces and line ends between words).
    """

    places: array[float]

    def of(self, start: int, end: int, page: int) -> list[Box]:
        """The boxes of a range that lies on one page: one a line, or more where it is parted."""
        found: list[Box] = []
        places = self.places
        for i in range(4 * start, 4 * end, 4):
            x0, top, x1, bottom = places[i : i + 4]
            if x1 <= x0 and bottom <= top:
                continue
            last = found[-1] if found else None
            if last is not None and _beside(last, x0, top, x1, bottom):
                found[-1] = Box(page, min(last.x0, x0), min(last.top, top), max(last.x1, x1), max(last.bottom, bottom))
            else:
                found.append(Box(page, x0, top, x1, bottom))
        return found


def _beside(last: Box, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether a character goes on in a box: in its line, no further than a wide space away."""
    height, width = last.bottom - last.top, last.x1 - last.x0
    share = min(last.bottom, bottom) - max(last.top, top)
    if share > 0.3 * min(height, bottom - top) and -1 < x0 - last.x1 < 1.5 * max(height, bottom - top):
        return True
    across = min(last.x1, x1) - max(last.x0, x0)  # text that runs up or down the page
    if across <= 0.3 * min(width, x1 - x0) or height < width:
        return False
    return min(abs(top - last.bottom), abs(last.top - bottom)) < 1.5 * max(width, x1 - x0)
