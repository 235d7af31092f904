"""What a document measures with which scale (``pain (VAS)``, ``fatigue was assessed with the FSS``), and what it calls what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from daraevidence.delivery.paraphrase import near_words, telling
from daraevidence.language.patterns import compiled

__all__ = ["called", "definitions", "measured_with", "scales_of"]

_READ = 100_000
_FORM = r"[A-Z][A-Za-z]{0,8}[A-Z\d](?:-?\w{1,6})?"
_SHORT = compiled(rf"(?<![\w-]){_FORM}(?![\w-])")
#: one to three small words right before a bracket that opens with a short form
_BRACKET = compiled(
    rf"(?P<what>[^\W\d_][^\W\d_-]{{2,}}(?:[ -][^\W\d_]{{3,}}){{0,2}})\s\((?P<short>{_FORM})(?=[;,:)\s])[^()]{{0,40}}\)"
)
_VERB = r"(?:assessed|measured|evaluated|rated|scored|recorded|quantified|determined|examined|tested|estimated|monitored|graded)"
_SENTENCE = compiled(r"(?<=[.!?])\s+(?=[A-Z])|\n\s*\n")
_GATE = compiled(rf"\b{_VERB}\b[^.]*?\b(?:by|with|using|on|via|through)\b")
_PIECE = compiled(r"[;,]\s(?:and\s)?|\sand\s")
#: what is measured and with what; the verb of the first piece of a sentence holds for the others
_WITH = compiled(
    rf"(?P<what>\S.*?)\s(?:(?:was|were|is|are)\s)?(?P<verb>{_VERB}\s(?:[^()]{{0,50}}?\s)?)?(?:by|with|using|on|via|through)\s"
    r"(?:means of\s)?(?:(?:the|a|an|its)\s)?(?P<scale>[A-Z].*)"
)
_STOP = frozenset(
    "the and with for was were are from both all using mean total their its after before between score scores scale level levels "
    "in of on to or by at as an outcomes outcome primary secondary included patients participants group groups measured assessed "
    "questionnaire index inventory test version subscale form item items short chart".split()
)
_MOST, _LONGEST = 60, 600


@lru_cache(maxsize=8)
def scales_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """Short forms of scales with the things that they are named beside, where these are not their own long form.

    Examples:
        >>> dict(scales_of("Outcomes were pain (VAS) and fatigue (FSS, 9 items). Sleep quality was assessed with the PSQI."))
        {'VAS': ('pain',), 'FSS': ('fatigue',), 'PSQI': ('Sleep quality',)}
        >>> dict(scales_of("Bother was rated with the Noise Burden Form (NBF-7; 0 to 21) and low mood with the MDQ-4."))
        {'NBF-7': ('Bother',), 'MDQ-4': ('low mood',)}
    """
    found: dict[str, dict[str, None]] = {}
    body = text[:_READ]
    for short, what in (*_bracketed(body), *_assessed(body)):
        if short in found or len(found) < _MOST:
            found.setdefault(short, {})[what] = None
    return {short: tuple(things) for short, things in found.items() if len(things) <= 2}


def _bracketed(body: str) -> Iterator[tuple[str, str]]:
    for match in _BRACKET.finditer(body):
        short = match["short"]
        what = _thing(match["what"])
        words = what.split()
        letters = [letter.casefold() for letter in short if letter.isalpha()]
        spelt = len(words) > 1 and [word[0].casefold() for word in words][-2:] == letters[-2:]
        named = any(word[0].isupper() for word in words[1:])  # the end of a long name: ``Sleep Index (SI)``
        if what and not spelt and not named:
            yield short, what


def _assessed(body: str) -> Iterator[tuple[str, str]]:
    for sentence in _SENTENCE.split(body):
        if len(sentence) > _LONGEST or not _GATE.search(sentence):
            continue
        verb = False
        for piece in _PIECE.split(sentence):
            match = _WITH.match(" ".join(piece.split()))
            if match is None or not (verb or match["verb"]):
                continue
            verb = True
            what = _thing(match["what"])
            for short in _SHORT.findall(match["scale"]) if what else ():
                yield short, what


def _thing(said: str) -> str:
    """The last words of what is said to be measured, without those that say nothing of it."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", said)
    while words and words[-1].casefold() in _STOP:
        words.pop()
    last = max((i for i, word in enumerate(words) if word.casefold() in _STOP and word.casefold() != "of"), default=-1)
    return " ".join(words[max(last + 1, len(words) - 4) :])


def measured_with(label: str, scales: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A label with what its scale measures in the scale's place: ``VAS > Week 6`` → ``pain > Week 6``."""
    for short, things in scales.items():
        if short in label and (found := re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", label)) is not None:
            return tuple(f"{label[: found.start()]}{thing}{label[found.end() :]}" for thing in things)
    return ()


_DEFINED = compiled(
    r"(?P<name>[^\W\d_][\w-]*(?:\s[\w-]+){0,5}?)\s(?:was|were|is|are|being)\s(?:(?:also|then|pre|here)\s)?(?:defined|regarded|considered|counted|taken)\s"
    r"(?:a priori\s)?(?:as|to be)\s(?P<said>[^.;\n]{4,160})"
)
#: words that begin a definition's subject and are no part of its name
_LEAD = compiled(r"(?i)^(?:(?:the|a|an|and|which|that|primary|secondary|outcome|patients?|participants?|any|in|of)\s)+")


@lru_cache(maxsize=8)
def definitions(text: str) -> tuple[tuple[frozenset[str], str], ...]:
    """What a text defines: the words of the name, and what it is.

    Examples:
        >>> definitions("Short sleep was defined as less than 7 h on weekdays.")[0][1]
        'less than 7 h on weekdays'
    """
    found = []
    for match in _DEFINED.finditer(text[:_READ]):
        words = telling(_LEAD.sub("", match["name"]))
        if words:
            found.append((words, match["said"].strip()))
    return tuple(found[:_MOST])


def called(label: str, defined: tuple[tuple[frozenset[str], str], ...]) -> tuple[str, ...]:
    """What a text says that the thing of a label is: all words of the name that it defines are the label's, or the other way."""
    words = telling(label)
    if not words:
        return ()
    return tuple(
        f"{label}: {said}"
        for name, said in defined
        if all(near_words(word, words) for word in name) or (len(words) > 1 and all(near_words(word, name) for word in words))
    )
