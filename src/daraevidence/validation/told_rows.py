"""Rows of tables that a sentence tells again in words: its numbers are those of the row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from daraevidence.draft import Flag
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.agreement import another_analysis, meet
from daraevidence.validation.places import Studies
from daraevidence.validation.prose import PROSE
from daraevidence.validation.sheets import Sheet, plain_label
from daraevidence.validation.slips import is_slip

__all__ = ["rows_told"]

_TOKEN = compiled(r"[A-Za-z]{2,}|\d+(?:\.\d+)?")
_DASHED = compiled(r"\b[A-Z]\w*-\w+")
_LEAD = compiled(r"[-−–]?\s?(?P<n>\d+(?:\.\d+)?)")
_SHARE = compiled(r"\d+(?:\.\d+)?\s?%")
_TIME = compiled(
    r"\b(?P<unit>day|week|month|year)s?[\s-](?P<time>\d+)|\b(?P<count>\d+)[\s-](?P<name>day|week|month|year)s?\b", re.IGNORECASE
)
#: words of labels that a sentence need not say
_IDLE = frozenset(
    "of the and with no patients participants subjects rate rates any all or to in at by for least than more mean median number "
    "ci sd iqr range percent proportion incidence who had were score total".split()
)
#: words that do not tell one row from another
_COMMON = frozenset(
    "grade grades week weeks month months year years day days overall other none yes male female men women age unknown event "
    "events baseline change difference response outcome high low group arm study treatment therapy disease".split()
)
#: A label that so many rows have names no row.
_MOST_ROWS = 12
#: So many columns are held against two numbers.
_MOST_COLUMNS = 12
#: Numbers further apart than this factor are of two things.
_FACTOR = Decimal("1.5")
#: So many characters lie between two numbers that stand side by side.
_BESIDE = 110


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with the words of its label; ``numbers`` by column, those of its cells that come first."""

    sheets: Sequence[Sheet]
    table: int
    row: int
    words: frozenset[str]
    times: frozenset[tuple[str, str]]
    numbers: dict[int, Number]
    shares: bool
    study: str

    @property
    def sheet(self) -> Sheet:
        """Its table, asked for again: a long document has too many to hold them."""
        return self.sheets[self.table]


class _Pair(NamedTuple):
    """Two numbers of a sentence side by side, and the words around them."""

    numbers: tuple[Number, Number]
    counts: tuple[int | None, int | None]


