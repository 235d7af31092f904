"""Which statistic a number of the prose is: average, probability at a time, reduction of a risk, proportion, count or value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from daraevidence.draft import Draft
from daraevidence.extractors.measures import put_intervals, put_number, put_proportion, put_value
from daraevidence.extractors.prose.denominators import put_denominator, put_size_beside
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.probabilities import is_probability
from daraevidence.extractors.prose.reductions import ABSOLUTE, BY, RELATIVE, is_reduction
from daraevidence.extractors.sentence.amounts import lowers_risk
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.paired import is_rate
from daraevidence.extractors.sentence.results import AVERAGE
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.measures import forms
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import TIMES_TO_EVENT, endpoint_code
from daraevidence.language.word_classes import ABOUT, CHANGE, SHIFT

__all__ = ["changed_by", "counted_events", "is_average", "per_time", "put_statistic"]

_TIMES = frozenset(("months", "weeks", "days", "years"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the words that it stands among; ``first`` are those before the first of several side by side."""

    quantity: Quantity
    label: str
    code: str
    lead: str
    first: str
    behind: str


#: of so many patients, as a share is
_OF_EACH = frozenset(("mean", "median", "value", "landmark_rate"))


def put_statistic(place: Place, draft: Draft, side: Side, label: str, code: str, statement: Statement) -> None:
    """Give a result its measure, its numbers and their intervals."""
    quantity = replace(side.quantity, intervals=(*side.quantity.intervals, *side.intervals)) if side.intervals else side.quantity
    lead = place.text[: max(0, quantity.start - place.base)]
    first = place.text[: max(0, statement.sides[0].quantity.start - place.base)]
    told = _Told(quantity, label, code, lead, first, place.text[quantity.end - place.base :])
    of_patients = _of_patients(place, statement)
    if quantity.role == "not_reached":
        timed = draft.get("timepoint") is not None
        draft.put("measure", "landmark_rate" if timed and is_probability(label, code, told.lead, told.behind) else "median")
        draft.put("reached", False, (quantity.start, quantity.end))
        put_intervals(draft, quantity, bare="ci")
    elif RELATIVE.match(label) and (quantity.percent is not None or quantity.unit == "%"):
        _put_percent(draft, "risk_reduction", quantity.percent or quantity.value)
        put_intervals(draft, quantity, bare="ci")
    elif (
        is_average(label, quantity, first if _DONE_BY.search(first[-60:]) else lead)
        and not (of_patients or lowers_risk(told.behind))
    ) or per_time(place, quantity):
        _put_average(place, draft, told)
    elif quantity.role in ("count", "proportion"):
        _put_share(place, draft, side, told, of_patients)
    else:
        _put_value(draft, told, statement)
    if draft.get("measure") in _OF_EACH and draft.get("denominator") is None:
        put_size_beside(draft, side, place)


def _of_patients(place: Place, statement: Statement) -> bool:
    """Whether a percent of a statement is one of patients, and so are those beside it: ``38%, 33% and 29% of the X patients``."""
    return any(_OF_PATIENTS.match(place.text, side.quantity.end - place.base) for side in statement.sides)


def counted_events(label: str, quantity: Quantity) -> Quantity:
    """``Serious infections were as frequent (3 vs 5)``: whole numbers of events are counts, but for averages and rates.

    A difference of so many in a thousand counts nobody: ``an absolute increase of 14/1000``.
    """
    number = quantity.value
    of = quantity.denominator
    n = quantity.n
    if of is not None and n is not None and quantity.percent is None and of.value in _ROUND and _DIFFERS.match(label):
        return replace(
            quantity, role="value", value=n, n=None, denominator=None, unit=f"per {of.value}", unit_at=(of.start, of.end)
        )
    bare = (
        quantity.role == "value" and not quantity.unit and not quantity.intervals and quantity.sd is None and quantity.se is None
    )
    if not bare or number is None or number.decimals or number.op or number.value < 0 or _NO_COUNT.search(label):
        return quantity
    if names_event(label) or endpoint_code(label) in _HAPPEN:
        return replace(quantity, role="count", n=number, value=None)
    return quantity


