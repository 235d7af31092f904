"""Ranges to be in, second limits of a variable, changes, doses capped or told before their drug."""

from __future__ import annotations

import pytest

import daraevidence

Row = tuple[str, str | None, float | str | None]
OPENING = "Mbeki et al (2022)1 conducted a phase 3 study of 240 adults with asthma.\n\n"


def limits(text: str) -> list[Row]:
    found = daraevidence.extract_text(OPENING + text).thresholds
    return [(row.variable, row.operator, row.value if row.value is not None else row.value_text) for row in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "• Eligible patients had an ECOG performance status of 0-1.",
            [("ECOG performance status", ">=", 0.0), ("ECOG performance status", "<=", 1.0)],
        ),
        (
            "• Key inclusion criteria:\n  • Age 18-75 years\n  • ECOG performance status 0 to 2\n"
            "  • At least 2 prior lines of therapy\n",
            [
                ("age", ">=", 18.0),
                ("age", "<=", 75.0),
                ("ECOG performance status", ">=", 0.0),
                ("ECOG performance status", "<=", 2.0),
                ("prior lines of therapy", ">=", 2.0),
            ],
        ),
        (
            "• Women with ferritin <30 μg/L and hemoglobin between 7 and 10 g/dL were included.",
            [("ferritin", "<", 30.0), ("hemoglobin", ">=", 7.0), ("hemoglobin", "<=", 10.0)],
        ),
        (
            "• Patients were eligible if ALT and AST were ≤2.5 × ULN (≤5 × ULN with liver metastases).",
            [("ALT and AST", "<=", 2.5), ("ALT and AST", "<=", 5.0)],
        ),
        (
            "• Treatment was withheld if the platelet count fell below 25,000/μL and resumed when it was above 50,000/μL.",
            [("platelet count", "<", 25_000.0), ("platelet count", ">", 50_000.0)],
        ),
        (
            "• Rescue was allowed after a reduction of at least 10 mm Hg in systolic blood pressure.",
            [("reduction in systolic blood pressure", ">=", 10.0)],
        ),
        ("• eGFR 15 to 29 mL/min/1.73 m²: 15 mg once daily for induction", [("eGFR", ">=", 15.0), ("eGFR", "<=", 29.0)]),
    ],
)
def test_ranges_and_second_limits(text: str, rows: list[Row]) -> None:
    assert limits(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "• The median age was between 40 and 50 years in 30% of the centers.",
        "• Baseline ECOG performance status was 0 in 20 patients and 1 in 30.",
        "• After 2 prior lines of therapy, 12 patients responded.",
    ],
)
def test_what_was_found_is_no_range_to_be_in(text: str) -> None:
    assert limits(text) == []


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("They received 1,000 mg of rituximab IV on days 1 and 15.", [("rituximab", 1000.0, "IV", "on days 1 and 15")]),
        (
            "Tocilizumab was administered at 8 mg/kg (maximum 800 mg) every 4 weeks (Q4W).",
            [("tocilizumab", 8.0, None, "every 4 weeks")],
        ),
        ("A single intramuscular dose of either ZX-214 120 µg or placebo was given.", [("zx-214", 120.0, "IM", "single dose")]),
        ("Subjects took one 10-mg tablet of vortioxetine each morning.", [("vortioxetine", 10.0, None, "each morning")]),
    ],
)
def test_doses_before_their_drug_and_doses_with_a_cap(sentence: str, rows: list[tuple[str, float, str | None, str]]) -> None:
    found = daraevidence.extract_text(OPENING + sentence).regimens
    assert [(row.drugs, row.dose, row.route, row.schedule) for row in found if row.drugs != "placebo"] == rows
