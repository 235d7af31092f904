"""Limits as news, guidelines, registries and labels tell them: ages without units, ends of ranges, changes, spelled units."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.language.units import unit_at


def _limits(text: str) -> set[tuple[str, str, float | None, str]]:
    return {(one.variable, one.operator, one.value, one.unit) for one in extract_text(text).thresholds}


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 90), st.sampled_from(["people", "adults", "women", "those", "anyone"]), st.data())
def test_an_age_needs_no_unit(age: int, who: str, data: st.DataObject) -> None:
    told, sign = data.draw(
        st.sampled_from(
            [
                (f"{who} {age} and older", ">="),
                (f"{who} over {age}", ">"),
                (f"{who} under {age}", "<"),
                (f"{who} aged {age}+", ">="),
            ]
        )
    )
    assert _limits(f"The vaccine is approved for {told}.") == {("age", sign, float(age), "years")}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("People between 18 and 65 with eczema could take part.", {("age", ">=", 18.0, "years"), ("age", "<=", 65.0, "years")}),
        (
            "Screening should start at age 45 and continue until age 75.",
            {("age", ">=", 45.0, "years"), ("age", "<=", 75.0, "years")},
        ),
        (
            "The vaccine is approved for those ages 6 months through 64 years.",
            {("age", ">=", 6.0, "months"), ("age", "<=", 64.0, "years")},
        ),
        ("Children under 12 were not allowed to take part.", {("age", "<", 12.0, "years")}),
    ],
)
def test_ages_of_those_who_may(text: str, limits: set[tuple[str, str, float | None, str]]) -> None:
    assert _limits(text) == limits


@pytest.mark.parametrize(
    "text",
    [
        "The incidence was 12% in people 65 and older and 4% in those under 50.",
        "Deaths among children under 5 fell by 20% after the programme began.",
        "The diet was followed by 40% of those older than 65.",
        "To be eligible, women had to be asked about age, and to have at least four to five hot flashes a day.",
        "The drug cut LDL cholesterol by more than 50% and the mean HbA1c fell below 7%.",
    ],
)
def test_ages_of_those_who_were_counted_are_no_limits(text: str) -> None:
    assert not any(one.variable in ("age", "LDL cholesterol", "HbA1c") for one in extract_text(text).thresholds)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        (
            "For eGFR 30 to <60 mL/min, reduce the dose.",
            {("eGFR", ">=", 30.0, "mL/min"), ("eGFR", "<", 60.0, "mL/min")},
        ),
        (
            "For patients with total bilirubin greater than 1.5 to 3 times ULN, the recommended dose is 75 mg.",
            {("total bilirubin", ">", 1.5, "x ULN"), ("total bilirubin", "<=", 3.0, "x ULN")},
        ),
        (
            "Patients must have ALT within 2.5 times the upper limit of normal.",
            {("ALT", "<=", 2.5, "x ULN")},
        ),
        (
            "Patients must have a ferritin below 100 nanograms (ng) per milliliter (mL).",
            {("ferritin", "<", 100.0, "ng/mL")},
        ),
        (
            "Hypotension is defined as a >30% drop in systolic blood pressure.",
            {("drop in systolic blood pressure", ">", 30.0, "%")},
        ),
        ("Interrupt if LVEF drops by 10% or more from baseline.", {("drop of LVEF", ">=", 10.0, "%")}),
        (
            "Response was defined as at least a 50% reduction in the HAM-D total score.",
            {("reduction of HAM-D total score", ">=", 50.0, "%")},
        ),
        (
            "Patients were excluded for a life expectancy under three months, or having had a stroke within the past six months.",
            {("life expectancy", "<", 3.0, "months"), ("time since stroke", "<=", 6.0, "months")},
        ),
        (
            "Exclusion criteria: had major surgery within 28 days of the first dose.",
            {("time since major surgery", "<=", 28.0, "days")},
        ),
    ],
)
def test_limits_and_what_they_are_on(text: str, limits: set[tuple[str, str, float | None, str]]) -> None:
    assert _limits(text) == limits


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        (" milligrams per deciliter", "mg/dL"),
        (" nanograms (ng) per milliliter (mL)", "ng/mL"),
        (" cells per cubic millimeter", "cells/mm3"),
        (" kilograms per square meter", "kg/m2"),
        (" millimeters of mercury", "mm Hg"),
        (" mg (SC) per day", "mg"),
    ],
)
def test_units_spelled_out(printed: str, unit: str) -> None:
    found = unit_at(printed, 0)
    assert found is not None
    assert found.name == unit
