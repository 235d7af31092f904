"""How documents name studies: by author, by acronym, or by nothing but what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from daraevidence.language.gated import Gated

__all__ = [
    "StudyMention",
    "acronyms_by_name",
    "authors",
    "bare_acronyms",
    "citations",
    "folded",
    "is_acronym",
    "own_study",
    "registry_ids",
    "told_by_kind",
    "trials",
]


class StudyMention(NamedTuple):
    """A place where a study is named. ``name`` is the surname, the acronym or the document's own words."""

    start: int
    end: int
    kind: Literal["author", "acronym", "kind"]
    name: str
    year: int | None = None
    citations: tuple[str, ...] = ()
    second: str = ""  # the other author of two
    own: bool = False  # the study that the document itself reports


def folded(name: str) -> str:
    """A name for comparison: no case, no diacritics, no hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum())


_RANGE = re.compile(r"(\d{1,3})\s*[-‐–—]\s*(\d{1,3})|(\d{1,3})")


def citations(text: str) -> tuple[str, ...]:
    """The reference numbers of a printed citation: ``5,6`` → 5 6, ``[2, 3]`` → 2 3, ``7-10`` → 7 8 9 10."""
    found: list[str] = []
    for low, high, one in _RANGE.findall(text):
        if one:
            found.append(str(int(one)))
        elif 0 <= int(high) - int(low) <= 60:
            found += [str(number) for number in range(int(low), int(high) + 1)]
    return tuple(dict.fromkeys(found))


_CITED = r"(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}(?![\d%.]*\d)(?!\s?%)|\s?\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}\s?\])"
_PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|"
    r"[Bb]in|[Ss]t\.?)"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_SURNAME = rf"{_CAPITAL}[^\W\d_]*(?:[’'‐-][^\W\d_]+){{0,2}}"
_BEFORE = re.compile(
    rf"(?:(?P<first>{_SURNAME})\s)?(?P<name>(?:{_PARTICLE}\s+){{0,3}}{_SURNAME})(?:\s+{_CAPITAL}{{1,3}}\.?)?,?\s+$",
)
_ET_AL = Gated("et|colleagues|workers|associates", r"\b(?:et\s+al|and\s+(?:colleagues|co-?workers|associates))(?![^\W\d_])")
_PAIR = re.compile(rf"({_SURNAME})\s+(?:and|&)\s+({_SURNAME})\s*(?=[(\[](?:19|20)\d\d[a-z]?[)\]])")
#: what each of them needs; a gate
_DATED = re.compile(r"[(\[](?:19|20)\d\d")
_AFTER = re.compile(rf"\.?(?:,?\s{{0,2}}[(\[]?\s?(?P<year>(?:19|20)\d\d)[a-z]?(?!\d)\s?[)\]]?)?\.?(?P<cited>{_CITED})?")
#: Capitalised words that stand before a name at the beginning of a sentence but are no part of it.
_OPENERS = frozenset(
    "a after also although and another as at because besides both but by finally first following for from furthermore here "
    "however in indeed initially interestingly lastly later like moreover more most notably of on or our previously "
    "recently second similarly since so study subsequently than that the then therefore these this third thus to trial "
    "unlike what when where whereas while with data results additionally conversely specifically similarly importantly prof "
    "professor dr".split()
)


def authors(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """Studies named by their first author.

    Reads ``Nakamura et al (2021)4``, ``van der Berg et al. [7]``, ``García-Sanz et al., 2019``, ``Ito and colleagues``,
    ``Weiss and Olsen (2018)``; not ``et al`` without a name before it.
    """
    for match in _ET_AL.finditer(text):
        low = max(0, match.start() - 70)
        before = _BEFORE.search(text[low : match.start()])
        if before is None or before["name"].casefold() in _OPENERS:
            continue
        start = low + before.start("name")
        name = before["name"]
        first = before["first"]
        particle = first and re.fullmatch(_PARTICLE, first)
        if first and (particle or (first.casefold() not in _OPENERS and not _opens(text, low + before.start("first")))):
            start, name = low + before.start("first"), f"{first} {name}"
        after = _AFTER.match(text, match.end())
        yield _author(text, offset, start, name, after)
    for match in _PAIR.finditer(text) if _DATED.search(text) else ():
        after = _AFTER.match(text, match.end(1) + len(match[0].rstrip()) - len(match[1]))
        yield _author(text, offset, match.start(), match[1], after)._replace(second=match[2])


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[:place][-4:].rstrip()
    return not before or before[-1] in ".!?:•)" or before[-1].isdigit()


def _author(text: str, offset: int, start: int, name: str, after: re.Match[str] | None) -> StudyMention:
    end, year = start, None
    cited: tuple[str, ...] = ()
    if after is not None:
        end = after.end()
        year = int(after["year"]) if after["year"] else None
        cited = citations(after["cited"] or "")
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return StudyMention(offset + start, offset + end, "author", " ".join(name.split()), year, cited)


_ANCHOR = re.compile(r"\b(?:trials?|stud(?:y|ies)|registry|program(?:me)?|protocol)(?![^\W\d_])", re.IGNORECASE)
_ANCHORS = ("trial", "stud", "registry", "program", "protocol")
_TOKEN = r"[A-Za-z][A-Za-z0-9]*(?:[-‐–/][A-Za-z0-9]+){0,4}(?:\s(?:\d{1,4}[A-Za-z]?|[IVX]{1,4}))?"
_NAMES = re.compile(
    rf"(?P<names>(?:(?:{_TOKEN})(?:,\s+and\s+|,\s+|\s+and\s+|\s+or\s+|\s+)){{1,4}})"
    r"(?:[(\[][^()\[\]]{0,40}[)\]]\s+)?"
    r"(?:(?:phase\s+\S{1,6}|clinical|pivotal|extension|registration(?:al)?|randomi[sz]ed|controlled|cohort|observational|"
    r"open-label|"
    r"follow-up|main|core|parent|outcomes?|safety|registry|research)\s+){0,3}$"
)
_SPLIT = re.compile(r",\s+and\s+|,\s+|\s+and\s+|\s+or\s+")
#: a sponsor's number for a study: ``Study V114-029``, ``trial B1971057``, ``Study 301``
_NUMBERED = Gated(
    "protocol|study|trial",
    r"\b(?:[Ss]tudy|[Tt]rial|[Pp]rotocol)\s+(?:(?:number|no\.|identifier|ID)\s*:?\s*)?"
    r"(?P<name>[A-Z]{1,5}-?\d{2,}[A-Z]?(?:-\d{2,}){0,2}|[A-Z]{2,8}\d*(?:-[A-Z0-9]+){0,2}-\d{2,}|"
    r"\d{3,5}(?:-\d{2,4})?(?![.,]\d|\s?%|\s+(?:patients|participants|adults|children|infants|subjects|people|women|men)\b))\b",
)
_NAMED = re.compile(
    r"(?:\s+(?:called|named|known\s+as|termed))?\s*[(:,]?\s*[\"“']?(?P<name>[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+){0,3})\b"
)
_REGISTRY = Gated(
    "20|actrn|chictr|crd|ctri/|drks|eudract|kct|nct|ntr|pactr|rct|umin",
    r"NCT\s?\d{8}|ISRCTN\s?\d{8}|EudraCT[^\d]{0,12}\d{4}-\d{6}-\d\d|\b20\d\d-\d{6}-\d\d(?:-\d\d)?\b|UMIN\d{9}|ACTRN\d{14}|"
    r"ChiCTR[-\w]{6,18}|DRKS\d{8}|CTRI/\d{4}/\d{2}/\d{6}|j?RCT[s]?\d{9,10}|PACTR\d{14,16}|KCT\d{7}|IRCT\d{11,14}N\d{1,3}|"
    r"CRD\d{11}|\bNTR\d{4}\b",
)
_BEFORE_NUMBER = re.compile(
    rf"(?<![\w-])(?P<name>{_TOKEN})\s?[(\[;,:]\s?(?:(?:ClinicalTrials\.gov|registration|identifier|number|no\.?|#|:|,)\s?)*$"
)
_TITLED = re.compile(
    rf"\((?P<name>{_TOKEN})\)\s*:\s+(?:an?|the|results|final|primary|interim)\b|"
    rf"(?<![\w-])(?P<apart>{_TOKEN}),\s+an?\s+(?:[\w,/-]+\s+){{0,9}}?(?:trial|study|registry)\b"
)
#: what stands in each of them; gates
_MAY_BE_TITLED = re.compile(r"\)\s*:|,\s+an?\s")
_DEFINED = re.compile(
    rf"\s*(?:[Tt]he\s+(?:first|second|third|other|last|latter)(?:\s+(?:trial|study|one))?(?:\s+of\s+(?:these|them))?,\s+)?"
    rf"(?P<name>{_TOKEN})\s*(?:\([^()]{{0,60}}\)\s*)?,?\s*(?:(?:is|was)\s+an?\s+[^.;:]{{0,160}}?\b(?:trial|study|registry|"
    rf"program(?:me)?|project|initiative)\b|(?:ran|took\s+place|enrolled|recruited|randomi[sz]ed|was\s+(?:run|conducted|carried\s+out))\b)"
)
#: Capital words beside "trial" or "study" that name no trial: organisations, kinds of study, places, statistics.
_NO_TRIAL = frozenset(
    "consort prisma strobe stard moose spirit equator grade amstar tripod care arrive rct rcts us usa uk eu eea fda ema nih "
    "nci who nccn asco ash eha esmo imwg eortc crf irb itt pp pk pd bcg hiv covid aids dna rna mri pet ct car car-t cart "
    "orr pfs os dor ttnt mrd hrqol qol ctcae recist ecog pi not only all both this that the study trial table figure phase "
    "part cohort arm product labeling clinical data design methods results summary references background information use "
    "retreatment treatment patients nct ii iii iv vi vii ix xi real world case control cross-over crossover long-term "
    "non-rct p1 p2 ib iia iib clinicaltrials isrctn eudract".split()
)


def registry_ids(text: str, offset: int = 0) -> Iterator[tuple[int, int, str]]:
    """Numbers of trial registries with their places."""
    for match in _REGISTRY.finditer(text):
        yield offset + match.start(), offset + match.end(), match[0].replace(" ", "")


#: What follows the hyphen of a trial's name: ``-024``, ``-Breast03``, ``-HF``, ``-Preserved``; not ``-positive``, ``-Based``.
_NUMBERED_PART = re.compile(r"\d{1,4}[A-Za-z]?|[A-Z][a-z]{2,11}\d{1,3}|[A-Z]{2,9}\d{0,3}|(?:Preserved|Reduced|Outcomes?)")
#: Capitals and small letters in one word with its number or last letter: ``IMbrave150``, ``destinyE``.
_INSIDE_CAPITALS = re.compile(r"[A-Z]{2}[a-z]{3,12}\d{1,4}|[a-z]{5,12}[A-Z]")


def is_acronym(token: str, known: Mapping[str, str]) -> bool:
    """Whether a word can be a trial's name: three capitals, or capitals inside the word, and no abbreviation of the document."""
    head = token.split()[0]
    if head.casefold() in _NO_TRIAL or token.casefold() in _NO_TRIAL or _REGISTRY.pattern.match(token):
        return False
    meaning = known.get(head)
    if meaning is not None and not re.search(
        r"(?i)\b(?:study|trial|program|registry|evaluation|assess\w*|investigat\w*)\b", meaning
    ):
        return False
    first, *rest = re.split(r"[-‐–/]", head)
    if rest and first.casefold() in _NO_TRIAL:
        return False
    if rest and first.isalpha() and first.isupper() and len(first) > 3 and all(_NUMBERED_PART.fullmatch(part) for part in rest):
        return True
    if len(head) > 6 and _INSIDE_CAPITALS.fullmatch(head):
        return True
    capitals = sum(c.isupper() for c in head)
    camel = any(a.islower() and b.isupper() for a, b in pairwise(head)) or (
        head[:2].isupper() and head[-1].islower() and len(head) > 4
    )
    return (capitals >= 3 and sum(c.islower() for c in head) <= 1) or (capitals >= 2 and camel and len(head) > 4)


