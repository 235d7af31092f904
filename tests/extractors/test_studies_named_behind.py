"""A study named in a bracket behind its patients, ``a trial of 640 patients with X (DALVA)``."""

from __future__ import annotations

import pytest

import daraevidence

RESULT = "relapse was seen in 22 of 319 (6.9%) and 36 of 321 (11.2%) patients on tinzaparin and warfarin, respectively."


@pytest.mark.parametrize(
    "study",
    [
        "a trial of 640 patients (DALVA)",
        "an older trial of 640 patients with solid tumours (DALVA)",
        "a phase 3 study in 640 adults with cancer (DALVA; n=640)",
    ],
)
def test_a_name_behind_the_patients(study):
    found = daraevidence.extract_text(f"In {study}, {RESULT}")
    assert [one.study for one in found.studies] == ["DALVA"]
    assert {row.study for row in found.endpoints} == {"DALVA"}


@pytest.mark.parametrize(
    "short", ["venous thromboembolism (VTE)", "chronic kidney disease (CKD)", "an axial lupus variant adenitis (ALVA)"]
)
def test_the_short_form_of_what_they_have_is_no_name(short):
    found = daraevidence.extract_text(f"In a trial of 640 patients with {short}, {RESULT}")
    assert not any(one.acronym for one in found.studies)


@pytest.mark.parametrize(
    "study", ["the earlier phase 2 study GROW-START (N=44)", "the study GROW-START", "a previous trial GROW-START (N=44)"]
)
def test_a_name_that_follows_its_noun_without_a_mark(study):
    found = daraevidence.extract_text(f"In {study}, relapse was seen in 9% at the low dose and 10% at the high dose.")
    assert [one.study for one in found.studies] == ["GROW-START"]


def test_an_abbreviation_behind_a_study_is_no_name():
    found = daraevidence.extract_text("In a study MRI (n=20) was used, and relapse was seen in 9%.")
    assert not any(one.acronym for one in found.studies)
