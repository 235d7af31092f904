"""P values of test statistics, of the counts of two groups and of their means: what a printed one is held against."""

from __future__ import annotations

from math import erfc, exp, isinf, lgamma, log, log1p, sqrt

from daraevidence.language.numbers import Number
from daraevidence.language.rounding import bounds

__all__ = ["p_of_chi_squared", "p_of_counts", "p_of_f", "p_of_means", "p_of_r", "p_of_t", "printed_p", "shown_p"]

_STEPS = 500
_TINY = 1e-300
#: Of larger groups the exact tests are not asked: what they differ in from the others is not printed.
_MOST = 20_000
#: Tables as likely as the one that is there, behind the rounding of floats, count as extreme as it.
_ALIKE = 1 + 1e-7


def _beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22; Lentz's method)."""
    if not 0 < x < 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    below, above = 1 / (1 - (a + b) * x / (a + 1) or _TINY), 1.0
    found = below
    for m in range(1, _STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            below, above = 1 / (1 + term * below or _TINY), 1 + term / above or _TINY
            found *= below * above
        if abs(below * above - 1) < 1e-14:
            break
    return front * found


def _gamma(x: float, a: float) -> float:
    """The upper regularized incomplete gamma function Q(a, x): its series (DLMF 8.11.4) or continued fraction (8.9.2)."""
    if x <= 0:
        return 1.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = found = 1 / a
        for step in range(1, _STEPS):
            term *= x / (a + step)
            found += term
            if term < found * 1e-16:
                break
        return max(0.0, 1 - front * found)
    base, above = x + 1 - a, 1 / _TINY
    below = found = 1 / base
    for step in range(1, _STEPS):
        term = -step * (step - a)
        base += 2
        below, above = 1 / (term * below + base or _TINY), base + term / above or _TINY
        found *= below * above
        if abs(below * above - 1) < 1e-14:
            break
    return front * found


def p_of_t(t: float, df: float) -> float:
    """The two-sided P value of Student's t: t(38) = 2.20 has 0.034."""
    return _beta(df / (df + t * t), df / 2, 0.5) if not isinf(t) else 0.0


def p_of_f(f: float, df: float, df_within: float) -> float:
    """The P value of F(df, df_within): F(2, 57) = 3.40 has 0.040."""
    return _beta(df_within / (df_within + df * f), df_within / 2, df / 2) if f > 0 else 1.0


def p_of_chi_squared(value: float, df: float) -> float:
    """The P value of chi-squared, and of Cochran's Q: 3.84 with one degree of freedom has 0.050."""
    return _gamma(value / 2, df / 2)


def p_of_r(r: float, df: float) -> float:
    """The two-sided P value of a correlation with df = N - 2, by t = r sqrt(df / (1 - r^2))."""
    return p_of_t(r * sqrt(df / (1 - r * r)), df) if abs(r) < 1 else 0.0


def p_of_counts(first: tuple[int, int], second: tuple[int, int]) -> dict[str, float]:
    """The two-sided P values of n of N in two groups by the name of their test; empty where nobody, or everybody, is counted.

    Pearson's chi-squared, with Yates's correction, Fisher's exact test (all tables no likelier than this one) and its mid-P.
    """
    (a, one), (b, two) = first, second
    whole, counted = one + two, a + b
    if min(one, two) < 1 or not (0 <= a <= one and 0 <= b <= two) or counted in (0, whole):
        return {}
    apart = abs(a * (two - b) - b * (one - a))
    scale = whole / (one * two * counted * (whole - counted))
    found = {"Pearson": erfc(sqrt(apart * apart * scale / 2)), "Yates": erfc(max(0.0, apart - whole / 2) * sqrt(scale / 2))}
    if whole <= _MOST:
        found["Fisher"], here = _exact(a, one, two, counted)
        found["mid-P"] = found["Fisher"] - here / 2
    return found


def _exact(a: int, one: int, two: int, counted: int) -> tuple[float, float]:
    """Fisher's two-sided P value, and how likely the table itself is, all margins given."""
    least, most = max(0, counted - two), min(one, counted)
    fixed = sum(map(_log_factorial, (one, two, counted, one + two - counted))) - _log_factorial(one + two)
    cells = ((k, one - k, counted - k, two - counted + k) for k in range(least, most + 1))
    likely = [exp(fixed - sum(map(_log_factorial, cell))) for cell in cells]
    here = likely[a - least]
    return min(1.0, sum(chance for chance in likely if chance <= here * _ALIKE)), here


def _log_factorial(n: int) -> float:
    return lgamma(n + 1)


def p_of_means(first: tuple[float, float, int], second: tuple[float, float, int]) -> dict[str, float]:
    """The two-sided P values of two groups' mean, SD and N by the name of their t test; empty where no SD is above 0."""
    (one, spread, n), (two, other, m) = first, second
    if min(n, m) < 2 or min(spread, other) < 0 or spread + other <= 0:
        return {}
    apart = abs(one - two)
    pooled = ((n - 1) * spread**2 + (m - 1) * other**2) / (n + m - 2)
    part, rest = spread**2 / n, other**2 / m
    df = (part + rest) ** 2 / (part**2 / (n - 1) + rest**2 / (m - 1))
    return {
        "Student": p_of_t(apart / sqrt(pooled * (1 / n + 1 / m)), n + m - 2),
        "Welch": p_of_t(apart / sqrt(part + rest), df),
    }


def printed_p(op: str, number: Number) -> tuple[float, float]:
    """The P values that print so: 0.03 is from 0.025 to 0.035, <0.05 from 0 to 0.05."""
    low, high = bounds(number)
    if op in ("<", "<=", "≤"):
        return 0.0, float(number.value)
    if op in (">", ">=", "≥"):
        return float(number.value), 1.0
    return max(0.0, float(low)), min(1.0, float(high))


def shown_p(least: float, most: float) -> str:
    """A range of P values with two digits."""
    if most < 0.0001:
        return "<0.0001"
    low, high = f"{least:.2g}", f"{most:.2g}"
    return low if low == high else f"{low}-{high}"
