"""Records of tables, from small tables of several fields of medicine."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from grids import Row, document, told
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.draft import Draft
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.tables import told_in_tables
from daraevidence.layout.mentions import Mentions

ARMS = [("Zelotan (n=120)",), ("Placebo (n=118)",)]


def fields(draft: Draft) -> dict[str, Any]:
    """What a draft says, without its group's place."""
    return {"kind": draft.kind, **draft.fields}


def only(drafts: Sequence[Draft], **wanted: object) -> dict[str, Any]:
    """The one draft that has these fields."""
    found = [draft for draft in drafts if all(fields(draft).get(name) == value for name, value in wanted.items())]
    assert len(found) == 1, [draft.fields for draft in drafts]
    return fields(found[0])


BASELINE = [
    (
        ("Age, years, mean (SD)",),
        "64.2 (9.8)",
        {"characteristic": "Age", "measure": "mean", "value": 64.2, "sd": 9.8, "unit": "years"},
    ),
    (("LVEF, %, median (IQR)",), "38 (31-44)", {"measure": "median", "value": 38, "unit": "%", "iqr_low": 31, "iqr_high": 44}),
    (("Sex, n (%)", "Male"), "84 (70)", {"characteristic": "Sex > Male", "measure": "proportion", "n": 84, "percent": 70}),
    (("Stage, n/N (%)", "II"), "40/100 (40)", {"characteristic": "Stage > II", "n": 40, "denominator": 100, "percent": 40}),
    (("Weight, kg", "Median"), "71", {"characteristic": "Weight", "measure": "median", "value": 71, "unit": "kg"}),
    (("Sex, n", "Female"), "36", {"measure": "count", "n": 36, "denominator": 120}),
    (("Prior stroke, n (%)",), "12 (10)", {"characteristic": "Prior stroke", "n": 12}),
    (("Platelets, ×10^9/L, median (range)",), "210 (90-400)", {"value": 210e9, "unit": "cells/L", "range_low": 90e9}),
    (("Platelets, × 10⁹/L, median (range)",), "210 (90-400)", {"value": 210e9, "unit": "cells/L", "range_low": 90e9}),
    (("eGFR, mL/min/1.73 m², mean (SD)",), "38.4 (11.2)", {"value": 38.4, "unit": "mL/min/1.73 m2", "sd": 11.2}),
]


@pytest.mark.parametrize(("path", "cell", "said"), BASELINE)
def test_baseline_rows(path: tuple[str, ...], cell: str, said: dict[str, object]) -> None:
    drafts = told(ARMS, [(path, (cell, ""))], title="Baseline characteristics")
    found = only(drafts, kind="characteristic", cohort="Zelotan")
    assert {name: found.get(name) for name in said} == said
    assert found["denominator"] in (120, 100)


@pytest.mark.parametrize(
    ("path", "cell", "said"),
    [
        (
            ("Median PFS, months (95% CI)",),
            "4.1 (3.2-5.6)",
            {"endpoint": "PFS", "measure": "median", "ci_level": 95, "ci_low": 3.2},
        ),
        (("Median OS, months",), "NR (95% CI: 9.1-NR)", {"measure": "median", "reached": False, "ci_high_text": "NR"}),
        (("12-month OS, % (95% CI)",), "57 (49-65)", {"measure": "landmark_rate", "value": 57, "unit": "%", "timepoint": 12}),
        (
            ("Response, n (%)", "ORR"),
            "38 (31.7)",
            {"endpoint": "ORR", "label": "ORR", "n": 38, "percent": 31.7, "denominator": 120},
        ),
        (("ORR, %",), "32", {"measure": "proportion", "percent": 32, "denominator": 120}),
        (("Response, n (%)", "Not evaluable"), "3 (2.5)", {"endpoint": "OTHER", "label": "Response > Not evaluable"}),
    ],
)
def test_outcome_rows(path: tuple[str, ...], cell: str, said: dict[str, object]) -> None:
    found = only(told(ARMS, [(path, (cell, ""))], title="Efficacy outcomes"), kind="endpoint", cohort="Zelotan")
    assert {name: found.get(name) for name in said} == said


def test_outcomes_among_characteristics_are_both() -> None:
    rows: list[Row] = [
        (("Patients alive, n (%)", "No"), ("2 (9)",)),
        (("Duration of treatment, median (range), weeks",), ("9 (1-30)",)),
    ]
    drafts = told([("N=22",)], rows, title="Baseline characteristics")
    assert only(drafts, kind="endpoint", endpoint="DEATH")["n"] == 2
    assert only(drafts, kind="characteristic", characteristic="Patients alive > No")["n"] == 2
    assert only(drafts, kind="endpoint", endpoint="TREATMENT_DURATION")["value"] == 9
    assert len(drafts) == 4


