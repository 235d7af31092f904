"""The lines of a text that are not blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from daraevidence.language.patterns import compiled

__all__ = ["BULLET", "COLUMNS", "ENTRY", "Line", "each_line", "nonblank_lines"]

#: The mark of a bullet with the space behind it; a hyphen only where a space follows.
BULLET = compiled(r"[•‣◦▪▫●○■□∙·⁃➢➤✓✔*-]\s+(?=\S)|[•‣◦▪▫●○■□➢➤✓✔](?=\w)|o\s{1,4}(?=[A-Z0-9(≥≤<>])")

#: The beginning of an entry of a list of references: ``[4] T``, ``4. T``, ``4 Trent V,``.
ENTRY = compiled(r"(?:\[\d{1,3}\]|\(?\d{1,3}[.)])\s+\S|\d{1,3}\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?\s[A-Z]{1,3}[,.]")

#: What stands in columns that spaces, tabs or bars part.
COLUMNS = compiled(r"\S {3,}\S|\t|\|| {2,}\S+ {2,}")


class Line(NamedTuple):
    """A line from ``start`` to ``end`` (its line end outside); ``text`` is stripped and begins at ``begin``.

    ``blanks`` is the number of blank lines above it.
    """

    start: int
    begin: int
    end: int
    text: str
    blanks: int

    @property
    def indent(self) -> int:
        """How many characters of space stand before the text."""
        return self.begin - self.start

    @property
    def width(self) -> int:
        """How many characters the text has."""
        return len(self.text)

    @property
    def stop(self) -> int:
        """Where the text ends (space behind it is outside)."""
        return self.begin + len(self.text)


#: a named tuple without its own constructor, which costs as much again
_made = tuple.__new__


def each_line(text: str) -> Iterator[Line]:
    """The lines with something on them, in order, one at a time."""
    place = blanks = 0
    while place <= len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        raw = text[place:end]
        stripped = raw.strip()
        if stripped:
            yield _made(Line, (place, end - len(raw.lstrip()), end, stripped, blanks))
            blanks = 0
        else:
            blanks += 1
        place = end + 1


def nonblank_lines(text: str) -> list[Line]:
    """All lines with something on them, in order."""
    return list(each_line(text))
