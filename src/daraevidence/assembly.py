"""From drafts to the plain values of records: the only place where evidence is made, by slicing the source itself."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import isfinite
from threading import RLock
from typing import Any, TypeAlias

from daraevidence.draft import Draft, Entry, Flag
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Document, Grid
from daraevidence.reading.text import Text
from daraevidence.span import Span

__all__ = ["NAMES", "Payload", "assemble"]

_Rows: TypeAlias = list[dict[str, Any]]

#: Records as plain dicts with the fields of their schemas, by the name of their frame.
Payload: TypeAlias = Mapping[str, _Rows]

#: Kind of draft to name of frame.
NAMES: Mapping[str, str] = {
    "study": "studies",
    "cohort": "cohorts",
    "regimen": "regimens",
    "endpoint": "endpoints",
    "characteristic": "characteristics",
    "adverse_event": "adverse_events",
    "threshold": "thresholds",
    "reference": "references",
}


class _Parts(Mapping[str, _Rows]):
    """A payload whose parts are made when they are first asked for; a part that is made lets go of what it was made of.

    Pickled and copied as the plain dict that it stands for.
    """

    __slots__ = ("_lock", "_made", "_makers", "_names")

    def __init__(self, makers: Mapping[str, Callable[[Payload], _Rows]]) -> None:
        self._names = tuple(makers)
        self._makers = dict(makers)
        self._made: dict[str, _Rows] = {}
        self._lock = RLock()  # threads may share an extraction

    def __getitem__(self, name: str) -> _Rows:
        with self._lock:
            if name in self._makers:
                self._made[name] = self._makers[name](self)
                del self._makers[name]
            return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __reduce__(self) -> tuple[type[dict[str, _Rows]], tuple[dict[str, _Rows]]]:
        return dict, (dict(self),)

    def __repr__(self) -> str:
        return repr(dict(self))


def assemble(
    document: Document,
    drafts: Sequence[Draft],
    flags: Sequence[Flag],
    account: Callable[[], Iterable[Entry]],
    unread: Callable[[_Rows], Iterable[Flag]] | None = None,
) -> Payload:
    """The payload of a whole document, made part by part as it is asked for; ``account`` gives the entries of the ledger.

    ``unread`` are the findings that the ledger leads to; they stand among the others by place.
    """
    text = document.text
    proof = _Proof(text)
    of_kind: dict[str, array[int]] = {name: array("q") for name in NAMES.values()}
    for index, draft in enumerate(drafts):
        of_kind[NAMES[draft.kind]].append(index)

    def records(name: str, _: Payload) -> _Rows:
        return [_record(drafts[index], proof) for index in of_kind.pop(name)]

    def ledger(_: Payload) -> _Rows:
        names = Entry._fields
        return [{**dict(zip(names, entry)), "page": text.page(entry.start)} for entry in account()]

    makers: dict[str, Callable[[Payload], _Rows]] = {name: partial(records, name) for name in of_kind}
    makers["tables"] = lambda _: [_table(grid, document) for grid in document.grids]
    makers["adverse_event_tables"] = lambda payload: list(_adverse_event_tables(payload))
    makers["findings"] = lambda payload: _findings(_with_unread(flags, unread, payload), text)
    makers["ledger"] = ledger
    return _Parts(makers)


def _with_unread(flags: Sequence[Flag], unread: Callable[[_Rows], Iterable[Flag]] | None, payload: Payload) -> Sequence[Flag]:
    more = list(unread(payload["ledger"])) if unread is not None else []
    return sorted([*flags, *more], key=lambda flag: flag.start) if more else flags


class _Proof(dict[tuple[int, int], tuple[Span, str]]):
    """Source span and quote of ranges of the repaired view; several fields of a record share one range."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text

    def __missing__(self, place: tuple[int, int]) -> tuple[Span, str]:
        span = self.text.span(*place)
        found = self[place] = span, self.text.source[span.start : span.end]
        return found


def _record(draft: Draft, proof: _Proof) -> dict[str, Any]:
    evidence = {}
    for name, marks in draft.marks.items():
        given = []
        for start, end, how in marks:
            span, quote = proof[start, end]
            given.append({"span": span, "quote": quote, "how": how})
        evidence[name] = tuple(given)
    return {
        "id": draft.id,
        "span": proof.text.span(draft.start, draft.end),
        "evidence": evidence,
        "confidence": draft.confidence,
        "reasons": draft.reasons,
        "proof": draft.proof,
        **_finite(draft.fields),
        **({"components": draft.components} if draft.components else {}),
    }


