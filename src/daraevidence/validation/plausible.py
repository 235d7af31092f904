"""What a study says of itself against what can be: ranges of quantities, eligibility, dates, the planned size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from tomllib import loads
from typing import NamedTuple

from daraevidence.draft import Draft, Flag
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import printed_number
from daraevidence.validation.places import Studies

__all__ = ["dates_in_order", "eligible_patients", "planned_size", "plausible_values"]

_AGE = Gated("age", r"\bage\b", re.IGNORECASE)
_NO_AGE = compiled(r"\b(?:gestational|bone|donor|maternal|onset|diagnosis)\b", re.IGNORECASE)
_PLANNED = compiled(
    r"\b(?:planned|target|calculated|required|estimated)\s(?:total\s)?(?:sample size|enrol+ment|accrual)\s(?:was|of|is)\s"
    r"(?:at least\s|approximately\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\b(?P<after>[^.;]{0,40})"
)
_PER_ARM = compiled(r"\bper\b|\beach\b|\bevents?\b|\bin the\b", re.IGNORECASE)
_SHORTFALL = Decimal("0.15")


class _Range(NamedTuple):
    """Values of a quantity that can be true; ``name`` is found in the label, ``units`` are those in which it is printed."""

    name: re.Pattern[str]
    units: frozenset[str]
    low: Decimal
    high: Decimal


@lru_cache(maxsize=1)
def _ranges() -> tuple[_Range, ...]:
    data = loads(files("daraevidence.language").joinpath("data/plausible.toml").read_text(encoding="utf-8"))
    return tuple(
        _Range(
            compiled(item["name"], re.IGNORECASE),
            frozenset(item["units"]),
            Decimal(str(item["low"])),
            Decimal(str(item["high"])),
        )
        for item in data["range"]
    )


def plausible_values(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """C12: ages, weights, scores and laboratory values lie where patients have them (``data/plausible.toml``). ``warning``.

    Medians, means, ranges of baseline characteristics in the units of the list: ``Median age 620 years`` for 62.0. Not changes.
    """
    for draft in drafts:
        label = str(draft.get("characteristic") or "")
        if draft.kind != "characteristic" or "change" in label.lower() or draft.get("measure") not in ("median", "mean", "value"):
            continue
        own = label.rpartition(" > ")[2]
        known = next((one for one in _ranges() if one.name.search(own) and str(draft.get("unit") or "") in one.units), None)
        if known is None:
            continue
        for name in ("value", "range_low", "range_high"):
            number = printed_number(document, draft, name)
            if number is not None and not known.low <= number.value <= known.high:
                words = f"{label}: {number.text} is outside of {known.low}-{known.high}, where such values lie"
                reading = _shifted(number.value, known)
                words += f"; {reading} is likely" if reading else ""
                formula = f"{known.low} <= value <= {known.high}"
                places = ((number.start, number.end),)
                yield Flag(
                    "value-implausible",
                    "warning",
                    number.start,
                    number.end,
                    f"{words}.",
                    formula,
                    number.text,
                    reading=reading,
                    places=places,
                )


def _shifted(value: Decimal, known: _Range) -> str:
    """The value with the decimal point one place further left, where that is possible."""
    return str(value / 10) if known.low <= value / 10 <= known.high and value == value.to_integral_value() else ""


_ELIGIBLE = compiled(r"eligib|inclu|enrol", re.IGNORECASE)


def eligible_patients(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """C11: no patient is younger or older than the eligibility criteria of the study allow. ``warning``.

    ``Age >= 18`` among the thresholds of a study against the range of its ages.
    """
    limits: dict[object, list[tuple[str, Decimal, Draft]]] = {}
    for draft in drafts:
        value = printed_number(document, draft, "value") if draft.kind == "threshold" else None
        if value is None or not _AGE.search(str(draft.get("variable") or "")) or draft.get("unit") not in (None, "years", "year"):
            continue
        if _ELIGIBLE.search(str(draft.get("context") or "")):
            limits.setdefault(draft.get("study"), []).append((str(draft.get("operator")), value.value, draft))
    for draft in drafts:
        label = str(draft.get("characteristic") or "")
        if (
            draft.kind != "characteristic"
            or not _AGE.search(label)
            or _NO_AGE.search(label)
            or draft.get("unit") not in (None, "years")
        ):
            continue
        for op, limit, criterion in limits.get(draft.get("study"), ()):
            name = "range_low" if op in (">=", ">") else "range_high"
            number = printed_number(document, draft, name)
            if number is None or (number.value >= limit if name == "range_low" else number.value <= limit):
                continue
            words = f"{label}: {number.text}, while patients had to be {op} {limit}."
            places = ((number.start, number.end), (criterion.start, criterion.end))
            yield Flag(
                "not-eligible",
                "warning",
                number.start,
                number.end,
                words,
                f"age {op} {limit}",
                number.text,
                str(limit),
                places=places,
            )


def dates_in_order(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """D13: a study begins before it ends, and ends before it is published. ``error``."""
    for draft in drafts:
        if draft.kind != "study":
            continue
        begin, end, year = (str(draft.get(name) or "") for name in ("period_start", "period_end", "year"))
        words = ""
        shared = min(len(begin), len(end))
        if begin and end and begin[:shared] > end[:shared]:
            words = f"The study begins {begin} and ends {end}."
        elif end and year[:4].isdigit() and end[:4].isdigit() and int(end[:4]) > int(year[:4]):
            words = f"The study ends {end}, but is published {year[:4]}."
        names = ("period_end", "year", "period_start")
        marks = [mark for name in names for mark in draft.marks.get(name, ()) if mark.how != "inherited"]
        if words and marks:
            places = tuple((mark.start, mark.end) for mark in marks)
            yield Flag(
                "dates-out-of-order", "error", marks[0].start, marks[0].end, words, "start <= end <= publication", places=places
            )


def planned_size(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """A15: the number of patients is within 15% of the planned one (TRACT 1). ``warning``.

    Reads ``a planned sample size of 240 patients``; not sizes per arm, not numbers of events.
    """
    sizes = {draft.get("study"): draft.get("n_patients") for draft in drafts if draft.kind == "study" and draft.get("n_patients")}
    studies: Studies | None = None
    for block in document.blocks:
        if (
            block.kind not in ("paragraph", "item")
            or not sizes
            or ("sample size" not in block.text and "planned" not in block.text)
        ):
            continue
        for found in _PLANNED.finditer(block.text):
            studies = studies or Studies(document, drafts)
            actual = sizes.get(studies.at(block.start + found.start()))
            planned = Decimal(found["n"].replace(",", ""))
            if _PER_ARM.search(found["after"]) or not isinstance(actual, int | float) or planned <= 0:
                continue
            if abs(Decimal(str(actual)) - planned) > _SHORTFALL * planned:
                words = f"{found['n']} patients were planned and {actual:g} are reported."
                start, end = block.start + found.start("n"), block.start + found.end("n")
                yield Flag(
                    "planned-size-differs",
                    "warning",
                    start,
                    end,
                    words,
                    "|N - planned| <= 15%",
                    found["n"],
                    f"{actual:g}",
                    places=((start, end),),
                )
