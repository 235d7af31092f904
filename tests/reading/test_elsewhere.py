"""Brackets that only say where more stands are left out of the view."""

from __future__ import annotations

import pytest

from daraevidence import extract_text
from daraevidence.reading.read import read_text

SENTENCE = "Of 120 adults who were given tolrenib, 31 (26%) had a relapse{} and 4 died{}."


@pytest.mark.parametrize(
    "aside",
    [
        " (Figure 2)", " (Fig. 2A)", " (Figs. 2 and 3)", " (figure)", " (Table 2)", " [Table S3]", " (eTable 4)",
        " (see Table 2)",
        " (Table 2, Figure 1)",
        " (Supplementary Table S3)", " (Supplementary Appendix)", " (appendix p 12)",
        " (appendix pp 4-6)",
        " (see Figure 3 in the Supplementary Appendix)", " (data not shown)", " (data on file)", " (see Appendix B)",
        " (Extended Data Fig. 3)", " (online supplement)", " (Table 3; Figure S2)", " (as shown in Figure 2B)",
        " (Fig. 1, A and B)",
    ],
)  # fmt: skip
def test_a_bracket_that_leads_elsewhere_is_left_out(aside: str):
    assert read_text(SENTENCE.format(aside, aside)).clean == SENTENCE.format("", "")
    plain, told = extract_text(SENTENCE.format("", "")), extract_text(SENTENCE.format(aside, aside))
    assert [(row.label, row.n, row.percent) for row in plain.endpoints] == [
        (row.label, row.n, row.percent) for row in told.endpoints
    ]
    assert all(entry.claimed for entry in told.ledger if entry.text in aside)


@pytest.mark.parametrize(
    "bracket",
    [
        " (see Table: Baseline Characteristics)", " (n=12; Figure 2)", " (section)", " (data)", " (information)", " (31%)",
        " (files)",
        " (Figure of merit)", " (Tables turned)", " (panel)",
    ],
)  # fmt: skip
def test_other_brackets_stay(bracket: str):
    assert bracket in read_text(SENTENCE.format(bracket, "")).clean


def test_a_row_of_a_table_stays_as_it_is_printed():
    text = "Outcome            Tolrenib      Placebo\nRelapse (Table 2)  31 (26)       44 (37)\n"
    assert "(Table 2)" in read_text(text).clean
