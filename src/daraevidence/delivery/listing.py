"""Frames as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["listing"]

#: Columns that say where a row comes from, not what it says.
_PLACES = frozenset(("id", "start", "end", "page", "confidence", "cause", "records", "quotes", "spans"))
_WIDEST = 48


def listing(rows: pd.DataFrame, *, width: int | None = None, most: int | None = None) -> str:
    """The rows below a header, columns that are empty throughout left out; long texts are cut to fit ``width``."""
    shown = rows if most is None else rows.head(most)
    columns = [name for name in rows.columns if name not in _PLACES and shown[name].notna().any()]
    if not columns:
        return "(no rows)"
    table = [columns, *([_cell(value) for value in row] for row in shown[columns].itertuples(index=False))]
    numeric = [not _is_text(shown[name]) for name in columns]
    widths = [min(_WIDEST, max(len(row[i]) for row in table)) for i in range(len(columns))]
    if width is not None:
        widths = _fit(widths, [len(name) for name in columns], numeric, width)
    lines = [
        "  ".join(_set(cell, size, number) for cell, size, number in zip(row, widths, numeric, strict=True)).rstrip()
        for row in table
    ]
    if len(shown) < len(rows):
        lines.append(f"… and {len(rows) - len(shown)} more rows")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    import pandas as pd

    if value is pd.NA:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return " ".join(str(value).split())


def _is_text(column: pd.Series[Any]) -> bool:
    return str(column.dtype) in ("string", "boolean")


def _set(cell: str, size: int, number: bool) -> str:
    if len(cell) > size:
        cell = cell[: size - 1] + "…"
    return cell.rjust(size) if number else cell.ljust(size)


def _fit(widths: list[int], names: list[int], numeric: list[bool], width: int) -> list[int]:
    """Narrow the widest columns of text, one character at a time, down to ten characters."""
    widths = list(widths)
    spare = sum(widths) + 2 * (len(widths) - 1) - width
    while spare > 0:
        open_columns = [i for i, size in enumerate(widths) if not numeric[i] and size > max(10, min(names[i], 12))]
        if not open_columns:
            break
        widest = max(open_columns, key=lambda i: widths[i])
        widths[widest] -= 1
        spare -= 1
    return widths
