"""The same quantity in two places: text against table, a group's size in the text against the headers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from daraevidence.draft import RATIOS, Draft, Flag, Severity
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Document
from daraevidence.validation.slips import is_slip, is_swap

__all__ = ["Bodies", "another_analysis", "key_of", "meet", "printed_number", "sizes_of_groups", "text_against_tables"]

_DIGITS = compiled(r"\d+(?:,\d{3})*(?:[.·]\d+)?")
_WORD_BEHIND = compiled(r"\s?\w+")

#: Further apart than this share the two are not the same quantity printed twice but two quantities.
_SLIP = Decimal("0.1")
#: A set of a group's patients that is told of beside the group holds nearly all of them.
_SET = Decimal("0.8")
#: So many characters a sentence says what a number is before it.
_SAID = 160
#: words that tell one analysis from another
_ANALYSIS = compiled(
    r"\b(?:interim|final|updated?|investigators?|independent|central|local|adjusted|unadjusted|per[- ]protocol|exploratory|"
    r"post[- ]hoc|sensitivity|confirmed|unconfirmed|landmark|subgroup|among|of the|with a|who)\b",
    re.IGNORECASE,
)
_SENTENCE_END = compiled(r"[.;]\s")
_PAIRED = frozenset(("proportion", "median", "landmark_rate", "mean"))

Key: TypeAlias = tuple[object, ...]


def printed_number(document: Document, draft: Draft, field: str) -> Number | None:
    """The number that a field's printed mark covers, with its decimals."""
    for mark in draft.marks.get(field, ()):
        found = _DIGITS.search(document.clean, mark.start, mark.end) if mark.how == "printed" else None
        if found is not None:
            return as_number(found[0], found.start())
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
    """E1, E2: one outcome or adverse event of one group in the text and in a table, in the summary and in the body: equal within
    rounding (the coarser one wins).

    Compared are sure records of one study, group, endpoint or term, measure and time only. A difference of more than a tenth
    is taken for another quantity (a subgroup, a later analysis), unless one slip of the pen explains it; so is a count with its
    percent where both differ otherwise, and what the text calls by a word that the table lacks (interim, investigator). Of
    ``24.2% vs 10.2%`` without sure names one number is held to be wrong where the other is that of the table's second arm.
    """
    bodies = Bodies(document)
    wholes = {
        (draft.get("study"), draft.get("cohort")) for draft in drafts if draft.kind == "cohort" and draft.get("role") == "total"
    }
    tabled: dict[Key, Draft | None] = {}
    told: list[tuple[Key, Draft]] = []
    unnamed: list[Draft] = []
    for draft in drafts:
        unsure = draft.get("cohort") is None or draft.confidence < 0.9
        if draft.kind == "endpoint" and unsure and draft.get("study") and not bodies.hold(draft.start):
            unnamed.append(draft)
        if draft.confidence < 0.9 or (named := key_of(draft, wholes)) is None:
            continue
        if bodies.hold(draft.start):
            tabled[named] = None if named in tabled else draft  # printed twice in tables: which one is meant is not known
        else:
            told.append((named, draft))
    yield from _between(document, [(draft, tabled.get(named)) for named, draft in told], ("text", "table"))
    yield from _pairs(document, unnamed, tabled)
    summed: dict[Key, Draft | None] = {}
    for named, draft in told:
        if _in_summary(document, draft.start):
            summed[named] = None if named in summed else draft
    rest = [(draft, summed.get(named)) for named, draft in told if named in summed and not _in_summary(document, draft.start)]
    yield from _between(document, [(other, draft) for draft, other in rest], ("summary", "body"))


