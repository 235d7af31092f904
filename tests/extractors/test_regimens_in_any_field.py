"""Doses of any field of medicine: lists of doses, what stands behind the last one, drugs that no vocabulary knows, advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

# ruff: noqa: E501 (paragraphs of documents are single lines)

Row = tuple[str | None, float | None, str | None, str | None, str | None]

_DRUGS = st.sampled_from(["sertraline", "apixaban", "dupilumab", "semaglutide", "ramipril", "budesonide"])
_DOSES = st.lists(st.integers(1, 900), min_size=2, max_size=3, unique=True).map(sorted)
_UNITS = st.sampled_from(["mg", "mcg", "mg/kg", "mg/m2", "IU"])
_OFTEN = st.sampled_from(
    [
        "once daily",
        "twice daily",
        "every two weeks",
        "every 4 weeks",
        "three times a day",
        "once a year",
        "nightly",
        "every 12 hours",
    ]
)
_ROUTES = st.sampled_from([("subcutaneously", "SC"), ("intravenously", "IV"), ("orally", "PO"), ("by mouth", "PO"), ("IM", "IM")])
_CODES = st.from_regex(r"[A-Z]{2,4}-?[0-9]{3,5}", fullmatch=True)


def rows(text: str) -> list[Row]:
    regimens = [each for each in daraevidence.extract_text(text).regimens if each.drugs != "placebo"]
    return [(each.drugs, each.dose, each.dose_unit, each.route, each.schedule) for each in regimens]


@given(_DRUGS, _DOSES, _UNITS, _OFTEN, _ROUTES)
def test_what_stands_behind_the_last_dose_of_a_list_holds_for_all(
    drug: str, doses: list[int], unit: str, often: str, route: tuple[str, str]
) -> None:
    arms = ", ".join(f"{drug} {dose} {unit} (N={90 + dose})" for dose in doses[:-1])
    text = f"In the HARBOR trial, participants received placebo (N=88), {arms}, or {drug} {doses[-1]} {unit} (N=77) {route[0]} {often} for 8 weeks.\n"
    assert [row[:4] for row in rows(text)] == [(drug, float(dose), unit, route[1]) for dose in doses]
    assert {row[4] for row in rows(text)} == {f"{often} for 8 weeks"}


@given(_CODES, _DOSES, st.sampled_from(["mg", "mg/kg", "IU"]), _OFTEN)
def test_a_drug_known_by_a_code_only(code: str, doses: list[int], unit: str, often: str) -> None:
    low, high = doses[0], doses[-1]
    text = (
        f"In the phase 2b HARBOR trial, adults received {code} {low} {unit} {often}, {code} {high} {unit} {often}, or placebo.\n"
    )
    assert rows(text) == [(code.lower(), float(dose), unit, None, often) for dose in (low, high)]


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("In the HARBOR trial, adults received elmivast 20 mg once daily.", ["elmivast"]),
        ("In the HARBOR trial, adults received placebo 20 mg once daily.", []),
        ("In the HARBOR trial, adults received approximately 20 mg once daily.", []),
        ("In the HARBOR trial, adults were given tablets 20 mg once daily.", []),
        ("In the HARBOR trial, serum glucose 90 mg daily was seen.", []),
        ("In the HARBOR trial, LDL-C 90 mg/dL was reached by adults.", []),
    ],
)
def test_words_before_a_dose(text: str, drugs: list[str]) -> None:
    assert [row[0] for row in rows(text + "\n")] == drugs


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "received nivolumab 3 mg/kg plus ipilimumab 1 mg/kg every 3 weeks",
            [("nivolumab", 3.0, "mg/kg", None, "every 3 weeks"), ("ipilimumab", 1.0, "mg/kg", None, "every 3 weeks")],
        ),
        (
            "received apixaban 5 mg or dabigatran 150 mg twice daily",
            [("apixaban", 5.0, "mg", None, None), ("dabigatran", 150.0, "mg", None, "twice daily")],
        ),
        (
            "received semaglutide at 0.25 mg once weekly, escalated every 4 weeks to 0.5 mg and 1.0 mg",
            [
                ("semaglutide", 0.25, "mg", None, "once weekly"),
                ("semaglutide", 0.5, "mg", None, None),
                ("semaglutide", 1.0, "mg", None, None),
            ],
        ),
        (
            "received monthly intramuscular cabotegravir 400 mg or continued oral therapy",
            [("cabotegravir", 400.0, "mg", "IM", "monthly")],
        ),
        (
            "received finerenone 20 mg once daily if potassium was low, and 10 mg once daily otherwise",
            [("finerenone", 20.0, "mg", None, "once daily"), ("finerenone", 10.0, "mg", None, "once daily")],
        ),
        (
            "received olanzapine 5 mg/day (mean dose 12.4 mg) compared with haloperidol 6 mg/day",
            [("olanzapine", 5.0, "mg", None, "per day"), ("haloperidol", 6.0, "mg", None, "per day")],
        ),
    ],
)
def test_forms_of_giving(said: str, expected: list[Row]) -> None:
    found = [row for row in rows(f"In the HARBOR trial, adults {said}.\n") if row[1] is not None]
    assert found == expected


def test_advice_is_no_study_s() -> None:
    text = (
        "VELTRANA - Use in Lung Disease\n\nDOSAGE AND ADMINISTRATION\n\n"
        "• For asymptomatic disease consider prednisolone 0.5 mg/kg/day. For symptomatic disease start prednisolone 1 mg/kg/day.\n"
    )
    found = daraevidence.extract_text(text).regimens
    assert [(each.study, each.drugs, each.dose, each.dose_unit) for each in found] == [
        (None, "prednisolone", 0.5, "mg/kg/day"),
        (None, "prednisolone", 1.0, "mg/kg/day"),
    ]
