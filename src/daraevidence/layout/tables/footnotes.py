"""What stands below a table: abbreviations and footnotes; and the letters that lead to them, glued to words above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.units import unit_at
from daraevidence.language.vocabulary import TermKind, terms
from daraevidence.layout.document import Cell, GridRow
from daraevidence.layout.tables.lines import Line, Page, cell_cost
from daraevidence.layout.tables.raised import BEHIND, OPENS, letters

__all__ = ["Below", "is_footnote", "is_heading", "parse_abbreviations", "read", "strip"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FOOTNOTE = compiled(
    r"(?:([a-z])(?:[.)]\s{0,3}|\s{1,3})?(?=[A-Z0-9\"“≥≤<>(])|[(\[]([a-z])[)\]]\s?|([*†‡§¶#]{1,3})\s?|"
    rf"(?P<raised>{OPENS}))(?=\S)"
)
_HEADING = compiled(r"#{2,6} |# [A-Z][^.;<>=≤≥]*$")
#: In documents that letter their notes through, a table's first may be any: ``bSubjects with a score of 3 or more.``
_LATER = compiled(r"[b-k]\s?[A-Z][a-z]+ \S+ .*\.$")
_GLUED = compiled(r"(?:[.;)\]]|[a-z]{3})\s?([a-z]|[*†‡§¶]{1,2})(?=[A-Z0-9])")
_HEAD = compiled(r"(?i)(?:list of )?(?:abbreviations?|key)(?: used)?\s?[:.]\s*")
_REMARK = compiled(r"(?:Notes?|NOTE|Source|Data cut-?off|Adapted from|Reproduced)\b.{0,30}[:.]")
#: what all cells are: ``Values are n (%) unless otherwise indicated.``
_ALL_CELLS = compiled(
    r"(?:All )?(?:[Vv]alues|[Dd]ata|Results|Figures|Numbers|Percentages) (?:are|represent|were|shown|given)\b.*?\.(?:\s|$)"
)
_ITEM = compiled(r"\s*([^,=:;]{1,28}?)\s?(?:[,=:]|\s[-–]\s)\s*(.+)", re.S)

_EVENT_TERMS: frozenset[TermKind] = frozenset({"adverse_event"})
_PLACE_TERMS: frozenset[TermKind] = frozenset({"country"})


_TALLEST = 60


class Below(NamedTuple):
    """The notes below a table; ``after`` is the index of the first line that is not theirs, ``end`` the place where they end."""

    abbreviations: Mapping[str, str]
    footnotes: Mapping[str, Cell]
    after: int
    end: int


def is_heading(text: str) -> bool:
    """Whether a line is a heading of Markdown, and no note whose sign is ``#``."""
    return text.startswith("#") and _HEADING.match(text) is not None


def is_footnote(lines: Sequence[Line], index: int, expected: str = "a") -> bool:
    """Whether a line is a footnote with the expected letter (or a sign): a sentence, not the label of a row with values."""
    line = lines[index]
    match = _FOOTNOTE.match(line.text) if not is_heading(line.text) else None
    if not match or line.indent > 1 or (line.kind == "bullet" and not _starred(lines, index)):
        return False
    letter = match[1] or match[2]
    rest = line.text[match.end() :]
    if letter and letter != expected and not (expected == "a" and _LATER.match(line.text)):
        return False
    if not re.search(r"[A-Za-z]{2}", rest) or (rest.count(" ") < 1 and not rest.endswith(".")):
        return False
    if rest.endswith((".", ";")) or rest.count(" ") > 8:
        return True
    follower = lines[index + 1] if index + 1 < len(lines) else None
    return rest.count(" ") >= 2 and (follower is None or follower.blank or (not follower.indent and cell_cost(follower) > 1.3))


def _starred(lines: Sequence[Line], index: int) -> bool:
    """Whether ``* No event was serious.`` is a note, and no bullet: it follows a line of the table, and no other bullet it.

    Behind an empty line, a star must lead to it from the lines of the table above.
    """
    if not re.match(r"\*\s?\S", lines[index].text) or not index or lines[index - 1].kind in ("bullet", "prose"):
        return False
    if lines[index - 1].blank and not _starred_above(lines, index - 2):
        return False
    return index + 1 >= len(lines) or not lines[index + 1].text.startswith("* ")


_STAR = compiled(r"[\w)%]\*+(?=$|[\s,;:|│)])")


def _starred_above(lines: Sequence[Line], last: int) -> bool:
    """Whether a word or figure of the lines from a table's last up bears a star."""
    for line in reversed(lines[max(last - _TALLEST, 0) : last + 1]):
        if line.kind == "prose":
            return False
        if "*" in line.text and _STAR.search(line.text):
            return True
    return False


