"""How often, when and for how long a drug is given, as it is printed.

A schedule is made of parts that stand in a row, in any order: how often (``every 2 weeks``, ``twice daily``, ``Q3W``), when (``on
days 1 and 8 of a 21-day cycle``, ``at weeks 0, 2, and 6``, ``before each infusion``), how many (``four weekly infusions``), how
long (``for up to 2 years``, ``until progression``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.language.numbers import WORD_VALUES
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS, TWO_TO_TWELVE

__all__ = ["COUNT", "SCHEDULE", "hours_between", "is_frequency", "joined_schedule", "schedules_in"]

COUNT = rf"(?:\d{{1,3}}|one|{TWO_TO_TWELVE}|fifteen|twenty)"
_SPAN = rf"(?:{TIME_UNITS}|minutes?|h|d)"
_NUMBERS = r"\d{1,2}(?:(?:-|–| to | through |,? and |, ?)\d{1,2}){0,6}"
_ADVERB = r"(?:daily|weekly|biweekly|fortnightly|monthly|bimonthly|quarterly|yearly|annually|nightly)"
_THEN = (
    rf"(?:,? (?:and )?(?:then |thereafter )?(?:every {COUNT} (?:weeks|months|days)|Q\d{{1,2}}[WDHM]|(?<=then ){_ADVERB})"
    r"(?: thereafter)?)?"
)
_TIMES = r"(?:once|twice|thrice|(?:one|two|three|four|five|six|\d)(?: to (?:two|three|four|five|six|\d))? times)"
_EVERY = (
    rf"(?:{_TIMES} )?(?:every|each)[ -](?:other[ -](?:day|week|month)|{COUNT}(?: (?:to|or) \d{{1,2}}|[-–]\d{{1,2}})?[ -]{_SPAN}"
    r"|(?:second|third|fourth|alternate) (?:day|week|month)|(?:day|week|month|cycle|night|morning|evening|year|hour|meal))"
)
_OFTEN = (
    rf"(?:{_EVERY}|on alternate days|(?:\d{{1,2}}|six|four|three|two)-(?:weekly|monthly|hourly)"
    rf"|{_TIMES}(?: (?:or|to) (?:twice|thrice|(?:three|four|\d) times))?(?:[ -]{_ADVERB}"
    r"|,? (?:a|per|each|every) (?:day|week|month|year|cycle))"
    r"|Q\d{1,2}[WDHM]|Q[WDM]|QOD|QOW|EOW|EOM|[BTQ]ID|[bt]\.i\.d\.|q\.d\."
    rf"|per (?:(?:injection |infusion |dose )?(?:day|week|month|cycle))|{_ADVERB}|a (?:day|week|month)(?= for\b|[,.;)]|$)"
    r"|at (?:bedtime|night)|as needed|on demand|in the (?:morning|evening))"
)
_WHEN = (
    rf"(?:on the (?:first|second|third) day|(?:on )?(?:cycle \d{{1,2}},? )?days? {_NUMBERS}"
    rf"(?:,? (?:of|in) (?:each |every |an? )?(?:\d{{1,2}}[- ](?:day|week) )?cycles?(?: {_NUMBERS})?"
    rf"|,? every {COUNT} (?:days|weeks)|{_THEN})"
    rf"|(?:(?:at|on|in) (?:weeks?|months?|days?) {_NUMBERS}|at baseline(?= and ))"
    rf"(?: and (?:at )?(?:weeks?|months?|days?) {_NUMBERS})?{_THEN}"
    r"|before (?:the )?(?:first|each|every|subsequent) (?:injection|infusion|dose)s?"
    r"|before subsequent (?:injection|infusion|dose)s?"
    r"|(?:before|with|after) (?:(?:each|every|the main|the evening|the morning) meal|meals|breakfast|dinner))"
)
_GIVINGS = r"(?:injections?|infusions?|doses?|applications|administrations?|cycles?|courses?|fractions)"
_MANY = (
    rf"(?<!first )(?<!last )(?<!next )(?<!these )(?<!all ){COUNT} (?:planned |additional |consecutive )?"
    rf"(?:{_ADVERB} )?{_GIVINGS}"
    r"(?: every other week)?"
    r"|(?:as )?(?:an? )?single (?:(?:intravenous|subcutaneous|intramuscular|oral|bolus) )?(?:dose|infusion|injection|fraction)"
    r"|in (?:\w+ )?divided doses"
    rf"|{COUNT} {_SPAN} apart|(?:as (?:a )?)?continuous infusion|\d{{1,2}} to \d{{1,2}} times"
)
_LONG = (
    rf"(?:for|over) (?:up to |at least |a total of )?{COUNT} (?:minutes?|{TIME_UNITS}|cycles?|doses)|"
    r"until (?:disease )?progression|(?:according to the )?standard dosing schedule"
)
_OF_SO_MANY = rf"(?:,? (?:for|of) (?:up to |at least )?{COUNT} (?:days?|weeks?|months?|years?|cycles|doses))?"
_ON_AND_OFF = (
    r"(?:,? \((?=[^()]{0,40}\b(?:on|off)\b)[^()]*\b(?:days?|weeks?|months?)\b[^()]*\)"
    r"|, \d (?:days|weeks) on(?:,| and) \d (?:days|weeks) off)?"
)
#: one part of a schedule, with the time of the day and how long right behind it
SCHEDULE = compiled(
    rf"(?<![\w-])(?:(?:{_OFTEN}|{_WHEN})(?:,? (?:in the (?:morning|evening)|at (?:night|bedtime)))?{_OF_SO_MANY}"
    rf"|{_MANY}|{_LONG})(?!\w){_ON_AND_OFF}",
    re.I,
)


def schedules_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The parts of schedules between two places."""
    return SCHEDULE.finditer(text, start, end)


