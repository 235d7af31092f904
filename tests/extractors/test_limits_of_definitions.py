"""Limits of definitions: exact points of a scale, times by which something fails, margins, second limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limit_rows import Row, limits


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Remission was defined as a pouch score of 2 or lower with no subscore greater than 1 and a bleeding subscore of 0.",
            [("pouch score", "<=", 2, None), ("subscore", ">", 1, None), ("bleeding subscore", "=", 0, None)],
        ),
        (
            "Clear nails were defined as a Nail Severity Index (NSI) score of 0.",
            [("Nail Severity Index (NSI) score", "=", 0, None)],
        ),
        ("Success was defined as a wound rating of 0 to 2.", [("wound rating", "=", "0-2", None)]),
        (
            "Response was defined as a decrease from baseline in the total pouch score of at least 3 points and at least 30%.",
            [
                ("decrease of total pouch score", ">=", 3, "points"),
                ("decrease of total pouch score", ">=", 30, "%"),
            ],
        ),
        (
            "Resistance was defined as failure to achieve either a full response (by 3 months) or a deep one (by 12 months).",
            [("failure to achieve full response", "<=", 3, "months"), ("failure to achieve deep one", "<=", 12, "months")],
        ),
        ("Sustained control was defined as no steroids for at least 4 weeks.", [("no steroids", ">=", 4, "weeks")]),
        ("A deep response was defined as 10% or less viable tumor cells.", [("viable tumor cells", "<=", 10, "%")]),
        ("Response was defined as improvement in two or more domains.", [("domains", ">=", 2, None)]),
        ("The noninferiority margin was set at 1.25 for the hazard ratio.", [("noninferiority margin", "=", 1.25, None)]),
        ("The trial used a noninferiority margin of 10%.", [("noninferiority margin", "=", 10, "%")]),
        (
            "Patients were stratified by CD9 expression (<1% versus ≥1%) and age (<65 vs ≥65 years).",
            [
                ("CD9 expression", "<", 1, "%"),
                ("CD9 expression", ">=", 1, "%"),
                ("age", "<", 65, "years"),
                ("age", ">=", 65, "years"),
            ],
        ),
        (
            "Patients had an HbA1c between 7.0% and 10.5% and an eGFR of at least 45 mL/min.",
            [("HbA1c", ">=", 7, "%"), ("HbA1c", "<=", 10.5, "%"), ("eGFR", ">=", 45, "mL/min")],
        ),
        (
            "Women with seven or more moderate to severe hot flashes a day were eligible.",
            [("moderate to severe hot flashes a day", ">=", 7, None)],
        ),
        ("Children aged 6 months to 5 years were eligible.", [("age", ">=", 6, "months"), ("age", "<=", 5, "years")]),
        (
            "Use contraception during treatment and for at least 4 weeks after the last dose.",
            [("time since last dose", ">=", 4, "weeks")],
        ),
        ("Those enrolled scored 20 or higher on the Mood Rating Scale.", [("Mood Rating Scale score", ">=", 20, None)]),
        ("The drug was adjusted to a trough level of 8-12 ng/mL.", [("trough", "=", "8-12", "ng/mL")]),
    ],
)
def test_what_definitions_limit(sentence: str, expected: list[Row]) -> None:
    assert limits(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The mean score was 0 at baseline and the response rate was 40%.",
        "Pain was measured on a visual analogue scale of 0-10, and success was defined as freedom from pain.",
        "The infusion, of 5% glucose, took more than 30 minutes.",
        "Treatment was repeated every 3 weeks for up to 6 cycles in eligible patients.",
        "The stopping boundary was crossed (rate at 3 years, 85%).",
        "Failure was rare by 3 months.",
    ],
)
def test_what_is_no_limit(sentence: str) -> None:
    assert limits(sentence) == []


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from((("one or two", 1, 2), ("two to four", 2, 4), ("1 or 2", 1, 2), ("two or three", 2, 3))),
    st.sampled_from(("previous antiangiogenic regimens", "antidepressants", "brain lesions")),
    st.sampled_from(("Eligible patients had received {} {}.", "Patients who had had {} {} were included.")),
)
def test_a_few_things_counted(few: tuple[str, int, int], thing: str, frame: str) -> None:
    assert limits(frame.format(few[0], thing)) == [(thing, ">=", few[1], None), (thing, "<=", few[2], None)]
