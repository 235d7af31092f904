"""Results as paragraphs of monographs, editorials and answers tell them: numbers in brackets, several times, nobody at all."""

from __future__ import annotations

import pytest

from daraevidence import extract_text

ARMS = "Marsh et al (2024) randomized 400 adults with gout to ramipril (n=200) or placebo (n=200). "


def rows(text: str, *fields: str) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, field) for field in fields) for row in extract_text(text).endpoints]


@pytest.mark.parametrize("against", ["v", "vs", "versus", "and", "compared with"])
@pytest.mark.parametrize(("first", "second"), [((31, 14.2), (137, 12.8)), ((9, 4.1), (47, 4.4)), ((2, 1), (18, 9.5))])
def test_counts_and_percents_that_stand_against_each_other_in_a_bracket(
    against: str, first: tuple[int, float], second: tuple[int, float]
) -> None:
    text = f"Readmission was alike in both groups ({first[0]}, {first[1]}% {against} {second[0]}, {second[1]}%)."
    assert rows(text, "n", "percent") == [first, second]


@pytest.mark.parametrize(
    "times", [("1 year", "5 years"), ("6 months", "1 year"), ("30 days", "90 days"), ("1 year", "3 years", "5 years")]
)
def test_each_of_several_times_with_units_of_their_own_has_its_result(times: tuple[str, ...]) -> None:
    listed = f"{', '.join(times[:-1])} and {times[-1]}"
    shares = [91, 75, 60][: len(times)]
    told = f"{', '.join(f'{share}%' for share in shares[:-1])} and {shares[-1]}%"
    expected = [(float(time.split()[0]), "landmark_rate", float(share)) for time, share in zip(times, shares, strict=True)]
    assert rows(f"Overall survival at {listed} was {told}.", "timepoint", "measure", "value") == expected


@pytest.mark.parametrize("name", ["rPFS", "iDFS", "EFS", "OS"])
def test_a_time_before_a_short_name_is_that_of_the_outcome(name: str) -> None:
    assert rows(f"The 24-month {name} was 71.2%.", "value", "timepoint") == [(71.2, 24)]


@pytest.mark.parametrize("seen", ["was seen", "occurred", "was observed"])
@pytest.mark.parametrize("got", ["assigned to", "given", "on", "treated with"])
def test_those_of_a_group_in_whom_something_was_seen_are_no_size_of_it(seen: str, got: str) -> None:
    text = f"{ARMS}A relapse {seen} in 15 patients {got} ramipril (7.5%) and 21 {got} placebo (10.5%)."
    assert rows(text, "cohort", "n", "denominator", "percent") == [("ramipril", 15, 200, 7.5), ("placebo", 21, 200, 10.5)]


@pytest.mark.parametrize("nobody", ["Nobody", "No one", "No patient"])
def test_what_nobody_had_is_none_in_the_group_or_in_each(nobody: str) -> None:
    assert rows(f"{ARMS}{nobody} died in either group.", "cohort", "endpoint", "n") == [
        ("ramipril", "DEATH", 0),
        ("placebo", "DEATH", 0),
    ]
    assert rows(f"{ARMS}{nobody} in the placebo group relapsed.", "cohort", "n", "denominator") == [("placebo", 0, 200)]
    assert rows(f"{ARMS}There was no one best time.", "n") == []


@pytest.mark.parametrize(
    "lead", ["for a vaccine efficacy of", "corresponding to an efficacy of", "which gives an effectiveness of"]
)
def test_an_efficacy_lowers_the_risk_of_the_first_group(lead: str) -> None:
    text = f"Influenza was confirmed in 9 of 402 adults in the vaccine group and in 31 of 399 in the placebo group, {lead} 71.2%."
    assert rows(text, "cohort", "comparator", "measure", "value")[-1] == ("vaccine", "placebo", "risk_reduction", 71.2)


def test_the_patients_of_whom_times_are_told_are_two_groups_and_no_study() -> None:
    text = (
        "Marsh et al gave ramipril to outpatients in a double-blind trial. The median time to recovery was 7.1 days in the 94 "
        "patients who received ramipril and 9.3 days in the 92 who received placebo (hazard ratio, 1.31; 95% CI, 0.97 to 1.77; "
        "P=0.08)."
    )
    document = extract_text(text)
    assert [study.n_patients for study in document.studies] == [None]
    assert [(row.cohort, row.value, row.p_value) for row in document.endpoints] == [
        ("ramipril", 7.1, 0.08),
        ("placebo", 9.3, 0.08),
        ("ramipril", 1.31, 0.08),
    ]


