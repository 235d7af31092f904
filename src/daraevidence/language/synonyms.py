"""Words that name the same, and instruments with what they measure (``data/synonyms.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from tomllib import loads

from daraevidence.language.lexicon import fold
from daraevidence.language.patterns import compiled

__all__ = ["kinds_of", "measured_by", "one_word_for_one_thing"]


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    found: Mapping[str, Mapping[str, list[str]]] = loads(
        files("daraevidence.language").joinpath("data/synonyms.toml").read_text(encoding="utf-8")
    )
    return found


#: ``re-admission`` is ``readmission``
_AGAIN = compiled(r"\bre-(?=[a-z]{5})", re.IGNORECASE)


def _folded(text: str) -> str:
    """A phrase in small letters, in one spelling, with one space for whatever parts its words."""
    return " ".join(fold(word) for word in re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+(?:\d+\w*)?", _AGAIN.sub("re", text)))


@lru_cache(maxsize=1)
def _same() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names = {_folded(form): _folded(name) for name, forms in _data()["same"].items() for form in (name, *forms)}
    names |= {f"{form[:-1]}ies": name for form, name in names.items() if form.endswith("y")}
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\b({either})(s?)\b"), names


@lru_cache(maxsize=8192)
def one_word_for_one_thing(text: str) -> str:
    """A phrase in small letters and one spelling, with one of the names for what has several.

    Examples:
        >>> one_word_for_one_thing("Emesis after the operation")
        'vomiting after the surgery'
    """
    pattern, names = _same()
    return pattern.sub(lambda match: names[match[1]], _folded(text))


@lru_cache(maxsize=1)
def _instruments() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for concept, names in _data()["measured"].items():
        for name in names:
            found.setdefault(name if name.isupper() else name.casefold(), []).append(concept)
    either = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])"), {name: tuple(concepts) for name, concepts in found.items()}


@lru_cache(maxsize=8192)
def measured_by(text: str) -> tuple[str, ...]:
    """A label with what its instrument measures in the instrument's place: ``BDI-II total`` → ``depression total``.

    A short name counts in capitals only; a label without an instrument gives nothing.
    """
    pattern, concepts = _instruments()
    found = []
    for one in (text, text.casefold()):
        match = pattern.search(one)
        if match:
            found += [one[: match.start()] + concept + one[match.end() :] for concept in concepts[match[0]]]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for kind, things in _data()["kinds"].items():
        for thing in things:
            found.setdefault(thing, []).append(kind)
    either = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"\b(?:{either})(?=s?\b)"), {thing: tuple(kinds) for thing, kinds in found.items()}


@lru_cache(maxsize=8192)
def kinds_of(text: str) -> tuple[str, ...]:
    """A phrase with the kind of a thing in the thing's place: ``extra morphine`` → ``extra opioid``, ``extra analgesic``."""
    pattern, kinds = _kinds()
    folded = text.casefold()
    match = pattern.search(folded)
    return tuple(folded[: match.start()] + kind + folded[match.end() :] for kind in kinds[match[0]]) if match else ()
