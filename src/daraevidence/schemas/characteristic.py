"""A baseline or treatment-history fact of a group."""

from __future__ import annotations

from daraevidence.schemas.statistics import Statistics

__all__ = ["Characteristic"]


class Characteristic(Statistics):
    """One fact of one group; ``characteristic`` is the row's path joined with ``" > "``, without the statistic's words."""

    study: str | None = None
    cohort: str | None = None
    characteristic: str
