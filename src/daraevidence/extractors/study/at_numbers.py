"""Patterns that begin with a number of people, tried only where one may stand.

A number in digits or words begins with so many letters that to look for one costs more than all that is then compared; most
sentences hold two or three. They are found once for all the patterns that a sentence is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import maxsize

from daraevidence.language.dates import find_dates
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["AtNumber"]

#: where ``NUMBER`` may begin, at the beginning of a word: a digit, or the first letters of ``zero``, ``one`` … ``ninety``, ``a``
_BEGINNING = compiled(
    r"\b(?:\d|[oO][nN]|[tT](?:[wWeE]|[hH][iIrRİı])|[fF][oOiIİı]|[sSſ][eEiIİı]|[eE][iIlLİı]|[nN][iIİı]|[zZ][eE]|[aA]\s+[hHtT])"
)


@lru_cache(maxsize=64)
def _beginnings(text: str) -> tuple[int, ...]:
    begun = tuple([match.start() for match in _BEGINNING.finditer(text)])
    dates = find_dates(text)  # "from May 2009 to June 2013" counts nobody
    return tuple([place for place in begun if not any(date.start <= place < date.end for date in dates)]) if dates else begun


class AtNumber(Gated):
    """A pattern that begins with ``NUMBER``, behind no more than look-behinds, one of which is against a letter or a digit.

    ``needed`` as for ``Gated``; none where it is empty.
    """

    __slots__ = ()

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match, or ``None``."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        begun = _beginnings(text) if self.needed[0] == "" or self.may_match(text) else ()
        return self._found(text, begun, start, end) if begun else iter(())

    def _found(self, text: str, begun: tuple[int, ...], start: int, end: int) -> Iterator[re.Match[str]]:
        match = self.pattern.match
        for place in begun:
            if place >= start and (found := match(text, place, end)) is not None:
                yield found
                start = found.end()
