"""Results of a second group, told in the order of the outcomes of the first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST

__all__ = ["give_again", "in_parallel", "outcomes_of", "told_again"]

#: between results of a list
_JOINED = compiled(r"\s*(?:,\s*(?:and\s+)?|;\s*|and\s+)")
#: from the outcomes of the first group to the results of the second: ``than on placebo (``, ``vs.``
_AGAINST = compiled(rf"[\s)\]]*(?:[^;:.\d]{{0,80}}?\s)?(?:than|{AGAINST})\s(?:[^;:.\d]{{0,60}}?[\s(\[])?")
_CLOSES = compiled(r",?\s*(?:respectively\b|[)\]]|(?:in|on|with|for|after|among)\s|[.;]|$)")
_RESPECTIVELY = compiled(r",?\s*respectively\b")
#: what outcomes are told between, where each has its result: ``(24%), insomnia (``
_NAMED = compiled(r"[a-z]{3}", re.IGNORECASE)
_MOST = 8


def told_again(text: str, base: int, results: Sequence[Quantity]) -> Sequence[Quantity]:
    """``X (24%), Y (17%) and Z (14%) were commoner with A than with B (7%, 3% and 7%)``: the list at the end, if there is one."""
    last = len(results)
    for first in range(2, last - 1):
        if _AGAINST.fullmatch(text, results[first - 1].end - base, results[first].start - base) is None:
            continue
        size = 1
        while first + size < last and _JOINED.fullmatch(
            text, results[first + size - 1].end - base, results[first + size].start - base
        ):
            size += 1
        if not 2 <= size <= min(first, _MOST) or _CLOSES.match(text, results[first + size - 1].end - base) is None:
            continue
        before, again = results[first - size : first], results[first : first + size]
        firm = _RESPECTIVELY.match(text, again[-1].end - base) is not None
        apart = all(_apart(text, base, one, other) for one, other in pairwise(before))
        if apart and all(_alike(one, other, firm) for one, other in zip(before, again, strict=True)):
            return again
    return []


def _apart(text: str, base: int, one: Quantity, other: Quantity) -> bool:
    """Whether the name of another outcome stands between two results."""
    gap = text[one.end - base : other.start - base]
    return _NAMED.search(_JOINED.sub(" ", gap)) is not None and ";" not in gap and not _AGAINST.fullmatch(gap)


def _alike(one: Quantity, other: Quantity, firm: bool) -> bool:
    if _form(one) != _form(other):
        return False
    return one.unit == other.unit or (firm and not (one.unit and other.unit))


def outcomes_of(statements: list[Statement], again: Sequence[Quantity]) -> Sequence[Statement]:
    """The statements of the outcomes that a list tells again of, the last of which gets the last of the list as its second side.

    Nothing where they are not as many, or lack their names.
    """
    place = next((i for i, each in enumerate(statements) if each.sides[-1].quantity is again[-1]), -1)
    last = statements[place]
    if place > 0 and len(last.sides) == 1 and len(statements[place - 1].sides) == 1:
        place -= 1
        statements[place].sides += last.sides
        statements.remove(last)
    found = statements[place + 1 - len(again) : place + 1] if place + 1 >= len(again) else []
    alone = all(len(each.sides) == 1 for each in found[:-1])
    if len(found) < len(again) or not alone or len(found[-1].sides) != 2 or any(each.phrase is None for each in found):
        return []
    found[-1].versus = True
    return found if len({each.phrase for each in found}) == len(found) else []


def give_again(text: str, base: int, outcomes: Sequence[Statement], again: Sequence[Quantity], named: Sequence[Named]) -> None:
    """Give the results of the second group to the outcomes of the first; the last has its own already."""
    if not outcomes:
        return
    first, second = outcomes[-1].sides
    start = again[0].start - base
    ahead = [one for one in named if one.end <= start and _TO_LIST.fullmatch(text, one.end, start)]
    other = ahead[-1] if ahead else second.named
    names = {side.named.name: side.named for each in outcomes for side in each.sides[:1] if side.named is not None}
    own = next((one for one in names.values() if other is None or one.name != other.name), None)
    first.named, second.named = own, other
    for statement, quantity in zip(outcomes[:-1], again, strict=False):
        if statement.sides[0].named is None or (other is not None and statement.sides[0].named.name == other.name):
            statement.sides[0].named = own
        statement.sides.append(Side(quantity, other))
        statement.versus = True


_TO_LIST = compiled(r"\s*(?:groups?|arms?|patients)?\s?[(\[,:]*\s*")


#: what stands for the outcomes told before
_RESPECTIVE = compiled(
    r"(?:the |these |their )?(?:respective|corresponding|equivalent|same|comparable) (?:mean |median )?"
    r"(?:values|figures|changes|rates|numbers|percentages|scores|reductions|increases|decreases|times|results|proportions)",
    re.IGNORECASE,
)


def in_parallel(text: str, base: int, statements: Sequence[Statement]) -> list[Statement]:
    """``With A, 5% had X and 7% had Y; with B, 9% and 12%``: results of a second group are of the outcomes in their order.

    So are those of ``whereas in B the respective changes were 0.4 L and 3 mm Hg``.
    """
    found: list[Statement] = []
    for statement in statements:
        outcomes = found[-len(statement.sides) :]
        if len(statement.sides) > 1 and len(outcomes) == len(statement.sides) and _goes_again(text, base, statement, outcomes):
            first = statement.sides[0].named
            for each, side in zip(outcomes, statement.sides, strict=True):
                side.named, side.firm = first, True
                each.sides.append(side)
            continue
        found.append(statement)
    return found


def _goes_again(text: str, base: int, statement: Statement, outcomes: Sequence[Statement]) -> bool:
    first = statement.sides[0]
    if first.named is None or any(side.named not in (None, first.named) for side in statement.sides):
        return False
    if any(
        len(each.sides) > 1 or each.sides[0].named is None or each.sides[0].named.name == first.named.name for each in outcomes
    ):
        return False
    if len({id(each.phrase) for each in outcomes}) < len(outcomes):
        return False
    if statement.phrase is not None and _RESPECTIVE.fullmatch(statement.phrase.text):
        pairs = zip(outcomes, statement.sides, strict=True)
        return all(_alike(each.sides[0].quantity, side.quantity, False) for each, side in pairs)
    return (
        statement.phrase is outcomes[-1].phrase
        and all(_form(each.sides[0].quantity) == _form(first.quantity) for each in outcomes)
        and ";" in text[outcomes[-1].sides[-1].quantity.end - base : first.quantity.start - base]
    )


def _form(quantity: Quantity) -> tuple[str, bool, bool]:
    return quantity.role, quantity.n is None, quantity.percent is None
