"""Changes beside the values they lead from and to, percents of few patients, columns that were copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence


def _told(text: str, kind: str = "text") -> list[tuple[str, str]]:
    found = daraevidence.extract_text(text, kind=kind).findings  # type: ignore[arg-type]
    return [(each.rule, each.quote) for each in found if each.severity != "info"]


@given(st.integers(200, 900), st.integers(20, 180), st.integers(-30, 30))
def test_a_change_between_two_values(first: int, fall: int, off: int) -> None:
    one, two, told = first / 10, (first - fall) / 10, (fall + off) / 10
    text = f"The mean score fell from {one:.1f} to {two:.1f}, a reduction of {told:.1f} points.\n"
    expected = [("words-numbers-disagree", f"{told:.1f}")] if off and told > 0 else []
    if told > 0 and abs(off) != 1:  # one unit is within the rounding of both
        assert _told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The median score fell from 8.4 to 7.1, a reduction of 1.9 points.",
        "The score fell from 8.4 to 7.1, an adjusted mean reduction of 1.9 points.",
        "The least-squares mean fell from 8.4 to 7.1, a reduction of 1.9 points.",
        "The rate fell from 50% to 40%, a reduction of 20%.",
        "The rate fell from 50% to 40%, a reduction of 10%.",
        "The weight fell from 80 kg to 72 kg, a loss of 10%.",
        "The dose was changed from 5 mg to 10 mg, with a reduction of 3 visits.",
    ],
)
def test_changes_that_may_be_so(text: str) -> None:
    assert _told(text + "\n") == []


@given(st.integers(3, 90).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))))
def test_a_percent_of_some_whole_number(sizes: tuple[int, int]) -> None:
    size, n = sizes
    assert _told(f"Relapse was seen in {round(100 * n / size)}% of the {size} patients.\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Relapse was seen in 35% of the 18 patients.", True),
        ("Relapse was seen in 34.0% of 57 patients.", True),
        ("At 12 months, an estimated 35% of the 18 patients were alive.", False),
        ("Relapse was seen in about 35% of the 18 patients.", False),
        ("Relapse was seen in 35% of the 180 patients.", False),
    ],
)
def test_a_percent_that_no_number_gives(text: str, found: bool) -> None:
    assert [rule for rule, _ in _told(text + "\n")] == (["percent-mismatch"] if found else [])


@pytest.mark.parametrize("same", [True, False])
def test_columns_that_were_copied(same: bool) -> None:
    counts = [41, 32, 27, 18, 12, 9, 6]
    rows = "".join(f"| Event {'ABCDEFG'[i]} | {n} | {n if same or i % 2 else n + 3} |\n" for i, n in enumerate(counts))
    table = f"**Adverse events**\n\n| Event, n | Ramivac (n=120) | Placebo (n=118) |\n|---|---|---|\n{rows}"
    assert [rule for rule, _ in _told(table, "markdown")] == (["columns-repeated"] if same else [])