def read(lines: Sequence[Line], index: int, clean: str) -> Below | None:
    """The notes that begin at a line, if any do."""
    abbreviations: dict[str, str] = {}
    footnotes: dict[str, Cell] = {}
    after, end, place = index, -1, index
    while place < len(lines):
        line = lines[place]
        if line.blank or (line.kind == "rule" and end < 0):
            # one or two empty lines may stand between notes, the last rule of the table above them
            if place - after > 1 and end >= 0:
                break
            place += 1
            continue
        expected = _next_letter(footnotes)
        told = _told(lines, place, expected)
        if told is not None:
            footnotes.setdefault(line.text.rstrip(".)"), Cell(" ".join(told.text.split()), told.start, told.end))
            place = after = told.number - line.number + place + 1
            end = told.end
            continue
        opens = line.kind == "abbreviations"
        remark = _ALL_CELLS.match(line.text) if end >= 0 or place == index else None
        remark = remark or (_REMARK.match(line.text) if end >= 0 else None)
        if not opens and remark is None and not is_footnote(lines, place, expected):
            break
        if place - index > 2 and end < 0:
            break
        stop = _last_line(lines, place, expected)
        start, finish = line.start, lines[stop].end
        if opens:
            _read_abbreviations(clean, start, finish, abbreviations, footnotes)
        elif remark is not None:
            head = _HEAD.search(line.text, remark.end())
            if head is not None:
                _read_abbreviations(clean, start + head.start(), finish, abbreviations, footnotes)
        else:
            _read_footnotes(clean, start, finish, footnotes)
        place = after = stop + 1
        end = finish
    return Below(abbreviations, footnotes, after, end) if end >= 0 else None


_LONE = compiled(r"(?:[a-z]|[*†‡§¶#]{1,3})[.)]?$")


def _told(lines: Sequence[Line], place: int, expected: str) -> Line | None:
    """The line that a mark on a line of its own leads to: ``†``, below it ``Estimated by Kaplan-Meier.``"""
    mark = lines[place].text
    if len(mark) > 4 or not _LONE.match(mark) or (mark[0].isalpha() and mark[0] != expected):
        return None
    told = next((line for line in lines[place + 1 : place + 3] if not line.blank), None)
    return told if told is not None and told.text[0].isupper() and (told.text.count(" ") > 1 or told.text[-1] == ".") else None


def _next_letter(footnotes: Mapping[str, Cell]) -> str:
    used = [_LETTERS.index(letter) for letter in footnotes if letter in _LETTERS]
    return _LETTERS[min(max(used) + 1, 25)] if used else "a"


_FULL_STOP = compiled(r"[.!?]\s?$")
_STOP = compiled(r"[,=:.;]")


def _last_line(lines: Sequence[Line], place: int, expected: str) -> int:
    """The last line of a note that may be wrapped: it goes on until a full stop, an empty line or the next note."""
    following = _LETTERS[min(_LETTERS.index(expected) + 1, 25)]
    start = place
    while place + 1 < len(lines):
        line, ahead = lines[place], lines[place + 1]
        if ahead.kind in ("blank", "bullet", "abbreviations", "rule") or _FULL_STOP.search(line.text):
            break
        if is_footnote(lines, place + 1, expected) or is_footnote(lines, place + 1, following):
            break
        wraps = line.text[-1] in ",;-(+" or ahead.text[0].islower()
        wraps = wraps or (len(line.text) > 60 and (len(ahead.text) > 60 or ahead.text[-1] in ".;"))
        if lines[start].kind == "abbreviations" and not _STOP.search(ahead.text) and len(ahead.text) < 40:
            wraps = ahead.text[0].islower()
        if not wraps:
            break
        place += 1
    return place


def _read_abbreviations(clean: str, start: int, end: int, abbreviations: dict[str, str], footnotes: dict[str, Cell]) -> None:
    text = clean[start:end]
    head = _HEAD.match(text)
    begin = head.end() if head else 0
    cut = end
    for match in _GLUED.finditer(text, begin):
        due = match[1] == _next_letter(footnotes) or not match[1].isalpha()
        if due and match[0][0] in ".;)]" and len(re.findall(r"\w+", text[match.end() : match.end() + 60])) > 1:
            cut = start + match.start(1)
            _read_footnotes(clean, cut, end, footnotes)
            break
    abbreviations.update(parse_abbreviations(clean[start + begin : cut]))


