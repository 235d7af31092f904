"""Which parts of a document tell of which study."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from daraevidence.extractors.study_names import (
    StudyMention,
    acronyms_by_name,
    authors,
    bare_acronyms,
    citations,
    folded,
    told_by_kind,
    trials,
)
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions

__all__ = ["Entity", "Layout", "Sentence", "lay_out"]


@dataclass(slots=True, eq=False)
class Entity:
    """One study in the making: every way in which it is named, where, and the ranges that tell of it."""

    author: str = ""
    year: int | None = None
    acronym: str = ""
    words: str = ""
    cited: list[str] = field(default_factory=list)
    also_cited: list[str] = field(default_factory=list)
    mentions: list[StudyMention] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    told: bool = False
    name: str = ""

    def cite(self, numbers: Iterable[str]) -> None:
        """Add reference numbers that stand at the study's name."""
        self.cited += [number for number in numbers if number not in self.cited]


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a block with the studies named in it, in order."""

    start: int
    end: int
    text: str
    block: Block
    named: list[tuple[StudyMention, Entity]] = field(default_factory=list)
    cited: tuple[str, ...] = ()


@dataclass(slots=True)
class Layout:
    """The studies of a document and the sentences of its prose, with the study that holds from each place on."""

    entities: list[Entity]
    sentences: list[Sentence]
    starts: list[int] = field(default_factory=list)
    owners: list[Entity | None] = field(default_factory=list)
    by_citation: dict[str, list[Sentence]] = field(default_factory=dict)

    def at(self, place: int) -> Entity | None:
        """The study that holds at a place."""
        index = bisect_right(self.starts, place) - 1
        return self.owners[index] if index >= 0 else None


_PROSE = frozenset({"paragraph", "item", "heading", "title"})
_BODY = frozenset({"paragraph", "item"})
_SUMMARY = re.compile(
    r"(?:executive\s+)?summary|key\s+(?:points|messages|findings)|highlights|abstract|overview|in\s+brief|at\s+a\s+glance", re.I
)
_CLOSING = re.compile(
    r"references?|literature\s+search|bibliography|related\s+\w+|disclaimer|product\s+label\w*|about\s.*|conclusions?|discussion|"
    r"important\s+safety.*|indications?.*|contact.*|appendix|glossary|acknowledge?ments?|disclosures?|further\s+reading|abbreviations?",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "a an and at baseline by characteristics clinical data demographics design disease disposition efficacy endpoint endpoints events adverse "
    "exposure follow-up in methods method of on or other outcome outcomes overall patient patients pharmacodynamics pharmacokinetics population "
    "primary quality-of-life quality life response responses result results safety secondary study subgroup analysis analyses statistical summary survival "
    "the tolerability treatment to up long-term objective objectives background introduction exploratory additional key immunogenicity health-related "
    "patient-reported eligibility criteria inclusion exclusion interventions regimens dosing main findings limitations".split()
)
_BACK = re.compile(
    r"\b(?:th(?:is|ese|e)\s+(?:(?:same|latter|present|two|retrospective|prospective|randomi[sz]ed|phase\s+\S+)\s+)?"
    r"(?:study|trial|analysis|authors?|investigators?|researchers?|report|series|review|registry|meta-analysis|cohort|findings|data|results))\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:consistent\s+with|similar\s+to|in\s+line\s+with|unlike|in\s+contrast\s+(?:to|with)|compar(?:ed|able)\s+(?:with|to)|than|as\s+(?:in|with|reported\s+(?:in|by))|"
    r"previous(?:ly)?\s+\w+\s+(?:in|by)|per|according\s+to|based\s+on|outside|similarly\s+to)\s+(?:(?:the|those|that|results?|findings?|data|of|in|from|reported|seen|observed|by)\s+){0,6}$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:report(?:ed|s)|conducted|described?|describes|evaluat(?:ed|es)|presented|presents|published|analy[sz]ed|investigat(?:ed|es)|assess(?:ed|es)|compar(?:ed|es)|"
    r"show(?:ed|s|n)|demonstrat(?:ed|es)|found|observed|examin(?:ed|es)|stud(?:ied|ies)|perform(?:ed|s)|review(?:ed|s)|enrolled|included|suggest(?:ed|s)|"
    r"treated|identified|retrospectively|prospectively|randomi[sz]ed|summari[sz]ed|collected|led|undertook|carried\s+out|updated|randomly)\b",
    re.IGNORECASE,
)
_DESIGN_HINT = re.compile(
    r"\b(?:retrospective\w*|prospective\w*|observational|randomi[sz]ed|open-label|double-blind|phase\s+[1-4I]\w*|multi-?cent\w+|single-\w+|"
    r"meta-analysis|systematic|case\s+series|case\s+report|cohort|real-(?:world|life)|case[- ]control|chart\s+review)\b",
    re.IGNORECASE,
)
_RESULT_ROLES = frozenset({"proportion", "value", "ratio", "group_size", "count", "not_reached", "p"})
_UNTOLD = re.compile(
    r"\b(?:referenced|listed|cited|found|summarized\s+elsewhere)\s+(?:below|in\s+the\s+references?)|other\s+relevant\s+literature",
    re.I,
)


def lay_out(document: Document, mentions: Mentions) -> Layout:
    """Find the studies named in a document and the ranges that tell of each."""
    lines = _read(document, mentions)
    entities = _resolve(lines)
    for line in lines:
        _judge(line, mentions)
    walk = _Walk(document, mentions, lines)
    walk.run()
    kept = [entity for entity in entities if entity.told]
    _name(kept)
    layout = Layout(kept, lines, walk.starts, [owner if owner is not None and owner.told else None for owner in walk.owners])
    for line in lines:
        for number in line.cited:
            layout.by_citation.setdefault(number, []).append(line)
    ends = [*walk.starts[1:], len(document.clean)]
    for start, end, owner in zip(layout.starts, ends, layout.owners):
        if owner is not None:
            owner.ranges.append((start, end))
    return layout


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
            line.cited = _cited(mentions, line, document)
            lines.append(line)
            found = [*authors(text, place), *trials(text, place, document.abbreviations)]
            first.append(found)
    names = acronyms_by_name(mention for found in first for mention in found)
    for line, found in zip(lines, first):
        found += bare_acronyms(line.text, line.start, names)
        if not found and line.block.kind in _BODY:
            found += told_by_kind(line.text, line.start)
        line.named = [(mention, Entity()) for mention in _apart(found)]
    return lines


def _apart(found: list[StudyMention]) -> list[StudyMention]:
    """Mentions in order, one at each place."""
    kept: list[StudyMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.kind)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _cited(mentions: Mentions, line: Sentence, document: Document) -> tuple[str, ...]:
    """The reference numbers printed in a sentence."""
    numbers: list[str] = []
    for quantity in mentions.within(line.start, line.end):
        if quantity.role == "citation":
            numbers += citations(document.clean[quantity.start : quantity.end])
    return tuple(dict.fromkeys(numbers))


class _Register:
    """Entities by the ways in which they are named."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.authors: dict[str, list[Entity]] = {}
        self.acronyms: dict[str, list[Entity]] = {}
        self.kinds: dict[str, Entity] = {}

    def author(self, mention: StudyMention) -> Entity:
        """The study of an author: same name, same year where both have one, a common citation where both have some."""
        known = self.authors.setdefault(folded(mention.name), [])
        fits = [e for e in known if e.year is None or mention.year is None or e.year == mention.year]
        near = [e for e in fits if not mention.citations or not e.cited or set(mention.citations) & set(e.cited)]
        near.sort(key=lambda e: (not set(mention.citations) & set(e.cited), e.year != mention.year))
        entity = near[0] if near else self._new(Entity(author=mention.name, year=mention.year), known)
        entity.year = entity.year or mention.year
        entity.cite(mention.citations)
        entity.mentions.append(mention)
        return entity

    def acronym(self, mention: StudyMention, flow: Entity | None) -> Entity:
        """The study of an acronym; of several publications of one trial the one told just before, else the first."""
        known = self.acronyms.setdefault(folded(mention.name), [])
        entity = flow if flow in known else known[0] if known else self._new(Entity(acronym=mention.name), known)
        assert entity is not None
        if not entity.author:
            entity.cite(mention.citations)
        entity.mentions.append(mention)
        return entity

    def kind(self, mention: StudyMention, cited: tuple[str, ...]) -> Entity:
        """The study that is named by its kind: one for each set of citations, or each wording."""
        key = " ".join(cited) or folded(mention.name)
        if key not in self.kinds:
            self.kinds[key] = Entity(words=mention.name)
            self.entities.append(self.kinds[key])
        self.kinds[key].cite(cited)
        self.kinds[key].mentions.append(mention)
        return self.kinds[key]

    def join(self, author: Entity, acronym: str) -> None:
        """The acronym names the author's study; what was known of the acronym alone goes over to it."""
        known = self.acronyms.setdefault(folded(acronym), [])
        author.acronym = author.acronym or acronym
        for alone in [e for e in known if not e.author]:
            known.remove(alone)
            self.entities.remove(alone)
            author.mentions += alone.mentions
            alone.author = "-"
            self.moved[id(alone)] = author
        if author not in known:
            known.append(author)

    moved: dict[int, Entity]

    def _new(self, entity: Entity, known: list[Entity]) -> Entity:
        known.append(entity)
        self.entities.append(entity)
        return entity


