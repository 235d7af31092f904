"""Totals behind counts of groups; responses under a rate that somebody assessed; grades beside any grade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def findings(text: str) -> list[tuple[str, str]]:
    return [(each.rule, each.quote) for each in daraevidence.extract_text(text).findings if each.severity == "error"]


@given(
    st.lists(st.integers(5, 900), min_size=2, max_size=3),
    st.integers(-3, 3),
    st.sampled_from(["in all", "in total", "altogether"]),
)
def test_counts_of_groups_and_their_total(numbers: list[int], off: int, words: str) -> None:
    names = ["placebo", "10 mg", "20 mg"]
    told = [f"{n} in the {name} group" for n, name in zip(numbers, names, strict=False)]
    total = sum(numbers) + off
    text = f"The 8 weeks were completed by {', '.join(told[:-1])} and {told[-1]} ({total:,} {words}).\n"
    text = text.replace(f"by {numbers[0]} in", f"by {numbers[0]} participants in", 1)
    assert findings(text) == ([("parts-do-not-sum", f"{total:,} {words}")] if off else [])


@pytest.mark.parametrize(
    "text",
    [
        "Nausea was seen in 12 participants, vomiting in 15 (20 in all).",
        "Of 500 participants, 120 in the placebo group and 130 in the ramipril group responded (250 in all).",
        "There were 120 participants with nausea and 130 with vomiting (200 in all).",
    ],
)
def test_counts_that_need_not_sum(text: str) -> None:
    assert findings(text + "\n") == []


@pytest.mark.parametrize(
    "label", ["Confirmed ORR", "ORR by BICR", "Objective response rate (ORR) per RECIST 1.1", "IRC-assessed ORR"]
)
def test_responses_make_up_an_assessed_rate(label: str) -> None:
    table = (
        "Efficacy Outcomes\n\n| Outcome | Ramivac (n=102) | Placebo (n=51) |\n|---|---|---|\n"
        f"| {label}, n (%) | 51 (50.0) | 29 (56.9) |\n| CR | 2 (2.0) | 2 (3.9) |\n| PR | 49 (48.0) | 26 (51.0) |\n"
    )
    extraction = daraevidence.extract_text(table)
    (wrong,) = [each for each in extraction.findings if each.rule == "parts-do-not-sum"]
    assert f"{label}, n (%)" in {extraction.text[span.start : span.end] for span in wrong.spans}


def test_a_grade_above_any_grade_names_the_row() -> None:
    table = (
        "Adverse Events\n\n| Event, n (%) | Any Grade | Grade ≥3 |\n|---|---|---|\n"
        "| Fatigue | 22 (44.0) | 24 (48.0) |\n| Nausea | 33 (66.0) | 1 (2.0) |\n"
    )
    extraction = daraevidence.extract_text(table)
    (wrong,) = [each for each in extraction.findings if each.rule == "grade-exceeds-any-grade"]
    assert [extraction.text[span.start : span.end] for span in wrong.spans] == ["24 (48.0)", "22 (44.0)", "Fatigue"]
