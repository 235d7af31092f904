"""Where the captions of drawn tables stand: in a fence, behind ``Table:`` or ``:``, behind ``Table 2.``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.reading.ruled import Line, Ruled

__all__ = ["SENTENCE", "captions_of"]

#: what makes ``Table 2 …`` the beginning of a sentence and no title
SENTENCE = (
    r"\s+(?:(?:also|further|thus|then)\s+)?(?:shows?|lists?|gives?|presents?|summari[sz]es?|displays?|reports?|describes?|details?|"
    r"provides?|compares?|contains?|depicts?|illustrates?|outlines?|demonstrates?|reveals?|indicates?|sets out)\s"
)

_FENCE = compiled(r"\s*:{3,}")
_LABELLED = compiled(r"\s*(?:Table)?\s?:\s+(?=\S)", re.I)
_NUMBERED = compiled(
    r"\s*(?:#{1,6}\s*|\*{1,2}|_{1,2})?Table(?:\s+\w{1,4}\b(?!" + SENTENCE + r")|\s?[.:–—]\s)",
    re.I,
)
#: The line below a title that names the article of a table by itself.
_SOURCE = compiled(r"\s*From: \S")
_MARKS = compiled(r"\s*(?:#{1,6}\s+|:\s+)?")


def captions_of(lines: Sequence[Line], tables: Sequence[Ruled]) -> list[tuple[int, int] | None]:
    """The source's range of each table's caption; none where all captions stand below, as paragraphs do that name a table.

    They do where the last of several tables has such a paragraph below it and the first one no caption above.
    """
    floors = [0, *(table.after for table in tables)]
    found = [_caption_of(lines, table, floor) for table, floor in zip(tables, floors)]
    if len(tables) < 2 or found[0] is not None or not _numbered(lines, tables[-1].after):
        return found
    return [None if _numbered(lines, table.after) else caption for table, caption in zip(tables, found, strict=True)]


def _numbered(lines: Sequence[Line], after: int) -> bool:
    """Whether the next line with text names a table."""
    following = next((line for line, _ in lines[after : after + 3] if line.strip()), "")
    return _NUMBERED.match(following) is not None


def _caption_of(lines: Sequence[Line], table: Ruled, floor: int) -> tuple[int, int] | None:
    """The source's range of a table's caption, above it or below; above not before the line ``floor``."""
    return _above(lines, table.first, floor) or _below(lines, table.after)


def _above(lines: Sequence[Line], first: int, floor: int) -> tuple[int, int] | None:
    place = first - 1
    while place >= floor and not lines[place][0].strip() and first - place < 4:
        place -= 1
    if place < floor or not lines[place][0].strip():
        return None
    if place > floor and _SOURCE.match(lines[place][0]):
        place -= 1
    last = place
    if _FENCE.match(lines[place][0]):
        place -= 1
        while place >= floor and not _FENCE.match(lines[place][0]) and last - place < 12:
            place -= 1
        return _range(lines, place + 1, last) if last - place > 1 else None
    while place > floor and last - place < 4 and not _opens(lines[place][0]) and lines[place - 1][0].strip():
        place -= 1
    return _range(lines, place, last + 1) if _opens(lines[place][0]) else None


def _below(lines: Sequence[Line], after: int) -> tuple[int, int] | None:
    place = after
    while place < len(lines) and not lines[place][0].strip() and place - after < 2:
        place += 1
    return _range(lines, place, place + 1) if place < len(lines) and _LABELLED.match(lines[place][0]) else None


def _opens(line: str) -> bool:
    return bool(_LABELLED.match(line) or _NUMBERED.match(line))


def _range(lines: Sequence[Line], first: int, after: int) -> tuple[int, int]:
    """The characters of some lines without the marks and the space around them."""
    text, place = lines[first]
    marks = _MARKS.match(text)
    start = place + (marks.end() if marks else 0)
    last, end = lines[after - 1]
    return start, max(start, end + len(last.rstrip()))
