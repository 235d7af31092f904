"""Drafts of results told in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.measures import put_intervals, put_number, put_p, put_proportion, put_value
from daraevidence.extractors.prose.kinds import ALSO_EVENT, is_average, outcome_code, per_time
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.safety_sets import Size, fitting_size, proves
from daraevidence.extractors.prose.times_told import put_time
from daraevidence.extractors.prose.told_events import put_event
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.paired import is_rate
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity

__all__ = ["part_of", "put_comparator", "put_denominator", "put_pair", "put_scope", "ratio_draft", "result_draft"]

_SURVIVAL = frozenset(("PFS", "OS", "EFS", "DFS", "RFS", "TTP", "TTNT", "DOR", "TTF"))

_SURVIVING = Gated("-free|survival", r"\b(?:survival|[\w-]+-free)\b", re.IGNORECASE)


def _survives(label: str, code: str) -> bool:
    """Whether an outcome is a time to an event, so that its percent at a time is a survival probability: ``graft survival``."""
    return code in _SURVIVAL or (code == "OTHER" and _SURVIVING.search(label) is not None)


_MEDIANS = frozenset(("PFS", "OS", "EFS", "DFS", "RFS", "TTNT", "TTP"))
_TIMES = frozenset(("months", "weeks", "days", "years"))


_REDUCTION = Gated(
    "reduction in |risk",
    r"\b(?:reduc(?:ed|es|tion|ing)|lower(?:ed|s|ing)?|decreas(?:ed|es|e|ing))\b[^.;]{0,40}\brisks?\b|"
    r"\brisk reduction\b|\breduction in (?:the )?risk\b",
    re.IGNORECASE,
)


#: said of all of a study's outcomes
_IN_FOLLOW_UP = re.compile(r"\s+(?:during|over|throughout) (?:the )?(?:entire |whole )?follow-?\s?up(?: period)?$", re.IGNORECASE)
_AVERAGES = re.compile(
    r"^(?:the )?(?:median|mean|average)\s+(?:[(\[](?:±\s?)?(?:SD|SEM?|IQR|range|interquartile range)[)\]]\s+)?"
    r"|^[(\[](?:±\s?)?(?:SD|SEM?|IQR|range)[)\]]\s+",
    re.IGNORECASE,
)
_AT_TIME = re.compile(
    r"\s+(?:at|by|after|within|on)\s+(?:week|month|day|year)?s?\s*\d+(?:(?:,\s+(?:and\s+)?|\s+and\s+)\d+)*"
    r"(?:\s*(?:weeks?|months?|days?|years?))?$"
    r"|^\d+-(?:,?\s+(?:and\s+)?\d+-)+(?:week|month|day|year)\s+",
    re.IGNORECASE,
)


def result_draft(place: Place, kind: Kind, statement: Statement, side: Side, phrase: Phrase) -> Draft:
    quantity = replace(side.quantity, intervals=(*side.quantity.intervals, *side.intervals)) if side.intervals else side.quantity
    at = place.at(phrase)
    draft = Draft(kind, min(at[0], quantity.start), max(at[1], quantity.end))
    put_scope(place, draft, side, unnamed=statement.versus and len(statement.sides) > 1)
    if kind == "adverse_event":
        put_event(place, draft, statement, quantity, phrase)
        put_proportion(draft, quantity)
        put_denominator(draft, side, place)
        return draft
    label = _IN_FOLLOW_UP.sub("", phrase.text) or phrase.text
    name = "label" if kind == "endpoint" else "characteristic"
    draft.put(name, label if kind == "endpoint" else _AVERAGES.sub("", label) or label, at)
    code = outcome_code(label) if kind == "endpoint" else ""
    if kind == "endpoint":
        if code == "PD" and quantity.role == "value" and quantity.unit in _TIMES:
            code = "TTP"
        draft.put("endpoint", code, at, "normalised")
        put_time(place, draft, side, phrase)
        if draft.get("timepoint") is not None:
            draft.put("label", _AT_TIME.sub("", label) or label)
    _measure(place, draft, side, label, code, statement)
    return draft


#: ``reduced HbA1c by 0.84%``: a change, not a share of patients
_BY = Gated(
    "chang|cut|declin|decreas|drop|fall|fell|gain|improv|increas|los|lower|rais|reduc|ris|rose",
    r"\b(?:reduc|cut|increas|decreas|lower|rais|improv|fell|fall|rose|ris|declin|drop|chang|gain|lost|los)\w*\b(?:[^.;:]|\.(?=\d)){0,120}\bby\s+"
    r"(?:an? |about |approximately |a (?:mean|median) of )?$",
    re.IGNORECASE,
)


#: how much smaller a risk is with a vaccine
_EFFICACY = re.compile(r"\b(?:vaccine|protective) (?:efficacy|effectiveness)\b|^(?:an? )?(?:overall )?efficacy$", re.IGNORECASE)
#: events: what lowers them lowers their risk
_COUNTED = frozenset(("DEATH", "HOSPITALIZATION", "INFECTION", "RELAPSE"))
_OF_PATIENTS = re.compile(
    r"\s*%?\s+of\s+(?:the\s+|all\s+|these\s+|those\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:patients|participants|subjects|adults|women|men|children|infants|those|recipients|volunteers)\b"
)


def _measure(place: Place, draft: Draft, side: Side, label: str, code: str, statement: Statement) -> None:
    quantity = replace(side.quantity, intervals=(*side.quantity.intervals, *side.intervals)) if side.intervals else side.quantity
    lead = place.text[: max(0, quantity.start - place.base)]
    first = place.text[: max(0, statement.sides[0].quantity.start - place.base)] if statement.versus else lead
    if quantity.role == "not_reached":
        draft.put("measure", "landmark_rate" if draft.get("timepoint") and _survives(label, code) else "median")
        draft.put("reached", False, (quantity.start, quantity.end))
        put_intervals(draft, quantity, bare="ci")
        return
    if is_average(label, quantity, lead) or per_time(place, quantity):
        percent = quantity.percent
        assert percent is not None
        draft.put("measure", "median" if _MEDIAN.search(label) else "mean" if _MEAN.search(label) else "value")
        put_number(draft, "value", percent)
        put_number(draft, "sd", quantity.sd)
        put_number(draft, "se", quantity.se)
        draft.put("unit", per_time(place, quantity) or "%")
        put_intervals(draft, quantity, bare="ci")
        return
    if quantity.role in ("count", "proportion"):
        percent = quantity.percent
        cut = quantity.n is None and (_REDUCTION.search(lead[-160:]) or _EFFICACY.search(label))
        cut = cut or (quantity.n is None and code in _COUNTED and _BY.search(lead))
        if percent is not None and cut:
            draft.put("measure", "risk_reduction").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        elif (
            percent is not None
            and quantity.n is None
            and (_BY.search(lead) or _BY.search(first))
            and not _OF_PATIENTS.match(place.text, quantity.end - place.base)
        ):
            draft.put("measure", _average_of(lead) or _average_of(first) or "value")
            draft.put("value", float(percent.value), (percent.start, percent.end)).put("unit", "%")
        elif _survives(label, code) and percent is not None and quantity.n is None and draft.get("timepoint"):
            draft.put("measure", "landmark_rate").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        else:
            fraction = percent is not None or quantity.denominator is not None or "percent_text" in quantity.extra
            draft.put("measure", "proportion" if fraction else "count")
            put_proportion(draft, quantity)
            put_denominator(draft, side, place)
        put_intervals(draft, quantity, bare="ci" if percent is not None else "range")
        return
    followed = draft.kind == "characteristic" and _FOLLOWED_FOR.search(label.casefold())
    words = label.casefold() if followed else _FOLLOWED_FOR.sub("", f"{lead[-200:]} {label}".casefold())
    if _COMPARES.search(label) or is_rate(quantity.unit):
        words = ""
    average = _average(label if words and _AVERAGE_WORD.search(label) else words)
    if average == "value" and statement.versus and code in _MEDIANS and quantity.unit in _TIMES:
        average = "median"
        draft.doubt(0.8, "no word says that the times are medians")
    named = _RATIO_NAMED.match(label) if average == "value" and quantity.intervals else None
    draft.put("measure", _RATIO_MEASURES[named[1].casefold().split()[0]] if named else average)
    put_value(draft, quantity)
    _put_year(draft, quantity, label)
    announced = _ANNOUNCED.findall(lead)
    kind = announced[-1].casefold() if announced else ""
    bare = "iqr" if kind.startswith(("i", "q")) else "ci" if kind.startswith(("9", "c")) else "range" if kind else ""
    ranged = average == "median" or quantity.value is None or _is_wide(quantity)
    put_intervals(draft, quantity, bare=bare or ("range" if ranged else "ci"))


#: ``rose by a mean of 6.2%``
_AVERAGE_OF = re.compile(r"\b(mean|median|average)\s+of\s+(?:only\s+|about\s+)?$", re.IGNORECASE)
_YEARLY = re.compile(r"\bannual(?:i[sz]ed)?\b[^,;]{0,40}\brates?\b|\brates? per year\b", re.IGNORECASE)


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
    """The average that the words name last: ``median`` or ``mean``, else ``value``."""
    found = [match[0].casefold() for match in _AVERAGE_WORD.finditer(words)]
    return "value" if not found else "median" if found[-1] == "median" else "mean"


_AVERAGE_WORD = re.compile(r"\b(?:median|mean|average)\b", re.IGNORECASE)
#: what compares two groups is no average
_COMPARES = re.compile(r"\b(?:differences?|ratios?|number[- ]needed)\b", re.IGNORECASE)
#: a ratio far from its words: ``the odds ratio for a phosphate of ≥7.0 mg/dL was 11.29``
_RATIO_NAMED = re.compile(r"(?:adjusted |unadjusted |crude )?((?:odds|hazard|risk|rate) ratio|relative risk)\b", re.IGNORECASE)
_RATIO_MEASURES = {
    "odds": "odds_ratio",
    "hazard": "hazard_ratio",
    "risk": "relative_risk",
    "rate": "relative_risk",
    "relative": "relative_risk",
}
#: ``the median [IQR] time was 27.9 [21.7-34.2] days``: the head says what stands in the brackets
_ANNOUNCED = re.compile(
    r"[(\[]\s*(interquartile range|IQR|Q1|range|min|9\d(?:\.\d)?\s?% (?:CI|confidence interval)|CI)\b[^()\[\]\d]{0,14}[)\]]",
    re.IGNORECASE,
)
#: the average of a follow-up is none of a result
_FOLLOWED_FOR = re.compile(r"\b(?:median|mean|average)(?: duration of)?(?: [a-z-]+)? follow-?up\b")
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"^(?:the\s+)?(?:\w+\s+)?(?:patients|women|men|children|subjects|participants|individuals|those)\s+(?:with|"
    r"who have)\s+(?:only\s+)?",
    re.I,
)


def part_of(name: str) -> str:
    """``patients with one prior line`` is the part ``one prior line`` of a group."""
    return _PEOPLE.sub("", name) or name


def put_scope(place: Place, draft: Draft, side: Side, *, unnamed: bool = False) -> None:
    """The study and the group: named here, else inherited from the list's parent or the section, else the whole group."""
    study = place.scope.study(place.base)
    if study is not None:
        draft.put("study", study.name)
    if side.named is not None and not _is_one_of_several(side):
        held = place.held if side.named.people and side.named.group is None else None
        if held is not None:
            draft.put(
                "cohort", f"{held.name}, {part_of(side.named.name)}", (place.base + side.named.start, place.base + side.named.end)
            )
            draft.doubt(0.8, "the group is a part of the one that holds here")
            return
        where = (place.base + side.named.start, place.base + side.named.end) if side.named.start >= 0 else None
        draft.put("cohort", side.named.name, where, "printed" if side.named.group is None else "normalised")
        if side.proved:
            draft.doubt(0.9, "the percents of all arms in their order prove whose counts they are")
        elif side.named.start < 0:
            draft.doubt(0.8, "the group is the other one of two")
        elif side.named.group is None:
            draft.doubt(0.8, "group named in this sentence only")
        else:
            draft.reasons += ("group named in the sentence",)
        if side.rivals:
            draft.doubt(0.6, "two candidates within reach")
        return
    if place.whole is not None:
        draft.put("cohort", place.whole.name, (place.base + place.whole.start, place.base + place.whole.end), "inherited")
        return
    if unnamed:
        draft.doubt(0.5, "two groups are set against each other and this one is not named")
        return
    group = place.held or place.scope.total(study.name if study else None)
    if place.held is not None:
        draft.put("cohort", place.held.name).doubt(0.9, "group inherited from the section")
    elif group is not None:
        draft.put("cohort", group.name).doubt(0.9, "no group named: the whole group")
    elif study is not None:
        draft.put("cohort", "total")


