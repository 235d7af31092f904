"""Comparing a table with what it should be, cell by cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.schemas import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Expected", "assert_table", "same_cell", "table_rows"]

Expected: TypeAlias = "str | PathLike[str] | pd.DataFrame | Iterable[Sequence[str]] | Table"

#: Between the labels of a path.
_STEP = " > "
_FOLDED = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"), **dict.fromkeys("\u2018\u2019", "'")}
)
_NUMBER = compiled(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*[.\xb7\u2219]\d+|\d+")
#: More differences than these are counted, not shown.
_SHOWN = 20


def table_rows(table: Table) -> list[list[str]]:
    """A table as rows of strings: the header of the label column and the column paths, then label path and cells of each row.

    The labels of a path are joined by `` > ``. Written by ``csv.writer(file).writerows(table_rows(table))`` they are a file that
    ``assert_table`` reads.

    Examples:
        >>> import daraevidence as dara
        >>> from daraevidence.testing import table_rows
        >>> table_rows(dara.extract("docs/examples/trial.md").tables[1])[:2]
        [['Response, n (%)', 'SDd (n=156)', 'Dd (n=156)'], ['ORR', '130 (83.3)', '114 (73.1)']]
    """
    head = [table.stub, *(_STEP.join(path) for path in table.columns)]
    return [head, *([_STEP.join(row.path), *row.cells] for row in table.rows)]


def same_cell(expected: str, actual: str) -> bool:
    """Whether two cells say the same: dashes, quotes and spaces folded, numbers equal as decimals with the same precision.

    ``1,234`` is ``1234`` and ``.5`` is ``0.5``; ``2`` is not ``2.0``, which claims another precision.

    Examples:
        >>> from daraevidence.testing import same_cell
        >>> same_cell("1,234 (5–9)", "1234 (5-9)"), same_cell("2", "2.0")
        (True, False)
    """
    return _folded(expected) == _folded(actual)


def _folded(text: str) -> str:
    plain = re.sub(r"\s+", " ", text.translate(_FOLDED)).strip()
    plain = re.sub(
        r"(?<=[(\[<>=\u2264\u2265])\s+|\s+(?=[)\],;%])|(?<=\d)\s*-\s*(?=\d)", lambda m: "-" if "-" in m[0] else "", plain
    )
    return _NUMBER.sub(_number, plain)


def _number(match: re.Match[str]) -> str:
    printed = re.sub(r"[\xb7\u2219]", ".", match[0].replace(",", ""))
    if "." not in printed:
        return printed.lstrip("0") or "0"
    return f"{Decimal(printed):f}"


def assert_table(table: Table, expected: Expected) -> None:
    """Fail with the cells that differ, unless a table is what it should be.

    ``expected`` is the path of a CSV file, a frame (labels in its index, as ``Table.to_frame()`` gives it, or in its first
    column), rows of strings, or a table. The first row is the header; paths are joined by `` > `` (see ``table_rows``).

    Examples:
        >>> import daraevidence as dara
        >>> from daraevidence.testing import assert_table, table_rows
        >>> table = dara.extract("docs/examples/trial.md").tables[1]
        >>> assert_table(table, table_rows(table))
    """
    wanted, found = _rows(expected), table_rows(table)
    differences = [*_columns(wanted, found), *_cells(wanted, found)]
    if not differences:
        return
    more = len(differences) - _SHOWN
    shown = differences[:_SHOWN] + ([f"... and {more} more"] if more > 0 else [])
    name = table.title or "without a title"
    raise AssertionError(f"table {name!r} differs:\n  " + "\n  ".join(shown))


def _rows(expected: Expected) -> list[list[str]]:
    if isinstance(expected, Table):
        return table_rows(expected)
    if isinstance(expected, (str, PathLike)):
        with Path(expected).open(newline="", encoding="utf-8-sig") as file:
            return [row for row in csv.reader(file) if row]
    if hasattr(expected, "itertuples"):
        return _of_frame(expected)
    return [[_text(cell) for cell in row] for row in expected]


def _of_frame(frame: Any) -> list[list[str]]:
    plain = frame.index.nlevels == 1 and frame.index.name is None and list(frame.index) == list(range(len(frame)))
    columns = [_joined(name) for name in frame.columns]
    if plain:
        return [columns, *([_text(cell) for cell in row] for row in frame.itertuples(index=False))]
    stub = next((str(name) for name in frame.index.names if name is not None), "")
    labels = [_joined(label) for label in frame.index]
    rows = frame.itertuples(index=False, name=None)
    return [[stub, *columns], *([label, *map(_text, row)] for label, row in zip(labels, rows, strict=True))]


def _joined(label: object) -> str:
    return _STEP.join(str(part) for part in label if part != "") if isinstance(label, tuple) else str(label)


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def _columns(wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> list[str]:
    heads = wanted[0] if wanted else [], found[0]
    if len(heads[0]) == len(heads[1]):
        return [
            f"{'label column' if i == 0 else f'column {i}'}: expected {one!r}, got {other!r}"
            for i, (one, other) in enumerate(zip(*heads, strict=True))
            if not same_cell(one, other)
        ]
    return [
        f"columns: expected {len(heads[0]) - 1} {list(heads[0][1:])!r}, got {len(heads[1]) - 1} {list(heads[1][1:])!r}",
    ]


def _cells(wanted: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> list[str]:
    """The differences below the header, rows matched by their labels."""
    one, other = list(wanted[1:]), list(found[1:])
    names = [_folded(row[0]) if row else "" for row in one], [_folded(row[0]) if row else "" for row in other]
    lines: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if kind == "equal":
            for row, got in zip(one[a:b], other[c:d], strict=True):
                lines += _row(row, got, found[0])
        elif kind == "replace" and b - a == d - c:
            for row, got in zip(one[a:b], other[c:d], strict=True):
                lines.append(f"row: expected {row[0]!r}, got {got[0]!r}")
                lines += _row(row, got, found[0])
        else:
            lines += [f"missing row: {_shown(row)}" for row in one[a:b]]
            lines += [f"extra row: {_shown(row)}" for row in other[c:d]]
    return lines


def _row(row: Sequence[str], got: Sequence[str], heads: Sequence[str]) -> list[str]:
    width = max(len(row), len(got))
    pairs = zip([*row, *[""] * (width - len(row))], [*got, *[""] * (width - len(got))], strict=True)
    return [
        f"{got[0]!r} | {heads[i] if i < len(heads) else f'column {i}'!r}: expected {one!r}, got {other!r}"
        for i, (one, other) in enumerate(pairs)
        if i and not same_cell(one, other)
    ]


def _shown(row: Sequence[str]) -> str:
    return " | ".join(row)
