"""The studies that a document names, each found again under all its names."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise, zip_longest

from daraevidence.extractors.study.abstracts import abstracts
from daraevidence.extractors.study.acronyms import acronyms_by_name, bare_acronyms, in_parallel, trials
from daraevidence.extractors.study.beside import beside, over_several
from daraevidence.extractors.study.citing import (
    CITED_ALONE,
    behind_citation,
    cite_below_headings,
    cite_blocks,
    cite_together,
    cited,
)
from daraevidence.extractors.study.families import drop_families
from daraevidence.extractors.study.kinds import headed_by_number, is_done, told_by_kind
from daraevidence.extractors.study.led import led_by_names, run_in_heads
from daraevidence.extractors.study.lines import BODY, Entity, Sentence
from daraevidence.extractors.study.medicines import medicines
from daraevidence.extractors.study.names import (
    StudyMention,
    authors,
    citations,
    cited_by_name,
    first_author,
    has_one_author,
    surnames,
)
from daraevidence.extractors.study.numbered import numbered, numbers_of
from daraevidence.extractors.study.register import Register
from daraevidence.extractors.study.reported import drop_own, name_by_byline, name_leader, name_own, reports_one, sign
from daraevidence.extractors.study.shown import named_in_references, taken_up
from daraevidence.extractors.study.titles import titled_studies
from daraevidence.extractors.study.told import aside, judge, tell_ours, tell_the_only
from daraevidence.extractors.study.unnamed import unnamed_study
from daraevidence.extractors.study.whose import is_of_author, is_theirs
from daraevidence.language.patterns import compiled
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["read_studies"]


_PROSE = frozenset({"paragraph", "item", "heading", "title"})
_HEADED = frozenset({"heading", "title"})


def read_studies(document: Document, mentions: Mentions) -> tuple[list[Sentence], list[Entity]]:
    """The sentences of a document's headings and prose, and the studies named in them; ``told`` says which it tells of."""
    lines = _read(document, mentions)
    several = bool(abstracts(document))
    entities = _resolve(lines, several=several)
    sign(document, lines, entities)
    for line, following in zip_longest(lines, lines[1:]):
        judge(line, following, mentions)
    tell_ours(lines)
    if not several:
        tell_the_only(lines, mentions)
    if not several and not any(entity.told for entity in entities):
        alone = unnamed_study(lines, mentions)
        entities += [alone] if alone is not None else []
    return lines, entities


def _read(document: Document, mentions: Mentions) -> list[Sentence]:
    """The sentences of headings and prose with the names in them."""
    lines: list[Sentence] = []
    first: list[list[StudyMention]] = []
    for block in document.blocks:
        if block.kind not in _PROSE:
            continue
        whole = [(0, len(block.text))] if block.kind in ("heading", "title") else sentences(block.text)
        for start, end in whole:
            text = block.text[start:end]
            place = block.start + start
            line = Sentence(place, block.start + end, text, block)
            if start and lines and CITED_ALONE.fullmatch(text):
                lines[-1].cited = tuple(dict.fromkeys((*lines[-1].cited, *citations(text))))
                continue
            behind = behind_citation(mentions, line) if start else place
            if behind > place:  # "… on placebo. [2] They had been …": the sentence before bears it
                ended = citations(document.clean[place:behind])
                lines[-1].cited = tuple(dict.fromkeys((*lines[-1].cited, *ended)))
            line.cited = cited(mentions, line, document, behind)
            lines.append(line)
            found = [*authors(text, place), *trials(text, place, document.abbreviations)]
            first.append([*found, *in_parallel(text, place, document.abbreviations, found)])
    first = _numbered_and_led(document, lines, first)
    leads = {str(entry.number): first_author(entry.text) for entry in document.references}
    single = {str(entry.number) for entry in document.references if has_one_author(entry.text)}
    for line, found in zip(lines, first):
        if leads and line.cited and line.block.kind in BODY and not any(mention.kind == "author" for mention in found):
            named = {number: leads[number] for number in line.cited if number in leads}
            found += cited_by_name(line.text, line.start, named, single)
    reported = reports_one(document, lines)
    for line, found in zip(lines, first):
        if line.block.kind in _HEADED:
            places = {mention.start for mention in found}
            titled = titled_studies(
                line.text, line.start, document.abbreviations, reported=reported and line.block.kind == "title"
            )
            found += (mention for mention in titled if mention.start not in places)
            headed = headed_by_number(line.text, line.start) if not found else None
            found += [headed] if headed is not None else []
    drop_families(lines, first)
    _drop_medicines(document.text.source, first)
    names = acronyms_by_name([*(mention for found in first for mention in found), *named_in_references(document, lines)])
    citing = {line.block.index for line in lines if line.cited}
    for line, found in zip(lines, first):
        found += bare_acronyms(line.text, line.start, names)
        if line.block.kind in BODY:
            found += _kinds(line, found, cited=line.block.index in citing)
        line.named = [(mention, Entity()) for mention in _apart(found)]
    parts = abstracts(document)
    for part in parts:
        begin, end = (bisect_left(lines, place, key=lambda line: line.start) for place in (part.start, part.end))
        _name_reported(document, lines[begin:end], {part.title}, (part.start, part.end), abstract=True)
    if not parts:
        titles = {block.index for block in document.blocks if block.kind == "title"}
        _name_reported(document, lines, titles, (0, len(document.clean)), abstract=False)
    for line in lines:
        line.text = _without_raised(mentions, line)
    return lines


