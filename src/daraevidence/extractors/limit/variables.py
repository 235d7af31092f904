"""Which variable a limit is set on: the one beside it, the one of its table's row or column, or the noun before it."""

from __future__ import annotations

import re
from typing import TypeAlias

from daraevidence.extractors.limit.conditions import EXPLAINED, sets_conditions
from daraevidence.extractors.limit.names import (
    bound_before,
    can_have,
    change_before,
    change_of,
    name_of,
    score_before,
    score_behind,
)
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term, TermKind, terms
from daraevidence.language.word_classes import CHANGE

__all__ = ["Named", "Span", "is_of_weight", "name_at", "noun_before", "span_between", "variable_of"]

_DRUG: frozenset[TermKind] = frozenset({"drug"})
#: a name with its place
Span: TypeAlias = tuple[str, tuple[int, int]]
#: what a limit is set on, where that stands, and whether it is a known measure or a named score
Named: TypeAlias = tuple[str, tuple[int, int], bool]


#: what an interval is between; the amount may stand inside: ``an interval of at least 80 days between the last dose and surgery``
_INTERVAL = Gated(
    "interval|washout|window",
    r"\b(?P<noun>interval|washout(?: period)?|time window)(?:\s(?:of|was|is)\s[^.;:,()]{1,40}?)?\s"
    r"(?P<what>(?:between|from|since)\s[^.;:,()\d]{5,70}?)"
    r"(?=[.,;:()]|\s(?:was|were|is|are|had|did|has|and (?:they|we|it)|although)\b|$)",
)


def span_between(text: str, offset: int) -> Span | None:
    """What an interval of a sentence is between, with its place: ``interval between the last dose and surgery``."""
    found = _INTERVAL.search(text)
    return (f"{found['noun']} {found['what']}", (offset + found.start("what"), offset + found.end("what"))) if found else None


def name_at(place: LimitPlace, quantity: Quantity, variable: Term | None) -> Named:
    """What a limit is set on, where that stands, and whether it is a known measure or a named score."""
    before, after = place.text[: quantity.start - place.start], place.text[quantity.end - place.start :]
    bound = bound_before(before)
    if bound:
        return bound[0], (place.start + bound[1], place.start + bound[2]), True
    scored = score_behind(before, after) if variable is None and not quantity.unit else None
    if scored:
        return scored[0], (quantity.end + scored[1], quantity.end + scored[2]), True
    change = change_of(before) if variable is not None else None
    if change and variable is not None and variable.start > quantity.start:
        named = f"{change[0].split()[0]} in {name_of(variable)}"
        return named, (place.start + change[1], variable.end), True
    if change and variable is not None:
        return change[0] + name_of(variable), (place.start + change[1], quantity.start), True
    fallen = _FALLEN.match(after) if variable is not None and variable.start >= quantity.end else None
    if fallen and variable is not None and quantity.end + fallen.end() >= variable.start:
        return f"{fallen['change'].lower()} in {name_of(variable)}", (quantity.end + fallen.start("change"), variable.end), True
    if variable is not None and quantity.unit == "%" and _OF_WHAT.match(place.text, quantity.end - place.start):
        share = noun_before(place, quantity.start, quantity.unit)
        if share is not None:
            return f"{share[0]} ({name_of(variable)})", (share[1][0], variable.end), True
    if variable is not None:
        change = change_before(place.text[: variable.start - place.start]) if variable.start > place.start else None
        if change and variable.start < quantity.start:
            return change[0] + name_of(variable), (place.start + change[1], variable.end), True
        return name_of(variable), (variable.start, variable.end), True
    beside = next((each for each in place.about if can_have(each, quantity, "")), None)
    if beside is not None:
        return beside.text, (beside.start, beside.end), True
    called = score_before(before) if quantity.unit in ("", "points") else None
    if called:
        return called[0].replace(") ", " "), (place.start + called[1], place.start + called[1] + len(called[0])), True
    if quantity.unit == "points" and _SCORED_WITH.search(before) and not _TIME_POINTS.search(place.text):
        return "score", (quantity.start, quantity.end), True
    if quantity.unit == "years" and _OLDER.search(place.text[quantity.start - place.start : quantity.end - place.start]):
        return "age", (quantity.start, quantity.end), (sets_conditions(place) or not _COUNTED_PEOPLE.search(before))
    if (
        quantity.unit in ("months", "weeks")
        and _PEOPLE_ARE.search(before)
        and _OLDER.search(place.text, quantity.start - place.start, quantity.end - place.start)
    ):
        return "age", (quantity.start, quantity.end), sets_conditions(place) or _CONDITION.search(place.text) is not None
    if quantity.unit == "years" and (_PEOPLE_BEFORE.search(before) or _PEOPLE_ARE.search(before)):
        return "age", (quantity.start, quantity.end), True
    if is_of_weight(place, quantity):
        return "body weight", (quantity.start, quantity.end), True
    noun = noun_before(place, quantity.start, quantity.unit)
    return (*noun, True) if noun else (*_noun_of(place, quantity), False)


