"""The arithmetic behind the rules: P values of normal deviates, confidence intervals of shares."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import erfc, exp, lgamma, log, sqrt
from statistics import NormalDist

__all__ = ["INTERVALS", "agresti_coull", "clopper_pearson", "deviate", "deviate_of", "two_sided", "wald", "wilson"]

_STEPS = 60


@lru_cache(maxsize=64)
def deviate(level: float) -> float:
    """z of a two-sided interval of this level (in percent): 1.96 for 95."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def deviate_of(p: float) -> float:
    """The normal deviate of a two-sided P value: 1.96 of 0.05; those below 1e-15 count as that."""
    return deviate(100 * (1 - max(p, 1e-15))) if p < 1 else 0.0


def two_sided(z: float) -> float:
    """The two-sided P value of a normal deviate."""
    return erfc(abs(z) / sqrt(2))


def _tail(n: int, total: int, share: float) -> float:
    """P(X >= n) for a binomial of this share, summed on the side of n where the terms fall."""
    if n <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    odds = share / (1 - share)
    if n > total * share:
        return min(1.0, _sum(total, share, range(n, total), lambda k: (total - k) / (k + 1) * odds, n))
    return max(0.0, 1 - _sum(total, share, range(n - 1, 0, -1), lambda k: k / (total - k + 1) / odds, n - 1))


def _sum(total: int, share: float, steps: range, factor: Callable[[int], float], first: int) -> float:
    """Terms of a binomial from ``first`` on, each from the one before it, until they no longer count."""
    start = lgamma(total + 1) - lgamma(first + 1) - lgamma(total - first + 1)
    start += first * log(share) + (total - first) * log(1 - share)
    found = term = exp(start) if start > -700 else 0.0
    for k in steps:
        term *= factor(k)
        found += term
        if term < found * 1e-15:
            break
    return found


def _where(tail: Callable[[float], float], wanted: float) -> float:
    """The share at which a growing tail reaches a value, by halving."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) < wanted else (low, middle)
    return (low + high) / 2


def clopper_pearson(n: int, total: int, level: float = 95.0) -> tuple[float, float]:
    """The exact interval of n of N in percent (Clopper and Pearson, Biometrika 1934;26:404): 31/106 is 20.8-38.9."""
    rest = (1 - level / 100) / 2
    low = 0.0 if n == 0 else _where(lambda share: _tail(n, total, share), rest)
    high = 1.0 if n == total else 1 - _where(lambda share: _tail(total - n, total, share), rest)
    return 100 * low, 100 * high


def wilson(n: int, total: int, level: float = 95.0) -> tuple[float, float]:
    """The score interval of n of N in percent (Wilson, JASA 1927;22:209)."""
    z = deviate(level)
    share, middle = n / total, 1 + z * z / total
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / middle
    centre = (share + z * z / (2 * total)) / middle
    return 100 * max(0.0, centre - half), 100 * min(1.0, centre + half)


def wald(n: int, total: int, level: float = 95.0) -> tuple[float, float]:
    """The normal interval of n of N in percent, cut at 0 and 100."""
    share = n / total
    half = deviate(level) * sqrt(share * (1 - share) / total)
    return 100 * max(0.0, share - half), 100 * min(1.0, share + half)


def agresti_coull(n: int, total: int, level: float = 95.0) -> tuple[float, float]:
    """The adjusted normal interval of n of N in percent (Agresti and Coull, Am Stat 1998;52:119)."""
    z = deviate(level)
    whole = total + z * z
    share = (n + z * z / 2) / whole
    half = z * sqrt(share * (1 - share) / whole)
    return 100 * max(0.0, share - half), 100 * min(1.0, share + half)


#: The usual intervals of a share by name.
INTERVALS: dict[str, Callable[[int, int, float], tuple[float, float]]] = {
    "Clopper-Pearson": clopper_pearson,
    "Wilson": wilson,
    "Wald": wald,
    "Agresti-Coull": agresti_coull,
}