def _resolve(lines: list[Sentence]) -> list[Entity]:
    """One entity for each study, whatever it is called at a place."""
    register = _Register()
    register.moved = {}
    flow: Entity | None = None
    heading: list[Entity] = []
    for line in lines:
        named: list[tuple[StudyMention, Entity]] = []
        writers = [m for m, _ in line.named if m.kind == "author"]
        for mention, _ in line.named:
            if mention.kind == "author":
                entity = register.author(mention)
            elif mention.kind == "acronym":
                if len(writers) == 1 and _own(line, writers[0], mention) and not register.author(writers[0]).acronym:
                    register.join(register.author(writers[0]), mention.name)
                    flow = register.author(writers[0])
                entity = register.acronym(mention, flow)
            else:
                entity = register.kind(mention, line.cited)
            flow = entity
            named.append((mention, entity))
        line.named = named
        if line.block.kind == "heading":
            heading = [entity for _, entity in named if not entity.author]
        elif len(heading) == 1 and named and named[0][1].author and named[0][0].start - line.start < 90:
            opener = named[0][1]
            if heading[0] in register.entities and not heading[0].cited and not opener.acronym:
                register.join(opener, heading[0].acronym)
    for line in lines:
        line.named = [(mention, register.moved.get(id(entity), entity)) for mention, entity in line.named]
    return register.entities


