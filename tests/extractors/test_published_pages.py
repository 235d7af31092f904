"""What letters, labels and case series print as it stands on their pages: lists in order, parts with brackets, ranges."""

from __future__ import annotations

from itertools import product

import pytest

from daraevidence import extract_text


def told(text: str) -> set[tuple[str, int | None, float | None]]:
    """Labels with counts and percents."""
    found = extract_text(f"{text}\n")
    rows = {(row.label, row.n, row.percent) for row in found.endpoints}
    return rows | {(row.term, row.n, row.percent) for row in found.adverse_events}


_LISTS = (("EASI-50", "EASI-75", "EASI-90"), ("an ACR20 response", "an ACR50 response", "an ACR70 response"))


@pytest.mark.parametrize(("names", "verb"), list(product(_LISTS, ("achieved", "reached", "had"))))
def test_a_list_behind_the_numbers_names_them_in_their_order(names: tuple[str, ...], verb: str) -> None:
    text = f"In all, 81.2%, 64.5%, and 31.0% of patients {verb} {names[0]}, {names[1]}, and {names[2]}, respectively."
    rows = {(label.removeprefix("an "), percent) for label, _, percent in told(text)}
    assert rows == set(zip([name.removeprefix("an ") for name in names], (81.2, 64.5, 31.0), strict=True))


def test_deaths_of_each_cause() -> None:
    rows = told("There were four, 11, and three reported deaths from pneumonia, stroke, and cardiac arrest, respectively.")
    assert rows == {("deaths from pneumonia", 4, None), ("deaths from stroke", 11, None), ("deaths from cardiac arrest", 3, None)}


@pytest.mark.parametrize("people", ["of patients receiving {} and {}", "of those on {} and {}", "of the {} and {} groups"])
@pytest.mark.parametrize("verb", ["relapsed", "had a relapse"])
def test_an_aside_between_subject_and_verb(people: str, verb: str) -> None:
    rows = extract_text(f"Overall, 12% and 19% {people.format('dapsone', 'placebo')}, respectively, {verb}.\n").endpoints
    assert {(row.cohort, row.comparator, row.percent) for row in rows} == {
        ("dapsone", "placebo", 12.0),
        ("placebo", "dapsone", 19.0),
    }


@pytest.mark.parametrize("degrees", [("partial", "complete"), ("complete", "partial"), ("major", "minor")])
@pytest.mark.parametrize("noun", ["remission", "response"])
def test_degrees_with_their_brackets_share_the_noun(degrees: tuple[str, str], noun: str) -> None:
    one, other = degrees
    rows = told(f"Fourteen of the 40 (35.0%) patients achieved {one} (n = 9) or {other} (n = 5) {noun}.")
    assert rows == {(f"{one} or {other} {noun}", 14, 35.0), (f"{one} {noun}", 9, None), (f"{other} {noun}", 5, None)}


@pytest.mark.parametrize(
    "text",
    [
        "After a year, 20% (n = 3) had a complete response, 47% (n = 7) partial response, and 33% (n = 5) stable disease.",
        "After a year, 3 (20%) achieved complete response, 7 (47%) a partial response and 5 (33%) stable disease.",
    ],
)
def test_degrees_without_the_verb(text: str) -> None:
    assert {(label.removeprefix("a "), n, percent) for label, n, percent in told(text)} == {
        ("complete response", 3, 20.0),
        ("partial response", 7, 47.0),
        ("stable disease", 5, 33.0),
    }


@pytest.mark.parametrize("verb", ["ranged from", "varied from"])
def test_what_ranges_from_one_value_to_another_does_not_change(verb: str) -> None:
    found = extract_text(
        f"The median percent reduction in seizures {verb} 36% to 68% for brivaracetam, versus 10% to 23% for placebo.\n"
    )
    assert not found.characteristics and not found.adverse_events
    assert {(row.cohort, row.measure, row.range_low, row.range_high) for row in found.endpoints} == {
        ("brivaracetam", "median", 36.0, 68.0),
        ("placebo", "median", 10.0, 23.0),
    }


