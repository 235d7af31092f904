"""How names of drugs are spelt: a word is held against the drugs of the vocabulary and against its other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from math import log

from daraevidence.language.lexicon import lexicon

__all__ = ["likeness"]

#: what is added to each count, and to that of the letters before it: any letter may follow
_SMOOTH, _SMOOTH_ALL = 0.3, 0.3 * 27


class _Letters:
    """How often each letter follows two others."""

    __slots__ = ("pairs", "triples")

    def __init__(self, words: Iterable[str]) -> None:
        self.pairs: Counter[str] = Counter()
        self.triples: Counter[str] = Counter()
        for word in words:
            marked = f"^{word}$"
            for i in range(len(marked) - 2):
                self.pairs[marked[i : i + 2]] += 1
                self.triples[marked[i : i + 3]] += 1

    def chance(self, triple: str) -> float:
        return (self.triples[triple] + _SMOOTH) / (self.pairs[triple[:2]] + _SMOOTH_ALL)


@cache
def _models() -> tuple[_Letters, _Letters]:
    known = lexicon()
    drugs = {name for name, kind in known.drug_class.items() if name != kind and name.isalpha() and name.islower()}
    treatments, others = set(drugs), set()
    for form, senses in known.forms.items():
        words = {word for word in form.split() if len(word) > 4 and word.isalpha()}
        if any(sense.kind in ("drug", "regimen") for sense in senses):
            treatments |= words
        else:
            others |= words
    return _Letters(drugs), _Letters(others - treatments)


@lru_cache(maxsize=4096)
def likeness(word: str) -> float:
    """How much more a word in small letters is spelt like the drugs of the vocabulary than like its other words.

    Above 0 lie nine in ten drugs that the vocabulary does not know, and one in ten of other words: it is a second witness,
    never the only one.
    """
    drugs, others = _models()
    marked = f"^{word}$"
    triples = [marked[i : i + 3] for i in range(len(marked) - 2)]
    return sum(log(drugs.chance(triple) / others.chance(triple)) for triple in triples) / max(1, len(triples))