def _own(line: Sentence, writer: StudyMention, mention: StudyMention) -> bool:
    """Whether the acronym is that of the author's own study: it stands behind, in no comparison."""
    between = line.text[writer.end - line.start : mention.start - line.start]
    return mention.start > writer.end and not re.search(
        r"[.;]\s|\b(?:compar\w+\s+(?:with|to)|than|unlike|versus|vs|contrast|consistent|similar)\b", between
    )


def _judge(line: Sentence, mentions: Mentions) -> None:
    """A study is told of where it is a heading, where its design is given, or where numbers stand beside its name."""
    if not line.named or _UNTOLD.search(line.text):
        return
    results = any(quantity.role in _RESULT_ROLES for quantity in mentions.within(line.start, line.end))
    for mention, entity in line.named:
        before = line.text[: mention.start - line.start]
        if line.block.kind in ("heading", "title"):
            entity.told = entity.told or mention.kind == "acronym"
        elif _ASIDE.search(before[-80:]):
            continue
        elif mention.kind == "kind":
            entity.told = entity.told or results or bool(line.cited and re.search(r"(?i)meta-?analysis|systematic", mention.name))
        else:
            opens = len(before) < 60 and _VERB.search(line.text, mention.end - line.start, mention.end - line.start + 60)
            entity.told = entity.told or results or bool(opens) or bool(_DESIGN_HINT.search(line.text))


