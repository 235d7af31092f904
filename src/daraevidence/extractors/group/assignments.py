"""Arms that a sentence of assignment or the sizes of its parts name: drugs, procedures, programmes, strategies."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arm_names import GIVEN_AMOUNT, GIVEN_SO, HOW, MORE, NAME
from daraevidence.extractors.group.arms import Arm, keep_arms, sized_alike
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of
from daraevidence.language.word_classes import FOUND

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
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
_TO = compiled(
    r"\bto\s+(?:either\s+)?(?:(?:receive|undergo|take|get|have|continue)\s+)?(?:either\s+)?(?:(?:with|on)\s+)?(?:the\s+|an?\s+)?"
    r"(?:(?:[a-z-]+\s+){0,3}?(?:injections?|infusions?|capsules|tablets|administration)\s+of\s+either\s+)?"
)
#: ``received a first dose of X, or placebo, before``: who may get nothing instead was assigned to it
_OR_IDLE = Gated(
    "placebo|sham|saline|vehicle",
    r"\b(?:receive|received|given|get|got|take|took|treated\s+with)\s+(?:either\s+)?(?:(?:[a-z-]+\s+){0,3}?(?:doses?|courses?|injections?|infusions?|series)\s+of\s+)?"
    rf"(?:either\s+)?(?:the\s+|an?\s+)?{NAME}{HOW}{MORE}\s*,?\s+or\s+(?:an?\s+)?(?:(?:matching|matched|inactive)\s+)?"
    r"(?P<idle>placebo|sham(?:\s+(?:procedure|surgery|stimulation|injections?|treatment))?|saline(?:\s+placebo)?|vehicle)\b",
)
_REACH = 160
_SIZE = rf"[(\[]\s*(?:[nN]\s?=\s?)?(?P<n>{NUMBER})(?:\s+{COUNTED})?(?:\s*[;,]\s*[\d.]+\s?%)?\s*[)\]]"
_ARM_NOUN = r"(?:\s+(?:group|arm|therapy alone))?"
_SIZED = compiled(NAME + HOW + MORE + _ARM_NOUN + r"\s*" + _SIZE)
_PLAIN = compiled(NAME + HOW + MORE)
#: ``X (n=336) or Y (n=334), both twice daily, or to Z (n=339)``: what is said of those before goes between
_JOINT = compiled(
    r"\s*(?:,\s*(?:both|each|all)\s[^,;:.()]{2,40}(?=,))?(?:,\s*(?:(?:or|and)\s+)?|(?:or|and|versus|vs\.?)\s+)(?:(?:to|with)\s+)?(?:(?:receive|undergo)\s+)?(?:the\s+|an?\s+)?"
)
_OR = compiled(r"\s*,?\s*(?:or|versus|vs\.?)\s+(?:(?:to|with)\s+)?(?:(?:receive|undergo)\s+)?(?:the\s+|an?\s+)?")
_COMMA = compiled(r"\s*,\s*(?:(?:to|with)\s+)?(?:the\s+|an?\s+)?(?!or\b|and\b)")
#: ``207 to X and 205 to Y``, ``90 infants were assigned to X``
_COUNTED = compiled(
    rf"(?<![\w.,:-])(?P<n>{NUMBER})\s+(?:of\s+(?:them|whom)\s+|(?:(?!of\b)[\w-]+\s+){{0,3}}?{COUNTED}\s+(?:with\s+[^.;,()\d]{{1,60}}?\s+)?)?"
    rf"(?:(?:were|was)\s+)?(?:randomly\s+)?(?:(?:randomi[sz]ed|assigned|allocated|allotted)\s+)?to\s+"
    rf"(?:(?:receive|undergo|take|get)\s+)?(?:the\s+|an?\s+)?{NAME}{HOW}{MORE}"
)
#: behind such a number: ``and 386 Y``, ``and 98 received Y``, where a drug, ``to`` or ``received`` shows that it is one more
_ANOTHER = compiled(
    rf"\s*,?\s+and\s+(?P<n>{NUMBER})\s+(?:{COUNTED}\s+)?(?P<led>(?:were\s+)?(?:assigned\s+)?to\s+(?:receive\s+)?|received\s+)?"
    rf"(?:the\s+|an?\s+)?{NAME}{HOW}{MORE}"
)
#: ``130 in the low-dose arm``
_IN_ARM = AtNumber(
    "arm|cohort|group",
    rf"(?<![\w.,:-])(?P<n>{NUMBER})\s+(?:{COUNTED}\s+)?(?:in|to)\s+the\s+{NAME}{HOW}{MORE}\s+(?:group|arm|cohort)\b",
)
_AND = compiled(r"\s*[,;]?\s*(?:and\s+)?")
#: from a number to those of its parts: ``388 adults:``, ``were randomized (``
_DIVIDED = compiled(
    rf"\s*(?:[\w/+-]+\s+){{0,6}}?{COUNTED}\b(?:\s+with\s[^.,;:()]{{1,80}}?)?(?:\s+(?:who\s+)?(?:(?:were|was|had\s+been)\s+)?(?:\w+ly\s+)?"
    r"(?:assigned|randomi[sz]ed|allocated|enrolled|included|recruited|entered|treated|analy[sz]ed|evaluated))?\s*[:(,;—–-]\s*",
)
#: what counts the members of groups: ``There were 133 recipients in the X group and 402 in the Y group``
_THERE_WERE = compiled(rf"(?:Results?[.:]\s+)?There\s+were\s+(?:a\s+total\s+of\s+)?{NUMBER}\s+{COUNTED}\s+in\s+the\b")
_CLOSED = compiled(r"\s*(?:[).;]|$)")
_BRACKET = compiled(r"[(\[][^()\[\]]*[)\]]")
_SIZE_ONLY = compiled(_SIZE)
#: a letter or number of an arm beside its size, which is a part of its name
_LABELLED = compiled(r"[(\[]\s*(?:arm|group|cohort)\s+\w{1,3}\b", re.IGNORECASE)
#: a size behind how something is given: ``(at 75 mg daily; n=60)``, ``(5 mg twice daily; 180 patients, 24%)``
_SIZE_LAST = compiled(
    rf"[(\[](?:[^()\[\]]*[;,]\s*(?=[nN]\s?=)|(?=\d)[^()\[\]=]{{2,60}}[;,]\s+(?=\d[\d,]*\s+{COUNTED}))"
    rf"(?P<size>(?:[nN]\s?=\s?)?{NUMBER}(?:\s+{COUNTED})?(?:\s*[;,]\s*[\d.]+\s?%)?)\s*[)\]]"
)
_TOLD = compiled(rf"\b{NUMBER}\s+(?:{COUNTED}\s+)?(?:(?:were|was)\s+)?(?:\w+\s+)?to\s")
#: ``(n = 102, 51 and 51, respectively)``
_IN_ORDER = compiled(
    rf"[(\[]\s*[nN]\s?=\s?(?P<sizes>{NUMBER}(?:(?:,|;|/|\s+and|,\s+and|\s+or)\s*(?:n\s?=\s?)?{NUMBER})+)(?:,?\s+respectively)?\s*[)\]]"
)
_SIZE_IN_ORDER = compiled(NUMBER)
_MOST_ARMS = 8


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
        arms = arms if len(arms) > 1 else _in_order(line.text, _listed(text, place, _PLAIN))
    return keep_arms(scope, owner, line, arms)


def groups_assigned_plainly(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the arms of ``(1:1) to receive X (50 mg daily) or Y for 12 weeks``, where the study knows none yet.

    Also those of ``388 adults: 130 in the low-dose arm, 129 in the high-dose arm and 129 in the placebo arm``, which make up a
    number printed before them or the study's. Not what is assigned to all, and not a number of groups (``to two groups``).
    """
    if any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    summed = _summed(scope, owner, line.text)
    if summed:
        keep_arms(scope, owner, line, summed)
        return
    assigned = _ASSIGNED.search(line.text)
    text = _BRACKET.sub(_without_asides, line.text)
    if assigned is None:
        idle = _OR_IDLE.search(text)
        if idle is not None:
            name = " ".join(idle["idle"].split())
            keep_arms(scope, owner, line, [_arm(idle), Arm(name, name, idle.span("idle"))])
        return
    lead = _TO.search(text, assigned.end(), assigned.end() + 90)
    if lead is not None:
        keep_arms(scope, owner, line, _listed(text, lead.end(), _PLAIN))


