"""Counts of which a sentence tells the parts: ``There were 12 deaths, 5 with X and 7 with Y``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.sides import Side, Statement

__all__ = ["without_totals"]


def without_totals(text: str, base: int, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with a count that is the sum of all those behind it as one of its own, which is of no single group."""
    found: list[Statement] = []
    for statement in statements:
        last = found[-1] if found else None
        if last is not None and len(last.sides) == 1 and _makes_up(last.sides[0], statement.sides):
            last.whole = True
        if _makes_up(statement.sides[0], statement.sides[1:]) and not _are_listed(text, base, statement.sides):
            found.append(replace(statement, sides=statement.sides[:1], whole=True, ratios=[], p=None))
            statement.sides = statement.sides[1:]
        found.append(statement)
    return found


def _are_listed(text: str, base: int, sides: Sequence[Side]) -> bool:
    """``in 17, 11 and 6 patients``: counts of one noun behind the last of them, of which the first is no sum, but by chance."""
    one, other = sides[0].quantity, sides[1].quantity
    joined = text[one.end - base : other.start - base].strip() == ","
    return joined and text[one.start - base : one.end - base].isdigit()


def _makes_up(whole: Side, parts: Sequence[Side]) -> bool:
    """Whether a count is the sum of two or more."""
    counts = [side.quantity.n for side in (whole, *parts)]
    if len(counts) < 3 or whole.quantity.role != "count" or any(n is None or n.value <= 0 for n in counts):
        return False
    values = [n.value for n in counts if n is not None]
    return values[0] == sum(values[1:])
