"""Where the groups of one study are named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from daraevidence.extractors.group_names import Token, folded_words, is_whole, key, tokens
from daraevidence.extractors.treatment_phrases import treatments
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import drugs_of, terms

__all__ = ["GroupIndex"]

G = TypeVar("G")


class _Alias(NamedTuple):
    """A name in words. ``exact``: its capitals count (``VTd``, ``A``); ``drug``: the plain name of a drug, which means the group
    only where the words around it speak of patients; ``part``: what tells a part of the patients apart, which means it only
    before a noun for people (``premenopausal women``), or behind a preposition where it is one (``in women``)."""

    printed: str
    exact: bool
    drug: bool
    part: bool
    group: int


_GIVEN = compiled(
    r"(?:\b(?:receiv(?:ed|ing)|treated\s+with|given|on|assigned\s+to|randomi[sz]ed\s+to|versus|vs\.?|compared\s+(?:with|to)|"
    r"than(?:\s+with)?|administered|in\s+the|taking|started|stop(?:ped|ping)?|discontinu(?:ed?|ing|ation\s+of)|withdrawal\s+of)\s+|^)$",
    re.IGNORECASE,
)
_STOPPED = compiled(r"(?:stop|discontinu|withdraw)", re.IGNORECASE)
_TAKERS = compiled(rf"[- ](?:treated\s+)?(?:groups?|arms?|cohorts?|{PEOPLE}|alone|treated)\b", re.IGNORECASE)
_NOUNS = frozenset(
    "cohort cohorts group groups arm arms subgroup subgroups patients recipients schedule schedules strategy".split()
)
#: The most words of a name, and the most groups that one wording is remembered for.
_LONGEST = 14
_FORMS = 4


class GroupIndex(Generic[G]):
    """The names of the groups of one study; a text is read once, from left to right."""

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self._abbreviations = abbreviations
        self._groups: list[G] = []
        self._number: dict[int, int] = {}
        self._aliases: dict[tuple[str, ...], list[_Alias]] = {}
        self._longest: dict[str, int] = {}
        self._first = set(_NOUNS)  # the words that a name begins with or ends with; a gate
        self._keys: dict[frozenset[str], int] = {}
        self._drugs: dict[tuple[str, ...], int] = {}

    def add(self, name: str, group: G, *, arm: bool, part: bool = False) -> None:
        """Let a name mean a group; of two groups of one name the first is meant."""
        number = self._number.setdefault(id(group), len(self._groups))
        if number == len(self._groups):
            self._groups.append(group)
        words = tokens(name)
        if not words or len(words) > _LONGEST or (len(words) == 1 and is_whole(name)):
            return
        if part:
            self._alias(name, number, part=True)
            return
        self._keys.setdefault(frozenset(key(name)), number)
        long = self._abbreviations.get(name)
        for form in (name, long) if long and long != name else (name,):
            self._alias(form, number)
        drugs = drugs_of(name, self._abbreviations) if arm else ()
        if drugs:
            self._drugs.setdefault(drugs, number)

    def _alias(self, name: str, number: int, *, part: bool = False) -> None:
        words = tokens(name)
        folded = tuple(word.folded for word in words)
        if len(words) == 1 and len(words[0].text) < 2 and not words[0].text.isupper():
            return
        exact = len(words) <= 2 and len(name) <= 8 and (any(c.isupper() for c in name[1:]) or len(name) <= 3)
        found = terms(name, 0, frozenset({"drug"}))
        drug = len(found) == 1 and found[0].start == 0 and found[0].end == len(name)
        self._first.add(folded[0])
        self._longest[folded[0]] = max(len(folded), self._longest.get(folded[0], 0))
        known = self._aliases.setdefault(folded, [])
        if len(known) < _FORMS:
            known.append(_Alias(name, exact and not part, drug, part, number))

    def meant(self, name: str) -> G | None:
        """The group that a name means: the same words but for endings and nouns for groups, or the same drugs."""
        number = self._keys.get(frozenset(key(name)))
        if number is None:
            drugs = drugs_of(name, self._abbreviations)
            number = self._drugs.get(drugs) if drugs else None
        return self._groups[number] if number is not None else None

    def find(self, text: str, offset: int) -> list[tuple[int, int, G]]:
        """All places where groups are named, in order, none overlapping; ``X or Y`` names neither."""
        known = not self._first.isdisjoint(folded_words(text))
        words = tokens(text) if known else []
        found = [*self._by_alias(text, words)]
        for more in (self._by_noun(text, words), self._by_drugs(text)):
            found += [place for place in more if not any(place[0] < end and start < place[1] for start, end, _ in found)]
        found.sort()
        kept = [place for place, clear in zip(found, _clear(found, text)) if clear]
        return [(offset + start, offset + end, self._groups[number]) for start, end, number in kept]

    def _by_alias(self, text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        folded = [word.folded for word in words]
        index = 0
        while index < len(words):
            longest = min(self._longest.get(folded[index], 0), len(words) - index)
            for length in range(longest, 0, -1):
                last = index + length - 1
                start, end = words[index].start, words[last].end
                named = self._aliases.get(tuple(folded[index : last + 1]))
                alias = next((alias for alias in named if _fits(text, start, end, alias)), None) if named else None
                if alias is not None:
                    yield start, end, alias.group
                    index = last
                    break
            index += 1

    def _by_noun(self, text: str, words: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """``the X retreatment cohort``: the words before a noun for a group, without their endings."""
        for index, word in enumerate(words):
            if word.folded not in _NOUNS:
                continue
            for length in range(min(5, index), 0, -1):
                if all(w.text.isdigit() for w in words[index - length : index]):
                    continue  # "3 patients" is no "Patient 3"
                begins = words[index - length].start
                if begins and text[begins - 1] in "-‐–/":
                    continue  # half a word
                number = self._keys.get(frozenset(key(" ".join(w.text for w in words[index - length : index]))))
                if number is not None:
                    yield words[index - length].start, word.end, number
                    break

    def _by_drugs(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Another name of a group's regimen: ``ixazomib plus Rd`` for ``IRd``."""
        if not self._drugs:
            return
        for treatment in treatments(text, self._abbreviations):
            drugs = drugs_of(treatment.name, self._abbreviations)
            number = self._drugs.get(drugs) if len(drugs) > 1 else None
            if number is not None and _apart(text, treatment.start, treatment.end):
                yield treatment.start, treatment.end, number


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself there: ``VTd`` not inside ``D-VTd``."""
    if start > 1 and text[start - 1] in "-‐–/" and text[start - 2].isalnum():
        return False
    return not (end + 1 < len(text) and text[end] in "-‐/+" and text[end + 1].isupper())


def _fits(text: str, start: int, end: int, alias: _Alias) -> bool:
    if not _apart(text, start, end):
        return False
    if alias.exact and text[start:end] != alias.printed:
        return False
    if alias.part:
        return _TAKERS.match(text, end) is not None
    if not alias.drug or _TAKERS.match(text, end):
        return True
    given = _GIVEN.search(text[max(0, start - 40) : start])
    return given is not None and not (_STOPPED.match(given[0]) and text.startswith(" or ", end))  # whoever got either


_RESPECTIVELY = compiled(r"[^.;]{0,80}\brespectively\b")


def _clear(found: Sequence[tuple[int, int, int]], text: str) -> list[bool]:
    """Which places name one group: in ``X or Y`` both are left out, that is whoever got either."""
    clear = [True] * len(found)
    for index in range(len(found) - 1):
        (_, end, one), (start, after, other) = found[index], found[index + 1]
        joined = one != other and text[end:start].strip() == "or"
        if joined and not _RESPECTIVELY.match(text[after:]):
            clear[index] = clear[index + 1] = False
    return clear
