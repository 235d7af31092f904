"""Which findings of a table follow from one wrong cell, and what that cell would have to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import NamedTuple, TypeAlias

from daraevidence.draft import Flag
from daraevidence.language.rounding import counts_for, share, unit_of
from daraevidence.validation.proportions import agrees
from daraevidence.validation.sheets import Sheet, Tally, excerpt

__all__ = ["trace"]

Rules: TypeAlias = Callable[[Sheet], Iterable[Flag]]
_Key: TypeAlias = tuple[str, int, int]

#: A table with more findings or cells is not searched.
_MOST_FLAGS, _MOST_CELLS, _MOST_TRIALS = 24, 500, 32
#: Rows that are looked at besides those around a cell.
_MORE = 6
#: A longer family is a list of terms, of which those this near are looked at.
_FAMILY, _NEAR = 12, 3


class _Repair(NamedTuple):
    """A cell with the text that it would have to show; ``counted``: its count is changed, else its percent."""

    tally: Tally
    text: str
    counted: bool


def trace(sheet: Sheet, flags: Sequence[Flag], rules: Rules) -> None:
    """Name the single cell whose repair makes all relations agree that it takes part in; the other findings follow from it.

    Findings that share cells belong to one knot. A cell of the knot is tried with the counts that its percent,
    its sum and its total column ask for, and with the percent of its count; a trial counts where all findings of the knot go and
    none comes. One trial: it is the reading of the finding at that cell, which is the cause of the others. Several trials in one
    cell are all named, several cells are not. More than one cell is never changed.
    """
    serious = [flag for flag in flags if flag.severity != "info" and flag.cause is None]
    if not serious or len(serious) > _MOST_FLAGS or len(sheet.tallies) > _MOST_CELLS:
        return
    trials = _MOST_TRIALS
    for knot in _knots(sheet, serious):
        part = excerpt(sheet, _around(sheet, knot))
        tried = list(islice(_trials(part, knot), trials + 1))
        if not tried:
            continue
        before = {_key(flag) for flag in rules(part)}
        wanted = {_key(flag) for flag in knot}
        if not wanted <= before:
            continue  # what the finding is about lies further apart than the rows around it
        found: list[_Repair] = []
        failed: set[tuple[int, int, bool]] = set()
        allowed = before - wanted
        for repair, changed in tried:
            trials -= 1
            if trials < 0:
                return
            if all(_key(flag) in allowed for flag in rules(changed)):
                found.append(repair)
            else:
                failed.add((repair.tally.row, repair.tally.column, repair.counted))
        if found and len({(repair.tally.row, repair.tally.column) for repair in found}) == 1:
            held = (found[0].tally.row, found[0].tally.column, True) in failed and not any(one.counted for one in found)
            _tell(knot, found, held)


def _around(sheet: Sheet, knot: Sequence[Flag]) -> set[int]:
    """The rows that the cells of a knot are related to: their families and what stands under them, the first rows (any event, the
    whole), and some more for rules that ask most rows."""
    own = {tally.row for flag in knot for tally in _cells(sheet, flag)}
    near = set(own) | {sheet.parents[row] for row in own if sheet.parents[row] >= 0}
    rows: set[int] = set()
    for _, family in sheet.families:
        if near & set(family):
            rows |= {row for row in family if len(family) <= _FAMILY or any(abs(row - one) <= _NEAR for one in near)}
    rows |= {row for row, parent in enumerate(sheet.parents) if parent in near}
    tallied = dict.fromkeys(row for row, _ in sheet.tallies)
    return rows | near | set(range(min(3, len(sheet.parents)))) | set(list(tallied)[:_MORE])


def _key(flag: Flag) -> _Key:
    return flag.rule, flag.start, flag.end


def _cells(sheet: Sheet, flag: Flag) -> list[Tally]:
    """The cells that a finding is about."""
    places = {*flag.places, (flag.start, flag.end)}
    return [tally for tally in sheet.tallies.values() if (tally.start, tally.end) in places]


def _knots(sheet: Sheet, flags: Iterable[Flag]) -> list[list[Flag]]:
    """Findings that share cells, in their order."""
    knots: list[tuple[set[tuple[int, int]], list[Flag]]] = []
    for flag in flags:
        cells = {(tally.row, tally.column) for tally in _cells(sheet, flag)}
        if not cells:
            continue
        touching = [knot for knot in knots if knot[0] & cells]
        merged = (cells.union(*(knot[0] for knot in touching)), [*(f for knot in touching for f in knot[1]), flag])
        knots = [knot for knot in knots if knot not in touching] + [merged]
    return [flags for _, flags in knots]


def _trials(sheet: Sheet, knot: Sequence[Flag]) -> Iterator[tuple[_Repair, Sheet]]:
    """The cells that stand in most findings of a knot, with what they could say."""
    counts: dict[tuple[int, int], int] = {}
    for flag in knot:
        for tally in _cells(sheet, flag):
            counts[tally.row, tally.column] = counts.get((tally.row, tally.column), 0) + 1
    suspects = [key for key, count in counts.items() if count == len(knot)]
    for key in suspects:
        tally = sheet.tallies[key]
        for other in _others(sheet, tally, knot):
            yield _Repair(tally, _shown(other), other.n != tally.n), replace(sheet, tallies={**sheet.tallies, key: other})


def _others(sheet: Sheet, tally: Tally, knot: Sequence[Flag]) -> Iterator[Tally]:
    total = sheet.denominator(tally)
    counts: list[int] = []
    if tally.percent is not None and total and not tally.percent.op and tally.percent.value <= 100:
        counts += list(counts_for(tally.percent, total))[:3]
    if tally.n is not None:
        counts += [tally.n + step for flag in knot if (step := _missing(flag)) is not None]
        counts += [tally.n - step for flag in knot if (step := _missing(flag)) is not None]
    for n in dict.fromkeys(counts):
        if n != tally.n and tally.n is not None and n >= 0 and (not total or n <= total) and _fits(n, total, tally):
            yield tally._replace(n=n)
    if tally.n is not None and tally.percent is not None and total and 0 <= tally.n <= total and not tally.percent.op:
        exact = share(tally.n, total).quantize(unit_of(tally.percent), ROUND_HALF_UP)
        if exact != tally.percent.value:
            yield tally._replace(percent=tally.percent._replace(value=exact, text=str(exact)))


def _fits(n: int, total: int | None, tally: Tally) -> bool:
    """Whether a count goes with the percent beside it: one that does not needs no trial."""
    return tally.percent is None or not total or agrees(n, total, tally.percent)


def _missing(flag: Flag) -> int | None:
    """By how much a sum misses what it should be."""
    if flag.rule != "parts-do-not-sum" or not flag.printed.isdigit() or not flag.recomputed.isdigit():
        return None
    return int(flag.printed) - int(flag.recomputed)


def _shown(tally: Tally) -> str:
    of = f"/{tally.of}" if tally.of else ""
    if tally.percent is None:
        return f"{tally.n}{of}"
    return f"{tally.n}{of} ({tally.percent.text})" if tally.n is not None else f"{Decimal(tally.percent.value)}"


def _tell(knot: list[Flag], found: list[_Repair], held: bool) -> None:
    """Put the repair into the finding at its cell, and let the others follow from that."""
    tally = found[0].tally
    root = min(knot, key=lambda flag: ((flag.start, flag.end) != (tally.start, tally.end), flag.severity, flag.start))
    texts = list(dict.fromkeys(repair.text for repair in found))
    if len(texts) > 2:
        return
    agree = "all its relations agree" if len(knot) > 1 else "it agrees"
    agree += " (the count fits its other relations)" if held else ""
    root.explanation = f"{root.explanation.rstrip('.')}; with {' or '.join(texts)} for {tally.text} {agree}."
    root.reading = root.reading or (texts[0] if len(texts) == 1 else "")
    for flag in knot:
        if flag is not root:
            flag.cause = root
