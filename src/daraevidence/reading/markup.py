"""The tags, comments and texts of a web page with their places, in one pass that no damage stops."""

from __future__ import annotations

import html
import re
from collections.abc import Generator, Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled

__all__ = ["Token", "tokens"]

TokenKind: TypeAlias = Literal["text", "open", "close", "single"]

_TAG = compiled(r"<(?:([A-Za-z][^\s/>]*+)|/([A-Za-z][^\s/>]*+)|(!--|!|\?|/>))")
_ATTRIBUTE = compiled(
    r"[\s/]*+([^\s/>=]++|=[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+)))?+",
)
_CLOSING = compiled(r"[\s/]*+>")
_COMMENT_END = compiled(r"--!?>")

#: Elements whose content is no markup; ``title`` and ``textarea`` hold plain text.
_RAW = frozenset("script style iframe noembed noframes xmp textarea title".split())


class Token(NamedTuple):
    """A piece of the page: text, or a tag with its name in lower case (``single``: it closes itself)."""

    kind: TokenKind
    name: str
    start: int
    end: int
    attributes: Mapping[str, str] = {}


def tokens(source: str) -> Iterator[Token]:
    """All texts and tags in order; comments, declarations and what stands in scripts and styles are left out.

    As a browser reads them: ``<`` before anything but a letter is text (``P<0.05``), a tag ends at the first ``>`` outside
    quotes, a comment that nothing ends goes on to the end. A tag that nothing ends is text.
    """
    place = text = 0
    length = len(source)
    unended: set[str] = set()
    while place < length:
        match = _TAG.search(source, place)
        if match is None:
            break
        start = match.start()
        if match[3] is not None:
            end = _skipped(source, match)
            if end < 0:
                break
            if start > text:
                yield Token("text", "", text, start)
            place = text = end
            continue
        attributes, end = _attributes(source, match.end(), bool(match[1]))
        if end < 0:  # nothing ends this tag, nor any behind it
            break
        if start > text:
            yield Token("text", "", text, start)
        place = text = end
        if match[2] is not None:
            yield Token("close", match[2].lower(), start, end)
            continue
        name = match[1].lower()
        single = source[end - 2] == "/"
        yield Token("single" if single else "open", name, start, end, attributes)
        if name in _RAW and not (single and source.startswith("<?xml")):
            place = text = yield from _raw(source, name, end, unended)
    if text < length:
        yield Token("text", "", text, length)


def _skipped(source: str, match: re.Match[str]) -> int:
    """Where a comment or declaration ends; -1 where nothing ends it."""
    if match[3] == "!--":
        if source.startswith((">", "->"), match.end()):
            return source.index(">", match.end()) + 1
        closing = _COMMENT_END.search(source, match.end())
        return closing.end() if closing else len(source)
    if match[3] == "/>":
        return match.end()
    return source.find(">", match.end()) + 1 or -1


def _attributes(source: str, place: int, wanted: bool) -> tuple[dict[str, str], int]:
    """The attributes of a tag and the place behind its end; -1 where nothing ends it."""
    found: dict[str, str] = {}
    while True:
        closing = _CLOSING.match(source, place)
        if closing is not None:
            return found, closing.end()
        match = _ATTRIBUTE.match(source, place)
        if match is None:
            return found, -1
        place = match.end()
        if wanted:
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)


@cache
def _ends(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE)


def _raw(source: str, name: str, start: int, unended: set[str]) -> Generator[Token, None, int]:
    """What stands in an element without markup, up to the tag that ends it; returns the place behind that tag.

    Where nothing ends a script or a style it goes on to the end, as in a browser; any other such element is empty then.
    """
    closing = None if name in unended else _ends(name).search(source, start)
    if closing is None:
        unended.add(name)
        return len(source) if name in ("script", "style") else start
    if name in ("title", "textarea", "xmp") and closing.start() > start:
        yield Token("text", "", start, closing.start())
    yield Token("close", name, closing.start(), closing.end())
    return closing.end()
