"""Arms that a sentence of assignment or the sizes of its parts name: drugs, procedures, programmes, strategies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.study.sizes import NUMBER, PEOPLE, whole
from daraevidence.language.dosing import HOW_GIVEN, ROUTE_WORD
from daraevidence.language.gated import Gated
from daraevidence.language.vocabulary import drugs_of

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_assigned", "groups_assigned_plainly"]

_ASSIGNED = Gated(
    "allocated|allotted|assigned|randomi|underwent",
    r"\b(?:randomi[sz]ed|assigned|allocated|allotted|underwent\s+randomi[sz]ation)\b(?!\s+(?:controlled|clinical|trials?|stud))",
    re.IGNORECASE,
)
_EITHER = Gated(
    "either", r"\b(?:receive[sd]?|given|treated\s+with|underwent|got)\b[^.;:()\d]{0,60}?\beither\s+(?:the\s+|an?\s+)?"
)
#: ``742 adults received X (n=372) or Y (n=370)``
_RECEIVED = Gated("received|underwent", r"\b(?:received|underwent)\s+(?:the\s+|an?\s+)?")
_TO = re.compile(
    r"\bto\s+(?:either\s+)?(?:(?:receive|undergo|take|get|have|continue)\s+)?(?:either\s+)?(?:(?:with|on)\s+)?(?:the\s+|an?\s+)?"
)
_REACH = 160
#: words that end a name
_STOP = (
    r"(?:and|or|versus|vs|for|once|twice|every|in|daily|weekly|monthly|at|over|until|during|after|before|as|on|by|from|while|who|which|"
    r"that|was|were|is|are|had|has|have|received|patients?|participants?|between|within|both|one|two|three|four|groups?|arms?|"
    r"each|respectively|if|when|because|but|stratified|using|given|administered|regardless|irrespective|according)(?![\w-])"
)
_WORD = r"(?:[A-Za-z]|\d{1,3}[-‐](?:day|week|month|year|dose|hour|minute)\b)[\w'’+/.‐-]*(?<![.])"
_NAME = rf"(?:(?!nebuli)(?:{ROUTE_WORD})\s+)?(?P<name>(?!(?:{_STOP}))(?:{_WORD})(?:\s+(?!(?:{_STOP}))(?:{_WORD}|\+)){{0,6}})"
_HOW = rf"(?P<how>(?:{HOW_GIVEN})?)"
_SIZE = rf"[(\[]\s*(?:[nN]\s?=\s?)?(?P<n>{NUMBER})(?:\s+{PEOPLE})?(?:\s*[;,]\s*[\d.]+\s?%)?\s*[)\]]"
_ARM_NOUN = r"(?:\s+(?:group|arm|therapy alone))?"
#: what is given together with it
_MORE = (
    rf"(?P<more>(?:\s+(?:plus|\+|combined with|in combination with|together with|added to)\s+(?!(?:{_STOP}))(?:{_WORD})"
    rf"(?:\s+(?!(?:{_STOP}))(?:{_WORD}|\+)){{0,4}}(?:{HOW_GIVEN})?){{0,3}})"
)
_SIZED = re.compile(_NAME + _HOW + _MORE + _ARM_NOUN + r"\s*" + _SIZE)
_PLAIN = re.compile(_NAME + _HOW + _MORE)
_JOINT = re.compile(
    r"\s*(?:,\s*(?:(?:or|and)\s+)?|(?:or|and|versus|vs\.?)\s+)(?:(?:to|with)\s+)?(?:(?:receive|undergo)\s+)?(?:the\s+|an?\s+)?"
)
_OR = re.compile(r"\s*,?\s*(?:or|versus|vs\.?)\s+(?:(?:to|with)\s+)?(?:(?:receive|undergo)\s+)?(?:the\s+|an?\s+)?")
_COMMA = re.compile(r"\s*,\s*(?:(?:to|with)\s+)?(?:the\s+|an?\s+)?(?!or\b|and\b)")
#: ``207 to X and 205 to Y``, ``90 infants were assigned to X``
_COUNTED = re.compile(
    rf"(?<![\w.,:-])(?P<n>{NUMBER})\s+(?:of\s+(?:them|whom)\s+|(?:[\w-]+\s+){{0,3}}?{PEOPLE}\s+(?:with\s+[^.;,()\d]{{1,60}}?\s+)?)?"
    rf"(?:(?:were|was)\s+)?(?:randomly\s+)?(?:(?:randomi[sz]ed|assigned|allocated|allotted)\s+)?to\s+"
    rf"(?:(?:receive|undergo|take|get)\s+)?(?:the\s+|an?\s+)?{_NAME}{_HOW}{_MORE}"
)
#: behind such a number: ``and 386 Y``, ``and 98 received Y``, where a drug, ``to`` or ``received`` shows that it is one more
_ANOTHER = re.compile(
    rf"\s*,?\s+and\s+(?P<n>{NUMBER})\s+(?:{PEOPLE}\s+)?(?P<led>(?:were\s+)?(?:assigned\s+)?to\s+(?:receive\s+)?|received\s+)?"
    rf"(?:the\s+|an?\s+)?{_NAME}{_HOW}{_MORE}"
)
#: ``130 in the low-dose arm``
_IN_ARM = re.compile(
    rf"(?<![\w.,:-])(?P<n>{NUMBER})\s+(?:{PEOPLE}\s+)?(?:in|to)\s+the\s+{_NAME}{_HOW}{_MORE}\s+(?:group|arm|cohort)\b"
)
_AND = re.compile(r"\s*[,;]?\s*(?:and\s+)?")
#: from a number to those of its parts: ``388 adults:``, ``were randomized (``
_DIVIDED = re.compile(
    rf"\s*(?:[\w/+-]+\s+){{0,6}}?{PEOPLE}\b(?:\s+with\s[^.,;:()]{{1,80}}?)?(?:\s+(?:who\s+)?(?:(?:were|was|had\s+been)\s+)?(?:\w+ly\s+)?"
    r"(?:assigned|randomi[sz]ed|allocated|enrolled|included|recruited|entered|treated|analy[sz]ed|evaluated))?\s*[:(,;—–-]\s*",
)
#: what counts the members of groups: ``There were 133 recipients in the X group and 402 in the Y group``
_THERE_WERE = re.compile(rf"(?:Results?[.:]\s+)?There\s+were\s+(?:a\s+total\s+of\s+)?{NUMBER}\s+{PEOPLE}\s+in\s+the\b")
_CLOSED = re.compile(r"\s*(?:[).;]|$)")
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SIZE_ONLY = re.compile(_SIZE)
_TOLD = re.compile(rf"\b{NUMBER}\s+(?:{PEOPLE}\s+)?(?:(?:were|was)\s+)?(?:\w+\s+)?to\s")
_AMOUNT = re.compile(r"\s*(\d[\d.,]*(?:\s?[-–/]\s?\d[\d.,]*)?\s?[A-Za-zµμ]+(?:/(?:kg|m2|m²))?)")
_GIVEN_SO = re.compile(HOW_GIVEN)
_MOST_ARMS = 8


class _Arm(NamedTuple):
    """``name`` without, ``dosed`` with the amount behind it."""

    name: str
    dosed: str
    at: tuple[int, int]
    n: int | None = None
    n_at: tuple[int, int] | None = None
    long: str = ""  # what the name is short for


def groups_assigned(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add the arms that a sentence of assignment names with their sizes, or size those that the study knows; whether it does.

    Reads ``randomly assigned to X (n=90) or Y (n=92)``, ``412 were randomized, 207 to X and 205 to Y``, ``received either X (90
    participants) or Y (92 participants)``. A dose belongs to the name only where it alone tells two arms apart.
    """
    assigned = _ASSIGNED.search(line.text)
    either = None if assigned else _EITHER.search(line.text) or _RECEIVED.search(line.text)
    if assigned is None and either is None:
        return False
    text = _BRACKET.sub(_without_asides, line.text)
    arms = _counted(text) if assigned else []
    for place in [either.end()] if either else [lead.end() for lead in _TO.finditer(text, assigned.end() if assigned else 0)]:
        if len(arms) > 1 or (assigned and place - assigned.end() > _REACH):
            break
        arms = _listed(text, place, _SIZED)
    return _keep(scope, owner, line, arms)


