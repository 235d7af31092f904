"""Two groups and their results set side by side in words, in brackets, and over two sentences; and what is none of this."""

import pytest

from daraevidence import extract_text

ARMS = "We randomly assigned 415 adults with gout to febulinase (n=210) or placebo (n=205). "


def told(text):
    """Group, comparator, n and percent of each outcome result."""
    records = extract_text(ARMS + text).endpoints
    return {(each.cohort, each.comparator, each.n, each.percent) for each in records}


@pytest.mark.parametrize(
    "words",
    [
        "Remission occurred in 12% of adults with febulinase as opposed to 31% with placebo.",
        "12% of adults on febulinase had remission, as against 31% of adults on placebo.",
        "In contrast to placebo, febulinase was associated with a lower rate of remission (12% vs 31%).",
        "Remission was noted with febulinase in 12% and with placebo in 31% of adults.",
        "Remission occurred in 12% of those who had been given febulinase and in 31% of those left on placebo.",
        "12% of febulinase-treated patients had remission compared with 31% of placebo-treated patients.",
        "The febulinase group's rate of remission was 12%; the placebo group's was 31%.",
        "12% of adults with febulinase had remission. In contrast, 31% of those with placebo had.",
        "With febulinase, 12% of adults had remission. The corresponding figure with placebo was 31%.",
        "Remission occurred in 12% of adults with febulinase; the corresponding proportion with placebo was 31%.",
        "Remission occurred in 12% of adults with febulinase, whereas with placebo it occurred in 31%.",
    ],
)
def test_each_group_has_its_result_and_the_other_is_its_comparator(words):
    assert told(words) == {("febulinase", "placebo", None, 12.0), ("placebo", "febulinase", None, 31.0)}


@pytest.mark.parametrize(
    "words",
    [
        "26 adults on febulinase (12%) and 64 on placebo (31%) had remission.",
        "Remission was seen in 26 of 210 adults given febulinase (12%) and in 64 of 205 given placebo (31%).",
        "26 (12%) adults on febulinase and 64 (31%) on placebo had remission.",
    ],
)
def test_a_percent_behind_the_group_is_that_of_the_count_before_it(words):
    assert told(words) == {("febulinase", "placebo", 26, 12.0), ("placebo", "febulinase", 64, 31.0)}


def test_the_number_of_a_group_is_no_count():
    text = "Adults were assigned to group 1 (n=210) or group 2 (n=205). "
    text += "Remission was seen in 26/210 adults in group 1 (12%) and 64/205 in group 2 (31%)."
    found = {(each.cohort, each.n, each.percent) for each in extract_text(text).endpoints}
    assert found == {("group 1", 26, 12.0), ("group 2", 64, 31.0)}


def test_a_percent_of_others_is_not_that_of_the_count():
    found = told("There were 26 deaths in the placebo group (33% of all deaths).")
    assert not any(n == 26 and percent is not None for _, _, n, percent in found)


@pytest.mark.parametrize(
    "words",
    [
        "12% of adults with febulinase had remission. In contrast, hospital admission was recorded in 31% of those with placebo.",
        "12% of adults with febulinase had remission. There were 105 women (51%) in the placebo group.",
    ],
)
def test_what_has_words_of_its_own_goes_on_with_nothing(words):
    records = extract_text(ARMS + words).endpoints
    assert not any("remission" in (each.label or "") and each.percent != 12.0 for each in records)


@pytest.mark.parametrize(
    "words",
    [
        "Remission occurred in 12% with febulinase and 31% with placebo. Relapse occurred in 7% and 9%, respectively.",
        "Remission occurred in 12% of the long-interval and 31% of the short-interval group. Relapse occurred in 7% versus 9%.",
    ],
)
def test_two_results_without_names_are_those_of_the_two_groups_before(words):
    found = [(each.cohort, each.percent) for each in extract_text(ARMS + words).endpoints]
    first, second = (next(cohort for cohort, percent in found if percent == each) for each in (12.0, 31.0))
    assert first and second and {(first, 7.0), (second, 9.0)} <= set(found)


