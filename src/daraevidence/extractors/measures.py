"""The fields of a printed statistic, with their places."""

from __future__ import annotations

import re

from daraevidence.draft import Draft, How
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity

__all__ = ["put_intervals", "put_number", "put_p", "put_proportion", "put_value"]


def put_number(draft: Draft, name: str, number: Number | None, *, whole: bool = False, how: How = "printed") -> None:
    """A numeric field; a printed sign leaves the number empty and stands in ``<name>_text``."""
    if number is None:
        return
    at = (number.start, number.end)
    if number.op:
        draft.put(f"{name}_text", f"{number.op}{number.text.lstrip('<>≤≥~= ')}", at)
        if name in ("value", "percent"):
            draft.put(f"{name}_op", number.op, at)
        return
    draft.put(name, int(number.value) if whole else float(number.value), at, how)


def put_proportion(draft: Draft, quantity: Quantity) -> None:
    """``n``, ``denominator`` and ``percent`` of a count or proportion."""
    put_number(draft, "n", quantity.n or (quantity.value if quantity.role == "count" else None), whole=True)
    put_number(draft, "denominator", quantity.denominator, whole=True)
    put_number(draft, "percent", quantity.percent)
    text = quantity.extra.get("percent_text")
    if text:
        at = (quantity.start, quantity.end)
        draft.put("percent_text", text, at)
        for end in ("low", "high"):
            if f"percent_{end}" in quantity.extra:
                draft.put(f"percent_{end}", float(quantity.extra[f"percent_{end}"]), at)


def put_value(draft: Draft, quantity: Quantity) -> None:
    """``value`` (powers of ten applied), ``unit``, ``sd`` and ``se``."""
    number = quantity.value
    if number is not None and quantity.factor != 1 and not number.op:
        draft.put("value", float(number.value * quantity.factor), (number.start, number.end), "normalised")
        draft.put("value", draft.get("value"), quantity.factor_at, "normalised")
    else:
        put_number(draft, "value", number)
    if quantity.unit:
        draft.put("unit", quantity.unit, quantity.unit_at, "normalised")
    if "average" in quantity.extra:  # 14 months (median; range 2-40)
        draft.put("measure", "median" if quantity.extra["average"] == "median" else "mean")
    put_number(draft, "sd", quantity.sd)
    put_number(draft, "se", quantity.se)


def _put_limit(draft: Draft, name: str, limit: Limit | None, quantity: Quantity) -> None:
    if limit is None:
        return
    if limit.number is None:
        draft.put(f"{name}_text", _short(limit.text), (limit.start, limit.end))
    elif quantity.factor != 1 and not limit.number.op:
        draft.put(name, float(limit.number.value * quantity.factor), (limit.start, limit.end), "normalised")
    else:
        put_number(draft, name, limit.number)


_REACHED = re.compile(r"not\s+(?:yet\s+)?(?:been\s+)?reached|\bNR\b", re.IGNORECASE)
_ESTIMABLE = re.compile(r"not\s+(?:estimable|evaluable|available|calculable)|\bN[EAC]\b", re.IGNORECASE)


def _short(text: str) -> str:
    """``not reached [NR]`` is NR, ``not estimable`` NE."""
    if _REACHED.search(text):
        return "NR"
    return "NE" if _ESTIMABLE.search(text) else text


def put_intervals(draft: Draft, quantity: Quantity, *, bare: str = "range") -> None:
    """CI, range and IQR; ``bare`` says what an interval without a word is. A garbled interval leaves its limits empty.

    Characteristics have no confidence interval: a printed one stays unclaimed, a bare one is a range.
    """
    for interval in quantity.intervals:
        kind = bare if interval.kind == "bare" else interval.kind
        if draft.kind != "endpoint" and kind == "ci":
            if interval.kind == "ci":
                continue
            kind = "range"
        if kind == "ci":
            _put_level(draft, interval)
        if interval.garbled:
            draft.doubt(0.6, "an interval is garbled")
            continue
        _put_limit(draft, f"{kind}_low", interval.low, quantity)
        _put_limit(draft, f"{kind}_high", interval.high, quantity)


def _put_level(draft: Draft, interval: Interval) -> None:
    if interval.level is not None:
        put_number(draft, "ci_level", interval.level)


def put_p(draft: Draft, p: PValue | None) -> None:
    """``p_value`` with its sign."""
    if p is None:
        return
    draft.put("p_op", p.op, (p.start, p.end))
    if p.number is None:
        return
    draft.put("p_value", float(p.number.value), (p.number.start, p.number.end))
