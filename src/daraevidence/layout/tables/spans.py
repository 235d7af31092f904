"""Header rows of ruled tables whose spans are lost: which upper header stands over which columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.headers import bare, is_size
from daraevidence.layout.tables.lines import valued

__all__ = ["column_paths", "is_header_row"]

_ALONE = compiled(r"(?i)(?:p|p[- ]?values?|es\d?|effect size|[xχ]2?(?:/t)?|t|difference|total|overall|hr|or|rr)\b.{0,25}$")
_FIGURE = compiled(r"(?!\W?\d{2}\s?%\s?CI\b)[<>≤≥~(]{0,2}\s?[-−–+]?\d[\d.,]*%?(?:\s|$|[(±/–-])")
_TIMED = compiled(r"\d[\d.,/]*\s?[-–]?\s?(?:\d+\s)?[a-z]{2,}", re.I)


def is_header_row(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether the first row below a rule is one more header row.

    It is where all its cells are sizes of groups, or words, none of them figures, and either it has no label, or the header
    above lacks its label or some columns.
    """
    filled = [cell for cell in cells[1:] if cell]
    if not filled:
        return False
    if all(is_size(cell) for cell in filled):
        return True
    if cells[0] and all(map(valued, filled)):  # NR in every column
        return False
    timed = not cells[0] or _begins_anew([cell for cell in cells if cell], cells) or (not above[0] and _repeated(cells[1:]))
    if any(_FIGURE.match(cell) and not (_TIMED.match(cell) and timed) for cell in filled):
        return False
    if len(filled) < 2 and cells[0] and above[-1]:
        return False
    if not any(re.search(r"[^\W\d_]|%", cell) for cell in filled):
        return False
    merged = any(a and a == b for a, b in pairwise(above[1:]))  # one header over several columns, repeated in each
    return (
        merged
        or not cells[0]
        or not above[0]
        or sum(1 for cell in above[1:] if not cell) > 0
        or all(_statistic(cell) for cell in filled)
    )


def _begins_anew(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row that ends before the last columns says the same again: ``Pre | 6 months | Pre | 6 months``, or begins
    anew with its first name: ``Drug | Placebo | Drug | Vehicle``."""
    packed = list(cells[: len(names)]) == list(names) and len(names) < len(cells)
    return packed and (_repeated(names) or (names[0] in names[2:] and not valued(names[0])))


def _repeated(names: Sequence[str]) -> bool:
    """Whether the same names come again in the same order, two or more of them."""
    period = next((i for i in range(1, len(names)) if names[i] == names[0]), 0)
    return period > 1 and len(names) % period == 0 and list(names) == list(names[:period]) * (len(names) // period)


def _statistic(cell: str) -> bool:
    return bool(re.match(r"(?i)(?:n|no\.?|mean|median|sd|%|[χx])?\s?[(,±]?\s?(?:%|sd|range|iqr|sem?)?\)?$", cell))


def column_paths(heads: Sequence[Sequence[Cell]]) -> tuple[Cell, tuple[tuple[Cell, ...], ...], bool]:
    """Label header, column paths, and whether every header has found its columns."""
    stub = next((row[0] for row in heads if row[0].text), heads[0][0])
    width = len(heads[0]) - 1
    levels = [list(row[1:]) for row in heads]
    clear = True
    for i in range(1, len(heads)):
        label = heads[i][0]
        if label.text and (heads[0][0].text or (not levels[i][-1].text and _full(levels[i]))) and not levels[i][-1].text:
            # the label column's header spans two rows, so that the lower row has moved one place to the left
            levels[i] = [label, *levels[i][:-1]]
        elif label.text:
            stub = label
    for i in range(len(levels) - 2, -1, -1):
        levels[i], levels[i + 1], found = _spread(levels[i], levels[i + 1])
        clear = clear and found
    paths = []
    for c in range(width):
        path = tuple(level[c] for level in levels if level[c].text)
        paths.append(path or (levels[-1][c],))
    return stub, tuple(paths), clear


def _full(cells: Sequence[Cell]) -> bool:
    return all(cell.text for cell in cells[:-1])


def _spread(upper: list[Cell], lower: list[Cell]) -> tuple[list[Cell], list[Cell], bool]:
    """Both rows with each upper header over all its columns, and whether that is sure."""
    width = len(upper)
    tops = [cell for cell in upper if cell.text]
    unders = [cell for cell in lower if cell.text]
    if not tops or all(cell.text for cell in upper):
        return upper, lower, True
    if not all(cell.text for cell in upper[: len(tops)]):
        # headers stand over the first of their columns, or each over its own where the lower ones repeat like them
        filled, under = [bool(cell.text) for cell in upper], [cell.text.lower() for cell in lower]
        for period in range(2, width // 2 + 1):
            repeats = width % period == 0 and under == under[:period] * (width // period)
            if repeats and not filled[0] and filled == filled[:period] * (width // period):
                return upper, lower, True
        spread = _carried(upper, lower)
        return spread, lower, not any(_ALONE.match(a.text) and a is b for a, b in pairwise(spread) if a.text)
    names = [bare(cell.text) for cell in unders]
    alone = [i for i, cell in enumerate(tops) if _ALONE.match(cell.text)]
    for single in (alone, []):
        groups = len(tops) - len(single)
        if groups < 1 or len(unders) % groups:
            continue
        period = len(unders) // groups
        if period * groups + len(single) == width and (groups == 1 or names == names[:period] * groups):
            return _placed(tops, unders, single, period)
    # the lower headers may go on beyond the columns of the groups (statistics that compare them)
    for period in range(width // max(len(tops), 1), 1, -1):
        end = period * len(tops)
        if len(tops) > 1 and len(unders) == width and names[:end] == names[:period] * len(tops):
            empty = Cell("", upper[-1].end, upper[-1].end)
            return [tops[c // period] if c < end else empty for c in range(width)], lower, True
    if len(tops) > 1 and width % len(tops) == 0 and len(unders) == width:
        return [tops[c // (width // len(tops))] for c in range(width)], lower, False
    if len(tops) == 1:
        return [tops[0]] * width, lower, len(unders) == width
    return upper, lower, False


def _placed(
    tops: Sequence[Cell], unders: Sequence[Cell], single: Sequence[int], period: int
) -> tuple[list[Cell], list[Cell], bool]:
    """Groups over as many columns each, headers that stand alone over one."""
    upper: list[Cell] = []
    lower: list[Cell] = []
    rest = iter(unders)
    for i, cell in enumerate(tops):
        if i in single:
            upper.append(cell)
            lower.append(Cell("", cell.end, cell.end))
        else:
            upper += [cell] * period
            lower += [next(rest) for _ in range(period)]
    return upper, lower, True


def _carried(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """Each header over the empty places to its right, as far as they do not stand alone."""
    spread: list[Cell] = []
    for cell, under in zip(upper, lower):
        apart = _ALONE.match(under.text) and under.text.lower() != "p"
        ends = cell.text or not spread or apart
        spread.append(cell if ends else spread[-1])
    return spread
