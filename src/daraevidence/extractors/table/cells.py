"""A cell of a table read with what its row and column announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from daraevidence.language.grammar import cell
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.places import copied
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity, Role
from daraevidence.language.rounding import fit_percent
from daraevidence.language.word_classes import NOT_KNOWN

__all__ = ["Hint", "Named", "fits", "is_blank", "named_counts", "read_cell", "read_p"]


class Hint(NamedTuple):
    """What is announced: ``center`` (median, mean), ``shape``, ``spreads`` as in ``Label``, the group's ``size``, a ``ratio``."""

    center: str = ""
    shape: str = ""
    spreads: tuple[str, ...] = ()
    unit: str = ""
    pair: tuple[str, ...] = ()
    size: int | None = None
    ratio: str = ""
    level: str = ""


class Named(NamedTuple):
    """A count of what the cell itself names: ``Lobectomy (57 [15])``; ``start`` and ``end`` of the name."""

    name: str
    start: int
    end: int
    quantity: Quantity


_SHAPES = {"n": "n", "percent": "%", "n_percent": "n (%)", "percent_n": "n (%)", "fraction": "n/N (%)"}
_SPREADS = {"range": "range", "iqr": "IQR", "sd": "SD", "se": "SE"}
_BLANK = compiled(rf"[\s\-–—−‒.…·*/]*|n/?a\.?|not\s+(?:{NOT_KNOWN})|nd|none reported", re.I)
_NOTE = compiled(r"(?<=\d)[a-z*†‡§¶#^]{1,3}\^?$|(?<=[%)\]])[a-z*†‡§¶#^]{1,4}$")
#: a longer cell holds prose
_LONGEST = 400
_GARBLED = compiled(r"\d+\.\d+\.\d+")
_WORDS = compiled(r"[^\W\d_]{3,}")
_ALLOWED = compiled(
    r"(?i)(?:each|per|patient|person|yr|years?|months?|weeks?|days?|patients?|events?|ref(?:erence)?|not|yet|reached|and|median|mean|range|iqr)"
)
_CONTEXTS = frozenset(("citation", "section", "identifier", "name", "group_size", "grade", "date"))
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:[.·]\d+)?"
_TWO = compiled(rf"(?P<low>[-−]?{_DIGITS})\s*[,;]\s*(?P<high>[-−]?{_DIGITS})")
_PAIRED = compiled(
    rf"(?P<first>{_DIGITS}\s*%?(?:\s*/\s*{_DIGITS}\s*%?)+)\s*(?:[(\[](?P<second>{_DIGITS}\s*%?(?:\s*/\s*{_DIGITS}\s*%?)+)[)\]])?"
)


