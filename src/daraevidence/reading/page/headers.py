"""The header of a table that nothing rules on all sides: which columns each of its parts stands over."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.reading.page.bands import Band, PlacedRow, TextRow, in_columns, overlap
from daraevidence.reading.page.lines import Segment
from daraevidence.reading.page.rules import Rule

__all__ = ["header_rows"]

_LEFT_OUT = 0.15  # what a column under no part costs, where a part that stands at the edge of where it may stand costs 1
_MOST_COLUMNS = 40
_OVER = "header over several columns told by where it stands"
_FLUSH = 6.0
_WIDE_STEP = 1.6  # of the size: no lines of one cell are further apart


def header_rows(
    rows: Sequence[TextRow], bands: Sequence[Band], ties: Sequence[Rule] = (), reasons: list[str] | None = None
) -> list[PlacedRow]:
    """The rows of a header: upper rows whose parts stand over several columns, then one row of the columns' own.

    ``ties`` are the rules below parts of the header: such a part stands over the columns that its rule runs over. What is told
    by the places of the parts alone is added to ``reasons``.
    """
    made: list[PlacedRow] = []
    for i, row in enumerate(rows):
        full = any(len(other) >= len(bands) - 1 > len(row) for other in rows[i + 1 :]) or _apart(rows, i, bands)
        wider = any(len(other) > len(row) for other in rows[:i])
        deeper = any(len(other) > len(row) for other in rows[i + 1 :])
        line = _tied(row, bands, ties) if ties else None
        if line is None and wider and deeper:
            line = _under(row, made[-1])
        if line is None:
            line = in_columns(row, bands) if wider else _spread(row, bands, full, deeper)
            if reasons is not None and any(count > 1 for count in line.spans.values()) and _OVER not in reasons:
                reasons.append(_OVER)
        last = made[-1] if made else None
        if last is not None and _goes_on(last, line, ties):
            last.base = line.base
            for column, parts in line.parts.items():
                own = next((c for c in last.parts if c <= column < c + last.spans.get(c, 1)), column)
                last.parts.setdefault(own, []).extend(parts)
        else:
            made.append(line)
    return made


def _apart(rows: Sequence[TextRow], i: int, bands: Sequence[Band]) -> bool:
    """Whether the next row has a part for every column, this one has not, and more than a line's space is between them."""
    if i + 1 == len(rows):
        return False
    row, below = _over_columns(rows[i], bands), _over_columns(rows[i + 1], bands)
    return len(row) < len(bands) - 1 <= len(below) and below[0].base - rows[i][0].base > _WIDE_STEP * below[0].size


def _over_columns(row: TextRow, bands: Sequence[Band]) -> list[Segment]:
    """The parts of a row that stand behind the labels."""
    return [part for part in row if part.x0 > bands[0].x1 - 2]


def _goes_on(last: PlacedRow, line: PlacedRow, ties: Sequence[Rule]) -> bool:
    """Whether a line is a further line of the row above it, and no row of its own: that has other columns, or stands over
    several below a rule or a wider space."""
    wide = any(count > 1 for count in line.spans.values())
    if wide != any(count > 1 for count in last.spans.values()) or not _stacks(last, line):
        return False
    if not wide:
        return True
    size = max(part.size for parts in line.parts.values() for part in parts)
    return line.base - last.base < _WIDE_STEP * size and not any(last.base < rule.at < line.base for rule in ties)


def _stacks(above: PlacedRow, row: PlacedRow) -> bool:
    """Whether the parts of a line stand each below the same span as the line above."""
    for column in row.parts:
        for other in above.parts:
            first, last = column, column + row.spans.get(column, 1)
            start, end = other, other + above.spans.get(other, 1)
            if first < end and start < last and (first, last) != (start, end):
                return False
    return True


def _under(row: TextRow, above: PlacedRow) -> PlacedRow | None:
    """A second line of some parts of a header, each in the middle below its part; ``None`` where one is none."""
    made = PlacedRow(base=row[0].base)
    for part in row:
        middle = part.x0 + part.x1
        over = [c for c, parts in above.parts.items() if any(abs(other.x0 + other.x1 - middle) < part.size for other in parts)]
        if len(over) != 1:
            return None
        made.parts[over[0]] = [part]
        made.spans[over[0]] = above.spans.get(over[0], 1)
    return made


