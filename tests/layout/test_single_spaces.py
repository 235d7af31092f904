"""Tables of one row a line with single spaces between their columns, as they are copied from pages."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text
from daraevidence.testing.strategies import tables


def spaced_sheets():
    """Tables with headings of one level above their rows, whose headers end with sizes and whose labels hold no figures."""
    made = tables(max_columns=4, levels=1, wrapped=False, notes=False, missing=False, depth=2)
    many = made.filter(lambda s: len(s.columns) > 1 and sum(bool(line.cells) for line in s.lines) > 2)
    plain = many.filter(lambda s: all(line.label.replace(" ", "").isalpha() for line in s.lines))
    return plain.map(lambda s: replace(s, citations=(), abbreviations={}))


@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(spaced_sheets(), st.booleans())
def test_rows_with_single_spaces(sheet, above):
    head = " ".join(path[0] for path in sheet.columns)
    rows = [" " * line.depth + " ".join([line.label, *(" ".join(cell) for cell in line.cells)]) for line in sheet.lines]
    heads = ["Parameter Treatment group", head] if above else [f"Parameter {head}"]
    text = "\n".join(["Results", "", f"Table 2. {sheet.title}", *heads, *rows, "", "Visits were monthly at all sites.", ""])
    (grid,) = find_grids(read_text(text))
    assert (grid.title.text, grid.stub.text) == (sheet.title, "Parameter")
    assert [tuple(cell.text for cell in path) for path in grid.columns] == list(sheet.columns)
    assert [(tuple(c.text for c in row.path), tuple(c.text for c in row.cells)) for row in grid.rows] == sheet.rows()


TWO = """Table 4. Events by severity
From: A trial of two doses
Nivetan (n = 58) Placebo (n = 57)
Adverse event characteristic # of Events # of Subjects % of Subjects # of Events # of Subjects % of Subjects
Severity
Mild 52 15 26% 32 10 18%
Severe 2 2 3% 3 3 5%
Relationship
Related 15 6 10% 7 4 7%
"""


def test_names_that_come_again_below_groups():
    (grid,) = find_grids(read_text(TWO))
    names = ["# of Events", "# of Subjects", "% of Subjects"]
    groups = ["Nivetan (n = 58)", "Placebo (n = 57)"]
    assert [[cell.text for cell in path] for path in grid.columns] == [[group, name] for group in groups for name in names]
    assert [[cell.text for cell in row.path] for row in grid.rows if row.cells[0].text] == [
        ["Severity", "Mild"],
        ["Severity", "Severe"],
        ["Relationship", "Related"],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "The groups were alike.",
            "Placebo (n = 133) and Nivetan (n = 117) were compared",
            "Most were men in 2 of 3 sites",
            "None died",
        ),
        ("Contact", "Jane Roe 555 0101", "John Doe 555 0102"),
    ],
)
def test_lines_that_are_no_rows(lines):
    assert find_grids(read_text("\n".join(lines))) == []


TABS = """Summary of results

