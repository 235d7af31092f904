"""A table as the rules see it: counts and percents by row and column, the N of each column, families of rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent
from daraevidence.layout.document import Cell, Document, Grid
from daraevidence.layout.paged import packed

__all__ = ["RowKind", "Sheet", "Size", "Tally", "excerpt", "plain_label", "read_tally", "sheets", "size_in"]

T = TypeVar("T")

#: What the cells of a row hold: counts with percents, counts, percents, another statistic, or nobody says.
RowKind: TypeAlias = Literal["n%", "%n", "n", "%", "other", ""]

_WHOLE = r"\d{1,3}(?:,\d{3}){1,3}(?!\d)|\d{1,9}(?!\d)"
_SHARE = r"\d+(?:[.,]\d+)?"
_BOTH = compiled(
    rf"(?P<n>{_WHOLE})(?:\s*/\s*(?P<of>{_WHOLE}))?\s*[(\[]\s*(?P<op>[<>≤≥]?)\s*(?P<p>{_SHARE})\s*%?\s*(?:;[^()]*)?[)\]]\*?"
)
_TURNED = compiled(
    rf"(?P<op>[<>≤≥]?)(?P<p>{_SHARE})\s*(?P<sign>%?)\s*[(\[]\s*(?:n\s*=\s*)?(?P<n>{_WHOLE})(?:\s*/\s*(?P<of>{_WHOLE}))?\s*[)\]]"
)
_COUNT = compiled(_WHOLE)
_OF = compiled(rf"(?P<n>{_WHOLE})\s*/\s*(?P<of>{_WHOLE})")
_PERCENT = compiled(rf"(?P<p>{_SHARE})\s*(?P<sign>%?)")

_SIZE = compiled(rf"\b[Nn]\s*[=:]\s*({_WHOLE})")
_KIND_BOTH = compiled(r"\b(?:n|no\.?|number)\b[^()\[\]]{0,12}[(\[]\s*%|\bn\s*,\s*%|[(\[]\s*%\s*[)\]]", re.IGNORECASE)
#: a rate beside a count is no share: ``n (%/yr)``, ``n (E/100 PY)``
_KIND_RATE = compiled(r"[(\[]\s*(?:%|E|events?|rates?)[^()\[\]]{0,20}(?:/|\bper\b)[^()\[\]]{1,20}[)\]]", re.IGNORECASE)
_KIND_TURNED = compiled(r"%\s*[(\[]\s*n", re.IGNORECASE)
_KIND_OTHER = compiled(
    r"\b(?:median|mean|average|range|iqr|interquartile|q1|s\.d\.|ci|confidence|ratio|hr|min|minimum|max|maximum|p[ -]?value)\b"
    r"|[(±,]\s*(?:sd|se|sem)\b|\bstandard (?:deviation|error)\b",
    re.IGNORECASE,
)
_KIND_PERCENT = compiled(r"(?<!\d)(?<!\d\s)%|\bpercent(?:age)?\b", re.IGNORECASE)
_KIND_COUNT = compiled(
    rf"[,(\[]\s*(?:n|no\.?)\s*[)\]]?$|\bno\. of\b|\bnumber of (?:{PEOPLE})\b"
    r"|\b(?:events?|deaths?|responders?|n|no\.)\s?/\s?(?:n|no\.|patients|total)(?!\w)",
    re.IGNORECASE,
)
_TAIL = compiled(
    r"(?:,|\s)\s*(?:n|no\.|number)\s*(?:/\s*n)?\s*,?\s*[(\[]\s*%\s*[)\]]$|,\s*(?:n|no\.?|%)(?:\s*,\s*%)?$|,?\s*[(\[]\s*(?:%|n|no\.)\s*[)\]]$|,?\s*%\s*[(\[]n[^()\[\]]*[)\]]$",
    re.IGNORECASE,
)


class Size(NamedTuple):
    """The N of a group as printed."""

    n: int
    start: int
    end: int


class Tally(NamedTuple):
    """A cell read as a count and/or a percent: ``op`` is a sign before the percent, ``of`` the cell's own denominator."""

    row: int
    column: int
    start: int
    end: int
    text: str
    n: int | None = None
    of: int | None = None
    percent: Number | None = None


