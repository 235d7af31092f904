"""Who signs a report: the authors over a letter, an article or an abstract, and the year that its head prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Block

__all__ = ["Byline", "byline", "year_printed"]


class Byline(NamedTuple):
    """The first author over a report."""

    start: int
    end: int
    name: str
    block: int  # the index of the block that lists the authors


_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_GIVEN = rf"(?:{_CAPITAL}[^\W\d_]*[a-zà-ÿ](?:-{_CAPITAL}?[^\W\d_]+)?|{_CAPITAL}{{1,3}}|(?:{_CAPITAL}\.[ -]?){{1,3}})"
_SURNAME = rf"{_CAPITAL}[’'‐-]?[^\W\d_]*[a-zà-ÿ](?:[’'‐-][^\W\d_]+){{0,2}}"
_PARTICLES = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|bin)"
    r"\s+){0,3}"
)
#: ``Ana Maria van Weiss``, ``A. Weiss``; ``Weiss A``, ``Weiss AM``
_PERSON = compiled(
    rf"(?:{_GIVEN}\s+){{1,3}}(?P<last>{_PARTICLES}{_SURNAME})|(?P<first>{_PARTICLES}{_SURNAME}(?:\s{_SURNAME})?)\s(?:{_CAPITAL}\.?-?){{1,3}}"
)
_RAISED = "¹²³⁰⁴-⁹ᵃ-ᶻ"
#: the mark of a place of work: ``2``, ``²``, raised on a page or in HTML ``[2]``, ``[1,3]``, ``[a]``; ``(2)``
_MARK = rf"[\d*†‡§¶#{_RAISED}]+|\[[\da-z*†‡§¶#][\da-z*†‡§¶#, –-]*\]|\((?:\d[\d, –-]*|[a-z])\)"
_BETWEEN = compiled(rf"\s*(?:[,;·•&|]|\band\b|{_MARK}|\s(?=\d))+\s*")
#: where the first place of work begins in a line that the names stand in as well: ``Ana Weiss,1 Per Olsen2 1Heart Center, Riga``
_PLACES = compiled(rf"\s(?=[\[(]?[1a{_RAISED}][\])]?\s?[A-Z])")
_DEGREE = compiled(
    r"(?:[A-Z][A-Za-z]{0,4}\.){1,3}[A-Z]?|M\.?D|Ph\.?D|[BMD]Sc|MBBS|MB|BCh\w*|FRCP\w?|FACP|MPH|MHS|MS|MA|BS|RN|DO|PharmD|DrPH|Jr\.?|Sr\.?|II|III"
)
_LED = compiled(r"\W{0,3}(?:(?:by|authors?|from)\s*:?\s+)?", re.IGNORECASE)
_FOR_OTHERS = compiled(r"[,;]?\s+(?:(?:and\s+)?(?:on\s+behalf\s+of|for)\s+the\s|et\s+al\b).*", re.DOTALL)
#: what stands in the line of a place, of keywords or of a heading, never in one of people
_NO_PEOPLE = compiled(
    r"\b(?:universi\w+|hospita\w*|ospedale|klini\w+|clini\w+|departm\w+|division|instit\w+|cent(?:er|re|ro)|college|school|facult\w+|"
    r"foundation|trust|laborator\w+|unit|service|medical|medicine|health|disease|therapy|treatment|study|trial|patients?|letters?|editor|"
    r"report|research|journal|keywords?|registry|meeting|congress|session|infirmary|north|south|east|west|united|new|saint|city|cancer)\b",
    re.IGNORECASE,
)
#: so many blocks may stand over the authors, of these kinds, and none so long
_HEAD = 12
_OVER = frozenset({"metadata", "heading", "paragraph", "title", "abbreviations"})
_LONG = 1500


def byline(blocks: Sequence[Block]) -> Byline | None:
    """The first author in the line of authors over a report.

    Reads ``Ana Weiss, MD, Per Olsen, PhD``, ``Ana Weiss,1 Per Olsen2``, ``A. Weiss and P. Olsen``, ``Weiss A, Olsen P``, ``Ana
    Weiss, for the ORION Group``; not a name alone, ``St Anna Hospital, Vienna``, ``Heart Failure, Stroke Risk``.
    """
    weak: Byline | None = None
    for at, block in enumerate(blocks[:_HEAD]):
        if block.kind not in _OVER or block.end - block.start > _LONG:
            continue
        printed = block.clean[block.start : block.end]
        lines = [line.span() for line in _LINE.finditer(printed)]
        parted = [(start, printed.find(";", start, end)) for start, end in lines]  # "Ana Weiss, Per Olsen; Heart Center, Riga"
        parted += [(start, cut.start()) for start, end in lines for cut in _PLACES.finditer(printed, start, end)]
        for start, end in dict.fromkeys([(0, len(printed)), *lines, *(part for part in parted if part[1] > 0)]):
            found = _signed(block.text, start, end)
            if found is None:
                continue
            first, last = found
            signed = Byline(block.start + first, block.start + last, " ".join(block.text[first:last].split()), block.index)
            if _MARKED.search(printed, start, end):
                return signed
            titled = at == 0 or any(len(above.text.split()) > 3 for above in blocks[:at])
            weak = weak or (signed if titled and block.kind != "title" else None)
    return weak


#: an initial, a degree or a mark, which names of people have and titles have not
_MARKED = compiled(
    rf"(?<![^\W_])[A-ZÀ-Þ]\.|\b(?:M\.?D|Ph\.?D|MPH|MSc|PharmD|MBBS|FRCP|BSc|RN|DO)\b|[a-zà-ÿ],?(?:[\d*†‡§¶{_RAISED}]|\[[\da-z]|\s?\(\d)|(?<![^\W_])[A-Z]{{1,2}}[,;]"
)


_LINE = compiled(r"[^\n]+")


def _signed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first surname where a range holds a line of authors."""
    line = text[start:end]
    others = _FOR_OTHERS.search(line)
    if _NO_PEOPLE.search(line, 0, others.start() if others is not None else len(line)):
        return None
    begin = start + _LED.match(line).end()  # type: ignore[union-attr]
    return _people(text, begin, start + (others.start() if others is not None else len(line.rstrip(" .*"))), others is not None)


