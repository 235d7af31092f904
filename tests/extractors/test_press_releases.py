"""Press releases: datelines, headlines between dashes, products and regimens with capitals, the one trial of the news."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence
from daraevidence.extractors.named_groups import plain_name

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


_ARMS = ("sorbitinib 100 mg", "sorbitinib 200 mg", "placebo")


@pytest.mark.parametrize(
    "arms",
    [
        "the sorbitinib 100 mg arm, sorbitinib 200 mg arm and placebo arm",
        "the sorbitinib 100 mg group, the sorbitinib 200 mg group and the placebo group",
    ],
)
def test_arms_listed_with_their_noun_hold_for_the_sentences_behind(arms: str) -> None:
    text = (
        f"At week 12, the response rates in {arms} were 27.1%, 39.4% and 8.8%, respectively. The rates of serious adverse events were "
        "2.9%, 1.4% and 1.6%, respectively. The PASI-75 (at least a 75% improvement in symptoms) proportions were 43%, 62% and 11%, respectively.\n"
    )
    extraction = daraevidence.extract_text(text)
    assert [(each.cohort, each.percent) for each in extraction.endpoints][:3] == [*zip(_ARMS, (27.1, 39.4, 8.8), strict=True)]
    assert [(each.cohort, each.percent) for each in extraction.endpoints][3:] == [*zip(_ARMS, (43.0, 62.0, 11.0), strict=True)]
    assert [(each.cohort, each.percent) for each in extraction.adverse_events] == [*zip(_ARMS, (2.9, 1.4, 1.6), strict=True)]


@pytest.mark.parametrize("ratio", ["(hazard ratio, 0.83; 95% CI, 0.73 to 0.94)", "(HR 0.83; P=0.005)"])
def test_the_groups_of_a_ratio_are_those_of_pairs_behind_it(ratio: str) -> None:
    text = (
        f"In HAVEN-2, sorbitinib reduced deaths compared with placebo {ratio}. Fever was more common with sorbitinib (9.6% vs. 4.1%), "
        "while rash occurred in 7.3% and 4.8% of patients, respectively.\n"
    )
    told = [(each.term.lower(), each.cohort, each.percent) for each in daraevidence.extract_text(text).adverse_events]
    assert told == [
        ("fever", "sorbitinib", 9.6),
        ("fever", "placebo", 4.1),
        ("rash", "sorbitinib", 7.3),
        ("rash", "placebo", 4.8),
    ]


@pytest.mark.parametrize("drug", ["sorbitinib", "KV-110"])
def test_those_who_got_a_thing_go_by_it(drug: str) -> None:
    text = f"In HAVEN-2, rash was seen in 12% of {drug} recipients versus 4% of placebo recipients (p=0.02).\n"
    assert [each.cohort for each in daraevidence.extract_text(text).adverse_events] == [drug, "placebo"]


def test_vs_with_a_full_stop_ends_no_sentence_and_no_list() -> None:
    text = "The most common Grade 3/4 adverse events for sorbitinib compared to placebo were fever (40 percent vs. 39 percent), rash (34 percent vs. 38 percent) and anemia (16 percent vs. 20 percent).\n"
    events = daraevidence.extract_text(text).adverse_events
    assert [(each.grade, each.cohort) for each in events] == [("3-4", "sorbitinib"), ("3-4", "placebo")] * 3


@pytest.mark.parametrize("more", ["A significantly greater proportion", "A higher percentage", "A larger share"])
@pytest.mark.parametrize("got", ["receiving", "treated with", "who received"])
def test_those_of_whom_more_had_an_outcome_come_first(more: str, got: str) -> None:
    text = f"In HAVEN-2, {more[0].lower()}{more[1:]} of patients {got} sorbitinib achieved remission compared with placebo (37.0% vs. 15.1%; p<0.001).\n"
    told = [(each.cohort, each.percent) for each in daraevidence.extract_text(text).endpoints]
    assert told == [("sorbitinib", 37.0), ("placebo", 15.1)]


@pytest.mark.parametrize(
    "said",
    [
        "Shares in the company rose 6.1 percent by 0930 GMT.",
        "NHB shares are up 98.3% at $20.12.",
        "Net sales rose 14% to $1.2 billion.",
        "Gout affects about 20% of people worldwide.",
        "The virus causes about 160,000 hospitalizations each year.",
    ],
)
def test_markets_and_burdens_are_no_results(said: str) -> None:
    text = f"In the HAVEN-2 trial, fever was seen in 12% of 240 patients on sorbitinib. {said}\n"
    extraction = daraevidence.extract_text(text)
    assert not extraction.endpoints
    assert [each.percent for each in extraction.adverse_events] == [12.0]


@pytest.mark.parametrize("short", ["MPT-T", "MPT", "XP"])
def test_the_short_name_of_an_arm_before_its_size(short: str) -> None:
    text = (
        f"The study of 310 patients evaluated patients receiving prednisone, followed by sorbitinib ({short}) (n=158) and patients receiving "
        "placebo and prednisone (MP) (n=152).\n"
    )
    cohorts = {(each.cohort, each.n) for each in daraevidence.extract_text(text).cohorts}
    assert {(short, 158), ("MP", 152)} <= cohorts


def test_a_study_that_an_opinion_was_based_on_is_told_of() -> None:
    text = "The opinion was based on the HAVEN-3 study, in which sorbitinib cut deaths by 74% versus placebo (HR 0.26; 95% CI 0.15-0.45).\n"
    assert {each.study for each in daraevidence.extract_text(text).endpoints} == {"HAVEN-3"}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("the 8 mg dose", "8 mg"),
        ("once-daily 24 milligram dose of selunatide", "selunatide 24 mg"),
        ("people who took a 40 mg arvoglipron pill", "arvoglipron 40 mg"),
        ("the dose group", "the dose group"),
    ],
)
def test_a_dose_is_named_shortly(printed: str, name: str) -> None:
    assert plain_name(printed).removeprefix("the ") == name.removeprefix("the ")


@pytest.mark.parametrize("against", ["versus", "vs.", "compared with", "compared to"])
def test_points_for_a_group_are_those_of_the_group(against: str) -> None:
    text = (
        f"Patients on sorbitinib showed a mean reduction in the total score of 14.9 points, {against} 10.6 points for placebo.\n"
    )
    told = [(each.cohort, each.value) for each in daraevidence.extract_text(text).endpoints]
    assert told == [("sorbitinib", 14.9), ("placebo", 10.6)]


@pytest.mark.parametrize("term", ["increased ALT", "increased lipase", "pneumonitis", "ALT elevations"])
def test_grades_behind_the_parts_of_those_counted(term: str) -> None:
    text = f"In 296 patients, {term} occurred in 34% of patients treated with ZENVIXA, including 9% Grade 3 and 0.7% Grade 4.\n"
    told = [(each.term, each.grade, each.percent) for each in daraevidence.extract_text(text).adverse_events]
    assert told == [(term, "any", 34.0), (term, "3", 9.0), (term, "4", 0.7)]
