"""Two statistics that tell one result (a count with its rate), and one that tells two: ``120/80 mm Hg``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import fit_percent

__all__ = ["halves", "is_rate", "paired"]

_RATE = compiled(r"(?:per|/)\s", re.IGNORECASE)
#: from a count to the rate of the same events: ``118 patients in the X group (1.31 per``, ``142 patients, 6.71 per``
_TO_RATE = compiled(
    r"(?:\s+(?:in|with|on|of|for|among|receiving|from)\s+[^(),;.\d]{1,60}|\s(?:were|was|had been)\s[a-z]+)?\s*(?:[(\[]|,)\s*"
    r"(?:(?:that is|or|i\.e\.|rate|incidence(?: rate)?|event rate|annual(?:i[sz]ed)? rate)[,:]?\s+(?:of\s+)?){0,2}"
)
#: ``1.7%`` per year
_YEARLY = compiled(r"\s?(?:(?:per|/|an?|each)\s?(?:year|yr|annum|month)|(?:annual|year|month)ly)\b")
#: from a count to its percent: ``11 responded (``, ``23 patients died (``
_TO_PERCENT = compiled(r"\s+(?:(?!and\b|or\b|with\b|in\b|on\b|to\b)[a-z-]+\s+){1,4}?[(\[]\s*")

#: the same with those whom it counts between: ``92 of them (82%)``, ``39 of those on X (68%)``
_OF_THEM = compiled(r"\s+of\s+(?:them|these|whom|which)\s*[(\[]\s*", re.IGNORECASE)


def paired(text: str, base: int, results: Sequence[Quantity]) -> tuple[list[Quantity], dict[int, Quantity]]:
    """The results with those that tell again of the one before them taken out; the rates by the start of their count."""
    kept: list[Quantity] = []
    rates: dict[int, Quantity] = {}
    for one in results:
        last = kept[-1] if kept else None
        gap = (last.end - base, one.start - base) if last is not None else (0, 0)
        yearly = _YEARLY.match(text, one.end - base) is not None
        if last is not None and (_is_rate_of(one, last) or yearly) and _TO_RATE.fullmatch(text, *gap):
            rates[last.start] = one
        elif yearly:
            kept.append(one)
        elif last is not None and _is_percent_of(one, last) and _OF_THEM.fullmatch(text, *gap):
            kept[-1] = replace(last, role="proportion", percent=one.percent, intervals=one.intervals, end=one.end)
        elif last is not None and _is_percent_of(one, last) and _TO_PERCENT.fullmatch(text, *gap):
            kept[-1] = replace(last, role="proportion", percent=one.percent, intervals=one.intervals)
        elif last is not None and _proves(last, one) and _IN_WHOM.fullmatch(text, *gap):
            kept[-1] = replace(last, n=one.n, denominator=one.denominator)
        else:
            kept.append(one)
    return kept, rates


#: between a percent and its fraction: in whom it was seen
_IN_WHOM = compiled(r"\s(?:in|with|for|on|among|after|of|by|under|from)\s[^;:.()]{1,90}?\s*[(\[]\s*")


def _proves(one: Quantity, last: Quantity) -> bool:
    """``11 of the 121 patients younger than 40 years (9%)``, ``9% in those younger than 40 (11 of 121)``: the percent is that of
    the fraction, wherever it stands."""
    alone = one.role == "proportion" and one.n is None and one.denominator is None
    if not alone or one.percent is None or last.percent is not None or last.n is None or last.denominator is None:
        return False
    return fit_percent(last.n.value, last.denominator.value, one.percent).reading in ("exact", "truncated", "padded", "double")


def is_rate(unit: str) -> bool:
    """Whether a unit is one of events in a time of observation: ``per 100 patient-years``."""
    return _RATE.match(unit) is not None


def _is_rate_of(one: Quantity, last: Quantity) -> bool:
    return one.role == "value" and last.role in ("count", "proportion") and is_rate(one.unit)


def _is_percent_of(one: Quantity, last: Quantity) -> bool:
    alone = one.role == "proportion" and one.percent is not None and one.n is None and one.denominator is None
    return alone and last.role == "count" and last.n is not None and last.n.value > 0 and not last.n.op


_BOTH = compiled(r"^[Ss]ystolic (?:and|/) ?diastolic ")
_PRESSURE = compiled(r"\b(?:[Ss]ystolic (?:and|/) ?diastolic )?(?:[Bb]lood pressures?\b|BP\b|(?<=diastolic )pressures?\b)")


def halves(quantity: Quantity, phrase: Phrase) -> list[tuple[Quantity, Phrase]]:
    """``120/80 mm Hg`` of a blood pressure is a systolic and a diastolic one; any other result is itself."""
    match = _PRESSURE.search(phrase.text) if "pair" in quantity.extra and len(quantity.numbers) > 1 else None
    if match is None:
        return [(quantity, phrase)]
    head = phrase.text[: match.start()]
    tail = _BOTH.sub("", phrase.text[match.start() :]).replace("Blood", "blood", 1)
    return [
        (replace(quantity, value=number, numbers=(number,)), phrase._replace(text=f"{head}{half} {tail}"))
        for number, half in zip(quantity.numbers[:2], ("systolic", "diastolic"), strict=True)
    ]
