"""Counts and percents that stand apart: ``178 patients on X (33%)``, ``12 on X and 24 on Y (4% vs 8%)``; ``group 1 (33%)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.numbers_of import tells_number_of
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import fit_percent

__all__ = ["rejoined", "with_shares_behind"]

_COUNTED = frozenset(("count", "proportion"))
#: between a count and the name of its group: ``patients``, ``of those``, ``women who were given``
_TO_NAME = compiled(
    rf"(?:\s+(?:of\s+)?(?:the\s+|all\s+|these\s+|those\s+)?(?:[a-z-]+\s+){{0,2}}?(?:{PERSONS}|"
    r"cases?|events?|deaths?|episodes?|eyes|those))?"
    r"(?:\s+who(?:\s+(?:had\s+been|were|was))?)?(?:\s+(?:given|on|in|with|for|receiving|taking|treated\s+with|assigned\s+to|"
    r"allocated\s+to|randomi[sz]ed\s+to|received|took|the))*\s*",
    re.IGNORECASE,
)
_OPENS = compiled(r"\s*[(\[]\s*(?:i\.e\.,?\s+|or\s+)?")
#: what those of a group did, before the bracket: ``12 patients on X`` relapsed `` (12%)``
_DID_SO = compiled(
    r"\s+(?:had|have|has|were|was|did|died|withdrew|underwent|met|became|began|lost|left|fell|felt|saw|got|required|reported|"
    r"(?!(?:need|speed|seed|feed|bed|blood)\b)[a-z]{3,}ed)\b(?:\s(?!(?:while|whereas|but|than|versus|vs)\b)[A-Za-z][\w'’-]*){0,12}\s*[(\[]\s*"
)
_OF_OTHERS = compiled(r"\s+(?:of|in|higher|lower|more|less|reduction|increase)\b")


def rejoined(
    text: str, base: int, quantities: Sequence[Quantity], results: Sequence[Quantity], named: Sequence[Named]
) -> list[Quantity]:
    """The results with ``178 patients on X (33%)`` as one, and ``group 1 (33%)`` as a percent without a count.

    The second of two may lack its noun (``and 255 on Y (48%)``): then its count is one of the bare numbers among ``quantities``.
    """
    kept: list[Quantity] = []
    for one in results:
        one = _without_name(text, one, base, named)
        last = kept[-1] if kept else None
        if last is not None and _is_percent_of(text, base, last, one, named):
            kept[-1] = _with_percent(last, one)
            continue
        joined = last is not None and last.n is not None and last.percent is not None
        bare = _bare_before(text, base, quantities, last, one, named) if joined and last is not None else None
        kept.append(_with_percent(bare, one) if bare is not None else one)
    return kept


#: between the percents of a bracket, and what may follow the last
_SHARES_JOINT = compiled(
    r"\s*(?:,\s*(?:and\s+)?|;\s*|and\s+|/\s*|(?:vs\.?|versus|against)\s+|(?:as\s+)?compared\s+(?:with|to)\s+)", re.IGNORECASE
)
_SHARES_END = compiled(
    r"\s*(?:[)\]]|,?\s*respectively\b|[,;:]\s*(?:[Pp]\b|HR|OR|RR|hazard|odds|relative|risk|rate|adjusted|absolute|difference|\d+\s?%\s|n\.?s\.?))",
    re.IGNORECASE,
)


#: a clause on another outcome: ``11 and 4 relapsed,`` while ``mortality was the same (8% vs 9%)``
_OTHER_CLAUSE = compiled(r"[;:.]\s|\b(?:while|whereas|although|though|but)\b|,\s+and\s+(?!\d)", re.IGNORECASE)


def with_shares_behind(text: str, base: int, results: Sequence[Quantity]) -> list[Quantity]:
    """The results with the percents that a bracket behind several counts gives them in their order:
    ``38 of the 154 patients on X and 57 of the 152 controls had been readmitted (24.7% vs. 37.5%; P=0.015)``.

    As many percents as the last counts before the bracket, none of which has one of its own; those of fractions must fit.
    """
    found: list[Quantity] = []
    place = 0
    while place < len(results):
        many = 1
        while place + many < len(results) and _goes_on(text, base, results[place + many - 1], results[place + many]):
            many += 1
        shares, counts = results[place : place + many], found[-many:]
        start = shares[0].start - base
        bracketed = many > 1 and any(match.end() == start for match in _OPENS.finditer(text, max(0, start - 8), start))
        if (
            bracketed
            and len(counts) == many
            and not _OTHER_CLAUSE.search(text, counts[-1].end - base, start)
            and _SHARES_END.match(text, shares[-1].end - base)
            and all(map(_fits_share, counts, shares))
        ):
            found[-many:] = map(_with_percent, counts, shares)
        else:
            found += shares
        place += many
    return found


def _goes_on(text: str, base: int, one: Quantity, other: Quantity) -> bool:
    joint = _share(one) and _share(other)
    return joint and _SHARES_JOINT.fullmatch(text, one.end - base, other.start - base) is not None


def _share(one: Quantity) -> bool:
    return (
        one.role == "proportion" and one.percent is not None and one.n is None and one.denominator is None and not one.percent.op
    )


def _fits_share(count: Quantity, share: Quantity) -> bool:
    if count.role not in _COUNTED or count.n is None or count.n.op or count.percent is not None or share.percent is None:
        return False
    whole = count.denominator
    return whole is None or fit_percent(int(count.n.value), int(whole.value), share.percent).reading != "no"


def _with_percent(count: Quantity, one: Quantity) -> Quantity:
    intervals = (*count.intervals, *one.intervals)
    return replace(count, role="proportion", percent=one.percent, intervals=intervals, p=count.p or one.p)


def _bare_before(
    text: str, base: int, quantities: Sequence[Quantity], last: Quantity, one: Quantity, named: Sequence[Named]
) -> Quantity | None:
    """The bare number between two results that is the count of the second."""
    for bare in quantities:
        if bare.role == "number" and last.end <= bare.start and bare.end <= one.start and bare.value is not None:
            count = replace(bare, role="count", n=bare.value, value=None)
            if _is_percent_of(text, base, count, one, named):
                return count
    return None


def _without_name(text: str, one: Quantity, base: int, named: Sequence[Named]) -> Quantity:
    """A proportion without the number that ends the name of a group."""
    n, percent = one.n, one.percent
    if n is None or percent is None or one.denominator is not None or percent.start <= n.start:
        return one
    inside = any(each.start < n.start - base < each.end and each.name.endswith(str(n.value)) for each in named)
    if inside and "%" not in text[n.start - base : one.end - base] and tells_number_of(text):  # "group 1 (57)" events
        return replace(one, role="count", n=percent, percent=None, start=percent.start, noun="events")
    return replace(one, n=None, start=percent.start) if inside else one


def _is_percent_of(text: str, base: int, last: Quantity, one: Quantity, named: Sequence[Named]) -> bool:
    """Whether nothing but people, the name of a group and what these did stands between a count and a percent in a bracket."""
    percent = one.percent
    if percent is None or one.role != "proportion" or one.n is not None or one.denominator is not None or percent.op:
        return False
    n = last.n
    if last.role not in _COUNTED or last.percent is not None or n is None or n.op:
        return False
    start, end = last.end - base, one.start - base
    if not 0 < end - start < 160:
        return False
    between = [each for each in named if each.start < end and start < each.end]
    if len(between) != 1 or _OF_OTHERS.match(text, one.end - base):
        return False
    if not (_OPENS.fullmatch(text, between[0].end, end) or _DID_SO.fullmatch(text, between[0].end, end)):
        return False
    if between[0].start > start and not _TO_NAME.fullmatch(text, start, between[0].start):
        return False
    whole = last.denominator
    return whole is None or fit_percent(int(n.value), int(whole.value), percent).reading != "no"