def _whole(text: str | None) -> int | None:
    return int(text.replace(",", "")) if text else None


def _share(found: re.Match[str], offset: int) -> Number:
    number = as_number(found["p"].replace(",", "."), offset + found.start("p"))
    return number._replace(text=found["p"], op=found.groupdict().get("op") or "")


def read_tally(cell: Cell, kind: RowKind, row: int = 0, column: int = 0) -> Tally | None:
    """A cell as count and/or percent.

    Reads ``154 (53.8)``, ``154 (53.8%)``, ``7 [16]``, ``51/113 (45)``, ``62% (13/21)``, ``1 (<1)``, ``20 (91; [3-7])``, and
    by the kind of the row ``21`` (a count), ``52`` and ``82.9%`` (a percent). Must not read ``66 (31-88)``, ``9/13 (41/59)``,
    ``5.1 (95% CI, 4.2-6.6)``, ``-``, ``NR``, ``59 (9)`` in a row of means.
    """
    text = cell.text.strip()
    if not text or len(text) > 40 or kind == "other":
        return None
    place = (row, column, cell.start, cell.end, cell.text)
    if (kind == "n%" or ("%" in text and kind != "%n")) and (found := _BOTH.fullmatch(text)):
        return Tally(*place, _whole(found["n"]), _whole(found["of"]), _share(found, cell.start))
    if (found := _TURNED.fullmatch(text)) and (found["sign"] or kind == "%n" or (found["of"] and kind in ("n%", "%"))):
        return Tally(*place, _whole(found["n"]), _whole(found["of"]), _share(found, cell.start))
    if kind in ("n%", "n") and _COUNT.fullmatch(text):
        return Tally(*place, _whole(text))
    if kind in ("n%", "n") and (found := _OF.fullmatch(text)):
        return Tally(*place, _whole(found["n"]), _whole(found["of"]))
    if (found := _PERCENT.fullmatch(text)) and (found["sign"] or kind == "%"):
        return Tally(*place, percent=_share(found, cell.start))
    return None


def size_in(cell: Cell) -> Size | None:
    """The N of ``N=286``, ``(n=43)``, ``(D1, n=22)``, ``N = 1,204``; the last one of the text."""
    if "=" not in cell.text and ":" not in cell.text:
        return None
    found = _SIZE.findall(cell.text)
    return Size(int(found[-1].replace(",", "")), cell.start, cell.end) if found else None


_SIZE_IN_LABEL = compiled(r"\s*[(\[]\s*[Nn]\s*[=:][^()\[\]]*[)\]]")


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """A label without ``, n (%)`` and ``(n=22)``, with single spaces."""
    text = _SIZE_IN_LABEL.sub("", text)
    return " ".join(_TAIL.sub("", text).split())


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> RowKind:
    if _KIND_OTHER.search(text) or _KIND_RATE.search(text):
        return "other"
    if _KIND_TURNED.search(text):
        return "%n"
    if _KIND_BOTH.search(text):
        return "n%"
    if _KIND_PERCENT.search(text):
        return "%"
    return "n" if _KIND_COUNT.search(text) else ""