\tNivetan 10 mg\tPlacebo
\t(N=120)\t(N=121)
{first}
Change in score at Week 12\t-8.4\t-4.1
{second}
Responders, n (%)\t54 (45.0)\t30 (24.8)
"""


@pytest.mark.parametrize("names", [("Primary endpoint", "Secondary endpoint"), ("Efficacy", "Other findings")])
def test_a_heading_right_below_the_header_does_not_name_the_labels(names):
    (grid,) = find_grids(read_text(TABS.format(first=f"{names[0]}\t\t", second=f"{names[1]}\t\t")))
    assert grid.stub.text == ""
    assert [row.path[0].text for row in grid.rows] == [names[0], names[0], names[1], names[1]]
    (grid,) = find_grids(read_text(TABS.replace("{second}\n", "").format(first="Endpoint\t\t")))
    assert grid.stub.text == "Endpoint"


def _read(*lines):
    (grid,) = find_grids(read_text("\n".join(["The visits were monthly at all sites.", "", *lines, "", "None was lost.", ""])))
    heads = [tuple(cell.text for cell in path) for path in grid.columns]
    return grid, heads, [(tuple(c.text for c in row.path), tuple(c.text for c in row.cells)) for row in grid.rows]


HEADS = {
    "Event Group A (n=40) Group B (n=39)": ["Group A (n=40)", "Group B (n=39)"],
    "TEAE, n (%) Nivetan-Rd Rd": ["Nivetan-Rd", "Rd"],
    "Subgroup Velto SC (n/N) Velto IV (n/N)": ["Velto SC (n/N)", "Velto IV (n/N)"],
    "Outcome Standard care, n = 40 Telephone support, n = 39": ["Standard care, n = 40", "Telephone support, n = 39"],
    "Parameter Nivetan + AVD (N = 40) AVD (N = 39)": ["Nivetan + AVD (N = 40)", "AVD (N = 39)"],
    "Preferred term Any grade Grade 3 or 4": ["Any grade", "Grade 3 or 4"],
    "Laboratory test Required value Normal range": ["Required value", "Normal range"],
}


@pytest.mark.parametrize(("head", "columns"), HEADS.items())
def test_headers_are_cut_where_sizes_and_names_show_it(head, columns):
    _, heads, rows = _read("Table 3. Results", head, "Nausea 12 (30) 8 (21)", "Skin", "Rash (any) 4 (10) –", "Stage 2 3 (8) NR")
    assert heads == [(name,) for name in columns]
    assert rows == [
        (("Nausea",), ("12 (30)", "8 (21)")),
        (("Skin",), ("", "")),
        (("Skin", "Rash (any)"), ("4 (10)", "-")),
        (("Skin", "Stage 2"), ("3 (8)", "NR")),
    ]


def test_sizes_below_the_names_and_tests_of_some_rows_only():
    _, heads, rows = _read(
        "Table 3. Results",
        "Endpoint Nivetan Placebo Hazard ratio (95% CI)",
        "(N=186) (N=180)",
        "Median PFS, months (95% CI) 13.1 (9.2-17.0) NR 0.61 (0.40-0.93)",
        "Median OS, months (95% CI) NR NR 0.83 (0.60-1.13)",
        "Landmark at 12 months, %",
        "PFS 51.6 (42.6-59.6) 41.1 (32.1-49.1)",
    )
    assert heads == [("Nivetan (N=186)",), ("Placebo (N=180)",), ("Hazard ratio (95% CI)",)]
    assert rows[-1] == (("Landmark at 12 months, %", "PFS"), ("51.6 (42.6-59.6)", "41.1 (32.1-49.1)", ""))


def test_the_caption_and_notes_below():
    grid, _, rows = _read("AE Overall (N=83)", "Rash* 9 (11)", "Nausea 12 (14)", "", "Table 3. Adverse events", "* Any grade.")
    assert (grid.title.text, rows[0], grid.rows[0].path[0].notes) == ("Adverse events", (("Rash",), ("9 (11)",)), ("*",))


def test_cells_that_cannot_be_told_stay_text():
    lines = ["Drug Dose Route Schedule", "Nivetan 16 mg/kg IV Days 1, 8, 15 and 22", "Velto 25 mg Oral Days 1-21"]
    assert find_grids(read_text("\n".join(["Table 1. Study drugs", *lines, ""]))) == []


@pytest.mark.parametrize("gap", [" ", "  ", "\t"])
def test_labels_on_lines_of_their_own(gap):
    body = ["Sex", "Male", "12 (30) 8 (21)", "ECOG", "0", "4 (10) 3 (8)", "1", "– 5 (13)", "Not reported", "2 (5) 1 (3)"]
    lines = [line.replace(") ", ")" + gap).replace("– ", "–" + gap) for line in body]
    _, heads, rows = _read("Table 1. Patients", "Characteristic", f"Nivetan (n=40){gap}Placebo (n=39)", *lines)
    assert heads == [("Nivetan (n=40)",), ("Placebo (n=39)",)]
    assert rows == [
        (("Sex",), ("", "")),
        (("Sex", "Male"), ("12 (30)", "8 (21)")),
        (("ECOG",), ("", "")),
        (("ECOG", "0"), ("4 (10)", "3 (8)")),
        (("ECOG", "1"), ("-", "5 (13)")),
        (("ECOG", "Not reported"), ("2 (5)", "1 (3)")),
    ]
