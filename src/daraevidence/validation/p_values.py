"""P values against the confidence interval beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import inf, log
from typing import NamedTuple

from daraevidence.draft import Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import PValue
from daraevidence.language.rounding import bounds, unit_of
from daraevidence.layout.document import Document
from daraevidence.validation.distributions import deviate, deviate_of, two_sided
from daraevidence.validation.estimates import Estimate, limits_of
from daraevidence.validation.significance import printed_p, shown_p

__all__ = ["p_against_limits", "rederived_p"]

#: A P value of non-inferiority is of another null.
_OTHER_NULL = compiled(r"inferior|\bequivalen", re.IGNORECASE)
#: Other tests (log-rank, score, exact, stratified) than the one behind the interval differ by less than this factor in P.
_FACTOR = 2.0
#: ... and by less than this in the deviate, as a share of it and at least.
_NEAR, _LEAST = 0.12, 0.3


class _Range(NamedTuple):
    """The least and greatest P value that an estimate and its limits can stand for, each behind its rounding."""

    least: float
    most: float


def rederived_p(estimate: float, low: float, high: float, level: float = 95.0) -> float | None:
    """B5: the two-sided P value of a ratio from its CI (BMJ 2011;343:d2304): z = |ln est| / SE, SE = ln(high/low) / 2z'."""
    if not 0 < low < high or estimate <= 0 or not 0 < level < 100:
        return None
    error = log(high / low) / (2 * deviate(level))
    return two_sided(log(estimate) / error) if 0 < error < inf else None


def p_against_limits(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """B5, B6, B18: the P value of a ratio (null 1) or difference (null 0) is that of its CI.

    ``error``: the CI leaves out the null and P is above 1 - level, or it holds the null and P is below, both clear of the border
    by one unit of their last decimal and P more than a factor of 2 from that of the CI. ``warning``: the factor of 2 alone, where
    the deviates differ too (another test moves both a little). ``info``: twice the printed P fits: it is one-sided. Reads
    ``HR, 0.59; 95% CI, 0.41-0.87; P=0.006`` and a row's ``HR (95% CI)`` with its only P value. Not where a limit is a word.
    """
    for estimate in found:
        p, interval = estimate.p, estimate.ci
        if interval is None and estimate.measure == "ratio":
            interval = next((one for one in estimate.intervals if one.kind == "bare" and not one.garbled), None)
        if p is None or p.number is None or interval is None or estimate.value is None:
            continue
        low, high = limits_of(interval)
        if low is None or high is None or not low.value < high.value or not low.value <= estimate.value.value <= high.value:
            continue
        level = float(interval.level.value) if interval.level is not None else 95.0
        verdict = _judge(estimate, low, high, p, p.number, level) if 50 < level < 100 else None
        if verdict is not None and _OTHER_NULL.search(document.raw(max(0, p.start - 250), p.end + 80)):
            continue
        if verdict is None:
            continue
        severity, words, reading = verdict
        start, end = (
            (estimate.quantity.start, estimate.quantity.end) if p.start < estimate.quantity.end else (interval.start, p.end)
        )
        if estimate.in_table:
            start, end = p.start, p.end
        text = f"{estimate.value.text} ({low.text}-{high.text}), P{p.op}{p.number.text}"
        places = ((estimate.value.start, estimate.value.end), (interval.start, interval.end), (p.start, p.end))
        again = _range(estimate, low, high, level)
        yield Flag(
            "ci-p-disagree",
            severity,
            start,
            end,
            f"{text}: {words}.",
            formula="SE = (high - low) / 2z, P = 2 Phi(-|estimate| / SE), of a ratio by logarithms",
            printed=p.number.text,
            recomputed=shown_p(*again) if again is not None else "",
            reading=reading,
            places=places,
        )


def _judge(
    estimate: Estimate, low: Number, high: Number, p: PValue, number: Number, level: float
) -> tuple[Severity, str, str] | None:
    again = _range(estimate, low, high, level)
    if again is None or not 0 <= number.value <= 1:
        return None
    least, most = printed_p(p.op, number)
    alpha = 1 - level / 100
    null = Decimal(1) if estimate.measure == "ratio" else Decimal(0)
    excludes = low.value - unit_of(low) > null or high.value + unit_of(high) < null
    includes = low.value + unit_of(low) < null < high.value - unit_of(high)
    side = "leaves out" if excludes else "holds"
    if (
        least * 2 <= again.most
        and again.least <= most * 2
        and p.op in ("=", "")
        and not (least <= again.most and again.least <= most)
    ):
        return (
            "info",
            f"the CI gives a two-sided P of about {shown_p(*again)}, twice the printed one, which is one-sided",
            "one-sided",
        )
    apart = least > again.most or again.least > most
    if p.op == "=" and apart and least * 2 <= again.most and again.least <= most * 2:
        return "info", f"the CI gives a two-sided P of about {shown_p(*again)}, twice the printed one", "one-sided"
    if (excludes and least > alpha and again.most * _FACTOR < least) or (
        includes and most < alpha and again.least > _FACTOR * most
    ):
        limit = f"{'below' if excludes else 'above'} {alpha:.2g}"
        return "error", f"the {level:g}% CI {side} {null}, so that P is {limit} (about {shown_p(*again)})", ""
    floor = number.value == unit_of(number) and number.decimals > 2  # P=0.0001 is printed for whatever lies below
    if again.most * _FACTOR < least and _apart(again.most, least) and not floor:
        return "warning", f"the CI gives P of about {shown_p(*again)}, which is smaller", ""
    if again.least > _FACTOR * most and _apart(again.least, most):
        return "warning", f"the CI gives P of about {shown_p(*again)}, which is larger", ""
    return None


def _apart(one: float, other: float) -> bool:
    """Whether two P values lie further apart than two tests of the same data do."""
    first, second = deviate_of(one), deviate_of(other)
    return abs(first - second) > max(_LEAST, _NEAR * max(first, second))


def _range(estimate: Estimate, low: Number, high: Number, level: float) -> _Range | None:
    """P over all values that print as the estimate and its limits."""
    if estimate.value is None:
        return None
    corners = [tuple(map(float, bounds(number))) for number in (estimate.value, low, high)]
    if estimate.measure == "ratio":
        if any(corner[0] <= 0 for corner in corners):
            return None
        corners = [tuple(map(log, corner)) for corner in corners]
    elif estimate.measure != "difference":
        return None
    (value_low, value_high), (low_low, low_high), (high_low, high_high) = corners
    narrow, wide = (high_low - low_high) / (2 * deviate(level)), (high_high - low_low) / (2 * deviate(level))
    if narrow <= 0 or wide <= 0:
        return None
    near = 0.0 if value_low <= 0 <= value_high else min(abs(value_low), abs(value_high))
    far = max(abs(value_low), abs(value_high))
    return _Range(two_sided(far / narrow), two_sided(near / wide))
