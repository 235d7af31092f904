"""Abbreviations that nothing spells out: in the whole document, or in a table that has a list of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from tomllib import loads

from daraevidence.draft import Flag
from daraevidence.layout.document import Cell, Document, Grid

__all__ = ["undefined_abbreviations"]

_TOKEN = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9]{1,7}(?!\w|-[A-Z]?\d)")


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Abbreviations of the field with their long form (``data/abbreviations.toml``)."""
    data = loads(files("daraevidence.language").joinpath("data/abbreviations.toml").read_text(encoding="utf-8"))
    return {short: str(long) for short, long in data["abbreviation"].items()}


def undefined_abbreviations(document: Document) -> Iterator[Flag]:
    """An abbreviation of the field that the document uses and never spells out; one that a table's own list lacks. ``info``.

    Only abbreviations of a fixed list, so that names and codes are never taken for one. Those that every reader knows (IV,
    DNA, USA) are not in it.
    """
    known = _known()
    defined = {_fold(short) for short in document.abbreviations}
    defined |= {_fold(short) for grid in document.grids for short in grid.abbreviations}
    missing = {short for short in known if _fold(short) not in defined}
    for block in document.blocks:
        if block.kind in ("reference", "boilerplate", "metadata", "abbreviations", "title"):
            continue
        if missing.isdisjoint(_TOKEN.findall(block.text)):
            continue
        for found in _TOKEN.finditer(block.text):
            short = found[0]
            if short not in missing:
                continue
            missing.discard(short)
            words = f"{short} is never spelled out ({known[short]})."
            yield Flag(
                "abbreviation-undefined", "info", block.start + found.start(), block.start + found.end(), words, printed=short
            )
    for grid in document.grids:
        if grid.abbreviations:
            yield from _missing_in_table(grid, defined)


def _fold(short: str) -> str:
    return short.strip().rstrip("s").lower()


def _missing_in_table(grid: Grid, defined: set[str]) -> Iterator[Flag]:
    known = _known()
    listed = {part for short in grid.abbreviations for part in (_fold(short), *map(_fold, re.split(r"[\s/+-]", short)))}
    seen: set[str] = set()
    cells: list[Cell] = [cell for column in grid.columns for cell in column]
    cells += [cell for row in grid.rows for cell in (*row.path[-1:], *row.cells)]
    for cell in cells:
        for found in _TOKEN.finditer(cell.text):
            short = found[0]
            if (
                short not in known
                or short in seen
                or _fold(short) in listed
                or _fold(short) not in defined
                or cell.end <= cell.start
            ):
                continue
            seen.add(short)
            words = f"{short} ({known[short]}) is used here but missing from the abbreviations of this table."
            yield Flag("abbreviation-undefined", "info", cell.start, cell.end, words, printed=short)
