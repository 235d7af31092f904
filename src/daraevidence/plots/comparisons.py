"""The frame ``meta`` as a forest plot reads it: ratios, printed or made of counts, and the counts of both groups."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.frames import COLUMNS
from daraevidence.plots.rows import Data, Row, plain_rows, words

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["comparisons", "is_comparisons"]

_Z = 1.959964
_TELLING = frozenset(("treatment", "comparator", "sm", "yi", "sei"))
_GRADES = {">=3": "grade ≥3", ">=4": "grade ≥4", "any": ""}


def is_comparisons(data: Data) -> bool:
    """Whether data is the frame ``meta``, or rows of it."""
    return set(getattr(data, "columns", ())) >= _TELLING


def comparisons(frame: pd.DataFrame) -> Iterator[Row]:
    """Rows of the frame ``endpoints`` for each comparison; ``derived`` says that its ratio is made of counts."""
    for row in plain_rows(frame, COLUMNS["meta"]):
        about: dict[str, Any] = dict.fromkeys(COLUMNS["endpoints"])
        about |= {name: row[name] for name in ("study", "endpoint", "timepoint", "timepoint_unit")}
        about["label"] = _label(row)
        sides = (("treatment", "comparator"), ("comparator", "treatment"))
        for side, other in sides:
            counts = {"n": row[f"events_{side}"], "denominator": row[f"n_{side}"]}
            yield {**about, **counts, "cohort": row[side], "comparator": row[other], "measure": "proportion"}
        copied = {name: row[name] for name in ("measure", "ci_level", "ci_low", "ci_high", "p_op", "p_value")}
        ratio = {**about, **copied, "cohort": row["treatment"], "comparator": row["comparator"], "value": row["estimate"]}
        if row["estimate"] is None and row["yi"] is not None and row["sei"] is not None:
            low, high = (math.exp(row["yi"] + side * _Z * row["sei"]) for side in (-1, 1))
            ratio |= {"value": math.exp(row["yi"]), "ci_level": 95.0, "ci_low": low, "ci_high": high, "derived": True}
        yield ratio


def _label(row: Row) -> str:
    """The table's title, the outcome, and the grade of an event."""
    grade = row["grade"]
    named = ", ".join(part for part in (words(row["outcome"]), _GRADES.get(grade, f"grade {grade}") if grade else "") if part)
    return " > ".join(part for part in (words(row["table"]), named) if part)
