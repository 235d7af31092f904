"""Documents printed in two columns as journals are: wide tables stand across both, in their place or at the top of a page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

import paper
from daraevidence.layout.document import Document, Grid
from printed_documents import Printed

COLUMN, GUTTER, LEFT = 246.0, 15.0, 44.0
TOP, FOOT = 60.0, 60.0
WIDE = 2 * COLUMN + GUTTER

Place = Literal["here", "top"]


def _divided(word: str) -> str:
    """A word with soft hyphens, none near its ends."""
    places = [0, *range(4, len(word) - 3, 3), len(word)]
    return "\u00ad".join(word[a:b] for a, b in pairwise(places))


class Block(list[Flowable]):
    """A table with its caption and notes, which stands across both columns."""


class Journal(Printed):
    """Prints a document; tables with more data columns than ``widest`` stand across the page, ``place``: where the text has
    them (the columns above end there), or at the top of the next page."""

    def __init__(self, document: Document, form: str = "lined", place: Place = "here", widest: int = 1) -> None:
        super().__init__(document, 1, form)
        self.place, self.widest = place, widest
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(paper.WIDTH, paper.HEIGHT), invariant=1)
        self.number = 0
        self.column, self.y, self.start = 0, TOP, TOP
        self.waiting: list[Block] = []

    def table(self, grid: Grid) -> list[Flowable]:
        """The table; a narrow one is as wide as a column."""
        self.full = COLUMN - 8 if len(grid.columns) <= self.widest else WIDE - 8
        flowables = super().table(grid)
        return flowables if len(grid.columns) <= self.widest else [Block(flowables)]  # type: ignore[list-item]

    def marked(self, start: int, end: int) -> str:
        """A range whose long words may be divided at the end of a line."""
        return re.sub(r"(?<![\w&</-])[a-z]{9,}(?![\w/>;-])", lambda word: _divided(word[0]), super().marked(start, end))

    def bytes(self) -> bytes:
        """The whole document."""
        self.page()
        run: list[Flowable] = []
        for flowable in self.flow():
            if not isinstance(flowable, Block):
                run.append(flowable)
                continue
            if self.place == "here":
                self.fill(run, even=True)
                self.across(flowable)
                run = []
            else:
                run.append(flowable)
        self.fill(run, even=self.place == "here")
        if self.waiting:
            self.page()
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()

    def page(self) -> None:
        """Begin a page: running head, number, and the tables that wait for it."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(paper.wide_font(), 7)
        self.canvas.drawString(LEFT, paper.HEIGHT - 32, "Medical Information")
        self.canvas.drawRightString(LEFT + WIDE, 34, f"Page {self.number}")
        self.y = self.start = TOP
        self.column = 0
        waiting, self.waiting = self.waiting, []
        for block in waiting:
            self.across(block)

    def across(self, block: Block) -> None:
        """Print a table over both columns below all that is printed."""
        self.column, width = 0, WIDE
        if sum(self.height(flowable, width) for flowable in block) > self.left() > 0 and self.y > TOP:
            self.page()
        for flowable in block:
            for part in self.parts(flowable, width):
                self.put(part, LEFT, width)
        self.start = self.y = self.y + 10

    def parts(self, flowable: Flowable, width: float) -> Iterator[Flowable]:
        """A flowable in the parts that go on one page after the other."""
        while self.height(flowable, width) > self.left():
            split = flowable.splitOn(self.canvas, width, self.left())
            if len(split) > 1:
                yield split[0]
                flowable = split[1]
            self.page()
        yield flowable

    def fill(self, run: Sequence[Flowable], even: bool = False) -> None:
        """Print prose column by column, page by page; ``even``: columns that it does not fill end at the same height."""
        queue = list(run)
        while queue:
            foot = self.foot(queue) if even else FOOT
            top, deepest = self.start, self.start
            for self.column in (0, 1):
                self.y = top
                last = foot if not self.column else FOOT
                queue = self.down(queue, last)
                deepest = max(deepest, self.y)
            if queue:
                self.page()
            else:
                self.column, self.y = 0, deepest + 6
                self.start = self.y

    def foot(self, queue: Sequence[Flowable]) -> float:
        """Where the first of two even columns ends."""
        total = sum(self.height(flowable, COLUMN) + self.space(flowable) for flowable in queue)
        return max(paper.HEIGHT - self.start - total / 2 - 14, FOOT)

    def down(self, queue: list[Flowable], foot: float) -> list[Flowable]:
        """Print what fits in a column; what is left."""
        while queue:
            if isinstance(queue[0], Block):
                self.waiting.append(queue[0])
                queue = queue[1:]
                continue
            flowable, left = queue[0], paper.HEIGHT - foot - self.y
            heads = getattr(getattr(flowable, "style", None), "keepWithNext", 0)
            if self.height(flowable, COLUMN) + (36 if heads else 0) > left:
                split = flowable.splitOn(self.canvas, COLUMN, left) if not heads else []
                if len(split) > 1:
                    self.put(split[0], LEFT + self.column * (COLUMN + GUTTER), COLUMN)
                    return [*split[1:], *queue[1:]]
                return queue
            self.put(flowable, LEFT + self.column * (COLUMN + GUTTER), COLUMN)
            queue = queue[1:]
        return queue

    def put(self, flowable: Flowable, x: float, width: float) -> None:
        _, height = flowable.wrapOn(self.canvas, width, 10_000)
        before = flowable.getSpaceBefore() if self.y > self.start else 0
        self.y += before + height
        flowable.drawOn(self.canvas, x, paper.HEIGHT - self.y)
        self.y += flowable.getSpaceAfter()

    def left(self) -> float:
        return paper.HEIGHT - FOOT - self.y

    def height(self, flowable: Flowable, width: float) -> float:
        return flowable.wrapOn(self.canvas, width, 10_000)[1]

    @staticmethod
    def space(flowable: Flowable) -> float:
        return flowable.getSpaceBefore() + flowable.getSpaceAfter()
