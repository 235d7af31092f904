"""Totals told in prose behind the counts of the groups that make them up."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Flag
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.prose import PROSE

__all__ = ["totals_in_prose"]

_TOTAL = compiled(
    r"[(\[]\s*(?:total,?\s+)?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,7})\s+"
    rf"(?:(?:{PEOPLE})\s+)?(?:in all|in total|altogether)\s*[)\]]"
)
#: a count is one of a group: groups do not overlap, events may
_OF_GROUP = compiled(
    r"\s*(?:[a-z]+\s+)?(?:in|to|with|on|from|of)\s[^.;()]{0,60}?\b(?:groups?|arms?|cohorts?|placebo|controls?|usual care)\b"
    r"[^.;()]{0,12}"
)


def totals_in_prose(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """A8 in prose: ``141 in the placebo group, 138 in the 10 mg group and 126 in the 20 mg group (408 in all)`` do not sum.

    Two or more counts of groups right before a total in brackets. Not counts of events, which a patient may have several of;
    not where the last two or more of the counts make up the total (``of 500 in both groups, 120 in …``).
    """
    for block in document.blocks:
        if block.kind not in PROSE or _TOTAL.search(block.text) is None:
            continue
        for start, end in sentences(block.text):
            for match in _TOTAL.finditer(block.text, start, end):
                counts = _counts(document, mentions, block.start + start, block.start + match.start())
                total = int(match["n"].replace(",", ""))
                numbers = [int(count.n.value) for count in counts if count.n is not None]
                if len(numbers) < 2 or total in {sum(numbers[i:]) for i in range(len(numbers) - 1)}:
                    continue
                at = (block.start + match.start("n"), block.start + match.end() - 1)
                names = " + ".join(map(str, numbers))
                yield Flag(
                    "parts-do-not-sum",
                    "error",
                    *at,
                    f"{names} = {sum(numbers)}, not the printed {total}.",
                    formula="sum of groups = total",
                    printed=str(total),
                    recomputed=str(sum(numbers)),
                    places=(at, *((count.start, count.end) for count in counts)),
                )


def _counts(document: Document, mentions: Mentions, start: int, end: int) -> list[Quantity]:
    """The counts of groups that end right before a place, one after another."""
    found: list[Quantity] = []
    limit = end
    for quantity in reversed(mentions.within(start, end)):
        if quantity.role == "dose" or quantity.end > limit:
            continue
        counted = (
            quantity.role == "count" and quantity.n is not None and quantity.percent is None and quantity.denominator is None
        )
        if not counted or not _OF_GROUP.fullmatch(
            document.raw(quantity.end, limit).rstrip(" ,").removesuffix(" and").rstrip(" ,")
        ):
            break
        found.append(quantity)
        limit = quantity.start
    return found[::-1]
