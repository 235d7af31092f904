"""What a reader knows by what stands before: the study of a paragraph, whose shares a bracket gives, who the others are."""

from __future__ import annotations

import itertools

import pytest

import daraevidence
from daraevidence.language.sentences import sentences

PAIRS = [("humming", "whistling"), ("milk rinses", "usual care"), ("brisk tapering", "placebo")]


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize(
    "told",
    [
        "{a} of the 150 patients in the {x} group and {b} of the 155 in the {y} group had falls ({p}% vs. {q}%; P = 0.01).",
        "{a} of 150 patients on {x} and {b} of 155 on {y} had falls ({p}% and {q}%, respectively).",
        "Falls occurred in {a} of 150 patients on {x} and {b} of 155 on {y} ({p}% versus {q}%; hazard ratio, 0.6).",
    ],
)
def test_a_bracket_behind_counts_gives_their_shares(first: str, second: str, told: str) -> None:
    for a, b in ((30, 62), (41, 43)):
        p, q = round(100 * a / 150, 1), round(100 * b / 155, 1)
        text = f"ORION compared {first} with {second} in 305 adults. By week 24, " + told.format(
            a=a, b=b, p=p, q=q, x=first, y=second
        )
        found = {(row.n, row.denominator, row.percent) for row in daraevidence.extract_text(text).endpoints if row.n is not None}
        assert found == {(a, 150, p), (b, 155, q)}, text


@pytest.mark.parametrize("who", ["those who were not", "those who did not", "their counterparts", "the other half"])
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_others_are_the_second_arm(first: str, second: str, who: str) -> None:
    text = (
        f"In the ORION trial, 310 adults were randomly assigned to {first} (n = 155) or {second} (n = 155). "
        f"Falls occurred in 31 of those given {first} and in 42 of {who}."
    )
    rows = daraevidence.extract_text(text).endpoints
    assert [(row.cohort, row.n) for row in rows] == [(first, 31), (second, 42)]


def test_what_no_arm_is_called_is_the_one_that_is_no_control() -> None:
    text = (
        "In the ORION trial, 310 adults were randomly assigned to ferric derisomaltose (n = 155) or usual care (n = 155). "
        "Falls occurred in 31 patients given iron and in 42 of those who were not."
    )
    rows = daraevidence.extract_text(text).endpoints
    assert [(row.cohort, row.denominator) for row in rows] == [("ferric derisomaltose", 155), ("usual care", 155)]


@pytest.mark.parametrize(
    "opening",
    [
        "In the ORION trial, Weiss and colleagues randomly assigned 310 adults to {x} or {y}.",
        "The ORION trial (Weiss et al., 2021) assigned 310 adults to {x} or {y}.",
        "In the phase 3 ORION study, Weiss et al. assigned 310 adults to {x} or {y}.",
    ],
)
def test_a_trial_and_who_did_it_are_one_study(opening: str) -> None:
    for first, second in PAIRS:
        (study,) = daraevidence.extract_text(opening.format(x=first, y=second)).studies
        assert (study.first_author, study.acronym) == ("Weiss", "ORION")


def test_a_trial_is_not_that_of_whom_it_is_set_against() -> None:
    text = "Unlike the ORION trial, Weiss et al. found a benefit in 310 adults. ORION was a randomized trial in 90 adults."
    assert {study.study for study in daraevidence.extract_text(text).studies} == {"ORION", "Weiss et al"}


def test_a_paragraph_goes_on_with_the_trial_that_it_brings_up() -> None:
    told = "Much was hoped of the {name} trial (F. Olsen, Oslo). Humming did not help: sleep was poor in 35% of 71 adults."
    for name in ("CANDI", "HARP-2"):
        found = daraevidence.extract_text(told.format(name=name))
        assert [study.study for study in found.studies] == [name]
        assert {row.study for row in found.endpoints} == {name}


@pytest.mark.parametrize("opening", ["the trial of Weiss (2020)", "a study by Olsen (2019)"])
def test_an_author_with_a_year_may_be_alone(opening: str) -> None:
    text = f"Sleep was poor in 35% of adults in {opening}. Ito et al. (2021) enrolled 90 adults."
    names = [study.study for study in daraevidence.extract_text(text).studies]
    assert [name for name in names if name.startswith(("Weiss (2020)", "Olsen (2019)"))]


def test_initials_end_no_sentence() -> None:
    for text, names in itertools.product(
        ("{} Weiss spoke of sleep. Others did not.", "Sleep was studied (by {} Weiss, Oslo). Others did not."), ("J.", "F. K.")
    ):
        assert len(sentences(text.format(names).replace("(by ", "("))) == 2
    assert len(sentences("Patients were in group A. Those in group B were not.")) == 2


@pytest.mark.parametrize(
    "sized",
    [
        "A total of 492 patients ({x}, n=393; {y}, n=99) were included.",
        "Falls were seen in 12 of the 393 patients treated with {x} and in 3 of the 99 given {y}.",
    ],
)
def test_sizes_are_told_in_brackets_and_as_of_known_patients(sized: str) -> None:
    for first, second in PAIRS:
        text = f"ORION compared {first} with {second}. " + sized.format(x=first, y=second)
        sizes = {group.cohort: group.n for group in daraevidence.extract_text(text).cohorts if group.role == "arm"}
        assert sizes == {first: 393, second: 99}, text


