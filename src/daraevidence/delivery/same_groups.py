"""Groups that a document calls by two names: ``glue (G group)``, or by a letter and a word in tables of the same sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from daraevidence.language.patterns import compiled

__all__ = ["same_groups"]

#: what a name of a group that only labels it looks like
_LABEL = compiled(r"(?i:(?:group|arm|cohort)\s+[\w-]{1,8}|[\w-]{1,12}\s+(?:group|arm|cohort))|[A-Z][A-Z\d-]{0,5}")
#: names that only say which of two groups one is
_ROLE = compiled(r"(?i)(?:controls?|interventions?|experimental|treatment|study|comparators?)(?:\s+(?:group|arm)s?)?")
_CLAUSE = compiled(r"[.;,:()]|\b(?:or|and|versus|vs|to|than)\b", re.IGNORECASE)
_NOUN = compiled(r"(?i)^(?:group|arm)\s+|\s+(?:group|arm)$")
_WHOLE = compiled(r"(?i)(?:all|overall|total|combined|pooled|both)\b")
#: how much of a text is read, how many places of one label, and how far before its bracket the other name stands
_READ, _PLACES, _BEFORE = 200_000, 20, 80
_MOST = 40


def same_groups(cohorts: Sequence[Mapping[str, Any]], names: Iterable[str], text: str) -> Mapping[str, frozenset[str]]:
    """For the names of groups the other names that the same group bears.

    Examples:
        >>> said = "Repair was done with glue (group G) or with running sutures (group S)."
        >>> {name: sorted(others) for name, others in same_groups([], ["Group G", "Glue", "Sutures"], said).items()}
        {'Group G': ['Glue'], 'Glue': ['Group G']}
    """
    known = [name for name in dict.fromkeys(names) if not _WHOLE.match(name)][:_MOST]
    found: dict[str, set[str]] = {}
    for one, other in (*_labelled(known, text[:_READ]), *_sized(cohorts, known), *_bare(known)):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}


def _labelled(names: Sequence[str], text: str) -> Iterable[tuple[str, str]]:
    """Labels with the one name that stands right before a bracket with it."""
    labels = [name for name in names if _LABEL.fullmatch(name)]
    others = {
        name: re.compile(rf"(?i)(?<![\w-]){re.escape(name)}(?![\w-])")
        for name in names
        if name not in labels and not _ROLE.fullmatch(name)
    }
    if not labels or not others:
        return
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    for label in labels:
        place, seen = 0, 0
        meant: set[str] = set()
        opened = f"({label.casefold()}"
        while seen < _PLACES and (place := folded.find(opened, place)) >= 0:
            seen, after = seen + 1, place + len(opened)
            if not folded[after : after + 1].isalnum():
                clause = _CLAUSE.split(text[max(0, place - _BEFORE) : place])[-1]
                meant |= {name for name, printed in others.items() if printed.search(clause)}
            place = after
        if len(meant) == 1:
            yield label, meant.pop()


def _sized(cohorts: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Pairs of names of the same size, one of which begins with the other's letter, where each of two sizes is that of two."""
    sizes: dict[str, set[int]] = {}
    for group in cohorts:
        if group.get("n") is not None and group.get("role") == "arm" and group["cohort"] in names:
            sizes.setdefault(group["cohort"], set()).add(group["n"])
    by_size: dict[int, list[str]] = {}
    for name, each in sizes.items():
        if len(each) == 1:
            by_size.setdefault(next(iter(each)), []).append(name)
    pairs = [(pair[0], pair[1]) for pair in by_size.values() if len(pair) == 2]
    if len(pairs) < 2 or len(pairs) != len(by_size) or not all(_begins(*pair) or _begins(*reversed(pair)) for pair in pairs):
        return
    yield from pairs


def _bare(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Names that differ in the noun alone: ``RF`` and ``Group RF``."""
    known: dict[str, str] = {}
    for name in names:
        plain = _NOUN.sub("", name).casefold()
        if (other := known.setdefault(plain, name)) != name:
            yield other, name


def _begins(label: str, name: str) -> bool:
    """Whether a label's letter is the first one of a name: ``G group``, ``Glue``."""
    letter = re.fullmatch(r"(?i)(?:(?:group|arm)\s+)?([^\W\d_]{1,2})(?:\s+(?:group|arm))?", label.strip())
    return letter is not None and name.casefold().startswith(letter[1].casefold()) and len(name) > 3
