"""Headers of a table printed one cell per line: which lines name the label column, and which the data columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.lines import Line, Page, join
from daraevidence.layout.tables.rows import carries_on

__all__ = ["Header", "bare", "is_p_value", "is_size", "is_stub", "read", "sized", "stands_alone", "statistic"]

_STUB = compiled(
    r"(?i)(?:(?:key|baseline|patients?|demographics?|clinical|disease|treatment|study|efficacy|safety|type of|most common|"
    r"preferred|system|organ|laboratory|response|adverse|outcomes?|event|selected|primary|secondary|treatment-emergent|dosing) )*"
    r"(?:(?:[A-Z][\w/-]+ )?(?:drugs?|medications?|agents?|categor(?:y|ies)|domains?)|author,? (?:and )?year|"
    r"characteristics?|parameters?|variables?|events?|outcomes?|end ?points?|categor(?:y|ies)|measures?|toxicit(?:y|ies)|"
    r"subgroups?|covariates?|factors?|items?|agents?|regimens?|drugs?|medications?|terms?|cohorts?|patients?|responses?|"
    r"treatments?|reactions?|(?:side )?effects?|(?:risk )?groups?|teaes?|traes?|aes?|class|demographics?|features?|domains?|"
    r"results?|statistics?|study|"
    r"author|trials?|studies|analytes?|abnormalit(?:y|ies)|indications?|nct (?:number|no\.?|id)|populations?|"
    r"biomarkers?|genotypes?|pathogens?|symptoms?|scores?|"
    r"dose(?: levels?| steps?| reductions?| modifications?)?|steps?|"
    r"schedule|weeks?|cycles?|time ?points?|visit|test|assay|comparison|reasons?|criteri(?:on|a)|levels?)"
    r"(?:,? ?(?:\(?n\b|\(?%|num(?:ber)?\b|no\.|median|mean|\().*)?$"
)
_SIZE = compiled(r"[(\[]?\s?[nN]\s?=\s?[\d,]+(?:\s?[,;]\s?PY\s?=\s?[\d.,]+)?\s?[)\]]?[a-z*†‡]?$")
_ANY_SIZE = compiled(r"(?i)[(\[]?\s*n\s*=\s*[\d,]+\s*[)\]]?")
_SIZED = compiled(r"\b[nN]\s?=\s?\d")
#: What the cells of a column are, printed below its name: ``n (%)``, ``n/N (%)``, ``Mean (SD)``.
_CONTENT = compiled(
    r"(?i)[(\[]?(?:(?:no\.|number|n)(?:\s?/\s?N)?(?:\s(?:of (?:patients|events)))?,?\s?[(\[]\s?(?:%|rate).{0,12}[)\]]|%|"
    r"(?:ls )?(?:mean|median)"
    rf"(?:,?\s?[(\[±].{{1,14}}[)\]]?)?|(?:no\.|number) of (?:{PEOPLE}|events)(?:\s?\(%\))?|patients,? (?:n|%))[)\]]?$"
)
_P_VALUE = compiled(r"(?i)p(?:[- ]?values?)?[a-z*†]?$")
_ALONE = compiled(r"(?i)(?:p|p[- ]?values?|hr|or|rr|hazard ratio|odds ratio|difference|total|overall)\b")


class Header(NamedTuple):
    """A reading of the header lines with its cost."""

    cost: float
    stub: Cell
    columns: tuple[tuple[Cell, ...], ...]
    reasons: tuple[str, ...] = ()


@lru_cache(maxsize=2048)
def is_stub(text: str) -> bool:
    """Whether a header names the column of labels: ``Characteristic``, ``Event, n (%)``, ``Baseline Demographics``."""
    return len(text) < 60 and bool(_STUB.match(text))


def is_size(text: str) -> bool:
    """Whether a header is only the size of a group: ``N=43``, ``(n=12)``."""
    return bool(_SIZE.match(text))


def bare(text: str) -> str:
    """A header for comparison: in small letters, without the size of its group."""
    return _ANY_SIZE.sub("", text).strip().lower()


@lru_cache(maxsize=2048)
def sized(text: str) -> bool:
    """Whether a header holds the size of a group."""
    return bool(_SIZED.search(text))


def is_p_value(text: str) -> bool:
    """Whether a header is that of a column of P values, with or without the letter of a note."""
    return bool(_P_VALUE.match(text))


def stands_alone(text: str) -> bool:
    """Whether a header is that of a column by itself, in no group: ``P value``, ``Hazard ratio (95% CI)``, ``Total``."""
    return bool(_ALONE.match(text))


def statistic(text: str) -> bool:
    """Whether a header says what its column's figures are: ``P value``, ``HR (95% CI)``, ``Drug A n/N (%)``."""
    return bool(_ALONE.match(text)) or any(_CONTENT.match(text, match.end()) for match in re.finditer(r"\s", text))


