"""Drafts of results told in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.measures import counted_in, put_intervals, put_p, put_proportion, put_value
from daraevidence.extractors.prose.changes import changed_again, changed_so
from daraevidence.extractors.prose.denominators import put_denominator
from daraevidence.extractors.prose.directions import directed
from daraevidence.extractors.prose.outcomes import is_share_of_dead, outcome_code, says_more
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.probabilities import compares_shares
from daraevidence.extractors.prose.ratio_pairs import opened_with, worded_pair
from daraevidence.extractors.prose.statistic import put_statistic
from daraevidence.extractors.prose.times_told import put_time
from daraevidence.extractors.prose.told_events import put_event
from daraevidence.extractors.prose.unnamed import compared_before, is_of_before
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.plain_names import may_name, says_nothing
from daraevidence.extractors.sentence.ratio_asides import before_bracket
from daraevidence.extractors.sentence.ratios import ratio_phrase
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["named_outcome", "part_of", "put_comparator", "put_pair", "put_scope", "ratio_draft", "result_draft", "tells_again"]

#: said of all of a study's outcomes
_IN_FOLLOW_UP = compiled(
    r"\s+(?:during|over|throughout|by the end of|in the course of) (?:the |this |our )?(?:entire |whole )?"
    r"(?:follow-?\s?up|study|trial|observation)(?: period)?$",
    re.IGNORECASE,
)
_AVERAGES = compiled(
    r"^(?:the )?(?:median|mean|average)\s+(?:[(\[](?:±\s?)?(?:SD|SEM?|IQR|range|interquartile range|"
    r"standard deviation(?: [(\[]SD[)\]])?)[)\]]\s+)?"
    r"|^[(\[](?:±\s?)?(?:SD|SEM?|IQR|range)[)\]]\s+",
    re.IGNORECASE,
)
#: how a mean was computed, and not what it is of: ``least-squares (LS) mean change``
_LEAST_SQUARES = compiled(
    r"^(?:the )?(?:adjusted |model-adjusted )?(?:least[- ]squares?(?: \(LSM?\))?|LS) (?=means?\b)", re.IGNORECASE
)
#: the time of a result behind its name; that of an ``area under the curve over 24 hours`` is a part of the name
_AT_TIME = compiled(
    r"\s+(?:at|by|after|within|on|through|until|over(?!\s\d+\sh)|during|(?<=baseline )to)\s+(?:the\s+first\s+)?"
    r"(?:week|month|day|year)?s?"
    rf"\s*\d+(?:(?:\s(?:{TIME_UNITS}))?(?:,\s+(?:and\s+)?|\s+and\s+)\d+)*(?:\s*(?:{TIME_UNITS}))?$|"
    r"^\d+-(?:,?\s+(?:and\s+)?\d+-)+(?:week|month|day|year)\s+",
    re.IGNORECASE,
)


#: ``still`` on X, ``still`` receiving X: the treatment is part of the outcome
_ON_DRUG = compiled(r"\s+(?:on|receiving|taking|in)\s+(?:the\s+)?[\w-]+")
#: measures of a change: what changed is told with the verb
_AVERAGED = frozenset(("mean", "median", "value"))


def result_draft(place: Place, kind: Kind, statement: Statement, side: Side, phrase: Phrase) -> Draft:
    quantity = replace(side.quantity, intervals=(*side.quantity.intervals, *side.intervals)) if side.intervals else side.quantity
    at = place.at(phrase)
    draft = Draft(kind, min(at[0], quantity.start), max(at[1], quantity.end))
    still = _ON_DRUG.match(place.text, phrase.end) if phrase.text == "still" else None
    if still is not None and side.named is not None and side.named.start >= phrase.end:
        side = replace(side, named=None)
    several = statement.versus and len(statement.sides) > 1
    # "A prolonged X from 5 to 9 months": the first is of those without A
    nobody = side.firm and side.named is None and quantity.unit in TIMES and any(other.named for other in statement.sides)
    put_scope(place, draft, side, unnamed=statement.against is not None or several or nobody)
    if place.whole is None and len(statement.sides) == len(place.arms) > 1 and all(_is_open(one) for one in statement.sides):
        draft.doubt(0.5, "as many results as the study has arms, and none says of which it is")
    if kind == "adverse_event":
        put_event(place, draft, statement, quantity, phrase)
        put_proportion(draft, quantity)
        put_denominator(draft, side, place)
        return draft
    label = _IN_FOLLOW_UP.sub("", phrase.text) or phrase.text
    label = _LEAST_SQUARES.sub("", label) or label
    if still is not None:
        label = " ".join(f"{label}{still[0]}".split())
    name = "label" if kind == "endpoint" else "characteristic"
    draft.put(name, label if kind == "endpoint" else _AVERAGES.sub("", label) or label, at)
    code = ""
    if kind == "endpoint":
        timed = quantity.role == "value" and quantity.unit in TIMES
        code = outcome_code(label, timed=timed, lead=place.text[: max(0, quantity.start - place.base)])
        draft.put("endpoint", code, at, "normalised")
        put_time(place, draft, side, phrase, statement.sides)
        if draft.get("timepoint") is not None:
            draft.put("label", _AT_TIME.sub("", label) or label)
    dead = is_share_of_dead(label, code) and (quantity.percent is not None or quantity.n is not None)
    put_statistic(place, draft, side, label, "DEATH" if dead else code, statement)
    if draft.get("measure") in _AVERAGED and draft.get("unit") is None and (counted := counted_in(label)) is not None:
        draft.put("unit", counted[1].lower(), at, "inherited")
    if dead and draft.get("measure") != "risk_reduction":
        draft.put("endpoint", "DEATH", at, "normalised")
    if code == "OTHER" and kind == "endpoint" and draft.get("measure") in _AVERAGED:
        did = _did(place, phrase, side, statement)
        if did and side.phrase is None:
            draft.put("label", f"{draft.get('label')} {did}", at)
    if code == "ALIVE" and draft.get("measure") == "landmark_rate":
        draft.put("endpoint", "OS", at, "normalised")
    if kind == "endpoint" and not may_name(str(draft.get("label"))):
        draft.doubt(0.6, "the name of the outcome is uncertain")
    return draft


def _is_open(side: Side) -> bool:
    """Whether nothing tells a result from those beside it: no group, no time, no words of its own."""
    return side.named is None and not side.timed and side.phrase is None


def _did(place: Place, phrase: Phrase, side: Side, statement: Statement) -> str:
    """What the outcome did in the group of a result: ``fell`` with X, ``rose`` with Y."""
    own, first = (one.quantity.start - place.base for one in (side, statement.sides[0]))
    return changed_again(place.text, phrase.end, own) or changed_so(place.text, phrase.end, first)


_PEOPLE = compiled(
    rf"^(?:the\s+)?(?:\w+\s+)?(?:{PEOPLE}|those)\s+(?:with|"
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
    assessed = _assessed(place, side)
    if assessed is not None:
        draft.put(
            "cohort", " ".join(assessed["who"].split()), (place.base + assessed.start("who"), place.base + assessed.end("who"))
        )
        draft.doubt(0.9, "a count of those who were assessed")
        return
    if unnamed:
        draft.doubt(0.5, "two groups are set against each other and this one is not named")
        return
    if place.setting is not None and place.held is None:
        draft.put("cohort", place.setting.name).doubt(0.7, "the group that a sentence before opened with")
        return
    group = place.held or place.scope.total(study.name if study else None)
    if place.held is not None:
        draft.put("cohort", place.held.name).doubt(0.9, "group inherited from the section")
    elif group is not None:
        draft.put("cohort", group.name).doubt(0.9, "no group named: the whole group")
    elif study is not None:
        draft.put("cohort", "total")


#: ``4 of 28 evaluable patients``
_ASSESSED = compiled(rf"\s+(?P<who>(?:[a-z]+-)?(?:evaluable|assessable)\s+(?:{PEOPLE}))\b")


def _assessed(place: Place, side: Side) -> re.Match[str] | None:
    """Who were assessed, where a fraction is one of them."""
    size = side.quantity.denominator
    return _ASSESSED.match(place.text, size.end - place.base) if size is not None and size.start >= place.base else None


_ONE_PATIENT = compiled(r"(?:patient|case|subject|participant)\s+(?:no\.?\s*)?\d{1,3}[a-z]?", re.IGNORECASE)


def _is_one_of_several(side: Side) -> bool:
    """``Two patients (patients 2 and 5) had a response``: a count of more is not that of the one patient named last."""
    n = side.quantity.n
    return side.named is not None and n is not None and n.value > 1 and _ONE_PATIENT.fullmatch(side.named.name) is not None


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
    arm = place.other_arm(str(draft.get("cohort"))) if len(other) != 1 else other[0]
    if arm is not None:
        draft.put("comparator", arm.name)


_WORDS = compiled(r"[A-Za-z][A-Za-z-]*(?: (?!of\b|was\b|is\b|for\b|as\b)[A-Za-z][A-Za-z-]*){0,3}")


_WITHIN = compiled(r"\b(?:within|in the first)\s(?:the\s)?(?:first\s)?\d+\s(?:days|weeks|months|years|hours)$")
_OVERALL = compiled(r"\b(?:[Oo]verall survival|OS)\b")


#: what a sentence that goes on with the results before it begins with: ``The adjusted`` hazard ratio was 0.8
_OPENS = compiled(r"\s*(?:The|This|An?)?\s*(?:[a-z]+ed|corresponding|resulting|overall)?\s*")


def named_outcome(before: str, phrase: Phrase | None) -> Phrase | None:
    """``the difference in OS between the groups was no longer significant (HR``: the known outcome that the words before name."""
    if phrase is not None and not says_nothing(phrase.text):
        return phrase
    known = [term for term in terms(before) if term.kind == "endpoint"]
    return Phrase(before[known[-1].start : known[-1].end], known[-1].start, known[-1].end) if known else phrase


def _after_another(place: Place, statement: Statement, ratio: Quantity) -> Phrase | None:
    """``(HR 0.7), and PFS was also longer (HR 0.5)``: the known outcome between the ratio before and this one."""
    ends = [one.end - place.base for one in statement.ratios if one.start < ratio.start]
    begin, start = max(ends, default=-1), ratio.start - place.base
    known = [term for term in terms(place.text[begin:start]) if term.kind == "endpoint"] if begin >= 0 else []
    if not known:
        return None
    first, last = known[-1].start + begin, known[-1].end + begin
    return Phrase(place.text[first:last], first, last)


def _of_ratio(place: Place, statement: Statement, ratio: Quantity) -> Phrase | None:
    """What a ratio is of: its own words, where its sentence names no known outcome; what was told of last, where it opens one."""
    own = ratio_phrase(place.text, place.base, ratio)
    own = before_bracket(place.text, ratio.start - place.base) if own is None or says_nothing(own.text) else own
    if own is not None and any(0 <= one.start <= own.start and own.end <= one.end for one in place.named):
        own = None  # "18 with the full dose (HR, 0.84)": a group
    start = ratio.start - place.base
    if own is None and (other := _after_another(place, statement, ratio)) is not None:
        return other
    again = statement.phrase is None or outcome_code(statement.phrase.text) == "OTHER"
    if (
        own is None
        and place.last is not None
        and (_OPENS.fullmatch(place.text, 0, start) or (again and is_of_before(place, ratio)))
    ):
        return Phrase(place.last.text, start, start)
    if statement.phrase is None or (own is not None and outcome_code(statement.phrase.text) == "OTHER"):
        return own
    return statement.phrase


#: of a ratio that is said to be of all patients
_UNSURE = 0.6


def ratio_draft(place: Place, statement: Statement, ratio: Quantity) -> Draft:
    phrase = _of_ratio(place, statement, ratio)
    draft = Draft("endpoint", ratio.start, ratio.end)
    named = [side.named for side in statement.sides if side.named is not None]
    against = statement.against if len(named) < 2 else None
    if not named and against is None:
        named = opened_with(place, ratio) or compared_before(place, phrase, ratio)
    if worded := worded_pair(place, ratio, [*named, *([against] if against is not None else [])]):
        named, against = worded, None
    else:
        named = directed(place, statement, ratio, named)
    put_scope(place, draft, Side(ratio, named[0] if named else None), unnamed=against is not None)
    others = [one for one in named if one.name != named[0].name] or [one for one in (against,) if one is not None]
    rest = place.other_arm(named[0].name) if len(named) == 1 and named[0].group is not None else None
    if rest is not None:  # a ratio of one of two arms is one to the other
        others = [rest]
    if others:
        put_comparator(place, draft, others[:1])
    elif not named and place.held is None and draft.confidence > _UNSURE:
        draft.doubt(_UNSURE, "a ratio, and neither of its groups is named")
    code = outcome_code(phrase.text) if phrase else "OTHER"
    if code == "DEATH" and ratio.measure == "hazard_ratio" and _OVERALL.search(place.text[: ratio.start - place.base]):
        code = "OS"  # "overall survival was immature with 151 deaths, 71 and 80 (HR, 0.85)"
    if phrase is not None and ratio.measure != "hazard_ratio" and is_share_of_dead(phrase.text, code):
        code = "DEATH"
    draft.put("endpoint", code, place.at(phrase) if phrase else None, "normalised")
    printed = _WORDS.match(place.text, ratio.start - place.base)
    label = " ".join(printed[0].split()) if printed else ratio.measure.replace("_", " ")
    groups = {one.name.casefold() for one in named}
    if phrase is not None and says_more(phrase.text, code) and phrase.text.casefold() not in groups:  # than the code
        draft.put("label", phrase.text, place.at(phrase))
    else:
        draft.put("label", label, (ratio.start, ratio.start + len(printed[0])) if printed else None)
    draft.put("measure", ratio.measure)
    timed = any(side.timed for side in statement.sides)
    if phrase is not None and not timed:
        last = place.compared if place.compared is not None and phrase.text == place.compared.phrase.text else None
        shares = compares_shares(place.text, place.base, statement) or (last is not None and last.shares)
        shares = shares and ratio_phrase(place.text, place.base, ratio) is None
        # a hazard ratio is of the whole time, but where it stands beside shares at a time or its event counts within some time
        if ratio.measure != "hazard_ratio" or shares or _WITHIN.search(phrase.text):
            put_time(place, draft, Side(ratio, timed=True, time=last.time) if last else Side(ratio), phrase)
        if draft.get("timepoint") is not None:
            draft.put("label", _AT_TIME.sub("", str(draft.get("label"))))
    put_value(draft, ratio)
    put_intervals(draft, ratio, bare="ci")
    put_p(draft, ratio.p or statement.p)
    return draft


_CHANGED = compiled(r"(?:\s?\([^()]*\))?,?\s(?:to|at baseline|before)\s")


def tells_again(place: Place, side: Side, other: Side) -> bool:
    """Whether two results of a statement are of one group and one outcome, and no words tell them apart."""
    if side.named is None or other.named is None or side.quantity.start == other.quantity.start:
        return False
    apart = (
        side.time is not None
        or other.time is not None
        or (side.phrase and side.phrase.text) != (other.phrase and other.phrase.text)
    )
    alike = side.quantity.role == other.quantity.role and side.quantity.unit == other.quantity.unit
    first, last = sorted((side.quantity, other.quantity), key=lambda each: each.start)
    apart = apart or _CHANGED.match(place.text, first.end - place.base, last.start - place.base) is not None
    return side.named.name == other.named.name and alike and not apart
