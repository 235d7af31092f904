"""Groups told apart by what happened to them: patients who had something and controls, X first and Y first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_by_exposure", "groups_by_opposites"]

_AND = r"(?:,?\s+(?:and|with|to|versus|vs\.?)\s+(?:on\s+|of\s+|those\s+of\s+|by\s+)?|[;,]\s+(?:and\s+)?)(?:the\s+)?"
#: ``118 patients with X who had Y and 236 matched controls``; the controls are of the same sentence
_CONTROLS = Gated(
    "controls",
    rf"(?<![\w.,/%])(?P<n>{NUMBER})\s+(?:[\w/-]+\s+){{0,3}}?(?P<people>{COUNTED})\b(?P<what>[^.;]{{0,150}}?){_AND}"
    rf"(?P<m>{NUMBER})\s+(?P<controls>(?:[\w/-]+,?\s+){{0,4}}?controls)\b",
)
#: what the first of two such groups had: the last of these counts
_HAD = compiled(
    r"\b(?:(?:who\s+)?(?:had\s+)?(?:undergone|underwent|received)|(?:were\s+)?(?:treated|managed|exposed)\s+(?:with|to)|given|receiving|"
    r"after|on|with)\s+(?:an?\s+|the\s+)?(?P<name>[A-Za-z][^,;.()]{1,60})"
)
_AFTER = compiled(r"\bafter\s+(?:an?\s+|the\s+)?(?P<name>[A-Za-z][^,;.()]{1,60})")
_DISEASE = compiled(r"\s*with\b")
#: what says nothing of who the controls are
_MATCHED = compiled(r"\b(?:[\w-]+-)?(?:matched|unmatched|selected|similar|such|of\s+these)\b,?\s*", re.IGNORECASE)
_CASES = Gated(
    "cases",
    rf"(?<![\w.,/%])(?P<n>{NUMBER})\s+(?P<a>cases)\s+(?:and|with|to|versus|vs\.?)\s+(?P<m>{NUMBER})\s+(?:[\w-]+\s+){{0,3}}?(?P<b>controls)\b",
)
_SHARE = r"(?:half|(?:one|two|a)[\s-]thirds?|(?:one|three|a)[\s-]quarters?)"
_GOT = r"(?:received|were\s+given|got|took|had|underwent|were\s+(?:assigned|allocated|randomi[sz]ed)\s+to|to(?:\s+receive)?)"
#: ``half received X and half placebo``, ``two thirds of them to X and the rest to Y``
_HALVES = Gated(
    "half|third|quarter",
    rf"\b{_SHARE}(?:\s+of\s+(?:them|whom))?\s+{_GOT}\s+(?:an?\s+|the\s+)?"
    rf"(?P<a>[A-Za-z][^,;.()]{{1,50}}?),?\s+(?:and|while)\s+(?:the\s+)?(?:(?:other\s+|remaining\s+)?{_SHARE}|rest|remainder|others)\s+"
    rf"(?:{_GOT}\s+)?(?:an?\s+|the\s+)?(?P<b>[A-Za-z][^,;.()]{{1,50}}?)(?=\s*(?:[,;.(]|$|\bfor\b|\bin\b))",
)
_VERB = r"(?:had|received|got|were\s+given|started\s+(?:with|on)|began\s+with|took|underwent)"
#: ``149 had X first and 63 had Y first``
_IN_TURN = AtNumber(
    "first",
    rf"(?<![\w.,/%])(?P<n>{NUMBER})\s+(?:{COUNTED}\s+)?{_VERB}\s+(?:the\s+|an?\s+)?(?P<a>[A-Za-z][^,;.()]{{1,50}}?\s+first),?\s+(?:and|while|"
    rf"whereas)\s+(?:the\s+(?:other|remaining)\s+)?(?P<m>{NUMBER})\s+(?:{COUNTED}\s+)?(?:{_VERB}\s+)?(?:the\s+|an?\s+)?"
    r"(?P<b>[A-Za-z][^,;.()]{1,50}?\s+first)\b",
)
_UN = r"(?:un|non-?|not\s+)"
#: ``exposed versus unexposed patients``, ``smokers and non-smokers``
_OPPOSITES = Gated(
    "exposed|treated|vaccinated|responders|carriers|users|smokers",
    rf"(?i)\b(?P<a>exposed|treated|vaccinated|responders|carriers|users|smokers)\s+(?:{COUNTED}\s+)?(?:versus|vs\.?|and|than|compared\s+(?:with|to)|"
    rf"or)\s+(?:in\s+)?(?P<b>{_UN}(?P=a))\b|\b(?P<c>{_UN}(?P<d>exposed|treated|vaccinated|responders|carriers|users|smokers))\s+(?:{COUNTED}\s+)?"
    r"(?:versus|vs\.?|and|compared\s+(?:with|to))\s+(?:in\s+)?(?P<e>(?P=d))\b",
)  # fmt: skip


def groups_by_exposure(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add two groups of which one had something, with their sizes; whether the sentence names them.

    Reads ``118 patients who had X and 236 matched controls``, ``140 patients received a graft after X; 70 historical controls``,
    ``210 cases and 420 controls``, ``149 had X first and 63 had Y first``.
    """
    found = _IN_TURN.search(line.text)
    if found:
        _add(scope, owner, line, found, "n", "a", found["a"], ())
        _add(scope, owner, line, found, "m", "b", found["b"], ())
        return True
    cases = _CASES.search(line.text)
    match = cases or _CONTROLS.search(line.text)
    if match is None or any(group.role == "arm" for group in scope.groups_of(owner)):
        return False
    if cases:
        _add(scope, owner, line, cases, "n", "a", "cases", ())
        _add(scope, owner, line, cases, "m", "b", "controls", ("control group",))
        return True
    had, exposed = _exposure(match)
    if not had:
        return False
    controls = " ".join(_MATCHED.sub("", match["controls"]).split()) or match["controls"]
    without = (f"without {had}", f"without prior {had}") if exposed else ("unaffected",)
    cases_too = ("cases",) if "case" in line.text.casefold() else ()
    _add(scope, owner, line, match, "n", "what", had, ("exposed patients",) if exposed else cases_too)
    _add(scope, owner, line, match, "m", "controls", controls, ("controls", "control group", "unexposed patients", *without))
    return True


