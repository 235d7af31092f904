"""What a document says of a study itself: design, size, centers, place, period, follow-up, registry number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.studies_named import Entity, Sentence
from daraevidence.extractors.study_names import registry_ids
from daraevidence.extractors.study_ranges import Layout
from daraevidence.language.vocabulary import terms

__all__ = ["NUMBER", "put_facts", "whole"]

#: Design words and their normal form; what the vocabulary has besides is added to these.
_DESIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        ("retrospective", r"\bretrospective(?:ly)?\b"),
        ("prospective", r"\bprospective(?:ly)?\b(?!\s+(?:maintained|collected|database))"),
        ("observational", r"\bobservational\b(?!\s+period)"),
        ("non-interventional", r"\bnon-?interventional\b"),
        ("randomized", r"(?<!non-)(?<!non)\brandomi[sz]ed\b(?!\s+to\b)"),
        ("non-randomized", r"\bnon-?randomi[sz]ed\b"),
        ("open-label", r"\bopen[- ]label\b"),
        ("double-blind", r"\bdouble[- ]blind(?:ed)?\b"),
        ("single-blind", r"\bsingle[- ]blind(?:ed)?\b"),
        ("placebo-controlled", r"\bplacebo[- ]controlled\b"),
        ("active-controlled", r"\bactive[- ]controlled\b"),
        ("single-arm", r"\bsingle[- ]arm\b"),
        ("crossover", r"\bcross-?over (?:study|trial|design)\b"),
        ("single-center", r"\b(?:single|one)[- ](?:cent(?:er|re)|institution(?:al)?)\b|\bmono-?cent(?:ric|er|re)\b"),
        ("multicenter", r"\bmulti-?(?:cent(?:er|re|ric)|institution(?:al)?)\b"),
        ("case-control", r"\bcase[- ]control(?:led)?\b"),
        ("case series", r"\bcase series\b"),
        ("case report", r"\bcase report\b"),
        ("chart review", r"\b(?:chart|medical[- ]records?) review\b"),
        ("cohort", r"\bcohort (?:study|studies|analysis)\b"),
        ("cross-sectional", r"\bcross[- ]sectional\b"),
        ("meta-analysis", r"\bmeta-?analys[ie]s\b"),
        ("systematic review", r"\bsystematic(?: literature)? review\b"),
        ("pooled analysis", r"\bpooled analys[ie]s\b"),
        ("post hoc", r"\bpost[- ]hoc\b"),
        ("registry", r"\bregistry(?:-based)? (?:study|analysis)\b"),
        ("real-world", r"\breal[- ](?:world|life)\b"),
        ("dose-escalation", r"\bdose[- ]escalat(?:ion|ing)\b(?! allowed)"),
        ("dose-finding", r"\bdose[- ]finding\b"),
        ("pilot", r"\bpilot (?:study|trial)\b"),
    )
)
_PHASE = re.compile(
    r"\bphase\s+(?P<low>[1-4]|I{1,3}|IV)(?P<letter>[ab])?(?:\s?[/-]\s?(?P<high>[1-4]|I{1,3}|IV)(?P<last>[ab])?)?\b", re.IGNORECASE
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_WORDS = {word: number for number, word in enumerate([*_ONES, *_TEENS])}
_TENS = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
#: A whole number in digits or words.
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+|(?i:(?:" + "|".join(_TENS) + ")(?:-(?:" + "|".join(_ONES[1:10]) + r"))?|"
    r"(?:" + "|".join(reversed(_WORDS)) + r"))(?![\w-]))"
)
_NUMBER = rf"(?P<n>{NUMBER})"
_PEOPLE = r"(?:patients|participants|subjects|adults|children|individuals|women|men|people|infants|adolescents|volunteers|cases)"
_ADJECTIVES = r"(?:(?!and\b|or\b|to\b|with\b|who\b|in\b|of\b|were\b)[\w/+‐-]+(?:,)?\s+){0,7}?"
_ENTERED = r"(?:included|enrolled|recruited|randomi[sz]ed|randomly\s+assigned|analy[sz]ed|evaluated|identified|treated|studied|registered)"
_SIZES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Aa]\s+total\s+of\s+{_NUMBER}\s+{_ADJECTIVES}{_PEOPLE}\b",
        rf"\b(?:included|enrolled|recruited|randomi[sz]ed|enrolling|randomi[sz]ing|including|recruiting)\s+(?:a\s+total\s+of\s+)?{_NUMBER}\s+{_ADJECTIVES}{_PEOPLE}\b",
        rf"\b(?:case\s+series|series|analysis|study|trial|cohort|review|experience|survey|registry|data|sample)\s+(?:of|in|with|on|from|involving|among)\s+(?:treating\s+)?{_NUMBER}\s+{_ADJECTIVES}{_PEOPLE}\b",
        rf"\b(?:experience|treatment|outcomes?|results)\s+(?:of|in|with|from)\s+(?:treating\s+)?{_NUMBER}\s+{_ADJECTIVES}{_PEOPLE}\b",
        rf"(?:^|[.;:]\s|,\s){_NUMBER}\s+consecutive\s+{_ADJECTIVES}{_PEOPLE}\b",
        rf"(?:^|^Overall,\s|[.;]\s|^In\s+total,\s){_NUMBER}\s+{_ADJECTIVES}{_PEOPLE}\b(?:\s+who\s[^.;]{{0,80}}?|\s+with\s[^.;]{{0,80}}?)?\s+(?:will\s+be|were|have\s+been|had\s+been|are|was)\s+{_ENTERED}\b(?!\s+(?:with|to|from\s+the))",
    )
)
_CENTERS = re.compile(
    rf"\b(?:in|at|across|from|by)\s+(?:the\s+)?{_NUMBER}\s+(?P<adjectives>(?:[\w-]+\s+){{0,4}}?)(?:cent(?:er|re)s|sites|hospitals|institutions|clinics)\b(?:\s+in\s+(?P<where>[A-Z][\w ]{{2,40}}))?",
    re.IGNORECASE,
)
_INSTITUTION = r"(?:Cent(?:er|re)s?|Clinic|Hospitals?|University|Institute|Infirmary|College|School|Klinik|Klinikum|Universit\w+|Charité|Hôpital|Ospedale|Foundation)"
_SITE = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Tt]he)\s+(?:the\s+)?(?P<site>(?:[A-Z][\w.&’'-]*|of|for|and|de|di|–|-|[A-Z]\.)(?:,?\s+(?:[A-Z][\w.&’'-]*|of|for|and|the|de|di|–|-)){0,9})"
)
_FOLLOW_UP: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bmedian\s+(?:duration\s+of\s+)?follow(?:ed)?[- ]?up(?:\s+(?:time|duration|period))?\b[^.;]{0,90}?\b(?:was|of|is|:|,|at|were)\s+(?P<v>\d+(?:\.\d+)?)\s*[- ]?(?P<u>months?|years?|weeks?|days?)\b",
        r"\b(?P<v>\d+(?:\.\d+)?)[- ](?P<u>months?|years?|weeks?|days?)(?:\s+of)?\s+(?:median\s+)?follow[- ]?up\b",
        r"\bfollow[- ]?up\s+(?:was|of)\s+(?P<v>\d+(?:\.\d+)?)\s*[- ]?(?P<u>months?|years?|weeks?|days?)\b",
        r"\bmedian\s+follow[- ]?up\s*[:,(]\s*(?P<v>\d+(?:\.\d+)?)\s*(?P<u>months?|years?|weeks?|days?)\b",
    )
)
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,\s+)?)?(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"\b(?:from|between|during|in|of|over)\s+(?:the\s+(?:period|years?)\s+)?(?:of\s+|from\s+|between\s+)?(?P<a>{_DATE}|{_MONTH}(?=\s+(?:to|and|through)\s)),?\s*(?:to|and|through|until|till|-|–)\s*(?P<b>{_DATE})\b|"
    rf"(?P<c>{_DATE})\s*(?:to|through|–|-)\s*(?P<d>{_DATE})\b",
    re.IGNORECASE,
)
_NO_PERIOD = re.compile(
    r"\b(?:database|registry|maintained|cut-?off|literature\s+search|last\s+follow-?up|guideline)\b", re.IGNORECASE
)


def whole(text: str) -> int | None:
    """A whole number in digits or words, else ``None``: ``1,204``, ``twenty-one``, ``seven``."""
    plain = text.replace(",", "").casefold()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) < 10 else None
    tens, _, one = plain.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_WORDS.get(one, 0) if one else 0)
    return _WORDS.get(plain)


def iso(text: str) -> str:
    """A date in ISO form, as precise as printed: ``8 May 2024`` → 2024-05-08, ``May 2024`` → 2024-05, ``2024`` → 2024."""
    year = re.search(r"(?:19|20)\d\d", text)
    month = re.search(r"[A-Za-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text))
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    number = _MONTHS.get(month[0].casefold()) if month else None
    if year is None:
        return ""
    if number is None:
        return year[0]
    return f"{year[0]}-{number:02d}" + (f"-{int(day[0]):02d}" if day and 1 <= int(day[0]) <= 31 else "")


def put_facts(entity: Entity, draft: Draft, layout: Layout, own: Sequence[Sentence]) -> None:
    """Fill the draft of a study from the sentences that tell of it (``own``, in order)."""
    naming = [line for line in own if any(found is entity for _, found in line.named)]
    _registry(draft, own, naming)
    _put_design(entity, draft, naming, own, layout)
    _size(draft, own)
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
    _agree(draft)


def _registry(draft: Draft, own: Sequence[Sentence], naming: Sequence[Sentence]) -> None:
    """The registry number beside the study's name, else the only one in its part."""
    near = [found for line in naming for found in registry_ids(line.text, line.start)]
    every = near or [found for line in own for found in registry_ids(line.text, line.start)]
    if len({name for _, _, name in every}) == 1:
        draft.put("registry_id", every[0][2], every[0][:2])


