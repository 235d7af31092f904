"""Rows that tell the parts of a group in one cell: ``ECOG 0/1/2`` over ``34/50/16``."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.extractors.grid.labels import Label
from daraevidence.extractors.table.cells import is_blank
from daraevidence.extractors.table.view import TableView
from daraevidence.language.patterns import compiled

__all__ = ["in_parts"]

_PARTS = compiled(
    r"(?P<head>.*?[^\s,:;(\[–—-])(?:\s*[,:;]\s+|\s*[(\[]|\s+[–—-]\s+|\s+(?=[^\s/]+/))"
    r"(?P<parts>[^/()\[\],;:]{1,40}(?:/[^/()\[\],;:]{1,40})+)[)\]]?"
)
_COUNTS = compiled(r"(\d+(?:\s?/\s?\d+)+)(?:\s*[(\[][\d.%/\s]+[)\]])?")


def in_parts(table: TableView, row: int, label: Label) -> Label:
    """The label of a row without the parts that its end names, these as its pair, where each filled cell has one count for
    each part; what parts a group is no more than all of it."""
    if label.pair or label.shape == "fraction":
        return label
    told = _PARTS.fullmatch(label.title)
    parts = tuple(part.strip() for part in told["parts"].split("/")) if told else ()
    slots = [slot for slot in table.slots if not slot.column.part]
    shown = [(table.cell(row, slot.columns[0]).text.strip(), slot.holder.n if slot.holder else None) for slot in slots]
    filled = [(text, size) for text, size in shown if not is_blank(text)]
    for text, size in filled:
        found = _COUNTS.fullmatch(text)
        counts = [int(count) for count in found[1].split("/")] if found else []
        if len(counts) != len(parts) or (size is None and len(parts) < 3):
            return label
        if label.shape != "percent" and size is not None and sum(counts) > size:
            return label
    return replace(label, name=told["head"], title=told["head"], pair=parts) if told and filled else label