def rows_told(document: Document, mentions: Mentions, sheets: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    """E1, E2 by the words of labels: ``remission in 39.1% with A and 16.6% with B`` beside a row ``Remission`` of 31.9 and 16.6.

    ``warning`` where a sentence holds all words of one row's label, one of two numbers is that of a column of the row, the other
    one that of none but near that of the other column. One number alone: where it has a wrong digit for the column whose group
    the sentence names. Not where another row of the same words agrees, where counts beside the percents or times differ, or where
    the sentence calls the result by a word that the table lacks (interim, investigator).
    """
    index = _index(sheets, studies)
    if not index:
        return
    for block in document.blocks:
        if block.kind not in PROSE:
            continue
        inside = [
            quantity for quantity in mentions.within(block.start, block.end) if _numbers(quantity) or quantity.n is not None
        ]
        if not inside:
            continue
        study = studies.at(inside[0].start)
        for start, end in sentences(block.text):
            found = [one for one in inside if block.start + start <= one.start < block.start + end]
            if found:
                yield from _in_sentence(document, block, (start, end), found, index, study)


def _number(quantity: Quantity) -> Number | None:
    """The number that a cell of a table would print first: a percent, a value."""
    number = (
        quantity.percent if quantity.role == "proportion" else quantity.value if quantity.role in ("value", "number") else None
    )
    return number if number is not None and not number.op and number.value < 10**9 else None


def _stems(text: str) -> frozenset[str]:
    """The words and numbers of a text, cut so that plurals are the same, and the names that have a dash (``EV-P``)."""
    words = (
        word if word[0].isdigit() else word[:-1][:7] if word.endswith("s") and len(word) > 3 else word[:7]
        for word in map(str.lower, _TOKEN.findall(text))
        if word not in _IDLE
    )
    return frozenset(words) | frozenset(name.lower() for name in _DASHED.findall(text))


def _said(label: str) -> frozenset[str]:
    """The words of a label that a sentence has to say: names with a dash it may write in two words."""
    return frozenset(word for word in _stems(label) if "-" not in word)


def _times(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(((one["unit"] or one["name"]).lower(), one["time"] or one["count"]) for one in _TIME.finditer(text))


def _telling(words: Iterable[str]) -> list[str]:
    """The words that tell a row from others."""
    return [word for word in words if len(word) > 2 and word.isalpha() and word not in _COMMON]


def _index(sheets: Sequence[Sheet], studies: Studies) -> dict[str, list[_Row]]:
    """Rows by the longest word of their labels."""
    found: dict[str, list[_Row]] = {}
    for table, sheet in enumerate(sheets):
        if len(sheet.columns) < 2:
            continue
        study = studies.of(sheet.grid)
        for row, line in enumerate(sheet.grid.rows):
            numbers = _cells(sheet, row)
            if len(numbers) < 2:
                continue
            path = [plain_label(cell.text) for cell in line.path]
            words = _said(path[-1]) if path else frozenset()
            if not _telling(words) and len(path) > 1:
                words |= _said(path[-2])
            telling = _telling(words)
            if telling:
                rows = found.setdefault(max(telling, key=lambda word: (len(word), word)), [])
                if len(rows) <= _MOST_ROWS:  # more are not kept, so that long documents stay small
                    times, shares = _times(" ".join(path)), _are_shares(sheet, row, numbers)
                    rows.append(_Row(sheets, table, row, words, times, numbers, shares, study))
    return {word: rows for word, rows in found.items() if len(rows) <= _MOST_ROWS}


def _are_shares(sheet: Sheet, row: int, columns: Iterable[int]) -> bool:
    """Whether the numbers of a row are percents."""
    cells = sheet.grid.rows[row].cells
    tallies = (sheet.at(row, column) for column in columns)
    return any(tally is not None and tally.percent is not None for tally in tallies) or any(
        _SHARE.match(cells[column].text) for column in columns
    )


def _cells(sheet: Sheet, row: int) -> dict[int, Number]:
    found: dict[int, Number] = {}
    for column, cell in enumerate(sheet.grid.rows[row].cells[:_MOST_COLUMNS]):
        tally = sheet.at(row, column)
        if tally is not None and tally.percent is not None:
            found[column] = tally.percent
        elif tally is None and (lead := _LEAD.match(cell.text)) is not None:
            found[column] = as_number(lead["n"], cell.start + lead.start("n"))
    return found


def _in_sentence(
    document: Document,
    block: Block,
    sentence: tuple[int, int],
    found: Sequence[Quantity],
    index: dict[str, list[_Row]],
    study: str,
) -> Iterator[Flag]:
    said = block.text[sentence[0] : sentence[1]]
    words = _stems(said)
    if not any(word in index for word in words):
        return
    numbers = [(one, number) for one in found for number in _numbers(one)]
    for place, ((one, first), (other, second)) in enumerate(pairwise(numbers)):
        share = one.role == "proportion"
        if share != (other.role == "proportion") or second.start - first.end > _BESIDE:
            continue
        start = numbers[place - 1][1].end if place else block.start + sentence[0]
        end = numbers[place + 2][1].start if place + 2 < len(numbers) else block.start + sentence[1]
        around = document.raw(start, end)
        rows = _told_by(index, _stems(around), around, said, study, share)
        yield from _against(document, _Pair((first, second), (_count(one), _count(other))), rows, words)
    if len(found) == len(numbers) == 1 and found[0].role == "proportion" and found[0].n is None:
        yield from _alone(numbers[0][1], _told_by(index, words, said, said, study, True), words)


def _numbers(quantity: Quantity) -> Sequence[Number]:
    """The number of a statistic, both of ``26.0% to 4.9%``."""
    if "percent_low" in quantity.extra and len(quantity.numbers) == 2:
        return quantity.numbers
    number = _number(quantity)
    return () if number is None else (number,)


def _told_by(index: dict[str, list[_Row]], words: frozenset[str], around: str, said: str, study: str, share: bool) -> list[_Row]:
    """The rows all of whose words a text holds, those with the most words."""
    times = _times(said)
    rows = [
        row
        for word in words
        for row in index.get(word, ())
        if row.words <= words
        and row.shares == share
        and (row.study == study or any(_named(row, column, words) for column in row.numbers))
        and not (times and row.times and not times & row.times)
        and not another_analysis(around, f"{row.sheet.label(row.row)} {row.sheet.grid.title.text}")
    ]
    most = max((len(row.words) for row in rows), default=0)
    return [row for row in rows if len(row.words) == most]


def _count(quantity: Quantity) -> int | None:
    return int(quantity.n.value) if quantity.role == "proportion" and quantity.n is not None else None


def _against(document: Document, pair: _Pair, rows: Sequence[_Row], words: frozenset[str]) -> Iterator[Flag]:
    wrong: list[tuple[Number, Number, _Row]] = []
    for row in rows:
        hits = [[column for column, number in row.numbers.items() if meet(told, number)] for told in pair.numbers]
        if all(hits):
            return
        one = int(bool(hits[0]))  # which of the two numbers the row lacks
        told, kept, held = pair.numbers[one], pair.numbers[1 - one], hits[1 - one]
        if len(held) != 1 or sum(c.isdigit() for c in kept.text) < 2 or kept.value in (0, 100):
            continue
        named = [column for column in row.numbers if _named(row, column, words)]
        if not named and (len(row.numbers) > 2 or len(_telling(row.words)) < 2):
            continue
        others = [column for column in row.numbers if column != held[0] and (len(row.numbers) == 2 or column in named)]
        if len(others) == 1 and _alike(told, pair.counts[one], row, others[0]):
            wrong.append((told, row.numbers[others[0]], row))
    if len(wrong) == 1:
        yield _flag(document, pair, *wrong[0])


def _named(row: _Row, column: int, words: frozenset[str]) -> bool:
    """Whether a sentence has a word of the column's header that no other column has."""
    heads = {other: _stems(row.sheet.header(other)) for other in row.numbers}
    own = heads[column].difference(*(heads[other] for other in heads if other != column))
    return any(not word[0].isdigit() and word in words for word in own)


def _alike(told: Number, count: int | None, row: _Row, column: int) -> bool:
    """Whether a number of the text can be that of a cell, misprinted: not far off, and not with another count beside it."""
    tally, number = row.sheet.at(row.row, column), row.numbers[column]
    if count is not None and tally is not None and tally.n is not None and tally.n != count:
        return False
    small, large = sorted((told.value, number.value))
    return small > 0 and large <= _FACTOR * small


def _flag(document: Document, pair: _Pair, told: Number, number: Number, row: _Row) -> Flag:
    end = told.end + (document.raw(told.end, told.end + 1) == "%")
    start = told.start
    if end - start < 2:  # a digit by itself is no quote
        start, end = pair.numbers[0].start, max(end, pair.numbers[1].end)
    return _told(told, number, row, start, end)


def _told(told: Number, number: Number, row: _Row, start: int, end: int) -> Flag:
    label = row.sheet.grid.rows[row.row].path[-1]
    words = f"{row.sheet.label(row.row)} is {told.text} in the text and {number.text} in the table."
    places = ((start, end), (number.start, number.end), (label.start, label.end))
    rule, formula = "text-table-disagree", "|a - b| <= rounding of both"
    return Flag(rule, "warning", start, end, words, formula, told.text, number.text, places=places)


def _alone(told: Number, rows: Sequence[_Row], words: frozenset[str]) -> Iterator[Flag]:
    """One percent with a decimal: of the group that the sentence names, in the only row of these words."""
    if len(rows) != 1 or not told.decimals:
        return
    (row,) = rows
    if any(meet(told, number) for number in row.numbers.values()) or len(row.words) < 2:
        return
    for column, number in row.numbers.items():
        if _named(row, column, words) and number.decimals == told.decimals and is_slip(told.text, number.text):
            yield _told(told, number, row, told.start, told.end + 1)
            return
