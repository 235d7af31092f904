"""Counts that are the subjects of one verb, and counts that share a verb but not its reason."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.counted_events import OF_PEOPLE
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import BECAUSE, BEFELL

__all__ = ["share_subjects"]

_COUNTED = frozenset({"count", "proportion"})
_JOINED = compiled(r"\s*(?:,\s*)?(?:(?:and|or)\s+)?")
#: where a clause begins with its subject
_OPENS = compiled(r"(?:^|[;:.]\s+|,\s+(?:and|but|while|whereas)\s+|\bwhile\s+|\bwhereas\s+|,\s+)$")
_RESPECTIVELY = compiled(r"\s*,?\s*respectively,?\s+")
_VERB = compiled(rf"(?:also\s+|had to\s+)?(?:had|{BEFELL}|were|was)\b")
_REASON = compiled(rf"(?:{BECAUSE})\s+")
_REASON_BEHIND = compiled(rf"\s*{_REASON.pattern}(?P<why>[^,;:.()]{{3,80}})")


def share_subjects(place: Place, statements: Sequence[Statement]) -> list[Statement]:
    """Statements whose coordinated subjects have one verb, and whose reasons are their own.

    ``42 (6.7%) and 10 (3.2%) stopped treatment``, ``six (3.8%), nine (5.8%) and 14 (9.3%) participants, respectively, stopped``:
    one outcome; ``28 (35%) stopped X because of A and 5 (6%) because of B``: two. Not counts with words between them.
    """
    made: list[Statement] = []
    for statement in statements:
        made += _by_reason(place, statement)
    for index in range(len(made) - 1, -1, -1):
        _take_subjects(place, made, index)
        _take_predicate(place, made, index)
    return [statement for statement in made if statement.sides]


def _by_reason(place: Place, statement: Statement) -> list[Statement]:
    """A statement parted where a count has a reason of its own behind it."""
    phrase = statement.phrase
    reason = _REASON.search(phrase.text) if phrase is not None else None
    if phrase is None or reason is None or len(statement.sides) < 2:
        return [statement]
    kept: list[Side] = [statement.sides[0]]
    parted: list[Statement] = []
    for side in statement.sides[1:]:
        own = _REASON_BEHIND.match(place.text, side.quantity.end - place.base)
        if own is None:
            kept.append(side)
            continue
        head = phrase.text[: reason.start()].strip()
        text = f"{head} {' '.join(own[0].split())}"
        parted.append(Statement([side], Phrase(text, own.start("why"), own.end("why")), subject=True))
    statement.sides = kept
    return [statement, *parted]


def _take_subjects(place: Place, statements: list[Statement], index: int) -> None:
    """Give a statement the counts that stand right before its own and open the clause with it."""
    statement = statements[index]
    first = statement.sides[0] if statement.sides else None
    if first is None or first.quantity.role not in _COUNTED:
        return
    run = _run_before(place, [side for one in statements[: index + 1] for side in one.sides], first)
    taken = [side for side in run if side not in statement.sides]
    behind = _verb_behind(place, statement.sides[-1])
    if behind is not None and statement.phrase is None and (taken or len(statement.sides) > 1):
        statement.phrase, statement.subject = behind, True
    if not taken or not statement.subject or statement.phrase is None or statement.phrase.start < _end(place, first):
        return
    for one in statements[:index]:
        one.sides = [side for side in one.sides if side not in taken]
    for side in taken:
        side.phrase = None
    statement.sides = [*taken, *statement.sides]


#: between two counts of people who did the same: who the first are, and a conjunction
_AND_OTHERS = compiled(r"[^.;:]{0,90}?(?:\band|\bversus|\bvs\.?|\bagainst|\bcompared with)\s+[^.;:]{0,70}")


def _take_predicate(place: Place, statements: list[Statement], index: int) -> None:
    """``3 of 4 with A (75%) and half of those with B (52%) had X``: a count without words has those told of the next."""
    if index + 1 >= len(statements):
        return
    one, other = statements[index], statements[index + 1]
    if one.phrase is not None or not one.sides or not other.sides or not other.subject or other.phrase is None:
        return
    last, first = one.sides[-1], other.sides[0]
    if not {side.quantity.role for side in (*one.sides, *other.sides)} <= _COUNTED or other.phrase.start < _end(place, first):
        return
    if _AND_OTHERS.fullmatch(place.text, _end(place, last), first.quantity.start - place.base):
        other.sides = [*one.sides, *other.sides]
        one.sides = []


def _end(place: Place, side: Side) -> int:
    return side.quantity.end - place.base


def _run_before(place: Place, sides: Sequence[Side], last: Side) -> list[Side]:
    """The counts that are joined to one by nothing but commas and "and", where the first of them opens a clause."""
    order = sorted(sides, key=lambda side: side.quantity.start)
    run = [last]
    for side in reversed([each for each in order if each.quantity.start < last.quantity.start]):
        if side.quantity.role not in _COUNTED or not _JOINED.fullmatch(
            place.text, _end(place, side), run[0].quantity.start - place.base
        ):
            break
        run.insert(0, side)
    start = run[0].quantity.start - place.base
    return run if len(run) > 1 and _OPENS.search(place.text, max(0, start - 12), start) else []


def _verb_behind(place: Place, side: Side) -> Phrase | None:
    """What people did, behind ``participants, respectively,``."""
    end = _end(place, side)
    people = OF_PEOPLE.match(place.text, end)
    told = _RESPECTIVELY.match(place.text, people.end() if people else end)
    start = told.end() if told else people.end() if people else end
    lead = len(place.text[start:]) - len(place.text[start:].lstrip())
    if told is None or not _VERB.match(place.text, start + lead):
        return None
    return after_subject(place.text[start:], start)
