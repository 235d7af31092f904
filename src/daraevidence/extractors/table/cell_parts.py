"""What a cell lacks: the statistic that only a footnote names, the half of it that stands in the next column."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.extractors.table.announced import Defaults
from daraevidence.extractors.table.cells import Hint
from daraevidence.language.quantities import Quantity

__all__ = ["completed", "merge", "part_hint"]

_COUNT = re.compile(r"\d+\s*[(\[]\d+(?:\.\d+)?\s*%?[)\]]")
_INTERVAL = re.compile(r"[(\[]\s*-?[\d.,]+\s*(?:-|–|to|,|;)\s*-?[\d.,]+\s*[)\]]")
_DECIMAL = re.compile(r"\.\d+\s*\(")


def completed(hint: Hint, text: str, defaults: Defaults, *, counted: bool) -> Hint:
    """What footnotes and the other rows say of cells, where row and column announce nothing.

    ``counted``: the rows that announce a statistic announce ``n (%)``.
    """
    if hint.center or hint.shape or hint.ratio or set(hint.spreads) - {"ci"}:
        return hint
    if counted and _COUNT.fullmatch(text.strip()):
        return hint._replace(shape="n_percent")
    if "±" in text:
        return hint._replace(center="mean", spreads=(defaults.mean or "sd",))
    if _INTERVAL.search(text):
        return hint._replace(center="median", spreads=(defaults.median,)) if defaults.median else hint
    if _DECIMAL.search(text) and defaults.mean:
        return hint._replace(center="mean", spreads=(defaults.mean,))
    return hint


def part_hint(part: str, hint: Hint) -> Hint:
    """What a column with one part of a statistic announces."""
    if part in ("n", "percent"):
        return hint._replace(shape=part, center="", spreads=())
    if part in ("mean", "median"):
        return hint._replace(center=part, shape="", spreads=())
    if part in ("sd", "se"):
        return hint._replace(center="mean", shape="", spreads=())
    return hint._replace(spreads=(part,)) if part else hint


def merge(one: Quantity, other: Quantity, part: str) -> Quantity:
    """One statistic of two cells: a count and its percent, a mean and its SD, an estimate and its interval."""
    merged = replace(one, intervals=(*one.intervals, *other.intervals), end=max(one.end, other.end))
    merged.n, merged.percent = one.n or other.n, one.percent or other.percent
    if part in ("sd", "se"):
        merged = replace(merged, sd=other.value if part == "sd" else one.sd, se=other.value if part == "se" else one.se)
    elif merged.value is None:
        merged.value = other.value
    if merged.n is not None and merged.percent is not None:
        merged.role = "proportion"
    return merged