@pytest.mark.parametrize(("printed", "value"), [("10-3", 1e-3), ("10\u22124", 1e-4), ("10^-5", 1e-5), ("0.01", 0.01)])
def test_p_values_as_powers_of_ten(printed: str, value: float) -> None:
    rows = extract_text(f"Relapse occurred in 12% with dapsone and 24% with placebo (p < {printed}).\n").endpoints
    assert {row.p_value for row in rows} == {value}


@pytest.mark.parametrize("noun", ["cases", "eyes", "patients", "lesions", "knees"])
def test_the_count_of_a_percent_is_one_result_with_it(noun: str) -> None:
    assert told(f"Relapse occurred in 79% (23 {noun}).") == {("Relapse", 23, 79.0)}


@pytest.mark.parametrize(
    "text",
    [
        "No increase in liver enzymes was observed.",
        "No apparent reduction occurred at the third site.",
        "There was no indication for any new safety issue.",
        "No trend was seen over time.",
    ],
)
def test_what_befalls_no_one_is_no_event_that_was_lacking(text: str) -> None:
    found = extract_text(f"{text}\n")
    assert not found.endpoints and not found.adverse_events and not found.characteristics


def test_dates_count_nobody() -> None:
    text = "A total of 310 patients with uveitis from March 2004 to June 2011 comprising 204 cases of iritis were reviewed."
    assert {row.cohort for row in extract_text(f"{text}\n").cohorts}.isdisjoint({"June", "comprising"})


@pytest.mark.parametrize("state", ["seizure free", "pain-free", "free of seizures"])
def test_who_is_free_of_a_harm_had_none(state: str) -> None:
    assert not extract_text(f"At 12 months, 47% of children were {state}.\n").adverse_events


def test_factors_of_both_kinds_have_one_outcome() -> None:
    rows = extract_text(
        "High ferritin (HR 1.1, 95% CI 1.1-1.2) and diuretic use (HR 2.8, 95% CI 1.3-5.9) were independent risk factors, while "
        "early remission (HR 0.4, 95% CI 0.3-0.7) was a protective factor for relapse of nephritis.\n"
    ).endpoints
    assert {(row.cohort, row.label, row.value) for row in rows} == {
        ("patients with high ferritin", "relapse of nephritis", 1.1),
        ("patients with diuretic use", "relapse of nephritis", 2.8),
        ("patients with early remission", "relapse of nephritis", 0.4),
    }


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("The Prevention of Early Falls with Vitamins (PREFALL) trial", "PREFALL"),
        ("The Zinc for Heart Outcomes (ZIHO-2) study", "ZIHO-2"),
        ("The ZINC-HF (Zinc and Prevention of Adverse Outcomes in Heart Failure) trial", "ZINC-HF"),
        ("The Humid Air Pressure Intervention Trial (HAPIT)", "HAPIT"),
        ("The Randomized Evaluation of Daily Humming (RE-DH) clinical trial", "RE-DH"),
    ],
)
def test_a_trial_by_the_short_form_behind_its_title(name: str, short: str) -> None:
    found = extract_text(f"{name} compared zinc with placebo in 2,113 adults who had osteoporosis.\n")
    assert [(study.study, study.n_patients) for study in found.studies] == [(short, 2113)]


@pytest.mark.parametrize("disease", ["chronic lymphocytic leukemia (CLL)", "Idiopathic Pulmonary Fibrosis (IPF)"])
def test_a_disease_before_a_word_for_a_study(disease: str) -> None:
    assert not extract_text(f"In a {disease} trial, 40 patients had a response.\n").studies


