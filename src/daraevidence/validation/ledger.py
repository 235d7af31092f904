"""One entry for every number of the source, with what claims it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from daraevidence.draft import Draft, Entry
from daraevidence.language.numbers import Number, has_decimal_commas, scan_numbers
from daraevidence.language.quantities import Quantity, Role
from daraevidence.layout.document import Block, Document, Grid
from daraevidence.layout.mentions import Mentions

__all__ = ["account"]

#: An entry covers at most so many characters; a longer run of digits is told in pieces.
_LONGEST_ENTRY = 48
#: A mark longer than this shows where a record comes from; it does not say what each number in it is.
_LONGEST_MARK = 160
#: Contexts that say what a number is without any record, by the role of the quantity that it stands in.
_CONTEXTS: dict[Role, str] = {
    "date": "date",
    "citation": "citation",
    "identifier": "identifier",
    "section": "section",
    "dose": "dose",
    "threshold": "threshold",
    "name": "name",
}
#: Of these, the ones that also hold for the number of a table's cell (``<0.0001`` there is a result, ``2010`` a count;
#: ``<8 g/dL`` that no record tells is a limit).
_CELL_CONTEXTS = frozenset({"name", "identifier"})
_RESULTS = frozenset({"proportion", "count", "value", "ratio", "p", "interval", "not_reached", "group_size"})


class _Claim(NamedTuple):
    start: int
    end: int
    reason: str
    record: str | None = None
    field: str | None = None


@dataclass(slots=True)
class _Claims:
    """Ranges that own what stands in them, no two alike, found by place: ``reach`` is how far before a place the range
    that covers it may begin (0: ranges that do not overlap, only the last one before the place can cover it)."""

    ranges: list[_Claim]
    starts: list[int]
    reach: int

    @classmethod
    def of(cls, claims: Iterable[_Claim], reach: int = 0) -> _Claims:
        first: dict[tuple[int, int], _Claim] = {}
        for claim in claims:
            first.setdefault((claim.start, claim.end), claim)
        ranges = sorted(first.values(), key=lambda claim: (claim.start, claim.end))
        return cls(ranges, [claim.start for claim in ranges], reach)

    def at(self, start: int, end: int) -> _Claim | None:
        """The narrowest range that covers a place."""
        best: _Claim | None = None
        last = index = bisect_right(self.starts, start) - 1
        while index >= 0 and (self.starts[index] >= end - self.reach or index == last):
            claim = self.ranges[index]
            if claim.end >= end and (best is None or claim.end - claim.start < best.end - best.start):
                best = claim
            index -= 1
        return best


def account(mentions: Mentions, drafts: Sequence[Draft], document: Document) -> list[Entry]:
    """The ledger, in the order of the source: one entry for each printed number, also where the repaired view leaves it out.

    A number is claimed by the record whose evidence covers it (``record``), by a table's label, header or title and by
    headings (``label``), or by a context that says what it is: ``date``, ``reference`` (in the list of references), ``citation``,
    ``identifier``, ``section``, ``dose``, ``threshold``, ``definition`` (in a list of abbreviations), ``name`` (CD38, 5-FU),
    ``furniture`` (running heads, metadata, boilerplate). All others are ``unread``: a time, a count or a percent that
    no record uses is never claimed. Numbers in words have an entry where they count or measure something.
    """
    book = _Book(mentions, drafts, document)
    entries = [entry for number in _numbers(document, mentions) for entry in book.entries(number)]
    return sorted(entries, key=lambda entry: (entry.start, entry.end))


class _Place(NamedTuple):
    """A number of the source (``start``, ``end``) and where it stands in the repaired view (empty where it is cut away)."""

    start: int
    end: int
    value: Decimal
    clean_start: int
    clean_end: int


def _numbers(document: Document, mentions: Mentions) -> Iterator[_Place]:
    source, offsets = document.text.source, document.text.map
    commas = has_decimal_commas(document.clean)
    if document.text.kind == "html":
        yield from _seen(document, commas)
    for number in scan_numbers(source, commas) if document.text.kind != "html" else ():
        if not number.word:
            yield _Place(number.start, number.end, number.value, *offsets.to_target(number.start, number.end))
    for quantity in mentions.quantities:
        if quantity.role == "number":
            continue
        for number in quantity.numbers:
            if number.word and number.end > number.start:
                yield _Place(*offsets.to_source(number.start, number.end), number.value, number.start, number.end)


def _seen(document: Document, commas: bool) -> Iterator[_Place]:
    """The numbers that a reader of a page sees: those of the repaired view and of what it leaves out, never those of markup."""
    text = document.text
    for number in scan_numbers(text.clean, commas):
        if not number.word:
            yield _Place(*text.map.to_source(number.start, number.end), number.value, number.start, number.end)
    for cut in text.cuts:
        for number in scan_numbers(text.source[cut.start : cut.end], commas):
            if not number.word:
                start, end = cut.start + number.start, cut.start + number.end
                yield _Place(start, end, number.value, *text.map.to_target(start, end))


class _Book:
    """Everything that can claim a number of one document."""

    def __init__(self, mentions: Mentions, drafts: Sequence[Draft], document: Document) -> None:
        self.document = document
        self.mentions = mentions
        self.records = _Claims.of(_record_claims(drafts), _LONGEST_MARK)
        self.labels = _Claims.of(_label_claims(document.grids))
        self.cells = _Claims.of(_cells(document.grids))
        self.references = _Claims.of(_reference_claims(document, drafts))
        raised = (shape for shape in document.text.shapes if shape.kind == "superscript")
        self.marks = _Claims.of(_Claim(shape.start, shape.end, "citation") for shape in raised)
        self.cuts = _Claims.of(_Claim(cut.start, cut.end, cut.reason) for cut in document.text.cuts)

    def entries(self, place: _Place) -> Iterator[Entry]:
        """The entry of a number, in pieces where it is longer than an entry may be."""
        claim = self._claim(place)
        value = _plain(place.value)
        source = self.document.text.source
        for start in range(place.start, max(place.end, place.start + 1), _LONGEST_ENTRY):
            end = min(place.end, start + _LONGEST_ENTRY)
            printed = source[start:end]
            if claim is None:
                yield Entry(start, end, printed, value, False, "unread")
            else:
                yield Entry(start, end, printed, value, True, claim.reason, claim.record, claim.field)

    def _claim(self, place: _Place) -> _Claim | None:
        start, end = place.clean_start, place.clean_end
        cut = self.cuts.at(place.start, place.end)
        if cut is not None:
            return _Claim(start, end, cut.reason)
        if start >= end:
            return None
        claim = self.records.at(start, end) or self.references.at(start, end)
        if claim is not None:
            return claim
        quantity = self.mentions.at(start)
        if quantity is not None:
            claim = self._through(quantity, start)
            if claim is not None:
                return claim
        return self.labels.at(start, end) or self._context(quantity, start, end) or self.marks.at(start, end)

    def _through(self, quantity: Quantity, start: int) -> _Claim | None:
        """The exponent of a power of ten, the 2 of ``mg/m2``, the 3 of ``Q1-Q3``: claimed with the statistic they serve."""
        own = _own(quantity)
        if any(number.start <= start < number.end for number in own):
            return None
        for number in own:
            claim = self.records.at(number.start, number.end)
            if claim is not None:
                return claim
        return None

    def _context(self, quantity: Quantity | None, start: int, end: int) -> _Claim | None:
        block = self.document.block_at(start)
        kind = block.kind if block is not None else "table" if self.cells.at(start, end) else ""
        in_cell = self.cells.at(start, end) is not None
        reason = _CONTEXTS.get(quantity.role, "") if quantity is not None else ""
        limit = reason == "threshold" and quantity is not None and quantity.unit not in ("", "%")
        cited = reason == "citation" and _bracketed(self.document.clean, quantity)
        if in_cell and reason not in _CELL_CONTEXTS and not (limit or cited):
            return None
        if reason:
            return _Claim(start, end, reason)
        if kind in ("metadata", "boilerplate"):
            return _Claim(start, end, "furniture")
        if kind in ("title", "heading", "caption"):
            return _Claim(start, end, "label")
        if kind == "abbreviations" and (quantity is None or quantity.role not in _RESULTS):
            return _Claim(start, end, "definition")
        if kind == "reference":
            return _Claim(start, end, "reference")
        if self._is_marker(block, start, end):
            return _Claim(start, end, "label")
        return None

    def _is_marker(self, block: Block | None, start: int, end: int) -> bool:
        """``1.`` or ``(2)`` in front of a list item: outside of its block, directly before it."""
        if block is not None:
            return False
        following = self.document.block_at(self._after_marker(end))
        return following is not None and following.kind == "item"

    def _after_marker(self, end: int) -> int:
        clean = self.document.clean
        place = end
        while place < len(clean) and place - end < 8 and clean[place] in " .)\t:":
            place += 1
        return place


def _record_claims(drafts: Sequence[Draft]) -> Iterator[_Claim]:
    for draft in drafts:
        if draft.kind == "reference":
            continue
        for name, marks in draft.marks.items():
            for mark in marks:
                if mark.end - mark.start <= _LONGEST_MARK:
                    yield _Claim(mark.start, mark.end, "record", draft.id or None, name)


def _reference_claims(document: Document, drafts: Sequence[Draft]) -> Iterator[_Claim]:
    ids = {draft.start: draft.id for draft in drafts if draft.kind == "reference"}
    for entry in document.references:
        yield _Claim(entry.start, entry.end, "reference", ids.get(entry.start) or None)


def _label_claims(grids: Sequence[Grid]) -> Iterator[_Claim]:
    for grid in grids:
        for cell in grid.citations:
            yield _Claim(cell.start, cell.end, "citation")
        for cell in (grid.title, grid.stub, *(cell for path in grid.columns for cell in path)):
            if cell.end > cell.start:
                yield _Claim(cell.start, cell.end, "label")
        for row in grid.rows:
            for cell in row.path:
                if cell.end > cell.start:
                    yield _Claim(cell.start, cell.end, "label")


def _cells(grids: Sequence[Grid]) -> Iterator[_Claim]:
    for grid in grids:
        for row in grid.rows:
            for cell in row.cells:
                if cell.end > cell.start:
                    yield _Claim(cell.start, cell.end, "cell")


def _own(quantity: Quantity) -> list[Number]:
    """The numbers that carry a statistic, in contrast to those of its units and words."""
    limits = [limit for span in quantity.intervals for limit in (span.low, span.high) if limit is not None]
    p = quantity.p.number if quantity.p is not None else None
    parts = (quantity.value, quantity.n, quantity.percent, quantity.denominator, quantity.sd, quantity.se, p)
    return [number for number in (*parts, *(limit.number for limit in limits)) if number is not None and number.end > 0]


def _bracketed(clean: str, quantity: Quantity | None) -> bool:
    return quantity is not None and clean[quantity.start : quantity.start + 1] == "["


def _plain(value: Decimal) -> float | None:
    number = float(value)
    return number if math.isfinite(number) else None
