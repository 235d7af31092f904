"""Pipe tables as programs write them that read web pages: empty cells left out, rows broken over lines."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from daraevidence.testing.sheets import Sheet, spans
from daraevidence.testing.strategies import tables


def bare_sheets(levels: int):
    """Tables whose label column has no name, with enough whole rows to tell."""
    whole = tables(max_columns=6, levels=levels, wrapped=False, notes=False, missing=False, depth=2)
    return whole.filter(lambda s: len(s.columns) > 1 and sum(bool(line.cells) for line in s.lines) > 2).map(
        lambda s: replace(s, stub="", citations=(), abbreviations={})
    )


def left_out(sheet: Sheet, broken: frozenset[int], led: bool) -> str:
    """The table without its empty cells; the rows in ``broken`` have one cell a line, ``led``: bars at both ends."""
    width = len(sheet.columns) + 1
    heads = [
        [path[0] for path in (sheet.columns[a] for a, _ in spans(sheet.columns, 0))],
        *([[path[1] for path in sheet.columns]] if sheet.levels() > 1 else []),
    ]
    rows = [*heads, *([line.label, *(" ".join(cell) for cell in line.cells)] for line in sheet.lines)]
    printed = []
    for number, row in enumerate(rows):
        bars = "|" * (width - len(row))
        if number in broken and led:
            printed += [f"| {row[0]} |", *(piece for cell in row[1:] for piece in (cell, "|")), *([bars] if bars else [])]
        elif number in broken:
            printed += [*(f"{cell} |" for cell in row), *([bars] if bars else [])]
        else:
            printed.append(("| " if led else "") + " | ".join(row) + " |" + (" " + bars if bars else ""))
        if not number:
            printed.append("|".join(["---"] * width) + "|")
    return "\n".join([f"Table 3. {sheet.title}", *printed, ""])


@given(st.one_of(bare_sheets(1), bare_sheets(2)), st.frozensets(st.integers(0, 9)), st.booleans())
def test_tables_without_their_empty_cells(sheet, broken, led):
    (grid,) = find_grids(read_text(left_out(sheet, broken, led), kind="markdown"))
    assert [tuple(cell.text for cell in path) for path in grid.columns] == list(sheet.columns)
    rows = [(tuple(cell.text for cell in row.path), tuple(cell.text for cell in row.cells)) for row in grid.rows]
    assert [cells for _, cells in rows] == [cells for _, cells in sheet.rows()]
    assert [path[-1] for path, _ in rows] == [path[-1] for path, _ in sheet.rows()]
    assert (grid.title.text, grid.stub.text) == (sheet.title, "")


REGISTRY = """Participant milestones
| Measure |
Nivetan 5 mg
Participants took one tablet of 5 mg every morning for six weeks, with or without food
|
Placebo
Participants took one tablet without any drug every morning for six weeks
|
|---|---|---|
|
Overall Study
STARTED
|
161
|
162
|
|
Overall Study
COMPLETED
|
134
|
145
|
"""


def test_cells_of_several_lines_between_bars():
    (grid,) = find_grids(read_text(REGISTRY, kind="markdown"))
    assert grid.title.text == "Participant milestones"
    assert [path[0].text for path in grid.columns] == ["Nivetan 5 mg", "Placebo"]
    assert [path[1].text[:21] for path in grid.columns] == ["Participants took one"] * 2
    assert [(row.path[-1].text, [cell.text for cell in row.cells]) for row in grid.rows] == [
        ("Overall Study STARTED", ["161", "162"]),
        ("Overall Study COMPLETED", ["134", "145"]),
    ]


SPREAD = """Drug A (N=40) | Drug B (N=38) |||
---|---|---|---|---|
Week 4 | Week 8 | Week 4 | Week 8 |
Score, mean | 3.1 | 2.2 | 3.0 | 2.9 |
Responders | 12 | 20 | 7 | 9 |
P value | 0.04 | 0.31 |||
4 | 5 | 6 | 7 |
"""


def test_short_rows_have_their_values_over_groups_or_lack_their_label():
    (grid,) = find_grids(read_text(SPREAD, kind="markdown"))
    assert [tuple(cell.text for cell in path) for path in grid.columns] == [
        ("Drug A (N=40)", "Week 4"),
        ("Drug A (N=40)", "Week 8"),
        ("Drug B (N=38)", "Week 4"),
        ("Drug B (N=38)", "Week 8"),
    ]
    assert [[cell.text for cell in row.cells] for row in grid.rows[-2:]] == [
        ["0.04", "0.04", "0.31", "0.31"],
        ["4", "5", "6", "7"],
    ]


@pytest.mark.parametrize(
    ("text", "columns", "cells"),
    [
        # a name for the labels: nothing is left out
        ("Outcome | A | B | |\n---|---|---|---|\nx | 1 | 2 | 3 |\ny | 4 | 5 | 6 |\n", ["A", "B", ""], ["1", "2", "3"]),
        # short rows of a table with a whole header stay as they are
        ("| Outcome | A | B |\n|---|---|---|\n| HR | 0.62 |\n| p | 0.01 |\n| n | 3 | 4 |\n", ["A", "B"], ["0.62", ""]),
    ],
)
def test_rows_that_stay(text, columns, cells):
    (grid,) = find_grids(read_text(text, kind="markdown"))
    assert [path[-1].text for path in grid.columns] == columns
    assert [cell.text for cell in grid.rows[0].cells] == cells
