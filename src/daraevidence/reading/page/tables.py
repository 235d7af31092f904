"""The tables of a PDF page: between rules on all sides, between rules above and below, or told by alignment."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.reading.page.alignment import TALLEST_HEAD, Draft, assemble, heads_of, is_table
from daraevidence.reading.page.bands import Band, TextRow, bands_of, is_value
from daraevidence.reading.page.characters import Word
from daraevidence.reading.page.grids import GridCell, PageTable
from daraevidence.reading.page.lines import Segment, line_of, rows_of, segments_of
from daraevidence.reading.page.ruled import RuledCell, RuledGrid
from daraevidence.reading.page.rules import Rule

__all__ = ["aligned_table", "aligned_tables", "between_rules", "continues", "depths", "inside_rules", "zones"]

_MOST_RULES = 600  # a page with more is a drawing
_LEVELS = 5  # labels that begin at more places are centred, not indented


def inside_rules(grid: RuledGrid, words: Sequence[Word], boxes: array[float], page: int) -> tuple[PageTable | None, set[int]]:
    """The table in a ruled grid and the ids of its words; ``None`` where the rules are no table's (a frame, a figure)."""
    held: dict[int, list[Word]] = {i: [] for i in range(len(grid.cells))}
    used: set[int] = set()
    by_row: dict[tuple[float, float], list[int]] = {}
    for i, cell in enumerate(grid.cells):
        by_row.setdefault((cell.top, cell.bottom), []).append(i)
    for word in words:
        if not (grid.down[0] - 2 < word.x0 < grid.down[-1] + 2 and grid.across[0] - 2 < word.base < grid.across[-1] + 2):
            continue
        x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        place = next(
            (i for (top, low), row in by_row.items() if top <= y < low for i in row if grid.cells[i].x0 <= x < grid.cells[i].x1),
            None,
        )
        if place is not None:
            held[place].append(word)
            used.add(id(word))
    filled = [grid.cells[i] for i in held if held[i]]
    if len({cell.row for cell in filled}) < 2 or len({cell.column for cell in filled}) < 2 or len(filled) < 3:
        return None, set()
    heads = _ruled_heads(grid.cells, [_cell_text(held[i]) for i in range(len(grid.cells))])
    cells: list[GridCell] = []
    shift = 0
    for row in sorted({cell.row for cell in grid.cells}):
        own = [(cell, held[i]) for i, cell in enumerate(grid.cells) if cell.row == row]
        split = _split_rows(own, row < heads)
        if split:
            for draft in split:
                lines = [line_of(part, boxes, page) for part in draft.parts]
                cells.append(GridCell(row + shift + draft.row, own[draft.column][0].column, lines, header=False))
            shift += max(draft.row for draft in split)
            continue
        for cell, inner in own:
            lines = [line_of(part, boxes, page) for part in rows_of(inner)]
            cells.append(GridCell(row + shift, cell.column, lines, cell.rowspan, cell.colspan, row < heads))
    table = PageTable(cells, grid.down[0], grid.across[0], grid.down[-1], grid.across[-1], page, list(grid.down[:-1]), heads)
    return table, used


def _cell_text(words: Sequence[Word]) -> str:
    return " ".join(word.text for row in rows_of(words) for word in row)


def _ruled_heads(cells: Sequence[RuledCell], texts: Sequence[str]) -> int:
    """The rows of the header: the first, those that its cells reach down to, and rows below cells that span columns."""
    width = max(cell.column + cell.colspan for cell in cells)
    height = max(cell.row + cell.rowspan for cell in cells)
    first = [cell for cell in cells if cell.row == 0]
    heads = max(cell.rowspan for cell in first if cell.rowspan < height) if any(c.rowspan < height for c in first) else 1
    row = 0
    while row < min(heads, height - 1):
        own = [(cell, text) for cell, text in zip(cells, texts) if cell.row == row]
        spans = any(1 < cell.colspan < width and cell.column > 0 for cell, _ in own)
        below = [(cell, text) for cell, text in zip(cells, texts) if cell.row == row + 1]
        if spans and heads == row + 1 and row + 2 < height and not any(is_value(text) for cell, text in below if cell.column):
            heads += 1
        row += 1
    return heads


