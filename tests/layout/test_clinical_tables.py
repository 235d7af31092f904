"""Tables of trials come back the same, cell by cell, from every layout, and the prose around them stays prose."""

from random import Random

import pytest

from clinical_tables import INDENTED, KINDS, LAYOUTS
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text

BEFORE = "Patients were followed until progression. The analysis was done after the second cycle of treatment."
AFTER = "No patient was lost to follow-up during the first year, and visits were monthly at all of the sites."


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_tables_of_trials(kind, layout, seed):
    table = KINDS[kind](Random(f"{kind} {seed}"))
    caption = f"{('Table 2. ', 'TABLE II—', 'Table 1: ', '')[seed]}{table.title}"
    text = "\n".join([BEFORE, "", caption, *LAYOUTS[layout](table), "", AFTER, ""])
    (grid,) = find_grids(read_text(text))
    assert (grid.title.text, grid.stub.text) == (table.title, table.stub)
    assert [tuple(cell.text for cell in path) for path in grid.columns] == table.columns
    assert [row.path[-1].text for row in grid.rows] == [label for _, label, _ in table.rows]
    assert [tuple(cell.text for cell in row.cells) for row in grid.rows] == table.cells()
    if layout in INDENTED:
        assert [tuple(cell.text for cell in row.path) for row in grid.rows] == table.paths()


@pytest.mark.parametrize(
    "lines",
    [
        ["Smith J. Lancet 2019;393:253", "Jones A. Blood 2020;136:71", "Roe B. Chest 2018;12:9"],
        ["Weekly; then monthly", "Daily; then weekly", "Twice; then once"],
        ["Doses of 1,200 mg", "Doses of 2,400 mg", "Doses of 3,600 mg"],
    ],
)
def test_separators_of_prose_and_references_part_no_cells(lines):
    assert find_grids(read_text("\n".join([*lines, ""]))) == []
