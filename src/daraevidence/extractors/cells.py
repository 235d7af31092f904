"""A cell of a table read with what its row and column announce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from daraevidence.extractors.labels import Label
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity
from daraevidence.language.rounding import fit_percent

__all__ = ["Hint", "Named", "as_number", "fits", "is_blank", "named_counts", "read_cell", "read_p"]


class Hint(NamedTuple):
    """What is announced: ``center`` median or mean, ``shape`` and ``spreads`` as in ``Label``, the group's ``size``.

    ``p_column``: the cell holds a P value. ``ratio``: a measure such as ``hazard_ratio``.
    """

    center: str = ""
    shape: str = ""
    spreads: tuple[str, ...] = ()
    unit: str = ""
    pair: tuple[str, ...] = ()
    size: int | None = None
    ratio: str = ""


class Named(NamedTuple):
    """A count of what the cell itself names: ``Lobectomy (57 [15])``; ``start`` and ``end`` of the name."""

    name: str
    start: int
    end: int
    quantity: Quantity


_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:[.·]\d+)?|\.\d+"
_NUMBER = rf"(?P<op>[<>≤≥~]=?|[<>]=)?\s*(?P<digits>[-−+]?(?:{_DIGITS}))"
_HEAD = re.compile(rf"{_NUMBER}\s*(?P<percent>%)?")
_LIMIT = rf"[<>≤≥]?\s*[-−+]?(?:{_DIGITS})\s*%?|NR|NE|NA|NYR|∞|not\s+reached|not\s+estimable|not\s+evaluable"
_INTERVAL = re.compile(rf"(?P<low>{_LIMIT})\s*(?:-|–|—|−|‑|\bto\b|,|;|:|\.\.\.)\s*(?P<high>{_LIMIT})\s*(?=$|[;,)\]\s])", re.I)
_KIND = re.compile(
    r"(?P<level>\d+(?:\.\d+)?)\s*%\s*-?\s*(?:CI|CrI|HDI|confidence\s+intervals?|credible\s+intervals?)|\b(?P<ci>CI)\b|"
    r"(?P<iqr>\bIQR\b|interquartile(?:\s+range)?|\bQ1\s*[-–,]\s*Q3\b|25th\s*[-–]\s*75th(?:\s+percentiles?)?)|(?P<range>\brange\b|\bmin(?:imum)?\s*[-–,]\s*max(?:imum)?\b)",
    re.I,
)
_P = re.compile(rf"\bP(?:[\s-]*values?)?\s*(?P<op>[=<>≤≥]=?|[<>]=)\s*(?P<digits>{_DIGITS})", re.I)
_P_CELL = re.compile(rf"(?:P\s*)?(?P<op>[=<>≤≥]=?)?\s*(?P<digits>{_DIGITS})\s*[*†‡§a-d]?", re.I)
_BLANK = re.compile(
    r"[\s\-–—−‒.…·*/]*|n/?a\.?|not\s+(?:applicable|available|reported|assessed|done|stated|given)|nd|none reported", re.I
)
_NOT_REACHED = re.compile(r"(?:NR|NYR|NE|not\s+(?:yet\s+)?reached|not\s+estimable|not\s+evaluable|∞)\b", re.I)
_FRACTION = re.compile(rf"\s*(?:/|\bof\b|\bout of\b)\s*(?P<digits>{_DIGITS})\s*(?P<percent>%)?", re.I)
_BRACKET = re.compile(r"\s*[,;]?\s*(?P<open>[(\[])")
_PLUS_MINUS = re.compile(rf"\s*(?:±|\+/[-−–])\s*(?P<digits>{_DIGITS})")
_SPREAD = re.compile(rf"(?P<kind>SD|SE|SEM|±|\+/-)\s*[=:,]?\s*(?P<digits>{_DIGITS})", re.I)
_SIZE = re.compile(r"\b[nN]\s*=\s*(?P<digits>\d[\d,]*)")
_GARBLED = re.compile(r"\d+\.\d+\.\d+")
_UNIT_AFTER = re.compile(
    r"\s*(?P<unit>years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?|mg/dL|g/dL|mm\s?Hg|kg/m2|kg|mg|mL|cm|pg/mL|ng/mL)\b\.?",
    re.I,
)
_TIME_UNITS = {"yr": "years", "mo": "months", "wk": "weeks", "hr": "hours", "year": "years", "month": "months", "week": "weeks"}
_TIME_UNITS |= {"day": "days", "hour": "hours"}


def _number(text: str, start: int, end: int, offset: int, op: str = "") -> Number:
    printed = text[start:end]
    plain = printed.replace(",", "").replace("·", ".").replace("−", "-").lstrip("+")
    decimals = len(plain.partition(".")[2])
    return Number(offset + start, offset + end, printed, Decimal(plain), decimals, {"≤": "<=", "≥": ">="}.get(op, op))


def _matched(match: re.Match[str], offset: int) -> Number:
    op = match.groupdict().get("op") or ""
    return _number(match.string, *match.span("digits"), offset, op.strip())


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, ``N/A``, ``not reported``."""
    return bool(_BLANK.fullmatch(text.strip()))


