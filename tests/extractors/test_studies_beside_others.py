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


@given(st.integers(30, 900))
def test_the_size_behind_a_dash(n: int) -> None:
    text = f"ORION (Meisel et al, 2025)1 – Phase 3, randomized, double-blind; N={n}\n\n• Serious AEs: 3% vs 4%\n"
    assert studies(text) == {"Meisel et al (2025)": n}


@given(st.integers(300, 9000))
def test_the_patients_of_a_review_in_brackets(n: int) -> None:
    text = f"The risk is small. A 2021 systematic review (14 trials, {n} patients) put it at 1.4% [1]."
    (found,) = daraevidence.extract_text(text).studies
    assert (found.n_patients, found.year, found.citations) == (n, 2021, "1")


def test_a_registry_by_its_place() -> None:
    text = "The Olmsted registry followed 1,022 patients for four years; 19 (1.9%) had gout [2]."
    assert studies(text) == {"Olmsted registry": 1022}


def test_patients_who_were_screened_again_and_again() -> None:
    text = "Herrera et al. screened 310 patients every 6 months [3]; 4 cases were found in all."
    assert studies(text) == {"Herrera et al": 310}


_ONE_LINE = (
    "S214 Scientific Sessions Abstracts 2025\n\nAbstract 1187: Ramipril in a Clinic of the Poor\n"
    "Jorge Medina, Aisha Rahman, Tom Ellery; County Health, Fresno, CA\n"
    "Background: Little is known. Methods: We reviewed charts of {n} patients given ramipril. Results: Gout was seen "
    "in 71 patients (74%). "
    "Conclusions: It was fair.\n\nAbstract 1188: Ramipril After Gout: The TOLERATE Registry\nLena Hoff, Piotr "
    "Zalewski; Heart House, Leipzig, Germany\n"
    "Background: Data are few. Methods: TOLERATE enrolled {m} patients at 61 German sites. Results: Gout occurred in "
    "2.1%. Conclusions: Good.\n"
)


@given(st.integers(80, 200), st.integers(300, 2000))
def test_abstracts_with_number_and_title_in_one_line(n: int, m: int) -> None:
    first, second = daraevidence.extract_text(_ONE_LINE.format(n=n, m=m)).studies
    assert (first.study, first.n_patients) == ("Medina et al (2025)", n)
    assert (second.study, second.first_author, second.year, second.n_patients) == ("TOLERATE", "Hoff", 2025, m)


def test_a_month_cut_short_ends_no_sentence() -> None:
    text = "Choi and coauthors (Aug. 14 issue)1 found that ramipril reduced gout (rate ratio, 0.74)."
    assert [study.first_author for study in daraevidence.extract_text(text).studies] == ["Choi"]
