"""Captions and notes around tables of Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from daraevidence.layout.document import Cell
from daraevidence.layout.tables.footnotes import Below, parse_abbreviations
from daraevidence.layout.tables.titles import unnumbered
from daraevidence.reading.text import Text

__all__ = ["caption_above", "caption_below", "notes_below", "plain"]

_TAG = re.compile(r"</?(?:br|b|i|em|strong|u|span|small|p|div)(?:\s[^<>]{0,200})?/?>", re.I)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
#: A link behind a digit leads to a note: 0.001[2](#n2).
_GLUED = re.compile(r"(?<=\d)\[(\d{1,2}|[a-z]|[*†‡§¶#]{1,3})\]\([^()]*\)")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
_RAISED = re.compile(r"\^([^\^\s][^\^]{0,20}?)\^")
_MARK = re.compile(r"(?:[a-z]{1,2}|[*†‡§¶#]{1,3}|\d{1,2})(?:,\s?(?:[a-z]|[*†‡§¶#]{1,3}|\d{1,2}))*$")
_FENCE = re.compile(r"\s*:{3,}")
_LABELLED = re.compile(r"\s*(?:Table)?\s?:\s+(?=\S)", re.I)
_NUMBERED = re.compile(r"\s*(?:#{1,6}\s*|\*{1,2})?Table\s+\w{1,4}\b", re.I)
_NOTE = re.compile(r"\^([a-z]|[*†‡§¶#]{1,3}|\d{1,2})\^:?\s*|(?<!\S)([*†‡§¶])(?=\s?[A-Z])")


def plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without the marks of Markdown, and the footnote letters that were raised in it."""
    if "<" in text or "&" in text:
        text = _ENTITY.sub(
            lambda match: html.unescape(match[0]), _TAG.sub(lambda match: " " if "br" in match[0].lower() else "", text)
        )
    if not re.search(r"[*^\[\\~]|--", text):
        return " ".join(text.split()), ()
    text = _SPAN.sub(r"\1", _LINK.sub(r"\1", _GLUED.sub(r"^\1^", text)))
    notes: list[str] = []

    def raised(match: re.Match[str]) -> str:
        mark = match[1].strip("*_ ")
        before = text[: match.start()].rstrip("*_ ")
        if _MARK.match(mark) and not (mark.isdigit() and re.search(r"(?:/\s?\w{1,3}|\b(?:cm|m|mm)|(?<![\d.])10)$", before)):
            notes.extend(part.strip() for part in mark.split(","))
            return ""
        return match[1]

    # pandoc writes a raised bold letter as ^**c**^
    text = _RAISED.sub(raised, text.replace("^**", "^").replace("**^", "^"))
    if re.match(r"\*[^*]+\(\*[nN]\*\s?=\s?[\d,]+\)\*$", text):
        text = text.replace("*", "")
    text = re.sub(r"\*{1,3}(?=[^\s*])([^*]+?)(?<=[^\s*])\*{1,3}", r"\1", text)
    if text.startswith("*") and text.count("*") % 2 == 0 and not text[1:].startswith(" "):
        text = text.replace("*", "")
    text = re.sub(r"^\*+(?=\w)|(?<=[A-Za-z])\*\*$", "", text)
    text = re.sub(r"\\([\\*^_|\[\]<>#~-])", r"\1", text.replace("---", "\u2014").replace("--", "-"))
    return " ".join(text.split()), tuple(dict.fromkeys(notes))


def caption_above(text: Text, lines: Sequence[tuple[str, int]], first: int, floor: int) -> tuple[Cell, int]:
    """The caption over a table, with the place where it starts: fenced, ``Table: …``, ``Table 2. …``."""
    place = first - 1
    while place >= floor and not lines[place][0].strip() and first - place < 4:
        place -= 1
    empty = text.map.to_target(lines[first][1], lines[first][1])[0]
    if place < floor or not lines[place][0].strip():
        return Cell("", empty, empty), empty
    last = place
    if _FENCE.match(lines[place][0]):
        place -= 1
        while place >= floor and not _FENCE.match(lines[place][0]) and last - place < 12:
            place -= 1
        return _caption(text, lines, place + 1, last) if last - place > 1 else (Cell("", empty, empty), empty)
    while place > floor and last - place < 4 and not _opens(lines[place][0]) and lines[place - 1][0].strip():
        place -= 1
    if _opens(lines[place][0]):
        return _caption(text, lines, place, last + 1)
    return Cell("", empty, empty), empty


