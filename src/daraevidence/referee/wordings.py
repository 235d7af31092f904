"""Values as others word them: ``"64%"``, ``"7.2 mo"``, ``"<0.001"``, ``"12/40 (30%)"``, ``"NR"``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from daraevidence.draft import Value
from daraevidence.extractors.grid.groups import read_grade
from daraevidence.language.grammar import quantities
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.units import unit_at
from daraevidence.reading.normalize import mended, repaired
from daraevidence.referee.grounding import number_of

__all__ = ["Given", "plain_grade", "plain_measure", "plain_number", "plain_unit"]

_NOT_REACHED = compiled(r"(?:not (?:yet )?(?:reached|estimable|evaluable)|n\.?[re]\.?)\Z", re.IGNORECASE)
_SIGNED = compiled(r"(?:[pP]\s*)?(?P<op><=|>=|[<>≤≥=~])\s*(?P<rest>.+)\Z", re.DOTALL)
_SIGNS = {"≤": "<=", "≥": ">="}
_SIZE = compiled(r"[nN]\s*=\s*")
_MEASURES = {
    "hr": "hazard_ratio", "or": "odds_ratio", "rr": "relative_risk", "risk_ratio": "relative_risk", "rate": "proportion",
    "percent": "proportion", "percentage": "proportion", "n_(%)": "proportion", "average": "mean", "number": "count",
}  # fmt: skip
_TWINS = frozenset("value n percent range_low range_high iqr_low iqr_high ci_low ci_high p_value dose".split())


@dataclass(slots=True)
class Given:
    """A value in the type of its column (``None`` where only ``beside`` holds what it says)."""

    value: Value
    beside: dict[str, Value] = field(default_factory=dict)


def plain_number(name: str, value: Any, *, whole: bool) -> Given | None:
    """A number of a column; ``None`` for what is none. Texts may hold a unit, a sign, an interval, a fraction.

    What is printed but is no plain number (``>5``, ``45-48``, ``NR``) goes to the column's ``_text`` twin, where there is one.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
        return None
    if not isinstance(value, str):
        return _typed(value, whole)
    text = _SIZE.sub("", mended(repaired(value)).strip(), count=1)
    number = number_of(text)
    if number is not None:
        found = _typed(number[0], whole)
        if found is not None and number[1] and name == "value":
            found.beside["unit"] = "%"
        return found
    if _NOT_REACHED.fullmatch(text):
        if name == "value":
            return Given(None, {"reached": False})
        return Given(None, {f"{name}_text": "NR"}) if name in _TWINS else None
    signed = _SIGNED.match(text)
    if signed and name == "p_value":
        return _signed_p(signed)
    return _parts(name, text, whole)


def _typed(value: float | Decimal, whole: bool) -> Given | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    if number != number or number in (float("inf"), float("-inf")):
        return None
    if whole:
        return Given(int(value)) if value == int(value) else None
    return Given(number)


def _signed_p(signed: re.Match[str]) -> Given | None:
    number = number_of(signed["rest"])
    if number is None:
        return None
    return Given(float(number[0]), {"p_op": _SIGNS.get(signed["op"], signed["op"])})


def _parts(name: str, text: str, whole: bool) -> Given | None:
    """A text that is one statistic: its parts by their columns; else a text with numbers, for the ``_text`` twin."""
    found = [each for each in quantities(text, 0, False) if each.role not in ("date", "citation")]
    if len(found) == 1 and found[0].start <= 1 and not (found[0].value is not None and found[0].value.op):
        beside = _beside(found[0])
        if name == "timepoint":
            beside = {"timepoint": beside.get("value"), "timepoint_unit": beside.get("unit")}
        elif name != "value":
            beside.pop("unit", None)
        own = beside.pop(name, None)
        if own is None and name in ("value", "percent"):
            own = beside.get("percent" if name == "value" else "value")
        if isinstance(own, (int, float)) and (not whole or own == int(own)):
            return Given(own, beside)
    if name in _TWINS and any(character.isdigit() for character in text):
        return Given(None, {f"{name}_text": text})
    return None


def _beside(quantity: Quantity) -> dict[str, Value]:
    parts: dict[str, Value] = {}
    for name in ("value", "n", "denominator", "percent", "sd", "se"):
        number = getattr(quantity, name)
        if number is not None and not number.op:
            amount = number.value * quantity.factor if name == "value" else number.value
            parts[name] = int(amount) if name in ("n", "denominator") else float(amount)
    if quantity.unit:
        parts["unit"] = quantity.unit
    for interval in quantity.intervals:
        stem = interval.kind if interval.kind != "bare" else "range"
        for end, limit in (("low", interval.low), ("high", interval.high)):
            if limit is not None and limit.number is not None:
                parts[f"{stem}_{end}"] = float(limit.number.value)
            elif limit is not None:
                parts[f"{stem}_{end}_text"] = limit.text
    if quantity.p is not None and quantity.p.number is not None:
        parts["p_op"], parts["p_value"] = quantity.p.op, float(quantity.p.number.value)
    return parts


def plain_measure(text: str) -> str:
    """``Hazard Ratio`` and ``HR`` → ``hazard_ratio``."""
    folded = re.sub(r"[\s-]+", "_", text.strip().casefold())
    return _MEASURES.get(folded, folded)


def plain_unit(text: str) -> str:
    """A unit in its normal form (``mo`` → ``months``); a word that is no unit stays."""
    plain = mended(repaired(text)).strip()
    found = unit_at(plain, 0)
    if found is not None and found.end == len(plain):
        return found.name
    return "%" if plain.casefold() in ("%", "percent", "per cent", "pct") else plain


def plain_grade(text: str) -> str:
    """``Any Grade`` → ``any``, ``Grade ≥3`` and ``3 or higher`` → ``>=3``, ``3/4`` → ``3-4``."""
    plain = " ".join(mended(repaired(text)).casefold().split())
    if plain in ("any", "all", "any grade", "all grades", "all grade", "overall", "total"):
        return "any"
    return read_grade(plain) or read_grade(f"grade {plain}") or plain
