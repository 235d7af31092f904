"""Patterns of names of groups that a noun or people show: ``the tented group``, ``women on X``, ``placebo recipients``."""

from __future__ import annotations

import re

from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED

__all__ = ["DID", "GETTING", "ON_TREATMENT", "PATTERNS", "REST", "WHO", "is_what_is_controlled"]

_WORD = r"[A-Za-z0-9][\w+/.&'’-]*"
#: an amount in a name, behind an article or the drug: ``the 10 mg group``, ``the drugol 2 mg group``; not ``lost 12 g``
_DOSE = (
    r"(?:(?<=[Tt]he )|(?<=and )|(?<=or )|(?<=, )|(?<=\()|(?<=[a-z]{5} )|(?<=[A-Z]{5} )|(?<=\w[®™] ))"
    rf"\d[\d.,]*\s?{DOSE_UNIT}(?:/\w+)?"
)
_STOPS = (
    r"\d+(?![\w-]|[.,]\d)|in|with|for|on|among|of|by|to|from|than|versus|vs|and|or|the|a|an|was|were|is|are|at|between|both|each|either|"
    "this|that|these|those|compared|per|all|after|under|following|during|without|before|via|using|"
    "two|three|given|receiving|received|taking|assigned|who|treatment(?= groups)|as|had|has|have|one|other|same|within|across"
)
#: the letter or number of a group behind its noun: ``arm A``, ``group P1``, ``cohort IIb``
_CODE = r"(?:[A-Z]{1,2}-?\d{1,2}[a-z]?|[A-Z]|[IVX]{1,4}[a-zAB]?|\d\d?[A-Za-z]?)(?![\w-]|[.,]\d|\s?%)"
#: "the no-closure group", "arm A", "the pooled degarelix group", "group 1"
_GROUP_NOUN = compiled(
    r"\b(?<!\d[.,])(?:(?:in|with|for|on|among|of|by|to|from|than|after|under|following|during|without|before|via|using)\s+)?"
    r"(?:(?:the|(?:those|patients)\s+(?:in|on|from|under)(?:\s+the)?)\s+)?"
    rf"(?P<name>(?:(?:{_DOSE}|(?!(?i:{_STOPS}|results|conclusions?)(?![\w-])){_WORD})\s+){{1,4}}?(?:group|arm|cohort|recipients)\b|"
    rf"\b(?:arm|group|cohort|Arm|Group|Cohort)\s+{_CODE}|"
    rf"[\"“]\s?[\w-]+(?:\s[\w-]+)?\s?[\"”]\s+(?:group|arm|cohort)\b)",
)
#: what patients did who take a treatment: ``patients receiving X reported``
DID = (
    "saw|attained|became|completed|complained|continued|declined|developed|died|discontinued|dropped|failed|fell|felt|gained|improved|left|"
    "lived|lost|met|missed|needed|noted|progressed|reached|recovered|relapsed|remained|reported|responded|stayed|stopped|suffered|"
    "survived|tolerated|underwent|withdrew|worsened|went|came|returned|slept|spent|took|ate|walked|rated|scored|rose|weighed|averaged|needed|reduced|lowered|cut|"
    "can|could|may|might|will|would|should"
)
#: before a number that is a result, and not how long, how old or how often: ``those on X`` 18 months, ``on X for 18 months``
_NO_LEAD = "".join(rf"(?<!\b{word} )" for word in "for after than every over within least to at of aged about until up".split())
ON_TREATMENT = compiled(
    r"(?:\b(?i:in|among|for|of|than|with|between|that)\s+(?:the\s+|those\s+)?|\band\s+(?=[^,;:()]{4,80}\([^()\d]{0,8}\d)|"
    r"^(?:the\s+|(?:[Ss]ignificantly\s+)?(?:[Ff]ewer|[Mm]ore)\s+)?|(?<=, ))"
    rf"(?P<name>(?:(?!\d|(?:of|in|among|for|with|than|fewer|Fewer|more|More|most|Most|all|All|some|many|no|No|"
    r"although|while|whereas|but|and)\b)[\w-]+\s+)?"
    rf"(?:(?i:{PEOPLE})|[Tt]hose)\s+"
    r"(?:who(?:\s+(?:had|have|were|was|did)(?:\s+(?:not|never|been|previously|already|ever))*(?=\s+[A-Za-z\d]))?|without|aged|"
    r"(?:younger|older)\s+than|not|treated at|(?P<took>with|receiving|treated with|"
    r"(?:assigned|allocated|randomi[sz]ed|exposed) to|given|on|"
    r"taking|offered|using|wearing|undergoing|attending|doing|shown|taught|(?:kept|left|maintained|started) on))\s+"
    r"(?!(?:and|or)\b)[^,;:()]{2,60}?(?:\s*\([A-Z][\w-]{1,10}\)[^,;:()]{0,40}?)?)"
    r"(?=\s*(?:[,;:()]|\.(?!\d)|$|"
    r"\b(?:(?:in|by|one of)\s+(?:only\s+|about\s+)?)?(?<![\d.,])\d[\d.,·]*\s*(?:%|percent\b|of\b|\()|\bone of\s+\d|"
    rf"{_NO_LEAD}(?<![\d.,])\d[\d.,·]*\s*(?:months?|weeks?|years?|days?|hours?|minutes?|points?|kg|cm|mm\s?Hg)\b(?!/)|"
    r"\b(?:and|but|while|whereas|versus|vs|against|(?:as\s+)?compared|(?<!less )(?<!more )(?<!fewer )(?<!greater )"
    r"than|as (?:in|among|with|for|on|those)|to have|it|they|(?<!\bwho )(?:were|was|had|did)|"
    r"showed|experienced|received|required|achieved|included?|including|also|still|never)\b|"
    rf"\b(?:{DID})\b|"
    r"\bthe\s+(?:[\w-]+\s+)?(?:rates?|figures|numbers|proportions?|percentages?|values|median|mean|risk|incidence)\b))",
)
#: ``local control``, ``glycaemic control``: outcomes
_UNCONTROLLED = "".join(
    rf"(?<!{word} )"
    for word in "local disease tumor tumour glycemic glycaemic pressure pain symptom glucose asthma weight regional".split()
)
#: words of giving before the name of what is given; with ``who`` before them they take a verb of their own
GETTING = (
    r"(?:receiving|taking|on|given|treated with|assigned to|allocated to|randomi[sz]ed to|"
    r"(?:left|kept|put|maintained|started) on|"
    r"who\s+(?:received|took|got|used|chose|opted for|selected|preferred|underwent|"
    r"(?:(?:were|was|had\s+been)\s+)(?:given|on|treated with|assigned to|allocated to|"
    r"randomi[sz]ed to|(?:left|kept|put|maintained|started) on)))"
)
_CONTROL = compiled(
    r"\b(?:(?:in|with|for|on|among|of|by|to|from|than|versus|vs\.?)\s+)?"
    rf"(?:the\s+|(?:those|{PEOPLE})\s+{GETTING}\s+)?"
    r"(?P<name>placebo(?![-/ ](?:controlled|corrected|adjusted|subtracted)\b)|"
    r"(?<![a-z] )vehicle(?![-/](?:controlled|corrected|adjusted|subtracted)\b)|"
    rf"{_UNCONTROLLED}controls?(?!\s+(?:rates?|of)\b|\s+(?:was|is)\s+(?:achieved|reached|obtained|attained|maintained|regained)\b)|"
    r"usual[- ]care|standard[- ](?:of[- ])?care|"
    r"standard[- ]therapy|best supportive care|"
    r"sham(?:[- ](?!treatments?\b|therapy\b)[a-z-]*"
    r"(?:ation|ture|gery|apy|lysis|dure|ment|ction|ning|ding|light|laser|device|block|CPAP|TENS|TMS)s?\b)?)\b"
    rf"(?:\s+(?:group|arm|{PEOPLE}|cohort|condition|phase|period|session|treatment|therapy))?",
    re.IGNORECASE,
)
#: words before ``control`` that say what kind of group it is, or lead to it
_BEFORE_CONTROL = compiled(
    r"(?:^|[^\w\s-]\s*|\b(?:active|and|attention|by|concurrent|for|had|healthy|historical|in|its|matched|negative|no-treatment|normal|of|on|or|placebo|"
    r"positive|sham|than|the|their|to|under|untreated|usual|vehicle|versus|vs\.?|wait-?list|waiting[- ]list|with)\s+)$",
    re.IGNORECASE,
)


