"""Names of trials in small letters: ``the Harbor 227 trial``, ``Harbor (NCT01234567) was a``."""

from __future__ import annotations

import re

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import TermKind, drug, terms

__all__ = ["is_numbered", "is_registered", "is_small", "is_spoken"]

_COUNTRY: frozenset[TermKind] = frozenset({"country"})
_NAME = compiled(r"[A-Z][a-z]{3,14}(?:[-\s]\d{1,4}[A-Z]?)?")
#: what a number behind it counts: ``the Phase 3 trial``, ``Covid-19 trials``
_COUNTED = frozenset(
    "phase part stage cohort arm group type level tier grade class week month year table figure version vitamin interleukin "
    "omega factor covid study trial protocol section step chapter visit cycle block period panel complement annex appendix "
    "title category january february march april june july august september october november december from since over under "
    "about with these those after before between until during than only clinical present current extension pivotal main "
    "first second third controlled blind total whole entire original registration identifier number clinicaltrials registry "
    "methods results patients".split()
)
#: how one stands before its registry number: ``trial (Harbor [NCT01234567])``, ``Harbor (NCT01234567) was``
_NAMED_SO = compiled(r"\b(?:[Tt]rial|[Ss]tudy|[Rr]egistry|[Pp]rogram)\s[(\[]$|(?:^|[.;]\s)\s*$|\b[Tt]he\s$")
_IS_SAID = compiled(
    r"[^()\[\]]{3,40}[)\]]\s+(?:(?:trial|study)\b|(?:was|is)\s+an?\b|enroll?ed|compared|evaluated|randomi|included|assigned)"
)
_SPOKEN = compiled(
    r"(?:\s?[(\[][^()\[\]]{3,60}[)\]])?\s+(?:trial|study|was\s+an?\b|is\s+an?\b|enroll?ed|randomi|compared|included)"
)


def is_numbered(word: str, number: str = "") -> bool:
    """Whether a word with a number can be a trial's name: ``Harbor-2``, ``Harbor`` before ``227``; not ``Phase`` before ``3``."""
    name = f"{word} {number}" if number else word
    if not _NAME.fullmatch(name) or not any(map(str.isdigit, name)):
        return False
    return re.split(r"[-\s]", name)[0].casefold() not in _COUNTED


def is_registered(text: str, begin: int, name: str, end: int) -> bool:
    """Whether a word with one capital that ends right before a registry number at ``end`` is a trial's name: not ``in Asthma
    (NCT01234567)``."""
    first = re.split(r"[-\s]", name)[0]
    if not first[:1].isupper() or len(first) < 4 or first.casefold() in _COUNTED or drug(first):
        return False
    before = _NAMED_SO.search(text, max(0, begin - 12), begin)
    if before is None or any(True for _ in terms(first, 0, _COUNTRY)):
        return False
    return before[0].endswith(("(", "[")) or _IS_SAID.match(text, end) is not None


def is_small(name: str) -> bool:
    """Whether a name may be a common word at the head of a sentence: ``Recovery``."""
    return name.isalpha() and name[1:].islower()


def is_spoken(text: str, end: int) -> bool:
    """Whether a sentence that begins with a common word goes on as one on a study: ``Recovery enrolled``."""
    return _SPOKEN.match(text, end) is not None
