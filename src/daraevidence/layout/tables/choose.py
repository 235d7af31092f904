"""From the lines of a table to its grid: the number of columns and the first row for which all lines agree best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables import footnotes, headers
from daraevidence.layout.tables.agreement import disagrees, sizes_of
from daraevidence.layout.tables.footnotes import Below
from daraevidence.layout.tables.headers import Header, is_p_value, is_stub
from daraevidence.layout.tables.lines import Line, Page, join, label_cost, valued
from daraevidence.layout.tables.regions import Region, is_value
from daraevidence.layout.tables.rows import Doubt, Oddness, Reading, RowLines, build, may_begin
from daraevidence.layout.tables.single_rows import cuts_of
from daraevidence.layout.tables.words import instructions, nested_words

__all__ = ["broken", "grid_of", "running"]

_WIDEST = 24
#: A reading that costs so much more than the best one is no rival.
_RIVAL = 2.0
#: Readings up to this are held against the sizes of the groups where the best one does not agree with them.
_HELD = 4.0
#: A column of P values that are nowhere printed may cost so much more.
_EMPTY_COLUMN = 0.5
#: Another reading of one line that costs so little more is a doubt.
_CLOSE = 0.75
_INFINITE = float("inf")
_SHARE = compiled(r"[<>≤≥]?\s?\d[\d.,]*\s?%?\s?(?:[(\[/±]|$)")
_SENTENCE = compiled(r"[a-z)%\d][.;] [A-Z]\w* \w")


class Choice(NamedTuple):
    """One reading of a table with its cost; ``first`` is the line of the first label, -1 where the rows are told."""

    cost: float
    columns: int
    header: Header
    rows: tuple[RowLines, ...] = ()
    first: int = -1
    doubt: Doubt | None = None


def grid_of(region: Region, page: Page, below: Below | None) -> Grid | None:
    """The grid of a region, or ``None`` where it is no table."""
    choices = _choices(region.lines, page, region.sure)
    if not choices:
        return None
    best = choices[0]
    filled = [cells for _, cells in best.rows if cells]
    if (len(filled) < 2 and not (filled and region.sure)) or best.cost > 2.0 + 1.3 * len(best.rows):
        return None
    if not region.sure and not _headed(region, best):
        return None
    if best.columns == 1 and 2 * sum(len(cells[0]) == 1 and _several(cells[0][0]) for cells in filled) > len(filled):
        return None
    rows, nested = build(best.rows, best.columns, page)
    rows = _p_values_alone(rows, best.header)
    texts = [cell.text for row in rows for cell in (row.path[-1], *row.cells) if cell.text]
    texts += [cell.text for path in best.header.columns for cell in path]
    if sum(map(running, texts)) > (0.25 if region.sure else 0.08) * len(texts):
        return None
    marks = below.footnotes if below else {}
    confidence, reasons = _doubts(choices, region, nested)
    last = max(cell.end for row in rows for cell in (*row.path, *row.cells))
    first = region.lines[0].start
    return Grid(
        title=region.title,
        citations=region.citations,
        stub=footnotes.strip(best.header.stub, marks, page),
        columns=tuple(tuple(footnotes.strip(cell, marks, page) for cell in path) for path in best.header.columns),
        rows=footnotes.strip_rows(rows, marks, page),
        start=min(region.title.start, first) if region.title.text else first,
        end=max(last, region.title.end, below.end if below else 0),
        body=(first, last),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=confidence,
        reasons=reasons,
    )


def _several(line: Line) -> bool:
    """Whether a line that would be one cell holds the figures of several, side by side."""
    return any(not cut.label.text and len(cut.cells) > 1 for cut in cuts_of(line))


_P_FIGURE = compiled(r"[<>≤]?\s?0?[.·]\d+[a-z*†]?$|NS$")


def _p_values_alone(rows: tuple[GridRow, ...], header: Header) -> tuple[GridRow, ...]:
    """Rows whose only cell is a P value with it in the last column, that of P values: ``Sex, n (%)``, ``.04``.

    Not where the first column has such figures of its own.
    """
    if len(header.columns) < 2 or not is_p_value(header.columns[-1][-1].text):
        return rows
    single = [not any(cell.text for cell in row.cells[1:]) and bool(_P_FIGURE.match(row.cells[0].text)) for row in rows]
    if not any(single) or any(_P_FIGURE.match(row.cells[0].text) for row, alone in zip(rows, single) if not alone):
        return rows
    return tuple(GridRow(row.path, _moved_last(row.cells)) if alone else row for row, alone in zip(rows, single))


def _moved_last(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    own = cells[0]
    return (*[Cell("", own.start, own.start)] * (len(cells) - 1), own)


def _doubts(choices: Sequence[Choice], region: Region, nested: bool) -> tuple[float, tuple[str, ...]]:
    """How sure the cheapest reading is, and what was inferred in it; close rivals are named."""
    best = choices[0]
    found = [(0.95, reason) for reason in best.header.reasons]
    rivals = [choice for choice in choices[1:] if choice.columns != best.columns]
    if rivals and rivals[0].cost - best.cost < _RIVAL:
        sure = 0.6 + 0.2 * (rivals[0].cost - best.cost)
        found.append((sure, f"{best.columns} columns; {rivals[0].columns} columns fit nearly as well"))
    if best.doubt is not None and best.doubt.cost < _CLOSE:
        sure = 0.6 + 0.3 * best.doubt.cost / _CLOSE
        found.append((sure, f"{best.doubt.line.text[:40]!r} could be read otherwise: as a label or as a cell"))
    if nested:
        found.append((0.8, "rows without values taken as parents of those below"))
    if not region.sure:
        found.append((0.9, "title taken from its place" if region.title.text else "no title"))
    confidence = min([1.0, *(sure for sure, _ in found)])
    reasons = tuple(reason for _, reason in found)
    if "rows of equal length" in reasons or best.header.cost > 1.5:
        confidence = min(confidence, 0.7)
    return round(confidence, 3), reasons


def running(text: str) -> bool:
    """Whether a cell or label reads like a piece of running text: it is broken off, or a sentence."""
    return broken(text) or bool(_SENTENCE.search(text)) or (text.endswith(".") and text.count(" ") > 2)


def broken(text: str) -> bool:
    """Whether a cell or label is broken off: an open bracket, a word that wants more."""
    return text.endswith((",", ";", " and", " or", " of", " the", " in", " with")) or text.count("(") != text.count(")")


def _headed(region: Region, choice: Choice) -> bool:
    """Whether an untitled stretch has the header of a table: a named label column, sizes of groups, or clear columns."""
    header = choice.header
    texts = [cell.text for path in header.columns for cell in path]
    if header.cost > 2.5:
        return False
    if choice.columns == 1 and not is_stub(header.stub.text):
        filled = [join(cells[0]).text for _, cells in choice.rows if cells]
        # a list of words and numbers is no table: its figures are not shares, and no header is the size of a group
        alike = valued if any(map(headers.is_size, texts)) else _SHARE.match
        if sum(bool(alike(text)) for text in filled) < 0.7 * len(choice.rows):
            return False
    return (
        is_stub(header.stub.text)
        or any(headers.is_size(text) or headers.statistic(text) or "=" in text for text in texts)
        or len(choice.rows) > 4
    )


def _choices(lines: Sequence[Line], page: Page, sure: bool) -> list[Choice]:
    """Readings by cost, cheapest first: the best one for each number of columns; the rows of the cheapest are told.

    A number of columns that is no rival of the cheapest reading may be missing.
    """
    nested = nested_words(lines)
    if nested is not None and not any(is_value(cell[0]) for _, cells in nested.rows for cell in cells):
        header = headers.read(lines[: nested.head], nested.columns, page)
        return [Choice(header.cost, nested.columns, header, nested.rows)]
    told = instructions(lines)
    if told is not None:
        header = headers.read(lines[: told.head], told.columns, page)
        return [Choice(header.cost, told.columns, header, told.rows)]
    value = next((i for i, line in enumerate(lines) if is_value(line)), None)
    if value is None or value == 0:
        return sorted(rhythms(lines, page, sure), key=lambda choice: choice.cost)
    inner = next((i for i, line in enumerate(lines[:value]) if line.indent), None)
    latest = value - 1 if inner is None else max(inner - 1, 0)
    firsts = [*range(max(0, latest - 8), latest + 1)]
    if latest == value - 1 and label_cost(lines[value]) <= 2.0:
        firsts.append(value)
    firsts = [first for first in firsts if not first or may_begin(lines[first - 1], lines[first])] or firsts
    sizes = sum(1 for line in lines[:value] if headers.sized(line.text))
    oddness = Oddness(lines)
    readings: dict[int, Reading] = {}
    found: list[Choice] = []
    for columns in dict.fromkeys([*_widths(lines[value:]), *([sizes] if 1 < sizes <= _WIDEST else [])]):
        readings[columns] = reading = Reading(oddness, columns)
        limit = min((choice.cost for choice in found), default=_INFINITE) + _RIVAL
        best = _best_first(reading, firsts, page, limit)
        if best is not None:
            found.append(best)
    found = sorted([*found, *rhythms(lines, page, sure)], key=lambda choice: choice.cost)
    if not found or found[0].first < 0:
        return found
    best = found[0]
    rows, reading = readings[best.columns].rows(best.first), readings[best.columns]
    groups = sizes_of(best.header.columns)
    if any(disagrees(join(cell).text, size) for _, cells in rows for cell, size in zip(cells, groups)):
        reading, found = _held(oddness, found)
        best = found[0]
        rows = reading.rows(best.first) if best.first >= 0 else best.rows
    if best.first >= 0:
        found[0] = _with_p_values(best._replace(rows=rows, doubt=reading.doubt(best.first)), lines, page)
    return found


def _held(oddness: Oddness, found: Sequence[Choice]) -> tuple[Reading, list[Choice]]:
    """Readings that cost about the same, held against the sizes of their groups: the best, and all by cost."""
    limit = found[0].cost + _HELD
    readings: dict[int, Reading] = {}
    held: list[Choice] = []
    for choice in found:
        if choice.first >= 0 and choice.cost <= limit:
            reading = readings[choice.columns] = Reading(oddness, choice.columns, sizes_of(choice.header.columns))
            choice = choice._replace(cost=choice.header.cost + reading.cost(choice.first))
        held.append(choice)
    held.sort(key=lambda choice: choice.cost)
    return readings.get(held[0].columns, readings[found[0].columns]), held


def _with_p_values(best: Choice, lines: Sequence[Line], page: Page) -> Choice:
    """The reading with a first row ``P value`` that has no values as the header of a column without values, if that is one."""
    label, cells = best.rows[0]
    if cells or len(label) > 1 or len(best.rows) < 2 or not headers.is_p_value(label[0].text):
        return best
    header = headers.read(lines[: best.first + 1], best.columns + 1, page)
    if header.cost > best.header.cost + _EMPTY_COLUMN:
        return best
    header = header._replace(reasons=(*header.reasons, "last column without values"))
    return best._replace(columns=best.columns + 1, header=header, rows=best.rows[1:])


def _best_first(reading: Reading, firsts: Sequence[int], page: Page, limit: float) -> Choice | None:
    """The cheapest first label with the header above it, or ``None`` where that costs more than a limit.

    A header costs something or nothing: what the rows cost alone is the least, and most headers need not be read.
    """
    best: Choice | None = None
    for cost, first in sorted((reading.cost(first), first) for first in firsts):
        if cost > (limit if best is None else best.cost):
            break
        header = headers.read(reading.lines[:first], reading.columns, page)
        choice = Choice(header.cost + cost, reading.columns, header, (), first)
        if best is None or (choice.cost, first) < (best.cost, best.first):
            best = choice
    return best


def rhythms(lines: Sequence[Line], page: Page, sure: bool = True) -> list[Choice]:
    """Readings in which every row has the same number of lines, as tables of words have it.

    The first line names the labels, or the table has a sure title; no line is indented or goes on with the one before it,
    no label is a figure, unless all are and no cell is one (``5.5-6.9 mg/dL``, ``Continue``); cells of a column are alike: all
    figures, all words, or words with a figure.
    """
    named = bool(lines) and is_stub(lines[0].text)
    if len(lines) < 6 or len(lines) > 300 or not (named or sure) or any(line.indent for line in lines):
        return []
    least = 0.6 if named else 0.85
    found: list[Choice] = []
    for columns in range(1, 7):
        size = columns + 1
        # the header has a line for each column, or more of them where they are wrapped
        for head in range(size + len(lines) % size, min(3 * size, len(lines) - 2 * size) + 1, size):
            choice = _rhythm(lines, page, head, columns, least)
            joined = any(size % (shorter.columns + 1) == 0 for shorter in found)  # two rows of a shorter rhythm as one
            if choice and not joined:
                found.append(choice if named else choice._replace(cost=choice.cost + 1.0))
    return found


def _rhythm(lines: Sequence[Line], page: Page, head: int, columns: int, least: float) -> Choice | None:
    """The reading with a header of so many lines and rows of equal length below it, where cells of a column are alike."""
    size = columns + 1
    rows = [lines[i : i + size] for i in range(head, len(lines), size)]
    if len(rows) < (3 if columns > 3 else 2) or any(line.text[0] in "([" or line.text.endswith("-") for line in lines[head:]):
        return None
    limits = columns > 1 and all(is_value(row[0]) and not any(is_value(cell) for cell in row[1:]) for row in rows)
    if not limits and any(label_cost(row[0]) > 1.2 or is_value(row[0]) for row in rows):
        return None
    shapes = [Counter("text" if limits and c else _shape(row[c].text) for row in rows) for c in range(size)]
    alike = sum(shape.most_common(1)[0][1] for shape in shapes) / (len(rows) * size)
    if alike < least:
        return None
    header = headers.read(lines[:head], columns, page)
    if head > size and header.cost > 1.0:
        return None
    cost = header.cost + 1.0 + 0.4 * len(rows) + 4.0 * (1 - alike)
    if columns > 1 and is_stub(header.columns[0][0].text) and all(headers.sized(path[-1].text) for path in header.columns[1:]):
        cost += 1.0 * len(rows)  # a second column of labels: its cells are better read as labels below the first's
    parts = tuple(((row[0],), tuple((line,) for line in row[1:])) for row in rows)
    return Choice(cost, columns, header._replace(reasons=(*header.reasons, "rows of equal length")), parts)


def _shape(text: str) -> str:
    """What kind of thing a cell is; a clause with a figure in it is words: ``Withhold until ≥75 × 10⁹/L``."""
    if valued(text):
        return "figure"
    return "mixed" if text.count(" ") < 4 and any(ch.isdigit() for ch in text) else "words"


def _widths(lines: Sequence[Line]) -> list[int]:
    """Numbers of columns that may be: the lengths of runs of figures, the most frequent first."""
    runs: Counter[int] = Counter()
    run = 0
    for line in [*lines, None]:
        if line is not None and is_value(line):
            run += line.text[0] not in "([" or run == 0
        elif line is None or line.text[0] not in "([±" or line.indent:
            if run:
                runs[min(run, _WIDEST)] += 1
            run = 0
    found = [width for width, _ in runs.most_common(4)]
    return list(dict.fromkeys([*found, max(runs), 1]))
