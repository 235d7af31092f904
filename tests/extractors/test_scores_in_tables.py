"""Scores printed as tables: their limits with points, however the table is printed, and no records of patients."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

from .limit_rows import limits

HEAD = "The score was derived in a cohort of 310 patients.\n\n## Entry Score\n\n"
MEASURES = [
    ("Age", "years", "years", 1),
    ("Albumin", "g/L", "g/L", 1),
    ("Platelets", "×10⁹/L", "cells/L", 10**9),
    ("INR", "", "", 1),
]


@st.composite
def scores(draw):
    """Rows of a score in columns of points: ``(measure, lower limit, upper limit)``."""
    chosen = draw(st.lists(st.sampled_from(MEASURES), min_size=3, max_size=4, unique=True))
    return [(measure, low := draw(st.integers(10, 60)), low + draw(st.integers(2, 30))) for measure in chosen]


@settings(max_examples=25, deadline=None)
@given(scores(), st.booleans(), st.sampled_from(["Variable", "Risk factor", "Laboratory parameter"]))
def test_limits_in_columns_of_points(rows, piped, stub):
    labels = [f"{name} ({unit})" if unit else name for (name, unit, _, _), _, _ in rows]
    cells = [[f"<{low}", f"{low}-{high}", f">{high}"] for _, low, high in rows]
    lines = [[stub, "0 points", "1 point", "3 points"], *([label, *row] for label, row in zip(labels, cells))]
    if piped:
        printed = "\n".join("| " + " | ".join(line) + " |" for line in (lines[0], ["---"] * 4, *lines[1:]))
    else:
        printed = "\n".join(" ".join(line) for line in lines)
    extraction = daraevidence.extract_text(f"{HEAD}{printed}\n\nThe score was not tested elsewhere.\n")
    told = [
        (row.variable, row.operator, row.value if row.value is not None else row.value_text, row.unit or "", row.points)
        for row in extraction.thresholds
    ]
    wanted = []
    for (name, _, unit, times), low, high in rows:
        between = f"{low}-{high}" if times == 1 else f"{low * times}-{high * times}"
        wanted += [(name, "<", low * times, unit, 0), (name, "=", between, unit, 1), (name, ">", high * times, unit, 3)]
    assert told == wanted
    assert not extraction.characteristics and not extraction.endpoints


def test_items_with_their_points_beside_them():
    items = "Age ≥65 years 2\nCreatinine >2 mg/dL 1\nHeart failure 1\nHemoglobin <10 g/dL 3\n"
    found = daraevidence.extract_text(f"{HEAD}Criterion Points\n{items}\nEnd of text.\n").thresholds
    assert [(row.variable, row.operator, row.value, row.points) for row in found] == [
        ("age", ">=", 65, 2),
        ("Creatinine", ">", 2, 1),
        ("Heart failure", None, None, 1),
        ("Hemoglobin", "<", 10, 3),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Outcome Score\nGood 12\nFair 30\n",  # what was found, and no item holds a limit
        "Arm 1 2 3\nMedian, months 10 12 15\nResponses, % 20 35 41\n",  # arms by number
    ],
)
def test_numbers_below_a_word_for_points_are_no_limits(rows):
    assert limits(f"{HEAD}{rows}\nEnd of text.\n") == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "And now?\n\n## Summary for this patient\n\nWith age 57, INR 1.4, urea 8.1 mmol/L the entry score is 6.\n",
            [("age", "=", 57, "years"), ("INR", "=", 1.4, None), ("urea", "=", 8.1, "mmol/L"), ("entry score", "=", 6, None)],
        ),
        (
            "Survival at 28 days was 88%, falling to 47% with a Hull score ≥7.\n",
            [("Hull score", ">=", 7, None)],
        ),
        (
            "The number needed to treat was 6 in patients with at least four risk factors 12.\n",
            [("risk factors", ">=", 4, None)],
        ),
    ],
)
def test_values_of_the_patient_and_named_scales(text, rows):
    assert [(name, sign, value, unit or None) for name, sign, value, unit in limits(text)] == rows
