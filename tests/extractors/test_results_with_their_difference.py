"""Two results and what a sentence says of them together: their difference, the reduction they amount to, its P value."""

import itertools

import pytest

from daraevidence import extract_text

PAIR = "Relapse occurred in 29 of 158 patients (18.4%) given zinc {} 47 of 154 (30.5%) given placebo"
AGAINST = ["as compared with", "versus", "and"]


def rows(text):
    """Group, comparator, measure, value, percent and P value of each outcome."""
    return {
        (one.cohort, one.comparator, one.measure, one.value, one.percent, one.p_value) for one in extract_text(text).endpoints
    }


@pytest.mark.parametrize(
    ("against", "lead"),
    list(itertools.product(AGAINST, ["a difference of", "for a difference of", "an absolute difference of"])),
)
def test_the_p_value_of_a_difference_is_that_of_the_two_results(against, lead):
    found = rows(f"{PAIR.format(against)}, {lead} 12.1 percentage points (95% CI, 2.7 to 21.5; P=0.013).")
    assert found == {
        ("zinc", "placebo", "proportion", None, 18.4, 0.013),
        ("placebo", "zinc", "proportion", None, 30.5, 0.013),
        ("zinc", "placebo", "value", 12.1, None, 0.013),
    }


@pytest.mark.parametrize(
    ("against", "lead"),
    list(
        itertools.product(AGAINST, ["which corresponds to a", "corresponding to a", "which translates into a", "representing a"])
    ),
)
def test_the_reduction_that_two_results_amount_to_is_of_their_groups(against, lead):
    found = rows(f"{PAIR.format(against)}, {lead} 43% reduction in the risk of relapse (hazard ratio, 0.57; P=0.017).")
    assert {
        ("zinc", "placebo", "proportion", None, 18.4, 0.017),
        ("placebo", "zinc", "proportion", None, 30.5, 0.017),
        ("zinc", "placebo", "hazard_ratio", 0.57, None, 0.017),
    } <= found
    assert {row[:2] for row in found if row[2] == "risk_reduction"} == {("zinc", "placebo")}


def test_an_event_that_counts_within_a_time_has_it_in_its_hazard_ratio_too():
    text = (
        "Stroke within 180 days was found in 12 of 288 patients (4.2%) in the zinc group and in 28 of 286 (9.8%) in the placebo "
    )
    text += "group (hazard ratio, 0.41; 95% CI, 0.21 to 0.81)."
    assert {(one.measure, one.timepoint) for one in extract_text(text).endpoints} == {("proportion", 180), ("hazard_ratio", 180)}


@pytest.mark.parametrize(
    "words", ["did not differ between groups", "was similar in the two groups", "did not differ between the arms"]
)
def test_what_does_not_differ_between_groups_is_what_was_told_of(words):
    text = f"Median PFS was 8.1 months overall and {words} (8.4 vs 7.7 months in groups A and B, p = 0.44)."
    assert {(one.endpoint, one.value) for one in extract_text(text).endpoints} == {("PFS", 8.1), ("PFS", 8.4), ("PFS", 7.7)}


@pytest.mark.parametrize("lead", ["with", "including"])
def test_parts_are_told_behind_the_whole(lead):
    text = f"Of 31 evaluable patients, 24 responded (77%), {lead} 3 CR and 21 PR."
    found = {(one.endpoint, one.n, one.denominator) for one in extract_text(text).endpoints}
    assert found == {("ORR", 24, 31), ("CR", 3, 31), ("PR", 21, 31)}


@pytest.mark.parametrize("unit", ["months", "weeks"])
def test_exposure_to_a_treatment_is_seen_in_the_study(unit):
    text = f"Median venetoclax exposure was 11.1 {unit} in arm A and 13.8 {unit} in arm B."
    assert {(one.endpoint, one.value) for one in extract_text(text).endpoints} == {
        ("TREATMENT_DURATION", 11.1),
        ("TREATMENT_DURATION", 13.8),
    }


def test_a_limit_not_reached_is_that_of_the_kind_told_before():
    text = "Median survival was not reached (95% CI 40.7-not reached) in arm A and 31.6 months (26.3-not reached) in arm B."
    assert {(one.value, one.ci_low, one.range_low) for one in extract_text(text).endpoints} == {
        (None, 40.7, None),
        (31.6, 26.3, None),
    }


def test_a_reference_behind_a_limit_is_no_percent():
    assert not [one for one in extract_text("Full doses are discouraged at a score of \u22653 [4].").endpoints if one.percent]
