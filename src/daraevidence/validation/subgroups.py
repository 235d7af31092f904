"""Rows that compare two arms, and subgroups that make up the whole: what forest plots and tables of risks print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp, log, sqrt
from typing import NamedTuple

from daraevidence.draft import Flag, Severity
from daraevidence.language.cells import read_hint
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Cell
from daraevidence.validation.categories import exclusive
from daraevidence.validation.distributions import deviate
from daraevidence.validation.sheets import Sheet, Tally

__all__ = ["ratios_in_rows", "subgroups_in_whole"]

_ESTIMATE = compiled(
    r"\s*(?P<value>\d+(?:\.\d+)?)\s*(?:[(\[]\s*(?:95\s?% ?CI:?,?\s*)?(?P<low>\d+(?:\.\d+)?)\s*(?:-|–|,|to)"
    r"\s*(?P<high>\d+(?:\.\d+)?)\s*[)\]])?\s*"
)
_EVENTS = compiled(r"\bevents?\b|\bdeaths?\b|\bdied\b", re.IGNORECASE)
_MODELLED = compiled(
    r"\badjust|\bstratif|\bmultivaria|\bmodel|\bregression|\bweighted|\bmatched|\bpropensity|\bCMH\b|Mantel", re.IGNORECASE
)
_WHOLE = compiled(r"(?:all|overall|total|itt)\b.{0,30}|(?:intention|intent)[- ]to[- ]treat.{0,20}", re.IGNORECASE)
#: An interval narrower than this share of what the events allow is not possible.
_LEAST = 0.8


class _Ratio(NamedTuple):
    cell: Cell
    value: Number
    low: Number | None
    high: Number | None


def _ratio(cell: Cell) -> _Ratio | None:
    found = _ESTIMATE.fullmatch(cell.text)
    if found is None:
        return None
    value, low, high = (
        found[name] and as_number(found[name], cell.start + found.start(name)) for name in ("value", "low", "high")
    )
    return _Ratio(cell, value, low or None, high or None) if value else None


def ratios_in_rows(sheet: Sheet) -> Iterator[Flag]:
    """A13, B13: a row's ratio agrees with the counts of its two arms.

    A13: a relative risk or odds ratio is that of the 2x2 table, either way round; ``info`` where the crude one lies inside the
    printed CI (adjusted, stratified), ``warning`` where it lies outside. B13: the CI of a hazard ratio is not narrower than its
    events allow, Var(ln HR) >= 1/d1 + 1/d2 (Parmar 1998; Tierney 2007): ``warning`` below 0.8 of that SE. Reads rows of two
    cells ``31/106`` or ``31 (29.2)`` under headers with N and one ``HR (95% CI)``. Not where a word says that it is modelled.
    """
    heads = [" ".join(cell.text for cell in path) for path in sheet.grid.columns]
    hints = [read_hint(head) for head in heads]
    columns = [column for column, hint in enumerate(hints) if hint.lead == "ratio"]
    if len(columns) != 1:
        return
    (column,) = columns
    for row, line in enumerate(sheet.grid.rows):
        arms = [tally for other in sheet.columns if other != column and (tally := sheet.at(row, other)) is not None]
        ratio = _ratio(line.cells[column]) if column < len(line.cells) and line.cells[column].text else None
        sized = [(tally, sheet.denominator(tally)) for tally in arms]
        if ratio is None or len(sized) != 2 or any(tally.n is None or not size or tally.n > size for tally, size in sized):
            continue
        counts = [(tally.n or 0, size or 0) for tally, size in sized]
        if hints[column].measure == "hazard_ratio":
            told = f"{heads[arms[0].column]} {sheet.grid.title.text} {sheet.grid.stub.text} {sheet.label(row)}"
            flag = _too_narrow(ratio, arms, counts) if _EVENTS.search(told) else None
        else:
            words = f"{heads[column]} {sheet.grid.title.text} {' '.join(cell.text for cell in sheet.grid.footnotes.values())}"
            flag = _unlike(ratio, arms, counts, hints[column].measure, _MODELLED.search(words) is not None)
        if flag is not None:
            yield flag


def _too_narrow(ratio: _Ratio, arms: Sequence[Tally], counts: Sequence[tuple[int, int]]) -> Flag | None:
    if ratio.low is None or ratio.high is None or min(n for n, _ in counts) < 1:
        return None
    low, high = float(bounds(ratio.low)[0]), float(bounds(ratio.high)[1])
    if not 0 < low <= float(ratio.value.value) <= high or high <= low:  # the limits themselves are wrong
        return None
    error, least = log(high / low) / (2 * deviate(95)), sqrt(sum(1 / n for n, _ in counts))
    if error >= _LEAST * least:
        return None
    needs = "-".join(f"{exp(log(float(ratio.value.value)) + side * deviate(95) * least):.2f}" for side in (-1, 1))
    words = f"{ratio.cell.text}: {counts[0][0]} and {counts[1][0]} events allow no interval narrower than about {needs}."
    return _flag("ci-events-disagree", "warning", ratio, arms, words, "Var(ln HR) >= 1/d1 + 1/d2", needs)


def _unlike(ratio: _Ratio, arms: Sequence[Tally], counts: Sequence[tuple[int, int]], measure: str, modelled: bool) -> Flag | None:
    crude = _crude(counts, measure)
    if crude is None or modelled:
        return None
    low, high = (float(limit) for limit in bounds(ratio.value))
    unit = high - low
    if any(low - unit <= value <= high + unit for value in (crude, 1 / crude)):
        return None
    inside = (
        ratio.low is not None
        and ratio.high is not None
        and any(float(ratio.low.value) <= value <= float(ratio.high.value) for value in (crude, 1 / crude))
    )
    if not inside and ratio.low is None:
        return None
    severity: Severity = "info" if inside else "warning"
    shown = " and ".join(f"{n}/{size}" for n, size in counts)
    name = "odds ratio" if measure == "odds_ratio" else "relative risk"
    words = f"{ratio.cell.text}: the {name} of {shown} is {crude:.2f} (or {1 / crude:.2f})"
    words += "; it may be adjusted." if inside else ", outside the interval."
    return _flag(
        "ratio-counts-disagree", severity, ratio, arms, words, "RR = (a/N1)/(b/N2), OR = a(N2-b)/(b(N1-a))", f"{crude:.2f}"
    )


def _crude(counts: Sequence[tuple[int, int]], measure: str) -> float | None:
    (a, one), (b, two) = counts
    if measure == "odds_ratio":
        return a * (two - b) / (b * (one - a)) if 0 < a < one and 0 < b < two else None
    return (a / one) / (b / two) if measure == "relative_risk" and a and b else None


def _flag(rule: str, severity: Severity, ratio: _Ratio, arms: Sequence[Tally], words: str, formula: str, again: str) -> Flag:
    places = ((ratio.cell.start, ratio.cell.end), *((tally.start, tally.end) for tally in arms))
    start, end = places[0]
    return Flag(rule, severity, start, end, words, formula, ratio.value.text, again, places=places)


def subgroups_in_whole(sheet: Sheet) -> Iterator[Flag]:
    """A9: the subgroups of one factor, printed as ``n/N``, sum to ``All patients``, in N and in events.

    ``error``: more than the whole. ``warning``: one of the two sums agrees, the other does not. Fewer patients
    and fewer events are patients without a value: no finding. Only labels that exclude each other (``<65`` and ``≥65``).
    """
    whole = [row for row in range(len(sheet.grid.rows)) if sheet.parents[row] < 0 and _WHOLE.fullmatch(sheet.label(row))]
    if len(whole) != 1:
        return
    for parent, rows in sheet.families:
        labels = [sheet.label(row) for row in rows]
        if parent < 0 or not exclusive(labels):
            continue
        for column in sheet.columns:
            total, parts = sheet.at(whole[0], column), [sheet.at(row, column) for row in rows]
            if total is None or total.of is None or total.n is None:
                continue
            sure = [part for part in parts if part is not None and part.n is not None and part.of]
            if len(sure) == len(rows) and (flag := _whole(sheet, total, sure)) is not None:
                yield flag


def _whole(sheet: Sheet, total: Tally, parts: Sequence[Tally]) -> Flag | None:
    sizes, events = sum(part.of or 0 for part in parts), sum(part.n or 0 for part in parts)
    if total.of is None or total.n is None or (sizes == total.of and events == total.n):
        return None
    more = sizes > total.of or events > total.n
    if not more and sizes != total.of and (events != total.n or not events):
        return None
    label = sheet.family_label(parts[0].row)
    if label is None:
        return None
    shown = " + ".join(f"{part.n}/{part.of}" for part in parts)
    words = f"{label.text}: {shown} = {events}/{sizes}, not {total.n}/{total.of} of all patients."
    places = tuple((part.start, part.end) for part in (total, *parts))
    return Flag(
        "parts-do-not-sum",
        "error" if more else "warning",
        label.start,
        label.end,
        words,
        formula="sum of subgroups = all patients",
        printed=f"{total.n}/{total.of}",
        recomputed=f"{events}/{sizes}",
        places=places,
    )