def _drop_medicines(text: str, first: list[list[StudyMention]]) -> None:
    """Take away the names of products and regimens: ``ZORVEX® demonstrated``, ``a study of X and Y (X-PD)``."""
    names = medicines(text, {mention.name for found in first for mention in found if mention.kind == "acronym"})
    for found in first if names else ():
        found[:] = [mention for mention in found if mention.kind != "acronym" or mention.name not in names]


def _without_raised(mentions: Mentions, line: Sentence) -> str:
    """The text of a sentence with blanks for the reference numbers that stand right behind a word: ``836 patients5 were``."""
    if not line.cited:
        return line.text
    text = line.text
    for quantity in mentions.within(line.start, line.end):
        start, end = quantity.start - line.start, quantity.end - line.start
        if quantity.role == "citation" and start > 0 and text[start - 1].isalpha():
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _numbered_and_led(document: Document, lines: list[Sentence], first: list[list[StudyMention]]) -> list[list[StudyMention]]:
    """The mentions with those of studies that go by their number, and of trials that lead a bullet; authors by their surnames."""
    numbers = numbers_of([line.text for line in lines], document.abbreviations)
    for line, found in zip(lines, first):
        counted = [*numbered(line.text, line.start, numbers)]
        places = {mention.start for mention in counted}
        found[:] = [*(mention for mention in found if mention.start not in places), *counted]
    known = document.abbreviations
    for number, mention in (*led_by_names(lines, known), *run_in_heads(lines, known)):
        first[number].append(mention)
    for number, mention in taken_up(lines, first, known):
        first[number].append(mention)
    return surnames(first, (entry.text for entry in document.references))


def _name_reported(
    document: Document, lines: list[Sentence], titles: set[int], within: tuple[int, int], *, abstract: bool
) -> None:
    """The study that a document or one of its abstracts is a report of, where no name says it."""
    titled = [line for line in lines if line.block.index in titles]
    if any(mention.kind == "acronym" for line in titled for mention, _ in line.named):
        drop_own(lines)
        for line in titled if abstract else ():
            line.named = [
                (mention._replace(own=mention.own or mention.kind == "acronym"), entity) for mention, entity in line.named
            ]
    else:
        if not abstract and not document.references and name_leader(lines):
            return
        others = (mention for line in lines if line.block.index not in titles for mention, _ in line.named)
        alone = not any(mention.kind != "kind" or not abstract or _DIGIT.search(mention.name) for mention in others)
        name_own(document, lines, titled, within, alone=alone)
        if abstract:
            first, last = within
            name_by_byline([block for block in document.blocks if first <= block.start < last], lines)


