"""The results of a statement, those of one group together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.placed_names import RESPECTIVELY
from daraevidence.extractors.sentence.sides import Slot, Statement
from daraevidence.extractors.sentence.unknown_units import unit_ends
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import TIMES_TO_EVENT, endpoint_code
from daraevidence.language.word_classes import AGAINST

__all__ = ["CHANGED_TO", "CONNECTED", "VERSUS", "slots_of"]

VERSUS = compiled(
    rf"\b(?:{AGAINST}|as (?:compared|did|was|were|had)|than)(?=[\s(]|$)",
    re.IGNORECASE,
)
CONNECTED = compiled(
    r"[\s,]*(?:(?:and|or|&|vs\.?|versus|v|compared|with|to|than|the|in|for|those|as)[\s,]+)*"
    rf"(?:(?<=and )(?:{PEOPLE})\s+"
    r"(?:(?:assigned|allocated|randomi[sz]ed|treated|receiving|given|in|on|with)\s+(?:to\s+|with\s+|the\s+)*)?)?",
    re.IGNORECASE,
)
#: from one value to the next
CHANGED_TO = compiled(r"\s*(?:to|→)\s*(?:an?\s+(?:mean|median|average)\s+of\s+)?")


def slots_of(text: str, base: int, statement: Statement, named: Sequence[Named]) -> list[Slot]:
    """The results of a statement, those of one group together: ``from 5 to 7``, but for times to an event, which no group
    has twice."""
    apart = statement.phrase is not None and endpoint_code(statement.phrase.text) in TIMES_TO_EVENT
    found: list[Slot] = []
    for side in statement.sides:
        start = side.quantity.start - base
        end = unit_ends(text, side.quantity.end - base, side.quantity)
        last = found[-1] if found else None
        changed = last is not None and CHANGED_TO.fullmatch(text, last.end, start) is not None
        if changed and apart and last is not None:
            found.append(Slot([side], start, end))
        elif last is not None and (changed or _in_one_bracket(text, last, start, end, named)):
            last.sides.append(side)
            last.end = end
        else:
            found.append(Slot([side], start, end))
    return found


_CLOSING = compiled(r"[)\]]")


def _in_one_bracket(text: str, last: Slot, start: int, end: int, named: Sequence[Named]) -> bool:
    """``in A (5% and 7%) and in B (6% and 9%)``: results in one bracket behind a name that stands alone are all of that group."""
    opened = max(text.rfind("(", 0, last.start), text.rfind("[", 0, last.start))
    if opened < 0 or _CLOSING.search(text[opened:start]) or VERSUS.search(text, opened, end) or last.start - opened > 40:
        return False
    before = [one for one in named if one.end <= opened]
    if not before or text[before[-1].end : opened].strip() or RESPECTIVELY.search(text, end, end + 40):
        return False
    if any(opened <= one.start < end for one in named):
        return False
    return len(before) < 2 or CONNECTED.fullmatch(text, before[-2].end, before[-1].start) is None