def design_words(text: str, offset: int) -> Iterator[tuple[str, int, int]]:
    """Design words of a text in normal form, with their places."""
    for code, pattern in _DESIGNS:
        match = pattern.search(text)
        if match:
            yield code, offset + match.start(), offset + match.end()
    for match in _PHASE.finditer(text):
        low = _ROMAN.get(match["low"].casefold(), match["low"]) + (match["letter"] or "").casefold()
        high = match["high"]
        code = f"phase {low}" + (f"/{_ROMAN.get(high.casefold(), high)}{(match['last'] or '').casefold()}" if high else "")
        yield code, offset + match.start(), offset + match.end()


_THIS = re.compile(r"\b(?:th(?:is|e)\s+)(?:[\w-]+,?\s+){0,5}?(?:study|trial|analysis)\s+(?:was|is)\b", re.IGNORECASE)
_PAPERS = re.compile(r"\b(?:papers|studies|reports|trials|articles|publications)\b", re.IGNORECASE)


def _put_design(entity: Entity, draft: Draft, naming: Sequence[Sentence], own: Sequence[Sentence], layout: Layout) -> None:
    """Design words of the sentences that name the study (each study its own part of them), of ``This study was a …`` and of
    sentences that speak of several papers by their citations."""
    found: dict[str, tuple[int, int]] = {}
    for line in naming:
        start, end = _part(entity, line)
        for code, first, last in design_words(line.text[start - line.start : end - line.start], start):
            found.setdefault(code, (first, last))
    for line in own:
        match = _THIS.search(line.text)
        if match:
            for code, first, last in design_words(line.text[match.start() :], line.start + match.start()):
                found.setdefault(code, (first, last))
    for line in layout.by_citation.get(entity.cited[0], ()) if entity.cited else ():
        if len(line.cited) > 1 and not line.named and _PAPERS.search(line.text):
            for code, first, last in design_words(line.text, line.start):
                found.setdefault(code, (first, last))
    for number in entity.cited:
        if number in layout.abstracts:
            found.setdefault("abstract", layout.abstracts[number])
    if found:
        draft.put("design", "; ".join(sorted(found)))
        for place in found.values():
            draft.put("design", draft.get("design"), place, "normalised")


