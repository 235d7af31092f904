"""Studies that bear a name: the acronym of a trial, or its sponsor's number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from daraevidence.extractors.study.capitals import DISEASES, LAST_NUMBER, NO_TRIAL, OTHER_CAPITALS, is_acronym, is_distinct
from daraevidence.extractors.study.definitions import PART, TOKEN, named_together, said_at_first, said_to_be, spoken_of
from daraevidence.extractors.study.names import StudyMention, cited_after
from daraevidence.extractors.study.registries import REGISTRY
from daraevidence.extractors.study.small import is_numbered, is_registered, is_small, is_spoken
from daraevidence.language.abbreviations import usual_abbreviations
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import TermKind, terms

__all__ = [
    "acronyms_by_name",
    "bare_acronyms",
    "in_parallel",
    "name_opening",
    "trials",
]

_ANCHOR = compiled(
    r"\b(?:trials?|stud(?:y|ies)|registry|register|program(?:me)?|project|protocol|investigators|trialists|collaborators|"
    r"collaborati(?:on|ve)|consortium|initiative|network|surveys?|extension|(?:study\s+)?group(?=\d|\s?\[|\s(?:reports?\s+on|found|published|presented|recruited|enrolled|randomi[sz]ed|conducted|ran)\b))(?![^\W\d_])",
    re.IGNORECASE,
)
_ANCHORS = (
    *("trial", "stud", "regist", "program", "project", "protocol", "investigators", "collaborat", "consortium", "initiative"),
    *("network", "survey", "extension", "group"),
)
#: words between the name of a trial and ``trial``
_OF_KIND = (
    r"(?i:phase\s+\S{1,6}|clinical|pivotal|extension|registration(?:al)?|randomi[sz]ed|controlled|cohort|observational|open-label|"
    r"follow-up|main|core|parent|outcomes?|safety|registry|research)"
)
_NAMES = compiled(
    rf"(?P<names>(?:(?:{TOKEN})(?:,\s+and\s+|,\s+|\s+and\s+|\s+or\s+|\s+)){{1,4}})"
    r"(?:[(\[][^()\[\]]{0,40}[)\]]\s+)?"
    rf"(?:{_OF_KIND}\s+){{0,3}}$"
)
#: ``the Prevention of Falls with Vitamins (PREFALL)`` trial
_KIND = r"(?:(?i:phase\s+\S{1,6}|clinical|pivotal|randomi[sz]ed|controlled|cohort|observational|research)\s+){0,3}"
_IN_BRACKET = compiled(
    rf"[a-z]\s[(\[](?P<name>{TOKEN})[)\]]\s+{_KIND}$|"
    rf"(?<![\w-])(?P<ahead>{TOKEN})\s[(\[](?=[A-Z][a-z])[^()\[\]]{{12,160}}[)\]]\s+{_KIND}$"
)
#: ``the Systolic Pressure Intervention Trial`` (SPRINT): the short name behind the long one
_SHORT_BEHIND = compiled(rf"\s?[(\[](?P<name>{TOKEN})[)\];,]")
_SPLIT = compiled(r",\s+and\s+|,\s+|\s+and\s+|\s+or\s+")
#: a sponsor's number for a study: ``Study V114-029``, ``trial B1971057``, ``Study 301``
_NUMBERED = Gated(
    "protocol|study|trial",
    r"\b(?:[Ss]tudy|[Tt]rial|[Pp]rotocol)\s+(?:(?:number|no\.|identifier|ID)\s*:?\s*|\((?=[A-Z][A-Z0-9]{1,6}(?:-\d{2,5}){2}[;,)]))?"
    r"(?P<name>[A-Z][A-Z0-9]{1,6}(?:-\d{2,5}){2}|[A-Z]{1,5}-?\d{2,}[A-Z]?(?:-\d{2,}){0,2}|[A-Z]{2,8}\d*(?:-[A-Z0-9]+){0,2}-\d{2,}|"
    rf"\d{{3,5}}(?:-\d{{2,4}})?(?![.,]\d|\s?%|\s+(?:{PEOPLE})\b))\b",
)
_NAMED = compiled(
    r"(?:\s+(?:\d{1,2}|[IVX]{1,4})(?=\s\())?(?:\s+(?:called|named|known\s+as|termed))?\s*[(:,]?\s*[\"“']?(?P<name>[A-ZÀ-Þ][^\W_]*(?:-[^\W_]+){0,3}(?:(?<=[A-Z]{3})\s(?:[A-Z]{2,9}(?:-?\d{1,3})?|\d{1,3})(?=[,)]))?)\b"
)
#: ``a pilot, called ORION-P``, ``they ran ORION as an open-label trial``
_CALLED = Gated(
    "called|named|dubbed|nicknamed|known as|termed|ran |conducted |led |designed ",
    rf"\b(?:called|named|dubbed|nicknamed|known as|termed)\s+[\"“']?(?P<called>{TOKEN})|"
    rf"\b(?:ran |conducted |led |designed )(?P<run>{TOKEN})"
    r"(?=\d{0,2}\s+(?:as|in|at|from|across|between|to)\b|\s?\[|\d{0,2},)",
)
_A_STUDY = compiled(
    r"\b(?:trials?|stud(?:y|ies)|sub-?study|pilot|registry|register|program(?:me)?|project|survey|cohort|series|extension|initiative|"
    r"analysis|audit|collaboration|consortium|network)\b",
    re.IGNORECASE,
)
_BEFORE_NUMBER = compiled(
    rf"(?<![\w-])(?P<name>{TOKEN})\s?[(\[;,:]\s?(?:(?:ClinicalTrials\.gov|registration|identifier|number|no\.?|#|:|,)\s?)*$"
)
#: a name of capitalised words: ``the Nordic Vascular Registry``, ``the Oslo Heart Study``
_PROPER = Gated(
    "registry|register|study|trial|cohort|group|network|consortium|collaborati|initiative|project|programme|survey",
    r"\b[Tt]he\s+(?P<name>(?:[A-Z][a-zà-ÿ]+(?:[’']s?)?\s+){1,4}(?:Registry|Register|Study|Trial|Cohort|"
    r"(?P<joint>Network|Consortium|Collaboration|Collaborative|Initiative|Project|Programme|Survey|"
    r"(?:Study|Research|Cooperative|Collaborative|Clinical\s+Trials?)\s+Group)))\b(?!\s+[A-Z])",
)
#: what makes a network of patients one that tells of them
_OF_PEOPLE = compiled(rf"\b\d[\d,]*\s+(?:[\w-]+,?\s+){{0,5}}?(?:{PEOPLE})\b")
_NO_NAME = frozenset(
    "phase present current extension pivotal main first second third clinical randomized randomised controlled open-label blind "
    "total whole overall entire full prospective retrospective observational dose safety new same original parent "
    "long-term".split()
)


def trials(text: str, offset: int, known: Mapping[str, str]) -> Iterator[StudyMention]:
    """Studies named by an acronym beside ``trial``, ``study``, ``registry``; ``known`` are the document's abbreviations.

    Reads ``the ORION trial``, ``phase 3 KEYNOTE-024 study``, ``the TULIP-1 and TULIP-2 trials``, ``study (MAIA; NCT01234567)``,
    ``a trial called LEADER``, ``ORION (NCT01234567)``, ``ORION was a phase 3 study``;
    not ``RCT trials``, ``an ITP study`` (an abbreviation of the document), ``a US study``.
    """
    found = [*_proper(text, offset)]
    if _INNER_CAPITAL.search(text):
        found += [*_defined(text, offset, known), *_anchored(text, offset, known)]
    places: set[tuple[int, int]] = set()
    for mention in found:
        if (mention.start, mention.end) not in places:
            places.add((mention.start, mention.end))
            yield mention


#: all acronyms have one, but ``the Harbor 227 trial``; a gate
_INNER_CAPITAL = compiled(r"[\w‐–/-][^\W\d_a-z]|[a-z][ -]\d{1,4}\s(?:trial|stud)")


def _proper(text: str, offset: int) -> Iterator[StudyMention]:
    """A sponsor's number, ``Study V114-029``, and a name of capitalised words, ``the Oslo Heart Study``."""
    for match in _NUMBERED.finditer(text):
        if match["name"][0].isalpha() or match[0][0] in "ST" or _IN_STUDY.search(text, max(0, match.start() - 24), match.start()):
            begin, end = match.start("name" if match["name"][0].isalpha() else 0), match.end("name")
            yield StudyMention(offset + begin, offset + end, "acronym", text[begin:end])
    for match in _PLACED.finditer(text):
        if _NO_NAME.isdisjoint(match["name"].casefold().split()) and not _only_where(match["name"]):
            yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", match["name"])
    for match in _PROPER.finditer(text):
        if match["joint"] and not _OF_PEOPLE.search(text):
            continue
        short = _SHORT_BEHIND.match(text, match.end())
        if short is not None and short["name"].casefold() not in DISEASES and is_acronym(short["name"], {}):
            yield StudyMention(offset + short.start("name"), offset + short.end("name"), "acronym", short["name"])
        elif _NO_NAME.isdisjoint(match["name"].casefold().split()) and not _only_where(match["name"]):
            yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", match["name"])


