"""Lines of a PDF put together to paragraphs, headings and points of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.reading.lines import BULLET
from daraevidence.reading.page.lines import Line
from daraevidence.reading.text import ShapeKind

__all__ = ["Paragraph", "Ranks", "carried", "follows", "paragraphs"]

_ENDED = compiled(
    r"(?:[\w)\]%\"'®™][.!?]|[.!?][\"')\]]+|:)$|(?:[^\W\d]|[)\]%])[.!?][\"')\]]?\s?\[?\d{1,3}(?:[,–-]\s?\d{1,3})*\]?$"
)
_NUMBERED = compiled(r"(?:\[(\d{1,3})\]|\(?(\d{1,3})[.)])\s+\S")
_CAPTION = compiled(r"(?:supplementary |supplemental )?(?:table|figure|fig\.?|box|exhibit)\s*[A-Z]?\d+\b", re.IGNORECASE)
_LEADERS = compiled(r"(?:\. ?){6}\s?\w{1,4}$")
_LONGEST_HEADING = 200


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``level`` is that of a heading or of a point.

    ``close``: the next one stands below it without any space, as lines of an address or of a reference do.
    """

    lines: list[Line]
    kind: ShapeKind = "paragraph"
    level: int = 0
    close: bool = False

    @property
    def text(self) -> str:
        """The lines with spaces between them."""
        return " ".join(line.text for line in self.lines)

    @property
    def ended(self) -> bool:
        """Whether the last line ends a sentence."""
        return _ENDED.search(self.lines[-1].text) is not None


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of lines that are read from top to bottom.

    A paragraph ends before a wider space, another size or weight, the mark of a point, an indentation, and behind a line
    with room for the next word that ends a sentence.
    """
    found: list[Paragraph] = []
    for chunk in _chunks(lines):
        # two lines alone do not show how wide the column is
        wide = chunk if len(chunk) > 2 else [line for line in lines if abs(line.size - chunk[0].size) < 0.5]
        right = max(line.x1 for line in wide)
        open_: list[Line] = []
        for line in chunk:
            if open_ and _begins(open_, line, right):
                made = Paragraph(open_)
                made.close = len(open_) == 1 and not made.ended
                found.append(made)
                open_ = []
            open_.append(line)
        found.append(Paragraph(open_))
    _nest(found)
    return found


def follows(above: str, below: str) -> bool:
    """Whether two paragraphs begin with numbers of a list, one after the other: ``2.`` below ``1.``."""
    first, second = _NUMBERED.match(above), _NUMBERED.match(below)
    return first is not None and second is not None and int(second[1] or second[2]) == int(first[1] or first[2]) + 1


def _chunks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one size and weight at even distances."""
    gaps = sorted(b.base - a.base for a, b in pairwise(lines) if abs(a.size - b.size) < 0.5 and b.base > a.base)
    usual = gaps[len(gaps) // 10] if gaps else 0.0
    chunks: list[list[Line]] = []
    for line in lines:
        last = chunks[-1][-1] if chunks else None
        if last is None:
            chunks.append([line])
            continue
        step = line.base - last.base
        widest = max(min(1.35 * usual, 2.2 * line.size), 1.25 * line.size) if usual else 1.6 * line.size
        other = abs(line.size - last.size) > 0.06 * last.size or line.bold != last.bold
        if step < -1 or step > widest or other:
            chunks.append([line])
        else:
            chunks[-1].append(line)
    return chunks


def _begins(above: Sequence[Line], line: Line, right: float) -> bool:
    """Whether a line begins a paragraph below the lines of one."""
    last, first = above[-1], above[0]
    if BULLET.match(line.text) or _LEADERS.search(last.text):
        return True
    listed = bool(BULLET.match(first.text) or _NUMBERED.match(first.text))
    numbered = bool(_NUMBERED.match(line.text))
    if listed and line.x0 < last.x0 - 0.4 * line.size and line.x0 < first.x0 + 0.4 * line.size:
        return True
    room = last.x1 + 0.28 * line.size + line.lead < right - 0.5
    ended = _ENDED.search(last.text) is not None
    if numbered and (room or ended or follows(first.text, line.text)) and line.x0 < last.x0 + 0.4 * line.size:
        return True
    if line.x0 > last.x0 + 0.7 * line.size and not listed:
        return ended or room
    if len(above) > 1 and line.x0 < last.x0 - 0.4 * line.size and abs(line.x0 - first.x0) < 0.4 * line.size:
        return True
    if line.bold and last.bold and line.size == last.size and not ended:
        return False
    return room and (ended or not line.text[:1].islower())


def _nest(found: Sequence[Paragraph]) -> None:
    """The depth of points, by how far in they stand."""
    open_: list[float] = []
    for paragraph in found:
        first = paragraph.lines[0]
        if not BULLET.match(first.text):
            if first.x0 <= min(open_, default=0.0):
                open_.clear()
            continue
        while open_ and first.x0 < open_[-1] - 2:
            open_.pop()
        if not open_ or first.x0 > open_[-1] + 2:
            open_.append(first.x0)
        paragraph.kind, paragraph.level = "item", len(open_)


def carried(above: Sequence[Paragraph], below: Sequence[Paragraph]) -> None:
    """Give points at the top of a column or page the depth of those that stand as far in at the end of the one before."""
    if not above or not below or above[-1].kind != "item" or below[0].kind != "item":
        return
    left = min(line.x0 for paragraph in above for line in paragraph.lines)
    known = {round(paragraph.lines[0].x0 - left): paragraph.level for paragraph in above if paragraph.kind == "item"}
    edge = min(line.x0 for paragraph in below for line in paragraph.lines)
    last = above[-1].lines[0].x0 - left
    for paragraph in below:
        if paragraph.kind != "item":
            break
        place = round(paragraph.lines[0].x0 - edge)
        level = next((known[x] for x in (place, place - 1, place + 1) if x in known), None)
        if level is None and place > last + 2:
            level = above[-1].level + 1
            known[place] = level
        if level is None:
            break
        paragraph.level = level


@dataclass(slots=True)
class Ranks:
    """What a document's titles, headings and captions are told by: size and weight, and how they begin.

    ``body`` is the size of most of the text. Every paragraph is shown to ``see`` before ``rank`` marks any. Small bold lines
    that stand nowhere but above tables are captions, where larger ones are headings.
    """

    body: float
    styles: Counter[tuple[float, bool]] = field(default_factory=Counter)
    titling: Counter[tuple[float, bool]] = field(default_factory=Counter)
    first: int = 0
    order: list[tuple[float, bool]] = field(default_factory=list)

    def see(self, paragraph: Paragraph, titling: bool) -> None:
        """Take in the style of a paragraph where it may be a heading; ``titling``: a table stands right below it."""
        self.first = self.first or paragraph.lines[0].page
        if (style := self._style(paragraph)) is not None:
            if style not in self.styles:
                self.order = sorted([*self.order, style], reverse=True)
            self.styles[style] += 1
            self.titling[style] += titling

    def rank(self, found: Iterable[Paragraph]) -> None:
        """Mark the titles, headings and captions among some paragraphs."""
        for paragraph in found:
            text = paragraph.text
            if paragraph.kind == "paragraph" and _CAPTION.match(text):
                if len(text) < 400 and (paragraph.lines[0].bold or len(paragraph.lines) < 4):
                    paragraph.kind = "caption"
            elif (style := self._style(paragraph)) is not None:
                if self._titles(style):
                    paragraph.kind = "caption"
                    continue
                paragraph.kind, paragraph.level = "heading", min(self.order.index(style) + 1, 6)
                if self._alone(style) and paragraph.lines[0].page == self.first and len(text.split()) > 1:
                    paragraph.kind = "title"

    def _style(self, paragraph: Paragraph) -> tuple[float, bool] | None:
        """Size and weight of a heading; ``None`` for any other paragraph."""
        if paragraph.kind != "paragraph":
            return None
        first, text = paragraph.lines[0], paragraph.text
        if _CAPTION.match(text) or len(text) > _LONGEST_HEADING or not any(c.isalpha() for c in text) or BULLET.match(text):
            return None
        larger, bold = first.size > 1.1 * self.body, all(line.bold for line in paragraph.lines)
        if not larger and not (bold and first.size > 0.9 * self.body):
            return None
        if text[-1] in ",;" or (text[-1] == "." and not larger) or len(text) < 3:
            return None
        return round(first.size, 0), bold

    def _titles(self, style: tuple[float, bool]) -> bool:
        """Whether lines of a style are titles of tables: none but these have it, and it is no larger than the text."""
        small = style[0] <= round(self.body, 0) and style != self.order[0]
        return small and self.titling[style] == self.styles[style]

    def _alone(self, style: tuple[float, bool]) -> bool:
        """Whether a style is the largest of all, and stands once."""
        return style == self.order[0] and style[0] > 1.15 * self.body and self.styles[style] == 1
