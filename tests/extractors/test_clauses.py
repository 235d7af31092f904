"""Results of clauses that leave out what they share, and groups behind participles: who has which number of what."""

import pytest

from daraevidence import extract_text


def told(text):
    ex = extract_text(text)
    found = set()
    for row in (*ex.endpoints, *ex.characteristics, *ex.adverse_events):
        value = getattr(row, "value", None)
        what = getattr(row, "label", None) or getattr(row, "characteristic", None) or getattr(row, "term", None)
        found.add((value if value is not None else row.percent if row.percent is not None else row.n, what, row.cohort))
    return found


#: a sentence, and below it number, outcome and group
TOLD = """
Wheezing occurred in 12 of 40 adults (30%) assigned to humming and 8 of 41 (20%) assigned to whistling.
    30 Wheezing | humming; 20 Wheezing | whistling
Six adults receiving humming and 14 receiving whistling developed wheezing.
    6 wheezing | humming; 14 wheezing | whistling
Falls occurred in 3 of 12 adults who continued versus 8 of 12 who switched to whistling.
    8 Falls | whistling
Pulse fell from 88 to 71 beats/min with humming (P<0.001) and from 86 to 84 beats/min with whistling (P = 0.2).
    88 Pulse | humming; 71 Pulse | humming; 86 Pulse | whistling; 84 Pulse | whistling
Walking time increased 3.1% with humming and decreased 2.0% with whistling.
    2.0 Walking time | whistling
Stride length rose from 31 ± 6 to 38 ± 8 cm in the humming group but was unchanged in the whistling group (32 ± 7 to 33 ± 6 cm).
    31 Stride length | humming group; 38 Stride length | humming group
    32 Stride length | whistling group; 33 Stride length | whistling group
Local healing was 84% with humming and 72% without.
    84 Local healing | with humming; 72 Local healing | without humming
Walking time was 12.4 ± 5.1 minutes before and 8.9 ± 4.2 minutes after humming.
    12.4 Walking time | before humming; 8.9 Walking time | after humming
Wheezing: 1.2% vs 2.9%; falls: 8% vs 19% (humming vs whistling).
    1.2 Wheezing | humming; 2.9 Wheezing | whistling; 8 falls | humming; 19 falls | whistling
Rates of wheezing of 94% and 81% were seen with humming and whistling.
    94 wheezing | humming; 81 wheezing | whistling
In the humming group, 12 adults (24%) had wheezing and 5 (10%) had a fall.
    24 wheezing | humming group; 10 fall | humming group
Bone density rose by 1.2% at the spine and 1.9% at the hip in women on humming.
    1.2 Bone density at the spine | women on humming; 1.9 Bone density at the hip | women on humming
The humming arm achieved 22% complete recoveries and 41% partial recoveries.
    22 complete recoveries | humming arm; 41 partial recoveries | humming arm
Walking times were 5.4, 6.1 and 7.9 minutes for arms A, B, and C, respectively.
    5.4 Walking times | arm A; 6.1 Walking times | arm B; 7.9 Walking times | arm C
Neutropenic fever was seen in 4% of cycles in the humming group and 11% of cycles in the whistling group.
    4 Neutropenic fever | humming group; 11 Neutropenic fever | whistling group
81% of the humming adults were awake compared with 64% of the whistling adults.
    81 awake | humming adults; 64 awake | whistling adults
RESULTS Wheezing was found in 22% of lungs in the humming group, 38% in the whistling group, and 30% in the resting group.
    22 Wheezing | humming group; 38 Wheezing | whistling group; 30 Wheezing | resting group
No significant difference was found in walking time (12 minutes in the humming group versus 19 minutes in the whistling group).
    12 walking time | humming group; 19 walking time | whistling group
There were 12 stumbles in the humming group and 19 in the whistling group.
    12 stumbles | humming group; 19 stumbles | whistling group
There were 3 stumbles, 5 slips, and 2 relapses in the humming group.
    3 stumbles | humming group; 5 slips | humming group; 2 relapses | humming group
There were 165 cases of brisk walking (33.6%) in the humming group versus 117 (23.5%) in the whistling group.
    33.6 brisk walking | humming group; 23.5 brisk walking | whistling group
Nobody fell, although residual wheezing was found in 4 adults (8%) in the humming group versus 1 (2%) in the whistling group.
    8 residual wheezing | humming group; 2 residual wheezing | whistling group
Significant increases in stride length (15 ± 3 to 18 ± 2 cm) and cadence (77 ± 6 to 99 ± 3) were noted in the humming group.
    15 increases in stride length | humming group; 18 increases in stride length | humming group
The response in adults who received humming and in those who did not was 48% and 41%, respectively.
    48 response | adults who received humming; 41 response | those who did not
A1C was 7.1 ± 0.9% with humming versus 7.6 ± 1.0% with whistling.
    7.1 A1C | humming; 7.6 A1C | whistling
"""


def cases(table):
    for block in table.strip().split("\n"):
        if block.startswith("    "):
            yield ("more", block)
        else:
            yield ("text", block)


def sentences():
    found = []
    for kind, line in cases(TOLD):
        if kind == "text":
            found.append((line, set()))
            continue
        for part in line.strip().split("; "):
            number, _, rest = part.partition(" ")
            what, _, group = rest.partition(" | ")
            found[-1][1].add((float(number), what, group))
    return found


@pytest.mark.parametrize(("text", "expected"), sentences())
def test_clauses_share_their_outcome_and_keep_their_groups(text, expected):
    assert expected <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "There was no significant difference in walking time between the humming group and the whistling group.",
        "Adults were assigned to humming or to whistling for 12 weeks.",
        "The median time to an absolute count of 500 was not reported.",
    ],
)
def test_sentences_without_results_tell_none(text):
    assert {row for row in told(text) if row[0]} == set()


def test_what_is_compared_at_the_beginning_is_not_the_group_of_the_result():
    ((_, _, cohort),) = told("Compared with whistling, humming lowered walking time by 4.6 minutes.")
    assert cohort == "humming"


def test_a_subject_that_is_measured_is_no_group():
    rows = told("HbA1c was reduced from 8.6 to 7.4% with humming, whereas it increased from 8.5 to 8.7% with whistling.")
    assert {(what, cohort) for _, what, cohort in rows} == {("HbA1c", "humming"), ("HbA1c", "whistling")}


def test_a_change_is_no_share_of_patients():
    text = "Lung volume decreased by 12.8% in the humming group and by 3.4% in the whistling group."
    assert {row.measure for row in extract_text(text).endpoints} == {"value"}
    text = "A reduction in speed was seen in 45% of adults in the humming group and in 30% of adults in the whistling group."
    assert {row.measure for row in extract_text(text).endpoints} == {"proportion"}


def test_a_lone_line_of_results_is_no_title():
    text = "Walking time was shorter in the humming group than in the whistling group (12 minutes, n=40)"
    assert extract_text(text).title == ""
    assert extract_text("Humming for walking time in adults with asthma: a trial of 40 weeks of practice at home").title


def test_numbers_of_periods_are_counted_by_nobody():
    rows = told(
        "Walking time did not change between periods 1 and 2 in the humming group (11.6 ± 2.5 minutes vs 14.0 ± 1.5 minutes)."
    )
    assert not {number for number, _, _ in rows} & {1, 2}


def test_a_result_behind_a_name_is_no_dose():
    rows = told(
        "The mean protein level was higher with placebo (144.2 mg/L, SD 22.3) than with prednisolone (138.9 mg/L, SD 21.4)."
    )
    assert {(number, cohort) for number, _, cohort in rows} == {(144.2, "placebo"), (138.9, "prednisolone")}
