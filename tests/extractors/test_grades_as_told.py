"""Adverse events whose parts are told by grade or severity alone, and counts that stand in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_TRIAL = (
    "# The HARBOR trial\n\nHARBOR was a randomized trial: 200 patients were assigned to ramivac (n=200) and 200 to placebo "
    "(n=200).\n\n## Safety\n\n"
)


def _told(text: str) -> set[tuple[str, str, str, int | None, float | None]]:
    found = daraevidence.extract_text(_TRIAL + text, kind="markdown").adverse_events
    return {(each.cohort or "", each.term.casefold(), each.grade or "", each.n, each.percent) for each in found}


@pytest.mark.parametrize(
    "form",
    [
        "{event} was seen in {a}% of patients with ramivac, and {b}% had grade 3 or 4.",
        "{event} was seen in {a}% of patients on ramivac, of grade 3 or 4 in {b}%.",
        "With ramivac, {event} was common (any grade in {a}%, grade 3 or 4 in {b}%).",
        "With ramivac, {event} (any grade, {a}%; grade 3-4, {b}%) was the commonest event.",
        "{event} occurred in {a}% (grade 3/4: {b}%) of patients on ramivac.",
        "The most common adverse events with ramivac (any grade/grade 3-4) were {event} ({a}%/{b}%) and cough (9%/0%).",
    ],
)
@given(event=st.sampled_from(["nausea", "rash", "neutropenia", "headache"]), a=st.integers(11, 60), b=st.integers(1, 9))
@settings(max_examples=8)
def test_a_grade_alone_is_that_of_the_event_before(form: str, event: str, a: int, b: int) -> None:
    found = _told(form.format(event=event, a=a, b=b))
    assert {("ramivac", event, "any", None, float(a)), ("ramivac", event, "3-4", None, float(b))} <= found


def test_a_grade_alone_of_two_groups() -> None:
    text = "More frequent with ramivac than with placebo were:\n\n- fatigue (31.5% vs. 22.5%; grade 3 or higher, 2.5% vs. 1.0%)\n"
    assert _told(text) == {
        ("ramivac", "fatigue", "any", None, 31.5),
        ("placebo", "fatigue", "any", None, 22.5),
        ("ramivac", "fatigue", ">=3", None, 2.5),
        ("placebo", "fatigue", ">=3", None, 1.0),
    }


def test_how_bad_the_cases_were() -> None:
    text = "Infections occurred in 30 patients (15%) on ramivac and were serious in 6 (3%)."
    assert _told(text) == {("ramivac", "infections", "any", 30, 15.0), ("ramivac", "serious infections", "any", 6, 3.0)}


def test_a_grade_of_nothing_that_is_named_is_no_result() -> None:
    found = daraevidence.extract_text(_TRIAL + "It was of grade 3 or higher in 12% with ramivac.", kind="markdown")
    assert not found.adverse_events
    assert not found.endpoints


@pytest.mark.parametrize(
    "inside",
    ["{n}; {p}%", "{n}, {p}%", "{n} patients; {p}%", "{n} patients, {p}%", "{p}%; n={n}", "{p}%, {n} patients", "n={n}, {p}%"],
)
@given(n=st.integers(2, 99))
@settings(max_examples=8)
def test_a_count_and_its_percent_in_one_bracket(inside: str, n: int) -> None:
    bracket = inside.format(n=n, p=n / 2)
    found = _told(f"Cough (9; 4.5%), fever ({bracket}), and rash ({bracket}) led the list of adverse events with ramivac.")
    assert {(term, count, percent) for _, term, _, count, percent in found} == {
        ("cough", 9, 4.5),
        ("fever", n, n / 2),
        ("rash", n, n / 2),
    }


def test_two_percents_in_one_bracket_stay_two() -> None:
    found = _told("Rash was more frequent with ramivac than with placebo (12% and 14%).")
    assert not any(n is not None for *_, n, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Adverse events with ramivac included headache (n=20), nausea (n=15), and rash (n=9).",
        "Adverse events occurred in 80 patients (40%) on ramivac, most often headache (n=20), nausea (n=15), and rash (n=9).",
        "There were 44 adverse events with ramivac: headache (n=20), nausea (n=15), and rash (n=9).",
        "Most common with ramivac were headache (20 patients), nausea (15 patients), and rash (9 patients).",
    ],
)
def test_listed_sizes_are_counts_of_events(text: str) -> None:
    expected = {("headache", 20), ("nausea", 15), ("rash", 9)}
    assert expected <= {(term, n) for _, term, _, n, _ in _told(text)}


def test_the_sizes_of_groups_are_no_events() -> None:
    assert not _told("Patients with neutropenia (n=20) and patients with anemia (n=31) were analyzed apart.")


@given(a=st.integers(20, 90), b=st.integers(1, 19))
@settings(max_examples=10)
def test_results_without_groups_follow_the_order_of_those_before(a: int, b: int) -> None:
    found = _told(f"Rash was seen in {a}% of patients with ramivac and in {b}% with placebo, and fever in {b}% and {a}%.")
    assert {("ramivac", "fever", "any", None, float(b)), ("placebo", "fever", "any", None, float(a))} <= found


def test_groups_in_the_order_that_a_bracket_tells() -> None:
    found = _told("The most common adverse events (placebo, ramivac) were nausea (12%, 19%) and rash (3%, 9%).")
    assert {(cohort, term, percent) for cohort, term, _, _, percent in found} == {
        ("placebo", "nausea", 12.0),
        ("ramivac", "nausea", 19.0),
        ("placebo", "rash", 3.0),
        ("ramivac", "rash", 9.0),
    }


def test_grades_in_the_short_form_of_abstracts() -> None:
    found = _told("Most common AEs with ramivac: neutropenia (16%; gr 3/4, 13%) and rash (6%; gr 3, 2%).")
    assert {(term, grade, percent) for _, term, grade, _, percent in found} == {
        ("neutropenia", "any", 16.0),
        ("neutropenia", "3-4", 13.0),
        ("rash", "any", 6.0),
        ("rash", "3", 2.0),
    }


def test_a_list_of_groups_is_no_list_of_events() -> None:
    found = _told("Serious events were few with ramivac (5 [2.5%]) and placebo (4 [2%]).")
    assert {(cohort, term, n) for cohort, term, _, n, _ in found} == {
        ("ramivac", "serious events", 5),
        ("placebo", "serious events", 4),
    }


def test_reasons_in_a_list_are_no_further_events() -> None:
    found = _told("Sixteen patients on ramivac discontinued; most often for sepsis (n=4), rash (n=4) and arthralgia (n=3).")
    assert {term for _, term, _, n, _ in found if n in (3, 4)} == {
        "discontinuation because of sepsis",
        "discontinuation because of rash",
        "discontinuation because of arthralgia",
    }
