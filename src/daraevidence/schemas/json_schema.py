"""The JSON Schema of an extraction as ``Extraction.to_json`` writes it."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from daraevidence.schemas.adverse_event import AdverseEvent, AdverseEventTable
from daraevidence.schemas.base import Model
from daraevidence.schemas.characteristic import Characteristic
from daraevidence.schemas.cohort import Cohort
from daraevidence.schemas.endpoint import Endpoint
from daraevidence.schemas.finding import Finding, LedgerEntry
from daraevidence.schemas.reference import Reference
from daraevidence.schemas.regimen import Regimen
from daraevidence.schemas.study import Study
from daraevidence.schemas.table import Table
from daraevidence.schemas.threshold import Threshold
from daraevidence.version import SCHEMA_VERSION

__all__ = ["RECORDS", "json_schema"]

#: The parts of an extraction and the record that each is made of.
RECORDS: dict[str, type[Model]] = {
    "studies": Study,
    "cohorts": Cohort,
    "regimens": Regimen,
    "endpoints": Endpoint,
    "characteristics": Characteristic,
    "adverse_events": AdverseEvent,
    "adverse_event_tables": AdverseEventTable,
    "tables": Table,
    "thresholds": Threshold,
    "references": Reference,
    "findings": Finding,
    "ledger": LedgerEntry,
}

_SOURCE: dict[str, Any] = {
    "type": "object",
    "description": "Where the extraction comes from.",
    "properties": {
        "name": {"type": "string"},
        "kind": {"enum": ["text", "html", "markdown", "pdf"]},
        "sha256": {"type": "string"},
        "pages": {"type": "integer"},
        "library_version": {"type": "string"},
        "schema_version": {"const": SCHEMA_VERSION},
        "text_version": {"type": "string"},
    },
    "required": ["name", "kind", "sha256", "pages", "library_version", "schema_version", "text_version"],
    "additionalProperties": False,
}


def json_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) with one definition for each record."""
    _, definitions = models_json_schema([(model, "validation") for model in RECORDS.values()], ref_template="#/$defs/{model}")
    for definition in definitions["$defs"].values():  # what a record is, without the examples of its docstring
        if "description" in definition:
            definition["description"] = definition["description"].split("\n\nExamples:")[0]
    parts = {name: {"type": "array", "items": {"$ref": f"#/$defs/{model.__name__}"}} for name, model in RECORDS.items()}
    texts = {name: {"type": "string"} for name in ("title", "updated", "text")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Extraction",
        "description": "What one document says; spans are [start, end, page] and index text.",
        "type": "object",
        "properties": {"source": _SOURCE, **texts, **parts},
        "required": ["source", *texts, *parts],
        "additionalProperties": False,
        "$defs": definitions["$defs"],
    }
