"""Sizes that notes below a table give: of how many patients of each group a row is, or the whole table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Cell, Document, Grid

__all__ = ["noted_sizes", "sizes_in_note", "sizes_told"]

#: a number of patients: no time, share, score or part of a name
_NUMBER = compiled(
    r"(?<![\w.,/<>≤≥=±–-])(?<!day )(?<!week )(?<!month )(?<!year )(?<!grade )(?<!stage )(?<!cycle )(?<!visit )"
    r"(?<!session )(?<!table )(?<!figure )(?<!period )(?<!phase )(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})"
    r"(?![\w%/]|[.,–-]\d|\s?[%–±]|\s+(?:h|hours?|days?|weeks?|months?|years?|mg|points?|to|or)\b)",
    re.IGNORECASE,
)
_SIZED = compiled(r"\bn\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w%]|[.,]\d)", re.IGNORECASE)
#: what tells that so many of the patients were looked at
_ASSESSED = compiled(
    r"(?i)\b(?:available|complet\w+|data|known|answer\w*|respond\w+|return\w+|analy[sz]ed|assess\w+|measured|evalua\w+|valid|missing|"
    r"based on|restricted to|among|(?:out )?of|n\s?=|seen|examined|attended|reached|followed|"
    r"in (?:the )?\d+ (?:and|vs\.?|versus)\s)"
)
_LACKING = compiled(r"(?i)\b(?:missing|not|without|no|lost|excluded|unknown|unavailable|withdr\w+|had|died)\b")
_OF_ALL = compiled(
    r"(?i)\b(?:data|values|figures|numbers|results|percentages?)\b[^;]{0,60}?\b(?:of|for|from|in)\s+"
    r"(?P<sizes>\d[\d,]*(?:,\s+\d[\d,]*)*,?\s+and\s+\d[\d,]*)\s+(?:\w+\s+)?"
    rf"(?:{PEOPLE}|pupils|students|cases)\b"
)


def sizes_in_note(
    note: Cell, names: Sequence[str], limits: Sequence[int | None], document: Document
) -> list[tuple[int, tuple[int, int]]]:
    """One size with its place for each of the groups ``names``, in their order, or none.

    ``Completed by 264 women of the Ramivac group and 258 of the control group``, ``Known for 571 and 540 children``. As many
    numbers as there are groups, none larger than its group (``limits``); not how many are missing, nor ``8 points on day 8``.
    """
    return [
        (n, (note.start + start, note.start + end))
        for n, (start, end) in sizes_told(document.raw(note.start, note.end), names, limits)
    ]


def sizes_told(
    text: str, names: Sequence[str], limits: Sequence[int | None], *, assessed: bool = False
) -> list[tuple[int, tuple[int, int]]]:
    """The same for a text by itself, with places in it; ``assessed``: it is known to tell who was looked at."""
    if len(names) < 2 or not (assessed or _ASSESSED.search(text)) or _LACKING.search(text):
        return []
    found = list(_SIZED.finditer(text)) or list(_NUMBER.finditer(text))
    if len(found) != len(names):
        return []
    cuts = [0, *(match.end() for match in found)]
    stops = [*(match.start() for match in found), len(text)]
    told = [_named(text[start:stop], names) for start, stop in zip(cuts, stops)]
    order = told[1:] if None in told[:-1] else told[:-1]
    if any(place is not None for place in order) and order != list(range(len(names))):
        if None in order or len(set(order)) != len(names):
            return []
        found = [found[order.index(place)] for place in range(len(names))]
    sizes = [(int(match["n"].replace(",", "")), match.span("n")) for match in found]
    if any(n == 0 or (limit is not None and n > limit) for (n, _), limit in zip(sizes, limits)):
        return []
    return sizes


def _named(text: str, names: Sequence[str]) -> int | None:
    """The one group that words name: by a word that no other group's name has."""
    words = [frozenset(_words(name)) for name in names]
    here = frozenset(_words(text))
    meant = [i for i, own in enumerate(words) if here & own.difference(*(other for j, other in enumerate(words) if j != i))]
    return meant[0] if len(meant) == 1 else None


def _words(text: str) -> list[str]:
    """The words of a text, letters alone only where they are capitals: of ``group B``, not of ``a group``."""
    return [word.casefold() for word in re.findall(r"[\w-]{2,}|\b[A-Z]\b", text)]


_PLAIN_SIZE = compiled(
    r"(?i)\b(?:n\s?=?\s?|(?=\d+ (?:patients|participants|subjects|completers)\b))"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})(?![\w%]|[.·,]\d)"
)


def _sizes_named(text: str, names: Sequence[str]) -> dict[str, tuple[int, tuple[int, int]]]:
    """The size that a text prints behind the name of each group, or none: ``Events (coaching arm, n=203; usual care, n=198)``.

    A name may stand there without its last or with more words of its kind (``intervention wards n=638``).
    """
    found: dict[str, tuple[int, tuple[int, int]]] = {}
    for name in names:
        behind = r"(?![\w-])(?:\s[a-z]+){0,2}[\s,:(\[]{1,3}n\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5})(?![\w%]|[.·]\d)"
        form = rf"(?<![\w-]){re.escape(name)}{behind}"
        told = {match["n"]: match for match in re.finditer(form, text, re.IGNORECASE)}
        if len(told) != 1:
            return {}
        match = next(iter(told.values()))
        found[name] = int(match["n"].replace(",", "")), match.span("n")
    return found


def _size_of_both(text: str) -> tuple[int, tuple[int, int]] | None:
    """The one size in the title of a cross-over study's table, where each group is all: ``Values of both periods (n 31)``."""
    found = list(_PLAIN_SIZE.finditer(text))
    return (int(found[0]["n"].replace(",", "")), found[0].span("n")) if len(found) == 1 else None


def _sizes_of_all(document: Document, grid: Grid, groups: int) -> list[tuple[int, tuple[int, int]]]:
    """One size for each of the groups of a table from a remark on all its cells: ``Data are No. (%) of 176 and 171 patients``."""
    start, end = grid.body[1], max(grid.body[1], min(grid.end, grid.body[1] + 2000))
    found = _OF_ALL.search(document.raw(start, end))
    numbers = list(re.finditer(r"\d[\d,]*\d|\d", found["sizes"])) if found else []
    if found is None or len(numbers) != groups:
        return []
    at = start + found.start("sizes")
    return [(int(match[0].replace(",", "")), (at + match.start(), at + match.end())) for match in numbers]


#: how a study opens in which each patient is in all groups
_CROSSED = compiled(r"(?i)\bcross-?\s?over\b")
_OPENING = 4000


def noted_sizes(document: Document, grid: Grid, arms: Sequence[str]) -> dict[str, tuple[int, tuple[int, int]]]:
    """The sizes that the title of a table or a remark below it gives to all its groups, with their places."""
    if len(arms) < 2:
        return {}
    title = grid.title.start, grid.title.end
    below = max(grid.body[1], min(grid.end, grid.body[1] + 2000))
    blank = document.clean.find("\n\n", grid.body[1], below + 400)  # a line right below may be no note of the table
    for start, end in (title, (grid.body[1], max(below, blank))):
        found = _sizes_named(document.raw(start, end), arms)
        if found:
            return {name: (n, (start + at[0], start + at[1])) for name, (n, at) in found.items()}
    both = _size_of_both(document.raw(*title)) if _CROSSED.search(document.clean, 0, _OPENING) else None
    if both is not None:
        return dict.fromkeys(arms, (both[0], (title[0] + both[1][0], title[0] + both[1][1])))
    return dict(zip(arms, _sizes_of_all(document, grid, len(arms))))
