"""Numbers, running heads and feet of pages in plain text, wherever they stand: between paragraphs, in tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.reading.lines import BULLET, Line, nonblank_lines
from daraevidence.span import Edit

__all__ = ["page_lines"]

#: a line that is nothing but a page's number, and says so: ``Page 2 of 9``, ``- 2 -``; words beside it only behind a gap
_SAYS = compiled(
    r"(?:(?P<before>\S[^\n]{0,80}?)(?: {3,}|\t+| ?\| ?))?(?:page|pg\.?)\s*(?P<number>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"(?:(?: {3,}|\t+| ?\| ?)\S[^\n]{0,80})?|-\s?(?P<dashed>\d{1,4})\s?-",
    re.IGNORECASE,
)
#: a number by itself, or at the edge of a line behind a gap; only those that count up are a page's
_MAY = compiled(
    r"(?:[A-Za-z©][^\n|]{8,80}(?: {3,}|\t+| \| ))?(?P<number>\d{1,4})|(?P<first>\d{1,4})(?: {3,}|\t+| \| )[A-Za-z©][^\n|]{8,80}"
)
_LINES = compiled(r"(?im)^[ \t]*(?:[^\n]{0,90}\bp(?:age|g\.?)\s*\d|[^\n]{0,90}\d[ \t]*-?[ \t]*$|\d{1,4}(?: {3,}|\t| \| ))")
_DIGITS = compiled(r"\d+")
_ENDS = compiled(r"[.!?:;][\"')\]]*(?:\d{1,3}(?:[,-]\d{1,3})*)?$")
#: no page is shorter; as many lines of a head or a foot may stand beside a page's number
_SHORTEST, _BESIDE = 500, 2


def page_lines(text: str, breaks: Sequence[int] = ()) -> list[Edit]:
    """The edits that cut what belongs to the page: ``breaks`` are the places of form feeds.

    Cut: a line that says that it is the number of a page; numbers that stand by themselves a page apart and count up; beside
    them and beside form feeds the lines that every page has. A sentence that they part goes on. Kept: headings that repeat,
    cells and rows of tables, numbers in the middle of nothing that counts.
    """
    if not breaks and _LINES.search(text) is None:
        return []
    lines = nonblank_lines(text)
    said = {i: number for i, line in enumerate(lines) if line.width <= 180 and (number := _said(line.text)) is not None}
    if len(said) == 1 and not breaks and "of" not in lines[next(iter(said))].text.lower():
        said = {}
    found = {*said, *_counting(lines, said)}
    found |= _repeated(lines, found, _beside_breaks(lines, breaks), max(len(breaks), len(found)))
    return list(_cuts(lines, found))


def _said(text: str) -> int | None:
    match = _SAYS.fullmatch(text)
    return int(match["number"] or match["dashed"]) if match is not None else None


def _counting(lines: Sequence[Line], said: dict[int, int]) -> Iterator[int]:
    """Lone numbers that count up by one, each a page behind the last."""
    series: list[list[tuple[int, int]]] = []
    for i, line in enumerate(lines):
        if i in said or line.width > 100 or (match := _MAY.fullmatch(line.text)) is None or not _apart(lines, i):
            continue
        number = int(match["number"] or match["first"])
        for known in series:
            last, before = known[-1]
            if number == before + 1 and line.start - lines[last].start >= _SHORTEST and _alike(lines[last].text, line.text):
                known.append((i, number))
                break
        else:
            series.append([(i, number)])
    for known in series:
        if len(known) > 2 or (len(known) == 2 and known[0][1] < 3):
            yield from (i for i, _ in known)


def _apart(lines: Sequence[Line], i: int) -> bool:
    """Whether blank lines stand around a line."""
    return lines[i].blanks > 0 and (i + 1 == len(lines) or lines[i + 1].blanks > 0) if i else False


def _alike(one: str, other: str) -> bool:
    return _DIGITS.sub("#", one) == _DIGITS.sub("#", other)


def _beside_breaks(lines: Sequence[Line], breaks: Sequence[int]) -> set[int]:
    """The lines right above and right below form feeds."""
    found: set[int] = set()
    at = 0
    for place in breaks:
        while at < len(lines) and lines[at].start <= place:
            at += 1
        found |= {i for i in range(at - _BESIDE, at + _BESIDE) if 0 <= i < len(lines)}
    return found


def _repeated(lines: Sequence[Line], found: set[int], beside: set[int], pages: int) -> set[int]:
    """The lines beside page numbers and form feeds that most pages have, whatever their digits."""
    near = (beside | {i + step for i in found for step in range(-_BESIDE, _BESIDE + 1)}) - found
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i in sorted(near):
        if (
            0 <= i < len(lines)
            and lines[i].width <= 120
            and not BULLET.match(lines[i].text)
            and not common_heading(lines[i].text)
        ):
            places[_DIGITS.sub("#", lines[i].text.casefold())].append(i)
    everywhere = Counter(_DIGITS.sub("#", line.text.casefold()) for line in lines if line.width <= 120) if places else Counter()
    return {i for key, at in places.items() if len(at) > 1 and len(at) * 2 >= pages and len(at) * 2 > everywhere[key] for i in at}


def _cuts(lines: Sequence[Line], found: set[int]) -> Iterator[Edit]:
    """One edit for each run of lines of a page; blank lines stay as many as there are on one side of them."""
    ordered = sorted(found)
    for position, i in enumerate(ordered):
        if position and ordered[position - 1] == i - 1:
            continue
        last = i
        while last + 1 in found:
            last += 1
        before = lines[i - 1] if i else None
        after = lines[last + 1] if last + 1 < len(lines) else None
        if before is None or after is None:
            yield Edit(lines[i].start, lines[last].end if after is None else after.start, "")
        elif _goes_on(before, after):
            yield Edit(before.end, after.start, "\n")
        elif after.blanks >= lines[i].blanks:
            yield Edit(before.end, lines[last].end, "")
        else:
            yield Edit(lines[i].start, after.start, "")


def _goes_on(before: Line, after: Line) -> bool:
    """Whether a sentence goes on behind the lines of a page."""
    prose = before.width >= 40 and "  " not in before.text and "\t" not in before.text and "|" not in before.text
    return prose and not _ENDS.search(before.text) and after.text[0].islower() and not after.text[1:2].isupper()