#: ``in study 201``: a number in small letters is a name only behind a preposition
_IN_STUDY = compiled(r"\b(?:[Ii]n|of|from|into)\s(?:(?:pivotal|extension|phase\s\S{1,4})\s)?$")
#: ``The Olmsted registry followed 1,022``: in small letters, where it counts people
_PLACED = Gated(
    "registry|cohort|survey",
    r"\b[Tt]he\s+(?P<name>(?:[A-Z][a-zà-ÿ]+\s+){1,2}(?:registry|cohort|survey))(?=\d{0,2}\s+(?:followed|enroll?ed|included|recruited|covered|tracked)\s+\d)",
)


def _anchored(text: str, offset: int, known: Mapping[str, str]) -> Iterator[StudyMention]:
    """Names beside ``trial``, ``study``, ``registry``."""
    folded = text.casefold()
    for anchor in _ANCHOR.finditer(text) if any(map(folded.__contains__, _ANCHORS)) else ():
        low = max(0, anchor.start() - 90)
        shout = anchor[0].isupper()
        if shout and len(text) < 300 and text.isupper():
            yield from _shouted(text, offset, low, anchor.start())
            continue
        before = _NAMES.search(text[low : anchor.start()])
        found = False
        closed = any(mark in text[low : anchor.start()] for mark in ")]")
        short = _IN_BRACKET.search(text, max(0, low - 120), anchor.start()) if closed else None
        name = short["name"] or short["ahead"] if short is not None else ""
        if short is not None and name.casefold() not in DISEASES and is_acronym(name, known):
            found, (begin, end) = True, short.span("name" if short["name"] else "ahead")
            yield StudyMention(offset + begin, offset + end, "acronym", name, None, cited_after(text, anchor.end()))
        if before is not None:
            place = low + before.start("names")
            for name, start in _candidates(before["names"], place):
                if name.casefold() not in DISEASES and is_acronym(name, known):
                    found = True
                    yield StudyMention(
                        offset + start, offset + start + len(name), "acronym", name, None, cited_after(text, anchor.end())
                    )
        if not found and (after := _NAMED.match(text, anchor.end(), anchor.end() + 60)):
            token = after["name"]
            opened = text[anchor.end() : after.start("name")].strip()
            if opened == "," and not text[after.end("name") :].lstrip().startswith((",", "(", "[")):
                continue  # "In this study, PAE helped most"
            plainly = bool(opened) or (_APPOSED.match(text, after.end("name")) is not None and _is_own(token))
            if plainly and token.casefold() not in DISEASES and is_acronym(token, known):
                yield StudyMention(offset + after.start("name"), offset + after.end("name"), "acronym", token, None, ())


