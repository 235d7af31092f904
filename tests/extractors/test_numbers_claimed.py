"""No number of a sentence that is a result stays without a record: its measure, its unit, its outcome."""

from __future__ import annotations

from itertools import product

import pytest

from daraevidence import extract_text


def rows(text):
    frame = extract_text(text).frame("endpoints")
    found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{name: value for name, value in row.items() if value not in (None, "")} for row in found]


def told(text, *names):
    return [tuple(row.get(name) for name in names) for row in rows(text)]


OUTCOMES = ("Fentanyl dose", "Length of the incision", "Resting tension")
ARMS = (("nerve block", "sham block"), ("early feeding", "late feeding"))


@pytest.mark.parametrize(("outcome", "arms", "unit"), list(product(OUTCOMES, ARMS, ("mL", "cm", "mm Hg"))))
def test_a_bracket_without_a_word_is_no_confidence_interval(outcome, arms, unit):
    text = f"{outcome} was 18 {unit} [11-27] in the {arms[0]} group and 31 {unit} [20-44] in the {arms[1]} group."
    found = rows(text)
    assert [row["value"] for row in found] == [18, 31]
    assert all("ci_low" not in row and row["confidence"] <= 0.6 for row in found)
    assert [(row["iqr_low"], row["iqr_high"]) for row in found] == [(11, 27), (20, 44)]


@pytest.mark.parametrize(
    ("word", "low"), [("interquartile range", "iqr_low"), ("range", "range_low"), ("95% confidence interval", "ci_low")]
)
def test_a_word_says_once_what_all_brackets_hold(word, low):
    text = f"Time to sitting was 3.1 days ({word}, 2.4 to 4.6) with tea and 4.8 days (3.3 to 6.9) with coffee."
    assert told(text, "value", low) == [(3.1, 2.4), (4.8, 3.3)]


@pytest.mark.parametrize("spread", ["(SE 1.9)", "(SE, 1.9)"])
def test_a_share_keeps_its_standard_error(spread):
    text = f"Five-year event-free survival was 84.1% {spread} with prednisolone and 79.5% {spread} with methotrexate."
    assert told(text, "measure", "value", "se") == [("landmark_rate", 84.1, 1.9), ("landmark_rate", 79.5, 1.9)]


@pytest.mark.parametrize("sign", ["±", "+/-", "+/- "])
def test_what_follows_the_sign_of_a_survival_is_its_error(sign):
    text = f"Overall survival at 3 years was 71% {sign}5% with melphalan and 58% {sign}6% with busulfan."
    assert told(text, "measure", "value", "se", "sd") == [("landmark_rate", 71, 5, None), ("landmark_rate", 58, 6, None)]


@pytest.mark.parametrize(("one", "other"), [("1:160", "1:80"), ("1:842", "1:317"), ("1: 64", "1: 32")])
def test_the_value_of_a_titre_is_its_second_number(one, other):
    text = f"Antibody titres were {one} after the gel and {other} after the spray."
    extraction = extract_text(text)
    assert [row.value for row in extraction.endpoints] == [float(each.split(":")[1]) for each in (one, other)]
    assert all(entry.claimed for entry in extraction.ledger)


def test_a_ratio_of_allocation_is_no_titre():
    assert not rows("Patients were randomised 2:1 to the gel or the spray. Titres were measured.")


@pytest.mark.parametrize("name", ["genotype", "serotype", "group", "stage", "zone"])
def test_a_fraction_behind_a_numbered_name_is_that_of_its_percent(name):
    text = f"Clearance was 46% in {name} 1 (112 of 244) and 79% in {name} 2 (73 of 92)."
    assert told(text, "percent", "n", "denominator") == [(46, 112, 244), (79, 73, 92)]


@pytest.mark.parametrize(("first", "second"), [("(82/90)", "(66/89)"), ("(82 of 90)", "(66 of 89; P=0.01)")])
def test_a_fraction_behind_the_group_is_that_of_the_percent(first, second):
    text = f"The cure rate was 91% with metronidazole {first} and 74% with placebo {second}."
    assert told(text, "cohort", "percent", "n", "denominator") == [("metronidazole", 91, 82, 90), ("placebo", 74, 66, 89)]


def test_a_fraction_that_does_not_prove_the_percent_is_not_joined():
    assert (91, 12) not in told("The cure rate was 91% with metronidazole (12/90).", "percent", "n")


