"""The P value of two groups against their counts, and against their means with SD."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from daraevidence.draft import Draft, Flag
from daraevidence.language.cells import read_hint
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds, counts_for
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import Bodies, printed_number
from daraevidence.validation.distributions import deviate_of
from daraevidence.validation.sheets import Sheet, Tally
from daraevidence.validation.significance import p_of_counts, p_of_means, printed_p, shown_p
from daraevidence.validation.two_groups import MODELLED, RESULTS, sentence_at

__all__ = ["p_of_rows", "p_of_two_groups"]

#: a P value of something else than the difference of the two groups, or of a test of other data than is printed
_OTHER = compiled(
    r"\binferior|\bequivalen|\btrend\b|\binteraction\b|\blog-?rank|\bCMH\b|\bCochran|\bMcNemar|\bpaired\b|\bANCOVA|\bcovarian|"
    r"\bmixed|\brepeated[- ]measures|\bover time\b|\bbaseline\b|\bwithin[- ]group|\boverall P\b|\bone-sided|"
    r"\bBonferroni|\brates? per\b"
)
#: Deviates of two tests of the same counts lie no further apart than this; beyond twice as much no stratification explains it.
_NEAR = 1.0
#: Of means other tests are usual (of ranks, adjusted for the value before), which see more.
_NEAR_OF_MEANS = 2.0
_BORDER = 0.05
_P_CELL = compiled(r"(?:[Pp]\s*)?(?P<op>[<>=≤≥]?)\s*(?P<p>[01]?\.\d{1,6})")
_P = compiled(r"[Pp](?:[- ]value)?\s?(?P<op>[<>=≤≥])\s?(?P<p>[01]?\.\d{1,6})(?!\d|\s?[x×*])")
#: ``… in the placebo group (P=0.03)``
_BEHIND = compiled(rf"[^.;\d]{{0,60}}?[,;(\[]\s?{_P.pattern}")
#: So many characters a P value has at most before its number, and in it.
_LEAD = 16
_TOLD = ("n", "percent", "denominator", "cohort")


class _Tested(NamedTuple):
    """The least and greatest P value of all tests over all values that print so, and the names of the tests."""

    least: float
    most: float
    names: str


def p_of_two_groups(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """B11, B12: the P value behind the results of two groups can be that of their counts, or of their means with SD.

    B11: of n of N in both groups by Pearson's, Yates's, Fisher's or the mid-P test (INSPECT-SR 4.9). B12: of mean, SD and N by
    Student's or Welch's t test, over all values that print so. ``warning`` where every test lies on the other side of 0.05 and
    far from what is printed, or very far; never demanded exactly, for tests are stratified and adjusted. N is the group's own
    where the sentence has none. Prose only (``p_of_rows`` for tables), where no word says that another test was made.
    """
    bodies = Bodies(document)
    several = {place for place, times in Counter(map(_p_place, drafts)).items() if times > 2 and place >= 0}
    sizes: dict[_Key, int] | None = None
    before: Draft | None = None
    for draft in drafts:
        if draft.kind not in RESULTS:
            continue
        one, before = before, draft
        if one is None or not _compared(one, draft) or bodies.hold(draft.start) or _p_place(draft) in several:
            continue
        found = _p_of(document, one, draft)
        if found is not None:
            sizes = _sizes(drafts) if sizes is None else sizes
            yield from _of_pair(document, one, draft, found, sizes)


def _p_place(draft: Draft) -> int:
    marks = draft.marks.get("p_value")
    return marks[0].start if marks else -1


def _compared(one: Draft, other: Draft) -> bool:
    names = ("label", "term", "grade", "measure", "unit", "timepoint", "study", "p_value")
    alike = one.kind == other.kind and all(one.get(name) == other.get(name) for name in names)
    apart = bool(one.get("cohort")) and one.get("cohort") != other.get("cohort")
    return alike and apart and all(_may_oppose(*pair) for pair in ((one, other), (other, one)))


def _may_oppose(one: Draft, other: Draft) -> bool:
    """Whether a record says that it is compared with another, or with nobody: not ``58% on X and 54% on Y, P<0.001 vs Z``."""
    against = one.get("comparator")
    return against is None or str(other.get("cohort")) in str(against).split("; ")


def _p_of(document: Document, one: Draft, other: Draft) -> re.Match[str] | None:
    """The P value of both records, of events the one behind them: none where a word says that another test was made."""
    if other.kind == "endpoint":
        place = _p_place(other)
        near = _P.finditer(document.clean, max(0, place - _LEAD), place + _LEAD) if place == _p_place(one) >= 0 else ()
        found = next((each for each in near if each.start("p") == place), None)
    else:
        told = [mark.end for draft in (one, other) for name in _TOLD if name in draft.marks for mark in draft.marks[name]]
        found = _BEHIND.match(document.clean, max(told, default=other.end))
    span = sentence_at(document, one.start) if found is not None else None
    if span is None or any(pattern.search(document.clean, *span) for pattern in (MODELLED, _OTHER)):
        return None
    return found


_Key = tuple[object, object]


def _sizes(drafts: Sequence[Draft]) -> dict[_Key, int]:
    """The N of each group that has one."""
    found: dict[_Key, set[int]] = {}
    for draft in drafts:
        size = draft.get("n")
        if draft.kind == "cohort" and isinstance(size, int) and draft.confidence >= 0.9:
            found.setdefault((draft.get("study"), draft.get("cohort")), set()).add(size)
    return {key: min(sizes) for key, sizes in found.items() if len(sizes) == 1}


def _of_pair(document: Document, one: Draft, other: Draft, found: re.Match[str], sizes: dict[_Key, int]) -> Iterator[Flag]:
    first, second = (_Side.of(document, draft, sizes) for draft in (one, other))
    if first is None or second is None:
        return
    means = first.spread is not None
    tested = _of_means(first, second) if means else _of_counts(first, second)
    if tested is not None:
        p = as_number(found["p"], found.start("p"))
        records = tuple(draft.id for draft in (one, other) if draft.id)
        near = _NEAR_OF_MEANS if means else _NEAR
        yield from _flags(p, found["op"] or "=", tested, near, (first.shown, second.shown), records)


class _Side(NamedTuple):
    """A group's result: all its counts, or its mean and SD, of N; ``number`` is what is quoted."""

    number: Number
    size: int
    counts: range
    spread: Number | None
    shown: tuple[str, int, int]

    @classmethod
    def of(cls, document: Document, draft: Draft, sizes: dict[_Key, int]) -> _Side | None:
        """From a record, ``None`` where it lacks a number."""
        size = draft.get("denominator") or sizes.get((draft.get("study"), draft.get("cohort")))
        if not isinstance(size, int) or size < 1:
            return None
        if draft.get("measure") == "mean":
            mean, spread = printed_number(document, draft, "value"), printed_number(document, draft, "sd")
            if mean is None or spread is None or draft.get("value") != float(mean.value):
                return None
            return cls(mean, size, range(0), spread, (f"{mean.text} (SD {spread.text}) of {size}", mean.start, mean.end))
        n, percent = (printed_number(document, draft, name) for name in ("n", "percent"))
        if draft.kind == "endpoint" and draft.get("measure") not in ("proportion", "count"):
            return None
        if n is not None and draft.get("n") == n.value <= size:
            return cls(n, size, range(int(n.value), int(n.value) + 1), None, (f"{n.text}/{size}", n.start, n.end))
        if percent is None or not 0 <= percent.value <= 100 or not (counts := counts_for(percent, size)):
            return None
        return cls(percent, size, counts, None, (f"{percent.text}% of {size}", percent.start, percent.end))


