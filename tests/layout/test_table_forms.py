"""Forms in which tables are printed, by example."""

import pytest

from daraevidence import extract_text
from daraevidence.layout.tables.footnotes import parse_abbreviations
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text


def one(text, kind="text"):
    (grid,) = find_grids(read_text(text, kind=kind))
    return grid


def columns(grid):
    return [" > ".join(cell.text for cell in path) for path in grid.columns]


def rows(grid):
    return {" > ".join(cell.text for cell in row.path): [cell.text for cell in row.cells] for row in grid.rows}


PLAIN = """Outcomes of the Extension4
Outcome
{header}
ORR, n (%)
{cells}
CR, n (%)
{cells}
Relapse, n (%)
{cells}
"""


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Arm A\nArm B", ["Arm A", "Arm B"]),
        ("Arm A\n(n=20)\nArm B\n(n=22)", ["Arm A (n=20)", "Arm B (n=22)"]),
        ("Arm A\nN=20\nArm B\nN=22", ["Arm A N=20", "Arm B N=22"]),
        ("Arm A\nArm B\nN=42", ["Arm A > N=42", "Arm B > N=42"]),
        ("Arm A\nArm B\nN=20\nN=22", ["Arm A > N=20", "Arm B > N=22"]),
        ("With Prior\nSurgery\nWithout Prior\nSurgery", ["With Prior Surgery", "Without Prior Surgery"]),
        ("Arm A\n(n=20)\n\nArm B\n(n=22)\n", ["Arm A (n=20)", "Arm B (n=22)"]),
        ("Nivetan\n15 mg\n(n = 20)\nPlacebo\n(n = 22)", ["Nivetan 15 mg (n = 20)", "Placebo (n = 22)"]),
        ("15 mg\n(n = 20)\n30 mg\n(n = 22)", ["15 mg (n = 20)", "30 mg (n = 22)"]),
        ("Arm A\nN=20\nn (%)\nArm B\nN=22\nn (%)", ["Arm A N=20 n (%)", "Arm B N=22 n (%)"]),
        ("Arm A\nn/N (%)\nArm B\nn/N (%)", ["Arm A n/N (%)", "Arm B n/N (%)"]),
    ],
)
def test_headers_over_two_columns(header, expected):
    grid = one(PLAIN.format(header=header, cells="12 (60)\n11 (50)"))
    assert columns(grid) == expected
    assert grid.stub.text == "Outcome"
    assert rows(grid)["CR, n (%)"] == ["12 (60)", "11 (50)"]


@pytest.mark.parametrize(
    ("title", "read", "citations"),
    [
        ("Response by Month of Therapy3", "Response by Month of Therapy", ["3"]),
        ("Response by Month of Therapy3,4 ", "Response by Month of Therapy", ["3", "4"]),
        ("Response to Anti-CD20", "Response to Anti-CD20", []),
        ("Response to Anti-CD202", "Response to Anti-CD20", ["2"]),
        ("Table 2. Response by Month of Therapy", "Response by Month of Therapy", []),
        ("Response (Safety Population)5", "Response (Safety Population)", ["5"]),
    ],
)
def test_digits_at_the_end_of_a_title(title, read, citations):
    text = f"Anti-CD20 agents were given.\n\n{title}\nParameter\nN=40\nORR, n (%)\n30 (75)\nCR, n (%)\n10 (25)\n"
    grid = one(text)
    assert (grid.title.text, [cell.text for cell in grid.citations]) == (read, citations)


