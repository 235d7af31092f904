"""Tables of doses, of what to do at which finding, of a company's accounts and of addresses: no groups, no results."""

from __future__ import annotations

import re

from daraevidence.extractors.grid.scores import is_score_table
from daraevidence.language.dosing import DOSED
from daraevidence.language.instructions import is_instruction
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document, Grid

__all__ = ["DOSE", "is_dose_table", "tells_no_results"]

_TITLE = compiled(
    r"(?i)\b(?:dos(?:e|age|ing)[- ](?:levels?|reductions?|modifications?|adjustments?|steps?|escalation|"
    r"de-?escalation|schedules?|recommendations?|by|according|based|for)|"
    r"(?:recommended|starting|weight-based) dos(?:es?|age|ing)|titration|dosing|dosage)\b"
)
_DOSE_HEADER = compiled(
    r"(?i)(?:recommended |daily |starting |maintenance |[\w-]{4,20} )?(?:dos(?:e|age|ing)(?: regimen)?|posology)"
)
#: a dose, with how often and which way it is given
DOSE = compiled(DOSED, re.IGNORECASE)
_SIZED = compiled(r"\b[nN]\s?=\s?\d|\d\s*\(\d+(?:\.\d+)?\s?%?\)")

#: what is to be done: ``Withhold until``, ``Reduce by one level``, ``Do not start``
_ACTION = compiled(
    r"(?i)(?:permanently |temporarily |immediately )?(?:withhold|hold|interrupt|delay|discontinue|stop|resume|restart|continue|"
    r"maintain|reduce|decrease|increase|do not|avoid|not recommended|no (?:dose )?(?:change|adjustment|modification)|monitor|"
    r"add|give|administer|start|initiate|transfuse|restrict|consider|contraindicated|repeat|refer|use)\b"
)


def _says_what_to_do(grid: Grid) -> bool:
    """Whether a table tells what to do at which finding: a quarter of its cells, two at least, begin so; nothing is counted."""
    cells = [cell.text.strip() for row in grid.rows for cell in (*row.cells, *row.path[-1:]) if cell.text.strip()]
    headers = [cell.text for path in grid.columns for cell in path]
    acting = sum(_ACTION.match(text) is not None for text in cells)
    return acting >= 2 and acting * 4 >= len(cells) and not any(_SIZED.search(text) for text in (*cells, *headers))


def tells_no_results(grid: Grid, document: Document) -> bool:
    """Whether a table tells of no patients: which doses are given, what to do at which finding, a score, money, whom to ask."""
    told = is_dose_table(grid, document) or _says_what_to_do(grid) or is_score_table(grid)
    return told or _is_account(grid) or _is_address(grid)


#: rows of a balance sheet or a statement of operations
_ACCOUNT = compiled(
    r"(?i)\b(?:assets|liabilities|equity|revenues?|sales|royalt(?:y|ies)|net (?:loss|income)|loss from operations|expenses?|cash|"
    r"receivables?|payable|deficit|debt|per share|shares outstanding|gross (?:profit|margin)|cost of (?:goods|sales)|"
    r"research and development|general and administrative|income tax(?:es)?|inventor(?:y|ies)|earnings|EBITDA|EPS)\b"
)
_MONEY = compiled(
    r"(?i)[$€£¥]\s?\(?\d|\bin (?:thousands|millions)\b|\bunaudited\b|\b(?:three|six|nine|twelve) months ended\b|"
    r"\b(?:USD|EUR|GBP|CHF) ?(?:m|million|\d)|^(?:FY|[QH][1-4] )?20\d\d$|^[QH][1-4] 20\d\d"
)


def _is_account(grid: Grid) -> bool:
    """Whether a table is of a company's money: two rows or more, and a third of them, are of accounts, and money is named."""
    labels = [row.path[-1].text for row in grid.rows if row.path]
    accounts = sum(_ACCOUNT.search(label) is not None for label in labels)
    if accounts < 2 or accounts * 3 < len(labels):
        return False
    heads = [grid.title.text, grid.stub.text, *(cell.text for path in grid.columns for cell in path)]
    return any(_MONEY.search(text) for text in (*heads, *(cell.text for row in grid.rows for cell in row.cells)))


_ADDRESS = compiled(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w|(?:\+\s?\d{1,3}[ -]|\(\d{3}\)\s?|\b\d{3}-)\d[\d ().-]{5,14}\d|\bwww\.\w")


def _is_address(grid: Grid) -> bool:
    """Whether a third of a table's cells are telephone numbers and addresses of the net."""
    cells = [cell.text for row in grid.rows for cell in row.cells if cell.text]
    return sum(_ADDRESS.search(text) is not None for text in cells) * 3 > len(cells)


def is_dose_table(grid: Grid, document: Document) -> bool:
    """Whether a table says which doses are given: its title or stub does, a column holds doses, nothing is counted."""
    above = document.sections[grid.section].title if grid.section >= 0 and not grid.title.text.strip() else ""
    headers = [cell.text for path in grid.columns for cell in path]
    titled = _TITLE.search(f"{grid.title.text} {grid.stub.text} {above}")
    cells = [cell.text.strip() for row in grid.rows for cell in row.cells if cell.text.strip()]
    if not titled:
        named = any(_DOSE_HEADER.fullmatch(header.strip()) for header in headers)
        if not named or not all(DOSE.fullmatch(text) or is_instruction(text) or text.isalpha() for text in cells):
            return False
    if any(_SIZED.search(text) for text in (*cells, *headers)):
        return False
    for column in range(len(grid.columns)):
        texts = [row.cells[column].text.strip() for row in grid.rows if column < len(row.cells)]
        filled = [text for text in texts if text]
        if len(filled) > 1 and sum(DOSE.fullmatch(text) is not None for text in filled) * 2 >= len(filled):
            return True
    return False
