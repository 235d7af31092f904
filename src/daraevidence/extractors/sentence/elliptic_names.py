"""Groups whose names a sentence leaves out in part: ``with X and 9% without``, ``5 before and 7 after X``, ``(A vs B)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.known_groups import like_control
from daraevidence.extractors.sentence.placed_names import Contrasted, names_at
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.word_classes import AGAINST

__all__ = ["KINDS", "elliptic"]

_BRACKET = r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?"
#: from a result to the next of its kind, with the name of the first
_FIRST = compiled(
    rf"[^\d;:.,()]{{0,16}}?{_BRACKET}\s*\b(?P<lead>with|without|before|after)(?:\s+(?:the\s+|"
    rf"an?\s+)?(?P<name>[A-Za-z][^\d;:.,()]{{1,60}}?))?{_BRACKET},?\s+(?:and|{AGAINST}|but|than|while|whereas)\s+(?:(?:was|"
    r"were|it|to|only|in|by|those)\s+)*",
    re.IGNORECASE,
)
_SECOND = compiled(
    rf"[^\d;:.,()]{{0,16}}?{_BRACKET}\s*\b(?P<lead>without|with|after|before)(?:wards?)?\b"
    r"(?:\s+(?:it|them|this|that)\b|\s+(?:the\s+|an?\s+)?(?P<name>[A-Za-z][^\d;:.,()]{1,60}?))?(?=\s*(?:[;:,.(\[]|$))",
    re.IGNORECASE,
)
_OPPOSITE = {"with": "without", "without": "with", "before": "after", "after": "before"}
_SET = compiled(
    r"[(\[;]\s*(?:for\s+)?(?P<a>[A-Za-z][^()\[\]\d;,]{1,50}?)\s+(?:versus|vs\.?|v\.?)\s+(?P<b>[A-Za-z][^()\[\]\d;,]{1,50}?)"
    r"(?:,\s+respectively)?\s*[)\]]"
)
#: ``Fever (A vs B): 5% vs 7%``
_HEADED = compiled(r"\s?[:,=]\s")
_JOINED = compiled(r"\s*(?:[A-Za-z%/]{1,10}\s*)?and\s*")
#: ``31% and 22% were obtained with A and B``
_LISTED = compiled(
    r"[^\d;:.,()]{0,70}?\b(?:with|by|after|on|receiving|in)\s+(?:the\s+)?(?P<a>[A-Za-z][^\d;:.,()]{1,40}?)\s+and\s+(?:the\s+)?"
    r"(?P<b>[A-Za-z][^\d;:.,()]{1,40}?)(?=\s*(?:[.;(]|$))",
    re.IGNORECASE,
)


#: ``12% of the long-interval and``, ``31% of the short-interval group``: two names that share their noun
_FIRST_OF_TWO = compiled(
    r"[\s)\]]*(?:(?:%|percent|[a-zµ/]{1,9})\s+)?(?:of|in|with|on|for|"
    r"among)\s+the\s+(?P<name>[A-Za-z\d][\w.+/-]*(?:\s[A-Za-z][\w+-]*)?)(?:\s*[(\[][^()\[\]]{0,60}[)\]])?,?\s+(?:and|"
    rf"{AGAINST}|but|than)\s+(?:(?:was|were|it|to|only|in|by)\s+)*",
)
_SECOND_OF_TWO = compiled(
    r"[\s)\]]*(?:(?:%|percent|[a-zµ/]{1,9})\s+)?(?:of|in|with|on|for|among)\s+the\s+(?P<name>[A-Za-z\d][\w.+/-]*(?:\s[A-Za-z][\w+-]*)??)"
    r"\s+(?P<noun>[a-z]{3,14})(?=\s*(?:[;:,.()\[]|$|(?:and|had|was|were|did|left|fell|rose|lost|met|[a-z]+ed)\b))"
)


#: nouns for what tells two arms apart
_MANNERS = frozenset(
    "group arm cohort interval dose dosage schedule regimen strategy course treatment therapy programme program formulation "
    "tablet approach procedure technique method diet device vaccine drug".split()
)
#: people who need no more words to be told apart: ``12% of the men and 31% of the women``
_NO_KIND = (
    r"(?:the|an?|all|any|both|each|either|these|those|our|other|remaining|eligible|evaluable|enrolled|included|study|total|such|most|many|some|"
    r"who|with|without|in|on|of|and|or|per|than|more|less|treated|randomi[sz]ed)"
)
#: people by what they are, who need no more words to be told apart
KINDS = (
    r"(?:wo)?men|boys|girls|(?:fe)?males|children|adults|adolescents|infants|mothers|fathers|(?:non-?|ex-)?smokers|(?:non-?)?responders|"
    r"(?:non-?)?carriers|(?:non-?)?users|(?:non-?)?survivors|vaccinees|donors|cases|controls|comparators"
)
#: people told apart by a word before them: ``12% of vaccinated children caught it``, ``and in 31% of the controls``
_PEOPLE = (
    r"\s*(?:of|in|among|for)\s+(?:the\s+|those\s+)?"
    rf"(?P<name>(?:(?!{_NO_KIND}\b)[a-z][\w-]*\s+){{0,2}}?(?:{PEOPLE}|{KINDS}))(?![\w-])"
)
_FIRST_PEOPLE = compiled(
    rf"{_PEOPLE}(?:\s*[(\[][^()\[\]]{{0,60}}[)\]])?(?:\s(?!and\b)[^\d;:.()]{{1,60}}?)?,?\s+(?:and|{AGAINST}|but|while|"
    r"whereas)\s+(?:(?:was|were|it|to|only|in|by|for|among)\s+)*",
    re.IGNORECASE,
)
_SECOND_PEOPLE = compiled(_PEOPLE, re.IGNORECASE)
_FIRST_KIND = compiled(
    rf"\s*(?:(?:of|in|among|for)\s+(?:the\s+)?)?(?P<name>{KINDS})(?:\s*[(\[][^()\[\]]{{0,60}}[)\]])?,?\s+(?:and|{AGAINST}|"
    r"but)\s+(?:(?:was|were|it|to|only|in|by)\s+)*",
    re.IGNORECASE,
)
_SECOND_KIND = compiled(rf"\s*(?:(?:of|in|among|for)\s+(?:the\s+)?)?(?P<name>{KINDS})\b(?!-)", re.IGNORECASE)


#: ``(81% X; 79% placebo)``: each name right behind its result
_FIRST_BESIDE = compiled(r"\s(?P<name>[A-Za-z][^\d;:.,()]{1,40}?)\s?[;,]\s+(?:and\s+)?")
_SECOND_BESIDE = compiled(r"\s(?P<name>[A-Za-z][^\d;:.,()]{1,40}?)(?=\s?[)\]])")
_OPENED = ("(", "[")


def elliptic(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Pairs of names of which a part is left out or stands apart; ``places`` are those of the results.

    Reads ``84% with X and 72% without``, ``72% without and 84% with X``, ``12 before and 9 after X``, ``X: 1% vs 3%; Y: 8% vs
    9% (A vs B)``, ``31% and 22% were seen with A and B``, ``12% of the early and 31% of the late group``.
    """
    for (first, end), (second, last) in pairwise(places):
        one, other = _FIRST.fullmatch(text, end, second), _SECOND.match(text, last)
        if one is not None and other is not None and _OPPOSITE[one["lead"].casefold()] == other["lead"].casefold():
            yield from _opposed(text, one, other)
        one, other = _FIRST_OF_TWO.fullmatch(text, end, second), _SECOND_OF_TWO.match(text, last)
        if one is not None and other is not None:
            yield from _sharing_noun(text, one, other)
        one, other = _FIRST_KIND.fullmatch(text, end, second), _SECOND_KIND.match(text, last)
        if one is not None and other is not None and one["name"].casefold() != other["name"].casefold():
            yield [Contrasted(*each.span("name"), each["name"]) for each in (one, other)]
        one, other = _FIRST_PEOPLE.fullmatch(text, end, second), _SECOND_PEOPLE.match(text, last)
        if one is not None and other is not None and _are_apart(one["name"], other["name"]):
            yield [Contrasted(*each.span("name"), " ".join(each["name"].split())) for each in (one, other)]
        one, other = _FIRST_BESIDE.fullmatch(text, end, second), _SECOND_BESIDE.match(text, last)
        if one is not None and other is not None and text[:first].rstrip().endswith(_OPENED):
            found = names_at([one.span("name"), other.span("name")], text)
            if found is not None and any(like_control(each.name) for each in found):
                yield found
    for match in _SET.finditer(text):
        found = names_at([match.span("a"), match.span("b")], text)
        ahead = _HEADED.match(text, match.end()) is not None and any(match.end() <= start for start, _ in places)
        if found is not None and (ahead or any(last <= match.start() for _, last in places)):
            yield found
    if len(places) == 2 and _JOINED.fullmatch(text, places[0][1], places[1][0]):
        behind = _LISTED.match(text, places[1][1])
        found = names_at([behind.span("a"), behind.span("b")], text) if behind is not None else None
        if found is not None:
            yield found


