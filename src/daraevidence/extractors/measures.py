"""The fields of a printed statistic, with their places."""

from __future__ import annotations

import re
from decimal import Decimal

from daraevidence.draft import Draft
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Interval, Limit, PValue, Quantity

__all__ = ["counted_in", "put_intervals", "put_number", "put_p", "put_proportion", "put_value"]


#: ``Weeks in remission``, ``monthly migraine days (MMDs)``, ``ventilator-free days``; not ``survival at 30 days``
_COUNTED_FIRST = compiled(
    r"(hours|days|weeks|months|years)\s(?:in|of|to|until|since|from|on|with|without|alive|free)\b", re.IGNORECASE
)
_COUNTED_LAST = compiled(
    r"(?<!\d\s)(?<!-)(?<!\bof\s)(?<!\bfor\s)\b(hours|nights|days)\b(?:\s(?:per|a|each|every)\s(?:month|week|year))?"
    r"(?:\s[(\[][A-Z][\w-]{1,9}[)\]])?(?:,\s.*|\s(?:fell|decreased|rose|increased|improved|changed|dropped|declined))?$",
    re.IGNORECASE,
)


def counted_in(label: str) -> re.Match[str] | None:
    """The word of a label that says in what a time is counted, its group 1."""
    return _COUNTED_FIRST.match(label) or _COUNTED_LAST.search(label)


def put_number(draft: Draft, name: str, number: Number | None, *, whole: bool = False) -> None:
    """A numeric field; a printed sign leaves the number empty and stands in ``<name>_text``."""
    if number is None:
        return
    at = (number.start, number.end)
    if number.op:
        draft.put(f"{name}_text", f"{number.op}{number.text.lstrip('<>≤≥~= ')}", at)
        if name in ("value", "percent"):
            draft.put(f"{name}_op", number.op, at)
        return
    draft.put(name, int(number.value) if whole else float(number.value), at)


def put_proportion(draft: Draft, quantity: Quantity) -> None:
    """``n``, ``denominator`` and ``percent`` of a count or proportion."""
    put_number(draft, "n", quantity.n or (quantity.value if quantity.role == "count" else None), whole=True)
    put_number(draft, "denominator", quantity.denominator, whole=True)
    put_number(draft, "percent", quantity.percent)
    text = quantity.extra.get("percent_text")
    if text:
        at = (quantity.start, quantity.end)
        draft.put("percent_text", text, at)
        for end in ("low", "high"):
            if f"percent_{end}" in quantity.extra:
                draft.put(f"percent_{end}", float(quantity.extra[f"percent_{end}"]), at)


def put_value(draft: Draft, quantity: Quantity) -> None:
    """``value`` (powers of ten applied), ``unit``, ``sd`` and ``se``."""
    number = quantity.value
    if number is not None and quantity.factor != 1 and not number.op:
        draft.put("value", float(number.value * quantity.factor), (number.start, number.end), "normalised")
        draft.put("value", draft.get("value"), quantity.factor_at, "normalised")
    else:
        put_number(draft, "value", number)
    if "titre" in quantity.extra and number is not None:  # 1:160
        draft.put("value", draft.get("value"), (quantity.start, number.start), "normalised")
    if quantity.unit:
        draft.put("unit", quantity.unit, quantity.unit_at, "normalised")
    if "average" in quantity.extra:  # 14 months (median; range 2-40)
        draft.put("measure", "median" if quantity.extra["average"] == "median" else "mean")
    for name, spread in (("sd", quantity.sd), ("se", quantity.se)):
        if spread is not None and quantity.factor != 1 and not spread.op:
            draft.put(name, float(spread.value * quantity.factor), (spread.start, spread.end), "normalised")
        else:
            put_number(draft, name, spread)
    if "assumed" in quantity.extra:
        draft.doubt(0.7, "no word says what stands in the bracket; read as a standard deviation")


def _put_limit(draft: Draft, name: str, limit: Limit | None, quantity: Quantity) -> None:
    if limit is None:
        return
    if limit.number is None:
        draft.put(f"{name}_text", _short(limit.text), (limit.start, limit.end))
    elif quantity.factor != 1 and not limit.number.op:
        draft.put(name, float(limit.number.value * quantity.factor), (limit.start, limit.end), "normalised")
    else:
        put_number(draft, name, limit.number)


