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
