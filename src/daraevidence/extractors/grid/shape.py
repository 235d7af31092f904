"""A grid put in the shape that readers expect: rows below headings nested, a second line of headers with the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.grid.groups import GRADE
from daraevidence.extractors.grid.kinds import is_outcome
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Cell, Grid, GridRow

__all__ = ["header_paths", "lengths", "nested"]

_PART = compiled(
    r"(?i)(?:(?:any|all)[ -]grades?|grades?\s*[≥>]?=?\s*[1-5].*|[≥>]\s*grade\s*[1-5]|p|p[ -]?values?|events?|patients)"
)


def _is_header(row: GridRow) -> bool:
    """Whether a first row holds nothing but a statistic's words: ``n``, ``%``, ``Mean``, ``SD``, ``Any grade``."""
    filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    unnamed = not row.path or not row.path[-1].text.strip()
    return unnamed and len(filled) > 1 and all(_is_statistic(text) for text in filled)


def _is_statistic(text: str) -> bool:
    label = read_label(text)
    return label.bare or (bool(label.rate) and len(label.title.split()) < 6) or _PART.fullmatch(text) is not None


def header_paths(grid: Grid) -> list[tuple[Cell, ...]]:
    """The header cells of each column that are not empty; a first row of statistics' words belongs to them.

    There a blank header stands below the one to its left: ``Arm A | (blank) | Arm B | (blank)`` over ``n | % | n | %``.
    """
    paths = _without_tails([tuple(cell for cell in path if cell.text.strip()) for path in grid.columns])
    paths = _beside(_outcomes_apart(_below_parts(paths)))
    if not grid.rows or not _is_header(grid.rows[0]):
        return paths
    spread: list[tuple[Cell, ...]] = []
    for index, path in enumerate(paths):
        cell = grid.rows[0].cells[index] if index < len(grid.rows[0].cells) else Cell("", 0, 0)
        above = path or (spread[-1][:-1] if spread and cell.text.strip() else ())
        spread.append((*above, cell) if cell.text.strip() else above)
    return spread


_SIZED = compiled(r"(.*\b[nN]\s*=\s*\d[\d,]*\s*[)\]]?)[\s,;:]*((?:[^\W\d]|%).*)")
#: what stands behind each group's name without a size, where every name has several such columns
_TAILED = compiled(
    r"(?i)(.*[^\s,;:–—-])(?:\s*[,;:–—]\s*|\s+-?\s*)((?:any|all)(?:[ -]grades?)?|n|no\.|%|n \(%\)|no\. \(%\)|events?)"
)


def _tails(texts: Sequence[str]) -> list[re.Match[str] | None]:
    """What the headers print behind the name of their group, if they print it behind its size, or each name has several."""
    parts = [_SIZED.fullmatch(text) for text in texts]
    if any(parts):
        return parts
    parts = [_TAILED.fullmatch(text) for text in texts]
    names = [part[1] for part in parts if part is not None]
    return parts if len(set(names)) > 1 and all(names.count(name) > 1 for name in names) else [None] * len(parts)


