"""What one sentence states: results side by side, each with its outcome and its group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from daraevidence.extractors.named import Named
from daraevidence.extractors.phrases import Phrase, after_subject, before_statistic, content, coordinated, split_gap
from daraevidence.language.quantities import PValue, Quantity

__all__ = ["Side", "Statement", "read_sentence"]

_RESULTS = frozenset(("proportion", "count", "value", "not_reached"))
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|in comparison (?:with|to)|as compared|than|against|relative to)(?=[\s(]|$)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,;()\[\]]*(?:and|or|&|,)?[\s,()\[\]]*$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\s*(?:of\s+)?(?:the\s+|all\s+|these\s+|those\s+|our\s+)?(?:[\w+/-]+\s+){0,3}?"
    r"(?:patients?|subjects?|participants?|women|men|children|individuals|responders|adults|infants|recipients|"
    r"volunteers|those)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:in|among|by|for|of|with|to)\s+(?:only\s+|about\s+|approximately\s+|the\s+|a total of\s+|up to\s+|all\s+)?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s*(?:also\s+|subsequently\s+|still\s+|never\s+)?(?:was|were|is|are|had|has|have|did|does|failed|achieved|"
    r"received|required|needed|relapsed|"
    r"responded|died|withdrew|discontinued|experienced|developed|completed|underwent|met|showed|remained|"
    r"reported|progressed|survived|"
    r"maintained|stopped|dropped|continued|responding|relapsing|achieving|receiving|who)\b",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"\s*(?=[A-Za-z])(?!(?:in|with|for|on|among|of|by|to|from|than|versus|vs|at|and|or|after|during|per|compared|"
    r"were|was|respectively)\b)"
)


@dataclass(slots=True)
class Side:
    """One result with its group and its outcome."""

    quantity: Quantity
    named: Named | None = None
    phrase: Phrase | None = None
    firm: bool = False


@dataclass(slots=True)
class Statement:
    """Results of one outcome side by side; ``versus`` where the sentence sets them against each other."""

    sides: list[Side]
    phrase: Phrase | None = None
    versus: bool = False
    ratios: list[Quantity] = field(default_factory=list)
    p: PValue | None = None
    subject: bool = False
    pending: list[Named] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    text: str
    base: int
    masked: str
    quantities: Sequence[Quantity]
    named: Sequence[Named]


def read_sentence(text: str, base: int, quantities: Sequence[Quantity], named: Sequence[Named]) -> list[Statement]:
    """The statements of a sentence, in order. ``quantities`` and ``named`` are those inside it."""
    results = [q for q in quantities if q.role in _RESULTS]
    if not results:
        return []
    reader = _Reader(text, base, _mask(text, base, quantities, named), quantities, named)
    statements = _series(reader, results)
    _give_groups(reader, statements)
    _give_companions(reader, statements)
    return statements


def _mask(text: str, base: int, quantities: Sequence[Quantity], named: Sequence[Named]) -> str:
    """The sentence with numbers and group names blanked out, so that only words of outcomes are left."""
    letters = list(text)
    places = [(n.start, n.end) for n in named]
    places += [
        (q.start - base, q.end - base)
        for q in quantities
        if q.role not in ("timepoint", "duration", "grade", "name", "threshold", "section", "dose", "number")
    ]
    for start, end in places:
        for i in range(max(0, start), min(end, len(letters))):
            letters[i] = " "
    return "".join(letters)


def _series(reader: _Reader, results: Sequence[Quantity]) -> list[Statement]:
    """Group results that stand side by side, and find the words of each outcome."""
    statements: list[Statement] = []
    previous = 0
    lead_start = 0
    for i, quantity in enumerate(results):
        start, end = quantity.start - reader.base, quantity.end - reader.base
        following = results[i + 1].start - reader.base if i + 1 < len(results) else len(reader.text)
        gap = reader.masked[previous:start]
        side = Side(quantity)
        last = statements[-1] if statements else None
        if last is not None and _continues(reader.text[previous:start], gap, last, quantity):
            last.versus = last.versus or bool(_VERSUS.search(reader.text[previous:start]))
            last.sides.append(side)
            if last.phrase is None:
                _phrase(reader, last, lead_start, start, end, following)
        else:
            statement = Statement([side])
            if last is None:
                lead_start = 0
            elif last.subject and not _in_bracket(reader.text, previous, start):
                lead_start = previous + split_gap(reader.masked[previous:start])
            else:
                lead_start = previous
            _phrase(reader, statement, lead_start, start, end, following)
            if statement.phrase is None and last is not None:
                statement.phrase, statement.subject = last.phrase, last.subject
            statements.append(statement)
        previous = end
    return statements


def _in_bracket(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _continues(gap: str, masked: str, last: Statement, quantity: Quantity) -> bool:
    """Whether a result belongs to the same outcome as the one before it."""
    if ";" in gap and not _VERSUS.search(gap):
        return False
    kinds = {side.quantity.role for side in last.sides} | {quantity.role}
    if "value" in kinds and "proportion" in kinds:
        return False
    words = _VERSUS.sub(" ", masked)
    if content(words) and not (last.subject and not content(_after_edge(words))):
        return False
    return bool(_VERSUS.search(gap)) or len(masked.strip(" ,;()[]")) <= 60


def _after_edge(words: str) -> str:
    return words[split_gap(words) :]


def _phrase(reader: _Reader, statement: Statement, lead: int, start: int, end: int, following: int) -> None:
    """Find the words of the outcome: before the number, or behind it where patients are the subject."""
    before = reader.masked[lead:start]
    tail = reader.text[end:following]
    tail_masked = reader.masked[end:following]
    quantity = statement.sides[0].quantity
    counts = quantity.role in ("count", "proportion")
    closing = len(tail) - len(tail.lstrip(" )]"))
    if counts and not _INSIDE.search(reader.text[lead:start]):
        people = bool(quantity.noun) or _PEOPLE.match(tail) or _VERB.match(tail, closing) or _subject_before(reader, lead, start)
        if people:
            found = after_subject(tail_masked[closing:], end + closing)
            if found is not None:
                statement.phrase, statement.subject = found, True
                return
        if not _in_bracket(reader.text, lead, start) and _BARE_NAME.match(tail) and not content(before.rpartition(",")[2]):
            found = after_subject(tail_masked, end)
            if found is not None:
                statement.phrase, statement.subject = found, True
                return
    statement.phrase = before_statistic(before, lead)
    if statement.phrase is None and counts:
        found = after_subject(tail_masked[closing:], end + closing)
        statement.phrase, statement.subject = found, found is not None


def _subject_before(reader: _Reader, lead: int, start: int) -> bool:
    """``Patients in arm A (8/36) required``: the people stand before the bracket and the verb behind it."""
    before = reader.text[lead:start].rstrip(" ([")
    if not reader.text[len(before) + lead : start].strip():
        return False
    return bool(re.search(r"\b(?:patients|subjects|participants|women|men)\b[^,;]{0,60}$", before)) and not content(
        before_statistic(reader.masked[lead:start], lead).text if before_statistic(reader.masked[lead:start], lead) else ""
    )


def _give_groups(reader: _Reader, statements: Sequence[Statement]) -> None:
    """Hand each group name to the result it stands with."""
    sides = [side for statement in statements for side in statement.sides]
    starts = [side.quantity.start - reader.base for side in sides]
    ends = [side.quantity.end - reader.base for side in sides]
    loose: list[Named] = []
    for named in reader.named:
        following = next((i for i, start in enumerate(starts) if start >= named.end), None)
        before = next((i for i in range(len(ends) - 1, -1, -1) if ends[i] <= named.start), None)
        if following is not None and re.fullmatch(
            r"\s*[(\[,:=]*\s*(?:n\s*=\s*)?(?:was|were|had|showed)?\s*", reader.text[named.end : starts[following]]
        ):
            if sides[following].named is None or not sides[following].firm:
                sides[following].named, sides[following].firm = named, True
                continue
        if before is not None and not sides[before].firm and _near(reader.text[ends[before] : named.start]):
            sides[before].named, sides[before].firm = named, True
            continue
        loose.append(named)
    for statement in statements:
        _share(reader, statement, loose)


def _near(between: str) -> bool:
    """Whether a group name behind a result belongs to it."""
    if re.search(r"[;:]|\.\s|\b(?:whereas|while|but)\b", between):
        return False
    return (len(between) <= 120 and not _VERSUS.search(between)) or len(between.strip(" )],")) <= 3


def _share(reader: _Reader, statement: Statement, loose: Sequence[Named]) -> None:
    """Groups named as a list, before or behind the results, go to them in order; a lone subject goes to the first."""
    first = statement.sides[0].quantity.start - reader.base
    last = statement.sides[-1].quantity.end - reader.base
    count = len(statement.sides)
    ahead = [n for n in loose if n.end <= first]
    behind = [n for n in reader.named if n.start >= last]
    if count > 1:
        if _RESPECTIVELY.search(reader.text) or not any(side.firm for side in statement.sides[:-1]):
            listed = _list(reader.text, behind, count)
            if listed and (
                listed[0] is statement.sides[-1].named or statement.sides[-1].named is None or not statement.sides[-1].firm
            ):
                for side, named in zip(statement.sides, listed, strict=True):
                    side.named, side.firm = named, True
                return
        tail = _list(reader.text, ahead[-count:], count)
        if tail and not any(side.firm for side in statement.sides):
            for side, named in zip(statement.sides, tail, strict=True):
                side.named = named
            return
    if statement.sides[0].named is None and ahead:
        statement.sides[0].named = ahead[-1] if count == 1 else ahead[0]
    statement.pending = list(ahead)


def _list(text: str, named: Sequence[Named], count: int) -> list[Named] | None:
    """The first ``count`` names where they stand as a list (``A and B``, ``A compared to B``)."""
    if len(named) < count:
        return None
    chosen = list(named[:count])
    for one, two in pairwise(chosen):
        between = text[one.end : two.start]
        if len(between) > 60 or ";" in between or re.search(r"\d", between):
            return None
    return chosen if len({n.name for n in chosen}) == count else None


def _give_companions(reader: _Reader, statements: Sequence[Statement]) -> None:
    """P values and ratios go to the statements before them that have none yet."""
    for quantity in reader.quantities:
        if quantity.role not in ("p", "ratio"):
            continue
        before = [s for s in statements if s.sides[-1].quantity.end <= quantity.start]
        if quantity.role == "ratio":
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
            if len(before) > 1 and not _shared_p(reader.text, before):
                break
    for statement in statements:
        _distribute(statement)


def _shared_p(text: str, before: Sequence[Statement]) -> bool:
    """One P value behind two results joined by "and" speaks for both."""
    return len(before) == 2 and len(before[0].sides) == len(before[1].sides) == 1 and ";" not in text


def _distribute(statement: Statement) -> None:
    """``The median PFS and OS were 10.8 and 47.4 months``: one outcome for each result, where groups do not tell them apart."""
    groups = {side.named.name for side in statement.sides if side.named is not None}
    if statement.phrase is None or len(statement.sides) < 2 or len(groups) > 1 or statement.versus:
        return
    phrases = coordinated(statement.phrase, len(statement.sides))
    if phrases:
        for side, phrase in zip(statement.sides, phrases, strict=True):
            side.phrase = phrase
            side.named = statement.sides[0].named
