"""Headings that documents of the field share. The words are data (``data/sections.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from daraevidence.errors import VocabularyError
from daraevidence.language.patterns import compiled

__all__ = ["CommonHeading", "common_heading", "common_headings", "furniture_phrases", "holds_furniture", "run_in_heading"]

_ROLES = frozenset(["", "summary", "methods", "results", "efficacy", "safety", "characteristics", "references", "search"])

#: ``2``, ``2.1``, ``2.``, ``IV.`` before a heading.
_NUMBER = compiled(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[ivx]{1,5}\.) (?=\S)")

_CAPITAL = compiled(r"[\d.IVX ]{0,12}[A-Z]")


class CommonHeading(NamedTuple):
    """What is known of a heading: see the head of ``data/sections.toml``."""

    role: str
    rank: int
    leaf: bool = False
    quiet: bool = False


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("daraevidence.language").joinpath("data", "sections.toml").read_text(encoding="utf-8"))


@cache
def furniture_phrases(kind: str) -> re.Pattern[str]:
    """A pattern that finds the phrases of one kind (``legal``, ``search``, ``crumbs``) in text in lower case."""
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(_furniture(kind), key=len, reverse=True)))


@cache
def _furniture(kind: str) -> tuple[str, ...]:
    phrases = _data().get("furniture", {}).get(kind)
    if not phrases:
        raise VocabularyError(f"sections.toml: no phrases of furniture for {kind!r}")
    return tuple(phrases)


def holds_furniture(kind: str, text: str) -> bool:
    """Whether a phrase of one kind stands in a text, in any case."""
    return any(map(text.casefold().__contains__, _furniture(kind)))


@cache
def common_headings() -> Mapping[str, CommonHeading]:
    """All of them, by title in lower case; a title that stands twice is the first's."""
    found: dict[str, CommonHeading] = {}
    for entry in _data().get("sections", ()):
        if entry.get("role") not in _ROLES or not isinstance(entry.get("rank"), int) or not entry.get("titles"):
            raise VocabularyError(f"sections.toml: not a section: {entry!r:.120}")
        heading = CommonHeading(entry["role"], entry["rank"], entry.get("leaf", False), entry.get("quiet", False))
        for title in entry["titles"]:
            found.setdefault(title, heading)
    return found


def common_heading(line: str) -> CommonHeading | None:
    """What is known of a line that is nothing but such a heading: ``RESULTS``, ``Results:``, ``3.1 Efficacy``, ``## Methods``.

    ``None`` for any other line, also one that only begins with the words (``Results are shown below``).
    """
    if len(line) > 80:
        return None
    text = " ".join(line.split()).strip("#*_ ").rstrip(":")
    if not _CAPITAL.match(text):
        return None
    text = text.casefold()
    known = common_headings()
    if text in known:
        return known[text]
    match = _NUMBER.match(text)
    return known.get(text[match.end() :]) if match else None


_RUN_IN = compiled(r"(?:#{1,6} |\*{1,3})?([A-Z][A-Za-z ,/]{3,40}?)(?:\*{0,3}[.:]\*{0,3}| -)\s+(?=[\"'(\[]?[A-Z0-9])")


def run_in_heading(paragraph: str) -> tuple[int, CommonHeading] | None:
    """Where a heading inside a paragraph's first line ends: ``Conclusions. The …``, ``METHODS: We …``, ``Results - Of …``.

    ``None`` where the words before the mark are no common heading of a part or of Methods and Results.
    """
    match = _RUN_IN.match(paragraph)
    if match is None:
        return None
    known = common_headings().get(match[1].casefold())
    if known is None or known.rank == 4 or known.quiet:
        return None
    return match.end(), known
