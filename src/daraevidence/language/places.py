"""Moving what was read to where it stands in the whole text."""

from __future__ import annotations

from dataclasses import fields

from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity

__all__ = ["copied", "moved"]

#: all fields but ``extra``, which is the last
_FIELDS = [each.name for each in fields(Quantity) if each.name != "extra"]


def _number(number: Number | None, by: int) -> Number | None:
    if number is None:
        return None
    start, end, text, value, decimals, op, word = number
    return Number(start + by, end + by, text, value, decimals, op, word)


def _limit(limit: Limit | None, by: int) -> Limit | None:
    if limit is None:
        return None
    return Limit(limit.start + by, limit.end + by, limit.text, _number(limit.number, by))


def _interval(interval: Interval, by: int) -> Interval:
    return Interval(
        interval.kind,
        interval.start + by,
        interval.end + by,
        _limit(interval.low, by),
        _limit(interval.high, by),
        _number(interval.level, by),
        interval.garbled,
    )


def copied(quantity: Quantity) -> Quantity:
    """The same quantity, free to be changed."""
    parts = [getattr(quantity, name) for name in _FIELDS]
    found = Quantity(*parts)
    if quantity.extra:
        found.extra = dict(quantity.extra)
    return found


def moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity with all its places moved; changes and returns it."""
    quantity.start += by
    quantity.end += by
    quantity.numbers = tuple(Number(n[0] + by, n[1] + by, *n[2:]) for n in quantity.numbers)
    for name in ("value", "n", "denominator", "percent", "sd", "se"):
        part = getattr(quantity, name)
        if part is not None:
            setattr(quantity, name, _number(part, by))
    if quantity.intervals:
        quantity.intervals = tuple(_interval(interval, by) for interval in quantity.intervals)
    if quantity.p is not None:
        p = quantity.p
        quantity.p = PValue(p.start + by, p.end + by, p.op, _number(p.number, by))
    if quantity.unit_at[1]:
        quantity.unit_at = (quantity.unit_at[0] + by, quantity.unit_at[1] + by)
    if quantity.factor_at[1]:
        quantity.factor_at = (quantity.factor_at[0] + by, quantity.factor_at[1] + by)
    return quantity
