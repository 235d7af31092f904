"""What editorials and letters say of the trials they are on: who is set against whom at a ratio, which trial is meant."""

from __future__ import annotations

from itertools import product

import pytest

from daraevidence import extract_text
from daraevidence.schemas import Endpoint


def ratios(text: str) -> dict[float, tuple[str | None, str | None]]:
    found: list[Endpoint] = [row for row in extract_text(f"{text}\n").endpoints if row.measure == "hazard_ratio"]
    return {row.value: (row.cohort, row.comparator) for row in found if row.value is not None}


_PAIRS = (("drugol", "placebo"), ("apixaban", "warfarin"), ("ticagrelor", "clopidogrel"))


@pytest.mark.parametrize(("pair", "joint"), list(product(_PAIRS, ("versus", "compared with", "vs"))))
def test_the_second_of_two_pairs(pair: tuple[str, str], joint: str) -> None:
    one, other = pair
    text = f"For stroke, {one} {joint} {other} was HR 0.74 and prasugrel {joint} {other} HR 0.81."
    assert ratios(text) == {0.74: (one, other), 0.81: ("prasugrel", other)}


@pytest.mark.parametrize(("pair", "verb"), list(product(_PAIRS, ("of", "was"))))
def test_a_pair_between_a_ratio_and_its_value(pair: tuple[str, str], verb: str) -> None:
    one, other = pair
    told = "showed a hazard ratio" if verb == "of" else "found that the hazard ratio"
    text = f"The trial {told} for triple therapy versus the old mainstay {other} {verb} 0.58 (95% CI 0.38–0.88)."
    assert ratios(text)[0.58][0] == "triple therapy"
    assert str(ratios(text)[0.58][1]).endswith(other)
    assert ratios(f"The hazard ratio for {one} versus {other} was 0.61 (95% CI 0.40 to 0.93).") == {0.61: (one, other)}


def test_no_part_of_the_patients_is_the_reference() -> None:
    text = "Mortality was lower in ticagrelor versus clopidogrel users with diabetes (HR 0.84)."
    assert ratios(text) == {0.84: ("ticagrelor", "clopidogrel")}


@pytest.mark.parametrize("lead", ["For", "With", "However, for"])
def test_the_treatment_that_opens_a_sentence(lead: str) -> None:
    text = f"Survival was longer with drugol than with placebo (HR 0.61). {lead} the 160-mg apixaban, the hazard ratio was 0.79."
    assert ratios(text)[0.79] == ("160-mg apixaban", "placebo")


@pytest.mark.parametrize("moved", ["further improved to", "reduced to", "even lowered to"])
def test_a_ratio_that_moved(moved: str) -> None:
    (row,) = extract_text(f"The HR of DFS in patients with chemotherapy was {moved} 0.16.\n").endpoints
    assert (row.measure, row.value, row.endpoint) == ("hazard_ratio", 0.16, "DFS")


def test_close_medians_do_not_turn_a_ratio() -> None:
    text = "Median PFS was 1.5 months with drugol vs 1.7 months with chemotherapy (HR 0.81; 95% CI 0.64, 1.02)."
    assert ratios(text) == {0.81: ("drugol", "chemotherapy")}


@pytest.mark.parametrize(
    ("people", "others"),
    [
        ("subjects receiving drugol", "those who did not receive drugol"),
        ("patients treated with drugol", "those treated with warfarin"),
        ("patients undergoing surgery", "those given antibiotics"),
    ],
)
def test_people_by_what_they_got(people: str, others: str) -> None:
    rows = extract_text(f"Relapse was rarer in {people} compared to {others} (6.3% vs 28.8%).\n").endpoints
    assert [row.percent for row in rows] == [6.3, 28.8]
    one, other = rows
    assert (one.cohort, one.comparator) == (other.comparator, other.cohort)
    assert others.split()[-1] in str(other.cohort)


_NAMES = (
    ("ORCHID", "Outcomes of Respiratory Care in Hospital and Intermediate Dwellings"),
    ("KESTREL", "Keeping Early Stroke Treatment Reaching Elders in Lombardy"),
)


