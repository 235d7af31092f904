"""Words before a number that say it is no result: tables, groups, grades, times, comparisons."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.counts import counted_at
from daraevidence.language.measures import words
from daraevidence.language.numbers import DASH, DASHES, Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.units import percent_at, time_unit, unit_at

__all__ = ["Label", "label_at", "time_role"]

LabelRole: TypeAlias = Literal["section", "grade", "name", "timepoint"]


class Label(NamedTuple):
    """A label such as ``grade 3/4``: ``noun`` is its word, ``value`` what stands behind it in normal form (``3-4``)."""

    role: LabelRole
    start: int
    end: int
    noun: str
    value: str
    unit: str = ""


_ROLES: dict[str, LabelRole] = {
    word: role
    for role in ("timepoint", "grade", "name", "section")
    for word in words("label", role)  # a word in two lists is the later's
}
_SCORED = words("label", "scored")
_MORE = compiled(rf"(?:\s?[/,{DASH}&]\s?|,? (?:and|or|to|through|vs\.?|versus) )(?P<op>[<>\u2265\u2264]=?\s?)?")
_RANGE = frozenset(DASHES + " ")
_PART_OF = compiled(r"\s(?:out )?of (?:the )?\d|\s?/\s?\d+ ?[(%]")
_NUMBERED = frozenset("section appendix version amendment protocol vol vol. criterion module".split())
_OR_MORE = compiled(r"\s(?:or|and) (?:(higher|greater|more|above|worse|over|later)|(lower|less|below|fewer))\b")
#: a word and what joins it to a number
_LEADS = r"([A-Za-z][\w.-]*:?)\s{1,3}(?:(?<=[es] )(?:of|was|is|=)\s)?(?:[<>\u2265\u2264]\s?(?:or )?=?\s?)?\Z"
_CUT = compiled(_LEADS)
_LEFT = compiled(rf"(?<![A-Za-z]){_LEADS}")  # a letter behind a letter need not be tried
_COMPARED = frozenset("<>=\u2265\u2264")
_SAID = compiled(r"\s(?:of|was|is|=)\s")
#: degrees of improvement that belong to the name of a score: ``PASI 75``, ``ACR 20``, ``ASAS 40``, ``HiSCR 50``
_DEGREES = frozenset((20, 30, 40, 50, 70, 75, 90, 100))
_SCORE = compiled(r"[a-z]{0,2}[A-Z][A-Za-z]*[A-Z][A-Za-z]?$")
_NO_SCORE = frozenset("n hr or rr ci iqr sd se cr pr sd pd orr os pfs nr ne mg iu nnt nntb nnth nnh arr".split())
_DEGREE_ENDS = compiled(
    r"(?=[,;:.)/]|\s*$|\s(?!patients?\b|participants\b|subjects\b|of\b|\(\d|cases\b|events\b|deaths\b)[a-z(])"
)
_SPREAD = compiled(r"\s*(?:±|[(\[]\s*(?:IQR|interquartile|range|SD|SE|±|95\s?%|Q1))", re.IGNORECASE)
_AVERAGED = compiled(r"\b(?:median|mean|average)\b[^.;,]*$", re.IGNORECASE)
_WAS_SCORED = compiled(r"scores?\s(?:was|were)\s", re.IGNORECASE)
_OF_A_GROUP = compiled(
    r"\s(?:in|for|with|on|after|before|at|versus|vs\.?|v)\s(?!(?:the\s)?"
    r"(?:\d|one\b|two\b|three\b|four\b|five\b|all\b|most\b|both of\b))"
)
_AMOUNT = compiled(r"\d[ -]?$")
_OVER_GRADE = compiled(r"(>=|[<>\u2265\u2264])\s?\Z")


def _left(text: str, end: int) -> re.Match[str] | None:
    """The word that leads to a place; what is left of it where it begins far before."""
    reach = max(0, end - 24)
    cut = _CUT.match(text, reach, end) if reach and text[reach - 1].isalpha() else None
    return cut or _LEFT.search(text, reach, end)


def label_at(passage: Passage, index: int) -> Label | None:
    """The label that a number belongs to, by the word before it.

    Reads ``Table 2``, ``Figure 1``, ``Cohort 1``, ``arms 1 and 2``, ``Patient 3``, ``grade 3/4``, ``Grade >2``,
    ``grades 3 and 4``, ``grade 3 or higher``, ``phase 3``, ``phase 1/2``, ``type 2``, ``score 0``, ``week 24``,
    ``months 6 and 12``, ``Cycle 1 Day 1``.
    Never ``group 12 patients``, ``day 100 mg``, ``week 45%``.
    """
    number = passage.numbers[index]
    text = passage.text
    before = text[number.start - 1 : number.start]
    if not before.isspace() and before not in _COMPARED:
        return None
    left = _left(text, number.start)
    if left is None:
        return None
    word = left[1].lower()
    role = _ROLES.get(word) or _degree(text, left[1], number)
    if left[0].rstrip().endswith(("of", "was", "is", "=")) and word not in _SCORED:
        return None
    if role == "timepoint" and (_AMOUNT.search(text, max(0, left.start() - 6), left.start()) or _in_words(passage, index, left)):
        return None  # "after 6 months 31 (67%) had stopped", "in the two years 22 of 265 had"
    if word in _SCORED and _SAID.search(left[0]) and _is_measured(text, left.start(), number):
        return None  # "the mean score was 4.4 points", "the score was 9 in the X group" is a result
    if role is None or number.decimals > 1 or number.value > 999 or (number.word and role != "timepoint"):
        return None
    if role == "name" and number.decimals and word in _SCORED:
        return None  # "the pain score was 4.3" is measured
    if role == "section" and number.decimals and word not in _NUMBERED:
        return None
    if _counts_on(text, number, role):
        return None
    number, start = passage.compared(number)
    if start < left.start():
        start = left.start()
    if role != "grade" and number.op:
        return None
    noun = word.rstrip(".:")
    if role == "timepoint":
        return _time_label(passage, index, left.start(1), noun)
    over = _OVER_GRADE.search(text, max(0, left.start() - 3), left.start()) if role == "grade" else None
    op = number.op or (over[1] if over else "")
    op = {"\u2264": "<=", "\u2265": ">="}.get(op, op)
    end, parts = _parts(passage, index, role)
    more = _OR_MORE.match(text, end)
    if more and role == "name" and word in _SCORED:
        return None  # "a score of 12 or higher" is a limit
    if more and role in ("grade", "name"):
        op, end = (">=" if more[1] else "<="), more.end()
    if role == "grade" and not op and text[end : end + 1] == "+":
        op, end = ">=", end + 1  # "gr 3+"
    if word.startswith("gr") and not word.startswith("grade") and number.value > 5:
        return None
    first = over.start() if over else left.start(1)
    return Label(role, first, end, noun, op + "-".join(parts))


def _in_words(passage: Passage, index: int, left: re.Match[str]) -> bool:
    """Whether a number in words stands directly before the word: ``two years 22``."""
    before = passage.numbers[index - 1] if index else None
    return before is not None and before.word and not passage.text[before.end : left.start(1)].strip(" -")


def _is_measured(text: str, start: int, number: Number) -> bool:
    """Whether a score has a value and no name: with decimals, a unit or a spread, or as an average."""
    if number.decimals or unit_at(text, number.end) is not None or _SPREAD.match(text, number.end):
        return True
    if _WAS_SCORED.fullmatch(text, start, number.start) and _OF_A_GROUP.match(text, number.end):
        return True
    return _AVERAGED.search(text, max(0, start - 90), start) is not None


def _degree(text: str, word: str, number: Number) -> LabelRole | None:
    """``PASI 75``: a degree of improvement behind the short name of a score, where nobody is counted."""
    if number.value not in _DEGREES or number.decimals or number.op or not _SCORE.match(word) or word.lower() in _NO_SCORE:
        return None
    counted = percent_at(text, number.end) is not None or unit_at(text, number.end) is not None
    return None if counted or not _DEGREE_ENDS.match(text, number.end) else "name"


def _counts_on(text: str, number: Number, role: str) -> bool:
    end = number.end
    if percent_at(text, end) is not None or (
        text[end : end + 2] in (" (", "(n") and role == "section" and text[end : end + 3] != " (n"
    ):
        return percent_at(text, end) is not None or (text[end + 2 : end + 3].isdigit() and not _FRACTION.match(text, end + 2))
    if role == "section" and _PART_OF.match(text, end):
        return True
    if role == "timepoint" or role == "section":
        if unit_at(text, end) is not None:
            return True
        return counted_at(text, end, 3) is not None and role == "section"
    return False


#: ``in group 1 (12 of 40)``: a share of those in the group, and none of a count
_FRACTION = compiled(r"\d+(?:/| of )\d+\s?[),;]")
_ONE_GROUP = ("group ", "arm ", "cohort ")
_LETTER = compiled(r"[a-dA-D]?\b")
_COUNT_BEHIND = compiled(r"\s?[(=\u00b1]\s?\d")


def _parts(passage: Passage, index: int, role: str) -> tuple[int, list[str]]:
    """``3/4``, ``1, 2 and 3``, ``3-4``: further small whole numbers of the same label."""
    numbers, text = passage.numbers, passage.text
    parts = [numbers[index].text]
    end = numbers[index].end
    letter = _LETTER.match(text[end : end + 2])
    if letter and letter[0]:
        end += 1
    while index + 1 < len(numbers):
        match = _MORE.match(text, end)
        following = numbers[index + 1]
        if match is None or match.end() != following.start or following.decimals or following.word or following.value > 99:
            break
        if role == "timepoint" and not set(match[0]) <= _RANGE:  # months 6 and 12 are two times
            break
        after = following.end
        if _PART_OF.match(text, after):
            break  # "in group 1, 20 of 199"
        if (
            percent_at(text, after)
            or unit_at(text, after)
            or (_COUNT_BEHIND.match(text[after : after + 4]) and not _FRACTION.match(text, after + 2))
        ):
            break
        if "," in match[0] and role == "section" and passage.text[: numbers[index].start].endswith(_ONE_GROUP):
            break  # "in group 2, 6 and 13 days"
        if "," in match[0] or " and" in match[0] or " to" in match[0]:
            if counted_at(text, after, 2) is not None and role != "grade":
                break
            if role == "grade" and following.value > 5:
                break
        if following.start in passage.leads:
            break
        parts.append(following.text)
        end = after
        letter = _LETTER.match(text[end : end + 2])
        if letter and letter[0]:
            end += 1
        index += 1
    return end, parts


def _time_label(passage: Passage, index: int, start: int, noun: str) -> Label | None:
    text = passage.text
    end, parts = _parts(passage, index, "timepoint")
    unit = time_unit(noun) or noun.rstrip("s") + "s"
    before = text[max(0, start - 8) : start].split()
    if before and before[-1].lower() in ("per", "every", "each", "a"):
        return None
    return Label("timepoint", start, end, noun, "-".join(parts), unit)


_OUTCOME_NEXT = compiled(
    r"[ ](?:(?:estimated|actuarial|cumulative|crude|overall|probability|rates?|landmark|survival|progression|event|disease"
    r"|relapse|mortality|metastasis|incidence|response|local|observed|risk|conditional|median|[a-z]?[A-Z]{2,5}\b)|post-?"
    r"|(?:[a-z-]{3,20}[ ]){1,2}(?:survival|mortality|incidence|rates?)\b)",
)
_PERIOD_NEXT = compiled(
    r"[ ](?:period|course|cycles?|interval|follow|treatment|history|observation|old|duration|window|washout|regimen|run-in|run"
    r"|therapy|study|trial|phase|stay|lead)",
)
#: ``a 2.1-month gain in survival``: a change, not how long something was done
_CHANGE_NEXT = compiled(
    r"[ ](?:(?:absolute|mean|median|significant|further|net)[ ])?(?:gain|improvement|increase|decrease|reduction"
    r"|difference|prolongation|lengthening|extension|delay|benefit|advantage|shortening)\b"
)
#: ``the proportion healed by 12 weeks rose``
_VERB_NEXT = compiled(r"[ ](?:was|were|had|rose|fell|increased|decreased|did)\b")
_RATE_OF = compiled(r"\b(?:rates?|incidence|risk|probability|prevalence) (?:of|for) \Z")
_CHANGED = compiled(r"(?:ed|er|ing|rise|rose|fell|gain|increase|decrease|difference|reduction)(?: significantly| only)? by \Z")
#: ``reduced the mean stay by 2 days``: the change stands before what changes
_CHANGING = compiled(
    r"\b(?:(?:reduc|increas|prolong|shorten|extend|delay|improv|decreas|lengthen|cut|advanc)(?:ed|es|e|ing|s)?|lower(?:ed|s|ing)?)\b"
    r"[^.;:,()]{2,60}\bby \Z",
    re.IGNORECASE,
)
_DURATION_LEFT = words("duration", "before")
_AFTER_NEXT = compiled(r"[ ](?:before|prior to|earlier|ago|later|apart|(?:of )?follow-?up)\b")


def time_role(text: str, start: int, end: int, hyphen: bool) -> Literal["timepoint", "duration", "value"]:
    """What a number with a unit of time is: ``6-month PFS`` and ``at 12 months`` timepoints, ``every 2 weeks`` and ``12-week
    period`` durations, else a value."""
    if hyphen:
        if _CHANGE_NEXT.match(text, end):
            return "value"
        if _PERIOD_NEXT.match(text, end):
            return "duration"
        if _OUTCOME_NEXT.match(text, end) or _RATE_OF.search(text, max(0, start - 16), start):
            return "timepoint"
        return "duration"
    words = text[max(0, start - 30) : start].lower().split()
    last = words[-1] if words else ""
    if last in ("at", "(at") or (last == "by" and (_VERB_NEXT.match(text, end) or not _changes(text, start))):
        return "timepoint"
    if last in _DURATION_LEFT or _AFTER_NEXT.match(text, end):
        return "duration"
    if last in ("the", "postoperative", "about", "approximately") and len(words) > 1 and words[-2] in ("at", "by"):
        return "timepoint"
    return "value"


def _changes(text: str, start: int) -> bool:
    """Whether a number behind "by" says how much something changed."""
    return bool(_CHANGED.search(text, max(0, start - 22), start) or _CHANGING.search(text, max(0, start - 90), start))
