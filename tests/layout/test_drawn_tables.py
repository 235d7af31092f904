"""Tables that Markdown draws, as converters write them: framed, in HTML, with merged headers, with raised marks."""

import pytest

from daraevidence import extract_text


def table(text):
    (found,) = extract_text(text, kind="markdown").tables
    return found


def cells(found):
    return {" > ".join(row.path): row.cells for row in found.rows}


MERGED = """
|  | Tolrenib |  | Placebo |  |
| :--- | ---: | ---: | :---: | --- |
| Outcome | Week 12 | Week 24 | Week 12 | Week 24 |
| Pain | 12 (30) | 9 (22) | 20 (49) | 18 (44) |
| Rash | 1 (2) | 0 | 2 (5) | 2 (5) |
"""
REPEATED = MERGED.replace("|  | Tolrenib |  | Placebo |  |", "| Outcome | Tolrenib | Tolrenib | Placebo | Placebo |")
FRAMED = """
+---------+-------------------+-------------------+
|         | Tolrenib          | Placebo           |
| Outcome +---------+---------+---------+---------+
|         | Week 12 | Week 24 | Week 12 | Week 24 |
+=========+=========+=========+=========+=========+
| Pain    | 12 (30) | 9 (22)  | 20 (49) | 18 (44) |
+---------+---------+---------+---------+---------+
| Rash    | 1 (2)   | 0       | 2 (5)   | 2 (5)   |
+---------+---------+---------+---------+---------+
"""
TAGGED = (
    "<table><thead><tr><th rowspan=2>Outcome</th><th colspan=2>Tolrenib</th><th colspan=2>Placebo</th></tr>\n"
    "<tr><th>Week 12</th><th>Week 24</th><th>Week 12</th><th>Week 24</th></tr></thead>\n"
    "<tr><td>Pain</td><td>12 (30)</td><td>9 (22)</td><td>20 (49)</td><td>18 (44)</td></tr>\n"
    "<tr><td>Rash</td><td>1 (2)</td><td>0</td><td>2 (5)</td><td>2 (5)</td></tr></table>"
)


@pytest.mark.parametrize("drawn", [MERGED, REPEATED, FRAMED, TAGGED])
def test_headers_over_several_columns(drawn):
    source = f"## Results\n\nBoth groups improved in **6 of 10** centres.\n\n{drawn}\n\nNo deaths occurred.\n"
    found = table(source)
    assert found.stub == "Outcome"
    assert found.columns == tuple((arm, week) for arm in ("Tolrenib", "Placebo") for week in ("Week 12", "Week 24"))
    assert cells(found) == {"Pain": ("12 (30)", "9 (22)", "20 (49)", "18 (44)"), "Rash": ("1 (2)", "0", "2 (5)", "2 (5)")}
    for row in found.rows:
        for cell, span in zip(row.cells, row.cell_spans, strict=True):
            assert source[span.start : span.end] == cell


def test_framed_cells_over_several_lines_and_rows():
    found = table(
        "+----------+----------------+-------+\n"
        "| Outcome  | Active (n=40)  | P     |\n"
        "+==========+================+=======+\n"
        "| Time to  | 4.1            | 0.03  |\n"
        "| response | (2.0-6.0)      |       |\n"
        "+----------+----------------+       |\n"
        "| Deaths   | 1 (2)          |       |\n"
        "+----------+----------------+-------+\n"
        "| Harms                             |\n"
        "+----------+----------------+-------+\n"
        "| Rash     | 3 (8)          | 0.5   |\n"
        "+----------+----------------+-------+\n"
    )
    assert found.columns == (("Active (n=40)",), ("P",))
    assert cells(found) == {
        "Time to response": ("4.1 (2.0-6.0)", "0.03"),
        "Deaths": ("1 (2)", "0.03"),
        "Harms": ("", ""),
        "Harms > Rash": ("3 (8)", "0.5"),
    }


