"""P values, ratios and intervals beside results, and outcomes that several results share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.phrases import Phrase, coordinated
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["NEEDED", "give_companions", "stands_alone"]


#: how many must be treated is told beside a ratio, which is of the same outcome: ``(RR 0.7; NNT 16)``
NEEDED = compiled(r"numbers? needed to (?:treat|harm)|NNT[BH]?|NNH", re.IGNORECASE)


_BOTH = compiled(r"\b(?:both|each|all)\s*$")


def give_companions(text: str, base: int, statements: Sequence[Statement], quantities: Sequence[Quantity]) -> None:
    """P values and ratios go to the statements before them that have none yet."""
    for quantity in quantities:
        if quantity.role == "interval":
            _give_interval(text, base, statements, quantity)
        if quantity.role not in ("p", "ratio"):
            continue
        before = [s for s in statements if s.sides[-1].quantity.end <= quantity.start]
        if quantity.role == "ratio":
            if stands_alone(text, base, quantity, statements):
                continue
            target = before[-1] if before else statements[0]
            target.ratios.append(quantity)
            if quantity.p is not None and target.p is None and len(target.sides) > 1:
                target.p = quantity.p
            continue
        if not before:
            before = list(statements[:1])
        for statement in reversed(before):
            if statement.p is not None:
                break
            statement.p = quantity.p
            both = _BOTH.search(text[: quantity.start - base])
            if len(before) > 1 and not both and not _shared_p(text, before):
                break
    for statement in statements:
        _list_behind(text, base, statement, quantities)
        _distribute(statement)
    _distribute_sets(statements)


#: from the bracket of a ratio to a clause of its own: ``), and median OS was``
_NEXT_CLAUSE = compiled(r"[^()\[\]]{0,40}[)\]](?:[;.]\s|,\s(?:and|but|while|whereas|with)\s)")


def stands_alone(text: str, base: int, ratio: Quantity, statements: Sequence[Statement]) -> bool:
    """Whether a ratio ends a clause before the first result of the sentence: ``X was rarer (OR, 0.4), and Y fell by 3``; or
    has no result beside it but a number needed to treat: ``X was rarer (RR, 0.7; NNT 16)``."""
    end = ratio.end - base
    before = [one for one in statements if one.sides[-1].quantity.end <= ratio.start]
    beside = before[-1] if before else statements[0] if statements else None
    if beside is not None and beside.phrase is not None and NEEDED.match(beside.phrase.text):
        return True
    if not statements or ratio.end > min(side.quantity.start for one in statements for side in one.sides):
        return False
    closed = text[end - 1 : end] in (")", "]")
    return _NEXT_CLAUSE.match(text, end - 1 if closed else end) is not None


def _give_interval(text: str, base: int, statements: Sequence[Statement], quantity: Quantity) -> None:
    """``57% in arm A (95% CI, 43% to 69%)``: an interval in a bracket of its own goes to the result before it."""
    sides = [side for s in statements for side in s.sides if side.quantity.end <= quantity.start]
    if not sides or sides[-1].quantity.intervals or sides[-1].intervals or quantity.intervals[0].kind == "bare":
        return
    between = text[sides[-1].quantity.end - base : quantity.start - base]
    if len(between) <= 120 and between.rstrip().endswith(("(", "[", ",", ";")) and not re.search(r"\d", between):
        sides[-1].intervals = quantity.intervals


def _shared_p(text: str, before: Sequence[Statement]) -> bool:
    """One P value behind two results joined by "and" speaks for both."""
    return len(before) == 2 and len(before[0].sides) == len(before[1].sides) == 1 and ";" not in text


#: the end of a list that is told in the order of the numbers before it
_IN_ORDER = compiled(r"(?:[^;:.()]|\.(?=\d)){2,200}?(?=,?\s+respectively\b)")


#: what all of a list are of: ``deaths from``, ``discontinued because of``
_HEAD = compiled(
    r"[^,]{3,60}?\s(?:due to|because of|owing to|caused by)\s|(?:[a-z-]+\s)?(?:deaths?|reports?|cases?|"
    r"episodes?|reductions?|increases?|improvements?|changes?|declines?|decreases?)\s(?:of|from|in)\s",
    re.IGNORECASE,
)
_ARTICLE = compiled(r"(, (?:and |or )?| and )(?:an?|the) ")
_SPLIT = compiled(r"\s*,\s*(?:and|or)\s+|\s+and\s+|\s*,\s*")


def _list_behind(text: str, base: int, statement: Statement, quantities: Sequence[Quantity]) -> None:
    """``81%, 64% and 31% achieved`` A, B and C``, respectively``: the whole list behind the numbers names their outcomes."""
    phrase, sides = statement.phrase, statement.sides
    if phrase is None or len(sides) < 2 or statement.versus or phrase.start < sides[-1].quantity.end - base:
        return
    listed = _IN_ORDER.match(text, phrase.start)
    if listed is None or listed.end() <= phrase.end:
        return
    whole = Phrase(_ARTICLE.sub(r"\1", " ".join(listed[0].split())), *listed.span())
    told = {side.quantity.start for side in sides}
    others = [one for one in quantities if listed.start() <= one.start - base < listed.end() and one.role != "name"]
    inside = {side.named.name for side in sides if side.named is not None and listed.start() <= side.named.start < listed.end()}
    if len(inside) > 1 or any(one.start not in told for one in others) or coordinated(whole, len(sides)) is None:
        return
    statement.phrase = whole
    head = _HEAD.match(whole.text)
    if head is not None:  # "deaths from A, B and C": each is a death
        statement.phrase = whole._replace(text=_SPLIT.sub(f", {head[0]}", whole.text))
    for side in sides:
        if side.named is not None and listed.start() <= side.named.start < listed.end():
            side.named = None


def _distribute(statement: Statement) -> None:
    """``The median PFS and OS were 10.8 and 47.4 months``: one outcome for each result, where groups do not tell them apart."""
    groups = {side.named.name for side in statement.sides if side.named is not None}
    if _distribute_each(statement, len(groups)):
        return
    if statement.phrase is None or len(statement.sides) < 2 or len(groups) > 1 or statement.versus:
        return
    if len({side.time.start for side in statement.sides if side.time is not None}) > 1:
        return  # one outcome at several times
    phrases = coordinated(statement.phrase, len(statement.sides))
    if phrases:
        for side, phrase in zip(statement.sides, phrases, strict=True):
            side.phrase = phrase
            side.named = statement.sides[0].named


def _distribute_each(statement: Statement, groups: int) -> bool:
    """``A, B and C affected 4, 9 and 12 in X and 1, 2 and 15 in Y``: one of the outcomes for each result of a group, which is
    named behind the last of them; whether it was so."""
    size = len(statement.sides) // groups if groups else 0
    if statement.phrase is None or size < 2 or size * groups != len(statement.sides):
        return False
    sets = [statement.sides[i : i + size] for i in range(0, len(statement.sides), size)]
    if any(one[-1].named is None or any(side.named not in (None, one[-1].named) for side in one[:-1]) for one in sets):
        return False
    if len({one[-1].named.name for one in sets if one[-1].named is not None}) < groups or any(
        side.timed for side in statement.sides
    ):
        return False
    phrases = coordinated(statement.phrase, size)
    for one in sets if phrases else ():
        for side, phrase in zip(one, phrases or (), strict=True):
            side.phrase, side.named = phrase, one[-1].named
    return bool(phrases)


def _distribute_sets(statements: Sequence[Statement]) -> None:
    """``time to A and B recovery (11 vs 10 days, and 12 vs 11 days)``: one outcome for each pair, or both for a single pair."""
    if not statements or statements[0].phrase is None or not statements[0].versus:
        return
    same = [s for s in statements if s.phrase is statements[0].phrase]
    if len(same) > 1:
        phrases = coordinated(statements[0].phrase, len(same))
        for statement, phrase in zip(same, phrases or (), strict=False):
            statement.phrase = phrase
