"""All rules, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from daraevidence.draft import SEVERITIES, Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.options import Options
from daraevidence.validation.abbreviations import conflicting_definitions, undefined_abbreviations
from daraevidence.validation.agreement import sizes_of_groups, text_against_tables
from daraevidence.validation.damage import garbled_cells, garbled_intervals, lost_exponents
from daraevidence.validation.distribution_tests import distribution_tests
from daraevidence.validation.enrolment import arms_in_study, groups_as_headed
from daraevidence.validation.estimates import Estimate, estimates
from daraevidence.validation.groups import group_sizes, header_sizes
from daraevidence.validation.intervals import limits_in_order, percents_in_range
from daraevidence.validation.middles import estimate_in_middle, levels_nest, spread_of_limits
from daraevidence.validation.names import misspelled_names
from daraevidence.validation.nesting import (
    grades_in_table,
    members_in_table,
    overlaps_in_table,
    responses_in_order,
    totals_in_table,
)
from daraevidence.validation.odd_shares import odd_shares
from daraevidence.validation.order import events_in_any_event, flow_of_patients, numbers_at_risk, ranges_in_ranges
from daraevidence.validation.other_wholes import percents_of_sized_groups
from daraevidence.validation.p_of_groups import p_of_rows, p_of_two_groups
from daraevidence.validation.p_values import p_against_limits
from daraevidence.validation.parts_told import grades_told, parts_of_those
from daraevidence.validation.places import Studies
from daraevidence.validation.plausible import dates_in_order, eligible_patients, planned_size, plausible_values
from daraevidence.validation.proofs import prove
from daraevidence.validation.proportions import percents_in_table
from daraevidence.validation.prose import known_sizes, percents_in_prose
from daraevidence.validation.reductions import reductions_as_ratios
from daraevidence.validation.references import unresolved_citations, unresolved_tables
from daraevidence.validation.remarks import remarks
from daraevidence.validation.repairs import trace
from daraevidence.validation.repeats import repeated_columns
from daraevidence.validation.shares import interval_of_share, interval_of_shares_in_tables
from daraevidence.validation.shares_told import shares_of_groups
from daraevidence.validation.sheets import Sheet, sheets
from daraevidence.validation.spread import spread_of_variables, spread_told, statistics_in_total
from daraevidence.validation.statistics_told import statistics_with_p
from daraevidence.validation.subgroups import ratios_in_rows, subgroups_in_whole
from daraevidence.validation.sums import arms_in_total, categories_in_table, responses_in_rate, steps_in_responses
from daraevidence.validation.survival import curves_fall, medians_on_curves, ratios_of_medians, ratios_of_one_comparison
from daraevidence.validation.ties import ties_in_table
from daraevidence.validation.told_rows import rows_told
from daraevidence.validation.totals import totals_in_prose
from daraevidence.validation.two_groups import told_of_both
from daraevidence.validation.wholes import kinds_in_events, thresholds_in_table, times_in_any_time
from daraevidence.validation.wording import words_against_numbers

__all__ = ["ESTIMATE_RULES", "MENTION_RULES", "RECORD_RULES", "STATISTIC_RULES", "TABLE_RULES", "TEXT_RULES", "validate"]

#: Rules that hold the cells of one table against each other.
TABLE_RULES: tuple[Callable[[Sheet], Iterable[Flag]], ...] = (
    totals_in_table,
    categories_in_table,
    responses_in_rate,
    steps_in_responses,
    arms_in_total,
    responses_in_order,
    members_in_table,
    overlaps_in_table,
    grades_in_table,
    subgroups_in_whole,
    ranges_in_ranges,
    events_in_any_event,
    thresholds_in_table,
    times_in_any_time,
    kinds_in_events,
    flow_of_patients,
    ties_in_table,
)

#: Rules about statistics of tables that no other cell than their own can explain.
STATISTIC_RULES: tuple[Callable[[Sheet], Iterable[Flag]], ...] = (
    spread_of_variables,
    statistics_in_total,
    ratios_in_rows,
    numbers_at_risk,
    garbled_cells,
    repeated_columns,
    p_of_rows,
)

#: Rules about single statistics, in prose and in cells.
MENTION_RULES: tuple[Callable[[Document, Mentions], Iterable[Flag]], ...] = (
    percents_in_range,
    garbled_intervals,
    unresolved_citations,
    totals_in_prose,
    parts_of_those,
    reductions_as_ratios,
)

#: Rules about estimates with their intervals.
ESTIMATE_RULES: tuple[Callable[[Document, Sequence[Estimate]], Iterable[Flag]], ...] = (
    limits_in_order,
    estimate_in_middle,
    p_against_limits,
    levels_nest,
    spread_of_limits,
    interval_of_share,
)

#: Rules about the words of the document.
TEXT_RULES: tuple[Callable[[Document], Iterable[Flag]], ...] = (
    lost_exponents,
    unresolved_tables,
    misspelled_names,
    undefined_abbreviations,
    conflicting_definitions,
    words_against_numbers,
    statistics_with_p,
)

#: Rules that hold records against each other.
RECORD_RULES: tuple[Callable[[Document, Sequence[Draft]], Iterable[Flag]], ...] = (
    text_against_tables,
    sizes_of_groups,
    grades_told,
    arms_in_study,
    interval_of_shares_in_tables,
    curves_fall,
    medians_on_curves,
    ratios_of_medians,
    ratios_of_one_comparison,
    plausible_values,
    eligible_patients,
    dates_in_order,
    planned_size,
    told_of_both,
    p_of_two_groups,
    spread_told,
    percents_of_sized_groups,
)


def validate(drafts: Sequence[Draft], document: Document, mentions: Mentions, options: Options | None = None) -> list[Flag]:
    """Hold the numbers of a document against each other; findings in the order of the text, the worst first at one place.

    Nothing is edited or dropped; ``draft.proof`` gets the relations that hold.
    """
    read = sheets(document)
    flags = list(_of_document(drafts, document, mentions, read))
    if options is not None and options.distribution_tests:
        flags += distribution_tests(document, mentions, read)
    prove(document, drafts, read)
    return [*remarks(document), *_once(flags)]


def _of_document(drafts: Sequence[Draft], document: Document, mentions: Mentions, read: Sequence[Sheet]) -> Iterator[Flag]:
    """The findings of all rules, family by family; what one family shares is let go with it."""
    studies = Studies(document, drafts)
    yield from _of_tables(read, studies)
    for mention_rule in MENTION_RULES:
        yield from mention_rule(document, mentions)
    yield from _of_estimates(document, mentions)
    for text_rule in TEXT_RULES:
        yield from text_rule(document)
    yield from _of_percents(drafts, document, mentions, read, studies)
    yield from rows_told(document, mentions, read, studies)
    yield from group_sizes(read, studies)
    yield from groups_as_headed(document, read)
    for record_rule in RECORD_RULES:
        yield from record_rule(document, drafts)


def _of_tables(read: Sequence[Sheet], studies: Studies) -> Iterator[Flag]:
    sizes = header_sizes(read, studies)
    for sheet in read:
        yield from _in_table(sheet, sizes.get(studies.of(sheet.grid), ()))


def _of_estimates(document: Document, mentions: Mentions) -> Iterator[Flag]:
    known = estimates(document, mentions)
    for estimate_rule in ESTIMATE_RULES:
        yield from estimate_rule(document, known)


def _of_percents(
    drafts: Sequence[Draft], document: Document, mentions: Mentions, read: Sequence[Sheet], studies: Studies
) -> Iterator[Flag]:
    counted = known_sizes(document, mentions, read, studies)
    yield from percents_in_prose(document, mentions, studies, counted)
    yield from shares_of_groups(document, mentions, drafts, studies, counted)
    yield from odd_shares(document, mentions, drafts, read)


def _in_table(sheet: Sheet, known: Sequence[tuple[str, int]]) -> list[Flag]:
    """The findings of one table, each once, those that follow from another with their cause."""

    def counts(sheet: Sheet) -> Iterator[Flag]:
        yield from percents_in_table(sheet, known)
        for rule in TABLE_RULES:
            yield from rule(sheet)

    flags = _once(counts(sheet))
    trace(sheet, flags, counts)
    return [*flags, *(flag for rule in STATISTIC_RULES for flag in rule(sheet))]


def _once(flags: Iterable[Flag]) -> list[Flag]:
    """Each rule once at a place."""
    ordered = sorted(flags, key=lambda flag: (flag.start, flag.end, SEVERITIES.index(flag.severity), flag.rule, flag.explanation))
    kept: dict[tuple[str, int, int], Flag] = {}
    for flag in ordered:
        kept.setdefault((flag.rule, flag.start, flag.end), flag)
    return list(kept.values())
