"""The repaired view of a text: what is damaged by printing is mended, reversibly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.reading.elsewhere import asides
from daraevidence.reading.paging import page_lines
from daraevidence.reading.text import Cut
from daraevidence.reading.wrapping import unwrap
from daraevidence.span import Edit, OffsetMap

__all__ = ["LETTERS", "mend", "mended", "normalize", "repaired"]

_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"

#: One character for one: places stay where they are.
_SAME_LENGTH = {
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    "\xb5": "\u03bc",
    "\u2a7d": "\u2264",
    "\u2266": "\u2264",
    "\u2a7e": "\u2265",
    "\u2267": "\u2265",
    "\uff1c": "<",
    "\uff1e": ">",
    "\uff1d": "=",
    "\uff05": "%",
    "\u2044": "/",
}

#: ``5·1`` is 5.1; in ``3·10⁹`` and ``3·10^9`` the dot is a times sign.
_MIDDLE_DOT = compiled(r"[\xb7\u2219\u22c5](?<=\d.)(?=\d)(?!10[\^\u2070\xb9\xb2\xb3\u2074-\u2079\u207b])")

_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}

#: Removed: zero-width characters, marks of direction, soft hyphens (with the line end behind them).
LETTERS = compiled(
    "\r(?=\n)|[\ufb00-\ufb06]|\xad(?:[ \t\xa0]*(?:\r\n|\r|\n)[ \t\xa0]*(?=\\w))?|[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)


#: ``12 %``, ``12 percent``, ``12 per cent``; not ``percentage points``
_PERCENT = compiled(r"(?<=\d)(?: %|\s(?:percent|per[ -]cent)(?![\w-]))")
#: the mark of a product in any print, ``ZORVEX(®)-LPD``; before its generic name in brackets it says what the name is
_TRADED = compiled(r"(?<=[^\W_])(?:\s?[®™]|\((?:[®™]|R|TM)\))(?!\s\([a-z]{4})")
#: the full stop of ``vs.``, which ends no sentence
_VERSUS = compiled(r"(?<=\bvs)\.(?=\s)", re.IGNORECASE)
#: ``However, in those with gout``: what opens a sentence and tells nothing of whom it speaks
_OPENERS = (
    "However, ",
    "Notably, ",
    "Of note, ",
    "Interestingly, ",
    "Importantly, ",
    "Moreover, ",
    "Furthermore, ",
    "Remarkably, ",
)
_OPENED = compiled(rf"(?<![\w,(] )\b(?:{'|'.join(each.strip() for each in _OPENERS)})[ ](?P<next>[a-z])(?=[a-z])")
#: a heading of an abstract that lost its line: ``PurposeThis trial``, ``(RA).MethodsPatients with``
_GLUED = compiled(
    r"(?:^|[.?!)\]%])[ ]?(?P<heading>(?:(?:Patients|Materials?|Subjects|Participants|Design|Study Design|Aims?) (?:and|&) )?"
    r"Methods?|Backgrounds?(?:(?: and|/) ?(?:Aims?|Objectives?|Purpose))?|Objectives?|Purposes?|Aims?|Introduction|"
    r"Importance|Context|Design|Setting|Participants|Interventions?|Measurements|Results?|Findings|"
    r"(?:Main |Primary )?Outcomes?(?: [Mm]easures?| and Measures)?|"
    r"Interpretation|Conclusions?(?: and Relevance)?|Trial [Rr]egistration|Funding|Discussion|Limitations?)"
    r"(?=[A-Z](?:[a-z]|\s))",
    re.MULTILINE,
)
#: ``− 0.3`` behind a bracket or a mark: the sign itself is no dash of a sentence
_MINUS = compiled(r"(?:(?<=[(\[,;:=/])|(?<=[,;:=] ))\u2212[ \xa0\u2009\u202f](?=\.?\d)")
#: ``[n=12]``
_SIZE = compiled(r"\[(?=([nN] ?= ?\d[\d,]*)\])")
#: ``(n/N=12/31)``
_OF_TOTAL = compiled(r"(?<=[(\[\s])n\s?/\s?N(?=\s?=\s?\d+\s?/\s?\d)")
#: a line in columns: what is shortened there moves what stands behind it
_COLUMNS = compiled(r"\S(?:\t|  )\s*\S|\|")
_WORD = compiled(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3

_PAGE_BREAK = compiled("\f")

#: whether any of these stands in a text at all is seen ten times as fast
_SOME_LETTER = compiled("[\r\ufb00-\ufb06\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _letters(source: str) -> list[Edit]:
    """Ligatures parted, and what is not seen removed."""
    if _SOME_LETTER.search(source) is None:
        return []
    return [Edit(m.start(), m.end(), _LIGATURES.get(m.group(), "")) for m in LETTERS.finditer(source)]


_LINE_BEGIN = compiled(r"^[ \t]*(?=[^\s])", re.MULTILINE)
_LINE_TAIL = compiled(r"(?<=\S)[ \t]+$", re.MULTILINE)


def _margins(source: str) -> list[Edit]:
    """Space that no line needs: what all lines begin with, and what stands behind a line."""
    found = [Edit(m.start(), m.end(), "") for m in _LINE_TAIL.finditer(source)] if " \n" in source or "\t\n" in source else []
    first = _LINE_BEGIN.search(source)
    if first is None or first.start() == first.end():
        return found
    begins = [(m.start(), m.end()) for m in _LINE_BEGIN.finditer(source)]
    margin = min(end - start for start, end in begins)
    if margin and len(begins) > 1 and "\t" not in source[first.start() : first.end()]:
        found += [Edit(start, start + margin, "") for start, _ in begins]
    return sorted(found)


def _spellings(source: str, printed: str) -> list[Edit]:
    """Percents as digits and a sign, sizes of groups in round brackets, no marks of products, no space behind a minus; those of
    tables stay as they are printed. ``printed`` is the text with its own dashes."""
    found: list[Edit] = []
    if "\u2212" in printed:
        found += [Edit(m.start() + 1, m.end(), "") for m in _MINUS.finditer(printed) if _in_sentence(source, m)]
    if " %" in source or "percent" in source or "per cent" in source or "per-cent" in source:
        found += [Edit(m.start(), m.end(), "%") for m in _PERCENT.finditer(source) if _in_sentence(source, m)]
    if "n/N" in source or "n /" in source:
        found += [Edit(m.start(), m.end(), "n") for m in _OF_TOTAL.finditer(source) if _in_sentence(source, m)]
        found.sort()
    if "[n" in source or "[N" in source:
        for match in _SIZE.finditer(source):
            if _in_sentence(source, match):
                found += [Edit(match.start(), match.end(), "("), Edit(match.end(1), match.end(1) + 1, ")")]
    if "®" in source or "™" in source or "(R)" in source or "(TM)" in source:
        found += [Edit(m.start(), m.end(), "") for m in _TRADED.finditer(source) if not _moves(source, m.end())]
    for match in _GLUED.finditer(source):
        start, end = match.span("heading")
        found += [Edit(start, start, " ")] * (start > 0 and not source[start - 1].isspace()) + [Edit(end, end, ": ")]
    if "vs. " in source or "vs.\n" in source:
        found += [Edit(m.start(), m.end(), "") for m in _VERSUS.finditer(source) if _in_sentence(source, m)]
    return sorted(found)


def _in_sentence(source: str, match: re.Match[str]) -> bool:
    """Whether a match stands among words, not in a table."""
    return _is_prose_line(source, match.start(), match.end())


def _is_prose_line(source: str, start: int, stop: int) -> bool:
    begin, end = source.rfind("\n", 0, start) + 1, source.find("\n", stop)
    line = source[begin : end if end >= 0 else len(source)]
    if _COLUMNS.search(line) is not None or sum(1 for _ in _WORD.finditer(line)) < _FEWEST_WORDS:
        return False
    cells = [cell.start() for cell in _TAGS.finditer(source, max(0, begin - _FAR), start)]
    return not cells or source.startswith("</", cells[-1])


def _moves(source: str, place: int) -> bool:
    """Whether columns that are made of spaces stand behind a place in its line."""
    end = source.find("\n", place)
    return "  " in source[place : end if end >= 0 else len(source)].rstrip()


def _openers(source: str) -> list[Edit]:
    """Words that open a sentence and tell nothing of it are left out: its own first word gets the capital."""
    if not any(map(source.__contains__, _OPENERS)):
        return []
    return [Edit(m.start(), m.end(), m["next"].upper()) for m in _OPENED.finditer(source) if _in_sentence(source, m)]


#: where cells of HTML begin and end, and how far before what they hold their beginning is looked for
_TAGS = compiled(r"</?t[dhr]\b", re.IGNORECASE)
_FAR = 2000


def mended(text: str) -> str:
    """A text with its ligatures as letters and without characters that are not seen."""
    return LETTERS.sub(lambda match: _LIGATURES.get(match[0], ""), text)


def repaired(text: str) -> str:
    """A text of the same length with plain spaces, dashes, quotes and decimal points."""
    for printed, plain in _SAME_LENGTH.items():
        text = text.replace(printed, plain)  # most of them stand nowhere, and to see that is quick
    return _MIDDLE_DOT.sub(".", text)


def normalize(source: str, marks: Sequence[Edit] = ()) -> tuple[str, OffsetMap, tuple[Cut, ...]]:
    """The repaired view, the map to the source, and what was left out.

    Read: line ends of any kind, no-break and thin spaces, dashes, curly quotes, ligatures, soft hyphens, zero-width
    characters, middle dots as decimal points, ``12 %``, ``12 percent``, ``[n=12]``, ``vs.`` and ``ZORVEX®`` in sentences, and
    prose wrapped in lines (a paragraph becomes one line, page furniture between its lines is cut). The rest stays as
    printed: tables, bullets, references, powers of ten. ``marks`` are the edits that take the marks of the source's own
    language away.
    """
    letters = _letters(source)
    if marks:
        letters = _merged(letters, marks)
    same = repaired(source)
    elsewhere = [edit for edit in asides(same) if _is_prose_line(same, edit.start, edit.end)]
    letters = _merged(_merged(_merged(letters, _margins(same)), _spellings(same, source)), elsewhere)
    plain, first = OffsetMap.apply(same, letters)
    breaks = [first.to_target(match.start(), match.end())[0] for match in _PAGE_BREAK.finditer(source)] if "\f" in source else []
    furniture = tuple(_stripped(same, edit, "section") for edit in elsewhere)
    if pages := page_lines(plain, breaks):
        found = [Edit(*first.to_source(edit.start, edit.end), edit.text) for edit in pages]
        furniture += tuple(_stripped(same, edit, "furniture") for edit in found)
        letters = _merged(letters, found)
        plain, first = OffsetMap.apply(same, letters)
    del same  # a copy of a long text less while its lines are listed
    joins, cuts = unwrap(plain)
    same = repaired(source)
    openers = _openers(same)  # last: they make lines no shorter
    if not joins and not openers:
        return plain, first, tuple(sorted(furniture))
    letters = _merged(letters, openers)
    lines = [Edit(*first.to_source(edit.start, edit.end), edit.text) for edit in joins]
    clean, offsets = OffsetMap.apply(same, _merged(letters, lines))
    more = (Cut(*first.to_source(start, end), reason) for start, end, reason in cuts)
    return clean, offsets, tuple(sorted((*furniture, *more)))


def _stripped(source: str, edit: Edit, reason: str) -> Cut:
    """What an edit leaves out, without the space around it."""
    inner = source[edit.start : edit.end]
    begin = edit.start + len(inner) - len(inner.lstrip())
    return Cut(begin, begin + len(inner.strip()), reason)


def mend(source: str, marks: Sequence[Edit], joins: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """The repaired view and its map for a source that knows its own lines: ``joins`` put them together.

    Letters are mended as in ``normalize``; ``marks`` are further edits, both in the order of the text.
    """
    letters = _letters(source)
    same = repaired(source)
    letters = _merged(letters, _spellings(same, source))
    return OffsetMap.apply(same, _merged(_merged(letters, marks), joins))


def _merged(letters: Sequence[Edit], lines: Sequence[Edit]) -> list[Edit]:
    """All edits in order; an edit of letters inside an edit of lines is swallowed by it."""
    merged: list[Edit] = []
    queue = iter(letters)
    letter = next(queue, None)
    for line in lines:
        while letter is not None and letter.end <= line.start:
            merged.append(letter)
            letter = next(queue, None)
        end = line.end
        while letter is not None and letter.start < end:
            end = max(end, letter.end)
            letter = next(queue, None)
        merged.append(Edit(line.start, end, line.text))
    while letter is not None:
        merged.append(letter)
        letter = next(queue, None)
    return merged
