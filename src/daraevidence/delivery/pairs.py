"""Which results of two groups can be set against each other, and which of the two is the reference."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import inf, sqrt
from typing import Any, Literal, NamedTuple, TypeAlias

from daraevidence.draft import RATIOS
from daraevidence.language.numbers import Number, scan_numbers
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import counts_for

__all__ = ["Groups", "Pair", "Result", "paired", "place_of", "results_of"]

#: A group with such a name is what another is compared with.
_CONTROL = compiled(
    r"\b(?:placebo|controls?|comparators?|reference|sham|vehicle|usual|standard(?:[- ]of[- ]care)?|SOC|conventional|routine"
    r"|observation|best supportive|watchful waiting|wait(?:ing)?[- ]?list(?:ed)?|untreated"
    r"|no (?:treatment|intervention|therapy))\b",
    re.IGNORECASE,
)
#: More groups than these are set against the last of them only.
_MOST = 8
_ORDER = "which group is the reference is not told; the one printed last is taken"
_SHARED = "one of several comparisons of the same groups, which are not independent"


class Result(NamedTuple):
    """Counts, a mean, or only the size of one group; ``place`` says on which line it stands.

    ``derives`` names what was derived by ``formula``; ``doubt`` says what speaks against it.
    """

    row: Mapping[str, Any]
    kind: Literal["count", "mean", "size"]
    place: tuple[Any, ...]
    group: str
    n: int | None
    events: int | None = None
    mean: float | None = None
    sd: float | None = None
    derives: str = ""
    formula: str = ""
    doubt: str = ""


#: Two results, that of the reference second, and any doubt.
Pair: TypeAlias = "tuple[Result, Result, tuple[str, ...]]"


class Groups:
    """The groups of all studies: sizes, roles, and the pairs that the document's ratios set against each other."""

    def __init__(self, payload: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        sizes: dict[tuple[Any, Any], set[int]] = {}
        self.arms: dict[Any, set[str]] = {}
        for row in payload["cohorts"]:
            if row.get("n") is not None:
                sizes.setdefault((row.get("study"), row["cohort"]), set()).add(row["n"])
            if row.get("role") == "arm":
                self.arms.setdefault(row.get("study"), set()).add(row["cohort"])
        self._sizes = {key: next(iter(found)) for key, found in sizes.items() if len(found) == 1}
        self._tables = sorted((row["span"][0], row["span"][1]) for row in payload["tables"])
        self._told = {
            (row.get("study"), row["cohort"], row["comparator"])
            for row in payload["endpoints"]
            if row.get("measure") in RATIOS and row.get("cohort") and row.get("comparator")
        }

    def size(self, study: Any, group: Any) -> int | None:
        """The one size that the document gives a group."""
        return self._sizes.get((study, group))

    def table(self, row: Mapping[str, Any]) -> int | None:
        """Which of the document's tables a record stands in."""
        place = bisect_right(self._tables, (row["span"][0], inf)) - 1
        return place if place >= 0 and row["span"][1] <= self._tables[place][1] else None

    def ordered(self, study: Any, names: Sequence[str]) -> tuple[list[str], bool]:
        """Two or more groups with the reference last, and whether the document tells which it is."""
        last = names[-1]
        if len(names) == 2:
            forth, back = ((study, *pair) in self._told for pair in (tuple(names), tuple(names[::-1])))
            if forth != back:
                return (list(names) if forth else list(names[::-1])), True
        controls = [name for name in names if _CONTROL.search(name)]
        if len(controls) == 1:
            last = controls[0]
        return [*(name for name in names if name != last), last], len(controls) == 1


def place_of(row: Mapping[str, Any], field: str) -> tuple[Any, ...]:
    """The line that a record stands on: the place of its label, else the label itself."""
    places = row["evidence"].get(field, ())
    return (places[0]["span"][0], places[0]["span"][1]) if places else (row.get(field),)


def results_of(payload: Mapping[str, Sequence[Mapping[str, Any]]], groups: Groups) -> dict[tuple[Any, ...], list[Result]]:
    """Counts, means and bare sizes of groups by study and line, in the order of the document.

    What stands in two frames is taken once; counts of characteristics (the events of a subgroup) are only the sizes and events
    beside a ratio, and no comparison of their own.
    """
    found: dict[tuple[Any, ...], list[Result]] = {}
    given: set[tuple[Any, ...]] = set()
    for name, field in (("endpoints", "label"), ("adverse_events", "term"), ("characteristics", "characteristic")):
        for row in payload[name]:
            result = _result(row, place_of(row, field), groups)
            key = row.get("study"), row.get("cohort"), row["span"][:2], row.get("n")
            if result is not None and key not in given:
                given.add(key)
                found.setdefault((row.get("study"), result.place), []).append(result)
    return found


def _result(row: Mapping[str, Any], place: tuple[Any, ...], groups: Groups) -> Result | None:
    group, n = row.get("cohort"), row.get("denominator")
    if not group:
        return None
    measure = row.get("measure")
    if measure == "mean" and row.get("value") is not None:
        return _mean(row, place, group, n, groups)
    if n is None:
        return None
    if measure in ("proportion", "count", None):
        if row.get("n") is not None:
            return Result(row, "count", place, group, n, row["n"])
        if row.get("percent") is not None and row.get("percent_op") in (None, "="):
            return _counted(row, place, group, n)
    return Result(row, "size", place, group, n)


def _mean(row: Mapping[str, Any], place: tuple[Any, ...], group: str, n: int | None, groups: Groups) -> Result:
    """A mean; the size of its group where none is printed with it, its SD from an SE (Cochrane Handbook 6.5.2.2)."""
    doubt = ""
    if n is None and (n := groups.size(row.get("study"), group)) is not None:
        doubt = "no number of patients is printed with the means; those of the whole groups are taken"
    sd, se = row.get("sd"), row.get("se")
    made = Result(row, "mean", place, group, n, None, row["value"], sd, doubt=doubt)
    if sd is None and se is not None and n is not None:
        return made._replace(sd=se * sqrt(n), derives="sd", formula=f"{se:g} * sqrt({n}) (Cochrane Handbook 6.5.2.2)")
    return made


def _counted(row: Mapping[str, Any], place: tuple[Any, ...], group: str, n: int) -> Result | None:
    """The count that a percent stands for, where only one of its group prints so."""
    quotes = [entry["quote"] for entry in row["evidence"].get("percent", ())]
    numbers = [number for quote in quotes for number in scan_numbers(quote) if number.value == Decimal(str(row["percent"]))]
    percent = numbers[0] if numbers else Number(0, 0, "", Decimal(str(row["percent"])))
    counts = counts_for(percent, n)
    if len(counts) != 1:
        return None
    formula = f"the only count of {n} that prints as {row['percent']:g}%"
    return Result(row, "count", place, group, n, counts[0], derives="events", formula=formula)


def paired(results: Mapping[tuple[Any, ...], list[Result]], groups: Groups) -> Iterator[Pair]:
    """Every two results of one line that are of two groups set against each other, the reference second, with any doubt.

    Groups are set against each other where the record of one names the other as its comparator, or where both are arms of
    the study. In a table whose rows are the groups, a column is the line. A group with two results of one kind on a line is
    left alone: nothing tells which of them is compared.
    """
    columns: dict[tuple[Any, ...], list[Result]] = {}
    for (study, _), found in results.items():
        of_kind: dict[tuple[Any, ...], list[Result]] = {}
        for one in found:
            if one.kind != "size" and "characteristic" not in one.row:
                respects = (one.row.get(name) for name in ("grade", "timepoint", "timepoint_unit", "unit", "population"))
                of_kind.setdefault((one.kind, *respects), []).append(one)
        for kept, same in of_kind.items():
            if len(same) > 1:
                yield from _pairs(study, same, groups)
            elif (table := groups.table(same[0].row)) is not None:
                label = same[0].row.get("label") or same[0].row.get("term")
                columns.setdefault((study, table, label, *kept), []).append(same[0])
    for (study, *_), same in columns.items():
        yield from _pairs(study, same, groups)


def _pairs(study: Any, same: Sequence[Result], groups: Groups) -> Iterator[Pair]:
    by_name = {one.group: one for one in same}
    if len(by_name) < 2 or len(by_name) < len(same):
        return
    named = {name: _others(one, by_name) for name, one in by_name.items()}
    arms = groups.arms.get(study, set())
    names = [name for name in by_name if name in arms or any(name in others for others in named.values())]
    if len(names) < 2:
        return
    names, told = groups.ordered(study, names)
    firsts = range(len(names) - 1)
    for first in firsts:
        for second in range(first + 1, len(names)) if len(names) <= _MOST else (len(names) - 1,):
            one, other = names[first], names[second]
            if other not in named[one] and one not in named[other] and not {one, other} <= arms:
                continue
            sure = told and second == len(names) - 1
            if not sure:
                (one, other), sure = groups.ordered(study, (one, other))
            yield by_name[one], by_name[other], (*(() if sure else (_ORDER,)), *((_SHARED,) if len(names) > 2 else ()))


def _others(one: Result, by_name: Mapping[str, Result]) -> frozenset[str]:
    """The groups that a record names as its comparator."""
    return frozenset(name.strip() for name in (one.row.get("comparator") or "").split(";")) & by_name.keys()
