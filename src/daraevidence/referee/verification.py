"""The referee's result: findings, records with the places that say so, and values that stand nowhere."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from daraevidence.assembly import NAMES, Payload, assemble
from daraevidence.draft import Draft, Flag, Value
from daraevidence.extraction import Findings
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.referee.claims import Claim
from daraevidence.referee.fields import numbers_of
from daraevidence.referee.judge import Bench
from daraevidence.referee.readings import Library
from daraevidence.referee.verdicts import Verdict, decide
from daraevidence.validation import validate

if TYPE_CHECKING:
    from daraevidence.schemas.base import Record

__all__ = ["Unanchored", "Verification", "examine"]

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unanchored:
    """A value of a record that stands nowhere in the source (for what the record is about).

    ``index`` is the record's place among those of its ``frame``, as given (from 0), ``record`` the id that it has in the
    findings and among the anchored records.

    Examples:
        >>> import daraevidence as dara
        >>> result = dara.verify([{"label": "ORR", "percent": 93}], "The ORR was 64% (16/25).")
        >>> [(stray.frame, stray.index, stray.field, stray.value) for stray in result.unanchored]
        [('endpoints', 0, 'percent', 93.0)]
    """

    frame: str
    index: int
    field: str
    value: Value
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the referee says of records made elsewhere.

    ``findings``: what does not agree, in the order of the source. ``anchored``: the records of which at least one number (or,
    where a record has none, a name) stands in the source, as our models, in the order given; ``evidence`` holds the fields that
    were found, ``proof`` the relations that hold among them, ``confidence`` and ``reasons`` what is in doubt. ``unanchored``: the
    values that stand nowhere in the source. ``text`` is what all spans index.

    Examples:
        >>> import daraevidence as dara
        >>> result = dara.verify([{"label": "ORR", "n": 16, "percent": "64%"}], "The ORR was 64% (16/25).")
        >>> len(result.findings), result.anchored[0].evidence["n"][0].quote, result.unanchored
        (0, '16', ())
    """

    findings: Findings
    anchored: tuple[Record, ...]
    unanchored: tuple[Unanchored, ...]
    text: str = field(repr=False, default="")

    def __repr__(self) -> str:
        strays = f"{len(self.unanchored)} values stand nowhere" if len(self.unanchored) != 1 else "1 value stands nowhere"
        found = f"{len(self.findings)} findings" if len(self.findings) != 1 else "1 finding"
        return f"<Verification: {found}, {len(self.anchored)} records anchored, {strays}>"


def examine(
    claims: Sequence[Claim], document: Document, mentions: Mentions, drafts: Sequence[Draft], *, rules: bool = True
) -> Verification:
    """Hold claims against a document, whose records by the library are ``drafts``; ``rules``: run validation, too."""
    bench = Bench(Library(document, mentions, drafts))
    verdicts = [decide(claim, bench) for claim in claims]
    _identify(verdicts)
    for verdict in verdicts:
        for flag in verdict.flags:
            flag.records = (verdict.draft.id,)
    kept = [verdict for verdict in verdicts if _stands(verdict)]
    flags = [flag for verdict in verdicts for flag in verdict.flags]
    if rules:
        flags += _touching(validate([verdict.draft for verdict in kept], document, mentions), kept)
    flags.sort(key=lambda flag: (flag.start, flag.end, flag.rule, flag.formula))
    payload = assemble(document, [verdict.draft for verdict in kept], flags, tuple)
    strays = (
        Unanchored(verdict.claim.frame, verdict.claim.index, stray.field, stray.value, stray.reason, verdict.draft.id)
        for verdict in verdicts
        for stray in verdict.strays
    )
    return Verification(_findings(payload["findings"]), _records(payload, kept), tuple(strays), document.text.source)


def _identify(verdicts: Sequence[Verdict]) -> None:
    for number, verdict in enumerate(verdicts):
        content = repr((number, verdict.draft.kind, sorted((k, repr(v)) for k, v in verdict.draft.fields.items())))
        verdict.draft.id = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _stands(verdict: Verdict) -> bool:
    """Whether any number of the record, or any name of one without numbers, stands in the source."""
    draft = verdict.draft
    numbers = [name for name, _ in numbers_of(draft.kind, draft.fields)]
    return any(draft.marks.get(name) for name in numbers) if numbers else bool(draft.marks)


def _touching(flags: Sequence[Flag], verdicts: Sequence[Verdict]) -> list[Flag]:
    """The document's own contradictions that touch a number of the records, with the ids of these records."""
    places: list[tuple[int, int, str]] = []
    for verdict in verdicts:
        for name, _ in numbers_of(verdict.draft.kind, verdict.draft.fields):
            places += [(mark.start, mark.end, verdict.draft.id) for mark in verdict.draft.marks.get(name, ())]
    places.sort()
    starts = [start for start, _, _ in places]
    found = []
    for flag in flags:
        ranges = [(flag.start, flag.end), *flag.places]
        ids = [
            name
            for low, high in ranges
            for _, end, name in places[bisect_left(starts, low) : bisect_left(starts, high)]
            if end <= high
        ]
        if ids:
            flag.records = tuple(dict.fromkeys((*flag.records, *ids)))
            found.append(flag)
    kept = {id(flag) for flag in found}
    for flag in found:
        if flag.cause is not None and id(flag.cause) not in kept:
            flag.cause = None
    return found


def _findings(rows: Sequence[Row]) -> Findings:
    from pydantic import TypeAdapter

    from daraevidence.schemas import Finding

    return Findings(TypeAdapter(list[Finding]).validate_python(rows))


def _records(payload: Payload, verdicts: Sequence[Verdict]) -> tuple[Record, ...]:
    """The records as models, in the order of the claims."""
    from daraevidence import schemas

    models: dict[str, type[Record]] = {
        "study": schemas.Study,
        "cohort": schemas.Cohort,
        "regimen": schemas.Regimen,
        "endpoint": schemas.Endpoint,
        "characteristic": schemas.Characteristic,
        "adverse_event": schemas.AdverseEvent,
        "threshold": schemas.Threshold,
        "reference": schemas.Reference,
    }
    rows = {row["id"]: row for name in NAMES.values() for row in payload[name]}
    return tuple(models[verdict.draft.kind].model_validate(rows[verdict.draft.id]) for verdict in verdicts)