def _are_apart(one: str, other: str) -> bool:
    """Whether words tell two parts of the people apart: ``the treated patients`` and ``the controls``, not ``patients`` twice."""
    told = [name.casefold() for name in (one, other)]
    return told[0] != told[1] and all(" " in name or re.fullmatch(KINDS, name) for name in told)


def _sharing_noun(text: str, one: re.Match[str], other: re.Match[str]) -> Iterator[list[Contrasted]]:
    """Two names that are no names without the noun behind the second: ``the long-interval`` and ``the short-interval group``."""
    noun = other["noun"]
    if one["name"].casefold() == other["name"].casefold() or one["name"].endswith(f" {noun}"):
        return
    if noun not in _MANNERS and names_at([(other.start("name"), other.end("noun"))], text) is None:
        return
    yield [
        Contrasted(one.start("name"), one.end("name"), f"{one['name']} {noun}"),
        Contrasted(other.start("name"), other.end("noun"), f"{other['name']} {noun}"),
    ]


def _opposed(text: str, one: re.Match[str], other: re.Match[str]) -> Iterator[list[Contrasted]]:
    """The two names where only one of them is written out."""
    if (one["name"] is None) == (other["name"] is None):
        return
    told = one if one["name"] is not None else other
    found = names_at([told.span("name")], text)
    if found is None:
        return
    yield [
        Contrasted(match.start("lead"), max(match.end("lead"), match.end("name")), f"{match['lead'].casefold()} {found[0].name}")
        for match in (one, other)
    ]
