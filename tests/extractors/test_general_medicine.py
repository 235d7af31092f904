"""Forms of studies, groups and treatments outside oncology: practices, toddlers, doses as arms, lengths of treatment."""

from __future__ import annotations

import pytest

import daraevidence as dara
from daraevidence import Extraction


def read(text: str) -> Extraction:
    return dara.extract_text(text)


def arms(text: str) -> dict[str | None, float | None]:
    return {group.cohort: group.n for group in read(text).cohorts if group.role == "arm"}


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ("in 32 primary care practices", 32),
        ("at 14 stroke units", 14),
        ("across 7 nursing homes", 7),
        ("in a network of 11 dialysis units", 11),
        ("at 39 outpatient clinics", 39),
    ],
)
def test_a_center_is_whatever_gives_care(where: str, number: int) -> None:
    (study,) = read(f"The ELM trial was a randomized trial conducted {where} in Norway.").studies
    assert (study.n_centers, study.country) == (number, "Norway")


def test_units_of_a_dose_are_no_centers() -> None:
    (study,) = read("The ELM trial was a randomized trial of insulin glargine started at 10 units daily.").studies
    assert study.n_centers is None


@pytest.mark.parametrize("printed", ["observer-blind", "assessor-blinded", "partially blind", "sham-controlled"])
def test_designs_keep_their_own_word(printed: str) -> None:
    (study,) = read(f"The ELM study was a phase 3, {printed}, randomized study.").studies
    assert printed in (study.design or "").split("; ")


def test_the_authors_own_experience_beside_studies_that_they_discuss() -> None:
    text = (
        "Okoro et al.2 described a prospective registry of 310 patients.\n\nIn our own experience at a single center, "
        "64 consecutive patients were treated with alteplase between May 2019 and June 2021."
    )
    own = read(text).studies[-1]
    assert (own.study, own.n_patients, own.n_centers, own.period_start) == ("our own experience", 64, 1, "2019-05")


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("to receive 10 mg (n = 51), 20 mg (n = 52), or placebo (n = 53)", {"10 mg": 51, "20 mg": 52, "placebo": 53}),
        ("to VaxAlpha (n=1,014) or to a licensed comparator vaccine, VaxBeta (n=506)", {"VaxAlpha": 1014, "VaxBeta": 506}),
        ("to the exercise programme (12 practices, n=203) or usual care (11 practices, n=199)",
         {"exercise programme": 203, "usual care": 199}),
    ],
)  # fmt: skip
def test_patients_are_assigned_to_groups_whatever_these_are_called(told: str, found: dict[str, int]) -> None:
    assert arms(f"In the ELM trial, a randomized trial, patients were randomly assigned {told}.") == found


def test_lengths_of_treatment_are_groups_where_they_are_compared() -> None:
    text = "The ELM study was a cohort study that compared 8 weeks (n=203) with 12 weeks (n=143) of sofosbuvir."
    assert arms(text) == {"8 weeks": 203, "12 weeks": 143}


def test_lengths_head_columns_of_groups_only_where_the_title_compares_them() -> None:
    rows = "| Headache | 20 (9.9) | 13 (9.1) |\n| Nausea | 9 (4.4) | 4 (2.8) |\n"
    table = f"\n\n| Event, n (%) | 8 weeks (n=203) | 12 weeks (n=143) |\n|---|---|---|\n{rows}"
    study = "The ELM study was a cohort study of 346 adults."
    by_length = dara.extract_text(f"{study}\n\nTable 1. Adverse events by treatment duration{table}", kind="markdown")
    assert {(row.cohort, row.denominator) for row in by_length.adverse_events} == {("8 weeks", 203), ("12 weeks", 143)}
    visits = dara.extract_text(f"{study}\n\nTable 1. Adverse events{table}", kind="markdown")
    assert not {group.cohort for group in visits.cohorts} & {"8 weeks", "12 weeks"}


def test_a_placebo_is_no_regimen() -> None:
    text = "In the ELM trial, a randomized trial, patients received ertugliflozin 15 mg once daily or matching placebo."
    assert [(row.drugs, row.dose) for row in read(text).regimens] == [("ertugliflozin", 15.0)]


def test_country_and_follow_up_are_told_in_a_later_sentence() -> None:
    text = (
        "The ELM trial was a randomized trial of an exercise programme. It was conducted in Brazil and Chile. "
        "Patients were followed for a median of 2.4 years."
    )
    (study,) = read(text).studies
    assert (study.country, study.follow_up_median, study.follow_up_unit) == ("Brazil; Chile", 2.4, "years")


def given(text: str) -> list[tuple[str | None, float | None, str | None]]:
    return [(row.drugs, row.dose, row.route) for row in read(text).regimens]


@pytest.mark.parametrize("printed", ["97/103 mg", "97 mg/103 mg"])
def test_doses_of_a_fixed_combination_are_those_of_its_drugs_in_order(printed: str) -> None:
    text = f"In the ELM trial, a randomized trial, patients received sacubitril/valsartan {printed} by mouth twice daily."
    assert given(text) == [
        ("sacubitril + valsartan", None, "PO"),
        ("sacubitril", 97.0, "PO"),
        ("valsartan", 103.0, "PO"),
    ]


def test_doses_of_a_fixed_combination_that_do_not_fit_its_drugs_are_no_ones() -> None:
    text = "In the ELM trial, a randomized trial, patients received sacubitril/valsartan 200 mg twice daily."
    assert given(text) == [("sacubitril + valsartan", None, None)]


def test_a_dose_without_its_drug_is_that_of_the_one_drug_of_the_study() -> None:
    text = (
        "The ELM trial was a randomized trial of esketamine. Adults were assigned to receive 28 mg (n = 57) or "
        "56 mg (n = 57), or placebo (n = 58)."
    )
    assert given(text) == [("esketamine", 28.0, None), ("esketamine", 56.0, None)]


def test_a_dose_without_its_drug_is_no_ones_where_there_are_two() -> None:
    text = "The ELM trial was a randomized trial of esketamine and quetiapine. Adults were assigned to receive 28 mg or 56 mg."
    assert not [row for row in read(text).regimens if row.dose]


def test_a_summary_alone_may_tell_the_dose() -> None:
    text = (
        "# ELM\n\n## Summary\n\nThe ELM trial was a randomized trial. Patients received ertugliflozin 15 mg once daily.\n\n"
        "## Results\n\nIn the ELM trial, patients treated with ertugliflozin had fewer events."
    )
    rows = dara.extract_text(text, kind="markdown").regimens
    assert [(row.drugs, row.dose) for row in rows] == [("ertugliflozin", 15.0)]
