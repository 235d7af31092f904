"""Adverse events of which a sentence says that there were none, without the word "no": ``X was not seen in either arm``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.prose.arms_by_percent import EACH_ARM
from daraevidence.extractors.prose.negations import COUNTED
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.told import result_draft
from daraevidence.extractors.sentence.event_names import EVENT, names_harm
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, trimmed
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.language.word_classes import FOUND

__all__ = ["absences", "may_lack"]

_SEEN = rf"(?:{FOUND})"
_NOT = Gated(
    "not|absent",
    rf"\b(?:was|were|(?:has|have) been)\s+not\s+{_SEEN}\b|\b(?:has|have)\s+not\s+been\s+{_SEEN}\b|"
    r"\bdid\s+not\s+(?:occur|develop|arise|emerge|appear|happen)\b|\b(?:was|were)\s+absent\b",
)
_NOBODY = Gated(
    "either",
    r"\b(?P<nobody>[Nn]either\s+(?:group|arm|cohort))"
    r"\s+(?:[^,;:.]{0,40}?\s)?(?:had|developed|experienced|suffered|reported|showed)\s+"
    r"(?:an?\s+|any\s+)?(?P<what>[A-Za-z][^,;:.()]{2,60}?)(?=\s*(?:[,;:.(]|$|\s(?:in|with|on|during|after|while|but|and)\b))",
)
_NONE = Gated(
    "none",
    r"\b[Nn]one\s+(?:of\s+(?:them|these|those|the\s+(?:events|cases|reactions|episodes))\s+)?(?:was|were)\s+"
    r"(?:considered\s+|judged\s+|deemed\s+)?(?P<how>serious|severe|fatal|life-threatening)\b",
)
#: where the words of a clause begin and end
_BREAK = compiled(r"[;:]\s|\.\s|,\s+(?:and|but|while|whereas|although)\s+|\bthat\s+")
_TAIL = compiled(r"[;:]|\.\s|\.$|,\s+(?:and|but|while|whereas|although)\b")
_LISTED = compiled(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|nor)\s+")
_PEOPLE = compiled(rf"\b(?:{PERSONS}|those)\b", re.IGNORECASE)
#: what was not reported need not have been absent
_UNTOLD = compiled(r"\breported\b")


def may_lack(text: str) -> bool:
    """Whether a sentence may say that there was none of something, without the word "no"."""
    return any(pattern.search(text) for pattern in (_NOT, _NOBODY, _NONE))


def absences(place: Place) -> Iterator[Draft]:
    """``X was not seen``, ``X did not occur in either group``, ``neither group had X``, ``none was serious``: n = 0.

    Only of what is an adverse event by its name. Not: ``adverse events were not reported``, ``was not seen in 4 patients``.
    """
    for match in sorted(
        (one for each in (_NOT, _NOBODY, _NONE) for one in each.finditer(place.text)), key=lambda one: one.start()
    ):
        first = max((one.end() for one in _BREAK.finditer(place.text, 0, match.start())), default=0)
        stop = _TAIL.search(place.text, match.end())
        last = stop.start() if stop is not None else len(place.text)
        behind = (place.base + match.end(), place.base + last)
        if any(one.role in COUNTED and behind[0] <= one.start < behind[1] for one in place.quantities):
            continue
        at = (place.base + match.start(), place.base + match.end())
        quantity = Quantity("count", *at, noun="patients")
        for phrase in _phrases(place, match, first, place.last):
            for one in _groups(place, match, (first, last)):
                side = Side(quantity, one)
                draft = result_draft(place, "adverse_event", Statement([side], phrase), side, phrase)
                yield draft.put("n", 0, at, "normalised")


def _phrases(place: Place, match: re.Match[str], first: int, event: Phrase | None) -> list[Phrase]:
    """What there was none of."""
    said = match.groupdict()
    if said.get("how"):
        if event is None or not names_harm(event.text):
            return []
        what = event.text if event.text[:2].isupper() else event.text[:1].lower() + event.text[1:]
        return [Phrase(f"{match['how'].lower()} {what}", match.start("how"), match.end("how"))]
    own = said.get("what")
    start, end = match.span("what") if own else (first, match.start())
    for one in place.named:  # "With X, hepatitis was not seen"
        if own is None and first <= one.start <= first + 2 and one.end < end:
            start = one.end
    told = trimmed(place.text[start:end], start, drop_intro=own is None)
    if told is None or _PEOPLE.search(told.text) or re.search(r"\d", re.sub(r"[Gg]rades?.{0,12}", "", told.text)):
        return []
    if not own and _UNTOLD.search(match[0]) and EVENT.search(told.text):
        return []
    parts = [part for part in _LISTED.split(told.text) if part]
    if len(parts) > 1 and all(_is_harm(part) for part in parts):
        return [Phrase(part, told.start, told.end) for part in parts]
    return [told] if _is_harm(told.text) else []


def _is_harm(text: str) -> bool:
    return names_harm(text) or endpoint_code(text) == "DEATH"


def _groups(place: Place, match: re.Match[str], clause: tuple[int, int]) -> list[Named | None]:
    """Whose event it was not: each arm's, that of the groups named in the clause, else of all patients."""
    said = match.groupdict()
    if (said.get("nobody") or "").lower().startswith("neither") or EACH_ARM.search(place.text, *clause):
        arms = place.arms
        if len(arms) > 1:
            return [standing(arm) for arm in arms]
    inside = {one.name: one for one in place.named if clause[0] <= one.start < clause[1] and one.group is not None}
    return list(inside.values()) or [place.last_named if said.get("how") else None]