def _exposure(match: re.Match[str]) -> tuple[str, bool]:
    """What the first group had, and whether that is a treatment; of a disease alone the group is its patients."""
    what = match["what"]
    last = _AFTER.search(what) or max(_HAD.finditer(what), key=lambda each: each.start(), default=None)
    if last is None:
        return "", False
    name = " ".join(last["name"].split())
    if _DISEASE.match(last[0]):
        return f"{match['people']} with {name}", False
    return name.removeprefix("prior ").removeprefix("previous "), True


def _add(
    scope: Scope,
    owner: str | None,
    line: Sentence,
    match: re.Match[str],
    size: str,
    place: str,
    name: str,
    aliases: tuple[str, ...],
) -> None:
    n = whole(match[size])
    at = (line.start + match.start(place), line.start + match.end(place))
    n_at = (line.start + match.start(size), line.start + match.end(size))
    words = set(key(name))
    known = next((group for group in scope.groups_of(owner) if group.n == n and words & set(key(group.name))), None)
    if known is not None:
        scope.told_again(known, (name, *aliases), n_at)
    elif n is not None:
        scope.add_group(owner, name, n=n, aliases=aliases, at=at, n_at=n_at)
        scope.sizes |= {n_at[0]}


def groups_by_opposites(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Two groups that are named without a size, where the study knows no arm: ``in exposed versus unexposed patients``, ``half
    received X and half placebo``."""
    halves = _HALVES.search(line.text)
    match = halves or _OPPOSITES.search(line.text)
    if match is None or owner is None or any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    for part in ("a", "b") if match["a"] else ("e", "c"):
        name = " ".join(match[part].split())
        at = (line.start + match.start(part), line.start + match.end(part))
        scope.add_group(owner, name, aliases=() if halves else (f"{name} patients",), at=at)
