"""Two results and what a sentence says of them together: their difference, the reduction they amount to, its P value."""

import itertools

import pytest

from daraevidence import extract_text

PAIR = "Relapse occurred in 29 of 158 patients (18.4%) given zinc {} 47 of 154 (30.5%) given placebo"
AGAINST = ["as compared with", "versus", "and"]


def rows(text):
    """Group, comparator, measure, value, percent and P value of each outcome."""
    return {
        (one.cohort, one.comparator, one.measure, one.value, one.percent, one.p_value) for one in extract_text(text).endpoints
    }


@pytest.mark.parametrize(
    ("against", "lead"),
    list(itertools.product(AGAINST, ["a difference of", "for a difference of", "an absolute difference of"])),
)
def test_the_p_value_of_a_difference_is_that_of_the_two_results(against, lead):
    found = rows(f"{PAIR.format(against)}, {lead} 12.1 percentage points (95% CI, 2.7 to 21.5; P=0.013).")
    assert found == {
        ("zinc", "placebo", "proportion", None, 18.4, 0.013),
        ("placebo", "zinc", "proportion", None, 30.5, 0.013),
        ("zinc", "placebo", "value", 12.1, None, 0.013),
    }


@pytest.mark.parametrize(
    ("against", "lead"),
    list(
        itertools.product(AGAINST, ["which corresponds to a", "corresponding to a", "which translates into a", "representing a"])
    ),
)
def test_the_reduction_that_two_results_amount_to_is_of_their_groups(against, lead):
    found = rows(f"{PAIR.format(against)}, {lead} 43% reduction in the risk of relapse (hazard ratio, 0.57; P=0.017).")
    assert {
        ("zinc", "placebo", "proportion", None, 18.4, 0.017),
        ("placebo", "zinc", "proportion", None, 30.5, 0.017),
        ("zinc", "placebo", "hazard_ratio", 0.57, None, 0.017),
    } <= found
    assert {row[:2] for row in found if row[2] == "risk_reduction"} == {("zinc", "placebo")}


def test_an_event_that_counts_within_a_time_has_it_in_its_hazard_ratio_too():
    text = (
        "Stroke within 180 days was found in 12 of 288 patients (4.2%) in the zinc group and in 28 of 286 (9.8%) in the placebo "
    )
    text += "group (hazard ratio, 0.41; 95% CI, 0.21 to 0.81)."
    assert {(one.measure, one.timepoint) for one in extract_text(text).endpoints} == {("proportion", 180), ("hazard_ratio", 180)}


@pytest.mark.parametrize(
    "words", ["did not differ between groups", "was similar in the two groups", "did not differ between the arms"]
)
def test_what_does_not_differ_between_groups_is_what_was_told_of(words):
    text = f"Median PFS was 8.1 months overall and {words} (8.4 vs 7.7 months in groups A and B, p = 0.44)."
    assert {(one.endpoint, one.value) for one in extract_text(text).endpoints} == {("PFS", 8.1), ("PFS", 8.4), ("PFS", 7.7)}


@pytest.mark.parametrize("lead", ["with", "including"])
def test_parts_are_told_behind_the_whole(lead):
    text = f"Of 31 evaluable patients, 24 responded (77%), {lead} 3 CR and 21 PR."
    found = {(one.endpoint, one.n, one.denominator) for one in extract_text(text).endpoints}
    assert found == {("ORR", 24, 31), ("CR", 3, 31), ("PR", 21, 31)}


@pytest.mark.parametrize("unit", ["months", "weeks"])
def test_exposure_to_a_treatment_is_seen_in_the_study(unit):
    text = f"Median venetoclax exposure was 11.1 {unit} in arm A and 13.8 {unit} in arm B."
    assert {(one.endpoint, one.value) for one in extract_text(text).endpoints} == {
        ("TREATMENT_DURATION", 11.1),
        ("TREATMENT_DURATION", 13.8),
    }


def test_a_limit_not_reached_is_that_of_the_kind_told_before():
    text = "Median survival was not reached (95% CI 40.7-not reached) in arm A and 31.6 months (26.3-not reached) in arm B."
    assert {(one.value, one.ci_low, one.range_low) for one in extract_text(text).endpoints} == {
        (None, 40.7, None),
        (31.6, 26.3, None),
    }


def test_a_reference_behind_a_limit_is_no_percent():
    assert not [one for one in extract_text("Full doses are discouraged at a score of \u22653 [4].").endpoints if one.percent]


@pytest.mark.parametrize(
    "words", ["The effect on {} was not statistically significant", "The effects of treatment on {} were not significant"]
)
def test_an_effect_with_nothing_but_its_p_value_is_of_the_two_arms(words):
    text = f"In GLACIER, 512 adults were randomized to vobelimab (n=341) or placebo (n=171). {words.format('relapse')} (P=0.21)."
    found = {(one.cohort, one.comparator, one.endpoint, one.measure, one.p_value) for one in extract_text(text).endpoints}
    assert found == {
        ("vobelimab", "placebo", "RELAPSE", "p_only", 0.21),
        ("placebo", "vobelimab", "RELAPSE", "p_only", 0.21),
    }


