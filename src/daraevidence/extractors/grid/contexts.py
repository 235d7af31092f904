"""Headers above the groups of a table that name no group: a phase, a time, the patients who were analysed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from daraevidence.extractors.grid.columns import Column
from daraevidence.extractors.grid.times import time_point
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Grid

__all__ = ["in_context"]

_WHEN = compiled(
    rf"(?i)(?:\w+ )?(?:phase|period|stage)\b.*|.*\(\s*(?:day|week|month|hour)?s?\s*\d+\s?[-–]\s?\d+\s*(?:h|{TIME_UNITS}|d|"
    r"min)?\s*\)|(?:m?ITT|PP|FAS|intention[- ]to[- ]treat|per[- ]protocol|full analysis|completers?)\b.*"
)


def in_context(grid: Grid, columns: Sequence[Column], known: Callable[[str], bool]) -> list[Column]:
    """Columns of the same groups below several headers are those groups' at several times or in several ways.

    ``Acute phase | Delayed phase`` over ``Ramivac | Placebo | P | Ramivac | Placebo | P``, where the lower headers name ``known``
    groups or the upper ones a phase, and no size tells parts of the patients.
    """
    pairs = {i: pair for i, column in enumerate(columns) if (pair := _pair(grid, i, column)) is not None}
    below: dict[str, list[str]] = {}
    for top, leaf in pairs.values():
        below.setdefault(top, []).append(leaf)
    leaves = {leaf for _, leaf in pairs.values()}
    if len(below) < 2 or len(leaves) < 2 or any(sorted(each) != sorted(leaves) for each in below.values()):
        return list(columns)
    named = all(map(known, leaves)) and not any(map(known, below))
    if not named and not all(map(_WHEN.fullmatch, below)):
        return list(columns)
    if not all(map(_WHEN.fullmatch, below)) and any(_size(columns[i]) is not None for i in pairs):
        return list(columns)
    return [_placed(column, pairs.get(i), below) for i, column in enumerate(columns)]


def _size(column: Column) -> int | None:
    return column.group.n if column.group is not None else None


def _pair(grid: Grid, index: int, column: Column) -> tuple[str, str] | None:
    """The name of the upper and of the lower header of a column whose group bears both."""
    name = column.group.name if column.group is not None else ""
    path = [cell.text for cell in grid.columns[index] if cell.text.strip()]
    if len(path) < 2 or column.part in ("p", "test", "ratio", "difference"):
        return None
    for place in (found.start() for found in re.finditer(", ", name)):
        top, leaf = name[:place], name[place + 2 :]
        if top in path[0] and path[1].lstrip(" *_").startswith(leaf.split(" (")[0]):
            return top, leaf
    return None


def _placed(column: Column, pair: tuple[str, str] | None, tops: dict[str, list[str]]) -> Column:
    if pair is not None and column.group is not None:
        top, leaf = pair
        group = column.group._replace(name=leaf, role="arm")
        return replace(column, group=group, moment=top, context=top, time=column.time or time_point(top))
    if column.part in ("p", "test", "ratio", "difference") and column.group is not None and column.group.name in tops:
        top = column.group.name
        return replace(column, group=None, moment=top, context=top, time=column.time or time_point(top))
    return column
