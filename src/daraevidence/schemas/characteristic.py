"""A baseline or treatment-history fact of a group."""

from __future__ import annotations

from daraevidence.schemas.statistics import Statistics

__all__ = ["Characteristic"]


class Characteristic(Statistics):
    """One fact of one group; ``characteristic`` is the row's path joined with ``" > "``, without the statistic's words.

    Examples:
        >>> import daraevidence as dara
        >>> (age,) = dara.extract_text("Baseline characteristics: median age was 66 years (range, 41-83).").characteristics
        >>> age.characteristic, age.value, age.range_low, age.range_high
        ('age', 66.0, 41.0, 83.0)
    """

    study: str | None = None
    cohort: str | None = None
    characteristic: str
