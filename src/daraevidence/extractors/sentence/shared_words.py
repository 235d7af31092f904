"""What a result shares with the one told before it: its outcome, or a part of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.changes import CHANGES
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import CHANGE

__all__ = ["RATE_AT", "is_degree_of", "share_phrase"]


def share_phrase(reader: Reader, statements: Sequence[Statement], statement: Statement, gap: str, start: int) -> None:
    """Give a statement what it shares with the one before: its outcome where it has none of its own, or a part of it."""
    last = statements[-1]
    phrase = statement.phrase
    again = phrase is not None and _BETWEEN_GROUPS.fullmatch(phrase.text) is not None
    again = again or bool(_TO_LEVEL.fullmatch(gap) or _BUT_FELL.fullmatch(gap) or _is_part_of(last, statement, gap))
    rate = RATE_AT.search(reader.text, max(0, start - 60), start)
    if rate is not None and (whole := _of_share(reader.text, start, statement, last)) is not None:
        statement.phrase, statement.subject = whole, False
    elif last.phrase is not None and again:
        statement.phrase, statement.subject = last.phrase, last.subject
    elif phrase is None or (_CIRCUMSTANCE.match(phrase.text) is not None and last.phrase is not None):
        statement.phrase, statement.subject = _of_share(reader.text, start, statement, last), last.subject
    elif last.phrase is not None and last.phrase.start == phrase.start and last.phrase.text.endswith(phrase.text):
        statement.phrase = last.phrase  # "took 36 seconds to do X with A and 62 with B": the words between are those of the first
    elif last.phrase is not None and (what := _that_of(reader, phrase, last.phrase)):
        statement.phrase = phrase._replace(text=what)
    elif last.phrase is not None and _shares(phrase.text, statement.sides[0].quantity):
        statement.phrase = _shared(phrase, last.phrase)
    elif last.phrase is not None and last.phrase.head:
        statement.phrase = _sharing(phrase, last.phrase.head, gap)


def _of_share(text: str, start: int, statement: Statement, before: Statement) -> Phrase | None:
    """``Median OS was not reached; the 2-year rate was 71%``: a share of an outcome of which a median was told is no median."""
    phrase, timed = before.phrase, before.sides[0].quantity
    if phrase is None or statement.sides[0].quantity.percent is None or timed.percent is not None:
        return phrase
    outcome = _AVERAGED.sub("", phrase.text) or phrase.text
    rate = RATE_AT.search(text, max(0, start - 60), start)
    return phrase._replace(text=outcome) if rate is None else Phrase(f"{rate['time']} {outcome}", *rate.span("time"))


#: ``the 2-year rate was``
RATE_AT = compiled(
    r"(?P<time>\b[\w.]+-(?:year|month|week|day))\s(?:rate|estimate|probability|figure)\s(?:was|of|were)\s(?:an?\s)?$"
)
_AVERAGED = compiled(r"^(?:the\s)?(?:median|mean|average)\s", re.IGNORECASE)
#: ``PFS was 8 months overall and did not differ`` between groups ``(8.4 vs 7.7 months)``
_BETWEEN_GROUPS = compiled(
    r"(?:(?:did\snot\s|not\s)?(?:differ(?:ed|s|ent)?|similar|comparable|vary|varied)\s)?(?:significantly\s)?"
    r"(?:between|across|among|in)\s(?:the\s|these\s)?(?:two\s|three\s|both\s|study\s|treatment\s|age\s)*(?:groups?|arms?|cohorts?|sexes)",
    re.IGNORECASE,
)


def _that_of(reader: Reader, phrase: Phrase, last: Phrase) -> str:
    """``efficacy against A was 44% and that against B 71%``: ``that`` is what was told, up to the same preposition."""
    led = _THAT.search(reader.text, max(0, phrase.start - 8), phrase.start)
    of_what = _PREPOSITION.match(phrase.text)
    if led is None or of_what is None:
        return ""
    head = last.text.casefold().find(f" {of_what[0].casefold()}")
    return f"{last.text[:head] if head > 0 else last.text} {phrase.text}"


_THAT = compiled(r"\b(?:that|those)\s\Z")
_PREPOSITION = compiled(r"(?:against|for|of|in|with|at|on|after|to)\s")
#: an amount and behind it its percent: ``rose 4.1 mg/dL (9.2%)``
_OPENED = compiled(r"\s?[(\[]\s?[-+]?")


def is_degree_of(text: str, last: Statement, previous: int, start: int, end: int) -> bool:
    """``X rose 4.1 mg/dL (9.2%)``: a percent alone in the bracket behind an amount says of the same by how much."""
    amount = last.sides[-1].quantity
    alone = _OPENED.fullmatch(text, previous, start) is not None and text[end : end + 1] in (")", "]")
    return alone and amount.role == "value" and amount.unit != "%" and text[end - 1] == "%" and last.phrase is not None


#: ``rose by 5.1 percentage points to`` 35.2%
_TO_LEVEL = compiled(r"\s*to\s+(?:about\s+|only\s+)?")
#: ``rose by 5 points with A and fell by`` 2 ``points without``: what did so is told once
_BUT_FELL = compiled(
    r"[\s)\]]*(?:with|in|on|after|for|among|under|by|without|during)\s[^,;:()\d]{1,60}?,?\s(?:and|but)\s(?:only\s|had\s)?"
    rf"(?:{CHANGES})[a-z]*\s+(?:(?:by|to|from|only|a|an|mean|median|average|of|about)\s+)*"
)


def _is_part_of(last: Statement, statement: Statement, gap: str) -> bool:
    """``46 bleeds were recorded: 29 with A``: what is counted behind the colon are those before it."""
    whole, part = last.sides[-1].quantity, statement.sides[0].quantity
    return gap.rstrip().endswith(":") and whole.n is not None and part.n is not None and whole.noun == part.noun != ""


#: ``17/118 (14%) after X and in 21/236 controls``: when it happened to the first, and no outcome of the second
_CIRCUMSTANCE = compiled(
    r"(?:after|before|during|under|following|at(?!\s(?:least|most|risk))|by|within|until|through|each|every)\s+"
    r"(?!.*\b(?:was|were|had|occurred)\b)",
    re.IGNORECASE,
)


_DIRECTION = compiled(
    r"(?P<led>(?:(?:versus|vs|as|compared|with|to)\s+)*(?:an?\s+)?(?:significant\s+)?)(?P<said>(?:(?:an?|mean|median|average|"
    rf"absolute|relative|significant|further|overall)\s+)*(?:{CHANGE})s?)",
    re.IGNORECASE,
)
_DIRECTED = compiled(
    r"^.*?\b(?:increase|decrease|reduction|change|improvement|decline|rise|fall|gain|loss|drop)s?\s+(?:in|of)\s+", re.IGNORECASE
)
_FIGURE = compiled(
    r"(?:median|mean|average) (?:period|time|interval|duration)|"
    r"(?:figure|number|proportion|percentage|share|value|average)s?(?: (?:for|in|of|with|on|among))?",
    re.IGNORECASE,
)
#: ``they went from``, ``it averaged``, ``stayed at``: what goes on telling of what was told
_GOING_ON = (
    r"(?:took|occurred|happened|in|was|were|had(?: (?:been|risen|fallen|gone))?|went|stayed|remained|rose|fell|dropped|declined|"
    r"decreased|increased|improved|averaged|measured|reached|changed|lasted|scored|stood|came|did so)"
)
#: ``while it deteriorated``, ``and lengthened``: what the same thing did in another group
_DID_SO = (
    rf"(?:(?:was|were)\s+)?(?:(?:{CHANGES})[a-z]*(?:ed|ing)|"
    r"stayed|remained|averaged|measured|went|grew|rose|fell|sank|shrank|lost|slid)"
)
_PRONOUN = compiled(
    r"(?:(?:on the other hand|by contrast|in contrast|conversely|however|in comparison|in turn),?\s+)*(?:"
    rf"(?:it|this|these|they|that|which)(?:\s+{_GOING_ON})?|(?:(?:did|had\s+done|had|do|done)\s+so|did\s+(?:it|likewise|the\s+same)|did)|{_DID_SO}"
    r"|(?:(?:the|this|that)\s+)?(?:same|corresponding|respective|equivalent|comparable|analogous|matching)\s+"
    r"(?:rate|figure|number|proportion|percentage|value|result|median|mean|count|share)s?)"
    r"|(?:(?:it|they|remained|was|were|also|essentially|virtually|almost)\s+)*"
    r"(?:unchanged|stable|constant|unaltered|unaffected|the same|"
    r"(?:did|does) not(?: \w+ly)? (?:change|differ|vary|increase|decrease|improve))"
    r"|no (?:significant )?(?:change|increase|decrease|improvement|reduction|difference)"
    r"|(?:immediately )?(?:before|after|afterwards?|initially|thereafter)",
    re.IGNORECASE,
)


def _shares(words: str, quantity: Quantity) -> bool:
    """Whether words stand for the outcome told before: a pronoun, a change, or a verb without a subject of its own."""
    if words.casefold().endswith(("fall", "falls")) and (quantity.n is not None or words[-1] == "s"):
        return False  # of a person
    return (
        _PRONOUN.fullmatch(words) is not None or _DIRECTION.fullmatch(words) is not None or _FIGURE.fullmatch(words) is not None
    )


def _shared(phrase: Phrase, last: Phrase) -> Phrase:
    """``an increase in X of 5 … a decrease of 3``: a change of what was told of before; ``it was`` is that itself."""
    if _PRONOUN.fullmatch(phrase.text) or _FIGURE.fullmatch(phrase.text):
        return last
    match = _DIRECTION.fullmatch(phrase.text)
    if match is None:
        return phrase
    what = _DIRECTED.sub("", last.text) or last.text
    return Phrase(f"{match['said']} in {what}", phrase.start, phrase.end)


_AND_BEHIND = compiled(r"[\s),;=]*and\b")


def _sharing(phrase: Phrase, head: str, gap: str) -> Phrase:
    """The second object of a head: ``and B (``."""
    if _AND_BEHIND.match(gap) and len(phrase.text.split()) <= 4:
        return Phrase(f"{head} for {phrase.text}", phrase.start, phrase.end, head)
    return phrase
