"""Effects for a meta-analysis: log ratios and differences with their standard errors, each with its formula and its source.

Nothing here knows of records: numbers go in as they are printed, and what cannot be derived comes back as a doubt.
"""

from __future__ import annotations

from math import exp, inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from daraevidence.validation.distributions import deviate

__all__ = ["Effect", "Printed", "of_counts", "of_difference", "of_means", "of_ratio"]

_HANDBOOK = "Cochrane Handbook 6.3.2"
_ABSOLUTE = "Cochrane Handbook 6.3.1"
_ALGORITHMS = "Deeks & Higgins, Statistical algorithms in Review Manager 5 (2010)"
#: Rounding may move the standard error by this share to each side before it is worth a word.
_LOOSE = 0.1


class Printed(NamedTuple):
    """A number and how many of its decimals are printed."""

    value: float
    decimals: int

    @property
    def bounds(self) -> tuple[float, float]:
        """All values that print so."""
        half = 0.5 * 10.0**-self.decimals
        return self.value - half, self.value + half

    def __str__(self) -> str:
        return f"{self.value:.{self.decimals}f}"


class Effect(NamedTuple):
    """``yi`` with its standard error (``None`` where the document does not allow it), what it was derived by, any doubt."""

    yi: float | None = None
    sei: float | None = None
    formula: str = ""
    source: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def vi(self) -> float | None:
        """The sampling variance."""
        return None if self.sei is None else self.sei**2


def of_ratio(
    estimate: Printed | None, low: Printed | None, high: Printed | None, level: float | None, p: Printed | None
) -> Effect:
    """The log of a ratio; its standard error from the confidence limits, else from an exact P value.

    ``ln`` of the limits, their distance by 2z (Cochrane Handbook 6.3.2; z is 1.96 for 95 %). An interval that does not lie
    around the estimate on the log scale within the rounding of the three numbers is a doubt: it may be misprinted, exact or
    of a profile likelihood, and its width is no plain standard error. ``level`` None is taken as 95, with a doubt.
    """
    if estimate is None or estimate.value <= 0:
        return Effect(doubts=("the ratio is not a positive number",))
    yi = log(estimate.value)
    if low is None or high is None:
        return _of_p(estimate, yi, p)
    if not 0 < low.value < high.value:
        return Effect(yi, None, f"yi = ln({estimate})", _HANDBOOK, (f"the limits {low} and {high} are no interval of a ratio",))
    doubts = [] if level is not None else ["the level of the interval is not printed; 95 is taken"]
    if level is not None and not 0 < level < 100:
        return Effect(yi, None, f"yi = ln({estimate})", _HANDBOOK, (f"{level:g} is no level of an interval",))
    z = deviate(level if level is not None else 95.0)
    sei = (log(high.value) - log(low.value)) / (2 * z)
    doubts += _shape(estimate, low, high, z, sei)
    formula = f"yi = ln({estimate}); sei = (ln({high}) - ln({low})) / (2 * {z:.3f}); vi = sei^2"
    return Effect(yi, sei, formula, _HANDBOOK, tuple(doubts))


def of_difference(estimate: Printed, low: Printed, high: Printed, level: float | None) -> Effect:
    """A printed difference; its standard error from the confidence limits: their distance by 2z (Cochrane Handbook 6.3.1)."""
    yi, bare = estimate.value, f"yi = {estimate}"
    if not low.value < high.value or (level is not None and not 0 < level < 100):
        return Effect(yi, None, bare, _ABSOLUTE, (f"the limits {low} and {high} are no interval",))
    doubts = [] if level is not None else ["the level of the interval is not printed; 95 is taken"]
    z = deviate(level if level is not None else 95.0)
    sei = (high.value - low.value) / (2 * z)
    middle = (low.value + high.value) / 2
    slack = sum(one.bounds[1] - one.value for one in (low, high)) / 2 + estimate.bounds[1] - estimate.value
    if not low.bounds[0] <= estimate.bounds[1] or not estimate.bounds[0] <= high.bounds[1]:
        doubts.append(f"{estimate} lies outside its interval {low} to {high}")
    elif abs(middle - yi) > slack * (1 + 1e-9):
        doubts.append(f"the interval {low} to {high} is not symmetric around {estimate} (its middle is {middle:.3g})")
    formula = f"{bare}; sei = ({high} - {low}) / (2 * {z:.3f}); vi = sei^2"
    return Effect(yi, sei, formula, _ABSOLUTE, tuple(doubts))


