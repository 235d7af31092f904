"""A list below a paragraph goes on with the study on which the paragraph ended."""

from __future__ import annotations

import daraevidence

OPENS = (
    "The concern is the lesion. In the HALYARD trial, 1046 patients were randomly allocated to edoxaban or to dalteparin.1\n\n"
)
LIST = (
    "• Thrombosis came back in 7.9% of the 522 edoxaban patients and 11.3% of the 524 on dalteparin.1\n"
    "• Major bleeding: 36 (6.9%) versus 21 (4.0%), HR 1.77 (1.03–3.04), P = 0.04.1\n"
    "• Bleeding of the gut occurred in 18 of 136 on edoxaban but in only 5 of 140 on dalteparin.1\n"
)
OTHER = "\nThe CORACLE study pointed in another direction: recurrence was seen in 5.5% with apixaban and 8.3% with dalteparin.3\n"


def studies(text):
    return {(row.study, row.percent or row.n) for row in daraevidence.extract_text(text).endpoints}


def test_bullets_go_on_with_the_study_named_late_in_the_paragraph_above():
    found = studies(OPENS + LIST + OTHER)
    assert {study for study, number in found if number in (7.9, 11.3, 6.9, 4.0, 18, 5)} == {"HALYARD"}
    assert {study for study, number in found if number in (5.5, 8.3)} == {"CORACLE"}


def test_a_bullet_that_cites_another_work_is_not_of_that_study():
    text = OPENS + "• Relapse occurred in 12% of those on apixaban and 9% of those on warfarin.4\n" + OTHER
    assert {study for study, number in studies(text) if number in (12.0, 9.0)} == {None}


def test_the_number_of_a_reference_behind_a_full_stop_is_no_part_of_a_name():
    rows = daraevidence.extract_text(OPENS + LIST).frame("endpoints")
    assert set(rows["cohort"]) == {"edoxaban", "dalteparin"}


def test_bullets_below_a_question_are_no_summary_though_a_short_answer_stands_above():
    head = "Which drug is best for clots in cancer?\n\nShort Answer\n\nUse heparin first.2\n\nWhy not a pill first?\n\n"
    tail = (
        "\nHow to dose\n\nGive it once daily.2\n\nReferences\n\n1. Edoxaban or dalteparin (HALYARD). 2019\n2. Guideline. 2024\n"
    )
    found = studies(head + OPENS + LIST + OTHER + tail)
    assert {study for study, number in found if number in (7.9, 11.3, 6.9, 4.0, 18, 5)} == {"HALYARD"}


def test_a_type_with_a_number_behind_its_stop_is_no_reference():
    text = "Vaccine efficacy was 56.9%. Against the GII.4 genotype efficacy was 61.2% (95% CI, 30.5 to 78.9)."
    found = daraevidence.extract_text(text).endpoints
    assert [(row.label, row.measure) for row in found] == [
        ("Vaccine efficacy", "risk_reduction"),
        ("Against the GII.4 genotype efficacy", "risk_reduction"),
    ]


def test_a_group_ends_before_as_compared():
    text = "Adherence was 97% among children on the weekly product as compared with 89% among those on daily injections."
    found = daraevidence.extract_text(text).endpoints
    assert [row.cohort for row in found] == ["children on the weekly product", "daily injections"]
