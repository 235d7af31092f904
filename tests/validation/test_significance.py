"""P values of test statistics, counts and means: known identities, and a count of all tables by hand."""

from fractions import Fraction
from math import atan, comb, exp, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.validation.distributions import two_sided
from daraevidence.validation.significance import p_of_chi_squared, p_of_counts, p_of_f, p_of_means, p_of_r, p_of_t


@given(st.floats(0.01, 30))
def test_closed_forms(x):
    assert p_of_chi_squared(x, 2) == pytest.approx(exp(-x / 2), rel=1e-10)
    assert p_of_chi_squared(x * x, 1) == pytest.approx(two_sided(x), rel=1e-7, abs=1e-14)
    assert p_of_t(x, 1) == pytest.approx(1 - 2 * atan(x) / pi, rel=1e-9)
    assert p_of_t(x, 2) == pytest.approx(1 - x / sqrt(2 + x * x), rel=1e-7)
    assert p_of_f(x, 2, 10) == pytest.approx((1 + x / 5) ** -5, rel=1e-9)


@given(st.floats(0.01, 12), st.integers(1, 400))
def test_t_is_the_root_of_f(t, df):
    assert p_of_f(t * t, 1, df) == pytest.approx(p_of_t(t, df), rel=1e-9)
    r = t / sqrt(df + t * t)
    assert p_of_r(r, df) == pytest.approx(p_of_t(t, df), rel=1e-6, abs=1e-12)


@given(st.floats(0.1, 5))
def test_t_of_many_is_normal(t):
    assert p_of_t(t, 10**7) == pytest.approx(two_sided(t), rel=1e-4, abs=1e-12)


@given(st.lists(st.floats(0.1, 60), min_size=2, max_size=2, unique=True), st.integers(1, 90))
def test_the_further_the_smaller(values, df):
    less, more = sorted(values)
    for p in (p_of_t, p_of_chi_squared):
        assert 0 <= p(more, df) <= p(less, df) <= 1


@given(st.data(), st.integers(1, 40), st.integers(1, 40))
def test_fisher_counts_all_tables(data, one, two):
    a, b = data.draw(st.integers(0, one)), data.draw(st.integers(0, two))
    found = p_of_counts((a, one), (b, two))
    if a + b in (0, one + two):
        assert found == {}
        return
    tables = {k: comb(one, k) * comb(two, a + b - k) for k in range(max(0, a + b - two), min(one, a + b) + 1)}
    extreme = Fraction(sum(ways for ways in tables.values() if ways <= tables[a]), sum(tables.values()))
    assert found["Fisher"] == pytest.approx(float(extreme), rel=1e-6)
    assert found["mid-P"] == pytest.approx(float(extreme - Fraction(tables[a], 2 * sum(tables.values()))), rel=1e-6)
    assert found["Pearson"] <= found["Yates"] <= 1


def test_printed_examples():
    """Tea tasted (Fisher 1935), and a 2x2 table by hand: chi-squared = 100 (20 * 10 - 30 * 40)^2 / (50 * 50 * 60 * 40)."""
    assert p_of_counts((3, 4), (1, 4))["Fisher"] == pytest.approx(34 / 70)
    assert p_of_counts((20, 50), (40, 50))["Pearson"] == pytest.approx(two_sided(sqrt(100 * 1000**2 / (50 * 50 * 60 * 40))))


@given(st.floats(0.5, 20), st.integers(3, 300), st.floats(-5, 5))
def test_both_t_tests_agree_on_groups_alike(spread, n, apart):
    found = p_of_means((10 + apart, spread, n), (10, spread, n))
    assert found["Student"] == pytest.approx(found["Welch"], rel=1e-6, abs=1e-12)
    assert found["Student"] == pytest.approx(p_of_t(abs(apart) / (spread * sqrt(2 / n)), 2 * n - 2), rel=1e-6, abs=1e-12)
