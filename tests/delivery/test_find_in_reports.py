"""Groups that a report calls by their labels in tables, and says once what they had and how many they are."""

import pytest

import daraevidence as dara

_REPORT = """# Abstract

{sizes} to receive 20 ml of ropivacaine with ketamine 30 mg (group K), magnesium 200 mg (group M) or 1 ml of water (group W).
Nausea was treated with ondansetron in two of the five cases.

# Results

Table 2 Block and pain

| Parameter | Group K | Group M | Group W | P |
|---|---|---|---|---|
| Duration of sensory block (min) | 512.5±78.4 | 437.3±69.6 | 316.8±54.1 | <0.001 |
| Nausea | 2 (8) | 4 (16) | 1 (4) | 0.4 |

{note}
"""
_TELLINGS = [
    ("Seventy-five adults were divided at random into three equal groups (n = 25)", ""),
    (
        "Seventy-five adults, of whom none had surgery before, were divided at random",
        "Values: mean ± SD, n = 25 in each group.",
    ),
    ("Seventy-five adults were randomly allocated to groups of one size (25 per group)", ""),
]


@pytest.mark.parametrize(("sizes", "note"), _TELLINGS)
@pytest.mark.parametrize(
    ("cohort", "wanted"),
    [
        ("ropivacaine with ketamine", (512.5, 78.4, 25)),
        ("ropivacaine with magnesium", (437.3, 69.6, 25)),
        ("ropivacaine with water (control)", (316.8, 54.1, 25)),
        ("magnesium", (437.3, 69.6, 25)),
    ],
)
def test_a_group_of_a_list_is_found_by_what_it_had(sizes, note, cohort, wanted):
    row = dara.extract(_REPORT.format(sizes=sizes, note=note)).find(outcome="sensory block duration", cohort=cohort)[0].row()
    assert (row["value"], row["sd"], row["denominator"]) == wanted


@pytest.mark.parametrize(
    "note",
    ["n = 25 in each group.", "Rooms held 40 beds (20 per group); n = 25 in each group.", "There were 25 eyes."],
)
def test_groups_have_no_size_that_does_not_fit(note):
    ex = dara.extract(_REPORT.format(sizes="Sixty adults were divided at random into three groups", note=note))
    assert {group.n for group in ex.cohorts if group.role == "arm"} == {None}


def test_what_all_are_given_names_no_group():
    ex = dara.extract(_REPORT.format(sizes=_TELLINGS[0][0], note=""))
    assert ex.find(outcome="sensory block duration", cohort="ropivacaine") == []


def test_a_size_stands_beside_its_n_without_a_sign():
    text = "Table 1 Complaints\n\n| | Oats (n 35) | Rice (n 34) |\n|---|---|---|\n| Bloating | 14 (40 %) | 17 (50 %) |\n"
    ex = dara.extract(text)
    assert {(group.cohort, group.n) for group in ex.cohorts if group.role == "arm"} == {("Oats", 35), ("Rice", 34)}


_BELOW = """# Results

The home group (n=65) was called each day. The ward group (n=66) was not.

Table 2 Events in 12 months

| | Home | Home | Ward | Ward | Hazard ratio (95% CI) |
|---|---|---|---|---|---|
| | Patients | Events | Patients | Events | |
| Readmission | 21 | 33 | 27 | 48 | 0.68 (0.45-1.01) |
| Stroke | 4 | 4 | 7 | 9 | 0.60 (0.20-1.70) |

Table 3 Scores

| | Home | Home | Home | Ward | Ward | Ward |
|---|---|---|---|---|---|---|
| | n | Baseline | Change | n | Baseline | Change |
| Fatigue score | 58 | 41.8±22.3 | -11.4±18.9 | 54 | 42.6±21.7 | -7.9±19.6 |
| Pain score | 51 | 27.1±8.0 | -7.8±7.3 | 47 | 26.6±8.3 | -3.2±7.0 |
"""


@pytest.mark.parametrize(
    ("outcome", "cohort", "wanted"),
    [
        ("readmission", "home", {"n": 21, "denominator": 65}),
        ("stroke", "ward", {"n": 7, "denominator": 66}),
        ("change in fatigue score", "home", {"value": -11.4, "sd": 18.9, "denominator": 58}),
        ("change in pain score", "ward", {"value": -3.2, "sd": 7.0, "denominator": 47}),
    ],
)
def test_what_is_headed_below_a_group_is_told_of_it(outcome, cohort, wanted):
    row = dara.extract(_BELOW).find(outcome=outcome, cohort=cohort)[0].row()
    assert {name: row[name] for name in wanted} == wanted


