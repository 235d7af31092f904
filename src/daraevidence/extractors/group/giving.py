"""Arms meant by how their treatment is given: ``the oral group``, ``the 5 mg dose``, ``the highest dose``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from daraevidence.extractors.group.arm_names import DOSE
from daraevidence.extractors.group_names import folded_words
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS

__all__ = ["meant_by_giving"]

#: the words of one way
_ROUTES = {
    word: route
    for route, words in {
        "IV": "intravenous intravenously iv infusion infusions infused drip",
        "PO": "oral orally mouth po tablet tablets capsule capsules pill pills",
        "SC": "subcutaneous subcutaneously sc",
        "IM": "intramuscular intramuscularly im",
        "topical": "topical topically cream ointment gel",
        "inhaled": "inhaled inhaler inhalation nebulized nebulised",
        "nasal": "intranasal intranasally nasal nasally",
        "patch": "transdermal patch patches",
    }.items()
    for word in words.split()
}
_RANKS = {
    word: rank
    for rank, words in {
        1: "highest higher high larger largest",
        0: "middle intermediate medium",
        -1: "lowest lower low smaller smallest",
    }.items()
    for word in words.split()
}
_SUPERLATIVES = frozenset("highest largest lowest smallest middle intermediate medium".split())
_DOSES = frozenset("dose doses dosage dosages dosing".split())
_FILLER = frozenset(
    (
        "the a an of in on at by to with after those who were was given received receiving taking took got assigned allocated "
        "randomized randomised treated group groups arm arms cohort cohorts regimen regimens treatment therapy form formulation "
        "route drug once twice daily weekly monthly"
    ).split()
) | frozenset(PERSONS.split("|"))


def meant_by_giving(name: str, arms: Sequence[Sequence[str]]) -> int | None:
    """The number of the arm that a name means which says nothing but a way, a dose or the rank of a dose.

    ``arms``: the names of each, none of what is no arm. ``the intravenous group`` of ``X 600 mg intravenously`` and ``X 450 mg by
    mouth``; ``the 5 mg dose`` of ``X 2.5 mg``, ``X 5 mg``; ``the highest dose`` of any number, ``the higher dose`` of two.
    """
    words = [word for word in folded_words(DOSE.sub(" ", name)) if word not in _FILLER]
    doses = _doses(name)
    routes = {_ROUTES[word] for word in words if word in _ROUTES}
    if words and len(routes) == 1 and not doses:
        rest = {word for word in words if word not in _ROUTES}  # "nasal X" of "X 30 mg intranasally"
        said = [
            number for number, names in enumerate(arms) if names and rest <= {w for name in names for w in folded_words(name)}
        ]
        return _only([number for number in said if _routes(tuple(arms[number])) == routes])
    if not _DOSES.issuperset(word for word in words if word not in _RANKS):
        return None
    ranks = [word for word in words if word in _RANKS]
    told = {number: own for number, names in enumerate(arms) if len(own := frozenset().union(*map(_doses, names))) == 1}
    if len(doses) == 1 and not ranks:
        return _only([number for number, own in told.items() if own == doses])
    if doses or len(ranks) != 1 or len(told) < 2 or len({unit for own in told.values() for _, unit in own}) != 1:
        return None
    ordered = sorted((amount, number) for number, own in told.items() for amount, _ in own)
    if len({amount for amount, _ in ordered}) != len(ordered):
        return None
    if _RANKS[ranks[0]] == 0:
        return ordered[1][1] if len(ordered) == 3 else None
    if len(ordered) > 2 and ranks[0] not in _SUPERLATIVES:
        return None
    return ordered[-1 if _RANKS[ranks[0]] > 0 else 0][1]


def _only(numbers: Sequence[int]) -> int | None:
    return numbers[0] if len(numbers) == 1 else None


@lru_cache(maxsize=2048)
def _doses(name: str) -> frozenset[tuple[float, str]]:
    return frozenset((float(amount), unit) for amount, unit in DOSE.findall(name)) if _DIGIT.search(name) else frozenset()


_DIGIT = compiled(r"\d")


@lru_cache(maxsize=1024)
def _routes(names: tuple[str, ...]) -> set[str]:
    return {_ROUTES[word] for name in names for word in folded_words(name) if word in _ROUTES}