def test_a_table_without_a_header_line_and_one_with_further_headers():
    found = extract_text(
        "::: caption\nVisits by profession\n:::\n\n"
        "  ----------- -------------------- ------------------ -------\n"
        "  Profession   Before, mean (SD)    After, mean (SD)   *p*\n"
        "  Nurse        3.44 (1.2)           2.59 (1.3)         0.066\n"
        "  Surgeon      0.32 (0.8)           0.32 (0.8)         0.878\n"
        "               Boys, mean (SD)      Girls, mean (SD)   *p*\n"
        "  Nurse        2.54 (2.3)           2.38 (2.5)         0.301\n"
        "  Surgeon      0.68 (1.4)           0.62 (1.5)         0.581\n"
        "  ----------- -------------------- ------------------ -------\n",
        kind="markdown",
    ).tables
    assert [t.columns for t in found] == [
        (("Before, mean (SD)",), ("After, mean (SD)",), ("p",)),
        (("Boys, mean (SD)",), ("Girls, mean (SD)",), ("p",)),
    ]
    assert [t.title for t in found] == ["Visits by profession"] * 2
    assert [t.stub for t in found] == ["Profession"] * 2
    assert [cells(t)["Surgeon"][2] for t in found] == ["0.878", "0.581"]


@pytest.mark.parametrize(
    ("written", "read", "notes"),
    [
        ("13.5^2^", "13.5", ("2",)),
        ("13.5^[2](#n2)^", "13.5", ("2",)),
        ('13.5^[2](#n2){ref-type="fn" rid="n2"}^', "13.5", ("2",)),
        ("13.5<sup>2</sup>", "13.5", ("2",)),
        ('13.5<sup><a href="#n2">2</a></sup>', "13.5", ("2",)),
        ("13.5<sup>[2](#page-3-0)</sup>", "13.5", ("2",)),
        ("13.5[2](#n2)", "13.5", ("2",)),
        ("13.5[^2]", "13.5", ("2",)),
        ("13.5$^{2}$", "13.5", ("2",)),
        ("$13.5^{a}$", "13.5", ("a",)),
        ("12 (30)^a,b^", "12 (30)", ("a", "b")),
        ("12 (30)<sup>a, e</sup>", "12 (30)", ("a", "e")),
        ("0.03^**e**^", "0.03", ("e",)),
        (r"0.03^\*^", "0.03", ("*",)),
        ("0.03 ^†^", "0.03", ("†",)),
        ("14.0^iii^", "14.0", ("iii",)),
        ("*P* &lt; 0.05", "P < 0.05", ()),
        ("10&ndash;20 &plusmn; 3", "10-20 ± 3", ()),
        ("2 × 10^6^/kg", "2 × 10^6/kg", ()),
        ("$2 \\times 10^{6}$/kg", "2 × 10^6/kg", ()),
        ("2 × 10<sup>6</sup>/kg", "2 × 10^6/kg", ()),
        ("1.7 m^2^", "1.7 m2", ()),
        (r"\[1.2, 3.4\]", "[1.2, 3.4]", ()),
        ("**0.001**", "0.001", ()),
        ("1\\|2", "1|2", ()),
        ("---", "-", ()),
    ],
)
def test_what_stands_in_a_cell(written, read, notes):
    found = table(
        "Table 1. Walking and grip\n\n| Outcome | Active (n=40) | Control (n=41) |\n|---|---|---|\n"
        f"| Walk, m | {written} | 5.5 |\n| Grip, kg | 12.0 | 8.6 |\n"
    )
    assert found.rows[0].cells == (read, "5.5")
    assert found.rows[0].cell_notes == ({0: notes} if notes else {})


def test_points_in_a_cell():
    found = table(
        "| Patient | Course |\n|---|---|\n| 1 | - Age: 58 years<br>- 3 prior lines |\n| 2 | • Age: 61 years<br>• No relapse |\n"
    )
    assert [row.cells for row in found.rows] == [("Age: 58 years | 3 prior lines",), ("Age: 61 years | No relapse",)]


