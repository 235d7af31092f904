"""How trials are told: who was assigned to what, rates beside counts, doses inside statements, what a result is held against."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

DRUGS = st.sampled_from(("velmixian", "Lumerex", "CB-214", "orvaglutide", "usual care", "early surgery", "placebo"))
HOW = st.sampled_from(("", " 300 mg once daily", " 2.5 mg/kg intravenously every 3 weeks", " 5 mg by mouth twice daily"))
ASSIGNED = (
    "A total of {total} patients were randomized, {n} to {a}{how} and {m} to {b}.",
    "In all, {total} adults underwent randomization ({n} to {a} and {m} to {b}).",
    "The trial randomly assigned {total} adults to {a}{how} (n={n}) or {b} (n={m}).",
    "Between May 2021 and June 2022, {total} adults received either {a}{how} ({n} participants) or {b} ({m} participants).",
    "Of {total} patients, {n} were assigned to the {a} and {m} to the {b}.",
)
OPENING = (
    "Marsh et al (2023)1 conducted a randomized, double-blind trial. A total of 900 patients were randomized, 450 to velmixian "
    "and 450 to apixaban. "
)


def rows(text: str, frame: str = "endpoints") -> list[dict[str, object]]:
    return daraevidence.extract_text(OPENING + text).payload[frame]


def cells(text: str, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows(text)]


@given(st.data(), st.sampled_from(ASSIGNED))
def test_assigned_arms_come_with_their_sizes(data: st.DataObject, form: str) -> None:
    one, other = data.draw(st.lists(DRUGS, min_size=2, max_size=2, unique=True))
    n, m = data.draw(st.integers(21, 4000)), data.draw(st.integers(21, 4000))
    told = form.format(total=n + m, n=n, m=m, a=one, b=other, how=data.draw(HOW))
    ex = daraevidence.extract_text(f"Marsh et al (2023)1 reported a randomized trial in asthma. {told}")
    arms = [(row["cohort"], row["n"]) for row in ex.payload["cohorts"] if row["role"] == "arm"]
    assert arms == [(one, n), (other, m)]


def test_doses_name_arms_only_where_they_tell_them_apart() -> None:
    told = "Adults were assigned to orvaglutide 6 mg (n = 182), orvaglutide 12 mg (n = 183), or placebo (n = 181)."
    ex = daraevidence.extract_text(f"Marsh et al (2023)1 reported a randomized trial in obesity. {told}")
    arms = [(row["cohort"], row["n"]) for row in ex.payload["cohorts"] if row["role"] == "arm"]
    assert arms == [("orvaglutide 6 mg", 182), ("orvaglutide 12 mg", 183), ("placebo", 181)]


@pytest.mark.parametrize("told", ["Participants were randomized to two groups.", "All were assigned to one of three strata."])
def test_a_number_of_groups_names_none(told: str) -> None:
    ex = daraevidence.extract_text(f"Marsh et al (2023)1 reported a randomized trial in asthma. {told}")
    assert [row for row in ex.payload["cohorts"] if row["role"] == "arm"] == []


RATES = (
    "Stroke occurred in {n} adults in the velmixian group ({r} per 100 patient-years) and in {m} adults in the apixaban group "
    "({s} per 100 patient-years).",
    "Stroke occurred in {n} patients ({r} per 100 patient-years) and {m} patients ({s} per 100 patient-years), respectively.",
    "Stroke was seen in {n} patients ({r} per 100 patient-years) with velmixian and {m} patients ({s} per 100 patient-years) "
    "with apixaban.",
)


@given(st.sampled_from(RATES), st.integers(2, 400), st.integers(2, 400), st.integers(1, 999), st.integers(1, 999))
def test_a_rate_beside_a_count_is_of_the_same_group(form: str, n: int, m: int, r: int, s: int) -> None:
    told = form.format(n=n, m=m, r=f"{r / 100:.2f}", s=f"{s / 100:.2f}")
    assert sorted(cells(told, "cohort", "comparator", "n", "value", "unit"), key=repr) == sorted(
        [
            ("velmixian", "apixaban", n, None, None),
            ("apixaban", "velmixian", m, None, None),
            ("velmixian", "apixaban", None, r / 100, "per 100 patient-years"),
            ("apixaban", "velmixian", None, s / 100, "per 100 patient-years"),
        ],
        key=repr,
    )


def test_a_percent_behind_the_verb_is_that_of_the_count() -> None:
    told = "Of the 54 patients evaluable for response, 11 responded (20.4%; 95% CI, 10.6-33.5)."
    assert cells(told, "n", "denominator", "percent", "ci_low", "ci_high") == [(11, 54, 20.4, 10.6, 33.5)]


def test_how_a_treatment_is_given_is_no_part_of_the_statement() -> None:
    told = (
        "The annualized relapse rate was 0.11 with velmixian 20 mg subcutaneously every 4 weeks compared with 0.25 with apixaban "
        "5 mg twice daily."
    )
    assert cells(told, "cohort", "comparator", "value") == [("velmixian", "apixaban", 0.11), ("apixaban", "velmixian", 0.25)]


def test_what_a_result_is_held_against_is_not_its_group() -> None:
    told = "Velmixian reduced the risk of progression by 29% compared with apixaban (HR 0.71; 95% CI 0.49-1.02)."
    assert cells(told, "cohort", "comparator", "measure", "value") == [
        ("velmixian", "apixaban", "risk_reduction", 29.0),
        ("velmixian", "apixaban", "hazard_ratio", 0.71),
    ]
    told = "More patients discontinued with velmixian (28%) than with apixaban (18%)."
    assert cells(told, "cohort", "percent") == [("velmixian", 28.0), ("apixaban", 18.0)]


def test_a_time_before_one_outcome_is_not_that_of_another() -> None:
    told = "Median time on treatment was 5.1 months (range, 0.4-16.2), and the 12-month overall survival rate was 71%."
    assert cells(told, "value", "timepoint") == [(5.1, None), (71.0, 12.0)]
