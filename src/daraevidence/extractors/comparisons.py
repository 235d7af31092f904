"""Who stands against whom, where a sentence does not name both groups."""

from __future__ import annotations

import re

from daraevidence.extractors.named import Named
from daraevidence.extractors.place import Place
from daraevidence.extractors.scope import Group
from daraevidence.extractors.statements import Statement
from daraevidence.extractors.told import part_of

__all__ = ["complete", "described"]

_CONTROL = re.compile(r"\b(?:control|comparator|comparison|reference|other)\b", re.IGNORECASE)


def complete(place: Place, statement: Statement) -> None:
    """Who stands against whom, where the sentence sets two results against each other and does not name both groups.

    In order: the pair that the study last set against each other by name; the group that holds here against the one named;
    the two arms of a study of two.
    """
    if len(statement.sides) != 2 or not statement.versus:
        return
    one, two = statement.sides
    part = one.named if one.named is not None and one.named.people and one.named.group is None and two.named is None else None
    if part is not None:
        one.named = None
    known = place.pairs.get(place.study)
    if two.named is not None and two.named.group is None and _CONTROL.search(two.named.name) and known is not None:
        two.named = known[1]._replace(start=two.named.start, end=two.named.end)
    if one.named is None and two.named is None and known is not None:
        one.named, two.named = (named._replace(start=-1, end=-1) for named in known)
    held = place.held
    if one.named is None and held is not None and (two.named is None or two.named.name != held.name):
        one.named = standing(held)
    arms = [g for g in place.scope.groups_of(place.study) if g.role == "arm"]
    if one.named is None and two.named is None and len(arms) == 2:
        one.named, two.named = standing(arms[0]), standing(arms[1])
    for side, other in ((one, two), (two, one)):
        if side.named is not None and other.named is None:
            rest = [arm for arm in arms if arm.name != side.named.name]
            partner = [named for named in known or () if named.name != side.named.name]
            if len(rest) == 1 and len(arms) == 2:
                other.named = standing(rest[0])
            elif known is not None and len(partner) == 1:
                other.named = partner[0]._replace(start=-1, end=-1)
    if part is not None:
        for side in statement.sides:
            if side.named is not None:
                side.named = Named(-1, -1, f"{side.named.name}, {part_of(part.name)}")
        return
    if one.named is not None and two.named is not None and one.named.name != two.named.name:
        place.pairs[place.study] = (one.named, two.named)


def standing(group: Group) -> Named:
    return Named(-1, -1, group.name, group)


_DESCRIBED = re.compile(
    r"(?:patients|subjects|participants|women|men|children|responders|those)\s+(?:who|with|without|receiving|treated|in|not)\b",
    re.IGNORECASE,
)


def described(place: Place, start: int, end: int) -> Named | None:
    """A group that only the words of the sentence tell: ``patients who responded``."""
    text = place.text[start:end]
    match = _DESCRIBED.search(text)
    return Named(start + match.start(), end, " ".join(text[match.start() :].split())) if match else None
