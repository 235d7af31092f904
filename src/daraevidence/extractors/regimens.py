"""Treatments."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context
from daraevidence.extractors.doses import Given, dose_text, how_given, routes_of, schedule_near
from daraevidence.extractors.regimen_tables import treatments_of_grid
from daraevidence.extractors.scope import StudyScope
from daraevidence.extractors.treatments import Treatment, names_of, treatments_in
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.vocabulary import TermKind, drug, terms
from daraevidence.layout.document import Block, Document

__all__ = ["find_regimens"]

_PROSE = frozenset({"paragraph", "item", "heading"})
_SKIPPED = frozenset({"references", "search"})
_DRUG: frozenset[TermKind] = frozenset({"drug"})

#: words before a drug that say that patients got it
_GIVEN = re.compile(
    r"\b(?:receiv(?:ed?|ing)|(?:re)?treated with|(?:re)?treatment with|therapy with|administered|administration of"
    r"|given|initiat(?:ed|ing|ion of)"
    r"|start(?:ed|ing)|required|requir(?:e|ing)|us(?:e|age|ing) of|used|using|consist(?:ed|ing|s) of|randomi[sz]ed to"
    r"|assigned to|allocated to"
    r"|induced with|mobili[sz]ation with|premedication with|combination of|combinations? with|monotherapy with"
    r"|addition of|adding|added to"
    r"|focused on|infusions? of|injections? of|transition(?:ed)? to|switched to|prophylaxis with|conditioning with"
    r"|were as follows|respect to|compared? (?:to|with)"
    r"|versus|vs\.?|alone or with|safety of|efficacy of|responded to|dose of|doses of)\b",
    re.I,
)  # fmt: skip
_STRONG = re.compile(
    r"\b(?:receiv|treated with|administered|given|initiat|start|requir|consist|randomi|assigned|allocated|induced with"
    r"|were as follows|transition"
    r"|switched)",
    re.I,
)  # fmt: skip
_AFTER = re.compile(
    r"^[^.;,()]{0,4}(?:\([^()]{0,40}\) ?)?(?:(?:on demand |alone |monotherapy )?(?:was|were) (?:administered|used|given"
    r"|added|initiated|started)"
    r"|(?:monotherapy|alone|arm|group|cohort|regimen|triplet)\b)",
    re.I,
)
#: what makes a drug one that patients had before, must not have, or had beside the study's treatment
_OTHERWISE = re.compile(
    r"\b(?:prior|previous|pretreated|previously (?:treated|exposed|received)|naive|naïve|exposed to|exposure to"
    r"|refractory to|resistant to"
    r"|intoleran\w+|failed|fail(?:ure|ing) (?:of|on|to)|exclu\w+|inclusion|eligib\w+|concurrent|concomitant"
    r"|concomitantly|allowed|permitted"
    r"|prohibited|contraindicat\w+|approved|indicated|recommend\w*|guidelines?|hypothes\w+|could|may|might|should"
    r"|interfere\w*|binds?"
    r"|first-line treatment|other relevant|are referenced|newly? approved|refractoriness|exposed|not approved|such as)\b",
    re.I,
)  # fmt: skip
#: the same, said behind the drug
_OTHERWISE_AFTER = re.compile(
    r"(?i)\b(?:excluded|ineligible|not (?:eligible|allowed|permitted)|at baseline|as background|background therapy"
    r"|(?:before|prior to) (?:the )?(?:(?:re)?treatment|study|enrol\w+|inclusion|randomi[sz]ation|switch\w*"
    r"|transplant\w*|entry))\b"
)
#: between a drug and a dose that is surely its own
_RIGHT_BEHIND = re.compile(r"[\s(,]{1,3}(?:(?:at )?(?:a |the )?doses? of |at |IV |SC |oral |\(?\d[\d.]* ?\w+ (?:or|and|to) )?")
_BETWEEN = re.compile(
    r"(?:[\s,()\[\]/;%=-]|\d++|\b(?:or|and|vs\.?|versus|n|alone|only|the|either|of|with|to|than|respect"
    r"|compared|followed by)\b)*+$",
    re.I,
)
#: what comes between "treated with" and a drug that is only an example or a part of it
_OTHER_NOUN = re.compile(r"(?i)[.;]|\b(?:regimens?|agents?|therapies|including|involving|like|such as|for|who|which|lines?)\b")


_ASKED = re.compile(
    r"(?i)(?:can|may|could|should|is|are) .{3,80}? (?:be )?(?:safely )?(?:used|given|administered|started"
    r"|continued|combined|safe|effective)\b"
)


@dataclass(slots=True)
class _Told:
    """One treatment at one place with its dose and schedule."""

    study: str | None
    treatment: Treatment
    weight: int
    summary: bool
    dose: Quantity | None = None
    dose_printed: str = ""
    given: Given = field(default_factory=Given)
    purpose: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        value = self.dose.value.value if self.dose and self.dose.value else self.dose_printed or None
        amount = (value, self.dose.unit if self.dose else "")
        schedule = self.given.schedule.casefold() if self.dose is None and len(self.treatment.drugs) == 1 else ""
        return (self.study, self.treatment.drugs, self.treatment.other, *amount, schedule)


def find_regimens(context: Context) -> Iterator[Draft]:
    """Treatments of a document: one for each study, regimen and dose.

    A regimen is what a group of a study received: a short name or a combination told of in the study's own passage, a single
    drug that is "received", "administered", "used" or dosed, the row of a table of regimens, the column of an arm. Not a drug
    of the treatment before the study, of the conditions to take part, of general advice.
    """
    names = names_of(context.document)
    known = _Named(context.document, names)
    told = [*_asked_about(context, names, known), *_in_prose(context, names, known), *_in_tables(context, names, known)]
    told.sort(key=lambda each: each.treatment.start)
    routes: dict[str, tuple[str, tuple[int, int]]] = {}
    several: set[str] = set()
    for name, route, at in routes_of(context.document):
        code = drug(name)
        if code and routes.setdefault(code, (route, at))[0] != route:
            several.add(code)
    routes = {code: told_of for code, told_of in routes.items() if code not in several}
    for each in _kept(told):
        yield _draft(each, routes)


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


def _asked_about(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[_Told]:
    """The drug that a title asks about: ``Can X be used to treat …?``; it belongs to no study."""
    for block in context.document.blocks:
        if block.kind == "title" and block.text.rstrip().endswith("?"):
            asked = _ASKED.match(block.text)
            found = treatments_in(asked[0], block.start, names, known) if asked else []
            if len(found) == 2 and block.text[found[0].end - block.start : found[1].start - block.start] == " (":
                found.pop()  # the generic name behind the brand
            if len(found) == 1 and not found[0].attribute and not found[0].only_classes:
                yield _Told(None, found[0], 2, summary=False)


def _in_prose(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[_Told]:
    document = context.document
    for block in document.blocks:
        section = document.sections[block.section] if block.section >= 0 else None
        if block.kind not in _PROSE or (section and section.role in _SKIPPED):
            continue
        if context.scope.first_study(block.start, block.end) is None and _study_below(context, block) is None:
            continue
        summary = section is not None and section.role == "summary"
        parent = document.blocks[block.parent] if block.kind == "item" and block.parent >= 0 else None
        for start, end in sentences(block.text):
            yield from _in_sentence(context, block, (start, end), names, known, summary, parent)
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
) -> Iterator[_Told]:
    text, offset = block.text[place[0] : place[1]], block.start + place[0]
    found = treatments_in(text, offset, names, known)
    if not found:
        return
    doses = [q for q in context.mentions.within(offset, block.start + place[1]) if q.role == "dose"]
    trigger = ""
    for number, treatment in enumerate(found):
        study = context.scope.study(treatment.start) or _study_below(context, block)
        if study is None or treatment.barred or (treatment.attribute and len(treatment.drugs) < 2) or treatment.only_classes:
            trigger = ""
            continue
        begin = found[number - 1].end - offset if number else 0
        trigger = _trigger(text, begin, treatment.start - offset, trigger)
        said = _AFTER.match(text[treatment.end - offset : treatment.end - offset + 90])
        weight = _weight(text, treatment, offset, trigger, bool(said), block, parent)
        dosed = list(_doses(text, offset, found, number, doses))
        if not weight and not _may_be_dosed(text):
            dosed = [dose for dose in dosed if _RIGHT_BEHIND.fullmatch(text[treatment.end - offset : dose.start - offset])]
        if not weight and not dosed:
            continue
        following = found[number + 1].start - offset if number + 1 < len(found) else len(text)
        yield from _tellings(text, offset, treatment, study.name, max(weight, 1), summary, dosed, following)


def _study_below(context: Context, block: Block) -> StudyScope | None:
    """The study that a heading speaks for: the one of the text right below it."""
    blocks = context.document.blocks
    if block.kind != "heading" or block.index + 1 >= len(blocks):
        return None
    below = blocks[block.index + 1]
    return context.scope.first_study(below.start, below.end) if below.section == block.section else None


def _trigger(text: str, begin: int, start: int, before: str) -> str:
    """The word that says that what follows was given; it also holds for the next items of a list."""
    gap = text[begin:start]
    last = None
    for match in _GIVEN.finditer(gap):
        last = match
    if last and len(gap) - last.end() <= 60 and not _OTHER_NOUN.search(gap[last.end() :]):
        return last[0]
    if before and _BETWEEN.match(gap):
        return before
    return ""


def _weight(text: str, treatment: Treatment, offset: int, trigger: str, said: bool, block: Block, parent: Block | None) -> int:
    """How sure it is that patients of the study got it: 0 no, 1 weakly, 2 surely."""
    before = text[: treatment.start - offset]
    barred = None
    for match in _OTHERWISE.finditer(before, max(0, len(before) - 160)):
        barred = match
    if (
        barred
        and re.match(r"(?i)prior|previous", barred[0])
        and re.match(r"(?i)\s*(?:to|experience|review)\b", before[barred.end() :])
    ):
        barred = None
    if _OTHERWISE_AFTER.search(text, treatment.end - offset):
        return 0
    if barred and not re.search(
        r"(?i)\b(?:receiv\w+|retreated with|were (?:then )?treated with|was administered|were given)\b", before[barred.end() :]
    ):
        return 0
    if block.kind == "item" and parent is not None and _OTHERWISE.search(parent.text):
        return 0
    if block.kind == "footnote" and len(treatment.drugs) < 2:
        return 0
    whole = re.match(r"^\W*$", before) and re.match(r"^\W*(?:\([^()]*\))?\W*$", text[treatment.end - offset :])
    if block.kind == "heading":
        return 2 if treatment.named or (whole and len(treatment.drugs) > 1) else 0
    if (
        whole
        and block.kind == "item"
        and parent is not None
        and re.search(r"(?i)\b(?:cohorts?|regimens?|groups?|arms?|treatments?)\b", parent.text)
    ):
        return 2
    if treatment.named or (len(treatment.drugs) > 1 and not treatment.slashed):
        return 2
    if (trigger and _STRONG.search(trigger)) or said:
        return 2
    if len(treatment.drugs) > 1:
        return 1 if trigger else 0
    return 1 if trigger and trigger.casefold() not in {"dose of", "doses of", "safety of", "efficacy of"} else 0


def _may_be_dosed(text: str) -> bool:
    return bool(re.search(r"(?i)\b(?:dose|administered|received?|premedication|given|infusion|injection)", text))


def _doses(text: str, offset: int, found: list[Treatment], number: int, doses: Iterable[Quantity]) -> Iterator[Quantity]:
    """The doses that belong to a single drug: those behind it up to the next drug, or right before it (``100 mg of X``)."""
    treatment = found[number]
    for dose in doses:
        holder = max((t for t in found if t.start <= dose.start), key=lambda t: t.start, default=None)
        ahead = min((t for t in found if t.start >= dose.end), key=lambda t: t.start, default=None)
        if ahead is not None and re.fullmatch(
            r"(?: (?:IV|SC|of|oral|intravenous|subcutaneous))* ", text[dose.end - offset : ahead.start - offset]
        ):
            holder = ahead
        if holder is treatment:
            yield dose


def _tellings(
    text: str,
    offset: int,
    treatment: Treatment,
    study: str | None,
    weight: int,
    summary: bool,
    dosed: list[Quantity],
    following: int,
) -> Iterator[_Told]:
    purpose = ""
    said = re.search(r"(?i)\b(?:pre-?medication|rescue)\b", text[: treatment.start - offset])
    if said and len(treatment.drugs) == 1:
        purpose = "rescue" if said[0].casefold() == "rescue" else "premedication"
    parts = [treatment]
    if len(treatment.drugs) > 1:
        # a dose inside a combination is that of one drug; the combination has a row of its own without it
        yield _Told(
            study,
            treatment,
            weight,
            summary,
            given=Given(*schedule_near(text, offset, treatment.start - offset, treatment.end - offset)),
        )
        parts = treatment.parts
    for dose in dosed:
        holder = max(
            (part for part in parts if part.start <= dose.start), key=lambda part: part.start, default=parts[0] if parts else None
        )
        if holder is not None:
            stop = min([following, *(a - offset for a, _ in treatment.places if a >= dose.end)])
            given = how_given(
                text, offset, dose.end - offset, stop, (holder.start - offset, max(dose.start, holder.start) - offset)
            )
            yield _Told(study, holder, 2, summary, dose, dose_text(dose), given, purpose)
    if not dosed and len(treatment.drugs) == 1 and not purpose:
        schedule = schedule_near(text, offset, treatment.start - offset, treatment.end - offset)
        yield _Told(study, treatment, weight, summary, given=Given(*schedule), purpose=purpose)


def _in_tables(context: Context, names: Mapping[str, str], known: Container[str]) -> Iterator[_Told]:
    for grid in context.document.grids:
        study = context.scope.table_study(grid)
        if study is not None:
            for treatment in treatments_of_grid(grid, names, known):
                yield _Told(study.name, treatment, 2, summary=False)


def _kept(told: list[_Told]) -> Iterator[_Told]:
    """One telling for each study, regimen and dose; what a summary retells and what only repeats a drug of a combination goes."""
    studies: dict[str | None, list[_Told]] = {}
    for each in told:
        studies.setdefault(each.study, []).append(each)
    for rows in studies.values():
        own = [row for row in rows if not row.summary]
        rows = own or rows
        combined = {one for row in rows if len(row.treatment.drugs) > 1 for one in row.treatment.drugs}
        detailed = {row.treatment.drugs for row in rows if len(row.treatment.drugs) == 1 and (row.dose or row.given.schedule)}
        best: dict[tuple[object, ...], _Told] = {}
        for row in rows:
            single = len(row.treatment.drugs) == 1
            if single and row.weight < 2 and row.treatment.drugs[0] in combined and not row.dose:
                continue
            bare = row.dose is None and not row.given.schedule and not row.treatment.other
            if single and bare and row.treatment.drugs in detailed:
                continue
            known = best.get(row.key)
            if known is None or _better(row, known):
                best[row.key] = row
        yield from sorted(best.values(), key=lambda row: row.treatment.start)


def _better(row: _Told, known: _Told) -> bool:
    """A telling with a short name, or with a schedule, is the better one of two."""
    return _rank(row) > _rank(known)


def _rank(told: _Told) -> tuple[bool, bool]:
    return bool(told.given.schedule), told.treatment.named and len(told.treatment.title) < 12


def _draft(each: _Told, routes: Mapping[str, tuple[str, tuple[int, int]]]) -> Draft:
    treatment, dose, given = each.treatment, each.dose, each.given
    start = min([treatment.start, *([dose.start] if dose else [])])
    end = max([treatment.end, *([dose.end] if dose else [])])
    draft = Draft("regimen", start, end).put("study", each.study)
    name = treatment.title + (f" ({each.purpose})" if each.purpose else "")
    draft.put("regimen", name, treatment.title_at)
    for place in treatment.places:
        draft.put("drugs", " + ".join(treatment.drugs), place, "normalised")
    if dose is not None:
        draft.put("dose", float(dose.value.value * dose.factor) if dose.value else None, (dose.start, dose.end))
        draft.put("dose_text", each.dose_printed, (dose.start, dose.end))
        draft.put("dose_unit", dose.unit, dose.unit_at if dose.unit_at[1] else (dose.start, dose.end), "normalised")
    single = treatment.drugs[0] if len(treatment.drugs) == 1 else ""
    if given.route:
        draft.put("route", given.route, given.route_at, "normalised")
    elif single in routes:
        draft.put("route", routes[single][0], routes[single][1], "inherited")
    draft.put("schedule", given.schedule, given.schedule_at)
    if each.weight < 2:
        draft.doubt(0.7, "told of in passing")
    return draft
