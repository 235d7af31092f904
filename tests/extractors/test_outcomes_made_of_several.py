"""Outcomes made of several events, those of whom one group had some, limits behind a short form, times before a percent."""

from __future__ import annotations

import itertools

import pytest

import daraevidence
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.schemas import Endpoint

DRUGS = ["melvanib", "tarzomab"]


def endpoints(text: str) -> list[Endpoint]:
    return list(daraevidence.extract_text(text).endpoints)


@pytest.mark.parametrize(
    "label",
    [
        "primary end point (90-day mortality and major bleeding)",
        "secondary outcome (1-year mortality, disabling stroke, and reoperation)",
        "kidney failure, or renal death",
        "death from renal causes, dialysis or a doubling of creatinine",
        "risk of cardiovascular death, heart attack, or stroke",
    ],
)
def test_several_events_are_one_outcome_without_a_code(label: str) -> None:
    assert endpoint_code(label) == "OTHER"


@pytest.mark.parametrize(
    "label", ["deaths", "death (any cause)", "primary outcome of death", "death from renal causes", "mortality at 90 days"]
)
def test_deaths_alone_stay_deaths(label: str) -> None:
    assert endpoint_code(label) == "DEATH"


@pytest.mark.parametrize(
    "events", ["cardiovascular death, heart attack, or stroke", "death from any cause, dialysis or graft loss"]
)
@pytest.mark.parametrize("drug", DRUGS)
def test_a_ratio_has_the_whole_outcome_before_its_bracket(events: str, drug: str) -> None:
    (ratio,) = endpoints(f"Patients given {drug} had a lower risk of {events} (hazard ratio, 0.84; 95% CI, 0.77 to 0.92).")
    assert (ratio.endpoint, ratio.label, ratio.value) == ("OTHER", f"risk of {events}", 0.84)


@pytest.mark.parametrize(
    ("all_of_them", "of_them"),
    list(
        itertools.product(
            ["Six patients died during the study,", "Six patients died (overall mortality 1.4%),"],
            [
                "four of whom were in the {0} group.",
                "four of whom were allocated to the {0} group.",
                "four of them assigned to {0}.",
            ],
        )
    ),
)
def test_the_group_of_some_is_not_that_of_all(all_of_them: str, of_them: str) -> None:
    told = [e for e in endpoints(f"{all_of_them} {of_them.format('linezolid')}") if e.endpoint == "DEATH"]
    assert [(e.n, e.cohort) for e in told if e.n == 4] == [(4, "linezolid")]
    assert not [e for e in told if e.n != 4 and e.cohort not in (None, "", "total")]


@pytest.mark.parametrize("bracket", ["(CI)", "[CI]"])
@pytest.mark.parametrize(("low", "high"), [("-7.8", "4.9"), ("\u22127.8", "\u22120.9"), ("0.8", "4.9")])
def test_limits_behind_the_short_form_of_the_interval(bracket: str, low: str, high: str) -> None:
    (one,) = endpoints(f"The mean difference was 1.5 points (95% confidence interval {bracket} {low} to {high}).")
    limits = tuple(float(limit.replace("\u2212", "-")) for limit in (low, high))
    assert (one.value, one.ci_low, one.ci_high) == (1.5, *limits)


@pytest.mark.parametrize("unit", ["weeks", "months"])
def test_the_second_of_two_times_is_no_percent(unit: str) -> None:
    found = endpoints(f"Between {unit} 8 and 20, 31.2% of patients given {DRUGS[0]} and 40.1% of those given placebo flared.")
    assert [e.percent for e in found] == [31.2, 40.1]


def test_what_was_done_to_measure_is_no_group() -> None:
    found = endpoints(
        "The drug led to a significant difference in average pain score during a cold pressor test compared to placebo (p=0.02)."
    )
    assert all("test" not in f"{e.cohort} {e.comparator}" for e in found)


@pytest.mark.parametrize(
    "outcome",
    [
        "The primary end point (1-year mortality, disabling stroke, and valve leak)",
        "The composite of dialysis, a doubling of creatinine, or renal death",
        "Death or lung disease",
    ],
)
def test_what_a_trial_counts_together_is_an_outcome_and_no_adverse_event(outcome: str) -> None:
    told = daraevidence.extract_text(f"{outcome} occurred in 15.4% of the {DRUGS[0]} group and 25.5% of the placebo group.")
    assert [(e.endpoint, e.percent) for e in told.endpoints] == [("OTHER", 15.4), ("OTHER", 25.5)]
    assert not told.adverse_events


def test_mortality_within_some_days_is_no_condition() -> None:
    assert not daraevidence.extract_text(
        "Safety outcomes included bleeding within 36 hours and mortality within 90 days."
    ).thresholds


def test_two_outcomes_respectively_are_not_those_of_two_arms() -> None:
    text = (
        "A randomized trial compared a yoga group (n = 64) and a diet group (n = 60). "
        "The mean waist and body weight of the participants were 88.3 ± 1.6 cm and 102.0 ± 18.0 kg, respectively."
    )
    found = daraevidence.extract_text(text)
    assert {row.cohort for row in (*found.endpoints, *found.characteristics)} == {"total"}
