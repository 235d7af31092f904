"""When a study was done, and how long its patients were followed."""

from __future__ import annotations

import re

from daraevidence.draft import Draft
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.sizes import names_people
from daraevidence.language.dates import find_dates
from daraevidence.language.gated import Gated

__all__ = ["put_follow_up", "put_labelled_follow_up", "put_period"]

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


def put_period(draft: Draft, line: Sentence) -> None:
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


def put_follow_up(draft: Draft, line: Sentence) -> None:
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


_DURATION = re.compile(r"\W{0,3}(?:median,?\s+)?(?P<v>\d+(?:\.\d+)?)\s*(?P<u>months?|years?|weeks?|days?)\b", re.IGNORECASE)


def put_labelled_follow_up(draft: Draft, line: Sentence) -> None:
    """``Median follow-up: 21.4 months``."""
    match = _DURATION.match(line.text)
    if match:
        unit = match["u"].casefold()
        draft.put("follow_up_median", float(match["v"]), (line.start + match.start("v"), line.start + match.end("v")))
        at = (line.start + match.start("u"), line.start + match.end("u"))
        draft.put("follow_up_unit", unit if unit.endswith("s") else unit + "s", at)
