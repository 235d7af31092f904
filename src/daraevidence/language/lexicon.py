"""The vocabulary's data: read from ``data/*.toml`` once, checked, and put into a dict of words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

from daraevidence.errors import VocabularyError
from daraevidence.language.patterns import compiled

__all__ = ["Family", "Form", "Lexicon", "Word", "compile_lexicon", "fold", "is_brief", "lexicon", "split", "words_of"]

#: what an entry of the data may hold: letters, digits, the marks of chemical and trade names
_ENTRY = compiled(r"[\w ./+&()%'’≥≤>=,α-ωΑ-Ωµ-]+")
#: words and marks; a hyphen or apostrophe inside a word only parts it (``time-to-event``)
_WORD = compiled(r"[^\W_]+|[^\w\s'’‐‑‒–-]|_|(?<!\S)['’‐‑‒–-]|['’‐‑‒–-](?!\S)")
_PARTING = frozenset("'’‐‑‒–-")
_SPELLING = (
    ("ae", "e"), ("oe", "e"), ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("sulph", "sulf"),
    ("centre", "center"), ("fibre", "fiber"), ("leuco", "leuko"), ("elled", "eled"), ("naïve", "naive"), ("neuron", "neuron"),
)  # fmt: skip


class Word(NamedTuple):
    """A word or mark of a text with its place; ``folded`` is what the dict is asked for."""

    text: str
    start: int
    end: int
    folded: str


class Form(NamedTuple):
    """One printed form: its kind and code; ``exact`` is the one way to print it, or "" where the case does not matter."""

    kind: str
    code: str
    exact: str


@dataclass(frozen=True, slots=True)
class Family:
    """Short names of regimens of one family of diseases and the letters that they are made of."""

    named: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, str]
    closing: Mapping[str, str]
    prefixes: Mapping[str, str]
    suffixes: Mapping[str, str]
    brief: frozenset[str]


@dataclass(slots=True)
class Lexicon:
    """All forms by their words."""

    forms: dict[str, list[Form]] = field(default_factory=dict)
    #: first word to the number of words of its longest form, for each kind
    longest: dict[str, dict[str, int]] = field(default_factory=dict)
    #: beginnings of forms of several words, by words
    begun: set[str] = field(default_factory=set)
    drug_class: dict[str, str] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    organs: frozenset[str] = frozenset()
    denials: frozenset[str] = frozenset()

    def add(self, kind: str, code: str, printed: str, *, exact: bool | None = None) -> None:
        """Enter one form with its plural."""
        words = words_of(printed)
        surface = " ".join(word.text for word in words) if (is_brief(printed) if exact is None else exact) else ""
        ends = [
            (fold(last), ending)
            for last, ending in ((words[-1].text, ""), *_plurals(words[-1].text))
            if not (surface and ending == "ies")
        ]
        for last, ending in ends:
            key = " ".join([*(word.folded for word in words[:-1]), last])
            form = Form(kind, code, surface + ending if surface else "")
            known = self.forms.setdefault(key, [])
            if form not in known:
                known.append(form)
        self.begun.update(accumulate((word.folded for word in words[:-1]), "{} {}".format))
        longest = self.longest.setdefault(words[0].folded, {})
        longest[kind] = max(longest.get(kind, 0), len(words))
        if len(words) == 1:
            for last, _ in ends[1:]:
                self.longest.setdefault(last, {}).setdefault(kind, 1)


def is_brief(printed: str) -> bool:
    """Whether a form is so short, or so full of capitals, that its case must agree: ``CR``, ``5-FU``, not ``Revlimid``."""
    if " " in printed or not any(character.isupper() for character in printed):
        return False
    inner = any(character.isupper() for character in printed[1:])
    return len(printed) <= 3 or (inner and sum(character.islower() for character in printed) < 4)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without its case and with one spelling (``Anaemia`` and ``anemia`` are one)."""
    word = word.casefold()
    if len(word) >= 5:
        for british, american in _SPELLING:
            if british in word:
                word = word.replace(british, american)
    return word


def split(text: str) -> tuple[list[str], list[int]]:
    """The words and marks of a text, and where each begins."""
    return _remembered(text) if len(text) < 2000 else _parted(text)


def _parted(text: str) -> tuple[list[str], list[int]]:
    words: list[str] = _WORD.findall(text)
    if not _PARTING.isdisjoint(words):  # one that is a word of its own, and may be sought where another parts a word
        found = list(_WORD.finditer(text))
        return words, [match.start() for match in found]
    starts: list[int] = []
    place = 0
    for word in words:
        place = text.index(word, place)
        starts.append(place)
        place += len(word)
    return words, starts


#: one sentence is asked for several kinds of terms
_remembered = lru_cache(maxsize=1024)(_parted)


def words_of(text: str) -> list[Word]:
    """The words and marks of a short text."""
    return [Word(raw, start, start + len(raw), fold(raw)) for raw, start in zip(*split(text))]


def _plurals(word: str) -> Iterator[tuple[str, str]]:
    if len(word) < 2 or not word[-1].isalpha() or word[-1] == "s":
        return
    yield word + "s", "s"
    if word.endswith("y"):
        yield word[:-1] + "ies", "ies"


@cache
def lexicon() -> Lexicon:
    """The vocabulary of the library, compiled at the first use."""
    folder = files("daraevidence.language") / "data"
    names = (
        "drug_classes", "drugs_cancer", "drugs_general", "regimens", "endpoints", "adverse_events", "designs", "countries",
        "variables",
    )  # fmt: skip
    data = {}
    for name in names:
        try:
            data[name] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise VocabularyError(f"{name}.toml: {error}") from error
    return compile_lexicon(data)


