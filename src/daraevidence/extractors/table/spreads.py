"""Rows that print only an interval: the range of the median above, the confidence interval of the rate above."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import RATIOS, Draft
from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.measures import put_intervals
from daraevidence.extractors.table.announced import Announced
from daraevidence.extractors.table.p_values import Told
from daraevidence.language.quantities import Quantity

__all__ = ["put_spread"]

_AVERAGES = frozenset(("median", "mean"))
_ESTIMATES = frozenset((*_AVERAGES, "proportion", "landmark_rate", *RATIOS))


def _is_spread(path: Sequence[Label], quantities: Sequence[Quantity]) -> bool:
    """Whether a cell is an interval and its row's label says nothing else: ``Range``, ``IQR``, ``95% CI``."""
    return len(quantities) == 1 and quantities[0].role == "interval" and bool(path) and path[-1].bare and not path[-1].center


def put_spread(
    told: Sequence[Told], path: Sequence[Label], at: tuple[int, int, int], quantities: Sequence[Quantity], announced: Announced
) -> bool:
    """Give a cell that is only an interval to what the row above tells of the same group; whether there was any.

    That is the row it is indented under, else the nearest one above below the same heading, else the very row above. ``at``
    is the row, the slot and the parent row.
    """
    if not _is_spread(path, quantities):
        return False
    row, slot, parent = at
    quantity = quantities[0]
    kind = quantity.intervals[0].kind if quantity.intervals else "range"
    wanted = _ESTIMATES if kind == "ci" else _AVERAGES
    for each in reversed(told[-60:]):
        beside = each.parent == parent and (parent >= 0 or each.row == row - 1)
        if each.slot != slot or not (each.row == parent or beside):
            continue
        drafts = [draft for draft in each.drafts if draft.get("measure") in wanted and _lacks(draft, kind)]
        for draft in drafts:
            put_intervals(draft, quantity)
            if kind == "ci" and announced.level and draft.get("ci_level") is None:
                draft.put("ci_level", float(announced.level))
        if drafts:
            return True
    return False


def _lacks(draft: Draft, kind: str) -> bool:
    """Whether a record has no such limits yet."""
    return all(draft.get(f"{kind}_{end}") is None and draft.get(f"{kind}_{end}_text") is None for end in ("low", "high"))
