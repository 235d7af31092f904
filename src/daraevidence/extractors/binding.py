"""Which group each result of a sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from daraevidence.extractors.named import Named
from daraevidence.extractors.phrases import Phrase
from daraevidence.language.quantities import Interval, PValue, Quantity

__all__ = ["RESPECTIVELY", "VERSUS", "Side", "Statement", "bind_groups"]

VERSUS = re.compile(
    r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|in comparison (?:with|to)|as compared|than|against|relative to)(?=[\s(]|$)",
    re.IGNORECASE,
)
RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_THEN_RESPECTIVELY = re.compile(r"[\s,;)]*(?:(?:groups?|arms?|cohorts?|patients)[\s,]+)?respectively\b", re.IGNORECASE)
_CONNECTED = re.compile(
    r"[\s,]*(?:(?:and|or|&|vs\.?|versus|v|compared|with|to|than|the|in|for|those|as)[\s,]+)*",
    re.IGNORECASE,
)
_ADJACENT = re.compile(r"\s*[(\[,:=]*\s*(?:n\s*=\s*)?(?:was|were|had|showed|it was(?: only)?)?\s*", re.IGNORECASE)


#: a name with its preposition directly behind a result: ``5% in X``, ``5% (2-9) of patients with X``
_BEHIND = re.compile(
    r"[\s)\]]*(?:(?:of\s+)?(?:the\s+)?(?:patients|participants|subjects|those)\s+)?(?:in|with|for|on|among|"
    r"receiving|given)\s[^,;:]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Side:
    """One result with its group and its outcome."""

    quantity: Quantity
    named: Named | None = None
    phrase: Phrase | None = None
    firm: bool = False
    intervals: tuple[Interval, ...] = ()


@dataclass(slots=True)
class Statement:
    """Results of one outcome side by side; ``versus`` where the sentence sets them against each other.

    ``part``: the patients of whom the sentence speaks in all its groups (``In patients with X, ... 5 with A and 7 with B``).
    """

    sides: list[Side]
    phrase: Phrase | None = None
    versus: bool = False
    ratios: list[Quantity] = field(default_factory=list)
    p: PValue | None = None
    subject: bool = False
    part: Named | None = None


def bind_groups(text: str, base: int, statements: Sequence[Statement], named: Sequence[Named]) -> None:
    """Hand each group name of a sentence to the results that it stands with.

    Lists of names go to as many results in order (``A and B were 5 and 7, respectively``, ``lower with A than with B (5 vs 7)``);
    a name goes to the result that follows it directly (``A (5%)``) or that it follows (``5% in A``), and from there back to the
    results listed before it (``X (5%) and Y (7%) in A``); what is left is the subject of what follows.
    """
    sides = [side for statement in statements for side in statement.sides]
    starts = [side.quantity.start - base for side in sides]
    ends = [side.quantity.end - base for side in sides]
    taken = _lists(text, base, statements, named)
    taken += _pairs(text, base, statements, [one for one in named if one not in taken])
    loose: list[Named] = []
    for one in named:
        if one in taken:
            continue
        following = next((i for i, start in enumerate(starts) if start >= one.end), None)
        before = next((i for i in range(len(ends) - 1, -1, -1) if starts[i] < one.start and ends[i] <= one.end), None)
        if before is not None and not sides[before].firm and _BEHIND.fullmatch(text, ends[before], max(ends[before], one.end)):
            sides[before].named, sides[before].firm = one, True
            _back(text, sides, starts, ends, before, named)
            continue
        after = following is not None and not sides[following].firm and _ADJACENT.fullmatch(text, one.end, starts[following])
        if following is not None and after:
            sides[following].named, sides[following].firm = one, True
        elif before is not None and not sides[before].firm and _near(text[ends[before] : one.start]):
            sides[before].named, sides[before].firm = one, True
            _back(text, sides, starts, ends, before, named)
        else:
            loose.append(one)
    _distribute_pair(statements)
    for statement in statements:
        _subject(text, base, statement, loose)
        _part(base, statement, loose)
    if len({one.name for one in named}) == 1:
        for statement in statements:
            lone = statement.sides[0]
            if lone.named is None and len(statement.sides) == 1 and named[0].end <= lone.quantity.start - base:
                lone.named = named[0]


def _distribute_pair(statements: Sequence[Statement]) -> None:
    """``X (5% v 2%), Y (7% v 3%) and Z (9% v 4%) were seen more with A than B``: one pair of names speaks for all of them."""
    pairs = {
        tuple(side.named for side in statement.sides if side.named is not None)
        for statement in statements
        if len(statement.sides) == 2 and statement.versus
    }
    full = [pair for pair in pairs if len(pair) == 2 and pair[0].name != pair[1].name]
    if len({tuple(named.name for named in pair) for pair in full}) != 1:
        return
    for statement in statements:
        if len(statement.sides) == 2 and statement.versus and all(side.named is None for side in statement.sides):
            for side, named in zip(statement.sides, full[0], strict=True):
                side.named = named


def _part(base: int, statement: Statement, loose: Sequence[Named]) -> None:
    """Patients named by what they have, before results whose groups are named too."""
    first = statement.sides[0].quantity.start - base
    people = [one for one in loose if one.people and one.group is None and one.end <= first]
    if people and all(side.named is not None and side.named is not people[-1] for side in statement.sides):
        statement.part = people[-1]


def _near(between: str) -> bool:
    """Whether a group name behind a result belongs to it."""
    if re.search(r"[;:]|\.\s|\b(?:whereas|while|but)\b", between):
        return False
    return (len(between) <= 120 and not VERSUS.search(between)) or len(between.strip(" )],")) <= 3


def _back(
    text: str, sides: Sequence[Side], starts: Sequence[int], ends: Sequence[int], index: int, named: Sequence[Named]
) -> None:
    """A name behind the last of a list speaks for the results before it, up to another name or a break."""
    for i in range(index - 1, -1, -1):
        between = text[ends[i] : starts[i + 1]]
        if (
            sides[i].named is not None
            or len(between) > 80
            or re.search(r"[;:]|\.\s|\b(?:whereas|while|but|versus|vs|than)\b", between)
        ):
            return
        if any(ends[i] <= one.start < starts[i + 1] for one in named) or any(one.end <= starts[i] for one in named):
            return
        sides[i].named = sides[index].named


def _lists(text: str, base: int, statements: Sequence[Statement], named: Sequence[Named]) -> list[Named]:
    """Give lists of names to the statements with as many results; the names that were given."""
    runs: list[list[Named]] = []
    for one in named:
        gap = text[runs[-1][-1].end : one.start] if runs else ""
        if runs and len(gap) <= 30 and _CONNECTED.fullmatch(gap):
            runs[-1].append(one)
        else:
            runs.append([one])
    taken: list[Named] = []
    respectively = bool(RESPECTIVELY.search(text))
    for run in sorted(runs, key=lambda run: _THEN_RESPECTIVELY.match(text, run[-1].end) is None):
        if len(run) < 2 or len({one.name for one in run}) != len(run):
            continue
        for statement in statements:
            chosen = statement.sides
            if len(chosen) > len(run) and respectively:
                chosen = [side for side in chosen if side.quantity.end - base <= run[0].start]
            if len(chosen) != len(run) or any(side.firm for side in chosen):
                continue
            first = chosen[0].quantity.start - base
            last = chosen[-1].quantity.end - base
            behind = run[0].start >= last and (respectively or len(text[last : run[0].start]) <= 40)
            ahead = run[-1].end <= first
            if not (behind or ahead) or (_ADJACENT_BRACKET.search(text[run[-1].end : first]) and len(chosen) == 1):
                continue
            if _between(statements, statement, base, run):
                continue
            for side, one in zip(chosen, run, strict=True):
                side.named, side.firm = one, behind or respectively
            taken += run
    return taken


def _pairs(text: str, base: int, statements: Sequence[Statement], named: Sequence[Named]) -> list[Named]:
    """``A had a greater X than B (48% vs 38%)``; ``X (5% vs 2%) and Y (7% vs 3%) were seen more with A than with B``."""
    taken: list[Named] = []
    previous = 0
    for statement in statements:
        first, last = statement.sides[0].quantity.start - base, statement.sides[-1].quantity.end - base
        lead, previous = previous, last
        if len(statement.sides) != 2 or not statement.versus or any(side.firm for side in statement.sides):
            continue
        if any(
            first <= one.start <= last
            or (last < one.start and _near(text[last : one.start]) and len(text[last : one.start]) < 12)
            for one in named
        ):
            continue
        ahead = [one for one in named if lead <= one.start and one.end <= first and not _is_setting(text, one)]
        chosen = ahead[-2:] if len(ahead) >= 2 else []
        if (
            not chosen
            and not ahead
            and len({one.name for one in named}) == 2
            and named[0].start > statements[-1].sides[-1].quantity.end - base
        ):
            chosen = [named[0], next(one for one in named if one.name != named[0].name)]
        if len(chosen) == 2 and chosen[0].name != chosen[1].name:
            for side, one in zip(statement.sides, chosen, strict=True):
                side.named, side.firm = one, True
            taken += chosen
    return taken


_ADJACENT_BRACKET = re.compile(r"^\s*\($")


def _between(statements: Sequence[Statement], statement: Statement, base: int, run: Sequence[Named]) -> bool:
    """Whether another statement of another number of results stands between the list and the statement."""
    first, last = statement.sides[0].quantity.start - base, statement.sides[-1].quantity.end - base
    for other in statements:
        start = other.sides[0].quantity.start - base
        if other is statement or len(other.sides) == len(statement.sides):
            continue
        if last <= start < run[0].start or run[-1].end <= start < first:
            return True
    return False


#: ``Of the patients with X, …``, ``In women aged 50, …``: of whom the sentence is told, not who stands against whom
_SETTING = re.compile(r"(?:[A-Z]{5,}:?\s+)?(?:of|in|among|for)\b", re.IGNORECASE)


def _is_setting(text: str, one: Named) -> bool:
    return one.people and one.group is None and text[one.end : one.end + 1] == "," and bool(_SETTING.match(text, 0, one.end))


def _subject(text: str, base: int, statement: Statement, loose: Sequence[Named]) -> None:
    """The last name before a statement is its subject; of two results side by side it is that of the first."""
    first = statement.sides[0].quantity.start - base
    ahead = [one for one in loose if one.end <= first]
    if len(ahead) > 1 and _is_setting(text, ahead[0]):
        ahead = ahead[1:]
    if statement.sides[0].named is None and ahead:
        statement.sides[0].named = ahead[-1] if len(statement.sides) == 1 or len(ahead) == 1 else ahead[0]