def test_a_short_form_may_stand_beside_the_size() -> None:
    text = "In ORION, 186 adults were allocated to electroconvulsive therapy (ECT, n=94) or to ketamine infusions (n=92)."
    groups = {group.cohort: group.n for group in daraevidence.extract_text(text).cohorts if group.role == "arm"}
    assert groups == {"ECT": 94, "ketamine infusions": 92}


@pytest.mark.parametrize(("first", "second"), [("humming", "whistling"), ("semaglutide", "a DPP-4 inhibitor")])
@pytest.mark.parametrize(
    "told",
    [
        "Weiss et al. (2024) compared 318 recipients with diabetes who started {x} with 954 matched recipients who started {y}.",
        "Weiss et al. (2024) compared 318 patients who received {x} with 954 patients receiving {y}.",
    ],
)
def test_groups_are_compared_by_what_they_were_given(first: str, second: str, told: str) -> None:
    found = daraevidence.extract_text(told.format(x=first, y=second))
    sizes = {group.cohort: group.n for group in found.cohorts if group.role == "arm"}
    assert sizes == {first: 318, second.removeprefix("a "): 954}


@pytest.mark.parametrize("verb", ["stopped", "withdrawn", "interrupted", "permanently discontinued"])
def test_what_all_are_given_is_no_group(verb: str) -> None:
    text = f"In the ATLAS study, 647 adults began osimertinib. Osimertinib was {verb} for toxicity in 41 patients (6.3%)."
    (row,) = daraevidence.extract_text(text).endpoints
    assert (row.cohort, row.n, row.denominator) == ("total", 41, 647)


def test_the_groups_of_one_study_are_not_those_of_the_next() -> None:
    text = (
        "Sleep was good in 45.2% of men and 21.0% of women in the trial of Weiss et al. (2021). "
        "In the trial of Olsen et al. (2020), falls were seen in 12.5% of the vaccinated and 20.6% of the unvaccinated, and "
        "mortality at 3 years was 17.0% and 21.4%, respectively."
    )
    rows = {row.percent: row.cohort for row in daraevidence.extract_text(text).endpoints if row.percent is not None}
    assert (rows[17.0], rows[21.4]) == ("vaccinated", "unvaccinated")


@pytest.mark.parametrize("pooled", ["4 trials; I2 = 12%", "seven studies", "I2 = 0%"])
def test_how_many_studies_are_pooled_is_no_outcome(pooled: str) -> None:
    text = f"Compared with no vaccination, humming lowered the risk of gout (pooled RR 0.62; 95% CI 0.47 to 0.82; {pooled})."
    (row,) = daraevidence.extract_text(text).endpoints
    assert (row.label, row.value) == ("risk of gout", 0.62)


@pytest.mark.parametrize("behind", ["on the MG-ADL scale from baseline to week 26", "on the MG-ADL", "at week 26"])
def test_people_improve_by_points_of_a_scale(behind: str) -> None:
    text = (
        "LUMEN assigned 188 adults to humming (n=125) or placebo (n=63). "
        f"Patients on humming improved by a mean of 4.9 points {behind}, compared with 2.6 points for placebo."
    )
    rows = [row for row in daraevidence.extract_text(text).endpoints if row.value is not None]
    assert [(row.cohort, row.comparator, row.value) for row in rows] == [("humming", "placebo", 4.9), ("placebo", "humming", 2.6)]


@pytest.mark.parametrize(
    ("low", "high"), [("low dose", "high dose"), ("lowest dose", "highest dose"), ("half dose", "full dose")]
)
def test_doses_are_told_apart_by_their_rank(low: str, high: str) -> None:
    text = (
        "ORION was a randomized trial in 44 adults. "
        f"Body height at 26 weeks was 9.0 cm at the {low} and 10.6 cm at the {high} (p=0.01)."
    )
    rows = daraevidence.extract_text(text).endpoints
    assert [(row.cohort, row.comparator, row.value) for row in rows] == [(low, high, 9.0), (high, low, 10.6)]


@pytest.mark.parametrize("drug", ["abatacept", "rituximab"])
def test_without_it_is_the_arm_that_gets_the_rest(drug: str) -> None:
    text = (
        f"In ORION, 142 adults were randomized to standard prophylaxis plus {drug} (n=71) or standard prophylaxis alone (n=71). "
        f"Remission was seen in 84% with {drug} and 76% without it."
    )
    rows = {row.percent: row.cohort for row in daraevidence.extract_text(text).endpoints}
    assert rows == {84: f"standard prophylaxis plus {drug}", 76: "standard prophylaxis alone"}


def test_a_trial_may_stand_behind_drugs_in_a_title() -> None:
    text = (
        "The ORION investigators1 treated 66 patients with tobevibart alone (n = 33) or with elebsiran (n = 33).\n\n"
        "References\n1. Asante K, Fritz U, Lim S, et al. Tobevibart and elebsiran (ORION). Lancet 2025; 405: 900-10.\n"
    )
    assert [study.study for study in daraevidence.extract_text(text).studies] == ["ORION"]