_REACHED = compiled(r"not\s+(?:yet\s+)?(?:been\s+)?reached|\bNR\b", re.IGNORECASE)
_ESTIMABLE = compiled(r"not\s+(?:estimable|evaluable|available|calculable)|\bN[EAC]\b", re.IGNORECASE)


def _short(text: str) -> str:
    """``not reached [NR]`` is NR, ``not estimable`` NE."""
    if _REACHED.search(text):
        return "NR"
    return "NE" if _ESTIMABLE.search(text) else text


def put_intervals(draft: Draft, quantity: Quantity, *, bare: str = "range", told: bool = False) -> None:
    """CI, range and IQR; ``bare`` says what an interval without a word is. A garbled interval leaves its limits empty.

    Characteristics have no confidence interval: a printed one stays unclaimed, a bare one is a range. ``told``: in prose, where
    no header says what brackets hold.
    """
    bare, outer = _unnamed(draft, quantity, bare, told=told)
    for interval in quantity.intervals:
        if interval.kind == "bare" and "percent_low" in quantity.extra and draft.get("percent_text") is not None:
            continue  # "20-25%" is the percent
        kind = interval.kind if interval.kind != "bare" else "range" if interval is outer else bare
        if draft.kind != "endpoint" and kind == "ci":
            if interval.kind == "ci":
                continue
            kind = "range"
        if kind == "ci":
            _put_level(draft, interval)
        if interval.garbled:
            draft.doubt(0.6, "an interval is garbled")
            continue
        _put_limit(draft, f"{kind}_low", interval.low, quantity)
        _put_limit(draft, f"{kind}_high", interval.high, quantity)


#: what has lopsided confidence limits of its own
_COMPARED = compiled(r"\b(?:differ\w*|ratio|rates?|incidence|chang\w+|reduc\w+|effect|risk|efficacy|costs?)\b", re.IGNORECASE)


def _unnamed(draft: Draft, quantity: Quantity, bare: str, *, told: bool) -> tuple[str, Interval | None]:
    """What intervals without a word are, and which of them is a range: of two, one inside the other, IQR and range; about a
    plain value that stands far from their middle (``74 [45, 126]``) an IQR, since the limits of a mean lie evenly. What is only
    told with a dash (``was 18 mg [11-27]``) is no confidence interval before a word says so."""
    if draft.kind != "endpoint" or quantity.role != "value" or quantity.value is None:
        return bare, None
    ends = [(one, *limits) for one in quantity.intervals if one.kind == "bare" and (limits := _ends(one)) is not None]
    if len(ends) == 2:
        (_, low, high), (wide, lowest, highest) = sorted(ends, key=lambda each: each[2] - each[1])
        if lowest <= low <= quantity.value.value <= high <= highest:
            draft.doubt(0.8, "no word says which of two intervals is which")
            return "iqr", wide
    if bare != "ci" or len(ends) != 1 or quantity.unit[:3] in ("%", "per"):
        return bare, None
    below, above = quantity.value.value - ends[0][1], ends[0][2] - quantity.value.value
    lopsided = max(below, above) >= min(below, above) * Decimal("1.5")
    if min(below, above) <= 0 or _COMPARED.search(str(draft.get("label") or "")):
        return bare, None
    value = draft.get("measure") == "value"
    if value and (lopsided or (told and not _in_words(ends[0][0]))):
        draft.doubt(0.6, "no word says what the interval is")
        return "iqr", None
    if told and (value or draft.get("measure") == "mean"):
        draft.doubt(0.6 if lopsided else 0.8, "no word says what the interval is")
    return bare, None


def _in_words(interval: Interval) -> bool:
    """``50 to 74``, as confidence limits are printed where ranges have a dash."""
    return interval.low is not None and interval.high is not None and interval.high.start - interval.low.end >= len(" to ")


def _ends(interval: Interval) -> tuple[Decimal, Decimal] | None:
    low, high = interval.low, interval.high
    if low is None or high is None or low.number is None or high.number is None:
        return None
    return low.number.value, high.number.value


def _put_level(draft: Draft, interval: Interval) -> None:
    if interval.level is not None:
        put_number(draft, "ci_level", interval.level)


def put_p(draft: Draft, p: PValue | None) -> None:
    """``p_value`` with its sign."""
    if p is None:
        return
    draft.put("p_op", p.op, (p.start, p.end))
    if p.number is None:
        return
    draft.put("p_value", float(p.number.value), (p.number.start, p.number.end))