def test_notes_and_captions_of_a_drawn_table():
    found = table(
        "### Table 3. Response by cycle^4^\n\n| Outcome | A (n=10)^a^ | B (n=12) |\n|:-:|:-:|:-:|\n| CR^b^ | 1 (10) | 2 (17) |\n"
        "| PR\\* | 3 (30) | 2 (17) |\n\nCR, complete response; PR, partial response. ^a^ As treated; ^b^: By the investigator.\n"
        "\n^\\*^Confirmed.\n\n## Discussion\n\nText goes on.\n"
    )
    assert (found.title, found.citations) == ("Response by cycle", ("4",))
    assert found.column_notes == {0: ("a",)}
    assert [row.notes for row in found.rows] == [("b",), ("*",)]
    assert found.footnotes == {"a": "As treated", "b": "By the investigator.", "*": "Confirmed."}
    assert found.abbreviations == {"CR": "complete response", "PR": "partial response"}


@pytest.mark.parametrize("first", ["", "Abbreviations: HR, hazard ratio; SE, systemic embolism.\n", "\n"])
def test_letters_glued_to_the_labels_and_notes_of_a_drawn_table(first):
    found = table(
        "Outcomes at Two Years\n\n| Outcome | Apixaban (n=2,120) | HR (95% CI) |\n|---|---|---|\n"
        "| Stroke/SE | 61 (2.9) | 0.79 (0.60-1.05) |\n"
        f"| Ischemic strokea | 52 (2.5) | 0.83 (0.61-1.13) |\n| Major bleedingb | 171 (8.1) | 0.78 (0.66-0.92) |\n{first}"
        "aExcludes transient ischemic attack.\nbDefined by the investigator.\n\nText goes on.\n"
    )
    assert [(row.path, row.notes) for row in found.rows] == [
        (("Stroke/SE",), ()),
        (("Ischemic stroke",), ("a",)),
        (("Major bleeding",), ("b",)),
    ]
    assert found.footnotes == {"a": "Excludes transient ischemic attack.", "b": "Defined by the investigator."}


BOXED = """Adverse events by grade

┌──────────┬─────────────────┬─────────────────┐
│          │ Nivetan (n=40)  │ Placebo (n=39)  │
│ Event    │ Any    │ Severe │ Any    │ Severe │
├──────────┼────────┼────────┼────────┼────────┤
│ Skin     │        │        │        │        │
│   Rash   │ 9 (22) │ 2 (5)  │ 4 (10) │ 0      │
│ Nausea   │ 8 (20) │ 1 (2)  │ 6 (15) │ 1 (3)  │
└──────────┴────────┴────────┴────────┴────────┘

Table 4. Events of both groups

The rates were similar at all sites of the trial.
"""


@pytest.mark.parametrize("signs", [str.maketrans("", ""), str.maketrans("│─┌┬┐├┼┤└┴┘", "|-+++++++++")])
def test_frames_of_box_characters_and_headers_of_two_lines(signs):
    (table,) = extract_text(BOXED.translate(signs)).tables
    groups, names = ("Nivetan (n=40)", "Placebo (n=39)"), ("Any", "Severe")
    assert table.columns == tuple((group, name) for group in groups for name in names)
    assert [(row.path, row.cells) for row in table.rows] == [
        (("Skin",), ("", "", "", "")),
        (("Skin", "Rash"), ("9 (22)", "2 (5)", "4 (10)", "0")),
        (("Nausea",), ("8 (20)", "1 (2)", "6 (15)", "1 (3)")),
    ]


def test_headings_over_all_columns_end_with_the_rows_that_stand_further_in():
    rows = (
        "<tr><td colspan=2>Sex</td></tr><tr><td>&nbsp;&nbsp;Male</td><td>12 (30)</td></tr><tr><td>ECOG 2</td><td>4 (10)</td></tr>"
    )
    head = "<tr><th>Characteristic</th><th>All (N=40)</th></tr>"
    (table,) = extract_text(f"<p>x</p><table>{head}{rows}</table>", kind="html").tables
    assert [row.path for row in table.rows] == [("Sex",), ("Sex", "Male"), ("ECOG 2",)]
