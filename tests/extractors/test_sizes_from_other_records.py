"""Groups without a size of their own: what the document tells of their results and of its patients says how many they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_OPENING = "Okoro et al (2021) randomized 240 adults to velodipine (n=121) or placebo (n=119). "


def sizes(text: str) -> set[tuple[str, int | None]]:
    return {(cohort.cohort, cohort.n) for cohort in daraevidence.extract_text(f"{text}\n").cohorts}


@given(st.integers(110, 120), st.integers(108, 118))
def test_arms_whose_harms_are_counted_of_fewer(one: int, other: int) -> None:
    found = sizes(
        f"{_OPENING}Serious adverse events were recorded in 9 of {one} adults given velodipine and 12 of {other} given placebo."
    )
    assert found == {("total", 240), ("velodipine", 121), ("placebo", 119), ("velodipine", one), ("placebo", other)}


@pytest.mark.parametrize("few", [20, 60, 90])
def test_those_who_were_examined_are_no_arm(few: int) -> None:
    found = sizes(f"{_OPENING}Antibodies were found in 9 of {few} adults given velodipine and 12 of {few} given placebo.")
    assert {name for name, n in found if n == few} <= set()


def test_arms_of_which_only_results_tell() -> None:
    found = sizes("Remission was seen in 12 of 40 patients in the 10-mg cohort and in 21 of 42 in the 20-mg cohort.")
    assert found == {("10-mg cohort", 40), ("20-mg cohort", 42)}


def test_before_and_after_are_the_same_patients() -> None:
    found = sizes(
        "Okoro et al (2021) reviewed 58 patients with asthma who started benralizumab. The rate of attacks was 3.9 per year "
        "before treatment and 1.1 after treatment (P<0.001)."
    )
    assert found == {("total", 58), ("before treatment", 58), ("after treatment", 58)}


_TABLE = """Okoro et al (2021)1 conducted a randomized study of velodipine in 240 patients with hypertension.

Table: Baseline Characteristics1
Characteristic
Velodipine (n=121)
Placebo (n=119)
Type of hypertension, n (%)
   {one}
70 (58)
60 (50)
   Other
51 (42)
59 (50)

  • Among the patients with {part}, the median fall was 24.9 mm Hg with velodipine and 11.2 mm Hg with placebo.
"""


@pytest.mark.parametrize(
    ("one", "part"),
    [
        ("Renal", "renal hypertension"),
        ("Renal", "hypertension of renal type"),
        ("Essential hypertension", "essential hypertension"),
    ],
)
def test_rows_in_other_words(one: str, part: str) -> None:
    found = sizes(_TABLE.format(one=one, part=part))
    assert {(f"Velodipine, {part}", 70), (f"Placebo, {part}", 60)} <= found


@pytest.mark.parametrize(("one", "part"), [("Yes", "renal hypertension"), ("Renal", "malignant hypertension")])
def test_rows_that_say_something_else(one: str, part: str) -> None:
    assert not {name for name, n in sizes(_TABLE.format(one=one, part=part)) if n in (60, 70)}


@given(st.integers(30, 80), st.integers(81, 140), st.sampled_from(["treated", "studied", "followed"]))
def test_those_who_are_parted_are_the_study(one: int, other: int, verb: str) -> None:
    found = sizes(
        f"In a retrospective series Okoro et al. {verb} {one + other} patients with gout, and compared {one} who had been given "
        f"velodipine (group A) with {other} who had not (group B). Of the {one + other - 9} patients evaluable for response, "
        f"{one - 20} improved."
    )
    assert {("total", one + other), ("group A", one), ("group B", other)} <= found
    assert ("total", one + other - 9) not in found


@pytest.mark.parametrize("often", ["", " twice daily", " once weekly", " every 4 weeks"])
def test_doses_are_groups_with_how_often_they_are_given(often: str) -> None:
    found = sizes(
        f"ORCHID-9 was a phase 2 trial in 45 adults with gout. A response was seen in 6 of 15 (40%) at 20 mg{often}, 9 of 14 "
        f"(64%) at 40 mg{often} and 11 of 16 (69%) at 80 mg{often}."
    )
    assert found == {("total", 45), (f"20 mg{often}", 15), (f"40 mg{often}", 14), (f"80 mg{often}", 16)}


def test_a_size_behind_the_group_of_a_percent() -> None:
    text = "Bleeding occurred in 1.9% of the low-risk group (n = 640) and 7.2% of the high-risk group (n = 151)."
    assert sizes(text) == {("low-risk group", 640), ("high-risk group", 151)}
    told = daraevidence.extract_text(f"{text}\n").endpoints
    assert {(each.n, each.denominator, each.percent) for each in told} == {(None, 640, 1.9), (None, 151, 7.2)}


def test_a_share_of_those_who_stopped_is_no_study() -> None:
    found = daraevidence.extract_text(
        "Okoro et al (2024) conducted a phase 3 study of velodipine in adults with gout.\n\n"
        "- Patients were randomized to velodipine (n=86) or placebo (n=42).\n"
        "- Events led to discontinuation of study drug in 8 patients (9.4%) receiving velodipine.\n"
    )
    assert found.studies[0].n_patients is None


@pytest.mark.parametrize(
    "name", ["responders", "nonresponders", "evaluable patients", "early completers", "response-evaluable patients"]
)
@pytest.mark.parametrize("lead", ["In the", "Of the", "Among the"])
def test_those_who_became_something(name: str, lead: str) -> None:
    found = sizes(f"Okoro et al (2021) treated 52 patients with gout. {lead} 39 {name}, 12 (31%) had a relapse.")
    assert found == {("total", 52), (name, 39)}


def test_levels_that_share_the_word_for_risk() -> None:
    found = sizes("In it, 120 patients were at low (0-1 points), 95 at intermediate (2-3 points) and 41 at high risk (4 points).")
    assert found == {("low risk", 120), ("intermediate risk", 95), ("high risk", 41)}
