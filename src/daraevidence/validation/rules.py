"""All rules, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from daraevidence.draft import SEVERITIES, Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.abbreviations import undefined_abbreviations
from daraevidence.validation.agreement import sizes_of_groups, text_against_tables
from daraevidence.validation.damage import garbled_intervals, lost_exponents
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
from daraevidence.validation.p_values import p_against_limits
from daraevidence.validation.places import Studies
from daraevidence.validation.proofs import prove
from daraevidence.validation.proportions import percents_in_table
from daraevidence.validation.prose import percents_in_prose
from daraevidence.validation.references import unresolved_citations, unresolved_tables
from daraevidence.validation.remarks import remarks
from daraevidence.validation.sheets import Sheet, sheets
from daraevidence.validation.sums import arms_in_total, categories_in_table, responses_in_rate, steps_in_responses

__all__ = ["ESTIMATE_RULES", "MENTION_RULES", "RECORD_RULES", "TABLE_RULES", "TEXT_RULES", "validate"]

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
)

#: Rules about single statistics, in prose and in cells.
MENTION_RULES: tuple[Callable[[Document, Mentions], Iterable[Flag]], ...] = (
    percents_in_range,
    garbled_intervals,
    unresolved_citations,
)

#: Rules about estimates with their intervals.
ESTIMATE_RULES: tuple[Callable[[Document, Sequence[Estimate]], Iterable[Flag]], ...] = (
    limits_in_order,
    estimate_in_middle,
    p_against_limits,
    levels_nest,
    spread_of_limits,
)

#: Rules about the words of the document.
TEXT_RULES: tuple[Callable[[Document], Iterable[Flag]], ...] = (
    lost_exponents,
    unresolved_tables,
    misspelled_names,
    undefined_abbreviations,
)

#: Rules that hold records against each other.
RECORD_RULES: tuple[Callable[[Document, Sequence[Draft]], Iterable[Flag]], ...] = (text_against_tables, sizes_of_groups)


def validate(drafts: Sequence[Draft], document: Document, mentions: Mentions) -> list[Flag]:
    """Hold the numbers of a document against each other; findings in the order of the text, the worst first at one place.

    Nothing is edited or dropped; ``draft.proof`` gets the relations that hold.
    """
    flags: list[Flag] = []
    read = sheets(document)
    studies = Studies(document, drafts)
    sizes = header_sizes(read, studies)
    for sheet in read:
        flags += percents_in_table(sheet, sizes.get(studies.of(sheet.grid), ()))
        for table_rule in TABLE_RULES:
            flags += table_rule(sheet)
    for mention_rule in MENTION_RULES:
        flags += mention_rule(document, mentions)
    known = estimates(document, mentions)
    for estimate_rule in ESTIMATE_RULES:
        flags += estimate_rule(document, known)
    for text_rule in TEXT_RULES:
        flags += text_rule(document)
    flags += percents_in_prose(document, mentions, read, studies)
    flags += group_sizes(read, studies)
    for record_rule in RECORD_RULES:
        flags += record_rule(document, drafts)
    prove(document, drafts)
    return [*remarks(document), *_once(flags)]


def _once(flags: Iterable[Flag]) -> list[Flag]:
    """Each rule once at a place."""
    ordered = sorted(flags, key=lambda flag: (flag.start, flag.end, SEVERITIES.index(flag.severity), flag.rule, flag.explanation))
    kept: dict[tuple[str, int, int], Flag] = {}
    for flag in ordered:
        kept.setdefault((flag.rule, flag.start, flag.end), flag)
    return list(kept.values())
