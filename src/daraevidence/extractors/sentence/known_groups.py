"""Groups named in a sentence that the document knows: whatever the case, in other words, or by their initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daraevidence.extractors.scope import Group
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE

__all__ = ["Named", "control_last", "is_held_against", "known", "like_control"]


class Named(NamedTuple):
    """A group at a place of the sentence; ``group`` is ``None`` where only grammar shows it.

    ``people``: named by what they have (``patients with one prior line``), so that it may be a part of a group that holds.

    ``result``: where the result begins that grammar says is this group's, or -1.

    ``start`` and ``end`` cover the name with its preposition and article.
    """

    start: int
    end: int
    name: str
    group: Group | None = None
    people: bool = False
    result: int = -1


_STEM = compiled(r"[a-z0-9+]{2,}")
_FILLING = frozenset(
    (
        "patients patient pts those who the with without in of receiving received given treated treatment group arm "
        "cohort not did had were was "
        "subjects participants and for on no"
    ).split()
)
_NEGATIVE = compiled(r"\b(?:without|not|no|non)\b", re.IGNORECASE)


def _words(name: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _STEM.findall(name.casefold()) if word not in _FILLING)


_NOUN = compiled(
    rf"^the\s+|[\s-]+(?:(?:fed|treated|exposed)\s+)?(?:groups?|arms?|cohorts?|{PEOPLE})$",
    re.IGNORECASE,
)


_WHOLE = compiled(
    r"(?:the )?(?:entire|whole|overall|total|full|study|entire study|overall study|total study|"
    r"whole study) (?:cohort|population|group|sample)|"
    rf"all (?:{ANYONE})",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def _forms(name: str) -> frozenset[str]:
    """A name without case, and that without article and a noun for groups."""
    plain = _NOUN.sub("", name).casefold()
    one = plain[:-1] if len(plain) > 4 and plain.endswith("s") and not plain.endswith("ss") else plain  # "oral APs": "oral AP"
    return frozenset((name.casefold(), plain, one))


def known(one: Named, groups: list[Group]) -> Named:
    """The known group of that name, whatever the case."""
    if _WHOLE.fullmatch(one.name):
        total = next((group for group in groups if group.role == "total"), None)
        return one._replace(name=total.name if total else "total", group=total)
    wanted = _forms(one.name)
    for group in groups:
        if any(not wanted.isdisjoint(_forms(alias)) for alias in (group.name, *group.aliases)):
            return one._replace(name=group.name, group=group)
    if not one.people:
        meant = [group for group in groups if _stands_for(one.name, group.name)] if one.name.isupper() else []
        return one._replace(name=meant[0].name, group=meant[0]) if len(meant) == 1 else one
    words, negative = _words(one.name), bool(_NEGATIVE.search(one.name))
    same = [g for g in groups if words and words == _words(g.name) and negative == bool(_NEGATIVE.search(g.name))]
    if not same and negative:
        same = [g for g in groups if words and words < _words(g.name) and _NEGATIVE.search(g.name)]
    return one._replace(name=same[0].name, group=same[0]) if len(same) == 1 else one


#: what leads to the name of a group that a result is held against, and what of it the name's own place may cover
_LEADS = (
    r"(?:with|to|in|for|on|of|by|the|an?|that|those|these|is|was|were|did|had|than|versus|vs\.?|against|over|receiving|given|taking|"
    rf"who\s+(?:received|took|got|had|were\s+(?:given|on))|treated\s+with|(?:assigned|randomi[sz]ed)\s+to|{PEOPLE})"
)
_LEADING = compiled(rf"(?:{_LEADS}\s+)*", re.IGNORECASE)
_HELD_AGAINST = Gated(
    "compared|comparison|relative|than|versus|vs|against|over",
    r"\b(?:(?:as\s+|when\s+)?compared\s+(?:with|to)|in\s+comparison\s+(?:with|to)|relative\s+to|than|versus|vs\.?|against|over)\s+"
    rf"(?:{_LEADS}\s+)*$",
    re.IGNORECASE,
)


def is_held_against(text: str, one: Named, start: int = 0) -> bool:
    """Whether words of comparison behind a place lead to a name: ``29% less than with X``, ``compared to those who took X``."""
    led = _LEADING.match(text, one.start, one.end)
    return _HELD_AGAINST.search(text, start, led.end() if led else one.start) is not None


_LIKE_CONTROL = compiled(r"\b(?:placebo|controls?|sham|vehicle|usual care|standard care)\b", re.IGNORECASE)


def like_control(name: str) -> bool:
    """Whether a group is one that others are held against by its name: ``placebo``, ``usual care``."""
    return _LIKE_CONTROL.search(name) is not None


def control_last(one: Named, other: Named) -> tuple[Named, Named]:
    """Two groups, the one that is a control by its name behind the one that is not."""
    return (other, one) if like_control(one.name) and not like_control(other.name) else (one, other)


_LETTERS = compiled(r"[^\W\d_]+")


def _stands_for(short: str, name: str) -> bool:
    """Whether capitals are the initials of a name, or begin its only word: ``WGJ`` of White Grape Juice, ``WA`` of Water."""
    words = _LETTERS.findall(name)
    if len(words) == 1:
        return 2 <= len(short) < len(words[0]) and words[0].casefold().startswith(short.casefold())
    return len(short) > 1 and short.casefold() == "".join(word[0] for word in words).casefold()