_ONE_PATIENT = re.compile(r"(?:patient|case|subject|participant)\s+(?:no\.?\s*)?\d{1,3}[a-z]?", re.IGNORECASE)


def _is_one_of_several(side: Side) -> bool:
    """``Two patients (patients 2 and 5) had a response``: a count of more is not that of the one patient named last."""
    n = side.quantity.n
    return side.named is not None and n is not None and n.value > 1 and _ONE_PATIENT.fullmatch(side.named.name) is not None


def put_denominator(draft: Draft, side: Side | None, place: Place) -> None:
    """The group's N, where the place itself prints none."""
    if draft.get("denominator") is not None:
        return
    number = (
        (place.whole_n.n or place.whole_n.value) if place.whole_n is not None and (side is None or side.named is None) else None
    )
    if number is not None and number.value == int(number.value):
        draft.put("denominator", int(number.value), (number.start, number.end))
        return
    beside = _size_beside(side, place)
    if beside is not None:
        draft.put("denominator", int(beside.value), (beside.start, beside.end))
        return
    if "cohort" not in draft.fields:
        return
    study = draft.get("study")
    groups = [g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.name == draft.get("cohort")]
    sizes = [group.n for group in groups if group.n is not None]
    quantity = side.quantity if side is not None else Quantity("count", draft.start, draft.end)
    if draft.kind != "adverse_event" and not (place.role == "safety" and draft.get("endpoint") in ALSO_EVENT):
        size = fitting_size(sizes, None, quantity) if groups and groups[0].n is not None else None
        draft.put("denominator", size)
        return
    treated = _treated(place, draft, quantity)
    size = fitting_size(sizes, treated.n if treated is not None else None, quantity)
    at = treated.at if treated is not None and size == treated.n and treated.at[1] else None
    draft.put("denominator", size, at, "inherited")


