"""Arms that only the fractions of their results size, and arms behind what is said of those before them."""

from __future__ import annotations

import pytest

import daraevidence

_STUDY = "The trial compared dalbavancin with standard therapy in {n} infected patients. "
_MAIN = "Success was seen in 84 of 118 dalbavancin recipients (71.2%) and in 81 of 118 patients given standard therapy (68.6%). "
_PART = "In abscesses it was seen in 20 of 32 (62.5%) with dalbavancin and 15 of 29 (51.7%) with standard therapy. "
_HARMS = "Nausea was noted in {x} patients ({y}%) on dalbavancin and 41 (34.7%) on standard therapy."


def _harms(text: str) -> list[tuple[object, object]]:
    found = daraevidence.extract_text(text)
    return [(row.n, row.denominator) for row in found.adverse_events]


@pytest.mark.parametrize("part", ["", _PART])
def test_a_size_that_one_result_prints_is_that_of_the_others(part: str) -> None:
    said = _STUDY.format(n=236) + _MAIN + part + _HARMS.format(x=35, y=29.7)
    assert _harms(said) == [(35, 118), (41, 118)]


def test_percents_of_others_keep_it_away() -> None:
    assert _harms(_STUDY.format(n=236) + _MAIN + _HARMS.format(x=35, y=33.7))[0] == (35, None)


@pytest.mark.parametrize("aside", [", both twice daily,", ", each for 12 weeks,", ","])
@pytest.mark.parametrize("to", ["or", "or to"])
def test_arms_behind_what_is_said_of_those_before(aside: str, to: str) -> None:
    found = daraevidence.extract_text(
        f"Adults were assigned to tolvira (n=100) or belitrex (n=101){aside} {to} placebo (n=99) given in the same way."
    )
    assert [(row.cohort, row.n) for row in found.cohorts if row.role == "arm"] == [
        ("tolvira", 100),
        ("belitrex", 101),
        ("placebo", 99),
    ]