@dataclass(frozen=True)
class Sheet:
    """A grid with its cells read. ``index`` is the place of the grid in the document."""

    grid: Grid
    index: int = 0
    sizes: tuple[Size | None, ...] = ()
    kinds: tuple[RowKind, ...] = ()
    parents: tuple[int, ...] = ()
    tallies: dict[tuple[int, int], Tally] = field(default_factory=dict)

    @property
    def columns(self) -> range:
        """The indices of the columns."""
        return range(len(self.grid.columns))

    def label(self, row: int) -> str:
        """The row's own label without the statistic's words."""
        return self._labels[row]

    @cached_property
    def _labels(self) -> list[str]:
        return [plain_label(row.path[-1].text) if row.path else "" for row in self.grid.rows]

    def at(self, row: int, column: int) -> Tally | None:
        """The cell as counts and percents, or ``None``."""
        return self.tallies.get((row, column))

    def once(self, read: Callable[[Sheet], T]) -> T:
        """What a reader makes of the sheet, made when it is first asked for."""
        made = self._made
        if read not in made:
            made[read] = read(self)
        found: T = made[read]
        return found

    @cached_property
    def _made(self) -> dict[Callable[[Sheet], Any], Any]:
        return {}

    def column(self, column: int) -> list[Tally]:
        """All tallies of a column, from the top."""
        return self._columns.get(column, [])

    @cached_property
    def _columns(self) -> dict[int, list[Tally]]:
        found: dict[int, list[Tally]] = {}
        for (_, column), tally in self.tallies.items():
            found.setdefault(column, []).append(tally)
        return found

    def header(self, column: int) -> str:
        """The column's header, top level first, with its N."""
        return " ".join(cell.text for cell in self.grid.columns[column])

    def denominator(self, tally: Tally) -> int | None:
        """The N that a cell is about: its own, that of its row's label, that of its column."""
        if tally.of:
            return tally.of
        size = self._row_sizes[tally.row] or self.sizes[tally.column]
        return size.n if size is not None else None

    @cached_property
    def _row_sizes(self) -> list[Size | None]:
        """The N in each row's labels, the innermost that prints one."""
        return [next(filter(None, map(size_in, reversed(row.path))), None) for row in self.grid.rows]

    @cached_property
    def families(self) -> list[tuple[int, list[int]]]:
        """Rows with the same parent: ``(parent row or -1, rows)``."""
        found: dict[tuple[str, ...], tuple[int, list[int]]] = {}
        for row, parent in enumerate(self.parents):
            path = tuple(cell.text for cell in self.grid.rows[row].path[:-1])
            found.setdefault((str(parent), *path), (parent, []))[1].append(row)
        return list(found.values())

    def is_header(self, row: int) -> bool:
        """Whether a row prints nothing beside its label."""
        return self._headers[row]

    @cached_property
    def _headers(self) -> list[bool]:
        return [not any(cell.text for cell in row.cells) for row in self.grid.rows]

    def family_label(self, row: int) -> Cell | None:
        """The label above a row."""
        path = self.grid.rows[row].path
        return path[-2] if len(path) > 1 else None


def excerpt(sheet: Sheet, rows: Iterable[int]) -> Sheet:
    """Some rows of a sheet with all rows above them in its tree, in their order; their cells keep their places in the text."""
    kept: set[int] = set()
    for row in rows:
        while row >= 0 and row not in kept:
            kept.add(row)
            row = sheet.parents[row]
    order = sorted(kept)
    place = {row: index for index, row in enumerate(order)}
    tallies = {
        (place[row], column): tally._replace(row=place[row]) for (row, column), tally in sheet.tallies.items() if row in place
    }
    return Sheet(
        replace(sheet.grid, rows=tuple(sheet.grid.rows[row] for row in order)),
        sheet.index,
        sheet.sizes,
        tuple(sheet.kinds[row] for row in order),
        tuple(place.get(sheet.parents[row], -1) for row in order),
        tallies,
    )


def _parents(grid: Grid) -> Iterator[int]:
    last: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(grid.rows):
        path = tuple(cell.text for cell in row.path)
        yield last.get(path[:-1], -1) if len(path) > 1 else -1
        last[path] = index


def _row_kind(grid: Grid, row: int, columns: Sequence[RowKind], rest: RowKind) -> tuple[RowKind, ...]:
    for cell in reversed(grid.rows[row].path):
        if kind := _kind_of(cell.text):
            return tuple("n%" if kind == "n" and (column or rest) == "n%" else kind for column in columns)
    return tuple(kind or rest for kind in columns)


