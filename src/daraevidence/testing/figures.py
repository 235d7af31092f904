"""Numbers of made-up trials: exact, and printed with their rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp
from random import Random

from daraevidence.validation.distributions import deviate, two_sided

__all__ = ["DEVIATE", "Figures"]

#: half the width of a 95% interval in standard errors
DEVIATE = deviate(95)


@dataclass(frozen=True)
class Figures:
    """How a trial prints its numbers; percents with ``decimals``."""

    random: Random
    decimals: int

    def shown(self, value: float | Fraction | Decimal, decimals: int) -> str:
        """A value rounded half up or half even."""
        exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)
        rounding = self.random.choice([ROUND_HALF_UP, ROUND_HALF_EVEN])
        return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding) + 0)

    def percent(self, n: int, total: int) -> str:
        """The share in percent, without the sign."""
        return self.shown(Fraction(100 * n, total), self.decimals)

    def shares(self, counts: Sequence[int], sizes: Sequence[int]) -> list[str]:
        """Cells ``12 (10.0)``."""
        return [f"{n} ({self.percent(n, size)})" for n, size in zip(counts, sizes)]

    def split(self, total: int, parts: int) -> list[int]:
        """Whole numbers that sum to the total."""
        cuts = sorted(self.random.randint(0, total) for _ in range(parts - 1))
        return [after - before for before, after in zip([0, *cuts], [*cuts, total])]

    def estimate(self, middle: float, error: float) -> tuple[str, str]:
        """A ratio with its interval (``0.59; 95% CI, 0.41-0.87``) and its P value (``P=0.006``) from its logarithm and the SE."""
        low, value, high = (self.shown(exp(middle + step * DEVIATE * error), 2) for step in (-1, 0, 1))
        return f"{value}; 95% CI, {low}-{high}", self.p(two_sided(middle / error))

    def p(self, value: float) -> str:
        """A P value as journals print it: ``P<0.001``, ``P=0.042``, ``P=0.31``."""
        return "P<0.001" if value < 0.001 else f"P={self.shown(value, 3 if value < 0.095 else 2)}"
