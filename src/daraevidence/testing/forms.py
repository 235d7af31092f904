"""Forms in which tables are printed, and whether a made-up table comes back from one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis.strategies import SearchStrategy

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from daraevidence.reading.text import SourceKind
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

    printer: Callable[[Sheet], str]
    kind: SourceKind
    shown: SearchStrategy[Sheet]


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
}


def told(form: Form, sheet: Sheet) -> list[object]:
    """What must come back: columns and rows; forms that show levels of headers in one line show them joined."""
    joined = form.printer in (as_columns, as_dashes, as_positions, as_tabs)
    columns = [(" ".join(path),) if joined else path for path in sheet.columns]
    return [sheet.title, columns, sheet.rows()]


def came(form: Form, sheet: Sheet) -> list[object]:
    """What came back."""
    grids = find_grids(read_text(form.printer(sheet), kind=form.kind))
    if len(grids) != 1:
        return [f"{len(grids)} tables"]
    (grid,) = grids
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    return [grid.title.text, [tuple(cell.text for cell in path if cell.text) for path in grid.columns], rows]
