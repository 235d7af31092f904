"""Confidence intervals of shares: which method gives the printed limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.rounding import bounds, counts_for, unit_of
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import printed_number
from daraevidence.validation.distributions import INTERVALS
from daraevidence.validation.estimates import Estimate, limits_of
from daraevidence.validation.proportions import agrees

__all__ = ["interval_of_share", "interval_of_shares_in_tables", "method_of"]

#: Methods that are none of these (mid-P, Jeffreys, with a correction) lie this close to them: a share of the width.
_NEAR = 0.06
_MOST = 100_000


def method_of(n: int, total: int, low: Number, high: Number, level: float) -> str:
    """The first usual method whose interval of n of N prints as these limits, or ""."""
    for name, method in INTERVALS.items():
        found = method(n, total, level)
        if all(float(bounds(one)[0]) - 1e-9 <= limit <= float(bounds(one)[1]) + 1e-9 for limit, one in zip(found, (low, high))):
            return name
    return ""


def interval_of_share(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """A12: the CI of n of N is that of Clopper-Pearson, Wilson, Wald or Agresti-Coull, behind its rounding.

    ``info`` where the limits lie among those that the methods give (another method, a correction), ``warning`` where they lie
    outside of all. Reads ``31 of 106 patients (29.2%; 95% CI, 20.8-38.9)``; in tables ``29.2 (20.8-38.9)`` in a column with its
    N. Not survival rates, not percents whose N is not printed.
    """
    for estimate in found:
        quantity, interval = estimate.quantity, estimate.ci
        if estimate.in_table or quantity.role != "proportion" or interval is None or quantity.percent is None:
            continue
        n, total = quantity.n, quantity.denominator
        low, high = limits_of(interval)
        if (
            n is None
            or total is None
            or low is None
            or high is None
            or not agrees(int(n.value), int(total.value), quantity.percent)
        ):
            continue
        level = float(interval.level.value) if interval.level is not None else 95.0
        flag = _judge(document, quantity.percent, low, high, (int(n.value),), int(total.value), level)
        if flag is not None:
            yield flag


def interval_of_shares_in_tables(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """A12 in tables, by the records of their rows: see ``interval_of_share``."""
    bodies = sorted(grid.body for grid in document.grids)
    for draft in drafts:
        if draft.kind != "endpoint" or draft.get("measure") != "proportion" or draft.confidence < 0.9:
            continue
        if not any(start <= draft.start < end for start, end in bodies):
            continue
        percent, low, high = (printed_number(document, draft, name) for name in ("percent", "ci_low", "ci_high"))
        total, n, level = draft.get("denominator"), draft.get("n"), draft.get("ci_level")
        if percent is None or low is None or high is None or not isinstance(total, int | float) or not 0 < total < _MOST:
            continue
        counts: Sequence[int] = (int(n),) if isinstance(n, int | float) else counts_for(percent, int(total))
        counts = [count for count in counts if agrees(count, int(total), percent)][:5]
        shown = float(level) if isinstance(level, int | float) else 95.0
        if counts and (flag := _judge(document, percent, low, high, counts, int(total), shown)) is not None:
            yield flag


def _judge(
    document: Document, percent: Number, low: Number, high: Number, counts: Sequence[int], total: int, level: float
) -> Flag | None:
    if not 50 < level < 100 or total > _MOST or low.op or high.op or not low.value <= percent.value <= high.value:
        return None
    if any(method_of(n, total, low, high, level) for n in counts):
        return None
    intervals = [method(n, total, level) for n in counts for method in INTERVALS.values()]
    slack = _NEAR * float(high.value - low.value) + float(unit_of(low))
    among = all(
        min(limits) - slack <= float(one.value) <= max(limits) + slack for one, limits in zip((low, high), zip(*intervals))
    )
    severity: Severity = "info" if among else "warning"
    exact = INTERVALS["Clopper-Pearson"](counts[0], total, level)
    again = f"{_print(exact[0], low)}-{_print(exact[1], high)}"
    words = f"{percent.text}% ({low.text}-{high.text}) of {total}: no usual method gives these limits for {counts[0]}/{total}"
    start, end = min(percent.start, low.start), max(percent.end, high.end)
    return Flag(
        "ci-share-disagree",
        severity,
        start,
        end,
        f"{words}; Clopper-Pearson gives {again}.",
        formula="CI of n of N by Clopper-Pearson, Wilson, Wald or Agresti-Coull",
        printed=f"{low.text}-{high.text}",
        recomputed=again,
        reading="another method" if among else "",
        places=((percent.start, percent.end), (low.start, high.end)),
    )


def _print(value: float, like: Number) -> str:
    return str(Decimal(value).quantize(unit_of(like)))
