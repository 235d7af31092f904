"""Which words of a sentence name the outcome of its results."""

import pytest

from daraevidence import extract_text

CASES = {
    "Sepsis, characterized by fever and grade 4 neutropenia, occurred in 22 patients given humming.": {"Sepsis"},
    "The crossover study showed that the mean walking time was 12 minutes with humming and 19 minutes with whistling.": {
        "mean walking time"
    },
    "Treatment with humming resulted in a 56.9% reduction in the pain score compared with a 14.1% decrease with whistling.": {
        "reduction in the pain score",
        "decrease in the pain score",
    },
    "Humming was superior to whistling in preventing relapse: this occurred in 3 of 12 adults with humming.": {
        "preventing relapse"
    },
    "Both drugs were well tolerated, with humming associated with more leg oedema (28.9% vs 13.8%).": {"leg oedema"},
    "Differences were found for kidney stone recurrence (32.5% vs 19.0%).": {"kidney stone recurrence"},
    "The rate of cure, defined as at least a 25% decrease in pain, was 69% in group A.": {"cure"},
    "The incidence of gout during follow-up was 12% in group A and 15% in group B.": {"incidence of gout"},
    "Walking time was 12.5 minutes in group A, but stride length was 71.2 cm in group B.": {"Walking time", "stride length"},
    "As for efficacy, CHR was achieved in 89.5% (442/494 patients).": {"CHR"},
    "At month 3, 50% were stage I, 26% stage II, and 24% stage III.": {"stage I", "stage II", "stage III"},
    "At week 12, 20% achieved remission and 30% clinical response.": {"remission", "clinical response"},
    "At baseline, 20% had mild, 30% moderate and 50% severe pain.": {"mild", "moderate", "severe pain"},
    "There were 31 deaths (55%) in group A and 28 deaths (50%) in group B.": {"deaths"},
}


@pytest.mark.parametrize("text", CASES)
def test_outcomes(text):
    ex = extract_text(text)
    labels = {row.label for row in ex.endpoints} | {row.characteristic for row in ex.characteristics}
    assert labels | {row.term for row in ex.adverse_events} == CASES[text]


def test_the_time_of_follow_up_is_no_outcome():
    assert not extract_text("The median follow-up was 32 months in group A.").endpoints


@pytest.mark.parametrize(
    "text",
    [
        "Gout accounts for 34 percent of deaths in men in the U.S.",
        "Gout affects more than 30 million people worldwide, of whom 12% are women.",
        "An estimated 190,000 people are diagnosed with gout each year in the United States.",
        "Gout is the second leading cause of kidney failure, with an incidence of 3.2%.",
        "About 45% of people living with gout in Europe suffer from pain.",
    ],
)
def test_how_common_a_disease_is_makes_no_result(text):
    ex = extract_text("# The HARBOR trial\n\nHARBOR was a randomized trial in 400 adults.\n\n" + text)
    assert not ex.endpoints and not ex.characteristics and not ex.adverse_events


def test_a_trial_of_many_countries_has_results():
    ex = extract_text("In the trial, which ran worldwide, 34% of patients on placebo died and 12% of those on humming.")
    assert [row.percent for row in ex.endpoints] == [34, 12]


@pytest.mark.parametrize(("patients", "events"), [("410 patients", "973 events"), ("12 subjects", "19 episodes")])
def test_patients_and_events_beside_a_percent(patients, events):
    ex = extract_text(f"Adverse events occurred in 61.3% ({patients}, {events}) of those treated.")
    assert [(row.n, row.percent) for row in ex.adverse_events] == [(int(patients.split()[0]), 61.3)]


@pytest.mark.parametrize(
    "text",
    [
        "The drug should be taken with effective contraception for 6 months.",
        "No dosage modification is needed in patients with mild renal impairment (CLcr 30-89 mL/min).",
        "The signal has a rhythm of 12-15 Hz in most adults.",
        "The surgery cost about $50,000.",
        "Gout becomes chronic in 75% to 85% of people with a first attack.",
        "One of the best-known signs is pain, which recurs in about 70% of people.",
        "Studies suggest that for every life saved 5 people are treated.",
    ],
)
def test_what_belongs_to_the_plan_or_holds_at_all_times_is_no_outcome(text):
    assert not extract_text(text).endpoints


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The median stay was 12 days with humming.", 12),
        ("Mean frequency was 14 Hz with humming.", 14),
    ],
)
def test_a_time_or_an_average_is_an_outcome(text, value):
    assert [row.value for row in extract_text(text).endpoints] == [value]


@pytest.mark.parametrize(
    "text", ["The improvement in median OS was 1.9 months.", "X led to a gain in median PFS of about 1.9 months."]
)
def test_how_far_medians_lie_apart_is_no_median(text):
    assert [row.measure for row in extract_text(text).endpoints if row.value == 1.9] in (["value"], [])
    assert [row.measure for row in extract_text("Median OS was 1.9 months.").endpoints] == ["median"]


@pytest.mark.parametrize(
    "text",
    [
        "The investigational drug zontarelol plus prednisone improved survival compared with placebo plus prednisone (median,"
        " 12.1 vs 8.3 months). Men on zontarelol had less pain.",
        "Survival was longer with zontarelol plus prednisone than with placebo plus prednisone (median, 12.1 vs 8.3"
        " months). Men treated with zontarelol had less pain.",
    ],
)
def test_a_drug_that_no_vocabulary_knows_is_part_of_its_arm(text):
    rows = extract_text(text).endpoints
    assert [(row.cohort, row.value) for row in rows] == [
        ("zontarelol plus prednisone", 12.1),
        ("placebo plus prednisone", 8.3),
    ]


def test_a_ratio_says_itself_of_what_it_is():
    ex = extract_text(
        "In the TALVE-3 trial, patients were randomized to humming (n = 408) or placebo (n = 404). Death occurred in 9 of 408"
        " patients in the humming group and 16 of 404 in the placebo group. The HR for stroke with humming versus placebo was"
        " 0.80."
    )
    assert [(row.label, row.endpoint, row.cohort, row.comparator) for row in ex.endpoints if row.value == 0.8] == [
        ("stroke", "OTHER", "humming", "placebo")
    ]


@pytest.mark.parametrize("turn", ["but rose by", "whereas it rose by", ", and rose by a mean of"])
def test_each_group_did_what_its_own_verb_says(turn):
    text = f"In ORION, 100 adults got humming and 98 placebo. Pain fell by 5 points with humming {turn} 3 points with placebo."
    assert [(row.cohort, row.label, row.value) for row in extract_text(text.replace(" ,", ",")).endpoints] == [
        ("humming", "Pain fell", 5),
        ("placebo", "Pain rose", 3),
    ]


@pytest.mark.parametrize("again", ["found a rate", "observed a lower rate", "noted a rate", "saw a figure"])
def test_a_rate_that_others_found_is_of_the_outcome_told_before(again: str) -> None:
    text = f"Smith et al reported remission in 54.5% of the patients given humming. Jones et al {again} of 9.4% with whistling."
    told = [(row.study, row.label, row.measure, row.percent) for row in extract_text(text).endpoints]
    assert told == [("Smith et al", "remission", "proportion", 54.5), ("Jones et al", "remission", "proportion", 9.4)]
