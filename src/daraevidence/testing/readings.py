"""What was read from a made-up statement, against what it tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from daraevidence.draft import RATIOS
from daraevidence.extraction import Extraction
from daraevidence.testing.told import Statement, Told

__all__ = ["Difference", "statement_differences"]

_PRIMARY = ("n", "percent", "value", "reached")
_FILLING = frozenset(
    "the group groups arm arms cohort patients adults infants men women receiving received assigned to treated with given in "
    "among of those who and for a an alone on had been recipients".split()
)
_DOUBT = 0.5
#: what only an endpoint has a field for
_OF_ENDPOINTS = frozenset(("p_value", "ci_low", "ci_high"))


class Difference(NamedTuple):
    """``kind``: missing, extra, numbers, group, comparator, outcome or measure; ``doubtful``: the record says so itself."""

    kind: str
    shown: str
    doubtful: bool = False

    @property
    def wrong(self) -> bool:
        """Whether something untrue was read, and not only too little."""
        return self.kind not in ("missing", "comparator") and not self.doubtful


def statement_differences(statement: Statement, extraction: Extraction) -> list[Difference]:
    """Where the records of a made-up statement differ from what it tells."""
    left = [record for record in _records(extraction) if record["span"].end > statement.start]
    found: list[Difference] = []
    matched: list[Mapping[str, Any]] = []
    for told in statement.told:
        fitting = sorted((-_fit(told, record), i) for i, record in enumerate(left) if _fit(told, record) > 0)
        if not fitting:
            found.append(Difference("missing", _shown(told)))
            continue
        record = left.pop(fitting[0][1])
        matched.append(record)
        found += _compare(told, record)
    for record in left:
        if not any(_same(record, other) for other in matched) and not _known_twice(statement, record):
            found.append(Difference("extra", _brief(record), record["confidence"] <= _DOUBT))
    return found


def _records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    for record in (*extraction.endpoints, *extraction.adverse_events, *extraction.characteristics):
        row = {name: getattr(record, name) for name in type(record).model_fields if name not in ("evidence", "proof", "reasons")}
        row["what"] = str(row.get("label") or row.get("characteristic") or row.get("term"))
        row["frame"] = type(record).__name__
        yield row


def _fit(told: Told, record: Mapping[str, Any]) -> int:
    """How well a record can be meant: equal numbers, then group, outcome and measure."""
    primary = [name for name in _PRIMARY if name in told.fields]
    if not any(_equal(told.fields[name], record.get(name)) for name in primary):
        return 0
    same = sum(_equal(value, record.get(name)) for name, value in told.fields.items())
    measured = record.get("measure", "proportion") in told.measures
    return 8 * same + 4 * (_group_fits(told, record) and bool(told.group)) + 2 * _outcome_fits(told, record) + 3 * measured


def _equal(wanted: object, got: object) -> bool:
    if isinstance(wanted, (str, bool)) or got is None or isinstance(got, (str, bool)):
        return wanted == got
    return abs(float(wanted) - float(got)) < 1e-6  # type: ignore[arg-type]


def _compare(told: Told, record: Mapping[str, Any]) -> Iterator[Difference]:
    doubtful = record["confidence"] <= _DOUBT
    for name, value in told.fields.items():
        got = record.get(name)
        if _equal(value, got) or (record["frame"] != "Endpoint" and name in _OF_ENDPOINTS):
            continue
        kind = "missing" if got is None else "numbers"
        yield Difference(kind, f"{name}: told {value}, got {got} in {_brief(record)}", doubtful)
    if not _group_fits(told, record):
        kind = "missing" if record.get("cohort") in (None, "total") else "group"
        yield Difference(kind, f"group: told {told.group}, got {record.get('cohort')} in {_brief(record)}", doubtful)
    against = record.get("comparator")
    if record["frame"] == "Endpoint" and told.comparator and not told.anyone and not _named(told.comparator, against):
        yield Difference("comparator" if not against else "group", f"comparator: told {told.comparator}, got {against}", doubtful)
    if not _outcome_fits(told, record):
        yield Difference("outcome", f"outcome: told {told.words[0]}, got {record['what']} in {_brief(record)}", doubtful)
    measure = record.get("measure", "proportion")
    if record["frame"] != "AdverseEvent" and measure not in told.measures:
        yield Difference(
            "measure", f"measure: told {'/'.join(sorted(told.measures))}, got {measure} in {_brief(record)}", doubtful
        )
    elif record["frame"] == "Characteristic" and "mean" not in told.measures:
        yield Difference("measure", f"a characteristic: {_brief(record)}", doubtful)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9µ]+", text.casefold())) - _FILLING


def _named(name: str, got: object) -> bool:
    letters = _tokens(name) or frozenset(re.findall(r"\w+", name.casefold()))
    own = _tokens(str(got)) or frozenset(re.findall(r"\w+", str(got).casefold())) - frozenset(("group", "arm"))
    return got is not None and letters == own


def _group_fits(told: Told, record: Mapping[str, Any]) -> bool:
    got = record.get("cohort")
    if told.anyone:
        return True
    if told.group is None:
        return got in (None, "total") or got.startswith(("patients", "adults", "infants", "men", "respon"))
    return _named(told.group, got)


def _stems(text: str) -> list[str]:
    idle = _FILLING | {"had", "were", "was", "their"}
    return [word.rstrip("s")[:5] for word in re.findall(r"[a-z0-9-]+", text.casefold()) if word not in idle]


def _outcome_fits(told: Told, record: Mapping[str, Any]) -> bool:
    got = set(_stems(record["what"]))
    code = record.get("endpoint")
    if told.measures & RATIOS:
        got = got | set(_stems(str(record.get("definition") or "")))
        return code not in (None, "OTHER") or bool(got)
    if code in ("OS", "PFS", "DOR", "DEATH", "RELAPSE", "PD", "CR", "ORR", "SD", "EFS", "RFS") and _coded(told, str(code)):
        return True
    return any(set(_stems(words)) <= got for words in told.words if words)


_CODES = {
    "OS": "overall survival",
    "PFS": "progression-free survival",
    "EFS": "event-free survival",
    "RFS": "relapse-free survival",
    "DOR": "duration of response",
    "CR": "complete response",
    "ORR": "objective response",
    "SD": "stable disease",
    "PD": "disease progression",
    "DEATH": "death",
    "RELAPSE": "relapse",
}


def _coded(told: Told, code: str) -> bool:
    return any(_CODES[code] in words for words in told.words)


def _same(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The same result in another frame (an event that is outcome and adverse event)."""
    names = ("n", "percent", "value", "cohort")
    return record["frame"] != other["frame"] and all(record.get(name) == other.get(name) for name in names)


def _known_twice(statement: Statement, record: Mapping[str, Any]) -> bool:
    """A second row of what holds for either group."""
    return any(told.anyone and _fit(told, record) for told in statement.told)


def _shown(told: Told) -> str:
    return f"{told.group or 'all'} | {told.words[0]} | {'/'.join(sorted(told.measures))} | {told.fields}"


def _brief(record: Mapping[str, Any]) -> str:
    names = (
        "frame",
        "cohort",
        "comparator",
        "endpoint",
        "what",
        "measure",
        "n",
        "denominator",
        "percent",
        "value",
        "ci_low",
        "ci_high",
    )
    inside = ", ".join(f"{name}={record.get(name)}" for name in (*names, "confidence") if record.get(name) not in (None, ""))
    return f"<{inside}>"
