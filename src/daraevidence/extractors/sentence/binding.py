"""Which group each result of a sentence belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.distribution import distribute_one, distribute_pair, lead_on
from daraevidence.extractors.sentence.gapped import give_gapped
from daraevidence.extractors.sentence.in_turn import BEHIND, OF_GROUP, comes_second, give_from_to, give_in_turn, put_subject_first
from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.placed_names import RESPECTIVELY
from daraevidence.extractors.sentence.reference_groups import give_references
from daraevidence.extractors.sentence.sides import Row, Side, Slot, Statement
from daraevidence.extractors.sentence.slots import CHANGED_TO, CONNECTED, VERSUS, slots_of
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["VERSUS", "bind_groups"]

_THEN_RESPECTIVELY = compiled(r"[\s,;)]*(?:(?:groups?|arms?|cohorts?|patients)[\s,]+)?respectively\b", re.IGNORECASE)
_ADJACENT = compiled(
    r"\s*[(\[,:=]*\s*(?:n\s*=\s*|(?:mean|median|average)[\s,:=]+)?(?:was|were|had|showed|it was(?: only)?)?\s*", re.IGNORECASE
)


def bind_groups(text: str, base: int, statements: Sequence[Statement], named: Sequence[Named]) -> None:
    """Hand each group name of a sentence to the results that it stands with.

    Lists of names go to as many results in order (``A and B were 5 and 7, respectively``, ``lower with A than with B (5 vs 7)``);
    a name goes to the result that it follows (``5% in A``) or that follows it directly (``A (5%)``), and from there back to the
    results listed before it (``X (5%) and Y (7%) in A``); what is left is the subject of what follows. One pair of names speaks
    for all pairs of results, and so does one name for all results of a sentence.
    """
    named = _outside_ratios(base, statements, named)
    for statement in statements:
        _double(text, base, statement, named)
    rows = [Row(slots_of(text, base, statement, named), statement.versus) for statement in statements]
    slots = [slot for row in rows for slot in row.slots]
    taken = _as_told(text, slots, named)
    taken += give_gapped(slots, [one for one in named if one not in taken])
    taken += _inside(slots, [one for one in named if one not in taken])
    taken += give_from_to(text, rows, [one for one in named if one not in taken])
    taken += give_in_turn(text, slots, [one for one in named if one not in taken])
    taken += _lists(text, rows, [one for one in named if one not in taken])
    taken += _pairs(text, rows, [one for one in named if one not in taken])
    references = give_references(text, rows, statements, [one for one in named if one not in taken])
    taken += references
    taken += _held_second(text, rows, [one for one in named if one not in taken])
    loose = _neighbours(text, rows, slots, [one for one in named if one not in taken], named)
    distribute_pair(text, rows)
    for row, statement in zip(rows, statements, strict=True):
        _subject(text, row, loose)
        _part(row, statement, loose)
    own = [one for one in named if one not in references]
    lead_on(text, rows, own)
    distribute_one(text, rows, own)
    for slot in slots:
        for side in slot.sides:
            side.named, side.firm = slot.named, slot.firm
            side.rivals = not slot.firm and slot.named is not None and len({one.name for one in named}) > 1
    for statement in statements:
        put_subject_first(text, base, statement)


def _held_second(text: str, rows: Sequence[Row], named: Sequence[Named]) -> list[Named]:
    """``rarer with … than with B (2% vs 3%)``: the one group that is named is held against, and its result comes second."""
    for row in rows:
        free = row.versus and len(row.slots) == 2 and not any(slot.named for slot in row.slots)
        before = [one for one in named if one.end <= row.slots[0].start] if free else []
        if len(named) == 1 and before and is_held_against(text, before[0]):
            row.slots[1].take(before[0])
            return before
    return []


def _outside_ratios(base: int, statements: Sequence[Statement], named: Sequence[Named]) -> Sequence[Named]:
    """The names without those in the words of a ratio, ``(hazard ratio for A vs B, 0.7)``, where both groups are named before."""
    spans = [(r.start - base, r.value.start - base) for each in statements for r in each.ratios if r.value is not None]
    rest = [one for one in named if not any(start <= one.start < end for start, end in spans)]
    return rest if len({one.name for one in rest}) > 1 else named


_BOTH = compiled(
    rf"[\s,]*(?:both|equally|each)\s+(?:(?:in|for|with|among)\s+)?(?:the\s+)?(?:(?:those|{PEOPLE})\s+)?",
    re.IGNORECASE,
)


def _double(text: str, base: int, statement: Statement, named: Sequence[Named]) -> None:
    """``was 4.6 months both in A and in B``: one printed number is the result of two groups."""
    if len(statement.sides) != 1:
        return
    only = statement.sides[0]
    end = only.quantity.end - base
    behind = [one for one in named if one.start >= end][:2]
    if (
        len(behind) == 2
        and CONNECTED.fullmatch(text, behind[0].end, behind[1].start)
        and _BOTH.fullmatch(text, end, _bare_start(text, behind[0]))
    ):
        statement.sides.append(Side(only.quantity))


_LEADING_WORDS = compiled(r"(?:(?:in|for|with|among|the)\s+)*", re.IGNORECASE)


def _bare_start(text: str, one: Named) -> int:
    """Where a name begins behind its preposition and article."""
    match = _LEADING_WORDS.match(text[one.start : one.end])
    return one.start + (match.end() if match and match.end() < one.end - one.start else 0)


def _as_told(text: str, slots: Sequence[Slot], named: Sequence[Named]) -> list[Named]:
    """Give the names to the results that the grammar of their clauses says are theirs."""
    taken: list[Named] = []
    for one in named:
        place = next((i for i, slot in enumerate(slots) if slot.start <= one.result < slot.end), None)
        if place is None or slots[place].firm:
            continue
        slots[place].take(one)
        taken.append(one)
        if place + 1 < len(slots) and CHANGED_TO.fullmatch(text, slots[place].end, slots[place + 1].start):
            slots[place + 1].take(one)
    return taken


def _inside(slots: Sequence[Slot], named: Sequence[Named]) -> list[Named]:
    """``4 of 31 A patients``: names between the numbers of a result."""
    taken: list[Named] = []
    for one in named:
        slot = next((slot for slot in slots if slot.start <= one.start and one.end <= slot.end), None)
        if slot is not None and not slot.firm:
            slot.take(one)
        if slot is not None:
            taken.append(one)
    return taken


def _neighbours(
    text: str, rows: Sequence[Row], slots: Sequence[Slot], free: Sequence[Named], named: Sequence[Named]
) -> list[Named]:
    """Give names to the results that they stand beside; the names that are left."""
    left = list(free)
    behind = [slot for slot in slots if slot.named is not None and slot.named.result >= 0 and slot.named.start >= slot.end]

    def give(one: Named, slot: Slot) -> None:
        slot.take(one)
        left.remove(one)

    for one, slot in _subjects_of_clauses(text, slots, free):
        give(one, slot)
    for one in [*left]:
        before = _before(slots, one)
        end = max(before.end, one.end) if before is not None else 0
        if before is None or before.firm:
            continue
        if BEHIND.fullmatch(text, before.end, end) or (text[end - 1] not in "%" and OF_GROUP.fullmatch(text, before.end, end)):
            give(one, before)
            behind.append(before)
    for one in list(left):
        following = next((slot for slot in slots if slot.start >= one.end), None)
        if following is None or following.firm or not _ADJACENT.fullmatch(text, one.end, following.start):
            continue
        if not _heads_pair(text, rows, following, one, named):
            give(one, following)
    for one in list(left):
        before = _before(slots, one)
        if before is not None and not before.firm and _near(text[before.end : one.start]) and not _is_ahead(text, slots, one):
            give(one, before)
            behind.append(before)
    for slot in behind:
        _back(text, slots, slot, named, left)
        _bracket_behind(text, rows, slots, slot, named)
    return left


#: a subject and its verb: ``those on A had``, ``, those on B saw``
_OPENS_CLAUSE = compiled(r"(?:\A|[.,;]\s|\band\s|\bwhile\s|\bwhereas\s)\s*(?:the\s)?\Z", re.IGNORECASE)
_DOES = compiled(
    r"\s+(?:had|saw|experienced|achieved|reached|showed|reported|lost|gained|attained|recorded|posted)\s[^,;:()]*\Z",
    re.IGNORECASE,
)


def _subjects_of_clauses(text: str, slots: Sequence[Slot], free: Sequence[Named]) -> list[tuple[Named, Slot]]:
    """Names that are each the subject of a clause of its own, with the result of that clause: ``those on A had a mean
    reduction of 62%, those on B had a mean reduction of 69%``; two or more."""
    found: list[tuple[Named, Slot]] = []
    for one in free:
        slot = next((slot for slot in slots if slot.start >= one.end), None)
        if slot is None or slot.firm or _OPENS_CLAUSE.search(text, max(0, one.start - 10), one.start) is None:
            continue
        if _DOES.match(text, one.end, slot.start) is not None:
            found.append((one, slot))
    return found if len({id(slot) for _, slot in found}) == len(found) > 1 else []


def _bracket_behind(text: str, rows: Sequence[Row], slots: Sequence[Slot], slot: Slot, named: Sequence[Named]) -> None:
    """``Two patients in A (5%)``: a bracket directly behind a name that a result has tells of the same group."""
    one = slot.named
    following = next((other for other in slots if other.start >= slot.end), None)
    if one is None or following is None or following.firm or text[one.end : following.start].strip() not in ("(", "["):
        return
    if one.end <= following.start and not _heads_pair(text, rows, following, one, named):
        following.take(one)


def _before(slots: Sequence[Slot], one: Named) -> Slot | None:
    """The last result that ends before a name does."""
    return next((slot for slot in reversed(slots) if slot.start < one.start and slot.end <= one.end), None)


def _is_ahead(text: str, slots: Sequence[Slot], one: Named) -> bool:
    """``A (5% vs 7%)``: a name directly before a bracket of results is not that of the result before it."""
    return any(slot.start >= one.end and text[one.end : slot.start].strip() in ("(", "[") for slot in slots)


def _heads_pair(text: str, rows: Sequence[Row], slot: Slot, one: Named, named: Sequence[Named]) -> bool:
    """Whether a name stands before a bracket in which two results are set against each other: it is that of both, or of none."""
    row = next(row for row in rows if slot in row.slots)
    if not row.pair or row.slots[0] is not slot or text[one.end : slot.start].strip() not in ("(", "["):
        return False
    return not any(slot.end <= other.start < row.end or row.end <= other.start <= row.end + 8 for other in named)


def _part(row: Row, statement: Statement, loose: Sequence[Named]) -> None:
    """Patients named by what they have, before results whose groups are named too."""
    people = [one for one in loose if one.people and one.group is None and one.end <= row.start and not _TAKING.search(one.name)]
    if people and all(slot.named is not None and slot.named is not people[-1] for slot in row.slots):
        statement.part = people[-1]


#: patients named by what they take are an arm, and no part of one
_TAKING = compiled(r"\b(?:receiving|given|fed|taking|on|treated with|assigned to|randomi[sz]ed to)\b", re.IGNORECASE)


_CLAUSE_ENDS = compiled(r"[;:]|\.\s|\b(?:whereas|while|but)\b")


def _near(between: str) -> bool:
    """Whether a group name behind a result belongs to it."""
    if _CLAUSE_ENDS.search(between):
        return False
    return (len(between) <= 120 and not VERSUS.search(between)) or len(between.strip(" )],")) <= 3


_CLAUSE_BEFORE_ENDS = compiled(
    r"[;:]|\.\s|\b(?:whereas|while|but|versus|vs|than|against|compared|as (?:did|was|were|had))\b"
    rf"|\bof (?:treated|vaccinated) (?:{PEOPLE}) compared\b"
)


#: ``4.3% (5 mg), 7.1% (10 mg)``, ``(14% XENTRO, 7% placebo)``: a name of its own behind a result, though none that is known
_OWN_NAME = compiled(r"\s+of\s+those\s+[a-z]+(?=,)|\s\([\d.,]+\s?(?:mg|mcg|µg|g|mL|IU|units)(?:/\w+)?\)|\s[A-Z]{3,}\w*\s?,")


def _back(text: str, slots: Sequence[Slot], slot: Slot, named: Sequence[Named], loose: Sequence[Named]) -> None:
    """A name behind the last of a list speaks for the results before it, up to another name or a break."""
    for i in range(slots.index(slot) - 1, -1, -1):
        between = text[slots[i].end : slots[i + 1].start]
        if slots[i].named is not None or slots[i].firm or len(between) > 80:
            return
        if _CLAUSE_BEFORE_ENDS.search(between) or _OWN_NAME.match(between):
            return
        if any(slots[i].end <= one.start < slots[i + 1].start for one in named):
            return
        if any(one.end <= slots[i].start for one in loose):
            return
        slots[i].named = slot.named


def _lists(text: str, rows: Sequence[Row], named: Sequence[Named]) -> list[Named]:
    """Give lists of names to the statements with as many results; the names that were given."""
    taken: list[Named] = []
    respectively = bool(RESPECTIVELY.search(text))
    for run in sorted(_runs(text, named), key=lambda run: _THEN_RESPECTIVELY.match(text, run[-1].end) is None):
        if len(run) < 2 or len({one.name for one in run}) != len(run):
            continue
        for row in sorted(rows, key=lambda row: max(row.start - run[-1].end, run[0].start - row.end)):
            chosen = row.slots
            if len(chosen) > len(run) and respectively:
                chosen = [slot for slot in chosen if slot.end <= run[0].start]
            if len(chosen) != len(run) or any(slot.firm for slot in chosen):
                continue
            first, last = chosen[0].start, chosen[-1].end
            beside = chosen[-1].start < run[0].start and last < run[0].end  # "43% of patients with A and B"
            behind = (run[0].start >= last or beside) and (respectively or len(text[last : run[0].start]) <= 40)
            if not (behind or run[-1].end <= first) or _between(rows, row, run):
                continue
            swapped = not behind and not respectively and len(run) == 2 and comes_second(text, run[0])
            for slot, one in zip(chosen, run[::-1] if swapped else run, strict=True):
                slot.take(one, firm=behind or respectively)
            taken += run
            if behind or not respectively:
                break
    return taken


def _runs(text: str, named: Sequence[Named]) -> list[list[Named]]:
    """Names that stand side by side: ``A and B``, ``with A compared with B``."""
    runs: list[list[Named]] = []
    for one in named:
        gap = text[runs[-1][-1].end : one.start] if runs else ""
        if runs and len(gap) <= 30 and CONNECTED.fullmatch(gap):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _pairs(text: str, rows: Sequence[Row], named: Sequence[Named]) -> list[Named]:
    """``A had a greater X than B (48% vs 38%)``; ``X (5% vs 2%) and Y (7% vs 3%) were seen more with A than with B``."""
    taken: list[Named] = []
    previous = 0
    for row in rows:
        lead, previous = previous, row.end
        if not row.pair or any(slot.firm for slot in row.slots):
            continue
        if any(
            row.start <= one.start <= row.end
            or (row.end < one.start and _near(text[row.end : one.start]) and len(text[row.end : one.start]) < 12)
            for one in named
        ):
            continue
        ahead = [
            one
            for one in named
            if lead <= one.start
            and one.end <= row.start
            and not _is_setting(text, one)
            and (not lead or text[lead : one.start].strip(" )]"))
        ]
        chosen = ahead[-2:] if len(ahead) >= 2 else []
        if chosen and comes_second(text, chosen[0]):
            chosen = [chosen[1], chosen[0]]
        if not chosen and not ahead and len({one.name for one in named}) == 2 and named[0].start > rows[-1].end:
            chosen = [named[0], next(one for one in named if one.name != named[0].name)]
        if not chosen and len(named) == 2 and named[0].end <= rows[0].start and named[1].start >= rows[-1].end:
            chosen = list(named) if VERSUS.search(text, rows[-1].end, named[1].end) else []
        if len(chosen) == 2 and chosen[0].name != chosen[1].name:
            for slot, one in zip(row.slots, chosen, strict=True):
                slot.take(one)
            taken += chosen
    return taken


def _between(rows: Sequence[Row], row: Row, run: Sequence[Named]) -> bool:
    """Whether another statement of another number of results stands between the list and the statement."""
    for other in rows:
        if other is row or len(other.slots) == len(row.slots):
            continue
        if row.end <= other.start < run[0].start or run[-1].end <= other.start < row.start:
            return True
    return False


#: ``Of the patients with X, …``, ``In women aged 50, …``: of whom the sentence is told, not who stands against whom
_SETTING = compiled(r"(?:[A-Z]{5,}:?\s+)?(?:of|in|among|for)\b", re.IGNORECASE)


def _is_setting(text: str, one: Named) -> bool:
    return one.people and one.group is None and text[one.end : one.end + 1] == "," and bool(_SETTING.match(text, 0, one.end))


def _subject(text: str, row: Row, loose: Sequence[Named]) -> None:
    """The last name before a statement is its subject; of two results side by side it is that of the first."""
    ahead = [one for one in loose if one.end <= row.start]
    if len(ahead) > 1 and _is_setting(text, ahead[0]):
        ahead = ahead[1:]
    if row.slots[0].named is None and ahead:
        row.slots[0].named = ahead[-1] if len(row.slots) == 1 or len(ahead) == 1 else ahead[0]
