"""Sizes that prose gives to groups which tables name without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.sizes import whole
from daraevidence.language.dosing import HOW_GIVEN
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.layout.document import Document

__all__ = ["sizes_in_prose"]

#: ``X (n = 41)``, ``(X, n = 41; Y, n = 39)``
_BRACKET = compiled(r"[(\[,;]\s?[nN]\s?=\s?(\d{1,3}(?:,\d{3})+|\d{1,6})\s?[)\],;]")
_WHO = (
    rf"(?:{PEOPLE}|cases|eyes"
    r"|of (?:them|whom))"
)
#: ``more common with X (n=12) than with Y (n=5)``: events, which the numbers count
_MORE_WITH = compiled(
    r"\b(?:[Mm]ore|[Ll]ess)\s(?:common|frequent|often|frequently|commonly|prevalent)\s(?:[a-z]+\s){0,3}?(?:with|in|on|among|for)\s"
    r"[^.;]{0,60}$"
)
_GIVEN = compiled(
    rf"(?<![\w.,/%:])(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: {_WHO})?(?: (?:were|was))?(?: (?:randomly|then))?"
    r"(?: (?:randomi[sz]ed|assigned|allocated))? (?:in)?to (?:receive )?(?:the |an? )?(?=[A-Za-z])"
)
_ASSIGNED = compiled(r"(?i)\b(?:randomi[sz]ed|assigned|allocated)\b")
#: ``38 of the 154 patients in the X group``, ``none of the 24 who received X``: how many there are, said as of known ones
_OF_THE = compiled(
    rf"\b[Tt]he (\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?: (?:[a-z-]+ )?{_WHO})? (?:who (?:had )?(?:been |were )?)?"
    r"(?:in|on|given|receiving|received|taking|treated with|"
    r"(?:randomly )?(?:randomi[sz]ed|assigned|allocated) to) (?:the |an? )?(?=[A-Za-z])"
)
#: ``the 152 controls``, ``the 98 X recipients``
_OF_THE_SO_CALLED = compiled(
    rf"\b[Tt]he (\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}) (?=(?:[A-Za-z][\w+/-]* ){{0,3}}?(?:controls|recipients|users|{PEOPLE})\b)"
)
#: what makes a part of a group of it
_OF_A_PART = compiled(r"(?:\s+(?:group|arm|cohort|patients|participants))?\s+(?:with|without|who|whose|aged|at\s+(?:high|low))\b")
_AMONG = compiled(r"\b(?:[Ss]ub-?(?:group|set)|[Aa]mong|[Ii]n\s+(?:those|patients|participants|women|men|children))\b")
_END = compiled(r"[.;:!?](?=\s)|\n")
_OR = compiled(r"(?:[^.;:()\[\]\d]|\d[\d.,]*+\s?[a-zµμ/]++){1,80}?\sor\s")
#: what is given so much so often: ``X, 1 mg/kg every 6 hours for 5 days (n = 41)``
_GIVEN_SO = compiled(rf",?(?:{HOW_GIVEN})\s*$")
_LONGEST = 6


#: what gives all groups one size: ``n = 30 in each group``, ``(30 per arm)``, ``three equal groups (n = 30)``
_EACH = compiled(
    rf"(?:\b[nN]\s?=?\s?|[(\[,;]\s?)(?P<n>\d{{1,5}})(?:\s{_WHO})?\s"
    r"(?:each\b|(?:(?:in|per|for)\s)?(?:each|per|every|both|all)\s(?:groups?|arms?)\b)"
    rf"|\b(?P<many>two|three|four|five|six|[2-6])\s(?:\w+\s)?(?:groups|arms)\s(?:[(\[]\s?[nN]\s?=\s?|of\s)(?P<m>\d{{1,5}})"
    rf"(?:\s{_WHO})?(?:\seach\b|\s?[)\]])"
)
_TOKENS = compiled(r"[^\s,;:()\[\]]+")
_TOKENS_WITHOUT_POINTS = compiled(r"[^\s,;:.()\[\]]+")


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
        if _MORE_WITH.search(clean, max(0, match.start() - 90), match.start()):
            continue
        lead = _GIVEN_SO.sub("", clean[max(0, match.start() - 70) : match.start()])
        before = _TOKENS.findall(lead)[-_LONGEST:]
        names = [key(" ".join(before[i:])) for i in range(len(before))]
        _note(scope, found, wanted, names, match)
    for match in _GIVEN.finditer(clean):
        if _OR.match(clean, match.end(), match.end() + 90):
            continue  # "851 adults were randomized to X or Y"
        line = clean[max(0, match.start() - 200) : match.end()]
        if not _ASSIGNED.search(line, max((end.end() for end in _END.finditer(line)), default=0)):
            continue
        after = _TOKENS_WITHOUT_POINTS.findall(clean[match.end() : match.end() + 70])[:_LONGEST]
        names = [key(" ".join(after[:i])) for i in range(len(after), 0, -1)]
        _note(scope, found, wanted, names, match)
    _definite(scope, document, wanted, found)
    for group in scope.groups:
        told = found.get(id(group), {})
        if len(told) == 1 and group.n is None:
            ((n, at),) = told.items()
            whole = n == scope.size_of(group.study) and len([g for g in scope.groups_of(group.study) if g.role == "arm"]) > 1
            if not whole and not any(first <= at[0] < last for first, last in tables):
                scope.size(group, n, at, "the text says how many it has")


def _definite(
    scope: Scope, document: Document, wanted: dict[tuple[str, ...], list[Group]], found: dict[int, dict[int, tuple[int, int]]]
) -> None:
    """Note the numbers told as of known patients, ``38 of the 154 patients in the X group``, where no other size is told; not of
    a part of the group, and not in a sentence on some of the study's patients."""
    clean = document.clean
    sized = set(found)
    for match in (*_OF_THE.finditer(clean), *_OF_THE_SO_CALLED.finditer(clean)):
        line = clean[max(0, match.start() - 200) : match.start()]
        begin = max((end.end() for end in _END.finditer(line)), default=0)
        if _AMONG.search(line, begin):
            continue
        study = scope.study(match.start())
        after = [*_TOKENS_WITHOUT_POINTS.finditer(clean, match.end(), match.end() + 70)][:_LONGEST]
        for last in reversed(after):
            groups = wanted.get(key(clean[match.end() : last.end()]), ())
            own = [group for group in groups if group.study == (study.name if study else None) and id(group) not in sized]
            if own and not _OF_A_PART.match(clean, last.end()):
                for group in own:
                    found.setdefault(id(group), {}).setdefault(int(match[1].replace(",", "")), match.span(1))
            if groups:
                break


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
    scope: Scope,
    found: dict[int, dict[int, tuple[int, int]]],
    wanted: dict[tuple[str, ...], list[Group]],
    names: list[tuple[str, ...]],
    match: re.Match[str],
) -> None:
    """Keep a size for the group of the longest name that fits; one behind a comma (``(X, n=41)``) for that of its study alone."""
    here = scope.study(match.start()) if match[0][0] in ",;" else None
    for name in names:
        if name in wanted:
            for group in wanted[name]:
                if match[0][0] in ",;" and group.study != (here.name if here else None):
                    continue
                found.setdefault(id(group), {}).setdefault(int(match[1].replace(",", "")), match.span(1))
            return
