"""Bullets and paragraphs that the name of a trial leads: ``- ORION: relapse 12% with X vs 20% with Y``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from daraevidence.extractors.study.capitals import is_distinct
from daraevidence.extractors.study.definitions import TOKEN
from daraevidence.extractors.study.lines import BODY, Sentence
from daraevidence.extractors.study.names import StudyMention, cited_after
from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import AGAINST

__all__ = ["is_term", "led_by_names", "run_in_heads"]

_LEADS = compiled(
    rf"\W{{0,5}}(?P<name>{TOKEN})[*_]{{0,3}}(?P<mark>\d{{0,2}}\s?(?:[(\[][^()\[\]]{{1,60}}[)\]])?)\W{{0,3}}\s?[:–—-]\W{{0,3}}\s+(?=\S)"
)
#: results of two groups side by side, or their ratio: the words before the colon are the name of none of the two
_OF_TWO = compiled(
    rf"\d[^.;:]{{0,70}}?\b(?:{AGAINST}|and)\s[^.;:]{{0,50}}?\d[^.;:]{{0,40}}|\b(?:HR|RR|OR|hazard\s+ratio|odds\s+ratio|"
    r"relative\s+risk)\b[\s,:=of]{1,6}\d",
)
#: words for an outcome before the first number: what is before the colon is no outcome itself
_WORDS = compiled(r"(?:[A-Z][\w-]*\s|[^\W\d]{1,3}\s)*[^\W\d_]{4,}")
_DIGIT = compiled(r"\d")
#: a word that is given, or is the name of a group: ``ZELNORM 6 mg``, ``the ZELNORM group``
_GIVEN_BEHIND = compiled(
    r"[®™]|(?:-|\s)(?:treated|group|arm|monotherapy|alone|plus|users?|recipients|\d[\d.]*\s?(?:mg|mcg|µg|g|mL|IU|units)\b)"
)
_GIVEN_BEFORE = compiled(r"\b(?:with|on|receiving|received|of|to|took|taking|given|plus|or|versus|vs\.?|than)\s$")


def led_by_names(lines: Sequence[Sentence], known: Mapping[str, str]) -> Iterator[tuple[int, StudyMention]]:
    """The trials whose name alone leads a bullet or a paragraph on the results of two groups, with the number of its sentence.

    Reads ``ORION: relapse occurred in 12% with X vs 20% with Y``, ``VEGA (2019): remission 41% and 30% (HR 0.7)``; not ``PASI:
    41% vs 30%`` (no outcome behind it), ``EFFICACY: …`` (a heading), ``ZELNORM: …`` where the text gives it to patients, no
    abbreviation that the document or the field knows, and no word without a number that leads one bullet alone.
    """
    led = [(number, match) for number, line in enumerate(lines) if (match := _leads(line)) is not None]
    led = [(number, match) for number, match in led if is_distinct(match["name"], known) and not is_term(match["name"])]
    lists = Counter(lines[number].block.section for number, _ in led)
    led = [(number, match) for number, match in led if not match["name"].isalpha() or lists[lines[number].block.section] > 1]
    otherwise = _used_otherwise({_FIRST.match(match["name"])[0] for _, match in led}, lines) if led else set()  # type: ignore[index]
    for number, match in led:
        line, place = lines[number], lines[number].start + match.start("name")
        if _FIRST.match(match["name"])[0] not in otherwise:  # type: ignore[index]
            cited = cited_after(line.text, match.end("name"))
            yield number, StudyMention(place, place + len(match["name"]), "acronym", match["name"], None, cited)


#: a head run into its paragraph: ``ORION [1]. Double-blind, 360 patients``
_RUN_IN = compiled(
    rf"\W{{0,5}}(?P<name>{TOKEN})(?:\s[A-Z][a-z]+){{0,2}}[*_]{{0,3}}\s?(?:[(\[](?:\d{{1,3}}(?:[,–-]\s?\d{{1,3}}){{0,3}}|(?:19|20)\d\d|[Nn]\s?=\s?[\d,]+)[)\]])\s?[.:]?[*_]{{0,3}}\s*"
)


def run_in_heads(lines: Sequence[Sentence], known: Mapping[str, str]) -> Iterator[tuple[int, StudyMention]]:
    """The trials whose name with its citation or year is the whole first sentence of a paragraph, with the number of it."""
    for number, (line, following) in enumerate(pairwise(lines)):
        if line.block.kind not in BODY or line.start - line.block.start > 3 or following.block is not line.block:
            continue
        match = _RUN_IN.fullmatch(line.text)
        if match is not None and is_distinct(match["name"], known) and not is_term(match["name"]):
            place = line.start + match.start("name")
            cited = cited_after(line.text, match.end("name"))
            yield number, StudyMention(place, place + len(match["name"]), "acronym", match["name"], None, cited)


def _leads(line: Sentence) -> re.Match[str] | None:
    match = _LEADS.match(line.text) if line.block.kind in BODY and line.start - line.block.start < 4 else None
    if match is None or not any(map(str.isupper, match["name"][1:])) or _OF_TWO.search(line.text, match.end()) is None:
        return None
    number = _DIGIT.search(line.text, match.end())
    return match if number is not None and _WORDS.search(line.text, match.end(), number.start()) else None


def is_term(name: str) -> bool:
    """Whether capitals are those of a heading, of people or of a term of the field: ``EFFICACY``, ``WOMEN``, ``CIRRHOSIS``."""
    head = name.split()[0].casefold()
    if common_heading(head.capitalize()) is not None or _PEOPLE.fullmatch(head) or _LABEL.fullmatch(head):
        return True
    return any(True for _ in terms(head)) or any(True for _ in terms(head.capitalize()))


_PEOPLE = compiled(rf"(?:{PEOPLE}|females?|males?|boys|girls|elderly|seniors)")
#: words at the head of bullets, and those that end as diseases and common nouns do
_LABEL = compiled(
    r"(?:(?:prim|second|terti)ary|overall|total|initial|final|early|later|europe|asia|africa|america|oceania|global|benefits?|harms?|"
    r"tolerability|warnings?|notes?|major|minor|severe|moderate|other|stroke|cancer|death|sepsis|renal|liver|heart|cardiac)|"
    r"[a-z]+(?:osis|asis|itis|a?emia|omas?|pathy|ism|uria|algia|tion|sion|ment|ness|ing|ions|eases?|ures?|ents?|ants?|ity)"
)


_FIRST = compiled(r"[^\s‐–/-]+")
_ANY_WORD = compiled(r"[^\W\d_][^\W_]*")


def _used_otherwise(names: Set[str], lines: Sequence[Sentence]) -> set[str]:
    """The names that the text uses as words, or as those of a treatment or a group."""
    folded = {name.casefold(): name for name in names}
    found: set[str] = set()
    for line in lines:
        for word in _ANY_WORD.finditer(line.text):
            name = folded.get(word[0].casefold())
            if name is None:
                continue
            given = _GIVEN_BEHIND.match(line.text, word.end()) or _GIVEN_BEFORE.search(
                line.text, max(0, word.start() - 12), word.start()
            )
            if word[0].islower() or (given and word[0] == name):
                found.add(name)
    return found
