"""Arms that prose only names by setting one treatment against another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arm_names import ANY_NAME, HOW, SHORT_FORM
from daraevidence.extractors.group.dose_arms import doses_told_apart
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.extractors.treatment_phrases import Treatment, treatment_after, treatments
from daraevidence.language.dosing import DOSE_UNIT, HOW_GIVEN, SYSTEMIC_ROUTE
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import drugs_of, terms

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_compared_by_deed", "groups_set_against", "groups_taking", "name_controls", "shorten"]

_AGAINST = Gated(
    "against|compared|over|relative|respect|than|versus|vs",
    r"\b(?:versus|vs\.?|compared\s+(?:with|to)|relative\s+to|respect\s+to|over|than|against)\s+"
    r"(?:(?:with|in|for|on|those|receiving|patients|the|of|to|a|an|months?|days|weeks|\(?\d[\d.]*%?\)?)\s+){0,6}",
    re.IGNORECASE,
)
_INACTIVE = compiled(
    r"(?:(?:[a-z-]+\s+)?(?:chemotherapy|radiotherapy|chemoradiotherapy)|placebo|best\s+supportive\s+care|"
    r"standard[ -](?:of[ -])?care|standard\s+therapy|usual\s+care|sham(?:\s+\w+)?|"
    r"observation)\b",
    re.IGNORECASE,
)


def groups_set_against(scope: Scope, owner: str | None, line: Sentence) -> None:
    """``X plus Y … versus Y alone``: both are arms, where the study does not know its arms yet."""
    if owner is None and scope.studies:
        return
    _assigned(scope, owner, line)
    _compared(scope, owner, line)
    _opposed(scope, owner, line)
    _sized_in_order(scope, owner, line)


def _opposed(scope: Scope, owner: str | None, line: Sentence) -> None:
    """The arms of ``X … versus Y``, of which one may be known."""
    for match in _AGAINST.finditer(line.text):
        arms = [group for group in scope.groups_of(owner) if group.role == "arm"]
        if len(arms) > 1:
            return
        other = treatment_after(line.text, match.end(), scope.names)
        if other is None:
            inactive = _INACTIVE.match(line.text, match.end())
            other = Treatment(inactive[0], inactive.start(), inactive.end()) if inactive else None
        if other is None:
            continue
        before = [t for t in treatments(line.text[: match.start()], scope.names) if _differ(t, other, scope)]
        if not arms and not before:
            continue
        if arms and not any(drugs_of(arm.name, scope.names) != drugs_of(other.name, scope.names) for arm in arms):
            continue
        compared = [*([] if arms else _by_dose(line.text, before[-1])), other]
        for treatment in (_called(line.text, t) for t in compared):
            at = (line.start + treatment.start, line.start + treatment.end)
            if scope.named_so(owner, treatment.name) is None:
                scope.add_group(owner, treatment.name, at=at)
        return


#: ``compared X with Y``
_PAIR = Gated(
    "compar|pit|contrast",
    rf"\b(?:compar(?:ed?|es|ing)|pit(?:s|ted|ting)|contrast(?:ed|s|ing)|comparisons?\s+of)\s+"
    r"(?:the\s+(?:clinical\s+)?(?:efficacy|effectiveness|effects?|safety|use|outcomes|results)(?:\s+and\s+(?:efficacy|safety|tolerability))?\s+of\s+)?"
    rf"(?:an?\s+|the\s+)?(?:{SYSTEMIC_ROUTE}\s+)?(?P<first>{ANY_NAME}){HOW}"
    rf"\s+(?:with|to|against|versus|vs\.?|and)\s+(?:that\s+of\s+)?(?:an?\s+|the\s+)?(?:{SYSTEMIC_ROUTE}\s+)?(?P<second>{ANY_NAME})(?P<rest>{HOW_GIVEN})?",
    re.IGNORECASE,
)


#: what compares treatments, whatever they are called
_TRIED = compiled(r"\b(?:trials?|randomi[sz]ed|randomly)\b|\b[A-Z]{4,}[\w-]*\s+(?:study|compared)\b")
#: what a trial compares besides treatments
_NOT_TRIED = compiled(
    rf"\b(?:{PEOPLE}|outcomes?|results?|rates?|efficacy|effectiveness|safety|effects?|costs?|data|findings|groups?|arms?|scores?|levels?|"
    r"values?|changes?|differences?|proportions?|percentages?|incidence|frequency|risks?|ages?|sex|methods?|models?|quality|"
    r"baseline|those|that|these|this|it|them|each other)\b",
    re.IGNORECASE,
)


def _compared(scope: Scope, owner: str | None, line: Sentence) -> None:
    """``compared X with Y``: two arms where the study knows none, and none of them an outcome; one of them is a treatment, or
    a randomized trial compared them."""
    if any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    for match in _PAIR.finditer(line.text):
        names = [" ".join(match[part].split()) for part in ("first", "second")]
        treated = [bool(drugs_of(name, scope.names)) or _INACTIVE.match(name) is not None for name in names]
        told = any(terms(name, 0, frozenset({"endpoint", "response", "adverse_event"})) for name in names)
        tried = _TRIED.search(line.text, 0, match.end()) is not None and not any(_NOT_TRIED.search(name) for name in names)
        if (any(treated) or tried) and not told and names[0].casefold() != names[1].casefold():
            for part, name in zip(("first", "second"), names, strict=True):
                at = (line.start + match.start(part), line.start + match.end(part))
                scope.add_group(owner, name, at=at)
            return


#: ``patients with Z who received X (n=118)``
_TAKING = Gated(
    "=",
    rf"\b(?:{PEOPLE}|those)\b(?:\s+(?:with|aged)\s[^,;:()]{{2,60}}?)?\s+(?:who\s+(?:were\s+)?)?"
    r"(?:received|receiving|treated\s+with|given|taking|took|on|underwent|undergoing|(?:assigned|allocated|randomi[sz]ed)\s+to)\s+(?:the\s+|an?\s+)?"
    rf"(?P<name>[A-Za-z][^,;:()]{{1,60}}?)\s*\(\s?[nN]\s?=\s?(?P<n>{NUMBER})\s?\)",
    re.IGNORECASE,
)
_SET_BESIDE = compiled(r"\b(?:compar\w+|comparison|versus|vs|than|against|contrast\w*)\b", re.IGNORECASE)
_NO_TREATMENT = compiled(
    rf"\b(?:prior|previous(?:ly)?|no|any|at least|more|less|fewer|only|{PEOPLE}|which|who|than|during|before|after)\b",
    re.IGNORECASE,
)


def groups_taking(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """``compared patients who received X (n=259) with those who received Y (n=108)``: arms, named by what each was given."""
    found = {" ".join(match["name"].split()): match for match in _TAKING.finditer(line.text)}
    if len(found) < 2 or any(_NO_TREATMENT.search(name) for name in found) or not _SET_BESIDE.search(line.text):
        return False
    if any(group.role == "arm" and group.n is not None for group in scope.groups_of(owner)):
        return False
    for name, match in found.items():
        n_at = (line.start + match.start("n"), line.start + match.end("n"))
        scope.add_group(
            owner, name, n=whole(match["n"]), at=(line.start + match.start("name"), line.start + match.end("name")), n_at=n_at
        )
    return True


#: what people did or were given: ``318 recipients with diabetes who started X``
_DID = (
    r"(?:(?:who|that)\s+(?:(?:had|have|were|was|had\s+been)\s+)?(?:\w+ly\s+)?(?:started|initiated|began|received|used|took|got|underwent|undergone|given|"
    r"treated\s+with|prescribed|switched\s+to|continued|kept\s+taking|chose|started\s+on)|"
    r"(?:newly\s+)?(?:starting|initiating|receiving|using|taking|given|undergoing|treated\s+with|prescribed|on))"
)


def _counted_side(which: str) -> str:
    return (
        rf"(?P<n{which}>{NUMBER})\s+(?:(?!(?:in|of|among|for)\s)[\w-]+,?\s+){{0,4}}?{COUNTED}(?:\s+with\s+[^.;,()\d]{{2,50}}?)?\s+{_DID}\s+"
        rf"(?:an?\s+|the\s+)?(?:(?:therapy|treatment)\s+with\s+)?(?P<{which}>{ANY_NAME})"
    )


_COMPARES = Gated("compar|match", r"compar|match")
#: ``compared 318 patients who started X with 954 who started Y``, ``318 patients on X were compared with 954 on Y``
_COMPARED_BY_DEED = compiled(
    rf"\b(?:compar(?:ed|es|ing)\s+)?(?:the\s+)?{_counted_side('a')}(?:[^.;:()\d]{{0,40}}?)\s+(?:(?:were\s+|was\s+)?(?:compared|matched)\s+)?"
    rf"(?:with|to|and|against)\s+{_counted_side('b').replace(COUNTED, '(?:' + COUNTED + '|others)')}",
)


def groups_compared_by_deed(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Two groups with their sizes, each by what it was given, that a sentence compares."""
    # the verb stands before the groups or between them: no part of the pattern needs it
    match = _COMPARED_BY_DEED.search(line.text) if _COMPARES.search(line.text) else None
    if match is None or any(group.role == "arm" and group.n is not None for group in scope.groups_of(owner)):
        return False
    names = [" ".join(match[part].split()) for part in "ab"]
    if len({name.casefold() for name in names}) < 2 or any(
        _NO_TREATMENT.search(name) or name in ("it", "them") for name in names
    ):
        return False
    for part, name in zip("ab", names, strict=True):
        at, n_at = match.span(part), match.span(f"n{part}")
        scope.add_group(
            owner,
            name,
            n=whole(match[f"n{part}"]),
            at=(line.start + at[0], line.start + at[1]),
            n_at=(line.start + n_at[0], line.start + n_at[1]),
        )
        scope.sizes |= {line.start + n_at[0]}
    return True