def key_of(draft: Draft, wholes: Collection[tuple[object, object]] = ()) -> Key | None:
    """What a record is about: records of one key say the same quantity; ``None`` where that is not certain."""
    study, cohort = draft.get("study"), draft.get("cohort")
    if not study or not cohort:
        return None
    group = "" if (study, cohort) in wholes else cohort
    if draft.kind == "adverse_event":
        return ("event", study, group, " ".join(str(draft.get("term")).casefold().split()), draft.get("grade"))
    if draft.kind != "endpoint" or draft.get("endpoint") in (None, "OTHER"):
        return None
    names = ("endpoint", "measure", "timepoint", "timepoint_unit", "unit")
    found: Key = ("outcome", study, group, *(draft.get(name) for name in names))
    if draft.get("measure") in RATIOS:
        found += (draft.get("comparator"),)
    return found


def _in_summary(document: Document, place: int) -> bool:
    """Whether a place stands in the summary or abstract of the document."""
    block = document.block_at(place)
    return block is not None and any(heading.role == "summary" for heading in document.headings(block.section))


def _between(document: Document, pairs: Sequence[tuple[Draft | None, Draft | None]], names: tuple[str, str]) -> Iterator[Flag]:
    for draft, other in pairs:
        if draft is None or other is None or _otherwise(document, draft, other):
            continue
        apart = _apart(document, draft, other)
        if apart is not None:
            yield _flag(document, (draft, other), apart, names)


def _flag(document: Document, pair: tuple[Draft, Draft], numbers: tuple[Number, Number], names: tuple[str, str]) -> Flag:
    draft, (here, there) = pair[0], numbers
    label = str(draft.get("term") if draft.kind == "adverse_event" else draft.get("label"))
    group = f" of {draft.get('cohort')}" if draft.get("cohort") else ""
    end = here.end + (document.raw(here.end, here.end + 1) == "%")
    mark = next(iter(draft.marks.get("term" if draft.kind == "adverse_event" else "label", ())), None)
    said = ((mark.start, end),) if mark is not None and mark.start < here.start < mark.start + _SAID else ()
    return Flag(
        "text-table-disagree",
        "warning",
        here.start,
        end,
        f"{label}{group} is {here.text} in the {names[0]} and {there.text} in the {names[1]}.",
        formula="|a - b| <= rounding of both",
        printed=here.text,
        recomputed=there.text,
        places=((here.start, end), *said, (there.start, there.end)),
        records=tuple(one.id for one in pair if one.id),
    )


def _otherwise(document: Document, draft: Draft, other: Draft) -> bool:
    """Whether the text calls its result by a word that the table lacks, so that it can be another one."""
    clause = _SENTENCE_END.split(document.raw(max(0, draft.start - _SAID), draft.start))[-1]
    told = f"{clause} {draft.get('label') or draft.get('term')}"
    if not _ANALYSIS.search(told):
        return False
    grid = next((grid for grid in document.grids if grid.start <= other.start < grid.end), None)
    return another_analysis(told, f"{other.get('label') or other.get('term')} {grid.title.text if grid is not None else ''}")


def another_analysis(told: str, known: str) -> bool:
    """Whether a sentence has a word for an analysis or a set of patients that the table lacks."""
    known = known.lower()
    return any(word.lower() not in known for word in _ANALYSIS.findall(told))


def _apart(document: Document, draft: Draft, other: Draft) -> tuple[Number, Number] | None:
    """The two numbers of one quantity that disagree; ``None`` where they agree, or are those of two quantities."""
    shares = draft.kind == "adverse_event" or draft.get("measure") in ("proportion", "count")
    both = [
        (here, there)
        for field in (("n", "percent") if shares else ("value",))
        if (here := printed_number(document, draft, field)) is not None
        and (there := printed_number(document, other, field)) is not None
    ]
    unlike = [(here, there) for here, there in both if not meet(here, there)]
    sizes = draft.get("denominator"), other.get("denominator")
    if not unlike or (shares and None not in sizes and sizes[0] != sizes[1]):
        return None
    here, there = unlike[0]
    if len(unlike) == 2:  # a count and its percent: both are wrong only where the digits of the count were swapped
        return (here, there) if is_swap(here.text, there.text) else None
    near = abs(here.value - there.value) <= _SLIP * max(abs(here.value), abs(there.value))
    digits = sum(c.isdigit() for c in here.text)
    slip = is_swap(here.text, there.text) or (digits > 2 and is_slip(here.text, there.text))
    return (here, there) if near or slip else None


