"""Families of categories: which labels exclude each other, so that their counts must sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import NOT_KNOWN

__all__ = ["exclusive", "extent", "is_missing"]

_MISSING = compiled(
    rf"\b(?:unknown|missing|not (?:{NOT_KNOWN})|n/?a|nd|ne|unmeasurable|undetermined|indeterminate|unavailable|inevaluable|"
    r"no data)\b",
    re.IGNORECASE,
)
_ROMAN = compiled(r"(?:(?:r-)?iss |stage |grade )?(?:i|ii|iii|iv|v)[abc]?", re.IGNORECASE)
_SETS = (
    frozenset({"yes", "no"}),
    frozenset({"male", "female"}),
    frozenset({"men", "women"}),
    frozenset({"male", "female", "other"}),
    frozenset({"white", "caucasian", "black", "black or african american", "african american", "asian", "hispanic", "other",
               "others",
               "american indian or alaska native", "native hawaiian or other pacific islander", "multiple", "mixed"}),
    frozenset({"high", "standard", "intermediate", "low", "high risk", "standard risk", "intermediate risk", "low risk",
               "high-risk", "standard-risk", "intermediate-risk", "low-risk", "very high", "very low"}),
    frozenset({"kappa", "lambda"}),
    frozenset({"positive", "negative"}),
    frozenset({"present", "absent"}),
    frozenset({"never", "former", "current"}),
    frozenset({"primary", "secondary"}),
)  # fmt: skip
_RANGE = compiled(r"(?P<low>\d+(?:\.\d+)?)\s*(?:-|–|to|or|/)\s*(?P<high>\d+(?:\.\d+)?)")
_BOUND = compiled(r"(?P<op>[<>≤≥]|at least|more than|less than)\s*(?P<value>\d+(?:\.\d+)?)")
_POINT = compiled(r"(?P<value>\d+(?:\.\d+)?)")
_OR_MORE = compiled(r"(?P<value>\d+)\s*(?:or more|\+)")
_UNIT = compiled(r"\s*\b(?:years?|months?|lines?|cycles?|prior|kg|cm|score|therap(?:y|ies)|regimens?)\b", re.IGNORECASE)

_FAR = Decimal(10) ** 9


@lru_cache(maxsize=1024)
def is_missing(label: str) -> bool:
    """Whether a category is that of the patients without a value: ``Unknown``, ``Missing``, ``Not available``."""
    return bool(_MISSING.search(label))


@lru_cache(maxsize=1024)
def extent(label: str) -> tuple[Decimal, Decimal] | None:
    """The values that a label stands for: ``65-69``, ``<65``, ``≥85``, ``3``, ``≥3 lines``."""
    text = _UNIT.sub("", label).strip()
    if found := _RANGE.fullmatch(text):
        return Decimal(found["low"]), Decimal(found["high"])
    if found := _OR_MORE.fullmatch(text):
        return Decimal(found["value"]), _FAR
    if found := _BOUND.fullmatch(text):
        value, tiny = Decimal(found["value"]), Decimal("0.000001")
        match found["op"]:
            case "<" | "less than":
                return -_FAR, value - tiny
            case "≤":
                return -_FAR, value
            case ">" | "more than":
                return value + tiny, _FAR
            case _:
                return value, _FAR
    if found := _POINT.fullmatch(text):
        return Decimal(found["value"]), Decimal(found["value"])
    return None


def _disjoint(labels: Sequence[str]) -> bool:
    extents = [extent(label) for label in labels]
    if any(extent is None for extent in extents):
        return False
    ordered = sorted(extent for extent in extents if extent is not None)
    return all(left[1] < right[0] for left, right in pairwise(ordered))


def exclusive(labels: Sequence[str]) -> bool:
    """Whether a patient can be in one of the categories only.

    Known: yes/no, sexes, races, stages in Roman numerals, risk groups, light chains, positive/negative, values and ranges
    that do not meet (``<65``, ``65-74``, ``≥75``). Not known, and never guessed: drugs, terms, ``≥1`` beside ``≥2``.
    """
    kept = [" ".join(label.lower().split()) for label in labels if not is_missing(label)]
    if len(kept) < 2 or len(set(kept)) < len(kept):
        return False
    if all(_ROMAN.fullmatch(label) for label in kept):
        return True
    if any(set(kept) <= known for known in _SETS):
        return True
    return _disjoint(kept)
