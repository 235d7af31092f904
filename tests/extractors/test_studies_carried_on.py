"""Paragraphs that name no study and go on with the one before: by its follow-up, its tests, its arms and its patients."""

from __future__ import annotations

import pytest

import daraevidence

_INTRO = (
    "In the phase 3, randomised {name} trial,4 312 patients were allocated between March 2019 and August 2022 to six 21-day "
    "cycles of drug-R-CHP (n=156) or of R-CHOP (n=156)."
)
_OTHER = "Ferrante et al.5 retrospectively collected 187 patients from 14 institutions. The response rate was 88%."


def _study_of(paragraph: str, name: str) -> set[str | None]:
    text = f"A drug for the very old\n\n{_INTRO.format(name=name)}\n\n{paragraph}\n\n{_OTHER}\n"
    start = text.index(paragraph)
    found = daraevidence.extract_text(text)
    rows = [row for name in ("endpoints", "adverse_events") for row in found.frame(name).to_dict("records")]
    return {row["study"] for row in rows if start <= row["start"] < start + len(paragraph)}


@pytest.mark.parametrize("name", ["SEPIA-80", "ORION"])
@pytest.mark.parametrize(
    "paragraph",
    [
        "At a median follow-up of 31.6 months, the median progression-free survival was 29.8 months (95% CI 24.1-35.0) and 20.3 "
        "months (95% CI 15.7-26.4), respectively (p=0.021).",
        "What did it cost? Of the 154 patients who received at least one dose, 38% had grade 3 neutropenia.",
        "Infections were seen in 12% and 15% of the two arms (p=0.42).",
    ],
)
def test_a_paragraph_that_goes_on(paragraph: str, name: str) -> None:
    assert _study_of(paragraph, name) == {name}


@pytest.mark.parametrize(
    "paragraph",
    [
        "Older work found a response rate of 55% in such patients (95% CI 50-60).9",
        "An unpublished study of 80 patients found a response rate of 55% (p=0.04).",
    ],
)
def test_a_paragraph_on_something_else(paragraph: str) -> None:
    assert "ORION" not in _study_of(paragraph, "ORION")


def test_sizes_behind_results_and_periods_before_names() -> None:
    text = (
        "NORDLYM was a retrospective analysis of 523 patients. The 2-year overall survival was 78% in those classified as fit "
        "(n=214), 61% in the unfit (n=176) and 39% in the frail (n=133; p<0.001)."
    )
    found = {(cohort.cohort, cohort.n) for cohort in daraevidence.extract_text(text).cohorts if cohort.role != "total"}
    assert found == {("fit", 214), ("unfit", 176), ("frail", 133)}
    arms = daraevidence.extract_text(_INTRO.format(name="ORION")).cohorts
    assert {(arm.cohort, arm.n) for arm in arms if arm.role == "arm"} == {("drug-R-CHP", 156), ("R-CHOP", 156)}


@pytest.mark.parametrize("summary", ["KEY POINTS", "EXECUTIVE SUMMARY", "Overview"])
@pytest.mark.parametrize(
    "heading", ["ARDEN: PLACEBO-CONTROLLED TRIAL", "OBSERVATIONAL COHORT FROM SWEDEN", "Arden Trial in Adults"]
)
@pytest.mark.parametrize("inner", ["", "Relapse and symptoms\n\n"])
def test_a_study_with_parts_of_its_own_is_below_no_summary(summary: str, heading: str, inner: str) -> None:
    text = (
        f"{summary}\n\n• One trial (ARDEN) and one cohort are told of.1,2\n\n{heading}\n\n"
        "Hansen et al (2021)1 treated 112 adults.\n\nMethods\n\n• All took melvitane 5 mg for 12 weeks.\n\n"
        f"Results\n\n{inner}• Relapse occurred in 14 patients (12.5%).\n\nREAL-WORLD COHORT\n\n"
        "Berg et al (2023)2 followed 80 adults.\n\nResults\n\n• Relapse occurred in 20 patients (25.0%).\n\n"
        "REFERENCES\n\n1. Hansen A. Melvitane. Ann Med. 2021.\n2. Berg O. Melvitane. Ann Med. 2023.\n"
    )
    told = {endpoint.n: endpoint.study for endpoint in daraevidence.extract_text(text).endpoints}
    assert told[14] == "Hansen et al (2021)" and told[20] == "Berg et al (2023)"