def parse_abbreviations(text: str) -> dict[str, str]:
    """Short form to long form.

    Reads ``CI, confidence interval; NR, not reached.``, ``CI = confidence interval, NR = not reached``, ``CI: confidence
    interval; NR: not reached``. A piece without a short form goes on with the one before it.
    """
    text = " ".join(text.split()).rstrip(" .;")
    if "=" in text:
        parts = re.split(r"[;,]\s*(?=[^=;,]{1,28}=)", text)
    elif ";" in text:
        parts = text.split(";")
    elif text.count(":") > 1:
        parts = re.split(r",\s*(?=[^:,]{1,28}:)", text)
    else:
        parts = [text]
    found: dict[str, str] = {}
    last = ""
    for part in parts:
        match = _ITEM.match(part)
        if match and match[1].strip().count(" ") <= 2:
            last = match[1].strip()
            found.setdefault(last, match[2].strip(" ."))
        elif last and part.strip():
            found[last] = f"{found[last]}; {part.strip(' .')}"
    return found


def _read_footnotes(clean: str, start: int, end: int, footnotes: dict[str, Cell]) -> None:
    """One or more footnotes of one stretch of text (``aOnly adults.bSafety population.``)."""
    while start < end:
        match = _FOOTNOTE.match(clean, start, end)
        if not match:
            return
        raised = letters(match["raised"]) if match["raised"] else []
        letter = match[1] or match[2] or match[3] or (raised[0] if raised else "")
        following = _LETTERS[min(_LETTERS.index(letter) + 1, 25)] if letter in _LETTERS else ""
        stop = end
        for glued in _GLUED.finditer(clean, match.end(), end):
            due = glued[1] == following or (not glued[1].isalpha() and glued[1] != letter)
            if due and glued[0][0] in ".;)]":
                stop = glued.start(1)
                break
        text = clean[match.end() : stop]
        bare = text.rstrip()
        footnotes.setdefault(letter, Cell(" ".join(text.split()), match.end(), match.end() + len(bare)))
        start = stop


_WORD_NOTE = compiled(r"([A-Za-z][\w'’/+&.-]*?|[\d)\]%])([a-z](?:,[a-z])*|[*†‡§¶#]{1,3})(?=$|[\s,;:)\]])")
_STAGE = compiled(r"(?i)\b(?:stage|phase|cohort|type|arm|group|part|grade|class|level|step|rai|figure|table)\s+\S*$")
_ENDINGS = compiled(
    r"(?i)(?:tion|sion|ment|ity|ing|ance|ence|ness|ship|mab|nib|mide|mib|parin|statin|cept|ases?|osis|itis|emia|penia|pathy|ers?|eds?|"
    r"ts|ns|ss|ls|rs|th|al|ic|ive|ous|ary|ory|ate|ine|one|ide|ist|ism|gram|ght|cks?|sk|rd|nd|ld|st|nt|ct|rm|ad|xt)$"
)


#: ``Sinusitis b``
_SET_APART = compiled(r"(?<=[a-z)%]) ([b-h])$")
_LETTERS_OR_MARKS = compiled(r"[a-z]|[*†‡§¶#]+")


def strip(cell: Cell, footnotes: Mapping[str, Cell], page: Page) -> Cell:
    """The cell without footnote letters that are glued to its words, and with them as ``notes``.

    ``Agea, years`` with a footnote a, ``7 (16)a``, ``NRb``, ``ISSa,b``; not ``data`` or ``Stage IIa``: the word that is left
    must be a figure, an abbreviation or a word of the text.
    """
    if not footnotes or not cell.text:
        return cell
    cell = _unraised(cell, footnotes)
    apart = _SET_APART.search(cell.text)
    if apart is not None and apart[1] in footnotes:
        cell = Cell(cell.text[: apart.start()], cell.start, cell.end - len(apart[0]), (*cell.notes, apart[1]))
    notes: list[str] = []
    text, at_end = cell.text, False
    for match in reversed(list(_WORD_NOTE.finditer(text))):
        letters = _LETTERS_OR_MARKS.findall(match[2])
        if not all(letter in footnotes for letter in letters) or not _sensible(match[1], match[2], text[: match.start()], page):
            continue
        notes = letters + notes
        at_end = at_end or match.end() == len(text)
        text = text[: match.start(2)] + text[match.end(2) :]
        if match.end(2) == len(cell.text):
            cell = cell._replace(end=cell.end - len(match[2]))
    return cell._replace(text=text.strip(), notes=tuple(dict.fromkeys((*notes, *cell.notes)))) if notes else cell


def _unraised(cell: Cell, footnotes: Mapping[str, Cell]) -> Cell:
    """The cell without marks that are set apart from its words, where notes below bear them: ``Dyspneaᵃ``, ``Dyspnea [a]``."""
    text, end, notes = cell.text, cell.end, list(cell.notes)
    for mark in reversed(list(BEHIND.finditer(text))):
        found = letters(mark[0])
        if not found or not all(letter in footnotes for letter in found):
            continue
        notes = found + notes
        end -= len(mark[0]) if mark.end() == len(text) else 0
        text = text[: mark.start()] + text[mark.end() :]
    return cell._replace(text=text.strip(), end=end, notes=tuple(dict.fromkeys(notes))) if text != cell.text else cell


