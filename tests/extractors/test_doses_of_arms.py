"""Regimens of arms that go by a dose, of what is only set against something else, and of titrations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


@given(st.sampled_from(["Once Daily", "Twice Daily", "every 2 weeks"]), st.integers(5, 900), st.integers(20, 400))
def test_a_column_that_is_headed_by_a_dose(often: str, low: int, n: int) -> None:
    text = (
        "A 16-week, double-blind study of ramipril tablets was conducted in patients with gout.\n\n"
        "Table 7: Changes at Week 16\n\n"
        f"| | {low} mg {often} (n={n}) | {low * 2} mg {often} (n={n + 1}) | Placebo (n={n + 2}) |\n|---|---|---|---|\n"
        "| Change in pain | -0.4 | -1.1 | 0.1 |\n"
    )
    found = {(each.regimen, each.drugs, each.dose) for each in daraevidence.extract_text(text, kind="markdown").regimens}
    assert {(f"{low} mg {often}", "ramipril", low), (f"{low * 2} mg {often}", "ramipril", low * 2)} <= found


def test_a_dose_of_one_of_two_drugs_is_of_neither() -> None:
    text = (
        "The ORION study compared ramipril with lisinopril in 90 patients with gout.\n\n"
        "| | 5 mg (n=40) | 10 mg (n=50) |\n|---|---|---|\n| Change in pain | -0.4 | -1.1 |\n"
    )
    assert not any(each.dose for each in daraevidence.extract_text(text, kind="markdown").regimens)


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        (
            "HARP-2 randomized 254 patients. Survival was 5.5 months with ramipril and 5.9 months with lisinopril.",
            "ramipril lisinopril",
        ),
        (
            "In HARP-2, a trial of 90 patients, the stay was 6 days (5-9) after ramipril and 8 days (6-9) after lisinopril.",
            "ramipril lisinopril",
        ),
        ("In the HARP-2 trial, 40 patients received ramipril (5 mg) injected in the arm or oral lisinopril.", "lisinopril"),
        ("In the HARP-2 trial, 40 patients got ramipril.", "ramipril"),
    ],
)
def test_what_results_say_to_have_been_given(text: str, drugs: str) -> None:
    found = {each.drugs for each in daraevidence.extract_text(text).regimens}
    assert set(drugs.split()) <= found


def test_how_far_a_dose_was_titrated() -> None:
    text = "In the HARP-2 trial, 120 adults took ramipril titrated up to 30 mg per day at bedtime over 3 weeks."
    (found,) = daraevidence.extract_text(text).regimens
    assert (found.dose, found.dose_unit) == (30.0, "mg")


def test_days_from_one_through_another() -> None:
    text = "In the HARP-2 trial, 120 adults received ramipril 10 mg orally on days 1 through 4."
    (found,) = daraevidence.extract_text(text).regimens
    assert found.schedule == "on days 1 through 4"


def test_what_is_based_on_a_drug_is_more_than_the_drug() -> None:
    text = (
        "In the HARP-2 trial, 90 patients were randomized to nivolumab plus cisplatin-based chemotherapy or to cisplatin alone."
    )
    found = {(each.regimen, each.drugs) for each in daraevidence.extract_text(text).regimens}
    assert ("nivolumab plus cisplatin-based chemotherapy", "cisplatin-based chemotherapy + nivolumab") in found


@pytest.mark.parametrize("often", [("every week", "every other week"), ("twice daily", "once daily"), ("weekly", "monthly")])
def test_arms_with_one_dose_and_two_schedules(often):
    text = (
        "Larsen et al (2023) conducted a phase 3 trial. Adults were randomly assigned to receive tocilizumab 162 mg {} (n = 81), "
        "tocilizumab 162 mg {} (n = 41), or placebo (n = 82). Tocilizumab 162 mg {} was given at home."
    ).format(*often, often[0])
    found = daraevidence.extract_text(text).regimens
    assert [(row.drugs, row.dose, row.schedule) for row in found if row.dose] == [("tocilizumab", 162, each) for each in often]


@pytest.mark.parametrize("before", ["", "Another study had begun two years before.\n\n", "Methods\n\nAll centers took part. "])
@pytest.mark.parametrize("first", ["abemaciclib", "rituximab", "tolrenib"])
@pytest.mark.parametrize("second", ["fulvestrant", "methotrexate"])
def test_a_drug_of_two_arms_stands_where_it_is_printed(before: str, first: str, second: str) -> None:
    text = (
        f"{before}ORION was a randomized trial. In all, 486 patients were assigned 2:1 to {first} 150 mg orally twice daily with "
        f"{second} (n=324) or to {second} alone (n=162)."
    )
    found = [place for regimen in daraevidence.extract_text(text).regimens for place in regimen.evidence["drugs"]]
    assert {place.quote for place in found} == {first, second}