@pytest.mark.parametrize(
    "note", ["Values are n (%) unless stated otherwise.", "Data are given as n (%).", "All values are n (%)."]
)
@pytest.mark.parametrize("mark", ["a", "ᵃ"])
def test_notes_below_what_is_said_of_all_cells(note, mark):
    grid = one(
        "Outcomes of the Extension\nOutcome\tArm A (n=20)\tArm B (n=22)\n"
        f"Remission{mark}\t12 (60)\t11 (50)\nRelapse\t2 (10)\t3 (14)\nDeath\t1 (5)\t0 (0)\n"
        f"{note} Abbreviations: CRP, C-reactive protein.\n{mark}Partial score of 2 or less without steroids.\n\n"
        "The groups were alike.\n"
    )
    assert [row.path[-1].text for row in grid.rows] == ["Remission", "Relapse", "Death"]
    assert grid.footnotes["a"].text == "Partial score of 2 or less without steroids."
    assert grid.abbreviations == {"CRP": "C-reactive protein"}


@pytest.mark.parametrize("gap", [4, 10])
def test_a_lone_size_above_several_columns_is_that_of_all(gap):
    wide, space = 34, " " * gap
    lines = [f"{'Event, n (%)':{wide}}N=25", f"{'':{wide}}Any grade{space}Grade ≥3"]
    for name, any_grade, severe in (
        ("Neutropenia", "13 (52)", "9 (36)"),
        ("Anemia", "5 (20)", "1 (4)"),
        ("Fatigue", "7 (28)", "0"),
    ):
        lines.append(f"{name:{wide}}{any_grade:9}{space}{severe}")
    grid = one("Adverse Events\n" + "\n".join(lines) + "\n")
    assert columns(grid) == ["N=25 > Any grade", "N=25 > Grade ≥3"]
    assert rows(grid)["Anemia"] == ["5 (20)", "1 (4)"]


@pytest.mark.parametrize("title", ["Outcome Data[2]", "Therapy and Outcome Data for All Lines[2,3]", "Response by Line [2]"])
def test_a_title_that_ends_with_a_bracket_is_no_cell(title):
    grid = one(
        f"Efficacy\n\n{title}\nFirst Treatment\n(D1, n=22)\n\nRetreatment\n(D2, n=20)\n\n"
        + "".join(
            f"{label}\n{n} (1-4)\n{n + 2} (2-6)\n"
            for n, label in enumerate(("Median age, years", "Median lines, n", "Cycles, n"), 2)
        )
    )
    assert grid.title.text == title.split("[")[0].strip()
    assert [cell.text for cell in grid.citations] == title.split("[")[1].strip("]").split(",")
    assert rows(grid)["Cycles, n"] == ["4 (1-4)", "6 (2-6)"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("0\n-", ["0", "-"]),
        ("NR\nNot reached", ["NR", "Not reached"]),
        ("11.5\n(95% CI, 5.1-27)\n12\n(95% CI, 3.4-NR)", ["11.5 (95% CI, 5.1-27)", "12 (95% CI, 3.4-NR)"]),
        ("9/13 (41/59)\n2/5 (29/71)", ["9/13 (41/59)", "2/5 (29/71)"]),
        ("1(6)\n<0.0001", ["1(6)", "<0.0001"]),
        (".34\n61.2 ± 9.8", [".34", "61.2 ± 9.8"]),
        ("20 (91; [3-7])", ["20 (91; [3-7])", ""]),
        ("T-Dex (57 [15])\nT-Dex and Dex (2 [25] each)", ["T-Dex (57 [15])", "T-Dex and Dex (2 [25] each)"]),
    ],
)
def test_cells_of_many_forms(cells, expected):
    lines = PLAIN.format(header="Arm A (n=20)\nArm B (n=22)", cells="12 (60)\n11 (50)")
    grid = one(lines + f"Other measure\n{cells}\n")
    assert rows(grid)["Other measure"] == expected