def compile_lexicon(data: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """Check the tables (by the name of their file) and enter every form; ``VocabularyError`` names the file and the entry."""
    made = Lexicon()
    _enter_classes(made, data.get("drug_classes", {}))
    for file in ("drugs_cancer", "drugs_general"):
        _enter_drugs(made, file, data.get(file, {}))
    _enter_regimens(made, data.get("regimens", {}))
    _enter_endpoints(made, data.get("endpoints", {}))
    _enter_events(made, data.get("adverse_events", {}))
    for file, kinds in (("designs", ("design", "setting")), ("countries", ("country",)), ("variables", ("variable",))):
        for kind, entries in data.get(file, {}).items():
            if kind not in kinds:
                raise VocabularyError(f"{file}.toml: [{kind}] is none of {', '.join(kinds)}")
            for code, printed in _lists(file, kind, entries):
                for form in _unique([code, *printed]):
                    made.add(kind, code, form)
    return made


_CHARACTER = compiled(r"[^\W_]|[≥>]")


def _lists(file: str, section: str, entries: Any) -> Iterator[tuple[str, list[str]]]:
    """The entries of a section, checked: a name and a list of printed forms."""
    if not isinstance(entries, Mapping):
        raise VocabularyError(f"{file}.toml: [{section}] must hold names with lists of printed forms")
    for name, printed in entries.items():
        if not isinstance(printed, list):
            raise VocabularyError(f"{file}.toml: [{section}] {name}: must be a list of printed forms")
        for form in (name, *printed):
            if not isinstance(form, str) or not _ENTRY.fullmatch(form) or form != form.strip() or not _CHARACTER.search(form):
                raise VocabularyError(f"{file}.toml: [{section}] {name}: {form!r} is no printed form")
        yield name, printed


def _unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(forms))


def _enter_classes(made: Lexicon, data: Mapping[str, Any]) -> None:
    for name, printed in _lists("drug_classes", "", data):
        made.drug_class[name] = name
        for form in _unique([name, *printed]):
            made.add("drug_class", name, form)


def _enter_drugs(made: Lexicon, file: str, data: Mapping[str, Any]) -> None:
    owners: dict[str, str] = {}
    for section, entries in data.items():
        if section not in made.drug_class:
            raise VocabularyError(f"{file}.toml: [{section}] is no class of drug_classes.toml")
        for name, printed in _lists(file, section, entries):
            if name in made.drug_class:
                raise VocabularyError(f"{file}.toml: [{section}] {name}: the name stands twice")
            made.drug_class[name] = section
            for form in _unique([name, *printed]):
                owner = owners.setdefault(form, name)
                if owner != name:
                    raise VocabularyError(f"{file}.toml: [{section}] {name}: {form!r} is also a form of {owner}")
                made.add("drug", name, form)


def _enter_regimens(made: Lexicon, data: Mapping[str, Any]) -> None:
    for section, entries in data.items():
        tables: dict[str, dict[str, Any]] = {}
        for part in ("named", "letters", "closing", "prefixes", "suffixes"):
            table = entries.get(part, {}) if isinstance(entries, Mapping) else None
            if not isinstance(table, dict):
                raise VocabularyError(f"regimens.toml: [{section}.{part}] must be a table")
            for name, drugs in table.items():
                for drug in drugs if part == "named" else [drugs]:
                    if drug and drug not in made.drug_class:
                        raise VocabularyError(f"regimens.toml: [{section}.{part}] {name}: {drug!r} is no drug of the vocabulary")
            tables[part] = table
        named = {name: tuple(drugs) for name, drugs in tables.pop("named").items()}
        brief = frozenset(entries.get("brief", ()))
        if brief - named.keys():
            raise VocabularyError(f"regimens.toml: [{section}] brief: {min(brief - named.keys())} is no named regimen")
        made.families[section] = Family(named=named, brief=brief, **tables)
        for name, drugs in named.items():
            if name not in brief:
                made.add("regimen", " + ".join(sorted(drugs)), name, exact=True)


def _enter_endpoints(made: Lexicon, data: Mapping[str, Any]) -> None:
    for kind in ("endpoint", "response"):
        for code, printed in _lists("endpoints", kind, data.get(kind, {})):
            for form in _unique(printed):
                made.add(kind, code, form)
    for _, printed in _lists("endpoints", "block", data.get("block", {})):
        for form in _unique(printed):
            made.add("block", "", form)
    better = dict(_lists("endpoints", "or_better", data.get("or_better", {})))
    made.before, made.after = tuple(better.get("before", ())), tuple(better.get("after", ()))
    qualifier = dict(_lists("endpoints", "qualifier", data.get("qualifier", {})))
    made.organs = frozenset(fold(form) for form in qualifier.get("organ", ()))
    made.denials = frozenset(fold(form) for form in qualifier.get("denial", ()))


def _enter_events(made: Lexicon, data: Mapping[str, Any]) -> None:
    for section, entries in data.items():
        if not isinstance(entries, list):
            raise VocabularyError(f"adverse_events.toml: {section} must be a list of terms")
        for entry in entries:
            forms = [form.strip() for form in entry.split("|")] if isinstance(entry, str) else [""]
            if not all(_ENTRY.fullmatch(form) for form in forms):
                raise VocabularyError(f"adverse_events.toml: {section}: {entry!r} is no list of terms parted by |")
            made.events.setdefault(forms[0], section)
            for form in _unique(forms):
                made.add("adverse_event", forms[0], form)