def _finite(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A number too large for a float (hundreds of digits) has no value; the ledger keeps its digits."""
    return {name: None if isinstance(value, float) and not isfinite(value) else value for name, value in fields.items()}


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


_POINT = compiled(r"(?<=\d)[.\u00b7](?=\d)")


def _with_raised_points(cell: Cell, text: Text) -> str:
    """The cell with the decimal points as they are printed: ``16·0%``, which the repaired view reads as ``16.0%``."""
    printed = _POINT.findall(text.quote(cell.start, cell.end))
    if "\u00b7" not in printed or len(printed) != len(_POINT.findall(cell.text)):
        return cell.text
    points = iter(printed)
    return _POINT.sub(lambda _: next(points), cell.text)


def _table(grid: Grid, document: Document) -> dict[str, Any]:
    text = document.text

    def place(cell: Cell) -> Any:
        return text.span(cell.start, cell.end) if cell.end > cell.start else None

    def told(cell: Cell) -> str:
        return _with_raised_points(cell, text) if raised else cell.text

    raised = "\u00b7" in text.source
    rows = [
        {
            "path": tuple(told(cell) for cell in row.path),
            "cells": tuple(told(cell) for cell in row.cells),
            "notes": row.path[-1].notes if row.path else (),
            "cell_notes": {i: cell.notes for i, cell in enumerate(row.cells) if cell.notes},
            "path_spans": tuple(place(cell) for cell in row.path),
            "cell_spans": tuple(place(cell) for cell in row.cells),
        }
        for row in grid.rows
    ]
    columns = tuple(tuple(told(cell) for cell in path) for path in grid.columns)
    notes = {i: tuple(n for cell in path for n in cell.notes) for i, path in enumerate(grid.columns)}
    return {
        "id": _digest(grid.title.text, grid.start, [row["path"] for row in rows], [row["cells"] for row in rows]),
        "span": text.span(grid.start, grid.end),
        "confidence": grid.confidence,
        "reasons": grid.reasons,
        "title": told(grid.title),
        "citations": tuple(cell.text for cell in grid.citations),
        "section": document.sections[grid.section].title if grid.section >= 0 else "",
        "stub": told(grid.stub),
        "columns": columns,
        "rows": tuple(rows),
        "footnotes": {letter: cell.text for letter, cell in grid.footnotes.items()},
        "abbreviations": dict(grid.abbreviations),
        "column_notes": {i: found for i, found in notes.items() if found},
    }


def _adverse_event_tables(payload: Payload) -> Iterable[dict[str, Any]]:
    """A table is one of adverse events where rows of adverse events stand in it."""
    events = sorted(payload["adverse_events"], key=lambda row: row["span"].start)
    starts = [row["span"].start for row in events]
    for table in payload["tables"]:
        start, end, _ = table["span"]
        rows = events[bisect_left(starts, start) : bisect_left(starts, end)]
        if rows:
            groups = dict.fromkeys((row.get("cohort") or "", row.get("denominator")) for row in rows)
            yield {
                "id": _digest("adverse_event_table", table["id"]),
                "span": table["span"],
                "table": table["id"],
                "study": rows[0].get("study"),
                "cohorts": tuple(name for name, _ in groups),
                "denominators": tuple(n for _, n in groups),
                "rows": tuple(row["id"] for row in rows),
            }


def _findings(flags: Sequence[Flag], text: Text) -> _Rows:
    ids: dict[int, str] = {}
    given: set[str] = set()
    for flag in flags:
        found = _digest(flag.rule, flag.start, flag.end, flag.explanation)
        ids[id(flag)] = found = found if found not in given else _digest(found, len(ids))
        given.add(found)
    rows = []
    for flag in flags:
        quotes = [text.quote(start, end) for start, end in flag.places]
        row: dict[str, Any] = {
            "id": ids[id(flag)],
            "span": text.span(flag.start, flag.end),
            "rule": flag.rule,
            "severity": flag.severity,
            "quote": text.quote(flag.start, flag.end),
            "quotes": " | ".join(quotes) or None,
            "explanation": flag.explanation,
            "formula": flag.formula or None,
            "printed": flag.printed or None,
            "recomputed": flag.recomputed or None,
            "reading": flag.reading or None,
            "cause": ids.get(id(flag.cause)),
            "records": ";".join(flag.records) or None,
            "spans": tuple(text.span(start, end) for start, end in flag.places),
        }
        rows.append({name: value for name, value in row.items() if value is not None})
    return rows
