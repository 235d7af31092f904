"""Names of groups: when two names mean the same group, and where a name stands in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Alias", "Token", "find_aliases", "is_whole", "key", "tokens"]


class Token(NamedTuple):
    """A word of a text: as printed, folded, and its place."""

    text: str
    folded: str
    start: int
    end: int


_WORD = re.compile(r"[^\W_]+|[≥≤<>]=?")


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The words of a text; hyphens and slashes part them."""
    return [Token(m[0], _fold(m[0]), offset + m.start(), offset + m.end()) for m in _WORD.finditer(text)]


_FILLER = frozenset(
    "the a an of in on to for with who were was and had have been patient patients participant participants subject subjects group groups arm arms "
    "cohort cohorts subgroup subset receiving received given treated treatment treat therapy therapies regimen regimens based containing alone all".split()
)
_ENDINGS = ("ments", "ment", "ings", "ing", "ed", "s")


def stem(word: str) -> str:
    """A word without the endings that names of one group differ in: ``retreated``, ``retreatment`` → retreat."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def key(name: str) -> tuple[str, ...]:
    """What two names of one group share: their words without articles, nouns for groups and endings, in order."""
    words = [stem(token.folded) for token in tokens(name)]
    kept = tuple(word for word in words if word not in _FILLER)
    return kept or tuple(words)


_WHOLE = re.compile(
    r"(?:(?:the\s+)?(?:all|overall|total|entire|whole|full)(?:\s+(?:study\s+)?(?:population|cohorts?|groups?|sample|patients?|participants?|subjects?)"
    r"(?:\s+of\s+patients)?)?|patients|participants|n)",
    re.IGNORECASE,
)


def is_whole(name: str) -> bool:
    """Whether a name says nothing but that it is the whole group: ``Overall``, ``All patients``, ``Total cohort``, ``""``."""
    plain = name.strip()
    return not plain or _WHOLE.fullmatch(plain) is not None


class Alias(NamedTuple):
    """A name of a group in tokens. ``exact``: one short word whose capitals count (``VTd``, ``A``); ``drug``: the plain name of a drug,
    which names the group only where the words around it speak of patients."""

    words: tuple[str, ...]
    printed: str
    exact: bool
    drug: bool
    group: int


_GIVEN = re.compile(
    r"(?:\b(?:receiv(?:ed|ing)|treated\s+with|given|on|assigned\s+to|randomi[sz]ed\s+to|versus|vs\.?|compared\s+(?:with|to)|than(?:\s+with)?|administered|"
    r"in\s+the|taking|started)\s+|^)$",
    re.IGNORECASE,
)
_TAKERS = re.compile(r"[- ](?:treated\s+)?(?:groups?|arms?|cohorts?|patients|recipients|alone|treated)\b", re.IGNORECASE)


def find_aliases(
    text: str, words: Sequence[Token], aliases: dict[str, list[Alias]], offset: int
) -> Iterator[tuple[int, int, int]]:
    """Places of aliases in a text, the longest at each place, none inside a longer hyphenated word: ``(start, end, group)``.

    ``aliases`` are by their first word, longest first; ``VTd`` is not found inside ``D-VTd``.
    """
    index = 0
    while index < len(words):
        for alias in aliases.get(words[index].folded, ()):
            stop = index + len(alias.words)
            if stop > len(words) or tuple(word.folded for word in words[index:stop]) != alias.words:
                continue
            start, end = words[index].start, words[stop - 1].end
            if _fits(text, start - offset, end - offset, alias):
                yield start, end, alias.group
                index = stop - 1
                break
        index += 1


def _fits(text: str, start: int, end: int, alias: Alias) -> bool:
    if start > 1 and text[start - 1] in "-‐–/" and text[start - 2].isalnum():
        return False
    if end + 1 < len(text) and text[end] in "-‐/+" and text[end + 1].isupper():
        return False
    if alias.exact and text[start:end] != alias.printed:
        return False
    return not alias.drug or bool(_TAKERS.match(text, end)) or bool(_GIVEN.search(text[max(0, start - 40) : start]))
