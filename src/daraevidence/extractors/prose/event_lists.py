"""Lists of adverse events below their head, and what is said of an event without counting whom it befell."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.event_names import EVENT
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["COMMONEST", "heads_list", "holds_always", "is_listed_event", "listed_as", "tells_no_event"]

#: one item with what stands in brackets behind it, or with a number of its own
_BRACKET = compiled(r"[(\[][^()\[\]]*[)\]]")
_LIST_ONLY = compiled(
    r"(?:(?!\b(?:was|were|is|are|had|has|have|did|led|leading|occurred|developed|experienced|discontinu\w+|died|resolved|who|which|that|because|"
    r"but|while|whereas|than|compared|to|of\s+(?:these|whom|which|them|those)|none|no|not|"
    r"(?:fell|rose|went|came|got|left|lost|took|\w{3,}ed)\s+(?:to|by|in|at|below|above|from|with|after|during))\b)[\w\s,/’'%.·<>≥≤=+-])*"
)
#: what makes a grade that of all items behind it: ``(grade 3-4) consisting of``
_HEADS_LIST = compiled(
    r"\s?[)\]]?\s*(?:(?:consist(?:ing|ed)\s+of|compris(?:ing|ed)|includ(?:ing|ed)|such\s+as|namely|as\s+follows)\b|:|"
    r"(?:were|was|are)\s+(?!(?:\w+ed|seen|found|noted|in|more|less|similar|rare|common|not|no)\b)(?=[a-z]))"
)
#: a result that tells how much rarer, or milder, an event became
_FEWER = compiled(
    r"\s*(?:%|percent)?\s*(?:fewer|less|lower\s+(?:risk|rate|odds|incidence|frequency|number)s?|reduction|decrease|drop|decline|improvement)\b",
    re.IGNORECASE,
)
_CHANGED_BY = Gated(
    "drop|fell|fall|declin|decreas|reduc|improv|lower|cut|slash|rose|increas",
    r"\b(?:drop(?:ped|s)?|fell|falls?|declin\w+|decreas\w+|reduc\w+|improv\w+|lower\w+|cut|slash\w+|rose|increas\w+)\s+(?:(?!(?:was|were|and|or|but)\b)[\w-]+\s+){0,4}?by\s+"
    r"(?:an?\s+(?:average|mean|median)\s+of\s+|about\s+|nearly\s+|almost\s+|up\s+to\s+)?$",
    re.IGNORECASE,
)
#: what patients had been given, or must have to be studied
_OTHERWISE = compiled(
    r"^(?:had\s+|have\s+|has\s+)?(?:previously\s+)?(?:received|undergone|underwent|eligible)\b|^(?:an?\s+)?(?:diagnosis|history)\s+of\b|"
    r"\s(?:who|report\s+(?:that\s+)?they)\s",
    re.IGNORECASE,
)
#: what is so of a disease at all times
_ALWAYS = compiled(r"^according\s+to\b|\bbecomes?\s+(?:chronic|permanent|disabling)\b", re.IGNORECASE)
_REACH = 900


def is_listed_event(text: str, place: int, *, after_harms: bool = False) -> bool:
    """Whether the words at a place stand in a list whose head speaks of adverse events.

    Reads ``The most common side effects were A (14% vs 8%), B (5% vs 1%)`` and ``adverse events: A (2%)``; a list ends with the
    next verb. ``after_harms``: behind a sentence on these, so that ``The most common were A (14%)`` is one too.
    """
    opened = COMMONEST.match(text, 0, place) if after_harms else None
    if opened is not None and opened["verb"]:
        items = _BRACKET.sub(" ", text[opened.end() : place])
        return _LIST_ONLY.fullmatch(items) is not None and "(" not in items
    return _head_of(text, place) is not None


#: ``The most common of these were``: of the events told of before
COMMONEST = compiled(
    r"\s*(?:(?:Of|Among)\s+(?:these|them),\s+)?(?:The\s+)?"
    r"(?:(?:most|more|next|second most)\s+(?:common(?:ly)?|frequent(?:ly)?)|commonest)\b"
    r"(?:\s+(?:reported|observed|seen|of\s+(?:these|them|which)|ones?|events?|among\s+(?:these|them)))*"
    r"(?:[^.;()\d]{0,60}?\s(?P<verb>were|was|included)\s+)?",
    re.IGNORECASE,
)


def listed_as(text: str, place: int) -> tuple[str, str]:
    """How the head of its list tells of an event at a place: ``("serious", "")``, ``("", "leading to discontinuation")``.

    Reads ``Serious adverse reactions included A (2%)``, ``Adverse events leading to discontinuation in ≥1% were A (2%)``.
    """
    head = _head_of(text, place)
    if head is None:
        return "", ""
    first = max(text.rfind(mark, 0, head[0]) for mark in (". ", ";", ")")) + 1
    events = list(EVENT.finditer(text, first, head[1]))
    bad = _BAD.search(text, first, events[-1].start()) if events else None
    if bad is None and events and events[-1][0][:7].casefold() == "serious":
        return "serious", ""
    led = _LEADING.search(text, first, head[1])
    return bad["how"].lower() if bad is not None else "", f"leading to {' '.join(led['end'].split())}" if led is not None else ""


#: ``Fatal adverse reactions``, ``serious treatment-related events``
_BAD = compiled(r"\b(?P<how>serious|fatal|life-threatening)\s+(?:(?!and\b|or\b)[\w-]+\s+){0,3}$", re.IGNORECASE)
_LEADING = compiled(
    r"\b(?:led|leading|resulted|resulting)\s+(?:to|in)\s+(?:an?\s+|the\s+)?(?P<end>(?:[a-z-]+\s+){0,3}?"
    r"(?:discontinuations?|interruptions?|withdrawals?|(?:dose|dosage)\s+(?:reductions?|modifications?|delays?)))\b"
)


def _head_of(text: str, place: int) -> tuple[int, int] | None:
    """Where the generic name of adverse events that heads a list around a place stands, and where the list begins."""
    head = next((match for match in EVENT.finditer(text, max(0, place - _REACH), place)), None)
    begun = _VERB.search(text, head.end(), place) if head is not None else None
    if head is None or begun is None:
        return None
    items = _BRACKET.sub(" ", text[begun.end() : place])
    listed = _LIST_ONLY.fullmatch(items) is not None and items.count("(") == 0
    return (head.start(), begun.start()) if listed else None


_VERB = compiled(r"\b(?:were|was|included?|including|are|comprised|consisted\s+of|as\s+follows)\b:?\s+|:\s+")


def holds_always(label: str) -> bool:
    """Whether the words before a number tell how a disease goes in general: ``gout becomes chronic in``."""
    return _ALWAYS.search(label) is not None


def heads_list(text: str, end: int) -> bool:
    """Whether a list begins behind a grade that ends here: ``myelosuppression (grade 3-4) consisting of``."""
    return _HEADS_LIST.match(text, end) is not None


def tells_no_event(label: str, before: str, behind: str) -> bool:
    """Whether a number beside the name of an event does not count whom it befell: ``41% fewer hot flashes``."""
    if EVENT.search(label):
        return False
    return _OTHERWISE.search(label) is not None or _FEWER.match(behind) is not None or _CHANGED_BY.search(before) is not None
