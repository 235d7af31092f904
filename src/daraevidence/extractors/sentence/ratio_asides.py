"""The outcome right before the bracket of a ratio: ``fewer falls (RR 0.8) but no change in fractures (RR 1.0)``."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["before_bracket"]

_OPENED = compiled(r"\s*[(\[]\s*$")
#: a bracket before, and what goes on behind it
_GOES_ON = compiled(r"[)\]],?\s+(?:(?:and|or|nor|but|yet|as well as|while|whereas|although|though|with|without|also|then)\s+)*")
_MORE = r"(?:(?:an?|the)\s+)?(?:(?:significant|modest|small|slight|marked|substantial|clear)(?:ly)?\s+)?"
_CHANGE = (
    r"(?:reductions?|decreases?|declines?|fall|drop|increases?|rise|excess|improvements?|changes?|differences?|effects?|impact|benefits?|"
    r"advantages?|interactions?|associations?|heterogeneity|signals?|results?|findings?|estimates?)"
)
_SEEN = (
    r"(?:(?:was|were|is|are|remained|been|has|have|also|not|only|most|more|statistically|clinically|\w+ly)\s+)*"
    r"(?:(?:found|seen|observed|noted|reported|detected|identified|evident|apparent|consistent|similar|significant|strongest|greatest|"
    r"largest|present|shown|maintained|attenuated)\s+)?"
)
#: what stands between a verb, or a noun of change, and the outcome
_LEADS = (
    compiled(
        r"\b(?:explained|driven|accounted\s+for|offset|counterbalanced|mediated|caused|outweighed)\s+(?:(?:\w+ly|in\s+(?:large\s+)?part)\s+)?"
        rf"by\s+{_MORE}(?:(?:fewer|lower|reduced|less|higher|more|increased|{_CHANGE}\s+in)\s+)?(?:rates?\s+of\s+|incidences?\s+of\s+)?"
    ),
    compiled(rf"\b{_CHANGE}\s+{_SEEN}(?:on|in|for|regarding|with\s+respect\s+to|in\s+terms\s+of)\s+(?:the\s+)?", re.IGNORECASE),
    compiled(
        r"\b(?:lessen|lower|reduc|decreas|increas|rais|prevent|improv|worsen|affect|influenc|chang|alter)(?:s|es|ed|ing|e)?\s+(?:(?!(?:ear|dai|week|month|year|elder|on)ly\b)\w+ly\s+)?(?:the\s+)?",
        re.IGNORECASE,
    ),
)
_RISK = compiled(
    r"\b(?:risks?|odds|likelihood|hazards?|chances?|probability|incidences?|rates?|frequency|occurrence|prevalence|need)\s+(?:of|for)\s+",
    re.IGNORECASE,
)
#: how the words before a bracket end where their subject is what they tell of
_TAIL = compiled(
    r"\s+(?:(?:was|were|is|are|remained|did|does|do|had|has|have)(?:\s+(?:not|no|also|less|more|significantly|much|\w+ly))*"
    r"(?:\s+(?:unchanged|changed?|differ(?:ent)?|similar|comparable|affected|reduced|increased|higher|lower|frequent|common|lowered|raised|"
    r"rarer|elevated|decreased|improved|unaffected|seen))?)$",
    re.IGNORECASE,
)
_LINK = compiled(r"(?:(?:of|for|in|on|by|to|from)\s+)?(?:the\s+)?", re.IGNORECASE)
#: what no name of an outcome holds: those who are compared, or another verb
_NO_NAME = compiled(
    rf"\b(?:with|versus|vs|compared|than|between|among|amongst|across|who|whose|that|which|was|were|is|are|had|has|not|groups?|arms?|cohorts?|controls?|placebo|{PERSONS})\b|"
    r"[,;:()\[\]\d%]",
    re.IGNORECASE,
)
#: ``death`` within 28 days
_TIMED = compiled(
    rf"\s(?:within|at|by|after|through)\s(?:the\sfirst\s)?(?:(?:{TIME_UNITS})\s)?\d[\d.]*(?:[\s-](?:{TIME_UNITS}))?$",
    re.IGNORECASE,
)
#: one outcome made of several: ``death, stroke, or bleeding``
_ONE_OF = compiled(r"[^,]+(?:,\s+[^,]+)+?,?\s+or\s+[^,]+")
_LONGEST = 120


def before_bracket(text: str, start: int) -> Phrase | None:
    """The outcome of a ratio that stands first in a bracket, where the words before it are no more than its name."""
    opened = _OPENED.search(text, max(0, start - 4), start)
    if opened is None:
        return None
    end = opened.start()
    first = max(text.rfind(mark, 0, end) for mark in ");:]") + 1
    goes_on = _GOES_ON.match(text, first - 1, end) if first else None
    if goes_on is not None:
        return _item(text, goes_on.end(), end)
    led = max((match.end() for form in _LEADS for match in form.finditer(text, first, end)), default=-1)
    risk = _RISK.search(text, max(led, first), end)
    if risk is not None and (led < 0 or not text[led : risk.start()].strip()):
        return _named(text, risk.start(), risk.end(), end)
    return _named(text, led, led, end) if led >= 0 else None


def _item(text: str, first: int, end: int) -> Phrase | None:
    """The next of several: ``and of stroke``, ``but no change in death``, ``whereas falls were unchanged``."""
    led = max((match.end() for form in _LEADS for match in form.finditer(text, first, end)), default=-1)
    if led >= 0:
        return _named(text, led, led, end)
    tail = _TAIL.search(text, first, end)
    link = _LINK.match(text, first, end)
    begun = link.end() if link is not None else first
    return _named(text, begun, begun, tail.start() if tail is not None else end)


def _named(text: str, first: int, name: int, end: int) -> Phrase | None:
    """The words as the name of an outcome: ``first`` with what it is measured by, ``name`` without."""
    timed = _TIMED.search(text, name, end)
    words = text[name : timed.start() if timed is not None else end]
    whole = words.replace(",", "") if _ONE_OF.fullmatch(words) is not None else words
    if not 2 < len(words) <= _LONGEST or _NO_NAME.search(whole) is not None or not content(words):
        return None
    if any(term.kind in ("drug", "regimen", "drug_class") for term in terms(words)):
        return None
    return trimmed(text[first:end], first, drop_intro=False)
