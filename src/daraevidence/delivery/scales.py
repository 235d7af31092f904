"""What a document measures with which scale: ``pain (VAS)``, ``fatigue was assessed with the FSS``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["measured_with", "scales_of"]

_READ = 100_000
_SHORT = r"(?P<short>[A-Z][A-Za-z]{0,8}[A-Z\d](?:-?\w{1,6})?)"
#: one to three small words right before a bracket that opens with a short form
_BRACKET = re.compile(rf"(?P<what>[^\W\d_][^\W\d_-]{{2,}}(?:[ -][^\W\d_]{{3,}}){{0,2}})\s\({_SHORT}(?=[;,:)\s])[^()]{{0,40}}\)")
_ASSESSED = re.compile(
    r"(?P<what>[^\W\d_][^\W\d_-]{3,}(?:[ -][^\W\d_]{3,}){0,2})\s(?:(?:was|were|is|are)\s)?"
    r"(?:assessed|measured|evaluated|rated|scored|recorded|quantified)"
    rf"\s(?:by|with|using|on|via|through)\s(?:(?:the|a|an)\s)?{_SHORT}(?!\w)"
)
_STOP = frozenset(
    "the and with for was were are from both all using mean total their its after before between score scores scale level levels "
    "in of on to or by at as an outcomes outcome primary secondary included patients participants group groups measured assessed "
    "questionnaire index inventory test version subscale form item items short chart".split()
)
_MOST = 60


@lru_cache(maxsize=8)
def scales_of(text: str) -> Mapping[str, tuple[str, ...]]:
    """Short forms of scales with the things that they are named beside, where these are not their own long form.

    Examples:
        >>> dict(scales_of("Outcomes were pain (VAS) and fatigue (FSS, 9 items). Sleep quality was assessed with the PSQI."))
        {'VAS': ('pain',), 'FSS': ('fatigue',), 'PSQI': ('Sleep quality',)}
    """
    found: dict[str, dict[str, None]] = {}
    body = text[:_READ]
    for pattern in (_BRACKET, _ASSESSED):
        for match in pattern.finditer(body):
            words = re.findall(r"[^\W\d_]+", match["what"])
            while words and words[-1].casefold() in _STOP:
                words.pop()
            last = max((i for i, word in enumerate(words) if word.casefold() in _STOP), default=-1)
            words = words[last + 1 :]
            short = match["short"]
            letters = [letter.casefold() for letter in short if letter.isalpha()]
            spelt = len(words) > 1 and [word[0].casefold() for word in words][-2:] == letters[-2:]
            if words and not spelt and len(found) < _MOST:
                found.setdefault(short, {})[" ".join(words)] = None
    return {short: tuple(things) for short, things in found.items() if len(things) <= 2}


def measured_with(label: str, scales: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A label with what its scale measures in the scale's place: ``VAS > Week 6`` → ``pain > Week 6``."""
    for short, things in scales.items():
        if short in label and (found := re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", label)) is not None:
            return tuple(f"{label[: found.start()]}{thing}{label[found.end() :]}" for thing in things)
    return ()