@pytest.mark.parametrize(("name", "said"), list(product(_NAMES, ("was", "is named", "is", "was called"))))
def test_a_trial_that_is_said_to_be_one(name: tuple[str, str], said: str) -> None:
    short, long = name
    text = (
        f"The first large trial of drugol {said} {short} ({long}), published in 2018 [1]. "
        "The trial showed a mortality of 12% with drugol and 14% with placebo."
    )
    found = extract_text(f"{text}\n")
    assert [study.study for study in found.studies] == [short]
    assert {row.study for row in found.endpoints} == {short}


@pytest.mark.parametrize("what", ["outcome of the trial was PASI 75", "trial was CONSORT compliant", "drug of the study was BCG"])
def test_what_else_a_trial_is(what: str) -> None:
    assert extract_text(f"The primary {what}. Relapse was seen in 12% with drugol.\n").studies == ()


@pytest.mark.parametrize(("lead", "count"), list(product(("Comment on", "Commentary on"), (1, 2, 3))))
def test_the_report_that_a_paper_comments_on(lead: str, count: int) -> None:
    writers = ", ".join(("Mertens RS", "Wu YL", "John T")[:count])
    text = (
        f"{lead}: {writers}, et al. Adjuvant Drugol for Resected Disease: Results of the BARADA Trial. Gut 2023;41:1830-40.\n\n"
        "Overall, PFS was 20 months with drugol and 12 months with placebo. Mertens et al found a mortality of 12% with drugol."
    )
    found = extract_text(text)
    assert [(study.study, study.first_author) for study in found.studies] == [("BARADA", "Mertens")]
    assert {row.study for row in found.endpoints} == {"BARADA"}


@pytest.mark.parametrize(
    "text",
    [
        "The trial data were only 33% mature.",
        "Survival was to be reviewed at 50% maturity.",
        "The analysis was done at an information fraction of 67%.",
        "Both comparisons met the prespecified 8% noninferiority margin.",
        "Drugol improved the time to 50% reduction in proteinuria.",
        "Patients taking drugol achieved a 50% reduction in proteinuria faster than the control.",
        "The trial was stopped early, with 178 patients in the drugol group and 174 in the placebo group.",
    ],
)
def test_how_far_a_trial_has_come_is_no_result(text: str) -> None:
    assert extract_text(f"{text}\n").endpoints == ()


def test_a_trial_that_was_unblinded_is_not_open_label() -> None:
    study = extract_text(
        "ORCHID was a randomized trial of drugol. The ORCHID trial was unblinded to its sponsor in 2020.\n"
    ).studies[0]
    assert study.design == "randomized"


def test_the_risk_of_death_is_of_the_dead() -> None:
    text = "The risk of death at 28 days was 14.0% with drugol versus 15.1% with placebo (RR 0.93, 95% CI 0.83–1.03)."
    rows = extract_text(f"{text}\n").endpoints
    assert {(row.endpoint, row.measure) for row in rows} == {("DEATH", "proportion"), ("DEATH", "relative_risk")}


@pytest.mark.parametrize("joint", ["while", "whereas", "but"])
def test_a_lower_rate_ends_with_its_clause(joint: str) -> None:
    text = f"There was a strikingly lower rate of 22% with drugol, {joint} the remission rates with apixaban were 46%."
    assert {row.measure for row in extract_text(f"{text}\n").endpoints} == {"proportion"}


def test_each_of_two_outcomes_has_its_ratio() -> None:
    text = "Drugol reduced early death (RR 0.78, 95% CI 0.70–0.87) and death within 28 days (RR 0.88, 95% CI 0.82–0.94)."
    rows = extract_text(f"{text}\n").endpoints
    assert [(row.label, row.value) for row in rows] == [("early death", 0.78), ("death", 0.88)]


