"""Short names of regimens, read letter by letter where they are not listed: ``D-VTd``, ``DVC-d``, ``R-CHOP``, ``mFOLFOX6``."""

from __future__ import annotations

from functools import cache, lru_cache

from daraevidence.language.lexicon import Family, lexicon

__all__ = ["is_brief_name", "may_begin_short_name", "name_signs", "read_short_name"]

_LONGEST = 18
_FILLERS = frozenset({"mono", "other", "others", "monotherapy", "alone", "based"})


@cache
def _families() -> tuple[tuple[Family, frozenset[str]], ...]:
    """The families of regimens, each with the letters that a short name of it can begin with."""
    families = lexicon().families.values()
    return tuple(
        (each, frozenset(n[:1] for part in (each.named, each.letters, each.prefixes) for n in part)) for each in families
    )


@cache
def _first_letters() -> frozenset[str]:
    return frozenset[str]().union(*(firsts for _, firsts in _families()))


@cache
def name_signs() -> frozenset[str]:
    """All characters that stand in short names, and hyphens; no short name goes on behind any other."""
    families = lexicon().families.values()
    parts = (part for each in families for part in (each.named, each.letters, each.closing, each.prefixes, each.suffixes))
    return frozenset("-‐‑–").union(*(name for part in parts for name in part), *_FILLERS, *map(str.upper, _FILLERS))


def may_begin_short_name(word: str) -> bool:
    """Whether some short name begins with the letter that a word begins with, or with it in small letters (``pola-R-CHP``); a
    gate, nothing more."""
    return word.capitalize() in _small() if word.islower() else word[:1] in _first_letters()


@cache
def _small() -> frozenset[str]:
    """The prefixes that are also printed in small letters."""
    prefixes = (prefix for each in lexicon().families.values() for prefix in each.prefixes)
    return frozenset(prefix for prefix in prefixes if len(prefix) > 2 and prefix[1:].islower())


@lru_cache(maxsize=8192)
def read_short_name(name: str) -> tuple[str, ...]:
    """The drugs of a short name, sorted; empty where it is none.

    Reads ``D-VTd``, ``DVd``, ``DVC-d``, ``Isa-KRd``, ``IRd``, ``R-CHOP``, ``DA-EPOCH-R``, ``FLAG-Ida``, ``D-mono``,
    ``mFOLFOX6-Bev``, ``pola-R-mini-CHP``; not ``Ltd``, ``PD-1``, ``MTD``, ``Covid`` and not a letter alone.
    """
    if not 2 <= len(name) <= _LONGEST:
        return ()
    drug, dash, rest = name.partition("-")
    if dash and drug.islower() and drug.capitalize() in _small():
        name = f"{drug.capitalize()}-{rest}"
    if "-mini-" in name:  # the same drugs at lower doses
        name = name.replace("-mini-", "-")
    first = name[0]
    for family, firsts in _families():
        found = _in_family(name, family) if first in firsts or first == "-" else ()
        if found:
            return tuple(sorted(set(found)))
    return _prefix_alone(name)


def is_brief_name(name: str) -> bool:
    """Whether a short name is one that a text must explain (``DC``, ``Rd``, ``AC``)."""
    return any(name in family.brief for family in lexicon().families.values())


def _in_family(name: str, family: Family) -> tuple[str, ...]:
    if name in family.named:
        return family.named[name]
    compact = name.replace("-", "")
    if compact in family.named and compact not in family.brief:
        return family.named[compact]
    for prefix, drug in family.prefixes.items():
        rest = name[len(prefix) :]
        if not name.startswith(prefix) or not rest.lstrip("-"):
            continue
        glued = not rest.startswith("-")
        rest = rest.lstrip("-")
        known = family.named.get(rest) or family.named.get(rest.replace("-", ""))
        if known is None and not glued and "-" in rest:
            known = _in_family(rest, family)  # Pola-R-CHP
        if known and not (glued and rest in family.brief and not family.letters):
            return (drug, *known) if drug else known
        letters = _letters(rest.replace("-", ""), family)
        if letters and drug not in letters:
            return (drug, *letters)
    for suffix, drug in family.suffixes.items():
        stem = name.removesuffix("-" + suffix)
        if stem != name and stem in family.named:
            return (*family.named[stem], drug)
    letters = _letters(compact, family)
    return letters if len(letters) > 2 else ()


def _letters(name: str, family: Family) -> tuple[str, ...]:
    """Letters of drugs, each at most once, with a closing one: ``VTd``."""
    for closing, last in family.closing.items():
        body = name.removesuffix(closing)
        if body == name or not 1 <= len(body) <= 4 or len(set(body)) < len(body):
            continue
        if all(letter in family.letters for letter in body):
            return (*(family.letters[letter] for letter in body), last)
    return ()


def _prefix_alone(name: str) -> tuple[str, ...]:
    """``D-mono``, ``Isa-other``: the drug of the prefix, where only one family knows it."""
    prefix, dash, rest = name.partition("-")
    if not dash or rest.casefold() not in _FILLERS:
        return ()
    drugs = {family.prefixes[prefix] for family in lexicon().families.values() if prefix in family.prefixes}
    return tuple(drugs) if len(drugs) == 1 else ()
