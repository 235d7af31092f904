"""Adverse events."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["AdverseEvent", "AdverseEventTable"]


class AdverseEvent(Record):
    """How many patients of a group had an adverse event.

    ``grade``: ``any``, ``1`` ... ``5``, ``3-4``, ``>=3``, ``>2``. ``category`` is the heading printed above the term.
    ``n = 0`` where the document says that there were none.

    Examples:
        >>> import daraevidence as dara
        >>> event = dara.extract("docs/examples/trial.md").adverse_events[1]
        >>> event.term, event.cohort, event.grade, event.n, event.denominator, event.percent
        ('Thrombocytopenia', 'SDd', '>=3', 56, 154, 36.4)
    """

    study: str | None = None
    cohort: str | None = None
    denominator: int | None = None
    category: str | None = None
    term: str
    grade: str | None = None
    n: int | None = None
    n_text: str | None = None
    percent: float | None = None
    percent_text: str | None = None
    percent_op: str | None = None
    percent_low: float | None = None
    percent_high: float | None = None


class AdverseEventTable(Record):
    """One adverse-event table: the ids of its ``table`` and of the ``rows`` made of it, its groups and their sizes.

    Examples:
        >>> import daraevidence as dara
        >>> (table,) = dara.extract("docs/examples/trial.md").adverse_event_tables
        >>> table.cohorts, table.denominators, len(table.rows)
        (('SDd', 'Dd'), (154, 155), 40)
    """

    _unshown = Record._unshown | {"rows"}

    table: str
    study: str | None = None
    cohorts: tuple[str, ...] = ()
    denominators: tuple[int | None, ...] = ()
    rows: tuple[str, ...] = ()
