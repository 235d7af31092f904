"""Tables of delimited values in a text: one row a line, with semicolons or commas between the cells and quotes around some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.reading.ruled import Line, Piece, Ruled

__all__ = ["find_delimited"]

_FEWEST = 3
_FIELD = {sign: compiled(rf'(?:^|{sign})(?:"([^"]*)"(?={sign}|$)|([^{sign}"]*))') for sign in ";,"}
_FIGURE = compiled(r"[<>≤≥]?\s?[-−]?[\d.]+\s?%?$")
#: a sentence, or the entry of a list of references
_PROSE = compiled(r"[a-z]{2}[.?!](?:\s|$)|https?:")


class _Field(NamedTuple):
    text: str
    piece: Piece


def find_delimited(lines: Sequence[Line], taken: Sequence[Ruled]) -> list[Ruled]:
    """All such tables, in order; none in lines that other tables hold.

    Read: lines with the same number of fields, at least two of them below one that names all columns. No field begins with a
    space, as the parts of a list or a sentence do; one that holds the separator is quoted; half of the cells hold figures.
    """
    closed = {number for table in taken for number in range(table.first, table.after)}
    found: list[Ruled] = []
    number = 0
    while number + _FEWEST <= len(lines):
        table = None
        for sign in ";,":
            if table is None and number not in closed and sign in lines[number][0] and sign in lines[number + 1][0]:
                table = _table(lines, number, sign, closed)
        if table is not None:
            found.append(table)
        number = table.after if table is not None else number + 1
    return found


def _table(lines: Sequence[Line], number: int, sign: str, closed: set[int]) -> Ruled | None:
    """The table whose header is a line, if it is one."""
    head = _fields(lines[number], sign)
    rows = [head] if len(head) > 1 else []
    after = number + 1
    while rows and after < len(lines) and after not in closed and sign in lines[after][0]:
        row = _fields(lines[after], sign)
        if len(row) != len(head):
            break
        rows.append(row)
        after += 1
    heads = 2 if len(rows) > _FEWEST and not head[0].text and head[1].text else 1
    names = [name.text for name in rows[heads - 1]] if len(rows) > heads + 1 else [""]
    if any(not name or _FIGURE.match(name) for name in names) or any(ch.isdigit() for ch in names[0]):
        return None  # "Smith J. Lancet 2019;393:253" names no labels
    filled = [field.text for row in rows[heads:] for field in row[1:] if field.text]
    figures = sum(any(ch.isdigit() for ch in text) for text in filled)
    if not filled or 2 * figures < len(filled) or any(_PROSE.search(field.text) for row in rows for field in row):
        return None
    if heads == 2:  # a name over several columns stands above the first of them
        for place, field in enumerate(head):
            if place > 1 and not field.text:
                head[place] = head[place - 1]
    pieces = [[field.piece for field in row] for row in rows]
    return Ruled(pieces[:heads], pieces[heads:], number, after)


def _fields(line: Line, sign: str) -> list[_Field]:
    """The fields of a line; none where one begins with a space, or a quote stands inside one."""
    text, place = line
    found: list[_Field] = []
    end = 0
    for match in _FIELD[sign].finditer(text):
        if match.start() != end:
            return []
        end = match.end()
        group = 1 if match[1] is not None else 2
        bare = match[group].strip()
        begin = place + match.start(group) + len(match[group]) - len(match[group].lstrip())
        if found and match[group][:1].isspace():
            return []
        found.append(_Field(bare, Piece(begin, ((begin, begin + len(bare)),) if bare else ())))
    return found if end == len(text) else []
