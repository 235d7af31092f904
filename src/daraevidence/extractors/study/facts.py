"""What a document says of a study itself: design, size, centers, place, period, follow-up, registry number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.draft import Draft
from daraevidence.extractors.study.acronyms import registry_ids
from daraevidence.extractors.study.counts import counted_at_first
from daraevidence.extractors.study.designs import design_words
from daraevidence.extractors.study.labels import Labelled
from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.ranges import Layout
from daraevidence.extractors.study.sizes import NUMBER, PEOPLE, names_people, size_of, whole
from daraevidence.language.dates import find_dates
from daraevidence.language.gated import Gated
from daraevidence.language.vocabulary import terms

__all__ = ["put_facts"]

#: a unit is one of a dose as well, so that it needs a word for its kind: ``11 stroke units``
_PLACES = (
    r"(?:cent(?:er|re)s|sites|hospitals|institutions|clinics|practices|surgeries|departments|wards|facilities|schools|pharmacies|"
    r"(?:nursing|care)\s+homes|universities|laborator(?:ies|y\s+networks)|"
    r"(?:stroke|care|dialysis|burns?|neonatal|cardiac|coronary|renal|transplant|research|trauma|maternity|emergency|surgical|medical|[a-z]+(?:logy|tric|ation|iac|therapy))\s+units)"
)
_HOW_MANY_PLACES = (
    rf"(?P<n>{NUMBER})\s+(?P<adjectives>(?:(?!(?:at|in|of|from|by|{PEOPLE})\s|\d)[\w-]+\s+){{0,4}}?){_PLACES}\b(?:\s+(?:and|or)\s+{_PLACES}\b)?"
    rf"(?:\s+in\s+(?P<where>[A-Z][\w ]{{2,40}}(?:,\s+(?:and\s+)?[A-Z][\w ]{{2,30}}){{0,30}}))?"
)
_CENTERS = re.compile(
    r"\b(?:in|at|across|from|by|through|(?:registry|network|consortium|collaboration)\s+of)\s+(?:the\s+|a\s+total\s+of\s+)?"
    + _HOW_MANY_PLACES,
    re.IGNORECASE,
)
#: behind the label ``Setting:`` or ``Sites:``
_CENTERS_TOLD = re.compile(_HOW_MANY_PLACES, re.IGNORECASE)
_INSTITUTION = (
    r"(?:Cent(?:er|re)s?|Clinic|Hospitals?|University|Institute|Infirmary|College|School|Klinik|Klinikum|Universit\w+|"
    r"Charité|Hôpital|Ospedale|Foundation)"
)
_SITE = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Tt]he)\s+(?:the\s+)?(?P<site>(?:[A-Z][\w.&’'-]*|of|for|and|de|di|–|-|"
    r"[A-Z]\.)(?:,?\s+(?:[A-Z][\w.&’'-]*|of|for|and|the|de|di|–|-)){0,9})"
)
_FOLLOW_UP: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bmedian\s+(?:duration\s+of\s+)?follow(?:ed)?[- ]?up(?:\s+(?:time|duration|period))?\b[^.;]{0,90}?\b(?:was|of|is|"
        r":|,|at|were)\s+(?P<v>\d+(?:\.\d+)?)(?:\s*[(\[][^()\[\]]{1,50}[)\]])?\s*[- ]?(?P<u>months?|years?|weeks?|days?)\b",
        r"\b(?P<v>\d+(?:\.\d+)?)[- ](?P<u>months?|years?|weeks?|days?)(?:\s+of)?\s+(?:median\s+)?follow[- ]?up\b",
        r"\bfollow[- ]?up\s+(?:was|of)\s+(?P<v>\d+(?:\.\d+)?)\s*[- ]?(?P<u>months?|years?|weeks?|days?)\b",
        r"\bfollowed(?:[- ]?up)?\s+for\s+(?:a\s+)?(?:median|mean)\s+(?:of\s+)?(?P<v>\d+(?:\.\d+)?)\s*"
        r"(?P<u>months?|years?|weeks?|days?)\b",
        r"\bmedian\s+follow[- ]?up\s*[:,(]\s*(?P<v>\d+(?:\.\d+)?)\s*(?P<u>months?|years?|weeks?|days?)\b",
    )
)
_CITED = re.compile(r"\.\s?\[?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}\]?$")
_NO_PERIOD = re.compile(r"\b(?:cut-?off|literature\s+search|last\s+follow-?up|guideline)\b", re.IGNORECASE)
_COLLECTION = re.compile(r"\b(?:database|registry|maintained)\b", re.IGNORECASE)


def _is_no_period(text: str, place: int) -> bool:
    """Whether the words before a date make it none of the study's: a search, a database (not patients that are in it)."""
    before = text[max(0, place - 120) : place]
    last = max((match.end() for match in _COLLECTION.finditer(before)), default=-1)
    return _NO_PERIOD.search(before) is not None or (last >= 0 and not names_people(before[last:]))


