"""What one sentence states: results side by side, each with its outcome and its group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.bare_numbers import promoted
from daraevidence.extractors.sentence.binding import VERSUS, bind_groups
from daraevidence.extractors.sentence.companions import give_companions
from daraevidence.extractors.sentence.counted_events import PEOPLE, counts_others, is_aside, of_events
from daraevidence.extractors.sentence.mask import masked
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.paired import paired
from daraevidence.extractors.sentence.phrases import Phrase, before_statistic, content, split_gap, trimmed
from daraevidence.extractors.sentence.predicates import with_state
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.results import NEEDED, UNITS_OF_CARE, results_of
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.extractors.sentence.tails import give_tails, tails_of
from daraevidence.extractors.sentence.times import times_of, undecided
from daraevidence.extractors.sentence.totals import without_totals
from daraevidence.language.quantities import Quantity

__all__ = ["Side", "Statement", "read_sentence"]

_INSIDE = re.compile(
    r"\b(?:in|among|by|for|of|with|to)\s+(?:only\s+|about\s+|approximately\s+|the\s+|a total of\s+|up to\s+|all\s+)?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s*+(?:also\s+|subsequently\s+|still\s+|never\s+)?(?:was|were|is|are|had|has|have|did|does|failed|achieved|"
    r"received|required|needed|relapsed|"
    r"responded|died|withdrew|discontinued|experienced|developed|completed|underwent|met|showed|remained|"
    r"reported|progressed|survived|"
    r"maintained|stopped|dropped|continued|took|used|carried|lived|wore|began|became|lost|left|went|came|kept|chose|spent|"
    r"fell|felt|saw|sought|smoked|drank|worked|suffered|harbou?red|expressed|switched|started|missed|preferred|proceeded|"
    r"responding|relapsing|achieving|receiving|who)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s*+(?:with|without|previously)\s+(?=[A-Za-z])")
_BARE_NAME = re.compile(
    r"\s*+(?=[A-Za-z])(?!(?:in|with|for|on|among|of|by|to|from|than|versus|vs|against|at|and|or|after|during|per|compared|"
    r"were|was|respectively)\b)"
)


def read_sentence(text: str, base: int, quantities: Sequence[Quantity], named: Sequence[Named]) -> list[Statement]:
    """The statements of a sentence, in order. ``quantities`` and ``named`` are those inside it."""
    quantities = promoted(text, base, quantities)
    results = [q for q in results_of(text, base, quantities) if not _in_name(text, q, base, named)]
    if not results:
        return []
    results, rates = paired(text, base, results)
    blank = masked(text, base, quantities, named)
    tails = tails_of(blank, base, results)
    for tail in tails.values():
        blank = f"{blank[: tail.start]}{' ' * (tail.end - tail.start)}{blank[tail.end :]}"
    statements = without_totals(_series(Reader(text, base, blank, quantities, named, tails), results))
    give_tails(statements, results, tails)
    times = times_of(text, base, quantities)
    for side in (side for statement in statements for side in statement.sides):
        side.rate = rates.get(side.quantity.start)
        side.timed, side.time = side.quantity.start in times, times.get(side.quantity.start)
    bind_groups(text, base, [statement for statement in statements if not statement.whole], named)
    for statement in statements:
        undecided(statement.sides)
    give_companions(text, base, statements, quantities)
    return statements


def _in_name(text: str, quantity: Quantity, base: int, named: Sequence[Named]) -> bool:
    """``10-mg`` of ``the 10-mg group``: an amount inside a group's name is no result."""
    if quantity.role != "value" or quantity.intervals:
        return False
    if any(one.group is not None and one.start <= quantity.start - base and quantity.end - base <= one.end + 1 for one in named):
        return True
    if "-" not in text[quantity.start - base : quantity.end - base]:
        return False
    return any(one.start <= quantity.start - base and quantity.end - base <= one.end for one in named)