def _part(entity: Entity, line: Sentence) -> tuple[int, int]:
    """The part of a sentence that speaks of one of the studies named in it."""
    others = [mention for mention, found in line.named if found is not entity]
    mine = [mention for mention, found in line.named if found is entity]
    start = max([m.end for m in others if m.end <= mine[0].start], default=line.start)
    end = min([m.start for m in others if m.start >= mine[-1].end], default=line.end)
    return start, end


_EXCLUDED = re.compile(r"\b(?:excluded|screened|ineligible|approached|withdrawn|lost)\b", re.IGNORECASE)


_CONTROL = re.compile(r"\b(?:control|comparison|comparator|historical|matched|reference|placebo)\s+[^.;,]{0,30}$", re.IGNORECASE)
_COMPARING = re.compile(rf"\b\d+\s+(?:[\w/-]+\s+){{0,4}}?{_PEOPLE}\b[^.;]*\b(?:and|to|with|versus|vs\.?)\s[^.;]{{0,60}}$")


def _size(draft: Draft, own: Sequence[Sentence]) -> None:
    """The study's own number of patients: the first that is told as its total."""
    best: tuple[int, int, int, int] | None = None
    for line in own:
        for rank, pattern in enumerate(_SIZES):
            match = pattern.search(line.text)
            number = whole(match["n"]) if match else None
            if match is None or number is None or number < 1:
                continue
            rest = line.text[match.start() : match.end() + 40]
            before = line.text[max(0, match.start() - 200) : match.start("n")]
            if _EXCLUDED.search(rest) or _CONTROL.search(before) or _COMPARING.search(before):
                continue
            if _compared(line.text, match.end()):
                continue
            order = 0 if rank < 4 else 1
            if best is None or order < best[0]:
                best = (order, number, line.start + match.start("n"), line.start + match.end("n"))
            break
    if best is not None:
        draft.put("n_patients", best[1], best[2:])


