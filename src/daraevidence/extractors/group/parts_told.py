"""Sizes of parts and of populations that prose tells: the arms of a subgroup, the safety population, patients at each risk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["LABELLED", "parts_told"]

_N = rf"(?P<n>{NUMBER})"
_ARM = r"(?:group|arm|cohort)"
#: ``(120 with X, 124 with Y)``, ``(95 in the X group and 45 in the Y group)``
_EACH = (
    rf"(?P<a>{NUMBER})\s+(?:{COUNTED}\s+)?(?:(?:in|of|from|on|with|given|receiving|assigned\s+to)\s+)?(?:the\s+)?(?P<x>[^\d,;.()]{{1,50}}?)(?:\s+{_ARM})?"
    rf"(?:,|\s+and|,\s+and)\s+(?P<b>{NUMBER})\s+(?:{COUNTED}\s+)?(?:(?:in|of|from|on|with|given|receiving|assigned\s+to)\s+)?(?:the\s+)?"
    rf"(?P<y>[^\d,;.()]{{1,50}}?)(?:\s+{_ARM})?"
)
#: ``12,424 participants in the X group and 12,446 in the Y group``, ``416 patients treated with X and 414 treated with Y``
_WHO = rf"(?:of\s+(?:them|these)|{COUNTED})\s+"
_GIVEN = r"(?:on|given|receiving|treated\s+with|assigned\s+to|who\s+(?:had\s+)?(?:received|took)|who\s+were\s+given)"
_IN_ARMS = (
    rf"(?P<a>{NUMBER})\s+(?:{_WHO})?(?:(?:in|of|from|were\s+in)\s+the\s+(?P<x>[^,;.()]{{1,50}}?)\s+{_ARM}\s+and\s+"
    rf"(?P<b>{NUMBER})\s+(?:{_WHO})?(?:(?:in|of|from)\s+)?(?:the\s+)?(?P<y>[^,;.()]{{1,50}}?)(?:\s+{_ARM})?|"
    rf"{_GIVEN}\s+(?P<v>[^,;.()]{{1,50}}?)\s+and\s+(?P<c>{NUMBER})\s+(?:{_WHO})?(?:{_GIVEN}\s+)?(?P<w>[^,;.()]{{1,50}}?))"
)
#: ``140 patients with X (95 in the A group and 45 in the B group)``, ``2418 had X (…)``
_DIVIDED = AtNumber(
    "with|who|had|were|aged",
    rf"(?<![\w.,/%]){_N}\s+(?:(?:[\w-]+\s+){{0,2}}?{COUNTED}\s+)?(?P<who>(?:with|who|without|had|were|aged)\s+[^,;.()]{{3,80}}?)\s*"
    rf"\({_EACH}\)",
)
_SET = (
    r"(?:safety|per[- ]protocol|(?:modified\s+)?intention[- ]to[- ]treat|m?ITT|full[- ]analysis|evaluable|efficacy|"
    r"immunogenicity|pharmacokinetic)(?:[- ](?:evaluable|analysis))?\s+(?:population|set|analys[ie]s|sample|cohort)"
)
_HAD = r"(?:includ(?:ed|es)|compris(?:ed|es)|consist(?:ed|s)\s+of|contain(?:ed|s)|had|was\s+made\s+up\s+of|involved)"
#: what is known of some of the patients only: ``Diaries came back from …``, ``Samples were available from …``
_SOME = (
    r"(?:came\s+back|were\s+(?:available|obtained|returned|collected)|was\s+available)\s+(?:from|for|in|by)|(?:could|can)\s+be\s+"
    r"(?:evaluated|analy[sz]ed|assessed)\s+in"
)
_POPULATION = Gated(
    "population|set|analy|sample|cohort|available|obtained|returned|collected|came|evaluated|assessed",
    rf"(?i:\b(?P<set>{_SET})\b[^.;\d]{{0,60}}?\b{_HAD}|{_SOME})\s+(?:(?:data|results)\s+(?:from|on|of)\s+)?"
    rf"(?:{_IN_ARMS}(?=[\s.,;)]|$)|(?P<first>{NUMBER})\s+and\s+(?P<second>{NUMBER})\b|(?P<all>{NUMBER})\s+(?:[\w-]+\s+){{0,2}}?{COUNTED}\b)",
)
#: ``448 received at least one dose and formed the safety set``
_FORMED = AtNumber(
    "formed|constituted|made|comprised",
    rf"(?<![\w.,/%])(?<!\band\s){_N}\s[^.;\d]{{0,90}}?\b(?:formed|constituted|made\s+up|comprised)\s+the\s+(?P<name>{_SET})\b",
    re.IGNORECASE,
)
#: ``81 patients at low risk, 74 at intermediate risk``
_AT_RISK = AtNumber(
    "risk|stage|class",
    rf"(?<![\w.,/%]){_N}\s+(?:\([\d.]+\s?%\)\s+)?(?:{COUNTED}\s+)?(?:were\s+)?(?:at|in|of|with)\s+(?:an?\s+)?"
    r"(?P<name>(?:[a-z]+(?:-[a-z]+)?\s+)?(?:risk|(?:stage|class)\s+(?:[IV]{1,3}|\d))\b|"
    r"(?P<level>low|intermediate|standard|moderate|high|very\s+(?:low|high))(?=\s*(?:\([^()]{1,30}\))?(?:,|\s+and)\s[^.;]{1,80}\brisk\b))",
)
#: ``Patients treated within 7 days (n = 312)``, ``those treated later (n = 228)``
_WHO_SIZED = Gated(
    "=",
    rf"\b(?:(?i:{COUNTED})|those)\s+(?P<name>(?:treated|operated|seen|given|receiving|who|with|without|aged|on|in)\s+"
    rf"(?:(?!\b(?:compared|versus|than|those)\b)[^,;:.()\d]){{1,60}}?(?:\d{{1,3}}\s+[^,;:.()\d]{{1,20}}?)?)\s*\(\s?[nN]\s?=\s?{_N}\s?\)",
)
#: who is of a group with a letter is no part
LABELLED = compiled(r"\b(?:arm|group|cohort)\s+(?:[A-Z]|\d)\w?$", re.IGNORECASE)
#: ``In a substudy of 96 participants``
_SUBSTUDY = Gated(
    "sample|study",
    rf"\b(?:[Aa]|[Tt]he|[Oo]ne)\s+(?:[\w-]+\s+){{0,3}}?(?P<name>sub-?study|subsample)\s+(?:of|in|with|among)\s+{_N}\s+(?:[\w-]+\s+){{0,3}}?{COUNTED}\b",
)
#: ``In the 39 responders,``, ``Of 33 evaluable patients,``
_SUCH = Gated(
    "responders|survivors|completers|remitters|carriers|evaluable|assessable",
    rf"(?:^|[.;:(,]\s)(?:[Oo]f|[Aa]mong|[Ii]n|[Ff]or)\s+(?:the\s+|all\s+)?{_N}\s+(?P<name>(?:[a-z-]+\s+)?(?:non-?)?"
    r"(?:responders|survivors|completers|remitters|carriers)(?:\s+in\s+the\s+[\w/+-]+\s+(?:arm|group))?"
    rf"|(?:[a-z-]+-)?(?:evaluable|assessable)\s+(?:{COUNTED}))(?=\s*(?:[,(]|\s(?:the|median|mean|\d|with|who)))",
)
_OWN = compiled(r"^(?:who\s+(?:had|were)|with|had|were)\s+(?:an?\s+|the\s+)?")


def parts_told(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add the parts and populations of a study's groups that a sentence gives with their sizes; whether it tells of a population.

    Reads ``140 patients with X (95 in the A group and 45 in the B group)``, where the parts make up the whole, ``The safety
    population consisted of 615 participants in the A group and 612 in the B group``, ``The per-protocol analysis included 560
    and 562 of them`` (in the order of the arms), ``81 patients at low risk and 74 at high risk``, ``Patients treated early
    (n=312) … those treated later (n=228)``, ``a substudy of 96 participants``.
    """
    for match in _DIVIDED.finditer(line.text) if "(" in line.text else ():
        _divided(scope, owner, line, match)
    for match in _FORMED.finditer(line.text):
        _add(scope, owner, line, match, match["name"])
    populations = [match for match in _POPULATION.finditer(line.text) if match["set"]]
    for match in _POPULATION.finditer(line.text):
        _population(scope, owner, line, match)
    _at_risk(scope, owner, line, list(_AT_RISK.finditer(line.text)))
    sized = list(_WHO_SIZED.finditer(line.text))
    for match in sized if len(sized) > 1 and not any(LABELLED.search(each["name"]) for each in sized) else ():
        _add(scope, owner, line, match, f"patients {match['name']}")
    for match in (*_SUBSTUDY.finditer(line.text), *_SUCH.finditer(line.text)):
        _add(scope, owner, line, match, match["name"])
    return bool(populations)


