"""Sizes of groups that tables of percents leave out: the percents prove that they are of the group's N told elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from daraevidence.draft import Draft
from daraevidence.extractors.scope import Scope
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import counts_for

__all__ = ["size_by_percents"]

#: Percents that some number of other patients would give as often as this prove nothing.
_CHANCE = 0.01
_PERCENT = compiled(r"\d{1,3}\.\d{1,2}")


def size_by_percents(drafts: Sequence[Draft], scope: Scope) -> None:
    """Give adverse events of tables without N the size of their group, where the percents can be of no random N.

    Reads columns of percents alone (``11.9%``, ``4.8%`` of a group of 84): each must be that of a whole number of its patients
    (GRIM for percents, Brown and Heathers 2017), and so many of them that this is no accident. A group with two sizes is
    let be.
    """
    columns: dict[tuple[object, object], list[Draft]] = {}
    for draft in drafts:
        bare = draft.get("denominator") is None and draft.get("n") is None and draft.get("percent") is not None
        if draft.kind == "adverse_event" and bare and draft.get("cohort"):
            columns.setdefault((draft.get("study"), draft.get("cohort")), []).append(draft)
    for (study, cohort), column in columns.items():
        groups = scope.groups_of(study if isinstance(study, str) else None)
        sizes = {group.n for group in groups if group.name == cohort and group.n is not None}
        if len(sizes) != 1:
            continue
        (size,) = sizes
        if size > 0 and _proved(column, size, scope):
            for draft in column:
                draft.put("denominator", size).doubt(0.9, "the percents prove the group's size, which the table does not print")


def _proved(column: Sequence[Draft], size: int, scope: Scope) -> bool:
    printed: dict[str, float] = {}
    for draft in column:
        mark = next(iter(draft.marks.get("percent", ())), None)
        text = scope.document.raw(mark.start, mark.end) if mark is not None and scope.document is not None else ""
        found = _PERCENT.search(text)
        if found is None:
            return False  # whole percents are those of nearly any group
        number = as_number(found[0])
        if not counts_for(number, size):
            return False
        printed[found[0]] = min(1.0, (size + 1) / 10 ** (number.decimals + 2))
    return prod(printed.values()) <= _CHANCE
