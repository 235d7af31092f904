"""Limits: in order, around their estimate, within what is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Interval, PValue, Quantity
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.estimates import Estimate, limits_of

__all__ = ["limits_in_order", "percents_in_range"]

#: So many characters lie between two ratios of a list.
_LIST = 160
_STOP = compiled(r"[.;]\s")
_NAMES = {"ci": "confidence interval", "range": "range", "iqr": "interquartile range", "bare": "interval"}
_ORDER_RULE = {"ci": "ci-order", "range": "range-order", "iqr": "range-order", "bare": "range-order"}
_OUTSIDE_RULE = {
    "ci": "estimate-outside-ci",
    "range": "median-outside-range",
    "iqr": "median-outside-range",
    "bare": "median-outside-range",
}


def limits_in_order(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """B1, C1: low <= high (CI: low < high), and the estimate lies between them, each taken with its rounding interval.

    Reads every interval that a word names (CI, range, IQR) in prose and cells, in a cell also one that its row's label or its
    column's header names (``HR (95% CI)``, ``median (IQR)``). A limit that is not reached bounds nothing. ``warning`` where a
    limit has fewer decimals and only its very edge holds the estimate (``9.5 (range, 10-31)``). A bare interval is one only in
    a list of ratios: ``a relative risk of 0.74 (95% CI, 0.65-0.84) for any and 0.59 (0.52-0.67) for clinical fracture``.
    """
    ratio: Estimate | None = None
    for estimate in found:
        for interval in estimate.intervals:
            if interval.garbled:
                continue
            flag = _turned(document, interval)
            if flag is None and interval.kind != "bare":
                flag = _outside(document, estimate, interval)
            elif flag is None and ratio is not None and _listed(document, ratio, estimate, interval):
                flag = _outside(document, estimate, replace(interval, kind="ci"))
            if flag is not None:
                yield flag
        if estimate.measure == "ratio" and estimate.ci is not None and not estimate.in_table:
            ratio = estimate


def _listed(document: Document, ratio: Estimate, estimate: Estimate, interval: Interval) -> bool:
    """Whether a bare interval and its number follow a ratio with its CI in one sentence, printed with the same decimals."""
    value, first = estimate.value, ratio.value
    low, high = limits_of(interval)
    if value is None or first is None or low is None or high is None or estimate.in_table or estimate.quantity.unit:
        return False
    if first.decimals < 2 or {value.decimals, low.decimals, high.decimals} != {first.decimals} or value.value <= 0:
        return False
    gap = estimate.quantity.start - ratio.quantity.end
    return 0 < gap < _LIST and not _STOP.search(document.raw(ratio.quantity.end, estimate.quantity.start))


def _turned(document: Document, interval: Interval) -> Flag | None:
    low, high = limits_of(interval)
    if low is None or high is None or low.op or high.op or low.value <= high.value:
        return None
    if interval.kind == "bare":
        return None
    name = _NAMES[interval.kind]
    text = document.raw(interval.start, interval.end)
    words = f"{text}: the lower limit of the {name}, {low.text}, is above the upper one, {high.text}."
    return Flag(_ORDER_RULE[interval.kind], "error", low.start, high.end, words, "low <= high", f"{low.text}-{high.text}")


def _below(small: Number, large: Number) -> bool:
    """Whether a number is surely below another: rounding keeps the order, so equal decimals compare as printed."""
    if small.decimals == large.decimals:
        return small.value < large.value
    return bounds(small)[1] < bounds(large)[0]


def _outside(document: Document, found: Estimate, interval: Interval) -> Flag | None:
    estimate = found.value
    low, high = limits_of(interval)
    if estimate is None or estimate.op:
        return None
    edge = False
    if low is not None and not low.op and _below(estimate, low):
        side = f"below {low.text}"
    elif high is not None and not high.op and _below(high, estimate):
        side = f"above {high.text}"
    elif low is not None and not low.op and _at_edge(low, estimate) and estimate.value < low.value:
        side, edge = f"below {low.text}, unless that is rounded up by half a unit", True
    elif high is not None and not high.op and _at_edge(high, estimate) and estimate.value > high.value:
        side, edge = f"above {high.text}, unless that is rounded down by half a unit", True
    else:
        return None
    if low is not None and high is not None and low.value <= -estimate.value <= high.value:
        return None  # a decrease of 1.0 (95% CI, -1.7 to -0.4): the word carries the sign
    name = _NAMES[interval.kind]
    words = f"{estimate.text} lies outside its {name} ({document.raw(interval.start, interval.end)}): {side}."
    start, end = min(estimate.start, interval.start), max(estimate.end, interval.end)
    places = ((estimate.start, estimate.end), (interval.start, interval.end))
    severity: Severity = "warning" if edge else "error"
    return Flag(
        _OUTSIDE_RULE[interval.kind], severity, start, end, words, "low <= estimate <= high", estimate.text, places=places
    )


def _at_edge(limit: Number, estimate: Number) -> bool:
    """Whether only the edge of a coarse limit lies on the right side of the estimate: a least value of 10, a median of 9.5."""
    return estimate.decimals > limit.decimals and estimate.value in bounds(limit)


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
        _, high = limits_of(interval)
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
