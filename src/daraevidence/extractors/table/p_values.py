"""P values of a table: printed once, they hold for all groups that they compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from daraevidence.draft import RATIOS, Draft, How
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import PValue

__all__ = ["Told", "give_p_values", "give_part_p", "give_row_p", "is_p_row"]


@dataclass(slots=True)
class Told:
    """What one cell of a row told: its records, the group it is about, the P value printed inside it."""

    row: int
    slot: int
    cohort: str
    parent: int = -1
    drafts: list[Draft] = field(default_factory=list)
    p: PValue | None = None


_NEGATION = compiled(r"(?i)\b(?:non|not|no|without|never)\b[- ]?|\bun(?=\w{4})")
_POSITIVE = compiled(r"(?i)\bwith\b\s*")


def _core(name: str) -> str:
    return re.sub(r"\s+", " ", _POSITIVE.sub("", _NEGATION.sub("", name))).strip().casefold()


def _opposite(one: str, other: str) -> bool:
    """Whether two groups are each other's complement: ``sensitive`` and ``non-sensitive``, ``with`` and ``without``."""
    return bool(_NEGATION.search(one)) != bool(_NEGATION.search(other)) and _core(one) == _core(other)


def _put(told: Sequence[Told], p: PValue, printed_row: int) -> None:
    """One P value on all records of some cells; each names the others' groups."""
    names = list(dict.fromkeys(each.cohort for each in told if each.cohort))
    for each in told:
        for draft in each.drafts:
            if draft.kind != "endpoint" or draft.get("p_value") is not None or p.number is None:
                continue
            how: How = "printed" if each.row == printed_row else "inherited"
            at = (p.start, p.number.end)
            draft.put("p_op", p.op, at, how)
            draft.put("p_value", float(p.number.value), (p.number.start, p.number.end), how)
            if draft.get("comparator") is None and each.cohort and draft.get("measure") not in RATIOS:
                draft.put("comparator", "; ".join(name for name in names if name != each.cohort))


def give_p_values(
    told: Sequence[Told],
    columns: dict[int, PValue],
    parents: Sequence[int],
    headings: frozenset[int],
    transposed: bool,
    arms: frozenset[int] = frozenset(),
) -> None:
    """Spread P values. ``columns``: that of a row's P column; ``parents``: the row of each row's heading (-1 for none).

    In a row of arms the P compares the arms. Where rows are groups, all or those of ``arms`` below an outcome, it compares the
    rows below one heading, if one of them prints it; printed on a heading it holds for the rows below. Inside a cell it compares
    the row with its complement (``sensitive``, ``non-sensitive``), else with the only other row below the heading.
    """
    rows: dict[int, list[Told]] = {}
    blocks: dict[int, list[int]] = {}
    for each in told:
        if each.row not in rows:
            blocks.setdefault(parents[each.row], []).append(each.row)
        rows.setdefault(each.row, []).append(each)
    for row, p in columns.items():
        if row in headings:
            below = [each for child in blocks.get(row, ()) for each in rows[child]]
            if transposed:
                _put(below, p, row)
            for child in blocks.get(row, ()):
                _put(rows[child], p, row)
        elif transposed or row in arms:
            block = blocks.get(parents[row], [row])
            own = [other for other in block if other in columns]
            _put([each for other in (block if len(own) == 1 else [row]) for each in rows.get(other, ())], p, row)
        else:
            _put(rows.get(row, ()), p, row)
    _inside(told, rows, blocks, parents)


def give_part_p(told: Sequence[Told], p: PValue, row: int, arms: Sequence[str]) -> None:
    """The P value of a time, or of the groups ``arms`` that a header sets against each other: then of the first, which one
    that is compared with several others has not yet, and of what compares these two."""
    if not arms:
        _put(told, p, row)
        return
    pair = [each for each in told if each.cohort in arms]
    between = [
        each
        for each in told
        if any(draft.get("comparator") == arms[1] and draft.get("cohort") == arms[0] for draft in each.drafts)
    ]
    own = [each for each in pair if each.cohort == arms[0]]
    if len({each.cohort for each in told if each.cohort}) == 2:
        own = pair
    for each in own:
        for draft in each.drafts:
            if draft.kind == "endpoint" and draft.get("comparator") is None:
                draft.put("comparator", arms[1] if each.cohort == arms[0] else arms[0])
    _put([*own, *between], p, row)


_OWN_ROW = compiled(
    r"(?i)\s*(?:(?:two-sided|one-sided|nominal|log-?rank|stratified)\s+)*p(?:[\s-]?values?)?\b[^\w]*(?:\(.*\)\s*)?"
    r"(?:(?:vs\.?|versus|compared with|against)\s+\S.{0,60})?"
)


def is_p_row(label: str) -> bool:
    """Whether a row holds nothing but P values: ``P value``, ``p (log-rank)``."""
    return _OWN_ROW.fullmatch(label) is not None


def give_row_p(told: Sequence[Told], row: int, found: dict[int, PValue], parents: Sequence[int]) -> None:
    """P values of a row of their own: that of a ratio above and of what it compares, else of the row above.

    ``found`` holds them by group. One alone is about all groups; one below each group is about that group's cells.
    """
    above = [each for each in told if each.row < row and parents[each.row] == parents[row]]
    if parents[row] < 0:
        last = max((each.row for each in above), default=-1)
        above = [each for each in above if each.row == last]
    ratios = [each.row for each in above if any(draft.get("measure") in RATIOS for draft in each.drafts)]
    averages = [each.row for each in above if ratios and any(draft.get("measure") in ("median", "mean") for draft in each.drafts)]
    chosen = {ratios[-1], *averages[-1:]} if ratios else {max((each.row for each in above), default=-1)}
    if len(found) == 1:
        (p,) = found.values()
        _put([each for each in above if each.row in chosen], p, row)
        return
    for slot, p in found.items():
        _put([each for each in above if each.row in chosen and each.slot == slot], p, row)


def _inside(told: Sequence[Told], rows: dict[int, list[Told]], blocks: dict[int, list[int]], parents: Sequence[int]) -> None:
    for each in told:
        if each.p is None:
            continue
        beside = [other for other in rows[each.row] if other.cohort != each.cohort]
        block = [o for row in blocks[parents[each.row]] if row != each.row for o in rows[row] if o.slot == each.slot]
        opposite = [other for other in block if _opposite(each.cohort, other.cohort)]
        if beside:
            _put([each, *beside], each.p, each.row)
        elif opposite:
            near = min(opposite, key=lambda other: abs(other.row - each.row))
            _put([each, near], each.p, each.row)
        elif len(block) == 1 and block[0].cohort != each.cohort:
            _put([each, *block], each.p, each.row)
        else:
            _put([each], each.p, each.row)
