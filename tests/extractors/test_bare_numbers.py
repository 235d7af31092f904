"""Numbers without a unit, of which only the sentence says that they are results."""

import pytest

from daraevidence import extract_text


def values(text):
    ex = extract_text(text)
    rows = [*ex.endpoints, *ex.characteristics, *ex.adverse_events]
    return sorted(
        (getattr(row, "value", None) if getattr(row, "value", None) is not None else row.n or 0, row.cohort) for row in rows
    )


CASES = {
    "The number of days in hospital was 5.2 in group A and 7.9 in group B.": [(5.2, "group A"), (7.9, "group B")],
    "Patients had a mean age of 45 in group A and 47 in group B.": [(45, "group A"), (47, "group B")],
    "The change from baseline in pain was -2.4 for humming and -1.1 for whistling.": [(-2.4, "humming"), (-1.1, "whistling")],
    "The cost per patient was $1200 in group A and $1500 in group B.": [(1200, "group A"), (1500, "group B")],
    "Pain improved more (humming -6.4 versus whistling -2.1; P=0.04).": [(-6.4, "humming"), (-2.1, "whistling")],
    "Median survival was 28.9 for humming versus 23.3 weeks for whistling.": [(23.3, "whistling"), (28.9, "humming")],
    "The pain score declined from 4.3 (± 1.6) to 1.2 (± 1.3) in group A.": [(1.2, "group A"), (4.3, "group A")],
    "Recovery was seen in group A and group B (20 and 11 of 30 patients, respectively).": [(11, "group B"), (20, "group A")],
    "There were 12 deaths in group A and 19 in group B.": [(12, "group A"), (19, "group B")],
    "The relapse rate was 1.2 per 100 person-years with humming and 2.4 per 100 person-years with whistling.": [
        (1.2, "humming"),
        (2.4, "whistling"),
    ],
    "Relapse occurred in adults: two in the humming group and three in the whistling group.": [
        (2, "humming group"),
        (3, "whistling group"),
    ],
    "The quality of life scores were 71 for humming and 64 for whistling.": [(64, "whistling"), (71, "humming")],
    "The path lengthened by 54 m after humming but by just 13 m after whistling.": [
        (13, "after whistling"),
        (54, "after humming"),
    ],
    "Scars widened by 0.4° in group A and by 0.1° in group B.": [(0.1, "group B"), (0.4, "group A")],
    "The charge was US$ 1,200 in group A and US$ 1,500 in group B.": [(1200, "group A"), (1500, "group B")],
    "Recurrence was found in 12 limbs in group A vs. 24 limbs in group B.": [(12, "group A"), (24, "group B")],
    "Protection was achieved by 88 vaccinees in group A and by 91 in group B.": [(88, "group A"), (91, "group B")],
    "The days off work were 4 and 9.": [(4, None), (9, None)],
    "The consumption of morphine was 12.3 mg in group A and 23.4 mg in group B.": [(12.3, "group A"), (23.4, "group B")],
    "Pain was lower with humming (median 3) than with whistling (median 6).": [(3, "humming"), (6, "whistling")],
}


@pytest.mark.parametrize("text", CASES)
def test_bare_numbers(text):
    assert values(text) == CASES[text]


@pytest.mark.parametrize(
    "text",
    [
        "The level of significance was 0.05.",
        "The cutoff was set at 3.5.",
        "The trial ran from 2010 to 2015 and improved care.",
        "Patients of group 1 and group 2 were seen in period 2.",
        "The dose of the drug was 1200 mg/day in group A.",
        "Groups 4 and 9 were closed.",
        "The drug was given 3 times as often.",
        "It was rated on a 10-point scale.",
        "Weight was lost with 120 mg of the drug.",
    ],
)
def test_what_is_no_result(text):
    assert values(text) == []


def test_amounts_for_a_time_that_are_no_doses():
    text = "The urinary protein was 312 mg/day in group A and 401 mg/day in group B."
    assert values(text) == [(312, "group A"), (401, "group B")]


def test_spread_in_brackets_is_the_standard_deviation():
    rows = extract_text("The pain score was 4.3 (± 1.6) in group A.").endpoints
    assert [(row.value, row.sd) for row in rows] == [(4.3, 1.6)]


def test_percents_with_spread():
    rows = extract_text("The ejection fraction was 43% ± 10% in group A and 56% ± 13% in group B.").endpoints
    assert [(row.value, row.sd, row.cohort) for row in rows] == [(43, 10, "group A"), (56, 13, "group B")]


