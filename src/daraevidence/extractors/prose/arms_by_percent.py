"""Events told of all arms in their order without their names: the percents prove whose counts they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.safety_sets import proves
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.quantities import Quantity

__all__ = ["name_by_percent", "name_by_size", "name_in_turn"]


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
            side.named, side.proved, side.rivals = Named(-1, -1, arm.name, arm), True, turned and len({arm.n for arm in arms}) > 1


def name_by_size(place: Place, statements: Sequence[Statement]) -> None:
    """Name the groups of ``534 of 12,471 (4.3%), 549 of 12,495 (4.4%)``: each is of as many patients as one arm alone has.

    Only where all results of a statement print such a size, each that of another arm; a group that the sentence names with
    the same size stays.
    """
    several = [each for each in statements if len(each.sides) > 1 and each.sides[0].quantity.denominator is not None]
    arms = _arms(place) if several else []
    if len({arm.n for arm in arms}) != len(arms) or len(arms) < 2:
        return
    for statement in several:
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
                side.named, side.proved = Named(-1, -1, arm.name, arm), True


def name_in_turn(statements: Sequence[Statement]) -> None:
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


def _arms(place: Place) -> list[Group]:
    """The arms of the study that holds, each once, where all have a size."""
    found: dict[str, Group] = {}
    for group in place.scope.groups_of(place.study):
        if group.role == "arm":
            found.setdefault(group.name, group)
    return list(found.values()) if all(group.n is not None for group in found.values()) else []


def _sizes(place: Place, arm: Group) -> set[int | None]:
    """How many patients an arm has: all of them, those of its safety set, those who answered."""
    sizes = {group.n for group in place.scope.groups_of(place.study) if group.name == arm.name}
    for known in (place.sets.tabled, place.sets.told):
        size = known.get((place.study, arm.name))
        sizes.add(size.n if size is not None else None)
    return sizes


def _is_of(place: Place, arm: Group, quantity: Quantity) -> bool:
    return any(proves(size, quantity) for size in _sizes(place, arm))
