"""Feet with the number of their page, and the heads below them, are no part of a text wrapped in lines."""

from __future__ import annotations

import pytest

import daraevidence

FOOTS = (
    "www.surgtrials.example   Vol 14   November 2025                         {}",
    "{}                         www.surgtrials.example   Vol 14   November 2025",
    "J Surg Trials 2025; 14: 389-391 doi 10.1000/xyz                         {}",
)
TEXT = """Comment

Mesh at colostomy: settled?

Few patients leave hospital without being warned of a hernia,
and for good reason: it is the commonest complication there is.
The SHIELD trial assigned 340 adults who needed a colostomy to
mesh (n=170) or to no mesh (n=170), and watched them for years.

{}

Comment

The effect was not restricted to any one type of the patients.
Relapse was seen in 12% of those with mesh and in 20% of those
without mesh, and pain was as common with it as it was without.
"""


@pytest.mark.parametrize("foot", FOOTS)
def test_a_foot_and_the_head_below_it_part_no_study(foot):
    found = daraevidence.extract_text(TEXT.format(foot.format(389)))
    assert [one.study for one in found.studies] == ["SHIELD"]
    assert {(row.study, float(row.percent)) for row in found.endpoints} == {("SHIELD", 12.0), ("SHIELD", 20.0)}


def test_a_row_of_words_and_a_number_is_no_foot():
    text = f"Patients who were enrolled in it{' ' * 24}389\nPatients who were treated{' ' * 24}380\n"
    assert "389" in "".join(entry.text for entry in daraevidence.extract_text(text).ledger)
