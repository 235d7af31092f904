"""What a sentence tells of two groups together, against what it tells of each: ratios, differences, numbers needed to treat."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, log
from sys import maxsize
from typing import NamedTuple, TypeAlias

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import Bodies, printed_number

__all__ = ["MODELLED", "RESULTS", "sentence_at", "told_of_both"]

#: All values that a number can be which is printed with this many decimals.
Reach: TypeAlias = tuple[float, float]

#: a result that the numbers of both groups do not give by themselves
MODELLED = compiled(
    r"\b(?:adjust|stratif|multivari|model|regression|weighted|matched|propensity|Mantel|least[- ]squares|LSM?\b|"
    r"estimat|imput|geometric|pooled|meta-analy|Kaplan|bayes|posterior|surviv)|-free\b",
    re.IGNORECASE,
)
_NEEDED = compiled(r"\bnumbers? needed to (?:treat|harm|vaccinate|screen)|\bNN[THV]\b", re.IGNORECASE)
_APART = compiled(r"\bdifference\b", re.IGNORECASE)
_POINTS = ("%", "percentage points")
#: records of results
RESULTS = ("endpoint", "adverse_event")
#: A crude ratio that lies further than this factor from a printed one is told, where no interval says how sure that is.
_FAR = 1.5
#: So many points a told reduction of a risk may lie from those that the shares of both groups give.
_SLACK = 5


class _Side(NamedTuple):
    """The result of one group."""

    draft: Draft
    number: Number
    reach: Reach


Check: TypeAlias = Callable[[Document, Draft, tuple[_Side, _Side]], Iterator[Flag]]


def told_of_both(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """A13, E3: what a sentence tells of two groups follows from the results of each that it tells.

    A13: a relative risk or odds ratio is that of the two shares, either way round: ``info`` inside its CI (it may be adjusted) or
    where it has none, ``warning`` outside. E3: a difference is that of the two shares, means or medians, a number needed to treat
    is 1 / |p1 - p2|, a risk lower by 40% is so by the ratio of the risks, odds or hazards: ``warning``. Only where one result of
    each of two groups stands in the sentence, and no word says that what is told comes from a model.
    """
    spans = sorted(_spans(document, drafts))
    near: dict[tuple[int, int], list[Draft]] = {span: [] for span in spans}
    for draft in drafts if spans else ():
        place = bisect_right(spans, (draft.start, maxsize)) - 1
        if draft.kind in RESULTS and place >= 0 and draft.start < spans[place][1]:
            near[spans[place]].append(draft)
    for told in near.values():
        results = [one for one in told if _check_of(one) is None]
        checks = [(one, check) for one in told if (check := _check_of(one)) is not None]
        apart = [check for _, check in checks].count(_difference)
        for draft, check in checks:
            sides = _sides(document, draft, results)
            if sides is not None and (check is not _difference or apart == 1):  # not ``no such difference (3% vs 4%)``
                yield from check(document, draft, sides)


def _spans(document: Document, drafts: Sequence[Draft]) -> set[tuple[int, int]]:
    """The sentences of prose that tell something of two groups: few, so that a long document keeps few of its records at hand."""
    bodies = Bodies(document)
    found = set()
    for draft in drafts:
        if draft.kind in RESULTS and _check_of(draft) not in (None, _nothing) and not bodies.hold(draft.start):
            span = sentence_at(document, draft.start)
            if span is not None and not MODELLED.search(document.clean, *span):
                found.add(span)
    return found


def sentence_at(document: Document, place: int) -> tuple[int, int] | None:
    block = document.block_at(place)
    if block is None:
        return None
    inside = (one for one in sentences(block.text) if one[0] <= place - block.start < one[1])
    return next(((block.start + start, block.start + end) for start, end in inside), None)


def _sides(document: Document, draft: Draft, results: Sequence[Draft]) -> tuple[_Side, _Side] | None:
    """The results of the two groups, where there are two of one outcome and measure and no others of that outcome."""
    kinds: dict[tuple[object, ...], list[_Side]] = {}
    for result in results:
        number, reach = _reach(document, result)
        if number is not None and reach is not None:
            names = ("label", "term", "measure", "unit", "timepoint")
            kinds.setdefault(tuple([result.get(name) for name in names]), []).append(_Side(result, number, reach))
    pair = next(iter(kinds.values())) if len(kinds) == 1 else []
    if len(pair) != 2:
        return None
    groups = (draft.get("cohort"), draft.get("comparator"))
    named = [side.draft.get("cohort") for side in pair]
    if (named[0] == named[1] and named[0]) or (all(groups) and all(named) and set(groups) != set(named)):
        return None
    return pair[0], pair[1]


def _reach(document: Document, draft: Draft) -> tuple[Number | None, Reach | None]:
    """A share of 1 of counts or of a percent, else a mean, median or value."""
    if draft.get("measure") in ("proportion", "count"):
        n, size, percent = (printed_number(document, draft, name) for name in ("n", "denominator", "percent"))
        if n is not None and size is not None and 0 < n.value <= size.value:
            share = float(n.value / size.value)
            return n, (share, share)
        if percent is not None and 0 < percent.value <= 100:
            low, high = bounds(percent)
            return percent, (max(0.0, float(low) / 100), min(1.0, float(high) / 100))
        return None, None
    number = printed_number(document, draft, "value") if draft.get("measure") in ("mean", "median", "value") else None
    if number is None or draft.get("value") != float(number.value):  # negative, or in another unit than printed
        return None, None
    low, high = bounds(number)
    return number, (float(low), float(high))


def _check_of(draft: Draft) -> Check | None:
    """The relation that a record of two groups has to keep, ``None`` for the result of one group."""
    measure, label = draft.get("measure"), str(draft.get("label") or "")
    if measure in ("relative_risk", "odds_ratio"):
        return _ratio
    if measure == "risk_reduction":
        return _reduction
    if measure == "hazard_ratio":
        return _nothing
    if measure in ("value", "mean", "median") and _NEEDED.search(label):
        return _needed
    if _APART.search(label):
        return _difference if measure in ("value", "mean", "median") else _nothing
    return None


def _nothing(document: Document, draft: Draft, sides: tuple[_Side, _Side]) -> Iterator[Flag]:
    """Of hazards, and of shares of a difference, the results of both groups say nothing sure."""
    yield from ()


def _shares(sides: tuple[_Side, _Side]) -> bool:
    return all(side.draft.get("measure") in ("proportion", "count") for side in sides)


def _limits(draft: Draft) -> Reach | None:
    """The limits of the CI, where both are numbers."""
    low, high = draft.get("ci_low"), draft.get("ci_high")
    return (float(low), float(high)) if isinstance(low, int | float) and isinstance(high, int | float) else None


def _apart(sides: tuple[_Side, _Side]) -> Reach:
    """How far the two results lie apart, at least (0 where they can be one) and at most."""
    (low, high), (least, most) = (side.reach for side in sides)
    near, far = sorted((abs(low - most), abs(high - least)))
    return (0.0 if low <= most and least <= high else near), far


def _ratio(document: Document, draft: Draft, sides: tuple[_Side, _Side]) -> Iterator[Flag]:
    told = printed_number(document, draft, "value")
    one, two = (side.reach for side in sides)
    odds = draft.get("measure") == "odds_ratio"
    if told is None or told.value <= 0 or not _shares(sides) or (odds and max(one[1], two[1]) >= 1):
        return
    sizes = [reach if not odds else (reach[0] / (1 - reach[0]), reach[1] / (1 - reach[1])) for reach in (one, two)]
    if min(sizes[0][0], sizes[1][0]) <= 0:
        return
    crude = (sizes[0][0] / sizes[1][1], sizes[0][1] / sizes[1][0])
    ways = (crude, (1 / crude[1], 1 / crude[0]))
    unit = float(bounds(told)[1] - bounds(told)[0])
    if any(low - unit <= float(told.value) <= high + unit for low, high in ways):
        return
    limits = _limits(draft)
    middle = (crude[0] * crude[1]) ** 0.5
    if limits is not None:
        inside = any(least <= limits[1] and most >= limits[0] for least, most in ways)
        severity: Severity = "info" if inside else "warning"
    else:
        apart = max(float(told.value) / middle, middle / float(told.value))
        if min(apart, max(float(told.value) * middle, 1 / (float(told.value) * middle))) < _FAR:
            return
        severity = "info"
    name = "odds ratio" if odds else "relative risk"
    words = f"The {name} of {_shown(sides)} is {middle:.2f} (or {1 / middle:.2f}), not {told.text}"
    words += "; it may be adjusted." if severity == "info" else ", and lies outside of its interval."
    formula = "RR = p1 / p2, OR = p1 (1 - p2) / (p2 (1 - p1))"
    yield _flag("ratio-counts-disagree", severity, told, sides, words, formula, f"{middle:.2f}")


def _difference(document: Document, draft: Draft, sides: tuple[_Side, _Side]) -> Iterator[Flag]:
    told = printed_number(document, draft, "value")
    if told is None:
        return
    scale = 100 if _shares(sides) else 1
    if (scale == 100) != (draft.get("unit") in _POINTS) or (scale == 1 and draft.get("unit") != sides[0].draft.get("unit")):
        return
    near, far = (apart * scale for apart in _apart(sides))
    small, large = (float(limit) for limit in bounds(told))
    if large >= near - 1e-9 and small <= far + 1e-9:
        return
    limits = _limits(draft)
    if limits is not None:  # a model's difference lies near the crude one
        inner, outer = sorted(map(abs, limits))
        if far >= inner and near <= outer:
            return
    again = f"{(near + far) / 2:.{told.decimals}f}"
    words = f"{_shown(sides)} are {again} apart, not {told.text}."
    yield _flag("words-numbers-disagree", "warning", told, sides, words, "difference = a - b", again)


def _needed(document: Document, draft: Draft, sides: tuple[_Side, _Side]) -> Iterator[Flag]:
    told = printed_number(document, draft, "value")
    if told is None or not _shares(sides):
        return
    near, far = _apart(sides)
    if near <= 0:
        return
    if floor(1 / far) - 1 <= float(told.value) <= ceil(1 / near) + 1:
        return
    again = f"{2 / (near + far):.1f}"
    words = f"{_shown(sides)} need {again} treated for one, not {told.text}."
    yield _flag("words-numbers-disagree", "warning", told, sides, words, "NNT = 1 / |p1 - p2|", again)


def _reduction(document: Document, draft: Draft, sides: tuple[_Side, _Side]) -> Iterator[Flag]:
    told = printed_number(document, draft, "percent") or printed_number(document, draft, "value")
    if told is None or not _shares(sides) or told.value > 100:
        return
    small, large = sorted(sum(side.reach) / 2 for side in sides)
    if small <= 0 or large >= 1:
        return
    ratios = (small / large, small * (1 - large) / (large * (1 - small)), log(1 - small) / log(1 - large))
    ways = [100 * (1 - ratio) for ratio in ratios]
    points = 100 * (large - small)  # often told as a reduction in percent
    if min(ways) - _SLACK <= float(told.value) <= max(ways) + _SLACK or abs(float(told.value) - points) <= 1:
        return
    words = f"From {_shown(sides)} follows a reduction of {ways[0]:.0f}%, not of {told.text}%."
    yield _flag("words-numbers-disagree", "warning", told, sides, words, "reduction = 100 (1 - p1 / p2)", f"{ways[0]:.0f}")


def _shown(sides: tuple[_Side, _Side]) -> str:
    def shown(side: _Side) -> str:
        n, size = side.draft.get("n"), side.draft.get("denominator")
        if n is not None and size is not None and _shares(sides):
            return f"{n}/{size}"
        return side.number.text + ("%" if _shares(sides) else "")

    return " and ".join(map(shown, sides))


def _flag(rule: str, severity: Severity, told: Number, sides: tuple[_Side, _Side], words: str, formula: str, again: str) -> Flag:
    places = ((told.start, told.end), *((side.number.start, side.number.end) for side in sides))
    records = tuple(side.draft.id for side in sides if side.draft.id)
    return Flag(rule, severity, told.start, told.end, words, formula, told.text, again, places=places, records=records)
