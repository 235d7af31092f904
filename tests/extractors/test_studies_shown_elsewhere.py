"""Names in capitals that headings, references or the next sentence show to be those of studies, and which name records use."""

from __future__ import annotations

import pytest

import daraevidence

NAMES = ("KESTREL", "MARLOWE", "TINDER-GI", "OSPREY-LUNG", "VANTAGE-4")
PAIRS = (("ozavorin", "placebo"), ("weekly dosing", "daily dosing"), ("surgery", "watchful waiting"))


def studies(text: str) -> list[str]:
    return [str(name) for name in daraevidence.extract_text(text).frame("studies")["study"]]


def of_results(text: str) -> set[str]:
    return {str(name) for name in daraevidence.extract_text(text).frame("endpoints")["study"].dropna()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("new", "old"), PAIRS)
@pytest.mark.parametrize("heading", ["{name} ({new} versus {old})", "{name}: {new} vs {old}", "{name} (2021)"])
def test_a_heading_that_is_a_name_and_what_was_compared(name: str, new: str, old: str, heading: str) -> None:
    text = (
        f"What The Trials Show\n\n{heading.format(name=name, new=new, old=old)}\n\n"
        f"- In this double-blind trial, 240 patients were randomized 1:1 to {new} or {old}.\n"
        f"- Relapse occurred in 12 of 120 patients with {new} and 30 of 120 with {old} (P=0.002).\n"
    )
    assert studies(text) == [name]
    assert of_results(text) == {name}


@pytest.mark.parametrize("word", ["SURVIVAL", "BLEEDING", "PREVENTION", "ANTICOAGULATION", "DOSING"])
def test_a_heading_in_capitals_on_a_topic_is_no_study(word: str) -> None:
    text = f"{word} (drug versus placebo)\n\nRelapse was less common with the drug (12% vs 20%).\n"
    assert word not in studies(text)


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_below_such_a_heading_says_what_the_study_is(name: str) -> None:
    text = (
        f"Short or long?\n\nWhat the trials show.\n\n{name} (brief versus long treatment)\n\n"
        "- An open-label Finnish trial assigned 90 patients to brief (n=45) or long treatment (n=45).\n"
        "- Cure rates were alike: 80% with brief and 82% with long treatment (P=0.80).\n\n"
        "Observational Data\n\nA retrospective cohort of 310 patients examined relapse. It occurred in 31 patients (10%).\n"
    )
    assert studies(text)[0] == name
    assert len(studies(text)) == 2


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("title", ["Ozavorin in sprue ({name}).", "Ozavorin in sprue: the {name} Randomised Trial."])
def test_a_name_at_the_end_of_a_reference_that_the_text_speaks_of(name: str, title: str) -> None:
    text = (
        "Is ozavorin of use?\n\nYes.\n\nEvidence\n\n"
        f"In {name}, relapse occurred in 12% of patients on ozavorin and in 20% of those on placebo.1\n\n"
        f"References\n\n1. Brandl K, Osei P. {title.format(name=name)} Gut Lett. 2021;3:1-9.\n"
    )
    assert studies(text) == [name]


def test_the_name_of_a_score_at_the_end_of_a_reference_is_no_study() -> None:
    text = (
        "Bleeding was rare in patients with a low VARSTON score.1\n\n"
        "References\n\n1. Brandl K, Osei P. A score for bleeding (VARSTON). Gut Lett. 2021;3:1-9.\n"
    )
    assert studies(text) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "trial",
    ["The double-blind trial had enrolled 900 adults", "This study, led from Graz, had enrolled 900 adults"],
)
def test_the_next_sentence_calls_the_name_the_trial(name: str, trial: str) -> None:
    text = (
        f"Most of the audience came for {name}. {trial} with sprue. Relapse occurred in 31 patients (6.9%) on ozavorin "
        "and 58 (12.9%) on placebo: a hazard ratio of 0.52 (95% CI 0.34 to 0.80).\n"
    )
    assert studies(text) == [name]
    assert of_results(text) == {name}


@pytest.mark.parametrize("name", NAMES)
def test_a_study_goes_by_the_name_that_the_text_goes_on_with(name: str) -> None:
    often = (
        f"In this issue, Brandl and colleagues1 report the results of {name}, a randomized trial in 400 patients. "
        f"Relapse occurred in 12% with ozavorin and 20% with placebo. Treatment in {name} was not masked. "
        f"The patients of {name} were young.\n"
    )
    once = often.split(" Treatment")[0]
    assert studies(often) == [name]
    assert studies(once) == ["Brandl et al"]


