"""Cut-offs, scores and eligibility limits."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Threshold"]


class Threshold(Record):
    """One limit: ``variable`` ``operator`` ``value`` ``unit``; ``points`` of a scoring model, else empty.

    Powers of ten are applied (14.5 x 10^9/L is 14500000000 cells/L).

    Examples:
        >>> import daraevidence as dara
        >>> text = "Eligible patients had an absolute neutrophil count of at least 1.0 x 10^9/L."
        >>> (limit,) = dara.extract_text(text).thresholds
        >>> limit.operator, limit.value
        ('>=', 1000000000.0)
    """

    context: str | None = None
    variable: str
    operator: str | None = None
    value: float | None = None
    value_text: str | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    points: float | None = None