def test_patients_who_are_more_than_the_events_are_none_who_had_one():
    text = _BELOW.replace("| 21 | 33 | 27 | 48 |", "| 65 | 33 | 66 | 48 |")
    assert {row.n for row in dara.extract(text).endpoints if row.n is not None} & {65, 66} == set()


_SHORTENED = """# Results

Table 1 Patients

| | Telerehabilitation (n=65) | Usual care (n=66) |
|---|---|---|
| Women, n (%) | 33 (51) | 30 (45) |

Table 2 Outcomes

| | {} (n=61) | {} (n=60) |
|---|---|---|
| Knee flexion, mean (SD) | 118.3 (17.9) | 107.6 (19.2) |
"""


@pytest.mark.parametrize("asked", ["knee flexion", "knee flexion 6 weeks after surgery"])
def test_short_forms_at_the_heads_of_columns_are_the_groups_of_other_tables(asked):
    ex = dara.extract(_SHORTENED.format("TR", "UC"))
    found = [ex.find(outcome=asked, cohort=name)[0].row() for name in ("telerehabilitation at home", "usual care")]
    assert [(row["value"], row["denominator"]) for row in found] == [(118.3, 61), (107.6, 60)]


@pytest.mark.parametrize("heads", [("TR", "XB"), ("TR", "TL"), ("RT", "CU")])
def test_short_forms_that_do_not_all_stand_for_a_group_name_none(heads):
    assert dara.extract(_SHORTENED.format(*heads)).find(outcome="knee flexion", cohort="telerehabilitation at home") == []


_BY_TIME = """# Results

After 24 months the rate of stricture was 12.5% with stents and 35.6% with bougies.

Table 1 {}

| | Stents | Bougies |
|---|---|---|
| 6 months | 5/98 (5.1) | 14/97 (14.4) |
| 24 months | 11/88 (12.5) | 31/87 (35.6) |
"""


def test_rows_named_by_their_time_are_of_what_the_title_says():
    ex = dara.extract(_BY_TIME.format("Stricture"))
    found = [ex.find(outcome="Stricture rate at 2 years", cohort=name)[0].row() for name in ("stents", "bougies")]
    assert [(row["n"], row["denominator"]) for row in found] == [(11, 88), (31, 87)]
    assert dara.extract(_BY_TIME.format("Dysphagia")).find(outcome="Perforation at 2 years", cohort="stents") == []


_ASKED = """# Trial

Workers had the new course (n = 40) or the leaflet (n = 42). Bother was rated with the Noise Burden Form (NBF-7; 0 to 21) and low
mood with the MDQ-4. Short sleep was defined as less than 7 h on weekdays.

Table 2 Outcomes at the end, n (%) or mean ± SD

| | Course (n = 40) | Leaflet (n = 42) |
|---|---|---|
| NBF-7 | 8.1 ± 2.0 | 9.4 ± 2.2 |
| MDQ-4 total | 3.3 ± 1.0 | 4.5 ± 1.3 |
| Short sleepers | 11 (27.5) | 19 (45.2) |
| ≥ 1 headache, weeks 0-12 | 12 (30.0) | 15 (35.7) |
| ≥ 1 headache, weeks 13-24 | 7 (17.5) | 9 (21.4) |
| Extra morphine | 4 (10.0) | 6 (14.3) |
| Stopped the medication | 2 (5.0) | 3 (7.1) |
"""


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        ("noise-related bother", 9.4),
        ("depressed mood", 4.5),
        ("sleeping fewer than 7 hours on weekdays", 19),
        ("patients with at least one headache in the first 3 months", 15),
        ("need for additional opioids", 6),
        ("withdrawals", 3),
    ],
)
def test_an_outcome_in_the_words_of_a_reviewer(outcome, wanted):
    found = dara.extract_text(_ASKED, kind="markdown").find(outcome=outcome, cohort="leaflet")[0].row()
    assert wanted in (found["value"], found["n"])


@pytest.mark.parametrize(
    ("asked", "wanted"), [("immediate removal", 17), ("delayed removal of the drain", 7), ("late removal", 7)]
)
def test_of_two_groups_the_one_that_is_not_the_opposite(asked, wanted):
    text = (
        "# When to take out the drain: a trial\n\nTable 1 Outcomes, n (%)\n\n"
        "| | Immediate (n = 60) | Next day (n = 60) |\n|---|---|---|\n"
        "| Seroma | 17 (28.3) | 7 (11.7) |\n| Reinsertion | 5 (8.3) | 2 (3.3) |\n| Feeling sick | 4 (6.7) | 6 (10.0) |\n"
    )
    assert dara.extract_text(text, kind="markdown").find(outcome="seroma", cohort=asked)[0].row()["n"] == wanted
