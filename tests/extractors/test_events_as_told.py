"""Adverse events: categories of tables, what led to stopping, the patients whom a percent is of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def test_a_less_severe_event_is_no_category() -> None:
    table = (
        "The HARBOR trial enrolled 300 children.\n\nAdverse Events\nEvent, n (%)\nRamivac\n(n=150)\n\nPlacebo\n(n=150)\n\n"
        "General\n   Fever ≥38.0°C\n31 (20.7)\n14 (9.3)\n      Fever ≥39.5°C\n4 (2.7)\n2 (1.3)\n   Rash\n3 (2.0)\n1 (0.7)\n"
        "Abbreviations: CI, confidence interval.\n"
    )
    found = daraevidence.extract_text(table).adverse_events
    assert {(each.term, each.category) for each in found} == {
        ("Fever ≥38.0°C", "General"),
        ("Fever ≥39.5°C", "General"),
        ("Rash", "General"),
    }


def test_the_size_that_a_percent_is_of() -> None:
    text = (
        "# The HARBOR trial\n\nHARBOR was a randomized trial of ramivac and placebo in 153 adults.\n\n"
        "**Table 1. Efficacy**\n\n| Outcome | Ramivac (n=102) | Placebo (n=51) |\n|---|---|---|\n"
        "| ORR, n (%) | 51 (50.0) | 28 (54.9) |\n\n"
        "**Table 2. Adverse events**\n\n| Event, n (%) | Ramivac (n=101) | Placebo (n=50) |\n|---|---|---|\n"
        "| Nausea | 66 (65.3) | 33 (66.0) |\n\n"
        "## Safety\n\nAdverse events led to treatment discontinuation in 14 (13.9%) patients with ramivac and 10 (20.0%) "
        "with placebo. Rash of grade 3 occurred in 5 (5.0%) patients with ramivac.\n"
    )
    found = [each for each in daraevidence.extract_text(text, kind="markdown").adverse_events if each.term != "Nausea"]
    assert [(each.term, each.grade, each.cohort, each.n, each.denominator) for each in found] == [
        ("Adverse events leading to treatment discontinuation", "any", "Ramivac", 14, 101),
        ("Adverse events leading to treatment discontinuation", "any", "Placebo", 10, 50),
        ("Rash", "3", "Ramivac", 5, 101),
    ]


def _told(text: str) -> list[tuple[str, str, int | None, float | None]]:
    return [(each.term, each.grade, each.n, each.percent) for each in daraevidence.extract_text(text).adverse_events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nausea was noted in 25 patients (36.8%), with 1 case of grade 3, and rash in 10 (14.7%).",
            {("Nausea", "any", 25), ("rash", "any", 10)},
        ),
        (
            "Fatigue was more common with ramivac than with placebo (31 patients [9.6%] vs 2 [1.2%]), and lymphopenia "
            "of grade 3 or higher was recorded in 9 (2.8%) and 1 (0.6%).",
            {("Fatigue", "any", 31), ("Fatigue", "any", 2), ("lymphopenia", ">=3", 9), ("lymphopenia", ">=3", 1)},
        ),
        (
            "The most common grade 3 or 4 adverse events were anemia (12 patients), neutropenia (10 patients) "
            "and rash (8 patients).",
            {("anemia", "3-4", 12), ("neutropenia", "3-4", 10), ("rash", "3-4", 8)},
        ),
        (
            "Adverse events of grade 3 or higher were anemia in 12 (6%) and rash in 4 (2%).",
            {("anemia", ">=3", 12), ("rash", ">=3", 4)},
        ),
        ("Neutropenia occurred in 20 (10%) patients; in 4 (2%) it was of grade ≥3.", {("Neutropenia", "any", 20)}),
    ],
)
def test_a_grade_is_that_of_its_own_event(text: str, expected: set[tuple[str, str, int]]) -> None:
    assert expected <= {(term, grade, n) for term, grade, n, _ in _told(text)}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Influenza H3N2 seroresponse was reached by 489 of 560 (87.3%).", set()),
        ("The 1-year GVHD-free survival was 57% in the study.", set()),
        ("Cytomegalovirus (CMV) viremia was found in 7 of 42 patients (16.7%).", {"Cytomegalovirus (CMV) viremia"}),
        ("Any infection was recorded in 31 of 42 patients (73.8%).", {"Any infection"}),
        ("In all, 15 of the 42 patients were hospitalized, and three died of sepsis.", {"died of sepsis"}),
        ("Of 40 patients, 12 (30%) discontinued treatment because of progression.", set()),
        ("Of 40 patients, 4 (10%) discontinued ramivac because of nausea.", {"discontinuation of ramivac because of nausea"}),
        ("Of 40 patients, 4 (10%) discontinued treatment because of nausea.", {"discontinuation because of nausea"}),
    ],
)
def test_what_is_an_adverse_event(text: str, terms: set[str]) -> None:
    found = {term for term, *_ in _told(text)}
    assert {term.casefold() for term in found} == {term.casefold() for term in terms}


_SIZES = "# The HARBOR trial\n\nHARBOR was a randomized trial: 207 patients were assigned to ramivac and 205 to placebo.\n\n"


@pytest.mark.parametrize(
    ("safety", "sizes"),
    [
        (
            "Among treated patients (206 and 203, respectively), nausea occurred in 9 (4.4%) with ramivac and 4 "
            "(2.0%) with placebo.",
            [206, 203],
        ),
        (
            "The safety population comprised 206 and 203 patients, respectively. Nausea occurred in 20 (9.7%) with ramivac "
            "and 10 (4.9%) with placebo.",
            [206, 203],
        ),
        (
            "Diaries came back from 200 patients in the ramivac group and 198 in the placebo group. Nausea occurred in 17 (8.5%) "
            "with ramivac and 11 (5.6%) with placebo.",
            [200, 198],
        ),
        ("Nausea occurred in 17 (8.2%) with ramivac and 11 (5.4%) with placebo.", [207, 205]),
    ],
)
def test_the_patients_who_were_watched_for_harms(safety: str, sizes: list[int]) -> None:
    found = daraevidence.extract_text(f"{_SIZES}## Safety\n\n{safety}\n", kind="markdown").adverse_events
    assert [each.denominator for each in found] == sizes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nausea was seen in 277 participants (44.0%) on ramivac and 50 (15.9%) on placebo; 42 (6.7%) and 10 (3.2%) stopped "
            "treatment because of adverse events.",
            [("Nausea", 277), ("Nausea", 50), *(("stopped treatment because of adverse events", n) for n in (42, 10))],
        ),
        (
            "Six (3.8%), nine (5.8%), and 14 (9.3%) participants, respectively, stopped because of adverse events.",
            [("stopped because of adverse events", n) for n in (6, 9, 14)],
        ),
        (
            "Overall, 28 (35.4%) patients discontinued ramivac because of progression and 5 (6.3%) because of nausea.",
            [("discontinuation of ramivac because of nausea", 5)],
        ),
        (
            "Fatigue followed with 5,218 (42.0%) and 2,763 (22.2%), and headache with 4,597 (37.0%) and 2,390 (19.2%).",
            [("Fatigue", 5218), ("Fatigue", 2763), ("headache", 4597), ("headache", 2390)],
        ),
        ("Headache affected 7 patients (2.2%) and rash troubled 2 (1.1%).", [("Headache", 7), ("rash", 2)]),
        ("Through week 8, acne was seen in 31 patients (9.6%).", [("acne", 31)]),
    ],
)
def test_counts_with_their_own_event(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(term, n) for term, _, n, _ in _told(text)] == expected


@given(st.integers(150, 400), st.integers(450, 900), st.integers(5, 60), st.integers(61, 120))
def test_the_percents_prove_the_arms(first: int, second: int, one: int, two: int) -> None:
    told = f"{one} ({100 * one / first:.1f}%) and {two} ({100 * two / second:.1f}%)"
    text = (
        "# The HARBOR trial\n\nHARBOR was a randomized trial: "
        f"{first} patients were assigned to ramivac and {second} to placebo.\n\n"
        f"## Safety\n\nRash was found in {told}.\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").adverse_events
    assert [(each.cohort, each.n, each.denominator) for each in found] == [("ramivac", one, first), ("placebo", two, second)]


def test_percents_that_prove_nothing_name_no_arm() -> None:
    text = (
        "# The HARBOR trial\n\nHARBOR was a randomized trial: 200 patients were assigned to ramivac and 300 to placebo.\n\n"
        "## Safety\n\nRash was found in 20 (11.1%) and 40 (14.7%).\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").adverse_events
    assert not {"ramivac", "placebo"} & {each.cohort for each in found}


@given(st.integers(40, 130), st.lists(st.integers(1, 39), min_size=4, max_size=6, unique=True), st.booleans())
def test_percents_without_their_size(size: int, counts: list[int], wrong: bool) -> None:
    percents = [f"{100 * n / size:.1f}" for n in counts]
    if wrong:  # one that no number of the patients gives
        percents[0] = next(
            f"{p / 10:.1f}" for p in range(1, 999) if not any(abs(p / 10 - 100 * n / size) <= 0.05 for n in range(size))
        )
    names = ("Rash", "Nausea", "Fatigue", "Anemia", "Cough", "Fever")
    rows = "".join(f"| {name} | {p}% |\n" for name, p in zip(names, percents, strict=False))
    text = (
        f"# The HARBOR trial\n\nHARBOR was a randomized trial: {size} patients were assigned to ramivac and 205 to placebo.\n\n"
        f"**Adverse events**\n\n| Event | Ramivac |\n|---|---|\n{rows}"
    )
    found = list(daraevidence.extract_text(text, kind="markdown").adverse_events)
    assert {each.denominator for each in found} == ({None} if wrong else {size})


@given(st.integers(150, 900), st.integers(901, 2000), st.integers(5, 60), st.integers(61, 120))
def test_the_sizes_name_the_arms(first: int, second: int, one: int, two: int) -> None:
    told = f"{one} of {first} ({100 * one / first:.1f}%), and {two} of {second} ({100 * two / second:.1f}%)"
    text = (
        "# The HARBOR trial\n\nHARBOR was a randomized trial: "
        f"{first} patients were assigned to ramivac and {second} to placebo.\n\n## Safety\n\nRash was found in {told}.\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").adverse_events
    assert [(each.cohort, each.n) for each in found] == [("ramivac", one), ("placebo", two)]


def test_an_event_after_the_treatment_of_one_group() -> None:
    told = _told("Acute GVHD occurred in 17/118 patients (14%) after blockade and in 21/236 controls (9%).")
    assert told == [("Acute GVHD", "any", 17, 14.0), ("Acute GVHD", "any", 21, 9.0)]
