"""Values of FHIR R5 as plain dicts: texts, quantities, codes and the statistics of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from daraevidence.language.patterns import compiled

__all__ = ["Json", "coded", "concept", "extension", "number", "places_of", "quantity", "statistics", "text_of", "whole"]

Json: TypeAlias = dict[str, Any]

_THO = "http://terminology.hl7.org/CodeSystem/"
_STATISTIC, _ATTRIBUTE = f"{_THO}statistic-type", f"{_THO}attribute-estimate-type"
#: The code of a measure in HL7's list of statistic types.
_TYPES = {
    "median": ("C28007", "Median"),
    "mean": ("C53319", "Mean"),
    "proportion": ("C44256", "Proportion"),
    "landmark_rate": ("C44256", "Proportion"),
    "count": ("C25463", "Count"),
    "hazard_ratio": ("C93150", "Hazard Ratio"),
    "odds_ratio": ("C16932", "Odds Ratio"),
    "relative_risk": ("C93152", "Relative Risk"),
    "value": ("descriptive", "Descriptive"),
}
_CI, _P = ("C53324", "Confidence interval"), ("C44185", "P-value")
_RANGE, _IQR = ("C38013", "Range"), ("C53245", "Interquartile range")
_SD, _SE = ("C53322", "Standard deviation"), ("0000037", "Standard error of the mean")
#: Units of UCUM for the units that records have.
_UCUM = {
    "months": "mo",
    "weeks": "wk",
    "days": "d",
    "years": "a",
    "hours": "h",
    "minutes": "min",
    "%": "%",
    **{unit: unit for unit in ("mg", "g", "kg", "ug", "mL", "L", "dL", "cm", "mm")},
    "mcg": "ug",
    "mm Hg": "mm[Hg]",
}
_SIGNS = frozenset(("<", "<=", ">=", ">"))
_MOST = 2**31 - 1
_CONTROL = compiled(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BASE = "urn:daraevidence:fhir:"


def text_of(value: Any) -> str | None:
    """A text as FHIR has it (no control characters, no half characters, never blank)."""
    cleaned = _CONTROL.sub("\ufffd", str(value)).strip() if value is not None else ""
    return cleaned or None


def number(value: float) -> Decimal:
    """The decimal that a number prints as."""
    return Decimal(repr(value))


def whole(value: Any) -> int | None:
    """A count that 31 bits hold, as FHIR's ``unsignedInt`` does."""
    return value if isinstance(value, int) and 0 <= value <= _MOST else None


def coded(system: str, code: str, display: str | None = None) -> Json:
    """One coding as a concept."""
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def concept(text: Any, codings: Sequence[Json] = ()) -> Json:
    """A concept with its words and what codes there are for it."""
    return {**({"coding": list(codings)} if codings else {}), "text": text_of(text) or "not named"}


def quantity(value: float | int, unit: str | None = None, sign: str | None = None) -> Json:
    """A number with its unit and sign."""
    made: Json = {"value": number(float(value)) if isinstance(value, float) else Decimal(value)}
    if sign in _SIGNS:
        made["comparator"] = sign
    if unit:
        made["unit"] = text_of(unit)
        if unit in _UCUM:
            made.update({"system": "http://unitsofmeasure.org", "code": _UCUM[unit]})
    return made


def extension(name: str, **values: Any) -> Json:
    """One of our extensions: a value, or parts with a value each."""
    if "value" in values:
        return {"url": _BASE + name, **_valued(values["value"])}
    parts = [{"url": key, **_valued(value)} for key, value in values.items() if value is not None]
    return {"url": _BASE + name, "extension": parts}


def _valued(value: Any) -> Json:
    if isinstance(value, int):
        return {"valueInteger": min(value, _MOST)}
    return {"valueDecimal": number(value)} if isinstance(value, float) else {"valueString": value}


def places_of(row: Mapping[str, Any]) -> list[Json]:
    """An extension for the place of a record and one for each place of a field.

    ``char`` holds offsets of ``Extraction.text`` as RFC 5147 writes them, ``char=12,30``; ``how`` is left out where the value is
    printed there.
    """
    start, end, page = row["span"]
    made = [extension("source-span", char=f"char={start},{end}", page=page)]
    for field, places in row["evidence"].items():
        for place in places:
            start, end, page = place["span"]
            how = None if place["how"] == "printed" else place["how"]
            quote = text_of(place["quote"])
            made.append(extension("source-span", field=field, char=f"char={start},{end}", page=page, quote=quote, how=how))
    return made


