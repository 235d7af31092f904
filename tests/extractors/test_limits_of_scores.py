"""Groups of a score, intervals, ages without the word, one patient's values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limit_rows import Row, limits

import daraevidence

OPENING = "Mbeki et al (2022)1 derived a score from a retrospective cohort of 210 patients. "


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "Low risk is a score of 0 points, intermediate risk 1-2 points, and high risk 3-4 points.",
            [("=", 0.0), ("=", "1-2"), ("=", "3-4")],
        ),
        (
            "Patients were at low risk (0-1 points), intermediate risk (2-3 points) or high risk (≥4 points).",
            [("=", "0-1"), ("=", "2-3"), (">=", 4.0)],
        ),
        ("A score of 0-1 defines low risk, 2-3 intermediate risk and ≥4 high risk.", [("=", "0-1"), ("=", "2-3"), (">=", 4.0)]),
        ("Score 0: low risk; score 1-3: moderate risk; score of 4 or more: high risk.", [("=", 0.0), ("=", "1-3"), (">=", 4.0)]),
        ("A score of 3 or more indicated high risk.", [(">=", 3.0)]),
        ("Low-risk patients (score 0–2) differed from high-risk patients (score 3–6).", [("=", "0-2"), ("=", "3-6")]),
    ],
)
def test_groups_of_a_score(sentence: str, rows: list[tuple[str, float | str]]) -> None:
    unit = "points" if "points" in sentence else None
    assert limits(OPENING + sentence) == [("score", op, value, unit) for op, value in rows]


def test_the_group_is_what_the_points_are_for() -> None:
    rows = daraevidence.extract_text(OPENING + "Low risk is a score of 0-1 points and high risk 2-5 points.").thresholds
    assert [row.context for row in rows] == ["Low risk (Mbeki et al (2022))", "high risk (Mbeki et al (2022))"]


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 81 patients at low risk, 74 at intermediate risk, and 43 at high risk by the score.",
        "By score, 12% of those at low risk and 40% at high risk died.",
        "The odds ratio for high risk vs low risk of the score was 4.1.",
        "Patients at high risk had 3 points of pain less.",
    ],
)
def test_sizes_and_results_of_the_groups_are_no_points(sentence: str) -> None:
    assert limits(OPENING + sentence) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3), st.integers(1, 4), st.sampled_from([" points", " or more points"]), st.booleans())
def test_any_cut(low: int, width: int, more: str, upper: bool) -> None:
    names = ("Low risk", "high risk") if upper else ("Favorable prognosis", "poor prognosis")
    text = f"{OPENING}{names[0]} was {low}-{low + width} points and {names[1]} {low + width + 1}{more}."
    last = ("score", ">=" if "more" in more else "=", float(low + width + 1), "points")
    assert limits(text) == [("score", "=", f"{low}-{low + width}", "points"), last]


def test_an_interval_is_called_by_what_it_is_between() -> None:
    text = (
        "Mbeki et al (2022)1 recommend an interval of at least 80 days between the last dose and surgery. "
        "The outcome was worse when the interval was below 30 days."
    )
    name = "interval between the last dose and surgery"
    assert limits(text) == [(name, ">=", 80.0, "days"), (name, "<", 30.0, "days")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In people of 65 years or older, weigh the risk of clots.", [("age", ">=", 65.0, "years")]),
        ("Of 80 patients, 12 patients of 65 years or older died.", []),
    ],
)
def test_an_age_without_the_word(sentence: str, expected: list[Row]) -> None:
    assert limits(f"Precautions\n\n• {sentence}\n") == expected


def test_values_that_the_asker_sent() -> None:
    text = "The values that you sent (hemoglobin 9.4 g/dL, neutrophils 2.1 × 10^9/L) do not stand in the way."
    assert limits(text) == [("hemoglobin", "=", 9.4, "g/dL"), ("neutrophils", "=", 2_100_000_000.0, "cells/L")]


def test_a_measure_said_again_more_briefly_is_one_limit() -> None:
    text = "Stop if serum phosphate is ≥7.0 mg/dL. Also stop if phosphate of ≥7.0 mg/dL recurs."
    assert limits(f"Precautions\n\n• {text}\n") == [("serum phosphate", ">=", 7.0, "mg/dL")]
