"""Titles of tables: where they stand, and which digits at their end are citations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.reading.captions import SENTENCE

__all__ = ["Titles", "folded", "unnumbered"]

_MENTION = Gated("table", r"\bTables?(?:\s\d{1,2}[A-Za-z]?)?\s?:\s+(?=\S)")
_MENTION_END = compiled(r"[.;)\n]|,? and Table|\s\(?see\b")
_CAPTION = compiled(
    r"(?i)(?:supplement(?:ary|al)\s)?(?:table|tab\.)\s?(?:[A-Z]?\d{1,3}[A-Za-z]?|[IVX]{1,5})"
    rf"(?!{SENTENCE})"
    r"\s?[.:–—|-]?\s*(?=\S|$)|table\s?[.:–—]\s+(?=\S)"
)
_DIGITS = compiled(r"(?<=[^\s\d])(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})$")
#: citations in brackets: ``Baseline Characteristics(1)``, ``Response [2,3]``
_BRACKET = compiled(r"(?:(?<=\S)\(|\s?\[)(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})[)\]]$")
_NUMBERS = compiled(r"\d+")
#: ``at Week 161`` of a text that tells of week 16
_TIMED = compiled(r"(?i)\b(week|month|day|year|cycle|part|phase|study|cohort)s? (\d{1,5})")
_TIMED_LAST = compiled(_TIMED.pattern.replace("{1,5}", "{2,5}") + "$")
#: No title ends like this, and none that is shorter than a line goes on in the next for no reason.
_OPEN_END = compiled(r"(?i)(?:[,(/-]|\b(?:of|the|and|or|with|in|to|for|by|than|vs\.?|versus|an?|from|between|at))$")
_FULL = 45
_TALLEST = 3
_REFERENCE = compiled(r"(\d{1,3})[.)]?\s+[^\W\d_]+.{20}")


_MARKS_AND_SPACE = compiled(r"[^\w<>≥≤%+]+")


def folded(text: str) -> str:
    """A title as it is compared: letters and digits in lower case, single spaces."""
    return _MARKS_AND_SPACE.sub(" ", text).strip().lower()


def unnumbered(text: str) -> str:
    """A title without ``Table 2.`` before it."""
    caption = _CAPTION.match(text)
    return text[caption.end() :] if caption and caption.end() < len(text) else text


class Titles:
    """What a text says about the titles of its tables."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Titles that prose names (``see Table: Response by Cycle.``), folded."""
        found: set[str] = set()
        clean = self.page.clean
        for match in _MENTION.finditer(clean):
            stop = _MENTION_END.search(clean, match.end(), match.end() + 300)
            title = clean[match.end() : stop.start() if stop else match.end()]
            # a title may hold "(D2 + D3)": a bracket that it opened ends with it
            if stop and stop[0] == ")" and title.count("(") > title.count(")"):
                stop = _MENTION_END.search(clean, stop.end(), match.end() + 300)
                title = clean[match.end() : stop.start() if stop else match.end()]
            if 3 <= len(title) <= 250:
                found.add(folded(title))
        return frozenset(found)

    @cached_property
    def last_reference(self) -> int:
        """The highest number of the list of references, 0 where none is numbered."""
        last = 0
        for line in self.page.lines:
            if line.text[:1].isdigit() and line.kind in ("text", "prose") and len(line.text) > 40:
                match = _REFERENCE.match(line.text)
                if match and int(match[1]) == last + 1:
                    last += 1
        return last

    def read(self, line: Line) -> tuple[Cell, tuple[Cell, ...]] | None:
        """Title and citations of a line that is surely a title: captioned, named in prose, or with citations glued to it."""
        text = line.text
        if line.kind not in ("text", "prose") or not 3 <= len(text) <= 300 or line.indent:
            return None
        caption = _CAPTION.match(text)
        skip = caption.end() if caption else 0
        cut = self._cut(text[skip:])
        title = text[skip : skip + cut] if cut is not None else text[skip:]
        known = folded(title) in self.mentioned
        if not (caption or known or (cut is not None and title[:1].isalpha() and " " in title.strip())):
            return None
        end = len(title.rstrip())
        cell = Cell(" ".join(title.split()), line.start + skip, line.start + skip + end)
        if cut is None:
            return cell, ()
        return cell, tuple(
            Cell(match[0], line.start + skip + cut + match.start(), line.start + skip + cut + match.end())
            for match in re.finditer(r"\d+", text[skip + cut :])
        )

    def captioned(self, line: Line) -> bool:
        """Whether a line begins with ``Table 2.``."""
        return bool(_CAPTION.match(line.text)) and line.kind in ("text", "prose") and len(line.text) <= 300

    @staticmethod
    def goes_on(line: Line, after: Line) -> bool:
        """Whether a title that begins on a line goes on in the next one: it stops before its end, or the next begins in lower
        case and the line is long."""
        if line.kind not in ("text", "prose") or after.kind != "text" or after.number != line.number + 1 or after.indent:
            return False
        if _OPEN_END.search(line.text):
            return after.text[0].isalpha()
        return len(line.text) >= _FULL and after.text[:2].islower()

    def joined(self, lines: Sequence[Line]) -> Line:
        """The lines of a title as one; places stay where they are."""
        start, end = lines[0].start, lines[-1].end
        return lines[0]._replace(end=end, text=self.page.clean[start:end].replace("\n", " ")) if len(lines) > 1 else lines[0]

    def whole(self, lines: Sequence[Line]) -> Line:
        """The title that begins on the first of some lines, with those in which it goes on."""
        last = 0
        while last + 1 < len(lines) and last < _TALLEST and self.goes_on(lines[last], lines[last + 1]):
            last += 1
        return self.joined(lines[: last + 1])

    def plain(self, line: Line) -> tuple[Cell, tuple[Cell, ...]]:
        """Title and citations of a line that stands where a title does."""
        known = self.read(line)
        if known:
            return known
        text = line.text
        cited: tuple[Cell, ...] = ()
        cut = self._cut(text) if text[0].isalpha() else None
        if cut is not None and text[:cut].isalpha():
            cited = tuple(
                Cell(m[0], line.start + cut + m.start(), line.start + cut + m.end()) for m in _NUMBERS.finditer(text[cut:])
            )
            text = text[:cut]
        return Cell(" ".join(text.split()), line.start, line.start + len(text)), cited

    def _cut(self, text: str) -> int | None:
        """Where glued citations begin: the longest word that the text knows is left standing (``P1`` of ``P16``)."""
        bracket = _BRACKET.search(text)
        if bracket and self._citations(bracket[1]):
            return bracket.start()
        match = _DIGITS.search(text)
        if not match:
            return self._behind_time(text)
        places = [match.start(1) + offset for offset in range(len(re.match(r"\d+", match[1])[0]))]  # type: ignore[index]
        for place in places:
            if folded(text[:place]) in self.mentioned and self._citations(text[place:]):
                return place
        if folded(text) in self.mentioned:
            return None
        start = match.start(1)
        whole = self._citations(text[start:])
        word = _token(text[:start])
        if text[start - 1] in ")%]" or (len(word) > 4 and word[1:].islower() and word[-1].isalpha()):
            return start if whole else None
        if not word or not word[-1].isalpha():
            return None
        known = self.page.lower
        for place in reversed(places[1:]):
            if known[_token(text[:place]).lower()] and self._citations(text[place:]):
                return place
        glued = _token(text[: places[-1] + 1]).lower()
        return start if whole and known[word.lower()] and known[word.lower()] >= known[glued] else None

    @cached_property
    def timed(self) -> frozenset[tuple[str, str]]:
        """The weeks, months, studies … that the text names by number (each named twice, or by itself)."""
        counts = Counter((match[1].lower(), match[2]) for match in _TIMED.finditer(self.page.clean))
        return frozenset(counts)

    def _behind_time(self, text: str) -> int | None:
        """Where a citation is glued to the number of a week at the end: the text names the week elsewhere, and not the whole."""
        match = _TIMED_LAST.search(text)
        if match is None:
            return None
        for length in range(len(match[2]) - 1, 0, -1):
            named = (match[1].lower(), match[2][:length])
            if named in self.timed and match[2][length] != "0" and self._citations(match[2][length:]):
                return match.start(2) + length
        return None

    def _citations(self, text: str) -> bool:
        """Whether digits can be citations: small, ascending, none beyond the list of references."""
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        top = self.last_reference or 99
        return all(0 < number <= top for number in numbers) and numbers == sorted(set(numbers))


_PARTS_OF_TOKEN = compiled(r"[\s(/-]")


def _token(text: str) -> str:
    """The last word of a text, without what it is hyphenated with."""
    return _PARTS_OF_TOKEN.split(text)[-1]