def test_letters_are_notes_only_where_a_footnote_has_them():
    text = (
        "Baseline Data1\nCharacteristic\nArm A\n(n=20)a\nMedian ageb, years\n61\nISSb, n (%)\n  I\n10 (50)c\n  II\n10 (50)\n"
        "Data cutoff, n\n20\nAbbreviations: ISS, International Staging System.aSafety population.\n"
        "bAt diagnosis of the disease.\ncOne patient was not staged.\nMore text about age follows here, as it does in text.\n"
    )
    grid = one(text)
    assert [(cell.text, cell.notes) for cell in grid.columns[0]] == [("Arm A (n=20)", ("a",))]
    assert [(row.path[-1].text, row.path[-1].notes) for row in grid.rows] == [
        ("Median age, years", ("b",)),
        ("ISS, n (%)", ("b",)),
        ("I", ()),
        ("II", ()),
        ("Data cutoff, n", ()),
    ]
    assert grid.rows[2].cells[0][0] == "10 (50)" and grid.rows[2].cells[0].notes == ("c",)
    assert set(grid.footnotes) == {"a", "b", "c"}
    assert dict(grid.abbreviations) == {"ISS": "International Staging System"}


def test_a_level_under_a_label_without_values_is_its_child():
    text = (
        "Patient Data2\nVariable\nAll\n(N=97)\nCases\n(n=40)\nP\nSex, n (%)\nMale\n50 (52)\n22 (55)\n.57\n"
        "Female\n47 (48)\n18 (45)\nECOG PS\n0\n30 (31)\n15 (38)\n.22\n1\n50 (52)\n20 (50)\n2\n17 (18)\n5 (13)\n"
    )
    found = rows(one(text))
    assert found["ECOG PS > 0"] == ["30 (31)", "15 (38)", ".22"]
    assert found["ECOG PS > 2"] == ["17 (18)", "5 (13)", ""]
    assert found["Sex, n (%) > Female"] == ["47 (48)", "18 (45)", ""]


def test_a_table_of_words_has_rows_of_equal_length():
    text = (
        "Dosing\n\nDosing Schedule of Quelimab2\nWeeks\nSchedule\nWeeks 1 to 8\nWeekly (total of 8 doses)\nWeeks 9 to 24\n"
        "Every 2 weeks (total of 8 doses)\nWeek 25 onwards\nEvery 4 weeks\n\nSafety\n\n  • No more was found.\n"
    )
    grid = one(text)
    assert rows(grid)["Weeks 9 to 24"] == ["Every 2 weeks (total of 8 doses)"]
    assert grid.confidence < 0.8 and grid.reasons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CI, confidence interval; NR, not reached.", {"CI": "confidence interval", "NR": "not reached"}),
        ("CI = confidence interval, NR = not reached", {"CI": "confidence interval", "NR": "not reached"}),
        ("CI: confidence interval; NR: not reached", {"CI": "confidence interval", "NR": "not reached"}),
        ("T-d, tolrenib + dexamethasone; IR, index regimen", {"T-d": "tolrenib + dexamethasone", "IR": "index regimen"}),
        ("Td, drug T, and d; PR, partial response", {"Td": "drug T, and d", "PR": "partial response"}),
        ("", {}),
    ],
)
def test_abbreviations(text, expected):
    assert parse_abbreviations(text) == expected


CASES = """Case Series

Reported Cases7
Case
Characteristics
Outcomes
Case 1
  • Age: 40 years
  • Two prior lines of therapy
  • Time to response: 4 weeks
  • Relapse after 9 months
Case 2
  • Age: 61 years
  • Female, diagnosed in 2011
  • Prior splenectomy,
    prior steroids
  • Did not respond
Abbreviations: LOT, line of therapy.
"""


def test_bullets_of_a_patient_go_into_columns():
    grid = one(CASES)
    assert grid.stub.text == "Case" and columns(grid) == ["Characteristics", "Outcomes"]
    assert rows(grid) == {
        "Case 1": ["Age: 40 years | Two prior lines of therapy", "Time to response: 4 weeks | Relapse after 9 months"],
        "Case 2": [
            "Age: 61 years | Female, diagnosed in 2011 | Prior splenectomy, prior steroids",
            "Did not respond",
        ],
    }


def test_headings_with_bullets_are_no_table():
    text = "Cohort 1\n  • 9 patients\n  • 8 doses\nCohort 2\n  • 9 patients\n  • 10 doses\n"
    assert find_grids(read_text(text, kind="text")) == []


