"""The marks of Markdown: what stands in a document for the sake of its look is left out of the repaired view."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from daraevidence.language.patterns import compiled
from daraevidence.reading.formulas import read_formula
from daraevidence.reading.normalize import repaired
from daraevidence.reading.parts import Part, read_part
from daraevidence.reading.raised import raised
from daraevidence.reading.text import Cut
from daraevidence.span import Edit

__all__ = ["Unmarked", "unmark"]

_BLOCKS = (
    "p div figure figcaption section article header footer ul ol li h[1-6] table thead tbody tfoot tr td th caption hr dl dt dd"
)
_INLINE = "b i em strong u s span small big font a img abbr code mark br wbr sup sub center cite q tt del ins"
_INSIDE = r"(?:[^<>\n]|</?(?:a|b|i|em|strong|span|u|small)\b[^<>\n]{0,300}>)"
_ATTRIBUTES = r"\{[^{}\n]{0,200}\}"
_LINKED = rf"\[[^\[\]\n]{{1,20}}\]\([^()\n]{{0,200}}\)(?:{_ATTRIBUTES})?"
_TOKEN = compiled(
    r"(?P<formula>\$\$?(?P<inner>[^\s$](?:[^$\n]{0,160}[^\s$])?)(?:\$\$|\$(?!\d)|(?<=[\\^{}A-Za-z])\$)"
    r"|\\\((?P<between>[^\n$]{1,160}?)\\\))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~]|\\(?=\n))"
    r"|(?P<code>`[^`\n]{1,200}`)"
    r"|(?P<comment><!--)"
    r"|(?P<table><table(?=[\s>]))"
    rf"|<sup(?:\s[^<>\n]{{0,80}})?>(?P<sup>{_INSIDE}{{1,200}}?)</sup>|<sub(?:\s[^<>\n]{{0,80}})?>(?P<sub>[^<>\n]{{1,60}})</sub>"
    rf"|(?P<block></?(?:{_BLOCKS.replace(' ', '|')})(?:\s[^<>\n]{{0,500}})?/?>)"
    rf"|(?P<inline></?(?:{_INLINE.replace(' ', '|')})(?:\s[^<>\n]{{0,500}})?/?>)"
    r"|(?P<entity>&(?:[A-Za-z]{2,10}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});)"
    rf"|\^(?P<raised>{_LINKED}(?:[,;\s\u2013-]{{0,3}}(?:{_LINKED}|[^\^\s,\[]{{1,20}})){{0,12}}"
    r"|[^\^\s]{1,60}|\w{1,3}(?:, \w{1,3}){1,9})\^"
    r"|(?<=\w)~(?P<lowered>[\w+-]{1,6})~"
    r"|(?P<definition>(?<![^\n])\[\^(?P<defined>[^\[\]\s]{1,20})\]:[ \t]?)|(?P<note>\[\^(?P<noted>[^\[\]\s]{1,20})\])"
    r"|(?P<key>\[-?@[^\[\]\n]{1,300}\])"
    rf"|(?P<open>!?\[)|(?P<link>\]\([^()\n]{{0,500}}(?:\([^()\n]{{0,80}}\)[^()\n]{{0,80}})?\)(?:{_ATTRIBUTES})?)"
    rf"|(?P<attributes>\]{_ATTRIBUTES})"
    r"|(?P<close>\])"
    r"|(?<=[\w)\]%.,\"'*])(?P<dash> ?---? ?)(?=[\w(\"'\[*+<])"
    r"|(?P<run>\*+|_+)"
    r"|(?P<apart>\n[ \t]*\n|\||[ \t]{3,}|:::)"
)
_SETEXT = compiled(
    r"(?:^|\n[ \t]*\n)(?P<text>(?![ \t]{4}|[ \t]*(?:[#>|:*+]|- |-{2,}))[^\n|]{1,120})\n(?P<rule>={3,}|-{3,})[ \t]*(?=\n|$)"
)
_QUOTED = compiled(r"(?m)^> ?(?=[A-Za-z*_\"'#\[])")
_NUMBERS = compiled(r"\[?\d{1,3}(?:\s?[,;\u2013-]\s?\d{1,3})*\]?")
_NOTE = compiled(r"\d{1,3}|[a-z]|[*\u2020\u2021\u00a7\u00b6#\u2016]{1,3}")
#: What stands in raised text besides its characters: tags, links, escapes, emphasis.
_DRESS = compiled(
    rf"</?\w[^<>]*>|\[(?=[^\[\]]*\]\()|\]\([^()]*\)(?:{_ATTRIBUTES})?|\\(?=[!-/:-@\[-`{{-~])|^(?:\*+|_+)(?=\w)|(?<=\w)(?:\*+|_+)$"
)
_BEFORE = compiled(r"</?\w[^<>]*>|[*_\\$`{}]")
_OPENS = compiled(r"(?:^|[.;:)]\s+)$")
_NAMED = compiled(r"(?i)\b(?:figs?|tables?|tab|eqs?|refs?|nos?)\.?\s?$")
_TEN = compiled(r"(?<![\d.])10$")
_POINT = compiled(r"\s{0,8}[-*\u2022\u25aa\u25e6\u2023\u25cf](?:\s|&nbsp;){1,8}(?=\S)")
_PUNCTUATION = compiled(r"[^\w\s]")


@dataclass(slots=True)
class Unmarked:
    """What is done to a text in Markdown: edits in order, what is left out with numbers in it, ranges of raised marks (all
    places are of the source), and the tables in HTML that stand in it."""

    edits: list[Edit] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    raised: list[tuple[int, int]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def unmark(source: str, cells: Sequence[tuple[int, int]] = ()) -> Unmarked:
    """The edits that take the marks of Markdown out of a text; ``cells`` are the ranges of cells and captions, in order.

    Read: ``**strong**``, ``*emphasis*``, ``_emphasis_`` (never the star of ``0.02*``, nor ``5*10``), escaped characters, links
    and marked spans (``[text](#)``, ``[text]{.class}``), pictures, code, tags and entities of HTML, tables in HTML, simple
    formulas (``$10^{9}$``), ``--`` and ``---`` as dashes, headings that are underlined, quotations. A number raised behind a
    word is a citation and stands in square brackets, in cells and captions it is a mark like letters and signs; other raised
    marks in prose are notes and are left out; exponents (``10^9^/L``, ``m^2^``), ordinals and isotopes stay. Marks at which a
    heading (``#``), a point of a list or a table begins are left to the layout.
    """
    reader = _Reader(source, cells)
    reader.read()
    found = reader.found
    found.edits += _headings(source)
    found.edits += [Edit(a, b, "-") for a, b in cells if b - a in (2, 3) and source[a] == "-" and not source[a:b].strip("-")]
    found.edits += [Edit(m.start(), m.end(), "") for m in _QUOTED.finditer(source)]
    found.edits = _apart(found.edits)
    return found


class _Reader:
    """Goes through the marks once."""

    def __init__(self, source: str, cells: Sequence[tuple[int, int]]) -> None:
        self.source, self.cells = source, cells
        self.found = Unmarked()
        self.brackets: list[tuple[int, bool]] = []
        self.runs: dict[str, list[list[int]]] = {"*": [], "_": []}
        self.closed = 0
        self.comments_end, self.tables_end = source.rfind("-->") - 2, source.rfind("</table")

    def read(self) -> None:
        """All marks in order."""
        for token in _TOKEN.finditer(self.source):
            if token.start() >= self.closed:
                self._read(token)

    def _read(self, token: re.Match[str]) -> None:
        source, edits = self.source, self.found.edits
        kind, start, end = token.lastgroup or "", token.start(), token.end()
        if kind == "run":
            edits += _emphasis(source, start, end, self.runs[source[start]])
        elif kind == "apart":
            for stack in self.runs.values():
                stack.clear()
            if source[start] == "\n":
                self.brackets.clear()
        elif kind == "open":
            self.brackets.append((start, source[start] == "!"))
        elif kind in ("link", "attributes", "close"):
            if self.brackets:
                self._bracket(kind, self.brackets.pop(), start, end)
        elif kind == "comment":
            if start < self.comments_end:
                self._cut(start, source.index("-->", end - 2) + 3, "furniture")
        elif kind == "table":
            self._table(start)
        elif kind in ("raised", "sup"):
            self._raise(start, end, *token.span(kind))
        elif kind == "formula":
            self._formula(start, end, *token.span("inner" if token["inner"] else "between"))
        elif kind in ("definition", "note"):
            self._note(kind, start, end, *token.span("defined" if kind == "definition" else "noted"))
        elif kind == "key":
            self._cut(start, end, "citation")
        elif kind == "inline" and (point := self._point(start, end)) is not None:
            edits.append(Edit(start, point, " \u2022 "))
            self.closed = point
        else:
            edits += _plain(kind, token)

    def _cut(self, start: int, end: int, reason: str) -> None:
        """Leave a range out."""
        self.found.edits.append(Edit(start, end, ""))
        self.found.cuts.append(Cut(start, end, reason))
        self.closed = end

    def _table(self, start: int) -> None:
        """A table in HTML."""
        part = read_part(self.source, start) if start < self.tables_end else None
        if part is None:
            self.found.edits.append(Edit(start, start + 6, ""))
            return
        self.found.edits += part.edits
        self.found.cuts += part.cuts
        self.found.parts.append(part)
        self.closed = part.end

    def _bracket(self, kind: str, opened: tuple[int, bool], start: int, end: int) -> None:
        """What stands in square brackets: a link or a picture; other brackets stay."""
        first, picture = opened
        if kind == "close":
            return
        if picture:
            self._cut(first, end, "furniture")
        elif kind == "link" and self._leads(first, start):
            # a link glued to a number or a word leads to a note: 0.001[2](#n2) is 0.001
            self._raise(first, end, first + 1, start)
        else:
            self.found.edits += (Edit(first, first + 1, ""), Edit(start, end, ""))
            self.found.cuts.append(Cut(start, end, "furniture"))

    def _leads(self, first: int, start: int) -> bool:
        """Whether a link is a mark of a note: short, and glued to what it belongs to."""
        before = self.source[max(0, first - 12) : first]
        glued = before[-1:].isalnum() or before[-1:] in tuple(").,;:%*_")
        return glued and _NOTE.fullmatch(self.source, first + 1, start) is not None and not _NAMED.search(before)

    def _formula(self, start: int, end: int, first: int, last: int) -> None:
        formula = read_formula(self.source, first, last)
        if formula is None:
            return
        self.found.edits += (Edit(start, first, ""), *formula.edits, Edit(last, end, ""))
        for place in formula.raised:
            self._raise(*place)
        self.closed = end

    def _note(self, kind: str, start: int, end: int, first: int, last: int) -> None:
        """``[^1]`` behind a word, and ``[^1]:`` before the note that it leads to."""
        if kind == "definition":
            self.found.edits += (Edit(start, first, "["), Edit(last, end, "] "))
            self.found.raised.append((first, last))
        elif _NOTE.fullmatch(self.source, first, last):
            self._raise(start, end, first, last)
        else:
            self._cut(start, end, "citation")

    def _raise(self, start: int, end: int, first: int, last: int) -> None:
        """Raised characters: an exponent or an ordinal stays, a citation comes in brackets, a mark in a cell is known as one,
        another note is left out."""
        source, found = self.source, self.found
        begin = source.rfind("\n", max(0, start - 60), start) + 1 or max(0, start - 60)
        before = _BEFORE.sub("", source[begin:start])
        if _TEN.search(before) and source[last - 2 : last] == "10" and source[start] == "^":
            return  # 10^6/10^8: not a mark but two exponents
        if source.startswith("[@", first):
            self._cut(start, end, "citation")
            return
        dress = list(_DRESS.finditer(source[first:last]))
        text = _DRESS.sub("", source[first:last]).strip()
        inside = self._inside(start)
        if "|" in before:
            before = before.rpartition("|")[2].lstrip()
        what = raised(text, before, _BEFORE.sub("", source[end : end + 3])[:1], inside) if text else "gone"
        opens = _OPENS.search(before) is not None
        if what == "mark" and not inside and not opens:
            what = "boxed" if _NUMBERS.fullmatch(text) else "gone"
        if what == "gone":
            self._cut(start, end, "citation")
            return
        self.closed = end
        marks = {"power": ("^", ""), "boxed": ("[", "]"), "apart": ("" if before[-1:].isspace() else " ", "")}
        opening, closing = ("[", "]") if what == "mark" and not inside and text.isdigit() else marks.get(what, ("", ""))
        found.edits += (Edit(start, first, opening), *(Edit(first + m.start(), first + m.end(), "") for m in dress))
        found.edits.append(Edit(last, end, closing))
        if what in ("mark", "apart"):
            found.raised.append((first, last))

    def _point(self, start: int, end: int) -> int | None:
        """Where the mark of a point ends that stands behind a line end (``<br>``) in a cell."""
        if self.source[start + 1 : start + 3].lower() != "br" or not self._inside(start):
            return None
        point = _POINT.match(self.source, end)
        return point.end() if point else None

    def _inside(self, place: int) -> bool:
        """Whether a place is in a cell or a caption."""
        index = bisect_right(self.cells, (place, len(self.source) + 1)) - 1
        return index >= 0 and place < self.cells[index][1]


def _plain(kind: str, token: re.Match[str]) -> Iterator[Edit]:
    """The edits of a mark that says all by itself."""
    start, end = token.span()
    if kind == "escape":
        yield Edit(start, start + 1, "")
    elif kind == "code":
        yield Edit(start, start + 1, "")
        yield Edit(end - 1, end, "")
    elif kind in ("sub", "lowered"):
        yield Edit(start, token.start(kind), "")
        yield Edit(token.end(kind), end, "")
    elif kind == "block":
        yield Edit(start, end, "\n")
    elif kind == "inline":
        yield Edit(start, end, " " if token[0][1:3].lower() == "br" else "")
    elif kind == "entity":
        written = repaired(html.unescape(token[0]))
        if written != token[0]:
            yield Edit(start, end, written)
    elif kind == "dash":
        text = token[0]
        yield Edit(start + len(text) - len(text.lstrip()), start + len(text.rstrip()), "-")


def _emphasis(source: str, start: int, end: int, stack: list[list[int]]) -> Iterator[Edit]:
    """The edits of a run of stars or lines: it closes the runs that are open, or opens one."""
    before, after = source[start - 1 : start] or " ", source[end : end + 1] or " "
    left = not after.isspace() and (not _PUNCTUATION.match(after) or before.isspace() or bool(_PUNCTUATION.match(before)))
    right = not before.isspace() and (not _PUNCTUATION.match(before) or after.isspace() or bool(_PUNCTUATION.match(after)))
    if before.isdigit() and after.isdigit():
        return
    if after == "-" and before.isalpha() and source[end + 1 : end + 2].isalpha():
        left = True  # p*-value*
    if source[start] == "_":
        left, right = left and not before.isalnum(), right and not after.isalnum()
    count = end - start
    if right and before not in "([":
        while count and stack:
            opener = stack[-1]
            size = min(count, opener[1])
            yield Edit(opener[0] + opener[1] - size, opener[0] + opener[1], "")
            yield Edit(end - count, end - count + size, "")
            opener[1] -= size
            count -= size
            if not opener[1]:
                stack.pop()
    if count and left and after not in "),.;":
        stack.append([end - count, count])


def _headings(source: str) -> Iterator[Edit]:
    """Headings that are underlined get the marks of the others."""
    if "\n==" not in source and "\n--" not in source:
        return
    for match in _SETEXT.finditer(source):
        text = match["text"]
        after = source[match.end() : match.end() + 2]
        table = match["rule"][0] == "-" and (re.search(r"\S {2,}\S", text) or after not in ("", "\n", "\n\n", "\r\n"))
        if table or not text.strip():
            continue
        start = match.start("text")
        yield Edit(start, start, "# " if match["rule"][0] == "=" else "## ")
        yield Edit(match.end("text"), match.end("rule"), "")


def _apart(edits: list[Edit]) -> list[Edit]:
    """The edits in order, without those inside others."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if kept and edit.start < kept[-1].end:
            continue
        kept.append(edit)
    return kept
