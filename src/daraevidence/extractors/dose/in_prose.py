"""Treatments that the prose of studies tells of, with their doses."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from daraevidence.extractors.context import Context
from daraevidence.extractors.dose.advised import Advice
from daraevidence.extractors.dose.alone import doses_alone, only_drug, placed_at
from daraevidence.extractors.dose.doses import Given, dose_text, how_given
from daraevidence.extractors.dose.giving import AFTER, may_be_dosed, tells_of_patients, trigger_before, was_had_anyway, weight_of
from daraevidence.extractors.dose.governed import govern
from daraevidence.extractors.dose.tellings import SHARED, doses_of, is_no_level, tellings_of, told_again
from daraevidence.extractors.dose.told import Told, share_schedules
from daraevidence.extractors.dose.treatments import Treatment, treatments_in
from daraevidence.extractors.scope import StudyScope
from daraevidence.language.dosing import ROUTE_WORD
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.word_classes import GIVEN
from daraevidence.layout.document import Block

__all__ = ["Prose"]

_PROSE = frozenset({"paragraph", "item", "heading"})
_SKIPPED = frozenset({"references", "search"})

#: between a drug and a dose that is surely its own
_RIGHT_BEHIND = compiled(
    rf"[\s(,:]{{1,3}}(?:{ROUTE_WORD}(?: \({ROUTE_WORD}\))?,? )?"
    r"(?:(?:at )?(?:a |the )?doses? of |at |IV |SC |oral |\(?\d[\d.]* ?\w+ (?:or|and|to) )?"
)
#: a placebo that is told with a drug: ``X 1 g within 3 hours after injury, or to placebo``
_OR_PLACEBO = compiled(
    r"\b(?:or|versus|vs\.?|and)\s(?:to\s|with\s)?(?:(?:an?|two|the)\s)?(?:match(?:ing|ed)\s|oral\s|intravenous\s|subcutaneous\s)*$"
)
#: words of dividing patients
_DIVIDED = compiled(
    r"(?i)\b(?:randomi[sz]|assign|allocat|compar(?:ed|ing|es)\b|received either|"
    r"placebo[- ]controlled|either\b|double[- ]blind|crossover)"
)
#: words of giving in a study that names no drug, and of studies that gave none
_GENERIC = compiled(
    r"(?i)\b(?:infusions?|injections?|treated|treatment|therapy|doses?|dosing|the drug|began|started|tablets|receiv\w+)\b"
)
_SHARE = compiled(r"\d\s?(?:%|percent\b) of (?:the )?(?:patients|participants|people|women|men|children|adults)")
_REVIEWED = compiled(r"(?i)\b(?:meta-analys|systematic review|registry of|natural history|epidemiolog)")
_VERB = compiled(r"\b(?:[a-z]{3,}ed|had|has|have|was|were|is|are|did|died)\b")
_ANOTHER = compiled(r"\b(?:and|or|then|to) $")
#: a sentence on how the drug named before it was given
_DOSE_TOLD = compiled(
    r"(?:It|This drug|(?:The|Each) (?:[a-z-]+ ){0,2}?(?:dos(?:e|es|ing|age)|infusions?|injections?|drug|medication|regimen))\b"
    r"[^.;]{0,40}?\b(?:was|were|is|consisted of|ranged)\b"
)


#: the last dose of a titration, which is a limit elsewhere: ``titrated up to 30 mg per day``
#: ``increased every week to the highest tolerated dose, up to 1600 mcg``
_TITRATED = compiled(
    r"(?i)\b(?:up-?)?(?:titrat|escalat)\w*\s(?:weekly\s|gradually\s|slowly\s|upwards?\s)?$"
    r"|\b(?:up-?)?(?:titrat|escalat|increas|rais)\w*\s[^.;()]{0,70}\b(?:(?:dose|dosage|maximum),?\s(?:of\s)?|to\s(?:an?\s|the\s)?)$"
)
#: what leads to the rate of an infusion, or of a patch, which is a result elsewhere: ``infused at 2 mU/min``
_RATED = compiled(
    r"(?i)\b(?:infus(?:ed|ions?)|patch(?:es)?|drip|pump|rate)\s(?:(?:at|of|an?|the|rate|initial|starting|continuous|constant|"
    r"fixed|delivering|releasing)\s|\()*$"
)
_PER_TIME = ("/h", "/min")


def _is_dose_here(clean: str, quantity: Quantity) -> bool:
    """Whether an upper limit is the dose that a titration leads to, or a rate the one of an infusion."""
    if quantity.role == "value" and quantity.unit.endswith(_PER_TIME) and quantity.unit.split("/")[0] in _AMOUNTS:
        return _RATED.search(clean, max(0, quantity.start - 60), quantity.start) is not None
    if quantity.role != "threshold" or not quantity.unit or quantity.unit.split("/")[0] not in _AMOUNTS:
        return False
    return _TITRATED.search(clean, max(0, quantity.start - 110), quantity.start) is not None


_AMOUNTS = frozenset(("mg", "g", "ug", "mcg", "ng", "IU", "U", "mU", "mL"))


class _Line(NamedTuple):
    """A sentence of a block with its place, its doses, and what the block hangs from."""

    text: str
    start: int
    doses: tuple[Quantity, ...]
    block: Block
    parent: Block | None
    summary: bool


class Prose:
    """Reads a document's prose from above; of each study it remembers the drugs that were told of with a dose."""

    def __init__(self, context: Context, names: Mapping[str, str], known: Container[str]) -> None:
        self._context, self._names, self._known = context, names, known
        self._advice = Advice(context, names, known)
        self._dosed: dict[str, dict[tuple[str, ...], Treatment]] = {}
        self._spoken: dict[tuple[str, int], Treatment | None] = {}

    def read(self) -> Iterator[Told]:
        """The treatments of all blocks, of those without a study what they advise, and of the notes of tables."""
        document = self._context.document
        for block in document.blocks:
            section = document.sections[block.section] if block.section >= 0 else None
            if block.kind not in _PROSE or (section and section.role in _SKIPPED):
                continue
            if self._context.scope.first_study(block.start, block.end) is None and self._study_below(block) is None:
                yield from self._advice.read(block)
                if not self._context.scope.studies and block.kind != "heading":
                    yield from self._of_nobody(block)
                continue
            yield from self._in_block(block, section is not None and section.role == "summary")
        for grid in document.grids:
            for cell in grid.footnotes.values():
                note = Block(-1, "footnote", cell.start, cell.end, document.clean, section=grid.section)
                for line in self._lines(note, False):
                    yield from self._in_sentence(line)

    def unsaid(self, said: Container[str | None]) -> Iterator[Told]:
        """The drug that the document is about, of the studies that give something and name nothing."""
        document = self._context.document
        prose = [block for block in document.blocks if block.kind in _PROSE]
        passages: dict[str, list[Block]] = {}
        for block in prose:
            study = self._context.scope.study(block.start)
            if study is not None and study.name not in said:
                passages.setdefault(study.name, []).append(block)
        opening = [block for block in document.blocks[:4] if block.kind in ("title", "heading", "metadata")]
        if not self._context.scope.studies and None not in said:
            drug = (
                only_drug(self._named_in(opening)) if sum(_SHARE.search(block.text) is not None for block in prose) > 2 else None
            )
            if drug is not None:
                yield Told(None, drug, 0, False)
        about = (self._named_in(opening), self._named_in(prose[:2])) if passages else ()
        for name, blocks in passages.items():
            if any(_GENERIC.search(block.text) for block in blocks) and not any(_REVIEWED.search(block.text) for block in blocks):
                above = document.headings(blocks[0].section)
                near = [t for each in above for t in treatments_in(each.title, each.start, self._names, self._known)]
                drug = only_drug(near, *about)
                if drug is not None:
                    yield Told(name, drug, 0, False)

    def _named_in(self, blocks: Sequence[Block]) -> list[Treatment]:
        return [each for block in blocks for each in treatments_in(block.text, block.start, self._names, self._known)]

    def _lines(self, block: Block, summary: bool) -> Iterator[_Line]:
        document = self._context.document
        parent = document.blocks[block.parent] if block.kind == "item" and block.parent >= 0 else None
        for start, end in sentences(block.text):
            found = self._context.mentions.within(block.start + start, block.start + end)
            doses = tuple(q for q in found if q.role == "dose" or _is_dose_here(self._context.document.clean, q))
            yield _Line(block.text[start:end], block.start + start, doses, block, parent, summary)

    def _in_block(self, block: Block, summary: bool) -> Iterator[Told]:
        before: list[Told] = []
        for line in self._lines(block, summary):
            told = list(self._in_sentence(line))
            later = [] if told else list(self._dosed_later(line, before))
            if not any(each.dose for each in (*told, *later)):
                later += self._undrugged(line)
            for each in (*told, *later):
                if each.dose is not None and each.study is not None and not summary:
                    self._dosed.setdefault(each.study, {}).setdefault(each.treatment.drugs, each.treatment)
                yield each
            before += told

    def _of_nobody(self, block: Block) -> Iterator[Told]:
        """The treatments of patients of whom a document without any study tells: ``16% of X-treated patients had …``."""
        for line in self._lines(block, False):
            if tells_of_patients(line.text):
                yield from self._in_sentence(line)

    def _in_sentence(self, line: _Line) -> Iterator[Told]:
        """The treatments that a sentence names and says to have been given, each with its doses."""
        text, offset = line.text, line.start
        found = treatments_in(text, offset, self._names, self._known)
        trigger = ""
        tellings: list[Told] = []
        placebo: Told | None = None  # a regimen beside another one
        for number, treatment in enumerate(found):
            study = self._context.scope.study(treatment.start) or self._study_below(line.block)
            owned = study is not None or not self._context.scope.studies
            name = study.name if study is not None else None
            begin = found[number - 1].end - offset if number else 0
            if owned and treatment.drugs == ("placebo",):
                trigger = trigger_before(text, begin, treatment.start - offset, trigger)
                beside = tellings and _OR_PLACEBO.search(text, begin, treatment.start - offset)
                placebo = Told(name, treatment, 2, line.summary) if trigger or beside else placebo
                continue
            if not owned or treatment.barred or (treatment.attribute and len(treatment.drugs) < 2):
                trigger = ""
                continue
            if treatment.only_classes and not _is_arm_of_a_class(text, offset, treatment, line.doses):
                trigger = ""
                continue
            trigger = trigger_before(text, begin, treatment.start - offset, trigger)
            said = AFTER.match(text[treatment.end - offset : treatment.end - offset + 90])
            weight = weight_of(text, treatment, offset, trigger, bool(said), line.block, line.parent)
            dosed = list(doses_of(text, offset, found, number, line.doses))
            if not weight and not may_be_dosed(text):
                dosed = list(_surely_its_own(text, offset, treatment, dosed))
            if (not weight and not dosed) or was_had_anyway(text, treatment.start - offset, treatment.end - offset):
                continue
            following = next((each.start - offset for each in found[number + 1 :] if each.drugs != ("placebo",)), len(text))
            tellings += tellings_of(text, offset, treatment, name, max(weight, 1), line.summary, dosed, following)
        if placebo is not None and not (_DIVIDED.search(text) or any(told.dose for told in tellings)):
            placebo = None  # "12 of 90 given placebo": that a result tells of it says nothing of how it was given
        if tellings and placebo is not None:
            placebo.given = _given_alike(text, offset, placebo.treatment, tellings)
            for told in tellings:
                alike = told.given.schedule_at in ((0, 0), placebo.given.schedule_at)
                if told.dose is not None and alike and not told.given.route:
                    told.given = _behind(placebo)  # "X 50 mg or placebo by injection every 4 weeks"
            tellings.append(placebo)
        yield from govern(text, offset, share_schedules(text, offset, tellings))

    def _undrugged(self, line: _Line) -> Iterator[Told]:
        """Doses of a sentence that names no drug, or only behind them: they are of the one that the study, or the headings above
        it, speak of."""
        text, offset = line.text, line.start
        doses = doses_alone(text, offset, [dose for dose in line.doses if not is_no_level(text, dose.start - offset)])
        study = self._context.scope.study(doses[0].start) if doses else None
        drug = self.drug_of(study, line.block.section) if study is not None else None
        if study is None or drug is None:
            return
        named = [each for each in treatments_in(text, offset, self._names, self._known) if not each.only_classes]
        if any(each.start < doses[0].start or each.drugs != drug.drugs for each in named):
            return
        for number, dose in enumerate(doses):
            stop = doses[number + 1].start - offset if number + 1 < len(doses) else len(text)
            after = dose.end - offset
            if number + 1 < len(doses) and SHARED.fullmatch(text, after, stop):
                stop = len(text)
            given = how_given(text, offset, after, stop, (dose.start - offset, dose.start - offset))
            if given.schedule and _VERB.search(text, after, max(after, given.schedule_at[0] - offset)):
                given = replace(given, schedule="", schedule_at=(0, 0))  # "a patient on 20 mg relapsed in week 4"
            told = Told(study.name, placed_at(drug, dose), 2, line.summary, dose, dose_text(dose), given)
            again = list(told_again(text, offset, told, stop))
            yield from (_called(text, offset, each) for each in (told, *again))

    def drug_of(self, study: StudyScope, section: int) -> Treatment | None:
        """The only drug that the study told of with a dose, else the only one that it speaks of."""
        dosed = self._dosed.get(study.name, {})
        if len(dosed) == 1:
            return only_drug(dosed.values())
        key = (study.name, section)
        if key not in self._spoken:
            parts = self._spoken_of(study, section)
            self._spoken[key] = only_drug(
                *([t for words, at in part for t in treatments_in(words, at, self._names, self._known)] for part in parts)
            )
        return self._spoken[key]

    def _spoken_of(self, study: StudyScope, section: int) -> Iterator[list[tuple[str, int]]]:
        """The texts, with their places, that say of which drug a study is: the headings above, its own prose, the title."""
        document = self._context.document
        yield [(heading.title, heading.start) for heading in document.headings(section)]
        prose = [block for block in document.blocks if block.kind in _PROSE]
        yield [(each.text, each.start) for each in prose if any(start <= each.start < end for start, end in study.ranges)]
        yield [(each.text, each.start) for each in document.blocks[:4] if each.kind == "title"]
        yield [(each.text, each.start) for each in prose[:2]]

    def _dosed_later(self, line: _Line, before: Sequence[Told]) -> Iterator[Told]:
        """``It was given at 10 mg/kg IV every 2 weeks``: the dose of the only drug that the block told of before."""
        if len({told.treatment.drugs for told in before}) != 1 or len(before[0].treatment.drugs) != 1:
            return
        text, offset = line.text, line.start
        if not _DOSE_TOLD.match(text) or any(told.dose is not None for told in before):
            return
        study = self._context.scope.study(offset)
        if len(line.doses) != 1 or study is None or study.name != before[0].study:
            return
        dose = line.doses[0]
        given = how_given(text, offset, dose.end - offset, len(text), (0, dose.start - offset))
        yield Told(before[0].study, before[0].treatment, 2, before[0].summary, dose, dose_text(dose), given)

    def _study_below(self, block: Block) -> StudyScope | None:
        """The study that a heading speaks for: the one of the text right below it."""
        blocks = self._context.document.blocks
        if block.kind != "heading" or block.index + 1 >= len(blocks):
            return None
        below = blocks[block.index + 1]
        return self._context.scope.first_study(below.start, below.end) if below.section == block.section else None


