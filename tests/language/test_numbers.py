"""Printed numbers: which characters belong to them and what they are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.language.numbers import has_decimal_commas, scan_numbers

READ = [
    ("14,480", [("14,480", "14480")]),
    ("1,234,567.8", [("1,234,567.8", "1234567.8")]),
    ("26 000", [("26 000", "26000")]),
    ("26\u2009480", [("26\u2009480", "26480")]),
    ("0·39", [("0·39", "0.39")]),
    ("P=.02", [(".02", "0.02")]),
    ("HR .82", [(".82", "0.82")]),
    ("(-.5)", [("-.5", "-0.5")]),
    ("treatment.1", [("1", "1")]),
    ("1.1.2", [("1.1", "1.1"), ("2", "2")]),
    ("-22.6", [("-22.6", "-22.6")]),
    ("a change of −3.6", [("−3.6", "-3.6")]),
    ("(-17 to +10)", [("-17", "-17"), ("10", "10")]),
    ("1-14", [("1", "1"), ("14", "14")]),
    ("3.4 -6.6", [("3.4", "3.4"), ("6.6", "6.6")]),
    ("22--56 years", [("22", "22"), ("56", "56")]),
    ("-5--2", [("-5", "-5"), ("-2", "-2")]),
    ("64.9+/-4.8", [("64.9", "64.9"), ("4.8", "4.8")]),
    ("CD-38", [("38", "38")]),
    ("Patients - 5 had", [("5", "5")]),
    ("1,3,4", [("1", "1"), ("3", "3"), ("4", "4")]),
    ("trial2,3", [("2", "2"), ("3", "3")]),
    ("between 2015 and 2020.6 It", [("2015", "2015"), ("2020", "2020"), ("6", "6")]),
    ("2010.5 mL", [("2010.5", "2010.5")]),
    ("three", [("three", "3")]),
    ("Twenty-one", [("Twenty-one", "21")]),
    ("ninety two", [("ninety two", "92")]),
    ("two hundred and five", [("two hundred and five", "205")]),
    ("two hundred forty-four", [("two hundred forty-four", "244")]),
    ("Thirty-seven and 40", [("Thirty-seven", "37"), ("40", "40")]),
    ("one-third of two-thirds", []),
    ("someone often weighs tons", []),
    ("a five-year plan", [("five", "5")]),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(n.text, n.value) for n in scan_numbers(text)] == [(printed, Decimal(value)) for printed, value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12,4 % (8,1-17,6)", ["12.4", "8.1", "17.6"]),
        ("P = 0,03", ["0.03"]),
        ("1.234,5", ["1234.5"]),
        ("14 480 patients", ["14480"]),
    ],
)
def test_decimal_commas(text: str, expected: list[str]) -> None:
    assert [n.value for n in scan_numbers(text, decimal_commas=True)] == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Survie 12,4 mois (8,1-17,6), HR 0,59; P = 0,03", True),
        ("HR 0,59 (0,41-0,87), then 12.4 months", False),
        ("cited 2,3 and 4,5 and 6,7", False),
        ("14,480 and 12,580 patients, 3,500 others", False),
        ("", False),
    ],
)
def test_a_text_that_prints_commas_throughout(text: str, expected: bool) -> None:
    assert has_decimal_commas(text) is expected


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_decimals_are_counted_and_values_kept(whole: int, places: int) -> None:
    printed = f"{whole / 10**places:,.{places}f}"
    (number,) = scan_numbers(printed)
    assert number.text == printed
    assert number.value == Decimal(printed.replace(",", ""))
    assert number.decimals == places


@given(st.text(max_size=100))
def test_every_digit_is_in_some_number(text: str) -> None:
    covered = {place for n in scan_numbers(text) for place in range(n.start, n.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isdecimal())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a mean loss (- 7.0 kg)", [-7]),
        ("[- 0.7; + 18.3]", [Decimal("-0.7"), Decimal("18.3")]),
        ("from 5 - 7 kg", [5, 7]),
        ("- 7 days", [7]),
    ],
)
def test_a_minus_that_a_space_parts_from_its_number(text, values):
    assert [number.value for number in scan_numbers(text)] == values