SINGLE = """Toxicity TVd Regimen TRd Regimen
Rash (Grade 3-4) 45.3% [2,3] Increased risk [2]
Fever 12.8% [3] Common [2]"""
SIZED = """Event Tolrenib (n=40) Placebo (n=38)
Rash (Grade 3-4) 12 (30%) 8 (21%)
Fever, any grade 3 (8%) 1 (3%)"""
UNEVEN = """Toxicity Monotherapy Triplet Combination
Rash (Grade 3-4) None [2] 16% [3]
Fever (Grade 3-4) 2% [2] 3% [3]"""
TABS = "Event\tTolrenib\tPlacebo\nRash (Grade 3-4)\t12 (30)\t8 (21)\nFever\t3 (8)\t1 (3)\nCough\t2 (5)\t-"
BARS = "Event | Tolrenib | Placebo\nRash (Grade 3-4) | 12% | 8%\nFever | 3% | 1%\nCough | 2% | 2%"


@pytest.mark.parametrize(
    ("lines", "header", "expected"),
    [
        (SINGLE, ["TVd Regimen", "TRd Regimen"], ["45.3% [2,3]", "Increased risk [2]"]),
        (SIZED, ["Tolrenib (n=40)", "Placebo (n=38)"], ["12 (30%)", "8 (21%)"]),
        (UNEVEN, ["Monotherapy", "Triplet Combination"], ["None [2]", "16% [3]"]),
        (TABS, ["Tolrenib", "Placebo"], ["12 (30)", "8 (21)"]),
        (BARS, ["Tolrenib", "Placebo"], ["12%", "8%"]),
    ],
)
def test_one_row_per_line(lines, header, expected):
    grid = one(f"Expected Events\n\n{lines}\n\nThe rates were similar in both groups of the trial.\n")
    assert (grid.title.text, columns(grid), rows(grid)["Rash (Grade 3-4)"]) == ("Expected Events", header, expected)


RULED = """::: caption
Change of the Score
:::

  {0}
  --------------- ----------- ----------- ----------- ----------- --------
  {1}
  Pain score      10.1        4.7         10.2        4.1         0.04
   At rest        5.3         2.0         5.1         2.2         0.31

SD, standard deviation; NS, not significant. ^a^ By the investigator.
"""


TWICE = ["Tolrenib > Mean", "Tolrenib > SD", "Placebo > Mean", "Placebo > SD"]


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("Measure|Tolrenib|Placebo|*P*||", "|Mean|SD|Mean|SD|", [*TWICE, "P"]),
        ("Measure|Tolrenib|Placebo|P value||", "Mean|SD|Mean|SD||", [*TWICE, "P value"]),
        ("|Tolrenib||Placebo||", "Measure|Mean|SD|Mean|SD|P for all", [*TWICE, "P for all"]),
        (
            "Measure|A|B|C|D|All",
            "|(*n* = 4)|(*n* = 5)|(*n* = 6)|(*n* = 7)|(n = 22)",
            ["A > (n = 4)", "B > (n = 5)", "C > (n = 6)", "D > (n = 7)", "All > (n = 22)"],
        ),
    ],
)
def test_spans_of_headers_over_a_rule(upper, lower, expected):
    widths = (15, 11, 11, 11, 11, 8)
    pairs = [zip(row.split("|"), widths, strict=True) for row in (upper, lower)]
    text = RULED.format(*(" ".join(cell.ljust(width) for cell, width in pair) for pair in pairs))
    grid = one(text, kind="markdown")
    assert columns(grid) == expected
    assert grid.stub.text == "Measure" and grid.title.text == "Change of the Score"
    assert rows(grid)["Pain score > At rest"] == ["5.3", "2.0", "5.1", "2.2", "0.31"]
    assert dict(grid.abbreviations) == {"SD": "standard deviation", "NS": "not significant"}
    assert grid.footnotes["a"].text == "By the investigator."


