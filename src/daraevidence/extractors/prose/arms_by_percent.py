"""Events told of all arms in their order without their names: the percents prove whose counts they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.safety_sets import proves
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = [
    "EACH_ARM",
    "announced",
    "for_each_arm",
    "keep_to_base",
    "name_behind",
    "name_by_percent",
    "name_by_size",
    "name_in_turn",
]


#: said of every arm: ``one seizure in each arm``, ``was not seen in either group``
EACH_ARM = Gated(
    "each|either|both|any|every|per",
    r"(?:,?\s*\b(?:in|for|with|among|within|of)\s+(?:each|either|both|any|every)|\bper)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:(?:two|three|four|treatment|study|trial)\s+)*(?:groups?|arms?|cohorts?)\b",
    re.IGNORECASE,
)


def for_each_arm(place: Place, statements: list[Statement]) -> None:
    """``There was one seizure in each arm``: the same result for every arm of the study, none held against another."""
    made: list[Statement] = []
    for index, statement in enumerate(statements):
        if (shares := _shares_of_each(place, statement)) is not None:
            made += shares
            continue
        only = statement.sides[0] if len(statement.sides) == 1 else None
        end = statements[index + 1].sides[0].quantity.start - place.base if index + 1 < len(statements) else len(place.text)
        told = EACH_ARM.search(place.text, only.quantity.end - place.base, end) if only is not None else None
        arms = _parties(place, statements[:index], told) if told is not None else []
        if only is None or told is None or len(arms) < 2 or not _is_of_all(place, only, told):
            made.append(statement)
            continue
        phrase = statement.phrase
        if phrase is not None and told[0].strip(" ,") in phrase.text:
            phrase = phrase._replace(text=" ".join(phrase.text.replace(told[0].strip(" ,"), " ").split()))
        if statement.ratios:  # "was not reached in either arm (HR, 0.88)": the ratio compares them
            sides = [replace(only, named=arm, phrase=only.phrase and phrase) for arm in arms]
            p = statement.p or (statement.ratios[0].p if len(statement.ratios) == 1 else None)
            made.append(replace(statement, sides=sides, phrase=phrase, versus=True, p=p))
            continue
        for arm in arms:
            side = replace(only, named=arm, phrase=only.phrase and phrase)
            made.append(replace(statement, sides=[side], phrase=phrase))
    statements[:] = made


_OPENED = compiled(r"\s*[(\[]\s*")


def _shares_of_each(place: Place, statement: Statement) -> list[Statement] | None:
    """``in two patients in each arm (2.7% and 5.4%)``: one count, of each arm its own percent, in the order of the arms; and
    ``were rare in both groups (0.8% and 1.6%)``."""
    first, *rest = statement.sides
    counted = first.quantity.n is not None and first.quantity.percent is None
    shares = rest if counted else statement.sides
    arms = place.arms if len(shares) > 1 and not any(side.named is not None for side in shares) else []
    if not arms or len(arms) != len(shares) or any(side.quantity.percent is None for side in shares):
        return None
    begin, end = first.quantity.end - place.base if counted else 0, shares[0].quantity.start - place.base
    told = EACH_ARM.search(place.text, begin, end)
    if told is None or _OPENED.fullmatch(place.text, told.end(), end) is None:
        return None
    made = []
    for arm, side in zip(arms, shares, strict=True):
        quantity = side.quantity
        if counted and quantity.n is None:
            numbers = (*first.quantity.numbers, *quantity.numbers)
            quantity = replace(first.quantity, role="proportion", percent=quantity.percent, numbers=numbers)
        named = Named(told.start(), told.end(), arm.name, arm)
        made.append(replace(statement, sides=[replace(first, quantity=quantity, named=named)]))
    return made


def _parties(place: Place, before: Sequence[Statement], told: re.Match[str]) -> list[Named]:
    """The groups of which "each group" speaks: those that the study compares, else the two told of before in the sentence."""
    arms = [Named(*told.span(), arm.name, arm) for arm in _compared(place) or place.arms]
    if len(arms) > 1:
        return arms
    names = {side.named.name: side.named for statement in before for side in statement.sides if side.named is not None}
    return [*names.values()] if len(names) == 2 else []


def _compared(place: Place) -> list[Group]:
    """The two arms that the study last set against each other by name."""
    pair = place.pairs.get(place.study, ())
    return [named.group for named in pair if named.group is not None and named.group.role == "arm"] if len(pair) == 2 else []


def _is_of_all(place: Place, side: Side, told: re.Match[str]) -> bool:
    """Whether no group is named before the words for all, and no sentence or clause ends."""
    known = side.named is not None and side.named.group is not None and 0 <= side.named.start < told.start()
    return not known and _ENDS.search(place.text, side.quantity.end - place.base, told.start()) is None


_ENDS = compiled(r"[;.]\s")


def name_by_percent(place: Place, statements: Sequence[Statement]) -> None:
    """Name the groups of ``gallstones were found in 19 (3.0%) and 4 (1.3%)``.

    Only where a study has as many arms as there are counts, none of which is named, and every percent is that of its count of
    the arm in its turn (all of its patients, or those of its safety set). Doubtful where the other way
    round it would fit as well.
    """
    several = [statement for statement in statements if len(statement.sides) > 1]
    if not several or place.held is not None or place.whole is not None or place.whole_n is not None:
        return
    arms = _arms(place)
    if len(arms) < 2:
        return
    for statement in several:
        sides = statement.sides
        if len(sides) != len(arms) or any(side.named is not None or side.quantity.percent is None for side in sides):
            continue
        if statement.phrase is None or not (place.role == "safety" or names_event(statement.phrase.text)):
            continue
        if any(side.quantity.denominator is not None for side in sides):
            continue
        fitting = [[_is_of(place, arm, sides[index].quantity) for arm in arms] for index in range(len(sides))]
        if not all(fitting[index][index] for index in range(len(sides))):
            continue
        turned = all(fitting[index][-1 - index] for index in range(len(sides)))  # then their order alone says whose they are
        for side, arm in zip(sides, arms):
            side.named, side.proved, side.rivals = standing(arm), True, turned and len({arm.n for arm in arms}) > 1


def name_by_size(place: Place, statements: Sequence[Statement]) -> None:
    """Name the groups of ``534 of 12,471 (4.3%), 549 of 12,495 (4.4%)``: each is of as many patients as one arm alone has.

    Only where all results of a statement print such a size, each that of another arm; a group that the sentence names with
    the same size stays. So is one result of as many patients as one arm alone has.
    """
    sized = [each for each in statements if each.sides[0].quantity.denominator is not None]
    arms = _arms(place) if sized else []
    if len({arm.n for arm in arms}) != len(arms) or len(arms) < 2:
        return
    for statement in sized:
        if len(statement.sides) == 1:
            _name_one(place, statement.sides[0], arms)
            continue
        found: list[Group] = []
        for side in statement.sides:
            size = side.quantity.denominator
            own = [arm for arm in arms if size is not None and size.value in _sizes(place, arm)]
            found += own if len(own) == 1 else []
        if len(found) != len(statement.sides) or len(found) < 2 or len({arm.name for arm in found}) != len(found):
            continue
        for side, arm in zip(statement.sides, found):
            named = side.named.group if side.named is not None else None
            if named is None or named.role == "total" or (named in arms and named.name != arm.name):
                side.named, side.proved = standing(arm), True


#: the groups in the order of the results that follow: ``events (placebo, 10 mg, 20 mg) were nausea (12%, 19%, 27%)``
_ORDER = compiled(r"\((?P<names>[^()]{3,120})\)")
_PARTED = compiled(r",\s*(?:and\s+)?|\s*/\s*|;\s*|\s+(?:and|vs\.?|versus)\s+")


def announced(place: Place, count: int, start: int) -> list[Named] | None:
    """The arms in the order in which a bracket before a place names them; empty where it names some of them only.

    ``None`` where no bracket does.
    """
    arms = place.arms
    for bracket in _ORDER.finditer(place.text, 0, start):
        parts = [part.strip() for part in _PARTED.split(bracket["names"])]
        found = [group_called(part, arms) for part in parts] if len(parts) == count else []
        named = [arm for arm in found if arm is not None]
        if named:
            whole = len({arm.name for arm in named}) == count
            return [standing(arm) for arm in named] if whole else []
    return None


def name_in_turn(_place: Place, statements: Sequence[Statement]) -> None:
    """Name the groups of ``rash in 20% with X and 5% with Y, fever in 12% and 3%`` as those of the results before, in turn."""
    for previous, statement in pairwise(statements):
        names = [side.named for side in previous.sides]
        told = [named for named in names if named is not None]
        if len(told) < 2 or len(told) != len(names) or len({named.name for named in told}) != len(told):
            continue
        if len(statement.sides) != len(told) or any(side.named is not None for side in statement.sides):
            continue
        if {side.quantity.role for side in statement.sides} == {side.quantity.role for side in previous.sides}:
            for side, named in zip(statement.sides, told, strict=True):
                side.named = named._replace(start=-1, end=-1)


def name_behind(place: Place, statements: Sequence[Statement]) -> None:
    """Name the groups of ``62% drugol, 48% otherol``: each stands right behind its result."""
    for statement in statements:
        behind = [_right_behind(place, side) for side in statement.sides]
        found = [named for named in behind if named is not None]
        if len(found) == len(behind) > 1 and len({named.name for named in found}) == len(found):
            for side, named in zip(statement.sides, found, strict=True):
                side.named = named


def _right_behind(place: Place, side: Side) -> Named | None:
    end = side.quantity.end - place.base
    return next((named for named in place.named if end < named.start and place.text[end : named.start].isspace()), None)


def _name_one(place: Place, side: Side, arms: Sequence[Group]) -> None:
    """``attained by 121 of the 208 patients``: one arm alone has as many patients, and neither the study nor a part."""
    size = side.quantity.denominator
    if side.named is not None or size is None or place.held is not None or place.whole is not None:
        return
    groups = place.scope.groups_of(place.study)
    if any(group.role != "arm" and group.n == size.value for group in groups):
        return
    own = [arm for arm in arms if arm.n == size.value]
    if len(own) == 1:
        side.named, side.proved = standing(own[0]), True


def _arms(place: Place) -> list[Group]:
    """The arms of the study that holds, each once, where all have a size."""
    found = place.arms
    return found if all(group.n is not None for group in found) else []


def _sizes(place: Place, arm: Group) -> set[int | None]:
    """How many patients an arm has: all of them, those of its safety set, those who answered."""
    sizes = {group.n for group in place.scope.groups_of(place.study) if group.name == arm.name}
    for known in (place.sets.tabled, place.sets.told):
        size = known.get((place.study, arm.name))
        sizes.add(size.n if size is not None else None)
    return sizes


def _is_of(place: Place, arm: Group, quantity: Quantity) -> bool:
    return any(proves(size, quantity) for size in _sizes(place, arm))


def keep_to_base(place: Place, statements: Sequence[Statement]) -> None:
    """Take a group away from a result whose own fraction is of another number of people than the group has, where the group
    stands behind another result, which is of as many: ``16 of the 31 others and 5 of the 27 who were treated``."""
    for statement in statements:
        fits = [_fits_its_group(side) for side in statement.sides]
        for side, fit in zip(statement.sides, fits, strict=True):
            taken = any(
                other is not side and ok and other.named is not None and side.named is not None and other.named == side.named
                for other, ok in zip(statement.sides, fits, strict=True)
            )
            if fit is False and taken:
                side.named, side.firm = None, False


def _fits_its_group(side: Side) -> bool | None:
    """Whether a result's fraction is of as many people as its group has; ``None`` where one of them is not printed."""
    size = side.named.group.n if side.named is not None and side.named.group is not None else None
    return side.quantity.denominator.value == size if side.quantity.denominator is not None and size else None
