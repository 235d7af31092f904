"""Tables whose cells the source itself marks: of web pages (``td``, ``th``) and of ruled or aligned pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from daraevidence.layout.document import Cell, Grid
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.footnotes import Below
from daraevidence.layout.tables.frames import Frame, Slot, frame_of
from daraevidence.layout.tables.headers import is_size, is_stub
from daraevidence.layout.tables.lines import Page, valued
from daraevidence.layout.tables.marks import Marks
from daraevidence.layout.tables.nesting import nested_rows
from daraevidence.layout.tables.surroundings import Above, is_note, notes_below, title_above, title_below
from daraevidence.layout.tables.titles import Titles
from daraevidence.reading.text import Shape, Text

__all__ = ["shaped_grids"]


#: The confidence of a table of which the reader had to tell something that is not printed.
_INFERRED = 0.9


@dataclass(frozen=True, slots=True)
class _Heads:
    """The rows of a header, the number of label columns, and what was inferred."""

    rows: tuple[int, ...]
    labels: int
    reasons: tuple[str, ...] = ()


def shaped_grids(text: Text, page: Page, titles: Titles) -> Iterator[Grid]:
    """The tables that the shapes of a text make, in order; cells without a table's form (one row, one column) are none.

    Read: cells over several rows and columns, header rows (marked, or told by their words), columns without any text, a
    title in the first row, rows over all columns as parents of the rows below them, labels nested by indentation or by
    rows without values, label columns beside each other, notes in the last rows. The rest is as printed.
    """
    tables: dict[int, list[Shape]] = defaultdict(list)
    captions: dict[int, Shape] = {}
    feet: dict[int, Shape] = {}
    for shape in text.shapes:
        if shape.kind == "cell" and shape.table >= 0:
            tables[shape.table].append(shape)
        elif shape.kind == "foot":
            feet.setdefault(shape.table, shape)
        elif shape.kind == "caption" and shape.table >= 0:
            captions.setdefault(shape.table, shape)
    marks = Marks(text)
    inferred: dict[int, list[str]] = defaultdict(list)
    for number, reason in text.inferred:
        inferred[number].append(reason)
    floor = 0
    numbers = sorted(tables)
    starts = [min(shape.start for shape in tables[number]) for number in numbers]
    for number, ceiling in zip(numbers, [*starts[1:], len(text.clean)]):
        frame = frame_of(tables[number], marks)
        for grid in _grids(page, titles, frame, captions.get(number), feet.get(number), floor, ceiling) if frame else ():
            floor = max(floor, grid.end)
            reasons = inferred[number]
            if reasons:
                grid = replace(grid, confidence=min(grid.confidence, _INFERRED), reasons=(*reasons, *grid.reasons))
            yield grid


def _grids(
    page: Page, titles: Titles, frame: Frame, caption: Shape | None, foot: Shape | None, floor: int, ceiling: int
) -> Iterator[Grid]:
    """The table of a frame, or its tables where a further header stands between its rows; its foot may be written above it."""
    marks = frame.marks
    top = min(frame.start, foot.start) if foot is not None else frame.start
    above = title_above(page, titles, marks, top, caption, floor)
    rows = list(range(frame.height))
    if not above.sure:
        above = _title_inside(page, titles, frame, rows, above)
    last = len(rows)
    while last > 2 and _is_note_row(frame, rows[last - 1], marks):
        last -= 1
    notes = frame.place(rows[last]) if last < len(rows) else frame.end
    captioned = None if above.title.text else title_below(page, titles, marks, frame.end, ceiling)
    if captioned is not None:
        above = captioned[0]
    shown = captioned[1] if captioned is not None else foot.start if foot is not None else notes
    below = notes_below(page, marks, shown)
    parts = _parts(frame, rows[:last])
    starts = [frame.place(part[0]) for part, _ in parts]
    for (part, heads), start, stop in zip(parts, starts, [*starts[1:], notes]):
        first = start == starts[0]
        start = min(above.start, top) if first else start
        body = (frame.start if first else start, stop)
        end = stop if stop != notes else max(frame.end, below.end if below else 0, captioned[1] if captioned else 0)
        grid = _grid(frame, above, heads, part[len(heads.rows) :], below)
        if grid is not None:
            grid = replace(grid, start=start, end=end, body=body)
            yield grid if marks.within(frame.start, frame.end) else _lettered(grid, below, page)


def _parts(frame: Frame, rows: Sequence[int]) -> list[tuple[list[int], _Heads]]:
    """The rows of a table with their header, without that header's repetitions; more than one where another header begins."""
    heads = _heads(frame, rows)
    told = [frame.texts(row) for row in heads.rows]
    parts = [(list(heads.rows), heads)]
    for row in rows[len(heads.rows) :]:
        texts = frame.texts(row)
        if heads.rows and texts in told:
            continue
        filled = [text for text in texts[1:] if text]
        if len(filled) > 1 and not any(map(valued, filled)) and _marked(frame, row, 1) and len(parts[-1][0]) > len(heads.rows):
            parts.append(([row], _Heads((row,), heads.labels, ("further header between the rows",))))
        else:
            parts[-1][0].append(row)
    return parts


