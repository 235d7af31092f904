"""Which of two groups a ratio or a difference is of, and which is its reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from daraevidence.extractors.directions import Amount, difference_of_first, ratio_of_first
from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.group_names import folded_words, stem
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.known_groups import control_last, known, like_control
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.ratios import ratio_phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.units import time_unit
from daraevidence.language.vocabulary import UNHARMED
from daraevidence.language.word_classes import AGAINST

__all__ = ["directed", "opening_reference", "subtracted"]

#: between the name of a ratio and its value: ``HR for X, 0.70``
_OF = compiled(
    rf"\b(?:for|with|of|in|comparing)\s+(?:the\s+)?(?P<a>[^,;:()=]{{1,50}}?)(?:\s+(?:{AGAINST}|"
    r"over)\s+(?:the\s+)?(?P<b>[^,;:()=]{1,50}?))?(?:\s+(?:was|were|of))?\s*[,:=(]?\s*$"
)
#: from the one to the other: ``for A versus B``, ``A vs B``, ``A over B``, ``A/B``
_AGAINST = compiled(
    rf"\s(?:{AGAINST}|over|than|with\s+reference\s+to)\s|\s?/\s?",
    re.IGNORECASE,
)
_OPENING = compiled(r"[(\[;,.]")
_CLOSING = compiled(r"[)\];.]|,\s")
_LONGEST = 90
_ENDED = frozenset(("DEATH", "RELAPSE", "PD", "OTHER"))


def directed(place: Place, statement: Statement, ratio: Quantity, named: Sequence[Named]) -> list[Named]:
    """Two groups in the order of a ratio: the one it is of, the one it is held against; others as they are.

    What the ratio says itself comes first (``HR for B, 0.70``, ``A vs B: HR 0.7``), then what the two results show (``from 12%
    with A to 8% with B (RR 0.66)``: only B to A is below one); else a control by its name is the reference.
    """
    names = list({one.name: one for one in named}.values())
    if len(names) != 2 or ratio.value is None:
        return list(named)
    first = _said(place, ratio, names)
    first = _told(place, ratio, names) if first is None else first
    first = _shown(place, statement, ratio, names) if first is None else first
    if first is None:  # "commoner with placebo than with X (HR, 1.4)" has no results, and says itself which is the reference
        told = any(side.quantity.role == "ratio" and side.named is not None for side in statement.sides)
        return names if told else [*control_last(*names)]
    return names if first else names[::-1]


def _said(place: Place, ratio: Quantity, named: Sequence[Named]) -> bool | None:
    """Whether the words of a ratio name the first of two groups as its own; ``None`` where they name none."""
    assert ratio.value is not None
    match = _OF.search(place.text, ratio.start - place.base, ratio.value.start - place.base)
    if match is None:
        return None
    groups = place.scope.groups_of(place.study)
    for part, own in (("a", True), ("b", False)):
        group = group_called(match[part], groups) if match[part] else None
        meant = (match[part] or "").casefold(), group.name.casefold() if group is not None else ""
        found = [one for one in named if one.name.casefold() in meant]
        if len(found) == 1:
            return (found[0] is named[0]) == own
    return None


def _told(place: Place, ratio: Quantity, named: Sequence[Named]) -> bool | None:
    """Whether words that set two groups against each other at a ratio put the first before the second, by their own words."""
    assert ratio.value is not None
    text, start, end, value = place.text, ratio.start - place.base, ratio.end - place.base, ratio.value.start - place.base
    opened = max((match.end() for match in _OPENING.finditer(text, max(0, start - _LONGEST), start)), default=start)
    closed = _CLOSING.search(text, end, end + _LONGEST)
    behind = text[end : closed.start() if closed is not None else end + _LONGEST]
    for words in (text[start:value], text[opened:start], behind):
        for match in _AGAINST.finditer(words):
            one, other = words[: match.start()], words[match.end() :]
            straight = _shared(one, named[0].name) + _shared(other, named[1].name)
            crossed = _shared(one, named[1].name) + _shared(other, named[0].name)
            if straight != crossed:
                return straight > crossed
    return None


def _shared(words: str, name: str) -> float:
    """The share of a name's words that stand among others."""
    wanted = {stem(word) for word in folded_words(name)}
    return len(wanted & {stem(word) for word in folded_words(words)}) / max(1, len(wanted))