def joined_schedule(text: str, parts: list[re.Match[str]]) -> tuple[str, int, int]:
    """The parts that stand in a row from the first on as one schedule, with its place."""
    first, last = parts[0].start(), parts[0].end()
    for part in parts[1:]:
        if part.start() - last > 3 or any(mark in text[last : part.start()] for mark in "()"):
            break
        last = part.end()
    return " ".join(text[first:last].split()), first, last


_WORDS = WORD_VALUES | {"other": 2, "second": 2, "third": 3}
_HOURS = {"h": 1, "d": 24, "w": 168, "m": 720, "n": 24, "y": 8766, "c": 0}
_TIMES_OF = compiled(
    r"(?P<times>once|twice|thrice|(?:two|three|four|five|six|\d)[ -]times)[ -,]*(?:an? |per |each |every )?(?P<per>hour|"
    rf"da[yi]|week|month|year|cycle)|(?:every|each) (?P<many>other|second|third|{TWO_TO_TWELVE}|\d{{1,2}})?[ -]?(?P<span>h|d|w|"
    r"month|mo|y|night|morning|evening|cycle)|q(?P<q>\d{1,2})(?P<qs>[hdwm])|(?P<short>qd|bid|tid|qid|qod|qow|qw|qm)\b|"
    r"(?P<adverb>daily|nightly|weekly|biweekly|fortnightly|monthly|yearly|annually)"
)
_SHORT = {"qd": 24, "bid": 12, "tid": 8, "qid": 6, "qod": 48, "qow": 336, "qw": 168, "qm": 720}
_ADVERBS = {"biweekly": 336, "fortnightly": 336, "annually": 8766}


#: ``at weeks 0, 4 and 12``, and nothing of how it goes on
_AT_TIMES = compiled(r"(?i)(?:at |on |in )?(?:weeks|months) \d{1,2}(?:,? (?:and )?\d{1,2})+$")


def is_frequency(schedule: str) -> bool:
    """Whether a schedule says how often and nothing else: ``once a week``, ``twice daily``; not ``8 weekly injections``."""
    match = _TIMES_OF.match(schedule.casefold().replace(".", ""))
    return match is not None and schedule.casefold().replace(".", "")[match.end() :] in ("", "ly")


def hours_between(schedule: str) -> float:
    """The hours from one dose to the next that a schedule begins with, 0 where it tells none, -1 where it lists the
    times."""
    match = _TIMES_OF.search(schedule.casefold().replace(".", ""))
    if match is None:
        return -1.0 if _AT_TIMES.match(schedule) else 0.0
    if match["times"]:
        word = re.split("[ -]", match["times"])[0]
        count = {"once": 1, "twice": 2, "thrice": 3}.get(word) or _WORDS.get(word) or int(word)
        return _HOURS[match["per"][0]] / count
    if match["span"]:
        many = match["many"] or "1"
        return float(_HOURS[match["span"][0]] * (_WORDS.get(many) or int(many)))
    if match["q"]:
        return float(_HOURS[match["qs"]] * int(match["q"]))
    if match["short"]:
        return float(_SHORT[match["short"]])
    return float(_ADVERBS.get(match["adverb"]) or _HOURS[match["adverb"][0]])
