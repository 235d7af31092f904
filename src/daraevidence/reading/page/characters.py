"""The characters of a PDF page: what they are, where they stand, how large they are, in words."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from typing import Any, NamedTuple

from daraevidence.language.patterns import compiled

__all__ = ["PageFrame", "PageWords", "Word", "read_words"]

_GAP = 0.2  # of the size: wider than between the letters of a word, narrower than a space
_RISE = 0.17  # of the size: how far a raised character stands above the line
_SMALL = 0.85  # of the size: how small a raised character is
_GLUED = 0.95  # the same for one that follows a word without a space

#: Glyphs of symbol fonts that came without a meaning.
_PRIVATE = {
    0xF0A3: "≤",
    0xF0B3: "≥",
    0xF0B1: "±",
    0xF0B4: "×",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06D: "μ",
    0xF061: "α",
    0xF062: "β",
    0xF063: "χ",
    0xF067: "γ",
    0xF064: "δ",
    0xF02B: "+",
    0xF02D: "−",
    0xF03C: "<",
    0xF03D: "=",
    0xF03E: ">",
    0xF0B0: "°",
}
_HYPHENS = frozenset((0xFFFE, 0x02, 0xAD))
_NOTHING = frozenset((0xFEFF, 0x200B, 0x00))
_TOKEN = compiled("[^\x00\x01\x03-\x20\xa0\ufeff\u200b]+")


@dataclass(slots=True)
class Word:
    """Characters without space between them; ``first`` is the place of their boxes. ``glued``: no space before it.

    ``raised`` is 1 for a superscript, -1 for a subscript. All places are of the page as it is read: from its top left
    corner, turned so that the text runs from left to right.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    first: int
    glued: bool = False
    raised: int = 0
    bold: bool = False

    @property
    def top(self) -> float:
        """Where the tall letters end."""
        return self.base - self.size * 0.75


class PageFrame(NamedTuple):
    """The visible part of a page in its own coordinates, and by how many quarters it is turned to be seen."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def place(self, x: float, y: float, turns: int) -> tuple[float, float]:
        """A point from the top left corner after some quarter turns clockwise."""
        if turns == 0:
            return x - self.left, self.top - y
        if turns == 1:
            return y - self.bottom, x - self.left
        if turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def size(self, turns: int) -> tuple[float, float]:
        """Width and height after some quarter turns."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if turns % 2 else (width, height)


@dataclass(slots=True)
class PageWords:
    """The words of a page in the order of the file. ``boxes`` holds four numbers a character, of the page as it is seen.

    ``turns``: quarters by which the page is turned to be read. ``aside`` are words that run in another direction.
    """

    frame: PageFrame
    turns: int = 0
    words: list[Word] = field(default_factory=list)
    aside: list[Word] = field(default_factory=list)
    boxes: array[float] = field(default_factory=lambda: array("f"))

    @property
    def width(self) -> float:
        """The width of the page as it is read."""
        return self.frame.size(self.turns)[0]

    @property
    def height(self) -> float:
        """The height of the page as it is read."""
        return self.frame.size(self.turns)[1]


def read_words(text_page: Any, frame: PageFrame) -> PageWords:
    """The words of a page; pdfium's generated spaces and line ends only part them."""
    import pypdfium2.raw as raw

    page = PageWords(frame)
    if frame.turns or not _upright(raw, text_page, page):
        page = PageWords(frame)
        _turned(raw, text_page, page)
    _mark_raised(page.words)
    return page


class _Places(NamedTuple):
    """The characters of a page and the edges of their boxes, and the sums of these up to each character."""

    codes: list[int]
    known: list[int]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    feet: list[float]
    sums: tuple[list[float], ...]

    @classmethod
    def of(cls, raw: Any, text_page: Any, page: PageWords) -> _Places:
        """All characters, asked for in bulk: this is where the time of a page goes."""
        count = max(raw.FPDFText_CountChars(text_page), 0)
        codes = list(map(raw.FPDFText_GetUnicode, repeat(text_page), range(count)))
        rects = (raw.FS_RECTF * count)()
        known = list(map(raw.FPDFText_GetLooseCharBox, repeat(text_page), range(count), rects))
        flat = memoryview(rects).cast("B").cast("f").tolist() if count else []
        left, top = page.frame.left, page.frame.top
        lefts, rights = [x - left for x in flat[0::4]], [x - left for x in flat[2::4]]
        tops, feet = [top - y for y in flat[1::4]], [top - y for y in flat[3::4]]
        page.boxes = array("f", bytes(16 * count))
        for place, values in enumerate((lefts, tops, rights, feet)):
            page.boxes[place::4] = array("f", values)
        sums = tuple(list(accumulate(values, initial=0.0)) for values in (lefts, rights, tops, feet))
        return cls(codes, known, lefts, tops, rights, feet, sums)

    def whole(self, first: int, stop: int) -> bool:
        """Whether characters surely stand side by side in one line: no gap, no other height, no other line."""
        lefts, rights, tops, feet = self.sums
        count, foot, top = stop - first, self.feet[first], self.tops[first]
        size = foot - top
        slack = self.rights[stop - 1] - self.lefts[first] - (rights[stop] - rights[first] - lefts[stop] + lefts[first])
        return (
            size > 0
            and -0.15 * size < slack < 0.15 * size
            and abs(feet[stop] - feet[first] - count * foot) < 0.02 * size
            and abs(tops[stop] - tops[first] - count * top) < 0.02 * size
        )


