"""Which study and which group hold at a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.group.index import GroupIndex
from daraevidence.extractors.group.roles import arm_of_role, names_nothing, names_role
from daraevidence.extractors.group_names import bare, expanded, is_whole, key
from daraevidence.language.patterns import compiled
from daraevidence.language.products import Names
from daraevidence.layout.document import Document, Grid

__all__ = ["Group", "GroupMention", "Scope", "StudyScope"]


#: the words of a table's title, and which of them can be the name of a study: ``Adverse Events in ORION-2``
_TITLE_WORD = compiled(r"[A-Z][\w-]*\w")
_ACRONYM = compiled(r"[A-Z][A-Za-z]*[A-Z][\w-]*")
_ALL = compiled(r"(?:all|entire|total|overall|whole)\s+\S", re.IGNORECASE)


@dataclass(slots=True)
class StudyScope:
    """One study: its name in all records, its draft, the ranges of the text that tell of it, its reference numbers."""

    name: str
    draft: Draft
    ranges: list[tuple[int, int]] = field(default_factory=list)
    citations: tuple[str, ...] = ()
    sized: bool = False  # the document says outright how many patients it has


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
    document: Document | None = None
    #: the short forms of the document, and the names of drugs that it explains
    names: Names = field(default_factory=lambda: Names({}))
    #: places from which on a study holds, sorted, and which one (an index into ``studies``, -1 for none)
    places: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    #: where a clause of another study begins inside a sentence, sorted
    clauses: list[int] = field(default_factory=list)
    #: where studies are named, sorted
    named: list[tuple[int, int]] = field(default_factory=list)
    #: ranges of the text in which a group holds without being named, sorted by their start
    holding: list[tuple[int, int, Group]] = field(default_factory=list)
    _of_study: dict[str | None, list[Group]] = field(default_factory=dict)
    _wholes: dict[str | None, list[Group]] = field(default_factory=dict)
    _by_name: dict[tuple[str | None, str], list[Group]] = field(default_factory=dict)
    _by_words: dict[tuple[str | None, tuple[str, ...]], list[Group]] = field(default_factory=dict)
    _arms: dict[tuple[str, ...], dict[str, None]] = field(default_factory=dict)
    _index: dict[str | None, GroupIndex[Group]] = field(default_factory=dict)
    cited: dict[str, list[StudyScope]] = field(default_factory=dict)
    #: places of the numbers that say how large a study is
    sizes: frozenset[int] = frozenset()
    _columns: dict[tuple[int, int], Group | None] = field(default_factory=dict)
    _rows: dict[tuple[int, int], Group | None] = field(default_factory=dict)

    def study(self, place: int) -> StudyScope | None:
        """The study that holds at a place: named in the sentence, else in the paragraph or list parent, else the section."""
        index = bisect_right(self.places, place) - 1
        owner = self.owners[index] if index >= 0 else -1
        return self.studies[owner] if owner >= 0 else None

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """A sentence's range, or those of its clauses where one is of another study than the one before."""
        cuts = self.clauses[bisect_right(self.clauses, start) : bisect_left(self.clauses, end)]
        return [*pairwise([start, *cuts, end])]

    def names_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places in a range where studies are named."""
        return self.named[bisect_left(self.named, (start, 0)) : bisect_left(self.named, (end, 0))]

    def first_study(self, start: int, end: int) -> StudyScope | None:
        """The first study that holds inside a range."""
        for index in range(max(0, bisect_right(self.places, start) - 1), len(self.places)):
            if self.places[index] >= end:
                break
            if self.owners[index] >= 0:
                return self.studies[self.owners[index]]
        return None

    def groups_of(self, study: str | None) -> list[Group]:
        """The groups of a study, in the order in which they were found."""
        return list(self._of_study.get(study, ()))

    def total(self, study: str | None) -> Group | None:
        """The study's whole group: the one that is called so, else the largest one of that role; one with a size comes first."""
        whole = self._wholes.get(study, ())
        return max(whole, key=lambda group: (group.n is not None, is_whole(group.name), group.n or 0), default=None)

    def size_of(self, study: str | None) -> int | None:
        """How many patients a study has, by its whole group or by what is told of the study itself."""
        total = self.total(study)
        if total is not None and total.n is not None:
            return total.n
        told = next((each.draft.get("n_patients") for each in self.studies if each.name == study), None)
        return told if isinstance(told, int) else None

    def having(self, name: str) -> str | None:
        """The study that alone has an arm of a name."""
        owners = self._arms.get(key(name), ())
        return next(iter(owners)) if len(owners) == 1 else None

    def add_group(
        self,
        study: str | None,
        name: str,
        *,
        n: int | None = None,
        role: str = "arm",
        aliases: tuple[str, ...] = (),
        at: tuple[int, int] = (0, 0),
        n_at: tuple[int, int] | None = None,
    ) -> Group:
        """A group of a study: the known one where the name and the size fit, else a new one.

        A group that is known by the name with another size is another group; one without size takes the size.
        """
        group = self._known(study, name, n, role, at) or self._renamed(study, name, n, role)
        if group is None:
            draft = Draft("cohort", at[0], at[1]).put("study", study).put("cohort", name, at).put("role", role)
            group = Group(study, name, role, None, [], draft)
            self._enter(group)
        if n is not None:
            group.n = n
            if group.draft is not None:
                group.draft.put("n", n, n_at)
        self.learn(group, (name, *aliases))
        return group

    def add_part(self, study: str, name: str, n: int, at: tuple[int, int], n_at: tuple[int, int], reason: str) -> None:
        """A part of a study whose name alone does not mean it: only where grammar says that a group is told."""
        draft = Draft("cohort", at[0], at[1]).put("study", study).put("cohort", name, at).put("role", "subgroup")
        draft.put("n", n, n_at).doubt(0.9, reason)
        group = Group(study, name, "subgroup", n, [name], draft)
        self._enter(group)
        self._index.setdefault(study, GroupIndex(self.names)).add(name, group, arm=False, part=True)

    def _renamed(self, study: str | None, name: str, n: int | None, role: str) -> Group | None:
        """The whole group under the name that the document gives it: ``all retreated patients``."""
        if role != "total" or n is not None or not _ALL.match(name):
            return None
        total = self.total(study)
        if total is None or total.n is None or not is_whole(total.name) or total.draft is None:
            return None
        total.name = name
        total.draft.put("cohort", name)
        self._by_name.setdefault((study, bare(name)), []).append(total)
        return total

    def _enter(self, group: Group) -> None:
        """Keep a new group under its study and its name."""
        self.groups.append(group)
        self._of_study.setdefault(group.study, []).append(group)
        self._by_name.setdefault((group.study, bare(group.name)), []).append(group)
        self._by_words.setdefault((group.study, self._words(group.name)), []).append(group)
        if group.role == "total":
            self._wholes.setdefault(group.study, []).append(group)
        elif group.role == "arm" and group.study is not None:
            self._arms.setdefault(key(group.name), {})[group.study] = None

    def _words(self, name: str) -> tuple[str, ...]:
        return key(expanded(name, self.names))

    def _known(self, study: str | None, name: str, n: int | None, role: str, at: tuple[int, int]) -> Group | None:
        """The known group of a name and a size; of a subgroup's name also in other words, where one of the two has no size."""
        named = self._by_name.get((study, bare(name)), [])
        if role == "total" and is_whole(name):
            named = named + [group for group in self._wholes.get(study, ()) if is_whole(group.name)]
        for group in named:
            if group.n is None or n is None or group.n == n:
                return group
        if role == "arm" and (played := self._of_role(study, name)) is not None and (n is None or played.n in (None, n)):
            if names_nothing(played.name):
                self.rename(played, name, at)
            return played
        akin = self._by_words.get((study, self._words(name)), [])
        fits = len(akin) == 1 and role == akin[0].role == "subgroup" and (n is None or akin[0].n in (None, n))
        return akin[0] if fits else None

    def _of_role(self, study: str | None, name: str) -> Group | None:
        """The arm that a name means by its part in the trial: ``the active drug`` is no third one."""
        if not names_role(name):
            return None
        arms = {group.name: group for group in reversed(self._of_study.get(study, [])) if group.role == "arm"}
        names = [*reversed(arms)]
        meant = arm_of_role(name, names, surely=True)
        return arms[names[meant]] if meant is not None and len(names) > 1 else None

    def learn(self, group: Group, names: tuple[str, ...]) -> None:
        """Add names of a group, which are found in the text from now on."""
        index = self._index.setdefault(group.study, GroupIndex(self.names))
        for name in names:
            if name and name not in group.aliases:
                group.aliases.append(name)
                index.add(name, group, arm=group.role == "arm")

    def mentions(self, start: int, end: int) -> list[GroupMention]:
        """Groups named in a range (of the study that holds there), in order, the longest name at a place."""
        if self.document is None or end <= start:
            return []
        study = self.study(start)
        index = self._index.get(study.name if study else None)
        if index is None:
            return []
        found = index.find(self.document.raw(start, end), start)
        return [GroupMention(first, last, group) for first, last, group in found]

    def named_so(self, study: str | None, name: str) -> Group | None:
        """The group of a study that a name means: ``retreatment cohort`` the one of the column ``X Retreated``."""
        index = self._index.get(study)
        return index.meant(name) if index is not None else None

    def inherited(self, place: int) -> Group | None:
        """The group that holds at a place without being named there: list parent ("In the X cohort:"), section; else None."""
        index = bisect_right(self.holding, place, key=lambda held: held[0]) - 1
        best: Group | None = None
        steps = 0
        while index >= 0 and steps < 8:
            start, end, group = self.holding[index]
            if start <= place < end:
                best = group
                break
            index, steps = index - 1, steps + 1
        study = self.study(place)
        return best if best is not None and best.study == (study.name if study else None) else None

    def table_study(self, grid: Grid) -> StudyScope | None:
        """The study that a table tells of: the acronym in its title, its title's citation, else its section."""
        here = self.study(grid.start)
        title = set(_TITLE_WORD.findall(grid.title.text))
        named = [study for study in self.studies if study.name in title and _ACRONYM.fullmatch(study.name)]
        if len(named) == 1:
            return named[0]
        cited = [cell.text.strip() for cell in grid.citations]
        if not cited or (here is not None and set(cited) & set(here.citations)):
            return here
        holders = {study.name: study for number in cited for study in self.cited.get(number, ())}
        return next(iter(holders.values())) if len(holders) == 1 else here

    def put_column(self, grid: Grid, column: int, group: Group) -> None:
        """Say which group a table's column is of."""
        self._columns[grid.start, column] = group

    def put_row(self, grid: Grid, row: int, group: Group) -> None:
        """Say which group a table's row is of."""
        self._rows[grid.start, row] = group

    def size(self, group: Group, n: int, at: tuple[int, int] | None, reason: str) -> None:
        """Give a group a size that its own name does not print."""
        group.n = n
        if group.draft is not None:
            group.draft.put("n", n, at, "inherited").reasons += (reason,)

    def rename(self, group: Group, name: str, at: tuple[int, int]) -> None:
        """Call a group as the place calls it that gives its size, unless a table's header names it."""
        if group.draft is None or any(known is group for known in self._columns.values()):
            return
        self.learn(group, (name,))
        group.name = name
        group.draft.put("cohort", name, at)
        self._by_name.setdefault((group.study, bare(name)), []).append(group)

    def call(self, group: Group, other: Group) -> None:
        """Give a group the name of another one of its study: the same people, counted again or in another number."""
        if group.draft is not None and group.n == other.n:
            self.learn(other, tuple(group.aliases))
            group.draft = None
        elif group.draft is not None:
            marks = group.draft.marks.get("cohort") or ()
            group.draft.put("cohort", other.name, marks[0][:2] if marks else None, "normalised")
        group.name = other.name
        self._by_name.setdefault((group.study, bare(other.name)), []).append(group)

    def column_groups(self) -> list[Group]:
        """The groups that columns of tables are of."""
        return [group for group in self._columns.values() if group is not None]

    def told_again(self, group: Group, names: tuple[str, ...], at: tuple[int, int] | None) -> None:
        """A known group by other names, with its size at another place."""
        if group.draft is not None and at is not None:
            group.draft.put("n", group.n, at)
        self.learn(group, names)

    def column_group(self, grid: Grid, column: int) -> Group | None:
        """The group of a table's column, by its header; ``None`` where the column is none (a P value)."""
        return self._columns.get((grid.start, column))

    def row_group(self, grid: Grid, row: int) -> Group | None:
        """The group of a table's row, where rows are groups ("Patients sensitive to X (n=29)"); else ``None``."""
        return self._rows.get((grid.start, row))
