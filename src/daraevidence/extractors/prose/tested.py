"""Which comparison each P value of several groups is of: ``31% with A (P=0.01 vs C), 44% with B (P<0.001 vs C), 13% with C``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.known_groups import is_held_against, like_control
from daraevidence.extractors.sentence.results import MEASURED
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import PValue

__all__ = ["share_tests", "without_references"]

#: one value said of several tests: ``P<0.001 for both comparisons with placebo``
_FOR_ALL = compiled(
    r"\b(?:for|in)\s+(?:both|each|all|either)\b|\b(?:both|each|all)\s+(?:P|comparisons?|doses?|arms?|groups?)\b", re.IGNORECASE
)
_LIKE_CONTROL = compiled(
    r"\b(?:placebo|controls?|sham|vehicle|comparator|usual care|standard(?: of)? (?:care|therapy))\b", re.IGNORECASE
)


def without_references(place: Place) -> None:
    """Take the groups that stand beside a P value from those of the sentence: there they say against whom was tested.

    Only where the study has three arms or more; of two, each is the other's reference.
    """
    if len(place.arms) < 3:
        return
    for start, end in _brackets(place):
        inside = [one for one in place.named if start < one.start < end]
        place.references += [(start, one) for one in inside]
        place.named = [one for one in place.named if one not in inside]


def _brackets(place: Place) -> Iterator[tuple[int, int]]:
    """The brackets that hold a P value and no result."""
    for quantity in place.quantities:
        if quantity.role != "p":
            continue
        start, end = place.text.rfind("(", 0, quantity.start - place.base), place.text.find(")", quantity.end - place.base)
        if start < 0 or end < 0 or ")" in place.text[start : quantity.start - place.base]:
            continue
        inside = [q for q in place.quantities if start <= q.start - place.base < end]
        if not any(q.role in MEASURED and not (q.value is not None and q.value.word) for q in inside):
            yield start, end


def share_tests(place: Place, statements: Sequence[Statement]) -> None:
    """Give each of three groups or more the P value of its own test, where the sentence says against which one they were tested.

    ``22%, 38% and 10% (P=0.02 and P<0.001 vs placebo)``, ``31% with A (P=0.01), 44% with B (P<0.001), 13% with C``. The group
    that they are tested against has no test of its own. Not ``5%, 7% and 9% (P=0.03)``, which is a test of all three. Where
    each result has its own (``-1.8 (P=0.01) and -2.1 (P<0.001) with A and B``), they were tested against another group, or each
    against its own beginning.
    """
    for statement in statements:
        names = {side.named.name for side in statement.sides if side.named is not None}
        if len(statement.sides) > 1 and len(names) == len(statement.sides) and not _has_own_tests(place, statement):
            _share(place, statement)
        if len(statement.sides) > 1 and statement.reference is None:
            _hold_against(place, statement, names)
        elif len(statement.sides) == 1:
            end = statement.sides[0].quantity.end - place.base
            beside = [one for start, one in place.references if end <= start <= end + 60]
            statement.against = statement.against or (beside[0] if beside else None)


#: from the last result and its group to the end of the sentence, where another group is held against them
_CLOSES = compiled(r"\s*(?:[(\[][^()\[\]]{0,60}[)\]])?\s*[.;]?\s*$")


def _hold_against(place: Place, statement: Statement, names: set[str]) -> None:
    """``A lowered X by 31% and B by 29% compared with placebo``: both are compared with the control that ends the sentence and
    has no result."""
    last = max((one for one in place.named), key=lambda one: one.start, default=None)
    if last is None or last.name in names or not like_control(last.name) or len(names) != len(statement.sides):
        return
    behind = statement.sides[-1].quantity.end - place.base
    if last.start < behind or not is_held_against(place.text, last, behind) or not _CLOSES.fullmatch(place.text, last.end):
        return
    statement.reference = last
    for side in statement.sides:
        side.p = side.p or statement.p


def _has_own_tests(place: Place, statement: Statement) -> bool:
    """Whether each result has a P value behind it, before the next; they get these then, and whom they were tested against."""
    tests = list(_tests(place, statement))
    if [id(side) for side, _ in tests] != [id(side) for side in statement.sides]:
        return False
    for side, p in tests:
        side.p = p
    statement.tested = True
    sides = {side.named.name for side in statement.sides if side.named is not None}
    against = [one for one in place.named if one.name not in sides and is_held_against(place.text, one)]
    statement.reference = against[0] if len({one.name for one in against}) == 1 else None
    return True


def _share(place: Place, statement: Statement) -> None:
    if len(statement.sides) < 3:
        return
    tests = list(_tests(place, statement))
    reference = _reference(place, statement, tests) if tests else None
    if reference is None:
        return
    tested = [side for side in statement.sides if side is not reference]
    last = statement.sides[-1]
    if all(side is last for side, _ in tests):
        values = [p for _, p in tests]
        given = dict(zip(map(id, tested), values * len(tested) if len(values) == 1 else values, strict=False))
    else:
        given = {id(side): p for side, p in tests if side is not reference}
    statement.reference = reference.named
    for side in tested:
        side.p = given.get(id(side))


def _tests(place: Place, statement: Statement) -> Iterator[tuple[Side, PValue]]:
    """The P values of a statement, each with the result before it."""
    sides = statement.sides
    for side in sides[:-1]:
        if side.quantity.p is not None:
            yield side, side.quantity.p
    stop = place.text.find(";", sides[-1].quantity.end - place.base)
    for quantity in place.quantities:
        if quantity.p is None or quantity.role != "p" or quantity.start < sides[0].quantity.end:
            continue
        if 0 <= stop < quantity.start - place.base:
            break
        before = [side for side in sides if side.quantity.end <= quantity.start]
        yield before[-1], quantity.p
    if sides[-1].quantity.p is not None:
        yield sides[-1], sides[-1].quantity.p


def _reference(place: Place, statement: Statement, tests: Sequence[tuple[Side, PValue]]) -> Side | None:
    """Against whom was tested: the group named beside the P values, the only one without, or the control of ``for both``."""
    sides = statement.sides
    first = min(p.start for _, p in tests) - place.base
    beside = {one.name for start, one in place.references if start >= first - 40 or start >= sides[0].quantity.end - place.base}
    named = [side for side in sides if side.named is not None and side.named.name in beside]
    if len(named) == 1:
        return named[0]
    own = {id(side) for side, _ in tests}
    bare = [side for side in sides if id(side) not in own]
    if len(bare) == 1 and len(tests) == len(sides) - 1:
        return bare[0]
    control = [side for side in sides if side.named is not None and _LIKE_CONTROL.search(side.named.name)]
    several = len(tests) == len(sides) - 1 or _FOR_ALL.search(place.text, max(0, first - 20)) is not None
    return control[0] if several and len(control) == 1 else None
