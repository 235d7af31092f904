"""Tables with one row per line: what a person reads from what stands above what."""

import re

import pytest

from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text


def all_of(text):
    return find_grids(read_text(text, kind="text"))


def one(text):
    (grid,) = all_of(text)
    return grid


def columns(grid):
    return [" > ".join(cell.text for cell in path) for path in grid.columns]


def rows(grid):
    return [(" > ".join(cell.text for cell in row.path), *(cell.text for cell in row.cells)) for row in grid.rows]


SENTENCES = """Table 4. Changes of the dose
Adverse reaction      Severity      Change
Neutropenia           Grade 3       Pause until recovery to
                                    grade 1, then go on at the
                                    same dose
                      Grade 4       Pause; go on at a lower
                                    dose of 200 mg
Low platelets         Grade 3-4     Pause until platelets are
                                    above 50 x 10^9/L
Raised enzymes        ALT > 5 x     Stop for good
                      ULN
"""


def test_cells_that_are_sentences():
    grid = one(SENTENCES + "\nThe dose should not be raised again after it was lowered once.\n")
    assert (grid.title.text, grid.stub.text, columns(grid)) == (
        "Changes of the dose",
        "Adverse reaction",
        ["Severity", "Change"],
    )
    assert rows(grid) == [
        ("Neutropenia", "Grade 3", "Pause until recovery to grade 1, then go on at the same dose"),
        ("Neutropenia", "Grade 4", "Pause; go on at a lower dose of 200 mg"),
        ("Low platelets", "Grade 3-4", "Pause until platelets are above 50 x 10^9/L"),
        ("Raised enzymes", "ALT > 5 x ULN", "Stop for good"),
    ]
    assert grid.confidence < 0.9 and any("without a label" in reason for reason in grid.reasons)


ARMS = "Event        Drug A (n=40)   Placebo (n=38)\n"
NAUSEA = "Nausea       12 (30)         8 (21)\nFatigue      3 (8)           1 (3)\n"
COUGH = "Cough        2 (5)           2 (5)\nRash         1 (3)           4 (11)\n"


def as_lines(text):
    return re.sub(r" {2,}", "\n", text)


@pytest.mark.parametrize("printed", [str, as_lines], ids=["columns", "lines"])
@pytest.mark.parametrize(
    ("above", "title"),
    [
        (
            "Table 3. Adverse reactions in at least 10% of the\npatients treated\n",
            "Adverse reactions in at least 10% of the patients treated",
        ),
        (
            "Adverse reactions that at least one in ten patients had, by\ntreatment group3\n",
            "Adverse reactions that at least one in ten patients had, by treatment group",
        ),
    ],
)
def test_titles_of_two_lines(printed, above, title):
    grid = one(f"No death was seen.\n\n{above}{printed(ARMS + NAUSEA)}")
    assert (grid.title.text, grid.stub.text) == (title, "Event")
    assert columns(grid) == ["Drug A (n=40)", "Placebo (n=38)"]


@pytest.mark.parametrize(
    "title", ["Table 3. Adverse reactions (continued)", "Table 3 (cont'd)", "Table 3. Adverse reactions, continued"]
)
@pytest.mark.parametrize("between", ["\n", "\n12\n\n"], ids=["nothing", "page number"])
def test_parts_of_a_table(title, between):
    grid = one(f"Table 3. Adverse reactions\n{ARMS}{NAUSEA}{between}{title}\n{ARMS}{COUGH}")
    assert [row[0] for row in rows(grid)] == ["Nausea", "Fatigue", "Cough", "Rash"]
    assert "joined with the part that is marked as continued" in grid.reasons


def test_a_table_of_other_groups_is_no_part():
    other = ARMS.replace("Placebo", "Drug B ")
    assert len(all_of(f"Table 3. Adverse reactions\n{ARMS}{NAUSEA}\nTable 3 (continued)\n{other}{COUGH}")) == 2


def test_a_header_between_rows_begins_columns_of_its_own():
    first, second = all_of(
        "Table 2. Visits\nProfession     Drug A, weeks 0-12   Placebo, weeks 0-12\n"
        "Nurse          3.4 (1.2)            2.6 (1.4)\n"
        "Therapist      0.4 (1.3)            0.9 (1.8)\n               Drug A, weeks 13-52  Placebo, weeks 13-52\n"
        "Nurse          2.5 (2.3)            2.4 (2.3)\nTherapist      0.9 (2.5)            0.8 (1.9)\n"
    )
    assert first.title.text == second.title.text == "Visits"
    assert (second.stub.text, columns(second)) == ("Profession", ["Drug A, weeks 13-52", "Placebo, weeks 13-52"])
    assert rows(first)[0] == ("Nurse", "3.4 (1.2)", "2.6 (1.4)") and rows(second)[0] == ("Nurse", "2.5 (2.3)", "2.4 (2.3)")


