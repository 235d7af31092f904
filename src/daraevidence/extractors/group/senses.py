"""Which group of a study a name means that is none of its names: in part of its words, by its opposite, by its limits or role."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from daraevidence.extractors.group.arm_names import DOSE
from daraevidence.extractors.group.giving import meant_by_giving
from daraevidence.extractors.group.limits import Limits, limits_of, rank_of
from daraevidence.extractors.group.roles import arm_of_role, is_reference
from daraevidence.extractors.group_names import tokens
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.vocabulary import TermKind, class_of, drugs_of, terms

__all__ = ["Called", "group_called", "group_meant", "is_reference"]

G = TypeVar("G", bound="Called")


class Called(Protocol):
    """What a group is known by."""

    name: str
    role: str
    aliases: list[str]


class _Sense(NamedTuple):
    """What a name says: the roots of its words, whether of those without them, its limits, and its rank among such."""

    words: frozenset[str]
    negative: bool
    limits: Limits | None
    rank: int


_FILLER = frozenset(
    (
        "the a an of in on at by to for with who were was are is be been being and had have having has that those these "
        "their whose which group groups arm arms cohort cohorts subgroup subset receiving received given treated treat "
        "treatment treatments therapy therapies regimen regimens alone only schedule schedules dosing strategy get got getting "
        "took taken taking users user assigned allocated randomized randomised started recipient carrier carriers carried "
        "carrying taker takers study drug age aged years "
        "year old n plus"
    ).split()
) | frozenset(PERSONS.split("|"))
_NEGATIVE = frozenset("without not no non never nor lacking absent untreated unexposed".split())
#: words of one family that share no root
_FAMILIES = {
    word: family
    for family, words in {
        "radioth": "rt radiotherapy radiation irradiated irradiation xrt",
        "vaccin": "vaccine vaccines vaccinated vaccination vaccinees immunized immunised immunization immunisation",
        "surg": "surgery surgical surgically operated operation operative",
        "smok": "smokers smoker smoked smoking",
        "mutat": "mutated mutation mutations mutant mutants",
        "chemoth": "chemotherapy chemo",
        "contr": "control controls",
        "obes": "obese obesity",
        "dos": "dose doses dosage activity activities",
        "transpl": "transplant transplants transplanted transplantation",
        "placebo": "placebo placebos",
        "low": "low lower lowest",
        "short": "short shorter shortest",
        "long": "long longer longest",
        "early": "early earlier earliest",
        "late": "late later latest",
        "high": "high higher highest",
        "coagul": "anticoagulated anticoagulation anticoagulants anticoagulant",
    }.items()
    for word in words.split()
}
_ENDINGS = tuple("ations ation ated ants ant ments ment ings ing ers ors er or ics ic ly ed es s e".split())


@lru_cache(maxsize=4096)
def _root(word: str) -> str:
    """What words of one family share: ``infusion``, ``infused`` → infus."""
    if word in _FAMILIES:
        return _FAMILIES[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith(("us", "ss")):
            word = word.removesuffix(ending)
            break
    return word[:9]


@lru_cache(maxsize=4096)
def _sense(name: str) -> _Sense:
    words: set[str] = set()
    limits = limits_of(name)
    negative, rank = False, 0
    for token in tokens(name):
        word = token.folded
        if limits is not None and (not word[0].isalpha() or word in _OF_LIMITS or word.endswith("genarians")):
            continue
        if word in _NEGATIVE:
            negative = True
        elif word in _FILLER:
            continue
        elif rank_of(word) and not rank:
            rank = rank_of(word)
        elif (bare := _without_prefix(word)) != word:
            negative = True
            words |= set() if bare in _FILLER else {_root(bare)}
        else:
            words.add(_root(word))
    return _Sense(frozenset(words), negative, limits, 0 if limits is not None else rank)


_ANY = frozenset(("any", "it", "them", "either", "eith"))
_OF_LIMITS = frozenset(
    "older younger over above under below than least most more less fewer or higher lower heavier lighter longer shorter "
    "year years yr yrs y kg mg dl g ml min mm cm months month weeks week days day from up between to m2".split()
)


def _without_prefix(word: str) -> str:
    """``vaccinated`` of ``unvaccinated``, ``smokers`` of ``nonsmokers``."""
    if word.startswith("un") and word.endswith("ed") and len(word) > 8:
        return word[2:]
    return word[3:] if word.startswith("non") and len(word) > 7 else word


def group_called(name: str, groups: Sequence[G]) -> G | None:
    """The one of a study's groups that a name means, by its own name or in other words."""
    number = group_meant(name, groups)
    return groups[number] if number is not None else None