def _given_alike(text: str, offset: int, placebo: Treatment, tellings: Sequence[Told]) -> Given:
    """How a placebo was given: as is said right behind it, or behind it of the drug too: ``X 6 mg or placebo under the skin``."""
    end = placebo.end - offset
    own = how_given(text, offset, end, len(text), (end, end))
    schedule, at = (own.schedule, own.schedule_at) if own.schedule_at[0] >= placebo.end else ("", (0, 0))
    route, placed = (own.route, own.route_at) if own.route_at[0] >= placebo.end else ("", (0, 0))
    for told in tellings:
        if not schedule and told.given.schedule_at[0] >= placebo.end > told.treatment.end:
            schedule, at = told.given.schedule, told.given.schedule_at
        if not route and told.given.route_at[0] >= placebo.end > told.treatment.end:
            route, placed = told.given.route, told.given.route_at
    return Given(schedule, at, route, placed)


#: the name of the arm behind the dose that it had: ``300 mg IV every 4 weeks (VDZ Q4W, n = 57)``
_CALLED = compiled(r"\s?\((?:the\s)?(?P<name>[A-Z][\w+/-]*(?:\s[A-Z0-9][\w+/-]*){0,3})[,;]\s[nN]\s?=\s?\d")


def _called(text: str, offset: int, told: Told) -> Told:
    """A telling by the name of its arm, where that stands behind it."""
    end = max(told.given.schedule_at[1], told.dose.end if told.dose is not None else 0) - offset
    name = _CALLED.match(text, end)
    if name is not None:
        at = (name.start("name") + offset, name.end("name") + offset)
        told.treatment = replace(told.treatment, short=name["name"], short_at=at)
    return told


