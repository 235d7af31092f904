"""Columns read with those beside them: spreads right of means, ``%`` right of counts, ``Change`` beside times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.grid.column import CHANGE, Column
from daraevidence.extractors.grid.groups import NamedGroup
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Cell, Grid

__all__ = ["beside", "compared"]


def beside(grid: Grid, columns: Sequence[Column], paths: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns of a table, each read with its neighbours; ``paths`` are their headers."""
    return _with_effects(_with_patients(grid, _with_tests(_with_intervals(_with_spreads(columns), paths)), paths))


def _with_spreads(columns: Sequence[Column]) -> list[Column]:
    """A column of standard deviations right of one of means tells of the same outcome."""
    out = list(columns)
    for i, (column, left) in enumerate(zip(columns[1:], columns, strict=False), 1):
        means = left.outcome is not None and left.outcome.center == "mean" and not left.outcome.spreads
        same = column.group is not None and left.group is not None and column.group.name == left.group.name
        if column.part in ("sd", "se") and not left.part and means and same and column.outcome is None:
            out[i - 1] = replace(left, part="mean")
            out[i] = replace(column, outcome=left.outcome)
    return out


_EVENTS = compiled(r"(?i)(?:(?:no\.?|numbers?|total) of )?(?:events?|episodes?|occurrences)(?:, (?:n|no\.))?")
_PATIENTS = compiled(rf"(?i)(?:(?:no\.?|numbers?) of )?(?:{PEOPLE})(?: (?:with|affected).*)?(?:, (?:n|no\.))?")


def _with_patients(grid: Grid, columns: Sequence[Column], paths: Sequence[Sequence[Cell]]) -> list[Column]:
    """Below a group ``Patients`` left of ``Events`` are those who had one, where none had less than one."""
    out = list(columns)
    for i, (column, right) in enumerate(pairwise(columns)):
        named = (
            column.group is not None and column.group.name and right.group is not None and right.group.name == column.group.name
        )
        if column.part or not paths[i] or not _PATIENTS.fullmatch(paths[i][-1].text.strip()):
            continue
        if right.part == "percent" and (len(paths[i]) == 1 or named):
            out[i] = replace(column, group=right.group, part="n", label=read_label("n"))
            continue
        if not named or len(paths[i]) < 2:
            continue
        pairs = [tuple(cell.text.strip().replace(",", "") for cell in row.cells[i : i + 2]) for row in grid.rows]
        counts = [
            (int(few), int(many)) for few, many in (pair for pair in pairs if len(pair) == 2 and all(map(str.isdigit, pair)))
        ]
        if counts and _EVENTS.fullmatch(paths[i + 1][-1].text.strip()) and all(few <= many for few, many in counts):
            out[i] = replace(column, part="n", label=read_label("n"))
    return out


def _with_effects(columns: Sequence[Column]) -> list[Column]:
    """A ratio or a difference in the last column is of all groups where no other group has one: its header is blank."""
    out = _with_changes(columns)
    named = list(dict.fromkeys(c.group.name for c in out if c.group is not None and c.group.name))
    compared = [i for i, column in enumerate(out) if column.part in ("ratio", "difference") and column.group is not None]
    if len(named) > 1 and len(compared) == 1 and (i := compared[0]) and all(c.part in ("p", "test", "ci") for c in out[i + 1 :]):
        own, left = out[i].group, out[i - 1].group
        if own is not None and left is not None and own.name == left.name == named[-1]:
            out[i] = replace(out[i], group=None)
    return out


def _with_changes(columns: Sequence[Column]) -> list[Column]:
    """``Change`` beside ``Baseline`` and ``Week 12`` is no group but by how much the value of the row's group changed."""
    if not any(column.moment and (column.group is None or not column.group.name) for column in columns):
        return list(columns)
    return [
        replace(column, group=NamedGroup("", None, "total", (), *column.at), context=column.group.name)
        if column.group is not None and column.group.n is None and CHANGE.fullmatch(column.group.name)
        else column
        for column in columns
    ]


_P_CELL = compiled(r"[<>≤≥=]?\s?0?\.\d+\s?[*†‡]{0,3}|NS|[-–—−]*", re.IGNORECASE)


_P_SAID = compiled(r"p\s?[<>≤≥=]\s?0?\.\d+\s?[*†‡]{0,3}", re.IGNORECASE)
_NOTHING = compiled(r"NS|[-–—−]+", re.IGNORECASE)


def compared(grid: Grid, index: int, column: Column) -> Column:
    """A column that sets two groups against each other and says no more holds P values, or what nobody knows.

    One whose cells all say that they are P values holds these, whatever its header is.
    """
    if column.part in ("p", "ratio", "difference"):
        return column
    cells = [row.cells[index].text.strip() for row in grid.rows if index < len(row.cells)]
    if any(map(_P_SAID.fullmatch, cells)) and all(
        not cell or _P_SAID.fullmatch(cell) or _NOTHING.fullmatch(cell) for cell in cells
    ):
        return replace(column, part="p")
    if column.versus is None:
        return column
    return replace(column, part="p" if any(cells) and all(map(_P_CELL.fullmatch, cells)) else "test")


_SHORT_RATIO = compiled(r"(?:a|adj\.? ?|adjusted )?(?:RR|OR|HR|IRR)s?")


def _with_intervals(columns: Sequence[Column], paths: Sequence[Sequence[Cell]]) -> list[Column]:
    """``RR`` left of a column ``95% CI`` is a ratio; alone it may be a rate of responses."""
    out = list(columns)
    for i, (column, right) in enumerate(pairwise(columns)):
        text = paths[i][-1].text.strip() if paths[i] else ""
        if right.part == "ci" and not column.part and _SHORT_RATIO.fullmatch(text):
            out[i] = replace(column, group=None, part="ratio", label=read_label(f"{text} (95% CI)"))
    return out


def _with_tests(columns: Sequence[Column]) -> list[Column]:
    """``P`` right of the comparison of two among several groups is that comparison's, where each has one beside it."""
    compared = [i for i, column in enumerate(columns) if column.versus is not None and column.part in ("ratio", "difference")]
    beside = [i + 1 for i in compared if i + 1 < len(columns) and columns[i + 1].part == "p" and columns[i + 1].versus is None]
    out = list(columns)
    for i in beside if len(beside) > 1 else ():
        out[i] = replace(columns[i], versus=columns[i - 1].versus)
    return out
