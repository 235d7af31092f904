"""Percents that say how strong a preparation is."""

from __future__ import annotations

import pytest

from daraevidence.language.grammar import quantities


@pytest.mark.parametrize("form", ("cream", "gel", "ointment", "ophthalmic solution", "foam", "lotion"))
@pytest.mark.parametrize("amount", ("1.5%", "0.03%", "10%"))
def test_strengths_are_doses(form: str, amount: str) -> None:
    for text in (
        f"treated with {amount} fenolac {form} daily",
        f"treated with fenolac {form} {amount} daily",
        f"the {amount} {form}",
    ):
        assert [one.role for one in quantities(text)] == ["dose"], text


def test_lists_of_strengths() -> None:
    assert [one.role for one in quantities("XB02 gel (3.0%, 1.5% or 0.5%) or a vehicle gel")][-3:] == ["dose"] * 3


@pytest.mark.parametrize(
    "text", ("31% on the gel", "31% of those on the cream", "the rate was 31% with fenolac gel", "31% had used a gel")
)
def test_shares_are_none(text: str) -> None:
    assert quantities(text)[0].role == "proportion"


def test_compounds_with_a_code() -> None:
    assert [one.role for one in quantities("people on 1.5% XB02 and 40% on XB02") if one.role != "name"] == ["dose", "proportion"]


@pytest.mark.parametrize("low, high", (("- 5.0", "- 1.2"), ("-5.0", "-1.2")))
def test_intervals_in_percents(low: str, high: str) -> None:
    (found,) = quantities(f"was - 3.1% ({low}%, {high}%)")
    assert found.value is not None
    assert float(found.value.value) == -3.1
    assert [each.kind for each in found.intervals] == ["bare"]


@pytest.mark.parametrize("text", ("in phase 3 - 12 patients", "Week 4 - 7 patients", "of the 5 - 9 groups"))
def test_dashes_are_no_minus(text: str) -> None:
    assert all(one.value >= 0 for each in quantities(text) for one in each.numbers)
