"""A table written out: as Markdown and as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.schemas.table import Table

__all__ = ["html_of", "markdown_of"]

_STEP = "\u00a0\u00a0"
#: What Markdown would read as a mark.
_LIVE = compiled(r"[\\`*_\[\]<>|~^$&#]|-(?=-)|(?<=-)-")


def _levels(table: Table) -> int:
    return max((1, *(len(path) for path in table.columns)))


def markdown_of(table: Table) -> str:
    """A pipe table: upper headers repeated over their columns, lower ones in rows of their own, labels indented by depth."""
    levels = _levels(table)
    heads = [[_escaped(table.stub) if level == 0 else "", *_heads(table, level)] for level in range(levels)]
    body = [
        [
            _STEP * (len(row.path) - 1) + _escaped(row.path[-1] if row.path else "") + _raised(row.notes),
            *(_escaped(cell) + _raised(row.cell_notes.get(index, ())) for index, cell in enumerate(row.cells)),
        ]
        for row in table.rows
    ]
    lines = [_piped(heads[0]), "|" + " --- |" * (len(table.columns) + 1), *map(_piped, (*heads[1:], *body))]
    below = [f"{_raised([letter])}{_escaped(text)}" for letter, text in table.footnotes.items()]
    if table.abbreviations:
        listed = "; ".join(f"{short}, {long}" for short, long in table.abbreviations.items())
        below.insert(0, f"Abbreviations: {_escaped(listed)}.")
    above = [f"Table: {_escaped(table.title)}{_raised(table.citations)}", ""] if table.title else []
    return "\n".join([*above, *lines, *(("", *below) if below else ()), ""])


def _heads(table: Table, level: int) -> Iterator[str]:
    for index, path in enumerate(table.columns):
        last = level == len(path) - 1
        yield _escaped(_at(path, level)) + (_raised(_notes(table, index, last)) if last else "")


def _at(path: Sequence[str], level: int) -> str:
    return path[level] if level < len(path) else ""


def _raised(notes: Sequence[str]) -> str:
    return f"^{','.join(map(_escaped, notes))}^" if notes else ""


def _piped(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    return _LIVE.sub(r"\\\g<0>", text).replace("\n", "<br>")


def html_of(table: Table) -> str:
    """A table element: headers with the columns and rows that they span, row labels as headers, footnotes below; all escaped."""
    parts = ['<table class="daraevidence">']
    if table.title:
        parts.append(f"<caption>{escape(table.title)}{_sup(table.citations)}</caption>")
    parts += ["<thead>", *_header(table), "</thead>", "<tbody>"]
    for row in table.rows:
        depth = len(row.path) - 1
        style = f' style="padding-left: {1 + depth}em; text-align: left"'
        label = escape(row.path[-1] if row.path else "") + _sup(row.notes)
        cells = (f"<td>{escape(cell)}{_sup(row.cell_notes.get(i, ()))}</td>" for i, cell in enumerate(row.cells))
        parts.append(f'<tr><th scope="row"{style}>{label}</th>{"".join(cells)}</tr>')
    parts.append("</tbody>")
    if table.footnotes or table.abbreviations:
        below = [f"<sup>{escape(letter)}</sup> {escape(text)}" for letter, text in table.footnotes.items()]
        if table.abbreviations:
            listed = "; ".join(f"{escape(short)}, {escape(long)}" for short, long in table.abbreviations.items())
            below.insert(0, f"Abbreviations: {listed}.")
        span = len(table.columns) + 1
        parts.append(f'<tfoot><tr><td colspan="{span}">{"<br>".join(below)}</td></tr></tfoot>')
    return "\n".join([*parts, "</table>"])


def _sup(notes: Sequence[str]) -> str:
    return f"<sup>{escape(','.join(notes))}</sup>" if notes else ""


def _header(table: Table) -> Iterator[str]:
    levels = _levels(table)
    for level in range(levels):
        cells = [f'<th rowspan="{levels}" style="text-align: left">{escape(table.stub)}</th>'] if level == 0 else []
        index = 0
        while index < len(table.columns):
            path = table.columns[index]
            if level >= len(path):
                index += 1
                continue
            last = level == len(path) - 1
            width = 1
            while (
                not last
                and index + width < len(table.columns)
                and table.columns[index + width][: level + 1] == path[: level + 1]
                and len(table.columns[index + width]) > level + 1
            ):
                width += 1
            down = levels - level if last else 1
            scope = "col" if last else "colgroup"
            spans = (f' colspan="{width}"' if width > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            cells.append(f'<th scope="{scope}"{spans}>{escape(path[level])}{_sup(_notes(table, index, last))}</th>')
            index += width
        yield f"<tr>{''.join(cells)}</tr>"


def _notes(table: Table, index: int, last: bool) -> Sequence[str]:
    return table.column_notes.get(index, ()) if last else ()