def variable_of(place: LimitPlace, quantity: Quantity, variables: list[Term], found: tuple[Quantity, ...]) -> Term | None:
    """The variable right before a limit in its clause, or right behind it (``≥18 years of age``)."""
    best = None
    if not quantity.unit and _THINGS.search(place.text, quantity.start - place.start, quantity.end - place.start):
        return None  # "more than 28,000 deaths"
    for variable in variables:
        if variable.end <= quantity.start:
            gap = place.text[variable.end - place.start : quantity.start - place.start]
            changed = variable.start > place.start and change_before(place.text[: variable.start - place.start])
            if not can_have(variable, quantity, gap) and not (changed and quantity.unit in ("%", "points")):
                continue
            if any(variable.end <= each.start and each.end <= quantity.start and len(each.numbers) > 1 for each in found):
                continue  # a range of its own stands between
            if (
                ("," in gap or _DIGIT.search(gap))
                and not quantity.unit
                and (quantity.noun or _COUNTED_BEHIND.match(place.text, quantity.end - place.start))
            ):
                continue
            if len(gap) <= 70 and not re.search(r"[;.]\s|\b(?:AND|OR)\b", gap) and not _value_between(gap):
                best = _dosed(gap, variable, quantity) or variable
        elif quantity.start <= variable.start and variable.start - quantity.end <= 12:
            gap = place.text[quantity.end - place.start : max(quantity.end, variable.start) - place.start]
            if _CHANGED_IN.fullmatch(gap) and change_of(place.text[: quantity.start - place.start]):
                return variable
            behind = _BEHIND.fullmatch(gap) and not _JOINED.search(gap)
            if best is None and behind and can_have(variable, quantity, gap):
                best = variable
    if best is None and change_of(place.text[: quantity.start - place.start]):
        best = max((each for each in variables if each.end <= quantity.start), key=lambda each: each.end, default=None)
    return best


