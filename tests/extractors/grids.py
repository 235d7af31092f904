"""Small tables with the text that they stand in, made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.tables import told_in_tables
from daraevidence.layout.document import Cell, Document, Grid, GridRow
from daraevidence.layout.mentions import Mentions
from daraevidence.reading.text import Text
from daraevidence.span import OffsetMap

Row = tuple[tuple[str, ...], tuple[str, ...]]


def document(
    columns: Sequence[tuple[str, ...]], rows: Sequence[Row], *, title: str = "", stub: str = "Characteristic", below: str = ""
) -> Document:
    """A document of one table: each cell is a line of its text; ``rows`` are pairs of path and cells."""
    lines: list[str] = []
    length = 0

    def put(text: str) -> Cell:
        nonlocal length
        lines.append(text + "\n")
        length += len(text) + 1
        return Cell(text, length - len(text) - 1, length - 1)

    top = put(title)
    corner = put(stub)
    headers = tuple(tuple(put(text) for text in path) for path in columns)
    labels: dict[tuple[str, ...], Cell] = {}
    made = []
    for path, cells in rows:
        for depth in range(1, len(path) + 1):
            if path[:depth] not in labels:
                labels[path[:depth]] = put(path[depth - 1])
        made.append(GridRow(tuple(labels[path[: i + 1]] for i in range(len(path))), tuple(put(cell) for cell in cells)))
    body = length
    footnotes = {"a": put(below)} if below else {}
    grid = Grid(top, (), corner, headers, tuple(made), 0, length, (0, body), -1, footnotes)
    source = "".join(lines)
    text = Text("made", "text", source, "", source, OffsetMap.identity(len(source)))
    return Document(text, "", "", (), (), (grid,), ())


def told(
    columns: Sequence[tuple[str, ...]], rows: Sequence[Row], *, title: str = "", stub: str = "Characteristic", below: str = ""
) -> list[Draft]:
    """The drafts of a table in a document that knows no studies and groups."""
    made = document(columns, rows, title=title, stub=stub, below=below)
    return list(told_in_tables(made, Mentions((), ()), Scope()))
