"""Groups that a sentence calls by their dose alone: ``12.7 months with 200 mg and 13.1 months with 300 mg``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.group.dose_arms import doses_told_apart
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.known_groups import Named, known
from daraevidence.extractors.sentence.placed_names import RESPECTIVELY
from daraevidence.language.dosing import GIVEN_UNIT, OFTEN
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["dosed_names", "doses_of_one_drug", "listed_doses"]

_DOSED = compiled(
    r"\b(?:with|on|at|for|in|receiving|given|taking|of)\s+(?:(?:an?|the)\s+(?:[a-z]+\s+)?doses?\s+of\s+|the\s+)?(?P<dose>(?P<amount>\d[\d.,]*)\s?"
    rf"(?P<unit>{GIVEN_UNIT})(?:/(?:d|day|week|wk))?)(?P<often>\s+{OFTEN})?(?:\s+(?:group|arm|dose|cohort))?(?![\w/%+-])"
)
#: a noun says that it is a group: ``at the 5 mg dose``
_THE_DOSE = compiled(r"\bthe\s.*\s(?:group|arm|dose|cohort)$")
#: ``at 120 mcg and 180 mcg, respectively``
_ONE = rf"\d[\d.,]*\s?{GIVEN_UNIT}(?:/(?:d|day|week|wk))?"
_IN_ORDER = Gated(
    "respectively",
    rf"\b(?:with|on|at|for|in|receiving|given|taking|of)\s+(?:the\s+)?(?:doses?\s+of\s+)?(?P<list>{_ONE}(?:,\s+{_ONE}){{0,3}},?\s+and\s+{_ONE})"
    r"(?:\s+(?:dose\s+)?(?:groups?|arms?|doses?|cohorts?|levels?))?,?\s+respectively\b",
)
_SINGLE = compiled(rf"(?P<dose>(?P<amount>\d[\d.,]*\d|\d)\s?(?P<unit>{GIVEN_UNIT})(?:/(?:d|day|week|wk))?)")
#: from a result to the dose behind it
_FROM_RESULT = compiled(
    rf"[\s)\]]*(?:(?:of\s+(?:the\s+)?)?(?:{PEOPLE}|those|eyes)\s+)?",
    re.IGNORECASE,
)
_TO_RESULT = compiled(r"\s*(?:[(\[:,]|was|were|(?<=[a-z])\s)\s*(?:(?:mean|median|average)[\s,:]+)?(?:was|were)?\s*")

#: ``9.0 cm at the low dose and 10.6 cm at the high dose``
_RANKED = Gated(
    "dose",
    r"\b(?:with|on|at|for|in|among|receiving|given)\s+(?:patients\s+(?:on|at|given)\s+)?the\s+(?P<name>(?:(?:one|two|three)\s+)?"
    r"(?P<rank>low(?:er|est)?|high(?:er|est)?|middle|medium|intermediate|full|half|standard|reduced|smaller|larger)[\s-]doses?)"
    r"(?:\s+(?:level|group|arm|cohort))?(?![\w-])",
    re.IGNORECASE,
)


def dosed_names(text: str, places: Sequence[tuple[int, int]], groups: Sequence[Group]) -> list[Named]:
    """Doses that stand beside as many results, where there are two or more of one unit; with the groups that have them.

    ``places`` are those of the results. Not the doses of a schedule, which have no results of their own.
    """
    ordered = _IN_ORDER.search(text)
    if ordered is not None:
        doses = list(_SINGLE.finditer(text, *ordered.span("list")))
        told = [place for place in places if place[1] <= ordered.start()]
        return [_known(match, groups) for match in doses] if len(told) == len(doses) else []
    ranked = [match for match in _RANKED.finditer(text) if _is_beside(text, match, places)]
    if len({match["rank"].casefold() for match in ranked}) > 1:
        return [known(Named(*match.span(), " ".join(match["name"].split())), [*groups]) for match in ranked]
    found = [match for match in _DOSED.finditer(text) if not _is_part(match, places)]
    if len({match["amount"] for match in found}) < 2 or len({match["unit"] for match in found}) != 1:
        return []
    amounts = {match.span("dose") for match in found}
    results = [place for place in places if place not in amounts]
    beside = [match for match in found if _THE_DOSE.search(match[0]) or _is_beside(text, match, results)]
    if len({match["amount"] for match in beside}) != len({match["amount"] for match in found}) or len(beside) < 2:
        return []
    return [_known(match, groups) for match in beside]


#: ``with X 8 mg, 16 mg, and 40 mg``, ``on X 100, 200 or 400 mg``: one drug in several doses
_OF_DRUG = compiled(
    r"\b(?i:with|on|for|in|of|receiving|given|taking|by|to)\s+(?:the\s+)?(?P<drug>[A-Za-z][\w-]{3,}(?:\s[a-z]{4,})?)\s+(?:at\s+(?:doses\s+of\s+)?)?"
    rf"(?P<list>\d[\d.,]*(?:\s?{GIVEN_UNIT})?(?:,\s+\d[\d.,]*\d(?:\s?{GIVEN_UNIT})?|,\s+\d(?:\s?{GIVEN_UNIT})?){{0,4}},?\s+(?:and|or)\s+{_ONE})"
    rf"(?![\w/])(?:\s+{OFTEN})?(?P<order>,?\s+respectively\b)?",
)
_AMOUNTS = compiled(r"\d(?:[\d.,]*\d)?")


def listed_doses(text: str, places: Sequence[tuple[int, int]]) -> list[Named]:
    """One drug in several doses that stand beside as many results: ``1.2% and 1.5% with X 8 mg and 16 mg, respectively``.

    As many results end before the list as there are doses, or begin behind it.
    """
    match = _OF_DRUG.search(text) if RESPECTIVELY.search(text) is not None else None
    if match is None or _NO_DRUG.search(match["drug"]):
        return []
    amounts = list(_AMOUNTS.finditer(text, *match.span("list")))
    inside = match.start("list"), match.end("list")
    results = [place for place in places if not inside[0] <= place[0] < inside[1]]
    before = [place for place in results if place[1] <= match.start()]
    behind = [place for place in results if place[0] >= match.end()]
    told = before[-len(amounts) :] if match["order"] else behind[: len(amounts)]
    ordered = match["order"] or RESPECTIVELY.search(text, match.end())
    if len(told) != len(amounts) or not ordered:
        return []
    unit = text[amounts[-1].end() : match.end("list")].strip()
    found: list[Named] = []
    start = match.start()
    for one, place in zip(amounts, told, strict=True):
        end = text.find(unit, one.end(), one.end() + len(unit) + 1)
        end = end + len(unit) if end >= 0 else one.end()
        found.append(Named(start, end, f"{match['drug']} {one[0]} {unit}", result=place[0]))
        start = end
    return found


def doses_of_one_drug(text: str) -> list[Named]:
    """The groups of one drug that a sentence tells apart by their dose, wherever they stand."""
    return [Named(told.start, told.end, told.name) for told in doses_told_apart(text)]


#: words before doses that are none of a drug: ``of patients responded at 120 mcg and 180 mcg``
_NO_DRUG = compiled(
    rf"\b(?:{PEOPLE}|doses?|dosages?|daily|levels?|amounts|groups?|arms|either|both|total|[a-z]+(?:ed|ing))\b", re.IGNORECASE
)


def _is_part(match: re.Match[str], places: Sequence[tuple[int, int]]) -> bool:
    """Whether a dose is only the beginning of a result: ``15 mg (SD, 2)``."""
    first, last = match.span("dose")
    return any(start <= first < end and last < end for start, end in places)


def _is_beside(text: str, match: re.Match[str], results: Sequence[tuple[int, int]]) -> bool:
    before = max((last for _, last in results if last <= match.start()), default=-1)
    after = min((first for first, _ in results if first >= match.end()), default=-1)
    if before >= 0 and _FROM_RESULT.fullmatch(text, before, match.start()):
        return True
    return after >= 0 and _TO_RESULT.fullmatch(text, match.end(), after) is not None


def _known(match: re.Match[str], groups: Sequence[Group]) -> Named:
    """The one group that is called after the dose, or the dose itself as a name."""
    dose = " ".join(match["dose"].split())
    plain = re.compile(rf"(?<![\d.,]){re.escape(match['amount'])}\s?-?{re.escape(match['unit'])}(?![\w])")
    own = {group.name: group for group in groups if any(plain.search(name) for name in (group.name, *group.aliases))}
    if len(own) == 1:
        group = next(iter(own.values()))
        return Named(match.start(), match.end(), group.name, group)
    often = match.groupdict().get("often") or ""
    return Named(match.start(), match.end(), " ".join(f"{dose}{often}".split()))
