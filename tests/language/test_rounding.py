"""What a printed number can stand for."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.language.numbers import Number, scan_numbers
from daraevidence.language.rounding import agree, bounds, counts_for, fit_percent, share


def number(printed: str) -> Number:
    (found,) = scan_numbers(printed)
    return found


@pytest.mark.parametrize(
    ("n", "total", "printed", "reading"),
    [
        (154, 286, "53.8", "exact"),
        (1, 8, "13", "exact"),  # 12.5: both neighbours are correct
        (1, 8, "12", "exact"),
        (151, 286, "52.7", "truncated"),
        (73, 78, "93", "truncated"),
        (1, 7, "14.0", "padded"),
        (5, 11, "46", "double"),
        (3, 7, "44", "near"),
        (1, 16, "16", "no"),
        (267, 286, "73.1", "no"),
        (0, 20, "0", "exact"),
        (20, 20, "100", "exact"),
        (3, 0, "10", "no"),
    ],
)
def test_readings_of_a_percent(n: int, total: int, printed: str, reading: str) -> None:
    assert fit_percent(n, total, number(printed)).reading == reading


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("12", "11.5", "12.5"), ("12.0", "11.95", "12.05"), ("-3.6", "-3.65", "-3.55"), (".04", "0.035", "0.045")],
)
def test_bounds(printed: str, low: str, high: str) -> None:
    assert bounds(number(printed)) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "total", "counts"),
    [
        ("29.2", 106, [31]),
        ("36", 42, [15]),
        ("33", 20, []),
        ("50", 286, list(range(142, 145))),
        ("100", 7, [7]),
        ("0", 7, [0]),
        ("110", 7, []),
    ],
)
def test_counts_that_print_as_a_percent(printed: str, total: int, counts: list[int]) -> None:
    assert list(counts_for(number(printed), total)) == counts


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("12", "12.4", True), ("12", "12.6", False), ("0.59", "0.6", True), ("0.59", "0.5", False)]
)
def test_the_same_quantity_printed_twice(first: str, second: str, expected: bool) -> None:
    assert agree(number(first), number(second)) is expected
    assert agree(number(second), number(first)) is expected


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(0, 3), st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_rounded_percent_is_exact_and_leads_back_to_its_count(total: int, part: int, places: int, rounding: str) -> None:
    n = part % (total + 1)
    printed = number(str(share(n, total).quantize(Decimal(1).scaleb(-places), rounding)))
    assert fit_percent(n, total, printed).reading == "exact"
    assert n in counts_for(printed, total)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 2))
def test_a_cut_percent_is_never_a_mismatch(total: int, part: int, places: int) -> None:
    n = part % (total + 1)
    printed = number(str(share(n, total).quantize(Decimal(1).scaleb(-places), ROUND_DOWN)))
    assert fit_percent(n, total, printed).reading in ("exact", "truncated")


@given(st.integers(1, 300), st.integers(0, 1000))
def test_counts_agree_with_the_readings(total: int, tenths: int) -> None:
    printed = number(f"{tenths / 10:.1f}")
    exact = [n for n in range(total + 1) if fit_percent(n, total, printed).reading == "exact"]
    assert exact == list(counts_for(printed, total))


@given(st.text(alphabet="0123456789", min_size=1, max_size=60), st.text(alphabet="0123456789", max_size=60))
def test_numbers_of_any_length_do_no_harm(whole: str, fraction: str) -> None:
    printed = scan_numbers(f"{whole}.{fraction}" if fraction else whole)[0]
    assert fit_percent(1, 3, printed).reading in ("exact", "truncated", "padded", "double", "near", "no")
    assert len(counts_for(printed, 3)) <= 4
