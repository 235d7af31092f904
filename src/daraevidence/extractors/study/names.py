"""How documents name studies: by author, by acronym, or by nothing but what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from daraevidence.language.gated import Gated

__all__ = ["StudyMention", "authors", "citations", "cited_after", "folded"]


class StudyMention(NamedTuple):
    """A place where a study is named. ``name`` is the surname, the acronym or the document's own words."""

    start: int
    end: int
    kind: Literal["author", "acronym", "kind"]
    name: str
    year: int | None = None
    citations: tuple[str, ...] = ()
    second: str = ""  # the other author of two
    own: bool = False  # the study that the document itself reports


def folded(name: str) -> str:
    """A name for comparison: no case, no diacritics, no hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum())


_RANGE = re.compile(r"(\d{1,3})\s*[-‐–—]\s*(\d{1,3})|(\d{1,3})")


def citations(text: str) -> tuple[str, ...]:
    """The reference numbers of a printed citation: ``5,6`` → 5 6, ``[2, 3]`` → 2 3, ``7-10`` → 7 8 9 10."""
    found: list[str] = []
    for low, high, one in _RANGE.findall(text):
        if one:
            found.append(str(int(one)))
        elif 0 <= int(high) - int(low) <= 60:
            found += [str(number) for number in range(int(low), int(high) + 1)]
    return tuple(dict.fromkeys(found))


_CITED = r"(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}(?![\d%.]*\d)(?!\s?%)|\s?\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}\s?\])"
_CITED_HERE = re.compile(_CITED)
_PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|"
    r"[Bb]in|[Ss]t\.?)"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_SURNAME = rf"{_CAPITAL}[^\W\d_]*(?:[’'‐-][^\W\d_]+){{0,2}}"
_BEFORE = re.compile(
    rf"(?:(?P<first>{_SURNAME})\s)?(?P<name>(?:{_PARTICLE}\s+){{0,3}}{_SURNAME})(?:\s+{_CAPITAL}{{1,3}}\.?)?,?\s+$",
)
_ET_AL = Gated(
    "et|colleagues|workers|associates|authors",
    r"\b(?:et\s+al|and\s+(?:colleagues|co-?workers|associates|co-?authors))(?![^\W\d_])",
)
_PAIR = re.compile(rf"({_SURNAME})\s+(?:and|&)\s+({_SURNAME})\s*(?=[(\[](?:19|20)\d\d[a-z]?[)\]])")
#: what each of them needs; a gate
_DATED = re.compile(r"[(\[](?:19|20)\d\d")
_AFTER = re.compile(rf"\.?(?:,?\s{{0,2}}[(\[]?\s?(?P<year>(?:19|20)\d\d)[a-z]?(?!\d)\s?[)\]]?)?\.?(?P<cited>{_CITED})?")
#: Capitalised words that stand before a name at the beginning of a sentence but are no part of it.
_OPENERS = frozenset(
    "a after also although and another as at because besides both but by finally first following for from furthermore here "
    "however in indeed initially interestingly lastly later like moreover more most notably of on or our previously "
    "recently second similarly since so study subsequently than that the then therefore these this third thus to trial "
    "unlike what when where whereas while with data results additionally conversely specifically similarly importantly prof "
    "professor dr".split()
)


def authors(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """Studies named by their first author.

    Reads ``Nakamura et al (2021)4``, ``van der Berg et al. [7]``, ``García-Sanz et al., 2019``, ``Ito and colleagues``,
    ``Weiss and Olsen (2018)``; not ``et al`` without a name before it.
    """
    for match in _ET_AL.finditer(text):
        low = max(0, match.start() - 70)
        before = _BEFORE.search(text[low : match.start()])
        if before is None or before["name"].casefold() in _OPENERS:
            continue
        start = low + before.start("name")
        name = before["name"]
        first = before["first"]
        particle = first and re.fullmatch(_PARTICLE, first)
        if first and (particle or (first.casefold() not in _OPENERS and not _opens(text, low + before.start("first")))):
            start, name = low + before.start("first"), f"{first} {name}"
        after = _AFTER.match(text, match.end())
        yield _author(text, offset, start, name, after)
    for match in _PAIR.finditer(text) if _DATED.search(text) else ():
        after = _AFTER.match(text, match.end(1) + len(match[0].rstrip()) - len(match[1]))
        yield _author(text, offset, match.start(), match[1], after)._replace(second=match[2])


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[:place][-4:].rstrip()
    return not before or before[-1] in ".!?:•)" or before[-1].isdigit()


def _author(text: str, offset: int, start: int, name: str, after: re.Match[str] | None) -> StudyMention:
    end, year = start, None
    cited: tuple[str, ...] = ()
    if after is not None:
        end = after.end()
        year = int(after["year"]) if after["year"] else None
        cited = citations(after["cited"] or "")
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return StudyMention(offset + start, offset + end, "author", " ".join(name.split()), year, cited)


def cited_after(text: str, place: int) -> tuple[str, ...]:
    """The reference numbers printed at a place."""
    match = _CITED_HERE.match(text, place)
    return citations(match[0]) if match else ()
