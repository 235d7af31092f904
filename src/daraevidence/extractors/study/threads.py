"""What a paragraph says of the study that it goes on with, or of another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.study.lines import Sentence
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["OF_ALL", "OTHER_WORK", "compares", "goes_back", "is_advice", "speaks_of_another", "takes_up"]

_BACK = compiled(
    r"\b(?:th(?:is|ese|e)\s+(?:(?:same|latter|present|two|retrospective|prospective|randomi[sz]ed|phase\s+\S+)\s+)?"
    r"(?:study|trial|analysis|authors?|investigators?|researchers?|report|series|review|registry|meta-analysis|cohort|"
    r"findings|data|"
    r"results))\b",
    re.IGNORECASE,
)
#: a paragraph that goes on with the study that the one before ended on: ``The trial was a large one``
_GOES_ON = compiled(
    r"(?:In\s+|Across\s+)?(?:The|This|That)\s+(?:[\w-]+,?\s+){0,3}?(?:study|trial|analysis|registry|cohort|series|authors|investigators|researchers|team)\b"
)
#: a paragraph on what is to be done
_ADVICE = compiled(
    r"\b(?:should|recommend\w*|consider|advise[ds]?|must|may\s+be|can\s+be)\b|^\W*(?:Start|Check|Use|Give|Avoid|Offer|Do|Stop|Begin|Our|We)\b"
)
#: a work that bears no name here: none of the studies told of
OTHER_WORK = compiled(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]thers?|[Ee]arlier|[Pp]revious|[Oo]lder|[Ss]eparate|[Rr]ecent)\s+(?:[\w-]+\s+){0,4}?(?:stud(?:y|ies)|trials?|series|"
    r"analys[ei]s|reviews?|reports?|surveys?|cohorts?|registry|follow-up|data|meta-analysis|linkage|audit)\s+(?:of|in|from|with|on|found|showed)\b"
)
#: what is told of several studies together
OF_ALL = Gated(
    "trials|studies",
    r"\b(?:pooled|combined|together|across|in|of|for|over)\s+(?:across\s+|in\s+|from\s+|data\s+(?:from|of)\s+)?(?:both|all\s+(?:two|three|four|five|\d+)|"
    r"the\s+(?:two|three|four|five)|these\s+(?:two|three|four))\s+(?:[\w-]+\s+){0,3}?(?:trials|studies)\b",
    re.IGNORECASE,
)
#: a study that the paragraph brings up
_ANOTHER = compiled(
    r"\b(?:[Aa]n?|[Aa]nother|[Oo]ther|[Oo]ne|[Ss]everal|[Mm]any|[Tt]wo|[Tt]hree)\s+(?:[\w-]+,?\s+){0,4}?(?:stud(?:y|ies)|trials?|meta-analys[ei]s|series|cohorts?|"
    r"registry|surveys?)\b"
)
#: results of two groups side by side, which only a study has: ``277 participants (44.0%) on X and 50 (15.9%) on Y``
_COMPARED = compiled(
    r"\b\d[\d,]*\s+(?:[a-z]+\s+)?\(\d+(?:\.\d+)?\s?%\)[^.;()]{0,60}?\b(?:and|versus|vs\.?|against)\s+(?:in\s+)?\d[\d,]*\s+(?:[a-z]+\s+)?\(\d+(?:\.\d+)?\s?%\)"
)

#: what is tested: ``95% CI 0.53-0.95; p=0.021``
_TESTED = compiled(r"\b(?:95\s?%\s?CI|95\s?%\s+confidence|[Pp]\s?(?:value\s?)?[=<>≤]\s?0?[.·]\d)")
_FOLLOWED = compiled(
    r"(?:At|After|With|Over|During)\s+(?:an?\s+)?(?:(?:median|mean)\s+)?(?:(?:duration\s+of\s+)?follow-?\s?up|\d)"
)
#: arms and patients told of before: ``both arms``, ``the control group``, ``Of the 154 patients``
_KNOWN = compiled(
    r"\b(?:both|the\s+(?:two|three|control|experimental|placebo|intervention|comparator|other|treatment|active|standard))\s+(?:arms?|groups?)\b"
    rf"|\b(?:[Oo]f|[Aa]mong|[Ii]n)\s+the\s+(?:(?:other|remaining)\s+)?\d[\d,]*\s+(?:\w+\s+)?(?:{PEOPLE})\b"
    r"|\bthe\s+(?:former|latter)\b"
)
#: a part of those told of before: ``Among patients with X (n=90), the hazard ratio was``
_PART = compiled(
    rf"(?:In|Among|For|Of)\s+(?:the\s+|those\s+)?(?:\d[\d,]*\s+)?(?:(?:{PEOPLE})\s+(?:with|without|who|aged)|(?:with|who|without|aged|sub-?group|sub-?set))\b"
)
_SHARE = compiled(r"\d\s?%|\b(?:[Oo]f|[Aa]mong)\s+the\s+\d")


def goes_back(text: str) -> bool:
    """Whether a paragraph's first words speak of a study told of before: ``… in the latter trial``."""
    return _BACK.search(text[:120]) is not None


def takes_up(text: str) -> bool:
    """Whether a paragraph begins with the study that the one before ended on: ``The trial was a large one``."""
    return _GOES_ON.match(text) is not None


def is_advice(lines: Sequence[Sentence]) -> bool:
    """Whether a paragraph says what is to be done."""
    return any(_ADVICE.search(line.text) for line in lines)


def speaks_of_another(lines: Sequence[Sentence]) -> bool:
    """Whether a paragraph brings up a study that bears no name: ``An unpublished study``."""
    return any(_ANOTHER.search(line.text) for line in lines)


def compares(lines: Sequence[Sentence]) -> bool:
    """Whether a paragraph without a citation tells results that only a study has: of two groups side by side, with a P value or
    an interval behind its follow-up, of its arms or patients as of known ones."""
    if any(line.cited for line in lines):
        return False
    if any(_COMPARED.search(line.text) for line in lines):
        return True
    first = " ".join(line.text for line in lines[:2])
    tested = any(_TESTED.search(line.text) for line in lines)
    known = any(_KNOWN.search(line.text) for line in lines)
    return (
        (tested and (known or _FOLLOWED.match(first) is not None or _PART.match(first) is not None))
        or (known and _SHARE.search(first) is not None)
    ) and not (speaks_of_another(lines))
