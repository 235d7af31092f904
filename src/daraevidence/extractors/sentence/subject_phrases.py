"""What the patients of a count did or had: the words behind ``Two patients (1.8%)``."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.word_classes import BEFELL

__all__ = ["after_subject"]

_SUBJECT = compiled(
    r"\s*(?:\)\s*)?(?:out\s+of\s+|of\s+)?(?:the\s+|these\s+|those\s+|all\s+|their\s+|our\s+|its\s+)?"
    r"(?:(?!(?:were|was|had|have|are|is)\b)[\w+/-]+\s+){0,4}?"
    rf"(?:{PERSONS}|responders|"
    r"cases|eyes|lesions|those)\b(?:\s+(?:in|of|from|on)\s+(?:(?:both|either|each|"
    r"the\s+\w+)\s+(?:groups?|arms?)|(?:this|our|the)\s+(?:study|trial|series)))?"
    r"|\s*without(?=\s+(?:was|were|had|did)\b)"
    r"|\s*(?:in|of|from|on)\s+(?:both|either|each)\s+(?:of\s+the\s+(?:two\s+)?)?(?:groups?|arms?|cohorts?)\b",
    re.IGNORECASE,
)
_STOP = compiled(
    r";|:|\.\s|\.$|,\s+(?:and|but|while|whereas|although|with|compared|versus|vs|as|including|respectively|due)\b|,\s+(?=\d)|"
    r"\band\s+(?=\d+\s+[a-z]{3,30}s\s+(?:were|was|had)\b)|\band\s+(?=(?:the\s+|an?\s+|their\s+)?(?:median|mean|average)\s)|"
    r"\b(?:whereas|while|compared (?:with|to)|versus|vs\.?|as compared|than)\b|,(?!\d{3}\b)",
    re.IGNORECASE,
)


#: ``patients with X developed Y``, ``patients who relapsed underwent Y``: what they had before is not what they came to
_CAME_TO = compiled(
    r"\s*(?:with|without|receiving|taking|on|given|treated with)\s[^,;:()]{2,80}?\b(?:suffered(?: from)?|developed|"
    r"experienced|achieved|had|showed|required|reported|underwent)\s|\s*who\s+(?!(?:did|"
    rf"do)\s+not\b)[^,;:()]{{2,80}}?\s(?=(?:{BEFELL}|remained)\b)",
    re.IGNORECASE,
)


def after_subject(text: str, start: int) -> Phrase | None:
    """What the patients of a count did or had: the words behind ``Two patients (1.8%)`` up to the clause's end."""
    match = _SUBJECT.match(text)
    first = match.end() if match else 0
    had = _CAME_TO.match(text, first)
    first = had.end() if had is not None and content(text[had.end() :]) else first
    stop = _STOP.search(text, first)
    while stop is not None and _leads_on(text, first, stop):
        first = stop.end()
        stop = _STOP.search(text, first)
    last = stop.start() if stop else len(text)
    changed = _CHANGED_SO.match(text, first, last)
    if changed is not None:
        return Phrase(changed[1], start + changed.start(1), start + changed.end(1))
    found = trimmed(text[first:last], start + first, drop_intro=False)
    state = _STATE.match(text, found.end - start, last) if found is not None and _JUDGED.match(found.text) else None
    if found is not None and _OF_THING.match(text, first):
        state = _UNDERGONE.match(text, found.end - start, last)
    if found is None or state is None:
        return found
    return Phrase(f"{found.text} {state[1]}", found.start, start + state.end(1))


def _leads_on(text: str, first: int, stop: re.Match[str]) -> bool:
    """Whether what people did stands behind a comma, or behind the aside that parts them from it: ``of those on X and Y``,
    respectively, had fractures."""
    words = text[first : stop.start()]
    if stop[0].endswith("respectively"):
        return not content(_TAKING.sub("", words))
    return stop[0] == "," and not content(words)


#: whom a number is of
_TAKING = compiled(
    r"\b(?:receiving|given|taking|treated|assigned|allocated|randomi[sz]ed|groups?|arms?|cohorts?|who|received|took|were)\b"
)


#: ``In 3 patients the dose had to be reduced``: what was done is the outcome, not that something was seen
_OF_THING = compiled(r"\s*(?:the|an?|their|his|her|its)\s", re.IGNORECASE)
_UNDERGONE = compiled(
    r"\s+((?:had to be|needed to be|could (?:not )?be|had been|was|were)\s(?:\w+ly\s)?"
    r"(?!(?:observ|report|record|document|diagnos|detect|not|confirm|achiev|obtain|attain|reach|identifi|add|start|us|need|requir)ed\b|(?:seen|given|known)\b)[a-z]+(?:ed|wn|en|pt))\b"
)
#: ``improved on X``: what the patients did is the outcome, and compares nothing
_CHANGED_SO = compiled(
    r"\s*(?:also\s+)?((?:(?:were|was|had)\s+)?(?:improved|worsened|deteriorated))"
    r"(?=\s*(?:$|(?:on|with|in|after|during|by|at)\b))",
    re.IGNORECASE,
)
#: ``were rated much improved``: how patients were is the outcome, and no comparison
_JUDGED = compiled(r"(?:rated|considered|judged|felt|became|classified|remained|rated as|regarded as)\b", re.IGNORECASE)
_STATE = compiled(r"\s+((?:(?:as|very|much|markedly|significantly)\s+)*(?:improved|worse|better|reduced|increased))\b")
