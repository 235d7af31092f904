"""The endpoint that words of the prose name."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import adverse_event_category, class_of, endpoint_code, terms
from daraevidence.language.word_classes import BECAUSE, TIME_UNITS

__all__ = ["ALSO_EVENT", "STOPPING", "is_share_of_dead", "outcome_code", "says_more"]

#: outcomes that are adverse events too, where a harm is their reason
ALSO_EVENT = frozenset(("DEATH", "DISCONTINUATION", "HOSPITALIZATION", "INFECTION"))

STOPPING = compiled(r"\breasons?\s+(?:for|of)\b.*\b(?:discontinu|stopp|withdraw|cessation|terminat)", re.IGNORECASE)
#: ``fatal bleeding``, ``was fatal``
_FATAL = compiled(
    r"^(?:(?:was|were|proved|a|an|one|the|only|grade 5)\s+)*(?:treatment-related\s+)?fatal(?:ities)?\b(?!\s+or\b)", re.IGNORECASE
)
#: ``MRD became negative``, ``negativity for measurable residual disease``
_CLEARED = Gated(
    "mrd|residual disease",
    r"(?:\bMRD\b|\bresidual disease\b).*\b(?:negativ|undetectable|cleared\b|clearance\b)|"
    r"\b(?:negativ|undetectable|clearance\b).*(?:\bMRD\b|\bresidual disease\b)",
    re.IGNORECASE,
)
#: ``stopped X`` and what else patients do with a drug that they have had enough of
_STOPPED = Gated(
    "stop|gave up|given up|giving up|ceas|quit|came off|come off",
    r"\b(?:stopp(?:ed|ing)|gave up|given up|giving up|ceas(?:ed|ing)|quit|came off|come off)\s+"
    r"(?:(?:taking|using|the|their)\s+)*(?=\S)",
    re.IGNORECASE,
)
#: without a word of what: treatment
_JUST_STOPPED = compiled(
    r"(?:(?:had|have|has|also|to be)\s+)*(?:stopped|gave up|quit)(?:\s+(?:early|because|due|for|owing|on account)\b.*)?",
    re.IGNORECASE,
)
#: what is taken away when patients are better
_SUPPORT = compiled(
    r"\b(?:oxygen|ventilat\w+|steroids?|(?:gluco)?corticosteroids?|prednis\w+|insulin|vasopress\w+|opioids?|antibiotics?|diuretics?|"
    r"support|catheters?|immunosuppress\w+|sedation|parenteral nutrition|feeding|drains?)\b",
    re.IGNORECASE,
)
#: ``those who had a relapse healed within``: what is told of them is another outcome
_OF_WHOM = compiled(r"\b(?:who|have|had|with|whose)\b", re.IGNORECASE)
_CAUSED = compiled(r"\s(?:due to|because of|owing to|following|for|from|against|after|without|of|vaccin\w+)\s")
_LASTED = compiled(r"\blast(?:ed|ing)\b[^.;]{0,60}$", re.IGNORECASE)
_RESPONSES = compiled(r"^(?:[\w-]+\s+){0,2}(?:responses?|remissions?)\b", re.IGNORECASE)
_RESPONSE = frozenset(("ORR", "sCR", "CR", "VGPR", "PR"))
#: ``was attained by 4 of 5, after a median of`` 9 weeks
_CAME_AFTER = compiled(
    r"\b(?:attained|achieved|reached|responded|obtained|cleared|suppressed|"
    r"(?:responses?|remissions?) (?:came|occurred|(?:was|were) (?:seen|noted)))\b[^.;]*"
    r"\b(?:after|during|within|by|in|at) (?:an? )?(?:median|mean|average)(?: (?:period|time|interval))?(?: of)?\s+$",
    re.IGNORECASE,
)
#: how long patients were treated
_EXPOSURE = compiled(
    r"^(?!.*\b(?:sun|smoke|dust|radiation|lead|noise)\b)(?:\S+\s){0,4}?(?:exposure|time on (?:treatment|therapy|study drug))$",
    re.IGNORECASE,
)
#: ``stopped X on account of death``: what became of the treatment, and not its reason
_STOPPED_FOR = compiled(
    r"(?:had\s|have\s)?(?:stopped|discontinued|withdrew|dropped out|gave up|came off|left)\s(?:[^,;:()]{2,40}?\s)?(?:for|"
    rf"{BECAUSE}|after|by)\s"
)
_LIVED = compiled(r"\b(?:lived|survived)\b[^.;]{0,60}$", re.IGNORECASE)


#: outcomes that are a time: their code says all that their name says
_TIMES = frozenset(("OS", "PFS", "EFS", "DFS", "RFS", "TTP", "DOR", "TTR", "TTNT"))


_SHORT_FORM = compiled(r"\s*\([A-Za-z]{2,6}\)")
_AT_TIME = compiled(rf"(?:\s(?:rates?|probability))?(?:\s(?:at|by|after)\s\w+[\s-](?:{TIME_UNITS}))?", re.IGNORECASE)
_STATISTIC = compiled(r"(?:(?:the|median|mean|estimated|improved|longer|shorter|better|risk of|rate of)\s)*", re.IGNORECASE)


def says_more(label: str, code: str) -> bool:
    """Whether a label says more than its code: ``cardiovascular death``, not ``progression-free survival``."""
    if code not in _TIMES:
        return True
    label = _SHORT_FORM.sub("", label)
    found = terms(label)
    if len(found) != 1 or _STATISTIC.fullmatch(label[: found[0].start]) is None:
        return True
    return _AT_TIME.fullmatch(label[found[0].end :]) is None


def outcome_code(label: str, *, timed: bool = False, lead: str = "") -> str:
    """The endpoint of a label, else ``OTHER``; of ``reasons for stopping X > toxicity`` it is that of the head.

    ``timed``: the result is a time, so that an event is a time to it (progression: ``TTP``); ``lead``: the words before it.
    """
    head, _, item = label.partition(" > ")
    if item and STOPPING.search(head):
        return "DISCONTINUATION"
    if _FATAL.match(label):
        return "DEATH"
    code = endpoint_code(head) if item else "OTHER"
    code = code if code != "OTHER" else endpoint_code(label)
    if code in ("PD", "DEATH", "RELAPSE") and _STOPPED_FOR.match(label):
        return "DISCONTINUATION"
    if timed:
        return _of_time(label, code, lead)
    if code == "OTHER" and _CLEARED.search(label):
        return "MRD_negativity"
    if code == "OTHER" and _gave_up(label):
        return "DISCONTINUATION"
    if code == "OTHER" and not item and adverse_event_category(_CAUSED.split(label)[0]) == "Infection":
        return "INFECTION"
    if code in ("OTHER", "OS", "PR", "CR", "ALIVE"):
        code = _in_other_words(label, code)
    if code == "DISCONTINUATION" and _SUPPORT.search(label.partition("because")[0]):
        return "OTHER"
    return code


#: ``admitted to a psychiatric hospital``, ``hospitalizations, first and recurrent``; not one of several events
_IN_HOSPITAL = Gated(
    "hospital",
    r"^(?!.*\b(?:or|and/or|without|free)\b).*(?:\bhospitali[sz](?:ations?|ed)\b|\badmi(?:tted|ssions?)\b[^,;]*\bhospital\b)",
    re.IGNORECASE,
)
_EITHER_RESPONSE = Gated(
    "partial|pr",
    r"\b(?:complete (?:or|and|plus) partial|partial (?:or|and|plus) complete) (?:response|remission)|"
    r"\bCR\s?(?:\+|or|/|plus)\s?PR\b",
    re.IGNORECASE,
)
#: ``alive and free of events``
_FREE = Gated(
    "alive",
    r"\balive (?:and|,) (?:free (?:of|from)|without) (?:an? )?(?:(?P<events>events?)|(?P<progress>(?:disease )?progression))\b",
)


#: ``the risk of death at 28 days was 14%``: of those who died, and not of those who live
_OF_DEATH = compiled(r"(?:\w+\s)?(?:risks?|chances?|odds|likelihood|probability)\s(?:of|for)\s(?:death|dying)\b", re.IGNORECASE)


def is_share_of_dead(label: str, code: str) -> bool:
    """Whether shares, and ratios of shares, that are told as survival are of deaths."""
    return code == "OS" and _OF_DEATH.match(label) is not None


def _in_other_words(label: str, code: str) -> str:
    """The code of an outcome that is told by what became of patients."""
    free = _FREE.search(label)
    if free is not None:
        return "EFS" if free["events"] else "PFS"
    if code in ("OTHER", "PR", "CR") and _EITHER_RESPONSE.search(label):
        return "ORR"
    return "HOSPITALIZATION" if code == "OTHER" and _IN_HOSPITAL.search(label) else code


def _of_time(label: str, code: str, lead: str) -> str:
    """The endpoint of a time: ``progression after a median of 7 months``, ``responses lasted 16 months``, ``lived 14 months``."""
    if code in ("PD", "RELAPSE"):
        return code if _OF_WHOM.search(label) else "TTP"
    if _RESPONSES.match(label) and _LASTED.search(lead):
        return "DOR"
    if (code == "OTHER" or code.removesuffix("_or_better") in _RESPONSE) and _CAME_AFTER.search(lead):
        return "TTR"
    if code == "OTHER" and _EXPOSURE.search(label):
        return "TREATMENT_DURATION"
    if code in ("OTHER", "ALIVE") and (label in ("lived", "survived") or _LIVED.search(lead)):
        return "OS"
    return code


#: drugs by what they do, which patients stop as others do a drug with a name
_KIND_OF_DRUG = compiled(
    r"(?:anticoagula\w+|antiplatelet\w*|antidepressants?|antipsychotics?|antiepileptics?|antihypertensives?|statins?|biologics?|inhibitors?|"
    r"(?:beta-?)?blockers?|agonists?|metformin|medication|study drug|trial drug|tablets|infusions|injections)\b",
    re.IGNORECASE,
)


def _gave_up(label: str) -> bool:
    """Whether patients stopped a drug that is called by its name."""
    if _JUST_STOPPED.fullmatch(label):
        return True
    stopped = _STOPPED.search(label)
    if stopped is None:
        return False
    if _KIND_OF_DRUG.match(label, stopped.end()):
        return True
    found = terms(label[stopped.end() :], 0, frozenset(("drug", "regimen")))
    return (
        bool(found)
        and found[0].start == 0
        and not _SUPPORT.match(label, stopped.end())
        and "steroid" not in class_of(found[0].code)
    )
