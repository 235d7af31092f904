"""Safety paragraphs: of how many patients their events are told, and whose they are in which words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

OPENING = (
    "Larsen et al (2023) conducted a phase 3 trial (CORVINA) of lumasertib in chronic urticaria. "
    "A total of 300 patients were randomized ({arms}).\n\n"
)


def events(text: str, arms: str = "lumasertib, n = 151; placebo, n = 149") -> set[tuple[object, ...]]:
    found = daraevidence.extract_text(OPENING.format(arms=arms) + text).adverse_events
    return {(row.cohort, row.term, row.grade, row.n, row.percent, row.denominator) for row in found}


PLACES = [
    ("in {a}% of {n} treated patients in the lumasertib arm and in {b}% of {m} in the placebo arm", "{c}% vs {d}%"),
    ("in {a}% of {n} patients on lumasertib and {b}% of {m} on placebo", "{c}% and {d}%, respectively"),
    ("in {a}% of the {n} patients in the experimental arm versus {b}% of {m} in the control arm", "{c}% vs {d}%"),
]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.tuples(*[st.integers(20, 900).map(lambda tenths: tenths / 10)] * 4),
    st.integers(140, 150),
    st.integers(140, 148),
    st.sampled_from([("being", ", the most frequent"), ("was", ". The most common of these")]),
)
def test_events_are_of_those_who_were_treated(place, shares, n, m, joint):
    (a, b, c, d), (verb, link) = shares, joint
    told, behind = (part.format(a=a, b=b, c=c, d=d, n=n, m=m) for part in place)
    rows = events(f"Grade ≥3 adverse events occurred {told}{link} {verb} neutropenia ({behind}).")
    assert {
        ("lumasertib", "adverse events", ">=3", None, a, n),
        ("placebo", "adverse events", ">=3", None, b, m),
    } <= rows
    assert {(cohort, share, size) for cohort, term, _, _, share, size in rows if term == "neutropenia"} == {
        ("lumasertib", c, n),
        ("placebo", d, m),
    }


@pytest.mark.parametrize(
    ("words", "cohorts"),
    [
        ("9.3% of the intervention group and 4.0% of the control group", {"lumasertib", "placebo"}),
        ("9.3% of patients in the active arm and 4.0% in the comparator arm", {"lumasertib", "placebo"}),
    ],
)
def test_groups_by_their_role(words, cohorts):
    assert {row[0] for row in events(f"Headache occurred in {words}.")} == cohorts


def test_a_role_that_two_arms_could_have_names_neither():
    arms = "lumasertib, n = 100; mavorestat, n = 100; placebo, n = 100"
    assert not {row[0] for row in events("Headache occurred in 9.3% of the experimental arm.", arms)} & {
        "lumasertib",
        "mavorestat",
    }


def test_a_part_of_the_groups_is_no_safety_set():
    text = "Flushing occurred in 30.0% of 40 women on lumasertib and 20.0% of 41 on placebo, and rash in 9.3% vs 4.0%."
    assert {row[-1] for row in events(text) if row[1] == "rash"} == {151, 149}


@pytest.mark.parametrize("head", ["The most common were", "The most frequent of these were", "Of these, the most common were"])
def test_the_commonest_of_the_events_told_before(head):
    text = (
        "Adverse events were reported by 61.6% of patients on lumasertib and 55.0% of those on placebo. "
        f"{head} weight decreased (9.3% vs 4.0%), nasopharyngitis (7.3% vs 8.1%) and disc thinning (4.6% vs 2.0%)."
    )
    found = daraevidence.extract_text(OPENING.format(arms="lumasertib, n = 151; placebo, n = 149") + text)
    told = [(row.term, row.percent) for row in found.adverse_events if row.cohort == "lumasertib"]
    assert told == [("Adverse events", 61.6), ("weight decreased", 9.3), ("nasopharyngitis", 7.3), ("disc thinning", 4.6)]
    assert not found.endpoints


def test_the_commonest_of_something_else_is_no_event():
    text = "A response was seen in 61.6% of patients on lumasertib. The most common were clearance (9.3%) and regrowth (7.3%)."
    assert not events(text)


@pytest.mark.parametrize("none", ["There were no deaths.", "No deaths occurred.", "No deaths were reported."])
def test_no_deaths_behind_adverse_events(none):
    harms = "Serious adverse events were reported in 4 patients (2.6%) on lumasertib."
    assert ("total", "deaths", "any", 0, None, 300) in events(f"{harms} {none}")
    assert ("total", "deaths", "any", 0, None, 300) in events(f"A response was seen in 4 patients (2.6%) on lumasertib. {none}")
