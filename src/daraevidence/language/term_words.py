"""The words of a text, and what each of them may begin: the cheap half of looking for terms."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from daraevidence.language.lexicon import fold, lexicon, split
from daraevidence.language.regimen_names import may_begin_short_name
from daraevidence.language.stems import is_drug_name

__all__ = ["Start", "TermText", "term_text"]


class Start:
    """A printed word that may begin a term: its folded form, the most words of a form that begins with it for each kind,
    whether it is written as a short name is, whether it may begin one of a regimen, whether it ends as names of drugs do."""

    __slots__ = ("capital", "folded", "longest", "reaches", "short", "stem")

    def __init__(self, folded: str, longest: Mapping[str, int], capital: bool, short: bool, stem: bool) -> None:
        self.folded, self.longest, self.capital, self.short, self.stem = folded, longest, capital, short, stem
        self.reaches: dict[Set[str], int] = {}

    def reach(self, kinds: Set[str]) -> int:
        """How many words a form of these kinds, or a block, can have that begins with the word; 0 for none."""
        found = self.reaches.get(kinds)
        if found is None:
            counts = (count for kind, count in self.longest.items() if kind in kinds or kind == "block")
            found = self.reaches[kinds] = max(counts, default=0)
        return found


class _Starts(dict[str, "Start | None"]):
    """What a printed word can begin; ``None``: nothing."""

    def __missing__(self, raw: str) -> Start | None:
        folded = fold(raw)
        longest = lexicon().longest.get(folded, {})
        capital = raw != raw.lower() or raw.isdigit()
        short = (capital or len(raw) < 7) and may_begin_short_name(raw)
        stem = is_drug_name(folded)
        found = Start(folded, longest, capital, short, stem) if longest or capital or stem or short else None
        if len(self) < _REMEMBERED and len(raw) < 40:
            self[raw] = found
        return found


_REMEMBERED = 100_000
_starts = _Starts()


@dataclass(slots=True)
class TermText:
    """A text in its words; ``begun`` are the words that may begin a term, by their number."""

    text: str
    raws: list[str]
    starts: list[int]
    begun: list[tuple[int, Start]]

    def end(self, i: int) -> int:
        return self.starts[i] + len(self.raws[i])


def _parted(text: str) -> TermText:
    raws, starts = split(text)
    found = [_starts[raw] for raw in raws]
    return TermText(text, raws, starts, [(i, start) for i, start in enumerate(found) if start is not None])


#: one sentence is asked for several kinds of terms
_remembered = lru_cache(maxsize=1024)(_parted)


def term_text(text: str) -> TermText:
    """A text in its words; a short one is remembered."""
    return _remembered(text) if len(text) < 2000 else _parted(text)
