"""Routes that stand before the drug or between it and its doses; countries in a list; columns of a table of cases."""

from __future__ import annotations

import pytest

import daraevidence

OPENING = "Mbeki et al (2022)1 conducted a phase 2 study of 40 adults with lymphoma. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Rituximab was administered IV in doses of 100 mg on day 1 and 900 mg on day 2.",
            [(100, "IV"), (900, "IV")],
        ),
        (
            "Tocilizumab was given intravenously at 8 mg/kg every 4 weeks (n=3) or subcutaneously at 162 mg every week (n=2).",
            [(8, "IV"), (162, "SC")],
        ),
        ("Patients received oral methotrexate 15 mg weekly.", [(15, "PO")]),
        ("Patients received methotrexate 15 mg weekly.", [(15, None)]),
        ("Patients received oral methotrexate 15 mg weekly and rituximab 375 mg/m2.", [(15, "PO"), (375, None)]),
    ],
)
def test_routes(sentence: str, expected: list[tuple[float, str | None]]) -> None:
    found = daraevidence.extract_text(OPENING + sentence).regimens
    assert [(regimen.dose, regimen.route) for regimen in found] == expected


def test_a_route_said_elsewhere_is_inherited_unless_two_are_said() -> None:
    said = "Patients received weekly subcutaneous methotrexate. "
    (regimen,) = daraevidence.extract_text(OPENING + said + "They were assigned to methotrexate 15 mg.").regimens
    assert (regimen.dose, regimen.route) == (15, "SC")
    both = said + "Some took oral methotrexate. They were assigned to methotrexate 15 mg."
    assert {regimen.route for regimen in daraevidence.extract_text(OPENING + both).regimens} == {None}


def test_countries_of_a_list() -> None:
    text = (
        OPENING + "The study was conducted at 80 sites in Argentina, Brazil, Canada and Mexico between May 2018 and April 2020."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.n_centers, study.country) == (80, "Argentina; Brazil; Canada; Mexico")


def test_columns_of_a_table_of_cases_are_no_groups() -> None:
    rows = "".join(f"{i}\n3{i}/F\n10{i} mg\n{i}\n" for i in (1, 2, 3))
    text = f"{OPENING}\n\nTable 1. Patients\nPatient\nAge/sex\nDose\nTime to response, weeks\n{rows}\n"
    names = [cohort.cohort for cohort in daraevidence.extract_text(text).cohorts]
    assert names == ["total", "Patient 1", "Patient 2", "Patient 3"]


def test_a_verb_is_no_part_of_a_group() -> None:
    text = "Mbeki et al. (2022)2 compared rituximab (n=83) with ibrutinib (n=45) in a matched cohort."
    assert {(cohort.cohort, cohort.n) for cohort in daraevidence.extract_text(text).cohorts} == {
        ("rituximab", 83),
        ("ibrutinib", 45),
    }
