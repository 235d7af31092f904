"""Documents printed as PDF, as journals and monographs are: headings by size, points, ruled tables, raised citations."""

from __future__ import annotations

import io
import re
from itertools import groupby
from xml.sax import saxutils

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

import paper
from daraevidence.layout.document import Document, Grid
from daraevidence.layout.mentions import scan

_NUMBERS = re.compile(r"\d{1,3}(?:(?:, ?|-)\d{1,3})*")
_SIZES = {1: 13.0, 2: 12.0, 3: 11.0, 4: 10.0}


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def escape(text: str) -> str:
    """Text as markup; digits that are raised by themselves are raised by the printer."""
    text = saxutils.escape(text.replace("μ", "µ"))
    return re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda match: f"<super>{match[0].translate(_RAISED)}</super>", text)


def points(text: str) -> str:
    """A list in a cell as points."""
    parts = text.split(" | ")
    return "<br/>".join(f"• {part}" for part in parts) if len(parts) > 1 else text


class Printed:
    """Prints a document; ``columns`` is 1 or 2, ``form`` of the tables ruled or lined."""

    def __init__(self, document: Document, columns: int = 1, form: str = "ruled", raised: bool = True) -> None:
        self.document, self.columns, self.form = document, columns, form
        self.full = (paper.WIDTH - 124) if columns == 1 else 234
        plain, bold = paper.wide_font(), paper.wide_font(True)
        pdfmetrics.registerFontFamily(plain, normal=plain, bold=bold, italic=plain, boldItalic=bold)
        self.body = ParagraphStyle("body", fontName=plain, fontSize=9, leading=11, spaceAfter=6)
        self.small = ParagraphStyle("small", fontName=plain, fontSize=7, leading=9, spaceAfter=3)
        self.cell = ParagraphStyle("cell", fontName=plain, fontSize=8 if columns == 1 else 6, leading=10 if columns == 1 else 7.5)
        self.head = ParagraphStyle("head", fontName=bold, fontSize=self.cell.fontSize, leading=self.cell.leading)
        self.title = ParagraphStyle("title", fontName=bold, fontSize=17, leading=20, spaceAfter=10)
        self.caption = ParagraphStyle("caption", fontName=bold, fontSize=8.5, leading=11, spaceBefore=6, spaceAfter=3)
        self.cited = [
            (q.start, q.end)
            for q in (scan(document).quantities if raised else ())
            if q.role == "citation" and _NUMBERS.fullmatch(document.clean[q.start : q.end]) and document.clean[q.start - 1] != " "
        ]

    def bytes(self) -> bytes:
        """The whole document."""
        file = io.BytesIO()
        width, height = paper.WIDTH, paper.HEIGHT
        made = BaseDocTemplate(file, pagesize=(width, height), invariant=1)
        if self.columns == 1:
            frames = [Frame(56, 60, width - 112, height - 120, id="one")]
        else:
            frames = [Frame(44, 60, 246, height - 120, id="left"), Frame(305, 60, 246, height - 120, id="right")]
        made.addPageTemplates(PageTemplate(frames=frames, onPage=self.margins))
        made.build(self.flow())
        return file.getvalue()

    def margins(self, canvas, made) -> None:
        """The running head and the number of the page."""
        canvas.setFont(paper.wide_font(), 7)
        canvas.drawString(56, paper.HEIGHT - 32, "Medical Information")
        canvas.drawRightString(paper.WIDTH - 56, 34, f"Page {made.page}")

    def marked(self, start: int, end: int) -> str:
        """A range with its citations raised."""
        parts, place = [], start
        clean = self.document.clean
        for first, last in self.cited:
            if start <= first and last <= end:
                parts += [escape(clean[place:first]), f"<super>{clean[first:last]}</super>"]
                place = last
        return " ".join("".join([*parts, escape(clean[place:end])]).split())

    def flow(self) -> list[Flowable]:
        """The document's blocks, one after another."""
        found: list[Flowable] = []
        document = self.document
        references = [block for block in document.blocks if block.kind == "reference"]
        for block in document.blocks:
            inner = self.marked(block.start, block.end)
            if block.kind == "item":
                style = ParagraphStyle("item", self.body, leftIndent=14 * block.level, bulletIndent=14 * block.level - 10)
                style.spaceAfter = 2
                found.append(Paragraph(inner, style, bulletText="•"))
            elif block.kind in ("caption", "footnote", "abbreviations") and self.in_grid(block.start):
                continue
            elif block.kind == "table":
                grid = next((grid for grid in document.grids if grid.start <= block.start < grid.end), None)
                found += self.table(grid) if grid is not None else []
            elif block.kind == "title":
                found.append(Paragraph(inner, self.title))
            elif block.kind == "heading":
                size = _SIZES[min(block.level, 4)]
                style = ParagraphStyle("heading", self.head, fontSize=size, leading=size * 1.25, spaceBefore=8, spaceAfter=4)
                style.keepWithNext = 1
                found.append(Paragraph(inner, style))
            elif block.kind == "reference" and block is references[0]:
                found += [
                    Paragraph(escape(document.clean[e.start : e.end].strip()).replace("\n", "<br/>"), self.body)
                    for e in document.references
                ]
            elif block.kind != "reference":
                found.append(Paragraph(inner, self.body))
        return found

    def in_grid(self, place: int) -> bool:
        return any(grid.start <= place < grid.end for grid in self.document.grids)

    def table(self, grid: Grid) -> list[Flowable]:
        """A table with its title, header rows over the columns that they head, labels indented, notes below."""

        def marks(cell) -> str:
            return f"<super>{','.join(cell.notes)}</super>" if cell.notes else ""

        depth = max(len(path) for path in grid.columns)
        rows: list[list[object]] = []
        style: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 3)]
        style += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        for level in range(depth):
            row: list[object] = ["" if level else Paragraph(escape(grid.stub.text), self.head)]
            for key, run in groupby(grid.columns, key=lambda path: (path[: level + 1], len(path))):
                path, width = key[0], len(list(run))
                first = len(row)
                row += [Paragraph(escape(path[level].text) + marks(path[level]), self.head) if level < len(path) else ""]
                row += [""] * (width - 1)
                if level < len(path) and width > 1:
                    style.append(("SPAN", (first, level), (first + width - 1, level)))
                if level == key[1] - 1 and level < depth - 1:
                    style += [("SPAN", (c, level), (c, depth - 1)) for c in range(first, first + width)] if width == 1 else []
            rows.append(row)
        if depth > 1:
            style.append(("SPAN", (0, 0), (0, depth - 1)))
        for item in grid.rows:
            inner = ParagraphStyle("label", self.cell, leftIndent=9 * (len(item.path) - 1))
            label = Paragraph(escape(item.path[-1].text) + marks(item.path[-1]), inner)
            cells = [Paragraph(points(escape(cell.text)) + marks(cell), self.cell) for cell in item.cells]
            rows.append([label, *cells])
        full = self.full
        first = max(0.25, 0.5 - 0.05 * len(grid.columns))
        widths = [full * first, *[full * (1 - first) / len(grid.columns)] * len(grid.columns)]
        if self.form == "ruled":
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        else:
            style += [
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black),
                ("LINEBELOW", (0, depth - 1), (-1, depth - 1), 0.5, colors.black),
            ]
            style.append(("LINEBELOW", (0, -1), (-1, -1), 0.8, colors.black))
        cited = ",".join(cell.text for cell in grid.citations)
        found: list[Flowable] = []
        if grid.title.text:
            found.append(Paragraph(escape(grid.title.text) + (f"<super>{cited}</super>" if cited else ""), self.caption))
        found += [Table(rows, widths, repeatRows=depth, style=TableStyle(style)), Spacer(1, 4)]
        below = "; ".join(f"{short}, {long}" for short, long in grid.abbreviations.items())
        if below:
            found.append(Paragraph(f"Abbreviations: {escape(below)}.", self.small))
        found += [Paragraph(f"<super>{letter}</super>{escape(cell.text)}", self.small) for letter, cell in grid.footnotes.items()]
        return [*found, Spacer(1, 6)]
