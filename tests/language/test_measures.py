"""The word lists around numbers."""

from __future__ import annotations

import pytest

from daraevidence.errors import VocabularyError
from daraevidence.language.counts import counted_at, zero_counts
from daraevidence.language.measures import forms, words
from daraevidence.language.units import hyphen_unit_at, percent_at, power_at, unit_at


@pytest.mark.parametrize("section", ["time", "base", "per", "counted_as", "measured", "comparison"])
def test_every_form_has_one_meaning(section: str) -> None:
    assert forms(section)


def test_an_unknown_section_is_named() -> None:
    with pytest.raises(VocabularyError, match="nowhere"):
        words("nowhere", "units")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (" months", "months", "time"),
        (" mo.", "months", "time"),
        ("h", "hours", "time"),
        (" mg/kg", "mg/kg", "dose"),
        (" gr/sqm", "g/m2", "dose"),
        (" mg per day", "mg/day", "dose"),
        (" mg/dL", "mg/dL", "measure"),
        (" mg/L", "mg/L", "measure"),
        ("µg", "ug", "dose"),
        (" ml/min/1.73 m2", "mL/min/1.73 m2", "measure"),
        ("/μL", "cells/uL", "measure"),
        (" cells/kg", "cells/kg", "measure"),
        (" CD34+ cells/kg", "cells/kg", "measure"),
        (" mm Hg", "mm Hg", "measure"),
        (" points", "points", "measure"),
    ],
)
def test_units(text: str, name: str, kind: str) -> None:
    unit = unit_at(text, 0)
    assert unit is not None
    assert (unit.name, unit.kind) == (name, kind)


@pytest.mark.parametrize(
    "text", ["", " D", " patients", " and", " second-line", "/24", " of mg", " mgs2", " monthly", "/placebo"]
)
def test_what_is_no_unit(text: str) -> None:
    assert unit_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "name"), [("-month", "months"), ("‑year", "years"), ("-mg", "mg"), ("-to-one", ""), ("-FU", ""), (" month", "")]
)
def test_units_behind_a_hyphen(text: str, name: str) -> None:
    unit = hyphen_unit_at(text, 0)
    assert (unit.name if unit else "") == name


@pytest.mark.parametrize(
    ("text", "points"), [("%", False), (" %", False), (" percent", False), (" percentage points", True), ("%-points", True)]
)
def test_percent_signs(text: str, points: bool) -> None:
    assert percent_at(text, 0) == (len(text), points)


@pytest.mark.parametrize("text", [" percentile", " person", ""])
def test_what_is_no_percent_sign(text: str) -> None:
    assert percent_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "exponent", "lost"),
    [(" x 10^6", 6, False), ("×10⁹", 9, False), ("x10⁻⁵", -5, False), (" x 10(4)", 4, False), (" x 10e6", 6, False),
    (" x 106/kg", 6, True), (" × 10 9 /L", 9, True)],
)  # fmt: skip
def test_powers(text: str, exponent: int, lost: bool) -> None:
    power = power_at(text, 0)
    assert power is not None
    assert (power.factor.adjusted(), power.lost) == (exponent, lost)


@pytest.mark.parametrize("text", [" x 10", " x 106 patients", " x 10 mg", " x 100", "10^6"])
def test_what_is_no_power(text: str) -> None:
    assert power_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "noun", "unit"),
    [
        (" patients", "patients", False),
        (" consecutive patients", "patients", False),
        (" relapsed/refractory multiple myeloma patients", "patients", False),
        (" men", "men", False),
        (" serious AEs", "adverse events", False),
        (" prior lines of therapy", "lines", True),
        (" weekly injections", "injections", True),
        (" therapy cycles", "cycles", True),
    ],
)
def test_what_is_counted(text: str, noun: str, unit: bool) -> None:
    found = counted_at(text, 0)
    assert found is not None
    assert (found.name, found.unit) == (noun, unit)


@pytest.mark.parametrize(
    "text",
    [" of the patients", " were patients", " months in patients", ", patients", "", " (patients)", " a b c d e f g patients"],
)
def test_what_is_not_counted(text: str) -> None:
    assert counted_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("No deaths were seen", ["deaths"]),
        ("no patient left", ["patients"]),
        ("No grade ≥3 infusion reactions", ["reactions"]),
        ("compared with none of 15", ["patients"]),
        ("no mobilization failure", ["failures"]),
        ("no difference in deaths", []),
        ("there was no longer any patient", []),
        ("patients with no infection", []),
        ("nonetheless", []),
    ],
)
def test_words_that_say_zero(text: str, nouns: list[str]) -> None:
    assert [noun for _, _, noun, _ in zero_counts(text)] == nouns
