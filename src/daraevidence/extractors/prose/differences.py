"""The difference between the results before it: ``7.2 versus 5.1 points (difference, 2.1; P=0.003)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.extractors.prose.directions import subtracted
from daraevidence.extractors.prose.place import Compared, Place, standing
from daraevidence.extractors.prose.probabilities import compares_shares
from daraevidence.extractors.prose.times_told import time_of
from daraevidence.extractors.sentence.amounts import CORRESPONDS, is_efficacy
from daraevidence.extractors.sentence.companions import NEEDED
from daraevidence.extractors.sentence.known_groups import control_last
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import AGAINST

__all__ = ["compared_last", "join_multiples", "name_differences", "name_efficacies", "name_reductions"]

_DIFFERENCE = compiled(
    r"(?:the )?(?:(?:[\w-]+ ){0,4}differences?|(?:(?:geometric|least[- ]squares?|adjusted|mean|median) ){1,3}ratio|"
    r"number[- ]needed[- ]to[- ](?:treat|harm)|NNT[BH]?|NNH|"
    r"(?:(?:corresponding|overall|estimated) )?(?:(?:relative|absolute) (?:risk )?reductions?|relative risk reductions?|[AR]RR)"
    r"(?: in (?:the )?risk)?|reductions? in (?:the )?(?:relative|absolute) risk)",
    re.IGNORECASE,
)
#: what is a difference of two groups by its own words: ``placebo-adjusted improvement in X``, ``difference in Y``
_OF_TWO = compiled(
    r"(?:the )?(?:[\w-]+ ){0,3}?(?:(?:placebo|control|vehicle|sham)-(?:adjusted|corrected|subtracted)\b|"
    r"(?:between|inter)-group\b|treatment (?:difference|effect)\b|differences? (?:in|of|between)\b)",
    re.IGNORECASE,
)
#: ``difference from placebo, -2.2``: the group named is the one that is held against
_FROM = compiled(
    rf"\bdifferences?\s+(?:in\s+[\w ]{{1,30}}\s+)?(?:from|{AGAINST}|over)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def name_differences(place: Place, statements: Sequence[Statement]) -> None:
    """A difference, a number needed to treat, and their P value are of the outcome and the groups of the results before them.

    These stand in the same sentence, or in those before in the paragraph: ``The difference was 4.1 points (95% CI, 2.3 to 5.9)``,
    ``The placebo-adjusted improvement in X was 33 m``.
    """
    for statement in statements[:1]:
        if statement.phrase is not None and (len(statement.sides) == 1 or _DIFFERENCE.fullmatch(statement.phrase.text)):
            _name_alone(place, statement, statement.phrase)
    previous: Statement | None = None
    for statement in statements:
        told = statement.phrase is not None and _DIFFERENCE.fullmatch(statement.phrase.text) is not None
        if told and previous is not None:
            _name_difference(place, statement, previous)
        elif not told:
            previous = statement


_REDUCED = compiled(r"(?:the |relative |risk )*(?:reduction|decrease|increase)\b.*", re.IGNORECASE)


def name_reductions(place: Place, statements: Sequence[Statement]) -> None:
    """A reduction that two results before it amount to is of their groups, and its P value is theirs too.

    ``5% with A versus 9% with B, which corresponds to a 43% reduction in the risk (HR, 0.57; P=0.017)``.
    """
    for previous, statement in pairwise(statements):
        only = statement.sides[0] if len(statement.sides) == 1 else None
        names = [side.named for side in previous.sides if side.named is not None]
        if only is None or only.named is not None or statement.against is not None or len(names) != 2 or statement.phrase is None:
            continue
        start = only.quantity.start - place.base
        if not _REDUCED.fullmatch(statement.phrase.text) or not CORRESPONDS.search(place.text, max(0, start - 60), start):
            continue
        only.named, statement.against = control_last(*names)
        told = next((ratio.p for ratio in statement.ratios if ratio.p is not None), None)
        previous.p = previous.p or told or statement.p


def name_efficacies(place: Place, statements: Sequence[Statement]) -> None:
    """An efficacy, of whom the sentence does not say, is that of the first of the two groups that were compared before it.

    ``9 of 402 in the vaccine group and 31 of 399 in the placebo group, for an efficacy of 71.2%``.
    """
    for index, statement in enumerate(statements):
        only = statement.sides[0] if len(statement.sides) == 1 else None
        told = only is not None and only.named is None and statement.against is None and statement.phrase is not None
        if (
            only is None
            or not told
            or only.quantity.n is not None
            or not is_efficacy(statement.phrase.text if statement.phrase else "")
        ):
            continue
        before = compared_last(place, statements[:index]) or place.compared
        names = before.names if before is not None else place.recent or tuple(standing(arm) for arm in place.arms)
        if len(names) == 2 and place.held is None and place.whole is None and not place.named[len(names) :]:
            only.named, statement.against = control_last(*names)


#: ``62% on A, more than twice the rate on B (31%)``: the second is of the same outcome
_MULTIPLE = compiled(
    r"(?:(?:more|less|over|than|nearly|almost|about|some|or|roughly)\s+)*(?:twice|thrice|double|triple|half|a third|\w+ times)\s+"
    r"(?:(?:the|that)\b.*|as\s+(?:many|much)(?:\s+as)?)",
    re.IGNORECASE,
)


def join_multiples(_place: Place, statements: list[Statement]) -> None:
    """Set a result that is told as a multiple beside the one it is a multiple of."""
    for previous, statement in [*pairwise(statements)]:
        one, two = previous.sides[-1].named, statement.sides[0].named
        single = len(previous.sides) == len(statement.sides) == 1
        if not single or statement.phrase is None or one is None or two is None or one.name == two.name:
            continue
        if previous.phrase is not None and _MULTIPLE.fullmatch(statement.phrase.text):
            previous.sides.append(statement.sides[0])
            previous.versus, previous.p = True, previous.p or statement.p
            previous.ratios += statement.ratios
            statements.remove(statement)


def compared_last(place: Place, statements: Sequence[Statement]) -> Compared | None:
    """What the last statement of two groups set side by side."""
    for statement in reversed(statements):
        names = [side.named for side in statement.sides if side.named is not None]
        if len(statement.sides) == len(names) == 2 and names[0].name != names[1].name and statement.phrase is not None:
            first = statement.sides[0]
            one, two = (named._replace(start=-1, end=-1) for named in names)
            time, shares = time_of(place, first, statement.phrase), compares_shares(place.text, place.base, statement)
            return Compared(statement.phrase, (one, two), time, first.quantity.unit, shares)
    return None


def _name_alone(place: Place, statement: Statement, phrase: Phrase) -> None:
    """A difference that opens its sentence, of two groups that the sentences before compared."""
    last, side = place.compared, statement.sides[0]
    if last is None or place.held is not None or side.quantity.role == "count":
        return
    told = _DIFFERENCE.fullmatch(phrase.text) is not None
    if not told and _OF_TWO.match(phrase.text) is None:
        return
    one, two = control_last(*last.names)
    alone = len(statement.sides) == 1 and statement.against is None  # else of several groups against one
    if alone and (side.named is None or side.named.name in (one.name, two.name)):
        side.named, statement.against = one, two
        statement.p = statement.p or side.quantity.p
    if not told:
        return
    differs = _differs(phrase)
    statement.phrase = _of_outcome(phrase, last.phrase)
    if not side.timed and time_of(place, side, phrase) is None:
        side.timed, side.time = True, last.time
    if differs and side.quantity.role == "value" and not side.quantity.unit and last.unit not in ("", "%"):
        side.quantity = replace(side.quantity, unit=last.unit, unit_at=(0, 0))


def _is_reference(place: Place, named: Named) -> bool:
    return any(match.end() >= named.start for match in _FROM.finditer(place.text, 0, max(named.end, 0)))


#: what the others are held against
_CONTROL = compiled(r"(?:placebo|vehicle|sham|controls?|usual care|standard)\b", re.IGNORECASE)


def _differs(phrase: Phrase) -> bool:
    """Whether words are a difference, and no number needed to treat."""
    return phrase.text.casefold().endswith(("difference", "differences"))


def _of_outcome(phrase: Phrase, outcome: Phrase) -> Phrase:
    """What two groups differ in: ``difference in X``, ``NNT for X``."""
    head = "difference in" if _differs(phrase) else f"{phrase.text} for"
    return Phrase(f"{head} {outcome.text}", phrase.start, phrase.end)


def _name_difference(place: Place, statement: Statement, previous: Statement) -> None:
    """``7.2 versus 5.1 points (difference, 2.1; P=0.003)``: the difference, and its P value, is that of the results before it."""
    phrase = statement.phrase
    if previous.phrase is None or phrase is None:
        return
    differs = _differs(phrase)
    if not differs and NEEDED.match(previous.phrase.text):
        return  # each of two numbers needed is beside a ratio of its own
    if differs:
        previous.p = previous.p or statement.p or statement.sides[-1].quantity.p
        statement.p = statement.p or previous.p
    statement.phrase = _of_outcome(phrase, previous.phrase)
    names = [side.named for side in previous.sides if side.named is not None]
    controls = [named for named in names if _CONTROL.match(named.name)]
    others = [named for named in names if named not in controls]
    if len(statement.sides) > 1 and len(controls) == 1 and len(others) == len(statement.sides):  # of each dose from placebo
        statement.reference = controls[0]
        for side, named in zip(statement.sides, others, strict=True):
            side.named = named
        names = []
    time = time_of(place, previous.sides[0], previous.phrase)
    unit = previous.sides[0].quantity.unit
    for side in statement.sides:
        side.timed, side.time = True, time
        if differs and side.quantity.role == "value" and not side.quantity.unit and unit not in ("", "%"):
            side.quantity = replace(side.quantity, unit=unit, unit_at=(0, 0))
        if side.named is not None and names and _is_reference(place, side.named):
            statement.against = side.named
            others = [named for named in names if named.name != side.named.name]
            side.named = others[-1] if others else side.named
        elif side.named is None and names:
            ordered = subtracted(previous, side.quantity) if differs else names
            side.named = ordered[0]
            statement.against = statement.against or (ordered[1] if len(ordered) == 2 else None)
