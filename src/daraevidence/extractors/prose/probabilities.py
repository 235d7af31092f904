"""Whether a percent at a time is the probability that something has not happened yet, and no share of those counted."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import UNHARMED

__all__ = ["compares_shares", "is_probability"]

#: what ends the time that is counted; symptoms come and go, and patients without them are counted
_ENDS = (
    r"(?:relapses?|recurrences?|progression|events?|disease|(?:treatment[- ]|graft[- ]|virologic(?:al)?[- ])?failure|"
    r"metastas[ei]s|deaths?|dialysis|transplant(?:ation)?|amputation|colectomy|reoperation|revision|reintervention|rejection|chemotherapy|fractures?|"
    r"hospitali[sz]ation|readmission|stroke|[A-Z]{2,6}E)"
)
_SURVIVING = Gated(
    "surviv|free",
    r"\bsurviv(?:al|ing|ors?)\b"
    rf"|\b{_ENDS}[- ]free\b(?!\s+(?:remission|response|days?|interval))"
    rf"|\bfree(?:dom)? (?:of|from) (?:any |all |further |a |an |new |disease |first |local |distant )*{_ENDS}\b",
    re.IGNORECASE,
)
_STAYING = Gated(
    "retention|remain|staying|probabilit|kaplan|actuarial|persist",
    r"\b(?:(?:drug|treatment) )?(?:retention|persistence)(?: rates?| probability)?\b(?! of (?:urine|fluid|water|sodium))"
    r"|\bprobabilit(?:y|ies) (?:of|for|that)\b|\bkaplan[- ]meier\b|\bactuarial\b",
    re.IGNORECASE,
)
#: ``were estimated to be without X``, ``an estimated 45%``, ``by Kaplan-Meier``
_ESTIMATED = Gated(
    "estimate|kaplan|actuarial",
    r"\b(?:were|was|is|are) estimated to\b|\bkaplan[- ]meier\b|\bactuarial\b|"
    r"\bestimated (?:\w+ ){0,3}(?:rates?|probabilit\w+|proportion)\b",
    re.IGNORECASE,
)
_AN_ESTIMATED = compiled(r"\ban estimated\s+$", re.IGNORECASE)
_FREE = Gated("free|without|no|remain|still|alive", r"\b(?:free|without|alive|remain\w*|still|no)\b", re.IGNORECASE)


def is_probability(label: str, code: str, lead: str, behind: str) -> bool:
    """Whether an outcome is a time to an event, so that its percent at a time is a probability: ``graft survival``.

    So are those alive or on treatment, those free of what is told once (``freedom from recurrence``) and what the sentence calls
    an estimate. Not ``seizure-free``, ``steroid-free remission``. ``lead``, ``behind``: the words before and behind the number.
    """
    if code in UNHARMED:
        return True
    if code not in ("OTHER", "TREATMENT_DURATION", "DISCONTINUATION"):
        return False
    if _SURVIVING.search(label) or _STAYING.search(label):
        return True
    estimated = _ESTIMATED.search(lead) or _ESTIMATED.search(behind) or _ESTIMATED.search(label) or _AN_ESTIMATED.search(lead)
    return estimated is not None and _FREE.search(label) is not None


def compares_shares(text: str, base: int, statement: Statement) -> bool:
    """Whether a statement sets shares of patients side by side (``11% and 20% had died``), no probabilities or times."""
    shares = [side.quantity for side in statement.sides if side.quantity.role in ("count", "proportion")]
    if not shares or statement.phrase is None:
        return False
    lead, behind = text[: max(0, shares[0].start - base)], text[shares[-1].end - base :]
    return not is_probability(statement.phrase.text, outcome_code(statement.phrase.text), lead, behind)