def _grid(frame: Frame, above: Above, heads: _Heads, body: Sequence[int], below: Below | None) -> Grid | None:
    """The grid of some rows below a header; ``None`` where they hold nothing."""
    if not body or heads.labels >= frame.width:
        return None
    found, reasons, confidence = nested_rows(frame, body, heads.labels)
    if not any(cell.text for row in found for cell in row.cells):
        return None
    stub = next((s.cell for r in reversed(heads.rows) if (s := frame.slot(r, 0)) and s.cell.text), _empty(frame.start))
    if heads.rows and frame.reach(heads.rows[-1]) > heads.labels:
        stub = _empty(frame.start)
    return Grid(
        title=above.title,
        citations=above.citations,
        stub=stub,
        columns=_columns(frame, heads),
        rows=found,
        start=frame.start,
        end=frame.end,
        footnotes=dict(below.footnotes) if below else {},
        abbreviations=dict(below.abbreviations) if below else {},
        confidence=min(confidence, 0.85) if heads.reasons else confidence,
        reasons=(*heads.reasons, *reasons),
    )


def _title_inside(page: Page, titles: Titles, frame: Frame, rows: list[int], above: Above) -> Above:
    """The title in the first rows of a table that has none above it: cells over all columns, taken off ``rows``."""
    first = frame.alone(rows[0])
    if first is None or len(rows) < 3 or not (first.shape.header or not frame.bare_below(0)):
        return above
    title, cited = frame.marks.title(first.shape.start, first.shape.end, page, titles)
    rows.pop(0)
    while len(rows) > 2 and (more := frame.alone(rows[0])) is not None and more.shape.header:
        title = Cell(f"{title.text} {more.cell.text}", title.start, more.cell.end, (*title.notes, *more.cell.notes))
        rows.pop(0)
    return Above(title, cited, first.shape.start, True)


def _lettered(grid: Grid, below: Below | None, page: Page) -> Grid:
    """The grid of a table in which nothing is raised: its footnote letters are glued to words."""
    if below is None or not below.footnotes:
        return grid
    noted = below.footnotes
    return replace(
        grid,
        stub=footnotes.strip(grid.stub, noted, page),
        columns=tuple(tuple(footnotes.strip(cell, noted, page) for cell in path) for path in grid.columns),
        rows=footnotes.strip_rows(grid.rows, noted, page),
    )


def _empty(place: int) -> Cell:
    return Cell("", place, place)


def _is_note_row(frame: Frame, row: int, marks: Marks) -> bool:
    """Whether one of the last rows is a note: one cell over all columns that reads like one."""
    slot = frame.alone(row)
    if slot is None:
        return False
    text = slot.cell.text
    if marks.opens(slot.shape.start) or is_note(text):
        return True
    return len(text) > 100 or (text.endswith(".") and text.count(" ") > 4)


def _heads(frame: Frame, rows: Sequence[int]) -> _Heads:
    """Which of the first rows are the header: those that are marked so, and those that must be."""
    count = 0
    while count < min(len(rows) - 1, 6) and _marked(frame, rows[count], count):
        count += 1
    reasons: tuple[str, ...] = ()
    if not count and _worded(frame, rows):
        count, reasons = 1, ("header told by its words",)
    while 0 < count < min(len(rows) - 1, 4) and _goes_on(frame, rows[count]) and not _sizes_again(frame, rows[count:]):
        count += 1
    if not count:
        reasons = ("no header",)
    heads = tuple(rows[:count])
    return _Heads(heads, _label_columns(frame, heads, rows[count:]), reasons)


