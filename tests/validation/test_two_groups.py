"""What a sentence tells of two groups together against what it tells of each; means with SD and range; parts of a whole."""

from math import ceil

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import daraevidence


def _found(text):
    return [(one.rule, one.severity) for one in daraevidence.extract_text(text).findings if one.severity != "info"]


def _of_counts(a, one, b, two, told):
    groups = f"{a} of {one} patients in the tolrenib group and in {b} of {two} patients in the placebo group"
    return f"Relapse was seen in {groups} ({told})."


def _print(value, decimals):
    return f"{value:.{decimals}f}"


SIZES = st.integers(40, 300)


@st.composite
def _counts(draw):
    one, two = draw(SIZES), draw(SIZES)
    return draw(st.integers(2, one // 2)), one, draw(st.integers(2, two // 2)), two


@settings(max_examples=25, deadline=None)
@given(_counts(), st.sampled_from(["relative risk", "risk ratio", "odds ratio"]), st.sampled_from([1.0, 2.5]))
def test_ratio_of_counts(counts, name, factor):
    a, one, b, two = counts
    ratio = (a / (one - a)) / (b / (two - b)) if name == "odds ratio" else (a / one) / (b / two)
    told = ratio * factor
    low, high = _print(told * 0.8, 2), _print(told * 1.25, 2)
    assume(float(low) > 0.05 and min(abs(ratio * told - 1), abs(1 / told / ratio - 1)) > 0.4)
    found = _found(_of_counts(*counts, f"{name}, {_print(told, 2)}; 95% CI, {low} to {high}"))
    assert (("ratio-counts-disagree", "warning") in found) == (factor != 1)


@settings(max_examples=25, deadline=None)
@given(_counts(), st.integers(0, 1), st.sampled_from([0, 8]))
def test_difference_of_shares(counts, decimals, more):
    a, one, b, two = counts
    apart = abs(100 * a / one - 100 * b / two) + more
    found = _found(_of_counts(*counts, f"difference, {_print(apart, decimals)} percentage points"))
    assert (("words-numbers-disagree", "warning") in found) == bool(more)


@settings(max_examples=25, deadline=None)
@given(st.integers(50, 900), st.integers(50, 900), st.sampled_from([0, 3]))
def test_difference_of_means(first, second, more):
    assume(first != second)
    apart = abs(first - second) / 10 + more
    words = f"{first / 10} days in the tolrenib group and {second / 10} days in the placebo group"
    found = _found(f"The mean stay was {words} (mean difference, {apart:.1f} days).")
    assert (("words-numbers-disagree", "warning") in found) == bool(more)


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 40), st.integers(5, 40), st.sampled_from([1, 3]))
def test_number_needed_to_treat(low, apart, factor):
    needed = ceil(100 / apart) * factor + 2 * (factor > 1)
    shares = f"{low + apart}% of patients with placebo and in {low}% of those with tolrenib"
    found = _found(f"Relapse was seen in {shares}, for a number needed to treat of {needed}.")
    assert (("words-numbers-disagree", "warning") in found) == (factor > 1)


@pytest.mark.parametrize(
    "text",
    [
        _of_counts(12, 120, 24, 118, "adjusted relative risk, 0.90; 95% CI, 0.82 to 0.99"),
        _of_counts(12, 120, 24, 118, "hazard ratio, 0.90; 95% CI, 0.82 to 0.99"),
        "The response rate was 30% with tolrenib and 45% with placebo (adjusted difference, 9 percentage points).",
        "The mean number of attacks was 5.2 (SD, 2.2; range, 2-9).",
        "The rate of falls nearly doubled (6.2% vs 3.4%).",
        "A total of 90 men were enrolled, of whom 34 had diabetes.",
        "In all, 40 patients had falls, including 55 falls with a fracture.",
    ],
)
def test_what_agrees_or_is_not_said(text):
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mean number of attacks was 5.2 (SD, 9.2; range, 2-9).", ("spread-impossible", "error")),
        ("The risk of stroke was halved (4.0% vs 2.9%).", ("words-numbers-disagree", "warning")),
        ("The rate of falls was twice that of controls (6.2% versus 5.1%).", ("words-numbers-disagree", "warning")),
        ("A total of 90 men were enrolled, of whom 94 had diabetes.", ("count-exceeds-total", "error")),
        ("In all, 40 patients had a response, including 52 women.", ("count-exceeds-total", "error")),
        (
            "The mean pain score fell from 42.1 at baseline to 30.4 at week 12, a change of -15.7.",
            ("words-numbers-disagree", "warning"),
        ),
    ],
)
def test_what_does_not(text, found):
    assert found in _found(text)
