"""Counts with percents in prose: against the fraction printed beside them, or against the groups of the study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from daraevidence.draft import Flag
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.proportions import Verdict, agrees, judge, possible_sizes, show
from daraevidence.validation.sheets import Sheet

__all__ = ["percents_in_prose", "study_section"]

_PROSE = frozenset({"paragraph", "item", "footnote"})


@dataclass
class _Sizes:
    """What can be a denominator in a section: ``headers`` (N of columns), ``groups`` (n=, N= in prose), ``counts`` of its tables."""

    headers: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)


def study_section(document: Document, section: int) -> int:
    """The section of the study that a section belongs to: the innermost with that role, else the outermost one."""
    outer = section
    for found in document.headings(section):
        if found.role == "study":
            return found.index
        outer = found.index
    return outer


def percents_in_prose(document: Document, mentions: Mentions, tables: Sequence[Sheet]) -> Iterator[Flag]:
    """A1, A16 in prose.

    With the fraction printed (``73/78 patients (93%)``, ``8/36, 22%``): as in tables. A list of ``n (p)`` in one sentence: an N of
    the study that all but one of them fit. A single ``n (p)``: only where the study has one N and the percent misses it by
    one unit. Not ``p`` without n, not counts whose group may have any size.
    """
    sizes = _sizes(document, mentions, tables)
    for block in document.blocks:
        if block.kind not in _PROSE or "%" not in block.text:
            continue
        found = [q for q in mentions.within(block.start, block.end) if q.role == "proportion" and q.n is not None and q.percent]
        loose: list[Quantity] = []
        for quantity in found:
            if quantity.denominator is None:
                loose.append(quantity)
            elif (flag := _fraction(document, quantity)) is not None:
                yield flag
        if loose:
            known = sizes.get(study_section(document, block.section), _Sizes())
            yield from _loose(document, block, loose, known)


def _sizes(document: Document, mentions: Mentions, tables: Sequence[Sheet]) -> dict[int, _Sizes]:
    found: dict[int, _Sizes] = {}
    for sheet in tables:
        known = found.setdefault(study_section(document, sheet.grid.section), _Sizes())
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
        block = document.block_at(quantity.start)
        if block is None or block.section < 0:
            continue
        known = found.setdefault(study_section(document, block.section), _Sizes())
        number = quantity.denominator or (quantity.n if quantity.role != "proportion" else None)
        if number is not None and number.value == number.value.to_integral_value():
            (known.groups if quantity.role != "count" else known.counts).add(int(number.value))
    return found


def _fraction(document: Document, quantity: Quantity) -> Flag | None:
    if quantity.n is None or quantity.denominator is None or quantity.percent is None:
        return None
    n, total = quantity.n.value, quantity.denominator.value
    if n != n.to_integral_value() or total != total.to_integral_value() or total <= 0:
        return None
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


def _loose(document: Document, block: Block, found: list[Quantity], known: _Sizes) -> Iterator[Flag]:
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


def _listed(document: Document, group: list[Quantity], known: _Sizes) -> Iterator[Flag]:
    """Several counts with percents in one sentence: the N that fits all but one of them."""
    strong = known.headers | known.groups
    pool = sorted(strong | known.counts)[:2000]
    open_ends = [quantity for quantity in group if not _fits_any(quantity, pool)]
    if len(open_ends) != 1 or len(group) < 3:
        return
    odd = open_ends[0]
    others = [quantity for quantity in group if quantity is not odd]
    shared = [total for total in pool if all(_fits(quantity, total) for quantity in others)]
    verdicts = [
        (judge(int(odd.n.value), total, odd.percent), total) for total in shared if odd.n and odd.percent and odd.n.value <= total
    ]
    verdicts = [(verdict, total) for verdict, total in verdicts if verdict is not None]
    mild = [(verdict, total) for verdict, total in verdicts if verdict and verdict.severity == "info"]
    serious = [(verdict, total) for verdict, total in verdicts if total in strong]
    verdict, total = (mild or serious or [(None, 0)])[0]
    if verdict is not None:
        verdict = verdict._replace(words=f"{verdict.words} (the others of the sentence are percents of {total})")
        yield _flag(document, odd, verdict, total)


def _fits_any(quantity: Quantity, sizes: Iterable[int]) -> bool:
    return any(_fits(quantity, total) for total in sizes)


def _single(document: Document, quantity: Quantity, known: _Sizes) -> Iterator[Flag]:
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
        words = f"{n}/{total} is {show(100 * quantity.n.value / total, 1)}%; {quantity.percent.text}% agrees only with {fits} patients"
        verdict = Verdict("percent-denominator-other", "warning", words, f"of {fits}")
    yield _flag(document, quantity, verdict, total)
