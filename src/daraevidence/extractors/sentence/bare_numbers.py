"""Numbers without a unit that are results: what stands beside them says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.sentence.counts_beside import counted_beside, share_wholes
from daraevidence.extractors.sentence.event_names import counts_event
from daraevidence.extractors.sentence.gapped import told_gapped
from daraevidence.extractors.sentence.phrases import content
from daraevidence.extractors.sentence.recoveries import RANGED, UNITS_OF_CARE, UNITS_OF_TIME, recovered, things_of, told_for_each
from daraevidence.extractors.sentence.series import (
    count_alike,
    is_year,
    like,
    numbers_a_thing,
    of_another,
    of_other_group,
    share_spreads,
    told_alike,
)
from daraevidence.extractors.sentence.unknown_units import currency, with_unit
from daraevidence.language.changes import CHANGES, from_value
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import ABOUT, AGAINST, AN_AVERAGE_OF, BEFELL, FOUND

__all__ = ["NEEDED", "promoted"]

_BETWEEN = re.compile(rf"\s*(?:{AGAINST}|and)\s*", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s*and\s*", re.IGNORECASE)
#: words between two numbers that are set against each other: ``5 for A versus 7``, ``A 5 versus B 7``
_SET_AGAINST = re.compile(
    rf"(?:[^.;()\[\]\d]|(?<=[\w-])\d|\d(?=\d{{0,3}}-[A-Za-z])){{0,60}}?\b(?:{AGAINST}|rather than|than)(?=\s)(?:[^.;()\[\]\d]|"
    r"(?<=[\w-])\d){0,40}",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"\s*(?P<unit>[A-Za-z$€£]{{1,12}})?(?:\s(?:at|before|on)\s(?:the\s)?[a-z][a-z -]{{2,30}}?)?\s+to\s+"
    rf"(?:(?:{AN_AVERAGE_OF})\s+)*"
)
_RESPECTIVE = Gated("respective", r"\brespective(?:ly)?\b", re.IGNORECASE)
#: ``it was 63.2``, ``values were -21.1``: a number that a verb leads to
_BEING = Gated("averaged|was|were", r"\b(?:was|were|averaged)\s+(?:only\s+|about\s+|approximately\s+)?$", re.IGNORECASE)
_BY = rf"\b(?:by|to)\s+(?:(?:a factor of|just|only|{ABOUT}|an? (?:further )?(?:mean|median|average)(?: of)?)\s+)*$"
_CHANGED = Gated(
    CHANGES,
    rf"\b(?:{CHANGES})\w*\b(?:[^.;]|\.(?=\d)){{0,120}}{_BY}|\b(?:fell|rose|dropped|decreased|increased|declined|improved)\s$",
    re.IGNORECASE,
)
_CHANGED_BY = Gated(
    "increas|decreas|reduc|improv|shorten|lengthen|prolong|extend|delay|accelerat",
    r"\b(?:increas|decreas|reduc|improv|shorten|lengthen|prolong|extend|delay|accelerat)\w*\b[^.;]{0,90}\bby\s+"
    r"(?:an?\s+(?:mean|median)\s+of\s+)?$",
    re.IGNORECASE,
)
_LIMIT = Gated(
    "alpha|considered|cut|defined|level of|limit|p value|set|significan|threshold",
    r"\b(?:cut-?offs?|thresholds?|limits?|significan\w+|defined|considered|set|alpha|level of|P value)\b",
    re.IGNORECASE,
)
#: what may follow a number that counts nothing
_ENDS = re.compile(
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
_WITH_CI = re.compile(r"\s?[A-Za-zµμ/]{0,12}\s?[;,(]\s?\(?9\d(?:\.\d)?\s?% ?(?:CI|confidence)\b")
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
_UNIT = re.compile(r"\s?[A-Za-zµμ°$€£](?:[\w^/·²³]|[.-](?=\w)){0,13}(?:/\w{1,8}){0,2}")
_RATE = re.compile(
    r"\s*(?:events?\s+|cases?\s+)?(?:per|/)\s*(?:1[0 ,]*0+\s+)?(?:person|patient|subject|participant)[- ]?"
    r"(?:years?|months?|days?)"
    r"(?:\s+(?:of\s+)?(?:follow-?up|observation|exposure))?|\s*per\s+1[ ,]?0[ ,0]*0\b|\s*per\s+"
    r"(?:year|month|week|person|patient|child|woman|subject|participant|resident)\b",
    re.IGNORECASE,
)
#: ``61 (0.68 per 100 patient-years)``, ``349 with X (3.87 per``: a number with its rate counts events
_WITH_RATE = re.compile(
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
_PART = re.compile(r"\s+(?:in|on|from)\s+(?:the\s+)?(?:[\w/+-]+\s+){1,4}?(?:group|arm|cohort)\b|\s+in\s+(?:group|arm)\s+[A-Z0-9]")
#: ``fifteen of the X group relapsed``
_OF_GROUP = re.compile(r"\s+of\s+(?:the\s+)(?:[\w/+-]+\s+){1,4}?(?:group|arm|cohort)\b")
#: ``periods 1 and`` before a 2
_LISTED_NUMBER = re.compile(r"\d+\s+and\s*$")
_SCORES = Gated("index|level|score", r"\b(?:scores?|levels?|index)\b[^.;,]{0,60}\b(?:was|were)\s*$", re.IGNORECASE)
_DOSE_WORDS = re.compile(
    r"\b(?:dos(?:e|es|ed|age|ing)|administ\w+|receiv\w+|given|infus\w+|inject\w+|treat\w+|tablets?|capsules?)\b", re.IGNORECASE
)


def promoted(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, with bare numbers made values where they are results.

    Reads ``(0.1 versus 1.4)``, ``0.77 and 0.79, respectively``, ``the mean score was 3.4``, ``28.9 for A versus 23.3 weeks``,
    ``from 8.1 to 7.2``, ``20 and 11 of 30, respectively``, ``a dose of 5 mg versus 7 mg`` where the dose is the outcome.
    """
    found = recovered(text, base, list(quantities))
    told_for_each(text, base, found)
    told_gapped(text, base, found)
    share_wholes(text, base, found)
    respective = bool(_RESPECTIVE.search(text))
    last: Quantity | None = None
    for i, one in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        before = text[max(0, one.start - base - 240) : one.start - base]
        if one.role == "dose":
            found[i] = _measured(text, base, one, last, before)
        elif one.role in ("timepoint", "duration") and one.sd is not None:
            found[i] = replace(one, role="value")
        elif one.role == "timepoint":
            found[i] = _timed(text, base, one, last, before)
        elif one.role == "threshold":
            found[i] = _bounded(text, base, one, last)
        elif one.role == "number" and one.value is None and one.intervals and RANGED.search(before):
            found[i] = replace(one, role="value")
        elif one.role == "value" and one.unit in UNITS_OF_CARE and _things_did(text, base, one, before):
            found[i] = replace(one, role="count", n=one.value, value=None, unit="", unit_at=(0, 0), noun="events")
        elif one.role == "value" and one.unit == "times":
            found[i] = _happened(text, base, one, last, before)
        elif (
            one.role == "value"
            and one.unit in UNITS_OF_TIME
            and (
                (_IN_TURN.search(before) and _HOLDS.match(text, one.end - base))
                or _is_next_time(text, base, found[i - 1 : i], one)
            )
        ):
            found[i] = replace(one, role="timepoint")
        elif (
            one.role != "number"
            or one.value is None
            or one.value.op
            or numbers_a_thing(before)
            or _OR_MORE.match(text, one.end - base)
        ):
            pass
        elif _OUT_OF.search(before[-24:]):
            found[i] = replace(one, role="name")
        elif following is not None and (kind := of_another(text, base, one, following, last)):
            for place, each in ((i, one), (i + 1, following)):
                found[place] = (
                    replace(each, role="value") if kind == "value" else replace(each, role="count", n=each.value, value=None)
                )
        elif following is None or not _with_next(text, base, found, i, respective):
            told = _alone(text, base, one, before)
            by_group = last is not None and last.role == "value" and _PART.match(text, one.end - base) is not None
            found[i] = one if by_group and told.role == "count" else told
        if found[i].role in ("value", "proportion", "count"):
            last = found[i]
        if found[i].role == "number" and last is not None and last.end <= one.start:
            found[i] = of_other_group(text, base, found[i], last)
    counted_beside(text, base, found)
    share_spreads(text, found)
    count_alike(text, base, found)
    if len(found) > 1 and any(one.role in ("number", "dose") or one.unit.startswith("per ") for one in found):
        told_alike(text, base, found)
    return [with_unit(text, base, one) for one in found]


