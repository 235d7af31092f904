"""Documents made by hand: tables as lists of rows, paragraphs as texts, with true places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from daraevidence.draft import Draft, Flag
from daraevidence.layout.document import Block, BlockKind, Cell, Document, Entry, Grid, GridRow, Section
from daraevidence.layout.mentions import scan
from daraevidence.reading.text import Text
from daraevidence.span import OffsetMap
from daraevidence.validation import validate

Row = tuple[str, Sequence[str]]


class Page:
    """A document that grows: ``say`` adds a paragraph, ``table`` a table; ``document`` is what the rules get."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[tuple[BlockKind, int, int]] = []
        self.grids: list[Grid] = []
        self.sections: list[Section] = []
        self.entries: list[Entry] = []
        self.abbreviations: dict[str, str] = {}

    def put(self, text: str, kind: BlockKind | None = None, notes: Sequence[str] = ()) -> Cell:
        start = self.length
        self.parts.append(text + "\n")
        self.length += len(text) + 1
        if kind is not None:
            self.blocks.append((kind, start, start + len(text)))
        return Cell(text, start, start + len(text), tuple(notes))

    def heading(self, title: str) -> None:
        cell = self.put(title, "heading")
        self.sections.append(Section(len(self.sections), title, 1, cell.start, 10**6, role="study"))

    def say(self, text: str, kind: BlockKind = "paragraph") -> None:
        self.put(text, kind)

    def reference(self, number: int, text: str) -> None:
        cell = self.put(text, "reference")
        self.entries.append(Entry(number, text, cell.start, cell.end))

    def table(
        self,
        columns: Sequence[str],
        rows: Sequence[Row],
        *,
        title: str = "Outcomes",
        stub: str = "Characteristic",
        abbreviations: Mapping[str, str] | None = None,
        header_notes: Sequence[str] = (),
    ) -> Grid:
        """Rows as ``("Sex, n (%) > Male", ["12 (60)"])``; columns as ``"All (n=20) > Any grade"``."""
        top = self.put(title, "caption")
        head = self.put(stub)
        paths = []
        seen: dict[str, Cell] = {}
        for column in columns:
            steps = column.split(" > ")
            for i, step in enumerate(steps):
                name = " > ".join(steps[: i + 1])
                if name not in seen or i == len(steps) - 1:
                    seen[name] = self.put(step, notes=header_notes) if step else Cell("", self.length, self.length)
            paths.append(tuple(seen[" > ".join(steps[: i + 1])] for i in range(len(steps))))
        lines = []
        labels: dict[str, Cell] = {}
        for path, values in rows:
            steps = path.split(" > ")
            labels[path] = self.put(steps[-1])
            cells = tuple(self.put(value) if value else Cell("", self.length, self.length) for value in values)
            cells += (Cell("", self.length, self.length),) * (len(paths) - len(cells))
            names = [" > ".join(steps[: i + 1]) for i in range(len(steps))]
            lines.append(GridRow(tuple(labels[name] for name in names), cells))
        self.blocks.append(("table", head.start, self.length))
        section = len(self.sections) - 1
        body = (head.start, self.length)
        grid = Grid(top, (), head, tuple(paths), tuple(lines), top.start, self.length, body, section, {}, abbreviations or {})
        self.grids.append(grid)
        return grid

    def document(self) -> Document:
        clean = "".join(self.parts)
        text = Text("page", "text", "", clean, clean, OffsetMap.identity(len(clean)))
        blocks = []
        for index, (kind, start, end) in enumerate(self.blocks):
            section = max((s.index for s in self.sections if s.start <= start), default=-1)
            blocks.append(Block(index, kind, start, end, clean, section=section))
        return Document(
            text, "", "", tuple(blocks), tuple(self.sections), tuple(self.grids), tuple(self.entries), self.abbreviations
        )

    def flags(self, drafts: Sequence[Draft] = ()) -> list[Flag]:
        document = self.document()
        return validate(list(drafts), document, scan(document))

    def found(self, *rules: str) -> list[tuple[str, str, str]]:
        """``(rule, severity, quote)`` of the findings, of some rules or all."""
        clean = "".join(self.parts)
        flags = [flag for flag in self.flags() if not rules or flag.rule in rules]
        return [(flag.rule, flag.severity, " ".join(clean[flag.start : flag.end].split())) for flag in flags]


@pytest.fixture
def page() -> Callable[[], Page]:
    """A maker of empty pages."""
    return Page