def _shown(place: Place, statement: Statement, ratio: Quantity, named: Sequence[Named]) -> bool | None:
    """Whether a ratio fits the result of the first of two groups to that of the second, and not the other way round."""
    sides = {side.named.name: side for side in statement.sides if side.named is not None}
    if (
        len(statement.sides) != 2
        or ratio.value is None
        or sides.keys() != {one.name for one in named}
        or statement.phrase is None
    ):
        return None
    outcome = statement.phrase.text
    code = outcome_code(outcome)
    own = ratio_phrase(place.text, place.base, ratio)
    of = outcome_code(own.text) if own is not None else code
    if of != code and not (code in UNHARMED and ratio.measure == "hazard_ratio" and of in UNHARMED | _ENDED):
        return None
    one, other = (_amount(sides[each.name]) for each in named)
    return ratio_of_first(ratio.measure, ratio.value.value, one, other, outcome, code)


def subtracted(previous: Statement, difference: Quantity) -> list[Named]:
    """The two groups of results in the order of their difference: a control last, else by the results.

    The sign of a difference from a control is often left out: ``18% with X and 30% with placebo, a difference of 12 points``.
    """
    sides = [side for side in previous.sides if side.named is not None]
    names = [side.named for side in sides if side.named is not None]
    number = difference.value or difference.percent
    if len(names) != 2 or number is None:
        return names
    if like_control(names[0].name) != like_control(names[1].name):
        return [*control_last(*names)]
    one, other = map(_amount, sides)
    return names[::-1] if difference_of_first(number.value, one, other) is False else names


def _amount(side: Side) -> Amount | None:
    """A share in percent, a time or another value; a count is a share where the size of its group is known."""
    quantity, group = side.quantity, side.named.group if side.named is not None else None
    if quantity.percent is not None:
        return Amount("share", quantity.percent.value)
    if quantity.n is None:
        kind = "time" if time_unit(quantity.unit) else "value"
        return Amount(kind, quantity.value.value) if quantity.value is not None else None
    size = quantity.denominator.value if quantity.denominator is not None else group.n if group is not None else None
    return Amount("share", 100 * quantity.n.value / Decimal(size)) if size else None


#: ``Compared with low risk, the hazard ratio was``, ``With X as the reference, the odds ratios were``
_REFERENCE = compiled(
    rf"\s*(?:As\s+)?(?:(?i:{AGAINST})\s+(?P<a>[^,;:()]{{2,60}}?)(?:\s*\([^()]*\))?|"
    r"[Ww]ith\s+(?P<b>[^,;:()]{2,60}?)\s+as\s+(?:the\s+|an?\s+)?(?:reference|comparator)(?:\s+(?:group|category))?),\s"
)
_WHO = compiled(rf"(?i)^(?:the\s+)?(?:(?:{PEOPLE}|those)\s+(?:at|with|in|on|who\s+(?:had|were))\s+)?(?:the\s+)?")


def opening_reference(place: Place) -> Named | None:
    """The group with which a sentence says at its beginning that all others are compared."""
    match = _REFERENCE.match(place.text)
    if match is None:
        return None
    part = "a" if match["a"] else "b"
    start, end = match.span(part)
    inside = [one for one in place.named if one.group is not None and one.start < end and start <= one.end]
    if inside:
        return inside[0]
    name = _WHO.sub("", " ".join(match[part].split()))
    groups = place.scope.groups_of(place.study)
    one = known(Named(start, end, name), groups)
    meant = group_called(name, groups) if one.group is None else None
    return one if meant is None else one._replace(name=meant.name, group=meant)