def read(lines: Sequence[Line], columns: int, page: Page) -> Header:
    """The best reading of header lines for a number of data columns."""
    best: Header | None = None
    for merge_cost, pieces in _pieces(lines, columns):
        cells = [join(piece, page) for piece in pieces]
        for header in _templates(cells, columns):
            total = header._replace(cost=header.cost + merge_cost)
            if best is None or total.cost < best.cost:
                best = total
    if best is None:
        place = lines[0].start if lines else 0
        empty = Cell("", place, place)
        best = Header(6.0 + 2.0 * len(lines), empty, ((empty,),) * columns, ("header not understood",))
    return best


def _pieces(lines: Sequence[Line], columns: int) -> Iterator[tuple[float, list[list[Line]]]]:
    """Ways to put wrapped header lines together, with what each costs."""
    sure: list[list[Line]] = []
    for line in lines:
        if sure and carries_on(sure[-1][-1], line):
            sure[-1].append(line)
        else:
            sure.append([line])
    yield 0.0, sure
    alternate = _sizes_joined(sure, columns)
    if alternate:
        yield 0.0, alternate
    segments = _segments(sure, columns)
    if segments:
        alike = len({len(segment) for segment in segments[-columns:]}) == 1
        yield 0.3 if alike else 0.9, segments
    described = _contents_joined(alternate or sure)
    if described:
        yield 0.1, described
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.number == blocks[-1][-1].number + 1 and not is_p_value(blocks[-1][-1].text):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    if len(blocks) > 1:
        if len(blocks[0]) < 2 or not is_stub(blocks[0][0].text):
            yield 0.4, blocks
        if len(blocks[0]) > 1:
            yield 0.5, [blocks[0][:1], blocks[0][1:], *blocks[1:]]
    for skip in (1, 0):
        rest = sure[skip:]
        if columns and len(rest) > columns and len(rest) % columns == 0 and len(rest) // columns <= 3:
            size = len(rest) // columns
            chunks = [[line for piece in rest[i : i + size] for line in piece] for i in range(0, len(rest), size)]
            yield 1.2 + 0.5 * (size - 1) + 0.3 * (1 - skip), [*sure[:skip], *chunks]


def _sizes_joined(pieces: list[list[Line]], columns: int) -> list[list[Line]] | None:
    """``Drug A``, ``N=43``, ``Drug B``, ``N=40``, ``P value``: each size belongs to the header before it."""
    sizes = [i for i, piece in enumerate(pieces) if is_size(piece[0].text)]
    if not sizes or sizes[0] == 0 or any(b - a < 2 for a, b in pairwise(sizes)):
        return None
    alone = (
        sum(1 for i, piece in enumerate(pieces) if i + 1 not in sizes and stands_alone(piece[0].text)) if len(sizes) > 1 else 0
    )
    if len(sizes) + alone != columns:
        return None
    if columns == 1 and (sizes[0] < 2 and is_stub(pieces[0][0].text)):
        return None
    merged: list[list[Line]] = []
    for i, piece in enumerate(pieces):
        if i in sizes:
            merged[-1] = merged[-1] + piece
        else:
            merged.append(list(piece))
    return merged


