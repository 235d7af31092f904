"""Columns of a table whose rows are studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.grid.columns import Column
from daraevidence.extractors.grid.kinds import is_event, is_outcome
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Grid

__all__ = ["columns_of_studies"]

_SIZE = compiled(rf"(?i)n|(?:(?:no\.?|numbers?) of |total )?(?:{PEOPLE})(?:,? \(?n\)?)?|sample size")
_FOLLOW_UP = compiled(r"(?i)follow-?\s?up|\bage\b|\byears?$")


def columns_of_studies(grid: Grid, columns: Sequence[Column]) -> list[Column]:
    """The columns of such a table: a size, outcomes by their name or statistic, else groups; a follow-up is none of these."""
    out = list(columns)
    for index, column in enumerate(columns):
        head = " ".join(cell.text for cell in grid.columns[index]).strip()
        label = read_label(head)
        if column.part or (column.group is not None and column.group.n is not None):
            continue
        if _SIZE.fullmatch(head):
            out[index] = replace(column, group=None, part="n", label=read_label("n"))
        elif _FOLLOW_UP.search(label.title):
            out[index] = replace(column, group=None, part="test")
        elif label.shape or label.center or label.unit or is_outcome(label.title) or is_event(label.title):
            out[index] = replace(column, group=None, outcome=label)
    return out