def trials(text: str, offset: int, known: Mapping[str, str], drug: Iterable[str] = ()) -> Iterator[StudyMention]:
    """Studies named by an acronym beside ``trial``, ``study``, ``registry``; ``known`` are the document's abbreviations.

    Reads ``the ORION trial``, ``phase 3 KEYNOTE-024 study``, ``the TULIP-1 and TULIP-2 trials``, ``study (MAIA; NCT01234567)``,
    ``a trial called LEADER``, ``ORION (NCT01234567)``, ``ORION was a phase 3 study``;
    not ``RCT trials``, ``an ITP study`` (an abbreviation of the document), ``a US study``.
    """
    drugs = {word.casefold() for word in drug}
    yield from _defined(text, offset, known)
    folded = text.casefold()
    for anchor in _ANCHOR.finditer(text) if any(map(folded.__contains__, _ANCHORS)) else ():
        low = max(0, anchor.start() - 90)
        shout = anchor[0].isupper()
        before = None if shout and len(text) < 200 and text.isupper() else _NAMES.search(text[low : anchor.start()])
        found = False
        if before is not None:
            place = low + before.start("names")
            for name, start in _candidates(before["names"], place):
                if name.casefold() not in drugs and is_acronym(name, known):
                    found = True
                    yield StudyMention(
                        offset + start, offset + start + len(name), "acronym", name, None, _cited_after(text, anchor.end())
                    )
        if not found and (after := _NAMED.match(text, anchor.end(), anchor.end() + 60)):
            token = after["name"]
            opened = text[anchor.end() : after.start("name")].strip()
            if opened and token.casefold() not in drugs and is_acronym(token, known):
                yield StudyMention(offset + after.start("name"), offset + after.end("name"), "acronym", token, None, ())


