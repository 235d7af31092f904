"""Results of two groups told for each part of the patients: ``A cut X vs B by 29% and 31% in those with and without Z``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.told import part_of
from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import TermKind, terms

__all__ = ["compare_in_parts"]

#: how much less, or how far apart: numbers that two groups have together
_OF_TWO = Gated(
    "by|differen|reduc|ratio|hr|or|rr",
    r"\b(?:by|differences?|reductions?|ratios?|HRs?|ORs?|RRs?)\b",
    re.IGNORECASE,
)
_PART = compiled(
    rf"(?:(?:in|for|among)\s)?(?:the\s)?(?:\w+\s)?(?:{PEOPLE}|those|with|without|(?:wo)?men|(?:fe)?males?|boys|girls)\b",
    re.IGNORECASE,
)
_DRUGS: frozenset[TermKind] = frozenset({"drug", "regimen"})


def compare_in_parts(place: Place, statements: list[Statement]) -> None:
    """Give each result of a part of the patients to the two groups that the sentence sets against each other.

    ``A reduced X vs B by 29% (RR 0.7) and 31% (RR 0.8) in patients with and without Z``: the first is of A against B, with Z. Not
    where the results are of the parts themselves: ``relapse was seen in 29% and 31% of those with and without Z``.
    """
    for at in range(len(statements) - 1, -1, -1):
        statement = statements[at]
        sides = statement.sides
        if len(sides) < 2 or statement.against is not None or statement.reference is not None:
            continue
        if any(side.named is None or not _is_part(side.named) for side in sides):
            continue
        pair = _pair_before(place, sides)
        first = min(side.quantity.start for side in sides) - place.base
        if pair is None or _OF_TWO.search(place.text, 0, first) is None:
            continue
        if statement.ratios and len(statement.ratios) != len(sides):
            continue
        statements[at : at + 1] = [
            Statement(
                [replace(side, named=_in_part(pair[0], side.named))],
                side.phrase or statement.phrase,
                ratios=statement.ratios[number : number + 1],
                p=statement.p,
                against=_in_part(pair[1], side.named),
                amount=statement.amount,
            )
            for number, side in enumerate(sides)
            if side.named is not None
        ]


def _is_part(one: Named) -> bool:
    """Whether a group is named by what its patients have, and is no treatment."""
    if one.group is not None and one.group.role == "arm":
        return False
    return _PART.match(one.name) is not None and not any(True for _ in terms(one.name, 0, _DRUGS))


def _pair_before(place: Place, sides: Sequence[Side]) -> tuple[Named, Named] | None:
    """The two groups named before the first result, of which one is held against the other."""
    parts = {side.named.name for side in sides if side.named is not None}
    first = min(side.quantity.start for side in sides) - place.base
    found = {one.name: one for one in place.named if one.name not in parts and 0 <= one.start < first and not _is_part(one)}
    named = list(found.values())
    against = [one for one in named if is_held_against(place.text, one)]
    if len(against) != 1 or len(named) > 2:
        return None
    if len(named) == 1:
        other = place.other_arm(against[0].name)
        return None if other is None else (other, against[0])
    return next(one for one in named if one is not against[0]), against[0]


def _in_part(arm: Named, part: Named) -> Named:
    return Named(-1, -1, f"{arm.name}, {part_of(part.name)}")
