"""What a printed number can stand for: rounding, truncation, and which count of which N a percent can be."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.numbers import Number

__all__ = ["Fit", "Reading", "agree", "bounds", "counts_for", "fit_percent", "share", "unit_of"]

#: exact: inside the rounding interval (ends closed); truncated: cut; padded: rounded to fewer decimals and filled with
#: zeros (``14.0`` for 14.3); double: rounded twice (45.45 > 45.5 > 46); near: within one unit of the last decimal; no: none.
Reading: TypeAlias = Literal["exact", "truncated", "padded", "double", "near", "no"]

#: More decimals than this say nothing about a count of patients; the arithmetic stays exact below it.
_MOST_DECIMALS = 12
_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(_MOST_DECIMALS + 1))


class Fit(NamedTuple):
    """How a printed percent agrees with ``n`` of ``N``; ``percent`` is the exact share."""

    reading: Reading
    percent: Decimal


def unit_of(number: Number) -> Decimal:
    """One unit of the last printed decimal."""
    return _UNITS[min(number.decimals, _MOST_DECIMALS)]


def bounds(number: Number) -> tuple[Decimal, Decimal]:
    """All values that print as this number: x with d decimals is [x - h, x + h] with h = 0.5 * 10^-d (closed ends)."""
    half = unit_of(number) / 2
    return number.value - half, number.value + half


def agree(first: Number, second: Number) -> bool:
    """Whether two printed numbers can stand for one value (E1): the coarser rounding decides."""
    low, high = bounds(first)
    other_low, other_high = bounds(second)
    return low <= other_high and other_low <= high


def share(n: int | Decimal, total: int | Decimal) -> Decimal:
    """100 n / N."""
    return Decimal(100) * Decimal(n) / Decimal(total)


def counts_for(percent: Number, total: int | Decimal) -> range:
    """All whole counts of ``total`` that print as this percent (A2); empty where none does (A3)."""
    low, high = bounds(percent)
    first = (low * Decimal(total) / 100).to_integral_value(ROUND_CEILING)
    last = (high * Decimal(total) / 100).to_integral_value(ROUND_FLOOR)
    return range(max(0, int(first)), min(int(total), int(last)) + 1)


def fit_percent(n: int | Decimal, total: int | Decimal, percent: Number) -> Fit:
    """Which reading makes the percent that of ``n`` of ``total`` (the first that does, in the order of ``Reading``)."""
    if total <= 0:
        return Fit("no", Decimal(0))
    exact = share(n, total)
    low, high = bounds(percent)
    if low <= exact <= high:
        return Fit("exact", exact)
    unit = unit_of(percent)
    if percent.value <= exact < percent.value + unit:
        return Fit("truncated", exact)
    whole = percent.value == percent.value.to_integral_value()
    if percent.decimals and whole and abs(exact - percent.value) <= Decimal("0.5"):
        return Fit("padded", exact)
    if _rounded(_rounded(exact, unit / 10), unit) == percent.value:
        return Fit("double", exact)
    return Fit("near" if abs(exact - percent.value) <= unit + unit / 2 else "no", exact)


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    """``value`` as it prints with this last decimal, ties away from zero."""
    return (value / unit).to_integral_value(ROUND_HALF_UP) * unit
