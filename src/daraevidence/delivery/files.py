"""Extractions as files: JSON, CSV, JSON lines and Parquet."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from daraevidence.assembly import Payload
from daraevidence.delivery.arrow import frame_schema, write_rows
from daraevidence.delivery.atomic import replace
from daraevidence.delivery.fhir import bundle_text
from daraevidence.delivery.frames import COLUMNS, rows_of
from daraevidence.errors import OptionError
from daraevidence.language.patterns import compiled
from daraevidence.span import Span

if TYPE_CHECKING:
    import pandas as pd

    from daraevidence.extraction import Extraction

__all__ = ["FORMATS", "FileFormat", "frame_text", "plain", "restore", "write"]

FileFormat: TypeAlias = Literal["json", "jsonl", "csv", "parquet", "fhir"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

#: Dicts whose keys are the document's own words: nothing below them is a span.
_WORDS = frozenset(("footnotes", "abbreviations"))


#: What a spreadsheet runs, also where it is written in full width.
_FORMULA = compiled("[=+@\\t\\r\\n＝＋－＠-]")
_NUMBER = compiled(r"[+-]?(?:\d+(?:[.,]\d+)*|\.\d+)\s?%?")


def plain(extraction: Extraction) -> dict[str, Any]:
    """An extraction as values of JSON."""
    return {
        "source": asdict(extraction.source),
        "title": extraction.title,
        "updated": extraction.updated,
        "text": extraction.text,
        **extraction.payload,
    }


def restore(data: dict[str, Any]) -> Payload:
    """The payload from the values of JSON."""
    rest = {name: data[name] for name in data if name not in ("source", "title", "updated", "text")}
    return {name: [_values(row) for row in rows] for name, rows in rest.items()}


def _values(value: Any) -> Any:
    """JSON has no tuples, no spans and only texts as keys: bring them back."""
    if isinstance(value, list):
        return tuple(_values(item) for item in value)
    return {name: _field(name, item) for name, item in value.items()} if isinstance(value, dict) else value


def _field(name: str, value: Any) -> Any:
    if name in _WORDS:
        return value
    if name == "evidence":
        return {field: _values(places) for field, places in value.items()}
    if name == "span":
        return Span(*value)
    if name in ("spans", "path_spans", "cell_spans"):
        return tuple(Span(*item) if item else None for item in value)
    if name in ("cell_notes", "column_notes"):
        return {int(key): tuple(item) for key, item in value.items()}
    return _values(value)


def write(
    extraction: Extraction,
    folder: Path,
    stem: str,
    *,
    formats: Sequence[FileFormat] = ("json", "csv"),
    frame: str | None = None,
    safe_for_spreadsheets: bool = False,
) -> list[Path]:
    """Write ``folder/stem/extraction.json`` and one file for each frame (or for one ``frame``); returns what was written.

    ``json`` is the whole extraction (the rows of the frame, where one is named), ``fhir`` the whole as a Bundle
    (``bundle.json``), the others are one file a frame. Every file appears whole or not at all; nothing is ever written outside
    ``folder``. ``safe_for_spreadsheets``: see ``frame_text``.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise OptionError(f"no format {unknown[0]!r}; there are {', '.join(FORMATS)}")
    if frame is not None and "fhir" in formats:
        raise OptionError("a FHIR Bundle is a whole document; leave the frame out")
    names = [frame] if frame else list(COLUMNS)
    target = _inside(folder, stem)
    written: list[Path] = []
    for kind in formats:
        if kind == "json" and frame is None:
            written.append(replace(target / "extraction.json", extraction.to_json(indent=1).encode("utf-8", "backslashreplace")))
            continue
        if kind == "fhir":
            written.append(replace(target / "bundle.json", (bundle_text(extraction, indent=1) + "\n").encode("utf-8")))
            continue
        for name in names:
            path = target / f"{name}.{kind}"
            if kind == "parquet":
                write_rows(path, frame_schema(name), [rows_of(name, extraction.payload)])
            else:
                text = frame_text(extraction.frame(name), kind, safe_for_spreadsheets=safe_for_spreadsheets)
                replace(path, text.encode("utf-8", "backslashreplace"))
            written.append(path)
    return written


def frame_text(rows: pd.DataFrame, kind: Literal["json", "jsonl", "csv"], *, safe_for_spreadsheets: bool = False) -> str:
    """The rows of a frame as text; an empty cell of CSV and ``null`` of JSON stand for what the document does not say.

    ``safe_for_spreadsheets``: an apostrophe stands before each text of CSV that a spreadsheet would run as a formula (it begins
    with ``=``, ``+``, ``-``, ``@``, a tab or a line end, and is no number); columns of numbers stay as they are.
    """
    if kind == "csv":
        if safe_for_spreadsheets:
            rows = rows.apply(lambda column: column if column.dtype.kind in "iufb" else column.map(_guarded, na_action="ignore"))
        return str(rows.to_csv(index=False, lineterminator="\n"))
    records = [{name: _scalar(value) for name, value in row.items()} for row in rows.astype(object).to_dict("records")]
    if kind == "jsonl":
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def _scalar(value: Any) -> Any:
    import pandas as pd

    return None if value is pd.NA else value


def _inside(folder: Path, stem: str) -> Path:
    """The folder of one document; a name that would lead out of ``folder`` is made harmless or refused."""
    name = re.sub(r"[\x00-\x1f/\\:*?\"<>|]+", "_", stem).strip(". ") or "document"
    target = folder / name[:120]
    if not target.resolve().is_relative_to(folder.resolve()):
        raise OptionError(f"{target} leads out of {folder}; nothing was written")
    return target
