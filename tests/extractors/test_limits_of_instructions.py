"""Limits in tables that tell what to do, and limits on measures that no vocabulary knows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from limit_rows import Row, limits

import daraevidence


def table(title: str, header: str, *rows: str) -> str:
    count = header.count("|") + 1
    lines = [f"| {header} |", "|" + " --- |" * count, *(f"| {row} |" for row in rows)]
    return f"# Label of Zorvanta\n\n## Dosage\n\n**{title}**\n\n" + "\n".join(lines) + "\n"


def test_the_row_says_what_is_limited_and_what_for() -> None:
    text = table(
        "Laboratory Limits",
        "Test | Limit | What to do",
        "Lymphocytes | <0.5 × 10^9/L | Do not start; interrupt until recovered",
        "ALT or AST | >5 × ULN | Withhold until ≤3 × ULN, then resume at the next lower dose",
        "Serum copper | <50 µg/dL | Discontinue",
    )
    assert limits(text, "markdown") == [
        ("Lymphocytes", "<", 500_000_000, "cells/L"),
        ("ALT or AST", ">", 5, "x ULN"),
        ("ALT or AST", "<=", 3, "x ULN"),
        ("Serum copper", "<", 50, "ug/dL"),
    ]
    contexts = [row.context for row in daraevidence.extract_text(text, kind="markdown").thresholds]
    assert contexts == ["Lymphocytes: do not start", "ALT or AST: withhold", "ALT or AST: resume", "Serum copper: discontinue"]


def test_the_stub_says_it_where_the_rows_are_ranges() -> None:
    text = table(
        "Dose Modification",
        "Serum Phosphate | Dose",
        "5.5-6.9 mg/dL | Continue",
        "≥9.0 mg/dL | Withhold until <5.5 mg/dL, then resume",
    )
    assert limits(text, "markdown") == [
        ("Serum Phosphate", ">=", 5.5, "mg/dL"),
        ("Serum Phosphate", "<=", 6.9, "mg/dL"),
        ("Serum Phosphate", ">=", 9, "mg/dL"),
        ("Serum Phosphate", "<", 5.5, "mg/dL"),
    ]


def test_the_cell_before_says_it() -> None:
    text = table(
        "Management of Adverse Reactions",
        "Reaction | Severity | Action",
        "Jaundice | Total bilirubin >3 × ULN | Withhold until ≤1.5 × ULN, then resume",
        "Heart failure | LVEF <40% or decrease of >20% | Discontinue",
    )
    assert limits(text, "markdown") == [
        ("Total bilirubin", ">", 3, "x ULN"),
        ("Total bilirubin", "<=", 1.5, "x ULN"),
        ("LVEF", "<", 40, "%"),
        ("decrease of LVEF", ">", 20, "%"),
    ]


def test_a_range_with_a_power_of_ten_is_in_its_unit() -> None:
    text = table("Dose Modification", "Parameter | Range | Action", "Neutrophils | 0.5-1.0 × 10^9/L | Interrupt")
    assert limits(text, "markdown") == [("Neutrophils", ">=", 500000000, "cells/L"), ("Neutrophils", "<=", 1000000000, "cells/L")]


@settings(max_examples=20, deadline=None)
@given(
    st.sampled_from(["Platelets", "Hemoglobin", "eGFR", "Serum zinc", "Fibrinogen"]),
    st.sampled_from(["<", "≤", "≥", ">"]),
    st.integers(2, 900),
    st.sampled_from(["g/L", "mg/dL", "mL/min"]),
    st.sampled_from(["Withhold", "Reduce the dose by one level", "Stop permanently", "Delay the next cycle", "Interrupt"]),
    st.sampled_from(["Parameter", "Laboratory test", "Measure"]),
)
def test_any_row(variable: str, sign: str, value: int, unit: str, action: str, stub: str) -> None:
    text = table(
        "Zorvanta in Patients With Findings",
        f"{stub} | Limit | Step",
        f"{variable} | {sign}{value} {unit} | {action}",
        "INR | >9 | Stop",
    )
    operator = {"≤": "<=", "≥": ">="}.get(sign, sign)
    assert limits(text, "markdown")[0] == (variable, operator, value, unit)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Outcomes", [("Hemoglobin", ">", 9.0, "g/dL"), ("INR", "<", 2.0, None)]),
        ("Baseline Characteristics", []),
        ("Adverse Events", []),
    ],
)
def test_only_the_labels_of_outcomes_set_limits(title: str, expected: list[tuple[object, ...]]) -> None:
    text = table(
        title,
        "Item | Zorvanta (n=40) | Placebo (n=41)",
        "Hemoglobin >9 g/dL | 20 (50) | 10 (24)",
        "INR <2 | 9 (23) | 3 (7)",
        "≥2 relapses | 9 (23) | 3 (7)",
    )
    assert limits(text, "markdown") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Treat if CMV DNA is above 1000 IU/mL.", ("CMV DNA", ">", 1000, "IU/mL")),
        ("Patients with a lymph node ≥10 cm should be hydrated.", ("lymph node", ">=", 10, "cm")),
        ("Discontinue Zorvanta when serum copper falls below 50 µg/dL.", ("serum copper", "<", 50, "ug/dL")),
        ("Consider a switch unless the trough level is above 4 mg/L.", ("trough", ">", 4, "mg/L")),
    ],
)
def test_a_measure_that_no_vocabulary_knows(sentence: str, expected: Row) -> None:
    assert limits(f"Recommendations\n\n• {sentence}\n", kind="text") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of them, 12 had a tumor >5 cm.",
        "Tumors had shrunk by more than 5 cm in 12 patients.",
        "The mean was above 5 cm if all were counted.",
    ],
)
def test_what_was_found_is_no_limit(sentence: str) -> None:
    assert limits(f"Results\n\n• {sentence}\n", kind="text") == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [("ALT 3 to 5 × ULN", (3, 5)), ("ALT >3 times the upper limit of normal", (3,)), ("ALT >5×ULN", (5,))],
)
def test_multiples_of_the_upper_limit(text: str, ends: tuple[int, ...]) -> None:
    rows = daraevidence.extract_text(
        table("Dose Modification", "Finding | Action", f"{text} | Interrupt"), kind="markdown"
    ).thresholds
    assert [(row.variable, row.value, row.unit) for row in rows] == [("ALT", end, "x ULN") for end in ends]
