"""What a printed number can stand for: rounding, truncation, and which count of which N a percent can be."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.numbers import Number

__all__ = ["Fit", "Reading", "bounds", "fit_percent", "share"]

#: exact: inside the rounding interval (ends closed); truncated: cut; padded: rounded to fewer decimals and filled with
#: zeros (``14.0`` for 14.3); double: rounded twice (45.45 > 45.5 > 46); near: within one unit of the last decimal; no: none.
Reading: TypeAlias = Literal["exact", "truncated", "padded", "double", "near", "no"]


class Fit(NamedTuple):
    """How a printed percent agrees with ``n`` of ``N``; ``percent`` is the exact share."""

    reading: Reading
    percent: Decimal


def bounds(number: Number) -> tuple[Decimal, Decimal]:
    """All values that print as this number: x with d decimals is [x - h, x + h] with h = 0.5 * 10^-d (closed ends)."""
    half = Decimal(5).scaleb(-number.decimals - 1)
    return number.value - half, number.value + half


def share(n: int | Decimal, total: int | Decimal) -> Decimal:
    """100 n / N."""
    return Decimal(100) * Decimal(n) / Decimal(total)


def fit_percent(n: int | Decimal, total: int | Decimal, percent: Number) -> Fit:
    """Which reading makes the percent that of ``n`` of ``total`` (the first that does, in the order of ``Reading``)."""
    exact = share(n, total)
    low, high = bounds(percent)
    if low <= exact <= high:
        return Fit("exact", exact)
    unit = Decimal(1).scaleb(-percent.decimals)
    if percent.value <= exact < percent.value + unit:
        return Fit("truncated", exact)
    whole = percent.value == percent.value.to_integral_value()
    if percent.decimals and whole and abs(exact - percent.value) <= Decimal("0.5"):
        return Fit("padded", exact)
    finer = exact.quantize(unit / 10, rounding="ROUND_HALF_UP")
    if finer.quantize(unit, rounding="ROUND_HALF_UP") == percent.value:
        return Fit("double", exact)
    return Fit("near" if abs(exact - percent.value) <= unit + unit / 2 else "no", exact)