@pytest.mark.parametrize("unit", ["V", "m", "Nm", "W", "lux", "J"])
def test_a_unit_that_nobody_knows_stays_as_printed(unit):
    text = f"Gripping force rose by 2.2 {unit} in placebo-treated subjects and by 0.4 {unit} in treated subjects."
    assert told(text, "value", "unit") == [(2.2, unit), (0.4, unit)]


@pytest.mark.parametrize("text", ["A pulse of 20 Hz and 2.5 V was delivered.", "Stimulation was set to 3.5 V in all patients."])
def test_what_a_device_is_set_to_is_no_result(text):
    assert not rows(text)


@pytest.mark.parametrize("people", ["", " of patients", " of women"])
def test_a_number_needed_to_treat_is_told_with_words_between(people):
    text = f"Over 5 years the number{people} needed to treat to prevent one fall was 42."
    assert told(text, "measure", "value") == [("value", 42)]


@pytest.mark.parametrize(("verb", "unit"), [("rose", "mg/dL"), ("fell", "mL"), ("increased", "kg")])
def test_a_percent_behind_an_amount_is_of_the_same(verb, unit):
    text = f"Serum zinc {verb} 4.1 {unit} (9.2%) and the pulse pressure {verb} 38 mm Hg (21%) with taurine."
    found = told(text, "value", "unit", "label")
    assert [(value, unit) for value, unit, _ in found] == [(4.1, unit), (9.2, "%"), (38, "mm Hg"), (21, "%")]
    assert ["zinc" in label for _, _, label in found] == [True, True, False, False]


@pytest.mark.parametrize("noun", ["bleeds", "deaths", "strokes"])
def test_parts_behind_a_colon_count_what_is_counted_before_it(noun):
    found = rows(f"In all, 46 {noun} were recorded (1.7% per year): 29 with warfarin and 17 with apixaban.")
    assert [(row.get("n"), row.get("value"), row.get("unit")) for row in found] == [
        (46, None, None),
        (None, 1.7, "% per year"),
        (29, None, None),
        (17, None, None),
    ]
    assert {row["label"] for row in found} == {noun}


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("Patients received a mean of 5.4 cycles of A and 4.9 cycles of B.", "cycles", {5.4, 4.9}),
        ("Cleaners reported a mean of 4.1 sneezing fits per week.", "sneezing fits", {4.1}),
        ("Toddlers given the tablet gained 12.3 words on the spoken list.", "words on the spoken list gained", {12.3}),
        ("Walkers in the sand group had 3.1 new blisters.", "new blisters", {3.1}),
        ("Kt/V was 1.21 +/- 0.18 before and 1.46 +/- 0.22 afterwards.", "Kt/V", {1.21, 1.46}),
        ("At follow-up the mean (SE) number of naps per day was 4.4 (0.3).", "mean number of naps per day", {4.4}),
        ("Maximal torque was 41.2 Nm after training and 36.0 Nm after rest.", "Maximal torque", {41.2, 36.0}),
        ("Vigour was 44.6 at 1 year after surgery and 38.9 after bracing.", "Vigour", {44.6, 38.9}),
    ],
)
def test_values_by_the_words_around_them(text, label, values):
    found = rows(text)
    assert {row["value"] for row in found} == values
    assert {row["label"] for row in found} == {label}


@pytest.mark.parametrize(
    ("text", "label", "counts"),
    [
        ("Treatment failed in one patient given amoxicillin and in six given placebo.", "Treatment failed", [1, 6]),
        ("Parents rated 9 of the 21 children on oxytocin as much calmer.", "much calmer", [9]),
        ("Judges considered 31 of 40 vaccinees (78%) as protected.", "protected", [31]),
    ],
)
def test_shares_by_the_words_around_them(text, label, counts):
    found = rows(text)
    assert [row.get("n") for row in found] == counts
    assert found[-1]["label"] == label


@pytest.mark.parametrize("verb", ["reduced", "lowered", "halved", "decreased"])
def test_a_risk_that_was_reduced_is_a_reduction(verb):
    (row,) = rows(f"The risk of fracture was {verb} by 38% (95% CI 22-51) with zoledronate.")
    assert (row["measure"], row["value"], row["ci_low"]) == ("risk_reduction", 38, 22)


def test_a_ratio_before_another_result_has_its_own_outcome():
    text = "The odds of a fall were lower with tea (odds ratio 0.72, 95% CI 0.62-0.83), and mean sway was 9.4 v 6.0 mm."
    found = rows(text)
    assert (found[-1]["measure"], found[0]["value"]) in {("odds_ratio", 9.4), ("value", 0.72), ("mean", 0.72)}
    ratio = next(row for row in found if row["measure"] == "odds_ratio")
    assert "fall" in ratio["label"]


