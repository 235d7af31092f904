"""Harms that there were, but none so bad, or none due to the treatment: ``No reactions were serious``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.told import result_draft
from daraevidence.extractors.sentence.event_names import names_harm
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code

__all__ = ["NO_SUBJECT", "so_judged"]

#: between "no" and a verb: what stands there is not its subject, or is nothing that happens to patients
NO_SUBJECT = compiled(
    r",|\b(?:unless|if|when|whether|because(?! of\b)|that|who)\b|\b(?:polic(?:y|ies)|guidelines?|consensus|trials?|stud(?:y|ies)|"
    r"comparisons?|agreement|recommendations?|information|action|antidote|reasons?|questions?|doubts?|conclusions?|statements?|"
    r"head-to-head)\b",
    re.IGNORECASE,
)
#: ``No reactions were`` serious or fatal
_HARD = r"(?:serious|severe|fatal|life-threatening)"
_BAD = compiled(rf"\s*(?P<how>{_HARD}(?:(?:,\s|\s)(?:or\s)?{_HARD})*)\s*(?:[.;,]|$)")


#: ``No death was`` considered related to study treatment
_RELATED = compiled(
    r"\s*(?P<how>(?:(?:thought|considered|judged|deemed|felt|believed|regarded|assessed)\s+(?:as\s+|to\s+be\s+)?)?"
    r"(?:(?:possibly|probably|definitely|directly)\s+)?(?:\w+-related|related\s+to\s+[^,;.()]{2,40}|attributable\s+to\s+[^,;.()]{2,40}))"
    r"\s*(?:[.;,]|$)"
)


def so_judged(place: Place, body: str, happened: re.Match[str], number: tuple[int, int]) -> Iterator[Draft]:
    """``No infusion reactions were life-threatening or fatal``: there were none so bad; ``No death was considered related to``
    the treatment: there was none that was."""
    bad, related = _BAD.match(body, happened.end()), _RELATED.match(body, happened.end())
    what = body[: happened.start()].strip()
    death = endpoint_code(what) == "DEATH"
    told = bad or related
    if told is None or not (names_harm(what) or (related and death)) or NO_SUBJECT.search(what):
        return
    start = number[1] - place.base
    words = f"{bad['how']} {what}" if bad is not None else f"{what} {' '.join(told['how'].split())}"
    phrase, side = Phrase(words, start, start + told.end("how")), Side(Quantity("count", *number))
    yield result_draft(place, "adverse_event", Statement([side], phrase), side, phrase).put("n", 0, number, "normalised")
    if death:
        draft = result_draft(place, "endpoint", Statement([side], phrase), side, phrase).put("n", 0, number, "normalised")
        yield draft.put("measure", "count")