def test_numbers_needed_to_treat_are_of_their_ratios() -> None:
    rows = extract_text(
        "Stroke was rarer (HR 0.7; 95% CI 0.5-0.9; NNT = 43), and bleeding was more common (HR 1.5; 95% CI 1.1-2.1; NNH = 90).\n"
    ).endpoints
    assert {(row.label, row.measure, row.value) for row in rows} == {
        ("Stroke", "hazard_ratio", 0.7),
        ("NNT for Stroke", "value", 43.0),
        ("bleeding", "hazard_ratio", 1.5),
        ("NNH for bleeding", "value", 90.0),
    }


@pytest.mark.parametrize("rate", ["average monthly rate", "mean weekly rate", "rate"])
def test_a_median_of_averages_is_a_median(rate: str) -> None:
    rows = extract_text(f"The median reduction in the {rate} was 46% with dapsone and 12% with placebo.\n").endpoints
    assert {(row.measure, row.value) for row in rows} == {("median", 46.0), ("median", 12.0)}


@pytest.mark.parametrize("doing", ["achieving a complete response", "having a complete response", "showing complete response"])
def test_those_who_are_counted_behind_with_do_something_of_their_own(doing: str) -> None:
    rows = told(f"Overall 41% of patients responded, with 12 patients (10%) {doing}.")
    assert rows == {("responded", None, 41.0), ("complete response", 12, 10.0)}


def test_a_count_is_of_the_whole_that_its_percent_proves() -> None:
    rows = extract_text(
        "The trial enrolled 550 patients with gout. Flares ceased in 21 of 25 patients (84%), with 11 patients (44%) having a "
        "normal urate. Rash was seen in 33 patients (6%).\n"
    )
    assert {(row.n, row.denominator) for row in (*rows.endpoints, *rows.adverse_events)} == {(21, 25), (11, 25), (33, 550)}


def test_a_count_far_from_its_percent_is_not_of_all() -> None:
    rows = extract_text("The trial enrolled 550 patients with gout. Cure was achieved in 11 patients (44%).\n").endpoints
    assert [(row.n, row.denominator) for row in rows] == [(11, None)]


@pytest.mark.parametrize("verb", ["stopped", "interrupted", "completed", "discontinued"])
def test_several_do_something_with_one_thing(verb: str) -> None:
    rows = extract_text(f"Of 120 patients, 12 {verb} treatment.\n").endpoints
    assert [(row.n, row.denominator) for row in rows] == [(12, 120)]


@pytest.mark.parametrize("against", ["versus", "vs", "or"])
def test_none_of_a_drug_is_no_count(against: str) -> None:
    found = extract_text(f"Five years of tamoxifen {against} none reduced recurrence (12% vs 19%).\n").endpoints
    assert {row.n for row in found} == {None}


@pytest.mark.parametrize("led", ["once-daily injections of either", "either", "monthly infusions of either"])
def test_either_is_no_part_of_a_name(led: str) -> None:
    found = extract_text(f"Patients received {led} teriparatide or placebo for 18 months. Falls occurred in 5% and 14%.\n")
    assert {row.cohort for row in found.cohorts} == {"teriparatide", "placebo"}


@pytest.mark.parametrize("common", ["Common reactions (≥10%)", "Rarer events (<1%)", "Effects reported in <2% of patients"])
def test_how_common_a_class_of_events_is(common: str) -> None:
    assert not extract_text(f"{common} were syncope and rash.\n").adverse_events


def test_an_average_behind_a_share_is_told_by_itself() -> None:
    rows = extract_text("Overall, 54% had cirrhosis and the median age was 53 years.\n").characteristics
    assert {(row.characteristic, row.measure, row.value, row.percent) for row in rows} == {
        ("cirrhosis", "proportion", None, 54.0),
        ("age", "median", 53.0, None),
    }


def test_two_amounts_of_one_drug_are_no_result() -> None:
    assert not extract_text("A randomized study tested injections of XYZ-125 675/225 mg or 900 mg vs placebo.\n").endpoints


def test_nobody_of_a_group_with_a_hyphen() -> None:
    found = extract_text("None of the non-cirrhotic patients developed liver failure.\n")
    assert [(row.term, row.n) for row in found.adverse_events] == [("liver failure", 0)]