_OPEN_BRACKET = compiled(r"\s[(\[][^()\[\]]*$")
_LETTER_AT_END = compiled(r"[A-Za-z]\d*$")
_PARTS_OF_WORD = compiled(r"[-/+.&]")
_ROMAN = compiled(r"[IVX]+")


def _sensible(word: str, letter: str, before: str, page: Page) -> bool:
    """Whether a word is whole without a letter at its end."""
    if not letter[0].isalpha():
        return True
    if word in ")]" and _OPEN_BRACKET.search(before):
        return not _STAGE.search(before + word)
    if word in ")]%" or word.isdigit():
        return not _STAGE.search(before + word) and not _LETTER_AT_END.search(before)
    last = _PARTS_OF_WORD.split(word)[-1]
    if not last or _is_place(last + letter):
        return False
    if _is_unit(word) and not _is_unit(word + letter):
        return len(word) > 1 or before.endswith((", ", "("))
    if last.isupper() or last[-1].isdigit():
        return not _STAGE.search(before + word) and not _ROMAN.fullmatch(last) and (len(last) > 1 or page.words[last] > 0)
    if _is_term(last) and not _is_term(last + letter):
        return True
    folded = last.lower()
    if page.lower[folded]:
        return page.lower[folded] >= page.lower[folded + letter]
    return len(folded) > 4 and page.words[f"{word}{letter}"] <= 1 and bool(_ENDINGS.search(folded))


def _is_unit(word: str) -> bool:
    """Whether a word is a unit: ``g/dL``, ``months``."""
    found = unit_at(word, 0)
    return found is not None and found.end == len(word)


_PARTS_OF_EARTH = frozenset("america africa asia australia oceania antarctica eurasia scandinavia".split())


def _is_place(word: str) -> bool:
    """Whether a word alone is the name of a country or a part of the earth: ``America``."""
    if not word[0].isupper():
        return False
    return word.lower() in _PARTS_OF_EARTH or any(term.end == len(word) for term in terms(word, 0, _PLACE_TERMS))


def _is_term(word: str) -> bool:
    """Whether a word alone is the name of an adverse event: ``Rash``."""
    found = terms(word, 0, _EVENT_TERMS)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(word))


def strip_rows(rows: Sequence[GridRow], footnotes: Mapping[str, Cell], page: Page) -> tuple[GridRow, ...]:
    """Rows without footnote letters; a label that is a parent of others is the same cell in their paths."""
    if not footnotes:
        return tuple(rows)
    seen: dict[tuple[int, int], Cell] = {}
    for row in rows:
        for cell in (*row.path, *row.cells):
            if (cell.start, cell.end) not in seen:
                seen[cell.start, cell.end] = strip(cell, footnotes, page)
    for letter in footnotes:
        if letter in _UNUSUAL and not any(letter in cell.notes for cell in seen.values()):
            labels = {(row.path[-1].start, row.path[-1].end) for row in rows}
            found = [(place, bare) for place in sorted(labels) if (bare := _unlettered(seen[place], letter, page))]
            if len(found) == 1:
                seen[found[0][0]] = found[0][1]
    return tuple(
        GridRow(tuple(seen[c.start, c.end] for c in row.path), tuple(seen[c.start, c.end] for c in row.cells)) for row in rows
    )


#: Endings with which a word ends in the letter by itself.
_UNUSUAL = {
    "a": compiled(r"(?i)(?:emia|enia|oma|[nr]h?ea|usea|ema|thma|ria|sia|xia|gia|pia|uria|ata|ura|eta|ta|mia|nia)$"),
    "b": compiled(r"(?i)(?:mab|nib|mib|rib|lab|limb|comb|prob|club)$"),
    "c": compiled(r"(?i)(?:ic|[dli]ac)$"),
    "d": compiled(r"(?i)(?:ed|id|ad|od|nd|ld|rd)$"),
    "f": compiled(r"(?i)(?:f|lf)f?$"),
    "g": compiled(r"(?i)(?:ing|ng|og|ag|ug)$"),
}


def _unlettered(cell: Cell, letter: str, page: Page) -> Cell | None:
    """The label without a letter that no other word of the table can carry, where its last word is odd with it."""
    match = re.search(r"([A-Za-z]{3,})" + letter + r"(?=$|, )", cell.text)
    if not match or cell.notes or page.words[match[0]] > 1 or match[0].isupper() or _UNUSUAL[letter].search(match[0]):
        return None
    text = cell.text[: match.end() - 1] + cell.text[match.end() :]
    return Cell(text, cell.start, cell.end - (match.end() == len(cell.text)), (letter,))
