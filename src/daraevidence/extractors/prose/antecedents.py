"""Whom a name means by what stands before it: ``those who were not``, ``their counterparts``, ``patients given the drug``."""

from __future__ import annotations

import re

from daraevidence.extractors.group.roles import is_reference
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["by_antecedents"]

#: who is told of by nothing but not being the others: ``those who were not``, ``patients without it``
_NOT_SO = compiled(
    rf"(?i)(?:in\s+|of\s+|among\s+|than\s+)?(?:the\s+)?(?:those|others|{PEOPLE})\s+(?:(?:who|that)\s+(?:were|was|did|had|have|are|do|received|got|took)\s*"
    r"(?:not|n[o’']t|none|nothing)(?:\s+(?:so|it|been|be|(?:receive|get|take|have|given|treated)(?:\s+(?:it|any|so|them))?))?|"
    r"without(?:\s+it)?|not\s+(?:so\s+)?(?:treated|given(?:\s+it)?))"
)
#: the others, without any words of their own
_COUNTERPARTS = Gated(
    "counterparts|half",
    r"\b(?:of|in|among|for|by|than|with|from)\s+(?:their\s+(?:[a-z-]+\s+)?counterparts|the\s+other\s+half)\b",
    re.IGNORECASE,
)


def by_antecedents(place: Place, named: list[Named]) -> list[Named]:
    """The names of a sentence, with the arms of a trial of two for those whom only the other one tells.

    ``in 18 of those given X and in 21 of those who were not``: the arm that is not given X. ``given the drug``, of which no
    arm has the name, is the one that is not the control, beside the control alone.
    """
    if len(place.arms) != 2:
        return named
    told = [*_COUNTERPARTS.finditer(place.text)]
    if len(told) == 1 and not any(one.start < told[0].end() and told[0].start() < one.end for one in named):
        named = sorted([*named, Named(*told[0].span(), "those without")], key=lambda one: one.start)
    unlike = [one for one in named if one.group is None and _NOT_SO.fullmatch(one.name)]
    if len(unlike) != 1:
        return named
    names = {arm.name: arm for arm in place.arms}
    others = {one.name: one for one in named if one is not unlike[0] and one.end <= unlike[0].start}
    if not others and place.last_named is not None:
        others = {place.last_named.name: place.last_named}
    arms = [one for name, one in others.items() if name in names]
    if not arms and len(others) == 1:  # what the arms are not called: the one of them that is given something
        active = [arm for arm in place.arms if not is_reference(arm.name)]
        one = next(iter(others.values()))
        if len(active) == 1 and one.group is None:
            arms = [one._replace(name=active[0].name, group=active[0], people=False)]
            named = [arms[0] if each is one else each for each in named]
    if len({one.name for one in arms}) != 1:
        return named
    rest = next(arm for arm in place.arms if arm.name != arms[0].name)
    return [one._replace(name=rest.name, group=rest, people=False) if one is unlike[0] else one for one in named]
