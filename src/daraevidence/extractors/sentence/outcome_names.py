"""Names that stand like a group's and are those of outcomes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms

__all__ = ["is_outcome", "is_short", "without_reached"]

_MEASURED = compiled(
    r"\b(?:times?|rates?|survival|scores?|scale|index|pressure|fraction|volume|levels?|interval|response|progression|failure|"
    r"questionnaire|inventory|test|density|function|duration)\b",
    re.IGNORECASE,
)


_CHANGE_IN = Gated(
    "change|cut|decline|decrease|difference|drop|elevation|fall|gain|improvement|increase|loss|reduction|rise",
    r"\b(?:reductions?|increases?|decreases?|changes?|improvements?|declines?|differences?|rise|fall|elevations?|drops?|cuts?|gains?|loss)\s+"
    r"(?:(?:from|at|to|after|over)\s+(?:\w+\s+){1,3}?)?in\s+(?:the\s+)?(?:(?:mean|median|serum|plasma|fasting|total)\s+)*$",
    re.IGNORECASE,
)
#: what may stand before the subject of a sentence
_OPENS = compiled(
    r"(?:(?:RESULTS|FINDINGS|CONCLUSIONS?)\b:?\s*)?(?:(?:At|After|In|During|Over|By|Within)\s[^,;.()]{0,60},\s+)?"
    r"(?:(?i:the|mean|median|average|serum|plasma|fasting|total)\s+)*"
)
_GROUP_WORD = compiled(rf"\b(?:groups?|arms?|cohorts?|{PEOPLE}|placebo|controls?)\b", re.IGNORECASE)
#: a verb that tells the number of its subject: ``HbA1c fell from 8.6``, ``A1C was 7.1``
_MEASURES = compiled(
    r"\s+(?:levels?\s+|values?\s+|scores?\s+|concentrations?\s+)?(?:(?:was|were|is|had|has|have|been|also|then|it|significantly|markedly)\s+)*"
    r"(?:averaged|reached|achieved|attained|seen|observed|noted|obtained|found|recorded|reduced|increased|decreased|lowered|raised|improved|declined|fell|rose|dropped|changed|remained|went|ranged|lengthened|shortened|"
    r"widened|narrowed|grew|shrank|climbed|sank|risen|fallen|gone|come|grown|shrunk|doubled|halved)?\s*(?:(?:up|down|from\s+baseline)\s+)?"
    r"(?:significantly\s+|slightly\s+)?(?:(?:by|in|from|to|at|between|only|about|an?|mean|median|average|of)\s+)*(?:[(\[]\s*)?[-+±<>−–]?\d"
)


#: ``CAR was higher for X``: what is higher in a group is none
_DIFFERS = compiled(
    r"\s+(?:was|were)\s+(?:[a-z]+ly\s+)?(?:higher|lower|greater|longer|shorter)\s+(?:for|with|in|among|after|on)\b"
)
#: ``survival was 19% and SMR was 32``: another subject
_AND = compiled(r"(?:[;,]|\band|\bwhile|\bwhereas)\s+(?:the\s+)?$")
_IS = compiled(r"\s+(?:was|were)\s+(?:[(\[]\s*)?[-+±<>−–]?\d")


#: ``Following nasal surgery 45% needed X``: what a preposition leads to is no subject
_LED = compiled(r"(?:after|among|before|following|for|in|on|under|with|without)\s", re.IGNORECASE)


def is_outcome(text: str, one: Named) -> bool:
    """Whether a short name is that of an outcome: ``time to relapse (TTR)``, ``increase in CRP``, ``HbA1c fell from 8.6``."""
    led = "to" in text[max(0, one.start - 10) : one.start + 3]
    if led and any(match.start("what") - 3 <= one.start <= match.start("named") for match in _TIME_TO.finditer(text)):
        return True  # "time to PASI 75"
    if not one.people and not _GROUP_WORD.search(text, one.start, one.end):
        opens = _OPENS.fullmatch(text, 0, one.start) if not _LED.match(text, one.start, one.end) else None
        if (opens and _MEASURES.match(text, one.end)) or (_AND.search(text, 0, one.start) and _IS.match(text, one.end)):
            return True
        if opens and is_short(one.name) and _DIFFERS.match(text, one.end):
            return True
        change = _CHANGE_IN.search(text, 0, text.find(one.name.split()[0], one.start) if one.name else one.start)
        if change is not None and change.end() >= one.start:
            return True
    place = text.find(f"({one.name})", 0, one.start) if not one.people and is_short(one.name) else -1
    return place > 0 and _MEASURED.search(text, max(0, place - 50), place) is not None


#: what patients reach after a time: ``time to first 50% response was``, ``time to PASI 75 was``
_TIME_TO = Gated(
    "time",
    r"\b[Tt]imes?\s(?:[a-z]+\s){0,2}?to\s(?P<what>(?:(?:an?|the|first)\s)?(?P<named>[^.;:()\[\]]{2,60}?)),?\s(?:was|were|is|came|did|had|averaged|amounted)\b",
)
_SHARE_OF = compiled(
    r"\s*(?:or\s(?:more|greater|better)\s)?(?:clinical\s|pain\s|weight\s)?(?:respon[sd]\w*|reductions?|improvements?|decreases?|increases?|"
    r"declines?|falls?|relief|loss|gain|clearance|recovery|remission)\b"
)
_SCORE = compiled(r"\b[A-Z]{2}[A-Z0-9-]*(?:\s(?:of\s)?|\s\d\s?(?:or|/)\s?)$")


def without_reached(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence without those that say what is reached after a time."""
    spans = [match.span("what") for match in _TIME_TO.finditer(text)]
    if not spans:
        return list(quantities)
    return [one for one in quantities if not any(_is_reached(text, one.start - base, one.end - base, *span) for span in spans)]


def _is_reached(text: str, start: int, end: int, first: int, last: int) -> bool:
    inside = first <= start and end <= last
    return inside and (_SHARE_OF.match(text, end) is not None or _SCORE.search(text, first, start) is not None)


def is_short(name: str) -> bool:
    """An abbreviation that is no endpoint, statistic or event: ``HART``, ``qdRT``, ``DCT/CDDP``."""
    if sum(letter.isupper() for letter in name) < 2 or len(name) > 24 or not name[-1].isalnum():
        return False
    if name.upper() in {
        "CI",
        "HR",
        "OR",
        "RR",
        "IQR",
        "SD",
        "SE",
        "SEM",
        "NR",
        "NE",
        "NS",
        "ITT",
        "TNM",
        "US",
        "UK",
        "RNA",
        "DNA",
        "HIV",
        "RESULTS",
        "METHODS",
        "FINDINGS",
        "CONCLUSIONS",
        "CONCLUSION",
    }:
        return False
    return not any(term.kind in ("endpoint", "response", "adverse_event") for term in terms(name))
