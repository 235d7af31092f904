"""Tables whose rows name no outcome: a time in the title or a column of differences makes them results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_UNITS = st.sampled_from([("Day", "days"), ("Week", "weeks"), ("Month", "months")])


def markdown(title: str, headers: list[str], rows: list[list[str]]) -> str:
    lines = [f"**{title}**", "", "| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


@given(st.integers(1, 60), _UNITS, st.integers(50, 900), st.integers(50, 900), st.integers(10, 45))
def test_a_time_in_the_title(at: int, unit: tuple[str, str], first: int, second: int, n: int) -> None:
    text = "The HARBOR trial enrolled 2,000 adults.\n\n" + markdown(
        f"Seroconversion at {unit[0]} {at}",
        ["Strain, n/N (%)", f"Ramivac (N={first})", f"Placebo (N={second})", "Difference, % (95% CI)"],
        [["H1N1", f"{n}/{first} ({100 * n / first:.1f})", f"9/{second} ({900 / second:.1f})", "4.2 (1.1 to 7.3)"]],
    )
    found = daraevidence.extract_text(text)
    assert not found.characteristics
    assert [(row.cohort, row.n, row.denominator) for row in found.endpoints if row.n is not None] == [
        ("Ramivac", n, first),
        ("Placebo", 9, second),
    ]
    assert {(row.timepoint, row.timepoint_unit) for row in found.endpoints} == {(float(at), unit[1])}
    assert [(row.value, row.ci_low, row.cohort, row.comparator) for row in found.endpoints if row.measure == "value"] == [
        (4.2, 1.1, "Ramivac", "Placebo")
    ]


@pytest.mark.parametrize("tail", ["GMT (95% CI)", "Mean (95% CI)", "n (%)", "Rate (95% CI)"])
def test_what_headers_share_behind_the_size_is_no_part_of_the_arm(tail: str) -> None:
    headers = ["Strain", f"Ramivac (N=120) {tail}", f"Placebo (N=118) {tail}"]
    text = "The HARBOR trial enrolled 238 adults.\n\n" + markdown(
        "Titers at Week 4",
        headers,
        [["H1N1", "41 (34.2)", "12 (10.2)"] if "%)" in tail[:5] else ["H1N1", "41 (34-49)", "12 (9-16)"]],
    )
    found = daraevidence.extract_text(text)
    assert [(group.cohort, group.n) for group in found.cohorts if group.role == "arm"] == [("Ramivac", 120), ("Placebo", 118)]


def test_baseline_stays_baseline() -> None:
    text = "The HARBOR trial enrolled 238 adults.\n\n" + markdown(
        "Baseline Characteristics of Patients Followed to Week 52",
        ["Characteristic", "Ramivac (N=120)", "Placebo (N=118)"],
        [["Female, n (%)", "60 (50.0)", "59 (50.0)"]],
    )
    found = daraevidence.extract_text(text)
    assert len(found.characteristics) == 2
    assert not found.endpoints
