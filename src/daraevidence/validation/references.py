"""Pointers of a text: citation numbers to the list of references, ``Table: Title`` to a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from daraevidence.draft import Flag, Severity
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["unresolved_citations", "unresolved_tables"]

_WORDS_BEFORE = compiled(r"(?:\S+\s+){0,2}\S*\s?$")
_TABLE = compiled(r"\bTables?:\s+(?P<title>[^.;\n]{4,250})")
_POINTS = compiled(r"\b(?:tables?|fig(?:ure)?s?\.?|eqs?\.?|box|appendix)\s*$", re.IGNORECASE)
_WORD = compiled(r"\w+")
#: ``Nuria Iborra,1 Josep M. Tauler,2,3``: the numbers of authors are those of their hospitals
_OF_AUTHOR = compiled(r",?\s?\d{1,2}(?:[,–-]\s?\d{1,2}){0,5}[*†‡§]{0,2}[,;]?\s{0,2}")
_AUTHOR = compiled(
    r"(?:(?:and|&)\s)?(?:(?:[A-Z][\w.'’-]{0,30}+|d[aeiou]l?|van|von|der|den|la|le|bin|al)[\s,]{0,2}){1,12}(?:and|&)?\s?", re.ASCII
)

#: A title of the text and one of a table are taken for the same from this likeness on.
_NEAR = 60.0


_STRIDE = 3


def unresolved_citations(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """Citation numbers without an entry in the list of references: one ``warning`` for each number.

    A document with citations but without any list gives one ``info``. An entry of an unnumbered list counts by its place.
    """
    entries = {entry.number for entry in document.references}
    first: dict[int, tuple[int, int]] = {}
    kinds = {"reference", "boilerplate", "metadata"}
    for quantity in mentions.quantities:
        if quantity.role != "citation":
            continue
        block = document.block_at(quantity.start)
        if (block is not None and (block.kind in kinds or _names_authors(block.text))) or _POINTS.search(
            document.raw(max(0, quantity.start - 12), quantity.start)
        ):
            continue
        for number in quantity.numbers:
            if 0 < number.value < 1000 and number.value == number.value.to_integral_value():
                first.setdefault(int(number.value), (quantity.start, quantity.end))
    if not first:
        return
    if not entries:
        if len(first) > 2:
            highest = max(first)
            start, end = _with_words(document, *first[highest])
            words = f"The text cites references up to {highest}, but there is no list of references."
            yield Flag("reference-unresolved", "info", start, end, words, printed=str(highest))
        return
    numbered = sum(entry.numbered for entry in document.references) > len(entries) / 2
    kind = "" if numbered else " (unnumbered)"
    reached = max(entries)
    for missing in sorted(set(first) - entries):
        if missing > reached + _STRIDE:
            break  # citations go on from number to number: what stands far beyond is another kind of number
        reached = max(reached, missing)
        start, end = _with_words(document, *first[missing])
        words = f"Reference {missing} is cited, but the list has {len(entries)}{kind} entries and none for it."
        places = ((start, first[missing][0]), first[missing]) if start < first[missing][0] else (first[missing],)
        yield Flag("reference-unresolved", "warning", start, end, words, "", str(missing), str(max(entries)), places=places)


@lru_cache(maxsize=64)
def _names_authors(text: str) -> bool:
    """Whether a paragraph is a line of authors: nothing but names, two or more of them with numbers behind."""
    if len(text) > 1000:
        return False
    names = _OF_AUTHOR.split(_ascii(text))
    return len(names) > 2 and not names[-1] and all(_AUTHOR.fullmatch(name) for name in names[:-1])


def _ascii(text: str) -> str:
    return "".join("A" if c.isupper() and not c.isascii() else "a" if c.isalpha() and not c.isascii() else c for c in text)


def _with_words(document: Document, start: int, end: int) -> tuple[int, int]:
    """A citation with the two or three words before it."""
    floor = max(0, start - 60)
    before = _WORDS_BEFORE.search(document.raw(floor, start))
    return (floor + before.start() if before else start), end


def unresolved_tables(document: Document) -> Iterator[Flag]:
    """``Table: Title`` where no table has that title; names the nearest title.

    ``info`` where only the ending of words differs (or no title is near: the table may be left out), else ``warning``. A title
    that stands elsewhere in the document by itself is a table that was not read, and no finding.
    """
    titles = list(dict.fromkeys(" ".join(grid.title.text.split()) for grid in document.grids if grid.title.text))
    known = {_fold(title) for title in titles}
    seen: set[str] = set()
    lines: set[str] = set()
    for block in document.blocks:
        if block.kind in ("reference", "caption") or "Table" not in block.text:
            continue
        for found in _TABLE.finditer(block.text):
            title = found["title"].strip().rstrip(")]")
            folded = _fold(title)
            if folded in seen or any(folded == one or folded.startswith(f"{one} ") for one in known):
                continue
            seen.add(folded)
            lines = lines or {_fold(line.rstrip("0123456789,- ")) for line in document.clean.splitlines()}
            if folded in lines:
                continue
            start, end = block.start + found.start(), block.start + found.start("title") + len(title)
            yield _unresolved_table(title, titles, start, end)


def _fold(title: str) -> str:
    return " ".join(_WORD.findall(title.lower()))


def _unresolved_table(title: str, titles: list[str], start: int, end: int) -> Flag:
    near = max(titles, key=lambda one: fuzz.ratio(one.lower(), title.lower()), default="")
    if not near or fuzz.ratio(near.lower(), title.lower()) < _NEAR:
        words = f"The text refers to a table {title!r}, and no table of the document has that title."
        return Flag("reference-unresolved", "info", start, end, words, printed=title)
    severity: Severity = "info" if _same_stems(title, near) else "warning"
    words = f"The text refers to a table {title!r}, but no table has that title; the nearest is {near!r}."
    return Flag("reference-unresolved", severity, start, end, words, printed=title, reading=near)


def _same_stems(left: str, right: str) -> bool:
    """Whether two titles differ in the endings of words only."""
    one, two = _WORD.findall(left.lower()), _WORD.findall(right.lower())
    return len(one) == len(two) and all(a == b or (len(a) > 4 and a[:5] == b[:5]) for a, b in zip(one, two))
