"""Doses that a document advises, as labels and guidelines do: they are no study's."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from daraevidence.extractors.context import Context
from daraevidence.extractors.dose.alone import only_drug, placed_at
from daraevidence.extractors.dose.doses import Given, dose_text, how_given
from daraevidence.extractors.dose.tellings import doses_of, is_no_level, tellings_of
from daraevidence.extractors.dose.told import Told, share_schedules
from daraevidence.extractors.dose.treatments import Treatment, treatments_in
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.word_classes import GIVEN
from daraevidence.layout.document import Block, Document

__all__ = ["Advice", "asked_about"]

#: headings of advice on doses
_HEADED = compiled(
    r"(?i)\b(?:dos(?:es?|age|ages|ing|ed)|administration|how to (?:give|use|take)|(?:can|may|should) be (?:given|used)|"
    r"treatments?|therapy|regimens?|options?|prophylaxis|recommend(?:ed|ations?)|guidance|guidelines?|consensus|algorithm|practical|management|label(?:l?ing)?|posology|"
    r"titration|loaded)\b"
)
#: who advises, and does
_ADVISERS = (
    r"(?i:we|I|authors|panel|guidelines?|experts|prescribing information|label(?:l?ing)?|SmPC|monograph|consensus|society|"
    r"our (?:unit|hospital|cent(?:er|re)|practice|protocol|service)) "
    r"(?:usually |would |therefore |generally |currently )?"
    r"(?:recommends?|suggests?|advises?|prefers?|uses?|gives?|(?:re)?starts?)\b"
)
#: words of advice beside a dose
_ADVISED = compiled(
    r"(?i)\b(?:recommended|usual|standard|approved|starting|initial|maintenance|loading|target|maximum|reduced|labell?ed)"
    r"(?: [\w-]+){0,2} (?:dos(?:e|age|ing)|regimen)\b"
    r"|\bis (?:an? |the )?(?:[\w-]+ )?(?:preferred|preferable|recommended|alternative|(?:first|second)[- ](?:line|choice)|"
    r"treatment of choice)\b"
    rf"|(?:^|[,:;]\s|\b(?:then|and|ILD|{PEOPLE}|disease|infection|inhibitors?|inducers?)\s)"
    r"(?:consider|(?:re)?start|give|administer|add|use|take|swallow|inject|infuse|reduce|resume|continue)\s"
    r"|\bis (?:given|administered|dosed|taken|infused|injected) (?:(?:at|as|in a dose of)\b|[^.;:]{0,40}?: \d)"
    r"|\b(?:is|are) (?:suggested|advised|recommended)\b"
    rf"|\b{_ADVISERS}"
    r"|\b(?:can|may|should|must|to) be (?:used|given|taken|kept|administered|started|resumed|considered|loaded|dosed)\b"
    r"|\b(?:initiation|maintenance|lead-in|loading|induction|prophylaxis|start with|dose (?:reduction|level|increase)|"
    r"(?:reduced?|increased?|lowered|titrated?|escalated?) (?:it |the dose )?to)\b"
    r"|\b(?:double|halve|raise|increase|lower|cut) the (?:daily )?dose to\b"
)
#: advice that needs no heading to say so
_OUTRIGHT = Gated(
    "advis|approved|begun|dos|increased|raised|start|titrated|initial|is |label|loading|maintenance|prefer|recommend|standard|"
    "suggest|target|indicated|use|usual|give",
    r"(?i)\b(?:recommended|approved|labell?ed|usual|standard|starting|initial|loading|maintenance|target) (?:(?:starting|"
    r"initial|maintenance|adult|daily|oral|intravenous) )?(?:dos(?:e|age|ing)|regimen)(?:(?: of| for|,|"
    rf" in) [^.;:]{{3,80}}?)? (?:of|is|for)\b|\bis (?:{GIVEN}) (?:(?:at|as|in a dose of)\b|[^.;:]{{0,40}}?: \d)|"
    r"\b[Tt]he dos(?:e|age) is \d|\b(?:begun|(?:re)?start(?:ed|ing)?|raised|increased|titrated) (?:at|to|with) \d|"
    rf"\b{_ADVISERS}|\b(?:is|are) (?:suggested|advised|recommended)\b|\b(?:is|are)(?: an?)? [^.;]{{0,40}}?\b(?:used|indicated|"
    r"approved) (?:for|in) [^.;]{3,60}?,? at (?:a dose of )?\d",
)
#: before a dose, in its clause; and behind it
_DENIED = compiled(r"(?i)\b(?:not|never|avoid)\b[^,;:]*$")
_REFUSED = compiled(
    r"(?i)[^,;:.]{0,50}\b(?:is|are) (?:no|not|never|contraindicated|unsuitable|ineffective|too (?:much|high|low)|best avoided)\b"
)
#: what tells of patients, not of what to do
_HAPPENED = compiled(
    r"(?i)\b(?:received|were (?:\w+ )?(?:given|treated|randomi[sz]ed|assigned|allocated)|was (?:given|administered)|"
    r"trials?|stud(?:y|ies)|median|mean|cohort)\b|[nN]\s?=\s?\d|\d\s?%"
)
#: a dose that says how often, or which step it is, is a dose of a regimen
_STEP = compiled(
    r"(?i)\b(?P<step>(?:(?:first|second|third|next|1st|2nd|3rd)(?: dose)?(?: reduction| level| step)?|starting dose|"
    r"dose reduction))(?:,? (?:is|to|dose|of|is to|should be))*\s*$"
)
_USED = compiled(r" (?:is|are) (?!not\b)[^.;]{0,120}?\b(?:at|used|given|available|dosed|taken|approved|indicated)\b")
_ASKED = compiled(
    r"(?i)(?:(?:can|may|could|should|is|are) .{3,80}? (?:be )?(?:safely )?(?:used|given|administered|started"
    r"|continued|combined|safe|effective)\b"
    rf"|.{{3,120}}? (?:{PERSONS}|someone) "
    r"(?:on|taking|receiving|treated with|who takes?) \S+(?: \([^()]+\))?)"
)


def asked_about(document: Document, names: Mapping[str, str], known: Container[str]) -> Iterator[Told]:
    """The drug that a title asks about: ``Can X be used to treat …?``, ``… in a patient on X?``; it belongs to no study."""
    for block in document.blocks:
        if block.kind == "title" and block.text.rstrip().endswith("?"):
            asked = _ASKED.match(block.text)
            found = treatments_in(asked[0], block.start, names, known) if asked else []
            if len(found) == 2 and block.text[found[0].end - block.start : found[1].start - block.start] == " (":
                found.pop()  # the generic name behind the brand
            if len(found) == 1 and not found[0].attribute and not found[0].only_classes:
                yield Told(None, found[0], 2, summary=False)


class Advice:
    """Reads the blocks that tell of no study; the drug that the document is about is looked for when first needed."""

    def __init__(self, context: Context, names: Mapping[str, str], known: Container[str]) -> None:
        self._context, self._names, self._known = context, names, known
        self._drugs: dict[int, Treatment | None] = {}

    def read(self, block: Block) -> Iterator[Told]:
        """``Standard dose: X 5 mg twice daily`` under a heading of advice, ``The recommended dose of X is 5 mg`` anywhere.

        A dose without a drug is of the one that the heading, or the document, is about: ``The first dose reduction is to 4 mg``.
        """
        headings = self._context.document.headings(block.section)
        headed = any(
            _HEADED.search(title) or self._is_drug(title) for title in (*(each.title for each in headings), *self._asked())
        )
        if block.kind == "heading" or not (headed or _holds_dose(self._context, block)):
            return
        before: list[Treatment] = []
        outright = False
        for start, end in sentences(block.text):
            text, offset = block.text[start:end], block.start + start
            mentions = self._context.mentions.within(offset, block.start + end)
            doses = [quantity for quantity in mentions if quantity.role == "dose"]
            found = [each for each in treatments_in(text, offset, self._names, self._known) if not each.only_classes]
            doses = [dose for dose in doses if not _is_denied(text, dose.start - offset, dose.end - offset)]
            happened = _HAPPENED.search(text) and not _ADVISED.search(text)
            if doses and not happened:
                outright = headed or outright or _OUTRIGHT.search(text) is not None or _is_said_of(text, offset, found)
                told = [
                    each for each in self._in_sentence(block, text, offset, doses, found, before) if outright or _is_whole(each)
                ]
                outright = bool(told)  # what is advised goes on in the next sentence
                yield from share_schedules(text, offset, told)
            before += found

    def _asked(self) -> Iterator[str]:
        """The question that a document without sections answers: ``How do I dose X in liver failure?``."""
        document = self._context.document
        if not document.sections:
            yield from (
                block.text for block in document.blocks[:2] if block.kind == "title" and block.text.rstrip().endswith("?")
            )

    def _is_drug(self, title: str) -> bool:
        """Whether a heading is the name of a drug: ``Vancomycin``."""
        if len(title) > 40:
            return False
        found = treatments_in(title, 0, self._names, self._known)
        return len(found) == 1 and not found[0].only_classes and len(title.strip(" ?:")) - (found[0].end - found[0].start) < 4

    def _in_sentence(
        self,
        block: Block,
        text: str,
        offset: int,
        doses: Sequence[Quantity],
        found: Sequence[Treatment],
        before: Sequence[Treatment],
    ) -> Iterator[Told]:
        """The doses of the drugs that a sentence names, and those that stand before or without any."""
        advised = _ADVISED.search(text) is not None
        held: set[int] = set()
        for number, treatment in enumerate(found):
            own = list(doses_of(text, offset, found, number, doses))
            held.update(map(id, own))
            if treatment.attribute or (len(treatment.drugs) > 1 and not treatment.parts):
                continue
            following = found[number + 1].start - offset if number + 1 < len(found) else len(text)
            for told in tellings_of(text, offset, treatment, None, 2, False, own, following) if own else ():
                if told.dose is not None or any(part.fixed for part in treatment.parts):
                    yield _stepped(told, text, offset)
        free = [dose for dose in doses if id(dose) not in held and not is_no_level(text, dose.start - offset)]
        drug = self._about(block, before) if free and not found else None
        for number, dose in enumerate(free if drug is not None else ()):
            stop = free[number + 1].start - offset if number + 1 < len(free) else len(text)
            place = dose.start - offset
            given = how_given(text, offset, dose.end - offset, stop, (place, place))
            if drug is not None and (advised or given.schedule or given.route):
                yield _stepped(Told(None, placed_at(drug, dose), 2, False, dose, dose_text(dose), given), text, offset)

    def _about(self, block: Block, before: Sequence[Treatment]) -> Treatment | None:
        """The single drug that the block spoke of before, else the one that the headings or the document are about."""
        if before:
            return only_drug(before)
        if block.section not in self._drugs:
            self._drugs[block.section] = only_drug(*self._spoken_of(block.section))
        return self._drugs[block.section]

    def _spoken_of(self, section: int) -> Iterator[list[Treatment]]:
        """The drugs of the headings above, of the title, and of the lines and paragraphs that the document opens with."""
        document = self._context.document
        parts = [[(heading.title, heading.start)] for heading in document.headings(section)]
        parts.append([(block.text, block.start) for block in document.blocks[:4] if block.kind == "title"])
        parts.append(
            [(block.text, block.start) for block in document.blocks[:4] if block.kind in ("heading", "metadata", "title")]
        )
        prose = [block for block in document.blocks if block.kind in ("paragraph", "item")]
        parts.append([(block.text, block.start) for block in prose[:2]])
        for part in parts:
            yield [each for text, at in part for each in treatments_in(text, at, self._names, self._known)]


def _is_denied(text: str, start: int, end: int) -> bool:
    """``do not give X 5 mg``, ``X 250 mg bid is no option``; not ``If X is not tolerated, use Y 5 mg``."""
    return _DENIED.search(text, 0, start) is not None or _REFUSED.match(text, end) is not None


def _holds_dose(context: Context, block: Block) -> bool:
    return any(quantity.role == "dose" for quantity in context.mentions.within(block.start, block.end))


def _is_whole(told: Told) -> bool:
    """Whether a telling is a prescription by itself: ``X 40 mg orally once daily``, the dose right behind its drug."""
    if told.dose is None or not told.treatment.places or not (told.given.schedule or told.dose.unit.endswith("/day")):
        return False
    return 0 <= told.dose.start - told.treatment.end <= 25 or 0 <= told.treatment.start - told.dose.end <= 25


def _is_said_of(text: str, offset: int, found: Sequence[Treatment]) -> bool:
    """Whether a sentence tells what its one drug is or is used for: ``X is an oxazolidinone, used at 600 mg every 12 hours``."""
    return len(found) == 1 and found[0].start == offset and _USED.match(text, found[0].end - offset) is not None


def _stepped(told: Told, text: str, offset: int) -> Told:
    """The telling with the step of a reduction as its schedule, where it has none: ``The first dose reduction is to 4 mg``."""
    step = _STEP.search(text, 0, told.dose.start - offset) if told.dose is not None and not told.given.schedule else None
    if step is not None:
        at = (offset + step.start("step"), offset + step.end("step"))
        told.given = Given(step["step"], at, told.given.route, told.given.route_at)
    return told
