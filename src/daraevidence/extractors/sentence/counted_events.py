"""Events that are counted: what they are called is the outcome."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.event_names import ends_with_event, names_event, names_harm
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.counts import TOLD_OF
from daraevidence.language.measures import words
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.quantities import Quantity

__all__ = ["OF_PEOPLE", "counts_others", "is_aside", "of_events", "own_words", "there_were"]

OF_PEOPLE = compiled(
    r"\s*+(?:of\s+)?(?:the\s+|all\s+|these\s+|those\s+|our\s+)?(?:[\w+/-]+\s+){0,3}?"
    rf"(?:{PERSONS}|responders|those)\b|\s+of\s+(?:them|these|whom)\b",
    re.IGNORECASE,
)
_EVENTS = compiled(
    r"(?:deaths|hospitali[sz]ations?|infections?|relapses|discontinuations?|events?|withdrawals|recurrences|"
    r"reactions|fractures|strokes|"
    r"bleeds|bleeding events|exacerbations|failures|responses|remissions|complications)$",
    re.IGNORECASE,
)


def counts_others(reader: Reader, last: Statement | None, quantity: Quantity) -> bool:
    """``3 strokes and 2 deaths``, ``5-10% rash, 2-3% fever``: events of another name than those counted before."""
    if last is not None and last.phrase is not None and quantity.role == "proportion" and quantity.n is None:
        behind = last.phrase.start >= last.sides[-1].quantity.end - reader.base
        return behind and _shared_event(reader, quantity.end - reader.base, len(reader.text)) is not None
    if last is None or last.phrase is None or quantity.n is None or quantity.role not in ("count", "proportion"):
        return False
    own = _EVENT_NAME.match(reader.text, quantity.n.end - reader.base, quantity.end - reader.base)
    if own is None or not _EVENTS.search(quantity.noun or "") or _EVENT_NAME.match(f" {last.phrase.text}") is None:
        return False
    return own[1].casefold() not in last.phrase.text.casefold()


_EVENT_NAME = compiled(r"\s([a-z][a-z -]{2,40}s)\b")


_ENDS = compiled(r"\s?[)\]](?:\s?[,;.]|\s(?:and|or)\b|\s*$)")


def is_aside(text: str, lead: int, start: int, end: int) -> bool:
    """Whether a count in a bracket tells of the words before it, and not of those behind the bracket.

    ``Headache (20 patients), nausea (``, ``nausea (any grade, 11%; grade 3, 1%) was``; not ``the others (20 patients) had``.
    """
    before = text[lead:start].rstrip()
    if before.endswith(("(", "[")):
        return content(before) and (_ENDS.match(text, end) is not None or _names_event_at_end(before[:-1]))
    opened = text.rfind("(", max(0, start - 200), start)
    inside = opened > text.rfind(")", max(0, start - 200), start)
    return inside and text[end : end + 1] == ")" and content(text[max(opened, lead) : start])


def _names_event_at_end(text: str) -> bool:
    return names_harm(" ".join(_ITEM.split(text)[-1].split()[-3:]))


_ITEM = compiled(r"[,;:]|\b(?:and|or|with)\b")


def of_events(reader: Reader, quantity: Quantity, end: int, following: int) -> Phrase | None:
    """``7 hospitalizations were reported due to pneumonia``: what is counted is the outcome itself."""
    if quantity.role not in ("count", "proportion"):
        return None
    if quantity.n is None:
        return _shared_event(reader, end, following)
    if quantity.role == "proportion":
        inside = reader.text[quantity.n.end - reader.base : quantity.end - reader.base]
        return _events_of(reader, quantity) if _EVENTS.search(quantity.noun or "") or _OF_SOMETHING.match(inside) else None
    occurring = _OCCURRING.match(reader.text, quantity.n.end - reader.base)
    if occurring is not None and OF_PEOPLE.match(occurring["what"]) is None:
        return Phrase(" ".join(occurring["what"].split()), occurring.start("what"), occurring.end("what"))
    if not _EVENTS.search(quantity.noun or ""):
        return _named_event(reader, quantity, following)
    match = re.match(
        r"\s*(?:was|were|occurred|had been|have been)?\s*(?:reported|observed|recorded|noted|seen)?\s*",
        reader.masked[end:following],
    )
    place = end + (match.end() if match else 0)
    rest = after_subject(reader.masked[place:following], place)
    own = reader.text[quantity.n.end - reader.base : end].strip()
    if not own:  # "46 bleeds: 29 with A"
        return None
    printed = own if re.fullmatch(r"[a-z][a-z -]{2,50}", own) else reader.text[quantity.start - reader.base : end].split()[-1]
    tail = rest is not None and re.match(r"(?:due|related|from|because|caused|leading|during|after|attributed)\b", rest.text)
    text = f"{printed} {rest.text}" if rest is not None and tail else printed
    return Phrase(text, end - len(printed), rest.end if rest is not None and tail else end)


_THERE_WERE = compiled(
    r"\bthere\s+(?:was|were|had\s+been|have\s+been)\s+(?:also\s+|only\s+|just\s+|a\s+total\s+of\s+)?$", re.IGNORECASE
)
_NOT_IN_NAME = (
    r"(?!(?:in|with|on|among|was|were|at|after|during|occurred|and|or|to|by|for|from|who|which|that|each|compared|than)\b)"
)
_COUNTED_NAME = compiled(
    r"\s+(?:(?:cases?|episodes?|instances?|reports?|occurrences?)\s+of\s+)?"
    rf"(?P<what>{_NOT_IN_NAME}(?!of\b)[A-Za-z][\w'’/-]*(?:\s{_NOT_IN_NAME}[\w'’/-]+){{0,4}}"
    rf"(?:\s(?:for|due\sto|related\sto|caused\sby|from)(?:\s{_NOT_IN_NAME}(?!the\b)[A-Za-z][\w'’/-]*){{1,4}})?)(?=\s|[,.;(]|$)"
)


#: ``there were 6``, 5 and 4 ``deaths``: what they count stands behind the last
_MORE_OF_THEM = compiled(r"(?:,\s\d{1,4})*,?\sand\s\d{1,4}(?=\s[a-z])")


def there_were(reader: Reader, quantity: Quantity, following: int) -> Phrase | None:
    """``…; there was 1 major haemorrhage``: what there was so many of is told behind the number, whatever was told before."""
    start, end = quantity.start - reader.base, quantity.end - reader.base
    if quantity.n is None or _THERE_WERE.search(reader.text, max(0, start - 40), start) is None:
        return None
    first = quantity.n.end - reader.base
    first = end if reader.text[first:end].lstrip()[:1] in ("(", "[") else first
    listed = _MORE_OF_THEM.match(reader.text, first)
    first, following = (listed.end(), len(reader.text)) if listed is not None else (first, following)
    match = _COUNTED_NAME.match(reader.text, first, following)
    if match is None or OF_PEOPLE.match(f" {match['what']}"):
        return None
    return Phrase(" ".join(match["what"].split()), match.start("what"), match.end("what"))


#: ``18% injection-site reaction, 10% myalgia and``
_SHARED = compiled(
    r"\s+(?P<what>(?!(?:of|in|with|or|and|to|had|on|for)\b)[A-Za-z][\w'’/-]*(?:\s(?!(?:in|with|on|among|was|were|at|and|or|of|to|by|for|from)\b)"
    r"[\w'’/-]+){0,3})(?=\s*(?:[,.;)]|$)|\s+(?:and|or|in|among)\s)"
)


#: ``9% reported a rash``: the share is of those who did
_VERBAL = compiled(
    r"(?:\w+ed|had|was|were|felt|got|fell|of|did|took|left|lost|saw|fewer|less|more|lower|higher)\b", re.IGNORECASE
)


def _shared_event(reader: Reader, end: int, following: int) -> Phrase | None:
    """``reported 18% headache, 10% myalgia and``: a share that stands before the name of its event."""
    match = _SHARED.match(reader.text, end, following)
    if match is None or _VERBAL.match(match["what"]) or not ends_with_event(match["what"]):
        return None
    return Phrase(" ".join(match["what"].split()), match.start("what"), match.end("what"))


def own_words(reader: Reader, quantity: Quantity, end: int) -> Phrase | None:
    """``There were 14 rejection episodes in``: the words between a count and the end of its noun, where they count an event."""
    if quantity.n is None or quantity.noun.rstrip("s") not in words("counted", "events"):
        return None
    first = quantity.n.end - reader.base
    own = " ".join(reader.text[first:end].split())
    return Phrase(own, first, end) if own else None


#: ``two febrile seizures in``, ``one case of myocarditis was``
_NAMED = compiled(
    r"\s+(?:(?:cases?|episodes?|instances?)\s+of\s+)?(?P<what>(?!(?:of|in|with|or|and|to)\b)[A-Za-z][\w'’-]*(?:\s(?!(?:in|with|on|among|was|were|at|after|during|"
    r"occurred|arose|developed|and|or|of|to|by|for|from)\b)[\w'’-]+){0,3})(?=\s+(?:in|with|on|among|was|were|at|after|during|occurred|arose|developed)\b"
    r"|[,.;]|$)"
)


def _named_event(reader: Reader, quantity: Quantity, following: int) -> Phrase | None:
    """``Two febrile seizures in the X group``: what is counted is an adverse event by its name."""
    assert quantity.n is not None
    match = _NAMED.match(reader.text, quantity.n.end - reader.base, following)
    if match is None or OF_PEOPLE.match(f" {match['what']}") or not names_event(match["what"]):
        return None
    return Phrase(" ".join(match["what"].split()), match.start("what"), match.end("what"))


#: ``12 intubations occurred``, ``3 admissions for asthma were reported``
_OCCURRING = compiled(
    r"\s+(?P<what>(?:[a-z-]{3,20}\s){0,2}?[a-z-]{4,24}s"
    r"(?:\s(?:for|of|to|due to|from)\s(?:[a-z-]{2,20}\s){0,3}?[a-z-]{3,24})?)\s(?:also\s)?"
    rf"{TOLD_OF}\b"
)
_EVENTS_OF = compiled(r"\s+(?P<what>[A-Za-z][A-Za-z /-]{2,70}?)\s*(?:[(\[]|,\s\d|$)")


def _events_of(reader: Reader, quantity: Quantity) -> Phrase | None:
    """``38 treatment failures (9%)``, ``202 hospitalizations for heart failure (53%)``: the events are the outcome."""
    if quantity.n is None:
        return None
    match = _EVENTS_OF.match(reader.text, quantity.n.end - reader.base, quantity.end - reader.base)
    if match is None or OF_PEOPLE.match(match[0]):
        return None
    what = " ".join(match["what"].split())
    return Phrase(_CASES.sub("", what), match.start("what"), match.end("what"))


#: ``165 cases of stable disease (``, ``21 admissions to intensive care (``
_OF_SOMETHING = compiled(rf"\s+(?!{PEOPLE})[a-z]+s\s+(?:of|to|for)\s+(?!the\b)[a-z]")
_CASES = compiled(r"^(?:cases|episodes) of ")