def _treated(place: Place, draft: Draft, quantity: Quantity) -> Size | None:
    """How many patients of a group were watched for harms, where the document says it."""
    study, cohort = draft.get("study"), draft.get("cohort")
    arms = [g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.role == "arm"]
    answered = place.sets.told.get((study, cohort))
    size = place.sets.size(study, cohort, arms)
    sizes = [size.n if size is not None else None, *(arm.n for arm in arms if arm.name == cohort)]
    told = quantity.percent is not None and not any(proves(each, quantity) for each in sizes)
    if answered is not None and (proves(answered.n, quantity) or told):  # those who answered were told of last
        return answered
    known = (study, cohort) in place.sets.tabled
    return size if size is not None and (known or proves(size.n, quantity)) else None


def _size_beside(side: Side | None, place: Place) -> Number | None:
    """The size in the bracket behind a group's name, if the count is not above it: ``103 patients given X (n=586)``."""
    if side is None or side.named is None or side.named.start < 0:
        return None
    n = side.quantity.n
    end = place.base + side.named.end
    sizes = (q.n or q.value for q in place.quantities if q.role == "group_size" and 0 <= q.start - end <= 2)
    return next((size for size in sizes if size is not None and (n is None or n.value <= size.value)), None)


def put_comparator(place: Place, draft: Draft, others: Sequence[Named]) -> None:
    names = list(dict.fromkeys(_within(place, other) for other in others))
    where = next(((place.base + n.start, place.base + n.end) for n in others if n.start >= 0), None)
    draft.put("comparator", "; ".join(names), where)


