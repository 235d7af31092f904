"""A study that a document tells of."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Study"]


class Study(Record):
    """One study.

    ``study`` is the name that all other records use: ``Author et al (year)``, the acronym, or the words of the document
    (``trial of 267 subjects``; no more than ``study`` where it never says more of the only one that it tells of).
    ``design`` holds lower-case terms, sorted, joined with ``"; "``; the period's ends are ISO 8601 dates as precise as
    the text (``2016-05``); ``citations`` are reference numbers joined with ``";"``; ``reference`` is the id of the
    reference that the first citation leads to.

    Examples:
        >>> import daraevidence as dara
        >>> study = dara.extract("docs/examples/trial.md").studies[0]
        >>> study.study, study.n_patients, study.n_centers, study.follow_up_median, study.follow_up_unit
        ('Marchetti et al (2025)', 312, 41, 27.4, 'months')
    """

    study: str
    first_author: str | None = None
    year: int | None = None
    acronym: str | None = None
    registry_id: str | None = None
    design: str | None = None
    n_patients: int | None = None
    n_centers: int | None = None
    country: str | None = None
    site: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    follow_up_median: float | None = None
    follow_up_unit: str | None = None
    citations: str | None = None
    reference: str | None = None