def _of_counts(first: _Side, second: _Side) -> _Tested | None:
    found: dict[str, list[float]] = {}
    for one, other in product(*({side.counts[0], side.counts[-1]} for side in (first, second))):
        for name, p in p_of_counts((one, first.size), (other, second.size)).items():
            found.setdefault(name, []).append(p)
    return _tested(found)


def _of_means(one: _Side, other: _Side) -> _Tested | None:
    found: dict[str, list[float]] = {}
    if one.spread is None or other.spread is None:
        return None
    low, high = bounds(one.number)
    least, most = bounds(other.number)
    apart = float(abs(one.number.value - other.number.value))
    slack = float(high - low + most - least) / 2
    for gap in (max(0.0, apart - slack), apart + slack):
        for spread, rest in product(map(float, bounds(one.spread)), map(float, bounds(other.spread))):
            tests = p_of_means((gap, max(0.0, spread), one.size), (0.0, max(0.0, rest), other.size))
            for name, p in tests.items():
                found.setdefault(name, []).append(p)
    return _tested(found)


def _tested(found: dict[str, list[float]]) -> _Tested | None:
    values = [p for several in found.values() for p in several]
    return _Tested(min(values), max(values), ", ".join(found)) if values else None


def _flags(
    p: Number, op: str, tested: _Tested, near: float, sides: Sequence[tuple[str, int, int]], records: tuple[str, ...] = ()
) -> Iterator[Flag]:
    low, high = printed_p(op, p)
    if not 0 <= float(p.value) <= 1:
        return
    below = high < tested.least
    if not below and not tested.most < low:
        return
    apart = abs(deviate_of(high) - deviate_of(tested.least)) if below else abs(deviate_of(tested.most) - deviate_of(low))
    other = high <= _BORDER < tested.least if below else tested.most <= _BORDER < low
    if apart <= near * (1 if other else 2):
        return
    again = shown_p(tested.least, tested.most)
    yield Flag(
        "p-groups-disagree",
        "warning",
        p.start,
        p.end,
        f"{sides[0][0]} and {sides[1][0]} give P of {again} ({tested.names}), which is {'larger' if below else 'smaller'}.",
        formula="P of both groups' counts by Pearson, Yates, Fisher or mid-P; of their mean, SD and N by t",
        printed=p.text,
        recomputed=again,
        places=((p.start, p.end), *((start, end) for _, start, end in sides)),
        records=records,
    )


