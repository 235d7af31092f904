"""What a cell lacks: the statistic that only a footnote names, the half of it that stands in the next column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.table.announced import Defaults
from daraevidence.extractors.table.cells import Hint
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["completed", "counted_parts", "merge", "part_hint"]

_COUNT = compiled(r"\d+\s*[(\[]\d+(?:\.\d+)?\s*%?[)\]]")
_INTERVAL = compiled(r"[(\[]\s*-?[\d.,]+\s*(?:-|–|to|,|;)\s*-?[\d.,]+\s*[)\]]")
_PAIR = compiled(r"-?(?P<first>\d[\d,]*(?:\.\d+)?)\s*[(\[](?P<second>\d[\d,]*(?:\.\d+)?)[)\]]")
_DECIMAL_PAIR = compiled(r"-?\d+\.\d+\s*[(\[]\d+(?:\.\d+)?[)\]]")
_DECIMAL = compiled(r"\.\d+\s*\(")


def completed(hint: Hint, text: str, defaults: Defaults, *, counted: bool) -> Hint:
    """What footnotes and the other rows say of cells, where row and column announce nothing.

    ``counted``: the rows that announce a statistic announce ``n (%)``. ``Sleep efficiency, %`` over ``84.7 (1.3)`` is no share
    of patients where values are means with their spread, but a mean whose unit is percent.
    """
    text = text.strip()
    spread = (defaults.mean or "sd",)
    if hint.center == "mean" and not hint.spreads and defaults.mean and _PAIR.fullmatch(text):
        return hint._replace(spreads=spread)
    if hint.shape == "percent" and not hint.center and ("±" in text or (defaults.mean and _DECIMAL_PAIR.fullmatch(text))):
        return hint._replace(shape="", center="mean", spreads=spread, unit=hint.unit or "%")
    if hint.center or hint.shape or hint.ratio or set(hint.spreads) - {"ci"}:
        return hint
    if counted and _COUNT.fullmatch(text):
        return hint._replace(shape="n_percent")
    if "±" in text:
        return hint._replace(center="mean", spreads=spread)
    if _INTERVAL.search(text):
        if defaults.interval and not defaults.median:
            return hint._replace(center=defaults.interval, spreads=("ci",))
        return hint._replace(center="median", spreads=(defaults.median,)) if defaults.median else hint
    if defaults.mean and (_DECIMAL.search(text) or _mean_of_wholes(text, defaults)):
        return hint._replace(center="mean", spreads=spread)
    if defaults.counts == "n_percent" and not defaults.mean and not defaults.median and _COUNT.fullmatch(text):
        return hint._replace(shape="n_percent")
    return hint


def _mean_of_wholes(text: str, defaults: Defaults) -> bool:
    """Whether ``3562 (471)`` is a mean: it can be no share, or shares are told another way (``4/298 (1.3)``), or not at all."""
    found = _PAIR.fullmatch(text)
    return found is not None and (defaults.counts != "n_percent" or float(found["second"].replace(",", "")) > 100)


def part_hint(part: str, hint: Hint) -> Hint:
    """What a column with one part of a statistic announces."""
    if part in ("ratio", "difference"):
        return hint
    if part in ("n", "percent"):
        return hint._replace(shape=part, center="", spreads=())
    if part in ("mean", "median"):
        return hint._replace(center=part, shape="", spreads=())
    if part in ("sd", "se"):
        return hint._replace(center="mean", shape="", spreads=())
    return hint._replace(spreads=(part,)) if part else hint


_WHOLE = compiled(r"\d\s*(?:[(\[]\s*-?\d|±)")
_COUNTED = compiled(r"\d[\d,]*\s*\(n\)", re.IGNORECASE)


def counted_parts(parts: Sequence[str], texts: Sequence[str]) -> list[str]:
    """What two cells hold: ``13 (n) | 43.3%`` is a count and its share, also where others below the header are mean and SD;
    ``44.1 (10.3) | `` below ``n | %`` is one whole statistic."""
    filled = [text for text in texts if text.strip(" -–—")]
    if set(parts) == {"n", "percent"} and len(filled) == 1 and _WHOLE.search(filled[0]):
        return [""] * len(parts)
    if len(texts) == 2 and _COUNTED.fullmatch(texts[0].strip()) and texts[1].rstrip(" .").endswith("%"):
        return ["n", "percent"]
    return list(parts)


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
