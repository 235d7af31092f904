"""Rows of a table with marked cells: which labels stand above which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, GridRow
from daraevidence.layout.tables.frames import Frame, Slot
from daraevidence.layout.tables.lines import valued
from daraevidence.layout.tables.rows import Group

__all__ = ["nested_rows"]

_TOP = -1
_BULLET = compiled(r"[•·▪◦○●■–-]\s+")


class _Line(NamedTuple):
    """One row: its label, the labels of the columns before it, its cells, and how far in it stands."""

    outer: tuple[Cell, ...]
    label: Cell
    cells: tuple[Cell, ...]
    depth: int
    alone: bool


def nested_rows(frame: Frame, body: Sequence[int], labels: int) -> tuple[tuple[GridRow, ...], tuple[str, ...], float]:
    """The rows with their paths, what was inferred, and how sure it is.

    Labels are nested by indentation, or where no label is indented below rows without values; rows over all columns
    stand above both.
    """
    lines = _in_depth([line for row in body for line in _lines(frame, row, labels)])
    depths = {line.depth for line in lines if not line.alone and line.label.text}
    indented = len(depths) > 1
    split = len(lines) > len(body)
    rows: list[GridRow] = []
    above: list[tuple[int, Cell]] = []
    group, nested = Group(), False
    for line in lines:
        bare = not any(cell.text for cell in line.cells)
        if not line.label.text and not line.alone:
            if bare:
                continue
            rows.append(GridRow(rows[-1].path if rows and not line.outer else (*line.outer, line.label), line.cells))
            continue
        depth = _TOP if line.alone else line.depth if indented else 0
        while above and above[-1][0] >= depth:
            above.pop()
        if line.alone:
            group = Group()
        heading = (
            group.above(line.label, bare, [cell.text for cell in line.cells])
            if not (indented or line.alone or line.outer)
            else None
        )
        parents = [cell for _, cell in above] + ([heading] if heading is not None else [])
        rows.append(GridRow((*parents, *line.outer, line.label), line.cells))
        nested = nested or heading is not None
        if not line.outer and (indented or line.alone):
            above.append((depth, line.label))
    reasons: list[str] = []
    if nested:
        reasons.append("rows without values taken as parents of those below")
    if split:
        reasons.append("cells of several lines taken as rows")
    shared = _shared(frame, body, labels)
    if shared:
        reasons.append("a value over several columns or rows stands in each of them")
    return tuple(rows), tuple(reasons), 0.8 if nested or split else 0.9 if shared else 1.0


def _in_depth(lines: Sequence[_Line]) -> list[_Line]:
    """The lines, where one over all columns is a label like others if the rows below it stand further in than it does."""
    following = [*lines[1:], None]
    return [
        line._replace(alone=False) if line.alone and after is not None and not after.alone and after.depth > line.depth else line
        for line, after in zip(lines, following)
    ]


def _shared(frame: Frame, body: Sequence[int], labels: int) -> bool:
    """Whether a value spans several columns or rows."""
    for row in body:
        if frame.alone(row) is None:
            for column in range(labels, frame.width):
                slot = frame.slot(row, column)
                if (
                    slot is not None
                    and slot.cell.text
                    and (slot is frame.slot(row, column + 1) or slot is frame.slot(row + 1, column))
                ):
                    return True
    return False


def _lines(frame: Frame, row: int, labels: int) -> list[_Line]:
    """The row as one line, or as several where each of its cells has as many lines."""
    slot = frame.alone(row)
    width = frame.width - labels
    if slot is not None:
        empty = Cell("", slot.cell.end, slot.cell.end)
        return [_Line((), slot.cell, (empty,) * width, slot.shape.level, True)]
    own: list[Slot] = []
    for column in range(labels):
        found = frame.slot(row, column)
        if found is not None and found.cell.text and found not in own:
            own.append(found)
    cells = [frame.slot(row, column) for column in range(labels, frame.width)]
    place = own[-1].cell.end if own else frame.place(row)
    values = _values(cells, place)
    if not own:
        return [_Line((), Cell("", place, place), values, 0, False)]
    several = _several(frame, own, cells) if labels == 1 else []
    if several:
        return several
    label = own[-1]
    return [_Line(tuple(slot.cell for slot in own[:-1]), _plain(label.cell), values, label.shape.level, False)]


def _plain(cell: Cell) -> Cell:
    """A label without the mark of a bullet."""
    match = _BULLET.match(cell.text)
    return cell._replace(text=cell.text[match.end() :]) if match and match.end() < len(cell.text) else cell


def _values(cells: Sequence[Slot | None], place: int) -> tuple[Cell, ...]:
    """One cell for each column; a value over several columns stands in each of them."""
    found: list[Cell] = []
    for slot in cells:
        cell = slot.cell if slot is not None else Cell("", place, place)
        place = max(place, cell.end)
        found.append(cell)
    return tuple(found)


def _several(frame: Frame, own: Sequence[Slot], cells: Sequence[Slot | None]) -> list[_Line]:
    """A row whose label and values are lists of as many lines: a line each; the label may have one more, above them."""
    label = own[-1]
    names = _parts(frame, label)
    if len(names) < 2 or any(slot is None or " | " in slot.cell.text for slot in cells):
        return []
    columns = [_parts(frame, slot) for slot in cells if slot is not None]
    counts = {len(parts) for parts in columns if parts}
    if len(counts) != 1 or min(counts) < 2:
        return []
    count = counts.pop()
    if len(names) - count not in (0, 1) or not all(
        valued(part.text) and part.text[0] not in "([±" for parts in columns for part in parts
    ):
        return []
    depth = label.shape.level
    lines: list[_Line] = []
    if len(names) > count:
        head = names.pop(0)
        empty = Cell("", head.end, head.end)
        lines.append(_Line((), head, (empty,) * len(cells), depth, False))
        depth += 1
    for i, name in enumerate(names):
        empty = Cell("", name.end, name.end)
        lines.append(_Line((), _plain(name), tuple(parts[i] if parts else empty for parts in columns), depth, False))
    return lines


def _parts(frame: Frame, slot: Slot) -> list[Cell]:
    """The lines of a cell that have text, as cells."""
    clean = frame.marks.clean
    found: list[Cell] = []
    place = slot.shape.start
    for line in clean[slot.shape.start : slot.shape.end].split("\n"):
        bare = line.strip()
        if bare:
            begin = place + len(line) - len(line.lstrip())
            found.append(frame.marks.cell(begin, begin + len(bare)))
        place += len(line) + 1
    return found
