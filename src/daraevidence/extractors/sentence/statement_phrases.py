"""The words of a statement's outcome: before its number, or behind it where patients are the subject."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.amounts import amount_phrase
from daraevidence.extractors.sentence.counted_events import OF_PEOPLE, is_aside, of_events, own_words, there_were
from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.extractors.sentence.preceding import before_statistic
from daraevidence.extractors.sentence.predicates import with_state
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.recoveries import amount_of
from daraevidence.extractors.sentence.results import NEEDED, UNITS_OF_CARE, tells_difference
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["INSIDE", "OF_THINGS", "VERB", "give_phrase", "in_bracket", "is_doing", "of_rate", "often_told"]

INSIDE = compiled(
    r"\b(?:in|among|by|for|of|with|to|affecting)\s+(?:only\s+|about\s+|approximately\s+|the\s+|a total of\s+|up to\s+|all\s+)?$",
    re.IGNORECASE,
)
VERB = compiled(
    r"\s*+(?:also\s+|subsequently\s+|still\s+|never\s+)?(?:was|were|is|are|had|has|have|did|does|failed|achieved|"
    r"received|required|needed|relapsed|"
    r"responded|died|withdrew|discontinued|experienced|developed|completed|underwent|met|showed|remained|"
    r"reported|progressed|survived|"
    r"maintained|stopped|dropped|continued|took|used|carried|lived|wore|began|became|lost|left|went|came|kept|chose|spent|"
    r"fell|felt|saw|sought|smoked|drank|worked|suffered|harbou?red|expressed|switched|started|missed|preferred|proceeded|"
    r"could|would|might|responding|relapsing|achieving|receiving|who)\b",
    re.IGNORECASE,
)
#: ``65% of fractures occurred outside``: things that are the subject of a verb of their own
OF_THINGS = compiled(
    rf"\s*of\s+(?:the\s+|all\s+|these\s+|their\s+)?(?P<what>(?!(?:{PEOPLE}|those|them|these)\b)[A-Za-z][\w-]*"
    rf"(?:\s(?!(?:{PEOPLE}|those|who)\b)[\w-]+){{0,3}}?s)\s+(?:occurred|resolved|recurred|healed|closed|failed|responded|"
    r"progressed|shrank|ruptured|required|needed|survived|remained|took place)\b"
)
_BARE_NAME = compiled(
    r"\s*+(?=[A-Za-z])(?!(?:in|with|for|on|among|of|by|to|from|than|versus|vs|against|at|and|or|after|during|per|compared|"
    r"were|was|respectively)\b)"
)


def in_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens in the range is still open at its end."""
    depth = 0
    for letter in text[start:end]:
        if letter == "(":
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
    return depth > 0


def give_phrase(reader: Reader, statement: Statement, lead: int, start: int, end: int, following: int) -> None:
    """Find the words of the outcome: before the number, or behind it where patients are the subject."""
    before = reader.masked[lead:start]
    tail = reader.text[end:following]
    tail_masked = reader.masked[end:following]
    quantity = statement.sides[0].quantity
    counts = quantity.role in ("count", "proportion")
    closing = len(tail) - len(tail.lstrip(" )]"))
    needed = _of_needed(reader, quantity, start)
    statement.amount = needed is not None and quantity.role == "proportion"
    if needed is None and counts and _BEFELL.search(before):
        needed = before_statistic(before, lead)
    if needed is not None:
        statement.phrase = needed
        return
    changed = amount_phrase(reader, statement, lead, start, end, following)
    if changed is not None:
        statement.phrase = changed
        return
    own = _of_effort(reader, quantity, start, end, following)
    own = own or _of_average(reader, quantity, start, end, following) or _of_amount(reader, quantity, following)
    own = own or there_were(reader, quantity, following)
    own = own or of_events(reader, quantity, end, following) or of_rate(reader, quantity, start, end, following)
    if own is not None:
        statement.phrase, statement.subject = own, bool(quantity.noun) or (counts and quantity.n is None)
        return
    behind = _of_subject(reader, quantity, lead, start, end, following) if counts else None
    if behind is not None:
        statement.phrase, statement.subject = behind, True
        return
    statement.phrase = before_statistic(before, lead)
    if statement.phrase is not None and counts and _JUST_WHEN.fullmatch(statement.phrase.text):
        statement.phrase = None
    if statement.phrase is not None and _INVESTIGATORS.fullmatch(statement.phrase.text):
        statement.phrase = None
        return
    if statement.phrase is not None and tells_difference(reader.text, reader.base, quantity):
        if not _RELATIVE.search(statement.phrase.text):
            what = "survival" if statement.phrase.text in ("lived", "survived") else statement.phrase.text
            statement.phrase = statement.phrase._replace(text=f"difference in {what}")
        return
    if statement.phrase is not None and counts:
        statement.phrase = with_state(statement.phrase, reader.text, reader.masked, start)
    if statement.phrase is None and counts and not _IN_GROUP.match(tail_masked, closing):
        found = after_subject(tail_masked[closing:], end + closing)
        statement.phrase, statement.subject = found or own_words(reader, quantity, end), found is not None


