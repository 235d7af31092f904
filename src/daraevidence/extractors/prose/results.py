"""Results told in prose: which number is of which outcome, group, comparator and time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.measures import put_p
from daraevidence.extractors.prose.absences import absences, may_lack
from daraevidence.extractors.prose.arms_by_percent import (
    for_each_arm,
    keep_to_base,
    name_behind,
    name_by_percent,
    name_by_size,
    name_in_turn,
)
from daraevidence.extractors.prose.by_the_way import without_by_the_way
from daraevidence.extractors.prose.called_by_order import name_by_order
from daraevidence.extractors.prose.carried_on import carried_on
from daraevidence.extractors.prose.compared_pairs import keep_compared
from daraevidence.extractors.prose.comparisons import (
    arms_sized,
    complete,
    join_clauses,
    join_lists,
    learn_sizes,
    share_p,
    side_by_side,
    turn_to_named,
)
from daraevidence.extractors.prose.demographics import goes_on_behind, is_baseline
from daraevidence.extractors.prose.differences import (
    compared_last,
    join_multiples,
    name_differences,
    name_efficacies,
    name_reductions,
)
from daraevidence.extractors.prose.done_in_turn import name_done_in_turn
from daraevidence.extractors.prose.estimates_alone import name_needed, p_alone, ratios_alone
from daraevidence.extractors.prose.graded import grade_again, grade_in_order
from daraevidence.extractors.prose.groups import find_groups, without_sizes
from daraevidence.extractors.prose.headed_times import HeadedTimes
from daraevidence.extractors.prose.kinds import kinds_of
from daraevidence.extractors.prose.levels import name_levels
from daraevidence.extractors.prose.listed import name_listed, sizes_listed
from daraevidence.extractors.prose.listed_groups import Leads, name_by_lead
from daraevidence.extractors.prose.named_studies import without_studies
from daraevidence.extractors.prose.negations import NEGATION, everyone, negations
from daraevidence.extractors.prose.news import name_by_head, name_part, name_plainly, without_news
from daraevidence.extractors.prose.of_them import name_of_them, share_counted
from daraevidence.extractors.prose.one_patient import one_patient
from daraevidence.extractors.prose.oppositions import oppose, oppose_across
from daraevidence.extractors.prose.parts_compared import compare_in_parts
from daraevidence.extractors.prose.passages import passages, run_in
from daraevidence.extractors.prose.people import name_averages, name_people
from daraevidence.extractors.prose.place import Place, are_arms, in_turn
from daraevidence.extractors.prose.predictors import name_factors
from daraevidence.extractors.prose.ratio_pairs import of_ratio
from daraevidence.extractors.prose.reasons import stated, without_reasons
from daraevidence.extractors.prose.restricted import name_again, restrict, restrict_drafts
from daraevidence.extractors.prose.resumed import names_outcome, resume
from daraevidence.extractors.prose.safety_sets import SafetySets
from daraevidence.extractors.prose.scales import name_scales
from daraevidence.extractors.prose.statistic import counted_events
from daraevidence.extractors.prose.subjects import share_subjects
from daraevidence.extractors.prose.tested import share_tests
from daraevidence.extractors.prose.times_told import still_at, told_time
from daraevidence.extractors.prose.told import put_comparator, put_pair, ratio_draft, result_draft, tells_again
from daraevidence.extractors.prose.told_again import join_shares, pair_again
from daraevidence.extractors.prose.told_events import lead_to, name_listed_events, qualify
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.sentence.asides import without_adjustments
from daraevidence.extractors.sentence.breakdowns import parts_of, without_parts
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.outcome_names import without_reached
from daraevidence.extractors.sentence.paired import halves
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.ratios import with_ratios
from daraevidence.extractors.sentence.statements import Side, Statement, read_sentence
from daraevidence.extractors.sentence.wording import plainly_compared
from daraevidence.language.patterns import compiled
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
    since: tuple[Quantity | None, bool] = (None, False)
    starts = False  # whether the patients are told of as they came
    #: the groups last set side by side: of what study and section
    beside: tuple[str | None, int, tuple[Named, ...]] = (None, -1, ())
    leads, heads = Leads(mentions), HeadedTimes(document, mentions)
    for text, offset, section, parent, listed, below, headed, head, above in passages(document):
        if when[0] != section:
            when = (section, None)
        since = since if listed else (None, False)
        roles = [heading.role for heading in document.headings(section) if heading.role]
        if _SKIPPED.intersection(roles):
            continue
        role = roles[0] if roles else ""
        scene = heads.of(section, above)
        starts, before = headed or (starts and below), None
        earlier = (0, 0)
        waiting: list[Draft] = []  # those of the sentence before, which the next may set against its own
        for first, end, goes_on in _parts(scope, text, offset):
            start = behind_heading(text, first, end)
            role = run_in(text, first, end, role)
            found = mentions.within(offset + start, offset + end)
            if found or NEGATION.search(text, start, end) or may_lack(text[start:end]) or names_outcome(text[start:end]):
                held = scope.inherited(offset + start) or _parents(scope, parent)
                said = plainly_compared(text[start:end])
                place = Place(scope, said, offset + start, found, role, pairs, sets, held, starts=starts, when=when[1])
                place.since, place.scene_at = (scene, True) if since[0] in (None, scene) and scene is not None else since
                place.head, place.above, place.lead = head, above.text if above else "", leads.of(above) if first == 0 else None
                place.goes_on, place.earlier, place.earlier_at = goes_on, text[slice(*earlier)], offset + earlier[0]
                if before is not None:
                    place.follow(before)
                study = place.study
                place.recent = place.recent or _carried(place, section, beside, listed=listed)
                when = (section, told_time(place) or when[1])
                sets.learn_sentence(place.text, place.base, scope, place.study)
                drafts = list(_sentence(place))
                since = still_at(place)
                beside = (study, section, place.recent) if place.recent else beside
                place.told_harms = _tell_harms(drafts)
                oppose_across(place, waiting, drafts)
                yield from waiting
                waiting, before = drafts, place
            elif before is not None:
                before.told = before.told_named = None
                if scope.mentions(offset + start, offset + end) or _GROUPS.search(text, start, end):
                    before.scene = None
            earlier = (start, end)
            starts = is_baseline(text[start:end]) or (starts and goes_on_behind(text[start:end]))
        yield from waiting


def _carried(place: Place, section: int, beside: tuple[str | None, int, tuple[Named, ...]], *, listed: bool) -> tuple[Named, ...]:
    """The groups last set side by side, of what study and section, where this sentence goes on with them: an item of a list
    with the arms, another one that tells of its results in turn."""
    study, last, groups = beside
    same = place.study == study and (study is not None or section == last)
    listed = listed and are_arms(groups) and (len(place.arms) != len(groups) or all(one.group is not None for one in groups))
    return groups if same and (listed or in_turn(place.text)) else ()


def _parts(scope: Scope, text: str, offset: int) -> Iterator[tuple[int, int, bool]]:
    """The sentences of a text, and the clauses of those that tell of one study after another, which go on with the sentence."""
    for first, end in carried_on(text, sentences(text)):
        for start, stop in scope.parts(offset + first, offset + end):
            yield start - offset, stop - offset, start > offset + first


def _tell_harms(drafts: Sequence[Draft]) -> bool:
    """Whether the records of a sentence are of adverse events, and of none but outcomes that may be such."""
    kinds = {draft.kind for draft in drafts if draft.get("endpoint") in (None, "", "DISCONTINUATION", "DEATH", "INFECTION")}
    return "adverse_event" in kinds and len(kinds) == len({draft.kind for draft in drafts})


def _parents(scope: Scope, parent: Block | None) -> Group | None:
    """The one group that the bullet above names."""
    named = {id(m.group): m.group for m in scope.mentions(parent.start, parent.end)} if parent is not None else {}
    return next(iter(named.values())) if len(named) == 1 else None


_GROUPS = compiled(r"\b(?:groups?|arms?|cohorts?|placebo|controls?|patients|those|all|overall)\b", re.IGNORECASE)
Step = Callable[[Place, list[Statement]], None]
Reader = Callable[[Place], Iterator[Draft]]

#: who is asked about: ``A patient of mine has``, ``My patient is``
_ONE_PATIENT = compiled(
    r"\W*(?:Q\d*[.:]\s*)?(?:(?:My|Your|Our|I have an?)\s+(?:[\w-]+\s+){0,3}?|"
    r"An?\s+(?:[\w-]+\s+){0,3}?(?=\w+\s+of\s+(?:mine|ours)\b))"
    r"(?:patient|man|woman|child|boy|girl)(?:\s+of\s+(?:mine|ours))?\s+(?:has|is|presents|takes|with|who|needs|weighs|on)\b"
)

#: what each result is of, and whose it is, where its clause does not say it; each step sees what those before it found
_NAMING: tuple[Step, ...] = (
    name_plainly,  # "X Inc. said", "an edge": no outcome
    name_part,  # "44 responded, including 19 (27%) with a complete response"
    name_by_head,  # "EASI-75" over "- 62% for X vs 19% for placebo"
    name_behind,  # "62% drug A, 48% placebo"
    join_multiples,  # "62% on A, twice the rate on B (31%)"
    join_clauses,  # "5% of A relapsed, whereas 9% of B did"
    join_lists,  # "61% on A, compared with 52% on B and 5% on C"
    lead_to,  # "Adverse events led to discontinuation in 4%": the event stands before its end
    grade_again,  # "rash in 30% (grade 3, 4%)": the part has the name of the whole
    name_listed,  # "The reasons were A (42%), B (11%)": each has its item below the head
    name_listed_events,  # "The most common were weight decreased (9%)": the whole name
    qualify,  # "Serious reactions were A (4%), B (2%)": A and B were serious
    grade_in_order,  # "(any grade/grade 3) were rash (30%/4%)"
    name_by_size,  # "12 of 121 and 30 of 125": arms of these sizes
    name_by_percent,  # "19 (3.0%) and 4 (1.3%)": only the arms in their order have these percents
    name_done_in_turn,  # "2% of A and 3% of B relapsed, and 10% and 11%, respectively, had died"
    name_in_turn,  # "fever in 12% and 3%": the groups of the results before, in turn
    name_levels,  # "performance status was 0 in 30 patients, 1 in 20"
    name_people,  # "58% were women"
    name_scales,  # "X improved by 5 points on the Y scale"
    name_averages,  # "(median age 64 years)"
    share_counted,  # "four deaths, three of them in the X group": of the deaths
    for_each_arm,  # "one seizure in each arm": one of every arm
    keep_to_base,  # "16 of the 31 others and 5 of the 27 on X": not 16 of those on X
)
#: what the sentences before say of the results of this one
_COMPLETING: tuple[Step, ...] = (
    name_of_them,  # "Sixteen had X; 14 of them recovered": of those sixteen
    resume,  # "The rates were 92% and 95%": of the outcome told of last
    turn_to_named,  # "A (9% vs 4%) and B (5% vs 2%) were more frequent with X"
    share_p,  # "5% (P=0.03) and 9%": the P value of a result is that of its comparison
    name_by_order,  # "12% in the former", "Neither A nor B lowered X (12% and 13%)"
    complete,  # "11 versus 7 months": whom they are of, where they are set side by side
    compare_in_parts,  # "A cut X vs B by 29% and 31% in those with and without Z"
    join_shares,  # "(12 vs 20; 3.0% vs 5.0%)": the percents of the counts
    share_tests,  # "(P=0.02 and P<0.001 vs placebo)": each dose has its own
    name_differences,  # "(difference, 2.1)": of the results before
    name_reductions,  # "which corresponds to a 43% reduction": of the two groups before
    name_efficacies,  # "for a vaccine efficacy of 71%": of the two groups before
    learn_sizes,  # "diaries of 420 on X and 411 on Y": of how many harms are told, and no result
)
#: what a sentence without results may tell, and what it tells beside them
_WITHOUT_RESULTS: tuple[Reader, ...] = (p_alone,)
_BESIDE: tuple[Reader, ...] = (
    sizes_listed,  # "Prior therapies were A (n=3), B (n=1)"
    everyone,  # "all patients received X"
    negations,  # "No deaths were reported"
    absences,  # "X was not seen"
    one_patient,  # "reported a 58-year-old woman with a baseline PASI of 22.8"
)


def _without_marks(place: Place) -> str:
    """The words without the numbers of references that are set to a full stop, ``was seen with X.``1; not ``the GII.4 type``."""
    text = place.text
    for quantity in place.quantities:
        first, last = quantity.start - place.base, quantity.end - place.base
        digits = quantity.role == "citation" and text[first:last].replace(",", "").isdigit()
        behind = text[last:].lstrip()[:1]
        if digits and text[first - 1 : first] == "." and (not behind or behind.isupper()):
            text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    return text


def _sentence(place: Place) -> Iterator[Draft]:
    """The records of one sentence: its groups and numbers, what it states of them, what it leaves to the sentences around it."""
    if "your patient" in place.text.casefold() or _ONE_PATIENT.match(place.text):
        return
    without_news(place)
    place.text = _without_marks(place)
    place.text = without_adjustments(without_studies(place))
    without_by_the_way(place)
    place.quantities = without_reached(place.text, place.base, with_ratios(place.text, place.base, place.quantities))
    place.text, place.quantities, parts = without_parts(place.text, place.base, place.quantities)
    reasons = without_reasons(place)
    restricted = restrict(place)
    find_groups(place)
    statements = share_subjects(place, read_sentence(place.text, place.base, without_sizes(place), place.named))
    statements += parts_of(statements, parts)
    name_by_lead(place, statements)
    pair_again(place, statements)
    if statements:
        for step in _NAMING:
            step(place, statements)
    statements += stated(statements, reasons)
    name_again(place, restricted, statements)
    for step in _COMPLETING:
        step(place, statements)
    place.recent = side_by_side(statements, place.recent) or arms_sized(place) or place.recent
    place.compared = compared_last(place, statements) or place.compared
    drafts = [draft for statement in statements for draft in _statement(place, statement)]
    drafts += ratios_alone(place, statements)
    for read in (*(() if statements else _WITHOUT_RESULTS), *_BESIDE):
        drafts += read(place)
    oppose(place, drafts)
    name_factors(place, drafts)
    name_needed(place, drafts)
    restrict_drafts(place, restricted, drafts)
    keep_compared(place, drafts)
    yield from drafts


def _statement(place: Place, statement: Statement) -> Iterator[Draft]:
    if statement.phrase is None:
        return
    compared = [side.named for side in statement.sides if side.named is not None]
    if len({named.name for named in compared}) > 2:  # a whole cohort told beside its parts is not compared with them
        compared = [named for named in compared if named.group is None or named.group.role != "total"]
    for side in statement.sides:
        own = side.named.name if side.named else ""
        others = [n for n in compared if side.named in compared and n.name != own]
        if not others and statement.against is not None and statement.against.name != own:
            others = [statement.against]
        if statement.reference is not None:
            others = [] if own == statement.reference.name else [statement.reference]
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
    if kind == "endpoint" and side.quantity.role == "ratio":
        side, phrase, others = of_ratio(place, side, phrase, others)
    draft = result_draft(place, kind, statement, side, phrase)
    if others and any(tells_again(place, side, other) for other in statement.sides):
        draft.doubt(0.6, "one of the groups compared has two results of one outcome")
    if kind == "endpoint":
        if others:
            put_comparator(place, draft, others)
        elif draft.get("measure") == "risk_reduction":
            put_pair(place, draft)
        if compared:
            put_p(draft, side.p if statement.tested or statement.reference is not None else statement.p)
    return draft


_AND_VERB = compiled(r"\s+and\s+(?=(?:withdrew|died|discontinued|relapsed|progressed|\w+ed)\b)")


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
