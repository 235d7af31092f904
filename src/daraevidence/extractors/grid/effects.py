"""Cells that name the comparison that they hold: ``RR, 0.86 (0.69-1.07)``, ``MD -2.8 (-5.5, -0.1)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from daraevidence.extractors.grid.column import Column
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid

__all__ = ["NamedEffect", "named_effect", "with_named_effects"]


class NamedEffect(NamedTuple):
    """``part``: ratio or difference; ``measure`` of a ratio; ``level`` of its interval; ``end`` of the name in the cell."""

    part: str
    measure: str
    level: str
    end: int


_NAMED = compiled(
    r"(?:(?:adjusted|unadjusted|crude|relative|absolute|Adj\.?)\s+)?"
    r"(?:(?P<hazard_ratio>a?HR|[Hh]azard ratio)|(?P<odds_ratio>a?OR|[Oo]dds ratio)"
    r"|(?P<relative_risk>a?RR|IRR|a?IRR|(?:[Rr]isk|[Rr]ate|[Ii]ncidence rate) ratio|[Rr]elative risk)"
    r"|(?P<difference>(?:LS\s?|W|S)?MD|a?RD|ARD|Δ|[Dd]iff(?:\.|erence)?|(?:LS )?[Mm]ean difference|[Rr]isk difference|"
    r"[Rr]ate difference))"
    r"(?:\s*[(\[,]?\s*(?P<level>\d{2}(?:\.\d+)?)?\s?%?\s?CI\s*[)\]]?)?\s*[,:=]?\s*(?=[-−–+]?\d)"
)
#: what heads comparisons of several kinds
_GENERAL = compiled(
    r"(?i)(?:(?:adjusted|treatment|relative|estimated|overall|between[- ]group|statistical|measure of)\s+)*"
    r"(?:comparisons?|contrasts?|effects?(?: sizes?| estimates?)?|estimates?)\b"
)
_FILLED = compiled(r"(?=.*\d)")


def named_effect(text: str) -> NamedEffect | None:
    """What a cell calls the comparison that it holds."""
    found = _NAMED.match(text) if text[:1].isalpha() else None
    if found is None:
        return None
    measure = next((name for name in ("hazard_ratio", "odds_ratio", "relative_risk") if found[name]), "")
    return NamedEffect("ratio" if measure else "difference", measure, found["level"] or "", found.end())


def with_named_effects(grid: Grid, columns: Sequence[Column], paths: Sequence[Sequence[Cell]]) -> list[Column]:
    """A column of which every cell names its comparison is of no group, whatever heads it: ``Effect (95% CI)``."""
    out = list(columns)
    for i, column in enumerate(columns):
        if i == 0 or column.part in ("ratio", "difference", "p") or (column.group is not None and column.group.n is not None):
            continue
        cells = [row.cells[i].text.strip() for row in grid.rows if i < len(row.cells)]
        filled = [text for text in cells if _FILLED.match(text)]
        named = [text for text in filled if named_effect(text) is not None]
        head = paths[i][-1] if i < len(paths) and paths[i] else None
        if not named or (len(named) < len(filled) and not (head is not None and _GENERAL.match(head.text.strip()))):
            continue
        label = column.label or (read_label(head.text) if head is not None else None)
        out[i] = replace(column, part="difference", group=None, outcome=None, label=label)
    return out
