"""The grammar on any text: it never fails, and no digit is lost."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from daraevidence.language.grammar import cell, quantities
from daraevidence.language.quantities import Quantity

PIECES = st.sampled_from(
    "95% CI|, |; |(|)|[|]|-|–| to | and | of | of the |/| |%| percent|P=|p < |.|,|n=|HR |range, |IQR |±| +/- |x 10".split("|")
    + "×10|^|/kg|/μL| mg/m2| months|-month| weeks| patients|not reached|NR|none|no |one|Twenty-one|two hundred|CD|IL-".split("|")
    + "grade |Grade ≥|week |Table |<|≥|> or = |at least |~|median |mean |SD |2020|May 8, 2024|2016-05|10.1056/NEJM".split("|")
    + "NCT0|t(4;14)|et al (|.1,2 |²|⁹|٣|³|−|:|\n|\u00a0|\u2009| vs |Q1-Q3, |95".split("|")
)
PRINTED = st.lists(st.one_of(PIECES, st.from_regex(r"\A\d{1,5}(\.\d{1,3})?\Z")), max_size=40).map("".join)


def _check(text: str, found: list[Quantity], offset: int = 0) -> None:
    end = offset
    for quantity in found:
        assert quantity.start >= end, (text, found)
        assert quantity.end > quantity.start
        end = quantity.end
        for number in quantity.numbers:
            assert text[number.start - offset : number.end - offset] == number.text
    assert end <= offset + len(text)


def _digits_lost(text: str, found: list[Quantity]) -> list[str]:
    covered = bytearray(len(text))
    for quantity in found:
        covered[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    return [run[0] for run in re.finditer(r"\d+", text) if not all(covered[run.start() : run.end()])]


@given(st.one_of(st.text(max_size=200), PRINTED))
@example("5.2 x 106/kg")
@example("P=")
@example("(95% CI, ")
@settings(max_examples=400, deadline=None)
def test_quantities_of_any_text_are_in_order_and_lose_no_digit(text: str) -> None:
    found = quantities(text)
    _check(text, found)
    assert not _digits_lost(text, found)


@given(PRINTED, st.integers(min_value=0, max_value=10**6))
@settings(max_examples=200, deadline=None)
def test_an_offset_moves_every_place(text: str, offset: int) -> None:
    found = quantities(text, offset)
    _check(text, found, offset)
    assert [(q.start - offset, q.end - offset, q.role) for q in found] == [(q.start, q.end, q.role) for q in quantities(text)]


@given(
    PRINTED,
    st.sampled_from(["", "n (%)", "median (range)", "mean (SD)", "%", "P value", "HR (95% CI)", "yes/no (%)", "n/N (%)", "IQR"]),
)
@settings(max_examples=300, deadline=None)
def test_cells_of_any_text_never_fail(text: str, hint: str) -> None:
    for quantity in cell(text, 7, hint):
        assert quantity.start >= 7
        assert quantity.end <= 7 + len(text)


@given(st.text(alphabet="0123456789.,-–/() %<x", max_size=300))
@settings(max_examples=300, deadline=None)
def test_heaps_of_digits_and_signs_lose_no_digit(text: str) -> None:
    found = quantities(text)
    _check(text, found)
    assert not _digits_lost(text, found)
