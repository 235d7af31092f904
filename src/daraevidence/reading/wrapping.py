"""Prose wrapped in the lines of a column, as it comes out of a PDF: joined to one line a paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daraevidence.language.headings import common_heading, run_in_heading
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import OPENING
from daraevidence.reading.furniture import furniture
from daraevidence.reading.hyphens import Hyphens
from daraevidence.reading.lines import BULLET, COLUMNS, ENTRY, Line, nonblank_lines
from daraevidence.span import Edit

__all__ = ["unwrap"]

#: Lines of a column are neither shorter nor longer.
_NARROWEST, _WIDEST = 28, 180
#: As many lines that are no prose may stand between two that belong to one region.
_GAP = 4
#: Strong evidence on each side that decides how wide the column is at a place.
_SAMPLE = 16

#: The end of a sentence, with closing marks and the digits of a citation behind it.
_SENTENCE_END = compiled(r"(?:[\w)\]%\"'®™][.!?]|[.!?][\"')\]]+|:)(?:(?<!\d[.:])\d{1,3}(?:[,-]\d{1,3})*)?$")
_ABBREVIATED = compiled(r"(?:\b(?:et al|vs?|e\.g|i\.e|cf|no|fig|figs|ref|refs|dr|prof|approx|resp|[A-Z])\.)$", re.IGNORECASE)
#: No sentence, heading or cell ends like this.
_OPEN_END = compiled(
    r"(?:[,(\[/=<>≤≥±×-]|(?<=[\d ])x"
    rf"|\b(?:{OPENING}))$"
)
_WORD = compiled(r"[^\W\d_]{2,}")
_PART = compiled(r"[^\s-]{2,}-|\S+")
#: The mark of a note: ``†``, ``aIncludes``.
_NOTE = compiled(r"[†‡§¶^*]|[a-h][A-Z]")
#: Fences, captions and pictures of Markdown, headings and rules.
_MARKUP = compiled(r":::|```|~~~|!\[|#{1,6} |[-=_*]{3,}$|<[!/A-Za-z]")


@dataclass(slots=True)
class _Region:
    """Lines ``[first, last)`` (of the lines that are not blank) that are prose in a column.

    ``spaced``: blank lines stand anywhere in it, so they end no paragraph. ``widths`` are those of the lines in ``at``
    that are surely full. ``whole``: it is all the text, one paragraph.
    """

    first: int
    last: int
    spaced: bool
    at: list[int]
    widths: list[int]
    whole: bool = False

    def width(self, index: int) -> int:
        """How wide the column is at a line."""
        place = bisect_right(self.at, index)
        near = sorted(self.widths[max(0, place - _SAMPLE) : place + _SAMPLE])
        return near[int(len(near) * 0.85)]


def unwrap(text: str) -> tuple[list[Edit], list[tuple[int, int, str]]]:
    """The edits that join wrapped lines, and the ranges that are left out as page furniture.

    Joined: lines of a column, with or without random blank lines between them, over a page break; words hyphenated at
    the end of a line. Kept apart: paragraphs (a short line that ends a sentence, an indentation, a blank line where
    blank lines mean it), headings, bullets, rows and cells of tables, lists of references, and any document that has
    one paragraph a line.
    """
    lines = nonblank_lines(text)
    strong = [_strong(lines, i) for i in range(len(lines) - 1)]
    edits: list[Edit] = []
    cuts: list[tuple[int, int, str]] = []
    hyphens = Hyphens(text)
    inside: set[int] = set()
    for region in _regions(lines, strong) if sum(strong) > 1 else _alone(lines):
        inside.update(range(region.first, region.last))
        dropped = furniture(lines, region.first, region.last, region.spaced)
        kept = [i for i in range(region.first, region.last) if i not in dropped]
        cuts += [(lines[i].start, lines[i].end, "furniture") for i in sorted(dropped)]
        edits += _region_edits(text, lines, kept, region, hyphens, dropped)
    broken = [i for i, sure in enumerate(strong) if sure and lines[i].text[-1] == "-" and not {i, i + 1} & inside]
    edits += [hyphens.join(text, lines[i].end, lines[i + 1].begin) for i in broken if _breaks_word(lines[i], lines[i + 1])]
    return sorted(edits), cuts


def _breaks_word(line: Line, after: Line) -> bool:
    """Whether a word is broken between two lines that are in no column (of a bullet, of a reference)."""
    return not after.blanks and line.text[-2:-1].isalpha() and _begins_lower(after) and len(line.text.split()) > 5


def _strong(lines: Sequence[Line], i: int) -> bool:
    """Whether a line surely goes on in the next one: it stops inside a sentence, and the next begins in lower case."""
    line, after = lines[i], lines[i + 1]
    if not _NARROWEST <= line.width <= _WIDEST or after.blanks > 2 or BULLET.match(after.text):
        return False
    if not (_begins_lower(after) or (line.text[-1] in ",-" and after.text[0].isalpha())):
        return False
    if _SENTENCE_END.search(line.text) or _columned(line.text) or _columned(after.text):
        return False
    return len(_WORD.findall(line.text)) >= 3


def _columned(text: str) -> bool:
    """Whether a line has gaps or bars, as a row of a table has; most lines have not even two spaces."""
    return ("  " in text or "\t" in text or "|" in text) and COLUMNS.search(text) is not None


def _begins_lower(line: Line) -> bool:
    """Whether a line begins in lower case; a footnote's letter glued to its text (``aOne patient``) does not."""
    return line.text[0].islower() and not line.text[1:2].isupper()


