"""Press releases: datelines, headlines between dashes, products and regimens with capitals, the one trial of the news."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence

# ruff: noqa: E501 (paragraphs of documents are single lines)

_DATELINES = (
    "PORTLAND, Ore., March 3, 2025 -- ",
    "UTRECHT, Netherlands, Oct. 4, 2024 (GLOBE NEWSWIRE) -- ",
    "KELDER, Ind. (PRNewswire) -- ",
    "LYON (Reuters) - ",
    "Bergen, 12 June 2026 – ",
)


@pytest.mark.parametrize("dateline", _DATELINES)
def test_a_paragraph_with_a_dateline_is_no_title_and_one_sentence(dateline: str) -> None:
    text = (
        f"{dateline}Nordhavn Bio (NYSE: NHB) said today that weekly sorbitinib cut relapses in the HAVEN-2 trial of 240 adults with gout, "
        "which the company presented at a congress.(1)\nFever was seen in 12% of patients on sorbitinib and 4% on placebo.\n"
    )
    extraction = daraevidence.extract_text(text)
    assert [study.study for study in extraction.studies] == ["HAVEN-2"]
    assert {event.study for event in extraction.adverse_events} == {"HAVEN-2"}
    assert [block.kind for block in extraction.document.blocks] == ["paragraph", "paragraph"]


def test_a_headline_between_dashes_stands_alone() -> None:
    text = "Nordhavn reports results\n\n– Relapses fell by half in the pivotal HAVEN-2 study –\nThe study enrolled 240 adults with gout.\n"
    blocks = [block.text for block in daraevidence.extract_text(text).document.blocks]
    assert blocks[-1] == "The study enrolled 240 adults with gout."


@pytest.mark.parametrize(("brand", "mark"), [*product(("QUELTORA", "ZENVIXA"), ("®", "™", "(®)", "(R)"))])
def test_a_product_is_no_study(brand: str, mark: str) -> None:
    text = (
        f"{brand} demonstrated a response rate of 64% in the HAVEN-2 study.\n\n"
        f"HAVEN-2 enrolled 94 patients, who had {brand}{mark}. In {brand}, 12% had fever.\n"
    )
    assert [study.study for study in daraevidence.extract_text(text).studies] == ["HAVEN-2"]


@pytest.mark.parametrize("drugs", ["prednisone and lenalidomide", "bortezomib, melphalan, and prednisone", "X plus doxorubicin"])
def test_the_short_name_of_a_regimen_is_no_study(drugs: str) -> None:
    text = f"A Phase 3 Study of {drugs} (Q-PLD)\n\nThe HAVEN-2 trial enrolled 94 patients. Fever was seen in 12% with Q-PLD.\n"
    assert [study.study for study in daraevidence.extract_text(text).studies] == ["HAVEN-2"]


@pytest.mark.parametrize("name", ["HAVEN-HF", "DUNE SOLO-2", "LUMENA", "TIDE 4"])
@pytest.mark.parametrize(
    "said",
    [
        "Relapses were fewer in the {name} trial, Nordhavn said on Monday.",
        "The journal has the full results of a second clinical trial, {name}, testing weekly sorbitinib in adults.",
        "Nordhavn presented one-year data from the {name} study at the congress.",
    ],
)
def test_the_only_study_of_the_news_has_the_results_behind(said: str, name: str) -> None:
    text = f"{said.format(name=name)} Fever was seen in 12% of patients on sorbitinib.\n"
    extraction = daraevidence.extract_text(text)
    assert [study.study for study in extraction.studies] == [name]
    assert {event.study for event in extraction.adverse_events} == {name}


@pytest.mark.parametrize(
    "said", ["is being tested in the ongoing HAVEN-2 trial", "is under way in HAVEN-2, which will enroll adults"]
)
def test_a_study_to_come_has_no_results(said: str) -> None:
    text = f"Sorbitinib {said}. Gout is seen in 4% of adults.\n"
    assert not daraevidence.extract_text(text).studies
