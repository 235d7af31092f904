"""Running heads, feet and page numbers: lines at the edge of a page that stand on several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.reading.page.lines import Line

__all__ = ["Edge", "edge_lines", "running"]

_EDGE = 0.12  # of the height of the page
_ROWS = 3
_DIGITS = compiled(r"\d+")
_LARGE = 1.1  # times the text: what is set so is a heading, if it does not stand on most pages
_PAGE = compiled(r"(?:page|p\.|pg\.?)?\s*[-–|]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE)

_YEAR = compiled(r"(?:19|20)\d\d")


class Edge(NamedTuple):
    """What tells whether a line of a margin stands there on other pages too."""

    text: str
    base: float
    edge: float
    size: float
    held: bool

    @classmethod
    def of(cls, line: Line, lines: Iterable[Line]) -> Edge:
        """The edge that a line of a margin is; ``lines`` are all of the page.

        A number is ``held`` where it stands below or above a line of text as the lines of one paragraph do: it is no page's.
        """
        held = bool(_PAGE.fullmatch(line.text)) and any(_one_paragraph(line, other) for other in lines)
        return cls(line.text, line.base, line.edge, line.size, held)


def _one_paragraph(line: Line, other: Line) -> bool:
    step = abs(line.base - other.base)
    near = 0.5 * line.size < step < 1.4 * line.size and abs(line.x0 - other.x0) < 2 * line.size
    return near and abs(line.size - other.size) < 0.1 and not _PAGE.fullmatch(other.text)


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


def running(pages: Sequence[Sequence[Edge]], body: float) -> list[list[int]]:
    """The indices, for each page, of the lines of its margins that belong to the page and not to the text of size ``body``.

    They stand at the same height with the same words (whatever their digits) on two pages or more, or are nothing but the
    number of the page (a year is one where another page counts on). Lines in larger letters than the text must stand on most
    pages: headings may meet twice.
    """
    places: dict[tuple[float, str], list[tuple[float, int, int]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for i, line in enumerate(lines):
            places[line.edge, _DIGITS.sub("#", line.text.casefold())].append((line.base, number, i))
    found: list[list[int]] = [[] for _ in pages]
    shifts = Counter(_shift(line.text, number) for number, lines in enumerate(pages) for line in lines)
    for (_, key), at in places.items():
        numbered = _PAGE.fullmatch(pages[at[0][1]][at[0][2]].text)
        if not numbered and not any(c.isalpha() for c in key):
            continue
        at.sort()
        large = any(pages[number][i].size > _LARGE * body for _, number, i in at)
        if large and len({number for _, number, _ in at}) < max(3, len(pages) / 2):
            continue
        for place, (base, number, i) in enumerate(at):
            line = pages[number][i]
            if line.held or (_YEAR.fullmatch(line.text) and shifts[_shift(line.text, number)] < 2):
                continue
            if numbered or _elsewhere(at, place, base, number):
                found[number].append(i)
    return found


def _shift(text: str, page: int) -> int | None:
    """By how much the number that a line is differs from the place of its page; ``None`` for any other line."""
    return int(text) - page if text.isdecimal() else None


def _elsewhere(at: Sequence[tuple[float, int, int]], place: int, base: float, number: int) -> bool:
    """Whether a line stands at the same height on another page; ``at`` are all lines with its words by height."""
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(at) and abs(at[other][0] - base) < 6:
            if at[other][1] != number:
                return True
            other += step
    return False
