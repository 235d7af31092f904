"""Documents written as Markdown, for tests: what they say is what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from daraevidence.layout.document import Cell, Document, Grid
from daraevidence.layout.mentions import scan
from pages import Page

_NUMBERS = re.compile(r"\d{1,3}(?:(?:, ?|-)\d{1,3})*")
_LIVE = re.compile(r"[\\`*_\[\]<>|~^$#]")

Dialect = Literal["pandoc", "github", "pages"]


class Marked:
    """Writes a document; ``dialect``: pandoc (``^3^``, labels moved in by spaces), github (``<sup>3</sup>``, ``&nbsp;``), pages
    (tables in HTML). Citations are raised as journals print them."""

    def __init__(self, document: Document, dialect: Dialect) -> None:
        self.document, self.dialect = document, dialect
        self.cited = [
            (q.start, q.end)
            for q in scan(document).quantities
            if q.role == "citation" and _NUMBERS.fullmatch(document.clean[q.start : q.end]) and document.clean[q.start - 1] != " "
        ]

    def raised(self, text: str) -> str:
        return f"^{text}^" if self.dialect == "pandoc" else f"<sup>{text}</sup>"

    def marked(self, start: int, end: int) -> str:
        """A range with its citations raised."""
        parts, place = [], start
        clean = self.document.clean
        for first, last in self.cited:
            if start <= first and last <= end:
                parts += [escaped(clean[place:first]), self.raised(clean[first:last])]
                place = last
        return " ".join("".join([*parts, escaped(clean[place:end])]).split())

    def text(self) -> str:
        """The whole document."""
        document = self.document
        parts: list[str] = []
        for block in document.blocks:
            inner = self.marked(block.start, block.end)
            if block.kind == "item":
                parts.append("  " * (block.level - 1) + "- " + inner)
                continue
            if parts and parts[-1].lstrip().startswith("- "):
                parts.append("")
            if block.kind in ("caption", "footnote", "abbreviations") and self._in_grid(block.start):
                continue
            if block.kind == "table":
                parts += self._tables(block.start)
            elif block.kind in ("title", "heading"):
                parts += ["#" * (1 if block.kind == "title" else min(block.level + 1, 6)) + " " + inner, ""]
            elif block.kind == "reference":
                parts += self._references(block.index)
            else:
                parts += [inner, ""]
        return "\n".join(parts)

    def _in_grid(self, place: int) -> bool:
        return any(grid.start <= place < grid.end for grid in self.document.grids)

    def _references(self, index: int) -> Iterator[str]:
        if index == next(block.index for block in self.document.blocks if block.kind == "reference"):
            for entry in self.document.references:
                lines = self.document.clean[entry.start : entry.end].split("\n")
                yield "  \n".join(escaped(" ".join(line.split())) for line in lines)
                yield ""

    def _tables(self, place: int) -> list[str]:
        grid = next((grid for grid in self.document.grids if grid.start <= place < grid.end), None)
        if grid is None:
            return []
        return [Page(self.document).table(grid), ""] if self.dialect == "pages" else [*self.pipes(grid), ""]

    def pipes(self, grid: Grid) -> Iterator[str]:
        """A pipe table: upper headers stand in the first of their columns, labels are moved in, lists are broken by tags."""
        cited = ",".join(cell.text for cell in grid.citations)
        if grid.title.text:
            yield f"Table: {escaped(grid.title.text)}{self.raised(cited) if cited else ''}"
            yield ""
        space = "&nbsp;" if self.dialect == "github" else "\u00a0"
        depth = max(len(path) for path in grid.columns)
        for level in range(depth):
            cells = [grid.stub if not level else None]
            for path, before in zip(grid.columns, [(), *grid.columns]):
                again = level < len(path) - 1 and before[: level + 1] == path[: level + 1]
                cells.append(path[level] if level < len(path) and not again else None)
            yield self._piped(["" if cell is None else self._cell(cell) for cell in cells])
            if not level:
                yield "|" + " :--- |" * (len(grid.columns) + 1)
        for row in grid.rows:
            label = space * 2 * (len(row.path) - 1) + self._cell(row.path[-1])
            yield self._piped([label, *(self._cell(cell) for cell in row.cells)])
        yield ""
        if grid.abbreviations:
            yield "Abbreviations: " + escaped("; ".join(f"{a}, {b}" for a, b in grid.abbreviations.items())) + "."
            yield ""
        for letter, cell in grid.footnotes.items():
            yield self.raised(escaped(letter)) + escaped(cell.text)
            yield ""

    def _cell(self, cell: Cell) -> str:
        text = "<br>".join(f"• {escaped(part)}" for part in cell.text.split(" | ")) if " | " in cell.text else escaped(cell.text)
        return text + (self.raised(",".join(map(escaped, cell.notes))) if cell.notes else "")

    @staticmethod
    def _piped(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"


def escaped(text: str) -> str:
    """Text without live marks."""
    return _LIVE.sub(lambda match: "&lt;" if match[0] == "<" else "\\" + match[0], text)
