"""Estimates with their intervals and P values, in prose and in cells, as the rules see them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.cells import read_hint
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Interval, PValue, Quantity
from daraevidence.layout.document import Cell, Document, GridRow
from daraevidence.layout.mentions import Mentions
from daraevidence.layout.paged import packed

__all__ = ["Estimate", "Measure", "estimates", "limits_of"]

Measure: TypeAlias = Literal["ratio", "difference", "share", "median", "mean", ""]

_ROLES = frozenset({"value", "ratio", "proportion", "interval", "not_reached"})
_DIFFERENCE = Gated(
    " change|decrease of|differen|increase of|reduction of",
    r"\bdifferen(?:ce|t)|\b(?:mean|LSM?|adjusted) change|\bincrease of|\bdecrease of|\breduction of",
    re.IGNORECASE,
)
_MEDIAN = compiled(r"\bmedian|\bHodges", re.IGNORECASE)
_MEAN = compiled(r"\b(?:mean|average)\b", re.IGNORECASE)
_CLAUSE = compiled(r"[.;]\s|\n")
_KINDS: tuple[Literal["ci", "range", "iqr"], ...] = ("ci", "range", "iqr")
_NOUN = compiled(r"(?: [a-z]+){0,2} ?[(\[]")
_REACH = 30
#: So many characters before an estimate say what it is.
_BEFORE = 90


class _Head(NamedTuple):
    """The words over a cell: its column's header, its row's labels from the innermost outwards with the stub; the row's P."""

    column: str
    labels: tuple[str, ...]
    p: Cell | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """One statistic with its intervals. ``measure`` says how its interval lies around it; ``value`` is the estimate itself.

    ``p`` is the P value beside it, in a table also that of its row's only P column; ``words`` say what it is.
    """

    quantity: Quantity
    measure: Measure
    value: Number | None
    intervals: tuple[Interval, ...]
    p: PValue | None
    words: str
    in_table: bool = False

    @property
    def ci(self) -> Interval | None:
        """The confidence interval, or ``None``."""
        return next((one for one in self.intervals if one.kind == "ci" and not one.garbled), None)


def limits_of(interval: Interval) -> tuple[Number | None, Number | None]:
    """Both limits as numbers; ``None`` for one that is a word (``NR``)."""
    low = interval.low.number if interval.low is not None else None
    high = interval.high.number if interval.high is not None else None
    return low, high


def estimates(document: Document, mentions: Mentions) -> Sequence[Estimate]:
    """All statistics that have an interval, in the order of the text.

    Reads every interval that a word names (CI, range, IQR) in prose and cells, in a cell also one that its row's label or its
    column's header names (``HR (95% CI)``, ``median (IQR)``).
    """
    return packed(_estimates(document, mentions), 16)


def _estimates(document: Document, mentions: Mentions) -> Iterator[Estimate]:
    wanted = {quantity.start for quantity in mentions.quantities if quantity.intervals and quantity.role in _ROLES}
    heads = _heads(document, wanted)
    before: Quantity | None = None
    for quantity in mentions.quantities:
        if quantity.start in wanted:
            head = heads.get(quantity.start)
            estimate = _in_cell(quantity, head, mentions) if head is not None else _in_prose(document, quantity)
            if estimate.value is None and before is not None and quantity.role == "interval":
                estimate = _after(document, estimate, before)
            yield estimate
        before = quantity


def _after(document: Document, estimate: Estimate, before: Quantity) -> Estimate:
    """``-9.5 points (95% CI, -16.2 to -2.7)``: an interval by itself, in the bracket behind a plain number and its noun."""
    start = estimate.quantity.start
    if before.role not in ("number", "value", "name") or before.value is None or before.intervals or start - before.end > _REACH:
        return estimate
    if not _NOUN.fullmatch(document.raw(before.end, start)):
        return estimate
    clause = _CLAUSE.split(document.raw(max(0, before.start - _BEFORE), before.start))[-1]
    return replace(estimate, value=before.value, measure=_measure(before, clause), words=clause)


def _value(quantity: Quantity) -> Number | None:
    return quantity.percent if quantity.role == "proportion" else quantity.value


def _in_prose(document: Document, quantity: Quantity) -> Estimate:
    before = document.raw(max(0, quantity.start - _BEFORE), quantity.start)
    clause = _CLAUSE.split(before)[-1]
    words = clause + " " + document.raw(quantity.start, quantity.end)
    return Estimate(quantity, _measure(quantity, clause), _value(quantity), quantity.intervals, quantity.p, words)


def _measure(quantity: Quantity, words: str) -> Measure:
    if quantity.role == "ratio":
        return "ratio"
    if _MEDIAN.search(words):
        return "median"
    if _DIFFERENCE.search(words):
        return "difference"
    if quantity.role == "proportion":
        return "share"
    return "mean" if _MEAN.search(words) else ""


def _in_cell(quantity: Quantity, head: _Head, mentions: Mentions) -> Estimate:
    own = read_hint(head.column)
    said = [*(read_hint(label) for label in head.labels[:-1]), own, read_hint(head.labels[-1])]
    kind = next((kind for hint in said for kind in _KINDS if hint.inside == kind), None)
    intervals = tuple(
        replace(one, kind=kind) if kind is not None and one.kind == "bare" and not one.garbled else one
        for one in quantity.intervals
    )
    words = " ".join((head.column, *head.labels))
    ratio = quantity.role == "ratio" or own.lead == "ratio" or (own.lead == "" and said[0].lead == "ratio")
    measure: Measure = "ratio" if ratio and quantity.role != "proportion" else _measure(quantity, words)
    p = quantity.p
    if p is None and measure in ("ratio", "difference") and head.p is not None:
        p = _p_value(mentions.at(head.p.start), head.p)
    return Estimate(quantity, measure, _value(quantity), intervals, p, words, True)


def _p_value(quantity: Quantity | None, cell: Cell) -> PValue | None:
    """The P value of a cell that holds nothing else."""
    if quantity is None:
        return None
    if quantity.p is not None:
        return quantity.p
    number = quantity.value
    if number is None or len(quantity.numbers) != 1 or cell.end - cell.start > 12:
        return None
    return PValue(cell.start, cell.end, number.op or "=", number)


def _heads(document: Document, wanted: Collection[int]) -> dict[int, _Head]:
    """What stands above and beside the wanted cells, by their places."""
    found: dict[int, _Head] = {}
    for grid in document.grids:
        above = [" ".join(cell.text for cell in column) for column in grid.columns]
        leads = [read_hint(header).lead for header in above]
        for row in grid.rows:
            labels = (*(cell.text for cell in reversed(row.path)), grid.stub.text)
            p = _only(row, leads, "p") if leads.count("ratio") < 2 else None
            for cell, header in zip(row.cells, above):
                if cell.text and cell.start in wanted:
                    found[cell.start] = _Head(header, labels, p)
    return found


def _only(row: GridRow, leads: Sequence[str], wanted: str) -> Cell | None:
    """The only cell of a row under a header of a kind."""
    cells = [cell for cell, lead in zip(row.cells, leads) if lead == wanted and cell.text]
    return cells[0] if len(cells) == 1 else None
