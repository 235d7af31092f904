"""Adverse events that are told behind their count, in lists of sizes, and behind a time that is told first."""

from __future__ import annotations

import itertools

import pytest

import daraevidence

STUDY = "The VEGA trial randomized 402 patients to sorlivant (n=201) or placebo (n=201). "
EVENTS = ["hepatitis", "headache", "peripheral edema", "febrile neutropenia"]


def told(sentence: str) -> set[tuple[str, str, int | None]]:
    frame = daraevidence.extract_text(STUDY + sentence).frame("adverse_events")
    return {(row.cohort, row.term, None if row.n is None else int(row.n)) for row in frame.itertuples()}


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(EVENTS, 2)))
@pytest.mark.parametrize("joint", ["; there was", "; there were also", ", and there were"])
def test_what_there_was_so_many_of_is_told_behind_the_number(first, second, joint):
    sentence = f"{first.capitalize()} was seen in 4 patients on sorlivant{joint} 3 cases of {second} with sorlivant."
    assert told(sentence) == {("sorlivant", first.capitalize(), 4), ("sorlivant", second, 3)}


@pytest.mark.parametrize(("first", "second"), list(itertools.permutations(EVENTS, 2)))
@pytest.mark.parametrize("lead", ["The most common were", "Of these, the most frequent were"])
def test_the_commonest_of_the_events_before_with_their_counts(first, second, lead):
    found = told(f"Adverse events were recorded in 38 patients. {lead} {first} (n=12) and {second} (n=9).")
    assert {("total", first, 12), ("total", second, 9)} <= found


@pytest.mark.parametrize("time", ["Between week 28 and week 68", "Through week 52", "During follow-up", "In the first year"])
@pytest.mark.parametrize("event", ["adverse events", "serious adverse events"])
def test_a_time_that_is_told_first_is_no_part_of_the_event(time, event):
    assert told(f"{time}, {event} were reported by 71 patients in the sorlivant group.") == {("sorlivant", event, 71)}


THINGS = ["bone metastases", "liver metastases", "brain metastases"]


@pytest.mark.parametrize("order", list(itertools.permutations(THINGS)))
def test_further_counts_without_a_verb_have_what_stands_behind_them(order):
    text = f"{STUDY}Of the 402 patients, 150 had {order[0]}, 98 {order[1]} and 33 {order[2]}."
    frame = daraevidence.extract_text(text).frame("characteristics")
    assert {(row.characteristic, int(row.n)) for row in frame.itertuples()} == {*zip(order, (150, 98, 33))}


@pytest.mark.parametrize("what", ["prior lines of therapy", "previous lines of treatment"])
def test_things_that_a_fact_counts_are_no_unit(what):
    found = daraevidence.extract_text(f"{STUDY}Patients had received a median of 2 {what} (range 1-6).").characteristics
    assert [(row.characteristic, row.value, row.unit or "") for row in found] == [(what, 2, "")]
