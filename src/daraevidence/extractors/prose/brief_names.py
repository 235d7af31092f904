"""Arms whose names stand without their noun: ``after one dose`` for the one-dose group, ``with the early`` for the early arm."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.group.giving import meant_by_giving
from daraevidence.extractors.group_names import key
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.named import Named
from daraevidence.language.dosing import GIVEN_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of

__all__ = ["with_brief_names"]

_WORD = r"(?!(?:and|or|than|with|after|in|on|for|of|to|the|an?|versus|vs)\b)[a-z][\w-]*"
_BRIEF = compiled(
    rf"\b(?:after|with|on|in|at|for|among|given|receiving|than|versus|vs\.?|by|following|under)\s+(?:the\s+|an?\s+)?"
    rf"(?P<name>(?:\d[\d.]*\s?{GIVEN_UNIT}|{_WORD})(?:\s{_WORD}){{0,2}}?)"
    r"(?=\s*(?:[,;.()]|$)|\s(?:it|they|the|was|were|had|and|versus|vs|than|whereas|while|but|compared|as|at)\b|\s\d)",
    re.IGNORECASE,
)


def with_brief_names(place: Place, named: list[Named]) -> list[Named]:
    """The names of a sentence with those that say all words of one arm's name but the noun: its words alone mean it here.

    Not the name of a drug, which may be what all are given, nor a number alone (``in one``).
    """
    arms = place.arms
    if len(arms) < 2:
        return named
    called: dict[frozenset[str], set[str]] = {}
    for arm in arms:
        for alias in (arm.name, *arm.aliases):
            called.setdefault(frozenset(key(alias)), set()).add(arm.name)
    by_name = {arm.name: arm for arm in arms}
    more: list[Named] = []
    for match in _BRIEF.finditer(place.text):
        meant = called.get(frozenset(key(match["name"])), ()) or _by_giving(match["name"], arms)
        if len(meant) != 1 or _overlaps(match, named) or drugs_of(match["name"]) or _NUMBER.fullmatch(match["name"]):
            continue
        name = next(iter(meant))
        more.append(Named(match.start(), match.end("name"), name, by_name[name]))
    return sorted([*named, *more], key=lambda one: one.start) if more else named


def _by_giving(name: str, arms: Sequence[Group]) -> set[str]:
    """``with the higher dose``: the arm that is meant by its dose or way, where the words say that it is one."""
    if not _DOSE.search(name):
        return set()
    number = meant_by_giving(name, [(arm.name, *arm.aliases) for arm in arms])
    return set() if number is None else {arms[number].name}


_DOSE = compiled(rf"(?i)\bdos(?:e|es|age)\b|^\d[\d.]*\s?{GIVEN_UNIT}\b")
_NUMBER = compiled(r"(?i)one|two|three|four|five|six|seven|eight|nine|ten|\d+")


def _overlaps(match: re.Match[str], named: Sequence[Named]) -> bool:
    return any(one.start < match.end("name") and match.start("name") < one.end for one in named)
