"""Extractions as files: JSON and CSV."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from daraevidence.assembly import Payload
from daraevidence.span import Span

if TYPE_CHECKING:
    from daraevidence.extraction import Extraction

__all__ = ["plain", "restore"]


def plain(extraction: Extraction) -> dict[str, Any]:
    """An extraction as values of JSON."""
    return {
        "source": asdict(extraction.source),
        "title": extraction.title,
        "updated": extraction.updated,
        "text": extraction.text,
        **extraction.payload,
    }


def restore(data: dict[str, Any]) -> Payload:
    """The payload from the values of JSON."""
    rest = {name: data[name] for name in data if name not in ("source", "title", "updated", "text")}
    return {name: list(rows) for name, rows in _values(rest).items()}


def _values(value: Any) -> Any:
    """JSON has no tuples, no spans and only texts as keys: bring them back."""
    if isinstance(value, dict):
        return {
            name: Span(*item)
            if name == "span"
            else tuple(Span(*s) if s else None for s in item)
            if name in ("spans", "path_spans", "cell_spans")
            else {int(k): tuple(v) for k, v in item.items()}
            if name in ("cell_notes", "column_notes")
            else _values(item)
            for name, item in value.items()
        }
    return tuple(_values(item) for item in value) if isinstance(value, list) else value