@lru_cache(maxsize=1024)
def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, ``N/A``, ``not reported``."""
    return bool(_BLANK.fullmatch(text.strip()))


def fits(n: int, size: int | None, percent: Number) -> bool:
    """Whether a percent is that of ``n`` of ``size``."""
    return bool(size) and n <= (size or 0) and fit_percent(n, size or 1, percent).reading != "no"


def _whole(number: Number | None) -> bool:
    return number is not None and number.decimals == 0 and number.value >= 0


def _words(hint: Hint) -> str:
    """The hint in the words of a header."""
    interval = f"{hint.level}% CI" if hint.level else "CI"
    spreads = [interval if each == "ci" else _SPREADS[each] for each in hint.spreads]
    lead = hint.ratio.replace("_", " ") or hint.center or _SHAPES.get(hint.shape, "")
    words = f"{lead} ({', '.join(spreads)})" if spreads else lead
    return f"{words}, {hint.unit}" if hint.unit and (lead or hint.unit != "%") else words


def read_p(text: str, offset: int) -> PValue | None:
    """The P value of a cell: ``<0.001``, ``P=0.03``, ``.12``; ``None`` for words such as ``NS`` and what is no probability."""
    plain = _NOTE.sub(lambda match: " " * len(match[0]), text[:_LONGEST].rstrip())
    for quantity in cell(plain, offset, "P value"):
        if quantity.p is not None and quantity.p.number is not None and quantity.p.number.value <= 1:
            return quantity.p
    return None


def read_cell(text: str, offset: int, hint: Hint) -> list[Quantity]:
    """The statistics of a cell; ``offset`` is the place of ``text[0]``.

    Reads ``13 (62)``, ``13 (62%)``, ``57 [15]``, ``8/36 (22)``, ``62% (13)``, ``45.3% [2,3]``, ``11.5 (95% CI: 5.1-27)``,
    ``NR (2.8-NR)``, ``59 (40-82)``, ``54 ± 9``, ``0.8 (Q1-Q3, 0.1-6.4)``, ``20 (91; [3-7])``, ``23, 80`` (a range),
    ``9/13 (41/59)`` and ``48/52`` (pairs).
    Not words without a statistic, nor a number inside words (``4 cycles of therapy``), nor a cell with two statistics.
    """
    if is_blank(text) or len(text) > _LONGEST:
        return []
    if hint.pair:
        paired = _pairs(text, offset, hint)
        if paired:
            return paired
    text = _NOTE.sub(lambda match: " " * len(match[0]), text.rstrip())
    garbled = _GARBLED.search(text) if text.count(".") > 1 else None
    if garbled:
        text = f"{text[: garbled.start()]}{' ' * len(garbled[0])}{text[garbled.end() :]}"
    two = _TWO.fullmatch(text.strip())
    if two and set(hint.spreads) & {"range", "iqr", "ci"}:
        return [_two(text, two, offset, hint)]
    found = cell(text, offset, _words(hint))
    results = [quantity for quantity in found if quantity.role not in _CONTEXTS]
    if len(results) != 1 or _wordy(text, offset, results[0]):
        return []
    quantity = _rated(text, offset, results[0]) or _settle(results[0], hint)
    if garbled:
        kind: Literal["ci", "range"] = "ci" if "ci" in hint.spreads else "range"
        lost = Interval(kind, offset + garbled.start(), offset + garbled.end(), None, None, garbled=True)
        quantity.intervals = (*quantity.intervals, lost)
    return [quantity]


_PER_TIME = compiled(r"\s*%\s*(?:/|per\s)\s*(?:100\s)?(?:patient-|person-)?(?P<unit>y|yr|year|month)s?\b", re.I)


def _rated(text: str, offset: int, quantity: Quantity) -> Quantity | None:
    """``1.27%/yr``: a rate is a value with its unit, no share of patients."""
    percent = quantity.percent
    match = _PER_TIME.match(text, percent.end - offset) if percent is not None and quantity.n is None else None
    if match is None or percent is None:
        return None
    unit = "% per month" if match["unit"].lower() == "month" else "% per year"
    at = (percent.end, offset + match.end())
    return replace(quantity, role="value", value=percent, percent=None, unit=unit, unit_at=at)


_LETTER = compiled(r"[^\W\d_]")


def _wordy(text: str, offset: int, quantity: Quantity) -> bool:
    """Whether words stand around the statistic: the cell says something else with its number."""
    before = text[: max(0, quantity.start - offset)]
    if _LETTER.search(before) and not _ALLOWED.match(before.strip(" ,:(")):
        return True
    outside = f"{before} {text[max(0, quantity.end - offset) :]}"
    return any(not _ALLOWED.fullmatch(word) for word in _WORDS.findall(outside))


def _two(text: str, match: re.Match[str], offset: int, hint: Hint) -> Quantity:
    lead = offset + len(text) - len(text.lstrip())
    low = as_number(match["low"], lead + match.start("low"))
    high = as_number(match["high"], lead + match.start("high"))
    kind: Literal["ci", "range", "iqr"] = "iqr" if "iqr" in hint.spreads else "ci" if "ci" in hint.spreads else "range"
    ends = (Limit(low.start, low.end, low.text, low), Limit(high.start, high.end, high.text, high))
    return Quantity("interval", low.start, high.end, (low, high), intervals=(Interval(kind, low.start, high.end, *ends),))


def _pairs(text: str, offset: int, hint: Hint) -> list[Quantity]:
    """``9/13 (41/59)``: one statistic for each name of the pair."""
    lead = len(text) - len(text.lstrip())
    match = _PAIRED.fullmatch(text.strip())
    if match is None:
        return []

    def numbers(group: str) -> list[Number]:
        if match[group] is None:
            return []
        start = offset + lead + match.start(group)
        return [as_number(each[0], start + each.start()) for each in re.finditer(_DIGITS, match[group])]

    first, second = numbers("first"), numbers("second")
    if len(first) != len(hint.pair) or (second and len(second) != len(first)):
        return []
    percent = "%" in match["first"] or (hint.shape == "percent" and not second)
    found = []
    for i, number in enumerate(first):
        role: Role = "proportion" if second or percent or hint.shape not in ("", "n") else "count"
        each = Quantity(role, number.start, number.end, (number,), extra={"of": hint.pair[i]})
        if second:
            each.n, each.percent = number, second[i]
        elif percent:
            each.percent = number
        else:
            each.n = number
        found.append(each)
    return found


def _settle(quantity: Quantity, hint: Hint) -> Quantity:
    """One role for what tables print, the doubtful forms decided by what is announced and what fits the group's size."""
    quantity = copied(quantity)
    if quantity.unit == "%" or quantity.unit_at[1] == 0:
        quantity.unit, quantity.unit_at = "", (0, 0)
    if quantity.role in ("ratio", "threshold", "dose", "duration", "timepoint"):
        quantity.role = "value"
    if quantity.role in ("value", "number") and quantity.value is None:
        quantity.role = "interval" if quantity.intervals else quantity.role
    if quantity.role in ("proportion", "count"):
        _settle_share(quantity, hint)
    elif quantity.role in ("value", "number") and quantity.value is not None:
        _settle_value(quantity, quantity.value, hint)
    announced = [each for each in hint.spreads if each in ("ci", "range", "iqr")]
    intervals = []
    for interval in quantity.intervals:
        kind = announced[0] if announced else "range" if quantity.role == "proportion" and quantity.n is not None else "bare"
        intervals.append(replace(interval, kind=kind) if interval.kind == "bare" else interval)  # type: ignore[arg-type]
    quantity.intervals = tuple(intervals)
    return quantity


