"""The size of a group in the bracket behind its name, where results are told: of whom they are, and how many these are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

FORMS = [
    "The mean fatigue score was {a} {led} {one} (n={n}) and {b} {led} {two} (n={m}).",
    "Mean fatigue scores were {a} ± 2.1 {led} {one} (n = {n}) and {b} ± 3.5 {led} {two} (n = {m}).",
    "The mean fatigue score was {a} points (SD, 2.1) {led} {one} (n={n}) and {b} points (SD, 3.4) {led} {two} (n={m}).",
    "The median time to healing was {a} days {led} {one} (n={n}) versus {b} days {led} {two} (n={m}).",
]
NAMES = [("with", "tolrenib", "placebo"), ("in", "the tolrenib group", "the control group"), ("with", "rivaroxaban", "warfarin")]


def _two(low, high):
    return st.lists(st.integers(low, high), min_size=2, max_size=2, unique=True)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.sampled_from(NAMES), _two(21, 60), _two(70, 900))
def test_size_is_that_of_the_group_and_the_denominator_of_its_result(form, names, values, sizes):
    (a, b), (n, m) = values, sizes
    led, one, two = names
    ex = daraevidence.extract_text("Adults with gout were studied. " + form.format(a=a, b=b, n=n, m=m, led=led, one=one, two=two))
    told = {(row.value, row.denominator) for row in ex.endpoints}
    assert told == {(a, n), (b, m)}
    assert {(group.cohort.removesuffix(" group"), group.n) for group in ex.cohorts if group.role == "arm"} == {
        (one.removeprefix("the ").removesuffix(" group"), n),
        (two.removeprefix("the ").removesuffix(" group"), m),
    }
    assert not ex.characteristics
    assert {entry.text for entry in ex.ledger if not entry.claimed} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Rash was seen in 12% (n=9) with tolrenib and 8% (n=6) with placebo.",
        "Nausea was more common with tolrenib (n=12) than with placebo (n=5).",
        "The most common reasons were progression in 4 patients (n=12) and toxicity (n=5).",
    ],
)
def test_counts_of_events_are_no_sizes(text):
    assert not [group for group in daraevidence.extract_text(text).cohorts if group.n in (9, 6, 12, 5)]
