"""An efficacy or outcome result."""

from __future__ import annotations

from daraevidence.schemas.statistics import Statistics

__all__ = ["Endpoint"]


class Endpoint(Statistics):
    """One result of one group (a ratio: ``cohort`` is the group in the numerator, ``comparator`` the reference group).

    ``endpoint`` is a code (ORR, PFS, OS, DEATH ...) or ``OTHER``; ``label`` is the outcome as printed. ``reached`` is
    ``False`` where the document says not reached. ``ci_level`` in percent; ``p_value`` with its sign ``p_op``;
    ``timepoint`` in ``timepoint_unit``. ``role``: primary, secondary or exploratory.

    Examples:
        >>> import daraevidence as dara
        >>> result = dara.extract("docs/examples/trial.md").endpoints[2]
        >>> result.cohort, result.comparator, result.endpoint, result.measure, result.value, result.ci_low, result.ci_high
        ('SDd', 'Dd', 'PFS', 'hazard_ratio', 0.63, 0.48, 0.83)
    """

    study: str | None = None
    cohort: str | None = None
    comparator: str | None = None
    endpoint: str
    label: str
    reached: bool | None = None
    ci_level: float | None = None
    ci_low: float | None = None
    ci_low_text: str | None = None
    ci_high: float | None = None
    ci_high_text: str | None = None
    p_op: str | None = None
    p_value: float | None = None
    p_value_text: str | None = None
    timepoint: float | None = None
    timepoint_unit: str | None = None
    role: str | None = None
    population: str | None = None
    definition: str | None = None
