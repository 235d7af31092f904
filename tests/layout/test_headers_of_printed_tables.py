"""One table printed in several ways: what stands in its cells and headers stays the same."""

from __future__ import annotations

import itertools

import pytest

import daraevidence
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text

ROWS = [
    (0, "Age, years, median (range)", ["61 (34-80)", "63 (29-84)"]),
    (0, "Region, n (%)", []),
    (1, "North America", ["48 (40.0)", "31 (27.0)"]),
    (1, "Elsewhere", ["72 (60.0)", "84 (73.0)"]),
    (0, "Female, n (%)", ["30 (25.0)", "23 (20.0)"]),
]
SIZES = ["(n=120)", "(n=115)"]


def printed(layout: str, heads: list[list[str]], columns: int, note: str = "") -> str:
    """The table below a title; ``heads`` are its header lines, the first cell of each that of the labels."""
    rows = [(level, label, cells[:columns]) for level, label, cells in ROWS]
    rows[0] = (0, rows[0][1] + note, rows[0][2])
    lines = []
    if layout == "tabs":
        lines += ["\t".join(head) for head in heads]
        lines += ["\t".join(["  " * level + label, *cells]) for level, label, cells in rows]
    elif layout == "bars":
        lines += ["| " + " | ".join(head) + " |" for head in heads]
        lines += ["| " + " | ".join(["  " * level + label, *(cells or [""] * columns)]) + " |" for level, label, cells in rows]
    else:
        lines += [head[0].ljust(32) + "".join(cell.ljust(16) for cell in head[1:]) for head in heads]
        lines += [("  " * level + label).ljust(32) + "".join(cell.ljust(16) for cell in cells) for level, label, cells in rows]
    tail = "\naBy interview.\n" if note else ""
    return "The groups are shown below.\n\nTable 1. Baseline Characteristics\n" + "\n".join(lines) + "\n" + tail


@pytest.mark.parametrize(
    ("layout", "columns", "stub"), list(itertools.product(["tabs", "bars", "spaces"], [1, 2], ["Characteristic", ""]))
)
def test_sizes_below_the_names_are_one_header_with_them(layout, columns, stub):
    names = ["Norvexa", "Placebo"][:columns]
    text = printed(layout, [[stub, *names], ["", *SIZES[:columns]]], columns)
    (grid,) = find_grids(read_text(text, kind="text"))
    assert [tuple(cell.text for cell in path) for path in grid.columns] == [
        (f"{name} {size}",) for name, size in zip(names, SIZES)
    ]
    assert [" > ".join(cell.text for cell in row.path) for row in grid.rows] == [
        ("Region, n (%) > " if level else "") + label for level, label, _ in ROWS
    ]


@pytest.mark.parametrize("layout", ["tabs", "bars", "spaces"])
@pytest.mark.parametrize("label", ["N", "Patients, n", "No. of patients", "Number of patients randomized"])
def test_a_first_row_of_sizes_is_no_characteristic_but_holds_for_the_rows_below(layout, label):
    text = printed(layout, [["", "Norvexa", "Placebo"], [label, "120", "115"]], 2)
    frame = daraevidence.extract_text(text).frame("characteristics")
    assert set(frame.characteristic) == {"Age", "Region > North America", "Region > Elsewhere", "Female"}
    assert [*frame[frame.characteristic == "Female"].denominator] == [120, 115]


@pytest.mark.parametrize("layout", ["tabs", "bars", "spaces"])
def test_letters_of_notes_leave_units_and_places(layout):
    text = printed(layout, [["Characteristic", "Norvexa (n=120)", "Placebo (n=115)"]], 2, "a").replace("years", "g/dL")
    text = text.replace("g/dL, median (range)", "median (range), g/dL")
    (grid,) = find_grids(read_text(text, kind="text"))
    labels = [row.path[-1].text for row in grid.rows]
    assert labels[0] == "Age, median (range), g/dL"
    assert grid.rows[0].path[-1].notes == ("a",)
    assert labels[2] == "North America"


def test_p_values_of_groups_of_rows_stand_in_their_column():
    lines = ["Table 2. Baseline Characteristics", "Characteristic", "Norvexa (n=120)", "Placebo (n=115)", "P value"]
    for level, label, cells in ROWS:
        lines += ["   " * level + label, *cells, *([".04"] if not level else [])]
    (grid,) = find_grids(read_text("\n".join(lines) + "\n", kind="text"))
    assert [tuple(cell.text for cell in row.cells) for row in grid.rows][1] == ("", "", ".04")


