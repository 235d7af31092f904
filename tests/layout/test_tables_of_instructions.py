"""Tables that tell what to do, printed one cell per line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

ACTIONS = ["Withhold until recovery", "Discontinue", "Reduce the dose by one level", "Continue at the same dose", "Interrupt"]
LABELS = ["Neutrophils", "Platelets", "Hemoglobin", "ALT or AST", "Total bilirubin", "QTc interval"]


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), st.integers(0, 2), st.lists(st.sampled_from(ACTIONS), min_size=6, max_size=6))
def test_rows_of_any_width(count: int, more: int, actions: list[str]) -> None:
    header = ["Parameter", "Threshold", "Action", *["Comment", "Source"][:more]]
    rows = [[LABELS[row], f"<{row + 2} g/L", actions[row], *["See below", "Expert opinion"][:more]] for row in range(count)]
    lines = "\n".join(cell for row in [header, *rows] for cell in row)
    title = "Dose Modification for Laboratory Findings"
    text = f"Use of Zorvanta\n\nDOSAGE\n\n• Proceed as below.\n\n{title}\n{lines}\n\nCLINICAL DATA\n\nNone.\n"
    (table,) = daraevidence.extract_text(text).tables
    assert (table.stub, table.columns) == ("Parameter", tuple((name,) for name in header[1:]))
    assert [(row.path, row.cells) for row in table.rows] == [((row[0],), tuple(row[1:])) for row in rows]


@pytest.mark.parametrize("lost", [3, 5])
def test_a_lost_cell_is_not_guessed(lost: int) -> None:
    lines = ["Parameter", "Threshold", "Action"]
    for row in range(3):
        lines += [LABELS[row], f"<{row + 2} g/L", ACTIONS[row]]
    del lines[lost]
    text = "Use of Zorvanta\n\nDOSAGE\n\nDose Modification\n" + "\n".join(lines) + "\n\nCLINICAL DATA\n\nNone.\n"
    tables = daraevidence.extract_text(text).tables
    assert not any(
        len(row.cells) == 2 and row.path == (LABELS[2],) and row.cells[1] != ACTIONS[2] for t in tables for row in t.rows
    )
