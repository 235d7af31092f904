"""Records made elsewhere, as claims: our models, dicts, frames of pandas, or the JSON of a language model."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, get_args

from daraevidence.assembly import NAMES
from daraevidence.delivery.frames import COLUMNS, dtype
from daraevidence.draft import Kind, Value
from daraevidence.errors import RecordError
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.referee.wordings import Given, plain_grade, plain_measure, plain_number, plain_unit

__all__ = ["Claim", "claims"]

_KINDS: Mapping[str, Kind] = {NAMES[kind]: kind for kind in get_args(Kind)}
#: Columns that say where a record was found, and fields of our models that are no claim about a number.
_OWN = frozenset("id start end page confidence span evidence reasons proof aliases components reference frame kind".split())
#: Parts of an extraction's JSON that hold no records of this kind.
_REST = frozenset("source title updated text tables adverse_event_tables findings ledger".split())
#: The first column that a record has says which frame it is of.
_TELLING = (
    ("adverse_events", ("term", "grade")),
    ("characteristics", ("characteristic",)),
    ("endpoints", ("endpoint", "label")),
    ("thresholds", ("variable", "operator", "points")),
    ("regimens", ("regimen", "drugs", "dose")),
    ("references", ("doi", "journal", "authors", "title", "number", "text")),
    ("studies", ("first_author", "n_patients", "acronym", "registry_id", "design", "n_centers", "country", "period_start")),
    ("cohorts", ("cohort",)),
    ("studies", ("study",)),
)
_FENCE = compiled(r"\A\s*```[\w-]*\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)
_LISTS = {"drugs": " + ", "design": "; ", "citations": ";"}


@dataclass(slots=True)
class Claim:
    """One record made elsewhere: ``fields`` by the names of the frame's columns, in their types; ``quote`` the words that its
    maker gave for it; ``index`` its place among the records of its frame, as they were given."""

    index: int
    frame: str
    kind: Kind
    fields: dict[str, Value] = field(default_factory=dict)
    quote: str = ""

    @property
    def place(self) -> str:
        """``endpoints[3]``."""
        return f"{self.frame}[{self.index}]"

    def text(self, *names: str) -> str:
        """The first of these fields that is given, as text."""
        return next((str(self.fields[name]) for name in names if self.fields.get(name) not in (None, "")), "")


def claims(records: Any) -> list[Claim]:
    """Records of any accepted form as claims, in their order; ``RecordError`` names what cannot be read.

    Accepted: our models, dicts with the columns of a frame, a list of both, a frame of pandas, an extraction, a dict with a list
    of records for each frame, and JSON (``str`` or ``bytes``, also in a Markdown fence) of the same.
    """
    if isinstance(records, (str, bytes, bytearray)):
        records = _parsed(records)
    payload = getattr(records, "payload", None)
    if isinstance(payload, Mapping):
        records = {name: payload[name] for name in _KINDS if name in payload}
    found = []
    for frame, index, record in _listed(records):
        row = _row(record, frame, index)
        found.append(_claim(row, frame or _frame_of(record, row, index), index))
    return found


def _parsed(text: str | bytes | bytearray) -> Any:
    try:
        plain = text if isinstance(text, str) else bytes(text).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError("the records are bytes but no UTF-8", remedy="give JSON in UTF-8") from error
    fenced = _FENCE.match(plain)
    try:
        return json.loads(fenced[1] if fenced else plain)
    except (json.JSONDecodeError, RecursionError) as error:
        where = (
            f"line {error.lineno}, column {error.colno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "too deep"
        )
        remedy = "give a list of objects, or an object with a list for each frame"
        raise RecordError(f"the records are a text that is no JSON ({where})", remedy=remedy) from error


def _listed(records: Any) -> Iterator[tuple[str, int, Any]]:
    """Each record with its frame where that is said, and its place."""
    if _is_table(records):
        yield from (("", index, row) for index, row in enumerate(_rows_of(records)))
        return
    if isinstance(records, Mapping):
        frames = {str(name): rows for name, rows in records.items()}
        known = [name for name in frames if name in _KINDS]
        if not known and any(name in _columns() for name in frames) and not any(map(_is_list, frames.values())):
            yield "", 0, records
            return
        for name, rows in frames.items():
            if name in _REST and known:
                continue
            if name not in _KINDS:
                near = get_close_matches(name, _KINDS, 1)
                remedy = f"did you mean {near[0]}?" if near else f"there are {', '.join(_KINDS)}"
                raise RecordError(f"no frame {name!r}", remedy=remedy)
            if _is_table(rows):
                rows = _rows_of(rows)
            if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
                raise RecordError(f"a {type(rows).__name__} is no list of records", frame=name, remedy="give a list of objects")
            yield from ((name, index, row) for index, row in enumerate(rows))
        return
    if _is_model(records):
        records = [records]
    if not isinstance(records, Iterable):
        raise RecordError(f"a {type(records).__name__} holds no records", remedy="give records, dicts, a frame or JSON")
    yield from (("", index, row) for index, row in enumerate(records))


def _is_list(value: Any) -> bool:
    """Whether a value is a list of objects, as a frame has them."""
    return isinstance(value, (list, tuple)) and any(isinstance(one, Mapping) for one in value)


def _is_table(value: Any) -> bool:
    return hasattr(value, "columns") and hasattr(value, "itertuples")


def _rows_of(table: Any) -> list[dict[str, Any]]:
    names = [str(name) for name in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.itertuples(index=False, name=None)]


def _is_model(value: Any) -> bool:
    return hasattr(value, "model_dump") and hasattr(value, "evidence")


def _columns() -> frozenset[str]:
    return frozenset(name for frame in _KINDS for name in COLUMNS[frame])


def _row(record: Any, frame: str, index: int) -> Mapping[str, Any]:
    if _is_model(record):
        return {name: getattr(record, name) for name in type(record).model_fields}
    if isinstance(record, Mapping):
        return {str(name): value for name, value in record.items()}
    raise RecordError(f"a {type(record).__name__} is no record", frame=frame, index=index, remedy="give a dict or a model")


def _frame_of(record: Any, row: Mapping[str, Any], index: int) -> str:
    if _is_model(record):
        name = type(record).__name__
        found = next((frame for frame, kind in _KINDS.items() if kind.replace("_", "") == name.lower()), "")
        if found:
            return found
        raise RecordError(f"a {name} is no record that can be verified", index=index)
    said = row.get("frame")
    if said is not None:
        if said not in _KINDS:
            raise RecordError(f"no frame {said!r}", index=index, field="frame", remedy=f"there are {', '.join(_KINDS)}")
        return str(said)
    for frame, telling in _TELLING:
        if any(not _is_missing(row.get(name)) for name in telling):
            return frame
    remedy = "give it a key 'frame', or give an object with a list for each frame"
    raise RecordError("nothing says which frame the record is of", index=index, remedy=remedy)


def _is_missing(value: Any) -> bool:
    """``None``, an empty text, or one of the values that stand for none (``nan``, ``NA``, ``NaT``)."""
    if value is None or (isinstance(value, str) and value.strip().casefold() in ("", "null", "none", "n/a", "nan")):
        return True
    if isinstance(value, (str, bytes, Sequence, Mapping)):
        return False
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA is neither equal nor unequal to itself
        return True


def _claim(row: Mapping[str, Any], frame: str, index: int) -> Claim:
    claim = Claim(index, frame, _KINDS[frame])
    given: dict[str, Value] = {}
    for name, value in row.items():
        if name in _OWN or _is_missing(value) or (isinstance(value, (tuple, list)) and not value):
            continue
        if name == "quote" and name not in COLUMNS[frame]:
            claim.quote = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        elif name not in COLUMNS[frame]:
            near = get_close_matches(name, COLUMNS[frame], 1)
            remedy = f"did you mean {near[0]}?" if near else f"the frame has {', '.join(COLUMNS[frame])}"
            raise RecordError("no such column", frame=frame, index=index, field=name, remedy=remedy)
        else:
            found = _value(name, value, frame, index)
            given[name] = found.value
            for other, part in found.beside.items():
                if other in COLUMNS[frame] and _is_missing(row.get(other)):
                    claim.fields.setdefault(other, part)
    claim.fields.update({name: value for name, value in given.items() if value is not None})
    _complete(claim)
    return claim


def _value(name: str, value: Any, frame: str, index: int) -> Given:
    """One value in the type of its column, with what else its text says (``"64% (7/11)"``, ``"7.2 months"``)."""
    kind = dtype(name)
    item = getattr(value, "item", None)
    if callable(item) and not isinstance(value, (str, bytes)):
        value = item()  # a number of numpy
    if kind == "string":
        if isinstance(value, (list, tuple)):
            return Given(_LISTS.get(name, "; ").join(str(part) for part in value))
        if isinstance(value, Mapping):
            raise RecordError("an object is no text", frame=frame, index=index, field=name)
        return Given(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip())
    if kind == "boolean":
        folded = str(value).strip().casefold()
        if folded not in ("true", "false"):
            raise RecordError(f"{value!r} is neither true nor false", frame=frame, index=index, field=name)
        return Given(folded == "true")
    found = plain_number(name, value, whole=kind == "Int64")
    if found is None:
        what = "whole number" if kind == "Int64" else "number"
        remedy = f"what is printed but is no number goes to {name}_text" if f"{name}_text" in COLUMNS[frame] else "leave it out"
        raise RecordError(f"{value!r} is no {what}", frame=frame, index=index, field=name, remedy=remedy)
    return found


def _complete(claim: Claim) -> None:
    """What a model needs, and one wording for units, measures and grades."""
    fields = claim.fields
    if claim.kind == "endpoint":
        fields.setdefault("label", fields.get("endpoint") or "")
        code = str(fields.get("endpoint") or "")
        known = endpoint_code(code) if code and "_" not in code else "OTHER"  # PFS of "progression-free survival"
        fields["endpoint"] = known if known != "OTHER" else code or endpoint_code(str(fields["label"]))
    needed = {"characteristic": "characteristic", "adverse_event": "term", "threshold": "variable", "regimen": "regimen"}
    needed |= {"study": "study", "cohort": "cohort", "reference": "text", "endpoint": "label"}
    name = needed[claim.kind]
    if name not in fields or fields[name] == "":
        stand_in = {"regimen": "drugs", "reference": "title", "threshold": "context", "study": "acronym"}.get(claim.kind, "")
        if not fields.get(stand_in):
            remedy = "every record of this frame needs it"
            raise RecordError("is missing", frame=claim.frame, index=claim.index, field=name, remedy=remedy)
        fields[name] = fields[stand_in]
    for name, plain in (("measure", plain_measure), ("grade", plain_grade), ("unit", plain_unit), ("dose_unit", plain_unit)):
        if isinstance(fields.get(name), str):
            fields[name] = plain(str(fields[name]))
    if isinstance(fields.get("timepoint_unit"), str):
        fields["timepoint_unit"] = plain_unit(str(fields["timepoint_unit"]))