def read_p(text: str, offset: int) -> PValue | None:
    """The P value of a cell: ``<0.001``, ``P=0.03``, ``.12``; ``None`` for words such as ``NS`` and what is no probability."""
    stripped = text.strip()
    lead = len(text) - len(text.lstrip())
    found = _P_CELL.fullmatch(stripped) or _P.search(stripped)
    if not found:
        return None
    number = _matched(found, offset + lead)
    number = number._replace(op="")
    op = {"≤": "<=", "≥": ">="}.get(found["op"] or "=", found["op"] or "=")
    return PValue(number.start, number.end, op, number) if number.value <= 1 else None


@dataclass(slots=True)
class _Parts:
    """What the brackets of a cell hold."""

    numbers: list[tuple[Number, bool]]
    intervals: list[Interval]
    fraction: tuple[Number, Number] | None = None
    pair: tuple[Number, ...] = ()
    size: Number | None = None
    sd: Number | None = None
    se: Number | None = None
    p: PValue | None = None
    square: bool = False


def _limit(text: str, start: int, end: int, offset: int) -> Limit:
    while start < end and text[start] in "<>≤≥ ":
        start += 1
    printed = text[start:end].rstrip("% ")
    end = start + len(printed)
    number = _number(text, start, end, offset) if re.search(r"\d", printed) else None
    return Limit(offset + start, offset + end, printed if number else "NR", number)


