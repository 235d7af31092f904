"""Drawn tables with two columns of labels: what is measured, and when or in whom."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.headers import sized, stands_alone

__all__ = ["has_second_labels", "is_second_label"]

_NAME = compiled(rf"(?i)(?:\d+(?:\.\d+)?[\s-]*(?:{TIME_UNITS})\b.*|T\d{{1,2}}|[^\W\d](?!\s?[=<>≤≥]).*)")
_NO_NAME = compiled(r"(?i)n/?[aersd]\.?|ref(?:erence)?\.?|not \w+|none|-+")


def is_second_label(cells: Sequence[str]) -> bool:
    """Whether a column holds names that come again and again, no figures: ``Pre | Post | 6 months | Pre | Post | 6 months``."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 4 or len(set(filled)) * 2 > len(filled) or len(set(filled)) < 2:
        return False
    return all(_NAME.fullmatch(cell) and not _NO_NAME.fullmatch(cell) for cell in filled)


def has_second_labels(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[str]]) -> bool:
    """Whether the second column goes on with the labels of the first: no size heads it, each of its names comes under several
    labels, and figures follow."""
    if not body or len(body[0]) < 3 or any(sized(row[1].text) or stands_alone(row[1].text) for row in heads if len(row) > 1):
        return False
    if not is_second_label([row[1] for row in body]):
        return False
    labels, above = [], ""
    for row in body:
        above = row[0] or above
        labels.append(above)
    return len(set(zip(labels, (row[1] for row in body)))) == len(body) and len(set(labels)) * 2 <= len(body)
