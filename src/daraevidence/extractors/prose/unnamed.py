"""The groups of a ratio whose sentence names none: ``The hazard ratio for death was 0.74``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.prose.directions import opening_reference
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.known_groups import control_last, is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code

__all__ = ["compared_before", "is_of_before", "parts_of_ratios", "sides_of_ratio"]

#: what a ratio can be of beside the treatment: a factor, a part of the patients, a step of a value
_OF_FACTORS = compiled(
    r"\b(?:predict\w*|prognos\w*|factors?|multivaria\w+|univaria\w+|models?|regression|independent\w*|covariates?|correlat\w*|"
    rf"per|each|every|associat\w*|older|younger|age|sex|male|female|baseline|history|those|{PEOPLE}|"
    r"versus|vs|compared|than|relative\s+to|among|subgroups?)\b",
    re.IGNORECASE,
)
#: the name of a ratio in place of an outcome
_NO_OUTCOME = compiled(
    r"(?:the\s+)?(?:(?:adjusted|pooled|corresponding|unadjusted|stratified)\s*)*"
    r"(?:(?:hazard|odds|risk|rate)\s+ratio)?",
    re.IGNORECASE,
)


_OPENED = compiled(r"\s*[(\[]\s*")


#: from a ratio to the group behind it
_THEN = compiled(r"\s*(?:[(\[][^()\[\]]{0,80}[)\]])?\s*(?:(?:for|with|in|among|on)\s+)?(?:the\s+)?")


#: from one of two groups that are told together to the other
_TOGETHER = compiled(r"\s*(?:(?:groups?|arms?|patients)\s+)?and\s+(?:(?:in|with|the)\s+)*")


def sides_of_ratio(place: Place, ratio: Quantity) -> tuple[list[Named], Named | None]:
    """Whose ratio it is, or of which two, as far as its sentence names them; and the group that alone is told, as the reference.

    ``Compared with B, A lowered X (HR``, ``X was rarer with A than with B (OR``, ``Relative to B, … with A1 (OR …) and A2 (OR``.
    """
    names = list({one.name: one for one in place.named}.values())
    start = ratio.start - place.base
    reference, end = opening_reference(place), ratio.end - place.base
    if reference is not None:
        behind = next((one for one in place.named if one.name != reference.name and one.start >= end), None)
        if behind is not None and _THEN.fullmatch(place.text, end, behind.start):
            return [behind, reference], None
    against = [one for one in names if is_held_against(place.text, one)]
    rest = [one for one in names if one not in against]
    beside = [one for one in rest if one.end <= start and _OPENED.fullmatch(place.text, one.end, start)]
    here = [one for one in names if one.end <= start and _OPENED.fullmatch(place.text, one.end, start)]
    if here and len(names) > 1 and all(_beside_ratio(place, one) for one in names):
        return [here[0]], None  # "in X (RR 0.4) than in Y (RR 0.6)": each has its own
    if not rest:
        other = place.other_arm(against[0].name) if against else None
        return ([other, against[0]], None) if other is not None else ([], against[0] if against else None)
    if len(rest) == 2 and not against:
        one, two = sorted(rest, key=lambda each: each.start)
        if two.end <= start and _TOGETHER.fullmatch(place.text, one.end, two.start):
            return list(control_last(one, two)), None  # "did not differ between A and B (OR": both stand before it
    own = (beside or rest)[0]
    others = against or [one for one in rest if one is not own]
    return [own, others[0]] if others and (against or len(names) == 2) else [own], None


def _beside_ratio(place: Place, one: Named) -> bool:
    """Whether a ratio stands in the bracket directly behind a group."""
    starts = (ratio.start - place.base for ratio in place.quantities if ratio.role == "ratio")
    return any(one.end <= start and _OPENED.fullmatch(place.text, one.end, start) is not None for start in starts)


#: ``The difference remained``, ``This effect was no longer``, ``in both groups``: of the results told before, and their groups
_OF_BEFORE = compiled(
    r"\b(?:the|this|that|its|these|those)\s+(?:(?:corresponding|observed|apparent|overall|absolute|survival|same|clinical|treatment)\s+)*"
    r"(?:differences?|effects?|benefits?|advantages?|associations?|gains?|gaps?|reductions?|increases?|estimates?|findings?|results?|"
    r"comparisons?|excess|superiority)\b(?!\s+of\s+(?!the\b|treatment\b))"
    r"|^\s*it\s+(?:was|remained|persisted)\b"
    r"|^\s*(?:the\s+)?(?:results?|findings?)\s+[^.;,:()]{0,80}?\b(?:were|was|remained)\s+(?:\w+\s+)?(?:consistent|similar|unchanged|concordant|comparable|the\s+same|alike|robust|"
    r"identical)\b|\b(?:in|between)\s+(?:both|either|the(?:\s+two)?)\s+(?:[a-z]+\s+)?(?:groups|arms)\b",
    re.IGNORECASE,
)


def is_of_before(place: Place, ratio: Quantity) -> bool:
    """Whether a ratio's sentence goes on with the results of two groups told before it."""
    return len(place.recent) == 2 and _OF_BEFORE.search(place.text, 0, max(0, ratio.start - place.base)) is not None


def compared_before(place: Place, phrase: Phrase | None, ratio: Quantity) -> list[Named]:
    """The two groups set side by side in the sentences before, else the two arms of the study.

    Only where the sentence says that it goes on with them, or the ratio is of an outcome, and nothing in the sentence could be
    a factor or a part of the patients.
    """
    if place.held is not None or place.whole is not None:
        return []
    if is_of_before(place, ratio):
        return list(place.recent)
    if _OF_FACTORS.search(place.text, _clause(place, ratio)) or (phrase is not None and not _is_outcome(place, phrase)):
        return []
    if len(place.recent) == 2:
        return list(place.recent)
    return [standing(arm) for arm in place.arms] if len(place.arms) == 2 else []


#: a participle clause that only says when or how many: ``…, with 31% of patients having died,``
_ASIDE = compiled(r",\s+with\s+[^,;:()]{3,80},\s+")


def _clause(place: Place, ratio: Quantity) -> int:
    """Where the clause of a ratio begins, behind what only tells when it was estimated."""
    asides = [*_ASIDE.finditer(place.text, 0, max(0, ratio.start - place.base))]
    return asides[-1].end() if asides else 0


def _is_outcome(place: Place, phrase: Phrase) -> bool:
    """Whether words are an outcome of the vocabulary, an event, or what the sentence before told of."""
    if _NO_OUTCOME.fullmatch(phrase.text) or endpoint_code(phrase.text) != "OTHER" or names_event(phrase.text):
        return True
    return place.last is not None and phrase.text.casefold() in place.last.text.casefold()


#: who else a ratio may be of: then it compares the parts with each other
_COMPARED = compiled(
    r"\b(?:versus|vs\.?|v\.?|compared|relative\s+to|than|against|as\s+opposed|reference|predict\w*|associat\w*|factors?)\b",
    re.IGNORECASE,
)
_OPENING = compiled(r"(?:In|Among|For|Within)\s")
_PART_HEAD = compiled(
    rf"^(?:the\s+)?(?:[a-z-]+\s+)?(?:sub-?group\s+of\s+)?(?:sub-?groups?|{PEOPLE}|those)\s+(?:(?:with|who\s+(?:have|had))(?!\w)\s+(?:an?\s+)?|(?=without|who|aged|[a-z]+ing))",
    re.IGNORECASE,
)


def parts_of_ratios(place: Place, ratios: Sequence[Quantity]) -> dict[int, tuple[Named, Named | None]]:
    """The part of the patients that each ratio is told of, in its two arms, by the ratio's place.

    ``In patients with X, the HR was 0.7, whereas in those without it was 0.9``, ``0.7 in men and 0.9 in women``. Empty where
    the parts are set against each other, or the sentence does not give one to each ratio.
    """
    if not ratios or _COMPARED.search(place.text) or any(ratio.measure != ratios[0].measure for ratio in ratios):
        return {}
    starts = [ratio.start - place.base for ratio in ratios]
    ends = [ratio.end - place.base for ratio in ratios]
    parts = [one for one in place.named if one.group is None or one.group.role == "subgroup"]
    if place.whole is not None and place.whole.group not in place.arms and len(parts) < len(ratios):
        parts.insert(0, place.whole)  # "In the 503 patients with X, the HR was 0.7"
    ahead = _OPENING.match(place.text) is not None and not (parts and parts[0].end > starts[0])
    if not ahead and len(ratios) < 2:
        return {}
    bounds = [0, *ends] if ahead else [*ends, len(place.text)]
    clauses = list(zip(bounds, starts, strict=False)) if ahead else list(zip(ends, [*starts[1:], len(place.text)], strict=True))
    own = [
        [one for one in parts if first <= one.start and one.end <= last] or _plain(place, first, last) for first, last in clauses
    ]
    if any(len(each) != 1 for each in own) or len({each[0].name for each in own}) != len(ratios) or len(parts) > len(ratios):
        return {}
    return {ratio.start: _in_arms(place, each[0]) for ratio, each in zip(ratios, own, strict=True)}


#: ``In women, the``, ``in older patients it``
_PLAIN_PART = compiled(
    rf"\b(?:[Ii]n|[Aa]mong|[Ff]or)\s+(?:the\s+)?(?P<what>(?!(?:{ANYONE})\b)(?:[a-z][\w-]*\s+){{0,3}}?(?:{PEOPLE}))(?:\s*[(\[][^()\[\]]{{1,20}}[)\]])?,?\s+(?=the|it|that|\d)"
)


def _plain(place: Place, first: int, last: int) -> list[Named]:
    """People whom a clause opens with, and no more is said of them."""
    told = _PLAIN_PART.search(place.text, first, last)
    return [] if told is None else [Named(told.start(), told.end("what"), " ".join(told["what"].split()), people=True)]


def _in_arms(place: Place, part: Named) -> tuple[Named, Named | None]:
    """The part in the two groups that the study compares, the treated one first; the part alone where it compares none."""
    two = place.recent if len(place.recent) == 2 else tuple(standing(arm) for arm in place.arms)
    if len(two) != 2 or place.held is not None:
        return part, None
    one, other = control_last(*two)
    name = _PART_HEAD.sub("", part.name) or part.name
    return part._replace(name=f"{one.name}, {name}", group=None, people=False), part._replace(
        name=f"{other.name}, {name}", group=None, people=False
    )
