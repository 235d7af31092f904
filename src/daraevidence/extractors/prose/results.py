"""Results told in prose: which number is of which outcome, group, comparator and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.measures import put_p
from daraevidence.extractors.prose.absences import absences, may_lack
from daraevidence.extractors.prose.arms_by_percent import for_each_arm, name_by_percent, name_by_size, name_in_turn
from daraevidence.extractors.prose.comparisons import complete, described, side_by_side, within_part
from daraevidence.extractors.prose.demographics import goes_on, is_baseline
from daraevidence.extractors.prose.graded import grade_again, grade_in_order
from daraevidence.extractors.prose.kinds import kinds_of
from daraevidence.extractors.prose.listed import name_listed, sizes_listed
from daraevidence.extractors.prose.negations import NEGATION, everyone, negations, p_alone, ratios_alone
from daraevidence.extractors.prose.oppositions import oppose
from daraevidence.extractors.prose.people import name_averages, name_people
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.reasons import stated, without_reasons
from daraevidence.extractors.prose.resumed import oppose_across
from daraevidence.extractors.prose.retold import retell
from daraevidence.extractors.prose.safety_sets import SafetySets
from daraevidence.extractors.prose.statistic import counted_events
from daraevidence.extractors.prose.subjects import share_subjects
from daraevidence.extractors.prose.times_told import time_of, told_time
from daraevidence.extractors.prose.told import put_comparator, put_pair, ratio_draft, result_draft
from daraevidence.extractors.prose.told_events import lead_to
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.sentence.asides import without_doses
from daraevidence.extractors.sentence.bases import base_count, clause_bases
from daraevidence.extractors.sentence.breakdowns import parts_of, without_parts
from daraevidence.extractors.sentence.known_groups import known
from daraevidence.extractors.sentence.named import Named, named_groups
from daraevidence.extractors.sentence.paired import halves
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.ratios import with_ratios
from daraevidence.extractors.sentence.results import statistics
from daraevidence.extractors.sentence.statements import Side, Statement, read_sentence
from daraevidence.extractors.sentence.wording import plainly_compared
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import behind_heading, sentences
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions

__all__ = ["told_in_prose"]

_SKIPPED = frozenset(("references", "search"))


def told_in_prose(document: Document, mentions: Mentions, scope: Scope, tabled: Sequence[Draft] = ()) -> Iterator[Draft]:
    """Endpoints, characteristics and adverse events of paragraphs, bullets and footnotes (drafts of these three kinds).

    ``tabled``: those of the tables, which say how many patients were watched for harms.
    """
    sets = SafetySets()
    sets.learn_tables(tabled)
    pairs: dict[str | None, tuple[Named, Named]] = {}
    when: tuple[int, Quantity | None] = (-1, None)  # the section and the time that was told of last in it
    for text, offset, section, parent in _passages(document):
        if when[0] != section:
            when = (section, None)
        roles = [heading.role for heading in document.headings(section) if heading.role]
        if _SKIPPED.intersection(roles):
            continue
        starts, last, last_named, recent = False, None, None, tuple[Named, ...]()
        before: list[Draft] = []  # those of the sentence before, which the next may set against its own
        for first, end in sentences(text):
            start = behind_heading(text, first, end)
            found = mentions.within(offset + start, offset + end)
            if found or NEGATION.search(text, start, end) or may_lack(text[start:end]):
                held = scope.inherited(offset + start) or _parents(scope, parent)
                role = roles[0] if roles else ""
                said = plainly_compared(text[start:end])
                place = Place(
                    scope, said, offset + start, found, role, pairs, sets, held, last=last, recent=recent, starts=starts
                )
                place.last_named = last_named
                place.when = when[1]
                when = (section, told_time(place) or when[1])
                sets.learn_sentence(place.text, place.base, scope, place.study)
                drafts = list(_sentence(place))
                oppose_across(place, before, drafts)
                yield from before
                before, last, last_named, recent = drafts, place.last, place.last_named, place.recent
            else:
                last = last_named = None
            starts = is_baseline(text[start:end]) or (starts and goes_on(text[start:end]))
        yield from before


def _parents(scope: Scope, parent: Block | None) -> Group | None:
    """The one group that the bullet above names."""
    named = {id(m.group): m.group for m in scope.mentions(parent.start, parent.end)} if parent is not None else {}
    return next(iter(named.values())) if len(named) == 1 else None


def _passages(document: Document) -> Iterator[tuple[str, int, int, Block | None]]:
    """Text, place, section and parent bullet of everything that is told in sentences."""
    for block in document.blocks:
        if block.kind in ("paragraph", "item"):
            parent = document.blocks[block.parent] if block.kind == "item" and block.parent >= 0 else None
            yield block.text, block.start, block.section, parent if parent is not None and parent.kind == "item" else None
    for grid in document.grids:
        for cell in grid.footnotes.values():
            yield document.raw(cell.start, cell.end), cell.start, grid.section, None


def _sentence(place: Place) -> Iterator[Draft]:
    if "your patient" in place.text.casefold():
        return
    place.quantities = with_ratios(place.text, place.base, place.quantities)
    place.text, place.quantities, parts = without_parts(place.text, place.base, place.quantities)
    reasons = without_reasons(place)
    named = _groups(place)
    text, quantities = without_doses(place.text, place.base, named, place.quantities)
    if text != place.text:
        place.text, place.quantities = text, quantities
        named = _groups(place)
    named = _based(place, named)
    told = [q for q in place.quantities if not _is_size(q, place)]
    statements = share_subjects(place, read_sentence(place.text, place.base, told, named))
    statements += parts_of(statements, parts)
    lead_to(place, statements)
    grade_again(place, statements)
    name_listed(place, statements, named)
    grade_in_order(place, statements)
    name_by_size(place, statements)
    name_by_percent(place, statements)
    name_in_turn(statements)
    name_people(place, statements)
    name_averages(place, statements)
    statements = for_each_arm(place, statements)
    statements += stated(statements, reasons)
    before = place.last, place.last_named
    retell(place, statements, named)
    for statement in statements:
        own = statement.sides[-1].quantity.p
        statement.p = statement.p or (own if len(statement.sides) > 1 else None)
    for statement in statements:
        if statement.phrase is not None:
            complete(place, statement)
            within_part(place, statement)
    for previous, statement in pairwise(statements):
        _name_difference(place, statement, previous)
    if place.role == "safety":
        arms = [group for group in place.scope.groups_of(place.study) if group.role == "arm"]
        statements = [statement for statement in statements if not place.sets.learn_statement(statement, place.study, arms)]
    drafts = [draft for statement in statements for draft in _statement(place, statement)]
    place.recent = side_by_side(statements) or place.recent
    if not statements:
        drafts += [*p_alone(place, named), *ratios_alone(place, named)]
    drafts += [*sizes_listed(place, named), *everyone(place, named), *negations(place, named), *absences(place, named, before)]
    oppose(place, drafts)
    yield from drafts


def _based(place: Place, named: list[Named]) -> list[Named]:
    """The groups without those that only say of how many patients each clause, or the sentence, tells."""
    bases = clause_bases(place.text, place.base, place.quantities)
    if bases is not None:
        place.quantities = bases[0]
        groups = place.scope.groups_of(place.study)
        for one in (known(each, groups) for each in bases[1]):
            over = [other for other in named if other.start < one.end and one.start < other.end]
            if all(other.group is None for other in over):
                named = sorted([*[other for other in named if other not in over], one], key=lambda each: each.start)
    whole = base_count(place.text, place.base, place.quantities) if bases is None else None
    if whole is not None:
        place.whole_n, start, end = whole
        inside = [one for one in named if one.start < end]
        named = [one for one in named if one.start >= end]
        place.whole = next((one for one in inside if one.group is not None), None) or described(place, start, end)
    return named


def _groups(place: Place) -> list[Named]:
    """The groups of a sentence, seen from its statistics, or from its ratios where it has no others."""
    told = statistics(place.text, place.base, place.quantities) or [q for q in place.quantities if q.role == "ratio"]
    return named_groups(place.text, place.base, place.scope, told)


def _is_size(quantity: Quantity, place: Place) -> bool:
    """Whether a number is the size of the study or of a group, and no result: ``a trial in 310 adults``."""
    scope, number = place.scope, quantity.n or quantity.value
    counted = quantity.role in ("count", "number") and quantity.percent is None and quantity.denominator is None
    if not counted or number is None:
        return False
    if number.start in scope.sizes:
        return True
    start = quantity.start - place.base
    return _DEFINITE.search(place.text, max(0, start - 16), start) is not None and number.value == scope.size_of(place.study)


#: ``The 126 patients had``, ``the series has 126 patients``: the study's own size again
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Oo]ur|has|have|had|includes?|included|comprise[sd]?|counts?|counted|numbers?)\s+$")


_DIFFERENCE = re.compile(
    r"(?:the )?(?:(?:[\w-]+ ){0,3}difference|number[- ]needed[- ]to[- ](?:treat|harm)|NNT[BH]?|NNH)", re.IGNORECASE
)


#: ``difference from placebo, -2.2``: the group named is the one that is held against
_FROM = re.compile(
    r"\bdifferences?\s+(?:in\s+[\w ]{1,30}\s+)?(?:from|versus|vs\.?|compared (?:with|to)|relative to|over|against)\s+"
    r"(?:the\s+)?",
    re.IGNORECASE,
)


def _is_reference(place: Place, named: Named) -> bool:
    return any(match.end() >= named.start for match in _FROM.finditer(place.text, 0, max(named.end, 0)))


def _name_difference(place: Place, statement: Statement, previous: Statement) -> None:
    """``7.2 versus 5.1 points (difference, 2.1; P=0.003)``: the difference, and its P value, is that of the results before it."""
    phrase = statement.phrase
    if previous.phrase is None or phrase is None or not _DIFFERENCE.fullmatch(phrase.text):
        return
    differs = phrase.text.casefold().endswith("difference")
    head = "difference in" if differs else f"{phrase.text} for"
    if differs:
        previous.p = previous.p or statement.p
        statement.p = statement.p or previous.p
    statement.phrase = Phrase(f"{head} {previous.phrase.text}", phrase.start, phrase.end)
    names = [side.named for side in previous.sides if side.named is not None]
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
            side.named = names[0]
            statement.against = statement.against or (names[1] if len(names) == 2 else None)


def _statement(place: Place, statement: Statement) -> Iterator[Draft]:
    if statement.phrase is None:
        return
    compared = [side.named for side in statement.sides if side.named is not None]
    if len({named.name for named in compared}) > 2:  # a whole cohort told beside its parts is not compared with them
        compared = [named for named in compared if named.group is None or named.group.role != "total"]
    for side in statement.sides:
        own = side.named.name if side.named else ""
        others = [n for n in compared if side.named in compared and n.name != own]
        if not others and side.named is not None and statement.against is not None and statement.against.name != own:
            others = [statement.against]
        told = [side] if side.rate is None else [side, replace(side, quantity=side.rate, rate=None)]
        for one in told:
            yield from _drafts(place, statement, one, others, side.named in compared or not compared)
    for ratio in statement.ratios:
        yield ratio_draft(place, statement, ratio)


def _drafts(place: Place, statement: Statement, side: Side, others: list[Named], compared: bool) -> Iterator[Draft]:
    """The records of one result of a statement; ``compared``: the statement's P value is of its group."""
    assert statement.phrase is not None
    for part in _verbs(side.phrase or statement.phrase, statement):
        for quantity, phrase in halves(side.quantity, part):
            quantity = counted_events(phrase.text, quantity)
            half = side if quantity is side.quantity else replace(side, quantity=quantity)
            for kind in kinds_of(place, phrase, quantity, statement):
                yield _draft(place, kind, statement, half, phrase, others, compared)


def _draft(
    place: Place, kind: Kind, statement: Statement, side: Side, phrase: Phrase, others: list[Named], compared: bool
) -> Draft:
    draft = result_draft(place, kind, statement, side, phrase)
    if kind == "endpoint":
        if others:
            put_comparator(place, draft, others)
        elif draft.get("measure") == "risk_reduction":
            put_pair(place, draft)
        if compared:
            put_p(draft, statement.p)
    return draft


_AND_VERB = re.compile(r"\s+and\s+(?=(?:withdrew|died|discontinued|relapsed|progressed|\w+ed)\b)")


def _verbs(phrase: Phrase, statement: Statement) -> list[Phrase]:
    """``did not respond and withdrew``: two outcomes of one count, where the second is one by itself."""
    match = _AND_VERB.search(phrase.text) if statement.subject else None
    if match is None or endpoint_code(phrase.text[match.end() :]) == "OTHER":
        return [phrase]
    middle = phrase.end - len(phrase.text) + match.end()
    return [
        Phrase(phrase.text[: match.start()], phrase.start, phrase.start + match.start()),
        Phrase(phrase.text[match.end() :], middle, phrase.end),
    ]
