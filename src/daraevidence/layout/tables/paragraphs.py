"""Paragraphs below a drawn table that are its notes and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.footnotes import Below, parse_abbreviations
from daraevidence.layout.tables.footnotes import read as read_lettered
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.marks import Marks

__all__ = ["LETTERED", "notes_under"]

_REMARK = compiled(
    r"NOTE|Notes?\b|Abbreviations?|[*†‡§¶]"
    r"|(?:All )?(?:[Dd]ata|[Vv]alues?|[Ff]igures|[Rr]esults|[Ss]cores) (?:are|is|in|presented|shown|expressed)"
    r"|(?:Means?|Medians?|[Nn]o?\.?|Numbers?)\s?(?:±|\+/-|\(|and\s|with\s)[^.;]{0,24}(?:[.;]|,? (?:if|unless|except|or)\b|$)"
    r"|(?:[^\W\d_][\w-]*[ ,:(]{1,2}){1,4}[nN]\s?=\s?\d+\)?(?:[,;]| and)"
    r"|(?:Numbers?|[Nn]) (?:of (?:patients|participants) )?(?:assessed|analy[sz]ed|with data)\b"
)
_SHORT_FORMS = compiled(
    r"[A-Z][\w/+ -]{0,20}[,=:]\s?[A-Za-z][^.;]{2,80}(?:;|\.?\s*$)|"
    r"[A-Z][\w/+-]{0,12}[=:]\s?[A-Za-z][^.;:=]{2,80},\s[A-Z][\w/+-]{0,12}[=:]"
)
_SIGN = compiled(r"(?<!\S)([*†‡§¶])(?=\s?[A-Z])")
_COLON = compiled(r"\]?\s?[:.)]?\s*")
#: a note in a row of its own: ``a Pooled studies include …``, ``b) The index was …``
LETTERED = compiled(r"([a-h])[).:]?\s+(?=[A-Z]\w+\s)")
_MANY = 40
#: the end of what a source has fenced with a table; another table's fence has a name behind it
_FENCE = compiled(r":{3,}(?P<opens>\s?[\w{])?")
_FENCED = 4000


def notes_under(page: Page, marks: Marks, place: int, inside: Sequence[Cell] = (), limit: int | None = None) -> Below:
    """Abbreviations and footnotes in the last rows of a table (``inside``) and in the paragraphs behind a place that open so
    (or whose lines do, by a letter: ``aAll patients.``), or that the source has fenced with the table; ``limit`` is where the
    next table begins."""
    lines = page.lines
    footnotes: dict[str, Cell] = {}
    abbreviations: dict[str, str] = {}
    for cell in inside:
        lettered = LETTERED.match(cell.text)
        if lettered is not None and page.clean.startswith(lettered[0], cell.start):
            begin = cell.start + lettered.end()
            footnotes.setdefault(lettered[1], cell._replace(text=cell.text[lettered.end() :], start=begin))
            continue
        _read(page, marks, (cell.start, cell.end), footnotes, abbreviations)
    number = first = page.span(place, place + 1)[0] + 1
    end = -1
    closing = _FENCE.search(page.clean, place, place + _FENCED)
    fenced = closing.start() if closing is not None and closing[0] == "::::" else -1
    fenced = fenced if limit is None or fenced < limit else -1
    while number < len(lines) and number - first < _MANY:
        if lines[number].blank or (lines[number].kind == "rule" and end < 0):
            number += 1
            continue
        listed = None if marks.opens(lines[number].start) is not None else read_lettered(lines, number, page.clean)
        if listed is not None and listed.footnotes and (limit is None or listed.end <= limit):
            abbreviations.update(listed.abbreviations)
            footnotes.update({letter: cell for letter, cell in listed.footnotes.items() if letter not in footnotes})
            number, end = listed.after, listed.end
            continue
        after = _paragraph(lines, number)
        start, stop = lines[number].start, lines[after - 1].end
        fence = page.clean.find("::::", start, stop)
        stop = fence if fence >= 0 else stop
        if stop <= start or stop - start > 1500 or not (stop <= fenced or _is_note(page, marks, start, stop)):
            break
        _read(page, marks, (start, stop), footnotes, abbreviations)
        number, end = after, start + len(page.clean[start:stop].rstrip())
        if fence >= 0:
            break
    return Below(abbreviations, footnotes, number, end)


def _paragraph(lines: Sequence[Line], first: int) -> int:
    """The number of the line behind a paragraph."""
    number = first
    while number < len(lines) and number - first < _MANY:
        line = lines[number]
        if line.blank or (line.text.startswith((":::", "#")) and not line.text.startswith("::::") and number > first):
            break
        number += 1
        if "::::" in line.text:
            break
    return max(number, first + 1)


def _is_note(page: Page, marks: Marks, start: int, stop: int) -> bool:
    """Whether a paragraph is a note: a raised letter, a list of short forms, a remark on the data."""
    if page.clean.startswith((":::", "#"), start):
        return False
    opens = marks.opens(start) is not None
    return opens or bool(_REMARK.match(page.clean, start, stop) or _SHORT_FORMS.match(page.clean, start, stop))


def _read(page: Page, marks: Marks, place: tuple[int, int], footnotes: dict[str, Cell], abbreviations: dict[str, str]) -> None:
    """The footnotes and abbreviations of one paragraph."""
    start, stop = place
    opening = [(shape.start, shape.end, marks.letters(shape)) for shape in marks.within(start, stop)]
    opening += [(m.start(), m.end(), (m[1],)) for m in _SIGN.finditer(page.clean, start, stop)]
    opening.sort()
    head = page.clean[start : opening[0][0] if opening else stop]
    for (_, last, letters), following in zip(opening, [*opening[1:], None]):
        limit = following[0] if following else stop
        colon = _COLON.match(page.clean, last, limit)
        begin = colon.end() if colon else last
        note = page.clean[begin:limit].rstrip(" ;\n[")
        listed = re.match(r"Abbreviations?:\s*", note)
        if listed:
            abbreviations.update(parse_abbreviations(note[listed.end() :]))
        elif note:
            for letter in letters:
                footnotes.setdefault(letter, Cell(" ".join(note.split()), begin, begin + len(note)))
    named = re.match(r"\s*Abbreviations?\s?[:.]\s*", head)
    if named:
        abbreviations.update(parse_abbreviations(re.split(r"\.\s+(?=[A-Z])", head[named.end() :])[0]))
        return
    head = re.sub(r"^\s*(?:NOTES?|Notes?)\s?[:.]\s*", "", head)
    listed_part = re.match(r"[^.]*;[^.]*|[A-Z][\w-]{0,8}[,=:]\s?[^.,;]+", head)
    if listed_part and re.match(r"[\w/+ -]{1,22}[,=:]", listed_part[0]):
        abbreviations.update(parse_abbreviations(listed_part[0]))