def _upright(raw: Any, text_page: Any, page: PageWords) -> bool:
    """Read a page whose text runs from left to right; ``False`` where some of it does not."""
    places = _Places.of(raw, text_page, page)
    text = "".join(map(chr, places.codes))
    styles = _Styles(raw, text_page)
    words = page.words
    end = 0
    for token in _TOKEN.finditer(text):
        first, stop = token.span()
        glued = bool(words) and first - end == 0
        if not glued and end < first:
            glued = bool(words) and all(code in _NOTHING for code in places.codes[end:first])
        end = stop
        if places.whole(first, stop):
            parts = [(first, stop, glued)]
        else:
            parts = list(_parts(places, first, stop, glued))
        for begin, after, beside in parts:
            if not styles.at(begin, places.feet[begin], places.feet[begin] - places.tops[begin]):
                return False
            base = page.frame.top - styles.base
            letters = text[begin:after]
            if not letters.isascii() or "\x02" in letters:
                letters = "".join("-" if code in _HYPHENS else _letter(code) for code in places.codes[begin:after])
            words.append(Word(letters, places.lefts[begin], places.rights[after - 1], base, styles.size, begin, beside))
    _mark_bold(words, styles.fonts)
    return True


def _parts(places: _Places, first: int, stop: int, glued: bool) -> Iterator[tuple[int, int, bool]]:
    """The words in characters without a space between them: where a gap is wide, or the line or the size changes."""
    start = -1
    size = 0.0
    for index in range(first, stop):
        begin, foot = places.lefts[index], places.feet[index]
        height = foot - places.tops[index]
        if not places.known[index] or height <= 0:
            if start >= 0:
                yield start, index, glued
                start, glued = -1, True
            continue
        if start >= 0:
            gap, away = begin - places.rights[index - 1], foot - places.feet[start]
            inside = -0.6 * size < gap < _GAP * size or begin == places.lefts[index - 1]
            if not (inside and -0.02 * size < away < 0.02 * size and 0.98 < height / size < 1.02):
                yield start, index, glued
                start = -1
                glued = -0.3 * size < gap < _GAP * size and -0.8 * size < away < 0.5 * size
        if start < 0:
            start, size = index, height
    if start >= 0:
        yield start, stop, glued


def _mark_bold(words: Sequence[Word], fonts: _Fonts) -> None:
    """Which words are bold: all of a line whose first and last are, which is what headings are told by."""
    start = 0
    for i in range(1, len(words) + 1):
        if i < len(words) and abs(words[i].base - words[start].base) < 0.1 and words[i].x0 >= words[i - 1].x0:
            continue
        if fonts.bold(words[start].first) and (i - start == 1 or fonts.bold(words[i - 1].first)):
            for word in words[start:i]:
                word.bold = True
        start = i