#: a class of drugs that a group had by itself: ``chemotherapy alone``, ``LMWH (n = 168)``
_BY_ITSELF = compiled(r"(?i)\b(?:alone|only|monotherapy)$")
_SIZED = compiled(r"\s?[(\[][nN]\s?=\s?\d")


#: from the name of a class to the dose of it that was given: ``heparin 80 IU/kg``, ``Insulin was given at 0.1 U/kg``
_CLASS_DOSED = compiled(
    rf"\s(?:[(\[]|(?:was|were)\s(?:{GIVEN}|started)\s(?:[a-z]+ly\s)?)?(?:(?:at|as|in)\s)?(?:an?\s)?"
    rf"(?:(?:{ROUTE_WORD}|loading|bolus|single|fixed|initial)\s)*(?:(?:dose|bolus|infusion)\sof\s)?"
)


def _is_arm_of_a_class(text: str, offset: int, treatment: Treatment, doses: Sequence[Quantity]) -> bool:
    behind = min((dose.start - offset for dose in doses if dose.start >= treatment.end), default=-1)
    if behind >= 0 and _CLASS_DOSED.fullmatch(text, treatment.end - offset, behind) is not None:
        return True
    return _BY_ITSELF.search(treatment.name) is not None or _SIZED.match(text, treatment.end - offset) is not None


def _behind(placebo: Told) -> Given:
    """What stands behind a placebo of how it was given."""
    given, end = placebo.given, placebo.treatment.end
    schedule = (given.schedule, given.schedule_at) if given.schedule_at[0] >= end else ("", (0, 0))
    route = (given.route, given.route_at) if given.route_at[0] >= end else ("", (0, 0))
    return Given(*schedule, *route)


def _surely_its_own(text: str, offset: int, treatment: Treatment, doses: Sequence[Quantity]) -> Iterator[Quantity]:
    """The dose right before or behind a drug; a further one only with a schedule: ``X 20 mg daily if …, else 10 mg daily``."""
    first = False
    for dose in doses:
        if _RIGHT_BEHIND.fullmatch(text[treatment.end - offset : dose.start - offset]):
            first = True
            yield dose
        elif dose.end <= treatment.start:
            yield dose  # "once-daily 72 mg oral X was better"
        elif first:
            gap = text[dose.start - offset - 5 : dose.start - offset]
            if _ANOTHER.search(gap) and how_given(text, offset, dose.end - offset, len(text), (0, 0)).schedule:
                yield dose
