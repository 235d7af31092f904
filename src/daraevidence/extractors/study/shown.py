"""Names in capitals that another place of the document shows to be those of studies: its references, or the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from daraevidence.extractors.study.acronyms import name_opening, trials
from daraevidence.extractors.study.capitals import is_distinct
from daraevidence.extractors.study.definitions import TOKEN
from daraevidence.extractors.study.led import is_term
from daraevidence.extractors.study.lines import BODY, Sentence
from daraevidence.extractors.study.names import StudyMention, cited_after
from daraevidence.extractors.study.titles import spelt
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document

__all__ = ["named_in_references", "taken_up"]

#: at the end of a title: ``Weekly X in gout (ORION).``
_ENDING = compiled(rf"[\w.?] \((?:the\s)?(?P<name>{TOKEN})\)(?=[.?:;]|$)")
#: what has a name in capitals and is no study
_INSTRUMENT = (
    r"(?!\s?(?:scores?|scales?|ind(?:ex|ices)|criteri|classif|questionn|guidel|statement|recommend|databases?|points?|grade|syndrome|"
    r"disease|mutat|gene|protein|assay|test|tool|model|system|software)\w*)"
)


def named_in_references(document: Document, lines: Sequence[Sentence]) -> Iterator[StudyMention]:
    """The trials that the list of references names: beside a word for a trial, or at the head of a title that a sentence with
    the same name cites, or in brackets at its end where the text speaks of the name as of a study."""
    citing: dict[str, list[Sentence]] = {}
    for line in lines:
        for number in line.cited:
            citing.setdefault(number, []).append(line)
    for entry in document.references:
        yield from trials(entry.text, entry.start, document.abbreviations)
        name = name_opening(entry.text, document.abbreviations) or _whole_title(entry.text, document.abbreviations)
        if name and any(name in line.text for line in citing.get(str(entry.number), ()) if entry.numbered):
            yield StudyMention(entry.start, entry.start + len(name), "acronym", name)
        for match in _ENDING.finditer(entry.text):
            name = match["name"]
            distinct = is_distinct(name, document.abbreviations) and not is_term(name)
            if distinct and not spelt(entry.text[: match.start("name") - 1], name) and _is_spoken_of(name, lines):
                yield StudyMention(entry.start + match.start("name"), entry.start + match.end("name"), "acronym", name)


#: between the authors and the journal: ``Weiss R. ORION-2. Age Med 2025``
_ONLY = compiled(rf"\b[A-Z]{{1,3}}\.\s(?:et\sal\.\s)?(?P<name>{TOKEN})\.\s")


def _whole_title(title: str, known: Mapping[str, str]) -> str:
    """The name that a reference has in place of a title, else ""."""
    match = _ONLY.search(title)
    return match["name"] if match is not None and is_distinct(match["name"], known) else ""


def _is_spoken_of(name: str, lines: Sequence[Sentence]) -> bool:
    """Whether a text says what was seen in a study of the name, or has a heading of it."""
    word = re.escape(name)
    inside = re.compile(rf"(?:^\W*|\b(?:[Ii]n|[Oo]f|[Ff]rom|[Tt]han\sin)\s(?:the\s)?){word}(?![\w-]){_INSTRUMENT}")
    return any(inside.search(line.text) for line in lines if name in line.text)


_NAME = compiled(rf"(?<![\w‐–/(\[-])(?={TOKEN}(?![\w-]))(?P<name>{TOKEN})(?!\s?[)\]®™]){_INSTRUMENT}")
#: ``The double-blind trial, led by …``, ``Conducted in Spain, it assigned 300``: the study that the sentence before names
_THE_TRIAL = Gated(
    "trial|study|registry|enrol|recruit|randomi|assigned|allocated|followed|included",
    r"\W{0,2}(?:[A-Z][a-z]+\s[^.;:()]{3,80},\s)?[Ii]t\s(?:\w+ly\s)?(?:enroll?ed|recruited|randomi[sz]ed|assigned|allocated|followed|included)\s(?:\w+\s){0,2}?\d|"
    r"\W{0,2}(?:The|This)\s+(?:(?!other|second|first|only|next|main|largest|same)[\w-]+,?\s+){0,4}?(?:trial|study|registry)\b(?!\s+(?:drug|medication|treatment|products?|"
    r"of|by|sites?|population|period|[A-Z]))(?:[,:]|\s+(?:had|has|was|is|enrol|includ|randomi|recruit|compar|assign|involv|cover|follow|ran|"
    r"took|tested|met|at|from|in))",
)


def taken_up(
    lines: Sequence[Sentence], first: Sequence[list[StudyMention]], known: Mapping[str, str]
) -> Iterator[tuple[int, StudyMention]]:
    """The names in capitals that the next sentence calls the trial: ``All waited for ORION. The trial had enrolled 900``.

    With the number of their sentence; not where one of the two names a study, and not beside another name in capitals.
    """
    for number, (line, following) in enumerate(pairwise(lines)):
        if line.block is not following.block or line.block.kind not in BODY or first[number] or first[number + 1]:
            continue
        if len(line.text) > 200 or _THE_TRIAL.match(following.text) is None:
            continue
        names = {match["name"]: match for match in _NAME.finditer(line.text)}
        names = {name: match for name, match in names.items() if is_distinct(name, known) and not is_term(name)}
        if len(names) == 1:
            (name, match), *_ = names.items()
            place = line.start + match.start("name")
            yield (
                number,
                StudyMention(place, place + len(name), "acronym", name, None, cited_after(line.text, match.end("name"))),
            )
