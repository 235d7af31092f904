"""Limits: in order, around their estimate, within what is possible, and in accord with their P value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from math import erfc, inf, log, sqrt
from typing import Literal, TypeAlias

from daraevidence.draft import Flag, Severity
from daraevidence.language.cells import read_hint
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, PValue, Quantity
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["limits_in_order", "p_against_limits", "percents_in_range", "rederived_p"]

IntervalKind: TypeAlias = Literal["ci", "range", "iqr", "bare"]
_NAMES = {"ci": "confidence interval", "range": "range", "iqr": "interquartile range", "bare": "interval"}
_ORDER_RULE = {"ci": "ci-order", "range": "range-order", "iqr": "range-order", "bare": "range-order"}
_OUTSIDE_RULE = {
    "ci": "estimate-outside-ci",
    "range": "median-outside-range",
    "iqr": "median-outside-range",
    "bare": "median-outside-range",
}
_ESTIMATES = frozenset({"value", "ratio", "proportion"})


def _limits(interval: Interval) -> tuple[Number | None, Number | None]:
    low = interval.low.number if interval.low is not None else None
    high = interval.high.number if interval.high is not None else None
    return low, high


def limits_in_order(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """B1, C1: low <= high (CI: low < high), and the estimate lies between them, each taken with its rounding interval.

    Reads every interval that a word names (CI, range, IQR) in prose and cells, in a cell also one that its row's label or its
    column's header names (``HR (95% CI)``, ``median (IQR)``). A limit that is not reached bounds nothing.
    """
    heads = _labelled(document)
    for quantity in mentions.quantities:
        if quantity.role not in _ESTIMATES and quantity.role not in ("interval", "not_reached"):
            continue
        for interval in quantity.intervals:
            if interval.garbled:
                continue
            if interval.kind == "bare" and quantity.start in heads:
                kind = next((kind for words in heads[quantity.start] if (kind := _said(words)) != "bare"), None)
                interval = replace(interval, kind=kind) if kind is not None else interval
            flag = _turned(document, interval)
            if flag is None and interval.kind != "bare" and quantity.role in _ESTIMATES:
                flag = _outside(document, quantity, interval)
            if flag is not None:
                yield flag


def _labelled(document: Document) -> dict[int, tuple[str, ...]]:
    """The words that head each cell, by its place: its row's labels from the innermost outwards, its column's, the stub's."""
    found: dict[int, tuple[str, ...]] = {}
    for grid in document.grids:
        above = [" ".join(cell.text for cell in column) for column in grid.columns]
        for row in grid.rows:
            labels = tuple(cell.text for cell in reversed(row.path))
            found.update((cell.start, (*labels, header, grid.stub.text)) for cell, header in zip(row.cells, above) if cell.text)
    return found


@lru_cache(maxsize=1024)
def _said(words: str) -> IntervalKind:
    """What an interval is by the words above it: ``HR (95% CI)``, ``median (IQR)``."""
    inside = read_hint(words).inside
    return inside if inside == "ci" or inside == "range" or inside == "iqr" else "bare"


def _turned(document: Document, interval: Interval) -> Flag | None:
    low, high = _limits(interval)
    if low is None or high is None or low.op or high.op or low.value <= high.value:
        return None
    if interval.kind == "bare":
        return None
    name = _NAMES[interval.kind]
    text = document.raw(interval.start, interval.end)
    words = f"{text}: the lower limit of the {name}, {low.text}, is above the upper one, {high.text}."
    return Flag(_ORDER_RULE[interval.kind], "error", low.start, high.end, words, "low <= high", f"{low.text}-{high.text}")


def _estimate(quantity: Quantity) -> Number | None:
    return quantity.percent if quantity.role == "proportion" else quantity.value


def _below(small: Number, large: Number) -> bool:
    """Whether a number is surely below another: rounding keeps the order, so equal decimals compare as printed."""
    if small.decimals == large.decimals:
        return small.value < large.value
    return bounds(small)[1] < bounds(large)[0]


def _outside(document: Document, quantity: Quantity, interval: Interval) -> Flag | None:
    estimate = _estimate(quantity)
    low, high = _limits(interval)
    if estimate is None or estimate.op:
        return None
    if low is not None and not low.op and _below(estimate, low):
        side = f"below {low.text}"
    elif high is not None and not high.op and _below(high, estimate):
        side = f"above {high.text}"
    else:
        return None
    if low is not None and high is not None and low.value <= -estimate.value <= high.value:
        return None  # a decrease of 1.0 (95% CI, -1.7 to -0.4): the word carries the sign
    name = _NAMES[interval.kind]
    words = f"{estimate.text} lies outside its {name} ({document.raw(interval.start, interval.end)}): {side}."
    start, end = min(estimate.start, interval.start), max(estimate.end, interval.end)
    places = ((estimate.start, estimate.end), (interval.start, interval.end))
    return Flag(_OUTSIDE_RULE[interval.kind], "error", start, end, words, "low <= estimate <= high", estimate.text, places=places)


