"""Printed numbers: the characters, the value, the decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["DASH", "DASHES", "WORD_VALUES", "Number", "as_number", "has_decimal_commas", "scan_numbers"]

#: All characters that are printed as a dash or a minus; ``DASH`` for use inside a set of a pattern.
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
DASH = "\\" + DASHES


class Number(NamedTuple):
    """One printed number. ``start`` and ``end`` are places of the repaired view and cover digits, sign and separators.

    ``decimals`` counts the printed decimals; ``op`` is a comparison printed before it (``<``, ``<=``, ``>``, ``>=``, ``~``,
    or ""); ``word`` is true for a number in words ("three").
    """

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int = 0
    op: str = ""
    word: bool = False


#: a named tuple without its own constructor, which costs as much again
_made = tuple.__new__


def as_number(printed: str, start: int = 0) -> Number:
    """A printed number as it stands (digits, separators, a decimal point)."""
    plain = printed.replace(",", "").replace("·", ".").replace("−", "-")
    return Number(start, start + len(printed), printed, Decimal(plain), len(plain.partition(".")[2]))


_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD_VALUES = {word: i for i, word in enumerate([*_ONES, *_TEENS])} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
"""Numbers that are written out in one word."""
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:])}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
_WORDS = Gated(
    "eight|eleven|fifteen|fifty|five|forty|four|hundred|nine|one|seven|six|ten|thirteen|thirty|three|twelve|twenty|two|zero",
    rf"(?<![\w-])(?=[zotfsen])(?:(?:{'|'.join(_ONES[1:])})[- ]hundred(?:(?: and)?[- ]{_SMALL})?|{_SMALL})"
    rf"(?![^\W_])(?!-(?:half|halves|third|quarter|fourth|fifth|sixth|tenth))",
    re.IGNORECASE,
)
_DIGITS = compiled(
    r"\d(?:"
    r"(?<=[1-9])\d{0,2}(?:,\d{3})+(?![\d])(?:[.\u00b7]\d+)?"  # 14,480  1,234.5
    r"|(?<=[1-9])\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"  # 14 480 with a thin space
    r"|(?<=[1-9])\d{0,2}(?: 000)+(?!\d)"  # 26 000
    r"|\d*(?:[.\u00b7]\d+)?)"
)
_COMMA_DIGITS = compiled(r"[1-9]\d{0,2}(?:[. \u00a0\u2009\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
# what stands before is asked behind the first digit: a search for a plain digit is quick
_COMMA_DECIMAL = compiled(r"\d(?<![\d.,]\d)\d*,\d{1,2}(?=\s?%|\s?[-\u2013]\s?\d+,\d|[);\s])")
_COMMA_ZERO = compiled(r"0,\d(?<![\d.,]0,\d)")
_POINT_DECIMAL = compiled(r"(?<![\d.,/:])\d+[.\u00b7]\d{1,3}(?![\d./])")
_YEAR_CITED = compiled(r"(?:19|20)\d\d\.\d{1,2}")
_SENTENCE_ENDS = compiled(r"\s+[A-Z\u201c\"]|\s*$|[,\u2013-]\d")
_YEAR_LEFT = frozenset(
    "in and to since until of by during through from before after between year january february march april may june july"
    " august september october november december".split()
)


def has_decimal_commas(text: str) -> bool:
    """Whether a text prints its decimals with a comma throughout (``0,59``; ``12,4 %``) and none with a point."""
    if "," not in text or not (_COMMA_ZERO.search(text) or _COMMA_DECIMAL.search(text)):
        return False
    commas = sum(1 for _ in _COMMA_ZERO.finditer(text)) + sum(1 for _ in _COMMA_DECIMAL.finditer(text))
    return commas >= 3 and not _POINT_DECIMAL.search(text)


def scan_numbers(text: str, decimal_commas: bool = False) -> list[Number]:
    """All printed numbers of a text, in order.

    Reads ``12``, ``14,480``, ``26 000``, ``45 539 patients``,
    ``0.59``, ``0·59``, ``.04`` and ``-.5``, ``-3.6`` (a dash is a minus only where no
    number, unit or letter ends just before it: ``1-14`` are two numbers), ``(- 3.6``, ``three``, ``Twenty-one``, ``two hundred
    and five``; with ``decimal_commas`` also ``0,59``. Never reads ``one-third``, and every run of digits is in some number.
    """
    found = _in_digits(text, decimal_commas)
    words = [Number(m.start(), m.end(), m[0], Decimal(_word_value(m[0].lower())), word=True) for m in _WORDS.finditer(text)]
    return sorted([*found, *words]) if words else found


def _in_digits(text: str, decimal_commas: bool) -> list[Number]:
    found: list[Number] = []
    previous = -1  # end of the number before
    for match in (_COMMA_DIGITS if decimal_commas else _DIGITS).finditer(text):
        start, end = match.span()
        if start < previous:
            continue
        if (
            text[end : end + 1] == " "
            and text[end + 1 : end + 2].isdigit()
            and (joined := _SPACED.match(text, start)) is not None
        ):
            end = end if _COUNTED_BEFORE.search(text, max(0, start - 14), start) else joined.end()
        printed = text[start:end]
        if len(printed) <= 7 and _YEAR_CITED.fullmatch(printed) and _is_cited_year(text, start, end):
            found.append(_number(text, start, start + 4, decimal_commas))
            found.append(_number(text, start + 5, end, decimal_commas))
            previous = end
            continue
        if start and text[start - 1] in ".\u00b7" and "." not in printed and _leading_point(text, start - 1):
            start -= 1
        if start and text[start - 1] in DASHES and _is_minus(text, start - 1, previous, found):
            start -= 1
        elif start > 1 and text[start - 1] == " " and text[start - 2] in DASHES and _is_parted_minus(text, start - 2, end, found):
            start -= 2
        found.append(_number(text, start, end, decimal_commas))
        previous = end
    return found


#: ``45 539 patients``: thousands parted by a plain space, which a person behind them shows
_SPACED = compiled(rf"(?<![\w.,])[1-9]\d{{0,2}}(?: \d{{3}})+(?= (?:[a-z][a-z-]+ ){{0,2}}?(?:{PEOPLE})\b)")
#: ``At week 24 312 patients``, ``arm 1 204 patients``: two numbers
_COUNTED_BEFORE = compiled(
    r"\b(?:weeks?|months?|days?|years?|hours?|visits?|cycles?|phases?|arms?|groups?|stages?|grades?|types?|study|trials?|cohorts?|class|tables?|"
    r"figures?|parts?|levels?|steps?|aged?|scores?|sites?|doses?|january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\s$",
    re.IGNORECASE,
)


def _leading_point(text: str, point: int) -> bool:
    """``P=.02``, ``HR .82``: a decimal point without a digit before it; never ``treatment.1`` or ``5.1.2``."""
    return point == 0 or text[point - 1] in " \t\n=<>\u2264\u2265([~\u00b1/,;:" or text[point - 1] in DASHES


def _is_minus(text: str, dash: int, previous: int, found: list[Number]) -> bool:
    before = text[dash - 1] if dash else " "
    if before in DASHES:  # -5--2 ends with a minus, 22--56 is a range
        return bool(found) and previous == dash - 1 and found[-1].value < 0
    if before == "/" and dash > 1 and text[dash - 2] == "+":  # 64.9+/-4.8
        return False
    if before in "([=<>\u2264\u2265,;:/~" or dash == 0:
        return previous < dash or not before.isdigit()
    if not before.isspace():
        return False
    last = dash - 1
    while last >= 0 and dash - last < 4 and text[last].isspace():
        last -= 1
    if last >= 0 and text[last] in ")]":  # "95% confidence interval (CI) -1.2": behind a short form nothing goes on
        return _SHORT_FORM.search(text, max(0, last - 12), last + 1) is not None
    return last < 0 or not (text[last].isdigit() or text[last] == "%")


_SHORT_FORM = compiled(r"[(\[][A-Za-z]{1,10}[)\]]\Z")
#: words that lead to an amount: a dash behind them is no dash of a sentence
_LEADS_TO = compiled(r"\b(?:was|were|of|by|versus|vs\.?|averaged|CI|S?MD|WMD)[,:]?\s\Z")
_IS_SIGN = compiled(r"(?:[(\[,;:=/]|[,;:=] )\Z")
_LISTED = compiled(r"(?:,|,?\sand|,?\sto)\s\Z")
#: between two members of a list: a unit, and a bracket with what belongs to the first
_LIST_GOES_ON = compiled(r"(?:[^\d()\[\].;]|\.(?=\d)){0,20}(?:[(\[][^()\[\]]{0,60}[)\]])?[^\d()\[\].;]{0,20}")


def _is_parted_minus(text: str, dash: int, end: int, found: list[Number]) -> bool:
    """``(- 7.0 kg)``, ``was - 3.1%``: a minus that a space parts from its number, behind a bracket, a word that leads to an
    amount, or in a list with another such number (``(- 5.0%, - 1.2%)``); or by itself."""
    if not dash:
        return end == len(text)
    if text[dash] == "\u2212" and _IS_SIGN.search(text, max(0, dash - 2), dash) is not None:
        return True  # the sign itself is no dash of a sentence
    if text[dash - 1] in "([" or _LEADS_TO.search(text, max(0, dash - 10), dash) is not None:
        return True
    if _LISTED.search(text, max(0, dash - 6), dash) is None:
        return False
    return any(
        one.text[1:2] == " " and one.text[0] in DASHES for one in found[-3:] if _LIST_GOES_ON.fullmatch(text, one.end, dash)
    )


def _is_cited_year(text: str, start: int, end: int) -> bool:
    """``between 2015 and 2020.6 A new sentence``: a year, a full stop and the number of a reference."""
    left = text[max(0, start - 24) : start].split()
    word = left[-1].lower().strip("(,") if left else ""
    return word in _YEAR_LEFT and bool(_SENTENCE_ENDS.match(text, end))


def _number(text: str, start: int, end: int, decimal_commas: bool) -> Number:
    printed = text[start:end]
    shown, value, decimals = (_known if len(printed) < 24 else _read)(printed, decimal_commas)
    return _made(Number, (start, end, shown, value, decimals, "", False))


_GROUPED_BY_POINTS = compiled(r"[.\s\u00a0\u2009\u202f]")
_GROUPED_BY_COMMAS = compiled(r"[,\s\u00a0\u2009\u202f]")


def _read(printed: str, decimal_commas: bool) -> tuple[str, Decimal, int]:
    """Printed digits with their value and the number of their decimals."""
    plain = printed
    if not plain.isdigit():
        plain = "".join("-" if c in DASHES else c for c in plain)
        if decimal_commas:
            plain = _GROUPED_BY_POINTS.sub("", plain).replace(",", ".")
        else:
            plain = _GROUPED_BY_COMMAS.sub("", plain).replace("\u00b7", ".")
    point = plain.find(".")
    try:
        value = Decimal(plain)
    except InvalidOperation:  # digits of a script that has no decimal value
        value = Decimal(0)
    return printed, value, len(plain) - point - 1 if point >= 0 else 0


#: the same digits are printed again and again, and need be kept once
_known = lru_cache(maxsize=16384)(_read)


def _word_value(word: str) -> int:
    total = 0
    for part in word.replace("-", " ").split():
        total = total * 100 if part == "hundred" else total + WORD_VALUES.get(part, 0)
    return total
