"""What a sentence says by the way: words that lead on, codes in names, how many studies a result is pooled from."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.place import Place
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["without_by_the_way"]

#: words that only lead from one sentence to the next, in the middle of one: ``Bleeding,`` on the other hand``, was seen``
#: or how a verb is meant, twice: ``clinically and significantly`` improved
_BY_THE_WAY = compiled(
    r"(?<=\s)[a-z]+ly\s(?:and|but|yet|though|or)\s[a-z]+ly\s(?=[a-z]+(?:ed|es|s|er|ered)\b)|"
    r",\s(?:on the (?:other|one) hand|by contrast|in contrast|by comparison|in turn|however|moreover|conversely|meanwhile|"
    r"likewise|nevertheless|nonetheless|of note|in addition),"
    r"(?=\s(?:was|were|is|are|had|has|have|did|occurred|went|fell|rose|remained|led)\b)"
)


#: the code of a drug in the middle of a name: ``X`` (ABC-123) ``plus Y``
_CODED = compiled(
    r"(?<=[a-z]\s)[(\[][A-Z]{1,6}[- ]?\d{2,7}[A-Za-z]?[)\]](?=\s(?:plus|combined\swith|in\scombination\swith|with)\s[a-z])"
)


#: of how many studies a pooled result is, how far they agree, what a model explains: ``(RR 0.62;`` 4 trials; I2 = 12% ``)``
_POOLED = Gated(
    "studies|trials|rcts|cohorts|%",
    r"(?<=[;,(] )(?:[nN]\s?=\s?)?(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?:(?:randomi[sz]ed|observational)\s)?(?:trials|studies|RCTs|cohorts)(?:,\s\d[\d,]*\s(?:participants|patients))?(?=\s?[;,)])|"
    r"\b[IR](?:\s?2|\s?²|\s?\(2\)|[- ]squared)\s?(?:=|:|,|of|was)\s?\d+(?:\.\d+)?\s?%",
)


#: what the degree of a score means: ``PASI 75`` (at least a 75% improvement in the score)
_GLOSSED = Gated(
    "%",
    r"(?P<lead>\b[A-Z][A-Za-z]*[A-Z]{2}[- ]?(?P<degree>\d{2,3})(?:\s(?:responses?|responders?|rates?|response\srates?))?)"
    r"\s\((?:[^()%\d]{1,30}|[≥>]\s?=?)?(?P=degree)\s?%[^()%\d]{4,70}\)",
)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def without_by_the_way(place: Place) -> None:
    """Blank what is no part of what a sentence tells, with the numbers in it."""
    place.text = _CODED.sub(_blank, _BY_THE_WAY.sub(_blank, place.text))
    for match in _POOLED.finditer(place.text):
        _without(place, *match.span())
    for match in _GLOSSED.finditer(place.text):
        _without(place, match.end("lead"), match.end())


def _without(place: Place, first: int, end: int) -> None:
    place.text = f"{place.text[:first]}{' ' * (end - first)}{place.text[end:]}"
    place.quantities = [q for q in place.quantities if not first <= q.start - place.base < end]