@pytest.mark.parametrize(("unit", "name"), [("ng.h/ml", "ng·h/mL"), ("ug·h/L", "ug·h/L"), ("mg.min/L", "mg·min/L")])
def test_an_amount_for_as_long_as_it_lasts_has_one_unit(unit, name):
    text = f"The area under the curve was 412 +/- 98 {unit} with juice and 288 +/- 71 {unit} with water."
    assert told(text, "value", "sd", "unit") == [(412, 98, name), (288, 71, name)]


@pytest.mark.parametrize("sign", ["$", "US$", "€", "£"])
def test_money_has_a_spread_and_an_interval(sign):
    text = f"Costs averaged {sign}11,240 +/- {sign}3,870 for tea versus {sign}26,950 +/- {sign}8,410 for coffee."
    assert told(text, "value", "sd") == [(11240, 3870), (26950, 8410)]
    assert {row["unit"] for row in rows(text)} == {sign[-1]}
    text = f"The mean cost saving was {sign}312 per patient (95% CI {sign}120 to {sign}504)."
    assert told(text, "value", "ci_low", "ci_high", "unit") == [(312, 120, 504, sign[-1])]


@pytest.mark.parametrize("bracket", ["in arm A (4 CR, 18 PR)", "in arm A (18 PR, 4 CR)"])
def test_what_responses_are_made_up_of_stands_behind_the_group(bracket):
    found = rows(f"Objective responses were seen in 22 of 61 patients (36%) {bracket}.")
    assert sorted((row["endpoint"], row["n"]) for row in found) == [("CR", 4), ("ORR", 22), ("PR", 18)]
    assert {row["cohort"] for row in found} == {"arm A"}


def test_what_responses_are_made_up_of_stands_behind_the_percent():
    found = rows("Objective responses were seen in 22 of 61 patients (36%; 4 CR, 18 PR).")
    assert [(row["endpoint"], row["n"]) for row in found] == [("ORR", 22), ("CR", 4), ("PR", 18)]


@pytest.mark.parametrize("events", ["clinical failures", "relapses", "treatment failures"])
def test_events_among_so_many_people_have_them_as_denominator(events):
    text = f"There were 13 (6.5%) {events} among 200 children and 10 (5.0%) among 199 toddlers."
    assert told(text, "n", "percent", "denominator", "label") == [(13, 6.5, 200, events), (10, 5, 199, events)]


def test_spreads_reach_over_a_dose():
    text = (
        "Mean (SD) change in vigour was -1.9 (5.2) points with 10 mg/day of taurine, -0.8 (5.5) points with 5 mg/day of taurine "
        "and 1.7 (6.1) points with placebo."
    )
    assert told(text, "value", "sd") == [(-1.9, 5.2), (-0.8, 5.5), (1.7, 6.1)]


@pytest.mark.parametrize("rate", ["stools/d", "stools/day", "stools per day"])
def test_what_people_did_so_often_is_told_behind_the_number(rate):
    (row,) = rows(f"Infants fed the formula passed 1.9 {rate}.")
    assert (row["label"], row["value"]) == ("stools", 1.9)


def test_a_value_at_the_start_is_told_with_its_time():
    extraction = extract_text("Vigour scores fell from 24.1 at baseline to 14.3 at 8 weeks with taurine (effect size 0.9).")
    assert [row.value for row in extraction.endpoints] == [14.3, 0.9]
    assert [row.value for row in extraction.characteristics] == [24.1]


def test_what_was_transfused_is_an_amount_and_no_dose():
    (row,) = rows("A total of 1.7 units of red cells per patient were transfused in the tea group.")
    assert (row["label"], row["value"], row["unit"]) == ("red cells transfused", 1.7, "units")


@pytest.mark.parametrize(
    "article",
    [
        "J Clin Oncol 2017;35(4):402-412.",
        "Clin Cancer Res; 23(10); 2377-81.",
        "Lancet 2019; 393: 1233–42.",
        "Ann Rheum Dis. 2020 Jun;79(6):700-712.",
    ],
)
def test_volume_issue_and_pages_are_no_result(article: str) -> None:
    extraction = extract_text(f"Nausea was commoner with febulinase than with placebo. {article}")
    assert not extraction.endpoints
    assert not extraction.adverse_events
    assert all(entry.claimed for entry in extraction.ledger)
