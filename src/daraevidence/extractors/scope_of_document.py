"""The scope of a document: its studies and groups, found once."""

from __future__ import annotations

from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.group.contrasts import name_controls, shorten
from daraevidence.extractors.group.drug_names import names_of
from daraevidence.extractors.group.gathered import groups_in_prose
from daraevidence.extractors.group.one_name import share_backbones, share_names
from daraevidence.extractors.group.places import held_by_headings, held_by_parents
from daraevidence.extractors.group.sizes import groups_in_tables, sizes_from_rows
from daraevidence.extractors.scope import Scope, StudyScope
from daraevidence.extractors.study.enrolled import ROUGH, size_of
from daraevidence.extractors.study.facts import put_facts
from daraevidence.extractors.study.lines import BODY, Entity, Sentence
from daraevidence.extractors.study.ranges import Layout, lay_out
from daraevidence.language.patterns import compiled
from daraevidence.language.products import Names
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["build_scope"]


def build_scope(document: Document, mentions: Mentions, names: Names | None = None) -> Scope:
    """Find the studies and groups of a document."""
    layout = lay_out(document, mentions)
    scope = Scope(document=document, names=names if names is not None else names_of(document, mentions))
    numbers = {id(entity): number for number, entity in enumerate(layout.entities)}
    scope.places = layout.starts
    scope.owners = [numbers[id(owner)] if owner is not None else -1 for owner in layout.owners]
    scope.clauses = layout.parts
    studies = [mention for line in layout.sentences for mention, entity in line.named if entity.told]
    scope.named = sorted((m.start, m.end) for m in studies if m.kind != "kind" or m.name.startswith("our "))
    lines: dict[int, list[Sentence]] = {}
    for line in layout.sentences:
        owner = layout.at(line.start)
        for entity in dict.fromkeys([*([owner] if owner is not None else []), *(e for _, e in line.named if e.told)]):
            lines.setdefault(id(entity), []).append(line)
    for entity in layout.entities:
        draft = _study_draft(entity, layout, document, lines.get(id(entity), []))
        study = StudyScope(entity.name, draft, entity.ranges, tuple(entity.cited), entity.sized)
        scope.studies.append(study)
        for number in study.citations:
            scope.cited.setdefault(number, []).append(study)
    scope.sizes = frozenset(mark[0] for study in scope.studies for mark in study.draft.marks.get("n_patients", ()))
    held = held_by_headings(scope, document)
    if not scope.studies:
        _unnamed_total(scope, layout.sentences)
    groups_in_tables(scope, document)
    shorten(scope)
    groups_in_prose(scope, document, [part for line in layout.sentences for part in _clauses(scope, line)])
    sizes_from_rows(scope, document)
    _totals(scope)
    share_names(scope)
    share_backbones(scope)
    name_controls(scope)
    shorten(scope)
    held += held_by_parents(scope, document)
    scope.holding = sorted(held, key=lambda one: (one[0], -one[1]))
    return scope


#: the numbers of references behind the full stop of a sentence: ``of 140 on X.``1,2
_MARKS = compiled(r"(?<=[A-Za-z)\]]\.)\d{1,3}(?:[,\u2013-]\d{1,3})*\s*$")


def _clauses(scope: Scope, line: Sentence) -> list[Sentence]:
    """A sentence, or its clauses where one is of another study than the one before."""
    ranges = scope.parts(line.start, line.end)
    marks = _MARKS.search(line.text) if line.cited else None
    if marks is not None:  # in place of digits, so that all others stay where they are
        line = replace(line, text=line.text[: marks.start()].ljust(len(line.text)))
    if len(ranges) == 1:
        return [line]
    texts = ((start, end, line.text[start - line.start : end - line.start].rstrip()) for start, end in ranges)
    return [replace(line, start=start, end=start + len(text), text=text) for start, _, text in texts]


#: So many sentences may tell how large an unnamed study is: a longer document is not of one.
_FIRST = 600


def _unnamed_total(scope: Scope, lines: list[Sentence]) -> None:
    """The whole group of a study that nothing in the document names, where one sentence says outright how large it is."""
    size = size_of([line for line in lines[:_FIRST] if line.block.kind in BODY], None)
    if size is not None:
        at = size.start, size.end
        group = scope.add_group(None, "total", n=size.n, role="total", at=at, n_at=at)
        if size.outright:
            scope.sizes |= {size.start}
        if group.draft is not None and (size.hedge or not size.outright):
            group.draft.doubt(0.8, f"{ROUGH} {size.hedge} {size.n}" if size.hedge else "the text tells in passing of so many")


def _totals(scope: Scope) -> None:
    """A study's size and the size of its whole group say the same: each gives what the other lacks."""
    for study in scope.studies:
        total = scope.total(study.name)
        n = study.draft.get("n_patients")
        marks = study.draft.marks.get("n_patients") or ()
        at = marks[0][:2] if marks else None
        if total is not None and total.n is not None:
            if total.draft is not None and (n is None or (n != total.n and not study.sized)):
                places = total.draft.marks.get("n") or ()
                study.draft.marks.pop("n_patients", None)
                study.draft.put("n_patients", total.n, places[0][:2] if places else None, "inherited")
        elif isinstance(n, int):
            whole = scope.add_group(
                study.name, "total", n=n, role="total", at=at or (study.draft.start, study.draft.end), n_at=at
            )
            for reason in study.draft.reasons:
                if whole.draft is not None and reason.startswith(ROUGH):
                    whole.draft.doubt(0.8, reason)


def _study_draft(entity: Entity, layout: Layout, document: Document, own: list[Sentence]) -> Draft:
    first = min(entity.mentions, key=lambda mention: (entity.signed and mention.kind == "author", mention.start))
    at = (first.start, first.end)
    draft = Draft("study", *at).put("study", entity.name, at, "printed" if entity.name in document.raw(*at) else "normalised")
    if entity.author:
        author = next(((m.start, m.end) for m in entity.mentions if m.name == entity.author), at)
        draft.put("first_author", entity.author, author if entity.signed else at)
        draft.put("year", entity.year, entity.dated or at)
    if entity.acronym:
        place = next(((m.start, m.end) for m in entity.mentions if m.name == entity.acronym), at)
        draft.put("acronym", entity.acronym, place)
    put_facts(entity, draft, layout, own)
    draft.put("citations", ";".join([*entity.cited, *entity.also_cited]), at)
    return draft
