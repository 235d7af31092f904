"""Results of two groups that a sentence tells again in another form: ``… on A and … on B, i.e. 13.1 and 16.0 per 100 years``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["join_shares", "pair_again"]

#: between the results and what tells them again: whose the second was, and the words for it
_LEAD = compiled(
    r"[^,;:()\[\]]{0,60}?(?:[,;(\[]|\s[–—-])\s*"
    r"(?:(?:i\.\s?e\.|that is|or|(?:which )?(?:correspond(?:s|ed|ing)|equivalent|equal|amount(?:s|ed|ing)|translat(?:es|ed|ing))"
    r" (?:to|into)|represent(?:s|ed|ing)|for|giving|yielding|with),?\s+)?(?:to say,?\s+)?(?:(?:an?|the)\s)?"
    r"(?:(?:[\w-]+\s){0,3}?(?:rates?|incidences?|proportions?|frequenc(?:y|ies))\s(?:of\s)?)?(?:in\s)?",
    re.IGNORECASE,
)
_BETWEEN = compiled(r"\s(?P<how>and|vs\.?|versus)\s")
_IN_TURN = compiled(r"[^.;()]{0,40}?\brespectively\b", re.IGNORECASE)
_RESULTS = frozenset(("value", "count", "proportion"))


def pair_again(place: Place, statements: list[Statement]) -> None:
    """Give the second telling of two results to the groups of the first, in their order, and what is tested behind it."""
    joined = {
        side.quantity.percent.start
        for statement in statements
        for side in statement.sides
        if side.quantity.percent is not None and side.quantity.n is not None
    }  # a count has its percent already
    told = [quantity for quantity in place.quantities if quantity.role in _RESULTS and quantity.start not in joined]
    for one, two in pairwise(told):
        first = _told_before(statements, one)
        if first is None or not _are_paired(place.text, place.base, told, one, two):
            continue
        names = [side.named for side in first.sides if side.quantity.start < one.start]
        last = next((each for each in statements if each.ratios and each.ratios[0].start > two.start), None)
        _take(statements, (one, two))
        one = one if one.unit or one.role != "value" else replace(one, unit=two.unit)
        again = Statement([Side(one, names[0]), Side(two, names[1])], first.phrase, versus=True)
        if last is not None and last is not first:
            first.ratios, last.ratios = [*first.ratios, *last.ratios], []
            first.p, last.p = first.p or last.p or first.ratios[-1].p, None
            again.p = first.p
        statements[:] = [each for each in statements if each.sides or each.ratios]
        statements.insert(statements.index(first) + 1, again)
        return


def _told_before(statements: Sequence[Statement], one: Quantity) -> Statement | None:
    """The statement of two groups whose results stand last before a number."""
    for statement in reversed(statements):
        before = [side for side in statement.sides if side.quantity.start < one.start]
        names: list[Named] = [side.named for side in before if side.named is not None]
        if before:
            return statement if len(before) == len(names) == 2 and names[0].name != names[1].name else None
    return None


def _are_paired(text: str, base: int, told: Sequence[Quantity], one: Quantity, two: Quantity) -> bool:
    """Whether two numbers are a pair in another form than those before them, which is told once more."""
    between = _BETWEEN.fullmatch(text[one.end - base : two.start - base])
    before = [each for each in told if each.end <= one.start]
    if between is None or not before or (before[-1].role, before[-1].unit) == (two.role, two.unit):
        return False
    if between["how"] == "and" and _IN_TURN.match(text, two.end - base) is None:
        return False
    return _LEAD.fullmatch(text, before[-1].end - base, one.start - base) is not None


def _take(statements: Sequence[Statement], pair: tuple[Quantity, Quantity]) -> None:
    """Take two numbers from the statements that hold them, as results or as rates of results."""
    starts = {one.start for one in pair}
    for statement in statements:
        statement.sides = [side for side in statement.sides if side.quantity.start not in starts]
        for side in statement.sides:
            side.rate = None if side.rate is not None and side.rate.start in starts else side.rate


#: between counts set against each other and their percents: ``(12 vs 20; 3.0% vs 5.0%)``
_THEIR_SHARES = compiled(r"\s*[;,]\s*(?:or\s+|i\.e\.,?\s+)?")


def join_shares(place: Place, statements: list[Statement]) -> None:
    """Give counts of two groups the percents that stand behind them in the same order: ``(12 vs 20; 3.0% vs 5.0%)``."""
    for first, second in pairwise([*statements]):
        if first.phrase is None or second.phrase is None or first.phrase.text != second.phrase.text:
            continue
        counts = [_whole(side.quantity) for side in first.sides]
        shares = [side.quantity for side in second.sides]
        names = [side.named.name if side.named is not None else "" for side in first.sides]
        alike = names == [side.named.name if side.named is not None else "" for side in second.sides]
        if len(counts) < 2 or not alike or None in counts or any(one.percent is None or one.n is not None for one in shares):
            continue
        if not _THEIR_SHARES.fullmatch(place.text, first.sides[-1].quantity.end - place.base, shares[0].start - place.base):
            continue
        for side, count, share in zip(first.sides, counts, shares, strict=True):
            if count is not None:
                side.quantity = replace(count, role="proportion", percent=share.percent, intervals=share.intervals)
        first.ratios, first.p = [*first.ratios, *second.ratios], first.p or second.p
        statements.remove(second)


def _whole(one: Quantity) -> Quantity | None:
    """A number as the count that it is, if it can be one."""
    if one.role == "count" and one.percent is None:
        return one
    number = one.value if one.role in ("value", "number") and not one.unit and not one.intervals else None
    plain = number is not None and not number.decimals and not number.op and number.value >= 0
    return replace(one, role="count", n=number, value=None) if plain else None
