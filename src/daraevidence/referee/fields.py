"""Field against field: whether a claim's value is the one that a reading has, has elsewhere, or has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.draft import Draft, Kind, Value
from daraevidence.language.patterns import compiled
from daraevidence.referee.grounding import amount

__all__ = ["PRIMARY", "Match", "Status", "compare", "decimals", "is_rounding", "numbers_of", "same_number", "shown"]

#: same: the value, or the same in another form; rounded: the printed one with fewer decimals; other: the reading has it in
#: another field; differs: the reading has another value there; absent: the reading has none.
Status: TypeAlias = Literal["same", "rounded", "other", "differs", "absent"]

_STATISTIC = (
    "value", "n", "percent", "sd", "se", "ci_low", "ci_high", "range_low", "range_high", "iqr_low", "iqr_high", "denominator",
    "p_value",
)  # fmt: skip
_NUMBERS: Mapping[Kind, tuple[str, ...]] = {
    "study": ("year", "n_patients", "n_centers", "follow_up_median"),
    "cohort": ("n",),
    "regimen": ("dose",),
    "endpoint": _STATISTIC,
    "characteristic": _STATISTIC,
    "adverse_event": ("n", "percent", "denominator"),
    "threshold": ("value", "value_low", "value_high", "points"),
    "reference": ("number", "year"),
}
#: The numbers that make a record what it is; the others may stand elsewhere (a header, a column of P values).
PRIMARY = frozenset(
    "value n percent sd se ci_low ci_high range_low range_high iqr_low iqr_high dose points number year n_patients n_centers"
    " follow_up_median value_low value_high".split()
)
#: Fields in which one printed number can stand as well: a percent as a value in percent, a count as a value.
_TWINS: Mapping[str, tuple[str, ...]] = {"value": ("percent", "n"), "percent": ("value",), "n": ("value", "n_patients")}
_COUNTS = frozenset({"n", "denominator"})
_NOT_REACHED = compiled(r"(?:not (?:yet )?(?:reached|estimable|evaluable)|N[RE])\Z", re.IGNORECASE)


class Match(NamedTuple):
    """``name`` is the field of the reading that holds the value (``other``) or the right one (``differs``)."""

    status: Status
    name: str = ""


def numbers_of(draft_kind: Kind, fields: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """The numbers of a record by field, and texts that stand for a number (``ci_high_text``)."""
    for name in _NUMBERS[draft_kind]:
        value = fields.get(name)
        text = fields.get(f"{name}_text")
        if value is not None:
            yield name, value
        elif isinstance(text, str) and text:
            yield f"{name}_text", text


def shown(value: Value) -> str:
    """A value as a reader would write it."""
    if isinstance(value, float):
        return format(amount(value).normalize(), "f") if abs(value) < 1e15 else repr(value)
    return str(value)


def decimals(value: Value) -> int:
    """The decimals that a claimed number has; 64.0 has none."""
    exponent = amount(value).normalize().as_tuple().exponent if isinstance(value, (int, float)) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def same_number(first: Value, second: Value) -> bool:
    """Whether two values are one number."""
    if isinstance(first, bool) or isinstance(second, bool):
        return False
    if not isinstance(first, (int, float)) or not isinstance(second, (int, float)):
        return False
    return first == second


def is_rounding(claimed: Value, printed: Decimal) -> bool:
    """Whether a claimed number is a printed one with fewer decimals (64 of 63.9), never the whole of a small one (0 of 0.39)."""
    if not isinstance(claimed, (int, float)) or isinstance(claimed, bool):
        return False
    places, value = decimals(claimed), amount(claimed)
    exponent = printed.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= places or value == 0 or abs(printed) < 1 > abs(value) * 10**places / 10:
        return False
    return abs(printed - value) <= Decimal(1).scaleb(-places) / 2


def compare(name: str, value: Value, draft: Draft, unit: str = "") -> Match:
    """One claimed value against a reading; ``unit`` is the claim's: a number of months is no count."""
    if name.endswith("_text"):
        return _compare_text(name, str(value), draft)
    fields = draft.fields
    twins = _TWINS.get(name, ()) if name != "value" or unit in ("", "%", "patients") else ()
    for own in (name, *twins):
        if own in fields and (own == name or _stands_in(own, name, fields)) and same_number(value, fields[own]):
            return Match("same", own)
    own = name if fields.get(name) is not None else _stand_in(name, twins, fields)
    if own:
        mine = fields[own]
        if isinstance(mine, (int, float)) and is_rounding(value, amount(mine)):
            return Match("rounded", own)
    elif _words(fields.get(f"{name}_text"), value):
        return Match("same", f"{name}_text")
    for other, _ in numbers_of(draft.kind, fields):
        if other != name and same_number(value, fields.get(other)) and (twins or name != "value" or other not in _COUNTS):
            return Match("other", other)
    if own or fields.get(f"{name}_text") is not None or (name == "value" and fields.get("reached") is False):
        return Match("differs", own or (f"{name}_text" if fields.get(f"{name}_text") is not None else "reached"))
    return Match("absent")


def _stands_in(own: str, name: str, fields: Mapping[str, Value]) -> bool:
    """Whether a number in one field may be claimed for another: a percent in ``value`` only with the unit percent."""
    if {own, name} == {"value", "percent"}:
        return fields.get("unit") in (None, "%") or own == "percent"
    if {own, name} == {"value", "n"}:
        return fields.get("percent") is None and fields.get("unit") in (None, "patients")
    return True


def _stand_in(name: str, twins: Iterable[str], fields: Mapping[str, Value]) -> str:
    return next((own for own in twins if fields.get(own) is not None and _stands_in(own, name, fields)), "")


def _words(text: Value, value: Value) -> bool:
    """``>5`` holds 5 as ``value_text``; never ``4-5``."""
    if not isinstance(text, str):
        return False
    digits = re.findall(r"\d+(?:[.·]\d+)?", text.replace(",", ""))
    return len(digits) == 1 and same_number(value, float(digits[0].replace("·", ".")))


def _compare_text(name: str, text: str, draft: Draft) -> Match:
    stem = name.removesuffix("_text")
    own = draft.get(name)
    if isinstance(own, str):
        alike = _folded(own) == _folded(text) or (_NOT_REACHED.match(own) and _NOT_REACHED.match(text))
        return Match("same" if alike else "differs", name)
    if _NOT_REACHED.match(text) and stem == "value" and draft.get("reached") is False:
        return Match("same", "reached")
    if draft.get(stem) is not None:
        return Match("same" if _words(text, draft.get(stem)) else "differs", stem)
    return Match("absent")


def _folded(text: str) -> str:
    return re.sub(r"[\s%]+", "", text.casefold().replace("–", "-").replace("≥", ">=").replace("≤", "<="))
