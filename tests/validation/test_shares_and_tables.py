"""Percents of groups sized elsewhere, the text against tables, slips of the pen, limits at the edge of their rounding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.validation.slips import is_slip, is_swap


def _serious(text: str, kind: str = "text") -> list[tuple[str, str]]:
    found = daraevidence.extract_text(text, kind=kind).findings  # type: ignore[arg-type]
    return [(each.rule, " ".join(each.quote.split())) for each in found if each.severity != "info"]


@given(st.integers(10, 99999), st.integers(0, 3))
def test_a_swap_is_a_slip_both_ways(number: int, place: int) -> None:
    digits = list(str(number))
    place = min(place, len(digits) - 2)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    other = "".join(digits)
    assert is_swap(str(number), other) == is_swap(other, str(number)) == (other != str(number))
    assert is_slip(str(number), other) == (other != str(number))


@pytest.mark.parametrize(("one", "other"), [("12", "123"), ("62.0", "71.3"), ("5", "6"), ("120", "120")])
def test_what_is_no_slip(one: str, other: str) -> None:
    assert not is_slip(one, other)


@given(st.integers(20, 400).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size - 1))), st.integers(-40, 40))
def test_a_count_of_patients_told_before(sizes: tuple[int, int], off: int) -> None:
    size, n = sizes
    percent = round(100 * n / size) + off
    if not 0 < percent < 100 or (off and abs(off) < 3) or percent in (round(100 * n / n), n):
        return
    found = _serious(f"Of {size} patients, {n} ({percent}%) responded.\n")
    assert found == ([("percent-mismatch", f"{n} ({percent}%)")] if off else [])


_TRIAL = "# The HARBOR study\n\nHARBOR was a single-arm study. A total of 118 patients received ramivac.\n\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The disease progressed in 71 (62.0%) patients. Relapse came in 78 (66.1%), death in 52 (44.1%) patients.", True),
        (
            "The disease progressed in 71 (60.2%) patients. Relapse came in 78 (66.1%), death in 52 (44.1%) patients.",
            False,
        ),
        (
            "The disease progressed in 71 (65.1%) patients. Relapse came in 78 (66.1%), death in 52 (44.1%) patients.",
            False,
        ),
        ("Of the 40 patients, 12 (30%) responded, and of these 5 (42%) relapsed.", False),
    ],
)
def test_a_percent_of_a_group_sized_elsewhere(text: str, wrong: bool) -> None:
    found = [quote for rule, quote in _serious(f"{_TRIAL}{text}\n", "markdown") if rule == "percent-mismatch"]
    assert found == (["71 (62.0%)"] if wrong else [])


def _table(title: str, *rows: str) -> str:
    """A pipe table: the header and its rows, cells parted by bars."""
    header = f"| {rows[0]} |\n|{'---|' * (rows[0].count('|') + 1)}\n"
    return f"**{title}**\n\n{header}" + "".join(f"| {row} |\n" for row in rows[1:]) + "\n"


_TABLE = (
    "# The HARBOR trial\n\nHARBOR was a randomized trial of ramivac and placebo in 412 adults.\n\n{text}\n\n"
    + _table("Table 1. Efficacy", "Outcome | Ramivac (n=207) | Placebo (n=205)", "ORR, n (%) | 46 (22.2) | 21 (10.2)")
    + _table("Table 2. Adverse events", "Event, n (%) | Ramivac (n=207) | Placebo (n=205)", "Nausea | 79 (38.2) | 33 (16.1)")
)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("The overall response rate (ORR) was 22.2% with ramivac and 10.2% with placebo.", []),
        ("The overall response rate (ORR) was 24.2% with ramivac and 10.2% with placebo.", ["24.2%"]),
        ("The overall response rate (ORR) was 24.2% vs 10.2%.", ["24.2%"]),
        ("The overall response rate (ORR) was 10.2% vs 22.2%.", []),
        ("In an interim analysis, the overall response rate (ORR) was 24.2% with ramivac and 10.2% with placebo.", []),
        ("Nausea occurred in 97 (46.9%) patients with ramivac and 33 (16.1%) with placebo.", ["97"]),
        ("Nausea occurred in 60 (29.0%) patients with ramivac and 33 (16.1%) with placebo.", []),
    ],
)
def test_the_text_against_a_table(text: str, quotes: list[str]) -> None:
    found = [quote for rule, quote in _serious(_TABLE.format(text=text), "markdown") if rule == "text-table-disagree"]
    assert found == quotes


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The median duration of treatment was 9.5 months (range, 10-31).", ["warning"]),
        ("The median duration of treatment was 9.7 months (range, 10-31).", []),
        ("The median duration of treatment was 9.2 months (range, 10-31).", ["error"]),
        ("The median duration of treatment was 10 months (range, 9.6-31).", []),
    ],
)
def test_a_median_at_the_edge_of_its_range(text: str, severity: list[str]) -> None:
    found = daraevidence.extract_text(text).findings
    assert [each.severity for each in found if each.rule == "median-outside-range"] == severity


def test_a_broken_interval_says_nothing_of_its_events() -> None:
    table = _table(
        "Events", "Event, n (%) | A (n=2433) | B (n=2429) | HR (95% CI)", "Death | 231 (9.5) | 308 (12.7) | 0.73 (0.75-0.87)"
    )
    assert [rule for rule, _ in _serious(table, "markdown")] == ["estimate-outside-ci"]


def test_an_interval_of_a_percent_without_its_dash() -> None:
    table = _table("Efficacy", "Endpoint | A | Efficacy (95% CI)", "Any disease | 58/12,471 | 66.0% (54.374.7)")
    assert _serious(table, "markdown") == [("interval-garbled", "66.0% (54.374.7)")]


@pytest.mark.parametrize(("label", "wrong"), [("KRAS variant, n (%)", True), ("Previous therapies, n (%)", False)])
def test_one_of_several_kinds_each(label: str, wrong: bool) -> None:
    rows = [f"&nbsp;&nbsp;{name}" for name in ("First | 14 (45)", "Second | 8 (26)", "Third | 6 (19)", "Other | 2 (6)")]
    table = _table("Characteristics", "Characteristic | All (N=31)", f"{label} | ", *rows)
    assert [quote for rule, quote in _serious(table, "markdown") if rule == "parts-do-not-sum"] == ([label] if wrong else [])


@given(st.integers(120, 900), st.integers(120, 900), st.sampled_from(["allocated", "randomly assigned", "randomized"]))
def test_arms_that_sum_to_those_divided(first: int, second: int, verb: str) -> None:
    total = first + second
    text = "In the HARBOR trial, {} adults took part: {} were {} to ramivac and {} to placebo.\n"
    assert not [quote for rule, quote in _serious(text.format(total, first, verb, second)) if rule == "group-size-disagrees"]
    digits = str(total)
    swapped = f"{digits[:-2]}{digits[-1]}{digits[-2]}"
    found = [quote for rule, quote in _serious(text.format(swapped, first, verb, second)) if rule == "group-size-disagrees"]
    assert found == ([f"{swapped} adults"] if swapped != digits and swapped[0] != "0" else [])


@pytest.mark.parametrize(
    "text",
    [
        "In the HARBOR trial, 412 adults took part: 206 were allocated to ramivac and 205 to placebo.",
        "In the HARBOR trial, 432 adults took part, of whom 207 were allocated to ramivac and 205 to placebo.",
        "In the HARBOR trial, 500 adults took part: 207 were allocated to ramivac and 205 to placebo.",
    ],
)
def test_patients_who_were_not_divided(text: str) -> None:
    assert not [rule for rule, _ in _serious(text + "\n") if rule == "group-size-disagrees"]


@pytest.mark.parametrize(
    ("counts", "quotes"),
    [((81, 74, 41), []), ((81, 74, 43), ["43 at high risk"]), ((80, 73, 41), []), ((85, 78, 43), [])],
)
def test_the_groups_of_a_header_counted_in_the_text(counts: tuple[int, int, int], quotes: list[str]) -> None:
    text = "# The HARBOR study\n\nThere were {} patients at low risk, {} at intermediate risk, and {} at high risk.\n\n".format(
        *counts
    )
    header = "Outcome | Low risk (n=81) | Intermediate risk (n=74) | High risk (n=41)"
    table = _table("Outcomes", header, "Relapse, n (%) | 9 (11.1) | 11 (14.9) | 12 (29.3)")
    assert [quote for rule, quote in _serious(text + table, "markdown") if rule == "group-size-disagrees"] == quotes