def _defined(text: str, offset: int, known: Mapping[str, str]) -> Iterator[StudyMention]:
    """A name before its registry number, ``ORION (NCT01234567)``, or before what it is: ``ORION was a phase 3 study``,
    ``(ORION): a randomised trial``, ``from ORION, a phase 3 trial``."""
    registered = _REGISTRY.finditer(text)
    places = [_BEFORE_NUMBER.search(text, max(0, match.start() - 60), match.start()) for match in registered]
    found = [match for match in places if match is not None]
    for match in _TITLED.finditer(text) if _MAY_BE_TITLED.search(text) else ():
        group = "name" if match["name"] else "apart"
        if is_acronym(match[group], known):
            yield StudyMention(offset + match.start(group), offset + match.end(group), "acronym", match[group])
    for match in _NUMBERED.finditer(text):
        if match["name"][0].isalpha() or match[0][0] in "ST":
            begin, end = match.start("name" if match["name"][0].isalpha() else 0), match.end("name")
            yield StudyMention(offset + begin, offset + end, "acronym", text[begin:end])
    first = _DEFINED.match(text)
    for match in {each.start("name"): each for each in (*found, *([first] if first else []))}.values():
        if is_acronym(match["name"], known):
            place = (offset + match.start("name"), offset + match.end("name"))
            yield StudyMention(*place, "acronym", match["name"], None, _cited_after(text, match.end("name")))


