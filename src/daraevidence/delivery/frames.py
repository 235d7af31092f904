"""Tidy frames: a fixed list of columns for each, the same when empty, with nullable types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.meta import COLUMNS as META
from daraevidence.delivery.meta import meta_rows
from daraevidence.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "dtype", "frame", "rows_of", "typed"]

_STATISTICS = [
    "measure",
    "value",
    "value_text",
    "value_op",
    "value_low",
    "value_high",
    "unit",
    "n",
    "n_text",
    "denominator",
    "percent",
    "percent_text",
    "percent_op",
    "percent_low",
    "percent_high",
    "sd",
    "se",
    "range_low",
    "range_low_text",
    "range_high",
    "range_high_text",
    "iqr_low",
    "iqr_low_text",
    "iqr_high",
    "iqr_high_text",
]
_TAIL = ["id", "start", "end", "page", "confidence"]

#: The columns of each frame, in order.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "studies": (
        *[
            "study",
            "first_author",
            "year",
            "acronym",
            "registry_id",
            "design",
            "n_patients",
            "n_centers",
            "country",
            "site",
            "period_start",
            "period_end",
        ],
        *["follow_up_median", "follow_up_unit", "citations"],
        *_TAIL,
    ),
    "cohorts": (*["study", "cohort", "n", "role"], *_TAIL),
    "regimens": (*["study", "regimen", "drugs", "dose", "dose_text", "dose_unit", "route", "schedule"], *_TAIL),
    "endpoints": (
        *["study", "cohort", "comparator", "endpoint", "label"],
        *_STATISTICS,
        *[
            "reached",
            "ci_level",
            "ci_low",
            "ci_low_text",
            "ci_high",
            "ci_high_text",
            "p_op",
            "p_value",
            "p_value_text",
            "timepoint",
            "timepoint_unit",
        ],
        *["role", "population", "definition"],
        *_TAIL,
    ),
    "characteristics": (*["study", "cohort", "characteristic"], *_STATISTICS, *_TAIL),
    "adverse_events": (
        *[
            "study",
            "cohort",
            "denominator",
            "category",
            "term",
            "grade",
            "n",
            "n_text",
            "percent",
            "percent_text",
            "percent_op",
            "percent_low",
            "percent_high",
        ],
        *_TAIL,
    ),
    "thresholds": (
        *["context", "variable", "operator", "value", "value_text", "value_low", "value_high", "unit", "points"],
        *_TAIL,
    ),
    "references": (*["number", "text", "authors", "title", "journal", "year", "doi"], *_TAIL),
    "tables": (*["table", "title", "row", "column", "row_path", "column_path", "text", "notes"], *_TAIL),
    "adverse_event_tables": (*["table", "study", "cohorts", "denominators", "n_terms"], *_TAIL),
    "findings": (
        *[
            "rule",
            "severity",
            "quote",
            "quotes",
            "explanation",
            "formula",
            "printed",
            "recomputed",
            "reading",
            "cause",
            "records",
        ],
        *_TAIL,
    ),
    "ledger": ("start", "end", "text", "value", "claimed", "reason", "record", "field", "page"),
    "meta": (*META, *_TAIL),
}

_WHOLE = frozenset(
    (
        *["year", "n_patients", "n_centers", "n", "denominator", "start", "end", "page", "row", "column", "number", "n_terms"],
        *["pages", "characters", "numbers", "numbers_claimed", "errors", "warnings"],
        *["events_treatment", "n_treatment", "events_comparator", "n_comparator"],
    )
)
_REAL = frozenset(
    [
        "follow_up_median",
        "dose",
        "value",
        "value_low",
        "value_high",
        "percent",
        "percent_low",
        "percent_high",
        "sd",
        "se",
        "range_low",
        "range_high",
        "iqr_low",
        "iqr_high",
        "ci_level",
        "ci_low",
        "ci_high",
        "p_value",
        "timepoint",
        "points",
        "confidence",
        *["estimate", "mean_treatment", "sd_treatment", "mean_comparator", "sd_comparator", "yi", "sei", "vi"],
    ]
)
_TRUTH = frozenset(("reached", "claimed"))


def dtype(column: str) -> Any:
    """The nullable pandas type of a column."""
    if column in _WHOLE:
        return "Int64"
    if column in _REAL:
        return "Float64"
    return "boolean" if column in _TRUTH else "string"


def frame(name: str, payload: Mapping[str, list[dict[str, Any]]]) -> pd.DataFrame:
    """One frame of a payload (``OptionError`` for a name that is none)."""
    if name not in COLUMNS:
        raise OptionError(f"no frame {name!r}; there are {', '.join(COLUMNS)}")
    return typed(COLUMNS[name], list(rows_of(name, payload)))


def typed(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame of these columns with their types; what a row does not have is empty."""
    import pandas as pd

    return pd.DataFrame({column: _array([row.get(column) for row in rows], dtype(column)) for column in columns})


def _array(values: list[Any], kind: Any) -> Any:
    """A column; a whole number that 64 bits cannot hold is left empty (the ledger has its digits)."""
    import pandas as pd

    if kind == "Int64":
        values = [value if value is not None and -(2**63) <= value < 2**63 else None for value in values]
    try:
        return pd.array(values, dtype=kind)
    except UnicodeEncodeError:  # half a surrogate pair, which Arrow cannot store
        return pd.array(values, dtype=pd.StringDtype("python"))


def rows_of(name: str, payload: Mapping[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """The rows of a frame as dicts, with its columns and maybe more; what a row does not say is absent or ``None``."""
    if name in ("tables", "meta"):
        yield from _table_rows(payload["tables"]) if name == "tables" else meta_rows(payload)
        return
    for row in payload[name]:
        if "span" not in row:
            yield row
            continue
        start, end, page = row["span"]
        flat = {**row, "start": start, "end": end, "page": page}
        if name == "adverse_event_tables":
            flat["n_terms"] = len(row["rows"])
            flat["cohorts"] = "; ".join(row["cohorts"])
            flat["denominators"] = "; ".join("" if n is None else str(n) for n in row["denominators"])
        yield flat


def _table_rows(tables: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The long form of tables: one row a cell; a row without cells has one with an empty text."""
    for table in tables:
        for i, row in enumerate(table["rows"]):
            filled = [j for j, cell in enumerate(row["cells"]) if cell] or [0]
            for j in filled:
                span = (row["cell_spans"][j] if j < len(row["cell_spans"]) else None) or table["span"]
                yield {
                    "table": table["id"],
                    "title": table["title"],
                    "row": i,
                    "column": j,
                    "row_path": " > ".join(row["path"]),
                    "column_path": " > ".join(table["columns"][j]) if j < len(table["columns"]) else "",
                    "text": row["cells"][j] if row["cells"] else "",
                    "notes": ";".join((*row["notes"], *row["cell_notes"].get(j, ()))),
                    "id": f"{table['id']}-{i}-{j}",
                    "start": span[0],
                    "end": span[1],
                    "page": span[2],
                    "confidence": table["confidence"],
                }
