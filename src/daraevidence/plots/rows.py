"""What a figure is made of: the rows of a frame, and its cells as words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from daraevidence.delivery.frames import COLUMNS, dtype
from daraevidence.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd

    from daraevidence.extraction import Extraction

__all__ = ["UNNAMED", "Data", "Row", "by_study", "percent_of", "plain_rows", "rows_of", "share", "words"]

#: What a figure is drawn of.
Data: TypeAlias = "Extraction | Iterable[Extraction] | pd.DataFrame"
#: One row of a frame; what is missing is ``None``.
Row: TypeAlias = Mapping[str, Any]

#: The study of rows that name none.
UNNAMED = "Study not named"

_NEEDED = {
    "endpoints": ("study", "cohort", "comparator", "endpoint", "label", "measure"),
    "adverse_events": ("study", "cohort", "term", "grade"),
}


def rows_of(data: Data, name: str) -> list[Row]:
    """The rows of a frame, of all the documents that are given (``OptionError`` for anything else)."""
    import pandas as pd

    if isinstance(data, pd.DataFrame):
        missing = [column for column in _NEEDED[name] if column not in data.columns]
        if missing:
            raise OptionError(f"the frame has no column {', '.join(missing)}; give ex.frame({name!r}) or rows of it")
        frames: Sequence[tuple[pd.DataFrame, str | None]] = [(data, None)]
    else:
        given: list[Any] = list(data) if isinstance(data, Iterable) and not hasattr(data, "frame") else [data]
        frames = [(_frame(item, name), f"{UNNAMED} ({item.source.name})" if len(given) > 1 else None) for item in given]
    return [{**row, "study": row["study"] or unnamed} for frame, unnamed in frames for row in plain_rows(frame, COLUMNS[name])]


def plain_rows(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of a frame as dicts of plain values, ``None`` for what is missing, and for columns that it has not."""
    plain = frame.reindex(columns=list(columns)).astype(object)
    for cells in plain.where(plain.notna(), None).itertuples(index=False, name=None):
        yield {column: _plain(column, value) for column, value in zip(columns, cells, strict=True)}


def _plain(column: str, value: Any) -> Any:
    """A value as the frames have it: whole numbers come back from CSV as fractions."""
    return int(value) if isinstance(value, float) and dtype(column) == "Int64" else value


def _frame(item: Any, name: str) -> pd.DataFrame:
    if not callable(getattr(item, "frame", None)):
        kind = type(item).__name__
        raise OptionError(f"a figure is drawn of an Extraction, a list of them, or a frame; this is a {kind}")
    found: pd.DataFrame = item.frame(name)
    return found


def by_study(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows under the name of their study, in the order of their first ones."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["study"] or UNNAMED, []).append(row)
    return found


def percent_of(row: Row) -> float | None:
    """The share of a row in percent: as printed, else of its count and the size of its group."""
    if row["percent"] is not None:
        return float(row["percent"])
    if row["n"] == 0:
        return 0.0
    if row["n"] is not None and row["denominator"]:
        return 100 * float(row["n"]) / float(row["denominator"])
    return None


def share(row: Row) -> str:
    """``38/71``, where a row has both."""
    return f"{row['n']}/{row['denominator']}" if row["n"] is not None and row["denominator"] is not None else ""


def words(text: str | None) -> str:
    """A name in one line."""
    return " ".join((text or "").split())