def _split_rows(own: Sequence[tuple[RuledCell, list[Word]]], header: bool) -> list[Draft]:
    """The rows inside one ruled row whose cells hold many lines that stand side by side (rules only between columns)."""
    if header or len(own) < 2 or any(cell.rowspan > 1 for cell, _ in own):
        return []
    lines = [rows_of(words) for _, words in own]
    if len(lines[0]) < 3:
        return []
    bases = [{round(line[0].base / 2) for line in part} for part in lines]
    label = bases[0] | {base + 1 for base in bases[0]} | {base - 1 for base in bases[0]}
    beside = [part for part in bases[1:] if part]
    if not beside or not all(len(part & label) * 10 >= 9 * len(part) for part in beside) or max(map(len, beside)) < 3:
        return []
    rows = [row for row in (_by_column(row, own) for row in rows_of(w for _, words in own for w in words)) if row]
    if sum(1 for row in rows if len(row) > 1) * 3 < len(rows):
        return []
    return assemble(rows, [Band(cell.x0, cell.x1) for cell, _ in own], 0, ())


def _by_column(row: Sequence[Word], own: Sequence[tuple[RuledCell, list[Word]]]) -> TextRow:
    """The words of a row parted at the rules between columns."""
    parts: list[list[Word]] = [[] for _ in own]
    for word in row:
        middle = (word.x0 + word.x1) / 2
        place = next((i for i, (cell, _) in enumerate(own) if cell.x0 <= middle < cell.x1), None)
        if place is not None:
            parts[place].append(word)
    return [Segment.of(part) for part in parts if part]