TRIAL = "In the SUMMIT trial, 400 patients received ramipril (n=200) or placebo (n=200). "


@pytest.mark.parametrize("joint", ["and", "whereas", "while", "but"])
@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ("patients with diabetes", "those without diabetes", ("diabetes", "without diabetes")),
        ("the subgroup with high expression", "the subgroup with low expression", ("high expression", "low expression")),
        ("women", "men", ("women", "men")),
    ],
)
def test_a_ratio_of_a_part_compares_the_two_arms_in_it(joint: str, one: str, two: str, names: tuple[str, str]) -> None:
    expected = [
        (f"ramipril, {name}", f"placebo, {name}", "DEATH", value) for name, value in zip(names, (0.61, 0.94), strict=True)
    ]
    told = f"In {one}, the hazard ratio for death was 0.61 (95% CI, 0.43-0.87), {joint} in {two} it was 0.94 (95% CI, 0.67-1.31)."
    assert rows(f"{TRIAL}{told}", "cohort", "comparator", "endpoint", "value") == expected
    told = f"The hazard ratio for death was 0.61 (95% CI, 0.43-0.87) in {one} and 0.94 (95% CI, 0.67-1.31) in {two}."
    assert [row[3] for row in rows(f"{TRIAL}{told}", "cohort", "comparator", "endpoint", "value")] == [0.61, 0.94]


NO_RESULTS = [
    "Patients were randomized after an acute exacerbation of gout to 12 weeks of double-blind treatment.",
    "Patients were grouped by the number of ramipril days planned for cycle 1: 7 or 10 days or 21-28 days.",
    "Our data suggest that a ramipril course of 7 or 10 days does not compromise response.",
    "Ramipril 5 mg was injected on days 1 and 15 of the first 28-day cycle.",
    "The trial was continued, the upper limit set in the protocol being 30%.",
    "A patient of mine has gout and a platelet count of 38 x 10^9/L.",
    "About 60% of patients need a higher dose in the first month.",
    "Safety was assessed in 455 and 451 patients.",
    "Between May 2020 and June 2021, 138 patients were enrolled (69 in each arm).",
    "Three widely available markers separate patients with very different survival.",
    "The interval between injections was 28 days.",
    "We treated a woman with gout in second relapse and a creatinine clearance of 11 mL/min.",
]


@pytest.mark.parametrize("text", NO_RESULTS)
def test_what_was_planned_set_or_done_is_no_result(text: str) -> None:
    assert rows(text, "label", "n", "value", "percent") == []


def test_an_average_of_percents_of_time_is_no_share_of_patients() -> None:
    assert rows("Patients were in the range for a median of 46% of the time (IQR, 31%-60%).", "measure", "value", "unit") == [
        ("median", 46, "%")
    ]
    assert rows("An average of 45% of patients relapsed.", "measure", "percent") == [("proportion", 45)]
    assert rows("The corresponding medians of the area were 113 and 229 ng/mL.", "measure", "value") == [
        ("median", 113),
        ("median", 229),
    ]


@pytest.mark.parametrize("state", ["still on treatment", "still receiving ramipril", "still on ramipril"])
def test_those_who_are_still_treated_are_counted(state: str) -> None:
    assert rows(f"Of 38 patients, 22 (58%) were {state}.", "label", "n", "percent") == [(state, 22, 58)]


@pytest.mark.parametrize("count", ["Four deaths were recorded", "Death was seen in 4 patients", "There were 4 deaths"])
@pytest.mark.parametrize("group", ["in the placebo group", "on placebo"])
def test_some_of_those_counted_are_of_one_group(count: str, group: str) -> None:
    found = rows(f"{ARMS}{count}, three of them {group}.", "cohort", "endpoint", "n", "denominator")
    assert found == [("total", "DEATH", 4, 400), ("placebo", "DEATH", 3, 200)]


