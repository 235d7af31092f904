"""Columns of a table that nothing rules: told by how the parts of its rows stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daraevidence.language.patterns import compiled
from daraevidence.reading.page.bands import Band, TextRow, in_columns, is_size, is_value
from daraevidence.reading.page.body import beside_label, body_rows, is_subhead
from daraevidence.reading.page.characters import Word
from daraevidence.reading.page.headers import header_rows
from daraevidence.reading.page.lines import Segment
from daraevidence.reading.page.rules import Rule

__all__ = ["TALLEST_HEAD", "Draft", "assemble", "heads_of", "is_table"]

_MARKER = compiled(r"[•·▪◦○●■–*-]|\[?\(?\d{1,3}[.)\]]{0,2}")

_FEW = 2

#: Lines of a header.
TALLEST_HEAD = 6
_WORD = compiled(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class Draft:
    """A cell in the making: its rows of words."""

    row: int
    column: int
    parts: list[list[Word]]
    colspan: int = 1
    header: bool = False

    @property
    def x0(self) -> float:
        """Where the first line begins."""
        return self.parts[0][0].x0


def is_table(rows: Sequence[TextRow], bands: Sequence[Band], ruled: bool, closed: bool = False) -> bool:
    """Whether rows make a table: columns that most rows keep to, figures or short words in them, and hardly any prose.

    ``ruled``: rules stand above and below; ``closed``: one stands also under the header.
    """
    multi = [row for row in rows if len(row) > 1]
    if closed and _headed(rows, bands):
        return True
    if len(bands) < 2 or len(multi) < (2 if ruled or len(bands) > 2 else 3) or len(multi) * (4 if closed else 3) < len(rows):
        return False
    if len(bands) == 2 and all(_MARKER.fullmatch(row[0].text) for row in multi):
        return False
    width = bands[-1].x1 - bands[0].x0
    prose = sum(1 for row in rows if len(row) == 1 and row[0].x1 - row[0].x0 > 0.75 * width and len(_words(row[0])) > 7)
    if prose * 8 > len(rows) or any("...." in segment.text for row in multi for segment in row):
        return False
    values = [segment.text for row in multi for segment in row if segment.x0 > bands[0].x1 - 1]
    figures = sum(1 for text in values if is_value(text) or is_size(text))
    long = sum(1 for row in multi for segment in row[1:] if len(_words(segment)) > 6)
    if long * 4 > len(values):
        return False
    if not any(map(is_value, values)):
        return False
    return figures * (5 if ruled else 2) >= len(values) or (not ruled and _all_figures(rows[heads_of(rows) :], bands))


def _all_figures(body: Sequence[TextRow], bands: Sequence[Band]) -> bool:
    """Whether rows below a header, if only one or two, have figures in their columns and nothing else."""
    values = [part.text for row in body for part in row if part.x0 > bands[0].x1 - 1]
    return len(values) > _FEW and all(map(is_value, values))


def _headed(rows: Sequence[TextRow], bands: Sequence[Band]) -> bool:
    """Whether the first row names every column and all parts below it keep to the columns, as in tables of words."""
    if len(bands) < 2 or len(rows) < 3 or len(rows[0]) != len(bands):
        return False
    if any(abs(part.x0 - band.x0) > 4 for part, band in zip(rows[0], bands)):
        return False
    parts = [part for row in rows[1:] for part in row]
    limits = [*(band.x0 for band in bands[1:]), max(part.x1 for row in rows for part in row) + 2]
    kept = sum(1 for part in parts if any(abs(part.x0 - band.x0) < 30 and part.x1 < limit for band, limit in zip(bands, limits)))
    return kept == len(parts) and sum(1 for row in rows if len(row) > 1) * 4 > len(rows)


def _words(segment: Segment) -> list[str]:
    return _WORD.findall(segment.text)


def assemble(
    rows: Sequence[TextRow],
    bands: Sequence[Band],
    heads: int | None,
    cuts: Sequence[float],
    ties: Sequence[Rule] = (),
    reasons: list[str] | None = None,
) -> list[Draft]:
    """The cells of rows in columns. ``heads`` is the number of rows above the body where rules tell; ``cuts`` are rules,
    ``ties`` those below parts of the header; ``reasons`` gets what is inferred and not printed.

    Lines that go on with the label or the values of the row above are put to it. The lines of a header are one row where
    each stands in one column, and an upper row where they stand over several.
    """
    if heads is None:
        heads = _head_count(rows, bands)
    made = header_rows(rows[:heads], bands, ties, reasons)
    count = len(made)
    body = body_rows(rows[heads:], bands, cuts, reasons)
    drafts: list[Draft] = []
    for number, item in enumerate([*made, *body]):
        for column, parts in sorted(item.parts.items()):
            lines: list[list[Word]] = []
            base = -1e9
            for segment in sorted(parts, key=lambda segment: (segment.base, segment.x0)):
                if segment.base - base > 0.3 * segment.size:
                    lines.append([])
                    base = segment.base
                lines[-1] += segment.words
            drafts.append(Draft(number, column, lines, item.spans.get(column, 1), number < count))
    return drafts


def heads_of(rows: Sequence[TextRow]) -> int:
    """The rows above the first one with a label and a figure behind it, where the columns are not known yet."""
    second = min((row[1].x0 for row in rows if len(row) > 1), default=0.0)
    for i, row in enumerate(rows):
        if len(row) > 1 and row[0].x0 < second - 1 and any(is_value(part.text) for part in row[1:]):
            return i if i <= TALLEST_HEAD else 0
        if i and beside_label(rows[i - 1], row):
            return i - 1
    return 0


def _head_count(rows: Sequence[TextRow], bands: Sequence[Band]) -> int:
    """The rows above the first one with a label and a figure."""
    for i, row in enumerate(rows):
        placed = in_columns(row, bands)
        if 0 in placed.parts and any(is_value(placed.text(column)) for column in placed.parts if column):
            k = i
            while k > 1 and (set(in_columns(rows[k - 1], bands).parts) == {0} or is_subhead(rows[k - 1], bands)):
                k -= 1  # a label without values above it opens the body
            return k
        if i > 1 and 0 not in placed.parts and beside_label(rows[i - 1], row):
            return i - 1
    return 1 if rows else 0