def _is_next_time(text: str, base: int, last: Sequence[Quantity], one: Quantity) -> bool:
    """``at 1 year and 5 years``, ``at 3 months, 1 year and 5 years``: a bare time that only ``and`` joins to a point in time."""
    if not last or one.value is None or one.intervals or one.value.op or last[0].intervals:
        return False
    start = last[0].start - base
    led = last[0].unit in UNITS_OF_TIME and _AFTER.search(text, max(0, start - 8), start) is not None
    return (led or last[0].role == "timepoint") and _AND_OR.fullmatch(text, last[0].end - base, one.start - base) is not None


_AND_OR = re.compile(r",?\s(?:and|or)\s|,\s")
_AFTER = re.compile(r"\b(?:after|by|within)\s\Z", re.IGNORECASE)
#: ``lower at 1 week (21 vs 28) and`` 12 weeks ``(18 vs 23)``
_IN_TURN = compiled(
    r"\b(?:at|by|after)\s(?:both\s|either\s)?\d+\s?[a-z]+\s?[(\[][^()]*(?:\([^()]*\)[^()]*)*[)\]],?\s(?:and|or)\s(?:at\s)?$",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\s?[(\[]\s?[-+]?\d")
#: ``improved by`` 2 ``steps or more``
_OR_MORE = re.compile(r"\s[a-z-]{3,14}\sor\s(?:more|greater|better|higher|fewer|less|lower|worse)\b")
#: from a result to a limit that stands against it: ``fell by 4.8 points in A but by`` no more than 0.3 points
_BUT = re.compile(
    rf"[^.;]{{0,80}}\b(?:and|but|{AGAINST}|than)\s(?:(?:by|of|to|after|in|was|only)\s)?$",
    re.IGNORECASE,
)
#: ``Peritonitis struck 19 times in those with X``
_HAPPENS = re.compile(
    r"\b(?:struck|occurr(?:ed|ing)|happened|recurred|arose|developed|appeared|fell|visited|called|used|needed|required"
    r"|(?:was|were) (?:seen|needed|required|used|performed|repeated|recorded|reported|admitted|observed|noted|detected))\s$",
    re.IGNORECASE,
)
_AS_OFTEN = re.compile(
    r"\s(?:as|more|less|higher|lower|greater|the|per|a|an|that|daily|weekly|monthly|longer|likelier|larger|smaller)\b"
)


def _bounded(text: str, base: int, one: Quantity, last: Quantity | None) -> Quantity:
    """A limit that stands against a result of its kind is one: ``14 minutes in A and more than 4 hours in B``."""
    if one.value is None or last is None or last.role != "value" or not one.unit:
        return one
    alike = last.unit == one.unit or (last.unit in UNITS_OF_TIME and one.unit in UNITS_OF_TIME)
    return replace(one, role="value") if alike and _BUT.fullmatch(text, last.end - base, one.start - base) else one


def _happened(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """``struck 19 times``, not ``3 times as often``: how many there were; ``1.8 times per year with A and`` 2.9 times."""
    if last is not None and "per " in last.unit and _AND_AGAIN.fullmatch(text, last.end - base, one.start - base):
        return replace(one, unit=last.unit, unit_at=last.unit_at)
    if one.value is None or one.value.decimals or one.intervals or one.sd or _AS_OFTEN.match(text, one.end - base):
        return one
    again = last is not None and last.noun == "events" and _AND_AGAIN.fullmatch(text, last.end - base, one.start - base)
    if not again and not _HAPPENS.search(before):
        return one
    return replace(one, role="count", n=one.value, value=None, unit="", unit_at=(0, 0), noun="events")


_AND_AGAIN = re.compile(rf"[^.;]{{0,120}}\b(?:and|{AGAINST}|but|than)\s(?:only\s)?$", re.IGNORECASE)


def _timed(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """A time that is no point in time: ``was prolonged by 3 months``, ``(9 v 12 days)``."""
    if one.value is None or one.value.op or text[one.end - base - 1 : one.end - base] == "-":
        return one
    against = last is not None and last.role == "value" and last.unit == one.unit
    if against and last is not None and _SET_AGAINST.fullmatch(text, last.end - base, one.start - base):
        return replace(one, role="value")
    by_both = against and last is not None and before.endswith("by ") and text[: last.start - base].endswith("by ")
    return replace(one, role="value") if by_both or (one.value.start == one.start and _CHANGED_BY.search(before)) else one


def _measured(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """A weight for a time that is no dose: ``urinary albumin was 312 mg/day``, ``a mean dose of 5 mg versus 7 mg``."""
    if one.value is None or one.value.op:
        return one
    alike = last is not None and last.role == "value" and last.unit == one.unit
    if alike and last is not None:
        gap = (last.end - base, one.start - base)
        if _SET_AGAINST.fullmatch(text, *gap) or _TO.fullmatch(text, *gap) or from_value(text, one.start - base, one.end - base):
            return replace(one, role="value")
    if _WAS_USED.match(text, one.end - base):
        return replace(one, role="value")
    if _USED.search(before) or (_LESS.search(before) and _VERSUS.match(text, one.end - base) and not _DOSE_WORDS.search(before)):
        return replace(one, role="value")
    if _BEING.search(before) and content(before[:-5]) and not _DOSE_WORDS.search(before):
        drugs = any(term.kind in ("drug", "regimen") for term in terms(before))
        return one if drugs else replace(one, role="value")
    return one


_THERE = compiled(r"\b[Tt]here (?:was|were|has been|have been)\s+(?:only\s+|also\s+)?$")
#: ``morphine consumption was 12 mg``, ``a blood loss of 300 g``, ``more weight gain in A (50 g``: an amount that was measured
_USED = Gated(
    "consum|requir|intake|excret|loss|lost|gain|weigh|output|mass|uptake|secret",
    r"\b(?:consumption|requirements?|intake|excretion|loss(?:es)?|gains?|weight|output|mass|uptake)\b[^.;]{0,80}"
    r"(?:\b(?:was|were|averaged|to|by|from)\s+(?:only\s+|about\s+|approximately\s+)?|[(\[]\s?[-+]?\s?)$"
    r"|\b(?:requirements?|excretion|loss(?:es)?|gains?|weight|output|mass)\s+of\s+$"
    r"|\b(?:gained|lost|weigh(?:ed|ing)|excreted|consumed|secreted)\s+(?:only\s+|about\s+|approximately\s+)?$",
    re.IGNORECASE,
)
#: ``1.7 units of red cells per patient were transfused``: how much was needed
_WAS_USED = re.compile(
    r"(?:\sof\s[^,;:.()\d]{3,40}?)?(?:\s(?:per|for each)\s[a-z]+)?\s(?:was|were)\s"
    r"(?:transfused|consumed|needed|required|used|lost|drained|excreted|self-administered)\b"
)
#: ``needed less X (``, before an amount that stands against another
_LESS = re.compile(
    r"\b(?:less|more|lower|higher|greater|smaller|reduced|decreased|increased)\s[^.;()\d]{2,60}[(\[]\s?$", re.IGNORECASE
)
_VERSUS = re.compile(rf"\s(?:{AGAINST})\s", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.;:]\s|,\s(?:and|but|while|whereas)\s)(?:RESULTS\s)?(?:Only\s|only\s)?(?:\d{1,4}\sand\s)?$")
#: what people do, behind their number: ``Ten responded to X``, ``; 2 and 6 dropped out``
_DID = re.compile(rf"\s(?:{BEFELL}|vomited|failed|conceived|delivered|quit)\b")
#: things that are the subject of a verb: ``Only 3`` procedures failed ``with A``
_THING_VERBS = (
    r"(?:(?:had|were|was|also)\s)?(?:healed|failed|closed|recurred|ruptured|fractured|survived|progressed|responded|cleared|occurred|"
    r"developed|removed|lost|resolved|dislocated|loosened|bled|clotted|occluded|fused|united|ulcerated|relapsed|shrank)\b"
)
_THING_VERB = re.compile(rf"\s{_THING_VERBS}")
_THINGS_DID = re.compile(
    rf"\s(?:[a-z-]{{3,16}}\s)?(?!(?:{PEOPLE}|groups|arms|studies|trials|articles|reports|papers|cent(?:er|re)s|sites|hospitals|countries|"
    r"doses|drugs|agents|methods|months|weeks|days|years|hours|minutes|points|times|cases)\b)[a-z]{3,20}(?<!s)(?:s|eeth)\s"
    rf"{_THING_VERBS}"
)


def _things_did(text: str, base: int, one: Quantity, before: str) -> bool:
    """``Only`` 3 procedures ``failed with A``: things that are measured elsewhere, counted as the subject of a verb."""
    whole = one.value is not None and not one.value.decimals and not one.intervals and one.sd is None
    return whole and _BEGINS.search(before) is not None and _THING_VERB.match(text, one.end - base) is not None


#: ``Of the 84 women in the drug group`` 31 ``conceived``
_WHOLE_BEFORE = re.compile(
    r"(?:^|[,;]\s(?:and|whereas|while|but)\s)(?:RESULTS:?\s)?(?:[Oo]f|[Aa]mong)\s(?:the\s|all\s)?\d[\d,]*\s[^.,;:()\d]{3,80},?\s$"
)
_VERB_BEHIND = re.compile(r"\s(?:(?:had|were|was|did|also|then)\s)?[a-z]{3,}(?:ed|ew|aid|ook|ore|ell|ame|ied)\b")
_OUT_OF = re.compile(r"\bout of (?:an? )?(?:possible |maximum |total |score of )*$")
_LIST_BEFORE = re.compile(r"[:,;(]\s*$|\band\s*$")


def _alone(text: str, base: int, one: Quantity, before: str) -> Quantity:
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
    if not decimal and _OF_GROUP.match(text, end) and not is_year(one):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    if not decimal and not is_year(one) and _BEGINS.search(before) and _DID.match(text, end):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    if not decimal and not is_year(one) and _BEGINS.search(before) and _THINGS_DID.match(text, end):
        return replace(one, role="count", n=one.value, value=None, noun="events")
    if not decimal and not is_year(one) and _WHOLE_BEFORE.search(text[: one.start - base]) and _VERB_BEHIND.match(text, end):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    if not decimal and _THERE.search(before) and counts_event(text, end):
        return replace(one, role="count", n=one.value, value=None)
    if not decimal and _SEEN_IN.search(lead) and _ENDS.match(text, end) and not is_year(one):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    unit = _UNIT.match(text, end)
    average = _AVERAGE.search(before)
    ends = _ENDS.match(text, end) is not None
    measured = not ends and unit is not None and not one.value.word and bool(_BEING.search(before)) and _unit_again(text, unit)
    if not ends and unit is not None and not one.value.word and (decimal or average or measured or _CHANGED.search(before)):
        ends = _ENDS.match(text, unit.end()) is not None
    if not ends:
        return one
    if not decimal and _WITH_RATE.match(text, end) and not is_year(one):
        return replace(one, role="count", n=one.value, value=None)
    part = _PART.match(text, end)
    if part is not None and numbers_a_thing(_LISTED_NUMBER.sub("", before[-40:])):
        return one
    going_on = _GOING_ON.search(before) if part is not None else None
    if going_on is not None and not is_year(one):
        return replace(one, role="value")
    if part is not None and not decimal and _LIST_BEFORE.search(before) and content(before):
        return replace(one, role="count", n=one.value, value=None, noun="patients")
    if average or (not decimal and not one.value.word and not is_year(one) and _SCORES.search(before)):
        return replace(one, role="value")
    if (decimal and _SCORED.search(before)) or ((decimal or measured) and _BEING.search(before) and content(before[:-5])):
        return replace(one, role="value")
    if (decimal or not one.value.word) and _CHANGED.search(before) and not is_year(one):
        return replace(one, role="value")
    return one


#: ``the pulse rate was 84 in A and`` 76: the second of two values of one thing
_GOING_ON = re.compile(
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


#: ``Fewer patients relapsed with X than with Y (3 vs 9``
_MORE_OF = compiled(r"\b(?:more|fewer)\s+(?:[a-z-]+\s+)?[a-z-]+s\b[^.;()]{0,90}\(\s*$", re.IGNORECASE)


#: ``days off work were 4 and 9``, ``values of 44 and 49``: one for each of two groups
_EACH = re.compile(r"\b(?:were|averaged|(?:values|scores|means|medians|averages|levels|rates) of)\s$", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:[.;,)(\[]|$)")


#: ``11 and 5`` live births in the X and Y groups, ``9 and 13`` ulcers, respectively
_THINGS_OF = re.compile(
    r"\s(?!(?:times|points|months|weeks|days|years|hours|minutes|seconds|studies|trials|groups|arms|centers|centres)\b)"
    r"(?:[a-z-]{3,20}\s)?(?!(?:was|is|has|less)\b)[a-z-]{3,20}s(?:,?\srespectively|\s(?:in|with|on|for|among)\s(?:the\s)?[^,;:.()\d]{1,60}"
    r"\s(?:groups|arms|cohorts)\b)"
)


def _decimal(one: Quantity) -> bool:
    return one.value is not None and one.value.decimals > 0


def _with_next(text: str, base: int, found: list[Quantity], i: int, respective: bool) -> bool:
    """Make a number a result together with the one behind it; whether it was."""
    one, other = found[i], found[i + 1]
    start, end = one.end - base, other.start - base
    bare = other.role == "number" and other.value is not None and not other.value.op
    joint = _AND.fullmatch(text, start, end)
    if bare and joint is None and _MORE_OF.search(text[: one.start - base]) and not (_decimal(one) or _decimal(other)):
        found[i], found[i + 1] = (replace(each, role="count", n=each.value, value=None) for each in (one, other))
        return True
    if bare and joint is not None and not (_decimal(one) or _decimal(other)) and _THINGS_OF.match(text, other.end - base):
        found[i], found[i + 1] = (replace(each, role="count", n=each.value, value=None) for each in (one, other))
        return True
    if bare and _BETWEEN.fullmatch(text, start, end) and (joint is None or respective):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if bare and joint is not None and _EACH.search(text[: one.start - base]) and _CLOSES.match(text, other.end - base):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if other.role == "proportion" and joint and respective and other.n is not None and other.denominator is not None:
        if one.value is not None and not one.value.decimals and one.value.value <= other.denominator.value:
            found[i] = replace(one, role="proportion", n=one.value, value=None, denominator=other.denominator, noun=other.noun)
            return True
        return False
    if _SET_AGAINST.fullmatch(text, start, end) or (joint and other.role == "value" and _of_kind(one, other)):
        return _alike(found, i, bare)
    to = _TO.fullmatch(text, start, end)
    if bare and to and not (is_year(one) and is_year(other)) and from_value(text, one.start - base, one.end - base):
        unit = to["unit"] or ""
        found[i], found[i + 1] = (
            replace(one, role="value", unit=one.unit or unit),
            replace(other, role="value", unit=other.unit or unit),
        )
        return True
    return False


def _of_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers joined by "and" are printed alike: both with decimals or signs."""
    return one.value is not None and other.value is not None and one.value.decimals == other.value.decimals > 0


def _alike(found: list[Quantity], i: int, bare: bool) -> bool:
    """A bare number is of the kind of the one that it stands against."""
    one, other = found[i], found[i + 1]
    if bare and one.value is not None and (one.value.decimals or one.value.value < 0):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if (other.role == "value" and other.value is not None) or (other.role == "count" and other.percent is None):
        found[i] = like(one, other)
        return found[i] is not one
    if other.role == "proportion" and other.n is None and other.percent is not None:
        found[i] = replace(one, role="proportion", percent=one.value, value=None, unit="%")
        return True
    return False