@pytest.mark.parametrize("ratio", ["HR, 0.77 (0.43-1.36)", "OR 1.46 (0.94-2.25)", "RR: 0.86 (0.69-1.07)"])
def test_cells_that_say_which_ratio_they_hold(ratio):
    lines = ["Table 3. Outcomes", "Endpoint", "Norvexa (n=120)", "Placebo (n=115)", "Comparison (95% CI)", "P Value"]
    lines += ["Any exacerbation, n (%)", "21 (17.5)", "27 (23.5)", ratio, "0.36"]
    lines += ["   Severe", "10 (8.3)", "12 (10.4)", ratio, "0.5"]
    lines += ["Change in score, LS mean", "-4.6", "-1.8", "MD, -2.8 (-5.5 to -0.1)", "0.04"]
    (grid,) = find_grids(read_text("\n".join(lines) + "\n", kind="text"))
    assert [tuple(cell.text for cell in row.cells) for row in grid.rows] == [
        ("21 (17.5)", "27 (23.5)", ratio, "0.36"),
        ("10 (8.3)", "12 (10.4)", ratio, "0.5"),
        ("-4.6", "-1.8", "MD, -2.8 (-5.5 to -0.1)", "0.04"),
    ]


@pytest.mark.parametrize(("young", "old"), [("<65 Years", "≥65 Years"), ("18-64", "65-90"), ("<70", "≥70")])
def test_groups_that_are_named_by_their_age(young, old):
    lines = ["Table 4. Baseline Characteristics", "Characteristic", young, "(n=120)", "", old, "(n=115)", ""]
    for level, label, cells in ROWS:
        lines += ["   " * level + label, *cells]
    (grid,) = find_grids(read_text("\n".join(lines) + "\n", kind="text"))
    assert [path[0].text for path in grid.columns] == [f"{young} (n=120)", f"{old} (n=115)"]


@pytest.mark.parametrize(
    "label",
    ["Clinical response, n (%)", "Response, n (%)", "Outcome in all, n (%)", "Characteristic X, n (%)", "Patients, n (%)"],
)
def test_a_first_row_below_bars_that_do_not_name_the_labels(label):
    lines = ["Course after Shortening", "| | Week 8 (N=138) | Week 24 (N=131) |", f"| {label} | 71 (51.4) | 66 (50.4) |"]
    lines += ["| Remission, n (%) | 38 (27.5) | 44 (33.6) |", "| Score, median (IQR) | 3 (1-5) | 2 (1-4) |"]
    (grid,) = find_grids(read_text("\n".join(lines) + "\n", kind="text"))
    assert [path[0].text for path in grid.columns] == ["Week 8 (N=138)", "Week 24 (N=131)"]
    assert next(row.path[-1].text for row in grid.rows) == label and len(grid.rows) == 3


def test_reference_numbers_in_round_brackets_stay_as_printed_in_cells():
    text = (
        "Rusk et al (2018) treated 40 patients (1).\n\nDelacroix et al (2023) treated 60 patients (2).\n\nTwo Studies\n"
        "| Study | Setting | Response |\n|---|---|---|\n| Rusk et al (2018) (1) | Inpatients | 9/40 |\n"
        "| Delacroix et al (2023) (2) | Outpatients | 7/60 |\n\nReferences\n"
        "1. Rusk A. A study of a drug in patients. J Med. 2018;1:2-3.\n2. Delacroix B. Another study of it. J Med. 2023;4:5-6.\n"
    )
    (table,) = daraevidence.extract_text(text).tables
    assert [row.path[-1] for row in table.rows] == ["Rusk et al (2018) (1)", "Delacroix et al (2023) (2)"]


@pytest.mark.parametrize("last", ["P value", "Hazard ratio (95% CI)", "Difference"])
@pytest.mark.parametrize("stub", ["Outcome", "Parameter, n (%)"])
@pytest.mark.parametrize("arms", [["Drug A", "Placebo"], ["Drug A 80 mg Q4W", "Drug A 80 mg Q2W", "Placebo"]])
def test_sizes_below_headers_beside_a_column_without_one(last: str, stub: str, arms: list[str]) -> None:
    """One cell per line: ``Drug A``, ``N=154``, ``Placebo``, ``N=155``, ``P value``."""
    names = [line for number, arm in enumerate(arms) for line in (arm, f"N={150 + number}")]
    cells = [f"{30 + number} ({19 + number}.5)" for number in range(len(arms))]
    lines = ["Efficacy at Week 24", stub, *names, last]
    for label in ("ACR20", "ACR50", "Remission"):
        lines += [label, *cells, "0.04"]
    (grid,) = daraevidence.extract_text("\n".join(lines) + "\n").tables
    assert grid.stub == stub
    assert [" ".join(path) for path in grid.columns] == [*(f"{arm} N={150 + number}" for number, arm in enumerate(arms)), last]
    assert [list(row.cells) for row in grid.rows] == [[*cells, "0.04"]] * 3