#: ``X versus Y (118 and 122 patients, respectively)``
_IN_ORDER = Gated(
    "(",
    rf"\((?P<said>[nN]\s?=\s?)?(?P<a>{NUMBER})\s+(?:and|vs\.?|versus)\s+(?:[nN]\s?=\s?)?(?P<b>{NUMBER})(?P<who>\s+{COUNTED})?"
    r"(?:,?\s+respectively)?\)",
)


#: an outcome was told before
_COMPARED = Gated(
    "than|fewer|lower|higher|common|frequent|reduced|increased|often|less|more",
    r"\b(?:than|fewer|lower|higher|common|frequent|reduced|increased|often|less|more)\b",
    re.IGNORECASE,
)


def _sized_in_order(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Give the two arms of a sentence the sizes that a bracket behind them has in their order."""
    match = _IN_ORDER.search(line.text)
    if match is None or not (match["said"] or match["who"]):
        return
    if not match["said"] and _COMPARED.search(line.text, 0, match.start()):
        return  # "fewer with A than with B (12 vs 26 patients)": what befell them
    arms = [group for group in scope.groups_of(owner) if group.role == "arm"]
    before = line.text[: match.start()].casefold()
    places = {id(arm): before.find(arm.name.casefold()) for arm in arms}
    sizes = whole(match["a"]), whole(match["b"])
    study = scope.size_of(owner)
    if len(arms) != 2 or -1 in places.values() or any(arm.n for arm in arms) or None in sizes:
        return
    if study is None or sum(filter(None, sizes)) == study:
        for arm, n, part in zip(sorted(arms, key=lambda arm: places[id(arm)]), sizes, "ab", strict=True):
            at = (line.start + match.start(part), line.start + match.end(part))
            scope.size(arm, n or 0, at, "a bracket gives the sizes in the order of the arms")


_TO = Gated(
    "allocated|assigned|randomi",
    r"\b(?:randomi[sz]ed|assigned|allocated)\s+(?:(?:\(?\d{1,2}(?::\d{1,2}){1,5}\)?|in\s+an?\s+\d{1,2}:\d{1,2}\s+ratio)\s+)?"
    r"to\s+(?:receive\s+)?(?:either\s+)?",
    re.IGNORECASE,
)
_OR = compiled(r"\s+or\s+(?:matching\s+|matched\s+)?", re.IGNORECASE)


_ENDS_OR_CHOICE = compiled(r"[.;](?:\s|$)|\bor\b|,\s")


def _assigned(scope: Scope, owner: str | None, line: Sentence) -> None:
    """``randomly assigned in a 2:1 ratio to X 10 mg once daily or placebo``: two arms, where the study knows none yet."""
    match = _TO.search(line.text)
    if match is None or any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    first = treatment_after(line.text, match.end(), scope.names)
    joint = _OR.search(line.text, first.end, first.end + 110) if first else None
    if first is None or joint is None or _ENDS_OR_CHOICE.search(line.text[first.end : joint.start()]):
        return
    other = treatment_after(line.text, joint.end(), scope.names)
    idle = _INACTIVE.match(line.text, joint.end())
    second = other or (Treatment(idle[0], idle.start(), idle.end()) if idle else None)
    if second is None or _OR.match(line.text, second.end) or not _differ(first, second, scope):
        return
    for treatment in (_called(line.text, first), _called(line.text, second)):
        scope.add_group(owner, treatment.name, at=(line.start + treatment.start, line.start + treatment.end))


def _by_dose(text: str, one: Treatment) -> list[Treatment]:
    """A treatment, or each of its doses where the sentence tells more than one of its drug."""
    doses = {told.name: told for told in doses_told_apart(text) if told.drug.casefold() == one.name.casefold()}
    return [Treatment(name, *told.at) for name, told in doses.items()] or [one]


def _called(text: str, treatment: Treatment) -> Treatment:
    """The abbreviation that stands behind a treatment, where one does: ``anti-thymocyte globulin (ATG)``."""
    short = SHORT_FORM.match(text, treatment.end)
    return Treatment(short["short"], short.start("short"), short.end("short")) if short else treatment


def _differ(one: Treatment, other: Treatment, scope: Scope) -> bool:
    first, second = drugs_of(one.name, scope.names), drugs_of(other.name, scope.names)
    kind = other.name.casefold().startswith(f"{one.name.casefold()} ") and not _JOINT.search(other.name)
    return bool(first) and first != second and not kind  # insulin is no arm beside insulin degludec


#: what the arm that is not placebo is called
_ACTIVE = ("active", "treatment", "vaccine", "intervention", "experimental", "study drug")
_ACTIVE_ALONE = ("active drug", "active treatment", "active therapy", "active agent")
_TOGETHER = tuple(f"combination {noun}" for noun in ("group", "arm", "therapy", "treatment", "regimen"))


def name_controls(scope: Scope) -> None:
    """``control arm`` means the arm of two that gets less: the other's drugs without one, or placebo; ``the combination`` the
    one arm in which several are given together."""
    for study in [None, *(study.name for study in scope.studies)]:
        arms = [group for group in scope.groups_of(study) if group.role == "arm"]
        names = list(dict.fromkeys(group.name for group in arms))
        joint = [name for name in names if _JOINT.search(name) or len(drugs_of(name, scope.names)) > 1]
        if len(names) > 1 and len(joint) == 1:
            scope.learn(next(group for group in arms if group.name == joint[0]), _TOGETHER)
        if len(names) != 2:
            continue
        one, two = (next(group for group in arms if group.name == name) for name in names)
        idle = bool(_INACTIVE.match(one.name)) != bool(_INACTIVE.match(two.name))
        for less, more in ((one, two), (two, one)):
            given, full = _drugs(less.name), _drugs(more.name)
            if _INACTIVE.match(less.name) if idle else (given and given < full):
                scope.learn(less, ("control arm", "control group"))
                if _INACTIVE.match(less.name):
                    scope.learn(more, (*(f"{kind} {noun}" for kind in _ACTIVE for noun in ("group", "arm")), *_ACTIVE_ALONE))
                break


def _drugs(name: str) -> set[str]:
    return {drug for treatment in treatments(name) for drug in drugs_of(treatment.name)}


_JOINT = compiled(r"\s*(?:\+|-?\bplus\b-?|\bin\s+combination\s+with\b|\bcombined\s+with\b)\s*", re.IGNORECASE)


def _lead(scope: Scope, study: str | None) -> None:
    """An arm ``X + chemotherapy`` is also ``X`` where no other arm has X, and ``Placebo + chemotherapy`` is ``Placebo``."""
    arms = [group for group in scope.groups_of(study) if group.role == "arm"]
    parts = {group.name: [part.casefold() for part in _JOINT.split(group.name)] for group in arms}
    for group in arms:
        first = _JOINT.split(group.name)[0]
        others = (first.casefold() in found for name, found in parts.items() if name != group.name)
        if len(parts[group.name]) > 1 and len(parts) > 1 and len(first) > 3 and not any(others):
            scope.learn(group, (first,))


_DOSED = compiled(rf"^(?:(?P<drug>[A-Za-z][\w/ +-]{{2,40}}?)\s+)?(?P<dose>\d+(?:\.\d+)?\s*(?:{DOSE_UNIT}|ml|%)(?:/\w+)?)(?![\w])")


def shorten(scope: Scope) -> None:
    """An arm ``X 30 mg every 8 weeks`` is also ``X`` where no other arm has that drug, and ``30 mg`` where all have it."""
    for study in [None, *(study.name for study in scope.studies)]:
        dosed = [(group, match) for group in scope.groups_of(study) if (match := _DOSED.match(group.name))]
        drugs: dict[str, dict[str, None]] = {}
        for group, match in dosed:
            drugs.setdefault((match["drug"] or "").casefold(), {})[group.name] = None
        _lead(scope, study)
        for group, match in dosed:
            if match["drug"] is None:
                continue
            if len(drugs[match["drug"].casefold()]) == 1:
                scope.learn(group, (match["drug"],))
            else:
                scope.learn(group, (match["dose"],))
        if len(drugs) == 1 and len(dosed) > 1:
            _rank(scope, dosed)


#: what the doses of one drug are called, from the lowest: of two, of three
_RANKS = (
    (("lower dose", "low dose", "lower-dose"), ("higher dose", "high dose", "higher-dose")),
    (("lowest dose", "low dose"), ("middle dose", "intermediate dose", "medium dose", "mid dose"), ("highest dose", "high dose")),
)


def _rank(scope: Scope, dosed: list[tuple[Group, re.Match[str]]]) -> None:
    """Arms of two or more doses of one drug are also ``the lower dose`` and ``the higher dose``."""
    amounts = {tuple(_AMOUNT.findall(match["dose"])) for _, match in dosed}
    if len({unit for found in amounts for _, unit in found}) != 1 or len(amounts) < 2:
        return
    order = sorted(amounts, key=lambda found: float(found[0][0]))
    for group, match in dosed:
        rank = order.index(tuple(_AMOUNT.findall(match["dose"])))
        ends = {0: _RANKS[1][0], len(order) - 1: _RANKS[1][2]}
        names = _RANKS[len(order) - 2][rank] if len(order) < 4 else ends.get(rank, ())
        scope.learn(group, (*names, *(f"{name} group" for name in names)))


_AMOUNT = compiled(r"^(\d+(?:\.\d+)?)\s*(\S+)")
