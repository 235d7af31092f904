"""Tables whose rows name no outcome: a time in the title or a column of differences makes them results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_UNITS = st.sampled_from([("Day", "days"), ("Week", "weeks"), ("Month", "months")])


def markdown(title: str, headers: list[str], rows: list[list[str]]) -> str:
    lines = [f"**{title}**", "", "| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


@given(st.integers(1, 60), _UNITS, st.integers(50, 900), st.integers(50, 900), st.integers(10, 45))
def test_a_time_in_the_title(at: int, unit: tuple[str, str], first: int, second: int, n: int) -> None:
    text = "The HARBOR trial enrolled 2,000 adults.\n\n" + markdown(
        f"Seroconversion at {unit[0]} {at}",
        ["Strain, n/N (%)", f"Ramivac (N={first})", f"Placebo (N={second})", "Difference, % (95% CI)"],
        [["H1N1", f"{n}/{first} ({100 * n / first:.1f})", f"9/{second} ({900 / second:.1f})", "4.2 (1.1 to 7.3)"]],
    )
    found = daraevidence.extract_text(text)
    assert not found.characteristics
    assert [(row.cohort, row.n, row.denominator) for row in found.endpoints if row.n is not None] == [
        ("Ramivac", n, first),
        ("Placebo", 9, second),
    ]
    assert {(row.timepoint, row.timepoint_unit) for row in found.endpoints} == {(float(at), unit[1])}
    assert [(row.value, row.ci_low, row.cohort, row.comparator) for row in found.endpoints if row.measure == "value"] == [
        (4.2, 1.1, "Ramivac", "Placebo")
    ]


@pytest.mark.parametrize("tail", ["GMT (95% CI)", "Mean (95% CI)", "n (%)", "Rate (95% CI)"])
def test_what_headers_share_behind_the_size_is_no_part_of_the_arm(tail: str) -> None:
    headers = ["Strain", f"Ramivac (N=120) {tail}", f"Placebo (N=118) {tail}"]
    text = "The HARBOR trial enrolled 238 adults.\n\n" + markdown(
        "Titers at Week 4",
        headers,
        [["H1N1", "41 (34.2)", "12 (10.2)"] if "%)" in tail[:5] else ["H1N1", "41 (34-49)", "12 (9-16)"]],
    )
    found = daraevidence.extract_text(text)
    assert [(group.cohort, group.n) for group in found.cohorts if group.role == "arm"] == [("Ramivac", 120), ("Placebo", 118)]


def test_baseline_stays_baseline() -> None:
    text = "The HARBOR trial enrolled 238 adults.\n\n" + markdown(
        "Baseline Characteristics of Patients Followed to Week 52",
        ["Characteristic", "Ramivac (N=120)", "Placebo (N=118)"],
        [["Female, n (%)", "60 (50.0)", "59 (50.0)"]],
    )
    found = daraevidence.extract_text(text)
    assert len(found.characteristics) == 2
    assert not found.endpoints


@given(st.booleans(), st.sampled_from(["Difference or RR (95% CI)", "Adjusted difference or odds ratio (95% CI)"]))
def test_a_column_for_differences_and_ratios(shares_first: bool, header: str) -> None:
    rows = [
        ["Smoking cessation, n (%)", "60 (30.0)", "40 (20.2)", "1.49 (1.05 to 2.10)"],
        ["Body weight, kg, mean (SD)", "84.1 (12.0)", "86.2 (12.3)", "-2.1 (-3.0 to -1.2)"],
        ["Steps per day, mean (SD)", "8101 (900)", "7900 (910)", "201 (99 to 303)"],
    ]
    ordered = rows if shares_first else rows[::-1]
    text = markdown("Outcomes", ["Outcome", "Coaching (n=200)", "Control (n=198)", header], ordered)
    found = daraevidence.extract_text("The HARBOR trial enrolled 398 adults.\n\n" + text).endpoints
    ratio = "odds_ratio" if "odds" in header else "relative_risk"
    told = {(row.value, row.measure) for row in found if row.measure in ("value", ratio)}
    assert told == {(1.49, ratio), (-2.1, "value"), (201.0, "value")}
    assert {(row.cohort, row.comparator) for row in found} == {("Coaching", "Control"), ("Control", "Coaching")}


@given(st.lists(st.integers(1, 400), min_size=2, max_size=4, unique=True), st.sampled_from(["mg", "mcg", "mg/kg"]))
def test_a_table_of_doses_tells_regimens_and_no_groups(doses: list[int], unit: str) -> None:
    rows = [[f"Step {number}", f"{dose} {unit}"] for number, dose in enumerate(doses, 1)]
    text = "# Ramipril - Use in Gout\n\n## Dosing\n\n" + markdown("Dose Reduction Schedule", ["Step", "Dose"], rows)
    found = daraevidence.extract_text(text, kind="markdown")
    assert [(row.study, row.drugs, row.dose, row.dose_unit, row.schedule) for row in found.regimens] == [
        (None, "ramipril", float(dose), unit, f"Step {number}") for number, dose in enumerate(doses, 1)
    ]
    assert not found.cohorts
    assert not found.characteristics


def test_a_composite_is_no_death() -> None:
    row = ["Death or first hospitalization for heart failure", "88 (16.3)", "60 (22.1)", "0.70 (0.51-0.97)"]
    header = ["Event", "Ramivac (n=541)", "Placebo (n=271)", "Hazard ratio (95% CI)"]
    text = "The HARBOR trial enrolled 812 adults.\n\n" + markdown("Outcomes, n (%)", header, [row])
    assert {each.endpoint for each in daraevidence.extract_text(text).endpoints} == {"OTHER"}


@pytest.mark.parametrize("effect", ["Vaccine efficacy (95% CI)", "Relative risk reduction (95% CI)", "Effectiveness, % (95% CI)"])
def test_efficacy_is_a_reduction_of_risk_that_sets_the_arms_against_each_other(effect: str) -> None:
    text = "The HARBOR trial enrolled 900 adults.\n\n" + markdown(
        "Cases of Disease",
        ["Endpoint", "Ramivac (N=450)", "Placebo (N=450)", effect],
        [["Severe disease", "14/450", "79/450", "82.2% (68.7-89.9)"]],
    )
    found = daraevidence.extract_text(text)
    assert [(row.cohort, row.comparator, row.measure, row.n, row.value, row.ci_low) for row in found.endpoints] == [
        ("Ramivac", "Placebo", "proportion", 14, None, None),
        ("Placebo", "Ramivac", "proportion", 79, None, None),
        ("Ramivac", "Placebo", "risk_reduction", None, 82.2, 68.7),
    ]


@pytest.mark.parametrize("header", ["{}: Median PFS, months", "{}, n/N"])
def test_rows_of_subgroups_are_parts_of_the_arms(header: str) -> None:
    cells = ["8.3", "4.3"] if "Median" in header else ["38/71", "49/68"]
    text = "The HARBOR trial enrolled 398 adults with lung cancer.\n\n" + markdown(
        "Progression-Free Survival by Subgroup",
        ["Subgroup", header.format("Ramivac"), header.format("Placebo"), "HR (95% CI)"],
        [["Age", "", "", ""], ["<65 years", *cells, "0.51 (0.37-0.70)"], ["≥65 years", *cells, "0.55 (0.39-0.78)"]],
    )
    found = daraevidence.extract_text(text, kind="markdown").endpoints
    for part in ("<65 years", "≥65 years"):
        one, other = f"Ramivac, {part}", f"Placebo, {part}"
        told = [(row.cohort, row.comparator, row.measure == "hazard_ratio") for row in found if part in (row.cohort or "")]
        assert told == [(one, other, False), (other, one, False), (one, other, True)]
    assert {row.endpoint for row in found} == {"PFS"}


def test_stable_disease_is_no_deviation() -> None:
    rows = [["PR, n (%)", "40 (33.3)", "20 (16.9)"], ["SD, n (%)", "30 (25.0)", "40 (33.9)"]]
    text = "The HARBOR trial enrolled 238 adults.\n\n" + markdown(
        "Best Response", ["Response", "Ramivac (N=120)", "Placebo (N=118)"], rows
    )
    found = daraevidence.extract_text(text, kind="markdown").endpoints
    assert [(row.endpoint, row.cohort, row.n) for row in found] == [
        ("PR", "Ramivac", 40), ("PR", "Placebo", 20), ("SD", "Ramivac", 30), ("SD", "Placebo", 40)
    ]  # fmt: skip


@pytest.mark.parametrize(("told", "term", "grade"), [
    ("Peripheral neuropathy of any grade occurred in 35 patients (55%), of grade 3 in 4 (6%).", "Peripheral neuropathy", "any"),
    ("Grade III-IV mucositis occurred in 12 patients (24%).", "mucositis", "3-4"),
])  # fmt: skip
def test_grades_in_words(told: str, term: str, grade: str) -> None:
    events = daraevidence.extract_text("The HARBOR trial enrolled 64 adults. " + told).adverse_events
    assert (events[0].term, events[0].grade) == (term, grade)


def test_how_long_something_took_is_of_no_visit():
    text = (
        "Outcomes at Week 16\n\n| Outcome | Ravenib (n=13) | Placebo (n=9) |\n|---|---|---|\n"
        "| Remission, n (%) | 6 (46) | 5 (56) |\n| Median time to remission, weeks (range) | 7 (2-15) | 5 (6-14) |\n"
    )
    rows = daraevidence.extract_text(text, kind="markdown").endpoints
    assert {(row.label, row.timepoint) for row in rows if row.unit == "weeks"} == {("Median time to remission", None)}
