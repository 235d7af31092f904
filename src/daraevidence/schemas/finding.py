"""What cannot be true in the document, or is damaged, and what the ledger says of a number."""

from __future__ import annotations

from daraevidence.schemas.base import Model, Record
from daraevidence.span import Span

__all__ = ["Finding", "LedgerEntry"]


class Finding(Record):
    """One disagreement of the document with itself.

    ``severity``: error (cannot be true), warning (suspicious), info (explained). ``quote`` is the shortest text that
    shows it, ``spans`` all places involved, ``formula`` the relation, ``printed`` and ``recomputed`` its two sides,
    ``reading`` what would save it, ``cause`` the id of the finding that this one follows from, ``records`` ids.

    Examples:
        >>> import daraevidence as dara
        >>> (finding,) = dara.extract_text("The ORR was 36% (12/40).").findings
        >>> finding.severity, finding.rule, finding.quote
        ('error', 'percent-mismatch', '36% (12/40)')
    """

    _unshown = Record._unshown | {"quotes", "formula", "printed", "recomputed", "reading", "records", "spans"}

    rule: str
    severity: str
    quote: str
    quotes: str | None = None
    explanation: str
    formula: str | None = None
    printed: str | None = None
    recomputed: str | None = None
    reading: str | None = None
    cause: str | None = None
    records: str | None = None
    spans: tuple[Span, ...] = ()


class LedgerEntry(Model):
    """One number of the source and what claims it; ``start`` and ``end`` index ``Extraction.text``.

    Examples:
        >>> import daraevidence as dara
        >>> [(entry.text, entry.reason, entry.field) for entry in dara.extract_text("The ORR was 64% (16/25).").ledger]
        [('64', 'record', 'percent'), ('16', 'record', 'n'), ('25', 'record', 'denominator')]
    """

    start: int
    end: int
    page: int | None = None
    text: str
    value: float | None = None
    claimed: bool
    reason: str
    record: str | None = None
    field: str | None = None
