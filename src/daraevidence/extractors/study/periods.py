"""When a study was done, and how long its patients were followed."""

from __future__ import annotations

import re

from daraevidence.draft import Draft
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.sizes import names_people
from daraevidence.language.dates import find_dates
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.units import time_unit
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["put_follow_up", "put_labelled_follow_up", "put_period"]

_UNIT = rf"(?P<u>{TIME_UNITS})"
_LENGTH = rf"(?P<v>\d+(?:\.\d+)?)(?:\s*[(\[][^()\[\]]{{1,50}}[)\]])?\s*[- ]?{_UNIT}\b"
_FOLLOWING = r"(?:follow(?:ed)?[- ]?up|observation)(?:\s+(?:time|duration|period))?"
_IS = r"(?:was|of|is|were|at|lasted|reached|amounted\s+to|came\s+to|stood\s+at|ran\s+to)"
_MEDIAN = r"median(?:\s*[(\[](?:IQR|range|interquartile\s+range|min[-–]max)[)\]])?"
_FOLLOW_UP: tuple[re.Pattern[str], ...] = tuple(
    compiled(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MEDIAN}\s+(?:(?:duration|length|time)\s+of\s+)?{_FOLLOWING}\b[^.;]{{0,90}}?(?:\b{_IS}|[:,])\s+{_LENGTH}",
        rf"\b{_FOLLOWING}(?:\s+(?:{_IS}\s+)?|\s*[(\[:,]\s*)(?:a\s+)?median(?:\s+of|,|:)?\s+{_LENGTH}",
        rf"\b{_MEDIAN}\s+{_FOLLOWING}\s*[:,(]?\s*{_LENGTH}",
        rf"(?<!last )(?<!first )(?<!least )(?<!every )(?<!than )\b{_LENGTH}(?:\s+of)?\s+(?:median\s+)?follow[- ]?up\b"
        r"(?!\s+(?:visit|assessment|appointment|exam|examination|call|interview|scan|study|report|results|data|outcomes))",
        rf"\bfollow[- ]?up\s+(?:was|of)\s+{_LENGTH}",
        rf"\b(?:followed(?:[- ]?up)?|observed|monitored|tracked|under\s+observation)\s+(?:up\s+)?for\s+(?:a\s+)?"
        rf"(?:median|mean)\s+(?:of\s+)?{_LENGTH}",
        rf"\bfollowed\s+(?:up\s+)?[^.;:]{{3,60}}?\sfor\s+(?:a\s+)?median\s+(?:of\s+)?{_LENGTH}",
    )
)
#: ``After a median of 15 months, 13 patients had relapsed``; not the time that something took
_AFTER_MEDIAN = compiled(
    r"^(?:After|Over|At|With|During)\s+a\s+median\s+of\s+(?P<v>\d+(?:\.\d+)?)\s+(?P<u>months|mos?|years|yrs?)\b(?:\s*[(\[][^()\[\]]{1,50}[)\]])?,\s+"
    r"(?!.{0,60}\b(?:onset|began|started|switched|first|responded)\b)(?:[^.;,]|\.(?=\d)){3,70}?\s(?:had|was|were|is|are|have|has)\s"
)
#: ``Over a median of 15 months, 13 patients relapsed``
_OVER_MEDIAN = compiled(
    r"(?:^|[.;]\s|,\s)(?:[Oo]ver|[Dd]uring)\s+a\s+median\s+of\s+(?P<v>\d+(?:\.\d+)?)\s+(?P<u>months|mos?|years|yrs?)\b"
    r"(?:\s*[(\[][^()\[\]]{1,50}[)\]])?\s?,"
)
_CITED = compiled(r"\.\s?\[?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,9}\]?$")
_NO_PERIOD = compiled(r"\b(?:cut-?off|literature\s+search|last\s+follow-?up|guideline)\b", re.IGNORECASE)
#: what happened to patients, behind the name of a database: ``in the X registry diagnosed from 2010 to 2018``
_OF_PATIENTS = compiled(r"\b(?:who|diagnosed|treated|admitted|hospitali[sz]ed|enrolled|transplanted|initiat\w+|receiv\w+)\b")
_COLLECTION = compiled(r"\b(?:database|registry|maintained)\b", re.IGNORECASE)


def _is_no_period(text: str, place: int) -> bool:
    """Whether the words before a date make it none of the study's: a search, a database (not patients that are in it)."""
    before = text[max(0, place - 120) : place]
    last = max((match.end() for match in _COLLECTION.finditer(before)), default=-1)
    if _NO_PERIOD.search(before):
        return True
    return last >= 0 and not names_people(before[last:]) and _OF_PATIENTS.search(before, last) is None


def put_period(draft: Draft, line: Sentence) -> None:
    """The first period of time in which patients were treated or enrolled, not one of a database; also one that cannot be, whose
    end is before its beginning, as printed."""
    cited = _CITED.search(line.text)
    for date in find_dates(line.text[: cited.start()] if cited else line.text):
        if not date.first or not date.last:
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
_FROM = compiled(
    r"\b(?:from|since|(?:beg(?:an|inning)|start(?:ed|ing)|opened|commenced)(?:\s+(?:in|on))?)\s+$|\bfirst\s+(?!dose|visit|infusion|relapse)[^.;]{3,60}?\s(?:in|on)\s+$",
    re.IGNORECASE,
)
_UNTIL = compiled(
    r"\b(?:ended|closed|completed|finished|stopped|terminated)(?:\s+(?:in|on))?\s+$|\b(?:the|of)\s+last(?!\s+(?:follow|visit|dose|infusion|injection|assessment|scan|relapse))(?:\s+[^.;,]{2,60}?)?\s+(?:in|on)\s+$|"
    r"\blast\s+(?:patient|participant|person|subject|one)\s[^.;]{0,60}?\s?(?:in|on)\s+$",
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
        field = "period_end" if _UNTIL.search(before) else "period_start" if _FROM.search(before) else ""
        if field and field not in draft.fields:
            draft.put(field, date.iso, (line.start + date.start, line.start + date.end), "normalised")


def put_follow_up(draft: Draft, line: Sentence) -> None:
    folded = line.text.casefold()
    told = "follow" in folded or "observ" in folded or "monitored" in folded
    for pattern in (*(_FOLLOW_UP if told else ()), _AFTER_MEDIAN, _OVER_MEDIAN):
        match = pattern.search(line.text)
        if match:
            _put_length(draft, line, match)
            return


_DURATION = compiled(rf"\W{{0,3}}(?:median,?\s+)?(?P<v>\d+(?:\.\d+)?)\s*{_UNIT}\b", re.IGNORECASE)


def put_labelled_follow_up(draft: Draft, line: Sentence) -> None:
    """``Median follow-up: 21.4 months``."""
    match = _DURATION.match(line.text)
    if match:
        _put_length(draft, line, match)


def _put_length(draft: Draft, line: Sentence, match: re.Match[str]) -> None:
    draft.put("follow_up_median", float(match["v"]), (line.start + match.start("v"), line.start + match.end("v")))
    unit = time_unit(match["u"].casefold())
    draft.put("follow_up_unit", unit, (line.start + match.start("u"), line.start + match.end("u")))
