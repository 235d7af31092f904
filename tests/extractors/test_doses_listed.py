"""Results told in the order of doses, each with the P value of its own test, and minus signs that a space parts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.language.numbers import scan_numbers

_DRUGS = ("vedrolimab", "tofaxinib", "pelgravin", "ralizumab")
_IN_ORDER = (
    "Remission was seen in {p}%, {q}% and {r}% of patients on placebo, {drug} {a} mg and {b} mg, respectively.",
    "Remission was seen in {p}%, {q}%, and {r}% of patients in the placebo, {drug} {a} mg and {b} mg groups, respectively.",
    "Rates of remission were {p}%, {q}% and {r}% with placebo, {drug} {a} mg, and {b} mg, respectively.",
    "Rates of remission were {p}%, {q}% and {r}% in those receiving placebo, {drug} {a} mg and {drug} {b} mg, respectively.",
)
_TESTED = (
    "Mean differences were {p} days (P = 0.02) and {q} days (P < 0.001) for {drug} {a} mg and {b} mg, respectively.",
    "Scores changed by {p} (P = 0.02) and {q} (P < 0.001) with {drug} and tomazine, respectively.",
    "Response rates were {p}% (P = 0.02) and {q}% (P < 0.001) for {drug} and tomazine, respectively.",
)


@pytest.mark.parametrize("template", _IN_ORDER)
@pytest.mark.parametrize("drug", _DRUGS)
@given(st.lists(st.integers(2, 90), min_size=3, max_size=3, unique=True), st.sampled_from([(5, 10), (100, 200), (15, 30)]))
@settings(max_examples=5)
def test_a_dose_alone_in_a_list_is_of_the_drug_before_it(
    template: str, drug: str, shares: list[int], doses: tuple[int, int]
) -> None:
    a, b = doses
    p, q, r = shares
    extraction = daraevidence.extract_text(template.format(p=p, q=q, r=r, drug=drug, a=a, b=b))
    told = {each.cohort: each.percent for each in extraction.endpoints}
    assert told == {"placebo": p, f"{drug} {a} mg": q, f"{drug} {b} mg": r}


@pytest.mark.parametrize("drug", _DRUGS)
def test_doses_that_share_their_unit_and_how_often_they_were_given(drug: str) -> None:
    extraction = daraevidence.extract_text(f"Incidence rates were 2.4 and 3.1 with {drug} 5 and 10 mg BID, respectively.")
    assert {each.cohort: each.value for each in extraction.endpoints} == {f"{drug} 5 mg": 2.4, f"{drug} 10 mg": 3.1}


@pytest.mark.parametrize("template", _TESTED)
@given(st.lists(st.integers(12, 90), min_size=2, max_size=2, unique=True), st.sampled_from(_DRUGS))
@settings(max_examples=6)
def test_each_result_has_the_p_value_behind_it(template: str, values: list[int], drug: str) -> None:
    p, q = values
    extraction = daraevidence.extract_text(template.format(p=p, q=q, drug=drug, a=70, b=140))
    told = [(each.value or each.percent, each.p_op, each.p_value) for each in extraction.endpoints]
    assert told == [(p, "=", 0.02), (q, "<", 0.001)]


def test_one_p_value_of_two_results_is_still_of_both() -> None:
    extraction = daraevidence.extract_text("Relapse occurred in 12% with pelgravin and 31% with placebo (P = 0.004).")
    assert [each.p_value for each in extraction.endpoints] == [0.004, 0.004]


@pytest.mark.parametrize("between", [" and ", ", ", ", and ", " (P = 0.01) and ", " days (95% CI) and ", " kg and "])
@pytest.mark.parametrize("lead", ["were", "was", "by", "of"])
def test_a_parted_minus_goes_on_in_a_list(between: str, lead: str) -> None:
    numbers = [one.value for one in scan_numbers(f"Changes {lead} - 1.8{between}- 2.1 points")]
    assert float(numbers[0]) == -1.8
    assert float(numbers[-1]) == -2.1


@pytest.mark.parametrize("text", ["weeks 12 - 24, 30 - 36", "aged 18 - 65 and 70 - 80", "12 - 24 and 5 - 7 days"])
def test_ranges_with_spaces_have_no_minus(text: str) -> None:
    assert all(one.value > 0 for one in scan_numbers(text))


@pytest.mark.parametrize("drug", ["erenumab", "tofacitinib", "semaglutide"])
@pytest.mark.parametrize(
    "told",
    [
        "Pain changed by 0.5 with placebo, 0.9 with {drug} 70 mg and 1.2 with {drug} 140 mg.",
        "Infection rates were 0.5 for placebo, 0.9 for {drug} 70 mg and 1.2 for {drug} 140 mg.",
    ],
)
def test_doses_are_told_apart_in_a_study_that_was_said_to_be_of_the_drug(drug: str, told: str) -> None:
    extraction = daraevidence.extract_text(f"The trial compared {drug} with placebo.\n\n{told.format(drug=drug)}")
    assert {each.cohort: each.value for each in extraction.endpoints} == {
        "placebo": 0.5,
        f"{drug} 70 mg": 0.9,
        f"{drug} 140 mg": 1.2,
    }
    assert {f"{drug} 70 mg", f"{drug} 140 mg"} <= {each.cohort for each in extraction.cohorts}


@pytest.mark.parametrize("told", ["(95% CI)", "(95% confidence interval [CI])", "[95% CI]"])
@given(st.floats(0.5, 9).map(lambda value: round(value, 2)))
@settings(max_examples=5)
def test_what_all_brackets_hold_is_said_once_and_is_no_part_of_the_label(told: str, value: float) -> None:
    text = f"Infection rates {told} were {value} [0.1-12.0] for placebo and 1.35 [0.2-14.9] for tofacitinib."
    extraction = daraevidence.extract_text(text)
    assert [(each.ci_level, each.ci_low, each.iqr_low) for each in extraction.endpoints] == [(95, 0.1, None), (95, 0.2, None)]
    assert {each.label for each in extraction.endpoints} == {"Infection rates"}
