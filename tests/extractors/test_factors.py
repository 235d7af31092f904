"""Ratios of factors are those of the patients who have them, and of what the factors predict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_FACTORS = st.sampled_from(["serum albumin below 20 g/L", "prior stroke", "age above 80 years", "two or more comorbidities"])
_PREDICATES = st.sampled_from(
    [
        "predicted {}",
        "were independent predictors of {}",
        "were associated with {}",
        "were both significantly associated with {}",
        "were independent risk factors for {}",
    ]
)
_LEADS = st.sampled_from(["", "In a multivariable model ", "In multivariable analysis, ", "On Cox regression, "])


def ratios(text: str) -> set[tuple[str | None, str, float | None]]:
    told = daraevidence.extract_text(f"Varga et al (2020) followed 523 adults with gout. {text}\n").endpoints
    return {(each.cohort, each.label, each.value) for each in told if each.measure == "odds_ratio"}


@given(_FACTORS, _FACTORS, _PREDICATES, _LEADS, st.sampled_from(["major bleeding", "recurrent stroke"]))
def test_each_factor_has_its_ratio(one: str, other: str, predicate: str, lead: str, outcome: str) -> None:
    if one == other:
        return
    text = f"{lead}a {one} (OR 0.41; 95% CI 0.22-0.78) and {other} (OR 0.55; 95% CI 0.31-0.97) {predicate.format(outcome)}."
    text = text[0].upper() + text[1:]
    found = ratios(text)
    assert found == {(f"patients with {one}", outcome, 0.41), (f"patients with {other}", outcome, 0.55)}
    cohorts = daraevidence.extract_text(f"Varga et al (2020) followed 523 adults with gout. {text}\n").cohorts
    assert {(each.cohort, each.role) for each in cohorts} >= {(f"patients with {one}", "subgroup")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Age above 75 years did not predict bleeding (OR 1.14, 95% CI 0.39-3.30).",
            {("patients with age above 75 years", "bleeding", 1.14)},
        ),
        (
            "A low albumin and two or more comorbidities were predictors of bleeding (OR 2.6, 95% CI 1.4-4.8, and OR 1.9, 95% CI "
            "1.1-3.3, respectively).",
            {("patients with low albumin", "bleeding", 2.6), ("patients with two or more comorbidities", "bleeding", 1.9)},
        ),
        (
            "Prior stroke (OR 0.6; 95% CI 0.3-0.9) predicted a lower chance of bleeding.",
            {("patients with prior stroke", "bleeding", 0.6)},
        ),
    ],
)
def test_factors_in_other_places(text: str, found: set[tuple[str, str, float]]) -> None:
    assert ratios(text) == found


def test_a_treatment_is_no_factor() -> None:
    found = ratios("Rituximab (OR 0.5; 95% CI 0.3-0.8) was associated with bleeding.")
    assert {cohort for cohort, _, _ in found} == {"Rituximab"}
