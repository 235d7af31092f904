"""A Parquet dataset of many documents: keyed by content, written atomically, the same bytes however often it was stopped."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.arrow import arrow_schema, arrow_table, parquet_writer, write_rows
from daraevidence.delivery.atomic import LEFTOVERS, replace
from daraevidence.delivery.files import plain, restore
from daraevidence.delivery.frames import COLUMNS, rows_of
from daraevidence.errors import OptionError, SchemaVersionError
from daraevidence.version import SCHEMA_VERSION, TEXT_VERSION, __version__

if TYPE_CHECKING:
    import pyarrow as pa

    from daraevidence.extraction import Extraction
    from daraevidence.options import Options

__all__ = ["DOCUMENTS", "FAILURES", "Dataset"]

#: Documents are spread over parts by the first digit of their hash.
_PARTS = "0123456789abcdef"

#: The columns of ``documents``. Every other frame has the first two of them before its own.
DOCUMENTS = (
    *["document", "source", "kind", "title", "updated", "pages", "characters"],
    *["numbers", "numbers_claimed", "errors", "warnings"],
)
FAILURES = ("source", "kind", "error", "page", "remedy")

#: Documents whose rows are held at once while a part is written.
_GROUP = 64


class Dataset:
    """A folder with the extractions of many documents, and Parquet files for each frame.

    ``extractions/0/<sha256>.json.gz`` is a whole extraction (``Extraction.from_json``). ``endpoints/part-0.parquet``, and
    so for every frame and for ``documents``, is made of these in the order of their hashes: the same documents give the
    same bytes, whatever came first. ``add`` writes ``endpoints/doc-<sha256>.parquet`` for one document; the next
    ``flush`` takes its rows into the part. ``failures.parquet`` lists what could not be read. ``dataset.json`` says which
    versions and options made it all; a folder of others is refused, as its rows would not be comparable.
    """

    def __init__(self, folder: Path, options: Options) -> None:
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise OptionError(f"{folder} is a file; a dataset is a folder")
        self._agree(options)

    def _agree(self, options: Options) -> None:
        """Write what makes the dataset, or hold it against what is written there."""
        versions = {"schema_version": SCHEMA_VERSION, "library_version": __version__, "text_version": TEXT_VERSION}
        chosen = {name: value for name, value in asdict(options).items() if name != "min_match"}
        wanted = json.loads(json.dumps({**versions, "options": chosen}))
        place = self.folder / "dataset.json"
        if not place.exists():
            if any(self.folder.glob("*/*.parquet")):
                raise OptionError(f"{self.folder} has Parquet files but no dataset.json; give another folder")
            replace(place, json.dumps(wanted, indent=1).encode())
            return
        try:
            found = dict(json.loads(place.read_bytes()))
        except (ValueError, TypeError):
            raise OptionError(f"{place} is damaged; give another folder, or delete this one") from None
        other = next((name for name in wanted if found.get(name) != wanted[name]), None)
        if other == "schema_version":
            raise SchemaVersionError(
                f"{self.folder} has schema version {found.get(other)!r}; this library writes {SCHEMA_VERSION!r}"
            )
        if other:
            raise OptionError(f"{self.folder} was made with other values of {other}; give another folder, or delete it")

    def tidy(self) -> None:
        """Remove what a process that was killed left half written; for the one process that writes here."""
        for path in (*self.folder.glob(LEFTOVERS), *self.folder.glob(f"*/{LEFTOVERS}"), *self.folder.glob(f"*/?/{LEFTOVERS}")):
            path.unlink(missing_ok=True)

    def place(self, sha256: str) -> Path:
        """Where the extraction of a content is, or will be."""
        return self.folder / "extractions" / sha256[0] / f"{sha256}.json.gz"

    def store(self, extraction: Extraction) -> None:
        """Keep an extraction; the next ``flush`` takes its rows into the frames."""
        content = extraction.to_json().encode("utf-8", "backslashreplace")
        replace(self.place(extraction.source.sha256), gzip.compress(content, compresslevel=3, mtime=0))

    def add(self, extraction: Extraction) -> None:
        """Keep an extraction, and its rows at once in files of their own."""
        if self.place(extraction.source.sha256).exists():
            return
        for name, rows in _rows(plain(extraction)).items():
            write_rows(self.folder / name / f"doc-{extraction.source.sha256}.parquet", self._schemas[name], [rows])
        self.store(extraction)

    def flush(self) -> None:
        """Bring every frame up to what is stored; a part that is right already is left as it is."""
        for part in _PARTS:
            stored = sorted((self.folder / "extractions" / part).glob(f"{part}*.json.gz"))
            if stored:
                self._flush(part, stored)

    def _flush(self, part: str, stored: Sequence[Path]) -> None:
        digest = hashlib.sha256("\n".join(path.name for path in stored).encode()).hexdigest()
        places = {name: self.folder / name / f"part-{part}.parquet" for name in self._schemas}
        if not all(path.exists() for path in places.values()) or _digest(places["documents"]) != digest:
            with ExitStack() as files:
                # what is entered first is moved last: when the documents' part appears, all others are there
                schemas = {
                    name: schema.with_metadata({**schema.metadata, _DIGEST: digest}) for name, schema in self._schemas.items()
                }
                writers = {name: files.enter_context(parquet_writer(places[name], schemas[name])) for name in schemas}
                for rows in _groups(stored):
                    for name, writer in writers.items():
                        writer.write_table(arrow_table(schemas[name], rows[name]))
        for name in self._schemas:
            for path in (self.folder / name).glob(f"doc-{part}*.parquet"):
                path.unlink(missing_ok=True)

    def failures(self) -> list[dict[str, Any]]:
        """What earlier runs could not read, a dict with the columns of ``FAILURES`` for each source."""
        import pyarrow.parquet as pq

        place = self.folder / "failures.parquet"
        found: list[dict[str, Any]] = pq.read_table(place).to_pylist() if place.exists() else []
        return found

    def write_failures(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Replace the list of what could not be read."""
        write_rows(self.folder / "failures.parquet", arrow_schema(FAILURES), [sorted(rows, key=lambda row: row["source"])])

    @cached_property
    def _schemas(self) -> dict[str, pa.Schema]:
        key = DOCUMENTS[:2]
        return {"documents": arrow_schema(DOCUMENTS), **{name: arrow_schema((*key, *COLUMNS[name])) for name in COLUMNS}}


