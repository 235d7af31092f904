"""Tables of numbered patients, notes that open with a star, lists of short forms without a word before them, cited titles."""

from __future__ import annotations

import pytest

import daraevidence

PATIENTS = """Table 2. Patients given anakinra
{stub}
Age/sex
Dose
Time to response, weeks
Outcome
{one}
34/F
100 mg daily
2
Complete remission
{two}
51/M
100 mg every other day
-
No response
{three}
27/F
2 mg/kg daily
1
Partial remission

The patients were followed for two years.
"""


@pytest.mark.parametrize(("stub", "mark"), [("Patient", "{}"), ("Patient no.", "{}"), ("Case", "Case {}"), ("No.", "#{}")])
def test_rows_that_bear_numbers(stub: str, mark: str) -> None:
    names = [mark.format(i) for i in (1, 2, 3)]
    text = PATIENTS.format(stub=stub, one=names[0], two=names[1], three=names[2])
    (table,) = daraevidence.extract_text(text).tables
    assert table.title == "Patients given anakinra"
    assert [row.path[-1] for row in table.rows] == names
    assert [list(row.cells) for row in table.rows] == [
        ["34/F", "100 mg daily", "2", "Complete remission"],
        ["51/M", "100 mg every other day", "-", "No response"],
        ["27/F", "2 mg/kg daily", "1", "Partial remission"],
    ]


NOTES = """Table 3: Adverse Events(2)
Event, n (%)
Placebo
(N=136)
Zenotinib
(N=135)
Any event
88 (64.7)
98 (72.6)
Low glucose{mark}
4 (2.9)
5 (3.7)
Rash
11 (8.1)
18 (13.3)
{notes}
"""


@pytest.mark.parametrize("mark", ["*", "†", "‡"])
def test_signs_lead_to_notes(mark: str) -> None:
    text = NOTES.format(mark=mark, notes=f"{mark} No episode was serious.")
    (table,) = daraevidence.extract_text(text).tables
    assert [(row.path[-1], list(row.notes)) for row in table.rows] == [("Any event", []), ("Low glucose", [mark]), ("Rash", [])]
    assert dict(table.footnotes) == {mark: "No episode was serious."}
    assert (table.title, list(table.citations)) == ("Adverse Events", ["2"])


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("BMI: body mass index; eGFR: filtration rate.", {"BMI": "body mass index", "eGFR": "filtration rate"}),
        ("AE = adverse event.", {"AE": "adverse event"}),
        ("ECOG = Eastern Group; PD-L1 = a ligand", {"ECOG": "Eastern Group", "PD-L1": "a ligand"}),
        (
            "ISS, International Staging System; OS, overall survival",
            {"ISS": "International Staging System", "OS": "overall survival"},
        ),
    ],
)
def test_short_forms_are_listed_without_saying_so(line: str, forms: dict[str, str]) -> None:
    (table,) = daraevidence.extract_text(NOTES.format(mark="", notes=line) + "\nReferences\n1 Ito K. Zenotinib. 2020.\n").tables
    assert dict(table.abbreviations) == forms
    assert [row.path[-1] for row in table.rows] == ["Any event", "Low glucose", "Rash"]


def test_rates_per_year_stand_in_rows() -> None:
    text = "Outcomes\n\nOutcome Apixaban Warfarin\nStroke 1.27%/yr [1] 1.60%/yr [1]\nMajor bleeding 2.13%/yr [1] 3.09%/yr [1]\n"
    (table,) = daraevidence.extract_text(text).tables
    assert [list(row.cells) for row in table.rows] == [["1.27%/yr [1]", "1.60%/yr [1]"], ["2.13%/yr [1]", "3.09%/yr [1]"]]
