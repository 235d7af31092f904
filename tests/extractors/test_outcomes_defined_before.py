"""An outcome that one sentence defines or names, and the next tells of: ``The primary outcome was X. It occurred in …``."""

from __future__ import annotations

import pytest

import daraevidence

ARMS = "Patients were given mesh (n=170) or no mesh (n=170). "
DEFINED = {
    "The primary outcome was death from any cause within 90 days.": ("death from any cause", (90, "days")),
    "The primary end point was relapse at 1 year.": ("relapse", (1, "years")),
    "The main outcome was a hernia on CT at 24 months.": ("hernia on CT", (24, "months")),
    "Our primary efficacy endpoint was mucosal healing.": ("mucosal healing", None),
    "Relapse was uncommon.": ("Relapse", None),
    "Surgical-site infection was rare.": ("Surgical-site infection", None),
}
TOLD = (
    "It occurred in 41 (26%) of 158 patients with mesh and 73 (47%) of 155 without mesh.",
    "This was seen in 41 of 158 (26%) with mesh versus 73 of 155 (47%) without mesh.",
    "It was found in 26% with mesh and in 47% without mesh.",
)


@pytest.mark.parametrize("told", TOLD)
@pytest.mark.parametrize("defined", DEFINED)
def test_the_next_sentence_tells_of_the_outcome(defined, told):
    label, point = DEFINED[defined]
    found = daraevidence.extract_text(f"{ARMS}{defined} {told}").endpoints
    assert [(row.label, float(row.percent)) for row in found] == [(label, 26.0), (label, 47.0)]
    assert {(row.timepoint, row.timepoint_unit) for row in found} == {point or (None, None)}


def test_a_value_is_of_the_outcome_defined_before():
    text = "The main outcome was the change in pain score at week 12. It was -3.1 points with mesh and -1.2 without mesh."
    found = daraevidence.extract_text(ARMS + text).endpoints
    assert [(row.label, float(row.value), row.timepoint) for row in found] == [
        ("change in pain score", -3.1, 12),
        ("change in pain score", -1.2, 12),
    ]


def test_a_sentence_with_words_of_its_own_keeps_them():
    text = "The primary outcome was death. Relapse occurred in 5% with mesh and 9% without mesh."
    assert {row.label for row in daraevidence.extract_text(ARMS + text).endpoints} == {"Relapse"}


def test_behind_a_difference_it_is_the_outcome_again():
    one = (
        "The mean letter score was 59.3 in the mesh group vs 63.0 in the no mesh group (difference, -5.0 [95% CI, -10.2 to 0.3])."
    )
    two = "At 4 weeks, it was 52.6 in the mesh group vs 62.3 in the no mesh group (difference, -11.2 [95% CI, -18.5 to -3.9])."
    found = daraevidence.extract_text(f"{ARMS}{one} {two}").endpoints
    assert [row.label for row in found] == ["mean letter score", "mean letter score", "difference in mean letter score"] * 2


def test_those_of_an_arm_who_crossed_over_are_no_arm():
    text = "In the drugol group, 33 (33%) received surgery; in the surgery group, 34 (32%) received drugol."
    found = daraevidence.extract_text(
        f"Eyes were randomly assigned to drugol (100 participants) or surgery (105 participants). {text}"
    )
    assert {one.n for one in found.cohorts if one.role == "arm"} == {100, 105}