def _name(entities: list[Entity]) -> None:
    """Names as records use them; two publications of one author and year are told apart by their citation."""
    for entity in entities:
        if entity.author:
            entity.name = f"{entity.author} et al" + (f" ({entity.year})" if entity.year else "")
        else:
            entity.name = entity.acronym or entity.words
    count: dict[str, list[Entity]] = {}
    for entity in entities:
        count.setdefault(entity.name.casefold(), []).append(entity)
    for same in count.values():
        if len(same) > 1:
            for entity in same:
                if entity.cited:
                    entity.name = f"{entity.name} [{entity.cited[0]}]"
    taken: set[str] = set()
    for entity in entities:
        name, again = entity.name, 2
        while entity.name in taken:
            entity.name, again = f"{name} ({again})", again + 1
        taken.add(entity.name)


class _Walk:
    """Goes through the blocks and says which study holds from each place on."""

    def __init__(self, document: Document, mentions: Mentions, lines: list[Sentence]) -> None:
        self.document = document
        self.mentions = mentions
        self.lines: dict[int, list[Sentence]] = {}
        for line in lines:
            self.lines.setdefault(line.block.index, []).append(line)
        self.starts: list[int] = []
        self.owners: list[Entity | None] = []
        self.owner: Entity | None = None
        self.by: str = ""  # heading, paragraph or item: what opened the owner's part
        self.section = -1  # the section in which it was opened
        self.home = False  # whether that section is the study's own
        self.here = -1
        self.of_item: dict[int, Entity | None] = {}
        self.previous = ""
        self.alone = False
        self.citing: dict[str, list[Entity]] = {}

    def run(self) -> None:
        """Walk all blocks."""
        told = {id(e): e for lines in self.lines.values() for line in lines for _, e in line.named if e.told}
        self.alone = len(told) == 1
        for entity in told.values():
            for number in entity.cited:
                self.citing.setdefault(number, []).append(entity)
        for block in self.document.blocks:
            if block.kind == "heading":
                self._heading(block)
            elif block.kind == "paragraph":
                self._paragraph(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind in ("reference", "boilerplate", "metadata", "title"):
                self._put(block.start, None)
            else:
                self._put(block.start, self.owner)
            if block.kind in _BODY:
                self.previous = block.text

    def _put(self, place: int, owner: Entity | None) -> None:
        if not self.owners or self.owners[-1] is not owner:
            self.starts.append(place)
            self.owners.append(owner)

    def _named(self, block: Block) -> list[tuple[StudyMention, Entity, Sentence]]:
        """The studies that a block tells of, without those it only compares with."""
        return [
            (mention, entity, line)
            for line in self.lines.get(block.index, ())
            for mention, entity in line.named
            if entity.told and not _ASIDE.search(line.text[: mention.start - line.start][-80:])
        ]

    def _open(self, owner: Entity | None, by: str, section: int, *, home: bool = False) -> None:
        self.owner, self.by, self.section, self.home = owner, by, section, home

    def _inside(self, section: int, ancestor: int) -> bool:
        return any(above.index == ancestor for above in self.document.headings(section))

    def _section_of(self, block: Block) -> int:
        """The section that a heading begins, or the one that a block stands in."""
        sections = self.document.sections
        index = block.section
        if block.kind == "heading":
            later = bisect_right(sections, block.start, key=lambda section: section.start) - 1
            if later >= 0 and sections[later].start >= block.start - 1:
                return later
        return index

    def _heading(self, block: Block) -> None:
        section = self._section_of(block)
        self.here = section
        title = block.text.strip()
        words = re.findall(r"[a-z][a-z-]+", title.casefold())
        named = self._named(block)
        generic = bool(words) and all(word in _GENERIC for word in words)
        if named and not re.match(r"(?i)about\b", title):
            self._open(named[0][1], "heading", section, home=True)
        elif _CLOSING.fullmatch(title):
            self._open(None, "", section)
        elif (
            self.owner is not None
            and (generic or (self.by != "item" and self._inside(section, self.section)))
            and not self._summary(section)
        ):
            pass
        else:
            self._open(None, "", section, home=_owned(title) or self._role(section) == "study")
        self._put(block.start, self.owner)

    def _role(self, section: int) -> str:
        return self.document.sections[section].role if 0 <= section < len(self.document.sections) else ""

    def _summary(self, section: int) -> bool:
        return any(
            above.role == "summary" or _SUMMARY.fullmatch(above.title.strip()) for above in self.document.headings(section)
        )

    def _paragraph(self, block: Block) -> None:
        lines = self.lines.get(block.index, [])
        named = self._named(block)
        continues = bool(block.text[:1].islower()) or (
            bool(self.previous) and self.previous.rstrip()[-1:] not in '.!?:0123456789)]”"'
        )
        opener = next(((mention, entity) for mention, entity, line in named if line is lines[0]), None) if lines else None
        if opener is not None:
            home = self.home and self.section >= 0 and self.owner is None
            if self.owner is not None and self.by == "heading" and opener[1] is self.owner:
                pass
            elif home:
                start = self.document.sections[self.section].start if self.section < len(self.document.sections) else block.start
                self._open(opener[1], "heading", self.section, home=True)
                self._claim(start, block.start)
            else:
                self._open(opener[1], "paragraph", max(block.section, self.here) if self.here < 0 else self.here)
        elif self.owner is not None and not (continues or self._stays(block, lines)):
            self._open(None, "", self.section)
        self._sentences(block, lines, self.owner, persist=True)

    def _claim(self, start: int, end: int) -> None:
        """Give the range from a section's heading to its first paragraph to the study that the paragraph opens."""
        while self.starts and self.starts[-1] >= start:
            self.starts.pop()
            self.owners.pop()
        self._put(start, self.owner)

    def _stays(self, block: Block, lines: list[Sentence]) -> bool:
        """Whether a paragraph that names no study still tells of the one before."""
        if self.by == "heading" or self.alone:
            return True
        if self.by == "paragraph" and self.here != self.section:
            return True
        cited = lines[0].cited if lines else ()
        return bool(lines and _BACK.search(lines[0].text[:120])) or bool(self.owner and set(cited) & set(self.owner.cited))

    def _item(self, block: Block) -> None:
        lines = self.lines.get(block.index, [])
        named = self._named(block)
        parent = self.document.blocks[block.parent] if 0 <= block.parent < block.index else None
        above = self.of_item.get(parent.index) if parent is not None and parent.kind == "item" else None
        summary = self._summary(block.section)
        cited = {number for line in lines for number in line.cited}
        owner: Entity | None
        if named:
            owner = named[0][1]
            if not summary and above is None and (self.owner is None or self.by == "item"):
                self._open(owner, "item", self.here)
        elif above is not None:
            owner = above
        elif (summary and not self.alone) or (self.by == "item" and self.owner is not None and cited and self.owner.cited and not cited & set(self.owner.cited)):
            owner = None
        else:
            owner = self.owner
        self.of_item[block.index] = owner
        self._sentences(block, lines, above or (None if summary else self.owner) if named else owner, persist=True)

    def _sentences(self, block: Block, lines: list[Sentence], owner: Entity | None, *, persist: bool) -> None:
        """Inside a block: each sentence's own study, from its first name on until another is named."""
        first = True
        for line in lines:
            named = [
                (mention, entity)
                for mention, entity in line.named
                if entity.told and not _ASIDE.search(line.text[: mention.start - line.start][-80:])
            ]
            if named:
                owner = named[0][1]
                self._put(block.start if first else line.start, owner)
                for mention, entity in named[1:]:
                    owner = entity
                    self._put(mention.start, entity)
                if len({id(entity) for _, entity in named}) > 1:
                    owner = named[0][1]
            else:
                self._put(block.start if first else line.start, owner if owner is not None else self._by_citation(line))
            first = False
        if not lines:
            self._put(block.start, owner)

    def _by_citation(self, line: Sentence) -> Entity | None:
        """A comparison whose citation leads to one study only is that study's; advice with a citation is nobody's."""
        if not line.cited:
            return None
        compared = any(
            quantity.p is not None or quantity.role in ("ratio", "p") for quantity in self.mentions.within(line.start, line.end)
        )
        if not compared:
            return None
        holders = [entity for entity in self.citing.get(line.cited[0], ()) if set(line.cited) <= set(entity.cited)]
        return holders[0] if len(holders) == 1 else None


def _owned(title: str) -> bool:
    """Whether a heading speaks of one study of its own without naming it."""
    return bool(_DESIGN_HINT.search(title)) or bool(
        re.search(r"(?i)\b(?:study|trial|analysis|review|series|experience|registry)\b", title)
    )
