"""Whom a count is of, by what stands behind the people: ``9 of 20 patients with brain metastases responded``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.group_forms import DID
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE_WORDS
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import BEFELL

__all__ = ["people_counted"]

#: the verb of which the people are the subject
_VERB = (
    rf"(?:(?:also|then|still|later|eventually|never|all|subsequently|spontaneously)\s+)*(?:were|was|had|have|did|{DID}|{BEFELL}|agreed|chose|cleared|converted|declined|"
    r"deteriorated|elected|opted|refused|experienced|healed|recurred|resolved|showed|stabili[sz]ed|stopped|paid|bled|grew|gave|got|made|kept|"
    r"delivered|conceived|smoked|tested|sought)\b"
)
#: times and means that stand behind people as well: they tell no part of them
_NO_PART = (
    r"(?!(?:the\s+)?(?:end|entry|screening|baseline|follow-?up|discharge|first|last|same|day|days|week|weeks|month|months|year|years|least|"
    r"any|all|both|each|either|total|these|those|this|that|whom|study|trial|treatment|therapy|average|addition|no)\b)"
)
_STATE = (
    rf"(?:with|without|on|under|in)\s+(?:an?\s+|the\s+)?{_NO_PART}(?=[A-Za-z])|"
    rf"at\s+(?:the\s+)?(?={_NO_PART}[A-Za-z]|\d[\d.,]*[\s-]?{DOSE_UNIT}\b)|from\s+(?=[A-Z])|"
    r"(?:aged\s+)?(?:aged|over|under|above|below|(?:younger|older|heavier|lighter|taller|shorter|less|more)\s+than)\s+(?=\d|(?:the\s+)?age\b)|"
    r"(?:carrying|having|requiring|undergoing|awaiting|presenting\s+with|diagnosed\s+with|infected\s+with|living\s+(?:with|in|at)|"
    r"born\s+(?:to|at|before|after)|receiving|taking|using|given|treated|managed|followed|seen)\s+(?=[A-Za-z\d])|"
    r"not\s+(?:receiving|taking|using|given|treated)\s+(?=[A-Za-z\d])|"
    r"who(?:\s+(?:had|have|were|was|are|did|do|could))(?:\s+(?:not|never|been|previously|already|ever|also))*\s+(?=[A-Za-z\d])|"
    r"who\s+(?=[A-Za-z])|whose\s+(?:[\w-]+\s+){1,3}(?:had|have|were|was|did|could)(?:\s+not)?\s+(?=[A-Za-z\d])"
)
#: the words behind people, up to the verb that tells what they did
_SUBJECT = compiled(
    rf"\s+(?P<own>(?:{_STATE})[\w.,/+<>=\u2265\u2264%®™-]+(?:\s+(?!(?:and|or|but)\s+{_VERB})[^\s,;:()]+){{0,11}}?)"
    rf"(?=\s+{_VERB})"
)
#: words that lead from the description to something else
_LEAVES = compiled(
    r"\b(?:versus|vs|compared|whereas|while|but|respectively|which|both|each|either|[a-z]+\s+of\s+(?:the\s+)?\d+)\b|\d\s?%"
)


def people_counted(text: str, base: int, results: Sequence[Quantity], groups: Sequence[Group]) -> Iterator[Named]:
    """The parts of the patients that counts are of, where the people of the count are the subject and are described.

    ``groups`` are those of the study: people as many as its patients are all of them.
    """
    total = next((group for group in groups if group.role == "total"), None)
    alone = len(results) == 1  # else what follows is not of all of them, too
    for one in results:
        if one.role not in ("proportion", "count") or one.noun not in PEOPLE_WORDS:
            continue
        match = _SUBJECT.match(text, one.end - base)
        if match is None or _LEAVES.search(match["own"]) is not None:
            continue
        many = one.denominator or one.n
        if total is not None and total.n is not None and many is not None and many.value == total.n:
            yield from (Named(match.start("own"), match.end("own"), total.name, total) for _ in range(alone))
        else:
            yield Named(match.start("own"), match.end("own"), f"{one.noun} {' '.join(match['own'].split())}", people=True)
