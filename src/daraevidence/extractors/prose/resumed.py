"""A sentence that goes on with the outcome of the one before: ``The rates were …``, ``It was seen in …``, ``In contrast, …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.prose.named_studies import words_beside_studies
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.mask import masked
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import FIGURES, SAME, Phrase, content, points_back, trimmed
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import FOUND, TWO_TO_TWELVE

__all__ = ["names_outcome", "resume"]

#: what a sentence has that goes on with the outcome told before
_ANAPHOR = compiled(
    r"^(?:(?:in|by)\s+(?:contrast|comparison)|conversely|on\s+the\s+other\s+hand|likewise)\b|"
    rf"\b(?:the|this|that|these|those)\s+(?:same\s+)?(?:{SAME}\s+)?{FIGURES}\b|\b{SAME}\s+{FIGURES}\b|"
    r"\b(?:it|this|that)\s+(?:was|had\s+been|reached|averaged|amounted)\b|\b(?:did|had)(?:\s+so)?\s*\.?$",
    re.IGNORECASE,
)
#: the same with a group that only its place shows: ``corresponding value with suture repair``
_FIGURE_OF = compiled(
    rf"(?:the\s+)?{SAME}\s+{FIGURES}\s+(?:with|in|for|among|on)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:()]{{1,50}})", re.IGNORECASE
)
#: ``It was seen in 6 of 171 people whose ...``: that which was told of last
_SEEN = compiled(
    r"\s*(?P<what>It|This|They|These|(?:This|These|Such) (?:events?|reactions?|cases?|complications?))\s+(?:(?:was|"
    rf"were)\s+(?:{FOUND}|achieved|reached|attained|met|obtained)|occurred|developed|arose|happened)\s+(?:in|among|by)\s"
)
#: ``A response was defined as a fall by half at week 16``: what the next sentence may tell of
_DEFINED = Gated(
    "defined|specified",
    r"(?:^\s*|,[\d, ]*)(?:(?:[Tt]he|[Aa]n?) )?(?:primary |main |secondary )?(?P<what>[A-Za-z][\w -]{2,50}?) "
    r"(?:was|were) (?:pre-?)?(?:defined|specified) as\b",
)
#: ``The primary outcome was death within 90 days``, ``Relapse was uncommon``: what the next sentence may tell of
_NAMED = Gated(
    "outcome|point|common|rare|frequent",
    r"^\s*(?:[A-Z][a-z]+:\s+)?(?:(?:The|Our|Its)\s(?:pre-?specified\s|only\s|single\s)?"
    r"(?:(?:co-?)?primary|main|principal|(?:key\s|first\s|most\simportant\s)?secondary)\s(?:efficacy\s|safety\s|study\s|clinical\s)?"
    r"(?:outcome|end[\s-]?point)(?:\smeasure)?(?:\sof\sinterest)?\s(?:was|is)\s(?:defined\sas\s|that\sof\s)?(?P<what>[A-Za-z][^.;:()]{3,110}?)"
    r"(?:,?\s(?:as\s)?(?:assessed|measured|analy[sz]ed|adjudicated|evaluated|determined|according|which|whichever)\b[^.;]*)?|"
    r"(?:The\s|A\s|An\s)?(?P<also>[A-Z]?[a-z][\w-]*(?:\s[a-z][\w-]*){0,4}?)\s(?:was|were)\s(?:also\s|much\s|far\s|fairly\s|quite\s|relatively\s|very\s)?"
    r"(?:common|uncommon|rare|frequent|infrequent|rarer|commoner|less\scommon|more\scommon|less\sfrequent|more\sfrequent))\s*[.;]?\s*$",
)
#: a sentence about some of those of whom the one before told, who are not what is told of next
_OF_THESE = compiled(r"\s*[\w-]+ of (?:these|those|them|the)\b", re.IGNORECASE)
_WORDS_OF_FIGURES = compiled(
    rf"\b{SAME}\b|\b{FIGURES}\b|\bhand\b|\b(?:(?:one|{TWO_TO_TWELVE})\s+)?(?:days?|weeks?|months?|years?)\b", re.IGNORECASE
)
_BRACKET = compiled(r"[(\[][^()\[\]]*[)\]]")


def names_outcome(text: str) -> bool:
    """Whether a sentence without numbers names an outcome of which the next may tell: ``The primary outcome was death.``"""
    return _NAMED.search(text) is not None


def resume(place: Place, statements: Sequence[Statement]) -> None:
    """Give the outcome of the sentence before to statements that name none, and keep what this one leaves to the next.

    Reads ``It was seen in 6 of 171 people whose …``, ``The benefit was 12%``, ``Among those with X the rates were 92% and
    95%``, ``In contrast, it was 12% with B``, ``The corresponding figure for B was 12%``. Not where the sentence has words of its
    own that could be an outcome; what nobody can say leaves the result without words.
    """
    _seen_again(place, statements)
    for statement in statements:
        if place.last is not None and statement.phrase is not None and points_back(statement.phrase.text):
            statement.phrase = statement.phrase._replace(text=place.last.text)
        first = statement.sides[0].quantity
        bare = statement.phrase is None or statement.phrase.text in _CASES
        if place.last is not None and bare and first.role == "count" and first.noun in _CASES:
            statement.phrase = Phrase(place.last.text, first.end - place.base, first.end - place.base)  # "there were 41 cases"
    figures = [_take_figure(place, statement) for statement in statements]
    if place.last is not None and any(statement.phrase is None for statement in statements):
        _of_another(place, statements, place.last)
    for statement, phrase in zip(statements, figures, strict=True):
        statement.phrase = statement.phrase or phrase
    _leave(place, statements)


_CASES = frozenset(("cases", "events", "episodes"))


def _seen_again(place: Place, statements: Sequence[Statement]) -> None:
    """``It was seen in 6 of 171``: the first statement is of what was told of last, and of nothing where nobody can say."""
    same = _SEEN.match(place.text) if statements else None
    if same is None or statements[0].sides[0].quantity.start - place.base >= same.end() + 24:
        return
    opened = statements[0]
    if opened.phrase is None or opened.phrase.start >= same.end():
        opened.phrase = None if place.last is None else Phrase(place.last.text, *same.span("what"))
        opened.subject = False
        for side in opened.sides if place.last_at is not None and not any(side.timed for side in opened.sides) else ():
            side.timed, side.time = True, place.last_at


def _take_figure(place: Place, statement: Statement) -> Phrase | None:
    """The phrase of a statement taken from it where it is no outcome: ``corresponding figure``, ``rate``."""
    phrase = statement.phrase
    if phrase is None:
        return None
    grouped = _FIGURE_OF.fullmatch(phrase.text)
    if grouped is None and not points_back(phrase.text):
        return None
    start = place.text.find(grouped["name"], phrase.start) if grouped is not None else -1
    if grouped is not None and start >= 0 and len(statement.sides) == 1 and statement.sides[0].named is None:
        statement.sides[0].named = Named(start, start + len(grouped["name"]), grouped["name"])
    statement.phrase = None
    return phrase


def _of_another(place: Place, statements: Sequence[Statement], last: Phrase) -> None:
    """``In contrast, it was 12% with B``, ``… and in 9% in the ORION trial``: the same of another group or study, where the
    sentence has no other words."""
    anaphor = _ANAPHOR.search(place.text)
    if anaphor is None and not place.goes_on:
        return
    words = words_beside_studies(place, masked(place.text, place.base, place.quantities, place.named))
    words = _BRACKET.sub(" ", words)
    if content(_WORDS_OF_FIGURES.sub(" ", words)):
        return
    for statement in statements:
        named = any(side.named is not None for side in statement.sides)
        if statement.phrase is None and (named or place.goes_on or len(statement.sides) == len(place.recent) > 1):
            statement.phrase = Phrase(last.text, *(anaphor.span() if anaphor is not None else (0, 0)))
            for side in statement.sides if place.last_at is not None and not any(side.timed for side in statement.sides) else ():
                side.timed, side.time = True, place.last_at


_WITHIN = compiled(r"\b(?:within|by|through|over|during|at)\s(?:the\sfirst\s)?$")


def _time_in(place: Place) -> Quantity | None:
    """The time that the definition of an outcome ends with: ``death within 90 days``."""
    for one in reversed(place.quantities):
        within = one.role in ("duration", "value") and one.unit in TIMES and one.value is not None and not one.value.op
        if one.role == "timepoint" or (within and _WITHIN.search(place.text, 0, one.start - place.base) is not None):
            return one
    return None


def _leave(place: Place, statements: Sequence[Statement]) -> None:
    """Keep the outcome that the next sentence may go on with, and the one group told of."""
    told = [statement.phrase for statement in statements if statement.phrase is not None]
    own = [phrase for phrase in told if "difference" not in phrase.text]  # of two results told before it
    place.told = (own or told)[-1] if told else None
    defined = _DEFINED.search(place.text) if not statements else None
    if defined is not None:
        place.told = Phrase(" ".join(defined["what"].split()), *defined.span("what"))
        place.told_at = next((q for q in reversed(place.quantities) if q.role == "timepoint"), None)
    named = _NAMED.search(place.text) if not statements and defined is None else None
    if named is not None:
        part = "what" if named["what"] else "also"
        phrase = trimmed(named[part], named.start(part))
        place.told = phrase
        place.told_at = _time_in(place) if part == "what" else None
    if place.last is not None and _OF_THESE.match(place.text):
        place.told = place.last
    groups = {side.named.name: side.named for statement in statements for side in statement.sides if side.named is not None}
    place.told_named = next(iter(groups.values()))._replace(start=-1, end=-1) if len(groups) == 1 else None
