"""Sizes that are only told roughly, and those of a study that nothing in the document names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

# ruff: noqa: E501 (sentences of documents are single lines)

_ROUGHLY = (
    "More than", "Fewer than", "Nearly", "Almost", "About", "Roughly", "Around", "Approximately", "Just over", "Well over", "Over",
)  # fmt: skip
_NAMED = (
    "HARBOUR-2 was a randomized trial of ramipril in gout. {rough} {n} adults were randomized.",
    "HARBOUR-2 was a randomized trial of ramipril in gout. The trial enrolled {low} {n} adults.",
    "HARBOUR-2, a trial of ramipril in {low} {n} adults with gout, was stopped early.",
)


def total(text: str):
    (row,) = [row for row in extract_text(text).cohorts if row.role == "total"]
    return row


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(_NAMED), st.sampled_from(_ROUGHLY), st.integers(30, 90_000))
def test_a_rough_size_is_given_with_doubt(form, rough, n):
    text = form.format(rough=rough, low=rough.casefold(), n=f"{n:,}")
    row = total(text)
    assert (row.n, row.confidence) == (n, 0.8)
    assert rough.casefold() in " ".join(row.reasons)
    assert [study.n_patients for study in extract_text(text).studies] == [n]


def test_the_exact_size_beside_a_rough_one_is_taken():
    row = total(
        "HARBOUR-2 was a randomized trial of ramipril. It followed more than 1,200 adults. Of the 1,212 adults, 600 were women."
    )
    assert (row.n, row.confidence) == (1212, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "The trial, which was run in three towns, enrolled 284 adults with an average age of 56.",
        "The study included 284 patients aged from 18 to 50 with asthma. They were seen twice.",
        "Doctors tested the new tablet. The work involved 284 men with gout from two countries.",
        "Among the 284 children in the study, 12 (4%) had a fever.",
        "A total of 284 residents were randomized to music or to usual care.",
    ],
)
def test_a_study_without_a_name_has_a_whole_group(text):
    ex = extract_text(text)
    assert [(row.study, row.n) for row in ex.cohorts if row.role == "total"] in (
        [(None, 284)],
        [(ex.studies[0].study, 284)] if ex.studies else [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tremor was reported in 4 children given humming.",
        "In the 246 patients who received ravenib with tolrenib, counts fell.",
        "For the 93 women who got hypnosis, flushes fell by half.",
        "At least 40 patients are needed.",
        "Up to 300 people die of it in this town.",
        "A rash was seen in more than 20 patients.",
    ],
)
def test_numbers_of_people_that_are_no_whole_group(text):
    assert [row for row in extract_text(text).cohorts if row.role == "total"] == []


def test_neither_of_two_groups_of_recipients_is_the_whole():
    text = "In a double-blind study 57 out of 100 vaccine recipients and 10 out of 103 placebo recipients had antibodies."
    assert [row.n for row in extract_text(text).cohorts if row.role == "total"] == []
