"""Tables of doses: levels of an escalation, steps of a reduction, doses for each weight; no groups, no results."""

from __future__ import annotations

import re

from daraevidence.layout.document import Document, Grid

__all__ = ["DOSE", "is_dose_table"]

_TITLE = re.compile(
    r"(?i)\b(?:dos(?:e|age|ing)[- ](?:levels?|reductions?|modifications?|adjustments?|steps?|escalation|"
    r"de-?escalation|schedules?|recommendations?|by|according|based|for)|"
    r"(?:recommended|starting|weight-based) dos(?:es?|age|ing)|titration|dosing|dosage)\b"
)
#: a dose, with how often and which way it is given
DOSE = re.compile(
    r"(?i)\d+(?:\.\d+)?\s?(?:mg|mcg|µg|μg|g|IU|U|units|mL|MBq|Gy)(?:\s?/\s?(?:kg|m2|m²|m\^2|day|d|h))*"
    r"(?:\s(?:once|twice|three|four|times|every|other|daily|weekly|monthly|per|a|QD|BID|TID|q\d+[hdw]|IV|SC|PO|orally|"
    r"intravenously|subcutaneously|\d{1,2}|days?|weeks?|months?|hours?|in|the|morning|evening))*"
)
_SIZED = re.compile(r"\b[nN]\s?=\s?\d|\d\s*\(\d+(?:\.\d+)?\s?%?\)")


def is_dose_table(grid: Grid, document: Document) -> bool:
    """Whether a table says which doses are given: its title or stub does, a column holds doses, nothing is counted."""
    above = document.sections[grid.section].title if grid.section >= 0 and not grid.title.text.strip() else ""
    if not _TITLE.search(f"{grid.title.text} {grid.stub.text} {above}"):
        return False
    cells = [cell.text.strip() for row in grid.rows for cell in row.cells if cell.text.strip()]
    headers = [cell.text for path in grid.columns for cell in path]
    if any(_SIZED.search(text) for text in (*cells, *headers)):
        return False
    for column in range(len(grid.columns)):
        texts = [row.cells[column].text.strip() for row in grid.rows if column < len(row.cells)]
        filled = [text for text in texts if text]
        if len(filled) > 1 and sum(DOSE.fullmatch(text) is not None for text in filled) * 2 >= len(filled):
            return True
    return False
