"""What patients were like, told of them in the ways of many writers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_SERIES = "# Records of the HARBOR hospitals\n\nOrtega et al (2024) reviewed the charts of 120 patients at 9 hospitals.\n\n"
_TRIAL = (
    "# The HARBOR trial\n\nHARBOR was a randomized trial: 400 patients were assigned to ramivac (n=200) or placebo (n=200).\n\n"
)

Fact = tuple[str, str, str, float | int | None]


def _facts(text: str, head: str = _SERIES) -> set[Fact]:
    found = daraevidence.extract_text(head + text, kind="markdown").characteristics
    return {
        (each.cohort or "", each.characteristic, each.measure or "", each.n if each.n is not None else each.percent or each.value)
        for each in found
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "There were 45 men and 55 women with a mean age of 50 years.",
            {("men", "count", 45), ("women", "count", 55), ("age", "mean", 50)},
        ),
        (
            "The median patient age was 61; 40% were aged 65 or older.",
            {("patient age", "median", 61), ("aged 65 or older", "proportion", 40)},
        ),
        (
            "The patients were White in 68%, Asian 9%, and other 3%.",
            {("White", "proportion", 68), ("Asian", "proportion", 9)},
        ),
        ("Nearly all (99%) were heavily pretreated.", {("heavily pretreated", "proportion", 99)}),
        ("They were 41.6 years old on average.", {("age", "mean", 41.6)}),
    ],
)
def test_who_the_patients_were(text: str, expected: set[tuple[str, str, float]]) -> None:
    facts = {(what, measure, value) for _, what, measure, value in _facts(text)}
    assert facts >= expected if "White" not in text else not any("Asian" in what and value == 3 for what, _, value in facts)


@pytest.mark.parametrize(
    "form",
    [
        "Median age was {age} years (range, 17-91).",
        "The patients had a median age of {age} years.",
        "Patients were 17 to 91 years old (median, {age}).",
        "All were followed at one clinic (median age {age} years).",
        "There were 120 people, median age {age} years (IQR 37 to 54), in all.",
    ],
)
@given(age=st.integers(30, 80))
@settings(max_examples=5)
def test_age_in_the_words_of_many(form: str, age: int) -> None:
    facts = {(what, measure, value) for _, what, measure, value in _facts(form.format(age=age))}
    assert ("age", "median", float(age)) in facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Of the patients, 62% were female, 71% were White, 12% Black and 9% Asian.",
            {"female": 62, "White": 71, "Black": 12, "Asian": 9},
        ),
        (
            "Median age was 52 years and 33 (28%) were current smokers, and 41 (34%) took prednisone.",
            {"current smokers": 33, "took prednisone": 41},
        ),
        ("The series has 120 patients, 31 of them in unstable housing.", {"unstable housing": 31}),
        ("Median age was 46 years, 40 (33%) of them women.", {"women": 40}),
        (
            "Comorbidities included hypertension (45%), anemia (22%) and chronic kidney disease (11%).",
            {"Comorbidities > hypertension": 45, "Comorbidities > anemia": 22, "Comorbidities > chronic kidney disease": 11},
        ),
        ("Median age was 52 years; a deletion was known in 39 (32%).", {"deletion": 39}),
        ("In the cohort, 54 (45%) had undergone surgery.", {"undergone surgery": 54}),
    ],
)
def test_each_share_with_its_own_words(text: str, facts: dict[str, int]) -> None:
    found = {what: value for _, what, _, value in _facts(text)}
    assert facts.items() <= found.items()


@given(a=st.integers(40, 60), b=st.integers(61, 80), c=st.integers(20, 49), d=st.integers(50, 79))
@settings(max_examples=10)
def test_both_groups_in_one_sentence(a: int, b: int, c: int, d: int) -> None:
    told = _facts(f"The groups were balanced: mean age {a} and {b} years, women {c}% and {d}%.", _TRIAL)
    assert told == {
        ("ramivac", "age", "mean", float(a)),
        ("placebo", "age", "mean", float(b)),
        ("ramivac", "women", "proportion", float(c)),
        ("placebo", "women", "proportion", float(d)),
    }


def test_older_and_more_often_female() -> None:
    text = (
        "Patients on ramivac were older than those on placebo (mean age, 63.1 vs 60.2 years) and more often female (61% vs 55%)."
    )
    assert {(cohort, what, value) for cohort, what, _, value in _facts(text, _TRIAL)} == {
        ("ramivac", "age", 63.1),
        ("placebo", "age", 60.2),
        ("ramivac", "female", 61.0),
        ("placebo", "female", 55.0),
    }


def test_the_first_of_two_values_is_that_at_the_start() -> None:
    text = "The median CAT score fell from 24 (IQR 19 to 28) to 17 (IQR 12 to 22)."
    found = daraevidence.extract_text(_SERIES + text, kind="markdown")
    assert [each.value for each in found.characteristics] == [24]
    assert [each.value for each in found.endpoints] == [17]


@pytest.mark.parametrize(
    "text",
    [
        "A primary efficacy renal response was seen in 54% of patients.",
        "Grade 3 anemia developed in 24 (20%) women.",
        "The rate was higher in women (12%) than in men (5%).",
        "## Methods\n\nPatients had CD22 on at least 20% of blasts. A titration of 6 weeks was followed by a phase of 12 weeks.",
    ],
)
def test_what_is_no_fact_of_patients_as_they_came(text: str) -> None:
    assert not _facts(text)


def test_it_is_what_was_told_of_last() -> None:
    it = "It was reported by 6 of 40 people (15%) whose BMI was 30 kg/m2 or more."
    text = f"## Safety\n\nNausea occurred in 20 patients (17%). {it}"
    found = daraevidence.extract_text(_SERIES + text, kind="markdown")
    assert {(each.term, each.n) for each in found.adverse_events} == {("Nausea", 20), ("Nausea", 6)}
    assert not _facts("The risk is known. It was seen in 6 of 40 people (15%) whose BMI was 30 kg/m2 or more.")


def test_units_that_nobody_knows() -> None:
    text = (
        "Table 1. Baseline Characteristics\n\n| Characteristic | Ramivac (n=200) |\n|---|---|\n"
        "| Inhibitor titer, BU/mL, median (IQR) | 22.3 (9.7-71.5) |\n| FVC, % predicted, mean (SD) | 61 (12) |\n"
    )
    found = daraevidence.extract_text(_TRIAL + text, kind="markdown").characteristics
    assert [(each.characteristic, each.unit) for each in found] == [("Inhibitor titer", "BU/mL"), ("FVC", "% predicted")]


def test_outcomes_beside_harms_in_one_table() -> None:
    text = (
        "**Outcomes by prior exposure**\n\n| Outcome | Ramivac (n=200) | Placebo (n=200) |\n|---|---|---|\n"
        "| Complete response, n (%) | 80 (40) | 60 (30) |\n| Infection of grade ≥3, n (%) | 20 (10) | 10 (5) |\n"
        "| 36-month OS, % (95% CI) | 61 (45-74) | 42 (25-58) |\n"
    )
    found = daraevidence.extract_text(_TRIAL + text, kind="markdown")
    assert {(each.term, each.grade) for each in found.adverse_events} == {("Infection", ">=3")}
    assert {each.label for each in found.endpoints} == {"Complete response", "36-month OS"}
    assert not found.characteristics


@pytest.mark.parametrize(
    "text",
    [
        "The noninferiority margin was 4.0 letters.",
        "Ramivac was adjusted to a trough of 8-12 ng/mL.",
        "Resistance was defined as failure to achieve either a full response (by 3 months) or a deep one (by 6 months).",
    ],
)
def test_what_a_trial_is_planned_with_is_no_fact_of_patients(text: str) -> None:
    assert not _facts(text, _TRIAL)


@pytest.mark.parametrize(
    ("who", "n", "percent"),
    [
        ("26 boys, 59%", 26, 59.0),
        ("27 women, 61%", 27, 61.0),
        ("61% women", None, 61.0),
        ("59% boys", None, 59.0),
        ("27 men [61%]", 27, 61.0),
    ],
)
@pytest.mark.parametrize(
    "lead", ["The CALM trial enrolled 44 patients ({}).", "In the CALM trial, 44 patients ({}) were treated."]
)
def test_share_in_a_bracket_is_that_of_the_sex_it_names(lead, who, n, percent):
    ex = daraevidence.extract_text(lead.format(who))
    assert [(row.n, row.denominator, row.percent) for row in ex.characteristics] == [(n, 44, percent)]
    assert not ex.endpoints
    assert not [finding for finding in ex.findings if finding.severity == "error"]
