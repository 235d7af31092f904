"""Tables of a trial's results that compare two groups: rates, ratios and differences under any header, parts below an outcome."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_FEW = settings(max_examples=30, deadline=None)
ARMS = ("Calvirone", "Placebo")


class Row(NamedTuple):
    cohort: str
    comparator: str
    label: str
    measure: str
    value: float | None
    unit: str
    n: int | None
    low: float | None


def table(title: str, heads: list[str], rows: list[list[str]], markdown: bool) -> str:
    lead = "# A trial of calvirone\n\nIn this double-blind trial, patients were assigned to calvirone or placebo.\n\n"
    lead += f"Table 2. {title}\n"
    if not markdown:
        return lead + "\n".join("\t".join(row) for row in [heads, *rows]) + "\n"
    lines = [" | ".join(row) for row in [heads, ["---"] * len(heads), *rows]]
    return lead + "\n" + "\n".join(f"| {line} |" for line in lines) + "\n"


def rows_of(text: str, markdown: bool) -> set[Row]:
    found = daraevidence.extract_text(text, kind="markdown" if markdown else "text").endpoints
    return {
        Row(
            e.cohort or "",
            (e.comparator or "") if e.n is None else "",
            e.label or "",
            e.measure or "",
            e.value,
            e.unit or "",
            e.n,
            e.ci_low,
        )
        for e in found
    }


@_FEW
@given(
    st.lists(st.sampled_from(["Relapses", "Falls", "Strokes", "Major bleeding"]), min_size=2, max_size=3, unique=True),
    st.sampled_from([("events per 100 patient-years", "per 100 patient-years"),
                     ("events/1,000 person-years", "per 1000 person-years"),
                     ("events per 100 patient-yr", "per 100 patient-years"), ("attacks per month", "per month"),
                     ("annualized rate", "per year")]),
    st.sampled_from(["title", "stub", "head"]), st.booleans(), st.integers(11, 95), st.integers(11, 95),
)  # fmt: skip
def test_a_rate_told_once_is_the_unit_of_each_row(
    events: list[str], said: tuple[str, str], where: str, markdown: bool, one: int, other: int
) -> None:
    words, unit = said
    title = f"Outcomes ({words})" if where == "title" else "Outcomes"
    stub = f"Outcome, {words}" if where == "stub" else "Outcome"
    heads = [stub, *(f"{arm} (n={n}){f', {words}' if where == 'head' else ''}" for arm, n in zip(ARMS, (210, 205)))]
    rows = [[event, f"{one / 10 + i}", f"{other / 10 + i}"] for i, event in enumerate(events)]
    if words == "annualized rate" and where == "head":
        return
    found = rows_of(table(title, heads, rows, markdown), markdown)
    values = {
        Row(arm, "", event, "value", float(cell), unit, None, None)
        for event, row in zip(events, rows)
        for arm, cell in zip(ARMS, row[1:])
    }
    assert found == values


_KINDS = (("RR", "relative_risk"), ("aHR", "hazard_ratio"), ("OR", "odds_ratio"), ("IRR", "relative_risk"), ("RD", "value"))


@_FEW
@given(
    st.lists(st.sampled_from(_KINDS), min_size=2, max_size=4),
    st.sampled_from(["Effect (95% CI)", "Comparison (95% CI)", "Effect size (95% CI)", "Adjusted estimate (95% CI)"]),
    st.sampled_from([" ", ", ", ": ", " = "]), st.sampled_from(["{} ({}-{})", "{} ({} to {})", "{} [{}, {}]"]), st.booleans(),
)  # fmt: skip
def test_cells_name_the_comparison_that_they_hold(
    kinds: list[tuple[str, str]], head: str, mark: str, form: str, markdown: bool
) -> None:
    names = ["Remission", "Clinical response", "Relapse", "Death from any cause"]
    heads = ["Outcome", *(f"{arm} (n={n})" for arm, n in zip(ARMS, (200, 100))), head]
    rows, wanted = [], set()
    for name, (word, measure), n in zip(names, kinds, (20, 30, 40, 50)):
        rows.append(
            [f"{name}, n (%)", f"{n} ({n / 2:.1f})", "35 (35.0)", f"{word}{mark}{form.format(f'0.{n}', f'0.{n - 9}', '0.90')}"]
        )
        label = name if measure != "value" else f"difference in {name}"
        wanted.add(Row(*ARMS, label, measure, n / 100, "", None, (n - 9) / 100))
    found = rows_of(table("Efficacy", heads, rows, markdown), markdown)
    assert {row for row in found if row.n is None} == wanted


@pytest.mark.parametrize("panel", [False, True])
@pytest.mark.parametrize("markdown", [False, True])
def test_parts_below_their_outcome(panel: bool, markdown: bool) -> None:
    first = "Rescue procedure, n/N (%)" if panel else "Overall"
    heads = ["Subgroup", *(f"{arm} (n={n})" for arm, n in zip(ARMS, (200, 100))), "Odds ratio (95% CI)"]
    rows = [
        [first, "60/200 (30.0)", "45/100 (45.0)", "0.52 (0.32-0.86)"],
        ["Region", "", "", ""],
        ["  Europe", "30/120 (25.0)", "24/60 (40.0)", "0.50 (0.26-0.97)"],
        ["  Asia", "30/80 (37.5)", "21/40 (52.5)", "0.54 (0.25-1.17)"],
        ["Serum ferritin", "", "", ""],
        ["  <50 µg/L", "20/70 (28.6)", "15/30 (50.0)", "0.40 (0.16-0.97)"],
        ["  ≥50 µg/L", "40/130 (30.8)", "30/70 (42.9)", "0.59 (0.32-1.08)"],
    ]
    title = "Subgroup analyses" if panel else "Rescue procedure by subgroup"
    if markdown:
        rows = [[row[0].replace("  ", "&nbsp;&nbsp;"), *row[1:]] for row in rows]
    found = rows_of(table(title, heads, rows, markdown), markdown)
    assert {row.label for row in found} == {"Rescue procedure"}
    parts = ["", ", Europe", ", Asia", ", Serum ferritin <50 μg/L", ", Serum ferritin ≥50 μg/L"]
    assert {row.cohort for row in found} == {arm + part for arm in ARMS for part in parts}
    assert {(row.cohort, row.comparator) for row in found if row.n is None} == {
        (ARMS[0] + part, ARMS[1] + part) for part in parts
    }


def test_rows_of_ratios_take_the_outcome_above() -> None:
    heads = ["Endpoint", "Calvirone 50 mg (n=90)", "Calvirone 100 mg (n=92)", "Placebo (n=91)"]
    rows = [
        ["Relapses per year, mean", "1.2", "1.1", "1.6"],
        ["Rate ratio vs placebo (95% CI)", "0.75 (0.60-0.94)", "0.69 (0.55-0.86)", "-"],
        ["P value vs placebo", "0.01", "0.002", "-"],
    ]
    found = daraevidence.extract_text(table("Efficacy", heads, rows, True), kind="markdown").endpoints
    ratios = {(e.cohort, e.comparator, e.label, e.value, e.p_value) for e in found if e.measure == "relative_risk"}
    assert ratios == {
        ("Calvirone 50 mg", "Placebo", "Relapses per year", 0.75, 0.01),
        ("Calvirone 100 mg", "Placebo", "Relapses per year", 0.69, 0.002),
    }
    assert {e.unit for e in found if e.measure == "mean"} == {"per year"}


def test_differences_have_the_unit_of_their_row() -> None:
    heads = ["End point", "Calvirone (n=120)", "Placebo (n=118)", "Treatment difference"]
    rows = [
        ["Change in body weight, %", "-9.1", "-2.2", "-6.9 (-8.0 to -5.8)"],
        ["Waist, cm, LS mean change (SE)", "-8.2 (0.4)", "-3.1 (0.4)", "-5.1 (-6.2 to -4.0)"],
    ]
    found = daraevidence.extract_text(table("Results at week 52", heads, rows, True), kind="markdown").endpoints
    said = {(e.measure, e.value, e.unit, e.ci_low) for e in found if e.comparator and "difference" in (e.label or "")}
    assert said == {("value", -6.9, "%", -8.0), ("value", -5.1, "cm", -6.2)}


def test_a_ratio_in_a_cell_is_of_the_time_of_its_row() -> None:
    """But for survival probabilities, whose hazard ratio is of the whole time."""
    heads = ["Outcome", "Calvirone (n=120)", "Placebo (n=118)", "Comparison"]
    rows = [
        ["Sustained remission at week 52, n (%)", "63 (52.5)", "40 (33.9)", "OR 2.16 (95% CI, 1.28-3.63)"],
        ["Relapse by week 52, n (%)", "42 (35.0)", "67 (56.8)", "OR 0.41 (95% CI, 0.24-0.69)"],
        ["Death within 52 weeks, n (%)", "4 (3.3)", "9 (7.6)", "HR 0.43 (95% CI, 0.13-1.40)"],
        ["Overall survival at 52 weeks, %", "96", "92", "HR 0.43 (95% CI, 0.13-1.40)"],
    ]
    found = daraevidence.extract_text(table("Efficacy", heads, rows, True), kind="markdown").endpoints
    assert [e.timepoint for e in found if str(e.measure).endswith("ratio")] == [52.0, 52.0, 52.0, None]
    assert {(e.timepoint, e.timepoint_unit) for e in found if not str(e.measure).endswith("ratio")} == {(52.0, "weeks")}


def test_a_label_that_counts_time_is_its_unit() -> None:
    heads = ["Outcome", "Calvirone (n=120)", "Placebo (n=118)"]
    rows = [["Weeks in remission, median (IQR)", "38 (19-46)", "24 (9-41)"], ["Days to response, mean (SD)", "12 (3)", "19 (4)"]]
    found = daraevidence.extract_text(table("Efficacy", heads, rows, True), kind="markdown").endpoints
    assert [(e.measure, e.value, e.unit) for e in found] == [
        ("median", 38.0, "weeks"),
        ("median", 24.0, "weeks"),
        ("mean", 12.0, "days"),
        ("mean", 19.0, "days"),
    ]


@pytest.mark.parametrize("head", ["Comparison", "Significance", "P value", "Test"])
def test_cells_that_say_that_they_are_p_values(head: str) -> None:
    heads = ["Outcome", "Calvirone (n=131)", "Placebo (n=130)", head]
    rows = [["Pain score, mean (SD)", "38 (19)", "24 (9)", "P=0.006"], ["Remission, n (%)", "30 (22.9)", "20 (15.4)", "P=0.06"]]
    found = daraevidence.extract_text(table("Efficacy", heads, rows, True), kind="markdown").endpoints
    assert [(e.cohort, e.comparator, e.p_value) for e in found] == [
        ("Calvirone", "Placebo", 0.006),
        ("Placebo", "Calvirone", 0.006),
        ("Calvirone", "Placebo", 0.06),
        ("Placebo", "Calvirone", 0.06),
    ]


def test_a_label_that_ends_with_what_is_counted_is_its_unit() -> None:
    heads = ["Outcome", "Calvirone (n=120)", "Placebo (n=118)"]
    rows = [["Monthly migraine days, mean change (95% CI)", "-6.8 (-7.6 to -6.0)", "-4.9 (-5.7 to -4.1)"]]
    found = daraevidence.extract_text(table("Efficacy", heads, rows, True), kind="markdown").endpoints
    assert [(e.measure, e.value, e.unit) for e in found] == [("mean", -6.8, "days"), ("mean", -4.9, "days")]
    text = (
        "Patients were randomized to calvirone (n=120) or placebo (n=118). At week 12, the mean change from baseline in monthly "
        "migraine days (MMDs) was -3.4 for calvirone and -2.3 for placebo. The mean pain score was 3.2 and 4.1, respectively."
    )
    told = [(e.value, e.unit) for e in daraevidence.extract_text(text).endpoints]
    assert told == [(-3.4, "days"), (-2.3, "days"), (3.2, None), (4.1, None)]