def _brackets(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Ranges of the insides of brackets that follow one another from ``start``; the last number is where they end."""
    while found := _BRACKET.match(text, start):
        depth = 0
        for i in range(found.start("open"), len(text)):
            depth += (text[i] in "([") - (text[i] in ")]")
            if depth == 0:
                break
        else:
            i = len(text)
        yield found.end(), i
        start = i + 1


def _read_inside(text: str, start: int, end: int, offset: int, parts: _Parts) -> None:
    """Add what one bracket holds, nested ones included."""
    inside = text[start:end]
    shift = offset + start
    if found := _P.search(inside):
        number = _matched(found, shift)._replace(op="")
        op = {"≤": "<=", "≥": ">="}.get(found["op"], found["op"])
        parts.p = PValue(number.start, number.end, op, number)
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    kind, level = "bare", None
    if found := _KIND.search(inside):
        kind = "ci" if found["level"] or found["ci"] else "iqr" if found["iqr"] else "range"
        level = _number(inside, *found.span("level"), shift) if found["level"] else None
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    if found := _GARBLED.search(inside):
        parts.intervals.append(Interval(kind, shift + found.start(), shift + found.end(), None, None, level, garbled=True))  # type: ignore[arg-type]
        return
    if found := _SIZE.search(inside):
        parts.size = _matched(found, shift)
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    if found := _SPREAD.search(inside):
        number = _matched(found, shift)
        if found["kind"].upper() in ("SE", "SEM"):
            parts.se = number
        else:
            parts.sd = number
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    if found := re.search(rf"({_DIGITS})((?:\s*/\s*(?:{_DIGITS}))+)", inside):
        numbers = [_number(inside, *each.span(), shift) for each in re.finditer(_DIGITS, inside) if each.start() < found.end()]
        parts.pair = tuple(numbers)
        parts.fraction = (numbers[0], numbers[1]) if len(numbers) == 2 else None
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    while found := _INTERVAL.search(inside):
        low = _limit(inside, *found.span("low"), shift)
        high = _limit(inside, *found.span("high"), shift)
        parts.intervals.append(Interval(kind, shift + found.start(), shift + found.end(), low, high, level))  # type: ignore[arg-type]
        inside = f"{inside[: found.start()]}{' ' * (found.end() - found.start())}{inside[found.end() :]}"
    for found in _HEAD.finditer(inside):
        parts.numbers.append((_matched(found, shift), bool(found["percent"])))


def _whole(number: Number) -> bool:
    return number.decimals == 0 and number.value >= 0


def read_cell(text: str, offset: int, hint: Hint) -> list[Quantity]:
    """The statistics of a cell; ``offset`` is the place of ``text[0]``.

    Reads ``13 (62)``, ``13 (62%)``, ``57 [15]``, ``8/36 (22)``, ``62% (13)``, ``45.3% [2,3]``, ``11.5 (95% CI: 5.1-27)``, ``NR (2.8-NR)``,
    ``59 (40-82)``, ``54 ± 9``, ``0.8 (Q1-Q3, 0.1-6.4)``, ``20 (91; [3-7])``, ``9/13 (41/59)`` and ``48/52`` (pairs), ``<0.5``.
    Not words without a statistic, nor a number inside words (``4 cycles of therapy``).
    """
    if is_blank(text):
        return []
    start = len(text) - len(text.lstrip())
    parts = _Parts([], [])
    if found := _NOT_REACHED.match(text, start):
        return _not_reached(text, found, offset, parts)
    head = _HEAD.match(text, start)
    if not head:
        return []
    position = head.end()
    first = _matched(head, offset)
    numbers, percents = [first], [bool(head["percent"])]
    while found := _FRACTION.match(text, position):
        numbers.append(_matched(found, offset))
        percents.append(bool(found["percent"]))
        position = found.end()
    if len(numbers) == 1 and (found := _alone(text, head, position)):
        _read_inside(text, head.start(), found, offset, parts)
        numbers, position = [], found
    if found := _PLUS_MINUS.match(text, position):
        parts.sd = _matched(found, offset)
        position = found.end()
    unit, unit_at = "", (0, 0)
    if found := _UNIT_AFTER.match(text, position):
        name = found["unit"].lower()
        unit, unit_at = (
            _TIME_UNITS.get(name.rstrip("s"), found["unit"]),
            (offset + found.start("unit"), offset + found.end("unit")),
        )
        position = found.end()
    for inner, end in _brackets(text, position):
        parts.square = parts.square or text[inner - 1] == "["
        _read_inside(text, inner, end, offset, parts)
        position = min(end + 1, len(text))
    rest = text[position:].strip(" ;,.*†‡§%")
    if found := _P.search(rest):
        _read_inside(text, position, len(text), offset, parts)
        rest = ""
    if found := _INTERVAL.search(text, position):
        _read_inside(text, position, len(text), offset, parts)
        rest = ""
    if re.search(r"[A-Za-z]{3}", rest) and not re.fullmatch(
        r"(?:each|years?|months?|weeks?|days?|patients?|events?)", rest, re.I
    ):
        return []
    quantity = Quantity("value", offset + start, offset + len(text.rstrip()), unit=unit, unit_at=unit_at, p=parts.p)
    quantity.intervals = tuple(parts.intervals)
    if not numbers:
        quantity.role = "interval"
        return [_finish(quantity, hint)]
    if len(numbers) > 1 and (hint.pair and len(hint.pair) == len(numbers)):
        return _pairs(numbers, percents, parts, hint, quantity)
    if len(numbers) == 2:
        if numbers[0].value > numbers[1].value or not all(map(_whole, numbers)):
            return []
        quantity.role, quantity.n, quantity.denominator = "proportion", numbers[0], numbers[1]
        if parts.numbers:
            quantity.percent = parts.numbers[0][0]
        return [_finish(quantity, hint)]
    if len(numbers) > 2:
        return []
    return [_finish(_single(quantity, first, percents[0], parts, hint), hint)]


def _alone(text: str, head: re.Match[str], position: int) -> int:
    """The end of an interval that opens the cell (``12-24``, ``5.1 to 27``), else 0."""
    found = _INTERVAL.match(text, head.start())
    if not found or found["high"].startswith(("-", "−")) and text[position : position + 1] == " ":
        return 0
    return found.end() if text[position:].lstrip()[:1] not in ("(", "[", ",", ";") else 0


def _not_reached(text: str, found: re.Match[str], offset: int, parts: _Parts) -> list[Quantity]:
    position = found.end()
    for inner, end in _brackets(text, position):
        _read_inside(text, inner, end, offset, parts)
        position = end + 1
    if re.search(r"[A-Za-z]{3}", text[position:]):
        return []
    return [
        Quantity(
            "not_reached", offset + found.start(), offset + found.end(), intervals=tuple(parts.intervals), p=parts.p, measure="",
            extra={"word": found[0]},
        )
    ]  # fmt: skip


def _pairs(numbers: Sequence[Number], percents: Sequence[bool], parts: _Parts, hint: Hint, base: Quantity) -> list[Quantity]:
    """``9/13 (41/59)``: one statistic for each name of the pair."""
    both = parts.pair if len(parts.pair) == len(numbers) else ()
    found = []
    for i, number in enumerate(numbers):
        each = replace(base, role="proportion", extra={"of": hint.pair[i]}, start=number.start, end=number.end)
        if both:
            each.n, each.percent = number, both[i]
        elif any(percents) or hint.shape == "percent":
            each.percent = number
        else:
            each.n = number
        found.append(each)
    return found


def _single(quantity: Quantity, first: Number, percent: bool, parts: _Parts, hint: Hint) -> Quantity:
    """A cell with one number outside brackets."""
    second = parts.numbers[0] if parts.numbers else None
    quantity.sd, quantity.se = parts.sd, parts.se
    if percent:
        return _percent_first(quantity, first, second, parts, hint)
    if second and second[1] and _whole(first):
        return _count_first(quantity, first, second[0])
    if parts.fraction and hint.shape != "n_percent":
        quantity.role, quantity.percent = "proportion", first
        quantity.n, quantity.denominator = parts.fraction
        return quantity
    if parts.sd or parts.se:
        quantity.value = first
        if parts.sd and not parts.se and hint.spreads and hint.spreads[0] == "se":
            quantity.sd, quantity.se = None, parts.sd
        return quantity
    if second:
        return _with_second(quantity, first, second[0], hint)
    return _bare(quantity, first, hint)


def _percent_first(quantity: Quantity, first: Number, second: tuple[Number, bool] | None, parts: _Parts, hint: Hint) -> Quantity:
    """``62% (13)``, ``62% (13/21)``, ``62% (n=13)``; a number in square brackets is a citation unless it fits as the count."""
    quantity.role, quantity.percent = "proportion", first
    if parts.fraction:
        quantity.n, quantity.denominator = parts.fraction
    elif parts.size:
        quantity.n = parts.size
    elif second and not second[1] and _whole(second[0]):
        if not parts.square or hint.shape == "percent_n" or _fits(second[0], first, hint.size):
            quantity.n = second[0]
    if quantity.intervals and quantity.intervals[0].kind == "bare" and _outside(first, quantity.intervals[0]):
        quantity.intervals = ()  # [2,3] after a percent: citations
    return quantity


def _outside(number: Number, interval: Interval) -> bool:
    ends = [limit.number.value for limit in (interval.low, interval.high) if limit and limit.number]
    return len(ends) == 2 and not min(ends) <= number.value <= max(ends)


def _count_first(quantity: Quantity, n: Number, percent: Number) -> Quantity:
    quantity.role, quantity.n, quantity.percent = "proportion", n, percent
    return quantity


def _with_second(quantity: Quantity, first: Number, second: Number, hint: Hint) -> Quantity:
    """``54 (9)``: a count and its percent, a mean and its SD, a percent and its count, by what is announced or what fits."""
    if hint.shape == "percent_n" or (hint.shape == "percent" and _whole(second) and not _fits(first, second, hint.size)
                                     and _fits(second, first, hint.size)):  # fmt: skip
        quantity.role, quantity.percent, quantity.n = "proportion", first, second
        return quantity
    spread = next((s for s in hint.spreads if s in ("sd", "se")), "")
    if spread or hint.center == "mean":
        quantity.value = first
        if spread == "se":
            quantity.se = second
        else:
            quantity.sd = second
        return quantity
    if hint.center == "median" or hint.ratio:
        quantity.value = first
        quantity.extra["doubt"] = "a single number in brackets"
        return quantity
    if _whole(first) and second.value <= 100 and (hint.shape or _fits(first, second, hint.size)):
        return _count_first(quantity, first, second)
    if _whole(first) and second.value <= 100 and hint.size is None and not hint.unit:
        quantity.extra["doubt"] = "taken as n (%)"
        return _count_first(quantity, first, second)
    quantity.value = first
    quantity.extra["doubt"] = "a single number in brackets"
    return quantity


def fits(n: int, size: int | None, percent: Number) -> bool:
    """Whether a percent is that of ``n`` of ``size``."""
    return bool(size) and n <= (size or 0) and fit_percent(n, size or 1, percent).reading != "no"


def _fits(n: Number, percent: Number, size: int | None) -> bool:
    return _whole(n) and fits(int(n.value), size, percent)


def _bare(quantity: Quantity, first: Number, hint: Hint) -> Quantity:
    """A number without a companion of its own kind (an interval may stand beside it)."""
    if hint.ratio or hint.center or set(hint.spreads) - {"ci"}:
        quantity.value = first
    elif hint.shape in ("percent", "percent_n"):
        quantity.role, quantity.percent = "proportion", first
    elif hint.shape and _whole(first):
        quantity.role, quantity.n = "proportion" if hint.shape != "n" else "count", first
    elif hint.unit or quantity.unit or quantity.intervals or not _whole(first):
        quantity.value = first
    else:
        quantity.role, quantity.value = "number", first
    return quantity


def _finish(quantity: Quantity, hint: Hint) -> Quantity:
    """Name the intervals that the cell itself does not name."""
    announced = [s for s in hint.spreads if s in ("ci", "range", "iqr")]
    named = []
    for interval in quantity.intervals:
        if interval.kind == "bare":
            kind = announced[0] if announced else "range" if quantity.role == "proportion" else "bare"
            announced = announced[1:] or announced
            interval = replace(interval, kind=kind)  # type: ignore[arg-type]
        named.append(interval)
    quantity.intervals = tuple(named)
    return quantity


_NAMED = re.compile(rf"(?P<n>\d[\d,]*)\s*(?:[\[(]|,)\s*(?P<percent>{_DIGITS})\s*%?\s*[\])]?\s*(?:each)?")


def named_counts(text: str, offset: int) -> list[Named]:
    """Counts of what the cell names: ``Lobectomy (57 [15])``, ``A and B (2 [25] each)``, ``Kd (20, 13%); Rd (11, 7%)``."""
    found: list[Named] = []
    position = 0
    while (opening := text.find("(", position)) > 0:
        closing = _closing(text, opening)
        match = _NAMED.fullmatch(text[opening + 1 : closing].strip())
        if match:
            shift = opening + 1 + len(text[opening + 1 : closing]) - len(text[opening + 1 : closing].lstrip())
            n = _number(text, shift + match.start("n"), shift + match.end("n"), offset)
            percent = _number(text, shift + match.start("percent"), shift + match.end("percent"), offset)
            for start, end in _names(text, position, opening, "each" in match[0]):
                quantity = Quantity("proportion", offset + start, offset + closing + 1, n=n, percent=percent)
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


def as_number(printed: str, start: int = 0) -> Number:
    """A printed number as it stands (digits, separators, a decimal point)."""
    return _number(printed, 0, len(printed), start)
