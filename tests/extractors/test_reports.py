"""Documents that report one study: abstracts, press releases, letters; what they call the study, its size and its arms."""

from __future__ import annotations

import pytest

import daraevidence

# ruff: noqa: E501 (paragraphs of documents are single lines)

ABSTRACT = """Finerenone in adults with alport syndrome (GLOMERA-KID): a multicentre, randomised, double-blind, phase 3 trial

Summary

Background
Treatment options are limited.

Methods
We did a randomised, double-blind, placebo-controlled trial at 52 centres. Patients received finerenone 10 mg or placebo.

Findings
Between Jan 4, 2019, and May 6, 2021, 406 patients were randomly assigned to finerenone (n=204) or placebo (n=202). Death occurred in 11 (5·4%) of 204 patients in the finerenone group.
"""

LETTER = """Letter to the Editor

Anifrolumab in refractory dermatomyositis

About 40% of patients relapse [1]. We describe four consecutive patients with refractory dermatomyositis treated at our unit.

Results

The median age was 52 years (range 31-70). Three patients (75%) responded.

Keller et al. [2] reported on 21 adults with juvenile disease and found a response in 62%.
"""


def test_the_title_names_the_study_of_an_abstract() -> None:
    extraction = daraevidence.extract_text(ABSTRACT)
    (study,) = extraction.studies
    assert (study.study, study.n_patients, study.n_centers) == ("GLOMERA-KID", 406, 52)
    assert {record.study for record in extraction.endpoints} == {"GLOMERA-KID"}
    assert {(cohort.cohort, cohort.n) for cohort in extraction.cohorts} == {("total", 406), ("finerenone", 204), ("placebo", 202)}


def test_a_letter_reports_its_own_patients_beside_other_studies() -> None:
    extraction = daraevidence.extract_text(LETTER)
    own, other = extraction.studies
    assert (own.n_patients, own.study) == (4, "four consecutive patients with refractory dermatomyositis")
    assert (other.study, other.n_patients) == ("Keller et al", 21)
    assert {record.study for record in extraction.characteristics} == {own.study}


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("In the HELIOS trial (n = 4,102), fewer patients died.", 4102),
        ("The HELIOS trial compared ramipril with placebo. Among 524 patients, 12% died.", 524),
        ("HELIOS was a phase 3 study of ramipril plus placebo versus placebo in 318 adults with gout.", 318),
        ("The HELIOS trial is a meta-analysis of 9 studies with 1,204 patients.", 1204),
        ("The HELIOS trial began in 2019, and 310 adults were randomly assigned to ramipril or placebo.", 310),
        ("In the HELIOS trial deaths were rare, including two fatal cases of stroke.", None),
        ("In the HELIOS trial a response was observed in 35 patients.", None),
    ],
)
def test_size(sentence: str, n: int | None) -> None:
    (study,) = daraevidence.extract_text(sentence).studies
    assert study.n_patients == n


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The SKYLINE-Lung02 trial included 40 adults.", "SKYLINE-Lung02"),
        ("The AQUILA-Preserved trial included 40 adults.", "AQUILA-Preserved"),
        ("The IMhorizon150 study included 40 adults.", "IMhorizon150"),
        ("Results of ASCENT-2, a randomized phase 3 trial, included 40 adults.", "ASCENT-2"),
        ("The HER2-positive trial patients numbered 40.", None),
        ("A COVID-Positive trial included 40 adults.", None),
    ],
)
def test_names_of_trials(text: str, name: str | None) -> None:
    assert [study.acronym for study in daraevidence.extract_text(text).studies if study.acronym] == ([name] if name else [])


def test_lettered_groups_behind_their_treatment() -> None:
    text = (
        "Mbeki et al (2022)1 retrospectively compared 64 patients given febuxostat after surgery (group A) with 59 patients given "
        "the same drug before surgery (group B)."
    )
    cohorts = daraevidence.extract_text(text).cohorts
    assert {(cohort.cohort, cohort.n) for cohort in cohorts} == {("group A", 64), ("group B", 59)}


def test_a_headline_makes_no_arm_where_the_text_gives_the_arms() -> None:
    text = (
        "Norvex Announces Results of the ALTO-2 Trial\n\n– Zelatinib 40 mg gave responses in 44% versus 10% for placebo –\n\n"
        "Adults were randomized to receive zelatinib 20 mg (n=81), zelatinib 40 mg (n=80), or placebo (n=82).\n"
    )
    names = {cohort.cohort for cohort in daraevidence.extract_text(text).cohorts if cohort.role == "arm"}
    assert names == {"zelatinib 20 mg", "zelatinib 40 mg", "placebo"}


def test_a_study_holds_below_headings_that_say_nothing_of_their_own() -> None:
    text = """Response document

Summary

- Zenotinib is a kinase inhibitor.
- In Okafor et al (2021) zenotinib reduced flares [1].
- In Mbeki et al (2020) flares were rare in 12% of patients [2].

Clinical Data

Study 77: Zenotinib in Gout

Design

Okafor et al (2021) was a randomised trial of 80 adults with gout.

Results

Flares occurred in 12% of patients.

No deaths occurred during the 24-week treatment period.
"""
    deaths = [row for row in daraevidence.extract_text(text).endpoints if row.endpoint == "DEATH"]
    assert [row.study for row in deaths] == ["Okafor et al (2021)"]
