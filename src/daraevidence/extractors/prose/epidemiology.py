"""Sentences that tell how common a disease is in the world, or what a company earns: no study counted these."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import ABOUT

__all__ = ["is_epidemiology", "is_general"]

_ABOUT = rf"(?:(?:{ABOUT})\s+)?"
#: ``X accounts for 34% of all deaths``, ``X affects 30 million people``, ``the second leading cause of death``
_BURDEN = Gated(
    "account|aff|cause|cost|kill|lifetime",
    rf"\baccounts? for\s+{_ABOUT}\d|"
    rf"\b(?:affects?|affecting|afflicts?)\s+{_ABOUT}(?:one in|"
    r"[\d.,]+(?: (?:million|thousand|people)|\s?% of (?:people|adults|all))|\w+ million)|"
    rf"\bcauses?\s+{_ABOUT}[\d.,]+ (?:hospitali[sz]ations|deaths|cases)\b|"
    rf"\bcosts?\s(?:the|our|an?|every|each|society|payers|employers|taxpayers)\s(?:(?!\b(?:was|were|is|are)\b)[^.;:]){{0,40}}?[$€£]\s?\d|"
    rf"\bkills?\s{_ABOUT}(?:as many as\s)?\d|"
    r"\bleading causes? of\b|\blifetime (?:risk|prevalence)\b",
    re.IGNORECASE,
)
#: where or how often, of whole countries
_WHERE = compiled(
    r"\b(?:in|across|throughout)\s+(?:the\s+)?(?-i:U\.?S\.?A?|U\.?K\.?|E\.?U\.?)(?!\w)|\b(?:in|across|throughout)\s+(?:the\s+)?"
    r"(?:United (?:States|Kingdom)|European Union|Europe|North America|world|general population|western countries|"
    r"(?:developed|developing|industriali[sz]ed) (?:countries|nations))\b|\b(?:worldwide|globally|nationwide)\b|"
    r"\b(?:each|every|per) year\b|\bannually\b|\b(?:of|in) the (?:\w+ )?population\b|\bAmericans\b",
    re.IGNORECASE,
)
#: what is so of people now, or is reckoned: never told of patients of a study that is over
_NOW = Gated(
    "estimat|expected|projected|believed|thought|live|living|suffer|diagnosed|occur|affected|die|develop|incidence|"
    "prevalence|disease|cancer",
    r"\bestimated\b|"
    r"\b(?:is|are) (?:expected|projected|believed|thought|diagnosed|affected)\b|\b(?:live|living|suffer|suffering) with\b|"
    r"\b(?:suffers?|dies?|occurs?|develops?)\b|"
    r"\b(?:incidence|prevalence)\b[^.;]{0,60}\bis\b|\b(?:is|are) (?:currently )?living\b|"
    r"\bhave (?:been diagnosed|[a-z]+ (?:disease|cancer))\b",
    re.IGNORECASE,
)
#: ``Shares in the company rose 6%``, ``sales of $2 billion``
_MARKET = Gated(
    "shares|stock|sales|revenue|earnings|profit",
    r"\b(?:[Ss]hares|[Ss]tocks?|[Ss]ales|[Rr]evenues?|[Ee]arnings|[Pp]rofits?)\b(?:[^.;]|\.(?=\d)){0,80}?"
    r"(?:\b(?:up|down|r[oi]se|rises|fell|falls?|jump\w*|gain\w*|climb\w*|drop\w*|tumbl\w*|soar\w*|slid|crater\w*|surg\w+|grew|grow\w*|increased|"
    r"decreased|los[et])\b|[$€£]\s?\d)|\b[Gg]enerated (?:[a-z]+ )?(?:sales|revenues?)\b",
)
_PATIENTS = compiled(r"\b(?:patients|participants|placebo|subjects)\b", re.IGNORECASE)
#: a study or its patients are spoken of after all
_OF_STUDY = Gated(
    "trial|stud|random|enrol|placebo|arm|cohort|registr|patients treated|received|group",
    r"\b(?:trials?|stud(?:y|ies)|randomi[sz]ed|enrol(?:l?ed|ling)|placebo|arms?|cohorts?|registr(?:y|ies)|received|"
    r"treatment groups?|control groups?)\b",
    re.IGNORECASE,
)


def is_epidemiology(text: str) -> bool:
    """Whether a sentence tells of a disease in whole populations: how many have it, die of it, are newly diagnosed; or of the
    shares and sales of a company."""
    if _MARKET.search(text) and not _PATIENTS.search(text):
        return True
    if _OF_STUDY.search(text):
        return False
    return _BURDEN.search(text) is not None or (_NOW.search(text) is not None and _WHERE.search(text) is not None)


#: what was so of some patients once: every result but a headline is told so
_THEN = compiled(
    r"\b(?:was|were|had|did|\w{2,}(?<!e)ed|agreed|fell|rose|lost|gained|felt|got|went|came|took|saw|met|became|grew|underwent|began|gave|kept|left|"
    r"found|led|made|died|showed|shown|seen|given|shrank|sank|stood|lay|cut)\b",
    re.IGNORECASE,
)
_IN_GENERAL = compiled(
    r"\b(?:is|are|has|have|becomes?|suffers?|lives?|dies?|gets?|develops?|fails?|responds?|do|does|experiences?|needs?|carry|carries|"
    r"tends?|remains?|can|may|will|would|recur|recurs|relapses?|progress)\b",
    re.IGNORECASE,
)
_HEADLINE = compiled(
    r"\b(?:vs\.?|versus|compared|placebo|than|trial|study|arm|group|patients treated|treated with)\b", re.IGNORECASE
)


def is_general(text: str) -> bool:
    """Whether a sentence tells what is so of a disease at all times: ``the infection becomes chronic in 75% of people``."""
    return _THEN.search(text) is None and _IN_GENERAL.search(text) is not None and _HEADLINE.search(text) is None