def _segments(pieces: list[list[Line]], columns: int) -> list[list[Line]] | None:
    """``Drug A``, ``15 mg``, ``(N=43)``, ``Placebo``, ``(N=40)``: the header of each column ends with its size."""
    lead = 1 if pieces and is_stub(pieces[0][0].text) else 0
    rest = pieces[lead:]
    ends = [i for i, piece in enumerate(rest) if is_size(piece[-1].text)]
    if len(ends) != columns or columns < 2 or ends[-1] != len(rest) - 1:
        return None
    found = [[line for piece in rest[a + 1 : b + 1] for line in piece] for a, b in pairwise([-1, *ends])]
    if any(len(segment) < 2 or len(segment) > 5 for segment in found) or all(len(segment) == 2 for segment in found):
        return None
    return [*pieces[:lead], *found]


def _contents_joined(pieces: list[list[Line]]) -> list[list[Line]] | None:
    """``Drug A (N=43)``, ``n (%)``, ``Drug B (N=40)``, ``n (%)``: what the cells are belongs to the header before it."""
    merged: list[list[Line]] = []
    joined = False
    for i, piece in enumerate(pieces):
        if i and len(piece) == 1 and _CONTENT.match(piece[0].text) and not _CONTENT.match(merged[-1][-1].text):
            merged[-1] = merged[-1] + piece
            joined = True
        elif merged and is_size(piece[0].text) and not sized(merged[-1][-1].text) and len(merged) > 1:
            merged[-1] = merged[-1] + piece
        else:
            merged.append(list(piece))
    return merged if joined else None


def _templates(cells: list[Cell], columns: int) -> Iterator[Header]:
    """Readings of header cells for a number of columns."""
    count = len(cells)
    nothing = Cell("", cells[0].start, cells[0].start) if cells else Cell("", 0, 0)
    stub_first = bool(cells) and is_stub(cells[0].text)
    last_size = count > 0 and is_size(cells[-1].text)
    flat = [(cell,) for cell in cells]
    if count == 0:
        yield Header(2.0, nothing, ((nothing,),) * columns, ("no header",))
        return
    if count == columns + 1:
        lone_size = columns > 1 and last_size and not any(is_size(cell.text) for cell in cells[:-1])
        odd = 2.0 if lone_size else 2.5 * (sized(cells[0].text) and any(sized(cell.text) for cell in cells[1:]))
        odd += 1.5 * (columns > 1 and is_size(cells[1].text) and not any(sized(cell.text) for cell in cells[2:]))
        yield Header(odd, cells[0], tuple(flat[1:]))
        if lone_size:
            yield Header(
                0.6 + 2.0 * stub_first, nothing, tuple((cell, cells[-1]) for cell in cells[:-1]), ("size holds for all columns",)
            )
    if count == columns:
        if columns == 1 and stub_first:
            yield Header(0.3, cells[0], ((Cell("", cells[0].end, cells[0].end),),), ("column without a header",))
        else:
            yield Header(
                0.3 if columns == 1 else 0.5 + 2.0 * stub_first, nothing, tuple(flat), ("label column without a header",)
            )
    if count == columns + 2 and columns > 1 and last_size and not any(is_size(cell.text) for cell in cells[:-1]):
        yield Header(0.2, cells[0], tuple((cell, cells[-1]) for cell in cells[1:-1]), ("size holds for all columns",))
    elif count == columns + 2 and stub_first and is_stub(cells[1].text) and all(sized(cell.text) for cell in cells[2:]):
        both = Cell(f"{cells[0].text} {cells[1].text}", cells[0].start, cells[1].end)
        yield Header(0.7, both, tuple(flat[2:]), ("two columns of labels",))
    elif count == columns + 2 and columns > 1:
        above = sized(cells[1].text) and not any(sized(cell.text) for cell in cells[2:])
        cost = 1.8 if not above else 0.2 if is_size(cells[1].text) else 0.5
        yield Header(cost, cells[0], tuple((cells[1], cell) for cell in cells[2:]), ("upper header holds for all columns",))
    if count == 1 and columns > 1:
        yield Header(3.0, cells[0] if stub_first else nothing, ((nothing,),) * columns, ("columns without headers",))
    yield from _levels(cells, columns, nothing)


