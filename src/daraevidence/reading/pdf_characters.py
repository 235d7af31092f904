"""The characters of a PDF page: what they are, where they stand, how large they are, in words."""

from __future__ import annotations

import ctypes
from array import array
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["PageFrame", "PageWords", "Word", "read_words"]

_GAP = 0.2  # of the size: wider than between the letters of a word, narrower than a space
_RISE = 0.17  # of the size: how far a raised character stands above the line
_SMALL = 0.85  # of the size: how small a raised character is

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


def _upright(raw: Any, text_page: Any, page: PageWords) -> bool:
    """Read a page whose text runs from left to right; ``False`` where some of it does not."""
    left, top = page.frame.left, page.frame.top
    get_code, get_box, get_origin = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin
    rect = raw.FS_RECTF()
    box = ctypes.byref(rect)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    words, boxes = page.words, page.boxes
    matrix = raw.FS_MATRIX()
    get_matrix, at_matrix = raw.FPDFText_GetMatrix, ctypes.byref(matrix)
    letters: list[str] = []
    x0 = x1 = last = base = size = low = tall = 0.0
    first = start = 0
    spaced = True
    fonts = _Fonts(raw, text_page)

    def close() -> None:
        if letters:
            words.append(Word("".join(letters), x0, x1, base, size, first, not spaced, 0, fonts.bold(start)))
            letters.clear()

    for index in range(raw.FPDFText_CountChars(text_page)):
        code = get_code(text_page, index)
        if (code <= 32 and code != 2) or code == 160:
            close()
            spaced = True
            continue
        if code in _NOTHING or not get_box(text_page, index, box):
            continue
        height = rect.top - rect.bottom
        if height <= 0:
            continue
        begin, end, foot = rect.left - left, rect.right - left, top - rect.bottom
        if letters:
            gap = begin - x1
            away = foot - low
            if not (
                (-0.6 * size < gap < _GAP * size or begin == last)
                and -0.02 * size < away < 0.02 * size
                and 0.98 < height / tall < 1.02
            ):
                near = -0.3 * size < gap < _GAP * size and -0.8 * size < away < 0.5 * size
                close()
                spaced = not near
        if not letters:
            get_origin(text_page, index, at_x, at_y)
            get_matrix(text_page, index, at_matrix)
            if matrix.a <= 0 or abs(matrix.b) > 0.2 * matrix.a:
                return False
            scale = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
            x0, base, size, low, tall = begin, top - y.value, raw.FPDFText_GetFontSize(text_page, index) * scale, foot, height
            size = size if 0.4 < size / tall < 2.5 else tall
            first, start = len(boxes) // 4, index
        letters.append("-" if code in _HYPHENS else _letter(code))
        x1, last = end, begin
        boxes.extend((begin, top - rect.top, end, foot))
    close()
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

    They are given the line of that word, so that they are found in it.
    """
    for i, word in enumerate(words):
        for other in (words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None):
            if other is None or word.size > other.size * _SMALL or other.raised:
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
