"""The group that a result is held against without a result of its own: ``A lowered X by 29% compared with B``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.sides import Row, Statement
from daraevidence.language.gated import Gated

__all__ = ["give_references"]

_HELD_AGAINST = Gated(
    "compared |in comparison |relative to|than|versus|vs",
    r"\b(?:(?:as )?compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|than|relative to)\s+(?:that\s+)?"
    r"(?:(?:with|in|for|on|the|those|patients|receiving|of|who received|treated with)\s+)*$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:(?:with|to|in|for|on|versus|vs\.?|the|those|patients)\s+)*", re.IGNORECASE)
_BREAK = re.compile(r"[;.]\s")
_OWN_RESULT = re.compile(r"\s*(?:[(\[,:]\s*)?(?:was|were|had|did)?\s*")


def give_references(text: str, rows: Sequence[Row], statements: Sequence[Statement], free: Sequence[Named]) -> list[Named]:
    """Note the reference of statements of one result where another name can be its subject; the names that were given."""
    found: list[Named] = []
    for row, statement in zip(rows, statements, strict=True):
        if len(row.slots) != 1 or row.versus:
            continue
        after = min((other.start for other in rows if other.start >= row.end), default=None)
        behind = [one for one in free if row.end <= one.start < (len(text) if after is None else after)]
        one = next((one for one in behind if _held_against(text, row, one)), None)
        if one is None or _BREAK.search(text, row.end, one.start):
            continue
        if after is not None and _OWN_RESULT.fullmatch(text, one.end, after):
            continue  # "28% of A than B (18%)"
        if any(other.name != one.name and other.end <= one.start and other not in found for other in free):
            statement.against = one
            found.append(one)
    return found


def _held_against(text: str, row: Row, one: Named) -> bool:
    """Whether words of comparison lead to a name behind a result."""
    led = _LEADING.match(text, one.start, one.end)
    return _HELD_AGAINST.search(text, row.end, led.end() if led else one.start) is not None