@pytest.mark.parametrize("head", ["Percentage of patients with one or more:", "Percent of participants with"])
def test_rows_below_a_percentage_of_patients(head: str) -> None:
    table = (
        "Table 2. Safety\n| | Zinc (N=195) | Placebo (N=429) |\n|---|---|---|\n"
        f"| {head} | | |\n| AEs | 56.4 | 66.0 |\n| Infections | 26.2 | 22.4 |\n"
    )
    found = extract_text(table)
    assert {(row.term, row.percent) for row in found.adverse_events} == {
        ("AEs", 56.4),
        ("AEs", 66.0),
        ("Infections", 26.2),
        ("Infections", 22.4),
    }


@pytest.mark.parametrize(
    "text",
    [
        "For the review of zinc against placebo, 11 RCTs (2401 children and 2938 episodes) were eligible.",
        "Nine studies were at low risk of bias (12.6%).",
        "The vaccine was highly immunogenic in infants aged 6-35 months.",
        "After a baseline, 30 patients each were randomized to topiramate 300 mg twice daily (b.i.d.) or placebo for 12 weeks.",
        "We enrolled 45 healthy and 52 diabetic adults.",
    ],
)
def test_what_tells_of_trials_and_of_those_who_came_is_no_result(text: str) -> None:
    found = extract_text(f"{text}\n")
    assert not found.endpoints and not found.characteristics and not found.adverse_events


def test_a_limit_in_another_unit_is_no_result() -> None:
    rows = extract_text("Ferritin was elevated to above 100 mg/L (952 nmol/L) in 79% (23 patients).\n").endpoints
    assert [(row.n, row.percent, row.value) for row in rows] == [(23, 79.0, None)]


def test_so_many_patients_are_no_age() -> None:
    rows = extract_text(
        "There were 362/367 patients (age=31.4±10.75 years) included in the analysis of relapse.\n"
    ).characteristics
    assert [(row.characteristic, row.value, row.n) for row in rows] == [("age", 31.4, None)]


def test_the_second_of_two_kinds_is_not_all() -> None:
    found = extract_text("A total of 167 treatment-naive and 207 treatment-experienced patients were treated for 2 years.\n")
    assert not found.cohorts


def test_a_factor_with_its_short_form() -> None:
    rows = extract_text(
        "High C-reactive protein (CRP) (HR 1.14, 95% CI 1.08-1.21) and diuretics (HR 2.8, 95% CI 1.3-5.9) predicted relapse.\n"
    ).endpoints
    assert {(row.cohort, row.label) for row in rows} == {
        ("patients with high C-reactive protein", "relapse"),
        ("patients with diuretics", "relapse"),
    }


def test_parts_of_a_report_in_one_paragraph() -> None:
    found = extract_text(
        "Methods. Retrospective study of gout, from 2012 to 2014. Results. The outcomes observed were as follows: "
        "cure (80%), default (14%), and death (1%). Relapse was seen in 12%.\n"
    )
    assert not found.characteristics
    assert {row.percent for row in found.endpoints} == {80.0, 14.0, 1.0, 12.0}


def test_factors_that_change_a_chance() -> None:
    rows = extract_text(
        "Cirrhosis [OR 0.34 (0.15-0.79)], drug use [OR 0.22 (0.11-0.46)], and/or interruption [OR 0.23 (0.08-0.67)] decreased "
        "the chance of cure.\n"
    ).endpoints
    assert {(row.cohort, row.label) for row in rows} == {
        ("patients with cirrhosis", "cure"),
        ("patients with drug use", "cure"),
        ("patients with interruption", "cure"),
    }


def test_out_of_so_many_patients() -> None:
    assert not extract_text("Out of 3065 enrolled patients, 1532 received zinc and 1533 received placebo.\n").endpoints
    rows = extract_text("Out of 65 patients, 12 relapsed.\n").endpoints
    assert [(row.label, row.n, row.denominator) for row in rows] == [("relapsed", 12, 65)]