def _within(place: Place, other: Named) -> str:
    """The name of another group; where a group holds, a part of the patients is a part of that."""
    if place.held is None or other.group is not None or not other.people:
        return other.name
    return f"{place.held.name}, {part_of(other.name)}"


def put_pair(place: Place, draft: Draft) -> None:
    """A reduction of risk is against the other group of the pair that the study compares."""
    pair = place.pairs.get(place.study)
    other = [named for named in pair or () if named.name != draft.get("cohort")]
    if len(other) == 1:
        draft.put("comparator", other[0].name)


_WORDS = re.compile(r"[A-Za-z][A-Za-z-]*(?: (?!of\b|was\b|is\b|for\b)[A-Za-z][A-Za-z-]*){0,3}")


_OVERALL = re.compile(r"\b(?:[Oo]verall survival|OS)\b")
_RATIO_OF = re.compile(r"\s+(?:of|for)\s+((?:(?!(?:was|were|is)\b)[\w≥≤<>+/%.-]+\s+){1,8})(?:was|were|is|of)\b")


def _ratio_of(place: Place, ratio: Quantity) -> Phrase | None:
    """``the odds ratio of response was 1.8``: what a ratio itself says that it is of."""
    start = ratio.start - place.base
    printed = _WORDS.match(place.text, start)
    found = _RATIO_OF.match(place.text, printed.end()) if printed is not None else None
    return Phrase(found[1].strip(), found.start(1), found.end(1)) if found is not None else None