def _without_asides(bracket: re.Match[str]) -> str:
    """A bracket without what is no size of a group: ``(50 mg by mouth once daily)``, ``(1:1)``, ``(50 mg daily; n=60)``."""
    last = _SIZE_LAST.fullmatch(bracket[0])
    if last is not None and _LABELLED.match(bracket[0]) is None:
        return " " * (last.start("size") - 1) + "(" + bracket[0][last.start("size") :]
    told = _SIZE_ONLY.fullmatch(bracket[0]) or _TOLD.search(bracket[0]) or _IN_ARM.search(bracket[0])
    return bracket[0] if told else " " * len(bracket[0])


def _counted(text: str) -> list[Arm]:
    found = [match for match in _COUNTED.finditer(text) if not _is_result(text, match)][:_MOST_ARMS]
    another = _ANOTHER.match(text, found[0].end()) if len(found) == 1 else None
    if another is not None and (another["led"] or drugs_of(another["name"].split(" ")[0]) or drugs_of(another["name"])):
        found.append(another)
    return [_arm(match) for match in found]


#: ``relapse was seen in 15 patients assigned to X``, ``15 patients assigned to X (26%)``: those in whom something was seen
_SEEN_IN = compiled(
    rf"\b(?:occurred|{FOUND}|developed|arose|affected|present|achieved|experienced)\s(?:in|by|for|among)\s(?:only\s)?\Z"
)
_PERCENT_BEHIND = compiled(r"\s?[(\[]\s?\d[\d.]*\s?%")