def _tied(row: TextRow, bands: Sequence[Band], ties: Sequence[Rule]) -> PlacedRow | None:
    """A line with parts over the columns of the rules below them; ``None`` where no part has one."""
    ranges: list[tuple[Segment, int, int]] = []
    for part in row:
        below = [rule for rule in ties if rule.at > part.base - 1 and rule.start < part.x0 + 4 and part.x1 < rule.end + 4]
        rule = min(below, default=None)
        over = [i for i, band in enumerate(bands) if i and rule and rule.start - 2 < (band.x0 + band.x1) / 2 < rule.end + 2]
        if over:
            ranges.append((part, over[0], len(over)))
    if not ranges:
        return None
    rest = [part for part in row if not any(part is tied for tied, _, _ in ranges)]
    made = in_columns(rest, bands) if rest else PlacedRow(base=row[0].base)
    for part, first, count in ranges:
        made.parts.setdefault(first, []).append(part)
        made.spans[first] = count
    return made


def _spread(row: TextRow, bands: Sequence[Band], full: bool, deeper: bool) -> PlacedRow:
    """A line of a header: parts that reach over several columns span them.

    ``deeper``: a row below it has more parts, so that each of its own may be centred over some of them; ``full``: one has a
    part for every column, so that these may stand over the first of their columns.
    """
    plain = in_columns(row, bands)
    own = _over_columns(row, bands)
    columns = len(bands) - 1
    if not 0 < len(own) < columns:
        return plain
    ranges = _even(own, bands, flush=True) if full else None
    if ranges is None and deeper and columns <= _MOST_COLUMNS:
        ranges = _centred(own, bands)
    ranges = ranges or _even(own, bands, flush=full)
    if ranges is None:
        return plain
    made = PlacedRow(base=plain.base)
    labels = [segment for segment in plain.parts.get(0, ()) if segment not in own]
    if labels:
        made.parts[0] = labels
    for segment, (first, count) in zip(own, ranges):
        made.parts[first] = [segment]
        made.spans[first] = count
    return made


def _even(own: Sequence[Segment], bands: Sequence[Band], flush: bool) -> list[tuple[int, int]] | None:
    """First column and number of columns for each part, where all stand over equally many; ``flush``: or begin with them."""
    columns = len(bands) - 1
    if columns % len(own):
        return None
    size = columns // len(own)
    found = []
    for i, segment in enumerate(own):
        first = 1 + i * size
        left, right = bands[first], bands[first + size - 1]
        reaches = left.x0 - 6 <= segment.x0 and left.x1 + 2 < segment.x1 <= right.x1 + 6
        begins = flush and abs(segment.x0 - left.x0) < 3
        if not (begins or reaches or _off(segment, bands, first, size) < 1):
            return None
        found.append((first, size))
    return found


def _off(segment: Segment, bands: Sequence[Band], first: int, size: int) -> float:
    """How far from the middle of some columns a part stands: below 1 where it may be meant to stand there.

    The middle is that of what is printed, or that of what is printed and of the space before the next column. A part over one
    column may also begin or end with it.
    """
    left, right = bands[first], bands[first + size - 1]
    step = (bands[-1].x0 - bands[1].x0) / max(len(bands) - 2, 1)
    following = bands[first + size].x0 if first + size < len(bands) else right.x0 + step
    middle = segment.x0 + segment.x1
    away = min(abs(middle - left.x0 - right.x1), abs(middle - left.x0 - following)) / 2
    off = away / (0.2 * (right.x1 - left.x0) + 3)
    if size > 1:
        return off
    return min(off, abs(segment.x0 - left.x0) / _FLUSH, abs(segment.x1 - right.x1) / _FLUSH)


def _centred(own: Sequence[Segment], bands: Sequence[Band]) -> list[tuple[int, int]] | None:
    """First column and number of columns for each part, so that all stand best in the middle and few columns are left out."""
    columns = len(bands) - 1
    # best[last]: cost and ranges of the parts so far, the last of which ends with column ``last``
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for segment in own:
        touched = [i for i in range(1, columns + 1) if overlap(segment, bands[i]) > min(2.0, 0.3 * (segment.x1 - segment.x0))]
        low, high = (touched[0], touched[-1]) if touched else (columns, 1)
        following: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for end, (cost, ranges) in best.items():
            for first in range(end + 1, min(low, columns) + 1):
                for last in range(max(first, high), columns + 1):
                    off = _off(segment, bands, first, last - first + 1)
                    total = cost + off + _LEFT_OUT * (first - end - 1)
                    if off < 1 and (last not in following or total < following[last][0]):
                        following[last] = total, [*ranges, (first, last - first + 1)]
        best = following
    ended = [(cost + _LEFT_OUT * (columns - last), ranges) for last, (cost, ranges) in best.items()]
    return min(ended)[1] if ended else None
