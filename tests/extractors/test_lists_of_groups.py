"""Lists whose line above names the outcome and whose items name the groups, each with its result."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daraevidence import extract_text

_LEADS = [
    ("Median progression-free survival was:", "PFS", "median", "{0:.1f} months"),
    ("The median overall survival in each arm was as follows:", "OS", "median", "{0:.1f} months"),
    ("Overall response rate by treatment group:", "ORR", "proportion", "{0:.1f}%"),
    ("Results of the trial. Rates of complete remission at day 90 were:", "CR", "proportion", "{0:.1f}%"),
    ("The mean change in LDL cholesterol at week 24 was:", "OTHER", "mean", "-{0:.1f}%"),
]
_ARMS = [("Drugol", "Placebo"), ("drugol 5 mg", "drugol 10 mg"), ("Arm A", "Arm B"), ("Stage III", "Stage IV")]
_ITEMS = [
    "{bullet} {arm}: {result}",
    "{bullet} {arm} group: {result}",
    "{bullet} {arm} (n=60): {result}",
    "{bullet} {arm} – {result}",
]


@given(
    st.sampled_from(_LEADS),
    st.sampled_from(_ARMS),
    st.sampled_from(_ITEMS),
    st.sampled_from("-•"),
    st.tuples(st.integers(10, 500), st.integers(10, 500)),
)
def test_each_item_is_the_outcome_in_its_group(lead, arms, item, bullet, values):
    line, code, measure, shape = lead
    assume("–" not in item or not arms[0].endswith("mg"))  # "5 mg – 1.0%" may be a range
    values = [value / 10 for value in values]
    items = [item.format(bullet=bullet, arm=arm, result=shape.format(value)) for arm, value in zip(arms, values)]
    found = extract_text("\n".join((line, "", *items))).endpoints
    assert [(one.cohort, one.endpoint, one.measure) for one in found] == [(arm, code, measure) for arm in arms]
    assert [abs(one.percent if measure == "proportion" else one.value) for one in found] == values
    at = {90.0: "days", 24.0: "weeks"}
    assert all(at.get(one.timepoint) == one.timepoint_unit for one in found)


def test_an_item_below_them_compares_the_groups():
    text = "Median OS:\n- Arm A: 20 months\n- Arm B: 15 months\n- HR 0.70 (95% CI 0.5-0.9; P=0.01)"
    ratio = next(one for one in extract_text(text).endpoints if one.measure == "hazard_ratio")
    assert (ratio.endpoint, ratio.cohort, ratio.comparator, ratio.value) == ("OS", "Arm A", "Arm B", 0.7)


@pytest.mark.parametrize(
    "text",
    [
        "Overall response rate:\n- Complete response: 20%\n- Partial response: 30%",
        "Key results:\n- ORR: 20%\n- CR: 30%",
    ],
)
def test_items_that_name_outcomes_are_of_all(text):
    assert [(one.cohort, one.percent) for one in extract_text(text).endpoints] == [(None, 20.0), (None, 30.0)]


@pytest.mark.parametrize(
    "text",
    [
        "The dose is:\n- Adults: 20 mg once daily\n- Children: 10 mg once daily",
        "The bleeding score is calculated as follows:\n- Diabetes: 1 point\n- Age over 75 years: 2 points",
    ],
)
def test_doses_and_points_are_no_results(text):
    assert extract_text(text).endpoints == ()


def test_points_of_a_score():
    text = "The bleeding score is calculated as follows:\n- Diabetes: 1 point\n- Hemoglobin <11 g/dL: 2 points [3]"
    found = extract_text(text).thresholds
    assert [(one.variable, one.operator, one.value, one.points) for one in found] == [
        ("Diabetes", None, None, 1.0),
        ("Hemoglobin", "<", 11.0, 2.0),
    ]
