"""The groups of a document as tables may name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from daraevidence.extractors.scope import Group, Scope
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE

__all__ = ["KnownGroups"]

_PLAIN = compiled(
    rf"(?i)\b(?:{ANYONE}|the|group|arm|cohort|all|of|who|were|was|regimens?|therapy|"
    r"treatment)\b|[^\w+≥≤<>/-]+"
)


def _words(name: str) -> frozenset[str]:
    return frozenset(_PLAIN.sub(" ", name.casefold()).split())


@dataclass(slots=True)
class KnownGroups:
    """The document's groups by name and by the words of their names, looked up often; ``first`` is where the first table on
    what they were like at the beginning stands."""

    scope: Scope
    first: int | None = None
    _names: dict[tuple[str | None, bool], dict[str, Group]] = field(default_factory=dict)
    _sizes: dict[str | None, dict[frozenset[str], list[int]]] = field(default_factory=dict)
    _alike: dict[tuple[str | None, bool], dict[frozenset[str], dict[tuple[str | None, str], Group]]] = field(default_factory=dict)

    def find(self, name: str, study: str | None, *, anywhere: bool = False) -> Group | None:
        """The study's group that bears this name, or the only one of the same words; ``anywhere``: of any study."""
        key = (study, anywhere)
        if key not in self._names:
            self._index(key)
        found = self._names[key].get(name.casefold())
        if found is not None:
            return found
        words = _words(name)
        alike = self._alike[key].get(words, {}) if words else {}
        return next(iter(alike.values())) if len(alike) == 1 else None

    def sizes(self, name: str, study: str | None) -> list[int]:
        """The sizes of the study's groups of the same words: as many were randomised, so many are in the safety set."""
        if study not in self._sizes:
            found: dict[frozenset[str], list[int]] = {}
            for group in self.scope.groups_of(study):
                for words in {_words(each) for each in (group.name, *group.aliases)} if group.n is not None else ():
                    found.setdefault(words, []).append(group.n or 0)
            self._sizes[study] = found
        words = _words(name)
        return self._sizes[study].get(words, []) if words else []

    def _index(self, key: tuple[str | None, bool]) -> None:
        study, anywhere = key
        groups = [g for g in self.scope.groups if g.study is not None] if anywhere else self.scope.groups_of(study)
        names: dict[str, Group] = {}
        alike: dict[frozenset[str], dict[tuple[str | None, str], Group]] = {}
        for group in groups:
            for name in (group.name, *group.aliases):
                names.setdefault(name.casefold(), group)
                alike.setdefault(_words(name), {}).setdefault((group.study, group.name), group)
        self._names[key], self._alike[key] = names, alike
