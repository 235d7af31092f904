"""The designs that the sentences on a study tell, each for the study that it is said of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.draft import Draft
from daraevidence.extractors.study.designs import design_words
from daraevidence.extractors.study.kinds import DESIGN_WORDS
from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.ranges import Layout
from daraevidence.extractors.study.sizes import COUNTED, NUMBER
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["DONE_IN", "own_part", "put_design"]

_POOLED = frozenset({"meta-analysis", "systematic review", "pooled analysis"})
#: a sentence on where the study was done, or on whom it enrolled
DONE_IN = Gated(
    "carried|conducted|done|enrolled|included|performed|randomi|recruited|run|took|sites|centers|centres|hospitals",
    r"\b(?:(?:sites|centers|centres|hospitals)\s+(?:were|are)|conducted|performed|carried\s+out|run|done|took\s+place|enrolled|recruited|randomi[sz]ed|included)\b",
    re.IGNORECASE,
)
_WORK = r"(?:study|trial|analysis|series|registry|cohort|project|review|survey|report|comparison|program(?:me)?|audit|experience)"
_THIS = Gated(
    "analysis|study|trial|series|registry|cohort|project|review|survey|report|comparison|program|audit|experience|records|charts|files|notes|data",
    rf"\b(?:th(?:is|e)\s+)(?:[\w-]+,?\s+){{0,5}}?{_WORK}\s+(?:was|is)\b|"
    rf"(?:^|[;:]\s|\b(?:in|for|from)\s)(?:this|their|its|his|her)\s+(?:[\w-]+,?\s+(?:and\s+)?){{1,8}}?{_WORK}\b|"
    rf"^(?:it|they)\s+(?:was|is|did|conducted|ran)\s+an?\s+(?:[\w-]+,?\s+(?:and\s+)?){{1,8}}?{_WORK}\b|"
    rf"^an?\s+(?:[\w-]+,?\s+){{0,12}}?{_WORK}\s?(?:,|$|\.)|"
    rf"^(?:{DESIGN_WORDS})\b,?\s+(?:[\w-]+,?\s+(?:and\s+)?){{0,8}}?{_WORK}\b(?=\s?[,.(]|\s(?:of|in|at|with|on|from|among|conducted|using)\b|$)|"
    rf"^(?:medical\s+|patient\s+)?(?:records|charts|files|case\s+notes|data)\s+(?:[\w-]+\s+){{0,8}}?(?:was|were)\s+(?:\w+ly\s+)?\w+ed\b|"
    rf"^we\s+(?:did|conducted|performed|undertook|carried\s+out)\s+an?\s+(?:[\w-]+,?\s+(?:and\s+)?){{1,8}}?{_WORK}\b",
    re.IGNORECASE,
)
#: what makes a study a randomized one, whatever it calls itself
_ASSIGNED = Gated(
    "random",
    rf"\b(?:{COUNTED}|they)\b[^.;]{{0,60}}?\b(?:were|underwent|was)\s+(?:then\s+|equally\s+)?"
    r"(?P<random>randomi[sz]ed|randomly\s+(?:assigned|allocated)|randomi[sz]ation)\b|"
    rf"\b(?P<active>randomi[sz]ed|randomly\s+(?:assigned|allocated))\s+(?:all\s+|a\s+total\s+of\s+)?{NUMBER}\s+(?:[\w-]+\s+){{0,5}}?{COUNTED}\b",
    re.IGNORECASE,
)
#: how they were: ``randomly assigned in an open-label fashion``
_FASHION = compiled(r"[^.;:,]{0,20}?\sin\s+an?\s+(?P<how>[\w, -]{4,60}?\s(?:fashion|manner|way|design|study|trial))\b")
_PAPERS = compiled(r"\b(?:papers|studies|reports|trials|articles|publications)\b", re.IGNORECASE)


def put_design(entity: Entity, draft: Draft, naming: Sequence[Sentence], own: Sequence[Sentence], layout: Layout) -> None:
    """Design words of the sentences that name the study (each study its own part of them), of ``This study was a …`` and of
    sentences that speak of several papers by their citations."""
    found: dict[str, tuple[int, int]] = {}
    for line in naming:
        alike = _named_alike(line) or _counted_together(line)
        start, end = (line.start, line.end) if alike else _part(entity, line)
        for code, first, last in design_words(line.text[start - line.start : end - line.start], start):
            found.setdefault(code, (first, last))
    for line in own:
        match = _THIS.search(line.text)
        if match:
            for code, first, last in design_words(line.text[match.start() :], line.start + match.start()):
                found.setdefault(code, (first, last))
        assigned = _ASSIGNED.search(line.text) if "randomized" not in found and layout.at(line.start) is entity else None
        if (
            assigned
            and (found or entity.own or entity.words)
            and not _POOLED.intersection(found)
            and "non-randomized" not in found
        ):
            part = "random" if assigned["random"] else "active"
            found["randomized"] = (line.start + assigned.start(part), line.start + assigned.end(part))
            fashion = _FASHION.match(line.text, assigned.end(part))
            for code, first, last in design_words(fashion["how"], line.start + fashion.start("how")) if fashion else ():
                found.setdefault(code, (first, last))
    for code, place in _designs_above(naming, own, layout):
        found.setdefault(code, place)
    for line in layout.by_citation.get(entity.cited[0], ()) if entity.cited else ():
        if len(line.cited) > 1 and not line.named and _PAPERS.search(line.text):
            for code, first, last in design_words(line.text, line.start):
                found.setdefault(code, (first, last))
    if id(entity) in layout.abstracts:
        found.setdefault("abstract", layout.abstracts[id(entity)])
    for mention in entity.mentions:
        for code, _, _ in design_words(mention.name) if mention.kind == "kind" else ():
            found.setdefault(code, (mention.start, mention.end))
    for number in entity.cited:
        for code, place in layout.kinds.get(number, ()):
            found.setdefault(code, place)
    if found:
        draft.put("design", "; ".join(sorted(found)))
        for place in found.values():
            draft.put("design", draft.get("design"), place, "normalised")


#: ``… published two case series. In the first, Ito et al treated``
_ONE_OF_THEM = compiled(r"(?:[•*–-]\s*)?(?:In\s+)?[Tt]he\s+(?:first|second|third|other|former|latter)\b")
_SEVERAL = compiled(
    r"\b(?:two|three|both)\s+(?:[\w-]+,?\s+){0,4}?(?:case\s+series|series|studies|trials|reviews|analyses|cohorts|registries)\b",
    re.IGNORECASE,
)


def _designs_above(naming: Sequence[Sentence], own: Sequence[Sentence], layout: Layout) -> Iterator[tuple[str, tuple[int, int]]]:
    """What the heading right above a study's first sentence says that it is, or the sentence that counts it as one of several."""
    if not naming:
        return
    opener = naming[0]
    headings = [line for line in own if line.block.kind == "heading" and line.start < opener.start]
    if headings and not headings[-1].named and headings[-1].block.index == opener.block.index - 1:
        for code, start, end in design_words(headings[-1].text, headings[-1].start):
            yield code, (start, end)
    for line in naming:
        index = bisect_left(layout.sentences, line.start, key=lambda each: each.start) if _ONE_OF_THEM.match(line.text) else 0
        before = layout.sentences[index - 1] if index else line
        several = _SEVERAL.search(before.text) if before is not line and before.block is line.block else None
        if several:
            for code, start, end in design_words(several[0], before.start + several.start()):
                yield code, (start, end)


