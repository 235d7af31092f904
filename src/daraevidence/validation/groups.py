"""Sizes of groups: the same group has the same N in headers, labels of rows and the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.draft import Flag, Severity
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.validation.places import Studies
from daraevidence.validation.proportions import group_name
from daraevidence.validation.sheets import Sheet, Size, size_in

__all__ = ["group_sizes", "header_sizes"]

_SAFETY = compiled(r"\b(?:adverse|safety|toxicit\w*|teaes?|aes?|evaluable|assessed|treated|per[- ]protocol)\b", re.IGNORECASE)
_LEAD = compiled(r".*?\b(?:in|among|for|of)\s+(?=\S)", re.IGNORECASE)
_ALL = compiled(
    r"(?:all|overall|total|entire|whole)(?: \w+){0,2} ?(?:patients|cohort|population|subjects|participants|group)?|overall|total",
    re.IGNORECASE,
)


#: Tables whose sizes are further apart than this tell of another part of the group, as their titles say.
_NEAR = 0.7


class _Place(NamedTuple):
    """A header with the size of its group; ``noted``: a note of its column may explain the size."""

    name: str
    n: int
    cell: Cell
    study: str
    table: int
    title: str
    noted: bool


def header_sizes(sheets: Sequence[Sheet], studies: Studies) -> dict[str, list[tuple[str, int]]]:
    """By study: the groups of column headers with their N."""
    found: dict[str, list[tuple[str, int]]] = {}
    for place in _headers(sheets, studies):
        found.setdefault(place.study, []).append((place.name, place.n))
    return found


def _headers(sheets: Sequence[Sheet], studies: Studies) -> Iterator[_Place]:
    for sheet in sheets:
        seen: set[tuple[int, int]] = set()
        study, title = studies.of(sheet.grid), sheet.grid.title.text
        for column, size in enumerate(sheet.sizes):
            if size is None:
                continue
            path = sheet.grid.columns[column]
            cell = next((cell for cell in path if (cell.start, cell.end) == (size.start, size.end)), None)
            if cell is None or (cell.start, cell.end) in seen:
                continue
            above = " ".join(one.text for one in path[: path.index(cell) + 1])  # "Any grade" below the group is none of its name
            if name := group_name(above):
                seen.add((cell.start, cell.end))
                yield _Place(name, size.n, cell, study, sheet.index, title, any(one.notes for one in path))


def group_sizes(sheets: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    """A5, E2: one group, one N: in the headers of two tables of a study, in the labels of two rows, in a label and the header.

    ``info`` where a footnote at the header, a safety or evaluable population explains it, where all groups of two tables differ
    likewise, or where the label says "all patients" and the study's N is another; else ``warning``. Groups are the same only by
    the same words in the same section.
    """
    yield from _between_headers(sheets, studies)
    yield from _between_labels(sheets, studies)
    yield from _all_patients(sheets, studies)


def _between_headers(sheets: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    places = list(_headers(sheets, studies))
    first: dict[tuple[str, str], _Place] = {}
    seen: set[tuple[str, str, int]] = set()
    for place in places:
        key = (place.study, place.name)
        known = first.setdefault(key, place)
        near = _NEAR * max(known.n, place.n) <= min(known.n, place.n)
        if known.n == place.n or not near or known.table == place.table or (*key, place.n) in seen:
            continue
        seen.add((*key, place.n))
        explained = place.noted or _SAFETY.search(f"{place.title} {known.title}") is not None
        another = _another_set(places, known, place)
        severity: Severity = "info" if explained or another else "warning"
        titles = f"{known.n} in {known.title!r} and {place.n} in {place.title!r}"
        why = " All groups of the two tables differ likewise: another set of the patients." if another else ""
        yield _flag(severity, place.cell, f"The group {place.name!r} has N={titles}.{why}", known.cell)


def _another_set(places: Sequence[_Place], known: _Place, place: _Place) -> bool:
    """Whether two groups or more stand in both tables, and all are larger in the same one: all and treated patients, say."""
    one, two = (
        {each.name: each.n for each in reversed(places) if (each.study, each.table) == (of.study, of.table)}
        for of in (known, place)
    )
    shared = one.keys() & two.keys()
    return len(shared) > 1 and (all(one[name] > two[name] for name in shared) or all(one[name] < two[name] for name in shared))


def _flag(severity: Severity, cell: Cell, words: str, other: Cell) -> Flag:
    return Flag(
        "group-size-disagrees",
        severity,
        cell.start,
        cell.end,
        words,
        formula="one group, one N",
        places=((other.start, other.end), (cell.start, cell.end)),
    )


def _labels(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Cell, str, Size]]:
    for sheet in sheets:
        for row in sheet.grid.rows:
            if row.path and (size := size_in(row.path[-1])) is not None:
                name = group_name(row.path[-1].text)
                yield sheet, row.path[-1], _LEAD.sub("", name, count=1) if _LEAD.match(name) else name, size


def _between_labels(sheets: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    first: dict[tuple[str, str], tuple[Cell, int]] = {}
    for sheet, cell, name, size in _labels(sheets):
        known = first.setdefault((studies.of(sheet.grid), name), (cell, size.n))
        if known[1] != size.n and not _ALL.fullmatch(name):
            words = f"The group {name!r} has n={known[1]} in one row and n={size.n} in another."
            yield _flag("warning", cell, words, known[0])


def _all_patients(sheets: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    whole: dict[str, Size] = {}
    for sheet in sheets:
        sizes = [size for size in sheet.sizes if size is not None]
        if len(sizes) == 1:
            whole.setdefault(studies.of(sheet.grid), sizes[0])
    for sheet, cell, name, size in _labels(sheets):
        known = whole.get(studies.of(sheet.grid))
        if known is not None and known.n != size.n and _ALL.fullmatch(name):
            words = f"{name!r} are {size.n} here, while the study's N is {known.n} elsewhere."
            yield _flag("info", cell, words, Cell("", known.start, known.end))