def group_meant(name: str, groups: Sequence[Called]) -> int | None:
    """The number of the group that a name means, where only one of a study's groups can be meant; ``None`` in doubt.

    In turn: by limits (``men aged 75 or older`` is ``≥75 Years``, ``younger patients`` the lower of two), by words (``the
    mutated group`` is ``TP53 mutated`` beside ``TP53 wild type``; of an arm any words that no other group has), by opposites
    (``unvaccinated`` beside ``vaccine`` is ``placebo``), by the role or the class of the drug (``controls``, ``the steroid
    group``). Parts of an arm (``X, one prior line``) are never meant.
    """
    own = [n for n, group in enumerate(groups) if name.casefold() in (each.casefold() for each in (group.name, *group.aliases))]
    printed = set(name.casefold().split())
    own = own or [n for n, group in enumerate(groups) if group.role == "arm" and printed <= set(group.name.casefold().split())]
    if own:
        return own[0] if len({groups[number].name for number in own}) == 1 else None
    if _AFTER.match(name) and not any(_AFTER.match(group.name) for group in groups):
        name = _AFTER.sub("", name)  # "9.8 months after chemotherapy", and no group before or after something
    given = meant_by_giving(name, [(group.name, *group.aliases) if group.role == "arm" else () for group in groups])
    if given is not None:
        return given
    sense = _sense(name)
    of = [number for number, group in enumerate(groups) if group.role != "total" and ", " not in group.name]
    senses = {number: [_sense(each) for each in dict.fromkeys((groups[number].name, *groups[number].aliases))] for number in of}
    if sense.limits is not None or (sense.rank and not sense.words):
        return _by_limits(sense, senses)
    if sense.words and not sense.rank:
        found = _by_words(sense, senses, groups)
        if found is not None:
            return found
    arms = [number for number in of if groups[number].role == "arm"] or of
    given = _by_drugs(name, groups, arms) if not sense.negative else None
    if given is not None:
        return given
    opposite = _by_opposite(name, sense, senses, groups, arms)
    return opposite if opposite is not None else _by_role(name, groups, arms)


_AFTER = compiled(r"(?i)(?:after|following|before)\s+")


def _by_limits(sense: _Sense, senses: dict[int, list[_Sense]]) -> int | None:
    """The group of the same limits, or the lower or higher one of two that differ in them."""
    limited = {number: one for number, own in senses.items() for one in own if one.limits is not None}
    if sense.limits is not None:
        found = [number for number, one in limited.items() if _same(one.limits, sense.limits) and sense.words <= one.words]
        return found[0] if len(found) == 1 else None
    edges = sorted(
        (one.limits.low if one.limits.low is not None else -1.0, number) for number, one in limited.items() if one.limits
    )
    units = {one.limits.unit for one in limited.values() if one.limits}
    words = {one.words for one in limited.values()}
    if len(edges) != 2 or edges[0][0] == edges[1][0] or len(units) > 1 or len(words) > 1:
        return None
    return edges[0][1] if sense.rank < 0 else edges[1][1]


def _same(one: Limits | None, other: Limits) -> bool:
    return one is not None and (one.low, one.high) == (other.low, other.high) and one.unit == other.unit


