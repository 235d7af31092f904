"""Results with the time, the part of the patients and the size that the sentence or the table around them tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.language.vocabulary import endpoint_code

INTRO = "Arden et al. compared tesprel (n=120) with placebo (n=118). "


def endpoints(text):
    return daraevidence.extract_text(text).endpoints


@given(
    head=st.sampled_from(["At", "By", "After", "Within", "Through", "Until"]),
    number=st.integers(2, 90),
    unit=st.sampled_from(["weeks", "months", "days"]),
    outcome=st.sampled_from(["a Lund score of 0 or 1", "steroid-free remission", "freedom from pain"]),
    counts=st.tuples(st.integers(20, 110), st.integers(20, 110)),
)
def test_the_time_that_opens_a_sentence_is_that_of_all_its_results(head, number, unit, outcome, counts):
    one, other = counts
    found = endpoints(
        f"{INTRO}{head} {number} {unit}, {outcome} was reached by {one}/120 patients ({one / 1.2:.1f}%) with tesprel and "
        f"{other}/118 ({other / 1.18:.1f}%) with placebo (odds ratio, 1.42; 95% CI, 0.93-2.17; P=0.10)."
    )
    assert {row.measure for row in found} == {"proportion", "odds_ratio"}
    assert {(row.timepoint, row.timepoint_unit) for row in found} == {(number, unit)}


@pytest.mark.parametrize(
    "text",
    [
        "After a median follow-up of 14 months, 62 of 120 patients (51.7%) with tesprel had a response.",
        "After 14 months of follow-up, 62 of 120 patients (51.7%) with tesprel had a response.",
    ],
)
def test_a_follow_up_is_no_time_of_a_result(text):
    assert [row.timepoint for row in endpoints(INTRO + text)] == [None]


def test_a_hazard_ratio_is_of_the_whole_time():
    found = endpoints(
        f"{INTRO}At 2 years, overall survival was 82% with tesprel and 70% with placebo (HR, 0.7; 95% CI, 0.5-0.9)."
    )
    assert [(row.measure, row.timepoint) for row in found] == [
        ("landmark_rate", 2),
        ("landmark_rate", 2),
        ("hazard_ratio", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Adults received both on the same day (together, n=564) or four weeks apart (in sequence, n=563).",
        "Responders took tesprel 1.5 mg/kg either weekly (n=65) or every other week (n=61).",
        "There were 2 fatal adverse events (pneumonia, n=1; sepsis, n=1).",
        "Arden et al. compared tesprel (n=120) with placebo (n=118).",
    ],
)
def test_sizes_of_groups_are_no_characteristics(text):
    assert not daraevidence.extract_text(text).characteristics


def test_what_patients_had_is_listed_with_sizes():
    (one, other) = daraevidence.extract_text("43 patients were included (lomitapide, n=12; evolocumab, n=31).").characteristics
    assert [(row.characteristic, row.n) for row in (one, other)] == [("lomitapide", 12), ("evolocumab", 31)]


def test_the_size_behind_a_group_is_what_its_count_is_of():
    found = endpoints("The primary endpoint occurred in 103 patients given losartan (n = 586) and 139 given atenolol (n = 609).")
    assert [(row.cohort, row.n, row.denominator) for row in found] == [("losartan", 103, 586), ("atenolol", 139, 609)]


PARTS = """# Trial of CB-1

Arden et al (2025) randomized 400 adults to CB-1 or placebo.

**Table. Cases of disease, first season**

