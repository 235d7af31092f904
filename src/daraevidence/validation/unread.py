"""Numbers of results that no record holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from daraevidence.draft import Flag
from daraevidence.layout.document import Document

__all__ = ["unread_numbers"]

_RESULTS = frozenset({"results", "efficacy", "safety", "summary", "characteristics", "study"})
_MOST_SHOWN = 8


def unread_numbers(document: Document, ledger: Sequence[Mapping[str, Any]]) -> Iterator[Flag]:
    """The numbers of a result section that nothing claims: one ``info`` for each paragraph, item or table, naming them.

    A result section bears a heading such as Results, Efficacy or Safety, or is one study's own; a document without such headings
    has none. Single digits and numbers in words are not told.
    """
    starts = [block.start for block in document.blocks]
    found: dict[int, list[tuple[int, int, str]]] = {}
    for entry in ledger:
        if entry["claimed"] or not _is_result(entry["text"], document.text.source[entry["end"] : entry["end"] + 2]):
            continue
        start, end = document.text.map.to_target(entry["start"], entry["end"])
        index = bisect_right(starts, start) - 1
        if index < 0 or start >= document.blocks[index].end or not _of_results(document, document.blocks[index].section):
            continue
        if document.blocks[index].kind in ("paragraph", "item", "table"):
            found.setdefault(index, []).append((start, end, entry["text"]))
    for numbers in found.values():
        shown = ", ".join(text for _, _, text in numbers[:_MOST_SHOWN]) + (", …" if len(numbers) > _MOST_SHOWN else "")
        words = f"No record holds {'this number' if len(numbers) == 1 else f'these {len(numbers)} numbers'}: {shown}."
        start, end, text = numbers[0]
        yield Flag(
            "number-unread", "info", start, end, words, printed=text, places=tuple((start, end) for start, end, _ in numbers)
        )


def _is_result(text: str, behind: str) -> bool:
    """Whether a number looks like a result: digits with decimals or a percent sign, or of two digits and more."""
    return text[:1] in "0123456789.-<>" and ("." in text or "%" in behind or len(text) > 1)


def _of_results(document: Document, section: int) -> bool:
    role = next((heading.role for heading in document.headings(section) if heading.role), "")
    return role in _RESULTS
