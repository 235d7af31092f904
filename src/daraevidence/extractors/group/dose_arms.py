"""Arms of one drug in several doses: ``randomized to X 8 mg, 16 mg, and 40 mg or placebo``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.language.dosing import GIVEN_UNIT, OFTEN
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["doses_told_apart", "groups_in_doses"]

_AMOUNT = r"\d(?:[\d.,]*\d)?"
#: a drug with two or more amounts, each with its unit or the last with that of all
_SEVERAL = compiled(
    rf"(?<![\w/-])(?P<drug>[A-Za-z][\w-]{{3,}})\s(?:\(|at\s(?:doses\sof\s)?)?(?P<list>{_AMOUNT}(?:\s?{GIVEN_UNIT})?(?:,\s{_AMOUNT}(?:\s?{GIVEN_UNIT})?){{0,4}}"
    rf"(?:,?\s(?:and|or)\s|/|,\s(?={_AMOUNT}\s?{GIVEN_UNIT},?\s(?:and|or|versus|vs)\s(?:matching\s)?[a-z])){_AMOUNT}\s?(?P<unit>{GIVEN_UNIT}))"
    r"(?![\w/])\)?",
)
_SINGLE = compiled(_AMOUNT)
#: a trial that sets the doses against each other or something else
_TRIED = Gated(
    "randomi|assign|alloca|compar|evaluat|versus|vs",
    r"\b(?:randomi[sz]ed|assigned|allocated|compar(?:ed|ing|es)|evaluat(?:ed|ing|es)|versus|vs)\b",
    re.IGNORECASE,
)
_BEFORE = compiled(r"\b(?:if|titrat\w+|escalat\w+|increas\w+|adjust\w+|rescue|background|stable)\b", re.IGNORECASE)
_CONTROL = compiled(
    r"(?:,|\bor|\band|\bwith|\bto|\bversus|\bvs\.?)\s(?:matching\s|oral\s)?(?P<name>placebo|vehicle)\b"
    r"(?![- ](?:controlled|corrected))"
)
#: words before amounts that are no drug: verbs, ways, forms
_NO_DRUG = compiled(
    r"doses?|dosages?|either|oral(?:ly)?|daily|weekly|with|from|both|than|tablets?|capsules?|injections?|cream|total|strengths?|"
    r"the|of|to|at|and|or|between|about|only|over|under|[a-z]+(?:ed|ly|ing|ous|ven|ery)",
    re.IGNORECASE,
)


#: doses with their sizes behind them are read as all groups with sizes
_SIZED = compiled(r"[(\[]\s?[nN]\s?=")


def groups_in_doses(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add an arm for each dose that a sentence of a trial's plan lists behind one drug, and its placebo; whether it does.

    Only where the study knows no arms. Not doses that are reached one after another,
    nor doses with sizes behind them.
    """
    if _TRIED.search(line.text) is None or any(group.role == "arm" for group in scope.groups_of(owner)):
        return False
    match = _SEVERAL.search(line.text)
    arms = _again(line.text) if match is None else _listed(line.text, match)
    if len(arms) < 2 or _BEFORE.search(line.text, 0, arms[0].at[0]) or _SIZED.search(line.text, arms[0].at[1]):
        return False
    control = _CONTROL.search(line.text)
    if control is not None:
        arms.append(Arm(control["name"], control["name"], control.span("name")))
    return keep_arms(scope, owner, line, arms)


def _listed(text: str, match: re.Match[str]) -> list[Arm]:
    drug = match["drug"]
    if _NO_DRUG.fullmatch(drug):
        return []
    return [
        Arm(drug, f"{drug} {one[0]} {match['unit']}", (match.start() if index == 0 else one.start(), one.end()))
        for index, one in enumerate(_SINGLE.finditer(text, *match.span("list")))
    ]


#: a drug with its dose: ``drugol 5 mg``, ``drugol 10 mg twice daily``; with what leads to it
_DOSED = compiled(
    r"(?:\b(?i:with|on|for|in|of|receiving|given|taking|by|to|than|versus|vs\.?)\s+)?(?:the\s+)?(?<![\w-])"
    rf"(?P<name>(?P<drug>[A-Za-z][\w-]{{3,}})\s(?P<amount>{_AMOUNT})\s?(?P<unit>{GIVEN_UNIT})(?:/(?:d|day|week|wk)(?![A-Za-z]))?"
    rf"(?:\s+{OFTEN})?)(?![\w/%+-])(?:\s+(?:arms?|groups?|cohorts?)\b)?"
)
#: one of them stands with each dose; a gate
_UNITS = ("mg", "mcg", "µg", "μg", "ug", "IU", " U", "mL", " g")
#: one dose after the other for the same patients
_IN_STEPS = compiled(
    r"\b(?:titrat|escalat|uptitrat|follow(?:ed|ing)\b|then\b|(?:increas|reduc|switch|chang)(?:e|ed|ing)\s+(?:from|to)\b|"
    r"start(?:ed|ing)?\b|initiat|loading|maintenance)",
    re.IGNORECASE,
)


def doses_told_apart(text: str) -> list[re.Match[str]]:
    """Where a sentence prints one drug with one dose and with another: the groups are told apart by the dose.

    Reads ``lower with drugol 5 mg (HR 0.7) and drugol 10 mg (HR 0.6) than with placebo``; not one dose after the other for all.
    Each match has the ``name`` of the group and its ``drug``.
    """
    if not any(map(text.__contains__, _UNITS)):
        return []
    found = [match for match in _DOSED.finditer(text) if not _NO_DRUG.fullmatch(match["drug"])]
    if len({match["amount"] for match in found}) < 2 or _IN_STEPS.search(text) is not None:
        return []
    doses: dict[tuple[str, str], set[str]] = {}
    for match in found:
        doses.setdefault((match["drug"].casefold(), match["unit"]), set()).add(match["amount"])
    return [match for match in found if len(doses[match["drug"].casefold(), match["unit"]]) > 1]


def _again(text: str) -> list[Arm]:
    """``comparing X 3.6 mg with X 1.2 mg and placebo``: one drug named again with another dose."""
    found = {match["name"].casefold(): match for match in reversed(doses_told_apart(text))}
    if len({match["drug"].casefold() for match in found.values()}) != 1:
        return []
    return [Arm(match["drug"], " ".join(match["name"].split()), match.span("name")) for match in reversed(found.values())]
