"""Arms that a document calls by a shorter and by a longer name: one group has one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group.roles import is_reference
from daraevidence.extractors.group.senses import group_called
from daraevidence.language.patterns import compiled

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


#: what joins the parts of a treatment, and the last of them: ``placebo plus letrozole``
_BESIDES = compiled(
    r"\s+(?:plus|\+|in\s+combination\s+with)\s+(?P<what>[^\W\d_][\w-]{3,30}(?:\s+(?:and|plus)\s+[^\W\d_][\w-]{3,30})?)(?=\W)"
)


def share_backbones(scope: Scope) -> None:
    """Call the two arms of a trial by what both are given besides, where the document does both: ``X plus Y versus placebo plus
    Y`` in one place, ``X (n=120) or placebo (n=118), each with Y`` in another, are two arms and not four."""
    text = scope.document.clean if scope.document is not None else ""
    for study in [None, *(study.name for study in scope.studies)]:
        arms = [group for group in scope.groups_of(study) if group.role == "arm"]
        idle = next((group for group in arms if is_reference(group.name)), None)
        tried = next((group for group in arms if group is not idle), None)
        if len(arms) != 2 or idle is None or tried is None or None in (idle.n, tried.n):
            continue
        for match in re.finditer(rf"(?i)\b{re.escape(idle.name)}\b", text):
            besides = _BESIDES.match(text, match.end())
            full = tried.name + besides[0] if besides is not None else ""
            printed = re.search(rf"\b{_spaced(full)}\b", text) if besides is not None else None
            if besides is not None and printed is not None:
                scope.rename(idle, " ".join(text[match.start() : besides.end()].split()), (match.start(), besides.end()))
                scope.rename(tried, " ".join(printed[0].split()), printed.span())
                break


def _spaced(name: str) -> str:
    """A pattern of a name over the ends of lines."""
    return r"\s+".join(map(re.escape, name.split()))
