"""Names as the document itself writes them: near misses of drug names, lost hyphens, glued words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from daraevidence.draft import Flag
from daraevidence.language.vocabulary import class_of, drug
from daraevidence.layout.document import Document

__all__ = ["misspelled_names"]

_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:[-‐‑][^\W_]+)*")
_GLUED_LETTER = re.compile(r"[a-z](?=[A-Z][a-z]{4,})")
_BRAND = re.compile(r"[A-Z]{6,}")
_DRUG = re.compile(
    r"[A-Za-z]{3,}(?:mab|nib|mib|mide|limus|ciclib|parib|platin|rubicin|taxel|gliptin|glutide|sartan|prazole|statin|leucel|stim)"
)
_LOWER_TAIL = re.compile(r"([A-Z]{6,})([a-z]{4,})")

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


@dataclass
class _Word:
    """A word form with its number of places and the first one."""

    text: str
    start: int
    end: int
    count: int = 1


def misspelled_names(document: Document) -> Iterator[Flag]:
    """E5 for names: a word one letter (in long words two) off a drug name that the document uses often; a lost hyphen.

    ``warning``: ``RITUXMAB`` beside many ``RITUXIMAB``, ``Bortezmib`` beside ``bortezomib``. ``info``: ``RITUXANcontaining``,
    ``Dmono`` beside ``D-mono``, ``Highrisk`` beside ``high-risk``. Never another drug, a plural, ``nonrefractory`` beside
    ``non-refractory``, words of the references.
    """
    words = _words(document)
    folded: dict[str, int] = {}
    for word in words.values():
        folded[word.text.lower()] = folded.get(word.text.lower(), 0) + word.count
    names = _frequent_names(words, folded)
    flagged: set[int] = set()
    for word in words.values():
        if (flag := _near_miss(word, names, folded)) is not None:
            flagged.add(word.start)
            yield flag
    hyphened = {form.replace("-", ""): form for form in folded if "-" in form}
    for word in words.values():
        if word.start not in flagged and (flag := _lost_hyphen(word, names, hyphened, folded)) is not None:
            yield flag


def _words(document: Document) -> dict[str, _Word]:
    words: dict[str, _Word] = {}
    printed: dict[str, _Word] = {}
    for block in document.blocks:
        if block.kind in ("reference", "metadata", "boilerplate"):
            continue
        for found in _TOKEN.finditer(block.text.replace("‐", "-").replace("‑", "-")):
            text, shift = found[0], 0
            known = printed.get(text)
            if known is not None:
                known.count += 1
                continue
            raw = text
            if text[1:2].isupper() and _GLUED_LETTER.match(text):
                text, shift = text[1:], 1
            known = words.get(text)
            if known is None:
                known = words[text] = _Word(text, block.start + found.start() + shift, block.start + found.end(), 0)
            known.count += 1
            printed[raw] = known
    return words


def _frequent_names(words: Mapping[str, _Word], folded: Mapping[str, int]) -> dict[str, str]:
    """Drug names that the document uses three times or more: folded form to printed form."""
    names: dict[str, str] = {}
    for word in words.values():
        key = word.text.lower()
        if folded[key] < 3 or len(key) < 6 or "-" in key:
            continue
        capitals = _BRAND.fullmatch(word.text) and folded[key] == word.count
        if capitals or _DRUG.fullmatch(word.text) or _is_drug(word.text):
            names.setdefault(key, word.text)
    often = sorted(names, key=lambda key: (-folded[key], key))[:_MOST_NAMES]
    return {key: names[key] for key in often}


def _is_drug(word: str) -> bool:
    """Whether the vocabulary knows the word as a drug (a mere ending such as -mab is not enough)."""
    return bool(class_of(drug(word)))


def _near_miss(word: _Word, names: Mapping[str, str], folded: Mapping[str, int]) -> Flag | None:
    key = word.text.lower()
    if len(key) < 5 or key in names or "-" in key or folded[key] > 2:
        return None
    for name, printed in names.items():
        if abs(len(name) - len(key)) > 2 or folded[name] < 3 * folded[key]:
            continue
        if key.startswith(name) or name.startswith(key) or key.endswith(name):
            continue
        distance = OSA.distance(name, key, score_cutoff=2)
        if distance > (2 if len(name) > 10 else 1) or _is_drug(word.text):
            continue
        if name[0] != key[0] and word.text[0].islower():
            continue
        words = f"{word.text} stands for {printed}, which the document writes {folded[name]} times."
        return Flag("typo-in-name", "warning", word.start, word.end, words, printed=word.text, reading=printed)
    return None


def _lost_hyphen(word: _Word, names: Mapping[str, str], hyphened: Mapping[str, str], folded: Mapping[str, int]) -> Flag | None:
    key = word.text.lower()
    found = _LOWER_TAIL.fullmatch(word.text)
    if found is not None and found[1].lower() in names:
        reading = f"{found[1]}-{found[2]}"
        words = f"{word.text}: the words are glued; {reading} is meant."
        return Flag("typo-in-name", "info", word.start, word.end, words, printed=word.text, reading=reading)
    form = hyphened.get(key)
    if form is None or "-" in key or key in _BOTH_WAYS or form.split("-", 1)[0] in _PREFIXES or folded[form] < folded[key]:
        return None
    if _is_drug(word.text) or not any(len(part) > 2 for part in form.split("-")):
        return None
    words = f"{word.text}: the document also writes {form}; the hyphen is lost."
    return Flag("typo-in-name", "info", word.start, word.end, words, printed=word.text, reading=form)
