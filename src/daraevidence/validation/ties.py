"""Percents that lie half-way between two printed ones: rounded up in one place, down in another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from daraevidence.draft import Flag
from daraevidence.language.numbers import Number
from daraevidence.language.rounding import unit_of
from daraevidence.validation.sheets import Sheet, Tally

__all__ = ["ties_in_table"]

_MOST = 100_000


def ties_in_table(sheet: Sheet) -> Iterator[Flag]:
    """A1: 6 of 16 (37.5%) printed as 37 where the same 6 of 16 are 38 in another row: cut, not rounded; ``info``."""
    ups: dict[tuple[int, int], Tally] = {}
    downs: list[tuple[Tally, tuple[int, int]]] = []
    for tally in sheet.tallies.values():
        total = sheet.denominator(tally)
        if tally.n is None or tally.percent is None or tally.percent.op or not total or not 0 < tally.n <= total < _MOST:
            continue
        way = _tie(tally.n, total, tally.percent)
        if way > 0:
            ups.setdefault((tally.n, total), tally)
        elif way < 0:
            downs.append((tally, (tally.n, total)))
    for tally, key in downs:
        other = ups.get(key)
        if other is None or other.percent is None or tally.percent is None or other.percent.decimals != tally.percent.decimals:
            continue
        n, total = key
        exact = 100 * Decimal(n) / total
        words = f"{tally.text}: {n}/{total} = {exact}%, which is {other.percent.text} in {other.text}; here it is cut"
        places = ((tally.start, tally.end), (other.start, other.end))
        yield Flag(
            "percent-truncated",
            "info",
            tally.start,
            tally.end,
            f"{words}.",
            "100 n / N",
            tally.percent.text,
            other.percent.text,
            "truncated",
            places=places,
        )


def _tie(n: int, total: int, percent: Number) -> int:
    """1 where n of N lies half a unit below the printed percent, -1 half a unit above it, else 0."""
    apart = percent.value * total - 100 * n
    half = unit_of(percent) * total / 2
    return 1 if apart == half else -1 if apart == -half else 0
