"""Sizes of the safety set: the patients of each group of whom adverse events are told, where these are fewer than the group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.group_names import is_whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import fit_percent

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.sentence.sides import Side, Statement

__all__ = ["SafetySets", "Size", "fitting_size", "proves"]

#: A safety set holds nearly all patients of its group; what is smaller is a part of them.
_LEAST = 0.8

_SET = Gated(
    "safety|treated|at least ",
    r"\bsafety[- ](?:analysis |evaluable )?(?:population|set|cohort|analys[ei]s|sample)\b|"
    r"\b(?:as-)?treated (?:patients|population|participants|subjects|adults|children|set)\b|"
    r"\bat least (?:one|1) (?:dose|injection|infusion|vaccination|tablet)\b|"
    r"\bsafety (?:was|were) (?:assessed|evaluated|analy[sz]ed|monitored)\b|"
    r"\b(?:assess(?:ed|able|ment)|evalua(?:ted|ble|tion)|analy[sz]ed|included|available) (?:in|for|of) (?:the )?safety\b",
    re.IGNORECASE,
)
#: ``(206 and 203, respectively)``, ``155, 157 and 151 participants``
_LIST = compiled(
    r"(?<![\w.,/=%])(?P<list>\d[\d,]*(?:, \d[\d,]*){0,4},? (?:and|vs\.?|versus) \d[\d,]*)"
    r"(?![\w.%/]|\s?(?:%|mg|months|weeks|days|years))"
)
_ONE = compiled(rf"(?<![\w.,/=%])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})\s+(?:[a-z-]+\s+){{0,2}}?(?:{PEOPLE})\b")
_NUMBER = compiled(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+")


class Size(NamedTuple):
    """How many patients, and where it is printed."""

    n: int
    at: tuple[int, int]


@dataclass(slots=True)
class SafetySets:
    """By study and group: how many were treated or watched for harms.

    ``tabled`` holds what tables of adverse events and sentences about the safety set say, which holds for all events;
    ``told`` how many of a group answered, which holds only where a percent proves it.
    """

    tabled: dict[tuple[object, object], Size] = field(default_factory=dict)
    told: dict[tuple[object, object], Size] = field(default_factory=dict)

    def learn_tables(self, drafts: Iterable[Draft]) -> None:
        """The sizes that the headers of tables of adverse events give."""
        counted: dict[tuple[object, object], Counter[Size]] = {}
        for draft in drafts:
            n = draft.get("denominator") if draft.kind == "adverse_event" else None
            marks = [mark for mark in draft.marks.get("denominator", ()) if mark.how == "inherited"]
            if isinstance(n, int) and draft.get("cohort") and marks:
                at = (marks[0].start, marks[0].end)
                counted.setdefault((draft.get("study"), draft.get("cohort")), Counter())[Size(n, at)] += 1
        for key, sizes in counted.items():
            self.tabled.setdefault(key, sizes.most_common(1)[0][0])

    def learn_sentence(self, text: str, base: int, scope: Scope, study: str | None) -> None:
        """``Among treated patients (206 and 203, respectively)``, ``The safety population comprised 463 patients``."""
        if not _SET.search(text):
            return
        groups = scope.groups_of(study)
        arms: dict[str, Group] = {}
        for group in groups:
            if group.role == "arm" and group.n is not None:
                arms.setdefault(group.name, group)
        for listed in _LIST.finditer(text):
            numbers = [_size(number, base) for number in _NUMBER.finditer(text, *listed.span("list"))]
            if len(numbers) == len(arms) > 1 and all(_near(one.n, arm.n) for one, arm in zip(numbers, arms.values())):
                for one, name in zip(numbers, arms):
                    self.tabled.setdefault((study, name), one)
                return
        match, total = _ONE.search(text), scope.total(study)
        if match is not None and total is not None:
            size = _size(match, base, "n")
            if _near(size.n, total.n) and size.n not in {arm.n for arm in arms.values()}:
                self.tabled.setdefault((study, total.name), size)

    def learn_statement(self, statement: Statement, study: str | None, arms: Sequence[Group] = ()) -> bool:
        """``diaries came back from 420 in the X group and 411 in the Y group``: whether the counts are nearly all of each."""
        sized: list[tuple[str, Size]] = []
        for side in statement.sides:
            group, quantity = _group(side, statement, arms), side.quantity
            plain = quantity.role == "count" and quantity.percent is None and quantity.denominator is None
            if group is None or quantity.n is None or not plain or not _near(int(quantity.n.value), group.n):
                return False
            sized.append((group.name, Size(int(quantity.n.value), (quantity.n.start, quantity.n.end))))
        if len({name for name, _ in sized}) < 2:
            return False
        for name, size in sized:
            self.told[study, name] = size
        return True

    def learn_treated(self, statement: Statement, study: str | None, arms: Sequence[Group] = ()) -> None:
        """``Rash occurred in 31% of 150 patients on A and 24% of 147 on B``: so many of each group are watched for harms."""
        sized: dict[str, Size] = {}
        for side in statement.sides:
            group, total = _group(side, statement, arms), side.quantity.denominator
            if group is None or total is None or not _near(int(total.value), group.n):
                return
            sized[group.name] = Size(int(total.value), (total.start, total.end))
        if len(sized) > 1:
            for name, size in sized.items():
                self.tabled.setdefault((study, name), size)

    def size(self, study: object, cohort: object, arms: Sequence[Group]) -> Size | None:
        """The size of a group's safety set; of the whole group the sum of its arms, where all of them have one."""
        known = self.tabled.get((study, cohort))
        if known is not None or not isinstance(cohort, str) or not is_whole(cohort) or len(arms) < 2:
            return known
        parts = [self.tabled.get((study, name)) for name in {arm.name for arm in arms}]
        found = [part for part in parts if part is not None]
        return Size(sum(part.n for part in found), (0, 0)) if len(found) == len(parts) else None


def _size(match: re.Match[str], base: int, group: str | int = 0) -> Size:
    return Size(int(match[group].replace(",", "")), (base + match.start(group), base + match.end(group)))


def _group(side: Side, statement: Statement, arms: Sequence[Group]) -> Group | None:
    """The group of a count; of two arms the other one, where the text calls it by a name that nothing else does."""
    if side.named is None or side.named.group is not None:
        return side.named.group if side.named is not None else None
    named = {one.named.group.name for one in statement.sides if one.named is not None and one.named.group is not None}
    rest = {arm.name: arm for arm in reversed(arms) if arm.name not in named}
    return next(iter(rest.values())) if len(named) == 1 and len(rest) == 1 and len(statement.sides) == 2 else None


def _near(n: int, size: int | None) -> bool:
    return size is not None and _LEAST * size <= n <= size


def proves(size: int | None, quantity: Quantity) -> bool:
    """Whether a printed percent is that of the count of a size."""
    n, percent = quantity.n, quantity.percent
    if size is None or n is None or percent is None or percent.op or not 0 < n.value <= size:
        return False
    return fit_percent(n.value, size, percent).reading == "exact"


def fitting_size(sizes: Sequence[int], preferred: int | None, quantity: Quantity) -> int | None:
    """Of several sizes of one group the one of which a printed percent is, first the preferred one; the preferred or first one
    where none or no percent tells."""
    known = list(dict.fromkeys(size for size in ([preferred] if preferred is not None else []) + list(sizes)))
    n, percent = quantity.n, quantity.percent
    if n is not None and percent is not None and not percent.op:
        for readings in (("exact",), ("truncated", "double")):
            for size in known:
                if 0 < n.value <= size and fit_percent(n.value, size, percent).reading in readings:
                    return size
    return known[0] if known else None
