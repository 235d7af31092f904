"""One claim before the document: which place it is about, which of its values stand there, where the right ones stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.delivery.wording import near, words
from daraevidence.draft import TOLD, Draft, Value
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.referee.claims import Claim
from daraevidence.referee.fields import PRIMARY, Match, compare, numbers_of
from daraevidence.referee.fit import Fit, Fitter, subject
from daraevidence.referee.grounding import places_of_quote
from daraevidence.referee.readings import Library, Reading
from daraevidence.validation.places import Studies

__all__ = ["Bench", "Candidate", "Choice"]

#: A reading below this is not what a claim is about.
_LEAST = 0.5
#: How much better another place must fit in one respect, and how well at least, to be the one that is meant.
_BETTER, _WELL, _SAME = 0.3, 0.75, 0.995


class Candidate(NamedTuple):
    """A reading held against a claim: how well it fits, and each claimed number in it."""

    reading: Reading
    fit: Fit
    matches: dict[str, Match]

    def share(self, names: Sequence[str]) -> float:
        """The share of these fields that the reading holds as claimed."""
        held = sum(self.matches[name].status in ("same", "rounded") for name in names)
        return held / len(names) if names else 0.0


@dataclass(slots=True)
class Choice:
    """What a claim is about (``None``: nothing fits), and the place that fits better where the numbers stand elsewhere."""

    home: Candidate | None
    rival: Candidate | None = None
    aspects: tuple[str, ...] = ()
    others: list[Candidate] = field(default_factory=list)


class Bench:
    """Chooses the reading that a claim is about."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.fitter = Fitter(library)
        self.studies = Studies(library.document, library.drafts)
        self._by_word: dict[str, list[int]] = {}
        self._by_number: dict[float, list[int]] = {}
        for index, reading in enumerate(library.readings):
            draft = reading.draft
            if reading.owned:
                keys = {
                    f"={_code(draft)}",
                    *words(subject(draft)),
                    *(f"@{word}" for word in words(str(draft.get("cohort") or ""))),
                }
                for key in keys:
                    self._by_word.setdefault(key, []).append(index)
            for value in {v for v in draft.fields.values() if isinstance(v, (int, float)) and not isinstance(v, bool)}:
                self._by_number.setdefault(float(value), []).append(index)

        self._names = {
            name: frozenset(str(draft.get(name)).casefold() for draft in library.drafts if draft.get(name))
            for name in ("study", "cohort")
        }
        grids = library.document.grids
        self._tables = sorted((grid.start, grid.end, number) for number, grid in enumerate(grids))
        self._columns = {(self.table_at(d.start), str(d.get("cohort")).casefold()) for d in library.drafts if d.get("cohort")}
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._known: dict[str, bool] = {}

    def places(self, name: str) -> list[tuple[int, int]]:
        """Where a name stands, sought once."""
        if name not in self._places:
            self._places[name] = list(places_of_quote(self.library.document, name))
        return self._places[name]

    def is_known(self, word: str) -> bool:
        """Whether the document has a word, or one that is nearly it."""
        if word not in self._known:
            have = self.library.vocabulary
            self._known[word] = word in have or near(word, have) >= 0.8
        return self._known[word]

    def is_named(self, claim: Claim, name: str) -> bool:
        """Whether the library has the study or the group that the claim names, by this very name."""
        asked = claim.text(name).casefold()
        return bool(asked) and asked in self._names.get(name, frozenset())

    def table_at(self, place: int) -> int:
        """The number of the table that a place stands in, -1 for prose."""
        index = bisect_right(self._tables, (place, len(self.library.document.clean) + 1, 0)) - 1
        return self._tables[index][2] if index >= 0 and place < self._tables[index][1] else -1

    def has_column(self, group: str, place: int) -> bool:
        """Whether the table that a place stands in tells of a group of this name."""
        return self.table_at(place) >= 0 and (self.table_at(place), group.casefold()) in self._columns

    def choose(self, claim: Claim, quoted: Sequence[tuple[int, int]] = ()) -> Choice:
        """The reading that holds the claim's numbers and fits its names; with the one that fits its names better, if any does.

        ``quoted`` are the places of the quote that came with the claim.
        """
        numbers = dict(numbers_of(claim.kind, claim.fields))
        primary = [name for name in numbers if name.removesuffix("_text") in PRIMARY] or list(numbers)
        found = [self._candidate(claim, reading, numbers, quoted) for reading in self._readings(claim, numbers)]
        found.sort(key=lambda one: -one.fit.score)
        whole = [one for one in found if not primary or one.share(primary) == 1.0]
        whole = [one for one in whole if primary or one.fit.score >= _LEAST]
        if whole:
            home = max(whole, key=lambda one: (round(one.fit.score, 2), one.share(list(numbers)), one.reading.owned))
            rival, aspects = self._rival(claim, home, found, primary)
            return Choice(home, rival, aspects, found)
        groups = max((one.fit.parts.get("cohort", 0.0) for one in found), default=0.0)
        fitting = [one for one in found if one.reading.owned and one.fit.score >= _LEAST and one.fit.parts["what"] >= _LEAST]
        fitting = [one for one in fitting if one.fit.parts.get("study", 1.0) >= _LEAST]
        fitting = [one for one in fitting if groups < _WELL or one.fit.parts.get("cohort", 1.0) > groups - _BETTER]
        fitting = [one for one in fitting if any(one.matches[name].status != "absent" for name in primary)]
        if fitting:
            return Choice(max(fitting, key=lambda one: one.fit.score + 0.3 * one.share(primary)), others=found)
        partial = [one for one in found if one.share(primary) >= 0.5 and one.fit.parts["what"] >= _LEAST]
        return Choice(max(partial, key=lambda one: one.fit.score + one.share(primary), default=None), others=found)

    def _readings(self, claim: Claim, numbers: dict[str, Value]) -> Iterator[Reading]:
        """Readings that share a word or a number with the claim, in the order of the document."""
        keys = {*words(subject(claim)), f"={_code(claim)}"}
        if claim.kind == "cohort":
            keys |= {f"@{word}" for word in words(claim.text("cohort"))}
        chosen: set[int] = set()
        for key in keys - {"=OTHER", "="}:
            chosen.update(self._by_word.get(key, ()))
        chosen.update(self._holders([value for value in numbers.values() if isinstance(value, (int, float))]))
        readings = self.library.readings
        kinds = TOLD if claim.kind in TOLD else {claim.kind, *(TOLD if claim.kind == "cohort" else ())}
        for index in sorted(chosen):
            if not readings[index].owned or readings[index].draft.kind in kinds:
                yield readings[index]

    def _holders(self, values: Sequence[float]) -> set[int]:
        """Readings that hold all of these numbers; where there are none, those that hold the one that fewest hold."""
        held = [set(self._by_number.get(float(value), ())) for value in values]
        every = set.intersection(*held) if held else set()
        return every or min((each for each in held if each), key=len, default=set())

    def _candidate(
        self, claim: Claim, reading: Reading, numbers: dict[str, Value], quoted: Sequence[tuple[int, int]]
    ) -> Candidate:
        fit = self.fitter.fit(claim, reading)
        draft = _as_size(reading.draft) if claim.kind == "cohort" and reading.draft.kind != "cohort" else reading.draft
        if any(start <= reading.draft.start < end for start, end in quoted):
            fit = Fit(min(1.0, fit.score + 0.2), fit.parts)
        matches = {name: compare(name, value, draft, claim.text("unit")) for name, value in numbers.items()}
        return Candidate(Reading(draft, reading.scene, reading.owned), fit, matches)

    def _rival(
        self, claim: Claim, home: Candidate, found: Sequence[Candidate], primary: Sequence[str]
    ) -> tuple[Candidate | None, tuple[str, ...]]:
        """The reading with another number that the claim's names fit better, and in what."""
        for one in found:  # the best first
            if one.fit.score <= home.fit.score:
                return None, ()
            if not one.reading.owned or not any(one.matches[name].status in ("differs", "other") for name in primary):
                continue
            better = [name for name, part in one.fit.parts.items() if _is_better(name, part, home.fit.parts.get(name, part))]
            worse = [name for name, part in one.fit.parts.items() if home.fit.parts.get(name, part) - part > 0.1]
            if better and not worse:
                return one, tuple(better)
        return None, ()


def _is_better(name: str, part: float, other: float) -> bool:
    """Whether one place fits so much better in a respect; a group of exactly the asked name is preferred to any other."""
    return (part - other >= _BETTER and part >= _WELL) or (name == "cohort" and part >= _SAME and part - other >= 0.1)


def _as_size(draft: Draft) -> Draft:
    """A result as what it says of its group's size."""
    size = Draft("cohort", draft.start, draft.end)
    for name in ("study", "cohort"):
        size.fields[name] = draft.get(name)
        size.marks[name] = draft.marks.get(name, ())
    if draft.get("denominator") is not None:
        size.fields["n"] = draft.get("denominator")
        size.marks["n"] = draft.marks.get("denominator", ())
    return size


def _code(draft: Draft | Claim) -> str:
    given = str(draft.fields.get("endpoint") or "")
    return given if given not in ("", "OTHER") or draft.kind not in TOLD else endpoint_code(subject(draft))
