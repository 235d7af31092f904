"""Whether a percent is how much smaller a risk became."""

from __future__ import annotations

import re
from decimal import Decimal

from daraevidence.extractors.sentence.amounts import CHANCES, is_chance, is_efficacy, lowers_risk
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled

__all__ = ["ABSOLUTE", "BY", "RELATIVE", "is_reduction"]

#: ``reduced HbA1c by 0.84%``: a change, not a share of patients
BY = Gated(
    "chang|cut|declin|decreas|drop|fall|fell|gain|halv|improv|increas|los|lower|rais|reduc|ris|rose|shr|slash|trim|boost",
    r"\b(?:reduc|cut|slash|trim|boost|increas|decreas|lower|rais|improv|fell|fall|rose|ris|declin|drop|chang|gain|lost|los|shrank|shrunk|shrink)\w*\b"
    r"(?:[^.;:]|\.(?=\d)){0,120}\bby\s+"
    r"(?:an? |about |approximately |around |almost |nearly |as much as |(?:a |an )?(?:mean|median|average) of )?$",
    re.IGNORECASE,
)
#: events: what lowers them lowers their risk
_COUNTED = frozenset(("DEATH", "HOSPITALIZATION", "INFECTION", "RELAPSE"))
#: ``reduced the risk of X by``, ``a reduction in the hazard of X of``
_REDUCTION = Gated(
    "reduc|lower|decreas|cut|diminish|slash|trim|halv",
    r"\b(?:reduc(?:ed|es?|tion|ing)|slash(?:ed|es|ing)?|trim(?:med|s)?|halv(?:ed|es|ing)|lower(?:ed|s|ing)?|decreas(?:ed|es|e|ing)|cut(?:s|ting)?|diminish(?:ed|es))\b[^.;]{0,40}"
    rf"\b{CHANCES}\b|\brisk reduction\b"
    rf"|\b{CHANCES}\b[^.;:]{{0,60}}\b(?:was|were|been)\s(?:[a-z]+ly\s)?(?:reduced|lowered|decreased|cut|diminished|halved)\b",
    re.IGNORECASE,
)
#: not ``a lower rate of X (6% versus 30%)``, which are the rates
_AMOUNT_NEXT = compiled(
    r"\b(?:by|of|was|were|to be)\s+(?:an?\s+|the\s+|about\s+|approximately\s+|around\s+|nearly\s+|almost\s+|estimated\s+)*$",
    re.IGNORECASE,
)


#: ``a lower rate of 22%, while`` another was
_OTHER_CLAUSE = compiled(r"\d[^;]*,\s(?:while|whereas|but|although)\s", re.IGNORECASE)
#: ``a lower rate of 22%``: the rate itself
_LOWER_RATE = compiled(
    r"\b(?:lower|reduced|decreased)\s+(?:\w+\s+)?(?:rate|incidence|frequency|prevalence)\s+of\s+(?:only\s+|about\s+)?$",
    re.IGNORECASE,
)


#: the ratio in a bracket behind a percent
_RATIO_BEHIND = compiled(
    r"\s*[(\[](?:[a-z-]+\s){0,2}(?:HR|OR|RR|IRR|[Rr]ate ratio|[Hh]azard ratio|[Rr]isk ratio|[Oo]dds ratio|[Rr]elative risk)"
    r"(?:\s?[(\[][A-Z]{2,4}[)\]])?[\s,:=]{1,3}(?:of\s)?(?P<ratio>0?[.\u00b7]\d+)\b",
)
#: ``relative risk reduction for X``
RELATIVE = compiled(r"(?:\w+ )?(?:relative (?:risk )?reductions?|reductions? in (?:the )?relative risk|RRR)\b", re.IGNORECASE)
ABSOLUTE = compiled(r"(?:\w+ )?(?:absolute (?:risk )?reductions?|reductions? in (?:the )?absolute risk|ARR)\b", re.IGNORECASE)
#: a ratio of two decimals is up to half of the last away from the percent
_ROUNDED = Decimal("0.0051")


def _is_of_ratio(percent: Number | None, behind: str) -> bool:
    """Whether a percent is what the ratio behind it lacks to one: ``by 38% (HR 0.62``."""
    told = _RATIO_BEHIND.match(behind)
    if told is None or percent is None:
        return False
    return abs(1 - percent.value / 100 - Decimal(told["ratio"].replace("\u00b7", "."))) <= _ROUNDED


def is_reduction(label: str, code: str, lead: str, behind: str, percent: Number | None) -> bool:
    """Whether a percent without a count is how much smaller a risk became: ``cut the risk of X by 38%``, ``a 27% lower risk``."""
    if _is_of_ratio(percent, behind):
        return True
    lead = lead[-160:]
    if _LOWER_RATE.search(lead):
        return False
    reduced = _REDUCTION.search(lead)
    told = reduced is not None and _OTHER_CLAUSE.search(lead, reduced.end()) is None
    if (told and _AMOUNT_NEXT.search(lead)) or is_efficacy(label) or lowers_risk(behind):
        return True
    if is_chance(label, behind):
        return True
    return code in _COUNTED and BY.search(lead) is not None
