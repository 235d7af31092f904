"""Groups that the rows of a table are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from daraevidence.extractors.grid.columns import Column, read_columns
from daraevidence.extractors.grid.groups import TOTAL, NamedGroup, clean, read_group
from daraevidence.extractors.grid.kinds import CASE_ID, CASE_STUB, WHO, is_outcome
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.language.gated import Gated
from daraevidence.layout.document import Cell, Grid

__all__ = ["STUDIES", "part_name", "row_group", "rows_are_groups"]

_IN = Gated("among|for|in", r"(?i)\s(?:in|among|for)\s+(?:the\s+)?")
_STUB = re.compile(
    r"(?i)\b(?:cohorts?|groups?|arms?|sub-?groups?|populations?|patients?|treatments? (?:arms?|groups?)|regimens?)\b"
)
#: rows below this are studies, no groups
STUDIES = re.compile(
    r"(?i)(?:stud(?:y|ies)|trials?|references?|authors?|sources?|publications?|reports?)(?:,? \(?(?:year|reference)\)?)?"
)
#: rows below this are parts of the groups of the columns
_SUBGROUPS = re.compile(r"(?i)sub-?groups?(?: (?:factors?|variables?|characteristics?|analys[ie]s))?")
#: what names a part only below its factor: ``High`` below ``Cytogenetic risk``, ``≥2`` below ``Prior lines``
_BARE_PART = re.compile(r"[A-Za-z]+|[\W\d]+(?:to[\W\d]+)?")
#: factors that tell what patients are, not what they have
_STATE = re.compile(r"(?i)(?:refractory|exposed|sensitive|resistant|naive|treated|eligible|fit)\b")
_SEX = re.compile(r"(?i)(?:fe)?males?|(?:wo)?men|girls|boys")
_FACTOR = re.compile(r"(?i)^(?:according to|based on|by|stratified by|grouped by)\s+")
_CASE = re.compile(r"(?i)(?:patient|case|pt\.?|subject|participant)\s*(?:no\.?\s*|#\s*)?\d{1,3}[A-Z]?")


def rows_are_groups(grid: Grid, columns: Sequence[Column]) -> bool:
    """Whether the rows of a table are groups and its columns outcomes (``Cohort | Median OS, months | P value``)."""
    if STUDIES.fullmatch(grid.stub.text.strip()):
        return False
    if any(column.group is not None for column in columns):
        compared = any(column.outcome is not None or column.part == "ratio" for column in columns)
        return compared and _SUBGROUPS.fullmatch(grid.stub.text.strip()) is not None
    if any(column.outcome is not None for column in columns):
        return True
    return bool(_STUB.search(grid.stub.text)) and any(column.label is not None or column.part for column in columns)


def _short_names(columns: Sequence[Column]) -> set[str]:
    return {name.lower() for column in columns if column.group for name in (column.group.name, *column.group.aliases) if name}


def _named_row(label: Label, columns: Sequence[Column]) -> bool:
    """Whether a label with a size names a group (``L1 and L2 (n=22)``, ``Patients with … (n=8)``), not a variable."""
    parts = [part.strip().lower() for part in re.split(r"\s+(?:and|or|to|vs\.?)\s+|\s*[+&]\s*", label.title)]
    if parts and all(part in _short_names(columns) for part in parts):
        return True
    return bool(WHO.search(label.title)) and not re.match(r"(?i)(?:number|no\.|proportion|percentage|rate)\b", label.title)


def row_group(
    grid: Grid, row: int, columns: Sequence[Column] | None = None, known: Callable[[str], bool] | None = None
) -> NamedGroup | None:
    """The group that a row is about, if it names one.

    Reads ``Median PFS in patients sensitive to … (n=29)``, ``L1 and L2 (n=22)``, ``Patient 3``, and every row of a table whose
    columns are outcomes; there ``Yes`` and ``No`` below ``According to prior surgery`` become
    ``Patients with prior surgery`` and ``Patients without …``. Where no column is a group's own, a row with the name of a
    ``known`` group below an outcome is that group's.
    """
    columns = read_columns(grid) if columns is None else columns
    path = grid.rows[row].path
    if not path or not path[-1].text:
        return None
    last = path[-1]
    leaf = Cell(clean(last.text[:400]), last.start, last.end, last.notes)
    if _CASE.fullmatch(leaf.text.strip()):
        return NamedGroup(leaf.text.strip(), 1, "subgroup", (), leaf.start, leaf.end)
    if CASE_STUB.fullmatch(grid.stub.text.strip()) and CASE_ID.fullmatch(leaf.text.strip()):
        return NamedGroup(f"Patient {leaf.text.strip()}", 1, "subgroup", (), leaf.start, leaf.end)
    label = read_label(leaf.text)
    inside = _IN.search(label.title)
    if inside and is_outcome(label.title[: inside.start()]) and WHO.search(label.title, inside.end()):
        name = clean(label.title[inside.end() :])
        return NamedGroup(name, label.n, "total" if TOTAL.match(name) else "subgroup", (), leaf.start, leaf.end)
    if rows_are_groups(grid, columns) and any(cell.text.strip() for cell in grid.rows[row].cells):
        return _row_as_group(path, label, part=_SUBGROUPS.fullmatch(grid.stub.text.strip()) is not None)
    if known is not None and len(path) > 1 and known(clean(label.title)) and not any(map(_of_arm, columns)):
        return NamedGroup(clean(label.title), label.n, "arm", (), leaf.start, leaf.end)
    for cell in reversed(path):
        own = label if cell is path[-1] else read_label(cell.text)
        if own.n is not None and own.title and _named_row(own, columns):
            return NamedGroup(clean(own.title), own.n, "subgroup", (), cell.start, cell.end)
    return None


def _of_arm(column: Column) -> bool:
    return column.group is not None and bool(column.group.name) and column.group.role != "total"


def part_name(name: str, factor: str) -> str:
    """The name of a part below its factor: ``Yes`` below ``Prior surgery`` is ``Patients with Prior surgery``, ``Present`` below
    ``Brain metastases`` these, ``High`` below ``Risk`` is ``Risk high``; ``<65 years`` below ``Age`` says it all."""
    answer = name.lower()
    if answer in ("yes", "no") and _STATE.match(factor):
        return f"{'' if answer == 'yes' else 'Not '}{factor if answer == 'yes' else factor[0].lower() + factor[1:]}"
    if answer in ("yes", "no"):
        return f"Patients {'with' if answer == 'yes' else 'without'} {factor}"
    if answer == "present":
        return factor
    return f"{factor} {answer}" if _BARE_PART.fullmatch(name) and not _SEX.fullmatch(name) else name


def _row_as_group(path: Sequence[Cell], label: Label, *, part: bool) -> NamedGroup | None:
    leaf = path[-1]
    group = read_group(leaf)
    name = group.name or clean(label.title)
    if len(path) > 1 and (part or name.lower() in ("yes", "no")):
        name = part_name(name, _FACTOR.sub("", read_label(path[-2].text).title))
    if not name:
        return None
    role = "total" if TOTAL.match(name) else "arm" if len(path) == 1 and not part else "subgroup"
    return group._replace(name=name, role=role)