@pytest.mark.parametrize(
    ("words", "cohort"),
    [
        ("Relapse occurred in 12% versus 31%. The hazard ratio for relapse was 0.38 (95% CI, 0.14-0.94).", "febulinase"),
        ("The hazard ratio for death was 0.38 (95% CI, 0.14-0.94).", "febulinase"),
        ("Diabetes predicted death (hazard ratio, 0.38; 95% CI, 0.14-0.94).", None),
        ("In a Cox analysis, the hazard ratio of smoking was 0.38 (95% CI, 0.14-0.94).", None),
        ("Among women, the hazard ratio for death was 0.38 (95% CI, 0.14-0.94).", None),
    ],
)
def test_a_ratio_of_an_outcome_is_of_the_groups_compared_and_one_of_a_factor_is_not(words, cohort):
    ratio = next(each for each in extract_text(ARMS + words).endpoints if each.measure == "hazard_ratio")
    assert ratio.cohort == cohort or (cohort is None and ratio.cohort not in ("febulinase", "placebo"))


@pytest.mark.parametrize(
    "words",
    [
        "Febulinase raised the rate of remission from 12% with placebo to 31%.",
        "Compared with 12% with placebo, 31% of adults on febulinase were in remission.",
        "Against 12% with placebo, remission occurred in 31% with febulinase.",
    ],
)
def test_the_first_result_can_be_that_of_the_other_group(words):
    assert told(words) == {("febulinase", "placebo", None, 31.0), ("placebo", "febulinase", None, 12.0)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Remission occurred in 12% of the early and 31% of the late group.", ("early group", "late group")),
        (
            "Remission occurred in 12% with the 12-month and 31% with the 6-month interval.",
            ("12-month interval", "6-month interval"),
        ),
        ("Remission occurred in 12% of the men and 31% of the women.", ("men", "women")),
        (
            "Remission occurred in 12% of the treated and 31% of the untreated patients.",
            ("treated patients", "untreated patients"),
        ),
    ],
)
def test_two_names_may_share_their_noun(words, names):
    found = {(each.cohort, each.comparator, each.percent) for each in extract_text(words).endpoints}
    assert found == {(*names, 12.0), (*names[::-1], 31.0)}


def test_counts_that_are_subjects_of_one_verb_are_told_in_the_order_of_the_groups():
    words = "With febulinase and with placebo, respectively, 26 (12%) and 64 (31%) adults relapsed, and 4 (2%) and 9 (4%) died."
    assert told(words) == {
        ("febulinase", "placebo", 26, 12.0),
        ("placebo", "febulinase", 64, 31.0),
        ("febulinase", "placebo", 4, 2.0),
        ("placebo", "febulinase", 9, 4.0),
    }


@pytest.mark.parametrize(
    ("words", "own", "against"),
    [
        (
            "Compared with placebo, febulinase lowered the risk of relapse (hazard ratio, 0.71; 95% CI, 0.55-0.93).",
            "febulinase",
            "placebo",
        ),
        ("The hazard ratio for relapse versus placebo was 0.71 (95% CI, 0.55-0.93).", "febulinase", "placebo"),
        ("Relapse was rarer with febulinase than with placebo (hazard ratio, 0.71; 95% CI, 0.55-0.93).", "febulinase", "placebo"),
        (
            "Relapse was commoner with placebo than with febulinase (hazard ratio, 1.41; 95% CI, 1.05-1.93).",
            "placebo",
            "febulinase",
        ),
    ],
)
def test_a_ratio_is_that_of_the_group_which_is_held_against_the_other(words, own, against):
    ratio = next(each for each in extract_text(ARMS + words).endpoints if each.measure == "hazard_ratio")
    assert (ratio.cohort, ratio.comparator) == (own, against)


def test_groups_may_be_called_by_their_dose():
    text = "Relative to placebo, remission was likelier with 200 mg (OR, 3.7; 95% CI, 2.1-6.6) and with 400 mg "
    text += "(OR, 5.1; 95% CI, 2.9-9.2)."
    found = {(each.cohort, each.comparator, each.value) for each in extract_text(text).endpoints}
    assert found == {("200 mg", "placebo", 3.7), ("400 mg", "placebo", 5.1)}
    text = "Survival did not differ (median, 12.7 months with 200 mg and 13.1 months with 300 mg)."
    found = {(each.cohort, each.comparator, each.value) for each in extract_text(text).endpoints}
    assert found == {("200 mg", "300 mg", 12.7), ("300 mg", "200 mg", 13.1)}