def _people(text: str, begin: int, end: int, alone: bool) -> tuple[int, int] | None:
    """The place of the first surname of a line that holds nothing but names of people; one is enough where it signs for a group
    (``alone``) or has a degree."""
    cuts = [(begin, begin), *(match.span() for match in _BETWEEN.finditer(text, begin, end)), (end, end)]
    found: list[tuple[int, int]] = []
    for (_, start), (stop, _) in pairwise(cuts):
        piece = text[start:stop].strip()
        if not piece:
            continue
        if _DEGREE.fullmatch(piece):
            alone = True
            continue
        person = _PERSON.fullmatch(text, start, start + len(piece))
        if person is None:
            return None
        found.append(person.span("last" if person["last"] else "first"))
    return found[0] if len(found) > 1 or (found and alone) else None


_YEAR = compiled(r"(?<![\d/.–-])(?:19|20)\d\d(?![\d/]|[–-]\d)")
#: the year of a journal or a congress in a line that is taken for the title: ``CONGRESS ON GOUT 2024 | Abstracts``
_LAST_YEAR = compiled(
    r"(?<!\bin\s)(?<!\bto\s)(?<!\bof\s)(?<!since\s)(?<!until\s)(?<!from\s)(?<![\d/.–-])(?:19|20)\d\d(?=\s*(?:$|[|;]|[–-]\s))"
)
#: dates of the work on a paper, not of the paper
_WORK = compiled(
    r"\b(?:received|accepted|submitted|revised|between|conducted|enrol\w+|recruit\w+|updated|accessed)\b", re.IGNORECASE
)
_ISSUED = compiled(r"\b(?:published|copyright|volume|vol|issue)\b|©|(?:19|20)\d\d\s?;\s?\d", re.IGNORECASE)


def year_printed(blocks: Sequence[Block]) -> tuple[int, int, int] | None:
    """The only year that the head of a report prints beside its title, else the only one of the lines that say when it was
    published, with its place."""
    found: list[tuple[int, int, int, bool]] = []
    for block in blocks:
        if (
            block.kind not in ("metadata", "heading", "title", "paragraph", "boilerplate")
            or len(block.text) > 200
            or _WORK.search(block.text)
        ):
            continue
        issued = _ISSUED.search(block.text) is not None
        for year in (_YEAR if block.kind != "title" else _LAST_YEAR).finditer(block.text):
            found.append((int(year[0]), block.start + year.start(), block.start + year.end(), issued))
    issued_ones = [each for each in found if each[3]]
    for several in (found, issued_ones):
        if len({each[0] for each in several}) == 1:
            return several[0][:3]
    return None