_THINGS = compiled(r"\d\s(?!points|cycles|lines)[a-z]{4,}s$")
_DIGIT = compiled(r"\d")
_TIME_POINTS = compiled(r"(?i)\b(?:time|data|end)[- ]?points?\b")
#: ``Adults (≥18 years)``
_PEOPLE_BEFORE = compiled(rf"(?i)(?<!\d )\b(?:{PEOPLE})\s\($")
#: ``children`` under 12, ``start at age`` 45
_PEOPLE_ARE = compiled(
    rf"(?i)\b(?:{PERSONS}|those|anyone|everyone|kids|teens|babies|infants|seniors|aged?|ages)\s(?:of\s|who are\s|aged\s|ages\s)?$"
)
#: ``>30% drop in`` systolic blood pressure
_FALLEN = compiled(rf"(?i)\s(?P<change>{CHANGE})\s(?:from baseline\s)?(?:in|of)\s(?:the\s|their\s|an?\s)?")
#: ``With 2 points or more, …``
_SCORED_WITH = compiled(r"(?i)(?:^|[,;:(]\s?|\b(?:with|at|if|have|has|having|from|scor(?:e|es|ed|ing))\s)$")
_OLDER = compiled(r"\b(?:older|younger|of age)\b")
#: ``12 patients of 65 years or older`` are counted
_COUNTED_PEOPLE = compiled(rf"\d(?:\s?%|\)|\s(?:\w+\s){{0,2}}?(?:{PERSONS}))[^.;]{{0,40}}$")
#: ``CD22 on at least 20% of blasts``
_OF_WHAT = compiled(r"\sof\s")
#: ``a reduction of at least 50% in the MADRS total score``
_CHANGED_IN = compiled(r"\s(?:in|of|from baseline in)\s(?:the\s|their\s)?")
_BEHIND = compiled(
    rf"[\s%]*(?:\b(?:points?|old|serum|total|peak|blood|plasma|{CHANGE})\s)?(?:(?:of|in|on|for)\s(?:the\s|their\s|an?\s)?)?"
)
_JOINED = compiled(r"\b(?:or|and)\b")
#: units of time and of things counted, which say nothing of what is measured
_UNMEASURED = frozenset("hours days weeks months years times cycles lines line doses sessions injections agents".split())
_WORD = (
    r"(?!(?:for|with|by|as|of|is|are|was|were|be|being|remains?|falls?|fell|rises?|rose|drops?|dropped|stays?|to|at|on|in|has|have|had|must|should|may|levels?|counts?|"
    r"values?|"
    r"concentrations?)\b)[A-Za-z][\w+-]*"
)
_LINK = (
    r"(?:(?:of|is|are|was|were|be|being|remains?|falls?|fell|rises?|rose|drops?|dropped|stays?|to|at|has|have|had|must|should|may|not|already|still|"
    r"only|ever|"
    r"a minimum of|on|in)\s){0,4}"
)
#: the noun phrase right before a limit: ``if CMV DNA is above``, ``with a lymph node ≥``, ``an Activity Index (CDAI) of``
_NOUN = compiled(
    r"(?:^|[,;:(]\s?|\b(?:an?|any|no|the|with|if|when|while|until|unless|for|or|and|whose|of|have|has|had|by|as|means?|meant|at|keep|keeping|maintain)\s)"
    r"(?:(?:[Aa]n?|[Tt]he|[Aa]ny|no|their|his|her)\s)?(?:[Tt]arget(?:ed)?\s(?=[a-z]))?"
    rf"(?P<name>(?:{_WORD}\s){{0,2}}{_WORD})\s"
    rf"(?:(?P<kind>levels?|counts?|values?|concentrations?)\s)?{_LINK}\(?$"
)
#: ``an Activity Index (CDAI) of``, ``number of lesions at baseline must be``
_ABBREVIATED = compiled(
    r"\((?P<name>[A-Z][\w-]{1,11})\)\s(?:(?:total|activity|severity|score|index|level|count|value)\s){0,2}"
    rf"{_LINK}$"
)
_NUMBER_OF = compiled(
    rf"\b(?P<name>(?:number|percentage|amount|sum) of (?:(?!{PEOPLE}|must|was|were|is|had|"
    rf"of)[a-z][\w-]*\s){{1,5}}){_LINK}$"
)
_NO_NOUN = compiled(
    rf"(?i)(?<![\w-])(?:{PERSONS}|who|received?|by|from|least|more|less|than|doses?|to|reduc\w+|increas\w+|"
    r"decreas\w+|"
    r"in|on|at|were|was|is|are|be|and|or|if|not|the|an?|median|mean|it|they|of|thresholds?|cut-?offs?|limits?|targets?|goals?|"
    r"minim\w+|"
    rf"maxim\w+|results?|yields?|withh[eo]ld|treat|resumed?|reduce|stopped|halved|held|restarted|interrupted|discontinued|suspended|{PERSONS}|with|had|must|should|has|have|"
    r"weigh\w*|rates?|proportions?|response|remission|those|aged|required|meant|means|defined|group|arm)(?![\w-])"
)
#: nouns of what has no unit, and short names
_SCALED = compiled(
    r"(?:score|index|titer|titre|ratio|grade|scale|stage|class|expression|function|Score|Index|risk|probability|saturation|fraction)$|\b[A-Z][\w-]*[A-Z][\w-]*\b"
)
#: names of scales, of which a number behind a sign is a cut-off wherever it stands
_SCALE = compiled(r"(?i)\b(?:score|index|scale|function)$")
_SIGNS = frozenset("<>≤≥")
#: what makes a limit a condition of something
_CONDITION = Gated(
    "if|when|until|while|unless|should|must|requir|inclu|exclu|eligib|risk|recommend|consider|treat|defin|threshold|cut|target|"
    "goal|"
    "toxic|stop|hold|predict|indicat|identif|mark|suggest|avoid|remission|response|mean|adjusted|titrated|dosed",
    r"(?i)\b(?:if|when|until|while|unless|should|must|requir\w+|inclu\w+|exclu\w+|eligib\w+|at (?:high|low) risk|recommend\w*|"
    r"consider|treat|defin\w+|threshold|cut-?off|targets?|goal|toxic|stop|(?:with)?hold|avoid|remission|response|means?|meant|"
    r"predicts?|predicted|indicates?|indicated|identif(?:y|ies|ied)|marks?|suggests?|defines?|"
    r"(?:adjusted|titrated|dosed) to)\b",
)
#: a limit that heads what to do: ``K+ 5.1 to 5.5 mmol/L: halve the dose``
_LABEL = compiled(r"[^:;]{2,40}:\s[a-z]")
#: ``those with a`` CPS of: who is told of is parted by a limit
_SUBGROUP = compiled(
    rf"(?i)\b(?:{PERSONS}|those|ones?|subgroups?|groups?|arms?|disease|tumou?rs?)\s(?:with|whose|having)\s(?:[A-Za-z][\w()-]*\s){{1,6}}$"
)
_WEIGHT = compiled(r"(?i)\b(?:weigh(?:s|t|ing)?|who weighed)\b")
_SOMEBODY = compiled(rf"(?i)\b(?:{PERSONS}|those)\s(?:of|with|at|who are)?\s?$")


