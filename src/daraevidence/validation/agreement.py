"""The same quantity in two places: text against table, a group's size in the text against the headers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.draft import Draft, Flag
from daraevidence.language.numbers import Number
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document

__all__ = ["Bodies", "printed_number", "sizes_of_groups", "text_against_tables"]

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORD_BEHIND = re.compile(r"\s?\w+")

#: Further apart than this share the two are not the same quantity printed twice but two quantities.
_SLIP = Decimal("0.1")


def printed_number(document: Document, draft: Draft, field: str) -> Number | None:
    """The number that a field's printed mark covers, with its decimals."""
    for mark in draft.marks.get(field, ()):
        found = _DIGITS.search(document.clean, mark.start, mark.end) if mark.how == "printed" else None
        if found is not None:
            text = found[0].replace(",", "")
            return Number(found.start(), found.end(), found[0], Decimal(text), len(text.partition(".")[2]))
    return None


class Bodies:
    """Which places stand in tables."""

    def __init__(self, document: Document) -> None:
        self._ranges = sorted((*grid.body, index) for index, grid in enumerate(document.grids))
        self._starts = [start for start, _, _ in self._ranges]

    def at(self, place: int) -> int:
        """The index of the table in whose body a place stands, -1 for none."""
        index = bisect_right(self._starts, place) - 1
        return self._ranges[index][2] if index >= 0 and place < self._ranges[index][1] else -1

    def hold(self, place: int) -> bool:
        """Whether a place stands in the body of a table."""
        return self.at(place) >= 0


def text_against_tables(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """E1, E2: a median, ratio or percent of one group in the text and in a table, in the summary and in the body: equal within
    rounding (the coarser one wins).

    Compared are sure records of one study, group, endpoint, measure and time only, and a difference of more than a tenth is
    taken for another quantity (a subgroup, a later analysis): then there is no finding.
    """
    bodies = Bodies(document)
    tabled: dict[tuple[object, ...], Draft | None] = {}
    told: list[tuple[tuple[object, ...], Draft]] = []
    for draft in drafts:
        if draft.kind != "endpoint" or draft.confidence < 0.9 or not draft.get("study") or not draft.get("cohort"):
            continue
        if draft.get("endpoint") in (None, "OTHER"):
            continue
        names = ("study", "cohort", "endpoint", "measure", "timepoint", "timepoint_unit", "unit")
        key: tuple[object, ...] = tuple(draft.get(name) for name in names)
        if draft.get("measure") in ("hazard_ratio", "odds_ratio", "relative_risk"):
            key += (draft.get("comparator"),)
        if bodies.hold(draft.start):
            tabled[key] = None if key in tabled else draft  # printed twice in tables: which one is meant is not known
        else:
            told.append((key, draft))
    yield from _between(document, [(draft, tabled.get(named)) for named, draft in told], ("text", "table"))
    summed: dict[tuple[object, ...], Draft | None] = {}
    for named, draft in told:
        if _in_summary(document, draft.start):
            summed[named] = None if named in summed else draft
    rest = [(draft, summed.get(named)) for named, draft in told if named in summed and not _in_summary(document, draft.start)]
    yield from _between(document, [(other, draft) for draft, other in rest], ("summary", "body"))


def _in_summary(document: Document, place: int) -> bool:
    """Whether a place stands in the summary or abstract of the document."""
    block = document.block_at(place)
    return block is not None and any(heading.role == "summary" for heading in document.headings(block.section))


def _between(document: Document, pairs: Sequence[tuple[Draft | None, Draft | None]], names: tuple[str, str]) -> Iterator[Flag]:
    for draft, other in pairs:
        if draft is None:
            continue
        field = "percent" if draft.get("measure") == "proportion" else "value"
        if other is None:
            continue
        here, there = printed_number(document, draft, field), printed_number(document, other, field)
        if here is None or there is None or not _slip(here, there):
            continue
        yield Flag(
            "text-table-disagree",
            "warning",
            here.start,
            here.end,
            f"{draft.get('label')} of {draft.get('cohort')} is {here.text} in the {names[0]} and {there.text} in the {names[1]}.",
            formula="|a - b| <= rounding of both",
            printed=here.text,
            recomputed=there.text,
            places=((here.start, here.end), (there.start, there.end)),
            records=tuple(one.id for one in (draft, other) if one.id),
        )


def _slip(here: Number, there: Number) -> bool:
    """Whether two printed numbers differ beyond their rounding, but little."""
    (low, high), (least, most) = bounds(here), bounds(there)
    if low <= most and least <= high:
        return False
    return abs(here.value - there.value) <= _SLIP * max(abs(here.value), abs(there.value))


def sizes_of_groups(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """E2: a group of a named study that the text gives another size than a header of its tables."""
    bodies = Bodies(document)
    known: dict[tuple[object, object], tuple[Draft, Number]] = {}
    told: list[tuple[tuple[object, object], Number]] = []
    for draft in drafts:
        if draft.kind != "cohort" or draft.confidence < 0.9 or not draft.get("study") or draft.get("n") is None:
            continue
        number = printed_number(document, draft, "n")
        if number is None or number.decimals or number.value >= 10**9:
            continue
        key: tuple[object, object] = (draft.get("study"), draft.get("cohort"))
        if bodies.hold(number.start):
            known.setdefault(key, (draft, number))
        else:
            told.append((key, number))
    for group, number in told:
        if group not in known or known[group][1].value == number.value:
            continue
        other = known[group][1]
        behind = _WORD_BEHIND.match(document.clean, number.end)
        words = f"{group[1]} are {number.text} in the text and {other.text} in the table."
        places = ((number.start, number.end), (other.start, other.end))
        end = behind.end() if behind else number.end
        formula = "one group, one N"
        yield Flag("group-size-disagrees", "warning", number.start, end, words, formula, number.text, other.text, places=places)
