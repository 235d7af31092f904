"""Adverse events in lists below their head, grades of whole lists, and numbers beside an event that count nobody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.extractors.prose.event_lists import is_listed_event, tells_no_event

_HEADS = [
    "The most common adverse reactions (≥10%) were",
    "The most frequent drug-related adverse events with apixaban versus placebo included",
    "Side effects were",
    "Common side effects:",
]
_ITEMS = ["weight increase", "hematocrit increase", "raised lipase", "dry mouth", "loss of taste"]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(_HEADS), st.lists(st.sampled_from(_ITEMS), min_size=2, max_size=4, unique=True), st.data())
def test_all_items_below_a_head_are_events(head: str, items: list[str], data: st.DataObject) -> None:
    shares = [data.draw(st.integers(1, 60)) for _ in items]
    told = ", ".join(f"{item} ({share}%)" for item, share in zip(items, shares, strict=True))
    found = {(event.term, event.percent) for event in extract_text(f"{head} {told}.").adverse_events}
    assert found == set(zip(items, map(float, shares), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Adverse events were rare, and HbA1c fell below 7% in |",
        "Adverse events were recorded in 12%; |",
        "Side effects led to withdrawal in 5% and |",
        "There were no side effects. The score |",
    ],
)
def test_a_list_ends_with_the_next_verb(text: str) -> None:
    place = text.index("|")
    assert not is_listed_event(text.replace("|", "remission (40%)"), place)


@pytest.mark.parametrize("how", ["(Grade 3-4) consisting of", "(grade 3 or 4) including", "(grade 3-4):"])
def test_the_grade_before_a_list_is_that_of_all_items(how: str) -> None:
    text = f"Apixaban caused severe myelosuppression {how} neutropenia (38%), anemia (17%), and febrile neutropenia (3%)."
    events = {(event.term, event.grade, event.percent) for event in extract_text(text).adverse_events}
    assert {("anemia", "3-4", 17.0), ("febrile neutropenia", "3-4", 3.0)} <= events


def test_what_a_drug_causes_befalls_those_who_were_named() -> None:
    text = "In the 1114 patients who received apixaban as a single agent, apixaban caused neutropenia (38%) and anemia (17%)."
    extraction = extract_text(text)
    assert {(event.cohort, event.denominator) for event in extraction.adverse_events} == {("apixaban as a single agent", 1114)}
    assert [(group.cohort, group.n) for group in extraction.cohorts] == [("apixaban as a single agent", 1114)]


@pytest.mark.parametrize(
    ("label", "before", "behind", "none"),
    [
        ("hot flashes", "women had 41", "% fewer hot flashes", True),
        ("frequency of hot flashes", "the frequency of hot flashes dropped by ", "% at week 6", True),
        ("received chemotherapy for leukemia", "", "%", True),
        ("hot flashes", "hot flashes occurred in ", "% of women", False),
        ("nausea", "nausea increased and was reported by ", "% of women", False),
        ("Adverse events", "adverse events fell by ", "%", False),
    ],
)
def test_numbers_that_count_nobody(label: str, before: str, behind: str, none: bool) -> None:
    assert tells_no_event(label, before, behind) is none


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rash was seen in 4 patients, pruritus in 3.", {("rash", 4), ("pruritus", 3)}),
        (
            "Headache was reported by 22 patients, dizziness by 14 and fatigue by nine.",
            {("headache", 22), ("dizziness", 14), ("fatigue", 9)},
        ),
        (
            "Neutropenia of grade 3 or higher occurred in 4 patients and infection of grade 3 or higher in 6.",
            {("neutropenia", 4), ("infection", 6)},
        ),
        ("Rash was seen in 4 patients in 2023, and pruritus was not looked for.", {("rash", 4)}),
    ],
)
def test_a_count_again_behind_the_same_preposition(text: str, expected: set[tuple[str, int]]) -> None:
    found = extract_text(text).adverse_events
    assert {(each.term.casefold(), each.n) for each in found if each.n} == expected


@pytest.mark.parametrize("lead", ["most often", "most commonly", "mainly", "chiefly", "notably", "the most common being"])
@pytest.mark.parametrize("items", [("cough", "rash"), ("dizziness", "insomnia", "dry mouth")])
def test_what_leads_to_a_list_is_no_part_of_its_first_event(lead: str, items: tuple[str, ...]) -> None:
    told = ", ".join(f"{item} ({9 - place}%)" for place, item in enumerate(items))
    found = extract_text(f"Adverse events occurred in 44% of the patients, {lead} {told}.").adverse_events
    assert [(event.term, event.percent) for event in found[1:]] == [(item, 9 - place) for place, item in enumerate(items)]


def test_what_was_stopped_is_named() -> None:
    events = extract_text("Adverse events led to discontinuation of velmatinib in 7% and 3% of patients.").adverse_events
    assert {event.term for event in events} == {"Adverse events leading to discontinuation of velmatinib"}


def test_another_patient_is_no_part_of_the_event() -> None:
    events = extract_text("In the ARDEA trial, one patient died of sepsis and another of a stroke.").adverse_events
    assert events[0].term == "died of sepsis"


def test_a_grade_behind_and_no_is_of_its_own_events() -> None:
    events = extract_text("In the ARDEA trial, no treatment-related deaths and no grade 4 events occurred.").adverse_events
    assert {(event.term, event.grade) for event in events} == {("treatment-related deaths", "any"), ("events", "4")}