def _opens(line: str) -> bool:
    return bool(_LABELLED.match(line) or _NUMBERED.match(line))


def caption_below(text: Text, lines: Sequence[tuple[str, int]], after: int) -> Cell | None:
    """The caption under a table: ``: Response by cycle`` or ``Table: …``."""
    place = after
    while place < len(lines) and not lines[place][0].strip() and place - after < 2:
        place += 1
    if place < len(lines) and _LABELLED.match(lines[place][0]):
        return _caption(text, lines, place, place + 1)[0]
    return None


def _caption(text: Text, lines: Sequence[tuple[str, int]], first: int, after: int) -> tuple[Cell, int]:
    """The caption on some lines, without its label and number."""
    start = lines[first][1]
    end = lines[after - 1][1] + len(lines[after - 1][0].rstrip())
    source = text.source[start:end]
    label = _LABELLED.match(source) or re.match(r"\s*#{1,6}\s*", source)
    skip = label.end() if label else len(source) - len(source.lstrip())
    written, notes = plain(source[skip:])
    written = unnumbered(written)
    first_place, last_place = text.map.to_target(start + skip, max(end, start + skip))
    return Cell(written, first_place, last_place, notes), text.map.to_target(start, start)[0]


def notes_below(text: Text, lines: Sequence[tuple[str, int]], after: int) -> Below:
    """Abbreviations and footnotes in the paragraphs under a table, where they open like such."""
    footnotes: dict[str, Cell] = {}
    abbreviations: dict[str, str] = {}
    end, place = -1, after
    while place < len(lines) and place - after < 40:
        if not lines[place][0].strip():
            place += 1
            continue
        first = place
        while (
            place < len(lines) and place - first < 40 and lines[place][0].strip() and not lines[place][0].startswith((":::", "#"))
        ):
            place += 1
            if "::::" in lines[place - 1][0]:
                break
        start = lines[first][1]
        raw = text.source[start : lines[place - 1][1] + len(lines[place - 1][0])].split("::::")[0] if place > first else ""
        if not _is_note(raw):
            break
        _read_note(text, raw, start, footnotes, abbreviations)
        end = text.map.to_target(start, start + len(raw.rstrip()))[1]
        if "::::" in lines[place - 1][0]:
            break
    return Below(abbreviations, footnotes, place, end)


def _is_note(raw: str) -> bool:
    """Whether a paragraph is a note: a raised letter, a list of short forms, a remark on the data."""
    if not raw.strip() or len(raw) > 1500:
        return False
    if re.match(r"\s*(?:\^|NOTE|Notes?\b|Abbreviations?|Data (?:are|presented|shown)|Values? (?:are|in)|[*†‡§¶])", raw):
        return True
    return bool(re.match(r"\s*[A-Z][\w/+ -]{0,20}[,=:]\s?[A-Za-z][^.;]{2,80}(?:;|\.?\s*$)", raw))


def _read_note(text: Text, raw: str, start: int, footnotes: dict[str, Cell], abbreviations: dict[str, str]) -> None:
    """The footnotes and abbreviations of one paragraph."""
    marks = list(_NOTE.finditer(raw))
    head = raw[: marks[0].start()] if marks else raw
    for i, match in enumerate(marks):
        stop = marks[i + 1].start() if i + 1 < len(marks) else len(raw)
        note = raw[match.end() : stop].rstrip(" ;\n")
        listed = re.match(r"Abbreviations?:\s*", note)
        if listed:
            abbreviations.update(parse_abbreviations(note[listed.end() :]))
            continue
        first, last = text.map.to_target(start + match.end(), start + match.end() + len(note)) if note else (0, 0)
        if note:
            footnotes.setdefault(match[1] or match[2], Cell(plain(note)[0], first, last))
    head = re.sub(r"^\s*(?:NOTES?|Notes?|Abbreviations?)\s?[:.]\s*", "", head)
    listed_part = re.match(r"[^.]*;[^.]*|[A-Z][\w-]{0,8}[,=:]\s?[^.,;]+", head)
    if listed_part and re.match(r"[\w/+ -]{1,22}[,=:]", listed_part[0]):
        abbreviations.update(parse_abbreviations(plain(listed_part[0])[0]))