def test_the_doses_of_a_schedule_are_no_groups():
    text = "Adults received febulinase at 200 mg for two weeks and at 400 mg from then on; remission occurred in 12%."
    assert {each.cohort for each in extract_text(text).endpoints} <= {None, "total"}


def test_none_behind_a_word_of_comparison_is_a_result():
    assert told("Confirmed treatment failure: three persons vs none.") == {
        ("febulinase", "placebo", 3, None),
        ("placebo", "febulinase", 0, None),
    }


def test_a_gain_and_a_loss_in_percent_are_results_of_one_outcome():
    found = {
        (each.cohort, each.value)
        for each in extract_text(ARMS + "Bone density changed by a mean of 2.7% and -0.4%, respectively.").endpoints
    }
    assert found == {("febulinase", 2.7), ("placebo", -0.4)}


def test_what_investigators_did_is_no_outcome():
    assert not extract_text("We assigned 96 women to febulinase (n=48) or teriparatide (n=48).").endpoints


def test_a_percent_pair_that_corresponds_to_one_before_is_of_the_same_groups():
    words = "Relapse was seen in 46/210 as against 70/205 adults, which corresponds to a two-year survival of 68% and 51%."
    found = {
        (each.cohort, each.comparator, each.value) for each in extract_text(ARMS + words).endpoints if each.value is not None
    }
    assert found == {("febulinase", "placebo", 68.0), ("placebo", "febulinase", 51.0)}


def test_one_result_of_as_many_patients_as_one_arm_has_is_that_of_the_arm():
    assert told("Remission was attained by 121 of the 210 adults.") == {("febulinase", None, 121, None)}
    assert told("Remission was attained by 121 of 204 adults.") != {("placebo", None, 121, None)}


def test_what_all_patients_of_a_study_took_is_no_group_of_it():
    text = "ALBA was a single-arm study of 112 adults with stage 4 kidney disease who took ibuprofen; 92 (82%) relapsed."
    assert {each.cohort for each in extract_text(text).endpoints} <= {None, "total"}


def test_counts_of_two_groups_may_share_a_verb_in_a_clause_of_their_own():
    words = "Remission was seen in 24% and 26%; 12 adults on febulinase and 31 adults on placebo had had a relapse."
    found = {(each.cohort, each.comparator, each.n, each.endpoint) for each in extract_text(ARMS + words).endpoints if each.n}
    assert found == {("febulinase", "placebo", 12, "RELAPSE"), ("placebo", "febulinase", 31, "RELAPSE")}


def test_a_second_clause_tells_the_outcomes_in_their_order():
    words = "With febulinase, 12% of adults had remission and 3% had a relapse; with placebo, 31% and 9%."
    found = {
        (each.cohort, each.percent, each.endpoint) for each in extract_text(ARMS + words).endpoints if "re" in (each.label or "")
    }
    assert {("placebo", 31.0), ("placebo", 9.0)} <= {(cohort, percent) for cohort, percent, _ in found}
    assert {code for _, percent, code in found if percent in (12.0, 31.0)} != {
        code for _, percent, code in found if percent in (3.0, 9.0)
    }


def test_names_before_their_results_in_a_bracket_are_groups_where_one_is_a_control():
    found = {
        (each.cohort, each.percent)
        for each in extract_text("Remission differed (exercise 12%, diet 31%, usual care 9%).").endpoints
    }
    assert found == {("exercise", 12.0), ("diet", 31.0), ("usual care", 9.0)}
    listed = extract_text("Harms were common (malaise 12%, sweating 31%, hiccups 9%).")
    assert not {each.cohort for each in (*listed.endpoints, *listed.adverse_events)} & {"malaise", "sweating", "hiccups"}


@pytest.mark.parametrize("verb", ["responded to", "relapsed on", "recovered with", "improved under"])
def test_what_became_of_them_is_no_name_of_a_group(verb: str) -> None:
    text = f"In the subset with anaemia, 20 of 50 (40.0%) {verb} drug A versus 2 of 21 (9.5%) on placebo."
    found = [(row.n, row.denominator) for row in extract_text(text).endpoints]
    assert found == [(20, 50), (2, 21)]
