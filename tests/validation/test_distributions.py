"""Intervals of shares against published ones, and against what they must be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence.validation.distributions import INTERVALS, clopper_pearson, deviate, two_sided, wald, wilson


@pytest.mark.parametrize(
    ("n", "total", "low", "high"),
    [(31, 106, 20.8, 38.9), (15, 42, 21.6, 52.0), (0, 20, 0.0, 16.8), (20, 20, 83.2, 100.0), (5, 10, 18.7, 81.3)],
)
def test_exact_intervals(n, total, low, high):
    assert tuple(round(limit, 1) for limit in clopper_pearson(n, total)) == (low, high)


@pytest.mark.parametrize(
    ("method", "n", "total", "low", "high"),
    [
        (wilson, 81, 263, 25.53, 36.62),
        (clopper_pearson, 81, 263, 25.27, 36.76),
        (wald, 15, 148, 5.27, 15.00),
        (wilson, 15, 148, 6.24, 16.05),
        (clopper_pearson, 15, 148, 5.78, 16.17),
    ],
)
def test_published_intervals(method, n, total, low, high):
    """The examples of Newcombe (Stat Med 1998;17:857)."""
    assert method(n, total, 95.0) == pytest.approx((low, high), abs=0.02)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5000), st.data(), st.sampled_from(sorted(INTERVALS)))
def test_the_share_lies_inside(total, data, name):
    n = data.draw(st.integers(0, total))
    low, high = INTERVALS[name](n, total, 95.0)
    assert 0 <= low <= high <= 100
    assert low - 1e-6 <= 100 * n / total <= high + 1e-6


def test_more_sure_is_wider():
    inner, outer = clopper_pearson(30, 90, 90.0), clopper_pearson(30, 90, 99.0)
    assert outer[0] < inner[0] < inner[1] < outer[1]


def test_deviates():
    assert round(deviate(95.0), 2) == 1.96
    assert two_sided(1.959964) == pytest.approx(0.05, abs=1e-6)