#: of how many people a difference of risks is told
_ROUND = frozenset((100, 1000, 10000, 100000))
_DIFFERS = compiled(
    rf"(?:(?:an?|the|net|non-?significant|significant|estimated)\s)*(?:absolute\s(?:risk\s)?(?:{SHIFT})s?|(?:absolute\s|risk\s)*differences?|"
    r"(?:absolute\s)?excess)\b",
    re.IGNORECASE,
)
_HAPPEN = frozenset(("DEATH", "RELAPSE", "INFECTION", "HOSPITALIZATION", "DISCONTINUATION"))
_NO_COUNT = compiled(
    r"\b(?:mean|median|average|rates?|scores?|index|times?|duration|days?|number of|number[- ]needed|NNTB?|NNH|"
    r"per|levels?|severity|grades?|ratio|change|"
    r"difference)\b",
    re.IGNORECASE,
)


def _put_average(place: Place, draft: Draft, told: _Told) -> None:
    """A percent that is a mean, a change or a rate."""
    quantity, percent = told.quantity, told.quantity.percent
    measure = "median" if _MEDIAN.search(told.label) else "mean" if _MEAN.search(told.label) else ""
    inside = _AVERAGED_INSIDE.search(place.text, quantity.start - place.base, quantity.end - place.base)
    draft.put(
        "measure", measure or _average_of(told.lead) or _average_of(told.first) or (inside[1].lower() if inside else "value")
    )
    put_number(draft, "value", percent)
    put_number(draft, "sd", quantity.sd)
    put_number(draft, "se", quantity.se)
    draft.put("unit", per_time(place, quantity) or "%")
    put_intervals(draft, quantity, bare="range" if percent is None else "ci")


def _put_share(place: Place, draft: Draft, side: Side, told: _Told, of_patients: bool) -> None:
    """A count or a percent of patients, or what is printed like one; ``of_patients``: the words behind say so."""
    quantity, percent = told.quantity, told.quantity.percent
    alone = percent is not None and quantity.n is None
    shares = of_patients or _DEGREE.match(told.label) is not None
    changed = alone and not shares and (changed_by(told.lead, told.behind) or changed_by(told.first, told.behind))
    changed = changed or (alone and ABSOLUTE.match(told.label) is not None)
    if alone and is_reduction(told.label, told.code, told.lead, told.behind, percent):
        _put_percent(draft, "risk_reduction", percent)
    elif changed:
        _put_percent(draft, _average_of(told.lead) or _average_of(told.first) or "value", percent)
    elif alone and draft.get("timepoint") and is_probability(told.label, told.code, told.lead, told.behind):
        _put_percent(draft, "landmark_rate", percent)
    else:
        total = None if quantity.denominator is quantity.n else quantity.denominator  # "all 12" are counted
        fraction = percent is not None or total is not None or "percent_text" in quantity.extra
        draft.put("measure", "proportion" if fraction else "count")
        put_proportion(draft, quantity)
        put_denominator(draft, side, place)
    put_number(draft, "se", quantity.se)
    put_intervals(draft, quantity, bare="ci" if percent is not None else "range")


#: ``75% reduction in the score``: what some reached
_DEGREE = compiled(r"\d[\d.]*\s?(?:%|percent)")


#: ``a reduction of half or more was reached by`` 54%: of the patients
_DONE_BY = compiled(
    r"\b(?:reached|achieved|attained|met|experienced|reported|seen|shown|obtained|completed|maintained|tolerated|preferred|used|taken)\s+by\s+"
    r"(?:only |about |approximately )?$",
    re.IGNORECASE,
)


def changed_by(lead: str, behind: str) -> bool:
    """Whether a percent without a count says by how much something changed: ``X dropped 52%``, ``lowered X by 52%``."""
    by = BY.search(lead) is not None and _DONE_BY.search(lead[-60:]) is None
    return (by or _CHANGED.search(lead) is not None) and not _OF_PATIENTS.match(behind)


