"""Running heads, feet and page numbers: lines at the edge of a page that stand on several pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from daraevidence.reading.pdf_lines import Line

__all__ = ["edge_lines", "running"]

_EDGE = 0.12  # of the height of the page
_ROWS = 3
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"(?:page|p\.|pg\.?)?\s*[-–|]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE)


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


def running(pages: Sequence[Sequence[Line]]) -> set[int]:
    """The ids of the lines that belong to the page and not to the text.

    They stand at the same height with the same words (whatever their digits) on two pages or more, or are nothing but the
    number of the page.
    """
    places: dict[tuple[float, str], list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for line in lines:
            places[line.edge, _DIGITS.sub("#", line.text.casefold())].append((number, line))
    found: set[int] = set()
    for (_, key), at in places.items():
        if _PAGE.fullmatch(at[0][1].text):
            found.update(id(line) for _, line in at)
        elif len({number for number, _ in at}) > 1 and any(c.isalpha() for c in key):
            for number, line in at:
                if any(other is not number and abs(line.base - twin.base) < 6 for other, twin in at):
                    found.add(id(line))
    return found
