"""A placebo that is given with a drug is a group of that name: ``placebo plus X``."""

from itertools import product

import pytest

from daraevidence import extract_text

JOINTS = ["plus", "combined with", "+"]
DRUGS = ["prednisone", "methotrexate", "carboplatin"]
FRAMES = [
    "Remission occurred in 45% of patients on febulinase {joint} {drug} and 30% of those on placebo {joint} {drug}.",
    "Relapse was seen in 12 of 100 patients with febulinase and in 20 of 98 with placebo {joint} {drug} (P=0.03).",
]


@pytest.mark.parametrize(("frame", "joint", "drug"), [*product(FRAMES, JOINTS, DRUGS)])
def test_the_group_bears_both_names(frame, joint, drug):
    cohorts = {each.cohort for each in extract_text(frame.format(joint=joint, drug=drug)).endpoints}
    assert f"placebo {joint} {drug}" in cohorts
    assert "placebo" not in cohorts


def test_a_placebo_alone_keeps_its_name():
    text = "Remission occurred in 45% of patients on febulinase and 30% of those on placebo."
    assert {each.cohort for each in extract_text(text).endpoints} == {"febulinase", "placebo"}