def groups_assigned_plainly(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the arms of ``(1:1) to receive X (50 mg daily) or Y for 12 weeks``, where the study knows none yet.

    Also those of ``388 adults: 130 in the low-dose arm, 129 in the high-dose arm and 129 in the placebo arm``, which make up a
    number printed before them or the study's. Not what is assigned to all, and not a number of groups (``to two groups``).
    """
    if any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    summed = _summed(scope, owner, line.text)
    if summed:
        _keep(scope, owner, line, summed)
        return
    assigned = _ASSIGNED.search(line.text)
    if assigned is None:
        return
    text = _BRACKET.sub(_without_asides, line.text)
    lead = _TO.search(text, assigned.end(), assigned.end() + 90)
    if lead is not None:
        _keep(scope, owner, line, _listed(text, lead.end(), _PLAIN))


def _keep(scope: Scope, owner: str | None, line: Sentence, arms: Sequence[_Arm]) -> bool:
    """Add the arms where the study knows none yet, else size those that it knows; whether they are arms."""
    if len(arms) < 2 or len({arm.dosed.casefold() for arm in arms}) < len(arms):
        return False
    alike = len({arm.name.casefold() for arm in arms}) < len(arms)
    fresh = not any(group.role == "arm" for group in scope.groups_of(owner))
    for arm in [_called(line.text, arm) for arm in arms]:
        at = (line.start + arm.at[0], line.start + arm.at[1])
        n_at = (line.start + arm.n_at[0], line.start + arm.n_at[1]) if arm.n_at else None
        known = _known(scope, owner, arm)
        if fresh:
            scope.add_group(owner, arm.dosed if alike else arm.name, n=arm.n, aliases=(arm.dosed, arm.long), at=at, n_at=n_at)
        elif known is not None and known.n is None and arm.n is not None and n_at is not None:
            scope.size(known, arm.n, n_at, "the sentence of assignment says how many it has")
        elif known is not None and arm.n is not None and arm.n > (known.n or 0):  # the table has a smaller population
            scope.add_group(owner, known.name, n=arm.n, at=at, n_at=n_at)
        if n_at and (fresh or known is not None):
            scope.sizes |= {n_at[0]}
    return fresh or any(_known(scope, owner, arm) is not None for arm in arms)


#: the short form behind the name of a treatment: ``intravenous immunoglobulin (IVIG)``
_SHORT = re.compile(r"\s*\((?P<short>[A-Z][\w+/-]{1,11})\)")


def _called(text: str, arm: _Arm) -> _Arm:
    """An arm by the short form that stands behind its name."""
    short = _SHORT.match(text, arm.at[1])
    if short is None:
        return arm
    return arm._replace(name=short["short"], dosed=f"{short['short']}{arm.dosed.removeprefix(arm.name)}", long=arm.name)


def _known(scope: Scope, owner: str | None, arm: _Arm) -> Group | None:
    known = scope.named_so(owner, arm.dosed) or scope.named_so(owner, arm.name)
    return known if known is not None and known.role == "arm" else None


def _without_asides(bracket: re.Match[str]) -> str:
    """A bracket that holds no size of a group as spaces: ``(50 mg by mouth once daily)``, ``(1:1)``."""
    told = _SIZE_ONLY.fullmatch(bracket[0]) or _TOLD.search(bracket[0]) or _IN_ARM.search(bracket[0])
    return bracket[0] if told else " " * len(bracket[0])


def _counted(text: str) -> list[_Arm]:
    found = list(_COUNTED.finditer(text))[:_MOST_ARMS]
    another = _ANOTHER.match(text, found[0].end()) if len(found) == 1 else None
    if another is not None and (another["led"] or drugs_of(another["name"].split(" ")[0]) or drugs_of(another["name"])):
        found.append(another)
    return [_arm(match) for match in found]


def _summed(scope: Scope, owner: str | None, text: str) -> list[_Arm]:
    """The members of a list ``n in the X arm`` whose sizes make up the number that is divided before them, or the study's."""
    text = _BRACKET.sub(_without_asides, text) if " the " in text else ""
    found = list(_IN_ARM.finditer(text))
    sizes = [whole(match["n"]) or 0 for match in found]
    if len(found) < 2 or 0 in sizes or not all(_AND.fullmatch(text, a.end(), b.start()) for a, b in pairwise(found)):
        return []
    first = found[0].start()
    closed = _CLOSED.match(text, found[-1].end()) is not None  # "5 in the X arm and 7 in the Y arm died" tells of deaths
    known = {
        whole(number[0])
        for number in re.finditer(NUMBER, text[:first])
        if closed and _DIVIDED.fullmatch(text, number.end(), first) is not None
    }
    known |= {scope.size_of(owner)}
    counted = _THERE_WERE.match(text) is not None and closed
    return [_arm(match) for match in found] if counted or sum(sizes) in known else []


def _listed(text: str, place: int, form: re.Pattern[str]) -> list[_Arm]:
    """A list of arms that begins at a place; without sizes it is closed by ``or``."""
    found: list[re.Match[str]] = []
    closed = form is _SIZED
    while len(found) < _MOST_ARMS:
        match = form.match(text, place)
        if match is None:
            break
        found.append(match)
        joint = _JOINT.match(text, match.end()) if form is _SIZED else _OR.match(text, match.end())
        closed = closed or (joint is not None and form.match(text, joint.end()) is not None)
        joint = joint or _COMMA.match(text, match.end())
        if joint is None:
            break
        place = joint.end()
    return [_arm(match) for match in found] if closed else []


def _arm(match: re.Match[str]) -> _Arm:
    more = _GIVEN_SO.sub("", match["more"])
    name = " ".join(f"{match['name']}{more}".split())
    amount = _AMOUNT.match(match["how"])
    dosed = " ".join(f"{match['name']} {amount[1]}{more}".split()) if amount else name
    sized = match.groupdict().get("n")
    n = whole(sized) if sized else None
    return _Arm(name, dosed, match.span("name"), n, match.span("n") if n else None)