def test_rows_of_several_lines_between_full_rules():
    text = (
        "  --------------------------------------------\n  Measure             Arm A         Arm B\n"
        "                      (n = 10)      (n = 12)\n  ------------------- ------------- -------------\n"
        "  Time to              4.1           5.0\n  response            (2.0-6.0)     (3.0-7.7)\n\n"
        "  Deaths              1 (10)        2 (17)\n  --------------------------------------------\n"
    )
    grid = one(text, kind="markdown")
    assert columns(grid) == ["Arm A (n = 10)", "Arm B (n = 12)"]
    assert rows(grid) == {"Time to response": ["4.1 (2.0-6.0)", "5.0 (3.0-7.7)"], "Deaths": ["1 (10)", "2 (17)"]}


def test_groups_of_two_studies_under_a_title_of_many_words():
    text = (
        "14 CLINICAL STUDIES\n\nTable 4: Clearance Rates at Week 16 in Adults with Severe Eczema in Study 1 and Study 2\n \n"
        "Study 1\nStudy 2\nNIVETAN\n(N=332)\nn (%)\nPlacebo\n(N=168)\nn (%)\nNIVETAN\n(N=507)\nn (%)\nPlacebo\n(N=253)\nn (%)\n"
        "Clear skin\n178 (54)\n12 (7)\n274 (54)\n22 (9)\nNo itchb\n118 (36)\n7 (4)\n137 (27)\n7 (3)\n"
        "b Subjects with an itch score of at least 3.\n"
    )
    grid = one(text)
    assert grid.title.text.startswith("Clearance Rates at Week 16")
    assert columns(grid) == [
        "Study 1 > NIVETAN (N=332) n (%)",
        "Study 1 > Placebo (N=168) n (%)",
        "Study 2 > NIVETAN (N=507) n (%)",
        "Study 2 > Placebo (N=253) n (%)",
    ]
    assert rows(grid)["No itch"] == ["118 (36)", "7 (4)", "137 (27)", "7 (3)"]
    assert grid.rows[1].path[-1].notes == ("b",)


def test_what_two_of_four_columns_hold():
    text = (
        "Outcomes of the Extension2\nOutcome\nNivetan (N=713)\nWarfarin (N=714)\nHazard Ratio (95% CI)\nP Value\n"
        "Events, n (%/yr)\nEvents, n (%/yr)\nStroke\n18 (1.7)\n24 (2.2)\n0.79 (0.66-0.96)\n0.01\nDeath\n20 (1.9)\n25 (2.2)\n"
        "0.85 (0.70-1.02)\n0.07\n"
    )
    grid = one(text)
    assert columns(grid) == [
        "Nivetan (N=713) > Events, n (%/yr)",
        "Warfarin (N=714) > Events, n (%/yr)",
        "Hazard Ratio (95% CI)",
        "P Value",
    ]
    assert rows(grid)["Death"] == ["20 (1.9)", "25 (2.2)", "0.85 (0.70-1.02)", "0.07"]


def test_sections_of_a_table_without_a_header_for_labels():
    text = (
        "Table 2. Response Over Time\nNivetan\n(n = 20)\nPlacebo\n(n = 22)\nWeek 12\nACR20, n (%)\n14 (70)\n7 (32)\n"
        "Week 24\nACR20, n (%)\n15 (75)\n8 (36)\n"
    )
    grid = one(text)
    assert (grid.stub.text, columns(grid)) == ("", ["Nivetan (n = 20)", "Placebo (n = 22)"])
    assert rows(grid)["Week 24 > ACR20, n (%)"] == ["15 (75)", "8 (36)"]