def _levels(cells: list[Cell], columns: int, nothing: Cell) -> Iterator[Header]:
    """Two header levels: groups, and below each of them the same headers; some groups may have one column only."""
    for skip in (1, 0):
        rest = cells[skip:]
        stub = cells[0] if skip else nothing
        penalty = 0.0 if skip else 0.5
        unsized = [_unsized(cell.text) for cell in rest]
        for groups in range(2, min(columns, len(rest)) + 1):
            if columns == groups and len(rest) == 2 * columns and all(is_size(cell.text) for cell in rest[columns:]):
                yield Header(penalty + 0.2, stub, tuple(zip(rest[:columns], rest[columns:])), ("sizes below the headers",))
            repeated = _restarts(unsized[groups:])
            if len(rest) - groups == columns and len(repeated) == groups:
                spans = [b - a for a, b in pairwise([*repeated, columns])]
                if len(set(spans)) > 1:
                    upper = [cell for cell, span in zip(rest[:groups], spans) for _ in range(span)]
                    paths = tuple(zip(upper, rest[groups:]))
                    yield Header(penalty + 0.6, stub, paths, ("two header levels of unequal spans",))
            single, below = _named_alone(rest[:groups]), rest[groups:]
            if columns == groups and single and len(below) == columns - single > 1 and _same_content(below):
                yield Header(penalty + 0.4, stub, _spanned(rest[:groups], below, 1, single), ("two header levels",))
            for alone in range(min(3, columns - groups)):
                wide = groups - alone
                lower = rest[groups:]
                if wide < 1 or (columns - alone) % wide:
                    continue
                period = (columns - alone) // wide
                if period < 2:
                    continue
                names = unsized[groups:]
                if len(lower) == columns - alone and wide > 1 and names == names[:period] * wide:
                    cost, under = penalty + 0.5 * alone, list(lower)
                elif len(lower) == period and wide > 1:
                    cost, under = penalty + 1.2 + 0.5 * alone, list(lower) * wide
                elif len(lower) == columns - alone:
                    cost, under = penalty + 1.6 + 0.5 * alone, list(lower)
                else:
                    continue
                yield Header(cost, stub, _spanned(rest[:groups], under, period, alone), ("two header levels",))


def _restarts(names: Sequence[str]) -> list[int]:
    """Where headers begin anew with the first of them: ``A``, ``B``, ``A`` do at 0 and 2."""
    return [i for i, name in enumerate(names) if name == names[0]]


_ITS_SIZE = compiled(r"[\s,(\[]*\b[nN]\s?=\s?[\d,]+(?:\s?[,;][^)\]]*)?[)\]]?")


def _unsized(text: str) -> str:
    """A header as it is compared: without the size of its group."""
    return (_ITS_SIZE.sub("", text) if "=" in text else text).lower()


def _same_content(cells: Sequence[Cell]) -> bool:
    """Whether headers all say the same of what their columns hold, or are the sizes of groups."""
    return len({cell.text for cell in cells}) == 1 or all(is_size(cell.text) for cell in cells)


def _named_alone(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if _ALONE.match(cell.text))


def _spanned(upper: list[Cell], lower: list[Cell], period: int, alone: int) -> tuple[tuple[Cell, ...], ...]:
    """Column paths; groups with one column are those named like a P value or total, else the last."""
    single = [i for i, cell in enumerate(upper) if _ALONE.match(cell.text)][-alone:] if alone else []
    if len(single) < alone:
        single = list(range(len(upper) - alone, len(upper)))
    paths: list[tuple[Cell, ...]] = []
    rest = iter(lower)
    for i, cell in enumerate(upper):
        if i in single:
            paths.append((cell,))
        else:
            paths += [(cell, next(rest)) for _ in range(period)]
    return tuple(paths)
