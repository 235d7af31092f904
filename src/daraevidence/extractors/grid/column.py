"""What one column of a table is."""

from __future__ import annotations

from dataclasses import dataclass

from daraevidence.extractors.grid.groups import NamedGroup
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.grid.times import TimePoint
from daraevidence.language.patterns import compiled

__all__ = ["CHANGE", "Column"]

#: below a group: not its value at a time but by how much it changed
CHANGE = compiled(
    r"(?i)(?:(?:mean|absolute|adjusted|LS)\s+)*(?:change|improvement|reduction|decrease|increase)(?:\s+(?:from|to|at)\s.*|\s+scores?)?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. ``part`` is ``""`` for whole statistics, else the one that it holds: n, percent, mean, median,
    sd, se, range, iqr, ci, p, test, ratio or difference; ``label`` what its header says of the statistic, ``outcome`` the outcome
    that it reports where rows are groups.
    """

    group: NamedGroup | None = None
    part: str = ""
    label: Label | None = None
    outcome: Label | None = None
    grade: str = ""
    time: TimePoint | None = None
    moment: str = ""
    at: tuple[int, int] = (0, 0)
    #: the two groups that a header sets against each other
    versus: tuple[str, str] | None = None
    #: what an upper header says of when or in whom, besides naming no group
    context: str = ""