def test_adverse_events_have_category_term_and_grade() -> None:
    columns = [("Arm A (n=50)", "Any grade"), ("Arm A (n=50)", "Grade ≥3")]
    rows: list[Row] = [
        (("Hematologic",), ("", "")),
        (("Hematologic", "Anemia"), ("20 (40)", "3 (6)")),
        (("Rash (Grade 1)",), ("5 (10)", "")),
    ]
    drafts = told(columns, rows, title="Adverse events", stub="Event, n (%)")
    anemia = only(drafts, grade=">=3", term="Anemia")
    assert (anemia["category"], anemia["n"], anemia["percent"], anemia["denominator"]) == ("Hematologic", 3, 6, 50)
    assert only(drafts, term="Rash")["n"] == 5
    assert {draft.kind for draft in drafts} == {"adverse_event"}


def test_grades_in_rows() -> None:
    drafts = told([("Arm A (n=20)",)], [(("Anemia", "Grade 3/4"), ("4 (20)",))], title="Treatment-emergent adverse events")
    assert only(drafts)["grade"] == "3-4"
    assert only(drafts)["term"] == "Anemia"


def test_a_p_value_compares_the_arms_of_its_row() -> None:
    columns = [*ARMS, ("Hazard ratio (95% CI)",), ("P value",)]
    drafts = told(columns, [(("Median OS, months",), ("14.2", "9.8", "0.68 (0.54-0.86)", "0.001"))], title="Survival outcomes")
    first = only(drafts, cohort="Zelotan", measure="median")
    assert (first["comparator"], first["p_op"], first["p_value"]) == ("Placebo", "=", 0.001)
    ratio = only(drafts, measure="hazard_ratio")
    assert (ratio["cohort"], ratio["comparator"], ratio["ci_low"], ratio["p_value"]) == ("Zelotan", "Placebo", 0.54, 0.001)
    assert "denominator" not in ratio


def test_a_p_value_printed_once_compares_the_rows_of_its_factor() -> None:
    rows: list[Row] = [
        (("According to site",), ("", "")),
        (("According to site", "Colon"), ("11.4 (8.9-16.1)", "<0.01")),
        (("According to site", "Rectum"), ("13.3 (10.4-NR)", "")),
        (("According to site", "Anus"), ("9.0 (7.4-10)", "")),
    ]
    drafts = told([("Median OS (95% CI), months",), ("P value",)], rows, title="Overall survival by site", stub="Cohort")
    assert [(d.fields["cohort"], d.fields["comparator"], d.fields["p_op"]) for d in drafts] == [
        ("Colon", "Rectum; Anus", "<"),
        ("Rectum", "Colon; Anus", "<"),
        ("Anus", "Colon; Rectum", "<"),
    ]


def test_a_p_value_inside_a_cell_holds_for_the_complement_too() -> None:
    rows: list[Row] = [
        (("PFS, months", "Median PFS in all patients"), ("5.1 (95% CI, 4.2-6.6)",)),
        (("PFS, months", "Median PFS in patients sensitive to X (n=29)"), ("23.6 (95% CI, 11.6-NR)",)),
        (("PFS, months", "Median PFS in patients non-sensitive to X (n=48)"), ("4.6 (95% CI, 3.8-6; P=0.03)",)),
    ]
    drafts = told([("",)], rows, title="PFS outcomes", stub="Parameter")
    sensitive = only(drafts, cohort="patients sensitive to X")
    assert (sensitive["p_value"], sensitive["comparator"]) == (0.03, "patients non-sensitive to X")
    assert (sensitive["denominator"], sensitive["label"], sensitive["unit"]) == (29, "Median PFS", "months")
    assert "p_value" not in only(drafts, cohort="all patients")


def test_columns_with_parts_of_a_statistic_are_one_record() -> None:
    columns = [("Arm A (n=40)", "n"), ("Arm A (n=40)", "%"), ("Arm B (n=42)", "n"), ("Arm B (n=42)", "%")]
    drafts = told(columns, [(("Complete response",), ("10", "25.0", "6", "14.3"))], title="Response")
    assert [(d.fields["cohort"], d.fields["n"], d.fields["percent"]) for d in drafts] == [("Arm A", 10, 25.0), ("Arm B", 6, 14.3)]


def test_a_footnote_says_what_cells_hold() -> None:
    rows: list[Row] = [(("Age",), ("45.2 (11.3)",)), (("Female",), ("12 (40)",)), (("Stay, d",), ("12 (7-20)",))]
    drafts = told([("Surgery (n=30)",)], rows, title="Baseline data", below="Data are mean (SD), median (IQR) or n (%).")
    assert only(drafts, characteristic="Age")["sd"] == 11.3
    assert only(drafts, characteristic="Female")["percent"] == 40
    assert only(drafts, characteristic="Stay")["iqr_high"] == 20


