"""Scores printed as tables: what each limit is worth, in columns of points or beside each item."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.grid.scores import Worth, points_above, points_beside, points_of
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.patterns import compiled
from daraevidence.language.units import bare_power_at, power_at, unit_at
from daraevidence.layout.document import Block, Cell, Document, Grid, GridRow

__all__ = ["items_with_points", "limits_in_columns", "unit_in"]

_LIMIT = compiled(
    r"(?P<sign>[<>≤≥]=?)?\s?(?P<low>\d[\d,]*(?:[.·]\d+)?)(?:\s?(?:[-–]|to)\s?(?P<high>\d[\d,]*(?:[.·]\d+)?))?"
    r"(?P<rest>\s?%|\s[A-Za-zµμ/].{0,20})?"
)
_SIGNS = {"≤": "<=", "≥": ">=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
#: ``Age (years)``, ``Bilirubin, mg/dL``: a measure and its unit
_MEASURE = compiled(r"(?P<name>[^\W\d_][^(\[,<>≤≥]{0,50}?)\s?(?:[(\[](?P<unit>[^()\[\]]{1,20})[)\]]|,\s(?P<behind>[^,]{1,20}))?")


#: rows that sum the score up
_TOTAL = compiled(r"(?i)(?:total|sum|maximum|max\.?|minimum|range|score)\b")


class _Measure(NamedTuple):
    """What a row of a score is on, in which unit its limits are, and by what they are multiplied."""

    name: str
    start: int
    end: int
    unit: str = ""
    factor: Decimal = Decimal(1)


def limits_in_columns(document: Document) -> Iterator[Draft]:
    """``Age (years) | <50 | 50-64 | ≥65`` below ``1 point | 2 points | 3 points``: one limit for each cell that holds one."""
    for grid in document.grids:
        worth = points_above(grid)
        for row in grid.rows if worth else ():
            measure = _measure(row.path[-1])
            for points, cell in zip(worth, row.cells):
                if measure is not None:
                    yield from _limit(grid, measure, cell, points)


def items_with_points(document: Document) -> Iterator[Draft | LimitPlace]:
    """``Age ≥65 years | 2`` below ``Points``: the items of a score, each with what it is worth.

    An item that is but a limit (``<50`` below ``Age, years``) is a draft; the others are read as sentences are.
    """
    for grid in document.grids:
        column = points_beside(grid)
        for row in grid.rows if column is not None else ():
            points = points_of(row.cells[column]) if column is not None and column < len(row.cells) else None
            if points is not None:
                yield from _item(document, grid, row, points)


def _item(document: Document, grid: Grid, row: GridRow, points: Worth) -> Iterator[Draft | LimitPlace]:
    label = row.path[-1]
    measure = _measure(row.path[-2]) if len(row.path) > 1 and _LIMIT.fullmatch(label.text.strip()) else None
    if measure is not None:
        yield from _limit(grid, measure, label, points)
    elif any(ch.isdigit() for ch in label.text) and label.end > label.start:
        block = Block(-1, "paragraph", label.start, label.end, document.clean, section=grid.section)
        worth = (points[0], (points[1].start, points[1].end))
        text = document.raw(label.start, label.end)
        yield LimitPlace(text, label.start, block, "", True, (), _context(grid, points[0]), worth=worth)
    elif label.end > label.start and _TOTAL.match(label.text) is None and points[0] <= 10:
        above = [cell.text for cell in row.path[:-1] if cell.text]
        draft = Draft("threshold", label.start, points[1].end).put("context", _context(grid, points[0]))
        draft.put("variable", ": ".join((*above, label.text)), (label.start, label.end), "normalised" if above else "printed")
        yield draft.put("points", points[0], (points[1].start, points[1].end))


def _measure(label: Cell) -> _Measure | None:
    match = _MEASURE.fullmatch(label.text.strip())
    if match is None or label.end <= label.start:
        return None
    unit, factor = unit_in(match["unit"] or match["behind"] or "")
    return _Measure(match["name"], label.start, label.start + len(match["name"]), unit, factor)


def unit_in(printed: str) -> tuple[str, Decimal]:
    """``×10⁹/L`` as cells per liter and what to multiply by; nothing where no unit is known."""
    text = f"1 {printed.strip()}"
    power = power_at(text, 1) or bare_power_at(text, 2)
    found = unit_at(text, power.end if power is not None else 1)
    if found is None:
        return ("%", Decimal(1)) if printed.strip() == "%" else ("", Decimal(1))
    return found.name, power.factor if power is not None else Decimal(1)


def _limit(grid: Grid, measure: _Measure, cell: Cell, points: Worth) -> Iterator[Draft]:
    match = _LIMIT.fullmatch(cell.text.strip())
    if match is None or cell.end <= cell.start or (match["sign"] and match["high"]):
        return
    unit, factor = unit_in(match["rest"]) if match["rest"] else (measure.unit, measure.factor)
    at = (cell.start, cell.end)
    draft = Draft("threshold", min(measure.start, cell.start), max(measure.end, cell.end))
    draft.put("context", _context(grid, points[0]))
    draft.put("variable", measure.name, (measure.start, measure.end))
    draft.put("operator", _SIGNS.get(match["sign"] or "", "="), at, "normalised")
    low, high = (_number(match[name]) * factor if match[name] else None for name in ("low", "high"))
    if high is None and low is not None:
        draft.put("value", float(low), at, "printed" if factor == 1 else "normalised")
    elif low is not None and high is not None:
        ends = (match["low"], match["high"]) if factor == 1 else (f"{low:f}", f"{high:f}")
        draft.put("value_text", "-".join(ends), at, "printed" if factor == 1 else "normalised")
        draft.put("value_low", float(low), at).put("value_high", float(high), at)
    draft.put("unit", unit, at, "normalised")
    yield draft.put("points", points[0], (points[1].start, points[1].end))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("·", "."))


def _context(grid: Grid, points: float) -> str:
    return f"{grid.title.text or 'score'}: {points:g} point{'' if points == 1 else 's'}"
