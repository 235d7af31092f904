"""The marks of Markdown: what stands in a document for the sake of its look is left out of the repaired view."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from daraevidence.reading.text import Cut
from daraevidence.span import Edit

__all__ = ["unmark"]

_BLOCKS = (
    "p div figure figcaption section article header footer ul ol li h[1-6] table thead tbody tfoot tr td th caption hr dl dt dd"
)
_INLINE = "b i em strong u s span small big font a img abbr code mark br wbr sup sub center cite q tt del ins"
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~]|\\(?=\n))"
    r"|(?P<code>`[^`\n]{1,200}`)"
    r"|(?P<comment><!--)"
    r"|<sup>(?P<sup>[^<>\n]{1,60})</sup>|<sub>(?P<sub>[^<>\n]{1,60})</sub>"
    rf"|(?P<block></?(?:{_BLOCKS.replace(' ', '|')})(?:\s[^<>\n]{{0,500}})?/?>)"
    rf"|(?P<inline></?(?:{_INLINE.replace(' ', '|')})(?:\s[^<>\n]{{0,500}})?/?>)"
    r"|(?P<entity>&(?:[A-Za-z]{2,10}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});)"
    r"|\^(?P<raised>[^\^\s]{1,60}|\[[^\[\]\n]{1,20}\]\([^()\n]{0,200}\)(?:,\s?[^\^\s,]{1,60}){0,9}|\w{1,3}(?:, \w{1,3}){1,9})\^"
    r"|(?<=\w)~(?P<lowered>[\w+-]{1,6})~"
    r"|(?P<open>!?\[)|(?P<link>\]\([^()\n]{0,500}(?:\([^()\n]{0,80}\)[^()\n]{0,80})?\))|(?P<attributes>\]\{[^{}\n]{0,200}\})"
    r"|(?P<close>\])"
    r"|(?<=[\w)\]%.,\"'*])(?P<dash> ?---? ?)(?=[\w(\"'\[*+<])"
    r"|(?P<run>\*+|_+)"
    r"|(?P<apart>\n[ \t]*\n|\||[ \t]{3,}|:::)"
)
_SETEXT = re.compile(
    r"(?:^|\n[ \t]*\n)(?P<text>(?![ \t]{4}|[ \t]*(?:[#>|:*+]|- |-{2,}))[^\n|]{1,120})\n(?P<rule>={3,}|-{3,})[ \t]*(?=\n|$)"
)
_QUOTED = re.compile(r"(?m)^> ?(?=[A-Za-z*_\"'#\[])")
_NUMBERS = re.compile(r"\[?\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*\]?")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\n]*\)")
_NOTE = re.compile(r"\d{1,3}|[a-z]|[*\u2020\u2021\u00a7\u00b6#\u2016]{1,3}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
#: A digit raised behind these is an exponent, not a reference.
_BASE = re.compile(r"(?:\b(?:[cmkdn\u03bc\u00b5]?m|[A-Za-z\u03c7\u03b7]|in|ft)|(?<![\d.])(?:[x\u00d7\u00b7]\s?)?10)[*_]*$")
_TEN = re.compile(r"(?<![\d.])10$")
_PUNCTUATION = re.compile(r"[^\w\s]")


def unmark(source: str) -> tuple[list[Edit], list[Cut]]:
    """The edits that take the marks of Markdown out of a text, and what is left out with numbers in it.

    Read: ``**strong**``, ``*emphasis*``, ``_emphasis_`` (never the star of ``0.02*``, nor ``5*10``), escaped characters, links
    and marked spans (``[text](#)``, ``[text]{.class}``), pictures, code, tags and entities of HTML, ``--`` and ``---`` as dashes,
    headings that are underlined, quotations. A number raised behind a word is a citation and stands in square brackets; other
    raised marks are notes and are left out; exponents (``10^9^/L``, ``m^2^``), ordinals and isotopes stay. Marks at which a
    heading (``#``), a point of a list or a table begins are left to the layout.
    """
    edits: list[Edit] = []
    cuts: list[Cut] = []
    brackets: list[tuple[int, bool]] = []
    runs: dict[str, list[list[int]]] = {"*": [], "_": []}
    closed, last = 0, source.rfind("-->") - 2
    for token in _TOKEN.finditer(source):
        kind, start, end = token.lastgroup or "", token.start(), token.end()
        if start < closed:
            continue
        if kind == "run":
            edits += _emphasis(source, start, end, runs[source[start]])
        elif kind == "apart":
            for stack in runs.values():
                stack.clear()
            if source[start] == "\n":
                brackets.clear()
        elif kind == "open":
            brackets.append((start, source[start] == "!"))
        elif kind in ("link", "attributes", "close"):
            if brackets:
                edits += _bracket(kind, source, brackets.pop(), start, end, cuts)
        elif kind == "comment":
            if start < last:
                closed = source.index("-->", end - 2) + 3
                edits.append(Edit(start, closed, ""))
                cuts.append(Cut(start, closed, "furniture"))
        elif kind in ("raised", "sup"):
            edits += _raised(source, start, end, token[kind], token.start(kind), token.end(kind), cuts)
        else:
            edits += _plain(kind, token)
    edits += _headings(source)
    edits += [Edit(m.start(), m.end(), "") for m in _QUOTED.finditer(source)]
    return _apart(edits), cuts


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
        written = html.unescape(token[0]).replace("\xa0", " ").replace("\u2013", "-").replace("\u2212", "-")
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


def _bracket(kind: str, source: str, opened: tuple[int, bool], start: int, end: int, cuts: list[Cut]) -> Iterator[Edit]:
    """The edits of what stands in square brackets: a link or a picture; other brackets stay."""
    first, picture = opened
    if kind == "close":
        return
    if picture:
        yield Edit(first, end, "")
        cuts.append(Cut(first, end, "furniture"))
        return
    if kind == "link" and first and source[first - 1].isdigit() and _NOTE.fullmatch(source, first + 1, start):
        # a link glued to a number leads to a note: 0.001[2](#n2) is 0.001
        yield Edit(first, end, "")
        cuts.append(Cut(first, end, "citation"))
        return
    yield Edit(first, first + 1, "")
    yield Edit(start, end, "")
    cuts.append(Cut(start, end, "furniture"))


def _raised(source: str, start: int, end: int, text: str, first: int, last: int, cuts: list[Cut]) -> Iterator[Edit]:
    """The edits of raised characters: an exponent or an ordinal stays, a citation comes in brackets, a note is left out."""
    before = source[max(0, start - 12) : start]
    links = [
        edit
        for m in _LINK.finditer(source, first, last)
        for edit in (Edit(m.start(), m.start(1), ""), Edit(m.end(1), m.end(), ""))
    ]
    mark = re.sub(r"\]\([^()]*\)|[\[\]*_ ]", "", text)
    if _TEN.search(before) and re.fullmatch(r"[-\u2212\u2013+]?\d{1,2}", mark):
        yield Edit(start, first, "^")
        yield Edit(last, end, "")
    elif _TEN.search(before) and text.endswith("10"):
        return
    elif _ORDINAL.match(mark) or _BASE.search(before) or (mark[:1].isdigit() and source[end : end + 1].isalpha()):
        yield Edit(start, first, "")
        yield Edit(last, end, "")
    elif _NUMBERS.fullmatch(mark) and not before[-1:].isdigit():
        yield from (Edit(start, first, "["), *links, Edit(last, end, "]"))
    elif len(mark) <= 8 and not (mark.isalpha() and len(mark) > 2):
        yield Edit(start, end, "")
        cuts.append(Cut(start, end, "citation"))
    else:
        yield Edit(start, first, "")
        yield Edit(last, end, "")


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