def _part(entity: Entity, line: Sentence) -> tuple[int, int]:
    """The part of a sentence that speaks of one of the studies named in it."""
    mine = [mention for mention, found in line.named if found is entity]
    others = [mention for mention, found in line.named if found is not entity]
    if (
        others
        and others[0].start > mine[0].end
        and _OPENS_BRACKET.fullmatch(line.text, mine[0].end - line.start, others[0].start - line.start)
    ):
        others = others[1:]  # "ORION (Ito et al, 2021) was a trial at 41 centers"
    start = max([m.end for m in others if m.end <= mine[0].start], default=line.start)
    end = min([m.start for m in others if m.start >= mine[-1].end], default=line.end)
    text = line.text[mine[-1].end - line.start : end - line.start]
    if others and _POOLS.search(text):
        return start, line.end
    if end < line.end and text.rstrip().endswith(
        "("
    ):  # "…, a single-arm trial (Ito et al)": what stands before is said of that one
        end -= len(text) - max(text.rfind(", "), 0)
    elif others and (item := _NEXT_ITEM.search(text)):
        end = mine[-1].end + item.start()
    return start, end


#: ``Ito et al pooled two trials (ORION-1 and ORION-2)``
_POOLS = compiled(r"\b(?:trials|studies)\s?[(\[,:]\s*$")
_OPENS_BRACKET = compiled(r"\s?[(\[]")
#: ``(Ito et al), and a compassionate use program``
_NEXT_ITEM = compiled(r"[,;]\s+and\s+(?:an?|one|two)\s")
_JOINT = compiled(r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|,?\s*and|&)\s+(?:the\s+)?")
_ALIKE = compiled(
    r"\s*(?:\([^()]{0,60}\)\s*)?(?:(?:(?:trials|studies)\s+)?(?:were|are|had)\b|,\s+(?:the\s+)?(?:two|three|four|both|identical|identically|twin|"
    r"replicate|parallel)\b)"
)


def _named_alike(line: Sentence) -> bool:
    """Whether a sentence says the same of several studies: ``ORION-1 (n=612) and ORION-2 (n=598) were …``."""
    last = line.named[-1][0]
    gaps = [line.text[a.end - line.start : b.start - line.start] for (a, _), (b, _) in pairwise(line.named)]
    behind = _ALIKE.match(line.text, last.end - line.start)
    return bool(gaps and behind and all(map(_JOINT.fullmatch, gaps)))


#: ``two phase 3 studies, ORION-1 (n=612) and ORION-2, in more than 900 adults``: what stands around is said of both
_TOGETHER = compiled(r"\b(?:two|three|four|both)\s+[^.;:]{0,90}?\b(?:trials|studies)\b[,:]?\s+[(]?(?:the\s+)?$", re.IGNORECASE)
_BRACKETS = compiled(r"(?:\s?[(\[][^()\[\]]{0,60}[)\]])?")


def _counted_together(line: Sentence) -> bool:
    """Whether a sentence counts several studies and lists their names."""
    gaps = [line.text[a.end - line.start : b.start - line.start] for (a, _), (b, _) in pairwise(line.named)]
    return bool(gaps and all(map(_JOINT.fullmatch, gaps)) and _TOGETHER.search(line.text[: line.named[0][0].start - line.start]))


def own_part(entity: Entity, line: Sentence) -> Sentence:
    """A sentence cut to what it says of one of the studies that it names."""
    told = [found for _, found in line.named if found.told]
    if len(told) < 2 or entity not in told:
        return line
    start, end = _part(entity, line)
    if end == line.end and _counted_together(line):
        mine = next(mention for mention, found in line.named if found is entity)
        bracket = _BRACKETS.match(line.text, mine.end - line.start)
        end = line.start + (bracket.end() if bracket else mine.end - line.start)
    if start > line.start:  # behind another study it begins with its own name
        start = min(mention.start for mention, found in line.named if found is entity)
    return replace(line, start=start, end=end, text=line.text[start - line.start : end - line.start])
