"""Baseline facts told in prose: what patients are, their averages, and what is no fact of theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

Fact = tuple[str, str | None, float | int | None]


def facts(text: str) -> list[Fact]:
    found = daraevidence.extract_text(f"The HARBOR trial enrolled 744 adults with gout. {text}\n")
    return [(each.characteristic, each.measure, each.n or each.percent or each.value) for each in found.characteristics]


@given(
    st.sampled_from(["women", "men", "girls", "White", "female", "current smokers"]),
    st.integers(1, 743),
    st.sampled_from(["Of the 744 participants, {} ({}%) were {}.", "{} ({}%) were {}.", "In all, {} patients ({}%) were {}."]),
)
def test_what_people_are(who: str, n: int, form: str) -> None:
    text = form.format(n, round(100 * n / 744, 1), who)
    assert facts(text) == [(who, "proportion", n)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mean age was 43.6 years (SD=12.2), the mean MADRS score was 31.7 (SD=4.1), and 57.7% had type 2 diabetes.",
            [("age", "mean", 43.6), ("MADRS score", "mean", 31.7), ("type 2 diabetes", "proportion", 57.7)],
        ),
        ("Median age was 66 years (IQR, 58 to 73) and 41% were women.", [("age", "median", 66.0), ("women", "proportion", 41.0)]),
        (
            "Among the participants (mean age, 58 years; mean baseline HbA1c, 8.3%; 349 [46.9%] women), 700 completed it.",
            [("age", "mean", 58.0), ("baseline HbA1c", "mean", 8.3), ("women", "proportion", 349)],
        ),
        ("At baseline, mean HbA1c was 8.1%.", [("HbA1c", "mean", 8.1)]),
        ("Eligible adults had an eGFR of 20 to 59 mL/min/1.73 m2.", []),
        ("Adults aged 18 to 75 years received placebo (N=157) or ramipril (N=155).", []),
    ],
)
def test_facts_and_no_facts(text: str, expected: list[Fact]) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize("text", ["Mean HbA1c fell by 0.8% from baseline.", "At baseline and at week 12, 40% had a response."])
def test_what_came_later_is_no_baseline(text: str) -> None:
    assert facts(text) == []


@given(
    st.sampled_from(["[SD]", "[±SD]", "[+/-SD]", "[IQR]"]),
    st.sampled_from(["age", "age at diagnosis"]),
    st.integers(200, 800),
)
def test_a_spread_announced_before_what_is_averaged(mark: str, what: str, tenths: int) -> None:
    word, spread = ("median", "[41.0-66.5]") if "IQR" in mark else ("mean", "[4.1]")
    told = facts(f"Among the participants ({word} {mark} {what}, {tenths / 10} {spread} years), 700 completed it.")
    assert (what, word, tenths / 10) in told
