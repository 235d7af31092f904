"""Groups that a sentence counts one after another, in whatever words: ``X had been given to 120 and Y to 94``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arm_names import GIVEN_AMOUNT, GIVEN_SO, HOW, KINDS_OF_PEOPLE, MORE, NAME, STOP
from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.extractors.group.enrolled import are_members, shares_agree
from daraevidence.extractors.group.senses import is_reference
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, may_count_twice, whole
from daraevidence.language.dosing import AMOUNT, OFTEN
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import drugs_of, terms
from daraevidence.language.word_classes import AGAINST

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_tallied"]

#: a number that is part of a name: ``type 2 diabetes``, ``grade 3``
_NUMBERED = "".join(
    rf"(?<!\b{word}\s)" for word in ("[Tt]ype", "[Gg]rade", "[Ss]tage", "[Pp]hase", "[Cc]lass", "[Ww]eek", "[Dd]ay", "[Cc]ycle")
)
_N = rf"(?<![\w.,/%:·=–-]){_NUMBERED}(?P<n>{NUMBER})(?!\s?%|[.,·/]?\d|[-–]\w)"
_WHO = rf"(?:\s+(?:of\s+(?:them|these|those|whom)|(?:(?!(?:{STOP}|of|with|to|the)\b)[\w-]+\s+){{0,3}}?(?:{COUNTED}|users)))?"


def _percent(name: str) -> str:
    return rf"(?:\s*[(\[]\s?(?P<{name}>\d{{1,3}}(?:[.·]\d+)?)\s?%\s?[)\]])?"


_COUNTED = _N + _percent("p") + _WHO + _percent("q")
_BEEN = r"(?:(?:had|have|has)\s+(?:been\s+)?|were\s+|was\s+|is\s+|are\s+)?(?:\w+ly\s+|then\s+|later\s+)?"
_GIVEN = (
    r"(?:given|used|administered|prescribed|chosen|offered|infused|injected|performed|started|begun|selected|assigned|allocated)"
)
_GOT = (
    rf"{_BEEN}(?:received|taking|receiving|using|took|got|underwent|undergone|chose|inhaled|injected|given|treated\s+with|managed\s+with|kept\s+on|"
    r"maintained\s+on|started(?:\s+(?:on|with|at))?|began(?:\s+(?:on|with|at))?|begun(?:\s+(?:on|with))?|"
    r"continued(?:\s+(?:on|with))?|stayed\s+on|remained\s+on|proceeded\s+to|went\s+(?:on\s+)?to|(?:re)?allocated\s+to|assigned\s+to|randomi[sz]ed\s+to|"
    r"allotted\s+to|waited\s+for)(?:\s+(?:receive|undergo|take))?"
)
_AT = (
    r"(?:on|with|in|to|for|(?<=users\s)of|given|receiving|taking|using|treated\s+with|assigned\s+to|allocated\s+to|"
    r"who\s+(?:had\s+)?received|who\s+were\s+given|"
    r"who\s+(?:had\s+(?:been\s+)?|were\s+)?(?P<did>[a-z]{3,}ed)(?:\s+(?:to|on|with|from))?)"
)
_WHAT = (
    rf"(?:the\s+|an?\s+|either\s+)?(?:{NAME}{HOW}{MORE}|(?P<amount>{AMOUNT}(?:\s+{OFTEN})?|{OFTEN}))(?P<noun>\s+(?:group|arm|cohort))?"
    + _percent("r")
)
_FIRST = AtNumber("", rf"{_COUNTED}\s+(?:(?P<got>{_GOT})|(?P<at>{_AT}))\s+{_WHAT}")
_JOINT = (
    rf"(?:\s*[,;]?\s*(?:(?:and|while|whereas|but|{AGAINST}|with)\s+)?(?:with\s+|to\s+)?(?:on\s+)?(?:the\s+)?(?:(?:other|"
    r"remaining)\s+)?)"
)
_NEXT = compiled(rf"{_JOINT}{_COUNTED}\s+(?:(?:{_GOT}|{_AT})\s+)?{_WHAT}")
#: ``and 24 did not``
_OTHERS = compiled(rf"{_JOINT}{_COUNTED}\s+(?P<name>did\s+not|had\s+not|were\s+not|without)(?=\s*[.,;:)]|$)")
#: ``Colchicine had been given to 120``
_GIVEN_TO = Gated(
    "given|used|administered|prescribed|chosen|offered|infused|injected|performed|started|begun|selected|assigned|allocated",
    rf"(?<![\w-])(?:the\s+)?{NAME}{HOW}{MORE}\s+(?:was|were|had\s+been|has\s+been)\s+(?:\w+ly\s+)?{_GIVEN}\s+(?:to|in|for|by)\s+"
    + _COUNTED,
)
_GIVEN_ALSO = compiled(
    rf"{_JOINT}{NAME}{HOW}{MORE}\s+(?:(?:was|were|had\s+been)\s+)?(?:(?:\w+ly\s+)?{_GIVEN}\s+)?(?:to|in|for|by)\s+"
    rf"(?:the\s+(?:other|remaining)\s+)?{_COUNTED}"
)
#: ``the first drug was X in 141, Y in 109, and Z in 68 patients``
_WAS_IN = Gated(
    "was|were|being",
    r"\b(?:agents?|anti\w+|biologics?|devices?|drugs?|fluids?|implants?|inhibitors?|interventions?|medic(?:ine|ation)s?|methods?|operations?|"
    rf"procedures?|regimens?|strateg(?:y|ies)|techniques?|therap(?:y|ies)|treatments?|vaccines?)\s+(?:was|were|being)\s+{NAME}{HOW}{MORE}\s+in\s+"
    + _COUNTED,
)
#: ``the X group comprised 102 children``, ``Group A (29 patients)``
_HAD = (
    rf"(?:compris(?:ed|es)|consist(?:ed|s)\s+of|includ(?:ed|es)|number(?:ed|s)|had(?=\s[^.;:()]{{1,40}}?\b(?:{PEOPLE})\b)|contain(?:ed|s)|count(?:ed|s)|"
    r"was\s+made\s+up\s+of)"
)
_LABEL = r"(?P<label>(?:[Gg]roup|[Aa]rm|[Cc]ohort)\s+(?:[A-H]|\d{1,2}|I{1,3}|IV))"
_NOUN = r"(?P<noun>group|arm|cohort)"
_GROUP_HAD = Gated(
    "group|arm|cohort",
    rf"(?<![\w-])(?:[Tt]he\s+)?(?:{NAME}\s+{_NOUN}|{_LABEL})\s+(?:{_HAD}\s+(?:a\s+total\s+of\s+)?|\((?=[^()=]*{COUNTED}\)))\s*"
    rf"{_COUNTED}\)?",
)
_GROUP_ALSO = compiled(rf"{_JOINT}(?:the\s+)?(?:{NAME}(?:\s+{_NOUN})?|{_LABEL})\s+(?:(?:{_HAD}|of)\s+)?{_COUNTED}")
#: ``309 each``
_EACH = AtNumber(
    "each",
    rf"{_N}{_WHO}\s+each\s+(?:(?:were|was)\s+)?(?:(?:randomly\s+)?(?:assigned|allocated|randomi[sz]ed|allotted)\s+)?"
    rf"(?:received\s+|to\s+(?:receive\s+)?|in\s+the\s+){NAME}{HOW}{MORE}",
)
_EACH_ALSO = compiled(rf"(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)(?:to\s+)?(?:the\s+|an?\s+)?{NAME}{HOW}{MORE}")
#: ``(budesonide: 102; placebo: 51)``
_LISTED = compiled(rf"[(;,:]\s*(?:and\s+)?{NAME}{HOW}{MORE}\s*[:,]\s+{_N}(?=\s*(?:{COUNTED}\s*)?[;,)])")
#: ``96 current or former smokers and 143 never-smokers``, ``40 patients with diabetes and 62 patients without diabetes``
_WHO_THEY = (
    r"(?P<name>(?:(?!(?:and|of|in|for|with|than|the|among|by|to|from|versus|vs|all|both|were|was|had|who)\b)[A-Za-z][\w-]*\s+){0,4}?"
    rf"(?:(?:non-?|un|never-|ex-)?(?:{KINDS_OF_PEOPLE}|diabetics)|(?:{PEOPLE})\s+(?:with|without)\s+[^,;.()\d]{{2,40}}?))"
    r"(?=\s*(?:[,;.()]|$|(?:and|with|to|versus|vs\.?|were|was|who|treated|given|receiving|on|from|in|at|enrolled|followed)\b))"
)
_KINDS = AtNumber("", rf"{_N}{_percent('p')}\s+{_WHO_THEY}")
_KINDS_ALSO = compiled(rf"{_JOINT}{_N}{_percent('p')}\s+{_WHO_THEY}")
_KIND_END = compiled(r"^.*[\s-](?=[^\s-]+$)|^(?:non|un)(?=[a-z]{4})")
_MOST = 8
_REACH = 70
_TOTAL = compiled(rf"(?<![\w.,/%:·=-])(?P<n>{NUMBER})\s+(?:[\w-]+\s+){{0,4}}?{COUNTED}\b")
_LATER = compiled(
    r"\b(?:prior|previous(?:ly)?|subsequent(?:ly)?|salvage|rescue|next|relapsed?|progress\w+|supportive|concomitant|additional|later|"
    r"discontinu\w+|switched|history|respon\w+|still|stopp\w+|at\s+least|withdr\w+|complet\w+)\b",
    re.IGNORECASE,
)
_ASSIGNED = compiled(r"\b(?:randomi[sz]|assign|allocat|allott)", re.IGNORECASE)
#: each form with what may follow it; one of them tells two groups by one number
_FORMS: tuple[tuple[Gated | re.Pattern[str], tuple[re.Pattern[str], ...]], ...] = (
    (_FIRST, (_OTHERS, _NEXT)),
    (_GIVEN_TO, (_GIVEN_ALSO,)),
    (_WAS_IN, (_GIVEN_ALSO,)),
    (_GROUP_HAD, (_GROUP_ALSO,)),
    (_EACH, (_EACH_ALSO,)),
    (_LISTED, ()),
    (_KINDS, (_KINDS_ALSO,)),
)
_FORMS_OF_ONE = ((_EACH, (_EACH_ALSO,)),)
_COUNT = AtNumber("", _N)


def groups_tallied(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add the groups that a sentence counts one after another, or size those that the study knows; whether it does.

    Reads ``140 women started with the fixed and 142 with the individualized dose``, ``Thirty proceeded to transplantation and 24
    did not``, ``X had been given to 120 and Y to 94``, ``the first drug was X in 141, Y in 109, and Z in 68``, ``the X group
    comprised 102 children, the Y group 51``, ``309 each were allocated to X or Y``, ``(X: 102; Y: 51)``. The numbers are sizes
    where they make up the study or a number of people printed before them, where patients are assigned or given a drug so, or
    where the words around tell that a study has them; not where percents beside them say that something happened to so many of
    each group.
    """
    text = line.text
    several = may_count_twice(text) and len([*_COUNT.finditer(text)]) > 1
    for form, also in _FORMS if several else _FORMS_OF_ONE:
        found = _series(text, form, also)
        if len(found) > 1 and _are_sizes(scope, owner, text, found):
            arms, study = [_arm(each, found) for each in found], scope.size_of(owner)
            part = study is not None and sum(arm.n or 0 for arm in arms) < study and not _ASSIGNED.search(text)
            if part and _is_completed(text, found, (study or 0) - sum(arm.n or 0 for arm in arms)):
                return False  # the sentence goes on, and all its numbers make up the study
            if keep_arms(scope, owner, line, arms, role="subgroup" if part else "arm"):
                return True
    return False


