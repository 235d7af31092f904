"""Which outcome, statistic and time a sentence tells, in the ways of many writers; and numbers that are no result."""

import pytest

from daraevidence import extract_text

STUDY = (
    "MALLOW Trial\n\nMALLOW was a randomized phase 3 trial. In all, 415 patients were assigned to humming (n=210) or "
    "whistling (n=205).\n\n"
)


def told(text):
    """Measure, endpoint, value or n or percent, and time of each endpoint of a sentence."""
    rows = [row for row in extract_text(STUDY + text).endpoints if row.span.start >= len(STUDY)]
    return {
        (
            row.measure,
            row.endpoint,
            row.value if row.value is not None else row.percent if row.n is None else row.n,
            row.timepoint,
        )
        for row in rows
    }


STATISTICS = {
    # probabilities at a time
    "The Kaplan-Meier estimate of freedom from relapse at 2 years was 71% with humming and 58% with whistling.": {
        ("landmark_rate", "OTHER", 71, 2),
        ("landmark_rate", "OTHER", 58, 2),
    },
    "The probability of staying on the drug at 12 months was 66% with humming.": {("landmark_rate", "OTHER", 66, 12)},
    "Drug survival at year 3 came to 61% with humming.": {("landmark_rate", "OTHER", 61, 3)},
    "At 18 months, 82% with humming and 70% with whistling were estimated to be alive.": {
        ("landmark_rate", "OS", 82, 18),
        ("landmark_rate", "OS", 70, 18),
    },
    "Steroid-free remission at 6 months was seen in 41% with humming.": {("proportion", "OTHER", 41, 6)},
    # reductions of a risk, and what is none
    "Humming cut the risk of stroke or death by 38% (HR 0.62; 95% CI, 0.48 to 0.80).": {
        ("risk_reduction", "OTHER", 38, None),
        ("hazard_ratio", "OTHER", 0.62, None),
    },
    "There was a 27% lower risk of relapse with humming.": {("risk_reduction", "RELAPSE", 27, None)},
    "LDL cholesterol was lowered by 54% with humming.": {("value", "OTHER", 54, None)},
    # what is measured in percent
    "The ejection fraction was 44% with humming at 6 months.": {("value", "OTHER", 44, 6)},
    "The ejection fraction was preserved in 44% with humming at 6 months.": {("proportion", "OTHER", 44, 6)},
    # averages behind their number
    "Time on treatment was 9.8 months in the median.": {("median", "TREATMENT_DURATION", 9.8, None)},
    "Weight dropped by 6.4 kg on average with humming.": {("mean", "OTHER", 6.4, None)},
    # before and after
    "The median score had come down from 28 to 4 with humming.": {("median", "OTHER", 4, None)},
    "HbA1c fell from 8.4% to 7.1% with humming.": {("value", "OTHER", 7.1, None)},
    # an event as the end of a time
    "Progression occurred after a median of 7.4 months with humming.": {("median", "TTP", 7.4, None)},
    "Responses lasted a median of 16.8 months with humming.": {("median", "DOR", 16.8, None)},
    "The median time to a complete renal response was 36 weeks with humming.": {("median", "TTR", 36, None)},
    # ratios in a row, ratios of a factor
    "The hazard ratio was 0.71 (95% CI 0.55-0.92) for relapse and 0.93 (0.71-1.22) for death from any cause.": {
        ("hazard_ratio", "RELAPSE", 0.71, None),
        ("hazard_ratio", "DEATH", 0.93, None),
    },
    "Relapse was more common with whistling (hazard ratio for relapse 1.41, 95% CI 0.98-2.03).": {
        ("hazard_ratio", "RELAPSE", 1.41, None)
    },
    "A high ferritin was associated with relapse (HR 1.62, 95% CI 0.88-2.98).": {("hazard_ratio", "RELAPSE", 1.62, None)},
}


@pytest.mark.parametrize("text", STATISTICS)
def test_statistics(text):
    assert told(text) == STATISTICS[text]


TIMES = {
    "Month 12: a relapse in 5 (2.4%) with humming.": {12},
    "Among secondary endpoints at week 24, hemoglobin changed by a mean of 1.34 g/dL with humming.": {24},
    "Six weeks later, the mean score was 6.4 with humming.": {6},
    "In all, 12 patients (5.7%) died within 60 days with humming.": {60},
    "At 12 months, 96 patients were still followed. By then 18 patients (8.6%) had relapsed with humming.": {12},
    "Density rose by 13.1% at 12 months, three (1.4%) relapsed with humming.": {12, None},
    "From week 24 to week 104, the mean slope was -1.8 points with humming.": {None},
}


