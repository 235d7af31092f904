"""Which parts of a document tell of which study."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from daraevidence.extractors.study.abstracts import tells_of_abstracts
from daraevidence.extractors.study.called import name_studies
from daraevidence.extractors.study.clauses import turns
from daraevidence.extractors.study.labels import Labelled, labelled_facts
from daraevidence.extractors.study.lines import BODY, Entity, Sentence, heads
from daraevidence.extractors.study.named import read_studies
from daraevidence.extractors.study.names import StudyMention
from daraevidence.extractors.study.reported import bases, registered
from daraevidence.extractors.study.section_titles import closes, is_on_doses, is_summary, says_nothing, speaks_of_study, sums_up
from daraevidence.extractors.study.threads import OF_ALL, OTHER_WORK, compares, goes_back, is_advice, speaks_of_another, takes_up
from daraevidence.extractors.study.told import aside
from daraevidence.language.gated import Gated
from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions

__all__ = ["Layout", "lay_out"]


@dataclass(slots=True)
class Layout:
    """The studies of a document and the sentences of its prose, with the study that holds from each place on."""

    entities: list[Entity]
    sentences: list[Sentence]
    starts: list[int] = field(default_factory=list)
    owners: list[Entity | None] = field(default_factory=list)
    #: where a clause of another study begins inside a sentence, in order
    parts: list[int] = field(default_factory=list)
    by_citation: dict[str, list[Sentence]] = field(default_factory=dict)
    #: kinds of work that the list of references tells, by number, with the place of the entry
    kinds: dict[str, list[tuple[str, tuple[int, int]]]] = field(default_factory=dict)
    #: registry numbers of the whole document, where it tells of one study only
    registered: dict[str, tuple[int, int]] = field(default_factory=dict)
    labelled: tuple[Labelled, ...] = ()
    #: the sections that sum up what others tell
    summaries: frozenset[int] = frozenset()
    #: the studies that are told in abstracts, with the place that says so
    abstracts: dict[int, tuple[int, int]] = field(default_factory=dict)

    def at(self, place: int) -> Entity | None:
        """The study that holds at a place."""
        index = bisect_right(self.starts, place) - 1
        return self.owners[index] if index >= 0 else None


_KINDS = (
    ("abstract", Gated("abstract", r"\[abstract\]|\babstract\s+(?:presented|no\.|#)", re.IGNORECASE)),
    ("case report", Gated("case report", r":\s+an?\s+case report\b|\[case report\]", re.IGNORECASE)),
)


def lay_out(document: Document, mentions: Mentions) -> Layout:
    """Find the studies named in a document and the ranges that tell of each."""
    lines, entities = read_studies(document, mentions)
    walk = _Walk(document, mentions, lines)
    walk.run()
    kept = [entity for entity in entities if entity.told]
    name_studies(kept)
    layout = Layout(kept, lines, walk.starts, walk.owners, walk.parts)
    layout.summaries = frozenset(
        number for number in {line.block.section for line in lines} if any(map(is_summary, document.headings(number)))
    )
    said = tells_of_abstracts(document)
    if said is not None:
        layout.abstracts = {id(base): said for _, base in bases(document, lines) if base is not None}
    if len(kept) == 1:
        layout.registered = registered(document)
    layout.labelled = tuple(labelled_facts(document))
    for line in lines:
        for number in line.cited:
            layout.by_citation.setdefault(number, []).append(line)
    for entry in document.references:
        for kind, words in _KINDS if entry.numbered else ():
            if words.search(entry.text):
                layout.kinds.setdefault(str(entry.number), []).append((kind, (entry.start, entry.end)))
    ends = [*walk.starts[1:], len(document.clean)]
    for start, end, owner in zip(layout.starts, ends, layout.owners):
        if owner is not None:
            owner.ranges.append((start, end))
    return layout


class _Walk:
    """Goes through the blocks and says which study holds from each place on.

    A heading or a paragraph that names a study first opens that study's part; headings such as ``Results`` go on with it, the
    bullets under it belong to it. A bullet opens a part only where none is open, and only to the end of its section; in a
    summary each bullet stands for itself. A paragraph that names no study goes on only where something says so.
    """

    def __init__(self, document: Document, mentions: Mentions, lines: list[Sentence]) -> None:
        self.document = document
        self.mentions = mentions
        self.lines: dict[int, list[Sentence]] = {}
        for line in lines:
            self.lines.setdefault(line.block.index, []).append(line)
        told = {id(e): e for line in lines for _, e in line.named if e.told}
        self.alone = len(told) == 1  # the document tells of one study only
        self.bases = bases(document, lines)
        self.base = self.bases[0][1]  # the study that the document, or the abstract here, is a report of
        self.citing: dict[str, list[Entity]] = {}
        for entity in told.values():
            for number in entity.cited:
                self.citing.setdefault(number, []).append(entity)
        self.starts: list[int] = []
        self.owners: list[Entity | None] = []
        self.parts: list[int] = []  # where a clause of another study begins inside a sentence
        self.owner: Entity | None = self.base
        self.by = ""  # what opened the owner's part: heading, paragraph or item
        self.section = -1  # the section in which it was opened
        self.home = False  # whether that section is one study's own
        self.here = -1
        self.of_item: dict[int, Entity | None] = {}
        self.previous = ""
        self.last: Entity | None = None  # the study that held at the end of the block before
        self.listing = -1  # the section in which the block before is a paragraph or a bullet
        self.names = _names(lines)
        #: the studies named in each section
        self.named_in: dict[int, set[int]] = {}
        for line in lines:
            for mention, entity in line.named:
                if entity.told and not aside(line, mention):
                    self.named_in.setdefault(line.block.section, set()).add(id(entity))
        self.headed = {id(entity) for line in lines if line.block.kind == "heading" for _, entity in line.named if entity.told}
        self.captioned: Entity | None = None  # the study that the caption above a table names
        self.topic = -1  # where a heading stands that ``Methods`` follows directly, until something is told below

    def run(self) -> None:
        """Walk all blocks."""
        for block in self.document.blocks:
            if len(self.bases) > 1 and block.start >= self.bases[1][0]:
                self.bases.pop(0)
                self.base = self.bases[0][1]
                self._open(self.base)
            if block.kind not in _WITH_TABLE:
                self.captioned = None
            if heads(block):
                self._heading(block)
            elif block.kind == "paragraph":
                self._paragraph(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind == "title" and self._first_of_several(block):
                self._heading(block)
            elif block.kind in ("reference", "boilerplate", "metadata", "title"):
                self._put(block.start, None)
            else:
                if block.kind == "caption":
                    self.captioned = self._in_caption(block)
                self._put(block.start, self.captioned or self.owner)
            if block.kind in BODY:
                self.previous = block.text
            self.listing = block.section if block.kind in BODY else -1
            if not heads(block):
                self.topic = -1

    def _first_of_several(self, block: Block) -> bool:
        """Whether a title that names a study is but the first of the headings that do: no study of theirs is that of all."""
        titled = {id(entity) for line in self.lines.get(block.index, ()) for _, entity in self._told(line)}
        others = self.headed - titled
        return bool(titled and others)

    def _in_caption(self, block: Block) -> Entity | None:
        """The only study that a caption names: ``Safety in ORION over 52 weeks``."""
        found = {id(self.names[word]): self.names[word] for word in _NAME_IN_CAPTION.findall(block.text) if word in self.names}
        return next(iter(found.values())) if len(found) == 1 else None

    def _put(self, place: int, owner: Entity | None) -> None:
        if not self.owners or self.owners[-1] is not owner:
            self.starts.append(place)
            self.owners.append(owner)

    def _open(self, owner: Entity | None, by: str = "", *, home: bool = False) -> None:
        self.owner, self.by, self.section, self.home = owner, by, self.here, home

    def _told(self, line: Sentence) -> list[tuple[StudyMention, Entity]]:
        """The studies that a sentence tells of, without those it only compares with."""
        return [(mention, entity) for mention, entity in line.named if entity.told and not aside(line, mention)]

    def _summary(self, section: int) -> bool:
        """Whether bullets of a section stand for themselves: it is a summary, or below one with no study opened in between."""
        above = list(self.document.headings(section))
        depth = next((step for step, heading in enumerate(above) if is_summary(heading)), -1)
        if any(heading.title.rstrip().endswith("?") for heading in above[: max(depth, 0)]):
            return False  # a question below "Short answer" begins what is told at length
        opened = self.by in ("paragraph", "heading") and self.owner is not None
        return depth >= 0 and not (opened and any(heading.index == self.section for heading in above[:depth]))

    def _heading(self, block: Block) -> None:
        self.here = self._section_of(block)
        title = block.text.strip()
        known = common_heading(title)
        common = says_nothing(title)
        self.topic = self.topic if common else -1 if known is not None or closes(title) else block.start
        named = [found for line in self.lines.get(block.index, ()) for found in self._told(line)]
        if named and not title.casefold().startswith("about "):
            self._open(named[0][1], "heading", home=True)
        elif (closes(title) and not self._retold(title)) or (self.by == "item" and is_on_doses(title)):
            self._open(None)
        elif self.owner is self.base and self.home and self._below(title):
            pass  # "Design" below the heading of a study that no sentence has named yet
        elif self.alone and self.owner is not None and self.by == "paragraph" and not is_on_doses(title):
            pass  # the only study of a document, told under several headings
        elif self.owner is None or not self._goes_on(title):
            role = self.document.sections[self.here].role if self.here >= 0 else ""
            owned = role == "study" or speaks_of_study(title)
            self._open(self.base, home=owned and block.kind == "heading")
        self._put(block.start, self.owner)

    def _section_of(self, block: Block) -> int:
        """The section that a heading begins."""
        sections = self.document.sections
        index = bisect_right(sections, block.start, key=lambda section: section.start) - 1
        return index if index >= 0 and block.start < max(sections[index].end, sections[index].start + 1) else block.section

    def _retold(self, title: str) -> bool:
        """Whether a summary is one of the document's only study."""
        return sums_up(title) and self.alone and self.base is not None

    def _below(self, title: str) -> bool:
        """Whether a heading that says nothing of its own stands inside the section that is one study's own."""
        inside = any(above.index == self.section for above in self.document.headings(self.here)) and self.here != self.section
        return inside and says_nothing(title)

    def _goes_on(self, title: str) -> bool:
        """Whether a heading that names no study stands inside the part of the open one."""
        inside = any(above.index == self.section for above in self.document.headings(self.here)) and self.here != self.section
        return inside if self.by == "item" else says_nothing(title) or (inside and self.by == "heading")

    def _paragraph(self, block: Block) -> None:
        lines = self.lines.get(block.index, [])
        opener = next((entity for _, entity in self._told(_opening(lines))), None) if lines else None
        if opener is not None and (opener is not self.owner or self.by == "item"):
            if self.home and self.owner is None and opener is not self.base:
                self._claim(self.document.sections[self.section].start, opener)
                self._open(opener, "heading", home=True)
            else:
                self._open(opener, "paragraph")
        elif opener is None and self.owner is None and self.last is not None and lines and takes_up(lines[0].text):
            self._open(self.last, "paragraph")
        elif opener is None and self.owner is not None and self.owner is not self.base and not self._stays(block, lines):
            self._open(self.base)
        broken = opener is None and self._is_broken(block) and self.last is not None
        self._sentences(block, lines, self.last if broken else self.owner)
        sole = self.last if self.owner is None or self.owner is self.base else None
        if opener is None and sole is not None and sole is not self.owner and self._is_sole(block, sole):
            self._open(sole, "paragraph")

    def _claim(self, start: int, owner: Entity) -> None:
        """Give the range from a section's heading to its first paragraph to the study that the paragraph opens."""
        while self.starts and self.starts[-1] >= start:
            self.starts.pop()
            self.owners.pop()
        self._put(start, owner)

    def _stays(self, block: Block, lines: list[Sentence]) -> bool:
        """Whether a paragraph that names no study still tells of the one before."""
        if self.by == "heading" or self.alone or (self.by == "paragraph" and self.here != self.section):
            return True
        if self.owner is not None and self._is_sole(block, self.owner) and not (is_advice(lines) or speaks_of_another(lines)):
            return True
        back = bool(lines) and goes_back(lines[0].text)
        cited = bool(lines) and self.owner is not None and bool(set(lines[0].cited) & set(self.owner.cited))
        return self._is_broken(block) or back or cited or compares(lines)

    def _is_sole(self, block: Block, study: Entity) -> bool:
        """Whether a study is the only one named below a heading."""
        return block.section >= 0 and self.named_in.get(block.section) == {id(study)}

    def _is_broken(self, block: Block) -> bool:
        """Whether a paragraph goes on with a sentence of the one before."""
        return block.text[:1].islower() or (bool(self.previous) and self.previous.rstrip()[-1:].isalpha())

    def _item(self, block: Block) -> None:
        lines = self.lines.get(block.index, [])
        named = [entity for line in lines for _, entity in self._told(line)]
        above = self.of_item.get(block.parent)
        summary = self._summary(block.section)
        owner = above
        if owner is None and not (summary and not self.alone) and not (named and self.by in ("", "item")):
            owner = self.owner
            cited = {number for line in lines for number in line.cited}
            if self.by == "item" and owner is not None and cited and owner.cited and not cited & set(owner.cited):
                owner = None
            if owner is None and not named and not is_advice(lines):
                owner = self._listed_below(block, cited)
        if named and above is None and (not summary or self.alone) and self.by in ("", "item"):
            self._open_by_item(block, named[0])
        self.of_item[block.index] = named[0] if named else owner
        self._sentences(block, lines, owner)

    def _listed_below(self, block: Block, cited: set[str]) -> Entity | None:
        """The study on which the paragraph above a list ended, where the bullet cites no other work."""
        last = self.last if self.listing == block.section else None
        return last if last is not None and (not cited or cited & set(last.cited)) else None

    def _open_by_item(self, block: Block, opener: Entity) -> None:
        """A bullet opens a part to the end of its section; the only study told under ``Methods`` that of the heading above."""
        if self.topic >= 0 and self.named_in.get(block.section) == {id(opener)}:
            self._claim(self.topic, opener)
            self._open(opener, "heading", home=True)
        else:
            self._open(opener, "item")

    def _sentences(self, block: Block, lines: list[Sentence], owner: Entity | None) -> None:
        """Inside a block: a study holds from the sentence that names it on, until another is named."""
        for index, line in enumerate(lines):
            named = self._told(line)
            if named:
                owner = named[0][1]
            here = owner if owner is not None else self._by_citation(line)
            if not named and owner is not None and line.cited:
                here = self._cited_alone(line, owner)
            if not named and not self.alone and not (self.by == "heading" and self.home) and OF_ALL.search(line.text):
                here = None  # "Pooled across both trials, …", but below the heading of an analysis of both
            self._put(line.start if index else block.start, here)
            for turn in turns(line, named):
                self._put(turn.place, turn.entity)
                self.parts += [turn.place] if turn.parts else []
            if len(named) > 1 and _DESCRIBED.match(line.text, named[-1][0].end - line.start):
                owner = named[-1][1]
        if not lines:
            self._put(block.start, owner)
        self.last = owner

    def _cited_alone(self, line: Sentence, owner: Entity) -> Entity | None:
        """A later sentence that names no study but cites another one alone tells of that one: ``… in the Spanish series.4``"""
        holders = {id(entity): entity for number in line.cited for entity in self.citing.get(number, ())}
        other = next(iter(holders.values())) if len(holders) == 1 else owner
        if self.by == "heading" and not owner.cited:
            return owner
        if not holders and owner.cited and self.by != "heading" and OTHER_WORK.search(line.text):
            return None  # "A survey of Finnish registers found …5"
        return owner if set(line.cited) & set(owner.cited) else other

    def _by_citation(self, line: Sentence) -> Entity | None:
        """A comparison whose citation leads to one study only is that study's; advice with a citation is nobody's."""
        if not line.cited:
            return None
        near = self.mentions.within(line.start, line.end)
        if not any(quantity.p is not None or quantity.role in ("ratio", "p") for quantity in near):
            return None
        holders = [entity for entity in self.citing.get(line.cited[0], ()) if set(line.cited) <= set(entity.cited)]
        return holders[0] if len(holders) == 1 else None


