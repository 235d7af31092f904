"""The numbers of one table cell, read with what its row and column say they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from daraevidence.language.numbers import DASH, Number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.places import moved
from daraevidence.language.quantities import NOTHING, PValue, Quantity
from daraevidence.language.rounding import fit_percent
from daraevidence.language.sweep import quantities
from daraevidence.language.units import unit_at
from daraevidence.language.word_classes import NOT_KNOWN

__all__ = ["Hint", "cell", "read_hint"]

Lead: TypeAlias = Literal["", "n", "percent", "value", "ratio", "p"]
Inside: TypeAlias = Literal["", "percent", "ci", "range", "iqr", "sd", "se", "n"]


@dataclass(frozen=True, slots=True)
class Hint:
    """What the words of a header say: the number in front, what stands in its brackets, the unit, ``x/y`` pairs."""

    lead: Lead = ""
    inside: Inside = ""
    unit: str = ""
    pair: bool = False
    measure: str = ""
    spread: Literal["", "sd", "se"] = ""
    level: Decimal | None = None


_INSIDE: tuple[tuple[Inside, re.Pattern[str]], ...] = (
    ("ci", compiled(r"\bC\.?I\.?\b|confidence interval|credible interval|\bCrI\b", re.IGNORECASE)),
    ("iqr", compiled(r"\bIQR\b|inter-?quartile|\bQ1\b|\bQ25\b|25th|quartile", re.IGNORECASE)),
    ("range", compiled(r"\brange\b|\bmin(?:imum)?\s?[-\u2013,;/]\s?max", re.IGNORECASE)),
    ("sd", compiled(r"\bS\.?D\.?(?![A-Za-z])|standard deviation|std\.? dev", re.IGNORECASE)),
    ("se", compiled(r"\bS\.?E\.?M?\.?(?![A-Za-z])|standard error", re.IGNORECASE)),
)
_PERCENT_IN = compiled(r"[(\[]\s?(?:%|percent)\s?[)\]]")
_COUNT = compiled(
    r"\bn\s?/\s?n\b|(?:^|[\s,(\[])n\s?(?:$|[(\[,;)\]/])|\bno\.?\s?(?:[(\[]|of|$)"
    rf"|\bnumber (?:of )?(?:{PEOPLE}|\()|#\s?[(\[]|\bcount\b|\bnumber\s?[(,]|\bpatients,?\s?\(",
    re.IGNORECASE,
)
_PERCENT = compiled(r"%|\bper ?cent(?:age)?\b|\brate\b", re.IGNORECASE)
_CENTRAL = compiled(r"\bmedians?\b|\bmeans?\b|\baverage\b|\bgeometric\b", re.IGNORECASE)
_RATIO = compiled(
    r"\bHR\b|\b[Hh]azards? [Rr]atio|\bOR\b(?=\s?[(\[,]|$)|\b[Oo]dds [Rr]atio|\bRR\b|\b[Rr]elative [Rr]isk|\b[Rr]isk [Rr]atio"
    r"|\b[Rr]ate [Rr]atio"
)
_P = compiled(r"\bP[- ]?values?\b|^\s?\*?P\*?\s?$|\bp-?val\b|\bsignificance\b", re.IGNORECASE)
_MEASURES = {"h": "hazard_ratio", "o": "odds_ratio", "r": "relative_risk"}
_UNIT_PLACES = compiled(r"[,(\[]\s?(?=[A-Za-z\u00b5\u03bc/x\u00d7])|(?<=[a-z]) in (?=[a-z])|(?<=median)[-\u2013]|\u2013\s|-\s")
_PAIR = compiled(r"\b([A-Za-z]+)\s?/\s?([A-Za-z]+)\b")
_LEVEL = compiled(r"(\d\d(?:\.\d)?)\s?%\s?(?:C|confidence|cred)")
_NOTHING = compiled(
    rf"\s*(?:[{DASH}]{{1,3}}|\u2026|\.{{2,3}}|N/?A\.?|not (?:{NOT_KNOWN})|ND|/)?\s*",
    re.IGNORECASE,
)
_NO_RESULT = compiled(
    r"\s*(?:N\.?[RE]\.?|not (?:yet )?(?:been )?(?:reached|estimable|evaluable))(?=[a-z]?(?![A-Za-z]))", re.IGNORECASE
)
_SLASHES = compiled(
    r"\s*([\d.]+)\s?%?\s?/\s?([\d.]+)\s?%?\s*(?:[(\[]\s?([\d.]+)\s?%?\s?/\s?([\d.]+)\s?%?\s?[)\]])?\s*[a-z*\u2020]?\s*"
)


_PER = compiled(r"[a-z]\s?/\s?[a-z]")


@lru_cache(maxsize=2048)
def read_hint(words: str) -> Hint:
    """What the words of a row's label and its headers say about a cell.

    Reads ``n (%)``, ``No. (%)``, ``n/N (%)``, ``%``, ``median (range)``, ``Median OS (95% CI), months``, ``mean (SD)``,
    ``mean ± SE``, ``years, median (IQR)``, ``HR (95% CI)``, ``P value``, ``yes/no (%)``, ``female/male, %``.
    """
    inside: Inside = next((kind for kind, pattern in _INSIDE if pattern.search(words)), "")
    if _PERCENT_IN.search(words) and inside not in ("ci", "iqr"):
        inside = "percent"
    central = _CENTRAL.search(words) is not None
    ratio = _RATIO.search(words)
    level = _LEVEL.search(words)
    plain = words[: level.start()] + words[level.end() :] if level else words
    lead: Lead = ""
    if ratio is not None:
        lead = "ratio"
    elif central and inside != "percent":
        lead = "value"
    elif _COUNT.search(words):
        lead = "n"
    elif _P.search(words):
        lead = "p"
    elif _PERCENT.search(plain):
        lead = "percent"
    elif inside in ("range", "iqr", "sd", "se"):
        lead = "value"
    pair = any(a.lower() not in ("n", "mg", "g", "ml", "cells", "pg", "ng", "or") for a, _ in _PAIR.findall(words)) and lead in (
        "n",
        "percent",
    )
    return Hint(
        lead,
        inside,
        _unit(words),
        pair and bool(_PER.search(words)),
        _MEASURES.get(ratio[0][:1].lower(), "") if ratio else "",
        inside if inside in ("sd", "se") else "",
        Decimal(level[1]) if level else None,
    )


def _unit(words: str) -> str:
    for match in _UNIT_PLACES.finditer(words):
        unit = unit_at(words, match.end())
        if unit is not None and (unit.end >= len(words) or not words[unit.end].isalnum()) and len(unit.name) > 1:
            return unit.name
    return ""


def cell(text: str, offset: int = 0, hint: str = "") -> list[Quantity]:
    """All quantities of one table cell; ``hint`` is the words of its row's label and headers (``n (%)``, ``median (range)``).

    With its hint ``59 (40-82)`` is a value with a range, ``9.4 (1.3)`` a mean with its SD, ``23 (55)`` a count with its
    percent, ``52`` a count or a percent, ``<0.0001`` a P value, ``0`` no patient, ``NR`` not reached. ``9/13 (41/59)``
    under ``yes/no (%)`` is one quantity of role ``number`` with the four numbers in order and ``extra["pair"]`` (``n (%)``,
    ``n`` or ``percent``). A cell that says nothing (``-``, ``NA``) has no quantities.
    """
    if _NOTHING.fullmatch(text):
        return []
    said = read_hint(hint)
    found = quantities(text)
    if said.pair:
        paired = _paired(text, found, said)
        if paired is not None:
            return [moved(paired, offset)] if offset else [paired]
    for index, quantity in enumerate(found):
        _apply(text, quantity, said, index == 0)
    if not found or (found[0].role not in ("not_reached", "value") and found[0].start > 0):
        word = _NO_RESULT.match(text)
        if word is not None and (not found or found[0].start >= word.end()):
            found.insert(
                0, Quantity("not_reached", word.start() + len(word[0]) - len(word[0].lstrip()), word.end(), unit=said.unit)
            )
    found = _joined(text, found, hint)
    return [moved(quantity, offset) for quantity in found] if offset else found


def _paired(text: str, found: list[Quantity], said: Hint) -> Quantity | None:
    match = _SLASHES.fullmatch(text)
    numbers = tuple(number for quantity in found for number in quantity.numbers)
    if match is None or len(numbers) not in (2, 4):
        return None
    kind = "n (%)" if len(numbers) == 4 else "percent" if said.lead == "percent" else "n"
    start = len(text) - len(text.lstrip())
    return Quantity("number", start, len(text.rstrip()), numbers, extra={"pair": kind})


def _apply(text: str, quantity: Quantity, said: Hint, first: bool) -> None:
    if said.inside in ("ci", "range", "iqr") and quantity.intervals:
        level = _level(said)
        quantity.intervals = tuple(
            replace(span, kind=said.inside, level=level if said.inside == "ci" else None)
            if span.kind == "bare" and not span.garbled
            else span
            for span in quantity.intervals
        )
    if not first:
        return
    if quantity.role == "threshold" and said.lead == "p":
        number = quantity.value
        if number is not None:
            quantity.role, quantity.value = "p", None
            quantity.p = PValue(quantity.start, number.end, number.op, number)
        return
    if quantity.role in ("citation", "section", "date", "grade", "timepoint"):
        _plain(text, quantity)
    if quantity.role == "p" or quantity.role == "name":
        return
    _as_lead(quantity, said)
    if said.unit and not quantity.unit and quantity.role in ("value", "not_reached", "interval", "number"):
        quantity.unit = said.unit


def _plain(text: str, quantity: Quantity) -> None:
    """A cell's only number is its value, whatever it would be in prose (``2`` is no reference, ``2010`` no year)."""
    if len(quantity.numbers) == 1 and text[quantity.start : quantity.end].strip() == quantity.numbers[0].text:
        quantity.role, quantity.value, quantity.extra = "number", quantity.numbers[0], NOTHING