def _series(reader: Reader, results: Sequence[Quantity]) -> list[Statement]:
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
        own = (_has_verb(reader, quantity, start, end, following) and not _one_of_two(reader, last, start)) or _has_noun(
            reader, last, quantity, end, following
        )
        own = own or (i - 1 in reader.tails and reader.tails[i - 1] is not reader.tails.get(i))
        own = own or counts_others(reader, last, quantity)
        if own and last is not None and _of_both(reader, last, previous, start):
            own, last.phrase = False, None
        together = last is not None and _in_bracket_with(reader.text, previous, start, end)
        if (
            last is not None
            and not (own and last.phrase)
            and (together or _continues(reader.text[previous:start], gap, last, quantity))
        ):
            last.versus = last.versus or bool(VERSUS.search(reader.text[previous:start]))
            if len(last.sides) == 1 and last.phrase is not None and not last.subject:
                last.phrase = _narrowed(last.phrase, gap, previous)
            last.sides.append(side)
            if last.phrase is None:
                _phrase(reader, last, previous, start, end, following)
        else:
            statement = Statement([side])
            if last is None:
                lead_start = 0
            elif last.subject and not _in_bracket(reader.text, previous, start):
                lead_start = previous + split_gap(reader.masked[previous:start])
            else:
                lead_start = previous
            _phrase(reader, statement, lead_start, start, end, following)
            circumstance = statement.phrase is not None and _CIRCUMSTANCE.match(statement.phrase.text) is not None
            if last is not None and (statement.phrase is None or (circumstance and last.phrase is not None)):
                told = statements[-2] if len(statements) > 1 and _is_aside(reader, last, start) else last
                statement.phrase, statement.subject = told.phrase, told.subject
            elif (
                statement.phrase is not None
                and last is not None
                and last.phrase is not None
                and _shares(statement.phrase.text, quantity)
            ):
                statement.phrase = _shared(statement.phrase, last.phrase)
            elif statement.phrase is not None and last is not None and last.phrase is not None and last.phrase.head:
                statement.phrase = _sharing(statement.phrase, last.phrase.head, gap)
            statements.append(statement)
        previous = end
    return statements


#: ``17/118 (14%) after X and in 21/236 controls``: when it happened to the first, and no outcome of the second
_CIRCUMSTANCE = re.compile(r"(?:after|before|during|under|following)\s+(?!.*\b(?:was|were|had|occurred)\b)", re.IGNORECASE)
_DIFFERS = re.compile(r"(?:the |an? )?(?:[\w-]+ ){0,3}differences?\b.*", re.IGNORECASE)


def _is_aside(reader: Reader, last: Statement, start: int) -> bool:
    """Whether the statement before only tells how those before it differ, in a closed bracket: ``(difference, 2.1)``."""
    if last.phrase is None or not _DIFFERS.fullmatch(last.phrase.text):
        return False
    return ")" in reader.text[last.sides[-1].quantity.end - reader.base - 1 : start]


_LISTED = re.compile(r"[\s,]*(?:and\s+)?")


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


_DIRECTION = re.compile(
    r"(?:(?:versus|vs|an?|mean|median|average|absolute|relative|significant|further|overall)\s+)*"
    r"(?P<noun>increase|decrease|reduction|change|improvement|decline|rise|fall|gain|loss|drop)s?",
    re.IGNORECASE,
)
_DIRECTED = re.compile(
    r"^.*?\b(?:increase|decrease|reduction|change|improvement|decline|rise|fall|gain|loss|drop)s?\s+(?:in|of)\s+", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"(?:it|this|these|they|that|which)(?:\s+(?:took|occurred))?"
    r"|(?:(?:it|they|remained|was|were|also|essentially|virtually|almost)\s+)*"
    r"(?:unchanged|stable|constant|unaltered|unaffected|the same|"
    r"(?:did|does) not(?: \w+ly)? (?:change|differ|vary|increase|decrease|improve))"
    r"|no (?:significant )?(?:change|increase|decrease|improvement|reduction|difference)",
    re.IGNORECASE,
)


def _shares(words: str, quantity: Quantity) -> bool:
    """Whether words stand for the outcome told before: a pronoun, a change, or a verb without a subject of its own."""
    if words.casefold().endswith(("fall", "falls")) and (quantity.n is not None or words[-1] == "s"):
        return False  # of a person
    return _PRONOUN.fullmatch(words) is not None or _DIRECTION.fullmatch(words) is not None


def _shared(phrase: Phrase, last: Phrase) -> Phrase:
    """``an increase in X of 5 … a decrease of 3``: a change of what was told of before; ``it was`` is that itself."""
    if _PRONOUN.fullmatch(phrase.text):
        return last
    match = _DIRECTION.fullmatch(phrase.text)
    if match is None:
        return phrase
    what = _DIRECTED.sub("", last.text) or last.text
    return Phrase(f"{phrase.text.removeprefix('versus a ').removeprefix('versus ')} in {what}", phrase.start, phrase.end)


_WITH_WORDS = re.compile(r"\s*(with\s+[\w\s]*\w)")