def test_two_columns_of_labels():
    text = (
        "Change of the Score at Week 12\nVisit\nStatistic\nNivetan\n(N=101)\nPlacebo\n(N=99)\nBaseline\nMean (SD)\n121.3 (30.2)\n"
        "119.8 (28.8)\nWeek 12\nMean (SD)\n52.1 (22.0)\n118.2 (31.3)\nChange\nMean (SE)\n-57.1 (2.0)\n-0.9 (2.1)\n"
    )
    grid = one(text)
    assert columns(grid) == ["Nivetan (N=101)", "Placebo (N=99)"]
    assert rows(grid)["Week 12 > Mean (SD)"] == ["52.1 (22.0)", "118.2 (31.3)"]


def test_rows_of_words_end_before_the_references():
    text = (
        "Table 6. Ongoing Studies of Nivetan\nNCT Number\nPhase\nPopulation\nStatus\nNCT04512345\n2\nEczema\nRecruiting\n"
        "NCT04598765\n3\nAsthma, adults\nActive, not recruiting\nNCT04611111\n1/2\nChildren\nRecruiting\n\nReferences\n"
        "1. Data on file. Nivetan Pharma.\n2. Smith J, et al. J Clin Test. 2022;40:1-9.\n"
    )
    grid = one(text)
    assert columns(grid) == ["Phase", "Population", "Status"]
    assert rows(grid)["NCT04611111"] == ["1/2", "Children", "Recruiting"]


def test_sizes_on_the_second_line_of_a_header_of_spaces():
    text = (
        "Summary of Results\n\n                     Nivetan        Docetaxel\n                     (n=284)        (n=281)\n"
        "Median PFS, months   9.7            4.4\n  P value            <0.0001\nORR, n (%)           122 (43.0)     37 (13.2)\n"
        "  Complete response  3 (1.1)        0\n"
    )
    grid = one(text)
    assert columns(grid) == ["Nivetan (n=284)", "Docetaxel (n=281)"]
    assert rows(grid)["Median PFS, months > P value"] == ["<0.0001", ""]


def test_an_empty_line_after_every_line():
    lines = (
        "Rates Through Year 5\nEvent\nControlled period\nLong term\nNivetan\n(n=1213; PY=1210)\nPlacebo\n"
        "(n=1042; PY=390)\nNivetan\n"
        "(n=2630; PY=7023)\nInfection, n (E/100 PY)\n38 (3.1)\n9 (2.3)\n221 (3.1)\nZoster, n (E/100 PY)\n"
        "36 (3.0)\n5 (1.3)\n241 (3.4)\n"
    )
    grid = one("Safety\n\n" + lines.replace("\n", "\n\n") + "PY = patient-years.\n\nNo new risk was seen in the trial so far.\n")
    assert (grid.title.text, grid.stub.text) == ("Rates Through Year 5", "Event")
    assert columns(grid) == [
        "Controlled period > Nivetan (n=1213; PY=1210)",
        "Controlled period > Placebo (n=1042; PY=390)",
        "Long term > Nivetan (n=2630; PY=7023)",
    ]
    assert rows(grid)["Zoster, n (E/100 PY)"] == ["36 (3.0)", "5 (1.3)", "241 (3.4)"]


def test_groups_over_columns_of_spaces():
    text = (
        "Adverse events (safety set)\n\nEvent, n (%)         Arm A (n=98)            Arm B (n=97)\n"
        "                     Any grade   Grade ≥3    Any grade   Grade ≥3\n"
        "Any event            96 (98)     51 (52)     95 (98)     60 (62)\n"
        "Nausea               39 (40)     1 (1)       35 (36)     2 (2)\n"
        "Alopecia             5 (5)       -           40 (41)     -\n"
    )
    grid = one(text)
    assert (grid.title.text, grid.stub.text) == ("Adverse events (safety set)", "Event, n (%)")
    assert columns(grid) == [
        f"{arm} > {grade}" for arm in ("Arm A (n=98)", "Arm B (n=97)") for grade in ("Any grade", "Grade ≥3")
    ]