class _Styles:
    """Base line and size of the characters of a line, asked once a line."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self._raw, self._page = raw, text_page
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._into = (ctypes.byref(self._x), ctypes.byref(self._y), ctypes.byref(self._matrix))
        self.fonts = _Fonts(raw, text_page)
        self.base = self.size = self._foot = self._height = 0.0

    def at(self, index: int, foot: float, height: float) -> bool:
        """Set base line (in the page's own coordinates) and size; ``False`` where the text does not run to the right."""
        if foot == self._foot and height == self._height:
            return True
        at_x, at_y, at_matrix = self._into
        self._raw.FPDFText_GetCharOrigin(self._page, index, at_x, at_y)
        self._raw.FPDFText_GetMatrix(self._page, index, at_matrix)
        matrix = self._matrix
        a, b = matrix.a, matrix.b
        if a <= 0 or abs(b) > 0.2 * a:
            return False
        c, d = matrix.c, matrix.d
        size = self._raw.FPDFText_GetFontSize(self._page, index) * (c * c + d * d) ** 0.5
        self.base, self.size = self._y.value, size if 0.4 < size / height < 2.5 else height
        self._foot, self._height = foot, height
        return True


class _Fonts:
    """Whether the font of a character is bold, asked once a font."""

    def __init__(self, raw: Any, text_page: Any) -> None:
        self._raw, self._page = raw, text_page
        self._known: dict[int, bool] = {}
        self._name = ctypes.create_string_buffer(128)

    def bold(self, index: int) -> bool:
        """Whether the character is bold, by the name or the weight of its font."""
        raw = self._raw
        item = raw.FPDFText_GetTextObject(self._page, index)
        font = raw.FPDFTextObj_GetFont(item) if item else None
        if not font:
            return False
        key = ctypes.addressof(font.contents)
        if key not in self._known:
            raw.FPDFFont_GetBaseFontName(font, self._name, 128)
            name = self._name.value.lower()
            heavy = any(word in name for word in (b"bold", b"black", b"heavy", b"-bd", b"semibd", b"demi"))
            self._known[key] = heavy or raw.FPDFFont_GetWeight(font) >= 600
        return self._known[key]


def _letter(code: int) -> str:
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    return _PRIVATE.get(code) or chr(code)


class _Glyph(NamedTuple):
    letter: str
    x0: float
    x1: float
    base: float
    size: float
    first: int
    start: int


def _turned(raw: Any, text_page: Any, page: PageWords) -> None:
    """Read a page with text in several directions: each direction by itself, the page turned to the most frequent one."""
    x, y = ctypes.c_double(), ctypes.c_double()
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    runs: dict[int, list[_Glyph | None]] = {0: [], 1: [], 2: [], 3: []}
    counts = [0, 0, 0, 0]
    frame = page.frame
    turns = 0
    for index in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if (code <= 32 and code != 2) or code == 160:
            runs[turns].append(None)
            continue
        if code in _NOTHING or not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect)):
            continue
        raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
        raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(x), ctypes.byref(y))
        across, along = matrix.a, matrix.b
        turns = (0 if across > 0 else 2) if abs(across) >= abs(along) else (1 if along > 0 else 3)
        size = raw.FPDFText_GetFontSize(text_page, index) * (across * across + along * along) ** 0.5
        left, right, bottom, top = rect.left, rect.right, rect.bottom, rect.top
        a, b = frame.place(left, bottom, turns), frame.place(right, top, turns)
        base = frame.place(x.value, y.value, turns)[1]
        first = len(page.boxes) // 4
        c, d = frame.place(left, bottom, frame.turns), frame.place(right, top, frame.turns)
        page.boxes.extend((min(c[0], d[0]), min(c[1], d[1]), max(c[0], d[0]), max(c[1], d[1])))
        letter = "-" if code in _HYPHENS else _letter(code)
        counts[turns] += 1
        runs[turns].append(_Glyph(letter, min(a[0], b[0]), max(a[0], b[0]), base, size or 1.0, first, index))
    page.turns = max(range(4), key=lambda turn: (counts[turn], turn == frame.turns))
    fonts = _Fonts(raw, text_page)
    page.words = list(_words_of(runs[page.turns], fonts))
    for turns in range(4):
        if turns != page.turns:
            page.aside += _words_of(runs[turns], fonts)


def _words_of(run: list[_Glyph | None], fonts: _Fonts) -> list[Word]:
    """Words of glyphs that run in one direction."""
    words: list[Word] = []
    open_: list[_Glyph] = []
    spaced = True

    def close() -> None:
        if open_:
            text = "".join(glyph.letter for glyph in open_)
            lead = open_[0]
            words.append(
                Word(text, lead.x0, open_[-1].x1, lead.base, lead.size, lead.first, not spaced, 0, fonts.bold(lead.start))
            )
            open_.clear()

    for glyph in run:
        if glyph is None:
            close()
            spaced = True
            continue
        if open_:
            last, lead = open_[-1], open_[0]
            gap, away = glyph.x0 - last.x1, glyph.base - lead.base
            follows = glyph.first == last.first + 1 and (-0.6 * lead.size < gap < _GAP * lead.size or glyph.x0 == last.x0)
            if not (follows and abs(away) < 0.02 * lead.size and 0.98 < glyph.size / lead.size < 1.02):
                near = -0.3 * lead.size < gap < _GAP * lead.size and -0.8 * lead.size < away < 0.5 * lead.size
                close()
                spaced = not near
        open_.append(glyph)
    close()
    return words


def _mark_raised(words: list[Word]) -> None:
    """Superscripts and subscripts: smaller than the word that they stand at, and above or below its line.

    What follows a word without a space may be nearly as large: large letters are raised with little loss of size. They are
    given the line of that word, so that they are found in it.
    """
    for i, word in enumerate(words):
        for other in (words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None):
            if other is None or other.raised:
                continue
            if word.size > other.size * (_GLUED if word.glued and other.x0 < word.x0 else _SMALL):
                continue
            beside = -0.5 * other.size < (word.x0 - other.x1 if other.x0 < word.x0 else other.x0 - word.x1) < 0.6 * other.size
            rise = other.base - word.base
            if not beside or not -0.6 * other.size < rise < 0.9 * other.size:
                continue
            if rise > _RISE * other.size:
                word.raised, word.base = 1, other.base
                break
            if rise < -0.05 * other.size:
                word.raised, word.base = -1, other.base
                break
