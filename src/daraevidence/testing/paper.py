"""Printing a made-up table on the pages of a PDF, as journals set tables (the extra ``testing``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from daraevidence.testing.sheets import Line, Sheet, spans

__all__ = ["Look", "as_pdf"]

_SIZE, _LEADING, _PAD, _INDENT = 8.0, 10.0, 9.0, 10.0
_LEFT, _TOP, _FOOT = 50.0, 60.0, 60.0


@dataclass(frozen=True)
class Look:
    """How a table is set.

    ``rules``: around every cell, below every row, above and below the header and below the table (``partial``: also below a
    header that stands over several columns), or none. ``align``: of the cells in their columns; ``heads``: of the headers over
    theirs. ``folded``: the size of a group on a line of its own. ``numbered``: what stands before the title; ``below``: it
    stands below the table. ``height``: of a page, in points; a table that does not fit goes on on the next with its header.
    ``minus``: the sign for the hyphens between numbers.
    """

    rules: Literal["all", "rows", "three", "none"] = "all"
    partial: bool = True
    align: Literal["left", "center", "right", "decimal"] = "left"
    heads: Literal["left", "center"] = "left"
    folded: bool = False
    numbered: str = ""
    below: bool = False
    height: float = 842.0
    minus: str = "-"


def as_pdf(sheet: Sheet, look: Look = Look(), around: str = "") -> bytes:
    """The table as a PDF; ``around`` is prose that stands above and below it."""
    page = _Page(look.height, _Table(sheet, look))
    page.print(around)
    return page.bytes()


def _font(bold: bool = False) -> str:
    """A font with signs such as ≥ (the standard ones have Latin letters only)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "VeraBd" if bold else "Vera"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return name


def _width(text: str, bold: bool = False, size: float = _SIZE) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, _font(bold), size))


@dataclass(frozen=True)
class _Head:
    """One header: its lines, the columns over which it stands, its level."""

    lines: tuple[str, ...]
    first: int
    after: int
    level: int


class _Table:
    """What stands in the cells, and how wide the columns are."""

    def __init__(self, sheet: Sheet, look: Look) -> None:
        self.sheet, self.look = sheet, look
        self.levels = sheet.levels()
        self.heads = [
            _Head(self.folded(sheet.columns[first][level]), first, after, level)
            for level in range(self.levels)
            for first, after in spans(sheet.columns, level)
            if level < len(sheet.columns[first])
        ]
        self.rows = [[tuple(part.replace("-", look.minus) for part in cell) for cell in line.cells] for line in sheet.lines]
        self.points = [self.point(column) for column in range(len(sheet.columns))]
        self.label = max(_width(part) + _INDENT * line.depth for line in sheet.lines for part in line.printed)
        self.label = max(self.label, _width(sheet.stub, True)) + _PAD + 6
        self.widths = self.wide()
        self.right = _LEFT + self.label + sum(self.widths)

    def folded(self, head: str) -> tuple[str, ...]:
        name, opened, size = head.partition(" (n=")
        return (name, f"(n={size}") if self.look.folded and opened else (head,)

    def point(self, column: int) -> float:
        """How wide what stands before the decimal points of a column is at most."""
        return max((_width(_whole(part)) for row in self.rows if column < len(row) for part in row[column]), default=0.0)

    def wide(self) -> list[float]:
        widths = []
        for column in range(len(self.points)):
            parts = [part for row in self.rows if column < len(row) for part in row[column]]
            if self.look.align == "decimal":
                need = self.points[column] + max((_width(part) - _width(_whole(part)) for part in parts), default=0.0)
            else:
                need = max(map(_width, parts), default=0.0)
            widths.append(need + _PAD)
        for head in reversed(self.heads):
            own = widths[head.first : head.after]
            need = max(_width(text, True) for text in head.lines) + _PAD
            if need > sum(own):
                widths[head.first : head.after] = [width + (need - sum(own)) / len(own) for width in own]
        return widths

    def left(self, column: int) -> float:
        return _LEFT + self.label + sum(self.widths[:column])

    def place(self, text: str, column: int) -> float:
        """Where the text of a cell begins."""
        left, width = self.left(column), self.widths[column]
        if self.look.align == "left":
            return left + 3
        if self.look.align == "decimal":
            return left + 3 + self.points[column] - _width(_whole(text))
        room = width - _width(text)
        return left + (room / 2 if self.look.align == "center" else room - _PAD / 2)


def _whole(text: str) -> str:
    """What stands before the first decimal point, or before the bracket behind a number."""
    return text.partition(".")[0].partition(" ")[0] if text[:1].isdigit() else ""


