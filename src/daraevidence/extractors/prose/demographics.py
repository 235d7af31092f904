"""What patients are, told of them as a predicate: ``298 (64.4%) were women``, ``58% and 61%, respectively, were White``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.prose.people import WHO
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import FOUND

__all__ = [
    "goes_on",
    "goes_on_behind",
    "introduced",
    "is_baseline",
    "is_present",
    "is_start_value",
    "opens_at_start",
]

#: a sentence that tells of patients at the start: their age, their sex
_BASELINE = Gated(
    "age|demographics|characteristics|baseline|years |%|the start|entry|inclusion|enrol|presentation|diagnosis",
    r"(?i)\b(?:(?:mean|median|average)\s+(?:\(SD\)\s+|\(range\)\s+)?age\b|age\s+(?:at\s\w+\s)?(?:was|of|ranged|spanned|averaged)\b|"
    r"(?:demographics|characteristics)\b|\d+ years (?:old|of age) \((?:median|mean)\b|"
    r"at (?:[\w&-]+ ){0,4}baseline\b(?!,? (?:to|and (?:at|week)))|"
    r"at (?:the start|(?:study )?entry|inclusion|enrol\w+|presentation|(?:initial )?diagnosis)[,;.](?!\d))|"
    r"^\W*baseline (?:data|values|features|findings|status)\b|"
    rf"\d\s?%(?:[)\]]?\s+(?:(?:of [a-z ]{{0,30}})?were\s+{WHO}\b|of (?:them|whom)\s+{WHO}\b)|"
    rf"\s+{WHO}(?=\s*[,;.)\]]|\s+and\s+\d))",
)
_LATER = compiled(
    r"(?i)\b(?:changes?|changed|from baseline|reduc\w+|increas\w+|decreas\w+|improv\w+|declin\w+|fell|rose|after"
    r"|(?:at|by|before|within|through) (?:(?:week|month|day|year) \d+|\d+ (?:week|month|day|year)s?\b(?! (?:before|prior|old)))"
    r"|respon\w+|surviv\w+|died|deaths?|relaps\w+|adverse\s(?:\w+\s)?(?:events?|reactions?|effects?|outcomes?)|discontinu\w+)\b"
)

#: a sentence that begins with the time before a treatment tells of patients as they came, whatever it says of them
_OPENS = compiled(
    r"\s*(?:before (?:the )?(?:start of )?(?:treatment|therapy|transplant\w*|enrol\w+|randomi[sz]ation|retreatment|surgery|"
    r"infusion)|"
    r"prior to (?:treatment|enrol\w+|transplant\w*|randomi[sz]ation)|"
    r"at (?:(?:[\w&-]+ ){0,4}baseline|screening|admission|inclusion|(?:study )?(?:entry|enrol\w+)|"
    r"(?:initial )?diagnosis|randomi[sz]ation|"
    r"the (?:start|time) of (?:treatment|therapy|retreatment|enrol\w+|inclusion|diagnosis|transplant\w*)))"
    r"(?! (?:to|and)\b)[^,;:]{0,60},\s",
    re.IGNORECASE,
)
#: a value from which another one is told to change
_AT_START = compiled(
    r"(?:\s*[(\[][^()\[\]]{0,60}[)\]])?\s+(?:at|before) (?:baseline|screening|admission|inclusion|enrol\w+|"
    r"(?:study )?entry|treatment|randomi[sz]ation|the start)\b",
    re.IGNORECASE,
)
#: what patients were, had or had had, told right behind their count: ``92 of them (82%) were on dialysis``
_STATE = compiled(
    r"[)\]]?(?:\s*[(\[][^()\[\]]{0,40}[)\]])?\s+(?:of (?:them|these|those|whom)\s+(?:in|with|on|under|without)\b|"
    r"(?:of (?:them|these|those|whom)\s+)?(?:\([^()]{0,40}\)\s+)?(?:were|was|had|are|have)\b)",
    re.IGNORECASE,
)
_EVENTS = compiled(
    r"\b(?:adverse\s(?:\w+\s)?(?:events?|reactions?|effects?|outcomes?)|occurred|developed|responded|achiev\w+|reach\w+|attain\w+|stopped|withdr[ae]w\w*|follow-?\s?up|hazard|"
    r"until|complet\w+|seen|observed|noted|found|detected|recorded|remission|cured?|efficacy|outcomes?|end ?points?|success|"
    r"primary|secondary|rates?|safety|met)\b|\bP\s?[<=>]",
    re.IGNORECASE,
)


#: what patients had when they came: ``A large vessel occlusion was present in``
_PRESENT = compiled(
    r"\b(?:was|were) (?:already |also )?present (?:at baseline )?in (?:only |about |approximately |the )?$", re.IGNORECASE
)


#: ``and`` the Philadelphia chromosome ``in``
_PRESENT_TOO = compiled(
    r"\b(?:was|were) (?:already |also )?present in [^;:]{1,60}?[\d%)](?: patients)?,? and (?:the |an? )?(?:[\w-]+ ){1,4}in $",
    re.IGNORECASE,
)


def is_present(text: str, start: int) -> bool:
    """Whether a share is one of those in whom something was present, and nothing in the sentence happens later or at a time."""
    here = _PRESENT.search(text, max(0, start - 60), start) or _PRESENT_TOO.search(text, max(0, start - 140), start)
    return here is not None and goes_on(text) and not _AT_TIME.match(text)


_AT_TIME = compiled(r"\s*(?:at|by|after|within|on)\s[^,]{0,40}\d[^,]{0,20},", re.IGNORECASE)


def opens_at_start(text: str) -> bool:
    """Whether a sentence begins with the time before a treatment: ``Before transplantation, 55 patients were in remission``."""
    return _OPENS.match(text) is not None


def is_start_value(text: str, start: int, end: int) -> bool:
    """Whether a value is the one at the start: ``fell from 1240 (IQR, 610-2150) at baseline to 210``, ``from 24 to 17``."""
    if _AT_START.match(text, end) is not None or _FROM_BASELINE.search(text, max(0, start - 60), start) is not None:
        return True
    return _FROM.search(text, max(0, start - 120), start) is not None and _TO.match(text, end) is not None


#: ``a reduction from a mean baseline of`` 8.4%
_FROM_BASELINE = compiled(
    r"\bfrom\s(?:an?\s)?(?:(?:mean|median|average|overall)\s)?baseline\s(?:(?:mean|median|average|value|score|level|weight|[A-Z][\w-]+)\s)?of\s"
    r"(?:about\s|approximately\s)?$",
)
_FROM = compiled(
    r"\b(?:fell|rose|dropp\w+|declin\w+|decreas\w+|increas\w+|improv\w+|chang\w+|went|came|reduc\w+|grew|climbed|sank)\b"
    r"[^.;]{0,80}?\bfrom\s+(?:an?\s+)?(?:(?:median|mean|average)\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_TO = compiled(
    r"\s*(?:[(\[][^()\[\]]{0,40}[)\]])?\s*to\s+(?:an?\s+)?(?:(?:median|mean|average)\s+(?:of\s+)?)?[\d−-]", re.IGNORECASE
)


def goes_on(text: str) -> bool:
    """Whether a sentence behind one about patients as they came may tell of them too: nothing in it happens later."""
    return _LATER.search(text) is None and _EVENTS.search(text) is None


#: what had been before patients came: ``12 had relapsed after a transplantation``
_HAD_BEEN = compiled(
    r"\bhad\s(?:(?:already|also|previously|never|not|only)\s)*(?:(?:been|undergone|had|lost|begun|taken|grown)\b|[a-z]+ed\b(?!\s(?:an?|the|in)\s))"
    r"[^,;.:]{0,80}",
)
#: of what was found in patients, found before or later
_FINDING = frozenset(
    "seen observed noted found detected recorded primary secondary safety rates rate met complete completed".split()
)
_LATER_FOUND = compiled(
    r"(?i)\b(?:primary|secondary)\s(?:\w+\s)?(?:outcome|end ?-?point|efficacy|analys)|\bcomplete (?:res|rem)|\b\w+ rates?\b"
)


def goes_on_behind(text: str) -> bool:
    """Whether a sentence behind one about patients as they came tells of them, too: also by what was found in them.

    ``Three copies were found in 81%``, ``12 (22%) had relapsed after a transplantation``; not ``A response was seen in 40%``.
    """
    if goes_on(text):
        return True
    before = _HAD_BEEN.sub(" ", text) if "had" in text else text
    if _LATER.search(before) is not None or _LATER_FOUND.search(before) is not None:
        return False
    return all(match[0].casefold() in _FINDING for match in _EVENTS.finditer(before))


def introduced(text: str, start: int, end: int, sizes: Sequence[int]) -> bool:
    """Whether a share of patients stands behind their number in the sentence that introduces them, with what they were or had.

    ``a study of 112 adults, of whom 92 (82%) were on dialysis``; not ``enrolled 112 adults; relapse was seen in 92 (82%) of those
    on X``; ``sizes``: the places of numbers of patients.
    """
    told = max((place for place in sizes if place < start), default=-1)
    if told < 0 or _REPORTED.search(text, told, start) is not None:
        return False
    return _STATE.match(text, end) is not None and goes_on(text[end : end + 80])


#: ``Seroma was reported in 31 (40%) men``, ``occurred in 31``
_REPORTED = compiled(
    rf"\b(?:(?:was|were)\s(?:also\s)?(?:{FOUND})|occurred|happened|developed|arose|recurred)\s(?:in|by|for|among)\b"
)


def is_baseline(text: str) -> bool:
    """Whether a sentence tells of patients as they came, and of nothing later: ``Median age was 66 years and 41% were women``."""
    return _BASELINE.search(text) is not None and _LATER.search(text) is None and _REPORTED.search(text) is None