def is_what_is_controlled(text: str, start: int, end: int) -> bool:
    """Whether a bare ``control`` is what was aimed at: ``assigned to intensive control``; no group of controls."""
    return text[start:end].casefold() == "control" and _BEFORE_CONTROL.search(text, max(0, start - 24), start) is None


_TREATED = compiled(rf"\b(?:(?i:in|among|for|of|than|with|by)\s+)?(?P<name>[A-Za-z][\w-]*-treated\s+(?:{PEOPLE}))\b")
#: ``12.4 months in patients with X and 18.9 months in those without``
REST = compiled(
    r"\b(?:in|for|among|than|versus|vs\.?)\s+(?:those|patients)\s+(?:without(?:\s+(?:it|them))?|who\s+(?:did|had|were)\s+not|"
    r"not\s+(?:receiving|taking|given|on|using|treated\s+with|exposed\s+to)\s+"
    r"(?:it|them|(?:the\s+)?(?:drug|treatment|therapy|intervention|vaccine)))"
    r"(?=\s*(?:[,;:.()]|(?:was|were|respectively)\b|$))",
    re.IGNORECASE,
)
#: those who are called by what was done to them or not: ``of the unvaccinated``
_STATED = compiled(
    r"\b(?i:in|among|for|of|than|with)\s+(?:the|those)\s+(?P<name>(?:un|non-?)?(?:vaccinated|immuni[sz]ed|treated|exposed|screened|infected|"
    r"supplemented))\b(?=\s*(?:[,;:()]|\.(?!\d)|$|\d|(?:in|was|were|had|did|than|compared|versus|vs)\b))"
)
WHO = compiled(r"^\S+\s+(?=those|patients)")
#: the patterns, each with the words of which it needs one, in any case
PATTERNS = (
    (_TREATED, ("-treated",)),
    (_GROUP_NOUN, ("group", "arm", "cohort", "recipients")),
    (_STATED, ("vaccinated", "immuni", "treated", "exposed", "screened", "infected", "supplemented")),
    (_CONTROL, ("placebo", "vehicle", "control", "usual", "standard", "best", "sham")),
    (
        ON_TREATMENT,
        (*PEOPLE_NEEDED.split("|"), "those"),
    ),
)
