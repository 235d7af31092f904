"""Which of two groups a ratio is of, and which it is held against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from daraevidence.extractors.group_names import folded_words, stem
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.known_groups import like_control
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["in_order"]

#: from the one to the other: ``for A versus B``, ``A vs B``, ``A over B``, ``A/B``
_AGAINST = compiled(
    r"\s(?:versus|vs\.?|over|against|relative\s+to|(?:as\s+)?(?:compared|opposed)\s+(?:with|to)|(?:in\s+)?comparison\s+(?:with|to)|than|with\s+reference\s+to)\s|\s?/\s?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[(\[;,.]")
_CLOSING = re.compile(r"[)\];.]|,\s")
#: a result that is better where it is higher: the patients to whom nothing has happened
_UNHARMED = frozenset("PFS OS EFS DFS RFS ALIVE DOR TTP TTNT".split())
_SPARED = re.compile(r"\b(?:surviv\w+|alive|free(?:dom)?)\b|-free\b", re.IGNORECASE)
_LONGEST = 90
#: results nearer to one another, and ratios nearer to 1, say nothing of their order
_APART = Decimal("0.04")


def in_order(place: Place, statement: Statement, ratio: Quantity, named: Sequence[Named]) -> list[Named]:
    """Two groups in the order of a ratio: the one it is of, the one it is held against.

    In order: what the ratio says itself (``HR for A versus B``); what the results say beside which it stands, as the hazard is
    lower where the time to the event is longer, and a ratio of shares below 1 is of the smaller share; a group that is a
    control by its name (``placebo``) comes second; else the order in which they are named.
    """
    names = list({one.name: one for one in named}.values())
    if len(names) != 2:
        return list(named)
    first = _told(place, ratio, names)
    if first is None:
        first = _shown(statement, ratio)
    if first is None and like_control(names[0].name) and not like_control(names[1].name):
        first = names[1].name
    return names if first is None or first == names[0].name else names[::-1]


def _told(place: Place, ratio: Quantity, names: Sequence[Named]) -> str | None:
    """The name of the group that words at a ratio put first."""
    text, start, end = place.text, ratio.start - place.base, ratio.end - place.base
    value = (ratio.value.start if ratio.value is not None else ratio.start) - place.base
    opened = max((match.end() for match in _OPENING.finditer(text, max(0, start - _LONGEST), start)), default=start)
    closed = _CLOSING.search(text, end, end + _LONGEST)
    behind = text[end : closed.start()] if closed is not None else text[end : end + _LONGEST]
    for words in (text[start:value], text[opened:start], behind):
        for match in _AGAINST.finditer(words):
            one, other = words[: match.start()], words[match.end() :]
            straight = _shared(one, names[0].name) + _shared(other, names[1].name)
            crossed = _shared(one, names[1].name) + _shared(other, names[0].name)
            if straight != crossed:
                return names[0].name if straight > crossed else names[1].name
    return None


def _shared(words: str, name: str) -> float:
    """The share of a name's words that stand among others."""
    wanted = {stem(word) for word in folded_words(name)}
    return len(wanted & {stem(word) for word in folded_words(words)}) / max(1, len(wanted))


def _shown(statement: Statement, ratio: Quantity) -> str | None:
    """The name of the group of which a ratio must be by the results beside it."""
    sides = [side for side in statement.sides if side.named is not None]
    if len(sides) != 2 or ratio.value is None or abs(ratio.value.value - 1) < _APART or statement.phrase is None:
        return None
    one, other = (_result(side) for side in sides)
    if one is None or other is None or one[0] != other[0] or abs(one[1] - other[1]) <= _APART * max(one[1], other[1]):
        return None
    inverse = _is_inverse(one[0], statement.phrase.text, ratio)
    if inverse is None:
        return None
    larger = (one[1] > other[1]) == ((ratio.value.value > 1) != inverse)
    chosen = sides[0] if larger else sides[1]
    return chosen.named.name if chosen.named is not None else None


def _is_inverse(kind: str, outcome: str, ratio: Quantity) -> bool | None:
    """Whether the ratio is lower where the result is higher; ``None`` where that is not sure."""
    hazard = ratio.measure == "hazard_ratio"
    if kind == "time":
        return True if hazard else None
    if _SPARED.search(outcome) or outcome_code(outcome) in _UNHARMED:
        return True if hazard else None
    return False


def _result(side: Side) -> tuple[str, Decimal] | None:
    """What a result is, a time or a share, and how high."""
    quantity = side.quantity
    if quantity.percent is not None:
        return "share", quantity.percent.value
    if quantity.n is not None and quantity.denominator is not None and quantity.denominator.value:
        return "share", quantity.n.value / quantity.denominator.value * 100
    if quantity.value is not None and quantity.unit in TIMES:
        return "time", quantity.value.value
    return None
