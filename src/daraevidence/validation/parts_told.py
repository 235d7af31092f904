"""Parts of a group that the words before them name: ``Of these 7 patients, 8 responded``; grades beside any grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from daraevidence.draft import Draft, Flag
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.agreement import Bodies, printed_number
from daraevidence.validation.proportions import agrees, possible_sizes, show
from daraevidence.validation.prose import PROSE

__all__ = ["grades_told", "parts_of_those"]

_N = r"\d{1,3}(?:,\d{3})+|\d{1,6}"
_COUNTED = rf"(?:{PEOPLE}|responders|cases|eyes|episodes|events|deaths)"
#: ``Of these 7 patients, 8 kept``; not ``Of these 7 patients, 8 weeks after``
_MORE = Gated(
    "of ",
    rf"\bof (?:these|those|the) (?P<of>{_N}) (?:[a-z-]+ ){{0,2}}?{_COUNTED}(?:[^.;:,()\d]{{0,60}})?, (?P<n>{_N})"
    rf"(?= (?:{PEOPLE}|had|have|were|was|did|died|kept|"
    r"received|showed|developed|reported|[a-z]{3,}ed)\b| ?\()",
    re.IGNORECASE,
)
#: ``40 patients responded, including 52 women``, ``90 men, of whom 94 had``
_WITHIN = Gated(
    "including|of whom|among whom",
    rf"(?<![\w.,/-])(?P<of>{_N}) (?:[a-z-]+ ){{0,2}}?(?:{PEOPLE})\b[^.;:()\d]{{0,80}}?,? "
    rf"(?:including|of whom|among whom) (?P<n>{_N})"
    rf"(?= (?:[a-z-]+ )?(?:{PEOPLE})\b| (?:had|have|were|was|did|died|received|with|who)\b| ?\(\d)",
    re.IGNORECASE,
)
_THOSE = Gated("of ", r"\b(?:of these|of those|of whom|of which)\b", re.IGNORECASE)
_STOP = compiled(r"[.;]\s")
#: So many characters lie between a count and a part of it.
_REACH = 90


def parts_of_those(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """A4, A16 for the part of a group that the words before it name.

    A4 ``Of these 7 patients, 8 kept the response``, ``40 patients, including 52 women``: ``error``. A16 ``121 (11.0%) stopped; of
    these, 46 (4.2%)``: 46 of the 121 are 38%, and 4.2% are those of the N of which 121 are 11.0%: ``warning``. Not where the
    percent is that of the part.
    """
    for block in document.blocks:
        if block.kind not in PROSE:
            continue
        yield from _too_many(document, block, _WITHIN)
        if not _THOSE.may_match(block.text):
            continue
        yield from _too_many(document, block, _MORE)
        for found in _THOSE.finditer(block.text):
            yield from _of_the_whole(document, mentions, block, found.start(), found.end())


def _too_many(document: Document, block: Block, pattern: Gated) -> Iterator[Flag]:
    for found in pattern.finditer(block.text):
        whole, part = (as_number(found[name].replace(",", ""), block.start + found.start(name)) for name in ("of", "n"))
        if part.value > whole.value:
            start, end = block.start + found.start(), block.start + found.end("n")
            words = f"{document.raw(start, end)}: {found['n']} is more than {found['of']}."
            yield Flag("count-exceeds-total", "error", start, end, words, "n <= N", found["n"], found["of"])


def _of_the_whole(document: Document, mentions: Mentions, block: Block, start: int, end: int) -> Iterator[Flag]:
    before = mentions.within(max(block.start, block.start + start - _REACH), block.start + start)
    behind = mentions.within(block.start + end, min(block.end, block.start + end + _REACH // 2))
    if not before or not behind or _STOP.search(block.text[end : behind[0].start - block.start]):
        return
    whole, part = before[-1], behind[0]
    holding, held = _share(whole), _share(part)
    if holding is None or held is None:
        return
    (most, share), (n, percent) = holding, held
    sizes = possible_sizes(most, share)
    if n >= most or sizes is None or agrees(n, most, percent) or not percent.decimals:
        return
    fitting = possible_sizes(n, percent)
    if fitting is None or fitting[1] < sizes[0] or sizes[1] < fitting[0]:
        return
    exact = show(Decimal(100 * n) / most, 1)
    words = f"{n} of the {most} are {exact}%; {percent.text}% is of all, of whom {most} are {share.text}%"
    printed = " ".join(document.raw(part.start, part.end).split())
    places = ((part.start, part.end), (whole.start, whole.end))
    yield Flag(
        "percent-denominator-other",
        "warning",
        part.start,
        part.end,
        f"{printed}: {words}.",
        "100 n / N",
        percent.text,
        reading="of all",
        places=places,
    )


def _share(quantity: Quantity) -> tuple[int, Number] | None:
    """A count with its percent, of a group that is not told beside it."""
    n, percent = quantity.n, quantity.percent
    if quantity.role != "proportion" or n is None or percent is None or quantity.denominator is not None or percent.op:
        return None
    return (int(n.value), percent) if 0 < n.value < 10**6 else None


def grades_told(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """D5 in prose: ``rash (9.1% vs 3.4%; grade 3 or higher, 11.1% vs 0.5%)``: not more patients with a high grade than with any.

    ``error``. Events of one term, study and group in one block, each told once.
    """
    bodies = Bodies(document)
    found: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.kind != "adverse_event" or draft.confidence < 0.7 or not draft.get("cohort") or bodies.hold(draft.start):
            continue
        block = document.block_at(draft.start)
        term = " ".join(str(draft.get("term")).casefold().split())
        key = (block.index if block is not None else -1, draft.get("study"), draft.get("cohort"), term)
        found.setdefault(key, []).append(draft)
    for told in found.values():
        whole = [draft for draft in told if draft.get("grade") in (None, "any")]
        high = [draft for draft in told if str(draft.get("grade")).startswith((">=3", "3-4", "3-5", "3/4"))]
        if len(whole) == len(high) == 1:
            yield from _higher(document, high[0], whole[0])


def _higher(document: Document, part: Draft, whole: Draft) -> Iterator[Flag]:
    if None not in (part.get("denominator"), whole.get("denominator")) and part.get("denominator") != whole.get("denominator"):
        return
    for field in ("n", "percent"):
        small, large = printed_number(document, part, field), printed_number(document, whole, field)
        if small is None or large is None:
            continue
        if small.value > large.value and small.decimals == large.decimals:
            end = small.end + (document.raw(small.end, small.end + 1) == "%")
            words = f"{part.get('term')}: {small.text} of {part.get('grade')} is more than {large.text} of any grade."
            places = ((small.start, end), (large.start, large.end))
            yield Flag(
                "grade-exceeds-any-grade",
                "error",
                small.start,
                end,
                words,
                "grade <= any grade",
                small.text,
                large.text,
                places=places,
                records=tuple(one.id for one in (part, whole) if one.id),
            )
        return
