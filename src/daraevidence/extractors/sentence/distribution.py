"""Names of groups that a sentence prints once and means for several results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.placed_names import RESPECTIVELY
from daraevidence.extractors.sentence.sides import Row
from daraevidence.language.patterns import compiled

__all__ = ["CLAUSE_ENDS", "distribute_one", "distribute_pair", "lead_on"]


def distribute_pair(text: str, rows: Sequence[Row]) -> None:
    """``X (5% v 2%), Y (7% v 3%) and Z (9% v 4%) were seen more with A than B``: one pair of names speaks for all of them."""
    full = [
        (row.slots[0].named, row.slots[1].named)
        for row in rows
        if len(row.slots) == 2 and all(slot.named is not None and slot.firm for slot in row.slots)
    ]
    full += [
        (one.slots[0].named, other.slots[0].named)
        for one, other in pairwise(rows)
        if not full and all(len(row.slots) == 1 and row.slots[0].firm and row.slots[0].named is not None for row in (one, other))
    ]
    if not full:
        _distribute_second(rows)
    names = {tuple(one.name for one in pair if one is not None) for pair in full}
    if len(names) != 1 or len({*next(iter(names))}) != 2:
        return
    for row in rows:
        told = row.pair or (len(row.slots) == 2 and RESPECTIVELY.search(text, row.end, row.end + 40))
        told = told or (len(row.slots) == 2 and _RESPECTIVE.search(text) is not None)
        told = told or (len(row.slots) == 2 and text[row.end : row.end + 1] == ")" and RESPECTIVELY.search(text, rows[-1].end))
        told = told or (len(row.slots) == 2 and _TWO_ALONE.fullmatch(text, row.slots[0].end, row.slots[1].start) is not None)
        told = told or _again(text, row, full[0])
        if told and all(slot.named is None for slot in row.slots):
            for slot, one in zip(row.slots, full[0], strict=True):
                slot.named = one


def _distribute_second(rows: Sequence[Row]) -> None:
    """``X in 47% versus 51% with B, and Y in 26% versus 89%``: the only group, named behind a second result, is that of all of
    them."""
    pairs = [row for row in rows if row.pair]
    told = {slot.named.name: slot.named for row in pairs for slot in row.slots if slot.named is not None}
    if len(told) != 1 or any(row.slots[0].named is not None for row in pairs):
        return
    for row in pairs:
        row.slots[1].named = row.slots[1].named or next(iter(told.values()))


#: two results and no more: ``triglycerides by 5% and 7%``
_TWO_ALONE = compiled(r"\s*(?:and|/)\s*(?:(?:in|by|to|of|was|were)\s+)?")


def _again(text: str, row: Row, pair: tuple[Named | None, Named | None]) -> bool:
    """``X (5 and 7 min) or Y (6 and 9 min)``: two results of one form that stand alone, behind the pair that is named."""
    if len(row.slots) != 2 or any(one is None or one.end > row.start for one in pair):
        return False
    one, other = (slot.sides[0] for slot in row.slots)
    alike = all(len(slot.sides) == 1 and not slot.sides[0].timed for slot in row.slots)
    first, second = one.quantity, other.quantity
    alike = alike and (first.role, first.n is None, first.percent is None) == (
        second.role,
        second.n is None,
        second.percent is None,
    )
    led = _RANGING.search(text, max(0, row.start - 12), row.start) is not None
    joined = _JOINED.fullmatch(text, row.slots[0].end, row.slots[1].start) is not None
    return alike and joined and not led and _THEN_ENDS.match(text, row.end) is not None


_RANGING = compiled(r"\b(?:between|from)\s+$", re.IGNORECASE)
_JOINED = compiled(r"\s*(?:[A-Za-zµ%/]{1,10}\s*)?(?:and|versus|vs\.?)\s*")
_THEN_ENDS = compiled(r"\s*(?:[A-Za-zµ%/]{1,12}\s*)?(?:[)\].;]|$)")
_RESPECTIVE = compiled(r"\brespective\b", re.IGNORECASE)
CLAUSE_ENDS = compiled(r"[;:]|\.\s|\b(?:whereas|while|but|versus|vs|than|against|compared|as (?:did|was|were|had))\b")


def lead_on(text: str, rows: Sequence[Row], named: Sequence[Named]) -> None:
    """``In A, 12 (24%) had X and 5 (10%) had Y``: the group that stands before a clause is that of all its results."""
    for before, row in pairwise(rows):
        one = before.slots[-1].named
        if (
            one is None
            or len({slot.named for slot in before.slots}) > 1
            or one.end > before.start
            or row.versus
            or before.versus
            or any(slot.named for slot in row.slots)
        ):
            continue
        between = (before.end, row.start)
        if CLAUSE_ENDS.search(text, *between) or any(between[0] <= other.start < row.start for other in named):
            continue
        if any(row.end <= other.start <= row.end + 40 and not CLAUSE_ENDS.search(text, row.end, other.start) for other in named):
            continue
        for slot in row.slots:
            slot.named = one


def distribute_one(text: str, rows: Sequence[Row], named: Sequence[Named]) -> None:
    """``Increases in X (5 to 7) and Y (6 to 9) were seen in A``: the only group of a sentence is that of all its results."""
    if len({one.name for one in named}) != 1:
        return
    lone = [row.slots[0] for row in rows if len(row.slots) == 1 and not row.versus]
    if any(row.versus for row in rows):
        lone = [slot for slot in lone if named[0].end <= slot.start]
    last = max(row.end for row in rows)
    for slot in lone:
        if slot.named is None and (named[0].end <= slot.start or _trails(text, last, named[0])):
            slot.named = named[0]
    for row in rows:
        for one, other in pairwise(row.slots):
            if other.named is None and one.firm and not row.versus and _LISTED.fullmatch(text, one.end, other.start):
                other.take(one.named or named[0])


_LISTED = compiled(r"[\s,;]*(?:(?:and|or)\s+)?(?:in\s+|by\s+|to\s+)?")


#: the rest of a bracket: ``; P=0.03)``
_CLOSING = compiled(r"^[^()\[\]]{0,60}[)\]]")


_ENDS_OR_COMPARES = compiled(r"[;:]|\b(?:than|versus|compared)\b")


def _trails(text: str, last: int, one: Named) -> bool:
    """Whether a name ends a sentence behind all its results: ``were seen in A.``"""
    return (
        one.start >= last
        and len(text) - one.end <= 2
        and not _ENDS_OR_COMPARES.search(_CLOSING.sub("", text[last : one.start], count=1))
    )
