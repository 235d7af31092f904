"""Which heading stands above rows that are not moved in, the same in every way to print a table."""

import pytest

from daraevidence import extract_text

ROWS = [
    (("Age, years",), ""),
    (("Age, years", "Median (range)"), "64 (41-82)"),
    (("Age, years", "≥75 years"), "9 (22)"),
    (("Sex",), ""),
    (("Sex", "Male"), "21 (52)"),
    (("Sex", "Female"), "19 (48)"),
    (("Weight, mean (SD), kg",), "71.2 (9.4)"),
    (("Stage, n (%)",), ""),
    (("Stage, n (%)", "I"), "12 (30)"),
    (("Stage, n (%)", "II"), "28 (70)"),
    (("Prior transplantation, n (%)",), "17 (42)"),
]


def _text(kind):
    rows = [("Characteristic", "All patients (N=40)"), *((path[-1], cell) for path, cell in ROWS)]
    if kind == "html":
        return "<table>" + "".join(f"<tr><td>{label}</td><td>{cell}</td></tr>" for label, cell in rows) + "</table>"
    if kind == "markdown":
        lines = [f"| {label} | {cell} |" for label, cell in rows]
        return "\n".join([lines[0], "|---|---|", *lines[1:], ""])
    joint = {"lines": "\n", "tabs": "\t", "single": " ", "spaces": "   "}[kind]
    return "\n".join(["Table 1. Patients", *(f"{label}{joint if cell else ''}{cell}" for label, cell in rows), ""])


@pytest.mark.parametrize("kind", ["html", "markdown", "lines", "tabs", "single", "spaces"])
def test_headings_end_with_rows_of_another_matter(kind):
    (table,) = extract_text(_text(kind), kind=kind if kind in ("html", "markdown") else "text").tables
    assert [(row.path, row.cells[0]) for row in table.rows] == ROWS


PANELS = """| | Nivetan-Kd | Kd |
|---|---|---|
| Exposed | (n=99) | (n=74) |
| ORR, n (%) | 78 (78.8) | 58 (78.4) |
| Median PFS, months | 28.6 | 19.9 |
| Refractory | (n=70) | (n=55) |
| ORR, n (%) | 56 (80.0) | 40 (72.7) |
| Median PFS, months | 28.1 | 11.1 |
"""


def test_all_rows_below_a_group_with_sizes_are_its():
    extraction = extract_text(f"Table 3. Efficacy\n\n{PANELS}\n", kind="markdown")
    (table,) = extraction.tables
    assert [row.path for row in table.rows if len(row.path) > 1] == [
        (group, label) for group in ("Exposed", "Refractory") for label in ("ORR, n (%)", "Median PFS, months")
    ]
    assert [record.denominator for record in extraction.endpoints] == [99, 74, 99, 74, 70, 55, 70, 55]


def test_panels_of_spaces_with_names_and_sizes_of_their_own():
    lines = [line.strip("| ").split(" | ") for line in PANELS.splitlines()[2:]]
    named = [[row[0], f"Nivetan-Kd {row[1]}", f"Kd {row[2]}"] if "(n=" in row[1] else row for row in lines]
    text = "\n".join(["Table 3. Efficacy", *("".join(cell.ljust(22) for cell in row).rstrip() for row in named), ""])
    extraction = extract_text(text)
    assert [table.stub for table in extraction.tables] == ["Exposed", "Refractory"]
    assert [record.denominator for record in extraction.endpoints] == [99, 74, 99, 74, 70, 55, 70, 55]


def test_doses_by_levels_of_a_value():
    rows = [
        "Platelets (×10⁹/L)   First month           After it",
        "≥50                  1 mg/kg twice daily   1 mg/kg once daily",
    ]
    rows += ["25-49                Half the dose         Half the dose", "<25                  Withhold              Withhold"]
    (table,) = extract_text("\n".join(["Suggested doses", *rows, "", "Counts were weekly at all of the sites.", ""])).tables
    assert [row.path for row in table.rows] == [("≥50",), ("25-49",), ("<25",)]
    assert table.rows[0].cells == ("1 mg/kg twice daily", "1 mg/kg once daily")
