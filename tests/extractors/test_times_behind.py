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


@given(
    first=st.sampled_from(
        ("{p}% of patients had responded", "remission was seen in {p}% of patients", "{p} patients (62%) had gone home")
    ),
    then=st.sampled_from(
        (
            "The mean pain score was {v} points.",
            "Their median serum calcium had fallen to {v} mg/dL.",
            "No difference was seen in serum calcium (mean change, {v} mg/dL).",
            "The mean fall in serum calcium was {v} mg/dL (95% CI, 0.1-99).",
        )
    ),
    n=st.integers(2, 90),
    unit=st.sampled_from(("week", "month", "day")),
    listed=st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_a_measurement_is_of_the_visit_that_the_sentence_before_began_with(first, then, n, unit, listed):
    one, two = f"At {unit} {n}, {first.format(p=41)}.", then.format(v=7.4)
    text = f"Results\n\n• {one}\n• {two}\n" if listed else f"{one} {two}"
    assert (7.4, n, f"{unit}s") in times(text)


@pytest.mark.parametrize(
    "then",
    [
        "Herpes zoster developed in 7.4% of patients.",
        "The hazard ratio for death was 7.4 (95% CI, 5.1-9.9).",
        "Relapses came to 7.4 per 100 patient-years.",
        "The annualized relapse rate was 7.4.",
        "The median time to relapse was 7.4 months.",
        "At the last visit the mean score was 7.4 points, 90 weeks after the start.",
    ],
)
def test_events_rates_and_ratios_are_of_no_visit(then):
    assert (7.4, 24, "weeks") not in times(f"At week 24, 41% of patients had responded. {then}")


def test_a_visit_of_which_nothing_else_is_told_is_that_of_what_follows():
    assert times("After 3 weeks, the patients were examined again. The team found that 34% had responded.") == [(34, 3, "weeks")]
    assert times("The trial lasted 3 weeks. The team found that 34% had responded.") == [(34, None, None)]


@given(st.sampled_from(("was judged", "was assessed", "was looked at", "had been read")), st.integers(2, 90))
def test_a_clause_that_opens_a_sentence_says_when(verb, n):
    text = f"When the outcome {verb} on day {n}, healing was complete in 41 of 50 patients (82%) on ravenib and in 18 of 51 (35%) on placebo."
    assert [time for _, *time in times(text)] == [[n, "days"]] * 2


def test_one_of_several_results_with_verbs_of_their_own_is_timed():
    text = "{} patients were cured, {} relapsed within {} months and {} died of a stroke."
    for a, b, n, c in ((15, 3, 6, 1), (40, 12, 18, 2)):
        rows = {row.label: row.timepoint for row in extract_text(text.format(a, b, n, c)).endpoints}
        assert rows == {"cured": None, "relapsed": n, "died of a stroke": None}
    assert times("In all, 58% achieved PASI 75, and 40% achieved PASI 90, at week 12.") == [(58, 12, "weeks"), (40, 12, "weeks")]


@given(st.integers(2, 19), st.sampled_from(("weeks", "months", "years")))
def test_over_so_long_is_when(n, unit):
    assert times(f"The relapse rate over {n} {unit} was 12% with ravenib.") == [(12, n, unit)]
    assert times(f"Disease lasting over {n} {unit} was seen in 12% of patients.") == [(12, None, None)]


def test_a_week_is_no_amount_of_a_reduction():
    text = "A 75% reduction in the score was reached by 64% of patients by week 12 and by 81% by week 52."
    assert times(text) == [(64, 12, "weeks"), (81, 52, "weeks")]
    assert {(row.label, row.measure) for row in extract_text(text).endpoints} == {("75% reduction in the score", "proportion")}


@given(
    st.sampled_from(
        ("A response was defined as", "In a trial of 86 adults,2 a response was defined as", "The response was defined as")
    ),
    st.sampled_from(("achieved by", "seen in", "reached by")),
    st.integers(2, 90),
)
@settings(max_examples=30, deadline=None)
def test_what_a_sentence_defines_the_next_tells_of(lead, verb, n):
    text = f"{lead} a fall of the score by half at week {n}. It was {verb} 31 of 52 patients (60%) on ravenib and by 9 of 50 (18%) on placebo."
    rows = [(row.label, row.percent, row.timepoint) for row in extract_text(text).endpoints]
    assert rows == [("response", 60, n), ("response", 18, n)]