def _pairs(document: Document, unnamed: Sequence[Draft], tabled: Mapping[Key, Draft | None]) -> Iterator[Flag]:
    """Two numbers side by side whose groups are not certain, against the two arms of a table."""
    arms: dict[Key, list[Draft]] = {}
    for named, draft in tabled.items():
        if draft is not None and named[0] == "outcome" and draft.get("measure") in _PAIRED:
            arms.setdefault((*named[:2], *named[3:]), []).append(draft)
    for one, two in pairwise(sorted(unnamed, key=lambda draft: draft.start)):
        key = key_of(replace(one, fields=one.fields | {"cohort": "?"}))
        alike = all(one.get(name) == two.get(name) for name in ("study", "label", "endpoint", "measure", "timepoint"))
        known = arms.get((*key[:2], *key[3:]), []) if key is not None and alike else []
        if len(known) != 2 or two.start - one.end > _SAID or _otherwise(document, one, known[0]):
            continue
        field = "percent" if one.get("measure") == "proportion" else "value"
        numbers = [printed_number(document, draft, field) for draft in (one, two, *known)]
        if any(number is None for number in numbers):
            continue
        first, second = (_apart(document, *pair) for pair in ((one, known[0]), (two, known[1])))
        met = [meet(a, b) for a, b in zip(numbers[:2], numbers[2:]) if a is not None and b is not None]
        if first is not None and met == [False, True]:
            yield _flag(document, (one, known[0]), first, ("text", "table"))
        elif second is not None and met == [True, False]:
            yield _flag(document, (two, known[1]), second, ("text", "table"))


def meet(here: Number, there: Number) -> bool:
    """Whether two printed numbers can stand for one value."""
    (low, high), (least, most) = bounds(here), bounds(there)
    return low <= most and least <= high


def sizes_of_groups(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """E2: a group of a named study that the text gives another size than a header of its tables.

    ``info`` where two or more groups of the study are all a little larger in one of the two places, else ``warning``.
    """
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
    apart = [
        (group, number, known[group][1]) for group, number in told if group in known and known[group][1].value != number.value
    ]
    for group, number, other in apart:
        words = f"{group[1]} are {number.text} in the text and {other.text} in the table."
        severity: Severity = "info" if _another_set([pair for pair in apart if pair[0][0] == group[0]]) else "warning"
        if severity == "info":
            words += " Other groups of the study differ likewise: another set of its patients."
        places = ((number.start, number.end), (other.start, other.end))
        end = _named_end(document, number, str(group[1]))
        formula = "one group, one N"
        yield Flag("group-size-disagrees", severity, number.start, end, words, formula, number.text, other.text, places=places)


def _another_set(apart: Sequence[tuple[tuple[object, object], Number, Number]]) -> bool:
    """Whether two or more groups of a study are a little larger in one place: all and treated patients, say."""
    near = all(min(one.value, two.value) >= _SET * max(one.value, two.value) for _, one, two in apart)
    return len({group for group, _, _ in apart}) > 1 and near and len({one.value > two.value for _, one, two in apart}) == 1


def _named_end(document: Document, number: Number, name: str) -> int:
    """Where ``43 at high risk`` ends: behind the group's name, else behind the first word."""
    behind = document.clean[number.end : number.end + 60]
    place = behind.lower().find(name.lower())
    if place >= 0 and not any(c.isdigit() or c in ".;,()" for c in behind[:place]):
        return number.end + place + len(name)
    word = _WORD_BEHIND.match(document.clean, number.end)
    return word.end() if word else number.end
