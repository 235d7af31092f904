"""Records that confirm each other: the same result in two places, grades that make up any grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.draft import RATIOS, Draft, Mark
from daraevidence.language.rounding import agree
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import Bodies, printed_number

__all__ = ["grades_that_sum", "told_alike", "told_twice"]

#: The numbers of which one says the result.
_RESULTS = ("value", "percent", "n")
#: Grades that exclude each other, and together are any grade.
_WHOLES = (("1-2", "3-4"), ("1-2", "3-4", "5"), ("1-2", "3-5"), ("1-2", ">=3"), ("1", "2", "3-4"), ("1", "2", "3", "4"))

Confirmed = Iterator[tuple[Draft, str]]


def told_twice(document: Document, drafts: Sequence[Draft]) -> Confirmed:
    """E1, E2: one record whose result is printed in two places: in two tables, in prose and in a table, in two sentences."""
    places_of = _Places(document)
    for draft in drafts:
        name = next((name for name in ("n_patients", *_RESULTS) if draft.get(name) is not None), "")
        marks = [mark for mark in draft.marks.get(name, ()) if mark.how != "inherited"]
        places = places_of(marks)
        if len(places) > 1:
            yield draft, f"printed in {len(places)} places: {' and '.join(dict.fromkeys(places))}"


class _Places:
    """Says in words where numbers stand; places in one table or in one block of prose are one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._bodies = Bodies(document)
        self._titles = [grid.title.text for grid in document.grids]

    def __call__(self, marks: Sequence[Mark]) -> list[str]:
        found: dict[tuple[str, int], str] = {}
        for mark in marks:
            table = self._bodies.at(mark.start)
            block = self._document.block_at(mark.start)
            if table >= 0:
                title = self._titles[table]
                found[("table", table)] = f"the table {title!r}" if title else "a table"
            elif block is not None:
                found[("block", block.index)] = "the text"
        return list(found.values())


def told_alike(document: Document, drafts: Sequence[Draft]) -> Confirmed:
    """E1: two records of one result, in different detail or rounding, that agree (the coarser rounding decides)."""
    places_of = _Places(document)
    known: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        if (
            draft.kind == "endpoint"
            and draft.get("endpoint") not in (None, "OTHER")
            and draft.get("study")
            and draft.get("cohort")
        ):
            names = ["study", "cohort", "endpoint", "measure", "timepoint", "timepoint_unit", "unit"]
            names += ["comparator"] if draft.get("measure") in RATIOS else []
            known.setdefault(tuple(draft.get(name) for name in names), []).append(draft)
        elif draft.kind == "cohort" and draft.get("study") and draft.get("n") is not None:
            known.setdefault((draft.get("study"), draft.get("cohort")), []).append(draft)
    for same in known.values():
        for first, second in pairwise(same):
            name = next((name for name in _RESULTS if first.get(name) is not None and second.get(name) is not None), "")
            here, there = (printed_number(document, draft, name) for draft in (first, second))
            if here is None or there is None or here.start == there.start or here.op or there.op or not agree(here, there):
                continue
            for draft, number in ((first, there), (second, here)):
                places = places_of([Mark(number.start, number.end)])
                yield draft, f"agrees with {number.text} in {places[0] if places else 'the text'}"


def grades_that_sum(drafts: Sequence[Draft]) -> Confirmed:
    """D5: grades that exclude each other sum to any grade, for one event of one group."""
    events: dict[tuple[object, ...], dict[str, Draft]] = {}
    for draft in drafts:
        if draft.kind == "adverse_event" and isinstance(draft.get("n"), int) and draft.get("grade"):
            names = ("study", "cohort", "category", "term", "denominator")
            events.setdefault(tuple(draft.get(name) for name in names), {}).setdefault(str(draft.get("grade")), draft)
    for grades in events.values():
        whole = grades.get("any")
        for parts in _WHOLES if whole is not None and whole.get("n") else ():
            chosen = [grades[part] for part in parts if part in grades]
            counts = [draft.get("n") for draft in chosen]
            if whole is None or len(chosen) < len(parts) or sum(n for n in counts if isinstance(n, int)) != whole.get("n"):
                continue
            words = f"grades {' and '.join(parts)} sum to any grade: {' + '.join(map(str, counts))} = {whole.get('n')}"
            yield from ((draft, words) for draft in (whole, *chosen))