def put_facts(entity: Entity, draft: Draft, layout: Layout, own: Sequence[Sentence]) -> None:
    """Fill the draft of a study from the sentences that tell of it (``own``, in order)."""
    naming = [line for line in own if any(found is entity for _, found in line.named)]
    _registry(draft, own, naming, layout)
    _put_design(entity, draft, naming, own, layout)
    parts = [_own_part(entity, line) for line in own]
    size = size_of(parts) or counted_at_first(parts, naming)
    if size is not None:
        draft.put("n_patients", size.n, (size.start, size.end))
        entity.sized = size.outright
    else:
        _put_single(draft, naming)
    for line in own:
        if "n_centers" not in draft.fields:
            _centers(draft, line)
        if "period_start" not in draft.fields:
            _period(draft, line)
        if "follow_up_median" not in draft.fields:
            _follow_up(draft, line)
        if "site" not in draft.fields:
            _site(draft, line)
    _country(draft, naming)
    _country(draft, [line for line in own if _DONE_IN.search(line.text)])
    for fact in layout.labelled:
        _put_labelled(entity, draft, fact)
    _agree(draft)


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


#: how many patients, behind a label: ``388 randomized``, ``n = 388``
_LABELLED_SIZE = re.compile(
    rf"\W{{0,3}}(?:[nN]\s?=\s?|a\s+total\s+of\s+)?(?P<n>{NUMBER})(?![.,]?\d)(?!\s*(?:[%-]|to\b|years?\b|months?\b|per\b))"
)


def _put_labelled(entity: Entity, draft: Draft, fact: Labelled) -> None:
    """Fill in what only a labelled line says: ``Sites: 74``."""
    line = Sentence(fact.start, fact.start + len(fact.value), fact.value, fact.block)
    if fact.fact == "design":
        for code, first, last in design_words(line.text, line.start):
            _add(draft, "design", code, (first, last))
        if "design" in draft.fields:
            draft.put("design", "; ".join(sorted(str(draft.get("design")).split("; "))))
    elif fact.fact == "centers" and "n_centers" not in draft.fields:
        alone = re.fullmatch(rf"\s*(?P<n>{NUMBER})\s*", line.text)
        number = whole(alone["n"]) if alone else None
        if alone and number:
            draft.put("n_centers", number, (line.start + alone.start("n"), line.start + alone.end("n")))
        else:
            _centers(draft, line, _CENTERS_TOLD)
    elif fact.fact == "country" and "country" not in draft.fields:
        for term in terms(line.text, line.start, frozenset({"country"})):
            _add(draft, "country", term.code, (term.start, term.end))
    elif fact.fact == "participants" and "n_patients" not in draft.fields:
        size = _LABELLED_SIZE.match(line.text)
        number = whole(size["n"]) if size else None
        if size and number:
            draft.put("n_patients", number, (line.start + size.start("n"), line.start + size.end("n")))
            entity.sized = True
    elif fact.fact == "period" and "period_start" not in draft.fields:
        _period(draft, line)
    elif fact.fact == "follow_up" and "follow_up_median" not in draft.fields:
        _labelled_follow_up(draft, line)


