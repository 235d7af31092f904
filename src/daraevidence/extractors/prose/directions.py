"""Which of two groups a ratio is of, and which is its reference: what stands beside it says so, else the two results do."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.known_groups import known
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.ratios import ratio_phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["directed", "opening_reference"]

#: between the name of a ratio and its value: ``HR for X versus Y, 0.70``
_OF = re.compile(
    r"\b(?:for|with|of|in|comparing)\s+(?:the\s+)?(?P<a>[^,;:()=]{1,50}?)"
    r"(?:\s+(?:versus|vs\.?|v\.?|compared\s+(?:with|to)|relative\s+to|over|against)\s+(?:the\s+)?(?P<b>[^,;:()=]{1,50}?))?"
    r"(?:\s+(?:was|were|of))?\s*[,:=(]?\s*$"
)
_SURVIVAL = frozenset(("OS", "PFS", "EFS", "DFS", "RFS", "ALIVE"))
_ENDED = frozenset(("DEATH", "RELAPSE", "PD", "OTHER"))
_TIMES = frozenset(("months", "weeks", "days", "years"))
#: a ratio nearer to one than this, or results nearer to each other, show no direction
_CLEAR = math.log(1.08)


def directed(place: Place, statement: Statement, ratio: Quantity) -> tuple[Named, Named] | None:
    """The group of a ratio and its reference, where the two groups of its statement are known and one of them is shown to be it.

    ``48% with A and 61% with B (HR for B, 0.70)``; ``from 12% with A to 8% with B (RR 0.66)``: only B to A is below one.
    """
    sides = statement.sides
    named = [side.named for side in sides if side.named is not None]
    if len(sides) != 2 or len(named) != 2 or named[0].name == named[1].name or ratio.value is None:
        return None
    first = _said(place, ratio, named)
    first = _shown(statement, ratio, place) if first is None else first
    return None if first is None else (named[0], named[1]) if first else (named[1], named[0])


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


def _shown(statement: Statement, ratio: Quantity, place: Place) -> bool | None:
    """Whether a ratio fits the first result to the second, and not the second to the first."""
    assert ratio.value is not None
    value = float(ratio.value.value)
    expected = _expected(statement, ratio, place)
    if value <= 0 or expected is None or min(abs(math.log(value)), abs(math.log(expected))) < _CLEAR:
        return None
    return (value > 1) == (expected > 1)


def _expected(statement: Statement, ratio: Quantity, place: Place) -> float | None:
    """About what the ratio of the first of two results to the second is."""
    code = outcome_code(statement.phrase.text) if statement.phrase is not None else "OTHER"
    own = ratio_phrase(place.text, place.base, ratio)
    of = outcome_code(own.text) if own is not None else code
    surviving = code in _SURVIVAL and ratio.measure == "hazard_ratio"
    if of != code and not (surviving and of in _SURVIVAL | _ENDED):
        return None
    one, other = (_amount(side) for side in statement.sides)
    if one is None or other is None or one <= 0 or other <= 0:
        return None
    if not surviving:
        timed = any(side.quantity.unit in _TIMES for side in statement.sides)
        return None if timed and ratio.measure == "hazard_ratio" else one / other
    if all(side.quantity.unit in _TIMES for side in statement.sides):
        return other / one  # the longer the time, the lower the hazard
    return math.log(one / 100) / math.log(other / 100) if one < 100 and other < 100 else None


def _amount(side: Side) -> float | None:
    """A percent, a value, or a count by the size of its group, where it is known."""
    quantity, group = side.quantity, side.named.group if side.named is not None else None
    if quantity.percent is not None:
        return float(quantity.percent.value)
    if quantity.n is None:
        return float(quantity.value.value) if quantity.value is not None else None
    size = float(quantity.denominator.value) if quantity.denominator is not None else group.n if group is not None else None
    return 100 * float(quantity.n.value) / size if size else None


#: ``Compared with low risk, the hazard ratio was``, ``With X as the reference, the odds ratios were``
_REFERENCE = re.compile(
    r"\s*(?:As\s+)?(?:(?i:compared\s+(?:with|to)|relative\s+to|in\s+comparison\s+(?:with|to)|versus|against)\s+(?P<a>[^,;:()]{2,60}?)"
    r"(?:\s*\([^()]*\))?|[Ww]ith\s+(?P<b>[^,;:()]{2,60}?)\s+as\s+(?:the\s+|an?\s+)?(?:reference|comparator)(?:\s+(?:group|category))?),\s"
)
_WHO = re.compile(rf"(?i)^(?:the\s+)?(?:(?:{PEOPLE}|those)\s+(?:at|with|in|on|who\s+(?:had|were))\s+)?(?:the\s+)?")


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
