"""A group of patients within a study."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Cohort"]


class Cohort(Record):
    """One group of patients.

    ``role``: ``total`` (the study's whole group), ``arm`` (a treatment or comparison group) or ``subgroup``. A group that
    is printed with another size elsewhere is a second record. ``aliases`` are the other names the document gives it.

    Examples:
        >>> import daraevidence as dara
        >>> cohort = next(cohort for cohort in dara.extract("docs/examples/trial.md").cohorts if cohort.cohort == "SDd")
        >>> cohort.n, cohort.role
        (156, 'arm')
    """

    study: str | None = None
    cohort: str
    n: int | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
