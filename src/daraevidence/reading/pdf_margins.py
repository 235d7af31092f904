"""Running heads, feet and page numbers: lines at the edge of a page that stand on several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from daraevidence.reading.pdf_lines import Line

__all__ = ["Edge", "edge_lines", "running"]

_EDGE = 0.12  # of the height of the page
_ROWS = 3
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"(?:page|p\.|pg\.?)?\s*[-–|]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE)


class Edge(NamedTuple):
    """What tells whether a line of a margin stands there on other pages too."""

    text: str
    base: float
    edge: float
    size: float

    @classmethod
    def of(cls, line: Line) -> Edge:
        """The edge that a line of a margin is."""
        return cls(line.text, line.base, line.edge, line.size)


def edge_lines(lines: Iterable[Line], height: float) -> list[Line]:
    """The lines of a page that may be running heads or feet: the outermost rows near the top and the bottom; they are marked."""
    ordered = sorted(lines, key=lambda line: line.base)
    found: list[Line] = []
    for queue, sign in ((ordered, -1.0), (ordered[::-1], 1.0)):
        rows: list[float] = []
        for line in queue:
            if not (line.base < _EDGE * height if sign < 0 else line.base > (1 - _EDGE) * height):
                break
            if not rows or abs(line.base - rows[-1]) > 3:
                rows.append(line.base)
            if len(rows) > _ROWS:
                break
            line.edge = sign
            found.append(line)
    return found


def running(pages: Sequence[Sequence[Edge]]) -> list[list[int]]:
    """The indices, for each page, of the lines of its margins that belong to the page and not to the text.

    They stand at the same height with the same words (whatever their digits) on two pages or more, or are nothing but the
    number of the page.
    """
    places: dict[tuple[float, str], list[tuple[float, int, int]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for i, line in enumerate(lines):
            places[line.edge, _DIGITS.sub("#", line.text.casefold())].append((line.base, number, i))
    found: list[list[int]] = [[] for _ in pages]
    for (_, key), at in places.items():
        numbered = _PAGE.fullmatch(pages[at[0][1]][at[0][2]].text)
        if not numbered and not any(c.isalpha() for c in key):
            continue
        at.sort()
        for place, (base, number, i) in enumerate(at):
            if numbered or _elsewhere(at, place, base, number):
                found[number].append(i)
    return found


def _elsewhere(at: Sequence[tuple[float, int, int]], place: int, base: float, number: int) -> bool:
    """Whether a line stands at the same height on another page; ``at`` are all lines with its words by height."""
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(at) and abs(at[other][0] - base) < 6:
            if at[other][1] != number:
                return True
            other += step
    return False
