"""The result of one document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from daraevidence.assembly import Payload
from daraevidence.errors import RecordError, SchemaVersionError
from daraevidence.options import Options
from daraevidence.outcomes import Failure, Findings, SourceInfo, counted_noun
from daraevidence.span import Box, Span
from daraevidence.version import SCHEMA_VERSION

if TYPE_CHECKING:
    import pandas as pd
    from fhir.resources.bundle import Bundle

    from daraevidence import schemas
    from daraevidence.delivery.find import Hit
    from daraevidence.layout.document import Document
    from daraevidence.schemas.base import Model

__all__ = ["Contents", "Extraction", "Failure", "Findings", "SourceInfo", "counted_noun", "parse"]

_M = TypeVar("_M", bound="Model")

#: So many findings are shown one by one.

_CONTENTS = ("source", "title", "updated", "text", "payload")

#: What ``repr`` counts.
_COUNTED = (
    "studies",
    "cohorts",
    "regimens",
    "endpoints",
    "characteristics",
    "adverse_events",
    "tables",
    "thresholds",
    "findings",
)


#: Source, title, date of the last update, text and payload of an extraction.
Contents: TypeAlias = tuple[SourceInfo, str, str, str, Payload]


@dataclass(frozen=True, repr=False)
class Extraction:
    """What one document says: typed records, tidy frames, findings and the ledger of all its numbers.

    Records are pydantic models made on first access; ``text`` is what their spans index.

    Attributes:
        source: name, kind (text, html, markdown, pdf), ``sha256`` of the bytes, pages, versions of library, schema and text.
        title: the document's title, ``""`` where there is none.
        updated: when it was last updated, as precise as printed (ISO 8601), or ``""``.
        text: the source's characters; for PDF the text in reading order.

    Examples:
        >>> import daraevidence as dara
        >>> ex = dara.extract("docs/examples/trial.md")
        >>> ex.source.kind, len(ex.tables), ex.endpoints[0].cohort
        ('markdown', 4, 'SDd')
    """

    source: SourceInfo
    title: str
    updated: str
    text: str = field(repr=False)
    payload: Payload = field(repr=False)
    document: Document | None = field(default=None, repr=False, compare=False)
    options: Options = field(default_factory=Options, repr=False, compare=False)

    @classmethod
    def later(cls, load: Callable[[], Contents], options: Options) -> Extraction:
        """An extraction whose contents are fetched when one of them is first asked for (from another process, or a file)."""
        made = cls.__new__(cls)
        made.__dict__.update(document=None, options=options, _load=load)
        return made

    def __getattr__(self, name: str) -> Any:
        load = self.__dict__.get("_load") if name in _CONTENTS else None
        if load is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)
        self.__dict__.update(zip(_CONTENTS, load(), strict=True))
        self.__dict__.pop("_load", None)
        return self.__dict__[name]

    def _records(self, name: str, model: type[_M]) -> tuple[_M, ...]:
        from pydantic import TypeAdapter

        return tuple(TypeAdapter(list[model]).validate_python(self.payload[name]))  # type: ignore[valid-type]

    @cached_property
    def studies(self) -> tuple[schemas.Study, ...]:
        """Studies that the document tells of."""
        from daraevidence.schemas import Study

        return self._records("studies", Study)

    @cached_property
    def cohorts(self) -> tuple[schemas.Cohort, ...]:
        """Groups of patients."""
        from daraevidence.schemas import Cohort

        return self._records("cohorts", Cohort)

    @cached_property
    def regimens(self) -> tuple[schemas.Regimen, ...]:
        """Treatments, one for each study, regimen and dose."""
        from daraevidence.schemas import Regimen

        return self._records("regimens", Regimen)

    @cached_property
    def endpoints(self) -> tuple[schemas.Endpoint, ...]:
        """Efficacy and outcome results."""
        from daraevidence.schemas import Endpoint

        return self._records("endpoints", Endpoint)

    @cached_property
    def characteristics(self) -> tuple[schemas.Characteristic, ...]:
        """Baseline and treatment-history facts."""
        from daraevidence.schemas import Characteristic

        return self._records("characteristics", Characteristic)

    @cached_property
    def adverse_events(self) -> tuple[schemas.AdverseEvent, ...]:
        """Adverse events, by group and grade."""
        from daraevidence.schemas import AdverseEvent

        return self._records("adverse_events", AdverseEvent)

    @cached_property
    def adverse_event_tables(self) -> tuple[schemas.AdverseEventTable, ...]:
        """The tables that adverse events come from."""
        from daraevidence.schemas import AdverseEventTable

        return self._records("adverse_event_tables", AdverseEventTable)

    @cached_property
    def tables(self) -> tuple[schemas.Table, ...]:
        """All tables, cell by cell, in the order of the document."""
        from daraevidence.schemas import Table

        return self._records("tables", Table)

    @cached_property
    def thresholds(self) -> tuple[schemas.Threshold, ...]:
        """Cut-offs, scores and eligibility limits."""
        from daraevidence.schemas import Threshold

        return self._records("thresholds", Threshold)

    @cached_property
    def references(self) -> tuple[schemas.Reference, ...]:
        """The list of references."""
        from daraevidence.schemas import Reference

        return self._records("references", Reference)

    @cached_property
    def findings(self) -> Findings:
        """Where the document's numbers do not agree or are damaged."""
        from daraevidence.schemas import Finding

        return Findings(self._records("findings", Finding))

    @cached_property
    def ledger(self) -> tuple[schemas.LedgerEntry, ...]:
        """One entry for every number of the source."""
        from daraevidence.schemas import LedgerEntry

        return self._records("ledger", LedgerEntry)

    @property
    def coverage(self) -> float:
        """The share (0 to 1) of the document's numbers that something claims; 1 where there are none.

        Examples:
            >>> import daraevidence as dara
            >>> dara.extract_text("The ORR was 64% (16/25).").coverage
            1.0
        """
        entries = self.payload["ledger"]
        return sum(entry["claimed"] for entry in entries) / len(entries) if entries else 1.0

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Where a span stands on the pages of a PDF: a box for each of its lines; empty for text, and behind ``from_json``.

        Examples:
            >>> import daraevidence as dara
            >>> ex = dara.extract_text("The ORR was 64% (16/25).")
            >>> ex.boxes(ex.endpoints[0].span)
            ()
        """
        return self.document.text.places(span[0], span[1]) if self.document is not None else ()

    def frame(self, name: str) -> pd.DataFrame:
        """A tidy frame: studies, cohorts, regimens, endpoints, characteristics, adverse_events, adverse_event_tables,
        tables (long), thresholds, references, findings, ledger or meta (comparisons for a meta-analysis); always with the same
        columns and types.

        ``OptionError`` for a name that is none.

        Examples:
            >>> import daraevidence as dara
            >>> frame = dara.extract_text("The ORR was 64% (16/25).").frame("endpoints")
            >>> frame[["endpoint", "n", "denominator", "percent"]]
              endpoint   n  denominator  percent
            0      ORR  16           25     64.0
        """
        from daraevidence.delivery.frames import frame

        return frame(name, self.payload)

    def find(
        self,
        outcome: str | None = None,
        cohort: str | None = None,
        study: str | None = None,
        measure: str | None = None,
        timepoint: str | float | None = None,
    ) -> list[Hit]:
        """The endpoints, characteristics and adverse events that answer, best first, each with its score and reasons.

        Empty where nothing fits at least ``Options.min_match`` in every respect that is asked.

        Args:
            outcome: words of the outcome, characteristic or event, or its code: ``"overall survival"``, ``"ORR"``, ``"nausea"``.
            cohort: words of the group.
            study: words of the study.
            measure: as in the frames (``"median"``), or ``"HR"``, ``"OR"``, ``"RR"``, ``"rate"``, ``"percent"``.
            timepoint: ``"12 months"``, or a number in the unit of the record.

        Examples:
            >>> import daraevidence as dara
            >>> ex = dara.extract("docs/examples/trial.md")
            >>> ex.find(outcome="PFS", cohort="SDd", measure="hazard ratio")[0].record.value
            0.63
            >>> ex.find(outcome="quality of life")
            []
        """
        from daraevidence.delivery.find import find

        return find(
            self.payload,
            outcome=outcome,
            cohort=cohort,
            study=study,
            measure=measure,
            timepoint=timepoint,
            min_match=self.options.min_match,
            text=self.text,
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Everything but the layout, as JSON; ``from_json`` gives an equal extraction back.

        Examples:
            >>> import daraevidence as dara
            >>> ex = dara.extract_text("The ORR was 64% (16/25).")
            >>> dara.Extraction.from_json(ex.to_json()) == ex
            True
        """
        from daraevidence.delivery.files import plain

        return json.dumps(plain(self), ensure_ascii=False, indent=indent, allow_nan=False)

    def report(self, path: str | Path, *, pdf: str | Path | bytes | None = None) -> Path:
        """Write one page of HTML with the text, its marks, and all records and findings beside it; returns its path.

        Hover or click leads from a record to its places and back; decisions of a reviewer are saved as JSON that
        ``apply_review`` reads. The page loads nothing and needs no network.

        For a PDF the page shows pictures of the document's pages with a box for each place, if the file that was read is still
        there, or is given.

        Args:
            path: of the page.
            pdf: path or bytes of the PDF, where the extraction was made of bytes or comes from JSON.

        Raises:
            OptionError: ``pdf`` is another file.

        Examples:
            >>> import daraevidence as dara
            >>> dara.extract_text("The ORR was 64% (16/25).").report("report.html").name
            'report.html'
        """
        from daraevidence.delivery.atomic import replace
        from daraevidence.delivery.report import page

        return replace(Path(path), page(self, pdf).encode("utf-8"))

    def _repr_html_(self) -> str:
        from daraevidence.delivery.card import card

        return card(self)

    def to_parquet(self, folder: str | Path) -> Path:
        """Add the document to a Parquet dataset (``extract_many`` tells how it is laid out); returns its folder.

        The key is the content's hash: writing the same document again changes nothing. Needs ``daraevidence[parquet]``.

        Examples:
            >>> import daraevidence as dara
            >>> dara.extract_text("The ORR was 64% (16/25).").to_parquet("lake").name
            'lake'
        """
        from daraevidence.delivery.dataset import Dataset

        dataset = Dataset(Path(folder), self.options)
        dataset.add(self)
        return dataset.folder

    def to_fhir(self) -> Bundle:
        """The document as a Bundle of FHIR R5 (``fhir.resources``), validated: studies, groups, outcomes, an ``Evidence`` for
        each result with its statistics, places and doubts, and what is cited. The same document gives the same ids.

        ``ex.to_fhir().model_dump_json()`` is its JSON. Needs ``daraevidence[fhir]`` (``MissingExtra`` without it).

        Examples:
            >>> import daraevidence as dara
            >>> bundle = dara.extract_text("The ORR was 64% (16/25).").to_fhir()
            >>> sorted({entry.resource.get_resource_type() for entry in bundle.entry})
            ['Citation', 'Evidence', 'EvidenceVariable']
        """
        from daraevidence.delivery.fhir import bundle

        return bundle(self)

    @classmethod
    def from_json(cls, text: str) -> Extraction:
        """An extraction from its JSON (``SchemaVersionError`` where it is of another schema version).

        Examples:
            >>> import daraevidence as dara
            >>> again = dara.Extraction.from_json(dara.extract_text("The ORR was 64% (16/25).").to_json())
            >>> again.endpoints[0].percent
            64.0
        """
        return cls(*parse(text))

    @property
    def told(self) -> str:
        """How many records of each kind there are, and the share of the numbers that something claims, in one line.

        Examples:
            >>> import daraevidence as dara
            >>> dara.extract_text("").told
            'no evidence; 0 numbers, 100% claimed'
        """
        counts = ((name, len(self.payload[name])) for name in _COUNTED)
        records = ", ".join(counted_noun(count, name.replace("_", " ")) for name, count in counts if count) or "no evidence"
        return f"{records}; {counted_noun(len(self.payload['ledger']), 'numbers')}, {self.coverage:.0%} claimed"

    def __repr__(self) -> str:
        return f"<Extraction of {self.title or self.source.name!r}: {self.told}>"

    def __hash__(self) -> int:
        return hash((self.source.sha256, self.source.name))

    def __iter__(self) -> Iterator[Any]:
        raise TypeError("an Extraction is no sequence; iterate over .endpoints, .tables or another of its parts")


def parse(text: str | bytes) -> Contents:
    """What the JSON of an extraction holds."""
    from daraevidence.delivery.files import restore

    if not isinstance(text, (str, bytes, bytearray)):
        remedy = "give its text: path.read_text()" if isinstance(text, Path) else "give what to_json wrote"
        raise RecordError(f"an object of type {type(text).__name__} is no JSON", remedy=remedy)
    try:
        data: Any = json.loads(text)
    except ValueError as error:
        raise RecordError(f"the text is no JSON: {error}", remedy="give what to_json wrote") from None
    source = data.get("source") if isinstance(data, dict) else None
    if not isinstance(source, dict) or "schema_version" not in source:
        raise SchemaVersionError("this JSON is no extraction: it names no schema version; give what to_json wrote")
    version = source["schema_version"]
    if version != SCHEMA_VERSION:
        raise SchemaVersionError(f"records of schema version {version!r}; this library reads {SCHEMA_VERSION!r}")
    return SourceInfo(**data["source"]), data["title"], data["updated"], data["text"], restore(data)
