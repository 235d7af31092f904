"""Rows that were written without their spans or without their empty cells, so that they have moved to the left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.headers import bare, is_size, is_stub, sized
from daraevidence.layout.tables.lines import valued

__all__ = ["refilled", "unshifted"]

_P_NAMES = ("p", "p value", "p-value", "p values")
_FORMS = (
    ("p", compiled(r"[<>≤≥=]?\s?[01]?\.\d+\s?[*†‡]{0,3}")),
    ("spread", compiled(r"-?\d[\d.,]*\s?±.*")),
    ("share", compiled(r"\d[\d,]*\s?\(\d[\d.,]*\s?%?\)")),
    ("interval", compiled(r".*\d\s?(?:[-–,]|to)\s?-?\d.*")),
    ("bracket", compiled(r"\(.*\)\S*")),
    ("number", compiled(r"[<>≤≥~]?\s?-?\d[\d.,]*\s?%?")),
)


def refilled(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]]) -> tuple[list[list[Cell]], list[list[Cell]]] | None:
    """Header and body of a table that was written without its empty cells, all cells in place; ``None`` for any other table.

    No row of such a table has an empty cell before a filled one, and its header has fewer cells than its whole rows: it lacks
    the name of the labels. A short row that begins with a figure lacks its label, one of a value for each upper header has
    each value over the columns of that header.
    """
    counts = [sum(bool(cell.text) for cell in row) for row in (*heads, *body)]
    if not body or any(cell.text for row, count in zip((*heads, *body), counts) for cell in row[count:]):
        return None
    whole = max(counts)
    full = [row for row, count in zip(body, counts[len(heads) :]) if count == whole]
    # the header's own row: one of sizes below it may be whole, "Characteristics | n=355 | n=325"
    own = next((i for i in range(len(heads) - 1, -1, -1) if counts[i] < whole), -1)
    lack = whole - counts[own]
    lone = whole == 2 and sized(heads[own][0].text)
    if own < 0 or len(full) < 2 or not (0 < lack < whole - 1 or lone) or _names_labels(heads[own][0]):
        return None
    if own < len(heads) - 1 and not all(is_size(cell.text) for row in heads[own + 1 :] for cell in row[1:whole]):
        return None
    if lack > 1 and (sum(valued(row[lack - 1].text) for row in full) * 2 > len(full) or not sized(heads[own][0].text)):
        return None
    rows = [list(row[:whole]) for row in heads]
    room = whole - lack
    for row, count in zip(rows, counts):
        spans = count > 1 and room % count and not room % (count - 1)
        if count < whole and not _names_labels(row[0]) and not spans:
            row[:] = [*_nothing(row[0], lack), *row[:room]]
    groups = counts[0] if len(heads) > 1 and not rows[0][0].text else 0
    lower = [_body_row(row[:whole], count, whole, groups) for row, count in zip(body, counts[len(heads) :])]
    return rows, lower


def _names_labels(cell: Cell) -> bool:
    return is_stub(cell.text) and not sized(cell.text)


def _body_row(row: Sequence[Cell], count: int, whole: int, groups: int) -> list[Cell]:
    """A row in place, see `refilled`."""
    if count and count < whole and (valued(row[0].text) or is_size(row[0].text)):
        return [*_nothing(row[0], whole - count), *row[:count]]
    if 1 < groups == count - 1 < whole - 1 and not (whole - 1) % groups:
        return [row[0], *(cell for cell in row[1:count] for _ in range((whole - 1) // groups))]
    return list(row)


def _nothing(cell: Cell, count: int) -> list[Cell]:
    return [Cell("", cell.start, cell.start)] * count


def unshifted(heads: Sequence[Sequence[Cell]], body: Sequence[Sequence[str]]) -> list[list[Cell]] | None:
    """The two rows of a header with each cell over its columns, or ``None`` where they are not of this kind.

    ``Items | Range | Before | After | Difference`` over ``A | B | P | A | B | P`` moved to the left: the lower headers
    belong to the upper ones that repeat them (``Before``, ``After``), which the forms of the cells below confirm; the others
    span both rows.
    """
    if len(heads) != 2 or not body:
        return None
    width = len(heads[0])
    tops = [cell for cell in heads[0] if cell.text]
    unders = [cell for cell in heads[1] if cell.text]
    moved = [bool(cell.text) for cell in heads[1]] == [i < len(unders) for i in range(width)]
    if not heads[0][0].text or not moved or len(tops) < 3 or len(unders) >= width or len(unders) < 2 or is_size(unders[0].text):
        return None
    forms = [_form([row[column] for row in body if column < len(row)]) for column in range(width)]
    names = [bare(cell.text) for cell in unders]
    fits: list[tuple[int, int, int]] = []
    for groups in range(2, len(tops)):
        period, rest = divmod(len(unders), groups)
        if rest or period < 2 or names != names[:period] * groups:
            continue
        for first in range(1, len(tops) - groups + 1):
            below = forms[first : first + len(unders)]
            others = len(tops) - first - groups
            columns = width - first - len(unders)
            if columns < others or (columns > 0 and not others) or below != below[:period] * groups:
                continue
            if any((name in _P_NAMES) != (form == "p") for name, form in zip(names, below)):
                continue
            fits.append((columns - others, first, groups))
    if not fits or len({fit[1:] for fit in fits}) > 1:
        return None
    _, first, groups = fits[0]
    return _put(heads, tops, unders, first, groups)


def _put(
    heads: Sequence[Sequence[Cell]], tops: Sequence[Cell], unders: Sequence[Cell], first: int, groups: int
) -> list[list[Cell]]:
    """Both rows in place; a last header that spans more columns than one stands over all that are left to it."""
    width, period = len(heads[0]), len(unders) // groups
    empty = Cell("", tops[-1].end, tops[-1].end)
    upper = list(tops[:first])
    for top in tops[first : first + groups]:
        upper += [top] * period
    rest = list(tops[first + groups :])
    spare = width - len(upper) - len(rest)
    for index, top in enumerate(rest):
        # a header that names an estimate with its interval is the one that spans two columns
        wide = spare and (index == len(rest) - 1 or re.search(r"\bCI\b|[Cc]onfidence|range|SE\b|SD\b", top.text))
        upper += [top] * (1 + (spare if wide else 0))
        spare = 0 if wide else spare
    lower = [empty] * first + list(unders)
    return [upper, lower + [empty] * (width - len(lower))]


def _form(cells: Sequence[str]) -> str:
    """What most cells of a column look like."""
    found = Counter(
        next((name for name, form in _FORMS if form.fullmatch(text.strip())), "words") for text in cells if text.strip()
    )
    return found.most_common(1)[0][0] if found else ""
