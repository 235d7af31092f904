"""Where a table's lines can be read in two ways: the figures decide, and what is left open is said."""

import pytest

from daraevidence.layout.tables.agreement import disagrees
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text


def read(*lines):
    (grid,) = find_grids(read_text("\n".join(["Response by Review3", *lines, ""]), kind="text"))
    columns = [" > ".join(cell.text for cell in path) for path in grid.columns]
    return grid, columns, [(row.path[-1].text, *(cell.text for cell in row.cells)) for row in grid.rows]


HEAD = ("Outcome", "Drug A (n=162)", "Drug B (n=40)", "Drug C (n=26)", "Placebo (n=30)")
FULL = ("ORR, n (%)", "81 (50)", "20 (50)", "13 (50)", "15 (50)")


@pytest.mark.parametrize(
    ("text", "size", "wrong"),
    [
        ("12 (30)", 40, False),
        ("12 (30)", 80, True),
        ("12 (29)", 40, False),
        ("45 (50.6)", 26, True),
        ("12/40 (30)", 40, False),
        ("12/40 (30)", 60, False),
        ("12/40 (30)", 26, True),
        ("12 (10-50)", 26, False),
        ("9.1 (4.2)", 26, False),
        ("12 (140)", 26, False),
        ("12 (30)", 0, False),
        ("Male", 26, False),
    ],
)
def test_shares_and_sizes_of_groups(text, size, wrong):
    assert disagrees(text, size) is wrong


def test_the_sizes_of_the_groups_say_where_a_row_ends():
    _, _, rows = read(*HEAD, *FULL, "Median, months", "8.8", "(95% CI, 7.9-11.9)", "Rash", "82 (50.6)", "18 (45.0)", *FULL)
    assert rows[1:3] == [("Median, months", "8.8 (95% CI, 7.9-11.9)", "", "", ""), ("Rash", "82 (50.6)", "18 (45.0)", "", "")]


def test_what_the_figures_leave_open_is_said():
    grid, _, _ = read(*HEAD, *FULL, "Relapse", "15 (10-50)", "Not evaluable", "5", *FULL)
    assert grid.confidence < 0.9
    assert any(reason.startswith("'Not evaluable' could be read otherwise") for reason in grid.reasons)


def test_clear_rows_leave_nothing_open():
    grid, _, _ = read(*HEAD, *FULL, "CR, n (%)", "8 (5)", "2 (5)", "1 (4)", "3 (10)")
    assert (grid.confidence, grid.reasons) == (1.0, ())


def test_a_column_of_p_values_that_are_nowhere_printed():
    grid, columns, rows = read(*HEAD, "P value", *FULL, "CR, n (%)", "8 (5)", "2 (5)", "1 (4)", "3 (10)")
    assert columns[-1] == "P value" and rows[0] == (*FULL, "")
    assert "last column without values" in grid.reasons


def test_p_values_under_an_outcome_stay_a_row():
    _, columns, rows = read(*HEAD, *FULL, "P value", "0.3", "0.2", "0.01", "0.04")
    assert len(columns) == 4 and rows[1] == ("P value", "0.3", "0.2", "0.01", "0.04")


def test_a_p_value_printed_once_for_a_group():
    first = (
        "Sex, n (%)",
        "  Male",
        "81 (50)",
        "20 (50)",
        "13 (50)",
        "15 (50)",
        "0.4",
        "  Female",
        "81 (50)",
        "20 (50)",
        "13 (50)",
        "15 (50)",
    )
    last = (
        "ISS, n (%)",
        "  I",
        "81 (50)",
        "20 (50)",
        "13 (50)",
        "15 (50)",
        "0.2",
        "  II",
        "40 (25)",
        "10 (25)",
        "6 (23)",
        "9 (30)",
        "0.7",
    )
    grid, _, _ = read(*HEAD, "P value", *first, *last)
    assert "P value printed once for the rows below Sex, n (%)" in grid.reasons and grid.confidence < 1
