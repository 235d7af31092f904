"""Moving what was read to where it stands in the whole text."""

from __future__ import annotations

from collections.abc import Mapping

from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity, parts_of

__all__ = ["copied", "moved"]

#: a named tuple without its own constructor, which costs as much again
_made = tuple.__new__


def copied(quantity: Quantity) -> Quantity:
    """The same quantity, free to be changed."""
    return Quantity(*parts_of(quantity))


def moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity with all its places moved; changes and returns it. A number that it holds twice stays one number.

    A place that two parts share stays one object: a document has many, and each would take memory of its own.
    """
    printed = quantity.numbers
    numbers = tuple([_moved(number, by) for number in printed])
    known = dict(zip(map(id, printed), numbers))
    if printed and printed[0].start == quantity.start:
        quantity.start = numbers[0].start
    else:
        quantity.start += by
    end = quantity.end
    quantity.end = numbers[-1].end if printed and printed[-1].end == end else end + by
    quantity.numbers = numbers
    if quantity.value is not None:
        quantity.value = _number(quantity.value, by, known)
    if quantity.n is not None:
        quantity.n = _number(quantity.n, by, known)
    if quantity.denominator is not None:
        quantity.denominator = _number(quantity.denominator, by, known)
    if quantity.percent is not None:
        quantity.percent = _number(quantity.percent, by, known)
    if quantity.sd is not None:
        quantity.sd = _number(quantity.sd, by, known)
    if quantity.se is not None:
        quantity.se = _number(quantity.se, by, known)
    if quantity.intervals:
        quantity.intervals = tuple([_interval(interval, by, known) for interval in quantity.intervals])
    if quantity.p is not None:
        p = quantity.p
        quantity.p = PValue(p.start + by, p.end + by, p.op, _number(p.number, by, known))
    first, last = quantity.unit_at
    if last:
        quantity.unit_at = (first + by, quantity.end if last == end else last + by)
    first, last = quantity.factor_at
    if last:
        quantity.factor_at = (first + by, last + by)
    return quantity


def _moved(number: Number, by: int) -> Number:
    start, end, text, value, decimals, op, word = number
    return _made(Number, (start + by, end + by, text, value, decimals, op, word))


def _number(number: Number | None, by: int, known: Mapping[int, Number]) -> Number | None:
    return None if number is None else known.get(id(number)) or _moved(number, by)


def _limit(limit: Limit | None, by: int, known: Mapping[int, Number]) -> Limit | None:
    if limit is None:
        return None
    start, end, text, number = limit
    held = _number(number, by, known)
    if number is None or held is None:
        return Limit(start + by, end + by, text, None)
    begun = held.start if number.start == start else start + by
    return Limit(begun, held.end if number.end == end else end + by, text, held)


def _interval(interval: Interval, by: int, known: Mapping[int, Number]) -> Interval:
    low, high = _limit(interval.low, by, known), _limit(interval.high, by, known)
    start, end = interval.start + by, interval.end + by
    return Interval(
        interval.kind,
        low.start if low is not None and low.start == start else start,
        high.end if high is not None and high.end == end else end,
        low,
        high,
        _number(interval.level, by, known),
        interval.garbled,
    )
