"""Words of a sentence against its numbers, rates, planned sizes, plausible values."""

import pytest

import daraevidence


def _found(text):
    return [(one.rule, one.severity) for one in daraevidence.extract_text(text).findings if one.severity != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "The response rate was higher with tolrenib than with placebo (62% vs 45%).",
        "Survival was shorter in the placebo group than in the tolrenib group (8.1 vs 12.4 months).",
        "The response rate was not higher with tolrenib than with placebo (42% vs 45%).",
        "Response was seen in 62% vs 45%, a difference of 17 percentage points.",
        "Response was seen in 62.4% vs 45.1%, a difference of 17 percentage points.",
        "There were 16 strokes in 452.0 person-years (3.5 per 100 person-years).",
        "There were 16 strokes in 452.0 person-years (35.4 per 1,000 person-years).",
    ],
)
def test_what_agrees(text):
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The response rate was higher with tolrenib than with placebo (42% vs 65%).", ("words-numbers-disagree", "warning")),
        ("Survival was shorter with placebo than with tolrenib (18.1 vs 12.4 months).", ("words-numbers-disagree", "warning")),
        ("Response was seen in 62% vs 45%, a difference of 27 percentage points.", ("words-numbers-disagree", "warning")),
        ("There were 16 strokes in 452.0 person-years (5.3 per 100 person-years).", ("rate-mismatch", "error")),
        ("There were 16 strokes in 452.0 person-years (3.6 per 100 person-years).", ("rate-mismatch", "warning")),
    ],
)
def test_what_does_not(text, found):
    assert found in _found(text)
