"""All rules, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from daraevidence.draft import Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.nesting import (
    grades_in_table,
    members_in_table,
    overlaps_in_table,
    responses_in_order,
    totals_in_table,
)
from daraevidence.validation.proportions import percents_in_table
from daraevidence.validation.sheets import Sheet, sheets
from daraevidence.validation.sums import arms_in_total, categories_in_table, responses_in_rate

__all__ = ["TABLE_RULES", "validate"]

#: Rules that hold the cells of one table against each other.
TABLE_RULES: tuple[Callable[[Sheet], Iterable[Flag]], ...] = (
    totals_in_table,
    categories_in_table,
    responses_in_rate,
    arms_in_total,
    responses_in_order,
    members_in_table,
    overlaps_in_table,
    grades_in_table,
)

_WEIGHT = {"error": 0, "warning": 1, "info": 2}


def validate(drafts: Sequence[Draft], document: Document, mentions: Mentions) -> list[Flag]:
    """Hold the numbers of a document against each other; findings in the order of the text, the worst first at one place."""
    flags: list[Flag] = []
    for sheet in sheets(document):
        flags += percents_in_table(sheet)
        for rule in TABLE_RULES:
            flags += rule(sheet)
    return _once(flags)


def _once(flags: Iterable[Flag]) -> list[Flag]:
    """Each rule once at a place."""
    ordered = sorted(flags, key=lambda flag: (flag.start, flag.end, _WEIGHT[flag.severity], flag.rule, flag.explanation))
    kept: dict[tuple[str, int, int], Flag] = {}
    for flag in ordered:
        kept.setdefault((flag.rule, flag.start, flag.end), flag)
    return list(kept.values())