#: ``reached 78%`` in the group given X: whose share it is, and no outcome
_IN_GROUP = compiled(r"\s*(?:in|among|for|on|with)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?:groups?|arms?|cohorts?|those)\b")


def often_told(statement: Statement, base: int) -> Phrase | None:
    """``had 2.5 crises per year``: what is counted is told with its unit, where no other words name it."""
    unit, (start, _) = statement.sides[0].quantity.unit, statement.sides[0].quantity.unit_at
    often = _HOW_OFTEN.match(unit)
    return None if often is None else Phrase(often["what"], start - base, start - base + len(often["what"]))


_HOW_OFTEN = compiled(r"(?P<what>(?!times\b)(?:[a-z-]{3,24}\s)?[a-z-]{3,24}s(?:\s[a-z-]{3,24})?)(?= per |/)")


#: ``Infants passed`` 1.9 stools/day: what people did so often is told behind the number
_ACTIVE = compiled(
    r"\b(?!(?:averaged|increased|decreased|reduced|declined|improved|dropped|totall?ed|changed|lowered|raised|exceeded|reached)\b)"
    r"(?:[a-z]{2,}ed|had|made|took|drank|ate|got|gave|left|lost|saw)\s(?:(?:only|about|an?|mean|median|average|of)\s)*$"
)
#: ``X (24%), Y (17%) and Z (`` 14% ``) were commoner``: the last of a list of outcomes, each with its share
_LISTED_NAME = compiled(r"\)(?:,|,? and)\s[^;:()\d]{3,60}\s[(\[]\s?")


def is_doing(reader: Reader, start: int, end: int, following: int) -> bool:
    """``41% responded, with`` 12 patients (10%) achieving ``a complete response``: those counted do something of their own."""
    led = _WITH.search(reader.text, max(0, start - 30), start)
    return led is not None and _DOING.match(reader.masked, end, following) is not None


def _of_subject(reader: Reader, quantity: Quantity, lead: int, start: int, end: int, following: int) -> Phrase | None:
    """What those did who are counted, told behind their number; nothing where they are not the subject."""
    if in_bracket(reader.text, lead, start):
        if _LISTED_NAME.fullmatch(reader.text, lead, start) and content(reader.masked[lead:start]):
            return None
        behind = _behind_bracket(reader, lead, start, end)
        if behind is not None:
            return behind
    tail, masked = reader.text[end:following], reader.masked[end:following]
    closing = len(tail) - len(tail.lstrip(" )]"))
    people = OF_PEOPLE.match(tail, closing)
    inside = people is not None and ")" not in tail[: people.end()] and in_bracket(reader.text, lead, start)
    if inside and people is not None and VERB.match(masked, people.end()):  # "data were immature (22% of patients had died)"
        return after_subject(masked.partition(")")[0], end)
    rated = _RATED.search(reader.text, max(lead, start - 40), start)
    state = _AS.match(reader.text, end, following) if rated is not None else None
    if state is not None:
        return Phrase(" ".join(state["what"].split()), *state.span("what"))
    if people is not None and _PROPORTION.search(reader.text, max(lead, start - 60), start):
        return after_subject(masked[people.start() :], end + people.start())
    doing = _DOING.match(masked) if _WITH.search(reader.text, max(0, start - 30), start) else None
    if doing is not None:
        first = doing.end("what") if doing["what"] in _HAVING_IT else doing.start("what")
        return after_subject(masked[first:], end + first)
    if INSIDE.search(reader.text[lead:start]) or is_aside(reader.text, lead, start, end):
        return None
    if quantity.noun or OF_PEOPLE.match(tail) or VERB.match(tail, closing):
        found = after_subject(masked[closing:], end + closing)
        if found is not None and found.text != "against":  # "affecting 31% of patients, against 12%"
            return found
    things = OF_THINGS.match(tail)
    if things is not None:
        return after_subject(tail[things.start("what") :], end + things.start("what"))
    bare = not in_bracket(reader.text, lead, start) and _BARE_NAME.match(tail) is not None
    return after_subject(masked, end) if bare and before_statistic(reader.masked[lead:start], lead) is None else None


