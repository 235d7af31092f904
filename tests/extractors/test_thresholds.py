"""Cut-offs, scores and eligibility limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

Row = tuple[str, str | None, float | str | None, str | None, float | None]


def limits(text: str) -> list[Row]:
    found = daraevidence.extract_text(text).thresholds
    return [
        (row.variable, row.operator, row.value if row.value is not None else row.value_text, row.unit, row.points)
        for row in found
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Higher eosinophil counts (≥300/μL) predicted benefit.", [("eosinophil counts", ">=", 300, "cells/uL", None)]),
        (
            "Dose was halved if age was greater than 80 years or eGFR < 30 ml/min.",
            [("age", ">", 80, "years", None), ("eGFR", "<", 30, "mL/min", None)],
        ),
        (
            "Patients aged ≥18 years with a platelet count ≤30 x 10^9/L were included.",
            [("age", ">=", 18, "years", None), ("platelet count", "<=", 30e9, "cells/L", None)],
        ),
        ("Adults ≥65 years of age were eligible.", [("age", ">=", 65, "years", None)]),
        ("The cut-off for ferritin was >500 ng/mL.", [("ferritin", ">", 500, "ng/mL", None)]),
        (
            "The minimal threshold of 3×10^6/kg CD34+ cells was reached.",
            [("CD34+ cells", ">=", 3e6, "cells/kg", None)],
        ),
        # no limits
        ("Five (20%) patients were ≥70 years old.", []),
        ("Survival was longer (P<0.001).", []),
        ("Grade ≥3 events were rare.", []),
        ("All had received ≥2 prior lines.", []),
        ("The median age was 64 years.", []),
        ("", []),
    ],
)
def test_limits_of_a_sentence(text: str, rows: list[Row]) -> None:
    assert limits(text) == rows


def test_a_score_has_a_row_for_each_limit() -> None:
    text = """A model predicts outcome after treatment:

  • 0 points: hemoglobin ≥10 g/dL AND LDH <250 U/L
  • 1 point: Either hemoglobin <10 g/dL OR LDH ≥250 U/L
"""
    assert limits(text) == [
        ("hemoglobin", ">=", 10, "g/dL", 0),
        ("LDH", "<", 250, "U/L", 0),
        ("hemoglobin", "<", 10, "g/dL", 1),
        ("LDH", ">=", 250, "U/L", 1),
    ]


def test_values_of_the_patient_that_is_asked_about() -> None:
    text = "Your patient's platelet count of 45,000/μL and hemoglobin 9.1 g/dL do not forbid treatment."
    assert limits(text) == [("platelet count", "=", 45000, "cells/uL", None), ("hemoglobin", "=", 9.1, "g/dL", None)]


def test_a_power_of_ten_is_applied_and_said() -> None:
    (row,) = daraevidence.extract_text("Patients with ANC ≥1.5 x 10^9/L were eligible.").thresholds
    assert row.value == 1.5e9
    assert row.evidence["value"][0].how == "normalised"
    assert row.context == "inclusion criterion"


@given(st.text(alphabet="age WBC≥<>0123456789./%()μL years patients\n•", max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(row.variable for row in daraevidence.extract_text(text).thresholds)
