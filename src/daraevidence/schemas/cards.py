"""Records in a line and in a card: what a report and a notebook show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

__all__ = ["KINDS", "details", "headline", "plain_html", "record_card", "statistic"]

#: What a page cannot hold as it is: HTML would read a carriage return as a line feed, and NUL and half characters not at all.
_HELD = {0: "\ufffd", 13: "&#13;", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}

#: What a document gives, in the order in which it is shown.
KINDS = (
    *["findings", "studies", "cohorts", "regimens", "endpoints", "characteristics"],
    *["adverse_events", "thresholds", "tables", "references"],
)

#: What names a record, by kind: the first of each group that it has.
_NAMES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "studies": (("study",), ("design",)),
    "cohorts": (("cohort",), ("study",)),
    "regimens": (("regimen", "drugs"), ("dose_text",), ("schedule",)),
    "endpoints": (("label", "endpoint"), ("cohort",)),
    "characteristics": (("characteristic",), ("cohort",)),
    "adverse_events": (("term", "category"), ("cohort",)),
    "thresholds": (("variable",), ("context",)),
    "references": (("title", "text"), ("year",)),
    "tables": (("title",), ("section",)),
    "findings": (("rule",), ()),
}

#: Fields that are shown elsewhere or are for programs.
_HIDDEN = frozenset(("id", "span", "spans", "evidence", "confidence", "reasons", "proof", "records", "cause"))
_SHOWN = {
    "tables": frozenset(("title", "columns", "rows", "column_notes", "footnotes", "abbreviations")),
    "findings": frozenset(("rule", "severity", "explanation", "quote")),
}


def plain_html(text: str) -> str:
    """Any text as HTML that shows it, character for character."""
    return escape(text).translate(_HELD)


def statistic(row: Mapping[str, Any]) -> str:
    """The numbers of a record in one line: ``median 5.1 months (95% CI 4.2-6.6); n 16/32 (50%); P=0.03``."""
    get = row.get
    parts = []
    value = _or(get("value"), get("value_text"))
    if get("reached") is False and value is None:
        value = "not reached"
    if value is not None:
        sign = (get("value_op") or get("operator") or "").replace("=", "")
        named = " ".join(str(part) for part in (get("measure"), f"{sign}{value}", get("unit")) if part)
        limits = [_or(get(name), get(f"{name}_text")) for name in ("ci_low", "ci_high")]
        level = f"{_number(get('ci_level'))}% CI " if get("ci_level") else "CI "
        parts.append(named + (f" ({level}{limits[0]}-{limits[1]})" if None not in limits else ""))
    n, whole, percent = _or(get("n"), get("n_text")), get("denominator"), _or(get("percent"), get("percent_text"))
    if n is not None or percent is not None:
        count = "" if n is None else f"{n}/{whole}" if whole is not None else f"n={n}"
        share = "" if percent is None else f"({percent}%)" if count else f"{percent}%"
        parts.append(" ".join(part for part in (count, share) if part))
    for name, low, high in (("range", "range_low", "range_high"), ("IQR", "iqr_low", "iqr_high")):
        if get(low) is not None and get(high) is not None:
            parts.append(f"{name} {_number(get(low))}-{_number(get(high))}")
    parts += [f"{name.upper()} {_number(get(name))}" for name in ("sd", "se") if get(name) is not None]
    if _or(get("p_value"), get("p_value_text")) is not None:
        parts.append(f"P{get('p_op') or '='}{_or(get('p_value'), get('p_value_text'))}")
    return "; ".join(parts)


def _or(number: Any, text: Any) -> str | None:
    """A number as short as it is, else the text that stands for it."""
    return _number(number) if number is not None else (str(text) if text not in (None, "") else None)


def _number(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def headline(kind: str, row: Mapping[str, Any]) -> str:
    """What a record is about and what it says, in one line of plain text."""
    names = [next((str(row[name]) for name in group if row.get(name)), "") for group in _NAMES.get(kind, (("id",), ()))]
    about = ", ".join(name for name in names if name) or kind
    if kind == "findings":
        return f"{about}: {row['explanation']}"
    told = statistic(row) if kind not in ("studies", "cohorts", "regimens", "references", "tables") else ""
    if kind == "cohorts" and row.get("n") is not None:
        told = f"n={row['n']}"
    return f"{about}: {told}" if told else about


def details(kind: str, row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every field that says something, with its value as text."""
    hidden = _HIDDEN | _SHOWN.get(kind, frozenset())
    shown = [(name, value) for name, value in row.items() if name not in hidden and value not in (None, "", (), {}, [])]
    return [(name.replace("_", " "), _text(value)) for name, value in shown]


def _text(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_text(item)}" for key, item in value.items())
    return _number(value)


#: Classes of records and their kinds.
_CLASSES = {"Study": "studies", "Reference": "references", "AdverseEventTable": "tables"}


def record_card(name: str, row: Mapping[str, Any], quotes: Iterable[str]) -> str:
    """A record or finding (``name`` is that of its class) for a notebook: what it says, where it is printed, any doubt."""
    kind = _CLASSES.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() + "s"
    severity = f"<b>{plain_html(str(row['severity']))}</b> " if "severity" in row else ""
    lines = [f"<div>{severity}<b>{plain_html(headline(kind, row))}</b></div>"]
    lines += [f"<div>&ldquo;{plain_html(' '.join(quote.split()))}&rdquo;</div>" for quote in dict.fromkeys(quotes)]
    fields = ", ".join(f"{name}: {value}" for name, value in details(kind, row))
    lines.append(f'<div style="opacity:.75;font-size:90%">{plain_html(fields)}</div>')
    if row.get("confidence", 1) < 1:
        why = "; ".join(row.get("reasons", ()))
        lines.append(f"<div>confidence {row['confidence']:.2f}{plain_html(': ' + why if why else '')}</div>")
    return f"<div>{''.join(lines)}</div>"