#: ``Parents rated 9 of 21 children as much improved``: what they were judged to be
_RATED = compiled(
    r"\b(?:rated|judged|considered|classified|assessed|regarded|described|scored|graded|categori[sz]ed)\s+(?:only\s+)?$"
)
_AS = compiled(
    r"[^,;:.]{0,80}?\sas\s(?!(?:opposed|compared|well|against|did|having|were)\b)(?P<what>[a-z][^,;:.()]{2,60}?)"
    r"(?=\s*(?:[,;:.()]|$)|\s(?:in|on|by|with|after|at|versus|vs|than|compared|against|while|whereas|and\s+(?:\d|in\b))|\s{2,})"
)
_HAVING_IT = frozenset("having experiencing showing reporting achieving".split())
#: ``met its end point, with 58% of those on X reaching Y``
_WITH = compiled(r",\s+with\s+(?:only\s+|about\s+|nearly\s+|some\s+)?$")
_DOING = compiled(
    r"[^,;:.\d]{0,80}?\s(?P<what>(?:not\s+)?(?:achiev|reach|hav|experienc|show|report|attain|maintain|remain|develop|requir|complet|meet|los|"
    r"gain|respond|relaps|surviv|withdraw|discontinu|stopp|improv|return|be|need|dy|demonstrat|obtain|enter|sustain)ing\b)"
)
#: ``a small proportion (17%) of the patients had X``
_PROPORTION = compiled(r"\b(?:proportion|percentage|majority|minority|number|share|fraction)\s*[(\[]\s*$", re.IGNORECASE)
#: of which a percent is a part: ``the risk was 23% lower``
_RELATIVE = compiled(
    r"\b(?:risks?|hazards?|odds|rates?|incidence|mortality|likelihood|chance|probability|costs?|differences?)\b", re.IGNORECASE
)
#: what was done with the patients who are counted
_INVESTIGATORS = compiled(
    r"(?:we|they|the\s+(?:authors|investigators|researchers))\s+(?:[a-z]+ly\s+)?(?:assigned|allocated|randomi[sz]ed|enrolled|included|"
    r"recruited|treated|followed|studied|analy[sz]ed|compared|reviewed|screened|identified|examined|evaluated)",
    re.IGNORECASE,
)
#: ``Headache affected 7 patients``: the patients are the object, and what befell them stands before
_BEFELL = compiled(r"\b(?:affected|troubled|bothered|befell|struck)\s+(?:only\s+|about\s+)?$")
#: ``Within 7 and`` 28 days after vaccination``, 24% and 47% had``: a time is no outcome
_JUST_WHEN = compiled(
    r"(?:(?:the\s)?(?:first|last|next|following)\s)?(?:[\d.]+|one|two|three|four|five|six|twelve)[\s-](?:hours?|days?|weeks?|months?|years?)"
    r"(?:\s(?:after|before|following|of|from|post|into|since)\s.{2,60})?",
    re.IGNORECASE,
)
_AVERAGE_OF = compiled(r"\b(?:median|mean|average) (?:of )?$", re.IGNORECASE)


#: ``5 vs 7 points at week 4 (difference, 2``
_DIFFERENCE = compiled(
    r"[(\[;,]\s*((?:[\w-]+ ){0,3}(?:difference|effect size)|ES|Cohen['\u2019]s d|Hedges['\u2019]s? g)\s*(?:[,:=]|of|was)?\s*$",
    re.IGNORECASE,
)


def _of_needed(reader: Reader, quantity: Quantity, start: int) -> Phrase | None:
    """``the number needed to treat to prevent one death was 12``, ``(mean difference, 2.1``"""
    if quantity.role != "value" and (quantity.percent is None or quantity.n is not None):
        return None
    between = _DIFFERENCE.search(reader.text, max(0, start - 60), start)
    if between is not None:
        return Phrase(between[1], between.start(1), between.end(1))
    if quantity.role != "value":
        return None
    match = NEEDED.search(reader.text, max(0, start - 120), start)
    if match is None:
        return None
    needed = trimmed(reader.text[match.start() : start], match.start(), drop_intro=False)
    return needed and needed._replace(text=" ".join(reader.text[match.start() : needed.end].split()))


