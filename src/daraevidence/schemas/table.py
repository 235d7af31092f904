"""A table, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import Field

from daraevidence.schemas.base import Model, Record
from daraevidence.span import Span

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Row", "Table"]


class Row(Model):
    """One row: ``path`` is the label below its parents' labels, ``cells`` are strings, one for each column.

    ``notes`` are the footnote letters of the label, ``cell_notes`` those of cells by column index. ``cell_spans`` has a
    span for each cell, ``None`` where nothing is printed.
    """

    _unshown = frozenset({"path_spans", "cell_spans"})

    path: tuple[str, ...]
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    cell_notes: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    path_spans: tuple[Span | None, ...] = ()
    cell_spans: tuple[Span | None, ...] = ()


class Table(Record):
    """One table of the document.

    ``title`` is clean, its glued reference numbers stand in ``citations``. ``section`` is the heading of the study,
    ``stub`` the header of the label column, ``columns`` one path for each data column, top header first. A header row
    has empty cells. ``footnotes`` by letter; ``abbreviations`` by short form; ``reasons`` say what was inferred.

    Examples:
        >>> import daraevidence as dara
        >>> table = dara.extract("docs/examples/trial.md").tables[1]
        >>> table.title, table.columns[0], table.rows[0].path, table.rows[0].cells
        ('Best Response', ('SDd (n=156)',), ('ORR',), ('130 (83.3)', '114 (73.1)'))
    """

    title: str = ""
    citations: tuple[str, ...] = ()
    section: str = ""
    stub: str = ""
    columns: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    footnotes: dict[str, str] = Field(default_factory=dict)
    abbreviations: dict[str, str] = Field(default_factory=dict)
    column_notes: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    study: str | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        columns = ", ".join(repr(" > ".join(path)) for path in self.columns)
        return f"Table({self.title!r}, id={self.id!r}, {len(self.rows)} rows, columns: {columns or 'none'})"

    def __str__(self) -> str:
        return self.to_markdown()

    def cells(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
        """Row path, column path and text of every cell that is not empty."""
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                if cell:
                    yield row.path, column, cell

    def to_frame(self) -> pd.DataFrame:
        """The cells as printed; index and columns have a level for each level of labels (strings throughout)."""
        import pandas as pd

        depth = max((1, *(len(row.path) for row in self.rows)))
        levels = max((1, *(len(column) for column in self.columns)))
        rows = [row.path + ("",) * (depth - len(row.path)) for row in self.rows]
        columns = [path + ("",) * (levels - len(path)) for path in self.columns]
        names = [self.stub or None, *[None] * (depth - 1)]
        index = pd.MultiIndex.from_tuples(rows, names=names) if depth > 1 else pd.Index([r[0] for r in rows], name=names[0])
        header = pd.MultiIndex.from_tuples(columns) if levels > 1 else pd.Index([c[0] for c in columns])
        return pd.DataFrame([list(row.cells) for row in self.rows], index=index, columns=header, dtype="str")

    def to_markdown(self) -> str:
        """A pipe table of Markdown with title and notes; upper headers are repeated, row labels indented."""
        from daraevidence.schemas.forms import markdown_of

        return markdown_of(self)

    def to_html(self) -> str:
        """A table element of HTML, headers with their spans; all text is escaped."""
        from daraevidence.schemas.forms import html_of

        return html_of(self)

    def _repr_html_(self) -> str:
        return self.to_html()
