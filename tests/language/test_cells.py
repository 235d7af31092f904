"""Cells of tables, read with the words of their row and headers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.language.cells import read_hint
from daraevidence.language.grammar import cell
from printed import briefs

CELLS = [
    ("23 (55)", "Male, n (%)", ["proportion n=23 %=55"]),
    ("1(6)", "n (%)", ["proportion n=1 %=6"]),
    ("7 (16)a", "Event, n (%)", ["proportion n=7 %=16"]),
    ("36 (84.0%)", "No. (%)", ["proportion n=36 %=84"]),
    ("57 [15]", "Regimen, n [%]", ["proportion n=57 %=15"]),
    ("0", "Event, n (%)", ["proportion n=0"]),
    ("0 (0)", "Event, n (%)", ["proportion n=0 %=0"]),
    ("51/113 (45)", "Stage, n/N (%)", ["proportion n=51 of=113 %=45"]),
    ("44", "Stage, n/N (%)", ["proportion n=44"]),
    ("20 (91; [3-7])", "Lines, n (%)", ["proportion n=20 %=91 bare 3..7"]),
    ("21", "Sex, n", ["count n=21"]),
    ("2010", "Screened, n", ["count n=2010"]),
    ("52", "Response, %", ["proportion %=52"]),
    ("52.4", "Rate (%)", ["proportion %=52.4"]),
    ("77 (95% CI: 56.3-96.8)", "6-month PFS, %", ["proportion %=77 ci 56.3..96.8"]),
    ("42 (13.2-70.3)", "12-month OS, % (95% CI)", ["proportion %=42 ci 13.2..70.3"]),
    ("59 (40-82)", "Median age, years (range)", ["value 59 years range 40..82"]),
    ("59 (40-82)", "Age, years, median (IQR)", ["value 59 years iqr 40..82"]),
    ("67 (60-74)", "Age, median-years (IQR)", ["value 67 years iqr 60..74"]),
    ("67 (60, 74)", "Age, median (Q1, Q3), years", ["value 67 years iqr 60..74"]),
    ("2 (1-3)", "Prior lines (IQR)", ["value 2 iqr 1..3"]),
    ("10 (5-20)", "Plasma cells, (range), %", ["value 10 range 5..20"]),
    ("584 (335-1053)", "VEGF, pg/mL, median (IQR)", ["value 584 pg/mL iqr 335..1053"]),
    ("9.4 (1.3)", "Hemoglobin, mean (SD)", ["value 9.4 sd=1.3"]),
    ("57 (12)", "Age, mean (SD)", ["value 57 sd=12"]),
    ("48 ± 3.2", "Weight, mean ± SE", ["value 48 se=3.2"]),
    ("5.5±1.2", "Albumin", ["value 5.5 sd=1.2"]),
    ("0.8 (Q1-Q3, 0.1-6.4)", "Median duration, months", ["value 0.8 months iqr 0.1..6.4"]),
    ("11.4 (8.9-16.1)", "Median OS (95% CI), months", ["value 11.4 months ci 8.9..16.1"]),
    ("11.5 (95% CI:5.1-27)", "Median PFS, months", ["value 11.5 months ci 5.1..27"]),
    ("11.5, (95% CI:5.1-27)", "Median PFS, months", ["value 11.5 months ci 5.1..27"]),
    ("4.6 (95% CI, 3.8-6; P=0.0003)", "Median PFS, months", ["value 4.6 months ci 3.8..6 p=0.0003"]),
    ("69.9", "Age, years, median", ["value 69.9 years"]),
    ("22.3", "Median OS, months", ["value 22.3 months"]),
    ("NR", "Median PFS", ["not_reached"]),
    ("Not reached", "Median PFS, months", ["not_reached months"]),
    ("NRb", "12-month PFS, %", ["not_reached"]),
    ("NR (12.7-NR)", "Median OS (95% CI), months", ["not_reached months ci 12.7..NR"]),
    ("NR (P=0.0004)", "Median OS, months", ["not_reached months p=0.0004"]),
    ("0.56 (0.43-0.73)", "HR (95% CI)", ["ratio hazard_ratio 0.56 ci 0.43..0.73"]),
    ("1.9 (1.1-3.2)", "Odds ratio (95% CI)", ["ratio odds_ratio 1.9 ci 1.1..3.2"]),
    ("<0.0001", "P value", ["p p<0.0001"]),
    ("0.002", "P-value", ["p p=0.002"]),
    ("NS", "P value", []),
    ("48/52", "Sex, female/male, %", ["number pair:percent"]),
    ("9/13 (41/59)", "Therapy between, yes/no (%)", ["number pair:n (%)"]),
    ("-", "n (%)", []),
    ("—", "Median", []),
    ("NA", "Median", []),
    ("", "n (%)", []),
    ("12 × SC", "Administrations", ["value 12 times"]),
    ("Kd (20 [13])", "Regimen, n [%]", ["proportion n=20 %=13"]),
    ("12 (75)", "", ["proportion n=12 %=75"]),
]


@pytest.mark.parametrize(("text", "hint", "expected"), CELLS)
def test_cells(text: str, hint: str, expected: list[str]) -> None:
    assert briefs(cell(text, 0, hint)) == expected


def test_a_pair_holds_its_four_numbers() -> None:
    (pair,) = cell("9/13 (41/59)", 0, "yes/no (%)")
    assert [number.value for number in pair.numbers] == [9, 13, 41, 59]


def test_the_level_of_a_header_is_that_of_the_interval() -> None:
    (found,) = cell("11.4 (8.9-16.1)", 0, "Median OS (90% CI), months")
    level = found.intervals[0].level
    assert level is not None
    assert level.value == 90


@pytest.mark.parametrize(
    ("words", "lead", "inside", "unit"),
    [
        ("n (%)", "n", "percent", ""),
        ("Patients, No. (%)", "n", "percent", ""),
        ("Median (range), months", "value", "range", "months"),
        ("Age, mean (SD), years", "value", "sd", "years"),
        ("Difference in means (95% CI)", "value", "ci", ""),
        ("%", "percent", "", ""),
        ("Overall response rate, % (95% CI)", "percent", "ci", ""),
        ("P value", "p", "", ""),
        ("Hazard ratio (95% CI)", "ratio", "ci", ""),
        ("Hemoglobin, g/dL", "", "", "g/dL"),
        ("Characteristic", "", "", ""),
    ],
)
def test_hints(words: str, lead: str, inside: str, unit: str) -> None:
    hint = read_hint(words)
    assert (hint.lead, hint.inside, hint.unit) == (lead, inside, unit)


@given(st.integers(0, 900), st.integers(0, 100), st.integers(0, 10**6))
def test_counts_with_percents(n: int, percent: int, offset: int) -> None:
    (found,) = cell(f"{n} ({percent})", offset, "n (%)")
    assert found.n is not None
    assert found.percent is not None
    assert (found.n.value, found.percent.value) == (n, percent)
    assert (found.start, found.n.start) == (offset, offset)


@given(st.integers(0, 9999), st.integers(0, 999), st.sampled_from(["mean (SD)", "mean (SE)", "Mean (standard deviation)"]))
def test_means_with_their_spread(tenths: int, spread: int, hint: str) -> None:
    (found,) = cell(f"{tenths / 10} ({spread / 10})", 0, hint)
    inner = found.se if "SE" in hint else found.sd
    assert found.value is not None
    assert inner is not None
    assert (found.value.value, inner.value) == (Decimal(str(tenths / 10)), Decimal(str(spread / 10)))