#: behind a name that follows its noun without a mark: ``the earlier study`` GROW-UP ``(N=44)``
_APPOSED = compiled(
    r"\s?[(\[]|[,;.](?:\s|$)|\s(?:was|were|had|has|is|did|showed|found|enrolled|randomi[sz]ed|compared|tested|included)\b"
)


def _is_own(token: str) -> bool:
    """Whether capitals are like no abbreviation: joined by a hyphen, or long."""
    first, _, rest = token.partition("-")
    return token not in usual_abbreviations() and (len(first) > 5 or (len(first) > 3 and len(rest) > 2 and rest.isalpha()))


#: the last word before ``TRIAL`` in a title in capitals that none but a name has: a number, or a part that nobody can say
_SHOUTED = compiled(r"(?:\bTHE|[(:–-])\s?(?P<name>(?=[A-Z]{3})[A-Z]+(?:-(?:\d{1,3}|[B-DF-HJ-NP-TV-Z]{2,4}))+)\s$")


def _shouted(text: str, offset: int, low: int, end: int) -> Iterator[StudyMention]:
    """The name before ``TRIAL`` in a title in capitals: ``RESULTS OF THE ORION-2 TRIAL``; not ``THE FOLLOW-UP STUDY``."""
    match = _SHOUTED.search(text, low, end)
    if match is not None and is_acronym(match["name"], {}):
        yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", match["name"])


