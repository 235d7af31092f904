"""Sizes that prose gives to groups which tables name without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.sizes import whole
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.layout.document import Document

__all__ = ["sizes_in_prose"]

_BRACKET = re.compile(r"[(\[]\s?[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d{1,6})\s?[)\],;]")
_WHO = (
    rf"(?:{PEOPLE}|cases|eyes"
    r"|of (?:them|whom))"
)
_GIVEN = compiled(
    rf"(?<![\w.,/%:])(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: {_WHO})?(?: (?:were|was))?(?: (?:randomly|then))?"
    r"(?: (?:randomi[sz]ed|assigned|allocated))? (?:in)?to (?:receive )?(?:the |an? )?(?=[A-Za-z])"
)
_ASSIGNED = re.compile(r"(?i)\b(?:randomi[sz]ed|assigned|allocated)\b")
_END = re.compile(r"[.;:!?](?=\s)|\n")
_OR = re.compile(r"(?:[^.;:()\[\]\d]|\d[\d.,]*+\s?[a-zµμ/]++){1,80}?\sor\s")
_LONGEST = 6


#: what gives all groups one size: ``n = 30 in each group``, ``(30 per arm)``, ``three equal groups (n = 30)``
_EACH = compiled(
    rf"(?:\b[nN]\s?=?\s?|[(\[,;]\s?)(?P<n>\d{{1,5}})(?:\s{_WHO})?\s"
    r"(?:each\b|(?:(?:in|per|for)\s)?(?:each|per|every|both|all)\s(?:groups?|arms?)\b)"
    rf"|\b(?P<many>two|three|four|five|six|[2-6])\s(?:\w+\s)?(?:groups|arms)\s(?:[(\[]\s?[nN]\s?=\s?|of\s)(?P<m>\d{{1,5}})"
    rf"(?:\s{_WHO})?(?:\seach\b|\s?[)\]])"
)
_TOKENS = re.compile(r"[^\s,;:()\[\]]+")
_TOKENS_WITHOUT_POINTS = re.compile(r"[^\s,;:.()\[\]]+")


def sizes_in_prose(scope: Scope, document: Document) -> None:
    """Give arms without a size the one that the document tells of them, or of all of them."""
    _named_sizes(scope, document)
    _equal_sizes(scope, document)


def _named_sizes(scope: Scope, document: Document) -> None:
    """Give arms without a size the one that the document tells outright, where it always tells the same.

    Reads ``the exercise group (n = 41)`` and ``41 patients were randomized to exercise and 39 to education``; not the number of
    those in a group to whom something happened (``12 patients in the exercise group``).
    """
    wanted: dict[tuple[str, ...], list[Group]] = {}
    for group in scope.groups:
        if group.n is None and group.role != "total":
            for name in {key(group.name), *map(key, group.aliases)}:
                wanted.setdefault(name, []).append(group)
    if not wanted:
        return
    found: dict[int, dict[int, tuple[int, int]]] = {}
    clean = document.clean
    tables = [(grid.body[0], grid.body[1]) for grid in document.grids]
    for match in _BRACKET.finditer(clean):
        before = _TOKENS.findall(clean[max(0, match.start() - 70) : match.start()])[-_LONGEST:]
        names = [key(" ".join(before[i:])) for i in range(len(before))]
        _note(found, wanted, names, match)
    for match in _GIVEN.finditer(clean):
        if _OR.match(clean, match.end(), match.end() + 90):
            continue  # "851 adults were randomized to X or Y"
        line = clean[max(0, match.start() - 200) : match.end()]
        if not _ASSIGNED.search(line, max((end.end() for end in _END.finditer(line)), default=0)):
            continue
        after = _TOKENS_WITHOUT_POINTS.findall(clean[match.end() : match.end() + 70])[:_LONGEST]
        names = [key(" ".join(after[:i])) for i in range(len(after), 0, -1)]
        _note(found, wanted, names, match)
    for group in scope.groups:
        told = found.get(id(group), {})
        if len(told) == 1 and group.n is None:
            ((n, at),) = told.items()
            whole = n == scope.size_of(group.study) and len([g for g in scope.groups_of(group.study) if g.role == "arm"]) > 1
            if not whole and not any(first <= at[0] < last for first, last in tables):
                scope.size(group, n, at, "the text says how many it has")


def _equal_sizes(scope: Scope, document: Document) -> None:
    """Give the arms of a study the one size that all of them are told to have, where none has a size of its own.

    Reads ``three equal groups (n = 30)`` and ``n = 30 in each group``; not where so many were more than the study has.
    """
    arms = [group for group in scope.groups if group.role == "arm"]
    if len(arms) < 2 or len({arm.study for arm in arms}) > 1 or any(arm.n is not None for arm in arms):
        return
    found: dict[int, tuple[int, int]] = {}
    for match in _EACH.finditer(document.clean):
        which = "n" if match["n"] else "m"
        if match["many"] and whole(match["many"]) != len(arms):
            return
        found.setdefault(int(match[which]), match.span(which))
    study = scope.size_of(arms[0].study)
    if len(found) == 1:
        ((n, at),) = found.items()
        if n > 1 and (study is None or n * len(arms) <= study):
            for arm in arms:
                scope.size(arm, n, at, "the text gives all groups one size")


def _note(
    found: dict[int, dict[int, tuple[int, int]]],
    wanted: dict[tuple[str, ...], list[Group]],
    names: list[tuple[str, ...]],
    match: re.Match[str],
) -> None:
    """Keep a size for the group of the longest name that fits."""
    for name in names:
        if name in wanted:
            for group in wanted[name]:
                found.setdefault(id(group), {}).setdefault(int(match[1].replace(",", "")), match.span(1))
            return
