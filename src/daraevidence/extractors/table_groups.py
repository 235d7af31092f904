"""Groups that tables name: in column headers and in row labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from daraevidence.extractors.labels import Label, TimePoint, read_label, time_point
from daraevidence.extractors.table_kinds import CASE_ID, CASE_STUB, GENERIC, is_outcome
from daraevidence.extractors.table_shape import header_paths, lengths
from daraevidence.language.gated import Gated
from daraevidence.layout.document import Cell, Grid

__all__ = ["GRADE", "Column", "NamedGroup", "column_groups", "read_columns", "read_grade", "row_group", "rows_are_groups"]


class NamedGroup(NamedTuple):
    """A group as a table names it. ``name`` is empty for a column that only says ``N=286``: the study's whole group.

    ``start`` and ``end`` is the header or label cell (it names the group and holds ``n``).
    """

    name: str
    n: int | None
    role: str
    aliases: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. ``part`` is ``""`` for whole statistics, else the one that it holds: n, percent, mean, median,
    sd, se, range, iqr, ci, p, ratio or difference; ``label`` what its header says of the statistic, ``outcome`` the outcome
    that it reports where rows are groups.
    """

    group: NamedGroup | None = None
    part: str = ""
    label: Label | None = None
    outcome: Label | None = None
    grade: str = ""
    time: TimePoint | None = None
    moment: str = ""
    at: tuple[int, int] = (0, 0)