def _prosy(line: Line) -> bool:
    """Whether a line looks like one of a column of prose."""
    if not _NARROWEST <= line.width <= _WIDEST or _columned(line.text):
        return False
    tokens = line.text.split()
    words = sum(1 for token in tokens if token[:1].isalpha() or token[:1] == "(")
    return len(tokens) >= 3 and words * 2 >= len(tokens)


def _regions(lines: Sequence[Line], strong: Sequence[bool]) -> Iterator[_Region]:
    """Runs of lines that are mostly prose, where enough lines surely go on in the next one."""
    prosy = [i for i, line in enumerate(lines) if _prosy(line)]
    start = 0
    for k in range(1, len(prosy) + 1):
        if k < len(prosy) and prosy[k] - prosy[k - 1] <= _GAP and not _references(lines, prosy[k - 1], prosy[k]):
            continue
        run = prosy[start:k]
        start = k
        if _references(lines, run[0] - 3, run[0]):
            run = _behind_references(lines, run)
        if not run:
            continue
        at = [i for i in run if i < len(strong) and strong[i]]
        span = run[-1] - run[0] + 1
        if len(at) < 2 or len(at) * 4 < len(run) or len(run) * 5 < span * 3:
            continue
        spaced = sum(1 for i in at if lines[i + 1].blanks) * 8 > len(at)
        # a last line inside a sentence has its end below, if need be behind page furniture
        more = 2 if _SENTENCE_END.search(lines[run[-1]].text) else _GAP + 2
        stop = min(run[-1] + more, prosy[k] if k < len(prosy) else len(lines))
        yield _Region(run[0], stop, spaced, at, [lines[i].width for i in at])


#: a text of no more lines is one paragraph
_SHORTEST = 12
#: No paragraph begins like this: ``(range 1-4)``, ``< 0.001``, ``14.7 weeks``.
_WITHIN = compiled(r"[(\[<>=≤≥±%\d]|[a-z](?![A-Z])")


def _alone(lines: Sequence[Line]) -> Iterator[_Region]:
    """A short text that is one paragraph in lines of about one width: a sentence may stand on them alone."""
    if not 2 <= len(lines) <= _SHORTEST or any(line.blanks for line in lines[1:]):
        return
    full = lines[:-1]
    widest = max(line.width for line in full)
    if widest > _WIDEST or any(line.width < max(widest * 0.7, _NARROWEST) or BULLET.match(line.text) for line in full):
        return
    if any(_columned(line.text) or len(_WORD.findall(line.text)) < 3 for line in full):
        return
    at = [
        i
        for i, line in enumerate(full)
        if (_WITHIN.match(lines[i + 1].text) or _OPEN_END.search(line.text))
        and not _SENTENCE_END.search(line.text)
        and not ENTRY.match(lines[i + 1].text)
    ]
    if at and lines[-1].width <= widest * 1.2 and not _columned(lines[-1].text):
        yield _Region(0, len(lines), False, at, [lines[i].width for i in at], True)


