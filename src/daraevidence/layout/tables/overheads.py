"""Upper headers that a source wrote one after another without their spans: over which of the lower ones each belongs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.headers import bare, is_p_value, is_size
from daraevidence.layout.tables.second_labels import is_second_label

__all__ = ["spread_over"]

_P = compiled(r"[<>≤≥=]?\s?[01]?\.\d+\s?[*†‡]{0,3}|-+|[–—−]+|NS", re.IGNORECASE)
_FIGURES = compiled(r"\W{0,3}\d")
#: what stands above the labels, in the upper row or in the lower one
_NAME_OF_LABELS = compiled(r"\W*[^\W\d_]{4,}(?:[ /-]\w+){0,3}\W*")
#: More headers than these are no header.
_MOST = 12


def spread_over(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[str]]) -> list[list[Cell]] | None:
    """The header's rows with each upper header over its columns, or ``None`` where that is not the only reading.

    ``Scale | Exercise | Control | Effect`` over ``(blank) | (blank) | n | M | SD | n | M | SD | (blank)``: lower headers that
    begin anew belong to the next upper one, a column without a lower header has an upper one of its own. The second column,
    with words in its cells, may have none. The lower headers may have moved to the left like the upper ones.
    """
    if len(heads) < 2 or not body:
        return None
    upper, lower = heads[0], heads[1]
    tops = [cell for cell in upper if cell.text]
    lead = 0 if upper[0].text else 1
    packed = [bool(cell.text) for cell in upper] == [lead <= i < lead + len(tops) for i in range(len(upper))]
    if not packed or not 1 < len(tops) <= _MOST or lead + len(tops) == len(upper):
        return None
    if is_size(upper[0].text):
        return None
    tops = [*upper[:lead], *tops]
    found = _moved(tops, lower, body) if lower[0].text else None
    if found is None and (not lower[0].text or (lead and _NAME_OF_LABELS.fullmatch(lower[0].text))):
        found = _with_gaps(tops, lower, body)
    return [*found, *map(list, heads[2:])] if found is not None else None


def _with_gaps(tops: Sequence[Cell], lower: Sequence[Cell], body: Sequence[Sequence[str]]) -> list[list[Cell]] | None:
    """Lower headers over their own columns; columns that hold nothing at all only part the groups of others."""
    gaps = [i for i, cell in enumerate(lower) if i and not cell.text and not any(row[i].strip() for row in body if i < len(row))]
    kept = [i for i in range(len(lower)) if i not in gaps]
    blank = Cell("", lower[0].end, lower[0].end)
    made = _in_place(tops, [blank, *(lower[i] for i in kept[1:])], [[row[i] for i in kept if i < len(row)] for row in body], gaps)
    if made is None:
        return None
    rows = [[blank] * len(lower), [blank] * len(lower)]
    for row, found in zip(rows, made, strict=True):
        for i, cell in zip(kept, found, strict=True):
            row[i] = cell
    rows[1][0] = lower[0]
    return rows


def _in_place(
    tops: Sequence[Cell], lower: Sequence[Cell], body: Sequence[Sequence[str]], gaps: Sequence[int]
) -> list[list[Cell]] | None:
    """Lower headers that stand over their own columns; ``gaps`` are the columns that were left out."""
    width = len(lower)
    if not any(cell.text for cell in lower[1:]):
        return None
    hidden = not lower[1].text and width > 2 and is_second_label([row[1] for row in body if len(row) > 1])
    found = []
    for units in _units(lower):
        if len(units) == len(tops):
            found.append(units)
        elif hidden and len(units) == len(tops) + 1:
            found.append([units[0] + units[1], *units[2:]])
    if len(found) != 1:
        return None
    row: list[Cell] = []
    empty = Cell("", tops[0].end, tops[0].end)
    for top, size in zip(tops, found[0]):
        row += [top, *[empty] * (size - 1)] if top is tops[0] else [top] * size
    return [row, list(lower)]


def _units(lower: Sequence[Cell]) -> list[list[int]]:
    """How many columns the upper headers can have, one after another: one without a lower header, else a group of them."""
    ways: list[list[int]] = [[]]
    start = 0
    while start < len(lower):
        if not lower[start].text:
            ways, start = [[*way, 1] for way in ways], start + 1
            continue
        stop = next((i for i in range(start, len(lower)) if not lower[i].text), len(lower))
        names = [bare(cell.text) for cell in lower[start:stop]]
        ways = [[*way, *group] for way in ways for group in _groups(names)]
        start = stop
    return ways


def _groups(names: Sequence[str]) -> list[list[int]]:
    """Ways in which lower headers fall into groups: where they begin anew, what is left alone or together; else all or none."""
    period = next((i for i in range(1, len(names)) if names[i] == names[0]), 0)
    if not period:
        return [[len(names)]] if len(names) == 1 else [[len(names)], [1] * len(names)]
    repeats = 1
    while list(names[repeats * period : (repeats + 1) * period]) == list(names[:period]):
        repeats += 1
    tail = len(names) - repeats * period
    if tail and any(name in names[:period] for name in names[repeats * period :]):
        starts = [i for i, name in enumerate(names) if name == names[0]]
        return [[b - a for a, b in zip(starts, [*starts[1:], len(names)])]]
    ends: list[list[int]] = [[]] if not tail else [[1]] if tail == 1 else [[tail], [1] * tail]
    return [[period] * repeats + end for end in ends]


def _moved(tops: Sequence[Cell], lower: Sequence[Cell], body: Sequence[Sequence[str]]) -> list[list[Cell]] | None:
    """Lower headers that have moved to the left, for some upper ones, the first at least, span both rows."""
    unders = [cell for cell in lower if cell.text]
    width = len(lower)
    if len(unders) < 2 or len(unders) == width or any(not cell.text for cell in lower[: len(unders)]) or is_size(unders[0].text):
        return None
    forms = [_form(body, column) for column in range(width)]
    fits: list[list[list[Cell]]] = []
    for groups in _groups([bare(cell.text) for cell in unders]):
        alone = len(tops) - len(groups)
        if alone < 1 or alone + len(unders) != width or len(groups) < 2:
            continue
        for singles in combinations(range(1, len(tops)), alone - 1):
            made = _made(tops, unders, groups, (0, *singles))
            if _agree(made, forms):
                fits.append(made)
    return fits[0] if len(fits) == 1 else None


def _made(tops: Sequence[Cell], unders: Sequence[Cell], groups: Sequence[int], singles: Sequence[int]) -> list[list[Cell]]:
    sizes, rest = iter(groups), iter(unders)
    upper: list[Cell] = []
    below: list[Cell] = []
    for index, top in enumerate(tops):
        size = 1 if index in singles else next(sizes)
        upper += [top] * size
        below += [Cell("", top.end, top.end)] if index in singles else [next(rest) for _ in range(size)]
    return [upper, below]


def _agree(made: Sequence[Sequence[Cell]], forms: Sequence[str]) -> bool:
    """Whether columns under the same lower header look alike, and P values stand under what is named so, and nowhere else."""
    looks: dict[str, str] = {}
    for top, under, form in zip(made[0], made[1], forms):
        name = under.text or top.text
        if form and is_p_value(name) != (form == "p"):
            return False
        if under.text and form and looks.setdefault(bare(under.text), form) != form:
            return False
    return True


def _form(body: Sequence[Sequence[str]], column: int) -> str:
    """What most cells of a column look like: ``p``, words, or figures by the signs between them."""
    cells = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
    if not cells:
        return ""
    if all(_P.fullmatch(cell) for cell in cells):
        return "p"
    shapes = [re.sub(r"[\d.,\s]+", "0", cell) if _FIGURES.match(cell) else "words" for cell in cells]
    return max(set(shapes), key=shapes.count)
