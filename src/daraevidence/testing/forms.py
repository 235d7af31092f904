"""Forms in which tables are printed, and whether a made-up table comes back from one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis.strategies import SearchStrategy

from daraevidence.layout.tables.text import find_grids
from daraevidence.options import Options
from daraevidence.reading import read, read_text
from daraevidence.reading.text import SourceKind
from daraevidence.testing.paper import Look, as_pdf
from daraevidence.testing.printing import (
    as_columns,
    as_dashes,
    as_framed,
    as_html,
    as_lines,
    as_pipes,
    as_positions,
    as_stacked,
    as_tabs,
)
from daraevidence.testing.sheets import Sheet
from daraevidence.testing.strategies import tables

__all__ = ["FORMS", "Form", "came", "told"]


class Form(NamedTuple):
    """A form: how it prints a table, the kind of text, and which tables it can show."""

    printer: Callable[[Sheet], str | bytes]
    kind: SourceKind
    shown: SearchStrategy[Sheet]


#: Prose above and below a table of a PDF, which shows that it is told apart.
AROUND = (
    "The trial enrolled adults with advanced disease at 31 sites and compared two schedules of the same drug, and those who "
    "had not been treated before were looked at apart from all others by a board that did not know what had been given."
)


def _paper(look: Look) -> Form:
    """A PDF; without rules the columns are not more than a page is wide, and the headers have two levels."""
    bare = look.rules == "none"
    whole = not (bare and look.height < 500)  # one row with one figure on a further page is no table there
    shown = tables(max_columns=6 if bare else 9, levels=2 if bare else 3, p_values=True, missing=whole)
    return Form(lambda sheet: as_pdf(sheet, look, AROUND), "pdf", shown)


_WHOLE = tables(levels=3, wrapped=False, p_values=True)
_FLAT = tables(levels=1, wrapped=False, notes=False, p_values=True)
FORMS: dict[str, Form] = {
    "lines": Form(as_lines, "text", tables()),
    "lines with P": Form(as_lines, "text", tables(levels=1, p_values=True)),
    "lines with empty lines": Form(as_positions, "text", _FLAT.filter(lambda sheet: len(sheet.columns) > 1)),
    "columns": Form(as_columns, "text", _FLAT),
    "columns to the right": Form(lambda sheet: as_columns(sheet, right=True), "text", _FLAT),
    "columns of lines": Form(as_stacked, "text", tables(levels=3, p_values=True)),
    "tabs": Form(as_tabs, "text", _FLAT),
    "dashes": Form(as_dashes, "markdown", _FLAT),
    "pipes": Form(as_pipes, "markdown", _WHOLE),
    "pipes without outer bars": Form(lambda sheet: as_pipes(sheet, outer=False), "markdown", _WHOLE),
    "frames": Form(as_framed, "markdown", _WHOLE),
    "html in Markdown": Form(as_html, "markdown", _WHOLE),
    "html": Form(as_html, "html", _WHOLE),
    "PDF with all rules": _paper(Look()),
    "PDF with all rules, pages": _paper(Look(height=420, align="center", heads="center")),
    "PDF with rules below rows": _paper(Look(rules="rows", align="right", minus="–")),
    "PDF with three rules": _paper(Look(rules="three", heads="center", folded=True)),
    "PDF with three rules, decimals": _paper(Look(rules="three", partial=False, align="decimal", numbered="Table 2. ")),
    "PDF with three rules, pages": _paper(Look(rules="three", height=420, align="center", heads="center")),
    "PDF with three rules, title below": _paper(Look(rules="three", below=True, numbered="Table 2. ")),
    "PDF without rules": _paper(Look(rules="none")),
    "PDF without rules, decimals": _paper(Look(rules="none", align="decimal", heads="center", folded=True)),
    "PDF without rules, pages": _paper(Look(rules="none", height=420, align="right")),
}


def told(form: Form, sheet: Sheet) -> list[object]:
    """What must come back: columns and rows; forms that show levels of headers in one line show them joined."""
    joined = form.printer in (as_columns, as_dashes, as_positions, as_tabs)
    columns = [(" ".join(path),) if joined else path for path in sheet.columns]
    return [sheet.title, columns, sheet.rows()]


def came(form: Form, sheet: Sheet) -> list[object]:
    """What came back."""
    printed = form.printer(sheet)
    text = read(printed, Options()) if isinstance(printed, bytes) else read_text(printed, kind=form.kind)
    grids = find_grids(text)
    if len(grids) != 1:
        return [f"{len(grids)} tables"]
    (grid,) = grids
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    return [grid.title.text, [tuple(cell.text for cell in path if cell.text) for path in grid.columns], rows]
