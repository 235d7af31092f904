"""Made-up tables printed as PDF: ruled on all sides, ruled above and below, or without any rule."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

import paper
import strategies

SIZE, LEADING, PAD = 8.0, 10.0, 9.0


class Table:
    """Prints a table on one or several pages; ``form``: ruled, lined (rules above, below and under the header) or bare."""

    def __init__(self, made: strategies.Sheet, form: str, height: float = 842.0, around: str = "") -> None:
        self.made, self.form = made, form
        self.font, self.bold = paper.wide_font(), paper.wide_font(True)
        two = len(made.columns[0]) > 1
        tops = made.printed_columns[:-1] if two else made.printed_columns
        lower = made.printed_columns[-1] if two else ()
        self.span = len(lower) // len(tops) if two else 1
        self.tops, self.lower = tops, lower
        count = len(made.columns)
        cells = [[max(map(self.width, cell), default=0.0) for cell in line.cells] for line in made.lines]
        self.widths = [max((row[i] for row in cells if i < len(row)), default=0.0) + PAD for i in range(count)]
        for i, lines in enumerate(tops):
            need = max(map(self.wide, lines)) + PAD
            for k in range(i * self.span, (i + 1) * self.span):
                own = max(self.widths[k], self.wide(lower[k]) + PAD if two else 0.0)
                self.widths[k] = max(own, need / self.span)
        label = max(self.width(part) + 10 * line.depth for line in made.lines for part in line.printed)
        self.label = max(label, self.wide(made.stub)) + PAD + 6
        self.right = 50 + self.label + sum(self.widths)
        self.sheet = paper.Sheet(max(595.0, self.right + 50), height)
        self.height = height
        self.top = 60.0
        if around:
            self.top = self.sheet.wrapped(50, self.top, around, 400, 10, self.font) + 16
        self.print()
        if around:
            self.sheet.wrapped(50, self.top + 24, around, 400, 10, self.font)

    def width(self, text: str) -> float:
        return stringWidth(text, self.font, SIZE)

    def wide(self, text: str) -> float:
        return stringWidth(text, self.bold, SIZE)

    def print(self) -> None:
        made = self.made
        cited = ",".join(made.citations)
        self.sheet.pieces(50, self.top, [(made.title, 0), (cited, 1)], 10, self.bold)
        self.top += 8
        self.start = self.top
        self.head()
        for line in made.lines:
            rows = max(len(line.printed), max(map(len, line.cells), default=1))
            if self.top + rows * LEADING + 4 > self.height - 60:
                self.shut()
                self.sheet.page()
                self.top = self.start = 60.0
                self.head()
            self.row(line, rows)
        self.shut()
        self.notes()

    def head(self) -> None:
        two = bool(self.lower)
        rows = max(map(len, self.tops))
        self.breaks = [self.top]
        x = 50 + self.label
        for i, lines in enumerate(self.tops):
            width = sum(self.widths[i * self.span : (i + 1) * self.span])
            for k, text in enumerate(lines):
                place = x + (width - self.wide(text)) / 2 if two else x + 3
                self.sheet.text(place, self.top + LEADING * (k + 1) - 2, text, SIZE, self.bold)
            x += width
        self.top += rows * LEADING + 4
        self.split = self.top
        foot = self.top - 4 - LEADING if not two else self.top
        if two:
            x = 50 + self.label
            for text, width in zip(self.lower, self.widths):
                self.sheet.text(x + 3, self.top + LEADING - 2, text, SIZE, self.bold)
                x += width
            self.top += LEADING + 4
        self.sheet.text(53, foot + LEADING - 2, self.made.stub, SIZE, self.bold)
        self.breaks.append(self.top)

    def row(self, line: strategies.Line, rows: int) -> None:
        for k, part in enumerate(line.printed):
            last = k == len(line.printed) - 1
            text = part[: len(part) - len(line.note)] if last and line.note else part
            pieces = [(text, 0), (line.note, 1)] if last and line.note else [(text, 0)]
            self.sheet.pieces(53 + 10 * line.depth, self.top + LEADING * (k + 1) - 2, pieces, SIZE, self.font)
        x = 50 + self.label
        for cell, width in zip(line.cells, self.widths):
            for k, part in enumerate(cell):
                self.sheet.text(x + 3, self.top + LEADING * (k + 1) - 2, part, SIZE, self.font)
            x += width
        self.top += rows * LEADING + 4
        self.breaks.append(self.top)

    def shut(self) -> None:
        if self.form == "bare":
            return
        if self.form == "lined":
            for y in (self.breaks[0], self.breaks[1], self.breaks[-1]):
                self.sheet.rule(50, y, self.right, y)
            return
        for y in self.breaks:
            self.sheet.rule(50, y, self.right, y)
        edges = [50.0, 50 + self.label]
        for width in self.widths:
            edges.append(edges[-1] + width)
        for i, x in enumerate(edges):
            inner = bool(self.lower) and i > 1 and (i - 1) % self.span and i < len(edges) - 1
            self.sheet.rule(x, self.split if inner else self.breaks[0], x, self.breaks[-1])
        if self.lower:
            self.sheet.rule(50 + self.label, self.split, self.right, self.split)

    def notes(self) -> None:
        made = self.made
        self.top += 10
        if made.abbreviations:
            items = "; ".join(f"{short}, {long}" for short, long in made.abbreviations.items())
            self.top = self.sheet.wrapped(50, self.top, f"Abbreviations: {items}.", self.right - 50, 7, self.font) + 4
        for letter, text in made.footnotes.items():
            self.sheet.pieces(50, self.top, [(letter, 1), (text, 0)], 7, self.font)
            self.top += 11

    def bytes(self) -> bytes:
        return self.sheet.bytes()


def printed(made: strategies.Sheet, form: str, height: float = 842.0, around: str = "") -> bytes:
    """The table as a PDF."""
    return Table(made, form, height, around).bytes()
