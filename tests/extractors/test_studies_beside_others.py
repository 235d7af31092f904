"""Studies told beside others: families of trials, extensions, two authors, a report that looks back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def studies(text: str) -> dict[str, int | None]:
    return {study.study: study.n_patients for study in daraevidence.extract_text(text).studies}


@given(
    st.integers(30, 900),
    st.integers(30, 900),
    st.sampled_from(["Both ORION trials1,2", "All ORION trials"]),
)
def test_a_family_of_trials_is_none_of_them(n: int, other: int, family: str) -> None:
    text = f"{family} enrolled adults with gout. In ORION-1 (n = {n}), 12% relapsed. In ORION-2 (n = {other}), 14% relapsed."
    assert studies(text) == {"ORION-1": n, "ORION-2": other}


def test_a_program_that_comprises_trials() -> None:
    text = (
        "The ORION-GO program met its endpoints. ORION-GO comprises two identical trials, VEGA 1 (n=604) and VEGA 2 (n=611). "
        "In VEGA 1, 12% relapsed. In VEGA 2, 14% relapsed."
    )
    assert studies(text) == {"VEGA 1": 604, "VEGA 2": 611}


@pytest.mark.parametrize("who", ["Patients who completed", "Adults who had finished", "Those who had participated in"])
def test_an_extension_of_a_trial(who: str) -> None:
    text = (
        "ORION was a randomised trial in 310 adults with gout. In all, 12% relapsed.\n\n"
        f"{who} ORION could enter ORION-X, an open-label extension. Of 221 patients who entered, 66 (30%) relapsed.\n"
    )
    extraction = daraevidence.extract_text(text)
    assert {record.study for record in extraction.endpoints if record.n == 66} == {"ORION-X"}


def test_two_authors_in_a_bracket() -> None:
    text = "Two older series (Okada et al., 2015; Stone and Miller, 2017) were small, and 12% relapsed in both."
    assert [study.first_author for study in daraevidence.extract_text(text).studies] == ["Okada", "Stone"]
    assert studies("Adults were seen twice (March and April 2019), and 12% relapsed.") == {}


@pytest.mark.parametrize("opened", [",5 by contrast,", ",5", "[5],"])
def test_a_trial_set_against_another(opened: str) -> None:
    text = (
        "In ORION,4 a randomised trial, 12% of 310 adults relapsed. "
        f"In VEGAS-2{opened} 698 adults were randomized to humming (n=346) or rest (n=352); 23.8% and 21.1% relapsed."
    )
    found = studies(text)
    assert (found["ORION"], found["VEGAS-2"]) == (310, 698)


def test_a_report_that_looks_back_on_another_trial() -> None:
    text = (
        "RESEARCH LETTER\n\nIntravenous Iron and Postpartum Sadness\n\nDanielle Fox, MD; Priya Nair, "
        "MPH\n\nIntroduction: Anemia is common.\n\n"
        "Methods: In this cohort study of claims, we compared 412 women given iron with 436 women given none.\n\n"
        "Results: Sadness was recorded in 8.2% and 9.9%.\n\nDiscussion: A previous trial in 207 women2 had found no difference.\n"
    )
    fox, previous = daraevidence.extract_text(text).studies
    assert (fox.study, fox.first_author, previous.n_patients) == ("Fox et al", "Fox", 207)
    assert {record.study for record in daraevidence.extract_text(text).endpoints if record.percent in (8.2, 9.9)} == {"Fox et al"}


def test_the_trial_whose_patients_the_next_sentence_counts() -> None:
    text = "The ORION trial [1] is the best evidence. 452 adults were randomised at five hospitals; gout occurred in 29% of them."
    assert studies(text) == {"ORION": 452}


def test_the_code_of_a_sponsor_in_brackets() -> None:
    text = (
        "In an open-label, single-sequence study (X4P-001-103), 24 healthy adults received ramipril. Nausea was "
        "reported by 5 adults."
    )
    assert studies(text) == {"X4P-001-103": 24}


def test_the_name_of_a_numbered_study_and_who_wrote_on_it() -> None:
    text = (
        "Study 1871-301 (NORTHSTAR) was a randomized study of ramipril in 478 adults with gout (Okoye et al 2024).1 "
        "In Study 1871-301, 12% relapsed."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.acronym, study.n_patients) == ("Okoye et al (2024)", "NORTHSTAR", 478)


@given(st.integers(20, 300), st.sampled_from(["enrolled", "randomized", "recruited"]))
def test_patients_whom_the_authors_took_into_a_trial(n: int, took: str) -> None:
    text = (
        "Brief Communication\n\nHumming for gout: a pilot trial\n\nA. K. Banerjee, S. Öberg and J. Whitfield\n\n"
        f"Summary. We {took} {n} patients with gout in a double-blind crossover trial. Pain fell in 12% of them.\n"
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients) == ("Banerjee et al", n)