def _candidates(names: str, place: int) -> Iterator[tuple[str, int]]:
    """The names before ``trial``: joined by commas and ``and``; of words without a joint the last ones in capitals."""
    at = 0
    for part in [*_SPLIT.split(names)]:
        begin = names.find(part, at)
        at = begin + len(part)
        piece = part.rstrip()
        tokens = [(match[0], match.start()) for match in re.finditer(r"\S+", piece)]
        kept: list[tuple[str, int]] = []
        for token, start in reversed(tokens):
            strong = sum(c.isupper() for c in token) >= 2 and token.casefold() not in _NO_TRIAL
            number = re.fullmatch(r"\d{1,4}[A-Za-z]?|[IVX]{1,4}", token) is not None
            if not strong and not (number and not kept):
                break
            kept.insert(0, (token, start))
        if kept and not re.fullmatch(r"\d{1,4}[A-Za-z]?|[IVX]{1,4}", kept[0][0]):
            first = kept[0][1]
            yield piece[first : kept[-1][1] + len(kept[-1][0])], place + begin + first


def _cited_after(text: str, place: int) -> tuple[str, ...]:
    match = re.compile(_CITED).match(text, place)
    return citations(match[0]) if match else ()


def acronyms_by_name(mentions: Iterable[StudyMention]) -> dict[str, list[str]]:
    """The acronyms found, by their first word, longest first."""
    names: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "acronym":
            names.setdefault(re.split(r"[\s\-‐–/]", mention.name)[0], set()).add(mention.name)
    return {first: sorted(found, key=lambda name: (-len(name), name)) for first, found in names.items()}


