"""Whom a count is of: the words behind its people, all of them, and the drug before them."""

from __future__ import annotations

import pytest

import daraevidence

COUNTS = {
    "Nine of 20": (9, 20, None),
    "9 (45%) of the 20": (9, 20, 45.0),
    "All 20": (20, 20, None),
    "Each of the 20": (20, 20, None),
    "45% of": (None, None, 45.0),
}
DESCRIBED = (
    "with brain metastases",
    "aged over 65 years",
    "who had received rituximab before",
    "without cirrhosis",
    "on dialysis",
    "who were seropositive at entry",
    "younger than 40 years",
    "undergoing surgery",
)
DID = {
    "responded": "responded",
    "had a complete response": "complete response",
    "were alive": "alive",
    "improved": "improved",
    "recovered fully": "recovered fully",
    "needed a transfusion": "needed a transfusion",
    "became pregnant": "became pregnant",
}


@pytest.mark.parametrize("did", DID)
@pytest.mark.parametrize("described", DESCRIBED)
def test_what_describes_the_people_of_a_count_is_no_part_of_what_they_did(described, did):
    for number, (n, of, percent) in COUNTS.items():
        found = daraevidence.extract_text(f"The series was small. {number} women {described} {did}. It ended early.")
        (row,) = found.frame("endpoints").to_dict("records")
        assert (row["cohort"], row["label"]) == (f"women {described}", DID[did]), number
        assert [None if x != x or x is None else x for x in (row["n"], row["denominator"], row["percent"])] == [n, of, percent]


def test_all_of_a_group_are_counted_and_are_as_many_as_it_has():
    text = "Drug A was compared with placebo. All 12 patients in the placebo group and 3 of 13 on drug A required surgery."
    rows = daraevidence.extract_text(text).frame("endpoints")
    assert rows[["measure", "n", "denominator"]].values.tolist() == [["count", 12, 12], ["proportion", 3, 13]]


@pytest.mark.parametrize(
    "text",
    [
        "All 24 patients were included in the analysis.",
        "Data on all 24 patients were analysed.",
        "In all 24 patients, age was known.",
    ],
)
def test_all_that_were_studied_are_no_result(text):
    assert daraevidence.extract_text(f"A trial was run. {text} It ended early.").endpoints == ()


def test_a_drug_before_the_people_of_a_count_is_whom_it_is_of():
    text = "Twenty of 24 sirolimus patients and 3 of 23 everolimus patients improved."
    rows = daraevidence.extract_text(text).frame("endpoints")
    assert rows[["cohort", "comparator"]].values.tolist() == [["sirolimus", "everolimus"], ["everolimus", "sirolimus"]]


@pytest.mark.parametrize(
    "number", ["9 of 20", "9 (45%) of the 20", "9 of 20 (45%)", "45% (9/20) of", "45% of", "nine", "9 (45%)"]
)
@pytest.mark.parametrize("described", DESCRIBED)
def test_what_describes_the_people_in_whom_something_was_is_whom_it_is_of(described, number):
    found = daraevidence.extract_text(
        f"The series was small. Wound healing was seen in {number} men {described}. It ended early."
    )
    (row,) = found.frame("endpoints").to_dict("records")
    assert (row["cohort"], row["label"]) == (f"men {described}", "Wound healing")


PAIRS = [
    ("with brain metastases", "without brain metastases"),
    ("with asthma", "without asthma"),
    ("in remission", "with active disease"),
    ("aged over 65 years", "younger than 65 years"),
    ("with stage III disease", "with stage IV disease"),
]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("9 of 20", "3 of 18"),
        ("9 of the 20", "3 of the 18"),
        ("9 (45%) of 20", "3 (16.7%) of 18"),
        ("45% (9/20) of", "16.7% (3/18) of"),
    ],
)
@pytest.mark.parametrize("pair", PAIRS)
def test_two_described_groups_are_set_against_each_other(pair, first, second):
    for text in (
        f"{first} women {pair[0]} and {second} women {pair[1]} needed a transfusion.",
        f"Wound healing was seen in {first} women {pair[0]} and in {second} women {pair[1]}.",
        f"Wound healing was seen in {first} women {pair[0]}, as against {second} women {pair[1]}.",
        f"Wound healing was seen in {first} women {pair[0]} compared with {second} women {pair[1]}.",
    ):
        rows = daraevidence.extract_text(f"The series was small. {text} It ended early.").frame("endpoints")
        named = [
            [one.removeprefix("women ").removeprefix("with ") for one in rows[column]] for column in ("cohort", "comparator")
        ]
        one, other = (part.removeprefix("with ") for part in pair)
        assert named == [[one, other], [other, one]], text
        assert rows["n"].tolist() == [9, 3]


def test_those_without_are_told_by_what_the_others_have():
    text = "The series was small. Nine of 20 men with diabetes and 3 of 18 without had a relapse. It ended early."
    assert daraevidence.extract_text(text).frame("endpoints")["cohort"].tolist() == ["men with diabetes", "men without diabetes"]


def test_what_patients_of_a_list_have_is_what_is_counted():
    text = "We saw 30 patients, 12 (40%) with fever, 7 (23%) with rash and 5 with both. All were treated."
    assert not any("fever" in str(row.cohort) for row in daraevidence.extract_text(text).endpoints)


@pytest.mark.parametrize("pair", [*PAIRS, ("with diabetes", "without"), ("on dialysis", "not on dialysis")])
def test_two_averages_are_of_the_groups_described_behind_them(pair):
    for text in (
        f"Median hospital stay was 12.4 and 9.1 days in men {pair[0]} and those {pair[1]}, respectively.",
        f"The mean hospital stay was 12.4 days in men {pair[0]} and 9.1 days in men {pair[1]}.",
    ):
        rows = daraevidence.extract_text(f"The series was small. {text} It ended early.").frame("endpoints")
        assert rows["value"].tolist() == [12.4, 9.1]
        for name, part in zip(rows["cohort"], pair, strict=True):
            assert name.endswith(part.removeprefix("with ").removeprefix("on ") if part != "without" else "without diabetes"), (
                text
            )


def test_a_fraction_of_those_described_without_a_noun_is_of_them():
    text = (
        "Of the 38 patients treated for less than 14 days, three (7.9%) relapsed, whereas none of 64 treated for longer did so."
    )
    rows = daraevidence.extract_text(text).frame("endpoints")
    assert rows["cohort"].tolist() == ["patients treated for less than 14 days", "those treated for longer"]


@pytest.mark.parametrize(
    "text",
    [
        "Patients were allocated at random to stop after 7 days (206 patients) or to go on to day 14 (206 patients).",
        "We could not have done it without the 592 volunteers who took part.",
    ],
)
def test_how_patients_went_through_a_study_is_no_result(text):
    assert daraevidence.extract_text(f"A trial was run. {text} It ended early.").endpoints == ()


def test_lettered_groups_of_those_treated_keep_their_letter_and_their_percents():
    sizes = "At the cutoff, 25 patients had been treated (cohort 1, n=17; cohort 2, n=8)."
    told = "15 patients in cohort 1 (88%) and 5 patients in cohort 2 (63%) had responded."
    found = daraevidence.extract_text(f"The REVISIT study was small. {sizes} {told}")
    assert {(one.cohort, one.n) for one in found.cohorts if one.role == "arm"} == {("cohort 1", 17), ("cohort 2", 8)}
    assert [(row.cohort, row.n, row.denominator) for row in found.endpoints] == [("cohort 1", 15, 17), ("cohort 2", 5, 8)]
