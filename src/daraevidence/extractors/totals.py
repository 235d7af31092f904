"""Counts of which a sentence tells the parts: ``There were 12 deaths, 5 with X and 7 with Y``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from daraevidence.extractors.sides import Statement

__all__ = ["without_totals"]


def without_totals(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with a count that is the sum of all those behind it as one of its own, which is of no single group."""
    found: list[Statement] = []
    for statement in statements:
        counts = [_count(side.quantity.n.value if side.quantity.n is not None else None) for side in statement.sides]
        first = statement.sides[0].quantity
        whole = len(counts) > 2 and None not in counts and counts[0] == sum(one for one in counts[1:] if one is not None)
        if whole and first.role == "count":
            found.append(replace(statement, sides=statement.sides[:1], whole=True, ratios=[], p=None))
            statement.sides = statement.sides[1:]
        found.append(statement)
    return found


def _count(number: Decimal | None) -> Decimal | None:
    return number if number is not None and number > 0 else None