def _put_percent(draft: Draft, measure: str, percent: Number | None) -> None:
    draft.put("measure", measure).put("unit", "%")
    put_number(draft, "value", percent)


def _put_value(draft: Draft, told: _Told, statement: Statement) -> None:
    """A number with a unit, a score, a ratio far from its words."""
    quantity, label = told.quantity, told.label
    if quantity.unit == "%" and draft.get("timepoint") and is_probability(label, told.code, told.lead, told.behind):
        _put_probability(draft, quantity)
        return
    followed = draft.kind == "characteristic" and _FOLLOWED_FOR.search(label.casefold())
    words = label.casefold() if followed else _FOLLOWED_FOR.sub("", f"{told.lead[-200:]} {label}".casefold())
    if _COMPARES.search(label) or is_rate(quantity.unit) or _GAINED.search(told.lead):
        words = ""
    average = _average(label if words and AVERAGE.search(label) else words)
    if average == "value" and (behind := _AVERAGED_BEHIND.match(told.behind)) is not None:
        average = "median" if behind["what"].casefold() == "median" else "mean"
    if average == "value" and (quantity.sd is not None or quantity.se is not None) and not _COMPARES.search(label):
        average = "mean"  # what a standard deviation or error is of
    two = statement.versus or len({side.named.name for side in statement.sides if side.named is not None}) == 2
    if average == "value" and two and told.code in TIMES_TO_EVENT and quantity.unit in _TIMES:
        average = "median"
        draft.doubt(0.8, "no word says that the times are medians")
    announced = _ANNOUNCED.findall(told.lead)
    behind_all = _WHAT_AVERAGE.search(told.behind)
    if behind_all is not None:
        average = _average(behind_all["what"]) if average == "value" else average
        announced = announced or [behind_all["kind"]]
    named = _RATIO_NAMED.match(label) if average == "value" and quantity.intervals else None
    draft.put("measure", _RATIO_MEASURES[named[1].casefold().split()[0]] if named else average)
    put_value(draft, quantity)
    if draft.kind == "characteristic" and quantity.unit.isalpha() and _counts_itself(label, quantity.unit):
        draft.fields.pop("unit", None)
        draft.marks.pop("unit", None)
    _put_year(draft, quantity, label)
    kind = announced[-1].casefold() if announced else ""
    bare = "iqr" if kind.startswith(("i", "q")) else "ci" if kind.startswith(("9", "c")) else "range" if kind else ""
    ranged = average == "median" or quantity.value is None or _is_wide(quantity)
    put_intervals(draft, quantity, bare=bare or ("range" if ranged else "ci"), told=True)


def _counts_itself(label: str, unit: str) -> bool:
    """Whether a fact is how many there were of what it names: ``prior lines of therapy`` has no unit ``lines``."""
    return unit not in _TIMES and unit != "points" and unit in label.casefold().split()


def _put_probability(draft: Draft, quantity: Quantity) -> None:
    """``survival at 3 years was 71% ± 5%``: what stands behind the sign can only be the error of the estimate."""
    _put_percent(draft, "landmark_rate", quantity.value)
    put_number(draft, "se", quantity.se or quantity.sd)
    put_intervals(draft, quantity, bare="ci")


