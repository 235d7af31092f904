"""Numbers that count: with their noun, their percent, and the whole that they are of."""

from __future__ import annotations

import re

from daraevidence.language.companions import NEXT, only_p, tail, take, unit_behind
from daraevidence.language.counts import TOLD_OF, Noun, counted_at
from daraevidence.language.gated import Gated
from daraevidence.language.intervals import OPENING, bracket, keyed_interval
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_WORDS
from daraevidence.language.quantities import Quantity
from daraevidence.language.shares import OF, total_behind
from daraevidence.language.things import counts_things
from daraevidence.language.word_classes import BEFELL

__all__ = ["CUTOFF", "PEOPLE_OVER", "counted", "of_all"]

_ASIDE = compiled(r"\s\([A-Za-z][^()\d%]{0,40}\)(?=\s[A-Za-z])")
_PEOPLE = PEOPLE_WORDS | {"cases", "responders"}
#: ``adults over 18 years``, not ``followed over 18 years``
PEOPLE_OVER = compiled(
    r"(?i)\b(?:adults|children|women|men|people|patients|persons|participants|those|anyone|aged|girls|boys)\s\Z"
)
_DID = compiled(rf"\s(?:(?:had|{BEFELL}|occurr(?:ed|ing)|remained|met|failed|were|was)\b|of (?:the|these|those|them)\b)")
#: ``12 intubations occurred``: whatever happens, is counted
_HAPPENED = compiled(
    r"\s(?:[a-z-]{3,20}\s){0,2}?([a-z-]{4,24}s)\s(?:also\s)?"
    rf"{TOLD_OF}\b"
)
_EVENTS_OF = compiled(rf"\s(?:for|of|due to|from|with|to)(?:\s(?!{PEOPLE}|\d)[A-Za-z-]{{2,20}}){{1,4}}(?=\s[(\[]\s?\d)")
_DESCRIBED = compiled(r"\sof(?:\s[A-Za-z-]{1,20}){1,4}?(\s{1,16}[(\[]\s?)(?=[\dA-Za-z])")
CUTOFF = Gated(
    "ceiling|cut|floor|limit|threshold|trigger",
    r"\b(?:cut-?\s?offs?|thresholds?|limits?|ceiling|floor|triggers?)\s(?:value\s)?(?:of|at|is|was|=)\s\Z",
    re.IGNORECASE,
)
_WHOLE = compiled(r"(?:\A|[.;:,(]\s{0,2}|\b(?=[OA]))(?:[Oo]f|[Aa]mong)(?: the| these| those| all)?\s?\Z")


#: ``All 12 of them``, ``was seen in all of the`` 12 patients: as many as there are
_ALL = compiled(
    r"(?:(?:\A|[.;:,(]\s{1,2}|\b(?:and|while|whereas|but|that|by|nearly|almost)\s)|[a-z]{2}(?:ed|en|nd|nt)\s(?:in|by|for|among)\s)(?i:all|each)"
    r"(?: of)?(?: (?:the|these|those|our|its|their))?\s\Z"
)


def of_all(passage: Passage, found: Quantity) -> Quantity:
    """``All 12 patients``: a count of a group of as many."""
    if found.role != "count" or found.denominator is not None or found.n is None or found.n.value < 1:
        return found
    if found.noun in _PEOPLE and _ALL.search(passage.text, max(0, found.start - 32), found.start):
        found.denominator = found.n
    return found


def counted(passage: Passage, found: Quantity, end: int) -> Quantity:
    """``13 (62%)``, ``5 deaths (0.3%)``, ``7 (14%) of 51 patients``, ``4 prior lines``, ``59 (40-82)``."""
    text = passage.text
    opened = OPENING.match(text, end)
    if found.value is not None and (found.value.op or _YEAR.fullmatch(found.value.text)) and _CITED.match(text, end):
        return found
    companions = bracket(passage, opened.end()) if opened and found.value is not None else None
    if companions is not None and not only_p(companions):
        take(found, companions, passage)
        found.end = companions.end
        if found.role == "proportion":
            return total_behind(passage, found)
        if found.role == "value":
            return unit_behind(passage, found)
    behind = NEXT.match(text, end) if found.value is not None and companions is None else None
    if behind is not None and keyed_interval(passage, behind.end()) is not None:  # median 4, range 2-21
        return tail(passage, found)
    event = _HAPPENED.match(text, end) if found.value is not None else None
    if event is not None and counted_at(text, end) is None:
        found.role, found.noun, found.n, found.value, found.end = "count", event[1], found.value, None, event.end(1)
        return found
    if (
        found.value is not None
        and not (found.value.word and found.value.value < 3)
        and _THERE.search(text, max(0, found.start - 120), found.start)
    ):
        there = _THERE_EVENT.match(text, end)
        if there is not None and counted_at(text, end) is None:
            found.role, found.noun, found.n, found.value, found.end = "count", "events", found.value, None, there.end(1)
            return _with_bracket(passage, found)
    aside = _ASIDE.match(text, end)
    noun = counted_at(text, aside.end() if aside else end)
    if noun is not None and noun.name in _PERSON_TIME and _PER.search(text, max(0, found.start - 5), found.start):
        found.end = noun.end  # "events/100 patient-years"
        return found
    if noun is None and counts_things(passage, found):
        return found
    if noun is None:
        return _without_noun(text, found, end)
    if aside and found.value is not None and not noun.unit:
        found.role, found.noun, found.n, found.value = "count", noun.name, found.value, None
        return found
    return _with_unit(passage, found, noun) if noun.unit else _with_noun(passage, found, noun)