| Endpoint | CB-1 (N=200) | Placebo (N=200) | Vaccine efficacy (95% CI) |
|:---|---:|---:|---:|
| Severe disease | 4/200 | 19/200 | 82.2% (68.7–89.9) |
| Severe disease {by} |  |  |  |
| {first} | 1/120 | 7/118 | 75.6% (49.6–88.2) |
| {other} | 3/80 | 12/82 | 78.1% (69.9–95.3) |
"""


@pytest.mark.parametrize(
    ("by", "first", "other"),
    [
        ("by age", "60-69 years", "70 years and older"),
        ("according to sex", "Women", "Men"),
        ("by baseline ECOG performance status", "ECOG 0", "ECOG 1"),
    ],
)
def test_rows_below_an_outcome_by_a_factor_are_parts_of_the_groups(by, first, other):
    found = daraevidence.extract_text(PARTS.format(by=by, first=first, other=other), kind="markdown")
    rows = [row for row in found.endpoints if row.cohort.endswith(other)]
    assert [(row.cohort, row.comparator, row.label, row.n, row.denominator, row.value) for row in rows] == [
        (f"CB-1, {other}", f"Placebo, {other}", "Severe disease", 3, 80, None),
        (f"Placebo, {other}", f"CB-1, {other}", "Severe disease", 12, 82, None),
        (f"CB-1, {other}", f"Placebo, {other}", "Severe disease (Vaccine efficacy)", None, None, 78.1),
    ]
    assert all(row.timepoint is None for row in found.endpoints)
    assert {(cohort.cohort, cohort.n) for cohort in found.cohorts} >= {(f"CB-1, {other}", 80), (f"Placebo, {first}", 118)}


def test_who_assessed_a_response_parts_nobody():
    table = PARTS.format(by="by independent review", first="Certain", other="Probable")
    assert not any("," in row.cohort for row in daraevidence.extract_text(table, kind="markdown").endpoints)


OUTCOMES = """**Table 2. Outcomes of {title}**

