"""Where the characters of a text stand on the pages."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.reading.folding import fold, unfold
from daraevidence.span import Box

__all__ = ["NOWHERE", "Boxes", "Places", "Stretch"]

_NAN = float("nan")

#: The four numbers of a character that is not on the page: a space or a line end between words.
NOWHERE = (_NAN, _NAN, _NAN, _NAN)


class Stretch(NamedTuple):
    """The places of some characters: each one's left and right edge (none for what is not on the page), and top and bottom
    for all from a character on, as long as they stay the same: ``(first, top, bottom)``."""

    lefts: array[float]
    rights: array[float]
    heights: tuple[tuple[int, float, float], ...]

    @classmethod
    def of(cls, places: array[float], spaces: int) -> Stretch:
        """The places of characters from four numbers each: left, top, right, bottom; ``spaces`` of them are ``NOWHERE``."""
        tops, feet = places[1::4], places[3::4]
        shown = len(tops) - spaces
        if tops and tops.count(tops[0]) == feet.count(feet[0]) == shown:
            return cls(places[0::4], places[2::4], ((0, tops[0], feet[0]),))
        heights: list[tuple[int, float, float]] = []
        for i, (top, foot) in enumerate(zip(tops, feet)):
            if top == top and (not heights or heights[-1][1:] != (top, foot)):  # NaN is not equal to itself
                heights.append((i, top, foot))
        return cls(places[0::4], places[2::4], tuple(heights))


@dataclass(slots=True)
class Places:
    """The left and right edge of each character of a page in points from the page's left edge, not a number for what is not on
    it; and the top and bottom of each run of characters (from ``starts`` on) that share them, as those of a line mostly do.
    """

    lefts: array[float] = field(default_factory=lambda: array("f"))
    rights: array[float] = field(default_factory=lambda: array("f"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    tops: array[float] = field(default_factory=lambda: array("f"))
    feet: array[float] = field(default_factory=lambda: array("f"))

    def add(self, stretch: Stretch) -> None:
        """Put the places of further characters behind those that are there."""
        length = len(self.lefts)
        for first, top, foot in stretch.heights:
            if not self.starts or (self.tops[-1], self.feet[-1]) != (top, foot):
                self.starts.append(length + first)
                self.tops.append(top)
                self.feet.append(foot)
        self.lefts.extend(stretch.lefts)
        self.rights.extend(stretch.rights)

    def skip(self, count: int) -> None:
        """Put characters that stand nowhere behind those that are there."""
        self.lefts.extend((_NAN,) * count)
        self.rights.extend((_NAN,) * count)

    def of(self, start: int, end: int, page: int) -> list[Box]:
        """The boxes of a range: one a line, or more where it is parted."""
        found: list[Box] = []
        run = max(bisect_right(self.starts, start) - 1, 0)
        for i in range(start, end):
            while run + 1 < len(self.starts) and self.starts[run + 1] <= i:
                run += 1
            x0, x1 = self.lefts[i], self.rights[i]
            if x0 != x0:
                continue
            top, bottom = self.tops[run], self.feet[run]
            if x1 <= x0 and bottom <= top:
                continue
            last = found[-1] if found else None
            if last is not None and _beside(last, x0, top, x1, bottom):
                found[-1] = Box(page, min(last.x0, x0), min(last.top, top), max(last.x1, x1), max(last.bottom, bottom))
            else:
                found.append(Box(page, x0, top, x1, bottom))
        return found


@dataclass(slots=True)
class Boxes:
    """The places of all characters of a text, page by page; a page is unfolded when it is asked for."""

    _folded: list[tuple[int, bytes]] = field(default_factory=list)
    _open: tuple[int, Places] | None = None

    def add(self, start: int, page: Places) -> None:
        """Put the next page behind those that are there; its first character is ``start``."""
        self._folded.append((start, fold(page)))

    def of(self, start: int, end: int, page: int) -> list[Box]:
        """The boxes of a range that lies on one page (counted from 1): one a line, or more where it is parted."""
        first, folded = self._folded[page - 1]
        known = self._open
        places: Places = known[1] if known is not None and known[0] == page else unfold(folded)
        self._open = page, places
        return places.of(start - first, end - first, page)


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