def test_empty_lines_and_rules_between_groups():
    grid = one(
        "Baseline data\n-------------------------------------\nCharacteristic   Drug A (n=40)   Placebo (n=38)\n"
        "-------------------------------------\n\nAge, years       61 (30-80)      60 (29-81)\n\nSex, n (%)\n"
        "  Male           12 (30)         8 (21)\n  Female         28 (70)         30 (79)\n\nECOG, n (%)\n"
        "  0              20 (50)         19 (50)\n-------------------------------------\nMore text follows here, as it does.\n"
    )
    assert grid.title.text == "Baseline data"
    assert [row[0] for row in rows(grid)] == [
        "Age, years",
        "Sex, n (%)",
        "Sex, n (%) > Male",
        "Sex, n (%) > Female",
        "ECOG, n (%)",
        "ECOG, n (%) > 0",
    ]


def test_headers_over_some_columns_only():
    grid = one(
        "Summary\n                      Drug A        Placebo\nEndpoint              (n=40)        (n=38)      HR (95% CI)\n"
        "ORR, n (%)            12 (30)        8 (21)\nMedian PFS, months      9.1           4.4      0.55 (0.4-0.8)\n"
        "Deaths, n (%)          3 (8)         12 (32)   0.71 (0.5-1.0)\n"
    )
    assert columns(grid) == ["Drug A (n=40)", "Placebo (n=38)", "HR (95% CI)"]
    assert rows(grid)[1] == ("Median PFS, months", "9.1", "4.4", "0.55 (0.4-0.8)")


def test_names_of_groups_over_two_lines():
    grid = one(
        "Safety\n\n               Best Supportive   Drug A Plus\nEvent          Care (n=12)       Rituximab (n=20)   All (n=32)\n"
        "Nausea         3 (25)            4 (20)             7 (22)\nRash           1 (8)             2 (10)             3 (9)\n"
    )
    assert columns(grid) == ["Best Supportive Care (n=12)", "Drug A Plus Rituximab (n=20)", "All (n=32)"]


def test_tabs_keep_empty_cells_and_move_labels_in():
    grid = one(
        "Table 1. Baseline\nCharacteristic\tDrug A (n=40)\tPlacebo (n=38)\tP\nSex, n (%)\t\t\t0.4\n\tMale\t12 (30)\t8 (21)\t\n"
        "\tFemale\t28 (70)\t30 (79)\nDeaths\t1 (3)\nAge\t\t61\t0.2\n"
    )
    assert rows(grid) == [
        ("Sex, n (%)", "", "", "0.4"),
        ("Sex, n (%) > Male", "12 (30)", "8 (21)", ""),
        ("Sex, n (%) > Female", "28 (70)", "30 (79)", ""),
        ("Deaths", "1 (3)", "", ""),
        ("Age", "", "61", "0.2"),
    ]


def test_tabs_that_only_move_to_the_next_stop():
    grid = one(
        "Table 1. Baseline\nFeature\t\t\tDrug A\t\tPlacebo\nMale\t\t\t12 (30)\t\t8 (21)\nVery long label here\t1 (3)\t\t0 (0)\n"
    )
    assert rows(grid) == [("Male", "12 (30)", "8 (21)"), ("Very long label here", "1 (3)", "0 (0)")]


@pytest.mark.parametrize(
    "heads",
    [
        "\tDrug A (n=40)\t\tPlacebo (n=38)\t\nEvent\tAny grade\tGrade 3\tAny grade\tGrade 3\n",
        "Event\tDrug A (n=40)\t\tPlacebo (n=38)\t\n\tAny grade\tGrade 3\tAny grade\tGrade 3\n",
        "Event\tDrug A (n=40)\tPlacebo (n=38)\nAny grade\tGrade 3\tAny grade\tGrade 3\n",
    ],
    ids=["name below", "name above", "merged"],
)
def test_two_levels_of_headers_between_tabs(heads):
    grid = one(f"Table 2. Events\n{heads}Nausea\t12 (30)\t1 (3)\t8 (21)\t0\nRash\t3 (8)\t0\t1 (3)\t0\n")
    assert grid.stub.text == "Event"
    assert columns(grid) == [
        f"{arm} > {grade}" for arm in ("Drug A (n=40)", "Placebo (n=38)") for grade in ("Any grade", "Grade 3")
    ]


def test_one_header_over_all_columns():
    grid = one(
        "Table 2. Events\n                       Number (%) of patients\nEvent          Drug A (n=40)      Placebo (n=38)\n"
        "Nausea            12 (30)             8 (21)\nRash               3 (8)              1 (3)\n"
    )
    assert columns(grid) == ["Number (%) of patients > Drug A (n=40)", "Number (%) of patients > Placebo (n=38)"]


