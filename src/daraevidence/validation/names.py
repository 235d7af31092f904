"""Names as the document itself writes them: near misses of drug names, lost hyphens, glued words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from daraevidence.draft import Flag, Severity
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import class_of, drug
from daraevidence.layout.document import Document

__all__ = ["misspelled_names"]

_TOKEN = compiled(r"[^\W\d_][^\W_]*(?:[-‐‑][^\W_]+)*")
_GLUED_LETTER = compiled(r"[a-z](?=[A-Z][a-z]{4,})")
_BRAND = compiled(r"[A-Z]{6,}")
#: endings that international nonproprietary names have for their class, and hardly any other word (WHO, The use of stems)
_DRUG = compiled(
    r"[A-Za-z]{3,}(?:mab|nib|mib|mide|limus|ciclib|parib|platin|rubicin|taxel|gliptin|glutide|sartan|azole|statin|leucel|stim|"
    r"cillin|mycin|oxacin|vir|pril|olol|dipine|setron|triptan|gliflozin|glitazone|lukast|xaban|gatran|grel|kinra|siran|rsen|"
    r"lisib|clax|afil|dronate|oxetine|peridone|zepam|fungin|parin)"
)
_LOWER_TAIL = compiled(r"([A-Z]{6,})([a-z]{4,})")

#: Beginnings with and without hyphen that both are good spelling.
_PREFIXES = frozenset(
    "anti auto bi co counter cross de eu extra fore hyper hypo in inter intra long macro mega micro mid mini mono multi neo"
    " non off on out over para peri post pre pro pseudo quasi re self semi short sub super supra trans tri ultra un under up"
    " well".split()
)
#: Words that are written with and without hyphen.
_BOTH_WAYS = frozenset(
    "followup healthcare worldwide database dataset checkup cutoff baseline workup onset dropout wellbeing email online".split()
)


#: Every word is held against the names that the document uses most.
_MOST_NAMES = 200


class _Miss(NamedTuple):
    """A word that is not written as the document writes it."""

    word: str
    severity: Severity
    explanation: str
    reading: str


def misspelled_names(document: Document) -> Iterator[Flag]:
    """E5 for names: a word one letter (in long words two) off a drug name that the document uses often; a lost hyphen.

    ``warning``: ``RITUXMAB`` beside many ``RITUXIMAB``, ``Bortezmib`` beside ``bortezomib``. ``info``: ``RITUXANcontaining``,
    ``Dmono`` beside ``D-mono``, ``Highrisk`` beside ``high-risk``. Never another drug, a plural, ``nonrefractory`` beside
    ``non-refractory``, words of the references.
    """
    words = _words(document)
    folded: Counter[str] = Counter()
    for word, count in words.items():
        folded[word.lower()] += count
    names = _frequent_names(words, folded)
    of_length = {length: [name for name in names if abs(len(name) - length) <= 2] for length in {*map(len, folded)}}
    near = [miss for word in words if (miss := _near_miss(word, names, of_length, folded))] if names else []
    flagged = {miss.word for miss in near}
    hyphened = {form.replace("-", ""): form for form in folded if "-" in form}
    lost = [miss for word in words if word not in flagged and (miss := _lost_hyphen(word, names, hyphened, folded))]
    places = _first_places(document, {miss.word for miss in (*near, *lost)})
    for word, severity, explanation, reading in (*near, *lost):
        yield Flag("typo-in-name", severity, *places[word], explanation, printed=word, reading=reading)


def _texts(document: Document) -> Iterator[tuple[int, str]]:
    """The texts whose words count, each with its place."""
    for block in document.blocks:
        if block.kind not in ("reference", "metadata", "boilerplate"):
            yield block.start, block.text.replace("‐", "-").replace("‑", "-")


def _is_glued(word: str) -> bool:
    """Whether a small letter of another word stands before a word with a capital."""
    return word[1:2].isupper() and _GLUED_LETTER.match(word) is not None


def _words(document: Document) -> dict[str, int]:
    """The words of a document, in the order of their first places, with the number of places."""
    printed: Counter[str] = Counter()
    for _, text in _texts(document):
        printed.update(_TOKEN.findall(text))
    words: dict[str, int] = {}
    for word, count in printed.items():
        own = word[1:] if _is_glued(word) else word
        words[own] = words.get(own, 0) + count
    return words


def _first_places(document: Document, words: set[str]) -> dict[str, tuple[int, int]]:
    """Where each of some words stands first."""
    places: dict[str, tuple[int, int]] = {}
    for start, text in _texts(document) if words else ():
        for found in _TOKEN.finditer(text):
            shift = int(_is_glued(found[0]))
            if found[0][shift:] in words:
                places.setdefault(found[0][shift:], (start + found.start() + shift, start + found.end()))
    return places


def _frequent_names(words: Mapping[str, int], folded: Mapping[str, int]) -> dict[str, str]:
    """Drug names that the document uses three times or more: folded form to printed form."""
    names: dict[str, str] = {}
    for word, count in words.items():
        key = word.lower()
        if len(key) < 6 or "-" in key or folded[key] < 3:
            continue
        capitals = _BRAND.fullmatch(word) and folded[key] == count
        if capitals or _DRUG.fullmatch(word) or _is_drug(word):
            names.setdefault(key, word)
    often = sorted(names, key=lambda key: (-folded[key], key))[:_MOST_NAMES]
    return {key: names[key] for key in often}


def _is_drug(word: str) -> bool:
    """Whether the vocabulary knows the word as a drug (a mere ending such as -mab is not enough)."""
    return bool(class_of(drug(word)))


def _near_miss(
    word: str, names: Mapping[str, str], of_length: Mapping[int, list[str]], folded: Mapping[str, int]
) -> _Miss | None:
    """The name that a word is nearly; ``of_length`` are the names that are about as long as it."""
    key = word.lower()
    if len(key) < 5 or key in names or "-" in key or folded[key] > 2:
        return None
    for name in of_length[len(key)]:
        if folded[name] < 3 * folded[key]:
            continue
        if key.startswith(name) or name.startswith(key) or key.endswith(name):
            continue
        distance = OSA.distance(name, key, score_cutoff=2)
        if distance > (2 if len(name) > 10 else 1) or _is_drug(word):
            continue
        if name[0] != key[0] and word[0].islower():
            continue
        words = f"{word} stands for {names[name]}, which the document writes {folded[name]} times."
        return _Miss(word, "warning", words, names[name])
    return None


def _lost_hyphen(word: str, names: Mapping[str, str], hyphened: Mapping[str, str], folded: Mapping[str, int]) -> _Miss | None:
    key = word.lower()
    found = _LOWER_TAIL.fullmatch(word) if word[:2].isupper() else None
    if found is not None and found[1].lower() in names:
        reading = f"{found[1]}-{found[2]}"
        return _Miss(word, "info", f"{word}: the words are glued; {reading} is meant.", reading)
    form = hyphened.get(key)
    if form is None or "-" in key or key in _BOTH_WAYS or form.split("-", 1)[0] in _PREFIXES or folded[form] < folded[key]:
        return None
    if _is_drug(word) or not any(len(part) > 2 for part in form.split("-")):
        return None
    return _Miss(word, "info", f"{word}: the document also writes {form}; the hyphen is lost.", form)
