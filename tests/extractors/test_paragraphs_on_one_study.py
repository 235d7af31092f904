"""Paragraphs and tables that go on with a study which they do not name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.threads import is_advice, speaks_of_another, takes_up
from daraevidence.layout.document import Block

_EDITORIAL = (
    "EDITORIAL\n\nHumming again\n\n"
    "Few habits have been loved and left as often as humming.1 {opening}2 {verb} {name}, which was built to settle it.\n\n"
    "{second} From 2021 to 2024, 51 centers enrolled 1408 adults. "
    "Sleep was poor in 35.0% with humming and 41.5% with whistling.\n\n"
    "Survivors also went home earlier. Nausea was seen in 107 patients (15.2%) with humming and 52 (7.4%) with whistling.\n"
)


@given(
    st.sampled_from(["In this issue of the Journal, Weiss and colleagues", "In this week’s issue, van Olsen and colleagues"]),
    st.sampled_from(["report", "present", "describe"]),
    st.sampled_from(["ORION", "HARP-2"]),
    st.sampled_from(["The trial is a large one.", "This was a large study.", "The authors did much."]),
)
def test_an_editorial_is_on_the_study_in_its_issue(opening: str, verb: str, name: str, second: str) -> None:
    found = daraevidence.extract_text(_EDITORIAL.format(opening=opening, verb=verb, name=name, second=second))
    (study,) = found.studies
    assert study.acronym == name and study.n_patients == 1408
    assert len(found.endpoints) >= 2 and {each.study for each in found.endpoints} == {study.study}


def test_a_study_that_a_heading_has_alone_goes_on_behind_a_table() -> None:
    text = (
        "# Sleep\n\n## The evidence\n\n### Humming: ORION\n\n"
        "ORION [1] randomized 90 adults to humming or rest. "
        "Sleep was poor in 20% of the humming group.\n\n"
        "### Older adults: a register\n\n"
        "Few trials go beyond 65. Weiss et al (2025) [2] followed 203 people aged 65 years or over.\n\n"
        "| Outcome | Month 3 (n = 203) |\n|:---|---:|\n| Poor sleep, n (%) | 91 (44.8) |\n\n"
        "By month 12, 38 people (18.7%) had stopped.\n\nStart with humming in 10% of cases.\n"
    )
    found = daraevidence.extract_text(text, kind="markdown")
    of = {each.study for each in (*found.endpoints, *found.characteristics) if each.n in (91, 38)}
    assert of == {"Weiss et al (2025)"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("An unpublished study had 83 people.", "another"),
        ("Two smaller trials found nothing.", "another"),
        ("Patients should rest.", "advice"),
        ("Check the weight.", "advice"),
        ("The trial was a large one.", "taken up"),
        ("By month 12, 38 people had stopped.", ""),
    ],
)
def test_what_a_paragraph_goes_on_with(text: str, said: str) -> None:
    lines = [Sentence(0, len(text), text, Block(0, "paragraph", 0, len(text), text))]
    assert speaks_of_another(lines) is (said == "another")
    assert is_advice(lines) is (said == "advice")
    assert takes_up(text) is (said == "taken up")


def test_a_title_that_names_one_study_is_on_it() -> None:
    text = (
        "ORION Trial of Humming Meets Its Endpoint\n\n"
        "OSLO - Adults who hummed slept better, the makers said. The finding comes from ORION, "
        "a randomized trial of 312 adults.\n\nTolerability\n\n"
        "Nausea was reported in 35 patients (22.3%) on humming and 8 (5.2%) at rest.\n\n"
        "Patients who complete ORION may move on to ORION-OLE, an open-label follow-up study with 238 participants.\n"
    )
    found = daraevidence.extract_text(text)
    assert {each.study for each in found.adverse_events if each.n == 35} == {"ORION"}