def is_of_weight(place: LimitPlace, quantity: Quantity) -> bool:
    """``patients who weigh less than 50 kg``, ``4 mg below 20 kg``: kilograms of the patient."""
    if quantity.unit != "kg":
        return False
    before = place.text[: quantity.start - place.start]
    return (
        place.cell
        or sets_conditions(place)
        or bool(_WEIGHT.search(place.text) or _WEIGHT.search(place.parent) or _SOMEBODY.search(before[-40:]))
    )


def noun_before(place: LimitPlace, start: int, unit: str) -> Span | None:
    """A measure that no vocabulary knows, right before a limit that stands as a condition: with a unit, or called a score, an
    index, a ratio, or by a short name.
    """
    if unit in _UNMEASURED:
        return None
    before = place.text[max(0, start - place.start - 90) : start - place.start]
    meant = EXPLAINED.search(before) if unit == "%" else None
    if meant is not None:
        group = "name" if meant["name"] else "lost"
        at = start - len(before) + meant.start(group)
        return meant[group], (at, at + len(meant[group]))
    sure = _ABBREVIATED.search(before) or _NUMBER_OF.search(before)
    found = sure or _NOUN.search(before)
    signed = unit in ("", "points") and place.text[start - place.start : start - place.start + 1] in _SIGNS
    cut = found is not None and signed and _SCALE.search(found["name"]) is not None  # "a Lille score <0.45": that is a cut-off
    stated = sure or cut or place.cell or place.defining or _CONDITION.search(place.text) or sets_conditions(place)
    if not (stated or _SUBGROUP.search(before) or _LABEL.match(place.text, start - place.start)):
        return None
    if found is None or (sure is None and (_NO_NOUN.search(found["name"]) or found["name"].startswith("No "))):
        return None
    if sure is None and unit in ("", "%", "points", "fold") and not (_SCALED.search(found["name"]) or found["kind"]):
        return None
    at = start - len(before) + found.start("name")
    kind = found["kind"] if sure is None and unit in ("", "%") else None
    name = found["name"].rstrip() + (f" {kind}" if kind else "")
    return name, (at, at + len(name))


#: ``DAS28 above 3.2, at least 6 swollen joints``: the noun behind is what is limited
_COUNTED_BEHIND = compiled(r"\s(?:[a-z][a-z-]+\s){1,2}?[a-z]+s\b")


def _dosed(gap: str, variable: Term, quantity: Quantity) -> Term | None:
    """The drug right before a limit in milligrams: ``HbA1c above target on metformin ≥1500 mg/day``."""
    if not quantity.unit.startswith(("mg", "g/", "mcg", "ug", "IU", "U/")):
        return None
    drugs = [term for term in terms(gap, variable.end, _DRUG) if not gap[term.end - variable.end :].strip(" (,")]
    return drugs[-1] if drugs else None


def _value_between(gap: str) -> bool:
    """Another limit between variable and value means that the value has another variable."""
    return bool(_BETWEEN.search(gap))


_BETWEEN = compiled(
    r"[<>≥≤]|\d[^,;]*?,? (?:and|or) (?!more|higher|greater|less|lower|older|younger|above|below|fewer|at|equal)[a-z]"
    r"|\b(?:and|or),? (?!a |an |the |equal|less|more|greater|at )\w+.*\d"
)


def _noun_of(place: LimitPlace, quantity: Quantity) -> tuple[str, tuple[int, int]]:
    """The noun behind a value: ``2 x 10^6/kg HSCs``, ``more than 4-6 induction cycles``."""
    begin = quantity.start - place.start
    inside = place.text[begin : quantity.end - place.start][-80:]
    words = re.search(r"((?:[a-z][\w-]+ ){0,2}(?:cycles?|lines?|doses|sessions|injections))$", inside)
    if words:
        start = quantity.end - len(words[1])
        return words[1], (start, start + len(words[1]))
    behind = re.compile(r" ((?:[A-Za-z][\w+-]* )?[A-Za-z][\w+-]*[A-Za-z]s)\b(?<! was)(?<! is)(?<! has)").match(
        place.text, quantity.end - place.start
    )
    if behind and not re.match(r"(?i)(?:was|is|has|of|in|years|days|weeks|months|patients|still|times)\b", behind[1]):
        return behind[1], (place.start + behind.start(1), place.start + behind.end(1))
    before = re.search(
        r"(?:threshold|cut-?off|target|goal) (?:of|for) (?:the )?((?:[\w+-]{1,30} ){0,3}[\w+-]{1,30}) (?:was|is|of|at)\W*$",
        place.text[max(0, begin - 120) : begin],
    )
    if before:
        start = max(0, begin - 120) + place.start
        return before[1], (start + before.start(1), start + before.end(1))
    held = re.search(r"\b([\w+-]{1,30} (?:collection|score|count|level|dose)|score)\b", place.text)
    return (held[1], (place.start + held.start(1), place.start + held.end(1))) if held else ("", (0, 0))