def percents_in_range(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """A4, B2: a share is at most 100%, the limits of its CI too; 0 < P <= 1; a ratio is above 0.

    Reads ``45 (112%)``, ``83% (95% CI, 53.5-103)``, ``P=1.3``, ``P=0.000`` (info). Not an increase of ``150%`` and no count.
    """
    for quantity in mentions.quantities:
        share = quantity.percent
        if quantity.role == "proportion" and share is not None and share.value > 100 and quantity.n is not None:
            words = f"{share.text}%: a share of patients is at most 100%."
            yield Flag("percent-out-of-range", "error", quantity.start, quantity.end, words, "0 <= p <= 100", share.text)
        if quantity.role == "proportion" and share is not None and share.value <= 100:
            yield from _beyond_hundred(document, quantity)
        if quantity.p is not None and (flag := _impossible_p(document, quantity.p)) is not None:
            yield flag
        if quantity.role == "ratio" and quantity.value is not None and quantity.value.value < 0:
            words = f"{quantity.value.text}: a ratio is never negative."
            yield Flag(
                "ratio-negative", "error", quantity.value.start, quantity.value.end, words, "ratio > 0", quantity.value.text
            )


def _beyond_hundred(document: Document, quantity: Quantity) -> Iterator[Flag]:
    for interval in quantity.intervals:
        _, high = _limits(interval)
        if interval.kind == "ci" and high is not None and high.value > 100 and not interval.garbled:
            text = document.raw(interval.start, interval.end)
            words = f"{text}: the upper limit of a share is at most 100%."
            yield Flag("percent-out-of-range", "warning", high.start, high.end, words, "0 <= p <= 100", high.text)


def _impossible_p(document: Document, p: PValue) -> Flag | None:
    if p.number is None:
        return None
    text = document.raw(p.start, p.end)
    if p.number.value > 1:
        return Flag("p-out-of-range", "error", p.start, p.end, f"{text}: a P value is at most 1.", "0 < P <= 1", p.number.text)
    if p.number.value <= 0 and p.op != ">":
        severity: Severity = "error" if p.op.startswith("<") or p.number.value < 0 else "info"
        meant = f"P<0.{'0' * (p.number.decimals - 1)}1" if p.number.decimals else ""
        words = f"{text}: a P value is never 0{f'; {meant} is meant' if meant else ''}."
        return Flag("p-out-of-range", severity, p.start, p.end, words, "0 < P <= 1", p.number.text, reading=meant)
    return None


def rederived_p(estimate: float, low: float, high: float, level: float = 95.0) -> float | None:
    """B5: the two-sided P value of a ratio from its CI (BMJ 2011;343:d2304): z = |ln est| / SE, SE = ln(high/low) / 2z'."""
    if not 0 < low < high or estimate <= 0 or not 0 < level < 100:
        return None
    width = {90.0: 1.6449, 95.0: 1.96, 97.5: 2.2414, 98.0: 2.3263, 99.0: 2.5758}.get(level)
    if width is None:
        return None
    error = log(high / low) / (2 * width)
    if not 0 < error < inf:
        return None
    return erfc(abs(log(estimate)) / error / sqrt(2))


def p_against_limits(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """B6 with B5: the CI of a ratio leaves out 1 exactly where P is below 1 - level.

    Both must be clear of the border by one unit of their last decimal, and the P value of the CI more than a factor of 2
    away from the printed one: an exact or stratified test near the border is no finding.
    """
    for quantity in mentions.quantities:
        if quantity.role != "ratio" or quantity.value is None or quantity.p is None or quantity.p.number is None:
            continue
        interval = next((one for one in quantity.intervals if one.kind in ("ci", "bare") and not one.garbled), None)
        low, high = _limits(interval) if interval is not None else (None, None)
        if low is None or high is None or interval is None or low.value <= 0:
            continue
        level = interval.level.value if interval.level is not None else Decimal(95)
        if (words := _disagree(quantity.value, low, high, quantity.p, level)) is not None:
            text = document.raw(quantity.start, quantity.end)
            yield Flag(
                "ci-p-disagree",
                "error",
                quantity.start,
                quantity.end,
                f"{text}: {words}.",
                formula="1 outside CI <=> P < 1 - level",
                places=((interval.start, interval.end), (quantity.p.start, quantity.p.end)),
            )


def _disagree(estimate: Number, low: Number, high: Number, p: PValue, level: Decimal) -> str | None:
    if p.number is None or not low.value <= estimate.value <= high.value:
        return None
    alpha = 1 - level / 100
    unit_low, unit_high = Decimal(1).scaleb(-low.decimals), Decimal(1).scaleb(-high.decimals)
    unit_p = Decimal(1).scaleb(-p.number.decimals)
    excludes = low.value - unit_low > 1 or high.value + unit_high < 1
    includes = low.value + unit_low < 1 < high.value - unit_high
    small = p.op in ("=", "<", "<=", "") and p.number.value + (unit_p if p.op in ("=", "") else 0) < alpha
    large = p.op in ("=", ">", ">=", "") and p.number.value - (unit_p if p.op in ("=", "") else 0) > alpha
    again = rederived_p(float(estimate.value), float(low.value), float(high.value), float(level))
    if again is None:
        return None
    printed = float(p.number.value)
    if excludes and large and again * 2 < printed:
        return (
            f"the {level}% CI leaves out 1, so that P is below {alpha.normalize()} (about {again:.2g}), not {p.op}{p.number.text}"
        )
    if includes and small and again > 2 * printed:
        return f"the {level}% CI holds 1, so that P is above {alpha.normalize()} (about {again:.2g}), not {p.op}{p.number.text}"
    return None
