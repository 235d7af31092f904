"""Values in a row with one unit at the end: the unit belongs to all of them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from daraevidence.language.measures import words
from daraevidence.language.numbers import Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST, CHANGE

__all__ = ["share_units"]

_JOINED = compiled(
    rf"(?:\s\([^()\d]{{1,40}}\))?\s?(?:,? ?(?:and|or|{AGAINST}|to|&)\s|[,;]\s)\s?(?:only |with |approximately |about )?",
    re.IGNORECASE,
)
_HYPHEN_JOINED = compiled(r"-?(?:,? ?(?:and|or|to)\s|,\s|/)")


def share_units(passage: Passage, found: list[Quantity]) -> None:
    """``1, 3, 4 and 10 weeks``, ``13 vs 11 days``, ``75 and 67%``, ``8.6 vs 9.1 x 10^6/kg``, ``12-, 24- and 36-month PFS``."""
    text = passage.text
    _counts_with_percents(text, found)
    for index in range(len(found) - 2, -1, -1):
        quantity, following = found[index], found[index + 1]
        if (
            quantity.unit
            or quantity.role not in ("number", "value")
            or quantity.factor != 1
            or following.start - quantity.end > 24
        ):
            continue
        if not (following.unit or following.noun) or quantity.extra.get("ratio"):
            continue
        if quantity.extra.get("pair") and not following.extra.get("pair"):
            continue
        gap = text[quantity.end : following.start]
        if quantity.intervals and not following.intervals and gap[:1] in ",;":
            continue  # "3 (1-9); 88%"
        if gap[:1] == "," and index and _goes_on_time(text, found[index - 1], quantity):
            continue  # "between weeks 12 and 24, 30%"
        slash = gap == "/" and following.role == "proportion" and following.n is None  # 41/22%
        if not (
            slash or _JOINED.fullmatch(gap) or (following.role in ("timepoint", "duration") and _HYPHEN_JOINED.fullmatch(gap))
        ):
            continue
        beyond = quantity.value is not None and quantity.value.value > 100 and following.role == "proportion"
        if beyond or (
            following.role == "proportion" and (";" in gap or _NO_SHARE.search(text, max(0, quantity.start - 12), quantity.start))
        ):
            continue
        _share(quantity, following)
    _times_of_a_list(text, found)
    _count_on(passage, found)
    _degrees_of_a_list(text, found)
    for before, quantity in pairwise(found):
        number = quantity.value if quantity.role == "number" else quantity.n if quantity.role == "count" else None
        plain = number is not None and not number.decimals and not quantity.noun
        if plain and before.role == "timepoint" and before.noun and _JOINED.fullmatch(text[before.end : quantity.start]):
            quantity.value, quantity.n = number, None  # weeks 12 and 24
            quantity.role, quantity.unit, quantity.noun = "timepoint", before.unit, before.noun


#: what the degrees of a list are of: ``≥50%, ≥75% and 100% reductions``
_OF_DEGREE = compiled(
    rf"\s(?:or (?:greater|more|higher|better)\s)?(?:(?:{CHANGE})s?|respon(?:se|der)s?(?!\srates?)|remissions?|clearance)\b",
    re.IGNORECASE,
)
_LAST = compiled(r",? (?:and|or) ")


def _degrees_of_a_list(text: str, found: list[Quantity]) -> None:
    """``≥50%, ≥75%, and 100% reduction``: the last of a list of degrees is one too, and no result."""
    for before, quantity in pairwise(found):
        share, least = quantity.percent, before.value
        if before.role != "threshold" or before.unit != "%" or least is None or quantity.role != "proportion" or share is None:
            continue
        plain = quantity.n is None and quantity.denominator is None and not quantity.intervals and not share.op
        last = plain and share.value > least.value and _LAST.fullmatch(text, before.end, quantity.start)
        if last and _OF_DEGREE.match(text, quantity.end):
            quantity.role, quantity.value, quantity.percent = "number", share, None


def _goes_on_time(text: str, before: Quantity, number: Quantity) -> bool:
    """Whether a number is the second of two times, whose unit stands before the first: ``weeks 12 and`` 24."""
    if before.role != "timepoint" or not before.noun:
        return False
    return _JOINED.fullmatch(text[before.end : number.start]) is not None


#: ``after dose`` 1 and 77.8%, ``age was`` 61, 40%
_NO_SHARE = compiled(
    r"(?i)\b(?:(?:dose|doses|cycle|day|week|month|visit|stage|grade|phase|part|cohort|study|trial|group|arm|level|step|"
    r"period|era|epoch|wave|season|round|session|tier|class|type|quartile|quintile|tertile|decile|site|region|centre|center|version|"
    r"question|item|domain|zone|line|year|quarter|table|figure|section)|"
    r"(?:ages?|aged)(?:\s(?:was|of|is))?)\s\Z"
)
_OPENED = compiled(r"[(\[]\s?\Z")
_AGAINST = rf",?\s(?:{AGAINST}|and)\s"
_CLOSED = compiled(rf"\s?(?:[)\];]|,\s(?:9\d|P|p)\b)|{_AGAINST}(?=\d+[,;]\s\d[\d.]*\s?%)")
#: from one count with its percent to the next in the same bracket: ``(31, 14.2%`` v ``137, 12.8%)``
_TO_NEXT = compiled(_AGAINST)
_BESIDE = compiled(r"[,;]\s")
_WHOM = frozenset("patients subjects participants women men boys girls children adults infants cases events episodes".split())


def _counts_with_percents(text: str, found: list[Quantity]) -> None:
    """``nausea (27; 13.5%)``, ``rash (27 patients, 13.5%)``, ``(13.5%; n=27)``: a count and its percent alone in a bracket.

    So are two that stand against each other there: ``(31, 14.2% v 137, 12.8%)``.
    """
    merged: list[Quantity] = []
    before = -1  # where the pair before ends
    for quantity in found:
        last = merged[-1] if merged else None
        if last is not None and quantity.start - last.end <= 3 and _BESIDE.fullmatch(text, last.end, quantity.start):
            count, percent = (last, quantity) if quantity.role == "proportion" else (quantity, last)
            number = _plain_count(count)
            alone = percent.percent is not None and percent.n is None and percent.denominator is None and not percent.percent.op
            opened = _OPENED.search(text, max(0, last.start - 2), last.start) or (
                before >= 0 and _TO_NEXT.fullmatch(text, before, last.start)
            )
            brackets = opened and _CLOSED.match(text, quantity.end)
            if number is not None and alone and brackets and percent.role == "proportion":
                last.role, last.n, last.value, last.percent = "proportion", number, None, percent.percent
                last.unit, last.unit_at, last.noun = "%", percent.unit_at, count.noun
                last.intervals, last.p, last.end = percent.intervals, percent.p, quantity.end
                before = last.end
                continue
        merged.append(quantity)
    found[:] = merged


def _plain_count(quantity: Quantity) -> Number | None:
    """The whole number of a count of people, of ``n=27``, or of a number that nothing else claims."""
    if quantity.role == "number" and quantity.value is not None and not quantity.extra and not quantity.unit:
        number: Number | None = quantity.value
    elif quantity.role == "group_size" or (quantity.role == "count" and quantity.noun in _WHOM and quantity.denominator is None):
        number = quantity.n or quantity.value
    else:
        return None
    return number if number is not None and not number.decimals and not number.op and number.value >= 0 else None


def _times_of_a_list(text: str, found: list[Quantity]) -> None:
    """``at 3 and 6 months``, ``after 4 and 8 weeks were 71% and 92%``: what stands before the first holds for all."""
    shared = (0, 0)
    for i, quantity in enumerate(found):
        if quantity.role in ("value", "duration") and quantity.unit in _TIMES and quantity.unit_at != (0, 0):
            if quantity.unit_at != shared and quantity.end < quantity.unit_at[0]:
                lead = _AT.search(text, max(0, quantity.start - 12), quantity.start)
                if lead is not None and (lead["at"] or _tell_when(text, found, i)):
                    shared = quantity.unit_at
            if quantity.unit_at == shared:
                quantity.role = "timepoint"


def _tell_when(text: str, found: list[Quantity], first: int) -> bool:
    """Whether times of a list say when something else was measured: right before the first or behind the last."""
    unit_at, last = found[first].unit_at, first
    while last + 1 < len(found) and found[last + 1].unit_at == unit_at:
        last += 1
    if any(one.value is None or one.value.decimals for one in found[first : last + 1]):
        return False
    before = found[first - 1] if first and not _APART.search(text, found[first - 1].end, found[first].start) else None
    after = found[last + 1] if last + 1 < len(found) and not _APART.search(text, found[last].end, found[last + 1].start) else None
    return any(one is not None and one.role in ("proportion", "value") and one.unit not in _TIMES for one in (before, after))


_AT = compiled(r"\b(?:(?P<at>[Aa]t)|[Aa]fter|[Bb]y|[Ww]ithin|[Oo]ver|[Dd]uring) (?:both )?\Z")
_APART = compiled(r"[;:]|\.\s")
_TIMES = frozenset("months weeks days years hours minutes".split())
_GOES_ON = compiled(
    r"\s(?:to receive|in|among|on|from|for|with|of|assigned|receiving|treated|randomi[sz]ed|who|did|given|taking)\b"
)
_THINGS = frozenset(f"{word}s" for word in words("counted", "things"))
_AND = compiled(rf"\b(?:and|{AGAINST}|than|whereas|but|while)\b|,")


#: ``neutropenia in`` 4 patients, ``infections in`` 6
_PLACED = compiled(r"[a-z]\s(in|by|among)\s(?:only\s)?\Z")
_ENDS = compiled(r"\s*(?:[,;.)]|$)|\s(?:and|or)\s")


def _again(text: str, last: Quantity, quantity: Quantity) -> bool:
    """``X in 4 patients, Y in 6 and Z in 2``: a number behind the same preposition as the count before it."""
    first = _PLACED.search(text, max(0, last.start - 12), last.start)
    again = _PLACED.search(text, max(0, quantity.start - 12), quantity.start)
    whole = first is not None and again is not None and first[1] == again[1]
    return whole and last.noun in _WHOM and _ENDS.match(text, quantity.end) is not None


def _count_on(passage: Passage, found: list[Quantity]) -> None:
    """``156 patients in group 1 and 152 in group 2``: the second number counts what the first does."""
    text = passage.text
    last: Quantity | None = None
    for quantity in found:
        if quantity.role == "count" and quantity.noun not in _THINGS:
            last = quantity
        elif quantity.role == "number" and last is not None and quantity.value is not None and not quantity.extra:
            gap = text[last.end : quantity.start] if quantity.start - last.end < 120 else "."
            number = quantity.value
            if (
                not number.decimals
                and not quantity.intervals
                and ". " not in gap
                and _AND.search(gap)
                and (_GOES_ON.match(text, quantity.end) or _again(text, last, quantity))
            ):
                quantity.role, quantity.n, quantity.value, quantity.noun = "count", number, None, last.noun
                last = quantity


def _share(quantity: Quantity, following: Quantity) -> None:
    number = quantity.value
    if following.role == "proportion":
        if (
            following.percent is not None
            and following.n is None
            and number is not None
            and not following.extra.get("percent_low")
        ):
            quantity.role, quantity.percent, quantity.value, quantity.unit = "proportion", number, None, "%"
            quantity.unit_at = following.unit_at
        return
    if following.role == "count":
        if number is not None and not number.decimals and quantity.role == "number":
            quantity.role, quantity.n, quantity.value, quantity.noun = "count", number, None, following.noun
        return
    if following.role not in ("value", "timepoint", "duration", "dose", "threshold"):
        return
    if following.role == "threshold" and quantity.role == "number":
        return
    quantity.role = following.role
    quantity.unit, quantity.unit_at = following.unit, following.unit_at
    if following.factor != Decimal(1):
        quantity.factor, quantity.factor_at = following.factor, following.factor_at
        quantity.note("shared_factor", "1")