_DURATION = re.compile(r"\W{0,3}(?:median,?\s+)?(?P<v>\d+(?:\.\d+)?)\s*(?P<u>months?|years?|weeks?|days?)\b", re.IGNORECASE)


def _labelled_follow_up(draft: Draft, line: Sentence) -> None:
    """``Median follow-up: 21.4 months``."""
    match = _DURATION.match(line.text)
    if match:
        unit = match["u"].casefold()
        draft.put("follow_up_median", float(match["v"]), (line.start + match.start("v"), line.start + match.end("v")))
        at = (line.start + match.start("u"), line.start + match.end("u"))
        draft.put("follow_up_unit", unit if unit.endswith("s") else unit + "s", at)


def _registry(draft: Draft, own: Sequence[Sentence], naming: Sequence[Sentence], layout: Layout) -> None:
    """The registry number beside the study's name, else the only one in its part, else of a document on one study.

    Of numbers in several registries the first one counts; two of one registry are two studies.
    """
    near = [found for line in naming for found in registry_ids(line.text, line.start)]
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
    "carried|conducted|done|enrolled|included|performed|randomi|recruited|run|took",
    r"\b(?:conducted|performed|carried\s+out|run|done|took\s+place|enrolled|recruited|randomi[sz]ed|included)\b",
    re.IGNORECASE,
)
_THIS = Gated(
    "analysis|study|trial",
    r"\b(?:th(?:is|e)\s+)(?:[\w-]+,?\s+){0,5}?(?:study|trial|analysis)\s+(?:was|is)\b|"
    r"^(?:this|their|its)\s+(?:[\w-]+,?\s+(?:and\s+)?){1,8}?(?:study|trial|analysis)\b|"
    r"^(?:in|for)\s+this\s+(?:[\w-]+,?\s+(?:and\s+)?){1,8}?(?:study|trial|analysis)\b|"
    r"^we\s+(?:did|conducted|performed|undertook|carried\s+out)\s+an?\s+(?:[\w-]+,?\s+(?:and\s+)?){1,8}?(?:study|trial|analysis)\b",
    re.IGNORECASE,
)
#: what makes a study a randomized one, whatever it calls itself
_ASSIGNED = Gated(
    "random",
    rf"\b{PEOPLE}\b[^.;]{{0,60}}?\b(?:were|underwent|was)\s+(?:then\s+|equally\s+)?"
    r"(?P<random>randomi[sz]ed|randomly\s+(?:assigned|allocated)|randomi[sz]ation)\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"\b(?:papers|studies|reports|trials|articles|publications)\b", re.IGNORECASE)


def _put_design(entity: Entity, draft: Draft, naming: Sequence[Sentence], own: Sequence[Sentence], layout: Layout) -> None:
    """Design words of the sentences that name the study (each study its own part of them), of ``This study was a …`` and of
    sentences that speak of several papers by their citations."""
    found: dict[str, tuple[int, int]] = {}
    for line in naming:
        start, end = (line.start, line.end) if _named_alike(line) else _part(entity, line)
        for code, first, last in design_words(line.text[start - line.start : end - line.start], start):
            found.setdefault(code, (first, last))
    for line in own:
        match = _THIS.search(line.text)
        if match:
            for code, first, last in design_words(line.text[match.start() :], line.start + match.start()):
                found.setdefault(code, (first, last))
        assigned = _ASSIGNED.search(line.text) if "randomized" not in found and layout.at(line.start) is entity else None
        if assigned and found and not _POOLED.intersection(found) and "non-randomized" not in found:
            found["randomized"] = (line.start + assigned.start("random"), line.start + assigned.end("random"))
    for line in layout.by_citation.get(entity.cited[0], ()) if entity.cited else ():
        if len(line.cited) > 1 and not line.named and _PAPERS.search(line.text):
            for code, first, last in design_words(line.text, line.start):
                found.setdefault(code, (first, last))
    for number in entity.cited:
        for code, place in layout.kinds.get(number, ()):
            found.setdefault(code, place)
    if found:
        draft.put("design", "; ".join(sorted(found)))
        for place in found.values():
            draft.put("design", draft.get("design"), place, "normalised")


def _part(entity: Entity, line: Sentence) -> tuple[int, int]:
    """The part of a sentence that speaks of one of the studies named in it."""
    mine = [mention for mention, found in line.named if found is entity]
    others = [mention for mention, found in line.named if found is not entity]
    start = max([m.end for m in others if m.end <= mine[0].start], default=line.start)
    end = min([m.start for m in others if m.start >= mine[-1].end], default=line.end)
    return start, end


_JOINT = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:,|,?\s*and|&)\s+(?:the\s+)?")
_ALIKE = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?(?:(?:trials|studies)\s+)?(?:were|are|had)\b")


