"""Studies that bear no name: what a text says they are, ``a retrospective analysis of 210 adults``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.extractors.study.names import StudyMention
from daraevidence.extractors.study.sizes import whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import TermKind, terms
from daraevidence.language.word_classes import ABOUT, TWO_TO_TWELVE

__all__ = ["DESIGN_WORDS", "headed_by_number", "is_done", "own_study", "titled_kind", "told_by_kind"]

DESIGN_WORDS = (
    r"retrospective|prospective|observational|randomi[sz]ed|open-label|(?:single|double)-(?:blind|center|centre|arm|institution)|"
    r"multi-?(?:center|centre)|phase\s+\S{1,4}|real-(?:world|life)|systematic|pooled|case[- ]control|cross-sectional|"
    r"population-based|"
    r"registry(?:-based)?|register(?:-based)?|nationwide|non-?interventional|matched|cohort|pilot|exploratory|post[- ]hoc|claims|"
    r"database|insurance|post-?marketing|pharmacovigilance|compassionate[- ]use|expanded[- ]access|early[- ]access|"
    r"named[- ]patient|dose-(?:finding|escalation|ranging)|non-?inferiority|cross-?over|pragmatic|feasibility|longitudinal|"
    r"propensity[- ]\w+|hospital-based|(?:multi|inter)national|before-(?:and-)?after|parallel-group|placebo-controlled|"
    r"individual[- ]patient[- ]data"
)
_HEAD = (
    r"meta-?analysis|analysis|study|trial|review|case series|series|case report|experience|survey|cohort|comparison|"
    r"registry|register|chart review|report|audit|program(?:me)?|linkage"
)
#: a citation may be glued to it: ``a meta-analysis5 that combined 11 studies``
_KIND = compiled(rf"\b(?P<head>{_HEAD})(?P<cited>\d{{1,2}}(?:[,–-]\d{{1,2}}){{0,4}})?\b", re.IGNORECASE)
_LEAD = compiled(
    r"(?:^|[\s(])(?:an?|one|another|(?P<owner>[A-Z][\w&.-]*(?:’s|'s))|the(?=\s+(?:largest|(?:[\w-]+\s+)?(?:compassionate|expanded|early|named)))|"
    r"(?P<known>the)(?=\s+(?-i:[A-Z])))\s+"
    r"(?P<modifiers>(?:(?!(?:an?|the|is|was|are|were|of|in|from|with|that|which)\s)[\w/.’'‐-]+,?\s+){0,7})$",
    re.IGNORECASE,
)
_DESIGNED = compiled(rf"\b(?:{DESIGN_WORDS})\b", re.IGNORECASE)
_SELF_EVIDENT = compiled(r"meta-?analysis|systematic review|case series", re.IGNORECASE)
#: ``A registry from Norway``, ``a cohort of 340 infants``
_OF_SOME = compiled(r"(?P<place>\s+(?:from|in|of)\s+(?:the\s+)?[A-ZÀ-Þ][a-zà-ÿ]+(?:\s[A-ZÀ-Þ][a-zà-ÿ]+){0,2})|\s+of\s+\d")
_COLLECTIONS = frozenset(("registry", "register", "cohort", "series", "chart review", "audit", "survey", "case series"))
_COMPARED = compiled(r"\b(?:control|comparison|comparator|reference|validation|training|derivation|sub)", re.IGNORECASE)
_SUBJECT = compiled(
    r"(?:\s+in\s+this\s+(?:issue|journal)(?:\d{1,2})?)?\s+(?:of|in(?!\s+this\s)|among|including|pools|pooled|combines|"
    r"combined|involving|enrolling|covering|tracking|following|with|from|(?:that|which)\s+(?:\w+ed|brought\s+together|"
    rf"took\s+in))\s+(?:the\s+)?(?:data\s+(?:from|on)\s+)?(?:(?:{ABOUT})\s+(?=\d))?(?P<n>\d[\d,]*|"
    rf"[a-z]+)\s[^.;:,()]{{0,70}}?\b(?:studies|trials|reports|cases|{PEOPLE}|cohorts|publications|papers|records|births|"
    r"pregnancies)(?=\d{0,2}\b)"
)
_THAT = compiled(r"(?:(?:that|which)\s+\w+|\b(?:pools|pooled|combines|combined|includes|included))(?:\s+(?:together|in))?\b")
#: where a study is printed, behind the words for it: ``a meta-analysis in this issue5 pools 14 trials``
_HERE = compiled(r"^\s+in\s+this\s+(?:issue|journal)(?:\s+of\s+the\s+\w+)?\d{0,2}\s+")
#: what a further look at a study is called, which makes no study of its own without patients of its own
_AGAIN = compiled(
    r"(?=.*(?:analys|comparison))(?:.*\b)?(?:post[- ]hoc|exploratory|subgroup|interim|sensitivity|primary|final|landmark|"
    r"pre-?specified|multivaria\w+|univaria\w+|matched|secondary|ad[- ]hoc|adjusted|further|separate)\b",
    re.IGNORECASE,
)
#: ``The best evidence is a cohort of 214 patients``: what is said to be a study is none that is known already
_SAID_OF_KNOWN = compiled(
    r"\b(?:this|it|that|these|they|ours|stud(?:y|ies)|trials?|analys[ei]s|review|series|registry|survey|design)\b[^.;:]{0,40}$|"
    r"(?:\b(?:conducted|performed|through|using|via|such|as|designed)\s*)$",
    re.IGNORECASE,
)
#: ``The largest study is a cohort of 214 patients``
_NEW = compiled(
    r"\b(?:best|biggest|earliest|first|fullest|largest|latest|most|newest|only|other|second|sole|strongest|third)\b",
    re.IGNORECASE,
)
_PREDICATE = compiled(r"\b(?:was|is|were|are|as|be|being|been|conducted|performed|through|using|via|such)\s*$", re.IGNORECASE)


#: what the words of ``_HEAD`` hold, and those of ``_OWN``
_HEADS = (
    "analys",
    "study",
    "trial",
    "review",
    "series",
    "report",
    "experience",
    "survey",
    "cohort",
    "comparison",
    "regist",
    "audit",
    "program",
    "linkage",
)


def _may_name_kind(text: str) -> bool:
    """Whether a word for a study stands in a text; a gate."""
    folded = text.casefold()
    return any(map(folded.__contains__, _HEADS))


#: what a study does that is told of, behind the words for it, and what is said of one that is only to come
_WAS_DONE = (
    r"compare[sd]|examine[sd]|evaluate[sd]|assesse[sd]|investigate[sd]|tested|enroll?ed|included|recruited|randomi[sz]ed|randomly|assigned|allocated|"
    r"followed|tracked|looked|analy[sz]ed|pooled|measured|treated|found|finds|shows?|showed|shown|reported|suggest(?:s|ed)|demonstrate[sd]|concluded|"
    r"revealed|confirmed|failed|(?:was|were)\s+(?:\w+ly\s+)?(?:conducted|carried\s+out|performed|undertaken|done|run|stopped|designed)"
)
_DONE = compiled(
    r"(?:(?!\b(?:is|are|will|would|should|could|may|might|needed|planned|ongoing|underway|to|it|they|we)\s)[^.;:?!]){0,140}?"
    rf"\b(?:{_WAS_DONE})\b"
)
_TO_COME = compiled(
    r"\b(?:future|further|ongoing|planned|larger|animal|mouse|mice|rat|case|preclinical|laboratory|vitro|modelling|modeling|previous|"
    r"feeding|cell|pharmacokinetic|interaction)\b",
    re.IGNORECASE,
)
#: a study that is wished for (``a prospective trial is still needed``); what belongs to a study (``study drug``)
_NONE = compiled(
    r"\s+(?:(?:is|are|would\s+be|will\s+be|remains?|seems?)\s+(?:\w+\s+){0,2}?(?:needed|required|warranted|awaited|wanted|lacking|missing|"
    r"justified|desirable|overdue|called\s+for)|(?:drugs?|medications?|visits?|sites?|personnel|staff|products?|protocols?|entry|"
    r"enroll?ment|teams?)\b)",
    re.IGNORECASE,
)
#: ``study using citalopram``, ``trial from France``
_WHICH = compiled(r"\s+(?:from|in|of|using|with)\s+(?:(?:the|an?)\s+)?[\w-]+(?:\s[A-Z][a-z]+)?")


def is_done(text: str, end: int) -> bool:
    """Whether a sentence says, behind the words for a study, what it did: ``… trial (n=40) compared``, ``… was conducted``."""
    return _DONE.match(text, end) is not None


def told_by_kind(text: str, offset: int = 0, *, cited: bool = False) -> Iterator[StudyMention]:
    """Studies that bear no name: the noun phrase that says what they are, without its article.

    Reads ``A retrospective analysis of 210 adults with asthma``, ``in a meta-analysis of 9 trials``, ``The best evidence is
    a cohort study of 64 children``, ``a study of 93 women``, ``a 2015 trial``, ``three phase 3 trials of 412
    adults``; in a text that cites its studies (``cited``) also ``One study compared``; not ``This was a retrospective study``
    (said of a study that is known already), ``several case reports``, ``a scoring model``, ``in a post hoc analysis``.
    """
    found: dict[int, StudyMention] = {}
    for match in _KIND.finditer(text) if _may_name_kind(text) else ():
        low = max(0, match.start() - 110)
        lead = _LEAD.search(text[low : match.start()])
        if lead is None:
            continue
        modifiers = lead["modifiers"]
        if _NONE.match(text, match.end()):
            continue
        if lead["known"] and not (
            _of_country(modifiers) and match["head"].casefold() in _COLLECTIONS and is_done(text, match.end())
        ):
            continue  # "the Icelandic registry reported on 37 patients"
        opens = not text[: low + lead.start()].strip()
        collected = match["head"].casefold() in _COLLECTIONS and opens and not _COMPARED.search(modifiers)
        some = _OF_SOME.match(text, match.end()) if collected else None
        subject = _SUBJECT.match(text, match.end())
        sized = subject is not None and whole(subject["n"]) is not None
        if subject and not sized and _FINITE.search(subject[0]):
            subject = None  # "of oxybutynin was done in adults"
        bare = False
        if not (
            some
            or (sized and match["head"].casefold() in _HELD)
            or _DESIGNED.search(modifiers)
            or _DATED.search(modifiers)
            or (_ORDINAL.search(modifiers) and match["head"].casefold() in _HELD)
            or _of_country(modifiers)
            or _SELF_EVIDENT.search(modifiers + match["head"])
        ):
            bare = cited and match["head"].casefold() in _HELD and not _TO_COME.search(modifiers) and is_done(text, match.end())
            if not bare:
                continue
        before = text[low : low + lead.start() + 1]
        if _PREDICATE.search(before) and not (sized and (_NEW.search(before) or not _SAID_OF_KNOWN.search(before))):
            continue
        if not sized and _AGAIN.match(modifiers + match["head"]):
            continue
        start = low + lead.start("modifiers")
        some = some if some and some["place"] else _WHICH.match(text, match.end()) if bare else None
        end = subject.end() if subject else some.end() if some else match.end()
        number = _REGISTERED.match(text, end)
        found[start] = StudyMention(
            offset + start,
            offset + end,
            "kind",
            _kind_name(text[start:end], match, start),
            registered=number["id"] if number else "",
        )
    for match in _SEVERAL.finditer(text):
        aside = _ASIDE.match(text, match.end())
        subject = _SUBJECT.match(text, aside.end() if aside else match.end())
        if subject and whole(subject["n"]) and not _PREDICATE.search(text[: match.start()]):
            name = " ".join((match[0] + subject[0]).split())
            found[match.start()] = StudyMention(offset + match.start(), offset + subject.end(), "kind", name)
    yield from found.values()


#: a registry number in brackets: ``(ClinicalTrials.gov NCT01234567)``
_REGISTERED = compiled(r"\s?[(\[](?:[A-Za-z.]{3,20}[\s:,]{1,2}){0,3}(?P<id>NCT\d{8}|ISRCTN\d{8})\s?[)\];,]")
#: a study of so many people is one whatever else is said of it: ``a study of 93 women``, ``a 2015 trial``
_HELD = frozenset(("study", "trial", "survey", "report"))
_FINITE = compiled(r"\b(?:was|were|is|are|had|has|compared|evaluated|showed|found|enrolled|included)\b")
#: one more than those told already: ``In a third trial,``
_ORDINAL = compiled(r"\b(?:second|third|fourth|fifth|subsequent|confirmatory)\b", re.IGNORECASE)
_DATED = compiled(r"(?:^|\s)(?:19|20)\d\d\s")
#: trials that are told of together: ``three phase 3 trials of 1,558 adults``
_SEVERAL = Gated(
    "trials|studies",
    r"\b(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|(?<![\d.,] )(?<![.,\d])[2-9])\s+"
    rf"(?=(?:[\w/.‐-]+,?\s+){{0,6}}?(?:clinical|pivotal|(?i:{DESIGN_WORDS}))\b)"
    r"(?:(?!(?:of|in|and|with|from)\s)[\w/.‐-]+,?\s+){1,7}?(?:trials|studies)\b",
)


_ASIDE = compiled(r"\s?\([^()]{0,60}\)")


def _of_country(modifiers: str) -> bool:
    """``A Swiss trial``, ``a large Danish survey``."""
    return any(True for _ in terms(modifiers, 0, _COUNTRY)) if any(map(str.isupper, modifiers)) else False


_COUNTRY: frozenset[TermKind] = frozenset({"country"})


def _kind_name(text: str, match: re.Match[str], start: int) -> str:
    """The words for a study without the citation in them: ``meta-analysis5 that combined 11 trials`` is one of 11 trials."""
    head, rest = text[: match.end("head") - start], _HERE.sub(" ", text[match.end() - start :], 1)
    words = " ".join((head + _THAT.sub("of", rest, 1)).split())
    return _METAANALYSIS.sub("eta-analysis", words)


_METAANALYSIS = compiled(r"(?<=[Mm])etaanalysis")


_IN_TITLE = compiled(
    rf"(?:^|[:.–-]\s+)(?:(?:[Rr]esults|[Ff]indings|[Rr]eport)\s+(?:[Ff]rom|[Oo]f)\s+)?(?:an?\s+|the\s+)?"
    rf"(?P<name>(?:(?!(?:of|in|for|with|and|the|an?)\s)[\w/‐-]+,?\s+){{0,6}}(?:{_HEAD}))\b(?!\s+(?:protocol|group))"
    r"(?P<where>\s+(?:of|in|at|from)\s+[\w ]{3,60}?(?=\s*(?:$|[.,;:(])))?",
    re.IGNORECASE,
)


def headed_by_number(text: str, offset: int) -> StudyMention | None:
    """The study of a heading that gives its registry number, ``Phase 1 Study in Healthy Volunteers (NCT01234567)``."""
    found = _REGISTERED.search(text)
    if found is None or not _KIND.search(text):
        return None
    return StudyMention(offset, offset + len(text), "kind", " ".join(text[: found.start()].split()), registered=found["id"])


def titled_kind(text: str, offset: int, *, anywhere: bool) -> StudyMention | None:
    """What a title says that a report is, ``…: a cohort study in 9 clinics``; of a sentence only what it begins with."""
    for match in _IN_TITLE.finditer(text) if _may_name_kind(text) else ():
        if match.start() > 0 and not anywhere:
            return None
        if _DESIGNED.search(match["name"]) or _SELF_EVIDENT.search(match["name"]):
            end = match.end("where") if match["where"] else match.end("name")
            name = " ".join(text[match.start("name") : end].split())
            return StudyMention(offset + match.start("name"), offset + end, "kind", name, own=True)
    return None


_OWN = compiled(
    r"\b(?:[Tt]his\s+(?:was|is)\s+an?|(?:[Ii]n\s+)?[Tt]h(?:is|e\s+present|e\s+current)|(?:[Ww]e|[Tt]he\s+authors)\s+(?:\w+ly\s+)?"
    r"(?:conducted|performed|carried\s+out|undertook|did|report(?:ed)?(?:\s+(?:on|the\s+results\s+of))?)\s+an?)\s+"
    r"(?P<modifiers>(?:[\w/‐-]+,?\s+(?:and\s+)?){1,9}?)(?P<head>study|trial|analysis|review|meta-analysis|case\s+series|survey)\b"
)
#: ``We enrolled 30 patients with gout in a double-blind trial``
_OWN_IN = Gated(
    "enrol|recruited|randomi|assigned|allocated|followed",
    r"\b[Ww]e\s+(?:\w+ly\s+)?(?:enroll?ed|recruited|randomi[sz]ed|assigned|allocated|followed)\s[^.;:]{3,110}?\s(?:in|into|to|for)\s+"
    r"(?:an?|this|our)\s+(?P<modifiers>(?:[\w/‐-]+,?\s+(?:and\s+)?){1,8}?)(?P<head>study|trial|survey|cohort)\b",
)
_OWN_PATIENTS = Gated(
    "analy|describe|evaluated|identified|present|report|reviewed|studied|treated",
    r"\b(?:[Ww]e|[Hh]ere(?:in)?,?\s+we)\s+(?:(?:here|also|now|have|retrospectively|prospectively)\s+){0,2}(?:describe[sd]?|"
    r"report(?:ed)?(?:\s+on)?|present(?:ed)?|treated|reviewed|analy[sz]ed|studied|evaluated|"
    r"identified)\s+(?:(?:the\s+)?(?:medical\s+|clinical\s+|electronic\s+)?(?:records|charts|files|notes|data)\s+(?:of|from|"
    r"on)\s+)?(?P<patients>(?:(?:a|the|all)\s+)?(?:(?:case\s+)?series\s+of\s+)?(?:\d[\d,]*|"
    rf"{TWO_TO_TWELVE})\s+(?:[\w/-]+\s+){{0,4}}?(?:cases|{PEOPLE})(?:\s+with\s+(?!an?\s+(?:median|"
    r"mean)\b)[\w/ -]{2,60}?(?=\s+(?:who|treated|given|at|in|from|between|receiving)\b|[.,;(]))?)",
)


#: the authors' own patients in a paper on others' studies
_OWN_EXPERIENCE = Gated(
    "cohort|experience|practice|series|audit|registry",
    r"\b(?:[Ii]n|[Oo]f|[Ff]rom|add|report|share|present|describe)\s+(?P<name>our\s+own\s+(?:[\w-]+\s+){0,3}?(?:experience|series|cohort|practice)|"
    r"our\s+(?:[\w-]+\s+){0,2}?(?:experience|series|cohort))\b|"
    r"(?:^|[;,]\s)(?P<ours>[Oo]ur\s+(?:own\s+)?(?:[\w-]+\s+){0,3}?(?:experience|series|cohort|audit|registry)|"
    r"[Oo]ur\s+own\s+(?:[\w-]+\s+){0,3}?practice)\b",
)


def own_study(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """The study that a report is about, in the report's own words: ``this double-blind, phase 2 trial``, ``We conducted a …``,
    ``We describe five patients with …``, ``in our own experience``."""
    for match in _OWN.finditer(text) if _may_name_kind(text) else ():
        if _DESIGNED.search(match["modifiers"]):
            start, end = match.start("modifiers"), match.end("head")
            yield StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()), own=True)
    for match in _OWN_IN.finditer(text):
        if _DESIGNED.search(match["modifiers"]):
            start, end = match.start("modifiers"), match.end("head")
            yield StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()), own=True)
    for match in _OWN_PATIENTS.finditer(text):
        start, end = match.start("patients"), match.end("patients")
        yield StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()), own=True)
    for match in _OWN_EXPERIENCE.finditer(text):
        part = "name" if match["name"] else "ours"
        start, end = match.span(part)
        name = " ".join(match[part].split())
        yield StudyMention(offset + start, offset + end, "kind", name[0].lower() + name[1:])
