"""Bullets: their depth, their lines, and what they stand under."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.blocks import Piece, ends_sentence
from daraevidence.reading.lines import BULLET

__all__ = ["find_items", "join_lines"]

_NUMBER = compiled(r"(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)|(\(\d{1,2}\))\s+(?=\S)")
_ENUMERATED = compiled(r"\(?(?:1|a|i)[.)]\s")

_DASHES = frozenset("-–—")


def find_items(pieces: Sequence[Piece]) -> None:
    """Mark bullets and numbered points with their depth (``level`` from 1), and cut the mark off their start.

    Depth comes from the indentation; where bullets have none, from the marks in the order in which they appear.
    """
    stack: list[tuple[int, str]] = []
    numbered = False
    for piece in pieces:
        if piece.kind is not None or piece.hint:
            if not piece.grid:
                stack.clear()
                numbered = False
            continue
        match = BULLET.match(piece.text)
        if match is None:
            match = _NUMBER.match(piece.text) if numbered or stack or _ENUMERATED.match(piece.text) else None
            numbered = match is not None
        if match is None:
            if len(piece.text) > 30 and not _goes_on(piece, stack):
                stack.clear()
            continue
        key = (piece.indent, "1" if piece.text[0].isalnum() and match[0].strip() != "o" else match[0].strip())
        while stack and not _above(stack[-1], key, stack):
            stack.pop()
        stack.append(key)
        piece.kind, piece.level, piece.mark = "item", len(stack), match[0].strip()
        piece.start += match.end()
        piece.text = piece.text[match.end() :]


def _above(outer: tuple[int, str], inner: tuple[int, str], stack: Sequence[tuple[int, str]]) -> bool:
    """Whether a bullet stands under the one before it: further in, or with another mark that was not seen so far."""
    if inner[0] != outer[0]:
        return inner[0] > outer[0]
    return inner[1] != outer[1] and all(mark != inner[1] for _, mark in stack)


def _goes_on(piece: Piece, stack: Sequence[tuple[int, str]]) -> bool:
    return bool(stack) and piece.blanks == 0 and piece.indent > stack[-1][0]


def join_lines(pieces: Sequence[Piece], clean: str) -> list[Piece]:
    """Pieces with the lines that go on put together: of a bullet (indented, or inside a sentence), of a paragraph (inside it)."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last is not None
            and piece.kind is None
            and not (piece.hint or piece.shape)
            and piece.blanks == 0
            and _continues(last, piece)
        ):
            last.lines.append(piece.text)
            last.end = piece.end
            continue
        joined.append(piece)
    for piece in joined:
        if piece.lines:
            piece.text = clean[piece.start : piece.end].replace("\n", " ")
    return joined


def _continues(last: Piece, piece: Piece) -> bool:
    """Whether a line belongs to the piece above it."""
    tail = last.lines[-1] if last.lines else last.text
    if last.kind == "item":
        if piece.indent > last.indent and piece.indent > 0:
            return True
        if last.mark in _DASHES and tail.endswith((" -", " –", " —")):
            return False  # a line of a headline between dashes
        if ends_sentence(tail) or common_heading(piece.text):
            return False
        if (piece.text[0].islower() and not piece.text[1:2].isupper()) or tail[-1] in ",;(-" or tail.count("(") > tail.count(")"):
            return True
        return len(tail) >= 50 and (
            not (piece.text[0].isupper() or piece.text[1:2].isupper()) or (len(tail) >= 70 and ends_sentence(piece.text))
        )
    if last.kind is not None or last.hint or ends_sentence(tail) or len(tail) < 40:
        return False
    return piece.text[0].islower() and piece.text[1:2] != piece.text[1:2].upper()