#: ``a trial of 640 patients with X (DALVA)``: the name behind whom a study was of
_BEHIND_PATIENTS = Gated(
    "trial|study|registry",
    rf"\b(?:trial|study|registry)\s(?:of|in|with|involving|enrolling|among)\s(?P<what>[^.;:()\[\]]{{0,40}}?\b(?:{PEOPLE})\b[^.;:()\[\]]{{0,70}}?)\s"
    rf"\((?P<name>{TOKEN})(?=[);,])",
)


def _is_short_for(match: re.Match[str]) -> bool:
    """Whether letters in a bracket stand for words before it: ``with venous thromboembolism (VTE)``."""
    letters = [letter for letter in match["name"].casefold() if letter.isalpha()]
    words = match["what"].casefold()
    return re.search(r"\b" + "[^.]*?".join(map(re.escape, letters)), words[-8 * len(letters) - 20 :]) is not None


def _defined(text: str, offset: int, known: Mapping[str, str]) -> Iterator[StudyMention]:
    """A name before its registry number, ``ORION (NCT01234567)``, or before what it is: ``ORION was a phase 3 study``,
    ``(ORION): a randomised trial``, ``from ORION, a phase 3 trial``, or before its patients: ``In ORION, 310 adults``."""
    registered = REGISTRY.finditer(text)
    places = [_BEFORE_NUMBER.search(text, max(0, match.start() - 60), match.start()) for match in registered]
    found = [match for match in places if match is not None]
    for match, usual in said_to_be(text):
        if is_acronym(match[0], known) and (usual or match[0] not in usual_abbreviations()):
            cited = cited_after(text, match.end())
            yield StudyMention(offset + match.start(), offset + match.end(), "acronym", match[0], None, cited)
    for match in _BEHIND_PATIENTS.finditer(text):
        name = match["name"]
        if is_acronym(name, known) and not (name in usual_abbreviations() or name.casefold() in DISEASES or _is_short_for(match)):
            yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", name)
    for match in _CALLED.finditer(text):
        part = "called" if match["called"] else "run"
        if match["called"] and not _A_STUDY.search(text, max(0, match.start() - 90), match.start()):
            continue  # "The vaccine, called rVSV-ZEBOV, was studied in a trial"
        if is_acronym(match[part], known) and match[part] not in usual_abbreviations():
            yield StudyMention(offset + match.start(part), offset + match.end(part), "acronym", match[part])
    for begin, end in named_together(text):
        if is_acronym(text[begin:end], known) and text[begin:end] not in usual_abbreviations():
            yield StudyMention(offset + begin, offset + end, "acronym", text[begin:end], None, cited_after(text, end))
    for begin, end in spoken_of(text):
        if is_distinct(text[begin:end], known):
            yield StudyMention(offset + begin, offset + end, "acronym", text[begin:end], None, cited_after(text, end))
    first = said_at_first(text)
    usual = first is None or first[1] or first[0]["name"] not in usual_abbreviations()
    for match in {each.start("name"): each for each in (*found, *([first[0]] if first and usual else []))}.values():
        capitals = is_acronym(match["name"], known) and not _is_disease(text, match["name"], match.start("name"))
        if capitals or (match in found and is_registered(text, match.start("name"), match["name"], match.end())):
            place = (offset + match.start("name"), offset + match.end("name"))
            yield StudyMention(*place, "acronym", match["name"], None, cited_after(text, match.end("name")))


