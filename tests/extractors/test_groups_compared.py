"""Arms that a text compares, and drugs that it tells of as causes, whatever else its sentences say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_DRUGS = ("sacubitril", "apixaban", "venetoclax", "metformin", "tofacitinib")
_WAYS = ("early surgery", "watchful waiting", "nurse-led education", "usual care", "the evening infusion")
_SHARES = st.floats(2, 95).map(lambda value: round(value, 1))
_CAUSES = (
    "Smith and colleagues report that {a} led to relapse in {p}% of patients, as compared with {q}% of those in the {b} group.",
    "According to the ORION trial, {a} reduced relapse ({p}% vs {q}%, P=0.003) compared with {b}.",
    "In the ORION trial of 400 patients, {a} reduced relapse from {q}% with {b} to {p}%.",
)
_COMPARED = (
    "A randomized trial compared {a} with {b}: relapse was seen in {p}% vs {q}%, respectively.",
    "The ORION trial compared {a} with {b} in 369 patients. Relapse occurred in {p}% vs {q}%, respectively.",
    "In a randomized trial, Smith et al compared the efficacy of {a} with that of {b}. At 6 months, relapse was {p}% vs {q}%.",
    "Smith et al compared outcomes in patients with gout who received {a} (n=259) with those who received {b} (n=108). "
    "At 48 weeks, relapse was {p}% vs {q}% (P=0.02).",
    "Patients treated with {a} (n=120) were compared with those treated with {b} (n=131). Relapse occurred in {p}% vs {q}%.",
)


def _told(text: str) -> dict[str, float]:
    return {
        (each.cohort or "").removesuffix(" group"): float(each.percent or 0) for each in daraevidence.extract_text(text).endpoints
    }


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(_CAUSES), st.permutations(_DRUGS), _SHARES, _SHARES)
def test_a_drug_that_acts_has_the_first_result(form: str, drugs: list[str], p: float, q: float) -> None:
    one, other = drugs[:2]
    assert _told(form.format(a=one, b=other, p=p, q=q)) == {one: p, other: q}


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(_COMPARED), st.permutations(_DRUGS + _WAYS), _SHARES, _SHARES)
def test_what_a_trial_compares_are_its_arms(form: str, names: list[str], p: float, q: float) -> None:
    one, other = (name.removeprefix("the ") for name in names[:2])
    assert _told(form.format(a=names[0], b=names[1], p=p, q=q)) == {one: p, other: q}


@pytest.mark.parametrize(
    "text",
    [
        "The trial compared outcomes in women with those in men.",
        "The trial compared quality of life at baseline with that at week 12.",
        "The randomized trial compared the results of the first year with those of the second.",
        "Patients who received prior metformin (n=50) were compared with those who received no metformin (n=40).",
    ],
)
def test_what_else_a_trial_compares_is_no_arm(text: str) -> None:
    assert [cohort.cohort for cohort in daraevidence.extract_text(text).cohorts if cohort.role == "arm"] == []


def test_a_group_named_behind_one_second_result_is_that_of_all_second_results() -> None:
    text = "The ORION trial showed relapse in 47% of patients versus 51% with metformin, with nausea in 26% versus 39%."
    told = [(row.percent, row.cohort) for row in daraevidence.extract_text(text).adverse_events]
    assert told == [(26.0, None), (39.0, "metformin")]


def test_what_a_result_came_to_is_not_of_the_group_that_it_came_from() -> None:
    text = "Relapse fell from 30% in the control group to 20%, and death from 12% with control to 8%."
    told = [(row.percent, row.cohort) for row in daraevidence.extract_text(text).endpoints]
    assert told == [(30.0, "control"), (20.0, None), (12.0, "control"), (8.0, None)]
