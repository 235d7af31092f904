"""Results that belong to the arms of a study in their order, where no group is named: ``7 (2.5%) and 4 (1.4%), respectively``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.prose.arms_by_percent import announced
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent

__all__ = ["give_in_order", "tells_apart"]

#: ``11 of the 121 patients younger than 40 years``: whom the words behind a fraction tell apart, and no arms
_APART = compiled(
    rf"\s*(?:(?:{PEOPLE}|those)\s+)?"
    r"(?:younger|older|aged|with|without|who|whose|below|above|under|over|not)\s",
    re.IGNORECASE,
)


def tells_apart(place: Place, side: Side) -> bool:
    if side.named is not None or side.quantity.denominator is None:
        return False
    denominator = side.quantity.denominator
    end = max(denominator.end, 0) - place.base
    return _APART.match(place.text, end) is not None or _APART.match(place.text, side.quantity.end - place.base) is not None


def give_in_order(place: Place, statement: Statement) -> None:
    """``7 (2.5%) and 4 (1.4%), respectively``, ``(28%, 31% and 14%)``: as many results as the study has arms, no group named.

    The arms have the order in which they were last set side by side, else that in which they are named; where counts are
    printed, their percents must be those of the arms.
    """
    sides = statement.sides
    if len(sides) < 2 or any(side.named is not None and side.firm for side in sides) or place.whole is not None:
        return
    known = place.pairs.get(place.study)
    order = list(known) if known is not None and len(sides) == 2 else [standing(arm) for arm in place.arms]
    order = list(place.recent) if len(place.recent) == len(sides) else order
    said = announced(place, len(sides), sides[0].quantity.start - place.base)
    if said is not None:
        for side, one in zip(sides, said, strict=False):
            side.named = one
        return
    several_times = len({side.time.start for side in sides if side.time is not None}) > 1
    units = {side.quantity.unit for side in sides if side.quantity.unit}
    if len(order) != len(sides) or place.held is not None or several_times or len(units) > 1:
        return  # "age and weight were 28 weeks and 1072 g, respectively" are no results of two arms
    last = sides[-1].quantity.end - place.base
    first = sides[0].quantity.start - place.base
    listed = len(sides) > 2 and _LISTED.search(place.text, max(0, first - 1), last + 1) is not None
    bracketed = listed or _are_listed(place, sides)
    told = _RESPECTIVELY.match(place.text, last) or (len(sides) == 2 and _CORRESPONDING.search(place.text, 0, first))
    told = told or _GROUPS.search(place.text, 0, first) or (len(sides) == 2 and _FIGURES.search(place.text, 0, first))
    fitting = [_fits(side, one) for side, one in zip(sides, order, strict=True)]
    again = len(place.recent) == len(sides) and _are_joined(place, sides)
    enough = any(fitting) if told else 2 * sum(map(bool, fitting)) > len(sides) if again else all(fitting)
    if None not in fitting and not enough:
        return
    if told or bracketed or again or (None not in fitting and len(sides) == 2):
        for side, one in zip(sides, order, strict=True):
            side.named = one._replace(start=-1, end=-1)


def _are_joined(place: Place, sides: Sequence[Side]) -> bool:
    """Whether nothing but commas, "and" and brackets part results of one form: ``43.9%, 42.8% and 38.5%``."""
    places = [(side.quantity.start - place.base, side.quantity.end - place.base) for side in sides]
    alike = len({(side.quantity.role, side.quantity.n is None, side.quantity.unit) for side in sides}) == 1
    times = {side.time.start if side.time is not None else -1 for side in sides}
    apart = len(times) > 1 or any(side.phrase is not None for side in sides)
    opened = place.text[max(0, places[0][0] - 12) : places[0][0]]
    return (
        alike
        and not apart
        and _BETWEEN.search(opened) is None
        and all(_JOINED.fullmatch(place.text, one[1], two[0]) for one, two in pairwise(places))
    )


#: ``between 5 and 7``, ``from 5 to 7`` are one result
_BETWEEN = compiled(r"\b(?:between|from)\s+$", re.IGNORECASE)
_JOINED = compiled(
    r"\s*(?:(?:eyes|patients|participants|subjects|people|cases|events)\s*)?(?:[(\[][^()\[\]]*[)\]]\s*)?"
    r"(?:,\s*(?:and\s+)?|and\s+|(?:vs\.?|versus)\s+|(?:as\s+)?(?:compared|against)\s+(?:with\s+|to\s+)?)(?:a\s+(?:mean|median)\s+of\s+)?\+?"
)


def _are_listed(place: Place, sides: Sequence[Side]) -> bool:
    """``Remission rates were 42%, 38% and 21%``: three bare results or more, of no times, where the study has as many arms."""
    if len(sides) < 3 or len(place.arms) != len(sides) or any(side.timed for side in sides):
        return False
    return all(
        _LIST_JOINT.fullmatch(place.text, one.quantity.end - place.base, two.quantity.start - place.base)
        for one, two in pairwise(sides)
    )


_LIST_JOINT = compiled(r"\s*(?:,|,?\s+and|,?\s+or)\s+")
#: of whose two results it speaks: ``The groups were balanced: mean age 61 and 62 years``
_GROUPS = compiled(r"\b(?:[Tt]he|[Bb]oth|two)\s+(?:(?:treatment|study|two)\s+)?(?:groups|arms)\s+(?:were|had|did)\b")
#: ``In those without it the corresponding figures were 18/111 and 27/110``: of the groups told of before
_FIGURES = Gated(
    "corresponding|respective|equivalent",
    r"\b(?:corresponding|respective|equivalent)\s+(?:[a-z]+\s+)?(?:figures|rates|values|numbers|proportions|percentages)\s+were\s+$",
)
_RESPECTIVELY = compiled(r"(?:\([^()]{0,60}\)|[^.;()]){0,60}\brespectively\b")
#: ``which corresponds to survival of 68% (60-76) and 51% (42-59)``: of the groups told of before
_CORRESPONDING = Gated(
    "correspond|translat|equivalent",
    r"\b(?:correspond(?:s|ed|ing)\s+to|translat(?:es|ed|ing)\s+(?:in)?to|equivalent\s+to)\b[^.;:()]{3,80}$",
    re.IGNORECASE,
)
_LISTED = compiled(r"\([\d.]+\s*%,\s*[^()]*\)")


def _fits(side: Side, named: Named) -> bool | None:
    """Whether a count and its percent are those of a group; ``None`` where one of the three is not printed."""
    n, percent = side.quantity.n, side.quantity.percent
    size = side.quantity.denominator.value if side.quantity.denominator else named.group.n if named.group else None
    if n is None or percent is None or not size:
        return None
    return fit_percent(int(n.value), int(size), percent).reading != "no"
