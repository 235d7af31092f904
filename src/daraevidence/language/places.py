"""Moving what was read to where it stands in the whole text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter

from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity

__all__ = ["copied", "moved"]

#: all fields but ``extra``, which is the last
_parts = attrgetter(*(each.name for each in fields(Quantity) if each.name != "extra"))
_NUMBERS = ("value", "n", "denominator", "percent", "sd", "se")


def copied(quantity: Quantity) -> Quantity:
    """The same quantity, free to be changed."""
    found = Quantity(*_parts(quantity))
    if quantity.extra:
        found.extra = dict(quantity.extra)
    return found


def moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity with all its places moved; changes and returns it. A number that it holds twice stays one number."""
    known = {id(number): _moved(number, by) for number in quantity.numbers}
    quantity.start += by
    quantity.end += by
    quantity.numbers = tuple([known[id(number)] for number in quantity.numbers])
    for name in _NUMBERS:
        part = getattr(quantity, name)
        if part is not None:
            setattr(quantity, name, _number(part, by, known))
    if quantity.intervals:
        quantity.intervals = tuple([_interval(interval, by, known) for interval in quantity.intervals])
    if quantity.p is not None:
        p = quantity.p
        quantity.p = PValue(p.start + by, p.end + by, p.op, _number(p.number, by, known))
    if quantity.unit_at[1]:
        quantity.unit_at = (quantity.unit_at[0] + by, quantity.unit_at[1] + by)
    if quantity.factor_at[1]:
        quantity.factor_at = (quantity.factor_at[0] + by, quantity.factor_at[1] + by)
    return quantity


def _moved(number: Number, by: int) -> Number:
    start, end, text, value, decimals, op, word = number
    return Number(start + by, end + by, text, value, decimals, op, word)


def _number(number: Number | None, by: int, known: Mapping[int, Number]) -> Number | None:
    return None if number is None else known.get(id(number)) or _moved(number, by)


def _limit(limit: Limit | None, by: int, known: Mapping[int, Number]) -> Limit | None:
    if limit is None:
        return None
    return Limit(limit.start + by, limit.end + by, limit.text, _number(limit.number, by, known))


def _interval(interval: Interval, by: int, known: Mapping[int, Number]) -> Interval:
    return Interval(
        interval.kind,
        interval.start + by,
        interval.end + by,
        _limit(interval.low, by, known),
        _limit(interval.high, by, known),
        _number(interval.level, by, known),
        interval.garbled,
    )
