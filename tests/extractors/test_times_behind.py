"""The time behind a result, in the name of the next one, and in the sentence before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

# ruff: noqa: E501 (sentences of documents are single lines)


def times(text: str) -> list[tuple[float | None, float | None, str | None]]:
    return [
        (row.percent if row.percent is not None else row.value, row.timepoint, row.timepoint_unit)
        for row in extract_text(text).endpoints
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        (
            "{p}% of patients were in remission after {n} {unit}.",
            "{p}% of patients were in remission after {n} {unit} of treatment with ravenib.",
            "Patients on ravenib had remission in {p}% after {n} {unit}.",
            "After {n} {unit} of treatment, {p}% of patients were in remission.",
        )
    ),
    st.integers(2, 97),
    st.integers(2, 90),
    st.sampled_from(("weeks", "months", "days")),
)
def test_after_so_long(form, p, n, unit):
    assert (p, n, unit) in times(form.format(p=p, n=n, unit=unit))


def test_a_change_over_a_period_is_seen_at_its_end():
    assert times("The mean weight loss was 1.5 kg over an 8 week period.") == [(1.5, 8, "weeks")]


def test_a_time_in_the_name_of_the_next_outcome_is_not_that_of_the_one_before():
    text = "Complication rates (55.2% vs 40.1%) and mortality at 3 months (48.9% vs 24.3%) were higher."
    assert times(text) == [(55.2, None, None), (40.1, None, None), (48.9, 3, "months"), (24.3, 3, "months")]


@pytest.mark.parametrize("opening", ["In addition,", "Similarly,", "Moreover,", "By comparison,"])
def test_what_is_told_in_addition_was_seen_at_the_same_time(opening):
    text = f"At week 24, remission was seen in 42% of patients. {opening} a response was seen in 61% of patients."
    assert times(text) == [(42, 24, "weeks"), (61, 24, "weeks")]


def test_the_other_group_was_seen_at_the_same_time():
    text = "Patients who received ravenib had remission in 42% after 68 weeks. The placebo group had remission in 12%."
    assert [time for _, *time in times(text)] == [[68, "weeks"], [68, "weeks"]]


@pytest.mark.parametrize(
    "text",
    [
        "Two patients progressed, one after 11 months and one after 23 months.",
        "After a median of 14 months of follow-up, remission was seen in 42% of patients.",
    ],
)
def test_no_time_of_the_last_result(text):
    assert times(text)[-1][1] is None


def test_what_is_set_against_a_time_has_its_own():
    text = "Remission was more common with ravenib after 12 weeks of therapy (42% vs 30%; P = 0.01) but not after 52 weeks (33% vs 31%)."
    assert [row[:2] for row in times(text)] == [(42, 12), (30, 12), (33, 52), (31, 52)]