def test_rows_that_are_parts_of_one_variable_are_one_record() -> None:
    rows: list[Row] = [
        (("Age (years)",), ("",)),
        (("n",), ("48",)),
        (("Median",), ("55.0",)),
        (("Min, Max",), ("23, 80",)),
    ]
    found = only(told([("Drug A (N=50)",)], rows, title="Demographics"))
    assert (found["characteristic"], found["value"], found["range_low"], found["range_high"]) == ("Age", 55, 23, 80)
    assert (found["denominator"], found["unit"]) == (48, "years")


def test_patients_a_row_each() -> None:
    rows: list[Row] = [
        (("Patient 1",), ("Age: 42 years", "Time to response: 4 weeks")),
        (("Patient 2",), (">5 prior lines of therapy", "The patient did not show any response")),
    ]
    drafts = told([("Characteristics",), ("Outcomes",)], rows, title="Patient characteristics and outcomes", stub="Patient")
    assert only(drafts, characteristic="Age")["value"] == 42
    assert only(drafts, endpoint="TTR")["value"] == 4
    lines = only(drafts, cohort="Patient 2", kind="characteristic")
    assert (lines["characteristic"], lines["value_text"], lines["value_op"]) == ("prior lines of therapy", ">5", ">")
    none = only(drafts, label="did not show any response")
    assert (none["n"], none["denominator"], none["measure"]) == (1, 1, "count")


def test_cells_that_name_what_they_count() -> None:
    rows: list[Row] = [(("Based on prior surgery", "Yes"), ("Warfarin (20 [13])",))]
    found = only(told([("Drug, n [%]",)], rows, title="Most common drugs", stub="Patient cohort"))
    assert (found["characteristic"], found["n"], found["percent"]) == ("Most common drugs > Warfarin", 20, 13)
    assert found["cohort"] == "Patients with prior surgery"


def test_words_say_nothing() -> None:
    drafts = told(ARMS, [(("Bleeding",), ("Increased risk [2]", "Common [2]"))], title="Expected adverse events", stub="Toxicity")
    assert drafts == []


@given(
    st.lists(st.integers(1, 900), min_size=1, max_size=4),
    st.lists(st.sampled_from(["Diabetes", "Male sex", "Hypertension", "Ever smoked"]), min_size=1, max_size=4, unique=True),
    st.data(),
)
def test_counts_and_percents_come_back(sizes: list[int], labels: list[str], data: st.DataObject) -> None:
    columns = [(f"Arm {chr(65 + i)} (n={size})",) for i, size in enumerate(sizes)]
    counts = [[data.draw(st.integers(0, size)) for size in sizes] for _ in labels]
    rows = [
        ((f"{label}, n (%)",), tuple(f"{n} ({100 * n / size:.1f})" for n, size in zip(line, sizes, strict=True)))
        for label, line in zip(labels, counts, strict=True)
    ]
    made = document(columns, rows, title="Baseline characteristics")
    drafts = list(told_in_tables(made, Mentions((), ()), Scope()))
    names = [f"Arm {chr(65 + i)}" for i in range(len(sizes))]
    assert [(d.fields["characteristic"], d.fields["cohort"], d.fields["n"], d.fields["denominator"]) for d in drafts] == [
        (label, name, n, size)
        for label, line in zip(labels, counts, strict=True)
        for name, n, size in zip(names, line, sizes, strict=True)
    ]
    for draft in drafts:
        for name in ("n", "percent"):
            (mark,) = draft.marks[name]
            assert Decimal(made.clean[mark.start : mark.end]) == Decimal(str(draft.fields[name]))


_WORDS = st.sampled_from(
    ["Age", "n (%)", "Yes", "ORR", "Median", "P value", "Grade 3", "N=7", "12 (3)", "NR", "(", "–", "4.1 (2-6)", "x", ""]
)


@given(
    st.lists(st.lists(_WORDS | st.text(max_size=12), min_size=1, max_size=2).map(tuple), min_size=1, max_size=3),
    st.data(),
)
def test_any_table_is_read(columns: list[tuple[str, ...]], data: st.DataObject) -> None:
    cell = _WORDS | st.text(max_size=12)
    path = st.lists(cell, min_size=1, max_size=3).map(tuple)
    rows = data.draw(st.lists(st.tuples(path, st.tuples(*[cell for _ in columns])), max_size=5))
    drafts = told(columns, rows, title=data.draw(cell), stub=data.draw(cell), below=data.draw(cell))
    named = {"endpoint": "label", "characteristic": "characteristic", "adverse_event": "term"}
    assert all(draft.fields.get(named[draft.kind]) for draft in drafts)