def _marked(frame: Frame, row: int, count: int) -> bool:
    slots = [slot for slot in frame.anchors(row) if slot.cell.text]
    if not slots or not all(slot.shape.header for slot in slots):
        return False
    if frame.alone(row) is not None and frame.width > 1:
        below = [slot for slot in frame.anchors(row + 1) if slot.cell.text]
        return count == 0 and len(below) > 1 and all(slot.shape.header for slot in below)
    if any(slot.shape.column + slot.shape.colspan > 1 for slot in slots):
        return True
    return count == 0 and all(slot.shape.header for slot in frame.anchors(row))


def _worded(frame: Frame, rows: Sequence[int]) -> bool:
    """Whether the first row is a header that nothing marks: words or sizes over columns of figures, or a named label column."""
    cells = frame.texts(rows[0])
    filled = [cell for cell in cells[1:] if cell]
    if not filled or frame.alone(rows[0]) is not None:
        return False
    if is_stub(cells[0]) or all(is_size(cell) for cell in filled):
        return True
    if any(valued(cell) and not is_size(cell) for cell in filled):
        return False
    figures = sum(valued(cell) for row in rows[1:8] for cell in frame.texts(row)[1:] if cell)
    return figures * 2 >= sum(1 for row in rows[1:8] for cell in frame.texts(row)[1:] if cell) or len(filled) == frame.width - 1


def _goes_on(frame: Frame, row: int) -> bool:
    """Whether a row below a header belongs to it though nothing marks it: sizes only, or words without a label."""
    slots = [slot for slot in frame.anchors(row) if slot.cell.text]
    cells = frame.texts(row)
    filled = [cell for cell in cells[1:] if cell]
    if not filled or frame.alone(row) is not None:
        return False
    label = frame.slot(row, 0)
    if label is not None and label.shape.row < row:  # the label's header spans down to here
        return all(slot.shape.header for slot in slots) or not any(valued(slot.cell.text) for slot in slots)
    if all(is_size(cell) for cell in filled):
        return True
    return not cells[0] and len(filled) > 1 and not any(valued(cell) for cell in filled)


def _sizes_again(frame: Frame, rows: Sequence[int]) -> bool:
    """Whether sizes with a label of their own are a row, as further down: ``PFS in all patients | N=444 | N=222``."""
    label = frame.texts(rows[0])[0]
    if not label or is_stub(label):
        return False
    sizes = (cells for row in rows if (cells := [cell for cell in frame.texts(row)[1:] if cell]) and all(map(is_size, cells)))
    return sum(1 for _ in sizes) > 1


def _label_columns(frame: Frame, heads: Sequence[int], body: Sequence[int]) -> int:
    """How many columns at the left hold labels: by the header over them, by marks, or by labels that span rows."""
    count = 1
    if heads and frame.reach(heads[-1]) < frame.width:
        count = frame.reach(heads[-1])
    while count < frame.width - 1:
        slots = [slot for row in body if (slot := frame.slot(row, count)) and slot.shape.row == row]
        slots = [slot for slot in slots if slot.cell.text and slot.shape.column == count]
        marked = slots and sum(slot.shape.header for slot in slots) * 2 > len(slots)
        spans = any(
            slot.shape.rowspan > 1 and slot.shape.rowspan < len(body) and slot.shape.column == count - 1
            for row in body
            if (slot := frame.slot(row, count - 1)) and slot.cell.text
        )
        words = sum(not valued(slot.cell.text) for slot in slots) * 2 > len(slots)
        if not (marked or (spans and words)):
            break
        count += 1
    return count


def _columns(frame: Frame, heads: _Heads) -> tuple[tuple[Cell, ...], ...]:
    """The header path of each data column, from the top down; a header over several rows stands once."""
    paths: list[tuple[Cell, ...]] = []
    for column in range(heads.labels, frame.width):
        path: list[Slot] = []
        for row in heads.rows:
            slot = frame.slot(row, column)
            if slot is not None and slot.cell.text and (not path or path[-1].shape is not slot.shape):
                path.append(slot)
        paths.append(tuple(slot.cell for slot in path) or (_empty(frame.start),))
    return tuple(paths)
