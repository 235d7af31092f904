"""Documents and tables printed as web pages, for tests: what a page says is what the text says."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from daraevidence.layout.document import Document, Grid
from daraevidence.layout.mentions import scan

_NUMBERS = re.compile(r"\d{1,3}(?:(?:, ?|-)\d{1,3})*")


class Page:
    """Writes a document as a page; ``raised``: the numbers of references are raised, as journals print them."""

    def __init__(self, document: Document, raised: bool = True) -> None:
        self.document = document
        quantities = scan(document).quantities if raised else ()
        self.cited = [
            (q.start, q.end)
            for q in quantities
            if q.role == "citation" and _NUMBERS.fullmatch(document.clean[q.start : q.end]) and document.clean[q.start - 1] != " "
        ]

    def marked(self, start: int, end: int) -> str:
        """A range as markup."""
        parts, place = [], start
        clean = self.document.clean
        for first, last in self.cited:
            if start <= first and last <= end:
                parts += [escape(clean[place:first], quote=False), f"<sup>{clean[first:last]}</sup>"]
                place = last
        return " ".join("".join([*parts, escape(clean[place:end], quote=False)]).split())

    def page(self) -> str:
        """The whole document."""
        document = self.document
        grids = {grid.body[0]: grid for grid in document.grids}
        parts, depth = [], 0
        references = [block for block in document.blocks if block.kind == "reference"]
        for block in document.blocks:
            level = block.level if block.kind == "item" else 0
            if level > depth:
                parts += ["<ul>"] * (level - depth)
            else:
                parts += ["</li></ul>"] * (depth - level) + (["</li>"] if level else [])
            depth = level
            inner = self.marked(block.start, block.end)
            if block.kind == "item":
                parts.append(f"<li>{inner}")
            elif block.kind in ("caption", "footnote", "abbreviations") and self._in_grid(block.start):
                continue
            elif block.kind == "table":
                grid = next((grid for start, grid in grids.items() if start <= block.start < grid.end), None)
                parts.append(self.table(grid) if grid is not None else "")
            elif block.kind in ("title", "heading"):
                tag = "h1" if block.kind == "title" else f"h{min(block.level + 1, 6)}"
                parts.append(f"<{tag}>{inner}</{tag}>")
            elif block.kind == "reference" and block is references[0]:
                entries = (document.clean[entry.start : entry.end] for entry in document.references)
                parts.append("".join(f"<p>{escape(' '.join(entry.split()), quote=False)}</p>" for entry in entries))
            elif block.kind != "reference":
                parts.append(f"<p>{inner}</p>")
        parts += ["</li></ul>"] * depth
        body = "\n".join(parts)
        return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>x</title></head><body>\n{body}\n</body></html>"

    def _in_grid(self, place: int) -> bool:
        return any(grid.start <= place < grid.end for grid in self.document.grids)

    def table(self, grid: Grid) -> str:
        """A table with its header over as many rows as it has levels, labels indented by spaces, notes raised."""
        notes = lambda cell: f"<sup>{','.join(cell.notes)}</sup>" if cell.notes else ""  # noqa: E731
        cited = ",".join(cell.text for cell in grid.citations)
        title = escape(grid.title.text) + (f"<sup>{cited}</sup>" if cited else "")
        rows = []
        for level in range(max(len(path) for path in grid.columns)):
            cells = [f"<th rowspan='{max(len(path) for path in grid.columns)}'>{escape(grid.stub.text)}</th>"] if not level else []
            for key, run in groupby(grid.columns, key=lambda path: (path[: level + 1], len(path))):
                path, width = key[0], len(list(run))
                if level < len(path):
                    cells.append(f"<th colspan='{width}'>{escape(path[level].text)}{notes(path[level])}</th>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        head = f"<thead>{''.join(rows)}</thead>"
        rows = []
        for row in grid.rows:
            label = "&nbsp;" * 3 * (len(row.path) - 1) + escape(row.path[-1].text) + notes(row.path[-1])
            rows.append(f"<tr><td>{label}</td>{''.join(f'<td>{escape(c.text)}{notes(c)}</td>' for c in row.cells)}</tr>")
        below = "; ".join(f"{short}, {long}" for short, long in grid.abbreviations.items())
        foot = f"<p>Abbreviations: {escape(below)}.</p>" if below else ""
        foot += "".join(f"<p><sup>{letter}</sup>{escape(cell.text)}</p>" for letter, cell in grid.footnotes.items())
        caption = f"<caption>{title}</caption>" if title else ""
        return f"<table>{caption}{head}<tbody>{''.join(rows)}</tbody></table>{foot}"