def p_of_rows(sheet: Sheet) -> Iterator[Flag]:
    """B11 in tables: rows of two cells ``31/106`` or ``31 (29.2)`` under headers with N and one cell under ``P value``."""
    heads = [sheet.header(column) for column in sheet.columns]
    columns = [column for column, head in enumerate(heads) if read_hint(head).lead == "p"]
    if len(columns) != 1:
        return
    (column,) = columns
    told = " ".join((heads[column], sheet.grid.title.text, *(cell.text for cell in sheet.grid.footnotes.values())))
    if MODELLED.search(told) or _OTHER.search(told):
        return
    for row in range(len(sheet.grid.rows)):
        arms = [tally for other in sheet.columns if other != column and (tally := sheet.at(row, other)) is not None]
        yield from _of_row(sheet, row, column, arms)


def _of_row(sheet: Sheet, row: int, column: int, arms: Sequence[Tally]) -> Iterator[Flag]:
    sized = [(tally.n, size, tally) for tally in arms if (size := sheet.denominator(tally)) and tally.n is not None]
    cells = sheet.grid.rows[row].cells
    if len(arms) != 2 or len(sized) != 2 or column >= len(cells) or MODELLED.search(sheet.label(row)):
        return
    found = _P_CELL.fullmatch(cells[column].text.strip())
    if found is None:
        return
    p = as_number(found["p"], cells[column].start + cells[column].text.index(found["p"]))
    tests = p_of_counts(*[(n, size) for n, size, _ in sized])
    tested = _tested({name: [value] for name, value in tests.items()})
    if tested is not None:
        sides = [(f"{n}/{size}", tally.start, tally.end) for n, size, tally in sized]
        yield from _flags(p, found["op"] or "=", tested, _NEAR, sides)