def ratio_draft(place: Place, statement: Statement, ratio: Quantity) -> Draft:
    phrase = statement.phrase
    draft = Draft("endpoint", ratio.start, ratio.end)
    named = [side.named for side in statement.sides if side.named is not None]
    if len(named) == 1 and statement.against is not None:
        named.append(statement.against)
    put_scope(place, draft, Side(ratio, named[0] if named else None))
    others = [one for one in named if one.name != named[0].name]
    if others:
        put_comparator(place, draft, others[:1])
    phrase = phrase or _ratio_of(place, ratio)
    code = outcome_code(phrase.text) if phrase else "OTHER"
    if code == "DEATH" and ratio.measure == "hazard_ratio" and _OVERALL.search(place.text[: ratio.start - place.base]):
        code = "OS"  # "overall survival was immature with 151 deaths, 71 and 80 (HR, 0.85)"
    draft.put("endpoint", code, place.at(phrase) if phrase else None, "normalised")
    printed = _WORDS.match(place.text, ratio.start - place.base)
    label = " ".join(printed[0].split()) if printed else ratio.measure.replace("_", " ")
    groups = {one.name.casefold() for one in named}
    if code == "OTHER" and phrase is not None and phrase.text.casefold() not in groups:  # else nothing would say of what
        draft.put("label", phrase.text, place.at(phrase))
    else:
        draft.put("label", label, (ratio.start, ratio.start + len(printed[0])) if printed else None)
    draft.put("measure", ratio.measure)
    timed = any(side.timed for side in statement.sides)
    if ratio.measure != "hazard_ratio" and phrase is not None and not timed:  # a hazard ratio is of the whole time
        put_time(place, draft, Side(ratio), phrase)
        if draft.get("timepoint") is not None:
            draft.put("label", _AT_TIME.sub("", str(draft.get("label"))))
    put_value(draft, ratio)
    put_intervals(draft, ratio, bare="ci")
    put_p(draft, ratio.p or statement.p)
    return draft
