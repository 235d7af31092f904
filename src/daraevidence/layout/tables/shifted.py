"""Headers of two rows that were written without their spans, so that both rows have moved to the left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from daraevidence.layout.document import Cell
from daraevidence.layout.tables.headers import bare, is_size

__all__ = ["unshifted"]

_P_NAMES = ("p", "p value", "p-value", "p values")
_FORMS = (
    ("p", re.compile(r"[<>≤≥=]?\s?[01]?\.\d+\s?[*†‡]{0,3}")),
    ("spread", re.compile(r"-?\d[\d.,]*\s?±.*")),
    ("share", re.compile(r"\d[\d,]*\s?\(\d[\d.,]*\s?%?\)")),
    ("interval", re.compile(r".*\d\s?(?:[-–,]|to)\s?-?\d.*")),
    ("bracket", re.compile(r"\(.*\)\S*")),
    ("number", re.compile(r"[<>≤≥~]?\s?-?\d[\d.,]*\s?%?")),
)


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
