"""Doses in the prose of a study: without their drug, as areas, changed later; drugs had before."""

from __future__ import annotations

import pytest

import daraevidence

Row = tuple[str, float | str | None, str | None, str | None]
OPENING = "Mbeki et al (2022)1 conducted a phase 2 study of 40 adults with lymphoma. "


def given(text: str) -> list[Row]:
    rows = daraevidence.extract_text(OPENING + text).regimens
    return [(row.drugs, row.dose if row.dose is not None else row.dose_text, row.dose_unit, row.route) for row in rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Carboplatin AUC 5 was given for 4 cycles.", [("carboplatin", 5.0, "AUC", None)]),
        (
            "Patients received carboplatin (area under the curve [AUC], 5 to 6) every 3 weeks.",
            [("carboplatin", "5-6", "AUC", None)],
        ),
        (
            "Patients received ibrutinib 420 mg once daily. The dose was lowered to 280 mg in 9 patients.",
            [("ibrutinib", 420.0, "mg", None), ("ibrutinib", 280.0, "mg", None)],
        ),
        (
            "Patients received ibrutinib 420 mg daily. The dose was lowered to 280 mg in 9 patients, and 2 stopped ibrutinib.",
            [("ibrutinib", 420.0, "mg", None), ("ibrutinib", 280.0, "mg", None)],
        ),
        (
            "Patients received ibrutinib 420 mg once daily. Of them, 11 had been given rituximab before.",
            [("ibrutinib", 420.0, "mg", None)],
        ),
        ("Patients received ibrutinib 420 mg until SCT or IMMUNE failure.", [("ibrutinib", 420.0, "mg", None)]),
        (
            "The interval was chosen by the physician: ofatumumab 20 mg SC every 4 weeks or 20 mg SC every 8 weeks.",
            [("ofatumumab", 20.0, "mg", "SC")],
        ),
        ("They gave ibrutinib in a phase 1 study to 12 adults at 140-560 mg once daily.", [("ibrutinib", "140-560", "mg", None)]),
        ("Ten adults on ibrutinib responded.", [("ibrutinib", None, None, None)]),
        ("Immunoglobulin G levels fell; 9 received IVIG 0.4 g/kg monthly.", [("immunoglobulin", 0.4, "g/kg", "IV")]),
    ],
)
def test_doses(text: str, rows: list[Row]) -> None:
    assert given(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "The AUC was 0.78 for the prediction of relapse.",
        "The dose was lowered to 280 mg in 9 patients.",
        "Serum immunoglobulins were measured; low immunoglobulins were found in 6 patients.",
    ],
)
def test_no_dose_is_guessed(text: str) -> None:
    assert given(text) == []


def test_an_area_is_a_dose_of_carboplatin_only() -> None:
    text = OPENING + "The AUC of ibrutinib was 5 times higher with food. Carboplatin AUC 5 was given."
    assert [(row.drugs, row.dose_unit) for row in daraevidence.extract_text(text).regimens if row.dose] == [
        ("carboplatin", "AUC")
    ]
