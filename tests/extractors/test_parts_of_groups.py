"""Parts of groups in tables: two levels of headers, rows below a factor, fractions of fewer patients; advice is no group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

_STUDY = "Okoro et al (2024)1 reported a randomized, phase 3 study of velutamab in {n} patients with thymoma.\n\n"


def groups(text: str) -> set[tuple[str, int | None, str]]:
    """Name, size and role of the groups of a text."""
    return {(group.cohort, group.n, group.role) for group in extract_text(text).cohorts}


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["All Patients", "ITT", "Overall", "All randomized"]),
    st.sampled_from(["Liver Metastases", "PD-L1 ≥1%", "Women", "Prior Surgery"]),
    st.lists(st.integers(60, 400), min_size=2, max_size=2),
    st.lists(st.integers(20, 55), min_size=2, max_size=2),
)
def test_everyone_below_an_arm_is_the_arm(everyone: str, part: str, sizes: list[int], parts: list[int]) -> None:
    sub = "".join(f"<th>{everyone} (n={n})</th><th>{part} (n={m})</th>" for n, m in zip(sizes, parts, strict=True))
    table = (
        "<table><caption>Best Response</caption><thead><tr><th rowspan='2'>Response</th><th colspan='2'>Velutamab</th>"
        f"<th colspan='2'>Placebo</th></tr><tr>{sub}</tr></thead><tbody><tr><th>ORR, n (%)</th><td>30 (50.0)</td>"
        "<td>12 (40.0)</td><td>20 (30.0)</td><td>8 (20.0)</td></tr></tbody></table>"
    )
    text = f"<h1>Results</h1><p>{_STUDY.format(n=sum(sizes))}</p>{table}"
    found = {(group.cohort, group.n, group.role) for group in extract_text(text, kind="html").cohorts}
    assert found == {
        ("total", sum(sizes), "total"),
        ("Velutamab", sizes[0], "arm"),
        ("Placebo", sizes[1], "arm"),
        (f"Velutamab, {part}", parts[0], "subgroup"),
        (f"Placebo, {part}", parts[1], "subgroup"),
    }


_BY = """| Endpoint | Velutamab (N={a}) | Placebo (N={b}) | Vaccine efficacy (95% CI) |
|:---|---:|---:|---:|
| Severe disease | 14/{a} | 79/{b} | 82.2% (68.7-89.9) |
| {head} | | | |
| {one} | 9/{a1} | 37/{b1} | 75.6% (49.6-88.2) |
| {other} | 5/{a2} | 42/{b2} | 88.1% (69.9-95.3) |
"""


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([("by age", "60-69 years", "70 years and older"), ("according to sex", "Women", "Men")]),
    st.lists(st.integers(200, 9000), min_size=4, max_size=4),
)
def test_rows_below_a_factor_are_parts_of_the_arms(factor: tuple[str, str, str], parts: list[int]) -> None:
    by, one, other = factor
    a1, a2, b1, b2 = parts
    text = "# Results\n\nORION (NCT01234567) is a randomized, double-blind trial.\n\n**Table. Cases**\n\n" + _BY.format(
        a=a1 + a2, b=b1 + b2, a1=a1, a2=a2, b1=b1, b2=b2, head=f"Severe disease {by}", one=one, other=other
    )
    extraction = extract_text(text, kind="markdown")
    found = {(group.cohort, group.n) for group in extraction.cohorts if group.role == "subgroup"}
    assert found == {
        (f"Velutamab, {one}", a1), (f"Velutamab, {other}", a2), (f"Placebo, {one}", b1), (f"Placebo, {other}", b2),
    }  # fmt: skip
    labels = {record.label for record in extraction.endpoints if record.cohort == f"Velutamab, {one}" and record.n is not None}
    assert labels == {"Severe disease"}


@pytest.mark.parametrize(
    ("label", "cells", "parts"),
    [
        ("Remission after prior failure", ("41/148 (27.7)", "4/71 (5.6)"), {"X, prior failure", "Placebo, prior failure"}),
        ("Remission in those with gout", ("41/148 (27.7)", "4/71 (5.6)"), {"X, those with gout", "Placebo, those with gout"}),
        ("Remission after 8 weeks", ("41/148 (27.7)", "4/71 (5.6)"), set()),  # some have no data
        ("Improvement in pain", ("41/148 (27.7)", "4/71 (5.6)"), set()),
        ("Remission after prior failure", ("41/320 (12.8)", "4/160 (2.5)"), set()),  # all are meant
    ],
)  # fmt: skip
def test_a_row_of_fewer_patients(label: str, cells: tuple[str, str], parts: set[str]) -> None:
    text = (
        "# A trial\n\nORION was a randomized trial in 480 adults.\n\n**Table. Results at Week 8**\n\n"
        "| Outcome, n/N (%) | X (n=320) | Placebo (n=160) |\n"
        f"|---|---|---|\n| Improvement | 154/320 (48.1) | 31/160 (19.4) |\n| {label} | {cells[0]} | {cells[1]} |\n"
    )
    found = {group.cohort for group in extract_text(text, kind="markdown").cohorts if group.role == "subgroup"}
    assert found == parts


def test_present_and_absent_below_a_factor() -> None:
    table = (
        "PFS in Prespecified Subgroups1\nSubgroup\nVelutamab: Median PFS, months\nPlacebo: Median PFS, months\nHR (95% CI)\n"
        "Age\n   <65 years\n8.3\n4.3\n0.51 (0.37-0.70)\n   ≥65 years\n8.0\n4.6\n0.55 (0.39-0.78)\n"
        "Liver metastases\n   Present\n7.6\n4.1\n0.50 (0.36-0.70)\n   Absent\n8.9\n4.9\n0.54 (0.39-0.75)\n"
    )
    found = {name for name, _, role in groups(_STUDY.format(n=200) + table) if role == "subgroup"}
    parts = ("<65 years", "≥65 years", "Liver metastases", "Liver metastases absent")
    assert found == {f"{arm}, {part}" for arm in ("Velutamab", "Placebo") for part in parts}


@pytest.mark.parametrize(
    "table",
    [
        "| Test | Limit | What to do |\n|---|---|---|\n"
        "| Neutrophils | <1.0 × 10⁹/L | Do not start |\n| ALT | >3 × ULN | Interrupt |\n",
        "| Phosphate | Tablets | Diet |\n|---|---|---|\n"
        "| 5.5-6.9 mg/dL | Continue | Restrict |\n| ≥9.0 mg/dL | Withhold | Restrict |\n",
        "| Finding | First time | Second time |\n|---|---|---|\n"
        "| Rash | Withhold | Discontinue |\n| Fever | Continue | Withhold |\n",
    ],
)
def test_columns_of_advice_are_no_groups(table: str) -> None:
    assert not groups("") and not extract_text(f"# Dosing\n\nORION was a randomized trial.\n\n{table}", kind="markdown").cohorts


@settings(max_examples=30, deadline=None)
@given(st.integers(20, 90), st.integers(91, 400), st.data())
def test_the_size_of_a_part_is_the_denominator_of_its_results(size: int, total: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(1, size - 1))
    text = (
        f"Okoro et al (2024)1 reported a retrospective study of velutamab in {total} patients.\n\n"
        f"  • The ORR was {n}/{size} in patients with liver metastases.\n"
    )
    assert ("patients with liver metastases", size, "subgroup") in groups(text)


def test_a_part_without_size_and_result_is_no_group() -> None:
    text = _STUDY.format(n=120) + "  • Among patients who relapsed, treatment was left to the physician.\n"
    assert groups(text) == {("total", 120, "total")}
