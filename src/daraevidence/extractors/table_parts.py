"""Rows about parts of the columns' groups: ``60-69 years | 9/7,480 | 37/7,490`` below ``Severe disease by age``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.extractors.labels import Label
from daraevidence.extractors.table_rows import part_name
from daraevidence.extractors.table_view import Holder, TableView
from daraevidence.language.gated import Gated

__all__ = ["part_of_row"]

_FRACTION = re.compile(r"\d[\d,]*\s?/\s?(\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d.])")
#: who assessed and which criteria were used part nobody
_BY = Gated(
    "by|according",
    r"(?i)^(?P<what>.+?),?\s+(?:stratified\s+by|according\s+to|by)\s+(?!(?:the\s+)?(?:blinded|independent|investigators?|central|"
    r"local|site|BICR|BIRC|IRC|RECIST|IMWG|criteria|adjudicat\w+|review|flow|PCR|MRI|CT|PET|week|month|day|year|\d))"
    r"(?P<factor>[^()]{2,60})$",
)
#: what patients are parted by, so that rows without fractions are parts as well
_FACTOR = re.compile(
    r"(?i)\b(?:age|sex|gender|race|ethnicity|region|country|weight|body|BMI|stage|ECOG|performance|mutations?|expression|PD-L1|HER2|"
    r"EGFR|KRAS|lines?|prior|previous|subtypes?|histolog\w+|risk|severity|diabetes|eGFR|kidney|renal|cirrhosis|genotype|smok\w+|"
    r"duration|biomarker|subgroups?|comorbidit\w+|cytogenetic\w*|serostatus|season|baseline|strat(?:a|um))\b"
)
#: ``Remission among patients with X``, ``Remission after prior failure``; not ``after 8 weeks``, ``Improvement in pain``
_OF_SOME = Gated(
    "patients|participants|subjects|those|men|adults|children|people|among|prior|previous|earlier|baseline|history",
    r"(?i)\s(?:(?:in|among|for|of)\s+(?P<who>(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:patients|participants|subjects|those|women|men|adults|"
    r"children|people)\b[^()]*)|among\s+(?P<some>[^()]+)|(?:in|after|despite|with(?=\s)|without)\s+(?P<had>(?:an?\s+)?(?:prior|previous|"
    r"earlier|baseline|history\s+of)\s+[^()]+))$",
)


def part_of_row(table: TableView, index: int, path: list[Label]) -> tuple[Holder, list[Label]] | None:
    """The part of the groups that a row is about, and the row's path without it; ``None`` where it is about the whole groups.

    Its label says which part, and all fractions of the row have fewer patients below the line than their columns, or
    patients are parted by that (``by age``).
    """
    found = _named(path)
    if found is None:
        return None
    above = _BY.search(path[-2].title) if len(path) > 1 else None
    smaller = parted = above is not None and _FACTOR.search(above["factor"]) is not None
    for slot in table.slots:
        if slot.holder is None or slot.column.part:
            continue
        size = slot.holder.n or (slot.holder.group.n if slot.holder.group is not None else None)
        fraction = _FRACTION.search(table.cell(index, slot.columns[0]).text)
        if fraction is None and parted:
            continue
        if fraction is None or size is None or not 0 < int(fraction[1].replace(",", "")) < size:
            return None
        smaller = True
    name, cut = found
    cell = table.grid.rows[index].path[-1]
    return (Holder(table.study, name, None, (cell.start, cell.end), None, "subgroup"), cut) if smaller else None


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