def _named_alike(line: Sentence) -> bool:
    """Whether a sentence says the same of several studies: ``ORION-1 (n=612) and ORION-2 (n=598) were …``."""
    last = line.named[-1][0]
    gaps = [line.text[a.end - line.start : b.start - line.start] for (a, _), (b, _) in pairwise(line.named)]
    behind = _ALIKE.match(line.text, last.end - line.start)
    return bool(gaps and behind and all(map(_JOINT.fullmatch, gaps)))


def _own_part(entity: Entity, line: Sentence) -> Sentence:
    """A sentence cut to what it says of one of the studies that it names."""
    told = [found for _, found in line.named if found.told]
    if len(told) < 2 or entity not in told:
        return line
    start, end = _part(entity, line)
    if start > line.start:  # behind another study it begins with its own name
        start = min(mention.start for mention, found in line.named if found is entity)
    return replace(line, start=start, end=end, text=line.text[start - line.start : end - line.start])


def _centers(draft: Draft, line: Sentence, pattern: re.Pattern[str] = _CENTERS) -> None:
    match = pattern.search(line.text)
    number = whole(match["n"]) if match else None
    if match is None or number is None or number < 1:
        return
    draft.put("n_centers", number, (line.start + match.start("n"), line.start + match.end("n")))
    for term in terms(line.text[match.start() : match.end()], line.start + match.start(), frozenset({"country"})):
        _add(draft, "country", term.code, (term.start, term.end))


_PLACE_OF_STUDY = re.compile(r"\s+(?:[\w-]+\s+){0,3}?(?:patients|cent(?:er|re)s|hospitals|registry|cohort|study|population)\b")


def _country(draft: Draft, naming: Sequence[Sentence]) -> None:
    """The country, where the sentences that name the study say ``in France`` or ``Italian patients``."""
    if "country" in draft.fields:
        return
    for line in naming:
        last = -1
        for term in terms(line.text, line.start, frozenset({"country"})):
            before = line.text[: term.start - line.start].rstrip()
            after = line.text[term.end - line.start :]
            if (
                (last >= 0 and _AND_IN.fullmatch(line.text[last : term.start - line.start]))
                or before.endswith((" in", " across", " from", " throughout"))
                or _CITY.search(before)
                or _PLACE_OF_STUDY.match(after)
            ):
                _add(draft, "country", term.code, (term.start, term.end))
                last = term.end - line.start
        if "country" in draft.fields:
            return


_AND_IN = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?")


#: ``two hospitals in Lyon,`` before the country
_CITY = re.compile(r"\b(?:in|from)\s+[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?,$")


def _add(draft: Draft, field: str, value: str, at: tuple[int, int]) -> None:
    old = draft.get(field)
    parts = [*(old.split("; ") if isinstance(old, str) else []), value]
    draft.put(field, "; ".join(dict.fromkeys(parts)), at, "normalised")


