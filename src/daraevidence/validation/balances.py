"""Sums that hold in tables, and percents of a column that fit its N: what confirms the counts of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.validation.proportions import agrees
from daraevidence.validation.responses import blocks
from daraevidence.validation.sheets import Sheet, Tally, plain_label
from daraevidence.validation.sums import exclusive_total, partitions

__all__ = ["Balance", "balances", "headers_that_hold"]

#: So many percents of a column must agree with its N before they confirm it.
_ENOUGH = 3


class Balance(NamedTuple):
    """A relation that holds: the places of the cells in it, and what it is in words."""

    places: tuple[tuple[int, int], ...]
    words: str


def balances(sheet: Sheet) -> Iterator[Balance]:
    """The sums of a table that hold: exclusive categories make N, responses make their rate, groups make the total."""
    yield from _categories(sheet)
    yield from _rates(sheet)
    yield from _totals(sheet)


def _categories(sheet: Sheet) -> Iterator[Balance]:
    for parent, rows in sheet.families:
        label = sheet.family_label(rows[0])
        if label is None:
            continue
        for column in sheet.columns:
            cells = [tally for row in rows if (tally := sheet.at(row, column)) is not None and tally.n is not None]
            total = exclusive_total(sheet, parent, cells, column)
            if total is not None and len(cells) == len(rows) and sum(tally.n or 0 for tally in cells) == total:
                words = f"the {len(cells)} categories of {plain_label(label.text)!r} sum to {total}"
                yield Balance(tuple((tally.start, tally.end) for tally in cells), words)


def _rates(sheet: Sheet) -> Iterator[Balance]:
    for block in blocks(sheet):
        if block.strange or "PR+" not in block.rows:
            continue
        for column in sheet.columns:
            cells = block.cells(sheet, column)
            rate = cells.get("PR+")
            parts = {code: cells[code] for code in ("sCR", "CR", "VGPR", "PR") if code in cells}
            if rate is None or rate.n is None or len(parts) < 2 or any(part.n is None for part in parts.values()):
                continue
            if sum(part.n or 0 for part in parts.values()) == rate.n:
                yield _balance((rate, *parts.values()), f"{' + '.join(parts)} make the {rate.n} with a response")


def _totals(sheet: Sheet) -> Iterator[Balance]:
    for total, arms in partitions(sheet):
        sizes = [size for column in (total, *arms) if (size := sheet.sizes[column]) is not None]
        numbers = " + ".join(str(size.n) for size in sizes[1:])
        yield Balance(tuple((size.start, size.end) for size in sizes), f"the groups make the whole: {numbers} = {sizes[0].n}")
        for row in range(len(sheet.grid.rows)):
            cells = [tally for column in (total, *arms) if (tally := sheet.at(row, column)) is not None and tally.n is not None]
            if len(cells) == len(arms) + 1 and cells[0].n and cells[0].n == sum(tally.n or 0 for tally in cells[1:]):
                shown = " + ".join(str(tally.n) for tally in cells[1:])
                yield _balance(cells, f"the groups make the total: {shown} = {cells[0].n}")


def _balance(cells: Sequence[Tally], words: str) -> Balance:
    return Balance(tuple((tally.start, tally.end) for tally in cells), words)


def headers_that_hold(sheet: Sheet) -> Iterator[Balance]:
    """Columns whose N three or more percents confirm, and none of them denies."""
    for column in sheet.columns:
        size = sheet.sizes[column]
        if size is None:
            continue
        cells = [tally for tally in sheet.column(column) if tally.n and tally.percent is not None and not tally.of]
        cells = [tally for tally in cells if sheet.denominator(tally) == size.n and tally.n != size.n]
        held = sum(agrees(tally.n or 0, size.n, tally.percent) for tally in cells if tally.percent is not None)
        if held >= _ENOUGH and held == len(cells):
            yield Balance(((size.start, size.end),), f"{held} percents of its column are of {size.n}")
