"""Which study and which group hold at a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.layout.document import Document, Grid
from daraevidence.layout.mentions import Mentions

__all__ = ["Group", "GroupMention", "Scope", "StudyScope", "build_scope"]


@dataclass(slots=True)
class StudyScope:
    """One study: its name in all records, its draft, the ranges of the text that tell of it, its reference numbers."""

    name: str
    draft: Draft
    ranges: list[tuple[int, int]] = field(default_factory=list)
    citations: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Group:
    """One group of one study: ``name`` is the one that records use, ``aliases`` all names seen (with ``name``)."""

    study: str | None
    name: str
    role: str = "arm"
    n: int | None = None
    aliases: list[str] = field(default_factory=list)
    draft: Draft | None = None


class GroupMention(NamedTuple):
    """A place where a group is named."""

    start: int
    end: int
    group: Group


@dataclass(slots=True)
class Scope:
    """Studies and groups of a document."""

    studies: list[StudyScope] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def study(self, place: int) -> StudyScope | None:
        """The study that holds at a place: named in the sentence, else in the paragraph or list parent, else the section."""
        return None

    def groups_of(self, study: str | None) -> list[Group]:
        """The groups of a study."""
        return [group for group in self.groups if group.study == study]

    def total(self, study: str | None) -> Group | None:
        """The study's whole group."""
        return next((group for group in self.groups_of(study) if group.role == "total"), None)

    def mentions(self, start: int, end: int) -> list[GroupMention]:
        """Groups named in a range (of the study that holds there), in order, the longest name at a place."""
        return []

    def inherited(self, place: int) -> Group | None:
        """The group that holds at a place without being named there: list parent ("In the X cohort:"), section; else None."""
        return None

    def table_study(self, grid: Grid) -> StudyScope | None:
        """The study that a table tells of: its title's citation, else its section."""
        return self.study(grid.start)

    def column_group(self, grid: Grid, column: int) -> Group | None:
        """The group of a table's column, by its header; ``None`` where the column is none (a P value)."""
        return None

    def row_group(self, grid: Grid, row: int) -> Group | None:
        """The group of a table's row, where rows are groups ("Patients sensitive to X (n=29)"); else ``None``."""
        return None


def build_scope(document: Document, mentions: Mentions) -> Scope:
    """Find the studies and groups of a document."""
    return Scope()
