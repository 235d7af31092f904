"""The names of studies in a sentence, which are no words for an outcome or a group."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.place import Place
from daraevidence.language.patterns import compiled

__all__ = ["without_studies", "words_beside_studies"]

_IN = compiled(
    r"\b(?:in|of|from|across)\s+(?:the\s+)?(?:(?:phase\s+\S{1,4}|pivotal|earlier|later|larger|smaller|subsequent|original)\s+){0,2}$",
    re.IGNORECASE,
)
_NOUN = compiled(
    r"(?:\s+(?:trial|study|registry|program(?:me)?)\b)?\d{0,2}(?!\s+(?:arm|group|cohort|patients|participants|population|regimen)s?\b)"
)
#: what is said of the studies that a text counts: ``In the second trial,``
_COUNTED = compiled(
    r"\b(?:the\s+)?(?:(?:first|second|third|fourth|other|former|latter|same|larger|smaller|earlier|later|subsequent)\b\s*)?"
    r"(?:trials?|stud(?:y|ies)|one)?\b",
    re.IGNORECASE,
)


#: what a study is said to be behind its name: ``, a second phase 3 trial``, ``, two trials of ramipril in gout``
_IS = compiled(
    r",\s+(?:an?|the|two|both|another)\s+(?:[\w/-]+\s+){0,6}?(?:trials?|stud(?:y|ies)|extension|registry|series)\b"
    r"(?:\s+(?:of|in|with|to)\s+(?:[^,;:.()\d]|(?<=\d)[.,](?=\d)|\d){2,90}?)?(?=,\s|[.;]|$)"
)


#: ``They presented data from ORION, in which`` 12% had a relapse
_IN_WHICH = compiled(r",\s+in\s+which\s+(?=(?:only\s+|about\s+|nearly\s+)?\d)")

#: ``the ORION trial found`` relapses in 12%
_OPENS = compiled(r"\W*(?:(?:and|but|while|whereas|although|though|however|later),?\s+)?(?:the\s+)?", re.IGNORECASE)
_FOUND = compiled(r"\s+(?:also\s+)?(?=(?:found|reported)\s+(?!that\b|no\b|on\b|to\b)[a-z])")


def without_studies(place: Place) -> str:
    """The sentence with the studies blanked out in which something was seen: ``the rates in the ORION study were 12% and 9%``.

    So is what a study is said to be behind its name (``In ORION, a phase 3 trial in gout, relapse``), who told of it before its
    results (``data from ORION, in which 12%``), and the author who begins a clause that goes on with the sentence. A study that
    the sentence begins with stays, and so does one that is the name of a group: ``of the ORION group``.
    """
    text = place.text
    for start, end in place.scope.names_within(place.base, place.base + len(text)):
        first, last = start - place.base, end - place.base
        into = _IN.search(text, max(0, first - 60), first)
        noun = _NOUN.match(text, last)
        said = _IS.match(text, noun.end() if noun is not None else last)
        if said is not None:
            text = _blank(text, *said.span())
        if noun is None:
            continue
        opened = _IN_WHICH.match(text, noun.end())
        opened = opened or (_FOUND.match(text, noun.end()) if _OPENS.fullmatch(text, 0, first) else None)
        if opened is not None and not any(map(str.isdigit, text[:first])):
            text = _blank(text, 0, opened.end())
        elif into is not None and any(map(str.isalnum, text[: into.start()])):
            text = _blank(text, into.start(), noun.end())
        elif place.goes_on and (first == 0 or (into is not None and into.start() == 0)):
            text = _blank(text, 0, last)
    return _without_twins(text)


#: a clause that opens with the name of one of several studies: ``In ORION I,``, ``; in ORION-2,``
_TWIN = compiled(
    r"(?:^|[;,]\s+(?:and\s+|but\s+|while\s+|whereas\s+)?)(?P<name>[Ii]n\s+(?!(?:ARM|GROUP|COHORT|STAGE|TYPE|CLASS|PART|GRADE|PHASE|STEP|DOSE)\b)"
    r"(?P<stem>[A-Z][A-Z-]{2,})[ -](?P<number>[IVX]{1,4}|\d))(?=,?\s)"
)


def _without_twins(text: str) -> str:
    """``In ORION I, 5% with A versus 7%; in ORION II, 4% versus 6%``: studies of one name, told apart by their number alone."""
    twins = list(_TWIN.finditer(text))
    numbers = {(twin["stem"], twin["number"]) for twin in twins}
    if len(numbers) < 2 or len({stem for stem, _ in numbers}) > 1:
        return text
    for twin in twins:
        text = _blank(text, *twin.span("name"))
    return text


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def words_beside_studies(place: Place, text: str) -> str:
    """A text as long as the sentence, without the studies that it names and numbers: ``In the second (ORION, N=40),``."""
    for start, end in place.scope.names_within(place.base, place.base + len(text)):
        text = _blank(text, start - place.base, end - place.base)
    return _COUNTED.sub(" ", text)
