"""The flat statistics that several records share."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Statistics"]


class Statistics(Record):
    """A number with its companions, flat, so that the frame is the record.

    ``measure``: median, mean, proportion (``n`` and/or ``percent``), count, hazard_ratio, odds_ratio, relative_risk,
    risk_reduction, landmark_rate (a probability at a time, in percent), p_only, value. What is printed but is no plain
    number stands in the field's ``_text`` twin and leaves the number empty; ``*_low`` and ``*_high`` then hold the ends
    of a printed range and ``*_op`` a printed sign.

    Examples:
        >>> import daraevidence as dara
        >>> result = dara.extract_text("Responses were seen in 45-48% of patients.").endpoints[0]
        >>> result.percent, result.percent_text, result.percent_low, result.percent_high
        (None, '45-48', 45.0, 48.0)
    """

    measure: str | None = None
    value: float | None = None
    value_text: str | None = None
    value_op: str | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str | None = None
    n: int | None = None
    n_text: str | None = None
    denominator: int | None = None
    percent: float | None = None
    percent_text: str | None = None
    percent_op: str | None = None
    percent_low: float | None = None
    percent_high: float | None = None
    sd: float | None = None
    se: float | None = None
    range_low: float | None = None
    range_low_text: str | None = None
    range_high: float | None = None
    range_high_text: str | None = None
    iqr_low: float | None = None
    iqr_low_text: str | None = None
    iqr_high: float | None = None
    iqr_high_text: str | None = None
