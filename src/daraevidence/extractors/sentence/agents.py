"""What a sentence tells of as the cause of its results: ``Foot rot drops reduced the number of lesions by 40%``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import terms

__all__ = ["acts", "agents"]

#: a heading without a colon, and what is said before the subject
_OPENING = compiled(
    r"(?:(?:RESULTS|FINDINGS|CONCLUSIONS?)\b:?\s+)?"
    r"(?:(?:In|At|After|Among|For|By|On|During|Overall|However|Moreover|Furthermore|Compared|According|Also|Finally|Similarly)\b[^,;:()]{0,120},\s+)?"
    r"(?:(?:(?:The|A|An|This)\s+(?:[a-z][a-z-]{3,}\s+(?=infusion|injection|treatment|use|administration|supplementation))?)?"
    r"(?:(?:[Uu]se|[Aa]ddition|[Cc]o-?administration|[Aa]dministration|[Ii]nfusion|[Tt]reatment|[Tt]herapy|[Pp]retreatment|[Pp]rophylaxis|"
    r"[Ss]upplementation|[Ii]ntake|[Cc]onsumption|[Aa]pplication|[Ii]njection|[Ii]nhalation)\s+(?:of|with)\s+)?(?:(?i:the|a|an)\s+)?)"
    r"(?:(?:(?i:the)\s+)?(?:investigational|experimental|study|trial|novel|new)\s+"
    r"(?:drug|agent|compound|medicine|medication|antibody|vaccine)\s+)?"
    r"(?:(?:[Ii]ts|[Tt]heir)\s+)?(?:(?:oral|investigational|experimental)\s+)?"
    r"(?:(?:(?:once|twice|three-times)-(?:a|per)-(?:day|week|month|year)\s+)?(?:pill|tablet|capsule|injection|shot|inhaler)\s+(?=[a-z]))?"
    r"(?:(?:(?:once|twice)-(?:daily|weekly)\s+)?(?:\d[\d.]*[\s-](?:milligrams?|mg|micrograms?|mcg)\s+)?(?:doses?|injections?|pills?|tablets?)\s+of\s+)?"
)
#: who says so: ``Smith and colleagues report that X reduced``
_TOLD = Gated(
    "that",
    r"[^;:.]{2,100}?\b(?:report|show|find|found|demonstrate|suggest|observe|note|state|conclude|confirm)(?:ed|s)?\s+that,?\s+",
    re.IGNORECASE,
)
_CHANGING = (
    r"reduced|increased|improved|lowered|decreased|raised|prolonged|shortened|enhanced|attenuated|prevented|delayed|slowed|"
    r"suppressed|inhibited|preserved|accelerated|worsened|halved|doubled|cut|slashed"
)
_YIELDING = (
    r"resulted in|led to|produced|caused|provided|yielded|gave|required|induced|achieved|"
    r"(?:was|were) (?:associated with|superior to|more effective|less effective|non-?inferior to|rated)"
)
_VERB = (
    r"(?:,\s[^,;:()]{2,40},)?\s+(?:(?:also|then|[a-z]+ly)\s+){0,2}"
    rf"(?:(?P<changing>{_CHANGING})|{_YIELDING})\b"
)
_ACTING = compiled(rf"(?P<name>(?:\d{{1,4}}-(?=[A-Za-z]))?[^\W\d_][\w/+.-]*(?:\s+(?:[\w/+-]+|\+)){{0,5}}?){_VERB}")
_ACTS = compiled(_VERB)
_AIMLESS = compiled(
    r"\s+(?:by|from|to|in|with|for|on|at|after|over|during|among|between|than|more|less|and|or|but|similarly|significantly|\d)\b|\s*[,;.(]"
)
#: words that tell of a study, of people or of an outcome rather than of what was done
_NO_AGENT = frozenset(
    (
        "we they it this these those there which that who study trial analysis analyses data results review patients subjects "
        "participants women men children adults rate rates incidence score scores level levels time times number numbers mean "
        "median proportion percentage mortality survival response risk pressure volume weight count counts concentration "
        "concentrations difference differences change changes effect effects duration frequency function both all each "
        "group groups arm arms "
        "were was had is are has have did events deaths comparison follow-up value values index he she one two three "
        "none no most more significantly not models model symptoms pain fever density"
    ).split()
)


def agents(text: str, limit: int) -> Iterator[tuple[int, int, str]]:
    """What acts at the beginning of a sentence, before a place: start, end and name; two where both act.

    Reads ``X reduced Y``, ``Use of X resulted in``, ``X and Z produced``. Not ``Pressure decreased by``, ``The study showed``.
    """
    first = len(text) - len(text.lstrip())
    told = _TOLD.match(text, first, limit)
    opening = _OPENING.match(text, told.end() if told else first)
    match = _ACTING.match(text, opening.end() if opening else first, limit)
    if match is None or (match["changing"] and _AIMLESS.match(text, match.end())):
        return
    place = match.start("name")
    for part in re.split(r"\s+and\s+", match["name"]):
        start = text.index(part, place)
        place = start + len(part)
        words = part.casefold().split()
        if _NO_AGENT.intersection(words) or any(term.kind in ("endpoint", "response", "adverse_event") for term in terms(part)):
            return
    place = match.start("name")
    for part in re.split(r"\s+and\s+", match["name"]):
        start = text.index(part, place)
        place = start + len(part)
        yield start, place, part


def acts(text: str, end: int) -> bool:
    """Whether what ends at a place is told of as the cause of something: ``that X reduced Y``, not ``X increased by 5``."""
    match = _ACTS.match(text, end)
    return match is not None and not (match["changing"] and _AIMLESS.match(text, match.end()))
