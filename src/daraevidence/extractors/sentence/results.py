"""Which numbers of a sentence are results, and which belong to a phrase, a time or the patients that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.bare_numbers import promoted
from daraevidence.extractors.sentence.bases import base_count
from daraevidence.extractors.sentence.lone_numbers import NEEDED
from daraevidence.extractors.sentence.recoveries import RANGED, UNITS_OF_CARE
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST, AN_AVERAGE_OF, CHANGE, FOUND, MORE_OR_LESS, TWO_TO_TWELVE

__all__ = [
    "AVERAGE",
    "MEASURED",
    "NEEDED",
    "RESULTS",
    "TIMES",
    "UNITS_OF_CARE",
    "is_aside",
    "is_degree",
    "is_part_of_phrase",
    "results_of",
    "statistics",
    "tells_difference",
]

RESULTS = frozenset(("proportion", "count", "value", "not_reached"))
#: those that measure an outcome: a bare count may be of patients
MEASURED = RESULTS - {"count"}


def statistics(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence that are results, in order."""
    return results_of(text, base, promoted(text, base, quantities))


def results_of(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    whole = base_count(text, base, quantities)
    return [
        q for q in quantities if q.role in RESULTS and not _is_context(text, base, q) and (whole is None or q is not whole[0])
    ]


_FOLLOWED = Gated(
    "follow",
    r"\bfollow(?:ed)?[- ]?up\b[^,;.]{0,80}$|\bfollowed (?:for|up)\b[^,;.]{0,40}$|"
    r"\bfollowed\b[^;.]{0,80}\bfor (?:an? )?(?:median|mean|average|total)(?: of)?\s*$",
    re.IGNORECASE,
)
#: ``At follow-up the score was``: what was seen then, and not how long it was
_SEEN_THEN = compiled(
    r"\b(?:at|by|during)\s(?:[\w-]+\s){0,4}?follow[- ]?up,?\s(?!(?:of|was|is|for|period|time|duration|interval|visits?)\b)[a-z]",
    re.IGNORECASE,
)
#: ``follow-up was 21 and 24 months in A and B``
_FOLLOWED_EACH = compiled(
    r"\bfollow[- ]?up\b[^.;\d]{0,40}\d[\d.]*(?:\s[a-z]{3,8})?(?:\s+\([^()]*\))?(?:\s+(?:in|for|with)\s[^.;\d]{2,50})?,?\s+"
    r"(?:and|versus|vs\.?|compared with)\s+\d",
    re.IGNORECASE,
)
AVERAGE = compiled(r"\b(?:medians?|means(?= (?:of|for|were|in)\b)|mean|average)\b", re.IGNORECASE)
#: what is counted, but is no patient and no event
_THINGS = compiled(
    r"[\w,.-]+\s+(?:of\s+(?:these|the|those)\s+)?(?:(?!in\b|for\b|with\b|on\b|among\b|completed\b|entered\b|left\b|finished\b)[\w-]+\s+){0,2}?(?:groups?|arms?|cohorts?|subgroups?|studies|"
    r"study|reports?|papers?|articles?|"
    r"trials?|cent(?:er|re)s?|sites?|hospitals?|institutions?|countries|domains?|criteria|measurements?|publications?|authors?|"
    r"approaches|strategies|methods?|databases?|categories|phases?|parts?|types?|classes|drugs?|agents?)\b"
    r"(?!\s[a-z-]+s\s(?:occurred|were)\b)",
    re.IGNORECASE,
)
#: ``44 of the quinine group``: patients
_OF_ONE_GROUP = compiled(r"[\w,.-]+\s+of\s+the\s+(?:[\w/+-]+\s+){1,4}?(?:group|arm|cohort)\b", re.IGNORECASE)
_NONE = compiled(r"none\b", re.IGNORECASE)
#: ``5% in A and in none in B``: none is one of two results
_SET_BESIDE = compiled(
    rf"(?:\d|\b(?:one|{TWO_TO_TWELVE})\b)[^;.]{{0,90}}\b(?:and|{AGAINST}|but)\s+(?:(?:in|with|for|to)\s+)?$",
    re.IGNORECASE,
)
_PREVENTED = Gated(
    "needed to ", r"\bneeded to (?:treat|harm)\b[^.;]{0,40}\b(?:prevent|for|cause|achieve|gain|obtain|benefit)\s+$", re.IGNORECASE
)
_MORE = compiled(r"\s*(?:longer|shorter|later|earlier|more|less|higher|lower|ago)\b", re.IGNORECASE)
#: ``4 mm Hg lower with``, ``2 days earlier than``: by how much two groups differ
_DIFFERS = compiled(
    rf"\s*(?:(?:{MORE_OR_LESS}|heavier|lighter)(?!\s+(?:survival|risk|rates?|doses?)\b)|(?:more|less|fewer|later|"
    r"earlier)(?=\s+(?:with|in|on|for|after|among|under|than)\b))\b",
    re.IGNORECASE,
)
_AT_TIME = compiled(
    r"\b(?:after|within|(?<!stayed )(?<!remained )(?<!stood )(?<!stable )at|"
    r"past|over|every|through|until|during|completed|for at least|for up to|up to)\s+"
    r"(?:an? |the |about |approximately )?(?:first )?$",
    re.IGNORECASE,
)
#: ``from 2-3 weeks to 3 years``, ``lasted from 120 min to 240 min``
_FROM_TIME = compiled(
    r"\b(?:from|for|after|within|at|every|over|between|during|until|than|of)\s+(?:the |about |approximately )?$", re.IGNORECASE
)
#: ``no virus was found`` 12 weeks ``after finishing treatment``: when it was, and nothing that was measured
AFTER_STEP = compiled(
    r"\s+(?:after|following|post)\s+(?:the\s+|their\s+|its\s+)?(?:(?!(?:morn|even)ing\b)[a-z]+ing\s+(?:the\s+|their\s+)?(?:\w+\s+)?(?:treatment|therapy|"
    r"medication|drugs?|doses?|injections?|infusions?|study|trial)|(?:end|completion|discontinuation|start|initiation|cessation)\s+of|"
    r"(?:last|first|final|second|third|fourth|booster|previous|single|initial)\s+(?:dose|injection|infusion|treatment|vaccination|study)|"
    r"(?:treatment|therapy)(?=\s*(?:[,;.)]|$))|(?:dose|visit|cycle|injection|course)\s\d|\d[\d.]*\s?(?:mg|g|ug|µg|mcg|ml|U|IU)\b)",
    re.IGNORECASE,
)
_TOOK = compiled(
    r"\b(?:median|mean|average|took|lasted|was|were|is|averaged|of|reached|time|seen|occurred|developed|at|by|after)\s+"
    r"(?:of\s+|only\s+|about\s+|approximately\s+)?$|[(\[:=,]\s*$",
    re.IGNORECASE,
)
TIMES = frozenset(("months", "weeks", "days", "years", "hours", "minutes"))
#: before a word that is no preposition
_NO_LEAD = (
    r"(?!(?:in|for|with|on|and|or|of|to|at|vs|versus|than|after|under|following|during|without|before|via|by|from|among|using)\b)"
)
#: ``in the 2.4 mg group``
_DOSED = compiled(
    r"\s*(?:/\w+\s+)?(?:once|twice|(?:bi)?weekly|daily|group|arm|dose|cohort|tablets?|capsules?)\b|"
    rf"\s{_NO_LEAD}[\w-]+\s(?:{_NO_LEAD}[a-z]+\s)?(?:group|arm|cohort)\b",
    re.IGNORECASE,
)


def _is_context(text: str, base: int, quantity: Quantity) -> bool:
    """A follow-up time, a number of cycles inside a phrase, or a "no" (which is read as a negation): no result of its own."""
    start = quantity.start - base
    before = text[max(0, start - 120) : start]
    if quantity.role in ("count", "proportion") and _PREVENTED.search(before):
        return True
    if quantity.role == "proportion" and quantity.n is None and _LEVEL.match(text, quantity.end - base):
        return True
    if quantity.role == "proportion" and quantity.n is not None and quantity.n.op and quantity.n.value == 1:  # "up to 1 in 10"
        return True
    if quantity.role == "proportion" and quantity.percent is None and _ONE_OF_THINGS.match(text, start):
        return True
    if quantity.role == "value" and _SIZED.match(text, quantity.end - base):
        return True
    if quantity.role in ("value", "number") and is_aside(text, base, quantity):
        return True
    if quantity.role == "value" and quantity.unit and not quantity.intervals and _BEYOND.search(before):
        return True
    if quantity.role == "value" and (_is_limit(text, base, quantity) or _SCALE.match(text, quantity.end - base)):
        return True
    if quantity.role == "count":
        if quantity.n is not None and quantity.n.word and quantity.n.value == 0:
            return not (_NONE.match(text, start) and _SET_BESIDE.search(before))
        return bool(_THINGS.match(text, start)) and _OF_ONE_GROUP.match(text, start) is None
    if quantity.role == "value" and _MORE.match(text, quantity.end - base) and not tells_difference(text, base, quantity):
        return True
    if quantity.role == "proportion" and quantity.n is None and (_DEFINING.search(before) or is_degree(text, base, quantity)):
        return True
    if quantity.role != "value" or "told" in quantity.extra:
        return False
    if "pair" in quantity.extra and quantity.value is not None and quantity.value.op:  # "below 130/80 mm Hg"
        return True
    if _DOSED.match(text, quantity.end - base) and not quantity.intervals:
        return True
    if is_part_of_phrase(quantity) and (not AVERAGE.search(before) or _SPAN_OF_CARE.search(before)):
        return True
    measured = bool(quantity.intervals) or quantity.sd is not None or quantity.se is not None
    if quantity.unit in TIMES and not measured and (_AT_TIME.search(before) or _opens_time(text, base, quantity)):
        return True
    if quantity.unit in TIMES and not measured and AFTER_STEP.match(text, quantity.end - base) and not _TOOK.search(before):
        return True
    if quantity.unit in TIMES and quantity.value is None and _FROM_TIME.search(before) and not RANGED.search(before):
        return True
    return bool(_FOLLOWED.search(before)) and not (_FOLLOWED_EACH.search(text) or _SEEN_THEN.search(before))


#: ``the median stay during the first`` two cycles
_SPAN_OF_CARE = compiled(
    r"\b(?:during|after|over|within|throughout|following|before)\s(?:the\s)?(?:(?:first|last|initial|next|final|previous)\s)?$",
    re.IGNORECASE,
)
#: ``more common above a weight of`` 100 kg: which patients are meant
_BEYOND = compiled(r"\b(?:above|below|beyond|under|exceeding)\san?\s(?:[a-z-]+\s){1,4}of\s$", re.IGNORECASE)
_OPENS = compiled(r"[A-Za-z)]\s?[(\[]\s?$")
#: ``drainage (24 h) was``, ``satisfaction (0-100 mm VAS) was``: for how long, or from where to where a scale goes
_CLOSES = compiled(
    r"(?:\s(?:[a-z]+\s)?(?:VAS|NRS|scale|points?|scores?))?\s?[)\]]\s(?:(?:at|after|in|on)\s[^,;:()]{2,40}\s)?(?:was|were|averaged|is|are)\b"
)


def is_aside(text: str, base: int, quantity: Quantity) -> bool:
    """Whether a time or a range that begins at nothing stands alone in a bracket behind what was measured."""
    start, end = quantity.start - base, quantity.end - base
    low = quantity.intervals[0].low if quantity.value is None and quantity.intervals else None
    scale = low is not None and low.number is not None and low.number.value in (0, 1)
    if not scale and (quantity.unit not in TIMES or quantity.intervals or quantity.value is None):
        return False
    return _OPENS.search(text, max(0, start - 4), start) is not None and _CLOSES.match(text, end) is not None


#: ``Two hours after dosing, 28% were``: when, before what was seen then
_OPENING = compiled(r"(?:[A-Z]{5,}:?\s+)?(?:(?:At|Within|By)\s+)?")
_FROM_THEN = compiled(r"\s+(?:after|before|following|from|into|post|later)\b[^,;:()]{0,60},\s")


def _opens_time(text: str, base: int, quantity: Quantity) -> bool:
    return _OPENING.fullmatch(text, 0, quantity.start - base) is not None and bool(_FROM_THEN.match(text, quantity.end - base))


_WAS = compiled(
    r"\b(?:was|were|is|averaged|lasted|remained|lived|survived|walked|weighed|scored|stayed|took|came|occurred|appeared|"
    rf"started|began)\s+(?:(?:{AN_AVERAGE_OF}|on)\s+)*$",
    re.IGNORECASE,
)


def tells_difference(text: str, base: int, quantity: Quantity) -> bool:
    """``was 4.1 mm Hg lower with``: a value that says by how much one group differs from another."""
    if quantity.role not in ("value", "proportion") or quantity.n is not None or quantity.sd:
        return False
    if quantity.value is not None and quantity.value.word:
        return False
    start = quantity.start - base
    if quantity.role == "value" and _DIFFERED_BY.search(text, max(0, start - 40), start) is not None:
        return True
    return _DIFFERS.match(text, quantity.end - base) is not None and _WAS.search(text, max(0, start - 40), start) is not None


_DIFFERED_BY = compiled(r"\bdiffered\s(?:only\s)?by\s(?:(?:an?|only|about|average|mean|median|of)\s)*$", re.IGNORECASE)


#: ``rated on a 100-mm scale``
_SCALE = compiled(
    r"[- ]?(?:mm |cm |point )?(?:visual analogu?e? |numeric(?:al)? rating |rating |likert )?scales?\b", re.IGNORECASE
)
_LEVEL = compiled(r"\s*(?:confidence|credible|prediction) (?:intervals?|limits?)\b|\s*CIs?\b", re.IGNORECASE)
#: ``one of the two vaccines``
_ONE_OF_THINGS = compiled(
    r"(?:one|two|three|four|five|1|2|3|4|5)\s+of\s+(?:the\s+)?(?:two|three|four|five|six|2|3|4|5|6)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vaccines?|drugs?|doses?|treatments?|regimens?|groups?|arms?|trials?|studies|criteria|co-?primary|end ?points?|"
    r"schedules?|agents?|strategies|cohorts?|phases?|products?|formulations?)\b",
    re.IGNORECASE,
)
#: ``8 weeks (n=1203)``: the name of a group
_SIZED = compiled(r"\s*\(\s*[nN]\s?=\s?\d")
_LEADS = compiled(r"\b(?:was|were|is|to|by|than|vs\.?|versus|and|averaged|remained|[:=(,])\s*$", re.IGNORECASE)


def _is_limit(text: str, base: int, quantity: Quantity) -> bool:
    """Whether a value with a sign is part of an outcome's name: ``a blood pressure below 130/80 mm Hg was measured in``."""
    if quantity.value is None or not quantity.value.op or quantity.intervals:
        return False
    return _LEADS.search(text, max(0, quantity.start - base - 12), quantity.start - base) is None


#: ``response, defined as at least a 25 percent decrease``
_DEFINING = Gated("defined as ", r"\bdefined as (?:at least |a |an |more than |less than |greater than |any )*$", re.IGNORECASE)


_OF_MEASURE = compiled(
    rf"\s+(?:of\s+(?:their|its|the|baseline|body|initial)\s+(?!{PEOPLE}|cohort|study)|(?:weight|{CHANGE})\b)",
    re.IGNORECASE,
)
_CHANGE_OF = compiled(
    rf"\b(?:{CHANGE})s?\s+(?:in [\w ]{{2,30}} )?of\s+$",
    re.IGNORECASE,
)


def is_degree(text: str, base: int, quantity: Quantity) -> bool:
    """Whether a percent with a sign says how much changed in those who are counted: ``at least 5% of their weight``.

    So does a value with a sign: ``a blood pressure below 130/80 mm Hg``.
    """
    if quantity.role == "value":
        return _is_limit(text, base, quantity)
    percent = quantity.percent
    if quantity.role != "proportion" or percent is None or quantity.n is not None:
        return False
    behind = text[quantity.end - base : quantity.end - base + 10]
    if _CRITERION.match(text, quantity.end - base) or (
        behind.startswith((" respon", "-respon")) and text[: quantity.start - base].casefold().endswith("the ")
    ):
        return True  # "the 50% response"
    start = quantity.start - base
    if _CHANGE.match(text, quantity.end - base) and (
        _AT_LEAST_A.search(text, max(0, start - 16), start) or _COUNTED_HAD.search(text, max(0, start - 160), start)
    ):
        return True
    if not percent.op:
        return False
    if _OF_MEASURE.match(text, quantity.end - base) is not None:
        return True
    start, end = quantity.start - base, quantity.end - base
    return _CHANGE_OF.search(text, max(0, start - 60), start) is not None or (
        text[max(0, start - 3) : start] == "by " and _IN_SOME.match(text, end) is not None
    )


#: ``A 75% reduction in the score was reached by 64%``: what some reached
_CRITERION = compiled(
    rf"[ -](?:or (?:more|greater|better|higher)\s+)?(?:{CHANGE}|response)(?:\s+or\s+(?:more|greater|better|"
    r"larger))?(?:\s+(?:in|of|from)\s(?:[^,;:().\d]|(?<=[A-Za-z])\d){2,60}?)?\s(?:was|were|had been|"
    rf"has been)\s+(?:also\s+)?(?:achieved|reached|attained|met|{FOUND}|obtained)\s+(?:by|in|for)\s+(?:only\s+|about\s+)?\d"
)
_CHANGE = compiled(
    r"[ -](?:or (?:more|greater|better|higher)\s+)?"
    r"(?:reduction|decrease|decline|fall|drop|improvement|increase|gain|rise|loss|response)\b"
)
#: ``EASI-75 (at least a 75% improvement)``
_AT_LEAST_A = compiled(r"\b(?:at least|(?:more|greater) than)\san?\s$", re.IGNORECASE)
#: ``41 patients (51%) in A reported a`` 50% reduction of ``pain``: what those who are counted had
_COUNTED_HAD = Gated(
    "achiev|attain|experienc|had|obtain|reach|report|show",
    rf"(?:\d\s?%\)?|\d\)|(?<!\w)(?<!the )\d{{1,4}}\s(?:(?:of the|{PEOPLE})\s)?)[^.;:%]{{0,100}}"
    r"\b(?:had|reported|achieved|experienced|reached|showed|attained|obtained)\s(?:at least\s)?(?:an?\s|the\s)(?:at least\s)?$",
    re.IGNORECASE,
)
#: ``fell by at least 50% in 41 patients``
_IN_SOME = compiled(r"\s+(?:or more\s+)?(?:from baseline\s+)?in\s+(?:only\s+|about\s+)?(?:\d|\w+ of the\b)")


def is_part_of_phrase(quantity: Quantity) -> bool:
    if quantity.role != "value" or quantity.intervals or "told" in quantity.extra:
        return False
    return quantity.unit in UNITS_OF_CARE
