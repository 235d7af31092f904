"""Lists of references: numbered, unnumbered, and blocks of kind, title and journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.language.patterns import compiled
from daraevidence.layout.blocks import Piece
from daraevidence.layout.document import Entry
from daraevidence.layout.front import is_legal

__all__ = ["entries", "join_references", "without_heading"]

_NUMBERED = compiled(r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})\s?[.)]|(\d{1,3}))(?:\s+|(?<=[.\])])(?=[^\W\d_]))(?=\S)")
_KIND = compiled(
    r"(?:clinical |practice )?(?:guidelines?|research|review|systematic review|meta-analysis|article|study|trial|journal article"
    r"|book|website|drug label|fda label|label|praxis|consensus|case report|expert opinion|editorial|letter)",
    re.IGNORECASE,
)
_YEAR_END = compiled(r"(?:19|20)\d\d[a-z]?\)?\.?$")
_YEAR = compiled(r"\b(?:19|20)\d\d\b")
_CITED = compiled(r"\bet al\b|\b(?:19|20)\d\d\s?;|\bdoi\b|[^\W\d_]{2}\s[A-Z]{1,3}(?:[,.]|\s[A-Z])")
_FEWEST = 3
_CRUMB = compiled(r"[A-Za-z][A-Za-z' ]{0,30}[.!?]?")


def join_references(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of one list, one for each entry; ``level`` holds its number, ``mark`` the printed one.

    Numbers must go up by one, so that a volume or year at the beginning of a line opens no entry; a short line of words
    behind the last entry is no reference (kind ``metadata``), nor is what stands behind a blank line or is a legal notice.
    """
    if not pieces:
        return []
    first = _number(pieces[0], 0)
    if first and sum(1 for piece in pieces if _number(piece, 0)) * 4 >= len(pieces):
        return _numbered(pieces, first)
    if sum(1 for piece in pieces if _KIND.fullmatch(piece.text)) * 5 >= len(pieces):
        return _blocks(pieces)
    return _plain(pieces)


def without_heading(pieces: Sequence[Piece]) -> range:
    """The places of a list of references that nothing heads: the last pieces that count up from 1, all with a year.

    Most have what only references have: ``et al``, initials behind a name, ``2024; 12:``. Empty where there is no such list.
    """
    found, start = range(0), -1
    for k, piece in enumerate([*pieces, None]):
        number = _opening(piece) if piece is not None and not piece.grid else 0
        dated = piece is not None and _YEAR.search(piece.text) is not None
        if start >= 0 and dated and number == k - start + 1:
            continue
        if start >= 0 and k - start >= _FEWEST:
            cited = sum(1 for other in pieces[start:k] if _CITED.search(other.text))
            found = range(start, k) if cited * 3 >= 2 * (k - start) else found
        start = k if dated and number == 1 else -1
    return found


def _opening(piece: Piece) -> int:
    """The number of a line, or of the point that it was taken for, else 0."""
    if piece.kind == "item":
        digits = "".join(character for character in piece.mark if character.isdecimal())
        return int(digits) if digits else 0
    return _number(piece, 0) if piece.kind is None else 0


def _number(piece: Piece, last: int) -> int:
    """The number that a line begins with where it can open an entry, else 0."""
    match = _NUMBERED.match(piece.text)
    if match is None:
        return 0
    number = int(next(group for group in match.groups() if group))
    if last and number != last + 1 and not (match[1] and number > last):
        return 0
    return number


def _numbered(pieces: Sequence[Piece], first: int) -> list[Piece]:
    found: list[Piece] = []
    last = first - 1
    opening = [piece for piece in pieces[1:] if _number(piece, 0)]
    spaced = sum(1 for piece in opening if piece.blanks) * 2 > len(opening)
    for k, piece in enumerate(pieces):
        number = _number(piece, last) if found else first
        if number:
            piece.kind, piece.level, piece.mark = "reference", number, str(number)
            last = number
            found.append(piece)
        elif _CRUMB.fullmatch(piece.text) and len(piece.text.split()) <= 3 and _tail(found[-1]).endswith("."):
            piece.kind = "metadata"
            found.append(piece)
        elif (piece.blanks and not spaced) or is_legal(piece.text):
            return [*found, *pieces[k:]]
        elif found[-1].kind == "reference":
            _append(found[-1], piece)
        else:
            piece.kind = "metadata"
            found.append(piece)
    return found


def _blocks(pieces: Sequence[Piece]) -> list[Piece]:
    """Entries that begin with the kind of work (``Guideline``) and hold a title and a journal on lines of their own."""
    found: list[Piece] = []
    count = 0
    for piece in pieces:
        if _KIND.fullmatch(piece.text) or not found or (found[-1].kind == "reference" and _complete(found[-1])):
            count += 1
            piece.kind, piece.level = "reference", count
            found.append(piece)
        else:
            _append(found[-1], piece)
    return found


def _complete(piece: Piece) -> bool:
    return len(piece.lines) >= 1 and _YEAR_END.search(piece.lines[-1]) is not None


def _plain(pieces: Sequence[Piece]) -> list[Piece]:
    """One entry a line, or one a paragraph where lines are wrapped."""
    found: list[Piece] = []
    spaced = sum(1 for piece in pieces[1:] if piece.blanks) * 5 >= len(pieces)
    count = 0
    for piece in pieces:
        tail = _tail(found[-1]) if found else ""
        goes_on = (
            bool(found)
            and piece.shape != "item"
            and (
                (spaced and not piece.blanks)
                or piece.text[0].islower()
                or (not spaced and not tail.rstrip().endswith((".", ")")))
            )
        )
        if goes_on and not (spaced and tail.endswith(".") and len(tail) > 80):
            _append(found[-1], piece)
            continue
        count += 1
        piece.kind, piece.level = "reference", count
        found.append(piece)
    return found


def _tail(piece: Piece) -> str:
    """The last line of a piece."""
    return piece.lines[-1] if piece.lines else piece.text


def _append(entry: Piece, piece: Piece) -> None:
    entry.lines.append(piece.text)
    entry.end = piece.end


def entries(pieces: Sequence[Piece], clean: str) -> Iterator[Entry]:
    """Entries of the document, from the pieces that are references; ``text`` is without number and kind, on one line."""
    for piece in pieces:
        if piece.kind != "reference":
            continue
        text = " ".join(clean[piece.start : piece.end].split())
        match = _NUMBERED.match(text) if piece.mark else None
        if match:
            text = text[match.end() :]
        elif piece.lines and (kind := _KIND.match(text)) and _KIND.fullmatch(clean[piece.start : piece.start + kind.end()]):
            head = clean[piece.start : piece.end].split("\n", 1)[0].strip()
            text = text[len(head) :].strip() if _KIND.fullmatch(head) else text
        yield Entry(piece.level, text, piece.start, piece.end, bool(piece.mark))
