"""The names of studies in a sentence, which are no words for an outcome or a group."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.place import Place

__all__ = ["without_studies", "words_beside_studies"]

_IN = re.compile(
    r"\b(?:in|of|from|across)\s+(?:the\s+)?(?:(?:phase\s+\S{1,4}|pivotal|earlier|later|larger|smaller|subsequent|original)\s+){0,2}$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:\s+(?:trial|study|registry|program(?:me)?))?\b\d{0,2}(?!\s+(?:arm|group|cohort|patients|participants|population|regimen)s?\b)"
)
#: what is said of the studies that a text counts: ``In the second trial,``
_COUNTED = re.compile(
    r"\b(?:the\s+)?(?:(?:first|second|third|fourth|other|former|latter|same|larger|smaller|earlier|later|subsequent)\b\s*)?"
    r"(?:trials?|stud(?:y|ies)|one)?\b",
    re.IGNORECASE,
)


def without_studies(place: Place) -> str:
    """The sentence with the studies blanked out in which something was seen: ``the rates in the ORION study were 12% and 9%``.

    A study that the sentence begins with stays, and so does one that is the name of a group: ``of the ORION group``.
    """
    text = place.text
    for start, end in place.scope.names_within(place.base, place.base + len(text)):
        first, last = start - place.base, end - place.base
        into = _IN.search(text, max(0, first - 60), first)
        noun = _NOUN.match(text, last)
        if into is None or noun is None or not any(map(str.isalnum, text[: into.start()])):
            continue
        text = f"{text[: into.start()]}{' ' * (noun.end() - into.start())}{text[noun.end() :]}"
    return text


def words_beside_studies(place: Place, text: str) -> str:
    """A text as long as the sentence, without the studies that it names and numbers: ``In the second (ORION, N=40),``."""
    for start, end in place.scope.names_within(place.base, place.base + len(text)):
        first, last = start - place.base, end - place.base
        text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    return _COUNTED.sub(" ", text)
