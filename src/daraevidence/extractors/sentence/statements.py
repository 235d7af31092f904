"""What one sentence states: results side by side, each with its outcome and its group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.amounts import CORRESPONDS, are_amounts, opens_amount
from daraevidence.extractors.sentence.bare_numbers import promoted
from daraevidence.extractors.sentence.binding import VERSUS, bind_groups
from daraevidence.extractors.sentence.companions import give_companions
from daraevidence.extractors.sentence.continued import continues, has_noun, has_verb, of_both, one_of_two
from daraevidence.extractors.sentence.counted_events import OF_PEOPLE, counts_others, there_were
from daraevidence.extractors.sentence.counts_beside import OBJECT
from daraevidence.extractors.sentence.gapped import is_gapped, scored_on
from daraevidence.extractors.sentence.in_turn import opens_compared
from daraevidence.extractors.sentence.mask import masked
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.paired import paired
from daraevidence.extractors.sentence.parallels import give_again, in_parallel, outcomes_of, told_again
from daraevidence.extractors.sentence.phrases import Phrase, content, split_gap
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.rejoined import rejoined, with_shares_behind
from daraevidence.extractors.sentence.results import results_of
from daraevidence.extractors.sentence.shared_words import RATE_AT, is_degree_of, share_phrase
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.extractors.sentence.statement_phrases import (
    INSIDE,
    give_phrase,
    in_bracket,
    of_rate,
    often_told,
)
from daraevidence.extractors.sentence.tails import give_tails, tails_of
from daraevidence.extractors.sentence.times import times_of, undecided
from daraevidence.extractors.sentence.totals import without_totals
from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["Side", "Statement", "read_sentence"]


def read_sentence(text: str, base: int, quantities: Sequence[Quantity], named: Sequence[Named]) -> list[Statement]:
    """The statements of a sentence, in order. ``quantities`` and ``named`` are those inside it."""
    quantities = promoted(text, base, quantities)
    results = [q for q in results_of(text, base, quantities) if not _in_name(text, q, base, named)]
    if not results:
        return []
    results = with_shares_behind(text, base, results)
    results, rates = paired(text, base, rejoined(text, base, quantities, results, named))
    blank = masked(text, base, quantities, named)
    tails = tails_of(blank, base, results)
    for tail in tails.values():
        blank = f"{blank[: tail.start]}{' ' * (tail.end - tail.start)}{blank[tail.end :]}"
    reader = Reader(text, base, blank, quantities, named, tails)
    again = [] if tails else told_again(text, base, results)
    statements = _series(reader, [one for one in results if one not in again[:-1]])
    outcomes = outcomes_of(statements, again) if again else []
    if again and not outcomes:
        statements = _series(reader, results)
    statements = without_totals(text, base, statements)
    for statement in statements:
        if statement.phrase is None or not content(statement.phrase.text):
            statement.phrase = often_told(statement, base) or statement.phrase
    give_tails(statements, results, tails)
    times = times_of(text, base, quantities)
    for side in (side for statement in statements for side in statement.sides):
        side.rate = rates.get(side.quantity.start)
        side.timed, side.time = side.quantity.start in times, times.get(side.quantity.start)
    bind_groups(text, base, [statement for statement in statements if not statement.whole], named)
    give_again(text, base, outcomes, again, named)
    statements = in_parallel(text, base, statements)
    for statement in statements:
        are_amounts(statement)
        undecided(statement.sides)
    give_companions(text, base, statements, quantities)
    return statements


def _in_name(text: str, quantity: Quantity, base: int, named: Sequence[Named]) -> bool:
    """``10-mg`` of ``the 10-mg group``: an amount inside a group's name is no result."""
    if quantity.role != "value" or quantity.intervals:
        return False
    if any(one.group is not None and one.start <= quantity.start - base and quantity.end - base <= one.end + 1 for one in named):
        return True
    dose = " ".join(text[quantity.start - base : quantity.end - base].split())
    if any(dose in (one.name, *_doses(one.name)) and one.start <= quantity.start - base < one.end for one in named):
        return True
    if "-" not in text[quantity.start - base : quantity.end - base]:
        return False
    return any(one.start <= quantity.start - base and quantity.end - base <= one.end for one in named)


def _doses(name: str) -> list[str]:
    """The amounts in a name: ``2 mg`` of ``X 2 mg once daily``."""
    return [" ".join(match[0].split()) for match in _AMOUNT.finditer(name)]


_AMOUNT = compiled(rf"(?<![\w.])\d[\d.,]*\s?{DOSE_UNIT}(?!\w)")


#: ``41 cases with A and 121 with B (efficacy,`` 66.2%``)``: a result with its name in a bracket
_LABELLED = compiled(r"[(\[]\s*(?:[A-Za-z][\w-]*\s+){0,3}(?!median|mean|average)[A-Za-z][\w-]{5,}\s*[,:=]\s*$", re.IGNORECASE)


