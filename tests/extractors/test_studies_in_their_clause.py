"""Which study a result belongs to, where a sentence or a list tells of one study after another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

# ruff: noqa: E501 (sentences of documents are single lines)

_PERCENTS = st.lists(st.integers(41, 979), min_size=4, max_size=4, unique=True).map(lambda row: [each / 10 for each in row])


def results(text: str) -> dict[float | None, tuple[str | None, str]]:
    """Study and outcome of each percent of a text."""
    return {row.percent: (row.study, row.label.casefold()) for row in extract_text(text).endpoints}


def names(text: str) -> list[str]:
    return [study.study for study in extract_text(text).studies]


@settings(max_examples=12, deadline=None)
@given(_PERCENTS)
@pytest.mark.parametrize(
    "form",
    [
        "Relapse was seen in {}% of patients on ramipril and {}% of patients on placebo in the HALCYON trial; the corresponding rates in the MERIDIAN trial were {}% and {}%.",
        "In the HALCYON trial, relapse was seen in {}% with ramipril and {}% with placebo, whereas in the MERIDIAN trial, relapse was seen in {}% with ramipril and {}% with placebo.",
        "Two trials tested ramipril. In the first (HALCYON, N=340), relapse was seen in {}% with ramipril and {}% with placebo. In the second (MERIDIAN, N=512), the rates were {}% and {}%, respectively.",
        "Evidence\n\n- HALCYON: relapse {}% with ramipril vs {}% with placebo\n- MERIDIAN: relapse {}% with ramipril vs {}% with placebo",
    ],
)
def test_a_result_is_of_the_study_of_its_clause(form: str, percents: list[float]) -> None:
    found = results(form.format(*percents))
    assert [found[each] for each in percents] == [("HALCYON", "relapse")] * 2 + [("MERIDIAN", "relapse")] * 2


@settings(max_examples=12, deadline=None)
@given(_PERCENTS)
def test_a_study_behind_its_result(percents: list[float]) -> None:
    one, two, *_ = percents
    found = results(f"Relapse was seen in {one}% of patients in the HALCYON trial and in {two}% in the MERIDIAN trial.")
    assert found[one][0] == "HALCYON" and found.get(two, ("MERIDIAN",))[0] == "MERIDIAN"


@pytest.mark.parametrize(
    ("text", "study", "patients"),
    [
        ('"In HALCYON-2, 16% of people taking ramipril had a relapse, versus 30% on placebo," said Weiss. The trial included 279 adults.', "HALCYON-2", 279),
        ("Relapse occurred in 16% of patients on ramipril and 30% on placebo, according to results of the HALCYON-2 trial.", "HALCYON-2", None),
        ("Ramipril was evaluated in HALCYON-2, a placebo-controlled study. Relapse rates were 16% and 30%.", "HALCYON-2", None),
        ("Evidence\n\n- HALCYON-2 (N=279): relapse 16% with ramipril vs 30% with placebo", "HALCYON-2", 279),
    ],
)  # fmt: skip
def test_places_where_a_study_stands(text: str, study: str, patients: int | None) -> None:
    extraction = extract_text(text)
    assert [(each.study, each.n_patients) for each in extraction.studies] == [(study, patients)]
    assert extraction.endpoints and {row.study for row in extraction.endpoints} == {study}


@pytest.mark.parametrize(
    "leads",
    [
        ("NSCLC", "SCLC"),
        ("BRCA1", "ERBB2"),
        ("CTLA-4", "HLA-DRB1"),
        ("EFFICACY", "SAFETY"),
        ("FEMALES", "MALES"),
        ("CIRRHOSIS", "FIBROSIS"),
        ("WOMAC", "SLEDAI-2K"),
        ("OVERALL", "EUROPE"),
        ("FOLFIRINOX", "BEACOPP"),
        ("NT-PROBNP", "PCSK9"),
    ],
)
def test_capitals_that_lead_a_bullet_and_are_no_study(leads: tuple[str, str]) -> None:
    one, two = leads
    assert (
        names(f"- {one}: relapse 16% with ramipril vs 30% with placebo\n- {two}: relapse 12% with ramipril vs 20% with placebo")
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "- ZELNORA: relapse 16% versus 30% with placebo\n- VEXIRO: relapse 12% vs 20%\n\nPatients on ZELNORA or VEXIRO had rashes.",
        "- HALCYON: 16% with ramipril vs 30% with placebo\n- MERIDIAN: 12% vs 20%",
        "- HALCYON: relapse 16% versus 30% with placebo",
        "Response was assessed according to RECIST, and 16% responded versus 30%.",
    ],
)
def test_names_that_may_be_something_else(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A study of 88 patients with asthma showed a 42.8% rate of remission with dupilumab.", "remission"),
        ("A study of 88 patients with asthma showed a 42.8% remission rate with dupilumab.", "remission rate"),
        ("A trial in asthma found a remission rate of 42.8% with dupilumab.", "remission rate"),
        ("A cohort of 88 patients with asthma had a 42.8% risk of relapse at 2 years.", "risk of relapse"),
    ],
)
def test_what_a_study_showed(text: str, label: str) -> None:
    assert [row.label for row in extract_text(text).endpoints] == [label]


@settings(max_examples=12, deadline=None)
@given(_PERCENTS)
@pytest.mark.parametrize(
    "form",
    [
        "Ramipril was tested in two trials (HALCYON and MERIDIAN). Relapse was seen in {}% with ramipril and {}% with placebo in HALCYON, and in {}% and {}%, respectively, in MERIDIAN.",
        "HALCYON and MERIDIAN were identical trials of ramipril. Relapse rates were {}% vs {}% for ramipril and placebo in HALCYON, and {}% vs {}% in MERIDIAN.",
        "HALCYON was a randomized trial of ramipril. Relapse was seen in {}% with ramipril and {}% with placebo. In MERIDIAN, a second randomized trial, relapse was seen in {}% with ramipril and {}% with placebo.",
        "After the HALCYON trial, which found relapse in {}% with ramipril and {}% with placebo, the MERIDIAN trial found relapse in {}% with ramipril and {}% with placebo.",
        "HALCYON (N=340)\n\n- Relapse: {}% with ramipril vs {}% with placebo\n\nMERIDIAN (N=512)\n\n- Relapse: {}% with ramipril vs {}% with placebo",
        "Trial A1234-301 (HALCYON) was a randomized study of ramipril. Relapse was seen in {}% with ramipril and {}% with placebo. In Trial A1234-302 (MERIDIAN), relapse was seen in {}% with ramipril and {}% with placebo.",
    ],
)
def test_two_trials_told_together(form: str, percents: list[float]) -> None:
    found = results(form.format(*percents))
    assert [found[each][0] for each in percents] == ["HALCYON"] * 2 + ["MERIDIAN"] * 2
    assert {found[each][1].removesuffix(" rates") for each in percents} == {"relapse"}


def test_the_authors_own_patients_among_published_ones() -> None:
    text = (
        "Relapse was seen in 41% of patients in HALCYON-2,1 22% in MERIDIAN,2 and 13% in our own series of 122 patients. In the "
        "HALCYON-2 trial, rash was common. In our series, infections of the lung occurred in 9% of patients."
    )
    found = results(text)
    assert [found[each][0] for each in (41.0, 22.0, 13.0)] == ["HALCYON-2", "MERIDIAN", "our own series"]
    assert {event.study for event in extract_text(text).adverse_events if event.percent == 9.0} == {"our own series"}


def test_a_pooled_analysis_is_no_part_of_its_trials() -> None:
    text = "A pooled analysis of the HALCYON and MERIDIAN trials included 198 adults. Relapse occurred in 41% of them."
    (study,) = extract_text(text).studies
    assert (study.study, study.n_patients) == ("pooled analysis of the HALCYON and MERIDIAN trials", 198)


def test_what_is_told_of_both_trials_is_of_neither() -> None:
    lists = "- In HALCYON (N=340), relapse was seen in 41% of patients.\n- In MERIDIAN (N=512), relapse was seen in 22% of patients.\n"
    events = extract_text(f"{lists}- Pooled across both trials, nausea occurred in 13% of patients.").adverse_events
    assert [(event.study, event.percent) for event in events] == [(None, 13.0)]


def test_a_citation_leads_back_to_its_study() -> None:
    text = (
        "Evidence\n\n- The HALCYON trial randomized 340 adults to ramipril or placebo. [1]\n- Relapse was seen in 41% with ramipril. [1]\n\n"
        "A retrospective study of 64 women found relapse in 22%. [2]\n\n- Rash occurred in 13% of patients on ramipril. [1]"
    )
    assert {event.study for event in extract_text(text).adverse_events if event.percent == 13.0} == {"HALCYON"}


@pytest.mark.parametrize(
    "text",
    [
        "ELISA showed antibodies in 41% of 120 patients.",
        "Relapse was rarer with ramipril in NSTEMI (HR 0.71) and in HFREF (HR 0.80).",
        "Relapse was seen in 41% in COPD and 22% in NSCLC.",
        "NSCLC (N=340)\n\n- Relapse: 41% with ramipril vs 30% with placebo",
    ],
)
def test_capitals_in_such_places_that_are_no_study(text: str) -> None:
    assert names(text) == []


def test_two_groups_in_a_bracket_are_no_size() -> None:
    (study,) = extract_text("A small French trial (72 patients with X and 75 without) reduced deaths from 23% to 10%.").studies
    assert study.n_patients is None
