"""Where a sentence goes over from one study to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import AGAINST

__all__ = ["Turn", "turns"]


class Turn(NamedTuple):
    """A place from which on another study holds; ``parts`` where a clause begins there, whose results are all of that study."""

    place: int
    entity: Entity
    parts: bool


_NEW_CLAUSE = compiled(
    r";\s+|,?\s+(?=(?:while|whereas|but|although|though)\s)|,\s+(?=and\s+(?:in|by|with|the|for)\s)", re.IGNORECASE
)
#: ``41% in ORION and 22% in VEGA``, ``41% (ORION) vs 22% (VEGA)``: each study stands behind its own result
_NEXT = compiled(
    rf"\)?,?\d{{0,2}}(?:\s+(?:trial|study))?(?:\s?\[[\d, ]+\])?,?\s+(?=(?:and|{AGAINST}|or|to)\s)|"
    r"\)?,(?:\d{1,2}(?:,\d{1,2})*)?\s+(?=\d)"
)
#: right before a study: the comma behind another clause
_COMMA = compiled(r",\s+(?=(?:and\s+|but\s+)?(?:(?:in\s+)?the\s+|in\s+)?$)")
_NUMBER = compiled(r"\d(?!\d{0,2}\])")
_PLACED = compiled(r"\b(?:in|from|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}$|[(\[]$")


def turns(line: Sentence, told: Sequence[tuple[StudyMention, Entity]]) -> Iterator[Turn]:
    """The places in a sentence where the next of the studies that it tells of begins to hold.

    It is the clause in which it is named, ``…; in VEGA it was 22%``, or what stands behind the result of the other one, ``41% in
    ORION and 22% in VEGA``; else its name.
    """
    since = 0
    for (before, one), (mention, other) in pairwise(told):
        start, end = before.end - line.start, mention.start - line.start
        cuts = [found.end() for found in _NEW_CLAUSE.finditer(line.text, start, end)] if one is not other else []
        place = cuts[-1] if cuts else _subject(line.text, since, (start, end), mention.end - line.start)
        place = place or _behind_result(line.text, since, before.start - line.start, start, end)
        if place and one is not other:
            since = place
            yield Turn(line.start + place, other, True)
        else:
            yield Turn(mention.start, other, False)


def _subject(text: str, since: int, between: tuple[int, int], behind: int) -> int:
    """The place behind a comma where a clause on another study begins: ``…, the VEGA trial found 22%``; else 0."""
    comma = _COMMA.search(text, *between)
    told = comma is not None and _NUMBER.search(text, since, comma.start()) and _NUMBER.search(text, behind)
    return comma.end() if told and comma is not None else 0


def _behind_result(text: str, since: int, name: int, start: int, end: int) -> int:
    """The place right behind a study that stands behind its result, where the next one stands so as well; else 0."""
    following = _NEXT.match(text, start)
    if following is None or following.end() >= end or not _PLACED.search(text, max(0, end - 40), end):
        return 0
    told = _NUMBER.search(text, since, name) and _NUMBER.search(text, following.end(), end)
    return following.end() if told and _PLACED.search(text, max(since, name - 40), name) else 0