_DIGEST = b"daraevidence.documents"


def _digest(path: Path) -> str:
    """The digest of the documents that a part was made of."""
    import pyarrow.parquet as pq

    try:
        return str((pq.read_schema(path).metadata or {}).get(_DIGEST, b"").decode())
    except (OSError, ValueError):  # not a Parquet file: made anew
        return ""


def _groups(stored: Sequence[Path]) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """The rows of every frame, some documents at a time."""
    for start in range(0, len(stored), _GROUP):
        rows: dict[str, list[dict[str, Any]]] = {}
        for path in stored[start : start + _GROUP]:
            for name, found in _rows(json.loads(gzip.decompress(path.read_bytes()))).items():
                rows.setdefault(name, []).extend(found)
        yield rows


def _rows(data: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every frame for one document, given as the values of its JSON."""
    source, payload = data["source"], restore(data)
    key = {"document": source["sha256"], "source": source["name"]}
    severities = [row["severity"] for row in payload["findings"]]
    claimed = [row["claimed"] for row in payload["ledger"]]
    document = {
        **key,
        "kind": source["kind"],
        "pages": source["pages"],
        "title": data["title"],
        "updated": data["updated"],
        "characters": len(data["text"]),
        "numbers": len(claimed),
        "numbers_claimed": sum(claimed),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
    return {"documents": [document], **{name: [{**row, **key} for row in rows_of(name, payload)] for name in COLUMNS}}
