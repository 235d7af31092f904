"""Arms that a document calls by a shorter and by a longer name: one group has one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group.roles import is_reference, parts_given
from daraevidence.extractors.group.senses import group_called

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope

__all__ = ["share_backbones", "share_names"]

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


def share_backbones(scope: Scope) -> None:
    """Call the two arms by what both are given besides, where the document does: ``X plus Y versus placebo plus Y`` in one place,
    ``X (n=120) or placebo (n=118), each with Y`` in another, are two arms and not four.

    Not where X plus Y has a size of its own, or the two arms do not make up the study.
    """
    for study in [None, *(study.name for study in scope.studies)]:
        arms = [group for group in scope.groups_of(study) if group.role == "arm"]
        sized = [group for group in arms if group.n is not None]
        idle = [group for group in sized if is_reference(group.name)]
        if len({group.name for group in sized}) != 2 or len({group.name for group in idle}) != 1:
            continue
        tried = next(group for group in sized if group.name != idle[0].name)
        whole = scope.size_of(study)
        if whole is not None and whole != (tried.n or 0) + (idle[0].n or 0):
            continue
        for joint in arms:
            first, *besides = parts_given(joint.name)
            if joint.n is None and besides and first.casefold() == tried.name.casefold():
                _call(scope, tried, joint)
                _join(scope, idle[0], arms, joint.name[len(first) :])
                break


def _call(scope: Scope, short: Group, full: Group) -> None:
    """Give the group of the full name the size that the short one has, and the short one its name."""
    marks = (short.draft.marks.get("n") or ()) if short.draft is not None else ()
    scope.size(full, short.n or 0, marks[0][:2] if marks else None, f"told of {short.name}")
    scope.call(short, full)


def _join(scope: Scope, idle: Group, arms: list[Group], besides: str) -> None:
    """The other arm by its full name, which a group bears already or the text prints: ``placebo plus Y``."""
    name = idle.name + besides
    known = next((group for group in arms if group.name.casefold() == name.casefold()), None)
    if known is not None and known.n is None:
        _call(scope, idle, known)
        return
    text = scope.document.clean if scope.document is not None else ""
    printed = re.search(r"\s+".join(map(re.escape, name.split())), text, re.IGNORECASE)
    if printed is not None:
        scope.rename(idle, " ".join(printed[0].split()), printed.span())