| Outcome | Low (n=40) | High (n=44) |
|---|---|---|
| {label} | 38 (24-61) | 44 (29-66) |
| Score at week 52, median (IQR) | 9 (2-20) | 11 (4-23) |
"""


@pytest.mark.parametrize(
    "label", ["Score at baseline, median (IQR)", "Baseline score, median (IQR)", "Median number of cycles (range)"]
)
def test_values_at_the_start_and_doses_are_no_outcomes_of_a_table(label):
    found = daraevidence.extract_text(OUTCOMES.format(title="the study", label=label), kind="markdown")
    assert [row.value for row in found.characteristics] == [38, 44]
    assert [(row.value, row.timepoint) for row in found.endpoints] == [(9, 52), (11, 52)]


@pytest.mark.parametrize("power", ["× 10⁹/L", "x 10^9/L", "×10**9/L"])
def test_powers_of_ten_in_labels_are_applied(power):
    table = (
        f"| Characteristic | A (n=20) |\n|---|---|\n| Women | 9 (45) |\n| Lymphocytes, {power}, median (IQR) | 28.4 (9.1-71.6) |"
    )
    row = daraevidence.extract_text(table, kind="markdown").characteristics[-1]
    assert (row.value, row.unit, row.iqr_low, row.iqr_high) == (28.4e9, "cells/L", 9.1e9, 71.6e9)


def test_cells_keep_their_raised_points():
    table = "| Event | A (n=50) |\n|---|---|\n| Fever | 8 (16·0%) |\n| Mean score (SD) | 5·2 (1.4) |"
    found = daraevidence.extract_text(table, kind="markdown")
    assert [row.cells for row in found.tables[0].rows] == [("8 (16·0%)",), ("5·2 (1.4)",)]
    assert [row.percent for row in (*found.endpoints, *found.characteristics, *found.adverse_events) if row.n] == [16.0]


@pytest.mark.parametrize(("score", "degree"), [("PASI", 75), ("ACR", 20), ("mNAPSI", 50), ("ASAS", 40), ("HiSCR", 50)])
@pytest.mark.parametrize("tail", ["response", "was attained at week 24"])
def test_the_degree_behind_a_score_is_part_of_its_name(score, degree, tail):
    text = (
        f"{INTRO}After 16 weeks, 51% of patients in the tesprel group and 38% of those in the placebo group "
        f"had a {score} {degree} response."
        if tail == "response"
        else f"{INTRO}{score} {degree} {tail} by 51% of patients with tesprel and 38% with placebo."
    )
    found = endpoints(text)
    assert [(row.endpoint, row.percent, row.n) for row in found] == [("OTHER", 51, None), ("OTHER", 38, None)]
    assert all(f"{score} {degree}" in row.label for row in found)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("stopped the trial drug for good before the end", "DISCONTINUATION"),
        ("left the trial early", "DISCONTINUATION"),
        ("gave up because of nausea", "DISCONTINUATION"),
        ("stopped retreatment because of neuropathy", "DISCONTINUATION"),
        ("stopped smoking", "OTHER"),
        ("left ventricular mass", "OTHER"),
        ("ACR20 response rate", "OTHER"),
        ("12-month response rate", "ORR"),
    ],
)
def test_codes_of_outcomes(label, code):
    assert endpoint_code(label) == code


def told(text, kind):
    found = getattr(daraevidence.extract_text(f"Lindt et al (2025) treated 57 patients with tesprel. {text}"), kind)
    return [(getattr(row, "characteristic", None) or row.label, row.measure, row.n, row.percent, row.value) for row in found]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Their mean age was 71 years (SD 9), and 20 (35.1%) were women. Mean ejection fraction was 54.3% (SD 8.6) and "
            "median NT-proBNP was 1042 pg/mL (IQR, 641-1788).",
            [
                ("age", "mean", None, None, 71),
                ("women", "proportion", 20, 35.1, None),
                ("ejection fraction", "mean", None, None, 54.3),
                ("NT-proBNP", "median", None, None, 1042),
            ],
        ),
        (
            "Their median age was 74 years (range, 31-93), and the mean Lund score was 12 (SD 4).",
            [("age", "median", None, None, 74), ("Lund score", "mean", None, None, 12)],
        ),
        ("A vessel occlusion was present in 39 patients (68.4%).", [("vessel occlusion", "proportion", 39, 68.4, None)]),
        (
            "Before transplantation, 30 patients (52.6%) were in complete remission.",
            [("complete remission", "proportion", 30, 52.6, None)],
        ),
    ],
)
def test_sentences_about_patients_as_they_came(text, facts):
    assert told(text, "characteristics") == facts
    assert told(text, "endpoints") == [fact for fact in facts if "remission" in fact[0]]  # an outcome before is told as both


@pytest.mark.parametrize(
    "text",
    [
        "Their mean age was 71 years (SD 9). Clinical success was seen in 30 patients (52.6%).",
        "At week 12, the lesion was present in 12 patients (21.1%).",
    ],
)
def test_what_is_seen_later_is_an_outcome(text):
    assert told(text, "endpoints")


@pytest.mark.parametrize("state", ["were on dialysis", "had liver disease", "had failed two biologics"])
@pytest.mark.parametrize("who", ["{} of them ({}%)", "of whom {} ({}%)"])
def test_what_patients_had_in_the_sentence_that_introduces_them(state, who):
    text = f"Lindt et al (2025) reported a series of 112 patients who began tesprel{'; ' if who[0] == '{' else ', '}"
    found = daraevidence.extract_text(f"{text}{who.format(92, 82.1)} {state}.")
    assert [(row.n, row.denominator, row.percent) for row in found.characteristics] == [(92, 112, 82.1)]
    assert not found.endpoints


def test_a_value_at_baseline_is_none_of_the_outcome():
    text = "Median calprotectin fell from 1,240 µg/g (IQR, 610 to 2,150) at baseline to 210 µg/g (IQR, 75 to 640) at week 12."
    assert [row[-1] for row in told(text, "characteristics")] == [1240]
    (row,) = daraevidence.extract_text(f"Lindt et al (2025) treated 57 patients with tesprel. {text}").endpoints
    assert (row.value, row.timepoint, row.timepoint_unit) == (210, 12, "weeks")


@pytest.mark.parametrize(
    "text", ["Smoking status was missing for 12 patients.", "Known for 45, 28, and 73 patients, respectively."]
)
def test_of_whom_something_is_known_is_no_result(text):
    assert not told(text, "endpoints")
    assert not told(text, "characteristics")


@given(
    verb=st.sampled_from(["was -16.8% with tesprel and -2.6%", "was -7.9 points with tesprel and -5.6 points"]),
    bracket=st.sampled_from(
        ["difference, -14.2 {}; 95% CI, -15.4 to -13.0; P<0.001", "difference -14.2 {}, 95% CI -15.4 to -13.0; P<0.001"]
    ),
    unit=st.sampled_from(["percentage points", "points"]),
    week=st.integers(4, 90),
)
def test_a_difference_is_of_both_groups_at_their_time_with_their_p(verb, bracket, unit, week):
    text = f"{INTRO}The mean change in the Lund score at week {week} {verb} with placebo ({bracket.format(unit)})."
    one, other, difference = endpoints(text)
    assert (one.cohort, other.cohort, difference.cohort, difference.comparator) == ("tesprel", "placebo", "tesprel", "placebo")
    assert {(row.timepoint, row.p_value, row.p_op) for row in (one, other, difference)} == {(week, 0.001, "<")}
    assert (difference.measure, difference.value, difference.label) == (
        "value",
        -14.2,
        "difference in mean change in the Lund score",
    )


@pytest.mark.parametrize(
    ("outcome", "label"),
    [
        ("At least 5% of their weight was lost by", "At least 5% of their weight"),
        ("A reduction of at least 30% in pain was reported by", "reduction of at least 30% in pain"),
        ("A ≥50% reduction in seizures was achieved by", "≥50% reduction in seizures"),
    ],
)
def test_how_much_changed_is_part_of_the_outcome(outcome, label):
    text = f"{INTRO}{outcome} 60 of 120 participants (50.0%) with tesprel and 20 of 118 (16.9%) with placebo."
    assert [(row.label, row.n, row.denominator) for row in endpoints(text)] == [(label, 60, 120), (label, 20, 118)]


@pytest.mark.parametrize(
    "text",
    [
        "Vaccine efficacy was 82.2% (95% CI, 68.7 to 89.9) against severe disease.",
        "Hospitalizations were cut by 82.2%.",
        "Tesprel reduced the risk of stroke by 82.2%.",
    ],
)
def test_how_much_smaller_a_risk_is(text):
    assert [(row.measure, row.value, row.unit) for row in endpoints(INTRO + text)] == [("risk_reduction", 82.2, "%")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Overall survival was immature with 51 deaths, 21 with tesprel and 30 with placebo (HR, 0.85; 95% CI, 0.62-1.17).",
            "OS",
        ),
        ("Death occurred in 21 patients with tesprel and 30 with placebo (HR, 0.85; 95% CI, 0.62-1.17).", "DEATH"),
    ],
)
def test_a_hazard_ratio_beside_deaths_is_that_of_survival_where_that_is_spoken_of(text, label):
    assert [row.endpoint for row in endpoints(INTRO + text) if row.measure == "hazard_ratio"] == [label]


@pytest.mark.parametrize(
    ("text", "measure", "label"),
    [
        ("The odds ratio for a phosphate of ≥7.0 mg/dL was 11.29 (95% CI, 4.45-28.65).", "odds_ratio", "phosphate of ≥7.0 mg/dL"),
        ("The relative risk of stroke was 0.58 (95% CI, 0.44-0.77).", "relative_risk", "stroke"),
    ],
)
def test_ratios_far_from_their_number(text, measure, label):
    (row,) = endpoints(INTRO + text)
    assert (row.measure, row.ci_low is not None) == (measure, True)
    assert label in row.label


@pytest.mark.parametrize(
    "text",
    [
        "Each child was given one of the two vaccines.",
        "The lower limit of the 95% confidence interval was above -5.",
        "Eight participants were not dosed, so that 112 patients in the tesprel group made up the safety population.",
    ],
)
def test_what_is_no_result(text):
    assert not [row for row in endpoints(INTRO + text) if row.n in (1, 112) or row.percent == 95]


def test_rates_without_a_name_are_those_of_the_sentence_before():
    found = endpoints(
        f"{INTRO}SVR12 was reached by 96.7% (116/120) with tesprel and 94.9% (112/118) with placebo. Among those with cirrhosis "
        "the rates were 92.5% (37/40) with tesprel and 90.0% (36/40) with placebo."
    )
    assert [(row.label, row.n) for row in found] == [("SVR12", 116), ("SVR12", 112), ("SVR12", 37), ("SVR12", 36)]


@pytest.mark.parametrize("limit", ["below 130/80 mm Hg", "<130 mm Hg", "of less than 130 mm Hg"])
def test_a_limit_is_part_of_the_outcome(limit):
    text = f"{INTRO}A blood pressure {limit} was measured in 60 of 120 patients with tesprel and 20 of 118 with placebo."
    assert [(row.n, row.denominator, "130" in row.label) for row in endpoints(text)] == [(60, 120, True), (20, 118, True)]


@pytest.mark.parametrize("verb", ["was stopped", "was permanently discontinued"])
def test_a_drug_that_was_stopped_is_a_discontinuation(verb):
    text = f"{INTRO}The trial drug {verb} by 60 patients (50.0%) with tesprel and 20 (16.9%) with placebo."
    assert [(row.endpoint, row.n) for row in endpoints(text)] == [("DISCONTINUATION", 60), ("DISCONTINUATION", 20)]


@pytest.mark.parametrize("against", ["from placebo", "versus placebo", "compared with placebo"])
def test_the_group_behind_a_difference_is_the_one_held_against(against):
    found = endpoints(
        f"{INTRO}At week 8, the mean change in the Lund score was -14.8 points with tesprel and -12.6 points with placebo "
        f"(difference {against}, -2.2; 95% CI, -4.7 to 0.3; P=0.08)."
    )
    (difference,) = [row for row in found if row.measure == "value"]
    assert (difference.cohort, difference.comparator, difference.unit) == ("tesprel", "placebo", "points")


@given(st.integers(2, 90), st.sampled_from(["m", "mL", "steps"]))
def test_a_whole_difference_with_its_interval(number, unit):
    found = endpoints(
        f"{INTRO}Mean (SD) walk distance at week 26 was 412 (88) {unit} with tesprel and 371 (91) {unit} with placebo "
        f"(between-group difference, {number} {unit}; 95% CI, {number - 1}-{number + 1} {unit}; P<.001)."
    )
    assert [(row.value, row.ci_low, row.ci_high, row.p_value) for row in found if row.ci_low is not None] == [
        (number, number - 1, number + 1, 0.001)
    ]


def test_a_reduction_of_a_percent_is_no_share_of_patients():
    found = endpoints(
        f"{INTRO}The rate of flares was 0.8 with tesprel and 1.7 with placebo, a reduction of 53% (95% CI, 41 to 63)."
    )
    assert [(row.measure, row.percent) for row in found if row.unit == "%"] == [("value", None)]


def test_the_statistic_of_a_characteristic_is_no_part_of_its_name():
    (row,) = daraevidence.extract_text("Of 248 participants (mean [SD] age, 61.2 [10.4] years), all took part.").characteristics
    assert (row.characteristic, row.measure, row.value) == ("age", "mean", 61.2)


@pytest.mark.parametrize(
    ("cell", "measure"),
    [
        ("OR 8.0 (5.5 to 11.6)", "odds_ratio"),
        ("HR 0.62 (0.49 to 0.79)", "hazard_ratio"),
        ("RR 0.47 (0.37 to 0.59)", "relative_risk"),
    ],
)
def test_cells_that_name_their_own_ratio(cell, measure):
    table = (
        "**Table 2. Outcomes**\n\n| Outcome | A (n=306) | Placebo (n=306) | Treatment effect (95% CI) |\n|---|---|---|---|\n"
        f"| Relief of pain, n (%) | 209 (68.3) | 65 (21.2) | {cell} |\n"
        "| Change in score, LS mean (SE) | -4.1 (0.2) | -2.2 (0.2) | -1.9 (-2.6 to -1.2) |\n"
    )
    found = daraevidence.extract_text(table, kind="markdown").endpoints
    assert [(row.measure, row.comparator) for row in found if row.ci_low is not None] == [
        (measure, "Placebo"),
        ("value", "Placebo"),
    ]
    assert {row.label for row in found if row.measure == "mean"} == {"Change in score"}


@pytest.mark.parametrize("time", ["After 6 months", "At 12 weeks", "Within 30 days"])
def test_a_count_right_behind_a_time_is_no_time(time):
    (row,) = endpoints(f"Moreau et al (2023) followed 46 adults. {time} 31 (67%) had stopped oral steroids.")
    assert (row.n, row.percent, row.timepoint) == (31, 67, int(time.split()[1]))
