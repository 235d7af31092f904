"""Tables that part all patients and tell of each part how many had an outcome: ``Feature | Patients | Flare, n (%)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.grid.columns import Column
from daraevidence.extractors.grid.kinds import GENERIC
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent
from daraevidence.layout.document import Grid

__all__ = ["of_parts"]

_ALL = compiled(rf"(?i)(?:(?:(?:total )?(?:no\.?|numbers?) of |all |total )?{PEOPLE}|n|no\.?|total(?: n)?)(?:,? \(?n\)?)?")
_WHOLE = compiled(r"\d{1,3}(?:,\d{3})+|\d+")
_SHARE = compiled(r"(\d[\d,]*)\s*[(\[]\s*(\d+(?:\.\d+)?)\s*%?\s*[)\]]")


def of_parts(grid: Grid, columns: Sequence[Column]) -> list[Column] | None:
    """The columns of a table whose first one counts the patients of each row and whose others tell how many of these had what
    their header says; ``None`` where it is no such table.

    The percents prove it: each is that of its count among the patients of its own row.
    """
    if len(columns) < 2 or any(column.group is not None and column.group.n is not None for column in columns):
        return None
    heads = [" ".join(cell.text for cell in path).strip() for path in grid.columns]
    stub = grid.stub.text.strip()
    if not _ALL.fullmatch(heads[0]) or (stub and not GENERIC.fullmatch(read_label(stub).title or "")):
        return None
    shares = [index for index in range(1, len(columns)) if columns[index].part not in ("p", "test", "ratio", "difference")]
    told = [row for row in grid.rows if any(cell.text.strip() for cell in row.cells)]
    sizes = [_number(row.cells[0].text if row.cells else "") for row in told]
    if len(told) < 2 or not shares or any(not size for size in sizes) or len(set(sizes)) < 2:
        return None
    if not all(_of_rows([row.cells[i].text if i < len(row.cells) else "" for row in told], sizes) for i in shares):
        return None
    out = list(columns)
    out[0] = replace(columns[0], group=None, part="n", label=read_label("n"))
    for index in shares:
        out[index] = replace(columns[index], group=None, outcome=read_label(heads[index]))
    return out


def _number(text: str) -> int:
    return int(text.strip().replace(",", "")) if _WHOLE.fullmatch(text.strip()) else 0


def _of_rows(cells: Sequence[str], sizes: Sequence[int]) -> bool:
    found = [_SHARE.fullmatch(text.strip()) for text in cells]
    if any(share is None for share in found):
        return False
    pairs = [(int(share[1].replace(",", "")), as_number(share[2])) for share in found if share is not None]
    fits = [
        n <= size and fit_percent(n, size, percent).reading == "exact" for (n, percent), size in zip(pairs, sizes, strict=True)
    ]
    return all(fits) and any(n for n, _ in pairs)
