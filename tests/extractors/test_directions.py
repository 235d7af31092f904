"""Of which of two groups a ratio or a difference is."""
# ruff: noqa: E501 (sentences of documents are single lines)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_PAIRS = st.permutations(["tolrenib", "sonamab", "ramipril", "allopurinol"]).map(lambda names: names[:2])


def compared(text: str, *measures: str) -> tuple[str | None, str | None]:
    (row,) = (
        row for row in daraevidence.extract_text(text).endpoints if row.measure in measures or "difference" in str(row.label)
    )
    return row.cohort, row.comparator


@given(
    _PAIRS,
    st.sampled_from(
        [
            "Median PFS was {long} months with {one} and {short} months with {other} (HR {below}; 95% CI 0.41-0.93).",
            "Median PFS was {short} months with {other} and {long} months with {one} (HR, {below}; 95% CI, 0.41-0.93; P=0.02).",
            "Median PFS was {short} months with {other} and {long} months with {one} (hazard ratio for {other} vs. {one}, {above}).",
            "Overall survival at 2 years was {few}% with {other} and {many}% with {one} (hazard ratio {below}; 95% CI 0.41-0.93).",
            "Stroke occurred in {few}% of patients on {one} versus {many}% on {other} (odds ratio, {below}; 95% CI, 0.41 to 0.93).",
            "A response was seen in {few}% on {other} and {many}% on {one} (OR {above}; 95% CI 1.21-2.93).",
            "Stroke occurred in {few} of 100 on {one} and {many} of 100 on {other} (hazard ratio {below} for {one} compared with {other}).",
        ]
    ),
)
def test_the_group_that_a_ratio_is_of(names: list[str], form: str) -> None:
    one, other = names
    text = form.format(one=one, other=other, long="14.2", short="9.1", few=12, many=31, below="0.62", above="1.61")
    expected = (other, one) if "for {other}" in form else (one, other)
    assert compared(text, "hazard_ratio", "odds_ratio", "relative_risk") == expected


@given(_PAIRS, st.integers(10, 40), st.integers(50, 90), st.booleans(), st.booleans())
def test_a_difference_is_the_first_less_the_second(names: list[str], low: int, high: int, first: bool, positive: bool) -> None:
    one, other = names
    told = (low, high) if first else (high, low)
    difference = high - low if positive else low - high
    text = f"The mean score was {told[0]}.1 with {one} and {told[1]}.1 with {other} (mean difference, {difference}.0; P=0.01)."
    expected = (one, other) if (told[0] > told[1]) == positive else (other, one)
    assert compared(text, "") == expected


@pytest.mark.parametrize(
    ("columns", "header", "expected"),
    [
        (("Sonamab", "Tolrenib"), "Hazard ratio (95% CI)", ("Tolrenib", "Sonamab")),
        (("Placebo", "Tolrenib"), "HR (95% CI)", ("Tolrenib", "Placebo")),
        (("Sonamab", "Tolrenib"), "HR, sonamab vs tolrenib (95% CI)", ("Sonamab", "Tolrenib")),
    ],
)
def test_ratios_of_a_table(columns: tuple[str, str], header: str, expected: tuple[str, str]) -> None:
    text = (
        f"Table 1. Outcomes\n\n| Outcome | {columns[0]} (n=100) | {columns[1]} (n=102) | {header} |\n|---|---|---|---|\n"
        "| Median PFS, months | 8.1 | 12.3 | 0.61 (0.45-0.83) |\n| Median OS, months | 20.1 | 26.3 | 0.71 (0.55-0.93) |\n"
    )
    rows = [row for row in daraevidence.extract_text(text).endpoints if row.measure == "hazard_ratio"]
    assert [(row.cohort, row.comparator) for row in rows] == [expected, expected]