def test_groups_that_do_not_differ_have_the_p_value():
    found = rows("Freedom from falls did not differ between the zinc group and the placebo group (P=0.42).")
    assert found == {("zinc", "placebo", "p_only", None, None, 0.42), ("placebo", "zinc", "p_only", None, None, 0.42)}


@pytest.mark.parametrize(("first", "second"), [("complete response", "partial response"), ("stroke", "relapse")])
def test_further_counts_have_what_stands_behind_them(first, second):
    ex = extract_text(f"In the zinc group 11 patients had a {first} and 45 a {second}.")
    found = {(one.label, one.n) for one in ex.endpoints} | {(one.term, one.n) for one in ex.adverse_events}
    assert {(first, 11), (second, 45)} <= found


@pytest.mark.parametrize("noun", ["rate", "estimate"])
def test_a_rate_behind_a_median_is_of_its_outcome_at_its_time(noun):
    text = f"Median overall survival had not been reached; the 2-year {noun} was 71% (95% CI 60-80)."
    found = {(one.endpoint, one.measure, one.value, one.timepoint) for one in extract_text(text).endpoints}
    assert found == {("OS", "median", None, None), ("OS", "landmark_rate", 71.0, 2.0)}


@pytest.mark.parametrize("why", ["for progression", "because of relapse", "on account of death"])
def test_what_ends_a_treatment_is_a_stop(why):
    text = f"We followed 88 patients on rivotinib. Of the 21 who stopped rivotinib, 12 stopped {why}."
    assert {one.endpoint for one in extract_text(text).endpoints if one.n == 12} == {"DISCONTINUATION"}


def test_a_count_of_a_group_with_its_percent_behind_it():
    text = (
        "Parasites had cleared within 24 hours in 78 children of the zinc group (70.9%) and in 44 of the placebo group (40.0%)."
    )
    found = {(one.cohort, one.n, one.percent) for one in extract_text(text).endpoints}
    assert found == {("zinc", 78, 70.9), ("placebo", 44, 40.0)}


@pytest.mark.parametrize(
    ("words", "code", "label"),
    [
        ("were admitted to a psychiatric hospital", "HOSPITALIZATION", "admitted to a psychiatric hospital"),
        ("were alive and free of events", "EFS", "alive and free of events"),
        ("had a complete or partial response", "ORR", "complete or partial response"),
    ],
)
def test_what_became_of_patients_has_the_code_of_its_outcome(words, code, label):
    text = f"At 12 months, 51 (58.0%) of those on zinc {words}, compared with 43 (45.1%) of those on placebo."
    assert {(one.endpoint, one.label) for one in extract_text(text).endpoints} == {(code, label)}


def test_death_or_a_hospital_stay_is_none_of_both():
    text = "Death or hospitalization for heart failure occurred in 12% of those on zinc and 16% of those on placebo."
    assert "HOSPITALIZATION" not in {one.endpoint for one in extract_text(text).endpoints}


@pytest.mark.parametrize("aside", ["on the other hand", "by contrast", "however", "of note"])
def test_words_that_lead_on_are_no_part_of_an_outcome(aside):
    text = f"Complete healing, {aside}, was seen in 12.2% and 4.3% of patients on zinc and placebo, respectively."
    assert {one.label for one in extract_text(text).endpoints} == {"Complete healing"}


@pytest.mark.parametrize("how", ["least-squares (LS) mean change", "LS mean change", "adjusted least squares mean change"])
def test_how_a_mean_was_computed_is_no_part_of_its_name(how):
    text = f"The {how} in total score was -14.7 in the zinc arm versus -11.2 in the placebo arm."
    assert {one.label for one in extract_text(text).endpoints} == {"mean change in total score"}


@pytest.mark.parametrize("said", ["no longer significant", "not evident", "confirmed"])
def test_what_is_said_of_an_effect_is_not_what_its_ratio_is_of(said):
    text = f"After adjustment, the difference in overall survival between the groups was {said} (HR, 1.28; 95% CI, 0.75-2.19)."
    assert [one.endpoint for one in extract_text(text).endpoints] == ["OS"]


@pytest.mark.parametrize("kind", ["anticoagulant", "statin", "antidepressant"])
def test_drugs_are_stopped_by_what_they_do(kind):
    found = extract_text(f"At 12 months, 951 (58.0%) users of zinc had stopped their {kind}.").endpoints
    assert [(one.endpoint, one.n) for one in found] == [("DISCONTINUATION", 951)]
