"""Whether words name an adverse event: the event must be what they are about, not a word inside another name."""

from __future__ import annotations

import re
from functools import lru_cache

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import adverse_event_category, endpoint_code, terms
from daraevidence.language.word_classes import BECAUSE

__all__ = [
    "EVENT",
    "counts_event",
    "due_to_event",
    "ends_with_event",
    "for_another_reason",
    "names_event",
    "names_harm",
    "names_infection",
]

EVENT = Gated(
    "adverse |ae|grade|serious|reaction|side effect|toxicit",
    r"\b(?:[Ss]erious events?|[Aa]dverse (?:events?|reactions?|effects?)|[Tt]oxicit(?:y|ies)|(?:TES?|TR|T|S|ir)?AE(?:SI)?s?|"
    r"[Ss]ide effects?|[Rr]eactions?|"
    r"[Gg]rades? [≥>]?=? ?[1-5IV][1-5IV /–-]{0,4}(?:(?:or|and|to) [1-5IVa-z]+ )?events?)\b",
)
#: ``cytomegalovirus (CMV) viremia``: a short form inside a name
_SHORT = compiled(r"\s*\([A-Za-z][\w-]{0,9}\)")
#: ``influenza seroresponse``, ``GVHD-free survival``, ``pneumonia vaccination``: something else that is called after an event
_CALLED_AFTER = compiled(
    r"(?:[- ]free\b|(?:[\s-]+[\w-]+){0,2}?[\s-]+(?:sero\w+|vaccin\w+|immuni[sz]\w+|prophylaxis|prevention|titers?|titres?|"
    r"antibod\w+|responses?|responders?|survival|scores?|index|treatment|therapy|screening|tests?|testing|history|medications?|drugs?|diary|"
    r"diaries|efficacy|control|relief|freedom|resolution|recovery)\b)",
    re.IGNORECASE,
)
_BEFORE = compiled(
    r"\b(?:free (?:of|from)|without|protection (?:against|from)|efficacy against|prevention of)\s+$", re.IGNORECASE
)
#: what has a grade is an event: ``increases of bilirubin of grade 3 or higher``
_OF_GRADE = Gated("grade", r"\bof (?:any |all )?[Gg]rades?(?: [≥>]?=? ?[1-5IV]|\b$)")
#: ``elevations in ALT >3 x ULN``, ``QTcF above 500 ms``: what a laboratory or a tracing showed is one too
_ABNORMAL = Gated(
    "uln|upper limit|qt",
    r"(?:[>≥]=?|\b(?:above|over|exceed\w*|than|least|of|to))\s*(?:or equal to\s)?\d[\d.]*(?:\s?[x×]\s?|-fold\s|[- ]times\s)\s?"
    r"(?:the\s)?(?:ULN|upper limits?)\b"
    r"|\bQTc?F?\b[^,;.]{0,40}(?:[>≥]=?|\b(?:above|over|exceed\w*|than))\s*\d{2,3}\s?(?:ms|msec|milliseconds)\b",
    re.IGNORECASE,
)
#: ``grade 3 or 4 elevations of ALT``; what grows has grades of another kind
_SEVERELY_GRADED = compiled(
    r"grades? (?:[≥>]=? ?[23]|3 ?(?:or|and|to|-|–|/) ?4|[23] or (?:higher|greater|worse|above))\s"
    r"(?!.*(?:tumou?r|cancer|carcinoma|glioma|lymphoma|astrocytoma|sarcoma|disease|histolog|dysplasia|neoplas|lesion|varic|prolapse))[a-z]",
    re.IGNORECASE,
)
_REASON = compiled(
    rf"\b(?:{BECAUSE}|caused by|related to|for|from|of|with)\s+(?P<why>.+)",
    re.IGNORECASE,
)
#: what ends a treatment without being a harm
_ANOTHER = compiled(
    rf"\b(?:{BECAUSE}|for|from)\s+(?:the\s+|their\s+|an?\s+)?(?:[\w-]+\s+){{0,2}}?(?:progress\w+|relapse|lack|loss|"
    r"insufficient|inadequate|withdrawal|withdrew|consent|preference|wish|request|choice|decision|non-?(?:adherence|"
    r"compliance|respon\w+)|(?:treatment )?failure|inefficacy|protocol|pregnancy|move|relocation|cost|reimbursement|remission|"
    r"response|convenience|benefit)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def names_event(label: str) -> bool:
    """Whether a label is about an adverse event, by the vocabulary or its own word; not ``influenza seroresponse``."""
    if EVENT.search(label) or _OF_GRADE.search(label) or _ABNORMAL.search(label) or _SEVERELY_GRADED.match(label):
        return True
    short = _SHORT.search(label)
    forms = (label,) if short is None else (_SHORT.sub("", label), f"{short[0].strip(' ()')}{label[short.end() :]}")
    return any(_is_about_event(form) for form in forms)


def ends_with_event(label: str) -> bool:
    """Whether a label is about an adverse event, and nothing stands behind its name."""
    generic = [match.end() for match in EVENT.finditer(label)]
    found = [term.end for term in terms(label) if term.kind == "adverse_event"]
    return len(label) in (*generic, *found)


def _is_about_event(text: str) -> bool:
    found = [term for term in terms(text) if term.kind == "adverse_event"]
    return any(not _CALLED_AFTER.match(text, term.end) and not _BEFORE.search(text, 0, term.start) for term in found)


_COUNTED = compiled(r"\s+(?P<what>[A-Za-z][\w'’-]*(?:\s(?!(?:in|with|on|among|at|of|after|during)\b)[\w'’-]+){0,3})")


def counts_event(text: str, end: int) -> bool:
    """Whether a number that ends here counts an adverse event by its name: ``two febrile seizures``."""
    match = _COUNTED.match(text, end)
    return match is not None and names_event(match["what"])


def names_infection(label: str) -> bool:
    """Whether a label is about infections that patients had, which are adverse events as well as outcomes."""
    found = next((term for term in terms(label) if term.code == "INFECTION"), None)
    return found is not None and not _CALLED_AFTER.match(label, found.end) and not _BEFORE.search(label, 0, found.start)


def names_harm(label: str) -> bool:
    """Whether a label is about an adverse event or about infections that patients had."""
    return names_event(label) or names_infection(label)


def due_to_event(label: str) -> bool:
    """Whether a death, a hospital stay or the end of a treatment had a harm as its reason: ``died of sepsis``."""
    reason = _REASON.search(label)
    if reason is None or adverse_event_category(reason["why"]) == "Neoplasm":  # the disease itself
        return False
    return names_event(reason["why"]) or endpoint_code(reason["why"]) == "INFECTION"


def for_another_reason(label: str) -> bool:
    """Whether the reason of stopping is named and is no harm: ``discontinued X because of progression``."""
    return _ANOTHER.search(label) is not None and not due_to_event(label)
