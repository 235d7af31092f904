"""The rows of a table below its header: which lines belong to one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import OPENING
from daraevidence.reading.page.bands import Band, PlacedRow, TextRow, in_columns, is_value

__all__ = ["beside_label", "body_rows", "is_subhead"]

_AWAY = 0.06  # of the width: how far from its middle what is centred in a table may stand
_FURTHER = 1.2  # times: a space between rows is wider than one between the lines of a row
_LEADING = 1.4  # of the size: no lines of one cell are further apart
_HANGING = 14.0

_OPEN = compiled(rf"(?:[,(\[/-]|(?:^|\s)(?:{OPENING}))$", re.IGNORECASE)


def body_rows(
    rows: Sequence[TextRow], bands: Sequence[Band], cuts: Sequence[float], reasons: list[str] | None = None
) -> list[PlacedRow]:
    """The rows of a body: lines that go on with the label or the values of the row above are put to it.

    ``cuts`` are rules: none stands inside a row. A line by itself in the middle of all columns is a heading of rows. What is
    told by the space between the lines alone is added to ``reasons``.
    """
    heading = [is_subhead(row, bands) for row in rows]
    lines = [in_columns(row, bands) for row in rows]
    for i, row in enumerate(rows):
        if heading[i]:
            lines[i] = PlacedRow({0: list(row)}, {0: len(bands)}, row[0].base)
    inner = any(rows[0][0].base < cut < rows[-1][0].base for cut in cuts) if rows else False
    groups = None if inner else _centred(lines)
    if groups is not None:
        if reasons is not None:
            reasons.append("lines of a row told by the space between rows")
        return [_merged(group) for group in groups]
    tight = _tight(lines)
    values = [line.text(column) for line in lines for column in line.parts if column]
    worded = sum(map(is_value, values)) * 3 < len(values) and _labelled(lines)
    ruled = _intervals(rows, cuts)
    body: list[PlacedRow] = []
    for line in lines:
        last = body[-1] if body and not _spans(body[-1]) and not _spans(line) else None
        if last is not None and (0 not in line.parts if worded else _goes_on(last, line, tight, ruled, cuts)):
            _add(last, line)
        else:
            body.append(line)
    return body


def is_subhead(row: TextRow, bands: Sequence[Band]) -> bool:
    """Whether a row is one part in the middle of all columns that names the rows below it."""
    part = row[0]
    if len(row) > 1 or len(bands) < 2 or part.table is not None or is_value(part.text) or not part.text[:1].isalpha():
        return False
    if part.x0 < bands[0].x0 + 1.5 * part.size or part.x0 > bands[1].x0 - 2 or part.x1 < bands[1].x0 - part.size:
        return False
    left, right = bands[0].x0, bands[-1].x1
    step = (bands[-1].x0 - bands[1].x0) / (len(bands) - 2) if len(bands) > 2 else 0.0
    middle = (part.x0 + part.x1) / 2
    ends = (right, max(right, bands[-1].x0 + step))  # the last column may be wider than what is printed in it
    return any(abs(middle - (left + end) / 2) < _AWAY * (end - left) for end in ends)


def beside_label(above: TextRow, row: TextRow) -> bool:
    """Whether figures stand half a line below a label, in the middle of its two lines."""
    near = 0 < row[0].base - above[0].base < 0.9 * row[0].size
    return near and len(above) == 1 and above[0].x0 < row[0].x0 and len(row) > 1 and all(is_value(part.text) for part in row)


def _spans(row: PlacedRow) -> bool:
    return row.spans.get(0, 1) > 1


def _add(row: PlacedRow, line: PlacedRow) -> None:
    """Put a line to a row."""
    for column, parts in line.parts.items():
        row.parts.setdefault(column, []).extend(parts)
        row.spans[column] = max(row.spans.get(column, 1), line.spans.get(column, 1))
    row.base = line.base


def _merged(lines: Sequence[PlacedRow]) -> PlacedRow:
    row, *others = lines
    for line in others:
        _add(row, line)
    return row


def _centred(lines: Sequence[PlacedRow]) -> list[list[PlacedRow]] | None:
    """The rows of a body whose figures stand in the middle of labels of several lines; ``None`` for any other.

    There rows are told by the space between them alone: lines of a label stand above and below the figures of their row.
    """
    sizes = [max(part.size for parts in line.parts.values() for part in parts) for line in lines]
    steps = sorted({round((b.base - a.base) / size, 2) for (a, b), size in zip(pairwise(lines), sizes[1:])})
    for below, above in reversed(list(pairwise(steps))):
        if below > 0 and above >= _FURTHER * below and below <= _LEADING:
            groups: list[list[PlacedRow]] = []
            for i, line in enumerate(lines):
                if not i or (line.base - lines[i - 1].base) / sizes[i] > (below + above) / 2:
                    groups.append([])
                groups[-1].append(line)
            if any(map(_between, groups)) and all(map(_one_row, groups)):
                return groups
    return None


def _between(group: Sequence[PlacedRow]) -> bool:
    """Whether lines of a label alone stand above and below the figures."""
    alone = [set(line.parts) == {0} for line in group]
    return len(group) > 2 and alone[0] and alone[-1] and not all(alone)


def _one_row(group: Sequence[PlacedRow]) -> bool:
    """Whether lines can be one row: one line of figures at most, and labels of which none stands further in."""
    figures = [line for line in group if any(column for column in line.parts)]
    labels = [line.parts[0][0].x0 for line in group if 0 in line.parts]
    if any(map(_spans, group)):
        return len(group) == 1
    return len(figures) <= 1 and bool(labels) and labels[0] - 1 <= min(labels) and max(labels) < labels[0] + _HANGING


def _intervals(rows: Sequence[TextRow], cuts: Sequence[float]) -> bool:
    """Whether rules part the body row by row."""
    if not rows:
        return False
    inner = [cut for cut in cuts if rows[0][0].base < cut < rows[-1][0].base]
    return len(inner) >= 2 and len(rows) <= 3 * (len(inner) + 1)


def _tight(rows: Sequence[PlacedRow]) -> float:
    """The distance below which a line belongs to the row above it: less than between any two rows that are surely two."""
    steps = [b.base - a.base for a, b in pairwise(rows) if _full(a) and _full(b) and not _hangs(b)]
    if not steps:  # a table of words
        steps = [b.base - a.base for a, b in pairwise(rows) if 0 in b.parts and len(b.parts) > 1 and not _hangs(b)]
    return 0.87 * min(steps, default=0.0)


def _labelled(rows: Sequence[PlacedRow]) -> bool:
    """Whether labels stand apart, each beside the first of several lines, as in tables of words."""
    return 0 < sum(1 for row in rows if 0 in row.parts) * 2 <= len(rows)


def _full(row: PlacedRow) -> bool:
    return bool(row.text(0)) and any(is_value(row.text(column)) for column in row.parts if column)


def _hangs(row: PlacedRow) -> bool:
    """Whether all values of a line go on with something: in brackets, in lower case."""
    values = [row.text(column) for column in row.parts if column]
    return all(text[:1] in "([,;)" or text[:1].islower() for text in values)


def _open_above(above: PlacedRow, row: PlacedRow) -> bool:
    """Whether each value of a line goes on with one above it that a bracket or a comma leaves open."""
    over = [above.text(column) for column in row.parts if column]
    return all(text.count("(") > text.count(")") or text[-1:] in tuple(",;(") for text in over)


def _goes_on(above: PlacedRow, row: PlacedRow, tight: float, ruled: bool, cuts: Sequence[float]) -> bool:
    """Whether a line belongs to the row above it."""
    if any(above.base < cut < row.base for cut in cuts):
        return False
    step = row.base - above.base
    size = max(segment.size for parts in row.parts.values() for segment in parts)
    if ruled:
        return not (_full(above) and _full(row)) or step < tight
    if step > 2.0 * size:
        return False
    near = step < tight
    label, over = row.text(0), above.text(0)
    values = [row.text(column) for column in row.parts if column]
    above_values = any(above.text(column) for column in above.parts if column)
    opened = over.count("(") > over.count(")") or _OPEN.search(over) is not None
    lower = label[:1].islower() or label[:1] == "("
    if label and values:
        if above_values:
            return bool(over) and (_hangs(row) or _open_above(above, row)) and (near or lower or opened)
        return bool(over) and (near or opened) and lower
    if not label:
        return bool(over) and (near or _hangs(row) or not any(map(is_value, values)))
    return bool(over) and (near or (lower and opened) or (opened and above_values) or (lower and above_values))
