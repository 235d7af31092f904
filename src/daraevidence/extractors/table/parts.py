"""Rows about parts of the columns' groups: ``60-69 years | 9/7,480 | 37/7,490`` below ``Severe disease by age``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.grid.rows import part_name
from daraevidence.extractors.table.announced import Announced
from daraevidence.extractors.table.cells import Hint
from daraevidence.extractors.table.statistics import fill_characteristic, joined
from daraevidence.extractors.table.view import Holder, TableView, put_holder
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Cell

__all__ = ["part_of_row", "size_of_part"]

_FRACTION = compiled(r"\d[\d,]*\s?/\s?(\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d.])")
#: who assessed and which criteria were used part nobody
_BY = Gated(
    "by|according",
    r"(?i)^(?P<what>.+?),?\s+(?:stratified\s+by|according\s+to|by)\s+(?!(?:the\s+)?(?:blinded|independent|investigators?|central|"
    r"local|site|BICR|BIRC|IRC|RECIST|IMWG|criteria|adjudicat\w+|review|flow|PCR|MRI|CT|PET|week|month|day|year|\d))"
    r"(?P<factor>[^()]{2,60})$",
)
#: what patients are parted by, so that rows without fractions are parts as well
_FACTOR = compiled(
    r"(?i)\b(?:age|sex|gender|race|ethnicity|region|country|weight|body|BMI|stage|ECOG|performance|mutations?|expression|PD-L1|HER2|"
    r"EGFR|KRAS|lines?|prior|previous|subtypes?|histolog\w+|risk|severity|diabetes|eGFR|kidney|renal|cirrhosis|genotype|smok\w+|"
    r"duration|biomarker|subgroups?|comorbidit\w+|cytogenetic\w*|serostatus|season|baseline|strat(?:a|um))\b"
)
#: ``Remission among patients with X``, ``Remission after prior failure``; not ``after 8 weeks``, ``Improvement in pain``
_OF_SOME = Gated(
    f"{PEOPLE_NEEDED}|those|among|prior|previous|earlier|baseline|history",
    rf"(?i)\s(?:(?:in|among|for|of)\s+(?P<who>(?:the\s+)?(?:[\w-]+\s+){{0,2}}?(?:{PEOPLE}|those)\b[^()]*)|among\s+(?P<some>[^()]+)|(?:in|after|despite|with(?=\s)|without)\s+(?P<had>(?:an?\s+)?(?:prior|previous|"
    r"earlier|baseline|history\s+of)\s+[^()]+))$",
)


def part_of_row(table: TableView, index: int, path: list[Label]) -> tuple[Holder, list[Label]] | None:
    """The part of the groups that a row is about, and the row's path without it; ``None`` where it is about the whole groups.

    Its label says which part, and all fractions of the row have fewer patients below the line than their columns, or
    patients are parted by that (``by age``).
    """
    found = _named(path) or (_one_of_all(table, index, path) if len(path) > 1 else None)
    below = _below(table, index) if found is not None else []
    if found is None or not below:
        return None
    above = _BY.search(path[-2].title) if len(path) > 1 else None
    parted = above is not None and _FACTOR.search(above["factor"]) is not None
    if any(not parted if n is None else size is None or not 0 < n < size for n, size in below):
        return None
    name, cut = found
    cell = table.grid.rows[index].path[-1]
    return Holder(table.study, name, None, (cell.start, cell.end), None, "subgroup"), cut


def _below(table: TableView, index: int) -> list[tuple[int | None, int | None]]:
    """What stands below the line in each column of a group, ``None`` in a cell that is no fraction, and the size of the group."""
    found: list[tuple[int | None, int | None]] = []
    for slot in table.slots:
        if slot.holder is None or slot.column.part:
            continue
        fraction = _FRACTION.search(table.cell(index, slot.columns[0]).text)
        size = slot.holder.n or (slot.holder.group.n if slot.holder.group is not None else None)
        found.append((int(fraction[1].replace(",", "")) if fraction else None, size))
    return found


def _one_of_all(table: TableView, index: int, path: list[Label]) -> tuple[str, list[Label]] | None:
    """A row of which the patients and those of the rows beside it, below one label, make up the groups."""
    if _ASSESSED.search(path[-2].title):
        return None
    rows, above = table.grid.rows, [cell.start for cell in table.grid.rows[index].path[:-1]]
    first = last = index
    while first and [cell.start for cell in rows[first - 1].path[:-1]] == above:
        first -= 1
    while last + 1 < len(rows) and [cell.start for cell in rows[last + 1].path[:-1]] == above:
        last += 1
    beside = [_below(table, row) for row in range(first, last + 1)] if last - first < _MOST else []
    if len(beside) < 2 or not all(len(each) == len(beside[0]) for each in beside):
        return None
    if any(n is None for each in beside for n, _ in each):
        return None
    if any(sum(n or 0 for n, _ in column) != column[0][1] for column in zip(*beside, strict=True)):
        return None
    return part_name(path[-1].title, path[-2].title) if path[-1].title.lower() in _ANSWERS else path[-1].title, path[:-1]


#: what follows tells how the result above was found
_ASSESSED = compiled(r"(?i)\b(?:by|per|according\s+to)\s")
_MOST = 12
_ANSWERS = frozenset(("yes", "no", "present", "absent"))


def _named(path: list[Label]) -> tuple[str, list[Label]] | None:
    """The part that a label names, or that a row is below ``… by age``."""
    above = _BY.search(path[-2].title) if len(path) > 1 else None
    if above:
        what = replace(path[-2], name=above["what"], title=above["what"])
        return part_name(path[-1].title, above["factor"]), [*path[:-2], what]
    some = _OF_SOME.search(path[-1].title) if path else None
    if some is None:
        return None
    return next(part for part in (some["who"], some["some"], some["had"]) if part), path


def size_of_part(table: TableView, labels: Sequence[Cell], part: Holder, cell: Cell, quantity: Quantity) -> Draft | None:
    """How many of all patients are in the part that a row below a factor is about: a fact of the whole group."""
    if part.role != "subgroup" or len(labels) < 2:
        return None
    draft = Draft("characteristic", cell.start, cell.end)
    whole = table.scope.total(table.study)
    title = (table.grid.title.start, table.grid.title.end)
    total = Holder(table.study, whole.name, whole.n, title, whole, "total") if whole is not None else None
    put_holder(draft, table, total)
    draft.put("characteristic", joined([read_label(label.text) for label in labels]), (labels[-1].start, labels[-1].end))
    fill_characteristic(draft, quantity, Announced(Hint("", "n")), total, None, (None, None))
    return draft