_PERSON_TIME = frozenset(("patient-years", "person-years"))
_PER = compiled(r"(?:\bper\s|/\s?)\Z")


def _without_noun(text: str, found: Quantity, end: int) -> Quantity:
    """``Twelve died``, ``12 of the patients relapsed``: a number that does what patients do; not ``one of the largest``."""
    if found.value is None or found.role != "number" or not _DID.match(text, end):
        return found
    part = OF.match(text, found.end)
    of = counted_at(text, part.end() - 1) if part else None
    if found.value.word and found.value.value == 1 and part and (of is None or of.name not in _PEOPLE):
        return found
    found.role, found.n, found.value = "count", found.value, None
    found.noun = of.name if of is not None and not of.unit else ""
    return found


def _with_unit(passage: Passage, found: Quantity, noun: Noun) -> Quantity:
    """``4 prior lines (range 2-8)``: what is counted is a measure."""
    found.role, found.unit, found.unit_at, found.end = "value", noun.name, (noun.start, noun.end), noun.end
    described = _DESCRIBED.match(passage.text, noun.end)
    keyed = passage.keywords.get(described.end()) if described else None
    if described is not None and keyed is not None and keyed.kind in ("range", "iqr", "ci"):
        found.end = described.start(1)
    return tail(passage, found)


def _with_noun(passage: Passage, found: Quantity, noun: Noun) -> Quantity:
    """``13 patients``, ``5 deaths (0.3%)``: a count, with the percent in the bracket behind it."""
    text = passage.text
    if found.value is None:
        found.noun, found.end = noun.name, noun.end
        return found
    found.role, found.noun, found.n, found.end = "count", noun.name, found.value, noun.end
    found.value = None
    if _WHOLE.search(text, max(0, found.start - 22), found.start):
        found.note("whole", "1")
    behind = _EVENTS_OF.match(text, found.end)
    for place in (found.end, behind.end() if behind else found.end):
        opened = OPENING.match(text, place)
        companions = bracket(passage, opened.end()) if opened else None
        if companions is not None and companions.percent is not None:
            take(found, companions, passage)
            found.end = companions.end
            break
    return found


#: ``between 2014 and 2021 [2]``, ``a score of ≥3 [4]``: a year or a limit, and a reference number behind it
_YEAR = compiled(r"(?:19|20)\d\d")
_CITED = compiled(r"\s?\[\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3}){0,9}\]")
#: ``There were 428 intubations (``
_THERE = compiled(
    r"\b[Tt]here\s(?:was|were|has been|have been|had been)\s(?:only\s|also\s|a total of\s)?"
    r"(?:\d{1,4}\s[a-z-]{3,24}(?:\s[a-z-]{3,24})?,?\s(?:and\s)?){0,4}\Z"
)
_THERE_EVENT = compiled(
    r"\s(?!(?:more|fewer|less|significant|other|points?|differences?)\b)((?:[a-z-]{2,20}\s){0,2}?[a-z-]{4,24}s"
    r"(?:\s(?:of|to|from)\s(?:[a-z-]{2,20}\s){0,2}?[a-z-]{3,24})?)"
    r"(?=\s?[(\[,.;]|\s(?:in|among|with|on|during|and|versus|vs\.?|compared|after|for)\b)"
)


def _with_bracket(passage: Passage, found: Quantity) -> Quantity:
    """The percent of a count in the bracket behind it."""
    opened = OPENING.match(passage.text, found.end)
    companions = bracket(passage, opened.end()) if opened else None
    if companions is not None and companions.percent is not None:
        take(found, companions, passage)
        found.end = companions.end
    return found
