"""Why patients stopped or died, and what befell nobody: told in the words that writers have for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_TRIAL = (
    "# The HARBOR trial\n\nHARBOR was a randomized trial: 400 patients were assigned to ramivac (n=200) or placebo (n=200).\n\n"
    "## Safety\n\n"
)


def _told(text: str) -> list[tuple[str, str, int | None]]:
    found = daraevidence.extract_text(_TRIAL + text, kind="markdown").adverse_events
    return [(each.cohort or "", each.term.casefold(), each.n) for each in found]


def _with(text: str, *words: str) -> set[int | None]:
    """The counts of the events whose term has all of some words."""
    return {n for _, term, n in _told(text) if all(word in term for word in words)}


@pytest.mark.parametrize(
    "form",
    [
        "In all, 40 patients stopped ramivac, {n} of them because of {why}.",
        "Of the 40 patients who stopped ramivac, 20 did so because of progression and {n} because of {why}.",
        "Ramivac was given up by 40 patients ({why}, {n}; lack of effect, 12).",
        "Treatment was discontinued in 40 patients: 12 for progression, {n} for {why}.",
        "Forty patients stopped the injections (20%); of these, {n} did so because of {why}.",
        "Forty patients withdrew, {n} of whom owing to {why}.",
    ],
)
@given(n=st.integers(2, 11), why=st.sampled_from(["adverse events", "nausea", "rash"]))
@settings(max_examples=8)
def test_so_many_of_them_for_a_reason(form: str, n: int, why: str) -> None:
    text = form.format(n=n, why=why)
    assert n in _with(text, why)
    assert 40 not in _with(text, why)


def test_so_many_of_the_dead_for_a_reason() -> None:
    found = _told("Seven patients on ramivac died, 3 of them of sepsis.")
    assert ("ramivac", "died of sepsis", 3) in found
    found = _told("Seven patients on ramivac and three on placebo died (sepsis, n=4; stroke, n=6).")
    assert {cohort for cohort, term, _ in found if "sepsis" in term or "stroke" in term} == {"total"}


def test_another_reason_is_no_adverse_event() -> None:
    assert not _with("Of 40 patients who stopped ramivac, 30 did so because of progression and 10 by choice.", "progression")


@pytest.mark.parametrize(
    ("text", "term", "n"),
    [
        ("Adverse events led to dose reduction in 40 (20%) patients on ramivac.", "adverse events leading to dose reduction", 40),
        ("Study drug was stopped because of rash by 33 patients on ramivac.", "study drug was stopped because of rash", 33),
    ],
)
def test_the_event_behind_an_end(text: str, term: str, n: int) -> None:
    assert ("ramivac", term, n) in _told(text)


@pytest.mark.parametrize(
    "form",
    [
        "{event} was not seen in either arm.",
        "{event} did not occur in either group.",
        "{event} was absent in both groups.",
        "Neither group had {event}.",
        "No {event} was reported in any arm.",
        "No cases of {event} occurred in either group.",
    ],
)
@given(event=st.sampled_from(["anaphylaxis", "hepatitis", "myocarditis", "neutropenia of grade 4"]))
@settings(max_examples=5)
def test_none_in_either_arm(form: str, event: str) -> None:
    found = _told(form.format(event=event).replace("neutropenia", "Neutropenia"))
    assert {(cohort, n) for cohort, _, n in found} == {("ramivac", 0), ("placebo", 0)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hepatitis was not observed with ramivac.", {("ramivac", "hepatitis", 0)}),
        ("Nobody on ramivac developed anaphylaxis.", {("ramivac", "anaphylaxis", 0)}),
        ("No patient on ramivac had a stroke.", {("ramivac", "stroke", 0)}),
        ("Death occurred in no patient on ramivac.", {("ramivac", "death", 0)}),
        (
            "No deaths or serious adverse events occurred with ramivac.",
            {("ramivac", "deaths", 0), ("ramivac", "serious adverse events", 0)},
        ),
        (
            "Adverse events were seen in 29 patients on ramivac. None was serious.",
            {("ramivac", "adverse events", 29), ("ramivac", "serious adverse events", 0)},
        ),
        ("There was one seizure in each arm.", {("ramivac", "seizure", 1), ("placebo", "seizure", 1)}),
        ("Two patients had a seizure in each group.", {("ramivac", "seizure", 2), ("placebo", "seizure", 2)}),
    ],
)
def test_none_and_one_in_each(text: str, expected: set[tuple[str, str, int]]) -> None:
    assert set(_told(text)) == expected


HARMS = ("serious adverse events", "hepatitis", "TESAEs", "discontinuations due to adverse events", "grade 4 events")


@given(st.lists(st.sampled_from(HARMS), min_size=3, max_size=4, unique=True), st.sampled_from(("and", "or")))
@settings(max_examples=15, deadline=None)
def test_each_of_a_list_did_not_happen(harms: list[str], joint: str) -> None:
    listed = f"{', '.join(harms[:-1])} {joint} {harms[-1]}"
    for form in ("There were no {}.", "No {} were reported.", "Ramivac was well tolerated, with no {}."):
        assert len([row for row in _told(form.format(listed)) if row[2] == 0]) >= len(harms)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "There were no life-threatening, serious or fatal infusion reactions.",
            ["life-threatening, serious or fatal infusion reactions"],
        ),
        ("No infusion reactions were serious or fatal in the study.", []),
        ("No infusion reactions were serious or fatal.", ["serious or fatal infusion reactions"]),
        ("There were no reports of anaphylaxis, angioedema or serum sickness.", ["anaphylaxis", "angioedema", "serum sickness"]),
        ("No patient had a serious adverse event or died.", ["serious adverse event", "died"]),
        ("No new safety signals were seen.", []),
    ],
)
def test_what_there_was_none_of(text: str, terms: list[str]) -> None:
    assert [term for _, term, n in _told(text) if n == 0] == terms


@pytest.mark.parametrize(
    "text",
    [
        "Adverse events were not reported.",
        "A difference was not observed between the groups.",
        "The response was not seen in either arm.",
        "No patient on ramivac and one on placebo had a stroke.",
        "It is not one of the largest trials, and one seizure more would have been one too many.",
    ],
)
def test_what_says_of_no_event_that_there_was_none(text: str) -> None:
    assert not _told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One patient on ramivac developed DRESS in week 4 of treatment.", ("ramivac", "dress", 1)),
        ("Neurologic events of grade 3 or higher occurred in 5 patients on ramivac.", ("ramivac", "neurologic events", 5)),
        ("Increases of bilirubin of grade 3 were seen in 11 patients on ramivac.", ("ramivac", "increases of bilirubin", 11)),
        (
            "Injection-site reactions are mild: 16 of 200 recipients of ramivac had one of grade 3.",
            ("ramivac", "injection-site reactions", 16),
        ),
        (
            "Five patients on ramivac were left with permanent adrenal insufficiency.",
            ("ramivac", "permanent adrenal insufficiency", 5),
        ),
        ("There were no serious adverse events and no seizures with ramivac.", ("ramivac", "seizures", 0)),
    ],
)
def test_the_event_alone_is_the_term(text: str, expected: tuple[str, str, int]) -> None:
    assert expected in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thrombosis recurred in 4 of 71 patients (6%) on ramivac.",
        "Seizures were at least halved in 70 patients on ramivac.",
        "The count needs no action of its own, as thrombocytopenia is common.",
        "On ramivac 16 of 200 recipients had one of grade 3.",
    ],
)
def test_what_is_an_outcome_or_nothing(text: str) -> None:
    head = _TRIAL.replace("## Safety", "## Efficacy")
    assert not daraevidence.extract_text(head + text, kind="markdown").adverse_events


def test_periods_of_a_table_of_events() -> None:
    text = (
        "Table 1. Adverse events by period\n\n"
        "| Event, n (%) | Weeks 1-18 (n=200) | Weeks 19-52 (n=180) | After week 52 (n=150) |\n"
        "|---|---|---|---|\n| Rash | 20 (10.0) | 9 (5.0) | 3 (2.0) |\n"
    )
    found = daraevidence.extract_text(_TRIAL + text, kind="markdown").adverse_events
    assert [(each.cohort, each.n, each.denominator) for each in found] == [
        ("Weeks 1-18", 20, 200),
        ("Weeks 19-52", 9, 180),
        ("After week 52", 3, 150),
    ]


def test_grades_of_one_part_are_not_those_of_the_other() -> None:
    found = daraevidence.extract_text(_TRIAL + "No rash of grade >1 or serious AEs were seen with ramivac.", kind="markdown")
    assert {(each.term, each.grade) for each in found.adverse_events} == {("rash", ">1"), ("serious AEs", "any")}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("No patient in the lorvanil arm and two (4%) in the comparator arm had a stroke.", "comparator"),
        ("No patients given lorvanil and 2 (4%) given placebo had a stroke.", "placebo"),
    ],
)
def test_nobody_in_one_group_and_some_in_the_other_share_their_verb(text: str, other: str) -> None:
    rows = daraevidence.extract_text(text).endpoints
    assert [(row.cohort, row.label, row.n) for row in rows] == [("lorvanil", "stroke", 0), (other, "stroke", 2)]


def test_a_cumulative_incidence_is_an_outcome_with_its_interval() -> None:
    extraction = daraevidence.extract_text(
        "The cumulative incidence of major bleeding at 1 year was 3.4% (95% CI 2.7-4.1) with lorvanil and 5.2% "
        "(95% CI 4.4-6.0) with placebo."
    )
    assert not extraction.adverse_events
    assert [(one.cohort, one.percent, one.ci_low, one.timepoint) for one in extraction.endpoints] == [
        ("lorvanil", 3.4, 2.7, 1), ("placebo", 5.2, 4.4, 1)
    ]  # fmt: skip
