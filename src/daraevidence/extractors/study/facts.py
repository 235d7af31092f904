"""What a document says of a study itself: design, size, centers, place, period, follow-up, registry number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.draft import Draft
from daraevidence.extractors.study.designs import design_words
from daraevidence.extractors.study.enrolled import ROUGH, Size, size_of
from daraevidence.extractors.study.kinds import DESIGN_WORDS
from daraevidence.extractors.study.labels import Labelled
from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.periods import put_follow_up, put_labelled_follow_up, put_period
from daraevidence.extractors.study.places import CENTERS_TOLD, add_to, put_centers, put_country, put_site
from daraevidence.extractors.study.ranges import Layout
from daraevidence.extractors.study.registries import registry_ids
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.vocabulary import terms

__all__ = ["put_facts"]


def put_facts(entity: Entity, draft: Draft, layout: Layout, own: Sequence[Sentence]) -> None:
    """Fill the draft of a study from the sentences that tell of it (``own``, in order)."""
    own = sorted(own, key=lambda line: line.block.section in layout.summaries)  # a summary may round, or be older
    naming = [line for line in own if any(found is entity for _, found in line.named)]
    parts = [_own_part(entity, line) for line in own]
    _registry(draft, own, naming, [_own_part(entity, line) for line in naming], layout)
    _put_design(entity, draft, naming, own, layout)
    size = _bracketed(entity, naming) or size_of(parts, own[:_FIRST_LINES] if entity.own else naming) or _in_words(entity, naming)
    if size is not None:
        draft.put("n_patients", size.n, (size.start, size.end))
        entity.sized = size.outright and not size.hedge
        if size.hedge:
            draft.doubt(0.8, f"{ROUGH} {size.hedge} {size.n}")
    else:
        _put_single(draft, naming)
    for line in parts:
        if "n_centers" not in draft.fields:
            put_centers(draft, line)
        if "period_start" not in draft.fields:
            put_period(draft, line)
        if "follow_up_median" not in draft.fields:
            put_follow_up(draft, line)
        if "site" not in draft.fields:
            put_site(draft, line)
    _put_year(entity, draft, naming, own)
    put_country(draft, naming)
    put_country(draft, [line for line in parts if _DONE_IN.search(line.text)])
    for fact in layout.labelled:
        if len(layout.entities) == 1 or layout.at(fact.start) is entity:
            _put_labelled(entity, draft, fact)
    _agree(draft)


#: how many sentences of a report on one study may count its patients at first
_FIRST_LINES = 12
#: behind the name of a study: ``ORION (n=48)``
_IN_BRACKETS = re.compile(
    r"(?:\s+(?:trial|study|registry|programme|program))?"
    rf"\s?[(\[](?:[\w -]{{1,60}}[,;]\s){{0,3}}[nN]\s?=\s?(?P<n>{NUMBER})[)\],;]|"
    rf"[,;:]\s[nN]\s?=\s?(?P<within>{NUMBER})[)\],;]|"
    rf"\s+(?:trial|study|registry)\s?[(\[](?P<counted>{NUMBER})\s+{COUNTED}[)\]]|"
    rf"\s?[(\[](?:[\w-]+(?:,\s|\s)){{0,5}}?(?P<told>{NUMBER})\s+{COUNTED}\b[^()\[\]]{{0,60}}[)\]]\s?[:–-]\s|"
    rf"\)?\d{{0,2}}\s[–—-]\s[^.:()]{{3,90}}?[;,]\s[nN]\s?=\s?(?P<dashed>{NUMBER})\b|"
    rf"\s?[(\[](?:\d[\d,]*|[a-z]+)\s+(?:trials|studies|cohorts|reports)(?:[,;]\s+|\s+(?:with|in)\s+)(?P<pooled>{NUMBER})\s+{COUNTED}\b[^()\[\]]{{0,40}}[)\]]|"
    rf"[^.;:()]{{0,60}}?\b(?:was|is)\s+(?:much\s+|far\s+|the\s+)?(?:small|large)(?:er|est)?\s+[(\[][nN]\s?=\s?(?P<apart>{NUMBER})[)\]]"
)


_PARTS = ("n", "within", "counted", "told", "apart", "dashed", "pooled")


def _bracketed(entity: Entity, naming: Sequence[Sentence]) -> Size | None:
    """The number of patients in brackets behind the study's name, where it is no author's."""
    for line in naming:
        for mention, found in line.named:
            match = _IN_BRACKETS.match(line.text, mention.end - line.start) if found is entity else None
            if match is not None and mention.kind == "kind" and not match["pooled"]:
                match = None
            part = next((each for each in _PARTS if match and match[each]), "n")
            number = whole(match[part]) if match else None
            if match and number:
                return Size(number, line.start + match.start(part), line.start + match.end(part))
    return None


#: in the words for a study that bears no name: ``cohort of 64 infants``
_OF_SO_MANY = re.compile(
    rf"\b(?:of|in|among|with|including|involving|enrolling)\s+(?:the\s+)?(?P<n>{NUMBER})\s+(?:[\w-]+\s+){{0,5}}?{COUNTED}$"
)


def _in_words(entity: Entity, naming: Sequence[Sentence]) -> Size | None:
    """The number of patients in the words for a study, where no sentence says it otherwise."""
    for line in naming:
        for mention, found in line.named:
            begin, end = mention.start - line.start, mention.end - line.start
            match = _OF_SO_MANY.search(line.text, begin, end) if found is entity and mention.kind == "kind" else None
            if match is not None and (number := whole(match["n"])):
                return Size(number, line.start + match.start("n"), line.start + match.end("n"))
    return None


#: a case report is one of one patient, unless it says otherwise; so is a report on one whose age it tells
_SINGLE = Gated(
    "case|old",
    r"\b(?:an?|the|one)\s+(?:[\w-]+\s+){0,2}?case\s+(?:report|study)\b(?!\s+(?:of|on)\s+(?:two|three|four|\d))|"
    r"\b(?:describ|report|treat|present|publish)(?:e[sd]|ed|s)\s+(?:on\s+)?(?:(?:the|a)\s+case\s+of\s+)?an?\s+\d{1,3}[- ]"
    r"(?:year|month|week|day)s?[- ]old\s(?:[\w-]+\s+){0,2}?(?:patient|wom[ae]n|man|boy|girl|child|infant|male|female)\b",
    re.IGNORECASE,
)


def _put_single(draft: Draft, own: Sequence[Sentence]) -> None:
    """``published a case report``, ``treated a 71-year-old man``: one patient."""
    for line in own:
        found = _SINGLE.search(line.text)
        if found:
            draft.put("n_patients", 1, (line.start + found.start(), line.start + found.end()), "normalised")
            return


#: in the words for a study, or before them: ``a 2016 review``, ``In 2006, a German study``
_YEAR_IN = re.compile(r"(?<=\s)((?:19|20)\d\d)\s+(?!to\b|and\b|through\b)")
_YEAR_BEFORE = re.compile(r"(?:^|[;,.(]\s?)[Ii]n\s+((?:19|20)\d\d),\s+(?:an?|another)\s+$")
#: ``Results were published online on April 3, 2016``
_PUBLISHED = Gated(
    "published",
    r"\b(?:[Rr]esults|[Ff]indings|[Ss]tudy|[Rr]esearch|[Tt]rial|[Ww]ork|[Pp]aper)\b[^.;:]{0,60}?\b(?:is|are|was|were)\s+(?:also\s+)?published\b"
    r"[^;:]{0,110}?\b(?:(?:[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2},?\s+)?|\d{1,2}\s+[A-Z][a-z]{2,8}\s+|[Ii]n\s+))(?P<year>(?:19|20)\d\d)\b|"
    r"\bpublished\s+in\s+the\s+[A-Z][a-z]{2,8}\s+\d{1,2},\s+(?P<issue>(?:19|20)\d\d),?\s+issue\b",
)


def _put_year(entity: Entity, draft: Draft, naming: Sequence[Sentence], own: Sequence[Sentence]) -> None:
    """The year of a study that its name does not give: in the words for it, or when a report says that it was published."""
    if entity.year is not None:
        return
    for line in naming:
        for mention, found in line.named:
            begin = mention.start - line.start
            if found is entity and mention.kind == "kind":
                inside = _YEAR_IN.search(line.text, begin, mention.end - line.start)
                dated = inside or _YEAR_BEFORE.search(line.text[:begin])
                if dated:
                    draft.put("year", int(dated[1]), (line.start + dated.start(1), line.start + dated.end(1)))
                    return
    for line in own if entity.own else ():
        dated = _PUBLISHED.search(line.text)
        if dated:
            part = "year" if dated["year"] else "issue"
            draft.put("year", int(dated[part]), (line.start + dated.start(part), line.start + dated.end(part)))
            return


#: how many patients, behind a label: ``388 randomized``, ``n = 388``
_LABELLED_SIZE = re.compile(
    rf"\W{{0,3}}(?:[nN]\s?=\s?|a\s+total\s+of\s+)?(?P<n>{NUMBER})(?![.,]?\d)(?!\s*(?:[%-]|to\b|years?\b|months?\b|per\b))"
)


def _put_labelled(entity: Entity, draft: Draft, fact: Labelled) -> None:
    """Fill in what only a labelled line says: ``Sites: 74``."""
    line = Sentence(fact.start, fact.start + len(fact.value), fact.value, fact.block)
    if fact.fact == "design":
        for code, first, last in design_words(line.text, line.start):
            add_to(draft, "design", code, (first, last))
        if "design" in draft.fields:
            draft.put("design", "; ".join(sorted(str(draft.get("design")).split("; "))))
    elif fact.fact == "centers" and "n_centers" not in draft.fields:
        alone = re.fullmatch(rf"\s*(?P<n>{NUMBER})\s*", line.text)
        number = whole(alone["n"]) if alone else None
        if alone and number:
            draft.put("n_centers", number, (line.start + alone.start("n"), line.start + alone.end("n")))
        else:
            put_centers(draft, line, CENTERS_TOLD)
    elif fact.fact == "country" and "country" not in draft.fields:
        for term in terms(line.text, line.start, frozenset({"country"})):
            add_to(draft, "country", term.code, (term.start, term.end))
    elif fact.fact == "participants" and "n_patients" not in draft.fields:
        size = _LABELLED_SIZE.match(line.text)
        number = whole(size["n"]) if size else None
        if size and number:
            draft.put("n_patients", number, (line.start + size.start("n"), line.start + size.end("n")))
            entity.sized = True
    elif fact.fact == "period" and "period_start" not in draft.fields:
        put_period(draft, line)
    elif fact.fact == "follow_up" and "follow_up_median" not in draft.fields:
        put_labelled_follow_up(draft, line)


def _registry(
    draft: Draft, own: Sequence[Sentence], naming: Sequence[Sentence], parts: Sequence[Sentence], layout: Layout
) -> None:
    """The registry number beside the study's name, else the only one in its part, else of a document on one study.

    Of numbers in several registries the first one counts; two of one registry are two studies.
    """
    near = [found for line in naming for found in registry_ids(line.text, line.start)]
    near = [found for line in parts for found in registry_ids(line.text, line.start)] if len(near) > 1 else near
    every = near or [found for line in own for found in registry_ids(line.text, line.start)]
    every = every or [(*place, name) for name, place in layout.registered.items()]
    names = list(dict.fromkeys(name for _, _, name in every))
    if names and len({_REGISTER.match(name)[0] for name in names}) == len(names):  # type: ignore[index]
        first = next((found for found in every if found[2].startswith("NCT")), every[0])
        draft.put("registry_id", first[2], first[:2])


#: the registry of a number
_REGISTER = re.compile(r"[A-Za-z]*")


_POOLED = frozenset({"meta-analysis", "systematic review", "pooled analysis"})
#: a sentence on where the study was done, or on whom it enrolled
_DONE_IN = Gated(
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
_FASHION = re.compile(r"[^.;:,]{0,20}?\sin\s+an?\s+(?P<how>[\w, -]{4,60}?\s(?:fashion|manner|way|design|study|trial))\b")
_PAPERS = re.compile(r"\b(?:papers|studies|reports|trials|articles|publications)\b", re.IGNORECASE)


def _put_design(entity: Entity, draft: Draft, naming: Sequence[Sentence], own: Sequence[Sentence], layout: Layout) -> None:
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
_ONE_OF_THEM = re.compile(r"(?:[•*–-]\s*)?(?:In\s+)?[Tt]he\s+(?:first|second|third|other|former|latter)\b")
_SEVERAL = re.compile(
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
_POOLS = re.compile(r"\b(?:trials|studies)\s?[(\[,:]\s*$")
_OPENS_BRACKET = re.compile(r"\s?[(\[]")
#: ``(Ito et al), and a compassionate use program``
_NEXT_ITEM = re.compile(r"[,;]\s+and\s+(?:an?|one|two)\s")
_JOINT = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|,?\s*and|&)\s+(?:the\s+)?")
_ALIKE = re.compile(
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
_TOGETHER = re.compile(r"\b(?:two|three|four|both)\s+[^.;:]{0,90}?\b(?:trials|studies)\b[,:]?\s+[(]?(?:the\s+)?$", re.IGNORECASE)
_BRACKETS = re.compile(r"(?:\s?[(\[][^()\[\]]{0,60}[)\]])?")


def _counted_together(line: Sentence) -> bool:
    """Whether a sentence counts several studies and lists their names."""
    gaps = [line.text[a.end - line.start : b.start - line.start] for (a, _), (b, _) in pairwise(line.named)]
    return bool(gaps and all(map(_JOINT.fullmatch, gaps)) and _TOGETHER.search(line.text[: line.named[0][0].start - line.start]))


def _own_part(entity: Entity, line: Sentence) -> Sentence:
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


def _agree(draft: Draft) -> None:
    """Single-center means one center and one center single-center; more than one center means multicenter."""
    words = str(draft.get("design") or "").split("; ") if draft.get("design") else []
    centers = draft.get("n_centers")
    if centers is None and "single-center" in words:
        draft.put("n_centers", 1, draft.marks["design"][0][:2], "normalised")
    elif isinstance(centers, int) and "multicenter" not in words and "single-center" not in words:
        told = "multicenter" if centers > 1 else "single-center"
        draft.put("design", "; ".join(sorted([*words, told])), draft.marks["n_centers"][0][:2], "normalised")
