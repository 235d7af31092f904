"""Results of arms that a sentence does not name, averages and rates printed as percents, grades of other events."""

from __future__ import annotations

import pytest

import daraevidence

OPENING = (
    "Mbeki et al (2022)1 conducted a randomized study. Patients were assigned to receive zelatinib (n=276) or placebo (n=277). "
)


def told(text: str, frame: str = "endpoints", opening: str = OPENING) -> list[dict[str, object]]:
    return daraevidence.extract_text(opening + text).payload[frame]


def test_results_of_unnamed_arms_stand_in_their_order() -> None:
    rows = told("Neutropenia occurred in 7 (2.5%) and 4 (1.4%) patients, respectively.", "adverse_events")
    assert [(row["cohort"], row["n"], row["denominator"]) for row in rows] == [("zelatinib", 7, 276), ("placebo", 4, 277)]


def test_percents_that_are_not_those_of_the_arms_stay_without_one() -> None:
    rows = told("Neutropenia occurred in 70 (2.5%) and 40 (1.4%) patients, respectively.", "adverse_events")
    assert {row["cohort"] for row in rows} == {"total"}


def test_lists_of_three_take_three_arms() -> None:
    opening = (
        "Mbeki et al (2022)1 conducted a randomized study. Patients were assigned to receive zelatinib 20 mg (n=80), "
        "zelatinib 40 mg (n=81), or placebo (n=82). "
    )
    rows = told("The most common adverse event was nausea (28%, 31% and 14%).", "adverse_events", opening)
    assert [(row["cohort"], row["percent"]) for row in rows] == [
        ("zelatinib 20 mg", 28),
        ("zelatinib 40 mg", 31),
        ("placebo", 14),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Mean weight loss was 15.4% with zelatinib and 2.3% with placebo.",
            [("zelatinib", "mean", 15.4, "%"), ("placebo", "mean", 2.3, "%")],
        ),
        (
            "Stroke occurred less often with zelatinib (1.27% vs. 1.60% per year with placebo).",
            [("zelatinib", "value", 1.27, "% per year"), ("placebo", "value", 1.6, "% per year")],
        ),
        ("The mean change in HbA1c was -0.78% with zelatinib.", [("zelatinib", "mean", -0.78, "%")]),
        ("A response was seen in 44% of patients with zelatinib.", [("zelatinib", "proportion", None, None)]),
    ],
)
def test_percents_that_are_no_shares(sentence: str, expected: list[tuple[object, ...]]) -> None:
    rows = told(sentence)
    assert [(row["cohort"], row["measure"], row.get("value"), row.get("unit")) for row in rows] == expected


def test_a_name_behind_each_result_belongs_to_it() -> None:
    rows = told("Median PFS was 16.1 months in the whole cohort, 12.4 months with zelatinib and 18.9 months with placebo.")
    assert [(row["cohort"], row["value"]) for row in rows] == [("total", 16.1), ("zelatinib", 12.4), ("placebo", 18.9)]


def test_the_grade_of_other_events_is_not_taken() -> None:
    rows = told(
        "Colitis occurred in 10.5% of patients with zelatinib, and none of these events was of grade 4.", "adverse_events"
    )
    assert (rows[0]["percent"], rows[0]["grade"]) == (10.5, "any")


def test_the_size_of_a_study_is_no_result() -> None:
    text = "HELIOS was a phase 3, double-blind study of zelatinib versus placebo in 318 adults with gout. Flares fell by 12%."
    assert all(row.get("n") != 318 for row in told(text, opening=""))


def test_the_sizes_of_arms_are_no_characteristics() -> None:
    assert told("", "characteristics") == []


def test_events_with_several_results_in_their_brackets() -> None:
    text = (
        "The most common adverse events were nausea (41% with zelatinib versus 12% with placebo), rash (28% and 14%) and "
        "cough (17% and 4%)."
    )
    rows = told(text, "adverse_events")
    assert [(row["term"], row["percent"]) for row in rows] == [
        ("nausea", 41),
        ("nausea", 12),
        ("rash", 28),
        ("rash", 14),
        ("cough", 17),
        ("cough", 4),
    ]


def test_limits_behind_a_ratio_need_no_word() -> None:
    rows = told("Death occurred in 137 (8.6%) versus 149 (9.4%) patients (HR 0.91, 0.72-1.15).")
    (ratio,) = [row for row in rows if row["measure"] == "hazard_ratio"]
    assert (ratio["value"], ratio["ci_low"], ratio["ci_high"]) == (0.91, 0.72, 1.15)


