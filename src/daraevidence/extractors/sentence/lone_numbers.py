"""Bare numbers that are results by the words around them, with no other number to go by."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.extractors.sentence.event_names import counts_event
from daraevidence.extractors.sentence.phrases import content
from daraevidence.extractors.sentence.recoveries import things_of
from daraevidence.extractors.sentence.series import (
    is_year,
    numbers_a_thing,
)
from daraevidence.extractors.sentence.unknown_units import currency
from daraevidence.language.changes import CHANGES
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import ABOUT, AGAINST, BEFELL, FOUND

__all__ = ["BEING", "IN_GROUP", "NEEDED", "things_did", "told_alone"]

#: ``it was 63.2``, ``values were -21.1``: a number that a verb leads to
BEING = Gated("averaged|was|were", r"\b(?:was|were|averaged)\s+(?:only\s+|about\s+|approximately\s+)?$", re.IGNORECASE)
_BY = rf"\b(?:by|to)\s+(?:(?:a factor of|just|only|{ABOUT}|an? (?:further )?(?:mean|median|average)(?: of)?)\s+)*$"
_CHANGED = Gated(
    CHANGES,
    rf"\b(?:{CHANGES})\w*\b(?:[^.;]|\.(?=\d)){{0,120}}{_BY}|\b(?:fell|rose|dropped|decreased|increased|declined|improved)\s$",
    re.IGNORECASE,
)
_LIMIT = Gated(
    "alpha|considered|cut|defined|level of|limit|p value|set|significan|threshold",
    r"\b(?:cut-?offs?|thresholds?|limits?|significan\w+|defined|considered|set|alpha|level of|P value)\b",
    re.IGNORECASE,
)
#: what may follow a number that counts nothing
_ENDS = compiled(
    r"\s*(?:[,;:)(\[\]]|\.(?:\s|$)|$|(?:and|or|in|for|with|on|at|vs|versus|v|than|compared|among|after|before|to|per|but|while|whereas|"
    r"respectively|during|by|from|which|receiving|given|taking|assigned|allocated|treated|who|when|where|if|until|once|under|without|"
    r"as|against|over|within|following|across|between|through)\b)"
)

#: ``number needed to treat, 12``, ``NNT 12``
NEEDED = Gated(
    "nnh|nnt|number",
    r"\b(?:[Nn]umbers?(?: of [a-z]+)?[- ]needed[- ]to[- ](?:treat|harm|screen|vaccinate)\b[^.;()\d]{0,70}?|NNT[BH]?\b|NNH\b)\s*"
    r"(?:,|:|=|was|were|of|is|to be)?\s*$",
)
#: ``(mean difference, -2.9; P=0.005)``
_DIFFERS = Gated("change|difference", r"\b(?:difference|change)s?\s*(?:,|:|=|of|was)?\s*$", re.IGNORECASE)
#: a whole number with an interval behind it, and perhaps a unit that nobody knows: ``difference, 38 m; 95% CI, 19-57``
_WITH_CI = compiled(r"\s?[A-Za-zµμ/]{0,12}\s?[;,(]\s?\(?9\d(?:\.\d)?\s?% ?(?:CI|confidence)\b")
#: ``(effect size 0.9)``, ``Cohen's d = 0.74``: how far groups lie apart in standard deviations
_EFFECT = Gated(
    "effect size|cohen|hedges|ed mean difference|es",
    r"\b(?:[Ee]ffect sizes?(?:\s\((?:ES|d)\))?|(?:Cohen|Hedges)['\u2019]s?\s[dg]|[Ss]tandardi[sz]ed mean difference|ES)"
    r"\s*(?:was|of|[=:,])?\s*$",
)
_SCORED = compiled(
    r"\b(?:mean|median|average|scores?|levels?|index|ratio|area)\b[^.;]{0,100}\b(?:was|were|of|is|to)\s*$",
    re.IGNORECASE,
)
_AVERAGE = Gated(
    "average|mean|median",
    r"\b(?:mean|median|average)\b(?:[^.;,]|\.(?=\d)){0,60}?\b(?:of|was|were)\s*$|\baveraged\s*$|[(\s](?:mean|median|average)s?\s*[,:=]?\s*$",
    re.IGNORECASE,
)
#: a unit that nobody knows, before what may follow a number
_UNIT = compiled(r"\s?[A-Za-zµμ°$€£](?:[\w^/·²³]|[.-](?=\w)){0,13}(?:/\w{1,8}){0,2}")
_RATE = compiled(
    r"\s*(?:events?\s+|cases?\s+)?(?:per|/)\s*(?:1[0 ,]*0+\s+)?(?:person|patient|subject|participant)[- ]?"
    r"(?:years?|months?|days?)"
    r"(?:\s+(?:of\s+)?(?:follow-?up|observation|exposure))?|\s*per\s+1[ ,]?0[ ,0]*0\b|\s*per\s+"
    r"(?:year|month|week|person|patient|child|woman|subject|participant|resident)\b",
    re.IGNORECASE,
)
#: ``61 (0.68 per 100 patient-years)``, ``349 with X (3.87 per``: a number with its rate counts events
_WITH_RATE = compiled(
    r"(?:\s+(?:with|in|on|for|among)\s+[^(),;.\d]{1,60})?\s*[(\[]\d[\d.,]*\s+(?:(?:events?|cases?)\s+)?per\s+(?:1[0 ,]*0+\s+)?"
    r"(?:person|patient|subject|participant)",
)
#: ``complications developed in 8``, ``relapse was seen in`` 3: those in whom it was
_SEEN_IN = Gated(
    "occurred|developed|recurred|arose|was|were|been",
    rf"\b(?:occurred|developed|recurred|arose|(?:was|were|been) (?:also )?(?:{FOUND}|present|evident|needed|required|necessary|"
    r"successful|positive|achieved|obtained))\s(?:also\s|only\s)?in\s(?:only\s|just\s|about\s|another\s|all\s)?$",
    re.IGNORECASE,
)
#: ``two in the A group and three in the B group``
IN_GROUP = compiled(
    r"\s+(?:in|on|from)\s+(?:the\s+)?(?:[\w/+-]+\s+){1,4}?(?:group|arm|cohort)\b|\s+in\s+(?:group|arm)\s+[A-Z0-9]"
)
#: ``fifteen of the X group relapsed``
_OF_GROUP = compiled(r"\s+of\s+(?:the\s+)(?:[\w/+-]+\s+){1,4}?(?:group|arm|cohort)\b")
#: ``periods 1 and`` before a 2
_LISTED_NUMBER = compiled(r"\d+\s+and\s*$")
_SCORES = Gated("index|level|score", r"\b(?:scores?|levels?|index)\b[^.;,]{0,60}\b(?:was|were)\s*$", re.IGNORECASE)

_THERE = compiled(r"\b[Tt]here (?:was|were|has been|have been)\s+(?:only\s+|also\s+)?$")
_BEGINS = compiled(r"(?:^|[.;:]\s|,\s(?:and|but|while|whereas)\s)(?:RESULTS\s)?(?:Only\s|only\s)?(?:\d{1,4}\sand\s)?$")
#: what people do, behind their number: ``Ten responded to X``, ``; 2 and 6 dropped out``
_DID = compiled(rf"\s(?:{BEFELL}|vomited|failed|conceived|delivered|quit)\b")
#: things that are the subject of a verb: ``Only 3`` procedures failed ``with A``
_THING_VERBS = (
    r"(?:(?:had|were|was|also)\s)?(?:healed|failed|closed|recurred|ruptured|fractured|survived|progressed|responded|cleared|occurred|"
    r"developed|removed|lost|resolved|dislocated|loosened|bled|clotted|occluded|fused|united|ulcerated|relapsed|shrank)\b"
)
_THING_VERB = compiled(rf"\s{_THING_VERBS}")
_THINGS_DID = compiled(
    rf"\s(?:[a-z-]{{3,16}}\s)?(?!(?:{PEOPLE}|groups|arms|studies|trials|articles|reports|papers|cent(?:er|re)s|sites|hospitals|countries|"
    r"doses|drugs|agents|methods|months|weeks|days|years|hours|minutes|points|times|cases)\b)[a-z]{3,20}(?<!s)(?:s|eeth)\s"
    rf"{_THING_VERBS}"
)


def things_did(text: str, base: int, one: Quantity, before: str) -> bool:
    """``Only`` 3 procedures ``failed with A``: things that are measured elsewhere, counted as the subject of a verb."""
    whole = one.value is not None and not one.value.decimals and not one.intervals and one.sd is None
    return whole and _BEGINS.search(before) is not None and _THING_VERB.match(text, one.end - base) is not None


#: ``Of the 84 women in the drug group`` 31 ``conceived``
_WHOLE_BEFORE = compiled(
    r"(?:^|[,;]\s(?:and|whereas|while|but)\s)(?:RESULTS:?\s)?(?:[Oo]f|[Aa]mong)\s(?:the\s|all\s)?\d[\d,]*\s[^.,;:()\d]{3,80},?\s$"
)
_VERB_BEHIND = compiled(r"\s(?:(?:had|were|was|did|also|then)\s)?[a-z]{3,}(?:ed|ew|aid|ook|ore|ell|ame|ied)\b")
_LIST_BEFORE = compiled(r"[:,;(]\s*$|\band\s*$")


def told_alone(text: str, base: int, one: Quantity, before: str) -> Quantity:
    """A bare number that its own words show to be a result."""
    end = one.end - base
    assert one.value is not None
    if _LIMIT.search(before[-60:]):
        return one
    lead = before[-90:]
    if (
        NEEDED.search(lead)
        or (one.value.decimals and _EFFECT.search(lead))
        or (_DIFFERS.search(lead) and (one.value.decimals or one.value.value < 0 or _WITH_CI.match(text, end)))
    ):
        return replace(one, role="value")
    money = currency(before)
    if money:
        return replace(one, role="value", unit=money)
    rate = _RATE.match(text, end)
    if rate is not None:
        return replace(
            one, role="value", unit=" ".join(rate[0].split()), end=base + rate.end(), unit_at=(base + end, base + rate.end())
        )
    decimal = one.value.decimals > 0
    if decimal and things_of(text, one.start - base, end) is not None:
        return replace(one, role="value")
    if not decimal and before.endswith(("numbered ", "totalled ", "totaled ")) and _ENDS.match(text, end):
        return replace(one, role="count", n=one.value, value=None)
    noun = "" if decimal or is_year(one) else _counted(text, one.start - base, end)
    if noun:
        return replace(one, role="count", n=one.value, value=None, noun=noun)
    if not decimal and _THERE.search(before) and counts_event(text, end):
        return replace(one, role="count", n=one.value, value=None)
    unit = _UNIT.match(text, end)
    average = _AVERAGE.search(before)
    ends = _ENDS.match(text, end) is not None
    measured = not ends and unit is not None and not one.value.word and bool(BEING.search(before)) and _unit_again(text, unit)
    if not ends and unit is not None and not one.value.word and (decimal or average or measured or _CHANGED.search(before)):
        ends = _ENDS.match(text, unit.end()) is not None
    if not ends:
        return one
    if not decimal and _WITH_RATE.match(text, end) and not is_year(one):
        return replace(one, role="count", n=one.value, value=None)
    part = IN_GROUP.match(text, end)
    if part is not None and numbers_a_thing(_LISTED_NUMBER.sub("", before[-40:])):
        return one
    going_on = _GOING_ON.search(before) if part is not None else None
    if going_on is not None and not is_year(one):
        return replace(one, role="value")
    if part is not None and not decimal and _LIST_BEFORE.search(before) and content(before):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    if average or (not decimal and not one.value.word and not is_year(one) and _SCORES.search(before)):
        return replace(one, role="value")
    if (decimal and _SCORED.search(before)) or ((decimal or measured) and BEING.search(before) and content(before[:-5])):
        return replace(one, role="value")
    if (decimal or not one.value.word) and _CHANGED.search(before) and not is_year(one):
        return replace(one, role="value")
    return one


def _counted(text: str, start: int, end: int) -> str:
    """What a whole number counts by the words around it: ``patients``, ``events``, or nothing."""
    before = text[max(0, start - 240) : start]
    opens = _BEGINS.search(before) is not None
    if opens and _THINGS_DID.match(text, end) and not _DID.match(text, end):
        return "events"
    of_group = _OF_GROUP.match(text, end) or (opens and _DID.match(text, end))
    of_whole = _WHOLE_BEFORE.search(text[:start]) and _VERB_BEHIND.match(text, end)
    return "patients" if of_group or of_whole or (_SEEN_IN.search(before[-90:]) and _ENDS.match(text, end)) else ""


#: ``the pulse rate was 84 in A and`` 76: the second of two values of one thing
_GOING_ON = compiled(
    r"^(?:(?!\bnumbers?\b|[.;:]\s).)*\b(?:was|averaged|measured|equall?ed)\s(?:only\s|about\s|"
    rf"approximately\s)?\d[\d.]*\s(?!(?:patients|subjects|of)\b)[^.;:\d]{{2,80}}\s(?:and|but|{AGAINST}|than|whereas|"
    r"while)\s(?:only\s)?$"
)


def _unit_again(text: str, unit: re.Match[str]) -> bool:
    """Whether a word behind a number is its unit: a quotient, or the word behind a second number too (``84 W … 76 W``)."""
    word = unit[0].strip()
    if "/" in word or not word.isalpha() or word in ("N", "W"):
        return True
    return re.compile(rf"\d\s?{re.escape(word)}(?![\w-])").search(text, unit.end()) is not None