@pytest.mark.parametrize(
    ("parts", "one", "other"),
    [("patients with and without emphysema", "with emphysema", "without emphysema"), ("men and women", "men", "women")],
)
@pytest.mark.parametrize("joint", ["versus", "compared with", "vs"])
def test_two_groups_in_each_part_of_the_patients(parts: str, one: str, other: str, joint: str) -> None:
    text = f"Drugol reduced flares {joint} placebo by 29% (relative risk [RR] 0.71) and 31% (RR 0.69) in {parts}, respectively."
    rows = extract_text(f"{text}\n").endpoints
    assert {(row.measure, row.value, row.cohort, row.comparator) for row in rows} == {
        ("risk_reduction", 29.0, f"Drugol, {one}", f"placebo, {one}"),
        ("risk_reduction", 31.0, f"Drugol, {other}", f"placebo, {other}"),
        ("relative_risk", 0.71, f"Drugol, {one}", f"placebo, {one}"),
        ("relative_risk", 0.69, f"Drugol, {other}", f"placebo, {other}"),
    }


@pytest.mark.parametrize("time", ["at 14 to 21 days after enrollment", "12 months after surgery", "6 weeks following discharge"])
def test_a_time_after_something_is_no_group(time: str) -> None:
    text = f"Children treated with drugol had comparable rates of cure {time} compared with standard care (85.7% vs 84.1%)."
    rows = extract_text(f"{text}\n").endpoints
    assert not any(str(name).endswith(time.split()[-1]) for row in rows for name in (row.cohort, row.comparator))


def test_the_former_and_the_latter() -> None:
    lead = "Relapse was seen in 40% on drugol and 50% on placebo. "
    rows = extract_text(f"{lead}Mortality was 12% in the former and 14% in the latter.\n").endpoints
    told = {(row.cohort, row.comparator, row.label, row.percent) for row in rows if row.endpoint == "DEATH"}
    assert told == {("drugol", "placebo", "Mortality", 12.0), ("placebo", "drugol", "Mortality", 14.0)}
    unknown = extract_text("The mortality was 12% in the former and 14% in the latter.\n").endpoints
    assert all(row.confidence < 0.7 for row in unknown)


@pytest.mark.parametrize("pair", [("prednisone", "colchicine"), ("aspirin", "warfarin")])
def test_neither_of_two(pair: tuple[str, str]) -> None:
    one, other = pair
    text = f"Patients got {one}, {other} or placebo. Neither {one} nor {other} reduced mortality (12.1% and 13.0% vs 12.8%)."
    rows = extract_text(f"{text}\n").endpoints
    assert [(row.cohort, row.percent) for row in rows][:2] == [(one, 12.1), (other, 13.0)]
    assert rows[2].cohort not in pair


@pytest.mark.parametrize(
    ("reference", "given"), [("no drugol", "treatment with drugol"), ("usual care", "the use of early rehabilitation")]
)
def test_a_treatment_compared_with_what_opens_the_sentence(reference: str, given: str) -> None:
    text = f"Compared with {reference}, {given} was associated with a lower rate of stroke (1.0% versus 1.4%; HR 0.80)."
    name = given.split(" with " if " with " in given else " of ", 1)[1]
    rows = extract_text(f"{text}\n").endpoints
    assert {(row.cohort, row.comparator, row.percent or row.value) for row in rows} == {
        (name, reference, 1.0),
        (reference, name, 1.4),
        (name, reference, 0.8),
    }


def test_a_ratio_of_nobody_is_uncertain() -> None:
    (row,) = extract_text("The odds ratio for death was 0.8 (95% CI 0.6-0.9).\n").endpoints
    assert row.confidence < 0.7


@pytest.mark.parametrize(("printed", "size"), [("19 102", 19102), ("1 204", 1204), ("345 539", 345539)])
def test_thousands_before_people(printed: str, size: int) -> None:
    found = extract_text(f"The ORCHID trial enrolled {printed} patients with gout. Relapse was seen in 12%.\n")
    assert [study.n_patients for study in found.studies] == [size]
    (row,) = extract_text(f"Relapse occurred in {printed} patients (6.3%).\n").endpoints
    assert row.n == size


def test_two_numbers_side_by_side() -> None:
    (row,) = extract_text("At week 24 312 patients had relapsed.\n").endpoints
    assert row.n == 312
