"""A sentence as pieces in order: results, bare numbers, times, marks and the words that join them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["Clauses", "Piece", "clauses_of"]


class Piece(NamedTuple):
    """A letter of the shape with its place; ``which`` is that of its quantity, or -1; ``word`` is lower case."""

    letter: str
    start: int
    end: int
    which: int
    word: str


class Clauses(NamedTuple):
    """The pieces of a sentence and their letters as one text, which the grammar reads.

    ``v`` result, ``n`` bare number, ``d`` dose, ``t`` time, ``x`` what belongs to a result (P value, interval, size),
    ``i`` preposition, ``&`` and, ``c`` word of contrast, ``b`` verb that leads to a result, ``r`` respectively, ``m`` mean,
    ``z`` baseline, ``w`` any other words; marks stand for themselves.
    """

    shape: str
    pieces: list[Piece]


_ROLES = {
    "number": "n",
    "proportion": "v",
    "count": "v",
    "value": "v",
    "not_reached": "v",
    "dose": "d",
    "timepoint": "t",
    "duration": "t",
    "p": "x",
    "ratio": "x",
    "interval": "x",
    "group_size": "x",
}
_LETTERS = {
    **dict.fromkeys("and or &".split(), "&"),
    **dict.fromkeys("versus vs v than compared whereas while but against".split(), "c"),
    **dict.fromkeys(
        (
            "in for with on among of by to from at after before during per within without receiving given taking under following "
            "using via"
        ).split(),
        "i",
    ),
    **dict.fromkeys("was were is are had has averaged being equaled reached".split(), "b"),
    **dict.fromkeys("mean median average".split(), "m"),
    **dict.fromkeys("baseline entry admission discharge enrollment enrolment".split(), "z"),
    "respectively": "r",
    # words that say nothing of what stands where
    **dict.fromkeys("the a an only about approximately another also then again just nearly almost both a".split(), ""),
}
_TOKEN = compiled(r"[^\W_](?:[\w'’/+.-]*\w)?|[,;:.()\[\]&=]")
_MARKS = {"[": "(", "]": ")"}


def clauses_of(text: str, base: int, quantities: Sequence[Quantity]) -> Clauses:
    """The pieces of a sentence; ``base`` is its place, ``quantities`` those inside it, in order."""
    pieces: list[Piece] = []
    place = 0
    for index, quantity in enumerate(quantities):
        start, end = quantity.start - base, quantity.end - base
        if quantity.role == "name":  # "group Q1": the word with its number
            continue
        _words(text, place, start, pieces)
        letter = _ROLES.get(quantity.role, "w")
        if letter == "n" and (quantity.value is None or quantity.value.op):
            letter = "w"
        pieces.append(Piece(letter, start, end, index, ""))
        place = max(place, end)
    _words(text, place, len(text), pieces)
    return Clauses("".join(piece.letter for piece in pieces), pieces)


def _words(text: str, start: int, end: int, pieces: list[Piece]) -> None:
    """Add the words and marks of a gap; several words in a row are one piece."""
    for match in _TOKEN.finditer(text, start, end):
        word = match[0].lower()
        letter = _LETTERS.get(word)
        if letter is None:
            letter = _MARKS.get(word, word) if len(word) == 1 and not word.isalnum() else "w"
        if not letter:
            continue
        if letter == "w" and pieces and pieces[-1].letter == "w" and pieces[-1].which < 0:
            pieces[-1] = pieces[-1]._replace(end=match.end(), word=f"{pieces[-1].word} {word}")
        else:
            pieces.append(Piece(letter, match.start(), match.end(), -1, word))
