"""What the row of a table measures: its labels, without words that name its group, in the terms of the row above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.grid.rows import of_all, panel_of, parts_all
from daraevidence.extractors.table.p_values import Told, is_p_row
from daraevidence.extractors.table.view import Holder, TableView
from daraevidence.language.patterns import compiled

__all__ = ["measured", "outcome_of_part"]

_IN_GROUP = compiled(r"(?i)\s+(?:in|among|for)\s+.*$")
#: a ratio below its outcome: ``Hazard ratio for death`` below ``Overall survival``
_RATIO_OF = compiled(r"(?i)(?:(?:un)?(?:adjusted|stratified)\s+)?(?:hazards?|odds|risk|rate) ratio(?: (?:for|vs\.?|versus) .*)?")


def outcome_of_part(table: TableView, row: int) -> Label:
    """The outcome of a row that is a group: that of its panel, else that of the title."""
    parted = parts_all(table.grid)
    panel = panel_of(table.grid, row) if parted else None
    if panel is not None:
        return read_label(panel.text)
    title = of_all(table.title.text) if parted else table.title.text
    return table.title if title == table.title.text else read_label(title)


def measured(table: TableView, row: int, path: list[Label], holder: Holder | None, told: Sequence[Told]) -> list[Label]:
    """The labels of a row that measures something in the groups of the columns; ``told`` is what the rows above told."""
    path = list(path)
    if path and path[-1].ratio and _RATIO_OF.fullmatch(path[-1].title):
        above = path[:-1] or _told_above(table, row, told)
        path = [*above, replace(path[-1], name="", title="")] if above else path
    if holder is not None and path and path[-1].center and _IN_GROUP.search(path[-1].title):
        path[-1] = _cut(path[-1])
    elif holder is not None and path and holder.name.casefold() in path[-1].title.casefold():
        path[-1] = _cut(path[-1]) if _IN_GROUP.search(path[-1].title) else path[-1]
    if row in table.arm_rows and len(path) > 1:
        path.pop()
    return path


def _told_above(table: TableView, row: int, told: Sequence[Told]) -> list[Label]:
    """The labels of the outcome of which a row tells only the ratio: ``Rate ratio vs placebo`` below ``Relapses per year``."""
    for above in range(row - 1, -1, -1):
        path = table.path(above)
        if path and not path[-1].ratio and not is_p_row(path[-1].text):
            outcome = any(draft.kind == "endpoint" for each in told if each.row == above for draft in each.drafts)
            return list(path) if outcome else []
    return []


def _cut(label: Label) -> Label:
    """A label without ``in patients with …``."""
    return replace(label, name=_IN_GROUP.sub("", label.name), title=_IN_GROUP.sub("", label.title))