_WORD = re.compile(r"[^\W\d_][^\W_]*")


def bare_acronyms(text: str, offset: int, names: Mapping[str, list[str]]) -> Iterator[StudyMention]:
    """Acronyms that are known by now, standing by themselves: ``In ORION, 12 patients``."""
    if not names:
        return
    for match in _WORD.finditer(text):
        for name in names.get(match[0], ()):
            end = match.start() + len(name)
            if text.startswith(name, match.start()) and not text[end : end + 1].isalpha():
                yield StudyMention(offset + match.start(), offset + end, "acronym", name, None, _cited_after(text, end))
                break


_DESIGN = (
    r"retrospective|prospective|observational|randomi[sz]ed|open-label|(?:single|double)-(?:blind|center|centre|arm|institution)|"
    r"multi-?(?:center|centre)|phase\s+\S{1,4}|real-(?:world|life)|systematic|pooled|case[- ]control|cross-sectional|"
    r"population-based|"
    r"registry(?:-based)?|nationwide|non-?interventional|matched|cohort|pilot|exploratory|post[- ]hoc"
)
_HEAD = (
    r"meta-?analysis|analysis|study|trial|review|case series|series|case report|experience|survey|cohort|comparison|"
    r"registry|chart review|report"
)
_KIND = re.compile(rf"\b(?:{_HEAD})\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:^|[\s(])(?:an?|one|another|the\s+largest)\s+(?P<modifiers>(?:[\w/‐-]+,?\s+){0,7})$", re.IGNORECASE)
_DESIGNED = re.compile(rf"\b(?:{_DESIGN})\b", re.IGNORECASE)
_SELF_EVIDENT = re.compile(r"meta-?analysis|systematic review|case series", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\s+(?:of|in|among|including|involving|with|from)\s+(?:the\s+)?(?:data\s+(?:from|on)\s+)?(?:\d[\d,]*|"
    r"[a-z]+)\s[^.;:,()]{0,70}?"
    r"\b(?:patients|studies|trials|reports|cases|participants|adults|children|subjects|women|men|individuals)\b"
)
_PREDICATE = re.compile(r"\b(?:was|is|were|are|as|be|being|been|conducted|performed|through|using|via|such)\s*$", re.IGNORECASE)


#: what the words of ``_HEAD`` hold, and those of ``_OWN``
_HEADS = ("analys", "study", "trial", "review", "series", "report", "experience", "survey", "cohort", "comparison", "registry")


def _may_name_kind(text: str) -> bool:
    """Whether a word for a study stands in a text; a gate."""
    folded = text.casefold()
    return any(map(folded.__contains__, _HEADS))


def told_by_kind(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """Studies that bear no name: the noun phrase that says what they are, without its article.

    Reads ``A retrospective analysis of 210 adults with asthma``, ``in a meta-analysis of 9 trials``; not ``This was a
    retrospective study`` (said of a study that is known already), ``several case reports``, ``a scoring model``.
    """
    found: dict[int, StudyMention] = {}
    for match in _KIND.finditer(text) if _may_name_kind(text) else ():
        low = max(0, match.start() - 110)
        lead = _LEAD.search(text[low : match.start()])
        if lead is None:
            continue
        modifiers = lead["modifiers"]
        if not (_DESIGNED.search(modifiers) or _SELF_EVIDENT.search(modifiers + match[0])):
            continue
        if _PREDICATE.search(text[low : low + lead.start() + 1]):
            continue
        start = low + lead.start("modifiers")
        subject = _SUBJECT.match(text, match.end())
        end = subject.end() if subject else match.end()
        found[start] = StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()))
    yield from found.values()


