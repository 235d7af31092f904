"""What the title of a section says of whose the section is: a summary, an end, advice on doses, or nothing of its own."""

from __future__ import annotations

import re

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Section

__all__ = ["closes", "is_generic", "is_on_doses", "is_summary", "says_nothing", "speaks_of_study", "sums_up"]

_SUMMARY = compiled(
    r"(?:executive\s+)?summary|key\s+(?:points|messages|findings)|highlights|abstract|overview|in\s+brief|at\s+a\s+glance",
    re.IGNORECASE,
)
_CLOSING = compiled(
    r"references?|literature\s+search|bibliography|related\s+\w+|disclaimer|product\s+label\w*|"
    r"about\s(?!(?:the|this)\s(?:study|trial|research)).*|conclusions?|discussion|"
    r"important\s+safety.*|indications?.*|contact.*|appendix|glossary|acknowledge?ments?|disclosures?|further\s+reading|"
    r"abbreviations?",
    re.IGNORECASE,
)
#: advice that follows bullets on several studies
_DOSING = compiled(
    r"(?:(?:recommended|usual|standard)\s+)?dos(?:es?|age|ing)(?:\s+and\s+administration|\s+\w+)?|administration", re.IGNORECASE
)
_GENERIC = frozenset(
    "a an and at baseline by characteristics clinical data demographics design disease disposition efficacy endpoint "
    "endpoints events adverse exposure follow-up in methods method of on or other outcome outcomes overall patient patients "
    "pharmacodynamics pharmacokinetics population primary quality-of-life quality life response responses result results "
    "safety secondary study subgroup analysis analyses statistical summary survival the tolerability treatment to up "
    "long-term objective objectives background introduction exploratory additional key immunogenicity health-related "
    "patient-reported eligibility criteria inclusion exclusion interventions regimens dosing main findings limitations".split()
)
_OWNED = compiled(
    r"\b(?:study|trial|analysis|review|series|experience|registry|retrospective|prospective|observational|randomi[sz]ed|"
    r"phase\s+\S+|"
    r"meta-analysis|real-(?:world|life)|cohort)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = compiled(r"[a-z][a-z-]+")


def is_summary(section: Section) -> bool:
    """Whether a section is a summary by its role or its title."""
    return section.role == "summary" or bool(_SUMMARY.fullmatch(section.title.strip()))


def sums_up(title: str) -> bool:
    """Whether a title is that of a summary: ``Key points``."""
    known = common_heading(title)
    return bool(_SUMMARY.fullmatch(title)) or (known is not None and known.role == "summary")


def closes(title: str) -> bool:
    """Whether what follows a title is of no study told before: ``Conclusions``, ``References``."""
    known = common_heading(title)
    return bool(_CLOSING.fullmatch(title)) or (known is not None and known.role in ("references", "search", "summary"))


def is_on_doses(title: str) -> bool:
    """Whether a title is that of advice on doses, which follows bullets on several studies."""
    return _DOSING.fullmatch(title) is not None


def speaks_of_study(title: str) -> bool:
    """Whether a title tells of one study that it does not name: ``A phase 2 trial in the elderly``."""
    return _OWNED.search(title) is not None and not is_generic(title)


def is_generic(title: str) -> bool:
    """Whether a title is made of the words of any report: ``Results``, ``Study Design/Methods``, ``Patient characteristics``."""
    words = _SMALL_WORDS.findall(title.casefold())
    return bool(words) and all(word in _GENERIC for word in words)


def says_nothing(title: str) -> bool:
    """The same, with titles that stand below others only."""
    known = common_heading(title)
    return is_generic(title) or (known is not None and known.leaf)
