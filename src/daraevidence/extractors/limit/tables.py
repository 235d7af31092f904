"""Cells of tables that tell what to do, with what each limit in them is set on and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.extractors.grid.doses import is_dose_table
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.score_tables import unit_in
from daraevidence.language.gated import Gated
from daraevidence.language.instructions import is_instruction
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import Term, TermKind, terms
from daraevidence.layout.document import Block, Cell, Document, Grid, GridRow

__all__ = ["cells_with_limits"]

_VARIABLE: frozenset[TermKind] = frozenset({"variable"})
#: titles of tables of instructions
_TELLS_TO_DO = Gated(
    " criteria|action|adjust|delay|interrupt|management|modif|monitoring|reduc",
    r"(?i)\b(?:dos(?:e|age|ing) (?:modif\w+|adjust\w+|reduc\w+|interrupt\w+|delays?)|(?:toxicity )?management|monitoring|"
    r"(?:inclusion|exclusion|eligibility|treatment|stopping|response|diagnostic) criteria|recommended actions?|"
    r"actions? (?:to take|taken|required))\b",
)
_ACTION = compiled(
    r"(?i)(?:recommended )?(?:actions?|managements?|recommendations?|what to do|measures?|instructions?|interventions?|"
    r"dos(?:e|age) (?:modifications?|adjustments?))$"
)
#: headers of columns of conditions
_FOR_WHOM = compiled(
    r"(?i)(?:when|whom|who|if|in whom) to |(?:avoid|stop|hold|withhold|discontinue|use|start|reduce|contraindicated|caution)"
    r"(?: the (?:dose|drug))?(?: if| when| in|$)|contraindications?$|"
    r"(?:treatment |stopping |starting )?(?:criteri(?:a|on)|thresholds?|cut-?offs?)$"
)
_SIGN = compiled(r"[<>≤≥]|\b(?:below|above|less than|more than|at least|greater than)\b")
_RANGE = compiled(r"\d\s?%?\s?(?:[-–]|to)\s?\d")
_STATISTIC = compiled(r"\d[\d,]*\s*\(\d+(?:\.\d+)?\s?%?\)")
#: stubs above labels that name what is measured
_MEASURED = compiled(
    r"(?i)(?:laboratory |lab )?(?:parameters?|tests?|variables?|measures?|measurements?|analytes?|findings?|values?|items?)$"
)
_UNTIL = compiled(r"(?i)\b(?:until|once|when)\b[^<>≤≥]*$")


def cells_with_limits(document: Document) -> Iterator[LimitPlace]:
    """The labels and cells with a limit or a range, of all tables that tell what to do; the labels of those of doses."""
    for grid in document.grids:
        instructs = _instructs(grid)
        if instructs or is_dose_table(grid, document):
            for row in grid.rows:
                yield from _of_row(document, grid, row, labels=not instructs)


def _instructs(grid: Grid) -> bool:
    """Whether a table tells what to do, and holds no results."""
    headers = [path[-1].text.strip() for path in grid.columns if path]
    if any(_STATISTIC.search(cell.text) for row in grid.rows for cell in row.cells):
        return False
    if any(_FOR_WHOM.match(header) for header in headers):
        return True
    if _TELLS_TO_DO.search(grid.title.text) or any(_ACTION.match(header) for header in headers):
        return True
    told = [any(is_instruction(cell.text) for cell in row.cells) for row in grid.rows if any(cell.text for cell in row.cells)]
    return len(told) > 1 and sum(told) * 2 > len(told)


def _of_row(document: Document, grid: Grid, row: GridRow, labels: bool) -> Iterator[LimitPlace]:
    label = row.path[-1] if row.path else None
    before: list[Term] = []
    for column, cell in ((-1, label), *enumerate(row.cells if not labels else ())):
        if cell is None or cell.end <= cell.start or not (_SIGN.search(cell.text) or _RANGE.search(cell.text)):
            continue
        text = document.raw(cell.start, cell.end)
        block = Block(-1, "paragraph", cell.start, cell.end, document.clean, section=grid.section)
        header = grid.columns[column][-1] if 0 <= column < len(grid.columns) and grid.columns[column] else None
        purpose = _purpose(row, column, text, labels)
        if header is not None and _FOR_WHOM.match(header.text.strip()):
            purpose = f"{header.text.strip().lower()}: {label.text}" if label is not None else header.text
        about = (*reversed(before), *_about(grid, label if column >= 0 else None, header))
        unit = _unit_above((grid.stub,) if column < 0 else (header, label))
        yield LimitPlace(text, cell.start, block, grid.title.text, True, about, purpose, unit=unit)
        before += terms(text, cell.start, _VARIABLE)


#: ``Platelet count (×10⁹/L)``, ``eGFR, mL/min``
_IN_UNIT = compiled(r"(?:[(\[]\s*(?P<inside>[^()\[\]]{1,24})\s*[)\]]|,\s(?P<behind>[^,]{1,20}))\s*$")


def _unit_above(cells: Sequence[Cell | None]) -> tuple[str, Decimal] | None:
    """The unit that a header, a label or the stub tells for the numbers of a cell, and what these are multiplied by."""
    for cell in cells:
        printed = _IN_UNIT.search(cell.text) if cell is not None and cell.text else None
        if printed is not None:
            found = unit_in(printed["inside"] or printed["behind"])
            if found[0]:
                return found
    return None


def _about(grid: Grid, label: Cell | None, header: Cell | None) -> Iterator[Term]:
    """What the label, the header and the stub say that is measured; of a label below ``Parameter`` all of it."""
    for cell in (label, header, grid.stub):
        if cell is None or not cell.text or cell.end <= cell.start or _SIGN.search(cell.text) or _RANGE.search(cell.text):
            continue
        found = terms(cell.text, cell.start, _VARIABLE)
        whole = cell is label and bool(_MEASURED.match(grid.stub.text.strip()))
        if whole or (found and _is_all(cell, found)):
            name = re.sub(r"\s*[(\[,].*$", "", cell.text).strip()
            yield Term(cell.start, cell.end, "variable", found[0].code if len(found) == 1 else name, name)
        else:
            yield from found


def _is_all(cell: Cell, found: Sequence[Term]) -> bool:
    """Whether a cell says hardly more than the variables in it: ``ALT or AST``, ``Serum Phosphate, mg/dL``."""
    rest = len(re.sub(r"\s*[(\[,].*$", "", cell.text)) - sum(term.end - term.start for term in found)
    return rest <= 5 * len(found)


def _purpose(row: GridRow, column: int, text: str, dosed: bool) -> str:
    """What a limit of a row is for: its labels, and what to do at it."""
    told = " > ".join(cell.text for cell in row.path if not _SIGN.search(cell.text) and not _RANGE.search(cell.text))
    sign = _SIGN.search(text)
    if column >= 0 and sign is not None and is_instruction(text) and _UNTIL.search(text[: sign.start()]):
        return ": ".join(part for part in (told, "resume") if part)
    action = next((cell.text for cell in row.cells if is_instruction(cell.text) or (dosed and cell.text)), "")
    clause = re.split(r"[;.,]| until ", action, maxsplit=1)[0]
    what = " ".join(clause.split()[:8])
    return ": ".join(part for part in (told, what.lower()) if part)
