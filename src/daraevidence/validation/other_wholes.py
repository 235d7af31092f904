"""Counts with percents below a group's name whose size stands in another table: of which patients the percents are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.draft import Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.validation.agreement import Bodies, printed_number
from daraevidence.validation.proportions import judge, possible_sizes, show

__all__ = ["percents_of_sized_groups"]

_KINDS = frozenset(("endpoint", "characteristic", "adverse_event"))
_SURE = 0.9
_MOST = 100_000


def percents_of_sized_groups(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """A16: ``Kd (20 [13])`` below the group D-Rd, which has 206 patients elsewhere: the percent is of 149-160 of them; ``info``.

    Reads sure rows of tables without a denominator of their own, of a group with one size in its study; the whole group
    (``Overall``) has the size of the study's total. All of one table follow from the first. Silent where the percent fits the
    size, cut or rounded twice too, or where no number of patients fits it.
    """
    bodies = Bodies(document)
    sizes = _sizes(drafts)
    first: dict[int, Flag] = {}
    for draft in drafts:
        if draft.kind not in _KINDS or draft.confidence < _SURE or draft.get("denominator") is not None:
            continue
        group = (draft.get("study"), draft.get("cohort"))
        size, n, table = sizes.get(group), draft.get("n"), bodies.at(draft.start)
        if size is None or not isinstance(n, int) or not 0 < n <= size or table < 0:
            continue
        percent = printed_number(document, draft, "percent")
        if percent is None or percent.op or (verdict := judge(n, size, percent)) is None or verdict.severity == "info":
            continue
        fits = possible_sizes(n, percent)
        if fits is None or fits[0] > size:
            continue
        text = str(fits[0]) if fits[0] == fits[1] else f"{fits[0]}-{fits[1]}"
        exact = show(Decimal(100 * n) / size, percent.decimals)
        printed = " ".join(document.raw(draft.start, draft.end).split())
        words = f"{printed}: {n}/{size} = {exact}% of {group[1]}; {percent.text}% is of {text} patients."
        flag = Flag(
            "percent-denominator-other",
            "info",
            draft.start,
            draft.end,
            words,
            "100 n / N",
            percent.text,
            exact,
            f"of {text}",
            cause=first.get(table),
        )
        first.setdefault(table, flag)
        yield flag


def _sizes(drafts: Sequence[Draft]) -> dict[tuple[object, object], int]:
    """The one size of each group; a whole group without one has that of its study's other name for the whole."""
    found: dict[tuple[object, object], set[int]] = {}
    wholes: dict[object, set[int]] = {}
    named: list[tuple[object, object]] = []
    for draft in drafts:
        if draft.kind != "cohort":
            continue
        key: tuple[object, object] = (draft.get("study"), draft.get("cohort"))
        n = draft.get("n")
        if isinstance(n, int) and 0 < n < _MOST:
            found.setdefault(key, set()).add(n)
            if draft.get("role") == "total":
                wholes.setdefault(key[0], set()).add(n)
        elif draft.get("role") == "total":
            named.append(key)
    for key in named:
        found.setdefault(key, wholes.get(key[0], set()))
    return {key: next(iter(sizes)) for key, sizes in found.items() if len(sizes) == 1}
