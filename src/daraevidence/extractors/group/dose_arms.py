"""Arms of one drug in several doses: ``randomized to X 8 mg, 16 mg, and 40 mg or placebo``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.language.dosing import GIVEN_UNIT, OFTEN, ROUTE_WORD
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.stems import is_drug_name

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
#: the amounts before their drug: ``450 mg, 900 mg and 1350 mg of oral drugol``, ``5 or 10 mg drugol``
_SEVERAL_OF = compiled(
    rf"(?<![\w.,/-])(?P<list>{_AMOUNT}(?:\s?{GIVEN_UNIT})?(?:,\s{_AMOUNT}(?:\s?{GIVEN_UNIT})?){{0,4}},?\s(?:and|or|with|versus|vs\.?)\s"
    rf"{_AMOUNT}\s?(?P<unit>{GIVEN_UNIT}))(?:\s(?:(?:daily\s)?doses|{OFTEN}))?\s(?P<of>of\s(?:the\s)?)?(?:(?:{ROUTE_WORD})\s)?(?P<drug>[a-z][\w-]{{3,}})(?![\w/])"
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
    arms = (_listed(line.text, match) if match is not None else _again(line.text)) or _listed_of(line.text)
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


def _listed_of(text: str) -> list[Arm]:
    """Doses that stand before their drug: each group is called by its dose."""
    match = _SEVERAL_OF.search(text)
    if match is None or _NO_DRUG.fullmatch(match["drug"]) or not (match["of"] or is_drug_name(match["drug"])):
        return []
    return [
        Arm(match["drug"], f"{one[0]} {match['unit']}", (one.start(), one.end()))
        for one in _SINGLE.finditer(text, *match.span("list"))
    ]


_LEAD_WORDS = r"with|on|for|in|of|receiving|given|taking|by|to|than|versus|vs\.?"
#: a drug with its dose: ``drugol 5 mg``, ``drugol 10 mg twice daily``; with what leads to it
_DOSED = compiled(
    rf"(?:\b(?i:{_LEAD_WORDS})\s+)?(?:the\s+)?(?<![\w-])"
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


#: the dose before its drug: ``30 mg edoxaban``; another dose of a drug that is named before: ``56% with 400 mg``
_LED_TO = rf"(?:\b(?i:{_LEAD_WORDS})\s+)?(?:the\s+)?(?<![\w.,-])"
_TURNED = compiled(
    rf"{_LED_TO}(?P<name>(?P<amount>{_AMOUNT})\s?(?P<unit>{GIVEN_UNIT})\s(?:of\s)?(?P<drug>[a-z][\w-]{{3,}}))(?![\w/%+-])"
    r"(?:\s+(?:arms?|groups?|cohorts?)\b)?"
)
_BARE = compiled(
    rf"(?<=[\d%)]\s)(?i:{_LEAD_WORDS})\s+(?:the\s+)?(?P<name>(?P<amount>{_AMOUNT})\s?(?P<unit>{GIVEN_UNIT})(?:\s+{OFTEN})?)(?![\w/%+-])(?!\s+[a-z-]*\d)"
    r"(?:\s+(?:arms?|groups?|cohorts?|doses?)\b)?(?=\s*(?:[,;.:)(]|$|\s(?:and|or|versus|vs|compared|but|while|whereas|than)\b))"
)


class ToldDose(NamedTuple):
    """A group of one dose of a drug: the place with what leads to it, its drug, its name and the place of that."""

    start: int
    end: int
    drug: str
    amount: str
    unit: str
    name: str
    at: tuple[int, int]


def doses_told_apart(text: str) -> list[ToldDose]:
    """Where a sentence prints one drug with one dose and with another: the groups are told apart by the dose.

    Reads ``lower with drugol 5 mg (HR 0.7) and drugol 10 mg (HR 0.6) than with placebo``, ``44% with drugol 5 mg and 56% with
    10 mg``, ``5 mg drugol and 10 mg drugol``; not one dose after the other for all.
    """
    if not any(map(text.__contains__, _UNITS)):
        return []
    found = [_told(match) for match in _DOSED.finditer(text) if not _NO_DRUG.fullmatch(match["drug"])]
    if not found:
        found = [_told(match) for match in _TURNED.finditer(text) if is_drug_name(match["drug"])]
    elif len({(each.drug.casefold(), each.unit) for each in found}) == 1:
        own = found[0]
        further = (match for match in _BARE.finditer(text, own.end) if match["unit"] == own.unit)
        found += [_told(match, own.drug) for match in further if match["amount"] not in {each.amount for each in found}]
    if len({each.amount for each in found}) < 2 or _IN_STEPS.search(text) is not None:
        return []
    doses: dict[tuple[str, str], set[str]] = {}
    for each in found:
        doses.setdefault((each.drug.casefold(), each.unit), set()).add(each.amount)
    return [each for each in found if len(doses[each.drug.casefold(), each.unit]) > 1]


def _told(match: re.Match[str], drug: str = "") -> ToldDose:
    """A group by what is printed: ``400 mg`` stays that, though its drug is known."""
    name = " ".join(match["name"].split())
    return ToldDose(*match.span(), drug or match["drug"], match["amount"], match["unit"], name, match.span("name"))


def _again(text: str) -> list[Arm]:
    """``comparing X 3.6 mg with X 1.2 mg and placebo``: one drug named again with another dose."""
    found = {each.name.casefold(): each for each in reversed(doses_told_apart(text))}
    if len({each.drug.casefold() for each in found.values()}) != 1:
        return []
    return [Arm(each.drug, each.name, each.at) for each in reversed(found.values())]