def test_a_caption_below():
    text = (
        "Results\n\nOutcome\nControl (n=40)\nNivetan (n=41)\nDays in hospital, median [IQR]\n6 [4-9]\n5 [3-7]\n"
        "Deaths, n (%)\n3 (7.5)\n"
        "2 (4.9)\nTable 1: Secondary outcomes of the trial.\n\nThe stay was one day shorter in the group that had nivetan.\n"
    )
    grid = one(text)
    assert (grid.title.text, grid.stub.text) == ("Secondary outcomes of the trial.", "Outcome")
    assert rows(grid)["Deaths, n (%)"] == ["3 (7.5)", "2 (4.9)"]


def test_an_outcome_with_its_figures_ends_the_group_of_the_one_before():
    text = (
        "The following was reported by Doe et al [4].\n\nOutcomes at Final Analysis [4]\nOutcome\n"
        "Nivetan (n=272)\nTPC (n=271)\nPFS\n"
        "Median, mo (95% CI)\n5.5 (4.2-7.0)\n4.0 (3.1-4.4)\nHR (95% CI); P value\n0.66 (0.53-0.83); P=0.0003\n"
        "ORR, n (%)\n57 (21)\n38 (14)\n"
    )
    grid = one(text)
    assert (grid.title.text, [cell.text for cell in grid.citations]) == ("Outcomes at Final Analysis", ["4"])
    assert rows(grid) == {
        "PFS": ["", ""],
        "PFS > Median, mo (95% CI)": ["5.5 (4.2-7.0)", "4.0 (3.1-4.4)"],
        "PFS > HR (95% CI); P value": ["0.66 (0.53-0.83); P=0.0003", ""],
        "ORR, n (%)": ["57 (21)", "38 (14)"],
    }


def test_signs_and_citations_behind_numbers():
    text = (
        "By Week 16, itch had gone.\n\nItch at Week 161\nEndpoint\nPlacebo\nNivetan\nClear\n12.7\n43.1**\nNo itch\n13.0\n45.9*\n"
        "*P<0.01 vs placebo. **P<0.001 vs placebo.\n"
    )
    grid = one(text)
    assert (grid.title.text, [cell.text for cell in grid.citations]) == ("Itch at Week 16", ["1"])
    assert [row.cells[1][3] for row in grid.rows] == [("**",), ("*",)]
    assert {sign: note.text for sign, note in grid.footnotes.items()} == {"*": "P<0.01 vs placebo.", "**": "P<0.001 vs placebo."}


def test_known_columns_at_the_end_of_a_header_of_single_spaces():
    text = (
        "Table 2 Relapses and lesions at 96 weeks\nEndpoint Nivetan 20 mg Interferon beta-1a Difference (95% CI) P value\n"
        "ARR (95% CI) 0.16 (0.13-0.19) 0.29 (0.25-0.33) -0.13 (-0.18 to -0.09) <0.001\nNew lesions, mean 1.6 6.9 -5.3 <0.001\n"
        "12-week CDP, n (%) 41 (10.0) 62 (15.1) - 0.03\nARR, annualised relapse rate; CDP, confirmed disability progression.\n"
    )
    grid = one(text)
    assert columns(grid) == ["Nivetan 20 mg", "Interferon beta-1a", "Difference (95% CI)", "P value"]
    assert rows(grid)["12-week CDP, n (%)"] == ["41 (10.0)", "62 (15.1)", "-", "0.03"]
    assert grid.confidence < 0.9 and grid.reasons


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CBR, clinical benefit rate; mo, months; TPC, treatment of choice.", {"CBR", "mo", "TPC"}),
        ("CI, confidence interval.", {"CI"}),
        ("Day, a unit of time.", set()),
    ],
)
def test_lists_of_short_forms_without_a_heading(line, expected):
    grid = one(PLAIN.format(header="Arm A\nArm B", cells="12 (60)\n11 (50)") + line + "\n")
    assert set(grid.abbreviations) == expected