#: how an interval or a test was worked out
_METHOD = re.compile(
    r"(?i)^(?:wald|exact|asymptotic|clopper[- ]pearson|CMH|fisher(?:'s)?|cochran[- ]mantel[- ]haenszel)(?: test)?\s+(?=\S)"
)
_P = re.compile(
    r"(?i)(?:(?:adjusted|nominal|two-sided|overall|unadjusted|interaction)\s+)*p(?:[\s-]*values?)?(?:\s*[(,].*|"
    r"\s+for\s+.*)?|(?:log-?rank).*|significance"
)
#: what a test gives beside its P value, an effect size, the range that a score can have: no group and no result
_TEST = re.compile(
    r"(?i)(?:(?:chi|[χx])[\s-]?(?:squared?|[2²])|chi|x|t|f|z|df|d\.f\.|η2?|(?:partial )?eta[- ]squared|cohen['’]?s?\s?d|d"
    r"|(?:t|f|z|u|w|h|q|[χx]2?|chi[- ]squared?)[\s-]?(?:tests?|values?|scores?|ratios?|statistics?)"
    r"|[χxtfzu]2?\s?/\s?[χxtfzu]2?"
    r"|(?:test )?statistics?|test(?: used| value)?|(?:standardi[sz]ed )?effect sizes?|ES\d?|SMD|degrees of freedom"
    r"|(?:possible |score |scale |theoretical |reference |normal )+(?:score )?(?:ranges?|values?))\s*(?:[(\[].*)?"
)
_DIFFERENCE = re.compile(
    r"(?i)(?:(?:absolute|mean|treatment|between[- ]group|risk|adjusted|estimated|median|rate|"
    r"percentage)\s+)*(?:differences?|treatment effects?)\b"
    r"|(?:(?:vaccine|relative|absolute|treatment|estimated|protective|risk)\s+)*"
    r"(?:(?:efficacy|effectiveness)(?=\s*(?:,?\s*%|[(\[]|$))|(?:risk|rate) reductions?\b|RRR\b|ARR\b)"
)
#: a comparison of what the rows tell: ``GMT ratio (95% CI)``, ``SCR difference, %``
_COMPARED = re.compile(r"(?i)(?:[\w-]+\s+){1,3}(?:differences?|ratios?)(?:\s+(?:vs\.?|versus)\s.*)?")
GRADE = re.compile(
    r"(?i)\b(?P<any>(?:any|all)(?:[ -]grades?|[ -]CTCAE grades?)|grades?\s+(?:any|all)|all[- ]causality grades?)\b"
    r"|(?P<op>[≥>≤<]=?)?\s*\b(?:CTCAE |toxicity )?(?:gr\.?|"
    r"grades?)[\s-]*(?P<op2>[≥>≤<]=?)?\s*(?P<low>[1-5])(?:\s*(?:[-–/,]|to|and|or)\s*(?P<high>[1-5]))?"
    r"(?P<more>\s*(?:or (?:higher|greater|more|worse|above)|\+|and (?:higher|above)))?"
)
_MOMENT = re.compile(
    r"(?i)(?:at|before|after|prior to|pre-?|post-?|during|on)\s*\S.*|(?:baseline|screening|end of (?:study|"
    r"treatment|therapy)|follow[ -]?up|admission|discharge|"
    r"day|week|month|year|cycle|visit)s?\b.*|T\d\d?|.*\b(?:diagnosis|initiation|baseline)"
)
#: how the time of a mean begins: ``Mean ± SD at week 12``
_MOMENT_OF = re.compile(
    r"(?i)(?:at|before|after|pre|post|during|baseline|screening|follow|end of)(?![a-z])|(?:pre|post)[a-z]+|"
    r"(?:day|week|month|year|visit|cycle)s?\s*\d"
)
_AFTER = re.compile(r"(?i)(?:at|by|after|post|follow|end of)\b")
_TIME_ONLY = re.compile(
    r"(?i)(?:at\s+)?(?:(?:week|month|day|year)s?\s*\d+|\d+(?:\.\d+)?[\s-]*(?:weeks?|months?|days?|years?|"
    r"hours?|wks?|mos?|yrs?))(?:\s+(?:visit|follow[- ]?up|post\S*|after .*))?"
)
_TOTAL = re.compile(r"(?i)(?:all|overall|total|entire|whole|combined|pooled)\b")
_POPULATION = re.compile(
    r"(?i)(?:m?ITT|FAS|PPS?|per[- ]protocol|safety|evaluable|intention.*|full analysis.*)(?:\s+(?:set|population))?"
)
#: how long a group was followed, beside its size
_EXPOSED = re.compile(r"(?i)(?:PY|PYE|PYs|patient-years)\s*=\s*\d")
_INNER = re.compile(r"\(([^()]*\b[nN]\s*=\s*\d[\d,]*[^()]*)\)|\[([^\[\]]*\b[nN]\s*=\s*\d[\d,]*[^\[\]]*)\]")
_SIZE = re.compile(r"\b[nN]\s*=\s*(\d[\d,]*)")
_SHORT = re.compile(r"[A-Z][\w+./-]{0,11}(?:\s[\w+./-]{1,6}){0,3}")
_WHO = re.compile(
    r"(?i)\b(?:patients?|subjects?|participants?|persons?|people|women|men|children|adults?|arms?|groups?|cohorts?|populations?|"
    r"responders?|non-?responders?|carriers?|those|recipients?|survivors?)\b"
)
_IN = Gated("among|for|in", r"(?i)\s(?:in|among|for)\s+(?:the\s+)?")
_STUB = re.compile(
    r"(?i)\b(?:cohorts?|groups?|arms?|sub-?groups?|populations?|patients?|treatments? (?:arms?|groups?)|regimens?)\b"
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
_MOMENTS_OF_VALUES = {"SD": "sd", "SE": "se", "SEM": "se", "χ": "mean", "x̄": "mean", "X̄": "mean", "M": "mean"}


@lru_cache(maxsize=1024)
def read_grade(text: str) -> str:
    """The grade of a header or label (``any``, ``3``, ``3-4``, ``>=3``), or "".

    Reads ``Any Grade``, ``Grade 3/4``, ``Grades 3–4``, ``Grade ≥3``, ``≥ Grade 3``, ``Grade 3 or higher``, ``Gr 3``.
    """
    found = GRADE.search(text[:400])
    if not found:
        return ""
    if found["any"]:
        return "any"
    sign = {"≥": ">=", "≤": "<="}.get(found["op"] or found["op2"] or "", found["op"] or found["op2"] or "")
    if found["more"]:
        return f">={found['low']}"
    return f"{found['low']}-{found['high']}" if found["high"] else f"{sign}{found['low']}"


def read_group(cell: Cell) -> NamedGroup:
    """A header's group: ``First Line Therapy (L1, n=22)`` → L1, ``Placebo (n = 42), No. (%)`` → Placebo, ``N=286`` → "".

    A short form given with the size is the name, the words before it an alias.
    """
    text, aliases = _plain(cell.text[:400]), []
    found = _SIZE.search(text)
    n = int(found[1].replace(",", "")) if found else None
    inner = _INNER.search(text)
    name = ""
    if inner:
        outer = f"{text[: inner.start()]} {text[inner.end() :]}"
        rest = [piece.strip() for piece in re.split(r"[,;]", _SIZE.sub("", inner[1] or inner[2]))]
        named = [piece for piece in rest if piece and not _POPULATION.fullmatch(piece) and not _EXPOSED.match(piece)]
        if len(named) == 1 and _SHORT.fullmatch(named[0]) and read_label(outer).title:
            name, aliases = named[0], [read_label(outer).title]
        elif named and not all(read_label(piece).bare for piece in named):
            text = f"{text[: inner.start()]}({', '.join(named)}){text[inner.end() :]}"
        else:
            text = outer
    elif found:
        text = re.sub(r"[,;:(\[]?\s*\b[nN]\s*=\s*\d[\d,]*\s*[)\]]?", " ", text)
    name = name or _clean(read_label(text).title)
    if GENERIC.fullmatch(name):
        name = ""
    return NamedGroup(name, n, "total" if not name or _TOTAL.match(name) else "arm", tuple(aliases), cell.start, cell.end)


def _plain(text: str) -> str:
    """A header without marks of emphasis and of footnotes."""
    return _EMPHASIS.sub("", text)


_EMPHASIS = re.compile(r"(?<=\w)_(?=\W|$)|(?<!\w)_(?=\w)|[*^¤†‡§¶#]+")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def _clean(name: str) -> str:
    return _SPACES.sub(" ", _plain(name)).strip(" ,;:")


def _statistic(label: Label) -> str:
    """The one statistic that a column headed so holds, or "" for a whole one."""
    if label.spreads and not label.center and not label.shape and not label.ratio:
        return label.spreads[0]
    if label.center and not label.spreads and label.bare:
        return label.center
    if label.bare and label.shape in ("n", "percent") and not label.spreads:
        return label.shape
    return ""


def _read_header(cell: Cell, column: Column, many: bool) -> Column:
    """Add what one header cell says to what is known of its column; ``many``: other columns are headed so too."""
    text = _METHOD.sub("", _clean(cell.text[:400]))
    if not text:
        return column
    label = read_label(text)
    at = (cell.start, cell.end)
    plain = _clean(GRADE.sub("", text)) if GRADE.search(text) else text
    grade = read_grade(text)
    if _P.fullmatch(text):
        return replace(column, part="p", at=at)
    if many and label.n is None and _TEST.fullmatch(text) and not column.part:
        return replace(column, part="test", at=at)
    if many and text.replace(".", "") in _MOMENTS_OF_VALUES:
        return replace(column, part=_MOMENTS_OF_VALUES[text.replace(".", "")], label=label, at=at)
    if label.ratio and label.n is None and len(label.name.split()) < 6 and "reduction" not in text.casefold():
        return replace(column, part="ratio", label=label, at=at)
    if label.n is None and (_DIFFERENCE.match(text) or (many and _COMPARED.fullmatch(label.title))):
        return replace(column, part="difference", label=label, at=at)
    if grade and (not plain.strip(" ,()") or read_label(plain).bare or GENERIC.fullmatch(read_label(plain).title or "")):
        return replace(column, grade=grade, label=read_label(plain) if plain else column.label, at=at)
    if label.n is None and (label.bare or GENERIC.fullmatch(label.title)):
        return replace(
            column,
            part=_statistic(label) or column.part,
            label=label if label.shape or label.center or label.spreads else column.label,
            at=at,
        )
    title = label.name if label.center and _MOMENT_OF.match(label.name) else label.title
    said = label if label.shape or label.center else column.label
    if _TIME_ONLY.fullmatch(title):
        return _with_size(replace(column, time=time_point(title), moment=title, label=said, at=at), cell, label)
    if _MOMENT.fullmatch(title) and (many or column.group):
        time = time_point(title) if _AFTER.match(title) else None
        return _with_size(replace(column, time=time or column.time, moment=title, label=said, at=at), cell, label)
    if label.n is None and (_is_outcome_header(label) or (label.center and label.name and column.group and column.group.name)):
        return replace(column, outcome=label, at=at)
    group = read_group(cell)
    if grade:
        group = read_group(Cell(plain, cell.start, cell.end))
    known = column.group
    if known and known.name and group.name:
        group = group._replace(name=f"{known.name}, {group.name}", n=group.n or known.n)
    elif known and known.name:
        group = known._replace(n=group.n or known.n)
    return replace(
        column, group=group, grade=grade or column.grade, label=label if label.shape or label.center else column.label, at=at
    )


def _with_size(column: Column, cell: Cell, label: Label) -> Column:
    if label.n is None:
        return column
    group = column.group or NamedGroup("", None, "total", (), cell.start, cell.end)
    return replace(column, group=group._replace(n=label.n))


def _is_outcome_header(label: Label) -> bool:
    """Whether a header without a size names an outcome: ``Median OS (95% CI), months``, ``ORR``, ``PFS, %``."""
    if re.match(r"(?i)(?:no|with|without|patients|non)\b", label.title) or _WHO.search(label.title):
        return False
    return is_outcome(label.name if label.center else label.title) and (
        bool(label.center or label.shape or label.spreads or label.unit) or len(label.title.split()) <= 4
    )


def read_columns(grid: Grid) -> list[Column]:
    """What each column of a table is."""
    if not grid.columns:
        return []
    columns = []
    paths = header_paths(grid)
    common = {path[0].text for path in paths if path}
    spanning = len(paths) > 1 and len(common) == 1 and all(len(path) > 1 for path in paths)
    graded = any(read_grade(path[-1].text) for path in paths if len(path) > 1)
    apart = lengths(grid)
    for path in paths:
        column = Column()
        if graded and re.fullmatch(r"(?i)(?:any|all)", path[-1].text.strip()):
            # ``Any`` beside ``Grade 3``
            column, path = replace(column, grade="any"), path[:-1]
        for depth, cell in enumerate(path):
            if cell in apart:
                column = replace(column, group=read_group(cell)._replace(role="arm"), at=(cell.start, cell.end))
            elif depth == 0 and spanning:
                column = _spanning(cell, column)
            else:
                column = _read_header(cell, column, len(paths) > 1)
        columns.append(_settle(column, path, paths))
    columns = _with_spreads(columns)
    if spanning and read_label(_clean(paths[0][0].text)).n is not None and not any(c.group and c.group.name for c in columns):
        columns = [replace(column, group=read_group(paths[0][0])) for column in columns]
    return _roles(columns)


def _with_spreads(columns: Sequence[Column]) -> list[Column]:
    """A column of standard deviations right of one of means tells of the same outcome."""
    out = list(columns)
    for i, (column, left) in enumerate(zip(columns[1:], columns, strict=False), 1):
        means = left.outcome is not None and left.outcome.center == "mean" and not left.outcome.spreads
        same = column.group is not None and left.group is not None and column.group.name == left.group.name
        if column.part in ("sd", "se") and not left.part and means and same and column.outcome is None:
            out[i - 1] = replace(left, part="mean")
            out[i] = replace(column, outcome=left.outcome)
    return out


def _spanning(cell: Cell, column: Column) -> Column:
    """A header over all columns: its statistic and its size hold for all; its words name the group where no other header does."""
    label = read_label(_clean(cell.text))
    group = NamedGroup("", label.n, "total", (), cell.start, cell.end) if label.n is not None else None
    return replace(column, group=group, label=label if label.shape or label.center or label.spreads else None)


def _settle(column: Column, path: Sequence[Cell], paths: Sequence[Sequence[Cell]]) -> Column:
    """A moment is a group's name where no other header names one and it is no counted time."""
    if column.moment and column.time is None and (column.group is None or not column.group.name) and len(paths) > 1:
        group = column.group or NamedGroup("", None, "total")
        if not re.fullmatch(r"(?i)baseline|screening", column.moment):
            return replace(column, group=group._replace(name=column.moment, role="total", start=path[0].start, end=path[0].end))
    if column.time is not None and column.group is None:
        return replace(column, group=NamedGroup("", None, "total", (), *column.at))
    return column


def _roles(columns: list[Column]) -> list[Column]:
    """Total, arm or subgroup, from what stands side by side."""
    names = list(dict.fromkeys(c.group.name for c in columns if c.group and c.group.name and c.group.role != "total"))
    ordered = list(dict.fromkeys(c.group.name for c in columns if c.group))
    first = next((c.group for c in columns if c.group), None)
    sizes = {c.group.name: c.group.n or 0 for c in columns if c.group and c.group.role != "total"}
    for i, column in enumerate(columns):
        group = column.group
        if group is None or group.role == "total":
            continue
        if len(ordered) == 1 and group.n is not None:
            columns[i] = replace(column, group=group._replace(role="total"))
        elif first and first.role == "total" and first.name and len(names) > 1 and sum(sizes.values()) != first.n:
            columns[i] = replace(column, group=group._replace(role="subgroup"))
    return columns


def column_groups(columns: Sequence[Column]) -> list[NamedGroup | None]:
    """The group of each column, by its header; ``None`` where a column is none (a P value, an outcome, nothing printed)."""
    return [column.group if column.part not in ("p", "test", "ratio", "difference") else None for column in columns]


def rows_are_groups(grid: Grid, columns: Sequence[Column]) -> bool:
    """Whether the rows of a table are groups and its columns outcomes (``Cohort | Median OS, months | P value``)."""
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
    return bool(_WHO.search(label.title)) and not re.match(r"(?i)(?:number|no\.|proportion|percentage|rate)\b", label.title)


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
    leaf = Cell(_clean(last.text[:400]), last.start, last.end, last.notes)
    if _CASE.fullmatch(leaf.text.strip()):
        return NamedGroup(leaf.text.strip(), 1, "subgroup", (), leaf.start, leaf.end)
    if CASE_STUB.fullmatch(grid.stub.text.strip()) and CASE_ID.fullmatch(leaf.text.strip()):
        return NamedGroup(f"Patient {leaf.text.strip()}", 1, "subgroup", (), leaf.start, leaf.end)
    label = read_label(leaf.text)
    inside = _IN.search(label.title)
    if inside and is_outcome(label.title[: inside.start()]) and _WHO.search(label.title, inside.end()):
        name = _clean(label.title[inside.end() :])
        return NamedGroup(name, label.n, "total" if _TOTAL.match(name) else "subgroup", (), leaf.start, leaf.end)
    if rows_are_groups(grid, columns) and any(cell.text.strip() for cell in grid.rows[row].cells):
        return _row_as_group(path, label, part=_SUBGROUPS.fullmatch(grid.stub.text.strip()) is not None)
    if known is not None and len(path) > 1 and known(_clean(label.title)) and not any(map(_of_arm, columns)):
        return NamedGroup(_clean(label.title), label.n, "arm", (), leaf.start, leaf.end)
    for cell in reversed(path):
        own = label if cell is path[-1] else read_label(cell.text)
        if own.n is not None and own.title and _named_row(own, columns):
            return NamedGroup(_clean(own.title), own.n, "subgroup", (), cell.start, cell.end)
    return None


def _of_arm(column: Column) -> bool:
    return column.group is not None and bool(column.group.name) and column.group.role != "total"


def _row_as_group(path: Sequence[Cell], label: Label, *, part: bool) -> NamedGroup | None:
    leaf = path[-1]
    group = read_group(leaf)
    name = group.name or _clean(label.title)
    answer = name.lower()
    if answer in ("yes", "no") and len(path) > 1:
        factor = _FACTOR.sub("", read_label(path[-2].text).title)
        if _STATE.match(factor):
            name = f"{'' if answer == 'yes' else 'Not '}{factor if answer == 'yes' else factor[0].lower() + factor[1:]}"
        else:
            name = f"Patients {'with' if answer == 'yes' else 'without'} {factor}"
    elif part and len(path) > 1 and _BARE_PART.fullmatch(name) and not _SEX.fullmatch(name):
        name = f"{_FACTOR.sub('', read_label(path[-2].text).title)} {answer}"
    if not name:
        return None
    role = "total" if _TOTAL.match(name) else "arm" if len(path) == 1 and not part else "subgroup"
    return group._replace(name=name, role=role)
