"""The doses that tables of doses tell."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from daraevidence.extractors.context import Context
from daraevidence.extractors.dose.alone import only_drug, placed_at
from daraevidence.extractors.dose.doses import Given, dose_text, how_given
from daraevidence.extractors.dose.tellings import doses_of, tellings_of
from daraevidence.extractors.dose.told import Told, share_schedules
from daraevidence.extractors.dose.treatments import Treatment, treatments_in
from daraevidence.extractors.grid.doses import DOSE, is_dose_table
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Document, Grid, GridRow

__all__ = ["doses_in_tables"]

#: headers of columns of treatments, and cells of results
_TREATMENT = compiled(
    r"(?i)\b(?:treatments?|regimens?|therapy|dos(?:e|age|ing)|drugs?|medications?|antibiotics?|prescription|options?)\b"
)
_RESULT = compiled(r"\d\s*[(\[]\d+(?:\.\d+)?\s?%?[)\]]|[nN]\s?=\s?\d|[pP]\s?[=<]\s?0?\.\d")


def doses_in_tables(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[Told]:
    """The doses of such tables, of the one drug that their headers, their title or the document's title names.

    The label of a row says when a dose is given (``First dose reduction``), unless the cell says how often.
    """
    for grid in context.document.grids:
        if not is_dose_table(grid, context.document):
            yield from _prescribed(context, grid, names, known)
            continue
        about = only_drug(*_named(context.document, grid, names, known))
        study = context.scope.table_study(grid)
        for row in grid.rows:
            for cell in row.cells:
                drug = next(iter(_of_label(row, cell, names, known) or _of_cell_before(row, cell, names, known)), about)
                doses = [quantity for quantity in context.mentions.within(cell.start, cell.end) if quantity.role == "dose"]
                if drug is None or len(doses) != 1 or not DOSE.fullmatch(cell.text.strip()):
                    continue
                text = context.document.raw(cell.start, cell.end)
                given = how_given(text, cell.start, doses[0].end - cell.start, len(text), (0, 0))
                if not given.schedule and row.path and row.path[-1].text and not row.path[-1].text.strip().isdigit():
                    label = row.path[-1]
                    given = Given(label.text, (label.start, label.end), given.route, given.route_at)
                owner, treatment = study.name if study else None, placed_at(drug, doses[0])
                yield Told(owner, treatment, 2, False, doses[0], dose_text(doses[0]), given)


def _prescribed(context: Context, grid: Grid, names: Mapping[str, str], known: Container[str]) -> Iterator[Told]:
    """The prescriptions in columns of treatments (``Ceftriaxone 2 g IV once daily plus …``), in tables without results."""
    columns = [index for index, path in enumerate(grid.columns) if path and _TREATMENT.search(path[-1].text)]
    if not columns or any(_RESULT.search(cell.text) for row in grid.rows for cell in row.cells):
        return
    study = context.scope.table_study(grid)
    for row, cell in ((row, row.cells[index]) for row in grid.rows for index in columns if index < len(row.cells)):
        text = context.document.raw(cell.start, cell.end)
        doses = [quantity for quantity in context.mentions.within(cell.start, cell.end) if quantity.role == "dose"]
        found = treatments_in(text, cell.start, names, known) if doses else []
        if doses and not found:
            found = _of_label(row, cell, names, known) or _of_cell_before(row, cell, names, known)
        tellings: list[Told] = []
        for number, treatment in enumerate(found):
            own = list(doses_of(text, cell.start, found, number, doses))
            following = found[number + 1].start - cell.start if number + 1 < len(found) else len(text)
            if own and not treatment.only_classes:
                tellings += tellings_of(text, cell.start, treatment, study.name if study else None, 2, False, own, following)
        yield from (told for told in share_schedules(text, cell.start, tellings) if told.dose is not None)


def _of_label(row: GridRow, cell: Cell, names: Mapping[str, str], known: Container[str]) -> list[Treatment]:
    """The one drug that the label of a row names, as told in a cell: ``Erenumab`` before ``70 or 140 mg SC every 4 weeks``."""
    label = row.path[-1] if row.path else None
    found = treatments_in(label.text, label.start, names, known) if label is not None else []
    if len(found) != 1 or found[0].only_classes or len(found[0].drugs) != 1:
        return []
    return [_placed_in(found[0], cell)]


def _of_cell_before(row: GridRow, cell: Cell, names: Mapping[str, str], known: Container[str]) -> list[Treatment]:
    """The one drug that a cell of a row is, as told in a later cell: ``A | Olaparib | 300 mg twice daily``."""
    for other in row.cells:
        if other.end > cell.start:
            break
        found = treatments_in(other.text, other.start, names, known) if other.end > other.start else []
        if len(found) == 1 and not found[0].only_classes and len(found[0].drugs) == 1:
            return [_placed_in(found[0], cell)]
    return []


def _placed_in(treatment: Treatment, cell: Cell) -> Treatment:
    """A treatment as told in a cell: its name stands where it was named."""
    at = (treatment.start, treatment.end)
    return replace(treatment, start=cell.start, end=cell.start, places=[at], short=treatment.title, short_at=at)


def _named(document: Document, grid: Grid, names: Mapping[str, str], known: Container[str]) -> Iterator[list[Treatment]]:
    """The drugs of the headers, of the title, of the headings above and of the document's title."""
    headers = [cell for path in grid.columns for cell in path]
    yield [each for cell in headers for each in treatments_in(cell.text, cell.start, names, known)]
    yield treatments_in(grid.title.text, grid.title.start, names, known)
    yield [each for above in document.headings(grid.section) for each in treatments_in(above.title, above.start, names, known)]
    titles = [block for block in document.blocks[:6] if block.kind == "title"]
    yield [each for block in titles for each in treatments_in(block.text, block.start, names, known)]