def test_the_name_of_the_labels_below_the_header():
    grid = one(
        "                 Drug A  Placebo\nOutcome                         \n"
        "ORR, n (%)      12 (30)   8 (21)\nCR, n (%)         3 (8)    1 (3)\n"
    )
    assert (grid.stub.text, rows(grid)) == ("Outcome", [("ORR, n (%)", "12 (30)", "8 (21)"), ("CR, n (%)", "3 (8)", "1 (3)")])


def test_whole_sentences_in_the_cells_of_a_captioned_table():
    grid = one(
        "Table 5. Advice\nSituation          Advice\nMissed dose        Take it as soon as possible, unless the next\n"
        "                   dose is due in less than 12 hours.\nVomiting           Do not take another dose. Take the next one\n"
        "                   at its time.\nSurgery            Stop 3 days before.\n"
    )
    assert rows(grid)[1] == ("Vomiting", "Do not take another dose. Take the next one at its time.") and len(grid.rows) == 3


def test_a_label_that_is_longer_than_its_column():
    grid = one(f"Safety\n\n{ARMS}{NAUSEA}Infection of the upper airways   2 (5)   1 (3)\n{COUGH}")
    assert ("Infection of the upper airways", "2 (5)", "1 (3)") in rows(grid) and len(grid.rows) == 5


def test_labels_with_marks_of_bullets_are_moved_in():
    grid = one(
        f"Table 1. Baseline\n{ARMS}Sex, n (%)\n- Male       12 (30)         8 (21)\n"
        "- Female     28 (70)         30 (79)\nDeaths       1 (3)           0\n"
    )
    assert [row[0] for row in rows(grid)] == ["Sex, n (%)", "Sex, n (%) > Male", "Sex, n (%) > Female", "Deaths"]


def test_notes_in_columns_are_no_rows():
    grid = one(f"Safety\n\n{ARMS}{NAUSEA}a  Graded by an independent panel.\nb  In two patients of the trial.\n")
    assert len(grid.rows) == 2 and set(grid.footnotes) == {"a", "b"}


@pytest.mark.parametrize(
    "text",
    [
        "Press contact   Jane Marlow\nPhone           +1 617 555 0133\n"
        "Fax             +1 617 555 0134\nE-mail          jane@acme.test\n",
        "Contact:\tJane Marlow\nPhone:\t+1 617 555 0133\nFax:\t+1 617 555 0134\nMobile:\t+1 617 555 0135\n",
        "Acme Pharma Inc.          Acme Europe BV\n12 Main Street            Kerkstraat 14\n"
        "Boston, MA 02110          1017 GL Amsterdam\n",
        "J. Doe1        P. Roe2       K. Lee3\nUniversity 1   Hospital 2    Clinic 3\nBoston, USA    Paris, FR     Seoul, KR\n",
        "Contents\n\nIntroduction          3\nMethods               5\nResults               9\nDiscussion           14\n",
        "Date:        12 March 2024\nVersion:     2.1\nPages:       12\nDocument:    SOP-114\n",
        "Monday      08:00 - 12:00\nTuesday     08:00 - 12:00\nWednesday   08:00 - 12:00\n",
        "AE      adverse event\nCI      confidence interval\nHR      hazard ratio\nORR     objective response rate\n",
        "1.  Age 18 years or older\n2.  ECOG 0-1\n3.  No prior therapy with 2 drugs\n4.  Hb > 9 g/dL\n",
        "•\tAge 18 years or older\n•\tECOG 0-1\n•\tNo prior therapy with 2 drugs\n",
        "The trial enrolled adults with     Response was seen in 45 of the\n"
        "advanced disease at 31 sites and   120 patients (38%) by week 12,\n"
        "compared two schedules of the      and lasted 4.1 months in those\n"
        "same drug over 24 weeks of         who had one; 12 (10%) of them\n",
        "The trial enrolled 120 adults.  The median age was 61 years.  Of these, 12 (10%) had surgery.\n"
        "The drug was given for 12 weeks.  No deaths occurred.  Five patients (4%) withdrew.\n"
        "Response was seen in 45 (38%).  The median was 4.1 months.  It was stable.\n",
        "Assessed for eligibility (n=500)\n      |\nRandomized (n=300)\n    Arm A (n=150)        Arm B (n=150)\n"
        "    Lost (n=3)           Lost (n=5)\n    Analysed (n=147)     Analysed (n=145)\n",
    ],
)
def test_what_only_stands_in_columns_is_no_table(text):
    assert all_of(text) == []
    assert (
        all_of(f"Methods\n\nThe trial compared two schedules of the drug.\n\n{text}\nSafety\n\nNo new signals were seen.\n") == []
    )
