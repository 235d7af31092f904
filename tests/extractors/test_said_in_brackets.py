"""What brackets say beside a result: sizes of groups, statistics of a model, a difference in a thousand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


@pytest.mark.parametrize("between", ["vs", "versus", "and"])
@pytest.mark.parametrize(("verb", "outcome"), [("died within 30 days", "DEATH"), ("relapsed", "RELAPSE")])
def test_who_is_counted_behind_a_bracket_of_sizes(between: str, verb: str, outcome: str) -> None:
    text = f"A total of 640 adults were randomised (318 to apixaban {between} 322 to warfarin), of whom 41 (6.4%) {verb}."
    (result,) = daraevidence.extract_text(text).endpoints
    assert (result.endpoint, result.cohort, result.n, result.denominator) == (outcome, "total", 41, 640)


@pytest.mark.parametrize("name", ["R2", "R²", "I2", "adjusted R2", "R-squared"])
@given(st.integers(5, 99))
def test_what_a_model_explains_is_no_share(name: str, share: int) -> None:
    text = f"A longer stay was significantly associated with higher risk (p = 0.004, {name} = {share}%)."
    assert [each.percent for each in daraevidence.extract_text(text).endpoints if each.percent is not None] == []


@pytest.mark.parametrize("change", ["absolute increase", "absolute reduction", "absolute difference", "absolute risk reduction"])
@pytest.mark.parametrize("of", [100, 1000, 10000])
def test_a_difference_in_a_thousand_counts_nobody(change: str, of: int) -> None:
    text = (
        f"Death occurred in 30 (10%) of the X group and 45 (15%) of the control group, an {change} of 50/{of} (95% CI 10 to 90)."
    )
    found = daraevidence.extract_text(text.replace("X", "sirolimus")).endpoints
    assert [(each.value, each.unit, each.n) for each in found if each.value is not None] == [(50.0, f"per {of}", None)]


def test_people_of_a_hundred_are_counted() -> None:
    (result,) = daraevidence.extract_text("The reduction in stroke was seen in 14/100 patients.").endpoints
    assert (result.n, result.denominator) == (14, 100)


@pytest.mark.parametrize("score", ["PASI 75", "EASI-75", "ACR 75"])
@pytest.mark.parametrize("gloss", ["75% improvement in symptoms", "at least a 75% improvement in signs", "≥75% fall in score"])
def test_what_the_degree_of_a_score_means(score: str, gloss: str) -> None:
    text = f"{score} ({gloss}) at week 12 was achieved by 61% of patients on sirolimus compared with 9% on placebo."
    found = daraevidence.extract_text(text).endpoints
    assert [(each.label, each.cohort, each.percent) for each in found] == [(score, "sirolimus", 61.0), (score, "placebo", 9.0)]


@pytest.mark.parametrize("scale", ["Physician Global Assessment 0/1", "IGA (0/1)", "an Investigator score of 0 or 1 (0/1)"])
def test_levels_of_a_scale_count_nobody(scale: str) -> None:
    found = daraevidence.extract_text(f"At week 16, {scale} was reached by 64% with sirolimus and 17% with placebo.").endpoints
    assert [(each.percent, each.n) for each in found] == [(64.0, None), (17.0, None)]


@pytest.mark.parametrize("part", ["eyes", "knees", "teeth"])
@pytest.mark.parametrize("told", ["62% of {}", "29 {} (52.7%)"])
def test_parts_of_the_body_are_not_so_many_as_the_patients(part: str, told: str) -> None:
    text = f"This was a retrospective study. We included 46 patients. At 6 months, {told.format(part)} were free of pain."
    assert [each.denominator for each in daraevidence.extract_text(text).endpoints] == [None]
