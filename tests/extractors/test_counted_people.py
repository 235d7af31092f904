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
