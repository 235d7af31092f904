"""Printing a made-up table in the forms in which documents print tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from daraevidence.testing.sheets import Line, Sheet, spans

__all__ = ["as_columns", "as_dashes", "as_framed", "as_html", "as_lines", "as_pipes", "as_positions", "as_stacked", "as_tabs"]

_NBSP = "\u00a0"


def _below(sheet: Sheet, raised: str = "{}") -> list[str]:
    lines = []
    if sheet.abbreviations:
        items = "; ".join(f"{short}, {long}" for short, long in sheet.abbreviations.items())
        lines.append(f"Abbreviations: {items}.")
    return lines + [raised.format(letter) + text for letter, text in sheet.footnotes.items()]


def as_lines(sheet: Sheet, gaps: bool = True) -> str:
    """The table as it comes out of a web page copied as text, one cell a line; ``gaps``: an empty line after each cell of several
    lines. Not for headers of three levels."""
    if not sheet.printed_columns:
        raise ValueError("one cell a line cannot show these headers")
    lines = [sheet.title + ",".join(sheet.citations) + (" " if sheet.citations else ""), sheet.stub]
    two = len(sheet.columns[0]) > 1
    heads = sheet.printed_columns[:-1] if two else sheet.printed_columns
    for head in heads:
        lines += head
        if len(head) > 1 and gaps:
            lines.append("")
    if two:
        lines += sheet.printed_columns[-1]
    for line in sheet.lines:
        indent = (_NBSP * 2 * line.depth + " ") if line.depth else ""
        lines += [indent + part for part in line.printed]
        if len(line.printed) > 1 and gaps:
            lines.append("")
        for cell in line.cells:
            lines += cell
            if len(cell) > 1 and gaps:
                lines.append("")
    return "\n".join(lines + _below(sheet))


def as_positions(sheet: Sheet) -> str:
    """One cell a line, where an empty cell is an empty line. For headers of one level."""
    rows = _flat(sheet)
    lines = [f"Table: {sheet.title}", *(cell for row in rows for cell in row)]
    return "\n".join([*lines, "", *_below(sheet)])


def _flat(sheet: Sheet) -> list[list[str]]:
    """Header and rows as lists of strings, labels indented by two spaces a level."""
    rows = [[sheet.stub, *(" ".join(path) for path in sheet.columns)]]
    for line in sheet.lines:
        rows.append(["  " * line.depth + " ".join(line.printed), *_cells(sheet, line)])
    return rows


def _cells(sheet: Sheet, line: Line) -> list[str]:
    cells = [" ".join(cell) for cell in line.cells]
    return [*cells, *[""] * (len(sheet.columns) - len(cells))]


def as_columns(sheet: Sheet, right: bool = False) -> str:
    """The table with one row a line, in columns of spaces; levels of headers in one line. ``right``: cells end where their
    column does."""
    rows = _flat(sheet)
    widths = [max(len(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    return "\n".join([sheet.title, *(_spread(row, widths, right) for row in rows), *_below(sheet)])


def _spread(row: Sequence[str], widths: Sequence[int], right: bool = False) -> str:
    cells = [cell.rjust(width) if right else cell.ljust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
    return "".join([row[0].ljust(widths[0]), *cells]).rstrip()


def as_tabs(sheet: Sheet) -> str:
    """The table with one row a line and a tab between its cells; levels of headers in one line, labels moved in by spaces."""
    return "\n".join([sheet.title, *("\t".join(row).rstrip() for row in _flat(sheet)), *_below(sheet)])


def as_stacked(sheet: Sheet) -> str:
    """The table in columns of spaces, where levels of headers, wrapped labels and cells of several lines take as many lines."""
    levels = sheet.levels()
    upper = [
        [head for first, after in spans(sheet.columns, level) for head in _over(sheet, level, first, after)]
        for level in range(levels)
    ]
    heads = [[sheet.stub if level == levels - 1 else "", *row] for level, row in enumerate(upper)]
    body: list[list[str]] = []
    for line in sheet.lines:
        stacks = [["  " * line.depth + part for part in line.printed], *line.cells]
        stacks += [[""]] * (len(sheet.columns) + 1 - len(stacks))
        tall = max(map(len, stacks))
        body += [[stack[i] if i < len(stack) else "" for stack in stacks] for i in range(tall)]
    widths = [max(len(row[i]) for row in (*heads, *body)) + 3 for i in range(len(sheet.columns) + 1)]
    return "\n".join([sheet.title, *(_spread(row, widths) for row in (*heads, *body)), *_below(sheet)])


def _over(sheet: Sheet, level: int, first: int, after: int) -> list[str]:
    """A header at the first of its columns; one that has no headers below stands on the last line."""
    path, levels = sheet.columns[first], sheet.levels()
    here = level if len(path) == levels else level - (levels - len(path))
    return [path[here] if 0 <= here < len(path) else "", *[""] * (after - first - 1)]


def as_pipes(sheet: Sheet, indented: bool = True, outer: bool = True) -> str:
    """The table as a pipe table of Markdown: upper headers repeated over their columns, the lower ones in rows of their own.

    ``indented``: labels show their depth by no-break spaces; ``outer``: bars at both ends of a line.
    """
    levels = sheet.levels()
    heads = [[sheet.stub if i == 0 else "", *(path[i] if i < len(path) else "" for path in sheet.columns)] for i in range(levels)]
    body = []
    for line in sheet.lines:
        label = f"{line.label}^{line.note}^" if line.note else line.label
        body.append([(_NBSP * 2 * line.depth if indented else "") + label, *_cells(sheet, line)])
    rule = "|".join(["---"] * (len(sheet.columns) + 1))
    rows = [" | ".join(row) for row in (*heads, *body)]
    rows.insert(1, rule)
    lines = [f"|{row}|" if row == rule else f"| {row} |" for row in rows] if outer else rows
    below = _below(sheet, "^{}^")
    return "\n".join([f"Table: {sheet.title}", "", *lines, "", *(f"{text}\n" for text in below)])


def as_dashes(sheet: Sheet) -> str:
    """The table as a simple table of Markdown: a rule of dashes under the header."""
    rows = _flat(sheet)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    body = ["  " + " ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    rule = "  " + " ".join("-" * width for width in widths)
    return "\n".join(["::: caption", sheet.title, ":::", "", body[0], rule, *body[1:], ""])


def as_framed(sheet: Sheet) -> str:
    """The table as a grid table of Markdown: framed cells, upper headers over all their columns."""
    levels = sheet.levels()
    body = [
        [_NBSP * 2 * line.depth + (f"{line.label}^{line.note}^" if line.note else line.label), *_cells(sheet, line)]
        for line in sheet.lines
    ]
    widths = [max(len(row[i]) for row in [*body, *_lowest(sheet)]) + 2 for i in range(len(sheet.columns) + 1)]
    for level in range(levels):
        for first, after in spans(sheet.columns, level):
            need = len(_at(sheet.columns[first], level)) + 2 - sum(widths[first + 1 : after + 1]) - (after - first - 1)
            widths[after] += max(0, need)
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    lines = [rule]
    for level in range(levels):
        cells = [(sheet.stub if not level else "", widths[0])]
        for first, after in spans(sheet.columns, level):
            cells.append((_at(sheet.columns[first], level), sum(widths[first + 1 : after + 1]) + after - first - 1))
        lines += ["|" + "|".join(f" {text}".ljust(width) for text, width in cells) + "|", rule]
    lines[-1] = rule.replace("-", "=")
    for row in body:
        lines += ["|" + "|".join(f" {text}".ljust(width) for text, width in zip(row, widths, strict=True)) + "|", rule]
    return "\n".join([f"Table: {sheet.title}", "", *lines, "", *(f"{text}\n" for text in _below(sheet, "^{}^"))])


def _lowest(sheet: Sheet) -> Iterator[list[str]]:
    yield [sheet.stub, *(path[-1] for path in sheet.columns)]


def _at(path: Sequence[str], level: int) -> str:
    return path[level] if level < len(path) else ""


def as_html(sheet: Sheet) -> str:
    """The table as a table element with caption, headers that span their columns, and notes below."""
    parts = ["<table>", f"<caption>{escape(sheet.title)}</caption>", "<thead>", *_header(sheet), "</thead>", "<tbody>"]
    for line in sheet.lines:
        style = f' style="padding-left: {2 * line.depth}em"' if line.depth else ""
        note = f"<sup>{line.note}</sup>" if line.note else ""
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in _cells(sheet, line))
        parts.append(f'<tr><th scope="row"{style}>{escape(line.label)}{note}</th>{cells}</tr>')
    below = [f"<p>{text}</p>" for text in _below(sheet, "<sup>{}</sup>")]
    return "\n".join([*parts, "</tbody>", "</table>", *below])


def _header(sheet: Sheet) -> Iterator[str]:
    levels = sheet.levels()
    for level in range(levels):
        cells = [f'<th rowspan="{levels}">{escape(sheet.stub)}</th>' if levels > 1 else f"<th>{escape(sheet.stub)}</th>"]
        cells = cells if level == 0 else []
        for first, after in spans(sheet.columns, level):
            path = sheet.columns[first]
            if level >= len(path):
                continue
            down = levels - level if level == len(path) - 1 else 1
            marks = (f' colspan="{after - first}"' if after - first > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            cells.append(f'<th scope="col"{marks}>{escape(path[level])}</th>')
        yield f"<tr>{''.join(cells)}</tr>"
