"""What the columns of a table are: groups of patients, times, parts of a statistic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.grid.beside import beside, compared
from daraevidence.extractors.grid.column import CHANGE, Column
from daraevidence.extractors.grid.effects import with_named_effects
from daraevidence.extractors.grid.groups import GRADE, NamedGroup, clean, is_everyone, read_grade, read_group
from daraevidence.extractors.grid.kinds import GENERIC, WHO, is_outcome
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.grid.shape import header_paths, lengths
from daraevidence.extractors.grid.short_names import named_groups
from daraevidence.extractors.grid.times import time_point
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS, TWO_TO_TWELVE
from daraevidence.layout.document import Cell, Grid

__all__ = ["CHANGE", "Column", "column_groups", "read_columns"]


#: how an interval or a test was worked out
_METHOD = compiled(
    r"(?i)^(?:wald|exact|asymptotic|clopper[- ]pearson|CMH|fisher(?:'s)?|cochran[- ]mantel[- ]haenszel)(?: test)?\s+(?=\S)"
)
_P = compiled(
    r"(?i)(?:(?:adjusted|nominal|two-sided|overall|unadjusted|interaction)\s+)*p(?:[\s-]*values?)?(?:\s*[(,].*|"
    r"\s+(?:for|vs\.?|versus)\s+.*)?|(?:log-?rank).*|significance"
)
#: what a test gives beside its P value, an effect size, the range that a score can have: no group and no result
_TEST = compiled(
    r"(?i)(?:(?:chi|[χx])[\s-]?(?:squared?|[2²])|chi|x|t|f|z|df|d\.f\.|η2?|(?:partial )?eta[- ]squared|cohen['’]?s?\s?d|d"
    r"|(?:hedges['’]?\s?)?g"
    r"|(?:t|f|z|u|w|h|q|[χx]2?|chi[- ]squared?)[\s-]?(?:tests?|values?|scores?|ratios?|statistics?)"
    r"|[χxtfzu]2?\s?/\s?[χxtfzu]2?"
    r"|ICC|NNT|NNH|numbers? needed to (?:treat|harm)"
    r"|(?:intra|inter)-?(?:class|cluster) correlation(?: coefficient)?|(?:cohen['’]?s )?kappa"
    r"|(?:test )?statistics?|test(?: used| value)?|(?:standardi[sz]ed )?effect sizes?|ES\d?|SMD|degrees of freedom"
    r"|(?:possible |score |scale |theoretical |reference |normal )+(?:score )?(?:ranges?|values?))\s*(?:[(\[].*)?"
)
_DIFFERENCE = compiled(
    r"(?i)(?:(?:absolute|mean|treatment|between[- ]group|risk|adjusted|estimated|median|rate|"
    r"percentage)\s+)*(?:differences?|treatment effects?)\b|(?:W?MD|A?RD)\b(?=\s*(?:[(\[,]|$))"
    r"|(?:(?:vaccine|relative|absolute|treatment|estimated|protective|risk)\s+)*"
    r"(?:(?:efficacy|effectiveness)(?=\s*(?:,?\s*%|[(\[]|$))|(?:risk|rate) reductions?\b|RRR\b|ARR\b)"
)
#: how often the rows' events came over time, in the group of the header above: ``IR per 100 PY``
_RATE = compiled(
    r"(?i)(?:[\w-]+\s+){0,3}?(?:rates?|E?A?IR|EAER|incidence|events?|episodes?)\s*[,(:]?\s*"
    r"(?P<unit>(?:/|per\s)\s?[\d,]+\s?(?:(?:patient|person|subject|participant)s?[-\s]?(?:years?|days?|months?)|P-?Ys?|PYRs?))"
    r"\s*\)?(?:\s*\([^()]*\))?"
)
#: a comparison of what the rows tell: ``GMT ratio (95% CI)``, ``SCR difference, %``
_COMPARED = compiled(r"(?i)(?:[\w-]+\s+){1,3}(?:differences?|ratios?)(?:\s+(?:vs\.?|versus)\s.*)?")
_MOMENT = compiled(
    r"(?i)(?:at|before|after|prior to|pre-?|post-?|during|on)\s*\S.*|(?:baseline|screening|end of (?:study|"
    r"treatment|therapy)|follow[ -]?up|admission|discharge|"
    r"day|week|month|year|cycle|visit)s?\b.*|T\d\d?|pre|post|.*\b(?:diagnosis|initiation|baseline)|"
    r"before|after|start|end|beginning|(?:initial|final)(?: (?:visits?|values?|assessments?|measurements?|scores?))?"
)
#: how the time of a mean begins: ``Mean ± SD at week 12``
_MOMENT_OF = compiled(
    r"(?i)(?:at|before|after|pre|post|during|baseline|screening|follow|end of)(?![a-z])|(?:pre|post)[a-z]+|"
    r"(?:day|week|month|year|visit|cycle)s?\s*\d"
)
_AFTER = compiled(r"(?i)(?:at|by|after|post|follow|end of)\b")
_TIME_ONLY = compiled(
    r"(?i)(?:at\s+)?(?:the\s+)?(?:(?:week|month|day|year)s?\s*\d+(?:\s?(?:[-–]|to|through)\s?\d+)?|(?:\d+(?:\.\d+)?(?:st|nd|rd|th)?|second|third|(?:four|fif|"
    rf"six|seven|eigh|nin|ten|twelf)th|one|{TWO_TO_TWELVE})[\s-]*(?:{TIME_UNITS}))(?:\s+(?:visit|follow[- ]?up|post\S*|"
    r"after .*))?"
)
_MOMENTS_OF_VALUES = {"SD": "sd", "SE": "se", "SEM": "se", "χ": "mean", "x̄": "mean", "X̄": "mean", "M": "mean"}


_AGAINST = compiled(
    r"(?i)(?:.*\b(?:of|between|for|differences?|ratios?|RR|OR|HR)\s*[:,(]?\s+)?(?P<one>\S.{0,60}?)\s+(?:vs?\.?|versus)\s+(?P<other>\S.{0,60})"
)


def _versus(text: str) -> tuple[str, str] | None:
    """The groups of ``Ramivac vs placebo``, ``Difference, Ramivac versus placebo``."""
    found = _AGAINST.fullmatch(text.strip(" ,:()")) if "v" in text.lower() else None
    if found is None or any(char.isdigit() for char in found["one"][:1] + found["other"][:1]):
        return None
    return found["one"].strip(" ,:("), found["other"].strip(" ,:)")


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
    text = _METHOD.sub("", clean(cell.text[:400]))
    if not text:
        return column
    label = read_label(text)
    at = (cell.start, cell.end)
    plain = clean(GRADE.sub("", text)) if GRADE.search(text) else text
    grade = read_grade(text)
    if _P.fullmatch(text):
        return replace(column, part="p", at=at)
    if many and label.n is None and _TEST.fullmatch(text) and not column.part:
        return replace(column, part="test", at=at)
    if many and text.replace(".", "") in _MOMENTS_OF_VALUES:
        return replace(column, part=_MOMENTS_OF_VALUES[text.replace(".", "")], label=label, at=at)
    if label.ratio and label.n is None and "reduction" not in text.casefold():
        versus = _versus(label.title)
        if versus is not None or len(label.name.split()) < 6:
            return replace(column, part="ratio", label=label, at=at, versus=column.versus or versus)
    rate = _RATE.fullmatch(text) if many and label.n is None else None
    if rate is not None:
        return replace(column, label=replace(label, unit=label.rate or rate["unit"].strip()), at=at)
    if label.rate and label.n is None and column.group is not None and column.group.name:
        return replace(column, label=label, at=at)
    if label.n is None and (_DIFFERENCE.match(text) or (many and _COMPARED.fullmatch(label.title))):
        return replace(column, part="difference", label=label, at=at, versus=column.versus or _versus(label.title))
    if many and label.n is None and not column.group and (versus := _versus(label.title)) is not None:
        said = label if label.shape or label.center or label.spreads else column.label
        return replace(column, versus=versus, label=said, at=at)
    if grade and (not plain.strip(" ,()") or read_label(plain).bare or GENERIC.fullmatch(read_label(plain).title or "")):
        return replace(column, grade=grade, label=read_label(plain) if plain else column.label, at=at)
    if column.part in ("ratio", "difference") and column.label is not None and label.bare and set(label.spreads) <= {"ci"}:
        return replace(column, label=replace(column.label, spreads=label.spreads, level=label.level))
    changed = bool(label.center) and column.group is None and CHANGE.fullmatch(label.name) is not None
    if label.n is None and (label.bare or changed or GENERIC.fullmatch(label.title)):
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
    if label.n is None and column.group and column.group.name and CHANGE.fullmatch(title):
        return replace(column, context=title, label=said, at=at)
    group = read_group(cell)
    if grade:
        group = read_group(Cell(plain, cell.start, cell.end))
    known = column.group
    if known and known.name and is_everyone(group.name):
        group = known._replace(n=group.n or known.n)
    elif known and known.name and group.name:
        group = group._replace(name=f"{known.name}, {group.name}", n=group.n or known.n)
    elif known and known.name:
        group = known._replace(n=group.n or known.n)
    return replace(
        column,
        group=group,
        grade=grade or column.grade,
        at=at,
        label=label if label.shape or label.center or label.rate else column.label,
    )


def _with_size(column: Column, cell: Cell, label: Label) -> Column:
    if label.n is None:
        return column
    group = column.group or NamedGroup("", None, "total", (), cell.start, cell.end)
    return replace(column, group=group._replace(n=label.n))


_PART_OF_GROUP = compiled(r"(?i)(?:no|with|without|patients|non)\b")


def _is_outcome_header(label: Label) -> bool:
    """Whether a header without a size names an outcome: ``Median OS (95% CI), months``, ``ORR``, ``PFS, %``."""
    if label.shape and re.fullmatch(r"(?i)(?:confirmed |overall )?responders", label.title):
        return True
    if _PART_OF_GROUP.match(label.title) or WHO.search(label.title):
        return False
    return is_outcome(label.name if label.center else label.title) and (
        bool(label.center or label.shape or label.spreads or label.unit) or len(label.title.split()) <= 4
    )


#: from one time to another, and the last of such periods, which has no end
_PERIOD = compiled(r"(?i)\b(?:week|month|day|year|cycle)s?\s*\d+\s*(?:[-–]|to)\s*\d+")
_OPEN = compiled(r"(?i)(?:after|beyond|from|since|before|later than|[>≥])")
_ANY_GRADE = compiled(r"(?i)(?:any|all)")


def read_columns(grid: Grid) -> list[Column]:
    """What each column of a table is."""
    if not grid.columns:
        return []
    columns: list[Column] = []
    paths = header_paths(grid)
    common = {path[0].text for path in paths if path}
    spanning = len(paths) > 1 and len(common) == 1 and all(len(path) > 1 for path in paths)
    graded = any(read_grade(path[-1].text) for path in paths if len(path) > 1)
    apart = {cell: read_group(cell)._replace(role="arm") for cell in lengths(grid)} | named_groups(grid)
    periods = any(_PERIOD.search(cell.text) for path in paths for cell in path)
    for path in paths:
        column = Column()
        if graded and _ANY_GRADE.fullmatch(path[-1].text.strip()):
            # ``Any`` beside ``Grade 3``
            column, path = replace(column, grade="any"), path[:-1]
        for depth, cell in enumerate(path):
            if cell in apart:
                column = replace(column, group=apart[cell], at=(cell.start, cell.end))
            elif depth == 0 and spanning:
                column = _spanning(cell, column)
            else:
                column = _read_header(cell, column, len(paths) > 1)
        if periods and column.time is not None and _OPEN.match(column.moment):
            column = replace(column, time=None)  # "After week 52" beside "Weeks 1-18" and "Weeks 19-52"
        columns.append(_settle(compared(grid, len(columns), column), path, paths))
    for i, column in enumerate(columns):  # "X (N=10): any grade" before "Grade ≥3"
        left = columns[i - 1] if i else Column()
        if (
            column.grade
            and not (column.group and column.group.name)
            and left.grade
            and left.group is not None
            and left.group.name
        ):
            columns[i] = replace(column, group=left.group)
    columns = with_named_effects(grid, beside(grid, columns, paths), paths)
    if spanning and read_label(clean(paths[0][0].text)).n is not None and not any(c.group and c.group.name for c in columns):
        columns = [replace(column, group=read_group(paths[0][0])) for column in columns]
    return _roles([column if _told_in(grid, i) else replace(column, group=None) for i, column in enumerate(columns)])


#: how a cell with a result begins: a number, or a word in place of one
_RESULT = compiled(
    r"(?i)[\W_]{0,3}\d|(?:NR|NE|NA|ND|N/A|none|nil|not\s+(?:reached|reported|estimable|available|evaluable|done|applicable)|ref\w*)\W*$|[-‐–—−]+$"
)
_LIMIT = compiled(r"[<>≤≥]\s?=?\s?\d")


def _told_in(grid: Grid, index: int) -> bool:
    """Whether a column without a size holds any result: cells of limits and of advice, ``<1.0 × 10⁹/L | Withhold``, hold none."""
    if any(_SIZED.search(cell.text) for cell in grid.columns[index]):
        return True
    cells = [row.cells[index].text.strip() for row in grid.rows if index < len(row.cells)]
    filled = [text for text in cells if text]
    return len(filled) < 2 or any(_RESULT.match(text) and not _LIMIT.match(text) for text in filled)


_SIZED = compiled(r"\b[nN]\s?=\s?\d")


def _spanning(cell: Cell, column: Column) -> Column:
    """A header over all columns: its statistic and its size hold for all; its words name the group where no other header does."""
    label = read_label(clean(cell.text))
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
    columns = _periods(columns)
    names = list(dict.fromkeys(c.group.name for c in columns if c.group and c.group.name and c.group.role != "total"))
    ordered = list(dict.fromkeys(c.group.name for c in columns if c.group))
    first = next((c.group for c in columns if c.group), None)
    sizes = {c.group.name: c.group.n or 0 for c in columns if c.group and c.group.role != "total"}
    for i, column in enumerate(columns):
        group = column.group
        if group is None or group.role == "total":
            continue
        if any(group.name.startswith(f"{name}, ") for name in names):
            # "X > Women" beside "X > All patients"
            columns[i] = replace(column, group=group._replace(role="subgroup"))
            continue
        if len(ordered) == 1 and group.n is not None:
            columns[i] = replace(column, group=group._replace(role="total"))
        elif first and first.role == "total" and first.name and len(names) > 1 and sum(sizes.values()) != first.n:
            columns[i] = replace(column, group=group._replace(role="subgroup"))
    return columns


_START = compiled(
    r"(?i)\b(?:baseline|screening|before|pre|start|initiation|diagnosis|entry|enrol?lment|inclusion|admission|day (?:0|1))\b"
)


_SPAN = compiled(r"\d\s?(?:[-–]|to|through)\s?\d")


def _periods(columns: list[Column]) -> list[Column]:
    """Columns by time or by what went before are parts where each has another size: ``Weeks 1–18 (n=80)``, ``After X (n=36)``."""
    sized = {i: c.group.n for i, c in enumerate(columns) if c.moment and c.group and c.group.role == "total" and c.group.n}
    timed = all(columns[i].time is not None and not _SPAN.search(columns[i].moment) for i in sized)
    if len(set(sized.values())) < 2 or timed or any(_START.search(column.moment) for column in columns):
        return columns  # the same patients, of whom some were lost
    out = list(columns)
    for i in sized:
        group = columns[i].group
        if group is not None:
            out[i] = replace(columns[i], time=None, group=group._replace(name=columns[i].moment, role="subgroup"))
    return out


def column_groups(columns: Sequence[Column]) -> list[NamedGroup | None]:
    """The group of each column, by its header; ``None`` where a column is none (a P value, an outcome, nothing printed)."""
    return [column.group if column.part not in ("p", "test", "ratio", "difference") else None for column in columns]
