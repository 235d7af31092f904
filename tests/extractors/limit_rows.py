"""The limits of a text, as rows that tests can hold against what they expect."""

from __future__ import annotations

from typing import TypeAlias

import daraevidence
from daraevidence.pipeline import SourceKind

Row: TypeAlias = tuple[str, str | None, float | str | None, str | None]


def limits(text: str, kind: SourceKind = "text") -> list[Row]:
    """Variable, operator, value (as printed where it is no plain number) and unit of each threshold."""
    found = daraevidence.extract_text(text, kind=kind).thresholds
    return [(row.variable, row.operator, row.value if row.value is not None else row.value_text, row.unit) for row in found]