def _is_completed(text: str, found: Sequence[re.Match[str]], rest: int) -> bool:
    """Whether a number behind the last member counts the patients that the members leave out."""
    return any(whole(match["n"]) == rest for match in _COUNT.finditer(text, found[-1].end()))


def _series(text: str, form: Gated | re.Pattern[str], also: Sequence[re.Pattern[str]]) -> list[re.Match[str]]:
    """The first member of a form, and those that follow it."""
    for first in form.finditer(text):
        found = [first]
        while len(found) < _MOST and (another := _following(text, found[-1].end(), form, also)) is not None:
            found.append(another)
        if len(found) > 1:
            return found
    return []


def _following(text: str, place: int, form: Gated | re.Pattern[str], also: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    """The member that follows at a place, or one that repeats the whole form a few words on."""
    for each in also:
        match = each.match(text, place)
        if match is not None:
            return match
    again = form.search(text, place, place + _REACH + 120)
    return (
        again
        if again is not None and again.start() - place < _REACH and not re.search(r"[.:()\d]", text[place : again.start()])
        else None
    )


def _part(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _sizes(found: Sequence[re.Match[str]]) -> list[int]:
    """The sizes of the members; of ``309 each`` the same for all."""
    sizes = [whole(_part(each, "n")) or 0 for each in found]
    return [n or sizes[0] for n in sizes] if found[0].re is _EACH.pattern else sizes


def _are_sizes(scope: Scope, owner: str | None, text: str, found: Sequence[re.Match[str]]) -> bool:
    sizes = _sizes(found)
    if 0 in sizes or not all(_name(each) for each in found):
        return False
    before, behind = text[: found[0].start()], text[found[-1].end() :]
    study = scope.size_of(owner)
    totals = {n for match in _TOTAL.finditer(before) if (n := whole(match["n"]))}
    totals |= {study} if study and study not in sizes else set()
    percents = [_part(each, "p") or _part(each, "q") or _part(each, "r") or None for each in found]
    if not shares_agree(sizes, percents, totals):
        return False
    if sum(sizes) in totals:
        return not any(_is_outcome(each) for each in found)
    if found[0].re is _KINDS.pattern:
        alike = len({_KIND_END.sub("", _name(each)) for each in found}) == 1 or " with" in _name(found[0])
        return alike and are_members(before, behind, text[found[0].end() : found[-1].start()])
    around = f"{before} {behind}" if all(_part(each, "did") for each in found) else text
    if any(sum(sizes) > total for total in totals) or _LATER.search(around) or found[0].re is _WAS_IN.pattern:
        return False
    if _part(found[0], "at") and not _ASSIGNED.search(_part(found[0], "at")):
        return are_members(before, behind, text[found[0].end() : found[-1].start()])
    drugs = all(
        drugs_of(_name(each), scope.names) or is_reference(_name(each)) or _TREATMENT.search(_name(each)) for each in found
    )
    whole_study = study is None or 2 * sum(sizes) > study
    return whole_study and (
        drugs or found[0].re in (_GROUP_HAD.pattern, _EACH.pattern) or _ASSIGNED.search(found[0][0]) is not None
    )


#: a treatment by its last word
_TREATMENT = compiled(
    r"(?:vaccine|vaccination|therapy|surgery|transplantation|chemotherapy|radiotherapy|injections?|tablets?)$", re.IGNORECASE
)


def _is_outcome(match: re.Match[str]) -> bool:
    """Whether a member is what came out of it: ``complete response in 40``."""
    return any(terms(_part(match, name), 0, frozenset(("endpoint", "response"))) for name in ("name", "long"))


#: what names a group only with the noun behind it
_ROLE = compiled(
    r"(?:active|comparator|comparison|control|experimental|intervention|main|reference|study|test|treatment)", re.IGNORECASE
)


def _name(match: re.Match[str]) -> str:
    if match.re is _OTHERS:
        return match["name"]
    if match.re in (_KINDS.pattern, _KINDS_ALSO):
        return " ".join(match["name"].split())
    bare = f"{_part(match, 'name')}{GIVEN_SO.sub('', _part(match, 'more'))}"
    noun = _part(match, "noun").strip()
    bare = _part(match, "label") or _part(match, "amount") or bare
    return " ".join((f"{bare} {noun}" if _ROLE.fullmatch(bare) else bare).split())


def _arm(match: re.Match[str], found: Sequence[re.Match[str]]) -> Arm:
    """A member as an arm; ``24 did not`` is named after the one before it."""
    name = _name(match)
    if match.re is _OTHERS:  # named after what the others had
        having = _name(found[0]).partition(" with ")[2] if match["name"] == "without" else ""
        name = f"without {having}" if having else f"no {_name(found[0])}"
    amount = GIVEN_AMOUNT.match(_part(match, "how"))
    dosed = f"{name} {amount[1]}" if amount else name
    place = next(part for part in ("label", "amount", "name") if _part(match, part))
    counted = match if _part(match, "n") else found[0]
    did = f"{match['did']} {name}" if _part(match, "did") else ""  # "who switched to X" are also the switched ones
    long = " ".join(_part(match, "long").split()) or did
    return Arm(name, dosed, match.span(place), _sizes([*found])[found.index(match)], counted.span("n"), long)
