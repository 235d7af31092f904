"""Location and spread: mean, median, SD, quartiles and extremes of one variable; the total column of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Cell, Document
from daraevidence.validation.agreement import printed_number
from daraevidence.validation.sheets import Sheet
from daraevidence.validation.sums import partitions

__all__ = ["spread_of_variables", "spread_told", "statistics_in_total"]

_NUMBER = compiled(r"-?\d+(?:\.\d+)?")
_PAIR = compiled(r"\s*(?P<low>\d+(?:\.\d+)?)\s*(?:-|–|,|to|;)\s*(?P<high>\d+(?:\.\d+)?)\s*")
_WITH = compiled(r"\s*(?P<value>\d+(?:\.\d+)?)\s*(?:[(\[]|±|\+/-)\s*(?P<inside>[^()\[\]]{1,30}?)\s*[)\]]?\s*")
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mean", compiled(r"\bmean\b", re.IGNORECASE)),
    ("median", compiled(r"\bmedian\b", re.IGNORECASE)),
    ("sd", compiled(r"\bS\.?D\.?(?![A-Za-z])|standard deviation", re.IGNORECASE)),
    ("se", compiled(r"\bS\.?E\.?M?\.?(?![A-Za-z])|standard error", re.IGNORECASE)),
    ("iqr", compiled(r"\bIQR\b|interquartile|\bQ1\b.{0,6}\bQ3\b", re.IGNORECASE)),
    ("range", compiled(r"(?<!quartile )\brange\b|\bmin(?:imum)?\b.{0,6}\bmax", re.IGNORECASE)),
    ("min", compiled(r"\bmin(?:imum)?\b", re.IGNORECASE)),
    ("max", compiled(r"\bmax(?:imum)?\b", re.IGNORECASE)),
)
_MODELLED = compiled(r"\bLSM?\b|least[- ]squares|\badjusted|\bgeometric|\bchange\b|\blog\b", re.IGNORECASE)


class _Value(NamedTuple):
    """A statistic and the place that is quoted for it."""

    number: Number
    start: int
    end: int


@lru_cache(maxsize=1024)
def _kinds(label: str) -> tuple[str, ...]:
    found = [name for name, pattern in _LABELS if pattern.search(label)]
    if "range" in found:
        found = [name for name in found if name not in ("min", "max")]
    return tuple([name for name in found if name != "range" or "iqr" not in found or "interquartile range" not in label.lower()])


def _read(cell: Cell, kinds: Sequence[str]) -> dict[str, _Value]:
    """The statistics of a cell by what its label says: ``61.2 (9.8)`` of ``Mean (SD)``, ``62 (34-85)`` of ``Median (range)``."""
    lead = next((name for name in kinds if name in ("mean", "median", "min", "max", "sd", "se")), "")
    inside = next((name for name in kinds if name != lead and name in ("sd", "se", "iqr", "range")), "")
    found: dict[str, _Value] = {}
    text, start = cell.text, cell.start
    place = (cell.start, cell.end)
    if lead and not inside and _NUMBER.fullmatch(text.strip()):
        found[lead] = _Value(as_number(text.strip(), start), *place)
    elif not lead and inside in ("range", "iqr") and (pair := _PAIR.fullmatch(text)):
        found |= _limits(inside, pair["low"], pair["high"], cell)
    elif lead in ("mean", "median") and inside and (both := _WITH.fullmatch(text)):
        found[lead] = _Value(as_number(both["value"], start), *place)
        pair = _PAIR.fullmatch(both["inside"])
        if pair and inside in ("range", "iqr"):
            found |= _limits(inside, pair["low"], pair["high"], cell)
        elif inside in ("sd", "se") and _NUMBER.fullmatch(both["inside"]):
            found[inside] = _Value(as_number(both["inside"], start), *place)
    return found


def _limits(kind: str, low: str, high: str, cell: Cell) -> dict[str, _Value]:
    names = ("min", "max") if kind == "range" else ("q1", "q3")
    return {name: _Value(as_number(text, cell.start), cell.start, cell.end) for name, text in zip(names, (low, high))}


def spread_of_variables(sheet: Sheet) -> Iterator[Flag]:
    """C1, C2, C3, C8: the statistics of one variable, printed in rows under its name or in one cell, are possible together.

    C1: min <= Q1 <= median <= Q3 <= max. C2: min <= mean <= max, |mean - median| <= SD (Hotelling and Solomons 1932).
    C3: SD <= sqrt(n/(n-1) (max - mean)(mean - min)) (Bhatia and Davis 2000). C8: SE = SD / sqrt(n). All behind their rounding:
    ``error``. Reads rows ``Mean (SD)``, ``Median``, ``Range``, ``Min, Max`` below ``Age, years``. Not modelled means.
    """
    for parent, rows in sheet.families:
        told = [row for row in rows if sheet.kinds[row] == "other" or _kinds(sheet.label(row))]
        if parent < 0 or len(told) < 2 or any(_MODELLED.search(sheet.label(row)) for row in (parent, *told)):
            continue
        for column in sheet.columns:
            values: dict[str, _Value] = {}
            for row in told:
                cells = sheet.grid.rows[row].cells
                if column < len(cells):
                    for name, value in _read(cells[column], _kinds(sheet.label(row))).items():
                        values.setdefault(name, value)
            size = sheet.sizes[column]
            flag = next(_impossible(values, size.n if size is not None else 0), None)
            if flag is not None:
                yield flag


_FIELDS = {"sd": "sd", "se": "se", "range_low": "min", "range_high": "max"}


def spread_told(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """C3, C8 for the mean of one record: ``5.2 days (SD, 9.2; range, 2-9)`` is not possible, whatever the number of patients.

    As ``spread_of_variables``; where the record says no denominator, that of two patients, who can lie furthest apart.
    """
    for draft in drafts:
        if draft.get("measure") != "mean" or not ("sd" in draft.fields and ("range_low" in draft.fields or "se" in draft.fields)):
            continue
        numbers = {name: printed_number(document, draft, field) for field, name in ({"value": "mean"} | _FIELDS).items()}
        values = {name: _Value(one, one.start, one.end) for name, one in numbers.items() if one is not None}
        size = draft.get("denominator")
        printed = all(
            draft.get(field) == float(one.value) for field, name in _FIELDS.items() if (one := numbers[name]) is not None
        )
        if "mean" in values and printed and values["mean"].number.value == Decimal(str(draft.get("value"))):
            yield from _wide(values, size if isinstance(size, int) else 2, *bounds(values["mean"].number), told=size is not None)


def _impossible(values: dict[str, _Value], n: int) -> Iterator[Flag]:
    order = [name for name in ("min", "q1", "median", "q3", "max") if name in values]
    for small, large in pairwise(order):
        if bounds(values[small].number)[0] > bounds(values[large].number)[1]:
            yield _flag(
                "range-order",
                values,
                (small, large),
                f"{small} {values[small].number.text} is above {large} {values[large].number.text}",
                f"{small} <= {large}",
            )
    if "mean" not in values:
        return
    low, high = bounds(values["mean"].number)
    if "min" in values and high < bounds(values["min"].number)[0]:
        yield _flag(
            "median-outside-range",
            values,
            ("mean", "min"),
            f"the mean {values['mean'].number.text} is below the minimum {values['min'].number.text}",
            "min <= mean",
        )
    if "max" in values and low > bounds(values["max"].number)[1]:
        yield _flag(
            "median-outside-range",
            values,
            ("mean", "max"),
            f"the mean {values['mean'].number.text} is above the maximum {values['max'].number.text}",
            "mean <= max",
        )
    if "sd" in values:
        yield from _wide(values, n, low, high)


def _wide(values: dict[str, _Value], n: int, low: Decimal, high: Decimal, told: bool = True) -> Iterator[Flag]:
    least, most = bounds(values["sd"].number)
    shown = f"SD {values['sd'].number.text}"
    if "median" in values:
        below, above = bounds(values["median"].number)
        if max(low - above, below - high) > most:
            names = f"mean {values['mean'].number.text} and median {values['median'].number.text}"
            yield _flag(
                "spread-impossible",
                values,
                ("mean", "median", "sd"),
                f"{names} lie more than one {shown} apart",
                "|mean - median| <= SD",
            )
    if "min" in values and "max" in values and n > 1:
        bottom, top = bounds(values["min"].number)[0], bounds(values["max"].number)[1]
        middle = min(max((bottom + top) / 2, low), high)
        room = Decimal(n) / (n - 1) * max(Decimal(0), top - middle) * max(Decimal(0), middle - bottom)
        if least > 0 and least * least > room:
            names = f"{shown} is more than {room.sqrt():.3g}, the most that mean {values['mean'].number.text} within"
            names += f" {values['min'].number.text}-{values['max'].number.text} allows"
            yield _flag(
                "spread-impossible", values, ("mean", "sd", "min", "max"), names, "SD <= sqrt(n/(n-1) (max - mean)(mean - min))"
            )
    if "se" in values and told and n > 1:
        (small, large), root = bounds(values["se"].number), Decimal(n).sqrt()
        if large * root < least * Decimal("0.9") or small * root > most * Decimal("1.1"):
            yield _flag(
                "spread-impossible",
                values,
                ("sd", "se"),
                f"SE {values['se'].number.text} is not {shown} / sqrt({n})",
                "SE = SD / sqrt(n)",
            )


def _flag(rule: str, values: dict[str, _Value], names: Sequence[str], words: str, formula: str) -> Flag:
    places = list(dict.fromkeys((values[name].start, values[name].end) for name in names))
    start, end = places[0]
    text = f"{words[:1].upper()}{words[1:]}."
    return Flag(rule, "error", start, end, text, formula, values[names[0]].number.text, places=tuple(places))


def statistics_in_total(sheet: Sheet) -> Iterator[Flag]:
    """A10, and A8 for means: the mean of the total column lies between those of the arms, weighted by N; the median too.

    ``error`` outside of all arms. ``info`` where a mean is further than a tenth of their spread from the weighted one (patients
    without a value). The range of the total is that of all arms: ``error``. Not modelled means.
    """
    for total, arms in partitions(sheet):
        for row in range(len(sheet.grid.rows)):
            kinds, cells = _kinds(sheet.label(row)), sheet.grid.rows[row].cells
            if (
                not kinds
                or sheet.kinds[row] not in ("other", "")
                or len(cells) <= max(total, *arms)
                or _MODELLED.search(sheet.label(row))
            ):
                continue
            whole, parts = _read(cells[total], kinds), [_read(cells[arm], kinds) for arm in arms]
            sizes = [size.n for arm in arms if (size := sheet.sizes[arm]) is not None]
            for name in ("mean", "median"):
                values = [part[name] for part in parts if name in part]
                if name in whole and len(values) == len(arms) == len(sizes):
                    yield from _between(whole[name], values, sizes if name == "mean" else [], sheet.label(row))
            for name, extreme in (("min", min), ("max", max)):
                values = [part[name] for part in parts if name in part]
                if name in whole and len(values) == len(arms):
                    wanted = extreme(value.number.value for value in values)
                    if abs(wanted - whole[name].number.value) > Decimal(1).scaleb(-whole[name].number.decimals):
                        words = (
                            f"{sheet.label(row)}: the {name} of all is {whole[name].number.text}, that of the groups {wanted}."
                        )
                        yield _in_total(
                            "total-disagrees",
                            "error",
                            whole[name],
                            values,
                            words,
                            f"{name} of all = {name} of the groups",
                            str(wanted),
                        )


def _between(whole: _Value, values: Sequence[_Value], sizes: Sequence[int], label: str) -> Iterator[Flag]:
    numbers = [value.number for value in values]
    low, high = min(bounds(number)[0] for number in numbers), max(bounds(number)[1] for number in numbers)
    least, most = bounds(whole.number)
    shown = ", ".join(number.text for number in numbers)
    if most < low or least > high:
        words = f"{label}: {whole.number.text} for all lies outside of {shown} in the groups."
        yield _in_total("total-disagrees", "error", whole, values, words, "min of groups <= all <= max of groups", "")
        return
    if not sizes or not sum(sizes):
        return
    weighted = sum((number.value * size for number, size in zip(numbers, sizes)), Decimal(0)) / sum(sizes)
    unit = Decimal(1).scaleb(-whole.number.decimals)
    if abs(weighted - whole.number.value) > unit + (high - low) / 10:
        again = f"{weighted:.{whole.number.decimals + 1}f}"
        words = f"{label}: {whole.number.text} for all, while the groups ({shown}) weighted by their size give {again}."
        yield _in_total(
            "total-disagrees",
            "info",
            whole,
            values,
            words,
            "all = sum(N mean) / sum(N)",
            again,
        )


def _in_total(
    rule: str, severity: Severity, whole: _Value, values: Sequence[_Value], words: str, formula: str, again: str
) -> Flag:
    places = tuple((value.start, value.end) for value in (whole, *values))
    start, end = places[0]
    return Flag(rule, severity, start, end, words, formula, whole.number.text, again, places=places)
