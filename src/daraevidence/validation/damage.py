"""Numbers that were damaged on the way: powers of ten without their exponent's mark, intervals without their dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Flag
from daraevidence.language.cells import read_hint
from daraevidence.language.patterns import compiled
from daraevidence.language.units import power_at
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.sheets import Sheet

__all__ = ["garbled_cells", "garbled_intervals", "lost_exponents"]

_TIMES = compiled(r"[x×*]\s{0,2}10\s?\d")
_NUMBER = r"\d+(?:[.,]\d+)*"
_BEFORE = compiled(rf"(?:{_NUMBER}\s{{0,2}}(?:-|–|to|vs\.?|versus|and|or)\s{{0,2}})?[<>≤≥]?\s?{_NUMBER}\s{{0,2}}$|[\w+-]+\s?$")
_UNIT = compiled(
    r"\s{0,2}(?:[A-Za-z0-9+]{1,8}\s)?(?:cells?)?\s?(?:/|per )\s?(?:kg|l|ml|dl|[µμu]l|mcl|mm3|mm³)\b|\s?cells?\b", re.IGNORECASE
)
_MARK = compiled(r"[\^⁰¹²³⁴⁵⁶⁷⁸⁹]|<sup|10\s?(?:E|e|\*\*)")
_CELL = compiled(r"\s*(?P<value>[-−]?\d{1,4}(?:\.\d+)?)\s*%?\s*[(\[]\s*(?P<inside>[\d.]{3,14})\s*%?\s*[)\]]\s*")
_GLUED = compiled(r"(?<![\d.])(\d{1,3}\.\d{1,3})\.(\d{1,3})(?![\d.])")


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


def garbled_cells(sheet: Sheet) -> Iterator[Flag]:
    """An interval of a cell whose dash is lost, under a label or header that names one: ``0.49 (0.310.80)`` of ``HR (95% CI)``,
    ``66 (3188)`` of ``median (range)`` where the digits part into limits around the estimate. Not ``n (%)``."""
    heads = [" ".join(cell.text for cell in path) for path in sheet.grid.columns]
    for line in sheet.grid.rows:
        for cell, head in zip(line.cells, heads):
            found = _CELL.fullmatch(cell.text) if "(" in cell.text or "[" in cell.text else None
            if found is None or not any(
                _names_limits(words) for words in (head, *(one.text for one in line.path), sheet.grid.stub.text)
            ):
                continue
            if glued := _GLUED.fullmatch(found["inside"]):
                limits = _limits(glued[1], glued[2])
            else:
                limits = _parted(found["value"], found["inside"])
                if not limits:
                    continue
            words = f"{cell.text}: the dash between the limits is lost{f'; presumably {limits}' if limits else ''}."
            yield Flag(
                "interval-garbled",
                "error",
                cell.start,
                cell.end,
                words,
                printed=found["inside"],
                reading=limits,
                places=((cell.start, cell.end),),
            )


def _names_limits(words: str) -> bool:
    return read_hint(words).inside in ("ci", "range", "iqr")


def _parted(value: str, digits: str) -> str:
    """``3188`` behind 66 is 31-88: the only way to part the digits into limits around the value."""
    if not digits.isdigit() or not 3 <= len(digits) <= 6 or "." in value:
        return ""
    parts = [(digits[:place], digits[place:]) for place in range(1, len(digits))]
    fitting = [
        (low, high) for low, high in parts if high[0] != "0" and int(low) <= int(value) <= int(high) < 20 * int(value) + 20
    ]
    return "-".join(fitting[0]) if len(fitting) == 1 else ""


def _limits(first: str, rest: str) -> str:
    """``9.914`` and ``7`` are 9.9-14.7: both limits have as many decimals."""
    decimals = len(rest)
    whole, _, tail = first.partition(".")
    if len(tail) <= decimals:
        return ""
    return f"{whole}.{tail[:decimals]}-{tail[decimals:]}.{rest}"
