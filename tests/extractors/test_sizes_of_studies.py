"""How many patients a study has, in the words of many writers, and the numbers of people that are not that."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.study.sizes import NUMBER, may_count_twice, whole

# ruff: noqa: E501 (sentences of documents are single lines)

_NAMED = "HARBOUR-2 (NCT04111222) was a randomized, double-blind trial of ramipril versus placebo in gout. "


def size(telling: str) -> int | None:
    (study,) = daraevidence.extract_text(_NAMED + telling).studies
    return study.n_patients


_TELLINGS = (
    "It enrolled {n}.",
    "The trial randomized {n} to ramipril or placebo.",
    "Investigators enrolled a total of {n} men and women.",
    "In all, {n} adults entered the study.",
    "Altogether {n} people joined.",
    "All told, {n} participants were randomized.",
    "Enrollment was completed with {n} patients.",
    "The study population consisted of {n} adults.",
    "The intention-to-treat population comprised {n} patients.",
    "Of {n} adults who were randomized, 160 received ramipril.",
    "Of the {n} adults randomized, 160 received ramipril.",
    "Among {n} adults with gout, flares were seen in 20%.",
    "Data from {n} patients were analyzed.",
    "It recruited {n} patients, of whom 160 were given ramipril and 158 placebo.",
    "With {n} participants, it was the largest of its kind.",
    "It counted {n} participants.",
    "Its {n} participants were followed for a year.",
    "The {n} enrolled patients had a mean age of 50 years.",
    "A total of {n} underwent randomization.",
    "Of 1,512 patients screened, {n} were enrolled.",
    "We screened 1,512 patients and randomized {n}.",
    "We assessed 1,512 people for eligibility; {n} were eligible and randomly assigned.",
    "Patients (N={n}) were randomly assigned 1:1.",
    "Participants (n = {n}) received ramipril or placebo.",
    "A sample of 950 patients was planned, and {n} were randomized.",
    "The trial stopped early after {n} of the planned 950 patients had been enrolled.",
    "In this trial of {n} adults, 20% had flares.",
)


@settings(max_examples=40)
@given(st.sampled_from(_TELLINGS), st.integers(330, 900))
def test_the_size_is_told_in_many_ways(telling: str, n: int) -> None:
    assert size(telling.format(n=n)) == n


@pytest.mark.parametrize(
    "telling",
    [
        "It included 318 adults and 24 adolescents.",
        "Patients were assigned to ramipril (n=160) or placebo (n=158).",
        "A total of 160 patients received ramipril and 158 received placebo.",
        "Of the 160 patients given ramipril, 20 had a flare.",
        "86 of 160 patients (34.3%) on ramipril and 78 of 158 (31.5%) on placebo died.",
        "103 people took ramipril, and 50 took placebo.",
        "Twelve patients died.",
        "There were 12 deaths among 160 patients on ramipril.",
        "The subgroup with diabetes included 88 patients.",
        "In a substudy of 88 patients, levels were measured.",
        "About 1 in 10 adults has gout.",
        "Gout affects 9 million adults in the United States.",
        "Adverse events led 12 patients to withdraw.",
        "Patients were treated with ramipril (ramipril group, 160 patients) or placebo (placebo group, 158 patients).",
        "It treated 72 patients with ramipril (ramipril group); 84 patients from the years before served for comparison (historical group).",
        "Ninety-six patients who had been given ramipril were matched with 104 controls from the years before.",
    ],
)
def test_numbers_of_people_that_are_not_all_patients(telling: str) -> None:
    assert size(telling) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Five hundred ninety-nine", 599),
        ("One thousand two hundred and four", 1204),
        ("twelve hundred", 1200),
        ("a thousand", 1000),
        ("two hundred and six", 206),
        ("forty-two", 42),
    ],
)
def test_numbers_in_words(text: str, value: int) -> None:

    assert whole(text) == value
    assert re.fullmatch(NUMBER, text)


_NUMBER = re.compile(rf"\b{NUMBER}")


@given(
    st.lists(st.sampled_from(["seven", "Forty-two", "1,204", "56", "two hundred", "of", "often", "(n=", "patients"]), max_size=6)
)
def test_where_two_numbers_stand_a_text_may_count_twice(words: list[str]) -> None:
    text = " ".join(words)
    assert len(_NUMBER.findall(text)) < 2 or may_count_twice(text)


@given(
    st.sampled_from(
        [
            "A meta-analysis of four randomized trials with {n} patients{cited} put the hazard ratio at 0.72.",
            "In a study that enrolled {n} patients{cited} and ran for a year, 40% had a flare.",
            "A study comprising {n} children{cited} found that 40% had a flare.",
        ]
    ),
    st.integers(30, 9999),
    st.sampled_from(["5", "[5]", "3,5", " [3,5]", ""]),
)
def test_a_citation_behind_the_people_is_no_part_of_their_number(telling: str, n: int, cited: str) -> None:
    text = "Gout is on the rise.1 Few are treated.2,4\n\n" + telling.format(n=n, cited=cited)
    (study,) = daraevidence.extract_text(text).studies
    assert study.n_patients == n


def test_those_of_one_group_are_not_all_patients() -> None:
    text = (
        "In the phase 2 trial, 28 patients received febulinase. Of the 19 patients in the 375 mg cohort, 8 had a dose reduction."
    )
    assert [(each.cohort, each.n) for each in daraevidence.extract_text(text).cohorts if each.role == "total"] == [("total", 28)]