def _is_result(text: str, counted: re.Match[str]) -> bool:
    """Whether a number before ``assigned to X`` counts those in whom an outcome was seen, and is no size of a group."""
    before = text[max(0, counted.start() - 40) : counted.start()]
    return _PERCENT_BEHIND.match(text, counted.end()) is not None or _SEEN_IN.search(before) is not None


def _summed(scope: Scope, owner: str | None, text: str) -> list[Arm]:
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


def _in_order(text: str, arms: list[Arm]) -> list[Arm]:
    """Arms with the sizes that follow them in a bracket, one for each: ``X, Y or Z (n = 102, 51 and 51, respectively)``."""
    if len(arms) < 2:
        return []
    last = max(arm.at[1] for arm in arms)
    alike = sized_alike(text, arms, None)
    if alike[0].n is not None:
        return alike
    found = _IN_ORDER.search(text, last, last + 90)
    if found is None or any(map(str.isdigit, text[last : found.start()].rpartition("mg")[2])):
        return []
    sizes = list(_SIZE_IN_ORDER.finditer(text, found.start("sizes"), found.end("sizes")))
    if len(sizes) != len(arms):
        return []
    return [arm._replace(n=whole(size[0]), n_at=size.span()) for arm, size in zip(arms, sizes, strict=True)]


def _listed(text: str, place: int, form: re.Pattern[str]) -> list[Arm]:
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


def _arm(match: re.Match[str]) -> Arm:
    more = GIVEN_SO.sub("", match["more"])
    name = " ".join(f"{match['name']}{more}".split())
    amount = GIVEN_AMOUNT.match(match["how"])
    dosed = " ".join(f"{match['name']} {amount[1]}{more}".split()) if amount else name
    sized = match.groupdict().get("n")
    n = whole(sized) if sized else None
    given = " ".join(f"{match['name']}{match['how']}{more}".split())  # "500 mg by mouth": the oral group
    return Arm(name, dosed, match.span("name"), n, match.span("n") if n else None, given if given != dosed else "")