#: ``an improvement in median survival of 1.9 months``: how far two medians lie apart
_GAINED = Gated(
    "median",
    r"\b(?:improvement|gain|increase|prolongation|extension|advantage|benefit|difference)s?\s+in\s+(?:the\s+)?median\s[^.;:,]{2,60}?"
    r"\s(?:of|was|by)\s+(?:about\s+|only\s+|just\s+|nearly\s+)?$",
    re.IGNORECASE,
)
#: ``LDL cholesterol dropped 52%``: the amount right behind the verb
_CHANGED = Gated(
    "drop|declin|decreas|fell|fall|increas|rose|rise|climb|plung|plummet",
    r"[a-z)\d]\s+(?:had\s+)?(?:dropped|declined|decreased|fell|fallen|increased|rose|risen|climbed|plunged|"
    rf"plummeted)\s+(?:{ABOUT})?$",
    re.IGNORECASE,
)
_OF_PATIENTS = compiled(
    r"\s*%?\s+of\s+(?:the\s+|all\s+|these\s+|those\s+)?(?:[\w-]+\s+){0,2}?"
    rf"(?:{PEOPLE}|those)\b"
)
#: ``rose by a mean of 6.2%``
_AVERAGE_OF = compiled(r"\b(mean|median|average)\s+of\s+(?:only\s+|about\s+)?$", re.IGNORECASE)
#: ``54% (median; IQR 41-67)``
_AVERAGED_INSIDE = compiled(r"[(\[](median|mean)\b", re.IGNORECASE)
#: ``9.8 months in the median``, ``6.4 kg on average``
_AVERAGED_BEHIND = compiled(
    r"\s*(?:of (?:their|its|the) [a-z ]{3,24} )?(?:in the |on (?:the )?|\()(?P<what>median|mean|average)(?![\w-])",
    re.IGNORECASE,
)
_YEARLY = compiled(r"\bannual(?:i[sz]ed)?\b[^,;]{0,40}\brates?\b|\brates? per year\b", re.IGNORECASE)


def _average_of(lead: str) -> str:
    """``mean`` or ``median`` where the words before a number say that it is one: ``rose by a mean of 6.2%``."""
    told = _AVERAGE_OF.search(lead)
    return "" if told is None else "median" if told[1].casefold() == "median" else "mean"


def _put_year(draft: Draft, quantity: Quantity, label: str) -> None:
    """An annualized rate is one per year, where it has no unit of its own."""
    if not quantity.unit and quantity.value is not None and quantity.value.decimals and _YEARLY.search(label):
        draft.put("unit", "per year", (draft.start, draft.end), "normalised")


def _is_wide(quantity: Quantity) -> bool:
    """Whether an interval without a word is wider than the spread beside it, which no confidence interval of a mean is."""
    spread, bare = quantity.sd, [one for one in quantity.intervals if one.kind == "bare"]
    ends = [end.number.value for one in bare for end in (one.low, one.high) if end is not None and end.number is not None]
    return spread is not None and len(ends) == 2 and ends[1] - ends[0] > 2 * spread.value


def _average(words: str) -> str:
    """The average that the words begin with, else the one that they name last: ``median`` or ``mean``, else ``value``."""
    found = [match[0].casefold() for match in AVERAGE.finditer(words)]
    if not found:
        return "value"
    head = _HEADED.match(words)  # "the median reduction in the average rate" is a median
    return "median" if (head[1].casefold() if head is not None else found[-1]).startswith("median") else "mean"


_HEADED = compiled(r"(?:(?:the|an?|greater|larger|smaller|lower|higher)\s+)*(median|mean|average)\b", re.IGNORECASE)


#: what compares two groups is no average
_COMPARES = compiled(r"\b(?:differences?|ratios?|number[- ]needed)\b", re.IGNORECASE)
#: a ratio far from its words: ``the odds ratio for a phosphate of ≥7.0 mg/dL was 11.29``
_RATIO_NAMED = compiled(r"(?:adjusted |unadjusted |crude )?((?:odds|hazard|risk|rate) ratio|relative risk)\b", re.IGNORECASE)
_RATIO_MEASURES = {
    "odds": "odds_ratio",
    "hazard": "hazard_ratio",
    "risk": "relative_risk",
    "rate": "relative_risk",
    "relative": "relative_risk",
}
#: ``the median [IQR] time was 27.9 [21.7-34.2] days``: the head says what stands in the brackets
_ANNOUNCED = compiled(
    r"[(\[]\s*(interquartile range|IQR|Q1|range|min|9\d(?:\.\d)?\s?% (?:CI|confidence interval)|CI)\b[^()\[\]\d]{0,14}[)\]]",
    re.IGNORECASE,
)
#: ``62 (35-110) with X and 43 (20-95) with Y [median (range)]``: said behind them all
_WHAT_AVERAGE = Gated(
    "median|mean|average",
    r"[(\[]\s?(?:values are |data are |all )?(?P<what>median|mean|average)s?(?:,? |, and | and | with )?[(\[]?\s?"
    r"(?P<kind>interquartile range|IQR|range|min|9\d% CI|CI|SD|SEM?|standard (?:deviation|error))\b"
    r"[^()\[\]\d]{0,30}[)\]]{1,2}",
    re.IGNORECASE,
)
#: the average of a follow-up is none of a result
_FOLLOWED_FOR = compiled(r"\b(?:median|mean|average)(?: duration of)?(?: [a-z-]+)? follow-?up\b")
_MEDIAN = compiled(r"\bmedian\b", re.IGNORECASE)
_MEAN = compiled(r"\b(?:mean|average)\b", re.IGNORECASE)