def _settle_share(quantity: Quantity, hint: Hint) -> None:
    n, percent = quantity.n, quantity.percent
    if n is None or percent is None or quantity.denominator is not None:
        return
    if hint.shape == "n_rate":
        # ``188 (1.7)`` below ``n (%/yr)``: the rate is no share of the group
        quantity.role, quantity.percent = "count", None
        quantity.note("doubt", "a rate in brackets")
    elif hint.shape == "percent_n" and n.start < percent.start and not percent.decimals:
        quantity.n, quantity.percent = percent, n
    elif not hint.shape and n.start < percent.start and not fits(int(n.value), hint.size, percent):
        if hint.size is not None or hint.unit or hint.center or hint.ratio:
            quantity.role, quantity.value, quantity.n, quantity.percent = "value", n, None, None
            quantity.note("doubt", "a single number in brackets")
        else:
            quantity.note("doubt", "taken as n (%)")
    elif hint.shape == "percent" and n.start < percent.start and not fits(int(n.value), hint.size, percent):
        turned = _whole(percent) and fits(int(percent.value), hint.size, n)
        quantity.n, quantity.percent = (percent, n) if turned else (n, percent)


def _settle_value(quantity: Quantity, number: Number, hint: Hint) -> None:
    plain = quantity.sd is None and quantity.se is None
    if hint.ratio or hint.center or set(hint.spreads) - {"ci"} or not plain:
        quantity.role = "value"
        if plain and "companion" in quantity.extra:
            quantity.note("doubt", "a single number in brackets")
    elif hint.shape in ("percent", "percent_n") and not quantity.unit:
        quantity.role, quantity.percent, quantity.value = "proportion", number, None
    elif hint.shape and _whole(number) and not quantity.unit and not number.op:
        quantity.role = "count" if hint.shape in ("n", "n_rate") else "proportion"
        quantity.n, quantity.value = number, None
    elif hint.unit or quantity.unit or quantity.intervals or not _whole(number):
        quantity.role = "value"
    else:
        quantity.role = "number"


_NAMED = compiled(rf"(?P<n>\d[\d,]*)\s*(?:[\[(]|,)\s*(?P<percent>{_DIGITS})\s*%?\s*[\])]?\s*(?:each)?")


def named_counts(text: str, offset: int) -> list[Named]:
    """Counts of what the cell names: ``Lobectomy (57 [15])``, ``A and B (2 [25] each)``, ``Kd (20, 13%); Rd (11, 7%)``."""
    found: list[Named] = []
    position = len(text) if len(text) > _LONGEST else 0
    while (opening := text.find("(", position)) > 0:
        closing = _closing(text, opening)
        inside = text[opening + 1 : closing]
        match = _NAMED.fullmatch(inside.strip())
        if match:
            shift = offset + opening + 1 + len(inside) - len(inside.lstrip())
            n = as_number(match["n"], shift + match.start("n"))
            percent = as_number(match["percent"], shift + match.start("percent"))
            for start, end in _names(text, position, opening, "each" in match[0]):
                quantity = Quantity("proportion", offset + start, offset + closing + 1, (n, percent), n=n, percent=percent)
                found.append(Named(text[start:end], offset + start, offset + end, quantity))
        position = closing + 1
    return found


def _closing(text: str, opening: int) -> int:
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] in "([") - (text[i] in ")]")
        if depth == 0:
            return i
    return len(text)


def _names(text: str, start: int, end: int, several: bool) -> Iterator[tuple[int, int]]:
    """Ranges of the names before a bracket; several where each has the same count."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in " ,:":
        end -= 1
    if text[start:end].lower().startswith("and "):
        start += 4
    base = start
    for separator in re.finditer(r"\s+and\s+|,\s+(?:and\s+)?", text[base:end]) if several else ():
        if base + separator.start() > start:
            yield start, base + separator.start()
        start = base + separator.end()
    if end > start and re.search(r"[A-Za-z]", text[start:end]):
        yield start, end
