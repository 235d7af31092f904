"""Treatments."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context
from daraevidence.extractors.dose.advised import asked_about
from daraevidence.extractors.dose.armed import treatments_of_arms
from daraevidence.extractors.dose.columns import dosed_columns, treatments_of_grid
from daraevidence.extractors.dose.doses import dose_text, how_given, oral_products, routes_of
from daraevidence.extractors.dose.in_prose import Prose
from daraevidence.extractors.dose.tables import doses_in_tables
from daraevidence.extractors.dose.told import Told, kept, regimen_draft
from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.extractors.grid.doses import is_dose_table
from daraevidence.language.vocabulary import TermKind, drug, terms
from daraevidence.layout.document import Cell, Document

__all__ = ["find_regimens"]

_DRUG: frozenset[TermKind] = frozenset({"drug"})


def find_regimens(context: Context) -> Iterator[Draft]:
    """Treatments of a document: one for each study, regimen and dose.

    A regimen is what a group of a study received: a short name or a combination told of in the study's own passage, a single
    drug that is "received", "administered", "used" or dosed, the row of a table of regimens, the column of an arm. Not a drug
    of the treatment before the study, of the conditions to take part, of general advice.
    """
    names = context.scope.names
    known = _Named(context.document, names)
    prose = Prose(context, names, known)
    told = [
        *asked_about(context.document, names, known),
        *prose.read(),
        *_in_tables(context, names, known),
    ]
    told += doses_in_tables(context, names, known)
    told += treatments_of_arms(context, names, known, told, prose.drug_of)
    told += prose.unsaid({each.study for each in told})
    told.sort(key=lambda each: each.treatment.start)
    routes = _stated(routes_of(context.document), names)
    products = _stated(((name, "PO", at) for name, at in oral_products(context.document)), names)
    for each in kept(told):
        yield regimen_draft(each, products | routes)


_Routes: TypeAlias = dict[str, tuple[str, tuple[int, int]]]


def _stated(said: Iterable[tuple[str, str, tuple[int, int]]], names: Mapping[str, str]) -> _Routes:
    """The routes of drugs, with their places, where only one is said."""
    routes: _Routes = {}
    several: set[str] = set()
    for name, route, at in said:
        code = drug(name, names)
        if code and routes.setdefault(code, (route, at))[0] != route:
            several.add(code)
    return {code: told_of for code, told_of in routes.items() if code not in several}


class _Named:
    """The drugs that the document names; looked for when first asked for."""

    def __init__(self, document: Document, names: Mapping[str, str]) -> None:
        self._document, self._names = document, names
        self._drugs: frozenset[str] | None = None

    def __contains__(self, drug: object) -> bool:
        if self._drugs is None:
            blocks = [block for block in self._document.blocks if block.kind not in ("reference", "boilerplate", "metadata")]
            found = (term.code for block in blocks for term in terms(block.text, 0, _DRUG, self._names))
            self._drugs = frozenset(found)
        return drug in self._drugs


def _in_tables(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[Told]:
    for grid in context.document.grids:
        study = context.scope.table_study(grid)
        if study is not None and not is_dose_table(grid, context.document):
            for treatment in treatments_of_grid(grid, names, known):
                if treatment.drugs == ("placebo",):
                    continue
                yield Told(study.name, treatment, 2, summary=False)
            for treatment, cell in dosed_columns(grid, names, known):
                yield from _in_dose_cell(context, study.name, treatment, cell)


def _in_dose_cell(context: Context, study: str, treatment: Treatment, cell: Cell) -> Iterator[Told]:
    """A dose below the header of its drug: ``8 mg/kg every 4 weeks`` under ``Tocilizumab dose``."""
    doses = [q for q in context.mentions.within(cell.start, cell.end) if q.role == "dose"]
    if len(doses) == 1 and doses[0].start - cell.start < 12:
        text = context.document.raw(cell.start, cell.end)
        at = how_given(text, cell.start, doses[0].end - cell.start, len(text), (0, doses[0].start - cell.start))
        placed = replace(treatment, start=cell.start, end=cell.end, places=[(treatment.start, treatment.end)])
        yield Told(study, placed, 2, False, doses[0], dose_text(doses[0]), at)