def _column_sizes(grid: Grid) -> list[Size | None]:
    sizes: list[Size | None] = []
    for path in grid.columns:
        found = [size for cell in reversed(path) if (size := size_in(cell)) is not None]
        sizes.append(found[0] if found else None)
    if any(sizes):
        return sizes
    if (size := size_in(grid.title)) is not None and len(sizes) == 1:
        return [size]
    if grid.rows and _is_size_row(grid.rows[0].path[-1].text if grid.rows[0].path else ""):
        return [
            Size(int(cell.text.replace(",", "")), cell.start, cell.end) if _COUNT.fullmatch(cell.text) else None
            for cell in grid.rows[0].cells
        ]
    return sizes


_SIZE_ROW = compiled(r"(?:n|no\.?|number|patients|number of patients|no\. of patients|patients,? (?:n|no\.?))", re.IGNORECASE)


def _is_size_row(label: str) -> bool:
    return bool(_SIZE_ROW.fullmatch(label))


def read_sheet(grid: Grid, index: int = 0) -> Sheet:
    """Read the cells of a grid."""
    columns: list[RowKind] = []
    for path in grid.columns:
        kinds = [kind for cell in reversed(path) if (kind := _kind_of(_SIZE.sub("", cell.text)))]
        columns.append(kinds[0] if kinds else "")
    rest = _kind_of(grid.stub.text) or _kind_of(grid.title.text)
    sizes = tuple(_column_sizes(grid))
    tallies: dict[tuple[int, int], Tally] = {}
    unnamed: dict[tuple[int, int], Tally] = {}
    row_kinds: list[RowKind] = []
    for row, line in enumerate(grid.rows):
        kinds_of_row = _row_kind(grid, row, columns, rest)
        row_kinds.append(kinds_of_row[0] if kinds_of_row else "")
        for column, (cell, kind) in enumerate(zip(line.cells, kinds_of_row)):
            if (tally := read_tally(cell, kind, row, column)) is not None:
                tallies[row, column] = tally
            elif not kind and (tally := read_tally(cell, "n%", row, column)) is not None and tally.percent is not None:
                unnamed[row, column] = tally
    sheet = Sheet(grid, index, sizes, tuple(row_kinds), tuple(_parents(grid)), tallies)
    if _are_shares(unnamed.values(), sizes):
        accepted = unnamed
    else:
        accepted = _like_the_rest(sheet, unnamed)
    tallies.update(accepted)
    return sheet


def _like_the_rest(sheet: Sheet, unnamed: dict[tuple[int, int], Tally]) -> dict[tuple[int, int], Tally]:
    """Cells ``a (b)`` under a heading without words, in a table of ``n (p)``: those with a sibling that agrees with N."""
    if len([tally for tally in sheet.tallies.values() if tally.percent is not None and tally.n is not None]) < 4:
        return {}
    accepted: dict[tuple[int, int], Tally] = {}
    for parent, rows in sheet.families:
        if parent < 0:
            continue
        family = {key: tally for key, tally in unnamed.items() if key[0] in rows}
        if any(_fits_header(tally, sheet.sizes) for tally in family.values()):
            accepted.update(family)
    return accepted


def _fits_header(tally: Tally, sizes: Sequence[Size | None]) -> bool | None:
    """Whether n and p agree with the column's N; ``None`` where one of them is not printed."""
    size = sizes[tally.column]
    if tally.n is None or tally.percent is None or size is None or size.n <= 0:
        return None
    return fit_percent(tally.n, size.n, tally.percent).reading == "exact"


def _are_shares(tallies: Collection[Tally], sizes: Sequence[Size | None]) -> bool:
    """Whether cells ``a (b)`` without any word on what they hold are counts with percents: nearly all agree with N."""
    known = [fits for tally in tallies if (fits := _fits_header(tally, sizes)) is not None]
    return len(known) >= 4 and sum(known) >= 0.7 * len(known)


def sheets(document: Document) -> Sequence[Sheet]:
    """All tables of a document, read."""
    return packed((read_sheet(grid, index) for index, grid in enumerate(document.grids)), 4)
