"""Arms that a sentence names together, as it names them, and how they come into the scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["Arm", "keep_arms"]


class Arm(NamedTuple):
    """``name`` without, ``dosed`` with the amount behind it."""

    name: str
    dosed: str
    at: tuple[int, int]
    n: int | None = None
    n_at: tuple[int, int] | None = None
    long: str = ""  # what the name is short for


def keep_arms(scope: Scope, owner: str | None, line: Sentence, arms: Sequence[Arm]) -> bool:
    """Add the arms where the study knows none yet, else size those that it knows; whether they are arms."""
    if len(arms) < 2 or len({arm.dosed.casefold() for arm in arms}) < len(arms):
        return False
    alike = len({arm.name.casefold() for arm in arms}) < len(arms)
    fresh = not any(group.role == "arm" for group in scope.groups_of(owner))
    for arm in [_called(line.text, arm) for arm in arms]:
        at = (line.start + arm.at[0], line.start + arm.at[1])
        n_at = (line.start + arm.n_at[0], line.start + arm.n_at[1]) if arm.n_at else None
        known = _known(scope, owner, arm)
        if fresh:
            scope.add_group(owner, arm.dosed if alike else arm.name, n=arm.n, aliases=(arm.dosed, arm.long), at=at, n_at=n_at)
        elif known is not None and known.n is None and arm.n is not None and n_at is not None:
            scope.size(known, arm.n, n_at, "the sentence of assignment says how many it has")
        elif known is not None and arm.n is not None and arm.n > (known.n or 0):  # the table has a smaller population
            scope.add_group(owner, known.name, n=arm.n, at=at, n_at=n_at)
        if n_at and (fresh or known is not None):
            scope.sizes |= {n_at[0]}
    return fresh or any(_known(scope, owner, arm) is not None for arm in arms)


#: the short form behind the name of a treatment: ``intravenous immunoglobulin (IVIG)``
_SHORT = re.compile(r"\s*\((?P<short>[A-Z][\w+/-]{1,11})\)")


def _called(text: str, arm: Arm) -> Arm:
    """An arm by the short form that stands behind its name."""
    short = _SHORT.match(text, arm.at[1])
    if short is None:
        return arm
    return arm._replace(name=short["short"], dosed=f"{short['short']}{arm.dosed.removeprefix(arm.name)}", long=arm.name)


def _known(scope: Scope, owner: str | None, arm: Arm) -> Group | None:
    known = scope.named_so(owner, arm.dosed) or scope.named_so(owner, arm.name)
    return known if known is not None and known.role == "arm" else None
