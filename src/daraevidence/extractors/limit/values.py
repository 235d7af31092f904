"""The value of a limit: a number with its unit, a range, a pair of pressures, and the sign that it is compared by."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["is_pair", "of_predicted", "operator_of", "put_end", "put_value"]

_OPERATORS = (
    (
        compiled(
            r"(?i)≥|>=|\bat least|no (?:less|fewer|lower|younger) than|not less than|or more|or older|or above|or higher|"
            r"or greater|or larger|or longer|minimum"
        ),
        ">=",
    ),
    (
        compiled(
            r"(?i)≤|<=|\bat most|no (?:more|greater|higher|longer|older|larger) than|not (?:more than|exceeding)|or less|"
            r"or younger|or below|or lower|or fewer|or shorter|or smaller|up to"
        ),
        "<=",
    ),
    (
        compiled(r"(?i)>|(?:more|greater|older|higher|larger|bigger|longer|heavier|wider|thicker|taller) than|above|over|exceed"),
        ">",
    ),
    (compiled(r"(?i)<|(?:less|fewer|younger|lower|smaller|shorter|lighter|thinner|narrower) than|below|under"), "<"),
)

#: two limits of one measure: ``below 130/80 mm Hg``
_PAIR = compiled(r"\d\s?/\s?\d")

_PRESSURE = Gated("pressure|hypertens|bp", r"(?i)\b(?:blood pressure|hypertensi\w+|BP)\b")


def is_pair(place: LimitPlace, quantity: Quantity) -> bool:
    """Whether a value is a limit for both blood pressures."""
    bare = quantity.unit == "" and "pair" in quantity.extra and _PRESSURE.search(place.text) is not None
    if not (quantity.unit == "mm Hg" or bare) or quantity.value is None or quantity.value.op not in ("<", "<=", ">", ">="):
        return False
    return _PAIR.search(place.text, quantity.start - place.start, quantity.end - place.start) is not None


def put_end(draft: Draft, quantity: Quantity, end: Number) -> None:
    """One end of a range as the value of a limit, with the unit of the range."""
    draft.put("value", _times(end, quantity), (end.start, end.end), "normalised" if quantity.factor != 1 else "printed")
    draft.put("unit", quantity.unit, quantity.unit_at if quantity.unit_at[1] else (quantity.start, quantity.end), "normalised")


def put_value(draft: Draft, quantity: Quantity) -> None:
    """The value of a limit with its unit; a range or a pair (``130/80``) as text."""
    at = (quantity.start, quantity.end)
    how = "normalised" if quantity.factor != 1 else "printed"
    if (quantity.unit == "mm Hg" or "pair" in quantity.extra) and len(quantity.numbers) == 2 and quantity.value is not None:
        upper, lower = quantity.numbers
        draft.put("value_text", f"{upper.text}/{lower.text}", (upper.start, lower.end))
    elif quantity.value is not None:
        draft.put("value", _times(quantity.value, quantity), at, "normalised" if how == "normalised" else "printed")
    elif len(quantity.numbers) >= 2:
        low, high = quantity.numbers[0], quantity.numbers[1]
        printed = quantity.factor == 1 and "," not in low.text + high.text and not low.word
        ends = (low.text, high.text) if printed else tuple(f"{number.value * quantity.factor:f}" for number in (low, high))
        draft.put("value_text", "-".join(ends), (low.start, high.end), "printed" if printed else "normalised")
        draft.put("value_low", _times(low, quantity), (low.start, low.end))
        draft.put("value_high", _times(high, quantity), (high.start, high.end))
    draft.put("unit", quantity.unit, quantity.unit_at if quantity.unit_at[1] else at, "normalised")


def _times(number: Number, quantity: Quantity) -> float:
    return float(number.value * quantity.factor)


_PREDICTED = compiled(r"\s?%?\s?(?:of\s)?(?:the\s|its\s)?(?:age-)?predicted\b")


def of_predicted(place: LimitPlace, quantity: Quantity) -> Quantity:
    """A percent of what is predicted for the patient: ``FEV1 of 20% to 80% of predicted``."""
    percent = quantity.unit == "%" and _PREDICTED.match(place.text, quantity.end - place.start) is not None
    return replace(quantity, unit="% predicted") if percent else quantity


def operator_of(inside: str, quantity: Quantity) -> str:
    """The sign of a limit (``>=``), printed or said in words, or ""."""
    number = quantity.value or (quantity.numbers[0] if quantity.numbers else None)
    if number is not None and number.op in {"<", "<=", ">", ">=", "="}:
        return number.op
    return next((sign for pattern, sign in _OPERATORS if pattern.search(inside)), "")