def _add(scope: Scope, owner: str | None, line: Sentence, match: re.Match[str], name: str) -> None:
    """A part by its name and its size, unless it is the whole group."""
    n = whole(match["n"])
    if not n or n == scope.size_of(owner):
        return
    at = (line.start + match.start("name"), line.start + match.end("name"))
    scope.add_group(owner, " ".join(name.split()), n=n, role="subgroup", at=at, n_at=_place(line, match, "n"))


def _place(line: Sentence, match: re.Match[str], group: str) -> tuple[int, int]:
    return line.start + match.start(group), line.start + match.end(group)


def _arms(scope: Scope, owner: str | None, match: re.Match[str], names: str = "xy") -> tuple[Group, Group] | None:
    """The two arms of a match, which the study must know."""
    first, second = (scope.named_so(owner, match[part]) for part in names)
    if first is None or second is None or first is second or {first.role, second.role} != {"arm"}:
        return None
    return first, second


def _divided(scope: Scope, owner: str | None, line: Sentence, match: re.Match[str]) -> None:
    arms, n = _arms(scope, owner, match), whole(match["n"])
    sizes = whole(match["a"]), whole(match["b"])
    if arms is None or not n or None in sizes or sum(filter(None, sizes)) != n or n == scope.size_of(owner):
        return
    part = " ".join(_OWN.sub("", match["who"]).split())
    at = _place(line, match, "who")
    known = scope.named_so(owner, part)
    if known is None or known.n != n:
        scope.add_group(owner, part, n=n, role="subgroup", at=at, n_at=_place(line, match, "n"))
    for arm, size, place in zip(arms, sizes, "ab", strict=True):
        scope.add_group(owner, f"{arm.name}, {part}", n=size, role="subgroup", at=at, n_at=_place(line, match, place))