def _shape(estimate: Printed, low: Printed, high: Printed, z: float, sei: float) -> list[str]:
    """Whether the interval lies around the estimate on the log scale, and how far rounding leaves its width open."""
    if not low.bounds[0] <= estimate.bounds[1] or not estimate.bounds[0] <= high.bounds[1]:
        return [f"{estimate} lies outside its interval {low}-{high}"]
    middles = [(_ln(one) + _ln(other)) / 2 for one, other in zip(low.bounds, high.bounds)]
    doubts = []
    if middles[0] > _ln(estimate.bounds[1]) or middles[1] < _ln(estimate.bounds[0]):
        middle = exp((log(low.value) + log(high.value)) / 2)
        doubts.append(
            f"the interval {low}-{high} is not symmetric around {estimate} on the log scale (its middle is {middle:.3g})"
        )
    least = max(0.0, (_ln(high.bounds[0]) - _ln(low.bounds[1])) / (2 * z))
    most = (_ln(high.bounds[1]) - _ln(low.bounds[0])) / (2 * z)
    if most - least > 2 * _LOOSE * sei:
        upper = "any size" if most == inf else f"{most:.3g}"
        doubts.append(f"rounding of the limits leaves sei between {least:.3g} and {upper}")
    return doubts


def _ln(value: float) -> float:
    return log(value) if value > 0 else -inf


def _of_p(estimate: Printed, yi: float, p: Printed | None) -> Effect:
    """``sei = |yi| / z`` with the z of a two-sided P value (Cochrane Handbook 6.3.2); only an exact P that tells enough."""
    bare = f"yi = ln({estimate})"
    if p is None or not 0 < p.value < 1 or yi == 0:
        return Effect(yi, None, bare, _HANDBOOK, ("no interval with two limits is printed, so that sei is open",))
    z = NormalDist().inv_cdf(1 - p.value / 2)
    if z < 0.1 or p.bounds[0] <= 0:
        return Effect(yi, None, bare, _HANDBOOK, (f"no interval is printed, and P={p} leaves sei open",))
    sei = abs(yi) / z
    ends = [abs(yi) / NormalDist().inv_cdf(1 - min(bound, 1 - 1e-9) / 2) for bound in p.bounds]
    doubt = f"sei is derived from P={p}, whose rounding leaves it between {min(ends):.3g} and {max(ends):.3g}"
    return Effect(yi, sei, f"{bare}; sei = |yi| / {z:.3f}, the z of P={p}; vi = sei^2", _HANDBOOK, (doubt,))


def of_counts(events: tuple[int, int], sizes: tuple[int, int]) -> Effect:
    """The log risk ratio of a 2x2 table: ``vi = 1/a - 1/n1 + 1/c - 1/n2`` (Deeks & Higgins 2010; metafor's ``RR``).

    A group without events has no log ratio: the counts stand, and the analysis decides how zeros are met.
    """
    (a, c), (n1, n2) = events, sizes
    if min(n1, n2) < 1 or not 0 <= a <= n1 or not 0 <= c <= n2:
        return Effect(doubts=(f"{a}/{n1} and {c}/{n2} are no counts of two groups",))
    if 0 in (a, c):
        return Effect(doubts=("a group without events: the log risk ratio needs a correction, which is left to the analysis",))
    if a == n1 and c == n2:
        return Effect(doubts=("every patient of both groups has the event: the log risk ratio has no variance",))
    yi = log(a / n1) - log(c / n2)
    vi = 1 / a - 1 / n1 + 1 / c - 1 / n2
    formula = f"yi = ln(({a}/{n1}) / ({c}/{n2})); vi = 1/{a} - 1/{n1} + 1/{c} - 1/{n2}; sei = sqrt(vi)"
    return Effect(yi, sqrt(vi), formula, _ALGORITHMS)


def of_means(
    means: tuple[float, float], deviations: tuple[float | None, float | None], sizes: tuple[int | None, int | None]
) -> Effect:
    """The mean difference: ``vi = sd1^2/n1 + sd2^2/n2`` (Deeks & Higgins 2010; metafor's ``MD``)."""
    yi = means[0] - means[1]
    bare = f"yi = {means[0]:g} - {means[1]:g}"
    if deviations[0] is None or deviations[1] is None:
        return Effect(yi, None, bare, _ALGORITHMS, ("a standard deviation is not printed",))
    if sizes[0] is None or sizes[1] is None or min(sizes[0], sizes[1]) < 1:
        return Effect(yi, None, bare, _ALGORITHMS, ("the size of a group is not printed",))
    if min(deviations[0], deviations[1]) < 0 or max(deviations[0], deviations[1]) == 0:
        return Effect(yi, None, bare, _ALGORITHMS, ("the standard deviations are no spread of two groups",))
    vi = deviations[0] ** 2 / sizes[0] + deviations[1] ** 2 / sizes[1]
    parts = " + ".join(f"{sd:g}^2/{n}" for sd, n in zip(deviations, sizes))
    return Effect(yi, sqrt(vi), f"{bare}; vi = {parts}; sei = sqrt(vi)", _ALGORITHMS)
