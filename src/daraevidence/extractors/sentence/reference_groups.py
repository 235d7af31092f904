"""The group that a result is held against without a result of its own: ``A lowered X by 29% compared with B``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.distribution import CLAUSE_ENDS
from daraevidence.extractors.sentence.in_turn import comes_second
from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.sides import Row, Statement
from daraevidence.language.patterns import compiled

__all__ = ["give_references"]

#: where another clause begins, not inside a bracket
_BREAK = compiled(r"[;.]\s(?![^()]*\))")
_ASIDE = compiled(r"\([^()]*\)")
_OWN_RESULT = compiled(r"\s*(?:[(\[,:]\s*)?(?:was|were|had|did)?\s*")


def give_references(text: str, rows: Sequence[Row], statements: Sequence[Statement], free: Sequence[Named]) -> list[Named]:
    """Note the reference of statements of one result, which is not the group of that result; the names that were given.

    It stands behind the result (``lowered X by 29% compared with B``), or opens the clause (``Relative to B, X fell by 29%``);
    results listed before one that has it have it too (``lowered X by 29% and Y by 12% compared with B``).
    """
    found: list[Named] = []
    for row, statement in zip(rows, statements, strict=True):
        if len(row.slots) != 1 or row.versus:
            continue
        after = min((other.start for other in rows if other.start >= row.end), default=None)
        behind = [one for one in free if row.end <= one.start < (len(text) if after is None else after)]
        one = next((one for one in behind if is_held_against(text, one, row.end)), None)
        if one is not None and _BREAK.search(text, row.end, one.start):
            one = None
        if one is not None and after is not None and _OWN_RESULT.fullmatch(text, one.end, after):
            continue  # "28% of A than B (18%)"
        one = one or _opening(text, row, free) or _difference(text, row, free)
        if one is not None:
            statement.against = one
            found.append(one)
    for (row, statement), (following, last) in reversed([*pairwise(zip(rows, statements, strict=True))]):
        one = last.against
        listed = one is not None and one.start >= following.end and len(row.slots) == 1 and statement.against is None
        between = any(row.end <= other.start < following.start for other in free)
        if listed and not row.versus and not between and not CLAUSE_ENDS.search(_ASIDE.sub("", text[row.end : following.start])):
            statement.against = one
    return found


def _difference(text: str, row: Row, free: Sequence[Named]) -> Named | None:
    """``X fell more with A than with B (mean difference, -1.3 days)``: the second of two names before a bracket."""
    ahead = [one for one in free if one.end <= row.start]
    opened = text.rfind("(", 0, row.start)
    if len(ahead) < 2 or opened < ahead[-1].end or not _DIFFERS.match(text, opened) or ahead[-1].name == ahead[-2].name:
        return None
    return ahead[-1] if is_held_against(text, ahead[-1], ahead[-2].end) else None


_DIFFERS = compiled(r"\(\s*(?:[\w-]+\s+){0,4}?differences?\b", re.IGNORECASE)


def _opening(text: str, row: Row, free: Sequence[Named]) -> Named | None:
    """The name that the clause of a result begins with, as what its subject is compared with."""
    ahead = [one for one in free if one.end <= row.start and comes_second(text, one)]
    return ahead[-1] if ahead and not _BREAK.search(text, ahead[-1].end, row.start) else None
