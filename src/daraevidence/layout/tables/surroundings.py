"""What stands around a table with marked cells: its title above, its notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.footnotes import Below, parse_abbreviations
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.marks import Marks
from daraevidence.layout.tables.titles import Titles
from daraevidence.reading.text import Shape

__all__ = ["Above", "is_note", "notes_below", "title_above", "title_below"]

_CAPTION = compiled(r"(?i)(?:supplement(?:ary|al)\s)?(?:table|tab\.)\s?(?:[A-Z]?\d{1,3}[A-Za-z]?|[IVX]{1,5})\b")
_NUMBER_ONLY = compiled(_CAPTION.pattern + r"\s?[.:–—|-]?\s*$")
#: with a stop behind its number, or a noun: not ``Table 2 shows``
_TITLED = compiled(_CAPTION.pattern + r"(?:\s?[.:–—|]\s*(?=[^\W_])|\s+(?=(?-i:[A-Z])\w))")
_NOTE = compiled(
    r"(?:list of )?abbreviations?\b|notes?\s?[.:]|note\b|key\s?:|source\s?:"
    r"|data (?:are|is|presented|shown|cut)|values? (?:are|in)\b"
    r"|percentages? (?:may|are|do)|adapted from|[*†‡§¶#]{1,3}\s?\S",
    re.I,
)
_SHORT_FORMS = compiled(r"[A-Z][\w/+ -]{0,20}[,=:]\s?[A-Za-z][^.;]{2,80};")
_SENTENCE_END = compiled(r"[a-z)\]%\d][.!?]\s?$")
_STARRED = compiled(r"\*\s+(\S.*)")
_LONGEST = 300
#: the end of a title that its notes follow on the same line
_FIRST_SENTENCE = compiled(r"[.;](?=\s+[A-Z(*])")
#: A longer line below a table is a paragraph, and no remark about it.
_REMARK = 120
_STOPS = (".", ";", ")")


class Above(NamedTuple):
    """The title of a table with its citations; ``start`` is where it begins, ``sure`` says that it is surely the title."""

    title: Cell
    citations: tuple[Cell, ...]
    start: int
    sure: bool


def is_note(text: str) -> bool:
    """Whether a text opens like a note below a table."""
    return (_NOTE.match(text) is not None and not footnotes.is_heading(text)) or _SHORT_FORMS.match(text) is not None


def title_above(page: Page, titles: Titles, marks: Marks, start: int, caption: Shape | None, floor: int) -> Above:
    """The title of the table that begins at ``start``: its caption, else the line above it that is one.

    A line is a title where it opens with ``Table 2``, where prose names it (``see Table: …``), or where it is short and no
    sentence; a heading that other documents share (``Results``) is none, and other headings stay headings too.
    """
    empty = Cell("", start, start)
    if caption is not None and caption.end > caption.start:
        cell, cited = marks.title(caption.start, caption.end, page, titles)
        return Above(cell, cited, min(caption.start, start), True)
    line = _line_above(page, start, floor)
    if line is None or line.kind in ("bullet", "rule") or len(line.text) > _LONGEST or is_note(line.text):
        return Above(empty, (), start, False)
    sure = bool(_CAPTION.match(line.text)) or titles.read(line) is not None
    if not sure and (
        _SENTENCE_END.search(line.text)
        or line.text.count(" ") > 20
        or line.text.endswith((":", ",", ";"))
        or common_heading(line.text)
    ):
        return Above(empty, (), start, False)
    before = _line_above(page, line.start, floor)
    begin = before.start if before is not None and _NUMBER_ONLY.match(before.text) else line.start
    cell, cited = marks.title(line.start, line.end, page, titles)
    heads = line.start in marks.headings and not sure
    return Above(cell, cited, start if heads else begin, sure or begin < line.start)


def title_below(
    page: Page, titles: Titles, marks: Marks, end: int, ceiling: int, *, surely: bool = False
) -> tuple[Above, int] | None:
    """The title of a table that has none above it, and where it ends: the line below the table that opens with ``Table 2.``.

    It is none where another table begins right below it, at ``ceiling``, whose title it may be, unless all tables of the text
    ``surely`` have theirs below.
    """
    number, _ = page.span(max(end - 1, 0), end)
    following = next((line for line in page.lines[number + 1 : number + 5] if line.kind not in ("blank", "rule")), None)
    if following is None or following.start >= ceiling or not (titled := _TITLED.match(following.text)):
        return None
    # "Table 2. Scores by arm. Values are mean (SD). SE: sleep education; ..." goes on with its notes
    stop, whole = _FIRST_SENTENCE.search(following.text, titled.end(), _LONGEST), following.end
    if stop is not None:
        following = following._replace(text=following.text[: stop.start()], end=following.start + stop.start())
    if len(following.text) > _LONGEST:
        return None
    after = next((line for line in page.lines[following.number + 1 : following.number + 4] if not line.blank), None)
    if not surely and after is not None and after.end > ceiling:
        return None
    cell, cited = marks.title(following.start, following.end, page, titles)
    return Above(cell, cited, end, True), whole


def _line_above(page: Page, place: int, floor: int) -> Line | None:
    """The nearest line with text above a place, behind at most two empty ones."""
    number, _ = page.span(place, place + 1)
    for above in range(number - 1, max(number - 4, -1), -1):
        line = page.lines[above]
        if not line.blank:
            return line if line.start >= floor else None
    return None


def notes_below(page: Page, marks: Marks, place: int) -> Below | None:
    """The notes that begin at or behind a place: raised letters and signs, ``Abbreviations: …``, lists of short forms.

    A remark or two (``Graded by CTCAE 4.0.``) may stand above them.
    """
    lines = page.lines
    number, _ = page.span(place, place + 1)
    if number < len(lines) and lines[number].start < place and lines[number].end <= place:
        number += 1
    abbreviations: dict[str, str] = {}
    noted: dict[str, Cell] = {}
    end, misses, remarks = -1, 0, 0
    while number < len(lines) and misses < 3:
        line = lines[number]
        if line.blank:
            misses += 1
            number += 1
            continue
        misses = 0
        if marks.opens(line.start):
            _raised(page, marks, line, noted)
            number, end = number + 1, line.end
        elif (found := footnotes.read(lines, number, page.clean)) is not None and found.after > number:
            abbreviations.update(found.abbreviations)
            for letter, cell in found.footnotes.items():
                noted.setdefault(letter, cell)
            number, end = found.after, found.end
        elif line.kind == "bullet" and (starred := _STARRED.match(line.text)) and not _listed(lines, number):
            noted.setdefault("*", Cell(" ".join(starred[1].split()), line.start + starred.start(1), line.end))
            number, end = number + 1, line.end
        elif is_note(line.text) and line.kind != "bullet":
            if _SHORT_FORMS.match(line.text):
                abbreviations.update(parse_abbreviations(line.text))
            number, end = number + 1, line.end
        elif end < 0 and remarks < 2 and line.text[-1] == "." and len(line.text) < _REMARK:
            remarks += 1
            number += 1
        else:
            break
    return Below(abbreviations, noted, number, end) if end >= 0 else None


def _listed(lines: Sequence[Line], number: int) -> bool:
    """Whether a line with a star is one of several, so that the star is a bullet."""
    return any(line.text.startswith("* ") for line in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]))


def _raised(page: Page, marks: Marks, line: Line, noted: dict[str, Cell]) -> None:
    """The notes of a line that begins with a raised mark; further ones may follow behind a full stop."""
    shapes: Sequence[Shape] = marks.within(line.start, line.end)
    opening = [
        shape
        for shape in shapes
        if shape.start == line.start or page.clean[max(line.start, shape.start - 3) : shape.start].strip()[-1:] in _STOPS
    ]
    for shape, following in zip(opening, [*opening[1:], None]):
        stop = following.start if following is not None else line.end
        body = page.clean[shape.end : stop]
        bare = body.strip(" .:;)") and body.strip()
        if bare:
            begin = shape.end + len(body) - len(body.lstrip())
            for letter in marks.letters(shape):
                noted.setdefault(letter, Cell(" ".join(bare.split()), begin, begin + len(bare)))
