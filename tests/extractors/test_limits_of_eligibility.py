"""Conditions to take part: ranges, ages, scores, several of them in one sentence."""

import pytest

import daraevidence

Row = tuple[str, str | None, float | None, str | None]


def limits(text: str) -> list[Row]:
    found = daraevidence.extract_text(text).thresholds
    return [(row.variable, row.operator, row.value, row.unit or None) for row in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Adults with psoriasis (PASI score of 12 or higher and body surface area involvement of at least 15%) "
            "were recruited.",
            [("PASI score", ">=", 12, None), ("body surface area involvement", ">=", 15, "%")],
        ),
        (
            "A total of 212 patients with HbA1c 7.5-9.5% were enrolled.",
            [("HbA1c", ">=", 7.5, "%"), ("HbA1c", "<=", 9.5, "%")],
        ),
        (
            "Patients aged 20-70 years with an eGFR of 30 to 60 mL/min/1.73 m2 were eligible.",
            [
                ("age", ">=", 20, "years"),
                ("age", "<=", 70, "years"),
                ("eGFR", ">=", 30, "mL/min/1.73 m2"),
                ("eGFR", "<=", 60, "mL/min/1.73 m2"),
            ],
        ),
        (
            "Children aged 9 months or older with a CURB-65 score of 2 or more were included.",
            [("age", ">=", 9, "months"), ("CURB-65 score", ">=", 2, None)],
        ),
        ("The CURB-65 score marks patients at high risk (score ≥3).", [("CURB-65 score", ">=", 3, None)]),
    ],
)
def test_conditions_to_take_part(text: str, rows: list[Row]) -> None:
    assert limits(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Patients were aged 18 to 80 years with a history of asthma for at least 12 months.",
        "Median age was 57 years (range 31-83) and 40 patients were enrolled.",
        "We enrolled patients; mean HbA1c was 7.0-10.0%.",
        "Platelet count 50-100 x 10^9/L in 12% of the patients included.",
    ],
)
def test_what_was_found_is_no_condition(text: str) -> None:
    assert limits(text) == []