def test_an_efficacy_in_a_bracket_is_not_the_name_of_the_cases() -> None:
    text = (
        "Influenza was looked for in all. Influenza was confirmed in 3% of adults. There were 41 cases among vaccinated "
        "participants and 121 among controls (efficacy, 66.2%; 95% CI, 51.7 to 76.8)."
    )
    assert rows(text, "label", "measure", "n", "value")[1:] == [
        ("Influenza", "count", 41, None),
        ("Influenza", "count", 121, None),
        ("efficacy", "risk_reduction", None, 66.2),
    ]


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("The efficacy had waned to 52.3%.", "efficacy", 52.3),
        ("The mean birth weight differed by 40 g (95% CI, -22 to 102).", "difference in mean birth weight", 40),
        ("The median uric acid level had risen to 7.9 g/L.", "median uric acid level", 7.9),
    ],
)
def test_what_had_changed_or_differed_is_the_outcome(text: str, label: str, value: float) -> None:
    assert rows(text, "label", "value") == [(label, value)]


def test_that_stands_for_the_outcome_told_before() -> None:
    text = "Efficacy against H3 was 44.0% (95% CI, 15.8 to 63.1), and that against B strains 71.2% (95% CI, 40.0 to 87.3)."
    assert [row[0] for row in rows(text, "label")] == ["Efficacy against H3", "Efficacy against B strains"]


def test_weight_lost_on_average_is_a_mean_of_each_group() -> None:
    text = (
        "Participants treated with ramipril lost 15.2% of their body weight on average, compared with 3.1% for placebo (P<0.001)."
    )
    assert rows(text, "cohort", "measure", "value") == [("ramipril", "mean", 15.2), ("placebo", "mean", 3.1)]


@pytest.mark.parametrize(
    "text",
    [
        "233 adults with gout had their ramipril halved (n=121) or stopped (n=112).",
        "Two doses of the new vaccine were tested in 1,560 infants.",
        "Antibody titers peaked 28 days after the third dose.",
    ],
)
def test_sizes_and_times_of_what_was_done_are_no_results(text: str) -> None:
    assert rows(text, "label", "value") == []


def test_a_ratio_behind_what_neither_arm_reached_compares_the_arms() -> None:
    text = f"{TRIAL}Median overall survival was not reached in either arm (HR 0.88; 95% CI 0.66-1.17; P=0.37)."
    assert rows(text, "cohort", "comparator", "measure", "p_value") == [
        ("ramipril", "placebo", "median", 0.37),
        ("placebo", "ramipril", "median", 0.37),
        ("ramipril", "placebo", "hazard_ratio", 0.37),
    ]


def test_the_p_value_of_a_ratio_of_the_same_survival_is_that_of_the_medians() -> None:
    text = (
        f"{TRIAL}Progression-free survival was 16.9 months with ramipril and 8.3 months with placebo, reducing the risk of "
        "progression or death by 48% (HR=0.52; P<0.0001)."
    )
    assert rows(text, "measure", "value", "p_value")[:2] == [("median", 16.9, 0.0001), ("median", 8.3, 0.0001)]


@pytest.mark.parametrize("again", ["none occurred on placebo", "none was seen in the placebo group"])
def test_none_is_of_what_was_told_before_it(again: str) -> None:
    text = f"{TRIAL}There were three deaths on ramipril; {again}."
    assert rows(text, "cohort", "endpoint", "n") == [("ramipril", "DEATH", 3), ("placebo", "DEATH", 0)]


@pytest.mark.parametrize("weeks", [52, 24, 104])
def test_those_who_completed_a_time_are_counted_at_it(weeks: int) -> None:
    assert rows(f"Of the 331 patients, 262 completed {weeks} weeks.", "n", "denominator", "timepoint") == [(262, 331, weeks)]


def test_what_had_to_be_stopped_was_stopped() -> None:
    text = "Ramipril had to be stopped by 44 of 220 patients (20%)."
    assert rows(text, "endpoint", "n", "denominator") == [("DISCONTINUATION", 44, 220)]


def test_how_much_trials_differ_is_no_result() -> None:
    assert rows("A meta-analysis of 11 trials was done. Heterogeneity was moderate (I2 46%).", "label") == []


@pytest.mark.parametrize(
    "text",
    [
        "The trial had planned to enroll 420 patients.",
        "The two new vaccines were compared in 2,204 older adults.",
        "A registry (n=41) compared 23 patients who took the full dose with 18 who took half the dose.",
    ],
)
def test_how_many_a_study_planned_or_compared_is_no_result(text: str) -> None:
    assert rows(text, "label", "n") == []
