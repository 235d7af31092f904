"""Numbers that name, scale or limit something and are no results; and results held against a control without one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def _shares(text: str) -> list[float | None]:
    extraction = daraevidence.extract_text(text)
    shares = [each.percent for each in (*extraction.endpoints, *extraction.adverse_events)]
    return [share for share in shares if share is not None]


@pytest.mark.parametrize("thing", ["period", "era", "season", "wave", "quartile", "session", "region"])
@given(st.integers(1, 9), st.integers(11, 90))
def test_the_number_of_a_thing_before_a_share(thing: str, which: int, share: int) -> None:
    assert _shares(f"In {thing} {which}, {share}% of patients had a relapse.") == [share]


@pytest.mark.parametrize("level", ["95% level of significance", "95% confidence level", "5% significance level"])
def test_a_level_of_significance(level: str) -> None:
    assert _shares(f"A difference between the groups was found at the {level} (p < 0.05).") == []


@pytest.mark.parametrize(
    "text",
    [
        "The incidence rate was expressed per 100 patient-years.",
        "Incidence of infections (events/100 patient-years) was reported.",
    ],
)
def test_the_scale_of_a_rate_counts_nobody(text: str) -> None:
    assert [each.n for each in daraevidence.extract_text(text).endpoints] == []


@pytest.mark.parametrize("verb", ["varied between", "ranged between", "varied widely between"])
@given(st.integers(5, 40), st.integers(50, 95))
def test_two_ends_joined_by_and(verb: str, low: int, high: int) -> None:
    (told,) = daraevidence.extract_text(f"The response rate {verb} {low}% and {high}% across studies.").endpoints
    assert (told.percent_low, told.percent_high) == (low, high)


@pytest.mark.parametrize("noun", ["reductions in seizures", "improvement in the score", "responses"])
@given(st.lists(st.integers(3, 60), min_size=3, max_size=3, unique=True))
def test_the_last_of_a_list_of_degrees(noun: str, shares: list[int]) -> None:
    p, q, r = shares
    text = f"The proportions achieving ≥50%, ≥75% and 100% {noun} were {p}%, {q}% and {r}% with cenobamate."
    assert [each.percent for each in daraevidence.extract_text(text).endpoints] == [p, q, r]


@pytest.mark.parametrize("control", ["placebo", "sham", "usual care"])
@pytest.mark.parametrize("against", ["compared with", "versus"])
def test_a_control_without_a_result_is_what_both_are_held_against(control: str, against: str) -> None:
    text = f"Dapagliflozin cut hospitalizations by 31% and empagliflozin by 29% {against} {control}."
    told = {(each.cohort, each.comparator) for each in daraevidence.extract_text(text).endpoints}
    assert told == {("Dapagliflozin", control), ("empagliflozin", control)}


@pytest.mark.parametrize("what", ["body weight by 12.4 kg", "BMI by 2.1 kg/m2"])
def test_what_a_drug_changed_is_an_outcome(what: str) -> None:
    extraction = daraevidence.extract_text(f"Semaglutide reduced {what}.")
    assert len(extraction.endpoints) == 1
    assert not extraction.characteristics