def _population(scope: Scope, owner: str | None, line: Sentence, match: re.Match[str]) -> None:
    """The arms again with the sizes that they have in a population; of one number the population itself."""
    if match["all"]:
        n, everyone = whole(match["all"]), scope.size_of(owner)
        if match["set"] and n and everyone and n < everyone:
            at, n_at = _place(line, match, "set"), _place(line, match, "all")
            scope.add_group(owner, " ".join(match["set"].split()), n=n, role="subgroup", at=at, n_at=n_at)
        return
    given = bool(match["v"])
    places = ("a", "c" if given else "b") if match["a"] else ("first", "second")
    arms: Sequence[Group] | None = _arms(scope, owner, match, "vw" if given else "xy") if match["a"] else _in_order(scope, owner)
    for arm, place in zip(arms or (), places, strict=False):
        n, at = whole(match[place]), _place(line, match, place)
        if n and arm.n is not None and n < arm.n:
            scope.add_group(owner, arm.name, n=n, role=arm.role, at=at, n_at=at)


def _in_order(scope: Scope, owner: str | None) -> list[Group] | None:
    """The two groups into which a study divides its patients, in the order in which it tells of them."""
    parts = [group for group in scope.groups_of(owner) if group.role != "total" and group.n is not None]
    whole_group = scope.size_of(owner)
    return parts if len(parts) == 2 and whole_group == sum(group.n or 0 for group in parts) else None


def _at_risk(scope: Scope, owner: str | None, line: Sentence, found: Sequence[re.Match[str]]) -> None:
    """Groups of risk: those that the study knows, and others where all of a sentence together are the study."""
    if len(found) < 2:
        return
    told = sum(whole(match["n"]) or 0 for match in found)
    sizes = {scope.size_of(owner), *(group.n for group in scope.groups_of(owner))}
    complete = told in sizes or (len(found) > 2 and any(match["level"] for match in found))
    known = {key(group.name): group for group in scope.groups_of(owner)}
    for match in found:
        group, n = known.get(key(match["name"])), whole(match["n"])
        if n and (group is not None or complete):
            own = f"{match['level']} risk" if match["level"] else match["name"]
            name, role = (group.name, group.role) if group is not None else (own, "subgroup")
            added = scope.add_group(owner, name, n=n, role=role, at=_place(line, match, "name"), n_at=_place(line, match, "n"))
            if group is not None and added is not group and added.draft is not None:
                added.draft.doubt(0.8, "a table gives the group another size")
