"""Survival: curves that fall, medians that go with them, ratios that go with both."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.language.vocabulary import SURVIVAL
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import printed_number

__all__ = ["curves_fall", "medians_on_curves", "ratios_of_medians", "ratios_of_one_comparison"]

_RISES = compiled(r"incidence|mortality|progression rate|relapse rate|death rate|failure", re.IGNORECASE)
_MONTHS = {
    "months": Decimal(1),
    "years": Decimal(12),
    "weeks": Decimal(12) / Decimal("52.18"),
    "days": Decimal(12) / Decimal("365.25"),
}
#: Printed this near each other two results are of one analysis; further apart one may be an update of the other.
_NEAR = 1200


class _Point(NamedTuple):
    """A survival probability at a time (months), or a median (``value`` is the time)."""

    months: Decimal
    value: Number
    draft: Draft


def _key(draft: Draft) -> tuple[object, ...] | None:
    """Study and group; a group that is not named only within its block of text."""
    if draft.confidence < 0.6 or draft.get("endpoint") not in SURVIVAL or _RISES.search(str(draft.get("label") or "")):
        return None
    return draft.get("study"), draft.get("cohort")


def _points(document: Document, drafts: Sequence[Draft]) -> dict[tuple[object, ...], list[_Point]]:
    """Survival probabilities by study, group and outcome (and block, for groups without a name)."""
    found: dict[tuple[object, ...], list[_Point]] = {}
    starts = [block.start for block in document.blocks]
    for draft in drafts:
        if draft.kind != "endpoint" or draft.get("measure") != "landmark_rate" or (key := _key(draft)) is None:
            continue
        value, scale = printed_number(document, draft, "value"), _MONTHS.get(str(draft.get("timepoint_unit")))
        time = draft.get("timepoint")
        if value is None or scale is None or not isinstance(time, int | float) or not 0 <= value.value <= 100 or time > 10**6:
            continue
        place: tuple[object, ...] = () if key[1] else (bisect_right(starts, draft.start),)
        months = Decimal(str(time)) * scale
        found.setdefault((*key, draft.get("endpoint"), *place), []).append(_Point(months, value, draft))
    return found


def _clear(points: Sequence[_Point]) -> list[_Point]:
    """Points by time, without the times that bear two values."""
    times: dict[Decimal, list[_Point]] = {}
    for point in points:
        times.setdefault(point.months, []).append(point)
    clear = [same[0] for same in times.values() if len({point.value.value for point in same}) == 1]
    return sorted(clear, key=lambda point: point.months)


def _more(first: Number, second: Number) -> bool:
    """Whether the first is surely more than the second."""
    return bounds(first)[0] > bounds(second)[1]


def _flag(
    rule: str, first: _Point, second: _Point, words: str, formula: str, severity: Severity = "error", reading: str = ""
) -> Flag:
    near = abs(first.value.start - second.value.start) < _NEAR
    return Flag(
        rule,
        severity if near or severity != "error" else "warning",
        second.value.start,
        second.value.end,
        words,
        formula,
        second.value.text,
        first.value.text,
        reading,
        places=((first.value.start, first.value.end), (second.value.start, second.value.end)),
        records=tuple(point.draft.id for point in (first, second) if point.draft.id),
    )


def curves_fall(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """D8: survival of one group falls with time, and progression-free survival is never above overall survival at one time.

    ``error`` where both stand near each other, else ``warning`` (an update). Not incidences, which rise.
    """
    curves = {key: _clear(points) for key, points in _points(document, drafts).items()}
    for key, points in curves.items():
        for before, after in pairwise(points):
            if _more(after.value, before.value):
                name = f"{key[2]} of {key[1]}" if key[1] else str(key[2])
                words = f"{name} is {before.value.text}% at {_time(before)} and {after.value.text}% later, at {_time(after)}."
                yield _flag("survival-rises", before, after, words, "S(t) falls with t")
        if key[2] == "OS" or not key[1]:
            continue
        overall = {point.months: point for point in curves.get((*key[:2], "OS"), ())}
        for point in points:
            other = overall.get(point.months)
            if other is not None and _more(point.value, other.value):
                words = f"{key[2]} of {key[1]} at {_time(point)} is {point.value.text}%, more than OS, {other.value.text}%."
                yield _flag("survival-rises", other, point, words, f"{key[2]}(t) <= OS(t)")


def _time(point: _Point) -> str:
    return f"{point.draft.get('timepoint'):g} {point.draft.get('timepoint_unit')}"


def _medians(document: Document, drafts: Sequence[Draft]) -> dict[tuple[object, ...], list[_Point]]:
    found: dict[tuple[object, ...], list[_Point]] = {}
    for draft in drafts:
        if draft.kind != "endpoint" or draft.get("measure") != "median" or (key := _key(draft)) is None or not key[1]:
            continue
        value, scale = printed_number(document, draft, "value"), _MONTHS.get(str(draft.get("unit")))
        if value is not None and scale is not None and value.value < 10**6:
            found.setdefault((*key, draft.get("endpoint")), []).append(_Point(value.value * scale, value, draft))
    return found


def medians_on_curves(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """D10: more than half survive at t where the median is later than t, fewer than half where it is earlier. ``warning``.

    Only where the group has one median and both stand near each other.
    """
    curves, medians = _points(document, drafts), _medians(document, drafts)
    for key, found in medians.items():
        if len({point.value.value for point in found}) != 1:
            continue
        median = found[0]
        for point in _clear(curves.get(key, ())):
            if abs(point.value.start - median.value.start) >= _NEAR:
                continue
            low, high = bounds(point.value)
            late, early = median.months * Decimal("0.98") > point.months, median.months * Decimal("1.02") < point.months
            if (low > 50 and early) or (high < 50 and late):
                side = "more" if early else "less"
                words = f"{key[2]} of {key[1]}: {point.value.text}% at {_time(point)} is {side} than half, but the median is"
                words += f" {median.value.text} {median.draft.get('unit')}."
                yield _flag("median-landmark-disagree", median, point, words, "S(t) > 50% <=> median > t", "warning")


def _ratios(document: Document, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Number]]:
    for draft in drafts:
        if draft.kind == "endpoint" and draft.get("measure") == "hazard_ratio" and draft.confidence >= 0.6:
            value = printed_number(document, draft, "value")
            if value is not None and Decimal("0.01") < value.value < 100 and draft.get("cohort") and draft.get("comparator"):
                yield draft, value


def ratios_of_medians(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """B14, B15: a hazard ratio below 1 goes with the longer median, and is about the inverse ratio of the medians. ``info``.

    Exponential survival has HR = median2 / median1; a factor of more than 2 from that, or the other direction, is told. Hazards
    may cross, so that neither is an error.
    """
    medians = _medians(document, drafts)
    for draft, value in _ratios(document, drafts):
        if draft.get("endpoint") not in SURVIVAL:
            continue
        keys = [(draft.get("study"), draft.get(name), draft.get("endpoint")) for name in ("cohort", "comparator")]
        pair = [_one(medians, key) for key in keys]
        if pair[0] is None or pair[1] is None or pair[0].months <= 0 or pair[1].months <= 0:
            continue
        told = pair[1].months / pair[0].months
        turned = (value.value < Decimal("0.95") and told > Decimal("1.05")) or (
            value.value > Decimal("1.05") and told < Decimal("0.95")
        )
        if not turned and Decimal("0.5") <= value.value / told <= 2:
            continue
        names = f"medians {pair[0].value.text} ({keys[0][1]}) and {pair[1].value.text} ({keys[1][1]})"
        words = (
            f"HR {value.text} goes the other way than the {names}"
            if turned
            else f"HR {value.text} is far from the ratio of the {names}"
        )
        reading = "direction" if turned and Decimal("0.8") < value.value * told < Decimal("1.25") else ""
        places = ((value.start, value.end), *((point.value.start, point.value.end) for point in pair if point is not None))
        again = str(round(told, 2))
        yield Flag(
            "hr-medians-disagree",
            "info",
            value.start,
            value.end,
            f"{words}.",
            "HR = median2 / median1",
            value.text,
            again,
            reading,
            places,
        )


def _one(medians: Mapping[tuple[object, ...], Sequence[_Point]], key: tuple[object, ...]) -> _Point | None:
    found = medians.get(key, ())
    return found[0] if found and len({point.value.value for point in found}) == 1 else None


def ratios_of_one_comparison(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """B16: one hazard ratio printed twice: the same for the same order of groups, the inverse for the other. ``warning``.

    Only a ratio and its exact inverse for the same order, or the same ratio (not 1) for both orders, of one study and outcome.
    """
    known: dict[tuple[object, ...], tuple[Draft, Number]] = {}
    for draft, value in _ratios(document, drafts):
        if not draft.get("study") or draft.get("endpoint") in (None, "OTHER") or draft.confidence < 0.9:
            continue
        one, two = draft.get("cohort"), draft.get("comparator")
        key = (draft.get("study"), draft.get("endpoint"), draft.get("timepoint"), one, two)
        turned = known.get((*key[:3], two, one))
        same = known.setdefault(key, (draft, value))
        words = ""
        other = same[1]
        if same[0] is not draft and _inverse(value, other) and not _near_one(value):
            words = f"The hazard ratio of {one} to {two} is {value.text} here and {other.text}, its inverse, elsewhere."
        elif turned is not None and turned[1].value == value.value and not _near_one(value):
            other = turned[1]
            words = f"The hazard ratio is {value.text} for {one} to {two} here and for {two} to {one} elsewhere."
        if words:
            places = ((value.start, value.end), (other.start, other.end))
            yield Flag(
                "ratio-direction",
                "warning",
                value.start,
                value.end,
                words,
                "HR(A, B) = 1 / HR(B, A)",
                value.text,
                other.text,
                "direction",
                places,
            )


def _inverse(one: Number, other: Number) -> bool:
    (low, high), (least, most) = bounds(one), bounds(other)
    return low * least <= 1 <= high * most


def _near_one(value: Number) -> bool:
    return Decimal("0.97") < value.value < Decimal("1.03")