def _by_words(sense: _Sense, senses: dict[int, list[_Sense]], groups: Sequence[Called]) -> int | None:
    """The one group that has all words of a name and is as negative; what a part leaves out, other groups must have too."""
    having: dict[int, frozenset[str]] = {}
    for number, own in senses.items():
        fitting = [one.words for one in own if sense.words <= one.words and one.negative == sense.negative and one.limits is None]
        if fitting:
            having[number] = min(fitting, key=len)
    exact = [number for number, words in having.items() if words == sense.words]
    names = {groups[number].name for number in exact}
    if len(names) == 1:
        return exact[0]
    if len({groups[number].name for number in having}) != 1:
        return None
    number = next(iter(having))
    others = [
        word for other, own in senses.items() if groups[other].name != groups[number].name for one in own for word in one.words
    ]
    if groups[number].role == "arm" and any(
        groups[other].role == "arm" for other in senses if groups[other].name != groups[number].name
    ):
        return number
    return number if having[number] - sense.words <= frozenset(others) else None


def _by_opposite(
    name: str, sense: _Sense, senses: dict[int, list[_Sense]], groups: Sequence[Called], arms: Sequence[int]
) -> int | None:
    """``without X``, ``unvaccinated``: the other one of two arms, which is given nothing, where the first alone is given X."""
    names = list(dict.fromkeys(groups[number].name for number in arms))
    bare = [n for n in arms if any(one.negative and one.words <= _ANY for one in senses[n])]
    if sense.negative and len(bare) == 1 and len(names) > 1:
        return bare[0]  # "56 went without any"
    if _HAVING.fullmatch(name) and len(names) == 2:  # "carriers" beside "no BRCA mutation"
        having = [n for n in arms if not any(one.negative for one in senses[n])]
        return having[0] if len({groups[n].name for n in having}) == 1 else None
    if not sense.negative or len(names) != 2:
        return None
    if not sense.words:  # "non-users"
        without = [n for n in arms if all(one.negative for one in senses[n])]
        return without[0] if len({groups[n].name for n in without}) == 1 else None
    given = {groups[n].name for n in arms if any(sense.words <= one.words and not one.negative for one in senses[n])}
    rest = next((n for n in arms if groups[n].name not in given), None)
    if len(given) != 1 or rest is None:
        return None
    more = next(number for number in arms if groups[number].name in given)
    less = any(one.words <= other.words for one in senses[rest] for other in senses[more] if one.words)  # "X alone", "X plus Y"
    return rest if less or is_reference(groups[rest].name) else None


_HAVING = compiled(r"(?i)(?:the\s+)?(?:carriers|users|takers)")
_TREATMENTS: frozenset[TermKind] = frozenset({"drug", "regimen"})


def _by_drugs(name: str, groups: Sequence[Called], arms: Sequence[int]) -> int | None:
    """The one arm that is given the drugs that a name wholly consists of, in no other dose: ``X 10 mg with Y`` for ``Y + X``."""
    found = terms(name, 0, _TREATMENTS)
    if not found:
        return None
    rest, last = "", 0
    for term in found:
        rest, last = f"{rest} {name[last : term.start]}", term.end
    if _sense(DOSE.sub(" ", f"{rest} {name[last:]}")).words:
        return None
    drugs, doses = drugs_of(name), set(DOSE.findall(name))
    same = [n for n in arms if drugs and drugs_of(groups[n].name) == drugs]
    same = [n for n in same if not doses or not (own := set(DOSE.findall(groups[n].name))) or own == doses]
    return same[0] if len({groups[n].name for n in same}) == 1 else None


_CLASS: frozenset[TermKind] = frozenset({"drug_class"})
_NOUN = compiled(r"(?i)^the\s+|[\s-]+(?:treated\s+)?(?:groups?|arms?|patients|participants)$")


def _by_role(name: str, groups: Sequence[Called], arms: Sequence[int]) -> int | None:
    """The one of the arms that a name means by its part in the trial (``the controls``), or that alone has a drug of the class
    it names."""
    by_name = {groups[number].name: number for number in reversed(arms)}
    names = list(dict.fromkeys(groups[number].name for number in arms))
    if len(names) < 2:
        return None
    meant = arm_of_role(name, names)
    if meant is not None:
        return by_name[names[meant]]
    plain = _NOUN.sub("", _NOUN.sub("", name))
    classes = {term.code for term in terms(plain, 0, _CLASS) if term.end - term.start >= len(plain) - 1}
    given = [n for n in names if any(class_of(drug) in classes for drug in drugs_of(n))] if classes else []
    return by_name[given[0]] if len(given) == 1 else None
