"""Patterns that are tried only where one of some words stands: to look for a word costs a hundredth of trying a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import maxsize

from daraevidence.language.patterns import compiled

__all__ = ["Gated"]

#: the text that was asked for last, and the same in small letters: a sentence is asked for many patterns, one after another
_last = ("", "")

#: a longer text is a whole document: in small letters it would weigh twelve times as much for a moment, and be kept
_LONGEST = 1 << 16


class Gated:
    """A pattern with the words (in small letters, parted by ``|``) of which each of its matches holds one, in any case.

    Most sentences hold none, and are not searched. The methods are those of ``re.Pattern``.
    """

    __slots__ = ("needed", "pattern")

    def __init__(self, needed: str, pattern: str, flags: int = 0) -> None:
        self.needed = tuple(needed.split("|"))
        self.pattern = compiled(pattern, flags)

    def may_match(self, text: str) -> bool:
        """Whether one of the words stands in a text, or it is too long to see."""
        global _last
        last = _last
        if last[0] is not text:
            if len(text) > _LONGEST:
                return True
            _last = last = (text, text.lower())
        folded = last[1]
        for word in self.needed:  # noqa: SIM110 - twice as fast as any() on few words
            if word in folded:
                return True
        return False

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first match, or ``None``."""
        if _last[0] is text:  # asked for right before: here without a further call
            folded = _last[1]
            for word in self.needed:
                if word in folded:
                    return self.pattern.search(text, start, end)
            return None
        return self.pattern.search(text, start, end) if self.may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The match at the start, or ``None``."""
        return self.pattern.match(text, start, end) if self.may_match(text) else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All matches, in order."""
        return self.pattern.finditer(text, start, end) if self.may_match(text) else iter(())