def _narrowed(phrase: Phrase, gap: str, place: int) -> Phrase:
    """``more attempts (15% with 2 attempts versus 6%)``: what stands behind the first result belongs to both."""
    against = VERSUS.search(gap)
    match = _WITH_WORDS.match(gap[: against.start()]) if against else None
    if match is None or not content(match[1]):
        return phrase
    return Phrase(f"{phrase.text} {' '.join(match[1].split())}", phrase.start, place + match.end(1))


_AND_BEHIND = re.compile(r"[\s),;=]*and\b")


def _sharing(phrase: Phrase, head: str, gap: str) -> Phrase:
    """The second object of a head: ``and B (``."""
    if _AND_BEHIND.match(gap) and len(phrase.text.split()) <= 4:
        return Phrase(f"{head} for {phrase.text}", phrase.start, phrase.end, head)
    return phrase


def _has_verb(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> bool:
    """Whether the patients of a count are the subject of a verb of their own."""
    if quantity.role not in ("count", "proportion") or _INSIDE.search(reader.text[max(0, start - 40) : start]):
        return False
    people = PEOPLE.match(reader.text, end)
    place = people.end() if people else end
    if place >= following:
        return False
    return _VERB.match(reader.masked, place) is not None or (people is not None and _WITH.match(reader.masked, place) is not None)


def _of_both(reader: Reader, last: Statement, previous: int, start: int) -> bool:
    """``12 (5%) versus 8 (3%) died``: the verb is that of both counts."""
    first = last.sides[0].quantity
    if len(last.sides) > 1 or last.subject or first.role not in ("count", "proportion"):
        return False
    against = VERSUS.fullmatch(reader.text[previous:start].strip())
    return (
        against is not None
        and _INSIDE.search(reader.text, max(0, first.start - reader.base - 40), first.start - reader.base) is None
    )


def _one_of_two(reader: Reader, last: Statement | None, start: int) -> bool:
    """``rates of 94% and 81% were seen``: the verb is that of the rates, and no patients are its subject."""
    if last is None or last.subject:
        return False
    first, end = last.sides[-1].quantity.start - reader.base, last.sides[-1].quantity.end - reader.base
    return _AND.fullmatch(reader.text, end, start) is not None and _OF.search(reader.text, max(0, first - 12), first) is not None


_AND = re.compile(r"\s*(?:,|and|or)\s*")
_OF = re.compile(r"\bof\s+$")


def _has_noun(reader: Reader, last: Statement | None, quantity: Quantity, end: int, following: int) -> bool:
    """``22% complete responses and 41% partial responses``: two results with their outcomes directly behind them."""
    if last is None or last.phrase is None or last.versus or quantity.percent is None or quantity.n is not None:
        return False
    first = last.sides[0].quantity
    if first.percent is None or first.n is not None or not last.phrase.start - 2 <= first.end - reader.base <= last.phrase.start:
        return False
    name = _NOUN_BEHIND.match(reader.masked, end, following)
    return name is not None and content(name[0])


_NOUN_BEHIND = re.compile(
    r"\s(?!(?:and|or|of|in|with|for|on|after|at|by|to|from|than|versus|vs|compared|were|was|respectively|had)\b)[a-z][^,;:()]{2,60}"
)


def _in_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket that opens in the range is still open at its end."""
    depth = 0
    for letter in text[start:end]:
        if letter == "(":
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
    return depth > 0


def _continues(gap: str, masked: str, last: Statement, quantity: Quantity) -> bool:
    """Whether a result belongs to the same outcome as the one before it."""
    if ";" in gap and not VERSUS.search(gap) and (content(masked) or gap.count("(") or gap.count(")")):
        return False
    if last.versus and len(last.sides) > 1 and not VERSUS.search(gap):
        return False
    kinds = {side.quantity.role for side in last.sides} | {quantity.role}
    if "value" in kinds and kinds & {"proportion", "count"}:
        return False
    against = VERSUS.search(masked)
    if against is not None and not content(masked[against.end() :]) and len(masked[: against.start()].split()) <= 4:
        return True
    words = VERSUS.sub(" ", masked)
    if content(words) and not (last.subject and not content(_after_edge(words))):
        return False
    return bool(VERSUS.search(gap)) or len(" ".join(masked.split())) <= 60


def _after_edge(words: str) -> str:
    return words[split_gap(words) :]


def _phrase(reader: Reader, statement: Statement, lead: int, start: int, end: int, following: int) -> None:
    """Find the words of the outcome: before the number, or behind it where patients are the subject."""
    before = reader.masked[lead:start]
    tail = reader.text[end:following]
    tail_masked = reader.masked[end:following]
    quantity = statement.sides[0].quantity
    counts = quantity.role in ("count", "proportion")
    closing = len(tail) - len(tail.lstrip(" )]"))
    needed = _of_needed(reader, quantity, start)
    if needed is None and counts and _BEFELL.search(before):
        needed = before_statistic(before, lead)
    if needed is not None:
        statement.phrase = needed
        return
    own = _of_average(reader, quantity, start, end, following) or of_events(reader, quantity, end, following)
    if own is not None:
        statement.phrase, statement.subject = own, bool(quantity.noun)
        return
    behind = _behind_bracket(reader, lead, start, end) if counts and _in_bracket(reader.text, lead, start) else None
    if behind is not None:
        statement.phrase, statement.subject = behind, True
        return
    if counts and not _INSIDE.search(reader.text[lead:start]) and not is_aside(reader.text, lead, start, end):
        people = bool(quantity.noun) or PEOPLE.match(tail) or _VERB.match(tail, closing)
        if people:
            found = after_subject(tail_masked[closing:], end + closing)
            if found is not None:
                statement.phrase, statement.subject = found, True
                return
        if not _in_bracket(reader.text, lead, start) and _BARE_NAME.match(tail) and before_statistic(before, lead) is None:
            found = after_subject(tail_masked, end)
            if found is not None:
                statement.phrase, statement.subject = found, True
                return
    statement.phrase = before_statistic(before, lead)
    if statement.phrase is not None and counts:
        statement.phrase = with_state(statement.phrase, reader.text, reader.masked, start)
    if statement.phrase is None and counts:
        found = after_subject(tail_masked[closing:], end + closing)
        statement.phrase, statement.subject = found, found is not None


#: ``Headache affected 7 patients``: the patients are the object, and what befell them stands before
_BEFELL = re.compile(r"\b(?:affected|troubled|bothered|befell|struck)\s+(?:only\s+|about\s+)?$")
_AVERAGE_OF = re.compile(r"\b(?:median|mean|average) (?:of )?$", re.IGNORECASE)


#: ``5 vs 7 points at week 4 (difference, 2``
_DIFFERENCE = re.compile(r"[(\[;,]\s*((?:[\w-]+ ){0,3}difference)\s*(?:[,:=]|of|was)?\s*$", re.IGNORECASE)


def _of_needed(reader: Reader, quantity: Quantity, start: int) -> Phrase | None:
    """``the number needed to treat to prevent one death was 12``, ``(mean difference, 2.1``"""
    if quantity.role != "value":
        return None
    between = _DIFFERENCE.search(reader.text, max(0, start - 60), start)
    if between is not None:
        return Phrase(between[1], between.start(1), between.end(1))
    match = NEEDED.search(reader.text, max(0, start - 120), start)
    return trimmed(reader.text[match.start() : start], match.start(), drop_intro=False) if match else None


def _of_average(reader: Reader, quantity: Quantity, start: int, end: int, following: int) -> Phrase | None:
    """``a median of 2 lines of therapy (range, 1-8) before X``: what is counted stands behind the number."""
    if quantity.role != "value" or quantity.value is None or quantity.unit not in UNITS_OF_CARE:
        return None
    if not _AVERAGE_OF.search(reader.text[:start]):
        return None
    first = quantity.value.end - reader.base
    noun = reader.text[first:end].partition("(")[0].strip()
    rest = after_subject(reader.masked[end:following], end)
    return Phrase(f"{noun} {rest.text if rest else ''}".strip(), first, rest.end if rest else end) if noun else None


_SUBJECT_ENDS = re.compile(
    r"\b(?:patients|subjects|participants|women|men|children|responders)\b(?:\s+(?:in|of|on|with|from|receiving|"
    r"treated)\b[^,;:()]{0,60})?\s*[(\[]\s*$",
    re.IGNORECASE,
)


_VERB_BEHIND = re.compile(r"\s*(?:also |subsequently )?(?:[a-z]+ed|had|were|was|did|underwent|met|showed|withdrew|died)\b")


def _behind_bracket(reader: Reader, lead: int, start: int, end: int) -> Phrase | None:
    """``more patients in arm A (8/36, versus 6/43 in arm B) required``: people before the bracket, the verb behind it."""
    if not _SUBJECT_ENDS.search(reader.text, lead, start):
        return None
    close = reader.text.find(")", end)
    if close < 0 or not _VERB_BEHIND.match(reader.text[close + 1 :]):
        return None
    return after_subject(reader.masked[close + 1 :], close + 1)