def _of_average(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> Phrase | None:
    """``a median of 2 lines of therapy (range, 1-8) before X``: what is counted stands behind the number."""
    if quantity.role != "value" or quantity.value is None or quantity.unit not in UNITS_OF_CARE:
        return None
    if not _AVERAGE_OF.search(reader.text[:start]):
        return None
    first = quantity.value.end - reader.base
    noun = reader.text[first:end].partition("(")[0].strip()
    rest = after_subject(reader.masked[end:following], end)
    return Phrase(f"{noun} {rest.text if rest else ''}".strip(), first, rest.end if rest else end) if noun else None


_IT_TOOK = compiled(r"\b[Ii]t (?:then |only )?took (?:[a-z]{3,16} )?(?:(?:an?|only|about|mean|median|average|of) )*$")
_TO_DO = compiled(r"\s+(?:\([^()]*\)\s+)?(?P<what>to\s+[a-z][^,;:.()\d]{3,80}?)(?=\s{2,}|[,;:.(]|\s(?:with|in|and|for)\b|$)")


def _of_effort(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> Phrase | None:
    """``it took 36 seconds to insert a cannula``: what it took the time to do stands behind the time."""
    if quantity.role != "value" or not quantity.unit or not _IT_TOOK.search(reader.text, max(0, start - 60), start):
        return None
    what = _TO_DO.match(reader.masked, end, following)
    return Phrase(f"time {' '.join(what['what'].split())}", what.start("what"), what.end("what")) if what is not None else None


def _of_amount(reader: Reader, quantity: Quantity, following: int) -> Phrase | None:
    """``group A used 21 mg of morphine``: what was used stands behind the amount."""
    often = _HOW_OFTEN.match(quantity.unit) if quantity.role == "value" else None
    start = quantity.start - reader.base
    if often is not None and _ACTIVE.search(reader.text, max(0, start - 40), start):
        first = quantity.unit_at[0] - reader.base
        return Phrase(often["what"], first, first + len(often["what"]))
    used = amount_of(reader.text, reader.base, quantity)
    if used is None or used.end > following:
        return None
    return Phrase(f"{' '.join(reader.text[used.start : used.end].split())} {used.verb}".rstrip(), used.start, used.end)


#: ``an`` 8% ``rate of relapse``, ``a`` 41% ``response rate``
_AN = compiled(r"\b(?:an?|the)\s+(?:overall\s+|cumulative\s+|mean\s+|median\s+)?$", re.IGNORECASE)
_RATE = compiled(
    r"\s+(?:(?:(?!(?:lower|higher|greater|smaller|reduced|increased|decreased|relative|excess|absolute|reduction|increase|decrease|drop)\b)"
    r"[A-Za-z][\w/-]*)\s+){0,4}?(?P<rate>rates?|incidence|prevalence|frequency|probability|chance|likelihood|risk)\b"
    r"(?!\s+(?:reduction|increase|decrease|difference|ratio|score))(?P<of>\s+(?:of|for)\s+)?"
)


def of_rate(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> Phrase | None:
    """``showed an 8% rate of relapse``, ``had a 41% response rate``: what is counted stands behind the share."""
    if quantity.percent is None or quantity.n is not None or not _AN.search(reader.text, max(0, start - 24), start):
        return None
    rate = _RATE.match(reader.masked, end, following)
    if rate is None:
        return None
    if rate["of"]:
        bare = rate["rate"].casefold().startswith("rate") and not content(reader.masked[end : rate.start("rate")])
        first = rate.end() if bare else end
        return after_subject(reader.masked[first:following], first)
    named = trimmed(reader.masked[end : rate.end("rate")], end, drop_intro=False)
    return named if named is not None and content(named.text) else None


_SUBJECT_ENDS = compiled(
    rf"\b(?:{PEOPLE}|responders)\b(?:\s+(?:in|of|on|with|from|receiving|"
    r"treated)\b[^,;:()]{0,60})?\s*[(\[]\s*$",
    re.IGNORECASE,
)


_VERB_BEHIND = compiled(r"\s*(?:also |subsequently )?(?:[a-z]+ed|had|were|was|did|underwent|met|showed|withdrew|died)\b")


def _behind_bracket(reader: Reader, lead: int, start: int, end: int) -> Phrase | None:
    """``more patients in arm A (8/36, versus 6/43 in arm B) required``: people before the bracket, the verb behind it."""
    if not _SUBJECT_ENDS.search(reader.text, lead, start):
        return None
    close = reader.text.find(")", end)
    if close < 0 or not _VERB_BEHIND.match(reader.text[close + 1 :]):
        return None
    return after_subject(reader.masked[close + 1 :], close + 1)
