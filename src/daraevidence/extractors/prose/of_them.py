"""How many of those just counted were in one group: ``There were four deaths, three of them in the X group``."""

from __future__ import annotations

import re
from itertools import pairwise

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.statements import Side, Statement

__all__ = ["share_counted"]

_OF_THEM = re.compile(r"\s*(?:[(\[][^()\[\]]{0,40}[)\]]\s*)?of\s+(?:them|these|which|whom)\s*", re.IGNORECASE)


def share_counted(place: Place, statements: list[Statement]) -> None:
    """Give a count of ``them`` the outcome told before it, and take the group of these from those who were all counted."""
    for index, statement in enumerate(statements):
        if len(statement.sides) == 2 and (one := _group_of(place, *statement.sides)) is not None and statement.phrase is not None:
            statements.insert(index + 1, Statement([statement.sides.pop()], statement.phrase, subject=statement.subject))
            _give(statement, statements[index + 1], one)
            return
    for previous, statement in pairwise(statements):
        one = _group_of(place, previous.sides[-1], statement.sides[0]) if len(statement.sides) == 1 else None
        if one is not None and previous.phrase is not None:
            statement.phrase, statement.subject = previous.phrase, previous.subject
            _give(previous, statement, one)


def _group_of(place: Place, last: Side, first: Side) -> Named | None:
    """The group behind a count of those counted before it."""
    end, start, behind = (at - place.base for at in (last.quantity.end, first.quantity.start, first.quantity.end))
    one = next((each for each in place.named if each.start >= behind), None)
    if one is None or first.quantity.role != "count" or last.quantity.role not in ("count", "proportion"):
        return None
    apart = place.text[end:start].rstrip().endswith((",", ";", "(", "and"))
    return one if apart and _OF_THEM.fullmatch(place.text, behind, one.start) is not None else None


def _give(whole: Statement, part: Statement, one: Named) -> None:
    part.sides[0].named, part.sides[0].firm, part.sides[0].phrase = one, True, None
    for side in whole.sides:
        if side.named is not None and side.named.start == one.start:
            side.named, side.firm = None, False
