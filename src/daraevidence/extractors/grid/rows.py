"""Groups that the rows of a table are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from daraevidence.extractors.grid.columns import Column, read_columns
from daraevidence.extractors.grid.groups import TOTAL, NamedGroup, clean, read_group
from daraevidence.extractors.grid.kinds import CASE_ID, CASE_STUB, GENERIC, WHO, is_outcome
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid

__all__ = ["STUDIES", "of_all", "panel_of", "part_name", "parts_all", "row_group", "rows_are_groups"]

_IN = Gated("among|for|in", r"(?i)\s(?:in|among|for)\s+(?:the\s+)?")
_STUB = compiled(
    r"(?i)\b(?:cohorts?|groups?|arms?|sub-?groups?|populations?|patients?|treatments? (?:arms?|groups?)|regimens?)\b"
)
#: rows below this are groups where one of them is a control
_TREATMENT = compiled(r"(?i)(?:study )?(?:treatments?|drugs?|interventions?|dos(?:e|ing)(?: groups?)?)")
_CONTROL = compiled(r"(?i)(?:placebo|controls?|usual care|sham|vehicle|standard(?: of)? care|no treatment)\b")
#: rows below this are studies, no groups
STUDIES = compiled(
    r"(?i)(?:stud(?:y|ies)|trials?|references?|authors?|sources?|publications?|reports?)(?:,? \(?(?:year|reference)\)?)?"
)
#: rows below this are parts of the groups of the columns
_SUBGROUPS = compiled(r"(?i)sub-?groups?(?: (?:factors?|variables?|characteristics?|analys[ie]s))?")
#: what names a part only below its factor: ``High`` below ``Cytogenetic risk``, ``≥2`` below ``Prior lines``
_BARE_PART = compiled(r"[A-Za-z]+|[\W\d]+(?:to[\W\d]+)?")
#: factors that tell what patients are, not what they have
_STATE = compiled(r"(?i)(?:refractory|exposed|sensitive|resistant|naive|treated|eligible|fit)\b")
_OF_PLACE = compiled(r"(?i)\b(?:regions?|countr(?:y|ies)|continents?|race|ethnic\w*)\b")
#: ``≥150 cells/µL`` says nothing without its factor, ``<65 years`` does
_LIMIT = compiled(r"[<>≤≥]=?\s?\d")
_AGE = compiled(r"(?i)\d\s?(?:years?|yrs?|y)\b")
_SEX = compiled(r"(?i)(?:fe)?males?|(?:wo)?men|girls|boys")
_FACTOR = compiled(r"(?i)^(?:according to|based on|by|stratified by|grouped by)\s+")
_CASE = compiled(r"(?i)(?:patient|case|pt\.?|subject|participant)\s*(?:no\.?\s*|#\s*)?\d{1,3}[A-Z]?")


def rows_are_groups(grid: Grid, columns: Sequence[Column]) -> bool:
    """Whether the rows of a table are groups and its columns outcomes (``Cohort | Median OS, months | P value``)."""
    if STUDIES.fullmatch(grid.stub.text.strip()):
        return False
    if any(column.group is not None for column in columns):
        compared = any(column.outcome is not None or column.part == "ratio" for column in columns)
        return compared and parts_all(grid)
    if any(column.outcome is not None for column in columns):
        return True
    if not any(column.label is not None or column.part for column in columns):
        return False
    treated = _TREATMENT.fullmatch(grid.stub.text.strip()) is not None
    return bool(_STUB.search(grid.stub.text)) or (
        treated and any(row.path and _CONTROL.match(row.path[-1].text) for row in grid.rows)
    )


_TITLE_BY = Gated(
    "by|according|strat",
    r"(?i),?\s+(?:stratified\s+by|according\s+to|by)\s+(?P<factor>(?!(?:the\s+)?(?:week|day|month|visit))[^()]+)",
)


def parts_all(grid: Grid) -> bool:
    """Whether the rows part the groups of the columns: the stub says so, or names what the title says they are parted by."""
    stub = grid.stub.text.strip()
    if _SUBGROUPS.fullmatch(stub):
        return True
    by = _TITLE_BY.search(grid.title.text) if stub and not GENERIC.fullmatch(stub) else None
    words = set(re.findall(r"[^\W\d_]{4,}", stub.lower().replace("baseline", "")))
    return by is not None and bool(words) and all(word.rstrip("s")[:6] in by["factor"].lower() for word in words)


def of_all(title: str) -> str:
    """The title of a table of parts without what they are parted by."""
    by = _TITLE_BY.search(title)
    return title[: by.start()] if by is not None and by.start() else title


def panel_of(grid: Grid, row: int) -> Cell | None:
    """The label of the outcome that a row of parts is about: the row of all patients above it, or the heading of its panel."""
    for index in range(row, -1, -1):
        path = grid.rows[index].path
        if path and (len(path) == 1 or index == row) and _is_panel(grid, index, len(path) == 1):
            return path[0]
    return None


def _is_panel(grid: Grid, row: int, top: bool = True) -> bool:
    """Whether the outermost label of a row names an outcome, above rows that part its patients: it alone tells the statistic."""
    cells, label = grid.rows[row].cells, read_label(grid.rows[row].path[0].text[:400])
    if not top or not any(cell.text.strip() for cell in cells):
        return is_outcome(label.title) and not WHO.match(label.title)
    if not _says(label) or WHO.match(label.title):
        return False
    alike = [read_label(each.path[-1].text[:400]) for each in grid.rows if each.path]
    return is_outcome(label.title) or 3 * sum(map(_says, alike)) <= len(alike)


def _says(label: Label) -> bool:
    return bool(label.shape or label.center or label.rate) and bool(label.title)


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
        part = parts_all(grid)
        if part and len(path) == 1 and _is_panel(grid, row):
            return None  # all patients: "Remission, n/N (%)" above "Women" and "Men"
        return _row_as_group(path, label, part=part, panel=part and len(path) == 2 and _is_panel(grid, row, top=False))
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
    if _OF_PLACE.search(factor) or _SEX.fullmatch(name):
        return name
    if _LIMIT.match(name) and not _AGE.search(name):
        return f"{factor} {name}"
    return f"{factor} {answer}" if _BARE_PART.fullmatch(name) else name


def _row_as_group(path: Sequence[Cell], label: Label, *, part: bool, panel: bool = False) -> NamedGroup | None:
    leaf = path[-1]
    group = read_group(leaf)
    name = group.name or clean(label.title)
    if len(path) > 1 and (part or name.lower() in ("yes", "no")) and not panel:
        name = part_name(name, _FACTOR.sub("", read_label(path[-2].text).title))
    if not name:
        return None
    role = "total" if TOTAL.match(name) else "arm" if len(path) == 1 and not part else "subgroup"
    return group._replace(name=name, role=role)
