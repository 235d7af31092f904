"""Relations that hold: what independently confirms the numbers of a record."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from daraevidence.draft import Draft
from daraevidence.language.numbers import Number
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import printed_number
from daraevidence.validation.p_values import rederived_p
from daraevidence.validation.proportions import agrees

__all__ = ["prove"]

_RATIOS = frozenset({"hazard_ratio", "odds_ratio", "relative_risk"})


def prove(document: Document, drafts: Sequence[Draft]) -> None:
    """Note on each record which relations among its printed numbers hold; a relation that anything satisfies is no proof."""
    for draft in drafts:
        if draft.kind not in ("endpoint", "characteristic", "adverse_event"):
            continue
        found = [_share(document, draft)]
        limits = _limits(document, draft)
        if limits:
            found += [held(document, draft, limits) for held in (_around, _ratio, _p)]
        for words in found:
            if words and words not in draft.proof:
                draft.proof.append(words)


def _whole(draft: Draft, field: str) -> int | None:
    value = draft.get(field)
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _share(document: Document, draft: Draft) -> str:
    n, total = _whole(draft, "n"), _whole(draft, "denominator")
    percent = printed_number(document, draft, "percent") if n is not None and total else None
    if n is None or not total or percent is None or not agrees(n, total, percent):
        return ""
    return f"{n}/{total} is {percent.text}%"


_Limits: TypeAlias = list[tuple[str, Number, Number]]


def _limits(document: Document, draft: Draft) -> _Limits:
    found: _Limits = []
    for kind, low, high in (("CI", "ci_low", "ci_high"), ("range", "range_low", "range_high"), ("IQR", "iqr_low", "iqr_high")):
        if low not in draft.marks or high not in draft.marks:
            continue
        first, last = printed_number(document, draft, low), printed_number(document, draft, high)
        if first is not None and last is not None:
            found.append((kind, first, last))
    return found


def _estimate(document: Document, draft: Draft) -> Number | None:
    return printed_number(document, draft, "value") or printed_number(document, draft, "percent")


def _around(document: Document, draft: Draft, limits: _Limits) -> str:
    estimate = _estimate(document, draft)
    if estimate is None:
        return ""
    held = [kind for kind, low, high in limits if low.value <= estimate.value <= high.value and low.value < high.value]
    return f"{estimate.text} lies inside its {' and '.join(held)}" if held else ""


def _ratio(document: Document, draft: Draft, limits: _Limits) -> str:
    """B3: the estimate of a ratio is the geometric middle of its CI, within rounding."""
    estimate = printed_number(document, draft, "value")
    if draft.get("measure") not in _RATIOS or estimate is None:
        return ""
    for kind, low, high in limits:
        least, most = bounds(low)[0] * bounds(high)[0], bounds(low)[1] * bounds(high)[1]
        small, large = bounds(estimate)
        if kind == "CI" and Decimal(0) < least and small**2 <= most and least <= large**2:
            return f"{estimate.text} is the middle of its CI on the log scale"
    return ""


def _p(document: Document, draft: Draft, limits: _Limits) -> str:
    """B5: the printed P value is that of the CI, within a factor of two."""
    estimate, p = printed_number(document, draft, "value"), printed_number(document, draft, "p_value")
    if draft.get("measure") not in _RATIOS or estimate is None or p is None or p.value <= 0:
        return ""
    for kind, low, high in limits:
        level = draft.get("ci_level")
        shown = float(level) if isinstance(level, int | float) else 95.0
        again = rederived_p(float(estimate.value), float(low.value), float(high.value), shown) if kind == "CI" else None
        if again is None:
            continue
        printed = float(p.value)
        if draft.get("p_op") in ("<", "<="):
            return f"P<{p.text} follows from the CI" if again < printed else ""
        if again / 2 <= printed <= again * 2:
            return f"P={p.text} follows from the CI"
    return ""