def _without_tails(paths: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Headers apart from what two or more print behind their group: ``X (N=11) GMT (95% CI) | Y (N=12) GMT …``, ``X (N=11) Any |
    X (N=11) Grade ≥3 | Y (N=12) Any | …``, ``X n | X % | …``."""
    parts = _tails([" ".join(path[-1].text.split()) if path else "" for path in paths])
    told = [part for part in parts if part is not None]
    tails = [part[2] for part in told]
    below = {part[1]: [other[2] for other in told if other[1] == part[1]] for part in told}
    crossed = len(below) > 1 and len(set(tails)) > 1 and all(each == tails[: len(each)] for each in below.values())
    out: list[tuple[Cell, ...]] = []
    for path, part in zip(paths, parts, strict=True):
        if part is not None and tails.count(part[2]) > 1 and not re.match(r"(?i)(?:and|or|to|on|in|with|plus|mg)\b", part[2]):
            cell = path[-1]
            label = read_label(part[2])
            said = bool(label.center or label.shape or label.spreads or label.rate)
            head = Cell(part[1], cell.start, cell.end, cell.notes)
            if said and not GRADE.search(part[2]):
                path = (*path[:-1], head, Cell(_statistic(part[2]), cell.start, cell.end))
            elif crossed or GRADE.search(part[2]):
                path = (*path[:-1], head, Cell(part[2], cell.start, cell.end))
            elif tails.count(part[2]) == len(tails):  # what all say tells none apart
                path = (*path[:-1], head)
        out.append(path)
    return out


def _beside(paths: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The second part of each group's statistic below its group, too: ``X (N=11) n | % | Y (N=12) n | %``."""
    pairs = [
        index
        for index in range(1, len(paths))
        if len(paths[index]) == 1 and len(paths[index - 1]) > 1 and _is_part(paths[index][0]) and _is_part(paths[index - 1][-1])
    ]
    said = {(paths[index - 1][-1].text.strip(), paths[index][0].text.strip()) for index in pairs}
    if len(pairs) < 2 or len(said) > 1 or len({part.casefold() for part in next(iter(said))}) < 2:
        return paths
    return [(*paths[index - 1][:-1], path[0]) if index in pairs else path for index, path in enumerate(paths)]


def _is_part(cell: Cell) -> bool:
    """Whether a header says nothing but a part of a statistic: ``n``, ``%``, ``Mean``, ``SD``."""
    return read_label(cell.text).bare


def _is_half(cell: Cell) -> bool:
    """Whether a header is a part of a statistic, as a spread or a mean by its letters, too."""
    return _is_part(cell) or cell.text.strip(" *_") in ("SD", "SE", "SEM", "M")


def _below_parts(paths: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The names of groups above the parts of their statistics, where they are printed below: ``n | Mean | SD | n | Mean | SD``
    over ``X | (blank) | (blank) | Y``."""
    named = [i for i, path in enumerate(paths) if len(path) == 2 and _is_half(path[0]) and not _is_half(path[1])]
    if len(named) < 2:
        return paths
    width = named[1] - named[0]
    parts = [[path[0].text.strip().casefold() if path else "" for path in paths[i : i + width]] for i in named]
    lone = all(len(path) == 1 and _is_half(path[0]) for i in named for path in paths[i + 1 : i + width])
    if width < 2 or not lone or any(part != parts[0] for part in parts) or len(set(parts[0])) < width:
        return paths
    out = list(paths)
    for i in named:
        out[i : i + width] = [(paths[i][1], path[0]) for path in paths[i : i + width]]
    return out


_OF_GROUP = compiled(r"([^:]{1,60}):\s+([^\W\d][^:]*)")


def _outcomes_apart(paths: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """``X: Median PFS, months | Y: Median PFS, months`` are the groups X and Y above one outcome."""
    parts = [_OF_GROUP.fullmatch(" ".join(path[0].text.split())) if len(path) == 1 else None for path in paths]
    tails = [part[2] for part in parts if part is not None]
    out: list[tuple[Cell, ...]] = []
    for path, part in zip(paths, parts, strict=True):
        if part is not None and tails.count(part[2]) > 1 and is_outcome(read_label(part[2]).name):
            cell = path[0]
            path = (Cell(part[1], cell.start, cell.end, cell.notes), Cell(part[2], cell.start, cell.end))
        out.append(path)
    return out


def _statistic(tail: str) -> str:
    """The words of a statistic, of an outcome named before it only these: ``GMT (95% CI)`` → ``(95% CI)``."""
    return tail if read_label(tail).bare or read_label(tail).rate else tail[tail.find("(") :] if "(" in tail else ""


def _announces(cell: Cell) -> bool:
    """Whether a label announces a statistic or unit of its own, beside its name."""
    label = read_label(cell.text)
    return not label.bare and bool(label.center or label.shape or label.spreads or label.unit)


def nested(grid: Grid) -> Grid:
    """The grid with the rows below a heading without values nested under it, where nothing is nested yet.

    Rows that are nothing but a statistic (``Median``, ``Min, max``) belong to the heading above; so do rows up to the next
    heading, as long as none announces a statistic of its own.
    """
    if any(len(row.path) > 1 for row in grid.rows):
        return _grades_below(grid)
    rows: list[GridRow] = []
    heading: Cell | None = None
    for row in grid.rows:
        label = row.path[-1] if row.path else None
        if label is None or not label.text.strip():
            rows.append(row)
        elif not any(cell.text.strip() for cell in row.cells[: _values(grid)]):
            heading = label
            rows.append(row)
        elif heading is not None and not _announces(label):
            rows.append(replace(row, path=(heading, label)))
        else:
            heading = None
            rows.append(row)
    return _grades_below(replace(grid, rows=tuple(rows)))


def _grades_below(grid: Grid) -> Grid:
    """The grid with rows that are nothing but a grade below the event whose numbers stand above them."""
    rows: list[GridRow] = []
    event: GridRow | None = None
    for row in grid.rows:
        leaf = row.path[-1].text.strip() if row.path else ""
        if not GRADE.fullmatch(leaf):
            event = row if any(char.isalpha() for char in leaf) and any(cell.text.strip() for cell in row.cells) else None
        elif event is not None and row.path[:-1] == event.path[:-1]:
            row = replace(row, path=(*event.path, row.path[-1]))
        rows.append(row)
    return replace(grid, rows=tuple(rows)) if any(a is not b for a, b in zip(rows, grid.rows, strict=True)) else grid


_P_VALUE = compiled(r"(?i)p(?:[\s-]*values?)?")


def _values(grid: Grid) -> int:
    """How many columns hold values: a last column of P values may be filled on a heading."""
    last: Sequence[Cell] = grid.columns[-1] if grid.columns else ()
    return len(grid.columns) - (len(grid.columns) > 1 and any(_P_VALUE.fullmatch(c.text.strip()) for c in last))


#: ``8 weeks (n=120)``, ``6 cycles, N=80``; not ``Week 8 (n=120)``
_LENGTH = compiled(
    rf"(?i)\d+(?:\.\d+)?[\s-]*(?:{TIME_UNITS}|cycles?|doses?)(?:\s+(?:of )?(?:treatment|"
    r"therapy))?[\s,;(\[]*\bn\s*=\s*\d[\d,]*\s*[)\]]?"
)
_BY_LENGTH = compiled(
    r"(?i)\b(?:by|according to|per|stratified by|versus|vs\.?)\b.*\b(?:durations?|lengths?|schedules?|intervals?|regimens?|"
    r"courses?|treatments?|therapy|weeks?|months?|days?)\b"
)


def lengths(grid: Grid) -> tuple[Cell, ...]:
    """The headers that name groups by how long they were treated: two or more with a size, in a table whose title sets
    lengths of treatment against each other (``… by treatment duration``); else none, for they may be times of visits."""
    found = tuple(path[-1] for path in grid.columns if path and _LENGTH.fullmatch(path[-1].text.strip()))
    return found if len(found) > 1 and _BY_LENGTH.search(grid.title.text) else ()
