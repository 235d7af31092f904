"""Cut-offs, scores and eligibility limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context
from daraevidence.extractors.limit.again import Before, another_limit, stands_for_another
from daraevidence.extractors.limit.classes import classes_told
from daraevidence.extractors.limit.conditions import as_limits, limit_told, sets_conditions, tells_results, was_done
from daraevidence.extractors.limit.definitions import exact_told
from daraevidence.extractors.limit.dose_limits import dose_limits
from daraevidence.extractors.limit.items import scored_items
from daraevidence.extractors.limit.labels import labels_with_limits, notes_with_limits
from daraevidence.extractors.limit.names import how_named, name_of, named_score, with_short
from daraevidence.extractors.limit.own import goes_on, is_of_the_patient, own_values
from daraevidence.extractors.limit.places import LimitPlace, places_of, tells_to_treat
from daraevidence.extractors.limit.points import POINTS, points_of
from daraevidence.extractors.limit.ranges import CONDITIONS, is_aimed, ranged_variable, ranges_of, unit_of_low
from daraevidence.extractors.limit.score_tables import items_with_points, limits_in_columns
from daraevidence.extractors.limit.scores import ScoreGroup, score_groups
from daraevidence.extractors.limit.tables import cells_with_limits
from daraevidence.extractors.limit.values import is_pair, of_predicted, operator_of, put_end, put_value
from daraevidence.extractors.limit.variables import Span, name_at, noun_before, span_between, variable_of
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term, TermKind, terms

__all__ = ["find_thresholds"]

_VARIABLE: frozenset[TermKind] = frozenset({"variable"})

_LIMIT = Gated(
    "cut|goal|limit|maximum|minimal|minimum|target|threshold",
    r"\b(?:threshold|cut-?off|cut point|minimum|minimal|maximum|target|goal|lower limit|"
    r"upper limit(?! of (?:the )?normal)|limit(?! of (?:the )?normal))\b",
)
_LEAST = compiled(r"(?i)\b(?:threshold|minimum|minimal|target|goal|lower limit)\b")
_ELIGIBLE = Gated(
    "allowed|criteria|defined as|definition|eligib|enrol|exclud|exclusion|had to |if|includ|inclusion|need|"
    "indicated|must|recommend|require|until|when",
    r"(?i)\b(?:includ(?:ed|es?|ing)|inclusion|eligib\w+|enrol\w+|required?|requirement|exclud\w+|exclusion|criteria"
    r"|ineligib\w+|defined as|definition|must|had to (?:have|be)|if|when|until|indicated|recommend\w*|needed|allowed)\b",
)
_EXCLUDED = compiled(
    r"(?i)\b(?:exclu\w+|ineligib\w+|not (?:be )?(?:eligible|enrolled|included|allowed|permitted)|(?:stayed|left|kept) out)\b"
)
#: ``weight-related`` and ``weight loss`` are no weight
_COMPOUND = compiled(r"(?i)[-‐][a-z]|\s+(?:loss|gain|reduction|change|decrease|increase|regain)\b")
_BAND = compiled(r"[<>≥≤]?=?\s?\d")
_SECOND = compiled(r"(?i)\b(?:result|target|goal|level|yield|threshold|dose) of\s*$")
_OUTCOMES = compiled(rf"(?i)\b(?:{PERSONS})\s+(?:who\s+)?(?:were|was|with|had|aged|achieved|having|reached)\b")
_OF_DAYS = compiled(r"^[a-z]+(?: [a-z]+)? days\b")
#: a score that was named before: ``A score of 3 or more predicts``
_BARE_SCORES = frozenset(("score", "total score", "a score", "total"))
_UNKNOWN = "the variable is no known measure"
#: units that count lines, cycles and sessions: a limit on them is a cut-off only where a cut-off is spoken of
_COUNTED = frozenset({"lines", "line", "cycles", "cycle", "doses", "sessions", "injections"})


def find_thresholds(context: Context) -> Iterator[Draft]:
    """Cut-offs, scores and eligibility limits of a document.

    Reads ``WBC (≥3500/uL)``, ``age greater than 70 years``, ``minimal threshold of 2 x 10^6/kg``, ``aged ≥18 years``, score items
    (``1 point: WBC <3500/uL OR albumin <35 g/L``, one row for each limit) and the values of the one patient that a question is
    about (operator ``=``). In tables, only in those that
    tell what to do (``Dose modifications``). Not P values, grades, nor the group that a count is of ("4 patients were ≥70").
    """
    seen: dict[tuple[object, ...], list[str]] = {}
    spans: dict[str | None, Span] = {}
    titles = (found for grid in context.document.grids if (found := named_score(grid.title.text)) is not None)
    before = Before(score=next(titles, None))
    scored = list(items_with_points(context.document))
    yield from limits_in_columns(context.document)
    yield from (item for item in scored if isinstance(item, Draft))
    items = [item for item in scored if isinstance(item, LimitPlace)]
    defined = [*notes_with_limits(context.document), *labels_with_limits(context.document, context.tabled)]
    for place in (*defined, *places_of(context.document), *cells_with_limits(context.document), *items):
        before = before.at(place)
        study = context.scope.study(place.start)
        of = study.name if study else None
        described = span_between(place.text, place.start)
        if described is not None:
            spans[of] = described
        before.score = named_score(place.text) or named_score(place.heading) or before.score
        for draft in _in_sentence(context, place, before):
            if str(draft.get("variable")).casefold() in _BARE_SCORES and before.score is not None:
                draft.put("variable", before.score[0], (place.start, place.start + len(place.text)), "inherited")
            if draft.get("variable") == "interval" and of in spans:
                draft.put("variable", spans[of][0], spans[of][1], "inherited")
            key = tuple(draft.get(name) for name in ("operator", "value", "value_text", "unit", "points"))
            name = str(draft.get("variable"))
            # what a table tells to do at one limit, it may tell again in the next row
            known = seen.setdefault((*key, of, place.start if place.cell else -1), [])
            if not any(each == name or (each.endswith(f" {name}") and not place.cell) for each in known):
                known.append(name)
                yield draft


def _in_sentence(context: Context, place: LimitPlace, before: Before) -> Iterator[Draft]:
    read = context.mentions.within(place.start, place.start + len(place.text))
    if place.unit is not None:
        read = tuple(each if each.unit else replace(each, unit=place.unit[0], factor=place.unit[1]) for each in read)
    found = as_limits(place, read)
    for roman in classes_told(place) if "lass" in place.text else ():
        yield roman.put("context", _context(context, place, points=False, eligible=True)[0])
    dosed = list(dose_limits(place, found))
    yield from (draft for _, draft in dosed)
    taken = {id(quantity) for quantity, _ in dosed}
    limits = [each for each in found if (each.role == "threshold" or is_pair(place, each)) and id(each) not in taken]
    asked = is_of_the_patient(place, context.scope.study(place.start) is not None, before.asked)
    before.asked = asked or goes_on(place, before.asked)
    folded = place.text.lower()
    ranges = ranges_of(place, folded, found)
    spoken = _LIMIT.search(folded) is not None
    groups = list(score_groups(place.text, place.start, found))
    for group in groups:
        yield _of_score(context, place, group)
    scored = {id(group.points) for group in groups}
    limits = [each for each in limits if id(each) not in scored]
    yield from scored_items(place)
    if not limits and not asked and not ranges and not spoken:
        return
    variables = [
        term for term in terms(place.text, place.start, _VARIABLE) if not _COMPOUND.match(place.text, term.end - place.start)
    ]
    for quantity in ranges:
        yield from _range(context, place, quantity, variables)
    if asked:
        yield from own_values(place, found, variables)
    points = POINTS.match(place.text)
    last: Draft | None = None
    for quantity in found:
        if quantity in limits:
            said = another_limit(place, quantity, before) if stands_for_another(place, quantity, before) else None
            draft = said or _limit(context, place, quantity, variables, found, points)
            if draft is None or (said is None and _UNKNOWN in draft.reasons):
                draft = another_limit(place, quantity, before) or draft
            before.limit = draft or before.limit
            last = draft if draft is not None and spoken else last
        elif quantity.role == "value" and last is not None and last.get("unit") == quantity.unit:
            draft = _next_limit(place, quantity, last)
        else:
            draft = None
        if draft is not None:
            yield draft


def _of_score(context: Context, place: LimitPlace, group: ScoreGroup) -> Draft:
    """The points of a group of a score, with the group as what they are for."""
    points = group.points
    if points.role == "name":  # "score 0-2"
        points = replace(points, value=points.numbers[0] if len(points.numbers) == 1 else None)
    study = context.scope.study(place.start)
    draft = Draft("threshold", min(group.start, points.start), max(group.end, points.end))
    draft.put("context", group.name + (f" ({study.name})" if study else ""), (group.start, group.end), "normalised")
    name, at = named_score(place.text) or ("score", max(0, place.text.find("score")))
    draft.put("variable", name, (place.start + at, place.start + at + len(name)), "normalised")
    put_value(draft, points)
    operator = operator_of(place.text[points.start - place.start : points.end - place.start], points) or "="
    return draft.put("operator", operator, (points.start, points.end), "normalised")


def _range(context: Context, place: LimitPlace, quantity: Quantity, variables: list[Term]) -> Iterator[Draft]:
    """A range that patients must be in to take part: ``adults aged 18 to 75 years with an eGFR of 25-75 mL/min``."""
    variable = ranged_variable(place, quantity, variables)
    if variable is None:
        return
    variable = with_short(variable, place.text, place.start)
    place_of = (min(variable.start, quantity.start), max(variable.end, quantity.end))
    context_text = _context(context, place, points=False, eligible=True)[0]
    ends = [number for number in quantity.numbers if quantity.start <= number.start][:2]
    measured = not is_aimed(place, quantity.start - place.start)
    # "18 to 75 years" is two limits, as "ECOG 0-1" is; a range to aim at is one
    for number, sign in zip(ends, (">=", "<=")) if measured else ((None, "="),):
        draft = Draft("threshold", *place_of).put("context", context_text)
        draft.put("variable", name_of(variable), (variable.start, variable.end), how_named(variable))
        if number is None:
            put_value(draft, quantity)
        else:
            unit = unit_of_low(place, quantity) if number is ends[0] else ""
            unit = unit or quantity.unit or ("years" if variable.code == "age" else "")
            put_end(draft, of_predicted(place, replace(quantity, unit=unit)), number)
        if number is not None and place.text[number.start - place.start - 1] == "<":
            sign = "<"  # "50 to <100"
        yield draft.put("operator", sign, (quantity.start, quantity.end), "normalised").doubt(0.9, "a range to be in")


def _limit(
    context: Context,
    place: LimitPlace,
    quantity: Quantity,
    variables: list[Term],
    found: tuple[Quantity, ...],
    points: re.Match[str] | None,
) -> Draft | None:
    before, after = place.text[: quantity.start - place.start], place.text[quantity.end - place.start :]
    spoken = _LIMIT.search(before[-60:])
    if (
        re.match(r"\s?SDs?\b", after[:4])
        or was_done(place, quantity)
        or _PLANNED.match(place.text, max(0, quantity.start - place.start - 4))
    ):
        return None
    exact = exact_told(place, quantity)
    variable = variable_of(place, quantity, variables, found) if exact is None else None
    nearer = noun_before(place, quantity.start, quantity.unit) if _is_apart(place, variable, quantity) else None
    variable = None if nearer is not None else variable
    variable = (
        with_short(variable, place.text, place.start) if variable is not None and variable.end <= quantity.start else variable
    )
    name, at, known = name_at(place, quantity, variable)
    told = exact or (limit_told(place, quantity, found) if variable is None and not place.about else None)
    if told is not None and (exact or not (known and quantity.unit == "%")):
        name, at, known = told[0], (place.start + told[1], place.start + told[2]), True
    if not name or not (known or spoken or quantity.unit in _COUNTED):
        return None
    counted = quantity.unit in _COUNTED and told is None and not points and not spoken and not _is_bracketed(place, quantity)
    if counted and CONDITIONS.search(place.parent) is None and (not sets_conditions(place) or tells_results(found)):
        return None
    eligible = bool(_ELIGIBLE.search(place.text)) or bool(_ELIGIBLE.search(place.parent))
    if not points and not spoken and not eligible and told is None and _is_of_a_count(place, quantity, found):
        return None
    operator = operator_of(place.text[max(0, quantity.start - place.start) : quantity.end - place.start], quantity)
    if quantity.value is None and len(quantity.numbers) > 1 and _BAND.match(place.text, quantity.start - place.start):
        operator = "="  # a band, not "more than 4-6 cycles"
    if not operator:
        operator = ">=" if _LEAST.search(before[-60:]) else ""
    if name == "age" and not quantity.unit:
        quantity = replace(quantity, unit="years")
    if name.casefold() == "pack-years":  # "more than 20 pack-years"
        name, quantity = "smoking history", replace(quantity, unit="pack-years")
    draft = Draft("threshold", min(at[0], quantity.start), max(at[1], quantity.end))
    context_text, doubtful = _context(context, place, bool(points), eligible)
    printed = place.text[at[0] - place.start : at[1] - place.start] == name
    draft.put("context", context_text).put("variable", name, at, "printed" if printed else "normalised")
    put_value(draft, of_predicted(place, quantity))
    if told is not None and not quantity.unit and _OF_DAYS.search(name):
        draft.put("unit", "days", at, "normalised")
    draft.put("operator", operator, (quantity.start, quantity.end), "normalised")
    worth = points_of(place, quantity, points)
    if worth is not None:
        draft.put("points", worth[0], worth[1])
    if (variable is None and told is None and not place.about) or doubtful:
        draft.doubt(0.8, _UNKNOWN if variable is None else "no word says that it is a limit")
    if not operator:
        draft.doubt(0.6, "no comparison printed")
    return draft


#: how long a treatment was to go on: ``for up to`` 6 cycles
_PLANNED = compiled(r"(?<!\w)for (?:up to|a maximum|at most)\b")


def _is_apart(place: LimitPlace, variable: Term | None, quantity: Quantity) -> bool:
    """Whether a comma and more, or another scale, parts a measure from a limit: ``aged 18 to 75, with a CAS of at least 4``."""
    if variable is None or variable.end > quantity.start:
        return False
    gap = place.text[variable.end - place.start : quantity.start - place.start]
    return _APART.search(gap) is not None


#: ``an X score of 2 or lower with no subscore greater than``: another scale
_APART = compiled(r",\s.*\w|\b(?:and|with|or)\s(?:an?|no|the)\s(?:[\w-]+\s){0,3}?(?:sub)?scores?\s")


def _next_limit(place: LimitPlace, quantity: Quantity, last: Draft) -> Draft | None:
    """A second limit of the same kind: ``the threshold of 2 x 10^6/kg …, while the result of 4 x 10^6/kg …``."""
    if not _SECOND.search(place.text[: quantity.start - place.start]):
        return None
    draft = Draft("threshold", quantity.start, quantity.end)
    for name in ("context", "variable", "operator"):
        at = last.marks.get(name)
        draft.put(name, last.get(name), (at[0].start, at[0].end) if at else None, "inherited")
    put_value(draft, quantity)
    return draft.doubt(0.7, "said of another limit in the same sentence")


def _is_bracketed(place: LimitPlace, quantity: Quantity) -> bool:
    """``prolonged exposure (more than 4-6 cycles)``: a limit that explains the word before it."""
    begin, end = quantity.start - place.start, quantity.end - place.start
    return place.text[:begin].rstrip().endswith("(") and place.text[end : end + 1] == ")"


def _is_of_a_count(place: LimitPlace, quantity: Quantity, found: tuple[Quantity, ...]) -> bool:
    """``4 (24%) patients were ≥70 years old``: the limit says of whom the count is."""
    before = place.text[: quantity.start - place.start]
    so_many = _OF_SO_MANY.match(place.text)
    counted = [
        each
        for each in found
        if each.end <= quantity.start
        and (
            each.role == "proportion"
            or (each.role in ("count", "number") and each.start - place.start < (25 if not so_many else 60))
        )
    ]
    if not counted or _FOR_WHOM.search(place.text, 0, counted[-1].start - place.start):
        return False
    behind = before[max(0, counted[-1].start - place.start) :]
    told = _HAD.match(place.text, counted[-1].end - place.start, quantity.start - place.start) is not None
    told = told and _AMOUNTS.search(before, 0, max(0, counted[-1].start - place.start)) is None
    return bool(_OUTCOMES.search(behind)) or (told and (counted[-1].role == "proportion" or so_many is not None))


#: ``In the`` 503 patients with a score of 5 or more: a subgroup, and no result
_FOR_WHOM = compiled(r"(?i)(?:^|[,;:]\s?|\b(?:and|whereas|while|but|than|\d\)?)\s)(?:in|among|for)\s(?:the\s|all\s|these\s)?$")
#: ``Of 120 patients,`` 18 had …
_OF_SO_MANY = compiled(r"(?i)\W*(?:of|among) (?:the |these |all )?\d[\d,]* ")
#: ``survival fell to`` 51%: no patients are counted
_AMOUNTS = compiled(r"\b(?:to|of|was|were)\s$")
_HAD = compiled(r"(?i)[\s)\]]*(?:of them\s+)?(?:were|was|had|have|has|with|weighed)\b")


#: a heading over a list of conditions
_HEADED = compiled(r"(?i)(?:(?:key|main|major|other|general)\s)?(inclu|exclu)sions?(?:\scriteri(?:a|on))?:?$")


def _context(context: Context, place: LimitPlace, points: bool, eligible: bool) -> tuple[str, bool]:
    """What the limit is for, and whether that is only guessed."""
    study = context.scope.study(place.start)
    of = f" ({study.name})" if study else ""
    if place.context:
        return place.context, False
    if points:
        return "prognostic score" if re.search(r"(?i)progno", place.parent) else "score", False
    whole = place.parent + " " + place.text
    if eligible and re.search(rf"(?i)\b(?:{PEOPLE}|inclu|exclu|eligib|enrol)", whole) and not tells_to_treat(place):
        return ("exclusion criterion" if _EXCLUDED.search(whole) else "inclusion criterion") + of, False
    if (headed := _HEADED.match(place.heading)) is not None:
        return f"{headed[1].lower()}sion criterion{of}", False
    if place.defining or re.search(r"(?i)\bresponses?\b", whole):
        return ("definition" if place.defining else "definition of response") + of, False
    return "cut-off" + of, not _LIMIT.search(place.text)
