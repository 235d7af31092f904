"""Adverse events as labels, news and press releases tell them: heads of lists, shares before their names, limits of lists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.extractors.prose.event_lists import listed_as
from daraevidence.extractors.sentence.event_names import names_event

_TERMS = ["nausea", "rash", "headache", "pneumonia", "neutropenia", "dizziness"]


def _events(text: str) -> set[tuple[str, float | None]]:
    return {(event.term, event.percent) for event in extract_text(text).adverse_events}


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["serious", "fatal", "life-threatening"]),
    st.lists(st.sampled_from(_TERMS), min_size=2, max_size=4, unique=True),
)
def test_events_of_a_list_are_as_bad_as_its_head_says(how: str, terms: list[str]) -> None:
    told = ", ".join(f"{term} ({share}%)" for share, term in enumerate(terms, 1))
    found = _events(f"{how.capitalize()} adverse reactions in >0.5% of patients included {told}.")
    assert found == {(f"{how} {term}", float(share)) for share, term in enumerate(terms, 1)}


@pytest.mark.parametrize("verb", ["leading to", "resulting in", "which resulted in"])
def test_events_of_a_list_led_to_what_its_head_says(verb: str) -> None:
    found = _events(f"Adverse reactions {verb} permanent discontinuation were rash (1.2%) and nausea (0.7%).")
    end = "leading to permanent discontinuation"
    assert found == {(f"rash {end}", 1.2), (f"nausea {end}", 0.7)}
    assert not extract_text(f"Adverse reactions {verb} permanent discontinuation were rash (1.2%) and nausea (0.7%).").endpoints


def test_fatal_events_of_a_list_are_deaths_too() -> None:
    extraction = extract_text(
        "Fatal adverse reactions occurred in 2.5% of patients, including pneumonia (0.8%) and stroke (0.4%)."
    )
    assert {(end.endpoint, end.percent) for end in extraction.endpoints} == {("DEATH", 2.5), ("DEATH", 0.8), ("DEATH", 0.4)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Serious adverse events included | (2%)", ("serious", "")),
        ("Serious infections and adverse events included | (2%)", ("", "")),
        ("Adverse events in 5% or serious reactions were | (2%)", ("serious", "")),
        ("Adverse events occurred in 4%. Patients had | (2%)", ("", "")),
    ],
)
def test_how_the_head_tells_of_an_event(text: str, told: tuple[str, str]) -> None:
    assert listed_as(text.replace("|", "rash"), text.index("|")) == told


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(_TERMS), min_size=2, max_size=4, unique=True), st.sampled_from(["reported", "showed", "recorded"])
)
def test_shares_before_the_names_of_their_events(terms: list[str], verb: str) -> None:
    told = ", ".join(f"{share}% {term}" for share, term in enumerate(terms, 4))
    assert _events(f"Data on the vaccine {verb} {told}.") == {(term, float(share)) for share, term in enumerate(terms, 4)}


def test_a_share_before_how_bad_it_was() -> None:
    found = _events("The register reports 20% mild adverse events, 3% moderate, and 1% severe.")
    assert found == {("mild adverse events", 20.0), ("moderate adverse events", 3.0), ("severe adverse events", 1.0)}


def test_the_list_behind_another_result() -> None:
    found = _events("Of recipients, 8.8% had any reaction; the most common symptoms were fatigue (4.2%) and chills (1.7%).")
    assert {("fatigue", 4.2), ("chills", 1.7)} <= found


@pytest.mark.parametrize(
    "text",
    [
        "The most common side effects, seen in at least 5% of those who took apixaban, were headache (12%) and nausea (9%).",
        "Side effects in at least 5% of patients included headache (12%) and nausea (9%).",
    ],
)
def test_how_common_the_listed_events_are_is_no_result(text: str) -> None:
    assert _events(text) == {("headache", 12.0), ("nausea", 9.0)}


@pytest.mark.parametrize("told", ["may affect up to 1 in 10 people", "may affect more than 1 in 10 people"])
def test_classes_of_frequency_count_nobody(told: str) -> None:
    extraction = extract_text(f"Common side effects ({told}): headache, rash.")
    assert not extraction.adverse_events
    assert not extraction.endpoints


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("The commonest adverse event was nausea, reported by 24% of patients.", "nausea"),
        (
            "Diarrhea was the most frequent side effect of the drug, affecting 24% of patients, against 12% on placebo.",
            "Diarrhea",
        ),
        ("In a pooled analysis of 2,340 patients, hypoglycemia occurred in 24%.", "hypoglycemia"),
        ("Elevations in ALT >3 x ULN were seen in 24% of patients.", "Elevations in ALT >3 x ULN"),
        ("Neurotoxicity, including ataxia (24%), was reported in 31%.", "ataxia"),
    ],
)
def test_the_event_alone_is_its_term(text: str, term: str) -> None:
    assert (term, 24.0) in _events(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two people had a serious adverse event; none was considered related to vaccination.",
        "In the trial none of the events was judged to be related to apixaban.",
    ],
)
def test_what_nothing_was_related_to_is_no_event(text: str) -> None:
    assert not any(event.n == 0 for event in extract_text(text).adverse_events)


def test_deaths_of_the_treatment_are_adverse_events_too() -> None:
    extraction = extract_text("No treatment-related deaths occurred in the trial.")
    assert [(event.term, event.n) for event in extraction.adverse_events] == [("treatment-related deaths", 0)]
    assert [(end.endpoint, end.n) for end in extraction.endpoints] == [("DEATH", 0)]


def test_the_first_of_two_compared_is_not_of_the_second_group() -> None:
    text = "Serious adverse events were reported in 2.3% of treated subjects compared to 2.1% in the placebo group."
    assert {(event.cohort, event.percent) for event in extract_text(text).adverse_events} == {
        ("treated subjects", 2.3),
        ("placebo", 2.1),
    }


def test_events_told_ahead_of_being_the_commonest() -> None:
    found = _events("Headache, reported by 63%, and chills, reported by 55%, were the most common reactions.")
    assert found == {("Headache", 63.0), ("chills", 55.0)}


@pytest.mark.parametrize("told", ["57% of patients", "57%"])
def test_the_commonest_of_graded_events_have_their_grade(told: str) -> None:
    text = f"Grade 3-4 adverse events occurred in {told}; the most common were neutropenia (21%) and anemia (14%)."
    events = {(event.term, event.grade) for event in extract_text(text).adverse_events}
    assert {("neutropenia", "3-4"), ("anemia", "3-4")} <= events


@pytest.mark.parametrize(
    ("label", "event"),
    [
        ("Grade 3 or 4 elevations of ALT", True),
        ("Grade 3 or 4 astrocytoma", False),
        ("grade ≥2 tumors", False),
        ("Bell's palsy", True),
        ("Alanine aminotransferase above 5 × ULN", True),
        ("ALT ≤1.5 × ULN", False),
    ],
)
def test_what_is_an_event_by_its_grade_or_level(label: str, event: bool) -> None:
    assert names_event(label) is event


def test_a_dose_behind_a_result_is_not_the_last_group() -> None:
    text = "Discontinuation rates due to adverse events were 4.3% (5 mg), 7.1% (10 mg) and 2.6% (placebo)."
    events = {(event.cohort, event.percent) for event in extract_text(text).adverse_events}
    assert ("placebo", 2.6) in events
    assert not {("placebo", 4.3), ("placebo", 7.1)} & events
