"""The study that a document is a report of, where its own sentences, its labelled lines or its registry number name it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from daraevidence.extractors.study.abstracts import abstracts
from daraevidence.extractors.study.bylines import byline, year_printed
from daraevidence.extractors.study.kinds import own_study, titled_kind
from daraevidence.extractors.study.labels import labelled_facts
from daraevidence.extractors.study.lines import BODY, Entity, Sentence
from daraevidence.extractors.study.names import StudyMention, folded, leading_author
from daraevidence.extractors.study.registries import registry_ids
from daraevidence.extractors.study.unnamed import spoken_name
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.layout.document import Block, Document

__all__ = ["bases", "drop_own", "name_by_byline", "name_leader", "name_own", "registered", "reports_one", "sign"]


def reports_one(document: Document, lines: list[Sentence]) -> bool:
    """Whether a document reports one study: it says so, or has one registry number."""
    told = any(next(own_study(line.text, line.start), None) is not None for line in lines if line.block.kind in BODY)
    return told or len(registered(document)) == 1


def registered(document: Document) -> dict[str, tuple[int, int]]:
    """The registry numbers of a document with the first place of each; not those of its references."""
    found: dict[str, tuple[int, int]] = {}
    for block in document.blocks:
        for start, end, name in registry_ids(block.text, block.start) if block.kind != "reference" else ():
            found.setdefault(name, (start, end))
    return found


def drop_own(lines: list[Sentence]) -> None:
    """``We did a double-blind trial`` below a title that names the trial speaks of that one."""
    for line in lines:
        if line.named and line.block.kind in BODY:
            own = [(mention.start, mention.end) for mention in own_study(line.text, line.start)]
            line.named = [
                (mention, entity)
                for mention, entity in line.named
                if mention.kind != "kind" or not any(start < mention.end and mention.start < end for start, end in own)
            ]


def name_own(document: Document, lines: list[Sentence], titled: list[Sentence], within: tuple[int, int], *, alone: bool) -> None:
    """A document may be a report of a study without a name: ``In this double-blind trial, we …``, ``…: a cohort study`` in its
    title; beside other studies that it names only where it says ``we``."""
    if alone and titled and _name_by_title(lines, titled):
        return
    told = False
    for line in lines:
        own = next(own_study(line.text, line.start), None) if line.block.kind in BODY else None
        ours = own is not None and own.name.startswith("our ")
        if own is None or not (ours or (not told and all(_is_it(mention, own) for mention, _ in line.named))):
            continue
        if alone or ours or _WE.search(line.text[: own.start - line.start]) or _WE_BEHIND.match(line.text, own.end - line.start):
            apart = [named for named in line.named if named[0].end <= own.start or named[0].start >= own.end]
            line.named = sorted([*apart, (own, Entity())], key=lambda named: named[0].start)
            told = True
    if told or (not alone and _name_by_deed(document, lines)):
        return
    if alone and not (_name_unnamed(lines) or _name_labelled(document, lines, within)):
        _name_by_title(lines, [])


#: what authors did with their own patients: ``We retrospectively identified every adult who needed surgery``
_THEIR_OWN = Gated(
    "we",
    r"\b[Ww]e\s+(?:\w+ly\s+)?(?:identified|reviewed|included|enroll?ed|recruited|treated|followed|randomi[sz]ed|assigned|"
    rf"collected\s+data\s+(?:on|of|from))\s+(?:(?!that\b|whether\b)[\w,-]+\s+){{0,8}}?(?:{PEOPLE}|(?:every|each)\s+(?:\w+\s+)?(?:patient|adult|child|woman|man|person))\b",
)


def _name_by_deed(document: Document, lines: list[Sentence]) -> bool:
    """A signed report that says what its authors did with patients of theirs, and calls it no study."""
    told = (line for line in lines if line.block.kind in BODY and not line.named)
    line, found = next(((line, found) for line in told if (found := _THEIR_OWN.search(line.text))), (None, None))
    if line is None or found is None:
        return False
    head = _head(document.blocks)
    if byline(head) is None or any(_ON_OTHERS.match(block.text) for block in head):
        return False
    own = StudyMention(line.start + found.start(), line.start + found.end(), "kind", "study", own=True)
    line.named = [(own, Entity())]
    return True


def _is_it(mention: StudyMention, own: StudyMention) -> bool:
    """Whether words for a study are those of the report itself: ``We did a retrospective study of 40 adults``."""
    return mention.kind == "kind" and mention.start < own.end and own.start < mention.end


_DIGIT = compiled(r"\d")


def name_by_byline(blocks: Sequence[Block], lines: list[Sentence]) -> None:
    """An abstract whose study nothing names goes by its first author: ``Ana Weiss, MD, Per Olsen, PhD`` below its title; what it
    says that it is, it is as well."""
    if any(mention.own or mention.kind == "acronym" for line in lines for mention, _ in line.named):
        return
    signed = byline(_head(blocks))
    line = next((line for line in lines if signed is not None and line.block.index > signed.block), None)
    if signed is None or line is None:
        return
    for each in lines:
        each.named = [
            (
                mention._replace(kind="author", name=signed.name, own=True)
                if mention.kind == "kind" and not each.cited
                else mention,
                entity,
            )
            for mention, entity in each.named
        ]
    author = StudyMention(signed.start, signed.end, "author", signed.name, own=True)
    line.named = [(author, Entity()), *line.named]


_SENTENCE = compiled(r"[^.;:?!]{80,}[.?!]\s|[^.;?!]{80,}[.?!]$")


def _head(blocks: Sequence[Block]) -> list[Block]:
    """The blocks over the first prose of a report."""
    told = (
        i for i, block in enumerate(blocks) if block.kind in BODY and _SENTENCE.search(block.text) and byline([block]) is None
    )
    return list(blocks[: next(told, len(blocks))])


#: a report by those who did the work
_OURS = Gated(
    "we|our",
    r"\b(?:[Ww]e\s+(?:\w+ly\s+|also\s+|here\s+)?(?:did|performed|conducted|enroll?ed|included|reviewed|treated|studied|identified|reported?|present(?:ed)?|describe[sd]?|"
    r"assigned|randomi[sz]ed|randomly|analy[sz]ed|evaluated|assessed|compared|investigated|examined|collected|followed|recruited|aimed|sought|found|observed|gave|used)|"
    r"[Oo]ur\s+(?:\w+\s+)?(?:study|trial|patients|cohort|findings|results|data|cent(?:er|re)|institution|series|analysis|experience|hospital|department|clinic))\b",
)


#: what only those who did a study say of themselves
_DID = Gated(
    "we",
    r"\b[Ww]e\s+(?:\w+ly\s+)?(?:enroll?ed|recruited|assigned|randomi[sz]ed|allocated|conducted|performed|did|carried\s+out|undertook)\b",
)
#: over papers on the studies of others
_ON_OTHERS = compiled(
    r"\W*(?:editorial|comment|commentary|perspective|viewpoint|opinion|news|review|in\s+brief)\b", re.IGNORECASE
)


def sign(document: Document, lines: list[Sentence], entities: list[Entity]) -> None:
    """The study that a report is of bears the name of its first author, where it has no other, and the year of its head."""
    parts = abstracts(document)
    for part in parts:
        blocks = [block for block in document.blocks if part.start <= block.start < part.end]
        within = [line for line in lines if part.start <= line.start < part.end]
        titled = [entity for line in within if line.block.index == part.title for _, entity in line.named]
        own = [entity for line in within for mention, entity in line.named if mention.own]
        above = [
            block
            for block in document.blocks
            if block.start < parts[0].start or (block.kind == "title" and block.index != part.title)
        ]
        for entity in list(dict.fromkeys([*own, *titled]))[:1]:
            _sign(entity, _head(blocks), [*above, *(block for block in _head(blocks) if block.index != part.title)])
    own = [entity for entity in entities if entity.own and not entity.author and not entity.words.startswith("our ")]
    titled = [entity for line in lines if line.block.kind == "title" for _, entity in line.named if entity.acronym]
    one = own or list(dict.fromkeys(titled))
    if (
        not parts
        and len(one) == 1
        and any((_OURS if own else _DID).search(line.text) for line in lines if line.block.kind in BODY)
    ):
        head = _head(document.blocks)
        if own or (not one[0].author and not any(_ON_OTHERS.match(block.text) for block in head)):
            _sign(one[0], head, head)


def _sign(entity: Entity, head: Sequence[Block], dated: Sequence[Block]) -> None:
    signed = byline(head)
    if signed is None or (entity.author and entity.author != signed.name):
        return
    if not entity.author:
        entity.author, entity.signed = signed.name, True
        entity.mentions.append(StudyMention(signed.start, signed.end, "author", signed.name, own=True))
    year = year_printed(dated) if entity.year is None else None
    if year is not None:
        entity.year, entity.dated = year[0], year[1:]


def name_leader(lines: list[Sentence]) -> bool:
    """A news item on a study without a name: it is that of the author who leads it, and what the text calls it is it too.

    Not where the text names trials, or studies of other authors.
    """
    blocks = {line.block.index: line.block for line in lines if line.block.kind in BODY}
    mention = leading_author((block.start, block.text) for block in blocks.values())
    line = next((line for line in lines if mention is not None and line.start <= mention.start < line.end), None)
    if mention is None or line is None:
        return False
    for each in lines:
        for other, _ in each.named:
            if other.kind == "acronym" or (other.kind == "author" and folded(other.name) != folded(mention.name)):
                return False
    line.named = sorted(
        [
            *((other, entity) for other, entity in line.named if other.end <= mention.start or other.start >= mention.end),
            (mention, Entity()),
        ],
        key=lambda named: named[0].start,
    )
    kinds = [(each, place) for each in lines for place, (other, _) in enumerate(each.named) if other.kind == "kind"]
    if any(_DIGIT.search(each.named[place][0].name) for each, place in kinds):
        opening = [line for line in lines if line.block.kind in BODY][:_BROUGHT_UP]
        kinds = [kinds[0]] if kinds[0][0] in opening else []  # others may be those of others
    for each, place in kinds:
        other, entity = each.named[place]
        each.named[place] = (other._replace(own=True), entity)
    return True


#: in which of its first sentences a news item brings up the study that it is about
_BROUGHT_UP = 6


def _name_by_title(lines: list[Sentence], titled: list[Sentence]) -> bool:
    """What the title says that the report is, or a sentence of it that begins so: ``Retrospective review of all patients``."""
    if not any(_OWN_WORDS.search(line.text) for line in lines if line.block.kind in BODY):
        return False
    for line in titled or [line for line in lines if line.block.kind in BODY]:
        kind = titled_kind(line.text, line.start, anywhere=bool(titled))
        if kind is not None:
            line.named = [(kind, Entity())]
            return True
    return False


#: patients of the report itself
_OWN_WORDS = Gated(
    f"we|{PEOPLE_NEEDED}",
    rf"\b[Ww]e\s+(?:\w+ly\s+)?\w+ed\b|\b(?:\d[\d,]*|[Aa]ll|[Ee]ligible)\s+(?:[\w-]+\s+){{0,3}}?(?:{PEOPLE})\b",
)


_WERE_ASSIGNED = Gated(
    "allocated|assigned|enrolled|randomi",
    rf"(?<![\w,])(?P<who>(?:\d[\d,]*\s+)?(?:(?!(?:all|first|in|of|only|that|the|these|total|which|who)\s|\d)[\w-]+\s+){{0,3}}?"
    rf"(?:{PEOPLE}))\b[^.;]{{0,120}}?\b(?:were|was)\s+(?:\w+ly\s+)?(?:randomi[sz]ed|assigned|allocated|enrolled)\b",
)


def _name_labelled(document: Document, lines: list[Sentence], within: tuple[int, int]) -> bool:
    """A report in labelled lines, ``Trial name: ORION``, ``Design: …``: it goes by this name, else by its registry number."""
    first, last = within
    facts = [fact for fact in labelled_facts(document) if first <= fact.start < last]
    name = next((fact for fact in facts if fact.fact == "name"), None)
    numbers = {name: at for name, at in registered(document).items() if first <= at[0] < last}
    if name is not None and (word := re.match(r"[A-Z][\w-]{2,30}(?: \d{1,3})?(?=\W|$)", name.value)):
        mention = StudyMention(name.start, name.start + word.end(), "acronym", word[0], own=True)
    elif len(numbers) == 1 and any(fact.fact == "design" for fact in facts):
        number, place = next(iter(numbers.items()))
        mention = StudyMention(*place, "kind", number, own=True)
    else:
        return False
    block = next(block for block in document.blocks if block.start <= mention.start < block.end)
    line = Sentence(block.start, block.end, block.text, block, [(mention, Entity())])
    lines.insert(bisect_right(lines, block.start, key=lambda each: each.start), line)
    return True


def _name_unnamed(lines: list[Sentence]) -> bool:
    """A report that says nowhere what it is, but whom it assigned: it goes by its registry number, else by these patients."""
    body = [line for line in lines if line.block.kind in BODY]
    assigned = next(((line, match) for line in body if (match := _WERE_ASSIGNED.search(line.text))), None)
    if assigned is None:
        return False
    line, match = assigned
    found = [(each, registered) for each in lines for registered in registry_ids(each.text, each.start)]
    spoken = spoken_name(body)
    names = {name for _, (_, _, name) in found}
    if found and len({name[:3] for name in names}) == len(names):  # one number in each registry
        line, (start, end, name) = next((each for each in found if each[1][2].startswith("NCT")), found[0])
    elif spoken is not None:
        line, start, end, name = spoken
    else:
        start, end = line.start + match.start("who"), line.start + match.end("who")
        name = " ".join(match["who"].split())
    line.named = [(StudyMention(start, end, "kind", name, own=True), Entity())]
    return True


_WE_BEHIND = compiled(r"[^.;:]{0,160}?,\s+we\s+\w+")
_WE = compiled(r"\b[Ww]e\s[^.;]{0,60}$")


def bases(document: Document, lines: list[Sentence]) -> list[tuple[int, Entity | None]]:
    """The study that the document is a report of, or those of its abstracts with the places where they begin."""
    parts = abstracts(document)
    found: list[tuple[int, Entity | None]] = []
    for part in parts:
        first, last = (bisect_left(lines, place, key=lambda line: line.start) for place in (part.start, part.end))
        found.append((part.start, _base(lines[first:last], part.title)))
    return found or [(0, _base(lines))]


def _base(lines: list[Sentence], title: int = -1) -> Entity | None:
    """The study that a document is a report of: its own, or the only one that it tells of where its title names that, or the one
    whose results its first paragraphs announce."""
    told = {id(entity): entity for line in lines for _, entity in line.named if entity.told}
    own = [entity for entity in told.values() if entity.own]
    if own:
        return own[0]
    heads_it = (line for line in lines if line.block.kind == "title" or line.block.index == title)
    titled = {id(entity): entity for line in heads_it for _, entity in line.named if entity.told}
    headed = {id(entity) for line in lines if line.block.kind == "heading" for _, entity in line.named if entity.told}
    if titled and (len(told) == 1 or (len(titled) == 1 and headed <= titled.keys())):
        return next(iter(titled.values()))
    opening = [line for line in lines if line.block.kind in BODY][:_OPENING]
    for line in opening:
        told_here = {id(entity): entity for _, entity in line.named if entity.told}
        if len(told_here) == 1 and _IN_THIS_ISSUE.search(line.text):
            return next(iter(told_here.values()))
    for line in opening:
        named = {id(entity): entity for _, entity in line.named if entity.told}
        if named and line.block.kind == "paragraph":
            first = line.named[0][0].start - line.start
            announced = len(named) == 1 and _ANNOUNCED.search(line.text[:first]) is not None
            return next(iter(named.values())) if announced else None
    return None


#: what an editorial is about: ``In this issue of the Journal, Ito and colleagues report``
_IN_THIS_ISSUE = Gated(
    "issue|accompan|journal",
    r"\b[Ii]n\s+this\s+(?:[\w’']{2,12}\s+){0,3}(?:issue|journal)\b|\baccompanying\s+(?:article|report|paper|study|trial)\b|"
    r"\b(?:now|elsewhere)\s+in\s+(?:this|the)\s+[Jj]ournal\b",
)
#: how many sentences may stand before the one that announces
_OPENING = 12
#: ``… today announced topline results of``
_ANNOUNCED = Gated(
    "announc|report|present|releas|unveil|disclos|publish|shar|public|reveal",
    r"\b(?:announc|report|present|releas|unveil|disclos|publish|shar|reveal|made\s+public)\w*\b[^.;]{0,120}?\b(?:results|data|findings|"
    r"read-?outs?|outcomes?|analys[ei]s)\b[^.;]{0,80}?\b(?:of|from|for|in)\b",
    re.IGNORECASE,
)
