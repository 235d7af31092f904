"""What a benchmark says: a figure, and what it should be. Every figure is a ratio to a control that ran beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Aim", "report"]


class Aim(NamedTuple):
    """One figure; ``least`` or ``most`` is what it should be, both ``None`` where it is only told."""

    name: str
    value: float
    unit: str
    detail: str
    least: float | None = None
    most: float | None = None

    @property
    def limit(self) -> str:
        """What the figure should be, in words."""
        if self.least is not None:
            return f"at least {self.least:g}"
        return f"at most {self.most:g}" if self.most is not None else ""

    @property
    def met(self) -> bool:
        """Whether the figure is as it should be."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)


def report(aims: Iterable[Aim]) -> int:
    """Print the figures as they come; 1 where one is not as it should be."""
    status = 0
    for aim in aims:
        wanted = f" ({aim.limit}{'' if aim.met else ': MISSED'})" if aim.limit else ""
        print(f"{aim.name}: {aim.value:.2f} {aim.unit}{wanted}; {aim.detail}", flush=True)
        status |= not aim.met
    return int(status)
