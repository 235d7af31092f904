"""Names of groups: when two names mean the same group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE

__all__ = ["Token", "bare", "expanded", "folded_words", "is_whole", "key", "stem", "tokens"]


class Token(NamedTuple):
    """A word of a text: as printed, folded, and its place."""

    text: str
    folded: str
    start: int
    end: int


#: a named tuple without its own constructor, which costs as much as all else
_made = tuple.__new__
_WORD = compiled(r"[^\W_]+|[≥≤<>]=?")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, without their places."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return [_fold(word) for word in _WORD.findall(text)]


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The words of a text; hyphens and slashes part them."""
    fold = str.lower if text.isascii() else _fold
    found: list[Token] = []
    last = 0
    for word in _WORD.findall(text):
        first = text.find(word, last)  # no letter stands between them
        last = first + len(word)
        found.append(_made(Token, (word, fold(word), offset + first, offset + last)))
    return found


_FILLER = frozenset(
    "the a an of in on to for with who were was and had have been patient patients participant participants subject "
    "subjects group groups arm arms cohort cohorts subgroup subset receiving received given treated treatment treat therapy "
    "therapies regimen regimens based containing alone all "
    "schedule schedules dosing strategy recipients".split()
)
_ENDINGS = ("ments", "ment", "ings", "ing", "ed", "s")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A word without the endings that names of one group differ in: ``retreated``, ``retreatment`` → retreat."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def key(name: str) -> tuple[str, ...]:
    """What two names of one group share: their words without articles, nouns for groups and endings, in order."""
    words = [stem(token.folded) for token in tokens(name)]
    kept = tuple(word for word in words if word not in _FILLER)
    return kept or tuple(words)


def expanded(name: str, abbreviations: Mapping[str, str]) -> str:
    """A name with the abbreviations of the document written out."""
    return " ".join(abbreviations.get(word.strip(",;"), word) for word in name.split()) if abbreviations else name


_NOUN = compiled(r"\s+(?:regimen|group|arm|cohort|subgroup)$", re.IGNORECASE)


def bare(name: str) -> str:
    """A name for comparison, without case and without a last noun for groups: ``XYd Regimen`` is ``xyd``."""
    return _NOUN.sub("", " ".join(name.split())).casefold()


_WHOLE = compiled(
    r"(?:(?:the\s+)?(?:all|overall|total|entire|whole|full)(?:\s+(?:study\s+)?(?:population|cohorts?|groups?|sample|"
    rf"{ANYONE})"
    rf"(?:\s+of\s+patients)?)?|{ANYONE}|n)",
    re.IGNORECASE,
)


def is_whole(name: str) -> bool:
    """Whether a name says nothing but that it is the whole group: ``Overall``, ``All patients``, ``Total cohort``, ``""``."""
    plain = name.strip()
    return not plain or _WHOLE.fullmatch(plain) is not None
