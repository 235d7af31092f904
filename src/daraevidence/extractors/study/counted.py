"""The numbers of people in a sentence, and what a sentence says of each: that they are patients of a study, or a part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, names_people, whole
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import ABOUT

__all__ = ["HEDGE", "SHARE_OF", "Counted", "counted", "is_group", "is_part", "plain"]


class Counted(NamedTuple):
    """A number of people: its value, where it stands, where the words for it begin and end, whether it stands alone."""

    n: int
    start: int
    end: int
    head: int
    stop: int
    bare: bool = False


_BRACKET = compiled(r"[(\[][^()\[\]]*[)\]]")
_POINT = compiled(r"(?<=\d)\.(?=\d)|(?<=\bvs)\.|(?<=\bal)\.|(?<=\bDr)\.")


def plain(text: str) -> str:
    """A text without what stands in brackets and without points that end nothing, each character at its place."""
    return _BRACKET.sub(lambda match: " " * len(match[0]), _POINT.sub("·", text))


_NO_ADJECTIVE = (
    r"(?:and|or|to|with|who|whom|whose|that|which|in|of|from|were|was|had|took|received|trials?|stud(?:y|ies)|"
    r"phase|reports?|papers|"
    r"publications|analys[ei]s|meta-analys[ei]s|reviews?|regist(?:ry|ries|ers?)|cent(?:er|re)s|sites|hospitals|"
    r"countries|years?|months?|"
    r"weeks?|days?|hours|minutes|percent|millions?|billions?|thousands|mg|points?|beds|events|deaths|eyes)"
)
_ADJECTIVE = r"(?:(?!\d+[\s,])[\w/+‐·-]+|(?:(?<=type\s)|(?<=stage\s)|(?<=grade\s))\d)"
_WHOM = rf"(?:(?!{_NO_ADJECTIVE}\b){_ADJECTIVE},?\s+){{0,7}}?{COUNTED}\b"
_PHRASE = AtNumber("", rf"(?<![\w.,/≥≤<>=%·)\]-])(?<![A-Z]-)(?P<n>{NUMBER})\s+{_WHOM}")
_IN_BRACKETS = compiled(
    rf"\b(?i:{COUNTED})\b(?:\s+(?:with|aged|from)\s[^.;()]{{0,50}}?)?\s*\(\s*(?:[nN](?=[^;,()]*\))|N)\s?=\s?(?P<n>{NUMBER})\s*[);,]"
)
_N_IS = compiled(r"[(\[,]\s*[nN]\s?=")
#: ``enrolled 534``, ``treated 24 of them``, ``412 were randomized``: patients whom the sentence does not name
_BARE = compiled(
    rf"(?:(?P<verb>\b(?:enroll?ed|recruited|randomi[sz]ed|(?:assigned|allocated)|included|treated|studied|"
    rf"followed)\s+(?:(?:a\s+total\s+of|all|only)\s+)?)|"
    rf"(?P<opens>(?:^|[.;:,]\s|\b(?:and|of\s+whom|total\s+of|which|after|with)\s(?:only\s|just\s)?)))(?P<n>{NUMBER})"
    r"(?P<behind>(?<=\d)(?=\s*(?:[.;)]|$)(?!\.\d))|(?=\s+(?:to|in|at|from|between|across|worldwide|participating|"
    r"before)\s)|(?=\s+of\s+(?:them|these|(?:the\s+|an?\s+)?(?:\d[\d,]*\s+)?(?:planned|intended|targeted))\b)|"
    r"(?=\s+(?:were|underwent|was|had\s+been|have\s+been|entered|joined|took\s+part|participated|could\s+be)\b))"
)
_ORDINAL = compiled(
    r"\b(?:type|phase|grade|stage|class|group|cohort|part|arm|weeks?|days?|months?|years?|line|table|figure|"
    r"version|dose|level|step|"
    r"score|question|item|aged|age|NYHA|every|per|each|reference|ref|number|no|in|week|study|trial)\s+$",
    re.IGNORECASE,
)
#: ``1 in 10 adults``
_ONE_IN = compiled(r"\b(?:\d|one|two|three)\s+(?:in|of|out\s+of)\s+(?:every\s+)?$", re.IGNORECASE)
_IS_YEAR = compiled(r"(?:19|20)\d\d$")


def counted(text: str) -> Iterator[Counted]:
    """The numbers of people that a sentence prints, in order: ``284 adults``, ``patients (N=284)``, ``enrolled 284``."""
    if not names_people(text) and not _MAY_BE_BARE.search(text):
        return
    flat = plain(text)
    taken = -1
    found = [
        *_PHRASE.finditer(_POINT.sub("·", text)),
        *_BARE.finditer(flat),
        *(_IN_BRACKETS.finditer(text) if len(_N_IS.findall(text)) == 1 else ()),
    ]
    for match in sorted(found, key=lambda each: (each.start("n"), -each.end())):
        bare = match.re is _BARE
        number = whole(match["n"])
        if match.start("n") < taken or not number or (bare and _is_no_count(flat, match, number)):
            continue
        if match.re is _PHRASE.pattern and flat[match.start()].isspace() and not text[: match.start()].endswith(("(", "[")):
            continue
        ordinal = _ORDINAL.search(flat, max(0, match.start("n") - 12), match.start("n"))
        if ordinal and not ordinal[0].casefold().startswith(("in ", "study", "trial")):
            continue
        if _ONE_IN.search(flat, max(0, match.start("n") - 12), match.start("n")):
            continue
        taken = match.end()
        head = match.start() if match.re is _IN_BRACKETS else match.start("n")
        yield Counted(number, match.start("n"), match.end("n"), head, match.end("n") if bare else match.end(), bare)


_MAY_BE_BARE = compiled(r"\b(?:enroll?ed|recruited|randomi[sz]ed|randomi[sz]ation|assigned|allocated)\b", re.IGNORECASE)


def _is_no_count(flat: str, match: re.Match[str], number: int) -> bool:
    """Whether a number that stands alone is a year, a number of reference, or counts what is no person."""
    if number < 2 or _IS_YEAR.match(match["n"]):
        return True
    if match["verb"]:
        return bool(re.match(r"\s+(?:to|in|at)\s+\d", flat[match.end("n") :])) or not match["n"][0].isdigit()
    return not re.match(
        r"\s+(?:of\s+(?:the\s+|an?\s+)?(?:\d[\d,]*\s+)?(?:planned|intended|targeted)|(?:were|was|have\s+been|"
        r"had\s+been)\s+(?:\w+\s+and\s+)?(?:then\s+|eventually\s+|randomly\s+)?(?:enroll?ed|recruited|randomi[sz]ed|"
        r"assigned|allocated|included)|underwent\s+randomi|entered\s+the\s|joined|took\s+part|participated)",
        flat[match.end("n") :],
    )


#: a size that is only told roughly, right before its number
HEDGE = compiled(
    rf"\b(?:(?:just|well|slightly|a\s+little)\s+)?(?:{ABOUT}|under|upwards\s+of)\s+$",
    re.IGNORECASE,
)
#: a number that is a limit, a number of patients at one time, or one of others, right before it
_LIMITED = compiled(
    r",\s+including\s+$|\b(?:at\s+least|up\s+to|every|per|other|another|"
    r"a\s+further|additional|remaining|(?<!more\s)(?<!less\s)(?<!fewer\s)than|"
    r"among\s+whom|first|last)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_IN_IT = compiled(
    r"\s+(?:(?:was|were|is|are|had\s+been|who\s+were)\s+(?:\w+ly\s+)?)?(?:needed|required|screened|"
    r"assessed\s+for\s+eligibility|for\s+eligibility|"
    r"approached|invited|excluded|ineligible|withdrawn|lost|declined)\b"
)
_FURTHER = compiled(r"\s+(?:further|additional|other|extra|more)\s")
_LEFT_OUT = compiled(r"(?<![-‐])\b(?:excluded|ineligible|approached|withdrawn|screened|lost\s+to)\b", re.IGNORECASE)
_TURNED_AWAY = compiled(
    r"\b(?:screen|approach|exclud|invit)(?:ed|ing)\s+(?:(?:a\s+total\s+of|all|some)\s+)?$|\bassess(?:ed|ing)\s+$"
)
#: ``screened 310 patients every 6 months``: what was done to patients of the study
_REGULARLY = compiled(r"\s+(?:[\w-]+\s+){0,4}?(?:every|annually|yearly|monthly|weekly|regularly)\b")
_FOR_CASE = compiled(r"case[- ]control\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
_CONTROLS = compiled(
    r"\b(?:(?:control|comparison|comparator|historical|reference)\s+(?:group\s+of\s+|cohort\s+of\s+|patients\s+)?|"
    r"(?:set|compared|matched)\s+(?:1:\d\s+)?(?:with|to|against)\s+)$",
    re.IGNORECASE,
)
_OF_GROUP = compiled(
    r"\b(?:group|arm|sub-?(?:group|set|study|sample|population))s?\s+(?:of\s+|(?:compris|consist|includ|number|"
    r"contain|count|enroll?)\w*\s+(?:of\s+)?|"
    r"had\s+|with\s+\w+\s+includ\w+\s+)(?:a\s+total\s+of\s+)?$|\bsub-?(?:study|set|group)\b[^.;]{0,60}\bincluded\s+$",
    re.IGNORECASE,
)
_IN_GROUP = compiled(
    r"[^.;:,]{0,90}?\s(?:in|to|of)\s+(?:(?:the|an?)\s+(?:[\w-]+\s+){1,4}?(?:group|arm)|(?:group|arm)\s+(?:\d|[A-Z]\b))"
)
#: ``(CPL group)``, ``(arm 1)`` behind the patients: they are those of a group
_CALLED_GROUP = compiled(
    r"[^.;()]{0,90}?\((?![^()]*\b(?:each|per|either|both)\b)\s*"
    r"(?:[\w+/ -]{0,40}\b(?:group|arm|"
    r"(?:training|derivation|validation|development|discovery|test)\s+(?:cohort|set|sample))|(?:[Aa]rm|[Gg]roup)\s+(?:\d|[A-Z]\b))[^()]{0,20}\)"
)
_LISTED_GROUP = compiled(r"\(\s*[\w+/ -]{1,40}\b(?:group|arm)\s*[,:]\s+$")
#: ``(72 patients with and 75 without)``: the two groups in one bracket
_BOTH_IN_BRACKET = compiled(
    rf"[^()\[\]]{{3,80}}?\b(?:and|versus|vs\.?|against)\s+{NUMBER}\s+(?:(?:{COUNTED})\s+)?(?:with|without|on|in|given|received|receiving)\b"
)
_TREATED = (
    r"(?:as\s+(?:an?\s+|the\s+)?(?:control|comparison|placebo|sham)|received|took|to\s+(?!\d)|with|on|in\s+the|in\s+(?:group|arm)|without|given|treated|underwent|got|"
    r"started|began|allocated|assigned|randomi[sz]ed|"
    r"(?:were|was|had\s+been)\s+(?:given|treated|assigned|allocated|randomi[sz]ed|matched|managed))\b"
)
#: another number of patients set beside the first: ``and 50 took placebo``, ``versus 78 of 158 on placebo``
_OTHER = compiled(
    rf"(?:\b(?:and|versus|vs|(?<!\d\s)to|with|whereas|while|against|than|or)[ ·.]\s*|[;:,]\s+)(?:(?:on|another|a\s+further|"
    rf"the\s+(?:other|remaining)|in|only|"
    rf"(?:the\s+)?[a-z-]+\s+to)\s+){{0,2}}(?P<n>{NUMBER})(?:\s+(?:out\s+)?of\s+(?:the\s+)?(?P<of>{NUMBER}))?"
    rf"\s+(?:{_TREATED}|(?:[\w/-]+\s+){{0,4}}?(?:{COUNTED}|controls)\b(?(of)|(?!\s+(?:had|died|withdrew|discontinued|"
    rf"stopped|completed|responded|were\s+lost))))"
)
_JOINS = compiled(
    r"\b(?:and|versus|vs·?|whereas|while|or)\s+(?:(?:on|another|a\s+further|the\s+(?:other|remaining))\s+){0,2}$",
)
#: ``318 adults and 24 adolescents``
_ALSO = compiled(rf"\s+(?:and|or|plus)\s+{NUMBER}\s+{_WHOM}")
#: how much smaller than a number another one is that cannot be the other group's
_FAR_SMALLER = 6


def is_part(flat: str, found: Counted) -> bool:
    """Whether a number is one of a part of the patients, or of patients who are not in the study.

    Refuses ``at least 40 patients``, ``17 patients were excluded``, ``screened 512 people``, ``84 historical controls``, ``40
    adults in the X group``. ``flat`` is the plain form of ``text``.
    """
    before, after = flat[max(0, found.head - 120) : found.head], flat[found.stop : found.stop + 120]
    if (
        _ALSO.match(after)
        or _LIMITED.search(before)
        or (_TURNED_AWAY.search(before) and not _REGULARLY.match(after))
        or _OF_GROUP.search(before)
    ):
        return True
    if (
        _NOT_IN_IT.match(after)
        or _OF_CLASS.match(after)
        or _FURTHER.match(flat, found.end)
        or _LEFT_OUT.search(flat, found.start, found.stop)
        or _IN_GROUP.match(after)
    ):
        return True
    return bool(_CONTROLS.search(before)) and not _FOR_CASE.search(before)


#: ``231 patients were at low (0 points), 187 at intermediate …``
_OF_CLASS = compiled(r"\s+(?:were\s+)?(?:at|in)\s+(?:low|intermediate|standard|moderate|high|very\s+high)\b")


def is_group(text: str, flat: str, found: Counted, *, outright: bool = False) -> bool:
    """Whether a number of patients is that of one of the groups that a sentence sets side by side.

    Holds of ``72 patients with X (X group)``, ``402 patients on X and 366 on Y``, ``96 patients matched with 96 controls``;
    arguments as for ``is_part``; where a study is said ``outright`` to have so many, the numbers told behind are parts of them.
    """
    if _OPENING.fullmatch(flat, max(0, found.head - 120), found.head) or _is_parted(flat, found):
        return False
    if text[max(0, found.start - 1) : found.start] in ("(", "[") and _BOTH_IN_BRACKET.match(text, found.start):
        return True
    if _LISTED_GROUP.search(text, max(0, found.start - 60), found.start) or _CALLED_GROUP.match(text, found.stop):
        return True
    return _is_one_of(flat, found, outright)


#: ``Of the 318 adults,``: whatever is counted behind are parts of them
_OPENING = compiled(r"(?:[•*–-]\s*)?(?:Among|Of|In|From|Across)\s+(?:all\s+|the\s+)*")


def _is_parted(flat: str, found: Counted) -> bool:
    """Whether two numbers behind that of the patients make it up: ``96 patients, and compared 52 with X with 44 without it``."""
    parts = [whole(match["n"]) or 0 for match in _NUMBERED.finditer(flat, found.stop)]
    bare = [whole(match[0]) or 0 for match in _ANY_NUMBER.finditer(flat, found.stop)] if found.n > _FEW else []
    return any(a + b == found.n for numbers in (parts, bare) for a, b in pairwise(numbers))


#: numbers that may be of those into whom many patients are parted, whatever they count
_ANY_NUMBER = compiled(r"(?<![\w.,/-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w%/-]|[.,]\d)")
_FEW = 20


def _is_one_of(flat: str, found: Counted, outright: bool) -> bool:
    """Whether a number of patients stands beside another that is not a part of it: it is that of one of two groups."""
    end = _CLAUSE_ENDS.search(flat, found.stop) if outright else None
    share = SHARE_OF.search(flat, max(0, found.head - 30), found.head) is not None
    others: list[int] = []
    alike = equal = False  # "96 patients were matched with 96 controls"
    for match in _OTHER.finditer(flat, 0, end.start() if end else len(flat)):
        part = "of" if match["of"] else "n"
        if _YEAR.fullmatch(match[part]) and _DATING.search(flat, 0, match.start(part)):
            continue  # "Between 2017 and 2022 we treated"
        if (size := whole(match[part])) and found.n % size == 0 and _OF_EACH.match(flat, match.end(part)):
            continue  # "in 428 adults; 214 were assigned to each"
        if match.start(part) != found.start and not found.start <= match.start("n") < found.end and (match["of"] or not share):
            others.append(whole(match[part]) or 0)
            alike |= part == "n" and others[-1] == found.n
            equal |= alike and match.start() > found.stop and _OTHERS_CALLED.search(match[0]) is not None
    before = flat[max(0, found.head - 40) : found.head]
    before = SHARE_OF.sub("", before) if share else before
    if (_JOINS.search(before) and not found.bare) or (before.endswith(" with ") and _SET_AGAINST.search(flat, 0, found.head)):
        earlier = list(_NUMBERED.finditer(flat, 0, found.head - 1))
        others += [whole(earlier[-1]["n"]) or 0] if earlier else []
    several = others and ((sum(others) != found.n and (alike or found.n not in others)) or (equal and len(others) == 1))
    return bool(several) and max(others) * _FAR_SMALLER > found.n


_OF_EACH = compiled(r"\s(?:[a-z-]+\s){0,4}?(?:each|per)\b")
_YEAR = compiled(r"(?:19|20)\d\d")
_DATING = compiled(r"\b(?:in|since|until|from|to|and|through|by|before|after|[A-Z][a-z]{2,8})\s\Z")
#: ``8 patients with X and 8 healthy volunteers``: as many others
_OTHERS_CALLED = compiled(
    r"\d\s+(?:[\w/-]+\s+){0,4}?(?:controls|volunteers)$|\d\s+(?:[\w/-]+\s+){0,2}?(?:healthy|matched|control|normal|sex-matched|age-matched)\s"
)
_CLAUSE_ENDS = compiled(r"[;:]|,(?!\s+(?:and|versus|vs|with|along|as\s+well|plus)\s)(?!\d)")
#: ``60 of`` before a number of patients
SHARE_OF = compiled(
    rf"(?:{NUMBER}|[)%]|\bmost|\bhalf|\bmajority|\bsome|\beach|\bnone|\bany)\s+(?:out\s+)?of\s+(?:the\s+|these\s+)?$",
    re.IGNORECASE,
)
_SET_AGAINST = compiled(r"\b(?:compar|match|contrast)\w*\s")
_NUMBERED = AtNumber("", rf"(?<![\w.,])(?P<n>{NUMBER})\s+(?:{_TREATED}|{_WHOM})")