class _Page:
    """The pages on which a table is printed; ``top`` runs down from the top of the page."""

    def __init__(self, height: float, table: _Table) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.table, self.look, self.height = table, table.look, height
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(max(595.0, table.right + 50), height), invariant=1)
        self.top = _TOP
        self.lines: list[float] = []

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()

    def text(self, x: float, top: float, text: str, size: float = _SIZE, bold: bool = False) -> float:
        """Print one line; where it ends."""
        self.canvas.setFont(_font(bold), size)
        self.canvas.drawString(x, self.height - top, text)
        return x + _width(text, bold, size)

    def raised(self, x: float, top: float, text: str, mark: str, size: float = _SIZE, bold: bool = False) -> None:
        """Print a line with a raised mark at its end."""
        self.text(self.text(x, top, text, size, bold), top - 0.35 * size, mark, 0.6 * size, bold)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def paragraph(self, text: str, width: float, size: float) -> None:
        line = ""
        for word in text.split():
            if line and _width(f"{line} {word}", size=size) > width:
                self.text(_LEFT, self.top, line, size)
                self.top, line = self.top + 1.2 * size, ""
            line = f"{line} {word}" if line else word
        self.text(_LEFT, self.top, line, size)
        self.top += 1.2 * size

    def print(self, around: str) -> None:
        if around:
            self.paragraph(around, 400, 10)
            self.top += 16
        if not self.look.below:
            self.title()
        self.head()
        for line, cells in zip(self.table.sheet.lines, self.table.rows):
            rows = max(len(line.printed), max(map(len, cells), default=1))
            if self.top + rows * _LEADING + 4 > self.height - _FOOT:
                self.shut()
                self.canvas.showPage()
                self.top = _TOP
                self.head()
            self.row(line, cells, rows)
        self.shut()
        self.top += 10
        if self.look.below:
            self.top += 6
            self.title()
        self.notes()
        if around:
            self.top += 24
            self.paragraph(around, 400, 10)

    def title(self) -> None:
        sheet = self.table.sheet
        self.raised(_LEFT, self.top, self.look.numbered + sheet.title, ",".join(sheet.citations), 10, True)
        self.top += 8

    def head(self) -> None:
        table = self.table
        self.lines = [self.top]
        if self.look.rules in ("rows", "three"):
            self.rule(_LEFT, self.top, table.right, self.top)
        for level in range(table.levels):
            own = [head for head in table.heads if head.level == level]
            last = level == table.levels - 1
            high = max(len(head.lines) for head in own) * _LEADING + 4
            if last:  # headers of fewer levels stand beside the last
                self.text(_LEFT + 3, self.top + _LEADING - 2, table.sheet.stub, _SIZE, True)
            for head in own:
                self.over(head, high)
            self.top += high
        foot = self.top
        self.lines.append(foot)
        if self.look.rules in ("rows", "three"):
            self.rule(_LEFT, foot, table.right, foot)

    def over(self, head: _Head, high: float) -> None:
        """Print a header over its columns; one over several is centred."""
        table, look = self.table, self.look
        left, right = table.left(head.first), table.left(head.after) if head.after < len(table.widths) else table.right
        shared = head.after - head.first > 1
        for i, text in enumerate(head.lines):
            middle = shared or look.heads == "center"
            x = left + (right - left - _width(text, True)) / 2 if middle else left + 3
            self.text(x, self.top + _LEADING * (i + 1) - 2, text, _SIZE, True)
        if shared and look.partial and look.rules in ("rows", "three"):
            self.rule(left + 2, self.top + high - 1, right - 4, self.top + high - 1)
        if look.rules == "all":
            top, low = self.top, self.top + high
            bottom = low if shared else self.top + sum(self.heights()[head.level :])
            for x0, y0, x1, y1 in (
                (left, top, right, top),
                (left, top, left, bottom),
                (right, top, right, bottom),
                (left, bottom, right, bottom),
            ):
                self.rule(x0, y0, x1, y1)

    def heights(self) -> list[float]:
        """How high each level of the header is."""
        table = self.table
        return [max(len(h.lines) for h in table.heads if h.level == level) * _LEADING + 4 for level in range(table.levels)]

    def row(self, line: Line, cells: Sequence[Sequence[str]], rows: int) -> None:
        for k, part in enumerate(line.printed):
            marked = line.note if k == len(line.printed) - 1 else ""
            x, y = _LEFT + 3 + _INDENT * line.depth, self.top + _LEADING * (k + 1) - 2
            self.raised(x, y, part[: len(part) - len(marked)], marked)
        for column, cell in enumerate(cells):
            for k, part in enumerate(cell):
                self.text(self.table.place(part, column), self.top + _LEADING * (k + 1) - 2, part)
        self.top += rows * _LEADING + 4
        self.lines.append(self.top)

    def shut(self) -> None:
        """The rules below and between the rows of a page."""
        table = self.table
        if self.look.rules == "none":
            return
        if self.look.rules == "three":
            self.rule(_LEFT, self.lines[-1], table.right, self.lines[-1])
            return
        for y in self.lines[1:]:
            self.rule(_LEFT, y, table.right, y)
        if self.look.rules == "all":
            self.rule(_LEFT, self.lines[0], _LEFT + table.label, self.lines[0])
            edges = [_LEFT, *(table.left(column) for column in range(len(table.widths))), table.right]
            for x in edges:
                self.rule(x, self.lines[1], x, self.lines[-1])
            self.rule(_LEFT, self.lines[0], _LEFT, self.lines[-1])

    def notes(self) -> None:
        sheet = self.table.sheet
        if sheet.abbreviations:
            items = "; ".join(f"{short}, {long}" for short, long in sheet.abbreviations.items())
            self.paragraph(f"Abbreviations: {items}.", self.table.right - 50, 7)
            self.top += 4
        for letter, text in sheet.footnotes.items():
            self.text(_LEFT, self.top - 2.5, letter, 4.2)
            self.text(_LEFT + _width(letter, size=4.2), self.top, text, 7)
            self.top += 11