#: the study that a sentence ends with and says more of: ``… agree with those of the earlier ORION trial,2 in which 300 infants``
_DESCRIBED = compiled(
    r"(?:\s+(?:trial|study|registry))?(?:\d{1,2}|\s?\[\d{1,3}\])?(?:\s\([^()]{3,60}\))?,(?:\d{1,2}(?:,\d{1,2})?)?\s+(?:in\s+which|where|which)\s[^,;]+$"
)
#: blocks that a table is made of
_WITH_TABLE = frozenset({"caption", "table", "footnote", "abbreviations"})
_NAME_IN_CAPTION = compiled(r"[^\W_][\w’']*(?:[-‐–/][^\W_]+){0,4}")


def _names(lines: list[Sentence]) -> dict[str, Entity]:
    """Acronyms and authors of the studies told of, each where it is that of one study only."""
    found: dict[str, dict[int, Entity]] = {}
    for line in lines:
        for mention, entity in line.named:
            if entity.told and mention.kind != "kind":
                found.setdefault(mention.name, {})[id(entity)] = entity
    return {name: next(iter(owners.values())) for name, owners in found.items() if len(owners) == 1}


def _opening(lines: list[Sentence]) -> Sentence:
    """The sentence that says what a paragraph is about: its first, or the answer to a question that names no study."""
    asked = len(lines) > 1 and lines[0].text.endswith("?") and not lines[0].named
    return lines[1] if asked else lines[0]