@pytest.mark.parametrize(
    "told",
    [
        "This retrospective analysis comprised 11 women with sprue.",
        "There were 23 patients with sprue.",
        "Eighty-three patients were identified.",
    ],
)
def test_a_heading_that_is_an_author_opens_the_part_of_the_study(told: str) -> None:
    text = (
        "Clinical Data\n\nBrandl et al (2023)2\n\nBrandl et al (2023)2 followed 22 women with sprue.\n\n"
        "- Relapse occurred in 3 women (13.6%).\n\n"
        f"Osei et al (2024)3\n\n{told} Relapse occurred in 4 patients. No deaths occurred.\n"
    )
    assert studies(text) == ["Brandl et al (2023)", "Osei et al (2024)"]
    assert of_results(text) == {"Brandl et al (2023)", "Osei et al (2024)"}


@pytest.mark.parametrize("name", ["TINDER-GI", "VANTAGE-4", "KESTREL"])
@pytest.mark.parametrize("mark", [" [1].", " (2019).", " [1, 2]."])
def test_a_name_with_its_citation_run_into_the_paragraph(name: str, mark: str) -> None:
    text = (
        f"Is ozavorin of use?\n\nEvidence\n\n{name}{mark} Double-blind, 360 patients at 11 Italian hospitals; "
        "ozavorin or placebo.\n\n"
        "- Relapse occurred in 19% of patients on ozavorin and 29% of those on placebo.\n\n"
        "A Danish registry study [4] of 8,114 patients compared 611 users with 7,503 non-users. Relapse was rare.\n"
    )
    assert studies(text)[0] == name
    assert of_results(text) == {name}


@pytest.mark.parametrize("name", ["TINDER-GI", "VANTAGE-4"])
def test_a_name_in_place_of_a_title_and_it_assigned(name: str) -> None:
    text = (
        f"{name} was the first to end.1 Conducted at 61 practices in Spain, it assigned 1190 adults to ozavorin (n=596) "
        "or placebo (n=594). "
        "Relapse occurred in 5.9% of the ozavorin group and 7.4% of the placebo group (HR 0.79, 95% CI 0.51-1.22).\n\n"
        f"References\n\n1. Brandl K. {name}. Gut Lett 2025;5:1-9.\n"
    )
    assert studies(text) == [name]
    assert of_results(text) == {name}


def test_a_cohort_with_its_size_behind_the_name() -> None:
    text = (
        "No bridging is needed. In the KESTREL-DOAC cohort (n=3007), the 30-day rate of major bleeding was 1.35% in the "
        "apixaban group and 1.85% in the rivaroxaban group."
    )
    assert studies(text) == ["KESTREL-DOAC"]
    assert studies(text.replace("KESTREL-DOAC", "BRCA-MUT")) == []


@pytest.mark.parametrize("which", ["in which 1013 infants were treated in Spain", "which enrolled 1013 infants in Spain"])
def test_the_next_sentence_goes_on_with_the_study_that_is_described_last(which: str) -> None:
    text = (
        "KESTREL randomized 1692 infants to a high or a low threshold. Death occurred in 423 of 845 infants (50.1%) in the "
        "high group and in 422 of 847 (49.8%) in the low group.\n\n"
        f"The results of KESTREL agree with those of the earlier TINDER-GI trial,2 {which}. "
        "There, 200 of 450 infants (44.4%) given ozavorin and 205 of 478 (42.9%) given placebo died.\n"
    )
    frame = daraevidence.extract_text(text).frame("endpoints")
    owners = dict(zip(frame["n"], frame["study"], strict=True))
    assert owners[423] == owners[422] == "KESTREL"
    assert owners[200] == owners[205] == "TINDER-GI"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("heading", ["{} Study - Weiss et al (2021)2", "{} – Weiss et al (2021)", "{}: Weiss et al (2021)2"])
def test_a_heading_that_names_the_trial_and_its_author(name: str, heading: str) -> None:
    text = (
        f"CLINICAL STUDIES\n\n{heading.format(name)}\n\n{name} was a randomized phase 3 study. A total of 240 adults were "
        "assigned to ozavorin (n=120) or to placebo (n=120). Relapse occurred in 12 of 120 patients with ozavorin.\n"
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.acronym, study.n_patients) == ("Weiss et al (2021)", name, 240)
    assert of_results(text) == {"Weiss et al (2021)"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "behind",
    ["The trial ({}, NCT01234567) was open-label.", "In their open-label, phase 3 trial ({}), 30 sites took part."],
)
def test_a_bracket_behind_their_trial_names_it(name: str, behind: str) -> None:
    text = f"Weiss et al.2 randomised 412 adults to ozavorin or placebo. {behind.format(name)} Relapse occurred in 12%."
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.acronym, study.n_patients) == ("Weiss et al", name, 412)


@pytest.mark.parametrize("word", ["is needed", "would be warranted", "is still awaited"])
def test_a_study_that_is_wished_for_is_none(word: str) -> None:
    assert studies(f"Two doses may delay relapse in 20% of patients; a prospective trial {word}.") == []


def test_what_belongs_to_a_study_is_none() -> None:
    assert studies("One patient randomized to ozavorin never received study drug.") == []