def _kinds(line: Sentence, found: list[StudyMention], *, cited: bool) -> list[StudyMention]:
    """The studies that a sentence tells by what they are; beside named ones a second study, or one that pools them."""
    kinds = [*told_by_kind(line.text, line.start, cited=cited)]
    if not found:
        return kinds
    over = [over_several(line, kind, found) for kind in kinds]
    return [*(kind for kind in kinds if beside(line, kind, found)), *(each for each in over if each is not None)]


_DIGIT = compiled(r"\d")


def _apart(found: list[StudyMention]) -> list[StudyMention]:
    """Mentions in order, one at each place."""
    kept: list[StudyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.kind)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _resolve(lines: list[Sentence], *, several: bool) -> list[Entity]:
    """One entity for each study, whatever it is called at a place; ``several``: the document holds several reports."""
    register = Register()
    flow: Entity | None = None
    heading: list[Entity] = []
    opened = before = None
    for line in lines:
        named: list[tuple[StudyMention, Entity]] = []
        writers = [m for m, _ in line.named if m.kind == "author"]
        for mention, _ in line.named:
            if mention.kind == "author":
                entity = register.author(mention)
            elif mention.kind == "acronym":
                if len(writers) == 1 and is_of_author(line, writers[0], mention) and not register.author(writers[0]).acronym:
                    register.join(register.author(writers[0]), mention.name)
                    flow = register.author(writers[0])
                elif flow is not None and before is not None and before.block is line.block and is_theirs(line, mention, flow):
                    register.join(flow, mention.name)
                entity = register.acronym(mention, flow)
                entity.own |= mention.own
            else:
                others = {number for writer in writers for number in writer.citations}
                anew = not _DIGIT.search(mention.name) and is_done(line.text, mention.end - line.start)
                entity = register.kind(mention, tuple(number for number in line.cited if number not in others), anew=anew)
            flow = entity
            named.append((mention, entity))
        line.named = named
        alone = {id(entity): entity for mention, entity in named if not aside(line, mention)}
        if len(alone) == 1 and flow is not None and not flow.cited and line.block.kind in BODY:
            flow.cite(line.cited)
        if line.block.kind == "heading":
            heading = [entity for _, entity in named if not entity.author]
            opened = line
        elif len(heading) == 1 and opened is before and _is_what_it_is(line, named, heading[0]):
            register.merge(named[0][1], heading[0])
            heading[0].cite(line.cited)
        elif len(heading) == 1 and named and named[0][1].author and named[0][0].start - line.start < 90:
            opener = named[0][1]
            fits = not heading[0].cited or set(heading[0].cited) & set(opener.cited)
            if heading[0] in register.entities and fits and not opener.acronym:
                register.join(opener, heading[0].acronym)
        before = line
    cite_below_headings(lines)
    cite_blocks(lines)
    cite_together(lines)
    _lead_trials(lines, register)
    _join_commented(lines, register)
    _join_kinds(lines, register)
    if not several:
        _join_own(register)
    for line in lines:
        for mention, entity in line.named if line.block.kind == "heading" else ():
            register.moved.get(id(entity), entity).headed |= mention.kind == "acronym"
    for line in lines:
        line.named = [(mention, register.moved.get(id(entity), entity)) for mention, entity in line.named]
    return register.entities


_OF_STUDIES = compiled(r"(?i)meta-?analysis|pool|review|\bof\s+(?:\w+\s+){0,3}(?:trials|studies)\b")


def _is_what_it_is(line: Sentence, named: list[tuple[StudyMention, Entity]], heading: Entity) -> bool:
    """Whether the sentence below a heading that is the name of a trial says what that is: ``An open-label trial assigned``."""
    if line.block.kind not in BODY or len(named) != 1 or not heading.acronym:
        return False
    mention, entity = named[0]
    fits = not heading.cited or not entity.cited or bool(set(heading.cited) & set(entity.cited))
    opens = mention.start - line.start < 12 and len(entity.mentions) == 1
    return mention.kind == "kind" and opens and fits and not entity.own and _OF_STUDIES.search(mention.name) is None


