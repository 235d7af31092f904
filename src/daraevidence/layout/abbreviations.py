"""Abbreviations with their long forms: lists of them, and ``long form (SHORT)`` in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from daraevidence.language.patterns import compiled

__all__ = ["abbreviation_list", "is_abbreviation_list", "prose_abbreviations", "spelt_out"]

_LEAD = compiled(r"(?:abbreviations?(?:\s+used)?|key|glossary|definitions?)\s*[:.-]\s*", re.IGNORECASE)
_PAIR = compiled(r"\s*([^\s,=:;][^,=:;]{0,24}?)\s*(?:,|=|:| - )\s*([^;]{2,200})")
_SHORT = compiled(r"[(\[]([^\W_][^\s()\[\]=<>]{0,11})(?=[)\];,])")
_PART = compiled(r"(?<![^\W_])[^\W_]")
_STOP = compiled(r"[,;:.!?()\[\]]")
_SMALL = frozenset(["of", "and", "the", "in", "for", "to", "with", "on", "a", "by", "or"])


def is_abbreviation_list(text: str) -> bool:
    """Whether a paragraph is a list of abbreviations: ``Abbreviations: CI, confidence interval; …`` or two such pairs alone."""
    lead = _LEAD.match(text)
    if lead and lead.group()[:1] in "Aa":
        return True
    pairs = [pair for pair in text[lead.end() if lead else 0 :].split(";", 3)[:3] if pair.strip()]
    return len(pairs) > 1 and all(_is_pair(pair) for pair in pairs)


def abbreviation_list(text: str) -> dict[str, str]:
    """Short to long form of a list.

    Reads ``CI, confidence interval; CR, complete response.``, ``CI = confidence interval``, ``CI: confidence interval``,
    with or without ``Abbreviations:`` before it.
    """
    lead = _LEAD.match(text)
    found: dict[str, str] = {}
    for part in text[lead.end() if lead else 0 :].split(";"):
        match = _PAIR.match(part)
        if match and _abbreviates(match[1]):
            found.setdefault(match[1].strip(), " ".join(match[2].split()).rstrip("."))
    return found


def _is_pair(text: str) -> bool:
    match = _PAIR.match(text)
    return match is not None and _abbreviates(match[1]) and match[2][:1].isalpha()


def _abbreviates(short: str) -> bool:
    """Whether a word looks like an abbreviation: a capital or a digit, and no sentence."""
    return len(short.split()) <= 2 and any(c.isupper() for c in short) and any(c.isalpha() for c in short)


def prose_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Short and long forms that a text introduces: ``overall survival (OS)``, ``interval [CI]``, ``trial (RCT;``.

    The long form's words before the bracket must hold the short form's letters in order, the first one at the beginning of
    a word. Not read: ``(n=12)``, ``(P<0.05)``, names that no words before them explain.
    """
    for match in _SHORT.finditer(text):
        short = match[1]
        letters = [c.casefold() for c in short if c.isalnum()]
        capitals = sum(c.isupper() for c in short)
        if not capitals or len(letters) < 2 or letters[0].isdigit() or (len(short) > 4 and capitals < 2):
            continue
        long = _long_form(text, match.start(), letters)
        if long:
            yield short, long


def spelt_out(text: str, short: str) -> str:
    """The words of a text whose initials a short form is, where no bracket says so, or "".

    Reads ``the Shoulder Motion And Reach Test`` for ``SMART``: each word with its capital, or four words and more.
    """
    letters = [letter for letter in short if letter.isalpha()]
    if not 3 <= len(letters) <= 8 or not all(letter.isupper() for letter in letters):
        return ""
    between = r"(?:[\s-]+(?:of|and|the|in|for|to|with|on))?[\s-]+"
    named = re.search(r"\b" + between.join(rf"{letter}[a-z]+" for letter in letters), text)
    if named is None and len(letters) > 3:
        named = re.search(r"\b" + between.join(rf"[{letter}{letter.lower()}][a-z]+" for letter in letters), text)
    return " ".join(named[0].split()) if named else ""


def _long_form(text: str, end: int, letters: list[str]) -> str:
    """The words before ``end`` that the letters abbreviate, or ""."""
    words = min(len(letters) + 5, len(letters) * 2)
    before = text[max(0, end - 25 * words) : end].rstrip()
    stop = max((m.end() for m in _STOP.finditer(before)), default=0) if len(letters) < 5 else 0
    window = before[stop:].split()[-words:]
    phrase = " ".join(window)
    if letters[-1] == "s" and len(letters) > 2 and not phrase.casefold().endswith("s"):
        letters = letters[:-1]
    parts = list(_PART.finditer(phrase))[-len(letters) :]
    if len(parts) == len(letters) and [part.group().casefold() for part in parts] == letters:
        return phrase[parts[0].start() :]
    place = len(phrase)
    folded = "".join(normalize("NFD", letter)[0] for letter in phrase.casefold())  # Åsberg gives an A
    if len(folded) != len(phrase):
        return ""
    for k in range(len(letters) - 1, -1, -1):
        place = folded.rfind(letters[k], 0, place)
        while k == 0 and place > 0 and folded[place - 1].isalnum():
            place = folded.rfind(letters[0], 0, place)
        if place < 0:
            return ""
    long = phrase[place:]
    if len([word for word in long.split() if word not in _SMALL]) > len(letters) + 2:
        return ""
    plausible = " " in long or "-" in long or len(long) >= len(letters) + 4
    return long if plausible and "".join(letters) not in long.casefold() else ""
