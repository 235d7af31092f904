"""Numbers that were damaged on the way: powers of ten without their exponent's mark, intervals without their dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Flag
from daraevidence.language.units import power_at
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["garbled_intervals", "lost_exponents"]

_TIMES = re.compile(r"[x×*]\s{0,2}10\s?\d")
_NUMBER = r"\d+(?:[.,]\d+)*"
_BEFORE = re.compile(rf"(?:{_NUMBER}\s{{0,2}}(?:-|–|to|vs\.?|versus|and|or)\s{{0,2}})?[<>≤≥]?\s?{_NUMBER}\s{{0,2}}$|[\w+-]+\s?$")
_UNIT = re.compile(
    r"\s{0,2}(?:[A-Za-z0-9+]{1,8}\s)?(?:cells?)?\s?(?:/|per )\s?(?:kg|l|ml|dl|[µμu]l|mcl|mm3|mm³)\b|\s?cells?\b", re.IGNORECASE
)
_MARK = re.compile(r"[\^⁰¹²³⁴⁵⁶⁷⁸⁹]|<sup|10\s?(?:E|e|\*\*)")
_GLUED = re.compile(r"(?<![\d.])(\d{1,3}\.\d{1,3})\.(\d{1,3})(?![\d.])")


def lost_exponents(document: Document) -> Iterator[Flag]:
    """A power of ten whose exponent lost its mark: the number is off by a factor of ten thousand and more.

    Found in ``5.2 x 106/kg``, ``≤30x109/L``, ``7.6 × 106 cells/kg``, ``8.6 vs 9.1 x 106/kg`` (one place). Not in ``x 10^6/kg``,
    ``×10⁹/L``, ``4 x 106 mg``.
    """
    for block in document.blocks:
        if block.kind in ("reference", "metadata") or "10" not in block.text:
            continue
        for found in _TIMES.finditer(block.text):
            power = power_at(block.text, found.start())
            if power is None or not power.lost:
                continue
            unit = _UNIT.match(block.text, power.end)
            before = _BEFORE.search(block.text, max(0, found.start() - 40), found.start())
            start = block.start + (before.start() if before else found.start())
            start += len(document.raw(start, start + 8)) - len(document.raw(start, start + 8).lstrip())
            end = block.start + (unit.end() if unit else power.end)
            if _MARK.search(document.text.quote(block.start + found.start(), end)):
                continue
            exponent = power.factor.adjusted()
            printed = " ".join(document.raw(start, end).split())
            yield Flag(
                "exponent-lost",
                "error",
                start,
                end,
                f"{printed}: the mark of the exponent is lost; read as 10^{exponent}, not as 10{exponent}.",
                printed=f"10{exponent}",
                recomputed=f"10^{exponent}",
                reading=f"10^{exponent}",
            )


def garbled_intervals(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """An interval whose dash is lost: ``(IQR, 1.817.6)``, ``(95% CI, 9.9 14.7)``; the explanation gives the likely limits."""
    for quantity in mentions.quantities:
        for interval in quantity.intervals:
            if not interval.garbled:
                continue
            found = _GLUED.search(document.clean, interval.start, interval.end)
            start, end = found.span() if found else (interval.start, interval.end)
            limits = _limits(found[1], found[2]) if found else ""
            likely = f"; presumably {limits}" if limits else ""
            words = f"{document.raw(start, end)}: the dash between the limits is lost{likely}."
            yield Flag("interval-garbled", "error", start, end, words, printed=document.raw(start, end), reading=limits)


def _limits(first: str, rest: str) -> str:
    """``9.914`` and ``7`` are 9.9-14.7: both limits have as many decimals."""
    decimals = len(rest)
    whole, _, tail = first.partition(".")
    if len(tail) <= decimals:
        return ""
    return f"{whole}.{tail[:decimals]}-{tail[decimals:]}.{rest}"