def _is_labelled(reader: Reader, last: Statement | None, previous: int, start: int) -> bool:
    """Whether a result has its name in a bracket behind results that have none; that name is not theirs."""
    if last is None or _LABELLED.search(reader.masked, previous, start) is None:
        return False
    if last.phrase is not None and last.phrase.start < previous:
        return not content(last.phrase.text)  # "41 cases"
    last.phrase = None
    return True


def _gap(reader: Reader, last: Statement | None, previous: int, start: int) -> tuple[int, str]:
    """The words between two results, and where they begin: behind those of an amount (``lost 15% of their weight, versus``)."""
    if last is not None and last.amount and last.phrase is not None and previous < last.phrase.end < start:
        previous = last.phrase.end
    return previous, reader.masked[previous:start]


def _series(reader: Reader, results: Sequence[Quantity]) -> list[Statement]:
    """Group results that stand side by side, and find the words of each outcome."""
    statements: list[Statement] = []
    previous = 0
    lead_start = 0
    told = 0  # so many results are in statements already
    for i, quantity in enumerate(results):
        if i < told:
            continue
        start, end = quantity.start - reader.base, quantity.end - reader.base
        following = results[i + 1].start - reader.base if i + 1 < len(results) else len(reader.text)
        side = Side(quantity)
        last = statements[-1] if statements else None
        previous, gap = _gap(reader, last, previous, start)
        if last is not None and _goes_without_words(reader, last, side, results[i - 1]):
            previous = end
            continue
        subjects = _subjects(reader, results, i, last)
        if subjects is not None:
            statements.append(subjects)
            told = i + len(subjects.sides)
            previous = subjects.sides[-1].quantity.end - reader.base
            continue
        own = _is_own(reader, results, i, last)
        if own and last is not None and of_both(reader, last, previous, start):
            own, last.phrase = False, None
        together = last is not None and _in_bracket_with(reader.text, previous, start, end)
        if (
            last is not None
            and not (_is_labelled(reader, last, previous, start) or (own and last.phrase))
            and (together or continues(reader.text[previous:start], gap, last, quantity))
        ):
            last.versus = last.versus or bool(VERSUS.search(reader.text[previous:start]))
            if len(last.sides) == 1 and last.phrase is not None and not last.subject:
                last.phrase = _narrowed(last.phrase, gap, previous)
            last.sides.append(side)
            if last.phrase is None:
                give_phrase(reader, last, previous, start, end, following)
        elif last is not None and is_degree_of(reader.text, last, previous, start, end):
            statements.append(Statement([side], last.phrase, subject=last.subject, amount=True))
        else:
            statement = Statement([side])
            if last is None:
                lead_start = 0
            elif last.subject and not in_bracket(reader.text, previous, start):
                lead_start = previous + split_gap(reader.masked[previous:start])
            else:
                lead_start = previous
            _give_own_phrase(reader, statement, lead_start, start, end, following)
            if last is not None:
                share_phrase(reader, statements, statement, gap, start)
            if last is not None and len(statements) == 1 and opens_compared(reader.text, reader.base, last):
                statement.sides, statement.versus = [*last.sides, *statement.sides], True
                statements.pop()
            statements.append(statement)
        previous = end
    return statements


def _is_own(reader: Reader, results: Sequence[Quantity], i: int, last: Statement | None) -> bool:
    """Whether a result has words of its own, and goes on with no other."""
    quantity = results[i]
    start, end = quantity.start - reader.base, quantity.end - reader.base
    following = results[i + 1].start - reader.base if i + 1 < len(results) else len(reader.text)
    own = (has_verb(reader, quantity, start, end, following) and not one_of_two(reader, last, start, end)) or has_noun(
        reader, last, quantity, end, following
    )
    own = own or (i - 1 in reader.tails and reader.tails[i - 1] is not reader.tails.get(i))
    own = own or (
        quantity.n is None and CORRESPONDS.search(reader.text, max(0, start - 60), start) is not None and last is not None
    )
    own = own or (last is not None and quantity.n is None and bool(RATE_AT.search(reader.text, max(0, start - 60), start)))
    own = own or counts_others(reader, last, quantity) or opens_amount(reader, last, end, following)
    return own or (of_rate(reader, quantity, start, end, following) or there_were(reader, quantity, following)) is not None


def _goes_without_words(reader: Reader, last: Statement, side: Side, before: Quantity) -> bool:
    """``A had 2 relapses, the B group 7``: whether a result has the words of the one before it; it stands beside that then."""
    if not is_gapped(side.quantity) or last.sides[-1].quantity is not before:
        return False
    last.phrase = scored_on(reader.text, reader.base, before, last.phrase)
    last.sides.append(side)
    last.versus = True
    return True


def _give_own_phrase(reader: Reader, statement: Statement, lead: int, start: int, end: int, following: int) -> None:
    """The words of an outcome; those of its own clause, where a count opens one (``X was rare; 44% of A had quit``)."""
    opened = _CLAUSE_OPENS.search(reader.text, lead, start)
    if opened is not None and statement.sides[0].quantity.role in ("count", "proportion"):
        give_phrase(reader, statement, opened.end(), start, end, following)
    if statement.phrase is None:
        give_phrase(reader, statement, lead, start, end, following)