@pytest.mark.parametrize("text", TIMES)
def test_times(text):
    assert {time for *_, time in told(text)} == TIMES[text]


LABELS = {
    "IgG fell below 4 g/L in 9 patients.": "IgG fell below 4 g/L",
    "Viral load was undetectable in 180 patients (85.7%) with humming.": "Viral load was undetectable",
    "Remission was seen in 84 patients (40.0%) with humming.": "Remission",
    "A viral load of 50 copies/mL or more was found in 5 patients (2.4%) with humming.": "viral load of 50 copies/mL or more",
    "In an open-label study in 64 men who took humming for a year, PSA fell by at least 50% in 41 patients (64.1%).": (
        "PSA fell by at least 50%"
    ),
    "No difference was seen in the fatigue score (mean, 2.6 points with humming).": "fatigue score",
    "The second, the rate of crises, was 2.61 per year with humming.": "crises",
}


@pytest.mark.parametrize("text", LABELS)
def test_labels(text):
    rows = [row for row in extract_text(STUDY + text).endpoints if row.span.start >= len(STUDY)]
    assert {row.label for row in rows} == {LABELS[text]}


REASONS = {
    "By week 24, 4 patients (1.0%) had died: 3 of sepsis and 1 of heart failure.": {
        4: "died",
        3: "died of sepsis",
        1: "died of heart failure",
    },
    "Fourteen patients stopped treatment: 6 because of lack of effect, 5 because of a rash, and 3 because of a move.": {
        14: "stopped treatment",
        6: "stopped treatment because of lack of effect",
        5: "stopped treatment because of a rash",
        3: "stopped treatment because of a move",
    },
    "Seventeen patients discontinued treatment, ten for adverse events and seven for lack of effect.": {
        17: "discontinued treatment",
        10: "discontinued treatment for adverse events",
        7: "discontinued treatment for lack of effect",
    },
    "Eighteen patients discontinued treatment, four of them because of a rash.": {
        18: "discontinued treatment",
        4: "discontinued treatment because of a rash",
    },
}


@pytest.mark.parametrize("text", REASONS)
def test_reasons(text):
    rows = [row for row in extract_text(STUDY + text).endpoints if row.span.start >= len(STUDY)]
    assert {row.n: row.label for row in rows if row.label.startswith(("died", "stopped", "discontinued"))} == REASONS[text]


@pytest.mark.parametrize(
    "text",
    [
        "The advice is not to go beyond an interval of 12 months.",
        "No uniform policy on when to stop humming was found.",
        "For a woman with no recent stroke, starting early is sensible.",
        "Deaths remain frequent beyond the age of 70 years.",
        "Strength was judged by means of a score in the 8 participants.",
        "Of 380 patients with a clearance of 15-50 mL/min, nobody was told.",
    ],
)
def test_what_is_no_result(text):
    assert not told(text)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("stroke or death", "OTHER"),
        ("risk of progression or death", "PFS"),
        ("death or dialysis", "OTHER"),
        ("death from any cause", "DEATH"),
        ("relapse-free at 2 years", "OTHER"),
        ("fatal bleeding", "DEATH"),
        ("nonfatal bleeding", "OTHER"),
        ("valve survival", "OTHER"),
        ("one-year overall survival", "OS"),
        ("MRD became negative", "MRD_negativity"),
        ("stopped rituximab", "DISCONTINUATION"),
        ("stopped prednisone", "OTHER"),
        ("oxygen withdrawn", "OTHER"),
        ("length of hospital stay", "HOSPITALIZATION"),
    ],
)
def test_codes(label, code):
    from daraevidence.extractors.prose.outcomes import outcome_code

    assert outcome_code(label) == code


def test_a_disease_that_is_not_seen_in_either_arm():
    rows = extract_text(f"{STUDY}Progressive multifocal leukoencephalopathy was not seen in either arm.").adverse_events
    assert {(row.cohort, row.n) for row in rows} == {("humming", 0), ("whistling", 0)}


def test_a_difference_has_the_groups_of_what_it_is_the_difference_of():
    text = "The mean score changed by -12.1 points and -3.4 points, respectively (difference -8.7 points; 95% CI -11.0 to -6.4)."
    rows = {row.value: row for row in extract_text(STUDY + text).endpoints}
    assert (rows[-8.7].cohort, rows[-8.7].comparator) == ("humming", "whistling")


def test_a_fraction_whose_percent_stands_behind_those_it_is_of():
    text = "Relapses occurred in 11 of the 121 patients younger than 40 years (9%)."
    (row,) = extract_text(STUDY + text).endpoints
    assert (row.n, row.denominator, row.percent) == (11, 121, 9)
