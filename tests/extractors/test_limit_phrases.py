"""A limit says the same in whatever words a writer puts it; a range with a unit is two limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limit_rows import Row
from limit_rows import limits as limits_of

# ruff: noqa: E501 (paragraphs of documents are single lines)

OPENING = "Mbeki et al (2022)1 conducted a phase 3 study of 240 adults with asthma.\n\n"

_MEASURES = st.sampled_from(
    [("hemoglobin", "g/dL", 9.5), ("serum potassium", "mmol/L", 5.5), ("body mass index", "kg/m2", 27.0), ("eGFR", "mL/min/1.73 m2", 45.0),
     ("ferritin", "ng/mL", 30.0), ("LDL cholesterol", "mg/dL", 70.0), ("left ventricular ejection fraction", "%", 40.0)]
)  # fmt: skip
_SAID = st.sampled_from(
    [
        (">=", "of at least {v}"), (">=", "of {v} or more"), (">=", "of {v} or greater"), (">=", "of no less than {v}"), (">=", "≥{v}"),
        ("<=", "of at most {v}"), ("<=", "of {v} or less"), ("<=", "of no more than {v}"), ("<=", "≤ {v}"), ("<=", "not exceeding {v}"),
        (">", "above {v}"), (">", "of more than {v}"), (">", "higher than {v}"), (">", "exceeding {v}"), (">", ">{v}"),
        ("<", "below {v}"), ("<", "of less than {v}"), ("<", "lower than {v}"), ("<", "under {v}"), ("<", "<{v}"),
    ]
)  # fmt: skip
_FRAMES = st.sampled_from(
    ["Eligible patients had a {m} {l}.", "Patients with a {m} {l} were eligible.", "Inclusion required a {m} {l}.",
     "Key inclusion criteria were age of 18 years or older and a {m} {l}.", "Patients with a {m} {l} were excluded."]
)  # fmt: skip


def limits(text: str) -> list[Row]:
    return limits_of(OPENING + text)


@settings(max_examples=60, deadline=None)
@given(_MEASURES, _SAID, _FRAMES)
def test_one_limit_in_many_words_is_one_record(measure: tuple[str, str, float], said: tuple[str, str], frame: str) -> None:
    name, unit, value = measure
    printed = f"{value:g}%" if unit == "%" else f"{value:g} {unit}"
    text = frame.format(m=name, l=said[1].format(v=printed))
    assert (name, said[0], value, unit) in limits(text)
    assert len(limits(text)) == 1 + ("18 years" in text)


@settings(max_examples=30, deadline=None)
@given(_MEASURES, st.sampled_from(["between {a} and {b}", "of {a} to {b}", "from {a} to {b}", "of {a}-{b}"]), _FRAMES)
def test_a_range_with_a_unit_is_two_limits(measure: tuple[str, str, float], said: str, frame: str) -> None:
    name, unit, value = measure
    ends = (value, value + 10)
    low, high = (f"{end:g}%" if unit == "%" else f"{end:g}" for end in ends)
    text = frame.format(m=name, l=said.format(a=low, b=high if unit == "%" else f"{high} {unit}"))
    assert [row for row in limits(text) if row[0] == name] == [(name, ">=", ends[0], unit), (name, "<=", ends[1], unit)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Eligible adults had a lesion larger than 17.5 mm2.", [("lesion", ">", 17.5, "mm2")]),
        (
            "To be eligible, patients had to be 18 to 75 years old, with a CAS of at least 4.",
            [("age", ">=", 18, "years"), ("age", "<=", 75, "years"), ("CAS", ">=", 4, None)],
        ),
        (
            "Adults with an EDSS score of 5.5 or less and at least two relapses in the past two years were eligible.",
            [("EDSS score", "<=", 5.5, None), ("relapses in the past two years", ">=", 2, None)],
        ),
        (
            "Halve the dose if ALT rises to >3 x ULN, and stop for good at ≥5 x ULN.",
            [("ALT", ">", 3, "x ULN"), ("ALT", ">=", 5, "x ULN")],
        ),
        ("The test is recommended for women aged 30 to 65.", [("age", ">=", 30, "years"), ("age", "<=", 65, "years")]),
        ("Offer prevention to people with 4 or more migraine days a month.", [("migraine days a month", ">=", 4, "days")]),
        ("Patients with heart failure and reduced ejection fraction had more than 28,000 deaths.", []),
        ("The median hemoglobin was 10 to 12 g/dL in both groups.", []),
    ],
)
def test_whose_limit_it_is(text: str, rows: list[Row]) -> None:
    assert limits(text) == rows
