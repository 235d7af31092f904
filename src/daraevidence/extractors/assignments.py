"""Arms that a sentence of assignment names, whatever they are called: drugs, procedures, programmes, strategies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.study_sizes import NUMBER, PEOPLE, whole

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.studies_named import Sentence

__all__ = ["groups_assigned"]

_ASSIGNED = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated)\b(?!\s+(?:controlled|clinical|trials?|stud))", re.IGNORECASE)
_RATIO = r"(?:\(?\d{1,2}(?::\d{1,2}){1,5}\)?\s+|in\s+an?\s+\d{1,2}:\d{1,2}(?::\d{1,2})?\s+(?:ratio|fashion|manner)\s+)?"
_TO = re.compile(rf"\s{_RATIO}to\s+(?:either\s+)?(?:(?:receive|undergo|take|get|have)\s+)?(?:either\s+)?(?:the\s+|an?\s+)?")
#: a name: words without marks, up to a bracket, a comma or the word that joins the next
_NAME = r"(?P<0>(?!\d+\s|\d+\.|one\s|two\s|three\s|four\s|groups?\b|arms?\b)[A-Za-z0-9][^,;:()\[\]]{0,79}?)"
_SIZE = rf"\s*[(\[]\s*(?:[nN]\s?=\s?)?(?P<0>{NUMBER})(?:\s+{PEOPLE})?\s*[)\]]"
_JOINT = r"\s*,?\s*(?:or|and|versus|vs\.?)\s+(?:(?:to|with)\s+)?(?:(?:receive|undergo)\s+)?(?:the\s+|an?\s+)?"
#: ``to X (n=5) or Y (n=7)``, ``to X (5 patients) or to Y (7 patients)``
_SIZED = re.compile(_NAME.replace("<0>", "<a>") + _SIZE.replace("<0>", "<n>"))
_NEXT = re.compile(
    _JOINT + _NAME.replace("<0>", "<a>") + _SIZE.replace("<0>", "<n>")
    + r"|\s*,\s*(?:to\s+)?(?:the\s+|an?\s+)?" + _NAME.replace("<0>", "<b>") + _SIZE.replace("<0>", "<m>")
)  # fmt: skip
#: ``to X or Y``
_END = (
    r"(?=\s*(?:[.,;(]|$|\b(?:for|once|twice|every|in|daily|weekly|at|over|until|during|after|before|as|on|by|from|while|who)\b))"
)
_PLAIN = re.compile(_NAME.replace("<0>", "<a>") + r"\s+or\s+(?:to\s+)?(?:the\s+|an?\s+)?" + _NAME.replace("<0>", "<b>") + _END)
#: ``assigned 90 infants with X to A and 92 to B``, ``90 infants were assigned to A and 92 to B``
_COUNTED = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:{PEOPLE}|(?:[\w-]+\s+){{1,3}}?{PEOPLE})?[^.;:()\d]{{0,90}}?\bto\s+(?:receive\s+)?(?:the\s+|an?\s+)?"
    + _NAME.replace("<0>", "<a>")
    + rf"\s*,?\s+and\s+(?P<m>{NUMBER})\s+(?:{PEOPLE}\s+)?(?:were\s+assigned\s+)?to\s+(?:receive\s+)?(?:the\s+|an?\s+)?"
    + _NAME.replace("<0>", "<b>")
    + r"(?=\s*(?:[.,;(]|$|\b(?:for|once|twice|every|in|over|until|during|after|as|on)\b))"
)
_DOSE = re.compile(r"\s+\d[\d.,]*\s*(?:mg|g|mcg|µg|μg|IU|U|mL|ml|%)\b")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|received|patients?|participants?|who|which|that|between)\b", re.IGNORECASE)
_MOST_WORDS = 7
_MOST_ARMS = 6


class _Arm(NamedTuple):
    name: str
    at: tuple[int, int]
    n: int | None = None
    n_at: tuple[int, int] | None = None


def groups_assigned(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the arms of a sentence of assignment, where the study knows none yet.

    Reads ``randomly assigned to X (n=90) or Y (n=92)``, ``(1:1) to receive X or Y for 12 weeks``, ``assigned 90 infants to X
    and 92 to Y``. Not what is assigned to all, a number of groups (``to two groups``), or a name as long as a sentence.
    """
    if " to " not in line.text or any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    for match in _ASSIGNED.finditer(line.text):
        arms = list(_sized(line.text, match.end())) or _counted(line.text, match) or _plain(line.text, match.end())
        if len(arms) > 1 and len({arm.name.casefold() for arm in arms}) == len(arms):
            for arm in arms:
                at = (line.start + arm.at[0], line.start + arm.at[1])
                n_at = (line.start + arm.n_at[0], line.start + arm.n_at[1]) if arm.n_at else None
                scope.add_group(owner, arm.name, n=arm.n, at=at, n_at=n_at)
                scope.sizes |= {n_at[0]} if n_at else set()
            return


def _sized(text: str, place: int) -> Iterator[_Arm]:
    lead = _TO.match(text, place)
    match = _SIZED.match(text, lead.end()) if lead else None
    name, size = "a", "n"
    for _ in range(_MOST_ARMS):
        arm = _arm(match, name, size) if match else None
        if match is None or arm is None:
            return
        yield arm
        match = _NEXT.match(text, match.end())
        name, size = ("a", "n") if match and match["a"] else ("b", "m")


def _counted(text: str, assigned: re.Match[str]) -> list[_Arm]:
    for start in (assigned.end() + 1, max(0, assigned.start() - 60)):
        match = _COUNTED.search(text, start, assigned.end() + 260)
        if match is not None and assigned.start() - 60 <= match.start() <= assigned.end() + 24:
            return [arm for arm in (_arm(match, "a", "n"), _arm(match, "b", "m")) if arm is not None]
    return []


def _plain(text: str, place: int) -> list[_Arm]:
    lead = _TO.match(text, place)
    match = _PLAIN.match(text, lead.end()) if lead else None
    if match is None or " or " in match["b"]:
        return []
    return [arm for arm in (_arm(match, "a", ""), _arm(match, "b", "")) if arm is not None]


def _arm(match: re.Match[str], name: str, size: str) -> _Arm | None:
    """An arm whose name can be one: up to seven words without a verb; a dose behind a drug is left to the regimen."""
    printed = match[name].rstrip()
    dose = _DOSE.search(printed)
    printed = printed[: dose.start()] if dose and dose.start() > 2 else printed
    words = printed.split()
    if not 0 < len(words) <= _MOST_WORDS or _VERB.search(printed) or len(printed) < 2:
        return None
    at = (match.start(name), match.start(name) + len(printed))
    n = whole(match[size]) if size else None
    return _Arm(" ".join(words), at, n, match.span(size) if n else None)
