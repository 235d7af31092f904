"""Counts with percents that prose tells of a group whose size stands elsewhere: ``71 (62.0%) patients`` of 118."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from daraevidence.draft import Draft, Flag
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import bounds
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.agreement import Bodies
from daraevidence.validation.places import Studies
from daraevidence.validation.proportions import agrees, judge, show
from daraevidence.validation.prose import Sizes
from daraevidence.validation.slips import is_slip, is_swap

__all__ = ["shares_of_groups"]

_SHARES = frozenset({"endpoint", "adverse_event", "characteristic"})
#: So many other percents of the same group must agree with its size.
_SUPPORT = 2


class _Told(NamedTuple):
    """A count with its percent and the size that its record has; ``stated``: its own sentence says of how many it is."""

    quantity: Quantity
    percent: Number
    n: int
    total: int
    group: tuple[object, object, int]
    stated: bool
    confidence: float


def shares_of_groups(
    document: Document, mentions: Mentions, drafts: Sequence[Draft], studies: Studies, sizes: Mapping[str, Sizes]
) -> Iterator[Flag]:
    """A1 where n and p stand in a sentence and N elsewhere.

    ``Of 40 patients, 12 (36%) responded``: ``error`` where no other number of the sentence and no known N of the study gives the
    percent. ``71 (62.0%) patients`` of a group of 118: ``error`` where two other percents of the group agree with its N, no known
    N gives the percent, and either one slip does (62.0 for 60.2) or no part of the group could (n of N is already more).
    Not counts of a group that is not certain, nor percents of a part that may have any size.
    """
    told = list(_told(document, mentions, drafts))
    support = Counter(one.group for one in told if agrees(one.n, one.total, one.percent))
    flagged: set[int] = set()
    for one in told:
        percent, start, end = one.percent, one.quantity.start, one.quantity.end
        verdict = judge(one.n, one.total, percent)
        if verdict is None or verdict.severity != "error" or start in flagged or percent.op:
            continue
        study = sizes.get(studies.at(start), Sizes())
        known = study.headers | study.groups | set(_numbers(document, mentions, start).values())
        known |= set() if one.stated else study.counts
        if any(size >= one.n and agrees(one.n, size, percent) for size in known):
            continue
        exact = show(Decimal(100 * one.n) / one.total, percent.decimals)
        words = f"{one.n} of {one.total} are {exact}%, not {percent.text}%"
        if not one.stated:
            slip = _slip(one)
            sure = one.confidence >= (0.75 if "swapped" in slip else 0.9)
            explained = slip or bounds(percent)[1] < Decimal(100 * one.n) / one.total
            if not sure or support[one.group] < _SUPPORT or not explained:
                continue
            words += f"; {slip}" if slip else "; a part of them could only give more"
        flagged.add(start)
        printed = " ".join(document.raw(start, end).split())
        yield Flag("percent-mismatch", "error", start, end, f"{printed}: {words}.", "100 n / N", percent.text, exact)


def _told(document: Document, mentions: Mentions, drafts: Sequence[Draft]) -> Iterator[_Told]:
    bodies = Bodies(document)
    for draft in drafts:
        n, total = draft.get("n"), draft.get("denominator")
        if draft.kind not in _SHARES or not isinstance(n, int) or not isinstance(total, int) or draft.get("percent") is None:
            continue
        mark = next((mark for mark in draft.marks.get("n", ()) if mark.how == "printed"), None)
        quantity = mentions.at(mark.start) if mark is not None else None
        if mark is None or quantity is None or quantity.denominator is not None or quantity.percent is None:
            continue
        if bodies.hold(mark.start) or quantity.n is None or int(quantity.n.value) != n or not 0 < n <= total:
            continue
        stated = any(
            one.how == "printed" and one.start < mark.start and (one.start, one.end) in _numbers(document, mentions, mark.start)
            for one in draft.marks.get("denominator", ())
        )
        group = (draft.get("study"), draft.get("cohort"), total)
        yield _Told(quantity, quantity.percent, n, total, group, stated, draft.confidence)


def _sentence(document: Document, place: int) -> tuple[int, int]:
    block = document.block_at(place)
    if block is None:
        return place, place
    ranges = sentences(block.text)
    index = bisect_right(ranges, (place - block.start, len(block.text))) - 1
    start, end = ranges[index] if index >= 0 else (0, len(block.text))
    return block.start + start, block.start + end


def _numbers(document: Document, mentions: Mentions, place: int) -> dict[tuple[int, int], int]:
    """The whole numbers of the sentence at a place that can count people."""
    found: dict[tuple[int, int], int] = {}
    for quantity in mentions.within(*_sentence(document, place)):
        for number in (quantity.n, quantity.denominator, quantity.value):
            if number is not None and 0 < number.value < 10**9 and number.value == number.value.to_integral_value():
                found[number.start, number.end] = int(number.value)
    return found


def _slip(one: _Told) -> str:
    """How one slip explains a percent: its own digits or those of the count; nothing for whole percents, where too many do."""
    percent = one.percent
    if not percent.decimals:
        return ""
    exact = f"{Decimal(100 * one.n) / one.total:.{percent.decimals}f}"
    if is_slip(percent.text, exact):
        return (
            f"{percent.text} looks like {exact} with {'two digits swapped' if is_swap(percent.text, exact) else 'a wrong digit'}"
        )
    digits = str(one.n)
    for place in range(len(digits) - 1):
        other = int(f"{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}")
        if other != one.n and 0 < other <= one.total and agrees(other, one.total, percent):
            return f"{one.n} looks like {other} with two digits swapped"
    return ""
