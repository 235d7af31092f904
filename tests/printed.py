"""A quantity in a few words, so that a test's table shows what must be read."""

from __future__ import annotations

from daraevidence.language.quantities import Quantity


def brief(quantity: Quantity) -> str:
    """``proportion n=13 %=62``, ``value 12.4 months ci 5.8..24.8``; contexts are told by role and normal form."""
    parts = [quantity.role]
    if quantity.measure:
        parts.append(quantity.measure)
    for name, sign in (("value", ""), ("n", "n="), ("denominator", "of="), ("percent", "%="), ("sd", "sd="), ("se", "se=")):
        number = getattr(quantity, name)
        if number is not None:
            parts.append(f"{sign}{number.op}{number.value.normalize():f}")
    if quantity.factor != 1:
        parts.append(f"x{quantity.factor:f}" + ("?" if quantity.exponent_lost else ""))
    if quantity.unit and quantity.unit != "%":
        parts.append(quantity.unit)
    for span in quantity.intervals:
        limits = ["" if limit is None else limit.text for limit in (span.low, span.high)]
        parts.append(f"{span.kind} garbled" if span.garbled else f"{span.kind} {limits[0]}..{limits[1]}")
    if quantity.p is not None:
        number = quantity.p.number
        parts.append(f"p{quantity.p.op}{number.value.normalize():f}" if number else f"p{quantity.p.op}ns")
    if quantity.noun and quantity.role in ("count", "proportion", "section", "grade"):
        parts.append(quantity.noun)
    for key in ("percent_text", "grade", "iso", "start", "end", "pair", "ratio"):
        if key in quantity.extra and not (key == "grade" and quantity.role != "grade"):
            parts.append(f"{key}:{quantity.extra[key]}" if key not in ("grade", "iso") else quantity.extra[key])
    return " ".join(parts)


def briefs(found: list[Quantity]) -> list[str]:
    return [brief(quantity) for quantity in found]
