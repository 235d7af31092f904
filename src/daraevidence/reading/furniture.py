"""Page furniture between the lines of wrapped prose: running heads and feet, page numbers, bare addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.reading.lines import BULLET, ENTRY, Line

__all__ = ["furniture"]

_ADDRESS = compiled(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PAGE = compiled(r"(?:page|p\.|pg\.?)?\s*[-|]?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-|]?", re.IGNORECASE)
_DIGITS = compiled(r"\d+")
_IMPRINT = compiled(
    r"\bpage\s*\d|\bdoi\b|www\.|https?://|©|\(c\)\s*(?:19|20)\d\d|copyright|all rights reserved|\bvol(?:ume)?\b|\bissn\b"
    r"|\b(?:19|20)\d\d\s*[;:]|e-?published|\bjournal\b|downloaded from|received:|accepted:|creative commons",
    re.IGNORECASE,
)

#: Lines of a foot and of the head below it, and the longest width of such lines with and without words of an imprint.
_FEW, _WIDEST, _SHORT = 4, 100, 40


def furniture(lines: Sequence[Line], first: int, last: int, spaced: bool) -> set[int]:
    """Indices of the lines of a region of wrapped prose that belong to the page and not to the prose.

    Cut: a bare address; the few lines of a foot and a head that part a sentence; a line that stands in the region several
    times (whatever its digits), where it breaks into a sentence or has the words of an imprint; a page number by itself,
    between blank lines (where these are not anywhere: ``spaced``), beside other furniture, or counting up. Kept: headings
    that repeat, the number of a citation that a line was broken before, and everything outside wrapped prose.
    """
    found = {i for i in range(first, last) if _ADDRESS.fullmatch(lines[i].text)}
    inserted = _inserted(lines, first, last)
    repeated: dict[str, list[int]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for i in range(first, last):
        line = lines[i]
        if i in found or line.width > 120 or BULLET.match(line.text):
            continue
        if _PAGE.fullmatch(line.text) and _lone_number(lines, i, first, last):
            numbers[i] = int(_DIGITS.findall(line.text)[0])
        elif not common_heading(line.text) and not (i + 1 < last and ENTRY.match(lines[i + 1].text)):
            repeated[_DIGITS.sub("#", line.text.casefold())].append(i)
    for places in repeated.values():
        if len(places) < 2:
            continue
        imprint = sum(1 for i in places if _IMPRINT.search(lines[i].text))
        broken = sum(1 for i in places if _breaks_in(lines, i, first, last))
        if imprint * 2 > len(places) or broken * 2 >= len(places):
            found.update(places)
    found |= inserted | _feet(lines, first, last)
    values = set(numbers.values())
    for i, value in numbers.items():
        apart = not spaced and lines[i].blanks and i + 1 < last and lines[i + 1].blanks
        if apart or {i - 1, i + 1} & found or (values & {value - 1, value + 1} and lines[i].blanks):
            found.add(i)
    return found


def _inserted(lines: Sequence[Line], first: int, last: int) -> set[int]:
    """The few lines between blank lines that part a sentence: a foot with the words of an imprint, and heads of few words."""
    found: set[int] = set()
    for i in range(first + 1, last):
        if not lines[i].blanks or lines[i - 1].text[-1] in ".:!?;":
            continue
        printed = False
        for stop in range(i + 1, min(i + 1 + _FEW, last)):
            line = lines[stop - 1]
            imprint = bool(_IMPRINT.search(line.text) or _PAGE.fullmatch(line.text)) and line.width <= _WIDEST
            if not imprint and (line.width > _SHORT or not line.text[0].isupper() or line.text[-1] in ".,;"):
                break
            printed = printed or imprint
            if printed and lines[stop].blanks and lines[stop].text[0].islower():
                found.update(range(i, stop))
                break
    return found


#: ``www.journal.example   Vol 14   November 2025        389``: an imprint far from the number of the page
_FOOT = compiled(r"\d{1,4}\s{4,}\S.*|.*\S\s{4,}\d{1,4}")


def _feet(lines: Sequence[Line], first: int, last: int) -> set[int]:
    """Feet with the number of their page, and the head below that stood over the page before: ``Comment``, ``Correspondence``."""
    found: set[int] = set()
    for i in range(first, last):
        if _FOOT.fullmatch(lines[i].text) is None or _IMPRINT.search(lines[i].text) is None:
            continue
        found.add(i)
        head = lines[i + 1].text if i + 1 < last and lines[i + 1].width <= _SHORT else ""
        if head and any(line.text == head for line in lines[:i]):
            found.add(i + 1)
    return found


def _lone_number(lines: Sequence[Line], i: int, first: int, last: int) -> bool:
    """Whether the lines around a number are prose, so that it is the page's."""
    if not first < i < last - 1:
        return False
    around = (lines[i - 1], lines[i + 1])
    return all(line.width >= 20 or _ADDRESS.fullmatch(line.text) for line in around)


def _breaks_in(lines: Sequence[Line], i: int, first: int, last: int) -> bool:
    """Whether a sentence goes on behind a line as if it were not there."""
    if not first < i < last - 1:
        return False
    before, after = lines[i - 1].text, lines[i + 1].text
    return before[-1] not in ".:!?;" and after[:1].islower() and lines[i].text[:1].isupper()
