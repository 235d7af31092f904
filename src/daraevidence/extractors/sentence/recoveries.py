"""Times that are results and no times of results: ``recovered on day 21 (range 14-38)``."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.language.quantities import Quantity

__all__ = ["UNITS_OF_TIME", "recovered"]

UNITS_OF_TIME = frozenset(("seconds", "minutes", "hours", "days", "weeks", "months", "years"))
#: ``on day 21 (``, ``within 6 hours (``: a time with its spread
_OPENS = re.compile(r"\s?[(\[]\s?")


def recovered(text: str, base: int, found: list[Quantity]) -> list[Quantity]:
    """``recovered on day 21 (range 14-38) with X and on day 27 (range 18-45) with Y``: times with spreads, told for two groups.

    A single one is a time of a visit or of a treatment (``at day 21 (range 18-24)``).
    """
    timed: list[tuple[int, int]] = []
    for i, one in enumerate(found):
        told = one.role == "value" and one.unit in UNITS_OF_TIME and bool(one.intervals)
        if not (told or one.role in ("timepoint", "duration")) or one.value is None or one.value.op or not one.unit:
            continue
        if text[max(0, one.start - base - 4) : one.start - base].casefold().split()[-1:] == ["at"]:
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if one.intervals:
            timed.append((i, i))
        elif (
            following is not None and following.intervals and following.value is None and following.role in ("interval", "number")
        ):
            apart = _OPENS.fullmatch(text, one.end - base, following.start - base) is None
            timed += [] if apart else [(i, i + 1)]
    if (
        len(timed) < 2
        or all(found[i].role == "value" for i, _ in timed)
        or len({found[i].unit for i, _ in timed}) > 1
        or len({found[i].value for i, _ in timed}) < 2
    ):
        return found
    for i, j in timed:
        spread = found[j]
        closed = spread.end + (text[spread.end - base : spread.end - base + 1] in (")", "]"))
        found[i] = replace(found[i], role="value", intervals=spread.intervals, end=closed, extra={})
    return [one for i, one in enumerate(found) if all(i != j or i == first for first, j in timed)]
