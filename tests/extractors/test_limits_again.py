"""Limits: words that are no variables, limits said twice of one variable, and doses of a drug."""

from __future__ import annotations

import pytest

import daraevidence

OPENING = "Mbeki et al (2022)1 conducted a phase 3 study. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It included adults with a BMI ≥30 kg/m2, or ≥27 kg/m2 with hypertension.", [("BMI", 30.0), ("BMI", 27.0)]),
        ("It included adults with at least one weight-related condition.", [("weight-related condition", 1.0)]),
        ("It included adults with a weight loss of at least 5%.", [("weight loss", 5.0)]),
        ("It included adults with high HbA1c on metformin ≥1500 mg/day.", [("metformin", 1500.0)]),
    ],
)
def test_limits(sentence: str, expected: list[tuple[str, float]]) -> None:
    found = daraevidence.extract_text(OPENING + sentence).thresholds
    assert [(limit.variable, limit.value) for limit in found] == expected