_AVERAGE = Gated(
    "average|change|difference|mean|median",
    r"\b(?:mean|median|average)\b(?! (?:of|follow))|(?<!no )\b(?:percent(?:age)? )?changes? (?:from|in|of)\b|\bdifference\b",
    re.IGNORECASE,
)


#: a label that is a change, where no patients are told of whom it was seen in
_CHANGE_OF = compiled(
    rf"(?:the |percent(?:age)? |relative |absolute )*(?:{SHIFT})s? (?:in|of|from)\b",
    re.IGNORECASE,
)
_SEEN_IN = compiled(r"\b(?:in|among|by|of|for)\s+(?:only |about |approximately )?$", re.IGNORECASE)
#: ``a reduction of`` 53%
_CHANGE_BY = compiled(rf"\b(?:{CHANGE})\s+of\s+(?:only |about |approximately )?$", re.IGNORECASE)
_AVERAGED = Gated("averaged", r"\baveraged\b(?:[^.;]|\.(?=\d)){0,120}$", re.IGNORECASE)


@cache
def _measured_in_percent() -> re.Pattern[str]:
    """A label that ends with what is itself measured in percent, so that its percent is no share of patients: ``mean LVEF``."""
    names = "|".join(re.escape(name) for name in sorted(forms("percent_scale"), key=len, reverse=True))
    return compiled(rf"\b(?:{names})(?:\s*\([^()]*\))?(?:\s+(?:levels?|values?|measurements?))?$", re.IGNORECASE)


def is_average(label: str, quantity: Quantity, lead: str = "") -> bool:
    """Whether a percent is a mean, a change or a difference, and no share of patients: ``mean weight loss of 15.4%``.

    ``lead``: the words before it.
    """
    told = quantity.percent is not None or "percent_text" in quantity.extra
    if not told or quantity.role != "proportion" or quantity.n is not None or quantity.denominator is not None:
        return False
    if any(one.kind in ("iqr", "range") for one in quantity.intervals):
        return True  # a share of patients has a confidence interval
    seen = _SEEN_IN.search(lead[-24:]) is not None and _CHANGE_BY.search(lead[-24:]) is None
    changed = _CHANGE_OF.match(label) is not None and not seen and endpoint_code(label) == "OTHER"
    if not seen and _measured_in_percent().search(label) is not None:
        return True
    averaged = _AVERAGE_OF.search(lead[-40:]) is not None or _AVERAGED.search(lead[-160:]) is not None
    return changed or averaged or _AVERAGE.search(label) is not None


_RATE = compiled(
    r"\s*(?:%|percent|per cent)?(?:\s*(?:vs\.?|versus|and|compared\s+with|or)\s+\d+(?:[.·]\d+)?\s*(?:%|percent))?"
    r"\s*(?:per|/)\s*(?P<times>100\s+)?"
    r"(?P<who>(?:patient|person)[- ]?)?(?P<unit>year|yr|month)s?\b",
    re.IGNORECASE,
)


def per_time(place: Place, quantity: Quantity) -> str:
    """``% per year`` of ``1.27% vs 1.60% per year``, else nothing."""
    if quantity.percent is None or quantity.n is not None:
        return ""
    match = _RATE.match(place.text, quantity.percent.end - place.base)
    return f"% per {'month' if match['unit'].casefold() == 'month' else 'year'}" if match else ""
