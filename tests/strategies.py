"""The strategies and printers of ``daraevidence.testing`` under the names that the tests use."""

from daraevidence.testing.printing import as_columns, as_dashes, as_lines, as_pipes
from daraevidence.testing.sheets import Line, Sheet
from daraevidence.testing.strategies import tables as sheets

__all__ = ["Line", "Sheet", "dashed", "one_cell_per_line", "piped", "sheets", "spaced"]

one_cell_per_line = as_lines
spaced = as_columns
dashed = as_dashes


def piped(sheet: Sheet) -> str:
    """A pipe table whose labels do not show their depth."""
    return as_pipes(sheet, indented=False)
