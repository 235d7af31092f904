"""Arms that prose tells with their sizes and a table has in its header: one group has one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daraevidence.extractors.group.senses import group_called

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope

__all__ = ["share_names"]

#: a safety set leaves out no more of an arm than this part
_LEFT_OUT = 0.1


def share_names(scope: Scope) -> None:
    """Call the arms that prose tells as the header of a table calls them, where each means another column.

    ``were given X 10 mg with Y (n=324) or Y alone (n=162)`` above a safety table ``X + Y (N=321) | Y (N=160)``: two groups,
    each with two sizes.
    """
    columns = {id(group) for group in scope.column_groups()}
    for study in [None, *(study.name for study in scope.studies)]:
        arms = [group for group in scope.groups_of(study) if group.role == "arm"]
        headed = [group for group in arms if id(group) in columns]
        told = [group for group in arms if id(group) not in columns and group.n is not None]
        pairs = [(one, other) for one in told if (other := group_called(one.name, headed)) is not None and _fits(one, other)]
        names = {other.name for _, other in pairs}
        if len(pairs) == len(told) == len(names) and len({group.name for group in headed}) > 1:
            for one, other in pairs:
                scope.call(one, other)


def _fits(one: Group, other: Group) -> bool:
    """Whether a table's group may be the one that prose tells, or those of it who were treated."""
    return one.n is not None and (other.n is None or (1 - _LEFT_OUT) * one.n <= other.n <= one.n)
