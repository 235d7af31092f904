"""For tests: of the documents that you extract, and of this library.

``assert_table`` compares a table with a CSV file, a frame or rows, and shows the cells that differ. ``tables()`` and
``documents()`` are strategies of hypothesis (the extra ``testing``) for made-up tables and documents; ``as_lines``,
``as_columns``, ``as_stacked``, ``as_tabs``, ``as_pipes``, ``as_dashes``, ``as_framed`` and ``as_html`` print such a table in
one of the forms that the library reads.
``statements()`` makes sentences that tell results in the ways of journals, and ``statement_differences`` says where an extraction
of one differs from what it tells.
``as_pdf`` prints it as a PDF, in one of the looks that journals have (``Look``).
``agreeing_document(random)`` makes a document of prose and tables whose numbers agree: validation finds nothing grave in it.

    from daraevidence.testing import assert_table

    def test_the_efficacy_table():
        assert_table(daraevidence.extract("report.md").tables[2], "expected/efficacy.csv")
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from daraevidence.testing.comparison import assert_table, same_cell, table_rows

if TYPE_CHECKING:
    from daraevidence.testing.agreeing import Agreeing, agreeing_document
    from daraevidence.testing.paper import Look, as_pdf
    from daraevidence.testing.phrasings import Phrasing
    from daraevidence.testing.printing import as_columns, as_dashes, as_framed, as_html, as_lines, as_pipes, as_stacked, as_tabs
    from daraevidence.testing.readings import Difference, statement_differences
    from daraevidence.testing.sheets import Line, Sheet
    from daraevidence.testing.strategies import Made, documents, tables
    from daraevidence.testing.told import Statement, Told, statements

#: Names that need hypothesis or are seldom used: loaded on first use.
_PLACES = {
    "Agreeing": "agreeing",
    "Difference": "readings",
    "Line": "sheets",
    "Look": "paper",
    "Made": "strategies",
    "Phrasing": "phrasings",
    "Sheet": "sheets",
    "Statement": "told",
    "Told": "told",
    "agreeing_document": "agreeing",
    "as_columns": "printing",
    "as_dashes": "printing",
    "as_framed": "printing",
    "as_html": "printing",
    "as_lines": "printing",
    "as_pdf": "paper",
    "as_pipes": "printing",
    "as_stacked": "printing",
    "as_tabs": "printing",
    "documents": "strategies",
    "statement_differences": "readings",
    "statements": "told",
    "tables": "strategies",
}

__all__ = [
    "Agreeing",
    "Difference",
    "Line",
    "Look",
    "Made",
    "Phrasing",
    "Sheet",
    "Statement",
    "Told",
    "agreeing_document",
    "as_columns",
    "as_dashes",
    "as_framed",
    "as_html",
    "as_lines",
    "as_pdf",
    "as_pipes",
    "as_stacked",
    "as_tabs",
    "assert_table",
    "documents",
    "same_cell",
    "statement_differences",
    "statements",
    "table_rows",
    "tables",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