MENUS = """Warnings

Infections
Fatal infections (1.2%)
Serious infections (12%)

Study Design

Screening (28 days)
Randomization (1:1)
Arm A (n=210)
Arm B (n=208)
Follow-up (24 months)

Timeline
2019
First patient enrolled
2021
Last patient enrolled
2023

Results
PFS
11.2 months vs 7.4 months
HR 0.62
(95% CI 0.50-0.77)

Tablets: 50 mg
100 mg
200 mg

Press contact
Jane Marlow
+1 617 555 0133
Visits
2,301
"""


def test_menus_designs_and_contacts_are_no_tables():
    assert find_grids(read_text(MENUS, kind="text")) == []


def test_a_title_above_an_empty_line_and_a_column_of_differences():
    text = (
        "Viral Load at Week 48 (Snapshot)\n\nNivetan\n(n=314)\nDolte\n(n=315)\nDifference, %\n(95% CI)\n"
        "Below 50 copies\n290 (92.4)\n"
        "293 (93.0)\n-0.6 (-4.8 to 3.6)\n50 copies or more\n3 (1.0)\n8 (2.5)\n-1.6 (-4.0 to 0.8)\nNo data\n21 (6.7)\n14 (4.4)\n"
    )
    grid = one(text)
    assert grid.title.text == "Viral Load at Week 48 (Snapshot)"
    assert columns(grid) == ["Nivetan (n=314)", "Dolte (n=315)", "Difference, % (95% CI)"]
    assert rows(grid)["Below 50 copies"] == ["290 (92.4)", "293 (93.0)", "-0.6 (-4.8 to 3.6)"]
    assert rows(grid)["No data"] == ["21 (6.7)", "14 (4.4)", ""]
    assert "title taken from its place" in grid.reasons


def test_a_last_row_of_spaces_without_its_last_cell():
    text = (
        "Key outcomes\n\n                  Nivetan (n=150)   Placebo (n=149)   Effect\n"
        "Reduction         39%               5%                35% (24-44)\n"
        "Kidney endpoint   26 (17%)          45 (30%)          HR 0.51 (0.31-0.82)\n"
        "Deaths            1 (1%)            2 (1%)            -1\n"
        "Serious events    56 (37%)          53 (36%)\n"
    )
    assert rows(one(text))["Serious events"] == ["56 (37%)", "53 (36%)", ""]


def test_columns_by_spaces_of_which_many_rows_lack_the_last_cells():
    source = (
        "Outcomes by Week 12\n"
        "Outcome          Active (n=130)   Control (n=44)   P value\n"
        "Relief           98 (75)          23 (52)          0.01\n"
        "Remission        60 (46)          11 (25)\n"
        "Time to relief   16\n"
        "Rescue           12 (9)           9 (20)\n"
        "Any event        70 (54)          25 (57)          0.86\n"
        "Rash             9 (7)            4 (9)            0.74\n"
    )
    table = extract_text(source).tables[0]
    assert [row.cells for row in table.rows] == [
        ("98 (75)", "23 (52)", "0.01"),
        ("60 (46)", "11 (25)", ""),
        ("16", "", ""),
        ("12 (9)", "9 (20)", ""),
        ("70 (54)", "25 (57)", "0.86"),
        ("9 (7)", "4 (9)", "0.74"),
    ]


def test_a_sentence_that_ends_with_a_bracket_is_no_title():
    text = (
        "A Report\n\nFever was seen in 3 of 25 patients (12%).\n\nResponse by Arm\nResponse, n (%)\n"
        "Tolrenib (n=13)\nPlacebo (n=12)\n"
        "CR\n2 (15)\n1 (8)\nPR\n3 (23)\n4 (33)\nSD\n5 (38)\n4 (33)\nPD\n3 (23)\n3 (25)\n\nThe end of it.\n"
    )
    (grid,) = find_grids(read_text(text))
    assert grid.title.text == "Response by Arm"
    assert [path[-1].text for path in grid.columns] == ["Tolrenib (n=13)", "Placebo (n=12)"]