def _behind_references(lines: Sequence[Line], run: Sequence[int]) -> list[int]:
    """The lines of a run behind the next shared heading: what is before it belongs to the list of references."""
    for i in range(run[0], run[-1]):
        if common_heading(lines[i].text):
            return [k for k in run if k > i]
    return []


def _references(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether a list of references begins between two lines."""
    for i in range(max(first, 0), last):
        heading = common_heading(lines[i].text)
        if heading is not None and heading.role == "references":
            return True
    return False


def _region_edits(
    text: str, lines: Sequence[Line], kept: Sequence[int], region: _Region, hyphens: Hyphens, dropped: set[int]
) -> Iterator[Edit]:
    previous = None
    for position, i in enumerate(kept):
        after = kept[position + 1] if position + 1 < len(kept) else None
        line = lines[i]
        if previous is not None and _goes_on(lines, previous, i, after, region, i - previous > 1):
            yield hyphens.join(text, lines[previous].end, line.begin)
        elif i - (region.first - 1 if previous is None else previous) > 1:
            yield Edit(lines[region.first if previous is None else previous + 1].start, line.start, "")
        previous = i
    trailing = [i for i in dropped if previous is None or i > previous]
    if trailing:
        yield Edit(lines[min(trailing)].start, lines[max(trailing)].end, "")


def _goes_on(lines: Sequence[Line], i: int, j: int, after: int | None, region: _Region, across: bool) -> bool:
    """Whether the sentence or paragraph of line ``i`` goes on in line ``j``; ``across``: page furniture is between them."""
    line, following = lines[i], lines[j]
    if BULLET.match(following.text) or any(_columned(x.text) or _MARKUP.match(x.text) for x in (line, following)):
        return False
    if common_heading(line.text) or common_heading(following.text):
        return False
    width = region.width(i)
    if line.width > width * 1.5:
        return False
    ends = bool(_SENTENCE_END.search(line.text)) and not _ABBREVIATED.search(line.text)
    apart = following.blanks > region.spaced and not across
    room = line.width + len(following.text.split(maxsplit=1)[0]) + 1
    full = line.width >= width * 0.72 or room >= width * 0.9
    if not ends and region.whole:
        return True
    if not ends:
        if _begins_lower(following) or _OPEN_END.search(line.text) or _bracketed(line.text, following.text):
            return line.width >= width * 0.4 or across
        told = (
            _prosy(following) or _SENTENCE_END.search(following.text) is not None or line.text.rfind("(") > line.text.rfind(")")
        )
        return told and room >= width * 0.85 and not apart and not _titled(line)
    # a compound could have been broken at its hyphen: had the paragraph gone on, its first part would stand above
    room -= len(following.text.split(maxsplit=1)[0]) - len(_PART.match(following.text)[0])  # type: ignore[index]
    if not full or room < width * 0.92 or following.indent >= line.indent + 2:
        return False
    if apart or ENTRY.match(following.text) or _NOTE.match(following.text) or run_in_heading(following.text):
        return False
    return not (after is not None and _heads(lines, j, after, width))


def _bracketed(text: str, following: str) -> bool:
    """Whether a bracket that a line opens is closed in the next: ``(hazard ratio`` above ``[HR] 0.71)``."""
    close = following.find(")")
    return text.rfind("(") > text.rfind(")") and close >= 0 and "(" not in following[:close]


def _titled(line: Line) -> bool:
    """Whether a full line without an end is a heading in capitals."""
    words = [word for word in line.text.split() if word[:1].isalpha()]
    return bool(words) and all(word.isupper() for word in words) and len(words) > 1


def _heads(lines: Sequence[Line], j: int, after: int, width: int) -> bool:
    """Whether a line is a heading: short, without an end, beginning with a capital, and the next line does so too."""
    line = lines[j]
    if line.width > width * 0.6 or _SENTENCE_END.search(line.text) or not line.text[:1].isupper():
        return False
    return not lines[after].text[:1].islower()
