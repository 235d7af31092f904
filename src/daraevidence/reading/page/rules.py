"""The lines drawn on a PDF page, as they rule tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from daraevidence.reading.page.characters import PageFrame

__all__ = ["Rule", "Rules", "read_rules"]

_THIN = 3.0
_SHORTEST = 6.0
_NEAR = 2.0
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 400
_DEEPEST = 4

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


class Rules(NamedTuple):
    """Lines across the page and lines down the page, each sorted by place; those in one line are joined."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]


def read_rules(page: Any, frame: PageFrame, turns: int) -> Rules:
    """The rules of a page as it is read (from its top left corner after ``turns`` quarter turns)."""
    import pypdfium2.raw as raw

    across: list[Rule] = []
    down: list[Rule] = []
    for x0, y0, x1, y1 in _strokes(raw, page.raw):
        a, b = frame.place(x0, y0, turns), frame.place(x1, y1, turns)
        left, right, top, bottom = min(a[0], b[0]), max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1])
        if bottom - top <= _THIN and right - left >= _SHORTEST and right - left > bottom - top:
            across.append(Rule((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _SHORTEST:
            down.append(Rule((left + right) / 2, top, bottom))
    return Rules(tuple(_joined(across)), tuple(_joined(down)))


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Rules in one line that touch or overlap, as one."""
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > _NEAR:
            yield from _spliced(group)
            group = []
        group.append(rule)
    yield from _spliced(group)


def _spliced(group: Sequence[Rule]) -> Iterator[Rule]:
    if not group:
        return
    at = sum(rule.at for rule in group) / len(group)
    start = end = None
    for rule in sorted(group, key=lambda rule: rule.start):
        if start is None or end is None:
            start, end = rule.start, rule.end
        elif rule.start <= end + _NEAR:
            end = max(end, rule.end)
        else:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
    if start is not None and end is not None:
        yield Rule(at, start, end)


def _strokes(raw: Any, page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of the page's paths, and thin filled boxes as lines, in the page's own coordinates."""
    stack: list[tuple[Any, Matrix, int]] = []
    count = raw.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return
    stack += [(raw.FPDFPage_GetObject(page, i), _SAME, 0) for i in range(count - 1, -1, -1)]
    seen = 0
    while stack and seen < _MOST_OBJECTS:
        item, outer, depth = stack.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(_matrix(raw, item), outer)
            size = raw.FPDFFormObj_CountObjects(item)
            stack += [(raw.FPDFFormObj_GetObject(item, i), inner, depth + 1) for i in range(min(size, _MOST_OBJECTS) - 1, -1, -1)]
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield from _lines(raw, item, outer)


def _matrix(raw: Any, item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _lines(raw: Any, item: Any, outer: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight lines of one path; a filled box without a border counts where it is thin."""
    count = raw.FPDFPath_CountSegments(item)
    if not 1 < count <= _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    a, b, c, d, e, f = _times(_matrix(raw, item), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    paths: list[list[tuple[float, float]]] = []
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO or not points or kind == raw.FPDF_SEGMENT_BEZIERTO:
            points = []
            paths.append(points)
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    for path in paths:
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(path):
                if abs(x0 - x1) < 0.7 or abs(y0 - y1) < 0.7:
                    yield x0, y0, x1, y1
        elif fill.value and 4 <= len(path) <= 6:
            across, along = [p[0] for p in path], [p[1] for p in path]
            box = (min(across), min(along), max(across), max(along))
            if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
                yield box
