"""An extraction as a card for notebooks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from daraevidence.draft import SEVERITIES
from daraevidence.schemas.cards import KINDS, plain_html

if TYPE_CHECKING:
    from daraevidence.extraction import Extraction

__all__ = ["card"]


def card(extraction: Extraction) -> str:
    """An extraction for a notebook: title, kind, counts, findings by severity, share of numbers claimed."""
    payload, source = extraction.payload, extraction.source
    severities = Counter(row["severity"] for row in payload["findings"])
    counts = [(name.replace("_", " "), len(payload[name])) for name in KINDS[1:]]
    rows = "".join(f"<tr><td>{name}</td><td style='text-align:right'>{count}</td></tr>" for name, count in counts if count)
    found = ", ".join(f"{severities[name]} {name}" for name in SEVERITIES if severities[name]) or "none"
    pages = f", {source.pages} pages" if source.pages else ""
    return (
        f"<div><b>{plain_html(extraction.title or source.name)}</b><br>{plain_html(source.name)} ({source.kind}{pages})"
        f"<table>{rows}</table>findings: {found}<br>"
        f"{len(payload['ledger'])} numbers, {extraction.coverage:.0%} claimed</div>"
    )