def zones(across: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules of the same length below each other, as they stand above, inside and below a table without other rules."""
    groups: list[list[Rule]] = []
    for rule in across if len(across) <= _MOST_RULES else ():
        if rule.end - rule.start < 60:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) < 6 and abs(group[0].end - rule.end) < 6:
                group.append(rule)
                break
        else:
            groups.append([rule])
    yield from (group for group in groups if len(group) > 1)


def between_rules(
    group: Sequence[Rule], rules: Sequence[Rule], words: Sequence[Word], boxes: array[float], page: int
) -> Iterator[tuple[PageTable, set[int]]]:
    """The tables between rules of one length, with the ids of their words; the longest run of rules that is a table counts.

    ``rules`` are all of the page: shorter ones tell which columns a part of a header stands over.
    """
    first, tries = 0, 0
    while first < len(group) - 1:
        for last in range(len(group) - 1, first, -1):
            tries += 1
            if tries > 60:
                return
            found = _zone(group[first : last + 1], rules, words, boxes, page)
            if found is not None:
                yield found
                first = last
                break
        else:
            last_two = _open_ended(group[first:], words) if first + 2 >= len(group) else []
            opened = _zone(last_two, rules, words, boxes, page) if last_two else None
            if opened is not None:
                yield opened
            first += 1


def _open_ended(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules around a header, and an end below the rows under it: a table that goes on on the next page has no last rule."""
    left, right = rules[0].start, rules[0].end
    inside = [word for word in words if left - 4 < word.x0 and word.x1 < right + 4 and word.base > rules[0].at]
    rows = [segments_of(row) for row in rows_of(inside)]
    end, base, second = 0.0, rules[-1].at, right
    first = next((row[0].base for row in rows if row[0].base > rules[-1].at), None)
    for row in rows:
        if row[0].base < rules[-1].at:
            continue
        wide = len(row) == 1 and row[0].x0 < second - 3 and row[0].x1 > left + 0.7 * (right - left)
        if row[0].base - base > (3.2 if row[0].base != first else 4) * row[0].size or wide:
            break
        base = row[0].base
        second = min(second, row[1].x0) if len(row) > 1 else second
        end = base if len(row) > 1 or row[0].x0 > second - 3 else end
    return [*rules, Rule(end + 1.5, left, right)] if end else [*rules]


def _zone(
    rules: Sequence[Rule], others: Sequence[Rule], words: Sequence[Word], boxes: array[float], page: int
) -> tuple[PageTable, set[int]] | None:
    left, right, top, low = rules[0].start, rules[0].end, rules[0].at, rules[-1].at
    inside = [
        word
        for word in words
        if left - 4 < word.x0 and word.x1 < right + 4 and top < word.base - 0.3 * word.size and word.base < low + 1
    ]
    if len(inside) < 4:
        return None
    rows = [segments_of(row) for row in rows_of(inside)]
    heads = sum(1 for row in rows if row[0].base < rules[1].at) if len(rules) > 2 else None
    if heads is not None and not 0 < heads <= TALLEST_HEAD:
        heads = None
    bands = bands_of(rows, heads or 0)
    if not is_table(rows, bands, ruled=True, closed=len(rules) > 2) or _parted(rows, rules):
        return None
    cuts = [rule.at for rule in rules]
    ties = [
        rule
        for rule in others
        if rules[0].at + 1 < rule.at < rules[1].at - 1 and left - 3 < rule.start and rule.end < right + 3 and heads is not None
    ]
    reasons: list[str] = []
    drafts = assemble(rows, bands, heads, cuts, ties, reasons)
    table = _table(drafts, bands, boxes, page, (left, top, right, low), reasons)
    return table, {id(word) for word in inside}


def _parted(rows: Sequence[TextRow], rules: Sequence[Rule]) -> bool:
    """Whether text between two rules of a run is none of a table's rows, so that the run holds two tables."""
    width = rules[0].end - rules[0].start
    head = [row for row in rows if row[0].base < rules[1].at]
    if len(rules) > 2 and len(head) > TALLEST_HEAD:
        return True
    # the header of the labels may stand between two lines of the other: then no line of the header has two parts
    beside = len({row[0].x0 > rules[0].start + 0.3 * width for row in head}) > 1
    if len(rules) > 2 and not beside and (all(len(row) == 1 for row in head) or any(row[0].text[:1] == "•" for row in head)):
        body = [row for row in rows if rules[1].at < row[0].base < rules[2].at]
        if len(head) != 1 or not any(is_value(part.text) for row in body for part in row[1:]):
            return True
    if any(len(row) == 1 and row[0].x1 - row[0].x0 > 0.5 * width and row[0].x0 < rules[0].start + 0.3 * width for row in head):
        return True
    size = max(part.size for row in head or rows[:1] for part in row)
    if any(part.size > 1.3 * size for row in rows for part in row):
        return True
    between = [[row for row in rows if above.at < row[0].base < below.at] for above, below in pairwise(rules[1:])]
    if any(_titled(inner, following) for inner, following in zip(between, [*between[1:], []])):
        return True
    if len(between) > 1 and between[-1] and all(len(row) == 1 for row in between[-1]):
        return True  # the title of the next table, or a heading whose rows are on the next page
    for inner in between:
        prose = [row for row in inner if len(row) == 2 and all(len(part.words) > 3 and not is_value(part.text) for part in row)]
        if len(prose) > 3 and len(prose) * 2 > len(inner):  # two columns of prose
            return True
        told = [row for row in inner if len(row) == 1 and row[0].x1 - row[0].x0 > 0.6 * width]
        if any(row is not inner[-1] for row in told) or (len(inner) > 1 and all(len(row) == 1 for row in inner)):
            return True
    return False


def _titled(rows: Sequence[TextRow], following: Sequence[TextRow]) -> bool:
    """Whether rows between two rules are the title of a further table: lines of one part above a header."""
    if not rows or any(len(row) > 1 for row in rows):
        return False
    if rows[0][0].text.startswith(("Table ", "TABLE ", "Tab. ")):
        return True
    return any(len(row) > 1 for row in following) and not any(is_value(part.text) for row in following for part in row)


def aligned_tables(rows: Sequence[TextRow]) -> Iterator[tuple[int, int, list[Band]]]:
    """Runs of rows that are tables by their alignment: first row, the row after the last, columns."""
    i = 0
    while i < len(rows):
        if len(rows[i]) < 2:
            i += 1
            continue
        last = _run(rows, i)
        run = rows[i : last + 1]
        bands = bands_of(run, heads_of(run))
        if is_table(run, bands, ruled=False):
            first = i
            while first > 0 and len(rows[first - 1]) == 1 and _spans_head(rows[first - 1][0], rows[first][0], bands):
                first -= 1
            yield first, last + 1, bands
        i = last + 1


def _run(rows: Sequence[TextRow], first: int) -> int:
    """The last row of a run of rows with several parts, with at most two rows of one part between them."""
    last = k = first
    while k + 1 < len(rows):
        step = rows[k + 1][0].base - rows[k][0].base
        if step > 3.2 * max(rows[k][0].size, rows[k + 1][0].size) or step < 0:
            break
        k += 1
        if len(rows[k]) > 1:
            last = k
        elif k - last > 2 or rows[k][0].table is not None:
            break
    while last + 1 < len(rows) and _tails(rows[last], rows[last + 1], rows[first]):
        last += 1
    return last


def _tails(above: TextRow, row: TextRow, first: TextRow) -> bool:
    """Whether a last line goes on with the label or a value above it."""
    if len(row) > 1 or row[0].table is not None or above[0].table is not None:
        return False
    part = row[0]
    if not 0 < part.base - above[0].base < 1.45 * part.size:
        return False
    if part.base - above[0].base < 0.9 * part.size and part.x1 < above[0].x0 and all(is_value(other.text) for other in above):
        return True  # the label's second line, below figures in the middle of both
    if part.text[:1] in "([":
        return sum(1 for other in above[1:] if part.x0 < other.x1 and other.x0 < part.x1) == 1
    return abs(part.x0 - above[0].x0) < 12 and part.text[:1].islower() and part.x1 < first[-1].x0


def _spans_head(segment: Segment, below: Segment, bands: Sequence[Band]) -> bool:
    """Whether a single part above the first row is a header over the columns of values."""
    near = below.base - segment.base < 1.8 * below.size
    flush = any(abs(segment.x0 - band.x0) < 3 for band in bands[1:])  # above its own column, and wider than that
    room = (20 if flush else 8) * segment.size
    return near and segment.table is None and segment.x0 > bands[0].x1 and segment.x1 < bands[-1].x1 + room


def _table(
    drafts: Sequence[Draft],
    bands: Sequence[Band],
    boxes: array[float],
    page: int,
    place: tuple[float, float, float, float],
    reasons: list[str],
) -> PageTable:
    cells = [GridCell(d.row, d.column, [line_of(part, boxes, page) for part in d.parts], 1, d.colspan, d.header) for d in drafts]
    heads = len({d.row for d in drafts if d.header})
    return PageTable(cells, *place, page, [band.x0 for band in bands], heads, reasons)


def aligned_table(rows: Sequence[TextRow], bands: Sequence[Band], boxes: array[float], page: int) -> PageTable:
    """The table of some rows in columns."""
    top, low = rows[0][0].base - rows[0][0].size, rows[-1][0].base
    reasons = ["columns told by how the cells stand below each other"]
    drafts = assemble(rows, bands, None, (), (), reasons)
    return _table(drafts, bands, boxes, page, (bands[0].x0, top, bands[-1].x1, low), reasons)


def depths(labels: Sequence[float]) -> list[int]:
    """How deep the labels of one table stand, counted from 0, by the places where they begin (it may be on several pages)."""
    starts: list[float] = []
    for x in sorted(labels):
        if not starts or x - starts[-1] > 2.5:
            starts.append(x)
    if not 1 < len(starts) <= _LEVELS:
        return [0] * len(labels)
    return [max(i for i, start in enumerate(starts) if start <= x + 0.01) for x in labels]


def continues(above: PageTable, table: PageTable) -> int | None:
    """How many rows of a table repeat the header of the one before it, which it goes on from; ``None`` where it does not.

    It goes on where it stands on the next page (or the next column) with as many columns at the same distances.
    """
    if table.page - above.page not in (0, 1) or len(table.edges) != len(above.edges):
        return None
    heads = 0
    while heads < max(above.heads, 1) and _row(table, heads) and _row(table, heads) == _row(above, heads):
        heads += 1
    if heads:
        return heads
    steps = [b - a for a, b in pairwise(table.edges)]
    alike = all(abs(step - (b - a)) < 6 for step, (a, b) in zip(steps, pairwise(above.edges)))
    return 0 if alike and table.page > above.page else None


def _row(table: PageTable, row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.cells if cell.row == row and cell.lines]