@pytest.mark.parametrize("joint", [", and nausea in", "; nausea was found in", ", nausea in"])
@pytest.mark.parametrize("end", ["", ", respectively"])
@pytest.mark.parametrize(
    ("before", "groups"),
    [
        ("Women relapsed more often than men (31% vs 12%; P=0.01). ", ("daily regimen", "weekly regimen")),
        (
            "Patients with a level above 30 mg/L did better than those with a lower one (48% vs 18%). ",
            ("oral group", "nasal group"),
        ),
    ],
)
def test_the_groups_of_a_sentence_go_before_those_of_the_one_before(
    before: str, groups: tuple[str, str], joint: str, end: str
) -> None:
    one, other = groups
    said = f"Rash was seen in 24 (12.0%) patients of the {one} and 17 (8.5%) of the {other}{joint} 9 (4.5%) and 6 (3.0%){end}."
    rows = [row for row in told(before + said, "adverse_events", "") if row["term"] == "nausea"]
    assert [(str(row["cohort"]).split()[0], row["n"]) for row in rows] == [(one.split()[0], 9), (other.split()[0], 6)]


@pytest.mark.parametrize("who", ["women", "men", "male", "current smokers"])
@pytest.mark.parametrize(
    "lead", ["Mean age was 61 years with zelatinib and 60 years with placebo; ", "The median age was 64 years, and "]
)
def test_shares_of_what_people_are_belong_to_the_arms_in_order(lead: str, who: str) -> None:
    rows = told(f"{lead}51% and 48% were {who}, and 33% and 35% had hypertension.", "characteristics")
    shares = [(row["cohort"], row["characteristic"], row["percent"]) for row in rows if row.get("percent")]
    assert shares[:2] == [("zelatinib", who, 51), ("placebo", who, 48)]
    assert [(cohort, percent) for cohort, _, percent in shares[2:]] == [("zelatinib", 33), ("placebo", 35)]


def test_changes_with_a_plus_are_of_the_arms_in_order() -> None:
    rows = told(
        "Pain was halved in 48% with zelatinib and 30% with placebo. Mean weight change was +0.4 kg and +0.1 kg (P=0.20)."
    )
    assert [(row["cohort"], row["value"]) for row in rows if row["measure"] == "mean"] == [("zelatinib", 0.4), ("placebo", 0.1)]


@pytest.mark.parametrize("who", ["", " patients", " of patients"])
@pytest.mark.parametrize("did", ["discontinued treatment", "withdrew consent", "died"])
@pytest.mark.parametrize("first", ["Relapse was seen in 2.9% with zelatinib and 3.4% with placebo, and", "At the end,"])
def test_what_patients_did_behind_respectively(first: str, did: str, who: str) -> None:
    rows = told(f"{first} 10.7% and 11.2%{who}, respectively, {did} (P=0.88).")
    done = [(row["cohort"], row["label"], row["percent"], row["p_value"]) for row in rows if row["percent"] > 4]
    assert done == [("zelatinib", did, 10.7, 0.88), ("placebo", did, 11.2, 0.88)]
    assert not any(row.get("p_value") for row in rows if row["percent"] < 4)


@pytest.mark.parametrize("reached", ["first 50% response", "a 30% improvement", "PASI 75", "IGA 0 or 1", "ACR 20 response"])
def test_numbers_of_what_is_reached_are_part_of_its_name(reached: str) -> None:
    rows = told(f"Median time to {reached} was 8 weeks (IQR 4-12) with zelatinib and 13 weeks (8-20) with placebo.")
    assert [(row["endpoint"], row["label"], row["cohort"], row["value"]) for row in rows] == [
        ("TTR", f"Median time to {reached}", "zelatinib", 8),
        ("TTR", f"Median time to {reached}", "placebo", 13),
    ]


@pytest.mark.parametrize("groups", [("reduced dose", "full dose"), ("short course", "long course"), ("low dose", "high dose")])
@pytest.mark.parametrize(
    "said",
    ["Bleeding was seen in 2.3% with the {} against 4.7% with the {}", "Bleeding went up from 2% with the {} to 5% with the {}"],
)
def test_what_stands_before_the_bracket_of_a_ratio_may_be_a_group(said: str, groups: tuple[str, str]) -> None:
    rows = told(f"{said.format(*groups)} (HR, 0.54; 95% CI, 0.42 to 0.66).", opening="")
    assert [row["label"] for row in rows if row["measure"] == "hazard_ratio"] == ["Bleeding"]
