"""Results whose sentence names no group: it goes on with the two groups that were compared before it."""

from __future__ import annotations

import pytest

from daraevidence import extract_text
from daraevidence.extractors.sentence.asides import without_adjustments

_STUDY = "Velan et al (2022) randomized 300 adults to drugol (n=150) or otherol (n=150). "
_BEFORE = "Relapse occurred in 18% of patients on drugol and 27% of patients on otherol. "


def _last(text: str) -> tuple[str | None, str | None, str, str]:
    one = next(each for each in extract_text(text).endpoints if each.measure == "hazard_ratio")
    return one.cohort, one.comparator, one.endpoint, one.measure


@pytest.mark.parametrize(
    "sentence",
    [
        "When we adjusted for age, ECOG and risk group, the HR was 0.64 (95% CI, 0.45-0.90).",
        "After adjustment for centre and disease volume, the difference was no longer significant (HR 0.64, 95% CI 0.45-1.10).",
        "The benefit persisted in multivariable analysis (HR 0.64; 95% CI 0.45-0.90).",
        "After exclusion of early events this effect hardly changed (HR 0.64; 95% CI 0.45-0.90).",
        "It was also seen after propensity matching (HR 0.64; 95% CI 0.45-0.90).",
    ],
)
def test_a_ratio_of_the_groups_compared_before(sentence: str) -> None:
    assert _last(_STUDY + _BEFORE + sentence) == ("drugol", "otherol", "RELAPSE", "hazard_ratio")


@pytest.mark.parametrize(
    "sentence",
    [
        "Age over 65 years was associated with relapse (HR 1.64; 95% CI 1.20-2.10).",
        "Male sex predicted relapse (HR 1.64; 95% CI 1.20-2.10).",
    ],
)
def test_a_ratio_of_a_factor(sentence: str) -> None:
    assert _last(_STUDY + _BEFORE + sentence)[0] not in ("drugol", "otherol")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("When we adjusted for age, ECOG and risk group, the HR was 0.8.", "the HR was 0.8."),
        ("Adjusting for sex, the odds were 0.8.", "the odds were 0.8."),
        ("The HR adjusted for age was 0.8.", "The HR was 0.8."),
        ("The HR (adjusted for age and sex) was 0.8.", "The HR ( ) was 0.8."),
        ("The dose was adjusted in 12 patients.", "The dose was adjusted in 12 patients."),
    ],
)
def test_what_was_adjusted_for_is_no_part_of_a_result(text: str, left: str) -> None:
    found = without_adjustments(text)
    assert len(found) == len(text) and " ".join(found.replace(" , ", " ").lstrip(" ,").split()) == left


@pytest.mark.parametrize(
    "sentence",
    [
        "The former had a 2-year survival of 27.8% and the latter one of 26.1%.",
        "Nausea befell 27.8% in the former group and 26.1% in the latter.",
        "The former gained 27.8% and the latter 26.1% of their weight.",
    ],
)
def test_the_former_and_the_latter(sentence: str) -> None:
    found = extract_text(_STUDY + _BEFORE + sentence)
    rows = [*found.endpoints, *found.adverse_events]
    told = {each.percent or getattr(each, "value", None): each.cohort for each in rows}
    assert told[27.8] == "drugol" and told[26.1] == "otherol"


def test_the_former_smokers_are_no_group_told_before() -> None:
    found = extract_text(_STUDY + _BEFORE + "The former smokers relapsed in 31% of cases.")
    assert all(each.cohort != "drugol" for each in found.endpoints if each.percent == 31)


@pytest.mark.parametrize(
    "again",
    [
        "In those without metastases, the corresponding rates were 61% and 40%.",
        "In those without metastases the corresponding figures were 61% and 40%.",
        "In patients without metastases, the response rate was 61% and 40%, respectively.",
    ],
)
def test_the_other_part_of_the_same_arms(again: str) -> None:
    first = "In patients with metastases, the response rate was 48% with drugol and 21% with otherol. "
    told = {each.percent: (each.cohort, each.comparator) for each in extract_text(_STUDY + first + again).endpoints}
    one, other = "drugol, without metastases", "otherol, without metastases"
    assert told[61] == (one, other) and told[40] == (other, one)


@pytest.mark.parametrize("lead", ["The primary endpoint was met: ", "Primary outcome: ", "The trial met its primary endpoint: "])
def test_an_endpoint_that_was_met_is_no_outcome(lead: str) -> None:
    found = extract_text(_STUDY + lead + "remission was seen in 61% of the drugol group and 40% of the otherol group.")
    assert {each.label for each in found.endpoints} == {"remission"}


def test_people_by_their_age_are_a_group() -> None:
    found = extract_text("Median OS was 20 months in patients aged 80 years or older and 31 months in younger patients.")
    assert [(each.value, each.cohort) for each in found.endpoints] == [
        (20, "patients aged 80 years or older"),
        (31, "younger patients"),
    ]