@pytest.mark.parametrize(
    ("text", "n", "percent"),
    [
        ("Healing was seen in 12 limbs (24%) in group A.", 12, 24),
        ("Twelve grafts (24%) failed in group A.", 12, 24),
        ("In the two years 22 of 88 patients (25%) in group A fell.", 22, 25),
    ],
)
def test_whatever_is_counted(text, n, percent):
    rows = [*extract_text(text).endpoints, *extract_text(text).adverse_events]
    assert [(row.n, row.percent, row.cohort) for row in rows] == [(n, percent, "group A")]


def test_a_spread_whose_name_stands_in_square_brackets():
    text = "The score was lower in group A than in group B (mean [SD], 21.4 [13.0] vs 28.9 [15.2])."
    assert [(row.value, row.sd, row.cohort) for row in extract_text(text).endpoints] == [
        (21.4, 13.0, "group A"),
        (28.9, 15.2, "group B"),
    ]


def test_a_limit_that_stands_against_a_result():
    text = "The median delay was 14 minutes in group A and more than 4 hours in group B."
    told = [(row.value, row.value_op, row.value_text, row.cohort) for row in extract_text(text).endpoints]
    assert told == [(14, None, None, "group A"), (None, ">", ">4", "group B")]


def test_the_average_behind_its_number():
    row = extract_text("The pause lasted 14 months (median; range 2-40) in group A.").endpoints[0]
    assert (row.value, row.range_low, row.range_high, row.cohort) == (14, 2, 40, "group A")


@pytest.mark.parametrize("head", ["RESULTS", "FINDINGS:", "MEASUREMENTS AND MAIN RESULTS", "OUTCOMES", "CONCLUSIONS"])
def test_the_head_of_an_abstracts_part_is_no_part_of_a_sentence(head):
    text = "The commonest adverse events were nausea (12%) and rash (3%)."
    plain, headed = extract_text(text), extract_text(f"{head} {text}")
    assert [(row.term, row.percent) for row in plain.adverse_events] == [(row.term, row.percent) for row in headed.adverse_events]


@pytest.mark.parametrize(
    "text", ["Scars were seen in 19% (55/289)", "The incidence of fever was 24%", "Pain fell from 4.3 to 1.2 in group A"]
)
def test_a_result_alone_is_no_title_without_its_full_stop(text):
    ex = extract_text(text)
    assert [*ex.endpoints, *ex.adverse_events]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Tremor was reported in 4 children given humming.", 4),
        ("Vascular complications developed in 8.", 8),
        ("In all, 84 patients completed the study.", 84),
        ("There were 109 normal scans and 11 grafts failed in group A.", 11),
        ("Pain led to withdrawal of six patients.", 6),
    ],
)
def test_those_in_whom_it_was_seen(text, n):
    ex = extract_text(text)
    assert n in [row.n for row in (*ex.endpoints, *ex.adverse_events, *ex.characteristics)]


@pytest.mark.parametrize("text", ["The drug was evaluated in 20 patients.", "We described 14 patients.", "It was seen in 2010."])
def test_those_who_were_studied_are_no_result(text):
    ex = extract_text(text)
    assert not [*ex.endpoints, *ex.adverse_events]


def test_both_pressures():
    ex = extract_text("Systolic and diastolic pressure fell by 12.4/8.3 mm Hg in group A.")
    assert [(row.label, row.value) for row in ex.endpoints] == [
        ("systolic pressure fell", 12.4),
        ("diastolic pressure fell", 8.3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Blood counts recovered on day 21 (range 14-38) in group A and on day 27 (range 18-45) in group B.",
        "Blood counts recovered after 21 days (range 14-38) in group A versus 27 days (range 18-45) in group B.",
        "Blood counts recovered within 21 days (14-38) in group A and within 27 days (18-45) in group B.",
    ],
)
def test_times_with_their_spreads_are_results(text):
    rows = extract_text(text).endpoints
    assert [(row.value, row.unit, row.cohort, row.timepoint) for row in rows] == [
        (21, "days", "group A", None),
        (27, "days", "group B", None),
    ]


def test_times_of_visits_are_none():
    text = "Pain was scored at 6 weeks (range 5-8) and at 12 weeks (range 10-14)."
    assert values(text) == []


def test_parts_of_responses_with_the_label_first():
    rows = extract_text("The response rate was 34% (CR 4, PR 13) in group A.").endpoints
    assert sorted((row.n or 0, row.cohort) for row in rows) == [(0, "group A"), (4, "group A"), (13, "group A")]


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ("74 [45, 126] mL", {"iqr_low": 45, "iqr_high": 126, "ci_low": None}),
        ("11 (8-15 [5-25]) min", {"iqr_low": 8, "iqr_high": 15, "range_low": 5, "range_high": 25, "ci_low": None}),
        ("62 (50 to 74) s", {"iqr_low": None, "ci_low": 50, "ci_high": 74}),
    ],
)
def test_intervals_without_a_word(told, fields):
    row = extract_text(f"Volume of the scar was {told} in group A.").endpoints[0]
    assert {name: getattr(row, name) for name in fields} == fields


