"""Relations that hold: what independently confirms the numbers of a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from daraevidence.draft import RATIOS, TOLD, Draft
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import printed_number
from daraevidence.validation.balances import balances, headers_that_hold
from daraevidence.validation.confirmations import grades_that_sum, told_alike, told_twice
from daraevidence.validation.distributions import INTERVALS
from daraevidence.validation.p_values import rederived_p
from daraevidence.validation.proportions import agrees
from daraevidence.validation.sheets import Sheet

__all__ = ["prove"]

#: Larger groups are too many for the exact interval.
_MOST = 100_000


_DIFFERENCE = compiled(r"\bdifference\b|\b(?:mean|adjusted) change\b", re.IGNORECASE)


def prove(document: Document, drafts: Sequence[Draft], read: Sequence[Sheet] = ()) -> None:
    """Note on each record which relations among printed numbers confirm its own; a relation that anything satisfies is no proof.

    Among its own: n of N is the percent (A1), the estimate lies inside its limits and in the middle of its CI (B1, B3, B4), the
    CI of a share is that of n of N by a named method (A12), P is that of the CI (B5), SE is SD / sqrt(N) (C8). With others: the
    same is printed in another place (E1), categories, responses, grades and groups sum up (A7, A8, D2, D5), the percents of a
    column are of its N.
    """
    for draft in drafts:
        if draft.kind not in TOLD:
            continue
        _note(draft, _share(document, draft))
        limits = _limits(document, draft)
        for relation in _OF_LIMITS if limits else ():
            _note(draft, relation(document, draft, limits))
        if draft.get("se") is not None:
            _note(draft, _error(document, draft))
    for draft, words in told_twice(document, drafts):
        draft.proof = tuple([words if each == "told twice" else each for each in draft.proof])
        _note(draft, words)
    for draft, words in (*told_alike(document, drafts), *grades_that_sum(drafts)):
        _note(draft, words)
    counted = _by_place(drafts)
    for sheet in read:
        for balance in (*balances(sheet), *headers_that_hold(sheet)):
            for start, end in balance.places:
                for draft in counted.get(start, ()):
                    if any(mark.end <= end for mark in draft.marks["n"] if mark.start == start):
                        _note(draft, balance.words)


def _note(draft: Draft, words: str) -> None:
    if words and words not in draft.proof:
        draft.proof += (words,)


def _by_place(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """Records with a count by the place where it, or the cell that holds it, begins."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.kind in TOLD or draft.kind == "cohort":
            for mark in draft.marks.get("n", ()):
                found.setdefault(mark.start, []).append(draft)
    return found


def _whole(draft: Draft, field: str) -> int | None:
    value = draft.get(field)
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _share(document: Document, draft: Draft) -> str:
    n, total = _whole(draft, "n"), _whole(draft, "denominator")
    percent = printed_number(document, draft, "percent") if n is not None and total else None
    if n is None or not total or percent is None or not agrees(n, total, percent):
        return ""
    return f"{n}/{total} is {percent.text}%"


def _number(document: Document, draft: Draft, field: str) -> Number | None:
    """The printed number of a field with the sign that the record has for it."""
    number, value = printed_number(document, draft, field), draft.get(field)
    if number is None or not isinstance(value, int | float) or value >= 0:
        return number
    return number._replace(value=-abs(number.value), text=f"-{number.text}")


_Limits: TypeAlias = list[tuple[str, Number, Number]]


def _limits(document: Document, draft: Draft) -> _Limits:
    found: _Limits = []
    for kind, low, high in (("CI", "ci_low", "ci_high"), ("range", "range_low", "range_high"), ("IQR", "iqr_low", "iqr_high")):
        if low not in draft.marks or high not in draft.marks:
            continue
        first, last = _number(document, draft, low), _number(document, draft, high)
        if first is not None and last is not None:
            found.append((kind, first, last))
    return found


def _estimate(document: Document, draft: Draft) -> Number | None:
    return _number(document, draft, "value") or _number(document, draft, "percent")


def _around(document: Document, draft: Draft, limits: _Limits) -> str:
    estimate = _estimate(document, draft)
    if estimate is None:
        return ""
    held = [kind for kind, low, high in limits if low.value <= estimate.value <= high.value and low.value < high.value]
    return f"{estimate.text} lies inside its {' and '.join(held)}" if held else ""


def _ratio(document: Document, draft: Draft, limits: _Limits) -> str:
    """B3: the estimate of a ratio is the geometric middle of its CI, within rounding."""
    estimate = printed_number(document, draft, "value")
    if draft.get("measure") not in RATIOS or estimate is None:
        return ""
    for kind, low, high in limits:
        least, most = bounds(low)[0] * bounds(high)[0], bounds(low)[1] * bounds(high)[1]
        small, large = bounds(estimate)
        if kind == "CI" and Decimal(0) < least and small**2 <= most and least <= large**2:
            return f"{estimate.text} is the middle of its CI on the log scale"
    return ""


def _difference(document: Document, draft: Draft, limits: _Limits) -> str:
    """B4: a difference is the arithmetic middle of its CI, within rounding."""
    estimate = _number(document, draft, "value")
    if estimate is None or _DIFFERENCE.search(str(draft.get("label") or "")) is None:
        return ""
    for kind, low, high in limits:
        (small, large), (low_least, low_most), (high_least, high_most) = bounds(estimate), bounds(low), bounds(high)
        if kind == "CI" and low.value < high.value and 2 * small <= low_most + high_most and low_least + high_least <= 2 * large:
            return f"{estimate.text} is the middle of its CI"
    return ""


def _interval(document: Document, draft: Draft, limits: _Limits) -> str:
    """A12: the CI of a share is that of n of N by one of the usual methods."""
    n, total = _whole(draft, "n"), _whole(draft, "denominator")
    if n is None or not total or not 0 <= n <= total <= _MOST:
        return ""
    level = draft.get("ci_level")
    shown = float(level) if isinstance(level, int | float) and 50 < level < 100 else 95.0
    for kind, low, high in limits:
        for name, method in INTERVALS.items() if kind == "CI" else ():
            ends = method(n, total, shown)
            if all(bounds(limit)[0] <= Decimal(end) <= bounds(limit)[1] for limit, end in zip((low, high), ends, strict=True)):
                return f"the CI is that of {n}/{total} ({name})"
    return ""


def _error(document: Document, draft: Draft) -> str:
    """C8: SE = SD / sqrt(N), within rounding."""
    spread, error = printed_number(document, draft, "sd"), printed_number(document, draft, "se")
    total = _whole(draft, "denominator")
    if spread is None or error is None or not total or error.value <= 0:
        return ""
    root = Decimal(total).sqrt()
    return (
        f"SE {error.text} is SD {spread.text} / sqrt({total})"
        if (bounds(spread)[0] / root <= bounds(error)[1] and bounds(error)[0] <= bounds(spread)[1] / root)
        else ""
    )


def _p(document: Document, draft: Draft, limits: _Limits) -> str:
    """B5: the printed P value is that of the CI, within a factor of two."""
    estimate, p = printed_number(document, draft, "value"), printed_number(document, draft, "p_value")
    if draft.get("measure") not in RATIOS or estimate is None or p is None or p.value <= 0:
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


#: The relations of numbers that have limits, in the order in which they are told.
_OF_LIMITS: tuple[Callable[[Document, Draft, _Limits], str], ...] = (_around, _ratio, _difference, _interval, _p)