#: ``Vermeulen’s group allocated``: without a citation or a year
_THEIR_GROUP = compiled(r"(?:’s|'s)?\s+(?:group|team|and\s+(?:her\s+|his\s+|their\s+)?(?:colleagues|co-?workers|team)|et\s+al)")


def _lead_trials(lines: list[Sentence], register: Register) -> None:
    """In a text that cites its studies, the author named without a citation right behind a trial is who did it: ``The ORION
    trial1 showed less. In 24 clinics, Weiss’s group allocated``."""
    for before, line in pairwise(lines):
        if before.block is not line.block or len(before.named) != 1 or len(line.named) != 1:
            continue
        (trial, study), (writer, author) = before.named[0], line.named[0]
        told = trial.kind == "acronym" and writer.kind == "author" and not aside(before, trial) and not aside(line, writer)
        alone = len(author.mentions) == 1 and not author.cited and author.year is None and not line.cited
        if (
            told
            and alone
            and study.cited
            and not study.author
            and _THEIR_GROUP.match(line.text, writer.start + len(writer.name) - line.start)
        ):
            study.author, study.signed = author.author, True
            register.merge(author, study)


#: the report that an editorial or a letter is on: ``Comment on: Weiss A, Olsen B, et al. … ORION Trial. Gut 2023;41:1830-40.``
_COMMENTED = compiled(
    r"\W*(?:This\s+)?(?:comment|commentary|commentry|editorial|correspondence|letter|refers|re)\b[^.]{0,30}?(?:\b(?:on|to)\b|:)",
    re.I,
)
_PAGES = compiled(r"\b(?:19|20)\d\d\s?;\s?\w{1,6}\s?(?:\(\w{1,6}\))?\s?:\s?\w?\d|\bdoi\b", re.IGNORECASE)


def _join_commented(lines: list[Sentence], register: Register) -> None:
    """The author and the trial of the one report that a paper says it comments on are of one study."""
    for block in {line.block.index: line.block for line in lines if line.named}.values():
        if block.kind not in BODY or _COMMENTED.match(block.text) is None or _PAGES.search(block.text) is None:
            continue
        named = {
            id(entity): entity
            for line in lines
            if line.block is block
            for mention, each in line.named
            if mention.kind != "kind" and (entity := register.moved.get(id(each), each)) in register.entities
        }
        writers = [entity for entity in named.values() if entity.author and not entity.acronym]
        trials_of = [entity for entity in named.values() if entity.acronym]
        if len(writers) == len(trials_of) == 1:
            study = trials_of[0]
            if not study.author:
                study.author, study.signed, study.year = writers[0].author, True, study.year or writers[0].year
            if study.author == writers[0].author:
                register.merge(writers[0], study)


def _join_kinds(lines: list[Sentence], register: Register) -> None:
    """A study told by what it is, ``in an open-label study.2``, is the one that the same citation names elsewhere."""
    holders: dict[str, list[Entity]] = {}
    for entity in register.entities:
        for number in entity.cited if entity.author or entity.acronym else ():
            holders.setdefault(number, []).append(entity)
    beside = {(id(a), id(b)) for line in lines for _, a in line.named for _, b in line.named if a is not b}
    for entity in [each for each in register.entities if each.words and each.cited]:
        named = {id(holder): holder for number in entity.cited for holder in holders.get(number, ())}
        holder = next(iter(named.values())) if len(named) == 1 else None
        if holder is not None and set(entity.cited) <= set(holder.cited) and (id(entity), id(holder)) not in beside:
            register.merge(entity, holder)


def _join_own(register: Register) -> None:
    """What a report says that its study is, and the author whom it names, are one study."""
    own = [entity for entity in register.entities if entity.own]
    named = [entity for entity in own if entity.author]
    if len(named) == 1:
        for entity in own:
            if entity.words:
                register.merge(entity, named[0])