def _level(said: Hint) -> Number | None:
    return None if said.level is None else Number(0, 0, str(said.level), said.level)


def _as_lead(quantity: Quantity, said: Hint) -> None:
    number = quantity.value
    if said.lead == "p" and number is not None and quantity.role in ("number", "value"):
        quantity.role, quantity.value = "p", None
        quantity.p = PValue(number.start, number.end, number.op or "=", number)
    elif said.lead == "ratio" and number is not None:
        quantity.role, quantity.measure = "ratio", said.measure
    elif said.lead == "n":
        _as_count(quantity, said)
    elif said.lead == "percent" and said.inside in ("range", "iqr", "sd", "se"):
        _as_value(quantity, said)
        quantity.unit = quantity.unit or "%"
    elif said.lead == "percent" and quantity.role in ("number", "value") and number is not None and not quantity.unit:
        quantity.role, quantity.percent, quantity.value, quantity.unit = "proportion", number, None, "%"
    elif said.lead == "value":
        _as_value(quantity, said)


def _as_count(quantity: Quantity, said: Hint) -> None:
    number = quantity.value
    if (
        quantity.role in ("number", "value", "threshold")
        and number is not None
        and not number.decimals
        and not quantity.intervals
    ):
        quantity.role, quantity.n, quantity.value = ("proportion" if said.inside == "percent" else "count"), number, None
        inner = quantity.sd or quantity.se
        if inner is not None:
            quantity.percent, quantity.sd, quantity.se, quantity.role = inner, None, None, "proportion"
    elif quantity.role == "proportion" and said.inside == "n" and quantity.percent is not None and quantity.n is None:
        quantity.unit = "%"