TOLD_APART = {
    "Women in the humming group pushed for 41 minutes, against 56 minutes in the silent group.": [41, 56],
    "In the humming group, sleep came at 182 minutes; in the silent group it came at 74 minutes.": [182, 74],
    "Labour lasted 7.9 hours in group A and 9.8 hours in group B.": [7.9, 9.8],
    "The procedure lasted 95 minutes in group A and 112 in group B.": [95, 112],
    "The cough went away within 12 days with humming and within 24 days with whistling.": [12, 24],
    "Drains were removed on day 3 in group A and on day 5 in group B.": [3, 5],
    "Group A used 21 mg of morphine, group B 38 mg.": [21, 38],
    "Patients lost 310 ml of blood in group A and 480 ml in group B.": [310, 480],
    "Patients in group A consumed less propofol (112 mg vs 151 mg) than those in group B.": [112, 151],
    "The pulse rate was 84 in group A and 76 in group B.": [84, 76],
    "Serum ferritin was 42 microg/l after humming and 18 microg/l after whistling.": [42, 18],
    "The torque was 84 Nm in the humming group and 76 Nm in the silent group.": [84, 76],
    "The satisfaction score was 9 in group A and 8 in group B.": [9, 8],
    "Cell counts averaged 410 in group A and 190 in group B.": [410, 190],
    "The pain score fell 8 points with humming, 7 with whistling and 3 on the waiting list.": [8, 7, 3],
    "There were 14 rejection episodes in group A and 29 in group B.": [14, 29],
    "The humming group had 12 admissions and the silent group 25.": [12, 25],
    "Falls occurred often in group A (1.2 per person) and less so in group B (0.8 per person).": [1.2, 0.8],
}


@pytest.mark.parametrize("text", TOLD_APART)
def test_what_two_groups_are_told_apart_by(text):
    assert sorted(value for value, _ in values(text)) == sorted(TOLD_APART[text])


@pytest.mark.parametrize(
    "text",
    [
        "Patients were treated for 6 weeks in group A and for 12 weeks in group B.",
        "Patients in group A received ibuprofen 400 mg for 5 days and those in group B 400 mg for 10 days.",
        "Pain was assessed at 3 months in group A and at 6 months in group B.",
        "Patients were followed for 6 months in group A and for 12 months in group B.",
    ],
)
def test_what_was_planned_for_two_groups_is_no_result(text):
    assert values(text) == []


def test_an_amount_names_what_was_used():
    rows = extract_text("Group A used 21 mg of morphine, group B 38 mg.").endpoints
    assert [(row.label, row.value, row.unit, row.cohort) for row in rows] == [
        ("morphine used", 21, "mg", "Group A"),
        ("morphine used", 38, "mg", "group B"),
    ]


def test_times_of_other_results_stay_times():
    rows = extract_text("Pain was 3.2 at 6 months with humming and 4.1 at 12 months with whistling.").endpoints
    assert {row.value for row in rows} == {3.2, 4.1}


@pytest.mark.parametrize(
    ("printed", "unit"),
    [("microg/L", "ug/L"), ("pmol/L", "pmol/L"), ("cmH2O", "cm H2O"), ("mg/24 h", "mg/24 h"), ("beats/min", "beats/min")],
)
def test_units_of_whole_numbers(printed, unit):
    rows = extract_text(f"The outcome was 84 {printed} in group A and 76 {printed} in group B.").endpoints
    assert [(row.value, row.unit) for row in rows] == [(84, unit), (76, unit)]


def test_what_it_took_the_time_to_do():
    text = "It took 36 seconds (95% CI 31 to 40) to sing a verse in the humming group and 62 seconds in the silent group."
    rows = extract_text(text).endpoints
    assert [(row.label, row.value, row.unit) for row in rows] == [
        ("time to sing a verse", 36, "seconds"),
        ("time to sing a verse", 62, "seconds"),
    ]


@pytest.mark.parametrize(("word", "field"), [("SD", "sd"), ("SE", "se"), ("SEM", "se")])
def test_spreads_that_the_end_of_the_sentence_announces(word, field):
    text = f"The heart rate was 62 (9) beats/min in the humming group and 71 (11) beats/min in the silent group [mean ({word})]."
    assert [(row.value, getattr(row, field)) for row in extract_text(text).endpoints] == [(62, 9), (71, 11)]
