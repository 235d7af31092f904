"""Cells that say how far two groups differ: a value, or how much smaller a risk is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.grid.times import TimePoint
from daraevidence.extractors.table.announced import Announced, averaged, is_change
from daraevidence.extractors.table.comparisons import put_sides
from daraevidence.extractors.table.statistics import code_of, compared_label, fill_endpoint, label_of
from daraevidence.extractors.table.view import Holder, Slot, TableView, put_holder
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Cell

__all__ = ["difference"]

_POINTS = compiled(r"(?i)\b(?:percentage|%)[- ]points?\b")
#: ``Rate difference, % (95% CI)``
_IN_PERCENT = compiled(r"(?<!\d)(?<!\d\s)%")
#: how much smaller a risk is
_REDUCED = compiled(r"(?i)\b(?:efficacy|effectiveness|reductions?|RRR|ARR)\b")


def _unit_of(path: Sequence[Label], table: TableView) -> str:
    """The unit of the row that is compared; percent is one where it is that of a mean."""
    unit = next((label.unit for label in reversed(path) if label.unit), "")
    return unit or (
        "%" if path and path[-1].shape == "percent" and (averaged([table.stub, table.title]) or is_change(path[-1])) else ""
    )


def difference(
    *, table: TableView, slot: Slot, row: tuple[Cell | None, Holder | None], path: Sequence[Label], quantity: Quantity,
    announced: Announced, at: TimePoint | None,
) -> Iterator[Draft]:  # fmt: skip
    """A difference between the groups: a value of its own. ``row``: its label and the group that it names."""
    number = quantity.value or quantity.percent or quantity.n
    if number is None or table.kind in ("baseline", "adverse"):
        return
    cell, own = row
    draft = Draft("endpoint", quantity.start, quantity.end)
    put_holder(draft, table, own if table.transposed else None)
    put_sides(draft, table, own, slot)
    code = code_of(path)
    where = (cell.start, cell.end) if cell else None
    title = slot.column.label.title if slot.column.label is not None else ""
    reduced = _REDUCED.search(title)
    what = title if reduced or title.lower().endswith(("ratio", "ratios")) else "difference"
    draft.put("endpoint", code, where, "normalised").put("label", compared_label(label_of(path, code), what), where)
    # the interval of a difference is one of confidence, whether the header says so or not
    intervals = tuple(replace(each, kind="ci") if each.kind == "bare" else each for each in quantity.intervals)
    plain = replace(quantity, role="value", value=number, n=None, percent=None, denominator=None, intervals=intervals)
    bare = replace(announced, hint=announced.hint._replace(center="", shape="", ratio=""))
    if fill_endpoint(draft, plain, bare, None, None, (cell, None), [], at):
        draft.fields.pop("reached", None)
        if reduced:
            draft.put("measure", "risk_reduction").put("unit", "%")
        elif draft.get("unit") is None and (unit := _unit_of(path, table)):
            draft.put("unit", unit, where, "inherited")
        elif draft.get("unit") is None and slot.column.label is not None and _POINTS.search(slot.column.label.text):
            draft.put("unit", "percentage points", slot.column.at, "normalised")
        elif draft.get("unit") is None and slot.column.label is not None and _IN_PERCENT.search(slot.column.label.text):
            draft.put("unit", "%", slot.column.at)
        yield draft
