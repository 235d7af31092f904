"""What an outcome is called, its code and its statistic, however a writer puts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text

# ruff: noqa: E501 (sentences of documents are single lines)

OUTCOMES = ("ankle swelling", "the number of migraine days", "LDL cholesterol", "sleep quality", "urinary albumin")


def named(text):
    """Label, endpoint and measure of each endpoint of a sentence."""
    return {(row.label, row.endpoint, row.measure) for row in extract_text(text).endpoints}


def bare(outcome):
    return outcome.removeprefix("the ")


@given(
    outcome=st.sampled_from(OUTCOMES),
    percent=st.integers(3, 88),
    noun=st.sampled_from(("reduction", "increase", "decline", "improvement", "drop")),
    lead=st.sampled_from(
        ("Humming led to a {}", "A {} was seen:", "A new analysis showed what helped the patients, a {}", "There was a {}")
    ),
    tail=st.sampled_from((".", " relative to whistling.", " compared with whistling.", " among all those who hummed.")),
)
def test_a_percent_before_a_change_is_its_amount(outcome, percent, noun, lead, tail):
    lead = lead.format(f"{percent}% {noun} in {outcome}")
    assert named(lead.rstrip(":") + tail) == {(f"{noun} in {outcome}", "OTHER", "value")}


@given(
    outcome=st.sampled_from(OUTCOMES),
    verb=st.sampled_from(("lowers", "reduced", "can cut", "slashed", "helped lower", "raised", "improves", "has increased")),
    percent=st.integers(3, 88),
    about=st.sampled_from(("", "about ", "an average of ", "as much as ")),
)
def test_the_object_of_a_change_is_the_outcome(outcome, verb, percent, about):
    assert {row[0] for row in named(f"Humming {verb} {outcome} by {about}{percent}%.")} == {bare(outcome)}


AMOUNTS = {
    "Humming produced a 35% mean reduction in seizure frequency compared with 12% for whistling.": {
        ("mean reduction in seizure frequency", "OTHER", "mean")
    },
    "A measure of the severity of hot flashes showed an average 71% improvement at six weeks.": {
        ("improvement in measure of the severity of hot flashes", "OTHER", "mean")
    },
    "Those who hummed saw a 2.4% weight loss.": {("weight loss", "OTHER", "value")},
    "The patients saw a weight loss of 14.9%.": {("weight loss", "OTHER", "value")},
    "People taking the tablets had 45% fewer migraine days.": {("fewer migraine days", "OTHER", "value")},
    "There were 30% more falls than in the year before.": {("more falls", "OTHER", "value")},
    "Participants lost an average of 15% of their body weight.": {("body weight lost", "OTHER", "mean")},
    "Participants gained 8.2 letters on average.": {("letters gained", "OTHER", "mean")},
    "The diet helped people lose 22.5% of their body weight.": {("body weight lost", "OTHER", "value")},
    "Humming led to a 15 percent reduction in heart attacks, strokes and falls.": {
        ("reduction in heart attacks, strokes and falls", "OTHER", "value")
    },
    # of a risk
    "Treatment led to a 25% reduction in the rate of flares relative to placebo.": {
        ("reduction in the rate of flares", "OTHER", "risk_reduction")
    },
    "The drug slashed the risk of kidney failure by 39 percent.": {("risk of kidney failure", "OTHER", "risk_reduction")},
    "Humming was associated with a 22% lower risk of stroke.": {("risk of stroke", "OTHER", "risk_reduction")},
}
#: no amount of a change: shares of patients
SHARES = {
    "A 50% response was seen in 30 of 60 patients (50%).": {("50% response", "OTHER", "proportion")},
    "Weight loss occurred in 12% of patients.": {("Weight loss", "OTHER", "proportion")},
    "At week 12, 40% of patients had an improvement in pain.": {("improvement in pain", "OTHER", "proportion")},
}


@pytest.mark.parametrize("sentence", [*AMOUNTS, *list(SHARES)[1:]])
def test_an_amount_of_change(sentence):
    assert named(sentence) == {**AMOUNTS, **SHARES}[sentence]


LABELS = {
    "Tumors shrank in 14 of 40 patients (35%).": {("Tumors shrank", "OTHER")},
    "Tumors shrank by at least 30% in 14 of 40 patients (35%).": {("Tumors shrank by at least 30%", "OTHER")},
    "Pain scores improved by 2 points or more in 87 patients (43.9%).": {("Pain scores improved by 2 points or more", "OTHER")},
    "A year later, 78% of the patients had survived.": {("survived", "ALIVE")},
    "Heart attacks, the team found, were reduced by 23 percent.": {("Heart attacks", "OTHER")},
    "Relapses were less likely with humming than with whistling (HR 0.61; 95% CI 0.38-0.97).": {("Relapses", "RELAPSE")},
    "Ulcers were less likely with humming than with whistling (HR 0.61; 95% CI 0.38-0.97).": {("Ulcers", "OTHER")},
    "Efficacy was significantly higher for surgery (OR = 6.01, 95% CI = 4.27-8.46).": {("Efficacy", "OTHER")},
    "The median number of injections through week 52 was 10 (range, 6-11).": {("median number of injections", "OTHER")},
    "The median progression-free survival and overall survival were 3 months and 10 months, respectively.": {
        ("median progression-free survival", "PFS"),
        ("median overall survival", "OS"),
    },
    "Among 13 patients treated with humming, alone or in combination with whistling, objective responses were seen in 4 (31%).": {
        ("objective responses", "ORR")
    },
    "Favorable (score 0-2) and moderate (score 0-3) outcome was seen in 21 (63.6%) and 30 (90.9%) patients, respectively.": {
        ("Favorable (score 0-2) outcome", "OTHER"),
        ("moderate (score 0-3) outcome", "OTHER"),
    },
    "The median progression-free survival after surgery and median overall survival were 21.6 and 35.6 months, respectively.": {
        ("median progression-free survival after surgery", "PFS"),
        ("median overall survival", "OS"),
    },
    # whose the verb is
    "Of 62 patients who relapsed, 29 (47%) underwent a second graft.": {("underwent a second graft", "OTHER")},
    "Among the controls, 23 of the 28 (82%) patients who relapsed died.": {("died", "DEATH")},
    "Two of the three patients who had a second graft died from toxic effects.": {("died from toxic effects", "DEATH")},
    "The study confirmed that 13% of the participants sustained abstinence.": {("sustained abstinence", "OTHER")},
    # between whom nothing differed
    "No significant differences were observed between the two groups in the rate of readmission (12.9% vs 10.1%, P = 0.75).": {
        ("readmission", "HOSPITALIZATION")
    },
    "CAR was significantly higher for humming versus whistling (40.0% and 20.0%, respectively).": {("CAR", "OTHER")},
    "A total of 314 patients were recruited, with 23 pressure injuries identified (humming n=13/147 vs. whistling n=10/167).": {
        ("pressure injuries", "OTHER")
    },
    "Pain decreased by 40% at week 4 and 45% at week 8.": {("Pain decreased", "OTHER")},
    "The vaccine was 79 percent effective at blocking measles.": {("effective at blocking measles", "OTHER")},
    "Only a small proportion (17%) of the patients had been told of the risk.": {("told of the risk", "OTHER")},
    "In a large proportion (86%) of the patients nasal polyps were found.": {("nasal polyps", "OTHER")},
    "Hip screws were stable, whereas 65% of plates failed within a year and 61% of nails failed within a year.": {
        ("plates failed within a year", "OTHER"),
        ("nails failed within a year", "OTHER"),
    },
    "Nineteen patients achieved complete remission during a median period of 46 weeks.": {
        ("complete remission", "CR"),
        ("complete remission", "TTR"),
    },
    "Complete remission was achieved in 7 patients after a mean of 21 weeks.": {
        ("Complete remission", "CR"),
        ("Complete remission", "TTR"),
    },
    "The number of falls was significantly (p <0.001) reduced by 32%.": {("number of falls", "OTHER")},
    "There was no observed difference in hospital mortality between humming (36%) and whistling (39%).": {
        ("hospital mortality", "DEATH")
    },
    "Mortality was 46.3% with humming and 29.8% with whistling (difference, 16.6%; P=0.03).": {
        ("Mortality", "DEATH"),
        ("difference in Mortality", "DEATH"),
    },
    "Patients who hummed were 51 percent less likely to die.": {("die", "DEATH")},
    "The mean (standard deviation [SD]) score was 64 (15) points.": {("mean score", "OTHER")},
    # reasons
    "Two patients underwent drainage due to pelvic infection.": {("underwent drainage due to pelvic infection", "OTHER")},
    "Two patients stopped treatment because of a relapse.": {("stopped treatment because of a relapse", "DISCONTINUATION")},
    # deaths of one cause, and deaths with something else
    "Humming lowered the risk of death from heart disease by 20 percent.": {("risk of death from heart disease", "DEATH")},
    "Humming lowered the risk of death from any cause by 20 percent.": {("risk of death from any cause", "OS")},
    "Humming lowered the risk of deaths, heart attacks and strokes by 20 percent.": {
        ("risk of deaths, heart attacks and strokes", "OTHER")
    },
    "Patients who hummed lived a median of 18.2 months, and the others lived a median of 14.0 months.": {("lived", "OS")},
}


@pytest.mark.parametrize("sentence", LABELS)
def test_the_label_of_an_outcome(sentence):
    assert {row[:2] for row in named(sentence)} == LABELS[sentence]


@given(
    outcome=st.sampled_from(("graft loss", "readmission within a year", "wound failure")),
    factors=st.permutations(("older age", "diabetes", "steroid use")),
    form=st.sampled_from(
        (
            "Independent predictors of {0} were {1} (OR 2.05; 95% CI 1.02-4.08) and {2} (OR 2.1; 95% CI 1.2-3.7).",
            "Analysis highlighted {1} (OR 2.05; 95% CI 1.02-4.08) and {2} (OR 2.1; 95% CI 1.2-3.7) as predictors of {0}.",
            "Of the factors affecting {0}, {1} (OR 2.05; 95% CI 1.02-4.08) and {2} (OR 2.1; 95% CI 1.2-3.7) were significant.",
        )
    ),
)
def test_the_ratio_of_a_factor_is_of_what_it_predicts(outcome, factors, form):
    rows = extract_text(form.format(outcome, *factors)).endpoints
    assert {(row.cohort, row.comparator, row.value) for row in rows} == {(factors[0], None, 2.05), (factors[1], None, 2.1)}
    assert {row.label for row in rows} <= {outcome, "OR"}


@given(
    outcome=st.sampled_from(("wound healing", "a pulmonary complication", "cure", "remission, complete or partial")),
    verb=st.sampled_from(("achieved", "diagnosed", "documented", "obtained", "seen", "reported", "confirmed")),
    n=st.integers(2, 39),
)
def test_that_something_had_been_seen_is_no_part_of_its_name(outcome, verb, n):
    rows = extract_text(f"By then, {outcome} had been {verb} in {n} of 40 patients.")
    assert {row.label for row in rows.endpoints} | {row.term for row in rows.adverse_events} == {outcome.removeprefix("a ")}


OF_RATIOS = {
    "For stroke, the HR was 0.81 (95% CI, 0.66-0.99), and for myocardial infarction it was 0.93 (95% CI, 0.80-1.08).": {
        0.81: "stroke", 0.93: "myocardial infarction"
    },
    "The median time to a first flare was 11.2 months with ravenib and 4.1 months with placebo (hazard ratio for flare, 0.41; 95% CI, 0.28-0.60).": {
        11.2: "median time to a first flare", 4.1: "median time to a first flare", 0.41: "flare"
    },
    "Median overall survival was 24 months with ravenib and 18 months with placebo (hazard ratio for death, 0.71; 95% CI, 0.55-0.92).": {
        24: "Median overall survival", 18: "Median overall survival", 0.71: "hazard ratio"
    },
}  # fmt: skip


@pytest.mark.parametrize("text", OF_RATIOS)
def test_a_ratio_says_of_what_it_is(text):
    assert {row.value: row.label for row in extract_text(text).endpoints} == OF_RATIOS[text]


@given(st.sampled_from(("The relative risk", "The adjusted odds ratio", "The corresponding risk ratio")), st.integers(2, 90))
def test_a_ratio_that_opens_a_sentence_is_of_what_was_told_of_last(ratio, n):
    text = f"By day {n}, 35 of 70 patients (50%) on ravenib and 21 of 70 (30%) on placebo had died. {ratio} was 1.67 (95% CI, 1.1 to 2.5)."
    rows = [row for row in extract_text(text).endpoints if row.value == 1.67]
    assert [(row.endpoint, row.timepoint, row.cohort) for row in rows] == [("DEATH", n, "ravenib")]


@given(
    st.sampled_from(("For", "As for", "Regarding", "With respect to")),
    st.sampled_from(("the corresponding rates", "the figures", "rates")),
)
def test_what_a_sentence_is_about_is_the_outcome_of_its_figures(lead, figures):
    assert named(f"{lead} leg ulcers, {figures} were 12% with ravenib and 15% with placebo.") == {
        ("leg ulcers", "OTHER", "proportion")
    }


@given(
    st.sampled_from(("reaching an HbA1c below 7%", "achieving remission", "remaining free of attacks", "losing their cough")),
    st.sampled_from(("on ravenib", "receiving ravenib", "in the ravenib group")),
    st.integers(2, 98),
)
def test_what_patients_came_to_is_told_behind_with(what, group, n):
    rows = extract_text(
        f"The trial met its primary end point, with {n}% of patients {group} {what} at week 26, compared with 1% on placebo."
    )
    found = {(row.label, row.timepoint) for row in rows.endpoints if row.percent == n}
    assert found == {(what.removeprefix("achieving "), 26)}
    assert {row.cohort for row in rows.endpoints if row.percent == n} <= {"ravenib", "ravenib group"}


WHAT_HAPPENED = {
    "Overall survival data were immature (22% of patients had died).": {("died", "DEATH", "proportion")},
    "In 3 patients the dose had to be reduced.": {("dose had to be reduced", "OTHER", "count")},
    "Scarring improved by 2 grades or more in 33 patients (41%).": {("Scarring improved by 2 grades or more", "OTHER", "proportion")},
    "Headache improved in 33 patients (41%).": {("Headache improved", "OTHER", "proportion")},
    "Success depended on the surgeon: 27 of 38 operations (71%) in junior hands and 49 of 55 (89%) in senior hands.": {
        ("Success", "OTHER", "proportion")
    },
    "Reaching a pain score below 3 took a median of 14 minutes (IQR, 9-22).": {("Reaching a pain score below 3", "OTHER", "median")},
    "The proportion of patients free of seizures was 21% with ravenib and 1% with placebo.": {("free of seizures", "OTHER", "proportion")},
    "Patients in the ravenib group had less all-cause mortality (13% vs 27%).": {("all-cause mortality", "DEATH", "proportion")},
    "The 50% response was seen in 40% of those on ravenib.": {("50% response", "OTHER", "proportion")},
    "The response rate was 42% with ravenib and 30% with placebo. The differences were 12 percentage points.": {
        ("response rate", "ORR", "proportion"), ("difference in response rate", "ORR", "value")
    },
}  # fmt: skip


@pytest.mark.parametrize("text", WHAT_HAPPENED)
def test_what_happened_is_the_outcome(text):
    assert named(text) == WHAT_HAPPENED[text]


CODES = {
    "The median stay was 6 days with ravenib.": "HOSPITALIZATION",
    "Two patients were admitted for pneumonia.": "HOSPITALIZATION",
    "The median time to clinical recovery was 6 days.": "TTR",
    "The median time to sputum conversion was 6 weeks.": "TTR",
    "The median time to recovery of neutrophils was 6 days.": "OTHER",
    "Pneumonia followed in 12% of patients with ravenib and in 15% with placebo.": "INFECTION",
    "The 3-year IDFS rate was 86%.": "DFS",
}


@pytest.mark.parametrize("text", CODES)
def test_the_code_of_an_outcome(text):
    assert {row.endpoint for row in extract_text(text).endpoints} == {CODES[text]}
