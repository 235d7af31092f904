"""The one study of a document that gives it no name: ``the trial``, ``a new study finds``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from daraevidence.extractors.study.designs import design_words
from daraevidence.extractors.study.lines import BODY, Entity, Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.language.word_classes import ABOUT
from daraevidence.layout.mentions import Mentions

__all__ = ["spoken_name", "unnamed_study"]

_HEADS = "study|trial|meta-analysis|metaanalysis|survey|experiment|research"
#: modifiers that make a study another one than that of the document, or one to come
_OTHER = (
    r"previous|earlier|older|other|another|future|further|separate|similar|next|past|prior|ongoing|on-going|planned|larger|smaller|bigger|"
    r"companion|accompanying|second|different|each|any|every|case|animal|mouse|rat|preclinical|laboratory|landmark|same"
)
_PHRASE = Gated(
    _HEADS,
    rf"(?:^|(?<=[\s(—–\"“]))(?:(?P<lead>[Aa]n?|[Tt]he|[Tt]his|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er)\s+|(?=(?:[Nn]ew|[Ll]atest)\s))"
    rf"(?P<name>(?:(?!(?:{_OTHER}|an?|the|is|was|are|were|of|in|from|with|that|which|and|to|for)\s)[\w/.’'‐-]+,?\s+){{0,6}}?(?:{_HEADS}))\b(?![-’'])"
    rf"(?!\s+(?:drug|medication|protocol|center|centre|site|group|arm|design|population|period|team|leader|author|participants|of\s+the\s+same)\b)"
    rf"(?P<whom>\s+(?:of|in|involving|among|with|on)\s+(?:more\s+than\s+|over\s+|about\s+|nearly\s+|almost\s+|some\s+)?\d[\d,]*\s+"
    rf"(?:[\w-]+,?\s+){{0,4}}?(?:{PEOPLE}))?",
)
_DID = (
    r"found|finds|suggest(?:s|ed)?|show(?:s|ed|n)|reveal(?:s|ed)|report(?:s|ed)|conclude[sd]|demonstrate[sd]|confirm(?:s|ed)|indicate[sd]|"
    r"compare[sd]|enroll?ed|include[sd]|involve[sd]|recruited|randomi[sz]ed|randomly|assigned|tested|looked|followed|tracked|examined|evaluate[sd]|"
    r"assesse[sd]|investigate[sd]|analy[sz]ed|met|failed|missed|lasted|took\s+place|ran|measured|used|determined|linked|"
    r"(?:was|were|been)\s+(?:\w+ly\s+)?(?:conducted|led|carried|published|presented|done|funded|stopped|halted|designed|performed|run|reported|randomi[sz]ed)"
)
#: what a study did, behind its name; what is told of it, before it
_TELLS = compiled(rf"[^.;:?]{{0,160}}?\b(?:{_DID})\b")
_OF_IT = compiled(
    r"(?:\b(?:[Aa]ccording\s+to|[Rr]esults\s+(?:of|from)|[Ff]indings\s+(?:of|from)|[Dd]ata\s+(?:of|from)|[Ii]n|[Ff]rom|[Dd]uring|[Ff]or|"
    r"conducted|participants\s+in|patients\s+in|published|end\s+of|part\s+of|part\s+in))\s+$"
)
_NO_PEOPLE = Gated(
    "animal|mice|mouse|rats|rabbit|dogs|monkey|vitro|cell",
    r"\b(?:animals?|mice|mouse|rats|rabbits|dogs|monkeys|in\s+vitro|cell\s+lines?)\b",
    re.IGNORECASE,
)
_COUNTS = Gated(
    f"{PEOPLE_NEEDED}|enrol|recruited|randomi",
    rf"\b\d[\d,]*\s+(?:[\w/-]+,?\s+){{0,5}}?(?:{PEOPLE})\b|\b(?:enroll?ed|recruited|randomi[sz]ed)\s+(?:[a-z]+\s+){{0,3}}\d",
)
_RESULTS = frozenset({"proportion", "ratio", "p", "group_size"})
_NEW = frozenset({"new", "latest"})
#: what is said of a study on the day of the news only
_LATELY = compiled(r"(?:(?:brand-new|new|latest|recent|current|present)\s+){0,2}", re.IGNORECASE)
#: how many sentences may stand before the one that brings up the study that a news item is about
_OPENING = 6


class _Spoken(NamedTuple):
    """A place where a text speaks of a study without a name."""

    at: int  # the index of the sentence
    start: int
    end: int
    name: str
    definite: bool
    sized: bool


def unnamed_study(lines: Sequence[Sentence], mentions: Mentions) -> Entity | None:
    """The study that a document without any named one is about; its mention is put into its sentence.

    A study of which the text speaks as of the one it tells of (``the trial enrolled``, ``a new study finds``), where it also
    prints patients or results. It goes by the text's own words: those that say whom it enrolled, else of what design it was,
    else the first. Not where several are brought up (``A 2012 study … A Danish study …``), and none of them first.
    """
    body = [line for line in lines if line.block.kind in BODY]
    found = spoken_name(body) if _has_results(body, mentions) else None
    if found is None:
        return None
    line, start, end, name = found
    mention = StudyMention(start, end, "kind", name, own=True)
    entity = Entity(words=name, mentions=[mention], told=True, own=True)
    line.named.append((mention, entity))
    return entity


def spoken_name(body: Sequence[Sentence]) -> tuple[Sentence, int, int, str] | None:
    """How the sentences of a document call the study that they tell of, with its place and the sentence."""
    spoken = list(_spoken(body))
    if not spoken:
        return _studied(body)
    brought = [each for each in spoken if not each.definite]
    definite = [each for each in spoken if each.definite]
    late = bool(brought) and brought[0].at > _OPENING and (len(brought) > 1 or not definite)
    if not spoken or late or (len(brought) > 1 and not definite):
        return None
    best = min(
        [*brought[:1], *definite], key=lambda each: (not each.sized, not any(True for _ in design_words(each.name)), each.at)
    )
    return body[best.at], best.start, best.end, best.name


#: ``Researchers in Oslo followed 12,450 women``: a study that nothing calls so goes by its people
_STUDIED = Gated(
    "researcher|scientist|investigator|team|doctors",
    r"\b(?:[Rr]esearchers|[Ss]cientists|[Ii]nvestigators|[Dd]octors|[Tt]eam)\b[^.;:()]{0,90}?\b(?:followed|studied|"
    r"analy[sz]ed|examined|looked\s+at|tracked|recruited|surveyed|enroll?ed|randomly\s+assigned|randomi[sz]ed|tested|"
    rf"monitored|treated)\s+(?:(?:data|records)\s+(?:from|on|of)\s+)?(?:the\s+)?(?:(?:{ABOUT})\s+)?(?P<whom>\d[\d,]*\s+"
    rf"(?:[\w-]+,?\s+){{0,4}}?(?:{PEOPLE}))\b",
)


def _studied(body: Sequence[Sentence]) -> tuple[Sentence, int, int, str] | None:
    """Whom the researchers of a news item studied, where one of its first sentences, and no other, says so."""
    found = [(line, match) for line in body if (match := _STUDIED.search(line.text)) and not _NO_PEOPLE.search(line.text)]
    if len(found) != 1 or found[0][0] not in body[:_OPENING]:
        return None
    line, match = found[0]
    return line, line.start + match.start("whom"), line.start + match.end("whom"), " ".join(match["whom"].split())


def _spoken(body: Sequence[Sentence]) -> Iterator[_Spoken]:
    """The places where sentences speak of a study that has been done."""
    for at, line in enumerate(body):
        for match in _PHRASE.finditer(line.text):
            begin = match.start("name")
            if _NO_PEOPLE.search(line.text):
                break
            told = _TELLS.match(line.text, match.end()) or _OF_IT.search(line.text, max(0, match.start() - 24), match.start())
            first = match["name"].split()[0].casefold()
            if not told:
                continue
            definite = first in _NEW or match["lead"] not in ("A", "An", "a", "an")
            begin += len(_LATELY.match(match["name"])[0])  # type: ignore[index]
            name = " ".join(line.text[begin : match.end()].split())
            yield _Spoken(at, line.start + begin, line.start + match.end(), name, definite, bool(match["whom"]))


def _has_results(body: Sequence[Sentence], mentions: Mentions) -> bool:
    """Whether sentences count people or print results."""
    for line in body:
        if _COUNTS.search(line.text) or any(found.role in _RESULTS for found in mentions.within(line.start, line.end)):
            return True
    return False
