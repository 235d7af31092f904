"""Clauses that speak of a part of the patients: their results are those of the arms in this part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.group.restrictions import restrictions
from daraevidence.schemas import Cohort


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Among patients with gout at entry, 5% relapsed", ["gout at entry"]),
        ("In patients aged 70 years or older the rate was 5%", ["aged 70 years or older"]),
        ("In those with chronic gout it was 5%", ["chronic gout"]),
        ("In those in whom the drug failed, 5% relapsed", ["in whom the drug failed"]),
        ("Of patients who had been exposed to it, 5 relapsed; in naive patients, rates were 5%", ["exposed to it", "naive"]),
        ("In a vaccine subset, pain was noted in 5%", ["vaccine subset"]),
        ("In the prespecified subgroup of patients with gout (n=2,107), the rate was 5%", ["gout"]),
        ("Among the 58 women younger than 40 years, 5% relapsed", ["women younger than 40 years"]),
        ("At week 12, among women, 5% relapsed", ["women"]),
        ("The rate was 4%, while in those without gout it was 5%", ["without gout"]),
        ("In patients who had previously received gold, 5% relapsed", ["previously received gold"]),
        ("Of the patients given gold, 5 relapsed", []),
        ("Among all patients, 5 relapsed", []),
        ("Of the adults, 5 relapsed", []),
        ("In the overall population, 5% relapsed", []),
        ("Patients with gout had 5%", []),
        ("In patients with gout was seen 5%", []),
        ("Among adults with gout who had a long and winding history of hospital treatment, 5% relapsed", []),
    ],
)
def test_the_part_of_which_a_clause_speaks(text: str, names: list[str]) -> None:
    assert [one.name for one in restrictions(text)] == names


_PARTS = st.sampled_from(
    [
        ("patients with gout at entry", "gout at entry"),
        ("those without gout", "without gout"),
        ("the 90 patients aged 70 years or older", "aged 70 years or older"),
        ("women", "women"),
        ("biologic-naive patients", "biologic-naive"),
        ("the subgroup with gout", "gout"),
        ("patients who had been exposed to gold", "exposed to gold"),
    ]
)
_ARMS = st.sampled_from([("velodipine", "placebo"), ("gold plus steroids", "steroids alone"), ("apixaban", "warfarin")])


def _cohorts(text: str) -> set[tuple[str, int | None]]:
    found: tuple[Cohort, ...] = daraevidence.extract_text(text).cohorts
    return {(cohort.cohort.casefold(), cohort.n) for cohort in found}


@given(_PARTS, _ARMS, st.sampled_from(["Among", "In", "Of", "For"]), st.integers(20, 44), st.integers(45, 90))
def test_fractions_of_both_arms(part: tuple[str, str], arms: tuple[str, str], lead: str, few: int, many: int) -> None:
    one, other = arms
    text = (
        f"Okoro et al (2021) randomized 240 adults to {one} (n=121) or {other} (n=119). "
        f"{lead} {part[0]}, relapse occurred in {few // 2} of {few} on {one} and in {many // 4} of {many} on {other}.\n"
    )
    assert {(f"{one}, {part[1]}", few), (f"{other}, {part[1]}", many)} <= _cohorts(text)
    told = {(each.cohort, each.comparator, each.denominator) for each in daraevidence.extract_text(text).endpoints}
    names = f"{one}, {part[1]}", f"{other}, {part[1]}"
    assert told == {(names[0], names[1], few), (names[1], names[0], many)}


@given(_PARTS, _ARMS, st.sampled_from(["Among", "In", "For"]))
def test_percents_of_both_arms_have_no_denominator(part: tuple[str, str], arms: tuple[str, str], lead: str) -> None:
    one, other = arms
    found = daraevidence.extract_text(
        f"Okoro et al (2021) randomized 240 adults to {one} (n=121) or {other} (n=119). "
        f"{lead} {part[0]}, relapse occurred in 24% with {one} and in 41% with {other} (P=0.007).\n"
    ).endpoints
    assert {(each.cohort, each.percent, each.denominator) for each in found} == {
        (f"{one}, {part[1]}", 24, None),
        (f"{other}, {part[1]}", 41, None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Of the patients given velodipine, 12 of 121 relapsed, compared with 20 of 119 given placebo.",
        "Overall, 12 of 121 relapsed with velodipine and 20 of 119 with placebo.",
    ],
)
def test_arms_are_no_parts(text: str) -> None:
    lead = "Okoro et al (2021) randomized 240 adults to velodipine (n=121) or placebo (n=119). "
    assert not [name for name, _ in _cohorts(f"{lead}{text}\n") if "," in name]
