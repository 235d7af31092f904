"""The groups of a ratio whose sentence names none: ``The hazard ratio for death was 0.74``."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code

__all__ = ["compared_before", "sides_of_ratio"]

#: what a ratio can be of beside the treatment: a factor, a part of the patients, a step of a value
_OF_FACTORS = re.compile(
    r"\b(?:predict\w*|prognos\w*|factors?|multivaria\w+|univaria\w+|models?|regression|independent\w*|covariates?|correlat\w*|"
    rf"per|each|every|associat\w*|older|younger|age|sex|male|female|baseline|history|those|{PEOPLE}|"
    r"versus|vs|compared|than|relative\s+to|among|subgroups?)\b",
    re.IGNORECASE,
)
#: the name of a ratio in place of an outcome
_NO_OUTCOME = re.compile(
    r"(?:the\s+)?(?:(?:adjusted|pooled|corresponding|unadjusted|stratified)\s*)*"
    r"(?:(?:hazard|odds|risk|rate)\s+ratio)?",
    re.IGNORECASE,
)


_OPENED = re.compile(r"\s*[(\[]\s*")


def sides_of_ratio(place: Place, ratio: Quantity) -> tuple[list[Named], Named | None]:
    """Whose ratio it is, or of which two, as far as its sentence names them; and the group that alone is told, as the reference.

    ``Compared with B, A lowered X (HR``, ``X was rarer with A than with B (OR``, ``Relative to B, … with A1 (OR …) and A2 (OR``.
    """
    names = list({one.name: one for one in place.named}.values())
    start = ratio.start - place.base
    against = [one for one in names if is_held_against(place.text, one)]
    rest = [one for one in names if one not in against]
    beside = [one for one in rest if one.end <= start and _OPENED.fullmatch(place.text, one.end, start)]
    if not rest:
        other = place.other_arm(against[0].name) if against else None
        return ([other, against[0]], None) if other is not None else ([], against[0] if against else None)
    own = (beside or rest)[0]
    others = against or [one for one in rest if one is not own]
    return [own, others[0]] if others and (against or len(names) == 2) else [own], None


def compared_before(place: Place, phrase: Phrase | None) -> list[Named]:
    """The two groups set side by side in the sentences before, else the two arms of the study.

    Only where the ratio is of an outcome, and nothing in the sentence could be a factor or a part of the patients.
    """
    if place.held is not None or place.whole is not None or _OF_FACTORS.search(place.text):
        return []
    if phrase is not None and not _is_outcome(place, phrase):
        return []
    if len(place.recent) == 2:
        return list(place.recent)
    return [standing(arm) for arm in place.arms] if len(place.arms) == 2 else []


def _is_outcome(place: Place, phrase: Phrase) -> bool:
    """Whether words are an outcome of the vocabulary, an event, or what the sentence before told of."""
    if _NO_OUTCOME.fullmatch(phrase.text) or endpoint_code(phrase.text) != "OTHER" or names_event(phrase.text):
        return True
    return place.last is not None and phrase.text.casefold() in place.last.text.casefold()
