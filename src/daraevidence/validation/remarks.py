"""What the reader remarked about a source: a guessed encoding, pages that could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Flag, Severity
from daraevidence.layout.document import Document

__all__ = ["remarks"]

#: Where something may be missing or wrong; other remarks are only told.
_SEVERITIES: dict[str, Severity] = {"encoding-guessed": "warning", "page-skipped": "warning"}


def remarks(document: Document) -> Iterator[Flag]:
    """One finding for each remark of the reader, at the beginning of the text: they are about the source as a whole."""
    for rule, explanation in document.text.notes:
        yield Flag(rule, _SEVERITIES.get(rule, "info"), 0, 0, explanation)
