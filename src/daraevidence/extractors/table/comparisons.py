"""Columns that compare the groups of a table: what their cells are, and which groups their rows set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from daraevidence.draft import RATIOS, Draft
from daraevidence.extractors.directions import Amount, ratio_of_first
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.table.p_values import Told
from daraevidence.extractors.table.view import Holder, Slot, TableView
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.units import time_unit

__all__ = ["is_difference", "name_comparators", "named_arm", "order_ratios", "put_sides"]

_CONTROL = compiled(
    r"(?i)\b(?:placebo|controls?|standard|usual care|observation|comparator|sham|conventional|no treatment|"
    r"untreated|best supportive)\b"
)
_DIFFERENCE = compiled(r"(?i)\bdifferences?\b")
_COUNTED = compiled(r"\d[\d,]*(?:\s?/\s?\d[\d,]*)?\s*[(\[]\s*\d+(?:\.\d+)?\s?%?\s*[)\]]|\d+(?:\.\d+)?\s?%")


def is_difference(header: str, row: Label | None, cells: Sequence[str], quantity: Quantity) -> bool:
    """Whether a cell of a column for both (``Difference or RR (95% CI)``) is a difference.

    It is one where it cannot be a ratio, for a limit is not above 0, and in a row of means; in a row of shares it is a ratio.
    """
    if not _DIFFERENCE.search(header):
        return False
    limits = [limit.number for interval in quantity.intervals for limit in (interval.low, interval.high) if limit is not None]
    numbers = [quantity.value, *limits]
    if any(number is not None and number.value <= 0 for number in numbers):
        return True
    averages = row is not None and (row.center in ("mean", "median") or bool({"sd", "se", "iqr"} & set(row.spreads)))
    return averages or not any(_COUNTED.search(cell) for cell in cells)


def name_comparators(told: Sequence[Told], compared: frozenset[int]) -> None:
    """Each of two groups as the other's comparator, in the rows in which a ratio or a difference compares them."""
    rows: dict[int, list[Told]] = {}
    for each in told:
        if each.row in compared:
            rows.setdefault(each.row, []).append(each)
    for row in rows.values():
        row = [each for each in row if not any(draft.get("measure") in RATIOS for draft in each.drafts)]
        names = list(dict.fromkeys(each.cohort for each in row if each.cohort))
        if len(names) != 2:
            continue
        for each in row:
            for draft in each.drafts if each.cohort else ():
                if draft.kind == "endpoint" and draft.get("comparator") is None and draft.get("measure") not in RATIOS:
                    draft.put("comparator", names[1] if each.cohort == names[0] else names[0])


def order_ratios(told: Sequence[Told], table: TableView) -> None:
    """Turn the ratios of a column round where the results of both groups show that they are of the second; not where its header
    names the groups in order, or one of them is a control."""
    results = {(each.row, each.cohort): each.drafts for each in told if each.cohort}
    columns: dict[int, list[tuple[Draft, bool | None]]] = {}
    for each in told:
        for draft in each.drafts:
            pair = draft.get("cohort"), draft.get("comparator")
            if draft.get("measure") not in RATIOS or None in pair or table.slots[each.slot].column.versus is not None:
                continue
            if not any(_CONTROL.search(str(name)) for name in pair):
                one, other = (_amount(results.get((each.row, str(name)), ())) for name in pair)
                columns.setdefault(each.slot, []).append((draft, _is_of_first(draft, one, other)))
    for ratios in columns.values():
        shown = {first for _, first in ratios if first is not None}
        for draft, _ in ratios if shown == {False} else ():
            for field in ("fields", "marks"):
                held = getattr(draft, field)
                if "cohort" in held and "comparator" in held:
                    held["cohort"], held["comparator"] = held["comparator"], held["cohort"]


def _is_of_first(draft: Draft, one: Amount | None, other: Amount | None) -> bool | None:
    ratio, label = draft.get("value"), str(draft.get("label") or "")
    if ratio is None:
        return None
    return ratio_of_first(str(draft.get("measure")), Decimal(str(ratio)), one, other, label, str(draft.get("endpoint")))


def _amount(drafts: Sequence[Draft]) -> Amount | None:
    """The result of one group in a row."""
    draft = next((draft for draft in drafts if draft.kind == "endpoint" and draft.get("measure") not in RATIOS), None)
    if draft is None:
        return None
    share, value = draft.get("percent"), draft.get("value")
    if share is not None:
        return Amount("share", Decimal(str(share)))
    if value is None:
        return None
    if draft.get("measure") == "landmark_rate":
        return Amount("share", Decimal(str(value)))
    return Amount("time" if time_unit(str(draft.get("unit") or "")) else "value", Decimal(str(value)))


def _arms(table: TableView) -> list[Holder]:
    """The groups of the columns, the control last."""
    arms = {slot.holder.name: slot.holder for slot in table.slots if slot.holder and slot.holder.role != "total"}
    return sorted(arms.values(), key=lambda holder: bool(_CONTROL.search(holder.name)))


def named_arm(table: TableView, text: str) -> str:
    """The column's group that a label names, else its words."""
    arm = _arm(table, text)
    return arm.name if arm is not None else text


def _arm(table: TableView, text: str) -> Holder | None:
    folded = text.casefold().strip(" .,;:)")
    arms = _arms(table)
    same = next((arm for arm in arms if arm.name.casefold() == folded), None)
    return same or next((arm for arm in arms if arm.name.casefold() in folded or folded in arm.name.casefold()), None)


_REFERENCE = compiled(r"(?i)[-–—−]+|1(?:\.0+)?(?:\s*\(?ref\w*\.?\)?)?|\(?ref\w*\.?\)?")


def reference(table: TableView, column: int) -> Holder | None:
    """The one group of the rows that a column compares with the others: it holds a dash there, ``1.00`` or ``Ref.``"""
    if column not in table.references:
        rows = [row for row in range(len(table.grid.rows)) if _REFERENCE.fullmatch(table.cell(row, column).text.strip())]
        held = [holder for row in rows if (holder := table.holder(row)) is not None]
        table.references[column] = held[0] if len(held) == 1 else None
    return table.references[column]


def put_sides(draft: Draft, table: TableView, own: Holder | None, slot: Slot) -> None:
    """Cohort and comparator of a ratio or difference: the two groups of the columns, the control as reference, or those that
    the header names; where rows are groups, that of the row and the one that is compared with all."""
    arms, versus = _arms(table), slot.column.versus
    if table.transposed and own is not None and len(arms) != 2:
        other = reference(table, slot.columns[0])
        if other is not None and other.name != own.name:
            draft.put("comparator", other.name, other.at, "inherited")
        return
    if versus is not None:
        sides = [_arm(table, name) for name in versus]
        if sides[0] is not None and sides[1] is not None and sides[0] is not sides[1]:
            arms = [side for side in sides if side is not None]
    if own is not None and len(arms) != 2:
        return
    if len(arms) == 2:
        part = f", {own.name}" if own is not None and own.role == "subgroup" else ""
        draft.put("cohort", f"{arms[0].name}{part}", arms[0].at, "inherited")
        draft.put("comparator", f"{arms[1].name}{part}", arms[1].at, "inherited")
    else:
        draft.doubt(0.6, "the groups of the ratio are not clear")