_NAMES_INSTITUTION = re.compile(rf"\b{_INSTITUTION}\b")
_TRAILING_WORDS = re.compile(r"(?:,?\s+(?:of|for|and|the|de|di|–|-))+$")
_NO_SITE = re.compile(r"(?:The\s+)?(?:study|patients)", re.IGNORECASE)


def _site(draft: Draft, line: Sentence) -> None:
    """``at the Mayo Clinic``, ``from the University of X``: capitalised words with one for an institution among them."""
    for match in _SITE.finditer(line.text):
        site = match["site"]
        if _NAMES_INSTITUTION.search(site) is None:
            continue
        site = _TRAILING_WORDS.sub("", site).rstrip(" ,.")
        if " " in site and not _NO_SITE.match(site):
            start = line.start + match.start("site")
            draft.put("site", site, (start, start + len(site)))
            return


def _period(draft: Draft, line: Sentence) -> None:
    """The first period of time in which patients were treated or enrolled, not one of a database."""
    cited = _CITED.search(line.text)
    for date in find_dates(line.text[: cited.start()] if cited else line.text):
        if not date.first or not date.last or date.first > date.last:
            continue
        if _is_no_period(line.text, date.start):
            continue
        at = (line.start + date.start, line.start + date.end)
        draft.put("period_start", date.first, at, "normalised").put("period_end", date.last, at, "normalised")
        return
    _one_end(draft, line)


_ENTERED = Gated(
    "accru|admitted|assigned|conducted|dosed|enrol|inclu|randomi|recruit|study|treated|trial|vaccinated",
    r"\b(?:enrol\w*|recruit\w*|randomi[sz]\w+|assigned|treated|vaccinated|dosed|inclu(?:ded|sion)|accru\w+|admitted|conducted|"
    r"(?:study|trial)\s+(?:began|started|ran|opened))\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|since|(?:beg(?:an|inning)|start(?:ed|ing)|opened|commenced)(?:\s+(?:in|on))?)\s+$|\bfirst\s+[^.;]{3,60}?\s(?:in|on)\s+$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:ended|closed|completed|finished|stopped|terminated)(?:\s+(?:in|on))?\s+$|\blast\s+(?:patient|participant)[^.;]{3,60}?\s(?:in|on)\s+$",
    re.IGNORECASE,
)


def _one_end(draft: Draft, line: Sentence) -> None:
    """The day that enrolment began or ended on, told alone: ``randomized from March 19, 2021``, ``Recruitment began in May``."""
    if not _ENTERED.search(line.text):
        return
    for date in find_dates(line.text):
        if not date.iso or _is_no_period(line.text, date.start):
            continue
        before = line.text[max(0, date.start - 80) : date.start]
        field = "period_start" if _FROM.search(before) else "period_end" if _UNTIL.search(before) else ""
        if field and field not in draft.fields:
            draft.put(field, date.iso, (line.start + date.start, line.start + date.end), "normalised")


def _follow_up(draft: Draft, line: Sentence) -> None:
    if "follow" not in line.text and "Follow" not in line.text:
        return
    for pattern in _FOLLOW_UP:
        match = pattern.search(line.text)
        if match:
            unit = match["u"].casefold()
            draft.put("follow_up_median", float(match["v"]), (line.start + match.start("v"), line.start + match.end("v")))
            draft.put(
                "follow_up_unit",
                unit if unit.endswith("s") else unit + "s",
                (line.start + match.start("u"), line.start + match.end("u")),
            )
            return


def _agree(draft: Draft) -> None:
    """Single-center means one center, and more than one center means multicenter."""
    words = str(draft.get("design") or "").split("; ") if draft.get("design") else []
    centers = draft.get("n_centers")
    if centers is None and "single-center" in words:
        draft.put("n_centers", 1, draft.marks["design"][0][:2], "normalised")
    elif isinstance(centers, int) and centers > 1 and "multicenter" not in words and "single-center" not in words:
        draft.put("design", "; ".join(sorted([*words, "multicenter"])), draft.marks["n_centers"][0][:2], "normalised")