def _is_disease(text: str, name: str, place: int) -> bool:
    """Whether a name is what patients have: ``in adults with ADHD (NCT01234567)``."""
    return text.endswith((" with ", " for ", " of ", " in "), 0, place) and (
        name.casefold() in OTHER_CAPITALS or name in usual_abbreviations()
    )


#: ``Relapse was seen in 12% in ORION``: right behind a result
_BEHIND_RESULT = compiled(
    rf"%\)?\s+(?:(?:of\s+)?(?:patients|those|participants)\s+)?in\s+(?P<name>{TOKEN})(?=\d{{0,2}}[,.;)]|,\d|\s+(?:and|vs|versus)\b|$)"
)


def in_parallel(text: str, offset: int, known: Mapping[str, str], found: Iterable[StudyMention]) -> Iterator[StudyMention]:
    """The names behind results that stand as that of a study does: ``12% in ORION and 9% in VEGA``, where ORION is one."""
    named = {mention.start - offset for mention in found if mention.kind == "acronym"}
    behind = [*_BEHIND_RESULT.finditer(text)] if named and text.count("%") > 1 else []
    if any(match.start("name") in named for match in behind):
        for match in behind:
            if match.start("name") not in named and is_distinct(match["name"], known):
                yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", match["name"])


def _only_where(name: str) -> bool:
    """Whether a name says nothing but where: ``Swedish Registry``, ``Danish National Cohort``."""
    *words, _ = name.split()
    placed = {word.casefold() for term in terms(name, 0, _COUNTRY) for word in name[term.start : term.end].split()}
    return all(word.casefold() in placed or word.casefold() in _AT_LARGE for word in words)


_COUNTRY: frozenset[TermKind] = frozenset({"country"})
_AT_LARGE = frozenset(
    "national nationwide regional international multinational european nordic scandinavian northern southern".split()
)


def _candidates(names: str, place: int) -> Iterator[tuple[str, int]]:
    """The names before ``trial``: joined by commas and ``and``; of words without a joint the last ones in capitals."""
    at, begins = 0, []
    while (kind := _LAST_KIND.search(names)) is not None:
        names = names[: kind.start()] + " "
    parts = _SPLIT.split(names)
    for part in parts:
        begins.append(names.find(part, at))
        at = begins[-1] + len(part)
    found: list[tuple[str, int]] = []
    for part, begin in zip(reversed(parts), reversed(begins)):
        piece = part.rstrip()
        kept: list[tuple[str, int]] = []
        for word in reversed([*_TOKENS.finditer(piece)]):
            strong = sum(c.isupper() for c in word[0]) >= 2 and word[0].casefold() not in NO_TRIAL
            small = is_numbered(word[0], kept[0][0] if kept and _IS_NUMBER.fullmatch(kept[0][0]) else "")
            second = _IS_PART.fullmatch(word[0]) and _STRONG_BEFORE.search(piece, 0, word.start())
            if not strong and not small and not second and not (_IS_NUMBER.fullmatch(word[0]) and not kept):
                break
            kept.insert(0, (word[0], word.start()))
        if kept and _IS_NUMBER.fullmatch(kept[0][0]) and len(kept) == 1 and part is not parts[0]:
            continue
        if not kept or _IS_NUMBER.fullmatch(kept[0][0]):
            break  # "In NSCLC, the largest registry": no row of names
        first = kept[0][1]
        found.insert(0, (piece[first : kept[-1][1] + len(kept[-1][0])], place + begin + first))
    yield from found


