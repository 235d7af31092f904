"""Documents and tables printed as web pages, for tests: what a page says is what the text says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from itertools import groupby

from daraevidence.layout.document import Document, Grid
from daraevidence.layout.mentions import scan
from strategies import Sheet

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
                parts += [f"<p>{escape(entry.strip(), quote=False)}</p>".replace("\n", "<br>") for entry in entries]
            elif block.kind != "reference":
                parts.append(f"<p>{inner}</p>")
        parts += ["</li></ul>"] * depth
        body = "\n".join(parts)
        return f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'></head><body>\n{body}\n</body></html>"

    def _in_grid(self, place: int) -> bool:
        return any(grid.start <= place < grid.end for grid in self.document.grids)

    def table(self, grid: Grid) -> str:
        """A table with its header over as many rows as it has levels, labels indented by spaces, notes raised."""
        notes = lambda cell: f"<sup>{','.join(cell.notes)}</sup>" if cell.notes else ""  # noqa: E731
        cited = ",".join(cell.text for cell in grid.citations)
        title = escape(grid.title.text) + (f"<sup>{cited}</sup>" if cited else "")
        rows = []
        for level in range(max(len(path) for path in grid.columns)):
            cells = (
                [f"<th rowspan='{max(len(path) for path in grid.columns)}'>{escape(grid.stub.text)}</th>"] if not level else []
            )
            for key, run in groupby(grid.columns, key=lambda path: (path[: level + 1], len(path))):
                path, width = key[0], len(list(run))
                if level < len(path):
                    cells.append(f"<th colspan='{width}'>{escape(path[level].text)}{notes(path[level])}</th>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        head = f"<thead>{''.join(rows)}</thead>"
        rows = []
        for row in grid.rows:
            label = "&nbsp;" * 3 * (len(row.path) - 1) + escape(row.path[-1].text) + notes(row.path[-1])
            cells = [_points(escape(cell.text)) + notes(cell) for cell in row.cells]
            rows.append(f"<tr><td>{label}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
        below = "; ".join(f"{short}, {long}" for short, long in grid.abbreviations.items())
        foot = f"<p>Abbreviations: {escape(below)}.</p>" if below else ""
        foot += "".join(f"<p><sup>{letter}</sup>{escape(cell.text)}</p>" for letter, cell in grid.footnotes.items())
        caption = f"<caption>{title}</caption>" if title else ""
        return f"<table>{caption}{head}<tbody>{''.join(rows)}</tbody></table>{foot}"


def _points(text: str) -> str:
    """The list in a cell."""
    points = text.split(" | ")
    return "".join(f"<li>{point}</li>" for point in points).join(("<ul>", "</ul>")) if len(points) > 1 else text


def tagged(sheet: Sheet, form: Mapping[str, str]) -> str:
    """A made-up table as pages print it.

    ``form`` says how: ``head`` (marked: ``th`` in ``thead``; plain: ``th`` without it; bare: ``td``), ``indent`` (spaces,
    style, class), ``title`` (caption, first, paragraph, figure), ``notes`` (foot, foot above, row,
    paragraphs), ``ends`` (tags closed or left open).
    """
    two = len(sheet.columns[0]) > 1
    tag = "td" if form["head"] == "bare" else "th"
    width = len(sheet.columns) + 1
    raised = f"<sup>{','.join(sheet.citations)}</sup>" if sheet.citations else ""
    title = escape(sheet.title) + raised
    head = [f"<tr><{tag}{' rowspan=2' if two else ''}>{escape(sheet.stub)}</{tag}>"]
    if two:
        groups = [(top, len(list(run))) for top, run in groupby(path[0] for path in sheet.columns)]
        head += [f"<{tag} colspan='{count}'>{escape(top)}</{tag}>" for top, count in groups]
        head += ["</tr><tr>", *(f"<{tag}>{escape(path[1])}</{tag}>" for path in sheet.columns), "</tr>"]
    else:
        head += [*(f"<{tag}>{'<br>'.join(map(escape, lines))}</{tag}>" for lines in sheet.printed_columns), "</tr>"]
    if form["title"] == "first":
        head.insert(0, f"<tr><{tag} colspan={width}>{title}</{tag}></tr>")
    body = []
    for line in sheet.lines:
        label = escape(line.label) + (f"<sup>{line.note}</sup>" if line.note else "")
        style = ""
        if line.depth and form["indent"] == "spaces":
            label = "&nbsp;&#160;\u00a0" * line.depth + label
        elif line.depth:
            style = (
                f" style='padding-left: {line.depth * 12}px'" if form["indent"] == "style" else f" class='indent-{line.depth}'"
            )
        cells = ["<br>".join(map(escape, cell)) for cell in line.cells] + [""] * (width - 1 - len(line.cells))
        body.append(f"<tr><td{style}>{label}</td>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    notes = [f"<sup>{letter}</sup>{escape(text)}" for letter, text in sheet.footnotes.items()]
    if sheet.abbreviations:
        notes.insert(0, f"Abbreviations: {escape('; '.join(f'{a}, {b}' for a, b in sheet.abbreviations.items()))}.")
    foot, below = "", "".join(f"<p>{note}</p>" for note in notes)
    if form["notes"] in ("foot", "foot above") and notes:
        foot, below = f"<tfoot><tr><td colspan={width}>{'<br>'.join(notes)}</td></tr></tfoot>", ""
    elif form["notes"] == "row" and notes:
        foot, below = "".join(f"<tr><td colspan={width}>{note}</td></tr>" for note in notes), ""
    rows = (
        f"<thead>{''.join(head)}</thead><tbody>{''.join(body)}</tbody>" if form["head"] == "marked" else "".join([*head, *body])
    )
    if form["ends"] == "open":
        rows = re.sub(r"</(?:td|th|tr)>", "\n", rows)
    caption = {"caption": f"<caption>{title}</caption>"}.get(form["title"], "")
    table = f"<table>{caption}{foot}{rows}</table>" if form["notes"] == "foot above" else f"<table>{caption}{rows}{foot}</table>"
    if form["title"] == "figure":
        table = f"<figure><figcaption>Table 2. {title}</figcaption>{table}</figure>"
    elif form["title"] == "paragraph":
        table = f"<p><b>Table 2.</b> {title}</p>{table}"
    return table + below
