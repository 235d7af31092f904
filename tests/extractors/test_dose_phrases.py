"""A dose phrase says the same in whatever order a writer puts its parts; an arm called by a treatment was given it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

# ruff: noqa: E501 (paragraphs of documents are single lines)

Row = tuple[str | None, str | None, float | None, str | None, str | None, str | None]
OPENING = "Mbeki et al (2022) conducted a randomized phase 3 study. "

_DRUGS = st.sampled_from(["apixaban", "dupilumab", "semaglutide", "tocilizumab", "zorvapivat", "methotrexate"])
_DOSES = st.tuples(st.sampled_from([0.5, 2, 7.5, 40, 162, 300]), st.sampled_from(["mg", "mg/kg", "mg/m2", "IU"]))
_ROUTES = st.sampled_from([("IV", "IV"), ("subcutaneously", "SC"), ("orally", "PO"), ("by mouth", "PO"), ("intramuscularly", "IM"),
                           ("under the skin", "SC"), ("intravitreally", "intravitreal")])  # fmt: skip
_OFTEN = st.sampled_from(
    ["once daily", "twice a day", "every 4 weeks", "Q3W", "every other week", "three times a week", "on days 1 and 8 of each 21-day cycle",
     "at weeks 0, 2, and 6", "nightly", "every 12 hours", "once every two weeks", "a single dose"]
)  # fmt: skip
_WAYS = st.sampled_from(
    [
        "All patients received {drug} {dose} {route} {often}.",
        "All patients received {drug} ({dose} {route} {often}).",
        "All patients received {drug} at a dose of {dose} {route}, {often}.",
        "{Drug} was given {route} at {dose} {often}.",
        "{Drug} was administered at {dose} {often} {route}.",
        "All patients were treated with {dose} of {drug} {route} {often}.",
        "They were randomly assigned to {drug}, {dose} {route} {often}.",
    ]
)


def rows(text: str) -> list[Row]:
    found = daraevidence.extract_text(text).regimens
    return [(row.study, row.drugs, row.dose, row.dose_unit, row.route, row.schedule) for row in found]


@settings(max_examples=60, deadline=None)
@given(_DRUGS, _DOSES, _ROUTES, _OFTEN, _WAYS)
def test_one_phrase_in_many_orders_is_one_record(
    drug: str, dose: tuple[float, str], route: tuple[str, str], often: str, way: str
) -> None:
    said = way.format(drug=drug, Drug=drug.capitalize(), dose=f"{dose[0]:g} {dose[1]}", route=route[0], often=often)
    about = "Zorvapivat is an investigational oral antagonist. "
    assert rows(about + OPENING + said + "\n") == [("Mbeki et al (2022)", drug, dose[0], dose[1], route[1], often)]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "They were assigned to injections under the skin every three weeks, either luspatercept (0.3 mg/kg; n=157) or placebo (n=155).",
            [("luspatercept", 0.3, "mg/kg", "SC", "every three weeks"), ("placebo", None, None, "SC", "every three weeks")],
        ),
        (
            "They received 6 mg faricimab every 8 weeks or 2 mg aflibercept every 4 weeks, all by intravitreal injection.",
            [("faricimab", 6, "mg", "intravitreal", "every 8 weeks"), ("aflibercept", 2, "mg", "intravitreal", "every 4 weeks")],
        ),
        (
            "The infusions of tocilizumab (8 mg/kg IV every 4 weeks) were continued. In 1 patient the dose had to be lowered to 4 mg/kg IV.",
            [("tocilizumab", 8, "mg/kg", "IV", "every 4 weeks"), ("tocilizumab", 4, "mg/kg", "IV", None)],
        ),
        (
            "We randomized 312 adults to lumivarest 10 mg, 20 mg or placebo once daily.",
            [
                ("lumivarest", 10, "mg", None, "once daily"),
                ("lumivarest", 20, "mg", None, "once daily"),
                ("placebo", None, None, None, "once daily"),
            ],
        ),
        (
            "They got 15 mg/kg of nirsevimab in a single intramuscular injection.",
            [("nirsevimab", 15, "mg/kg", "IM", "a single intramuscular injection")],
        ),
        ("They were given glucose 75 mg for a test.", []),
        ("They were assigned to a salt intake of 20 mg or less.", []),
    ],
)
def test_what_is_said_once_for_several_doses(said: str, expected: list[Row]) -> None:
    assert [row[1:] for row in rows(OPENING + said + "\n")] == expected


@pytest.mark.parametrize(
    ("said", "drugs"),
    [
        ("Patients were assigned to apixaban (n=40) or placebo (n=41).", {"apixaban", "placebo"}),
        (
            "Death occurred in 3 of 40 patients (7.5%) in the apixaban-refractory group and in 9 of 41 (22.0%) in the other.",
            set(),
        ),
    ],
)
def test_the_arms_of_a_study_are_its_treatments(said: str, drugs: set[str]) -> None:
    assert {row[1] for row in rows(OPENING + said + "\n")} == drugs


def test_partners_with_their_sizes_are_treatments_of_their_own() -> None:
    said = "REMICADE was combined with methotrexate (n=11), azathioprine (n=3), or leflunomide (n=2), or was given alone (n=6)."
    assert [row[1] for row in rows(OPENING + said + "\n")] == [
        "infliximab + methotrexate",
        "azathioprine + infliximab",
        "infliximab + leflunomide",
        "infliximab",
    ]


def test_patients_of_a_document_without_a_study_were_given_something() -> None:
    text = (
        "VORELTIX (selmafitinib)\n\nInfections occurred in 71% of VORELTIX-treated patients compared to 53% of patients treated with "
        "apixaban. Rash was seen in 3% of patients treated with VORELTIX. Patients may be given warfarin instead.\n"
    )
    assert {row[:2] for row in rows(text)} == {(None, "selmafitinib"), (None, "apixaban")}


def test_the_rows_of_a_table_of_doses_name_the_drugs() -> None:
    text = (
        "# Options\n\n| Drug | Usual dose | Watch for |\n|---|---|---|\n| Propranolol | 80-160 mg orally per day | Asthma, cold hands |\n"
        "| Erenumab | 70 or 140 mg SC every 4 weeks | Constipation |\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").regimens
    assert [(row.drugs, row.dose or row.dose_text, row.route, row.schedule) for row in found] == [
        ("propranolol", "80-160", "PO", "per day"),
        ("erenumab", 70, "SC", "every 4 weeks"),
        ("erenumab", 140, "SC", "every 4 weeks"),
    ]