def statistics(row: Mapping[str, Any]) -> list[Json]:
    """The statistics of an endpoint, a characteristic or an adverse event: every number that it has.

    A printed form that is no plain number (``NR``, ``45-48``, limits in the wrong order) stands in the ``description``.
    """
    measure = row.get("measure") or ("proportion" if row.get("percent") is not None else "count")
    value, n, percent = row.get("value"), row.get("n"), row.get("percent")
    main: Json = {"statisticType": _type(measure)}
    said = list(_said(row))
    if value is not None:
        main["quantity"] = quantity(value, row.get("unit"), row.get("value_op") or row.get("operator"))
    elif percent is not None:
        main["quantity"] = quantity(percent, "%", row.get("percent_op"))
    elif n is not None:
        main["statisticType"] = _type("count")
        main["quantity"] = quantity(n)
    if whole(n) is not None:
        main["numberAffected"] = n
    if whole(row.get("denominator")) is not None:
        main["sampleSize"] = {"numberOfParticipants": row["denominator"]}
    if said:
        main["description"] = text_of("; ".join(said))
    estimates = list(_attributes(row))
    if estimates:
        main["attributeEstimate"] = estimates
    made = [main]
    if value is not None and percent is not None:
        made.append({"statisticType": _type("proportion"), "quantity": quantity(percent, "%", row.get("percent_op"))})
    return made


def _type(measure: str) -> Json:
    words = measure.replace("_", " ")
    return {**coded(_STATISTIC, *_TYPES[measure]), "text": words} if measure in _TYPES else {"text": words}


def _said(row: Mapping[str, Any]) -> Iterator[str]:
    """What the document prints in place of a plain number."""
    if row.get("reached") is False:
        yield "not reached"
    for name in ("value", "n", "percent", "ci_low", "ci_high", "range_low", "range_high", "iqr_low", "iqr_high", "p_value"):
        if row.get(f"{name}_text"):
            yield f"{name.replace('_', ' ')} as printed: {row[f'{name}_text']}"
    for name in ("value_op", "percent_op"):
        if row.get(name) and row[name] not in _SIGNS and row[name] != "=":
            yield f"sign as printed: {row[name]}"
    for name, low, high in (("CI", "ci_low", "ci_high"), ("range", "range_low", "range_high"), ("IQR", "iqr_low", "iqr_high")):
        if _reversed(row.get(low), row.get(high)):
            yield f"{name} as printed, in the wrong order: {row[low]:.15g}-{row[high]:.15g}"
    if row.get("n") is not None and whole(row["n"]) is None:
        yield f"n as printed: {row['n']}"


def _reversed(low: Any, high: Any) -> bool:
    return low is not None and high is not None and low > high


def _attributes(row: Mapping[str, Any]) -> Iterator[Json]:
    """Intervals, spread and P value; an interval in the wrong order is none of FHIR's ranges."""
    share = row.get("value") is None and not row.get("value_text") and row.get("percent") is not None
    unit = "%" if share else row.get("unit")
    for kind, low, high in ((_CI, "ci_low", "ci_high"), (_RANGE, "range_low", "range_high"), (_IQR, "iqr_low", "iqr_high")):
        ends = {name: row[key] for name, key in (("low", low), ("high", high)) if row.get(key) is not None}
        if not ends or _reversed(row.get(low), row.get(high)):
            continue
        made: Json = {"type": coded(_ATTRIBUTE, *kind), "range": {name: quantity(end, unit) for name, end in ends.items()}}
        level = row.get("ci_level")
        if kind is _CI and level is not None and 0 < level < 100:
            made["level"] = number(level) / 100
        yield made
    for kind, name in ((_SD, "sd"), (_SE, "se")):
        if row.get(name) is not None:
            yield {"type": coded(_ATTRIBUTE, *kind), "quantity": quantity(row[name], unit)}
    if row.get("p_value") is not None:
        yield {"type": coded(_ATTRIBUTE, *_P), "quantity": quantity(row["p_value"], None, row.get("p_op"))}
