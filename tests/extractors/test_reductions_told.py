"""By how much something was less or more in one group than in another: values and reductions of risk, never shares."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

OUTCOMES = ["stroke", "bleeding", "hospitalization"]


def _rows(sentence):
    ex = daraevidence.extract_text(f"In the CALM trial, {sentence}")
    return [(row.measure, row.value, row.cohort, row.comparator) for row in ex.endpoints if row.measure != "hazard_ratio"], ex


MORE = [
    ("{outcome} was {n}% higher with rivaroxaban than with warfarin.", "value"),
    ("{outcome} was {n}% less common with rivaroxaban than with warfarin (P=0.02).", "value"),
    ("{outcome} was {n}% less frequent in the rivaroxaban group than in the warfarin group.", "value"),
    ("the risk of {outcome} was {n}% lower with rivaroxaban than with warfarin (HR=0.60; 95% CI, 0.46-0.80).", "risk_reduction"),
    ("rivaroxaban was associated with a {n}% lower risk of {outcome} than warfarin.", "risk_reduction"),
    ("rivaroxaban resulted in a {n}% reduction in {outcome} (HR=0.53; 95% CI 0.35-0.79) versus warfarin.", "value"),
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MORE), st.sampled_from(OUTCOMES), st.integers(11, 89))
def test_one_result_held_against_another_group(form, outcome, n):
    rows, _ = _rows(form[0].format(outcome=outcome, n=n))
    assert rows == [(form[1], float(n), "rivaroxaban", "warfarin")]


TWO = [
    (
        "patients on rivaroxaban had a {a}% lower risk of {x} and a {b}% lower risk of {y} than those on warfarin.",
        "risk_reduction",
    ),
    ("rivaroxaban was associated with a {a}% decrease in {x} and a {b}% reduction in {y} versus warfarin.", "value"),
    (
        "rivaroxaban was associated with a {a}% decrease in {x} (HR=0.71; 95% CI 0.47-1.07) and a {b}% reduction in {y} "
        "(HR=0.53; 95% CI 0.35-0.79) versus warfarin.",
        "value",
    ),
]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TWO), st.permutations(OUTCOMES), st.lists(st.integers(11, 89), min_size=2, max_size=2, unique=True))
def test_two_outcomes_of_one_group(form, outcomes, shares):
    rows, ex = _rows(form[0].format(a=shares[0], b=shares[1], x=outcomes[0], y=outcomes[1]))
    assert rows == [(form[1], float(n), "rivaroxaban", "warfarin") for n in shares]
    labels = [row.label for row in ex.endpoints if row.measure != "hazard_ratio"]
    assert [outcome in label for outcome, label in zip(outcomes, labels)] == [True, True]


def test_reductions_of_two_groups():
    rows, _ = _rows("there was a 35% reduction in seizures with rivaroxaban and a 12% reduction with warfarin.")
    assert rows == [("value", 35.0, "rivaroxaban", "warfarin"), ("value", 12.0, "warfarin", "rivaroxaban")]


def test_what_is_added_names_the_group():
    sentence = "the addition of daratumumab to VMP led to a 40 percent reduction in the risk of death compared to VMP alone."
    rows, _ = _rows(sentence)
    assert rows == [("risk_reduction", 40.0, "daratumumab", "VMP")]


@pytest.mark.parametrize("part", ["a third", "a quarter", "half"])
def test_parts_in_words_are_no_groups(part):
    _, ex = _rows(f"rivaroxaban cut heart attacks by {part} compared with warfarin (hazard ratio, 0.67; 95% CI, 0.50-0.90).")
    assert {group.cohort for group in ex.cohorts} == {"rivaroxaban", "warfarin"}
    (row,) = ex.endpoints
    assert (row.cohort, row.comparator) == ("rivaroxaban", "warfarin")


@pytest.mark.parametrize("groups", [("lorvanil", "placebo"), ("the checklist", "usual care")])
@pytest.mark.parametrize(
    ("told", "rows"),
    [
        (", a relative risk reduction of 50%", [("risk_reduction", 50)]),
        (", for a relative risk reduction of 50% (95% CI 20 to 70)", [("risk_reduction", 50)]),
        (" (relative risk reduction, 50%)", [("risk_reduction", 50)]),
        (", a 50% relative reduction", [("risk_reduction", 50)]),
        (", an absolute risk reduction of 12 percentage points", [("value", 12)]),
        (" (absolute risk reduction 12%; NNT 8)", [("value", 12), ("value", 8)]),
        (" (ARR 12%, RRR 50%, NNT 8)", [("value", 12), ("risk_reduction", 50), ("value", 8)]),
        (". The relative risk reduction was 50%", [("risk_reduction", 50)]),
    ],
)
def test_a_reduction_of_the_risk_is_of_the_two_groups_before(groups, told, rows) -> None:
    found = daraevidence.extract_text(f"Relapse occurred in 12% with {groups[0]} and 24% with {groups[1]}{told}.").endpoints
    shares = [(row.percent, row.measure) for row in found[:2]]
    assert shares == [(12, "proportion"), (24, "proportion")]
    assert [(row.measure, row.value) for row in found[2:]] == rows
    for row in found[2:]:
        assert (row.endpoint, row.cohort, row.comparator) == ("RELAPSE", found[0].cohort, found[1].cohort)
        assert row.label.casefold().endswith("relapse")


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Bleeding was rarer with 110 mg dabigatran than with warfarin (2.7% vs 3.4%; P = 0.03).", {"warfarin": 3.4}),
        ("Compared with placebo, relapse was less frequent (12% vs 24%).", {"placebo": 24}),
        ("Relapse was less frequent than with placebo (12% vs 24%).", {"placebo": 24}),
    ],
)
def test_the_group_held_against_has_the_second_of_two_results(text, shares) -> None:
    found = {row.cohort: row.percent for row in daraevidence.extract_text(text).endpoints}
    assert {name: found[name] for name in shares} == shares


def test_two_counts_behind_a_comparison_are_no_sizes() -> None:
    extraction = daraevidence.extract_text("Bleeding was rarer with dabigatran than with warfarin (12 vs 26 patients).")
    assert [(row.cohort, row.n) for row in extraction.endpoints] == [("dabigatran", 12), ("warfarin", 26)]
    assert [cohort.n for cohort in extraction.cohorts] == [None, None]


@pytest.mark.parametrize(
    "part", ["21.1% CR", "8 complete responses (21.1%)", "8 (21.1%) with a complete response", "21.1% complete responses"]
)
def test_a_part_of_the_responses_is_named_by_itself(part) -> None:
    found = daraevidence.extract_text(f"The ORR was 63.2%, including {part}.").endpoints
    assert [(row.endpoint, row.percent) for row in found] == [("ORR", 63.2), ("CR", 21.1)]


@pytest.mark.parametrize(
    ("text", "cohorts"),
    [
        ("Median PFS improved from 5.3 months to 9.1 months with the addition of palbociclib.", [None, "palbociclib"]),
        ("Palbociclib extended median overall survival from 5.3 to 9.1 months (HR 0.70).", [None, "Palbociclib", "Palbociclib"]),
        ("With palbociclib, median PFS rose from 5.3 to 9.1 months compared with placebo.", ["placebo", "palbociclib"]),
        ("Median survival rose from 5.3 months with cisplatin to 9.1 months with palbociclib.", ["cisplatin", "palbociclib"]),
    ],
)
def test_a_time_to_an_event_goes_from_one_group_to_the_other(text, cohorts) -> None:
    extraction = daraevidence.extract_text(text)
    assert [(row.cohort, row.value) for row in extraction.endpoints] == list(zip(cohorts, (5.3, 9.1, 0.7), strict=False))
    assert not extraction.characteristics
    assert all(row.confidence < 1 for row in extraction.endpoints if row.cohort is None)
