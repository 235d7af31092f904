"""Which of two groups a ratio is of: what stands beside it says so, else the two results that it fits in one direction only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

_STUDY = "Velan et al (2022) randomized 300 adults to drugol (n=150) or otherol (n=150). "


def _ratio(text: str) -> tuple[str | None, str | None]:
    one = next(each for each in extract_text(_STUDY + text).endpoints if str(each.measure).endswith(("ratio", "risk")))
    return one.cohort, one.comparator


@settings(max_examples=25, deadline=None)
@given(st.integers(10, 80), st.integers(10, 80), st.sampled_from(["HR", "RR", "OR"]))
def test_events_show_the_direction(one: int, other: int, kind: str) -> None:
    ratio = max(0.01, round(other / one, 2))
    text = f"Relapse occurred in {one}% of the otherol group and {other}% of the drugol group ({kind}, {ratio}; 95% CI, 0.1-9.0)."
    clear = max(one, other) > 1.15 * min(one, other)
    assert not clear or _ratio(text) == ("drugol", "otherol")


@pytest.mark.parametrize(
    "text",
    [
        "Median PFS was 8.1 months with otherol and 12.4 months with drugol (HR 0.66; 95% CI 0.50-0.87).",
        "PFS at 24 months was 48.2% with otherol and 61.5% with drugol (HR 0.70; 95% CI 0.50-0.98).",
        "PFS at 24 months was 48.2% with otherol and 48.9% with drugol (HR for drugol, 0.98; 95% CI 0.80-1.20).",
        "Relapse was seen in 30% on otherol and 29% on drugol (hazard ratio for drugol versus otherol 0.97; 95% CI 0.70-1.20).",
        "There were 61 deaths with drugol and 92 with otherol (rate ratio 0.66; 95% CI 0.48-0.91).",
        "Relapse went down from 15.2% with otherol to 11.8% with drugol (HR, 0.75; 95% CI, 0.56 to 0.99).",
    ],
)
def test_the_group_of_a_ratio(text: str) -> None:
    assert _ratio(text) == ("drugol", "otherol")


@pytest.mark.parametrize(
    "text",
    [
        "Relapse occurred in 30% of the drugol group and 29% of the otherol group (HR 0.98; 95% CI 0.70-1.30).",
        "Survival was 61% with drugol and 60% with otherol (HR 1.01; 95% CI 0.70-1.30).",
    ],
)
def test_no_direction_is_shown(text: str) -> None:
    assert _ratio(text) == ("drugol", "otherol")


@pytest.mark.parametrize(
    "lead", ["Compared with low risk, ", "Relative to patients at low risk, ", "With low risk as the reference, "]
)
def test_several_ratios_to_one_reference(lead: str) -> None:
    text = (
        "Relapse was seen in 10% of patients with low risk, 19% of those with intermediate risk and 42% of those with high risk. "
        f"{lead}the hazard ratio for relapse was 1.9 (95% CI 1.1-3.3) for intermediate risk and 4.2 (95% CI 2.5-7.1) for high "
        "risk."
    )
    ratios = {each.value: each for each in extract_text(text).endpoints if each.measure == "hazard_ratio"}
    told = {value: (_bare(each.cohort), _bare(each.comparator)) for value, each in ratios.items()}
    assert told == {1.9: ("intermediate risk", "low risk"), 4.2: ("high risk", "low risk")}


def _bare(name: str | None) -> str:
    return str(name).removeprefix("patients with ").removeprefix("those with ")


_SHARES = [
    ("{time} {a}% of the drugol group and {b}% of the otherol group had died ({ratio}).", True),
    ("{time} {a} patients on drugol and {b} on otherol had had a stroke ({ratio}).", True),
    ("{time} relapse was seen in {a}% with drugol as against {b}% with otherol. The {ratio}.", True),
    ("{time} {a}% of the drugol group and {b}% of the otherol group were alive without progression ({ratio}).", False),
    ("{time} progression-free survival was {a}% with drugol and {b}% with otherol ({ratio}).", False),
]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(_SHARES),
    st.integers(11, 40),
    st.integers(41, 80),
    st.sampled_from([("By 6 months", 6.0, "months"), ("At day 90,", 90.0, "days"), ("At 2 years,", 2.0, "years")]),
)
def test_a_hazard_ratio_of_shares_is_of_their_time(
    phrasing: tuple[str, bool], a: int, b: int, when: tuple[str, float, str]
) -> None:
    """Beside survival probabilities a hazard ratio is of the whole time."""
    text, of_time = phrasing
    ratio = "hazard ratio was 0.61; 95% CI 0.45 to 0.83" if "The {" in text else "hazard ratio 0.61; 95% CI 0.45 to 0.83"
    found = extract_text(_STUDY + text.format(time=when[0], a=a, b=b, ratio=ratio)).endpoints
    (one,) = [each for each in found if each.measure == "hazard_ratio"]
    assert (one.timepoint, one.timepoint_unit) == ((when[1], when[2]) if of_time else (None, None))


def test_a_hazard_ratio_with_an_outcome_of_its_own_is_of_the_whole_time() -> None:
    text = "Weiss et al found a 30-day mortality of 6% with drugol and of 10% with otherol; the hazard ratio for death was 0.72."
    (one,) = [each for each in extract_text(_STUDY + text).endpoints if each.measure == "hazard_ratio"]
    assert (one.endpoint, one.timepoint) == ("DEATH", None)
