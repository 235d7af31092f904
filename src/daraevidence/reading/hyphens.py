"""Words hyphenated at the end of a line."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files

from daraevidence.language.patterns import compiled
from daraevidence.span import Edit

__all__ = ["Hyphens"]

#: ``short- and long-term``: a space follows the hyphen.
_HANGING = frozenset(["and", "or", "to", "versus", "vs", "vs."])

_COMPOUND = compiled(r"[^\W_]+(?:-[^\W_]+)*")
_UPPER = compiled(r"[-–]\d[\d.]*\)")
_LAST = compiled(r"[^\W_]+(?:-[^\W_]+)*$")


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    source = files("daraevidence.language").joinpath("data", "hyphens.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(source).items()}


_LINE = compiled(r"[^\n]+")


class Hyphens:
    """Decides, with the words of the document, whether a hyphen at the end of a line belongs to the word."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _lines(self) -> Iterator[str]:
        """Its lines in lower case, one at a time: a long text as a whole would weigh twelve bytes a character."""
        return (match[0].casefold() for match in _LINE.finditer(self._text))

    @cached_property
    def _known(self) -> Counter[str]:
        """Words and compounds of the document, in lower case, with how often they stand there."""
        counts: Counter[str] = Counter()
        for line in self._lines():
            words = _COMPOUND.findall(line)
            if words and line.rstrip().endswith("-"):
                words.pop()
            counts.update(words)
        return counts

    @cached_property
    def _inner(self) -> frozenset[str]:
        """Words and compounds that stand somewhere else than at the beginning of a line, where a half of a word may stand."""
        return frozenset(word for line in self._lines() for word in _COMPOUND.findall(line)[1:])

    def join(self, text: str, end: int, begin: int) -> Edit:
        """The edit that joins the line that ends at ``end`` with the one whose text begins at ``begin``."""
        stop = end
        while stop > 0 and text[stop - 1] in " \t":
            stop -= 1
        if text[stop - 1 : stop] != "-":
            return Edit(stop, begin, " ")
        left = _LAST.search(text, max(0, stop - 60), stop - 1)
        right = _COMPOUND.match(text, begin)
        if text[begin : begin + 1] == "(":
            return Edit(stop, begin, " ")  # ``HER2-`` above ``(n=108)``
        if left is None or right is None:
            return Edit(stop, begin, "" if left or (right and text[stop - 2 : stop - 1] == ")") else " ")
        if right.group().casefold() in _HANGING and text[right.end() : right.end() + 1].isspace():
            return Edit(stop, begin, " ")
        if self.keeps(left.group(), right.group()):
            return Edit(stop, begin, "")
        return Edit(stop - 1, begin, "")

    def parted(self, text: str, end: int, begin: int) -> bool:
        """Whether the word before ``end`` and the one at ``begin`` are one that was broken without a hyphen, for lack of room.

        The document writes it in one elsewhere, and never its second half alone. So is an interval broken before its dash.
        """
        left, right = _LAST.search(text, max(0, end - 60), end), _COMPOUND.match(text, begin)
        if left is not None and _UPPER.match(text, begin):
            return left.group()[-1].isdigit() and text.rfind("(", left.start() - 9, end) > text.rfind(")", left.start() - 9, end)
        if left is None or right is None or not (right.group()[0].islower() or (left.group() + right.group()).isupper()):
            return False
        first, second = left.group().casefold(), right.group().casefold()
        return self._known[first + second] > 0 and second not in self._inner

    def keeps(self, left: str, right: str) -> bool:
        """Whether ``left-right`` is written with its hyphen; else it is one word broken at the end of a line.

        Kept: before a capital or digit, after a capital abbreviation or a digit, after first and before second parts of
        common compounds, and where the document writes it so elsewhere. The document's own words come first.
        """
        if not right[0].islower() or not left[-1].islower() or (len(left) > 1 and left[1:].lower() != left[1:]):
            return True
        first, second = left.casefold(), right.casefold()
        joined, hyphenated = self._known[first + second], self._known[f"{first}-{second}"]
        if joined != hyphenated:
            return hyphenated > joined
        parts = _parts()
        first, second = first.rsplit("-", 1)[-1], second.split("-", 1)[0]
        if first in parts["first"] or (first in parts["weak"] and second in parts["second"]):
            return True
        if second in parts["second"] and len(first) > 3:
            return True
        return min(len(first), len(second)) > 3 and self._known[first] > 0 and self._known[second] > 0
