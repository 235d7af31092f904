"""Tables that are ruled on all sides of their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.reading.page.rules import Rule, Rules

__all__ = ["RuledCell", "RuledGrid", "ruled_grids"]

_NEAR = 3.0
_MOST_RULES = 600
_MOST_CELLS = 20_000


class RuledCell(NamedTuple):
    """A cell between rules with its place in the grid and on the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float


class RuledGrid(NamedTuple):
    """The cells between rules that are connected; ``across`` and ``down`` are the places of the rules."""

    cells: tuple[RuledCell, ...]
    down: tuple[float, ...]
    across: tuple[float, ...]


def ruled_grids(rules: Rules) -> Iterator[RuledGrid]:
    """The grids of connected rules, at least two rows and two columns each.

    Cells are the smallest places between rules; where a rule between two of them is missing, they are one cell that spans
    both.
    """
    if len(rules.across) > _MOST_RULES or len(rules.down) > _MOST_RULES:
        return
    for across, down in _connected(rules):
        if len(across) > 1 and len(down) > 1:
            grid = _grid(across, down)
            if grid is not None:
                yield grid


class _Groups:
    """Numbers that are joined, directly or through others."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def _find(self, i: int) -> int:
        leader = self._leader
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    def join(self, i: int, j: int) -> None:
        self._leader[self._find(i)] = self._find(j)

    def __iter__(self) -> Iterator[list[int]]:
        """Each group in rising order, in the order of their first members."""
        members: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._leader)):
            members[self._find(i)].append(i)
        yield from members.values()


def _connected(rules: Rules) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that meet."""
    count = len(rules.across)
    found = _Groups(count + len(rules.down))
    for i, a in enumerate(rules.across):
        for j, d in enumerate(rules.down, count):
            if a.start - _NEAR <= d.at <= a.end + _NEAR and d.start - _NEAR <= a.at <= d.end + _NEAR:
                found.join(i, j)
    for group in found:
        yield [rules.across[i] for i in group if i < count], [rules.down[i - count] for i in group if i >= count]


def _places(rules: Sequence[Rule], low: float, high: float) -> list[float]:
    """Where rules stand, and the ends of those that cross them where they reach further."""
    found: list[float] = []
    for place in sorted([low, *(rule.at for rule in rules), high]):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _covered(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    """Whether a rule at a place runs along most of a stretch."""
    return any(abs(rule.at - at) <= _NEAR and min(rule.end, end) - max(rule.start, start) > 0.7 * (end - start) for rule in rules)


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> RuledGrid | None:
    xs = _places(down, min(rule.start for rule in across), max(rule.end for rule in across))
    ys = _places(across, min(rule.start for rule in down), max(rule.end for rule in down))
    width, height = len(xs) - 1, len(ys) - 1
    if width < 2 or height < 2 or width * height > _MOST_CELLS:
        return None
    found = _Groups(width * height)
    by_x: dict[int, list[Rule]] = {i: [rule for rule in down if abs(rule.at - x) <= _NEAR] for i, x in enumerate(xs)}
    by_y: dict[int, list[Rule]] = {i: [rule for rule in across if abs(rule.at - y) <= _NEAR] for i, y in enumerate(ys)}
    for r in range(height):
        for c in range(width):
            here = r * width + c
            if c + 1 < width and not _covered(by_x[c + 1], xs[c + 1], ys[r], ys[r + 1]):
                found.join(here + 1, here)
            if r + 1 < height and not _covered(by_y[r + 1], ys[r + 1], xs[c], xs[c + 1]):
                found.join(here + width, here)
    cells: list[RuledCell] = []
    for group in found:
        rows, columns = [i // width for i in group], [i % width for i in group]
        r0, r1, c0, c1 = min(rows), max(rows), min(columns), max(columns)
        parts = (
            [(r0, c0, r1, c1)] if (r1 - r0 + 1) * (c1 - c0 + 1) == len(group) else [(r, c, r, c) for r, c in zip(rows, columns)]
        )
        for r, c, r2, c2 in parts:
            cells.append(RuledCell(r, c, r2 - r + 1, c2 - c + 1, xs[c], ys[r], xs[c2 + 1], ys[r2 + 1]))
    if len(cells) < 4:
        return None
    return RuledGrid(tuple(sorted(cells)), tuple(xs), tuple(ys))
