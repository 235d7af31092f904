"""Where a quote or a number stands in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from daraevidence.errors import RecordError
from daraevidence.language.numbers import scan_numbers
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.units import SUPERSCRIPTS
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.reading.normalize import mended, repaired

__all__ = ["amount", "number_of", "places_of_number", "places_of_quote"]

#: Pieces of a quote between which the page may break a line, or print a space or none.
_PIECES = compiled(r"\s*-\s*|\s+")
_PERCENT = compiled(r"\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_POWER = compiled(r"(?P<number>\S+)\s?[x×]\s?10\^?(?P<power>-?\d{1,2})")


def places_of_quote(document: Document, quote: str) -> Iterator[tuple[int, int]]:
    """The ranges of the repaired view in which a quote stands, whatever its white space, dashes, ligatures and case.

    A quote that a table prints over several lines, or with a word parted at a line's end, is found in its cell.
    """
    wanted = mended(repaired(quote)).strip()
    if not wanted:
        return
    pattern = _pattern(wanted)
    seen = []
    for match in pattern.finditer(document.clean):
        if _whole(document.clean, match.start(), match.end()):
            seen.append(match.span())
    yield from seen
    for start, end, text in _cells(document):
        inside = any(start <= first and last <= end for first, last in seen) if len(seen) < 100 else bool(seen)
        if not inside and pattern.fullmatch(text):
            yield start, end


def _pattern(wanted: str) -> re.Pattern[str]:
    parts = []
    place = 0
    for gap in _PIECES.finditer(wanted):
        outer = gap.start() == 0 or gap.end() == len(
            wanted
        )  # white space at an end of a pattern would be sought from every space
        dash = "-" if outer else r"\s*-\s*"
        parts += [re.escape(wanted[place : gap.start()]), dash if "-" in gap[0] else r"\s+"]
        place = gap.end()
    return re.compile("".join([*parts, re.escape(wanted[place:])]), re.IGNORECASE)


def _whole(clean: str, start: int, end: int) -> bool:
    """Whether a match cuts no word and no number: ``39`` is not in ``0.39``, nor ``rate`` in ``separate``."""
    before, behind = clean[start - 1 : start], clean[end : end + 1]
    if clean[start].isalnum() and before.isalnum() and before.isdigit() == clean[start].isdigit():
        return False
    if clean[end - 1].isalpha() and behind.isalpha():
        return False
    if clean[start].isdigit() and before in (".", ",") and clean[start - 2 : start - 1].isdigit():
        return False
    following = clean[end + 1 : end + 2].isdigit()
    return not (clean[end - 1].isdigit() and (behind.isdigit() or (behind in (".", ",") and behind and following)))


def _cells(document: Document) -> Iterator[tuple[int, int, str]]:
    for grid in document.grids:
        cells = [grid.title, grid.stub, *(cell for path in grid.columns for cell in path)]
        for row in grid.rows:
            cells += [*row.path, *row.cells]
        for cell in cells:
            if cell.end > cell.start:
                yield cell.start, cell.end, cell.text


def number_of(text: str) -> tuple[Decimal, bool] | None:
    """A text that is one number, and whether a percent sign stands behind it; ``None`` for any other text.

    Reads ``0.39``, ``0·39``, ``1,234``, ``-14``, ``twelve``, ``64%``, ``5.2 x 10^6``, ``5.2×10⁶``.
    """
    plain = mended(repaired(text)).strip()
    power = _POWER.fullmatch(plain.translate(SUPERSCRIPTS))
    if power is not None:
        base = number_of(power["number"])
        return None if base is None or base[1] else (base[0].scaleb(int(power["power"])), False)
    found = scan_numbers(plain)
    if len(found) != 1 or found[0].start != 0:
        return None
    percent = _PERCENT.fullmatch(plain, found[0].end) is not None
    return (found[0].value, percent) if percent or found[0].end == len(plain) else None


def amount(value: float | Decimal) -> Decimal:
    """A number as its shortest decimal form (0.1 is 0.1); ``RecordError`` where it is not finite."""
    try:
        found = value if isinstance(value, Decimal) else Decimal(repr(float(value)) if isinstance(value, float) else int(value))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise RecordError(f"{value!r} is no number that a document can print") from error
    if not found.is_finite():
        raise RecordError(f"{value!r} is no number that a document can print")
    return found


def places_of_number(document: Document, mentions: Mentions, value: Decimal, percent: bool = False) -> Iterator[tuple[int, int]]:
    """The ranges in which a number of this value is printed, with digits or in words; ``percent``: as a percent only."""
    for quantity in mentions.quantities:
        for number in quantity.numbers:
            if number.end <= number.start or value not in values(quantity, number.value, number.start):
                continue
            if percent and quantity.percent != number and _PERCENT.match(document.clean, number.end) is None:
                continue
            yield number.start, number.end


def values(quantity: Quantity, printed: Decimal, place: int) -> tuple[Decimal, ...]:
    """What a printed number of a quantity can be: itself, and with the power of ten that stands behind."""
    if quantity.factor == 1 or quantity.factor_at[0] <= place < quantity.factor_at[1]:
        return (printed,)
    return printed, printed * quantity.factor