_LAST_KIND = compiled(rf"\s{_OF_KIND}\s+$")
_TOKENS = compiled(r"\S+")
_IS_NUMBER = compiled(r"\d{1,4}[A-Za-z]?|[IVX]{1,4}")
_IS_PART = compiled(PART)
_STRONG_BEFORE = compiled(r"[A-Z]{3,}\s+$")


def acronyms_by_name(mentions: Iterable[StudyMention]) -> dict[str, list[str]]:
    """The acronyms found, by their first word, longest first."""
    names: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "acronym":
            names.setdefault(re.split(r"[\s\-‐–/]", mention.name)[0], set()).add(mention.name)
    return {first: sorted(found, key=lambda name: (-len(name), name)) for first, found in names.items()}


_WORD = compiled(r"[^\W\d_][^\W_]*")
_OTHER_NUMBER = compiled(rf"[-‐–\s]?(?!0)\d{{1,3}}(?![\w%]|[.,]\d|\s?(?:{PEOPLE})\b)")


def bare_acronyms(text: str, offset: int, names: Mapping[str, list[str]]) -> Iterator[StudyMention]:
    """Acronyms that are known by now, standing by themselves: ``In ORION, 12 patients``; and their siblings: ``ORION-2`` where
    ``ORION-1`` is known."""
    if not names:
        return
    for match in _WORD.finditer(text):
        known = names.get(match[0])
        if known is None:
            continue
        end = next((match.start() + len(name) for name in known if _stands(text, match.start(), name)), 0)
        end = end or next((at for name in known if (at := _sibling(text, match.start(), name))), 0)
        if end and (match.start() or not is_small(text[:end]) or is_spoken(text, end)):
            yield StudyMention(
                offset + match.start(), offset + end, "acronym", text[match.start() : end], None, cited_after(text, end)
            )


def _stands(text: str, place: int, name: str) -> bool:
    """Whether a name stands at a place, not as the beginning of a longer one: ``ORION`` in ``ORION-2``, ``ORION-LTE``."""
    behind = place + len(name)
    return text.startswith(name, place) and not text[behind : behind + 1].isalnum() and not _LONGER.match(text, behind)


#: behind a name: another trial of the same name
_LONGER = compiled(r"[-‐–](?:\d{1,2}(?![\w%]|\.\d|,\d{3})|[A-Z]{2,9}\d{0,3}\b)|\s(?:OLE|LTE|LTS|EXT)\b")


def _sibling(text: str, place: int, name: str) -> int:
    """The end of a name at a place that differs in its last number or suffix only, else 0."""
    longer = _LONGER.match(text, place + len(name)) if text.startswith(name, place) and not LAST_NUMBER.search(name) else None
    if longer is not None:
        return longer.end() if len(name) > 3 else 0
    number = LAST_NUMBER.search(name)
    stem = name[: number.start()] if number else ""
    if len(stem) < 4 or number is None or not text.startswith(stem, place):
        return 0
    other = _OTHER_NUMBER.match(text, place + len(stem))
    return other.end() if other and other[0][0].isdigit() == number[0][0].isdigit() else 0


_OPENING = compiled(
    rf"(?:^|(?:et\s+al|\b[A-Z]{{1,3}})[.,]\s+)(?P<name>{TOKEN})\s?(?::\s+[A-Za-z]|\s(?:randomi[sz]ed|trial|study)\b)"
)


def name_opening(title: str, known: Mapping[str, str]) -> str:
    """The acronym that opens the title of a reference, ``ORION: weekly X in gout``, else ""; ``known`` as for ``trials``."""
    match = _OPENING.search(title)
    return match["name"] if match and is_acronym(match["name"], known) else ""
