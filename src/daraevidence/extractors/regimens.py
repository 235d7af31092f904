"""Treatments."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context
from daraevidence.extractors.dose_tables import doses_in_tables
from daraevidence.extractors.doses import dose_text, how_given, oral_products, routes_of
from daraevidence.extractors.doses_alone import doses_alone, only_drug, placed_at
from daraevidence.extractors.giving import AFTER, may_be_dosed, trigger_before, weight_of
from daraevidence.extractors.grid_of_doses import is_dose_table
from daraevidence.extractors.regimen_tables import dosed_columns, treatments_of_grid
from daraevidence.extractors.regimens_advised import Advice, asked_about
from daraevidence.extractors.regimens_told import Told, kept, regimen_draft, share_schedules
from daraevidence.extractors.scope import StudyScope
from daraevidence.extractors.tellings import SHARED, doses_of, tellings_of
from daraevidence.extractors.treatments import Treatment, treatments_in
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.vocabulary import TermKind, drug, terms
from daraevidence.layout.document import Block, Cell, Document

__all__ = ["find_regimens"]

_PROSE = frozenset({"paragraph", "item", "heading"})
_SKIPPED = frozenset({"references", "search"})
_DRUG: frozenset[TermKind] = frozenset({"drug"})

#: between a drug and a dose that is surely its own
_RIGHT_BEHIND = re.compile(r"[\s(,]{1,3}(?:(?:at )?(?:a |the )?doses? of |at |IV |SC |oral |\(?\d[\d.]* ?\w+ (?:or|and|to) )?")


def find_regimens(context: Context) -> Iterator[Draft]:
    """Treatments of a document: one for each study, regimen and dose.

    A regimen is what a group of a study received: a short name or a combination told of in the study's own passage, a single
    drug that is "received", "administered", "used" or dosed, the row of a table of regimens, the column of an arm. Not a drug
    of the treatment before the study, of the conditions to take part, of general advice.
    """
    names = context.scope.names
    known = _Named(context.document, names)
    told = [*asked_about(context.document, names, known), *_in_prose(context, names, known), *_in_tables(context, names, known)]
    told += doses_in_tables(context, names, known)
    told.sort(key=lambda each: each.treatment.start)
    routes = _stated(routes_of(context.document), names)
    products = _stated(((name, "PO", at) for name, at in oral_products(context.document)), names)
    for each in kept(told):
        yield regimen_draft(each, routes if each.study is not None else products | routes)


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


def _in_prose(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[Told]:
    document = context.document
    drugs: dict[tuple[str, int], Treatment | None] = {}
    advice = Advice(context, names, known)
    for block in document.blocks:
        section = document.sections[block.section] if block.section >= 0 else None
        if block.kind not in _PROSE or (section and section.role in _SKIPPED):
            continue
        if context.scope.first_study(block.start, block.end) is None and _study_below(context, block) is None:
            yield from advice.read(block)
            continue
        summary = section is not None and section.role == "summary"
        parent = document.blocks[block.parent] if block.kind == "item" and block.parent >= 0 else None
        before: list[Told] = []
        for start, end in sentences(block.text):
            told = list(_in_sentence(context, block, (start, end), names, known, summary, parent))
            later = [] if told else list(_dosed_later(context, block, (start, end), before))
            yield from told or later
            if not any(each.dose for each in (*told, *later)):
                yield from _undrugged(context, block, (start, end), names, known, summary, drugs)
            before += told
    for grid in document.grids:
        for cell in grid.footnotes.values():
            note = Block(-1, "footnote", cell.start, cell.end, document.raw(cell.start, cell.end), section=grid.section)
            for place in sentences(note.text):
                yield from _in_sentence(context, note, place, names, known, summary=False, parent=None)


def _in_sentence(
    context: Context,
    block: Block,
    place: tuple[int, int],
    names: Mapping[str, str],
    known: Container[str],
    summary: bool,
    parent: Block | None,
) -> Iterator[Told]:
    text, offset = block.text[place[0] : place[1]], block.start + place[0]
    found = treatments_in(text, offset, names, known)
    if not found:
        return
    doses = [q for q in context.mentions.within(offset, block.start + place[1]) if q.role == "dose"]
    trigger = ""
    tellings: list[Told] = []
    for number, treatment in enumerate(found):
        study = context.scope.study(treatment.start) or _study_below(context, block)
        if study is None or treatment.barred or (treatment.attribute and len(treatment.drugs) < 2) or treatment.only_classes:
            trigger = ""
            continue
        begin = found[number - 1].end - offset if number else 0
        trigger = trigger_before(text, begin, treatment.start - offset, trigger)
        said = AFTER.match(text[treatment.end - offset : treatment.end - offset + 90])
        weight = weight_of(text, treatment, offset, trigger, bool(said), block, parent)
        dosed = list(doses_of(text, offset, found, number, doses))
        if not weight and not may_be_dosed(text):
            dosed = list(_surely_its_own(text, offset, treatment, dosed))
        if not weight and not dosed:
            continue
        following = found[number + 1].start - offset if number + 1 < len(found) else len(text)
        tellings += tellings_of(text, offset, treatment, study.name, max(weight, 1), summary, dosed, following)
    yield from share_schedules(text, offset, tellings)


def _surely_its_own(text: str, offset: int, treatment: Treatment, doses: Sequence[Quantity]) -> Iterator[Quantity]:
    """The dose right behind a drug; a further one only with a schedule: ``X 20 mg daily if …, and 10 mg daily otherwise``."""
    first = False
    for dose in doses:
        if _RIGHT_BEHIND.fullmatch(text[treatment.end - offset : dose.start - offset]):
            first = True
            yield dose
        elif first:
            gap = text[dose.start - offset - 5 : dose.start - offset]
            if _ANOTHER.search(gap) and how_given(text, offset, dose.end - offset, len(text), (0, 0)).schedule:
                yield dose


_ANOTHER = re.compile(r"\b(?:and|or|then|to) $")


def _undrugged(
    context: Context,
    block: Block,
    place: tuple[int, int],
    names: Mapping[str, str],
    known: Container[str],
    summary: bool,
    drugs: dict[tuple[str, int], Treatment | None],
) -> Iterator[Told]:
    """Doses of a sentence that names no drug: they are of the one that the headings above, or the study, speak of."""
    text, offset = block.text[place[0] : place[1]], block.start + place[0]
    doses = doses_alone(text, offset, [q for q in context.mentions.within(offset, block.start + place[1]) if q.role == "dose"])
    study = context.scope.study(doses[0].start) if doses else None
    if study is None or any(not each.only_classes for each in treatments_in(text, offset, names, known)):
        return
    key = (study.name, block.section)
    if key not in drugs:
        parts = _spoken_of(context.document, study, block.section)
        drugs[key] = only_drug(*([t for words, at in part for t in treatments_in(words, at, names, known)] for part in parts))
    drug = drugs[key]
    if drug is None:
        return
    for number, dose in enumerate(doses):
        stop = doses[number + 1].start - offset if number + 1 < len(doses) else len(text)
        after = dose.end - offset
        if number + 1 < len(doses) and SHARED.fullmatch(text, after, stop):
            stop = len(text)
        given = how_given(text, offset, after, stop, (dose.start - offset, dose.start - offset))
        yield Told(study.name, placed_at(drug, dose), 2, summary, dose, dose_text(dose), given)


def _spoken_of(document: Document, study: StudyScope, section: int) -> Iterator[list[tuple[str, int]]]:
    """The texts, with their places, that say of which drug a study is: the headings above, its own prose, the title."""
    yield [(heading.title, heading.start) for heading in document.headings(section)]
    prose = [block for block in document.blocks if block.kind in _PROSE]
    yield [(each.text, each.start) for each in prose if any(start <= each.start < end for start, end in study.ranges)]
    yield [(each.text, each.start) for each in document.blocks[:4] if each.kind == "title"]


#: a sentence on how the drug named before it was given
_DOSE_TOLD = re.compile(
    r"(?:It|This drug|(?:The|Each) (?:[a-z-]+ ){0,2}?(?:dos(?:e|es|ing|age)|infusions?|injections?|drug|medication|regimen))\b"
    r"[^.;]{0,40}?\b(?:was|were|is|consisted of|ranged)\b"
)


def _dosed_later(context: Context, block: Block, place: tuple[int, int], before: Sequence[Told]) -> Iterator[Told]:
    """``It was given at 10 mg/kg IV every 2 weeks``: the dose of the only drug that the block told of before."""
    if len({told.treatment.drugs for told in before}) != 1 or len(before[0].treatment.drugs) != 1:
        return
    text, offset = block.text[place[0] : place[1]], block.start + place[0]
    if not _DOSE_TOLD.match(text) or any(told.dose is not None for told in before):
        return
    doses = [q for q in context.mentions.within(offset, block.start + place[1]) if q.role == "dose"]
    study = context.scope.study(offset)
    if len(doses) != 1 or study is None or study.name != before[0].study:
        return
    given = how_given(text, offset, doses[0].end - offset, len(text), (0, doses[0].start - offset))
    yield Told(before[0].study, before[0].treatment, 2, before[0].summary, doses[0], dose_text(doses[0]), given)


def _study_below(context: Context, block: Block) -> StudyScope | None:
    """The study that a heading speaks for: the one of the text right below it."""
    blocks = context.document.blocks
    if block.kind != "heading" or block.index + 1 >= len(blocks):
        return None
    below = blocks[block.index + 1]
    return context.scope.first_study(below.start, below.end) if below.section == block.section else None


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
