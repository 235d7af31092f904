"""What a figure is made of: the rows of a frame, and its cells as words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from daraevidence.delivery.frames import COLUMNS, dtype
from daraevidence.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd

    from daraevidence.extraction import Extraction

__all__ = ["UNNAMED", "Data", "Row", "by_study", "percent_of", "rows_of", "share", "words"]

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
    columns = COLUMNS[name]
    found: list[Row] = []
    for frame, unnamed in frames:
        plain = frame.reindex(columns=list(columns)).astype(object)
        values = plain.where(plain.notna(), None).itertuples(index=False, name=None)
        for cells in values:
            row = {column: _plain(column, value) for column, value in zip(columns, cells, strict=True)}
            found.append({**row, "study": row["study"] or unnamed})
    return found


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
