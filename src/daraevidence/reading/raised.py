"""Raised text of a web page: exponents, references, footnote letters, and what is only printed so."""

from __future__ import annotations

from typing import Literal, TypeAlias

from daraevidence.language.patterns import compiled

__all__ = ["Raised", "raised"]

#: power: ``10^6``; mark: leads to a note or a reference and may stand glued to what is before it; boxed: a reference in
#: square brackets; apart: a mark behind a space; gone: a mark that would damage the number before it; plain: text like any other.
Raised: TypeAlias = Literal["power", "mark", "boxed", "apart", "gone", "plain"]

_TEN = compiled(r"(?<![\d.,])10\s?$")
_EXPONENT = compiled(r"[-\u2212\u2013\u2010\u2011+]?\s?\d{1,2}")
_UNIT = compiled(r"(?:(?<![A-Za-z])[cmkdn\u03bc\u00b5]?m|(?<![A-Za-z])(?:in|ft|kg|s|h|L|l|mL|d|y|min))$")
_SINGLE = compiled(r"(?<![A-Za-z\u0370-\u03ff])[A-Za-z\u0370-\u03ff]$")
_NUMBERS = compiled(r"[\[(]?\s?\d{1,3}(?:\s?[,;\u2013\u2010\u2011-]\s?\d{1,3})*\s?[\])]?,?")
_LETTERS = compiled(
    r"[\[(]?(?:[a-z]{1,2}|[*\u2217\u2020\u2021\u00a7\u00b6\u2016#]{1,3})(?:\s?,?\s?(?:[a-z]|[*\u2020\u2021\u00a7\u00b6#]{1,3}|\d))*[\])]?"
)
_SIGNED = frozenset(["tm", "sm"])
_ORDINAL = frozenset(["st", "nd", "rd", "th", "er", "e", "o"])
#: An ordinal is raised behind a small number: ``2<sup>nd</sup>``; behind a word or ``0.03`` a letter is a mark.
_COUNT = compiled(r"(?<![\d.,])\d{1,3}$")
#: Digits glued to such an end are read as a reference and as nothing else.
_CITING = compiled(r"(?:[A-Za-z]?[a-z]{3,}[a-z]|(?<=[^\s\d])[.,;:]|(?<=[^\s(])\))$")


def raised(text: str, before: str, after: str, cell: bool) -> Raised:
    """What a raised text is; ``before`` is printed before it, ``after`` is the first character behind it.

    Powers: ``10<sup>6</sup>``, ``10<sup>-4</sup>``. Plain: ``m<sup>2</sup>``, ``R<sup>2</sup>``, ``<sup>177</sup>Lu``,
    ``1<sup>st</sup>``, ``CD34<sup>+</sup>``, longer text. References stay glued to words (``survival3``, as text prints them),
    stand in brackets behind names in capitals, and are left out behind a bare number. ``cell``: in a table, where marks lead
    to notes; they stay, behind a number apart from it.
    """
    if not text or len(text) > 40:
        return "plain"
    tail = before.rstrip()
    if _TEN.search(before) and _EXPONENT.fullmatch(text):
        return "power"
    numbers = _NUMBERS.fullmatch(text) is not None
    if not numbers:
        told = text.lower()
        if _LETTERS.fullmatch(text) is None or told in _SIGNED:
            return "plain"
        if told in _ORDINAL and _COUNT.search(tail) and not (cell and len(text) == 1):
            return "plain"
        if not tail:
            return "mark"
        return "mark" if cell or not tail[-1].isdigit() else "gone"
    if (not tail or before[-1:].isspace()) and after.isalpha() and len(text) > 1:
        return "plain"  # an isotope
    if not tail:
        return "mark"
    if (_UNIT.search(before) and text in ("2", "3")) or (text == "2" and _SINGLE.search(before)):
        return "plain"
    if tail[-1].isdigit() or tail[-1] in "%/=<>\u2265\u2264":
        return "apart" if cell else "boxed" if tail[-1] == "%" else "gone"
    return "mark" if cell or _CITING.search(tail) else "boxed"