def _compared(text: str, place: int) -> bool:
    """Whether the number is that of one of two groups set side by side."""
    rest = text[place : place + 200]
    return bool(
        re.search(
            rf"\b(?:and|to|with|versus|vs\.?)\s+(?:an?\s+[\w\s-]{{0,40}}?\bof\s+)?\d+\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}\b", rest
        )
    )


def _centers(draft: Draft, line: Sentence) -> None:
    match = _CENTERS.search(line.text)
    number = whole(match["n"]) if match else None
    if match is None or number is None or number < 1:
        return
    draft.put("n_centers", number, (line.start + match.start("n"), line.start + match.end("n")))
    for term in terms(line.text[match.start() : match.end()], line.start + match.start(), frozenset({"country"})):
        _add(draft, "country", term.code, (term.start, term.end))


def _country(draft: Draft, naming: Sequence[Sentence]) -> None:
    """The country, where the sentences that name the study say ``in France`` or ``Italian patients``."""
    if "country" in draft.fields:
        return
    for line in naming:
        for term in terms(line.text, line.start, frozenset({"country"})):
            before = line.text[: term.start - line.start].rstrip()
            after = line.text[term.end - line.start :]
            if before.endswith((" in", " across", " from", " throughout")) or re.match(
                r"\s+(?:[\w-]+\s+){0,3}?(?:patients|cent(?:er|re)s|hospitals|registry|cohort|study|population)\b", after
            ):
                _add(draft, "country", term.code, (term.start, term.end))
        if "country" in draft.fields:
            return


def _add(draft: Draft, field: str, value: str, at: tuple[int, int]) -> None:
    old = draft.get(field)
    parts = [*(old.split("; ") if isinstance(old, str) else []), value]
    draft.put(field, "; ".join(dict.fromkeys(parts)), at, "normalised")


def _site(draft: Draft, line: Sentence) -> None:
    """``at the Mayo Clinic``, ``from the University of X``: capitalised words with one for an institution among them."""
    for match in _SITE.finditer(line.text):
        site = match["site"]
        if re.search(rf"\b{_INSTITUTION}\b", site) is None:
            continue
        site = re.sub(r"(?:,?\s+(?:of|for|and|the|de|di|–|-))+$", "", site).rstrip(" ,.")
        if " " in site and not re.match(r"(?:The\s+)?(?:study|patients)", site, re.IGNORECASE):
            start = line.start + match.start("site")
            draft.put("site", site, (start, start + len(site)))
            return


def _period(draft: Draft, line: Sentence) -> None:
    """The first range of dates that is no database's."""
    for match in _PERIOD.finditer(line.text):
        before = line.text[max(0, match.start() - 120) : match.start()]
        if _NO_PERIOD.search(before):
            continue
        first, last = ("a", "b") if match["a"] else ("c", "d")
        end = iso(match[last])
        start = iso(match[first]) or (iso(f"{match[first]} {end[:4]}") if end else "")
        if not start or not end or start > end:
            continue
        draft.put("period_start", start, (line.start + match.start(first), line.start + match.end(first)), "normalised")
        draft.put("period_end", end, (line.start + match.start(last), line.start + match.end(last)), "normalised")
        return


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
