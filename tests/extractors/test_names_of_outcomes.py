"""What an outcome is called, its code and its statistic, however a writer puts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text

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
    "Relapses were less likely with humming than with whistling (HR 0.61; 95% CI 0.38-0.97).": {("HR", "RELAPSE")},
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
    "Patients who hummed were 51 percent less likely to die.": {("likely to die", "DEATH")},
    "The mean (standard deviation [SD]) score was 64 (15) points.": {("mean (standard deviation [SD]) score", "OTHER")},
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
