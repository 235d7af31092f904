"""Counts with percents in prose: against the fraction printed beside them, or against the groups of the study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from daraevidence.draft import Flag
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.places import Studies
from daraevidence.validation.proportions import Verdict, agrees, judge, possible_sizes, show
from daraevidence.validation.sheets import Sheet

__all__ = ["PROSE", "Sizes", "known_sizes", "percents_in_prose"]

#: The blocks that are told in sentences.
PROSE = frozenset({"paragraph", "item", "footnote"})


#: A study has few groups; more numbers than this prove nothing.
_MOST_SIZES = 300


@dataclass
class Sizes:
    """What can be a denominator in a study: N of ``headers``, of ``groups`` in prose (``n=9``), ``counts`` of its tables."""

    headers: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)


def percents_in_prose(document: Document, mentions: Mentions, studies: Studies, sizes: Mapping[str, Sizes]) -> Iterator[Flag]:
    """A1, A16 in prose.

    With the fraction printed (``73/78 patients (93%)``, ``8/36, 22%``): as in tables. A list of ``n (p)`` in one sentence: an
    N of the study that all but one of them fit. A single ``n (p)``: only where the study has one N and the percent misses it by
    one unit. Not ``p`` without n, not counts whose group may have any size.
    """
    for block in document.blocks:
        if block.kind not in PROSE or "%" not in block.text:
            continue
        found = [
            q for q in mentions.within(block.start, block.end) if q.role == "proportion" and q.percent and q.n and _whole(q.n)
        ]
        loose: list[Quantity] = []
        for quantity in found:
            if quantity.denominator is None:
                loose.append(quantity)
            elif (flag := _fraction(document, quantity)) is not None:
                yield flag
        if loose:
            known = sizes.get(studies.at(loose[0].start), Sizes())
            yield from _loose(document, block, loose, known)


def known_sizes(document: Document, mentions: Mentions, tables: Sequence[Sheet], studies: Studies) -> dict[str, Sizes]:
    """By study (its key) the numbers that can be denominators."""
    found: dict[str, Sizes] = {}
    for sheet in tables:
        known = found.setdefault(studies.of(sheet.grid), Sizes())
        known.headers.update(size.n for size in sheet.sizes if size is not None)
        known.counts.update(tally.n for tally in sheet.tallies.values() if tally.n is not None)
    bodies = sorted(grid.body for grid in document.grids)
    place = 0
    for quantity in mentions.quantities:
        while place < len(bodies) and bodies[place][1] <= quantity.start:
            place += 1
        inside = place < len(bodies) and bodies[place][0] <= quantity.start
        if inside or quantity.role not in ("group_size", "count", "proportion"):
            continue
        known = found.setdefault(studies.at(quantity.start), Sizes())
        number = quantity.denominator or (quantity.n if quantity.role != "proportion" else None)
        if number is not None and _whole(number):
            (known.groups if quantity.role != "count" else known.counts).add(int(number.value))
    return found


def _whole(number: Number) -> bool:
    """Whether a number can count patients."""
    return number.value < 10**9 and number.value == number.value.to_integral_value()


def _fraction(document: Document, quantity: Quantity) -> Flag | None:
    if quantity.n is None or quantity.denominator is None or quantity.percent is None:
        return None
    if not _whole(quantity.n) or not _whole(quantity.denominator) or not quantity.denominator.value:
        return None
    n, total = quantity.n.value, quantity.denominator.value
    if n > total:
        words = f"{document.raw(quantity.start, quantity.end)}: {n} is more than {total}."
        return Flag("count-exceeds-total", "error", quantity.start, quantity.end, words, "n <= N", str(n), str(total))
    verdict = judge(int(n), int(total), quantity.percent)
    return _flag(document, quantity, verdict, int(total)) if verdict is not None else None


def _flag(document: Document, quantity: Quantity, verdict: Verdict, total: int) -> Flag:
    return Flag(
        verdict.rule,
        verdict.severity,
        quantity.start,
        quantity.end,
        f"{' '.join(document.raw(quantity.start, quantity.end).split())}: {verdict.words}.",
        formula="100 n / N",
        printed=quantity.percent.text if quantity.percent else "",
        recomputed=str(total),
        reading=verdict.reading,
    )


def _loose(document: Document, block: Block, found: list[Quantity], known: Sizes) -> Iterator[Flag]:
    rest = iter(found)
    quantity = next(rest, None)
    for start, end in sentences(block.text):
        group: list[Quantity] = []
        while quantity is not None and quantity.start < block.start + end:
            if quantity.start >= block.start + start:
                group.append(quantity)
            quantity = next(rest, None)
        if len(group) > 1:
            yield from _listed(document, group, known)
        elif group:
            yield from _single(document, group[0], known)


def _fits(quantity: Quantity, total: int) -> bool:
    return quantity.n is not None and quantity.percent is not None and agrees(int(quantity.n.value), total, quantity.percent)


def _listed(document: Document, group: list[Quantity], known: Sizes) -> Iterator[Flag]:
    """Three or more counts with percents in one sentence: an N of the study that all but one of them fit."""
    strong = known.headers | known.groups
    if len(group) < 3:
        return
    for total in sorted(strong)[:_MOST_SIZES]:
        odd = [quantity for quantity in group if not _fits(quantity, total)]
        if len(odd) != 1 or odd[0].n is None or odd[0].percent is None or odd[0].n.value > total:
            continue
        smaller = [count for count in known.counts if count <= total]
        if _fits_any(odd[0], sorted(strong)[:_MOST_SIZES]) or _fits_any(odd[0], sorted(smaller)[:_MOST_SIZES]):
            continue
        verdict = judge(int(odd[0].n.value), total, odd[0].percent)
        if verdict is not None:
            verdict = verdict._replace(words=f"{verdict.words} (the others of the sentence are percents of {total})")
            yield _flag(document, odd[0], verdict, total)
            return


def _fits_any(quantity: Quantity, sizes: Iterable[int]) -> bool:
    return any(_fits(quantity, total) for total in sizes)


def _single(document: Document, quantity: Quantity, known: Sizes) -> Iterator[Flag]:
    """One count with its percent where the study has one N: a percent that misses it by one unit fits no group of the study."""
    if len(known.headers) != 1 or quantity.n is None or quantity.percent is None:
        return
    (total,) = known.headers
    n = int(quantity.n.value)
    if n > total or _fits_any(quantity, known.headers | known.groups | known.counts):
        return
    verdict = judge(n, total, quantity.percent)
    if verdict is None or verdict.severity == "error":
        return
    other = possible_sizes(n, quantity.percent)
    if verdict.severity == "warning" and other is not None:
        fits = str(other[0]) if other[0] == other[1] else f"{other[0]}-{other[1]}"
        exact = show(100 * quantity.n.value / total, 1)
        words = f"{n}/{total} is {exact}%; {quantity.percent.text}% agrees only with {fits} patients"
        verdict = Verdict("percent-denominator-other", "warning", words, f"of {fits}")
    yield _flag(document, quantity, verdict, total)