_TOGETHER = compiled(r"\s*(?:,\s*(?:and\s+)?|and\s+)")
#: ``44% of X users and 18% of Y users had quit``
_TOGETHER_OF = compiled(
    rf"\s*(?:(?:of|in|on|for|with|among)\s+)?(?:(?:the|those)\s+)?(?:(?:{PEOPLE})\s*)?(?:,\s*(?:(?:and|but)\s+)?|and\s+)(?:only\s+)?"
)
_CLAUSE_OPENS = compiled(r";\s+(?:and\s+|but\s+)?$")


def _subjects(reader: Reader, results: Sequence[Quantity], first: int, last: Statement | None) -> Statement | None:
    """``… had X, and 11 (8%) and 20 (14%) stopped treatment``: counts that together are the subject of a verb of their own.

    The names of their groups may stand between them: ``; one patient on A and two patients on B had had a relapse``.
    """
    if last is None or last.phrase is None or results[first].role not in ("count", "proportion"):
        return None
    before, start = results[first - 1].end - reader.base, results[first].start - reader.base
    gapped = _gapped(reader, last, results[first], before, start) or _object_of(reader, results[first])
    if gapped is not None:
        return Statement([Side(results[first])], gapped, subject=True)
    opened = last.subject or _CLAUSE_OPENS.search(reader.text, before, start) is not None
    if not opened or _TOGETHER.fullmatch(reader.text, before, start) or INSIDE.search(reader.text, max(0, start - 40), start):
        return None
    end = first
    while end + 1 < len(results) and _TOGETHER_OF.fullmatch(
        reader.masked, results[end].end - reader.base, results[end + 1].start - reader.base
    ):
        end += 1
    one = results[end]
    place = (one.start - reader.base, one.end - reader.base)
    following = results[end + 1].start - reader.base if end + 1 < len(results) else len(reader.text)
    if end == first or one.role != results[first].role or not has_verb(reader, one, *place, following):
        return None
    statement = Statement([Side(each) for each in results[first : end + 1]])
    own = Statement([Side(one)])
    give_phrase(reader, own, *place[:1], *place, following)
    statement.phrase, statement.subject = own.phrase, True
    return statement if own.phrase is not None else None


def _gapped(reader: Reader, last: Statement, quantity: Quantity, before: int, start: int) -> Phrase | None:
    """``150 had bone metastases, 98 liver metastases and 33 lung metastases``: what further counts had, without the verb."""
    first, said = last.sides[0].quantity, last.phrase
    if said is None or quantity.n is None or {first.role, quantity.role} != {"count"} or len(last.sides) > 1:
        return None
    name = Phrase(
        " ".join(reader.text[quantity.n.end - reader.base : quantity.end - reader.base].split()),
        quantity.n.end - reader.base + 1,
        quantity.end - reader.base,
    )
    if not content(name.text) or OF_PEOPLE.match(f" {name.text}"):
        return None
    told = said.end <= before and said.start > first.start - reader.base  # itself without a verb
    had = told or (said.start >= before and _HAVING.fullmatch(reader.text, before, said.start) is not None)
    return name if had and _TOGETHER.fullmatch(reader.text, max(before, said.end), start) else None


def _object_of(reader: Reader, quantity: Quantity) -> Phrase | None:
    """``11 patients had a complete response and`` 45 ``a partial response``: what further counts had."""
    what = OBJECT.match(reader.text, quantity.end - reader.base) if "had" in quantity.extra else None
    return None if what is None else Phrase(" ".join(what["what"].split()), *what.span("what"))


_HAVING = compiled(r"\s(?:had|have)\s(?:also\s)?(?:an?\s|the\s)?")
_LISTED = compiled(r"[\s,]*(?:and\s+)?")


def _in_bracket_with(text: str, previous: int, start: int, end: int) -> bool:
    """``(5% and 7%)``: the second of two results that are alone in a bracket."""
    opened = max(text.rfind("(", 0, previous), text.rfind("[", 0, previous))
    return (
        opened >= 0
        and _LISTED.fullmatch(text, previous, start) is not None
        and text[end : end + 1] in (")", "]")
        and not any(c in text[opened:previous] for c in ")];,")
        and not VERSUS.search(text, opened, previous)
    )


_WITH_WORDS = compiled(r"\s*(with\s+[\w\s]*\w)")


def _narrowed(phrase: Phrase, gap: str, place: int) -> Phrase:
    """``more attempts (15% with 2 attempts versus 6%)``: what stands behind the first result belongs to both."""
    against = VERSUS.search(gap)
    match = _WITH_WORDS.match(gap[: against.start()]) if against else None
    if match is None or not content(match[1]):
        return phrase
    return Phrase(f"{phrase.text} {' '.join(match[1].split())}", phrase.start, place + match.end(1))
