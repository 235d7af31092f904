"""Drafts of results told in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.kinds import FOLLOW_UP, is_average, outcome_code, per_time
from daraevidence.extractors.measures import put_intervals, put_number, put_p, put_proportion, put_value
from daraevidence.extractors.named import Named
from daraevidence.extractors.paired import is_rate
from daraevidence.extractors.phrases import Phrase
from daraevidence.extractors.place import Place
from daraevidence.extractors.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import fit_percent

__all__ = ["put_comparator", "put_denominator", "put_pair", "part_of", "put_scope", "ratio_draft", "result_draft"]

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


#: what a list of adverse events is headed by; the terms say it all without it
_EVENTS = re.compile(r"\b(?:[Aa]dverse (?:events?|reactions?|effects?)|[Tt]oxicit(?:y|ies)|[TS]?E?AEs?|[Ss]ide effects?)\b")
_GRADED = re.compile(
    r"^grades?\s*[≥>]?=?\s*(?:\d|[IV]{1,3}\b)(?:\s*(?:[-–/]|to|or|and)\s*(?:\d|[IV]{1,3}\b))?(?:\s+or\s+(?:higher|worse|greater))?\s+(?=\w)"
    r"|\s*\(grades?\s*[^()]{1,20}\)|\s+of (?:any|all) grades?$"
    r"|\s+of\s+grades?\s*[≥>]?=?\s*(?:\d|[IV]{1,3})(?:\s*(?:[-–/]|to|or|and)\s*(?:\d|[IV]{1,3}))?(?:\s+or\s+(?:higher|worse|greater))?$",
    re.IGNORECASE,
)
_AVERAGES = re.compile(r"^(?:the )?(?:median|mean|average)\s+", re.IGNORECASE)
_AT_TIME = re.compile(
    r"\s+(?:at|by|after|within|on)\s+(?:week|month|day|year)?s?\s*\d+(?:\s*(?:weeks?|months?|days?|years?))?$",
    re.IGNORECASE,
)


def result_draft(place: Place, kind: Kind, statement: Statement, side: Side, phrase: Phrase) -> Draft:
    quantity = replace(side.quantity, intervals=(*side.quantity.intervals, *side.intervals)) if side.intervals else side.quantity
    at = place.at(phrase)
    draft = Draft(kind, min(at[0], quantity.start), max(at[1], quantity.end))
    put_scope(place, draft, side, unnamed=statement.versus and len(statement.sides) > 1)
    if kind == "adverse_event":
        head, _, item = phrase.text.rpartition(" > ")
        term = item if head and _EVENTS.search(head) else phrase.text
        stopped = outcome_code(term) == "DISCONTINUATION"
        due = _DUE.search(term) if stopped else None
        led = _LED_TO.search(place.text) if stopped and not due else None
        printed = _GRADED.sub("", term).strip() or term
        told = f"discontinuation {due[0]}" if due else f"{led['event']} leading to {led['end']}" if led else printed
        draft.put("term", told, at, "normalised" if due or led else "printed")
        draft.put("grade", _grade(place, phrase) or "any")
        put_proportion(draft, quantity)
        put_denominator(draft, side, place)
        return draft
    label = phrase.text
    name = "label" if kind == "endpoint" else "characteristic"
    draft.put(name, label if kind == "endpoint" else _AVERAGES.sub("", label) or label, at)
    code = outcome_code(label) if kind == "endpoint" else ""
    if kind == "endpoint":
        if code == "PD" and quantity.role == "value" and quantity.unit in _TIMES:
            code = "TTP"
        draft.put("endpoint", code, at, "normalised")
        _timepoint(place, draft, quantity, phrase)
        if draft.get("timepoint") is not None:
            draft.put("label", _AT_TIME.sub("", label) or label)
    _measure(place, draft, side, label, code, statement)
    return draft


#: ``reduced HbA1c by 0.84%``: a change, not a share of patients
_BY = Gated(
    "chang|declin|decreas|drop|fall|fell|gain|improv|increas|los|lower|rais|reduc|ris|rose",
    r"\b(?:reduc|increas|decreas|lower|rais|improv|fell|fall|rose|ris|declin|drop|chang|gain|lost|los)\w*\b(?:[^.;:]|\.(?=\d)){0,120}\bby\s+"
    r"(?:an? |about |approximately |a (?:mean|median) of )?$",
    re.IGNORECASE,
)


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
        draft.put("unit", per_time(place, quantity) or "%")
        put_intervals(draft, quantity, bare="ci")
        return
    if quantity.role in ("count", "proportion"):
        percent = quantity.percent
        if percent is not None and _REDUCTION.search(lead[-160:]) and quantity.n is None:
            draft.put("measure", "risk_reduction").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        elif (
            percent is not None
            and quantity.n is None
            and (_BY.search(lead) or _BY.search(first))
            and not _OF_PATIENTS.match(place.text, quantity.end - place.base)
        ):
            draft.put("measure", "value").put("value", float(percent.value), (percent.start, percent.end)).put("unit", "%")
        elif _survives(label, code) and percent is not None and quantity.n is None and draft.get("timepoint"):
            draft.put("measure", "landmark_rate").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        else:
            fraction = percent is not None or quantity.denominator is not None or "percent_text" in quantity.extra
            draft.put("measure", "proportion" if fraction else "count")
            put_proportion(draft, quantity)
            put_denominator(draft, side, place)
        put_intervals(draft, quantity, bare="ci")
        return
    words = _FOLLOWED_FOR.sub("", f"{lead[-200:]} {label}".casefold())
    if label.casefold().startswith("difference in ") or is_rate(quantity.unit):
        words = ""
    average = "median" if "median" in words else "mean" if re.search(r"\b(?:mean|average)\b", words) else "value"
    if average == "value" and statement.versus and code in _MEDIANS and quantity.unit in _TIMES:
        average = "median"
        draft.doubt(0.8, "no word says that the times are medians")
    draft.put("measure", average)
    put_value(draft, quantity)
    announced = _ANNOUNCED.findall(lead)
    kind = announced[-1].casefold() if announced else ""
    bare = "iqr" if kind.startswith(("i", "q")) else "ci" if kind.startswith(("9", "c")) else "range" if kind else ""
    put_intervals(draft, quantity, bare=bare or ("range" if average == "median" else "ci"))


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
        if side.named.start < 0:
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
    if "cohort" not in draft.fields:
        return
    study = draft.get("study")
    groups = [g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.name == draft.get("cohort")]
    sizes = [group.n for group in groups if group.n is not None]
    if groups and groups[0].n is not None:
        draft.put("denominator", _fitting(sizes, side) or groups[0].n)


def _fitting(sizes: Sequence[int], side: Side | None) -> int | None:
    """Of several sizes of one group (all and treated patients) the one of which a printed percent is, where only one is so."""
    quantity = side.quantity if side is not None else None
    if len(set(sizes)) < 2 or quantity is None or quantity.n is None or quantity.percent is None:
        return None
    n, percent = quantity.n.value, quantity.percent
    fits = {size for size in sizes if n <= size and fit_percent(n, size, percent).reading in ("exact", "truncated", "double")}
    return fits.pop() if len(fits) == 1 else None


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


def _timepoint(place: Place, draft: Draft, quantity: Quantity, phrase: Phrase) -> None:
    """``12-month PFS``, ``at 1 year``, ``by week 24``: inside the label, else the nearest one of the clause."""
    points = [
        q for q in place.quantities if q.value is not None and (q.role == "timepoint" or (q.role == "value" and _after(place, q)))
    ]
    if not points:
        return
    start, end = place.at(phrase)
    inside = [q for q in points if start <= q.start < end]
    near = [
        q
        for q in points
        if not _OF_ANOTHER.match(place.text, q.start - place.base)
        and -80 <= q.start - quantity.end <= 60
        and not re.search(
            r"[;:.]\s",
            place.text[max(0, min(q.end, quantity.end) - place.base) : max(0, max(q.start, quantity.start) - place.base)],
        )
    ]
    for point in inside[:1] or near[:1]:
        if point.value is None or FOLLOW_UP.search(
            place.text[max(0, point.start - place.base - 40) : point.end - place.base + 20]
        ):
            continue
        draft.put("timepoint", float(point.value.value), (point.value.start, point.value.end))
        draft.put("timepoint_unit", point.unit, point.unit_at, "normalised")


#: ``12-month overall survival``: the time of that outcome alone
_OF_ANOTHER = re.compile(r"\d+[-‐‑](?:year|month|week|day|hour)\s+[A-Za-z]")


def _after(place: Place, quantity: Quantity) -> bool:
    """``discontinued after 6 months``"""
    start = quantity.start - place.base
    return quantity.unit in _TIMES and not quantity.intervals and place.text[max(0, start - 6) : start].casefold() == "after "


#: "in 45% of patients, predominantly grade 1-2": of some of them
_MOSTLY = re.compile(
    r"\b(?:predominantly|mostly|mainly|primarily|usually|generally|typically|largely|majority)\b[^,;]*$",
    re.IGNORECASE,
)
_LED_TO = re.compile(
    r"(?P<event>(?:[\w-]+ )?(?:[Aa]dverse (?:events?|reactions?)|TE?AEs?|SAEs?|AEs?|[Tt]oxicit(?:y|ies)))\b[^.;,]{0,40}?"
    r"\b(?:led|leading|resulted|resulting) (?:to|in) (?:the )?(?P<end>(?:[a-z-]+ ){0,3}?discontinuation)\b"
)
_DUE = re.compile(r"\b(?:due to|because of|owing to|as a result of|for reasons of)\b.+", re.IGNORECASE)


def _grade(place: Place, phrase: Phrase) -> str:
    start, end = place.at(phrase)
    if _ANY_GRADE.search(phrase.text):
        return "any"
    grades = [q for q in place.quantities if q.role == "grade"]
    grades = [q for q in grades if q.start < end or not _OTHERS.search(place.text, end - place.base, q.start - place.base)]
    grades = [q for q in grades if q.start < end or not _MOSTLY.search(place.text, end - place.base, q.start - place.base)]
    near = sorted(grades, key=lambda q: 0 if start <= q.start < end else min(abs(q.start - start), abs(q.end - end)))
    return near[0].extra.get("grade", "") if near else _printed_grade(place.text[: phrase.end], phrase)


_ANY_GRADE = re.compile(r"\b(?:any|all) grades?\b", re.IGNORECASE)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_GRADE = re.compile(
    r"\bgrades?\s*(?P<op>[≥>≤<]=?)?\s*(?P<low>[1-5]|(?:I{1,3}|IV|V)\b)(?:\s*(?:[-–/]|to|and|"
    r"or)\s*(?P<high>[1-5]|(?:I{1,3}|IV|V)\b))?(?P<up>\s+or\s+(?:higher|worse|greater|more))?",
    re.IGNORECASE,
)
_SIGNS = {"≥": ">=", "≤": "<="}


def _printed_grade(text: str, phrase: Phrase) -> str:
    """The grade inside or right before a phrase: ``No grade >2 events``."""
    match = _GRADE.search(text, max(0, phrase.start - 14))
    if match is None:
        return ""
    sign = ">=" if match["up"] else _SIGNS.get(match["op"] or "", match["op"] or "")
    low, high = (_ROMAN.get((match[name] or "").lower(), match[name]) for name in ("low", "high"))
    return f"{low}-{high}" if high else f"{sign}{low}"


#: a grade behind these words is that of other events, or of part of them
_OTHERS = re.compile(r"[;,]\s+(?:and\s+|but\s+|with\s+)?(?:none|no|including|of which|of whom|all of)\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z][A-Za-z-]*(?: (?!of\b|was\b|is\b|for\b)[A-Za-z][A-Za-z-]*){0,3}")


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
    code = outcome_code(phrase.text) if phrase else "OTHER"
    draft.put("endpoint", code, place.at(phrase) if phrase else None, "normalised")
    printed = _WORDS.match(place.text, ratio.start - place.base)
    label = " ".join(printed[0].split()) if printed else ratio.measure.replace("_", " ")
    groups = {one.name.casefold() for one in named}
    if code == "OTHER" and phrase is not None and phrase.text.casefold() not in groups:  # else nothing would say of what
        draft.put("label", phrase.text, place.at(phrase))
    else:
        draft.put("label", label, (ratio.start, ratio.start + len(printed[0])) if printed else None)
    draft.put("measure", ratio.measure)
    put_value(draft, ratio)
    put_intervals(draft, ratio, bare="ci")
    put_p(draft, ratio.p or statement.p)
    return draft