_OWN = re.compile(
    r"\b(?:[Tt]his\s+(?:was|is)\s+an?|(?:[Ii]n\s+)?[Tt]h(?:is|e\s+present|e\s+current)|(?:[Ww]e|[Tt]he\s+authors)\s+(?:\w+ly\s+)?"
    r"(?:conducted|performed|carried\s+out|undertook|did|report(?:ed)?(?:\s+(?:on|the\s+results\s+of))?)\s+an?)\s+"
    r"(?P<modifiers>(?:[\w/‐-]+,?\s+(?:and\s+)?){1,9}?)(?P<head>study|trial|analysis|review|meta-analysis|case\s+series|survey)\b"
)
_OWN_PATIENTS = Gated(
    "analy|describe|evaluated|identified|present|report|reviewed|studied|treated",
    r"\b(?:[Ww]e|[Hh]ere(?:in)?,?\s+we)\s+(?:(?:here|also|now|retrospectively|prospectively)\s+)?(?:describe[sd]?|report(?:ed)?(?:\s+on)?|"
    r"present(?:ed)?|treated|reviewed|analy[sz]ed|studied|evaluated|identified)\s+"
    r"(?P<patients>(?:(?:a|the)\s+)?(?:(?:case\s+)?series\s+of\s+)?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)\s+(?:[\w/-]+\s+){0,4}?(?:patients|cases|children|adults|women|men|infants)"
    r"(?:\s+with\s+[\w/ -]{2,60}?(?=\s+(?:who|treated|given|at|in|from|between|receiving)\b|[.,;(]))?)",
)


#: the authors' own patients in a paper on others' studies
_OWN_EXPERIENCE = Gated(
    "cohort|experience|practice|series",
    r"\b[Ii]n\s+(?P<name>our\s+own\s+(?:[\w-]+\s+){0,3}?(?:experience|series|cohort|practice)|"
    r"our\s+(?:[\w-]+\s+){0,2}?(?:experience|series))\b",
)


def own_study(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """The study that a report is about, in the report's own words: ``this double-blind, phase 2 trial``, ``We conducted a …``,
    ``We describe five patients with …``, ``in our own experience``."""
    for match in _OWN.finditer(text) if _may_name_kind(text) else ():
        if _DESIGNED.search(match["modifiers"]):
            start, end = match.start("modifiers"), match.end("head")
            yield StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()), own=True)
    for match in _OWN_PATIENTS.finditer(text):
        start, end = match.start("patients"), match.end("patients")
        yield StudyMention(offset + start, offset + end, "kind", " ".join(text[start:end].split()), own=True)
    for match in _OWN_EXPERIENCE.finditer(text):
        start, end = match.span("name")
        yield StudyMention(offset + start, offset + end, "kind", " ".join(match["name"].split()))
