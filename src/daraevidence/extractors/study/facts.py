"""What a document says of a study itself: design, size, centers, place, period, follow-up, registry number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.study.designs import design_words
from daraevidence.extractors.study.designs_told import DONE_IN, own_part, put_design
from daraevidence.extractors.study.enrolled import ROUGH, Size, size_of
from daraevidence.extractors.study.labels import Labelled
from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.periods import put_follow_up, put_labelled_follow_up, put_period
from daraevidence.extractors.study.places import CENTERS_TOLD, add_to, put_centers, put_country, put_site
from daraevidence.extractors.study.ranges import Layout
from daraevidence.extractors.study.registries import registry_ids
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import terms

__all__ = ["put_facts"]


def put_facts(entity: Entity, draft: Draft, layout: Layout, own: Sequence[Sentence]) -> None:
    """Fill the draft of a study from the sentences that tell of it (``own``, in order)."""
    own = sorted(own, key=lambda line: line.block.section in layout.summaries)  # a summary may round, or be older
    naming = [line for line in own if any(found is entity for _, found in line.named)]
    parts = [own_part(entity, line) for line in own]
    _registry(draft, own, naming, [own_part(entity, line) for line in naming], layout)
    put_design(entity, draft, naming, own, layout)
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
    put_country(draft, [line for line in parts if DONE_IN.search(line.text)])
    for fact in layout.labelled:
        if len(layout.entities) == 1 or layout.at(fact.start) is entity:
            _put_labelled(entity, draft, fact)
    _agree(draft)


#: how many sentences of a report on one study may count its patients at first
_FIRST_LINES = 12
#: behind the name of a study: ``ORION (n=48)``
_IN_BRACKETS = compiled(
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
_OF_SO_MANY = compiled(
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
_YEAR_IN = compiled(r"(?<=\s)((?:19|20)\d\d)\s+(?!to\b|and\b|through\b)")
_YEAR_BEFORE = compiled(r"(?:^|[;,.(]\s?)[Ii]n\s+((?:19|20)\d\d),\s+(?:an?|another)\s+$")
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
_LABELLED_SIZE = compiled(
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
_REGISTER = compiled(r"[A-Za-z]*")


def _agree(draft: Draft) -> None:
    """Single-center means one center and one center single-center; more than one center means multicenter."""
    words = str(draft.get("design") or "").split("; ") if draft.get("design") else []
    centers = draft.get("n_centers")
    if centers is None and "single-center" in words:
        draft.put("n_centers", 1, draft.marks["design"][0][:2], "normalised")
    elif isinstance(centers, int) and "multicenter" not in words and "single-center" not in words:
        told = "multicenter" if centers > 1 else "single-center"
        draft.put("design", "; ".join(sorted([*words, told])), draft.marks["n_centers"][0][:2], "normalised")