def _as_value(quantity: Quantity, said: Hint) -> None:
    """``9.4 (1.3)``, ``59 (12)``: what looks like ``n (%)`` is an estimate with its spread."""
    if quantity.role == "proportion" and quantity.n is not None and quantity.denominator is None and quantity.unit != "%":
        if quantity.percent is not None and "companion" not in quantity.extra:
            return
        quantity.role, quantity.value, quantity.n = "value", quantity.n, None
        inner, quantity.percent = quantity.percent, None
        if said.spread == "se":
            quantity.se = inner
        elif said.spread == "sd":
            quantity.sd = inner
    elif quantity.role in ("number", "value", "dose", "duration", "timepoint", "count") and (quantity.value or quantity.n):
        quantity.role, quantity.value, quantity.n = "value", quantity.value or quantity.n, None
        inner = next(
            (
                number
                for number in quantity.numbers
                if number.text == quantity.extra.get("companion") and number is not quantity.value
            ),
            None,
        )
        if inner is not None and said.spread and quantity.sd is None and quantity.se is None:
            setattr(quantity, said.spread, inner)
        elif said.spread == "se" and quantity.sd is not None:
            quantity.se, quantity.sd = quantity.sd, None
    elif quantity.role == "proportion" and quantity.n is None and quantity.percent is not None:
        quantity.role, quantity.value, quantity.percent = "value", quantity.percent, None


def _is_share_of(text: str, last: Quantity, quantity: Quantity, hint: str) -> bool:
    """``46.3 (25/54)``: whether a number before a fraction in brackets is its percent, as the header or the numbers say."""
    if quantity.role != "proportion" or last.role not in ("number", "value") or last.unit not in ("", "%"):
        return False
    if quantity.n is None or quantity.denominator is None or quantity.percent is not None or last.value is None or last.intervals:
        return False
    if text[last.end : quantity.start].strip() not in ("(", "[") or len(last.numbers) != 1:
        return False
    fits = fit_percent(quantity.n.value, quantity.denominator.value, last.value).reading != "no"
    return fits or _SHARE_FIRST.search(hint) is not None


#: ``Response, % (n/N)``
_SHARE_FIRST = compiled(r"%\s?[(\[]\s?[nx]\s?/\s?N\s?[)\]]", re.IGNORECASE)


def _joined(text: str, found: list[Quantity], hint: str) -> list[Quantity]:
    """``77 95% CI 56-97`` and ``11.5, (95% CI: 5-27)``: an interval by itself belongs to the estimate before it.

    So does a fraction to the percent before it: ``46.3 (25/54)``.
    """
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and quantity.role == "interval"
            and last.role in ("value", "number", "proportion", "ratio", "not_reached")
            and not last.intervals
        ):
            last.intervals = quantity.intervals
            last.numbers += quantity.numbers
            last.end = quantity.end
            last.role = "value" if last.role == "number" else last.role
        elif (
            last is not None
            and quantity.role == "p"
            and last.p is None
            and last.role in ("value", "ratio", "proportion", "not_reached", "number")
        ):
            last.p, last.end = quantity.p, quantity.end
            last.numbers += quantity.numbers
            last.role = "value" if last.role == "number" else last.role
        elif last is not None and _is_share_of(text, last, quantity, hint):
            last.role, last.percent, last.value, last.unit = "proportion", last.value, None, "%"
            last.n, last.denominator, last.end = quantity.n, quantity.denominator, quantity.end
            last.numbers += quantity.numbers
        else:
            joined.append(quantity)
    return joined
