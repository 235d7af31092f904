"""Who the patients were, told in the bracket behind their number: shares, an age without its name, and words of their own."""

from __future__ import annotations

import pytest

import daraevidence
from daraevidence.schemas import Characteristic


def facts(text: str) -> list[Characteristic]:
    return list(daraevidence.extract_text(text).characteristics)


@pytest.mark.parametrize("who", ["female", "women", "male", "White"])
@pytest.mark.parametrize("marks", ["()", "[]"])
def test_the_number_before_the_bracket_is_no_share_of_it(who: str, marks: str) -> None:
    told = facts(
        f"Among 311 citations, 17 studies with 1045 patients {marks[0]}61% {who}; mean age, 52 years{marks[1]} were included."
    )
    assert [(f.characteristic, f.n, f.percent, f.denominator) for f in told if f.percent] == [(who, None, 61.0, 1045)]
    assert not [f for f in told if f.n is not None]


@pytest.mark.parametrize("size", ["163 patients", "One hundred and twelve adults"])
@pytest.mark.parametrize(("words", "name"), [("asthmatic", "asthmatic"), ("with asthma", "with asthma"), ("COPD", "COPD")])
def test_years_beside_what_people_are_are_their_age(size: str, words: str, name: str) -> None:
    told = facts(f"{size} (78.2% female, 44.3 ± 10.2 years, 65.1% {words}) were included.")
    assert {(f.characteristic, f.value if f.value is not None else f.percent) for f in told} == {
        ("female", 78.2),
        ("age", 44.3),
        (name, 65.1),
    }


@pytest.mark.parametrize("words", ["on dialysis", "CM", "with heart failure"])
def test_a_share_behind_the_age_has_its_own_words(words: str) -> None:
    told = facts(f"In this trial, 163 patients (80.5% female, mean age 47.1 years, 79.8% {words}) were included.")
    assert (words, 79.8) in {(f.characteristic, f.percent) for f in told}


def test_limits_behind_a_colon() -> None:
    (one,) = daraevidence.extract_text("Pain relief within 4 hours was seen in 27 patients (42%: 31% to 54%).").endpoints
    assert (one.n, one.percent, one.ci_low, one.ci_high) == (27, 42.0, 31.0, 54.0)


@pytest.mark.parametrize("marks", [("I", "II"), ("A", "B")])
def test_the_second_of_two_groups_is_called_as_the_first(marks: tuple[str, str]) -> None:
    text = f"The mean gain was 5.1 and 6.9 letters in Group {marks[0]} and {marks[1]}, respectively (p=0.21)."
    assert [e.cohort for e in daraevidence.extract_text(text).endpoints] == [f"Group {mark}" for mark in marks]


@pytest.mark.parametrize(("one", "more"), [("yoga", "diet"), ("surfactant", "budesonide"), ("brace", "exercise")])
@pytest.mark.parametrize("size", [60, 64])
def test_a_group_that_got_more_is_another_one_whatever_its_size(one: str, more: str, size: int) -> None:
    text = (
        f"128 adults were allocated into two groups; {one} group (n = 64) and {one} + {more} group (n = {size}). "
        f"Relapse occurred in 24 adults in the {one} + {more} group and 38 in the {one} group."
    )
    told = {(e.n, e.cohort) for e in daraevidence.extract_text(text).endpoints}
    assert told == {(24, f"{one} + {more} group"), (38, f"{one} group")}


@pytest.mark.parametrize(
    "words", ["< 32 weeks gestational age (GA) or < 1250 g", "< 32 weeks gestational age and weighing < 1500 g"]
)
def test_a_gestational_age_is_no_weight(words: str) -> None:
    found = daraevidence.extract_text(f"Infants born at {words} were included.").thresholds
    assert [(t.value, t.unit) for t in found if "gestational" in t.variable] == [(32.0, "weeks")]
